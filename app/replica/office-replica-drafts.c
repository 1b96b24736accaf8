/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-replica-private.h"

/*
 * What the person is writing and has not entered: kept with every change, so that a program that is killed loses nothing
 * that stood on the screen. A place is KIND:ID, or KIND:KIND:ID; it ends in the id of the record that is written in, and
 * goes when this person may no longer see that. Which kinds there are is for the window to say.
 */

/**
 * office_replica_dup_draft:
 * @self: a replica
 * @place: where it is being written, "room:ID", "description:ID" …
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
 * @place: where it is being written, "room:ID", "description:ID" …
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

/**
 * office_replica_list_drafts:
 * @self: a replica
 * @prefix: what the places begin with, "room:"
 *
 * Returns: (transfer full) (element-type utf8): the places where something is being written; never %NULL
 */
GPtrArray *
office_replica_list_drafts (OfficeReplica *self, const char *prefix)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *places = NULL;

  g_return_val_if_fail (OFFICE_IS_REPLICA (self), NULL);
  g_return_val_if_fail (prefix != NULL, NULL);

  places = office_replica_query_texts (
      self, 1, &error, "SELECT place FROM draft WHERE substr(place, 1, length(?1)) = ?1 ORDER BY place", "t", prefix);
  if (places == NULL)
    {
      g_warning ("Drafts cannot be read: %s", error->message);
      places = g_ptr_array_new ();
    }
  return places;
}

#define IN_SCOPE                                                                                                       \
  " WHERE substr(place, -36) IN (SELECT id FROM record WHERE scope = ?1"                                               \
  " UNION ALL SELECT id FROM shadow WHERE scope = ?1 UNION ALL SELECT substr(?1, -36))"

/**
 * office_replica_forget_drafts:
 * @self: a replica
 * @scope: a scope that this person may no longer see
 * @error: return location
 *
 * Forgets what was being written anywhere in it, with the files that were to go along. What the person made there and the
 * host has not seen is in `record` alone; what they took away, in `shadow`.
 *
 * Returns: whether it succeeded
 */
gboolean
office_replica_forget_drafts (OfficeReplica *self, const char *scope, GError **error)
{
  return office_replica_run (self, error, "DELETE FROM draft" IN_SCOPE, "t", scope)
         && office_replica_run (self, error, "DELETE FROM draft_file" IN_SCOPE, "t", scope);
}

/**
 * office_replica_dup_kept:
 * @self: a replica
 * @record: a record's id
 * @mine: (out) (transfer full): what this person made of its text; untouched where nothing is kept
 * @theirs: (out) (transfer full): what somebody else made of it
 *
 * Returns: whether there are two texts to choose from
 */
gboolean
office_replica_dup_kept (OfficeReplica *self, const char *record, char **mine, char **theirs)
{
  g_autofree char *my_place = g_strconcat ("kept-mine:", record, NULL);
  g_autofree char *their_place = g_strconcat ("kept-theirs:", record, NULL);
  g_autofree char *my_text = office_replica_dup_draft (self, my_place);
  g_autofree char *their_text = office_replica_dup_draft (self, their_place);

  if (my_text == NULL || their_text == NULL)
    return FALSE;
  *mine = g_steal_pointer (&my_text);
  *theirs = g_steal_pointer (&their_text);
  return TRUE;
}

/**
 * office_replica_set_kept:
 * @self: a replica
 * @record: a record's id
 * @mine: (nullable): what this person made of its text; %NULL: the person has chosen
 * @theirs: (nullable): what somebody else made of it
 * @error: return location
 *
 * Returns: whether it is written
 */
gboolean
office_replica_set_kept (OfficeReplica *self, const char *record, const char *mine, const char *theirs, GError **error)
{
  g_autofree char *my_place = g_strconcat ("kept-mine:", record, NULL);
  g_autofree char *their_place = g_strconcat ("kept-theirs:", record, NULL);

  g_return_val_if_fail (OFFICE_IS_REPLICA (self), FALSE);
  g_return_val_if_fail ((mine == NULL) == (theirs == NULL), FALSE);

  return office_replica_set_draft (self, my_place, mine, error)
         && office_replica_set_draft (self, their_place, theirs, error);
}
