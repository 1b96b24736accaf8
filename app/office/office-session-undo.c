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

/* ---- what was made anew ---- */

/*
 * What is removed and had again is another record (office_session_make_put_of()). What was done to the one of before is
 * undone on the one that took its place: pairs of ids, in the order in which it happened, so that they lead on.
 */
static char *
office_session_dup_renamed (OfficeSession *self, const char *text)
{
  g_autoptr (GString) renamed = g_string_new (text);

  for (guint i = 0; self->made_anew != NULL && i + 1 < self->made_anew->len; i += 2)
    g_string_replace (renamed, self->made_anew->pdata[i], self->made_anew->pdata[i + 1], 0);
  return g_strdup (renamed->str);
}

/* The members as they are to be done now. */
static JsonObject *
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

/* ---- one ---- */

static gboolean
office_session_do_undo (OfficeSession *self, const char *intent, JsonObject *with, GError **error)
{
  return g_str_equal (intent, "task.transfer") ? office_session_take_transfer_back (self, json_object_ref (with), error)
                                               : office_session_perform (self, intent, json_object_ref (with), error);
}

/*
 * record, field, expected: as in the variant; inverse: full, NULL: there is none. FALSE without an error: somebody has
 * changed it since.
 */
static gboolean
office_session_undo_one (OfficeSession *self, const char *intent, JsonObject *members, const char *record,
                         const char *field, const char *expected, GVariant **inverse, GError **error)
{
  g_autoptr (JsonObject) with = office_session_make_current (self, members);
  g_autofree char *id = office_session_dup_renamed (self, record);
  g_autofree char *says = office_session_dup_renamed (self, expected);
  g_autoptr (OfficeRecord) before = NULL;
  GVariant *made;

  if (!office_session_still_says (self, id, field, says))
    return FALSE;
  if (g_str_equal (intent, "task.move") || g_str_equal (intent, "task.transfer"))
    office_session_place_back (self, with);
  before = office_session_dup_target (self, intent, with);
  if (!office_session_do_undo (self, intent, with, error))
    return FALSE;
  made = office_session_invert (self, intent, with, before);
  *inverse = made != NULL ? g_variant_ref_sink (made) : NULL;
  return TRUE;
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

/* ---- several as one ---- */

/* with: taken */
static JsonObject *
make_part (const char *intent, JsonObject *with)
{
  JsonObject *part = json_object_new ();

  json_object_set_string_member (part, "do", intent);
  json_object_set_object_member (part, "with", with);
  return part;
}

/* parts: taken; floating */
static GVariant *
join_parts (JsonArray *parts)
{
  JsonObject *with = json_object_new ();

  json_object_set_array_member (with, "parts", parts);
  return office_undo_new (OFFICE_UNDO_SEVERAL, with, NULL, NULL, NULL);
}

/**
 * office_undo_new_all:
 * @undos: (element-type GVariant): undos, in the order in which they are to be done
 *
 * For what was many operations and one act to the person. Each is left out where its record says something else by then.
 *
 * Returns: (transfer floating): one for all of them
 */
GVariant *
office_undo_new_all (GPtrArray *undos)
{
  JsonArray *parts = json_array_sized_new (undos->len);

  for (guint i = 0; i < undos->len; i++)
    {
      const char *intent, *members, *record, *field, *expected;
      g_autoptr (JsonNode) node = NULL;
      JsonObject *part;

      g_variant_get (undos->pdata[i], "(&s&s&s&s&s)", &intent, &members, &record, &field, &expected);
      node = json_from_string (members, NULL);
      part = make_part (intent, json_object_ref (json_node_get_object (node)));
      json_object_set_string_member (part, "record", record);
      json_object_set_string_member (part, "field", field);
      json_object_set_string_member (part, "expected", expected);
      json_array_add_object_element (parts, part);
    }
  return join_parts (parts);
}

/**
 * office_undo_new_several:
 * @deeds: (element-type OfficeDeed): the inverse operations, in the order in which they are to be done
 *
 * As office_undo_new_all(), of operations that ask nothing of the records: one that the book refuses by then is left out.
 *
 * Returns: (transfer floating): what office_session_undo() takes
 */
GVariant *
office_undo_new_several (GPtrArray *deeds)
{
  JsonArray *parts = json_array_sized_new (deeds->len);

  for (guint i = 0; i < deeds->len; i++)
    {
      const OfficeDeed *deed = deeds->pdata[i];

      json_array_add_object_element (parts, make_part (deed->intent, json_object_ref (deed->with)));
    }
  return join_parts (parts);
}

#define DEEDS_AT_ONCE 500 /* in one transaction, so that the window is not held up for long by a big one */

typedef struct {
  OfficeSession *session;
  GPtrArray *deeds;    /* OfficeDeed: ask nothing, and are to be done together */
  GHashTable *targets; /* ids of what they are about: no two are about the same */
  GPtrArray *befores;  /* OfficeRecord, nullable: what each is about, before any is done */
  GPtrArray *inverses; /* GVariant, the last done first */
  gboolean lasting;    /* one of them cannot be done again */
  guint n_left;        /* not undone */
} Undoing;

/* inverse: taken, nullable */
static void
add_inverse (Undoing *undoing, GVariant *inverse)
{
  if (inverse == NULL)
    undoing->lasting = TRUE;
  else
    g_ptr_array_insert (undoing->inverses, 0, g_variant_ref_sink (inverse));
}

static void
flush (Undoing *undoing)
{
  GPtrArray *deeds = undoing->deeds;
  gboolean all = office_session_perform_all (undoing->session, deeds, NULL);

  for (guint i = 0; i < deeds->len; i++)
    {
      const OfficeDeed *deed = deeds->pdata[i];

      if (all || office_session_perform (undoing->session, deed->intent, json_object_ref (deed->with), NULL))
        add_inverse (undoing,
                     office_session_invert (undoing->session, deed->intent, deed->with, undoing->befores->pdata[i]));
      else
        undoing->n_left++;
    }
  g_ptr_array_set_size (deeds, 0);
  g_ptr_array_set_size (undoing->befores, 0);
  g_hash_table_remove_all (undoing->targets);
}

static void
add_deed (Undoing *undoing, const char *intent, JsonObject *members)
{
  JsonObject *with = office_session_make_current (undoing->session, members);
  OfficeRecord *before = office_session_dup_target (undoing->session, intent, with);

  if (before != NULL && g_hash_table_contains (undoing->targets, office_record_get_id (before)))
    {
      flush (undoing);
      g_clear_pointer (&before, office_record_unref);
      before = office_session_dup_target (undoing->session, intent, with);
    }
  if (before != NULL)
    g_hash_table_add (undoing->targets, g_strdup (office_record_get_id (before)));
  g_ptr_array_add (undoing->befores, before);
  g_ptr_array_add (undoing->deeds, office_deed_new (intent, with));
  if (undoing->deeds->len == DEEDS_AT_ONCE)
    flush (undoing);
}

static void
undo_part (Undoing *undoing, JsonObject *part)
{
  const char *intent = json_object_get_string_member (part, "do");
  JsonObject *with = json_object_get_object_member (part, "with");
  const char *record = json_object_get_string_member_with_default (part, "record", "");
  GVariant *inverse = NULL;

  /* Where a task comes to stand depends on what was undone before. */
  if (*record == '\0' && !g_str_equal (intent, "task.move") && !g_str_equal (intent, "task.transfer"))
    {
      add_deed (undoing, intent, with);
      return;
    }
  flush (undoing);
  if (!office_session_undo_one (undoing->session, intent, with, record,
                                json_object_get_string_member_with_default (part, "field", ""),
                                json_object_get_string_member_with_default (part, "expected", "null"), &inverse, NULL))
    {
      undoing->n_left++;
      return;
    }
  add_inverse (undoing, inverse);
  g_clear_pointer (&inverse, g_variant_unref);
}

static void
release_record (gpointer record)
{
  if (record != NULL)
    office_record_unref (record);
}

/* Undoes what can still be undone, and says once what could not. FALSE: not all could */
static gboolean
office_session_undo_several (OfficeSession *self, JsonObject *with, GVariant **inverse)
{
  JsonArray *parts = json_object_get_array_member (with, "parts");
  g_autoptr (GPtrArray) deeds = g_ptr_array_new_with_free_func ((GDestroyNotify) office_deed_free);
  g_autoptr (GPtrArray) befores = g_ptr_array_new_with_free_func (release_record);
  g_autoptr (GPtrArray) inverses = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
  g_autoptr (GHashTable) targets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Undoing undoing = { self, deeds, targets, befores, inverses, FALSE, 0 };

  office_session_freeze_boards (self);
  for (guint i = 0; i < json_array_get_length (parts); i++)
    undo_part (&undoing, json_array_get_object_element (parts, i));
  flush (&undoing);
  office_session_thaw_boards (self);
  if (inverses->len > 0 && !undoing.lasting)
    *inverse = g_variant_ref_sink (office_undo_new_all (inverses));
  if (undoing.n_left > 0)
    office_session_say (self, NULL,
                        ngettext ("%u is as it was left: somebody has changed it since",
                                  "%u are as they were left: somebody has changed them since", undoing.n_left),
                        undoing.n_left);
  return undoing.n_left == 0;
}

/* ---- no operations ---- */

static GVariant *
new_of_removal (const char *intent, const char *id)
{
  JsonObject *with = json_object_new ();

  json_object_set_string_member (with, "id", id);
  return g_variant_ref_sink (office_undo_new (intent, with, NULL, NULL, NULL));
}

static gboolean
office_session_undo_deletion (OfficeSession *self, const char *id, GVariant **inverse)
{
  if (!office_session_keep_removed (self, id))
    {
      office_session_say (self, NULL, _ ("Not undone: it is deleted already"));
      return FALSE;
    }
  *inverse = new_of_removal (OFFICE_UNDO_DELETE, id);
  return TRUE;
}

static gboolean
office_session_redo_deletion (OfficeSession *self, const char *id, GVariant **inverse, GError **error)
{
  if (!office_session_begin_removal (self, id, error))
    return FALSE;
  *inverse = new_of_removal (OFFICE_UNDO_KEEP, id);
  return TRUE;
}

static gboolean
office_session_take_one_back (OfficeSession *self, GVariant *undo, JsonObject *with, GVariant **inverse, GError **error)
{
  const char *intent, *members, *record, *field, *expected;

  g_variant_get (undo, "(&s&s&s&s&s)", &intent, &members, &record, &field, &expected);
  if (g_str_equal (intent, OFFICE_UNDO_TAKE_BACK))
    return office_replica_take_back (self->replica, json_object_get_string_member (with, "operation"), error);
  if (g_str_equal (intent, OFFICE_UNDO_DELETE))
    return office_session_redo_deletion (self, json_object_get_string_member (with, "id"), inverse, error);
  return office_session_undo_one (self, intent, with, record, field, expected, inverse, error);
}

static void
office_session_say_not (OfficeSession *self, gboolean again, const GError *error)
{
  if (error != NULL)
    office_session_say (self, NULL, again ? _ ("Not redone: %s") : _ ("Not undone: %s"), error->message);
  else
    office_session_say (self, NULL, "%s",
                        again ? _ ("Not redone: somebody has changed it since")
                              : _ ("Not undone: somebody has changed it since"));
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
  g_return_val_if_fail (g_variant_is_of_type (undo, G_VARIANT_TYPE (UNDO_TYPE)), FALSE);

  g_variant_get (undo, "(&s&s&s&s&s)", &intent, &members, NULL, NULL, NULL);
  node = json_from_string (members, NULL);
  g_return_val_if_fail (node != NULL && JSON_NODE_HOLDS_OBJECT (node), FALSE);

  with = json_node_get_object (node);
  if (g_str_equal (intent, OFFICE_UNDO_SEVERAL))
    return office_session_undo_several (self, with, inverse);
  if (g_str_equal (intent, OFFICE_UNDO_KEEP))
    return office_session_undo_deletion (self, json_object_get_string_member (with, "id"), inverse);
  if (office_session_take_one_back (self, undo, with, inverse, &error))
    return TRUE;
  office_session_say_not (self, again, error);
  return FALSE;
}
