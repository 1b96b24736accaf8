/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-session-private.h"

struct _OfficeBoard {
  GObject parent_instance;

  OfficeSession *session;
  char *room;
  GHashTable *column_objects; /* id → OfficeColumn */
  GHashTable *tasks;          /* OfficeTask, a set */
  OfficeList *columns;
  OfficeList *labels;
  guint frozen; /* a command on many tasks is being done */
  gboolean stale;
};

static void office_board_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (OfficeBoard, office_board, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, office_board_model_init))

static GType
office_board_get_item_type (GListModel *model)
{
  return OFFICE_TYPE_COLUMN;
}

static guint
office_board_get_n_items (GListModel *model)
{
  return office_list_get_length (OFFICE_BOARD (model)->columns);
}

static gpointer
office_board_get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (OFFICE_BOARD (model)->columns), position);
}

static gboolean
office_board_shows (OfficeBoard *self, OfficeTask *task)
{
  return office_task_is_present (task) && !office_task_get_trashed (task) && !office_task_get_archived (task)
         && !office_task_get_template (task) && g_strcmp0 (office_task_get_room_id (task), self->room) == 0;
}

/* One query for the steps of all tasks: a board may have hundreds. */
static GHashTable *
office_board_group_steps (OfficeBoard *self)
{
  GHashTable *groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GPtrArray) steps = office_replica_list (self->session->replica, "step", "room", self->room);

  for (guint i = 0; i < steps->len; i++)
    {
      const char *task = office_record_get_text (steps->pdata[i], "task");
      GPtrArray *group = task != NULL ? g_hash_table_lookup (groups, task) : NULL;

      if (task == NULL)
        continue;
      if (group == NULL)
        {
          group = g_ptr_array_new_with_free_func ((GDestroyNotify) office_record_unref);
          g_hash_table_insert (groups, g_strdup (task), group);
        }
      g_ptr_array_add (group, office_record_ref (steps->pdata[i]));
    }
  return groups;
}

static void
office_board_load_tasks (OfficeBoard *self)
{
  g_autoptr (GPtrArray) records = office_replica_list (self->session->replica, "task", "room", self->room);
  g_autoptr (GHashTable) steps = office_board_group_steps (self);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  for (guint i = 0; i < records->len; i++)
    {
      GPtrArray *group = g_hash_table_lookup (steps, office_record_get_id (records->pdata[i]));

      /* Of an archive that grows for years no objects are made. */
      if (!office_record_has (records->pdata[i], "trashed_at") && !office_record_has (records->pdata[i], "archived_at"))
        office_board_take_task (self,
                                office_session_take_task (self->session, records->pdata[i], group ? group : none));
    }
}

static void
office_board_dispose (GObject *object)
{
  OfficeBoard *self = OFFICE_BOARD (object);

  if (self->session != NULL)
    g_ptr_array_remove (self->session->boards, self);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (office_board_parent_class)->dispose (object);
}

static void
office_board_finalize (GObject *object)
{
  OfficeBoard *self = OFFICE_BOARD (object);

  g_free (self->room);
  g_hash_table_unref (self->column_objects);
  g_hash_table_unref (self->tasks);
  g_object_unref (self->columns);
  g_object_unref (self->labels);
  G_OBJECT_CLASS (office_board_parent_class)->finalize (object);
}

static void
office_board_class_init (OfficeBoardClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->dispose = office_board_dispose;
  object_class->finalize = office_board_finalize;
}

static void
office_board_model_init (GListModelInterface *iface)
{
  iface->get_item_type = office_board_get_item_type;
  iface->get_n_items = office_board_get_n_items;
  iface->get_item = office_board_get_item;
}

static void
office_board_init (OfficeBoard *self)
{
  self->column_objects = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->tasks = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  self->columns = office_list_new (OFFICE_TYPE_COLUMN);
  self->labels = office_list_new (OFFICE_TYPE_LABEL);
  office_list_forward (self->columns, G_LIST_MODEL (self));
}

/**
 * office_board_new:
 * @session: the session; kept
 * @room: a room's id
 *
 * Returns: (transfer full): the room's board, filled
 */
OfficeBoard *
office_board_new (OfficeSession *session, const char *room)
{
  OfficeBoard *self = g_object_new (OFFICE_TYPE_BOARD, NULL);

  self->session = g_object_ref (session);
  self->room = g_strdup (room);
  g_ptr_array_add (session->boards, self);
  office_board_load_labels (self);
  office_board_load_columns (self);
  office_board_load_tasks (self);
  office_board_lay_out (self);
  return self;
}

/**
 * office_board_load_columns:
 * @self: a board
 *
 * Reads the room's columns from the book.
 */
void
office_board_load_columns (OfficeBoard *self)
{
  g_autoptr (GPtrArray) records = office_replica_list (self->session->replica, "column", "room", self->room);
  g_autoptr (GPtrArray) columns = g_ptr_array_new ();

  for (guint i = 0; i < records->len; i++)
    {
      const char *id = office_record_get_id (records->pdata[i]);
      OfficeColumn *column = g_hash_table_lookup (self->column_objects, id);

      if (column == NULL)
        {
          column = office_column_new (id);
          g_hash_table_insert (self->column_objects, g_strdup (id), column);
        }
      office_column_update (column, records->pdata[i]);
      g_ptr_array_add (columns, column);
    }
  g_ptr_array_sort (columns, office_column_compare);
  office_list_set (self->columns, columns);
}

/**
 * office_board_load_labels:
 * @self: a board
 *
 * Reads the room's labels from the book.
 */
void
office_board_load_labels (OfficeBoard *self)
{
  g_autoptr (GPtrArray) records = office_replica_list (self->session->replica, "label", "room", self->room);
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();

  for (guint i = 0; i < records->len; i++)
    {
      OfficeLabel *label = office_session_find_label (self->session, office_record_get_id (records->pdata[i]));

      if (label != NULL)
        g_ptr_array_add (labels, label);
    }
  g_ptr_array_sort (labels, office_label_compare);
  office_list_set (self->labels, labels);
}

/**
 * office_board_take_task:
 * @self: a board
 * @task: a task of its room, new or changed
 *
 * The columns show it after office_board_lay_out().
 */
void
office_board_take_task (OfficeBoard *self, OfficeTask *task)
{
  if (office_board_shows (self, task))
    g_hash_table_add (self->tasks, g_object_ref (task));
  else
    g_hash_table_remove (self->tasks, task);
}

/**
 * office_board_lay_out:
 * @self: a board
 *
 * Puts each task into its column, in order. A column says at most once what changed.
 */
void
office_board_lay_out (OfficeBoard *self)
{
  g_autoptr (GHashTable) groups = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  GHashTableIter iter;
  gpointer key, value;

  if (self->frozen > 0)
    {
      self->stale = TRUE;
      return;
    }
  g_hash_table_iter_init (&iter, self->column_objects);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_hash_table_insert (groups, value, g_ptr_array_new ());

  g_hash_table_iter_init (&iter, self->tasks);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      OfficeColumn *column = office_board_find_column (self, office_task_get_column_id (key));

      if (column != NULL)
        g_ptr_array_add (g_hash_table_lookup (groups, column), key);
    }

  for (guint i = 0; i < office_list_get_length (self->columns); i++)
    {
      OfficeColumn *column = office_list_peek (self->columns, i);
      GPtrArray *tasks = g_hash_table_lookup (groups, column);

      g_ptr_array_sort (tasks, office_task_compare);
      office_column_set_tasks (column, tasks);
    }
}

/**
 * office_board_freeze:
 * @self: a board
 *
 * Until office_board_thaw() it notes what changes and says nothing: many tasks change at once.
 */
void
office_board_freeze (OfficeBoard *self)
{
  self->frozen++;
}

/**
 * office_board_thaw:
 * @self: a frozen board
 *
 * Each column says once what has changed.
 */
void
office_board_thaw (OfficeBoard *self)
{
  g_return_if_fail (self->frozen > 0);

  if (--self->frozen > 0 || !self->stale)
    return;
  self->stale = FALSE;
  office_board_lay_out (self);
}

/**
 * office_board_get_room_id:
 * @self: a board
 *
 * Returns: (transfer none): the room it belongs to
 */
const char *
office_board_get_room_id (OfficeBoard *self)
{
  g_return_val_if_fail (OFFICE_IS_BOARD (self), NULL);
  return self->room;
}

/**
 * office_board_get_labels:
 * @self: a board
 *
 * Returns: (transfer none): a model of the room's OfficeLabel, by name
 */
GListModel *
office_board_get_labels (OfficeBoard *self)
{
  g_return_val_if_fail (OFFICE_IS_BOARD (self), NULL);
  return G_LIST_MODEL (self->labels);
}

/**
 * office_board_find_column:
 * @self: a board
 * @id: (nullable): a column's id
 *
 * Returns: (transfer none) (nullable): that column, if it is there
 */
OfficeColumn *
office_board_find_column (OfficeBoard *self, const char *id)
{
  OfficeColumn *column;

  g_return_val_if_fail (OFFICE_IS_BOARD (self), NULL);
  column = id != NULL ? g_hash_table_lookup (self->column_objects, id) : NULL;
  for (guint i = 0; column != NULL && i < office_list_get_length (self->columns); i++)
    if (office_list_peek (self->columns, i) == (gpointer) column)
      return column;
  return NULL;
}
