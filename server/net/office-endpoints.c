/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-endpoints-private.h"

#include "office-problem.h"
#include "office-request-body.h"

enum { JOINED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OfficeEndpoints, office_endpoints, G_TYPE_OBJECT)

/* ---- answers ---- */

void
office_endpoints_add_text (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

void
office_endpoints_add_integer (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

void
office_endpoints_add_office (OfficeEndpoints *self, JsonBuilder *builder)
{
  g_autofree char *name = office_store_dup_office_name (self->store);

  json_builder_set_member_name (builder, "office");
  json_builder_begin_object (builder);
  office_endpoints_add_text (builder, "id", office_store_get_office_id (self->store));
  office_endpoints_add_text (builder, "name", name);
  json_builder_end_object (builder);
}

static void
answer_health (OfficeExchange *exchange, gpointer data)
{
  OfficeEndpoints *self = data;
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  office_endpoints_add_text (builder, "status", self->stopped ? "stopping" : "ok");
  office_endpoints_add_office (self, builder);
  office_endpoints_add_integer (builder, "people", office_accounts_count_people (self->store));
  office_endpoints_add_text (builder, "version", OFFICE_VERSION);
  office_endpoints_add_integer (builder, "protocol", OFFICE_PROTOCOL);
  office_endpoints_add_integer (builder, "revision", office_store_get_head (self->store)->rev);
  office_endpoints_add_integer (builder, "connections", office_hub_count_peers (self->hub));
  json_builder_end_object (builder);
  office_exchange_answer_json (exchange, SOUP_STATUS_OK, builder);
}

/* ---- sign out ---- */

static gboolean
sign_out_work (OfficeTransaction *transaction, gpointer data, GError **error)
{
  OfficeRequest *request = data;

  return office_accounts_revoke (transaction, request->token, error);
}

static void
sign_out_done (gpointer data, gint64 rev, const GError *error)
{
  OfficeRequest *request = data;

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
  g_autoptr (OfficeRequest) request = NULL;

  if (!office_endpoints_admit (self, exchange))
    return;
  request = office_request_new (self, exchange);
  if (!office_request_check_token (request))
    return;
  office_exchange_hold (exchange);
  office_store_submit (self->store, sign_out_work, sign_out_done, g_steal_pointer (&request), office_request_free);
}

/* ---- invitations ---- */

static gboolean
invite_work (OfficeTransaction *transaction, gpointer data, GError **error)
{
  OfficeRequest *request = data;

  request->invitation = office_accounts_invite (transaction, request->role, request->uses, request->hours,
                                                request->person, &request->expires_at, error);
  return request->invitation != NULL;
}

static void
invite_done (gpointer data, gint64 rev, const GError *error)
{
  OfficeRequest *request = data;
  JsonBuilder *builder;

  if (error != NULL)
    {
      office_exchange_refuse (request->exchange, error);
      return;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  office_endpoints_add_text (builder, "code", request->invitation);
  office_endpoints_add_text (builder, "role", request->role);
  office_endpoints_add_integer (builder, "uses", request->uses);
  office_endpoints_add_integer (builder, "expires_at", request->expires_at);
  if (request->endpoints->fingerprint != NULL)
    office_endpoints_add_text (builder, "fingerprint", request->endpoints->fingerprint);
  json_builder_end_object (builder);
  office_exchange_answer_json (request->exchange, SOUP_STATUS_CREATED, builder);
}

static void
answer_invitations (OfficeExchange *exchange, gpointer data)
{
  OfficeEndpoints *self = data;
  g_autoptr (OfficeRequest) request = NULL;
  g_autoptr (JsonObject) body = NULL;
  g_autoptr (GError) error = NULL;

  if (!office_endpoints_admit (self, exchange))
    return;
  request = office_request_new (self, exchange);
  if (!office_request_check_token (request))
    return;
  if (g_strcmp0 (request->role, "admin") != 0)
    {
      error = office_problem_new (OFFICE_PROBLEM_FORBIDDEN, NULL, "Only an admin can invite");
      office_exchange_refuse (exchange, error);
      return;
    }
  g_clear_pointer (&request->role, g_free);
  body = office_exchange_parse_body (exchange, &error);
  if (body == NULL
      || !office_request_body_take_invitation (body, &request->role, &request->uses, &request->hours, &error))
    {
      office_exchange_refuse (exchange, error);
      return;
    }
  office_exchange_hold (exchange);
  office_store_submit (self->store, invite_work, invite_done, g_steal_pointer (&request), office_request_free);
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

void
office_endpoints_emit_joined (OfficeEndpoints *self)
{
  g_signal_emit (self, signals[JOINED], 0);
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
 * Returns: (transfer none) (array length=n_routes): the routes that desks need beside the open ones
 */
const OfficeRoute *
office_endpoints_get_routes (guint *n_routes)
{
  static const OfficeRoute routes[] = {
    { "/health", "GET", answer_health },
    { "/join", "POST", office_entry_answer_join },
    { "/sign-in", "POST", office_entry_answer_sign_in },
    { "/sign-out", "POST", answer_sign_out },
    { "/invitations", "POST", answer_invitations },
  };

  *n_routes = G_N_ELEMENTS (routes);
  return routes;
}

/**
 * office_endpoints_get_open_routes:
 * @n_routes: (out): how many
 *
 * Returns: (transfer none) (array length=n_routes): those that a browser or a program of calendars asks for, without a token
 */
const OfficeRoute *
office_endpoints_get_open_routes (guint *n_routes)
{
  static const OfficeRoute routes[] = {
    { "/", "GET", answer_front_door },
    { OFFICE_CALENDAR_PLACE, "GET", office_calendar_answer },
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
