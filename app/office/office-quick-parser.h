/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * A task as people type it in one line: "Call the printer tomorrow 9:00 !high @anna #website *monthly ~2h". What is understood
 * becomes fields, the rest the title. English and German, whatever language the window speaks.
 */

typedef enum {
  OFFICE_QUICK_DUE,      /* "YYYY-MM-DD" or "YYYY-MM-DDTHH:MM" */
  OFFICE_QUICK_PRIORITY, /* "high", "medium", "low" */
  OFFICE_QUICK_ASSIGNEE, /* a person's id; there may be several */
  OFFICE_QUICK_LABEL,    /* a label's id; there may be several */
  OFFICE_QUICK_ROOM,     /* a room's id */
  OFFICE_QUICK_REPEAT,   /* a recurrence rule of RFC 5545 */
  OFFICE_QUICK_ESTIMATE, /* minutes */
} OfficeQuickKind;

/* Somebody or something that can be meant. */
typedef struct {
  char *id;
  char *name;
  char *key;    /* nullable: a short name, as a room's */
  char *folded; /* as it is compared */
} OfficeQuickName;

OfficeQuickName *office_quick_name_new (const char *id, const char *name, const char *key);
void office_quick_name_free (OfficeQuickName *self);

/* What is known where the line is typed. */
typedef struct {
  gint64 now; /* ms since 1970 */
  GTimeZone *zone;
  const char *me;    /* nullable: who "@me" is */
  GPtrArray *people; /* of OfficeQuickName, as the other two; nullable */
  GPtrArray *labels;
  GPtrArray *rooms;
} OfficeQuickContext;

/* A piece of the line that was understood. */
typedef struct {
  OfficeQuickKind kind;
  gsize start, end; /* bytes of the line */
  char *value;      /* as the field keeps it */
  char *
      text; /* what a chip says: the piece without its mark, or the whole name of what is meant; a due date has its value */
} OfficeQuickToken;

typedef struct {
  char *title;       /* "" where all was understood */
  char *due;         /* nullable: what was said, else the first day of the repetition */
  GPtrArray *tokens; /* of OfficeQuickToken, in the order of the line */
} OfficeQuickTask;

/* rejected: pieces that are plain words, however they look; nullable */
OfficeQuickTask *office_quick_parse (const char *line, const char *const *rejected, const OfficeQuickContext *context);
void office_quick_task_free (OfficeQuickTask *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OfficeQuickTask, office_quick_task_free)
const char *office_quick_task_get (OfficeQuickTask *self, OfficeQuickKind kind); /* the value; nullable */

G_END_DECLS
