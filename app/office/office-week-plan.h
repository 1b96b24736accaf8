/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define OFFICE_WEEK_DAYS 7

/* Something that takes one or several days; days as g_date_get_julian(). */
typedef struct {
  guint first, last;
  gpointer item; /* borrowed */
} OfficeSpan;

/* What is seen of a span of several days in a row of a week: one lane for its whole stretch. */
typedef struct {
  gpointer item;
  guint first, last;            /* 0 to 6, of the row */
  gboolean from_before, beyond; /* it goes on in the row before, in the row after */
  guint n_beyond;               /* days in the rows after */
  guint lane;
  gboolean shown; /* there is room for it */
} OfficeWeekBar;

typedef struct {
  GPtrArray *items; /* all that touch the day: bars by lane, then those of this day alone */
  GPtrArray *slots; /* what stands in each lane: an item of this day alone, or NULL below a bar or where nothing stands */
  guint n_more;     /* that there is no room for */
} OfficeWeekDay;

/*
 * Which lane what takes in a row of a week, and what of it there is room for. A bar is seen on all its days of the row, or on
 * none. Where something does not fit, the place of the last is needed to say how many more there are.
 */
typedef struct _OfficeWeekPlan OfficeWeekPlan;

OfficeWeekPlan *office_week_plan_new (guint first_day, const OfficeSpan *spans, guint n_spans, guint most);
void office_week_plan_free (OfficeWeekPlan *self);
guint office_week_plan_get_n_bars (OfficeWeekPlan *self);
const OfficeWeekBar *office_week_plan_get_bar (OfficeWeekPlan *self, guint index);
const OfficeWeekDay *office_week_plan_get_day (OfficeWeekPlan *self, guint index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OfficeWeekPlan, office_week_plan_free)

G_END_DECLS
