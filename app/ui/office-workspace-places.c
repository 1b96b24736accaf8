/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-workspace-private.h"

#include "office-date-popover.h"

/* Places inside a room: a day of its conversation, and what a link leads to. */

static void
on_day_chosen (OfficeWorkspace *self, gint64 since)
{
  office_workspace_open_day (self, since);
}

static gboolean
open_person (OfficeWorkspace *self, const char *person)
{
  return gtk_widget_activate_action (GTK_WIDGET (self), "win.open-person", "s", person);
}

/* What was said on a task is there, and not in the room's conversation. */
static gboolean
open_message (OfficeWorkspace *self, const char *message)
{
  g_autoptr (OfficeMessage) found = office_session_dup_message (self->session, message);
  const char *task = found != NULL ? office_message_get_discussed_task (found) : NULL;

  if (task != NULL)
    return office_workspace_open_task (self, task);
  return found != NULL && office_workspace_open_message (self, message);
}

/* ---- private to the workspace's files ---- */

void
office_workspace_dispose_places (OfficeWorkspace *self)
{
  g_clear_pointer (&self->date_popover, gtk_widget_unparent);
}

/* ---- public ---- */

/**
 * office_workspace_choose_day:
 *
 * Lets a day of the open room's conversation be chosen.
 */
void
office_workspace_choose_day (OfficeWorkspace *self)
{
  g_return_if_fail (OFFICE_IS_WORKSPACE (self));

  if (self->room == NULL)
    return;
  office_workspace_go_to_content (self);
  if (self->date_popover == NULL)
    {
      self->date_popover = office_date_popover_new ();
      gtk_widget_set_parent (self->date_popover, self->content);
      g_signal_connect_object (self->date_popover, "chosen", G_CALLBACK (on_day_chosen), self, G_CONNECT_SWAPPED);
    }
  office_date_popover_open (OFFICE_DATE_POPOVER (self->date_popover), GTK_WIDGET (self->room_button),
                            office_session_get_now (self->session));
}

/**
 * office_workspace_open_day:
 * @since: ms since 1970
 *
 * Shows the open room's conversation from the first message that was said at that time or later, however long ago; where
 * there is none, its newest.
 */
void
office_workspace_open_day (OfficeWorkspace *self, gint64 since)
{
  g_autofree char *message = NULL;

  g_return_if_fail (OFFICE_IS_WORKSPACE (self));

  if (self->room == NULL)
    return;
  message = office_session_dup_message_since (self->session, office_room_get_id (self->room), since);
  office_workspace_show_view (self, OFFICE_VIEW_CONVERSATION);
  if (message != NULL)
    office_workspace_open_message (self, message);
  else
    office_conversation_view_go_to_newest (self->conversation);
}

/**
 * office_workspace_open_link:
 * @link: to something in this office
 *
 * Returns: %FALSE where the book has no such thing
 */
gboolean
office_workspace_open_link (OfficeWorkspace *self, const OfficePlaceLink *link)
{
  g_return_val_if_fail (OFFICE_IS_WORKSPACE (self), FALSE);
  g_return_val_if_fail (link != NULL, FALSE);

  if (self->session == NULL)
    return FALSE;
  switch (link->kind)
    {
    case OFFICE_PLACE_LINK_ROOM:
      return office_workspace_open_room (self, link->id);
    case OFFICE_PLACE_LINK_MESSAGE:
      return open_message (self, link->id);
    case OFFICE_PLACE_LINK_TASK:
      return office_workspace_open_task (self, link->id);
    case OFFICE_PLACE_LINK_PERSON:
    default:
      return open_person (self, link->id);
    }
}
