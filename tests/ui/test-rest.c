/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The moments when nobody waits for a window. */
#include "office-rest.h"
#include "office-ui-fixture.h"

#define PERIOD_MS 60

typedef struct {
  OfficeUiFixture *ui;
  gint64 last_key; /* µs of the monotonic clock, before the window knew of it */
  guint n_rests;
  guint n_more; /* of them, how often something goes on elsewhere */
} Fixture;

static gboolean
on_key (GtkEventControllerKey *keys, guint value, guint code, GdkModifierType state, gpointer data)
{
  Fixture *fixture = data;

  fixture->last_key = g_get_monotonic_time ();
  return GDK_EVENT_PROPAGATE;
}

static gboolean
on_rest (gpointer data)
{
  Fixture *fixture = data;

  g_assert_cmpint (g_get_monotonic_time () - fixture->last_key, >=, PERIOD_MS * 1000);
  fixture->n_rests++;
  if (fixture->n_more == 0)
    return FALSE;
  fixture->n_more--;
  return TRUE;
}

/* It is never called sooner after a key than promised, soon again where something goes on, and then once after the next key. */
static void
test_input (void)
{
  GtkWidget *entry = gtk_entry_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  Fixture fixture = { office_ui_fixture_new (entry, 200, 100) };
  OfficeRest *rest;

  gtk_widget_grab_focus (entry);
  rest = office_rest_new (office_ui_fixture_get_window (fixture.ui), PERIOD_MS, on_rest, &fixture);
  /* The controller that was added last is the first to be asked. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), &fixture);
  gtk_widget_add_controller (GTK_WIDGET (office_ui_fixture_get_window (fixture.ui)), keys);
  for (guint i = 0; i < 30; i++)
    office_ui_fixture_press (fixture.ui, GDK_KEY_a, 0);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
  g_assert_cmpint (fixture.last_key, >, 0);
  OFFICE_WAIT_UNTIL (fixture.n_rests > 0);
  for (guint i = 0; i < 2; i++)
    {
      fixture.n_more = 2;
      fixture.n_rests = 0;
      office_ui_fixture_press (fixture.ui, GDK_KEY_a, 0);
      OFFICE_WAIT_UNTIL (fixture.n_rests >= 3);
      g_assert_cmpuint (fixture.n_more, ==, 0);
    }
  office_rest_free (rest);
  office_ui_fixture_free (fixture.ui);
}

/* Who writes in a dialog is not at rest. */
static void
test_dialog (void)
{
  Fixture fixture = { office_ui_fixture_new (gtk_label_new ("Office"), 200, 100) };
  GtkWindow *window = office_ui_fixture_get_window (fixture.ui);
  OfficeRest *rest = office_rest_new (window, PERIOD_MS, on_rest, &fixture);
  GtkWidget *dialog = gtk_window_new ();
  guint n_before;

  gtk_window_set_transient_for (GTK_WINDOW (dialog), window);
  gtk_window_present (GTK_WINDOW (dialog));
  OFFICE_WAIT_UNTIL (gtk_window_is_active (GTK_WINDOW (dialog)));
  n_before = fixture.n_rests;
  for (guint i = 0; i < 20; i++)
    office_ui_fixture_settle (fixture.ui);
  g_assert_cmpuint (fixture.n_rests, ==, n_before);
  gtk_window_destroy (GTK_WINDOW (dialog));
  office_ui_fixture_press (fixture.ui, GDK_KEY_a, 0);
  OFFICE_WAIT_UNTIL (fixture.n_rests > n_before);
  office_rest_free (rest);
  office_ui_fixture_free (fixture.ui);
}

int
main (int argc, char **argv)
{
  office_ui_fixture_init (&argc, &argv);
  g_test_add_func ("/ui/rest/input", test_input);
  g_test_add_func ("/ui/rest/dialog", test_dialog);
  return g_test_run ();
}
