/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-replica-private.h"

/**
 * office_replica_dup_draft:
 * @self: a replica
 * @place: where it is being written, "room:ID" or "task:ID"
 *
 * Returns: (transfer full) (nullable): the text; %NULL: none
 */
char *
office_replica_dup_draft (OfficeReplica *self, const char *place)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) texts = NULL;

  g_return_val_if_fail (OFFICE_IS_REPLICA (self), NULL);
  g_return_val_if_fail (place != NULL, NULL);

  texts = office_replica_query_texts (self, 1, &error, "SELECT text FROM draft WHERE place = ?", "t", place);
  if (texts == NULL)
    g_warning ("A draft cannot be read: %s", error->message);
  return texts != NULL && texts->len > 0 ? g_strdup (texts->pdata[0]) : NULL;
}

/**
 * office_replica_set_draft:
 * @self: a replica
 * @place: where it is being written, "room:ID" or "task:ID"
 * @text: (nullable): the text; %NULL or "" removes it
 * @error: return location
 *
 * Returns: whether it was kept
 */
gboolean
office_replica_set_draft (OfficeReplica *self, const char *place, const char *text, GError **error)
{
  g_return_val_if_fail (OFFICE_IS_REPLICA (self), FALSE);
  g_return_val_if_fail (place != NULL, FALSE);

  if (text == NULL || *text == '\0')
    return office_replica_run (self, error, "DELETE FROM draft WHERE place = ?", "t", place);
  return office_replica_run (self, error, "INSERT OR REPLACE INTO draft (place, text) VALUES (?, ?)", "tt", place,
                             text);
}
