/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-importer-private.h"

#include "office-folded-text.h"

static gboolean
is_called (OfficePerson *person, const char *name)
{
  g_autofree char *folded = name != NULL ? office_text_fold (name) : NULL;
  g_autofree char *called = office_text_fold (office_person_get_name (person));
  g_autofree char *joined = g_strdelimit (g_strdup (called), " ", '.');
  char *to = joined;

  if (folded == NULL || *folded == '\0')
    return FALSE;
  if (g_str_equal (folded, called) || g_str_equal (folded, joined))
    return TRUE;
  for (const char *from = called; *from != '\0'; from++)
    if (*from != ' ')
      *to++ = *from;
  *to = '\0';
  return g_str_equal (folded, joined);
}

/* By name, or by the user's name there; NULL: nobody, or several. */
static char *
match_person (OfficeImporter *self, const OfficeImportPerson *person)
{
  GListModel *people = office_session_get_people (self->session);
  const char *found = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (people); i++)
    {
      g_autoptr (OfficePerson) candidate = g_list_model_get_item (people, i);

      if (!is_called (candidate, person->name) && !is_called (candidate, person->username))
        continue;
      if (found != NULL)
        return NULL;
      found = office_person_get_id (candidate);
    }
  return g_strdup (found);
}

/**
 * office_importer_match_people:
 * @self: an importer that has not begun
 */
void
office_importer_match_people (OfficeImporter *self)
{
  for (guint i = 0; i < self->import->people->len; i++)
    g_ptr_array_add (self->people, match_person (self, self->import->people->pdata[i]));
}

/**
 * office_importer_dup_found_people:
 * @self: an importer
 *
 * Returns: (transfer full): the ids of those of the import who are in the office
 */
char **
office_importer_dup_found_people (OfficeImporter *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < self->people->len; i++)
    if (self->people->pdata[i] != NULL)
      g_strv_builder_add (builder, self->people->pdata[i]);
  return g_strv_builder_end (builder);
}

/* Who does not see the room cannot be assigned there, and is named as others who are missing. */
void
office_importer_forget_outsiders (OfficeImporter *self)
{
  OfficeRoom *room = office_session_find_room (self->session, self->room);
  GListModel *members = room != NULL ? office_room_get_people (room) : NULL;

  for (guint i = 0; members != NULL && i < self->people->len; i++)
    {
      gboolean sees = FALSE;

      for (guint k = 0; self->people->pdata[i] != NULL && k < g_list_model_get_n_items (members); k++)
        {
          g_autoptr (OfficePerson) member = g_list_model_get_item (members, k);

          sees |= g_str_equal (office_person_get_id (member), self->people->pdata[i]);
        }
      if (!sees)
        g_clear_pointer (&self->people->pdata[i], g_free);
    }
}
