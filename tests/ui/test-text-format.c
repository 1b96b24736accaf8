/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-text-format.h"

#include <string.h>

/* | stands at both ends of the selection, or once where nothing is selected. */
static const struct {
  OfficeFormat format;
  const char *before;
  const char *after;
} cases[] = {
  { OFFICE_FORMAT_BOLD, "a |word| b", "a **|word|** b" },
  { OFFICE_FORMAT_BOLD, "a **|word|** b", "a |word| b" },
  { OFFICE_FORMAT_BOLD, "a |**word**| b", "a |word| b" },
  { OFFICE_FORMAT_BOLD, "a | word |b", "a  **|word|** b" },
  { OFFICE_FORMAT_BOLD, "a *|word|* b", "a ***|word|*** b" },
  { OFFICE_FORMAT_BOLD, "a ***|word|*** b", "a *|word|* b" },
  { OFFICE_FORMAT_BOLD, "|", "**|**" },
  { OFFICE_FORMAT_BOLD, "**|**", "|" },
  { OFFICE_FORMAT_BOLD, "梅|琳|梅", "梅**|琳|**梅" },
  { OFFICE_FORMAT_ITALIC, "a |word| b", "a *|word|* b" },
  { OFFICE_FORMAT_ITALIC, "a *|word|* b", "a |word| b" },
  { OFFICE_FORMAT_ITALIC, "a **|word|** b", "a ***|word|*** b" },
  { OFFICE_FORMAT_ITALIC, "a *word|* b", "a *word*| b" },
  { OFFICE_FORMAT_ITALIC, "**a *word|***", "**a *word*|**" },
  { OFFICE_FORMAT_BOLD, "**a|** b", "**a**| b" },
  { OFFICE_FORMAT_CODE, "`a|`", "`a`|" },
  { OFFICE_FORMAT_STRIKE, "|gone|", "~~|gone|~~" },
  { OFFICE_FORMAT_STRIKE, "~~|gone|~~", "|gone|" },
  { OFFICE_FORMAT_CODE, "a |b| c", "a `|b|` c" },
  { OFFICE_FORMAT_CODE, "|a\nb|", "```\n|a\nb|\n```" },
  { OFFICE_FORMAT_CODE, "|```\na\nb\n```|", "|a\nb|" },
  { OFFICE_FORMAT_CODE, "x |a\nb| y", "x \n```\n|a\nb|\n```\n y" },
  { OFFICE_FORMAT_LINK, "see |this|", "see [this](|https://|)" },
  { OFFICE_FORMAT_LINK, "|https://x.example|", "[|](https://x.example)" },
  { OFFICE_FORMAT_LINK, "|", "[|](https://)" },
  { OFFICE_FORMAT_QUOTE, "a\nb|c\n\nd|e\nf", "a\n|> bc\n> \n> de|\nf" },
  { OFFICE_FORMAT_QUOTE, "|> a\n>b|", "|a\nb|" },
  { OFFICE_FORMAT_QUOTE, "wo|rd", "> wo|rd" },
  { OFFICE_FORMAT_QUOTE, "> |word", "|word" },
  { OFFICE_FORMAT_QUOTE, "|", "> |" },
  { OFFICE_FORMAT_LIST, "|a\n\nb|", "|- a\n\n- b|" },
  { OFFICE_FORMAT_LIST, "|- a\n\n* b|", "|a\n\nb|" },
  { OFFICE_FORMAT_LIST, "|", "- |" },
  { OFFICE_FORMAT_NUMBERS, "|a\nb|", "|1. a\n2. b|" },
  { OFFICE_FORMAT_NUMBERS, "|- a\n* b|", "|1. a\n2. b|" },
  { OFFICE_FORMAT_LIST, "|1. a\n2. b|", "|- a\n- b|" },
  { OFFICE_FORMAT_NUMBERS, "|1. a\n12. b|", "|a\nb|" },
};

static char *
without_bars (const char *marked, guint *from, guint *to)
{
  GString *text = g_string_new (NULL);
  guint n_bars = 0, at = 0;

  for (const char *p = marked; *p != '\0'; p = g_utf8_next_char (p))
    if (*p == '|')
      {
        *(n_bars++ == 0 ? from : to) = at;
      }
    else
      {
        g_string_append_unichar (text, g_utf8_get_char (p));
        at++;
      }
  if (n_bars == 1)
    *to = *from;
  return g_string_free (text, FALSE);
}

static char *
with_bars (const char *text, guint from, guint to)
{
  const char *start = g_utf8_offset_to_pointer (text, from);
  const char *end = g_utf8_offset_to_pointer (text, to);
  g_autofree char *before = g_strndup (text, start - text);
  g_autofree char *inside = g_strndup (start, end - start);

  return g_strconcat (before, "|", inside, from != to ? "|" : "", end, NULL);
}

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint from = 0, to = 0;
      g_autofree char *text = without_bars (cases[i].before, &from, &to);
      g_auto (OfficeFormatEdit) edit = { 0 };
      g_autofree char *head = NULL;
      g_autofree char *result = NULL;
      g_autofree char *marked = NULL;

      g_test_message ("%s", cases[i].before);
      office_format_edit (cases[i].format, text, from, to, &edit);
      head = g_strndup (text, g_utf8_offset_to_pointer (text, edit.from) - text);
      result = g_strconcat (head, edit.insert, g_utf8_offset_to_pointer (text, edit.to), NULL);
      marked = with_bars (result, edit.select_from, edit.select_to);
      g_assert_cmpstr (marked, ==, cases[i].after);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text-format/cases", test_cases);
  return g_test_run ();
}
