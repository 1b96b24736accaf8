/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-importer-private.h"

static JsonObject *
make_column_removal (OfficeImporter *self, const char *column)
{
  g_autoptr (GPtrArray) standing = office_session_list_sorted (self->session, "column", "room", self->room);
  JsonObject *with = office_session_make_removal ("column", column);

  for (guint i = 0; i < standing->len; i++)
    if (!g_ptr_array_find_with_equal_func (self->made_columns, office_record_get_id (standing->pdata[i]), g_str_equal,
                                           NULL))
      {
        json_object_set_string_member (with, "to", office_record_get_id (standing->pdata[i]));
        break;
      }
  return with;
}

static OfficeDeed *
make_departure (OfficeImporter *self, OfficePerson *person)
{
  JsonObject *with = json_object_new ();

  json_object_set_string_member (with, "room", self->room);
  json_object_set_string_member (with, "person", office_person_get_id (person));
  return office_deed_new ("member.remove", with);
}

/*
 * Rooms are never removed (PROTOCOL.md, room). But the one that was made is private: all leave it, and it is archived, so that
 * nobody sees it any more. Oneself only when it is not to be done again any more, for nobody brings back the last who left.
 */
static void
add_end_of_room (OfficeImporter *self, GPtrArray *back, GPtrArray *ends)
{
  OfficeRoom *room = office_session_find_room (self->session, self->room);
  OfficePerson *me = office_session_get_me (self->session);
  GListModel *people = room != NULL ? office_room_get_people (room) : NULL;
  JsonObject *with = office_session_make_removal ("room", self->room);
  JsonObject *set = json_object_new ();

  for (guint i = 0; people != NULL && i < g_list_model_get_n_items (people); i++)
    {
      g_autoptr (OfficePerson) person = g_list_model_get_item (people, i);

      if (person != me)
        g_ptr_array_add (back, make_departure (self, person));
    }
  json_object_set_boolean_member (set, "archived", TRUE);
  json_object_set_object_member (with, "set", set);
  g_ptr_array_add (back, office_deed_new ("patch", with));
  g_ptr_array_add (ends, make_departure (self, me));
}

/**
 * office_importer_make_undo:
 * @self: an importer that is at its end
 *
 * Returns: (transfer floating): what takes all of it back
 */
GVariant *
office_importer_make_undo (OfficeImporter *self)
{
  g_autoptr (GPtrArray) back = g_ptr_array_new_with_free_func ((GDestroyNotify) office_deed_free);
  g_autoptr (GPtrArray) ends = g_ptr_array_new_with_free_func ((GDestroyNotify) office_deed_free);

  for (guint i = 0; i < self->made_tasks->len; i++)
    g_ptr_array_add (back,
                     office_deed_new ("remove", office_session_make_removal ("task", self->made_tasks->pdata[i])));
  for (guint i = 0; !self->new_room && i < self->made_labels->len; i++)
    g_ptr_array_add (back,
                     office_deed_new ("remove", office_session_make_removal ("label", self->made_labels->pdata[i])));
  for (guint i = 0; !self->new_room && i < self->made_columns->len; i++)
    g_ptr_array_add (back, office_deed_new ("remove", make_column_removal (self, self->made_columns->pdata[i])));
  if (self->new_room)
    add_end_of_room (self, back, ends);
  return office_undo_new_ending (back, ends);
}
