/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-message-selection.h"

#include <string.h>

struct _OfficeMessageSelection {
  GtkWidget *widget;
  GPtrArray *texts; /* OfficeText, borrowed */

  gboolean dragging;
  guint anchor_text; /* where it was begun: which text, and which byte of it */
  guint anchor;
  guint cursor_text; /* likewise, where it ends */
  guint cursor;
};

static OfficeText *
get_text (OfficeMessageSelection *self, guint index)
{
  return self->texts->pdata[index];
}

static guint
get_length (OfficeText *text)
{
  return strlen (office_text_get_block (text)->text);
}

static void
clear (OfficeMessageSelection *self)
{
  for (guint i = 0; i < self->texts->len; i++)
    office_text_select (get_text (self, i), 0, 0);
}

/* The text at a height, or the one that is nearest to it. */
static guint
find_text (OfficeMessageSelection *self, double y)
{
  guint nearest = 0;
  double least = G_MAXDOUBLE;

  for (guint i = 0; i < self->texts->len; i++)
    {
      graphene_rect_t bounds;
      double off;

      if (!gtk_widget_compute_bounds (self->texts->pdata[i], self->widget, &bounds))
        continue;
      off = y < bounds.origin.y ? bounds.origin.y - y : y - bounds.origin.y - bounds.size.height;
      if (off < least)
        {
          least = off;
          nearest = i;
        }
    }
  return nearest;
}

static guint
find_byte (OfficeMessageSelection *self, guint index, double x, double y)
{
  double text_x, text_y;

  if (!gtk_widget_translate_coordinates (self->widget, self->texts->pdata[index], x, y, &text_x, &text_y))
    return 0;
  return office_text_find_nearest (get_text (self, index), text_x, text_y);
}

/* From the anchor to a byte of another text, or of the same. */
static void
extend (OfficeMessageSelection *self, guint index, guint byte)
{
  const guint first = MIN (index, self->anchor_text), last = MAX (index, self->anchor_text);

  self->cursor_text = index;
  self->cursor = byte;
  for (guint i = 0; i < self->texts->len; i++)
    {
      const guint length = get_length (get_text (self, i));
      guint start = 0, end = length;

      if (i < first || i > last)
        end = 0;
      else if (first == last)
        {
          start = self->anchor;
          end = byte;
        }
      else
        {
          if (i == first)
            start = index == first ? byte : self->anchor;
          if (i == last)
            end = index == last ? byte : self->anchor;
        }
      office_text_select (get_text (self, i), start, end);
    }
}

/* ---- gestures ---- */

/* Not asked of the device: a finger comes from the pointer's where a display has only one. */
static gboolean
is_touch (GtkGesture *gesture)
{
  return gtk_gesture_get_last_updated_sequence (gesture) != NULL;
}

static gboolean
hits_text (OfficeMessageSelection *self, double x, double y)
{
  GtkWidget *hit = gtk_widget_pick (self->widget, x, y, GTK_PICK_DEFAULT);

  return hit != NULL && (hit == self->widget || OFFICE_IS_TEXT (hit));
}

static void
drag_begun (OfficeMessageSelection *self, double x, double y, GtkGestureDrag *gesture)
{
  /* A finger scrolls; it copies from the row's menu. */
  if (self->texts->len == 0 || is_touch (GTK_GESTURE (gesture)) || !hits_text (self, x, y))
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
}

static void
drag_updated (OfficeMessageSelection *self, double offset_x, double offset_y, GtkGestureDrag *gesture)
{
  double x, y;
  guint index;

  if (self->texts->len == 0 || (!self->dragging && !gtk_drag_check_threshold (self->widget, 0, 0, offset_x, offset_y)))
    return;
  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  if (!self->dragging)
    {
      self->dragging = TRUE;
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
      self->anchor_text = find_text (self, y);
      self->anchor = find_byte (self, self->anchor_text, x, y);
      gtk_widget_grab_focus (self->texts->pdata[self->anchor_text]);
    }
  index = find_text (self, y + offset_y);
  extend (self, index, find_byte (self, index, x + offset_x, y + offset_y));
}

static void
offer_primary (OfficeMessageSelection *self)
{
  g_autofree char *text = office_message_selection_dup_text (self);

  if (text != NULL)
    gdk_clipboard_set_text (gtk_widget_get_primary_clipboard (self->widget), text);
}

static void
drag_ended (OfficeMessageSelection *self, double offset_x, double offset_y, GtkGestureDrag *gesture)
{
  if (self->dragging)
    offer_primary (self);
  self->dragging = FALSE;
}

/**
 * office_message_selection_new:
 * @widget: the texts are in it; it gets gestures that select
 *
 * Returns: (transfer full): a selection without texts
 */
OfficeMessageSelection *
office_message_selection_new (GtkWidget *widget)
{
  OfficeMessageSelection *self = g_new0 (OfficeMessageSelection, 1);
  GtkGesture *press = gtk_gesture_click_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->widget = widget;
  self->texts = g_ptr_array_new ();
  /* Before the text that is pressed selects something of its own. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (press), GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (press, "pressed", G_CALLBACK (clear), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (press));
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begun), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_updated), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (drag_ended), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (clear), self);
  gtk_widget_add_controller (widget, focus);
  return self;
}

/**
 * office_message_selection_free:
 *
 * While the widget is disposed of: its gestures go with it.
 */
void
office_message_selection_free (OfficeMessageSelection *self)
{
  g_ptr_array_unref (self->texts);
  g_free (self);
}

/**
 * office_message_selection_add:
 * @text: the next text of the message; it must be forgotten before it goes
 */
void
office_message_selection_add (OfficeMessageSelection *self, OfficeText *text)
{
  g_ptr_array_add (self->texts, text);
}

/**
 * office_message_selection_forget:
 *
 * Forgets all texts.
 */
void
office_message_selection_forget (OfficeMessageSelection *self)
{
  g_ptr_array_set_size (self->texts, 0);
  self->dragging = FALSE;
}

/*
 * Where the keyboard goes on: what was selected by the pointer, the place that was pressed, or else an end of the text. Over
 * several texts only the one who selected knows where it began.
 */
static void
find_cursor (OfficeMessageSelection *self, int direction)
{
  guint n_selected = 0, at = 0, at_anchor = 0, at_cursor = 0;
  gboolean pressed = FALSE;

  for (guint i = 0; i < self->texts->len; i++)
    {
      guint anchor, cursor;
      const gboolean selected = office_text_get_selection (get_text (self, i), &anchor, &cursor);

      n_selected += selected;
      if (selected || (n_selected == 0 && cursor > 0 && gtk_widget_is_focus (self->texts->pdata[i])))
        {
          pressed = TRUE;
          at = i;
          at_anchor = anchor;
          at_cursor = cursor;
        }
    }
  if (n_selected > 1)
    return;
  if (!pressed)
    {
      at = direction > 0 ? 0 : self->texts->len - 1;
      at_anchor = at_cursor = direction > 0 ? 0 : get_length (get_text (self, at));
    }
  self->anchor_text = self->cursor_text = at;
  self->anchor = at_anchor;
  self->cursor = at_cursor;
}

static gboolean
runs_left (OfficeText *text)
{
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS /* nothing takes its place */
  return pango_find_base_dir (office_text_get_block (text)->text, -1) == PANGO_DIRECTION_RTL;
  G_GNUC_END_IGNORE_DEPRECATIONS
}

/**
 * office_message_selection_extend:
 * @step: how far
 * @direction: 1: on, -1: back; of letters and words 1: to the right, as the arrows point
 *
 * Moves the end of the selection, into the next text if need be. Where nothing is selected it begins where the text does, or
 * where it ends. The keyboard comes to the text.
 */
void
office_message_selection_extend (OfficeMessageSelection *self, OfficeTextStep step, int direction)
{
  guint index, byte;

  if (self->texts->len == 0)
    return;
  if ((step == OFFICE_TEXT_STEP_LETTER || step == OFFICE_TEXT_STEP_WORD) && runs_left (get_text (self, 0)))
    direction = -direction;
  find_cursor (self, direction);
  index = self->cursor_text;
  byte = self->cursor;
  if (!office_text_move (get_text (self, index), step, direction, &byte))
    {
      const guint last = self->texts->len - 1;
      const gboolean more = step != OFFICE_TEXT_STEP_ALL && (direction > 0 ? index < last : index > 0);

      index = more ? index + direction : step != OFFICE_TEXT_STEP_ALL ? index : direction > 0 ? last : 0;
      byte = (direction > 0) != more ? get_length (get_text (self, index)) : 0;
    }
  if (!gtk_widget_is_focus (self->texts->pdata[index]))
    gtk_widget_grab_focus (self->texts->pdata[index]);
  extend (self, index, byte);
  offer_primary (self);
}

/**
 * office_message_selection_select_all:
 */
void
office_message_selection_select_all (OfficeMessageSelection *self)
{
  if (self->texts->len == 0)
    return;
  self->anchor_text = 0;
  self->anchor = 0;
  extend (self, self->texts->len - 1, get_length (get_text (self, self->texts->len - 1)));
  offer_primary (self);
}

/**
 * office_message_selection_dup_text:
 *
 * Returns: (transfer full) (nullable): what is selected, a line for each block; of a block that is not the first of it the
 *   marks of quotes and lists, too
 */
char *
office_message_selection_dup_text (OfficeMessageSelection *self)
{
  GString *text = NULL;

  for (guint i = 0; i < self->texts->len; i++)
    {
      OfficeText *part = get_text (self, i);
      g_autofree char *selected = office_text_dup_selection (part);

      if (selected == NULL)
        continue;
      if (text == NULL)
        text = g_string_new (NULL);
      else
        {
          g_autofree char *lead = office_text_block_dup_lead (office_text_get_block (part));

          g_string_append_printf (text, "\n%s", lead);
        }
      g_string_append (text, selected);
    }
  return text != NULL ? g_string_free (text, FALSE) : NULL;
}
