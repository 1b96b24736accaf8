/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-message-list-private.h"

#define A_FRAME 12 /* rows that come in one frame */

static gboolean
wants_older (OfficeMessageList *self)
{
  return office_conversation_has_older (self->conversation) && office_scroll_keeper_is_near_top (self->keeper);
}

static gboolean
wants_newer (OfficeMessageList *self)
{
  return office_conversation_has_newer (self->conversation) && office_scroll_keeper_is_near_bottom (self->keeper);
}

static gboolean
page (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  OfficeMessageList *self = OFFICE_MESSAGE_LIST (widget);
  guint n = 0;

  self->loading = TRUE; /* what comes is not news */
  if (self->conversation != NULL && wants_older (self))
    {
      n = office_conversation_load_older (self->conversation, A_FRAME);
      if (self->rows->len > OFFICE_CONVERSATION_MOST)
        office_conversation_trim (self->conversation, TRUE, OFFICE_CONVERSATION_MOST);
    }
  else if (self->conversation != NULL && wants_newer (self))
    {
      n = office_conversation_load_newer (self->conversation, A_FRAME);
      if (self->rows->len > OFFICE_CONVERSATION_MOST)
        office_conversation_trim (self->conversation, FALSE, OFFICE_CONVERSATION_MOST);
    }
  self->loading = FALSE;
  if (n > 0)
    return G_SOURCE_CONTINUE;
  self->paging = 0;
  return G_SOURCE_REMOVE;
}

static void
trim_at_bottom (OfficeMessageList *self)
{
  if (self->rows->len > OFFICE_CONVERSATION_MOST + A_FRAME && !office_scroll_keeper_is_near_top (self->keeper))
    office_conversation_trim (self->conversation, FALSE, OFFICE_CONVERSATION_MOST);
}

/**
 * office_message_list_moved:
 *
 * The reader is elsewhere: loads more rows near an end, and tells whether the newest is in view.
 */
void
office_message_list_moved (OfficeMessageList *self)
{
  const gboolean at_bottom = office_scroll_keeper_is_at_bottom (self->keeper);

  if (self->conversation == NULL)
    return;
  office_message_list_follow_pointer (self);
  if (self->paging == 0 && (wants_older (self) || wants_newer (self)))
    self->paging = gtk_widget_add_tick_callback (GTK_WIDGET (self), page, NULL, NULL);
  if (at_bottom)
    {
      office_message_list_set_n_new (self, 0);
      trim_at_bottom (self);
    }
  if (at_bottom != self->was_at_bottom)
    {
      self->was_at_bottom = at_bottom;
      g_object_notify (G_OBJECT (self), "at-bottom");
    }
}
