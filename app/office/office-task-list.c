/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-task-list.h"

#include "office-session-private.h"

#include <glib/gi18n.h>
#include <string.h>

struct _OfficeTaskList {
  GObject parent_instance;

  OfficeSession *session;
  char *room;
  OfficeBoard *board; /* reads all that its tasks have at once, and keeps it up to date */
  OfficeTaskFilter *filter;
  OfficeTaskOrder order;
  GHashTable *tasks;        /* OfficeTask, a set: all of the room that are no templates and not in the trash */
  GHashTable *groups;       /* key → OfficeTaskGroup; they stay, so that a row stays where it is and folded */
  GHashTable *column_ranks; /* column id → place on the board from 1 on */
  OfficeList *list;
  guint n_shown, n_all;
  gboolean has_archive;
  guint turn; /* source that lays out anew */
};

enum { CHOOSING, UPDATED, N_SIGNALS };

static guint signals[N_SIGNALS];

static void office_task_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (OfficeTaskList, office_task_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, office_task_list_model_init))

static GType
office_task_list_get_item_type (GListModel *model)
{
  return G_TYPE_OBJECT;
}

static guint
office_task_list_get_n_items (GListModel *model)
{
  return office_list_get_length (OFFICE_TASK_LIST (model)->list);
}

static gpointer
office_task_list_get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (OFFICE_TASK_LIST (model)->list), position);
}

static void
office_task_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = office_task_list_get_item_type;
  iface->get_n_items = office_task_list_get_n_items;
  iface->get_item = office_task_list_get_item;
}

/* ---- order ---- */

typedef struct {
  OfficeTask *task;
  gint64 number;    /* compared first */
  const char *text; /* then this; nullable */
  int column;       /* its place on the board */
  char *collation;  /* what text points to, where it was made for it */
} Place;

static void
place_clear (gpointer data)
{
  g_free (((Place *) data)->collation);
}

/* What has none comes last, whichever way the others are sorted. */
static gboolean
is_last (const Place *place, const OfficeTaskOrder *order)
{
  return order->sorting == OFFICE_SORTING_DUE && place->text == NULL;
}

static void
set_keys (OfficeTaskList *self, Place *place)
{
  OfficeTask *task = place->task;
  const char *column = office_task_get_column_id (task);

  place->column = GPOINTER_TO_INT (g_hash_table_lookup (self->column_ranks, column != NULL ? column : ""));
  switch (self->order.sorting)
    {
    case OFFICE_SORTING_DUE:
      place->text = office_task_get_local_due (task);
      break;
    case OFFICE_SORTING_PRIORITY:
      place->number = OFFICE_PRIORITY_HIGH - office_task_get_priority (task);
      break;
    case OFFICE_SORTING_TITLE:
      place->text = place->collation = g_utf8_collate_key (office_task_get_title (task), -1);
      break;
    case OFFICE_SORTING_CREATED:
      place->number = office_task_get_created_at (task);
      break;
    case OFFICE_SORTING_NUMBER:
      /* The host has yet to give a number to what was made just now. */
      place->number = office_task_get_number (task) > 0 ? office_task_get_number (task) : G_MAXINT64;
      break;
    case OFFICE_SORTING_POSITION:
    default:
      place->number = place->column;
    }
}

/* Of the same rank the sooner first, then as they stand on the board. */
static int
compare_further (const Place *first, const Place *second)
{
  const char *due = office_task_get_local_due (first->task), *other = office_task_get_local_due (second->task);
  int order = due == NULL || other == NULL ? (due == NULL) - (other == NULL) : strcmp (due, other);

  if (order == 0)
    order = first->column - second->column;
  return order != 0 ? order : office_task_compare (&first->task, &second->task);
}

static int
compare_places (gconstpointer a, gconstpointer b, gpointer data)
{
  const Place *first = a, *second = b;
  const OfficeTaskOrder *order = data;
  int difference;

  if (is_last (first, order) != is_last (second, order))
    return is_last (first, order) ? 1 : -1;
  difference = first->number < second->number ? -1 : first->number > second->number;
  if (difference == 0)
    difference = g_strcmp0 (first->text, second->text);
  if (difference == 0)
    return order->sorting == OFFICE_SORTING_POSITION ? office_task_compare (&first->task, &second->task)
                                                     : compare_further (first, second);
  return order->descending ? -difference : difference;
}

/* ---- groups ---- */

typedef struct {
  OfficeTaskGroup *group;
  gint64 rank;
  char *collation;
  GPtrArray *tasks;
} Section;

static void
section_free (gpointer data)
{
  Section *self = data;

  g_free (self->collation);
  g_ptr_array_unref (self->tasks);
  g_free (self);
}

static int
compare_sections (gconstpointer a, gconstpointer b)
{
  const Section *first = *(Section *const *) a, *second = *(Section *const *) b;

  if (first->rank != second->rank)
    return first->rank < second->rank ? -1 : 1;
  return strcmp (first->collation, second->collation);
}

typedef struct {
  OfficeTaskList *list;
  GHashTable *by_key; /* → Section */
  GPtrArray *sections;
} Sections;

static Section *
put (Sections *self, OfficeTask *task, const char *prefix, const char *id, const char *title, gint64 rank)
{
  g_autofree char *key = g_strconcat (prefix, " ", id, NULL);
  Section *section = g_hash_table_lookup (self->by_key, key);

  if (section == NULL)
    {
      OfficeTaskGroup *group = g_hash_table_lookup (self->list->groups, key);

      if (group == NULL)
        {
          group = office_task_group_new (key);
          g_hash_table_insert (self->list->groups, g_strdup (key), group);
        }
      office_task_group_set_title (group, title);
      section = g_new0 (Section, 1);
      section->group = group;
      section->rank = rank;
      section->collation = g_utf8_collate_key (title, -1);
      section->tasks = g_ptr_array_new ();
      g_ptr_array_add (self->sections, section);
      g_hash_table_insert (self->by_key, g_strdup (key), section);
    }
  g_ptr_array_add (section->tasks, task);
  return section;
}

static void
put_by_people (Sections *self, OfficeTask *task)
{
  GListModel *people = office_task_get_assignees (task);
  guint n = g_list_model_get_n_items (people);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (OfficePerson) person = g_list_model_get_item (people, i);

      put (self, task, "person", office_person_get_id (person), office_person_get_name (person),
           office_person_is_me (person) ? 0 : 1);
    }
  if (n == 0)
    put (self, task, "person", "", _ ("Nobody"), 2);
}

static void
put_by_labels (Sections *self, OfficeTask *task)
{
  GListModel *labels = office_task_get_labels (task);
  guint n = g_list_model_get_n_items (labels);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (OfficeLabel) label = g_list_model_get_item (labels, i);

      put (self, task, "label", office_label_get_id (label), office_label_get_name (label), 0);
    }
  if (n == 0)
    put (self, task, "label", "", _ ("No label"), 1);
}

static void
put_by_priority (Sections *self, OfficeTask *task)
{
  static const char *const titles[] = { N_ ("No priority"), N_ ("Low priority"), N_ ("Medium priority"),
                                        N_ ("High priority") };
  OfficePriority priority = office_task_get_priority (task);
  const char digit[] = { (char) ('0' + priority), '\0' };

  put (self, task, "priority", digit, _ (titles[priority]), OFFICE_PRIORITY_HIGH - priority);
}

static void
put_by_due (Sections *self, OfficeTask *task)
{
  static const struct {
    const char *key, *title;
    int rank;
  } groups[] = {
    [OFFICE_DUE_NONE] = { "none", N_ ("No date"), 4 }, [OFFICE_DUE_LATE] = { "late", N_ ("Overdue"), 0 },
    [OFFICE_DUE_TODAY] = { "today", N_ ("Today"), 1 }, [OFFICE_DUE_SOON] = { "soon", N_ ("In the next days"), 2 },
    [OFFICE_DUE_FAR] = { "far", N_ ("Later"), 3 },
  };
  OfficeDueState state = office_task_get_due_state (task);

  if (office_task_get_state (task) == OFFICE_STATE_DONE)
    put (self, task, "due", "done", _ ("Done"), 5);
  else
    office_task_group_set_late (
        put (self, task, "due", groups[state].key, _ (groups[state].title), groups[state].rank)->group,
        state == OFFICE_DUE_LATE);
}

static void
put_task (Sections *self, OfficeTask *task)
{
  const char *column = office_task_get_column_id (task);

  switch (self->list->order.grouping)
    {
    case OFFICE_GROUPING_COLUMN:
      put (self, task, "column", column != NULL ? column : "", office_task_get_column_name (task),
           GPOINTER_TO_INT (g_hash_table_lookup (self->list->column_ranks, column != NULL ? column : "")));
      break;
    case OFFICE_GROUPING_ASSIGNEE:
      put_by_people (self, task);
      break;
    case OFFICE_GROUPING_LABEL:
      put_by_labels (self, task);
      break;
    case OFFICE_GROUPING_PRIORITY:
      put_by_priority (self, task);
      break;
    case OFFICE_GROUPING_DUE:
      put_by_due (self, task);
      break;
    case OFFICE_GROUPING_NONE:
    default:
      break;
    }
}

/* As the board's head says it: of all tasks of the column, whatever is looked for here. */
static void
note_limit (Sections *self, Section *section)
{
  OfficeTask *first = section->tasks->pdata[0];
  OfficeColumn *column = NULL;

  if (self->list->order.grouping == OFFICE_GROUPING_COLUMN && self->list->board != NULL
      && office_task_get_column_id (first) != NULL)
    column = office_board_find_column (self->list->board, office_task_get_column_id (first));
  if (column != NULL)
    office_task_group_set_limit (section->group, office_column_get_n_tasks (column), office_column_get_limit (column));
}

/* The sections one after the other, each behind its title. */
static GPtrArray *
join_sections (Sections *self)
{
  GPtrArray *items = g_ptr_array_new ();

  g_ptr_array_sort (self->sections, compare_sections);
  for (guint i = 0; i < self->sections->len; i++)
    {
      Section *section = self->sections->pdata[i];

      g_ptr_array_add (items, section->group);
      office_task_group_set_n_tasks (section->group, section->tasks->len);
      note_limit (self, section);
      if (!office_task_group_get_folded (section->group))
        g_ptr_array_extend (items, section->tasks, NULL, NULL);
    }
  return items;
}

static GPtrArray *
group_tasks (OfficeTaskList *self, GArray *places)
{
  g_autoptr (GHashTable) by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) sections = g_ptr_array_new_with_free_func (section_free);
  Sections all = { self, by_key, sections };

  for (guint i = 0; i < places->len; i++)
    put_task (&all, g_array_index (places, Place, i).task);
  return join_sections (&all);
}

/* ---- the book ---- */

static void
take_task (OfficeTaskList *self, OfficeTask *task)
{
  if (office_task_is_present (task) && !office_task_get_trashed (task) && !office_task_get_template (task)
      && g_strcmp0 (office_task_get_room_id (task), self->room) == 0)
    g_hash_table_add (self->tasks, g_object_ref (task));
  else
    g_hash_table_remove (self->tasks, task);
}

static void
rank_columns (OfficeTaskList *self)
{
  g_autoptr (GPtrArray) columns = office_session_list_sorted (self->session, "column", "room", self->room);

  g_hash_table_remove_all (self->column_ranks);
  for (guint i = 0; i < columns->len; i++)
    g_hash_table_insert (self->column_ranks, g_strdup (office_record_get_id (columns->pdata[i])),
                         GINT_TO_POINTER ((int) i + 1));
}

static void
load (OfficeTaskList *self)
{
  self->board = office_session_open_board (self->session, self->room);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->board)); i++)
    {
      g_autoptr (GListModel) column = g_list_model_get_item (G_LIST_MODEL (self->board), i);

      for (guint t = 0; t < g_list_model_get_n_items (column); t++)
        {
          g_autoptr (OfficeTask) task = g_list_model_get_item (column, t);

          take_task (self, task);
        }
    }
  rank_columns (self);
}

/* The archive grows without end, and is read only when somebody asks for it. */
static void
load_archive (OfficeTaskList *self)
{
  g_autoptr (GPtrArray) records = office_replica_list (self->session->replica, "task", "room", self->room);

  self->has_archive = TRUE;
  for (guint i = 0; i < records->len; i++)
    {
      OfficeTask *task = office_session_find_task (self->session, office_record_get_id (records->pdata[i]));

      if (task != NULL)
        take_task (self, task);
    }
}

/* ---- laying out ---- */

static GArray *
choose_tasks (OfficeTaskList *self)
{
  GArray *places = g_array_sized_new (FALSE, TRUE, sizeof (Place), g_hash_table_size (self->tasks));
  gboolean archived = office_task_filter_wants_archived (self->filter);
  GHashTableIter iter;
  gpointer task;

  if (archived && !self->has_archive)
    load_archive (self);
  g_array_set_clear_func (places, place_clear);
  self->n_all = 0;
  g_hash_table_iter_init (&iter, self->tasks);
  while (g_hash_table_iter_next (&iter, &task, NULL))
    {
      Place place = { .task = task };

      self->n_all += office_task_get_archived (task) ? 0 : 1;
      if ((office_task_get_archived (task) && !archived) || !office_task_filter_matches (self->filter, task))
        continue;
      set_keys (self, &place);
      g_array_append_val (places, place);
    }
  return places;
}

static void
lay_out (OfficeTaskList *self)
{
  g_autoptr (GArray) places = choose_tasks (self);
  g_autoptr (GPtrArray) items = NULL;

  g_array_sort_with_data (places, compare_places, &self->order);
  self->n_shown = places->len;
  if (self->order.grouping != OFFICE_GROUPING_NONE)
    items = group_tasks (self, places);
  else
    items = g_ptr_array_new ();
  for (guint i = 0; self->order.grouping == OFFICE_GROUPING_NONE && i < places->len; i++)
    g_ptr_array_add (items, g_array_index (places, Place, i).task);
  office_list_set (self->list, items);
  g_signal_emit (self, signals[UPDATED], 0);
}

/* The person asks for other tasks, or for another order: most of the list may be another. */
static void
lay_out_anew (OfficeTaskList *self)
{
  g_signal_emit (self, signals[CHOOSING], 0);
  lay_out (self);
}

static gboolean
on_turn (gpointer data)
{
  OfficeTaskList *self = data;

  self->turn = 0;
  lay_out (self);
  return G_SOURCE_REMOVE;
}

static void
lay_out_later (OfficeTaskList *self)
{
  if (self->turn == 0)
    self->turn = g_idle_add (on_turn, self);
}

/* ---- the book changes ---- */

static void
on_applied (OfficeTaskList *self, GPtrArray *records)
{
  gboolean touched = FALSE;

  for (guint i = 0; i < records->len; i++)
    {
      const char *kind = office_record_get_kind_name (records->pdata[i]);
      const char *id = office_record_get_id (records->pdata[i]);
      OfficeTask *task;

      if (g_strcmp0 (kind, "column") == 0)
        rank_columns (self);
      touched = touched
                || g_strv_contains ((const char *const[]){ "column", "label", "step", "file", "person", NULL }, kind);
      if (g_strcmp0 (kind, "task") != 0)
        continue;
      task = g_hash_table_lookup (self->session->tasks, id);
      if (task == NULL && g_strcmp0 (office_record_get_text (records->pdata[i], "room"), self->room) == 0)
        task = office_session_find_task (self->session, id);
      if (task != NULL)
        take_task (self, task);
      touched = touched || task != NULL;
    }
  if (touched)
    lay_out_later (self);
}

/* ---- the object ---- */

static void
office_task_list_dispose (GObject *object)
{
  OfficeTaskList *self = OFFICE_TASK_LIST (object);

  g_clear_handle_id (&self->turn, g_source_remove);
  g_clear_object (&self->filter);
  g_clear_object (&self->board);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (office_task_list_parent_class)->dispose (object);
}

static void
office_task_list_finalize (GObject *object)
{
  OfficeTaskList *self = OFFICE_TASK_LIST (object);

  g_free (self->room);
  g_hash_table_unref (self->tasks);
  g_hash_table_unref (self->groups);
  g_hash_table_unref (self->column_ranks);
  g_object_unref (self->list);
  G_OBJECT_CLASS (office_task_list_parent_class)->finalize (object);
}

static void
office_task_list_class_init (OfficeTaskListClass *class)
{
  G_OBJECT_CLASS (class)->dispose = office_task_list_dispose;
  G_OBJECT_CLASS (class)->finalize = office_task_list_finalize;
  signals[CHOOSING] = g_signal_new ("choosing", OFFICE_TYPE_TASK_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 0);
  signals[UPDATED] = g_signal_new ("updated", OFFICE_TYPE_TASK_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
office_task_list_init (OfficeTaskList *self)
{
  self->tasks = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  self->groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->column_ranks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->list = office_list_new (G_TYPE_OBJECT);
  office_list_forward (self->list, G_LIST_MODEL (self));
}

/**
 * office_task_list_new:
 * @session: the office
 * @room: a room's id
 * @filter: what is to be in the list; followed
 *
 * Returns: (transfer full): the room's tasks in the order of the board
 */
OfficeTaskList *
office_task_list_new (OfficeSession *session, const char *room, OfficeTaskFilter *filter)
{
  OfficeTaskList *self;

  g_return_val_if_fail (OFFICE_IS_SESSION (session), NULL);
  g_return_val_if_fail (room != NULL && OFFICE_IS_TASK_FILTER (filter), NULL);

  self = g_object_new (OFFICE_TYPE_TASK_LIST, NULL);
  self->session = g_object_ref (session);
  self->room = g_strdup (room);
  self->filter = g_object_ref (filter);
  load (self);
  lay_out (self);
  g_signal_connect_object (session, "applied", G_CALLBACK (on_applied), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (filter, "changed", G_CALLBACK (lay_out_anew), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * office_task_list_set_order:
 * @self: a list
 * @order: how to lay it out
 */
void
office_task_list_set_order (OfficeTaskList *self, const OfficeTaskOrder *order)
{
  g_return_if_fail (OFFICE_IS_TASK_LIST (self));

  if (self->order.grouping == order->grouping && self->order.sorting == order->sorting
      && self->order.descending == order->descending)
    return;
  self->order = *order;
  lay_out_anew (self);
}

/**
 * office_task_list_get_n_shown:
 * @self: a list
 *
 * Returns: how many tasks pass the filter
 */
guint
office_task_list_get_n_shown (OfficeTaskList *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK_LIST (self), 0);

  return self->n_shown;
}

/**
 * office_task_list_get_n_all:
 * @self: a list
 *
 * Returns: how many tasks there are, without those in the archive
 */
guint
office_task_list_get_n_all (OfficeTaskList *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK_LIST (self), 0);

  return self->n_all;
}

/**
 * office_task_list_toggle_group:
 * @self: a list
 * @group: one of its groups
 *
 * Leaves its tasks out, or shows them again.
 */
void
office_task_list_toggle_group (OfficeTaskList *self, OfficeTaskGroup *group)
{
  g_return_if_fail (OFFICE_IS_TASK_LIST (self));

  office_task_group_set_folded (group, !office_task_group_get_folded (group));
  lay_out (self);
}

/* ---- the words of a view ---- */

static const char *const grouping_words[] = { "none", "column", "assignee", "label", "priority", "due" };
static const char *const sorting_words[] = { "position", "due", "priority", "title", "created", "number" };

static int
find_word (const char *const *words, guint n, const char *text)
{
  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (words[i], text) == 0)
      return (int) i;
  return 0;
}

/**
 * office_task_grouping_to_text:
 * @grouping: by what tasks are grouped
 *
 * Returns: (transfer none): as a view says it
 */
const char *
office_task_grouping_to_text (OfficeTaskGrouping grouping)
{
  return grouping_words[grouping];
}

/**
 * office_task_grouping_from_text:
 * @text: (nullable): the field of a view
 *
 * Returns: by what tasks are grouped
 */
OfficeTaskGrouping
office_task_grouping_from_text (const char *text)
{
  return (OfficeTaskGrouping) find_word (grouping_words, G_N_ELEMENTS (grouping_words), text);
}

/**
 * office_task_order_dup_sort:
 * @order: an order
 *
 * Returns: (transfer full): how it is sorted, as a view says it
 */
char *
office_task_order_dup_sort (const OfficeTaskOrder *order)
{
  return g_strconcat (order->descending ? "-" : "", sorting_words[order->sorting], NULL);
}

/**
 * office_task_order_set_sort:
 * @order: an order
 * @text: (nullable): the field of a view
 */
void
office_task_order_set_sort (OfficeTaskOrder *order, const char *text)
{
  order->descending = text != NULL && *text == '-';
  order->sorting = (OfficeTaskSorting) find_word (sorting_words, G_N_ELEMENTS (sorting_words),
                                                  text != NULL ? text + (order->descending ? 1 : 0) : NULL);
}
