/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-store.h"

G_BEGIN_DECLS

/*
 * Searches of the book, one after the other, in a thread beside the main loop, which each would hold up for some tens of
 * milliseconds. The thread lives for one search and has a reading handle of its own. Everything else belongs to the
 * store's thread.
 */
typedef struct _OfficeStoreFinds OfficeStoreFinds;

OfficeStoreFinds *office_store_finds_new (const char *path); /* results come in the thread-default main context of the caller */
void office_store_finds_free (OfficeStoreFinds *self);       /* what is asked is answered with a failure first */
void office_store_finds_ask (OfficeStoreFinds *self, const OfficeStoreQuestion *question, OfficeStoreFound done, gpointer data, GDestroyNotify destroy);

/* In the caller's thread. Array of OfficeRecordFound; *mark: 0 when nothing is left. */
GPtrArray *office_store_finds_answer (OfficeRecordTable *records, const OfficeStoreQuestion *question, gint64 *mark, GError **error);

G_END_DECLS
