/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-session-private.h"

/* What a session says to whoever follows it. */

static guint notice_signal;
static guint kept_both_signal;
static guint applied_signal;
static guint pins_changed_signal;

/**
 * office_session_install_signals:
 * @class: the session's class, while it is set up
 */
void
office_session_install_signals (GObjectClass *class)
{
  /**
   * OfficeSession::notice:
   * @self: the session
   * @text: a sentence for the person, translated
   * @undo: (nullable): what office_session_undo() takes to undo it
   *
   * Something happened that the person should know.
   */
  notice_signal = g_signal_new ("notice", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_VARIANT);
  /**
   * OfficeSession::undoable:
   * @self: the session
   * @words: what the person did, translated
   * @undo: what office_session_undo() takes to undo it
   *
   * Comes with each notice that has an undo, and for what needs no notice.
   */
  g_signal_new ("undoable", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                G_TYPE_STRING, G_TYPE_VARIANT);
  /**
   * OfficeSession::undos-changed:
   * @self: the session
   *
   * There may be something that office_session_undo_last() takes back or office_session_redo_last() does again, or no more.
   */
  g_signal_new ("undos-changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * OfficeSession::kept-both:
   * @self: the session
   * @task: a task's id
   *
   * Two texts of its description did not merge, or the person has chosen one: see office_session_dup_kept().
   */
  kept_both_signal = g_signal_new ("kept-both", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);
  /**
   * OfficeSession::draft-changed:
   * @self: the session
   * @place: where another device of this person wrote something
   *
   * What is being written there is another text now, or there are two to choose from: see office_session_dup_other_draft().
   */
  g_signal_new ("draft-changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                G_TYPE_STRING);
  /**
   * OfficeSession::pins-changed:
   * @self: the session
   * @room: a room's id
   *
   * Something was pinned there, is not any more, or was changed.
   */
  pins_changed_signal = g_signal_new ("pins-changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 1, G_TYPE_STRING);
  /* Private to app/office, as records are. */
  applied_signal = g_signal_new ("applied", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);
}

/**
 * office_session_applied:
 * @self: a session
 * @records: (element-type OfficeRecord): a batch that objects and lists show now
 *
 * Emits OfficeSession::applied.
 */
void
office_session_applied (OfficeSession *self, GPtrArray *records)
{
  g_signal_emit (self, applied_signal, 0, records);
}

/**
 * office_session_say:
 * @self: a session
 * @undo: (nullable): how to undo it; a floating one is sunk
 * @format: a translated sentence
 * @...: for @format
 *
 * Emits OfficeSession::notice: for what goes from view, what happened elsewhere, and what went wrong. Else see office_session_note().
 */
void
office_session_say (OfficeSession *self, GVariant *undo, const char *format, ...)
{
  g_autoptr (GVariant) kept = undo != NULL ? g_variant_ref_sink (undo) : NULL;
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  if (kept != NULL)
    office_session_note (self, kept, text);
  g_signal_emit (self, notice_signal, 0, text, kept);
}

/**
 * office_session_kept_changed:
 * @self: a session
 * @task: the id of a task with two texts, or with none any more
 */
void
office_session_kept_changed (OfficeSession *self, const char *task)
{
  g_signal_emit (self, kept_both_signal, 0, task);
}

/**
 * office_session_pins_changed:
 * @self: a session
 * @room: the id of a room where something was pinned, or is not any more
 */
void
office_session_pins_changed (OfficeSession *self, const char *room)
{
  g_signal_emit (self, pins_changed_signal, 0, room);
}
