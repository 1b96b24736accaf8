/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-session-private.h"

/*
 * What is removed and had again is another record (office_session_make_put_of()). What was done to the one of before is
 * undone on the one that took its place: pairs of ids, in the order in which it happened, so that they lead on.
 */

/**
 * office_session_dup_renamed:
 * @self: a session
 * @text: an id, or JSON with ids
 *
 * Returns: (transfer full): the same, of the records that have taken the place of those that it names
 */
char *
office_session_dup_renamed (OfficeSession *self, const char *text)
{
  g_autoptr (GString) renamed = g_string_new (text);

  for (guint i = 0; self->made_anew != NULL && i + 1 < self->made_anew->len; i += 2)
    g_string_replace (renamed, self->made_anew->pdata[i], self->made_anew->pdata[i + 1], 0);
  return g_strdup (renamed->str);
}

/**
 * office_session_make_current:
 * @self: a session
 * @with: the members of an undo
 *
 * Returns: (transfer full): the members as they are to be done now; what it makes anew is noted
 */
JsonObject *
office_session_make_current (OfficeSession *self, JsonObject *with)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), with);
  g_autofree char *text = json_to_string (node, FALSE);
  g_autofree char *renamed = office_session_dup_renamed (self, text);
  g_autoptr (JsonNode) copy = json_from_string (renamed, NULL);
  JsonObject *current = json_object_ref (json_node_get_object (copy));
  const char *formerly = json_object_get_string_member_with_default (current, OFFICE_UNDO_FORMERLY, NULL);

  if (formerly != NULL)
    {
      if (self->made_anew == NULL)
        self->made_anew = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (self->made_anew, g_strdup (formerly));
      g_ptr_array_add (self->made_anew, g_strdup (json_object_get_string_member_with_default (current, "id", "")));
      json_object_remove_member (current, OFFICE_UNDO_FORMERLY);
    }
  return current;
}

/**
 * office_session_make_put_of:
 * @self: a session
 * @record: a column, label, step or view
 *
 * Under another id, as that of a record that is gone is used up; which one it had stands in the member
 * %OFFICE_UNDO_FORMERLY, so that what is to be undone later finds it.
 *
 * Returns: (transfer full): the members of a `put` that makes it anew
 */
JsonObject *
office_session_make_put_of (OfficeSession *self, OfficeRecord *record)
{
  const OfficeKind *kind = office_record_get_kind (record);
  g_autofree char *id = office_session_make_id (self);
  JsonObject *with = office_session_make_removal (kind->name, id);

  json_object_set_string_member (with, OFFICE_UNDO_FORMERLY, office_record_get_id (record));
  for (guint i = 0; i < kind->n_fields; i++)
    {
      JsonNode *node = office_record_get_node (record, kind->fields[i].name);

      if (node != NULL)
        json_object_set_member (with, kind->fields[i].name, json_node_copy (node));
    }
  return with;
}
