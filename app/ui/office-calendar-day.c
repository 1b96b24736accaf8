/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-calendar-day.h"

#include <glib/gi18n.h>

#define MOST_DOTS 3

struct _OfficeCalendarDay {
  GtkWidget parent_instance;

  OfficeSession *session;
  guint day;
  guint n_tasks;
  GPtrArray *tasks; /* OfficeTask */
  guint most;
  gboolean dots;
  GtkWidget *popover; /* of all tasks; nullable */
  GtkWidget *box;
  GtkWidget *number;
  GtkWidget *chips;
  GtkWidget *more;
};

enum { CHOSEN, DROPPED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OfficeCalendarDay, office_calendar_day, GTK_TYPE_WIDGET)

static void
set_class (GtkWidget *widget, const char *name, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
update_accessible (OfficeCalendarDay *self)
{
  g_autofree char *date = NULL, *label = NULL;
  g_autoptr (GDateTime) time = NULL;
  GDate day;

  g_date_clear (&day, 1);
  g_date_set_julian (&day, self->day);
  time = g_date_time_new_local (g_date_get_year (&day), (int) g_date_get_month (&day), g_date_get_day (&day), 12, 0, 0);
  date = time != NULL ? g_date_time_format (time, _ ("%A %-d %B")) : g_strdup ("");
  label = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s, %u task", "%s, %u tasks", self->n_tasks), date,
                           self->n_tasks);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
on_pressed (GtkGesture *gesture, int n_press, double x, double y, OfficeCalendarDay *self)
{
  g_signal_emit (self, signals[CHOSEN], 0);
}

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, OfficeCalendarDay *self)
{
  OfficeTask *task = g_value_get_object (value);

  if (task == NULL)
    return FALSE;
  g_signal_emit (self, signals[DROPPED], 0, task);
  return TRUE;
}

static void
office_calendar_day_dispose (GObject *object)
{
  OfficeCalendarDay *self = OFFICE_CALENDAR_DAY (object);

  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->tasks, g_ptr_array_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (office_calendar_day_parent_class)->dispose (object);
}

static void
office_calendar_day_class_init (OfficeCalendarDayClass *class)
{
  G_OBJECT_CLASS (class)->dispose = office_calendar_day_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", OFFICE_TYPE_CALENDAR_DAY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
  signals[DROPPED] = g_signal_new ("dropped", OFFICE_TYPE_CALENDAR_DAY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, OFFICE_TYPE_TASK);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (class), "calday");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (class), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
office_calendar_day_init (OfficeCalendarDay *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkDropTarget *target = gtk_drop_target_new (OFFICE_TYPE_TASK, GDK_ACTION_MOVE);

  self->tasks = g_ptr_array_new_with_free_func (g_object_unref);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  self->number = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->number, "number");
  gtk_widget_add_css_class (self->number, "numeric");
  gtk_widget_set_halign (self->number, GTK_ALIGN_START);
  self->chips = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  self->more = gtk_button_new ();
  gtk_widget_add_css_class (self->more, "flat");
  gtk_widget_add_css_class (self->more, "more");
  gtk_widget_set_halign (self->more, GTK_ALIGN_START);
  gtk_widget_set_visible (self->more, FALSE);
  g_signal_connect_swapped (self->more, "clicked", G_CALLBACK (office_calendar_day_show_all), self);
  gtk_box_append (GTK_BOX (self->box), self->number);
  gtk_box_append (GTK_BOX (self->box), self->chips);
  gtk_box_append (GTK_BOX (self->box), self->more);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  g_signal_connect (click, "pressed", G_CALLBACK (on_pressed), self);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect (target, "drop", G_CALLBACK (on_drop), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/**
 * office_calendar_day_new:
 *
 * Returns: (transfer floating): a day
 */
GtkWidget *
office_calendar_day_new (void)
{
  return g_object_new (OFFICE_TYPE_CALENDAR_DAY, NULL);
}

/**
 * office_calendar_day_set:
 * @self: a day
 * @day: which, as g_date_get_julian()
 * @flags: how it stands in the calendar
 */
void
office_calendar_day_set (OfficeCalendarDay *self, guint day, OfficeCalendarDayFlags flags)
{
  g_autofree char *number = NULL;
  GDate date;

  g_return_if_fail (OFFICE_IS_CALENDAR_DAY (self));

  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  number = g_strdup_printf ("%u", g_date_get_day (&date));
  gtk_label_set_text (GTK_LABEL (self->number), number);
  self->day = day;
  set_class (GTK_WIDGET (self), "today", (flags & OFFICE_CALENDAR_DAY_TODAY) != 0);
  set_class (GTK_WIDGET (self), "outside", (flags & OFFICE_CALENDAR_DAY_OUTSIDE) != 0);
  set_class (GTK_WIDGET (self), "chosen", (flags & OFFICE_CALENDAR_DAY_CHOSEN) != 0);
  /* Tab goes to one day and its tasks, arrows to the others. */
  gtk_widget_set_can_focus (GTK_WIDGET (self), (flags & OFFICE_CALENDAR_DAY_CHOSEN) != 0);
  update_accessible (self);
}

static gboolean
is_same (OfficeCalendarDay *self, GPtrArray *tasks)
{
  if (tasks->len != self->tasks->len)
    return FALSE;
  for (guint i = 0; i < tasks->len; i++)
    if (tasks->pdata[i] != self->tasks->pdata[i])
      return FALSE;
  return TRUE;
}

static void
append_dot (OfficeCalendarDay *self, OfficeTask *task)
{
  GtkWidget *dot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (dot, "dot");
  set_class (dot, "done", office_task_get_state (task) == OFFICE_STATE_DONE);
  set_class (dot, "late",
             office_task_get_state (task) != OFFICE_STATE_DONE && office_task_get_due_state (task) == OFFICE_DUE_LATE);
  gtk_box_append (GTK_BOX (self->chips), dot);
}

static void
fill (OfficeCalendarDay *self)
{
  const guint n = self->tasks->len;
  /* Where one does not fit, the place of the last is needed to say so. */
  const guint shown = self->dots ? MIN (n, MOST_DOTS) : n <= self->most ? n : MAX (self->most, 1) - 1;
  g_autofree char *more = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "+%u more", "+%u more", n - shown), n - shown);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->chips)) != NULL)
    gtk_box_remove (GTK_BOX (self->chips), child);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->chips),
                                  self->dots ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_halign (self->chips, self->dots ? GTK_ALIGN_CENTER : GTK_ALIGN_FILL);
  gtk_widget_set_halign (self->number, self->dots ? GTK_ALIGN_CENTER : GTK_ALIGN_START);
  for (guint i = 0; i < shown; i++)
    if (self->dots)
      append_dot (self, self->tasks->pdata[i]);
    else
      gtk_box_append (GTK_BOX (self->chips), office_calendar_chip_new (self->session, self->tasks->pdata[i]));
  gtk_button_set_label (GTK_BUTTON (self->more), more);
  gtk_widget_set_visible (self->more, n > shown && !self->dots);
}

/**
 * office_calendar_day_set_tasks:
 * @self: a day
 * @session: the office
 * @tasks: (element-type OfficeTask): what is due, in order
 * @most: how many there is room for
 * @dots: whether there is room only for dots
 */
void
office_calendar_day_set_tasks (OfficeCalendarDay *self, OfficeSession *session, GPtrArray *tasks, guint most,
                               gboolean dots)
{
  g_return_if_fail (OFFICE_IS_CALENDAR_DAY (self));

  /* Chips follow their tasks; dots are made anew. */
  if (!dots && self->dots == dots && self->most == most && self->session == session && is_same (self, tasks))
    return;
  g_set_object (&self->session, session);
  g_ptr_array_set_size (self->tasks, 0);
  for (guint i = 0; i < tasks->len; i++)
    g_ptr_array_add (self->tasks, g_object_ref (tasks->pdata[i]));
  self->n_tasks = tasks->len;
  self->most = most;
  self->dots = dots;
  fill (self);
  update_accessible (self);
}

/**
 * office_calendar_day_get_day:
 * @self: a day
 *
 * Returns: which, as g_date_get_julian()
 */
guint
office_calendar_day_get_day (OfficeCalendarDay *self)
{
  g_return_val_if_fail (OFFICE_IS_CALENDAR_DAY (self), 0);

  return self->day;
}

/**
 * office_calendar_day_get_n_tasks:
 * @self: a day
 *
 * Returns: how many tasks are due
 */
guint
office_calendar_day_get_n_tasks (OfficeCalendarDay *self)
{
  g_return_val_if_fail (OFFICE_IS_CALENDAR_DAY (self), 0);

  return self->n_tasks;
}

/**
 * office_calendar_day_find_chip:
 * @self: a day
 * @task: (nullable): a task; %NULL: the first
 *
 * Returns: (transfer none) (nullable): its chip, where there is one
 */
OfficeCalendarChip *
office_calendar_day_find_chip (OfficeCalendarDay *self, OfficeTask *task)
{
  g_return_val_if_fail (OFFICE_IS_CALENDAR_DAY (self), NULL);

  for (GtkWidget *chip = gtk_widget_get_first_child (self->chips); chip != NULL;
       chip = gtk_widget_get_next_sibling (chip))
    if (OFFICE_IS_CALENDAR_CHIP (chip)
        && (task == NULL || office_calendar_chip_get_task (OFFICE_CALENDAR_CHIP (chip)) == task))
      return OFFICE_CALENDAR_CHIP (chip);
  return NULL;
}

/**
 * office_calendar_day_show_all:
 * @self: a day
 *
 * Shows all its tasks in a popover.
 */
void
office_calendar_day_show_all (OfficeCalendarDay *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  g_return_if_fail (OFFICE_IS_CALENDAR_DAY (self));

  g_clear_pointer (&self->popover, gtk_widget_unparent);
  for (guint i = 0; i < self->tasks->len; i++)
    gtk_box_append (GTK_BOX (box), office_calendar_chip_new (self->session, self->tasks->pdata[i]));
  gtk_widget_set_size_request (box, 240, -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 320);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  self->popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (self->popover), scroller);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->popover), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("All tasks of the day"), -1);
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
  gtk_popover_popup (GTK_POPOVER (self->popover));
}
