/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-frame-tell.h"

#include "office-frames.h"

#define USUAL_INTERVAL 16667 /* µs, where the display does not say */

/* Owned by the widget. */
typedef struct {
  GdkFrameClock *clock; /* NULL: the widget has no window */
  gint64 from;          /* µs of the monotonic clock: the frame that is being painted */
} Teller;

static void
on_before_paint (GdkFrameClock *clock, Teller *self)
{
  self->from = g_get_monotonic_time ();
}

static void
on_after_paint (GdkFrameClock *clock, Teller *self)
{
  gint64 interval = 0;

  gdk_frame_clock_get_refresh_info (clock, gdk_frame_clock_get_frame_time (clock), &interval, NULL);
  office_frames_painted (self->from, g_get_monotonic_time (), interval > 0 ? interval : USUAL_INTERVAL);
}

static void
let_go (Teller *self)
{
  if (self->clock == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->clock, self);
  g_clear_object (&self->clock);
}

static void
on_realize (GtkWidget *widget, Teller *self)
{
  let_go (self);
  self->clock = g_object_ref (gtk_widget_get_frame_clock (widget));
  g_signal_connect (self->clock, "before-paint", G_CALLBACK (on_before_paint), self);
  g_signal_connect (self->clock, "after-paint", G_CALLBACK (on_after_paint), self);
}

static void
on_unrealize (GtkWidget *widget, Teller *self)
{
  let_go (self);
}

/* A pointer that moves over a window mostly changes nothing in it. */
static gboolean
on_event (GtkEventControllerLegacy *listener, GdkEvent *event, gpointer data)
{
  switch (gdk_event_get_event_type (event))
    {
    case GDK_KEY_PRESS:
    case GDK_BUTTON_PRESS:
    case GDK_BUTTON_RELEASE:
    case GDK_SCROLL:
    case GDK_TOUCH_BEGIN:
    case GDK_TOUCH_UPDATE:
    case GDK_TOUCH_END:
      office_frames_expect (g_get_monotonic_time ());
      break;
    default:
      break;
    }
  return GDK_EVENT_PROPAGATE;
}

static void
teller_free (gpointer data)
{
  let_go (data);
  g_free (data);
}

/**
 * office_frame_tell:
 * @widget: what fills most of a window; told of once
 *
 * From now on what can wait is done between the frames of the window that @widget is in, and after the frame that shows what
 * somebody did in it.
 */
void
office_frame_tell (GtkWidget *widget)
{
  Teller *self = g_new0 (Teller, 1);
  GtkEventController *listener = gtk_event_controller_legacy_new ();

  g_object_set_data_full (G_OBJECT (widget), "office-frame-tell", self, teller_free);
  g_signal_connect (widget, "realize", G_CALLBACK (on_realize), self);
  g_signal_connect (widget, "unrealize", G_CALLBACK (on_unrealize), self);
  gtk_event_controller_set_propagation_phase (listener, GTK_PHASE_CAPTURE);
  g_signal_connect (listener, "event", G_CALLBACK (on_event), NULL);
  gtk_widget_add_controller (widget, listener);
}
