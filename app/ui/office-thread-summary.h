/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-session.h"

G_BEGIN_DECLS

/* Under a message: who answered it, how often, when last, and what of it is new. A button that opens the thread. */
#define OFFICE_TYPE_THREAD_SUMMARY (office_thread_summary_get_type ())
G_DECLARE_FINAL_TYPE (OfficeThreadSummary, office_thread_summary, OFFICE, THREAD_SUMMARY, GtkButton)

GtkWidget *office_thread_summary_new (OfficeSession *session, OfficeMessage *message); /* hidden while nobody has answered */
char *office_thread_dup_count (guint n_replies); /* "4 replies" */

G_END_DECLS
