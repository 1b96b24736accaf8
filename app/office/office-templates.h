/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-session.h"

G_BEGIN_DECLS

/* Tasks and rooms that new ones can be made like. A task's template is a task of its room that is no work itself. */

/* ---- tasks ---- */
GPtrArray *office_session_list_task_templates (OfficeSession *self, const char *room); /* OfficeTask, by title; full */
gboolean office_session_save_as_template (OfficeSession *self, const char *task, char **id, GError **error);
gboolean office_session_make_template (OfficeSession *self, const char *room, const char *title, char **id, GError **error); /* an empty one */
char *office_session_dup_template_line (OfficeSession *self, const char *template, char ***plain); /* as one would type it; both full, NULL: it is gone */
gboolean office_session_make_from_template (OfficeSession *self, const char *template, const char *column, char **id, GError **error); /* column NULL: the first open one */

/* ---- rooms ---- */
gboolean office_session_is_room_template (OfficeSession *self, const char *room);
GPtrArray *office_session_list_room_templates (OfficeSession *self); /* OfficeRoom, by name; full */
gboolean office_session_set_room_template (OfficeSession *self, const char *room, gboolean template, GError **error);
/* Gives a new room the columns, labels, templates and open tasks of another, with their steps; without people and dates. */
gboolean office_session_furnish_like (OfficeSession *self, const char *room, const char *template, GError **error);

/* ---- the calendar that one may subscribe to ---- */
char *office_session_dup_feed_path (OfficeSession *self); /* "/calendar/SECRET.ics"; nullable: there is none */
char *office_session_dup_web_address (OfficeSession *self); /* "https://HOST[:PORT]" that no program warns of; nullable */
gboolean office_session_renew_feed (OfficeSession *self, GError **error); /* another secret: the link of before ends */
gboolean office_session_stop_feed (OfficeSession *self, GError **error);

G_END_DECLS
