/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-window-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "office-beside.h"
#include "office-direct-dialog.h"
#include "office-export-menu.h"
#include "office-invite-dialog.h"
#include "office-preferences-window.h"
#include "office-question.h"
#include "office-refused-dialog.h"
#include "office-room-dialog.h"
#include "office-room-people-dialog.h"
#include "office-scheduled-dialog.h"
#include "office-transfer-dialog.h"

static void
present (OfficeWindow *self, GtkWidget *dialog)
{
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (dialog));
}

/* ---- going somewhere ---- */

static void
open_room (GtkWidget *widget, const char *action, GVariant *target)
{
  OfficeWindow *self = OFFICE_WINDOW (widget);

  if (!office_workspace_open_room (self->workspace, g_variant_get_string (target, NULL)))
    office_window_show_toast (self, _ ("This room is not there any more"));
}

static void
open_page (GtkWidget *widget, const char *action, GVariant *target)
{
  office_workspace_open_page (OFFICE_WINDOW (widget)->workspace, g_variant_get_string (target, NULL));
}

/* The direct room with one person; it is made where there is none. */
static void
open_person (GtkWidget *widget, const char *action, GVariant *target)
{
  OfficeWindow *self = OFFICE_WINDOW (widget);
  const char *people[] = { g_variant_get_string (target, NULL), NULL };
  g_autofree char *room = NULL;
  g_autoptr (GError) error = NULL;

  if (self->session == NULL)
    return;
  if (office_session_open_direct (self->session, people, &room, &error))
    office_workspace_open_room (self->workspace, room);
  else
    office_window_show_error (self, error);
}

static void
open_task (GtkWidget *widget, const char *action, GVariant *target)
{
  OfficeWindow *self = OFFICE_WINDOW (widget);

  if (!office_workspace_open_task (self->workspace, g_variant_get_string (target, NULL)))
    office_window_show_toast (self, _ ("This task is not there any more"));
}

static void
open_message (GtkWidget *widget, const char *action, GVariant *target)
{
  OfficeWindow *self = OFFICE_WINDOW (widget);

  if (!office_workspace_open_message (self->workspace, g_variant_get_string (target, NULL)))
    office_window_show_toast (self, _ ("This message is not there any more"));
}

/* A link that stands in a text, or was copied: to something in an office, or an invitation. */
static void
open_link (GtkWidget *widget, const char *action, GVariant *target)
{
  const char *link = g_variant_get_string (target, NULL);

  if (strstr (link, "/join/") != NULL)
    office_window_open_link (OFFICE_WINDOW (widget), link);
  else if (!office_window_open_place_link (OFFICE_WINDOW (widget), link))
    office_window_show_toast (OFFICE_WINDOW (widget), _ ("This link leads nowhere in the office"));
}

static void
copy_link (GtkWidget *widget, const char *action, GVariant *target)
{
  OfficeWindow *self = OFFICE_WINDOW (widget);
  const char *room = office_workspace_get_room_id (self->workspace);

  if (g_str_equal (action, "win.copy-message-link"))
    office_window_copy_link (self, OFFICE_PLACE_LINK_MESSAGE, g_variant_get_string (target, NULL));
  else if (g_str_equal (action, "win.copy-task-link"))
    office_window_copy_link (self, OFFICE_PLACE_LINK_TASK, g_variant_get_string (target, NULL));
  else if (room != NULL)
    office_window_copy_link (self, OFFICE_PLACE_LINK_ROOM, room);
}

static void
open_thread (GtkWidget *widget, const char *action, GVariant *target)
{
  OfficeWindow *self = OFFICE_WINDOW (widget);

  if (!office_workspace_open_thread (self->workspace, g_variant_get_string (target, NULL)))
    office_window_show_toast (self, _ ("This message is not there any more"));
}

static void
say (GtkWidget *widget, const char *action, GVariant *target)
{
  office_window_show_toast (OFFICE_WINDOW (widget), g_variant_get_string (target, NULL));
}

static void
move (GtkWidget *widget, const char *action, GVariant *target)
{
  OfficeWorkspace *workspace = OFFICE_WINDOW (widget)->workspace;

  if (g_str_equal (action, "win.previous-room"))
    office_workspace_open_neighbour (workspace, -1);
  else if (g_str_equal (action, "win.next-room"))
    office_workspace_open_neighbour (workspace, 1);
  else if (g_str_equal (action, "win.focus-previous"))
    office_workspace_focus_next (workspace, -1);
  else if (g_str_equal (action, "win.focus-next"))
    office_workspace_focus_next (workspace, 1);
  else if (g_str_equal (action, "win.show-tasks"))
    office_workspace_show_view (workspace, OFFICE_VIEW_TASKS);
  else if (g_str_equal (action, "win.show-files"))
    office_workspace_show_view (workspace, OFFICE_VIEW_FILES);
  else if (g_str_equal (action, "win.show-conversation"))
    office_workspace_show_view (workspace, OFFICE_VIEW_CONVERSATION);
  else if (g_str_equal (action, "win.show-pinned"))
    office_workspace_show_pinned (workspace);
  else if (g_str_equal (action, "win.jump-to-date"))
    office_workspace_choose_day (workspace);
  else if (g_str_equal (action, "win.attach-files"))
    office_workspace_attach_files (workspace);
  else if (g_str_equal (action, "win.back"))
    office_workspace_go (workspace, -1);
  else if (g_str_equal (action, "win.forward"))
    office_workspace_go (workspace, 1);
  else if (g_str_equal (action, "win.close-pane"))
    office_workspace_close_pane (workspace);
}

/* ---- offices ---- */

static void
join_office (GtkWidget *widget, const char *action, GVariant *target)
{
  office_window_show_welcome (OFFICE_WINDOW (widget));
}

static void
join_link (GtkWidget *widget, const char *action, GVariant *target)
{
  office_window_open_link (OFFICE_WINDOW (widget), "");
}

static void
host_office (GtkWidget *widget, const char *action, GVariant *target)
{
  OfficeWindow *self = OFFICE_WINDOW (widget);

  office_window_show_page (self, GTK_WIDGET (office_window_ensure_host_page (self)));
}

/* From a page by which one comes into an office: back to the welcome page, and from there to the office that is open. */
static void
go_back (GtkWidget *widget, const char *action, GVariant *target)
{
  OfficeWindow *self = OFFICE_WINDOW (widget);

  if (self->welcome_page == NULL || gtk_stack_get_visible_child (self->pages) != GTK_WIDGET (self->welcome_page))
    office_window_show_page (self, GTK_WIDGET (office_window_ensure_welcome_page (self)));
  else if (self->session != NULL)
    gtk_stack_set_visible_child (self->pages, GTK_WIDGET (self->workspace));
}

static void
switch_office (GtkWidget *widget, const char *action, GVariant *target)
{
  OfficeWindow *self = OFFICE_WINDOW (widget);
  GListModel *memberships = office_desk_get_memberships (self->desk);
  const char *wanted = g_variant_get_string (target, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (memberships); i++)
    {
      g_autoptr (OfficeMembership) membership = g_list_model_get_item (memberships, i);

      if (g_str_equal (office_membership_get_office_id (membership), wanted))
        {
          office_window_open_membership (self, membership);
          return;
        }
    }
}

static void
on_left (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (OfficeWindow) self = data;
  g_autoptr (GError) error = NULL;

  if (!office_desk_leave_finish (OFFICE_DESK (source), result, &error))
    office_window_show_error (self, error);
}

static void
on_leave_answered (OfficeWindow *self, const char *response)
{
  g_autoptr (OfficeMembership) membership = NULL;

  if (!g_str_equal (response, "leave") || self->membership == NULL)
    return;
  membership = g_object_ref (self->membership);
  office_window_close_session (self);
  office_window_update_actions (self);
  office_window_show_page (self, GTK_WIDGET (office_window_ensure_welcome_page (self)));
  office_desk_leave_async (self->desk, membership, on_left, g_object_ref (self));
}

/* This one asks: what waited to be sent is lost with the copy on this computer, and that cannot be undone. */
static void
leave_office (GtkWidget *widget, const char *action, GVariant *target)
{
  OfficeWindow *self = OFFICE_WINDOW (widget);
  g_autofree char *heading = NULL;
  g_autofree char *body = NULL;
  GtkWidget *dialog;
  guint waiting;

  if (self->membership == NULL)
    return;
  waiting = office_session_get_n_waiting (self->session);
  if (waiting > 0)
    body = g_strdup_printf (
        g_dngettext (
            GETTEXT_PACKAGE, "%'u change that was not sent yet is lost. Your account stays, and you can sign in again.",
            "%'u changes that were not sent yet are lost. Your account stays, and you can sign in again.", waiting),
        waiting);
  else
    body = g_strdup (_ ("Its copy on this computer is removed. Your account stays, and you can sign in again."));
  heading = g_strdup_printf (_ ("Leave %s?"), office_session_get_name (self->session));
  dialog = office_question_new (heading, body);
  office_question_add_answer (dialog, "cancel", _ ("_Cancel"), ADW_RESPONSE_DEFAULT);
  office_question_add_answer (dialog, "leave", _ ("_Leave"), ADW_RESPONSE_DESTRUCTIVE);
  office_question_set_default (dialog, "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_leave_answered), self, G_CONNECT_SWAPPED);
  office_question_present (dialog, GTK_WIDGET (self));
}

/* ---- the line ---- */

static void
try_now (GtkWidget *widget, const char *action, GVariant *target)
{
  OfficeWindow *self = OFFICE_WINDOW (widget);

  if (self->session != NULL)
    office_session_try_now (self->session);
}

static void
on_problem_answered (OfficeWindow *self, const char *response)
{
  if (g_str_equal (response, "try"))
    try_now (GTK_WIDGET (self), NULL, NULL);
  else if (g_str_equal (response, "sign-in") && self->membership != NULL)
    {
      office_join_page_prepare_sign_in (office_window_ensure_join_page (self),
                                        office_membership_get_where (self->membership),
                                        office_person_get_name (office_session_get_me (self->session)));
      office_window_show_page (self, GTK_WIDGET (self->join_page));
    }
}

/* Why the line has stopped for good, and what can be done about it. */
static void
show_problem (GtkWidget *widget, const char *action, GVariant *target)
{
  OfficeWindow *self = OFFICE_WINDOW (widget);
  g_autofree char *body = NULL;
  GtkWidget *dialog;

  if (self->session == NULL || office_session_get_problem (self->session) == NULL)
    return;
  body = g_strdup_printf (_ ("%s\n\nWhat you wrote is kept on this computer. If you do not know why this "
                             "happened, ask the person who keeps the office before you go on."),
                          office_session_get_problem (self->session));
  dialog = office_question_new (_ ("The Line Is Closed"), body);
  office_question_add_answer (dialog, "close", _ ("_Close"), ADW_RESPONSE_DEFAULT);
  office_question_add_answer (dialog, "try", _ ("_Try Again"), ADW_RESPONSE_DEFAULT);
  if (self->membership != NULL)
    office_question_add_answer (dialog, "sign-in", _ ("_Sign In Again"), ADW_RESPONSE_DEFAULT);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_problem_answered), self, G_CONNECT_SWAPPED);
  office_question_present (dialog, GTK_WIDGET (self));
}

/* ---- search and switcher ---- */

static void
search (GtkWidget *widget, const char *action, GVariant *target)
{
  office_window_open_search (OFFICE_WINDOW (widget), target != NULL ? g_variant_get_string (target, NULL) : NULL);
}

static void
open_switcher (GtkWidget *widget, const char *action, GVariant *target)
{
  office_window_open_switcher (OFFICE_WINDOW (widget));
}

/* ---- dialogs ---- */

static void
show_preferences (GtkWidget *widget, const char *action, GVariant *target)
{
  OfficeWindow *self = OFFICE_WINDOW (widget);

  present (self, office_preferences_window_new (self->session));
}

static void
show_dialog (GtkWidget *widget, const char *action, GVariant *target)
{
  OfficeWindow *self = OFFICE_WINDOW (widget);
  const char *room_id = office_workspace_get_room_id (self->workspace);
  OfficeRoom *room;

  if (self->session == NULL)
    return;
  room = room_id != NULL ? office_session_find_room (self->session, room_id) : NULL;
  if (g_str_equal (action, "win.new-room"))
    present (self, office_room_dialog_new (self->session, NULL));
  else if (g_str_equal (action, "win.new-direct"))
    present (self, office_direct_dialog_new (self->session));
  else if (g_str_equal (action, "win.show-refused"))
    present (self, office_refused_dialog_new (self->session));
  else if (g_str_equal (action, "win.show-scheduled"))
    present (self, office_scheduled_dialog_new (self->session));
  else if (g_str_equal (action, "win.show-review"))
    present (self, office_refused_dialog_new_for_review (self->session));
  else if (g_str_equal (action, "win.invite") && self->membership != NULL)
    present (self, office_invite_dialog_new (self->desk, self->membership));
  else if (g_str_equal (action, "win.edit-room") && room != NULL)
    present (self, office_room_dialog_new (self->session, room));
  else if (g_str_equal (action, "win.show-people") && room != NULL)
    present (self, office_room_people_dialog_new (self->session, room));
}

static void
transfer_task (GtkWidget *widget, const char *action, GVariant *target)
{
  OfficeWindow *self = OFFICE_WINDOW (widget);
  OfficeTask *task = self->session != NULL
                         ? office_session_find_task (self->session, g_variant_get_string (target, NULL))
                         : NULL;

  if (task != NULL)
    present (self, office_transfer_dialog_new (self->session, task));
  else
    office_window_show_toast (self, _ ("This task is not there any more"));
}

static void
add_bindings (GtkWidgetClass *widget_class)
{
  /* Esc and F6 only where nothing inside has a use for them: so no accelerators, which come first. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "win.close-pane", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F6, 0, "win.focus-next", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F6, GDK_SHIFT_MASK, "win.focus-previous", NULL);
}

#define BUTTON_BACK    8 /* of a mouse with five */
#define BUTTON_FORWARD 9

static void
on_button (GtkGesture *gesture, int n_press, double x, double y, OfficeWindow *self)
{
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));

  if (button == BUTTON_BACK || button == BUTTON_FORWARD)
    {
      gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
      gtk_widget_activate_action (GTK_WIDGET (self), button == BUTTON_BACK ? "win.back" : "win.forward", NULL);
    }
}

/* ---- private to the window's files ---- */

/* Back and forward with the mouse's thumb. */
void
office_window_watch_buttons (OfficeWindow *self)
{
  GtkGesture *gesture = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (gesture), 0);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (gesture), GTK_PHASE_CAPTURE);
  g_signal_connect_object (gesture, "pressed", G_CALLBACK (on_button), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (gesture));
}

void
office_window_install_actions (GtkWidgetClass *widget_class)
{
  static const struct {
    const char *name, *parameter;
    GtkWidgetActionActivateFunc activate;
  } actions[] = {
    { "win.open-room", "s", open_room },
    { "win.open-person", "s", open_person },
    { "win.open-page", "s", open_page },
    { "win.open-task", "s", open_task },
    { "win.open-message", "s", open_message },
    { "win.open-found", "(ssx)", office_window_open_found },
    { "win.open-link", "s", open_link },
    { "win.copy-message-link", "s", copy_link },
    { "win.copy-task-link", "s", copy_link },
    { "win.copy-room-link", NULL, copy_link },
    { "win.jump-to-date", NULL, move },
    { "win.show-pinned", NULL, move },
    { "win.attach-files", NULL, move },
    { "win.open-thread", "s", open_thread },
    { "win.transfer-task", "s", transfer_task },
    { "win.say", "s", say },
    { "win.search", NULL, search },
    { "win.search-for", "s", search },
    { "win.go-to", NULL, open_switcher },
    { "win.preferences", NULL, show_preferences },
    { "win.close-pane", NULL, move },
    { "win.previous-room", NULL, move },
    { "win.next-room", NULL, move },
    { "win.back", NULL, move },
    { "win.forward", NULL, move },
    { "win.focus-next", NULL, move },
    { "win.focus-previous", NULL, move },
    { "win.show-conversation", NULL, move },
    { "win.show-tasks", NULL, move },
    { "win.show-files", NULL, move },
    { "win.new-task", NULL, office_window_new_task },
    { "win.new-room", NULL, show_dialog },
    { "win.new-direct", NULL, show_dialog },
    { "win.edit-room", NULL, show_dialog },
    { "win.show-people", NULL, show_dialog },
    { "win.show-refused", NULL, show_dialog },
    { "win.show-review", NULL, show_dialog },
    { "win.show-scheduled", NULL, show_dialog },
    { "win.invite", NULL, show_dialog },
    { "win.set-status", NULL, office_window_set_status },
    { "win.do-not-disturb", "s", office_window_do_not_disturb },
    { "win.toggle-quiet", NULL, office_window_toggle_quiet },
    { "win.set-quiet", "x", office_window_set_quiet },
    { "win.set-away", "b", office_window_set_away },
    { "win.remind-task", "s", office_window_remind_task },
    { "win.snooze-due", "(ss)", office_window_answer_reminder },
    { "win.complete-task", "s", office_window_answer_reminder },
    { "win.snooze-reminder", "(ss)", office_window_answer_reminder },
    { "win.end-reminder", "s", office_window_answer_reminder },
    { "win.join-office", NULL, join_office },
    { "win.join-link", NULL, join_link },
    { "win.host-office", NULL, host_office },
    { "win.switch-office", "s", switch_office },
    { "win.try-office", "s", office_window_try_office },
    { "win.sign-in-office", "s", office_window_sign_in_office },
    { "win.leave-office", NULL, leave_office },
    { "win.go-back", NULL, go_back },
    { "win.try-now", NULL, try_now },
    { "win.show-problem", NULL, show_problem },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].parameter, actions[i].activate);
  office_window_install_room_actions (widget_class);
  office_window_install_exchange_actions (widget_class);
  office_window_install_template_actions (widget_class);
  office_window_install_undo (widget_class);
  add_bindings (widget_class);
}

/* An action that has nothing to act on is off, so that no control of it can be pressed in vain. */
void
office_window_update_actions (OfficeWindow *self)
{
  static const char *const of_session[] = {
    "win.new-room",      "win.new-task",       "win.import-tasks", "win.subscribe-calendar", "win.new-direct",
    "win.previous-room", "win.next-room",      "win.focus-next",   "win.focus-previous",     "win.search",
    "win.search-for",    "win.go-to",          "win.open-page",    "win.set-status",         "win.do-not-disturb",
    "win.toggle-quiet",  "win.show-scheduled",
  };
  static const char *const of_room[] = {
    "win.show-conversation", "win.show-tasks",  "win.show-files",     "win.show-people",
    "win.jump-to-date",      "win.show-pinned", "win.copy-room-link", "win.show-templates",
  };
  GtkWidget *widget = GTK_WIDGET (self);
  OfficeTrail *trail = office_workspace_get_trail (self->workspace);
  const char *room_id = office_workspace_get_room_id (self->workspace);
  OfficeRoom *room = room_id != NULL ? office_session_find_room (self->session, room_id) : NULL;
  OfficePerson *me = self->session != NULL ? office_session_get_me (self->session) : NULL;

  for (guint i = 0; i < G_N_ELEMENTS (of_session); i++)
    gtk_widget_action_set_enabled (widget, of_session[i], self->session != NULL);
  for (guint i = 0; i < G_N_ELEMENTS (of_room); i++)
    gtk_widget_action_set_enabled (widget, of_room[i], room != NULL);
  gtk_widget_action_set_enabled (widget, "win.attach-files", room != NULL && !office_room_get_archived (room));
  gtk_widget_action_set_enabled (widget, "win.edit-room",
                                 room != NULL && office_room_get_visibility (room) != OFFICE_ROOM_DIRECT);
  office_window_update_room_actions (self);
  office_window_update_undo (self);
  gtk_widget_action_set_enabled (widget, "win.back", office_trail_can_go (trail, -1));
  gtk_widget_action_set_enabled (widget, "win.forward", office_trail_can_go (trail, 1));
  gtk_widget_action_set_enabled (widget, "win.close-pane", office_workspace_is_pane_open (self->workspace));
  gtk_widget_action_set_enabled (widget, "win.invite",
                                 self->membership != NULL && me != NULL
                                     && g_strcmp0 (office_person_get_role (me), "admin") == 0);
  gtk_widget_action_set_enabled (widget, "win.show-refused",
                                 self->session != NULL && office_session_get_n_refused (self->session) > 0);
  gtk_widget_action_set_enabled (widget, "win.show-review",
                                 self->session != NULL && office_session_is_under_review (self->session));
  gtk_widget_action_set_enabled (widget, "win.leave-office", self->membership != NULL);
  gtk_widget_action_set_enabled (widget, "win.join-office", self->desk != NULL);
  gtk_widget_action_set_enabled (widget, "win.join-link", self->desk != NULL);
  gtk_widget_action_set_enabled (widget, "win.host-office", self->desk != NULL);
  gtk_widget_action_set_enabled (widget, "win.switch-office", self->desk != NULL);
  gtk_widget_action_set_enabled (widget, "win.try-office", self->desk != NULL);
  gtk_widget_action_set_enabled (widget, "win.sign-in-office", self->desk != NULL);
  /* From the welcome page there is a way back only where an office is open. */
  if (self->welcome_page != NULL)
    gtk_widget_set_visible (office_welcome_page_get_back_button (self->welcome_page), self->session != NULL);
}

static void
append_item (GMenu *menu, const char *label, const char *action)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, action);

  g_menu_item_set_attribute (item, "hidden-when", "s", "action-disabled");
  g_menu_append_item (menu, item);
}

/* The other offices, what can be done in this one, and the ways in and out. */
void
office_window_update_office_menu (OfficeWindow *self)
{
  GListModel *others = self->desk != NULL ? office_desk_get_beside (self->desk) : NULL;
  g_autoptr (GMenu) offices = g_menu_new ();
  g_autoptr (GMenu) here = g_menu_new ();
  g_autoptr (GMenu) doors = g_menu_new ();
  g_autoptr (GMenuModel) status = office_window_create_status_menu (self);
  g_autoptr (GMenuModel) exports = office_export_menu_new ("");

  /* The sidebar puts a row there that shows what is unread in it. */
  for (guint i = 0; others != NULL && i < g_list_model_get_n_items (others); i++)
    {
      g_autoptr (OfficeBeside) beside = g_list_model_get_item (others, i);
      g_autoptr (GMenuItem) item = g_menu_item_new (NULL, NULL);

      g_menu_item_set_attribute (item, "custom", "s",
                                 office_membership_get_office_id (office_beside_get_membership (beside)));
      g_menu_append_item (offices, item);
    }
  append_item (here, _ ("New _Room…"), "win.new-room");
  append_item (here, _ ("_Write to People…"), "win.new-direct");
  append_item (here, _ ("_Invite People…"), "win.invite");
  append_item (here, _ ("I_mport Tasks…"), "win.import-tasks");
  g_menu_append_submenu (here, _ ("_Export My Tasks"), exports);
  append_item (here, _ ("Subscribe to My _Calendar…"), "win.subscribe-calendar");
  append_item (here, _ ("Sent La_ter…"), "win.show-scheduled");
  append_item (here, _ ("Review _Before Sending…"), "win.show-review");
  append_item (here, _ ("_Not Sent…"), "win.show-refused");
  append_item (doors, _ ("_Join Another Office…"), "win.join-office");
  append_item (doors, _ ("_Leave This Office…"), "win.leave-office");

  /* A menu's popover keeps the pages of submenus that have left its model: so it gets another model. */
  g_object_unref (self->office_menu);
  self->office_menu = g_menu_new ();
  if (g_menu_model_get_n_items (G_MENU_MODEL (offices)) > 0)
    g_menu_append_section (self->office_menu, _ ("Other Offices"), G_MENU_MODEL (offices));
  g_menu_append_section (self->office_menu, NULL, status);
  g_menu_append_section (self->office_menu, NULL, G_MENU_MODEL (here));
  g_menu_append_section (self->office_menu, NULL, G_MENU_MODEL (doors));
  office_workspace_set_office_menu (self->workspace, G_MENU_MODEL (self->office_menu));
}
