/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-replica-private.h"

#include "office-id.h"
#include "office-problem.h"

/* A frame holds its operations and a few bytes around them. */
#define MOST_BYTES (OFFICE_LIMIT_CLIENT_FRAME - 1024)

#define ENTRY "id, operation, rev, problem FROM outbox"

void
office_outbox_entry_free (OfficeOutboxEntry *self)
{
  if (self == NULL)
    return;
  office_operation_unref (self->operation);
  g_clear_error (&self->problem);
  g_free (self);
}

static GError *
parse_problem (const char *text)
{
  g_autoptr (JsonObject) object = office_json_parse (text, strlen (text), OFFICE_LIMIT_SERVER_FRAME, NULL);

  return object != NULL ? office_problem_from_object (object)
                        : office_problem_new (OFFICE_PROBLEM_INTERNAL, NULL, "The host refused this");
}

/* rows: those of ENTRY, one after the other. Operations that cannot be read any more are left out. */
static GPtrArray *
make_entries (OfficeReplica *self, GPtrArray *rows)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) office_outbox_entry_free);

  for (guint i = 0; i < rows->len; i += 4)
    {
      OfficeOperation *operation = office_replica_parse_operation (rows->pdata[i + 1]);
      OfficeOutboxEntry *entry;

      if (operation == NULL)
        continue;
      entry = g_new0 (OfficeOutboxEntry, 1);
      entry->operation = operation;
      entry->sent = g_hash_table_contains (self->in_flight, rows->pdata[i]);
      entry->rev = g_ascii_strtoll (rows->pdata[i + 2], NULL, 10);
      entry->problem = rows->pdata[i + 3] != NULL ? parse_problem (rows->pdata[i + 3]) : NULL;
      g_ptr_array_add (entries, entry);
    }
  return entries;
}

static GPtrArray *
list_state (OfficeReplica *self, OfficeOutboxState state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = office_replica_query_texts (
      self, 4, &error, "SELECT " ENTRY " WHERE state = ? ORDER BY position", "i", (gint64) state);

  if (rows == NULL)
    {
      g_warning ("The outbox cannot be read: %s", error->message);
      rows = g_ptr_array_new ();
    }
  return make_entries (self, rows);
}

static gboolean
queue (OfficeReplicaBatch *batch, OfficeOperation *operation, const char *texts, gint64 *position, GError **error)
{
  OfficeReplica *self = batch->replica;
  g_autoptr (JsonNode) node = office_operation_to_node (operation);
  g_autofree char *text = json_to_string (node, FALSE);

  if (strlen (text) > MOST_BYTES)
    {
      office_problem_set (error, OFFICE_PROBLEM_TOO_LARGE, NULL, "This is too large to be sent");
      return FALSE;
    }
  if (!office_replica_run (self, error, "INSERT INTO outbox (id, operation, texts) VALUES (?, ?, ?)", "ttt",
                           office_operation_get_id (operation), text, texts))
    return FALSE;
  *position = sqlite3_last_insert_rowid (office_database_get_handle (self->database));
  batch->outbox_changed = TRUE;
  return TRUE;
}

static gboolean
remove_refused (OfficeReplicaBatch *batch, const char *operation, GError **error)
{
  batch->outbox_changed = TRUE;
  return office_replica_run (batch->replica, error, "DELETE FROM outbox WHERE id = ? AND state = 2", "t", operation);
}

static gboolean
set_missing (GError **error)
{
  office_problem_set (error, OFFICE_PROBLEM_NOT_FOUND, NULL, "This is no longer among what was not sent");
  return FALSE;
}

static OfficeOperation *
find_refused (OfficeReplica *self, const char *id, GError **error)
{
  g_autoptr (GPtrArray) rows = office_replica_query_texts (
      self, 1, error, "SELECT operation FROM outbox WHERE id = ? AND state = 2", "t", id);
  OfficeOperation *operation;

  if (rows == NULL)
    return NULL;
  operation = rows->len > 0 ? office_replica_parse_operation (rows->pdata[0]) : NULL;
  if (operation == NULL)
    set_missing (error);
  return operation;
}

/**
 * office_replica_parse_operation:
 * @text: JSON as the outbox keeps it
 *
 * Returns: (transfer full) (nullable): the operation
 */
OfficeOperation *
office_replica_parse_operation (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) object = office_json_parse (text, strlen (text), OFFICE_LIMIT_CLIENT_FRAME, &error);
  OfficeOperation *operation = object != NULL ? office_operation_new_from_object (object, &error) : NULL;

  if (operation == NULL)
    g_warning ("An operation in the outbox cannot be read: %s", error->message);
  return operation;
}

static gboolean
carry_out (OfficeReplicaBatch *batch, OfficeOperation *operation, const char *texts, OfficeEffects *effects,
           GError **error)
{
  gint64 position;

  return queue (batch, operation, texts, &position, error)
         && office_replica_note_files (batch, position, effects, error)
         && office_replica_write_effects (batch, position, effects, error);
}

/**
 * office_replica_act:
 * @batch: a batch
 * @intent: what is done
 * @with: its members
 * @operation_id: (out) (optional) (transfer full): the operation's id; untouched where nothing had to change
 * @error: return location
 *
 * Makes the operation, shows its effects and queues it.
 *
 * Returns: whether the book allows it; where not, nothing has changed
 */
gboolean
office_replica_act (OfficeReplicaBatch *batch, const char *intent, JsonObject *with, char **operation_id,
                    GError **error)
{
  OfficeReplica *self = batch->replica;
  g_autofree char *id = office_id_new (self->clock, self->random);
  gint64 now = office_clock_now (self->clock);
  g_autofree char *follows = NULL;
  g_autofree char *texts = NULL;
  g_autoptr (OfficeOperation) operation = NULL;
  g_autoptr (OfficeEffects) effects = NULL;
  gint64 base;

  if (!office_replica_look_at_base (batch, intent, with, &base, &follows, &texts, error))
    return FALSE;
  operation = office_operation_new_following (id, intent, base, follows, now, with);
  effects = office_effects_of (operation, OFFICE_BOOK (self), self->person, self->office_id, now, error);
  if (effects == NULL)
    return FALSE;
  if (effects->written->len + effects->gone->len == 0)
    return TRUE;
  if (!carry_out (batch, operation, texts, effects, error))
    return FALSE;
  if (operation_id != NULL)
    *operation_id = g_steal_pointer (&id);
  return TRUE;
}

/**
 * office_replica_perform:
 * @self: a replica
 * @intent: what is done ("message.send", "patch" …)
 * @with: its members
 * @operation_id: (out) (optional) (nullable) (transfer full): the operation's id; %NULL where nothing had to change
 * @error: return location
 *
 * Makes the operation, changes the visible records and queues it, in one transaction; then signals "changed" and
 * "outbox-changed". An operation that changes nothing is not queued.
 *
 * Returns: whether the book allows it; where not, nothing has changed and the error says why
 */
gboolean
office_replica_perform (OfficeReplica *self, const char *intent, JsonObject *with, char **operation_id, GError **error)
{
  g_autoptr (OfficeReplicaBatch) batch = NULL;

  g_return_val_if_fail (OFFICE_IS_REPLICA (self), FALSE);
  g_return_val_if_fail (intent != NULL && with != NULL, FALSE);

  if (operation_id != NULL)
    *operation_id = NULL;
  batch = office_replica_batch_begin_durable (self, error);
  if (batch == NULL || !office_replica_act (batch, intent, with, operation_id, error)
      || !office_replica_batch_commit (batch, error))
    {
      if (operation_id != NULL)
        g_clear_pointer (operation_id, g_free);
      return FALSE;
    }
  return TRUE;
}

/**
 * office_deed_new:
 * @intent: what is done
 * @with: (transfer full): its members
 *
 * Returns: (transfer full): a deed
 */
OfficeDeed *
office_deed_new (const char *intent, JsonObject *with)
{
  OfficeDeed *self = g_new (OfficeDeed, 1);

  self->intent = g_strdup (intent);
  self->with = with;
  return self;
}

/**
 * office_deed_free:
 * @self: (transfer full): a deed
 */
void
office_deed_free (OfficeDeed *self)
{
  g_free (self->intent);
  json_object_unref (self->with);
  g_free (self);
}

/**
 * office_replica_perform_all:
 * @self: a replica
 * @deeds: (element-type OfficeDeed): what is done, in order; each sees what those before it did
 * @error: return location
 *
 * As office_replica_perform() for each of them, in one transaction and with one signal.
 *
 * Returns: whether the book allowed all of it; where not, nothing has changed and the error is that of the first refused
 */
gboolean
office_replica_perform_all (OfficeReplica *self, GPtrArray *deeds, GError **error)
{
  g_autoptr (OfficeReplicaBatch) batch = NULL;

  g_return_val_if_fail (OFFICE_IS_REPLICA (self), FALSE);
  g_return_val_if_fail (deeds != NULL, FALSE);

  batch = office_replica_batch_begin_durable (self, error);
  if (batch == NULL)
    return FALSE;
  for (guint i = 0; i < deeds->len; i++)
    {
      const OfficeDeed *deed = deeds->pdata[i];

      if (!office_replica_act (batch, deed->intent, deed->with, NULL, error))
        return FALSE;
    }
  return office_replica_batch_commit (batch, error);
}

/* from, to: states; what waits is shown no more, or again */
static gboolean
change_state (OfficeReplicaBatch *batch, const char *operation, OfficeOutboxState from, OfficeOutboxState to,
              GError **error)
{
  batch->outbox_changed = TRUE;
  batch->stale |= from == OFFICE_OUTBOX_WAITING || to == OFFICE_OUTBOX_WAITING;
  return office_replica_run (batch->replica, error, "UPDATE outbox SET state = ?, merge_after = NULL WHERE id = ?",
                             "it", (gint64) to, operation)
         && office_replica_rebase (batch, error);
}

static gboolean
find_state (OfficeReplica *self, const char *operation, gint64 *state, GError **error)
{
  return office_replica_query_integer (self, state, error,
                                       "SELECT coalesce((SELECT state FROM outbox WHERE id = ?), -1)", "t", operation);
}

/**
 * office_replica_discard:
 * @self: a replica
 * @operation: the id of a refused operation, or of one that waits to be reviewed
 * @error: return location
 *
 * Lets it go. Until the replica is opened anew, office_replica_take_back() has it again.
 *
 * Returns: whether it was there and is gone
 */
gboolean
office_replica_discard (OfficeReplica *self, const char *operation, GError **error)
{
  g_autoptr (OfficeReplicaBatch) batch = NULL;
  gint64 state;

  g_return_val_if_fail (OFFICE_IS_REPLICA (self), FALSE);

  batch = office_replica_batch_begin_durable (self, error);
  if (batch == NULL || !find_state (self, operation, &state, error))
    return FALSE;
  if (state != OFFICE_OUTBOX_REFUSED && !(state == OFFICE_OUTBOX_WAITING && office_replica_is_under_review (self)))
    return set_missing (error);
  return change_state (batch, operation, (OfficeOutboxState) state, OFFICE_OUTBOX_DISCARDED, error)
         && office_replica_end_empty_review (batch, error) && office_replica_batch_commit (batch, error);
}

/**
 * office_replica_take_back:
 * @self: a replica
 * @operation: the id of an operation that was discarded since the replica was opened
 * @error: return location
 *
 * Returns: whether it is again what it was before
 */
gboolean
office_replica_take_back (OfficeReplica *self, const char *operation, GError **error)
{
  g_autoptr (OfficeReplicaBatch) batch = NULL;
  gint64 state;
  gint64 refused;

  g_return_val_if_fail (OFFICE_IS_REPLICA (self), FALSE);

  batch = office_replica_batch_begin_durable (self, error);
  if (batch == NULL || !find_state (self, operation, &state, error)
      || !office_replica_query_integer (self, &refused, error, "SELECT problem IS NOT NULL FROM outbox WHERE id = ?",
                                        "t", operation))
    return FALSE;
  if (state != OFFICE_OUTBOX_DISCARDED)
    return set_missing (error);
  /* One that was under review is so again, also where it was the last. */
  return change_state (batch, operation, OFFICE_OUTBOX_DISCARDED,
                       refused != 0 ? OFFICE_OUTBOX_REFUSED : OFFICE_OUTBOX_WAITING, error)
         && (refused != 0 || office_replica_begin_review (batch, error)) && office_replica_batch_commit (batch, error);
}

/**
 * office_replica_retry:
 * @self: a replica
 * @operation: the id of a refused operation
 * @error: return location
 *
 * Does the same again as a new operation, in the place of the refused one.
 *
 * Returns: whether the book allows it now; where not, the refused one stays
 */
gboolean
office_replica_retry (OfficeReplica *self, const char *operation, GError **error)
{
  g_autoptr (OfficeReplicaBatch) batch = NULL;
  g_autoptr (OfficeOperation) refused = NULL;
  g_autoptr (JsonObject) with = NULL;

  g_return_val_if_fail (OFFICE_IS_REPLICA (self), FALSE);

  batch = office_replica_batch_begin_durable (self, error);
  if (batch == NULL)
    return FALSE;
  refused = find_refused (self, operation, error);
  if (refused != NULL)
    with = office_replica_merge_again (batch, operation, office_operation_get_with (refused), error);
  return with != NULL && remove_refused (batch, operation, error)
         && office_replica_act (batch, office_operation_get_intent (refused), with, NULL, error)
         && office_replica_batch_commit (batch, error);
}

/**
 * office_replica_count_waiting:
 * @self: a replica
 *
 * Returns: how many changes are neither acknowledged nor refused, without quiet ones (office_operation_is_quiet())
 */
guint
office_replica_count_waiting (OfficeReplica *self)
{
  gint64 count = 0;

  g_return_val_if_fail (OFFICE_IS_REPLICA (self), 0);

  office_replica_query_integer (self, &count, NULL,
                                "SELECT count(*) FROM outbox WHERE state = 0"
                                " AND json_extract(operation, '$.do') NOT IN (" OFFICE_QUIET_INTENTS ")",
                                "");
  return (guint) count;
}

/**
 * office_replica_list_refused:
 * @self: a replica
 *
 * Returns: (transfer full) (element-type OfficeOutboxEntry): what the host refused for good, in the order it was done
 */
GPtrArray *
office_replica_list_refused (OfficeReplica *self)
{
  g_return_val_if_fail (OFFICE_IS_REPLICA (self), NULL);

  return list_state (self, OFFICE_OUTBOX_REFUSED);
}

/**
 * office_replica_list_waiting:
 * @self: a replica
 *
 * Returns: (transfer full) (element-type OfficeOutboxEntry): what is neither acknowledged nor refused, in the order it
 *   was done
 */
GPtrArray *
office_replica_list_waiting (OfficeReplica *self)
{
  g_return_val_if_fail (OFFICE_IS_REPLICA (self), NULL);

  return list_state (self, OFFICE_OUTBOX_WAITING);
}

/* Tells whether two sets of places are the same: only added up, for that two of them would add up alike is next to impossible. */
static gboolean
sum_waiting (OfficeReplica *self, gint64 place, gint64 *sum, GError **error)
{
  return office_replica_query_integer (
      self, sum, error, "SELECT coalesce(sum(position), 0) FROM outbox WHERE state = ? AND position <= ?", "ii",
      (gint64) OFFICE_OUTBOX_WAITING, place);
}

/**
 * office_replica_list_waiting_ids:
 * @self: a replica
 * @place: (inout): the place of the outbox up to which was read before, 0: none; then that of the last change that waits
 * @sum: (inout): what was found there before; then what is found now
 * @whole: (out): whether all that waits was read, for what was read before is not the same any more
 *
 * Reads what was not read before. Cheaper than office_replica_list_waiting(): no operation is made.
 *
 * Returns: (transfer full) (element-type utf8): of each change the record and the task that it names, both nullable
 */
GPtrArray *
office_replica_list_waiting_ids (OfficeReplica *self, gint64 *place, gint64 *sum, gboolean *whole)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) ids = NULL;
  gint64 before = 0, last = 0;

  *whole = TRUE;
  g_return_val_if_fail (OFFICE_IS_REPLICA (self), NULL);

  if (sum_waiting (self, *place, &before, &error)
      && office_replica_query_integer (self, &last, &error,
                                       "SELECT coalesce(max(position), 0) FROM outbox WHERE state = ?", "i",
                                       (gint64) OFFICE_OUTBOX_WAITING))
    {
      *whole = *place == 0 || before != *sum;
      ids = office_replica_query_texts (
          self, 2, &error,
          "SELECT json_extract(operation, '$.with.id'), json_extract(operation, '$.with.task')"
          " FROM outbox WHERE state = ? AND position > ?",
          "ii", (gint64) OFFICE_OUTBOX_WAITING, *whole ? (gint64) 0 : *place);
      *place = last;
    }
  if (ids != NULL && sum_waiting (self, *place, sum, &error))
    return g_steal_pointer (&ids);
  g_warning ("The outbox cannot be read: %s", error->message);
  *place = 0;
  return g_ptr_array_new_with_free_func (g_free);
}

/**
 * office_replica_dup_operation:
 * @self: a replica
 * @id: an operation's id
 *
 * Returns: (transfer full) (nullable): the operation, whatever has become of it; %NULL: the outbox has it no more
 */
OfficeOperation *
office_replica_dup_operation (OfficeReplica *self, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  g_return_val_if_fail (OFFICE_IS_REPLICA (self), NULL);

  rows = office_replica_query_texts (self, 1, &error, "SELECT operation FROM outbox WHERE id = ?", "t", id);
  if (rows == NULL)
    g_warning ("The outbox cannot be read: %s", error->message);
  return rows != NULL && rows->len > 0 ? office_replica_parse_operation (rows->pdata[0]) : NULL;
}

/**
 * office_replica_find_entry_of:
 * @self: a replica
 * @record: a record's id
 *
 * Returns: (transfer full) (nullable): the last operation that made or changed the record and is waiting, acknowledged
 * but not yet seen in the changes, or refused
 */
OfficeOutboxEntry *
office_replica_find_entry_of (OfficeReplica *self, const char *record)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) entries = NULL;

  g_return_val_if_fail (OFFICE_IS_REPLICA (self), NULL);

  rows = office_replica_query_texts (self, 4, &error,
                                     "SELECT " ENTRY " WHERE position IN (SELECT position FROM outbox_touch"
                                     " WHERE record = ?) AND state IN (0, 1, 2) ORDER BY position DESC LIMIT 1",
                                     "t", record);
  if (rows == NULL)
    {
      g_warning ("The outbox cannot be read: %s", error->message);
      return NULL;
    }
  entries = make_entries (self, rows);
  return entries->len > 0 ? g_ptr_array_steal_index (entries, 0) : NULL;
}
