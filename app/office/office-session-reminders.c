/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-activity.h"
#include "office-session-private.h"
#include "office-text-markup.h"

#include <glib/gi18n.h>

/* Reminders that have rung, and what was new for the person: put off, ended, looked at. */

/**
 * office_session_dup_reminder_text:
 * @self: a session
 * @reminder: a reminder's record
 *
 * Returns: (transfer full): what it reminds of: its own words, else those of its message, its task or its room
 */
char *
office_session_dup_reminder_text (OfficeSession *self, OfficeRecord *reminder)
{
  const char *text = office_record_get_text (reminder, "text");
  g_autoptr (OfficeRecord) message = office_session_get_record (self, office_record_get_text (reminder, "message"),
                                                                "message");
  g_autoptr (OfficeRecord) task = office_session_get_record (self, office_record_get_text (reminder, "task"), "task");
  OfficeRoom *room = office_session_find_room (self, office_record_get_text (reminder, "room"));

  if (text != NULL && *text != '\0')
    return g_strdup (text);
  if (message != NULL && office_record_get_text (message, "text") != NULL)
    return g_strstrip (office_text_markup_dup_plain (office_record_get_text (message, "text")));
  if (task != NULL)
    return g_strdup (office_record_get_text (task, "title"));
  if (room != NULL)
    return g_strdup (office_room_get_name (room));
  return g_strdup (_ ("Something that you wanted to come back to"));
}

/**
 * office_session_get_activity:
 * @self: a session
 *
 * Returns: (transfer none): what is new for the person; live
 */
OfficeActivity *
office_session_get_activity (OfficeSession *self)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (self), NULL);

  if (self->activity == NULL)
    self->activity = office_activity_new (self);
  return self->activity;
}

/**
 * office_session_make_reminder:
 * @reminder: a reminder's record
 * @at: when it is to ring, ms since 1970
 *
 * Returns: (transfer full): the members of a `reminder.set` of it
 */
JsonObject *
office_session_make_reminder (OfficeRecord *reminder, gint64 at)
{
  static const char *const kept[] = { "message", "task", "room", "text" };
  JsonObject *with = json_object_new ();

  json_object_set_string_member (with, "id", office_record_get_id (reminder));
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    if (office_record_get_text (reminder, kept[i]) != NULL)
      json_object_set_string_member (with, kept[i], office_record_get_text (reminder, kept[i]));
  json_object_set_int_member (with, "remind_at", at);
  return with;
}

/**
 * office_session_mark_activity:
 * @self: a session
 * @at: ms since 1970: what is new for the person was looked at up to then; the larger counts
 * @error: return location
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_mark_activity (OfficeSession *self, gint64 at, GError **error)
{
  JsonObject *with;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);

  with = json_object_new ();
  json_object_set_int_member (with, "at", at);
  return office_session_perform (self, "activity.mark", with, error);
}
