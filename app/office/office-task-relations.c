/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-task-relations.h"

#include "office-session-private.h"

#include <string.h>

struct _OfficeTaskRelations {
  GObject parent_instance;

  OfficeSession *session;
  OfficeTask *task;
  OfficeList *parts;
  OfficeList *awaited;
  OfficeList *waiting;
  GHashTable *waiting_ids; /* of tasks that have named this one */
};

enum { CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OfficeTaskRelations, office_task_relations, G_TYPE_OBJECT)

static void
add (OfficeTaskRelations *self, GPtrArray *tasks, const char *id)
{
  OfficeTask *task = office_session_find_task (self->session, id);

  /* A template is no work, unless seen from another one. */
  if (task != NULL && !office_task_get_trashed (task)
      && (!office_task_get_template (task) || office_task_get_template (self->task)))
    g_ptr_array_add (tasks, task);
}

/* The ids of records made by people are ordered by time. */
static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return strcmp (office_task_get_id (*(OfficeTask *const *) a), office_task_get_id (*(OfficeTask *const *) b));
}

static gboolean
waits_for (OfficeTaskRelations *self, OfficeRecord *record)
{
  g_auto (GStrv) ids = office_record_dup_ids (record, "blocked_by");

  return g_strv_contains ((const char *const *) ids, office_task_get_id (self->task));
}

static void
refresh (OfficeTaskRelations *self)
{
  const char *id = office_task_get_id (self->task);
  const char *const *awaited_ids = office_task_get_blocked_by (self->task);
  g_autoptr (GPtrArray) records = office_replica_list (self->session->replica, "task", "parent", id);
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  g_autoptr (GPtrArray) awaited = g_ptr_array_new ();
  g_autoptr (GPtrArray) waiting = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer other;

  for (guint i = 0; i < records->len; i++)
    add (self, parts, office_record_get_id (records->pdata[i]));
  for (guint i = 0; awaited_ids[i] != NULL; i++)
    add (self, awaited, awaited_ids[i]);
  g_hash_table_iter_init (&iter, self->waiting_ids);
  while (g_hash_table_iter_next (&iter, &other, NULL))
    add (self, waiting, other);
  g_ptr_array_sort (parts, compare_ids);
  g_ptr_array_sort (waiting, compare_ids);
  office_list_set (self->parts, parts);
  office_list_set (self->awaited, awaited);
  office_list_set (self->waiting, waiting);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Read once: what waits for a task stands in the other tasks, mostly of the same room. */
static void
load_waiting (OfficeTaskRelations *self)
{
  g_autoptr (GPtrArray) records = office_replica_list (self->session->replica, "task", "room",
                                                       office_task_get_room_id (self->task));
  GHashTableIter iter;
  gpointer task;

  for (guint i = 0; i < records->len; i++)
    if (waits_for (self, records->pdata[i]))
      g_hash_table_add (self->waiting_ids, g_strdup (office_record_get_id (records->pdata[i])));
  g_hash_table_iter_init (&iter, self->session->tasks);
  while (g_hash_table_iter_next (&iter, NULL, &task))
    if (g_strv_contains (office_task_get_blocked_by (task), office_task_get_id (self->task)))
      g_hash_table_add (self->waiting_ids, g_strdup (office_task_get_id (task)));
}

static void
on_applied (OfficeTaskRelations *self, GPtrArray *records)
{
  gboolean touched = FALSE;

  for (guint i = 0; i < records->len; i++)
    {
      OfficeRecord *record = records->pdata[i];
      const char *kind = office_record_get_kind_name (record);

      touched = touched || g_strcmp0 (kind, "column") == 0;
      if (g_strcmp0 (kind, "task") != 0)
        continue;
      touched = TRUE;
      if (!office_record_is_gone (record) && waits_for (self, record))
        g_hash_table_add (self->waiting_ids, g_strdup (office_record_get_id (record)));
      else
        g_hash_table_remove (self->waiting_ids, office_record_get_id (record));
    }
  if (touched)
    refresh (self);
}

static void
office_task_relations_finalize (GObject *object)
{
  OfficeTaskRelations *self = OFFICE_TASK_RELATIONS (object);

  g_object_unref (self->parts);
  g_object_unref (self->awaited);
  g_object_unref (self->waiting);
  g_hash_table_unref (self->waiting_ids);
  g_object_unref (self->task);
  g_object_unref (self->session);
  G_OBJECT_CLASS (office_task_relations_parent_class)->finalize (object);
}

static void
office_task_relations_class_init (OfficeTaskRelationsClass *class)
{
  G_OBJECT_CLASS (class)->finalize = office_task_relations_finalize;

  /**
   * OfficeTaskRelations::changed:
   *
   * A list, or a task in one, may be another.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
office_task_relations_init (OfficeTaskRelations *self)
{
  self->parts = office_list_new (OFFICE_TYPE_TASK);
  self->awaited = office_list_new (OFFICE_TYPE_TASK);
  self->waiting = office_list_new (OFFICE_TYPE_TASK);
  self->waiting_ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * office_task_relations_new:
 * @session: the office
 * @task: a task
 *
 * Returns: (transfer full): what @task has to do with
 */
OfficeTaskRelations *
office_task_relations_new (OfficeSession *session, OfficeTask *task)
{
  OfficeTaskRelations *self;

  g_return_val_if_fail (OFFICE_IS_SESSION (session), NULL);
  g_return_val_if_fail (OFFICE_IS_TASK (task), NULL);

  self = g_object_new (OFFICE_TYPE_TASK_RELATIONS, NULL);
  self->session = g_object_ref (session);
  self->task = g_object_ref (task);
  load_waiting (self);
  g_signal_connect_object (session, "applied", G_CALLBACK (on_applied), self, G_CONNECT_SWAPPED);
  refresh (self);
  return self;
}

/**
 * office_task_relations_get_parts:
 * @self: the relations
 *
 * Returns: (transfer none): tasks that are parts of the task, in the order in which they were made
 */
GListModel *
office_task_relations_get_parts (OfficeTaskRelations *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK_RELATIONS (self), NULL);
  return G_LIST_MODEL (self->parts);
}

/**
 * office_task_relations_get_awaited:
 * @self: the relations
 *
 * Returns: (transfer none): tasks that it waits for, whether they are done or not
 */
GListModel *
office_task_relations_get_awaited (OfficeTaskRelations *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK_RELATIONS (self), NULL);
  return G_LIST_MODEL (self->awaited);
}

/**
 * office_task_relations_get_waiting:
 * @self: the relations
 *
 * Returns: (transfer none): tasks that wait for it
 */
GListModel *
office_task_relations_get_waiting (OfficeTaskRelations *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK_RELATIONS (self), NULL);
  return G_LIST_MODEL (self->waiting);
}
