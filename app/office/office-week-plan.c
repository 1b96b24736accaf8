/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-week-plan.h"

struct _OfficeWeekPlan {
  GArray *bars; /* OfficeWeekBar, by lane */
  OfficeWeekDay days[OFFICE_WEEK_DAYS];
  GPtrArray *singles[OFFICE_WEEK_DAYS]; /* what takes this day alone */
  guint n_shown[OFFICE_WEEK_DAYS];      /* of them */
  guint room[OFFICE_WEEK_DAYS];         /* lanes */
};

/* What begins sooner is higher, and of the same day what is longer; else they stay as they came. */
static int
compare_bars (gconstpointer a, gconstpointer b)
{
  const OfficeWeekBar *first = a, *second = b;

  if (first->from_before != second->from_before)
    return first->from_before ? -1 : 1;
  if (first->first != second->first)
    return first->first < second->first ? -1 : 1;
  if (first->last != second->last)
    return first->last > second->last ? -1 : 1;
  return first->lane < second->lane ? -1 : first->lane > second->lane;
}

static void
take_spans (OfficeWeekPlan *self, guint first_day, const OfficeSpan *spans, guint n_spans)
{
  const guint end = first_day + OFFICE_WEEK_DAYS;

  for (guint i = 0; i < n_spans; i++)
    {
      const OfficeSpan *span = &spans[i];
      const guint last = MAX (span->first, span->last);
      OfficeWeekBar bar = { .item = span->item, .lane = i, .shown = TRUE };

      if (last < first_day || span->first >= end)
        continue;
      if (span->first == last)
        {
          g_ptr_array_add (self->singles[last - first_day], span->item);
          continue;
        }
      bar.from_before = span->first < first_day;
      bar.beyond = last >= end;
      bar.first = bar.from_before ? 0 : span->first - first_day;
      bar.last = bar.beyond ? OFFICE_WEEK_DAYS - 1 : last - first_day;
      bar.n_beyond = bar.beyond ? last - end + 1 : 0;
      g_array_append_val (self->bars, bar);
    }
  g_array_sort (self->bars, compare_bars);
}

static guint
get_days (const OfficeWeekBar *bar)
{
  return (2u << bar->last) - (1u << bar->first);
}

/* Each bar takes the highest lane that is free on all its days; those that there is no room for share the one below. */
static void
assign_lanes (OfficeWeekPlan *self, guint most)
{
  g_autofree guint8 *taken = g_new0 (guint8, most + 1); /* the days of each lane */

  for (guint i = 0; i < self->bars->len; i++)
    {
      OfficeWeekBar *bar = &g_array_index (self->bars, OfficeWeekBar, i);

      bar->lane = 0;
      while (bar->lane < most && (taken[bar->lane] & get_days (bar)) != 0)
        bar->lane++;
      taken[bar->lane] |= (guint8) get_days (bar);
    }
}

static guint
count_bars (OfficeWeekPlan *self, guint day, gboolean only_shown)
{
  guint n = 0;

  for (guint i = 0; i < self->bars->len; i++)
    {
      const OfficeWeekBar *bar = &g_array_index (self->bars, OfficeWeekBar, i);

      n += bar->first <= day && bar->last >= day && (bar->shown || !only_shown);
    }
  return n;
}

static gboolean
has_room (OfficeWeekPlan *self, const OfficeWeekBar *bar)
{
  for (guint day = bar->first; day <= bar->last; day++)
    if (bar->lane >= self->room[day])
      return FALSE;
  return TRUE;
}

/*
 * A bar that is left out is told of on each of its days, which takes a lane there, for which another bar may have to go: until
 * all is told of.
 */
static void
choose_shown (OfficeWeekPlan *self, guint most)
{
  gboolean settled = FALSE;

  for (guint day = 0; day < OFFICE_WEEK_DAYS; day++)
    self->room[day] = most;
  while (!settled)
    {
      settled = TRUE;
      for (guint i = 0; i < self->bars->len; i++)
        {
          OfficeWeekBar *bar = &g_array_index (self->bars, OfficeWeekBar, i);

          bar->shown = has_room (self, bar);
        }
      for (guint day = 0; day < OFFICE_WEEK_DAYS; day++)
        {
          const guint n_bars = count_bars (self, day, TRUE), n = self->singles[day]->len;
          const gboolean fits = count_bars (self, day, FALSE) == n_bars && n_bars + n <= self->room[day];

          self->n_shown[day] = MIN (n, self->room[day] - MIN (n_bars, self->room[day]));
          if (fits || self->room[day] < most || most == 0)
            continue;
          self->room[day] = most - 1;
          settled = FALSE;
        }
    }
}

static const OfficeWeekBar *
find_bar (OfficeWeekPlan *self, guint day, guint lane)
{
  for (guint i = 0; i < self->bars->len; i++)
    {
      const OfficeWeekBar *bar = &g_array_index (self->bars, OfficeWeekBar, i);

      if (bar->shown && bar->lane == lane && bar->first <= day && bar->last >= day)
        return bar;
    }
  return NULL;
}

static void
fill_day (OfficeWeekPlan *self, guint day)
{
  OfficeWeekDay *filled = &self->days[day];
  guint n_bars = count_bars (self, day, TRUE), n_left = self->n_shown[day];

  for (guint lane = 0; n_bars + n_left > 0; lane++)
    {
      if (find_bar (self, day, lane) != NULL)
        {
          g_ptr_array_add (filled->slots, NULL);
          n_bars--;
        }
      else if (n_left > 0)
        g_ptr_array_add (filled->slots, self->singles[day]->pdata[self->n_shown[day] - n_left--]);
      else
        g_ptr_array_add (filled->slots, NULL);
    }
  for (guint i = 0; i < self->bars->len; i++)
    {
      const OfficeWeekBar *bar = &g_array_index (self->bars, OfficeWeekBar, i);

      if (bar->first <= day && bar->last >= day)
        g_ptr_array_add (filled->items, bar->item);
    }
  g_ptr_array_extend (filled->items, self->singles[day], NULL, NULL);
  filled->n_more = filled->items->len - count_bars (self, day, TRUE) - self->n_shown[day];
}

/**
 * office_week_plan_new:
 * @first_day: the first day of the row, as g_date_get_julian()
 * @spans: (array length=n_spans): what is to be shown, in order; others than those of the row are left out
 * @n_spans: how many
 * @most: how many lanes a day has room for
 *
 * An end before the begin counts as one day.
 *
 * Returns: (transfer full): what stands where
 */
OfficeWeekPlan *
office_week_plan_new (guint first_day, const OfficeSpan *spans, guint n_spans, guint most)
{
  OfficeWeekPlan *self = g_new0 (OfficeWeekPlan, 1);

  self->bars = g_array_new (FALSE, FALSE, sizeof (OfficeWeekBar));
  for (guint day = 0; day < OFFICE_WEEK_DAYS; day++)
    {
      self->days[day].items = g_ptr_array_new ();
      self->days[day].slots = g_ptr_array_new ();
      self->singles[day] = g_ptr_array_new ();
    }
  take_spans (self, first_day, spans, n_spans);
  assign_lanes (self, most);
  choose_shown (self, most);
  for (guint day = 0; day < OFFICE_WEEK_DAYS; day++)
    fill_day (self, day);
  return self;
}

/**
 * office_week_plan_free:
 * @self: (transfer full): a plan
 */
void
office_week_plan_free (OfficeWeekPlan *self)
{
  for (guint day = 0; day < OFFICE_WEEK_DAYS; day++)
    {
      g_ptr_array_unref (self->days[day].items);
      g_ptr_array_unref (self->days[day].slots);
      g_ptr_array_unref (self->singles[day]);
    }
  g_array_unref (self->bars);
  g_free (self);
}

/**
 * office_week_plan_get_n_bars:
 * @self: a plan
 *
 * Returns: how many spans of several days touch the row
 */
guint
office_week_plan_get_n_bars (OfficeWeekPlan *self)
{
  return self->bars->len;
}

/**
 * office_week_plan_get_bar:
 * @self: a plan
 * @index: which bar
 *
 * Returns: (transfer none): the bar
 */
const OfficeWeekBar *
office_week_plan_get_bar (OfficeWeekPlan *self, guint index)
{
  g_return_val_if_fail (index < self->bars->len, NULL);

  return &g_array_index (self->bars, OfficeWeekBar, index);
}

/**
 * office_week_plan_get_day:
 * @self: a plan
 * @index: which day of the row, 0 to 6
 *
 * Returns: (transfer none): what stands on it
 */
const OfficeWeekDay *
office_week_plan_get_day (OfficeWeekPlan *self, guint index)
{
  g_return_val_if_fail (index < OFFICE_WEEK_DAYS, NULL);

  return &self->days[index];
}
