/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-quick-parser.h"
#include "office-session.h"

G_BEGIN_DECLS

/* A task that is to be made, with all that is known of it from the start. Everything but room and title is nullable. */
typedef struct {
  const char *room;
  const char *column; /* NULL: the room's first that is open */
  const char *title;
  const char *description;
  const char *due; /* as start: "YYYY-MM-DD" or "YYYY-MM-DDTHH:MM", times in this machine's zone */
  const char *start;
  const char *priority;
  const char *repeat;
  int estimate; /* minutes; 0: none */
  const char *const *assignees;
  const char *const *labels;
  const char *const *steps; /* their texts */
  gboolean template;
} OfficeNewTask;

/* On top of the column, the first of several above the second; all or none, and one undo, which is said. ids: full, nullable. */
gboolean office_session_make_tasks (OfficeSession *self, const OfficeNewTask *tasks, guint n, char ***ids,
                                    GError **error);

/* ---- as one types them ---- */
/* What a line says where its task would go to; choosing: a #room may be named too. full */
OfficeQuickTask *office_session_read_task (OfficeSession *self, const char *room, gboolean choosing, const char *line,
                                           const char *const *rejected);
gboolean office_session_make_quick_task (OfficeSession *self, const char *room, const char *column,
                                         OfficeQuickTask *task, char **id, GError **error);

/* What a line cannot say. Both nullable. */
typedef struct {
  const char *description;
  const char *const *steps;
} OfficeQuickMore;
gboolean office_session_make_quick_task_with (OfficeSession *self, const char *room, const char *column,
                                              OfficeQuickTask *task, const OfficeQuickMore *more, char **id,
                                              GError **error); /* more: nullable */
gboolean office_session_make_quick_task_like (OfficeSession *self, const char *room, const char *column,
                                              OfficeQuickTask *task, const char *template, char **id, GError **error);

/* One task a line; empty lines are left out, bullets and check boxes before the words too. full */
char **office_quick_split_lines (const char *text);
gboolean office_session_make_quick_tasks (OfficeSession *self, const char *room, const char *column,
                                          const char *const *lines, GError **error);

G_END_DECLS
