/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What a widget has copied to be attached: each file to the place it is meant for, called off as long as it is not through. */
#define OFFICE_TYPE_ATTACHING (office_attaching_get_type ())
G_DECLARE_FINAL_TYPE (OfficeAttaching, office_attaching, OFFICE, ATTACHING, GObject)

/* @error: one sentence for the person, or that it was called off; without one the file is to be put somewhere at once. */
typedef void (*OfficeAttachedFunc) (GtkWidget *widget, OfficeSession *session, const char *place,
                                    OfficeAttachment *file, const GError *error);

OfficeAttaching *office_attaching_new (GtkWidget *widget, OfficeAttachedFunc attached);
OfficeAttachment *office_attaching_add_file (OfficeAttaching *self, OfficeSession *session, const char *place,
                                             GFile *file);
OfficeAttachment *office_attaching_add_bytes (OfficeAttaching *self, OfficeSession *session, const char *place,
                                              GBytes *bytes, const char *name, const char *type);
void office_attaching_call_off (OfficeAttaching *self, OfficeAttachment *file);
void office_attaching_list (OfficeAttaching *self, OfficeSession *session, const char *place, GPtrArray *files);

G_END_DECLS
