/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Three texts, with a NUL between them: base, mine, theirs. */
#include "fuzz.h"

#include "office-merge.h"

#include <string.h>

static void
assert_merges (const char *base, const char *mine, const char *theirs, const char *expected)
{
  g_autofree char *merged = office_merge_texts (base, mine, theirs);

  g_assert_cmpstr (merged, ==, expected);
}

/* Nobody's words are made up: each line is one of somebody's. */
static void
check_lines (const char *merged, const char *mine, const char *theirs)
{
  g_auto (GStrv) lines = g_strsplit (merged, "\n", -1);
  g_auto (GStrv) of_mine = g_strsplit (mine, "\n", -1);
  g_auto (GStrv) of_theirs = g_strsplit (theirs, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    g_assert_true (g_strv_contains ((const char *const *) of_mine, lines[i])
                   || g_strv_contains ((const char *const *) of_theirs, lines[i]));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  FuzzInput input = fuzz_input (data, size);
  g_autofree char *first = fuzz_take (&input, '\0');
  g_autofree char *second = fuzz_take (&input, '\0');
  g_autofree char *third = fuzz_take (&input, '\0');
  const char *base = first != NULL ? first : "", *mine = second != NULL ? second : "",
             *theirs = third != NULL ? third : "";
  g_autofree char *merged = office_merge_texts (base, mine, theirs);
  g_autofree char *both = office_merge_keep_both (mine, theirs);

  assert_merges (base, base, theirs, theirs);
  assert_merges (base, mine, base, mine);
  assert_merges (base, mine, mine, mine);
  assert_merges (base, theirs, mine, merged);
  if (merged != NULL)
    check_lines (merged, mine, theirs);
  g_assert_nonnull (strstr (both, mine));
  g_assert_nonnull (strstr (both, theirs));
  return 0;
}
