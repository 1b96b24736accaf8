/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-id.h"
#include "office-problem.h"

#include <gio/gio.h>
#include <string.h>

typedef struct {
  OfficeClock *clock;
  OfficeRandom *random;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->clock = office_system_clock_new ();
  fixture->random = office_system_random_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->clock);
  g_assert_finalize_object (fixture->random);
}

static void
test_id_new (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < 1000; i++)
    {
      char *id = office_id_new (fixture->clock, fixture->random);

      g_assert_true (office_id_is_valid (id));
      g_assert_cmpint (id[14], ==, '7');
      g_assert_nonnull (strchr ("89ab", id[19]));
      g_assert_true (g_hash_table_add (seen, id));
    }
}

static void
test_id_derive (Fixture *fixture, gconstpointer data)
{
  /* The namespace for DNS names and the example of RFC 9562, appendix A.4. */
  g_autofree char *id = office_id_derive ("6ba7b810-9dad-11d1-80b4-00c04fd430c8", "www.example.com");

  g_assert_cmpstr (id, ==, "2ed6657d-e927-568b-95e1-2665a8aea6a2");
}

static void
test_id_direct (Fixture *fixture, gconstpointer data)
{
  const char *office = "6ba7b810-9dad-11d1-80b4-00c04fd430c8";
  const char *one_way[] = { "b", "a", "c", NULL };
  const char *other_way[] = { "c", "b", "a", NULL };
  const char *fewer[] = { "a", "b", NULL };
  g_autofree char *first = office_id_derive_direct (office, one_way);
  g_autofree char *second = office_id_derive_direct (office, other_way);
  g_autofree char *third = office_id_derive_direct (office, fewer);

  g_assert_cmpstr (first, ==, second);
  g_assert_cmpstr (first, !=, third);
  g_assert_cmpstr (one_way[0], ==, "b");
}

static void
test_id_valid (Fixture *fixture, gconstpointer data)
{
  static const char *const refused[] = {
    "",
    "x",
    "6ba7b810-9dad-11d1-80b4-00c04fd430c",
    "6ba7b810-9dad-11d1-80b4-00c04fd430c88",
    "6BA7B810-9dad-11d1-80b4-00c04fd430c8",
    "6ba7b810 9dad-11d1-80b4-00c04fd430c8",
    "6ba7b810-9dad-11d1-80b4-00c04fd430cg",
    "{ba7b810-9dad-11d1-80b4-00c04fd430c}",
  };

  g_assert_true (office_id_is_valid ("6ba7b810-9dad-11d1-80b4-00c04fd430c8"));
  g_assert_false (office_id_is_valid (NULL));
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    g_assert_false (office_id_is_valid (refused[i]));
}

static void
test_problem (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) copy = NULL;
  g_autoptr (GError) foreign = g_error_new (G_IO_ERROR, G_IO_ERROR_FAILED, "No");

  office_problem_set (&error, OFFICE_PROBLEM_INVALID, "title", "The title has more than %d characters", 500);
  g_assert_error (error, OFFICE_PROBLEM, OFFICE_PROBLEM_INVALID);
  copy = g_error_copy (error);
  g_assert_cmpstr (office_problem_get_field (copy), ==, "title");
  g_assert_cmpstr (copy->message, ==, "The title has more than 500 characters");
  g_assert_false (office_problem_is_temporary (error));
  g_assert_null (office_problem_get_field (foreign));
  g_assert_false (office_problem_is_temporary (foreign));

  g_clear_error (&error);
  error = office_problem_new (OFFICE_PROBLEM_TOO_MANY, NULL, "Too many");
  g_assert_true (office_problem_is_temporary (error));
  office_problem_set (NULL, OFFICE_PROBLEM_INVALID, NULL, "Nobody listens");
}

static void
test_random (Fixture *fixture, gconstpointer data)
{
  gboolean seen[7] = { FALSE };
  g_autofree char *token = office_random_token (fixture->random, 32);
  g_autofree char *other = office_random_token (fixture->random, 32);

  for (guint i = 0; i < 2000; i++)
    {
      guint64 value = office_random_between (fixture->random, 3, 9);

      g_assert_cmpuint (value, >=, 3);
      g_assert_cmpuint (value, <=, 9);
      seen[value - 3] = TRUE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (seen); i++)
    g_assert_true (seen[i]);
  g_assert_cmpuint (office_random_between (fixture->random, 5, 5), ==, 5);

  g_assert_cmpuint (strlen (token), ==, 43);
  g_assert_cmpuint (strspn (token, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"), ==, 43);
  g_assert_cmpstr (token, !=, other);
}

static gboolean
count_up (gpointer data)
{
  guint *count = data;

  return ++*count < 3 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
raise_flag (gpointer data)
{
  *(gboolean *) data = TRUE;
}

static gboolean
never (gpointer data)
{
  g_assert_not_reached ();
}

static void
test_clock (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  guint count = 0, removed;
  gint64 before = office_clock_monotonic (fixture->clock);

  g_main_context_push_thread_default (context);
  office_clock_add_timeout (fixture->clock, 1, count_up, &count, NULL);
  removed = office_clock_add_timeout (fixture->clock, 0, never, NULL, NULL);
  office_clock_remove_timeout (fixture->clock, removed);
  office_clock_remove_timeout (fixture->clock, 0);
  while (count < 3)
    g_main_context_iteration (context, TRUE);
  g_main_context_pop_thread_default (context);

  g_assert_cmpint (office_clock_monotonic (fixture->clock), >, before);
  g_assert_cmpint (office_clock_now (fixture->clock), >, G_GINT64_CONSTANT (1700000000000));
}

static void
test_clock_frees (Fixture *fixture, gconstpointer data)
{
  gboolean freed = FALSE;
  guint id = office_clock_add_timeout (fixture->clock, 60000, never, &freed, raise_flag);

  office_clock_remove_timeout (fixture->clock, id);
  g_assert_true (freed);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/base/id/new", test_id_new);
  ADD ("/base/id/derive", test_id_derive);
  ADD ("/base/id/direct", test_id_direct);
  ADD ("/base/id/valid", test_id_valid);
  ADD ("/base/problem", test_problem);
  ADD ("/base/random", test_random);
  ADD ("/base/clock/runs", test_clock);
  ADD ("/base/clock/frees", test_clock_frees);

  return g_test_run ();
}
