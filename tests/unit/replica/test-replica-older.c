/* SPDX-License-Identifier: GPL-3.0-or-later */
/* This program is older than the host: what it does not know stays as it came. */
#include "desk-fixture.h"

#include "office-database.h"

#include <string.h>

#define POLL "0190a000-0000-7000-8000-0000000000f1"

/* A task with fields of tomorrow: a plain one, one that is an object, and a choice that this version does not have. */
static void
add_task_of_tomorrow (GPtrArray *bodies, gint64 rev, const char *id, const char *title)
{
  g_autofree char *column = desk_column_id (ROOM);

  g_ptr_array_add (bodies, g_strdup_printf ("{\"id\":\"%s\",\"kind\":\"task\",\"scope\":\"room:" ROOM "\",\"rev\":%"
                                            G_GINT64_FORMAT ",\"room\":\"" ROOM "\",\"column\":\"%s\",\"position\":"
                                            "\"V\",\"title\":\"%s\",\"priority\":\"burning\",\"weight\":{\"hours\":"
                                            "[1,2.5],\"by\":\"" BEN "\"},\"colour\":\"mauve\"}",
                                            id, rev, column, title));
}

static void
add_poll (GPtrArray *bodies, gint64 rev, const char *question)
{
  g_ptr_array_add (bodies, g_strdup_printf ("{\"id\":\"" POLL "\",\"kind\":\"poll\",\"scope\":\"room:" ROOM
                                            "\",\"rev\":%" G_GINT64_FORMAT ",\"question\":\"%s\"}",
                                            rev, question));
}

static void
assert_of_tomorrow (Desk *desk, const char *id)
{
  g_autoptr (OfficeRecord) record = office_replica_get (desk->replica, id);
  g_autofree char *body = office_record_to_body (record);

  g_assert_nonnull (strstr (body, "\"weight\":{\"hours\":[1,2.5],\"by\":\"" BEN "\"}"));
  g_assert_nonnull (strstr (body, "\"colour\":\"mauve\""));
  g_assert_nonnull (strstr (body, "\"priority\":\"burning\""));
}

static void
test_fields (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *id = make_id (1);
  g_autofree char *operation = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *sent = NULL;
  g_autoptr (GPtrArray) operations = NULL;
  g_autoptr (JsonNode) node = NULL;
  GPtrArray *bodies = bodies_new ();

  desk_settle_in (desk);
  add_task_of_tomorrow (bodies, 11, id, "Theirs");
  desk_changes (desk, 10, 11, bodies);
  assert_of_tomorrow (desk, id);

  operation = desk_rename_task (desk, id, "Mine");
  assert_of_tomorrow (desk, id);
  desk_close (desk);
  desk_open (desk, NULL);
  assert_of_tomorrow (desk, id);
  shown = desk_dup_text (desk, id, "title");
  g_assert_cmpstr (shown, ==, "Mine");

  /* What is sent names the one field, so that nothing else is set. */
  operations = office_replica_take_operations (desk->replica, 10, 60000);
  g_assert_cmpuint (operations->len, ==, 1);
  node = office_operation_to_node (operations->pdata[0]);
  sent = json_to_string (node, FALSE);
  g_assert_nonnull (strstr (sent, "\"set\":{\"title\":\"Mine\"}"));
  g_assert_null (strstr (sent, "mauve"));

  /* And back: through the rebase that the host's version makes. */
  bodies = bodies_new ();
  add_task_of_tomorrow (bodies, 12, id, "Mine");
  desk_changes (desk, 11, 12, bodies);
  desk_accept (desk, operation, 12);
  assert_of_tomorrow (desk, id);
  g_assert_cmpuint (office_replica_count_waiting (desk->replica), ==, 0);
}

static void
test_kinds (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *without = NULL;
  g_autofree char *with = NULL;
  g_autofree char *changed = NULL;
  g_autofree char *again = NULL;
  g_autofree char *after = NULL;
  g_autoptr (OfficeRecord) poll = NULL;
  g_autoptr (OfficeRecord) gone = NULL;
  GPtrArray *bodies = bodies_new ();

  desk_settle_in (desk);
  without = office_replica_digest (desk->replica);
  add_poll (bodies, 11, "Tea?");
  desk_changes (desk, 10, 11, bodies);
  with = office_replica_digest (desk->replica);
  g_assert_cmpstr (with, !=, without);
  bodies = bodies_new ();
  add_poll (bodies, 12, "Coffee?");
  desk_changes (desk, 11, 12, bodies);
  changed = office_replica_digest (desk->replica);
  g_assert_cmpstr (changed, !=, with);

  desk_close (desk);
  desk_open (desk, NULL);
  again = office_replica_digest (desk->replica);
  g_assert_cmpstr (again, ==, changed);
  poll = office_replica_get (desk->replica, POLL);
  {
    g_autofree char *body = office_record_to_body (poll);

    g_assert_nonnull (strstr (body, "\"question\":\"Coffee?\""));
  }

  bodies = bodies_new ();
  add_gone (bodies, 13, "poll", "room:" ROOM, POLL);
  desk_changes (desk, 12, 13, bodies);
  gone = office_replica_get (desk->replica, POLL);
  g_assert_null (gone);
  after = office_replica_digest (desk->replica);
  g_assert_cmpstr (after, ==, without);
}

/* The other way round: the book on this computer is of a newer program. It is refused and stays as it is. */
static void
test_newer_book (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeReplica) replica = NULL;
  g_autofree char *id = make_id (1);
  g_autofree char *operation = NULL;
  g_autofree char *text = NULL;
  sqlite3 *handle = NULL;

  desk_settle_in (desk);
  operation = desk_send_message (desk, ROOM, id, "Still here");
  desk_close (desk);
  g_assert_cmpint (sqlite3_open (desk->path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, "CREATE TABLE kept AS SELECT * FROM pragma_user_version;"
                                         " PRAGMA user_version = 99",
                                 NULL, NULL, NULL),
                   ==, SQLITE_OK);
  sqlite3_close (handle);
  replica = office_replica_open (desk->path, OFFICE, ME, desk->clock, desk->random, NULL, &error);
  g_assert_null (replica);
  g_assert_error (error, OFFICE_SQL_ERROR, OFFICE_SQL_ERROR_NEWER);

  /* Once the program is as new as the book, all is there. */
  g_assert_cmpint (sqlite3_open (desk->path, &handle), ==, SQLITE_OK);
  {
    sqlite3_stmt *statement = NULL;
    g_autofree char *sql = NULL;

    g_assert_cmpint (sqlite3_prepare_v2 (handle, "SELECT user_version FROM kept", -1, &statement, NULL), ==, SQLITE_OK);
    g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
    sql = g_strdup_printf ("PRAGMA user_version = %d", sqlite3_column_int (statement, 0));
    sqlite3_finalize (statement);
    g_assert_cmpint (sqlite3_exec (handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  }
  sqlite3_close (handle);
  desk_open (desk, NULL);
  text = desk_show_messages (desk, ROOM);
  g_assert_cmpstr (text, ==, "Still here\n");
  g_assert_cmpuint (office_replica_count_waiting (desk->replica), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/replica/older/fields", test_fields);
  g_test_add_func ("/replica/older/kinds", test_kinds);
  g_test_add_func ("/replica/older/newer-book", test_newer_book);
  return g_test_run ();
}
