/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-room-object.h"

#include <string.h>

/* What windows ask a room for, and the orders in which rooms stand. */

/**
 * office_room_is_present:
 * @self: a room
 *
 * Returns: whether the book has it
 */
gboolean
office_room_is_present (OfficeRoom *self)
{
  return self->present;
}

/**
 * office_room_compare:
 * @a: (type gpointer): an OfficeRoom**
 * @b: (type gpointer): an OfficeRoom**
 *
 * For g_ptr_array_sort(): by name as a reader expects it, then by id.
 *
 * Returns: as strcmp()
 */
int
office_room_compare (gconstpointer a, gconstpointer b)
{
  OfficeRoom *first = *(OfficeRoom *const *) a;
  OfficeRoom *second = *(OfficeRoom *const *) b;
  int order = strcmp (first->collation, second->collation);

  return order != 0 ? order : strcmp (first->id, second->id);
}

/**
 * office_room_compare_newest:
 * @a: (type gpointer): an OfficeRoom**
 * @b: (type gpointer): an OfficeRoom**
 *
 * For g_ptr_array_sort(): where somebody spoke last comes first.
 *
 * Returns: as strcmp()
 */
int
office_room_compare_newest (gconstpointer a, gconstpointer b)
{
  OfficeRoom *first = *(OfficeRoom *const *) a;
  OfficeRoom *second = *(OfficeRoom *const *) b;

  if (first->last_at != second->last_at)
    return first->last_at > second->last_at ? -1 : 1;
  return office_room_compare (a, b);
}

/**
 * office_room_get_id:
 * @self: a room
 *
 * Returns: (transfer none): the id
 */
const char *
office_room_get_id (OfficeRoom *self)
{
  g_return_val_if_fail (OFFICE_IS_ROOM (self), NULL);
  return self->id;
}

/**
 * office_room_get_name:
 * @self: a room
 *
 * Returns: (transfer none): the name; of a direct room the other person's, or the other people's first names
 */
const char *
office_room_get_name (OfficeRoom *self)
{
  g_return_val_if_fail (OFFICE_IS_ROOM (self), NULL);
  return self->name;
}

/**
 * office_room_get_key:
 * @self: a room
 *
 * Returns: (transfer none) (nullable): what the short ids of its tasks begin with; %NULL until the host has given one
 */
const char *
office_room_get_key (OfficeRoom *self)
{
  g_return_val_if_fail (OFFICE_IS_ROOM (self), NULL);
  return self->key;
}

/**
 * office_room_get_former_keys:
 * @self: a room
 *
 * Returns: (transfer none) (nullable): the keys that it had before, newest first, with spaces between
 */
const char *
office_room_get_former_keys (OfficeRoom *self)
{
  g_return_val_if_fail (OFFICE_IS_ROOM (self), NULL);
  return self->former_keys;
}

/**
 * office_room_get_topic:
 * @self: a room
 *
 * Returns: (transfer none) (nullable): what it is about
 */
const char *
office_room_get_topic (OfficeRoom *self)
{
  g_return_val_if_fail (OFFICE_IS_ROOM (self), NULL);
  return self->topic;
}

/**
 * office_room_get_visibility:
 * @self: a room
 *
 * Returns: who may see it
 */
OfficeRoomVisibility
office_room_get_visibility (OfficeRoom *self)
{
  g_return_val_if_fail (OFFICE_IS_ROOM (self), OFFICE_ROOM_PUBLIC);
  return self->visibility;
}

/**
 * office_room_get_unread:
 * @self: a room
 *
 * Returns: how many messages of others have not been read
 */
guint
office_room_get_unread (OfficeRoom *self)
{
  g_return_val_if_fail (OFFICE_IS_ROOM (self), 0);
  return self->unread;
}

/**
 * office_room_get_mentions:
 * @self: a room
 *
 * Returns: how many unread messages call the person by name; in a direct room all unread ones do
 */
guint
office_room_get_mentions (OfficeRoom *self)
{
  g_return_val_if_fail (OFFICE_IS_ROOM (self), 0);
  return self->mentions;
}

/**
 * office_room_get_people:
 * @self: a room
 *
 * Returns: (transfer none): a model of OfficePerson, by name
 */
GListModel *
office_room_get_people (OfficeRoom *self)
{
  g_return_val_if_fail (OFFICE_IS_ROOM (self), NULL);
  return G_LIST_MODEL (self->people);
}

/**
 * office_room_get_n_people:
 * @self: a room
 *
 * Returns: how many people may see it
 */
guint
office_room_get_n_people (OfficeRoom *self)
{
  g_return_val_if_fail (OFFICE_IS_ROOM (self), 0);
  return office_list_get_length (self->people);
}

/**
 * office_room_get_partner:
 * @self: a room
 *
 * Returns: (transfer none) (nullable): of a direct room of two the other person
 */
OfficePerson *
office_room_get_partner (OfficeRoom *self)
{
  g_return_val_if_fail (OFFICE_IS_ROOM (self), NULL);
  return self->partner;
}

/**
 * office_room_get_typing:
 * @self: a room
 *
 * Returns: (transfer none) (nullable): who is writing, as a sentence
 */
const char *
office_room_get_typing (OfficeRoom *self)
{
  g_return_val_if_fail (OFFICE_IS_ROOM (self), NULL);
  return self->typing;
}

/**
 * office_room_get_drafting:
 * @self: a room
 *
 * Returns: whether a message to its own conversation is being written, here or on another device
 */
gboolean
office_room_get_drafting (OfficeRoom *self)
{
  g_return_val_if_fail (OFFICE_IS_ROOM (self), FALSE);
  return self->drafting;
}

/**
 * office_room_get_archived:
 * @self: a room
 *
 * Returns: whether it was put away
 */
gboolean
office_room_get_archived (OfficeRoom *self)
{
  g_return_val_if_fail (OFFICE_IS_ROOM (self), FALSE);
  return self->archived;
}

/**
 * office_room_get_description:
 * @self: a room
 *
 * Returns: (transfer none) (nullable): what it is for, at length
 */
const char *
office_room_get_description (OfficeRoom *self)
{
  g_return_val_if_fail (OFFICE_IS_ROOM (self), NULL);
  return self->description;
}

/**
 * office_room_get_members:
 * @self: a room
 *
 * Returns: (transfer none): #OfficePerson, by name: who have joined it; live
 */
GListModel *
office_room_get_members (OfficeRoom *self)
{
  g_return_val_if_fail (OFFICE_IS_ROOM (self), NULL);
  return G_LIST_MODEL (self->members);
}

/**
 * office_room_get_n_members:
 * @self: a room
 *
 * Returns: how many have joined it
 */
guint
office_room_get_n_members (OfficeRoom *self)
{
  g_return_val_if_fail (OFFICE_IS_ROOM (self), 0);
  return office_list_get_length (self->members);
}

/**
 * office_room_get_joined:
 * @self: a room
 *
 * Returns: whether one is a member of it; a public room can be seen without
 */
gboolean
office_room_get_joined (OfficeRoom *self)
{
  g_return_val_if_fail (OFFICE_IS_ROOM (self), FALSE);
  return self->joined;
}

/**
 * office_room_get_favourite:
 * @self: a room
 *
 * Returns: whether it stands above the others
 */
gboolean
office_room_get_favourite (OfficeRoom *self)
{
  g_return_val_if_fail (OFFICE_IS_ROOM (self), FALSE);
  return self->favourite;
}

/**
 * office_room_get_muted:
 * @self: a room
 *
 * Returns: whether only what calls one by name is to be seen of what is new in it
 */
gboolean
office_room_get_muted (OfficeRoom *self)
{
  g_return_val_if_fail (OFFICE_IS_ROOM (self), FALSE);
  return self->muted;
}

/**
 * office_room_get_level:
 * @self: a room
 *
 * Returns: what one wants to be told of
 */
OfficeRoomLevel
office_room_get_level (OfficeRoom *self)
{
  g_return_val_if_fail (OFFICE_IS_ROOM (self), OFFICE_ROOM_LEVEL_ALL);
  return self->level;
}

/**
 * office_room_get_group:
 * @self: a room
 *
 * Returns: (transfer none) (nullable): the group of rooms in which it stands
 */
const char *
office_room_get_group (OfficeRoom *self)
{
  g_return_val_if_fail (OFFICE_IS_ROOM (self), NULL);
  return self->group;
}

/**
 * office_room_get_says_completed:
 * @self: a room
 *
 * Returns: whether it is said in the conversation that a task was done, and that it is done no more
 */
gboolean
office_room_get_says_completed (OfficeRoom *self)
{
  g_return_val_if_fail (OFFICE_IS_ROOM (self), FALSE);
  return self->says_completed;
}

/**
 * office_room_get_says_assigned:
 * @self: a room
 *
 * Returns: whether it is said in the conversation whom a task was given to
 */
gboolean
office_room_get_says_assigned (OfficeRoom *self)
{
  g_return_val_if_fail (OFFICE_IS_ROOM (self), FALSE);
  return self->says_assigned;
}

/**
 * office_room_get_says_overdue:
 * @self: a room
 *
 * Returns: whether it is said in the conversation that a task is overdue
 */
gboolean
office_room_get_says_overdue (OfficeRoom *self)
{
  g_return_val_if_fail (OFFICE_IS_ROOM (self), FALSE);
  return self->says_overdue;
}
