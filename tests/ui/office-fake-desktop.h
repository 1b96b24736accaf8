/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The desktop that notifications are told to. GNOTIFICATION_BACKEND has to be "gtk" before anything else is done. */
typedef struct _OfficeFakeDesktop OfficeFakeDesktop;

OfficeFakeDesktop *office_fake_desktop_new (void);
void office_fake_desktop_free (OfficeFakeDesktop *self);
GVariant *office_fake_desktop_find (OfficeFakeDesktop *self, const char *office, const char *alert); /* a{sv}; NULL: it is not shown */
void office_fake_desktop_lock (OfficeFakeDesktop *self, gboolean locked); /* the screen */
guint office_fake_desktop_count (OfficeFakeDesktop *self); /* that are shown */

GtkApplication *office_fake_desktop_require_application (void); /* one for all tests, with the actions of notifications */

G_END_DECLS
