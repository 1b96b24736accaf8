/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-touch-drag.h"

#define STILL 16 /* pixels that a finger may move while it only presses */
#define PRESS "office-touch-press"

struct _OfficeTouchDrag {
  GtkWidget *area;
  OfficeTouchDragHands hands;
  gpointer data;
  GtkEventController *press;
  GdkDrag *drag; /* nullable */
};

/* Where a drag began, in its window, and whether it went on from there. */
typedef struct {
  graphene_point_t at;
  gboolean moved;
} Press;

static gboolean
find_in_window (GtkWidget *widget, double x, double y, graphene_point_t *point)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  return root != NULL
         && gtk_widget_compute_point (widget, GTK_WIDGET (root), &GRAPHENE_POINT_INIT ((float) x, (float) y), point);
}

static void
forget_drag (OfficeTouchDrag *self)
{
  if (self->drag != NULL)
    g_signal_handlers_disconnect_by_data (self->drag, self);
  g_clear_object (&self->drag);
}

static void
end (OfficeTouchDrag *self, gboolean taken_back)
{
  const Press *press = g_object_get_data (G_OBJECT (self->drag), PRESS);
  const gboolean pressed = !press->moved && !taken_back;

  forget_drag (self);
  self->hands.over (pressed, self->data);
}

static void
on_finished (GdkDrag *drag, OfficeTouchDrag *self)
{
  end (self, FALSE);
}

/* Of a finger that does not move at all, a compositor says that there was nothing onto which it could be dropped. */
static void
on_cancelled (GdkDrag *drag, GdkDragCancelReason reason, OfficeTouchDrag *self)
{
  end (self, reason == GDK_DRAG_CANCEL_USER_CANCELLED);
}

static GdkDrag *
begin (OfficeTouchDrag *self, GdkContentProvider *content)
{
  GtkNative *native = gtk_widget_get_native (self->area);
  GdkDevice *device = gtk_gesture_get_device (GTK_GESTURE (self->press));

  if (device == NULL)
    device = gdk_seat_get_pointer (gdk_display_get_default_seat (gtk_widget_get_display (self->area)));
  return gdk_drag_begin (gtk_native_get_surface (native), device, content, GDK_ACTION_MOVE, 0, 0);
}

static void
on_pressed (GtkGestureLongPress *gesture, double x, double y, OfficeTouchDrag *self)
{
  g_autoptr (GdkContentProvider) content = self->drag == NULL ? self->hands.take (x, y, self->data) : NULL;
  Press *press;

  if (content == NULL)
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  /* Round a popover there is nothing onto which a finger that goes nowhere could let it go. */
  if (gtk_widget_get_ancestor (self->area, GTK_TYPE_POPOVER) == NULL)
    self->drag = begin (self, content);
  if (self->drag == NULL)
    {
      self->hands.over (TRUE, self->data);
      return;
    }
  press = g_new0 (Press, 1);
  g_object_set_data_full (G_OBJECT (self->drag), PRESS, press, g_free);
  find_in_window (self->area, x, y, &press->at);
  g_signal_connect (self->drag, "dnd-finished", G_CALLBACK (on_finished), self);
  g_signal_connect (self->drag, "cancel", G_CALLBACK (on_cancelled), self);
  self->hands.begun (self->drag, self->data);
}

/**
 * office_touch_drag_new:
 * @area: where things can be taken hold of
 * @phase: of its gesture: %GTK_PHASE_CAPTURE where something below @area scrolls, which keeps the rest of a touch to itself:
 *   the press would go on without it, and still be there at the next touch
 * @hands: what is done
 * @data: for @hands
 *
 * Returns: (transfer full): what drags; to be freed before @area is
 */
OfficeTouchDrag *
office_touch_drag_new (GtkWidget *area, GtkPropagationPhase phase, const OfficeTouchDragHands *hands, gpointer data)
{
  OfficeTouchDrag *self = g_new0 (OfficeTouchDrag, 1);

  self->area = area;
  self->hands = *hands;
  self->data = data;
  self->press = GTK_EVENT_CONTROLLER (gtk_gesture_long_press_new ());
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (self->press), TRUE);
  gtk_event_controller_set_propagation_phase (self->press, phase);
  g_signal_connect (self->press, "pressed", G_CALLBACK (on_pressed), self);
  gtk_widget_add_controller (area, self->press);
  return self;
}

/**
 * office_touch_drag_free:
 * @self: (transfer full): nothing can be taken hold of any more; what is being dragged can still be dropped
 */
void
office_touch_drag_free (OfficeTouchDrag *self)
{
  forget_drag (self);
  g_signal_handlers_disconnect_by_data (self->press, self);
  gtk_widget_remove_controller (self->area, self->press);
  g_free (self);
}

/**
 * office_touch_drag_note_motion:
 * @drag: (nullable): what is being dragged
 * @where: a widget that it is over
 * @x: where, in @where
 * @y: where, in @where
 *
 * To be told by all onto which it can be dropped.
 *
 * Returns: whether a finger holds it still where it took hold of it: there is nothing to be moved so far
 */
gboolean
office_touch_drag_note_motion (GdkDrag *drag, GtkWidget *where, double x, double y)
{
  Press *press = drag != NULL ? g_object_get_data (G_OBJECT (drag), PRESS) : NULL;
  graphene_point_t point;

  if (press == NULL || !find_in_window (where, x, y, &point))
    return FALSE;
  press->moved |= ABS (point.x - press->at.x) >= STILL || ABS (point.y - press->at.y) >= STILL;
  return !press->moved;
}
