/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-test-host.h"

G_BEGIN_DECLS

/*
 * A client as PROTOCOL.md describes one, as small as can be: records by id, a cursor, scopes. It checks what every client
 * may rely on (frames follow on the cursor, limits are kept, no record stands outside what the person may see) while it
 * reads. It keeps its copy when the line breaks.
 */
typedef struct {
  OfficeTestHost *host;
  OfficeTicket *ticket;
  OfficeFakeTransport *transport;

  OfficeCursor *cursor;
  GHashTable *records;  /* id → OfficeRecord */
  GHashTable *scopes;   /* set: held whole */
  GHashTable *half;     /* scope → next mark ("" before the first page) */
  GHashTable *suspects; /* set of ids: not yet confirmed by a page */

  gint64 bytes, acknowledged; /* of changes and pages on this connection */
  gboolean silent; /* says nothing of what it has received */
  gboolean live;
  gint64 unreceived, most_unreceived;

  GHashTable *results; /* operation id → OfficeResult */
  GPtrArray *order;    /* operation ids, in the order of their results */
  GPtrArray *seen;     /* OfficeFrame: all since the last office_test_client_forget() */
  GString *text;       /* all that was ever sent to it */
} OfficeTestClient;

OfficeTestClient *office_test_client_new (OfficeTestHost *host, OfficeTicket *ticket); /* takes the ticket */
OfficeTestClient *office_test_client_join (OfficeTestHost *host, const char *name, const char *role); /* joins and connects */
void office_test_client_free (OfficeTestClient *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OfficeTestClient, office_test_client_free)

void office_test_client_open (OfficeTestClient *self);    /* without a hello */
void office_test_client_connect (OfficeTestClient *self); /* with its hello, and reads */
void office_test_client_drop (OfficeTestClient *self);
void office_test_client_say (OfficeTestClient *self, char *frame); /* takes it */
void office_test_client_read (OfficeTestClient *self);    /* everything there is, and what comes of it */
void office_test_client_read_one (OfficeTestClient *self);
void office_test_client_acknowledge (OfficeTestClient *self);

/* Sends an operation; `with` is JSON in which ' stands for ". Returns its id, transfer full. Nothing is applied before the host settles. */
char *office_test_client_do (OfficeTestClient *self, const char *intent, const char *with, ...) G_GNUC_PRINTF (3, 4);
void office_test_client_send (OfficeTestClient *self, const char *id, const char *intent, const char *with);
/* The same, and settles; the operation must be accepted. */
void office_test_client_did (OfficeTestClient *self, const char *intent, const char *with, ...) G_GNUC_PRINTF (3, 4);
OfficeResult *office_test_client_get_result (OfficeTestClient *self, const char *id);

char *office_test_client_make_room (OfficeTestClient *self, const char *name, const char *visibility); /* settles; its id */
char *office_test_client_make_task (OfficeTestClient *self, const char *room, const char *title);

void office_test_client_forget (OfficeTestClient *self);
guint office_test_client_count (OfficeTestClient *self, OfficeFrameKind kind);
OfficeFrame *office_test_client_last (OfficeTestClient *self, OfficeFrameKind kind); /* borrowed, NULL: none */
gboolean office_test_client_holds (OfficeTestClient *self, const char *id);
void office_test_client_assert_current (OfficeTestClient *self); /* its copy is what the book has for this person */
void office_test_client_assert_bye (OfficeTestClient *self, int status);

G_END_DECLS
