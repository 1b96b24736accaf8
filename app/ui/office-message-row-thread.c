/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-message-row-private.h"

#include "office-thread-summary.h"

/**
 * office_message_row_update_thread:
 *
 * Makes the summary of the thread when somebody has answered. It stands below everything else.
 */
void
office_message_row_update_thread (OfficeMessageRow *self)
{
  if (self->summary != NULL || self->in_thread || office_message_get_thread (self->message) == NULL)
    return;
  self->summary = office_thread_summary_new (self->session, self->message);
  gtk_box_append (GTK_BOX (self->column), self->summary);
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
  office_message_row_update_thread (self);
}
