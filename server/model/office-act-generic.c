/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-act-private.h"

#include "office-position.h"
#include "office-reason.h"

#include <string.h>

#define LONGEST_NAME 64

/* `put` and `remove`: making and removing records whose kind has no operation of its own for it. */

static const OfficeKind *
find_kind (OfficeAct *self, GError **error)
{
  const OfficeKind *kind;
  const char *name;

  if (!office_json_get_text (self->with, "kind", OFFICE_JSON_REQUIRED, G_MAXSIZE, &name, error))
    return NULL;
  kind = office_kind_find (name);
  if (kind == NULL)
    office_problem_set (error, OFFICE_PROBLEM_INVALID, "kind", "There is no such kind of record");
  return kind;
}

/* `room` and `task`, which are required, say where the record belongs; no `patch` changes them from then on. */
static gboolean
may_be_put (const OfficeField *field)
{
  return field->writer == OFFICE_WRITER_ROOM
         || (field->type == OFFICE_FIELD_ID && (field->flags & OFFICE_FIELD_REQUIRED) != 0);
}

static gboolean
refuse_unknown (OfficeAct *self, const OfficeKind *kind, GError **error)
{
  g_autoptr (GList) names = json_object_get_members (self->with);

  for (GList *link = names; link != NULL; link = link->next)
    {
      const char *name = link->data;
      const OfficeField *field = office_kind_find_field (kind, name);

      if (g_str_equal (name, "kind") || g_str_equal (name, "id") || (field != NULL && may_be_put (field)))
        continue;
      office_problem_set (error, OFFICE_PROBLEM_INVALID, strlen (name) <= LONGEST_NAME ? name : NULL,
                          "The operation names something that is not a field of the kind “%s”", kind->name);
      return FALSE;
    }
  return TRUE;
}

/* The room of the new record: that of its task if it is a part of one, else with.room. */
static OfficeRecord *
find_room (OfficeAct *self, const OfficeKind *kind, GError **error)
{
  g_autoptr (OfficeRecord) room = NULL;
  g_autoptr (OfficeRecord) task = NULL;
  const char *id;

  if (office_kind_find_field (kind, "task") == NULL)
    return office_act_find_room (self, "room", error);
  room = office_act_find_place (self, error);
  if (room == NULL)
    return NULL;
  if (!office_json_get_id (self->with, "task", OFFICE_JSON_REQUIRED, &id, error))
    return NULL;
  task = office_act_find_in_room (self, "task", "task", office_record_get_id (room), error);
  return task != NULL ? g_steal_pointer (&room) : NULL;
}

/* Behind the last of its column, room or task. */
static char *
position_at_end (OfficeAct *self, OfficeRecord *record)
{
  const char *parent = office_record_has (record, "task") ? "task" : "room";
  g_autoptr (GPtrArray) records = office_act_list_by_position (self, office_record_get_kind_name (record), parent,
                                                               office_record_get_text (record, parent));
  OfficeRecord *last = records->len > 0 ? g_ptr_array_index (records, records->len - 1) : NULL;

  return office_position_between (last != NULL ? office_record_get_text (last, "position") : NULL, NULL, NULL);
}

/* What a client need not say: the default of a choice, and the last place. */
static gboolean
take_field (OfficeAct *self, OfficeRecord *record, const OfficeField *field, GError **error)
{
  JsonNode *value = json_object_get_member (self->with, field->name);
  gboolean absent = value == NULL || JSON_NODE_HOLDS_NULL (value);
  g_autofree char *position = NULL;

  if (absent && field->type == OFFICE_FIELD_CHOICE && (field->flags & OFFICE_FIELD_REQUIRED) != 0)
    {
      office_record_set_text (record, field->name, field->choices[0]);
      return TRUE;
    }
  if (absent && field->type == OFFICE_FIELD_POSITION)
    {
      position = position_at_end (self, record);
      office_record_set_text (record, field->name, position != NULL ? position : "a0");
      return TRUE;
    }
  return office_act_take (self, record, field->name, error)
         && (!g_str_equal (office_record_get_kind_name (record), "step")
             || office_act_check_work (self, record, field, value, error));
}

gboolean
office_act_put (OfficeAct *self, GError **error)
{
  const OfficeKind *kind = find_kind (self, error);
  g_autoptr (OfficeRecord) room = NULL;
  OfficeRecord *record;
  const char *id;

  if (kind == NULL)
    return FALSE;
  if (!kind->put)
    {
      office_problem_set (error, OFFICE_PROBLEM_FORBIDDEN, "kind", "A record of the kind “%s” is not made by “put”",
                          kind->name);
      return FALSE;
    }
  if (!refuse_unknown (self, kind, error))
    return FALSE;
  room = find_room (self, kind, error);
  if (room == NULL || !office_act_get_new_id (self, &id, error))
    return FALSE;
  record = office_act_add (self, kind->name, id, office_record_get_scope (room));
  for (guint i = 0; i < kind->n_fields; i++)
    if (!take_field (self, record, &kind->fields[i], error))
      return FALSE;
  office_record_set_text (record, "room", office_record_get_id (room));
  return TRUE;
}

static gboolean
check_column_empty (OfficeAct *self, OfficeRecord *column, GError **error)
{
  g_autoptr (GPtrArray) tasks = office_book_list (self->book, "task", "column", office_record_get_id (column));
  g_autoptr (GPtrArray) columns = office_book_list (self->book, "column", "room",
                                                    office_record_get_text (column, "room"));

  for (guint i = 0; i < tasks->len; i++)
    if (!office_record_has (g_ptr_array_index (tasks, i), "trashed_at"))
      {
        office_reason_set (error, OFFICE_REASON_COLUMN_IN_USE, "id");
        return FALSE;
      }
  if (columns->len > 1)
    return TRUE;
  office_reason_set (error, OFFICE_REASON_LAST_COLUMN, "id");
  return FALSE;
}

/* All of the column, also what lies in the trash, goes to the end of another one of the room first. */
static gboolean
empty_column (OfficeAct *self, OfficeRecord *column, GError **error)
{
  GError *local_error = NULL;
  g_autoptr (OfficeRecord) to = office_act_find_in_room (self, "to", "column", office_record_get_text (column, "room"),
                                                         &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  if (to == NULL)
    return check_column_empty (self, column, error);
  if (g_str_equal (office_record_get_id (to), office_record_get_id (column)))
    {
      office_problem_set (error, OFFICE_PROBLEM_INVALID, "to", "The member “to” names the column that is to go");
      return FALSE;
    }
  office_act_append_all (self, column, to);
  return TRUE;
}

/* What has no meaning without what was said. */
static void
drop_echoes (OfficeAct *self, OfficeRecord *message)
{
  static const char *const kinds[] = { "mention", "reaction", "version" };

  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      g_autoptr (GPtrArray) echoes = office_book_list (self->book, kinds[k], "message", office_record_get_id (message));

      for (guint i = 0; i < echoes->len; i++)
        office_act_drop (self, g_ptr_array_index (echoes, i));
    }
}

void
office_act_erase_message (OfficeAct *self, OfficeRecord *message)
{
  OfficeRecord *stub = office_act_edit (self, message);

  office_record_set_text (stub, "text", NULL);
  office_record_set_integer (stub, "edited_at", 0);
  office_record_set_boolean (stub, "removed", TRUE);
  office_record_set_integer (stub, "pinned_at", 0);
  office_record_set_text (stub, "pinned_by", NULL);
  drop_echoes (self, message);
}

static gboolean
leave_stub (OfficeAct *self, OfficeRecord *message, GError **error)
{
  if (g_strcmp0 (office_record_get_text (message, "author"), self->person) != 0 && !office_act_is_admin (self))
    {
      office_reason_set (error, OFFICE_REASON_ANOTHERS_MESSAGE, "id");
      return FALSE;
    }
  if (office_record_get_boolean (message, "removed"))
    return TRUE;
  office_act_erase_message (self, message);
  office_act_drop_files (self, message);
  return TRUE;
}

static gboolean
remove_record (OfficeAct *self, const OfficeKind *kind, OfficeRecord *record, GError **error)
{
  switch (kind->removal)
    {
    case OFFICE_REMOVAL_STUB:
      return leave_stub (self, record, error);
    case OFFICE_REMOVAL_TRASH:
      if (!office_record_has (record, "trashed_at"))
        office_record_set_integer (office_act_edit (self, record), "trashed_at", self->now);
      return TRUE;
    case OFFICE_REMOVAL_TOMBSTONE:
      if (g_str_equal (kind->name, "file"))
        return office_act_remove_file (self, record, error);
      if (g_str_equal (kind->name, "column") && !empty_column (self, record, error))
        return FALSE;
      if (g_str_equal (kind->name, "scheduled"))
        office_act_drop_enclosures (self, record);
      office_act_drop (self, record);
      return TRUE;
    case OFFICE_REMOVAL_NEVER:
    default:
      office_problem_set (error, OFFICE_PROBLEM_FORBIDDEN, "kind", "A record of the kind “%s” cannot be removed",
                          kind->name);
      return FALSE;
    }
}

gboolean
office_act_remove (OfficeAct *self, GError **error)
{
  const OfficeKind *kind = find_kind (self, error);
  g_autoptr (OfficeRecord) record = kind != NULL ? office_act_find (self, "id", kind->name, error) : NULL;

  if (record == NULL)
    return FALSE;
  /* What was said in a room that is now archived may still have to go, and what was not. */
  if (kind->removal != OFFICE_REMOVAL_STUB && !g_str_equal (kind->name, "file") && !g_str_equal (kind->name, "spare")
      && !office_act_check_open (self, record, error))
    return FALSE;
  return remove_record (self, kind, record, error);
}
