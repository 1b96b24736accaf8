/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-task.h"

G_BEGIN_DECLS

/* What people say of how a task comes again; RRULE values of RFC 5545 can say more than this. */
typedef enum { OFFICE_REPEAT_DAILY, OFFICE_REPEAT_WEEKLY, OFFICE_REPEAT_MONTHLY, OFFICE_REPEAT_YEARLY } OfficeRepeatUnit;

typedef struct {
  OfficeRepeatUnit unit;
  guint interval;  /* every so many of the units, 1 … 999 */
  guint weekdays;  /* weekly: bits, 1 << 0 is Monday; monthly: the one of `week`; 0: the day of the due date */
  int week;        /* monthly: 1 … 4, -1: the last; 0: none */
  guint month_day; /* monthly: 1 … 31; 0: that of the due date */
  guint count;     /* so many are to come; 0: without end */
  char until[11];  /* "YYYY-MM-DD"; "": without end */
} OfficeRepeatRule;

#define OFFICE_REPEAT_WEEKDAYS 0x1f /* Monday to Friday */

gboolean office_repeat_rule_read (OfficeRepeatRule *self, const char *rule); /* nullable; FALSE: it says more than this, or nothing */
char *office_repeat_rule_to_rule (const OfficeRepeatRule *self);             /* full */
char *office_repeat_to_text (const char *rule, OfficeRepeatBase from);       /* full: "Every week on Monday and Friday"; translated */

G_END_DECLS
