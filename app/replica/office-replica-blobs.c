/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-replica-private.h"

#include "office-json.h"
#include "office-problem.h"

#define SMALL (2 * 1024 * 1024) /* bytes of a file that is through in a moment */

/*
 * Files on this computer. The bytes lie in a folder beside the book, under their hash; the row in `blob` says that they
 * are there and whether the host has them. `outbox_file` names the files of the operations in the outbox, `draft_file`
 * those of texts that are being written. A file that no record, operation or draft names is an orphan and may go.
 */

static const char *
find_room (GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    if (office_scope_get_room (office_record_get_scope (records->pdata[i])) != NULL)
      return office_record_get_scope (records->pdata[i]);
  return NULL;
}

static const char *
find_scheduled (GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    if (g_strcmp0 (office_record_get_kind_name (records->pdata[i]), "scheduled") == 0)
      return office_record_get_id (records->pdata[i]);
  return NULL;
}

/*
 * Within what the order is kept while a file goes up: the room that an operation belongs to, by the first thing that it
 * changes there; else the message that is said later, which is changed or called off only after the host knows it.
 */
static const char *
find_group (OfficeEffects *effects)
{
  const char *group = find_room (effects->written);

  if (group == NULL)
    group = find_room (effects->gone);
  if (group == NULL)
    group = find_scheduled (effects->written);
  return group != NULL ? group : find_scheduled (effects->gone);
}

/**
 * office_replica_note_files:
 * @batch: a batch
 * @position: of an operation in the outbox
 * @effects: what it does
 * @error: return location
 *
 * Notes the files that an operation names, and what waits for them with it.
 *
 * Returns: whether it succeeded
 */
gboolean
office_replica_note_files (OfficeReplicaBatch *batch, gint64 position, OfficeEffects *effects, GError **error)
{
  OfficeReplica *self = batch->replica;

  if (!office_replica_run (self, error, "UPDATE outbox SET scope = ? WHERE position = ?", "ti", find_group (effects),
                           position))
    return FALSE;
  for (guint i = 0; i < effects->written->len; i++)
    {
      OfficeRecord *record = effects->written->pdata[i];

      if (office_kind_names_file (office_record_get_kind (record))
          && !office_replica_run (self, error, "INSERT OR IGNORE INTO outbox_file (position, hash) VALUES (?, ?)", "it",
                                  position, office_record_get_text (record, "hash")))
        return FALSE;
    }
  return TRUE;
}

/**
 * office_replica_want_files:
 * @batch: a batch
 * @operation: the id of a waiting operation
 * @wanted: (out): whether its files are here, so that they can be sent
 * @error: return location
 *
 * The host says that it has not got one of the operation's files: all of them are to go up again. What is there already
 * is not sent twice.
 *
 * Returns: whether it succeeded
 */
gboolean
office_replica_want_files (OfficeReplicaBatch *batch, const char *operation, gboolean *wanted, GError **error)
{
  OfficeReplica *self = batch->replica;
  gint64 named, here;

  if (!office_replica_query_integer (
          self, &named, error, "SELECT count(*) FROM outbox_file JOIN outbox USING (position) WHERE outbox.id = ?", "t",
          operation)
      || !office_replica_query_integer (self, &here, error,
                                        "SELECT count(*) FROM outbox_file JOIN outbox USING (position) JOIN blob"
                                        " ON blob.hash = outbox_file.hash WHERE outbox.id = ?",
                                        "t", operation))
    return FALSE;
  *wanted = named > 0 && here == named;
  return !*wanted
         || office_replica_run (self, error,
                                "UPDATE blob SET state = 1 WHERE hash IN (SELECT hash FROM outbox_file"
                                " JOIN outbox USING (position) WHERE outbox.id = ?)",
                                "t", operation);
}

/**
 * office_replica_get_blob:
 * @self: a replica
 * @hash: a file
 *
 * Returns: whether it is on this computer
 */
OfficeBlobState
office_replica_get_blob (OfficeReplica *self, const char *hash)
{
  gint64 state = OFFICE_BLOB_NONE;

  g_return_val_if_fail (OFFICE_IS_REPLICA (self), OFFICE_BLOB_NONE);
  g_return_val_if_fail (hash != NULL, OFFICE_BLOB_NONE);

  office_replica_query_integer (self, &state, NULL, "SELECT state FROM blob WHERE hash = ?", "t", hash);
  return (OfficeBlobState) state;
}

/**
 * office_replica_set_blob:
 * @self: a replica
 * @hash: a file
 * @size: its bytes
 * @state: how it is from now on; OFFICE_BLOB_NONE where its bytes are gone
 * @error: return location
 *
 * Emits "outbox-changed": operations may have waited for it.
 *
 * Returns: whether it was noted
 */
gboolean
office_replica_set_blob (OfficeReplica *self, const char *hash, gint64 size, OfficeBlobState state, GError **error)
{
  gboolean noted;

  g_return_val_if_fail (OFFICE_IS_REPLICA (self), FALSE);
  g_return_val_if_fail (office_hash_is_valid (hash), FALSE);

  if (state == OFFICE_BLOB_NONE)
    noted = office_replica_run (self, error, "DELETE FROM blob WHERE hash = ?", "t", hash);
  else
    noted = office_replica_run (self, error, "INSERT OR REPLACE INTO blob (hash, state, size) VALUES (?, ?, ?)", "tii",
                                hash, (gint64) state, size);
  if (noted)
    office_replica_emit (self, NULL, TRUE, NULL, NULL);
  return noted;
}

/**
 * office_replica_dup_upload:
 * @self: a replica
 * @size: (out): its bytes
 *
 * A small file does not wait for a large one that was attached before it: it is through in a moment, and what waits for it
 * in its room can go.
 *
 * Returns: (transfer full) (nullable): the file that goes to the host now, the first that a waiting operation needs of the
 *   small ones, or else of the large ones; %NULL: none
 */
char *
office_replica_dup_upload (OfficeReplica *self, gint64 *size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) row = NULL;

  g_return_val_if_fail (OFFICE_IS_REPLICA (self), NULL);

  row = office_replica_query_texts (self, 2, &error,
                                    "SELECT blob.hash, blob.size FROM outbox JOIN outbox_file USING (position)"
                                    " JOIN blob ON blob.hash = outbox_file.hash"
                                    " WHERE outbox.state IN (0, 4) AND outbox.rev = 0 AND blob.state = 1"
                                    " ORDER BY blob.size > ?1, outbox.position LIMIT 1",
                                    "i", (gint64) SMALL);
  if (row == NULL)
    g_warning ("The outbox cannot be read: %s", error->message);
  if (row == NULL || row->len == 0)
    return NULL;
  *size = g_ascii_strtoll (row->pdata[1], NULL, 10);
  return g_strdup (row->pdata[0]);
}

/**
 * office_replica_refuse_blob:
 * @self: a replica
 * @hash: a file that the host will not take, or whose bytes are gone
 * @problem: why
 * @error: return location
 *
 * The operations that wait for it are refused, as if the host had refused them; the person may try again.
 *
 * Returns: whether it was noted
 */
gboolean
office_replica_refuse_blob (OfficeReplica *self, const char *hash, const GError *problem, GError **error)
{
  g_autoptr (OfficeReplicaBatch) batch = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  g_return_val_if_fail (OFFICE_IS_REPLICA (self), FALSE);

  batch = office_replica_batch_begin (self, error);
  if (batch == NULL)
    return FALSE;
  rows = office_replica_query_texts (self, 2, error,
                                     "SELECT id, state FROM outbox JOIN outbox_file USING (position)"
                                     " WHERE hash = ? AND state IN (0, 4) AND rev = 0 ORDER BY position",
                                     "t", hash);
  for (guint i = 0; rows != NULL && i < rows->len; i += 2)
    {
      OfficeResult *result = office_result_new (rows->pdata[i], 0, g_error_copy (problem));
      gboolean refused = office_replica_refuse (batch, result, g_ascii_strtoll (rows->pdata[i + 1], NULL, 10), error);

      office_result_free (result);
      if (!refused)
        return FALSE;
    }
  return rows != NULL && office_replica_settle (batch, error) && office_replica_batch_commit (batch, error);
}

/**
 * office_replica_awaits_blob:
 * @self: a replica
 * @hash: a file
 *
 * Returns: whether an operation that is still to be sent names it; one that was refused does not count
 */
gboolean
office_replica_awaits_blob (OfficeReplica *self, const char *hash)
{
  gint64 awaited = 0;

  g_return_val_if_fail (OFFICE_IS_REPLICA (self), FALSE);

  office_replica_query_integer (self, &awaited, NULL,
                                "SELECT EXISTS (SELECT 1 FROM outbox_file JOIN outbox USING (position)"
                                " WHERE hash = ? AND state IN (0, 4))",
                                "t", hash);
  return awaited != 0;
}

/**
 * office_replica_note_file_limit:
 * @batch: a batch
 * @limit: bytes that a file may have on this host
 * @error: return location
 *
 * Returns: whether it succeeded
 */
gboolean
office_replica_note_file_limit (OfficeReplicaBatch *batch, gint64 limit, GError **error)
{
  g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT, limit);

  return office_replica_set_meta (batch->replica, "file-limit", value, error);
}

/**
 * office_replica_get_file_limit:
 * @self: a replica
 *
 * So that a file that the host will not take is refused without a line too, before it is copied.
 *
 * Returns: how many bytes a file may have, as the host last said; %OFFICE_LIMIT_FILE where it never did
 */
gint64
office_replica_get_file_limit (OfficeReplica *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *value = NULL;
  gint64 limit;

  g_return_val_if_fail (OFFICE_IS_REPLICA (self), OFFICE_LIMIT_FILE);

  value = office_replica_dup_meta (self, "file-limit", &error);
  if (error != NULL)
    g_warning ("The limit of files cannot be read: %s", error->message);
  limit = value != NULL ? g_ascii_strtoll (value, NULL, 10) : 0;
  return limit > 0 ? limit : OFFICE_LIMIT_FILE;
}

/**
 * office_replica_note_web_address:
 * @batch: a batch
 * @address: (nullable): what the host says; only an address that needs no warning counts
 * @error: return location
 *
 * Returns: whether it succeeded
 */
gboolean
office_replica_note_web_address (OfficeReplicaBatch *batch, const char *address, GError **error)
{
  g_autofree char *kept = office_replica_dup_meta (batch->replica, "web-address", NULL);

  if (address == NULL || !g_str_has_prefix (address, "https://") || !g_uri_is_valid (address, G_URI_FLAGS_NONE, NULL))
    address = "";
  return g_strcmp0 (kept != NULL ? kept : "", address) == 0
         || office_replica_set_meta (batch->replica, "web-address", address, error);
}

/**
 * office_replica_dup_web_address:
 * @self: a replica
 *
 * Returns: (transfer full) (nullable): with what links begin that browsers and programs of calendars follow without a warning, as
 *   the host last said; %NULL where it has no certificate that they know
 */
char *
office_replica_dup_web_address (OfficeReplica *self)
{
  g_autofree char *kept = NULL;

  g_return_val_if_fail (OFFICE_IS_REPLICA (self), NULL);

  kept = office_replica_dup_meta (self, "web-address", NULL);
  return kept != NULL && *kept != '\0' ? g_steal_pointer (&kept) : NULL;
}

/**
 * office_replica_list_orphans:
 * @self: a replica
 *
 * Returns: (transfer full) (element-type utf8): the files here that no visible record, no operation that may still be sent
 *   and no draft names; never %NULL
 */
GPtrArray *
office_replica_list_orphans (OfficeReplica *self)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *hashes;

  g_return_val_if_fail (OFFICE_IS_REPLICA (self), NULL);

  hashes = office_replica_query_texts (
      self, 1, &error,
      "SELECT hash FROM blob WHERE NOT EXISTS (SELECT 1 FROM record WHERE kind = 'file' AND kind <> 'message'"
      " AND f_hash = blob.hash) AND NOT EXISTS (SELECT 1 FROM record WHERE kind = 'enclosure' AND kind <> 'message'"
      " AND f_hash = blob.hash) AND NOT EXISTS (SELECT 1 FROM outbox_file JOIN outbox USING (position)"
      " WHERE outbox_file.hash = blob.hash AND outbox.state <> 3) AND NOT EXISTS (SELECT 1 FROM draft_file"
      " WHERE draft_file.hash = blob.hash)",
      "");
  if (hashes == NULL)
    g_warning ("The files cannot be read: %s", error->message);
  return hashes != NULL ? hashes : g_ptr_array_new_with_free_func (g_free);
}

/**
 * office_replica_list_draft_files:
 * @self: a replica
 * @place: where something is being written
 *
 * Returns: (transfer full) (element-type JsonObject): the files that are to go with it, as message.send takes them
 */
GPtrArray *
office_replica_list_draft_files (OfficeReplica *self, const char *place)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) texts = NULL;

  g_return_val_if_fail (OFFICE_IS_REPLICA (self), entries);
  g_return_val_if_fail (place != NULL, entries);

  texts = office_replica_query_texts (self, 1, &error, "SELECT entry FROM draft_file WHERE place = ? ORDER BY number",
                                      "t", place);
  if (texts == NULL)
    g_warning ("A draft cannot be read: %s", error->message);
  for (guint i = 0; texts != NULL && i < texts->len; i++)
    {
      JsonObject *entry = office_json_parse (texts->pdata[i], strlen (texts->pdata[i]), OFFICE_LIMIT_CLIENT_FRAME,
                                             NULL);

      if (entry != NULL)
        g_ptr_array_add (entries, entry);
    }
  return entries;
}

static gboolean
write_draft_files (OfficeReplica *self, const char *place, GPtrArray *entries, GError **error)
{
  if (!office_replica_run (self, error, "DELETE FROM draft_file WHERE place = ?", "t", place))
    return FALSE;
  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
      g_autofree char *text = NULL;

      json_node_set_object (node, entries->pdata[i]);
      text = json_to_string (node, FALSE);
      if (!office_replica_run (self, error, "INSERT INTO draft_file (place, number, hash, entry) VALUES (?, ?, ?, ?)",
                               "titt", place, (gint64) i,
                               json_object_get_string_member_with_default (entries->pdata[i], "hash", ""), text))
        return FALSE;
    }
  return TRUE;
}

/**
 * office_replica_set_draft_files:
 * @self: a replica
 * @place: where something is being written
 * @entries: (nullable) (element-type JsonObject): the files that are to go with it
 * @error: return location
 *
 * Returns: whether they were kept
 */
gboolean
office_replica_set_draft_files (OfficeReplica *self, const char *place, GPtrArray *entries, GError **error)
{
  g_return_val_if_fail (OFFICE_IS_REPLICA (self), FALSE);
  g_return_val_if_fail (place != NULL, FALSE);

  if (self->database == NULL)
    return office_replica_run (self, error, "SELECT 1", ""); /* says that it is closed */
  if (!office_database_begin (self->database, error))
    return FALSE;
  if (write_draft_files (self, place, entries, error) && office_database_commit (self->database, error))
    return TRUE;
  office_database_rollback (self->database);
  return FALSE;
}
