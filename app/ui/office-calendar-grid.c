/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-calendar-grid.h"

#include "office-calendar-drop.h"
#include "office-calendar-week.h"
#include "office-task-span.h"

#define N_WEEKS     6
#define CHIP_HEIGHT 24 /* with the space below, pixels */
#define DAY_HEAD    30 /* of a day, above its tasks */
#define MOST_A_DAY  60 /* in a week */

struct _OfficeCalendarGrid {
  GtkWidget parent_instance;

  OfficeSession *session;
  OfficeCalendarPage page;
  guint chosen, today; /* as g_date_get_julian(), as all days here */
  GPtrArray *tasks;    /* OfficeTask, that have a date */
  gboolean narrow;
  guint most;              /* tasks that a day has room for */
  guint turn;              /* source that fills anew */
  GArray *spans;           /* OfficeSpan, of the page */
  guint waiting;           /* weeks that are to be filled, a bit each */
  guint rest;              /* source that fills them */
  OfficeCalendarPage seen; /* that was filled last */

  GtkWidget *box;
  GtkWidget *names[7];
  GtkWidget *scroller;
  GtkWidget *weeks[N_WEEKS];
  OfficeCalendarDrop *drop;
};

enum { CHOSEN, DROPPED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OfficeCalendarGrid, office_calendar_grid, GTK_TYPE_WIDGET)

static void
update_names (OfficeCalendarGrid *self)
{
  const OfficeCalendarPage week = office_calendar_page_of_week (self->today);

  for (guint i = 0; i < 7; i++)
    {
      g_autoptr (GDateTime) time = office_calendar_day_to_time (week.first + i);
      g_autofree char *name = g_date_time_format (time, "%a");

      gtk_label_set_text (GTK_LABEL (self->names[i]), name);
    }
}

/* OfficeSpan: what touches the page, in order. */
static GArray *
list_spans (OfficeCalendarGrid *self)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (OfficeSpan));

  for (guint i = 0; i < self->tasks->len; i++)
    {
      OfficeSpan span;

      if (office_task_get_span (self->tasks->pdata[i], &span) && span.last >= self->page.first
          && span.first < self->page.first + self->page.n_days)
        g_array_append_val (spans, span);
    }
  return spans;
}

static OfficeCalendarDayFlags
get_flags (OfficeCalendarGrid *self, guint day)
{
  return (day == self->today ? OFFICE_CALENDAR_DAY_TODAY : 0) | (day == self->chosen ? OFFICE_CALENDAR_DAY_CHOSEN : 0)
         | (office_calendar_page_is_outside (&self->page, day) ? OFFICE_CALENDAR_DAY_OUTSIDE : 0);
}

static guint
count_room (OfficeCalendarGrid *self)
{
  return self->page.month == 0 || self->narrow ? MOST_A_DAY : self->most;
}

static void
fill_week (OfficeCalendarGrid *self, guint index)
{
  OfficeCalendarWeek *week = OFFICE_CALENDAR_WEEK (self->weeks[index]);
  const guint first = self->page.first + index * OFFICE_WEEK_DAYS;
  g_autoptr (OfficeWeekPlan) plan = office_week_plan_new (first, (const OfficeSpan *) (gpointer) self->spans->data,
                                                          self->spans->len, count_room (self));

  self->waiting &= ~(1u << index);
  gtk_widget_set_opacity (self->weeks[index], 1);
  for (guint i = 0; i < OFFICE_WEEK_DAYS; i++)
    office_calendar_day_set (office_calendar_week_get_day (week, i), first + i, get_flags (self, first + i));
  office_calendar_week_set_chosen (week, self->chosen >= first ? MIN (self->chosen - first, OFFICE_WEEK_DAYS)
                                                               : OFFICE_WEEK_DAYS);
  office_calendar_week_set_plan (week, self->session, plan, self->narrow);
}

static gboolean
on_rest (gpointer data)
{
  OfficeCalendarGrid *self = data;

  if (self->waiting != 0)
    fill_week (self, (guint) g_bit_nth_lsf (self->waiting, -1));
  if (self->waiting != 0)
    return G_SOURCE_CONTINUE;
  self->rest = 0;
  return G_SOURCE_REMOVE;
}

/*
 * The weeks of another page are filled one at a time, so that no frame waits for all of them: first that of the chosen day,
 * in which the focus is. Those that wait are not seen as they were. Of the same page only what is another is made anew, at once.
 */
static void
fill (OfficeCalendarGrid *self)
{
  const gboolean turned = self->seen.first != self->page.first || self->seen.n_days != self->page.n_days;
  const guint chosen = self->chosen - MIN (self->chosen, self->page.first);

  g_clear_handle_id (&self->turn, g_source_remove);
  if (self->session == NULL || self->page.n_days == 0)
    return;
  g_clear_pointer (&self->spans, g_array_unref);
  self->spans = list_spans (self);
  self->seen = self->page;
  for (guint i = 0; i < N_WEEKS; i++)
    {
      const gboolean is_shown = i * OFFICE_WEEK_DAYS < self->page.n_days;

      gtk_widget_set_visible (self->weeks[i], is_shown);
      self->waiting &= ~(1u << i);
      if (is_shown && turned && !self->narrow && chosen / OFFICE_WEEK_DAYS != i)
        {
          self->waiting |= 1u << i;
          gtk_widget_set_opacity (self->weeks[i], 0);
        }
      else if (is_shown)
        fill_week (self, i);
    }
  if (self->waiting != 0 && self->rest == 0)
    self->rest = g_idle_add (on_rest, self);
}

static gboolean
on_turn (gpointer data)
{
  OfficeCalendarGrid *self = data;

  self->turn = 0;
  fill (self);
  return G_SOURCE_REMOVE;
}

static void
on_chosen (OfficeCalendarWeek *week, guint day, OfficeCalendarGrid *self)
{
  g_signal_emit (self, signals[CHOSEN], 0, day);
}

static void
on_dropped (GObject *what, guint day, gpointer self)
{
  g_signal_emit (self, signals[DROPPED], 0, what, day);
}

/* ---- the widget ---- */

static void
office_calendar_grid_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                              int *minimum_baseline, int *natural_baseline)
{
  gtk_widget_measure (OFFICE_CALENDAR_GRID (widget)->box, orientation, for_size, minimum, natural, NULL, NULL);
}

static void
office_calendar_grid_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  OfficeCalendarGrid *self = OFFICE_CALENDAR_GRID (widget);
  guint weeks = MAX (self->page.n_days, 7) / 7, most;

  gtk_widget_size_allocate (self->box, &(GtkAllocation){ 0, 0, width, height }, baseline);
  most = (guint) MAX (gtk_widget_get_height (self->scroller) / (int) weeks - DAY_HEAD, CHIP_HEIGHT) / CHIP_HEIGHT;
  if (most != self->most && self->turn == 0)
    self->turn = g_idle_add (on_turn, self);
  self->most = most;
}

static void
office_calendar_grid_dispose (GObject *object)
{
  OfficeCalendarGrid *self = OFFICE_CALENDAR_GRID (object);

  g_clear_handle_id (&self->turn, g_source_remove);
  g_clear_handle_id (&self->rest, g_source_remove);
  g_clear_pointer (&self->spans, g_array_unref);
  g_clear_pointer (&self->drop, office_calendar_drop_free);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->tasks, g_ptr_array_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (office_calendar_grid_parent_class)->dispose (object);
}

static void
office_calendar_grid_class_init (OfficeCalendarGridClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = office_calendar_grid_dispose;
  widget_class->measure = office_calendar_grid_measure;
  widget_class->size_allocate = office_calendar_grid_size_allocate;
  signals[CHOSEN] = g_signal_new ("chosen", OFFICE_TYPE_CALENDAR_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[DROPPED] = g_signal_new ("dropped", OFFICE_TYPE_CALENDAR_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 2, G_TYPE_OBJECT, G_TYPE_UINT);
}

static GtkWidget *
build_names (OfficeCalendarGrid *self)
{
  GtkWidget *names = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_box_set_homogeneous (GTK_BOX (names), TRUE);
  for (guint i = 0; i < 7; i++)
    {
      self->names[i] = gtk_label_new (NULL);
      gtk_widget_add_css_class (self->names[i], "stamp");
      gtk_label_set_ellipsize (GTK_LABEL (self->names[i]), PANGO_ELLIPSIZE_END);
      gtk_box_append (GTK_BOX (names), self->names[i]);
    }
  gtk_widget_set_margin_bottom (names, 4);
  return names;
}

static GtkWidget *
build_weeks (OfficeCalendarGrid *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  for (guint i = 0; i < N_WEEKS; i++)
    {
      self->weeks[i] = office_calendar_week_new ();
      g_signal_connect (self->weeks[i], "chosen", G_CALLBACK (on_chosen), self);
      gtk_widget_set_vexpand (self->weeks[i], TRUE);
      gtk_box_append (GTK_BOX (box), self->weeks[i]);
    }
  return box;
}

static void
office_calendar_grid_init (OfficeCalendarGrid *self)
{
  GtkWidget *weeks = build_weeks (self);

  self->most = 3;
  self->tasks = g_ptr_array_new_with_free_func (g_object_unref);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), weeks);
  gtk_widget_set_vexpand (self->scroller, TRUE);
  gtk_widget_add_css_class (self->scroller, "calendar-days");
  gtk_box_append (GTK_BOX (self->box), build_names (self));
  gtk_box_append (GTK_BOX (self->box), self->scroller);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->drop = office_calendar_drop_new (
      &(OfficeCalendarDropPlace){ GTK_SCROLLED_WINDOW (self->scroller), weeks, self->weeks, N_WEEKS }, on_dropped,
      self);
}

/**
 * office_calendar_grid_new:
 *
 * Returns: (transfer floating): a grid without days
 */
GtkWidget *
office_calendar_grid_new (void)
{
  return g_object_new (OFFICE_TYPE_CALENDAR_GRID, NULL);
}

/**
 * office_calendar_grid_set_session:
 * @self: a grid
 * @session: (nullable): the office
 *
 * The tasks of the next page are others.
 */
void
office_calendar_grid_set_session (OfficeCalendarGrid *self, OfficeSession *session)
{
  g_return_if_fail (OFFICE_IS_CALENDAR_GRID (self));

  g_clear_handle_id (&self->rest, g_source_remove);
  self->waiting = 0;
  self->seen = (OfficeCalendarPage){ 0 };
  g_set_object (&self->session, session);
}

/**
 * office_calendar_grid_set_narrow:
 * @self: a grid
 * @narrow: whether there is room only for dots
 *
 * The days are as high as they need to be then. Seen with the next page.
 */
void
office_calendar_grid_set_narrow (OfficeCalendarGrid *self, gboolean narrow)
{
  g_return_if_fail (OFFICE_IS_CALENDAR_GRID (self));

  self->narrow = narrow;
  gtk_widget_set_vexpand (GTK_WIDGET (self), !narrow);
  gtk_widget_set_vexpand (self->scroller, !narrow);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  narrow ? GTK_POLICY_NEVER : GTK_POLICY_AUTOMATIC);
}

/**
 * office_calendar_grid_set_page:
 * @self: a grid
 * @page: the days that it shows
 * @chosen: the day that is chosen, as g_date_get_julian()
 * @today: as g_date_get_julian()
 * @tasks: (element-type OfficeTask): what has a date, in order; others than those of the page are left out
 */
void
office_calendar_grid_set_page (OfficeCalendarGrid *self, const OfficeCalendarPage *page, guint chosen, guint today,
                               GPtrArray *tasks)
{
  g_return_if_fail (OFFICE_IS_CALENDAR_GRID (self));

  self->page = *page;
  self->chosen = chosen;
  if (self->today != today)
    {
      self->today = today;
      update_names (self);
    }
  g_ptr_array_unref (self->tasks);
  self->tasks = g_ptr_array_ref (tasks);
  fill (self);
}

/* Filled, where it waits for that. */
static OfficeCalendarWeek *
find_week (OfficeCalendarGrid *self, guint day)
{
  const guint index = (day - self->page.first) / OFFICE_WEEK_DAYS;

  if ((self->waiting & 1u << index) != 0)
    fill_week (self, index);
  return OFFICE_CALENDAR_WEEK (self->weeks[index]);
}

/**
 * office_calendar_grid_find_day:
 * @self: a grid
 * @day: as g_date_get_julian()
 *
 * Returns: (transfer none) (nullable): the day, where it is on the page
 */
OfficeCalendarDay *
office_calendar_grid_find_day (OfficeCalendarGrid *self, guint day)
{
  g_return_val_if_fail (OFFICE_IS_CALENDAR_GRID (self), NULL);

  return office_calendar_page_has (&self->page, day)
             ? office_calendar_week_get_day (find_week (self, day), (day - self->page.first) % OFFICE_WEEK_DAYS)
             : NULL;
}

/**
 * office_calendar_grid_list_chips:
 * @self: a grid
 * @day: as g_date_get_julian()
 *
 * Returns: (transfer container) (element-type OfficeCalendarChip): what is seen of the day's tasks, from the top
 */
GPtrArray *
office_calendar_grid_list_chips (OfficeCalendarGrid *self, guint day)
{
  g_return_val_if_fail (OFFICE_IS_CALENDAR_GRID (self), NULL);

  return office_calendar_page_has (&self->page, day)
             ? office_calendar_week_list_chips (find_week (self, day), (day - self->page.first) % OFFICE_WEEK_DAYS)
             : g_ptr_array_new ();
}

/**
 * office_calendar_grid_find_chip:
 * @self: a grid
 * @day: as g_date_get_julian()
 * @task: (nullable): a task; %NULL: the first
 *
 * Returns: (transfer none) (nullable): its chip on that day, where one is seen
 */
OfficeCalendarChip *
office_calendar_grid_find_chip (OfficeCalendarGrid *self, guint day, OfficeTask *task)
{
  g_autoptr (GPtrArray) chips = office_calendar_grid_list_chips (self, day);

  for (guint i = 0; i < chips->len; i++)
    if (task == NULL || office_calendar_chip_get_task (chips->pdata[i]) == task)
      return chips->pdata[i];
  return NULL;
}
