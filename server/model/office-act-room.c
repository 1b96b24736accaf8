/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-act-private.h"

#include "office-id.h"
#include "office-position.h"
#include "office-reason.h"

#define MOST_MEMBERS 1000
#define MOST_DIRECT  50 /* people in a direct room */
#define N_COLUMNS    3

static const struct {
  const char *name; /* of the id too */
  const char *title;
  const char *state;
} first_columns[N_COLUMNS] = {
  { "todo", "To do", "open" },
  { "doing", "In progress", "doing" },
  { "done", "Done", "done" },
};

/* The ids in with.members and the actor, each once; checked that they are people. */
static GPtrArray *
read_members (OfficeAct *self, OfficeJsonNeed need, GError **error)
{
  g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_auto (GStrv) ids = NULL;

  if (!office_json_dup_texts (self->with, "members", need, MOST_MEMBERS, &ids, error))
    return NULL;
  g_ptr_array_add (members, g_strdup (self->person));
  g_hash_table_add (seen, g_ptr_array_index (members, 0));
  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autoptr (OfficeRecord) person = office_id_is_valid (ids[i]) ? office_act_get (self, ids[i], "person") : NULL;

      if (person == NULL)
        {
          office_problem_set (error, OFFICE_PROBLEM_INVALID, "members",
                              "The member “members” names somebody who is not in the office");
          return NULL;
        }
      if (!g_hash_table_contains (seen, ids[i]))
        {
          g_ptr_array_add (members, g_strdup (ids[i]));
          g_hash_table_add (seen, g_ptr_array_index (members, members->len - 1));
        }
    }
  return g_steal_pointer (&members);
}

static gboolean
read_column_names (OfficeAct *self, char ***names, GError **error)
{
  const OfficeField *field = office_kind_find_field (office_kind_find ("column"), "name");

  if (!office_json_dup_texts (self->with, "columns", OFFICE_JSON_OPTIONAL, N_COLUMNS, names, error))
    return FALSE;
  for (guint i = 0; (*names)[i] != NULL; i++)
    {
      g_autoptr (JsonNode) name = json_node_init_string (json_node_alloc (), (*names)[i]);

      if (office_field_check (field, name, NULL))
        continue;
      office_problem_set (error, OFFICE_PROBLEM_INVALID, "columns", "The name of a column is not valid");
      return FALSE;
    }
  if (g_strv_length (*names) == 0 || g_strv_length (*names) == N_COLUMNS)
    return TRUE;
  office_problem_set (error, OFFICE_PROBLEM_INVALID, "columns", "The member “columns” has not three names");
  return FALSE;
}

static void
add_member (OfficeAct *self, const char *room, const char *scope, const char *person)
{
  g_autofree char *id = office_id_derive (room, person);
  OfficeRecord *member = office_act_add (self, "member", id, scope);

  office_record_set_text (member, "room", room);
  office_record_set_text (member, "person", person);
}

static void
add_column (OfficeAct *self, const char *room, const char *scope, guint which, const char *title, const char *position)
{
  g_autofree char *id = office_id_derive (room, first_columns[which].name);
  OfficeRecord *column = office_act_add (self, "column", id, scope);

  office_record_set_text (column, "room", room);
  office_record_set_text (column, "name", title != NULL ? title : first_columns[which].title);
  office_record_set_text (column, "position", position);
  office_record_set_text (column, "state", first_columns[which].state);
}

/* Who is in the room and what its board starts with. */
static gboolean
furnish (OfficeAct *self, const char *room, const char *scope, GPtrArray *members, GError **error)
{
  g_auto (GStrv) names = NULL;
  g_auto (GStrv) positions = office_position_spread (N_COLUMNS);
  gboolean named;

  if (!read_column_names (self, &names, error))
    return FALSE;
  for (guint i = 0; i < members->len; i++)
    add_member (self, room, scope, g_ptr_array_index (members, i));
  named = names[0] != NULL;
  for (guint i = 0; i < N_COLUMNS; i++)
    add_column (self, room, scope, i, named ? names[i] : NULL, positions[i]);
  return TRUE;
}

static gboolean
refuse_guest (OfficeAct *self, const char *what, GError **error)
{
  if (!office_act_is_guest (self))
    return TRUE;
  office_problem_set (error, OFFICE_PROBLEM_FORBIDDEN, NULL, "Guests cannot %s", what);
  office_reason_give (error, OFFICE_REASON_GUEST);
  return FALSE;
}

static gboolean
refuse_direct (OfficeRecord *room, GError **error)
{
  if (!g_str_equal (office_record_get_text (room, "visibility"), "direct"))
    return TRUE;
  office_reason_set (error, OFFICE_REASON_DIRECT_ROOM, "room");
  return FALSE;
}

/* The kind lets a name be absent, because a direct room has none. */
static gboolean
check_name (OfficeAct *self, GError **error)
{
  OfficeField field = *office_kind_find_field (office_kind_find ("room"), "name");

  field.flags |= OFFICE_FIELD_REQUIRED;
  return office_field_check (&field, json_object_get_member (self->with, "name"), error);
}

gboolean
office_act_room_create (OfficeAct *self, GError **error)
{
  g_autoptr (GPtrArray) members = NULL;
  g_autofree char *scope = NULL;
  const char *id;
  OfficeRecord *room;

  if (!refuse_guest (self, "make rooms", error) || !office_act_get_new_id (self, &id, error))
    return FALSE;
  scope = office_scope_for_room (id);
  room = office_act_add (self, "room", id, scope);
  if (!check_name (self, error) || !office_act_take (self, room, "name", error)
      || !office_act_take (self, room, "topic", error) || !office_act_take (self, room, "visibility", error))
    return FALSE;
  if (g_str_equal (office_record_get_text (room, "visibility"), "direct"))
    {
      office_problem_set (error, OFFICE_PROBLEM_INVALID, "visibility", "A direct room is made by “room.open-direct”");
      return FALSE;
    }
  office_record_set_text (room, "created_by", self->person);
  members = read_members (self, OFFICE_JSON_OPTIONAL, error);
  return members != NULL && furnish (self, id, scope, members, error);
}

static gboolean
check_direct_members (GPtrArray *members, GError **error)
{
  if (members->len >= 2 && members->len <= MOST_DIRECT)
    return TRUE;
  office_problem_set (error, OFFICE_PROBLEM_INVALID, "members", "A direct room is for 2 to %d people", MOST_DIRECT);
  if (members->len > MOST_DIRECT)
    office_reason_give (error, OFFICE_REASON_TOO_MANY);
  return FALSE;
}

static gboolean
add_direct (OfficeAct *self, const char *id, GPtrArray *members, GError **error)
{
  g_autofree char *scope = office_scope_for_room (id);
  OfficeRecord *room = office_act_add (self, "room", id, scope);

  office_record_set_text (room, "visibility", "direct");
  office_record_set_text (room, "created_by", self->person);
  return furnish (self, id, scope, members, error);
}

gboolean
office_act_room_open_direct (OfficeAct *self, GError **error)
{
  g_autoptr (GPtrArray) members = read_members (self, OFFICE_JSON_REQUIRED, error);
  g_autoptr (OfficeRecord) old = NULL;
  g_autofree char *id = NULL;

  if (members == NULL || !check_direct_members (members, error))
    return FALSE;
  g_ptr_array_add (members, NULL);
  id = office_id_derive_direct (self->office, (const char *const *) members->pdata);
  g_ptr_array_set_size (members, (int) members->len - 1);
  old = office_act_get (self, id, "room");
  return old != NULL || add_direct (self, id, members, error);
}

gboolean
office_act_member_add (OfficeAct *self, GError **error)
{
  g_autoptr (OfficeRecord) room = office_act_find_room (self, "room", error);
  g_autoptr (OfficeRecord) person = NULL;
  g_autoptr (OfficeRecord) old = NULL;
  g_autofree char *id = NULL;

  if (room == NULL || !refuse_guest (self, "add people", error) || !refuse_direct (room, error))
    return FALSE;
  person = office_act_find (self, "person", "person", error);
  if (person == NULL)
    return FALSE;
  id = office_id_derive (office_record_get_id (room), office_record_get_id (person));
  old = office_act_get (self, id, "member");
  if (old != NULL)
    return TRUE;
  add_member (self, office_record_get_id (room), office_record_get_scope (room), office_record_get_id (person));
  office_act_note_joined (self, office_record_get_id (room), office_record_get_id (person));
  return TRUE;
}

gboolean
office_act_member_remove (OfficeAct *self, GError **error)
{
  g_autoptr (OfficeRecord) room = office_act_find (self, "room", "room", error);
  g_autoptr (OfficeRecord) member = NULL;
  g_autofree char *id = NULL;
  const char *person;

  if (room == NULL || !refuse_direct (room, error)
      || !office_json_get_id (self->with, "person", OFFICE_JSON_REQUIRED, &person, error))
    return FALSE;
  /* Everyone may leave. */
  if (!g_str_equal (person, self->person) && !refuse_guest (self, "remove people", error))
    return FALSE;
  id = office_id_derive (office_record_get_id (room), person);
  member = office_act_get (self, id, "member");
  if (member != NULL)
    office_act_drop (self, member);
  return TRUE;
}
