/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * The rules of which each alone keeps books from losing, doubling or leaking something. In the program they hold; a
 * test builds the same sources with OFFICE_RULES_SWITCHABLE and shows that without any one of them the simulation fails.
 */
typedef enum {
  OFFICE_RULE_REVOKE, /* what a person may no longer see is purged */
  OFFICE_RULE_MOVE,   /* a removal applies only in the scope that it names */
  OFFICE_RULE_FORK,   /* a cursor counts only with the tag of its revision */
  OFFICE_RULE_AGAIN,  /* after a reset, what was acknowledged is sent again */
  OFFICE_RULE_CURSOR, /* an operation leaves the outbox only when the cursor has passed it */
  OFFICE_RULE_ONCE,   /* a repeated operation gives its first result */
  OFFICE_RULE_CIRCLE, /* no task is a part of itself, or waits for itself */
  OFFICE_RULE_SERIES, /* of tasks that come again only the last has the rule */
  OFFICE_RULE_KEY,    /* a key that a room had is no other room's */
  OFFICE_N_RULES,
} OfficeRule;

#ifdef OFFICE_RULES_SWITCHABLE
gboolean office_rule_holds (OfficeRule rule); /* the test defines it */
#else
#define office_rule_holds(rule) TRUE
#endif

G_END_DECLS
