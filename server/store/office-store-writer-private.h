/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-store.h"

G_BEGIN_DECLS

/* One piece of work and what became of it. */
typedef struct {
  OfficeStoreWork work;
  OfficeStoreDone done; /* nullable */
  gpointer data;
  GDestroyNotify destroy; /* nullable */
  gint64 rev;
  GError *error;
} OfficeSubmission;

/* What one commit has settled. */
typedef struct {
  GPtrArray *submissions; /* OfficeSubmission, in order */
  OfficeBatch *batch;     /* nullable */
} OfficeGroup;
void office_group_free (OfficeGroup *self);

/* Owns the writing handle. Everything but the works runs in the store's thread. */
typedef struct _OfficeStoreWriter OfficeStoreWriter;
OfficeStoreWriter *office_store_writer_new (OfficeDatabase *database, OfficeRecordTable *records, OfficeClock *clock, OfficeRandom *random, const char *office_id, GError **error);
void office_store_writer_start (OfficeStoreWriter *self, GSource *wake); /* a thread; it makes `wake` ready after each group */
void office_store_writer_submit (OfficeStoreWriter *self, OfficeSubmission *submission); /* takes it */
void office_store_writer_run (OfficeStoreWriter *self);                                  /* without a thread: everything queued, as one group */
void office_store_writer_wait (OfficeStoreWriter *self);                                 /* with a thread: until everything submitted is settled */
OfficeGroup *office_store_writer_take (OfficeStoreWriter *self);                         /* the next settled group; NULL: none */
void office_store_writer_stop (OfficeStoreWriter *self);                                 /* works off what is queued */
gboolean office_store_writer_is_stopped (OfficeStoreWriter *self);
void office_store_writer_free (OfficeStoreWriter *self);

G_END_DECLS
