/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-replica-private.h"

#include "office-record-search.h"

typedef struct {
  OfficeReplica *replica; /* borrowed: it lets go of its seeker, which then answers no more */
  int changes;            /* of the book, when it was asked */
  OfficeReplicaFoundFunc func;
  gpointer data;
} Asking;

static int
count_changes (OfficeReplica *self)
{
  return sqlite3_total_changes (office_database_get_handle (self->database));
}

/* Whether it is shown as it was found. */
static gboolean
is_as_found (OfficeReplica *self, OfficeRecord *found)
{
  g_autoptr (OfficeRecord) here = office_replica_get (self, office_record_get_id (found));
  g_autofree char *one = office_record_to_body (found);
  g_autofree char *other = here != NULL ? office_record_to_body (here) : NULL;

  return g_strcmp0 (one, other) == 0;
}

/*
 * What was found was there when the thread looked. Where the book has changed since, what is no longer there, since it is removed
 * or this person may not see it any more, or is there with other words, does not come out.
 */
static void
on_found (GPtrArray *found, gint64 mark, const GError *error, gpointer data)
{
  Asking *asking = data;
  OfficeReplica *self = asking->replica;

  if (error != NULL)
    g_warning ("The search failed: %s", error->message);
  if (found == NULL)
    found = g_ptr_array_new_with_free_func ((GDestroyNotify) office_record_unref);
  for (guint i = found->len; i > 0 && asking->changes != count_changes (self); i--)
    if (!is_as_found (self, found->pdata[i - 1]))
      g_ptr_array_remove_index (found, i - 1);
  asking->func (found, mark, asking->data);
}

/**
 * office_replica_ask:
 * @self: a replica
 * @query: what is looked for; one that is empty finds nothing
 * @people: (nullable) (array zero-terminated=1): ids of the people that the query's from: means; %NULL: it has none
 * @rooms: (nullable) (array zero-terminated=1): ids of the rooms that the query's in: means; %NULL: it has none
 * @limit: at most so many
 * @mark: 0 from the newest; or where an answer said to go on
 * @func: called once, from the main context of this thread, unless the question is stopped or the replica is closed before
 * @data: for @func
 *
 * Searches what the window shows, what waits to be sent too, on a thread of its own. Messages, tasks, and steps and files, each
 * of which stands for what it is a part of, come out newest first, and are shown at that moment. An answer may hold less than
 * @limit, or nothing, with more to come.
 *
 * Returns: a number for office_replica_stop_asking(); 0: the replica is closed, and @func is not called
 */
guint
office_replica_ask (OfficeReplica *self, const OfficeQuery *query, const char *const *people, const char *const *rooms,
                    guint limit, gint64 mark, OfficeReplicaFoundFunc func, gpointer data)
{
  OfficeRecordSearchRequest request = { query, people, rooms, NULL, 0, NULL };
  Asking *asking;

  g_return_val_if_fail (OFFICE_IS_REPLICA (self), 0);
  g_return_val_if_fail (query != NULL && func != NULL, 0);

  if (self->visible == NULL)
    return 0;
  if (self->seeker == NULL)
    self->seeker = office_record_seeker_new (self->visible);
  request.me = self->person;
  asking = g_new (Asking, 1);
  *asking = (Asking){ self, count_changes (self), func, data };
  return office_record_seeker_ask (self->seeker, &request, limit, mark, on_found, asking, g_free);
}

void
office_replica_stop_asking (OfficeReplica *self, guint number)
{
  g_return_if_fail (OFFICE_IS_REPLICA (self));

  if (self->seeker != NULL)
    office_record_seeker_stop (self->seeker, number);
}

/**
 * office_replica_is_indexing:
 * @self: a replica
 *
 * Returns: whether a search does not find everything yet that is here, as in a book of an older version; then
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
