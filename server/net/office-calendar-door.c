/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-endpoints-private.h"

#include "office-calendar.h"
#include "office-problem.h"
#include "office-reason.h"

#include <string.h>

/*
 * /calendar/SECRET.ics of PROTOCOL.md section 3: a person's tasks with a date, for calendars, which know no token. The secret
 * is found through an index, whose search tells nothing of how much of a wrong one was right that could be used within the
 * few attempts that there are; a wrong one, and one that is no more, get the same answer.
 *
 * An office may have very many tasks with a date: they are looked at a few at a time, between which the host does what else
 * there is to do, and are written by a worker.
 */

#define PLACE       OFFICE_CALENDAR_PLACE
#define ENDING      ".ics"
#define MOST_EVENTS 5000
#define SLICE       250 /* rows of the book: some milliseconds */

/* A calendar that is being read. */
typedef struct {
  OfficeRequest *request; /* of the person */
  OfficeCalendar *calendar;
  GHashTable *rooms; /* id → OfficeRecord, of those that were needed */
  char *due;         /* where to go on, with number */
  gint64 number;
  guint n_events;
} Reading;

/* ---- whose ---- */

static char *
dup_secret (OfficeExchange *exchange)
{
  const char *path = g_uri_get_path (soup_server_message_get_uri (office_exchange_get_message (exchange)));
  gsize length;

  if (!g_str_has_prefix (path, PLACE) || !g_str_has_suffix (path, ENDING))
    return NULL;
  path += strlen (PLACE);
  length = strlen (path) - strlen (ENDING);
  return length == OFFICE_FEED_SECRET_LENGTH ? g_strndup (path, length) : NULL;
}

/* The person's id; NULL: the secret is none. */
static char *
find_person (OfficeEndpoints *self, OfficeExchange *exchange)
{
  g_autofree char *secret = dup_secret (exchange);
  g_autoptr (GPtrArray) feeds = NULL;

  if (secret == NULL)
    return NULL;
  feeds = office_book_list (OFFICE_BOOK (self->store), "feed", "secret", secret);
  for (guint i = 0; i < feeds->len; i++)
    {
      const char *person = office_scope_get_person (office_record_get_scope (feeds->pdata[i]));

      if (person != NULL && office_access_may_see_scope (OFFICE_BOOK (self->store), person, "office"))
        return g_strdup (person);
    }
  return NULL;
}

/* ---- what ---- */

static gboolean
is_theirs (OfficeRecord *task, const char *person)
{
  g_auto (GStrv) assignees = office_record_dup_ids (task, "assignees");

  return assignees[0] != NULL ? g_strv_contains ((const char *const *) assignees, person)
                              : g_strcmp0 (office_record_get_text (task, "created_by"), person) == 0;
}

static OfficeRecord *
get_room (OfficeEndpoints *self, GHashTable *rooms, const char *id)
{
  OfficeRecord *room = g_hash_table_lookup (rooms, id);

  if (room == NULL)
    {
      room = office_book_get (OFFICE_BOOK (self->store), id);
      if (room != NULL)
        g_hash_table_insert (rooms, g_strdup (id), room);
    }
  return room;
}

static char **
dup_labels (OfficeEndpoints *self, OfficeRecord *task)
{
  g_auto (GStrv) ids = office_record_dup_ids (task, "labels");
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autoptr (OfficeRecord) label = office_book_get (OFFICE_BOOK (self->store), ids[i]);

      if (label != NULL)
        g_ptr_array_add (names, g_strdup (office_record_get_text (label, "name")));
    }
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}

static void
add_task (OfficeEndpoints *self, OfficeCalendar *calendar, OfficeRecord *task, OfficeRecord *room)
{
  g_auto (GStrv) labels = dup_labels (self, task);
  const char *key = office_record_get_text (room, "key");
  g_autofree char *short_id = key != NULL && office_record_has (task, "number") ? g_strdup_printf (
                                  "%s-%" G_GINT64_FORMAT, key, office_record_get_integer (task, "number"))
                                                                                : NULL;
  const OfficeCalendarPlace place = {
    .room = office_record_get_text (room, "name"),
    .short_id = short_id,
    .labels = (const char *const *) labels,
  };

  office_calendar_add (calendar, task, &place);
}

static Reading *
reading_new (OfficeEndpoints *self, OfficeExchange *exchange, const char *person)
{
  Reading *reading = g_new0 (Reading, 1);
  g_autofree char *name = office_store_dup_office_name (self->store);
  g_autoptr (OfficeRecord) record = office_book_get (OFFICE_BOOK (self->store), person);

  reading->request = office_request_new (self, exchange);
  reading->request->person = g_strdup (person);
  reading->calendar = office_calendar_new (OFFICE_CALENDAR_EVENTS, name, office_store_get_office_id (self->store),
                                           office_record_get_text (record, "zone"));
  reading->rooms = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) office_record_unref);
  return reading;
}

static void
reading_free (gpointer data)
{
  Reading *self = data;

  office_request_free (self->request);
  office_calendar_free (self->calendar);
  g_hash_table_unref (self->rooms);
  g_free (self->due);
  g_free (self);
}

static void
add_if_theirs (Reading *self, OfficeRecord *task)
{
  OfficeEndpoints *endpoints = self->request->endpoints;
  const char *person = self->request->person;
  OfficeRecord *room = is_theirs (task, person)
                           ? get_room (endpoints, self->rooms, office_record_get_text (task, "room"))
                           : NULL;

  if (room == NULL || office_record_get_boolean (room, "archived") || office_record_get_boolean (room, "template")
      || !office_access_may_see_scope (OFFICE_BOOK (endpoints->store), person, office_record_get_scope (task)))
    return;
  add_task (endpoints, self->calendar, task, room);
  self->n_events++;
}

/* The next of them; *last: nothing is left. */
static gboolean
read_slice (Reading *self, gboolean *last, GError **error)
{
  OfficeEndpoints *endpoints = self->request->endpoints;
  g_autoptr (GPtrArray) tasks = NULL;

  if (endpoints->stopped)
    {
      office_reason_set (error, OFFICE_REASON_STOPPING, NULL);
      return FALSE;
    }
  tasks = office_store_list_dated_tasks (endpoints->store, self->request->person, SLICE, &self->due, &self->number,
                                         error);
  for (guint i = 0; tasks != NULL && i < tasks->len && self->n_events < MOST_EVENTS; i++)
    add_if_theirs (self, tasks->pdata[i]);
  *last = self->due == NULL || self->n_events == MOST_EVENTS;
  return tasks != NULL;
}

/* ---- the answer ---- */

static gboolean
has_same (OfficeExchange *exchange, const char *tag)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (office_exchange_get_message (exchange));
  const char *known = soup_message_headers_get_list (headers, "If-None-Match");

  return known != NULL && strstr (known, tag) != NULL;
}

static void
answer_text (OfficeExchange *exchange, char *text)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  g_autofree char *tag = g_strdup_printf ("\"%.32s\"", hash);

  soup_message_headers_replace (soup_server_message_get_response_headers (office_exchange_get_message (exchange)),
                                "ETag", tag);
  if (has_same (exchange, tag))
    {
      g_free (text);
      office_exchange_answer (exchange, SOUP_STATUS_NOT_MODIFIED, NULL, NULL);
      return;
    }
  office_exchange_answer (exchange, SOUP_STATUS_OK, "text/calendar; charset=utf-8", text);
}

static void
write_text (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_pointer (task, office_calendar_to_text (((Reading *) data)->calendar), g_free);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer data)
{
  Reading *self = g_task_get_task_data (G_TASK (result));

  answer_text (self->request->exchange, g_task_propagate_pointer (G_TASK (result), NULL));
}

static gboolean
on_turn (gpointer data)
{
  Reading *self = data;
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) error = NULL;
  gboolean last;

  if (!read_slice (self, &last, &error))
    {
      office_exchange_refuse (self->request->exchange, error);
      reading_free (self);
      return G_SOURCE_REMOVE;
    }
  if (!last)
    return G_SOURCE_CONTINUE;
  task = g_task_new (NULL, NULL, on_written, NULL);
  g_task_set_task_data (task, self, reading_free);
  g_task_run_in_thread (task, write_text);
  return G_SOURCE_REMOVE;
}

static void
begin (OfficeEndpoints *self, OfficeExchange *exchange, const char *person)
{
  g_autoptr (GSource) turns = g_idle_source_new ();

  office_exchange_hold (exchange);
  g_source_set_static_name (turns, "office-calendar");
  g_source_set_priority (turns, G_PRIORITY_DEFAULT);
  g_source_set_callback (turns, on_turn, reading_new (self, exchange, person), NULL);
  g_source_attach (turns, g_main_context_get_thread_default ());
}

void
office_calendar_answer (OfficeExchange *exchange, gpointer data)
{
  OfficeEndpoints *self = data;
  g_autofree char *person = NULL;
  g_autoptr (GError) error = NULL;

  if (!office_endpoints_admit (self, exchange) || !office_endpoints_check_address (self, exchange))
    return;
  person = find_person (self, exchange);
  if (person == NULL)
    {
      error = office_problem_new (OFFICE_PROBLEM_NOT_FOUND, NULL, "There is no such calendar");
      office_endpoints_note_failure (self, exchange);
      office_exchange_refuse (exchange, error);
      return;
    }
  begin (self, exchange, person);
}
