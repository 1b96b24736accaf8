/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-session.h"

G_BEGIN_DECLS

/* Over a message's words: who pinned it, that one saved it, when one is reminded of it. Hidden while nothing of that is so. */
#define OFFICE_TYPE_MESSAGE_MARKS (office_message_marks_get_type ())
G_DECLARE_FINAL_TYPE (OfficeMessageMarks, office_message_marks, OFFICE, MESSAGE_MARKS, GtkWidget)

GtkWidget *office_message_marks_new (OfficeSession *session, OfficeMessage *message);
gboolean office_message_marks_needed (OfficeMessage *message);

G_END_DECLS
