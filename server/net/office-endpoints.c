/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-endpoints.h"

#include "office-attempts.h"
#include "office-password.h"
#include "office-problem.h"
#include "office-request-body.h"

#define PROTOCOL 1
/* Passwords take 0.3 s each, two at a time: who would wait longer than some 20 s is asked to come back. */
#define MOST_PENDING      128
#define COME_BACK_SECONDS 10

struct _OfficeEndpoints
{
  GObject parent_instance;

  OfficeStore *store;
  OfficeHub *hub;
  OfficeAttempts *attempts;
  GHashTable *pending_keys; /* attempt key → how many wait for a worker */
  char *fingerprint;        /* nullable */
  guint n_pending;
  gboolean stopped;
};

enum
{
  JOINED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OfficeEndpoints, office_endpoints, G_TYPE_OBJECT)

/* A request on its way through the workers; every way ends in request_free(). */
typedef struct
{
  OfficeEndpoints *endpoints;
  OfficeExchange *exchange;
  char *attempt_keys[2]; /* address, name; NULL: not counted */
  char *code, *name, *password, *device, *device_name;
  char *person, *hash, *token, *role;
  gint64 uses, hours;
  /* what the transaction made */
  OfficeTicket *ticket;
  char *invitation;
  gint64 expires_at;
} Request;

static Request *
request_new (OfficeEndpoints *self, OfficeExchange *exchange)
{
  Request *request = g_new0 (Request, 1);

  request->endpoints = g_object_ref (self);
  request->exchange = office_exchange_ref (exchange);
  self->n_pending++;
  return request;
}

static void
count_pending_key (OfficeEndpoints *self, const char *key, int change)
{
  int count = GPOINTER_TO_INT (g_hash_table_lookup (self->pending_keys, key)) + change;

  if (count > 0)
    g_hash_table_insert (self->pending_keys, g_strdup (key), GINT_TO_POINTER (count));
  else
    g_hash_table_remove (self->pending_keys, key);
}

static void
request_free (gpointer data)
{
  Request *self = data;

  self->endpoints->n_pending--;
  for (guint i = 0; i < G_N_ELEMENTS (self->attempt_keys); i++)
    {
      if (self->attempt_keys[i] != NULL)
        count_pending_key (self->endpoints, self->attempt_keys[i], -1);
      g_free (self->attempt_keys[i]);
    }
  office_exchange_unref (self->exchange);
  g_object_unref (self->endpoints);
  g_clear_pointer (&self->ticket, office_ticket_free);
  g_free (self->code);
  g_free (self->name);
  if (self->password != NULL)
    explicit_bzero (self->password, strlen (self->password));
  g_free (self->password);
  g_free (self->device);
  g_free (self->device_name);
  g_free (self->person);
  g_free (self->hash);
  g_free (self->token);
  g_free (self->role);
  g_free (self->invitation);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_free)

static void
refuse (OfficeExchange *exchange, OfficeProblem status, const char *field, const char *title)
{
  g_autoptr (GError) problem = office_problem_new (status, field, "%s", title);

  office_exchange_refuse (exchange, problem);
}

/* A wrong code, name or password is what guessing looks like; anything else is not held against anybody. */
static void
request_refuse (Request *request, const GError *problem)
{
  if (g_error_matches (problem, OFFICE_PROBLEM, OFFICE_PROBLEM_UNAUTHENTICATED)
      || g_error_matches (problem, OFFICE_PROBLEM, OFFICE_PROBLEM_FORBIDDEN))
    {
      for (guint i = 0; i < G_N_ELEMENTS (request->attempt_keys); i++)
        {
          if (request->attempt_keys[i] != NULL)
            office_attempts_add_failure (request->endpoints->attempts, request->attempt_keys[i]);
        }
    }
  office_exchange_refuse (request->exchange, problem);
}

/* ---- who may try ---- */

static gboolean
check_stopped (OfficeEndpoints *self, OfficeExchange *exchange)
{
  g_autoptr (GError) problem = NULL;

  if (!self->stopped && self->n_pending < MOST_PENDING)
    return TRUE;
  problem = office_problem_new (OFFICE_PROBLEM_UNAVAILABLE, NULL,
                                self->stopped ? "The host is stopping" : "The host is busy");
  office_exchange_refuse_for_now (exchange, problem, COME_BACK_SECONDS);
  return FALSE;
}

/*
 * Attempts under way count as failed ones where there was a failure before, so that guesses side by side gain nothing;
 * a whole team that joins through one address at the same moment is not held up.
 */
static gboolean
check_attempts (OfficeEndpoints *self, OfficeExchange *exchange, const char *key)
{
  guint wait = office_attempts_get_wait (self->attempts, key);
  guint failures = office_attempts_count (self->attempts, key);
  guint under_way = GPOINTER_TO_INT (g_hash_table_lookup (self->pending_keys, key));
  g_autoptr (GError) problem = NULL;

  if (wait == 0 && failures > 0 && failures + under_way >= OFFICE_ATTEMPTS_LIMIT)
    wait = 1;
  if (wait == 0)
    return TRUE;
  problem = office_problem_new (OFFICE_PROBLEM_TOO_MANY, NULL, "There were too many failed attempts");
  office_exchange_refuse_for_now (exchange, problem, wait);
  return FALSE;
}

/* Refuses by itself. The keys cannot meet: no address begins as a name's does. */
static gboolean
begin_attempt (Request *request)
{
  OfficeEndpoints *self = request->endpoints;
  g_autofree char *address = office_exchange_dup_address (request->exchange);
  g_autofree char *folded = g_utf8_casefold (request->name, -1);
  g_autofree char *name = g_strconcat ("name ", folded, NULL);

  if (!check_attempts (self, request->exchange, address) || !check_attempts (self, request->exchange, name))
    return FALSE;
  request->attempt_keys[0] = g_steal_pointer (&address);
  request->attempt_keys[1] = g_steal_pointer (&name);
  for (guint i = 0; i < G_N_ELEMENTS (request->attempt_keys); i++)
    count_pending_key (self, request->attempt_keys[i], +1);
  return TRUE;
}

static OfficeTicket *
check_token (OfficeEndpoints *self, OfficeExchange *exchange, char **token)
{
  g_autofree char *given = NULL;
  g_autoptr (GError) error = NULL;
  OfficeTicket *ticket = NULL;

  given = office_exchange_dup_token (exchange, &error);
  if (given != NULL)
    ticket = office_accounts_check (self->store, given, &error);
  if (ticket == NULL)
    office_exchange_refuse (exchange, error);
  else
    *token = g_steal_pointer (&given);
  return ticket;
}

/* ---- answers ---- */

static void
add_member (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
add_integer (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static void
add_office (OfficeEndpoints *self, JsonBuilder *builder)
{
  g_autofree char *name = office_store_dup_office_name (self->store);

  json_builder_set_member_name (builder, "office");
  json_builder_begin_object (builder);
  add_member (builder, "id", office_store_get_office_id (self->store));
  add_member (builder, "name", name);
  json_builder_end_object (builder);
}

static void
answer_ticket (Request *request, guint status)
{
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_member (builder, "token", request->ticket->token);
  add_integer (builder, "expires_at", request->ticket->expires_at);
  add_member (builder, "person", request->ticket->person);
  add_office (request->endpoints, builder);
  add_member (builder, "role", request->ticket->role);
  json_builder_end_object (builder);
  office_exchange_answer_json (request->exchange, status, builder);
}

static void
answer_health (OfficeExchange *exchange, gpointer data)
{
  OfficeEndpoints *self = data;
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_member (builder, "status", self->stopped ? "stopping" : "ok");
  add_office (self, builder);
  add_integer (builder, "people", office_accounts_count_people (self->store));
  add_member (builder, "version", OFFICE_VERSION);
  add_integer (builder, "protocol", PROTOCOL);
  add_integer (builder, "revision", office_store_get_head (self->store)->rev);
  add_integer (builder, "connections", office_hub_count_peers (self->hub));
  json_builder_end_object (builder);
  office_exchange_answer_json (exchange, SOUP_STATUS_OK, builder);
}

/* ---- join ---- */

static gboolean
join_work (OfficeTransaction *transaction, gpointer data, GError **error)
{
  Request *request = data;

  request->ticket = office_accounts_join (transaction, request->code, request->name, request->hash, request->device,
                                          request->device_name, error);
  return request->ticket != NULL;
}

static void
join_done (gpointer data, gint64 rev, const GError *error)
{
  Request *request = data;

  if (error != NULL)
    {
      request_refuse (request, error);
      return;
    }
  answer_ticket (request, SOUP_STATUS_CREATED);
  g_signal_emit (request->endpoints, signals[JOINED], 0);
}

static void
join_hashed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Request) request = data;
  g_autoptr (GError) error = NULL;

  request->hash = office_password_hash_finish (result, &error);
  if (request->hash == NULL)
    request_refuse (request, error);
  else if (request->endpoints->stopped)
    refuse (request->exchange, OFFICE_PROBLEM_UNAVAILABLE, NULL, "The host is stopping");
  else
    {
      OfficeStore *store = request->endpoints->store;

      office_store_submit (store, join_work, join_done, g_steal_pointer (&request), request_free);
    }
}

static void
answer_join (OfficeExchange *exchange, gpointer data)
{
  OfficeEndpoints *self = data;
  g_autoptr (Request) request = NULL;
  g_autoptr (JsonObject) body = NULL;
  g_autoptr (GError) error = NULL;
  const char *password;

  if (!check_stopped (self, exchange))
    return;
  request = request_new (self, exchange);
  body = office_exchange_parse_body (exchange, &error);
  if (body == NULL || !office_request_body_take_code (body, &request->code, &error)
      || !office_request_body_take_name (body, &request->name, &error)
      || !office_request_body_take_password (body, &request->password, &error)
      || !office_request_body_take_device (body, &request->device, &request->device_name, &error))
    {
      office_exchange_refuse (exchange, error);
      return;
    }
  if (!begin_attempt (request))
    return;
  office_exchange_hold (exchange);
  password = request->password;
  office_password_hash_async (password, NULL, join_hashed, g_steal_pointer (&request));
}

/* ---- sign in ---- */

static gboolean
sign_in_work (OfficeTransaction *transaction, gpointer data, GError **error)
{
  Request *request = data;

  request->ticket = office_accounts_issue (transaction, request->person, request->device, request->device_name, error);
  return request->ticket != NULL;
}

static void
sign_in_done (gpointer data, gint64 rev, const GError *error)
{
  Request *request = data;

  if (error != NULL)
    request_refuse (request, error);
  else
    answer_ticket (request, SOUP_STATUS_OK);
}

static void
sign_in_verified (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Request) request = data;
  g_autoptr (GError) error = NULL;
  gboolean right = office_password_verify_finish (result, &error);

  if (!right && error == NULL)
    error = office_problem_new (OFFICE_PROBLEM_UNAUTHENTICATED, NULL, "The name or the password is wrong");
  if (error != NULL)
    request_refuse (request, error);
  else if (request->endpoints->stopped)
    refuse (request->exchange, OFFICE_PROBLEM_UNAVAILABLE, NULL, "The host is stopping");
  else
    {
      OfficeStore *store = request->endpoints->store;

      office_store_submit (store, sign_in_work, sign_in_done, g_steal_pointer (&request), request_free);
    }
}

static void
answer_sign_in (OfficeExchange *exchange, gpointer data)
{
  OfficeEndpoints *self = data;
  g_autoptr (Request) request = NULL;
  g_autoptr (JsonObject) body = NULL;
  g_autoptr (GError) error = NULL;
  const char *password, *hash;

  if (!check_stopped (self, exchange))
    return;
  request = request_new (self, exchange);
  body = office_exchange_parse_body (exchange, &error);
  if (body == NULL || !office_request_body_take_name (body, &request->name, &error)
      || !office_request_body_take_password (body, &request->password, &error)
      || !office_request_body_take_device (body, &request->device, &request->device_name, &error))
    {
      office_exchange_refuse (exchange, error);
      return;
    }
  if (!begin_attempt (request))
    return;
  /* A name that nobody has is verified against nothing, which takes as long and answers the same. */
  office_accounts_find (self->store, request->name, &request->person, &request->hash);
  office_exchange_hold (exchange);
  password = request->password;
  hash = request->hash;
  office_password_verify_async (password, hash, NULL, sign_in_verified, g_steal_pointer (&request));
}

/* ---- sign out ---- */

static gboolean
sign_out_work (OfficeTransaction *transaction, gpointer data, GError **error)
{
  Request *request = data;

  return office_accounts_revoke (transaction, request->token, error);
}

static void
sign_out_done (gpointer data, gint64 rev, const GError *error)
{
  Request *request = data;

  if (error != NULL)
    {
      office_exchange_refuse (request->exchange, error);
      return;
    }
  office_hub_end_token (request->endpoints->hub, request->person, request->device);
  office_exchange_answer (request->exchange, SOUP_STATUS_NO_CONTENT, NULL, NULL);
}

static void
answer_sign_out (OfficeExchange *exchange, gpointer data)
{
  OfficeEndpoints *self = data;
  g_autoptr (Request) request = NULL;
  g_autoptr (OfficeTicket) ticket = NULL;

  if (!check_stopped (self, exchange))
    return;
  request = request_new (self, exchange);
  ticket = check_token (self, exchange, &request->token);
  if (ticket == NULL)
    return;
  request->person = g_strdup (ticket->person);
  request->device = g_strdup (ticket->device);
  office_exchange_hold (exchange);
  office_store_submit (self->store, sign_out_work, sign_out_done, g_steal_pointer (&request), request_free);
}

/* ---- invitations ---- */

static gboolean
invite_work (OfficeTransaction *transaction, gpointer data, GError **error)
{
  Request *request = data;

  request->invitation = office_accounts_invite (transaction, request->role, request->uses, request->hours,
                                                request->person, &request->expires_at, error);
  return request->invitation != NULL;
}

static void
invite_done (gpointer data, gint64 rev, const GError *error)
{
  Request *request = data;
  JsonBuilder *builder;

  if (error != NULL)
    {
      office_exchange_refuse (request->exchange, error);
      return;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  add_member (builder, "code", request->invitation);
  add_member (builder, "role", request->role);
  add_integer (builder, "uses", request->uses);
  add_integer (builder, "expires_at", request->expires_at);
  if (request->endpoints->fingerprint != NULL)
    add_member (builder, "fingerprint", request->endpoints->fingerprint);
  json_builder_end_object (builder);
  office_exchange_answer_json (request->exchange, SOUP_STATUS_CREATED, builder);
}

static void
answer_invitations (OfficeExchange *exchange, gpointer data)
{
  OfficeEndpoints *self = data;
  g_autoptr (Request) request = NULL;
  g_autoptr (OfficeTicket) ticket = NULL;
  g_autoptr (JsonObject) body = NULL;
  g_autoptr (GError) error = NULL;

  if (!check_stopped (self, exchange))
    return;
  request = request_new (self, exchange);
  ticket = check_token (self, exchange, &request->token);
  if (ticket == NULL)
    return;
  if (g_strcmp0 (ticket->role, "admin") != 0)
    {
      refuse (exchange, OFFICE_PROBLEM_FORBIDDEN, NULL, "Only an admin can invite");
      return;
    }
  body = office_exchange_parse_body (exchange, &error);
  if (body == NULL
      || !office_request_body_take_invitation (body, &request->role, &request->uses, &request->hours, &error))
    {
      office_exchange_refuse (exchange, error);
      return;
    }
  request->person = g_strdup (ticket->person);
  office_exchange_hold (exchange);
  office_store_submit (self->store, invite_work, invite_done, g_steal_pointer (&request), request_free);
}

/* ---- the front door ---- */

static void
answer_front_door (OfficeExchange *exchange, gpointer data)
{
  static const char page[]
      = "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Office</title></head>\n"
        "<body><h1>This is an Office host</h1>\n"
        "<p>To join, install Office, choose “Join an Office” and paste the invitation link that you were given.</p>\n"
        "</body></html>\n";

  office_exchange_answer (exchange, SOUP_STATUS_OK, "text/html; charset=utf-8", g_strdup (page));
}

static void
office_endpoints_finalize (GObject *object)
{
  OfficeEndpoints *self = OFFICE_ENDPOINTS (object);

  g_clear_object (&self->store);
  g_clear_object (&self->hub);
  g_clear_pointer (&self->attempts, office_attempts_free);
  g_clear_pointer (&self->pending_keys, g_hash_table_unref);
  g_free (self->fingerprint);
  G_OBJECT_CLASS (office_endpoints_parent_class)->finalize (object);
}

static void
office_endpoints_class_init (OfficeEndpointsClass *class)
{
  G_OBJECT_CLASS (class)->finalize = office_endpoints_finalize;

  signals[JOINED] = g_signal_new ("joined", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
}

static void
office_endpoints_init (OfficeEndpoints *self)
{
  self->pending_keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * office_endpoints_new:
 * @store: the office's book
 * @hub: where the connections are
 * @clock: counts failed attempts
 * @fingerprint: (nullable): of the host's certificate; %NULL without TLS
 *
 * Belongs to the store's main context.
 *
 * Returns: (transfer full): the endpoints
 */
OfficeEndpoints *
office_endpoints_new (OfficeStore *store, OfficeHub *hub, OfficeClock *clock, const char *fingerprint)
{
  OfficeEndpoints *self = g_object_new (OFFICE_TYPE_ENDPOINTS, NULL);

  self->store = g_object_ref (store);
  self->hub = g_object_ref (hub);
  self->attempts = office_attempts_new (clock);
  self->fingerprint = g_strdup (fingerprint);
  return self;
}

/**
 * office_endpoints_get_routes:
 * @n_routes: (out): how many
 *
 * Returns: (transfer none) (array length=n_routes): the routes
 */
const OfficeRoute *
office_endpoints_get_routes (guint *n_routes)
{
  static const OfficeRoute routes[] = {
    { "/", "GET", answer_front_door },        { "/health", "GET", answer_health },
    { "/join", "POST", answer_join },         { "/sign-in", "POST", answer_sign_in },
    { "/sign-out", "POST", answer_sign_out }, { "/invitations", "POST", answer_invitations },
  };

  *n_routes = G_N_ELEMENTS (routes);
  return routes;
}

/**
 * office_endpoints_stop:
 * @self: the endpoints
 */
void
office_endpoints_stop (OfficeEndpoints *self)
{
  self->stopped = TRUE;
}

/**
 * office_endpoints_count_pending:
 * @self: the endpoints
 *
 * Returns: how many requests wait for a worker
 */
guint
office_endpoints_count_pending (OfficeEndpoints *self)
{
  return self->n_pending;
}
