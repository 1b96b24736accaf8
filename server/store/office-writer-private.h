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
typedef struct _OfficeWriter OfficeWriter;
OfficeWriter *office_writer_new (OfficeDatabase *database, OfficeRecordTable *records, OfficeClock *clock, OfficeRandom *random, const char *office_id, GError **error);
void office_writer_start (OfficeWriter *self, GSource *wake);                 /* a thread; it makes `wake` ready after each group */
void office_writer_submit (OfficeWriter *self, OfficeSubmission *submission); /* takes it */
void office_writer_run (OfficeWriter *self);                                  /* without a thread: everything queued, as one group */
void office_writer_wait (OfficeWriter *self);                                 /* with a thread: until everything submitted is settled */
OfficeGroup *office_writer_take (OfficeWriter *self);                         /* the next settled group; NULL: none */
void office_writer_stop (OfficeWriter *self);
gboolean office_writer_is_stopped (OfficeWriter *self);
void office_writer_free (OfficeWriter *self);

G_END_DECLS
