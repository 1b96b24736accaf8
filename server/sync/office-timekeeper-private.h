/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-store.h"

G_BEGIN_DECLS

/*
 * What the host does by itself at a time: it sends the messages that wait for theirs, and rings for what people want to be
 * reminded of. It sleeps until the next is due, and is woken when something comes that is due earlier; what fell due while
 * the host was down is done when it starts, in the order of its times.
 *
 * Each is done in one transaction that also takes it away (a message) or notes that it has been (a reminder), so that it
 * happens exactly once however often the host dies over it. Belongs to the store's main context.
 */
typedef struct _OfficeTimekeeper OfficeTimekeeper;

OfficeTimekeeper *office_timekeeper_new (OfficeStore *store, OfficeClock *clock);
void office_timekeeper_free (OfficeTimekeeper *self); /* nothing is begun any more */
void office_timekeeper_follow (OfficeTimekeeper *self, OfficeBatch *batch);

G_END_DECLS
