/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What the person wants to be reminded of. All properties notify. */
#define OFFICE_TYPE_REMINDER (office_reminder_get_type ())
G_DECLARE_FINAL_TYPE (OfficeReminder, office_reminder, OFFICE, REMINDER, GObject)

const char *office_reminder_get_id (OfficeReminder *self);
const char *office_reminder_get_message_id (OfficeReminder *self); /* nullable */
const char *office_reminder_get_task_id (OfficeReminder *self);    /* nullable */
const char *office_reminder_get_room_id (OfficeReminder *self);    /* nullable */
gboolean office_reminder_get_due (OfficeReminder *self);           /* the host made it of a due date */
gint64 office_reminder_get_remind_at (OfficeReminder *self);       /* "remind-at", ms */
gint64 office_reminder_get_rang_at (OfficeReminder *self);         /* "rang-at", ms; 0: it has yet to ring */

G_END_DECLS
