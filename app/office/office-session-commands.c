/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-session-private.h"

#include "office-database.h"
#include "office-id.h"
#include "office-mentions.h"
#include "office-position.h"
#include "office-problem.h"
#include "office-reason-words.h"
#include "office-reason.h"

#include <glib/gi18n.h>
#include <string.h>

/* Commands on rooms, people and messages. What they make is visible when they return. */

/* ---- shared with the commands on tasks ---- */

/* problem: taken */
static gboolean
refuse (GError *problem, GError **error)
{
  g_autoptr (GError) owned = problem;

  /* The book speaks the host's language. */
  office_reason_mark_foreign (owned);
  if (g_error_matches (owned, OFFICE_SQL_ERROR, OFFICE_SQL_ERROR_FULL))
    office_problem_set (error, OFFICE_PROBLEM_INTERNAL, NULL, "%s",
                        _ ("The disk of this computer is full. Make room and try again."));
  else if (owned->domain == OFFICE_PROBLEM)
    office_problem_set (error, (OfficeProblem) owned->code, office_problem_get_field (owned), "%s",
                        office_reason_get_words_of (owned));
  else
    g_propagate_error (error, g_steal_pointer (&owned));
  return FALSE;
}

/**
 * office_session_perform:
 * @self: a session
 * @intent: what to do, of PROTOCOL.md section 7
 * @with: (transfer full): its members
 * @error: return location
 *
 * Returns: whether the book allowed it; %FALSE: nothing changed
 */
gboolean
office_session_perform (OfficeSession *self, const char *intent, JsonObject *with, GError **error)
{
  g_autoptr (JsonObject) owned = with;
  GError *problem = NULL;

  return office_replica_perform (self->replica, intent, owned, NULL, &problem) || refuse (problem, error);
}

/**
 * office_session_perform_all:
 * @self: a session
 * @deeds: (element-type OfficeDeed): what to do, in order
 * @error: return location
 *
 * Returns: whether the book allowed all of it; %FALSE: nothing changed
 */
gboolean
office_session_perform_all (OfficeSession *self, GPtrArray *deeds, GError **error)
{
  GError *problem = NULL;

  return office_replica_perform_all (self->replica, deeds, &problem) || refuse (problem, error);
}

/**
 * office_session_make_id:
 * @self: a session
 *
 * Returns: (transfer full): an id for a new record
 */
char *
office_session_make_id (OfficeSession *self)
{
  return office_id_new (self->clock, self->random);
}

static void
give_id (char **id, char *made)
{
  if (id != NULL)
    *id = made;
  else
    g_free (made);
}

static void
add_member (JsonObject *with, const char *name, const char *value)
{
  if (value != NULL)
    json_object_set_string_member (with, name, value);
}

static JsonArray *
make_array (const char *const *texts)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    json_array_add_string_element (array, texts[i]);
  return array;
}

static JsonArray *
make_columns (void)
{
  const char *const names[] = { _ ("To do"), _ ("In progress"), _ ("Done"), NULL };

  return make_array (names);
}

/* ---- rooms ---- */

/**
 * office_session_create_room:
 * @self: a session
 * @name: 1 to 80 characters
 * @topic: (nullable): what it is about
 * @visibility: public or private
 * @people: (nullable) (array zero-terminated=1): ids of the first members; oneself is one anyway
 * @id: (out) (optional): its id
 * @error: return location
 *
 * What it is made for says how it is undone: see office_session_note_room_made().
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_create_room (OfficeSession *self, const char *name, const char *topic, OfficeRoomVisibility visibility,
                            const char *const *people, char **id, GError **error)
{
  g_autofree char *made = NULL;
  JsonObject *with;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);
  g_return_val_if_fail (visibility != OFFICE_ROOM_DIRECT, FALSE);

  made = office_session_make_id (self);
  with = json_object_new ();
  json_object_set_string_member (with, "id", made);
  json_object_set_string_member (with, "name", name);
  add_member (with, "topic", topic != NULL && *topic != '\0' ? topic : NULL);
  json_object_set_string_member (with, "visibility", visibility == OFFICE_ROOM_PRIVATE ? "private" : "public");
  if (people != NULL && people[0] != NULL)
    json_object_set_array_member (with, "members", make_array (people));
  json_object_set_array_member (with, "columns", make_columns ());
  if (!office_session_perform (self, "room.create", with, error))
    return FALSE;
  give_id (id, g_steal_pointer (&made));
  return TRUE;
}

/**
 * office_session_note_room_made:
 * @self: a session
 * @room: a room that the person has just made
 *
 * It can be undone: rooms are never removed, but it is put away.
 */
void
office_session_note_room_made (OfficeSession *self, const char *room)
{
  g_return_if_fail (OFFICE_IS_SESSION (self));
  g_return_if_fail (room != NULL);

  office_session_note (self, office_session_undo_archive (room, FALSE), _ ("Room made"));
}

static GPtrArray *
gather_members (const char *const *people, const char *me)
{
  GPtrArray *members = g_ptr_array_new ();

  g_ptr_array_add (members, (gpointer) me);
  for (guint i = 0; people[i] != NULL; i++)
    if (!g_ptr_array_find_with_equal_func (members, people[i], g_str_equal, NULL))
      g_ptr_array_add (members, (gpointer) people[i]);
  g_ptr_array_add (members, NULL);
  return members;
}

/**
 * office_session_open_direct:
 * @self: a session
 * @people: (array zero-terminated=1): ids of the others
 * @id: (out) (optional): the room's id
 * @error: return location
 *
 * Finds the direct room of these people and oneself, or makes it.
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_open_direct (OfficeSession *self, const char *const *people, char **id, GError **error)
{
  g_autoptr (GPtrArray) members = NULL;
  g_autofree char *room = NULL;
  JsonObject *with;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);
  g_return_val_if_fail (people != NULL, FALSE);

  members = gather_members (people, office_replica_get_person (self->replica));
  room = office_id_derive_direct (office_replica_get_office_id (self->replica), (const char *const *) members->pdata);
  if (office_session_find_room (self, room) == NULL)
    {
      with = json_object_new ();
      json_object_set_array_member (with, "members", make_array ((const char *const *) members->pdata));
      json_object_set_array_member (with, "columns", make_columns ());
      if (!office_session_perform (self, "room.open-direct", with, error))
        return FALSE;
    }
  give_id (id, g_steal_pointer (&room));
  return TRUE;
}

/**
 * office_session_edit_room:
 * @self: a session
 * @room: a room's id
 * @field: "name" or "topic"
 * @value: (nullable): its new text; %NULL empties it
 * @error: return location
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_edit_room (OfficeSession *self, const char *room, const char *field, const char *value, GError **error)
{
  JsonObject *set;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);

  set = json_object_new ();
  if (value != NULL)
    json_object_set_string_member (set, field, value);
  else
    json_object_set_null_member (set, field);
  return office_session_set_fields (self, "room", room, set, _ ("Room changed"), error);
}

static JsonObject *
make_membership (const char *room, const char *person)
{
  JsonObject *with = json_object_new ();

  json_object_set_string_member (with, "room", room);
  json_object_set_string_member (with, "person", person);
  return with;
}

/**
 * office_session_add_member:
 * @self: a session
 * @room: a room's id
 * @person: a person's id
 * @error: return location
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_add_member (OfficeSession *self, const char *room, const char *person, GError **error)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);

  return office_session_do (self, "member.add", make_membership (room, person), _ ("Person added to the room"), error);
}

/**
 * office_session_remove_member:
 * @self: a session
 * @room: a room's id
 * @person: a person's id
 * @error: return location
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_remove_member (OfficeSession *self, const char *room, const char *person, GError **error)
{
  OfficePerson *object;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);

  if (!office_session_perform (self, "member.remove", make_membership (room, person), error))
    return FALSE;
  object = office_session_find_person (self, person);
  if (object != self->me)
    office_session_say (self, office_undo_new ("member.add", make_membership (room, person), NULL, NULL, NULL),
                        _ ("%s was removed from the room"), office_person_get_name (object));
  return TRUE;
}

/* ---- messages ---- */

/**
 * office_session_link_text:
 * @self: a session
 * @room: the id of the room that it is said in
 * @text: as it was typed
 *
 * Returns: (transfer full): as it is kept, with links wherever people, the whole room or its tasks are meant
 */
char *
office_session_link_text (OfficeSession *self, const char *room, const char *text)
{
  OfficeRoom *object = office_session_find_room (self, room);
  g_autofree char *typed = g_strchomp (g_strdup (text));
  g_autofree char *people = NULL;
  g_autofree char *everybody = NULL;
  g_autoptr (GPtrArray) tasks = NULL;

  if (object == NULL)
    return g_steal_pointer (&typed);
  people = office_mentions_link (typed, office_room_get_people (object));
  everybody = office_mentions_link_room (people, room);
  if (strchr (everybody, '#') == NULL)
    return g_steal_pointer (&everybody);
  tasks = office_session_offer_tasks (self, room);
  return office_mentions_link_tasks (everybody, tasks);
}

/**
 * office_session_send:
 * @self: a session
 * @room: a room's id
 * @task: (nullable): a task of it: said in its discussion
 * @text: as typed; "@Name" of somebody who may see the room becomes a mention
 * @id: (out) (optional): the message's id
 * @error: return location
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_send (OfficeSession *self, const char *room, const char *task, const char *text, char **id,
                     GError **error)
{
  return office_session_send_files (self, room, task, text, NULL, id, error);
}

/**
 * office_session_make_files: (skip)
 * @files: (element-type OfficeAttachment): what goes with a message
 *
 * Returns: (transfer full): them as operations take them
 */
JsonArray *
office_session_make_files (GPtrArray *files)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < files->len; i++)
    json_array_add_object_element (array, office_attachment_to_entry (files->pdata[i]));
  return array;
}

/**
 * office_session_send_files:
 * @self: a session
 * @room: a room's id
 * @task: (nullable): a task of it: said in its discussion
 * @text: as office_session_send(); may be empty where there are files
 * @files: (nullable) (element-type OfficeAttachment): what goes with it, as office_session_attach_finish() gave it
 * @id: (out) (optional): the message's id
 * @error: return location
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_send_files (OfficeSession *self, const char *room, const char *task, const char *text, GPtrArray *files,
                           char **id, GError **error)
{
  const OfficeOutgoing outgoing = { .room = room, .task = task, .text = text, .files = files };

  return office_session_send_message (self, &outgoing, id, error);
}

/**
 * office_session_send_message:
 * @self: a session
 * @outgoing: what is to be said, and where
 * @id: (out) (optional): the message's id
 * @error: return location
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_send_message (OfficeSession *self, const OfficeOutgoing *outgoing, char **id, GError **error)
{
  g_autofree char *made = NULL;
  g_autofree char *linked = NULL;
  gboolean with_files;
  JsonObject *with;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);
  g_return_val_if_fail (outgoing != NULL && outgoing->room != NULL && outgoing->text != NULL, FALSE);

  made = office_session_make_id (self);
  linked = office_session_link_text (self, outgoing->room, outgoing->text);
  with_files = outgoing->files != NULL && outgoing->files->len > 0;
  with = json_object_new ();
  json_object_set_string_member (with, "id", made);
  json_object_set_string_member (with, "room", outgoing->room);
  add_member (with, "task", outgoing->task);
  add_member (with, "thread", outgoing->thread);
  add_member (with, "quote", outgoing->quote);
  if (outgoing->action)
    json_object_set_boolean_member (with, "action", TRUE);
  if (*linked != '\0' || !with_files)
    json_object_set_string_member (with, "text", linked);
  if (with_files)
    json_object_set_array_member (with, "files", office_session_make_files (outgoing->files));
  if (!office_session_perform (self, "message.send", with, error))
    return FALSE;
  give_id (id, g_steal_pointer (&made));
  return TRUE;
}

/**
 * office_session_edit_message:
 * @self: a session
 * @message: the id of a message of one's own
 * @text: its new text, as typed
 * @error: return location
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_edit_message (OfficeSession *self, const char *message, const char *text, GError **error)
{
  g_autoptr (OfficeRecord) record = NULL;
  g_autofree char *linked = NULL;
  JsonObject *set;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  record = office_session_find_or_refuse (self, message, "message", error);
  if (record == NULL)
    return FALSE;
  linked = office_session_link_text (self, office_record_get_text (record, "room"), text);
  if (g_strcmp0 (linked, office_record_get_text (record, "text")) == 0)
    return TRUE;
  set = json_object_new ();
  json_object_set_string_member (set, "text", linked);
  return office_session_set_fields (self, "message", message, set, _ ("Message edited"), error);
}

static char *
office_session_find_refused (OfficeSession *self, const char *message, GError **error)
{
  g_autoptr (GPtrArray) entries = office_replica_list_refused (self->replica);

  for (guint i = 0; i < entries->len; i++)
    {
      OfficeOutboxEntry *entry = entries->pdata[i];

      if (g_strcmp0 (office_operation_get_intent (entry->operation), "message.send") == 0
          && g_strcmp0 (
                 json_object_get_string_member_with_default (office_operation_get_with (entry->operation), "id", NULL),
                 message)
                 == 0)
        return g_strdup (office_operation_get_id (entry->operation));
    }
  office_problem_set (error, OFFICE_PROBLEM_NOT_FOUND, "message", "There is no such message");
  return NULL;
}

/**
 * office_session_retry_message:
 * @self: a session
 * @message: the id of a message that was refused
 * @error: return location
 *
 * Returns: whether it is on its way again
 */
gboolean
office_session_retry_message (OfficeSession *self, const char *message, GError **error)
{
  g_autofree char *operation = NULL;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);

  operation = office_session_find_refused (self, message, error);
  return operation != NULL && office_session_retry_refused (self, operation, error);
}

/**
 * office_session_discard_message:
 * @self: a session
 * @message: the id of a message that was refused
 * @error: return location
 *
 * Returns: whether it was there and is gone
 */
gboolean
office_session_discard_message (OfficeSession *self, const char *message, GError **error)
{
  g_autofree char *operation = NULL;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);

  operation = office_session_find_refused (self, message, error);
  return operation != NULL && office_session_discard_refused (self, operation, NULL, error);
}

/* ---- what was read ---- */

static JsonObject *
make_marker (const char *room, const char *thread, gint64 seq, gint64 generation)
{
  JsonObject *with = json_object_new ();

  json_object_set_string_member (with, "room", room);
  add_member (with, "thread", thread);
  json_object_set_int_member (with, "seq", seq);
  json_object_set_int_member (with, "generation", generation);
  return with;
}

static OfficeRecord *
office_session_get_marker (OfficeSession *self, const char *place)
{
  g_autofree char *id = office_id_derive (office_replica_get_person (self->replica), place);

  return office_session_get_record (self, id, "read");
}

/**
 * office_session_mark_read:
 * @self: a session
 * @room: a room's id
 * @thread: (nullable): a message of it: what was answered to that; %NULL: the room's own conversation
 * @seq: read up to here
 * @error: return location
 *
 * Raises the marker, never lowers it.
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_mark_read (OfficeSession *self, const char *room, const char *thread, gint64 seq, GError **error)
{
  g_autoptr (OfficeRecord) marker = NULL;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);

  marker = office_session_get_marker (self, thread != NULL ? thread : room);
  if (marker != NULL && office_record_get_integer (marker, "seq") >= seq)
    return TRUE;
  return office_session_perform (
      self, "read.mark",
      make_marker (room, thread, seq, marker != NULL ? office_record_get_integer (marker, "generation") : 0), error);
}

/**
 * office_session_mark_unread:
 * @self: a session
 * @room: a room's id
 * @thread: (nullable): a message of it: what was answered to that; %NULL: the room's own conversation
 * @from_seq: the first message that is to be unread
 * @error: return location
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_mark_unread (OfficeSession *self, const char *room, const char *thread, gint64 from_seq, GError **error)
{
  g_autoptr (OfficeRecord) marker = NULL;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);
  g_return_val_if_fail (from_seq > 0, FALSE);

  /* A message that was just brought to the room may still have its number of another one. */
  from_seq = MIN (from_seq, office_replica_get_max_seq (self->replica, room) + 1);
  marker = office_session_get_marker (self, thread != NULL ? thread : room);
  return office_session_do (self, "read.mark",
                            make_marker (room, thread, from_seq - 1,
                                         marker != NULL ? office_record_get_integer (marker, "generation") + 1 : 1),
                            _ ("Marked unread"), error);
}
