/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-inverse-private.h"
#include "office-session-private.h"

/* What takes back what was done to records that others have too. */

GVariant *
office_invert_patch (OfficeSession *self, JsonObject *with, const OfficeBefore *before, OfficeRecord *after)
{
  JsonObject *back;
  JsonObject *set = json_object_has_member (with, "set") ? json_object_get_object_member (with, "set") : NULL;
  g_autoptr (GList) fields = set != NULL ? json_object_get_members (set) : NULL;

  if (before->record == NULL)
    return NULL;
  back = office_session_make_removal (office_inverse_get_text (with, "kind"), office_inverse_get_text (with, "id"));
  if (set != NULL)
    {
      JsonObject *former = json_object_new ();

      for (GList *field = fields; field != NULL; field = field->next)
        office_inverse_copy_former (former, before->record, field->data, json_object_get_member (set, field->data));
      json_object_set_object_member (back, "set", former);
    }
  if (json_object_has_member (with, "add"))
    json_object_set_member (back, "take", json_object_dup_member (with, "add"));
  if (json_object_has_member (with, "take"))
    json_object_set_member (back, "add", json_object_dup_member (with, "take"));
  return office_undo_new_guarded ("patch", back, after, fields);
}

GVariant *
office_invert_put (OfficeSession *self, JsonObject *with, const OfficeBefore *before, OfficeRecord *after)
{
  return before->record != NULL ? NULL
                                : office_undo_new ("remove",
                                                   office_session_make_removal (office_inverse_get_text (with, "kind"),
                                                                                office_inverse_get_text (with, "id")),
                                                   NULL, NULL, NULL);
}

GVariant *
office_invert_remove (OfficeSession *self, JsonObject *with, const OfficeBefore *before, OfficeRecord *after)
{
  static const char *const made_anew[] = { "column", "label", "step", "view", NULL };
  const char *kind = office_inverse_get_text (with, "kind");

  if (before->record == NULL)
    return NULL;
  if (g_str_equal (kind, "reminder"))
    return office_invert_removal_of_reminder (before->record);
  if (g_str_equal (kind, "scheduled"))
    return office_invert_removal_of_scheduled (self, before);
  if (g_strv_contains (made_anew, kind))
    return office_undo_new ("put", office_session_make_put_of (self, before->record), NULL, NULL, NULL);
  return g_str_equal (kind, "task") ? office_undo_new_of ("task.restore", office_record_get_id (before->record)) : NULL;
}

/* ---- tasks ---- */

GVariant *
office_invert_move (OfficeSession *self, JsonObject *with, const OfficeBefore *before, OfficeRecord *after)
{
  return before->record != NULL ? office_undo_new_move (before->record, office_inverse_get_text (with, "column"))
                                : NULL;
}

GVariant *
office_invert_transfer (OfficeSession *self, JsonObject *with, const OfficeBefore *before, OfficeRecord *after)
{
  return before->record != NULL && after != NULL ? office_session_undo_transfer (self, before->record, after) : NULL;
}

/* Also of one that came out of the trash. */
GVariant *
office_invert_creation (OfficeSession *self, JsonObject *with, const OfficeBefore *before, OfficeRecord *after)
{
  return office_undo_new ("remove", office_session_make_removal ("task", office_inverse_get_text (with, "id")), NULL,
                          NULL, NULL);
}

/* As every file that one deletes it is kept for some seconds. */
GVariant *
office_invert_file (OfficeSession *self, JsonObject *with, const OfficeBefore *before, OfficeRecord *after)
{
  return office_undo_new_of (OFFICE_UNDO_DELETE, office_inverse_get_text (with, "id"));
}
