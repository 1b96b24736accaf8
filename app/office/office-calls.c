/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-calls.h"

#include "office-session-private.h"

#include <string.h>

#define THREAD_LOOKED_AT 200 /* newest messages of a thread among which one's own are looked for */

static gboolean
names (const char *text, const char *kind, const char *id)
{
  g_auto (GStrv) ids = NULL;

  /* Most texts mention nobody: looking for the id first spares their parsing. */
  if (text == NULL || id == NULL || strstr (text, id) == NULL)
    return FALSE;
  ids = office_text_dup_mentions (text, kind);
  return g_strv_contains ((const char *const *) ids, id);
}

/**
 * office_session_is_called:
 * @self: a session
 * @message: a message's record
 *
 * Returns: whether it calls this person by name, or everybody in its room; one's own never does
 */
gboolean
office_session_is_called (OfficeSession *self, OfficeRecord *message)
{
  const char *me = office_replica_get_person (self->replica);
  const char *text = office_record_get_text (message, "text");

  return g_strcmp0 (office_record_get_text (message, "author"), me) != 0
         && (names (text, "person", me) || names (text, "room", office_record_get_text (message, "room")));
}

/**
 * office_session_takes_part:
 * @self: a session
 * @message: a message's record
 *
 * Returns: whether it is of a thread that this person began or has written in lately
 */
gboolean
office_session_takes_part (OfficeSession *self, OfficeRecord *message)
{
  const char *me = office_replica_get_person (self->replica);
  const char *thread = office_record_get_text (message, "thread");
  g_autoptr (OfficeRecord) root = office_session_get_record (self, thread, "message");
  g_autoptr (GPtrArray) said = NULL;

  if (thread == NULL)
    return FALSE;
  if (root != NULL && g_strcmp0 (office_record_get_text (root, "author"), me) == 0)
    return TRUE;
  said = office_replica_messages (self->replica, office_record_get_text (message, "room"), thread, NULL, 0,
                                  THREAD_LOOKED_AT);
  for (guint i = 0; i < said->len; i++)
    if (g_strcmp0 (office_record_get_text (said->pdata[i], "author"), me) == 0)
      return TRUE;
  return FALSE;
}
