/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include "office-files.h"
#include "office-test-folder.h"

#include <string.h>

/* Uploads into DATA/files, and what is removed of them. */

#define ANNA "0190a000-0000-7000-8000-0000000000a1"
#define BEN  "0190a000-0000-7000-8000-0000000000a2"
#define ROOM "0190a000-0000-7000-8000-0000000000b1"
#define TEXT "What the plan says."

typedef struct {
  StoreFixture store;
  OfficeFiles *files;
  char *hash; /* of TEXT */
} Fixture;

static void
open_files (Fixture *self, gint64 limit)
{
  g_autoptr (GError) error = NULL;

  self->files = office_files_new (self->store.store, self->store.clock, limit, &error);
  g_assert_no_error (error);
}

static void
close_files (Fixture *self)
{
  office_files_stop (self->files);
  while (office_files_count_busy (self->files) > 0)
    {
      office_store_flush (self->store.store);
      g_main_context_iteration (NULL, FALSE);
    }
  g_assert_finalize_object (self->files);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  store_fixture_set_up (&self->store, GINT_TO_POINTER (OFFICE_STORE_INLINE));
  self->hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, TEXT, -1);
  open_files (self, 1000);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (self->store.folder, "files", NULL);

  close_files (self);
  office_test_remove_tree (folder);
  g_free (self->hash);
  store_fixture_tear_down (&self->store, data);
}

typedef struct {
  OfficeUploadState state;
  GError *error;
  gboolean done;
} Outcome;

static void
on_written (GObject *source, GAsyncResult *result, gpointer data)
{
  Outcome *outcome = data;

  office_files_write_finish (OFFICE_FILES (source), result, &outcome->state, &outcome->error);
  outcome->done = TRUE;
}

static void
start (Fixture *self, const char *hash, const char *person, gint64 offset, gint64 size, const char *piece,
       Outcome *outcome)
{
  g_autoptr (GBytes) bytes = g_bytes_new (piece, strlen (piece));

  office_files_write_async (self->files, hash, person, offset, size, bytes, on_written, outcome);
}

static void
finish (Fixture *self, Outcome *outcome)
{
  while (!outcome->done)
    {
      office_store_flush (self->store.store);
      g_main_context_iteration (NULL, FALSE);
    }
}

static OfficeUploadState
put (Fixture *self, const char *person, gint64 offset, const char *piece)
{
  Outcome outcome = { 0 };

  start (self, self->hash, person, offset, strlen (TEXT), piece, &outcome);
  finish (self, &outcome);
  g_assert_no_error (outcome.error);
  return outcome.state;
}

static void
refuse (Fixture *self, const char *hash, gint64 offset, gint64 size, const char *piece, OfficeProblem status,
        const char *field)
{
  Outcome outcome = { 0 };

  start (self, hash, ANNA, offset, size, piece, &outcome);
  finish (self, &outcome);
  g_assert_error (outcome.error, OFFICE_PROBLEM, (int) status);
  g_assert_cmpstr (office_problem_get_field (outcome.error), ==, field);
  g_clear_error (&outcome.error);
}

static void
assert_kept (Fixture *self, gboolean kept)
{
  gint64 size;
  g_autofree char *path = office_files_dup_path (self->files, self->hash, &size);
  g_autofree char *text = NULL;

  if (!kept)
    {
      g_assert_null (path);
      return;
    }
  g_assert_nonnull (path);
  g_assert_cmpint (size, ==, strlen (TEXT));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, TEXT);
}

static void
test_whole (Fixture *self, gconstpointer data)
{
  OfficeUploadState state = office_files_look (self->files, self->hash, ANNA);

  g_assert_cmpint (state.offset, ==, 0);
  g_assert_false (state.complete);
  state = put (self, ANNA, 0, TEXT);
  g_assert_cmpint (state.offset, ==, strlen (TEXT));
  g_assert_true (state.complete);
  assert_kept (self, TRUE);
  state = office_files_look (self->files, self->hash, ANNA);
  g_assert_true (state.complete);
  g_assert_cmpint (state.offset, ==, strlen (TEXT));
}

static void
test_pieces (Fixture *self, gconstpointer data)
{
  OfficeUploadState state = put (self, ANNA, 0, "What ");

  g_assert_cmpint (state.offset, ==, 5);
  g_assert_false (state.complete);
  assert_kept (self, FALSE);
  refuse (self, self->hash, 3, strlen (TEXT), "t ", OFFICE_PROBLEM_CONFLICT, "offset");
  refuse (self, self->hash, 9, strlen (TEXT), "plan", OFFICE_PROBLEM_CONFLICT, "offset");

  /* The host is started again. */
  close_files (self);
  store_fixture_close (&self->store);
  store_fixture_open (&self->store);
  open_files (self, 1000);
  state = office_files_look (self->files, self->hash, ANNA);
  g_assert_cmpint (state.offset, ==, 5);
  state = put (self, ANNA, 5, "the plan says.");
  g_assert_true (state.complete);
  assert_kept (self, TRUE);
}

static void
test_wrong_hash (Fixture *self, gconstpointer data)
{
  g_autofree char *other = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "Other", -1);
  OfficeUploadState state;

  refuse (self, other, 0, strlen (TEXT), TEXT, OFFICE_PROBLEM_INVALID, "hash");
  state = office_files_look (self->files, other, ANNA);
  g_assert_cmpint (state.offset, ==, 0);
  g_assert_false (state.complete);
}

static void
test_limits (Fixture *self, gconstpointer data)
{
  g_autofree char *large = g_strnfill (OFFICE_LIMIT_PIECE + 1, 'x');

  refuse (self, self->hash, 0, 1001, "x", OFFICE_PROBLEM_TOO_LARGE, "size");
  refuse (self, self->hash, 0, 3, TEXT, OFFICE_PROBLEM_INVALID, "offset");
  refuse (self, self->hash, -1, 3, "x", OFFICE_PROBLEM_INVALID, "offset");
  refuse (self, self->hash, 4, 3, "", OFFICE_PROBLEM_INVALID, "offset");
  refuse (self, self->hash, 0, 3, "", OFFICE_PROBLEM_INVALID, NULL);
  close_files (self);
  open_files (self, G_MAXINT64);
  refuse (self, self->hash, 0, G_MAXINT32, large, OFFICE_PROBLEM_TOO_LARGE, NULL);
  refuse (self, self->hash, G_MAXINT64, G_MAXINT64, "x", OFFICE_PROBLEM_INVALID, "offset");
}

static void
test_empty_file (Fixture *self, gconstpointer data)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "", 0);
  Outcome outcome = { 0 };

  start (self, hash, ANNA, 0, 0, "", &outcome);
  finish (self, &outcome);
  g_assert_no_error (outcome.error);
  g_assert_true (outcome.state.complete);
}

static void
test_side_by_side (Fixture *self, gconstpointer data)
{
  Outcome first = { 0 }, second = { 0 }, other = { 0 };

  start (self, self->hash, ANNA, 0, strlen (TEXT), TEXT, &first);
  start (self, self->hash, ANNA, 0, strlen (TEXT), TEXT, &second);
  start (self, self->hash, BEN, 0, strlen (TEXT), TEXT, &other);
  finish (self, &first);
  finish (self, &second);
  finish (self, &other);
  g_assert_no_error (first.error);
  g_assert_error (second.error, OFFICE_PROBLEM, OFFICE_PROBLEM_CONFLICT);
  g_clear_error (&second.error);
  g_assert_no_error (other.error);
  g_assert_true (first.state.complete);
  g_assert_true (other.state.complete);
}

/* ---- who may name it ---- */

typedef struct {
  OfficeRecord *file;
  const char *person;
} Check;

static gboolean
check_work (OfficeTransaction *transaction, gpointer data, GError **error)
{
  const Check *check = data;

  return office_files_check (transaction, check->file, check->person, error);
}

static void
check_done (gpointer data, gint64 rev, const GError *error)
{
  Outcome *outcome = ((gpointer *) data)[2];

  outcome->error = error != NULL ? g_error_copy (error) : NULL;
  outcome->done = TRUE;
}

static GError *
check (Fixture *self, const char *person, gint64 size)
{
  g_autoptr (OfficeRecord) file = office_record_new ("file", BEN, "room:" ROOM);
  struct {
    Check check;
    Outcome *outcome;
  } work = { { file, person }, NULL };
  Outcome outcome = { 0 };

  work.outcome = &outcome;
  office_record_set_text (file, "name", "Plan.txt");
  office_record_set_text (file, "hash", self->hash);
  office_record_set_integer (file, "size", size);
  office_store_submit (self->store.store, check_work, check_done, &work, NULL);
  finish (self, &outcome);
  return outcome.error;
}

static void
test_check (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) missing = check (self, ANNA, strlen (TEXT));
  g_autoptr (GError) right = NULL;
  g_autoptr (GError) size = NULL;
  g_autoptr (GError) other = NULL;

  g_assert_true (office_problem_is_missing_file (missing));
  put (self, ANNA, 0, TEXT);
  right = check (self, ANNA, strlen (TEXT));
  g_assert_no_error (right);
  size = check (self, ANNA, 3);
  g_assert_error (size, OFFICE_PROBLEM, OFFICE_PROBLEM_INVALID);
  g_assert_cmpstr (office_problem_get_field (size), ==, "files");
  /* To know the hash is not to have the file. */
  other = check (self, BEN, strlen (TEXT));
  g_assert_true (office_problem_is_missing_file (other));
  g_assert_false (office_files_look (self->files, self->hash, BEN).complete);
}

/* ---- what goes ---- */

static void
let_pass (Fixture *self, gint64 milliseconds)
{
  office_fake_clock_advance (self->store.clock, milliseconds);
  while (office_files_count_busy (self->files) > 0)
    {
      office_store_flush (self->store.store);
      g_main_context_iteration (NULL, FALSE);
    }
}

static void
test_prune (Fixture *self, gconstpointer data)
{
  put (self, ANNA, 0, TEXT);
  let_pass (self, STORE_DAY / 2);
  assert_kept (self, TRUE);
  let_pass (self, STORE_DAY);
  let_pass (self, STORE_DAY);
  assert_kept (self, FALSE);
  g_assert_false (office_files_look (self->files, self->hash, ANNA).complete);
  put (self, ANNA, 0, TEXT);
  assert_kept (self, TRUE);
}

static void
test_keep_named (Fixture *self, gconstpointer data)
{
  g_autofree char *id = store_id (7);
  OfficeRecord *file = office_record_new ("file", id, "room:" ROOM);
  g_autoptr (Work) work = work_new (file);
  g_autoptr (Work) gone = NULL;

  put (self, ANNA, 0, TEXT);
  office_record_set_text (file, "hash", self->hash);
  work_do (work, &self->store);
  for (guint i = 0; i < 40; i++)
    let_pass (self, STORE_DAY);
  assert_kept (self, TRUE);
  gone = work_new (office_record_new_gone ("file", id, "room:" ROOM, 0));
  work_do (gone, &self->store);
  let_pass (self, STORE_DAY);
  assert_kept (self, FALSE);
}

static void
test_stale (Fixture *self, gconstpointer data)
{
  put (self, ANNA, 0, "What ");
  let_pass (self, 6 * STORE_DAY);
  g_assert_cmpint (office_files_look (self->files, self->hash, ANNA).offset, ==, 5);
  let_pass (self, 2 * STORE_DAY);
  let_pass (self, STORE_DAY);
  g_assert_cmpint (office_files_look (self->files, self->hash, ANNA).offset, ==, 0);
}

#define ADD(path, test) g_test_add ("/files/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("whole", test_whole);
  ADD ("pieces", test_pieces);
  ADD ("wrong-hash", test_wrong_hash);
  ADD ("limits", test_limits);
  ADD ("empty", test_empty_file);
  ADD ("side-by-side", test_side_by_side);
  ADD ("check", test_check);
  ADD ("prune", test_prune);
  ADD ("keep-named", test_keep_named);
  ADD ("stale", test_stale);
  return g_test_run ();
}
