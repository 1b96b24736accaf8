/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-touched-private.h"

/* What follows from a batch: it is told once, when all its records are on their objects. */

static void
office_session_refresh_tasks (OfficeSession *self, OfficeTouched *touched)
{
  GHashTableIter iter;
  gpointer id, task;

  g_hash_table_iter_init (&iter, self->tasks);
  while (g_hash_table_iter_next (&iter, &id, &task))
    {
      if (!office_task_is_present (task))
        continue;
      if (g_hash_table_contains (touched->steps, id))
        office_session_reload_steps (self, task);
      if (g_hash_table_contains (touched->talks, id))
        office_session_count_discussion (self, task);
    }
}

/* A label that came late, or went, is missing from or too much in the tasks that name it. */
static void
office_session_refresh_labels (OfficeSession *self, OfficeTouched *touched)
{
  GHashTableIter iter;
  gpointer task;

  if (g_hash_table_size (touched->labels) == 0)
    return;
  g_hash_table_iter_init (&iter, self->tasks);
  while (g_hash_table_iter_next (&iter, NULL, &task))
    {
      g_autoptr (OfficeRecord) record = NULL;

      if (!office_task_is_present (task) || !g_hash_table_contains (touched->labels, office_task_get_room_id (task)))
        continue;
      record = office_session_get_record (self, office_task_get_id (task), "task");
      if (record != NULL)
        office_session_take_task (self, record, NULL);
    }
}

static void
office_session_refresh_links (OfficeSession *self, OfficeTouched *touched)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, touched->sources);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      OfficeMessage *message = office_session_peek_message (self, id);

      if (message != NULL)
        office_session_link_message (self, message);
    }
}

static void
office_session_refresh_threads (OfficeSession *self, OfficeTouched *touched)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, touched->threads);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    office_session_refresh_thread (self, id);
}

static void
office_session_refresh_reactions (OfficeSession *self, OfficeTouched *touched)
{
  GHashTableIter iter;
  gpointer id, message;

  if (g_hash_table_size (touched->reactions) == 0 && !touched->unreacted)
    return;
  g_hash_table_iter_init (&iter, self->messages);
  while (g_hash_table_iter_next (&iter, &id, &message))
    if (g_hash_table_contains (touched->reactions, id)
        || (touched->unreacted && office_message_get_reactions (message) != NULL))
      office_session_link_reactions (self, message);
}

static void
office_session_refresh_kept (OfficeSession *self, OfficeTouched *touched)
{
  GHashTableIter iter;
  gpointer room;

  if (touched->saved)
    office_session_refresh_saved (self);
  if (touched->reminders)
    office_session_refresh_reminders (self);
  g_hash_table_iter_init (&iter, touched->pins);
  while (g_hash_table_iter_next (&iter, &room, NULL))
    office_session_pins_changed (self, room);
}

static void
office_session_refresh_boards (OfficeSession *self, OfficeTouched *touched)
{
  g_autoptr (GPtrArray) boards = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->boards->len; i++)
    g_ptr_array_add (boards, g_object_ref (self->boards->pdata[i]));
  for (guint i = 0; i < boards->len; i++)
    {
      OfficeBoard *board = boards->pdata[i];
      const char *room = office_board_get_room_id (board);

      if (g_hash_table_contains (touched->labels, room))
        office_board_load_labels (board);
      if (g_hash_table_contains (touched->columns, room))
        office_board_load_columns (board);
      if (g_hash_table_contains (touched->columns, room) || g_hash_table_contains (touched->tasks, room))
        office_board_lay_out (board);
    }
}

static void
office_session_refresh_conversations (OfficeSession *self, OfficeTouched *touched)
{
  g_autoptr (GPtrArray) conversations = g_ptr_array_new_with_free_func (g_object_unref);

  if (touched->messages->len == 0 && g_hash_table_size (touched->moved) == 0)
    return;
  for (guint i = 0; i < self->conversations->len; i++)
    g_ptr_array_add (conversations, g_object_ref (self->conversations->pdata[i]));
  for (guint i = 0; i < conversations->len; i++)
    {
      const char *task = office_conversation_get_task_id (conversations->pdata[i]);

      if (task != NULL && g_hash_table_contains (touched->moved, task))
        office_conversation_follow_task (conversations->pdata[i]);
      else
        office_conversation_receive (conversations->pdata[i], touched->messages);
    }
}

/**
 * office_session_refresh_touched:
 * @self: a session
 * @touched: what a batch touched, all of whose records were taken
 *
 * Tells objects and lists what follows from it: each list once.
 */
void
office_session_refresh_touched (OfficeSession *self, OfficeTouched *touched)
{
  office_session_refresh_tasks (self, touched);
  office_session_refresh_labels (self, touched);
  office_session_refresh_links (self, touched);
  office_session_refresh_threads (self, touched);
  office_session_refresh_reactions (self, touched);
  if (touched->people)
    office_session_list_people (self);
  if (touched->people || g_hash_table_size (touched->members) > 0)
    office_session_refresh_members (self, touched);
  if (touched->rooms || touched->directs)
    office_session_list_rooms (self);
  office_session_refresh_boards (self, touched);
  office_session_refresh_conversations (self, touched);
  office_session_refresh_kept (self, touched);
}
