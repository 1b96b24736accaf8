/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-session.h"

G_BEGIN_DECLS

/*
 * A change that was refused, or that waits to be reviewed: what it was, its words, why not, and what to do with it.
 * signal "retry" (const char *operation), "discard" (const char *operation): wanted; the row does neither.
 * signal "copied" (): its words are on the clipboard.
 */
#define OFFICE_TYPE_ENTRY_ROW (office_entry_row_get_type ())
G_DECLARE_FINAL_TYPE (OfficeEntryRow, office_entry_row, OFFICE, ENTRY_ROW, GtkListBoxRow)

GtkWidget *office_entry_row_new (OfficeSession *session, OfficeOutboxEntry *entry);

G_END_DECLS
