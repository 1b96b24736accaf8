/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-session-private.h"

#include <glib/gi18n.h>
#include <string.h>

/*
 * A message that is deleted cannot be had again: the host keeps no copy. So the window shows it as deleted at once, and the
 * operation is made a little later, when the offer to undo it has passed; or at once when the session ends. Until then
 * everybody else still sees it. The book has a note of it meanwhile, so that a program that is killed deletes it when it is
 * started again.
 */

#define NOTE  "removing:"
#define DELAY 8000 /* ms: a toast stays for five seconds, and may have had to wait for another */

typedef struct {
  OfficeSession *session;
  char *message;
} Pending;

static void
free_pending (gpointer data)
{
  Pending *pending = data;

  g_free (pending->message);
  g_free (pending);
}

static void
office_session_show_removing (OfficeSession *self, const char *message, gboolean removing)
{
  OfficeMessage *object = office_session_peek_message (self, message);
  g_autoptr (GPtrArray) conversations = NULL;

  if (object == NULL)
    return;
  office_message_set_removing (object, removing);
  conversations = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < self->conversations->len; i++)
    g_ptr_array_add (conversations, g_object_ref (self->conversations->pdata[i]));
  for (guint i = 0; i < conversations->len; i++)
    office_conversation_tell (conversations->pdata[i]);
}

static void
office_session_note_removal (OfficeSession *self, const char *message, gboolean removing)
{
  g_autofree char *place = g_strconcat (NOTE, message, NULL);
  g_autoptr (GError) error = NULL;

  if (!office_replica_set_draft (self->replica, place, removing ? "1" : NULL, &error))
    g_warning ("A deletion cannot be noted: %s", error->message);
}

/* The note goes last: what was deleted and is still noted is left alone the next time. */
static void
office_session_remove_now (OfficeSession *self, const char *message)
{
  g_autoptr (GError) error = NULL;
  OfficeMessage *object = office_session_peek_message (self, message);

  if (office_session_remove_record (self, "message", message, &error))
    {
      if (object != NULL)
        office_message_set_removing (object, FALSE);
      office_session_note_removal (self, message, FALSE);
      return;
    }
  office_session_note_removal (self, message, FALSE);
  office_session_show_removing (self, message, FALSE);
  office_session_say (self, NULL, _ ("Not deleted: %s"), error->message);
}

static gboolean
on_due (gpointer data)
{
  Pending *pending = data;
  OfficeSession *self = pending->session;
  g_autofree char *message = g_strdup (pending->message);

  g_hash_table_remove (self->removing, message);
  office_session_remove_now (self, message);
  return G_SOURCE_REMOVE;
}

/* What the undo of a deletion carries. Floating. */
static GVariant *
undo_of (const char *message)
{
  JsonObject *with = json_object_new ();

  json_object_set_string_member (with, "message", message);
  return office_undo_new (OFFICE_UNDO_KEEP, with, NULL, NULL, NULL);
}

/* An own one; what is being removed already stays so. */
static void
office_session_remove_later (OfficeSession *self, const char *message)
{
  Pending *pending;
  guint timeout;

  if (g_hash_table_contains (self->removing, message))
    return;
  pending = g_new0 (Pending, 1);
  pending->session = self;
  pending->message = g_strdup (message);
  timeout = office_clock_add_timeout (self->clock, DELAY, on_due, pending, free_pending);
  g_hash_table_insert (self->removing, g_strdup (message), GUINT_TO_POINTER (timeout));
  office_session_note_removal (self, message, TRUE);
  office_session_show_removing (self, message, TRUE);
}

/**
 * office_session_begin_removal:
 * @self: a session
 * @message: the id of a message of one's own
 * @error: return location
 *
 * As office_session_remove_message(), without a word.
 *
 * Returns: whether the book has such a message
 */
gboolean
office_session_begin_removal (OfficeSession *self, const char *message, GError **error)
{
  g_autoptr (OfficeRecord) record = office_session_find_or_refuse (self, message, "message", error);

  if (record == NULL)
    return FALSE;
  office_session_remove_later (self, message);
  return TRUE;
}

/**
 * office_session_remove_message:
 * @self: a session
 * @message: the id of a message of one's own
 * @error: return location
 *
 * Erases its text, as soon as it cannot be undone any more: the host keeps no copy.
 *
 * Returns: whether the book has such a message
 */
gboolean
office_session_remove_message (OfficeSession *self, const char *message, GError **error)
{
  g_autoptr (OfficeRecord) record = NULL;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);
  g_return_val_if_fail (message != NULL, FALSE);

  record = office_session_find_or_refuse (self, message, "message", error);
  if (record == NULL)
    return FALSE;
  if (g_hash_table_contains (self->removing, message))
    return TRUE;
  /* The book says why not. */
  if (g_strcmp0 (office_record_get_text (record, "author"), office_replica_get_person (self->replica)) != 0)
    return office_session_remove_record (self, "message", message, error);
  office_session_remove_later (self, message);
  office_session_say (self, undo_of (message), _ ("Message deleted"));
  return TRUE;
}

/**
 * office_session_keep_message:
 * @self: a session
 * @message: the id of a message that was deleted just now
 *
 * Returns: whether it was not too late
 */
gboolean
office_session_keep_message (OfficeSession *self, const char *message)
{
  gpointer timeout;

  if (!g_hash_table_lookup_extended (self->removing, message, NULL, &timeout))
    return FALSE;
  office_clock_remove_timeout (self->clock, GPOINTER_TO_UINT (timeout));
  g_hash_table_remove (self->removing, message);
  office_session_note_removal (self, message, FALSE);
  office_session_show_removing (self, message, FALSE);
  return TRUE;
}

/**
 * office_session_is_removing:
 * @self: a session
 * @message: a message's id
 *
 * Returns: whether the person has deleted it, and may still undo that
 */
gboolean
office_session_is_removing (OfficeSession *self, const char *message)
{
  return g_hash_table_contains (self->removing, message);
}

/**
 * office_session_remove_all_now:
 * @self: a session
 *
 * Nothing can be undone any more: what was deleted is. So it is when the session stops.
 */
void
office_session_remove_all_now (OfficeSession *self)
{
  g_autoptr (GPtrArray) messages = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer message, timeout;

  g_hash_table_iter_init (&iter, self->removing);
  while (g_hash_table_iter_next (&iter, &message, &timeout))
    {
      office_clock_remove_timeout (self->clock, GPOINTER_TO_UINT (timeout));
      g_ptr_array_add (messages, g_strdup (message));
    }
  g_hash_table_remove_all (self->removing);
  for (guint i = 0; i < messages->len; i++)
    office_session_remove_now (self, messages->pdata[i]);
}

/**
 * office_session_finish_removals:
 * @self: a session that begins
 *
 * Deletes what an earlier run was asked to delete and could not any more, as it was killed.
 */
void
office_session_finish_removals (OfficeSession *self)
{
  g_autoptr (GPtrArray) places = office_replica_list_drafts (self->replica, NOTE);

  for (guint i = 0; i < places->len; i++)
    {
      const char *message = (const char *) places->pdata[i] + strlen (NOTE);
      g_autoptr (OfficeRecord) record = office_session_get_record (self, message, "message");

      if (record != NULL && !office_record_get_boolean (record, "removed"))
        office_session_remove_now (self, message);
      else
        office_session_note_removal (self, message, FALSE);
    }
}
