/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-templates.h"

#include "office-id.h"
#include "office-session-private.h"

#include <glib/gi18n.h>

#define SECRET_BYTES 32

/* The link to one's tasks for calendars of other programs: who has it reads them, and needs nothing else. */

static OfficeRecord *
office_session_dup_feed (OfficeSession *self)
{
  g_autofree char *id = office_id_derive (office_person_get_id (self->me), "feed");

  return office_session_get_record (self, id, "feed");
}

/**
 * office_session_dup_feed_path:
 * @self: a session
 *
 * Returns: (transfer full) (nullable): where on the host the calendar is; %NULL: there is none
 */
char *
office_session_dup_feed_path (OfficeSession *self)
{
  g_autoptr (OfficeRecord) feed = NULL;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), NULL);

  feed = office_session_dup_feed (self);
  return feed != NULL ? g_strdup_printf ("/calendar/%s.ics", office_record_get_text (feed, "secret")) : NULL;
}

/**
 * office_session_dup_web_address:
 * @self: a session
 *
 * Returns: (transfer full) (nullable): what comes before the path where the host has a certificate that calendars know; %NULL:
 *   it has only its own
 */
char *
office_session_dup_web_address (OfficeSession *self)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (self), NULL);

  return office_replica_dup_web_address (self->replica);
}

/**
 * office_session_renew_feed:
 * @self: a session
 * @error: return location
 *
 * Makes the link, or another one; that of before leads nowhere then, and is not had again: that is what it is for.
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_renew_feed (OfficeSession *self, GError **error)
{
  g_autofree char *secret = NULL;
  JsonObject *with;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);

  secret = office_random_token (self->random, SECRET_BYTES);
  with = json_object_new ();
  json_object_set_string_member (with, "secret", secret);
  return office_session_perform (self, "feed.set", with, error);
}

/**
 * office_session_stop_feed:
 * @self: a session
 * @error: return location
 *
 * Returns: whether the book allowed it; the link leads nowhere then
 */
gboolean
office_session_stop_feed (OfficeSession *self, GError **error)
{
  g_autoptr (OfficeRecord) feed = NULL;
  JsonObject *with;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);

  feed = office_session_dup_feed (self);
  if (feed == NULL)
    return TRUE;
  with = json_object_new ();
  json_object_set_null_member (with, "secret");
  return office_session_do_and_say (self, "feed.set", with, _ ("The calendar’s link is stopped"), error);
}
