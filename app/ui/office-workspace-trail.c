/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-workspace-private.h"

/*
 * Back and forward. The properties say where one is; as one step may change several of them, the place is noted when the
 * main loop turns. What was in view is noted when it is left.
 */

static OfficeTrailPlace *
make_place (OfficeWorkspace *self)
{
  OfficeTrailPlace *place = office_trail_place_new ();

  place->page = g_strdup (self->page);
  if (self->page != NULL)
    return place;
  place->room = self->room != NULL ? g_strdup (office_room_get_id (self->room)) : NULL;
  place->view = (int) office_workspace_get_view (self);
  place->task = g_strdup (self->task);
  place->thread = g_strdup (self->thread);
  place->message = g_strdup (self->jumped_to);
  return place;
}

static void
note_place (OfficeWorkspace *self)
{
  g_autoptr (OfficeTrailPlace) place = make_place (self);

  g_clear_handle_id (&self->trail_id, g_source_remove);
  if (place->room != NULL || place->page != NULL)
    office_trail_visit (self->trail, place);
}

static gboolean
on_turn (gpointer data)
{
  OfficeWorkspace *self = data;

  self->trail_id = 0;
  note_place (self);
  return G_SOURCE_REMOVE;
}

static void
place_changed (OfficeWorkspace *self)
{
  if (self->trail_id == 0)
    self->trail_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_turn, self, NULL);
}

static gboolean
has_task (OfficeWorkspace *self, const char *id)
{
  OfficeTask *task = office_session_find_task (self->session, id);

  return task != NULL && office_task_is_present (task) && !office_task_get_trashed (task);
}

static gboolean
has_message (OfficeWorkspace *self, const char *id)
{
  g_autoptr (OfficeMessage) message = office_session_dup_message (self->session, id);

  return message != NULL;
}

static gboolean
is_there (const OfficeTrailPlace *place, gpointer data)
{
  OfficeWorkspace *self = data;

  if (place->page != NULL)
    return TRUE;
  return place->room != NULL && office_session_find_room (self->session, place->room) != NULL
         && (place->task == NULL || has_task (self, place->task))
         && (place->thread == NULL || has_message (self, place->thread));
}

static void
show_place (OfficeWorkspace *self, const OfficeTrailPlace *place)
{
  if (place->page != NULL)
    {
      office_workspace_open_page (self, place->page);
      return;
    }
  office_workspace_open_room (self, place->room);
  office_workspace_show_view (self, (OfficeView) place->view);
  if (place->task != NULL)
    office_workspace_open_task (self, place->task);
  else if (place->thread != NULL)
    office_workspace_open_thread (self, place->thread);
  else
    office_workspace_close_pane (self);
  g_free (self->jumped_to);
  self->jumped_to = g_strdup (place->message);
  if (place->position != NULL)
    office_conversation_view_show_position (self->conversation, place->position, place->offset);
  else if (place->message != NULL)
    office_conversation_view_show_message (self->conversation, place->message);
  else
    office_conversation_view_go_to_newest (self->conversation);
}

/* ---- private to the workspace's files ---- */

void
office_workspace_init_trail (OfficeWorkspace *self)
{
  static const char *const properties[] = { "notify::room-id", "notify::task-id", "notify::view", "notify::page" };

  self->trail = office_trail_new ();
  for (guint i = 0; i < G_N_ELEMENTS (properties); i++)
    g_signal_connect (self, properties[i], G_CALLBACK (place_changed), NULL);
}

void
office_workspace_dispose_trail (OfficeWorkspace *self)
{
  g_clear_handle_id (&self->trail_id, g_source_remove);
  g_clear_pointer (&self->jumped_to, g_free);
  g_clear_object (&self->trail);
}

/* Before another room, or another piece of the conversation, comes into view. */
void
office_workspace_leave_place (OfficeWorkspace *self)
{
  g_autofree char *position = NULL;
  double offset = 0;

  if (self->room == NULL)
    return;
  /* A page that comes in the room's place is there already. */
  if (self->trail_id != 0 && self->page == NULL)
    note_place (self);
  position = office_conversation_view_dup_position (self->conversation, &offset);
  office_trail_note_position (self->trail, position, offset);
  g_clear_pointer (&self->jumped_to, g_free);
}

/* A message of the conversation was asked for: that is a place of its own, to which one comes back. */
void
office_workspace_jumped_to (OfficeWorkspace *self, const char *message)
{
  g_free (self->jumped_to);
  self->jumped_to = g_strdup (message);
  place_changed (self);
}

/* ---- public ---- */

/**
 * office_workspace_go:
 * @step: -1: back, 1: forward
 *
 * Goes to where one was before, or where one came back from.
 */
void
office_workspace_go (OfficeWorkspace *self, int step)
{
  const OfficeTrailPlace *place;

  g_return_if_fail (OFFICE_IS_WORKSPACE (self));

  if (self->session == NULL)
    return;
  office_workspace_leave_place (self);
  place = office_trail_go (self->trail, step, is_there, self);
  if (place != NULL)
    {
      g_autoptr (OfficeTrailPlace) copy = office_trail_place_copy (place);

      show_place (self, copy);
      note_place (self);
    }
}

/**
 * office_workspace_get_trail:
 *
 * Returns: (transfer none): the way that one has gone
 */
OfficeTrail *
office_workspace_get_trail (OfficeWorkspace *self)
{
  g_return_val_if_fail (OFFICE_IS_WORKSPACE (self), NULL);

  return self->trail;
}

/**
 * office_workspace_dup_recent:
 *
 * Returns: (transfer full): ids of the rooms and tasks where one was, the last first; %NULL-terminated
 */
char **
office_workspace_dup_recent (OfficeWorkspace *self)
{
  g_return_val_if_fail (OFFICE_IS_WORKSPACE (self), NULL);

  return office_trail_dup_recent (self->trail);
}
