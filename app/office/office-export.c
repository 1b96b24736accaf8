/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-export.h"

#include "office-calendar.h"
#include "office-csv.h"
#include "office-due-zone.h"
#include "office-session-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *const endings[OFFICE_EXPORT_N_FORMATS] = { "csv", "json", "ics" };

/* ---- which ---- */

static gboolean
is_mine (OfficeSession *self, OfficeRecord *task)
{
  g_auto (GStrv) people = office_record_dup_ids (task, "assignees");

  return g_strv_contains ((const char *const *) people, office_person_get_id (self->me))
         && !office_record_has (task, "completed_at") && !office_record_has (task, "archived_at");
}

/* A template is no work: only what holds all of a room has it. */
static gboolean
is_wanted (OfficeSession *self, OfficeRecord *task, gboolean mine, gboolean templates)
{
  return !office_record_has (task, "trashed_at") && (!mine || is_mine (self, task))
         && (templates || !office_record_get_boolean (task, "template"));
}

static void
add_tasks_of (OfficeSession *self, GPtrArray *tasks, const char *room, gboolean mine, gboolean templates)
{
  g_autoptr (GPtrArray) columns = office_session_list_sorted (self, "column", "room", room);

  for (guint i = 0; i < columns->len; i++)
    {
      g_autoptr (GPtrArray) standing = office_session_list_sorted (self, "task", "column",
                                                                   office_record_get_id (columns->pdata[i]));

      for (guint k = 0; k < standing->len; k++)
        if (is_wanted (self, standing->pdata[k], mine, templates))
          g_ptr_array_add (tasks, office_record_ref (standing->pdata[k]));
    }
}

static void
add_room (GPtrArray *rooms, OfficeRoom *room)
{
  g_ptr_array_add (rooms, g_strdup (office_room_get_id (room)));
}

/* room NULL: all that one sees */
static GPtrArray *
list_rooms (OfficeSession *self, const char *room)
{
  GPtrArray *rooms = g_ptr_array_new_with_free_func (g_free);
  GListModel *lists[] = { office_session_get_rooms (self), office_session_get_directs (self) };

  if (room != NULL)
    g_ptr_array_add (rooms, g_strdup (room));
  for (guint i = 0; room == NULL && i < G_N_ELEMENTS (lists); i++)
    for (guint k = 0; k < g_list_model_get_n_items (lists[i]); k++)
      {
        g_autoptr (OfficeRoom) item = g_list_model_get_item (lists[i], k);

        add_room (rooms, item);
      }
  return rooms;
}

/* ---- CSV ---- */

typedef enum {
  NUMBER,
  ROOM,
  TITLE,
  DESCRIPTION,
  COLUMN,
  LABELS,
  ASSIGNEES,
  START,
  DUE,
  PRIORITY,
  ESTIMATE,
  STEPS,
  REPEAT,
  DONE,
  N_CELLS
} Cell;

static const char *const names[N_CELLS] = { "ID",       "Room",        "Title",  "Description", "Column",
                                            "Labels",   "Assigned to", "Start",  "Due",         "Priority",
                                            "Estimate", "Steps",       "Repeat", "Done" };

static char **
list_names (OfficeSession *self, OfficeRecord *task, const char *field, const char *kind)
{
  g_auto (GStrv) ids = office_record_dup_ids (task, field);
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autoptr (OfficeRecord) record = office_session_get_record (self, ids[i], kind);

      if (record != NULL)
        g_ptr_array_add (found, g_strdup (office_record_get_text (record, "name")));
    }
  g_ptr_array_add (found, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&found), FALSE);
}

static char *
dup_names (OfficeSession *self, OfficeRecord *task, const char *field, const char *kind)
{
  g_auto (GStrv) found = list_names (self, task, field, kind);

  return g_strjoinv (";", found);
}

static char *
dup_steps (OfficeSession *self, OfficeRecord *task)
{
  g_autoptr (GPtrArray) steps = office_session_list_sorted (self, "step", "task", office_record_get_id (task));
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < steps->len; i++)
    g_string_append_printf (text, "%s[%c] %s", i > 0 ? "\n" : "",
                            office_record_get_boolean (steps->pdata[i], "done") ? 'x' : ' ',
                            office_record_get_text (steps->pdata[i], "text"));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* A time that is meant in another zone, in this machine's. */
static char *
dup_date (OfficeRecord *task, const char *field)
{
  return office_due_to_zone (office_record_get_text (task, field), office_record_get_text (task, "zone"), NULL);
}

static char *
dup_number (OfficeRecord *task, OfficeRecord *room)
{
  const char *key = room != NULL ? office_record_get_text (room, "key") : NULL;
  const gint64 number = office_record_get_integer (task, "number");

  return key != NULL && number > 0 ? g_strdup_printf ("%s-%" G_GINT64_FORMAT, key, number) : NULL;
}

static void
append_task (OfficeSession *self, GString *text, OfficeRecord *task)
{
  OfficeRecord *column = office_session_find_column (self, office_record_get_text (task, "column"));
  OfficeRoom *room = office_session_find_room (self, office_record_get_text (task, "room"));
  g_autoptr (OfficeRecord) room_record = office_session_get_record (self, office_record_get_text (task, "room"),
                                                                    "room");
  g_autofree char *number = dup_number (task, room_record);
  g_autofree char *labels = dup_names (self, task, "labels", "label");
  g_autofree char *people = dup_names (self, task, "assignees", "person");
  g_autofree char *steps = dup_steps (self, task);
  g_autofree char *start = dup_date (task, "start");
  g_autofree char *due = dup_date (task, "due");
  const gint64 minutes = office_record_get_integer (task, "estimate");
  g_autofree char *estimate = minutes > 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, minutes) : NULL;
  const char *const cells[N_CELLS] = {
    [NUMBER] = number,
    [ROOM] = room != NULL ? office_room_get_name (room) : NULL,
    [TITLE] = office_record_get_text (task, "title"),
    [DESCRIPTION] = office_record_get_text (task, "description"),
    [COLUMN] = column != NULL ? office_record_get_text (column, "name") : NULL,
    [LABELS] = labels,
    [ASSIGNEES] = people,
    [START] = start,
    [DUE] = due,
    [PRIORITY] = office_record_get_text (task, "priority"),
    [ESTIMATE] = estimate,
    [STEPS] = steps,
    [REPEAT] = office_record_get_text (task, "repeat"),
    [DONE] = office_record_has (task, "completed_at") ? "yes" : "no",
  };

  office_csv_append_row (text, cells, N_CELLS);
}

static char *
make_csv (OfficeSession *self, GPtrArray *tasks)
{
  GString *text = g_string_new (NULL);

  office_csv_append_row (text, names, N_CELLS);
  for (guint i = 0; i < tasks->len; i++)
    append_task (self, text, tasks->pdata[i]);
  return g_string_free (text, FALSE);
}

/* ---- JSON ---- */

static JsonNode *
make_record (OfficeRecord *record)
{
  g_autofree char *body = office_record_to_body (record);

  return json_from_string (body, NULL);
}

static void
add_records (JsonBuilder *builder, const char *name, GPtrArray *records)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < records->len; i++)
    json_builder_add_value (builder, make_record (records->pdata[i]));
  json_builder_end_array (builder);
}

static void
add_room_object (OfficeSession *self, JsonBuilder *builder, const char *room)
{
  g_autoptr (GPtrArray) columns = office_session_list_sorted (self, "column", "room", room);
  g_autoptr (GPtrArray) labels = office_replica_list (self->replica, "label", "room", room);
  OfficeRoom *object = office_session_find_room (self, room);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "id");
  json_builder_add_string_value (builder, room);
  json_builder_set_member_name (builder, "name");
  json_builder_add_string_value (builder, object != NULL ? office_room_get_name (object) : "");
  add_records (builder, "columns", columns);
  add_records (builder, "labels", labels);
  json_builder_end_object (builder);
}

static void
add_task_object (OfficeSession *self, JsonBuilder *builder, OfficeRecord *task)
{
  g_autoptr (GPtrArray) steps = office_session_list_sorted (self, "step", "task", office_record_get_id (task));
  JsonNode *node = make_record (task);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < steps->len; i++)
    json_array_add_element (array, make_record (steps->pdata[i]));
  json_object_set_array_member (json_node_get_object (node), "steps", array);
  json_builder_add_value (builder, node);
}

static void
add_people (OfficeSession *self, JsonBuilder *builder)
{
  GListModel *people = office_session_get_people (self);

  json_builder_set_member_name (builder, "people");
  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (people); i++)
    {
      g_autoptr (OfficePerson) person = g_list_model_get_item (people, i);

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "id");
      json_builder_add_string_value (builder, office_person_get_id (person));
      json_builder_set_member_name (builder, "name");
      json_builder_add_string_value (builder, office_person_get_name (person));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static char *
make_json (OfficeSession *self, GPtrArray *rooms, GPtrArray *tasks)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (office_clock_now (self->clock) / 1000);
  g_autofree char *time = g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "format");
  json_builder_add_string_value (builder, "office-tasks");
  json_builder_set_member_name (builder, "version");
  json_builder_add_int_value (builder, 1);
  json_builder_set_member_name (builder, "exported_at");
  json_builder_add_string_value (builder, time);
  json_builder_set_member_name (builder, "rooms");
  json_builder_begin_array (builder);
  for (guint i = 0; i < rooms->len; i++)
    add_room_object (self, builder, rooms->pdata[i]);
  json_builder_end_array (builder);
  add_people (self, builder);
  json_builder_set_member_name (builder, "tasks");
  json_builder_begin_array (builder);
  for (guint i = 0; i < tasks->len; i++)
    add_task_object (self, builder, tasks->pdata[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, TRUE);
}

/* ---- iCalendar ---- */

static void
add_to_calendar (OfficeSession *self, OfficeCalendar *calendar, OfficeRecord *task)
{
  OfficeRecord *column = office_session_find_column (self, office_record_get_text (task, "column"));
  OfficeRoom *room = office_session_find_room (self, office_record_get_text (task, "room"));
  g_autoptr (OfficeRecord) room_record = office_session_get_record (self, office_record_get_text (task, "room"),
                                                                    "room");
  g_autofree char *number = dup_number (task, room_record);
  g_auto (GStrv) labels = list_names (self, task, "labels", "label");
  const OfficeCalendarPlace place = { .room = room != NULL ? office_room_get_name (room) : NULL,
                                      .short_id = number,
                                      .state = column != NULL ? office_record_get_text (column, "state") : NULL,
                                      .labels = (const char *const *) labels };

  office_calendar_add (calendar, task, &place);
}

static char *
make_calendar (OfficeSession *self, const char *room, GPtrArray *tasks)
{
  OfficeRoom *object = room != NULL ? office_session_find_room (self, room) : NULL;
  g_autoptr (OfficeCalendar) calendar = office_calendar_new (
      OFFICE_CALENDAR_TASKS, object != NULL ? office_room_get_name (object) : _ ("My Tasks"),
      office_session_get_office_id (self), office_person_get_zone (self->me));

  for (guint i = 0; i < tasks->len; i++)
    add_to_calendar (self, calendar, tasks->pdata[i]);
  return office_calendar_to_text (calendar);
}

/* ---- public ---- */

/**
 * office_export_format_of_name:
 * @name: a file's name
 *
 * Returns: the format that its ending names; CSV if it names none
 */
OfficeExportFormat
office_export_format_of_name (const char *name)
{
  const char *ending = strrchr (name, '.');

  for (guint i = 0; ending != NULL && i < OFFICE_EXPORT_N_FORMATS; i++)
    if (g_ascii_strcasecmp (ending + 1, endings[i]) == 0)
      return i;
  return OFFICE_EXPORT_CSV;
}

/**
 * office_session_export_tasks:
 * @self: a session
 * @room: (nullable): a room's id; %NULL: what is mine and open in all of them
 * @format: as what
 * @n_tasks: (out): how many there are
 *
 * Returns: (transfer full): the file's text, UTF-8
 */
char *
office_session_export_tasks (OfficeSession *self, const char *room, OfficeExportFormat format, guint *n_tasks)
{
  g_autoptr (GPtrArray) tasks = g_ptr_array_new_with_free_func ((GDestroyNotify) office_record_unref);
  g_autoptr (GPtrArray) rooms = NULL;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), NULL);

  rooms = list_rooms (self, room);
  for (guint i = 0; i < rooms->len; i++)
    add_tasks_of (self, tasks, rooms->pdata[i], room == NULL, room != NULL && format == OFFICE_EXPORT_JSON);
  *n_tasks = tasks->len;
  switch (format)
    {
    case OFFICE_EXPORT_JSON:
      return make_json (self, rooms, tasks);
    case OFFICE_EXPORT_CALENDAR:
      return make_calendar (self, room, tasks);
    case OFFICE_EXPORT_CSV:
    case OFFICE_EXPORT_N_FORMATS:
    default:
      return make_csv (self, tasks);
    }
}
