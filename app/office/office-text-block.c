/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-text-block.h"

#include <string.h>

#include "office-text-clean.h"

#define WORD_JOINER    "\xe2\x81\xa0"
#define NARROW_SPACE   "\xe2\x80\xaf"
#define NO_BREAK_SPACE "\xc2\xa0"

static void
clear_span (gpointer data)
{
  g_clear_pointer (&((OfficeSpan *) data)->target, g_free);
}

static gboolean
is_in_pill (const OfficeTextBlock *block, guint index)
{
  const OfficeSpan *span = office_text_block_find_target (block, index);

  return span != NULL && office_span_is_pill (span);
}

static guint
find_aside (const OfficeTextBlock *block)
{
  const OfficeSpan *last = block->spans->len > 0 ? &g_array_index (block->spans, OfficeSpan, block->spans->len - 1)
                                                 : NULL;

  return last != NULL && last->kind == OFFICE_SPAN_ASIDE ? last->start : strlen (block->text);
}

/**
 * office_text_block_new:
 * @code: whether it is a block of code
 *
 * For the parser, which fills in the text and appends the spans.
 *
 * Returns: (transfer full): a block that has no text yet
 */
OfficeTextBlock *
office_text_block_new (gboolean code)
{
  OfficeTextBlock *block = g_new0 (OfficeTextBlock, 1);

  g_atomic_ref_count_init (&block->references);
  block->code = code;
  block->spans = g_array_new (FALSE, FALSE, sizeof (OfficeSpan));
  g_array_set_clear_func (block->spans, clear_span);
  return block;
}

/**
 * office_text_block_ref:
 *
 * Returns: (transfer full): @block
 */
OfficeTextBlock *
office_text_block_ref (OfficeTextBlock *block)
{
  g_return_val_if_fail (block != NULL, NULL);

  g_atomic_ref_count_inc (&block->references);
  return block;
}

/**
 * office_text_block_unref:
 */
void
office_text_block_unref (OfficeTextBlock *block)
{
  g_return_if_fail (block != NULL);

  if (!g_atomic_ref_count_dec (&block->references))
    return;
  g_free (block->marker);
  g_free (block->language);
  g_free (block->text);
  g_array_unref (block->spans);
  g_free (block);
}

/**
 * office_span_is_pill:
 *
 * Returns: whether the span is shown as a pill: a person, a task or a room
 */
gboolean
office_span_is_pill (const OfficeSpan *span)
{
  return span->kind == OFFICE_SPAN_PERSON || span->kind == OFFICE_SPAN_TASK || span->kind == OFFICE_SPAN_ROOM;
}

/**
 * office_text_append_pill:
 * @label: what stands in the pill
 * @end: where it ends
 *
 * Appends @label with padding. A pill is never broken, so its spaces do not break and its ends hold on to the padding.
 */
void
office_text_append_pill (GString *text, const char *label, const char *end)
{
  g_string_append (text, WORD_JOINER NARROW_SPACE);
  for (const char *p = label; p < end; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c))
        g_string_append (text, NO_BREAK_SPACE);
      else if (!office_text_is_bidi_control (c))
        g_string_append_unichar (text, c);
    }
  g_string_append (text, NARROW_SPACE WORD_JOINER);
}

/**
 * office_text_block_dup_lead:
 *
 * Returns: (transfer full): the marks of quotes, the indentation and the marker as text; mostly empty
 */
char *
office_text_block_dup_lead (const OfficeTextBlock *block)
{
  GString *lead = g_string_new (NULL);

  for (guint i = 0; i < block->quotes; i++)
    g_string_append (lead, "> ");
  for (guint i = 1; i < block->indent; i++)
    g_string_append (lead, "  ");
  if (block->marker != NULL)
    g_string_append_printf (lead, "%s ", block->marker);
  else if (block->indent > 0)
    g_string_append (lead, "  ");
  return g_string_free (lead, FALSE);
}

/**
 * office_text_block_dup_plain:
 * @start: first byte of the block's text
 * @end: the byte after the last; more than the length means up to the end
 *
 * Returns: (transfer full): the text between as it is read, without the padding of pills
 */
char *
office_text_block_dup_plain (const OfficeTextBlock *block, guint start, guint end)
{
  GString *plain = g_string_new (NULL);

  end = MIN (end, find_aside (block));
  for (const char *p = block->text + MIN (start, end); p < block->text + end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if ((c == 0x2060 || c == 0x202f || c == 0xa0) && is_in_pill (block, p - block->text))
        {
          if (c != 0xa0)
            continue;
          c = ' ';
        }
      g_string_append_unichar (plain, c);
    }
  return g_string_free (plain, FALSE);
}

/**
 * office_text_block_append_aside:
 * @aside: what to say after the text; once, and before the block is shown
 */
void
office_text_block_append_aside (OfficeTextBlock *block, const char *aside)
{
  OfficeSpan span = { OFFICE_SPAN_ASIDE, strlen (block->text), 0, g_strdup (aside) };
  char *text = block->text;

  block->text = g_strconcat (text, *text != '\0' ? " " : "", aside, NULL);
  g_free (text);
  span.end = strlen (block->text);
  g_array_append_val (block->spans, span);
}

/**
 * office_text_block_find_target:
 * @index: a byte of the block's text
 *
 * Returns: (transfer none) (nullable): the link, person or task that stands there
 */
const OfficeSpan *
office_text_block_find_target (const OfficeTextBlock *block, guint index)
{
  for (guint i = 0; i < block->spans->len; i++)
    {
      const OfficeSpan *span = &g_array_index (block->spans, OfficeSpan, i);

      if (span->target != NULL && index >= span->start && index < span->end)
        return span;
    }
  return NULL;
}
