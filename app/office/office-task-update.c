/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-task-object.h"

#include "office-due-zone.h"
#include "office-due.h"

/* What the book and the session say of a task, and whom it tells that. */

/* The words of the table of kinds are the nicks of the enums; what a newer version wrote reads as the first. */
static int
enum_from_text (GType type, const char *text)
{
  g_autoptr (GEnumClass) class = g_type_class_ref (type);
  GEnumValue *value = text != NULL ? g_enum_get_value_by_nick (class, text) : NULL;

  return value != NULL ? value->value : 0;
}

static gboolean
office_task_set_text (OfficeTask *self, char **place, const char *value, guint property)
{
  if (g_strcmp0 (*place, value) == 0)
    return FALSE;
  g_free (*place);
  *place = g_strdup (value);
  if (property != PROP_0)
    office_task_notify (self, property);
  return TRUE;
}

static void
office_task_set_boolean (OfficeTask *self, gboolean *place, gboolean value, guint property)
{
  if (*place == value)
    return;
  *place = value;
  office_task_notify (self, property);
}

static void
office_task_set_integer (OfficeTask *self, gint64 *place, gint64 value, guint property)
{
  if (*place == value)
    return;
  *place = value;
  office_task_notify (self, property);
}

/* ids: taken */
static void
office_task_set_blocked_by (OfficeTask *self, char **ids)
{
  const gboolean same = g_strv_equal ((const char *const *) ids, (const char *const *) self->blocked_by);

  g_strfreev (self->blocked_by);
  self->blocked_by = ids;
  if (!same)
    office_task_notify (self, PROP_BLOCKED_BY);
}

/* A time may be meant in another zone than this machine's: both may change what is shown. */
static void
office_task_take_time (OfficeTask *self, char **field, char **local_field, const char *time, const char *zone,
                       int property)
{
  g_autofree char *local = office_due_to_zone (time, zone, NULL);
  gboolean moved = office_task_set_text (self, local_field, local, PROP_0);

  if (!office_task_set_text (self, field, time, property) && moved)
    office_task_notify (self, property);
}

static void
office_task_set_state (OfficeTask *self, OfficeColumnState state)
{
  if (self->state == state)
    return;
  self->state = state;
  office_task_notify (self, PROP_STATE);
}

static void
office_task_set_due_state (OfficeTask *self, OfficeDueState state)
{
  if (self->due_state == state)
    return;
  self->due_state = state;
  office_task_notify (self, PROP_DUE_STATE);
}

/**
 * office_column_state_from_text:
 * @text: (nullable): the word of the table of kinds
 *
 * Returns: the state; open where the word is not known
 */
OfficeColumnState
office_column_state_from_text (const char *text)
{
  return enum_from_text (office_column_state_get_type (), text);
}

/**
 * office_column_state_to_text:
 * @state: a state
 *
 * Returns: (transfer none): the word of the table of kinds
 */
const char *
office_column_state_to_text (OfficeColumnState state)
{
  static const char *const words[] = { "open", "doing", "done" };

  g_return_val_if_fail ((guint) state < G_N_ELEMENTS (words), words[0]);
  return words[state];
}

static void
office_task_take_origin (OfficeTask *self, OfficeRecord *record)
{
  office_task_set_text (self, &self->created_by, office_record_get_text (record, "created_by"), PROP_CREATED_BY_ID);
  office_task_set_integer (self, &self->created_at, MAX (office_record_get_integer (record, "created_at"), 0),
                           PROP_CREATED_AT);
}

static void
office_task_take_times (OfficeTask *self, OfficeRecord *record)
{
  OfficeRepeatBase base = enum_from_text (office_repeat_base_get_type (),
                                          office_record_get_text (record, "repeat_from"));

  office_task_take_time (self, &self->start, &self->local_start, office_record_get_text (record, "start"),
                         office_record_get_text (record, "zone"), PROP_START);
  office_task_set_text (self, &self->zone, office_record_get_text (record, "zone"), PROP_ZONE);
  if (self->repeat_from == base)
    return;
  self->repeat_from = base;
  office_task_notify (self, PROP_REPEAT_FROM);
}

/**
 * office_task_update:
 * @self: a task
 * @record: the record as it is now
 * @now: ms since 1970
 *
 * Takes over what the record itself says. What it points at is brought by the other setters.
 */
void
office_task_update (OfficeTask *self, OfficeRecord *record, gint64 now)
{
  const char *title = office_record_get_text (record, "title");
  const char *room = office_record_get_text (record, "room");
  const char *position = office_record_get_text (record, "position");
  OfficePriority priority = enum_from_text (office_priority_get_type (), office_record_get_text (record, "priority"));

  g_object_freeze_notify (G_OBJECT (self));
  office_task_set_text (self, &self->room, room != NULL ? room : "", PROP_ROOM_ID);
  office_task_set_text (self, &self->position, position != NULL ? position : "", PROP_0);
  office_task_set_text (self, &self->column, office_record_get_text (record, "column"), PROP_COLUMN_ID);
  office_task_set_text (self, &self->title, title != NULL ? title : "", PROP_TITLE);
  office_task_set_text (self, &self->description, office_record_get_text (record, "description"), PROP_DESCRIPTION);
  office_task_set_text (self, &self->source, office_record_get_text (record, "source"), PROP_SOURCE_ID);
  office_task_take_time (self, &self->due, &self->local_due, office_record_get_text (record, "due"),
                         office_record_get_text (record, "zone"), PROP_DUE);
  g_clear_pointer (&self->folded, g_free);
  if (self->priority != priority)
    {
      self->priority = priority;
      office_task_notify (self, PROP_PRIORITY);
    }
  office_task_set_boolean (self, &self->trashed, office_record_has (record, "trashed_at"), PROP_TRASHED);
  office_task_set_boolean (self, &self->archived, office_record_has (record, "archived_at"), PROP_ARCHIVED);
  office_task_set_boolean (self, &self->template, office_record_get_boolean (record, "template"), PROP_TEMPLATE);
  office_task_set_text (self, &self->repeat, office_record_get_text (record, "repeat"), PROP_REPEAT);
  office_task_set_text (self, &self->cover, office_record_get_text (record, "cover"), PROP_COVER);
  office_task_set_blocked_by (self, office_record_dup_ids (record, "blocked_by"));
  office_task_set_integer (self, &self->number, MAX (office_record_get_integer (record, "number"), 0), PROP_NUMBER);
  office_task_set_integer (self, &self->estimate, MAX (office_record_get_integer (record, "estimate"), 0),
                           PROP_ESTIMATE);
  office_task_set_text (self, &self->parent, office_record_get_text (record, "parent"), PROP_PARENT_ID);
  office_task_take_origin (self, record);
  office_task_take_times (self, record);
  self->now = now;
  office_task_set_due_state (self, office_due_get_state (self->local_due, now));
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * office_task_set_column:
 * @self: a task
 * @column: (nullable): the record of the column it stands in
 */
void
office_task_set_column (OfficeTask *self, OfficeRecord *column)
{
  const char *name = column != NULL ? office_record_get_text (column, "name") : NULL;

  office_task_set_text (self, &self->column_name, name != NULL ? name : "", PROP_COLUMN_NAME);
  office_task_set_state (
      self, office_column_state_from_text (column != NULL ? office_record_get_text (column, "state") : NULL));
}

/**
 * office_task_set_assignees:
 * @self: a task
 * @people: (element-type OfficePerson): who are to do it, in order
 */
void
office_task_set_assignees (OfficeTask *self, GPtrArray *people)
{
  office_list_set (self->assignees, people);
}

/**
 * office_task_set_watchers:
 * @self: a task
 * @people: (element-type OfficePerson): who are told of what happens to it, in order
 */
void
office_task_set_watchers (OfficeTask *self, GPtrArray *people)
{
  office_list_set (self->watchers, people);
}

/**
 * office_task_set_labels:
 * @self: a task
 * @labels: (element-type OfficeLabel): its labels, in order
 */
void
office_task_set_labels (OfficeTask *self, GPtrArray *labels)
{
  office_list_set (self->labels, labels);
}

/**
 * office_task_set_steps:
 * @self: a task
 * @steps: (element-type OfficeStep): its steps, in order
 */
void
office_task_set_steps (OfficeTask *self, GPtrArray *steps)
{
  guint before = office_list_get_length (self->steps);

  office_list_set (self->steps, steps);
  if (before != steps->len)
    office_task_notify (self, PROP_N_STEPS);
  office_task_refresh_steps_done (self);
}

/**
 * office_task_refresh_steps_done:
 * @self: a task
 *
 * Counts the steps that are done anew.
 */
void
office_task_refresh_steps_done (OfficeTask *self)
{
  guint done = 0;

  for (guint i = 0; i < office_list_get_length (self->steps); i++)
    done += office_step_get_done (office_list_peek (self->steps, i)) ? 1 : 0;
  if (self->n_steps_done == done)
    return;
  self->n_steps_done = done;
  office_task_notify (self, PROP_N_STEPS_DONE);
}

/**
 * office_task_set_n_messages:
 * @self: a task
 * @n: how many messages its discussion has
 */
void
office_task_set_n_messages (OfficeTask *self, guint n)
{
  if (self->n_messages == n)
    return;
  self->n_messages = n;
  office_task_notify (self, PROP_N_MESSAGES);
}

/**
 * office_task_set_waiting:
 * @self: a task
 * @waiting: whether a change of it is not acknowledged
 */
void
office_task_set_waiting (OfficeTask *self, gboolean waiting)
{
  if (self->waiting == waiting)
    return;
  self->waiting = waiting;
  office_task_notify (self, PROP_WAITING);
}

/**
 * office_task_set_now:
 * @self: a task
 * @now: ms since 1970
 *
 * Works out anew how the due date stands; called when another day has begun. Its text may be another with the same state.
 */
void
office_task_set_now (OfficeTask *self, gint64 now)
{
  self->now = now;
  if (self->due == NULL)
    return;
  self->due_state = office_due_get_state (self->local_due, now);
  office_task_notify (self, PROP_DUE_STATE);
}

/**
 * office_task_set_present:
 * @self: a task
 * @present: whether the book has it; an object outlives its record
 */
void
office_task_set_present (OfficeTask *self, gboolean present)
{
  if (self->present == present)
    return;
  self->present = present;
  office_task_notify (self, PROP_PRESENT);
}
