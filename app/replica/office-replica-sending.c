/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-replica-private.h"

#include "office-problem.h"
#include "office-rules.h"

static gboolean
acknowledge (OfficeReplicaBatch *batch, OfficeResult *result, gint64 state, GError **error)
{
  OfficeReplica *self = batch->replica;

  batch->outbox_changed = TRUE;
  if (state == OFFICE_OUTBOX_AGAIN)
    return office_replica_run (self, error, "UPDATE outbox SET rev = ? WHERE id = ?", "it", result->rev, result->id);
  if (result->overwritten != NULL && result->overwritten->len > 0)
    g_ptr_array_add (batch->overwritten, result);
  return office_replica_run (self, error, "UPDATE outbox SET state = 1, rev = ? WHERE id = ?", "it", result->rev,
                             result->id);
}

/* An operation that is sent again has lost what it touched; the thing that it made or changed is named by its `id`. */
static gboolean
touch_named (OfficeReplica *self, const char *operation, GError **error)
{
  return office_replica_run (self, error,
                             "INSERT OR IGNORE INTO outbox_touch (position, record)"
                             " SELECT position, json_extract(operation, '$.with.id') FROM outbox"
                             " WHERE id = ? AND json_extract(operation, '$.with.id') IS NOT NULL",
                             "t", operation);
}

/* The host has lost a file, or never got it: it goes up (again), and the operation after it. */
static gboolean
put_off (OfficeReplicaBatch *batch, OfficeResult *result, gint64 state, GError **error)
{
  gboolean wanted;

  if (!office_replica_want_files (batch, result->id, &wanted, error))
    return FALSE;
  batch->outbox_changed = TRUE;
  return wanted || office_replica_refuse (batch, result, state, error);
}

/**
 * office_replica_refuse:
 * @batch: a batch
 * @result: what the host, or this side in its place, says of a waiting operation
 * @state: the operation's state
 * @error: return location
 *
 * Returns: whether it succeeded
 */
gboolean
office_replica_refuse (OfficeReplicaBatch *batch, OfficeResult *result, gint64 state, GError **error)
{
  OfficeReplica *self = batch->replica;
  g_autofree char *problem = office_problem_to_json (result->problem);
  gboolean held = FALSE;

  batch->outbox_changed = TRUE;
  if (!office_replica_hold (batch, result, &held, error))
    return FALSE;
  if (held)
    {
      batch->stale |= state == OFFICE_OUTBOX_AGAIN;
      return TRUE;
    }
  batch->stale |= state != OFFICE_OUTBOX_AGAIN;
  return touch_named (self, result->id, error)
         && office_replica_run (self, error, "UPDATE outbox SET state = 2, problem = ? WHERE id = ?", "tt", problem,
                                result->id);
}

static gboolean
receive_result (OfficeReplicaBatch *batch, OfficeResult *result, GError **error)
{
  gint64 state;
  gint64 known;

  if (!office_replica_query_integer (batch->replica, &known, error, "SELECT position FROM outbox WHERE id = ?", "t",
                                     result->id)
      || !office_replica_query_integer (batch->replica, &state, error, "SELECT state FROM outbox WHERE id = ?", "t",
                                        result->id))
    return FALSE;
  g_ptr_array_add (batch->landed, g_strdup (result->id));
  if (known == 0 || (state != OFFICE_OUTBOX_WAITING && state != OFFICE_OUTBOX_AGAIN))
    return TRUE;
  if (result->problem == NULL)
    return acknowledge (batch, result, state, error);
  if (office_problem_is_missing_file (result->problem))
    return put_off (batch, result, state, error);
  if (!office_problem_is_temporary (result->problem))
    return office_replica_refuse (batch, result, state, error);
  batch->outbox_changed = TRUE;
  return TRUE;
}

/**
 * office_replica_retire:
 * @batch: a batch
 * @error: return location
 *
 * Lets go of acknowledged operations whose revision the cursor has passed, but not while a snapshot of what they touch
 * is under way: the server's version of that has not come yet, and the screen would show neither. They are kept for 30
 * days, to be sent again should the server lose them.
 *
 * Returns: whether it succeeded
 */
gboolean
office_replica_retire (OfficeReplicaBatch *batch, GError **error)
{
  OfficeReplica *self = batch->replica;
  const OfficeCursor *cursor = batch->cursor != NULL ? batch->cursor : self->cursor;
  gint64 now = office_clock_now (self->clock);
  g_autoptr (GPtrArray) positions = NULL;

  if (cursor == NULL)
    return TRUE;
  positions = office_replica_query_texts (
      self, 1, error,
      "SELECT position FROM outbox WHERE state IN (1, 4) AND rev > 0 AND rev <= ? AND NOT EXISTS (SELECT 1 FROM "
      "outbox_touch"
      " JOIN record ON record.id = outbox_touch.record JOIN scope ON scope.name = record.scope"
      " WHERE outbox_touch.position = outbox.position AND scope.half)",
      "i", office_rule_holds (OFFICE_RULE_CURSOR) ? cursor->rev : OFFICE_LIMIT_INTEGER);
  for (guint i = 0; positions != NULL && i < positions->len; i++)
    {
      gint64 position = g_ascii_strtoll (positions->pdata[i], NULL, 10);

      batch->stale = TRUE;
      batch->outbox_changed = TRUE;
      if (!office_replica_run (
              self, error,
              "UPDATE outbox SET state = 3, lost = 0, done_at = CASE state WHEN 4 THEN done_at ELSE ? END"
              " WHERE position = ?",
              "ii", now, position)
          || !office_replica_run (self, error, "DELETE FROM outbox_touch WHERE position = ?", "i", position))
        return FALSE;
    }
  return positions != NULL;
}

/* Revisions of the other life are no measure of what one has seen in this one: what stands there now counts as seen. */
static gboolean
put_on_new_base (OfficeReplica *self, gint64 head, GError **error)
{
  return office_replica_run (self, error,
                             "UPDATE outbox SET operation = json_set(operation, '$.base', ?1) WHERE state IN (0, 4)"
                             " AND json_extract(operation, '$.base') > ?1",
                             "i", head);
}

/**
 * office_replica_doubt:
 * @batch: a batch
 * @error: return location
 *
 * A new connection. What was acknowledged on another one, and has not come in the changes yet, is sent again: the host may
 * have been set back to a moment between the cursor and the operation, which no cursor tells. Where it was not, it gives
 * the first result once more.
 *
 * Returns: whether it succeeded
 */
gboolean
office_replica_doubt (OfficeReplicaBatch *batch, GError **error)
{
  return office_replica_run (batch->replica, error, "UPDATE outbox SET state = 0, rev = 0 WHERE state = 1", "")
         && office_replica_run (batch->replica, error, "UPDATE outbox SET rev = 0 WHERE state = 4", "");
}

/**
 * office_replica_reopen_outbox:
 * @batch: a batch
 * @head: the server's revision now
 * @error: return location
 *
 * The server has lost the history in which operations were acknowledged: they are all to be sent again, under the same
 * ids, so that those it still knows happen once.
 *
 * Returns: whether it succeeded
 */
gboolean
office_replica_reopen_outbox (OfficeReplicaBatch *batch, gint64 head, GError **error)
{
  OfficeReplica *self = batch->replica;
  gint64 oldest = office_clock_now (self->clock) - OFFICE_OUTBOX_KEPT_MS;

  batch->outbox_changed = TRUE;
  /* What is held waits for a revision of the other life: it is merged with what this one brings. So is a long text that
   * this life does not know: no revision of the other one says whether it was changed here. */
  return office_replica_run (self, error, "UPDATE outbox SET merge_after = -1 WHERE merge_after IS NOT NULL", "")
         && office_replica_run (self, error,
                                "UPDATE outbox SET operation = json_set(operation, '$.base', 0)"
                                " WHERE texts IS NOT NULL AND state IN (0, 1, 3)",
                                "")
         && office_replica_run (self, error, "UPDATE outbox SET state = 0, rev = 0, lost = 1 WHERE state IN (0, 1)", "")
         && office_replica_run (self, error, "DELETE FROM outbox WHERE state = 3 AND done_at < ?", "i", oldest)
         && (!office_rule_holds (OFFICE_RULE_AGAIN)
             || office_replica_run (self, error, "UPDATE outbox SET state = 4, rev = 0, lost = 1 WHERE state IN (3, 4)",
                                    ""))
         && put_on_new_base (self, head, error);
}

/* Pages that lack would make the book say yes where the host says no. */
static gboolean
is_whole (OfficeReplica *self, gboolean *whole, GError **error)
{
  gint64 lacking;

  if (!office_replica_query_integer (self, &lacking, error,
                                     "SELECT EXISTS (SELECT 1 FROM scope WHERE half)"
                                     " OR EXISTS (SELECT 1 FROM outbox WHERE state = 4)",
                                     ""))
    return FALSE;
  *whole = lacking == 0;
  return TRUE;
}

/**
 * office_replica_replace:
 * @batch: a batch
 * @position: of an operation that is done anew
 * @anew: (nullable): the operation that takes its place; %NULL where what it does is there already
 * @error: return location
 *
 * The old one goes; but where nothing took its place it is kept like one that was accepted, for the host may lose what is
 * there.
 *
 * Returns: whether it succeeded
 */
gboolean
office_replica_replace (OfficeReplicaBatch *batch, gint64 position, const char *anew, GError **error)
{
  OfficeReplica *self = batch->replica;

  if (anew != NULL)
    return office_replica_run (self, error, "DELETE FROM outbox WHERE position = ?", "i", position);
  return office_replica_run (self, error, "DELETE FROM outbox_touch WHERE position = ?", "i", position)
         && office_replica_run (self, error,
                                "UPDATE outbox SET state = 3, lost = 0, merge_after = NULL, problem = NULL, done_at = ?"
                                " WHERE position = ?",
                                "ii", office_clock_now (self->clock), position);
}

static gboolean
bring_back_one (OfficeReplicaBatch *batch, gint64 position, const char *id, const char *text, GError **error)
{
  g_autofree char *anew = NULL;
  g_autoptr (OfficeOperation) operation = office_replica_parse_operation (text);
  g_autoptr (JsonObject) with = NULL;
  g_autoptr (GError) local = NULL;

  if (operation == NULL)
    return TRUE;
  with = office_replica_merge_again (batch, id, office_operation_get_with (operation), error);
  if (with == NULL)
    return FALSE;
  if (!office_replica_act (batch, office_operation_get_intent (operation), with, &anew, &local))
    {
      if (local->domain == OFFICE_PROBLEM)
        return TRUE; /* not yet */
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  batch->outbox_changed = TRUE;
  return office_replica_replace (batch, position, anew, error);
}

/**
 * office_replica_bring_back:
 * @batch: a batch that is settled
 * @error: return location
 *
 * The host was restored, and others bring back, one after the other, what it had lost. An operation of this desk that the
 * host has refused since the room or the task that it stands on was not back yet is done anew once it is.
 *
 * Returns: whether it succeeded
 */
gboolean
office_replica_bring_back (OfficeReplicaBatch *batch, GError **error)
{
  OfficeReplica *self = batch->replica;
  g_autoptr (GPtrArray) rows = office_replica_query_texts (
      self, 3, error, "SELECT position, id, operation FROM outbox WHERE lost AND state = 2 ORDER BY position", "");
  gboolean whole;

  if (rows == NULL)
    return FALSE;
  if (rows->len == 0)
    return TRUE;
  if (!is_whole (self, &whole, error))
    return FALSE;
  for (guint i = 0; whole && i < rows->len; i += 3)
    if (!bring_back_one (batch, g_ascii_strtoll (rows->pdata[i], NULL, 10), rows->pdata[i + 1], rows->pdata[i + 2],
                         error))
      return FALSE;
  return TRUE;
}

/**
 * office_replica_apply_results:
 * @self: a replica
 * @results: the frame
 * @error: return location
 *
 * Notes what was accepted; takes the effects of what was refused back. What may be tried again is to be sent again.
 *
 * Returns: whether it was stored
 */
gboolean
office_replica_apply_results (OfficeReplica *self, OfficeFrame *results, GError **error)
{
  g_autoptr (OfficeReplicaBatch) batch = NULL;

  g_return_val_if_fail (OFFICE_IS_REPLICA (self), FALSE);
  g_return_val_if_fail (results->kind == OFFICE_FRAME_RESULTS, FALSE);

  batch = office_replica_batch_begin (self, error);
  if (batch == NULL)
    return FALSE;
  for (guint i = 0; i < results->results->len; i++)
    if (!receive_result (batch, results->results->pdata[i], error))
      return FALSE;
  return office_replica_settle (batch, error) && office_replica_batch_commit (batch, error);
}

/*
 * Whether this one may go. held: rooms and scheduled messages for which an operation waits for a file; what was done there
 * later must not come before it. Also one whose files are there holds them back until the host has taken it: it may yet miss one.
 */
static gboolean
may_go (OfficeReplica *self, GHashTable *held, const char *id, const char *scope, gint64 n_files, gint64 n_queued)
{
  gboolean free_to_go = !g_hash_table_contains (self->in_flight, id)
                        && (scope == NULL || !g_hash_table_contains (held, scope)) && n_queued == 0;

  if (n_files > 0 && scope != NULL)
    g_hash_table_add (held, g_strdup (scope));
  return free_to_go;
}

/**
 * office_replica_take_operations:
 * @self: a replica
 * @limit: at most so many
 * @max_bytes: at most so many bytes of JSON, but always one operation
 *
 * The operations to send next, in the order they were done. They count as sent until their result comes or the line is
 * lost.
 *
 * An operation whose file the host has not got waits for it, and with it what was done later in the same room; all others
 * go, so that a large file holds up one room and not the outbox.
 *
 * Returns: (transfer full) (element-type OfficeOperation): never %NULL
 */
GPtrArray *
office_replica_take_operations (OfficeReplica *self, guint limit, gsize max_bytes)
{
  g_autoptr (GPtrArray) operations = g_ptr_array_new_with_free_func ((GDestroyNotify) office_operation_unref);
  g_autoptr (GHashTable) held = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) error = NULL;
  OfficeStatement *statement;
  gboolean has_row = FALSE;
  gsize bytes = 0;

  g_return_val_if_fail (OFFICE_IS_REPLICA (self), NULL);

  if (office_replica_is_under_review (self))
    return g_steal_pointer (&operations);
  statement = office_replica_query (
      self, &error,
      "SELECT id, operation, scope, (SELECT count(*) FROM outbox_file WHERE outbox_file.position = outbox.position),"
      " (SELECT count(*) FROM outbox_file JOIN blob ON blob.hash = outbox_file.hash"
      "  WHERE outbox_file.position = outbox.position AND blob.state = 1)"
      " FROM outbox WHERE state IN (0, 4) AND rev = 0 AND merge_after IS NULL ORDER BY position",
      "");
  while (statement != NULL && operations->len < limit && office_statement_step (statement, &has_row, &error) && has_row)
    {
      const char *id = office_statement_get_text (statement, 0);
      const char *text = office_statement_get_text (statement, 1);
      OfficeOperation *operation;

      if (!may_go (self, held, id, office_statement_get_text (statement, 2),
                   office_statement_get_integer (statement, 3), office_statement_get_integer (statement, 4)))
        continue;
      bytes += strlen (text) + 1;
      if (operations->len > 0 && bytes > max_bytes)
        break;
      operation = office_replica_parse_operation (text);
      if (operation == NULL)
        continue;
      g_ptr_array_add (operations, operation);
      g_hash_table_add (self->in_flight, g_strdup (id));
    }
  if (statement != NULL)
    office_statement_reset (statement);
  if (error != NULL)
    g_warning ("The outbox cannot be read: %s", error->message);
  return g_steal_pointer (&operations);
}

/**
 * office_replica_line_lost:
 * @self: a replica
 *
 * What was sent and has no result is to be sent again: whether it arrived is not known, and its id makes a repeat
 * harmless.
 */
void
office_replica_line_lost (OfficeReplica *self)
{
  g_return_if_fail (OFFICE_IS_REPLICA (self));

  if (g_hash_table_size (self->in_flight) == 0)
    return;
  g_hash_table_remove_all (self->in_flight);
  office_replica_emit (self, NULL, TRUE, NULL, NULL);
}

/**
 * office_replica_count_sent:
 * @self: a replica
 *
 * Returns: how many operations are on their way on this connection
 */
guint
office_replica_count_sent (OfficeReplica *self)
{
  g_return_val_if_fail (OFFICE_IS_REPLICA (self), 0);

  return g_hash_table_size (self->in_flight);
}
