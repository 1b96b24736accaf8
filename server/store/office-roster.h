/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-store.h"

G_BEGIN_DECLS

/* Who has an account, as the host's keeper sees it: read from any handle on the book. */
typedef struct {
  char *person; /* id */
  char *name;
  char *role;
  gint64 joined_at;  /* milliseconds */
  guint n_devices;   /* that are signed in */
} OfficeRosterEntry;
void office_roster_entry_free (OfficeRosterEntry *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OfficeRosterEntry, office_roster_entry_free)

GPtrArray *office_roster_list (OfficeDatabase *database, gint64 now, GError **error);
OfficeRosterEntry *office_roster_find (OfficeDatabase *database, const char *text, gint64 now, GError **error); /* by name or id; 404 */

/* A new password, and every device signed out. *devices: the ids of those that were; their connections are to be ended by the caller. 404. */
gboolean office_accounts_reset (OfficeTransaction *transaction, const char *person, const char *password_hash, GPtrArray **devices, GError **error);
char *office_roster_make_password (OfficeRandom *random); /* 16 characters that can be read out, in groups of four */

G_END_DECLS
