/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-workspace.h"

#include <adwaita.h>

#include "office-conversation-view.h"
#include "office-files-view.h"
#include "office-room-strip.h"
#include "office-sidebar.h"
#include "office-state-strip.h"
#include "office-task-pane.h"
#include "office-tasks-view.h"
#include "office-thread-pane.h"

G_BEGIN_DECLS

struct _OfficeWorkspace {
  GtkWidget parent_instance;

  OfficeSession *session;
  OfficeRoom *room;  /* the open one */
  char *wanted;      /* to be opened as soon as the book has it */
  OfficeTrail *trail;
  guint trail_id;    /* source that notes the place */
  GtkWidget *date_popover; /* NULL until it is first opened */
  char *jumped_to;   /* the message of the conversation that was asked for last */
  char *task;        /* in the pane; at most one of the two is there */
  char *thread;      /* in the pane: the id of the message that was answered */
  char *page;        /* open in the place of a room; see office-workspace-pages.c */
  gboolean board_set; /* the board shows the open room; it is filled when first looked at */

  OfficeLayout layout;
  guint layout_id;

  AdwLeaflet *leaflet;
  AdwClamp *sidebar_clamp;
  OfficeSidebar *sidebar;
  AdwFlap *flap;
  GtkWidget *content;
  AdwHeaderBar *header;
  GtkWidget *back_button;
  GtkWidget *title_box;
  GtkWidget *trail_box;
  GtkLabel *title_label;
  GtkLabel *subtitle_label;
  GtkWidget *pin_button;
  GtkWidget *pins; /* the popover that was opened last; nullable */
  GtkMenuButton *room_button;
  GtkWidget *switcher;
  AdwWindowTitle *narrow_title;
  OfficeStateStrip *strip;
  OfficeRoomStrip *room_strip;
  GMenuModel *room_menu; /* without what is of the room as a whole */
  GtkStack *pages;
  AdwStatusPage *status_page; /* what stands for a room; NULL until there is none to show. Its parts: */
  GtkWidget *status_spinner;
  GtkWidget *status_buttons;
  AdwViewStack *views;
  OfficeConversationView *conversation;
  AdwBin *board_place;
  OfficeTasksView *tasks; /* as the next and the panes: NULL until first looked at; see office-workspace-parts.c */
  AdwBin *files_place;
  OfficeFilesView *files;
  AdwViewStackPage *files_page;
  AdwViewSwitcherBar *switcher_bar; /* NULL until the window is narrow */
  AdwClamp *pane_clamp;
  GtkStack *panes;
  OfficeTaskPane *task_pane;
  OfficeThreadPane *thread_pane;
};

OfficeTasksView *office_workspace_ensure_tasks (OfficeWorkspace *self);
OfficeFilesView *office_workspace_ensure_files (OfficeWorkspace *self);
OfficeTaskPane *office_workspace_ensure_task_pane (OfficeWorkspace *self);
OfficeThreadPane *office_workspace_ensure_thread_pane (OfficeWorkspace *self);
void office_workspace_apply_layout (OfficeWorkspace *self, OfficeLayout layout);
OfficeLayout office_workspace_layout_for (int width);
void office_workspace_allocated (OfficeWorkspace *self, int width);
void office_workspace_update_frame (OfficeWorkspace *self);
void office_workspace_update_sides (OfficeWorkspace *self);
void office_workspace_update_title (OfficeWorkspace *self);
void office_workspace_update_status (OfficeWorkspace *self);
void office_workspace_init_trail (OfficeWorkspace *self);
void office_workspace_dispose_trail (OfficeWorkspace *self);
void office_workspace_dispose_places (OfficeWorkspace *self);
void office_workspace_follow_room_menu (OfficeWorkspace *self);
void office_workspace_fill_files (OfficeWorkspace *self);
void office_workspace_leave_place (OfficeWorkspace *self);
void office_workspace_jumped_to (OfficeWorkspace *self, const char *message);
void office_workspace_drop_pins (OfficeWorkspace *self);
gboolean office_workspace_has_pane (OfficeWorkspace *self);
GtkWidget *office_workspace_get_pane (OfficeWorkspace *self); /* what is in it, or was last */
void office_workspace_reveal_pane (OfficeWorkspace *self);
gboolean office_workspace_open_reply (OfficeWorkspace *self, OfficeMessage *reply); /* in its thread */
void office_workspace_let_go_of_thread (OfficeWorkspace *self); /* nothing shows it any more */
gboolean office_workspace_show_room (OfficeWorkspace *self, const char *room); /* FALSE: the book has none */
void office_workspace_close_room (OfficeWorkspace *self);
void office_workspace_leave_page (OfficeWorkspace *self);
void office_workspace_drop_pages (OfficeWorkspace *self);
const char *office_workspace_get_page_title (OfficeWorkspace *self);
GtkWidget *office_workspace_get_page_widget (OfficeWorkspace *self);
void office_workspace_go_to_content (OfficeWorkspace *self);
gboolean office_workspace_focus (GtkWidget *widget, GtkDirectionType direction);
void office_workspace_keep_focus_in_view (OfficeWorkspace *self);
void office_workspace_follow_focus (OfficeWorkspace *self);
void office_workspace_take_keys_left_over (OfficeWorkspace *self);
void office_workspace_focus_pane_that_covers (OfficeWorkspace *self);
void office_workspace_focus_beside_pane (OfficeWorkspace *self, const char *task, const char *thread); /* nullable, one of them */

G_END_DECLS
