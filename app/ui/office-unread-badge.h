/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What is unread somewhere: how much of it calls the person; a dot where none of it does. Decoration: what it stands by names it. */
#define OFFICE_TYPE_UNREAD_BADGE (office_unread_badge_get_type ())
G_DECLARE_FINAL_TYPE (OfficeUnreadBadge, office_unread_badge, OFFICE, UNREAD_BADGE, GtkWidget)

GtkWidget *office_unread_badge_new (void);
void office_unread_badge_set (OfficeUnreadBadge *self, guint calls, guint unread); /* both 0: it is not seen */
char *office_unread_badge_describe (const char *name, guint calls, guint unread); /* for a screen reader: a name, and what is unread there; full */

G_END_DECLS
