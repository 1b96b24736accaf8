/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-task-rows.h"

#include "office-frame-pacer.h"
#include "office-paced-list.h"
#include "office-task-list.h"
#include "office-task-menu.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define WIDEST         1100
#define WIDEST_OF_WORK 760
#define PAGE           50 /* rows */
#define NEAR           2  /* pages of the window before the end, from where on more rows are made */

/*
 * Of a frame, see office_frame_pacer_new(): for rows that come, and for those that show other tasks, which are there soon, and
 * laid out and drawn as long as new ones.
 */
#define SHARE_OF_NEW   3
#define SHARE_OF_OTHER 10

/*
 * GtkListView makes 200 rows around what is seen, and all anew where a filter takes most of them away. A row has some twenty
 * widgets, so that each key would take half a second. So it is given the first rows alone, and more as one scrolls. Where the
 * person asks for another order or other tasks, these come one by one, from the top on, in as many frames as it takes.
 */
struct _OfficeTaskRows {
  GtkWidget parent_instance;

  OfficeWork *work; /* nullable */
  OfficeSession *session;
  GListModel *model;
  OfficePacedList *first; /* of the model */
  OfficeFramePacer *pacer;
  GtkMultiSelection *selection;
  gboolean narrow;
  GPtrArray *rows; /* OfficeTaskRow that are in use, not owned */
  guint turn;      /* source that shows more */
  GtkWidget *scroller;
  GtkWidget *list;
};

enum { TOGGLE_GROUP, SNOOZE, PICKED, KEY, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OfficeTaskRows, office_task_rows, GTK_TYPE_WIDGET)

/* ---- rows ---- */

/* A click alone opens; with Ctrl or Shift the list picks it. */
static void
on_released (GtkGesture *gesture, int n_press, double x, double y, GtkListItem *item)
{
  OfficeTaskRow *row = OFFICE_TASK_ROW (gtk_list_item_get_child (item));
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  GtkWidget *list = gtk_widget_get_ancestor (GTK_WIDGET (row), GTK_TYPE_LIST_VIEW);

  if (list == NULL || n_press != 1 || (state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) != 0
      || !gtk_widget_contains (GTK_WIDGET (row), x, y))
    return;
  gtk_widget_activate_action (list, "list.activate-item", "u", gtk_list_item_get_position (item));
}

static void
on_snooze (OfficeTaskRow *row, OfficeTaskRows *self)
{
  g_signal_emit (self, signals[SNOOZE], 0, row);
}

static void
forget_row (GtkWidget *row, GPtrArray *rows)
{
  g_ptr_array_remove_fast (rows, row);
}

static void
unref_rows (gpointer rows, GClosure *closure)
{
  g_ptr_array_unref (rows);
}

static void
on_setup (GtkListItemFactory *factory, GtkListItem *item, OfficeTaskRows *self)
{
  GtkWidget *row = office_task_row_new (self->work);
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect (click, "released", G_CALLBACK (on_released), item);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (click));
  office_task_row_set_narrow (OFFICE_TASK_ROW (row), self->narrow);
  g_signal_connect (row, "snooze", G_CALLBACK (on_snooze), self);
  gtk_list_item_set_child (item, row);
  /* When an item is torn down, it has no child any more. */
  g_ptr_array_add (self->rows, row);
  g_signal_connect_data (row, "destroy", G_CALLBACK (forget_row), g_ptr_array_ref (self->rows), unref_rows, 0);
}

/* The office that the task is of. */
static OfficeSession *
find_session (OfficeTaskRows *self, OfficeTask *task)
{
  return self->session != NULL ? self->session : office_work_find_session (self->work, task);
}

static void
fill (GtkListItem *item, OfficeTaskRows *self)
{
  OfficeTaskRow *row = OFFICE_TASK_ROW (gtk_list_item_get_child (item));
  gpointer object = office_paced_item_get_item (gtk_list_item_get_item (item));

  gtk_list_item_set_selectable (item, OFFICE_IS_TASK (object));
  if (OFFICE_IS_TASK_GROUP (object))
    office_task_row_set_group (row, object);
  else
    {
      OfficeSession *session = find_session (self, object);

      if (session != NULL)
        office_task_row_set_task (row, session, object);
    }
}

/* Another item stands in the row's place. */
static void
on_item_changed (OfficePacedItem *place, GParamSpec *spec, GtkListItem *item)
{
  OfficeTaskRow *row = OFFICE_TASK_ROW (gtk_list_item_get_child (item));

  office_task_row_clear (row);
  fill (item, OFFICE_TASK_ROWS (gtk_widget_get_ancestor (GTK_WIDGET (row), OFFICE_TYPE_TASK_ROWS)));
}

static void
on_bind (GtkListItemFactory *factory, GtkListItem *item, OfficeTaskRows *self)
{
  fill (item, self);
  g_signal_connect (gtk_list_item_get_item (item), "notify::item", G_CALLBACK (on_item_changed), item);
}

static void
on_unbind (GtkListItemFactory *factory, GtkListItem *item, OfficeTaskRows *self)
{
  g_signal_handlers_disconnect_by_data (gtk_list_item_get_item (item), item);
  office_task_row_clear (OFFICE_TASK_ROW (gtk_list_item_get_child (item)));
}

static void
show_more (OfficeTaskRows *self, guint n)
{
  if (self->first != NULL)
    office_paced_list_set_size (self->first, n);
}

static gboolean
on_turn (gpointer data)
{
  OfficeTaskRows *self = data;

  self->turn = 0;
  if (self->first != NULL)
    show_more (self, g_list_model_get_n_items (G_LIST_MODEL (self->first)) + PAGE);
  return G_SOURCE_REMOVE;
}

/* Not while the list lays itself out. */
static void
on_scrolled (OfficeTaskRows *self)
{
  GtkAdjustment *place = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));

  if (self->turn == 0 && self->first != NULL && gtk_adjustment_get_page_size (place) > 0
      && office_paced_list_get_size (self->first) < g_list_model_get_n_items (self->model)
      && gtk_adjustment_get_value (place) + (NEAR + 1) * gtk_adjustment_get_page_size (place)
             >= gtk_adjustment_get_upper (place))
    self->turn = g_idle_add (on_turn, self);
}

static OfficePace
catch_up (gpointer data)
{
  OfficeTaskRows *self = data;
  OfficePace pace;
  guint n;

  if (self->first == NULL)
    return OFFICE_PACE_DONE;
  n = g_list_model_get_n_items (G_LIST_MODEL (self->first));
  pace = office_paced_list_catch_up (self->first);
  office_frame_pacer_set_share (
      self->pacer, g_list_model_get_n_items (G_LIST_MODEL (self->first)) != n ? SHARE_OF_NEW : SHARE_OF_OTHER);
  return pace;
}

/* What was asked for is seen from its beginning. Rows are picked by where they stand, and other tasks will stand there. */
static void
on_choosing (OfficeTaskRows *self)
{
  office_task_rows_unpick (self);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), 0);
  office_paced_list_hold (self->first, PAGE);
  office_frame_pacer_begin (self->pacer);
}

static void
on_picked (OfficeTaskRows *self)
{
  g_signal_emit (self, signals[PICKED], 0);
}

/* ---- keys ---- */

static void
open_task (OfficeTaskRows *self, OfficeTask *task)
{
  office_task_open (GTK_WIDGET (self), find_session (self, task), task,
                    self->work != NULL && office_work_is_elsewhere (self->work, task));
}

static void
on_activate (OfficeTaskRows *self, guint position)
{
  g_autoptr (GObject) item = office_paced_list_get (self->first, position);

  if (OFFICE_IS_TASK_GROUP (item))
    g_signal_emit (self, signals[TOGGLE_GROUP], 0, item);
  else if (item != NULL)
    open_task (self, OFFICE_TASK (item));
}

static OfficeTaskRow *
find_focused_row (OfficeTaskRows *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWidget *child = focus != NULL ? gtk_widget_get_first_child (focus) : NULL;

  return child != NULL && OFFICE_IS_TASK_ROW (child) && g_ptr_array_find (self->rows, child, NULL)
             ? OFFICE_TASK_ROW (child)
             : NULL;
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, OfficeTaskRows *self)
{
  OfficeTaskRow *row = find_focused_row (self);
  gboolean handled = FALSE;

  if (row == NULL)
    return GDK_EVENT_PROPAGATE;
  /* All is all of them, and not what happens to have rows. */
  if (key == GDK_KEY_a && (state & gtk_accelerator_get_default_mod_mask ()) == GDK_CONTROL_MASK)
    {
      office_frame_pacer_finish (self->pacer);
      show_more (self, g_list_model_get_n_items (self->model));
    }
  if (key == GDK_KEY_Escape && self->selection != NULL)
    {
      g_autoptr (GtkBitset) picked = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));

      if (gtk_bitset_is_empty (picked))
        return GDK_EVENT_PROPAGATE;
      office_task_rows_unpick (self);
      return GDK_EVENT_STOP;
    }
  if (office_task_row_get_group (row) != NULL && (key == GDK_KEY_space || key == GDK_KEY_KP_Space))
    {
      g_signal_emit (self, signals[TOGGLE_GROUP], 0, office_task_row_get_group (row));
      return GDK_EVENT_STOP;
    }
  if (office_task_row_get_task (row) != NULL)
    g_signal_emit (self, signals[KEY], 0, office_task_row_get_task (row), key,
                   state & gtk_accelerator_get_default_mod_mask (), &handled);
  return handled || office_task_row_act (row, key, state) ? GDK_EVENT_STOP : GDK_EVENT_PROPAGATE;
}

/* ---- the widget ---- */

static void
forget_model (OfficeTaskRows *self)
{
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_clear_object (&self->model);
}

static void
office_task_rows_dispose (GObject *object)
{
  OfficeTaskRows *self = OFFICE_TASK_ROWS (object);

  g_clear_handle_id (&self->turn, g_source_remove);
  g_clear_pointer (&self->pacer, office_frame_pacer_free);
  forget_model (self);
  if (self->list != NULL)
    gtk_list_view_set_model (GTK_LIST_VIEW (self->list), NULL);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  self->list = NULL;
  g_clear_object (&self->selection);
  g_clear_object (&self->first);
  g_clear_object (&self->session);
  g_clear_object (&self->work);
  G_OBJECT_CLASS (office_task_rows_parent_class)->dispose (object);
}

static void
office_task_rows_finalize (GObject *object)
{
  g_ptr_array_unref (OFFICE_TASK_ROWS (object)->rows);
  G_OBJECT_CLASS (office_task_rows_parent_class)->finalize (object);
}

static void
office_task_rows_class_init (OfficeTaskRowsClass *class)
{
  G_OBJECT_CLASS (class)->dispose = office_task_rows_dispose;
  G_OBJECT_CLASS (class)->finalize = office_task_rows_finalize;
  signals[TOGGLE_GROUP] = g_signal_new ("toggle-group", OFFICE_TYPE_TASK_ROWS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, OFFICE_TYPE_TASK_GROUP);
  signals[SNOOZE] = g_signal_new ("snooze", OFFICE_TYPE_TASK_ROWS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                  1, OFFICE_TYPE_TASK_ROW);
  signals[PICKED] = g_signal_new ("picked", OFFICE_TYPE_TASK_ROWS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                  0);
  signals[KEY] = g_signal_new ("key", OFFICE_TYPE_TASK_ROWS, G_SIGNAL_RUN_LAST, 0, g_signal_accumulator_true_handled,
                               NULL, NULL, G_TYPE_BOOLEAN, 3, OFFICE_TYPE_TASK, G_TYPE_UINT, GDK_TYPE_MODIFIER_TYPE);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
}

static void
office_task_rows_init (OfficeTaskRows *self)
{
  self->rows = g_ptr_array_new ();
  self->pacer = office_frame_pacer_new (GTK_WIDGET (self), SHARE_OF_NEW, catch_up, self);
}

/**
 * office_task_rows_new:
 * @work: (nullable): whose tasks these are, where they are of several rooms
 *
 * Returns: (transfer floating): rows of nothing
 */
GtkWidget *
office_task_rows_new (OfficeWork *work)
{
  OfficeTaskRows *self = g_object_new (OFFICE_TYPE_TASK_ROWS, NULL);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkWidget *clamp;

  self->work = work != NULL ? g_object_ref (work) : NULL;
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), self);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind), self);
  self->list = gtk_list_view_new (NULL, factory);
  gtk_widget_add_css_class (self->list, "work");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Tasks"), -1);
  g_signal_connect_swapped (self->list, "activate", G_CALLBACK (on_activate), self);
  /* Before the list takes Space to pick a row. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed), self);
  gtk_widget_add_controller (self->list, keys);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  clamp = adw_clamp_scrollable_new ();
  adw_clamp_scrollable_set_maximum_size (ADW_CLAMP_SCROLLABLE (clamp), work != NULL ? WIDEST_OF_WORK : WIDEST);
  adw_clamp_scrollable_set_tightening_threshold (ADW_CLAMP_SCROLLABLE (clamp), work != NULL ? WIDEST_OF_WORK : WIDEST);
  adw_clamp_scrollable_set_child (ADW_CLAMP_SCROLLABLE (clamp), self->list);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), clamp);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  g_signal_connect_swapped (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), "value-changed",
                            G_CALLBACK (on_scrolled), self);
  return GTK_WIDGET (self);
}

/**
 * office_task_rows_set_model:
 * @self: rows
 * @session: (nullable): the office; %NULL where the work knows it
 * @model: (nullable): of OfficeTask and OfficeTaskGroup
 */
void
office_task_rows_set_model (OfficeTaskRows *self, OfficeSession *session, GListModel *model)
{
  g_return_if_fail (OFFICE_IS_TASK_ROWS (self));

  if (self->model == model && self->session == session)
    return;
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list), NULL);
  g_clear_object (&self->selection);
  g_clear_object (&self->first);
  forget_model (self);
  g_set_object (&self->session, session);
  if (model == NULL)
    return;
  self->model = g_object_ref (model);
  if (OFFICE_IS_TASK_LIST (model))
    g_signal_connect_swapped (model, "choosing", G_CALLBACK (on_choosing), self);
  self->first = office_paced_list_new (model, PAGE);
  office_frame_pacer_begin (self->pacer);
  self->selection = gtk_multi_selection_new (G_LIST_MODEL (g_object_ref (self->first)));
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (on_picked), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (on_picked), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list), GTK_SELECTION_MODEL (self->selection));
}

/**
 * office_task_rows_set_narrow:
 * @self: rows
 * @narrow: whether there is little room
 */
void
office_task_rows_set_narrow (OfficeTaskRows *self, gboolean narrow)
{
  g_return_if_fail (OFFICE_IS_TASK_ROWS (self));

  self->narrow = narrow;
  for (guint i = 0; i < self->rows->len; i++)
    office_task_row_set_narrow (self->rows->pdata[i], narrow);
}

/**
 * office_task_rows_refresh:
 * @self: rows
 *
 * All rows are filled anew: what they show beside their tasks has changed.
 */
void
office_task_rows_refresh (OfficeTaskRows *self)
{
  g_return_if_fail (OFFICE_IS_TASK_ROWS (self));

  for (guint i = 0; i < self->rows->len; i++)
    office_task_row_refresh (self->rows->pdata[i]);
}

/* GtkListView scrolls by an action, which GTK 4.8 has for the mouse wheel and keys alone: its items take the focus instead. */
gboolean
office_task_rows_focus (OfficeTaskRows *self, const char *task)
{
  g_return_val_if_fail (OFFICE_IS_TASK_ROWS (self), FALSE);

  for (guint i = 0; self->model != NULL && i < g_list_model_get_n_items (self->model); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (self->model, i);

      if (!OFFICE_IS_TASK (item) || (task != NULL && g_strcmp0 (office_task_get_id (OFFICE_TASK (item)), task) != 0))
        continue;
      office_frame_pacer_finish (self->pacer);
      show_more (self, i + PAGE);
      gtk_widget_activate_action (self->list, "list.scroll-to-item", "u", i);
      for (guint r = 0; r < self->rows->len; r++)
        if (office_task_row_get_task (self->rows->pdata[r]) == (OfficeTask *) item)
          return gtk_widget_grab_focus (gtk_widget_get_parent (self->rows->pdata[r]));
      return gtk_widget_child_focus (self->list, GTK_DIR_TAB_FORWARD);
    }
  return FALSE;
}

/**
 * office_task_rows_list_picked:
 * @self: rows
 *
 * Returns: (transfer full): the tasks that are picked, in order
 */
GPtrArray *
office_task_rows_list_picked (OfficeTaskRows *self)
{
  GPtrArray *tasks = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; self->selection != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (self->first)); i++)
    {
      g_autoptr (GObject) item = NULL;

      if (!gtk_selection_model_is_selected (GTK_SELECTION_MODEL (self->selection), i))
        continue;
      item = office_paced_list_get (self->first, i);
      if (OFFICE_IS_TASK (item) && !g_ptr_array_find (tasks, item, NULL))
        g_ptr_array_add (tasks, g_steal_pointer (&item));
    }
  return tasks;
}

/**
 * office_task_rows_unpick:
 * @self: rows
 *
 * No task is picked any more.
 */
void
office_task_rows_unpick (OfficeTaskRows *self)
{
  g_return_if_fail (OFFICE_IS_TASK_ROWS (self));

  if (self->selection != NULL)
    gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
}
