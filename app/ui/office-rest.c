/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-rest.h"

#define SOON_MS 200

struct _OfficeRest {
  GtkWindow *window;            /* borrowed */
  GtkEventController *listener; /* the window's */
  guint period_ms;
  OfficeRestFunc function;
  gpointer data;
  gint64 last_input; /* µs of the monotonic clock */
  guint next;        /* source */
};

static gboolean on_time (gpointer data);

/* A dialog of this program has events of its own, which the window does not see. */
static gboolean
is_in_dialog (OfficeRest *self)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) toplevel = g_list_model_get_item (toplevels, i);

      if (toplevel != self->window && gtk_window_is_active (toplevel))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_at_rest (OfficeRest *self)
{
  return g_get_monotonic_time () - self->last_input >= (gint64) self->period_ms * 1000 && !is_in_dialog (self);
}

static void
wait_for (OfficeRest *self, guint ms)
{
  self->next = g_timeout_add_full (G_PRIORITY_LOW, ms, on_time, self, NULL);
}

/* Nothing more is to be done until somebody has done something; then nothing wakes the machine. */
static gboolean
on_time (gpointer data)
{
  OfficeRest *self = data;

  self->next = 0;
  if (!is_at_rest (self))
    wait_for (self, self->period_ms);
  else if (self->function (self->data))
    wait_for (self, MIN (SOON_MS, self->period_ms));
  return G_SOURCE_REMOVE;
}

static gboolean
on_event (GtkEventControllerLegacy *listener, GdkEvent *event, gpointer data)
{
  OfficeRest *self = data;

  self->last_input = g_get_monotonic_time ();
  if (self->next == 0)
    wait_for (self, self->period_ms);
  return GDK_EVENT_PROPAGATE;
}

/**
 * office_rest_new:
 * @window: a window
 * @period_ms: for how long nothing must have come
 * @function: called when nothing has come since @window was made, or since something came, at low priority
 * @data: for @function
 *
 * Returns: (transfer full): to be given to office_rest_free() before @window goes
 */
OfficeRest *
office_rest_new (GtkWindow *window, guint period_ms, OfficeRestFunc function, gpointer data)
{
  OfficeRest *self = g_new0 (OfficeRest, 1);

  g_return_val_if_fail (GTK_IS_WINDOW (window), NULL);

  self->window = window;
  self->period_ms = period_ms;
  self->function = function;
  self->data = data;
  self->last_input = g_get_monotonic_time ();
  self->listener = gtk_event_controller_legacy_new ();
  gtk_event_controller_set_propagation_phase (self->listener, GTK_PHASE_CAPTURE);
  g_signal_connect (self->listener, "event", G_CALLBACK (on_event), self);
  gtk_widget_add_controller (GTK_WIDGET (window), self->listener);
  wait_for (self, period_ms);
  return self;
}

void
office_rest_free (OfficeRest *self)
{
  g_clear_handle_id (&self->next, g_source_remove);
  gtk_widget_remove_controller (GTK_WIDGET (self->window), self->listener);
  g_free (self);
}
