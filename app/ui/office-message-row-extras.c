/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-message-row-private.h"

#include "office-message-marks.h"
#include "office-quote-block.h"
#include "office-reactions.h"
#include "office-thread-summary.h"

/* The parts that few messages have: each is made when it is first needed, and stands in its place among the others. */

/**
 * office_message_row_put_parts:
 *
 * Puts the parts that are there into the order in which they are read.
 */
void
office_message_row_put_parts (OfficeMessageRow *self)
{
  GtkWidget *const parts[] = { self->header,  self->marks,     self->quote,     self->body,   self->files_box,
                               self->failure, self->task_link, self->reactions, self->summary };
  GtkWidget *before = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL)
      {
        gtk_box_reorder_child_after (GTK_BOX (self->column), parts[i], before);
        before = parts[i];
      }
}

static void
add_part (OfficeMessageRow *self, GtkWidget **place, GtkWidget *part)
{
  *place = part;
  gtk_box_append (GTK_BOX (self->column), part);
  office_message_row_put_parts (self);
}

static void
update_marks (OfficeMessageRow *self)
{
  if (self->marks == NULL && office_message_marks_needed (self->message))
    add_part (self, &self->marks, office_message_marks_new (self->session, self->message));
}

static void
update_reactions (OfficeMessageRow *self)
{
  GListModel *reactions = office_message_get_reactions (self->message);

  if (self->reactions == NULL && reactions != NULL)
    add_part (self, &self->reactions, office_reactions_new (reactions));
}

/* The quote of a message that was taken back goes with its words. */
static void
update_quote (OfficeMessageRow *self)
{
  const char *quote = office_message_get_quote_id (self->message);
  const gboolean shown = quote != NULL && !office_message_get_removed (self->message);

  if (self->quote == NULL && shown)
    add_part (self, &self->quote, office_quote_block_new (self->session, quote));
  if (self->quote != NULL)
    gtk_widget_set_visible (self->quote, shown);
}

static void
update_thread (OfficeMessageRow *self)
{
  if (self->summary == NULL && !self->in_thread && office_message_get_thread (self->message) != NULL)
    add_part (self, &self->summary, office_thread_summary_new (self->session, self->message));
}

/**
 * office_message_row_build_extras:
 *
 * Makes those parts that the message has now, and the others when it has them.
 */
void
office_message_row_build_extras (OfficeMessageRow *self)
{
  g_signal_connect_swapped (self->message, "notify::thread", G_CALLBACK (update_thread), self);
  g_signal_connect_swapped (self->message, "notify::reactions", G_CALLBACK (update_reactions), self);
  g_signal_connect_swapped (self->message, "notify::pinned", G_CALLBACK (update_marks), self);
  g_signal_connect_swapped (self->message, "notify::saved", G_CALLBACK (update_marks), self);
  g_signal_connect_swapped (self->message, "notify::remind-at", G_CALLBACK (update_marks), self);
  g_signal_connect_swapped (self->message, "notify::removed", G_CALLBACK (update_quote), self);
  update_quote (self);
  update_marks (self);
  update_reactions (self);
  update_thread (self);
}

/**
 * office_message_row_set_in_thread:
 * @in_thread: whether the row stands in the thread itself, where a summary would say what is seen
 */
void
office_message_row_set_in_thread (OfficeMessageRow *self, gboolean in_thread)
{
  g_return_if_fail (OFFICE_IS_MESSAGE_ROW (self));

  self->in_thread = !!in_thread;
  if (in_thread && self->summary != NULL)
    {
      gtk_box_remove (GTK_BOX (self->column), self->summary);
      self->summary = NULL;
    }
  if (self->message != NULL)
    update_thread (self);
}
