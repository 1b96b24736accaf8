/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bench-tasks TASKS FOLDER: how the board of a room with so many tasks behaves: its first paint, a key in the filter,
 * scrolling, dragging, and what somebody else moves; and an import. Prints lines "name value". With a third argument, an
 * import of so many tasks alone.
 */
#include "bench-calendar.h"
#include "bench-frames.h"
#include "bench-replica.h"
#include "office-board-column.h"
#include "office-board-view.h"
#include "office-frame-pacer.h"
#include "office-importer.h"
#include "office-task-list.h"
#include "office-task-rows.h"
#include "office-ui.h"

#include <adwaita.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <unistd.h>

#define N_FRAMES    300
#define N_MOVES     300
#define SPEED       120  /* pixels a frame */
#define N_OF_IMPORT 2000 /* tasks of the board from which on an import is measured, too */

typedef struct {
  OfficeReplica *replica;
  OfficeSession *session;
  GtkWindow *window;
  OfficeBoardView *board;
  guint n_tasks;
} Bench;

static GtkWidget *
find (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && gtk_widget_get_mapped (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static OfficeBoardColumn *
get_column (Bench *bench, guint index)
{
  GtkWidget *column = find (GTK_WIDGET (bench->board), OFFICE_TYPE_BOARD_COLUMN);

  while (index-- > 0)
    column = gtk_widget_get_next_sibling (column);
  return OFFICE_BOARD_COLUMN (column);
}

static guint
count_cards (Bench *bench)
{
  guint most = 0;

  for (guint i = 0; i < BENCH_COLUMNS; i++)
    most = MAX (most, office_card_list_get_n_made (office_board_column_get_list (get_column (bench, i))));
  return most;
}

/* ---- how long ---- */

static int
compare (gconstpointer a, gconstpointer b)
{
  const double first = *(const double *) a, second = *(const double *) b;

  return first < second ? -1 : first > second;
}

static void
report_spread (const char *name, const char *unit, GArray *values)
{
  g_autofree char *median = g_strdup_printf ("%s_p50_%s", name, unit);
  g_autofree char *late = g_strdup_printf ("%s_p99_%s", name, unit);

  g_array_sort (values, compare);
  bench_report (median, g_array_index (values, double, values->len / 2));
  bench_report (late, g_array_index (values, double, values->len * 99 / 100));
}

/* ---- opening ---- */

static void
open_board (Bench *bench, const char *folder)
{
  g_autoptr (OfficeClock) clock = office_system_clock_new ();
  g_autoptr (OfficeRandom) random = office_system_random_new ();
  g_autofree char *room = bench_replica_make_room_id (0);
  double start, start_processor;

  bench->replica = bench_replica_open (folder);
  bench->session = office_session_new (bench->replica, NULL, clock, random);
  office_session_start (bench->session);
  bench->board = OFFICE_BOARD_VIEW (office_board_view_new ());
  bench->window = GTK_WINDOW (adw_window_new ());
  gtk_window_set_default_size (bench->window, 1200, 800);
  adw_window_set_content (ADW_WINDOW (bench->window), GTK_WIDGET (bench->board));
  gtk_window_present (bench->window);
  bench_settle (bench->window);

  start = bench_get_ms ();
  start_processor = bench_get_processor_ms ();
  office_board_view_set_room (bench->board, bench->session, room);
  bench_paint (bench->window);
  bench_report ("first_paint_ms", bench_get_ms () - start);
  bench_report ("first_paint_processor_ms", bench_get_processor_ms () - start_processor);
  bench_settle (bench->window);
}

/* ---- filtering ---- */

/* Processor time that one change takes: of its worst frame, and of all until nothing is left to do. */
typedef struct {
  GArray *worst, *all;
} Cost;

static void
cost_init (Cost *self)
{
  self->worst = g_array_new (FALSE, FALSE, sizeof (double));
  self->all = g_array_new (FALSE, FALSE, sizeof (double));
}

static void
cost_report (Cost *self, const char *name)
{
  g_autofree char *worst = g_strconcat (name, "_worst", NULL);

  report_spread (name, "processor_ms", self->all);
  report_spread (worst, "processor_ms", self->worst);
  g_array_unref (self->worst);
  g_array_unref (self->all);
}

/* From the change, which was at @start, until no frame has anything to do any more, and the one after: what that has left. */
static void
cost_add (Cost *self, GtkWindow *window, double start)
{
  double last = start, worst = 0, all = 0;
  gboolean busy = TRUE;

  for (guint frames = 0; busy; frames++)
    {
      double now;

      busy = frames == 0 || office_frame_pacer_is_busy_in (GTK_WIDGET (window));
      bench_paint (window);
      now = bench_get_processor_ms ();
      worst = MAX (worst, now - last);
      /* The last one is there to be looked at, and shows nothing new. */
      if (busy)
        all = now - start;
      last = now;
    }
  g_array_append_val (self->worst, worst);
  g_array_append_val (self->all, all);
}

/* The entry of the filter waits for the person to pause; that is not counted. */
static void
measure_filter (Bench *bench)
{
  g_autoptr (OfficeTaskFilter) filter = office_task_filter_new (bench->session);
  static const char *const texts[] = { "s",   "st", "sta", "stai", "stair", "stairs", "stair", "stai",
                                       "sta", "st", "s",   "",     "1",     "19",     "199",   "1999",
                                       "199", "19", "1",   "",     "d",     "do",     "doo",   "door" };
  Cost cost;

  cost_init (&cost);
  office_board_view_set_filter (bench->board, filter);
  bench_settle (bench->window);
  for (guint round = 0; round < 5; round++)
    for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
      {
        const double start = bench_get_processor_ms ();

        office_task_filter_set_text (filter, texts[i]);
        cost_add (&cost, bench->window, start);
        bench_settle (bench->window);
      }
  office_board_view_set_filter (bench->board, NULL);
  bench_settle (bench->window);
  cost_report (&cost, "filter");
}

/* ---- scrolling and dragging ---- */

static void
measure_scrolling (Bench *bench)
{
  OfficeCardList *list = office_board_column_get_list (get_column (bench, 0));
  BenchFrameWatch *watch = bench_frames_watch (bench->window);
  double step = SPEED;

  for (guint i = 0; i < N_FRAMES; i++)
    {
      if (!office_card_list_scroll_by (list, step))
        step = -step;
      bench_paint (bench->window);
    }
  bench_frames_report ("scroll", bench_frames_end (watch));
}

/* The slot goes down one column after the other, as under a pointer. */
static void
measure_dragging (Bench *bench)
{
  BenchFrameWatch *watch = bench_frames_watch (bench->window);

  for (guint i = 0; i < N_FRAMES; i++)
    {
      OfficeBoardColumn *column = get_column (bench, i / 60 % 4);

      office_board_column_show_slot (
          column, office_card_list_find_place (office_board_column_get_list (column), i % 60 * 12), 62);
      bench_paint (bench->window);
      if (i % 60 == 59)
        office_board_column_hide_slot (column);
    }
  for (guint i = 0; i < BENCH_COLUMNS; i++)
    office_board_column_hide_slot (get_column (bench, i));
  bench_frames_report ("drag", bench_frames_end (watch));
}

/* ---- what somebody else moves ---- */

static void
measure_moves (Bench *bench)
{
  g_autoptr (GArray) model = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) processor = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < N_MOVES; i++)
    {
      const guint task = i * 7 % bench->n_tasks, column = (task + 1 + i / 100) % BENCH_COLUMNS;
      g_autofree char *position = g_strdup_printf ("Z%c", 'z' - (char) (i % 20));
      g_autoptr (OfficeFrame) frame = bench_replica_make_move (bench->replica, task, column, position);
      const double start = bench_get_ms (), start_processor = bench_get_processor_ms ();
      double taken;
      g_autoptr (GError) error = NULL;

      if (!office_replica_apply_changes (bench->replica, frame, &error))
        g_error ("%s", error->message);
      taken = bench_get_ms () - start;
      g_array_append_val (model, taken);
      bench_paint (bench->window);
      taken = bench_get_processor_ms () - start_processor;
      g_array_append_val (processor, taken);
      bench_settle (bench->window);
    }
  report_spread ("move", "ms", model);
  report_spread ("move_paint", "processor_ms", processor);
}

/* ---- the list ---- */

/* Shown first, in other orders, and by what is looked for. */
static void
measure_list (Bench *bench)
{
  static const OfficeTaskOrder orders[] = {
    { .sorting = OFFICE_SORTING_DUE },
    { .sorting = OFFICE_SORTING_TITLE },
    { .sorting = OFFICE_SORTING_TITLE, .descending = TRUE },
    { .sorting = OFFICE_SORTING_PRIORITY, .grouping = OFFICE_GROUPING_COLUMN },
    { .sorting = OFFICE_SORTING_CREATED, .grouping = OFFICE_GROUPING_ASSIGNEE },
    { .sorting = OFFICE_SORTING_NUMBER, .grouping = OFFICE_GROUPING_DUE },
    { .sorting = OFFICE_SORTING_POSITION },
  };
  static const char *const texts[] = { "s", "st", "stairs", "st", "", "1", "19", "199", "19", "1", "" };
  g_autoptr (OfficeTaskFilter) filter = office_task_filter_new (bench->session);
  g_autoptr (OfficeTaskList) list = NULL;
  g_autofree char *room = bench_replica_make_room_id (0);
  GtkWidget *rows = office_task_rows_new (NULL);
  Cost show, order, letter;
  double start;

  /* As in the window, the board is there behind the list. */
  g_object_ref (bench->board);
  adw_window_set_content (ADW_WINDOW (bench->window), rows);
  bench_settle (bench->window);
  cost_init (&show);
  start = bench_get_processor_ms ();
  list = office_task_list_new (bench->session, room, filter);
  office_task_rows_set_model (OFFICE_TASK_ROWS (rows), bench->session, G_LIST_MODEL (list));
  bench_report ("list_made_processor_ms", bench_get_processor_ms () - start);
  cost_add (&show, bench->window, start);
  cost_report (&show, "list_show");
  cost_init (&order);
  cost_init (&letter);
  for (guint round = 0; round < 5; round++)
    {
      for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
        {
          bench_settle (bench->window);
          start = bench_get_processor_ms ();
          office_task_list_set_order (list, &orders[i]);
          cost_add (&order, bench->window, start);
        }
      for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
        {
          bench_settle (bench->window);
          start = bench_get_processor_ms ();
          office_task_filter_set_text (filter, texts[i]);
          cost_add (&letter, bench->window, start);
        }
    }
  cost_report (&order, "list_order");
  cost_report (&letter, "list_filter");
}

/* ---- an import ---- */

typedef struct {
  double last_ms, longest_ms;
} Gaps;

static void
on_piece (Gaps *gaps)
{
  const double now = bench_get_ms ();

  gaps->longest_ms = MAX (gaps->longest_ms, now - gaps->last_ms);
  gaps->last_ms = now;
}

static void
on_finished (gboolean *finished)
{
  *finished = TRUE;
}

static OfficeImport *
make_import (guint n)
{
  OfficeImport *import = office_import_new ();

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *title = g_strdup_printf ("Imported %u: ask what the stairs are to look like", i);
      OfficeImportTask *task = office_import_add_task (import, i + 1, title);

      g_string_append (task->description, "As it stood on the other board.");
      task->due = g_strdup ("2026-11-30");
    }
  return import;
}

static double
import_tasks (OfficeSession *session, guint n, double *longest_ms)
{
  g_autofree char *room = bench_replica_make_room_id (0);
  g_autoptr (OfficeImporter) importer = office_importer_new (session, make_import (n));
  const double start = bench_get_ms ();
  Gaps gaps = { start, 0 };
  gboolean finished = FALSE;

  g_signal_connect_swapped (importer, "notify::done", G_CALLBACK (on_piece), &gaps);
  g_signal_connect_swapped (importer, "finished", G_CALLBACK (on_finished), &finished);
  office_importer_start (importer, room);
  gaps.last_ms = bench_get_ms ();
  while (!finished)
    g_main_context_iteration (NULL, TRUE);
  if (office_importer_get_n_made (importer) != n)
    g_error ("%u of %u tasks were imported", office_importer_get_n_made (importer), n);
  *longest_ms = gaps.longest_ms;
  return bench_get_ms () - start;
}

/* The floor: as many tasks as a first sync brings them, which nobody checks, places or queues. */
static void
measure_import (const char *folder, guint n)
{
  g_autoptr (OfficeClock) clock = office_system_clock_new ();
  g_autoptr (OfficeRandom) random = office_system_random_new ();
  g_autoptr (OfficeReplica) replica = NULL;
  g_autoptr (OfficeSession) session = NULL;
  g_autofree char *floor = g_build_filename (folder, "floor", NULL);
  g_autofree char *book = g_build_filename (folder, "import", NULL);
  double longest, few;

  g_mkdir (floor, 0700);
  g_mkdir (book, 0700);
  bench_report ("import_floor_ms", bench_replica_measure_fill (floor, n));
  bench_replica_fill_board (book, 10);
  replica = bench_replica_open (book);
  session = office_session_new (replica, NULL, clock, random);
  office_session_start (session);
  few = import_tasks (session, n / 10, &longest);
  bench_report ("import_tenth_ms", few);
  bench_report ("import_ms", import_tasks (session, n, &longest));
  bench_report ("import_longest_ms", longest);
}

static void
measure_calendar (Bench *bench)
{
  g_autofree char *room = bench_replica_make_room_id (0);

  bench_calendar_measure (bench->session, room);
}

int
main (int argc, char **argv)
{
  Bench bench = { 0 };

  if (argc < 3 || argc > 4)
    g_error ("usage: bench-tasks TASKS FOLDER [import]");
  bench.n_tasks = (guint) atoi (argv[1]);
  if (argc == 4)
    {
      measure_import (argv[2], bench.n_tasks);
      _exit (EXIT_SUCCESS);
    }
  bench_replica_fill_board (argv[2], bench.n_tasks);

  gtk_init ();
  office_ui_init ();
  open_board (&bench, argv[2]);
  bench_report ("pss_kib", bench_get_pss_kib ());
  measure_filter (&bench);
  measure_scrolling (&bench);
  measure_dragging (&bench);
  measure_moves (&bench);
  bench_report ("most_cards", count_cards (&bench));
  measure_list (&bench);
  measure_calendar (&bench);
  if (bench.n_tasks >= N_OF_IMPORT)
    measure_import (argv[2], 10000);
  _exit (EXIT_SUCCESS);
}
