/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-files-private.h"

#include "office-id.h"
#include "office-problem.h"
#include "office-reason.h"
#include "office-store-private.h"

#include <errno.h>

#define MOST_BUSY 64 /* pieces in memory */

G_DEFINE_FINAL_TYPE (OfficeFiles, office_files, G_TYPE_OBJECT)

/* One piece on its way: the disk's thread, then, after the last one, the writer's. */
typedef struct {
  OfficeFiles *files;
  char *name; /* in incoming, and in files->busy */
  char *folder, *hash, *person;
  gint64 offset, size, now;
  GBytes *bytes;
  OfficeUploadState state;
} Piece;

static void
piece_free (gpointer data)
{
  Piece *self = data;

  g_hash_table_remove (self->files->busy, self->name);
  g_object_unref (self->files);
  g_free (self->name);
  g_free (self->folder);
  g_free (self->hash);
  g_free (self->person);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self);
}

static char *
make_name (const char *hash, const char *person)
{
  return g_strdup_printf ("%s-%s", hash, person);
}

/* ---- uploads ---- */

static gboolean
note_work (OfficeTransaction *transaction, gpointer data, GError **error)
{
  const Piece *piece = g_task_get_task_data (data);

  return office_files_note_upload (transaction, piece->hash, piece->person, error);
}

static void
note_done (gpointer data, gint64 rev, const GError *error)
{
  GTask *task = data;

  if (error != NULL)
    g_task_return_error (task, g_error_copy (error));
  else
    g_task_return_boolean (task, TRUE);
}

/* The disk's thread. */
static void
write_piece (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Piece *piece = data;
  g_autofree char *incoming = office_files_folder_build_incoming (piece->folder, piece->name);
  GError *error = NULL;

  if (!office_files_folder_append (incoming, piece->offset, piece->bytes, piece->now, &piece->state.offset, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  piece->state.complete = piece->state.offset == piece->size;
  if (piece->state.complete && !office_files_folder_adopt (piece->folder, incoming, piece->hash, piece->now, &error))
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
piece_written (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  const Piece *piece = g_task_get_task_data (task);
  OfficeStore *store = piece->files->store;
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_error (task, error);
  else if (piece->state.complete)
    office_store_submit (store, note_work, note_done, g_steal_pointer (&task), g_object_unref);
  else
    g_task_return_boolean (task, TRUE);
}

static gboolean
check_piece (OfficeFiles *self, const char *name, gint64 offset, gint64 size, gsize length, GError **error)
{
  if (self->stopped)
    office_reason_set (error, OFFICE_REASON_STOPPING, NULL);
  else if (size > self->limit)
    {
      office_problem_set (error, OFFICE_PROBLEM_TOO_LARGE, "size",
                          "The file has %" G_GINT64_FORMAT " bytes, more than the %" G_GINT64_FORMAT
                          " that this host takes",
                          size, self->limit);
      office_reason_give (error, OFFICE_REASON_FILE_TOO_LARGE);
    }
  else if (length > OFFICE_LIMIT_PIECE)
    office_problem_set (error, OFFICE_PROBLEM_TOO_LARGE, NULL, "The piece is larger than %d bytes", OFFICE_LIMIT_PIECE);
  else if (offset < 0 || size < 0 || offset > size || (gint64) length > size - offset)
    office_problem_set (error, OFFICE_PROBLEM_INVALID, "offset", "The piece does not lie within the file");
  else if (length == 0 && size > 0)
    office_problem_set (error, OFFICE_PROBLEM_INVALID, NULL, "The piece is empty");
  else if (g_hash_table_contains (self->busy, name))
    office_problem_set (error, OFFICE_PROBLEM_CONFLICT, "offset", "Another piece of the file is being written");
  else if (g_hash_table_size (self->busy) >= MOST_BUSY)
    office_reason_set (error, OFFICE_REASON_BUSY, NULL);
  else
    return TRUE;
  return FALSE;
}

static void
office_files_dispose (GObject *object)
{
  office_files_stop (OFFICE_FILES (object));
  G_OBJECT_CLASS (office_files_parent_class)->dispose (object);
}

static void
office_files_finalize (GObject *object)
{
  OfficeFiles *self = OFFICE_FILES (object);

  g_clear_pointer (&self->busy, g_hash_table_unref);
  g_clear_object (&self->store);
  g_clear_object (&self->clock);
  g_free (self->folder);
  G_OBJECT_CLASS (office_files_parent_class)->finalize (object);
}

static void
office_files_class_init (OfficeFilesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = office_files_dispose;
  G_OBJECT_CLASS (klass)->finalize = office_files_finalize;
}

static void
office_files_init (OfficeFiles *self)
{
  self->busy = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * office_files_new:
 * @store: the book, which is in a file
 * @clock: the host's clock
 * @limit: bytes of the largest file that is taken
 * @error: one sentence for the host's keeper
 *
 * Returns: (transfer full) (nullable): the files beside the book
 */
OfficeFiles *
office_files_new (OfficeStore *store, OfficeClock *clock, gint64 limit, GError **error)
{
  g_autoptr (OfficeFiles) self = NULL;
  g_autofree char *folder = NULL;

  g_return_val_if_fail (OFFICE_IS_STORE (store) && store->database != NULL, NULL);

  folder = office_files_folder_of (store->database);
  g_return_val_if_fail (folder != NULL, NULL);
  if (!office_files_folder_make (folder, error))
    return NULL;
  self = g_object_new (OFFICE_TYPE_FILES, NULL);
  self->store = g_object_ref (store);
  self->clock = g_object_ref (clock);
  self->folder = g_steal_pointer (&folder);
  self->limit = limit;
  office_files_prune (self);
  return g_steal_pointer (&self);
}

/**
 * office_files_stop:
 * @self: the files
 *
 * Pieces that are being written are finished, others are refused.
 */
void
office_files_stop (OfficeFiles *self)
{
  g_return_if_fail (OFFICE_IS_FILES (self));

  self->stopped = TRUE;
  if (self->clock != NULL)
    office_clock_remove_timeout (self->clock, self->timeout);
  self->timeout = 0;
}

gint64
office_files_get_limit (OfficeFiles *self)
{
  g_return_val_if_fail (OFFICE_IS_FILES (self), 0);
  return self->limit;
}

guint
office_files_count_busy (OfficeFiles *self)
{
  g_return_val_if_fail (OFFICE_IS_FILES (self), 0);
  return g_hash_table_size (self->busy) + self->n_sweeps;
}

/**
 * office_files_dup_path:
 * @self: the files
 * @hash: a valid hash
 * @size: (out): its bytes
 *
 * Whether somebody may read it is not asked here.
 *
 * Returns: (transfer full) (nullable): where the file is; %NULL: the host has not got it
 */
char *
office_files_dup_path (OfficeFiles *self, const char *hash, gint64 *size)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (OFFICE_IS_FILES (self) && office_hash_is_valid (hash), NULL);

  path = office_files_folder_build (self->folder, hash);
  *size = office_files_folder_measure (path);
  return *size >= 0 ? g_steal_pointer (&path) : NULL;
}

/**
 * office_files_look:
 * @self: the files
 * @hash: a valid hash
 * @person: a person's id
 *
 * Returns: how far the person's upload of the file is
 */
OfficeUploadState
office_files_look (OfficeFiles *self, const char *hash, const char *person)
{
  OfficeUploadState state = { 0 };
  g_autofree char *path = NULL;
  g_autofree char *name = NULL;
  g_autofree char *incoming = NULL;
  g_autoptr (OfficeRecord) seen = NULL;
  gint64 size;

  g_return_val_if_fail (OFFICE_IS_FILES (self) && office_hash_is_valid (hash) && office_id_is_valid (person), state);

  path = office_files_dup_path (self, hash, &size);
  if (path != NULL && self->store->database != NULL)
    {
      seen = office_files_find_record (OFFICE_BOOK (self->store), hash, person);
      state.complete = seen != NULL || office_files_has_uploaded (self->store->database, hash, person, NULL);
    }
  name = make_name (hash, person);
  incoming = office_files_folder_build_incoming (self->folder, name);
  state.offset = state.complete ? size : MAX (office_files_folder_measure (incoming), 0);
  return state;
}

/**
 * office_files_write_async:
 * @self: the files
 * @hash: a valid hash
 * @person: who uploads
 * @offset: where the piece begins
 * @size: of the whole file
 * @piece: the bytes
 * @callback: calls office_files_write_finish()
 * @data: for @callback
 *
 * Writes the piece in a thread. After the last one the whole is verified and put into its place, and the book notes who has
 * uploaded it.
 */
void
office_files_write_async (OfficeFiles *self, const char *hash, const char *person, gint64 offset, gint64 size,
                          GBytes *piece, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GTask) thread = NULL;
  g_autofree char *name = NULL;
  g_autoptr (GError) error = NULL;
  Piece *work;

  g_return_if_fail (OFFICE_IS_FILES (self) && office_hash_is_valid (hash) && office_id_is_valid (person));

  task = g_task_new (self, NULL, callback, data);
  name = make_name (hash, person);
  if (!check_piece (self, name, offset, size, g_bytes_get_size (piece), &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  g_hash_table_add (self->busy, g_strdup (name));
  work = g_new0 (Piece, 1);
  *work = (Piece){
    .files = g_object_ref (self),
    .name = g_steal_pointer (&name),
    .folder = g_strdup (self->folder),
    .hash = g_strdup (hash),
    .person = g_strdup (person),
    .offset = offset,
    .size = size,
    .now = office_clock_now (self->clock),
    .bytes = g_bytes_ref (piece),
  };
  g_task_set_task_data (task, work, piece_free);
  /* Without a source: the disk's thread must not be the one to let go of the files. */
  thread = g_task_new (NULL, NULL, piece_written, g_object_ref (task));
  g_task_set_task_data (thread, work, NULL);
  g_task_run_in_thread (thread, write_piece);
}

/**
 * office_files_write_finish:
 * @self: the files
 * @result: what the callback got
 * @state: (out): how far the upload is now
 * @error: CONFLICT, INVALID, TOO_LARGE or UNAVAILABLE
 *
 * Returns: whether the piece was written
 */
gboolean
office_files_write_finish (OfficeFiles *self, GAsyncResult *result, OfficeUploadState *state, GError **error)
{
  const Piece *piece = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  *state = piece->state;
  return TRUE;
}
