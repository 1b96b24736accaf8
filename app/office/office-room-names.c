/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-room-object.h"

#include "office-person-private.h"

#include <glib/gi18n.h>

/* A direct room has no name: it is called by the other people in it, and so when one of them takes another name. */

static GPtrArray *
office_room_list_others (OfficeRoom *self)
{
  GPtrArray *others = g_ptr_array_new ();

  for (guint i = 0; i < office_list_get_length (self->people); i++)
    {
      OfficePerson *person = office_list_peek (self->people, i);

      if (!office_person_is_me (person))
        g_ptr_array_add (others, person);
    }
  return others;
}

static char *
office_room_dup_direct_name (OfficeRoom *self)
{
  g_autoptr (GPtrArray) others = office_room_list_others (self);
  GString *name = g_string_new (NULL);

  if (others->len == 0)
    g_string_append (name, _ ("Only You"));
  else if (others->len == 1)
    g_string_append (name, office_person_get_name (others->pdata[0]));
  else
    for (guint i = 0; i < others->len; i++)
      {
        g_autofree char *first = office_person_dup_first_name (others->pdata[i]);

        if (i > 0)
          /* Translators: between the first names of the people in a direct conversation */
          g_string_append (name, C_ ("list of names", ", "));
        g_string_append (name, first);
      }
  return g_string_free (name, FALSE);
}

void
office_room_refresh_name (OfficeRoom *self)
{
  g_autofree char *made = self->visibility == OFFICE_ROOM_DIRECT ? office_room_dup_direct_name (self) : NULL;
  const char *name = made != NULL ? made : self->given_name != NULL ? self->given_name : "";
  g_autofree char *folded = g_utf8_casefold (name, -1);

  g_free (self->collation);
  self->collation = g_utf8_collate_key (folded, -1);
  office_room_set_text (self, &self->name, name, PROP_NAME);
}

void
office_room_refresh_partner (OfficeRoom *self)
{
  g_autoptr (GPtrArray) others = office_room_list_others (self);
  OfficePerson *partner = self->visibility == OFFICE_ROOM_DIRECT && others->len == 1 ? others->pdata[0] : NULL;

  if (g_set_object (&self->partner, partner))
    office_room_notify (self, PROP_PARTNER);
}

static void
on_person_renamed (OfficeRoom *self)
{
  office_room_refresh_name (self);
}

void
office_room_watch_names (OfficeRoom *self, gboolean watch)
{
  for (guint i = 0; i < office_list_get_length (self->people); i++)
    {
      OfficePerson *person = office_list_peek (self->people, i);

      g_signal_handlers_disconnect_by_func (person, on_person_renamed, self);
      if (watch)
        g_signal_connect_object (person, "notify::name", G_CALLBACK (on_person_renamed), self, G_CONNECT_SWAPPED);
    }
}
