/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-session-private.h"

#include <glib/gi18n.h>
#include <string.h>

/*
 * A message or a file that is deleted cannot be had again: the host keeps no copy. So the window shows it as deleted at once,
 * and the operation is made a little later, when the offer to undo it has passed; or at once when the session ends. Until
 * then everybody else still sees it. The book has a note of it meanwhile, so that a program that is killed deletes it when it
 * is started again.
 */

#define NOTE  "removing:"
#define DELAY 8000 /* ms: a toast stays for five seconds, and may have had to wait for another */

typedef struct {
  OfficeSession *session;
  char *id;
} Pending;

static void
free_pending (gpointer data)
{
  Pending *pending = data;

  g_free (pending->id);
  g_free (pending);
}

/* Nullable: there is neither a message nor a file of that id. */
static const char *
find_kind (OfficeSession *self, const char *id)
{
  static const char *const kinds[] = { "message", "file" };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (OfficeRecord) record = office_session_get_record (self, id, kinds[i]);

      if (record != NULL && !office_record_get_boolean (record, "removed"))
        return kinds[i];
    }
  return NULL;
}

static void
office_session_show_removing (OfficeSession *self, const char *id, gboolean removing)
{
  OfficeMessage *object = office_session_peek_message (self, id);
  g_autoptr (GPtrArray) conversations = NULL;

  if (object == NULL)
    {
      office_session_reload_files (self);
      return;
    }
  office_message_set_removing (object, removing);
  conversations = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < self->conversations->len; i++)
    g_ptr_array_add (conversations, g_object_ref (self->conversations->pdata[i]));
  for (guint i = 0; i < conversations->len; i++)
    office_conversation_tell (conversations->pdata[i]);
}

static void
office_session_note_removal (OfficeSession *self, const char *id, gboolean removing)
{
  g_autofree char *place = g_strconcat (NOTE, id, NULL);
  g_autoptr (GError) error = NULL;

  if (!office_replica_set_draft (self->replica, place, removing ? "1" : NULL, &error))
    g_warning ("A deletion cannot be noted: %s", error->message);
}

/* The note goes last: what was deleted and is still noted is left alone the next time. */
static void
office_session_remove_now (OfficeSession *self, const char *id)
{
  g_autoptr (GError) error = NULL;
  OfficeMessage *object = office_session_peek_message (self, id);
  const char *kind = find_kind (self, id);

  if (kind == NULL || office_session_remove_record (self, kind, id, &error))
    {
      if (object != NULL)
        office_message_set_removing (object, FALSE);
      office_session_note_removal (self, id, FALSE);
      return;
    }
  office_session_note_removal (self, id, FALSE);
  office_session_show_removing (self, id, FALSE);
  office_session_say (self, NULL, _ ("Not deleted: %s"), error->message);
}

static gboolean
on_due (gpointer data)
{
  Pending *pending = data;
  OfficeSession *self = pending->session;
  g_autofree char *id = g_strdup (pending->id);

  g_hash_table_remove (self->removing, id);
  office_session_remove_now (self, id);
  return G_SOURCE_REMOVE;
}

/* An own one; what is being removed already stays so. */
static void
office_session_remove_later (OfficeSession *self, const char *id)
{
  Pending *pending;
  guint timeout;

  if (g_hash_table_contains (self->removing, id))
    return;
  pending = g_new0 (Pending, 1);
  pending->session = self;
  pending->id = g_strdup (id);
  timeout = office_clock_add_timeout (self->clock, DELAY, on_due, pending, free_pending);
  g_hash_table_insert (self->removing, g_strdup (id), GUINT_TO_POINTER (timeout));
  office_session_note_removal (self, id, TRUE);
  office_session_show_removing (self, id, TRUE);
}

/**
 * office_session_begin_removal:
 * @self: a session
 * @id: a message or a file of one's own
 * @error: return location
 *
 * As office_session_remove_message() and office_session_remove_file(), without a word.
 *
 * Returns: whether the book has it
 */
gboolean
office_session_begin_removal (OfficeSession *self, const char *id, GError **error)
{
  g_autoptr (OfficeRecord) record = NULL;

  if (find_kind (self, id) == NULL)
    {
      record = office_session_find_or_refuse (self, id, "message", error);
      return record != NULL; /* a stub: there is nothing left to delete */
    }
  office_session_remove_later (self, id);
  return TRUE;
}

static gboolean
remove_own (OfficeSession *self, const char *kind, const char *id, const char *words, GError **error)
{
  g_autoptr (OfficeRecord) record = office_session_find_or_refuse (self, id, kind, error);
  g_autoptr (GVariant) undo = NULL;

  if (record == NULL)
    return FALSE;
  if (g_hash_table_contains (self->removing, id))
    return TRUE;
  /* The book says why not. */
  if (g_strcmp0 (office_record_get_text (record, "author"), office_replica_get_person (self->replica)) != 0)
    return office_session_remove_record (self, kind, id, error);
  undo = g_variant_ref_sink (office_undo_new_of (OFFICE_UNDO_KEEP, id));
  /* Who shows it lets go of it now, and of its id. */
  office_session_remove_later (self, id);
  office_session_say (self, undo, "%s", words);
  return TRUE;
}

/**
 * office_session_remove_message:
 * @self: a session
 * @message: the id of a message of one's own, or of anybody's for an admin
 * @error: return location
 *
 * Erases its text, as soon as it cannot be undone any more: the host keeps no copy.
 *
 * Returns: whether the book has such a message
 */
gboolean
office_session_remove_message (OfficeSession *self, const char *message, GError **error)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);
  g_return_val_if_fail (message != NULL, FALSE);

  return remove_own (self, "message", message, _ ("Message deleted"), error);
}

/**
 * office_session_remove_file:
 * @self: a session
 * @file: the id of a file of one's own, or of anybody's for an admin
 * @error: return location
 *
 * As a message, when it cannot be undone any more.
 *
 * Returns: whether the book has such a file, and allows it
 */
gboolean
office_session_remove_file (OfficeSession *self, const char *file, GError **error)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);
  g_return_val_if_fail (file != NULL, FALSE);

  return remove_own (self, "file", file, _ ("File removed"), error);
}

/**
 * office_session_keep_removed:
 * @self: a session
 * @id: a message or a file that was deleted just now
 *
 * Returns: whether it was not too late
 */
gboolean
office_session_keep_removed (OfficeSession *self, const char *id)
{
  gpointer timeout;

  if (!g_hash_table_lookup_extended (self->removing, id, NULL, &timeout))
    return FALSE;
  office_clock_remove_timeout (self->clock, GPOINTER_TO_UINT (timeout));
  g_hash_table_remove (self->removing, id);
  office_session_note_removal (self, id, FALSE);
  office_session_show_removing (self, id, FALSE);
  return TRUE;
}

/**
 * office_session_is_removing:
 * @self: a session
 * @id: a message or a file
 *
 * Returns: whether the person has deleted it, and may still undo that
 */
gboolean
office_session_is_removing (OfficeSession *self, const char *id)
{
  return g_hash_table_contains (self->removing, id);
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
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer id, timeout;

  g_hash_table_iter_init (&iter, self->removing);
  while (g_hash_table_iter_next (&iter, &id, &timeout))
    {
      office_clock_remove_timeout (self->clock, GPOINTER_TO_UINT (timeout));
      g_ptr_array_add (ids, g_strdup (id));
    }
  g_hash_table_remove_all (self->removing);
  for (guint i = 0; i < ids->len; i++)
    office_session_remove_now (self, ids->pdata[i]);
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
    office_session_remove_now (self, (const char *) places->pdata[i] + strlen (NOTE));
}
