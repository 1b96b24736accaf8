/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-clock.h"
#include "office-database.h"
#include "office-random.h"

G_BEGIN_DECLS

/* The book's own tables, beside the records: private to server/store and to the tools of server/admin. */
typedef struct {
  char *office_id;
  char *epoch;
} OfficeStoreIdentity;

gboolean office_store_schema_ensure (OfficeDatabase *database, OfficeClock *clock, OfficeRandom *random, OfficeStoreIdentity *identity, GError **error);
gboolean office_store_schema_read_identity (OfficeDatabase *database, OfficeStoreIdentity *identity, GError **error); /* its members are NULL in a book without one */
gboolean office_store_schema_begin_epoch (OfficeDatabase *database, OfficeRandom *random, GError **error);
gboolean office_store_schema_is_unsettled (OfficeDatabase *database);
gboolean office_store_schema_settle (OfficeDatabase *database, GError **error);
guint office_store_schema_get_version (void); /* the form that this program writes */
void office_store_identity_clear (OfficeStoreIdentity *self);

gboolean office_store_schema_read_head (OfficeDatabase *database, gint64 *rev, char **tag, GError **error);
char *office_store_schema_find_tag (OfficeDatabase *database, gint64 rev);
gint64 office_store_schema_get_floor (OfficeDatabase *database);

/* Takes away what has been kept for long enough (sync.md, "Floor" and "Exactly once"), in a transaction of its own. */
gboolean office_store_schema_prune (OfficeDatabase *database, gint64 now, GError **error);

/* What an SQL error means for who asked: an OFFICE_PROBLEM. Takes error. */
GError *office_store_translate_error (GError *error);

G_END_DECLS
