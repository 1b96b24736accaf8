/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-database.h"

G_BEGIN_DECLS

/* Whether two books say the same, scope by scope: what office_record_table_digest() gives for each, in one pass. */
typedef struct {
  char *scope;
  guint n_records;
  char *digest; /* SHA-256, hex */
} OfficeScopeDigest;
void office_scope_digest_free (OfficeScopeDigest *self);

/* statement: id, revision as text, body, scope; in order of id. OfficeScopeDigest, sorted by scope. */
GPtrArray *office_scope_digest_collect (OfficeStatement *statement, GError **error);

/* The lines that host and desk print alike, so that `diff` compares two books. */
char *office_scope_digest_print (GPtrArray *digests, const char *office_id, const char *epoch, gint64 rev, const char *tag);

G_END_DECLS
