/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-endpoints-private.h"

#include "office-password.h"
#include "office-problem.h"
#include "office-reason.h"
#include "office-request-body.h"

static void
refuse_stopped (OfficeRequest *request)
{
  g_autoptr (GError) problem = office_reason_new (OFFICE_REASON_STOPPING, NULL);

  office_exchange_refuse (request->exchange, problem);
}

static void
answer_ticket (OfficeRequest *request, guint status)
{
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  office_endpoints_add_text (builder, "token", request->ticket->token);
  office_endpoints_add_integer (builder, "expires_at", request->ticket->expires_at);
  office_endpoints_add_text (builder, "person", request->ticket->person);
  office_endpoints_add_office (request->endpoints, builder);
  office_endpoints_add_text (builder, "role", request->ticket->role);
  json_builder_end_object (builder);
  office_exchange_answer_json (request->exchange, status, builder);
}

/* ---- join ---- */

static gboolean
join_work (OfficeTransaction *transaction, gpointer data, GError **error)
{
  OfficeRequest *request = data;

  request->ticket = office_accounts_join (transaction, request->code, request->name, request->hash, request->device,
                                          request->device_name, error);
  return request->ticket != NULL;
}

static void
join_done (gpointer data, gint64 rev, const GError *error)
{
  OfficeRequest *request = data;

  if (error != NULL)
    {
      office_request_refuse (request, error);
      return;
    }
  answer_ticket (request, SOUP_STATUS_CREATED);
  office_endpoints_emit_joined (request->endpoints);
}

static void
join_hashed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (OfficeRequest) request = data;
  g_autoptr (GError) error = NULL;

  request->hash = office_password_hash_finish (result, &error);
  if (request->hash == NULL)
    office_request_refuse (request, error);
  else if (request->endpoints->stopped)
    refuse_stopped (request);
  else
    {
      OfficeStore *store = request->endpoints->store;

      office_store_submit (store, join_work, join_done, g_steal_pointer (&request), office_request_free);
    }
}

/**
 * office_entry_answer_join:
 * @exchange: `POST /join`
 * @endpoints: the #OfficeEndpoints
 */
void
office_entry_answer_join (OfficeExchange *exchange, gpointer endpoints)
{
  OfficeEndpoints *self = endpoints;
  g_autoptr (OfficeRequest) request = NULL;
  g_autoptr (JsonObject) body = NULL;
  g_autoptr (GError) error = NULL;
  const char *password;

  if (!office_endpoints_admit (self, exchange))
    return;
  request = office_request_new (self, exchange);
  body = office_exchange_parse_body (exchange, &error);
  if (body == NULL || !office_request_body_take_code (body, &request->code, &error)
      || !office_request_body_take_name (body, &request->name, &error)
      || !office_request_body_take_password (body, &request->password, &error)
      || !office_request_body_take_device (body, &request->device, &request->device_name, &error))
    {
      office_exchange_refuse (exchange, error);
      return;
    }
  if (!office_request_begin_attempt (request))
    return;
  office_exchange_hold (exchange);
  password = request->password;
  office_password_hash_async (password, NULL, join_hashed, g_steal_pointer (&request));
}

/* ---- sign in ---- */

static gboolean
sign_in_work (OfficeTransaction *transaction, gpointer data, GError **error)
{
  OfficeRequest *request = data;

  request->ticket = office_accounts_issue (transaction, request->person, request->device, request->device_name, error);
  return request->ticket != NULL;
}

static void
sign_in_done (gpointer data, gint64 rev, const GError *error)
{
  OfficeRequest *request = data;

  if (error != NULL)
    office_request_refuse (request, error);
  else
    answer_ticket (request, SOUP_STATUS_OK);
}

static void
sign_in_verified (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (OfficeRequest) request = data;
  g_autoptr (GError) error = NULL;
  gboolean right = office_password_verify_finish (result, &error);

  if (!right && error == NULL)
    error = office_problem_new (OFFICE_PROBLEM_UNAUTHENTICATED, NULL, "The name or the password is wrong");
  if (error != NULL)
    office_request_refuse (request, error);
  else if (request->endpoints->stopped)
    refuse_stopped (request);
  else
    {
      OfficeStore *store = request->endpoints->store;

      office_store_submit (store, sign_in_work, sign_in_done, g_steal_pointer (&request), office_request_free);
    }
}

/**
 * office_entry_answer_sign_in:
 * @exchange: `POST /sign-in`
 * @endpoints: the #OfficeEndpoints
 */
void
office_entry_answer_sign_in (OfficeExchange *exchange, gpointer endpoints)
{
  OfficeEndpoints *self = endpoints;
  g_autoptr (OfficeRequest) request = NULL;
  g_autoptr (JsonObject) body = NULL;
  g_autoptr (GError) error = NULL;
  const char *password, *hash;

  if (!office_endpoints_admit (self, exchange))
    return;
  request = office_request_new (self, exchange);
  body = office_exchange_parse_body (exchange, &error);
  if (body == NULL || !office_request_body_take_name (body, &request->name, &error)
      || !office_request_body_take_password (body, &request->password, &error)
      || !office_request_body_take_device (body, &request->device, &request->device_name, &error))
    {
      office_exchange_refuse (exchange, error);
      return;
    }
  if (!office_request_begin_attempt (request))
    return;
  /* A name that nobody has is verified against nothing, which takes as long and answers the same. */
  office_accounts_find (self->store, request->name, &request->person, &request->hash);
  office_exchange_hold (exchange);
  password = request->password;
  hash = request->hash;
  office_password_verify_async (password, hash, NULL, sign_in_verified, g_steal_pointer (&request));
}
