/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-fake-clock.h"
#include "office-net-fixture.h"

#define DEVICE                  "0190a000-0000-7000-8000-000000000001"
#define SIGN_IN(name, password) "{\"name\":\"" name "\",\"password\":\"" password "\",\"device\":\"" DEVICE "\"}"
#define ATTEMPTS                10

static const char *
text_of (JsonObject *object, const char *name)
{
  return json_object_get_string_member_with_default (object, name, NULL);
}

static void
test_health (NetFixture *self, gconstpointer data)
{
  g_autoptr (NetAnswer) answer = net_fixture_ask (self, "GET", "/health", NULL, NULL);
  JsonObject *office;

  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_cmpstr (text_of (answer->body, "status"), ==, "ok");
  office = json_object_get_object_member (answer->body, "office");
  g_assert_cmpstr (text_of (office, "name"), ==, "Atelier Nord");
  g_assert_cmpuint (strlen (text_of (office, "id")), ==, 36);
  g_assert_cmpint (json_object_get_int_member (answer->body, "people"), ==, 0);
  g_assert_cmpint (json_object_get_int_member (answer->body, "protocol"), ==, 1);
  g_assert_cmpint (json_object_get_int_member (answer->body, "connections"), ==, 0);
  g_assert_cmpint (json_object_get_int_member (answer->body, "revision"), >=, 1);
  g_assert_cmpstr (text_of (answer->body, "version"), ==, OFFICE_VERSION);
  g_assert_cmpstr (soup_message_headers_get_one (answer->headers, "Server"), ==, "Office");
  g_assert_cmpstr (soup_message_headers_get_one (answer->headers, "X-Content-Type-Options"), ==, "nosniff");
  g_assert_cmpstr (soup_message_headers_get_one (answer->headers, "Cache-Control"), ==, "no-store");
}

static void
test_front_door (NetFixture *self, gconstpointer data)
{
  g_autoptr (NetAnswer) answer = net_fixture_ask (self, "GET", "/", NULL, NULL);

  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_cmpstr (soup_message_headers_get_content_type (answer->headers, NULL), ==, "text/html");
  g_assert_nonnull (
      strstr (soup_message_headers_get_one (answer->headers, "Content-Security-Policy"), "default-src 'none'"));
  g_assert_null (strstr (answer->text, "Atelier Nord"));
}

static void
test_join (NetFixture *self, gconstpointer data)
{
  g_autoptr (NetAnswer) anna = net_fixture_join (self, "Anna", "1");
  g_autoptr (NetAnswer) again = NULL, ben = NULL, health = NULL;

  g_assert_cmpuint (anna->status, ==, 201);
  g_assert_cmpstr (text_of (anna->body, "role"), ==, "admin");
  g_assert_nonnull (text_of (anna->body, "token"));
  g_assert_nonnull (text_of (anna->body, "person"));
  g_assert_cmpint (json_object_get_int_member (anna->body, "expires_at"), >, office_clock_now (self->clock));
  g_assert_cmpstr (text_of (json_object_get_object_member (anna->body, "office"), "name"), ==, "Atelier Nord");

  again = net_fixture_join (self, "  anna ", "2");
  net_assert_problem (again, 409, "name");
  ben = net_fixture_join (self, "Ben", "2");
  g_assert_cmpuint (ben->status, ==, 201);
  health = net_fixture_ask (self, "GET", "/health", NULL, NULL);
  g_assert_cmpint (json_object_get_int_member (health->body, "people"), ==, 2);
}

static void
test_wrong_code (NetFixture *self, gconstpointer data)
{
  g_autoptr (NetAnswer) answer = NULL;

  g_free (self->code);
  self->code = g_strdup ("0123456789abcdef");
  answer = net_fixture_join (self, "Anna", "1");
  g_assert_cmpuint (answer->status, ==, 403);
  g_assert_cmpint (json_object_get_int_member (answer->body, "status"), ==, 403);
}

static void
test_sign_in (NetFixture *self, gconstpointer data)
{
  g_autoptr (NetAnswer) joined = net_fixture_join (self, "Anna", "1");
  g_autoptr (NetAnswer) right = net_fixture_ask (self, "POST", "/sign-in", SIGN_IN ("ANNA", "correct horse"), NULL);
  g_autoptr (NetAnswer) wrong = net_fixture_ask (self, "POST", "/sign-in", SIGN_IN ("Anna", "wrong horse"), NULL);
  g_autoptr (NetAnswer) nobody = net_fixture_ask (self, "POST", "/sign-in", SIGN_IN ("Nobody", "correct horse"), NULL);

  g_assert_cmpuint (right->status, ==, 200);
  g_assert_cmpstr (text_of (right->body, "person"), ==, text_of (joined->body, "person"));
  g_assert_cmpstr (text_of (right->body, "token"), !=, text_of (joined->body, "token"));
  net_assert_problem (wrong, 401, NULL);
  net_assert_problem (nobody, 401, NULL);
  /* Nothing tells whether the name exists. */
  g_assert_cmpstr (wrong->text, ==, nobody->text);
}

static void
test_sign_out (NetFixture *self, gconstpointer data)
{
  g_autoptr (NetAnswer) joined = net_fixture_join (self, "Anna", "1");
  const char *token = text_of (joined->body, "token");
  g_autoptr (NetAnswer) nobody = net_fixture_ask (self, "POST", "/sign-out", "{}", NULL);
  g_autoptr (NetAnswer) out = net_fixture_ask (self, "POST", "/sign-out", "{}", token);
  g_autoptr (NetAnswer) again = net_fixture_ask (self, "POST", "/sign-out", "{}", token);

  net_assert_problem (nobody, 401, "token");
  g_assert_cmpstr (soup_message_headers_get_one (nobody->headers, "WWW-Authenticate"), ==, "Bearer");
  g_assert_cmpuint (out->status, ==, 204);
  g_assert_cmpstr (out->text, ==, "");
  net_assert_problem (again, 401, "token");
}

static void
test_invitations (NetFixture *self, gconstpointer data)
{
  g_autoptr (NetAnswer) anna = net_fixture_join (self, "Anna", "1");
  const char *token = text_of (anna->body, "token");
  g_autoptr (NetAnswer) made = net_fixture_ask (self, "POST", "/invitations",
                                                "{\"role\":\"member\",\"uses\":1,\"hours\":2}", token);
  g_autoptr (NetAnswer) bad_role = net_fixture_ask (self, "POST", "/invitations",
                                                    "{\"role\":\"king\",\"uses\":1,\"hours\":2}", token);
  g_autoptr (NetAnswer) bad_uses = net_fixture_ask (self, "POST", "/invitations",
                                                    "{\"role\":\"member\",\"uses\":0,\"hours\":2}", token);
  g_autoptr (NetAnswer) stranger = net_fixture_ask (self, "POST", "/invitations",
                                                    "{\"role\":\"member\",\"uses\":1,\"hours\":2}", "nonsense");
  g_autoptr (NetAnswer) ben = NULL, spent = NULL, by_member = NULL;

  g_assert_cmpuint (made->status, ==, 201);
  g_assert_cmpstr (text_of (made->body, "role"), ==, "member");
  g_assert_cmpint (json_object_get_int_member (made->body, "uses"), ==, 1);
  g_assert_cmpint (json_object_get_int_member (made->body, "expires_at"), ==,
                   office_clock_now (self->clock) + 2 * 3600 * 1000);
  g_assert_false (json_object_has_member (made->body, "fingerprint"));
  net_assert_problem (bad_role, 422, "role");
  net_assert_problem (bad_uses, 422, "uses");
  net_assert_problem (stranger, 401, "token");

  g_free (self->code);
  self->code = g_strdup (text_of (made->body, "code"));
  ben = net_fixture_join (self, "Ben", "2");
  g_assert_cmpuint (ben->status, ==, 201);
  g_assert_cmpstr (text_of (ben->body, "role"), ==, "member");
  spent = net_fixture_join (self, "Cleo", "3");
  g_assert_cmpuint (spent->status, ==, 403);
  by_member = net_fixture_ask (self, "POST", "/invitations", "{\"role\":\"member\",\"uses\":1,\"hours\":2}",
                               text_of (ben->body, "token"));
  net_assert_problem (by_member, 403, NULL);
}

static void
test_refused (NetFixture *self, gconstpointer data)
{
  const struct {
    const char *method, *path, *body;
    guint status;
    const char *field;
  } cases[] = {
    { "GET", "/nowhere", NULL, 404, NULL },
    { "GET", "/health/", NULL, 404, NULL },
    { "POST", "/nowhere", "{}", 404, NULL },
    { "POST", "/health", "{}", 405, NULL },
    { "GET", "/join", NULL, 405, NULL },
    { "DELETE", "/sign-in", NULL, 405, NULL },
    { "POST", "/sync", "{}", 405, NULL },
    { "POST", "/join", "{", 422, NULL },
    { "POST", "/join", "[]", 422, NULL },
    { "POST", "/join", "{} {}", 422, NULL },
    { "POST", "/join", "", 422, NULL },
    { "POST", "/join", "{}", 422, "code" },
    { "POST", "/join", "{\"code\":7}", 422, "code" },
    { "POST", "/sign-in", "{\"name\":\"Anna\"}", 422, "password" },
    { "POST", "/sign-in", SIGN_IN ("Anna", "short"), 422, "password" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (NetAnswer) answer = net_fixture_ask (self, cases[i].method, cases[i].path, cases[i].body, NULL);

      net_assert_problem (answer, cases[i].status, cases[i].field);
      if (cases[i].status == 405)
        g_assert_cmpstr (soup_message_headers_get_one (answer->headers, "Allow"), ==,
                         g_str_equal (cases[i].method, "POST") ? "GET, HEAD" : "POST");
    }
}

static void
test_content_type (NetFixture *self, gconstpointer data)
{
  SoupMessage *message = net_fixture_build (self, "POST", "/join", NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("{}", 2);
  g_autoptr (NetAnswer) answer = NULL;

  soup_message_set_request_body_from_bytes (message, "text/plain", bytes);
  answer = net_fixture_send (self, message);
  net_assert_problem (answer, 422, NULL);
  g_assert_nonnull (strstr (text_of (answer->body, "title"), "Content-Type"));
}

static void
test_too_deep (NetFixture *self, gconstpointer data)
{
  g_autofree char *deep = g_strnfill (10000, '[');
  g_autofree char *body = g_strconcat ("{\"code\":", deep, NULL);
  g_autoptr (NetAnswer) answer = net_fixture_ask (self, "POST", "/join", body, NULL);

  net_assert_problem (answer, 422, NULL);
}

static void
test_too_large (NetFixture *self, gconstpointer data)
{
  g_autofree char *space = g_strnfill (65536, ' ');
  g_autofree char *just_over = g_strconcat (space, "x", NULL);
  g_autoptr (NetAnswer) announced = net_fixture_ask (self, "POST", "/join", just_over, NULL);
  g_autoptr (NetAnswer) at_limit = net_fixture_ask (self, "POST", "/join", space, NULL);
  g_autoptr (NetAnswer) chunked = NULL;
  SoupMessage *message = net_fixture_build (self, "POST", "/join", just_over);

  net_assert_problem (announced, 413, NULL);
  net_assert_problem (at_limit, 422, NULL);
  soup_message_headers_set_encoding (soup_message_get_request_headers (message), SOUP_ENCODING_CHUNKED);
  chunked = net_fixture_send (self, message);
  net_assert_problem (chunked, 413, NULL);
}

/* Who sends without end is cut off, and the host goes on. */
static void
test_endless (NetFixture *self, gconstpointer data)
{
  g_autofree char *much = g_strnfill (8 * 1024 * 1024, ' ');
  g_autoptr (NetAnswer) cut = net_fixture_ask (self, "POST", "/join", much, NULL);
  g_autoptr (NetAnswer) health = net_fixture_ask (self, "GET", "/health", NULL, NULL);

  g_assert_nonnull (cut->error);
  g_assert_cmpuint (health->status, ==, 200);
}

static void
test_origin (NetFixture *self, gconstpointer data)
{
  g_autofree char *own = net_fixture_dup_url (self, "");
  const struct {
    const char *origin;
    guint status;
  } cases[] = { { own, 422 }, { "http://evil.example", 403 }, { "null", 403 }, { "https://127.0.0.1", 403 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      SoupMessage *message = net_fixture_build (self, "POST", "/join", "{}");
      g_autoptr (NetAnswer) answer = NULL;

      soup_message_headers_replace (soup_message_get_request_headers (message), "Origin", cases[i].origin);
      answer = net_fixture_send (self, message);
      g_assert_cmpuint (answer->status, ==, cases[i].status);
    }
}

static void
test_rate_limit (NetFixture *self, gconstpointer data)
{
  g_autoptr (NetAnswer) joined = net_fixture_join (self, "Anna", "1");
  g_autoptr (NetAnswer) refused = NULL, other = NULL, later = NULL;

  for (guint i = 0; i < ATTEMPTS; i++)
    {
      g_autoptr (NetAnswer) wrong = net_fixture_ask (self, "POST", "/sign-in", SIGN_IN ("Anna", "wrong horse"), NULL);

      g_assert_cmpuint (wrong->status, ==, 401);
    }
  refused = net_fixture_ask (self, "POST", "/sign-in", SIGN_IN ("Anna", "correct horse"), NULL);
  net_assert_problem (refused, 429, NULL);
  g_assert_cmpstr (soup_message_headers_get_one (refused->headers, "Retry-After"), ==, "60");
  g_assert_cmpint (json_object_get_int_member (refused->body, "retry_after"), ==, 60);
  /* The address counts too, so another name does not help. */
  other = net_fixture_join (self, "Ben", "2");
  g_assert_cmpuint (other->status, ==, 429);

  office_fake_clock_advance (self->clock, 60000);
  later = net_fixture_ask (self, "POST", "/sign-in", SIGN_IN ("Anna", "correct horse"), NULL);
  g_assert_cmpuint (later->status, ==, 200);
}

static void
remember (SoupMessage *message, gpointer data)
{
  *(gboolean *) data = TRUE;
}

static void
answered (GObject *source, GAsyncResult *result, gpointer data)
{
  *(gboolean *) data = TRUE;
}

/* The client goes while its password is being hashed; the answer has nobody to go to. */
static void
test_gone (NetFixture *self, gconstpointer data)
{
  g_autoptr (SoupMessage) message = net_fixture_build (self, "POST", "/sign-in", SIGN_IN ("Anna", "correct horse"));
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (NetAnswer) health = NULL;
  gboolean wrote = FALSE, done = FALSE;

  g_signal_connect (message, "wrote-body", G_CALLBACK (remember), &wrote);
  soup_session_send_async (self->session, message, G_PRIORITY_DEFAULT, cancellable, answered, &done);
  OFFICE_WAIT_UNTIL (wrote);
  g_cancellable_cancel (cancellable);
  OFFICE_WAIT_UNTIL (done);
  health = net_fixture_ask (self, "GET", "/health", NULL, NULL);
  g_assert_cmpuint (health->status, ==, 200);
}

/* The host stops while a password is being hashed: the one who waits is told, and nothing touches the closed book. */
static void
test_stop_while_waiting (NetFixture *self, gconstpointer data)
{
  g_autoptr (SoupMessage) message = net_fixture_build (self, "POST", "/sign-in", SIGN_IN ("Anna", "correct horse"));
  gboolean wrote = FALSE, done = FALSE;

  g_signal_connect (message, "wrote-body", G_CALLBACK (remember), &wrote);
  soup_session_send_async (self->session, message, G_PRIORITY_DEFAULT, NULL, answered, &done);
  OFFICE_WAIT_UNTIL (wrote);
  office_host_stop (self->host);
  OFFICE_WAIT_UNTIL (done);
  g_assert_cmpuint (soup_message_get_status (message), !=, 200);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                                            \
  g_test_add ("/net/endpoints/" path, NetFixture, NULL, net_fixture_set_up, function, net_fixture_tear_down)
  ADD ("health", test_health);
  ADD ("front-door", test_front_door);
  ADD ("join", test_join);
  ADD ("wrong-code", test_wrong_code);
  ADD ("sign-in", test_sign_in);
  ADD ("sign-out", test_sign_out);
  ADD ("invitations", test_invitations);
  ADD ("refused", test_refused);
  ADD ("content-type", test_content_type);
  ADD ("too-deep", test_too_deep);
  ADD ("too-large", test_too_large);
  ADD ("endless", test_endless);
  ADD ("origin", test_origin);
  ADD ("rate-limit", test_rate_limit);
  ADD ("gone", test_gone);
  ADD ("stop-while-waiting", test_stop_while_waiting);
  return g_test_run ();
}
