/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-effects.h"

#include "office-id.h"

static OfficeRecord *
get_of_kind (OfficeBook *book, const char *id, const char *kind)
{
  g_autoptr (OfficeRecord) record = office_book_get (book, id);

  return record != NULL && g_str_equal (office_record_get_kind_name (record), kind) ? g_steal_pointer (&record) : NULL;
}

static gboolean
may_see_room (OfficeBook *book, const char *person, const char *room)
{
  g_autoptr (OfficeRecord) room_record = get_of_kind (book, room, "room");
  g_autoptr (OfficeRecord) person_record = get_of_kind (book, person, "person");

  if (room_record == NULL || person_record == NULL)
    return FALSE;
  if (g_str_equal (office_record_get_text (room_record, "visibility"), "public")
      && !g_str_equal (office_record_get_text (person_record, "role"), "guest"))
    return TRUE;
  return office_access_is_member (book, person, room);
}

/**
 * office_access_is_member:
 * @book: a book
 * @person: a person's id
 * @room: a room's id
 *
 * Returns: whether the person is in the room, and does not only look into it, as into any public one
 */
gboolean
office_access_is_member (OfficeBook *book, const char *person, const char *room)
{
  g_autofree char *id = office_id_derive (room, person);
  g_autoptr (OfficeRecord) member = get_of_kind (book, id, "member");

  return member != NULL;
}

/**
 * office_access_may_see_scope:
 * @book: a book
 * @person: a person's id
 * @scope: a scope
 *
 * `office` is for all people of the office, `person:P` for P, `room:R` for the members of R and, if R is public, for
 * everyone who is not a guest.
 *
 * Returns: whether the person may see what is in the scope, as the book has it now
 */
gboolean
office_access_may_see_scope (OfficeBook *book, const char *person, const char *scope)
{
  const char *id = office_scope_get_room (scope);
  g_autoptr (OfficeRecord) record = NULL;

  if (id != NULL)
    return may_see_room (book, person, id);
  id = office_scope_get_person (scope);
  if (id != NULL)
    return g_str_equal (id, person);
  record = get_of_kind (book, person, "person");
  return record != NULL && g_strcmp0 (scope, "office") == 0;
}

/**
 * office_access_may_write_room:
 * @book: a book
 * @person: a person's id
 * @room: a room's id
 *
 * Returns: whether the person may talk and work in the room: whoever sees it may, unless it is archived
 */
gboolean
office_access_may_write_room (OfficeBook *book, const char *person, const char *room)
{
  g_autoptr (OfficeRecord) record = get_of_kind (book, room, "room");

  return record != NULL && !office_record_get_boolean (record, "archived") && may_see_room (book, person, room);
}
