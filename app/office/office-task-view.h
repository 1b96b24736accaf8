/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-session.h"

G_BEGIN_DECLS

/* How a room's tasks are looked at. */
typedef enum { OFFICE_TASKS_BOARD, OFFICE_TASKS_LIST, OFFICE_TASKS_MONTH, OFFICE_TASKS_WEEK } OfficeTasksLayout;
const char *office_tasks_layout_to_text (OfficeTasksLayout layout);
OfficeTasksLayout office_tasks_layout_from_text (const char *text); /* nullable; what is unknown is a board */

/* What a view keeps. */
typedef struct {
  OfficeTasksLayout layout;
  const char *query; /* as the rest "" or NULL where there is none */
  const char *group;
  const char *sort;
} OfficeTaskLook;

/* A look that somebody gave a name, for everybody in the room. */
#define OFFICE_TYPE_TASK_VIEW (office_task_view_get_type ())
G_DECLARE_FINAL_TYPE (OfficeTaskView, office_task_view, OFFICE, TASK_VIEW, GObject)
const char *office_task_view_get_id (OfficeTaskView *self);
const char *office_task_view_get_name (OfficeTaskView *self);
const OfficeTaskLook *office_task_view_get_look (OfficeTaskView *self);

GListModel *office_session_open_views (OfficeSession *session, const char *room); /* OfficeTaskView in order; live; full */

/* ---- commands ---- */
gboolean office_session_save_view (OfficeSession *session, const char *room, const char *name, const OfficeTaskLook *look, char **id, GError **error); /* at the end */
gboolean office_session_rename_view (OfficeSession *session, const char *view, const char *name, GError **error);
gboolean office_session_change_view (OfficeSession *session, const char *view, const OfficeTaskLook *look, GError **error);
gboolean office_session_remove_view (OfficeSession *session, const char *view, GError **error); /* with undo */

G_END_DECLS
