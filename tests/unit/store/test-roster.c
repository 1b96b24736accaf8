/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include "office-accounts.h"
#include "office-old-book.h"
#include "office-roster.h"

#include <glib/gstdio.h>

/* Of a book with Anna, the admin, and Ben, who have a device each. */

static OfficeDatabase *
open_book (StoreFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  OfficeDatabase *database;

  store_fixture_close (fixture);
  g_assert_cmpint (g_remove (fixture->path), ==, 0);
  office_old_book_write ("office-version-1", fixture->path);
  store_fixture_open (fixture);
  database = office_database_open (fixture->path, OFFICE_DATABASE_READ_ONLY, &error);
  g_assert_no_error (error);
  return database;
}

static void
test_list (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeDatabase) database = open_book (fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people = office_roster_list (database, STORE_NOW, &error);
  g_autoptr (GPtrArray) later = office_roster_list (database, STORE_NOW + 366 * STORE_DAY, &error);
  const OfficeRosterEntry *anna;

  g_assert_no_error (error);
  g_assert_cmpuint (people->len, ==, 2);
  anna = people->pdata[0];
  g_assert_cmpstr (anna->name, ==, "Anna");
  g_assert_cmpstr (anna->role, ==, "admin");
  g_assert_cmpuint (anna->n_devices, ==, 1);
  g_assert_cmpint (anna->joined_at, ==, STORE_NOW);
  g_assert_cmpuint (((OfficeRosterEntry *) later->pdata[0])->n_devices, ==, 0);
}

static void
test_find (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeDatabase) database = open_book (fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeRosterEntry) by_name = office_roster_find (database, " ANNA ", STORE_NOW, &error);
  g_autoptr (OfficeRosterEntry) by_id = office_roster_find (database, by_name->person, STORE_NOW, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (by_id->name, ==, "Anna");
  g_assert_null (office_roster_find (database, "Zoe", STORE_NOW, &error));
  g_assert_error (error, OFFICE_PROBLEM, OFFICE_PROBLEM_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (office_roster_find (database, "", STORE_NOW, &error));
  g_assert_error (error, OFFICE_PROBLEM, OFFICE_PROBLEM_NOT_FOUND);
}

typedef struct {
  const char *person;
  GPtrArray *devices;
  GError *error;
} Reset;

static gboolean
reset_work (OfficeTransaction *transaction, gpointer data, GError **error)
{
  Reset *reset = data;

  return office_accounts_reset (transaction, reset->person, "$y$new", &reset->devices, error);
}

static void
reset_done (gpointer data, gint64 rev, const GError *error)
{
  Reset *reset = data;

  g_assert_cmpint (rev, ==, 0);
  reset->error = error != NULL ? g_error_copy (error) : NULL;
}

static void
test_reset (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeDatabase) database = open_book (fixture);
  g_autofree char *person = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *ben = NULL;
  Reset reset = { 0 };
  Reset nobody = { .person = "0190a000-0000-7000-8000-00000000dead" };

  g_assert_true (office_accounts_find (fixture->store, "anna", &person, &before));
  g_assert_true (office_accounts_find (fixture->store, "ben", NULL, &ben));
  reset.person = person;
  office_store_submit (fixture->store, reset_work, reset_done, &reset, NULL);
  store_fixture_settle (fixture);
  g_assert_no_error (reset.error);
  g_assert_cmpuint (reset.devices->len, ==, 1);
  g_assert_cmpstr (reset.devices->pdata[0], ==, "0190a000-0000-7000-8000-000000000011");
  g_assert_true (office_accounts_find (fixture->store, "anna", NULL, &after));
  g_assert_cmpstr (after, ==, "$y$new");
  g_assert_cmpint (office_old_book_query (fixture->path, "SELECT count (*) FROM token"), ==, 1);
  g_assert_cmpint (
      office_old_book_query (fixture->path, "SELECT password <> '$y$new' FROM account WHERE name_key = 'ben'"), ==, 1);
  g_ptr_array_unref (reset.devices);

  office_store_submit (fixture->store, reset_work, reset_done, &nobody, NULL);
  store_fixture_settle (fixture);
  g_assert_error (nobody.error, OFFICE_PROBLEM, OFFICE_PROBLEM_NOT_FOUND);
  g_clear_error (&nobody.error);
}

static void
test_password (void)
{
  g_autoptr (OfficeRandom) random = office_fake_random_new (1);
  g_autofree char *one = office_roster_make_password (random);
  g_autofree char *two = office_roster_make_password (random);

  g_assert_true (g_regex_match_simple ("^[0-9a-z]{4}(-[0-9a-z]{4}){3}$", one, 0, 0));
  g_assert_cmpstr (one, !=, two);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  STORE_TEST ("/store/roster/list", OFFICE_STORE_INLINE, test_list);
  STORE_TEST ("/store/roster/find", OFFICE_STORE_INLINE, test_find);
  STORE_TEST ("/store/roster/reset", OFFICE_STORE_INLINE, test_reset);
  g_test_add_func ("/store/roster/password", test_password);
  return g_test_run ();
}
