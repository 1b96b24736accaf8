/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-store-private.h"

#include "office-problem.h"
#include "office-reason.h"

enum { COMMITTED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE_WITH_CODE (OfficeStore, office_store, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (OFFICE_TYPE_BOOK, office_store_book_init))

typedef struct {
  const char *name;
  GError *error;
} Founding;

static gboolean
open_writer (OfficeStore *self, const char *path, OfficeRandom *random, GError **error)
{
  self->writing_database = office_database_open (path, OFFICE_DATABASE_FULL, error);
  if (self->writing_database == NULL
      || !office_store_schema_ensure (self->writing_database, self->clock, random, &self->identity, error))
    return FALSE;
  self->writing_records = office_record_table_new (self->writing_database, "record", error);
  if (self->writing_records == NULL || !office_store_due_ensure (self->writing_database, error))
    return FALSE;
  self->writer = office_store_writer_new (self->writing_database, self->writing_records, self->clock, random,
                                          self->identity.office_id, error);
  return self->writer != NULL;
}

static gboolean
open_reader (OfficeStore *self, const char *path, GError **error)
{
  g_autofree char *tag = NULL;
  gint64 rev;

  if (strcmp (path, ":memory:") == 0)
    self->database = g_object_ref (self->writing_database);
  else
    self->database = office_database_open (path, OFFICE_DATABASE_READ_ONLY, error);
  if (self->database == NULL)
    return FALSE;
  self->records = office_record_table_new (self->database, "record", error);
  if (self->records == NULL || !office_store_schema_read_head (self->database, &rev, &tag, error))
    return FALSE;
  self->head = office_cursor_new (self->identity.epoch, rev, tag);
  return TRUE;
}

static gboolean
write_office (OfficeTransaction *transaction, gpointer data, GError **error)
{
  const Founding *founding = data;
  g_autoptr (OfficeEffects) effects = office_effects_new ();
  OfficeRecord *office = office_record_new ("office", office_transaction_get_office_id (transaction), "office");

  office_record_set_text (office, "name", founding->name);
  g_ptr_array_add (effects->written, office);
  return office_transaction_write (transaction, effects, NULL, error);
}

static void
on_office_written (gpointer data, gint64 rev, const GError *error)
{
  Founding *founding = data;

  if (error != NULL)
    founding->error = g_error_copy (error);
}

/* Also for a book whose making was cut off between its identity and its first record. */
static gboolean
found (OfficeStore *self, const char *name, GError **error)
{
  Founding founding = { .name = name };
  g_autoptr (OfficeRecord) office = office_record_table_get (self->records, self->identity.office_id, &founding.error);

  if (founding.error == NULL && office == NULL)
    {
      office_store_submit (self, write_office, on_office_written, &founding, NULL);
      office_store_flush (self);
    }
  if (founding.error == NULL)
    return TRUE;
  g_propagate_error (error, founding.error);
  return FALSE;
}

/* What waits is told before the batch goes out, so that a result can be sent with the changes that it caused. */
static void
deliver_group (OfficeStore *self, OfficeGroup *group)
{
  for (guint i = 0; i < group->submissions->len; i++)
    {
      const OfficeSubmission *submission = g_ptr_array_index (group->submissions, i);

      self->queued--;
      if (submission->done != NULL)
        submission->done (submission->data, submission->rev, submission->error);
    }
  if (group->batch != NULL)
    {
      g_clear_pointer (&self->head, office_cursor_free);
      self->head = office_cursor_new (self->identity.epoch, group->batch->rev, group->batch->tag);
      g_signal_emit (self, signals[COMMITTED], 0, group->batch);
    }
}

/* A callback may submit, flush or close; groups that are settled then wait for their turn here. */
static void
deliver (OfficeStore *self)
{
  OfficeGroup *group;

  if (self->delivering)
    return;
  g_object_ref (self);
  self->delivering = TRUE;
  while (self->writer != NULL && (group = office_store_writer_take (self->writer)) != NULL)
    {
      deliver_group (self, group);
      office_group_free (group);
    }
  self->delivering = FALSE;
  g_object_unref (self);
}

static gboolean
wake_dispatch (GSource *source, GSourceFunc callback, gpointer data)
{
  /* Before the groups are taken: one that comes later makes the source ready again. */
  g_source_set_ready_time (source, -1);
  return callback (data);
}

static GSourceFuncs wake_functions = { .dispatch = wake_dispatch };

static gboolean
on_woken (gpointer data)
{
  deliver (data);
  return G_SOURCE_CONTINUE;
}

static void
start_thread (OfficeStore *self)
{
  self->wake = g_source_new (&wake_functions, sizeof (GSource));
  g_source_set_static_name (self->wake, "office-store");
  g_source_set_callback (self->wake, on_woken, self, NULL);
  g_source_attach (self->wake, g_main_context_get_thread_default ());
  office_store_writer_start (self->writer, self->wake);
}

static void
office_store_finalize (GObject *object)
{
  OfficeStore *self = OFFICE_STORE (object);

  office_store_close (self);
  office_store_identity_clear (&self->identity);
  g_clear_pointer (&self->head, office_cursor_free);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (office_store_parent_class)->finalize (object);
}

static void
office_store_dispose (GObject *object)
{
  /* Callbacks of what was still queued may use the store. */
  office_store_close (OFFICE_STORE (object));

  G_OBJECT_CLASS (office_store_parent_class)->dispose (object);
}

static void
office_store_class_init (OfficeStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = office_store_dispose;
  object_class->finalize = office_store_finalize;

  /**
   * OfficeStore::committed:
   * @self: the store
   * @batch: what the commit group has changed; to be referred to, not copied
   *
   * One for each commit group that made revisions, in their order, without a gap. The store's head is the batch's.
   */
  signals[COMMITTED] = g_signal_new ("committed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 1, office_batch_get_type () | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
office_store_init (OfficeStore *self)
{
  self->thread = g_thread_self ();
}

/**
 * office_store_open:
 * @path: the book's file, made when missing; or ":memory:" with OFFICE_STORE_INLINE
 * @name: the name of a new office; one that is there keeps its own
 * @mode: whether a thread writes
 * @clock: the host's clock; with OFFICE_STORE_THREADED it is read from two threads
 * @random: the host's random source; with OFFICE_STORE_THREADED it is used from two threads
 * @error: return location for an OFFICE_SQL_ERROR or an OFFICE_PROBLEM, one sentence for the host's keeper
 *
 * Opens or makes the book. Callbacks and the signal come in the thread-default main context of the caller.
 *
 * Returns: (transfer full): the store, or %NULL
 */
OfficeStore *
office_store_open (const char *path, const char *name, OfficeStoreMode mode, OfficeClock *clock, OfficeRandom *random,
                   GError **error)
{
  g_autoptr (OfficeStore) self = NULL;

  g_return_val_if_fail (path != NULL && name != NULL, NULL);
  g_return_val_if_fail (mode == OFFICE_STORE_INLINE || strcmp (path, ":memory:") != 0, NULL);

  self = g_object_new (OFFICE_TYPE_STORE, NULL);
  self->clock = g_object_ref (clock);
  if (!open_writer (self, path, random, error) || !open_reader (self, path, error) || !found (self, name, error)
      || !office_store_numbering_ensure (self, error))
    return NULL;
  if (mode == OFFICE_STORE_THREADED)
    {
      start_thread (self);
      self->finds = office_store_finds_new (path);
    }
  return g_steal_pointer (&self);
}

/**
 * office_store_close:
 * @self: a store
 *
 * Works off what is queued, calls the callbacks of it, ends the thread and closes the file. Blocks for as long as the disk
 * takes. Also done by the last unref; a second call does nothing.
 */
void
office_store_close (OfficeStore *self)
{
  g_return_if_fail (OFFICE_IS_STORE (self));
  g_return_if_fail (self->thread == g_thread_self ());

  if (self->writer != NULL)
    {
      office_store_writer_stop (self->writer);
      deliver (self);
    }
  g_clear_pointer (&self->finds, office_store_finds_free);
  if (self->delivering)
    return; /* a callback closes: the delivery that runs goes on with what is settled, and the owner closes once more */

  if (self->wake != NULL)
    g_source_destroy (self->wake);
  g_clear_pointer (&self->wake, g_source_unref);
  g_clear_pointer (&self->writer, office_store_writer_free);
  g_clear_pointer (&self->records, office_record_table_free);
  g_clear_pointer (&self->writing_records, office_record_table_free);
  /* The reader first: the last handle to close, the writer's, folds the journal into the file. */
  g_clear_object (&self->database);
  g_clear_object (&self->writing_database);
}

/**
 * office_store_flush:
 * @self: a store
 *
 * INLINE: runs what is queued as one group, with its callbacks and signal. THREADED: blocks until what is queued is on the
 * disk; callbacks and signals come by the main context.
 */
void
office_store_flush (OfficeStore *self)
{
  g_return_if_fail (OFFICE_IS_STORE (self));
  g_return_if_fail (self->thread == g_thread_self ());

  if (self->writer == NULL)
    return;
  if (self->wake != NULL)
    {
      office_store_writer_wait (self->writer);
      return;
    }
  office_store_writer_run (self->writer);
  deliver (self);
}

/**
 * office_store_submit:
 * @self: a store
 * @work: what to do inside a transaction, in the writer's thread
 * @done: (nullable): told what became of it, in the store's main context
 * @data: for both
 * @destroy: (nullable): for @data, after @done, in the store's main context
 *
 * Works are done in the order of their submission. @done is called exactly once, also when the store is closed; a work for
 * a store that is closed already fails with OFFICE_PROBLEM_UNAVAILABLE at once.
 */
void
office_store_submit (OfficeStore *self, OfficeStoreWork work, OfficeStoreDone done, gpointer data,
                     GDestroyNotify destroy)
{
  OfficeSubmission *submission;

  g_return_if_fail (OFFICE_IS_STORE (self));
  g_return_if_fail (self->thread == g_thread_self ());

  if (self->writer == NULL || office_store_writer_is_stopped (self->writer))
    {
      g_autoptr (GError) error = office_reason_new (OFFICE_REASON_STOPPING, NULL);

      if (done != NULL)
        done (data, 0, error);
      if (destroy != NULL)
        destroy (data);
      return;
    }
  submission = g_new0 (OfficeSubmission, 1);
  submission->work = work;
  submission->done = done;
  submission->data = data;
  submission->destroy = destroy;
  self->queued++;
  office_store_writer_submit (self->writer, submission);
}

/**
 * office_store_get_queued:
 * @self: a store
 *
 * Returns: how many works were submitted whose callback has not been called
 */
guint
office_store_get_queued (OfficeStore *self)
{
  g_return_val_if_fail (OFFICE_IS_STORE (self), 0);

  return self->queued;
}

/**
 * office_store_get_office_id:
 * @self: a store
 *
 * Returns: (transfer none): the office's id
 */
const char *
office_store_get_office_id (OfficeStore *self)
{
  g_return_val_if_fail (OFFICE_IS_STORE (self), NULL);

  return self->identity.office_id;
}

/**
 * office_store_get_head:
 * @self: a store
 *
 * The last revision that a batch has brought to this thread; reading functions may see later ones already.
 *
 * Returns: (transfer none): until the next batch
 */
const OfficeCursor *
office_store_get_head (OfficeStore *self)
{
  g_return_val_if_fail (OFFICE_IS_STORE (self), NULL);

  return self->head;
}
