/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-replica-private.h"

/*
 * The host knows for 400 days which operations it has had. A desk that was away for longer might have one done twice, and
 * what was meant so long ago is perhaps not meant any more: what waits is not sent before the person has looked at it.
 *
 * `contact` in meta is when the host was last heard, in ms, give or take an hour; `review` is there while the person looks.
 */

#define ABSENCE_MS       (G_GINT64_CONSTANT (390) * 24 * 60 * 60 * 1000)
#define CONTACT_EVERY_MS (60 * 60 * 1000) /* lest every frame writes it */

static gboolean
read_contact (OfficeReplica *self, gint64 *contact, GError **error)
{
  return office_replica_query_integer (self, contact, error,
                                       "SELECT CAST(value AS INTEGER) FROM meta WHERE name = 'contact'", "");
}

/**
 * office_replica_note_contact:
 * @batch: a batch that comes of what the host says
 * @error: return location
 *
 * Returns: whether it succeeded
 */
gboolean
office_replica_note_contact (OfficeReplicaBatch *batch, GError **error)
{
  gint64 now = office_clock_now (batch->replica->clock);
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, now);
  gint64 contact;

  if (!read_contact (batch->replica, &contact, error))
    return FALSE;
  /* A clock that was wrong is believed no longer than it was. */
  return (contact <= now && now - contact < CONTACT_EVERY_MS)
         || office_replica_set_meta (batch->replica, "contact", text, error);
}

/**
 * office_replica_begin_review:
 * @batch: a batch
 * @error: return location
 *
 * Holds what waits.
 *
 * Returns: whether it succeeded
 */
gboolean
office_replica_begin_review (OfficeReplicaBatch *batch, GError **error)
{
  batch->outbox_changed = TRUE;
  return office_replica_set_meta (batch->replica, "review", "1", error);
}

/**
 * office_replica_look_at_absence:
 * @batch: a batch that comes of a welcome, before the contact is noted
 * @error: return location
 *
 * Begins a review where this desk was away for too long.
 *
 * Returns: whether it succeeded
 */
gboolean
office_replica_look_at_absence (OfficeReplicaBatch *batch, GError **error)
{
  gint64 contact;

  if (!read_contact (batch->replica, &contact, error))
    return FALSE;
  if (contact == 0 || office_clock_now (batch->replica->clock) - contact <= ABSENCE_MS)
    return TRUE;
  return office_replica_begin_review (batch, error);
}

/**
 * office_replica_end_empty_review:
 * @batch: a batch
 * @error: return location
 *
 * Ends a review of which nothing is left, or for which there was nothing from the beginning.
 *
 * Returns: whether it succeeded
 */
gboolean
office_replica_end_empty_review (OfficeReplicaBatch *batch, GError **error)
{
  return office_replica_run (batch->replica, error,
                             "DELETE FROM meta WHERE name = 'review'"
                             " AND NOT EXISTS (SELECT 1 FROM outbox WHERE state = 0)",
                             "");
}

/**
 * office_replica_is_under_review:
 * @self: a replica
 *
 * Returns: whether what waits is held until the person has looked at it
 */
gboolean
office_replica_is_under_review (OfficeReplica *self)
{
  gint64 review = 0;

  g_return_val_if_fail (OFFICE_IS_REPLICA (self), FALSE);

  office_replica_query_integer (self, &review, NULL, "SELECT EXISTS (SELECT 1 FROM meta WHERE name = 'review')", "");
  return review != 0;
}

/**
 * office_replica_end_review:
 * @self: a replica
 * @error: return location
 *
 * The person has looked: what still waits is to be sent.
 *
 * Returns: whether it is written
 */
gboolean
office_replica_end_review (OfficeReplica *self, GError **error)
{
  g_return_val_if_fail (OFFICE_IS_REPLICA (self), FALSE);

  if (!office_replica_run (self, error, "DELETE FROM meta WHERE name = 'review'", ""))
    return FALSE;
  office_replica_emit (self, NULL, TRUE, NULL, NULL);
  return TRUE;
}
