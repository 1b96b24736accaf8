/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#define N_TASKS 400
#define ROWS    50
#define ANNA    "0190a000-0000-7000-8000-0000000000a1"
#define BEN     "0190a000-0000-7000-8000-0000000000a2"

/* Every fourth is Anna's; half of all are due on one day, and some of hers are done, without a date, or for the archive. */
static OfficeRecord *
new_task (guint number)
{
  g_autofree char *room = store_id (1);
  g_autofree char *scope = office_scope_for_room (room);
  g_autofree char *id = store_id (1000 + number);
  g_autofree char *date = g_strdup_printf ("2026-03-%02u", number % 2 == 0 ? 15 : 1 + number % 28);
  OfficeRecord *task = office_record_new ("task", id, scope);

  office_record_set_text (task, "room", room);
  office_record_set_text (task, "created_by", number % 4 == 0 ? ANNA : BEN);
  office_record_set_text (task, "due", number % 16 == 4 ? NULL : date);
  office_record_set_integer (task, "completed_at", number % 16 == 8 ? STORE_NOW : 0);
  office_record_set_integer (task, "archived_at", number % 32 == 12 ? STORE_NOW : 0);
  return task;
}

static gboolean
is_hers (guint number)
{
  return number % 4 == 0 && number % 16 != 4 && number % 16 != 8 && number % 32 != 12;
}

/* A piece looks at so many rows and no more, whoever has the tasks; all pieces together are all, each once, by date. */
static void
test_pieces (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *due = NULL;
  g_autofree char *last = NULL;
  gint64 number = 0;
  guint n_pieces = 0, n_wanted = 0;

  for (guint i = 0; i < N_TASKS; i++)
    {
      g_autoptr (Work) work = work_new (new_task (i));

      work_do (work, fixture);
      n_wanted += is_hers (i);
    }
  do
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) tasks = office_store_list_dated_tasks (fixture->store, ANNA, ROWS, &due, &number, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (tasks->len, <=, ROWS);
      for (guint i = 0; i < tasks->len; i++)
        {
          const char *day = office_record_get_text (tasks->pdata[i], "due");

          g_assert_true (g_hash_table_add (seen, g_strdup (office_record_get_id (tasks->pdata[i]))));
          g_assert_cmpint (g_strcmp0 (last, day), <=, 0);
          g_free (last);
          last = g_strdup (day);
        }
      n_pieces++;
    }
  while (due != NULL);
  g_assert_cmpuint (g_hash_table_size (seen), ==, n_wanted);
  for (guint i = 0; i < N_TASKS; i++)
    {
      g_autofree char *id = store_id (1000 + i);

      g_assert_cmpint (g_hash_table_contains (seen, id), ==, is_hers (i));
    }
  /* Those without a date are not among them; there may be one piece more, with nothing in it. */
  g_assert_cmpuint (n_pieces, >=, (N_TASKS - N_TASKS / 16) / ROWS);
  g_assert_cmpuint (n_pieces, <=, N_TASKS / ROWS + 1);
}

static void
test_none (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *due = NULL;
  gint64 number = 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) tasks = office_store_list_dated_tasks (fixture->store, ANNA, ROWS, &due, &number, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (tasks->len, ==, 0);
  g_assert_null (due);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  STORE_TEST ("/dated/pieces", OFFICE_STORE_INLINE, test_pieces);
  STORE_TEST ("/dated/none", OFFICE_STORE_INLINE, test_none);
  return g_test_run ();
}
