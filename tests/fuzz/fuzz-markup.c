/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people write, as the window cuts it into blocks and spans. */
#include "fuzz.h"

#include "office-id.h"
#include "office-text-clean.h"
#include "office-text-markup.h"
#include "office-text-tokens.h"

#include <string.h>

static gboolean
starts_character (const char *text, guint index)
{
  return index == strlen (text) || g_utf8_get_char_validated (text + index, -1) < 0x110000;
}

static void
check_target (const OfficeSpan *span)
{
  switch (span->kind)
    {
    case OFFICE_SPAN_PERSON:
    case OFFICE_SPAN_TASK:
    case OFFICE_SPAN_ROOM:
    case OFFICE_SPAN_MESSAGE:
      g_assert_true (office_id_is_valid (span->target));
      break;
    case OFFICE_SPAN_LINK:
      g_assert_true (office_text_is_address (span->target));
      break;
    case OFFICE_SPAN_BOLD:
    case OFFICE_SPAN_ITALIC:
    case OFFICE_SPAN_STRIKE:
    case OFFICE_SPAN_CODE:
    case OFFICE_SPAN_ASIDE:
    case OFFICE_SPAN_SHORT_ID:
    default:
      g_assert_null (span->target);
      break;
    }
}

/* Ends come in order, and no span crosses another. */
static void
check_spans (const OfficeTextBlock *block)
{
  const OfficeSpan *spans = (const OfficeSpan *) block->spans->data;

  for (guint i = 0; i < block->spans->len; i++)
    {
      g_assert_cmpuint (spans[i].start, <, spans[i].end);
      g_assert_cmpuint (spans[i].end, <=, strlen (block->text));
      g_assert_true (starts_character (block->text, spans[i].start));
      g_assert_true (starts_character (block->text, spans[i].end));
      check_target (&spans[i]);
      for (guint k = 0; k < i; k++)
        g_assert_true (spans[k].end <= spans[i].start
                       || (spans[k].start >= spans[i].start && spans[k].end <= spans[i].end));
    }
}

static void
check_clean (const char *text)
{
  g_assert_true (g_utf8_validate (text, -1, NULL));
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_assert_true (c == '\n' || c == '\t' || !g_unichar_iscntrl (c));
      g_assert_true (c != 0x202d && c != 0x202e && (c < 0xfdd0 || c >= 0xfdf0)); /* nor a sign of the parser's own */
    }
}

static void
check_block (const OfficeTextBlock *block)
{
  check_clean (block->text);
  g_assert_cmpuint (block->quotes, <=, OFFICE_TEXT_MOST_LEVELS);
  g_assert_cmpuint (block->indent, <=, OFFICE_TEXT_MOST_LEVELS);
  g_assert_true (!block->rule || *block->text == '\0');
  check_spans (block);
  g_assert_true (!block->code || block->spans->len == 0);
}

static void
check_plain (const char *text)
{
  g_autofree char *plain = office_text_markup_dup_plain (text);
  g_autofree char *editable = office_text_markup_dup_editable (text);

  check_clean (plain);
  g_assert_true (g_utf8_validate (editable, -1, NULL));
}

/* What is hidden from the Markdown parser comes back as it was. */
static void
check_hidden (const char *clean)
{
  g_autoptr (GPtrArray) tokens = office_text_tokens_new ();
  g_autofree char *hidden = office_text_tokens_hide (tokens, clean);
  g_autofree char *restored = office_text_tokens_restore (tokens, hidden);

  g_assert_cmpstr (restored, ==, clean);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  FuzzInput input = fuzz_input (data, size);
  g_autofree char *text = fuzz_take_rest (&input);
  g_autofree char *clean = office_text_clean_dup (text);
  g_autofree char *cleaner = office_text_clean_dup (clean);
  g_autoptr (GPtrArray) blocks = office_text_markup_parse (text);

  check_clean (clean);
  g_assert_cmpstr (cleaner, ==, clean);
  check_hidden (clean);
  g_assert_cmpuint (blocks->len, >, 0);
  g_assert_cmpuint (blocks->len, <=, 200);
  for (guint i = 0; i < blocks->len; i++)
    check_block (blocks->pdata[i]);
  check_plain (text);
  return 0;
}
