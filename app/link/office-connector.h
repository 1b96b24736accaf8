/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-invitation-link.h"
#include "office-reach.h"
#include "office-socket.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

/*
 * HTTP to one host with one pinned certificate (NULL pin with TLS: the first certificate seen is reported by
 * get_seen_fingerprint, and used for the rest of this connector's life). Errors are OFFICE_PROBLEM; a wrong certificate is
 * OFFICE_PROBLEM_FORBIDDEN with the field "fingerprint"; no answer is OFFICE_PROBLEM_UNAVAILABLE.
 */
#define OFFICE_TYPE_CONNECTOR (office_connector_get_type ())
G_DECLARE_FINAL_TYPE (OfficeConnector, office_connector, OFFICE, CONNECTOR, GObject)

typedef struct {
  char *token, *person, *office_id, *office_name, *role;
  gint64 expires_at;
} OfficeWelcomeCard;
void office_welcome_card_free (OfficeWelcomeCard *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OfficeWelcomeCard, office_welcome_card_free)

typedef struct {
  char *office_id, *office_name, *version;
  gint64 people;
} OfficeHealth;
void office_health_free (OfficeHealth *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OfficeHealth, office_health_free)

OfficeConnector *office_connector_new (const OfficeInvitationLink *where);
const char *office_connector_get_seen_fingerprint (OfficeConnector *self);
void office_connector_health_async (OfficeConnector *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
OfficeHealth *office_connector_health_finish (OfficeConnector *self, GAsyncResult *result, GError **error);
void office_connector_join_async (OfficeConnector *self, const char *code, const char *name, const char *password, const char *device, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
void office_connector_sign_in_async (OfficeConnector *self, const char *name, const char *password, const char *device, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
OfficeWelcomeCard *office_connector_enter_finish (OfficeConnector *self, GAsyncResult *result, GError **error); /* of both */
void office_connector_sign_out_async (OfficeConnector *self, const char *token, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
gboolean office_connector_sign_out_finish (OfficeConnector *self, GAsyncResult *result, GError **error);
void office_connector_invite_async (OfficeConnector *self, const char *token, const char *role, gint64 uses, gint64 hours, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
OfficeInvitationLink *office_connector_invite_finish (OfficeConnector *self, GAsyncResult *result, GError **error);
OfficeReach *office_connector_get_reach (OfficeConnector *self);
OfficeSocket *office_connector_make_socket (OfficeConnector *self); /* a WebSocket to /sync with the same pin */

G_END_DECLS
