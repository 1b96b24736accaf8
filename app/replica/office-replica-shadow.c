/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-replica-private.h"

#include "office-rules.h"

typedef struct {
  gboolean exists;
  gboolean overlaid; /* operations are outstanding on it */
  gboolean suspect;
  gint64 rev;
  char *scope;
} ServerCopy;

static void
server_copy_clear (ServerCopy *self)
{
  g_free (self->scope);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ServerCopy, server_copy_clear)

static gboolean
read_copy (OfficeReplica *self, const char *sql, const char *id, ServerCopy *copy, GError **error)
{
  OfficeStatement *statement = office_replica_query (self, error, sql, "t", id);
  gboolean has_row;

  if (statement == NULL || !office_statement_step (statement, &has_row, error))
    return FALSE;
  copy->exists = has_row;
  if (has_row)
    {
      copy->rev = office_statement_get_integer (statement, 0);
      copy->scope = g_strdup (office_statement_get_text (statement, 1));
    }
  office_statement_reset (statement);
  return TRUE;
}

static gboolean
is_overlaid (OfficeReplica *self, const char *id, gboolean *overlaid, GError **error)
{
  gint64 found;

  if (!office_replica_query_integer (self, &found, error,
                                     "SELECT EXISTS (SELECT 1 FROM shadow WHERE id = ?1)"
                                     " OR EXISTS (SELECT 1 FROM absent WHERE id = ?1)",
                                     "t", id))
    return FALSE;
  *overlaid = found != 0;
  return TRUE;
}

static gboolean
find_server_copy (OfficeReplicaBatch *batch, const char *id, ServerCopy *copy, GError **error)
{
  OfficeReplica *self = batch->replica;
  gint64 suspect = 0;

  if (batch->overlaid && !is_overlaid (self, id, &copy->overlaid, error))
    return FALSE;
  if (batch->suspects
      && !office_replica_query_integer (self, &suspect, error, "SELECT EXISTS (SELECT 1 FROM suspect WHERE id = ?)",
                                        "t", id))
    return FALSE;
  copy->suspect = suspect != 0;
  return copy->overlaid ? read_copy (self, "SELECT rev, scope FROM shadow WHERE id = ?", id, copy, error)
                        : read_copy (self, "SELECT rev, scope FROM record WHERE id = ?", id, copy, error);
}

static gboolean
clear_suspicion (OfficeReplica *self, ServerCopy *copy, const char *id, GError **error)
{
  return !copy->suspect || office_replica_run (self, error, "DELETE FROM suspect WHERE id = ?", "t", id);
}

static gboolean
set_absent (OfficeReplica *self, const char *id, GError **error)
{
  return office_replica_run (self, error, "INSERT OR IGNORE INTO absent (id) VALUES (?)", "t", id);
}

/*
 * What waits may belong to the record without touching it, as a message to its task: it goes where the record goes, or
 * away with it.
 */
static void
note_left_scope (OfficeReplicaBatch *batch, ServerCopy *copy, OfficeRecord *record)
{
  if (copy->exists
      && (office_record_is_gone (record) || g_strcmp0 (copy->scope, office_record_get_scope (record)) != 0))
    batch->stale |= batch->overlaid;
}

static gboolean
take_away (OfficeReplicaBatch *batch, ServerCopy *copy, OfficeRecord *gone, GError **error)
{
  const char *id = office_record_get_id (gone);

  note_left_scope (batch, copy, gone);
  if (!copy->overlaid)
    return office_replica_batch_hide (batch, gone, error);
  batch->stale = TRUE;
  return office_record_table_remove (batch->replica->shadow, id, error) && set_absent (batch->replica, id, error);
}

/* The server's version is about to be covered: keep it. */
static gboolean
keep_shadow (OfficeReplicaBatch *batch, const char *id, GError **error)
{
  OfficeReplica *self = batch->replica;
  g_autoptr (GError) local = NULL;
  g_autoptr (OfficeRecord) record = NULL;
  gboolean overlaid = FALSE;

  if (batch->overlaid && !is_overlaid (self, id, &overlaid, error))
    return FALSE;
  if (overlaid)
    return TRUE;
  batch->overlaid = TRUE;
  record = office_record_table_get (self->visible, id, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  return record != NULL ? office_record_table_put (self->shadow, record, error) : set_absent (self, id, error);
}

static gboolean
touch (OfficeReplicaBatch *batch, gint64 position, OfficeRecord *record, GError **error)
{
  const char *id = office_record_get_id (record);

  return keep_shadow (batch, id, error)
         && office_replica_run (batch->replica, error,
                                "INSERT OR IGNORE INTO outbox_touch (position, record) VALUES (?, ?)", "it", position,
                                id);
}

/* Puts the server's versions back on the screen, under all outstanding operations. */
static gboolean
uncover (OfficeReplicaBatch *batch, GError **error)
{
  OfficeReplica *self = batch->replica;
  g_autoptr (GPtrArray) shadows = office_replica_query_texts (self, 1, error, "SELECT body FROM shadow", "");
  g_autoptr (GPtrArray) absent = NULL;

  if (shadows == NULL)
    return FALSE;
  for (guint i = 0; i < shadows->len; i++)
    {
      g_autoptr (OfficeRecord) record = office_record_new_from_body (shadows->pdata[i], -1, error);

      if (record == NULL || !office_replica_batch_show (batch, record, FALSE, error))
        return FALSE;
    }
  absent = office_replica_query_texts (self, 3, error,
                                       "SELECT record.id, record.kind, record.scope FROM absent"
                                       " JOIN record ON record.id = absent.id",
                                       "");
  for (guint i = 0; absent != NULL && i < absent->len; i += 3)
    {
      g_autoptr (OfficeRecord) gone = office_record_new_gone (absent->pdata[i + 1], absent->pdata[i],
                                                              absent->pdata[i + 2], 0);

      if (!office_replica_batch_hide (batch, gone, error))
        return FALSE;
    }
  return absent != NULL;
}

#define TOUCHED                                                                                                        \
  "(SELECT outbox_touch.record FROM outbox_touch JOIN outbox USING (position) WHERE outbox.state IN (0, 1))"

static gboolean
drop_shadows (OfficeReplica *self, GError **error)
{
  g_autoptr (GPtrArray) ids = office_replica_query_texts (self, 1, error,
                                                          "SELECT id FROM shadow WHERE id NOT IN " TOUCHED, "");

  if (ids == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    if (!office_record_table_remove (self->shadow, ids->pdata[i], error))
      return FALSE;
  return office_replica_run (self, error, "DELETE FROM absent WHERE id NOT IN " TOUCHED, "");
}

static gboolean
cover_again (OfficeReplicaBatch *batch, GError **error)
{
  OfficeReplica *self = batch->replica;
  g_autoptr (GPtrArray) rows = office_replica_query_texts (
      self, 2, error, "SELECT position, operation FROM outbox WHERE state IN (0, 1) ORDER BY position", "");

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i += 2)
    {
      g_autoptr (OfficeOperation) operation = office_replica_parse_operation (rows->pdata[i + 1]);
      g_autoptr (OfficeEffects) effects = NULL;

      if (operation == NULL)
        continue;
      /* What the book now says no to is not shown; whether it is refused is for the host to say. */
      effects = office_effects_of (operation, OFFICE_BOOK (self), self->person, self->office_id,
                                   office_operation_get_at (operation), NULL);
      if (effects != NULL
          && !office_replica_write_effects (batch, g_ascii_strtoll (rows->pdata[i], NULL, 10), effects, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * office_replica_write_effects:
 * @batch: a batch
 * @position: of the operation in the outbox
 * @effects: what it does to the visible book
 * @error: return location
 *
 * Shows the effects, keeps the server's versions as shadows, and notes which records the operation touches.
 *
 * Returns: whether it succeeded
 */
gboolean
office_replica_write_effects (OfficeReplicaBatch *batch, gint64 position, OfficeEffects *effects, GError **error)
{
  for (guint i = 0; i < effects->written->len; i++)
    if (!touch (batch, position, effects->written->pdata[i], error)
        || !office_replica_batch_show (batch, effects->written->pdata[i], FALSE, error))
      return FALSE;
  for (guint i = 0; i < effects->gone->len; i++)
    if (!touch (batch, position, effects->gone->pdata[i], error)
        || !office_replica_batch_hide (batch, effects->gone->pdata[i], error))
      return FALSE;
  return TRUE;
}

/**
 * office_replica_receive:
 * @batch: a batch
 * @record: a record as the server has it, or a gone one
 * @error: return location
 *
 * Writes the server's version, unless a newer one is there. A gone record goes only from the scope that it names, so
 * that a record that moves may arrive before it leaves.
 *
 * Returns: whether it succeeded
 */
gboolean
office_replica_receive (OfficeReplicaBatch *batch, OfficeRecord *record, GError **error)
{
  OfficeReplica *self = batch->replica;
  const char *id = office_record_get_id (record);
  g_auto (ServerCopy) copy = { 0 };

  if (!find_server_copy (batch, id, &copy, error))
    return FALSE;
  if (copy.exists && !copy.suspect && office_record_get_rev (record) < copy.rev)
    return TRUE;
  if (office_record_is_gone (record))
    {
      if (!copy.exists
          || (office_rule_holds (OFFICE_RULE_MOVE) && g_strcmp0 (copy.scope, office_record_get_scope (record)) != 0))
        return TRUE;
      return clear_suspicion (self, &copy, id, error) && take_away (batch, &copy, record, error);
    }
  if (!clear_suspicion (self, &copy, id, error))
    return FALSE;
  note_left_scope (batch, &copy, record);
  if (!copy.overlaid)
    return office_replica_batch_show (batch, record, !copy.exists || office_record_get_rev (record) != copy.rev, error);
  batch->stale = TRUE;
  return office_replica_run (self, error, "DELETE FROM absent WHERE id = ?", "t", id)
         && office_record_table_put (self->shadow, record, error);
}

/**
 * office_replica_forget_server:
 * @batch: a batch
 * @gone: names a record that the server no longer has, or that this person may no longer see
 * @error: return location
 *
 * Returns: whether it succeeded
 */
gboolean
office_replica_forget_server (OfficeReplicaBatch *batch, OfficeRecord *gone, GError **error)
{
  g_auto (ServerCopy) copy = { 0 };

  return find_server_copy (batch, office_record_get_id (gone), &copy, error)
         && clear_suspicion (batch->replica, &copy, office_record_get_id (gone), error)
         && take_away (batch, &copy, gone, error);
}

/**
 * office_replica_rebase:
 * @batch: a batch
 * @error: return location
 *
 * Makes visible := server's + outstanding operations again, where one of them moved.
 *
 * Returns: whether it succeeded
 */
gboolean
office_replica_rebase (OfficeReplicaBatch *batch, GError **error)
{
  if (!batch->stale)
    return TRUE;
  batch->stale = FALSE;
  return uncover (batch, error) && drop_shadows (batch->replica, error) && cover_again (batch, error);
}

/**
 * office_replica_settle:
 * @batch: a batch
 * @error: return location
 *
 * The last step of every batch from the server: retires what the cursor has passed, makes visible := server's +
 * outstanding operations again where that moved, merges long texts that others changed too, and does anew what a host that
 * was restored had lost.
 *
 * Returns: whether it succeeded
 */
gboolean
office_replica_settle (OfficeReplicaBatch *batch, GError **error)
{
  return office_replica_retire (batch, error) && office_replica_rebase (batch, error)
         && office_replica_merge_held (batch, error) && office_replica_bring_back (batch, error);
}

/**
 * office_replica_digest:
 * @self: a replica
 *
 * Whether this book and the host's say the same: over the server's versions, without what still waits here.
 *
 * Returns: (transfer full) (nullable): hex; %NULL where the file cannot be read
 */
char *
office_replica_digest (OfficeReplica *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeReplicaBatch) batch = NULL;
  g_auto (GStrv) scopes = NULL;
  char *digest = NULL;

  g_return_val_if_fail (OFFICE_IS_REPLICA (self), NULL);

  scopes = office_replica_dup_scopes (self);
  /* Uncovers within a transaction that is never committed. */
  batch = office_replica_batch_begin (self, &error);
  if (batch != NULL && uncover (batch, &error))
    digest = office_record_table_digest (self->visible, (const char *const *) scopes, &error);
  if (digest == NULL)
    g_warning ("The digest cannot be made: %s", error->message);
  return digest;
}
