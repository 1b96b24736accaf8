/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-board-private.h"
#include "office-task-private.h"

#include <string.h>

struct _OfficeColumn {
  GObject parent_instance;

  char *id;
  char *name;
  char *position;
  char *hue;
  gint64 limit;
  OfficeColumnState state;
  OfficeList *tasks;
};

enum { PROP_0, PROP_ID, PROP_NAME, PROP_STATE, PROP_N_TASKS, PROP_HUE, PROP_LIMIT, N_PROPS };

static GParamSpec *properties[N_PROPS];

static void office_column_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (OfficeColumn, office_column, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, office_column_model_init))

static GType
office_column_get_item_type (GListModel *model)
{
  return OFFICE_TYPE_TASK;
}

static guint
office_column_get_n_items (GListModel *model)
{
  return office_list_get_length (OFFICE_COLUMN (model)->tasks);
}

static gpointer
office_column_get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (OFFICE_COLUMN (model)->tasks), position);
}

static void
office_column_finalize (GObject *object)
{
  OfficeColumn *self = OFFICE_COLUMN (object);

  g_free (self->id);
  g_free (self->name);
  g_free (self->position);
  g_free (self->hue);
  g_object_unref (self->tasks);
  G_OBJECT_CLASS (office_column_parent_class)->finalize (object);
}

static void
office_column_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  OfficeColumn *self = OFFICE_COLUMN (object);

  switch (id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_N_TASKS:
      g_value_set_uint (value, office_column_get_n_tasks (self));
      break;
    case PROP_HUE:
      g_value_set_string (value, self->hue);
      break;
    case PROP_LIMIT:
      g_value_set_int64 (value, self->limit);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
office_column_class_init (OfficeColumnClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = office_column_finalize;
  object_class->get_property = office_column_get_property;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, office_column_state_get_type (), OFFICE_STATE_OPEN,
                                              flags);
  properties[PROP_N_TASKS] = g_param_spec_uint ("n-tasks", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_HUE] = g_param_spec_string ("hue", NULL, NULL, NULL, flags);
  properties[PROP_LIMIT] = g_param_spec_int64 ("limit", NULL, NULL, 0, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
office_column_model_init (GListModelInterface *iface)
{
  iface->get_item_type = office_column_get_item_type;
  iface->get_n_items = office_column_get_n_items;
  iface->get_item = office_column_get_item;
}

static void
office_column_init (OfficeColumn *self)
{
  self->name = g_strdup ("");
  self->position = g_strdup ("");
  self->tasks = office_list_new (OFFICE_TYPE_TASK);
  office_list_forward (self->tasks, G_LIST_MODEL (self));
}

/**
 * office_column_new:
 * @id: the column's id
 *
 * Returns: (transfer full): a column without tasks
 */
OfficeColumn *
office_column_new (const char *id)
{
  OfficeColumn *self = g_object_new (OFFICE_TYPE_COLUMN, NULL);

  self->id = g_strdup (id);
  return self;
}

/**
 * office_column_update:
 * @self: a column
 * @record: the record as it is now
 */
void
office_column_update (OfficeColumn *self, OfficeRecord *record)
{
  const char *name = office_record_get_text (record, "name");
  const char *position = office_record_get_text (record, "position");
  OfficeColumnState state = office_column_state_from_text (office_record_get_text (record, "state"));
  const char *hue = office_record_has (record, "hue") ? office_record_get_text (record, "hue") : NULL;
  const gint64 limit = MAX (office_record_get_integer (record, "limit"), 0);

  g_free (self->position);
  self->position = g_strdup (position != NULL ? position : "");
  if (g_strcmp0 (self->name, name) != 0)
    {
      g_free (self->name);
      self->name = g_strdup (name != NULL ? name : "");
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
    }
  if (g_strcmp0 (self->hue, hue) != 0)
    {
      g_free (self->hue);
      self->hue = g_strdup (hue);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HUE]);
    }
  if (self->limit != limit)
    {
      self->limit = limit;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LIMIT]);
    }
  if (self->state != state)
    {
      self->state = state;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
    }
}

/**
 * office_column_set_tasks:
 * @self: a column
 * @tasks: (element-type OfficeTask): what stands in it, in order
 */
void
office_column_set_tasks (OfficeColumn *self, GPtrArray *tasks)
{
  guint before = office_list_get_length (self->tasks);

  office_list_set (self->tasks, tasks);
  if (before != tasks->len)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_TASKS]);
}

/**
 * office_column_compare:
 * @a: (type gpointer): an OfficeColumn**
 * @b: (type gpointer): an OfficeColumn**
 *
 * For g_ptr_array_sort(): by position, then by id, both as bytes.
 *
 * Returns: as strcmp()
 */
int
office_column_compare (gconstpointer a, gconstpointer b)
{
  OfficeColumn *first = *(OfficeColumn *const *) a;
  OfficeColumn *second = *(OfficeColumn *const *) b;
  int order = strcmp (first->position, second->position);

  return order != 0 ? order : strcmp (first->id, second->id);
}

/**
 * office_column_get_id:
 * @self: a column
 *
 * Returns: (transfer none): the id
 */
const char *
office_column_get_id (OfficeColumn *self)
{
  g_return_val_if_fail (OFFICE_IS_COLUMN (self), NULL);
  return self->id;
}

/**
 * office_column_get_name:
 * @self: a column
 *
 * Returns: (transfer none): the name
 */
const char *
office_column_get_name (OfficeColumn *self)
{
  g_return_val_if_fail (OFFICE_IS_COLUMN (self), NULL);
  return self->name;
}

/**
 * office_column_get_state:
 * @self: a column
 *
 * Returns: what it means that a task stands in it
 */
OfficeColumnState
office_column_get_state (OfficeColumn *self)
{
  g_return_val_if_fail (OFFICE_IS_COLUMN (self), OFFICE_STATE_OPEN);
  return self->state;
}

/**
 * office_column_get_n_tasks:
 * @self: a column
 *
 * Returns: how many tasks stand in it
 */
guint
office_column_get_n_tasks (OfficeColumn *self)
{
  g_return_val_if_fail (OFFICE_IS_COLUMN (self), 0);
  return office_list_get_length (self->tasks);
}

/**
 * office_column_get_hue:
 * @self: a column
 *
 * Returns: (transfer none) (nullable): one of the eight hues; %NULL: none
 */
const char *
office_column_get_hue (OfficeColumn *self)
{
  g_return_val_if_fail (OFFICE_IS_COLUMN (self), NULL);
  return self->hue;
}

/**
 * office_column_get_limit:
 * @self: a column
 *
 * Returns: how many tasks should stand in it at most; 0: any number
 */
gint64
office_column_get_limit (OfficeColumn *self)
{
  g_return_val_if_fail (OFFICE_IS_COLUMN (self), 0);
  return self->limit;
}
