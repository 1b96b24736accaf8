/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-endpoints-private.h"

#include "office-reason.h"

#include <string.h>

/* Passwords take 0.3 s each, two at a time: who would wait longer than some 20 s is asked to come back. */
#define MOST_PENDING      128
#define COME_BACK_SECONDS 10

OfficeRequest *
office_request_new (OfficeEndpoints *self, OfficeExchange *exchange)
{
  OfficeRequest *request = g_new0 (OfficeRequest, 1);

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

void
office_request_free (gpointer data)
{
  OfficeRequest *self = data;

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

/* A wrong code, name or password is what guessing looks like; anything else is not held against anybody. */
void
office_request_refuse (OfficeRequest *request, const GError *problem)
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

gboolean
office_endpoints_admit (OfficeEndpoints *self, OfficeExchange *exchange)
{
  g_autoptr (GError) problem = NULL;

  if (!self->stopped && self->n_pending < MOST_PENDING)
    return TRUE;
  if (self->stopped)
    problem = office_reason_new (OFFICE_REASON_STOPPING, NULL);
  else
    office_reason_set (&problem, OFFICE_REASON_BUSY, NULL);
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

gboolean
office_endpoints_check_address (OfficeEndpoints *self, OfficeExchange *exchange)
{
  g_autofree char *address = office_exchange_dup_address (exchange);

  return check_attempts (self, exchange, address);
}

void
office_endpoints_note_failure (OfficeEndpoints *self, OfficeExchange *exchange)
{
  g_autofree char *address = office_exchange_dup_address (exchange);

  office_attempts_add_failure (self->attempts, address);
}

/* Refuses by itself. The keys cannot meet: no address begins as a name's does. */
gboolean
office_request_begin_attempt (OfficeRequest *request)
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

gboolean
office_request_check_token (OfficeRequest *self)
{
  g_autofree char *token = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeTicket) ticket = NULL;

  token = office_exchange_dup_token (self->exchange, &error);
  if (token != NULL)
    ticket = office_accounts_check (self->endpoints->store, token, &error);
  if (ticket == NULL)
    {
      office_exchange_refuse (self->exchange, error);
      return FALSE;
    }
  self->token = g_steal_pointer (&token);
  self->person = g_strdup (ticket->person);
  self->device = g_strdup (ticket->device);
  self->role = g_strdup (ticket->role);
  return TRUE;
}
