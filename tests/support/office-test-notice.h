/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-session.h"

G_BEGIN_DECLS

/* What was done or said last, and how that is undone. */
typedef struct {
  OfficeSession *session; /* watched; nullable: it has gone */
  char *text;             /* nullable: nothing yet */
  GVariant *undo;         /* nullable */
  guint n;                /* how often something was done or said */
  guint n_said;           /* of those, to the person */
} OfficeTestNotice;

void office_test_notice_watch (OfficeTestNotice *self, OfficeSession *session);
void office_test_notice_clear (OfficeTestNotice *self);
void office_test_notice_undo (OfficeTestNotice *self); /* there must be something to undo */

G_END_DECLS
