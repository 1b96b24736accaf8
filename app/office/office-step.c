/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-task-private.h"

#include <string.h>

struct _OfficeStep {
  GObject parent_instance;

  char *id;
  char *task;
  char *text;
  char *position;
  gboolean done;
  OfficePerson *assignee; /* nullable */
};

enum { PROP_0, PROP_ID, PROP_TEXT, PROP_DONE, PROP_ASSIGNEE, N_PROPS };

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (OfficeStep, office_step, G_TYPE_OBJECT)

static void
office_step_finalize (GObject *object)
{
  OfficeStep *self = OFFICE_STEP (object);

  g_free (self->id);
  g_free (self->task);
  g_free (self->text);
  g_free (self->position);
  g_clear_object (&self->assignee);
  G_OBJECT_CLASS (office_step_parent_class)->finalize (object);
}

static void
office_step_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  OfficeStep *self = OFFICE_STEP (object);

  switch (id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    case PROP_DONE:
      g_value_set_boolean (value, self->done);
      break;
    case PROP_ASSIGNEE:
      g_value_set_object (value, self->assignee);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
office_step_class_init (OfficeStepClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = office_step_finalize;
  object_class->get_property = office_step_get_property;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  properties[PROP_DONE] = g_param_spec_boolean ("done", NULL, NULL, FALSE, flags);
  properties[PROP_ASSIGNEE] = g_param_spec_object ("assignee", NULL, NULL, OFFICE_TYPE_PERSON, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
office_step_init (OfficeStep *self)
{
  self->text = g_strdup ("");
  self->position = g_strdup ("");
}

/**
 * office_step_new:
 * @id: the step's id
 *
 * Returns: (transfer full): a step without a text
 */
OfficeStep *
office_step_new (const char *id)
{
  OfficeStep *self = g_object_new (OFFICE_TYPE_STEP, NULL);

  self->id = g_strdup (id);
  return self;
}

/**
 * office_step_update:
 * @self: a step
 * @record: the record as it is now
 */
void
office_step_update (OfficeStep *self, OfficeRecord *record)
{
  const char *text = office_record_get_text (record, "text");
  const char *position = office_record_get_text (record, "position");
  gboolean done = office_record_get_boolean (record, "done");

  g_free (self->task);
  self->task = g_strdup (office_record_get_text (record, "task"));
  g_free (self->position);
  self->position = g_strdup (position != NULL ? position : "");
  if (g_strcmp0 (self->text, text) != 0)
    {
      g_free (self->text);
      self->text = g_strdup (text != NULL ? text : "");
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
    }
  if (self->done != done)
    {
      self->done = done;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DONE]);
    }
}

/**
 * office_step_set_assignee:
 * @self: a step
 * @person: (nullable): who is to do it
 */
void
office_step_set_assignee (OfficeStep *self, OfficePerson *person)
{
  if (g_set_object (&self->assignee, person))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ASSIGNEE]);
}

/**
 * office_step_compare:
 * @a: (type gpointer): an OfficeStep**
 * @b: (type gpointer): an OfficeStep**
 *
 * For g_ptr_array_sort(): by position, then by id, both as bytes.
 *
 * Returns: as strcmp()
 */
int
office_step_compare (gconstpointer a, gconstpointer b)
{
  OfficeStep *first = *(OfficeStep *const *) a;
  OfficeStep *second = *(OfficeStep *const *) b;
  int order = strcmp (first->position, second->position);

  return order != 0 ? order : strcmp (first->id, second->id);
}

/**
 * office_step_get_id:
 * @self: a step
 *
 * Returns: (transfer none): the id
 */
const char *
office_step_get_id (OfficeStep *self)
{
  g_return_val_if_fail (OFFICE_IS_STEP (self), NULL);
  return self->id;
}

/**
 * office_step_get_text:
 * @self: a step
 *
 * Returns: (transfer none): what is to be done
 */
const char *
office_step_get_text (OfficeStep *self)
{
  g_return_val_if_fail (OFFICE_IS_STEP (self), NULL);
  return self->text;
}

/**
 * office_step_get_done:
 * @self: a step
 *
 * Returns: whether it is done
 */
gboolean
office_step_get_done (OfficeStep *self)
{
  g_return_val_if_fail (OFFICE_IS_STEP (self), FALSE);
  return self->done;
}

/**
 * office_step_get_task_id:
 * @self: a step
 *
 * Returns: (transfer none) (nullable): the task it belongs to
 */
const char *
office_step_get_task_id (OfficeStep *self)
{
  return self->task;
}

/**
 * office_step_get_assignee:
 * @self: a step
 *
 * Returns: (transfer none) (nullable): who is to do it
 */
OfficePerson *
office_step_get_assignee (OfficeStep *self)
{
  g_return_val_if_fail (OFFICE_IS_STEP (self), NULL);
  return self->assignee;
}
