/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-session.h"

G_BEGIN_DECLS

/*
 * Tasks as a file for other programs.
 *
 * CSV: UTF-8, RFC 4180, the first row names the columns, always in English; office-csv.h reads it again. Labels and people are parted
 * by ";", steps by newlines, each with "[ ]" or "[x]" before it. Times are those of this machine's zone.
 *
 * JSON: {"format": "office-tasks", "version": 1, "exported_at": "2025-06-11T10:00:00Z",
 *  "rooms": [{"id", "name", "columns": [{"id", "name", "state"}], "labels": [{"id", "name", "hue"}]}],
 *  "people": [{"id", "name"}],
 *  "tasks": [the record of PROTOCOL.md section 9, with "steps": [the same of its steps]]}
 *
 * iCalendar: a VTODO for each task, see office-calendar.h.
 */
typedef enum { OFFICE_EXPORT_CSV, OFFICE_EXPORT_JSON, OFFICE_EXPORT_CALENDAR, OFFICE_EXPORT_N_FORMATS } OfficeExportFormat;

OfficeExportFormat office_export_format_of_name (const char *name); /* a file's; CSV if its ending says nothing else */
/* room NULL: the open tasks of all rooms that are mine. Archived ones come along, those in the trash do not. full */
char *office_session_export_tasks (OfficeSession *self, const char *room, OfficeExportFormat format, guint *n_tasks);

G_END_DECLS
