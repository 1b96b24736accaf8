/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-session-private.h"

#include "office-reminder-private.h"
#include "office-when.h"

#include <glib/gi18n.h>

/* What the person wants to be reminded of. The host rings; here they are set, listed and taken back. */

static void
office_session_list_reminders (OfficeSession *self)
{
  g_autoptr (GPtrArray) reminders = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer reminder;

  g_hash_table_iter_init (&iter, self->reminders);
  while (g_hash_table_iter_next (&iter, NULL, &reminder))
    g_ptr_array_add (reminders, reminder);
  g_ptr_array_sort (reminders, office_reminder_compare);
  office_list_set (self->reminder_list, reminders);
}

/**
 * office_session_find_reminder_of:
 * @self: a session
 * @about: the id of a message or task
 *
 * Returns: (transfer none) (nullable): the next reminder that the person set on it and that has yet to ring
 */
OfficeReminder *
office_session_find_reminder_of (OfficeSession *self, const char *about)
{
  OfficeReminder *first = NULL;
  GHashTableIter iter;
  gpointer reminder;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), NULL);

  g_hash_table_iter_init (&iter, self->reminders);
  while (g_hash_table_iter_next (&iter, NULL, &reminder))
    if ((g_strcmp0 (office_reminder_get_message_id (reminder), about) == 0
         || (office_reminder_get_message_id (reminder) == NULL
             && g_strcmp0 (office_reminder_get_task_id (reminder), about) == 0))
        && !office_reminder_get_due (reminder) && office_reminder_get_rang_at (reminder) == 0
        && (first == NULL || office_reminder_get_remind_at (reminder) < office_reminder_get_remind_at (first)))
      first = reminder;
  return first;
}

/**
 * office_session_link_reminder:
 * @self: a session
 * @id: (nullable): a message's id
 *
 * Tells the message, where somebody holds it, when the person is reminded of it.
 */
void
office_session_link_reminder (OfficeSession *self, const char *id)
{
  OfficeMessage *message = office_session_peek_message (self, id);
  OfficeReminder *reminder = message != NULL ? office_session_find_reminder_of (self, id) : NULL;

  if (message != NULL)
    office_message_set_remind_at (message, reminder != NULL ? office_reminder_get_remind_at (reminder) : 0);
}

/**
 * office_session_take_reminder:
 * @self: a session
 * @record: the record of a reminder, or that it has gone
 */
void
office_session_take_reminder (OfficeSession *self, OfficeRecord *record)
{
  const char *id = office_record_get_id (record);
  OfficeReminder *reminder = g_hash_table_lookup (self->reminders, id);
  g_autofree char *message = NULL;

  if (office_record_is_gone (record))
    {
      message = reminder != NULL ? g_strdup (office_reminder_get_message_id (reminder)) : NULL;
      g_hash_table_remove (self->reminders, id);
    }
  else
    {
      if (reminder == NULL)
        {
          reminder = office_reminder_new (id);
          g_hash_table_insert (self->reminders, g_strdup (id), reminder);
        }
      office_reminder_update (reminder, record);
      message = g_strdup (office_reminder_get_message_id (reminder));
    }
  office_session_link_reminder (self, message);
}

/**
 * office_session_refresh_reminders:
 * @self: a session
 *
 * Some came, went or are for another time; to be called after the batch.
 */
void
office_session_refresh_reminders (OfficeSession *self)
{
  office_session_list_reminders (self);
}

/**
 * office_session_load_reminders:
 * @self: a session
 *
 * Reads what the person wants to be reminded of.
 */
void
office_session_load_reminders (OfficeSession *self)
{
  g_autoptr (GPtrArray) records = office_replica_list (self->replica, "reminder", NULL, NULL);

  for (guint i = 0; i < records->len; i++)
    office_session_take_reminder (self, records->pdata[i]);
  office_session_list_reminders (self);
}

/**
 * office_session_get_reminders:
 * @self: a session
 *
 * Returns: (transfer none): a model of OfficeReminder: those that rang and were not ended first, then the next one
 */
GListModel *
office_session_get_reminders (OfficeSession *self)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (self), NULL);

  return G_LIST_MODEL (self->reminder_list);
}

static void
add_member (JsonObject *with, const char *name, const char *value)
{
  if (value != NULL && *value != '\0')
    json_object_set_string_member (with, name, value);
}

static char *
say_when (OfficeSession *self, gint64 at)
{
  g_autofree char *when = office_when_to_text (at, office_clock_now (self->clock));

  /* Translators: %s is a time, as in "Tomorrow, 9:00". */
  return g_strdup_printf (_ ("Reminder set: %s"), when);
}

/**
 * office_session_remind:
 * @self: a session
 * @about: (nullable): the id of a message, a task or a room
 * @text: (nullable): the person's own words
 * @at: when, ms since 1970
 * @id: (out) (optional): its id
 * @error: return location
 *
 * A message or task that there is to be a reminder of already has it at the new time.
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_remind (OfficeSession *self, const char *about, const char *text, gint64 at, char **id, GError **error)
{
  g_autoptr (OfficeRecord) record = NULL;
  g_autofree char *made = NULL;
  g_autofree char *words = NULL;
  OfficeReminder *reminder;
  JsonObject *with;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);

  record = about != NULL ? office_replica_get (self->replica, about) : NULL;
  reminder = about != NULL ? office_session_find_reminder_of (self, about) : NULL;
  if (reminder != NULL)
    return office_session_change_reminder (self, office_reminder_get_id (reminder), at, error);
  made = office_session_make_id (self);
  with = json_object_new ();
  json_object_set_string_member (with, "id", made);
  if (record != NULL)
    {
      add_member (with, office_record_get_kind_name (record), about);
      add_member (with, "room", office_record_get_text (record, "room"));
    }
  add_member (with, "text", text);
  json_object_set_int_member (with, "remind_at", at);
  words = say_when (self, at);
  if (!office_session_do_and_say (self, "reminder.set", with, words, error))
    return FALSE;
  if (id != NULL)
    *id = g_steal_pointer (&made);
  return TRUE;
}

/**
 * office_session_change_reminder:
 * @self: a session
 * @reminder: a reminder's id
 * @at: when it is to ring now, ms since 1970
 * @error: return location
 *
 * Says so in a notice.
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_change_reminder (OfficeSession *self, const char *reminder, gint64 at, GError **error)
{
  g_autoptr (OfficeRecord) record = NULL;
  g_autofree char *words = NULL;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);
  g_return_val_if_fail (reminder != NULL, FALSE);

  record = office_session_find_or_refuse (self, reminder, "reminder", error);
  words = say_when (self, at);
  return record != NULL
         && office_session_do_and_say (self, "reminder.set", office_session_make_reminder (record, at), words, error);
}

/**
 * office_session_remove_reminder:
 * @self: a session
 * @reminder: a reminder's id
 * @error: return location
 *
 * Offers to undo it in a notice.
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_remove_reminder (OfficeSession *self, const char *reminder, GError **error)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);
  g_return_val_if_fail (reminder != NULL, FALSE);

  return office_session_do_and_say (self, "remove", office_session_make_removal ("reminder", reminder),
                                    _ ("Reminder removed"), error);
}

/**
 * office_session_dup_reminder_words:
 * @self: a session
 * @reminder: a reminder
 *
 * Returns: (transfer full): what it reminds of: its own words, or those of its message, task or room
 */
char *
office_session_dup_reminder_words (OfficeSession *self, OfficeReminder *reminder)
{
  g_autoptr (OfficeRecord) record = NULL;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), NULL);
  g_return_val_if_fail (OFFICE_IS_REMINDER (reminder), NULL);

  record = office_session_get_record (self, office_reminder_get_id (reminder), "reminder");
  return record != NULL ? office_session_dup_reminder_text (self, record) : g_strdup ("");
}
