/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-act-private.h"

#include "office-id.h"
#include "office-reason.h"

static gboolean
is_done (OfficeRecord *column)
{
  return column != NULL && g_str_equal (office_record_get_text (column, "state"), "done");
}

gboolean
office_act_check_not_trashed (OfficeRecord *task, GError **error)
{
  if (!office_record_has (task, "trashed_at"))
    return TRUE;
  office_reason_set (error, OFFICE_REASON_TRASHED, "id");
  return FALSE;
}

/* The column that with.column names, which must be one of the room's; no error where there is none any more. */
static OfficeRecord *
find_column (OfficeAct *self, const char *room, gboolean *gone, GError **error)
{
  g_autoptr (OfficeRecord) record = NULL;
  const char *id;

  *gone = FALSE;
  if (!office_json_get_id (self->with, "column", OFFICE_JSON_REQUIRED, &id, error))
    return NULL;
  record = office_book_get (self->book, id);
  *gone = record == NULL;
  return record != NULL ? office_act_find_in_room (self, "column", "column", room, error) : NULL;
}

/* The column of with.column is one of a room that the task has left, as far as this person can know. */
static gboolean
refuse_left (OfficeAct *self, OfficeRecord *task, GError **error)
{
  const char *id;
  g_autoptr (OfficeRecord) column = NULL;

  if (!office_json_get_id (self->with, "column", OFFICE_JSON_REQUIRED, &id, error))
    return FALSE;
  column = office_act_get (self, id, "column");
  if (column == NULL || g_strcmp0 (office_record_get_text (column, "room"), office_record_get_text (task, "room")) == 0
      || !office_access_may_see_scope (self->book, self->person, office_record_get_scope (column)))
    return TRUE;
  office_reason_set (error, OFFICE_REASON_TASK_MOVED, "column");
  return FALSE;
}

gboolean
office_act_place (OfficeAct *self, OfficeRecord *task, OfficeRecord *column, GError **error)
{
  OfficeField field = *office_kind_find_field (office_kind_find ("task"), "position");
  JsonNode *position = json_object_get_member (self->with, "position");
  const char *after;

  field.flags &= ~OFFICE_FIELD_REQUIRED; /* a proposal only */
  if (!office_json_get_id (self->with, "after", OFFICE_JSON_OPTIONAL, &after, error)
      || !office_field_check (&field, position, error))
    return FALSE;
  return office_act_place_task (
      self, task, column, after,
      position != NULL && !JSON_NODE_HOLDS_NULL (position) ? json_node_get_string (position) : NULL, error);
}

static gboolean
check_references (OfficeAct *self, OfficeRecord *task, const char *name, GError **error)
{
  const OfficeField *field = office_kind_find_field (office_record_get_kind (task), name);
  g_auto (GStrv) ids = office_record_dup_ids (task, name);

  for (guint i = 0; ids[i] != NULL; i++)
    if (!office_act_check_member (self, task, field, ids[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
take_source (OfficeAct *self, OfficeRecord *task, GError **error)
{
  GError *local_error = NULL;
  g_autoptr (OfficeRecord) source = office_act_find_in_room (self, "source", "message",
                                                             office_record_get_text (task, "room"), &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  office_record_set_text (task, "source", source != NULL ? office_record_get_id (source) : NULL);
  return TRUE;
}

static gboolean
take_plain_fields (OfficeAct *self, OfficeRecord *task, GError **error)
{
  static const char *const fields[] = { "title",  "description", "priority", "due",      "start", "zone",
                                        "repeat", "repeat_from", "estimate", "template", "parent" };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (!office_act_take (self, task, fields[i], error)
        || !office_act_check_work (self, task, office_kind_find_field (office_record_get_kind (task), fields[i]),
                                   json_object_get_member (self->with, fields[i]), error))
      return FALSE;
  return TRUE;
}

static gboolean
take_set (OfficeAct *self, OfficeRecord *task, const char *name, GError **error)
{
  return office_act_take (self, task, name, error) && check_references (self, task, name, error);
}

static gboolean
take_fields (OfficeAct *self, OfficeRecord *task, GError **error)
{
  return take_plain_fields (self, task, error) && take_set (self, task, "assignees", error)
         && take_set (self, task, "watchers", error) && take_set (self, task, "labels", error)
         && take_set (self, task, "blocked_by", error) && take_source (self, task, error);
}

void
office_act_set_column (OfficeAct *self, OfficeRecord *task, OfficeRecord *column)
{
  const char *old_id = office_record_get_text (task, "column");
  g_autoptr (OfficeRecord) old = old_id != NULL ? office_act_get (self, old_id, "column") : NULL;

  office_record_set_text (task, "column", office_record_get_id (column));
  if (!is_done (column))
    office_record_set_integer (task, "completed_at", 0);
  else if (!is_done (old) || !office_record_has (task, "completed_at"))
    office_record_set_integer (task, "completed_at", self->now);
}

static char *
derive_assignment (OfficeRecord *task, const char *person)
{
  g_autofree char *name = g_strconcat ("assignment ", person, NULL);

  return office_id_derive (office_record_get_id (task), name);
}

static void
drop_assignment (OfficeAct *self, const char *id)
{
  g_autoptr (OfficeRecord) assignment = office_act_get (self, id, "assignment");

  if (assignment != NULL)
    office_act_drop (self, assignment);
}

static void
add_assignment (OfficeAct *self, OfficeRecord *task, const char *id, const char *person)
{
  g_autofree char *scope = office_scope_for_person (person);
  OfficeRecord *assignment = office_act_add (self, "assignment", id, scope);

  office_record_set_text (assignment, "task", office_record_get_id (task));
  office_record_set_text (assignment, "by", self->person);
  office_record_set_integer (assignment, "at", self->now);
}

/* Who has the task to do: of a template nobody, as it is no work. */
static char **
dup_assigned (OfficeRecord *task)
{
  return task != NULL && !office_record_get_boolean (task, "template") ? office_record_dup_ids (task, "assignees")
                                                                       : g_new0 (char *, 1);
}

/* As mentions, only the host makes them; who gave the task to themselves need not be told. */
void
office_act_assign (OfficeAct *self, OfficeRecord *task, OfficeRecord *before)
{
  g_auto (GStrv) new = dup_assigned (task);
  g_auto (GStrv) old = dup_assigned (before);

  if (!office_act_is_host (self))
    return;
  for (guint i = 0; new[i] != NULL; i++)
    if (!g_strv_contains ((const char *const *) old, new[i]) && !g_str_equal (new[i], self->person))
      {
        g_autofree char *id = derive_assignment (task, new[i]);

        add_assignment (self, task, id, new[i]);
      }
  for (guint i = 0; old[i] != NULL; i++)
    if (!g_strv_contains ((const char *const *) new, old[i]))
      {
        g_autofree char *id = derive_assignment (task, old[i]);

        drop_assignment (self, id);
      }
}

/* The first with state open, else the first. */
OfficeRecord *
office_act_find_first_column (OfficeAct *self, const char *room)
{
  g_autoptr (GPtrArray) columns = office_act_list_by_position (self, "column", "room", room);

  for (guint i = columns->len; i-- > 0;)
    if (office_act_drops (self, g_ptr_array_index (columns, i)))
      g_ptr_array_remove_index (columns, i);
  for (guint i = 0; i < columns->len; i++)
    if (g_strcmp0 (office_record_get_text (g_ptr_array_index (columns, i), "state"), "open") == 0)
      return office_record_ref (g_ptr_array_index (columns, i));
  return columns->len > 0 ? office_record_ref (g_ptr_array_index (columns, 0)) : NULL;
}

/* Somebody may have taken the column away while the task was being written: it is not to be lost. */
static gboolean
place_new (OfficeAct *self, OfficeRecord *task, GError **error)
{
  const char *room = office_record_get_text (task, "room");
  gboolean gone;
  g_autoptr (OfficeRecord) column = find_column (self, room, &gone, error);

  if (gone)
    column = office_act_find_first_column (self, room);
  if (column == NULL)
    {
      if (gone)
        office_reason_set (error, OFFICE_REASON_NO_COLUMN, "column");
      return FALSE;
    }
  office_act_set_column (self, task, column);
  return gone ? office_act_place_task (self, task, column, NULL, NULL, error)
              : office_act_place (self, task, column, error);
}

gboolean
office_act_task_create (OfficeAct *self, GError **error)
{
  g_autoptr (OfficeRecord) room = office_act_find_room (self, "room", error);
  const char *id;
  OfficeRecord *task;

  if (room == NULL || !office_act_get_new_id (self, &id, error))
    return FALSE;
  task = office_act_add (self, "task", id, office_record_get_scope (room));
  office_record_set_text (task, "room", office_record_get_id (room));
  if (!place_new (self, task, error) || !take_fields (self, task, error))
    return FALSE;
  office_record_set_text (task, "created_by", self->person);
  office_record_set_integer (task, "created_at", self->now);
  office_act_assign (self, task, NULL);
  return TRUE;
}

gboolean
office_act_move_within_room (OfficeAct *self, OfficeRecord *task, GError **error)
{
  g_autoptr (OfficeRecord) column = NULL;
  gboolean gone;

  if (!refuse_left (self, task, error))
    return FALSE;
  column = find_column (self, office_record_get_text (task, "room"), &gone, error);
  if (gone)
    office_reason_set (error, OFFICE_REASON_COLUMN_GONE, "column");
  if (column == NULL || !office_act_place (self, task, column, error))
    return FALSE;
  if (g_str_equal (office_record_get_text (task, "column"), office_record_get_id (column)))
    return TRUE;
  office_act_note_overwritten (self, task, "column");
  office_act_set_column (self, office_act_edit (self, task), column);
  return TRUE;
}

gboolean
office_act_task_move (OfficeAct *self, GError **error)
{
  g_autoptr (OfficeRecord) task = office_act_find (self, "id", "task", error);

  return task != NULL && office_act_check_open (self, task, error) && office_act_check_not_trashed (task, error)
         && office_act_move_within_room (self, task, error);
}

gboolean
office_act_task_archive (OfficeAct *self, GError **error)
{
  g_autoptr (OfficeRecord) task = office_act_find (self, "id", "task", error);
  gboolean archived;

  if (task == NULL || !office_act_check_open (self, task, error) || !office_act_check_not_trashed (task, error)
      || !office_json_get_boolean (self->with, "archived", OFFICE_JSON_REQUIRED, &archived, error))
    return FALSE;
  if (archived != office_record_has (task, "archived_at"))
    office_record_set_integer (office_act_edit (self, task), "archived_at", archived ? self->now : 0);
  return TRUE;
}

/* The task's column, or the board's first if it was removed while the task lay in the trash. */
static OfficeRecord *
find_column_left (OfficeAct *self, OfficeRecord *task)
{
  g_autoptr (OfficeRecord) column = office_act_get (self, office_record_get_text (task, "column"), "column");
  g_autoptr (GPtrArray) columns = NULL;

  if (column != NULL)
    return g_steal_pointer (&column);
  columns = office_act_list_by_position (self, "column", "room", office_record_get_text (task, "room"));
  return columns->len > 0 ? office_record_ref (g_ptr_array_index (columns, 0)) : NULL;
}

gboolean
office_act_task_restore (OfficeAct *self, GError **error)
{
  g_autoptr (OfficeRecord) task = office_act_find (self, "id", "task", error);
  g_autoptr (OfficeRecord) column = NULL;
  OfficeRecord *restored;

  if (task == NULL || !office_act_check_open (self, task, error))
    return FALSE;
  if (!office_record_has (task, "trashed_at"))
    return TRUE;
  column = find_column_left (self, task);
  if (column == NULL)
    {
      office_reason_set (error, OFFICE_REASON_NO_COLUMN, "id");
      return FALSE;
    }
  restored = office_act_edit (self, task);
  office_record_set_integer (restored, "trashed_at", 0);
  if (g_str_equal (office_record_get_text (restored, "column"), office_record_get_id (column)))
    return TRUE;
  office_act_set_column (self, restored, column);
  return office_act_place_task (self, restored, column, NULL, NULL, error);
}
