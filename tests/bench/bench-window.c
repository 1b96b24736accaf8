/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bench-window empty | bench-window room MESSAGES FOLDER | bench-window beside FOLDER: time from start to the first painted frame, and memory (PSS), of an
 * empty libadwaita window, or of an office with a room of so many messages open. The replica is made before, by a child, so
 * that its making counts neither as time nor as memory; one that is there already is taken, for whoever profiles. Prints
 * lines "name value".
 */
#include "bench-frames.h"
#include "bench-replica.h"
#include "office-ui.h"
#include "office-window-private.h"
#include "office-work.h"

#include <adwaita.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <unistd.h>

#define WIDTH           1200
#define HEIGHT          800
#define N_BESIDE        2
#define BESIDE_TASKS    2000
#define BESIDE_MESSAGES 20000

static gint64 start_time;

static double
get_milliseconds_since (gint64 time)
{
  return (double) (g_get_monotonic_time () - time) / 1000;
}

/* ---- the window ---- */

static void
on_painted (GdkFrameClock *clock, gboolean *painted)
{
  *painted = TRUE;
}

static void
wait_for_paint (GtkWindow *window)
{
  gboolean painted = FALSE;
  GdkFrameClock *clock;
  gulong handler;

  gtk_window_present (window);
  clock = gtk_widget_get_frame_clock (GTK_WIDGET (window));
  handler = g_signal_connect (clock, "after-paint", G_CALLBACK (on_painted), &painted);
  while (!painted || !gtk_widget_get_mapped (GTK_WIDGET (window)))
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (clock, handler);
  bench_report ("first_frame_ms", get_milliseconds_since (start_time));
  bench_settle (window);
  bench_report ("pss_kib", bench_get_pss_kib ());
  /* The room was drawn some times by now, as rows came, and the empty window once: so all of both once more, as when somebody
   * moves an edge. What that is drawn into stays with the C library. */
  gtk_window_set_default_size (window, WIDTH - 1, HEIGHT);
  bench_settle (window);
  bench_report ("drawn_again_pss_kib", bench_get_pss_kib ());
}

static char *
make_folder_beside (const char *folder, guint index)
{
  g_autofree char *name = g_strdup_printf ("beside-%u", index);

  return g_build_filename (folder, name, NULL);
}

static GtkWindow *
make_window (GtkWidget *content)
{
  GtkWindow *window = GTK_WINDOW (adw_window_new ());

  gtk_window_set_default_size (window, WIDTH, HEIGHT);
  adw_window_set_content (ADW_WINDOW (window), content);
  return window;
}

static void
show_empty (void)
{
  GtkWidget *box;

  gtk_init ();
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  adw_init ();
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  wait_for_paint (make_window (box));
}

/* As the program opens them, without their lines: sessions whose tasks stand in My Work. */
static void
open_beside (const char *folder, OfficeSession *shown)
{
  g_autoptr (OfficeClock) clock = office_system_clock_new ();
  g_autoptr (OfficeRandom) random = office_system_random_new ();
  double before = bench_get_pss_kib ();

  office_session_get_work (shown); /* which is made then, too */
  bench_report ("with_work_pss_kib", bench_get_pss_kib ());
  before = bench_get_pss_kib ();
  for (guint i = 0; i < N_BESIDE; i++)
    {
      g_autofree char *one = make_folder_beside (folder, i);
      g_autoptr (OfficeReplica) replica = bench_replica_open (one);
      OfficeSession *session = office_session_new (replica, NULL, clock, random);

      office_session_get_work (session); /* kept until the end, as the session is */
      while (g_main_context_pending (NULL))
        g_main_context_iteration (NULL, FALSE);
    }
  bench_report ("beside_pss_kib", bench_get_pss_kib ());
  bench_report ("of_one_beside_kib", (bench_get_pss_kib () - before) / N_BESIDE);
}

static void
show_room (const char *folder, gboolean beside)
{
  g_autoptr (OfficeClock) clock = office_system_clock_new ();
  g_autoptr (OfficeRandom) random = office_system_random_new ();
  g_autoptr (OfficeReplica) replica = NULL;
  g_autoptr (OfficeSession) session = NULL;
  g_autofree char *room = bench_replica_make_room_id (0);
  GtkWidget *window;
  gint64 opened;

  office_ui_begin ();
  office_ui_init ();
  opened = g_get_monotonic_time ();
  replica = bench_replica_open (folder);
  session = office_session_new (replica, NULL, clock, random);
  office_session_start (session);
  window = office_window_new (NULL, NULL);
  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH, HEIGHT);
  office_window_show_session (OFFICE_WINDOW (window), session, NULL);
  office_window_begin_with_room (OFFICE_WINDOW (window), room);
  if (g_strcmp0 (office_workspace_get_room_id (OFFICE_WINDOW (window)->workspace), room) != 0)
    g_error ("The room is not shown");
  bench_report ("open_ms", get_milliseconds_since (opened));
  wait_for_paint (GTK_WINDOW (window));
  if (beside)
    open_beside (folder, session);
}

/* Three alike: one that is shown, and two beside it. */
static void
fill_offices (const char *folder)
{
  bench_replica_fill_office (folder, BESIDE_TASKS, BESIDE_MESSAGES);
  for (guint i = 0; i < N_BESIDE; i++)
    {
      g_autofree char *one = make_folder_beside (folder, i);

      g_mkdir (one, 0700);
      bench_replica_fill_office (one, BESIDE_TASKS, BESIDE_MESSAGES);
    }
}

int
main (int argc, char **argv)
{
  if (argc == 4 && g_str_equal (argv[1], "room"))
    {
      const guint n_messages = (guint) atoi (argv[2]);
      g_autofree char *made = g_build_filename (argv[3], "replica.db", NULL);

      if (!g_file_test (made, G_FILE_TEST_EXISTS))
        bench_replica_fill (argv[3], &n_messages, 1);
    }
  else if (argc == 3 && g_str_equal (argv[1], "beside"))
    fill_offices (argv[2]);
  else if (argc != 2 || !g_str_equal (argv[1], "empty"))
    g_error ("usage: bench-window empty | room MESSAGES FOLDER | beside FOLDER");

  start_time = g_get_monotonic_time ();
  if (argc == 2)
    show_empty ();
  else
    show_room (argv[argc - 1], argc == 3);
  _exit (EXIT_SUCCESS);
}
