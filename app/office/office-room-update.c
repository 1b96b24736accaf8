/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-room-object.h"

/* What the book, the line and the person say of a room. */

static OfficeRoomVisibility
visibility_from_text (const char *text)
{
  if (g_strcmp0 (text, "direct") == 0)
    return OFFICE_ROOM_DIRECT;
  return g_strcmp0 (text, "private") == 0 ? OFFICE_ROOM_PRIVATE : OFFICE_ROOM_PUBLIC;
}

/**
 * office_room_update:
 * @self: a room
 * @record: the record as it is now
 */
void
office_room_update (OfficeRoom *self, OfficeRecord *record)
{
  OfficeRoomVisibility visibility = visibility_from_text (office_record_get_text (record, "visibility"));
  gboolean archived = office_record_get_boolean (record, "archived");

  g_object_freeze_notify (G_OBJECT (self));
  g_free (self->given_name);
  self->given_name = g_strdup (office_record_get_text (record, "name"));
  if (self->visibility != visibility)
    {
      self->visibility = visibility;
      office_room_notify (self, PROP_VISIBILITY);
    }
  office_room_set_flag (self, &self->archived, archived, PROP_ARCHIVED);
  office_room_set_text (self, &self->description, office_record_get_text (record, "description"), PROP_DESCRIPTION);
  office_room_set_flag (self, &self->says_completed, office_record_get_boolean (record, "says_completed"),
                        PROP_SAYS_COMPLETED);
  office_room_set_flag (self, &self->says_assigned, office_record_get_boolean (record, "says_assigned"),
                        PROP_SAYS_ASSIGNED);
  office_room_set_flag (self, &self->says_overdue, office_record_get_boolean (record, "says_overdue"),
                        PROP_SAYS_OVERDUE);
  office_room_set_text (self, &self->topic, office_record_get_text (record, "topic"), PROP_TOPIC);
  office_room_set_text (self, &self->key, office_record_get_text (record, "key"), PROP_KEY);
  office_room_set_text (self, &self->former_keys, office_record_get_text (record, "former_keys"), PROP_FORMER_KEYS);
  office_room_refresh_name (self);
  office_room_refresh_partner (self);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * office_room_set_people:
 * @self: a room
 * @people: (element-type OfficePerson): who may see it, sorted
 */
void
office_room_set_people (OfficeRoom *self, GPtrArray *people)
{
  guint before = office_list_get_length (self->people);

  g_object_freeze_notify (G_OBJECT (self));
  office_room_watch_names (self, FALSE);
  office_list_set (self->people, people);
  if (self->visibility == OFFICE_ROOM_DIRECT)
    office_room_watch_names (self, TRUE);
  if (before != people->len)
    office_room_notify (self, PROP_N_PEOPLE);
  office_room_refresh_name (self);
  office_room_refresh_partner (self);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * office_room_set_members:
 * @self: a room
 * @members: (element-type OfficePerson): who have joined it, sorted
 * @joined: whether one is among them
 */
void
office_room_set_members (OfficeRoom *self, GPtrArray *members, gboolean joined)
{
  guint before = office_list_get_length (self->members);

  office_list_set (self->members, members);
  if (before != members->len)
    office_room_notify (self, PROP_N_MEMBERS);
  office_room_set_flag (self, &self->joined, joined, PROP_JOINED);
}

/**
 * office_room_set_preference:
 * @self: a room
 * @record: (nullable): how one wants to have it; %NULL: as it comes
 */
void
office_room_set_preference (OfficeRoom *self, OfficeRecord *record)
{
  const char *group = record != NULL ? office_record_get_text (record, "group") : NULL;
  OfficeRoomLevel level = office_room_level_from_text (record != NULL ? office_record_get_text (record, "level")
                                                                      : NULL);

  g_object_freeze_notify (G_OBJECT (self));
  office_room_set_flag (self, &self->favourite, record != NULL && office_record_get_boolean (record, "favourite"),
                        PROP_FAVOURITE);
  office_room_set_flag (self, &self->muted, record != NULL && office_record_get_boolean (record, "muted"), PROP_MUTED);
  office_room_set_text (self, &self->group, group, PROP_GROUP);
  if (self->level != level)
    {
      self->level = level;
      office_room_notify (self, PROP_LEVEL);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * office_room_set_counts:
 * @self: a room
 * @unread: messages not read
 * @mentions: those of them that call the person by name
 */
void
office_room_set_counts (OfficeRoom *self, guint unread, guint mentions)
{
  if (self->unread != unread)
    {
      self->unread = unread;
      office_room_notify (self, PROP_UNREAD);
    }
  if (self->mentions != mentions)
    {
      self->mentions = mentions;
      office_room_notify (self, PROP_MENTIONS);
    }
}

/**
 * office_room_set_last_at:
 * @self: a room
 * @at: when something was said in it, ms
 */
void
office_room_set_last_at (OfficeRoom *self, gint64 at)
{
  self->last_at = MAX (self->last_at, at);
}

/**
 * office_room_set_typing:
 * @self: a room
 * @text: (nullable): who are writing in its own conversation now
 */
void
office_room_set_typing (OfficeRoom *self, const char *text)
{
  office_room_set_text (self, &self->typing, text, PROP_TYPING);
}

/**
 * office_room_set_drafting:
 * @self: a room
 * @drafting: whether a message to its own conversation is being written
 */
void
office_room_set_drafting (OfficeRoom *self, gboolean drafting)
{
  if (self->drafting == drafting)
    return;
  self->drafting = drafting;
  office_room_notify (self, PROP_DRAFTING);
}

/**
 * office_room_set_present:
 * @self: a room
 * @present: whether the book has it; an object outlives its record
 */
void
office_room_set_present (OfficeRoom *self, gboolean present)
{
  self->present = present;
}
