/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A round sign of a name: its initials, or an icon, on a color that comes from the name. It looks as an AdwAvatar does, by the
 * same CSS, and is one widget where that is six, of which most of a window's first frame was made. */
#define OFFICE_TYPE_INITIALS (office_initials_get_type ())
G_DECLARE_FINAL_TYPE (OfficeInitials, office_initials, OFFICE, INITIALS, GtkWidget)

GtkWidget *office_initials_new (int size);

int office_initials_get_size (OfficeInitials *self); /* pixels */
void office_initials_set_size (OfficeInitials *self, int size);
void office_initials_set_name (OfficeInitials *self, const char *name, const char *icon_name);
const char *office_initials_get_letters (OfficeInitials *self); /* nullable, borrowed */

G_END_DECLS
