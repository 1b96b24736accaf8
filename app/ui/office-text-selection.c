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

  office_text_ensure_width (self, MAX (0, gtk_widget_get_width (GTK_WIDGET (self)) - office_text_get_inset (self)));
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

static void
offer_primary (OfficeText *self)
{
  g_autofree char *text = office_text_dup_selection (self);

  if (text != NULL)
    gdk_clipboard_set_text (gtk_widget_get_primary_clipboard (GTK_WIDGET (self)), text);
}

static void
focus_span (OfficeText *self, int index)
{
  const OfficeSpan *span = index >= 0 ? &g_array_index (self->block->spans, OfficeSpan, index) : NULL;
  g_autofree char *words = NULL;

  self->focus_span = index;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (span == NULL)
    {
      gtk_accessible_reset_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
      return;
    }
  words = office_text_block_dup_spoken (self->block, span->start, span->end);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
}

/* ---- the pointer ---- */

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
    offer_primary (self);
}

static void
released (OfficeText *self, int n_press, double x, double y, GtkGestureClick *gesture)
{
  const OfficeSpan *span = office_text_pick_target (self, x, y);

  if (n_press == 1 && span != NULL && self->anchor == self->cursor)
    g_signal_emit_by_name (self, "target-activated", (int) span->kind, span->target);
}

static void
moved (OfficeText *self, double x, double y, GtkEventControllerMotion *controller)
{
  const OfficeSpan *span = office_text_pick_target (self, x, y);

  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), span != NULL ? "pointer" : "text");
}

static void
focus_left (OfficeText *self)
{
  focus_span (self, -1);
}

/* ---- the keyboard ---- */

static gboolean
key_pressed (OfficeText *self, guint keyval, guint keycode, GdkModifierType state)
{
  const OfficeSpan *span;

  if (self->focus_span < 0 || (state & gtk_accelerator_get_default_mod_mask ()) != 0
      || (keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter && keyval != GDK_KEY_space))
    return GDK_EVENT_PROPAGATE;
  span = &g_array_index (self->block->spans, OfficeSpan, self->focus_span);
  g_signal_emit_by_name (self, "target-activated", (int) span->kind, span->target);
  return GDK_EVENT_STOP;
}

/**
 * office_text_move_focus:
 * @direction: as in #GtkWidgetClass.focus()
 *
 * Goes to the first, the next or the previous link.
 *
 * Returns: whether there is one
 */
gboolean
office_text_move_focus (OfficeText *self, GtkDirectionType direction)
{
  const gboolean inside = gtk_widget_is_focus (GTK_WIDGET (self));
  const int n = (int) self->block->spans->len;
  const int step = direction == GTK_DIR_TAB_BACKWARD ? -1 : 1;
  int index;

  if (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD)
    return FALSE;
  index = inside && self->focus_span >= 0 ? self->focus_span + step : step > 0 ? 0 : n - 1;
  while (index >= 0 && index < n && g_array_index (self->block->spans, OfficeSpan, index).target == NULL)
    index += step;
  if (index < 0 || index >= n)
    return FALSE;
  if (!inside && !gtk_widget_grab_focus (GTK_WIDGET (self)))
    return FALSE;
  focus_span (self, index);
  return TRUE;
}

/**
 * office_text_watch_pointer:
 *
 * Lets the pointer select words and open what it points to, and the keyboard follow links. What is dragged over is selected
 * by the whole that the text is part of.
 */
void
office_text_watch_pointer (OfficeText *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed), self);
  g_signal_connect_swapped (click, "released", G_CALLBACK (released), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (moved), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (focus_left), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
