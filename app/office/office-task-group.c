/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-task-group.h"

struct _OfficeTaskGroup {
  GObject parent_instance;

  char *key;
  char *title;
  guint n_tasks;
  gboolean late;
  guint n_all; /* with what a filter leaves out */
  gint64 limit;
  gboolean folded;
};

enum { PROP_0, PROP_TITLE, PROP_N_TASKS, PROP_FOLDED, PROP_LIMIT, N_PROPS };

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (OfficeTaskGroup, office_task_group, G_TYPE_OBJECT)

static void
office_task_group_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  OfficeTaskGroup *self = OFFICE_TASK_GROUP (object);

  switch (id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_N_TASKS:
      g_value_set_uint (value, self->n_tasks);
      break;
    case PROP_FOLDED:
      g_value_set_boolean (value, self->folded);
      break;
    case PROP_LIMIT:
      g_value_set_int64 (value, self->limit);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
office_task_group_finalize (GObject *object)
{
  OfficeTaskGroup *self = OFFICE_TASK_GROUP (object);

  g_free (self->key);
  g_free (self->title);
  G_OBJECT_CLASS (office_task_group_parent_class)->finalize (object);
}

static void
office_task_group_class_init (OfficeTaskGroupClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = office_task_group_get_property;
  object_class->finalize = office_task_group_finalize;
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, "", flags);
  properties[PROP_N_TASKS] = g_param_spec_uint ("n-tasks", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_FOLDED] = g_param_spec_boolean ("folded", NULL, NULL, FALSE, flags);
  properties[PROP_LIMIT] = g_param_spec_int64 ("limit", NULL, NULL, 0, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
office_task_group_init (OfficeTaskGroup *self)
{
  self->title = g_strdup ("");
}

/**
 * office_task_group_new:
 * @key: what tells it from others
 *
 * Returns: (transfer full): a group without a title
 */
OfficeTaskGroup *
office_task_group_new (const char *key)
{
  OfficeTaskGroup *self = g_object_new (OFFICE_TYPE_TASK_GROUP, NULL);

  self->key = g_strdup (key);
  return self;
}

void
office_task_group_set_title (OfficeTaskGroup *self, const char *title)
{
  if (g_str_equal (self->title, title))
    return;
  g_free (self->title);
  self->title = g_strdup (title);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

void
office_task_group_set_n_tasks (OfficeTaskGroup *self, guint n)
{
  if (self->n_tasks == n)
    return;
  self->n_tasks = n;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_TASKS]);
}

void
office_task_group_set_folded (OfficeTaskGroup *self, gboolean folded)
{
  if (self->folded == folded)
    return;
  self->folded = folded;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOLDED]);
}

void
office_task_group_set_late (OfficeTaskGroup *self, gboolean late)
{
  self->late = late;
}

/**
 * office_task_group_set_limit:
 * @self: a group
 * @n_all: how many tasks it has, with those that a filter leaves out
 * @limit: how many it should have at most; 0: any number
 */
void
office_task_group_set_limit (OfficeTaskGroup *self, guint n_all, gint64 limit)
{
  if (self->n_all == n_all && self->limit == limit)
    return;
  self->n_all = n_all;
  self->limit = limit;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LIMIT]);
}

const char *
office_task_group_get_title (OfficeTaskGroup *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK_GROUP (self), "");

  return self->title;
}

guint
office_task_group_get_n_tasks (OfficeTaskGroup *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK_GROUP (self), 0);

  return self->n_tasks;
}

gint64
office_task_group_get_limit (OfficeTaskGroup *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK_GROUP (self), 0);

  return self->limit;
}

guint
office_task_group_get_n_all (OfficeTaskGroup *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK_GROUP (self), 0);

  return self->n_all;
}

gboolean
office_task_group_get_late (OfficeTaskGroup *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK_GROUP (self), FALSE);

  return self->late;
}

gboolean
office_task_group_get_folded (OfficeTaskGroup *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK_GROUP (self), FALSE);

  return self->folded;
}
