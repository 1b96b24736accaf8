/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include <glib/gstdio.h>

static void
on_committed (OfficeStore *store, OfficeBatch *batch, GPtrArray *batches)
{
  g_assert_cmpint (office_store_get_head (store)->rev, ==, batch->rev);
  g_assert_cmpstr (office_store_get_head (store)->tag, ==, batch->tag);
  g_ptr_array_add (batches, office_batch_ref (batch));
}

void
store_fixture_open (StoreFixture *fixture)
{
  g_autoptr (GError) error = NULL;

  fixture->store = office_store_open (fixture->path, "Atelier Nord", fixture->mode, fixture->clock, fixture->random,
                                      &error);
  g_assert_no_error (error);
  g_signal_connect (fixture->store, "committed", G_CALLBACK (on_committed), fixture->batches);
}

void
store_fixture_close (StoreFixture *fixture)
{
  if (fixture->store != NULL)
    office_store_close (fixture->store);
  g_clear_object (&fixture->store);
}

void
store_fixture_set_up (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("office-store-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "office.db", NULL);
  fixture->mode = (OfficeStoreMode) GPOINTER_TO_INT (data);
  fixture->clock = office_fake_clock_new (STORE_NOW);
  fixture->random = office_fake_random_new (1);
  fixture->batches = g_ptr_array_new_with_free_func ((GDestroyNotify) office_batch_unref);
  store_fixture_open (fixture);
}

void
store_fixture_tear_down (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) folder = NULL;
  const char *name;

  store_fixture_close (fixture);
  g_ptr_array_unref (fixture->batches);
  g_object_unref (fixture->clock);
  g_object_unref (fixture->random);
  folder = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

void
store_fixture_settle (StoreFixture *fixture)
{
  while (fixture->mode == OFFICE_STORE_INLINE && office_store_get_queued (fixture->store) > 0)
    office_store_flush (fixture->store);
  OFFICE_WAIT_UNTIL (office_store_get_queued (fixture->store) == 0);
}

Work *
work_new (OfficeRecord *record)
{
  Work *work = g_new0 (Work, 1);

  if (record == NULL)
    return work;
  work->effects = office_effects_new ();
  g_ptr_array_add (office_record_is_gone (record) ? work->effects->gone : work->effects->written, record);
  return work;
}

void
work_free (Work *work)
{
  g_clear_pointer (&work->effects, office_effects_free);
  g_clear_error (&work->error);
  g_free (work);
}

gboolean
work_run (OfficeTransaction *transaction, gpointer data, GError **error)
{
  Work *work = data;

  if (work->effects != NULL && !office_transaction_write (transaction, work->effects, "anna", error))
    return FALSE;
  if (work->effects == NULL)
    office_transaction_take_revision (transaction, error);
  if (work->operation != NULL
      && !office_transaction_store_result (transaction, work->operation, "device", 1, "{\"first\":true}", error))
    return FALSE;
  if (work->fails)
    office_problem_set (error, OFFICE_PROBLEM_CONFLICT, NULL, "The test wants it so");
  return !work->fails;
}

void
work_done (gpointer data, gint64 rev, const GError *error)
{
  Work *work = data;

  work->n_done++;
  work->rev = rev;
  work->error = error != NULL ? g_error_copy (error) : NULL;
  if (work->order != NULL)
    g_ptr_array_add (work->order, work);
}

void
work_submit (Work *work, StoreFixture *fixture)
{
  office_store_submit (fixture->store, work_run, work_done, work, NULL);
}

gint64
work_do (Work *work, StoreFixture *fixture)
{
  work_submit (work, fixture);
  store_fixture_settle (fixture);
  g_assert_cmpuint (work->n_done, ==, 1);
  return work->rev;
}

char *
store_id (guint number)
{
  return g_strdup_printf ("%08x-0000-7000-8000-000000000000", number);
}

static OfficeRecord *
new_in_room (const char *kind, guint number, const char *room)
{
  g_autofree char *id = store_id (number);
  g_autofree char *scope = office_scope_for_room (room);
  OfficeRecord *record = office_record_new (kind, id, scope);

  office_record_set_text (record, "room", room);
  return record;
}

OfficeRecord *
store_column (guint number, const char *room, const char *name)
{
  OfficeRecord *column = new_in_room ("column", number, room);

  office_record_set_text (column, "name", name);
  return column;
}

OfficeRecord *
store_message (guint number, const char *room, gint64 seq)
{
  OfficeRecord *message = new_in_room ("message", number, room);

  office_record_set_integer (message, "seq", seq);
  office_record_set_text (message, "text", "Morning!");
  return message;
}
