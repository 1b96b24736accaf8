/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-record.h"

G_BEGIN_DECLS

/* A record's nodes are never changed in place but replaced, so that copies may share them, also across threads. */
struct _OfficeRecord {
  gatomicrefcount ref_count;
  const OfficeKind *kind;
  JsonObject *object;
};

G_END_DECLS
