/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-inverse-private.h"
#include "office-session-private.h"

#include "office-id.h"

/*
 * The inverse of an operation, worked out from the record that it is about as it was before and as it is now. It serves
 * twice: a command notes it as its undo, and an undo has one of its own, which is the redo.
 *
 * One line of the table an operation; what is not in it cannot be taken back (a message that was sent, a person that was
 * removed).
 */
static const struct {
  const char *intent;
  const char *kind;    /* of the record that it is about; NULL: it is named in the member "kind" */
  const char *member;  /* that names it */
  const char *derived; /* nullable: its id is one of the person's, derived from this, if any, and the member */
  OfficeInvert invert;
} inverses[] = {
  { "patch", NULL, "id", NULL, office_invert_patch },
  { "put", NULL, "id", NULL, office_invert_put },
  { "remove", NULL, "id", NULL, office_invert_remove },
  { "task.create", "task", "id", NULL, office_invert_creation },
  { "task.move", "task", "id", NULL, office_invert_move },
  { "task.transfer", "task", "id", NULL, office_invert_transfer },
  { "task.restore", "task", "id", NULL, office_invert_creation },
  { "task.archive", "task", "id", NULL, office_invert_archive },
  { "task.snooze", "snooze", "task", "snooze ", office_invert_snooze },
  { "file.add", "file", "id", NULL, office_invert_file },
  { "room.prefer", "preference", "room", "preference ", office_invert_preference },
  { "read.mark", "read", "thread", "", office_invert_reading },
  { "reminder.set", "reminder", "id", NULL, office_invert_reminder },
  { "feed.set", "feed", "", "feed", office_invert_feed },
  { "message.schedule", "scheduled", "id", NULL, office_invert_schedule },
  { "message.pin", "message", "id", NULL, office_invert_pin },
  { "message.save", "message", "message", NULL, office_invert_save },
  { "reaction.add", "message", "message", NULL, office_invert_reaction },
  { "reaction.remove", "message", "message", NULL, office_invert_no_reaction },
  { "member.add", "room", "room", NULL, office_invert_joining },
  { "member.remove", "room", "room", NULL, office_invert_leaving },
};

static int
find (const char *intent)
{
  for (guint i = 0; i < G_N_ELEMENTS (inverses); i++)
    if (g_str_equal (inverses[i].intent, intent))
      return (int) i;
  return -1;
}

/* Where there is no thread, the room is meant. */
static const char *
get_name (JsonObject *with, const char *member)
{
  const char *name = office_inverse_get_text (with, member);

  return *name == '\0' && g_str_equal (member, "thread") ? office_inverse_get_text (with, "room") : name;
}

/* The record that it is about, as it is now; NULL: there is none. Full */
static OfficeRecord *
office_session_dup_target (OfficeSession *self, const char *intent, JsonObject *with)
{
  const int place = find (intent);
  g_autofree char *id = NULL;

  if (place < 0)
    return NULL;
  id = g_strdup (get_name (with, inverses[place].member));
  if (inverses[place].derived != NULL)
    {
      g_autofree char *name = g_strconcat (inverses[place].derived, id, NULL);

      g_free (id);
      id = office_id_derive (office_replica_get_person (self->replica), name);
    }
  return office_session_get_record (
      self, id, inverses[place].kind != NULL ? inverses[place].kind : office_inverse_get_text (with, "kind"));
}

/* ---- for those who invert ---- */

/**
 * office_inverse_get_text:
 * @with: members
 * @member: the name of one
 *
 * Returns: (transfer none): its text; "" where there is none
 */
const char *
office_inverse_get_text (JsonObject *with, const char *member)
{
  return json_object_get_string_member_with_default (with, member, "");
}

/* What a field is given to say this again, where it said nothing. */
static JsonNode *
make_nothing (JsonNode *now)
{
  return now != NULL && JSON_NODE_HOLDS_VALUE (now) && json_node_get_value_type (now) == G_TYPE_BOOLEAN
             ? json_node_init_boolean (json_node_alloc (), FALSE)
             : json_node_new (JSON_NODE_NULL);
}

/**
 * office_inverse_copy_former:
 * @to: members
 * @before: (nullable): a record as it was
 * @field: a field of it
 * @now: (nullable): what it was made to say
 *
 * Adds what the field is to be given so that it says again what it said.
 */
void
office_inverse_copy_former (JsonObject *to, OfficeRecord *before, const char *field, JsonNode *now)
{
  JsonNode *node = before != NULL ? office_record_get_node (before, field) : NULL;

  json_object_set_member (to, field, node != NULL ? json_node_copy (node) : make_nothing (now));
}

/* ---- inside app/office ---- */

/**
 * office_session_look_before:
 * @self: a session
 * @intent: an operation that is going to be performed
 * @with: its members
 *
 * Returns: (transfer full): what office_session_invert() has to know then
 */
OfficeBefore *
office_session_look_before (OfficeSession *self, const char *intent, JsonObject *with)
{
  OfficeBefore *before = g_new0 (OfficeBefore, 1);

  before->record = office_session_dup_target (self, intent, with);
  if (before->record != NULL && g_str_equal (office_record_get_kind_name (before->record), "scheduled"))
    before->files = office_session_make_files_again (self, office_record_get_id (before->record));
  return before;
}

/**
 * office_before_free:
 * @before: (transfer full): what office_session_look_before() gave
 */
void
office_before_free (OfficeBefore *before)
{
  g_clear_pointer (&before->record, office_record_unref);
  g_clear_pointer (&before->files, json_array_unref);
  g_free (before);
}

/**
 * office_session_invert:
 * @self: a session
 * @intent: an operation that was performed
 * @with: its members
 * @before: what office_session_look_before() gave before
 *
 * Returns: (transfer floating) (nullable): its inverse; %NULL: it cannot be taken back
 */
GVariant *
office_session_invert (OfficeSession *self, const char *intent, JsonObject *with, const OfficeBefore *before)
{
  const int place = find (intent);
  g_autoptr (OfficeRecord) after = NULL;

  if (place < 0)
    return NULL;
  after = office_session_dup_target (self, intent, with);
  return inverses[place].invert (self, with, before, after);
}

/**
 * office_session_perform_and_invert:
 * @self: a session
 * @intent: an operation that the table has
 * @with: (transfer full): its members
 * @error: return location
 *
 * Performs it; for who does several of them that are one act.
 *
 * Returns: (transfer floating) (nullable): what undoes it; %NULL with an error where the book did not allow it
 */
GVariant *
office_session_perform_and_invert (OfficeSession *self, const char *intent, JsonObject *with, GError **error)
{
  g_autoptr (OfficeBefore) before = office_session_look_before (self, intent, with);
  GVariant *undo = NULL;

  if (office_session_perform (self, intent, json_object_ref (with), error))
    undo = office_session_invert (self, intent, with, before);
  json_object_unref (with);
  return undo;
}

/**
 * office_session_do:
 * @self: a session
 * @intent: an operation that the table has
 * @with: (transfer full): its members
 * @words: what was done, translated
 * @error: return location
 *
 * Performs it, and notes how it is undone. Where nothing would be changed by it, the caller does not call.
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_do (OfficeSession *self, const char *intent, JsonObject *with, const char *words, GError **error)
{
  GError *problem = NULL;
  GVariant *undo = office_session_perform_and_invert (self, intent, with, &problem);

  if (undo != NULL)
    office_session_note (self, undo, words);
  if (problem != NULL)
    g_propagate_error (error, problem);
  return problem == NULL;
}

/**
 * office_session_do_and_say:
 * @self: a session
 * @intent: an operation that the table has
 * @with: (transfer full): its members
 * @words: what was done, translated
 * @error: return location
 *
 * As office_session_do(), and says so with the undo: where something goes from view by it.
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_do_and_say (OfficeSession *self, const char *intent, JsonObject *with, const char *words, GError **error)
{
  GError *problem = NULL;
  GVariant *undo = office_session_perform_and_invert (self, intent, with, &problem);

  if (problem == NULL)
    office_session_say (self, undo, "%s", words);
  else
    g_propagate_error (error, problem);
  return problem == NULL;
}
