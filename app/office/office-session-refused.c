/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-session-private.h"

#include "office-effects.h"
#include "office-problem.h"

#include <glib/gi18n.h>

/*
 * What the host refused, and what waits to be reviewed after a long absence, as the person looks through it: how much, what
 * it was, which words, why not, send it again, let it go. What it was says office-session-entries.c.
 */

/**
 * office_session_count_refused:
 * @self: a session
 *
 * Entries of the outbox came or went.
 */
void
office_session_count_refused (OfficeSession *self)
{
  g_autoptr (GPtrArray) entries = office_replica_list_refused (self->replica);

  if (entries->len == self->n_refused)
    return;
  self->n_refused = entries->len;
  self->files_stale = TRUE;
  office_session_notify (self, OFFICE_SESSION_N_REFUSED);
  office_session_notify (self, OFFICE_SESSION_STATE_TEXT);
}

/**
 * office_session_load_refused:
 * @self: a session that is being made
 *
 * What was refused before the program was started stands there without a word: it was told then.
 */
void
office_session_load_refused (OfficeSession *self)
{
  g_autoptr (GPtrArray) entries = office_replica_list_refused (self->replica);

  for (guint i = 0; i < entries->len; i++)
    {
      OfficeOutboxEntry *entry = entries->pdata[i];

      g_hash_table_add (self->refused, g_strdup (office_operation_get_id (entry->operation)));
    }
  self->n_refused = entries->len;
  self->under_review = office_replica_is_under_review (self->replica);
}

/**
 * office_session_get_n_refused:
 * @self: a session
 *
 * Returns: how much of office_session_list_refused() there is
 */
guint
office_session_get_n_refused (OfficeSession *self)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (self), 0);

  return self->n_refused;
}

/**
 * office_session_retry_refused:
 * @self: a session
 * @operation: the id of an operation that was refused
 * @error: return location: one sentence for the person
 *
 * Returns: whether it is on its way again, as a new operation; where not, it stays
 */
gboolean
office_session_retry_refused (OfficeSession *self, const char *operation, GError **error)
{
  g_autoptr (GError) problem = NULL;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);
  g_return_val_if_fail (operation != NULL, FALSE);

  if (office_replica_retry (self->replica, operation, &problem))
    return TRUE;
  if (g_error_matches (problem, OFFICE_PROBLEM, OFFICE_PROBLEM_NOT_FOUND))
    office_problem_set (error, OFFICE_PROBLEM_NOT_FOUND, NULL, "%s",
                        _ ("What this was for is not there any more, or not for you. Copy the text to keep it."));
  else
    g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/**
 * office_session_discard_refused:
 * @self: a session
 * @operation: the id of an operation that was refused, or that is under review
 * @undo: (out) (optional) (transfer full): what office_session_undo() takes to have it again; where nobody asks for it, it
 *   comes with a notice
 * @error: return location
 *
 * Returns: whether it was there and is gone
 */
gboolean
office_session_discard_refused (OfficeSession *self, const char *operation, GVariant **undo, GError **error)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);
  g_return_val_if_fail (operation != NULL, FALSE);

  if (!office_replica_discard (self->replica, operation, error))
    return FALSE;
  if (undo != NULL)
    *undo = g_variant_ref_sink (office_undo_new_of (OFFICE_UNDO_TAKE_BACK, operation));
  else
    office_session_say (self, office_undo_new_of (OFFICE_UNDO_TAKE_BACK, operation), _ ("Discarded"));
  return TRUE;
}

/* ---- after a long absence ---- */

/**
 * office_session_look_at_review:
 * @self: a session
 *
 * Entries of the outbox came or went: perhaps what waits is held now, or no longer.
 */
void
office_session_look_at_review (OfficeSession *self)
{
  gboolean under_review = office_replica_is_under_review (self->replica);

  if (self->under_review == under_review)
    return;
  self->under_review = under_review;
  office_session_notify (self, OFFICE_SESSION_UNDER_REVIEW);
}

/**
 * office_session_is_under_review:
 * @self: a session
 *
 * Returns: whether what waits is held until the person has looked at it, since this desk was away for more than a year
 */
gboolean
office_session_is_under_review (OfficeSession *self)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);

  return self->under_review;
}

/**
 * office_session_list_waiting:
 * @self: a session
 *
 * Returns: (transfer full) (element-type OfficeOutboxEntry): what waits to be sent, oldest first
 */
GPtrArray *
office_session_list_waiting (OfficeSession *self)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (self), NULL);

  return office_replica_list_waiting (self->replica);
}

/**
 * office_session_end_review:
 * @self: a session
 * @error: return location
 *
 * Has all that still waits sent.
 *
 * Returns: whether that is noted
 */
gboolean
office_session_end_review (OfficeSession *self, GError **error)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);

  return office_replica_end_review (self->replica, error);
}
