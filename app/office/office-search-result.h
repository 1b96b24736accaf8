/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-query.h"
#include "office-room.h"
#include "office-task.h"

G_BEGIN_DECLS

/* One thing that a search found, as it was when it was found; only its task, room and person live on. */
#define OFFICE_TYPE_SEARCH_RESULT (office_search_result_get_type ())
G_DECLARE_FINAL_TYPE (OfficeSearchResult, office_search_result, OFFICE, SEARCH_RESULT, GObject)

typedef enum {
  OFFICE_SEARCH_ROOM,
  OFFICE_SEARCH_PERSON,
  OFFICE_SEARCH_TASK,
  OFFICE_SEARCH_ALL_TASKS, /* not a thing: there are more tasks than are shown */
  OFFICE_SEARCH_MESSAGE,
} OfficeSearchKind;

OfficeSearchKind office_search_result_get_kind (OfficeSearchResult *self);
const char *office_search_result_get_id (OfficeSearchResult *self);        /* of the room, person, task or message; NULL: ALL_TASKS */
const OfficeSnippet *office_search_result_get_title (OfficeSearchResult *self);  /* the name, the title, or the piece of the message; NULL: ALL_TASKS */
const OfficeSnippet *office_search_result_get_detail (OfficeSearchResult *self); /* a piece of a task's description or step that matches, of a room's topic; nullable */
OfficeRoom *office_search_result_get_room (OfficeSearchResult *self);      /* the room, or the one that it is in; nullable */
OfficePerson *office_search_result_get_person (OfficeSearchResult *self);  /* the person, or the author; nullable */
OfficeTask *office_search_result_get_task (OfficeSearchResult *self);      /* the task, or the one that the message was said on; nullable */
gint64 office_search_result_get_seq (OfficeSearchResult *self);            /* of a message; 0: it waits */
gint64 office_search_result_get_at (OfficeSearchResult *self);             /* of a message, ms since 1970 */

G_END_DECLS
