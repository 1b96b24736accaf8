/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-session.h"

G_BEGIN_DECLS

/* A thread beside the conversation: the message that was answered, what was answered, and where one answers oneself. */
#define OFFICE_TYPE_THREAD_PANE (office_thread_pane_get_type ())
G_DECLARE_FINAL_TYPE (OfficeThreadPane, office_thread_pane, OFFICE, THREAD_PANE, GtkWidget)

GtkWidget *office_thread_pane_new (void);
gboolean office_thread_pane_set_message (OfficeThreadPane *self, OfficeSession *session, const char *message); /* both nullable */
void office_thread_pane_show_message (OfficeThreadPane *self, const char *id); /* of the thread */
void office_thread_pane_focus_composer (OfficeThreadPane *self);

G_END_DECLS
