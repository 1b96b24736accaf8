/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-session-private.h"

/**
 * office_session_rest:
 * @self: a session
 *
 * To be called when nobody waits for this thread, after each time that somebody did something: takes the waits for the disk that
 * would otherwise be in what a person does next.
 *
 * Returns: whether it is to be called again some moments later, if still nobody waits
 */
gboolean
office_session_rest (OfficeSession *self)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);

  return self->replica != NULL && office_replica_rest (self->replica);
}
