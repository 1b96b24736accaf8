/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-session-private.h"

#include <glib/gi18n.h>

/*
 * An undo is the inverse operation, worked out from the state before, with what one field must still say for it: where
 * somebody changed that field since, undoing would take away their work.
 *
 * As a variant, so that it can travel as the target of a toast's action: (intent, members as JSON, record, field, value as
 * JSON); record and field are empty where nothing is asked.
 */
#define UNDO_TYPE "(sssss)"

static char *
node_to_text (JsonNode *node)
{
  return node != NULL ? json_to_string (node, FALSE) : g_strdup ("null");
}

static gboolean
office_session_still_says (OfficeSession *self, const char *id, const char *field, const char *expected)
{
  g_autoptr (OfficeRecord) record = NULL;
  g_autofree char *text = NULL;

  if (*id == '\0')
    return TRUE;
  record = office_replica_get (self->replica, id);
  if (record == NULL)
    return FALSE;
  text = node_to_text (office_record_get_node (record, field));
  return g_str_equal (text, expected);
}

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

/* with: taken */
static gboolean
office_session_do_undo (OfficeSession *self, const char *intent, JsonObject *with, GError **error)
{
  return g_str_equal (intent, "task.transfer") ? office_session_take_transfer_back (self, with, error)
                                               : office_session_perform (self, intent, with, error);
}

/* FALSE without an error: somebody has changed it since */
static gboolean
office_session_undo_one (OfficeSession *self, GVariant *undo, GError **error)
{
  const char *intent, *members, *record, *field, *expected;
  g_autoptr (JsonNode) node = NULL;

  g_variant_get (undo, "(&s&s&s&s&s)", &intent, &members, &record, &field, &expected);
  node = json_from_string (members, NULL);
  g_return_val_if_fail (node != NULL && JSON_NODE_HOLDS_OBJECT (node), FALSE);

  if (!office_session_still_says (self, record, field, expected))
    return FALSE;
  if (g_str_equal (intent, "task.move") || g_str_equal (intent, "task.transfer"))
    office_session_place_back (self, json_node_get_object (node));
  return office_session_do_undo (self, intent, json_object_ref (json_node_get_object (node)), error);
}

/**
 * office_undo_new:
 * @intent: the inverse operation
 * @with: (transfer full): its members
 * @record: (nullable): a record that must still say what it says now
 * @field: (nullable): in this field
 * @expected: (nullable): namely this; %NULL: nothing
 *
 * Returns: (transfer floating): what office_session_undo() takes
 */
GVariant *
office_undo_new (const char *intent, JsonObject *with, const char *record, const char *field, JsonNode *expected)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *members = NULL;
  g_autofree char *value = node_to_text (expected);

  json_node_take_object (node, with);
  members = json_to_string (node, FALSE);
  return g_variant_new (UNDO_TYPE, intent, members, record != NULL ? record : "", field != NULL ? field : "", value);
}

/**
 * office_undo_new_all:
 * @undos: (element-type GVariant): undos, in the order in which they are to be done
 *
 * Returns: (transfer floating): one for all of them
 */
GVariant *
office_undo_new_all (GPtrArray *undos)
{
  JsonObject *with = json_object_new ();
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < undos->len; i++)
    {
      g_autofree char *text = g_variant_print (undos->pdata[i], FALSE);

      json_array_add_string_element (array, text);
    }
  json_object_set_array_member (with, "undos", array);
  return office_undo_new (OFFICE_UNDO_ALL, with, NULL, NULL, NULL);
}

/* Does what can still be undone, and says once what could not. */
static void
office_session_undo_all (OfficeSession *self, JsonObject *with)
{
  JsonArray *array = json_object_get_array_member (with, "undos");
  const guint n = json_array_get_length (array);
  guint n_changed = 0;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < self->boards->len; i++)
    office_board_freeze (self->boards->pdata[i]);
  for (guint i = 0; i < n && error == NULL; i++)
    {
      g_autoptr (GVariant) undo = g_variant_parse (G_VARIANT_TYPE (UNDO_TYPE), json_array_get_string_element (array, i),
                                                   NULL, NULL, NULL);

      if (undo != NULL && !office_session_undo_one (self, undo, &error) && error == NULL)
        n_changed++;
    }
  for (guint i = 0; i < self->boards->len; i++)
    office_board_thaw (self->boards->pdata[i]);
  if (error != NULL)
    office_session_say (self, NULL, _ ("Not undone: %s"), error->message);
  else if (n_changed > 0)
    office_session_say (self, NULL,
                        ngettext ("%u is as it was left: somebody has changed it since",
                                  "%u are as they were left: somebody has changed them since", n_changed),
                        n_changed);
}

/**
 * office_undo_new_several:
 * @deeds: (element-type OfficeDeed): the inverse operations, in the order in which they are to be done
 *
 * For what was many operations and one act to the person. Nothing is asked of the records: an inverse that the book refuses by
 * then is left out.
 *
 * Returns: (transfer floating): what office_session_undo() takes
 */
GVariant *
office_undo_new_several (GPtrArray *deeds)
{
  JsonObject *with = json_object_new ();
  JsonArray *array = json_array_sized_new (deeds->len);

  for (guint i = 0; i < deeds->len; i++)
    {
      const OfficeDeed *deed = deeds->pdata[i];
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "do", deed->intent);
      json_object_set_object_member (object, "with", json_object_ref (deed->with));
      json_array_add_object_element (array, object);
    }
  json_object_set_array_member (with, "deeds", array);
  return office_undo_new (OFFICE_UNDO_SEVERAL, with, NULL, NULL, NULL);
}

#define DEEDS_AT_ONCE 500 /* in one transaction, so that the window is not held up for long by a big one */

static void
office_session_do_all (OfficeSession *self, GPtrArray *deeds, guint *n_done)
{
  if (office_session_perform_all (self, deeds, NULL))
    {
      *n_done += deeds->len;
      return;
    }
  for (guint i = 0; i < deeds->len; i++)
    {
      const OfficeDeed *deed = deeds->pdata[i];

      *n_done += office_session_perform (self, deed->intent, json_object_ref (deed->with), NULL) ? 1 : 0;
    }
}

static void
office_session_undo_several (OfficeSession *self, JsonObject *with)
{
  JsonArray *array = json_object_get_array_member (with, "deeds");
  g_autoptr (GPtrArray) deeds = g_ptr_array_new_with_free_func ((GDestroyNotify) office_deed_free);
  const guint n = json_array_get_length (array);
  guint n_done = 0;

  for (guint i = 0; i < n; i++)
    {
      JsonObject *object = json_array_get_object_element (array, i);

      g_ptr_array_add (deeds, office_deed_new (json_object_get_string_member (object, "do"),
                                               json_object_ref (json_object_get_object_member (object, "with"))));
      if (deeds->len < DEEDS_AT_ONCE && i + 1 < n)
        continue;
      office_session_do_all (self, deeds, &n_done);
      g_ptr_array_set_size (deeds, 0);
    }
  if (n_done < n)
    office_session_say (self, NULL, _ ("Not all of it is undone: somebody has changed some of it since"));
}

/**
 * office_session_undo:
 * @self: a session
 * @undo: what came with OfficeSession::notice
 *
 * Does the inverse, unless somebody changed the same since; then it says so and leaves it.
 */
void
office_session_undo (OfficeSession *self, GVariant *undo)
{
  const char *intent, *members;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;

  g_return_if_fail (OFFICE_IS_SESSION (self));
  g_return_if_fail (undo != NULL && g_variant_is_of_type (undo, G_VARIANT_TYPE (UNDO_TYPE)));

  g_variant_get (undo, "(&s&s&s&s&s)", &intent, &members, NULL, NULL, NULL);
  node = json_from_string (members, NULL);
  g_return_if_fail (node != NULL && JSON_NODE_HOLDS_OBJECT (node));

  if (g_str_equal (intent, OFFICE_UNDO_SEVERAL))
    {
      office_session_undo_several (self, json_node_get_object (node));
      return;
    }
  if (g_str_equal (intent, OFFICE_UNDO_TAKE_BACK))
    {
      if (!office_replica_take_back (self->replica,
                                     json_object_get_string_member (json_node_get_object (node), "operation"), &error))
        office_session_say (self, NULL, _ ("Not undone: %s"), error->message);
      return;
    }
  if (g_str_equal (intent, OFFICE_UNDO_KEEP))
    {
      if (!office_session_keep_message (self, json_object_get_string_member (json_node_get_object (node), "message")))
        office_session_say (self, NULL, _ ("Not undone: it is deleted already"));
      return;
    }
  if (g_str_equal (intent, OFFICE_UNDO_ALL))
    {
      office_session_undo_all (self, json_node_get_object (node));
      return;
    }
  if (office_session_undo_one (self, undo, &error))
    return;
  if (error != NULL)
    office_session_say (self, NULL, _ ("Not undone: %s"), error->message);
  else
    office_session_say (self, NULL, _ ("Not undone: somebody has changed it since"));
}
