/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-effects.h"

G_BEGIN_DECLS

/* What hangs on a record: records of another kind that name it in an indexed field which is called as its kind, as `task` in a step. */
typedef enum {
  OFFICE_PARTS_SHARED,   /* those that have their place in a room */
  OFFICE_PARTS_PERSONAL, /* those in the scope of a person */
} OfficeParts;

GPtrArray *office_parts_list (OfficeBook *book, OfficeRecord *whole, OfficeParts which); /* full, OfficeRecord; a kind after the other */

G_END_DECLS
