/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-window.h"

#include "office-absence.h"
#include "office-host-page.h"
#include "office-join-page.h"
#include "office-search-panel.h"
#include "office-switcher-panel.h"
#include "office-welcome-page.h"
#include "office-workspace.h"

G_BEGIN_DECLS

typedef struct _OfficeWork OfficeWork;

struct _OfficeWindow {
  AdwApplicationWindow parent_instance;

  OfficeDesk *desk;             /* NULL in a demonstration */
  OfficeSession *session;       /* the office that is open */
  OfficeMembership *membership; /* what it was opened by; NULL: a session that was given */
  GMenu *office_menu;

  AdwToastOverlay *toasts;
  GtkOverlay *overlay;
  GtkStack *pages;
  OfficeWelcomePage *welcome_page; /* as the next two: NULL until it is first shown */
  OfficeJoinPage *join_page;
  OfficeHostPage *host_page;
  GtkWidget *update_page; /* the book on this computer is of a newer version */
  AdwStatusPage *update_status;
  OfficeWorkspace *workspace;
  OfficeSearchPanel *search_panel;     /* NULL until it is first opened */
  OfficeSwitcherPanel *switcher_panel; /* NULL until it is first opened */
  GtkWidget *before_panel;             /* what had the focus; weak */
  GCancellable *fetching;              /* of what a search has found; nullable */
  GHashTable *notifiers;           /* OfficeSession → OfficeNotifier: of all offices that are open */
  OfficeAbsence *absence;          /* NULL where there is no desktop to tell */
  OfficeWork *work;                /* of all offices; NULL before they are opened */
  guint first_frame;               /* tick callback, until the window is painted */
  gboolean painted;
  gboolean switching;              /* from one office to another */
  guint gathering;                 /* source that opens the offices beside */
};

void office_window_install_actions (GtkWidgetClass *widget_class);
void office_window_watch_buttons (OfficeWindow *self);
void office_window_install_room_actions (GtkWidgetClass *widget_class);
void office_window_update_room_actions (OfficeWindow *self);
void office_window_update_actions (OfficeWindow *self);
void office_window_update_office_menu (OfficeWindow *self);
OfficeWelcomePage *office_window_ensure_welcome_page (OfficeWindow *self);
OfficeJoinPage *office_window_ensure_join_page (OfficeWindow *self);
OfficeHostPage *office_window_ensure_host_page (OfficeWindow *self);
void office_window_show_page (OfficeWindow *self, GtkWidget *page);
void office_window_close_session (OfficeWindow *self);
void office_window_open_search (OfficeWindow *self, const char *text); /* text nullable */
gboolean office_window_go_to_office (OfficeWindow *self, const char *office); /* FALSE: one is not in it */
gboolean office_window_open_place_link (OfficeWindow *self, const char *text); /* FALSE: it is none */
void office_window_copy_link (OfficeWindow *self, OfficePlaceLinkKind kind, const char *id);
void office_window_open_found (GtkWidget *widget, const char *action, GVariant *target);
void office_window_stop_fetching (OfficeWindow *self);
void office_window_open_switcher (OfficeWindow *self);
void office_window_close_panel (OfficeWindow *self);
void office_window_forget_panels (OfficeWindow *self);

/* ---- tasks in and out of files ---- */
void office_window_install_exchange_actions (GtkWidgetClass *widget_class);

/* ---- templates, and the calendar's link ---- */
void office_window_install_template_actions (GtkWidgetClass *widget_class);

/* ---- taking back ---- */
void office_window_install_undo (GtkWidgetClass *widget_class);
void office_window_update_undo (OfficeWindow *self);

/* ---- a new task ---- */
void office_window_new_task (GtkWidget *widget, const char *action, GVariant *target);

/* ---- reminders of tasks ---- */
void office_window_remind_task (GtkWidget *widget, const char *action, GVariant *target);

/* ---- the offices beside the one that is open ---- */
void office_window_watch_beside (OfficeWindow *self);
void office_window_open_beside (OfficeWindow *self);
void office_window_follow_offices (OfficeWindow *self);
void office_window_forget_work (OfficeWindow *self);
void office_window_close_beside (OfficeWindow *self);
OfficeSession *office_window_find_session (OfficeWindow *self, const char *office); /* NULL: the one that is shown; borrowed, nullable */
gboolean office_window_has_several (OfficeWindow *self); /* offices */
void office_window_try_office (GtkWidget *widget, const char *action, GVariant *target);
void office_window_sign_in_office (GtkWidget *widget, const char *action, GVariant *target);
void office_window_say_notice (OfficeWindow *self, const char *text, GVariant *undo, OfficeSession *session); /* undo nullable */

/* ---- what one says of oneself ---- */
void office_window_set_status (GtkWidget *widget, const char *action, GVariant *target);
void office_window_do_not_disturb (GtkWidget *widget, const char *action, GVariant *target);
void office_window_toggle_quiet (GtkWidget *widget, const char *action, GVariant *target);
void office_window_set_quiet (GtkWidget *widget, const char *action, GVariant *target);
void office_window_set_away (GtkWidget *widget, const char *action, GVariant *target);
GMenuModel *office_window_create_status_menu (OfficeWindow *self);
void office_window_follow_status (OfficeWindow *self);
void office_window_follow_quiet (OfficeWindow *self, OfficeSession *session); /* of any office that is open */
void office_window_forget_status (OfficeWindow *self);

/* ---- what a reminder's buttons do, here and on the desktop ---- */
void office_window_answer_reminder (GtkWidget *widget, const char *action, GVariant *target);
void office_window_answer (OfficeWindow *self, const char *office, const char *what, const char *id, const char *until); /* office nullable: the one that is shown */

void office_window_show_error (OfficeWindow *self, const GError *error);

G_END_DECLS
