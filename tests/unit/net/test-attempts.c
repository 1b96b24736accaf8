/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-attempts.h"
#include "office-fake-clock.h"

static void
test_limit (void)
{
  g_autoptr (OfficeClock) clock = office_fake_clock_new (1750000000000);
  g_autoptr (OfficeAttempts) attempts = office_attempts_new (clock);

  for (guint i = 0; i < OFFICE_ATTEMPTS_LIMIT; i++)
    {
      g_assert_cmpuint (office_attempts_get_wait (attempts, "one"), ==, 0);
      office_attempts_add_failure (attempts, "one");
    }
  g_assert_cmpuint (office_attempts_count (attempts, "one"), ==, OFFICE_ATTEMPTS_LIMIT);
  g_assert_cmpuint (office_attempts_get_wait (attempts, "one"), ==, 60);
  g_assert_cmpuint (office_attempts_get_wait (attempts, "other"), ==, 0);
}

/* A window that slides: each failure is forgotten a minute after it, not all at once. */
static void
test_window (void)
{
  g_autoptr (OfficeClock) clock = office_fake_clock_new (1750000000000);
  g_autoptr (OfficeAttempts) attempts = office_attempts_new (clock);

  office_attempts_add_failure (attempts, "one");
  office_fake_clock_advance (clock, 30000);
  for (guint i = 1; i < OFFICE_ATTEMPTS_LIMIT; i++)
    office_attempts_add_failure (attempts, "one");
  g_assert_cmpuint (office_attempts_get_wait (attempts, "one"), ==, 30);
  office_fake_clock_advance (clock, 29999);
  g_assert_cmpuint (office_attempts_get_wait (attempts, "one"), ==, 1);
  office_fake_clock_advance (clock, 1);
  g_assert_cmpuint (office_attempts_get_wait (attempts, "one"), ==, 0);
  g_assert_cmpuint (office_attempts_count (attempts, "one"), ==, OFFICE_ATTEMPTS_LIMIT - 1);
  office_attempts_add_failure (attempts, "one");
  g_assert_cmpuint (office_attempts_get_wait (attempts, "one"), ==, 30);
}

static void
test_bound (void)
{
  g_autoptr (OfficeClock) clock = office_fake_clock_new (1750000000000);
  g_autoptr (OfficeAttempts) attempts = office_attempts_new (clock);

  office_attempts_add_failure (attempts, "first");
  office_attempts_add_failure (attempts, "second");
  for (guint i = 2; i < OFFICE_ATTEMPTS_KEYS; i++)
    {
      g_autofree char *key = g_strdup_printf ("made up %u", i);

      office_attempts_add_failure (attempts, key);
    }
  office_attempts_add_failure (attempts, "first");
  office_attempts_add_failure (attempts, "one too many");
  g_assert_cmpuint (office_attempts_count (attempts, "first"), ==, 2);
  g_assert_cmpuint (office_attempts_count (attempts, "second"), ==, 0);
  g_assert_cmpuint (office_attempts_count (attempts, "one too many"), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/net/attempts/limit", test_limit);
  g_test_add_func ("/net/attempts/window", test_window);
  g_test_add_func ("/net/attempts/bound", test_bound);
  return g_test_run ();
}
