/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-task-change-private.h"

#define PAGE 20

struct _OfficeTaskHistory {
  GObject parent_instance;

  OfficeSession *session;
  char *task;
  OfficeList *list;
  guint shown;
  gboolean has_older;
};

static void list_model_init (GListModelInterface *interface);

enum { PROP_0, PROP_HAS_OLDER, N_PROPS };

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE_WITH_CODE (OfficeTaskHistory, office_task_history, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static GType
get_item_type (GListModel *model)
{
  return OFFICE_TYPE_TASK_CHANGE;
}

static guint
get_n_items (GListModel *model)
{
  return office_list_get_length (OFFICE_TASK_HISTORY (model)->list);
}

static gpointer
get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (OFFICE_TASK_HISTORY (model)->list), position);
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

static int
compare_newest (gconstpointer a, gconstpointer b)
{
  OfficeRecord *first = *(OfficeRecord **) a, *second = *(OfficeRecord **) b;
  const gint64 difference = office_record_get_integer (second, "at") - office_record_get_integer (first, "at");
  const gint64 order = difference != 0 ? difference : office_record_get_rev (second) - office_record_get_rev (first);

  if (order != 0)
    return order < 0 ? -1 : 1;
  return g_strcmp0 (office_record_get_id (second), office_record_get_id (first));
}

/* The object that shows just this, so that only what is new is told of. */
static OfficeTaskChange *
dup_shown (OfficeTaskHistory *self, OfficeRecord *record)
{
  for (guint i = 0; i < office_list_get_length (self->list); i++)
    if (office_task_change_shows (office_list_peek (self->list, i), record))
      return g_object_ref (office_list_peek (self->list, i));
  return office_task_change_new (self->session, record);
}

static void
reload (OfficeTaskHistory *self)
{
  g_autoptr (GPtrArray) records = office_replica_list (self->session->replica, "change", "task", self->task);
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func (g_object_unref);
  const gboolean has_older = records->len > self->shown;

  g_ptr_array_sort (records, compare_newest);
  for (guint i = 0; i < records->len && i < self->shown; i++)
    g_ptr_array_add (changes, dup_shown (self, records->pdata[i]));
  office_list_set (self->list, changes);
  if (self->has_older == has_older)
    return;
  self->has_older = has_older;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_OLDER]);
}

static void
on_applied (OfficeTaskHistory *self, GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    {
      OfficeRecord *record = records->pdata[i];
      const char *task = office_record_get_text (record, "task");

      if (g_strcmp0 (office_record_get_kind_name (record), "change") == 0
          && (office_record_is_gone (record) || g_strcmp0 (task, self->task) == 0))
        {
          reload (self);
          return;
        }
    }
}

static void
office_task_history_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  if (id == PROP_HAS_OLDER)
    g_value_set_boolean (value, OFFICE_TASK_HISTORY (object)->has_older);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
office_task_history_finalize (GObject *object)
{
  OfficeTaskHistory *self = OFFICE_TASK_HISTORY (object);

  g_object_unref (self->list);
  g_object_unref (self->session);
  g_free (self->task);
  G_OBJECT_CLASS (office_task_history_parent_class)->finalize (object);
}

static void
office_task_history_class_init (OfficeTaskHistoryClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->get_property = office_task_history_get_property;
  object_class->finalize = office_task_history_finalize;
  properties[PROP_HAS_OLDER] = g_param_spec_boolean (
      "has-older", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
office_task_history_init (OfficeTaskHistory *self)
{
  self->list = office_list_new (OFFICE_TYPE_TASK_CHANGE);
  self->shown = PAGE;
  office_list_forward (self->list, G_LIST_MODEL (self));
}

/**
 * office_task_history_new:
 * @session: the office
 * @task: a task's id
 *
 * Returns: (transfer full): the newest of its changes
 */
OfficeTaskHistory *
office_task_history_new (OfficeSession *session, const char *task)
{
  OfficeTaskHistory *self;

  g_return_val_if_fail (OFFICE_IS_SESSION (session), NULL);
  g_return_val_if_fail (task != NULL, NULL);

  self = g_object_new (OFFICE_TYPE_TASK_HISTORY, NULL);
  self->session = g_object_ref (session);
  self->task = g_strdup (task);
  g_signal_connect_object (session, "applied", G_CALLBACK (on_applied), self, G_CONNECT_SWAPPED);
  reload (self);
  return self;
}

/**
 * office_task_history_has_older:
 * @self: a history
 *
 * Returns: whether there are changes that are not shown
 */
gboolean
office_task_history_has_older (OfficeTaskHistory *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK_HISTORY (self), FALSE);
  return self->has_older;
}

/**
 * office_task_history_show_older:
 * @self: a history
 *
 * Shows one page more.
 */
void
office_task_history_show_older (OfficeTaskHistory *self)
{
  g_return_if_fail (OFFICE_IS_TASK_HISTORY (self));

  self->shown += PAGE;
  reload (self);
}
