/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-calendar.h"

#include "bench-frames.h"
#include "office-task-calendar.h"
#include "office-tasks-view.h"

#include <adwaita.h>

#define N_FRAMES 40 /* that are watched after each step; what is left for later is done by then */

typedef struct {
  GtkWindow *window;
  OfficeTasksView *view;
} Bench;

static GtkWidget *
find (GtkWidget *widget, GType type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (widget, type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type);
  return found;
}

static void
show_month (Bench *bench)
{
  office_tasks_view_set_layout (bench->view, OFFICE_TASKS_MONTH);
}

static void
show_week (Bench *bench)
{
  office_tasks_view_set_layout (bench->view, OFFICE_TASKS_WEEK);
}

static void
turn_page (Bench *bench)
{
  OfficeTaskCalendar *calendar = OFFICE_TASK_CALENDAR (find (GTK_WIDGET (bench->view), OFFICE_TYPE_TASK_CALENDAR));
  const guint days = office_tasks_view_get_layout (bench->view) == OFFICE_TASKS_MONTH ? 31 : 7;

  office_task_calendar_choose (calendar, office_task_calendar_get_chosen (calendar) - days);
}

/* Until it is painted, and what the frames cost from then on. */
static void
measure (Bench *bench, const char *name, void (*step) (Bench *bench))
{
  g_autofree char *painted = g_strconcat (name, "_painted_processor_ms", NULL);
  g_autofree char *after = g_strconcat (name, "_after", NULL);
  double start;
  BenchFrameWatch *watch;

  bench_settle (bench->window);
  start = bench_get_processor_ms ();
  step (bench);
  bench_paint (bench->window);
  bench_report (painted, bench_get_processor_ms () - start);
  watch = bench_frames_watch (bench->window);
  for (guint i = 0; i < N_FRAMES; i++)
    bench_paint (bench->window);
  bench_frames_report (after, bench_frames_end (watch));
}

void
bench_calendar_measure (OfficeSession *session, const char *room)
{
  Bench bench;

  bench.view = OFFICE_TASKS_VIEW (office_tasks_view_new ());
  bench.window = GTK_WINDOW (adw_window_new ());
  gtk_window_set_default_size (bench.window, 1200, 800);
  adw_window_set_content (ADW_WINDOW (bench.window), GTK_WIDGET (bench.view));
  office_tasks_view_set_layout (bench.view, OFFICE_TASKS_LIST);
  office_tasks_view_set_room (bench.view, session, room);
  gtk_window_present (bench.window);
  bench_settle (bench.window);
  measure (&bench, "month", show_month);
  measure (&bench, "month_next", turn_page);
  measure (&bench, "month_further", turn_page);
  measure (&bench, "week", show_week);
  measure (&bench, "week_next", turn_page);
  gtk_window_destroy (bench.window);
}
