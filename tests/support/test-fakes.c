/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-fake-clock.h"
#include "office-fake-random.h"

#include <string.h>

/* What every other test leans on. */

typedef struct {
  OfficeClock *clock;
  GString *log;
  guint id;
  guint left;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->clock = office_fake_clock_new (1000000);
  fixture->log = g_string_new (NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->clock);
  g_string_free (fixture->log, TRUE);
}

static gboolean
log_time (gpointer data)
{
  Fixture *fixture = data;

  g_string_append_printf (fixture->log, "%" G_GINT64_FORMAT " ", office_clock_monotonic (fixture->clock));
  return fixture->left-- > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static gboolean
remove_itself (gpointer data)
{
  Fixture *fixture = data;

  office_clock_remove_timeout (fixture->clock, fixture->id);
  g_string_append (fixture->log, "removed ");
  return G_SOURCE_CONTINUE;
}

static gboolean
add_another (gpointer data)
{
  Fixture *fixture = data;

  g_string_append (fixture->log, "first ");
  office_clock_add_timeout (fixture->clock, 5, log_time, fixture, NULL);
  return G_SOURCE_REMOVE;
}

static void
log_end (gpointer data)
{
  g_string_append (((Fixture *) data)->log, "end ");
}

static void
test_repeats (Fixture *fixture, gconstpointer data)
{
  fixture->left = 2;
  office_clock_add_timeout (fixture->clock, 10, log_time, fixture, log_end);
  g_assert_cmpint (office_fake_clock_get_next_due (fixture->clock), ==, 10);
  office_fake_clock_advance (fixture->clock, 9);
  g_assert_cmpstr (fixture->log->str, ==, "");
  office_fake_clock_advance (fixture->clock, 100);
  g_assert_cmpstr (fixture->log->str, ==, "10 20 30 end ");
  g_assert_cmpint (office_clock_monotonic (fixture->clock), ==, 109);
  g_assert_cmpint (office_clock_now (fixture->clock), ==, 1000109);
  g_assert_cmpint (office_fake_clock_get_next_due (fixture->clock), ==, -1);
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  office_clock_add_timeout (fixture->clock, 20, log_time, fixture, NULL);
  office_clock_add_timeout (fixture->clock, 10, add_another, fixture, NULL);
  office_fake_clock_advance (fixture->clock, 20);
  g_assert_cmpstr (fixture->log->str, ==, "first 15 20 ");
}

static void
test_remove (Fixture *fixture, gconstpointer data)
{
  guint id = office_clock_add_timeout (fixture->clock, 10, log_time, fixture, log_end);

  office_clock_remove_timeout (fixture->clock, id);
  g_assert_cmpstr (fixture->log->str, ==, "end ");
  g_assert_cmpuint (office_fake_clock_count_timeouts (fixture->clock), ==, 0);
  fixture->id = office_clock_add_timeout (fixture->clock, 10, remove_itself, fixture, log_end);
  office_fake_clock_advance (fixture->clock, 100);
  g_assert_cmpstr (fixture->log->str, ==, "end removed end ");
}

static void
test_jump (Fixture *fixture, gconstpointer data)
{
  office_clock_add_timeout (fixture->clock, 10, log_time, fixture, NULL);
  office_fake_clock_set_now (fixture->clock, 5);
  g_assert_cmpint (office_clock_now (fixture->clock), ==, 5);
  g_assert_cmpint (office_clock_monotonic (fixture->clock), ==, 0);
  g_assert_cmpstr (fixture->log->str, ==, "");
}

static void
test_random (void)
{
  g_autoptr (OfficeRandom) a = office_fake_random_new (7);
  g_autoptr (OfficeRandom) b = office_fake_random_new (7);
  g_autoptr (OfficeRandom) c = office_fake_random_new (8);
  guint8 first[20], second[20], third[20];

  office_random_fill (a, first, sizeof first);
  office_random_fill (b, second, sizeof second);
  office_random_fill (c, third, sizeof third);
  g_assert_cmpmem (first, sizeof first, second, sizeof second);
  g_assert_cmpint (memcmp (first, third, sizeof first), !=, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/fakes/repeats", Fixture, NULL, set_up, test_repeats, tear_down);
  g_test_add ("/fakes/order", Fixture, NULL, set_up, test_order, tear_down);
  g_test_add ("/fakes/remove", Fixture, NULL, set_up, test_remove, tear_down);
  g_test_add ("/fakes/jump", Fixture, NULL, set_up, test_jump, tear_down);
  g_test_add_func ("/fakes/random", test_random);
  return g_test_run ();
}
