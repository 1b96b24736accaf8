/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-thread.h"

G_BEGIN_DECLS

OfficeThread *office_thread_new (void);
void office_thread_update (OfficeThread *self, guint n_replies, guint n_new, gint64 last_at, GPtrArray *people); /* OfficePerson */

G_END_DECLS
