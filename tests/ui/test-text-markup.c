/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-text-markup.h"

#include <string.h>

#define PERSON "0190a000-0000-7000-8000-0000000000b1"

/* A block as a line: its text with the kind's letter at the start and end of each span; pills without their padding. */
static char *
describe (const OfficeTextBlock *block)
{
  static const char letters[] = { 'B', 'I', 'C', 'L', 'P', 'T', 'A' };
  GString *out = g_string_new (block->code ? "```" : "");
  const gsize length = strlen (block->text);

  for (gsize i = 0; i <= length; i++)
    {
      for (guint s = 0; s < block->spans->len; s++)
        {
          const OfficeSpan *span = &g_array_index (block->spans, OfficeSpan, s);

          if (span->end == i)
            g_string_append_c (out, '>');
        }
      for (guint s = block->spans->len; s > 0; s--)
        {
          const OfficeSpan *span = &g_array_index (block->spans, OfficeSpan, s - 1);

          if (span->start == i)
            g_string_append_printf (out, "<%c", letters[span->kind]);
        }
      if (i < length)
        g_string_append_c (out, block->text[i]);
    }
  return g_string_free (out, FALSE);
}

static char *
describe_all (const char *source)
{
  g_autoptr (GPtrArray) blocks = office_text_markup_parse (source);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < blocks->len; i++)
    {
      g_autofree char *line = describe (blocks->pdata[i]);

      g_string_append_printf (out, i > 0 ? "|%s" : "%s", line);
    }
  return g_string_free (out, FALSE);
}

static void
test_spans (void)
{
  static const struct {
    const char *source;
    const char *expected;
  } cases[] = {
    { "", "" },
    { "plain", "plain" },
    { "a **b** c", "a <Bb> c" },
    { "**a *b* c**", "<Ba <Ib> c>" },
    { "*a* _b_", "<Ia> <Ib>" },
    { "snake_case_name", "snake_case_name" },
    { "2*3*4", "2*3*4" },
    { "2 * 3 * 4", "2 * 3 * 4" },
    { "** a **", "** a **" },
    { "**open", "**open" },
    { "*open **both* late**", "<Iopen **both> late**" },
    { "**a\nb**", "**a\nb**" },
    { "`a *b* c`", "<Ca *b* c>" },
    { "``", "``" },
    { "`a\nb`", "`a\nb`" },
    { "see https://a.example/x.", "see <Lhttps://a.example/x>." },
    { "(https://a.example/x_(y))", "(<Lhttps://a.example/x_(y)>)" },
    { "*https://a.example/*", "<I<Lhttps://a.example/>>" },
    { "xhttp://a.example", "xhttp://a.example" },
    { "http://", "http://" },
    { "javascript://x", "javascript://x" },
    { "<b>&amp;</b>", "<b>&amp;</b>" },
    { "[a](https://evil.example)", "[a](<Lhttps://evil.example>)" },
    { "[@A](office:person/nonsense)", "[@A](office:person/nonsense)" },
    { "شكراً 🙏\nThe *door*\n\n12\nשלום", "شكراً 🙏|The <Idoor>\n\n12|שלום" },
    { "1.\nשלום\nשלום", "1.\nשלום\nשלום" },
    { "a\n```\nx = *1*\n```\nb", "a|```x = *1*|b" },
    { "```\nopen", "```open" },
    { "```\n```", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *got = describe_all (cases[i].source);

      g_test_message ("%s", cases[i].source);
      g_assert_cmpstr (got, ==, cases[i].expected);
    }
}

static void
test_pills (void)
{
  g_autoptr (GPtrArray) blocks = office_text_markup_parse ("Ask [@Mei [M] 梅琳](office:person/" PERSON
                                                           ") and [note] now");
  const OfficeTextBlock *block = blocks->pdata[0];
  const OfficeSpan *span = &g_array_index (block->spans, OfficeSpan, 0);
  g_autofree char *plain = office_text_block_dup_plain (block, 0, G_MAXUINT);
  g_autofree char *editable = office_text_markup_dup_editable ("Ask [@Mei](office:person/" PERSON
                                                               ") and [Doors](office:task/" PERSON ")");

  g_assert_cmpuint (block->spans->len, ==, 1);
  g_assert_cmpint (span->kind, ==, OFFICE_SPAN_PERSON);
  g_assert_cmpstr (span->target, ==, PERSON);
  g_assert_cmpstr (plain, ==, "Ask @Mei [M] 梅琳 and [note] now");
  /* Within the pill nothing breaks a line. */
  g_assert_null (memchr (block->text + span->start, ' ', span->end - span->start));
  g_assert_true (office_text_block_find_target (block, span->start) == span);
  g_assert_null (office_text_block_find_target (block, 0));
  g_assert_cmpstr (editable, ==, "Ask @Mei and [Doors](office:task/" PERSON ")");
}

static void
test_aside (void)
{
  g_autoptr (GPtrArray) blocks = office_text_markup_parse ("Bring it.");
  g_autofree char *plain = NULL;

  office_text_block_append_aside (blocks->pdata[0], "(edited)");
  plain = office_text_block_dup_plain (blocks->pdata[0], 0, G_MAXUINT);
  g_assert_cmpstr (((OfficeTextBlock *) blocks->pdata[0])->text, ==, "Bring it. (edited)");
  g_assert_cmpstr (plain, ==, "Bring it.");
}

static void
assert_sane (const char *source)
{
  g_autoptr (GPtrArray) blocks = office_text_markup_parse (source);

  g_assert_cmpuint (blocks->len, >, 0);
  for (guint i = 0; i < blocks->len; i++)
    {
      const OfficeTextBlock *block = blocks->pdata[i];
      const guint length = strlen (block->text);

      g_assert_true (g_utf8_validate (block->text, -1, NULL));
      for (guint s = 0; s < block->spans->len; s++)
        {
          const OfficeSpan *span = &g_array_index (block->spans, OfficeSpan, s);

          g_assert_cmpuint (span->start, <, span->end);
          g_assert_cmpuint (span->end, <=, length);
          g_assert_true (g_utf8_validate_len (block->text + span->start, span->end - span->start, NULL));
        }
    }
}

static char *
repeat (const char *piece, guint n)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (text, piece);
  return g_string_free (text, FALSE);
}

static void
test_hostile (void)
{
  static const char *const pieces[] = { "**a ",
                                        "*a ",
                                        "_a ",
                                        "[",
                                        "]",
                                        "`",
                                        "[@",
                                        "**",
                                        "***",
                                        "*_`[",
                                        "http://",
                                        "https://a(",
                                        "\n```\n",
                                        "\n",
                                        "e\xcc\x81",
                                        "\xcc\x81",
                                        "\xe2\x80\xae",
                                        "\xe2\x80\x8b",
                                        "\xff",
                                        "\xe2\x81\xa6x",
                                        "[@A](office:person/" PERSON ")",
                                        "**[@A](office:person/" PERSON ")*" };

  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (pieces); j++)
      {
        g_autofree char *pair = g_strconcat (pieces[i], pieces[j], NULL);
        g_autofree char *text = repeat (pair, 10000 / g_utf8_strlen (pair, -1) / 4 + 1);

        assert_sane (text);
      }
}

static void
test_random (void)
{
  static const char alphabet[] = "*_`[]()@ab \nhttps://.\xc3\xa9";

  for (guint round = 0; round < 2000; round++)
    {
      char text[64];

      for (gsize i = 0; i < sizeof text - 1; i++)
        text[i] = alphabet[g_test_rand_int_range (0, sizeof alphabet - 1)];
      text[sizeof text - 1] = '\0';
      assert_sane (text);
    }
}

static void
test_cleaning (void)
{
  g_autofree char *marks = repeat ("\xcc\x81", 1000);
  g_autofree char *flood = g_strconcat ("e", marks, "x", NULL);
  g_autofree char *lines = repeat ("\n", 1000);
  g_autofree char *gap = g_strconcat ("a", lines, "b", NULL);
  g_autofree char *few_marks = describe_all (flood);
  g_autofree char *few_lines = describe_all (gap);
  g_autofree char *controls = describe_all ("a\r\nb\x01\x7f\xe2\x80\xae"
                                            "c");
  g_autofree char *invalid = describe_all ("a\xff z");

  g_assert_cmpint (g_utf8_strlen (few_marks, -1), ==, 10);
  g_assert_cmpstr (few_lines, ==, "a\n\n\nb");
  g_assert_cmpstr (controls, ==, "a\nbc");
  g_assert_cmpstr (invalid, ==, "a\xef\xbf\xbd z");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text-markup/spans", test_spans);
  g_test_add_func ("/text-markup/pills", test_pills);
  g_test_add_func ("/text-markup/aside", test_aside);
  g_test_add_func ("/text-markup/hostile", test_hostile);
  g_test_add_func ("/text-markup/random", test_random);
  g_test_add_func ("/text-markup/cleaning", test_cleaning);
  return g_test_run ();
}
