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

static void
mention (OfficeAct *self, OfficeRecord *message, const char *person, GHashTable *told)
{
  if (!g_str_equal (person, self->person) && g_hash_table_add (told, (gpointer) person)
      && office_access_may_see_scope (self->book, person, office_record_get_scope (message)))
    office_act_add_mention (self, message, person);
}

/*
 * Only the host makes them: who may see the room is its to say, and a mention needs the message's seq. A link to the room
 * itself means all its members.
 */
static void
add_mentions (OfficeAct *self, OfficeRecord *message)
{
  const char *text = office_record_get_text (message, "text");
  const char *room = office_record_get_text (message, "room");
  g_auto (GStrv) people = office_text_dup_mentions (text, "person");
  g_auto (GStrv) rooms = office_text_dup_mentions (text, "room");
  g_autoptr (GHashTable) told = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) members = NULL;

  for (guint i = 0; people[i] != NULL; i++)
    mention (self, message, people[i], told);
  if (!g_strv_contains ((const char *const *) rooms, room))
    return;
  members = office_book_list (self->book, "member", "room", room);
  for (guint i = 0; i < members->len; i++)
    mention (self, message, office_record_get_text (g_ptr_array_index (members, i), "person"), told);
}

/* What is answered may have been said in another room; who does not see that sees only the answer. */
static gboolean
take_quote (OfficeAct *self, OfficeRecord *message, GError **error)
{
  g_autoptr (OfficeRecord) quote = NULL;
  const char *id;

  if (!office_json_get_id (self->with, "quote", OFFICE_JSON_OPTIONAL, &id, error))
    return FALSE;
  quote = id != NULL ? office_act_find (self, "quote", "message", error) : NULL;
  if (id != NULL && quote == NULL)
    return FALSE;
  office_record_set_text (message, "quote", id);
  return TRUE;
}

/* Sets `thread`, `task` and `quote`: the first two of the same room, a thread of one level, its replies on the task of its
 * first message. */
gboolean
office_act_take_place (OfficeAct *self, OfficeRecord *message, const char *room, GError **error)
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
  return take_quote (self, message, error);
}

/* A message with files may do without words. */
gboolean
office_act_take_text (OfficeAct *self, OfficeRecord *message, gboolean with_files, GError **error)
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
      || !office_act_take_text (self, message, files != NULL && json_array_get_length (files) > 0, error)
      || !office_act_take (self, message, "action", error)
      || !office_act_take_place (self, message, office_record_get_id (room), error)
      || (files != NULL && !office_act_add_files (self, message, files, error)))
    return FALSE;
  if (office_record_has (message, "seq"))
    add_mentions (self, message);
  return TRUE;
}
