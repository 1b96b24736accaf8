/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-text-private.h"

#include <string.h>

/**
 * office_text_find_index:
 * @x: pixels from the left edge
 * @y: pixels from the top
 * @nearest: to the edge between two characters that is nearer, instead of to the character that is hit
 * @index: (out): a byte of the text
 *
 * Returns: whether there is text
 */
gboolean
office_text_find_index (OfficeText *self, double x, double y, gboolean nearest, guint *index)
{
  int byte, trailing;
  gboolean inside;

  office_text_ensure_width (self, gtk_widget_get_width (GTK_WIDGET (self)));
  inside = pango_layout_xy_to_index (self->layout, (x - office_text_get_offset (self)) * PANGO_SCALE, y * PANGO_SCALE,
                                     &byte, &trailing);
  if (nearest)
    for (; trailing > 0; trailing--)
      byte = g_utf8_next_char (self->block->text + byte) - self->block->text;
  *index = byte;
  return inside;
}

/**
 * office_text_set_selection:
 * @anchor: where it was begun, in bytes
 * @cursor: where it ends; the same: nothing is selected
 */
void
office_text_set_selection (OfficeText *self, guint anchor, guint cursor)
{
  if (anchor == self->anchor && cursor == self->cursor)
    return;
  self->anchor = anchor;
  self->cursor = cursor;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
select_word (OfficeText *self, guint index)
{
  const char *text = self->block->text;
  int n;
  const PangoLogAttr *attributes = pango_layout_get_log_attrs_readonly (self->layout, &n);
  int start = g_utf8_pointer_to_offset (text, text + index), end = start;

  while (start > 0 && !attributes[start].is_word_start)
    start--;
  while (end < n - 1 && (end == start || !attributes[end].is_word_end))
    end++;
  office_text_set_selection (self, g_utf8_offset_to_pointer (text, start) - text,
                             g_utf8_offset_to_pointer (text, end) - text);
}

/**
 * office_text_offer_primary:
 *
 * Offers the selection to be pasted with the middle button.
 */
void
office_text_offer_primary (OfficeText *self)
{
  g_autofree char *text = office_text_dup_selection (self);

  if (text != NULL)
    gdk_clipboard_set_text (gtk_widget_get_primary_clipboard (GTK_WIDGET (self)), text);
}

static void
pressed (OfficeText *self, int n_press, double x, double y, GtkGestureClick *gesture)
{
  guint index;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  office_text_find_index (self, x, y, TRUE, &index);
  if (n_press == 1)
    office_text_set_selection (self, index, index);
  else if (n_press == 2)
    select_word (self, index);
  else
    office_text_set_selection (self, 0, strlen (self->block->text));
  if (n_press > 1)
    office_text_offer_primary (self);
}

static void
released (OfficeText *self, int n_press, double x, double y, GtkGestureClick *gesture)
{
  const OfficeSpan *span = office_text_pick_target (self, x, y);

  if (n_press == 1 && span != NULL && self->anchor == self->cursor)
    g_signal_emit_by_name (self, "target-activated", (int) span->kind, span->target);
}

static gboolean
is_touch (GtkGesture *gesture)
{
  GdkEvent *event = gtk_gesture_get_last_event (gesture, gtk_gesture_get_last_updated_sequence (gesture));
  GdkDevice *device = event != NULL ? gdk_event_get_device (event) : NULL;

  return device != NULL && gdk_device_get_source (device) == GDK_SOURCE_TOUCHSCREEN;
}

static void
drag_begun (OfficeText *self, double x, double y, GtkGestureDrag *gesture)
{
  /* A finger scrolls; it copies from the row's menu. */
  if (is_touch (GTK_GESTURE (gesture)))
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
}

static void
drag_updated (OfficeText *self, double offset_x, double offset_y, GtkGestureDrag *gesture)
{
  double x, y;
  guint index;

  if (!self->dragging && !gtk_drag_check_threshold (GTK_WIDGET (self), 0, 0, offset_x, offset_y))
    return;
  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  if (!self->dragging)
    {
      self->dragging = TRUE;
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
      office_text_find_index (self, x, y, TRUE, &self->anchor);
    }
  office_text_find_index (self, x + offset_x, y + offset_y, TRUE, &index);
  office_text_set_selection (self, self->anchor, index);
}

static void
drag_ended (OfficeText *self, double offset_x, double offset_y, GtkGestureDrag *gesture)
{
  if (self->dragging)
    office_text_offer_primary (self);
  self->dragging = FALSE;
}

static void
moved (OfficeText *self, double x, double y, GtkEventControllerMotion *controller)
{
  const OfficeSpan *span = office_text_pick_target (self, x, y);

  gtk_widget_set_cursor_from_name (GTK_WIDGET (self),
                                   span != NULL && span->kind != OFFICE_SPAN_PERSON ? "pointer" : "text");
}

static void
focus_left (OfficeText *self)
{
  office_text_set_selection (self, 0, 0);
}

/**
 * office_text_watch_pointer:
 *
 * Lets the pointer select text and open what it points to.
 */
void
office_text_watch_pointer (OfficeText *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed), self);
  g_signal_connect_swapped (click, "released", G_CALLBACK (released), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begun), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_updated), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (drag_ended), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_gesture_group (click, drag);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (moved), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (focus_left), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}
