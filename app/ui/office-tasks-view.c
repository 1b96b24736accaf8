/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-tasks-view.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "office-layout-memory.h"
#include "office-picks-bar.h"
#include "office-task-bar.h"
#include "office-task-calendar.h"
#include "office-task-rows.h"

struct _OfficeTasksView {
  GtkWidget parent_instance;

  OfficeSession *session;
  char *room;
  OfficeTaskFilter *filter;
  OfficeTaskList *list; /* of the rows and the calendar; NULL until one of them is shown */
  OfficeBoard *board_model;
  OfficeCardPicks *picks;
  gboolean narrow;
  gboolean board_filled;
  gboolean picking;
  gboolean entering; /* a room; its layout is not chosen now */

  GtkWidget *box;
  GtkWidget *bar;
  GtkWidget *stack;
  GtkWidget *board;
  GtkWidget *rows;
  GtkWidget *picks_bar;
  GtkWidget *calendar;
  GtkWidget *nothing;
};

G_DEFINE_FINAL_TYPE (OfficeTasksView, office_tasks_view, GTK_TYPE_WIDGET)

/* ---- what is shown ---- */

static gboolean
is_calendar (OfficeTasksLayout layout)
{
  return layout == OFFICE_TASKS_MONTH || layout == OFFICE_TASKS_WEEK;
}

static void
update_page (OfficeTasksView *self)
{
  OfficeTasksLayout layout = office_task_bar_get_layout (OFFICE_TASK_BAR (self->bar));
  gboolean empty = self->list != NULL && office_task_list_get_n_shown (self->list) == 0;
  gboolean filtered = self->filter != NULL && !office_task_filter_is_empty (self->filter);

  if (layout == OFFICE_TASKS_BOARD)
    gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "board");
  else if (is_calendar (layout))
    gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "calendar");
  else
    gtk_stack_set_visible_child_name (GTK_STACK (self->stack), empty ? "nothing" : "list");
  if (!empty)
    return;
  adw_status_page_set_title (ADW_STATUS_PAGE (self->nothing), filtered ? _ ("No Task Matches") : _ ("No Tasks"));
  adw_status_page_set_description (ADW_STATUS_PAGE (self->nothing),
                                   filtered ? _ ("Try other words, or fewer filters.")
                                            : _ ("What is to be done in this room is listed here."));
  gtk_widget_set_visible (adw_status_page_get_child (ADW_STATUS_PAGE (self->nothing)), filtered);
}

static OfficeTaskOrder
get_order (OfficeTasksView *self, OfficeTasksLayout layout)
{
  return is_calendar (layout) ? (OfficeTaskOrder){ .sorting = OFFICE_SORTING_DUE }
                              : *office_task_bar_get_order (OFFICE_TASK_BAR (self->bar));
}

/* Each layout is filled when it is first looked at. */
static void
update (OfficeTasksView *self)
{
  OfficeTasksLayout layout = office_task_bar_get_layout (OFFICE_TASK_BAR (self->bar));
  OfficeTaskOrder order = get_order (self, layout);

  if (self->room != NULL && layout == OFFICE_TASKS_BOARD && !self->board_filled)
    {
      self->board_filled = TRUE;
      office_board_view_set_filter (OFFICE_BOARD_VIEW (self->board), self->filter);
      office_board_view_set_room (OFFICE_BOARD_VIEW (self->board), self->session, self->room);
    }
  if (self->room != NULL && layout != OFFICE_TASKS_BOARD)
    {
      if (self->list == NULL)
        {
          self->list = office_task_list_new (self->session, self->room, self->filter);
          g_signal_connect_swapped (self->list, "updated", G_CALLBACK (update_page), self);
        }
      office_task_list_set_order (self->list, &order);
      office_task_rows_set_model (OFFICE_TASK_ROWS (self->rows), layout == OFFICE_TASKS_LIST ? self->session : NULL,
                                  layout == OFFICE_TASKS_LIST ? G_LIST_MODEL (self->list) : NULL);
      office_task_calendar_set_list (OFFICE_TASK_CALENDAR (self->calendar), self->session, self->room,
                                     is_calendar (layout) ? self->list : NULL);
      office_task_calendar_set_weekly (OFFICE_TASK_CALENDAR (self->calendar), layout == OFFICE_TASKS_WEEK);
    }
  update_page (self);
}

static void
on_bar_changed (OfficeTasksView *self)
{
  office_card_picks_clear (self->picks);
  if (self->room != NULL && !self->entering)
    office_layout_memory_keep (self->room, office_task_bar_get_layout (OFFICE_TASK_BAR (self->bar)));
  update (self);
}

static void
recall_layout (OfficeTasksView *self)
{
  OfficeTasksLayout layout;

  if (self->room == NULL || !office_layout_memory_find (self->room, &layout))
    return;
  self->entering = TRUE;
  office_task_bar_set_layout (OFFICE_TASK_BAR (self->bar), layout);
  self->entering = FALSE;
}

/* ---- picking ---- */

static void
on_selection_changed (OfficeTasksView *self)
{
  g_autoptr (GPtrArray) tasks = office_task_rows_list_picked (OFFICE_TASK_ROWS (self->rows));

  self->picking = TRUE;
  office_card_picks_clear (self->picks);
  for (guint i = 0; i < tasks->len; i++)
    office_card_picks_toggle (self->picks, tasks->pdata[i]);
  self->picking = FALSE;
}

static void
on_picks_changed (OfficeTasksView *self)
{
  if (!self->picking && office_card_picks_get_n (self->picks) == 0)
    office_task_rows_unpick (OFFICE_TASK_ROWS (self->rows));
}

static void
clear_picks (GtkWidget *widget, const char *name, GVariant *target)
{
  office_task_rows_unpick (OFFICE_TASK_ROWS (OFFICE_TASKS_VIEW (widget)->rows));
}

static void
on_toggle_group (OfficeTaskRows *rows, OfficeTaskGroup *group, OfficeTasksView *self)
{
  office_task_list_toggle_group (self->list, group);
}

/* ---- actions ---- */

static void
set_layout (GtkWidget *widget, const char *name, GVariant *target)
{
  office_tasks_view_set_layout (OFFICE_TASKS_VIEW (widget),
                                office_tasks_layout_from_text (g_variant_get_string (target, NULL)));
  office_tasks_view_focus (OFFICE_TASKS_VIEW (widget));
}

static void
filter (GtkWidget *widget, const char *name, GVariant *target)
{
  office_task_bar_focus_filter (OFFICE_TASK_BAR (OFFICE_TASKS_VIEW (widget)->bar));
}

static void
clear_filter (GtkWidget *widget, const char *name, GVariant *target)
{
  OfficeTasksView *self = OFFICE_TASKS_VIEW (widget);

  if (self->filter != NULL)
    office_task_filter_set_text (self->filter, "");
}

/* ---- the widget ---- */

static void
office_tasks_view_dispose (GObject *object)
{
  OfficeTasksView *self = OFFICE_TASKS_VIEW (object);

  if (self->box != NULL)
    office_tasks_view_set_room (self, NULL, NULL);
  if (self->picks != NULL)
    g_signal_handlers_disconnect_by_data (self->picks, self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->picks);
  G_OBJECT_CLASS (office_tasks_view_parent_class)->dispose (object);
}

static void
add_layout_key (GtkWidgetClass *class, guint digit, guint shifted, const char *layout)
{
  gtk_widget_class_add_binding_action (class, digit, GDK_ALT_MASK | GDK_SHIFT_MASK, "tasks.layout", "s", layout);
  gtk_widget_class_add_binding_action (class, shifted, GDK_ALT_MASK | GDK_SHIFT_MASK, "tasks.layout", "s", layout);
}

static void
office_tasks_view_class_init (OfficeTasksViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = office_tasks_view_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "tasks.layout", "s", set_layout);
  gtk_widget_class_install_action (widget_class, "tasks.filter", NULL, filter);
  gtk_widget_class_install_action (widget_class, "tasks.clear-filter", NULL, clear_filter);
  gtk_widget_class_install_action (widget_class, "board.clear-picks", NULL, clear_picks);
  add_layout_key (widget_class, GDK_KEY_1, GDK_KEY_exclam, "board");
  add_layout_key (widget_class, GDK_KEY_2, GDK_KEY_at, "list");
  add_layout_key (widget_class, GDK_KEY_3, GDK_KEY_numbersign, "month");
  add_layout_key (widget_class, GDK_KEY_4, GDK_KEY_dollar, "week");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_slash, 0, "tasks.filter", NULL);
}

static void
build_nothing (OfficeTasksView *self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Show All Tasks"));

  self->nothing = adw_status_page_new ();
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "tasks.clear-filter");
  gtk_widget_add_css_class (button, "pill");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->nothing), "office-task-symbolic");
  adw_status_page_set_child (ADW_STATUS_PAGE (self->nothing), button);
}

static GtkWidget *
build_list (OfficeTasksView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->rows = office_task_rows_new (NULL);
  gtk_widget_set_vexpand (self->rows, TRUE);
  g_signal_connect (self->rows, "toggle-group", G_CALLBACK (on_toggle_group), self);
  g_signal_connect_swapped (self->rows, "picked", G_CALLBACK (on_selection_changed), self);
  self->picks_bar = g_object_new (OFFICE_TYPE_PICKS_BAR, NULL);
  office_picks_bar_set_picks (OFFICE_PICKS_BAR (self->picks_bar), self->picks);
  gtk_box_append (GTK_BOX (box), self->rows);
  gtk_box_append (GTK_BOX (box), self->picks_bar);
  return box;
}

static void
office_tasks_view_init (OfficeTasksView *self)
{
  self->picks = office_card_picks_new ();
  g_signal_connect_swapped (self->picks, "changed", G_CALLBACK (on_picks_changed), self);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->bar = office_task_bar_new ();
  self->board = office_board_view_new ();
  self->calendar = office_task_calendar_new ();
  build_nothing (self);
  self->stack = gtk_stack_new ();
  gtk_stack_set_hhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_stack_set_vhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_widget_set_vexpand (self->stack, TRUE);
  gtk_stack_add_named (GTK_STACK (self->stack), self->board, "board");
  gtk_stack_add_named (GTK_STACK (self->stack), build_list (self), "list");
  gtk_stack_add_named (GTK_STACK (self->stack), self->calendar, "calendar");
  gtk_stack_add_named (GTK_STACK (self->stack), self->nothing, "nothing");
  gtk_box_append (GTK_BOX (self->box), self->bar);
  gtk_box_append (GTK_BOX (self->box), self->stack);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  g_signal_connect_swapped (self->bar, "changed", G_CALLBACK (on_bar_changed), self);
  g_signal_connect_swapped (self->bar, "left", G_CALLBACK (office_tasks_view_focus), self);
}

/**
 * office_tasks_view_new:
 *
 * Returns: (transfer floating): a view of no room
 */
GtkWidget *
office_tasks_view_new (void)
{
  return g_object_new (OFFICE_TYPE_TASKS_VIEW, NULL);
}

/**
 * office_tasks_view_set_room:
 * @self: a view
 * @session: (nullable): the office
 * @room: (nullable): the room's id; %NULL shows nothing
 *
 * The layout is the one that was chosen for the room last; without settings it stays. The filter does not.
 */
void
office_tasks_view_set_room (OfficeTasksView *self, OfficeSession *session, const char *room)
{
  g_return_if_fail (OFFICE_IS_TASKS_VIEW (self));

  if (self->session == session && g_strcmp0 (self->room, room) == 0)
    return;
  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  office_card_picks_clear (self->picks);
  office_picks_bar_set_board (OFFICE_PICKS_BAR (self->picks_bar), NULL, NULL);
  office_task_rows_set_model (OFFICE_TASK_ROWS (self->rows), NULL, NULL);
  office_task_calendar_set_list (OFFICE_TASK_CALENDAR (self->calendar), NULL, NULL, NULL);
  office_board_view_set_room (OFFICE_BOARD_VIEW (self->board), NULL, NULL);
  g_clear_object (&self->list);
  g_clear_object (&self->filter);
  g_clear_object (&self->board_model);
  g_set_object (&self->session, session);
  g_free (self->room);
  self->room = g_strdup (room);
  self->board_filled = FALSE;
  if (room != NULL)
    {
      self->filter = office_task_filter_new (session);
      self->board_model = office_session_open_board (session, room);
      office_picks_bar_set_board (OFFICE_PICKS_BAR (self->picks_bar), session, self->board_model);
    }
  office_board_view_set_filter (OFFICE_BOARD_VIEW (self->board), self->filter);
  office_task_bar_set_room (OFFICE_TASK_BAR (self->bar), session, room, self->filter);
  recall_layout (self);
  update (self);
}

/**
 * office_tasks_view_set_narrow:
 * @self: a view
 * @narrow: whether it is as narrow as a phone
 */
void
office_tasks_view_set_narrow (OfficeTasksView *self, gboolean narrow)
{
  g_return_if_fail (OFFICE_IS_TASKS_VIEW (self));

  self->narrow = narrow;
  office_board_view_set_narrow (OFFICE_BOARD_VIEW (self->board), narrow);
  office_task_bar_set_narrow (OFFICE_TASK_BAR (self->bar), narrow);
  office_task_rows_set_narrow (OFFICE_TASK_ROWS (self->rows), narrow);
  office_task_calendar_set_narrow (OFFICE_TASK_CALENDAR (self->calendar), narrow);
}

/**
 * office_tasks_view_set_selected:
 * @self: a view
 * @task: (nullable): the task whose pane is open
 */
void
office_tasks_view_set_selected (OfficeTasksView *self, const char *task)
{
  g_return_if_fail (OFFICE_IS_TASKS_VIEW (self));

  office_board_view_set_selected (OFFICE_BOARD_VIEW (self->board), task);
}

/**
 * office_tasks_view_set_layout:
 * @self: a view
 * @layout: how to look at the tasks
 */
void
office_tasks_view_set_layout (OfficeTasksView *self, OfficeTasksLayout layout)
{
  g_return_if_fail (OFFICE_IS_TASKS_VIEW (self));

  office_task_bar_set_layout (OFFICE_TASK_BAR (self->bar), layout);
}

/**
 * office_tasks_view_get_layout:
 * @self: a view
 *
 * Returns: how the tasks are looked at
 */
OfficeTasksLayout
office_tasks_view_get_layout (OfficeTasksView *self)
{
  g_return_val_if_fail (OFFICE_IS_TASKS_VIEW (self), OFFICE_TASKS_BOARD);

  return office_task_bar_get_layout (OFFICE_TASK_BAR (self->bar));
}

/**
 * office_tasks_view_get_filter:
 * @self: a view
 *
 * Returns: (transfer none) (nullable): which tasks are shown
 */
OfficeTaskFilter *
office_tasks_view_get_filter (OfficeTasksView *self)
{
  g_return_val_if_fail (OFFICE_IS_TASKS_VIEW (self), NULL);

  return self->filter;
}

/**
 * office_tasks_view_focus:
 * @self: a view
 *
 * Puts the focus on the first task, or on today.
 */
void
office_tasks_view_focus (OfficeTasksView *self)
{
  OfficeTasksLayout layout = office_tasks_view_get_layout (self);

  if (layout == OFFICE_TASKS_BOARD)
    office_board_view_focus (OFFICE_BOARD_VIEW (self->board));
  else if (is_calendar (layout))
    office_task_calendar_focus (OFFICE_TASK_CALENDAR (self->calendar));
  else if (!office_task_rows_focus (OFFICE_TASK_ROWS (self->rows), NULL))
    gtk_widget_child_focus (self->stack, GTK_DIR_TAB_FORWARD);
}

/**
 * office_tasks_view_show_task:
 * @self: a view
 * @task: a task's id
 */
void
office_tasks_view_show_task (OfficeTasksView *self, const char *task)
{
  OfficeTasksLayout layout = office_tasks_view_get_layout (self);

  if (layout == OFFICE_TASKS_BOARD)
    office_board_view_show_task (OFFICE_BOARD_VIEW (self->board), task);
  else if (layout == OFFICE_TASKS_LIST)
    office_task_rows_focus (OFFICE_TASK_ROWS (self->rows), task);
  else
    office_task_calendar_show_task (OFFICE_TASK_CALENDAR (self->calendar), task);
}
