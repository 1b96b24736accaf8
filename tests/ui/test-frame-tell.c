/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a window tells of its frames, and of what is done in it. */
#include "office-frame-tell.h"
#include "office-throttle.h"
#include "office-ui-fixture.h"

typedef struct {
  OfficeUiFixture *ui;
  GtkWidget *widget;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->widget = gtk_entry_new ();
  office_frame_tell (fixture->widget);
  fixture->ui = office_ui_fixture_new (fixture->widget, 200, 100);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  office_ui_fixture_free (fixture->ui);
}

static gint64
get_wait (void)
{
  return office_throttle_get_wait (office_throttle_get_default (), g_get_monotonic_time ());
}

/* The next frame is a quarter of an hour away, as this display has it: only one that is painted ends the wait. */
static void
expect_slow_frame (void)
{
  office_throttle_painted (office_throttle_get_default (), 0, 0, 1000 * G_USEC_PER_SEC);
  office_throttle_expect_painting (office_throttle_get_default (), g_get_monotonic_time ());
  g_assert_cmpint (get_wait (), >, 0);
}

static void
test_painted (Fixture *fixture, gconstpointer data)
{
  office_ui_fixture_settle (fixture->ui);
  expect_slow_frame ();
  gtk_widget_queue_draw (fixture->widget);
  OFFICE_WAIT_UNTIL (get_wait () == 0);
}

typedef struct {
  gint64 begun; /* µs: before the key was pressed, so that it does not matter how long the machine took */
  gint64 wait;
} Change;

static void
on_changed (Change *change)
{
  change->wait = office_throttle_get_wait (office_throttle_get_default (), change->begun);
}

/* Between a key and the frame that shows what it did there is a wait; then there is none. */
static void
test_key (Fixture *fixture, gconstpointer data)
{
  Change change = { 0 };

  g_signal_connect_swapped (fixture->widget, "changed", G_CALLBACK (on_changed), &change);
  gtk_widget_grab_focus (fixture->widget);
  office_ui_fixture_settle (fixture->ui);
  office_throttle_painted (office_throttle_get_default (), 0, 0, 1000 * G_USEC_PER_SEC);
  change.begun = g_get_monotonic_time ();
  office_ui_fixture_press (fixture->ui, GDK_KEY_a, 0);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (fixture->widget)), ==, "a");
  g_assert_cmpint (change.wait, >, 0);
  OFFICE_WAIT_UNTIL (get_wait () == 0);
}

int
main (int argc, char **argv)
{
  office_ui_fixture_init (&argc, &argv);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/frame-tell/painted", test_painted);
  ADD ("/frame-tell/key", test_key);
#undef ADD

  return g_test_run ();
}
