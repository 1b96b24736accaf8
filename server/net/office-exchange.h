/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

/*
 * One HTTP request and its answer. Reference counted; it may outlive its connection: an answer to a client that has gone
 * is dropped.
 */
typedef struct _OfficeExchange OfficeExchange;

OfficeExchange *office_exchange_new (SoupServerMessage *message);
OfficeExchange *office_exchange_ref (OfficeExchange *self);
void office_exchange_unref (OfficeExchange *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OfficeExchange, office_exchange_unref)

/* Collecting the body. */
gboolean office_exchange_add_body (OfficeExchange *self, GBytes *chunk); /* FALSE: more than can be borne, the line has been cut */
void office_exchange_set_limit (OfficeExchange *self, gsize limit);
GBytes *office_exchange_take_body (OfficeExchange *self);

SoupServerMessage *office_exchange_get_message (OfficeExchange *self);
JsonObject *office_exchange_parse_body (OfficeExchange *self, GError **error);
char *office_exchange_dup_token (OfficeExchange *self, GError **error);
char *office_exchange_dup_address (OfficeExchange *self); /* the client's, without port */

/* Waiting for a worker; every hold must be followed by one answer or refusal. */
void office_exchange_hold (OfficeExchange *self);
gboolean office_exchange_is_answered (OfficeExchange *self);
void office_exchange_answer (OfficeExchange *self, guint status, const char *type, char *text);
SoupServerMessage *office_exchange_begin_stream (OfficeExchange *self, guint status); /* full; NULL: nobody is there */
void office_exchange_answer_json (OfficeExchange *self, guint status, JsonBuilder *builder);
void office_exchange_refuse (OfficeExchange *self, const GError *problem);
void office_exchange_refuse_for_now (OfficeExchange *self, const GError *problem, guint seconds);

G_END_DECLS
