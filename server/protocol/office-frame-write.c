/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-frame-private.h"

#include "office-problem.h"

#include <string.h>

#define ROOM_BEHIND_RECORDS 256

static GString *
begin (const char *kind)
{
  GString *json = g_string_new ("{");

  office_frame_add_text (json, "frame", kind);
  return json;
}

static char *
end (GString *json)
{
  g_string_append_c (json, '}');
  return g_string_free (json, FALSE);
}

static gsize
total_length (GPtrArray *bodies)
{
  gsize length = 0;

  for (guint i = 0; i < bodies->len; i++)
    length += strlen (g_ptr_array_index (bodies, i)) + 1;
  return length;
}

/* The bodies are JSON already, and there may be thousands: they are neither parsed nor written anew. */
static void
add_records (GString *json, GPtrArray *bodies)
{
  gsize start;

  office_frame_add_name (json, "records");
  g_string_append_c (json, '[');
  start = json->len;
  g_string_set_size (json, start + total_length (bodies) + ROOM_BEHIND_RECORDS);
  g_string_truncate (json, start);
  for (guint i = 0; i < bodies->len; i++)
    {
      if (i > 0)
        g_string_append_c (json, ',');
      g_string_append (json, g_ptr_array_index (bodies, i));
    }
  g_string_append_c (json, ']');
}

static void
add_pages (GString *json, GPtrArray *pages)
{
  office_frame_add_name (json, "pages");
  g_string_append_c (json, '[');
  for (guint i = 0; i < pages->len; i++)
    {
      OfficePagesHeld *held = g_ptr_array_index (pages, i);

      g_string_append (json, i > 0 ? ",{" : "{");
      office_frame_add_text (json, "scope", held->scope);
      office_frame_add_text (json, "after", held->after);
      g_string_append_c (json, '}');
    }
  g_string_append_c (json, ']');
}

void
office_frame_add_name (GString *json, const char *name)
{
  if (json->str[json->len - 1] != '{')
    g_string_append_c (json, ',');
  office_json_append_text (json, name);
  g_string_append_c (json, ':');
}

void
office_frame_add_text (GString *json, const char *name, const char *value)
{
  if (value == NULL)
    return;
  office_frame_add_name (json, name);
  office_json_append_text (json, value);
}

void
office_frame_add_integer (GString *json, const char *name, gint64 value)
{
  office_frame_add_name (json, name);
  g_string_append_printf (json, "%" G_GINT64_FORMAT, value);
}

void
office_frame_add_boolean (GString *json, const char *name, gboolean value)
{
  office_frame_add_name (json, name);
  g_string_append (json, value ? "true" : "false");
}

void
office_frame_add_texts (GString *json, const char *name, const char *const *values)
{
  if (values == NULL)
    return;
  office_frame_add_name (json, name);
  g_string_append_c (json, '[');
  for (guint i = 0; values[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (json, ',');
      office_json_append_text (json, values[i]);
    }
  g_string_append_c (json, ']');
}

/**
 * office_frame_hello:
 * @token: the token of the device
 * @device: the device's id
 * @agent: the program and its version, for the log
 * @cursor: (nullable): where the client is; %NULL on a first start
 * @scopes: the scopes held whole
 * @pages: (nullable) (element-type OfficePagesHeld): snapshots half done
 *
 * Returns: (transfer full): the frame
 */
char *
office_frame_hello (const char *token, const char *device, const char *agent, const OfficeCursor *cursor,
                    const char *const *scopes, GPtrArray *pages)
{
  GString *json = begin ("hello");

  office_frame_add_integer (json, "protocol", OFFICE_PROTOCOL);
  office_frame_add_text (json, "token", token);
  office_frame_add_text (json, "device", device);
  office_frame_add_text (json, "agent", agent);
  office_frame_add_text (json, "model", office_kinds_get_hash ());
  office_frame_add_text (json, "replica", "full");
  if (cursor != NULL)
    {
      office_frame_add_name (json, "cursor");
      g_string_append_c (json, '{');
      office_frame_add_text (json, "epoch", cursor->epoch);
      office_frame_add_integer (json, "rev", cursor->rev);
      office_frame_add_text (json, "tag", cursor->tag);
      g_string_append_c (json, '}');
    }
  office_frame_add_texts (json, "scopes", scopes);
  if (pages != NULL)
    add_pages (json, pages);
  return end (json);
}

/**
 * office_frame_operations:
 * @operations: (element-type OfficeOperation): at most %OFFICE_LIMIT_OPERATIONS
 *
 * Returns: (transfer full): the frame
 */
char *
office_frame_operations (GPtrArray *operations)
{
  GString *json = begin ("operations");

  office_frame_add_name (json, "operations");
  g_string_append_c (json, '[');
  for (guint i = 0; i < operations->len; i++)
    {
      g_autoptr (JsonNode) node = office_operation_to_node (g_ptr_array_index (operations, i));

      if (i > 0)
        g_string_append_c (json, ',');
      office_json_append_node (json, node);
    }
  g_string_append_c (json, ']');
  return end (json);
}

/**
 * office_frame_received:
 * @rev: everything up to this revision is stored
 * @bytes: the length of all `changes` and `page` frames received on this connection
 *
 * Returns: (transfer full): the frame
 */
char *
office_frame_received (gint64 rev, gint64 bytes)
{
  GString *json = begin ("received");

  office_frame_add_integer (json, "rev", rev);
  office_frame_add_integer (json, "bytes", bytes);
  return end (json);
}

/**
 * office_frame_history:
 * @number: names the answer
 * @room: a room's id
 * @before: messages with a lower seq
 * @limit: at most so many, 1 to 200
 *
 * Returns: (transfer full): the frame
 */
char *
office_frame_history (gint64 number, const char *room, gint64 before, gint64 limit)
{
  GString *json = begin ("history");

  office_frame_add_integer (json, "number", number);
  office_frame_add_text (json, "room", room);
  office_frame_add_integer (json, "before", before);
  office_frame_add_integer (json, "limit", limit);
  return end (json);
}

/**
 * office_frame_find:
 * @number: names the answer
 * @find: what is looked for
 * @mark: (nullable): the `next` of the answer before; %NULL: from the newest
 * @limit: at most so many, 1 to 100
 *
 * Returns: (transfer full): the frame
 */
char *
office_frame_find (gint64 number, const OfficeFind *find, const char *mark, gint64 limit)
{
  GString *json = begin ("find");

  office_frame_add_integer (json, "number", number);
  office_frame_add_text (json, "query", find->text);
  office_frame_add_texts (json, "people", find->people);
  office_frame_add_texts (json, "rooms", find->rooms);
  if (find->since > 0)
    office_frame_add_integer (json, "since", find->since);
  if (find->until < OFFICE_LIMIT_INTEGER)
    office_frame_add_integer (json, "until", find->until);
  office_frame_add_text (json, "after", mark);
  office_frame_add_integer (json, "limit", limit);
  return end (json);
}

/**
 * office_frame_watch:
 * @room: (nullable): the room that is in view; %NULL: none
 *
 * Returns: (transfer full): the frame
 */
char *
office_frame_watch (const char *room)
{
  GString *json = begin ("watch");

  office_frame_add_text (json, "room", room);
  return end (json);
}

/**
 * office_frame_typing:
 * @room: a room's id
 * @thread: (nullable): the message whose thread it is
 * @task: (nullable): the task that it is about
 * @person: (nullable): who writes; %NULL in a client's frame
 *
 * Returns: (transfer full): the frame
 */
char *
office_frame_typing (const char *room, const char *thread, const char *task, const char *person)
{
  GString *json = begin ("typing");

  office_frame_add_text (json, "room", room);
  office_frame_add_text (json, "thread", thread);
  office_frame_add_text (json, "task", task);
  office_frame_add_text (json, "person", person);
  return end (json);
}

/**
 * office_frame_state:
 * @state: `here` or `away`
 *
 * Returns: (transfer full): a client's `presence` frame
 */
char *
office_frame_state (const char *state)
{
  GString *json = begin ("presence");

  office_frame_add_text (json, "state", state);
  return end (json);
}

/**
 * office_frame_ping:
 *
 * Returns: (transfer full): the frame
 */
char *
office_frame_ping (void)
{
  return end (begin ("ping"));
}

/**
 * office_frame_welcome:
 * @office_id: the office's id
 * @office_name: its name
 * @you: the person's id
 * @head: the newest revision
 * @reset: whether the client starts from nothing
 * @drop: scopes to purge
 * @gained: scopes of which pages will come
 * @time: the host's clock, ms
 * @version: the host's version
 * @file_limit: bytes of the largest file that the host takes
 * @web_address: (nullable): with what links for browsers and calendars begin
 *
 * Returns: (transfer full): the frame
 */
char *
office_frame_welcome (const char *office_id, const char *office_name, const char *you, const OfficeCursor *head,
                      gboolean reset, const char *const *drop, const char *const *gained, gint64 time,
                      const char *version, gint64 file_limit, const char *web_address)
{
  GString *json = begin ("welcome");

  office_frame_add_name (json, "office");
  g_string_append_c (json, '{');
  office_frame_add_text (json, "id", office_id);
  office_frame_add_text (json, "name", office_name);
  g_string_append_c (json, '}');
  office_frame_add_text (json, "you", you);
  office_frame_add_text (json, "epoch", head->epoch);
  office_frame_add_integer (json, "head", head->rev);
  office_frame_add_text (json, "tag", head->tag);
  office_frame_add_boolean (json, "reset", reset);
  office_frame_add_texts (json, "drop", drop);
  office_frame_add_texts (json, "gained", gained);
  office_frame_add_integer (json, "time", time);
  office_frame_add_text (json, "version", version);
  if (web_address != NULL)
    office_frame_add_text (json, "web", web_address);
  office_frame_add_name (json, "limits");
  g_string_append_c (json, '{');
  office_frame_add_integer (json, "frame", OFFICE_LIMIT_CLIENT_FRAME);
  office_frame_add_integer (json, "unreceived", OFFICE_LIMIT_UNRECEIVED);
  office_frame_add_integer (json, "operations", OFFICE_LIMIT_OPERATIONS);
  office_frame_add_integer (json, "file", file_limit);
  g_string_append_c (json, '}');
  return end (json);
}

/**
 * office_frame_page:
 * @scope: the scope whose snapshot this is a piece of
 * @bodies: (element-type utf8): records as JSON, put in as they are
 * @next: (nullable): the mark to go on from
 * @last: whether nothing follows
 *
 * Returns: (transfer full): the frame
 */
char *
office_frame_page (const char *scope, GPtrArray *bodies, const char *next, gboolean last)
{
  GString *json = begin ("page");

  office_frame_add_text (json, "scope", scope);
  add_records (json, bodies);
  office_frame_add_text (json, "next", next);
  office_frame_add_boolean (json, "last", last);
  return end (json);
}

/**
 * office_frame_changes:
 * @after: the revision before the first change
 * @rev: the last revision covered
 * @tag: its tag
 * @bodies: (element-type utf8): records as JSON, put in as they are
 * @gained: (nullable): scopes that became visible; none is as %NULL
 * @drop: (nullable): scopes that became invisible; none is as %NULL
 *
 * Returns: (transfer full): the frame
 */
char *
office_frame_changes (gint64 after, gint64 rev, const char *tag, GPtrArray *bodies, const char *const *gained,
                      const char *const *drop)
{
  GString *json = begin ("changes");

  office_frame_add_integer (json, "after", after);
  office_frame_add_integer (json, "rev", rev);
  office_frame_add_text (json, "tag", tag);
  add_records (json, bodies);
  if (gained != NULL && gained[0] != NULL)
    office_frame_add_texts (json, "gained", gained);
  if (drop != NULL && drop[0] != NULL)
    office_frame_add_texts (json, "drop", drop);
  return end (json);
}

/**
 * office_frame_live:
 * @rev: the client has everything up to this revision
 *
 * Returns: (transfer full): the frame
 */
char *
office_frame_live (gint64 rev)
{
  GString *json = begin ("live");

  office_frame_add_integer (json, "rev", rev);
  return end (json);
}

/**
 * office_frame_results:
 * @results: (element-type OfficeResult): one for each operation, in order
 *
 * Returns: (transfer full): the frame
 */
char *
office_frame_results (GPtrArray *results)
{
  GString *json = begin ("results");

  office_frame_add_name (json, "results");
  g_string_append_c (json, '[');
  for (guint i = 0; i < results->len; i++)
    {
      if (i > 0)
        g_string_append_c (json, ',');
      office_frame_add_result (json, g_ptr_array_index (results, i));
    }
  g_string_append_c (json, ']');
  return end (json);
}

/**
 * office_frame_answer:
 * @number: the number of the question
 * @bodies: (nullable) (element-type utf8): records as JSON, put in as they are
 * @next: (nullable): the mark to go on from; %NULL: there is no more
 * @problem: (nullable): why there are none
 *
 * Returns: (transfer full): the frame
 */
char *
office_frame_answer (gint64 number, GPtrArray *bodies, const char *next, const GError *problem)
{
  GString *json = begin ("answer");

  office_frame_add_integer (json, "number", number);
  if (problem != NULL)
    office_frame_add_problem (json, problem);
  else
    add_records (json, bodies);
  office_frame_add_text (json, "next", next);
  return end (json);
}

/**
 * office_frame_seen:
 * @room: a room's id
 * @whole: whether who is not named has read nothing that is told
 * @people: (element-type OfficeSeen): how far they have read
 *
 * Returns: (transfer full): the frame
 */
char *
office_frame_seen (const char *room, gboolean whole, GPtrArray *people)
{
  GString *json = begin ("seen");

  office_frame_add_text (json, "room", room);
  office_frame_add_boolean (json, "whole", whole);
  office_frame_add_name (json, "people");
  g_string_append_c (json, '[');
  for (guint i = 0; i < people->len; i++)
    {
      OfficeSeen *seen = g_ptr_array_index (people, i);

      g_string_append (json, i > 0 ? ",{" : "{");
      office_frame_add_text (json, "person", seen->person);
      office_frame_add_integer (json, "seq", seen->seq);
      g_string_append_c (json, '}');
    }
  g_string_append_c (json, ']');
  return end (json);
}

/**
 * office_frame_presence:
 * @whole: whether who is not named is offline
 * @people: (element-type OfficePresence): their states
 *
 * Returns: (transfer full): the host's `presence` frame
 */
char *
office_frame_presence (gboolean whole, GPtrArray *people)
{
  GString *json = begin ("presence");

  office_frame_add_boolean (json, "whole", whole);
  office_frame_add_name (json, "people");
  g_string_append_c (json, '[');
  for (guint i = 0; i < people->len; i++)
    {
      OfficePresence *presence = g_ptr_array_index (people, i);

      g_string_append (json, i > 0 ? ",{" : "{");
      office_frame_add_text (json, "person", presence->person);
      office_frame_add_text (json, "state", presence->state);
      g_string_append_c (json, '}');
    }
  g_string_append_c (json, ']');
  return end (json);
}

/**
 * office_frame_pong:
 * @head: the host's newest revision; a client's cursor
 *
 * Returns: (transfer full): the frame
 */
char *
office_frame_pong (gint64 head)
{
  GString *json = begin ("pong");

  office_frame_add_integer (json, "head", head);
  return end (json);
}

/**
 * office_frame_bye:
 * @problem: why the connection ends
 * @back_low: come back after so many ms at the earliest, or -1
 * @back_high: and at the latest, or -1
 *
 * Returns: (transfer full): the frame
 */
char *
office_frame_bye (const GError *problem, gint64 back_low, gint64 back_high)
{
  GString *json = begin ("bye");

  office_frame_add_problem (json, problem);
  if (g_error_matches (problem, OFFICE_PROBLEM, OFFICE_PROBLEM_OUTDATED))
    office_frame_add_integer (json, "protocol", OFFICE_PROTOCOL);
  if (back_low >= 0 && back_high >= back_low)
    {
      office_frame_add_name (json, "after");
      g_string_append_printf (json, "[%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT "]", back_low, back_high);
    }
  return end (json);
}
