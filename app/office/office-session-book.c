/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-session-private.h"

#include <glib/gi18n.h>

/* What one batch touches, besides the objects it changes themselves. */
typedef struct {
  gboolean people;       /* somebody came, or changed name or role */
  gboolean rooms;        /* a room came, went, or belongs elsewhere in the lists */
  gboolean directs;      /* something was said in a direct room */
  GHashTable *members;   /* ids of rooms whose members changed */
  GHashTable *columns;   /* ids of rooms whose columns changed */
  GHashTable *labels;    /* ids of rooms whose labels changed */
  GHashTable *tasks;     /* ids of rooms whose tasks changed */
  GHashTable *steps;     /* ids of tasks whose steps changed */
  GHashTable *talks;     /* ids of tasks whose discussion changed */
  GHashTable *threads;   /* ids of messages to which something was answered, or whose answers were read */
  GHashTable *reactions; /* ids of messages under which something was put or taken away */
  GHashTable *pins;      /* ids of rooms where something was pinned or is not any more */
  gboolean unreacted;    /* something was taken away, from whichever message */
  gboolean saved;        /* messages were saved, or are not any more */
  gboolean reminders;    /* reminders came, went or changed */
  GHashTable *sources;   /* ids of messages whose task may be another */
  GHashTable *moved;     /* ids of tasks whose discussion is in another room, or numbered anew */
  GPtrArray *messages;   /* OfficeRecord */
} Touched;

typedef void (*Handler) (OfficeSession *self, OfficeRecord *record, Touched *touched);

static GHashTable *
make_set (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static void
note (GHashTable *set, const char *id)
{
  if (id != NULL)
    g_hash_table_add (set, g_strdup (id));
}

static const char *
room_of (OfficeRecord *record)
{
  return office_scope_get_room (office_record_get_scope (record));
}

static void
touched_init (Touched *touched)
{
  *touched = (Touched){ .members = make_set (),
                        .columns = make_set (),
                        .labels = make_set (),
                        .tasks = make_set (),
                        .steps = make_set (),
                        .talks = make_set (),
                        .threads = make_set (),
                        .reactions = make_set (),
                        .pins = make_set (),
                        .sources = make_set (),
                        .moved = make_set (),
                        .messages = g_ptr_array_new () };
}

static void
touched_clear (Touched *touched)
{
  g_hash_table_unref (touched->members);
  g_hash_table_unref (touched->columns);
  g_hash_table_unref (touched->labels);
  g_hash_table_unref (touched->tasks);
  g_hash_table_unref (touched->steps);
  g_hash_table_unref (touched->talks);
  g_hash_table_unref (touched->threads);
  g_hash_table_unref (touched->reactions);
  g_hash_table_unref (touched->pins);
  g_hash_table_unref (touched->sources);
  g_hash_table_unref (touched->moved);
  g_ptr_array_unref (touched->messages);
}

/* ---- lists ---- */

static void
office_session_list_people (OfficeSession *self)
{
  g_autoptr (GPtrArray) people = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer person;

  g_hash_table_iter_init (&iter, self->people);
  while (g_hash_table_iter_next (&iter, NULL, &person))
    if (office_person_is_known (person))
      g_ptr_array_add (people, person);
  g_ptr_array_sort (people, office_person_compare);
  office_list_set (self->people_list, people);
}

static void
office_session_list_rooms (OfficeSession *self)
{
  g_autoptr (GPtrArray) rooms = g_ptr_array_new ();
  g_autoptr (GPtrArray) directs = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer room;

  g_hash_table_iter_init (&iter, self->rooms);
  while (g_hash_table_iter_next (&iter, NULL, &room))
    if (office_room_is_present (room) && !office_room_get_archived (room))
      g_ptr_array_add (office_room_get_visibility (room) == OFFICE_ROOM_DIRECT ? directs : rooms, room);
  g_ptr_array_sort (rooms, office_room_compare);
  g_ptr_array_sort (directs, office_room_compare_newest);
  office_list_set (self->room_list, rooms);
  office_list_set (self->direct_list, directs);
}

static gboolean
is_guest (OfficePerson *person)
{
  return g_strcmp0 (office_person_get_role (person), "guest") == 0;
}

static GPtrArray *
sort_people (GHashTable *set)
{
  GPtrArray *people = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer person;

  g_hash_table_iter_init (&iter, set);
  while (g_hash_table_iter_next (&iter, &person, NULL))
    g_ptr_array_add (people, person);
  g_ptr_array_sort (people, office_person_compare);
  return people;
}

/* members: OfficeRecord, of this room */
static void
office_session_gather_people (OfficeSession *self, OfficeRoom *room, GPtrArray *members)
{
  g_autoptr (GHashTable) set = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) joined = NULL;
  g_autoptr (GPtrArray) people = NULL;
  GHashTableIter iter;
  gpointer person;
  gboolean with_me;

  for (guint i = 0; i < members->len; i++)
    {
      const char *id = office_record_get_text (members->pdata[i], "person");

      if (id != NULL)
        g_hash_table_add (set, office_session_find_person (self, id));
    }
  with_me = g_hash_table_contains (set, self->me);
  joined = sort_people (set);
  g_hash_table_iter_init (&iter, self->people);
  while (office_room_get_visibility (room) == OFFICE_ROOM_PUBLIC && g_hash_table_iter_next (&iter, NULL, &person))
    if (office_person_is_known (person) && !is_guest (person))
      g_hash_table_add (set, person);
  people = sort_people (set);
  office_room_set_people (room, people);
  office_room_set_members (room, joined, with_me);
}

static void
office_session_reload_members (OfficeSession *self, OfficeRoom *room)
{
  g_autoptr (GPtrArray) members = office_replica_list (self->replica, "member", "room", office_room_get_id (room));

  office_session_gather_people (self, room, members);
}

static void
office_session_refresh_members (OfficeSession *self, Touched *touched)
{
  GHashTableIter iter;
  gpointer id, room;

  g_hash_table_iter_init (&iter, self->rooms);
  while (g_hash_table_iter_next (&iter, &id, &room))
    if (office_room_is_present (room)
        && (g_hash_table_contains (touched->members, id)
            || (touched->people && office_room_get_visibility (room) == OFFICE_ROOM_PUBLIC)))
      office_session_reload_members (self, room);
}

static void
office_session_look_at_last_words (OfficeSession *self, OfficeRoom *room)
{
  g_autoptr (GPtrArray) newest = NULL;

  if (office_room_get_visibility (room) != OFFICE_ROOM_DIRECT)
    return;
  newest = office_replica_messages (self->replica, office_room_get_id (room), NULL, NULL, 0, 1);
  if (newest->len > 0)
    office_room_set_last_at (room, office_record_get_integer (newest->pdata[0], "at"));
}

/* ---- counts ---- */

static void
office_session_count (OfficeSession *self, OfficeRoom *room)
{
  const char *id = office_room_get_id (room);
  guint unread = office_replica_count_unread (self->replica, id);
  gboolean direct = office_room_get_visibility (room) == OFFICE_ROOM_DIRECT
                    && office_room_get_level (room) == OFFICE_ROOM_LEVEL_ALL;

  office_room_set_counts (room, unread, direct ? unread : office_replica_count_mentions (self->replica, id));
}

static gboolean
on_turn (gpointer data)
{
  OfficeSession *self = data;
  g_autoptr (OfficeSession) kept = g_object_ref (self);
  g_autoptr (GHashTable) uncounted = g_steal_pointer (&self->uncounted);
  GHashTableIter iter;
  gpointer id;

  self->turn = 0;
  self->uncounted = make_set ();
  g_hash_table_iter_init (&iter, uncounted);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      OfficeRoom *room = office_session_find_room (self, id);

      if (room != NULL)
        office_session_count (self, room);
    }
  if (g_hash_table_size (uncounted) > 0)
    office_session_counted (self);
  if (self->outbox_stale)
    {
      self->outbox_stale = FALSE;
      office_session_outbox_turn (self);
    }
  office_session_files_turn (self);
  return G_SOURCE_REMOVE;
}

/* ---- records onto objects ---- */

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
take_office (OfficeSession *self, OfficeRecord *record, Touched *touched)
{
  if (!office_record_is_gone (record) && office_record_get_text (record, "name") != NULL)
    office_session_set_name (self, office_record_get_text (record, "name"));
}

static void
take_person (OfficeSession *self, OfficeRecord *record, Touched *touched)
{
  office_session_update_person (self, record);
  touched->people = TRUE;
  touched->rooms = TRUE; /* a direct room is called by its people */
}

static void
take_room (OfficeSession *self, OfficeRecord *record, Touched *touched)
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
      note (touched->members, id);
      office_session_count_later (self, id);
      office_session_load_preference (self, room);
    }
  office_room_update (room, record);
  office_session_look_at_last_words (self, room);
}

static void
take_member (OfficeSession *self, OfficeRecord *record, Touched *touched)
{
  note (touched->members, room_of (record));
  touched->rooms = TRUE;
}

static void
take_preference (OfficeSession *self, OfficeRecord *record, Touched *touched)
{
  office_session_take_preference (self, record);
  office_session_count_later (self, office_record_get_text (record, "room"));
}

static void
take_column (OfficeSession *self, OfficeRecord *record, Touched *touched)
{
  const char *id = office_record_get_id (record);
  gboolean gone = office_record_is_gone (record);
  GHashTableIter iter;
  gpointer task;

  note (touched->columns, room_of (record));
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
take_label (OfficeSession *self, OfficeRecord *record, Touched *touched)
{
  OfficeLabel *label = g_hash_table_lookup (self->labels, office_record_get_id (record));

  note (touched->labels, room_of (record));
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
office_session_note_moved (OfficeSession *self, OfficeRecord *task, Touched *touched)
{
  for (guint i = 0; i < self->conversations->len; i++)
    {
      OfficeConversation *conversation = self->conversations->pdata[i];

      if (g_strcmp0 (office_conversation_get_task_id (conversation), office_record_get_id (task)) == 0
          && g_strcmp0 (office_conversation_get_room_id (conversation), office_record_get_text (task, "room")) != 0)
        note (touched->moved, office_record_get_id (task));
    }
}

static void
take_task (OfficeSession *self, OfficeRecord *record, Touched *touched)
{
  OfficeTask *task = g_hash_table_lookup (self->tasks, office_record_get_id (record));

  if (office_record_is_gone (record))
    {
      if (task == NULL)
        return;
      note (touched->tasks, office_task_get_room_id (task));
      note (touched->sources, office_task_get_source_id (task));
      office_task_set_present (task, FALSE);
      office_session_tell_boards (self, task);
      return;
    }
  if (task != NULL)
    note (touched->tasks, office_task_get_room_id (task));
  note (touched->tasks, room_of (record));
  office_session_note_moved (self, record, touched);
  note (touched->sources, office_record_get_text (record, "source"));
  if (task != NULL || office_session_shows_board (self, room_of (record)))
    office_session_tell_boards (self, office_session_take_task (self, record, NULL));
}

static void
take_step (OfficeSession *self, OfficeRecord *record, Touched *touched)
{
  OfficeStep *step = g_hash_table_lookup (self->steps, office_record_get_id (record));

  if (!office_record_is_gone (record))
    note (touched->steps, office_record_get_text (record, "task"));
  else if (step != NULL)
    note (touched->steps, office_step_get_task_id (step));
}

static void
office_session_take_gone_message (OfficeSession *self, OfficeRecord *record, Touched *touched)
{
  OfficeMessage *message = office_session_peek_message (self, office_record_get_id (record));

  if (message == NULL)
    return;
  note (touched->talks, office_message_get_discussed_task (message));
  note (touched->threads, office_message_get_thread_id (message));
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
take_message (OfficeSession *self, OfficeRecord *record, Touched *touched)
{
  const char *room = room_of (record);
  OfficeMessage *message = office_session_peek_message (self, office_record_get_id (record));
  OfficeRoom *object = office_session_find_room (self, room);

  office_session_count_later (self, room);
  g_ptr_array_add (touched->messages, record);
  if (office_record_is_gone (record))
    {
      office_session_take_gone_message (self, record, touched);
      return;
    }
  if (office_record_has (record, "pinned_at") || (message != NULL && office_message_get_pinned_at (message) > 0))
    note (touched->pins, room);
  note (touched->talks, office_record_get_text (record, "task"));
  note (touched->threads, office_record_get_text (record, "thread"));
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
    note (touched->moved, office_record_get_text (record, "task"));
  g_object_unref (office_session_take_message (self, record));
}

static void
take_marker (OfficeSession *self, OfficeRecord *record, Touched *touched)
{
  if (office_record_is_gone (record))
    return;
  office_session_count_later (self, office_record_get_text (record, "room"));
  note (touched->threads, office_record_get_text (record, "thread"));
}

/* It may have come from another room, which then counts one less. */
static void
take_mention (OfficeSession *self, OfficeRecord *record, Touched *touched)
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
take_reaction (OfficeSession *self, OfficeRecord *record, Touched *touched)
{
  if (office_record_is_gone (record))
    touched->unreacted = TRUE;
  else
    note (touched->reactions, office_record_get_text (record, "message"));
}

static void
take_saved (OfficeSession *self, OfficeRecord *record, Touched *touched)
{
  office_session_take_saved (self, record);
  touched->saved = TRUE;
}

static void
take_reminder (OfficeSession *self, OfficeRecord *record, Touched *touched)
{
  office_session_take_reminder (self, record);
  touched->reminders = TRUE;
}

static void
take_file (OfficeSession *self, OfficeRecord *record, Touched *touched)
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

static void
office_session_take (OfficeSession *self, OfficeRecord *record, Touched *touched)
{
  for (guint i = 0; i < G_N_ELEMENTS (handlers); i++)
    if (g_strcmp0 (handlers[i].kind, office_record_get_kind_name (record)) == 0)
      handlers[i].handler (self, record, touched);
}

/* ---- what follows from a batch ---- */

static void
office_session_refresh_tasks (OfficeSession *self, Touched *touched)
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
office_session_refresh_labels (OfficeSession *self, Touched *touched)
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
office_session_refresh_links (OfficeSession *self, Touched *touched)
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
office_session_refresh_threads (OfficeSession *self, Touched *touched)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, touched->threads);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    office_session_refresh_thread (self, id);
}

static void
office_session_refresh_reactions (OfficeSession *self, Touched *touched)
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
office_session_refresh_kept (OfficeSession *self, Touched *touched)
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
office_session_refresh_boards (OfficeSession *self, Touched *touched)
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
office_session_refresh_conversations (OfficeSession *self, Touched *touched)
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

static void
office_session_apply (OfficeSession *self, GPtrArray *records)
{
  Touched touched;

  touched_init (&touched);
  office_session_receive_short_ids (self, records);
  for (guint i = 0; i < records->len; i++)
    office_session_take (self, records->pdata[i], &touched);
  office_session_refresh_tasks (self, &touched);
  office_session_refresh_labels (self, &touched);
  office_session_refresh_links (self, &touched);
  office_session_refresh_threads (self, &touched);
  office_session_refresh_reactions (self, &touched);
  if (touched.people)
    office_session_list_people (self);
  if (touched.people || g_hash_table_size (touched.members) > 0)
    office_session_refresh_members (self, &touched);
  if (touched.rooms || touched.directs)
    office_session_list_rooms (self);
  office_session_refresh_boards (self, &touched);
  office_session_refresh_conversations (self, &touched);
  office_session_refresh_kept (self, &touched);
  touched_clear (&touched);
}

/* ---- inside app/office ---- */

/**
 * office_session_receive:
 * @self: a session
 * @records: (element-type OfficeRecord): a batch of what the book changed
 *
 * Lays the batch onto objects and lists. While another batch is being laid, this one waits its turn.
 */
void
office_session_receive (OfficeSession *self, GPtrArray *records)
{
  g_autoptr (OfficeSession) kept = g_object_ref (self);
  GPtrArray *batch;

  g_queue_push_tail (&self->batches, g_ptr_array_ref (records));
  if (self->applying)
    return;
  self->applying = TRUE;
  while ((batch = g_queue_pop_head (&self->batches)) != NULL)
    {
      office_session_apply (self, batch);
      office_session_applied (self, batch);
      g_ptr_array_unref (batch);
    }
  self->applying = FALSE;
  if (!self->has_content && office_replica_has_content (self->replica))
    {
      self->has_content = TRUE;
      office_session_notify (self, OFFICE_SESSION_HAS_CONTENT);
    }
}

/**
 * office_session_turn_later:
 * @self: a session
 *
 * Has counts and outbox looked at once, when the main loop turns: before the next frame is drawn.
 */
void
office_session_turn_later (OfficeSession *self)
{
  g_autoptr (GSource) source = NULL;

  if (self->turn != 0)
    return;
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, on_turn, self, NULL);
  self->turn = g_source_attach (source, g_main_context_get_thread_default ());
}

/**
 * office_session_count_later:
 * @self: a session
 * @room: (nullable): a room whose unread messages or marker changed
 */
void
office_session_count_later (OfficeSession *self, const char *room)
{
  if (room == NULL)
    return;
  note (self->uncounted, room);
  office_session_turn_later (self);
}

static void
office_session_load_rooms (OfficeSession *self, Touched *touched)
{
  g_autoptr (GPtrArray) rooms = office_replica_list (self->replica, "room", NULL, NULL);
  GHashTableIter iter;
  gpointer room;

  for (guint i = 0; i < rooms->len; i++)
    take_room (self, rooms->pdata[i], touched);
  office_session_refresh_members (self, touched);
  office_session_list_rooms (self);
  g_hash_table_iter_init (&iter, self->rooms);
  while (g_hash_table_iter_next (&iter, NULL, &room))
    office_session_count (self, room);
  g_hash_table_remove_all (self->uncounted);
}

/**
 * office_session_load:
 * @self: a session
 *
 * Reads from the book what a window shows at once: the office, its people, the rooms with their counts.
 */
void
office_session_load (OfficeSession *self)
{
  g_autoptr (GPtrArray) people = office_replica_list (self->replica, "person", NULL, NULL);
  g_autoptr (OfficeRecord) office = office_session_get_record (self, office_replica_get_office_id (self->replica),
                                                               "office");
  Touched touched;

  touched_init (&touched);
  self->name = g_strdup (office != NULL ? office_record_get_text (office, "name") : _ ("Office"));
  self->me = g_object_ref (office_session_find_person (self, office_replica_get_person (self->replica)));
  for (guint i = 0; i < people->len; i++)
    take_person (self, people->pdata[i], &touched);
  office_session_list_people (self);
  office_session_load_rooms (self, &touched);
  office_session_load_saved (self);
  office_session_load_reminders (self);
  self->has_content = office_replica_has_content (self->replica);
  self->n_waiting = office_replica_count_waiting (self->replica);
  office_session_load_refused (self);
  office_session_count_refused (self);
  office_session_outbox_turn (self);
  touched_clear (&touched);
}
