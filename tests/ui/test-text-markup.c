/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-text-markup.h"

#include <string.h>

#define PERSON "0190a000-0000-7000-8000-0000000000b1"

/* A block as a line: its text with the kind's letter at the start and end of each span; pills without their padding. */
static char *
describe (const OfficeTextBlock *block)
{
  static const char letters[] = { 'B', 'I', 'S', 'C', 'L', 'P', 'T', 'R', 'M', 'A', 'D' };
  g_autofree char *lead = office_text_block_dup_lead (block);
  GString *out = g_string_new (lead);
  const gsize length = strlen (block->text);

  if (block->code)
    g_string_append_printf (out, "```%s", block->language != NULL ? block->language : "");
  if (block->code && block->language != NULL)
    g_string_append_c (out, ':');
  if (block->rule)
    g_string_append (out, "----");
  for (guint i = 0; i < block->heading; i++)
    g_string_append_c (out, '#');

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

typedef struct {
  const char *source;
  const char *expected;
} Case;

static void
check_all (const Case *cases, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *got = describe_all (cases[i].source);

      g_test_message ("%s", cases[i].source);
      g_assert_cmpstr (got, ==, cases[i].expected);
    }
}

static void
test_spans (void)
{
  static const Case cases[] = {
    { "", "" },
    { "plain", "plain" },
    { "a **b** c", "a <Bb> c" },
    { "**a *b* c**", "<Ba <Ib> c>" },
    { "*a* _b_", "<Ia> <Ib>" },
    { "snake_case_name", "snake_case_name" },
    { "2 * 3 * 4", "2 * 3 * 4" },
    { "** a **", "** a **" },
    { "**open", "**open" },
    { "*open **both* late**", "<Iopen <I<Iboth> late>>" },
    { "**a\nb**", "<Ba\nb>" },
    { "a  \nb\\\nc", "a\nb\\\nc" },
    { "a\n\n\n\n\nb", "a\n\nb" },
    { "~~a *b*~~ c", "<Sa <Ib>> c" },
    { "a ~~b **c~~ d**", "a ~~b <Bc~~ d>" },
    { "~~ a ~~ b", "~~ a ~~ b" },
    { "`a *b* ~~c~~`", "<Ca *b* ~~c~~>" },
    { "``", "``" },
    { "\\*a\\* C:\\dir\\\\x \\", "*a* C:\\dir\\\\x \\" },
    { "<b>&amp;</b> &#x202e;", "<b>&amp;</b> &#x202e;" },
    { "<div>\n*a*\n</div>", "<div>\n<Ia>\n</div>" },
    { "<!-- a\n\nb", "<!-- a\n\nb" },
    { "[a]: b\n[c]", "[a]: b\n[c]" },
    { "> [a]: b", "> [a]: b" },
    { "شكراً 🙏\nThe *door*\n\n12\nשלום", "شكراً 🙏|The <Idoor>\n\n12|שלום" },
    { "1\nשלום\nשלום", "1\nשלום\nשלום" },
    { "*a\nשלום*", "<Ia>|<Iשלום>" },
  };

  check_all (cases, G_N_ELEMENTS (cases));
}

static void
test_links (void)
{
  static const Case cases[] = {
    { "see https://a.example/x.", "see <Lhttps://a.example/x>." },
    { "(https://a.example/x_(y))", "(<Lhttps://a.example/x_(y)>)" },
    { "*https://a.example/*", "<I<Lhttps://a.example/>>" },
    { "https://a.example/_b_/*c*?d=1&amp;e", "<Lhttps://a.example/_b_/*c*?d=1&amp;e>" },
    { "看https://a.example/x。好", "看https://a.example/x。好" },
    { "看 https://a.example/x。好", "看 <Lhttps://a.example/x>。好" },
    { "<https://a.example/x>", "<Lhttps://a.example/x>" },
    { "xhttp://a.example", "xhttp://a.example" },
    { "http://", "http://" },
    { "javascript://x", "javascript://x" },
    { "to anna@a.example.", "to <Lanna@a.example>." },
    { "a@b @c.d x@y@z.de", "a@b @c.d x@y@z.de" },
    { "office://h:1/join/x#y", "<Loffice://h:1/join/x#y>" },
    { "[a *b*](https://c.example \"t\")", "<La <Ib>>" },
    { "[](https://c.example)", "<Lhttps://c.example>" },
    { "![a](https://c.example/d.png)", "<La>" },
    { "[![a](https://c.example/d.png)](https://e.example)", "<La>" },
    { "[a](javascript:alert(1))", "[a](javascript:alert(1))" },
    { "[*a*](file:///etc/passwd)", "[<Ia>](file:///etc/passwd)" },
    { "[bank.example](https://evil.example/bank.example)", "<Lbank.example (evil.example)>" },
    { "[https://bank.example](https://u@evil.example:1/)", "<Lhttps://bank.example (evil.example)>" },
    { "[www.A.example/b](https://a.example)", "<Lwww.A.example/b>" },
    { "[@A](office:person/nonsense)", "[@A](office:person/nonsense)" },
    { "office:message/" PERSON, "<Moffice:message/" PERSON ">" },
    { "[here](office:message/" PERSON ")!", "<Mhere>!" },
    { "`[@A](office:person/" PERSON ")`", "<C[@A](office:person/" PERSON ")>" },
    { "[*x](office:message/" PERSON ")*", "<M*x>*" },
  };

  check_all (cases, G_N_ELEMENTS (cases));
}

static void
test_blocks (void)
{
  static const Case cases[] = {
    { "a\n```\nx = *1*\n```\nb", "a|```x = *1*|b" },
    { "```c\nint a; ~~b~~\n\nhttps://a.example &amp; \\x\n```", "```c:int a; ~~b~~\n\nhttps://a.example &amp; \\x" },
    { "```\nopen", "```open" },
    { "```some words\nmore\n```", "```some words\nmore" },
    { "```\n```", "```\n```" },
    { "```\na\n---\nb\n```", "```a\n---\nb" },
    { "    indented", "```indented" },
    { "# A *b*\nc", "#A <Ib>|c" },
    { "a\n---\nb", "a|----|b" },
    { "a\n===\nb", "a\n===\nb" },
    { "a\n-", "a\n-" },
    { "#", "#" },
    { "-", "-" },
    { "***", "***" },
    { "#channel", "#channel" },
    { "> a\n> b\n\nc", "> a\nb|c" },
    { "> a\n>> b", "> a|> > b" },
    { "- a\n- **b**\n  - c", "• a|• <Bb>|  ◦ c" },
    { "3. a\n4. b\n9. c\n   1. d\n   3. e", "3. a|4. b|9. c|  1. d|  3. e" },
    { "> 2. a\n> 5. b", "> 2. a|> 5. b" },
    { "1) a\n\n   b", "1) a\n\nb" },
    { "- a\n  ```\n  b\n  ```", "• a|  ```b" },
    { "1. ```\n   b\n   ```\n2. c", "1. |  ```b|2. c" },
    { "- a\n-  \n- b", "• a|• |• b" },
    { "2025. It was", "2025. It was" },
  };

  check_all (cases, G_N_ELEMENTS (cases));
}

/* `#DES-12`; whether there is such a task is another matter. */
static void
test_short_ids (void)
{
  static const Case cases[] = {
    { "#DES-12", "<D#DES-12>" },
    { "a #des-1, #W2-3.", "a <D#des-1>, <D#W2-3>." },
    { "**#DES-12** ~~#D-1~~", "<B<D#DES-12>> <S<D#D-1>>" },
    { "(#DES-12)\n- #DES-1", "(<D#DES-12>)|• <D#DES-1>" },
    { "# #DES-1", "#<D#DES-1>" },
    { "看#DES-12吧", "看<D#DES-12>吧" },
    { "`#DES-12`", "<C#DES-12>" },
    { "```\n#DES-12\n```", "```#DES-12" },
    { "[see #DES-12](https://a.org/)", "<Lsee #DES-12>" },
    { "[see](https://a.org/#DES-12)", "<Lsee>" },
    { "https://a.org/#DES-12", "<Lhttps://a.org/#DES-12>" },
    { "a#DES-12 ##DES-12 &#DES-12", "a#DES-12 ##DES-12 &#DES-12" },
    { "#DES-12a #DES-12-b #DES-12_c", "#DES-12a #DES-12-b #DES-12_c" },
    { "#DES- #-12 #1DES-2 #DES12", "#DES- #-12 #1DES-2 #DES12" },
    { "#ABCDEFGHIJ-123456789", "<D#ABCDEFGHIJ-123456789>" },
    { "#ABCDEFGHIJK-1 #A-1234567890", "#ABCDEFGHIJK-1 #A-1234567890" },
  };

  check_all (cases, G_N_ELEMENTS (cases));
}

static void
test_plain (void)
{
  g_autofree char *plain = office_text_markup_dup_plain ("# Day\n1. *a*\n2. b\n\n> c\n\n```c\nd\n```");
  g_autofree char *editable = office_text_markup_dup_editable (
      "*Hi* [@room](office:room/" PERSON "), [@Mei](office:person/" PERSON ") [#x](office:room/" PERSON ")");

  g_assert_cmpstr (plain, ==, "Day\n1. a\n2. b\n> c\nd");
  g_assert_cmpstr (editable, ==, "*Hi* @room, @Mei [#x](office:room/" PERSON ")");
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
  g_assert_cmpint (office_text_block_find_target (blocks->pdata[0], strlen ("Bring it. (e"))->kind, ==,
                   OFFICE_SPAN_ASIDE);
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
                                        "> ",
                                        "- ",
                                        "1. a\n",
                                        "\n    ",
                                        "~~a ",
                                        "![a](",
                                        "](b)",
                                        "<a ",
                                        "&amp;",
                                        "\\",
                                        "a@b.c",
                                        "\n---\n",
                                        "[a]: b\n",
                                        "\xef\xb7\x91"
                                        "0\xef\xb7\x92",
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

/* As long as a message may be, and nested as deep as it goes: no more than a moment, and a bounded number of widgets. */
static void
test_depth (void)
{
  static const char *const pieces[] = { "> ",   "- ",   "1. ",   "*a ",     "**a ", "[", "![",  "`a",
                                        "[a](", "_a_ ", "- a\n", "> a\n\n", "a@",   "<", "~~a", "***\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autofree char *text = repeat (pieces[i], 10000 / strlen (pieces[i]));
      g_autoptr (GPtrArray) blocks = NULL;
      gint64 begun = g_get_monotonic_time ();
      double seconds;

      blocks = office_text_markup_parse (text);
      seconds = (g_get_monotonic_time () - begun) / 1e6;
      g_test_message ("%s: %.4f s, %u blocks", pieces[i], seconds, blocks->len);
      g_assert_cmpfloat (seconds, <, 1);
      g_assert_cmpuint (blocks->len, <=, 201);
    }
}

static void
test_random (void)
{
  static const char alphabet[] = "*_`[]()@ab \nhttps://.\xc3\xa9~>-#1<&\\!";

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
  g_assert_cmpstr (few_lines, ==, "a\n\nb");
  g_assert_cmpstr (controls, ==, "a\nbc");
  g_assert_cmpstr (invalid, ==, "a\xef\xbf\xbd z");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text-markup/spans", test_spans);
  g_test_add_func ("/text-markup/links", test_links);
  g_test_add_func ("/text-markup/blocks", test_blocks);
  g_test_add_func ("/text-markup/short-ids", test_short_ids);
  g_test_add_func ("/text-markup/plain", test_plain);
  g_test_add_func ("/text-markup/pills", test_pills);
  g_test_add_func ("/text-markup/aside", test_aside);
  g_test_add_func ("/text-markup/hostile", test_hostile);
  g_test_add_func ("/text-markup/depth", test_depth);
  g_test_add_func ("/text-markup/random", test_random);
  g_test_add_func ("/text-markup/cleaning", test_cleaning);
  return g_test_run ();
}
