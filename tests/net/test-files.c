/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-net-fixture.h"

#include "office-id.h"
#include "office-problem.h"

#include <string.h>

/* Files over real HTTP: pieces up, ranges down, and who may. */

#define TEXT "What the plan says."

static const char *
text_of (JsonObject *object, const char *name)
{
  return json_object_get_string_member_with_default (object, name, NULL);
}

static char *
hash_of (const char *data, gsize length)
{
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) data, length);
}

static NetAnswer *
put_bytes (NetFixture *self, const char *token, const char *hash, gint64 offset, gint64 size, const char *data,
           gsize length)
{
  g_autofree char *path = g_strdup_printf ("/files/%s?offset=%" G_GINT64_FORMAT "&size=%" G_GINT64_FORMAT, hash, offset,
                                           size);
  g_autofree char *bearer = g_strconcat ("Bearer ", token, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (data, length);
  SoupMessage *message = net_fixture_build (self, "PUT", path, NULL);

  soup_message_set_request_body_from_bytes (message, "application/octet-stream", bytes);
  soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization", bearer);
  return net_fixture_send (self, message);
}

static NetAnswer *
put (NetFixture *self, const char *token, const char *hash, gint64 offset, const char *piece)
{
  return put_bytes (self, token, hash, offset, strlen (TEXT), piece, strlen (piece));
}

static NetAnswer *
get (NetFixture *self, const char *token, const char *hash, const char *query, const char *range)
{
  g_autofree char *path = g_strconcat ("/files/", hash, query, NULL);
  g_autofree char *bearer = g_strconcat ("Bearer ", token, NULL);
  SoupMessage *message = net_fixture_build (self, "GET", path, NULL);

  soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization", bearer);
  if (range != NULL)
    soup_message_headers_replace (soup_message_get_request_headers (message), "Range", range);
  return net_fixture_send (self, message);
}

static void
assert_state (NetAnswer *answer, gint64 offset, gboolean complete)
{
  g_assert_no_error (answer->error);
  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_cmpint (json_object_get_int_member (answer->body, "offset"), ==, offset);
  g_assert_true (json_object_get_boolean_member (answer->body, "complete") == complete);
  g_assert_cmpint (json_object_get_int_member (answer->body, "limit"), ==, OFFICE_LIMIT_FILE);
  g_assert_cmpint (json_object_get_int_member (answer->body, "piece"), ==, OFFICE_LIMIT_PIECE);
}

/* ---- operations, as a desk's would come in ---- */

typedef struct {
  OfficeOperation *operation;
  const char *person;
  OfficeResult *result;
  gboolean done;
} Doing;

static gboolean
apply (OfficeTransaction *transaction, gpointer data, GError **error)
{
  Doing *doing = data;

  doing->result = office_hub_apply (transaction, doing->operation, doing->person, NULL);
  if (doing->result->problem == NULL)
    return TRUE;
  g_propagate_error (error, g_error_copy (doing->result->problem));
  return FALSE;
}

static void
applied (gpointer data, gint64 rev, const GError *error)
{
  ((Doing *) data)->done = TRUE;
}

static OfficeResult *
act (NetFixture *self, const char *person, const char *intent, const char *format, ...)
{
  g_autofree char *id = office_id_new (self->clock, self->random);
  g_autofree char *json = NULL;
  g_autoptr (JsonNode) with = NULL;
  g_autoptr (OfficeOperation) operation = NULL;
  Doing doing = { .person = person };
  va_list arguments;

  va_start (arguments, format);
  json = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_strdelimit (json, "'", '"');
  with = json_from_string (json, NULL);
  g_assert_nonnull (with);
  operation = office_operation_new (id, intent, 0, 0, json_node_get_object (with));
  doing.operation = operation;
  office_store_submit (office_host_get_store (self->host), apply, applied, &doing, NULL);
  OFFICE_WAIT_UNTIL (doing.done);
  return doing.result;
}

static void
did (OfficeResult *result)
{
  g_assert_no_error (result->problem);
  office_result_free (result);
}

typedef struct {
  NetAnswer *anna, *ben;
  const char *anna_token, *anna_id, *ben_token, *ben_id;
  char *room, *message, *file, *hash;
} World;

static void
world_clear (World *self)
{
  net_answer_free (self->anna);
  net_answer_free (self->ben);
  g_free (self->room);
  g_free (self->message);
  g_free (self->file);
  g_free (self->hash);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (World, world_clear)

/* Anna, Ben, and a private room of Anna's. */
static void
furnish (NetFixture *self, World *world)
{
  world->anna = net_fixture_join (self, "Anna", "1");
  world->ben = net_fixture_join (self, "Ben", "2");
  world->anna_token = text_of (world->anna->body, "token");
  world->anna_id = text_of (world->anna->body, "person");
  world->ben_token = text_of (world->ben->body, "token");
  world->ben_id = text_of (world->ben->body, "person");
  world->room = office_id_new (self->clock, self->random);
  world->message = office_id_new (self->clock, self->random);
  world->file = office_id_new (self->clock, self->random);
  world->hash = hash_of (TEXT, strlen (TEXT));
  did (act (self, world->anna_id, "room.create", "{'id':'%s','name':'Plans','visibility':'private'}", world->room));
}

static OfficeResult *
send (NetFixture *self, World *world, const char *name, const char *type, gsize size)
{
  return act (self, world->anna_id, "message.send",
              "{'id':'%s','room':'%s','files':[{'id':'%s','name':'%s','type':'%s','size':%" G_GSIZE_FORMAT
              ",'hash':'%s'}]}",
              world->message, world->room, world->file, name, type, size, world->hash);
}

static void
test_up_and_down (NetFixture *self, gconstpointer data)
{
  g_auto (World) world = { 0 };
  g_autoptr (NetAnswer) state = NULL, up = NULL, early = NULL, down = NULL, head = NULL;
  g_autofree char *tag = NULL;
  g_autofree char *path = NULL;

  furnish (self, &world);
  state = get (self, world.anna_token, world.hash, "?state", NULL);
  assert_state (state, 0, FALSE);
  up = put (self, world.anna_token, world.hash, 0, TEXT);
  assert_state (up, strlen (TEXT), TRUE);
  /* To have uploaded it is not enough. */
  early = get (self, world.anna_token, world.hash, "", NULL);
  net_assert_problem (early, 404, NULL);
  did (send (self, &world, "Der Plan – „neu“.txt", "text/html", strlen (TEXT)));

  down = get (self, world.anna_token, world.hash, "", NULL);
  g_assert_no_error (down->error);
  g_assert_cmpuint (down->status, ==, 200);
  g_assert_cmpstr (down->text, ==, TEXT);
  g_assert_cmpstr (soup_message_headers_get_one (down->headers, "Content-Type"), ==, "text/html");
  g_assert_cmpstr (soup_message_headers_get_one (down->headers, "X-Content-Type-Options"), ==, "nosniff");
  g_assert_true (
      g_str_has_prefix (soup_message_headers_get_one (down->headers, "Content-Disposition"), "attachment; filename"));
  tag = g_strdup_printf ("\"%s\"", world.hash);
  g_assert_cmpstr (soup_message_headers_get_one (down->headers, "ETag"), ==, tag);
  g_assert_nonnull (
      strstr (soup_message_headers_get_one (down->headers, "Content-Security-Policy"), "default-src 'none'"));

  path = g_strconcat ("/files/", world.hash, NULL);
  head = net_fixture_ask (self, "HEAD", path, NULL, world.anna_token);
  g_assert_cmpuint (head->status, ==, 200);
  g_assert_cmpstr (head->text, ==, "");
  g_assert_cmpint (soup_message_headers_get_content_length (head->headers), ==, strlen (TEXT));
}

static void
test_resume (NetFixture *self, gconstpointer data)
{
  g_auto (World) world = { 0 };
  g_autoptr (NetAnswer) first = NULL, twice = NULL, gap = NULL, state = NULL, last = NULL;

  furnish (self, &world);
  first = put (self, world.anna_token, world.hash, 0, "What ");
  assert_state (first, 5, FALSE);
  twice = put (self, world.anna_token, world.hash, 0, "What ");
  net_assert_problem (twice, 409, "offset");
  g_assert_cmpint (json_object_get_int_member (twice->body, "offset"), ==, 5);
  gap = put (self, world.anna_token, world.hash, 7, "plan");
  net_assert_problem (gap, 409, "offset");

  office_host_stop (self->host);
  g_assert_finalize_object (self->host);
  net_fixture_start (self);
  state = get (self, world.anna_token, world.hash, "?state", NULL);
  assert_state (state, 5, FALSE);
  last = put (self, world.anna_token, world.hash, 5, "the plan says.");
  assert_state (last, strlen (TEXT), TRUE);
}

static void
test_range (NetFixture *self, gconstpointer data)
{
  static const struct {
    const char *range;
    guint status;
    const char *text, *extent;
  } cases[] = {
    { "bytes=5-7", 206, "the", "bytes 5-7/19" },    { "bytes=14-", 206, "says.", "bytes 14-18/19" },
    { "bytes=-5", 206, "says.", "bytes 14-18/19" }, { "bytes=0-999", 206, TEXT, "bytes 0-18/19" },
    { "bytes=19-", 416, NULL, "bytes */19" },       { "bytes=99999999999-", 416, NULL, "bytes */19" },
    { "bytes=0-1,4-5", 200, TEXT, NULL },           { "pages=1-2", 200, TEXT, NULL },
  };
  g_auto (World) world = { 0 };
  g_autoptr (NetAnswer) up = NULL;

  furnish (self, &world);
  up = put (self, world.anna_token, world.hash, 0, TEXT);
  did (send (self, &world, "Plan.txt", "text/plain", strlen (TEXT)));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (NetAnswer) answer = get (self, world.anna_token, world.hash, "", cases[i].range);

      g_test_message ("%s", cases[i].range);
      g_assert_no_error (answer->error);
      g_assert_cmpuint (answer->status, ==, cases[i].status);
      if (cases[i].text != NULL)
        g_assert_cmpstr (answer->text, ==, cases[i].text);
      g_assert_cmpstr (soup_message_headers_get_one (answer->headers, "Content-Range"), ==, cases[i].extent);
    }
}

/* A room that somebody leaves takes its files with it; a hash alone opens nothing. */
static void
test_forbidden (NetFixture *self, gconstpointer data)
{
  g_auto (World) world = { 0 };
  g_autoptr (NetAnswer) up = NULL, nobody = NULL, stranger = NULL, state = NULL, member = NULL, left = NULL,
                        removed = NULL;
  g_autofree char *path = NULL;
  OfficeResult *stolen;

  furnish (self, &world);
  path = g_strconcat ("/files/", world.hash, NULL);
  up = put (self, world.anna_token, world.hash, 0, TEXT);
  did (send (self, &world, "Plan.txt", "text/plain", strlen (TEXT)));
  nobody = net_fixture_ask (self, "GET", path, NULL, NULL);
  net_assert_problem (nobody, 401, "token");
  stranger = get (self, world.ben_token, world.hash, "", NULL);
  net_assert_problem (stranger, 404, NULL);
  state = get (self, world.ben_token, world.hash, "?state", NULL);
  assert_state (state, 0, FALSE);
  stolen = act (self, world.ben_id, "room.open-direct", "{'members':['%s']}", world.anna_id);
  did (stolen);
  {
    g_autofree char *id = office_id_new (self->clock, self->random);
    g_autofree char *file = office_id_new (self->clock, self->random);
    const char *both[] = { world.anna_id, world.ben_id, NULL };
    g_autofree char *direct = office_id_derive_direct (office_store_get_office_id (office_host_get_store (self->host)),
                                                       both);

    stolen = act (self, world.ben_id, "message.send",
                  "{'id':'%s','room':'%s','files':[{'id':'%s','name':'P','type':'a/b','size':19,'hash':'%s'}]}", id,
                  direct, file, world.hash);
    g_assert_true (office_problem_is_missing_file (stolen->problem));
    office_result_free (stolen);
  }

  did (act (self, world.anna_id, "member.add", "{'room':'%s','person':'%s'}", world.room, world.ben_id));
  member = get (self, world.ben_token, world.hash, "", NULL);
  g_assert_cmpuint (member->status, ==, 200);
  did (act (self, world.ben_id, "member.remove", "{'room':'%s','person':'%s'}", world.room, world.ben_id));
  left = get (self, world.ben_token, world.hash, "", NULL);
  net_assert_problem (left, 404, NULL);
  did (act (self, world.anna_id, "remove", "{'kind':'file','id':'%s'}", world.file));
  removed = get (self, world.anna_token, world.hash, "", NULL);
  net_assert_problem (removed, 404, NULL);
}

/* The refusal is not kept: the same operation goes through once the file is there. */
static void
test_missing (NetFixture *self, gconstpointer data)
{
  g_auto (World) world = { 0 };
  g_autoptr (NetAnswer) up = NULL;
  OfficeResult *missing;

  furnish (self, &world);
  missing = send (self, &world, "Plan.txt", "text/plain", strlen (TEXT));
  g_assert_true (office_problem_is_missing_file (missing->problem));
  office_result_free (missing);
  up = put (self, world.anna_token, world.hash, 0, TEXT);
  did (send (self, &world, "Plan.txt", "text/plain", strlen (TEXT)));
}

static void
test_refused (NetFixture *self, gconstpointer data)
{
  g_auto (World) world = { 0 };
  g_autofree char *other = hash_of ("Other", 5);
  g_autofree char *large = g_strnfill (OFFICE_LIMIT_PIECE + 1, 'x');
  g_autoptr (NetAnswer) wrong = NULL, too_large = NULL, piece = NULL, no_token = NULL, no_size = NULL, path = NULL,
                        outside = NULL, method = NULL;

  furnish (self, &world);
  wrong = put (self, world.anna_token, other, 0, TEXT);
  net_assert_problem (wrong, 422, "hash");
  too_large = put_bytes (self, world.anna_token, other, 0, OFFICE_LIMIT_FILE + 1, "x", 1);
  net_assert_problem (too_large, 413, "size");
  piece = put_bytes (self, world.anna_token, other, 0, OFFICE_LIMIT_FILE, large, OFFICE_LIMIT_PIECE + 1);
  net_assert_problem (piece, 413, NULL);
  no_token = put (self, "nonsense", other, 0, TEXT);
  net_assert_problem (no_token, 401, "token");
  {
    g_autofree char *url = g_strconcat ("/files/", other, "?offset=0&size=-4", NULL);
    g_autofree char *post = g_strconcat ("/files/", other, NULL);

    no_size = net_fixture_ask (self, "PUT", url, "x", world.anna_token);
    net_assert_problem (no_size, 422, "size");
    method = net_fixture_ask (self, "POST", post, "x", world.anna_token);
    net_assert_problem (method, 405, NULL);
  }
  path = net_fixture_ask (self, "PUT", "/files/office.db?offset=0&size=1", "x", world.anna_token);
  net_assert_problem (path, 404, NULL);
  outside = net_fixture_ask (self, "PUT", "/files/..%2Foffice.db?offset=0&size=1", "x", world.anna_token);
  g_assert_cmpuint (outside->status, >=, 400);
}

/* An upload that says something else than it is: refused, nothing of it stays, and the truth still goes through. */
static void
test_lies (NetFixture *self, gconstpointer data)
{
  g_auto (World) world = { 0 };
  g_autoptr (NetAnswer) more = NULL, beyond = NULL, first = NULL, larger = NULL, shorter = NULL, state = NULL,
                        anew = NULL, whole = NULL, loud = NULL, brief = NULL;
  OfficeResult *result;
  g_autofree char *upper = NULL;

  furnish (self, &world);
  more = put_bytes (self, world.anna_token, world.hash, 0, 5, TEXT, strlen (TEXT));
  net_assert_problem (more, 422, "offset");
  beyond = put_bytes (self, world.anna_token, world.hash, 30, strlen (TEXT), "x", 1);
  g_assert_cmpuint (beyond->status, >=, 400);
  /* It calls itself whole after five bytes: their hash is another. */
  shorter = put_bytes (self, world.anna_token, world.hash, 0, 5, "What ", 5);
  net_assert_problem (shorter, 422, "hash");
  state = get (self, world.anna_token, world.hash, "?state", NULL);
  assert_state (state, 0, FALSE);

  /* It grows on its way: what was to be the end is not. */
  first = put (self, world.anna_token, world.hash, 0, "What ");
  assert_state (first, 5, FALSE);
  larger = put_bytes (self, world.anna_token, world.hash, 5, strlen (TEXT) + 1, "the plan says.!", 15);
  net_assert_problem (larger, 422, "hash");
  result = send (self, &world, "Plan.txt", "text/plain", strlen (TEXT));
  g_assert_true (office_problem_is_missing_file (result->problem));
  office_result_free (result);
  anew = put (self, world.anna_token, world.hash, 0, "What ");
  assert_state (anew, 5, FALSE);
  whole = put (self, world.anna_token, world.hash, 5, "the plan says.");
  assert_state (whole, strlen (TEXT), TRUE);

  /* The bytes are there, but they are not as many as the message says. */
  result = send (self, &world, "Plan.txt", "text/plain", strlen (TEXT) + 1);
  g_assert_error (result->problem, OFFICE_PROBLEM, OFFICE_PROBLEM_INVALID);
  g_assert_cmpstr (office_problem_get_field (result->problem), ==, "files");
  office_result_free (result);
  did (send (self, &world, "Plan.txt", "text/plain", strlen (TEXT)));

  /* A hash has one way to be written: files have one name. */
  upper = g_ascii_strup (world.hash, -1);
  loud = put (self, world.anna_token, upper, 0, TEXT);
  net_assert_problem (loud, 404, NULL);
  upper[10] = '\0';
  brief = put (self, world.anna_token, upper, 0, TEXT);
  net_assert_problem (brief, 404, NULL);
}

/* A name is for people. It never becomes a path or a header's end, and what cannot be a name is refused. */
static void
test_names (NetFixture *self, gconstpointer data)
{
  static const struct {
    const char *json;
    gboolean refused;
  } names[] = {
    { "", TRUE },
    { "two\\nlines.txt", TRUE },
    { "tab\\tbed.txt", FALSE },
    { "bell\\u0007.txt", TRUE },
    { "return\\r\\nSet-Cookie: a=b", TRUE },
    { "../../../etc/passwd", FALSE },
    { "C:\\\\windows\\\\system.ini", FALSE },
    { "quote\\u0022; filename=\\u0022other.exe", FALSE },
    { "..", FALSE },
    { "invoice\\u202efdp.exe", FALSE },
    { "z\\u200bero.txt", FALSE },
    { "图纸 👩‍🚀.pdf", FALSE },
    { "<b>&amp;.html", FALSE },
  };
  g_auto (World) world = { 0 };
  g_autoptr (NetAnswer) up = NULL;
  g_autofree char *longest = g_strnfill (255, 'n');
  g_autofree char *longer = g_strnfill (256, 'n');
  OfficeResult *result;

  furnish (self, &world);
  up = put (self, world.anna_token, world.hash, 0, TEXT);
  result = send (self, &world, longer, "text/plain", strlen (TEXT));
  g_assert_cmpstr (office_problem_get_field (result->problem), ==, "name");
  office_result_free (result);
  did (send (self, &world, longest, "text/plain", strlen (TEXT)));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (NetAnswer) down = NULL;
      const char *disposition;

      g_test_message ("%s", names[i].json);
      did (act (self, world.anna_id, "remove", "{'kind':'file','id':'%s'}", world.file));
      g_free (world.message);
      g_free (world.file);
      world.message = office_id_new (self->clock, self->random);
      world.file = office_id_new (self->clock, self->random);
      result = send (self, &world, names[i].json, "text/plain", strlen (TEXT));
      if (names[i].refused)
        {
          g_assert_error (result->problem, OFFICE_PROBLEM, OFFICE_PROBLEM_INVALID);
          g_assert_cmpstr (office_problem_get_field (result->problem), ==, "name");
          office_result_free (result);
          did (send (self, &world, "Plan.txt", "text/plain", strlen (TEXT)));
          continue;
        }
      did (result);
      down = get (self, world.anna_token, world.hash, "", NULL);
      g_assert_no_error (down->error);
      g_assert_cmpstr (down->text, ==, TEXT);
      disposition = soup_message_headers_get_one (down->headers, "Content-Disposition");
      g_assert_true (g_str_has_prefix (disposition, "attachment; filename"));
      g_assert_null (soup_message_headers_get_one (down->headers, "Set-Cookie"));
      {
        g_autoptr (GHashTable) parameters = NULL;
        g_autofree char *kind = NULL;

        g_assert_true (soup_message_headers_get_content_disposition (down->headers, &kind, &parameters));
        g_assert_cmpstr (kind, ==, "attachment");
        /* One of them, whatever the name says. */
        g_assert_cmpuint (g_hash_table_size (parameters), ==, 1);
      }
    }
}

/* Whatever a file calls itself, a browser saves it and runs nothing. */
static void
test_types (NetFixture *self, gconstpointer data)
{
  static const struct {
    const char *json, *sent; /* sent NULL: it is refused */
  } types[] = {
    { "image/svg+xml", "image/svg+xml" },
    { "text/html", "text/html" },
    { "application/x-msdownload", "application/x-msdownload" },
    { "text/html; charset=x", "application/octet-stream" },
    { "text", "application/octet-stream" },
    { "text/", "application/octet-stream" },
    { "a/b/c", "application/octet-stream" },
    { "te xt/plain", "application/octet-stream" },
    { "text/plain\\r\\nX-Evil: 1", NULL },
    { "", NULL },
  };
  g_auto (World) world = { 0 };
  g_autoptr (NetAnswer) up = NULL;

  furnish (self, &world);
  up = put (self, world.anna_token, world.hash, 0, TEXT);
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (NetAnswer) down = NULL;
      OfficeResult *result;

      g_test_message ("%s", types[i].json);
      g_free (world.message);
      g_free (world.file);
      world.message = office_id_new (self->clock, self->random);
      world.file = office_id_new (self->clock, self->random);
      result = send (self, &world, "Plan", types[i].json, strlen (TEXT));
      if (types[i].sent == NULL)
        {
          g_assert_error (result->problem, OFFICE_PROBLEM, OFFICE_PROBLEM_INVALID);
          g_assert_cmpstr (office_problem_get_field (result->problem), ==, "type");
          office_result_free (result);
          continue;
        }
      did (result);
      down = get (self, world.anna_token, world.hash, "", NULL);
      g_assert_cmpstr (soup_message_headers_get_one (down->headers, "Content-Type"), ==, types[i].sent);
      g_assert_cmpstr (soup_message_headers_get_one (down->headers, "X-Content-Type-Options"), ==, "nosniff");
      g_assert_null (soup_message_headers_get_one (down->headers, "X-Evil"));
      g_assert_true (
          g_str_has_prefix (soup_message_headers_get_one (down->headers, "Content-Disposition"), "attachment"));
      did (act (self, world.anna_id, "remove", "{'kind':'file','id':'%s'}", world.file));
    }
}

/* More than one piece, more than one read of the disk, and through TLS. */
static void
test_large (NetFixture *self, gconstpointer data)
{
  gsize size = 2 * OFFICE_LIMIT_PIECE + 12345;
  g_autofree char *bytes = g_malloc (size + 1);
  g_auto (World) world = { 0 };
  g_autoptr (NetAnswer) down = NULL, part = NULL;
  g_autofree char *came = NULL;

  for (gsize i = 0; i < size; i++)
    bytes[i] = 'a' + (char) ((i * 31 + i / 977) % 26);
  bytes[size] = '\0';
  furnish (self, &world);
  g_free (world.hash);
  world.hash = hash_of (bytes, size);
  for (gsize at = 0; at < size; at += OFFICE_LIMIT_PIECE)
    {
      gsize length = MIN (OFFICE_LIMIT_PIECE, size - at);
      g_autoptr (NetAnswer) up = put_bytes (self, world.anna_token, world.hash, at, size, bytes + at, length);

      assert_state (up, at + length, at + length == size);
      /* A handshake is dear: one does for all. */
      g_assert_cmpuint (up->connection, ==, world.ben->connection);
    }
  did (send (self, &world, "Film.bin", "application/x-film", size));
  down = get (self, world.anna_token, world.hash, "", NULL);
  g_assert_no_error (down->error);
  g_assert_cmpuint (strlen (down->text), ==, size);
  g_assert_cmpuint (down->connection, ==, world.ben->connection);
  came = hash_of (down->text, size);
  g_assert_cmpstr (came, ==, world.hash);
  part = get (self, world.anna_token, world.hash, "", "bytes=1000000-1999999");
  g_assert_cmpuint (part->connection, ==, world.ben->connection);
  g_assert_cmpuint (part->status, ==, 206);
  g_assert_cmpuint (strlen (part->text), ==, 1000000);
  g_assert_cmpint (memcmp (part->text, bytes + 1000000, 1000000), ==, 0);
}

#define ADD(path, test)                                                                                                \
  g_test_add ("/net/files/" path, NetFixture, NULL, net_fixture_set_up, test, net_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("up-and-down", test_up_and_down);
  ADD ("resume", test_resume);
  ADD ("range", test_range);
  ADD ("forbidden", test_forbidden);
  ADD ("missing", test_missing);
  ADD ("refused", test_refused);
  ADD ("lies", test_lies);
  ADD ("names", test_names);
  ADD ("types", test_types);
  ADD ("large", test_large);
  g_test_add ("/net/files/large-tls", NetFixture, NULL, net_fixture_set_up_tls, test_large, net_fixture_tear_down);
  return g_test_run ();
}
