/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-store.h"

G_BEGIN_DECLS

/*
 * Accounts, tokens and invitations: tables of the book that are no records. The secret ones are stored only as hashes.
 * Functions that take a transaction run in the writer's thread; passwords are hashed before (office-password.h).
 */

typedef struct {
  char *token;   /* only in the answer to its making */
  char *person;
  char *device;
  char *role;
  gint64 expires_at;
} OfficeTicket;
OfficeTicket *office_ticket_copy (const OfficeTicket *self);
void office_ticket_free (OfficeTicket *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OfficeTicket, office_ticket_free)

/* Makes an invitation; returns its code. 422 out of range. */
char *office_accounts_invite (OfficeTransaction *transaction, const char *role, gint64 uses, gint64 hours, const char *by, gint64 *expires_at, GError **error);
/* Uses a code up: person record, account, device, token. 403 code, 409 name. The first person ever is an admin. */
OfficeTicket *office_accounts_join (OfficeTransaction *transaction, const char *code, const char *name, const char *password_hash, const char *device, const char *device_name, GError **error);
/* A new token for a person whose password was verified. Ends the device's older one. */
OfficeTicket *office_accounts_issue (OfficeTransaction *transaction, const char *person, const char *device, const char *device_name, GError **error);
gboolean office_accounts_revoke (OfficeTransaction *transaction, const char *token, GError **error);

/* Reading, main thread. */
OfficeTicket *office_accounts_check (OfficeStore *store, const char *token, GError **error); /* 401 */
gboolean office_accounts_find (OfficeStore *store, const char *name, char **person, char **password_hash); /* FALSE: nobody */
gboolean office_accounts_have_people (OfficeStore *store);
guint office_accounts_count_people (OfficeStore *store);

G_END_DECLS
