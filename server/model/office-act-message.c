/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-act-private.h"

#include "office-id.h"

void
office_act_add_mention (OfficeAct *self, OfficeRecord *message, const char *person)
{
  g_autofree char *id = office_id_derive (office_record_get_id (message), person);
  g_autofree char *scope = office_scope_for_person (person);
  OfficeRecord *mention = office_act_add (self, "mention", id, scope);

  office_record_set_text (mention, "room", office_record_get_text (message, "room"));
  office_record_set_text (mention, "message", office_record_get_id (message));
  office_record_set_text (mention, "by", office_record_get_text (message, "author"));
  office_record_set_integer (mention, "seq", office_record_get_integer (message, "seq"));
}

/* Only the host makes them: who may see the room is its to say, and a mention needs the message's seq. */
static void
add_mentions (OfficeAct *self, OfficeRecord *message)
{
  g_auto (GStrv) people = office_text_dup_mentions (office_record_get_text (message, "text"), "person");

  for (guint i = 0; people[i] != NULL; i++)
    if (!g_str_equal (people[i], self->person)
        && office_access_may_see_scope (self->book, people[i], office_record_get_scope (message)))
      office_act_add_mention (self, message, people[i]);
}

/* Sets `thread` and `task`: both of the same room, a thread of one level, its replies on the task of its first message.
 */
static gboolean
take_place (OfficeAct *self, OfficeRecord *message, const char *room, GError **error)
{
  GError *local_error = NULL;
  g_autoptr (OfficeRecord) task = office_act_find_in_room (self, "task", "task", room, &local_error);
  g_autoptr (OfficeRecord) thread = local_error == NULL
                                        ? office_act_find_in_room (self, "thread", "message", room, &local_error)
                                        : NULL;

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  if (thread != NULL && office_record_has (thread, "thread"))
    {
      office_problem_set (error, OFFICE_PROBLEM_INVALID, "thread",
                          "The member “thread” names a message that is a reply itself");
      return FALSE;
    }
  if (thread != NULL
      && g_strcmp0 (office_record_get_text (thread, "task"), task != NULL ? office_record_get_id (task) : NULL) != 0)
    {
      office_problem_set (error, OFFICE_PROBLEM_INVALID, "task",
                          "The reply is not on the task of the message it answers");
      return FALSE;
    }
  office_record_set_text (message, "thread", thread != NULL ? office_record_get_id (thread) : NULL);
  office_record_set_text (message, "task", task != NULL ? office_record_get_id (task) : NULL);
  return TRUE;
}

/* A message with files may do without words. */
static gboolean
take_text (OfficeAct *self, OfficeRecord *message, gboolean with_files, GError **error)
{
  OfficeField field = *office_kind_find_field (office_record_get_kind (message), "text");
  JsonNode *value = json_object_get_member (self->with, "text");

  if (with_files)
    field.flags &= ~OFFICE_FIELD_REQUIRED;
  if (!office_field_check (&field, value, error))
    return FALSE;
  office_record_set_value (message, &field, value);
  return TRUE;
}

gboolean
office_act_message_send (OfficeAct *self, GError **error)
{
  g_autoptr (OfficeRecord) room = office_act_find_place (self, error);
  const char *id;
  OfficeRecord *message;
  JsonArray *files;

  if (room == NULL || !office_act_get_new_id (self, &id, error))
    return FALSE;
  message = office_act_add (self, "message", id, office_record_get_scope (room));
  office_record_set_text (message, "room", office_record_get_id (room));
  office_record_set_integer (message, "seq", office_book_next_seq (self->book, office_record_get_id (room)));
  office_record_set_text (message, "author", self->person);
  office_record_set_integer (message, "at", self->now);
  if (!office_json_get_array (self->with, "files", OFFICE_JSON_OPTIONAL, OFFICE_LIMIT_FILES, &files, error)
      || !take_text (self, message, files != NULL && json_array_get_length (files) > 0, error)
      || !take_place (self, message, office_record_get_id (room), error)
      || (files != NULL && !office_act_add_files (self, message, files, error)))
    return FALSE;
  if (office_record_has (message, "seq"))
    add_mentions (self, message);
  return TRUE;
}

gboolean
office_act_read_mark (OfficeAct *self, GError **error)
{
  g_autoptr (OfficeRecord) room = office_act_find (self, "room", "room", error);
  g_autoptr (OfficeRecord) old = NULL;
  g_autofree char *id = NULL;
  g_autofree char *scope = NULL;
  gint64 seq, generation, old_seq, old_generation;
  OfficeRecord *read;

  if (room == NULL
      || !office_json_get_integer (self->with, "seq", OFFICE_JSON_REQUIRED, 0, OFFICE_LIMIT_INTEGER, 0, &seq, error)
      || !office_json_get_integer (self->with, "generation", OFFICE_JSON_OPTIONAL, 0, OFFICE_LIMIT_INTEGER, 0,
                                   &generation, error))
    return FALSE;
  id = office_id_derive (self->person, office_record_get_id (room));
  old = office_act_get (self, id, "read");
  old_seq = old != NULL ? office_record_get_integer (old, "seq") : 0;
  old_generation = old != NULL ? office_record_get_integer (old, "generation") : 0;
  if (generation < old_generation || (generation == old_generation && seq <= old_seq))
    return TRUE;
  scope = office_scope_for_person (self->person);
  read = old != NULL ? office_act_edit (self, old) : office_act_add (self, "read", id, scope);
  office_record_set_text (read, "room", office_record_get_id (room));
  office_record_set_integer (read, "generation", generation);
  office_record_set_integer (read, "seq", seq);
  return TRUE;
}
