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
