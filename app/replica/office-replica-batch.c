/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-replica-private.h"

#include "office-problem.h"

/* What became of one visible record in this batch. */
typedef struct {
  char *before;      /* its body when the batch began; NULL: none */
  gboolean sure;     /* it is new: not looked up */
  OfficeRecord *now; /* a gone one when it was taken away */
} Change;

static void
change_free (gpointer data)
{
  Change *self = data;

  g_free (self->before);
  g_clear_pointer (&self->now, office_record_unref);
  g_free (self);
}

static Change *
get_change (OfficeReplicaBatch *batch, const char *id, gboolean sure, GError **error)
{
  Change *change = g_hash_table_lookup (batch->changes, id);
  g_autoptr (GError) local = NULL;
  g_autofree char *before = NULL;
  char *key;

  if (change != NULL)
    return change;
  if (!sure)
    before = office_record_table_get_body (batch->replica->visible, id, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  change = g_new0 (Change, 1);
  change->before = g_steal_pointer (&before);
  change->sure = sure;
  key = g_strdup (id);
  g_hash_table_insert (batch->changes, key, change);
  g_ptr_array_add (batch->order, key);
  return change;
}

/* A rebase takes effects back and makes them again; what is as it was is not worth a signal. */
static gboolean
is_news (Change *change)
{
  g_autofree char *after = NULL;

  if (office_record_is_gone (change->now))
    return change->sure || change->before != NULL;
  if (change->sure || change->before == NULL)
    return TRUE;
  after = office_record_to_body (change->now);
  return g_strcmp0 (change->before, after) != 0;
}

static GPtrArray *
collect_news (OfficeReplicaBatch *batch)
{
  GPtrArray *news = g_ptr_array_new_with_free_func ((GDestroyNotify) office_record_unref);

  for (guint i = 0; i < batch->order->len; i++)
    {
      Change *change = g_hash_table_lookup (batch->changes, batch->order->pdata[i]);

      if (is_news (change))
        g_ptr_array_add (news, office_record_ref (change->now));
    }
  return news;
}

static gboolean
look_round (OfficeReplicaBatch *batch, GError **error)
{
  gint64 suspects;
  gint64 overlaid;

  if (!office_replica_query_integer (batch->replica, &suspects, error, "SELECT EXISTS (SELECT 1 FROM suspect)", "")
      || !office_replica_query_integer (batch->replica, &overlaid, error,
                                        "SELECT EXISTS (SELECT 1 FROM shadow) OR EXISTS (SELECT 1 FROM absent)", ""))
    return FALSE;
  batch->suspects = suspects != 0;
  batch->overlaid = overlaid != 0;
  return TRUE;
}

/**
 * office_replica_batch_begin:
 * @self: a replica that is open
 * @error: return location
 *
 * Begins a transaction.
 *
 * Returns: (transfer full): the batch; %NULL on failure
 */
OfficeReplicaBatch *
office_replica_batch_begin (OfficeReplica *self, GError **error)
{
  g_autoptr (OfficeReplicaBatch) batch = NULL;

  g_assert (self->thread == g_thread_self ());

  if (self->database == NULL)
    {
      office_problem_set (error, OFFICE_PROBLEM_UNAVAILABLE, NULL, "The office is closed");
      return NULL;
    }
  if (!office_database_begin (self->database, error))
    return NULL;
  batch = g_new0 (OfficeReplicaBatch, 1);
  batch->replica = g_object_ref (self);
  batch->changes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, change_free);
  batch->order = g_ptr_array_new ();
  batch->overwritten = g_ptr_array_new ();
  batch->kept_both = g_ptr_array_new_with_free_func (g_free);
  batch->landed = g_ptr_array_new_with_free_func (g_free);
  if (!look_round (batch, error))
    return NULL;
  return g_steal_pointer (&batch);
}

/**
 * office_replica_batch_begin_durable:
 * @self: a replica that is open
 * @error: return location
 *
 * As office_replica_batch_begin(), for what a person does: some moments after it was committed it survives a power
 * cut too (office_database_set_durable()). What the host sends need not, for it comes again.
 *
 * Returns: (transfer full): the batch; %NULL on failure
 */
OfficeReplicaBatch *
office_replica_batch_begin_durable (OfficeReplica *self, GError **error)
{
  OfficeReplicaBatch *batch;

  if (self->database != NULL && !office_database_set_durable (self->database, TRUE, error))
    return NULL;
  batch = office_replica_batch_begin (self, error);
  if (batch != NULL)
    batch->durable = TRUE;
  else if (self->database != NULL)
    office_database_set_durable (self->database, FALSE, NULL);
  return batch;
}

static void
end_transaction (OfficeReplicaBatch *batch)
{
  batch->finished = TRUE;
  if (batch->durable)
    office_database_set_durable (batch->replica->database, FALSE, NULL);
}

/* A room that only this desk's own operations had made visible goes without a scope that is dropped. */
static gboolean
forget_drafts_of_lost_rooms (OfficeReplicaBatch *batch, GError **error)
{
  for (guint i = 0; i < batch->order->len; i++)
    {
      Change *change = g_hash_table_lookup (batch->changes, batch->order->pdata[i]);

      if (office_record_is_gone (change->now) && g_str_equal (office_record_get_kind_name (change->now), "room")
          && !office_replica_forget_drafts (batch->replica, office_record_get_scope (change->now), error))
        return FALSE;
    }
  return TRUE;
}

/**
 * office_replica_batch_commit:
 * @batch: a batch
 * @error: return location
 *
 * Commits, brings what is kept in memory up to date, then signals.
 *
 * Returns: whether it was committed; where not, the file is as it was
 */
gboolean
office_replica_batch_commit (OfficeReplicaBatch *batch, GError **error)
{
  OfficeReplica *self = batch->replica;
  g_autoptr (GPtrArray) news = NULL;

  if (!forget_drafts_of_lost_rooms (batch, error) || !office_database_commit (self->database, error))
    return FALSE;
  end_transaction (batch);
  if (batch->cursor != NULL)
    {
      g_clear_pointer (&self->cursor, office_cursor_free);
      self->cursor = g_steal_pointer (&batch->cursor);
    }
  self->has_content |= batch->has_content;
  for (guint i = 0; i < batch->landed->len; i++)
    g_hash_table_remove (self->in_flight, batch->landed->pdata[i]);
  news = collect_news (batch);
  office_replica_emit (self, news, batch->outbox_changed, batch->overwritten, batch->kept_both);
  return TRUE;
}

void
office_replica_batch_free (OfficeReplicaBatch *batch)
{
  if (!batch->finished && batch->replica->database != NULL)
    {
      office_database_rollback (batch->replica->database);
      end_transaction (batch);
    }
  g_hash_table_unref (batch->changes);
  g_ptr_array_unref (batch->order);
  g_ptr_array_unref (batch->overwritten);
  g_ptr_array_unref (batch->kept_both);
  g_ptr_array_unref (batch->landed);
  g_clear_pointer (&batch->cursor, office_cursor_free);
  g_object_unref (batch->replica);
  g_free (batch);
}

/**
 * office_replica_batch_show:
 * @batch: a batch
 * @record: the record as the window shall show it; not to be changed afterwards
 * @new_for_sure: it differs from what is there (or nothing is there): spares looking
 * @error: return location
 *
 * Returns: whether it was written
 */
gboolean
office_replica_batch_show (OfficeReplicaBatch *batch, OfficeRecord *record, gboolean new_for_sure, GError **error)
{
  Change *change = get_change (batch, office_record_get_id (record), new_for_sure, error);

  if (change == NULL || !office_record_table_put (batch->replica->visible, record, error))
    return FALSE;
  g_clear_pointer (&change->now, office_record_unref);
  change->now = office_record_ref (record);
  return TRUE;
}

/**
 * office_replica_batch_hide:
 * @batch: a batch
 * @gone: names the record that the window shall no longer show
 * @error: return location
 *
 * Returns: whether it was removed, or was not there
 */
gboolean
office_replica_batch_hide (OfficeReplicaBatch *batch, OfficeRecord *gone, GError **error)
{
  const char *id = office_record_get_id (gone);
  Change *change = get_change (batch, id, FALSE, error);

  if (change == NULL || !office_record_table_remove (batch->replica->visible, id, error))
    return FALSE;
  g_clear_pointer (&change->now, office_record_unref);
  change->now = office_record_ref (gone);
  return TRUE;
}

/**
 * office_replica_batch_set_cursor:
 * @batch: a batch
 * @cursor: (transfer full): the new cursor
 * @error: return location
 *
 * Returns: whether it was written
 */
gboolean
office_replica_batch_set_cursor (OfficeReplicaBatch *batch, OfficeCursor *cursor, GError **error)
{
  g_autofree char *rev = g_strdup_printf ("%" G_GINT64_FORMAT, cursor->rev);

  g_clear_pointer (&batch->cursor, office_cursor_free);
  batch->cursor = cursor;
  return office_replica_set_meta (batch->replica, "epoch", cursor->epoch, error)
         && office_replica_set_meta (batch->replica, "rev", rev, error)
         && office_replica_set_meta (batch->replica, "tag", cursor->tag, error)
         && office_replica_note_contact (batch, error);
}
