/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-list.h"
#include "office-task-private.h"

G_BEGIN_DECLS

/* What the files of OfficeTask share, and nobody else looks into. */
struct _OfficeTask {
  GObject parent_instance;

  char *id;
  char *room;
  char *column;
  char *column_name;
  char *position;
  char *title;
  char *description;
  char *due;
  char *source;
  char *repeat;
  char *cover;
  char **blocked_by;
  char *start;
  char *zone;
  char *parent;
  char *created_by;
  gint64 created_at; /* ms */
  OfficeRepeatBase repeat_from;
  OfficeList *watchers;
  gint64 number;
  gint64 estimate; /* minutes */
  OfficeColumnState state;
  OfficePriority priority;
  OfficeDueState due_state;
  OfficeList *assignees;
  OfficeList *labels;
  OfficeList *steps;
  guint n_steps_done;
  guint n_messages;
  gint64 now; /* that due_state was worked out for, ms */
  gboolean waiting;
  gboolean trashed;
  gboolean archived;
  gboolean template;
  gboolean present; /* the book has it */
  char *local_due;  /* as a clock and calendar here say it; nullable */
  char *local_start;
  char *folded;     /* of number, title and description; NULL: not worked out yet */
};

enum {
  PROP_0,
  PROP_ID,
  PROP_PRESENT,
  PROP_ROOM_ID,
  PROP_COLUMN_ID,
  PROP_COLUMN_NAME,
  PROP_STATE,
  PROP_TITLE,
  PROP_DESCRIPTION,
  PROP_N_STEPS,
  PROP_N_STEPS_DONE,
  PROP_N_MESSAGES,
  PROP_PRIORITY,
  PROP_DUE,
  PROP_DUE_STATE,
  PROP_SOURCE_ID,
  PROP_WAITING,
  PROP_TRASHED,
  PROP_ARCHIVED,
  PROP_TEMPLATE,
  PROP_REPEAT,
  PROP_COVER,
  PROP_BLOCKED_BY,
  PROP_NUMBER,
  PROP_ESTIMATE,
  PROP_START,
  PROP_ZONE,
  PROP_PARENT_ID,
  PROP_CREATED_BY_ID,
  PROP_CREATED_AT,
  PROP_REPEAT_FROM,
  N_PROPS
};

void office_task_notify (OfficeTask *self, guint property); /* one of the above */

G_END_DECLS
