/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-record.h"

G_BEGIN_DECLS

/*
 * Tasks as iCalendar (RFC 5545), for calendars that are subscribed to and for files that are saved. Not thread-safe, but two
 * may be made at the same time.
 */
typedef struct _OfficeCalendar OfficeCalendar;

typedef enum {
  OFFICE_CALENDAR_EVENTS, /* a VEVENT for each task with a due date: what calendars show */
  OFFICE_CALENDAR_TASKS,  /* a VTODO for each task: what programs for tasks read */
} OfficeCalendarForm;

/* office: its id; zone: the reader's, of times that say none (nullable: they float). */
OfficeCalendar *office_calendar_new (OfficeCalendarForm form, const char *name, const char *office, const char *zone);
void office_calendar_free (OfficeCalendar *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OfficeCalendar, office_calendar_free)

/* What a task is beside its record. All nullable. */
typedef struct {
  const char *room;          /* its name */
  const char *short_id;      /* DES-12 */
  const char *state;         /* of its column: open, doing, done */
  const char *const *labels; /* names */
} OfficeCalendarPlace;

void office_calendar_add (OfficeCalendar *self, OfficeRecord *task, const OfficeCalendarPlace *place);
char *office_calendar_to_text (OfficeCalendar *self); /* CRLF, folded */

G_END_DECLS
