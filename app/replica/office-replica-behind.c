/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-replica-private.h"

/**
 * office_replica_is_behind:
 * @self: a replica
 *
 * See office_database_is_behind(): to be asked before each piece of much that can wait.
 *
 * Returns: whether it is better brought some moments later
 */
gboolean
office_replica_is_behind (OfficeReplica *self)
{
  g_return_val_if_fail (OFFICE_IS_REPLICA (self), FALSE);

  return self->database != NULL && office_database_is_behind (self->database);
}
