/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-position.h"
#include "office-problem.h"

#include <string.h>

static void
check_between (const char *before, const char *after, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *key = office_position_between (before, after, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (key, ==, expected);
  g_assert_true (office_position_is_valid (key));
}

static void
test_known (void)
{
  check_between (NULL, NULL, "a0");
  check_between (NULL, "a0", "Zz");
  check_between (NULL, "Zz", "Zy");
  check_between (NULL, "Z0", "Yzz");
  check_between ("a0", NULL, "a1");
  check_between ("a9", NULL, "aA");
  check_between ("az", NULL, "b00");
  check_between ("b0z", NULL, "b10");
  check_between ("bzz", NULL, "c000");
  check_between ("a0", "a1", "a0V");
  check_between ("a1", "a2", "a1V");
  check_between ("a0V", "a1", "a0k");
  check_between ("Zz", "a0", "ZzV");
  check_between ("Zz", "a1", "a0");
  check_between ("a0", "a0V", "a0F");
  check_between ("a0", "a01", "a00V");
  check_between ("a0", "a0G", "a08");
  check_between ("b125", "b129", "b127");
  check_between ("a0", "a1V", "a1");
  check_between ("Zz", "a01", "a0");
  check_between (NULL, "a0V", "a0");
  check_between (NULL, "b999", "b99");
  check_between ("zzzzzzzzzzzzzzzzzzzzzzzzzzz", NULL, "zzzzzzzzzzzzzzzzzzzzzzzzzzzV");
  check_between (NULL, "A000000000000000000000000001", "A000000000000000000000000000V");
}

static void
test_refused (void)
{
  static const char *const broken[] = {
    "", "a", "0", "a0!", "a00", "a010", "b0", "Z", "A00000000000000000000000000", "é0", " a0", "a0 ", "_0", "[0", NULL
  };

  g_assert_false (office_position_is_valid (NULL));
  for (guint i = 0; broken[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (office_position_is_valid (broken[i]));
      g_assert_null (office_position_between (broken[i], NULL, &error));
      g_assert_error (error, OFFICE_PROBLEM, OFFICE_PROBLEM_INVALID);
      g_clear_error (&error);
      g_assert_null (office_position_between (NULL, broken[i], &error));
      g_assert_error (error, OFFICE_PROBLEM, OFFICE_PROBLEM_INVALID);
    }
  g_assert_null (office_position_between ("a1", "a0", NULL));
  g_assert_null (office_position_between ("a1", "a1", NULL));
}

static void
test_length (void)
{
  g_autofree char *digits = g_strnfill (63, 'z');
  g_autofree char *most = g_strconcat ("a", digits, NULL);
  g_autofree char *more = g_strconcat (most, "z", NULL);

  g_assert_true (office_position_is_valid (most));
  g_assert_false (office_position_is_valid (more));
}

static void
test_spread (void)
{
  for (guint n = 0; n < 5000; n = n * 2 + 1)
    {
      g_auto (GStrv) keys = office_position_spread (n);

      g_assert_cmpuint (g_strv_length (keys), ==, n);
      for (guint i = 0; i < n; i++)
        {
          g_assert_true (office_position_is_valid (keys[i]));
          g_assert_cmpuint (strlen (keys[i]), <=, 4);
          if (i > 0)
            g_assert_cmpstr (keys[i - 1], <, keys[i]);
        }
    }
}

/* Wherever things are put, each key lies strictly between its neighbours. */
static void
test_random (void)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);

  for (guint n = 0; n < 3000; n++)
    {
      /* Mostly in one region, where the keys become long. */
      gint place = g_test_rand_int_range (0, 4) > 0 ? (gint) keys->len / 2
                                                    : g_test_rand_int_range (0, (gint) keys->len + 1);
      const char *before = place > 0 ? g_ptr_array_index (keys, place - 1) : NULL;
      const char *after = place < (gint) keys->len ? g_ptr_array_index (keys, place) : NULL;
      g_autofree char *key = NULL;

      if ((before != NULL && !office_position_is_valid (before))
          || (after != NULL && !office_position_is_valid (after)))
        break; /* longer than a key may be stored */
      key = office_position_between (before, after, NULL);
      g_assert_nonnull (key);
      g_assert_true (before == NULL || strcmp (before, key) < 0);
      g_assert_true (after == NULL || strcmp (key, after) < 0);
      g_assert_true (strlen (key) > 64 || office_position_is_valid (key));
      g_ptr_array_insert (keys, place, g_steal_pointer (&key));
    }
  g_assert_cmpuint (keys->len, >, 200);
}

/* At either end keys only count: they stay short for good. */
static void
test_ends (void)
{
  g_autofree char *first = g_strdup ("a0");
  g_autofree char *last = g_strdup ("a0");

  for (guint i = 0; i < 100000; i++)
    {
      g_autofree char *lower = office_position_between (NULL, first, NULL);
      g_autofree char *higher = office_position_between (last, NULL, NULL);

      g_assert_true (strcmp (lower, first) < 0 && strcmp (last, higher) < 0);
      g_free (first);
      g_free (last);
      first = g_steal_pointer (&lower);
      last = g_steal_pointer (&higher);
    }
  g_assert_cmpuint (strlen (first), <=, 4);
  g_assert_cmpuint (strlen (last), <=, 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/position/known", test_known);
  g_test_add_func ("/position/refused", test_refused);
  g_test_add_func ("/position/length", test_length);
  g_test_add_func ("/position/spread", test_spread);
  g_test_add_func ("/position/random", test_random);
  g_test_add_func ("/position/ends", test_ends);
  return g_test_run ();
}
