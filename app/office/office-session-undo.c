/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-session-private.h"

#include "office-problem.h"

#include <glib/gi18n.h>

/* What an undo does, and a redo, which is the undo of one. */

/* The neighbours of then may have moved: the place is found anew by the key that the task had. */
static void
office_session_place_back (OfficeSession *self, JsonObject *with)
{
  const char *id = json_object_get_string_member_with_default (with, "id", "");
  const char *key = json_object_get_string_member_with_default (with, "position", "");
  const char *after = NULL;
  g_autofree char *position = NULL;
  g_autoptr (GPtrArray) tasks = office_session_list_sorted (
      self, "task", "column", json_object_get_string_member_with_default (with, "column", ""));

  for (guint i = 0; i < tasks->len; i++)
    if (g_strcmp0 (office_record_get_id (tasks->pdata[i]), id) != 0
        && g_strcmp0 (office_record_get_text (tasks->pdata[i], "position"), key) < 0)
      after = office_record_get_id (tasks->pdata[i]);
  position = office_session_position_after (tasks, after, id);
  if (after != NULL)
    json_object_set_string_member (with, "after", after);
  json_object_remove_member (with, "position");
  if (position != NULL)
    json_object_set_string_member (with, "position", position);
}

static gboolean
office_session_do_undo (OfficeSession *self, const char *intent, JsonObject *with, GError **error)
{
  return g_str_equal (intent, "task.transfer") ? office_session_take_transfer_back (self, json_object_ref (with), error)
                                               : office_session_perform (self, intent, json_object_ref (with), error);
}

/**
 * office_session_undo_one:
 * @self: a session
 * @intent: the inverse operation
 * @members: its members
 * @record: a record that must still say what it said; "": none
 * @expected: what that is, as JSON: see office_session_check_unchanged()
 * @inverse: (out) (nullable) (transfer full): what does the opposite; %NULL: nothing does
 * @error: return location: why not, as the end of a sentence
 *
 * Returns: whether it was done
 */
gboolean
office_session_undo_one (OfficeSession *self, const char *intent, JsonObject *members, const char *record,
                         const char *expected, GVariant **inverse, GError **error)
{
  g_autofree char *id = office_session_dup_renamed (self, record);
  g_autofree char *says = office_session_dup_renamed (self, expected);
  g_autoptr (JsonObject) with = NULL;
  g_autoptr (OfficeBefore) before = NULL;
  GVariant *made;

  if (!office_session_check_unchanged (self, id, says, error))
    return FALSE;
  with = office_session_make_current (self, members);
  if (g_str_equal (intent, "task.move") || g_str_equal (intent, "task.transfer"))
    office_session_place_back (self, with);
  before = office_session_look_before (self, intent, with);
  if (!office_session_do_undo (self, intent, with, error))
    return FALSE;
  office_session_tell_quiet (self, intent, with);
  made = office_session_invert (self, intent, with, before);
  *inverse = made != NULL ? g_variant_ref_sink (made) : NULL;
  return TRUE;
}

/* ---- no operations ---- */

static gboolean
office_session_undo_deletion (OfficeSession *self, const char *id, GVariant **inverse, GError **error)
{
  if (!office_session_keep_removed (self, id))
    {
      office_problem_set (error, OFFICE_PROBLEM_NOT_FOUND, "id", "%s", _ ("it is deleted already"));
      return FALSE;
    }
  *inverse = g_variant_ref_sink (office_undo_new_of (OFFICE_UNDO_DELETE, id));
  return TRUE;
}

static gboolean
office_session_redo_deletion (OfficeSession *self, const char *id, GVariant **inverse, GError **error)
{
  if (!office_session_begin_removal (self, id, error))
    return FALSE;
  *inverse = g_variant_ref_sink (office_undo_new_of (OFFICE_UNDO_KEEP, id));
  return TRUE;
}

static gboolean
office_session_undo_discarding (OfficeSession *self, const char *operation, GVariant **inverse, GError **error)
{
  if (!office_replica_take_back (self->replica, operation, error))
    return FALSE;
  *inverse = g_variant_ref_sink (office_undo_new_of (OFFICE_UNDO_DISCARD, operation));
  return TRUE;
}

static gboolean
office_session_redo_discarding (OfficeSession *self, const char *operation, GVariant **inverse, GError **error)
{
  if (!office_replica_discard (self->replica, operation, error))
    return FALSE;
  *inverse = g_variant_ref_sink (office_undo_new_of (OFFICE_UNDO_TAKE_BACK, operation));
  return TRUE;
}

static const struct {
  const char *intent;
  gboolean (*act) (OfficeSession *self, const char *id, GVariant **inverse, GError **error);
} no_operations[] = {
  { OFFICE_UNDO_KEEP, office_session_undo_deletion },
  { OFFICE_UNDO_DELETE, office_session_redo_deletion },
  { OFFICE_UNDO_TAKE_BACK, office_session_undo_discarding },
  { OFFICE_UNDO_DISCARD, office_session_redo_discarding },
};

static gboolean
office_session_take_one_back (OfficeSession *self, GVariant *undo, JsonObject *with, GVariant **inverse, GError **error)
{
  const char *intent, *record, *expected;

  g_variant_get (undo, "(&s&s&s&s)", &intent, NULL, &record, &expected);
  for (guint i = 0; i < G_N_ELEMENTS (no_operations); i++)
    if (g_str_equal (no_operations[i].intent, intent))
      return no_operations[i].act (self, json_object_get_string_member (with, "id"), inverse, error);
  return office_session_undo_one (self, intent, with, record, expected, inverse, error);
}

/**
 * office_session_take_back:
 * @self: a session
 * @undo: an undo, or a redo, which is the undo of one
 * @again: whether it is a redo, for the words
 * @inverse: (out) (nullable) (transfer full): what does the opposite; %NULL: nothing does
 *
 * Does it, unless somebody changed the same since; then it says so and leaves it.
 *
 * Returns: whether all of it was done
 */
gboolean
office_session_take_back (OfficeSession *self, GVariant *undo, gboolean again, GVariant **inverse)
{
  const char *intent, *members;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonObject *with;

  *inverse = NULL;
  g_return_val_if_fail (g_variant_is_of_type (undo, G_VARIANT_TYPE (OFFICE_UNDO_TYPE)), FALSE);

  g_variant_get (undo, "(&s&s&s&s)", &intent, &members, NULL, NULL);
  node = json_from_string (members, NULL);
  g_return_val_if_fail (node != NULL && JSON_NODE_HOLDS_OBJECT (node), FALSE);

  with = json_node_get_object (node);
  if (g_str_equal (intent, OFFICE_UNDO_SEVERAL))
    return office_session_undo_several (self, with, inverse);
  if (office_session_take_one_back (self, undo, with, inverse, &error))
    return TRUE;
  office_session_say (self, NULL, again ? _ ("Not redone: %s") : _ ("Not undone: %s"), error->message);
  return FALSE;
}
