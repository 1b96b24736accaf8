/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Work that is spread over the frames of a window. */
#include "office-frame-pacer.h"
#include "office-test-notice.h"
#include "office-ui-fixture.h"

#include <time.h>

#define N_PIECES 5
#define LONG_NS  50000000 /* more than a frame of any display */

typedef struct {
  OfficeUiFixture *ui;
  GtkWidget *widget;
  OfficeFramePacer *pacer;
  guint left;           /* pieces */
  gint64 time;          /* µs that each takes */
  guint in_frame, most; /* pieces of this frame, and of any */
  gulong handler;
} Fixture;

static OfficePace
do_piece (gpointer data)
{
  Fixture *fixture = data;
  const gint64 end = g_get_monotonic_time () + fixture->time;

  g_assert_cmpuint (fixture->left, >, 0);
  while (g_get_monotonic_time () < end)
    continue;
  fixture->left--;
  fixture->in_frame++;
  return fixture->left > 0 ? OFFICE_PACE_MORE : OFFICE_PACE_DONE;
}

static OfficePace
do_piece_and_wait (gpointer data)
{
  return do_piece (data) == OFFICE_PACE_MORE ? OFFICE_PACE_WAIT : OFFICE_PACE_DONE;
}

static void
on_painted (Fixture *fixture)
{
  fixture->most = MAX (fixture->most, fixture->in_frame);
  fixture->in_frame = 0;
}

static void
set_up (Fixture *fixture, gconstpointer piece)
{
  fixture->widget = gtk_label_new ("Here");
  fixture->ui = office_ui_fixture_new (fixture->widget, 200, 100);
  fixture->pacer = office_frame_pacer_new (fixture->widget, 6, (OfficeFramePiece) piece, fixture);
  fixture->left = N_PIECES;
  fixture->handler = g_signal_connect_swapped (gtk_widget_get_frame_clock (fixture->widget), "after-paint",
                                               G_CALLBACK (on_painted), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_signal_handler_disconnect (gtk_widget_get_frame_clock (fixture->widget), fixture->handler);
  office_frame_pacer_free (fixture->pacer);
  office_ui_fixture_free (fixture->ui);
}

/* One that takes longer than a frame is the only one of it. */
static void
test_long (Fixture *fixture, gconstpointer data)
{
  fixture->time = 100000;
  office_frame_pacer_begin (fixture->pacer);
  g_assert_cmpuint (fixture->left, ==, N_PIECES);
  OFFICE_WAIT_UNTIL (!office_frame_pacer_is_busy (fixture->pacer));
  office_ui_fixture_settle (fixture->ui);
  g_assert_cmpuint (fixture->left, ==, 0);
  g_assert_cmpuint (fixture->most, ==, 1);
}

static gint64
get_processor_ns (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * G_GINT64_CONSTANT (1000000000) + now.tv_nsec;
}

/* Where a frame is used up before, it gets one piece, and the next one all that fit. */
static void
test_spent (Fixture *fixture, gconstpointer data)
{
  gint64 end;

  office_frame_pacer_begin (fixture->pacer);
  for (end = get_processor_ns () + LONG_NS; get_processor_ns () < end;)
    continue;
  OFFICE_WAIT_UNTIL (fixture->left < N_PIECES);
  g_assert_cmpuint (fixture->left, ==, N_PIECES - 1);
  OFFICE_WAIT_UNTIL (!office_frame_pacer_is_busy (fixture->pacer));
  office_ui_fixture_settle (fixture->ui);
  g_assert_cmpuint (fixture->most, >, 1);
}

static void
test_wait (Fixture *fixture, gconstpointer data)
{
  office_frame_pacer_begin (fixture->pacer);
  OFFICE_WAIT_UNTIL (!office_frame_pacer_is_busy (fixture->pacer));
  office_ui_fixture_settle (fixture->ui);
  g_assert_cmpuint (fixture->left, ==, 0);
  g_assert_cmpuint (fixture->most, ==, 1);
}

static void
test_finish (Fixture *fixture, gconstpointer data)
{
  office_frame_pacer_begin (fixture->pacer);
  office_frame_pacer_finish (fixture->pacer);
  g_assert_cmpuint (fixture->left, ==, 0);
  g_assert_false (office_frame_pacer_is_busy (fixture->pacer));
  /* A frame that comes now has nothing to do. */
  office_ui_fixture_settle (fixture->ui);
  fixture->left = 1;
  office_frame_pacer_begin (fixture->pacer);
  g_assert_true (office_frame_pacer_is_busy_in (GTK_WIDGET (gtk_widget_get_root (fixture->widget))));
  office_ui_fixture_settle (fixture->ui);
  g_assert_cmpuint (fixture->left, ==, 0);
}

static void
test_unseen (Fixture *fixture, gconstpointer data)
{
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (fixture->widget));

  gtk_widget_set_visible (fixture->widget, FALSE);
  office_frame_pacer_begin (fixture->pacer);
  office_ui_fixture_settle (fixture->ui);
  g_assert_cmpuint (fixture->left, ==, N_PIECES);
  g_assert_true (office_frame_pacer_is_busy (fixture->pacer));
  g_assert_false (office_frame_pacer_is_busy_in (root));
  gtk_widget_set_visible (fixture->widget, TRUE);
  office_ui_fixture_settle (fixture->ui);
  g_assert_cmpuint (fixture->left, ==, 0);
}

int
main (int argc, char **argv)
{
  office_ui_fixture_init (&argc, &argv);

#define ADD(path, piece, function) g_test_add (path, Fixture, piece, set_up, function, tear_down)
  ADD ("/frame-pacer/long", do_piece, test_long);
  ADD ("/frame-pacer/spent", do_piece, test_spent);
  ADD ("/frame-pacer/wait", do_piece_and_wait, test_wait);
  ADD ("/frame-pacer/finish", do_piece, test_finish);
  ADD ("/frame-pacer/unseen", do_piece, test_unseen);

  return g_test_run ();
}
