/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-replica-private.h"

/**
 * office_replica_rest:
 * @self: a replica
 *
 * See office_database_rest(): to be called at moments when nobody waits for this thread.
 *
 * Returns: whether it is to be called again some moments later
 */
gboolean
office_replica_rest (OfficeReplica *self)
{
  g_return_val_if_fail (OFFICE_IS_REPLICA (self), FALSE);

  return self->database != NULL && office_database_rest (self->database);
}
