/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-session-private.h"

#include <glib/gi18n.h>

#include "office-reaction-private.h"

/* What people put under messages without saying anything. */

static int
compare_at (gconstpointer a, gconstpointer b)
{
  gint64 first = office_record_get_integer (*(OfficeRecord *const *) a, "at");
  gint64 second = office_record_get_integer (*(OfficeRecord *const *) b, "at");

  return first < second ? -1 : first > second ? 1 : 0;
}

static OfficeReaction *
find_reaction (GListModel *reactions, const char *emoji)
{
  for (guint i = 0; reactions != NULL && i < g_list_model_get_n_items (reactions); i++)
    {
      g_autoptr (OfficeReaction) reaction = g_list_model_get_item (reactions, i);

      if (g_str_equal (office_reaction_get_emoji (reaction), emoji))
        return g_steal_pointer (&reaction);
    }
  return NULL;
}

/* By emoji, in the order that the first of each came; an emoji that was there keeps its object. */
static GPtrArray *
gather_reactions (OfficeSession *self, OfficeMessage *message, GPtrArray *records)
{
  GPtrArray *reactions = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) people = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                                         (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < records->len; i++)
    {
      const char *emoji = office_record_get_text (records->pdata[i], "emoji");
      const char *person = office_record_get_text (records->pdata[i], "person");
      GPtrArray *of_emoji;
      OfficeReaction *reaction;

      if (emoji == NULL || person == NULL)
        continue;
      of_emoji = g_hash_table_lookup (people, emoji);
      if (of_emoji == NULL)
        {
          of_emoji = g_ptr_array_new ();
          g_hash_table_insert (people, (gpointer) emoji, of_emoji);
          reaction = find_reaction (office_message_get_reactions (message), emoji);
          g_ptr_array_add (reactions, reaction != NULL ? reaction : office_reaction_new (emoji));
        }
      g_ptr_array_add (of_emoji, office_session_find_person (self, person));
    }
  for (guint i = 0; i < reactions->len; i++)
    office_reaction_set_people (reactions->pdata[i],
                                g_hash_table_lookup (people, office_reaction_get_emoji (reactions->pdata[i])));
  return reactions;
}

/**
 * office_session_link_reactions:
 * @self: a session
 * @message: a message
 *
 * Reads anew what people put under it.
 */
void
office_session_link_reactions (OfficeSession *self, OfficeMessage *message)
{
  g_autoptr (GPtrArray) records = office_replica_list (self->replica, "reaction", "message",
                                                       office_message_get_id (message));
  g_autoptr (GPtrArray) reactions = NULL;

  /* Most messages have none, and then no list either. */
  if (records->len == 0 && office_message_get_reactions (message) == NULL)
    return;
  g_ptr_array_sort (records, compare_at);
  reactions = gather_reactions (self, message, records);
  office_message_set_reactions (message, reactions);
}

/**
 * office_session_react:
 * @self: a session
 * @message: a message's id
 * @emoji: an emoji, at most 32 characters
 * @on: whether it is to be there, of the person of this session
 * @error: return location
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_react (OfficeSession *self, const char *message, const char *emoji, gboolean on, GError **error)
{
  JsonObject *with;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);
  g_return_val_if_fail (message != NULL && emoji != NULL, FALSE);

  with = json_object_new ();
  json_object_set_string_member (with, "message", message);
  json_object_set_string_member (with, "emoji", emoji);
  return office_session_do (self, on ? "reaction.add" : "reaction.remove", with,
                            on ? _ ("Reaction added") : _ ("Reaction removed"), error);
}

/**
 * office_session_toggle_reaction:
 * @self: a session
 * @message: a message
 * @emoji: an emoji
 * @error: return location
 *
 * Puts it under the message, or takes it away where the person of this session has put it there.
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_toggle_reaction (OfficeSession *self, OfficeMessage *message, const char *emoji, GError **error)
{
  g_autoptr (OfficeReaction) reaction = NULL;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);
  g_return_val_if_fail (OFFICE_IS_MESSAGE (message), FALSE);

  reaction = find_reaction (office_message_get_reactions (message), emoji);
  return office_session_react (self, office_message_get_id (message), emoji,
                               reaction == NULL || !office_reaction_is_mine (reaction), error);
}
