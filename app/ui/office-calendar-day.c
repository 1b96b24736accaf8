/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-calendar-day.h"

#include <glib/gi18n.h>

#define MOST_DOTS 3

struct _OfficeCalendarDay {
  GtkWidget parent_instance;

  OfficeSession *session;
  guint day;
  GPtrArray *tasks; /* OfficeTask, all of the day */
  GPtrArray *alone; /* what has a chip here: OfficeTask, or NULL where a bar stands */
  guint n_more, n_lines;
  gboolean dots, had_dots;
  GtkWidget *popover; /* of all tasks; nullable */
  GtkWidget *box;
  GtkWidget *number;
  GtkWidget *chips; /* and space below bars, a child each lane */
  GtkWidget *dots_box;
  GtkWidget *more;
};

enum { CHOSEN, N_SIGNALS };

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
  label = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s, %u task", "%s, %u tasks", self->tasks->len), date,
                           self->tasks->len);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static gboolean
is_on_chip (OfficeCalendarDay *self, double x, double y)
{
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);

  return picked != NULL && gtk_widget_get_ancestor (picked, OFFICE_TYPE_CALENDAR_CHIP) != NULL;
}

/* A task of another month is what is meant, and not its day: its month would come, and take it away from under the pointer. */
static void
on_pressed (GtkGesture *gesture, int n_press, double x, double y, OfficeCalendarDay *self)
{
  if (gtk_widget_has_css_class (GTK_WIDGET (self), "outside") && is_on_chip (self, x, y))
    return;
  g_signal_emit (self, signals[CHOSEN], 0);
}

static void
office_calendar_day_dispose (GObject *object)
{
  OfficeCalendarDay *self = OFFICE_CALENDAR_DAY (object);

  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->tasks, g_ptr_array_unref);
  g_clear_pointer (&self->alone, g_ptr_array_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (office_calendar_day_parent_class)->dispose (object);
}

static void
office_calendar_day_class_init (OfficeCalendarDayClass *class)
{
  G_OBJECT_CLASS (class)->dispose = office_calendar_day_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", OFFICE_TYPE_CALENDAR_DAY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (class), "calday");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (class), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
office_calendar_day_init (OfficeCalendarDay *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  self->tasks = g_ptr_array_new_with_free_func (g_object_unref);
  self->alone = g_ptr_array_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  self->number = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->number, "number");
  gtk_widget_add_css_class (self->number, "numeric");
  gtk_widget_set_halign (self->number, GTK_ALIGN_START);
  self->chips = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  self->dots_box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  gtk_widget_set_halign (self->dots_box, GTK_ALIGN_CENTER);
  self->more = gtk_button_new ();
  gtk_widget_add_css_class (self->more, "flat");
  gtk_widget_add_css_class (self->more, "more");
  gtk_widget_set_halign (self->more, GTK_ALIGN_START);
  gtk_widget_set_visible (self->more, FALSE);
  g_signal_connect_swapped (self->more, "clicked", G_CALLBACK (office_calendar_day_show_all), self);
  gtk_box_append (GTK_BOX (self->box), self->number);
  gtk_box_append (GTK_BOX (self->box), self->chips);
  gtk_box_append (GTK_BOX (self->box), self->dots_box);
  gtk_box_append (GTK_BOX (self->box), self->more);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  g_signal_connect (click, "pressed", G_CALLBACK (on_pressed), self);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
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
is_same (GPtrArray *one, GPtrArray *other)
{
  if (one->len != other->len)
    return FALSE;
  for (guint i = 0; i < one->len; i++)
    if (one->pdata[i] != other->pdata[i])
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
  gtk_box_append (GTK_BOX (self->dots_box), dot);
}

/* As high as a chip, or a line of it, and not to be seen: the bar lies above. */
static GtkWidget *
make_space (gboolean line)
{
  GtkWidget *space = g_object_new (GTK_TYPE_BOX, "css-name", "calchip", NULL);

  gtk_widget_add_css_class (space, line ? "line" : "bar");
  gtk_widget_set_opacity (space, 0);
  gtk_widget_set_can_target (space, FALSE);
  if (!line)
    gtk_box_append (GTK_BOX (space), gtk_label_new (" "));
  return space;
}

static void
remove_all (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}

static void
fill_dots (OfficeCalendarDay *self)
{
  guint n = 0;

  for (guint i = 0; i < self->n_lines; i++)
    gtk_box_append (GTK_BOX (self->chips), make_space (TRUE));
  for (guint i = 0; i < self->alone->len && n < MOST_DOTS; i++)
    if (self->alone->pdata[i] != NULL)
      {
        append_dot (self, self->alone->pdata[i]);
        n++;
      }
}

/* A chip of this task, or space below a bar. */
static gboolean
is_slot_of (GtkWidget *slot, OfficeTask *task)
{
  if (OFFICE_IS_CALENDAR_CHIP (slot))
    return task != NULL && office_calendar_chip_get_task (OFFICE_CALENDAR_CHIP (slot)) == task;
  return task == NULL && gtk_widget_has_css_class (slot, "bar");
}

/* Chips follow their tasks: those that stay are not made anew. */
static void
fill_chips (OfficeCalendarDay *self)
{
  GtkWidget *last = NULL, *slot;

  for (guint i = 0; i < self->alone->len; i++)
    {
      OfficeTask *task = self->alone->pdata[i];

      slot = last != NULL ? gtk_widget_get_next_sibling (last) : gtk_widget_get_first_child (self->chips);
      if (slot == NULL || !is_slot_of (slot, task))
        {
          slot = task == NULL ? make_space (FALSE) : office_calendar_chip_new (self->session, task);
          gtk_box_insert_child_after (GTK_BOX (self->chips), slot, last);
        }
      last = slot;
    }
  while ((slot = last != NULL ? gtk_widget_get_next_sibling (last) : gtk_widget_get_first_child (self->chips)) != NULL)
    gtk_box_remove (GTK_BOX (self->chips), slot);
}

static void
fill (OfficeCalendarDay *self)
{
  g_autofree char *more = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "+%u more", "+%u more", self->n_more),
                                           self->n_more);

  if (self->dots || self->had_dots)
    {
      remove_all (self->chips);
      remove_all (self->dots_box);
    }
  self->had_dots = self->dots;
  gtk_widget_set_halign (self->number, self->dots ? GTK_ALIGN_CENTER : GTK_ALIGN_START);
  if (self->dots)
    fill_dots (self);
  else
    fill_chips (self);
  gtk_widget_set_visible (self->dots_box, self->dots);
  gtk_button_set_label (GTK_BUTTON (self->more), more);
  gtk_widget_set_visible (self->more, self->n_more > 0 && !self->dots);
}

/**
 * office_calendar_day_set_plan:
 * @self: a day
 * @session: the office
 * @plan: what stands on it, of OfficeTask
 * @n_lines: how many lines of bars there are, where there is room only for dots
 * @dots: whether there is room only for dots
 */
void
office_calendar_day_set_plan (OfficeCalendarDay *self, OfficeSession *session, const OfficeWeekDay *plan, guint n_lines,
                              gboolean dots)
{
  g_return_if_fail (OFFICE_IS_CALENDAR_DAY (self));

  /* Chips follow their tasks; dots are made anew. */
  if (!dots && !self->dots && self->session == session && self->n_more == plan->n_more
      && is_same (self->tasks, plan->items) && is_same (self->alone, plan->slots))
    return;
  if (self->session != session)
    remove_all (self->chips);
  g_set_object (&self->session, session);
  g_ptr_array_set_size (self->alone, 0);
  g_ptr_array_extend (self->alone, plan->slots, NULL, NULL);
  g_ptr_array_set_size (self->tasks, 0);
  for (guint i = 0; i < plan->items->len; i++)
    g_ptr_array_add (self->tasks, g_object_ref (plan->items->pdata[i]));
  self->n_more = plan->n_more;
  self->n_lines = n_lines;
  self->dots = dots;
  fill (self);
  update_accessible (self);
}

/**
 * office_calendar_day_get_slot:
 * @self: a day
 * @lane: which, from the top
 *
 * Returns: (transfer none) (nullable): what stands there: a chip, or space below a bar
 */
GtkWidget *
office_calendar_day_get_slot (OfficeCalendarDay *self, guint lane)
{
  GtkWidget *slot;

  g_return_val_if_fail (OFFICE_IS_CALENDAR_DAY (self), NULL);

  slot = gtk_widget_get_first_child (self->chips);
  while (slot != NULL && lane-- > 0)
    slot = gtk_widget_get_next_sibling (slot);
  return slot;
}

/**
 * office_calendar_day_get_lanes:
 * @self: a day
 * @row: a widget that it is in
 *
 * Returns: where its lanes are in @row; without any, where the first would be
 */
graphene_rect_t
office_calendar_day_get_lanes (OfficeCalendarDay *self, GtkWidget *row)
{
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, 0, 0);

  g_return_val_if_fail (OFFICE_IS_CALENDAR_DAY (self), bounds);

  if (!gtk_widget_compute_bounds (self->chips, row, &bounds))
    return GRAPHENE_RECT_INIT (0, 0, 0, 0);
  return bounds;
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
 * Returns: how many tasks go over it or are due on it
 */
guint
office_calendar_day_get_n_tasks (OfficeCalendarDay *self)
{
  g_return_val_if_fail (OFFICE_IS_CALENDAR_DAY (self), 0);

  return self->tasks->len;
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
