/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-person.h"

G_BEGIN_DECLS

/* A label, a step and a task as windows show them. All properties notify. */
#define OFFICE_TYPE_LABEL (office_label_get_type ())
G_DECLARE_FINAL_TYPE (OfficeLabel, office_label, OFFICE, LABEL, GObject)
const char *office_label_get_id (OfficeLabel *self);
const char *office_label_get_name (OfficeLabel *self); /* "name" */
const char *office_label_get_hue (OfficeLabel *self);  /* "hue": slate blue green yellow orange red purple teal; also the CSS class */

#define OFFICE_TYPE_STEP (office_step_get_type ())
G_DECLARE_FINAL_TYPE (OfficeStep, office_step, OFFICE, STEP, GObject)
const char *office_step_get_id (OfficeStep *self);
const char *office_step_get_text (OfficeStep *self); /* "text" */
gboolean office_step_get_done (OfficeStep *self);    /* "done" */
OfficePerson *office_step_get_assignee (OfficeStep *self); /* "assignee", nullable */

typedef enum { OFFICE_STATE_OPEN, OFFICE_STATE_DOING, OFFICE_STATE_DONE } OfficeColumnState;
GType office_column_state_get_type (void);
typedef enum { OFFICE_PRIORITY_NONE, OFFICE_PRIORITY_LOW, OFFICE_PRIORITY_MEDIUM, OFFICE_PRIORITY_HIGH } OfficePriority;
GType office_priority_get_type (void);
/* What the next of a repeated task is counted from. */
typedef enum { OFFICE_REPEAT_FROM_DUE, OFFICE_REPEAT_FROM_COMPLETION } OfficeRepeatBase;
GType office_repeat_base_get_type (void);
/* How a due date stands to now. */
typedef enum { OFFICE_DUE_NONE, OFFICE_DUE_LATE, OFFICE_DUE_TODAY, OFFICE_DUE_SOON, OFFICE_DUE_FAR } OfficeDueState;
GType office_due_state_get_type (void);

#define OFFICE_TYPE_TASK (office_task_get_type ())
G_DECLARE_FINAL_TYPE (OfficeTask, office_task, OFFICE, TASK, GObject)
const char *office_task_get_id (OfficeTask *self);
gboolean office_task_is_present (OfficeTask *self);          /* "present": not gone from what one may see */
const char *office_task_get_room_id (OfficeTask *self);      /* "room-id" */
const char *office_task_get_column_id (OfficeTask *self);    /* "column-id" */
const char *office_task_get_column_name (OfficeTask *self);  /* "column-name" */
OfficeColumnState office_task_get_state (OfficeTask *self);  /* "state": of its column */
const char *office_task_get_title (OfficeTask *self);        /* "title" */
const char *office_task_get_description (OfficeTask *self);  /* "description", nullable */
GListModel *office_task_get_assignees (OfficeTask *self);    /* OfficePerson; the model changes */
GListModel *office_task_get_labels (OfficeTask *self);       /* OfficeLabel */
GListModel *office_task_get_steps (OfficeTask *self);        /* OfficeStep in order */
guint office_task_get_n_steps (OfficeTask *self);            /* "n-steps" */
guint office_task_get_n_steps_done (OfficeTask *self);       /* "n-steps-done" */
guint office_task_get_n_messages (OfficeTask *self);         /* "n-messages": its discussion */
OfficePriority office_task_get_priority (OfficeTask *self);  /* "priority" */
const char *office_task_get_due (OfficeTask *self);          /* "due": YYYY-MM-DD or YYYY-MM-DDTHH:MM, nullable */
const char *office_task_get_local_due (OfficeTask *self);    /* the same by this machine's clock; only "due" tells of it */
guint office_task_get_due_day (OfficeTask *self);            /* that day, as g_date_get_julian(); 0: none */
char *office_task_dup_due_text (OfficeTask *self, gboolean with_time); /* "Today", "Fri", "Mon 9 Jun"; translated */
char *office_task_dup_due_long_text (OfficeTask *self);      /* "Friday 13 June, 10:00" */
OfficeDueState office_task_get_due_state (OfficeTask *self); /* "due-state" */
const char *office_task_get_source_id (OfficeTask *self);    /* the message it was made of; nullable */
gboolean office_task_get_waiting (OfficeTask *self);         /* "waiting": a change of it is not acknowledged yet */
gboolean office_task_get_trashed (OfficeTask *self);         /* "trashed" */
gboolean office_task_get_archived (OfficeTask *self);        /* "archived" */
gboolean office_task_get_template (OfficeTask *self);        /* "template" */
const char *office_task_get_repeat (OfficeTask *self);       /* "repeat": an RRULE value, nullable */
const char *office_task_get_cover (OfficeTask *self);        /* "cover": id of a file, nullable */
const char *const *office_task_get_blocked_by (OfficeTask *self); /* "blocked-by": ids of tasks */
gint64 office_task_get_number (OfficeTask *self);            /* "number": in its room; 0: none yet */
gint64 office_task_get_estimate (OfficeTask *self);          /* "estimate": minutes; 0: none */
const char *office_task_get_start (OfficeTask *self);        /* "start": as "due", nullable */
const char *office_task_get_local_start (OfficeTask *self);      /* the same by this machine's clock; only "start" tells of it */
guint office_task_get_start_day (OfficeTask *self);              /* that day, as g_date_get_julian(); 0: none */
const char *office_task_get_zone (OfficeTask *self);         /* "zone": of the times of day in both, nullable */
OfficeRepeatBase office_task_get_repeat_from (OfficeTask *self); /* "repeat-from" */
const char *office_task_get_parent_id (OfficeTask *self);    /* "parent-id": the task that it is a part of; nullable */
const char *office_task_get_created_by_id (OfficeTask *self); /* "created-by-id", nullable */
gint64 office_task_get_created_at (OfficeTask *self);        /* "created-at": ms since 1970; 0: not known */
GListModel *office_task_get_watchers (OfficeTask *self);     /* OfficePerson; the model changes */

G_END_DECLS
