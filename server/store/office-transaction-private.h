/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-store.h"

G_BEGIN_DECLS

/*
 * Revisions are counted here and become true by the commit: when a work is undone its revision is given to the next, when
 * the group is undone all of them are.
 *
 * The functions that a book offers cannot fail by their signature. What goes wrong below them is kept in `failure`, so
 * that a work that has read nothing because the disk failed does not pass for one that found nothing.
 */
struct _OfficeTransaction {
  GObject parent_instance;

  OfficeDatabase *database;
  OfficeRecordTable *records;
  OfficeClock *clock;
  OfficeRandom *random;
  char *office_id;
  GHashTable *cache; /* char * → OfficeRecord, as this transaction sees them; emptied when something is undone */

  gint64 committed;   /* the head in the database */
  gint64 head;        /* with what this group has made so far */
  GPtrArray *changes; /* OfficeChange: of this group */
  gboolean broken;    /* the whole group has to be undone */

  /* Of the work that runs: */
  gint64 rev; /* 0: none taken yet */
  guint first_change;
  GHashTable *changed; /* set of "id scope": what is among its changes */
  GPtrArray *pending; /* OfficeChange: of the write that runs … */
  GHashTable *pended; /* … as a set of "id scope" */
  const char *operation; /* … and its operation; nullable, borrowed */
  GError *failure;
};

/* Keeps the SQL error of a failed step, so that the work fails with it, and hands it on. Takes own. FALSE. */
gboolean office_transaction_fail (OfficeTransaction *self, GError *own, GError **error);

/* As office_record_table_get(), out of the cache where it is there. */
OfficeRecord *office_transaction_read (OfficeTransaction *self, const char *id, GError **error);
void office_transaction_forget (OfficeTransaction *self, const char *id); /* NULL: all */

/* The writer's side of a transaction: one object for the store's life, begun and ended for each commit group. */
OfficeTransaction *office_transaction_new (OfficeDatabase *database, OfficeRecordTable *records, OfficeClock *clock, OfficeRandom *random, const char *office_id, GError **error);
gboolean office_transaction_begin (OfficeTransaction *self, GError **error);
/* FALSE: this work is undone. office_transaction_is_broken() then says whether the whole group is. */
gboolean office_transaction_run (OfficeTransaction *self, OfficeStoreWork work, gpointer data, gint64 *rev, GError **error);
gboolean office_transaction_is_broken (OfficeTransaction *self);
/* *batch: NULL when no revision was made. */
gboolean office_transaction_commit (OfficeTransaction *self, OfficeBatch **batch, GError **error);
void office_transaction_rollback (OfficeTransaction *self);

G_END_DECLS
