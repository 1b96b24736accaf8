/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-file-door.h"

#include "office-accounts.h"
#include "office-file-stream.h"
#include "office-problem.h"

#include <string.h>

#define PLACE             "/files/"
#define UNKNOWN_TYPE      "application/octet-stream"
#define COME_BACK_SECONDS 2

struct _OfficeFileDoor {
  gatomicrefcount ref_count;
  OfficeStore *store;
  OfficeFiles *files;
  guint n_pending;
};

/* One request that waits for the disk. */
typedef struct {
  OfficeFileDoor *door;
  OfficeExchange *exchange;
  char *hash, *person;
  OfficeRecord *record; /* DOWN */
  gint64 size;
} Visit;

static void
door_unref (OfficeFileDoor *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_object_unref (self->store);
  g_object_unref (self->files);
  g_free (self);
}

static Visit *
visit_new (OfficeFileDoor *door, OfficeExchange *exchange, const char *hash, const char *person)
{
  Visit *self = g_new0 (Visit, 1);

  g_atomic_ref_count_inc (&door->ref_count);
  door->n_pending++;
  self->door = door;
  self->exchange = office_exchange_ref (exchange);
  self->hash = g_strdup (hash);
  self->person = g_strdup (person);
  return self;
}

static void
visit_free (Visit *self)
{
  self->door->n_pending--;
  door_unref (self->door);
  office_exchange_unref (self->exchange);
  g_clear_pointer (&self->record, office_record_unref);
  g_free (self->hash);
  g_free (self->person);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Visit, visit_free)

/* ---- what is asked for ---- */

static const char *
get_hash (OfficeExchange *exchange)
{
  const char *path = g_uri_get_path (soup_server_message_get_uri (office_exchange_get_message (exchange)));
  const char *hash = g_str_has_prefix (path, PLACE) ? path + strlen (PLACE) : "";

  return office_hash_is_valid (hash) ? hash : NULL;
}

static GHashTable *
parse_query (OfficeExchange *exchange)
{
  const char *query = g_uri_get_query (soup_server_message_get_uri (office_exchange_get_message (exchange)));
  GHashTable *members = query != NULL ? soup_form_decode (query) : NULL;

  return members != NULL ? members : g_hash_table_new (g_str_hash, g_str_equal);
}

static gboolean
asks_for_state (OfficeExchange *exchange)
{
  const char *query = g_uri_get_query (soup_server_message_get_uri (office_exchange_get_message (exchange)));

  return g_strcmp0 (query, "state") == 0 || g_strcmp0 (query, "state=") == 0;
}

static gboolean
take_number (GHashTable *query, const char *name, gint64 *number, GError **error)
{
  const char *text = g_hash_table_lookup (query, name);
  guint64 value;

  if (text != NULL && g_ascii_string_to_unsigned (text, 10, 0, OFFICE_LIMIT_INTEGER, &value, NULL))
    {
      *number = (gint64) value;
      return TRUE;
    }
  office_problem_set (error, OFFICE_PROBLEM_INVALID, name, "The parameter “%s” is not a number of bytes", name);
  return FALSE;
}

static OfficeTicket *
check_token (OfficeFileDoor *self, OfficeExchange *exchange)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *token = office_exchange_dup_token (exchange, &error);
  OfficeTicket *ticket = token != NULL ? office_accounts_check (self->store, token, &error) : NULL;

  if (ticket == NULL)
    office_exchange_refuse (exchange, error);
  return ticket;
}

static void
refuse_unknown (OfficeExchange *exchange)
{
  g_autoptr (GError) problem = office_problem_new (OFFICE_PROBLEM_NOT_FOUND, NULL, "There is no such file");

  office_exchange_refuse (exchange, problem);
}

/* ---- up ---- */

static void
answer_state (Visit *visit, const OfficeUploadState *state)
{
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "offset");
  json_builder_add_int_value (builder, state->offset);
  json_builder_set_member_name (builder, "complete");
  json_builder_add_boolean_value (builder, state->complete);
  json_builder_set_member_name (builder, "limit");
  json_builder_add_int_value (builder, office_files_get_limit (visit->door->files));
  json_builder_set_member_name (builder, "piece");
  json_builder_add_int_value (builder, OFFICE_LIMIT_PIECE);
  json_builder_end_object (builder);
  office_exchange_answer_json (visit->exchange, SOUP_STATUS_OK, builder);
}

/* Tells where to go on. */
static void
refuse_offset (Visit *visit, const GError *problem)
{
  OfficeUploadState state = office_files_look (visit->door->files, visit->hash, visit->person);
  g_autofree char *text = office_problem_to_json (problem);
  g_autoptr (JsonNode) node = json_from_string (text, NULL);

  json_object_set_int_member (json_node_get_object (node), "offset", state.offset);
  office_exchange_answer (visit->exchange, OFFICE_PROBLEM_CONFLICT, "application/problem+json",
                          json_to_string (node, FALSE));
}

static void
piece_written (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Visit) visit = data;
  g_autoptr (GError) error = NULL;
  OfficeUploadState state;

  if (office_files_write_finish (OFFICE_FILES (source), result, &state, &error))
    answer_state (visit, &state);
  else if (g_error_matches (error, OFFICE_PROBLEM, OFFICE_PROBLEM_CONFLICT))
    refuse_offset (visit, error);
  else if (g_error_matches (error, OFFICE_PROBLEM, OFFICE_PROBLEM_UNAVAILABLE))
    office_exchange_refuse_for_now (visit->exchange, error, COME_BACK_SECONDS);
  else
    office_exchange_refuse (visit->exchange, error);
}

/* Before a megabyte is taken: from whom, and of what. */
static gboolean
admit_piece (OfficeExchange *exchange, gpointer data)
{
  g_autoptr (OfficeTicket) ticket = check_token (data, exchange);

  if (ticket == NULL)
    return FALSE;
  if (get_hash (exchange) != NULL)
    return TRUE;
  refuse_unknown (exchange);
  return FALSE;
}

static void
answer_piece (OfficeExchange *exchange, gpointer data)
{
  OfficeFileDoor *self = data;
  g_autoptr (OfficeTicket) ticket = check_token (self, exchange);
  g_autoptr (GHashTable) query = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  gint64 offset, size;
  Visit *visit;

  if (ticket == NULL)
    return;
  query = parse_query (exchange);
  if (!take_number (query, "offset", &offset, &error) || !take_number (query, "size", &size, &error))
    {
      office_exchange_refuse (exchange, error);
      return;
    }
  visit = visit_new (self, exchange, get_hash (exchange), ticket->person);
  bytes = office_exchange_take_body (exchange);
  office_exchange_hold (exchange);
  office_files_write_async (self->files, visit->hash, visit->person, offset, size, bytes, piece_written, visit);
}

/* ---- down ---- */

static gboolean
is_token (const char *text, const char *end)
{
  if (text == end)
    return FALSE;
  for (; text < end; text++)
    if (!g_ascii_isalnum (*text) && strchr ("!#$&^_.+-", *text) == NULL)
      return FALSE;
  return TRUE;
}

/* What a client once said; a header takes it only if it is one. */
static const char *
get_type (OfficeRecord *record)
{
  const char *type = office_record_get_text (record, "type");
  const char *slash = type != NULL ? strchr (type, '/') : NULL;

  return slash != NULL && is_token (type, slash) && is_token (slash + 1, type + strlen (type)) ? type : UNKNOWN_TYPE;
}

static void
set_headers (Visit *visit, SoupMessageHeaders *headers)
{
  g_autoptr (GHashTable) parameters = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *tag = g_strdup_printf ("\"%s\"", visit->hash);

  g_hash_table_insert (parameters, (gpointer) "filename", (gpointer) office_record_get_text (visit->record, "name"));
  soup_message_headers_set_content_type (headers, get_type (visit->record), NULL);
  soup_message_headers_set_content_disposition (headers, "attachment", parameters);
  soup_message_headers_replace (headers, "Accept-Ranges", "bytes");
  soup_message_headers_replace (headers, "ETag", tag);
}

typedef enum {
  WHOLE,
  PART,
  OUTSIDE,
} Extent;

/* One range is understood; of several, and of what is none, the whole is sent, as RFC 9110 allows. */
static Extent
find_extent (Visit *visit, SoupMessageHeaders *headers, gint64 *start, gint64 *end)
{
  const char *text = soup_message_headers_get_one (headers, "Range");
  const char *condition = soup_message_headers_get_one (headers, "If-Range");
  g_autofree char *tag = g_strdup_printf ("\"%s\"", visit->hash);
  SoupRange *ranges;
  int n_ranges = 0;
  gboolean understood;
  guint64 first;

  *start = 0;
  *end = visit->size - 1;
  if (text == NULL || (condition != NULL && !g_str_equal (condition, tag)))
    return WHOLE;
  understood = soup_message_headers_get_ranges (headers, visit->size, &ranges, &n_ranges);
  if (understood && n_ranges == 1 && strchr (text, ',') == NULL)
    {
      *start = ranges[0].start;
      *end = MIN (ranges[0].end, visit->size - 1);
    }
  if (understood)
    soup_message_headers_free_ranges (headers, ranges);
  if (g_str_has_prefix (text, "bytes=") && g_ascii_isdigit (text[6]) && strchr (text, ',') == NULL)
    {
      first = g_ascii_strtoull (text + 6, NULL, 10);
      if (first >= (guint64) visit->size)
        return OUTSIDE;
    }
  return understood && n_ranges == 1 && strchr (text, ',') == NULL ? PART : WHOLE;
}

static void
refuse_range (Visit *visit)
{
  SoupServerMessage *message = office_exchange_get_message (visit->exchange);
  g_autoptr (GError) problem = office_problem_new (OFFICE_PROBLEM_RANGE, NULL, "The range lies outside the file");
  g_autofree char *extent = g_strdup_printf ("bytes */%" G_GINT64_FORMAT, visit->size);

  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Content-Range", extent);
  office_exchange_refuse (visit->exchange, problem);
}

static void
stream_over (gpointer data)
{
  g_debug ("A file was sent");
}

static void
send_file (Visit *visit, GInputStream *stream)
{
  SoupServerMessage *message = office_exchange_get_message (visit->exchange);
  SoupMessageHeaders *request = soup_server_message_get_request_headers (message);
  gint64 start, end;
  Extent extent = find_extent (visit, request, &start, &end);
  SoupMessageHeaders *headers;

  if (extent == OUTSIDE)
    {
      refuse_range (visit);
      return;
    }
  if (start > 0 && !g_seekable_seek (G_SEEKABLE (stream), start, G_SEEK_SET, NULL, NULL))
    {
      refuse_unknown (visit->exchange);
      return;
    }
  /* Else libsoup would cut the first piece to the range once more. */
  soup_message_headers_remove (request, "Range");
  message = office_exchange_begin_stream (visit->exchange,
                                          extent == PART ? SOUP_STATUS_PARTIAL_CONTENT : SOUP_STATUS_OK);
  if (message == NULL)
    return;
  headers = soup_server_message_get_response_headers (message);
  set_headers (visit, headers);
  if (extent == PART)
    soup_message_headers_set_content_range (headers, start, end, visit->size);
  office_file_stream_start (message, g_object_ref (stream), end - start + 1, stream_over, NULL);
}

static void
file_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Visit) visit = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read_finish (G_FILE (source), result, &error);

  if (stream != NULL)
    {
      send_file (visit, G_INPUT_STREAM (stream));
      return;
    }
  g_message ("A file cannot be opened: %s", error->message);
  refuse_unknown (visit->exchange);
}

static void
answer_file (OfficeFileDoor *self, OfficeExchange *exchange, const char *hash, const char *person)
{
  g_autoptr (OfficeRecord) record = office_files_find_record (OFFICE_BOOK (self->store), hash, person);
  gint64 size = 0;
  g_autofree char *path = record != NULL ? office_files_dup_path (self->files, hash, &size) : NULL;
  g_autoptr (GFile) file = NULL;
  Visit *visit;

  if (path == NULL)
    {
      refuse_unknown (exchange);
      return;
    }
  visit = visit_new (self, exchange, hash, person);
  visit->record = g_steal_pointer (&record);
  visit->size = size;
  file = g_file_new_for_path (path);
  office_exchange_hold (exchange);
  g_file_read_async (file, G_PRIORITY_DEFAULT, NULL, file_opened, visit);
}

static void
answer_get (OfficeExchange *exchange, gpointer data)
{
  OfficeFileDoor *self = data;
  g_autoptr (OfficeTicket) ticket = check_token (self, exchange);
  const char *hash = get_hash (exchange);

  if (ticket == NULL)
    return;
  if (hash == NULL)
    refuse_unknown (exchange);
  else if (asks_for_state (exchange))
    {
      g_autoptr (Visit) visit = visit_new (self, exchange, hash, ticket->person);
      OfficeUploadState state = office_files_look (self->files, hash, ticket->person);

      answer_state (visit, &state);
    }
  else
    answer_file (self, exchange, hash, ticket->person);
}

/**
 * office_file_door_new:
 * @store: the office's book
 * @files: the files beside it
 *
 * Belongs to the store's main context.
 *
 * Returns: (transfer full): the door
 */
OfficeFileDoor *
office_file_door_new (OfficeStore *store, OfficeFiles *files)
{
  OfficeFileDoor *self = g_new0 (OfficeFileDoor, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->store = g_object_ref (store);
  self->files = g_object_ref (files);
  return self;
}

/**
 * office_file_door_free:
 * @self: (nullable) (transfer full): a door; requests that wait for the disk are still answered
 */
void
office_file_door_free (OfficeFileDoor *self)
{
  if (self != NULL)
    door_unref (self);
}

/**
 * office_file_door_get_routes:
 * @n_routes: (out): how many
 *
 * Returns: (transfer none) (array length=n_routes): the routes
 */
const OfficeRoute *
office_file_door_get_routes (guint *n_routes)
{
  static const OfficeRoute routes[] = {
    { PLACE, "GET", answer_get, NULL, 0 },
    { PLACE, "PUT", answer_piece, admit_piece, OFFICE_LIMIT_PIECE },
  };

  *n_routes = G_N_ELEMENTS (routes);
  return routes;
}

/**
 * office_file_door_count:
 * @self: a door
 *
 * Returns: how many requests wait for the disk
 */
guint
office_file_door_count (OfficeFileDoor *self)
{
  return self->n_pending;
}
