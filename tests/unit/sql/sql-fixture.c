/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sql-fixture.h"

#include <glib/gstdio.h>

void
sql_fixture_set_up (SqlFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("office-sql-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "book.db", NULL);
}

void
sql_fixture_tear_down (SqlFixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) folder = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

char *
sql_id (guint number)
{
  return g_strdup_printf ("%08x-0000-7000-8000-000000000000", number);
}

OfficeRecord *
sql_message (guint number, const char *room, gint64 seq, const char *author)
{
  g_autofree char *id = sql_id (number);
  g_autofree char *scope = office_scope_for_room (room);
  OfficeRecord *record = office_record_new ("message", id, scope);

  office_record_set_text (record, "room", room);
  office_record_set_integer (record, "seq", seq);
  office_record_set_text (record, "author", author);
  office_record_set_text (record, "text", "Something that was said");
  office_record_set_rev (record, seq > 0 ? 1 : 0); /* what has a number, the host has confirmed */
  return record;
}

char *
sql_join_bodies (GPtrArray *bodies)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < bodies->len; i++)
    g_string_append_printf (text, "%s\n", (const char *) g_ptr_array_index (bodies, i));
  return g_string_free (text, FALSE);
}

char *
sql_join_field (GPtrArray *records, const char *field)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < records->len; i++)
    g_string_append_printf (text, "%" G_GINT64_FORMAT " ",
                            office_record_get_integer (g_ptr_array_index (records, i), field));
  return g_string_free (text, FALSE);
}

OfficeDatabase *
sql_open (SqlFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  OfficeDatabase *database = office_database_open (fixture->path, OFFICE_DATABASE_NORMAL, &error);

  g_assert_no_error (error);
  return database;
}

OfficeRecordTable *
sql_open_table (SqlFixture *fixture, OfficeDatabase **database)
{
  g_autoptr (GError) error = NULL;
  OfficeRecordTable *table;

  *database = sql_open (fixture);
  table = office_record_table_new (*database, "record", &error);
  g_assert_no_error (error);
  return table;
}
