/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-session-private.h"

/**
 * office_session_dup_link:
 * @self: a session
 * @kind: what the link is to lead to
 * @id: its id
 *
 * Returns: (transfer full): a link that colleagues can open from anywhere
 */
char *
office_session_dup_link (OfficeSession *self, OfficePlaceLinkKind kind, const char *id)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return office_place_link_write (office_replica_get_office_id (self->replica), kind, id);
}

/**
 * office_session_get_office_id:
 * @self: a session
 *
 * Returns: (transfer none): which office it is
 */
const char *
office_session_get_office_id (OfficeSession *self)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (self), NULL);

  return office_replica_get_office_id (self->replica);
}

/**
 * office_session_dup_message_since:
 * @self: a session
 * @room: a room's id
 * @since: ms since 1970
 *
 * Returns: (transfer full) (nullable): the id of the first message of the room's conversation that was said at that time or
 *   later, however long ago; %NULL: there is none
 */
char *
office_session_dup_message_since (OfficeSession *self, const char *room, gint64 since)
{
  g_autoptr (OfficeRecord) found = NULL;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), NULL);
  g_return_val_if_fail (room != NULL, NULL);

  found = office_replica_dup_message_since (self->replica, room, since);
  return found != NULL ? g_strdup (office_record_get_id (found)) : NULL;
}
