/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-scheduled.h"
#include "office-session-private.h"

#include "office-problem.h"
#include "office-when.h"

#include <glib/gi18n.h>

/* Messages that are sent later: the host does it, so that no window need be open then. */

static const char *const kept[] = { "room", "thread", "task", "quote" };

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
  if (!office_session_perform (self, "message.schedule", with, error))
    return FALSE;
  when = office_when_to_text (send_at, office_session_get_now (self));
  /* Translators: %s is a time: "17:00", "Tomorrow, 09:00", "Fri, 10:00" */
  office_session_say (self,
                      office_undo_new ("remove", office_session_make_removal ("scheduled", made), NULL, NULL, NULL),
                      _ ("It is sent later: %s"), when);
  if (id != NULL)
    *id = g_steal_pointer (&made);
  return TRUE;
}

/* All that it says, for a change of it or to have it again; its files stay as they are where nothing is said of them. */
static JsonObject *
make_again (OfficeRecord *record, const char *id)
{
  JsonObject *with = json_object_new ();

  json_object_set_string_member (with, "id", id);
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    add_text (with, kept[i], office_record_get_text (record, kept[i]));
  if (office_record_get_boolean (record, "action"))
    json_object_set_boolean_member (with, "action", TRUE);
  add_text (with, "text", office_record_get_text (record, "text"));
  json_object_set_int_member (with, "send_at", office_record_get_integer (record, "send_at"));
  return with;
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
  with = make_again (record, scheduled);
  set_content (with, linked, files);
  json_object_set_int_member (with, "send_at", send_at);
  return office_session_perform (self, "message.schedule", with, error);
}

/**
 * office_session_send_scheduled_now:
 * @self: a session
 * @scheduled: the id of what is scheduled
 * @error: return location
 *
 * Its time is now, so that the host sends it as soon as it hears of it; and not twice, where it is about to do so anyway.
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
  with = make_again (record, scheduled);
  json_object_set_int_member (with, "send_at", office_session_get_now (self));
  return office_session_perform (self, "message.schedule", with, error);
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
  g_autofree char *id = NULL;
  JsonArray *files;
  JsonObject *again;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);

  record = office_session_find_or_refuse (self, scheduled, "scheduled", error);
  if (record == NULL)
    return FALSE;
  /* The ids of what is gone are used up. */
  id = office_session_make_id (self);
  files = office_session_make_files_again (self, scheduled);
  again = make_again (record, id);
  if (files != NULL)
    json_object_set_array_member (again, "files", files);
  if (!office_session_remove_record (self, "scheduled", scheduled, error))
    {
      json_object_unref (again);
      return FALSE;
    }
  office_session_say (self, office_undo_new ("message.schedule", again, NULL, NULL, NULL), _ ("It is not sent later"));
  return TRUE;
}
