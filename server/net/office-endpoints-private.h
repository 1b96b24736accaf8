/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-attempts.h"
#include "office-endpoints.h"

G_BEGIN_DECLS

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

/* A request on its way through the workers; every way ends in office_request_free(). */
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
} OfficeRequest;

/* office-request.c */
OfficeRequest *office_request_new (OfficeEndpoints *endpoints, OfficeExchange *exchange);
void office_request_free (gpointer self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OfficeRequest, office_request_free)
void office_request_refuse (OfficeRequest *self, const GError *problem);
gboolean office_request_begin_attempt (OfficeRequest *self);
gboolean office_request_check_token (OfficeRequest *self);
gboolean office_endpoints_admit (OfficeEndpoints *self, OfficeExchange *exchange);
/* Of requests that are known by a secret alone: FALSE where the address has guessed too often, and then it is refused. */
gboolean office_endpoints_check_address (OfficeEndpoints *self, OfficeExchange *exchange);
void office_endpoints_note_failure (OfficeEndpoints *self, OfficeExchange *exchange);

/* office-calendar-door.c: an OfficeRouteHandler */
#define OFFICE_CALENDAR_PLACE "/calendar/"
void office_calendar_answer (OfficeExchange *exchange, gpointer endpoints);

/* office-entry.c: OfficeRouteHandlers of joining and signing in */
void office_entry_answer_join (OfficeExchange *exchange, gpointer endpoints);
void office_entry_answer_sign_in (OfficeExchange *exchange, gpointer endpoints);

/* office-endpoints.c */
void office_endpoints_add_office (OfficeEndpoints *self, JsonBuilder *builder);
void office_endpoints_add_text (JsonBuilder *builder, const char *name, const char *value);
void office_endpoints_add_integer (JsonBuilder *builder, const char *name, gint64 value);
void office_endpoints_emit_joined (OfficeEndpoints *self);

G_END_DECLS
