/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-frame.h"

#include "office-id.h"
#include "office-problem.h"

#include <string.h>

#define LONGEST_WORD    256   /* bytes of tags, epochs, marks and the like */
#define LONGEST_NAME    1024  /* bytes of names and tokens */
#define MOST_SCOPES     20000 /* far more than fit into a frame */
#define MOST_HISTORY    200
#define MOST_FOUND      100
#define MOST_NAMED      100      /* ids of people and of rooms in a find */
#define LONGEST_QUERY   4000     /* bytes: OFFICE_QUERY_LENGTH characters */
#define LONGEST_ADDRESS 300      /* bytes: https://HOST:PORT */
#define LONGEST_RETURN  86400000 /* ms */

typedef gboolean (*Reader) (OfficeFrame *self, JsonObject *object, GError **error);

static gboolean
refuse (GError **error, const char *name, const char *what)
{
  office_problem_set (error, OFFICE_PROBLEM_INVALID, name, "The member “%s” %s", name, what);
  return FALSE;
}

static gboolean
read_text (JsonObject *object, const char *name, OfficeJsonNeed need, gsize limit, char **value, GError **error)
{
  const char *text;

  if (!office_json_get_text (object, name, need, limit, &text, error))
    return FALSE;
  *value = g_strdup (text);
  return TRUE;
}

static gboolean
read_id (JsonObject *object, const char *name, OfficeJsonNeed need, char **value, GError **error)
{
  const char *id;

  if (!office_json_get_id (object, name, need, &id, error))
    return FALSE;
  *value = g_strdup (id);
  return TRUE;
}

static gboolean
read_revision (JsonObject *object, const char *name, gint64 *value, GError **error)
{
  return office_json_get_integer (object, name, OFFICE_JSON_REQUIRED, 0, OFFICE_LIMIT_INTEGER, 0, value, error);
}

static gboolean
read_scope (JsonObject *object, const char *name, char **value, GError **error)
{
  return read_text (object, name, OFFICE_JSON_REQUIRED, G_MAXSIZE, value, error)
         && (office_scope_is_valid (*value) || refuse (error, name, "is not a scope"));
}

static gboolean
read_scopes (JsonObject *object, const char *name, char ***value, GError **error)
{
  if (!office_json_dup_texts (object, name, OFFICE_JSON_OPTIONAL, MOST_SCOPES, value, error))
    return FALSE;
  for (guint i = 0; (*value)[i] != NULL; i++)
    if (!office_scope_is_valid ((*value)[i]))
      return refuse (error, name, "has something that is not a scope");
  return TRUE;
}

static JsonObject *
get_object_element (JsonArray *array, guint i)
{
  JsonNode *element = json_array_get_element (array, i);

  return JSON_NODE_HOLDS_OBJECT (element) ? json_node_get_object (element) : NULL;
}

/* Reads an array of objects; `add` makes one element of each. */
static GPtrArray *
read_objects (JsonObject *object, const char *name, OfficeJsonNeed need, guint limit, GDestroyNotify destroy,
              gpointer (*add) (JsonObject *element, GError **error), GError **error)
{
  g_autoptr (GPtrArray) objects = g_ptr_array_new_with_free_func (destroy);
  JsonArray *array;
  guint length;

  if (!office_json_get_array (object, name, need, limit, &array, error))
    return NULL;
  length = array != NULL ? json_array_get_length (array) : 0;
  for (guint i = 0; i < length; i++)
    {
      JsonObject *element = get_object_element (array, i);
      gpointer made;

      if (element == NULL)
        {
          refuse (error, name, "has something that is not an object");
          return NULL;
        }
      made = add (element, error);
      if (made == NULL)
        return NULL;
      g_ptr_array_add (objects, made);
    }
  return g_steal_pointer (&objects);
}

static gpointer
add_pages_held (JsonObject *element, GError **error)
{
  g_autofree char *scope = NULL;
  const char *after;

  if (!read_scope (element, "scope", &scope, error)
      || !office_json_get_text (element, "after", OFFICE_JSON_REQUIRED, LONGEST_WORD, &after, error))
    return NULL;
  return office_pages_held_new (scope, after);
}

static gpointer
add_operation (JsonObject *element, GError **error)
{
  const char *id;

  /* Without an id it could not be answered, and what follows it would be answered out of order. */
  return office_json_get_id (element, "id", OFFICE_JSON_REQUIRED, &id, error) ? json_object_ref (element) : NULL;
}

static gpointer
add_record (JsonObject *element, GError **error)
{
  return office_record_new_from_object (element, error);
}

static gpointer
add_result (JsonObject *element, GError **error)
{
  return office_result_new_from_object (element, error);
}

static gpointer
add_presence (JsonObject *element, GError **error)
{
  const char *person, *state;

  if (!office_json_get_id (element, "person", OFFICE_JSON_REQUIRED, &person, error)
      || !office_json_get_text (element, "state", OFFICE_JSON_REQUIRED, LONGEST_WORD, &state, error))
    return NULL;
  return office_presence_new (person, state);
}

static gboolean
read_records (OfficeFrame *self, JsonObject *object, GError **error)
{
  self->records = read_objects (object, "records", OFFICE_JSON_REQUIRED, OFFICE_LIMIT_SERVER_FRAME,
                                (GDestroyNotify) office_record_unref, add_record, error);
  return self->records != NULL;
}

static gboolean
read_problem (OfficeFrame *self, JsonObject *object, OfficeJsonNeed need, GError **error)
{
  JsonObject *problem;

  if (!office_json_get_object (object, "problem", need, &problem, error))
    return FALSE;
  if (problem != NULL)
    self->problem = office_problem_from_object (problem);
  return TRUE;
}

static gboolean
read_cursor (OfficeFrame *self, JsonObject *object, GError **error)
{
  JsonObject *cursor;

  if (!office_json_get_object (object, "cursor", OFFICE_JSON_OPTIONAL, &cursor, error))
    return FALSE;
  if (cursor == NULL)
    return TRUE;
  self->cursor = office_cursor_new (NULL, 0, NULL);
  return read_text (cursor, "epoch", OFFICE_JSON_REQUIRED, LONGEST_WORD, &self->cursor->epoch, error)
         && read_revision (cursor, "rev", &self->cursor->rev, error)
         && read_text (cursor, "tag", OFFICE_JSON_REQUIRED, LONGEST_WORD, &self->cursor->tag, error);
}

static gboolean
read_hello (OfficeFrame *self, JsonObject *object, GError **error)
{
  if (!office_json_get_integer (object, "protocol", OFFICE_JSON_REQUIRED, 0, OFFICE_LIMIT_INTEGER, 0, &self->protocol,
                                error)
      || !read_text (object, "token", OFFICE_JSON_REQUIRED, LONGEST_NAME, &self->token, error)
      || !read_id (object, "device", OFFICE_JSON_REQUIRED, &self->device, error)
      || !read_text (object, "agent", OFFICE_JSON_OPTIONAL, LONGEST_NAME, &self->agent, error)
      || !read_text (object, "model", OFFICE_JSON_OPTIONAL, LONGEST_WORD, &self->model, error)
      || !read_text (object, "replica", OFFICE_JSON_OPTIONAL, LONGEST_WORD, &self->replica, error)
      || !read_cursor (self, object, error) || !read_scopes (object, "scopes", &self->scopes, error))
    return FALSE;
  self->pages = read_objects (object, "pages", OFFICE_JSON_OPTIONAL, MOST_SCOPES,
                              (GDestroyNotify) office_pages_held_free, add_pages_held, error);
  return self->pages != NULL;
}

static gboolean
read_operations (OfficeFrame *self, JsonObject *object, GError **error)
{
  self->operations = read_objects (object, "operations", OFFICE_JSON_REQUIRED, OFFICE_LIMIT_OPERATIONS,
                                   (GDestroyNotify) json_object_unref, add_operation, error);
  return self->operations != NULL;
}

static gboolean
read_received (OfficeFrame *self, JsonObject *object, GError **error)
{
  return read_revision (object, "rev", &self->rev, error) && read_revision (object, "bytes", &self->bytes, error);
}

static gboolean
read_history (OfficeFrame *self, JsonObject *object, GError **error)
{
  return read_revision (object, "number", &self->number, error)
         && read_id (object, "room", OFFICE_JSON_REQUIRED, &self->room, error)
         && read_revision (object, "before", &self->before, error)
         && office_json_get_integer (object, "limit", OFFICE_JSON_REQUIRED, 1, MOST_HISTORY, 0, &self->limit, error);
}

static gboolean
read_ids (JsonObject *object, const char *name, char ***value, GError **error)
{
  if (!office_json_dup_texts (object, name, OFFICE_JSON_OPTIONAL, MOST_NAMED, value, error))
    return FALSE;
  for (guint i = 0; (*value)[i] != NULL; i++)
    if (!office_id_is_valid ((*value)[i]))
      return refuse (error, name, "has something that is not an id");
  return TRUE;
}

static gboolean
read_find (OfficeFrame *self, JsonObject *object, GError **error)
{
  return read_revision (object, "number", &self->number, error)
         && read_text (object, "query", OFFICE_JSON_REQUIRED, LONGEST_QUERY, &self->query, error)
         && read_ids (object, "people", &self->from, error) && read_ids (object, "rooms", &self->in, error)
         && office_json_get_integer (object, "since", OFFICE_JSON_OPTIONAL, 0, OFFICE_LIMIT_INTEGER, 0, &self->since,
                                     error)
         && office_json_get_integer (object, "until", OFFICE_JSON_OPTIONAL, 0, OFFICE_LIMIT_INTEGER,
                                     OFFICE_LIMIT_INTEGER, &self->until, error)
         && read_text (object, "after", OFFICE_JSON_OPTIONAL, LONGEST_WORD, &self->mark, error)
         && office_json_get_integer (object, "limit", OFFICE_JSON_REQUIRED, 1, MOST_FOUND, 0, &self->limit, error);
}

static gboolean
read_watch (OfficeFrame *self, JsonObject *object, GError **error)
{
  return read_id (object, "room", OFFICE_JSON_OPTIONAL, &self->room, error);
}

static gpointer
add_seen (JsonObject *element, GError **error)
{
  const char *person;
  gint64 seq;

  if (!office_json_get_id (element, "person", OFFICE_JSON_REQUIRED, &person, error)
      || !read_revision (element, "seq", &seq, error))
    return NULL;
  return office_seen_new (person, seq);
}

static gboolean
read_seen (OfficeFrame *self, JsonObject *object, GError **error)
{
  if (!read_id (object, "room", OFFICE_JSON_REQUIRED, &self->room, error)
      || !office_json_get_boolean (object, "whole", OFFICE_JSON_OPTIONAL, &self->whole, error))
    return FALSE;
  self->people = read_objects (object, "people", OFFICE_JSON_REQUIRED, MOST_SCOPES, (GDestroyNotify) office_seen_free,
                               add_seen, error);
  return self->people != NULL;
}

static gboolean
read_typing (OfficeFrame *self, JsonObject *object, GError **error)
{
  return read_id (object, "room", OFFICE_JSON_REQUIRED, &self->room, error)
         && read_id (object, "thread", OFFICE_JSON_OPTIONAL, &self->thread, error)
         && read_id (object, "task", OFFICE_JSON_OPTIONAL, &self->task, error)
         && read_id (object, "person", OFFICE_JSON_OPTIONAL, &self->person, error);
}

static gboolean
read_state (OfficeFrame *self, JsonObject *object, GError **error)
{
  return read_text (object, "state", OFFICE_JSON_REQUIRED, LONGEST_WORD, &self->state, error)
         && (g_str_equal (self->state, "here") || g_str_equal (self->state, "away")
             || refuse (error, "state", "is neither “here” nor “away”"));
}

/* Both sides have a frame of this name; only the host's tells of people. */
static gboolean
read_presence (OfficeFrame *self, JsonObject *object, GError **error)
{
  if (!json_object_has_member (object, "people"))
    return read_state (self, object, error);
  if (!office_json_get_boolean (object, "whole", OFFICE_JSON_OPTIONAL, &self->whole, error))
    return FALSE;
  self->people = read_objects (object, "people", OFFICE_JSON_REQUIRED, MOST_SCOPES,
                               (GDestroyNotify) office_presence_free, add_presence, error);
  return self->people != NULL;
}

static gboolean
read_ping (OfficeFrame *self, JsonObject *object, GError **error)
{
  return TRUE;
}

static gboolean
read_limits (OfficeFrame *self, JsonObject *object, GError **error)
{
  g_autoptr (JsonObject) none = json_object_new ();
  JsonObject *limits;

  if (!office_json_get_object (object, "limits", OFFICE_JSON_OPTIONAL, &limits, error))
    return FALSE;
  if (limits == NULL)
    limits = none;
  return office_json_get_integer (limits, "frame", OFFICE_JSON_OPTIONAL, 1, OFFICE_LIMIT_INTEGER,
                                  OFFICE_LIMIT_CLIENT_FRAME, &self->frame_limit, error)
         && office_json_get_integer (limits, "unreceived", OFFICE_JSON_OPTIONAL, 1, OFFICE_LIMIT_INTEGER,
                                     OFFICE_LIMIT_UNRECEIVED, &self->unreceived_limit, error)
         && office_json_get_integer (limits, "operations", OFFICE_JSON_OPTIONAL, 1, OFFICE_LIMIT_INTEGER,
                                     OFFICE_LIMIT_OPERATIONS, &self->operations_limit, error)
         && office_json_get_integer (limits, "file", OFFICE_JSON_OPTIONAL, 1, OFFICE_LIMIT_INTEGER, OFFICE_LIMIT_FILE,
                                     &self->file_limit, error);
}

static gboolean
read_welcome (OfficeFrame *self, JsonObject *object, GError **error)
{
  JsonObject *office;

  self->cursor = office_cursor_new (NULL, 0, NULL);
  return office_json_get_object (object, "office", OFFICE_JSON_REQUIRED, &office, error)
         && read_id (office, "id", OFFICE_JSON_REQUIRED, &self->office_id, error)
         && read_text (office, "name", OFFICE_JSON_REQUIRED, LONGEST_NAME, &self->office_name, error)
         && read_id (object, "you", OFFICE_JSON_REQUIRED, &self->you, error)
         && read_text (object, "epoch", OFFICE_JSON_REQUIRED, LONGEST_WORD, &self->cursor->epoch, error)
         && read_revision (object, "head", &self->cursor->rev, error)
         && read_text (object, "tag", OFFICE_JSON_REQUIRED, LONGEST_WORD, &self->cursor->tag, error)
         && office_json_get_boolean (object, "reset", OFFICE_JSON_OPTIONAL, &self->reset, error)
         && read_scopes (object, "drop", &self->drop, error) && read_scopes (object, "gained", &self->gained, error)
         && read_revision (object, "time", &self->time, error)
         && read_text (object, "version", OFFICE_JSON_OPTIONAL, LONGEST_WORD, &self->version, error)
         && read_text (object, "web", OFFICE_JSON_OPTIONAL, LONGEST_ADDRESS, &self->web_address, error)
         && read_limits (self, object, error);
}

static gboolean
read_page (OfficeFrame *self, JsonObject *object, GError **error)
{
  if (!read_scope (object, "scope", &self->scope, error) || !read_records (self, object, error)
      || !read_text (object, "next", OFFICE_JSON_OPTIONAL, LONGEST_WORD, &self->next, error)
      || !office_json_get_boolean (object, "last", OFFICE_JSON_OPTIONAL, &self->last, error))
    return FALSE;
  return self->last || self->next != NULL || refuse (error, "next", "is missing");
}

static gboolean
read_changes (OfficeFrame *self, JsonObject *object, GError **error)
{
  self->cursor = office_cursor_new (NULL, 0, NULL);
  if (!read_revision (object, "after", &self->after, error) || !read_revision (object, "rev", &self->cursor->rev, error)
      || !read_text (object, "tag", OFFICE_JSON_REQUIRED, LONGEST_WORD, &self->cursor->tag, error)
      || !read_records (self, object, error) || !read_scopes (object, "gained", &self->gained, error)
      || !read_scopes (object, "drop", &self->drop, error))
    return FALSE;
  self->rev = self->cursor->rev;
  return self->rev >= self->after || refuse (error, "rev", "is below “after”");
}

static gboolean
read_live (OfficeFrame *self, JsonObject *object, GError **error)
{
  return read_revision (object, "rev", &self->rev, error);
}

static gboolean
read_results (OfficeFrame *self, JsonObject *object, GError **error)
{
  self->results = read_objects (object, "results", OFFICE_JSON_REQUIRED, OFFICE_LIMIT_OPERATIONS,
                                (GDestroyNotify) office_result_free, add_result, error);
  return self->results != NULL;
}

static gboolean
read_answer (OfficeFrame *self, JsonObject *object, GError **error)
{
  return read_revision (object, "number", &self->number, error)
         && read_problem (self, object, OFFICE_JSON_OPTIONAL, error)
         && (self->problem != NULL
             || (read_records (self, object, error)
                 && read_text (object, "next", OFFICE_JSON_OPTIONAL, LONGEST_WORD, &self->next, error)));
}

static gboolean
read_pong (OfficeFrame *self, JsonObject *object, GError **error)
{
  return office_json_get_integer (object, "head", OFFICE_JSON_OPTIONAL, 0, OFFICE_LIMIT_INTEGER, 0, &self->rev, error);
}

static gboolean
read_bye (OfficeFrame *self, JsonObject *object, GError **error)
{
  JsonArray *after;

  if (!read_problem (self, object, OFFICE_JSON_REQUIRED, error)
      || !office_json_get_integer (object, "protocol", OFFICE_JSON_OPTIONAL, 0, OFFICE_LIMIT_INTEGER, 0,
                                   &self->protocol, error)
      || !office_json_get_array (object, "after", OFFICE_JSON_OPTIONAL, 2, &after, error))
    return FALSE;
  if (after == NULL)
    return TRUE;
  for (guint i = 0; i < json_array_get_length (after); i++)
    if (json_node_get_value_type (json_array_get_element (after, i)) != G_TYPE_INT64)
      return refuse (error, "after", "is not a range of milliseconds");
  if (json_array_get_length (after) != 2)
    return refuse (error, "after", "is not a range of milliseconds");
  self->back_low = json_array_get_int_element (after, 0);
  self->back_high = json_array_get_int_element (after, 1);
  return (self->back_low >= 0 && self->back_low <= self->back_high && self->back_high <= LONGEST_RETURN)
         || refuse (error, "after", "is not a range of milliseconds");
}

static const struct {
  const char *name;
  OfficeFrameKind kind;
  Reader read;
} readers[] = {
  { "hello", OFFICE_FRAME_HELLO, read_hello },
  { "operations", OFFICE_FRAME_OPERATIONS, read_operations },
  { "received", OFFICE_FRAME_RECEIVED, read_received },
  { "history", OFFICE_FRAME_HISTORY, read_history },
  { "find", OFFICE_FRAME_FIND, read_find },
  { "watch", OFFICE_FRAME_WATCH, read_watch },
  { "typing", OFFICE_FRAME_TYPING, read_typing },
  { "presence", OFFICE_FRAME_PRESENCE, read_presence },
  { "ping", OFFICE_FRAME_PING, read_ping },
  { "welcome", OFFICE_FRAME_WELCOME, read_welcome },
  { "page", OFFICE_FRAME_PAGE, read_page },
  { "changes", OFFICE_FRAME_CHANGES, read_changes },
  { "live", OFFICE_FRAME_LIVE, read_live },
  { "results", OFFICE_FRAME_RESULTS, read_results },
  { "answer", OFFICE_FRAME_ANSWER, read_answer },
  { "seen", OFFICE_FRAME_SEEN, read_seen },
  { "pong", OFFICE_FRAME_PONG, read_pong },
  { "bye", OFFICE_FRAME_BYE, read_bye },
};

/**
 * office_frame_parse:
 * @text: (array length=length): a frame from outside
 * @length: its bytes
 * @limit: how many bytes it may have
 * @error: an OFFICE_PROBLEM: 413 when too large, 422 that names the member at fault
 *
 * Frames of a name that this version does not know have the kind %OFFICE_FRAME_UNKNOWN and are to be ignored.
 *
 * Returns: (transfer full): the frame
 */
OfficeFrame *
office_frame_parse (const char *text, gsize length, gsize limit, GError **error)
{
  g_autoptr (JsonObject) object = office_json_parse (text, length, limit, error);
  g_autoptr (OfficeFrame) self = NULL;
  const char *name;

  if (object == NULL || !office_json_get_text (object, "frame", OFFICE_JSON_REQUIRED, LONGEST_WORD, &name, error))
    return NULL;
  self = g_new0 (OfficeFrame, 1);
  self->back_low = self->back_high = -1;
  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    if (g_str_equal (readers[i].name, name))
      {
        self->kind = readers[i].kind;
        return readers[i].read (self, object, error) ? g_steal_pointer (&self) : NULL;
      }
  return g_steal_pointer (&self);
}
