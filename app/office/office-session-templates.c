/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-templates.h"

#include "office-id.h"
#include "office-new-task.h"
#include "office-position.h"
#include "office-session-private.h"

#include <glib/gi18n.h>

/* ---- tasks ---- */

static int
compare_titles (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (office_task_get_title (*(OfficeTask *const *) a),
                         office_task_get_title (*(OfficeTask *const *) b));
}

/**
 * office_session_list_task_templates:
 * @self: a session
 * @room: a room's id
 *
 * Returns: (transfer full) (element-type OfficeTask): the room's templates, by title
 */
GPtrArray *
office_session_list_task_templates (OfficeSession *self, const char *room)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) tasks = NULL;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), list);

  tasks = office_replica_list (self->replica, "task", "room", room);
  for (guint i = 0; i < tasks->len; i++)
    if (office_record_get_boolean (tasks->pdata[i], "template") && !office_record_has (tasks->pdata[i], "trashed_at"))
      g_ptr_array_add (list, g_object_ref (office_session_find_task (self, office_record_get_id (tasks->pdata[i]))));
  g_ptr_array_sort (list, compare_titles);
  return list;
}

static char **
dup_step_texts (OfficeSession *self, const char *task)
{
  g_autoptr (GPtrArray) steps = office_session_list_sorted (self, "step", "task", task);
  g_autoptr (GStrvBuilder) texts = g_strv_builder_new ();

  for (guint i = 0; i < steps->len; i++)
    g_strv_builder_add (texts, office_record_get_text (steps->pdata[i], "text"));
  return g_strv_builder_end (texts);
}

static gboolean
office_session_copy_task (OfficeSession *self, const char *task, const char *column, gboolean template, char **id,
                          GError **error)
{
  g_autoptr (OfficeRecord) record = office_session_find_or_refuse (self, task, "task", error);
  g_auto (GStrv) labels = NULL;
  g_auto (GStrv) people = NULL;
  g_auto (GStrv) steps = NULL;
  g_auto (GStrv) ids = NULL;
  OfficeNewTask new = { 0 };

  if (record == NULL)
    return FALSE;
  labels = office_record_dup_ids (record, "labels");
  people = office_record_dup_ids (record, "assignees");
  steps = dup_step_texts (self, task);
  new.room = office_record_get_text (record, "room");
  new.column = column;
  new.title = office_record_get_text (record, "title");
  new.description = office_record_get_text (record, "description");
  new.priority = office_record_get_text (record, "priority");
  new.estimate = (int) office_record_get_integer (record, "estimate");
  new.labels = (const char *const *) labels;
  new.assignees = (const char *const *) people;
  new.steps = (const char *const *) steps;
  new.template = template;
  if (!office_session_make_tasks (self, &new, 1, &ids, error))
    return FALSE;
  if (id != NULL)
    *id = g_strdup (ids[0]);
  return TRUE;
}

/**
 * office_session_save_as_template:
 * @self: a session
 * @task: a task's id
 * @id: (out) (optional): the template's id
 * @error: return location
 *
 * The template has the task's words, labels, people, priority, estimate and steps, and no date.
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_save_as_template (OfficeSession *self, const char *task, char **id, GError **error)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);

  return office_session_copy_task (self, task, NULL, TRUE, id, error);
}

/**
 * office_session_make_template:
 * @self: a session
 * @room: a room's id
 * @title: what it is called
 * @id: (out) (optional): the template's id
 * @error: return location
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_make_template (OfficeSession *self, const char *room, const char *title, char **id, GError **error)
{
  const OfficeNewTask new = { .room = room, .title = title, .template = TRUE };
  g_auto (GStrv) ids = NULL;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);
  g_return_val_if_fail (room != NULL && title != NULL, FALSE);

  if (!office_session_make_tasks (self, &new, 1, &ids, error))
    return FALSE;
  if (id != NULL)
    *id = g_strdup (ids[0]);
  return TRUE;
}

/* Words of the title that would be understood as something else. */
static char **
dup_misleading (OfficeSession *self, OfficeTask *template)
{
  const char *title = office_task_get_title (template);
  g_autoptr (OfficeQuickTask) read = office_session_read_task (self, office_task_get_room_id (template), TRUE, title,
                                                               NULL);
  g_autoptr (GStrvBuilder) pieces = g_strv_builder_new ();

  for (guint i = 0; i < read->tokens->len; i++)
    {
      const OfficeQuickToken *token = read->tokens->pdata[i];
      g_autofree char *piece = g_strndup (title + token->start, token->end - token->start);

      g_strv_builder_add (pieces, piece);
    }
  return g_strv_builder_end (pieces);
}

static void
append_fields (GString *line, OfficeTask *template)
{
  static const char *const priorities[] = { NULL, "low", "medium", "high" };
  const char *priority = priorities[office_task_get_priority (template)];
  const int estimate = office_task_get_estimate (template);
  GListModel *people = office_task_get_assignees (template);
  GListModel *labels = office_task_get_labels (template);

  if (priority != NULL)
    g_string_append_printf (line, " !%s", priority);
  for (guint i = 0; i < g_list_model_get_n_items (people); i++)
    {
      g_autoptr (OfficePerson) person = g_list_model_get_item (people, i);

      g_string_append_printf (line, " @%s", office_person_get_name (person));
    }
  for (guint i = 0; i < g_list_model_get_n_items (labels); i++)
    {
      g_autoptr (OfficeLabel) label = g_list_model_get_item (labels, i);

      g_string_append_printf (line, " #%s", office_label_get_name (label));
    }
  if (estimate > 0 && estimate % 60 == 0)
    g_string_append_printf (line, " ~%dh", estimate / 60);
  else if (estimate > 0)
    g_string_append_printf (line, " ~%dmin", estimate);
}

/**
 * office_session_dup_template_line:
 * @self: a session
 * @template: a template's id
 * @plain: (out) (transfer full): pieces of the line that are plain words, however they look
 *
 * What the line cannot say, description and steps, comes along with office_session_make_quick_task_like().
 *
 * Returns: (transfer full) (nullable): the template as somebody would type it for office_session_read_task()
 */
char *
office_session_dup_template_line (OfficeSession *self, const char *template, char ***plain)
{
  OfficeTask *task;
  g_autoptr (GString) line = g_string_new (NULL);

  g_return_val_if_fail (OFFICE_IS_SESSION (self), NULL);
  g_return_val_if_fail (plain != NULL, NULL);

  *plain = NULL;
  task = office_session_find_task (self, template);
  if (task == NULL || !office_task_is_present (task))
    return NULL;
  g_string_append (line, office_task_get_title (task));
  append_fields (line, task);
  *plain = dup_misleading (self, task);
  return g_string_free (g_steal_pointer (&line), FALSE);
}

/**
 * office_session_make_quick_task_like:
 * @self: a session
 * @room: the id of the room that it goes to, unless it names another
 * @column: (nullable): the column it stands on top of; %NULL: the first open one
 * @task: what was typed
 * @template: (nullable): the id of a template of which it has description and steps
 * @id: (out) (optional): its id
 * @error: return location
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_make_quick_task_like (OfficeSession *self, const char *room, const char *column, OfficeQuickTask *task,
                                     const char *template, char **id, GError **error)
{
  g_autoptr (OfficeRecord) record = template != NULL ? office_session_get_record (self, template, "task") : NULL;
  g_auto (GStrv) steps = record != NULL ? dup_step_texts (self, template) : NULL;
  const OfficeQuickMore more = { .description = record != NULL ? office_record_get_text (record, "description") : NULL,
                                 .steps = (const char *const *) steps };

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);

  return office_session_make_quick_task_with (self, room, column, task, &more, id, error);
}

/**
 * office_session_make_from_template:
 * @self: a session
 * @template: a template's id
 * @column: (nullable): the column it stands on top of; %NULL: the first open one
 * @id: (out) (optional): the task's id
 * @error: return location
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_make_from_template (OfficeSession *self, const char *template, const char *column, char **id,
                                   GError **error)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);

  return office_session_copy_task (self, template, column, FALSE, id, error);
}

/* ---- rooms ---- */

gboolean
office_session_is_room_template (OfficeSession *self, const char *room)
{
  g_autoptr (OfficeRecord) record = NULL;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);

  record = office_session_get_record (self, room, "room");
  return record != NULL && office_record_get_boolean (record, "template");
}

/**
 * office_session_list_room_templates:
 * @self: a session
 *
 * Returns: (transfer full) (element-type OfficeRoom): the rooms that new ones can be made like
 */
GPtrArray *
office_session_list_room_templates (OfficeSession *self)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *rooms;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), list);

  rooms = office_session_get_rooms (self);
  for (guint i = 0; i < g_list_model_get_n_items (rooms); i++)
    {
      g_autoptr (OfficeRoom) room = g_list_model_get_item (rooms, i);

      if (office_session_is_room_template (self, office_room_get_id (room)))
        g_ptr_array_add (list, g_steal_pointer (&room));
    }
  return list;
}

gboolean
office_session_set_room_template (OfficeSession *self, const char *room, gboolean template, GError **error)
{
  JsonObject *set;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);

  set = json_object_new ();
  json_object_set_boolean_member (set, "template", template);
  return office_session_set_fields (self, "room", room, set,
                                    template ? _ ("Room is a template") : _ ("Room is not a template any more"), error);
}

/* ---- a room like another ---- */

typedef struct {
  OfficeSession *session;
  const char *room;
  GHashTable *ids; /* of a record there → of its copy here */
  GPtrArray *deeds;
} Copying;

/* The copy of a record with these fields of it. */
static JsonObject *
begin_copy (Copying *self, OfficeRecord *record, const char *const *fields)
{
  char *id = office_session_make_id (self->session);
  JsonObject *with = json_object_new ();

  g_hash_table_insert (self->ids, g_strdup (office_record_get_id (record)), id);
  json_object_set_string_member (with, "id", id);
  json_object_set_string_member (with, "room", self->room);
  for (guint i = 0; fields[i] != NULL; i++)
    if (office_record_get_node (record, fields[i]) != NULL)
      json_object_set_member (with, fields[i], json_node_copy (office_record_get_node (record, fields[i])));
  return with;
}

static void
copy_records (Copying *self, const char *kind, GPtrArray *records, const char *const *fields)
{
  for (guint i = 0; i < records->len; i++)
    {
      JsonObject *with = begin_copy (self, records->pdata[i], fields);

      json_object_set_string_member (with, "kind", kind);
      g_ptr_array_add (self->deeds, office_deed_new ("put", with));
    }
}

static void
copy_steps (Copying *self, OfficeRecord *task)
{
  static const char *const fields[] = { "text", "position", NULL };
  g_autoptr (GPtrArray) steps = office_session_list_sorted (self->session, "step", "task", office_record_get_id (task));

  for (guint i = 0; i < steps->len; i++)
    {
      JsonObject *with = begin_copy (self, steps->pdata[i], fields);

      json_object_set_string_member (with, "kind", "step");
      json_object_set_string_member (with, "task", g_hash_table_lookup (self->ids, office_record_get_id (task)));
      g_ptr_array_add (self->deeds, office_deed_new ("put", with));
    }
}

static gboolean
is_wanted (OfficeRecord *task)
{
  return !office_record_has (task, "trashed_at") && !office_record_has (task, "archived_at")
         && (!office_record_has (task, "completed_at") || office_record_get_boolean (task, "template"));
}

static void
copy_labels_of (Copying *self, OfficeRecord *task, JsonObject *with)
{
  g_auto (GStrv) labels = office_record_dup_ids (task, "labels");
  JsonArray *array = json_array_new ();

  for (guint i = 0; labels[i] != NULL; i++)
    if (g_hash_table_contains (self->ids, labels[i]))
      json_array_add_string_element (array, g_hash_table_lookup (self->ids, labels[i]));
  json_object_set_array_member (with, "labels", array);
}

static void
copy_tasks (Copying *self, const char *column)
{
  static const char *const fields[] = { "title", "description", "priority", "estimate", "position", "template", NULL };
  g_autoptr (GPtrArray) tasks = office_session_list_sorted (self->session, "task", "column", column);

  /* Each goes on top, so that its key is taken as it is. */
  for (guint i = tasks->len; i-- > 0;)
    {
      OfficeRecord *task = tasks->pdata[i];
      JsonObject *with;

      if (!is_wanted (task))
        continue;
      with = begin_copy (self, task, fields);
      json_object_set_string_member (with, "column", g_hash_table_lookup (self->ids, column));
      copy_labels_of (self, task, with);
      g_ptr_array_add (self->deeds, office_deed_new ("task.create", with));
      copy_steps (self, task);
    }
}

/* What every room has when it is made. */
static void
remove_first_columns (Copying *self)
{
  static const char *const names[] = { "todo", "doing", "done" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *id = office_id_derive (self->room, names[i]);

      g_ptr_array_add (self->deeds, office_deed_new ("remove", office_session_make_removal ("column", id)));
    }
}

/**
 * office_session_furnish_like:
 * @self: a session
 * @room: a room that was just made
 * @template: the room that it is to be like
 * @error: return location
 *
 * One undo puts the room away.
 *
 * Returns: whether the book allowed it; %FALSE: the room has what every new one has
 */
gboolean
office_session_furnish_like (OfficeSession *self, const char *room, const char *template, GError **error)
{
  static const char *const column_fields[] = { "name", "position", "state", "hue", "limit", NULL };
  static const char *const label_fields[] = { "name", "hue", NULL };
  g_autoptr (GPtrArray) columns = NULL;
  g_autoptr (GPtrArray) labels = NULL;
  g_autoptr (GPtrArray) deeds = g_ptr_array_new_with_free_func ((GDestroyNotify) office_deed_free);
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Copying copying = { self, room, ids, deeds };

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);
  g_return_val_if_fail (room != NULL && template != NULL, FALSE);

  columns = office_session_list_sorted (self, "column", "room", template);
  labels = office_replica_list (self->replica, "label", "room", template);
  if (columns->len == 0)
    return TRUE;
  copy_records (&copying, "column", columns, column_fields);
  remove_first_columns (&copying);
  copy_records (&copying, "label", labels, label_fields);
  for (guint i = 0; i < columns->len; i++)
    copy_tasks (&copying, office_record_get_id (columns->pdata[i]));
  if (!office_session_perform_all (self, deeds, error))
    return FALSE;
  office_session_say (self, office_session_undo_archive (room, FALSE), _ ("Room made from the template"));
  return TRUE;
}
