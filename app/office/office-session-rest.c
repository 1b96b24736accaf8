/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-session-private.h"

/**
 * office_session_rest:
 * @self: a session
 *
 * To be called every few seconds in which nobody waits for this thread: does what would otherwise have what a person does wait for
 * the disk.
 *
 * Returns: whether it is to be called again some moments later, if still nobody waits
 */
gboolean
office_session_rest (OfficeSession *self)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);

  return self->replica != NULL && office_replica_rest (self->replica);
}
