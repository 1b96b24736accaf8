/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-replica-private.h"

#include "office-record-search.h"

/**
 * office_replica_find:
 * @self: a replica
 * @query: what is looked for; one that is empty finds nothing
 * @people: (nullable) (array zero-terminated=1): ids of the people that the query's from: means; %NULL: it has none
 * @rooms: (nullable) (array zero-terminated=1): ids of the rooms that the query's in: means; %NULL: it has none
 * @limit: at most so many
 * @mark: (inout): 0 from the newest; then where to go on, 0 when nothing is left
 *
 * Searches what the window shows, what waits to be sent too. A call takes some milliseconds at most, so that it may find
 * less than @limit, or nothing, though there is more.
 *
 * Returns: (transfer full) (element-type OfficeRecord): messages, tasks, and steps, each of which stands for its task,
 *   newest first; never %NULL
 */
GPtrArray *
office_replica_find (OfficeReplica *self, const OfficeQuery *query, const char *const *people, const char *const *rooms,
                     guint limit, gint64 *mark)
{
  OfficeRecordSearchRequest request = { query, people, rooms, NULL };
  g_autoptr (GError) error = NULL;
  GPtrArray *found = NULL;

  g_return_val_if_fail (OFFICE_IS_REPLICA (self), NULL);
  g_return_val_if_fail (query != NULL && mark != NULL, NULL);

  request.me = self->person;
  if (self->visible != NULL)
    found = office_record_table_find (self->visible, &request, limit, mark, &error);
  if (error != NULL)
    g_warning ("The search failed: %s", error->message);
  if (found == NULL)
    {
      *mark = 0;
      found = g_ptr_array_new_with_free_func ((GDestroyNotify) office_record_unref);
    }
  return found;
}

/**
 * office_replica_is_indexing:
 * @self: a replica
 *
 * Returns: whether office_replica_find() does not find everything yet that is here, as in a book of an older version; then
 *   office_replica_index() is to be called
 */
gboolean
office_replica_is_indexing (OfficeReplica *self)
{
  g_return_val_if_fail (OFFICE_IS_REPLICA (self), FALSE);

  return self->visible != NULL && !office_record_table_is_search_whole (self->visible);
}

/**
 * office_replica_index:
 * @self: a replica
 *
 * Takes some milliseconds to go on with the index of a replica that has none yet. Emits "indexed" when it is whole. What was done
 * is kept when the program ends.
 *
 * Returns: whether it is to be called again, when the window had its turn
 */
gboolean
office_replica_index (OfficeReplica *self)
{
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (OFFICE_IS_REPLICA (self), FALSE);

  if (!office_replica_is_indexing (self))
    return FALSE;
  if (!office_record_table_build_search (self->visible, &error))
    {
      /* As on a full disk: the next start goes on. */
      g_message ("The search index is not built now: %s", error->message);
      return FALSE;
    }
  if (office_replica_is_indexing (self))
    return TRUE;
  g_signal_emit_by_name (self, "indexed");
  return FALSE;
}
