/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-task-calendar-private.h"

#include <glib/gi18n.h>

#include "office-announce.h"
#include "office-calendar-grip.h"
#include "office-calendar-side.h"
#include "office-due.h"
#include "office-new-task.h"
#include "office-task-rows.h"
#include "office-work.h"

#define SIDE_FROM 720 /* the width from which there is room for what has no date */

struct _OfficeTaskCalendar {
  GtkWidget parent_instance;

  OfficeSession *session;
  char *room;
  OfficeTaskList *list;
  gboolean weekly, narrow;
  guint chosen; /* as g_date_get_julian(), as all days here */
  gboolean room_for_side;
  guint turn;     /* source that fills anew */
  gboolean moved; /* the task that has the focus; to be announced when that is seen */

  GtkWidget *box;
  GtkWidget *title;
  GtkWidget *side_button;
  GtkWidget *grid;
  GtkWidget *side;
  GtkWidget *day_rows;    /* of the chosen day, on a phone */
  GtkWidget *day_nothing; /* in their place */
  GListStore *day_tasks;
  GtkWidget *popover; /* in which a task is typed; nullable */
};

G_DEFINE_FINAL_TYPE (OfficeTaskCalendar, office_task_calendar, GTK_TYPE_WIDGET)

/* ---- days ---- */

static guint
find_today (OfficeTaskCalendar *self)
{
  gint64 now = self->session != NULL ? office_session_get_now (self->session) : g_get_real_time () / 1000;
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (now / 1000);
  g_autofree char *due = g_date_time_format (time, "%Y-%m-%d");

  return office_due_get_day (due);
}

static OfficeCalendarPage
get_page (OfficeTaskCalendar *self)
{
  return self->weekly ? office_calendar_page_of_week (self->chosen) : office_calendar_page_of_month (self->chosen);
}

/* ---- filling ---- */

static void
update_title (OfficeTaskCalendar *self)
{
  const OfficeCalendarPage page = get_page (self);
  g_autoptr (GDateTime) time = office_calendar_day_to_time (self->weekly ? page.first : self->chosen);
  g_autoptr (GDateTime) last = office_calendar_day_to_time (page.first + 6);
  g_autofree char *title = NULL;

  if (self->weekly)
    {
      gboolean same = g_date_time_get_month (time) == g_date_time_get_month (last);
      /* Translators: the first day of a week, as in "9 – 15 June 2025", and "30 June – 6 July 2025" */
      g_autofree char *from = g_date_time_format (time, same ? "%-d" : _ ("%-d %B"));
      g_autofree char *to = g_date_time_format (last, _ ("%-d %B %Y"));

      title = g_strdup_printf ("%s – %s", from, to);
    }
  else
    /* Translators: a month, as in "June 2025" */
    title = g_date_time_format (time, _ ("%OB %Y"));
  gtk_label_set_text (GTK_LABEL (self->title), title);
}

static void
sort_out (OfficeTaskCalendar *self, GPtrArray *dated, GPtrArray *undated)
{
  guint n = self->list != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->list)) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (self->list), i);

      if (!OFFICE_IS_TASK (item))
        continue;
      if (office_task_get_due_day (OFFICE_TASK (item)) != 0)
        g_ptr_array_add (dated, g_steal_pointer (&item));
      else if (office_task_get_state (OFFICE_TASK (item)) != OFFICE_STATE_DONE)
        g_ptr_array_add (undated, g_steal_pointer (&item));
    }
}

static void
fill_side (OfficeTaskCalendar *self, GPtrArray *undated)
{
  g_autofree char *label = g_strdup_printf (_ ("No date %u"), undated->len);

  gtk_button_set_label (GTK_BUTTON (self->side_button), label);
  gtk_widget_set_visible (self->side_button, !self->narrow && self->room_for_side);
  gtk_widget_set_visible (self->side, !self->narrow && self->room_for_side
                                          && gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->side_button)));
  if (gtk_widget_get_visible (self->side))
    office_calendar_side_set_tasks (OFFICE_CALENDAR_SIDE (self->side), self->session, undated);
}

/* What the chosen day has, as on a phone it stands below. */
static void
fill_day_rows (OfficeTaskCalendar *self, GPtrArray *dated)
{
  g_autoptr (GPtrArray) tasks = g_ptr_array_new ();

  for (guint i = 0; i < dated->len && self->narrow; i++)
    if (office_task_touches_day (dated->pdata[i], self->chosen))
      g_ptr_array_add (tasks, dated->pdata[i]);
  g_list_store_splice (self->day_tasks, 0, g_list_model_get_n_items (G_LIST_MODEL (self->day_tasks)), tasks->pdata,
                       tasks->len);
  gtk_widget_set_visible (self->day_rows, self->narrow && tasks->len > 0);
  gtk_widget_set_visible (self->day_nothing, self->narrow && tasks->len == 0);
}

OfficeCalendarChip *
office_task_calendar_get_focused_chip (OfficeTaskCalendar *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && OFFICE_IS_CALENDAR_CHIP (focus) && gtk_widget_is_ancestor (focus, GTK_WIDGET (self))
             ? OFFICE_CALENDAR_CHIP (focus)
             : NULL;
}

/* Also of the one whose menu is open. */
static OfficeCalendarChip *
find_chip_in_use (OfficeTaskCalendar *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *chip = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self))
                        ? gtk_widget_get_ancestor (focus, OFFICE_TYPE_CALENDAR_CHIP)
                        : NULL;

  return chip != NULL ? OFFICE_CALENDAR_CHIP (chip) : NULL;
}

static OfficeCalendarDay *
find_chosen_day (OfficeTaskCalendar *self)
{
  return office_calendar_grid_find_day (OFFICE_CALENDAR_GRID (self->grid), self->chosen);
}

static void
focus_task (OfficeTaskCalendar *self, OfficeTask *task)
{
  OfficeCalendarChip *chip = office_calendar_grid_find_chip (OFFICE_CALENDAR_GRID (self->grid), self->chosen, task);

  if (chip != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (chip));
  else
    office_task_calendar_focus (self);
}

/* What a key has just moved is told when it stands where it was moved to. */
static void
announce (OfficeTaskCalendar *self)
{
  OfficeCalendarChip *chip = self->moved ? office_task_calendar_get_focused_chip (self) : NULL;
  OfficeTask *task = chip != NULL ? office_calendar_chip_get_task (chip) : NULL;
  g_autofree char *words = task != NULL ? office_task_dup_span_text (task) : NULL;

  self->moved = FALSE;
  if (task != NULL && words == NULL)
    words = office_task_dup_due_long_text (task);
  if (words != NULL)
    office_announce (GTK_WIDGET (chip), words);
}

/* Chips are made anew: the focus goes with the task. */
static void
fill (OfficeTaskCalendar *self)
{
  g_autoptr (GPtrArray) dated = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) undated = g_ptr_array_new_with_free_func (g_object_unref);
  OfficeCalendarChip *focused = find_chip_in_use (self);
  g_autoptr (OfficeTask) task = focused != NULL ? g_object_ref (office_calendar_chip_get_task (focused)) : NULL;
  OfficeCalendarPage page;
  OfficeSpan span;

  g_clear_handle_id (&self->turn, g_source_remove);
  if (self->list == NULL)
    return;
  if (task != NULL && office_task_get_span (task, &span))
    self->chosen = CLAMP (self->chosen, span.first, span.last);
  page = get_page (self);
  sort_out (self, dated, undated);
  update_title (self);
  office_calendar_grid_set_page (OFFICE_CALENDAR_GRID (self->grid), &page, self->chosen, find_today (self), dated);
  fill_side (self, undated);
  fill_day_rows (self, dated);
  if (task != NULL && office_task_calendar_get_focused_chip (self) == NULL)
    focus_task (self, task);
  announce (self);
}

static gboolean
on_turn (gpointer data)
{
  OfficeTaskCalendar *self = data;

  self->turn = 0;
  fill (self);
  return G_SOURCE_REMOVE;
}

/* ---- acting ---- */

void
office_task_calendar_say (OfficeTaskCalendar *self, GError *error)
{
  if (error != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.say", "s", error->message);
}

void
office_task_calendar_reschedule (OfficeTaskCalendar *self, OfficeTask *task, guint day)
{
  g_autoptr (GError) error = NULL;

  self->moved = office_session_reschedule (self->session, task, day, &error);
  office_task_calendar_say (self, error);
}

void
office_task_calendar_move_end (OfficeTaskCalendar *self, OfficeTask *task, OfficeTaskEnd end, guint day)
{
  g_autoptr (GError) error = NULL;

  self->moved = office_session_move_task_end (self->session, task, end, day, &error);
  office_task_calendar_say (self, error);
}

static void
on_dropped (OfficeCalendarGrid *grid, GObject *what, guint day, OfficeTaskCalendar *self)
{
  if (OFFICE_IS_CALENDAR_GRIP (what))
    office_task_calendar_move_end (self, office_calendar_grip_get_task (OFFICE_CALENDAR_GRIP (what)),
                                   office_calendar_grip_get_end (OFFICE_CALENDAR_GRIP (what)), day);
  else
    office_task_calendar_reschedule (self, OFFICE_TASK (what), day);
}

static void
on_side_dropped (OfficeTaskCalendar *self, OfficeTask *task)
{
  office_task_calendar_reschedule (self, task, 0);
}

static void
on_chosen (OfficeCalendarGrid *grid, guint day, OfficeTaskCalendar *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->chosen == day)
    return;
  /* The month stays where it is under the pointer, but for days of another one. */
  self->chosen = day;
  if (office_task_calendar_get_focused_chip (self) != NULL)
    gtk_root_set_focus (root, NULL);
  fill (self);
}

static void
on_title_typed (GtkWidget *entry, OfficeTaskCalendar *self)
{
  g_autofree char *title = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
  g_autofree char *due = office_due_new (self->chosen);
  OfficeNewTask task = { .room = self->room, .title = title, .due = due };
  g_autoptr (GError) error = NULL;

  if (*title == '\0' || self->room == NULL)
    return;
  office_session_make_tasks (self->session, &task, 1, NULL, &error);
  office_task_calendar_say (self, error);
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  if (self->popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->popover));
}

void
office_task_calendar_add_task (OfficeTaskCalendar *self)
{
  OfficeCalendarDay *day = find_chosen_day (self);
  GtkWidget *entry = gtk_entry_new ();

  if (day == NULL || self->room == NULL)
    return;
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  gtk_entry_set_max_length (GTK_ENTRY (entry), 500);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("New task on this day"));
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 28);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("New task on this day"),
                                  -1);
  g_signal_connect (entry, "activate", G_CALLBACK (on_title_typed), self);
  self->popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (self->popover), entry);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->popover), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("New Task"), -1);
  gtk_widget_set_parent (self->popover, GTK_WIDGET (day));
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

void
office_task_calendar_turn_page (OfficeTaskCalendar *self, int step)
{
  office_task_calendar_choose (self, self->weekly ? (guint) ((int) self->chosen + 7 * step)
                                                  : office_calendar_add_months (self->chosen, step));
}

static void
on_previous (OfficeTaskCalendar *self)
{
  office_task_calendar_turn_page (self, -1);
}

static void
on_next (OfficeTaskCalendar *self)
{
  office_task_calendar_turn_page (self, 1);
}

void
office_task_calendar_turn_to_today (OfficeTaskCalendar *self)
{
  office_task_calendar_choose (self, find_today (self));
}

/* ---- for keys ---- */

OfficeSession *
office_task_calendar_get_session (OfficeTaskCalendar *self)
{
  return self->session;
}

OfficeCalendarGrid *
office_task_calendar_get_grid (OfficeTaskCalendar *self)
{
  return OFFICE_CALENDAR_GRID (self->grid);
}

gboolean
office_task_calendar_focus_rows (OfficeTaskCalendar *self)
{
  return self->narrow && office_task_rows_focus (OFFICE_TASK_ROWS (self->day_rows), NULL);
}

/* ---- the widget ---- */

static void
office_task_calendar_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                              int *minimum_baseline, int *natural_baseline)
{
  gtk_widget_measure (OFFICE_TASK_CALENDAR (widget)->box, orientation, for_size, minimum, natural, NULL, NULL);
}

static void
office_task_calendar_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  OfficeTaskCalendar *self = OFFICE_TASK_CALENDAR (widget);
  gboolean room_for_side = width >= SIDE_FROM;

  gtk_widget_size_allocate (self->box, &(GtkAllocation){ 0, 0, width, height }, baseline);
  if (room_for_side != self->room_for_side && self->turn == 0)
    self->turn = g_idle_add (on_turn, self);
  self->room_for_side = room_for_side;
}

static void
office_task_calendar_dispose (GObject *object)
{
  OfficeTaskCalendar *self = OFFICE_TASK_CALENDAR (object);

  g_clear_pointer (&self->popover, gtk_widget_unparent);
  if (self->box != NULL)
    office_task_calendar_set_list (self, NULL, NULL, NULL);
  g_clear_handle_id (&self->turn, g_source_remove);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->day_tasks);
  G_OBJECT_CLASS (office_task_calendar_parent_class)->dispose (object);
}

static void
office_task_calendar_class_init (OfficeTaskCalendarClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = office_task_calendar_dispose;
  widget_class->measure = office_task_calendar_measure;
  widget_class->size_allocate = office_task_calendar_size_allocate;
}

static GtkWidget *
add_button (GtkWidget *box, const char *icon, const char *label, const char *name, GCallback clicked,
            OfficeTaskCalendar *self)
{
  GtkWidget *button = icon != NULL ? gtk_button_new_from_icon_name (icon) : gtk_button_new_with_mnemonic (label);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_swapped (button, "clicked", clicked, self);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static GtkWidget *
build_head (OfficeTaskCalendar *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_add_css_class (head, "toolrow");
  gtk_widget_set_margin_start (head, 12);
  gtk_widget_set_margin_end (head, 12);
  gtk_widget_set_margin_bottom (head, 6);
  add_button (head, "go-previous-symbolic", NULL, _ ("Earlier (Page Up)"), G_CALLBACK (on_previous), self);
  add_button (head, "go-next-symbolic", NULL, _ ("Later (Page Down)"), G_CALLBACK (on_next), self);
  self->title = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->title, "heading");
  gtk_label_set_xalign (GTK_LABEL (self->title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (self->title, TRUE);
  gtk_box_append (GTK_BOX (head), self->title);
  add_button (head, "list-add-symbolic", NULL, _ ("New Task on the Chosen Day (N)"),
              G_CALLBACK (office_task_calendar_add_task), self);
  add_button (head, NULL, _ ("_Today"), _ ("Today (Home)"), G_CALLBACK (office_task_calendar_turn_to_today), self);
  self->side_button = gtk_toggle_button_new ();
  gtk_widget_add_css_class (self->side_button, "flat");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->side_button), TRUE);
  gtk_widget_set_tooltip_text (self->side_button, _ ("Show Tasks Without a Date"));
  g_signal_connect_swapped (self->side_button, "toggled", G_CALLBACK (fill), self);
  gtk_box_append (GTK_BOX (head), self->side_button);
  return head;
}

static void
office_task_calendar_init (OfficeTaskCalendar *self)
{
  GtkWidget *body = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->chosen = find_today (self);
  self->day_tasks = g_list_store_new (OFFICE_TYPE_TASK);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (self->box), build_head (self));
  self->grid = office_calendar_grid_new ();
  g_signal_connect (self->grid, "chosen", G_CALLBACK (on_chosen), self);
  g_signal_connect (self->grid, "dropped", G_CALLBACK (on_dropped), self);
  gtk_box_append (GTK_BOX (body), self->grid);
  self->side = office_calendar_side_new ();
  g_signal_connect_swapped (self->side, "dropped", G_CALLBACK (on_side_dropped), self);
  gtk_box_append (GTK_BOX (body), self->side);
  gtk_widget_set_margin_start (body, 12);
  gtk_widget_set_margin_end (body, 12);
  gtk_widget_set_margin_bottom (body, 12);
  gtk_box_append (GTK_BOX (self->box), body);
  self->day_rows = office_task_rows_new (NULL);
  office_task_rows_set_narrow (OFFICE_TASK_ROWS (self->day_rows), TRUE);
  gtk_widget_set_vexpand (self->day_rows, TRUE);
  gtk_widget_set_visible (self->day_rows, FALSE);
  gtk_box_append (GTK_BOX (self->box), self->day_rows);
  self->day_nothing = gtk_label_new (_ ("Nothing on this day"));
  gtk_widget_add_css_class (self->day_nothing, "stamp");
  gtk_widget_set_margin_top (self->day_nothing, 12);
  gtk_widget_set_visible (self->day_nothing, FALSE);
  gtk_box_append (GTK_BOX (self->box), self->day_nothing);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  office_task_calendar_add_keys (self);
}

/**
 * office_task_calendar_new:
 *
 * Returns: (transfer floating): the month of today, with no tasks
 */
GtkWidget *
office_task_calendar_new (void)
{
  return g_object_new (OFFICE_TYPE_TASK_CALENDAR, NULL);
}

/**
 * office_task_calendar_set_list:
 * @self: a calendar
 * @session: (nullable): the office
 * @room: (nullable): the room in which new tasks are made
 * @list: (nullable): the tasks, without groups and by date
 */
void
office_task_calendar_set_list (OfficeTaskCalendar *self, OfficeSession *session, const char *room, OfficeTaskList *list)
{
  g_return_if_fail (OFFICE_IS_TASK_CALENDAR (self));

  if (self->list == list && self->session == session)
    return;
  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  office_calendar_side_clear (OFFICE_CALENDAR_SIDE (self->side));
  office_calendar_grid_set_session (OFFICE_CALENDAR_GRID (self->grid), session);
  if (session != self->session)
    {
      g_set_object (&self->session, session);
      self->chosen = find_today (self);
    }
  g_set_object (&self->list, list);
  g_free (self->room);
  self->room = g_strdup (room);
  office_task_rows_set_model (OFFICE_TASK_ROWS (self->day_rows), session,
                              session != NULL ? G_LIST_MODEL (self->day_tasks) : NULL);
  if (list == NULL)
    return;
  g_signal_connect_swapped (list, "updated", G_CALLBACK (fill), self);
  fill (self);
}

/**
 * office_task_calendar_set_weekly:
 * @self: a calendar
 * @weekly: whether a week is shown, and not a month
 */
void
office_task_calendar_set_weekly (OfficeTaskCalendar *self, gboolean weekly)
{
  g_return_if_fail (OFFICE_IS_TASK_CALENDAR (self));

  if (self->weekly == weekly)
    return;
  self->weekly = weekly;
  fill (self);
}

/**
 * office_task_calendar_set_narrow:
 * @self: a calendar
 * @narrow: whether there is room only for dots
 */
void
office_task_calendar_set_narrow (OfficeTaskCalendar *self, gboolean narrow)
{
  g_return_if_fail (OFFICE_IS_TASK_CALENDAR (self));

  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  office_calendar_grid_set_narrow (OFFICE_CALENDAR_GRID (self->grid), narrow);
  fill (self);
}

/**
 * office_task_calendar_choose:
 * @self: a calendar
 * @day: as g_date_get_julian()
 *
 * Turns to the month or week of the day.
 */
void
office_task_calendar_choose (OfficeTaskCalendar *self, guint day)
{
  g_return_if_fail (OFFICE_IS_TASK_CALENDAR (self));

  /* Years of four digits, and room for a page before and after. */
  self->chosen = CLAMP (day, 366, 3651000);
  if (office_task_calendar_get_focused_chip (self) != NULL)
    gtk_root_set_focus (gtk_widget_get_root (GTK_WIDGET (self)), NULL);
  fill (self);
}

/**
 * office_task_calendar_get_chosen:
 * @self: a calendar
 *
 * Returns: the day that is chosen, as g_date_get_julian()
 */
guint
office_task_calendar_get_chosen (OfficeTaskCalendar *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK_CALENDAR (self), 0);

  return self->chosen;
}

/**
 * office_task_calendar_focus:
 * @self: a calendar
 *
 * Puts the focus on the day that is chosen.
 */
void
office_task_calendar_focus (OfficeTaskCalendar *self)
{
  OfficeCalendarDay *day;

  g_return_if_fail (OFFICE_IS_TASK_CALENDAR (self));

  day = find_chosen_day (self);
  if (day != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (day));
}

/**
 * office_task_calendar_show_task:
 * @self: a calendar
 * @task: a task's id
 *
 * Turns to the day on which it is due.
 */
void
office_task_calendar_show_task (OfficeTaskCalendar *self, const char *task)
{
  OfficeTask *object = self->session != NULL ? office_session_find_task (self->session, task) : NULL;

  if (object == NULL || office_task_get_due_day (object) == 0)
    return;
  office_task_calendar_choose (self, office_task_get_due_day (object));
  focus_task (self, object);
}
