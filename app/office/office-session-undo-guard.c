/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-session-private.h"

#include "office-id.h"
#include "office-problem.h"

#include <glib/gi18n.h>

/*
 * What was changed since by somebody is not undone. All fields that the undo writes are looked at, and it is done wholly or
 * not at all: they belong together, as a start and a due date, or where one is and until when.
 */

/* Where there is nothing, it may be nothing in different words. */
static gboolean
says_nothing (JsonNode *node)
{
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node))
    return JSON_NODE_HOLDS_ARRAY (node) && json_array_get_length (json_node_get_array (node)) == 0;
  return json_node_get_value_type (node) == G_TYPE_BOOLEAN ? !json_node_get_boolean (node)
                                                           : g_strcmp0 (json_node_get_string (node), "") == 0;
}

static gboolean
says_same (JsonNode *first, JsonNode *second)
{
  if (says_nothing (first) || says_nothing (second))
    return says_nothing (first) && says_nothing (second);
  return json_node_equal (first, second);
}

/* ---- who it was ---- */

/* NULL: nobody can tell */
static const char *
find_last_change (GPtrArray *changes, const char *field)
{
  OfficeRecord *last = NULL;

  for (guint i = 0; i < changes->len; i++)
    if (g_strcmp0 (office_record_get_text (changes->pdata[i], "field"), field) == 0
        && (last == NULL
            || office_record_get_integer (changes->pdata[i], "at") >= office_record_get_integer (last, "at")))
      last = changes->pdata[i];
  return last != NULL ? office_record_get_text (last, "by") : NULL;
}

/* What is one's own, or what one said, nobody else changes. */
static gboolean
is_own (OfficeSession *self, OfficeRecord *record)
{
  const char *kind = office_record_get_kind_name (record);

  return g_str_equal (kind, "person") || g_str_equal (kind, "message")
         || office_scope_get_person (office_record_get_scope (record)) != NULL;
}

/* full; NULL: nobody can tell */
static char *
dup_changer (OfficeSession *self, OfficeRecord *record, const char *field)
{
  g_autoptr (GPtrArray) changes = NULL;

  if (is_own (self, record))
    return g_strdup (office_replica_get_person (self->replica));
  if (!g_str_equal (office_record_get_kind_name (record), "task"))
    return NULL;
  changes = office_replica_list (self->replica, "change", "task", office_record_get_id (record));
  return g_strdup (find_last_change (changes, field));
}

/* ---- in words ---- */

static char *
say_who (OfficeSession *self, const char *changer, const char *what)
{
  g_autofree char *name = NULL;

  if (changer == NULL)
    /* Translators: behind "Not undone: "; %s is for example "the due date" */
    return g_strdup_printf (_ ("somebody has changed %s since"), what);
  if (g_str_equal (changer, office_replica_get_person (self->replica)))
    /* Translators: behind "Not undone: "; %s is for example "the due date" */
    return g_strdup_printf (_ ("you have changed %s since"), what);
  name = office_person_dup_first_name (office_session_find_person (self, changer));
  /* Translators: behind "Not undone: "; a first name, and for example "the due date" */
  return g_strdup_printf (_ ("%s has changed %s since"), name, what);
}

/* Some fields are one thing to a person. */
static const char *
name_all (GPtrArray *fields)
{
  const char *words = office_session_field_to_words (fields->pdata[0]);

  for (guint i = 1; i < fields->len; i++)
    if (!g_str_equal (office_session_field_to_words (fields->pdata[i]), words))
      return _ ("it");
  return words;
}

static void
refuse_changed (OfficeSession *self, OfficeRecord *record, GPtrArray *fields, GError **error)
{
  g_autofree char *changer = dup_changer (self, record, fields->pdata[0]);
  g_autofree char *words = NULL;
  const char *field = fields->pdata[0];

  words = say_who (self, changer, name_all (fields));
  office_problem_set (error, OFFICE_PROBLEM_CONFLICT, field, "%s", words);
}

/* A message that is sent later has another id when it is sent. */
static void
refuse_gone (OfficeSession *self, const char *id, GError **error)
{
  g_autofree char *sent = office_id_derive (id, "message");
  g_autoptr (OfficeRecord) message = office_replica_get (self->replica, sent);

  office_problem_set (error, OFFICE_PROBLEM_NOT_FOUND, "id", "%s",
                      message != NULL ? _ ("it is sent already") : _ ("it is not there any more"));
}

/**
 * office_session_check_unchanged:
 * @self: a session
 * @record: a record's id; "": nothing is asked
 * @expected: an object, as JSON: fields of it with what they are to say
 * @error: return location: what somebody has changed since, as the end of a sentence
 *
 * Returns: whether it still says all that
 */
gboolean
office_session_check_unchanged (OfficeSession *self, const char *record, const char *expected, GError **error)
{
  g_autoptr (JsonNode) node = json_from_string (expected, NULL);
  g_autoptr (OfficeRecord) now = NULL;
  g_autoptr (GPtrArray) changed = g_ptr_array_new ();
  JsonObjectIter iter;
  const char *field;
  JsonNode *value;

  if (*record == '\0' || node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return TRUE;
  now = office_replica_get (self->replica, record);
  if (now == NULL)
    {
      refuse_gone (self, record, error);
      return FALSE;
    }
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &field, &value))
    if (!says_same (office_record_get_node (now, field), value))
      g_ptr_array_add (changed, (gpointer) field);
  if (changed->len == 0)
    return TRUE;
  refuse_changed (self, now, changed, error);
  return FALSE;
}
