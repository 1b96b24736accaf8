/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-replica-private.h"

#include "office-rules.h"

/* The server's versions: what is shown where nothing covers it, and the shadows. */
#define SERVER_VERSIONS                                                                                                \
  "(SELECT id, kind, scope FROM record WHERE NOT EXISTS (SELECT 1 FROM shadow WHERE shadow.id = record.id)"            \
  " AND NOT EXISTS (SELECT 1 FROM absent WHERE absent.id = record.id)"                                                 \
  " UNION ALL SELECT id, kind, scope FROM shadow)"

/* rows: id, kind, id, kind … */
static gboolean
forget_all (OfficeReplicaBatch *batch, GPtrArray *rows, const char *scope, GError **error)
{
  for (guint i = 0; rows != NULL && i < rows->len; i += 2)
    {
      g_autoptr (OfficeRecord) gone = office_record_new_gone (rows->pdata[i + 1], rows->pdata[i], scope, 0);

      if (!office_replica_forget_server (batch, gone, error))
        return FALSE;
    }
  return rows != NULL;
}

/**
 * office_replica_purge_scope:
 * @batch: a batch
 * @scope: a scope that this person may no longer see
 * @error: return location
 *
 * Takes away all of the scope: records, shadows, drafts and the half of a snapshot. Operations that wait for it stay:
 * the host refuses them, which keeps the person's own words under "Not sent".
 *
 * Returns: whether it succeeded
 */
gboolean
office_replica_purge_scope (OfficeReplicaBatch *batch, const char *scope, GError **error)
{
  OfficeReplica *self = batch->replica;
  g_autoptr (GPtrArray) rows = NULL;

  if (!office_rule_holds (OFFICE_RULE_REVOKE))
    return TRUE;
  rows = office_replica_query_texts (self, 2, error, "SELECT id, kind FROM " SERVER_VERSIONS " WHERE scope = ?", "t",
                                     scope);
  /* Drafts first: afterwards nothing tells what was in the scope. */
  if (rows == NULL || !office_replica_forget_drafts (self, scope, error) || !forget_all (batch, rows, scope, error))
    return FALSE;
  /* What waiting operations made there goes with the rebase, for they find the room no more. */
  batch->stale |= batch->overlaid;
  return office_replica_run (self, error, "DELETE FROM suspect WHERE scope = ?", "t", scope)
         && office_replica_run (self, error, "DELETE FROM scope WHERE name = ?", "t", scope);
}

/**
 * office_replica_begin_snapshot:
 * @batch: a batch
 * @scope: a scope of which pages will come
 * @anew: from the first page, also where half of it is there
 * @error: return location
 *
 * Returns: whether it succeeded
 */
gboolean
office_replica_begin_snapshot (OfficeReplicaBatch *batch, const char *scope, gboolean anew, GError **error)
{
  OfficeReplica *self = batch->replica;
  gint64 half;

  if (!office_replica_query_integer (self, &half, error, "SELECT half FROM scope WHERE name = ?", "t", scope))
    return FALSE;
  if (half != 0 && !anew)
    return TRUE;
  batch->suspects = TRUE;
  return office_replica_run (self, error,
                             "INSERT OR REPLACE INTO suspect (id, scope) SELECT id, scope FROM " SERVER_VERSIONS
                             " WHERE scope = ?",
                             "t", scope)
         && office_replica_run (self, error, "INSERT OR REPLACE INTO scope (name, half, next) VALUES (?, 1, NULL)", "t",
                                scope);
}

/**
 * office_replica_finish_snapshot:
 * @batch: a batch
 * @scope: a scope whose last page has been applied
 * @error: return location
 *
 * The sweep: what neither a page nor a change has brought meanwhile is no more.
 *
 * Returns: whether it succeeded
 */
gboolean
office_replica_finish_snapshot (OfficeReplicaBatch *batch, const char *scope, GError **error)
{
  OfficeReplica *self = batch->replica;
  g_autoptr (GPtrArray) rows = office_replica_query_texts (
      self, 2, error,
      "SELECT version.id, version.kind FROM suspect JOIN " SERVER_VERSIONS " AS version ON version.id = suspect.id"
      " WHERE suspect.scope = ?",
      "t", scope);

  return forget_all (batch, rows, scope, error)
         && office_replica_run (self, error, "DELETE FROM suspect WHERE scope = ?", "t", scope)
         && office_replica_run (self, error, "UPDATE scope SET half = 0, next = NULL WHERE name = ?", "t", scope);
}

/**
 * office_replica_suspect_all:
 * @batch: a batch
 * @error: return location
 *
 * The server lives another life: no scope is held any more, and all it ever sent has to be confirmed.
 *
 * Returns: whether it succeeded
 */
gboolean
office_replica_suspect_all (OfficeReplicaBatch *batch, GError **error)
{
  batch->suspects = TRUE;
  return office_replica_run (batch->replica, error,
                             "INSERT OR REPLACE INTO suspect (id, scope) SELECT id, scope FROM " SERVER_VERSIONS, "")
         && office_replica_run (batch->replica, error, "DELETE FROM scope", "");
}

/**
 * office_replica_sweep_strangers:
 * @batch: a batch, after office_replica_suspect_all() and the beginning of all snapshots
 * @error: return location
 *
 * Purges the scopes of which no page will come.
 *
 * Returns: whether it succeeded
 */
gboolean
office_replica_sweep_strangers (OfficeReplicaBatch *batch, GError **error)
{
  g_autoptr (GPtrArray) scopes = office_replica_query_texts (
      batch->replica, 1, error, "SELECT DISTINCT scope FROM suspect WHERE scope NOT IN (SELECT name FROM scope)", "");

  for (guint i = 0; scopes != NULL && i < scopes->len; i++)
    if (!office_replica_purge_scope (batch, scopes->pdata[i], error))
      return FALSE;
  return scopes != NULL;
}

/**
 * office_replica_dup_scopes:
 * @self: a replica
 *
 * Returns: (transfer full): the scopes held whole, for the hello; never %NULL
 */
char **
office_replica_dup_scopes (OfficeReplica *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) names = NULL;

  g_return_val_if_fail (OFFICE_IS_REPLICA (self), NULL);

  names = office_replica_query_texts (self, 1, &error, "SELECT name FROM scope WHERE NOT half ORDER BY name", "");
  if (names == NULL)
    {
      g_warning ("The scopes cannot be read: %s", error->message);
      return g_new0 (char *, 1);
    }
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_steal (names, NULL);
}

/**
 * office_replica_is_complete:
 * @self: a replica
 *
 * Returns: whether it holds all scopes whole that it knows of: nothing is older than what is here
 */
gboolean
office_replica_is_complete (OfficeReplica *self)
{
  g_autoptr (GError) error = NULL;
  gint64 half = 1;

  g_return_val_if_fail (OFFICE_IS_REPLICA (self), FALSE);

  if (office_replica_get_cursor (self) == NULL)
    return FALSE;
  if (!office_replica_query_integer (self, &half, &error, "SELECT count(*) FROM scope WHERE half", ""))
    g_warning ("The half-done scopes cannot be read: %s", error->message);
  return half == 0;
}

static void
pages_held_free (gpointer data)
{
  OfficePagesHeld *self = data;

  g_free (self->scope);
  g_free (self->after);
  g_free (self);
}

/**
 * office_replica_dup_pages:
 * @self: a replica
 *
 * Returns: (transfer full) (element-type OfficePagesHeld): the snapshots of which some pages are stored; never %NULL
 */
GPtrArray *
office_replica_dup_pages (OfficeReplica *self)
{
  g_autoptr (GPtrArray) pages = g_ptr_array_new_with_free_func (pages_held_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  g_return_val_if_fail (OFFICE_IS_REPLICA (self), NULL);

  rows = office_replica_query_texts (self, 2, &error,
                                     "SELECT name, next FROM scope WHERE half AND next IS NOT NULL ORDER BY name", "");
  if (rows == NULL)
    g_warning ("The half-done scopes cannot be read: %s", error->message);
  for (guint i = 0; rows != NULL && i < rows->len; i += 2)
    {
      OfficePagesHeld *held = g_new0 (OfficePagesHeld, 1);

      held->scope = g_strdup (rows->pdata[i]);
      held->after = g_strdup (rows->pdata[i + 1]);
      g_ptr_array_add (pages, held);
    }
  return g_steal_pointer (&pages);
}
