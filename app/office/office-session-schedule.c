/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-scheduled-private.h"
#include "office-session-private.h"

#include "office-mentions.h"
#include "office-problem.h"
#include "office-when.h"

#include <glib/gi18n.h>

/* Messages that are sent later: the host does it, so that no window need be open then. */

static void
add_text (JsonObject *with, const char *name, const char *value)
{
  if (value != NULL)
    json_object_set_string_member (with, name, value);
}

/* Files may do without words. */
static void
set_content (JsonObject *with, const char *text, GPtrArray *files)
{
  if (files != NULL)
    json_object_set_array_member (with, "files", office_session_make_files (files));
  if (*text != '\0' || files == NULL || files->len == 0)
    json_object_set_string_member (with, "text", text);
  else
    json_object_remove_member (with, "text");
}

static gboolean
is_ahead (OfficeSession *self, gint64 send_at, GError **error)
{
  if (send_at > office_session_get_now (self))
    return TRUE;
  office_problem_set (error, OFFICE_PROBLEM_INVALID, "send_at", "%s",
                      _ ("That time is over. Say one that is to come."));
  return FALSE;
}

/**
 * office_session_schedule_message:
 * @self: a session
 * @outgoing: what is to be said, and where
 * @send_at: when, ms since 1970
 * @id: (out) (optional): of what is scheduled
 * @error: return location
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_schedule_message (OfficeSession *self, const OfficeOutgoing *outgoing, gint64 send_at, char **id,
                                 GError **error)
{
  g_autofree char *made = NULL;
  g_autofree char *text = NULL;
  g_autofree char *when = NULL;
  g_autofree char *words = NULL;
  JsonObject *with;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);
  g_return_val_if_fail (outgoing != NULL && outgoing->room != NULL && outgoing->text != NULL, FALSE);

  if (!is_ahead (self, send_at, error))
    return FALSE;
  made = office_session_make_id (self);
  text = office_session_link_text (self, outgoing->room, outgoing->text);
  with = json_object_new ();
  json_object_set_string_member (with, "id", made);
  json_object_set_string_member (with, "room", outgoing->room);
  add_text (with, "thread", outgoing->thread);
  add_text (with, "task", outgoing->task);
  add_text (with, "quote", outgoing->quote);
  if (outgoing->action)
    json_object_set_boolean_member (with, "action", TRUE);
  set_content (with, text, outgoing->files);
  json_object_set_int_member (with, "send_at", send_at);
  when = office_when_to_text (send_at, office_session_get_now (self));
  /* Translators: %s is a time: "17:00", "Tomorrow, 09:00", "Fri, 10:00" */
  words = g_strdup_printf (_ ("It is sent later: %s"), when);
  if (!office_session_do_and_say (self, "message.schedule", with, words, error))
    return FALSE;
  if (id != NULL)
    *id = g_steal_pointer (&made);
  return TRUE;
}

/**
 * office_session_edit_scheduled:
 * @self: a session
 * @scheduled: the id of what is scheduled
 * @text: its text, as typed; may be empty where there are files
 * @files: (nullable) (element-type OfficeAttachment): all that goes with it; %NULL: as before
 * @send_at: when, ms since 1970
 * @error: return location
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_edit_scheduled (OfficeSession *self, const char *scheduled, const char *text, GPtrArray *files,
                               gint64 send_at, GError **error)
{
  g_autoptr (OfficeRecord) record = NULL;
  g_autofree char *linked = NULL;
  JsonObject *with;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  record = office_session_find_or_refuse (self, scheduled, "scheduled", error);
  if (record == NULL || !is_ahead (self, send_at, error))
    return FALSE;
  linked = office_session_link_text (self, office_record_get_text (record, "room"), text);
  with = office_scheduled_make_again (record, scheduled);
  set_content (with, linked, files);
  json_object_set_int_member (with, "send_at", send_at);
  return office_session_do (self, "message.schedule", with,
                            send_at == office_record_get_integer (record, "send_at") ? _ ("Message edited")
                                                                                     : _ ("It is sent at another time"),
                            error);
}

/**
 * office_session_send_scheduled_now:
 * @self: a session
 * @scheduled: the id of what is scheduled
 * @error: return location
 *
 * Its time is now, so that the host sends it as soon as it hears of it; and not twice, where it is about to do so anyway.
 * While the host is not there it can be undone; what was sent can be deleted, as any message.
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_send_scheduled_now (OfficeSession *self, const char *scheduled, GError **error)
{
  g_autoptr (OfficeRecord) record = NULL;
  JsonObject *with;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);

  record = office_session_find_or_refuse (self, scheduled, "scheduled", error);
  if (record == NULL)
    return FALSE;
  with = office_scheduled_make_again (record, scheduled);
  json_object_set_int_member (with, "send_at", office_session_get_now (self));
  if (self->state == OFFICE_LINE_LIVE)
    return office_session_perform (self, "message.schedule", with, error);
  return office_session_do_and_say (self, "message.schedule", with, _ ("It is sent as soon as you are online"), error);
}

/* ---- where its room is gone ---- */

/**
 * office_session_can_write_in:
 * @self: a session
 * @room: (nullable): a room's id
 *
 * Returns: whether the person can say something there, as far as the book knows
 */
gboolean
office_session_can_write_in (OfficeSession *self, const char *room)
{
  OfficeRoom *object = office_session_find_room (self, room);

  return object != NULL && !office_room_get_archived (object)
         && (office_room_get_visibility (object) == OFFICE_ROOM_PUBLIC || office_room_get_joined (object));
}

/* What it says is said to the room as a whole; who is not in it is not called there. Full */
static JsonObject *
make_rerouted (OfficeSession *self, OfficeRecord *record, const char *room)
{
  const char *text = office_record_get_text (record, "text");
  g_autofree char *typed = office_mentions_unlink (text != NULL ? text : "");
  g_autofree char *linked = office_session_link_text (self, room, typed);
  JsonObject *with = office_scheduled_make_again (record, office_record_get_id (record));

  json_object_set_string_member (with, "room", room);
  json_object_remove_member (with, "thread");
  json_object_remove_member (with, "task");
  json_object_remove_member (with, "quote");
  if (text != NULL)
    json_object_set_string_member (with, "text", linked);
  json_object_set_int_member (with, "send_at",
                              MAX (office_record_get_integer (record, "send_at"), office_session_get_now (self)));
  return with;
}

/**
 * office_session_reroute_scheduled:
 * @self: a session
 * @scheduled: the id of what is scheduled
 * @room: where it is to be sent instead
 * @error: return location
 *
 * Its words and files stay, and its time, where that is still to come; what is due is sent at once. It says so; where the
 * room of before can still be written to, and the host has not sent it, that can be undone.
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_reroute_scheduled (OfficeSession *self, const char *scheduled, const char *room, GError **error)
{
  g_autoptr (OfficeRecord) record = NULL;
  g_autofree char *words = NULL;
  OfficeRoom *object;
  gint64 send_at;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);
  g_return_val_if_fail (room != NULL, FALSE);

  record = office_session_find_or_refuse (self, scheduled, "scheduled", error);
  if (record == NULL)
    return FALSE;
  object = office_session_find_room (self, room);
  send_at = office_record_get_integer (record, "send_at");
  /* Translators: %s is a room */
  words = g_strdup_printf (_ ("It is sent to %s"), object != NULL ? office_room_get_name (object) : "");
  if (office_session_can_write_in (self, office_record_get_text (record, "room"))
      && (send_at > office_session_get_now (self) || self->state != OFFICE_LINE_LIVE))
    return office_session_do_and_say (self, "message.schedule", make_rerouted (self, record, room), words, error);
  if (!office_session_perform (self, "message.schedule", make_rerouted (self, record, room), error))
    return FALSE;
  office_session_say (self, NULL, "%s", words);
  return TRUE;
}

/**
 * office_session_cancel_scheduled:
 * @self: a session
 * @scheduled: the id of what is scheduled
 * @error: return location
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_cancel_scheduled (OfficeSession *self, const char *scheduled, GError **error)
{
  g_autoptr (OfficeRecord) record = NULL;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);

  record = office_session_find_or_refuse (self, scheduled, "scheduled", error);
  return record != NULL
         && office_session_do_and_say (self, "remove", office_session_make_removal ("scheduled", scheduled),
                                       _ ("It is not sent later"), error);
}
