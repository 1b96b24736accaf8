/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-store-writer-private.h"

#include "office-problem.h"
#include "office-store-schema.h"
#include "office-transaction-private.h"

/*
 * Group commit: whatever has queued up while the last commit was on its way to the disk is done in one transaction, so
 * that the cost of a durable commit is shared by as many as wait for it. Each work is a part of its own that can fail
 * alone. One group is one batch for the fan-out.
 */

#define LARGEST_GROUP  1000
#define PRUNE_EVERY_MS G_GINT64_CONSTANT (86400000)

struct _OfficeStoreWriter {
  /* Of the writer's thread while it runs, else of the store's: */
  OfficeDatabase *database;
  OfficeTransaction *transaction;
  OfficeClock *clock;
  gint64 pruned_at; /* on the host's clock */
  gboolean full;    /* told that the disk is full */

  /* Any thread: */
  GAsyncQueue *queue;  /* OfficeSubmission, or stop_mark */
  GAsyncQueue *groups; /* OfficeGroup */

  GMutex mutex;
  GCond settled_cond;
  guint64 settled; /* submissions; under the mutex */

  /* Of the store's thread: */
  guint64 submitted;
  gboolean stopped;
  GThread *thread; /* nullable */
  GSource *wake;   /* nullable; made ready from the writer's thread, which GLib allows */
};

static char stop_mark;

static void
submission_free (OfficeSubmission *self)
{
  if (self->destroy != NULL)
    self->destroy (self->data);
  g_clear_error (&self->error);
  g_free (self);
}

/**
 * office_group_free: (skip)
 * @self: (transfer full): a group; its data are destroyed in this thread
 */
void
office_group_free (OfficeGroup *self)
{
  g_clear_pointer (&self->batch, office_batch_unref);
  g_ptr_array_unref (self->submissions);
  g_free (self);
}

/* A host whose disk is full says so once, and once more when it can write again. */
static void
note_error (OfficeStoreWriter *self, const GError *error)
{
  gboolean full = g_error_matches (error, OFFICE_SQL_ERROR, OFFICE_SQL_ERROR_FULL);

  if (error->domain != OFFICE_SQL_ERROR || (full && self->full))
    return;
  self->full = self->full || full;
  g_message ("%s", error->message);
}

static void
note_success (OfficeStoreWriter *self)
{
  if (self->full)
    g_message ("The database can be written again");
  self->full = FALSE;
}

static void
fail_submission (OfficeStoreWriter *self, OfficeSubmission *submission, GError *error)
{
  note_error (self, error);
  submission->rev = 0;
  g_clear_error (&submission->error);
  submission->error = office_store_translate_error (error);
}

static void
fail_group (OfficeStoreWriter *self, OfficeGroup *group, GError *error)
{
  for (guint i = 0; i < group->submissions->len; i++)
    fail_submission (self, g_ptr_array_index (group->submissions, i), g_error_copy (error));
  office_transaction_rollback (self->transaction);
  g_error_free (error);
}

/* FALSE: the group as a whole has failed with this error. */
static gboolean
run_works (OfficeStoreWriter *self, OfficeGroup *group, GError **error)
{
  for (guint i = 0; i < group->submissions->len; i++)
    {
      OfficeSubmission *submission = g_ptr_array_index (group->submissions, i);
      GError *own = NULL;

      if (office_transaction_run (self->transaction, submission->work, submission->data, &submission->rev, &own))
        continue;
      if (office_transaction_is_broken (self->transaction))
        {
          g_propagate_error (error, own);
          return FALSE;
        }
      fail_submission (self, submission, own);
    }
  return TRUE;
}

static OfficeGroup *
settle (OfficeStoreWriter *self, GPtrArray *submissions)
{
  OfficeGroup *group = g_new0 (OfficeGroup, 1);
  GError *error = NULL;

  group->submissions = submissions;
  if (office_transaction_begin (self->transaction, &error) && run_works (self, group, &error)
      && office_transaction_commit (self->transaction, &group->batch, &error))
    note_success (self);
  else
    fail_group (self, group, error);
  return group;
}

static void
prune (OfficeStoreWriter *self)
{
  g_autoptr (GError) error = NULL;
  gint64 now = office_clock_now (self->clock);

  if (self->pruned_at != 0 && ABS (now - self->pruned_at) < PRUNE_EVERY_MS)
    return;
  self->pruned_at = now;
  if (!office_store_schema_prune (self->database, now, &error))
    note_error (self, error);
}

static void
settle_and_hand_over (OfficeStoreWriter *self, GPtrArray *submissions)
{
  guint n = submissions->len;

  g_async_queue_push (self->groups, settle (self, submissions));
  if (self->wake != NULL)
    g_source_set_ready_time (self->wake, 0);

  g_mutex_lock (&self->mutex);
  self->settled += n;
  g_cond_broadcast (&self->settled_cond);
  g_mutex_unlock (&self->mutex);
}

static GPtrArray *
new_submissions (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) submission_free);
}

/* Returns: whether the mark to stop was met */
static gboolean
drain (OfficeStoreWriter *self, GPtrArray *submissions, guint most)
{
  gpointer item;

  while (submissions->len < most && (item = g_async_queue_try_pop (self->queue)) != NULL)
    {
      if (item == &stop_mark)
        return TRUE;
      g_ptr_array_add (submissions, item);
    }
  return FALSE;
}

static gpointer
writer_thread (gpointer data)
{
  OfficeStoreWriter *self = data;
  gboolean stopping = FALSE;

  prune (self);
  while (!stopping)
    {
      gpointer item = g_async_queue_pop (self->queue);
      GPtrArray *submissions;

      if (item == &stop_mark)
        break;
      submissions = new_submissions ();
      g_ptr_array_add (submissions, item);
      stopping = drain (self, submissions, LARGEST_GROUP);
      settle_and_hand_over (self, submissions);
      prune (self);
    }
  return NULL;
}

/**
 * office_store_writer_new: (skip)
 * @database: the writing handle
 * @records: (transfer none): must outlive the writer
 * @clock: the host's clock, read in the writer's thread
 * @random: the host's random source, used in the writer's thread
 * @office_id: the office's id
 * @error: return location for an OFFICE_SQL_ERROR
 *
 * Returns: (transfer full): a writer without a thread, or %NULL
 */
OfficeStoreWriter *
office_store_writer_new (OfficeDatabase *database, OfficeRecordTable *records, OfficeClock *clock, OfficeRandom *random,
                         const char *office_id, GError **error)
{
  OfficeTransaction *transaction = office_transaction_new (database, records, clock, random, office_id, error);
  OfficeStoreWriter *self;

  if (transaction == NULL)
    return NULL;
  self = g_new0 (OfficeStoreWriter, 1);
  self->database = g_object_ref (database);
  self->transaction = transaction;
  self->clock = g_object_ref (clock);
  self->queue = g_async_queue_new ();
  self->groups = g_async_queue_new_full ((GDestroyNotify) office_group_free);
  g_mutex_init (&self->mutex);
  g_cond_init (&self->settled_cond);
  return self;
}

void
office_store_writer_start (OfficeStoreWriter *self, GSource *wake)
{
  self->wake = g_source_ref (wake);
  self->thread = g_thread_new ("office-writer", writer_thread, self);
}

void
office_store_writer_submit (OfficeStoreWriter *self, OfficeSubmission *submission)
{
  self->submitted++;
  g_async_queue_push (self->queue, submission);
}

void
office_store_writer_run (OfficeStoreWriter *self)
{
  g_autoptr (GPtrArray) submissions = new_submissions ();

  g_return_if_fail (self->thread == NULL);

  prune (self);
  drain (self, submissions, G_MAXUINT);
  if (submissions->len > 0)
    settle_and_hand_over (self, g_steal_pointer (&submissions));
}

void
office_store_writer_wait (OfficeStoreWriter *self)
{
  g_mutex_lock (&self->mutex);
  while (self->settled < self->submitted)
    g_cond_wait (&self->settled_cond, &self->mutex);
  g_mutex_unlock (&self->mutex);
}

OfficeGroup *
office_store_writer_take (OfficeStoreWriter *self)
{
  return g_async_queue_try_pop (self->groups);
}

/**
 * office_store_writer_stop: (skip)
 * @self: a writer
 *
 * Works off what is queued and ends the thread; without one, the rest of the queue runs here. Settled groups can still be
 * taken.
 */
void
office_store_writer_stop (OfficeStoreWriter *self)
{
  self->stopped = TRUE;
  if (self->thread == NULL)
    {
      office_store_writer_run (self);
      return;
    }
  g_async_queue_push (self->queue, &stop_mark);
  g_clear_pointer (&self->thread, g_thread_join);
}

gboolean
office_store_writer_is_stopped (OfficeStoreWriter *self)
{
  return self->stopped;
}

/**
 * office_store_writer_free: (skip)
 * @self: (transfer full): a writer that was stopped
 */
void
office_store_writer_free (OfficeStoreWriter *self)
{
  g_assert (self->thread == NULL);
  g_clear_pointer (&self->wake, g_source_unref);
  g_async_queue_unref (self->queue);
  g_async_queue_unref (self->groups);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->settled_cond);
  g_object_unref (self->transaction);
  g_object_unref (self->clock);
  g_object_unref (self->database);
  g_free (self);
}
