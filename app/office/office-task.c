/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-task-object.h"

/* What a task tells of itself as properties; see office-task-update.c for how it comes to know it. */

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

void
office_task_notify (OfficeTask *self, guint property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
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
  g_free (self->local_start);
  g_free (self->folded);
  g_free (self->source);
  g_free (self->repeat);
  g_free (self->cover);
  g_strfreev (self->blocked_by);
  g_free (self->start);
  g_free (self->zone);
  g_free (self->parent);
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
    case PROP_CREATED_BY_ID:
      g_value_set_string (value, self->created_by);
      break;
    case PROP_CREATED_AT:
      g_value_set_int64 (value, self->created_at);
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
  properties[PROP_CREATED_BY_ID] = g_param_spec_string ("created-by-id", NULL, NULL, NULL, flags);
  properties[PROP_CREATED_AT] = g_param_spec_int64 ("created-at", NULL, NULL, 0, G_MAXINT64, 0, flags);
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
