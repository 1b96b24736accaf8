/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-task-private.h"

#include "office-due-zone.h"
#include "office-due.h"
#include "office-folded-text.h"
#include "office-list.h"

#include <string.h>

struct _OfficeTask {
  GObject parent_instance;

  char *id;
  char *room;
  char *column;
  char *column_name;
  char *position;
  char *title;
  char *description;
  char *due;
  char *source;
  char *repeat;
  char *cover;
  char **blocked_by;
  char *start;
  char *zone;
  char *parent;
  char *former;
  char *created_by;
  gint64 created_at;   /* ms */
  gint64 completed_at; /* ms; 0: it is not done */
  OfficeRepeatBase repeat_from;
  OfficeList *watchers;
  gint64 number;
  gint64 estimate; /* minutes */
  OfficeColumnState state;
  OfficePriority priority;
  OfficeDueState due_state;
  OfficeList *assignees;
  OfficeList *labels;
  OfficeList *steps;
  guint n_steps_done;
  guint n_messages;
  gint64 now; /* that due_state was worked out for, ms */
  gboolean waiting;
  gboolean trashed;
  gboolean archived;
  gboolean template;
  gboolean present; /* the book has it */
  char *local_due;  /* as a clock and calendar here say it; nullable */
  char *folded;     /* of number, title and description; NULL: not worked out yet */
};

enum {
  PROP_0,
  PROP_ID,
  PROP_PRESENT,
  PROP_ROOM_ID,
  PROP_COLUMN_ID,
  PROP_COLUMN_NAME,
  PROP_STATE,
  PROP_TITLE,
  PROP_DESCRIPTION,
  PROP_N_STEPS,
  PROP_N_STEPS_DONE,
  PROP_N_MESSAGES,
  PROP_PRIORITY,
  PROP_DUE,
  PROP_DUE_STATE,
  PROP_SOURCE_ID,
  PROP_WAITING,
  PROP_TRASHED,
  PROP_ARCHIVED,
  PROP_TEMPLATE,
  PROP_REPEAT,
  PROP_COVER,
  PROP_BLOCKED_BY,
  PROP_NUMBER,
  PROP_ESTIMATE,
  PROP_START,
  PROP_ZONE,
  PROP_PARENT_ID,
  PROP_FORMER,
  PROP_CREATED_BY_ID,
  PROP_CREATED_AT,
  PROP_COMPLETED_AT,
  PROP_REPEAT_FROM,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (OfficeTask, office_task, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (OfficeColumnState, office_column_state, G_DEFINE_ENUM_VALUE (OFFICE_STATE_OPEN, "open"),
                    G_DEFINE_ENUM_VALUE (OFFICE_STATE_DOING, "doing"), G_DEFINE_ENUM_VALUE (OFFICE_STATE_DONE, "done"))

G_DEFINE_ENUM_TYPE (OfficePriority, office_priority, G_DEFINE_ENUM_VALUE (OFFICE_PRIORITY_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (OFFICE_PRIORITY_LOW, "low"),
                    G_DEFINE_ENUM_VALUE (OFFICE_PRIORITY_MEDIUM, "medium"),
                    G_DEFINE_ENUM_VALUE (OFFICE_PRIORITY_HIGH, "high"))

G_DEFINE_ENUM_TYPE (OfficeDueState, office_due_state, G_DEFINE_ENUM_VALUE (OFFICE_DUE_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (OFFICE_DUE_LATE, "late"), G_DEFINE_ENUM_VALUE (OFFICE_DUE_TODAY, "today"),
                    G_DEFINE_ENUM_VALUE (OFFICE_DUE_SOON, "soon"), G_DEFINE_ENUM_VALUE (OFFICE_DUE_FAR, "far"))

G_DEFINE_ENUM_TYPE (OfficeRepeatBase, office_repeat_base, G_DEFINE_ENUM_VALUE (OFFICE_REPEAT_FROM_DUE, "due"),
                    G_DEFINE_ENUM_VALUE (OFFICE_REPEAT_FROM_COMPLETION, "completion"))

/* The words of the table of kinds are the nicks of the enums; what a newer version wrote reads as the first. */
static int
enum_from_text (GType type, const char *text)
{
  g_autoptr (GEnumClass) class = g_type_class_ref (type);
  GEnumValue *value = text != NULL ? g_enum_get_value_by_nick (class, text) : NULL;

  return value != NULL ? value->value : 0;
}

static void
office_task_notify (OfficeTask *self, guint property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
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
office_task_take_due (OfficeTask *self, const char *due, const char *zone)
{
  g_autofree char *local = office_due_to_zone (due, zone, NULL);
  gboolean moved = office_task_set_text (self, &self->local_due, local, PROP_0);

  if (!office_task_set_text (self, &self->due, due, PROP_DUE) && moved)
    office_task_notify (self, PROP_DUE);
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

static void
office_task_finalize (GObject *object)
{
  OfficeTask *self = OFFICE_TASK (object);

  g_free (self->id);
  g_free (self->room);
  g_free (self->column);
  g_free (self->column_name);
  g_free (self->position);
  g_free (self->title);
  g_free (self->description);
  g_free (self->due);
  g_free (self->local_due);
  g_free (self->folded);
  g_free (self->source);
  g_free (self->repeat);
  g_free (self->cover);
  g_strfreev (self->blocked_by);
  g_free (self->start);
  g_free (self->zone);
  g_free (self->parent);
  g_free (self->former);
  g_free (self->created_by);
  g_object_unref (self->watchers);
  g_object_unref (self->assignees);
  g_object_unref (self->labels);
  g_object_unref (self->steps);
  G_OBJECT_CLASS (office_task_parent_class)->finalize (object);
}

static void
office_task_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  OfficeTask *self = OFFICE_TASK (object);

  switch (id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_PRESENT:
      g_value_set_boolean (value, self->present);
      break;
    case PROP_ROOM_ID:
      g_value_set_string (value, self->room);
      break;
    case PROP_COLUMN_ID:
      g_value_set_string (value, self->column);
      break;
    case PROP_COLUMN_NAME:
      g_value_set_string (value, self->column_name);
      break;
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_DESCRIPTION:
      g_value_set_string (value, self->description);
      break;
    case PROP_N_STEPS:
      g_value_set_uint (value, office_task_get_n_steps (self));
      break;
    case PROP_N_STEPS_DONE:
      g_value_set_uint (value, self->n_steps_done);
      break;
    case PROP_N_MESSAGES:
      g_value_set_uint (value, self->n_messages);
      break;
    case PROP_PRIORITY:
      g_value_set_enum (value, self->priority);
      break;
    case PROP_DUE:
      g_value_set_string (value, self->due);
      break;
    case PROP_DUE_STATE:
      g_value_set_enum (value, self->due_state);
      break;
    case PROP_SOURCE_ID:
      g_value_set_string (value, self->source);
      break;
    case PROP_WAITING:
      g_value_set_boolean (value, self->waiting);
      break;
    case PROP_TRASHED:
      g_value_set_boolean (value, self->trashed);
      break;
    case PROP_ARCHIVED:
      g_value_set_boolean (value, self->archived);
      break;
    case PROP_TEMPLATE:
      g_value_set_boolean (value, self->template);
      break;
    case PROP_REPEAT:
      g_value_set_string (value, self->repeat);
      break;
    case PROP_COVER:
      g_value_set_string (value, self->cover);
      break;
    case PROP_BLOCKED_BY:
      g_value_set_boxed (value, self->blocked_by);
      break;
    case PROP_NUMBER:
      g_value_set_int64 (value, self->number);
      break;
    case PROP_ESTIMATE:
      g_value_set_int64 (value, self->estimate);
      break;
    case PROP_START:
      g_value_set_string (value, self->start);
      break;
    case PROP_ZONE:
      g_value_set_string (value, self->zone);
      break;
    case PROP_PARENT_ID:
      g_value_set_string (value, self->parent);
      break;
    case PROP_FORMER:
      g_value_set_string (value, self->former);
      break;
    case PROP_CREATED_BY_ID:
      g_value_set_string (value, self->created_by);
      break;
    case PROP_CREATED_AT:
      g_value_set_int64 (value, self->created_at);
      break;
    case PROP_COMPLETED_AT:
      g_value_set_int64 (value, self->completed_at);
      break;
    case PROP_REPEAT_FROM:
      g_value_set_enum (value, self->repeat_from);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
office_task_class_init (OfficeTaskClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = office_task_finalize;
  object_class->get_property = office_task_get_property;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  properties[PROP_PRESENT] = g_param_spec_boolean ("present", NULL, NULL, FALSE, flags);
  properties[PROP_ROOM_ID] = g_param_spec_string ("room-id", NULL, NULL, NULL, flags);
  properties[PROP_COLUMN_ID] = g_param_spec_string ("column-id", NULL, NULL, NULL, flags);
  properties[PROP_COLUMN_NAME] = g_param_spec_string ("column-name", NULL, NULL, NULL, flags);
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, office_column_state_get_type (), OFFICE_STATE_OPEN,
                                              flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_DESCRIPTION] = g_param_spec_string ("description", NULL, NULL, NULL, flags);
  properties[PROP_N_STEPS] = g_param_spec_uint ("n-steps", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_N_STEPS_DONE] = g_param_spec_uint ("n-steps-done", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_N_MESSAGES] = g_param_spec_uint ("n-messages", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_PRIORITY] = g_param_spec_enum ("priority", NULL, NULL, office_priority_get_type (),
                                                 OFFICE_PRIORITY_NONE, flags);
  properties[PROP_DUE] = g_param_spec_string ("due", NULL, NULL, NULL, flags);
  properties[PROP_DUE_STATE] = g_param_spec_enum ("due-state", NULL, NULL, office_due_state_get_type (),
                                                  OFFICE_DUE_NONE, flags);
  properties[PROP_SOURCE_ID] = g_param_spec_string ("source-id", NULL, NULL, NULL, flags);
  properties[PROP_WAITING] = g_param_spec_boolean ("waiting", NULL, NULL, FALSE, flags);
  properties[PROP_TRASHED] = g_param_spec_boolean ("trashed", NULL, NULL, FALSE, flags);
  properties[PROP_ARCHIVED] = g_param_spec_boolean ("archived", NULL, NULL, FALSE, flags);
  properties[PROP_TEMPLATE] = g_param_spec_boolean ("template", NULL, NULL, FALSE, flags);
  properties[PROP_REPEAT] = g_param_spec_string ("repeat", NULL, NULL, NULL, flags);
  properties[PROP_COVER] = g_param_spec_string ("cover", NULL, NULL, NULL, flags);
  properties[PROP_BLOCKED_BY] = g_param_spec_boxed ("blocked-by", NULL, NULL, G_TYPE_STRV, flags);
  properties[PROP_NUMBER] = g_param_spec_int64 ("number", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_ESTIMATE] = g_param_spec_int64 ("estimate", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_START] = g_param_spec_string ("start", NULL, NULL, NULL, flags);
  properties[PROP_ZONE] = g_param_spec_string ("zone", NULL, NULL, NULL, flags);
  properties[PROP_PARENT_ID] = g_param_spec_string ("parent-id", NULL, NULL, NULL, flags);
  properties[PROP_FORMER] = g_param_spec_string ("former", NULL, NULL, NULL, flags);
  properties[PROP_CREATED_BY_ID] = g_param_spec_string ("created-by-id", NULL, NULL, NULL, flags);
  properties[PROP_CREATED_AT] = g_param_spec_int64 ("created-at", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_COMPLETED_AT] = g_param_spec_int64 ("completed-at", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_REPEAT_FROM] = g_param_spec_enum ("repeat-from", NULL, NULL, office_repeat_base_get_type (),
                                                    OFFICE_REPEAT_FROM_DUE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
office_task_init (OfficeTask *self)
{
  self->room = g_strdup ("");
  self->column = g_strdup ("");
  self->column_name = g_strdup ("");
  self->position = g_strdup ("");
  self->title = g_strdup ("");
  self->blocked_by = g_new0 (char *, 1);
  self->watchers = office_list_new (OFFICE_TYPE_PERSON);
  self->assignees = office_list_new (OFFICE_TYPE_PERSON);
  self->labels = office_list_new (OFFICE_TYPE_LABEL);
  self->steps = office_list_new (OFFICE_TYPE_STEP);
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

/**
 * office_task_new:
 * @id: the task's id
 *
 * Returns: (transfer full): a task that office_task_update() fills
 */
OfficeTask *
office_task_new (const char *id)
{
  OfficeTask *self = g_object_new (OFFICE_TYPE_TASK, NULL);

  self->id = g_strdup (id);
  return self;
}

static void
office_task_take_origin (OfficeTask *self, OfficeRecord *record)
{
  office_task_set_text (self, &self->former, office_record_get_text (record, "former"), PROP_FORMER);
  office_task_set_text (self, &self->created_by, office_record_get_text (record, "created_by"), PROP_CREATED_BY_ID);
  office_task_set_integer (self, &self->created_at, MAX (office_record_get_integer (record, "created_at"), 0),
                           PROP_CREATED_AT);
  office_task_set_integer (self, &self->completed_at, MAX (office_record_get_integer (record, "completed_at"), 0),
                           PROP_COMPLETED_AT);
}

static void
office_task_take_times (OfficeTask *self, OfficeRecord *record)
{
  OfficeRepeatBase base = enum_from_text (office_repeat_base_get_type (),
                                          office_record_get_text (record, "repeat_from"));

  office_task_set_text (self, &self->start, office_record_get_text (record, "start"), PROP_START);
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
  office_task_take_due (self, office_record_get_text (record, "due"), office_record_get_text (record, "zone"));
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

/**
 * office_task_is_present:
 * @self: a task
 *
 * Returns: whether the book has it; it may have gone for good, or to a room that one does not see
 */
gboolean
office_task_is_present (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), FALSE);
  return self->present;
}

/**
 * office_task_get_position:
 * @self: a task
 *
 * Returns: (transfer none): the key of its place in the column
 */
const char *
office_task_get_position (OfficeTask *self)
{
  return self->position;
}

/**
 * office_task_compare:
 * @a: (type gpointer): an OfficeTask**
 * @b: (type gpointer): an OfficeTask**
 *
 * For g_ptr_array_sort(): by position, then by id, both as bytes.
 *
 * Returns: as strcmp()
 */
int
office_task_compare (gconstpointer a, gconstpointer b)
{
  OfficeTask *first = *(OfficeTask *const *) a;
  OfficeTask *second = *(OfficeTask *const *) b;
  int order = strcmp (first->position, second->position);

  return order != 0 ? order : strcmp (first->id, second->id);
}

/**
 * office_task_dup_due_text:
 * @self: a task
 * @with_time: whether to tell the time too, where there is one
 *
 * Returns: (transfer full) (nullable): the due date as it is read today, see office_due_to_text(); %NULL without one
 */
char *
office_task_dup_due_text (OfficeTask *self, gboolean with_time)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), NULL);
  return office_due_to_text (self->local_due, self->now, with_time);
}

/**
 * office_task_dup_due_long_text:
 * @self: a task
 *
 * Returns: (transfer full) (nullable): the due date in full: "Friday 13 June, 10:00"; %NULL without one
 */
char *
office_task_dup_due_long_text (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), NULL);
  return office_due_to_long_text (self->local_due);
}

/**
 * office_task_get_id:
 * @self: a task
 *
 * Returns: (transfer none): the id
 */
const char *
office_task_get_id (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), NULL);
  return self->id;
}

/**
 * office_task_get_room_id:
 * @self: a task
 *
 * Returns: (transfer none): the room it belongs to
 */
const char *
office_task_get_room_id (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), NULL);
  return self->room;
}

/**
 * office_task_get_column_id:
 * @self: a task
 *
 * Returns: (transfer none): the column it stands in
 */
const char *
office_task_get_column_id (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), NULL);
  return self->column;
}

/**
 * office_task_get_column_name:
 * @self: a task
 *
 * Returns: (transfer none): that column's name
 */
const char *
office_task_get_column_name (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), NULL);
  return self->column_name;
}

/**
 * office_task_get_state:
 * @self: a task
 *
 * Returns: that column's state
 */
OfficeColumnState
office_task_get_state (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), OFFICE_STATE_OPEN);
  return self->state;
}

/**
 * office_task_get_title:
 * @self: a task
 *
 * Returns: (transfer none): the title
 */
const char *
office_task_get_title (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), NULL);
  return self->title;
}

/**
 * office_task_get_description:
 * @self: a task
 *
 * Returns: (transfer none) (nullable): what it is about
 */
const char *
office_task_get_description (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), NULL);
  return self->description;
}

/**
 * office_task_get_assignees:
 * @self: a task
 *
 * Returns: (transfer none): a model of OfficePerson
 */
GListModel *
office_task_get_assignees (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), NULL);
  return G_LIST_MODEL (self->assignees);
}

/**
 * office_task_get_labels:
 * @self: a task
 *
 * Returns: (transfer none): a model of OfficeLabel
 */
GListModel *
office_task_get_labels (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), NULL);
  return G_LIST_MODEL (self->labels);
}

/**
 * office_task_get_steps:
 * @self: a task
 *
 * Returns: (transfer none): a model of OfficeStep, in order
 */
GListModel *
office_task_get_steps (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), NULL);
  return G_LIST_MODEL (self->steps);
}

/**
 * office_task_get_n_steps:
 * @self: a task
 *
 * Returns: how many steps it has
 */
guint
office_task_get_n_steps (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), 0);
  return office_list_get_length (self->steps);
}

/**
 * office_task_get_n_steps_done:
 * @self: a task
 *
 * Returns: how many of them are done
 */
guint
office_task_get_n_steps_done (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), 0);
  return self->n_steps_done;
}

/**
 * office_task_get_n_messages:
 * @self: a task
 *
 * Returns: how many messages its discussion has
 */
guint
office_task_get_n_messages (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), 0);
  return self->n_messages;
}

/**
 * office_task_get_priority:
 * @self: a task
 *
 * Returns: the priority
 */
OfficePriority
office_task_get_priority (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), OFFICE_PRIORITY_NONE);
  return self->priority;
}

/**
 * office_task_get_due:
 * @self: a task
 *
 * Returns: (transfer none) (nullable): "YYYY-MM-DD" or "YYYY-MM-DDTHH:MM"
 */
const char *
office_task_get_due (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), NULL);
  return self->due;
}

/**
 * office_task_get_local_due:
 * @self: a task
 *
 * Returns: (transfer none) (nullable): when it is due as a calendar and a clock here say it; as office_task_get_due() but for
 *   times of another zone
 */
const char *
office_task_get_local_due (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), NULL);
  return self->local_due;
}

/**
 * office_task_get_due_day:
 * @self: a task
 *
 * Returns: the day on which it is due here, as g_date_get_julian(); 0: none
 */
guint
office_task_get_due_day (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), 0);
  return office_due_get_day (self->local_due);
}

/**
 * office_task_get_folded:
 * @self: a task
 *
 * Worked out once: filtering thousands of tasks asks for it with each key.
 *
 * Returns: (transfer none): title, number and description as office_query_matches() takes them
 */
const char *
office_task_get_folded (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), "");
  if (self->folded == NULL)
    {
      g_autofree char *text = g_strdup_printf ("%s\n%" G_GINT64_FORMAT "\n%s", self->title, self->number,
                                               self->description != NULL ? self->description : "");
      g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

      for (guint i = 0; lines[i] != NULL; i++)
        {
          char *folded = office_text_fold (lines[i]);

          g_free (lines[i]);
          lines[i] = folded;
        }
      self->folded = g_strjoinv ("\n", lines);
    }
  return self->folded;
}

/**
 * office_task_get_due_state:
 * @self: a task
 *
 * Returns: how the due date stands to today
 */
OfficeDueState
office_task_get_due_state (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), OFFICE_DUE_NONE);
  return self->due_state;
}

/**
 * office_task_get_source_id:
 * @self: a task
 *
 * Returns: (transfer none) (nullable): the message it was made of
 */
const char *
office_task_get_source_id (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), NULL);
  return self->source;
}

/**
 * office_task_get_waiting:
 * @self: a task
 *
 * Returns: whether a change of it is not acknowledged yet
 */
gboolean
office_task_get_waiting (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), FALSE);
  return self->waiting;
}

/**
 * office_task_get_trashed:
 * @self: a task
 *
 * Returns: whether it is in the trash
 */
gboolean
office_task_get_trashed (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), FALSE);
  return self->trashed;
}

/**
 * office_task_get_archived:
 * @self: a task
 *
 * Returns: whether it was put away from the board
 */
gboolean
office_task_get_archived (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), FALSE);
  return self->archived;
}

/**
 * office_task_get_template:
 * @self: a task
 *
 * Returns: whether it is no work itself, but one that others are made like
 */
gboolean
office_task_get_template (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), FALSE);
  return self->template;
}

/**
 * office_task_get_repeat:
 * @self: a task
 *
 * Returns: (transfer none) (nullable): the rule by which it comes again, an RRULE value
 */
const char *
office_task_get_repeat (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), NULL);
  return self->repeat;
}

/**
 * office_task_get_cover:
 * @self: a task
 *
 * Returns: (transfer none) (nullable): the id of the file that is shown on its card
 */
const char *
office_task_get_cover (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), NULL);
  return self->cover;
}

/**
 * office_task_get_blocked_by:
 * @self: a task
 *
 * Returns: (transfer none): the ids of the tasks that come first, whether done or not; never %NULL
 */
const char *const *
office_task_get_blocked_by (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), NULL);
  return (const char *const *) self->blocked_by;
}

/**
 * office_task_get_number:
 * @self: a task
 *
 * Returns: its number in the room; 0 until the host has given it one
 */
gint64
office_task_get_number (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), 0);
  return self->number;
}

/**
 * office_task_get_estimate:
 * @self: a task
 *
 * Returns: how long it should take, in minutes; 0: nobody has said
 */
gint64
office_task_get_estimate (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), 0);
  return self->estimate;
}

/**
 * office_task_get_start:
 * @self: a task
 *
 * Returns: (transfer none) (nullable): when it begins, "YYYY-MM-DD" or "YYYY-MM-DDTHH:MM"
 */
const char *
office_task_get_start (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), NULL);
  return self->start;
}

/**
 * office_task_get_zone:
 * @self: a task
 *
 * Returns: (transfer none) (nullable): the time zone of its times, a name of the IANA's; %NULL: that of whoever reads
 */
const char *
office_task_get_zone (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), NULL);
  return self->zone;
}

/**
 * office_task_get_parent_id:
 * @self: a task
 *
 * Returns: (transfer none) (nullable): the task that it is a part of
 */
const char *
office_task_get_parent_id (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), NULL);
  return self->parent;
}

/**
 * office_task_get_former:
 * @self: a task
 *
 * Returns: (transfer none) (nullable): short ids that it had in other rooms, newest first, with spaces between
 */
const char *
office_task_get_former (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), NULL);
  return self->former;
}

/**
 * office_task_get_created_by_id:
 * @self: a task
 *
 * Returns: (transfer none) (nullable): who made it
 */
const char *
office_task_get_created_by_id (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), NULL);
  return self->created_by;
}

/**
 * office_task_get_created_at:
 * @self: a task
 *
 * Returns: when it was made, ms since 1970; 0: not known
 */
gint64
office_task_get_created_at (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), 0);
  return self->created_at;
}

/**
 * office_task_get_completed_at:
 * @self: a task
 *
 * Returns: when it was done, ms since 1970; 0: it is not
 */
gint64
office_task_get_completed_at (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), 0);
  return self->completed_at;
}

/**
 * office_task_get_repeat_from:
 * @self: a task
 *
 * Returns: what the next of a repeated task is counted from
 */
OfficeRepeatBase
office_task_get_repeat_from (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), OFFICE_REPEAT_FROM_DUE);
  return self->repeat_from;
}

/**
 * office_task_get_watchers:
 * @self: a task
 *
 * Returns: (transfer none): a model of OfficePerson
 */
GListModel *
office_task_get_watchers (OfficeTask *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK (self), NULL);
  return G_LIST_MODEL (self->watchers);
}
