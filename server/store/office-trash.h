/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-store.h"

G_BEGIN_DECLS

/*
 * What lies in the trash for 30 days goes, and with it what hangs on it. Looks when made and once a day after that; the
 * commit that this causes also lets the writer take away old tombstones, results and tokens in an office where nobody
 * does anything. Belongs to the store's main context.
 */
typedef struct _OfficeTrash OfficeTrash;

OfficeTrash *office_trash_new (OfficeStore *store, OfficeClock *clock);
void office_trash_free (OfficeTrash *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OfficeTrash, office_trash_free)

G_END_DECLS
