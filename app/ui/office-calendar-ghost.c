/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-calendar-ghost.h"

#define MOST_LANES 64 /* more than any day has room for */
#define LANE_GAP   2  /* pixels */

struct _OfficeCalendarGhost {
  OfficeCalendarWeek *week;
  GtkWidget *chip;   /* nullable */
  OfficeTask *task;  /* that would be moved; nullable */
  OfficeWeekBar bar; /* what is seen of it in this row */
};

/* ---- what stands there now ---- */

static void
mark_chips (OfficeCalendarGhost *self, OfficeTask *task)
{
  for (guint index = 0; index < OFFICE_WEEK_DAYS; index++)
    {
      g_autoptr (GPtrArray) chips = office_calendar_week_list_chips (self->week, index);

      for (guint i = 0; i < chips->len; i++)
        if (task != NULL && office_calendar_chip_get_task (chips->pdata[i]) == task)
          gtk_widget_add_css_class (chips->pdata[i], "moving");
        else
          gtk_widget_remove_css_class (chips->pdata[i], "moving");
    }
}

static gboolean
is_own_lane (OfficeCalendarGhost *self, guint lane)
{
  for (guint index = 0; index < OFFICE_WEEK_DAYS; index++)
    {
      OfficeCalendarChip *chip = office_calendar_week_find_chip (self->week, index, lane);

      if (chip != NULL && office_calendar_chip_get_task (chip) == self->task)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_free_lane (OfficeCalendarGhost *self, guint lane)
{
  for (guint index = self->bar.first; index <= self->bar.last; index++)
    if (office_calendar_week_find_chip (self->week, index, lane) != NULL)
      return FALSE;
  return TRUE;
}

/* That in which the task stands in this row; in others the highest that is free. */
static guint
find_lane (OfficeCalendarGhost *self)
{
  for (guint lane = 0; lane < MOST_LANES; lane++)
    if (is_own_lane (self, lane))
      return lane;
  for (guint lane = 0; lane < MOST_LANES; lane++)
    if (is_free_lane (self, lane))
      return lane;
  return 0;
}

/* ---- public ---- */

/**
 * office_calendar_ghost_new:
 * @week: a row of days
 *
 * Returns: (transfer full): none is seen
 */
OfficeCalendarGhost *
office_calendar_ghost_new (OfficeCalendarWeek *week)
{
  OfficeCalendarGhost *self = g_new0 (OfficeCalendarGhost, 1);

  self->week = week;
  return self;
}

/**
 * office_calendar_ghost_free:
 * @self: (transfer full): a ghost
 */
void
office_calendar_ghost_free (OfficeCalendarGhost *self)
{
  g_clear_pointer (&self->chip, gtk_widget_unparent);
  g_clear_object (&self->task);
  g_free (self);
}

/* FALSE: it is not in this row. */
static gboolean
find_bar (OfficeCalendarGhost *self, const OfficeSpan *span)
{
  const guint first = office_calendar_day_get_day (office_calendar_week_get_day (self->week, 0));
  const guint end = first + OFFICE_WEEK_DAYS;

  if (span->last < first || span->first >= end)
    return FALSE;
  self->bar = (OfficeWeekBar){ .item = span->item };
  self->bar.from_before = span->first < first;
  self->bar.beyond = span->last >= end;
  self->bar.first = self->bar.from_before ? 0 : span->first - first;
  self->bar.last = self->bar.beyond ? OFFICE_WEEK_DAYS - 1 : span->last - first;
  return TRUE;
}

static GtkWidget *
make_chip (OfficeCalendarGhost *self, OfficeSession *session)
{
  GtkWidget *chip = office_calendar_chip_new (session, self->task);

  office_calendar_chip_set_bar (OFFICE_CALENDAR_CHIP (chip), &self->bar, FALSE);
  gtk_widget_add_css_class (chip, "held");
  gtk_widget_set_can_target (chip, FALSE);
  gtk_widget_set_can_focus (chip, FALSE);
  gtk_accessible_update_state (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_widget_set_parent (chip, GTK_WIDGET (self->week));
  return chip;
}

/**
 * office_calendar_ghost_set_span:
 * @self: a ghost
 * @session: the office
 * @span: (nullable): the days that a task would have; %NULL: nothing would be moved
 */
void
office_calendar_ghost_set_span (OfficeCalendarGhost *self, OfficeSession *session, const OfficeSpan *span)
{
  if (span == NULL && self->task == NULL)
    return;
  g_clear_pointer (&self->chip, gtk_widget_unparent);
  g_set_object (&self->task, span != NULL ? span->item : NULL);
  mark_chips (self, self->task);
  if (span != NULL && find_bar (self, span))
    self->chip = make_chip (self, session);
}

/**
 * office_calendar_ghost_update:
 * @self: a ghost
 *
 * The chips of the row are others.
 */
void
office_calendar_ghost_update (OfficeCalendarGhost *self)
{
  if (self->task != NULL)
    mark_chips (self, self->task);
}

/**
 * office_calendar_ghost_allocate:
 * @self: a ghost
 * @width: of the row
 *
 * To be called when the days of the row have their places.
 */
void
office_calendar_ghost_allocate (OfficeCalendarGhost *self, int width)
{
  const gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self->week)) == GTK_TEXT_DIR_RTL;
  graphene_rect_t from, to, area;
  int minimum, height, left, right;

  if (self->chip == NULL)
    return;
  from = office_calendar_day_get_lanes (office_calendar_week_get_day (self->week, self->bar.first),
                                        GTK_WIDGET (self->week));
  to = office_calendar_day_get_lanes (office_calendar_week_get_day (self->week, self->bar.last),
                                      GTK_WIDGET (self->week));
  graphene_rect_union (&from, &to, &area);
  left = (mirrored ? self->bar.beyond : self->bar.from_before) ? 0 : (int) area.origin.x;
  right = (mirrored ? self->bar.from_before : self->bar.beyond) ? width : (int) (area.origin.x + area.size.width);
  gtk_widget_measure (self->chip, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  right = MAX (right, left + minimum);
  gtk_widget_measure (self->chip, GTK_ORIENTATION_VERTICAL, right - left, &height, NULL, NULL, NULL);
  gtk_widget_size_allocate (self->chip,
                            &(GtkAllocation){ left, (int) from.origin.y + (int) find_lane (self) * (height + LANE_GAP),
                                              right - left, height },
                            -1);
}
