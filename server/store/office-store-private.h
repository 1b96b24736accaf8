/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-store.h"
#include "office-store-finds-private.h"
#include "office-store-schema.h"
#include "office-store-writer-private.h"

G_BEGIN_DECLS

struct _OfficeStore {
  GObject parent_instance;

  GThread *thread; /* the one that opened the store; everything but the works happens in it */
  OfficeStoreIdentity identity;
  OfficeCursor *head;

  /* For reading; NULL when closed. A book in memory has one handle, which serves both sides in turns. */
  OfficeDatabase *database;
  OfficeRecordTable *records;

  /* The writer's while its thread runs. */
  OfficeDatabase *writing_database;
  OfficeRecordTable *writing_records;
  OfficeStoreWriter *writer;

  OfficeClock *clock;
  OfficeStoreFinds *finds; /* NULL: INLINE, or closed */
  GSource *wake; /* THREADED: made ready when groups are settled */
  guint queued;
  gboolean delivering;
};

gboolean office_store_due_ensure (OfficeDatabase *database, GError **error);
gboolean office_store_numbering_ensure (OfficeStore *self, GError **error);
gboolean office_store_check_open (OfficeStore *self, GError **error); /* for reading, in the store's thread */
void office_store_book_init (OfficeBookInterface *iface);

G_END_DECLS
