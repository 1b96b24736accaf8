/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-picture-canvas.h"

#define MOST_ZOOM   16.0
#define LEAST_PIXEL 16.0 /* a picture is never made smaller than this */
#define STEP        1.25 /* a notch of the wheel */
#define SWIPE       400  /* pixels a second */

struct _OfficePictureCanvas {
  GtkWidget parent_instance;

  GdkTexture *texture; /* nullable */
  double zoom;         /* 0: it fits */
  double x, y;         /* which point of the picture stands in the middle, in its pixels */
  double start_zoom;   /* of a gesture that is going on */
  double start_x, start_y;
  double pointer_x, pointer_y;
};

enum { SWIPED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OfficePictureCanvas, office_picture_canvas, GTK_TYPE_WIDGET)

static double
get_fitting_zoom (OfficePictureCanvas *self)
{
  const double width = gtk_widget_get_width (GTK_WIDGET (self)), height = gtk_widget_get_height (GTK_WIDGET (self));

  if (self->texture == NULL || width <= 0 || height <= 0)
    return 1;
  return MIN (1, MIN (width / gdk_texture_get_width (self->texture), height / gdk_texture_get_height (self->texture)));
}

/* The picture may be moved only as far as it goes beyond the window. */
static double
clamp_side (double middle, double length, double window)
{
  if (length <= window)
    return length / 2;
  return CLAMP (middle, window / 2, length - window / 2);
}

static void
clamp_middle (OfficePictureCanvas *self)
{
  const double zoom = office_picture_canvas_get_zoom (self);

  if (self->texture == NULL)
    return;
  self->x = clamp_side (self->x, gdk_texture_get_width (self->texture),
                        gtk_widget_get_width (GTK_WIDGET (self)) / zoom);
  self->y = clamp_side (self->y, gdk_texture_get_height (self->texture),
                        gtk_widget_get_height (GTK_WIDGET (self)) / zoom);
}

static void
update_cursor (OfficePictureCanvas *self)
{
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), office_picture_canvas_fits (self) ? NULL : "grab");
}

/* What stands at a point of the window stays there. */
static void
zoom_at (OfficePictureCanvas *self, double zoom, double window_x, double window_y)
{
  const double before = office_picture_canvas_get_zoom (self);
  const double off_x = window_x - gtk_widget_get_width (GTK_WIDGET (self)) / 2.0;
  const double off_y = window_y - gtk_widget_get_height (GTK_WIDGET (self)) / 2.0;
  const double fitting = get_fitting_zoom (self);
  double least;

  if (self->texture == NULL)
    return;
  least = MIN (fitting,
               LEAST_PIXEL / MAX (gdk_texture_get_width (self->texture), gdk_texture_get_height (self->texture)));
  zoom = CLAMP (zoom, least, MOST_ZOOM);
  if (zoom <= fitting * 1.001)
    {
      office_picture_canvas_zoom_to_fit (self);
      return;
    }
  self->x += off_x / before - off_x / zoom;
  self->y += off_y / before - off_y / zoom;
  self->zoom = zoom;
  clamp_middle (self);
  update_cursor (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* ---- gestures ---- */

static gboolean
scrolled (OfficePictureCanvas *self, double dx, double dy, GtkEventControllerScroll *controller)
{
  const GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));
  const gboolean wheel = gtk_event_controller_scroll_get_unit (controller) == GDK_SCROLL_UNIT_WHEEL;

  /* A wheel zooms, two fingers on a touchpad move. */
  if (wheel || (state & GDK_CONTROL_MASK) != 0)
    zoom_at (self, office_picture_canvas_get_zoom (self) * (dy < 0 ? STEP : 1 / STEP), self->pointer_x,
             self->pointer_y);
  else
    office_picture_canvas_move (self, -dx, -dy);
  return GDK_EVENT_STOP;
}

static void
pointer_moved (OfficePictureCanvas *self, double x, double y)
{
  self->pointer_x = x;
  self->pointer_y = y;
}

static void
drag_begun (OfficePictureCanvas *self, double x, double y, GtkGesture *gesture)
{
  self->start_x = self->x;
  self->start_y = self->y;
}

static void
drag_updated (OfficePictureCanvas *self, double dx, double dy, GtkGesture *gesture)
{
  const double zoom = office_picture_canvas_get_zoom (self);

  if (office_picture_canvas_fits (self))
    return;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  self->x = self->start_x - dx / zoom;
  self->y = self->start_y - dy / zoom;
  clamp_middle (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
pinch_begun (OfficePictureCanvas *self)
{
  self->start_zoom = office_picture_canvas_get_zoom (self);
}

static void
pinched (OfficePictureCanvas *self, double scale, GtkGesture *gesture)
{
  double x, y;

  if (gtk_gesture_get_bounding_box_center (gesture, &x, &y))
    zoom_at (self, self->start_zoom * scale, x, y);
}

static void
pressed (OfficePictureCanvas *self, int n_press, double x, double y)
{
  if (n_press != 2)
    return;
  if (self->zoom > 0)
    office_picture_canvas_zoom_to_fit (self);
  else
    zoom_at (self, MAX (1, 2 * get_fitting_zoom (self)), x, y);
}

static void
swiped (OfficePictureCanvas *self, double velocity_x, double velocity_y)
{
  if (office_picture_canvas_fits (self) && ABS (velocity_x) > MAX (SWIPE, 2 * ABS (velocity_y)))
    g_signal_emit (self, signals[SWIPED], 0, velocity_x < 0 ? 1 : -1);
}

static void
watch (OfficePictureCanvas *self)
{
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *pinch = gtk_gesture_zoom_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *swipe = gtk_gesture_swipe_new ();

  g_signal_connect_swapped (scroll, "scroll", G_CALLBACK (scrolled), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (pointer_moved), self);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begun), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_updated), self);
  g_signal_connect_swapped (pinch, "begin", G_CALLBACK (pinch_begun), self);
  g_signal_connect_swapped (pinch, "scale-changed", G_CALLBACK (pinched), self);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed), self);
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (swipe), TRUE);
  g_signal_connect_swapped (swipe, "swipe", G_CALLBACK (swiped), self);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (pinch));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (swipe));
}

/* ---- the widget ---- */

static void
office_picture_canvas_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                               int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = 0;
}

static void
office_picture_canvas_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  clamp_middle (OFFICE_PICTURE_CANVAS (widget));
}

static void
office_picture_canvas_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  OfficePictureCanvas *self = OFFICE_PICTURE_CANVAS (widget);
  const double zoom = office_picture_canvas_get_zoom (self);

  if (self->texture == NULL)
    return;
  gtk_snapshot_append_texture (snapshot, self->texture,
                               &GRAPHENE_RECT_INIT ((float) (gtk_widget_get_width (widget) / 2.0 - self->x * zoom),
                                                    (float) (gtk_widget_get_height (widget) / 2.0 - self->y * zoom),
                                                    (float) (gdk_texture_get_width (self->texture) * zoom),
                                                    (float) (gdk_texture_get_height (self->texture) * zoom)));
}

static void
office_picture_canvas_dispose (GObject *object)
{
  g_clear_object (&OFFICE_PICTURE_CANVAS (object)->texture);
  G_OBJECT_CLASS (office_picture_canvas_parent_class)->dispose (object);
}

static void
office_picture_canvas_class_init (OfficePictureCanvasClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = office_picture_canvas_dispose;
  widget_class->measure = office_picture_canvas_measure;
  widget_class->size_allocate = office_picture_canvas_size_allocate;
  widget_class->snapshot = office_picture_canvas_snapshot;
  signals[SWIPED] = g_signal_new ("swiped", OFFICE_TYPE_PICTURE_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_INT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
office_picture_canvas_init (OfficePictureCanvas *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  watch (self);
}

/**
 * office_picture_canvas_new:
 *
 * Returns: (transfer floating): a canvas without a picture
 */
GtkWidget *
office_picture_canvas_new (void)
{
  return g_object_new (OFFICE_TYPE_PICTURE_CANVAS, NULL);
}

/**
 * office_picture_canvas_set_texture:
 * @texture: (nullable): what to show; it fits at first
 */
void
office_picture_canvas_set_texture (OfficePictureCanvas *self, GdkTexture *texture)
{
  g_return_if_fail (OFFICE_IS_PICTURE_CANVAS (self));

  g_set_object (&self->texture, texture);
  office_picture_canvas_zoom_to_fit (self);
}

/**
 * office_picture_canvas_get_zoom:
 *
 * Returns: how many pixels of the window a pixel of the picture takes
 */
double
office_picture_canvas_get_zoom (OfficePictureCanvas *self)
{
  g_return_val_if_fail (OFFICE_IS_PICTURE_CANVAS (self), 1);

  return self->zoom > 0 ? self->zoom : get_fitting_zoom (self);
}

/**
 * office_picture_canvas_fits:
 *
 * Returns: whether the whole picture is in view
 */
gboolean
office_picture_canvas_fits (OfficePictureCanvas *self)
{
  g_return_val_if_fail (OFFICE_IS_PICTURE_CANVAS (self), TRUE);

  return self->zoom <= 0 || self->zoom <= get_fitting_zoom (self);
}

/**
 * office_picture_canvas_zoom_by:
 * @factor: more than 1 makes it larger
 */
void
office_picture_canvas_zoom_by (OfficePictureCanvas *self, double factor)
{
  g_return_if_fail (OFFICE_IS_PICTURE_CANVAS (self));

  office_picture_canvas_zoom_to (self, office_picture_canvas_get_zoom (self) * factor);
}

/**
 * office_picture_canvas_zoom_to_fit:
 *
 * Shows all of it, never larger than it is.
 */
void
office_picture_canvas_zoom_to_fit (OfficePictureCanvas *self)
{
  g_return_if_fail (OFFICE_IS_PICTURE_CANVAS (self));

  self->zoom = 0;
  clamp_middle (self);
  update_cursor (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * office_picture_canvas_zoom_to:
 * @zoom: pixels of the window a pixel of the picture
 */
void
office_picture_canvas_zoom_to (OfficePictureCanvas *self, double zoom)
{
  g_return_if_fail (OFFICE_IS_PICTURE_CANVAS (self));

  zoom_at (self, zoom, gtk_widget_get_width (GTK_WIDGET (self)) / 2.0, gtk_widget_get_height (GTK_WIDGET (self)) / 2.0);
}

/**
 * office_picture_canvas_move:
 * @dx: pixels of the window to the right
 * @dy: pixels of the window down
 */
void
office_picture_canvas_move (OfficePictureCanvas *self, double dx, double dy)
{
  const double zoom = office_picture_canvas_get_zoom (self);

  g_return_if_fail (OFFICE_IS_PICTURE_CANVAS (self));

  self->x -= dx / zoom;
  self->y -= dy / zoom;
  clamp_middle (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
