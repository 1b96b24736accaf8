/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-card-picks.h"

struct _OfficeCardPicks {
  GObject parent_instance;

  GHashTable *tasks; /* OfficeTask, a set */
  OfficeTask *last;  /* picked by itself; where a range begins; nullable, not owned beyond the set */
};

enum { CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OfficeCardPicks, office_card_picks, G_TYPE_OBJECT)

static gboolean
is_on_board (OfficeTask *task)
{
  return office_task_is_present (task) && !office_task_get_trashed (task) && !office_task_get_archived (task);
}

static void
drop (OfficeCardPicks *self, OfficeTask *task)
{
  g_signal_handlers_disconnect_by_data (task, self);
  if (self->last == task)
    self->last = NULL;
  g_hash_table_remove (self->tasks, task);
}

static void
on_task_gone (OfficeTask *task, GParamSpec *spec, OfficeCardPicks *self)
{
  if (is_on_board (task))
    return;
  drop (self, task);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
add (OfficeCardPicks *self, OfficeTask *task)
{
  if (!g_hash_table_add (self->tasks, g_object_ref (task)))
    return;
  g_signal_connect (task, "notify::present", G_CALLBACK (on_task_gone), self);
  g_signal_connect (task, "notify::trashed", G_CALLBACK (on_task_gone), self);
  g_signal_connect (task, "notify::archived", G_CALLBACK (on_task_gone), self);
}

static void
forget_all (OfficeCardPicks *self)
{
  GHashTableIter iter;
  gpointer task;

  g_hash_table_iter_init (&iter, self->tasks);
  while (g_hash_table_iter_next (&iter, &task, NULL))
    g_signal_handlers_disconnect_by_data (task, self);
  g_hash_table_remove_all (self->tasks);
  self->last = NULL;
}

static void
office_card_picks_finalize (GObject *object)
{
  OfficeCardPicks *self = OFFICE_CARD_PICKS (object);

  forget_all (self);
  g_hash_table_unref (self->tasks);

  G_OBJECT_CLASS (office_card_picks_parent_class)->finalize (object);
}

static void
office_card_picks_class_init (OfficeCardPicksClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = office_card_picks_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
office_card_picks_init (OfficeCardPicks *self)
{
  self->tasks = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
}

/**
 * office_card_picks_new:
 *
 * Returns: (transfer full): no tasks
 */
OfficeCardPicks *
office_card_picks_new (void)
{
  return g_object_new (OFFICE_TYPE_CARD_PICKS, NULL);
}

guint
office_card_picks_get_n (OfficeCardPicks *self)
{
  return g_hash_table_size (self->tasks);
}

gboolean
office_card_picks_has (OfficeCardPicks *self, OfficeTask *task)
{
  return g_hash_table_contains (self->tasks, task);
}

/**
 * office_card_picks_toggle:
 * @self: the picks
 * @task: a task that is taken in, or let go
 */
void
office_card_picks_toggle (OfficeCardPicks *self, OfficeTask *task)
{
  if (office_card_picks_has (self, task))
    drop (self, task);
  else
    {
      add (self, task);
      self->last = task;
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

static int
find_task (GListModel *tasks, OfficeTask *task)
{
  const guint n = g_list_model_get_n_items (tasks);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (OfficeTask) other = g_list_model_get_item (tasks, i);

      if (other == task)
        return (int) i;
    }
  return -1;
}

/**
 * office_card_picks_add_range:
 * @self: the picks
 * @tasks: (element-type OfficeTask): a column
 * @to: a task of it
 *
 * Takes in all from the one picked last to @to; where that stands in another column, only @to.
 */
void
office_card_picks_add_range (OfficeCardPicks *self, GListModel *tasks, OfficeTask *to)
{
  const int end = find_task (tasks, to);
  int start = self->last != NULL ? find_task (tasks, self->last) : end;

  if (end < 0)
    return;
  if (start < 0)
    start = end;
  for (int i = MIN (start, end); i <= MAX (start, end); i++)
    {
      g_autoptr (OfficeTask) task = g_list_model_get_item (tasks, (guint) i);

      add (self, task);
    }
  if (self->last == NULL)
    self->last = to;
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * office_card_picks_add_all:
 * @self: the picks
 * @tasks: (element-type OfficeTask): what is taken in
 */
void
office_card_picks_add_all (OfficeCardPicks *self, GListModel *tasks)
{
  const guint n = g_list_model_get_n_items (tasks);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (OfficeTask) task = g_list_model_get_item (tasks, i);

      add (self, task);
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

void
office_card_picks_clear (OfficeCardPicks *self)
{
  if (office_card_picks_get_n (self) == 0)
    return;
  forget_all (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * office_card_picks_list:
 * @self: the picks
 * @board: the board on which they stand
 *
 * Returns: (transfer full) (element-type OfficeTask): column by column, from the top
 */
GPtrArray *
office_card_picks_list (OfficeCardPicks *self, OfficeBoard *board)
{
  GPtrArray *picked = g_ptr_array_new_with_free_func (g_object_unref);
  const guint n_columns = g_list_model_get_n_items (G_LIST_MODEL (board));

  for (guint c = 0; c < n_columns; c++)
    {
      g_autoptr (GListModel) column = g_list_model_get_item (G_LIST_MODEL (board), c);
      const guint n = g_list_model_get_n_items (column);

      for (guint i = 0; i < n; i++)
        {
          g_autoptr (OfficeTask) task = g_list_model_get_item (column, i);

          if (office_card_picks_has (self, task))
            g_ptr_array_add (picked, g_steal_pointer (&task));
        }
    }
  return picked;
}

/**
 * office_card_picks_dup_ids:
 * @self: the picks
 * @board: the board on which they stand
 *
 * Returns: (transfer full): their ids, column by column, from the top
 */
char **
office_card_picks_dup_ids (OfficeCardPicks *self, OfficeBoard *board)
{
  g_autoptr (GPtrArray) tasks = office_card_picks_list (self, board);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  for (guint i = 0; i < tasks->len; i++)
    g_strv_builder_add (ids, office_task_get_id (tasks->pdata[i]));
  return g_strv_builder_end (ids);
}
