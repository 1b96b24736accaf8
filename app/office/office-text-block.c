/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-text-block.h"

#include <string.h>

#include "office-text-clean.h"

#define WORD_JOINER    "\xe2\x81\xa0"
#define NARROW_SPACE   "\xe2\x80\xaf"
#define NO_BREAK_SPACE "\xc2\xa0"
/* OFFICE_TEXT_SIGN_LENGTH bytes: a bullet, in whose place the sign is drawn. Every font has it; an object replacement
 * character comes from another one, which makes the line higher than its neighbours. */
#define SIGN "\xe2\x80\xa2"

static void
chip_free (OfficeTextChip *chip)
{
  g_free (chip->typed);
  g_free (chip->told);
  g_free (chip);
}

static void
clear_span (gpointer data)
{
  OfficeSpan *span = data;

  g_clear_pointer (&span->target, g_free);
  g_clear_pointer (&span->chip, chip_free);
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

/* The text between two bytes; a chip that is touched says one of its texts. */
static char *
dup_read (const OfficeTextBlock *block, guint start, guint end, gboolean spoken)
{
  GString *plain = g_string_new (NULL);
  const char *first;

  end = MIN (end, find_aside (block));
  first = block->text + MIN (start, end);
  for (const char *p = first; p < block->text + end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      /* A chip begins with a word joiner, if not before. */
      const OfficeSpan *span = c == 0x2060 || p == first ? office_text_block_find_target (block, p - block->text)
                                                         : NULL;

      if (span != NULL && span->chip != NULL)
        {
          g_string_append (plain, spoken ? span->chip->told : span->chip->typed);
          p = g_utf8_prev_char (block->text + span->end);
          continue;
        }
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
 * office_text_block_dup_plain:
 * @start: first byte of the block's text
 * @end: the byte after the last; more than the length means up to the end
 *
 * Returns: (transfer full): the text between as it is read, without the padding of pills
 */
char *
office_text_block_dup_plain (const OfficeTextBlock *block, guint start, guint end)
{
  return dup_read (block, start, end, FALSE);
}

/**
 * office_text_block_dup_spoken:
 * @start: first byte of the block's text
 * @end: the byte after the last; more than the length means up to the end
 *
 * Returns: (transfer full): the text between as it is read aloud
 */
char *
office_text_block_dup_spoken (const OfficeTextBlock *block, guint start, guint end)
{
  return dup_read (block, start, end, TRUE);
}

/* How far a place moves when what ends at @end grows by @by bytes; what is in there comes to its new end. */
static guint
move (guint place, guint end, int by)
{
  return place >= end ? place + by : place;
}

/**
 * office_text_block_put_chip:
 * @index: of a span
 * @task: the id of the task that it means
 * @chip: (transfer full): how the task stands; where its sign is will be set
 * @words: what is shown behind the sign
 *
 * Shows a task as it stands in place of what was typed; before the block is shown.
 */
void
office_text_block_put_chip (OfficeTextBlock *block, guint index, const char *task, OfficeTextChip *chip,
                            const char *words)
{
  OfficeSpan *span = &g_array_index (block->spans, OfficeSpan, index);
  const guint start = span->start, end = span->end;
  g_autofree char *label = g_strconcat (SIGN " ", words, NULL);
  GString *text = g_string_new_len (block->text, start);
  int grown;

  office_text_append_pill (text, label, label + strlen (label));
  grown = (int) text->len - (int) end;
  g_string_append (text, block->text + end);
  g_free (block->text);
  block->text = g_string_free (text, FALSE);
  for (guint i = 0; i < block->spans->len; i++)
    {
      OfficeSpan *other = &g_array_index (block->spans, OfficeSpan, i);

      other->start = i != index && other->start > start ? move (other->start, end, grown) : other->start;
      other->end = move (other->end, end, grown);
      if (other->chip != NULL)
        other->chip->sign = move (other->chip->sign, end, grown);
    }
  chip->sign = start + strlen (WORD_JOINER NARROW_SPACE);
  span->kind = OFFICE_SPAN_TASK;
  g_free (span->target);
  span->target = g_strdup (task);
  span->chip = chip;
}

/**
 * office_text_block_append_aside:
 * @aside: what to say after the text; once, and before the block is shown
 */
void
office_text_block_append_aside (OfficeTextBlock *block, const char *aside)
{
  OfficeSpan span = { OFFICE_SPAN_ASIDE, strlen (block->text), 0, g_strdup (aside), NULL };
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
