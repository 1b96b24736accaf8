/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-act-private.h"

#include "office-id.h"
#include "office-reason.h"

#include <string.h>

/* What others do to a message without changing what it says: reactions and pins. */

/* A message that is there to be reacted to, in a room that is open. Transfer full. */
static OfficeRecord *
find_message (OfficeAct *self, const char *member, GError **error)
{
  g_autoptr (OfficeRecord) message = office_act_find (self, member, "message", error);

  if (message == NULL || !office_act_check_open (self, message, error))
    return NULL;
  if (!office_record_get_boolean (message, "removed"))
    return g_steal_pointer (&message);
  office_reason_set (error, OFFICE_REASON_REMOVED, member);
  return NULL;
}

static gboolean
read_emoji (OfficeAct *self, const char **emoji, GError **error)
{
  const OfficeField *field = office_kind_find_field (office_kind_find ("reaction"), "emoji");

  if (!office_field_check (field, json_object_get_member (self->with, "emoji"), error))
    return FALSE;
  *emoji = json_object_get_string_member (self->with, "emoji");
  return TRUE;
}

/* One a person and emoji, on whichever device it was made. */
static char *
derive_reaction (OfficeAct *self, OfficeRecord *message, const char *emoji)
{
  g_autofree char *name = g_strconcat (self->person, " ", emoji, NULL);

  return office_id_derive (office_record_get_id (message), name);
}

static gboolean
check_number (OfficeAct *self, OfficeRecord *message, GError **error)
{
  g_autoptr (GPtrArray) reactions = office_book_list (self->book, "reaction", "message",
                                                      office_record_get_id (message));
  guint n = 0;

  for (guint i = 0; i < reactions->len; i++)
    if (g_strcmp0 (office_record_get_text (g_ptr_array_index (reactions, i), "person"), self->person) == 0)
      n++;
  if (n < OFFICE_LIMIT_REACTIONS)
    return TRUE;
  office_problem_set (error, OFFICE_PROBLEM_CONFLICT, "emoji", "There are %d reactions of yours to the message already",
                      OFFICE_LIMIT_REACTIONS);
  office_reason_give (error, OFFICE_REASON_TOO_MANY_REACTIONS);
  return FALSE;
}

gboolean
office_act_reaction_add (OfficeAct *self, GError **error)
{
  g_autoptr (OfficeRecord) message = find_message (self, "message", error);
  g_autoptr (OfficeRecord) old = NULL;
  g_autofree char *id = NULL;
  const char *emoji;
  OfficeRecord *reaction;

  if (message == NULL || !read_emoji (self, &emoji, error))
    return FALSE;
  id = derive_reaction (self, message, emoji);
  old = office_act_get (self, id, "reaction");
  if (old != NULL)
    return TRUE;
  if (!check_number (self, message, error))
    return FALSE;
  reaction = office_act_add (self, "reaction", id, office_record_get_scope (message));
  office_record_set_text (reaction, "room", office_record_get_text (message, "room"));
  office_record_set_text (reaction, "message", office_record_get_id (message));
  office_record_set_text (reaction, "person", self->person);
  office_record_set_text (reaction, "emoji", emoji);
  office_record_set_integer (reaction, "at", self->now);
  return TRUE;
}

gboolean
office_act_reaction_remove (OfficeAct *self, GError **error)
{
  g_autoptr (OfficeRecord) message = office_act_find (self, "message", "message", error);
  g_autoptr (OfficeRecord) reaction = NULL;
  g_autofree char *id = NULL;
  const char *emoji;

  if (message == NULL || !office_act_check_open (self, message, error) || !read_emoji (self, &emoji, error))
    return FALSE;
  id = derive_reaction (self, message, emoji);
  reaction = office_act_get (self, id, "reaction");
  if (reaction != NULL)
    office_act_drop (self, reaction);
  return TRUE;
}

gboolean
office_act_message_pin (OfficeAct *self, GError **error)
{
  g_autoptr (OfficeRecord) message = find_message (self, "id", error);
  OfficeRecord *edited;
  gboolean pinned;

  if (message == NULL || !office_json_get_boolean (self->with, "pinned", OFFICE_JSON_REQUIRED, &pinned, error))
    return FALSE;
  if (pinned == office_record_has (message, "pinned_at"))
    return TRUE;
  edited = office_act_edit (self, message);
  office_record_set_integer (edited, "pinned_at", pinned ? self->now : 0);
  office_record_set_text (edited, "pinned_by", pinned ? self->person : NULL);
  return TRUE;
}
