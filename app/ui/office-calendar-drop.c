/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-calendar-drop.h"

#include "office-calendar-chip.h"
#include "office-calendar-grip.h"
#include "office-calendar-week.h"
#include "office-drag-edge.h"
#include "office-drag.h"
#include "office-touch-drag.h"

struct _OfficeCalendarDrop {
  OfficeCalendarDropPlace at;
  OfficeCalendarDropped dropped;
  gpointer data;

  GtkEventController *target;
  GdkDrag *drag; /* that is followed; nullable */
  GObject *what; /* is seen as it would be; nullable */
  guint day;     /* on which it would be */
  double x, y;   /* of the pointer, in the scroller */
  guint tick;    /* that scrolls */
};

/* ---- what is where ---- */

static OfficeCalendarWeek *
find_week_at (OfficeCalendarDrop *self, double y)
{
  for (guint i = 0; i < self->at.n_weeks; i++)
    {
      graphene_rect_t bounds;

      if (gtk_widget_get_mapped (self->at.weeks[i])
          && gtk_widget_compute_bounds (self->at.weeks[i], GTK_WIDGET (self->at.scroller), &bounds)
          && y >= bounds.origin.y && y < bounds.origin.y + bounds.size.height)
        return OFFICE_CALENDAR_WEEK (self->at.weeks[i]);
    }
  return NULL;
}

/* Bars lie above the days: which day it is tells the place alone. */
static OfficeCalendarDay *
find_day_at (OfficeCalendarDrop *self, double x, double y)
{
  OfficeCalendarWeek *week = find_week_at (self, y);

  for (guint i = 0; week != NULL && i < OFFICE_WEEK_DAYS; i++)
    {
      GtkWidget *day = GTK_WIDGET (office_calendar_week_get_day (week, i));
      graphene_rect_t bounds;

      if (gtk_widget_compute_bounds (day, GTK_WIDGET (self->at.scroller), &bounds) && x >= bounds.origin.x
          && x < bounds.origin.x + bounds.size.width)
        return OFFICE_CALENDAR_DAY (day);
    }
  return NULL;
}

/* ---- as it would be ---- */

/* Of the task that is dragged, or of which an end is; FALSE: it takes no more than the day. */
static gboolean
find_span (GObject *what, guint day, OfficeSpan *span)
{
  OfficeCalendarGrip *grip = OFFICE_IS_CALENDAR_GRIP (what) ? OFFICE_CALENDAR_GRIP (what) : NULL;
  OfficeTask *task = grip != NULL ? office_calendar_grip_get_task (grip) : OFFICE_TASK (what);
  guint n_days;

  if (!office_task_get_span (task, span))
    return FALSE;
  if (grip != NULL && office_calendar_grip_get_end (grip) == OFFICE_TASK_START)
    span->first = day;
  else if (grip != NULL)
    span->last = day;
  else
    {
      n_days = span->last - span->first;
      *span = (OfficeSpan){ day - n_days, day, task };
    }
  return grip != NULL || span->first != span->last;
}

static void
show_span (OfficeCalendarDrop *self, const OfficeSpan *span)
{
  for (guint i = 0; i < self->at.n_weeks; i++)
    office_calendar_week_show_span (OFFICE_CALENDAR_WEEK (self->at.weeks[i]), span);
}

static void
mark_day (OfficeCalendarDrop *self, OfficeCalendarDay *marked)
{
  for (guint i = 0; i < self->at.n_weeks; i++)
    for (guint k = 0; k < OFFICE_WEEK_DAYS; k++)
      {
        OfficeCalendarDay *day = office_calendar_week_get_day (OFFICE_CALENDAR_WEEK (self->at.weeks[i]), k);

        if (day == marked)
          gtk_widget_add_css_class (GTK_WIDGET (day), "target");
        else
          gtk_widget_remove_css_class (GTK_WIDGET (day), "target");
      }
}

static void
hide (OfficeCalendarDrop *self)
{
  if (self->what == NULL)
    return;
  mark_day (self, NULL);
  show_span (self, NULL);
  if (OFFICE_IS_CALENDAR_GRIP (self->what))
    office_calendar_grip_name_day (OFFICE_CALENDAR_GRIP (self->what), 0);
  g_clear_object (&self->what);
  self->day = 0;
}

static gboolean
takes (OfficeCalendarDay *day, const GValue *value)
{
  if (day == NULL || value == NULL || g_value_get_object (value) == NULL)
    return FALSE;
  if (G_VALUE_HOLDS (value, OFFICE_TYPE_CALENDAR_GRIP))
    {
      OfficeCalendarGrip *grip = g_value_get_object (value);

      return office_task_can_move_end (office_calendar_grip_get_task (grip), office_calendar_grip_get_end (grip),
                                       office_calendar_day_get_day (day));
    }
  return TRUE;
}

/* A bar that is held somewhere stays below the pointer there. */
static guint
find_moved_day (OfficeCalendarDrop *self, OfficeCalendarDay *day, GObject *what)
{
  const guint held = OFFICE_IS_TASK (what) && self->drag != NULL ? office_calendar_chip_get_days_held (self->drag) : 0;

  return office_calendar_day_get_day (day) + held;
}

static gboolean
show (OfficeCalendarDrop *self)
{
  const GValue *value = gtk_drop_target_get_value (GTK_DROP_TARGET (self->target));
  OfficeCalendarDay *day = find_day_at (self, self->x, self->y);
  GObject *what = value != NULL ? g_value_get_object (value) : NULL;
  OfficeSpan span;

  if (!takes (day, value))
    {
      hide (self);
      return FALSE;
    }
  if (self->what == what && self->day == find_moved_day (self, day, what))
    return TRUE;
  g_set_object (&self->what, what);
  self->day = find_moved_day (self, day, what);
  mark_day (self, day);
  show_span (self, find_span (what, self->day, &span) ? &span : NULL);
  if (OFFICE_IS_CALENDAR_GRIP (what))
    office_calendar_grip_name_day (OFFICE_CALENDAR_GRIP (what), self->day);
  return TRUE;
}

/* ---- scrolling at the edges ---- */

static gboolean
on_tick (GtkWidget *scroller, GdkFrameClock *clock, gpointer data)
{
  OfficeCalendarDrop *self = data;
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->at.scroller);
  const double before = gtk_adjustment_get_value (adjustment);
  const double depth = office_drag_edge_get_depth (self->y, gtk_widget_get_height (scroller));

  gtk_adjustment_set_value (adjustment, before + depth * OFFICE_DRAG_SPEED);
  if (gtk_adjustment_get_value (adjustment) != before)
    show (self);
  return G_SOURCE_CONTINUE;
}

/* ---- dropping ---- */

static void
on_leave (OfficeCalendarDrop *self)
{
  hide (self);
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->at.scroller), self->tick);
  self->tick = 0;
  gtk_widget_set_can_target (self->at.content, TRUE);
}

static void
forget_drag (OfficeCalendarDrop *self)
{
  if (self->drag != NULL)
    g_signal_handlers_disconnect_by_data (self->drag, self);
  g_clear_object (&self->drag);
}

/* Also by Escape. */
static void
on_drag_over (OfficeCalendarDrop *self)
{
  on_leave (self);
  forget_drag (self);
}

static void
on_cancelled (GdkDrag *drag, GdkDragCancelReason reason, OfficeCalendarDrop *self)
{
  on_drag_over (self);
}

/* FALSE: it is over. */
static gboolean
follow_drag (OfficeCalendarDrop *self)
{
  GdkDrag *drag = office_drag_get_over (GTK_DROP_TARGET (self->target));

  if (office_drag_is_over (drag))
    return FALSE;
  if (drag == NULL || drag == self->drag)
    return TRUE;
  forget_drag (self);
  self->drag = g_object_ref (drag);
  g_signal_connect_swapped (drag, "dnd-finished", G_CALLBACK (on_drag_over), self);
  g_signal_connect (drag, "cancel", G_CALLBACK (on_cancelled), self);
  return TRUE;
}

static GdkDragAction
on_motion (GtkDropTarget *target, double x, double y, OfficeCalendarDrop *self)
{
  self->x = x;
  self->y = y;
  if (!follow_drag (self))
    return 0;
  office_touch_drag_note_motion (self->drag, GTK_WIDGET (self->at.scroller), x, y);
  /* What comes up under the pointer while something is dragged makes GTK 4.8 crash, as on the board: the pointer finds only
   * what does not change. */
  gtk_widget_set_can_target (self->at.content, FALSE);
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self->at.scroller), on_tick, self, NULL);
  return show (self) ? GDK_ACTION_MOVE : 0;
}

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, OfficeCalendarDrop *self)
{
  OfficeCalendarDay *day = find_day_at (self, x, y);
  g_autoptr (GObject) what = g_value_dup_object (value);
  const gboolean taken = takes (day, value);
  const guint moved = taken ? find_moved_day (self, day, what) : 0;
  const gboolean only_pressed = office_touch_drag_note_motion (self->drag, GTK_WIDGET (self->at.scroller), x, y);

  on_leave (self);
  if (taken && !only_pressed)
    self->dropped (what, moved, self->data);
  return taken;
}

/* ---- public ---- */

/**
 * office_calendar_drop_new:
 * @place: the parts of the calendar
 * @dropped: what is done with what is dropped
 * @data: for @dropped
 *
 * Returns: (transfer full): what takes it
 */
OfficeCalendarDrop *
office_calendar_drop_new (const OfficeCalendarDropPlace *place, OfficeCalendarDropped dropped, gpointer data)
{
  OfficeCalendarDrop *self = g_new0 (OfficeCalendarDrop, 1);
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_MOVE);

  self->at = *place;
  self->dropped = dropped;
  self->data = data;
  self->target = GTK_EVENT_CONTROLLER (target);
  gtk_drop_target_set_gtypes (target, (GType[]){ OFFICE_TYPE_TASK, OFFICE_TYPE_CALENDAR_GRIP }, 2);
  gtk_drop_target_set_preload (target, TRUE);
  g_signal_connect (target, "enter", G_CALLBACK (on_motion), self);
  g_signal_connect (target, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect_swapped (target, "leave", G_CALLBACK (on_leave), self);
  g_signal_connect (target, "drop", G_CALLBACK (on_drop), self);
  gtk_widget_add_controller (GTK_WIDGET (place->scroller), self->target);
  return self;
}

/**
 * office_calendar_drop_free:
 * @self: (transfer full): nothing can be dropped any more
 */
void
office_calendar_drop_free (OfficeCalendarDrop *self)
{
  on_drag_over (self);
  g_signal_handlers_disconnect_by_data (self->target, self);
  gtk_widget_remove_controller (GTK_WIDGET (self->at.scroller), self->target);
  g_free (self);
}
