/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-workspace-private.h"

#include "office-date-popover.h"
#include "office-room-actions.h"

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

/* The room's files are read when they are first looked at. */
void
office_workspace_fill_files (OfficeWorkspace *self)
{
  gboolean shown = self->room != NULL && office_workspace_get_view (self) == OFFICE_VIEW_FILES;

  if (shown)
    office_files_view_set_room (office_workspace_ensure_files (self), self->session, office_room_get_id (self->room));
  else if (self->files != NULL)
    office_files_view_set_room (self->files, NULL, NULL);
}

void
office_workspace_dispose_places (OfficeWorkspace *self)
{
  g_clear_pointer (&self->date_popover, gtk_widget_unparent);
}

static void
append_sections (GMenu *menu, GMenuModel *from)
{
  for (int i = 0; i < g_menu_model_get_n_items (from); i++)
    {
      g_autoptr (GMenuModel) section = g_menu_model_get_item_link (from, i, G_MENU_LINK_SECTION);

      g_menu_append_section (menu, NULL, section);
    }
}

/* Each time anew: GTK's menus do not take submenus that are exchanged. */
static void
on_room_menu (GtkMenuButton *button, gpointer data)
{
  OfficeWorkspace *self = data;
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenuModel) of_room = NULL;

  if (self->room == NULL)
    return;
  of_room = office_room_actions_create_menu (self->session, self->room);
  append_sections (menu, self->room_menu);
  append_sections (menu, of_room);
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

/* Another room is open: its menu has its actions, and is made when it is opened. */
void
office_workspace_follow_room_menu (OfficeWorkspace *self)
{
  g_autoptr (GObject) actions = self->room != NULL ? G_OBJECT (office_room_actions_new (self->session, self->room))
                                                   : NULL;

  gtk_widget_insert_action_group (GTK_WIDGET (self->room_button), "room",
                                  actions != NULL ? G_ACTION_GROUP (actions) : NULL);
  office_room_strip_set_room (self->room_strip, self->room);
  gtk_menu_button_set_create_popup_func (self->room_button, on_room_menu, self, NULL);
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
