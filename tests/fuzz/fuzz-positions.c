/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys of a list's order: two of them anyhow, then a list that is filled at places that the input names. */
#include "fuzz.h"

#include "office-position.h"
#include "office-problem.h"

#include <string.h>

#define MOST_KEYS   200
#define LONGEST_KEY 64 /* that is stored */

static void
check_between (const char *before, const char *after, const char *key)
{
  g_assert_true (before == NULL || strcmp (before, key) < 0);
  g_assert_true (after == NULL || strcmp (key, after) < 0);
  g_assert_true (strlen (key) > LONGEST_KEY || office_position_is_valid (key));
  /* It grows by a digit, or where the neighbours lie close by two. */
  g_assert_cmpuint (strlen (key), <=,
                    MAX (before != NULL ? strlen (before) : 2, after != NULL ? strlen (after) : 2) + 2);
}

static void
try_two (const char *before, const char *after)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *key = office_position_between (before, after, &error);
  gboolean sound = (before == NULL || office_position_is_valid (before))
                   && (after == NULL || office_position_is_valid (after))
                   && (before == NULL || after == NULL || strcmp (before, after) < 0);

  g_assert_cmpint (key != NULL, ==, sound);
  if (sound)
    check_between (before, after, key);
  else
    g_assert_error (error, OFFICE_PROBLEM, OFFICE_PROBLEM_INVALID);
}

/* As a host does: a key that has become long has all of them made anew. */
static void
spread (GPtrArray *keys)
{
  g_auto (GStrv) fresh = office_position_spread (keys->len);

  for (guint i = 0; i < keys->len; i++)
    {
      g_assert_true (office_position_is_valid (fresh[i]));
      g_assert_true (i == 0 || strcmp (fresh[i - 1], fresh[i]) < 0);
      g_free (keys->pdata[i]);
      keys->pdata[i] = g_strdup (fresh[i]);
    }
}

static void
fill_list (FuzzInput *input)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);

  while (input->at < input->end && keys->len < MOST_KEYS)
    {
      guint at = fuzz_take_byte (input) % (keys->len + 1);
      const char *before = at > 0 ? keys->pdata[at - 1] : NULL;
      const char *after = at < keys->len ? keys->pdata[at] : NULL;
      g_autoptr (GError) error = NULL;
      char *key = office_position_between (before, after, &error);

      g_assert_no_error (error);
      check_between (before, after, key);
      g_ptr_array_insert (keys, (int) at, key);
      if (strlen (key) > OFFICE_POSITION_REBALANCE)
        spread (keys);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  FuzzInput input = fuzz_input (data, size);
  g_autofree char *first = fuzz_take (&input, '\n');
  g_autofree char *second = fuzz_take (&input, '\n');

  try_two (first, second);
  try_two (first, NULL);
  try_two (NULL, first);
  fill_list (&input);
  return 0;
}
