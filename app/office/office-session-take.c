/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-touched-private.h"

/* Each record of a batch is laid onto the object that shows it, and noted is what else it touches. */

typedef void (*Handler) (OfficeSession *self, OfficeRecord *record, OfficeTouched *touched);

static void
office_session_set_name (OfficeSession *self, const char *name)
{
  if (g_strcmp0 (self->name, name) == 0)
    return;
  g_free (self->name);
  self->name = g_strdup (name);
  office_session_notify (self, OFFICE_SESSION_NAME);
}

static void
take_office (OfficeSession *self, OfficeRecord *record, OfficeTouched *touched)
{
  if (!office_record_is_gone (record) && office_record_get_text (record, "name") != NULL)
    office_session_set_name (self, office_record_get_text (record, "name"));
}

static void
take_person (OfficeSession *self, OfficeRecord *record, OfficeTouched *touched)
{
  office_session_update_person (self, record);
  touched->people = TRUE;
  touched->rooms = TRUE; /* a direct room is called by its people */
}

static void
take_room (OfficeSession *self, OfficeRecord *record, OfficeTouched *touched)
{
  const char *id = office_record_get_id (record);
  OfficeRoom *room = g_hash_table_lookup (self->rooms, id);

  touched->rooms = TRUE;
  if (office_record_is_gone (record))
    {
      if (room != NULL)
        office_room_set_present (room, FALSE);
      return;
    }
  if (room == NULL)
    {
      g_autofree char *place = g_strconcat ("room:", id, NULL);

      room = office_room_new (id);
      g_hash_table_insert (self->rooms, g_strdup (id), room);
      office_session_mark_drafting (self, place);
    }
  if (!office_room_is_present (room))
    {
      office_room_set_present (room, TRUE);
      office_touched_note (touched->members, id);
      office_session_count_later (self, id);
      office_session_load_preference (self, room);
    }
  office_room_update (room, record);
  office_session_look_at_last_words (self, room);
}

static void
take_member (OfficeSession *self, OfficeRecord *record, OfficeTouched *touched)
{
  office_touched_note (touched->members, office_touched_get_room (record));
  touched->rooms = TRUE;
}

static void
take_preference (OfficeSession *self, OfficeRecord *record, OfficeTouched *touched)
{
  office_session_take_preference (self, record);
  office_session_count_later (self, office_record_get_text (record, "room"));
}

static void
take_column (OfficeSession *self, OfficeRecord *record, OfficeTouched *touched)
{
  const char *id = office_record_get_id (record);
  gboolean gone = office_record_is_gone (record);
  GHashTableIter iter;
  gpointer task;

  office_touched_note (touched->columns, office_touched_get_room (record));
  if (gone)
    g_hash_table_remove (self->columns, id);
  else
    g_hash_table_insert (self->columns, g_strdup (id), office_record_ref (record));
  g_hash_table_iter_init (&iter, self->tasks);
  while (g_hash_table_iter_next (&iter, NULL, &task))
    if (g_strcmp0 (office_task_get_column_id (task), id) == 0)
      office_task_set_column (task, gone ? NULL : record);
}

static void
take_label (OfficeSession *self, OfficeRecord *record, OfficeTouched *touched)
{
  OfficeLabel *label = g_hash_table_lookup (self->labels, office_record_get_id (record));

  office_touched_note (touched->labels, office_touched_get_room (record));
  if (office_record_is_gone (record))
    g_hash_table_remove (self->labels, office_record_get_id (record));
  else if (label != NULL)
    office_label_update (label, record);
}

/* All of them: the board of the room that a task has left has to let go of it. */
static void
office_session_tell_boards (OfficeSession *self, OfficeTask *task)
{
  for (guint i = 0; i < self->boards->len; i++)
    office_board_take_task (self->boards->pdata[i], task);
}

static gboolean
office_session_shows_board (OfficeSession *self, const char *room)
{
  for (guint i = 0; i < self->boards->len; i++)
    if (g_strcmp0 (office_board_get_room_id (self->boards->pdata[i]), room) == 0)
      return TRUE;
  return FALSE;
}

/* An open discussion goes along with its task. */
static void
office_session_note_moved (OfficeSession *self, OfficeRecord *task, OfficeTouched *touched)
{
  for (guint i = 0; i < self->conversations->len; i++)
    {
      OfficeConversation *conversation = self->conversations->pdata[i];

      if (g_strcmp0 (office_conversation_get_task_id (conversation), office_record_get_id (task)) == 0
          && g_strcmp0 (office_conversation_get_room_id (conversation), office_record_get_text (task, "room")) != 0)
        office_touched_note (touched->moved, office_record_get_id (task));
    }
}

static void
take_task (OfficeSession *self, OfficeRecord *record, OfficeTouched *touched)
{
  OfficeTask *task = g_hash_table_lookup (self->tasks, office_record_get_id (record));

  if (office_record_is_gone (record))
    {
      if (task == NULL)
        return;
      office_touched_note (touched->tasks, office_task_get_room_id (task));
      office_touched_note (touched->sources, office_task_get_source_id (task));
      office_task_set_present (task, FALSE);
      office_session_tell_boards (self, task);
      return;
    }
  if (task != NULL)
    office_touched_note (touched->tasks, office_task_get_room_id (task));
  office_touched_note (touched->tasks, office_touched_get_room (record));
  office_session_note_moved (self, record, touched);
  office_touched_note (touched->sources, office_record_get_text (record, "source"));
  if (task != NULL || office_session_shows_board (self, office_touched_get_room (record)))
    office_session_tell_boards (self, office_session_take_task (self, record, NULL));
}

static void
take_step (OfficeSession *self, OfficeRecord *record, OfficeTouched *touched)
{
  OfficeStep *step = g_hash_table_lookup (self->steps, office_record_get_id (record));

  if (!office_record_is_gone (record))
    office_touched_note (touched->steps, office_record_get_text (record, "task"));
  else if (step != NULL)
    office_touched_note (touched->steps, office_step_get_task_id (step));
}

static void
office_session_take_gone_message (OfficeSession *self, OfficeRecord *record, OfficeTouched *touched)
{
  OfficeMessage *message = office_session_peek_message (self, office_record_get_id (record));

  if (message == NULL)
    return;
  office_touched_note (touched->talks, office_message_get_discussed_task (message));
  office_touched_note (touched->threads, office_message_get_thread_id (message));
}

/* A message that was brought to another room is numbered anew once the host has done it. */
static gboolean
has_moved (OfficeMessage *message, OfficeRecord *record)
{
  gint64 before = office_message_get_seq (message);
  gint64 now = office_record_get_integer (record, "seq");

  return g_strcmp0 (office_message_get_room_id (message), office_record_get_text (record, "room")) != 0
         || (before > 0 && now > 0 && before != now);
}

static void
take_message (OfficeSession *self, OfficeRecord *record, OfficeTouched *touched)
{
  const char *room = office_touched_get_room (record);
  OfficeMessage *message = office_session_peek_message (self, office_record_get_id (record));
  OfficeRoom *object = office_session_find_room (self, room);

  if (touched->many)
    office_session_count_arriving (self, room);
  else
    office_session_count_later (self, room);
  g_ptr_array_add (touched->messages, record);
  if (office_record_is_gone (record))
    {
      office_session_take_gone_message (self, record, touched);
      return;
    }
  if (office_record_has (record, "pinned_at") || (message != NULL && office_message_get_pinned_at (message) > 0))
    office_touched_note (touched->pins, room);
  office_touched_note (touched->talks, office_record_get_text (record, "task"));
  office_touched_note (touched->threads, office_record_get_text (record, "thread"));
  if (office_record_get_text (record, "author") != NULL)
    office_session_end_typing (self, room, office_record_get_text (record, "thread"),
                               office_record_get_text (record, "task"), office_record_get_text (record, "author"));
  if (object != NULL && office_room_get_visibility (object) == OFFICE_ROOM_DIRECT)
    {
      office_room_set_last_at (object, office_record_get_integer (record, "at"));
      touched->directs = TRUE;
    }
  if (message == NULL)
    return;
  if (has_moved (message, record))
    office_touched_note (touched->moved, office_record_get_text (record, "task"));
  g_object_unref (office_session_take_message (self, record));
}

static void
take_marker (OfficeSession *self, OfficeRecord *record, OfficeTouched *touched)
{
  if (office_record_is_gone (record))
    return;
  office_session_count_later (self, office_record_get_text (record, "room"));
  office_touched_note (touched->threads, office_record_get_text (record, "thread"));
}

/* It may have come from another room, which then counts one less. */
static void
take_mention (OfficeSession *self, OfficeRecord *record, OfficeTouched *touched)
{
  GHashTableIter iter;
  gpointer id, room;

  take_marker (self, record, touched);
  g_hash_table_iter_init (&iter, self->rooms);
  while (g_hash_table_iter_next (&iter, &id, &room))
    if (office_room_get_mentions (room) > 0)
      office_session_count_later (self, id);
}

/* What has gone does not say from which message; few of those that are held have any. */
static void
take_reaction (OfficeSession *self, OfficeRecord *record, OfficeTouched *touched)
{
  if (office_record_is_gone (record))
    touched->unreacted = TRUE;
  else
    office_touched_note (touched->reactions, office_record_get_text (record, "message"));
}

static void
take_saved (OfficeSession *self, OfficeRecord *record, OfficeTouched *touched)
{
  office_session_take_saved (self, record);
  touched->saved = TRUE;
}

static void
take_reminder (OfficeSession *self, OfficeRecord *record, OfficeTouched *touched)
{
  office_session_take_reminder (self, record);
  touched->reminders = TRUE;
}

static void
take_file (OfficeSession *self, OfficeRecord *record, OfficeTouched *touched)
{
  office_session_take_file (self, record);
}

static const struct {
  const char *kind;
  Handler handler;
} handlers[] = {
  { "office", take_office },
  { "person", take_person },
  { "room", take_room },
  { "member", take_member },
  { "column", take_column },
  { "label", take_label },
  { "task", take_task },
  { "step", take_step },
  { "message", take_message },
  { "read", take_marker },
  { "mention", take_mention },
  { "file", take_file },
  { "preference", take_preference },
  { "enclosure", take_file },
  { "reaction", take_reaction },
  { "saved", take_saved },
  { "reminder", take_reminder },
};

void
office_session_take (OfficeSession *self, OfficeRecord *record, OfficeTouched *touched)
{
  for (guint i = 0; i < G_N_ELEMENTS (handlers); i++)
    if (g_strcmp0 (handlers[i].kind, office_record_get_kind_name (record)) == 0)
      handlers[i].handler (self, record, touched);
}
