/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-session.h"
#include "office-trail.h"

G_BEGIN_DECLS

/* An open office: the sidebar, the room with its conversation and its tasks, and the pane of one task. */
#define OFFICE_TYPE_WORKSPACE (office_workspace_get_type ())
G_DECLARE_FINAL_TYPE (OfficeWorkspace, office_workspace, OFFICE, WORKSPACE, GtkWidget)

typedef enum { OFFICE_VIEW_CONVERSATION, OFFICE_VIEW_TASKS, OFFICE_VIEW_FILES } OfficeView;

typedef enum {
  OFFICE_LAYOUT_WIDE,   /* sidebar, content and pane side by side */
  OFFICE_LAYOUT_MEDIUM, /* the pane covers the content */
  OFFICE_LAYOUT_FOLDED, /* sidebar or content */
  OFFICE_LAYOUT_NARROW, /* as folded, with larger rows */
} OfficeLayout;

GtkWidget *office_workspace_new (void);

void office_workspace_set_session (OfficeWorkspace *self, OfficeSession *session, const char *room);
void office_workspace_set_office_menu (OfficeWorkspace *self, GMenuModel *menu); /* its custom items are offices beside */
void office_workspace_set_beside (OfficeWorkspace *self, GListModel *beside);    /* of OfficeBeside; nullable */

void office_workspace_begin_with_room (OfficeWorkspace *self, const char *room); /* as soon as it is there */
gboolean office_workspace_open_room (OfficeWorkspace *self, const char *room);
gboolean office_workspace_open_task (OfficeWorkspace *self, const char *task);
void office_workspace_show_pinned (OfficeWorkspace *self); /* of the open room */
gboolean office_workspace_open_thread (OfficeWorkspace *self, const char *message);
gboolean office_workspace_open_page (OfficeWorkspace *self, const char *name); /* "people" … */
gboolean office_workspace_open_message (OfficeWorkspace *self, const char *message);
void office_workspace_open_neighbour (OfficeWorkspace *self, int step);
gboolean office_workspace_open_link (OfficeWorkspace *self, const OfficePlaceLink *link);
void office_workspace_choose_day (OfficeWorkspace *self);
void office_workspace_open_day (OfficeWorkspace *self, gint64 since); /* ms since 1970 */
void office_workspace_go (OfficeWorkspace *self, int step); /* -1: back, 1: forward */
OfficeTrail *office_workspace_get_trail (OfficeWorkspace *self);
char **office_workspace_dup_recent (OfficeWorkspace *self); /* ids of rooms and tasks, the last first */
gboolean office_workspace_is_pane_open (OfficeWorkspace *self); /* notifies as "task-id" */
gboolean office_workspace_close_pane (OfficeWorkspace *self); /* FALSE: none was open */
void office_workspace_show_view (OfficeWorkspace *self, OfficeView view);
void office_workspace_focus_view (OfficeWorkspace *self);
void office_workspace_focus_next (OfficeWorkspace *self, int step);
void office_workspace_attach_files (OfficeWorkspace *self); /* to what is written where the focus is, or in the room */

const char *office_workspace_get_room_id (OfficeWorkspace *self); /* "room-id", nullable */
const char *office_workspace_get_task_id (OfficeWorkspace *self); /* "task-id": of the pane, nullable */
const char *office_workspace_get_thread_id (OfficeWorkspace *self); /* of the pane, nullable; notifies as "task-id" */
const char *office_workspace_get_page (OfficeWorkspace *self);    /* "page": open in the place of a room, nullable */
OfficeView office_workspace_get_view (OfficeWorkspace *self);     /* "view" notifies */
OfficeLayout office_workspace_get_layout (OfficeWorkspace *self); /* "layout" notifies */

G_END_DECLS
