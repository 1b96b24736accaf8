/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-text-private.h"

#include <string.h>

/* Where the keyboard goes from a place in a text. */

static const PangoLogAttr *
get_log_attributes (OfficeText *self, int *n)
{
  office_text_ensure_width (self, MAX (0, gtk_widget_get_width (GTK_WIDGET (self)) - office_text_get_inset (self)));
  return pango_layout_get_log_attrs_readonly (self->layout, n);
}

static gboolean
stops_here (const PangoLogAttr *attribute, OfficeTextStep step, int direction)
{
  if (step == OFFICE_TEXT_STEP_LETTER)
    return attribute->is_cursor_position;
  return direction > 0 ? attribute->is_word_end : attribute->is_word_start;
}

/* A chip is one letter to whoever selects. */
static guint
leave_chip (OfficeText *self, guint index, int direction)
{
  const OfficeSpan *span = office_text_block_find_target (self->block, index);

  if (span == NULL || span->chip == NULL || index == span->start)
    return index;
  return direction > 0 ? span->end : span->start;
}

static gboolean
move_letters (OfficeText *self, OfficeTextStep step, int direction, guint *index)
{
  const char *text = self->block->text;
  int n;
  const PangoLogAttr *attributes = get_log_attributes (self, &n);
  int at = (int) g_utf8_pointer_to_offset (text, text + *index);

  if (at + direction < 0 || at + direction >= n)
    return FALSE;
  do
    at += direction;
  while (at > 0 && at < n - 1 && !stops_here (&attributes[at], step, direction));
  *index = leave_chip (self, g_utf8_offset_to_pointer (text, at) - text, direction);
  return TRUE;
}

/* To the line above or below, as far along it. */
static gboolean
move_line (OfficeText *self, int direction, guint *index)
{
  PangoRectangle place;
  int n, height, x, y;

  get_log_attributes (self, &n);
  pango_layout_get_cursor_pos (self->layout, (int) *index, &place, NULL);
  pango_layout_get_size (self->layout, NULL, &height);
  x = place.x;
  y = direction > 0 ? place.y + place.height + PANGO_SCALE : place.y - PANGO_SCALE;
  if (y < 0 || y >= height)
    return FALSE;
  office_text_find_index (self, (double) x / PANGO_SCALE + office_text_get_offset (self), (double) y / PANGO_SCALE,
                          TRUE, index);
  *index = leave_chip (self, *index, direction);
  return TRUE;
}

static void
move_to_end_of_line (OfficeText *self, int direction, guint *index)
{
  const PangoLayoutLine *line;
  int n, number;

  get_log_attributes (self, &n);
  pango_layout_index_to_line_x (self->layout, (int) *index, FALSE, &number, NULL);
  line = pango_layout_get_line_readonly (self->layout, number);
  *index = (guint) (direction > 0 ? line->start_index + line->length : line->start_index);
}

/**
 * office_text_move:
 * @step: how far
 * @direction: 1: on, -1: back, as the text is read
 * @index: (inout): a byte of the text, at the start of a character
 *
 * Returns: whether that is in this text; FALSE: it is above or below, and nothing was set
 */
gboolean
office_text_move (OfficeText *self, OfficeTextStep step, int direction, guint *index)
{
  g_return_val_if_fail (OFFICE_IS_TEXT (self), FALSE);

  switch (step)
    {
    case OFFICE_TEXT_STEP_LINE:
      return move_line (self, direction, index);
    case OFFICE_TEXT_STEP_END:
      move_to_end_of_line (self, direction, index);
      return TRUE;
    case OFFICE_TEXT_STEP_ALL:
      return FALSE;
    case OFFICE_TEXT_STEP_LETTER:
    case OFFICE_TEXT_STEP_WORD:
    default:
      return move_letters (self, step, direction, index);
    }
}

/**
 * office_text_get_selection:
 * @anchor: (out): where it was begun, in bytes
 * @cursor: (out): where it ends
 *
 * Returns: whether anything is selected; if not, both are where the pointer was pressed last
 */
gboolean
office_text_get_selection (OfficeText *self, guint *anchor, guint *cursor)
{
  g_return_val_if_fail (OFFICE_IS_TEXT (self), FALSE);

  *anchor = self->anchor;
  *cursor = self->cursor;
  return self->anchor != self->cursor;
}
