/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-session-private.h"

#include <glib/gi18n.h>

/* What is marked to be found again: pinned for everybody in the room, saved for oneself. */

#define MOST_PINNED 200 /* that a list shows */

/* ---- pinned ---- */

/**
 * office_session_pin_message:
 * @self: a session
 * @message: a message's id
 * @pinned: whether it is to be pinned in its room
 * @error: return location
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_pin_message (OfficeSession *self, const char *message, gboolean pinned, GError **error)
{
  JsonObject *with;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);
  g_return_val_if_fail (message != NULL, FALSE);

  with = json_object_new ();
  json_object_set_string_member (with, "id", message);
  json_object_set_boolean_member (with, "pinned", pinned);
  return pinned ? office_session_do (self, "message.pin", with, _ ("Message pinned"), error)
                : office_session_do_and_say (self, "message.pin", with, _ ("Message unpinned"), error);
}

/**
 * office_session_list_pinned:
 * @self: a session
 * @room: a room's id
 *
 * Returns: (transfer full) (element-type OfficeMessage): what is pinned there, the last first; OfficeSession::pins-changed
 *   tells when it is another
 */
GPtrArray *
office_session_list_pinned (OfficeSession *self, const char *room)
{
  g_autoptr (GPtrArray) records = NULL;
  GPtrArray *messages;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), NULL);
  g_return_val_if_fail (room != NULL, NULL);

  records = office_replica_list_pinned (self->replica, room, MOST_PINNED);
  messages = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (messages, office_session_take_message (self, records->pdata[i]));
  return messages;
}

/**
 * office_session_has_pinned:
 * @self: a session
 * @room: a room's id
 *
 * Returns: whether anything is pinned there
 */
gboolean
office_session_has_pinned (OfficeSession *self, const char *room)
{
  g_autoptr (GPtrArray) records = NULL;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);
  g_return_val_if_fail (room != NULL, FALSE);

  records = office_replica_list_pinned (self->replica, room, 1);
  return records->len > 0;
}

/* ---- saved ---- */

static int
compare_saved (gconstpointer a, gconstpointer b)
{
  gint64 first = office_record_get_integer (*(OfficeRecord *const *) a, "at");
  gint64 second = office_record_get_integer (*(OfficeRecord *const *) b, "at");

  return first < second ? 1 : first > second ? -1 : 0;
}

static void
office_session_list_saved_anew (OfficeSession *self)
{
  g_autoptr (GPtrArray) records = office_replica_list (self->replica, "saved", NULL, NULL);
  g_autoptr (GPtrArray) messages = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_sort (records, compare_saved);
  for (guint i = 0; i < records->len; i++)
    {
      OfficeMessage *message = office_session_dup_message (self, office_record_get_text (records->pdata[i], "message"));

      /* It may be of a room that one is not in any more. */
      if (message != NULL)
        g_ptr_array_add (messages, message);
    }
  office_list_set (self->saved_list, messages);
}

static void
office_session_tell_saved (OfficeSession *self, const char *message, gboolean saved)
{
  OfficeMessage *object = office_session_peek_message (self, message);

  if (object != NULL)
    office_message_set_saved (object, saved);
}

/**
 * office_session_take_saved:
 * @self: a session
 * @record: the record of a message that was saved, or that it has gone
 */
void
office_session_take_saved (OfficeSession *self, OfficeRecord *record)
{
  const char *id = office_record_get_id (record);
  const char *message = office_record_is_gone (record) ? NULL : office_record_get_text (record, "message");

  if (message == NULL)
    {
      g_autofree char *before = g_strdup (g_hash_table_lookup (self->saved, id));

      g_hash_table_remove (self->saved, id);
      if (before != NULL)
        office_session_tell_saved (self, before, FALSE);
      return;
    }
  g_hash_table_insert (self->saved, g_strdup (id), g_strdup (message));
  office_session_tell_saved (self, message, TRUE);
}

/**
 * office_session_refresh_saved:
 * @self: a session
 *
 * Some messages were saved, or are not any more; to be called after the batch.
 */
void
office_session_refresh_saved (OfficeSession *self)
{
  if (self->saved_list != NULL)
    office_session_list_saved_anew (self);
}

/**
 * office_session_is_saved:
 * @self: a session
 * @message: a message's id
 *
 * Returns: whether the person has saved it
 */
gboolean
office_session_is_saved (OfficeSession *self, const char *message)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->saved);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (g_str_equal (value, message))
      return TRUE;
  return FALSE;
}

/**
 * office_session_load_saved:
 * @self: a session
 *
 * Reads which messages the person has saved.
 */
void
office_session_load_saved (OfficeSession *self)
{
  g_autoptr (GPtrArray) records = office_replica_list (self->replica, "saved", NULL, NULL);

  for (guint i = 0; i < records->len; i++)
    office_session_take_saved (self, records->pdata[i]);
}

/**
 * office_session_get_saved:
 * @self: a session
 *
 * Returns: (transfer none): a model of OfficeMessage: what the person has saved, the last first
 */
GListModel *
office_session_get_saved (OfficeSession *self)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (self), NULL);

  if (self->saved_list == NULL)
    {
      self->saved_list = office_list_new (OFFICE_TYPE_MESSAGE);
      office_session_list_saved_anew (self);
    }
  return G_LIST_MODEL (self->saved_list);
}

/**
 * office_session_save_message:
 * @self: a session
 * @message: a message's id
 * @saved: whether it is to be among what the person has saved
 * @error: return location
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_save_message (OfficeSession *self, const char *message, gboolean saved, GError **error)
{
  JsonObject *with;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);
  g_return_val_if_fail (message != NULL, FALSE);

  with = json_object_new ();
  json_object_set_string_member (with, "message", message);
  json_object_set_boolean_member (with, "saved", saved);
  return office_session_do_and_say (self, "message.save", with,
                                    saved ? _ ("Saved for later") : _ ("Not saved any more"), error);
}
