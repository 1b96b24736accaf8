/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-session-private.h"

#include "office-id.h"

#include <string.h>

/*
 * The inverse of an operation, worked out from the record that it is about as it was before and as it is now. It serves
 * twice: a command notes it as its undo, and an undo has one of its own, which is the redo.
 *
 * One line of the table an operation; what is not in it cannot be taken back (a message that was sent, a person that was
 * removed).
 */
typedef GVariant *(*Invert) (OfficeSession *self, JsonObject *with, OfficeRecord *before, OfficeRecord *after);

static const char *
get_text (JsonObject *with, const char *member)
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

static void
copy_former (JsonObject *to, OfficeRecord *before, const char *field, JsonNode *now)
{
  JsonNode *node = before != NULL ? office_record_get_node (before, field) : NULL;

  json_object_set_member (to, field, node != NULL ? json_node_copy (node) : make_nothing (now));
}

/* ---- any record ---- */

static GVariant *
invert_patch (OfficeSession *self, JsonObject *with, OfficeRecord *before, OfficeRecord *after)
{
  JsonObject *back;
  JsonObject *set = json_object_has_member (with, "set") ? json_object_get_object_member (with, "set") : NULL;
  g_autoptr (GList) fields = set != NULL ? json_object_get_members (set) : NULL;
  const char *first = fields != NULL ? fields->data : NULL;

  if (before == NULL)
    return NULL;
  back = office_session_make_removal (get_text (with, "kind"), get_text (with, "id"));
  if (set != NULL)
    {
      JsonObject *former = json_object_new ();

      for (GList *field = fields; field != NULL; field = field->next)
        copy_former (former, before, field->data, json_object_get_member (set, field->data));
      json_object_set_object_member (back, "set", former);
    }
  if (json_object_has_member (with, "add"))
    json_object_set_member (back, "take", json_object_dup_member (with, "add"));
  if (json_object_has_member (with, "take"))
    json_object_set_member (back, "add", json_object_dup_member (with, "take"));
  return office_undo_new ("patch", back, first != NULL ? office_record_get_id (before) : NULL, first,
                          first != NULL && after != NULL ? office_record_get_node (after, first) : NULL);
}

static GVariant *
invert_put (OfficeSession *self, JsonObject *with, OfficeRecord *before, OfficeRecord *after)
{
  return before != NULL
             ? NULL
             : office_undo_new ("remove", office_session_make_removal (get_text (with, "kind"), get_text (with, "id")),
                                NULL, NULL, NULL);
}

/**
 * office_session_make_put_of:
 * @self: a session
 * @record: a column, label, step or view
 *
 * Under another id, as that of a record that is gone is used up; which one it had stands in the member
 * %OFFICE_UNDO_FORMERLY, so that what is to be undone later finds it.
 *
 * Returns: (transfer full): the members of a `put` that makes it anew
 */
JsonObject *
office_session_make_put_of (OfficeSession *self, OfficeRecord *record)
{
  const OfficeKind *kind = office_record_get_kind (record);
  g_autofree char *id = office_session_make_id (self);
  JsonObject *with = office_session_make_removal (kind->name, id);

  json_object_set_string_member (with, OFFICE_UNDO_FORMERLY, office_record_get_id (record));
  for (guint i = 0; i < kind->n_fields; i++)
    {
      JsonNode *node = office_record_get_node (record, kind->fields[i].name);

      if (node != NULL)
        json_object_set_member (with, kind->fields[i].name, json_node_copy (node));
    }
  return with;
}

static JsonObject *
make_reminder_of (OfficeRecord *reminder)
{
  static const char *const fields[] = { "message", "task", "room", "text", "remind_at" };
  JsonObject *with = json_object_new ();

  json_object_set_string_member (with, "id", office_record_get_id (reminder));
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (office_record_get_node (reminder, fields[i]) != NULL)
      json_object_set_member (with, fields[i], json_node_copy (office_record_get_node (reminder, fields[i])));
  return with;
}

static GVariant *
invert_remove (OfficeSession *self, JsonObject *with, OfficeRecord *before, OfficeRecord *after)
{
  static const char *const made_anew[] = { "column", "label", "step", "view", NULL };
  const char *kind = get_text (with, "kind");
  JsonObject *back;

  if (before == NULL)
    return NULL;
  if (g_str_equal (kind, "reminder"))
    return office_undo_new ("reminder.set", make_reminder_of (before), NULL, NULL, NULL);
  if (g_strv_contains (made_anew, kind))
    return office_undo_new ("put", office_session_make_put_of (self, before), NULL, NULL, NULL);
  if (!g_str_equal (kind, "task"))
    return NULL;
  back = json_object_new ();
  json_object_set_string_member (back, "id", office_record_get_id (before));
  return office_undo_new ("task.restore", back, NULL, NULL, NULL);
}

/* ---- tasks ---- */

/**
 * office_undo_new_move:
 * @before: a task as it was before it was moved
 * @column: where it stands now
 *
 * Returns: (transfer floating): what brings it back, if nobody has moved it since
 */
GVariant *
office_undo_new_move (OfficeRecord *before, const char *column)
{
  g_autoptr (JsonNode) expected = json_node_init_string (json_node_alloc (), column);
  JsonObject *with = json_object_new ();

  json_object_set_string_member (with, "id", office_record_get_id (before));
  json_object_set_string_member (with, "column", office_record_get_text (before, "column"));
  json_object_set_string_member (with, "position", office_record_get_text (before, "position"));
  return office_undo_new ("task.move", with, office_record_get_id (before), "column", expected);
}

static GVariant *
invert_move (OfficeSession *self, JsonObject *with, OfficeRecord *before, OfficeRecord *after)
{
  return before != NULL ? office_undo_new_move (before, get_text (with, "column")) : NULL;
}

static GVariant *
invert_transfer (OfficeSession *self, JsonObject *with, OfficeRecord *before, OfficeRecord *after)
{
  return before != NULL && after != NULL ? office_session_undo_transfer (self, before, after) : NULL;
}

static GVariant *
invert_restore (OfficeSession *self, JsonObject *with, OfficeRecord *before, OfficeRecord *after)
{
  return office_undo_new ("remove", office_session_make_removal ("task", get_text (with, "id")), NULL, NULL, NULL);
}

static GVariant *
invert_snooze (OfficeSession *self, JsonObject *with, OfficeRecord *before, OfficeRecord *after)
{
  JsonObject *back = json_object_new ();

  json_object_set_string_member (back, "task", get_text (with, "task"));
  copy_former (back, before, "until", NULL);
  return office_undo_new ("task.snooze", back, NULL, NULL, NULL);
}

/* ---- one's own ---- */

static GVariant *
invert_preference (OfficeSession *self, JsonObject *with, OfficeRecord *before, OfficeRecord *after)
{
  g_autoptr (GList) members = json_object_get_members (with);
  JsonObject *back = json_object_new ();

  for (GList *member = members; member != NULL; member = member->next)
    if (g_str_equal (member->data, "room"))
      json_object_set_string_member (back, "room", get_text (with, "room"));
    else
      copy_former (back, before, member->data, json_object_get_member (with, member->data));
  return office_undo_new ("room.prefer", back, NULL, NULL, NULL);
}

static GVariant *
invert_reminder (OfficeSession *self, JsonObject *with, OfficeRecord *before, OfficeRecord *after)
{
  if (before != NULL)
    return office_undo_new ("reminder.set", make_reminder_of (before), NULL, NULL, NULL);
  return office_undo_new ("remove", office_session_make_removal ("reminder", get_text (with, "id")), NULL, NULL, NULL);
}

static GVariant *
swap (const char *intent, JsonObject *with)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), with);
  g_autofree char *text = json_to_string (node, FALSE);
  g_autoptr (JsonNode) copy = json_from_string (text, NULL);

  return office_undo_new (intent, json_object_ref (json_node_get_object (copy)), NULL, NULL, NULL);
}

static GVariant *
invert_reaction (OfficeSession *self, JsonObject *with, OfficeRecord *before, OfficeRecord *after)
{
  return swap ("reaction.remove", with);
}

static GVariant *
invert_no_reaction (OfficeSession *self, JsonObject *with, OfficeRecord *before, OfficeRecord *after)
{
  return swap ("reaction.add", with);
}

static GVariant *
invert_joining (OfficeSession *self, JsonObject *with, OfficeRecord *before, OfficeRecord *after)
{
  return swap ("member.remove", with);
}

/* Into a room that is not public nobody comes back by themselves. */
static GVariant *
invert_leaving (OfficeSession *self, JsonObject *with, OfficeRecord *before, OfficeRecord *after)
{
  OfficeRoom *room = office_session_find_room (self, get_text (with, "room"));
  gboolean oneself = g_str_equal (get_text (with, "person"), office_person_get_id (self->me));

  return oneself && (room == NULL || office_room_get_visibility (room) != OFFICE_ROOM_PUBLIC)
             ? NULL
             : swap ("member.add", with);
}

/* ---- flags ---- */

static GVariant *
flip (const char *intent, const char *flag, JsonObject *with)
{
  static const char *const names[] = { "id", "message" };
  JsonObject *back = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (json_object_has_member (with, names[i]))
      json_object_set_string_member (back, names[i], get_text (with, names[i]));
  json_object_set_boolean_member (back, flag, !json_object_get_boolean_member_with_default (with, flag, FALSE));
  return office_undo_new (intent, back, NULL, NULL, NULL);
}

static GVariant *
invert_archive (OfficeSession *self, JsonObject *with, OfficeRecord *before, OfficeRecord *after)
{
  return flip ("task.archive", "archived", with);
}

static GVariant *
invert_pin (OfficeSession *self, JsonObject *with, OfficeRecord *before, OfficeRecord *after)
{
  return flip ("message.pin", "pinned", with);
}

static GVariant *
invert_save (OfficeSession *self, JsonObject *with, OfficeRecord *before, OfficeRecord *after)
{
  return flip ("message.save", "saved", with);
}

/* ---- the table ---- */

static const struct {
  const char *intent;
  const char *kind;    /* of the record that it is about; NULL: it is named in the member "kind" */
  const char *member;  /* that names it */
  const char *derived; /* nullable: its id is one of the person's, derived from this and the member */
  Invert invert;
} inverses[] = {
  { "patch", NULL, "id", NULL, invert_patch },
  { "put", NULL, "id", NULL, invert_put },
  { "remove", NULL, "id", NULL, invert_remove },
  { "task.move", "task", "id", NULL, invert_move },
  { "task.transfer", "task", "id", NULL, invert_transfer },
  { "task.restore", "task", "id", NULL, invert_restore },
  { "task.archive", "task", "id", NULL, invert_archive },
  { "task.snooze", "snooze", "task", "snooze", invert_snooze },
  { "room.prefer", "preference", "room", "preference", invert_preference },
  { "reminder.set", "reminder", "id", NULL, invert_reminder },
  { "message.pin", "message", "id", NULL, invert_pin },
  { "message.save", "message", "message", NULL, invert_save },
  { "reaction.add", "message", "message", NULL, invert_reaction },
  { "reaction.remove", "message", "message", NULL, invert_no_reaction },
  { "member.add", "room", "room", NULL, invert_joining },
  { "member.remove", "room", "room", NULL, invert_leaving },
};

static int
find (const char *intent)
{
  for (guint i = 0; i < G_N_ELEMENTS (inverses); i++)
    if (g_str_equal (inverses[i].intent, intent))
      return (int) i;
  return -1;
}

/**
 * office_session_dup_target:
 * @self: a session
 * @intent: an operation
 * @with: its members
 *
 * Returns: (transfer full) (nullable): the record that it is about, as it is now; %NULL: there is none
 */
OfficeRecord *
office_session_dup_target (OfficeSession *self, const char *intent, JsonObject *with)
{
  const int place = find (intent);
  g_autofree char *name = NULL;
  g_autofree char *id = NULL;

  if (place < 0)
    return NULL;
  id = g_strdup (get_text (with, inverses[place].member));
  if (inverses[place].derived != NULL)
    {
      name = g_strdup_printf ("%s %s", inverses[place].derived, id);
      g_free (id);
      id = office_id_derive (office_replica_get_person (self->replica), name);
    }
  return office_session_get_record (self, id,
                                    inverses[place].kind != NULL ? inverses[place].kind : get_text (with, "kind"));
}

/**
 * office_session_invert:
 * @self: a session
 * @intent: an operation that was performed
 * @with: its members
 * @before: (nullable): what office_session_dup_target() gave before
 *
 * Returns: (transfer floating) (nullable): its inverse; %NULL: it cannot be taken back
 */
GVariant *
office_session_invert (OfficeSession *self, const char *intent, JsonObject *with, OfficeRecord *before)
{
  const int place = find (intent);
  g_autoptr (OfficeRecord) after = NULL;

  if (place < 0)
    return NULL;
  after = office_session_dup_target (self, intent, with);
  return inverses[place].invert (self, with, before, after);
}

static GVariant *
office_session_perform_and_invert (OfficeSession *self, const char *intent, JsonObject *with, GError **error)
{
  g_autoptr (OfficeRecord) before = office_session_dup_target (self, intent, with);
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
