/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-calendar-week.h"

#include "office-calendar-ghost.h"

#define MOST_LINES 2 /* of bars, where there is little room */

typedef struct {
  OfficeWeekBar bar;
  GtkWidget *chip;
} Bar;

struct _OfficeCalendarWeek {
  GtkWidget parent_instance;

  OfficeSession *session;
  GtkWidget *days[OFFICE_WEEK_DAYS];
  GArray *bars; /* Bar, those that are shown */
  gboolean narrow;
  guint chosen; /* OFFICE_WEEK_DAYS: none */
  OfficeCalendarGhost *ghost;
};

enum { CHOSEN, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OfficeCalendarWeek, office_calendar_week, GTK_TYPE_WIDGET)

static void
on_chosen (OfficeCalendarDay *day, OfficeCalendarWeek *self)
{
  g_signal_emit (self, signals[CHOSEN], 0, office_calendar_day_get_day (day));
}

/* ---- layout ---- */

static void
office_calendar_week_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                              int *minimum_baseline, int *natural_baseline)
{
  OfficeCalendarWeek *self = OFFICE_CALENDAR_WEEK (widget);
  const gboolean across = orientation == GTK_ORIENTATION_HORIZONTAL;
  int least = 0, most = 0;

  for (guint i = 0; i < OFFICE_WEEK_DAYS; i++)
    {
      int day_minimum, day_natural;

      gtk_widget_measure (self->days[i], orientation, across || for_size < 0 ? -1 : for_size / OFFICE_WEEK_DAYS,
                          &day_minimum, &day_natural, NULL, NULL);
      least = MAX (least, day_minimum);
      most = MAX (most, day_natural);
    }
  *minimum = least * (across ? OFFICE_WEEK_DAYS : 1);
  *natural = most * (across ? OFFICE_WEEK_DAYS : 1);
}

/* Over the space that its days keep for it; where it goes on, as far as the edge of the row. */
static void
allocate_bar (OfficeCalendarWeek *self, const Bar *bar, int width)
{
  const gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  GtkWidget *first = office_calendar_day_get_slot (OFFICE_CALENDAR_DAY (self->days[bar->bar.first]), bar->bar.lane);
  GtkWidget *last = office_calendar_day_get_slot (OFFICE_CALENDAR_DAY (self->days[bar->bar.last]), bar->bar.lane);
  graphene_rect_t from, to, area;
  int minimum, left, right;

  if (first == NULL || last == NULL || !gtk_widget_compute_bounds (first, GTK_WIDGET (self), &from)
      || !gtk_widget_compute_bounds (last, GTK_WIDGET (self), &to))
    return;
  graphene_rect_union (&from, &to, &area);
  left = (mirrored ? bar->bar.beyond : bar->bar.from_before) ? 0 : (int) area.origin.x;
  right = (mirrored ? bar->bar.from_before : bar->bar.beyond) ? width : (int) (area.origin.x + area.size.width);
  gtk_widget_measure (bar->chip, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  right = MAX (right, left + minimum);
  gtk_widget_measure (bar->chip, GTK_ORIENTATION_VERTICAL, right - left, &minimum, NULL, NULL, NULL);
  gtk_widget_size_allocate (
      bar->chip, &(GtkAllocation){ left, (int) area.origin.y, right - left, MAX ((int) from.size.height, minimum) },
      -1);
}

static void
office_calendar_week_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  OfficeCalendarWeek *self = OFFICE_CALENDAR_WEEK (widget);
  const gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;

  for (int i = 0; i < OFFICE_WEEK_DAYS; i++)
    {
      const int place = mirrored ? OFFICE_WEEK_DAYS - 1 - i : i;
      const int left = width * place / OFFICE_WEEK_DAYS, right = width * (place + 1) / OFFICE_WEEK_DAYS;

      gtk_widget_size_allocate (self->days[i], &(GtkAllocation){ left, 0, right - left, height }, -1);
    }
  for (guint i = 0; i < self->bars->len; i++)
    allocate_bar (self, &g_array_index (self->bars, Bar, i), width);
  office_calendar_ghost_allocate (self->ghost, width);
}

/* ---- the lines between the days ---- */

static void
append_line (GtkSnapshot *snapshot, const GdkRGBA *color, int x, int y, int width, int height)
{
  gtk_snapshot_append_color (snapshot, color,
                             &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width, (float) height));
}

static void
office_calendar_week_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  const int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  GdkRGBA line;

  if (gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), "office_line", &line))
    {
      for (int i = 0; i <= OFFICE_WEEK_DAYS; i++)
        append_line (snapshot, &line, MAX (width * i / OFFICE_WEEK_DAYS - 1, 0), 0, 1, height);
      append_line (snapshot, &line, 0, height - 1, width, 1);
      if (gtk_widget_get_prev_sibling (widget) == NULL)
        append_line (snapshot, &line, 0, 0, width, 1);
    }
  GTK_WIDGET_CLASS (office_calendar_week_parent_class)->snapshot (widget, snapshot);
}

/* ---- the widget ---- */

static void
clear_bar (gpointer data)
{
  Bar *bar = data;

  g_clear_pointer (&bar->chip, gtk_widget_unparent);
}

static void
office_calendar_week_dispose (GObject *object)
{
  OfficeCalendarWeek *self = OFFICE_CALENDAR_WEEK (object);

  g_clear_pointer (&self->ghost, office_calendar_ghost_free);
  g_clear_pointer (&self->bars, g_array_unref);
  for (guint i = 0; i < OFFICE_WEEK_DAYS; i++)
    g_clear_pointer (&self->days[i], gtk_widget_unparent);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (office_calendar_week_parent_class)->dispose (object);
}

static void
office_calendar_week_class_init (OfficeCalendarWeekClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = office_calendar_week_dispose;
  widget_class->measure = office_calendar_week_measure;
  widget_class->size_allocate = office_calendar_week_size_allocate;
  widget_class->snapshot = office_calendar_week_snapshot;
  signals[CHOSEN] = g_signal_new ("chosen", OFFICE_TYPE_CALENDAR_WEEK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
office_calendar_week_init (OfficeCalendarWeek *self)
{
  self->chosen = OFFICE_WEEK_DAYS;
  self->bars = g_array_new (FALSE, FALSE, sizeof (Bar));
  g_array_set_clear_func (self->bars, clear_bar);
  for (guint i = 0; i < OFFICE_WEEK_DAYS; i++)
    {
      self->days[i] = office_calendar_day_new ();
      g_signal_connect (self->days[i], "chosen", G_CALLBACK (on_chosen), self);
      gtk_widget_set_parent (self->days[i], GTK_WIDGET (self));
    }
  self->ghost = office_calendar_ghost_new (self);
}

/**
 * office_calendar_week_new:
 *
 * Returns: (transfer floating): a row of days
 */
GtkWidget *
office_calendar_week_new (void)
{
  return g_object_new (OFFICE_TYPE_CALENDAR_WEEK, NULL);
}

static void
update_reach (OfficeCalendarWeek *self)
{
  for (guint i = 0; i < self->bars->len; i++)
    {
      const Bar *bar = &g_array_index (self->bars, Bar, i);

      gtk_widget_set_can_focus (bar->chip, bar->bar.first <= self->chosen && self->chosen <= bar->bar.last);
    }
}

static gboolean
is_same_stretch (const OfficeWeekBar *one, const OfficeWeekBar *other)
{
  return one->item == other->item && one->first == other->first && one->last == other->last
         && one->from_before == other->from_before && one->n_beyond == other->n_beyond;
}

static gboolean
has_bars (OfficeCalendarWeek *self, GArray *bars)
{
  if (self->bars->len != bars->len)
    return FALSE;
  for (guint i = 0; i < bars->len; i++)
    {
      const OfficeWeekBar *shown = &g_array_index (self->bars, Bar, i).bar,
                          *bar = &g_array_index (bars, OfficeWeekBar, i);

      if (shown->lane != bar->lane || !is_same_stretch (shown, bar))
        return FALSE;
    }
  return TRUE;
}

/* The chip of the same stretch of a task, taken from those that stand there; NULL: none. */
static GtkWidget *
take_chip (GArray *old, const OfficeWeekBar *bar)
{
  for (guint i = 0; i < old->len; i++)
    {
      Bar *shown = &g_array_index (old, Bar, i);

      if (shown->chip != NULL && is_same_stretch (&shown->bar, bar))
        return g_steal_pointer (&shown->chip);
    }
  return NULL;
}

/* Chips follow their tasks: only others are made anew. */
static void
set_bars (OfficeCalendarWeek *self, OfficeSession *session, GArray *bars, gboolean narrow)
{
  g_autoptr (GArray) old = NULL;

  if (self->session != session || self->narrow != narrow)
    g_array_set_size (self->bars, 0);
  else if (has_bars (self, bars))
    return;
  old = g_steal_pointer (&self->bars);
  self->bars = g_array_new (FALSE, FALSE, sizeof (Bar));
  g_array_set_clear_func (self->bars, clear_bar);
  for (guint i = 0; i < bars->len; i++)
    {
      const OfficeWeekBar *bar = &g_array_index (bars, OfficeWeekBar, i);
      Bar shown = { *bar, take_chip (old, bar) };

      if (shown.chip == NULL)
        {
          shown.chip = office_calendar_chip_new (session, bar->item);
          office_calendar_chip_set_bar (OFFICE_CALENDAR_CHIP (shown.chip), bar, narrow);
          gtk_widget_set_parent (shown.chip, GTK_WIDGET (self));
        }
      g_array_append_val (self->bars, shown);
    }
}

/**
 * office_calendar_week_set_plan:
 * @self: a row of days
 * @session: the office
 * @plan: what stands where, of OfficeTask
 * @narrow: whether there is room only for dots and lines
 */
void
office_calendar_week_set_plan (OfficeCalendarWeek *self, OfficeSession *session, OfficeWeekPlan *plan, gboolean narrow)
{
  g_autoptr (GArray) bars = g_array_new (FALSE, FALSE, sizeof (OfficeWeekBar));
  guint n_lines = 0;

  g_return_if_fail (OFFICE_IS_CALENDAR_WEEK (self));

  for (guint i = 0; i < office_week_plan_get_n_bars (plan); i++)
    {
      const OfficeWeekBar *bar = office_week_plan_get_bar (plan, i);

      if (!bar->shown || (narrow && bar->lane >= MOST_LINES))
        continue;
      n_lines = MAX (n_lines, bar->lane + 1);
      g_array_append_vals (bars, bar, 1);
    }
  for (guint i = 0; i < OFFICE_WEEK_DAYS; i++)
    office_calendar_day_set_plan (OFFICE_CALENDAR_DAY (self->days[i]), session, office_week_plan_get_day (plan, i),
                                  n_lines, narrow);
  set_bars (self, session, bars, narrow);
  g_set_object (&self->session, session);
  self->narrow = narrow;
  update_reach (self);
  office_calendar_ghost_update (self->ghost);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/**
 * office_calendar_week_set_chosen:
 * @self: a row of days
 * @index: the day that is chosen, 0 to 6; OFFICE_WEEK_DAYS: none
 */
void
office_calendar_week_set_chosen (OfficeCalendarWeek *self, guint index)
{
  g_return_if_fail (OFFICE_IS_CALENDAR_WEEK (self));

  self->chosen = index;
  update_reach (self);
}

/**
 * office_calendar_week_get_day:
 * @self: a row of days
 * @index: which, 0 to 6
 *
 * Returns: (transfer none): the day
 */
OfficeCalendarDay *
office_calendar_week_get_day (OfficeCalendarWeek *self, guint index)
{
  g_return_val_if_fail (OFFICE_IS_CALENDAR_WEEK (self) && index < OFFICE_WEEK_DAYS, NULL);

  return OFFICE_CALENDAR_DAY (self->days[index]);
}

static OfficeCalendarChip *
find_bar (OfficeCalendarWeek *self, guint index, guint lane)
{
  for (guint i = 0; i < self->bars->len; i++)
    {
      const Bar *bar = &g_array_index (self->bars, Bar, i);

      if (bar->bar.lane == lane && bar->bar.first <= index && bar->bar.last >= index)
        return OFFICE_CALENDAR_CHIP (bar->chip);
    }
  return NULL;
}

/**
 * office_calendar_week_find_chip:
 * @self: a row of days
 * @index: which day, 0 to 6
 * @lane: which lane, from the top
 *
 * Returns: (transfer none) (nullable): what is seen there
 */
OfficeCalendarChip *
office_calendar_week_find_chip (OfficeCalendarWeek *self, guint index, guint lane)
{
  OfficeCalendarChip *bar;
  GtkWidget *slot;

  g_return_val_if_fail (OFFICE_IS_CALENDAR_WEEK (self) && index < OFFICE_WEEK_DAYS, NULL);

  bar = find_bar (self, index, lane);
  slot = office_calendar_day_get_slot (OFFICE_CALENDAR_DAY (self->days[index]), lane);
  return bar == NULL && slot != NULL && OFFICE_IS_CALENDAR_CHIP (slot) ? OFFICE_CALENDAR_CHIP (slot) : bar;
}

/**
 * office_calendar_week_list_chips:
 * @self: a row of days
 * @index: which day, 0 to 6
 *
 * Returns: (transfer container) (element-type OfficeCalendarChip): what is seen of the day's tasks, from the top
 */
GPtrArray *
office_calendar_week_list_chips (OfficeCalendarWeek *self, guint index)
{
  GPtrArray *chips = g_ptr_array_new ();

  g_return_val_if_fail (OFFICE_IS_CALENDAR_WEEK (self) && index < OFFICE_WEEK_DAYS, chips);

  for (guint lane = 0;
       !self->narrow && office_calendar_day_get_slot (OFFICE_CALENDAR_DAY (self->days[index]), lane) != NULL; lane++)
    {
      OfficeCalendarChip *chip = office_calendar_week_find_chip (self, index, lane);

      if (chip != NULL)
        g_ptr_array_add (chips, chip);
    }
  return chips;
}

/**
 * office_calendar_week_show_span:
 * @self: a row of days
 * @span: (nullable): the days of a task as they would be; %NULL: as they are
 *
 * Where the task stands now it is faint meanwhile.
 */
void
office_calendar_week_show_span (OfficeCalendarWeek *self, const OfficeSpan *span)
{
  g_return_if_fail (OFFICE_IS_CALENDAR_WEEK (self));

  if (self->session != NULL)
    office_calendar_ghost_set_span (self->ghost, self->session, span);
}
