/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-session-private.h"

#include "kinds.h"

#include <glib/gi18n.h>

/* A message said once more elsewhere, with a link to where it was said first. */

#define LONGEST 8000 /* characters of the text: whoever wants the rest follows the link */

/* The words as a quote; its mentions are plain words, as they must not call anybody a second time. */
static void
append_quote (GString *text, const char *words)
{
  g_autofree char *plain = office_text_to_plain (words);
  g_auto (GStrv) lines = NULL;

  if (g_utf8_strlen (plain, -1) > LONGEST)
    {
      g_autofree char *head = g_utf8_substring (plain, 0, LONGEST);

      g_free (plain);
      plain = g_strconcat (head, "…", NULL);
    }
  lines = g_strsplit (plain, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    g_string_append_printf (text, *lines[i] != '\0' ? "> %s\n" : ">%s\n", lines[i]);
}

static char *
make_link (OfficeSession *self, OfficeMessage *message)
{
  OfficeRoom *room = office_session_find_room (self, office_message_get_room_id (message));
  const gboolean direct = room == NULL || office_room_get_visibility (room) == OFFICE_ROOM_DIRECT;
  /* Translators: where a forwarded message was said, when that is nobody else's business. */
  g_autofree char *place = g_strdup (direct ? _ ("a private conversation") : office_room_get_name (room));

  /* The words of a link hold no brackets. */
  g_strdelimit (place, "[]\n", ' ');
  return g_strdup_printf ("[%s](office:message/%s)", place, office_message_get_id (message));
}

static char *
make_text (OfficeSession *self, OfficeMessage *message, const char *word)
{
  g_autoptr (GString) text = g_string_new (word);
  g_autofree char *link = make_link (self, message);

  g_strchomp (text->str);
  g_string_truncate (text, strlen (text->str));
  if (text->len > 0)
    g_string_append (text, "\n\n");
  if (*office_message_get_text (message) != '\0')
    {
      append_quote (text, office_message_get_text (message));
      g_string_append_c (text, '\n');
    }
  /* Translators: under a forwarded message: who said it, and a link to where. */
  g_string_append_printf (text, _ ("— %s in %s"), office_person_get_name (office_message_get_author (message)), link);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static int
compare_text (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* In order, for files are shown in the order of their ids. */
static GPtrArray *
make_ids (OfficeSession *self, guint n)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (ids, office_session_make_id (self));
  g_ptr_array_sort (ids, compare_text);
  return ids;
}

/**
 * office_session_make_files_again: (skip)
 * @self: a session
 * @parent: the id of a message, or of what is scheduled
 *
 * Returns: (transfer full) (nullable): the same files, by their hashes, under ids of their own; %NULL: it has none
 */
JsonArray *
office_session_make_files_again (OfficeSession *self, const char *parent)
{
  g_autoptr (GListModel) files = office_session_list_files (self, parent);
  const guint n = g_list_model_get_n_items (files);
  g_autoptr (GPtrArray) ids = make_ids (self, n);
  JsonArray *array = n > 0 ? json_array_new () : NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (OfficeAttachment) file = g_list_model_get_item (files, i);
      JsonObject *entry = office_attachment_to_entry (file);

      json_object_set_string_member (entry, "id", ids->pdata[i]);
      json_array_add_object_element (array, entry);
    }
  return array;
}

/**
 * office_session_forward_message:
 * @self: a session
 * @message: a message's id
 * @room: the id of the room that it is to be said in
 * @word: (nullable): what the person says to it, as typed
 * @error: return location
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_forward_message (OfficeSession *self, const char *message, const char *room, const char *word,
                                GError **error)
{
  g_autoptr (OfficeRecord) record = NULL;
  g_autoptr (OfficeMessage) object = NULL;
  g_autofree char *id = NULL;
  g_autofree char *linked = NULL;
  g_autofree char *text = NULL;
  JsonArray *files;
  JsonObject *with;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);
  g_return_val_if_fail (message != NULL && room != NULL, FALSE);

  record = office_session_find_or_refuse (self, message, "message", error);
  if (record == NULL)
    return FALSE;
  object = office_session_take_message (self, record);
  id = office_session_make_id (self);
  linked = office_session_link_text (self, room, word != NULL ? word : "");
  text = make_text (self, object, linked);
  files = office_session_make_files_again (self, message);
  with = json_object_new ();
  json_object_set_string_member (with, "id", id);
  json_object_set_string_member (with, "room", room);
  json_object_set_string_member (with, "text", text);
  if (files != NULL)
    json_object_set_array_member (with, "files", files);
  return office_session_perform (self, "message.send", with, error);
}
