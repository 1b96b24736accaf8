/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-new-task.h"

G_BEGIN_DECLS

/*
 * A line in which a task is typed, and what was understood as chips beneath. A piece that was understood wrongly becomes plain
 * words again with Backspace right behind it, or by its chip. Several lines that are pasted are offered as several tasks.
 * signal "changed" (): the text, or what is understood of it.
 * signal "activate" (): Enter.
 * signal "lines" (const char *const *lines): a task of each is wanted.
 */
#define OFFICE_TYPE_QUICK_ENTRY (office_quick_entry_get_type ())
G_DECLARE_FINAL_TYPE (OfficeQuickEntry, office_quick_entry, OFFICE, QUICK_ENTRY, GtkWidget)

/* Where the task goes to; choosing: the line may name another room. */
void office_quick_entry_set_place (OfficeQuickEntry *self, OfficeSession *session, const char *room, gboolean choosing);
void office_quick_entry_set_line (OfficeQuickEntry *self, const char *line, const char *const *plain); /* plain: pieces that are words; nullable */
void office_quick_entry_set_text (OfficeQuickEntry *self, const char *text); /* "" forgets what was rejected */
const char *office_quick_entry_get_text (OfficeQuickEntry *self);
OfficeQuickTask *office_quick_entry_get_task (OfficeQuickEntry *self); /* borrowed, until the next change; nullable: no place yet */

G_END_DECLS
