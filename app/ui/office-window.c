/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-window-private.h"

#include <glib/gi18n.h>

#include "office-settings.h"
#include "office-toast-bound.h"

#define TOAST_TIMEOUT 5  /* s */
#define TOAST_HOVERED 15 /* s: as much longer it may stay */

G_DEFINE_FINAL_TYPE (OfficeWindow, office_window, ADW_TYPE_APPLICATION_WINDOW)

/* ---- notices ---- */

typedef struct {
  OfficeSession *session;
  GVariant *undo;
} Undo;

static void
undo_free (Undo *undo)
{
  g_clear_object (&undo->session);
  g_variant_unref (undo->undo);
  g_free (undo);
}

static void
on_undo_clicked (Undo *undo, AdwToast *toast)
{
  office_session_undo (undo->session, undo->undo);
}

/**
 * office_window_say_notice: (skip)
 * @self: a window
 * @text: one sentence, translated
 * @undo: (nullable): what takes it back
 * @session: the office in which it happened; where the window shows another one, it is named
 */
void
office_window_say_notice (OfficeWindow *self, const char *text, GVariant *undo, OfficeSession *session)
{
  g_autofree char *named = session != self->session
                               ? g_strdup_printf ("%s: %s", office_session_get_name (session), text)
                               : g_strdup (text);
  g_autofree char *escaped = g_markup_escape_text (named, -1);
  AdwToast *toast = adw_toast_new (escaped);

  adw_toast_set_timeout (toast, TOAST_TIMEOUT);
  if (undo != NULL)
    {
      Undo *closure = g_new0 (Undo, 1);

      closure->session = g_object_ref (session);
      closure->undo = g_variant_ref (undo);
      adw_toast_set_button_label (toast, _ ("Undo"));
      g_signal_connect_data (toast, "button-clicked", G_CALLBACK (on_undo_clicked), closure, (GClosureNotify) undo_free,
                             G_CONNECT_SWAPPED);
    }
  office_toast_bound_add (self->toasts, toast, TOAST_HOVERED);
}

/* ---- what is remembered ---- */

static void
restore_size (OfficeWindow *self)
{
  GSettings *settings = office_settings_get_default ();

  if (settings == NULL)
    return;
  gtk_window_set_default_size (GTK_WINDOW (self), g_settings_get_int (settings, "window-width"),
                               g_settings_get_int (settings, "window-height"));
  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
}

static void
remember_place (OfficeWindow *self)
{
  GSettings *settings = office_settings_get_default ();
  const char *room = office_workspace_get_room_id (self->workspace);

  if (settings == NULL || self->membership == NULL)
    return;
  g_settings_set_string (settings, "last-office", office_membership_get_office_id (self->membership));
  if (room != NULL)
    g_settings_set_string (settings, "last-room", room);
  g_settings_set_string (settings, "last-view",
                         office_workspace_get_view (self->workspace) == OFFICE_VIEW_TASKS ? "tasks" : "conversation");
}

static char *
dup_last_room (OfficeWindow *self, OfficeMembership *membership)
{
  GSettings *settings = office_settings_get_default ();
  g_autofree char *office = NULL;
  g_autofree char *view = NULL;

  if (settings == NULL || membership == NULL)
    return NULL;
  office = g_settings_get_string (settings, "last-office");
  if (!g_str_equal (office, office_membership_get_office_id (membership)))
    return NULL;
  view = g_settings_get_string (settings, "last-view");
  office_workspace_show_view (self->workspace,
                              g_str_equal (view, "tasks") ? OFFICE_VIEW_TASKS : OFFICE_VIEW_CONVERSATION);
  return g_settings_get_string (settings, "last-room");
}

/* ---- pages ---- */

static gboolean
says_update (OfficeWindow *self)
{
  return gtk_stack_get_visible_child (self->pages) == self->update_page;
}

static void
on_entered (OfficeWindow *self, OfficeMembership *membership)
{
  if (!office_window_open_membership (self, membership) && !says_update (self))
    office_window_show_welcome (self);
}

static OfficeMembership *
find_membership (OfficeWindow *self, const char *office_id)
{
  GListModel *memberships = office_desk_get_memberships (self->desk);

  for (guint i = 0; i < g_list_model_get_n_items (memberships); i++)
    {
      g_autoptr (OfficeMembership) membership = g_list_model_get_item (memberships, i);

      if (g_strcmp0 (office_membership_get_office_id (membership), office_id) == 0)
        return g_steal_pointer (&membership);
    }
  return NULL;
}

/* The office that a link leads to, if one is in it: by its certificate, or by the address where there is none. */
static OfficeMembership *
find_membership_of_link (OfficeWindow *self, const char *text)
{
  g_autoptr (OfficeInvitationLink) link = office_invitation_link_parse (text, NULL);
  GListModel *memberships = office_desk_get_memberships (self->desk);

  for (guint i = 0; link != NULL && i < g_list_model_get_n_items (memberships); i++)
    {
      g_autoptr (OfficeMembership) membership = g_list_model_get_item (memberships, i);
      const OfficeInvitationLink *where = office_membership_get_where (membership);

      if (link->fingerprint != NULL ? g_strcmp0 (link->fingerprint, where->fingerprint) == 0
                                    : g_str_equal (link->host, where->host) && link->port == where->port)
        return g_steal_pointer (&membership);
    }
  return NULL;
}

/* An office on the network: open it where one is in it already, else join. */
static void
on_found_chosen (OfficeWindow *self, OfficeFound *found)
{
  g_autoptr (OfficeMembership) membership = find_membership (self, office_found_get_id (found));

  if (membership != NULL)
    {
      office_window_open_membership (self, membership);
      return;
    }
  office_join_page_prepare_found (office_window_ensure_join_page (self), found);
  office_window_show_page (self, GTK_WIDGET (self->join_page));
}

static void
on_title_changed (OfficeWindow *self)
{
  const char *name = self->session != NULL ? office_session_get_name (self->session) : NULL;

  gtk_window_set_title (GTK_WINDOW (self), name != NULL && *name != '\0' ? name : _ ("Office"));
}

/* The person need not find out that nothing is sent. */
static void
on_review_changed (OfficeWindow *self)
{
  office_window_update_actions (self);
  if (office_session_is_under_review (self->session))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-review", NULL);
}

static void
on_page_changed (OfficeWindow *self)
{
  OfficeFinder *finder;

  if (self->desk == NULL)
    return;
  finder = office_desk_get_finder (self->desk);
  if (gtk_stack_get_visible_child (self->pages) == GTK_WIDGET (self->welcome_page))
    office_finder_start (finder);
  else
    office_finder_stop (finder);
}

/* ---- overrides ---- */

static gboolean
office_window_close_request (GtkWindow *window)
{
  office_window_save_state (OFFICE_WINDOW (window));
  return GTK_WINDOW_CLASS (office_window_parent_class)->close_request (window);
}

static void
office_window_dispose (GObject *object)
{
  OfficeWindow *self = OFFICE_WINDOW (object);

  if (self->workspace != NULL)
    {
      self->switching = TRUE; /* to none */
      office_window_close_session (self);
      office_window_close_beside (self);
      office_workspace_set_beside (self->workspace, NULL);
    }
  if (self->desk != NULL)
    {
      office_finder_stop (office_desk_get_finder (self->desk));
      g_signal_handlers_disconnect_by_data (office_desk_get_memberships (self->desk), self);
    }
  g_clear_weak_pointer (&self->before_panel);
  g_clear_object (&self->office_menu);
  g_clear_object (&self->desk);
  self->workspace = NULL;
  self->welcome_page = NULL;
  self->join_page = NULL;
  self->host_page = NULL;
  self->search_panel = NULL;
  self->switcher_panel = NULL;

  G_OBJECT_CLASS (office_window_parent_class)->dispose (object);
}

static void
office_window_class_init (OfficeWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = office_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = office_window_close_request;

  g_type_ensure (OFFICE_TYPE_WORKSPACE);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Office/office-window.ui");
  gtk_widget_class_bind_template_child (widget_class, OfficeWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, OfficeWindow, overlay);
  gtk_widget_class_bind_template_child (widget_class, OfficeWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, OfficeWindow, update_page);
  gtk_widget_class_bind_template_child (widget_class, OfficeWindow, update_status);
  gtk_widget_class_bind_template_child (widget_class, OfficeWindow, workspace);
  office_window_install_actions (widget_class);
}

static void
office_window_init (OfficeWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->office_menu = g_menu_new ();
  office_workspace_set_office_menu (self->workspace, G_MENU_MODEL (self->office_menu));
  g_signal_connect_object (self->workspace, "notify::room-id", G_CALLBACK (office_window_update_actions), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->workspace, "notify::task-id", G_CALLBACK (office_window_update_actions), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (office_workspace_get_trail (self->workspace), "changed",
                           G_CALLBACK (office_window_update_actions), self, G_CONNECT_SWAPPED);
  office_window_watch_buttons (self);
  g_signal_connect_object (self->workspace, "notify::page", G_CALLBACK (office_window_update_undo), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pages, "notify::visible-child", G_CALLBACK (on_page_changed), self, G_CONNECT_SWAPPED);
}

/* ---- private to the window's files ---- */

static gpointer
add_page (OfficeWindow *self, GType type)
{
  GtkWidget *page = g_object_new (type, NULL);

  gtk_stack_add_child (self->pages, page);
  return page;
}

/* The ways into an office, each made when it is first shown. The window has a desk. */
OfficeWelcomePage *
office_window_ensure_welcome_page (OfficeWindow *self)
{
  if (self->welcome_page == NULL)
    {
      self->welcome_page = add_page (self, OFFICE_TYPE_WELCOME_PAGE);
      office_welcome_page_set_desk (self->welcome_page, self->desk);
      g_signal_connect_object (self->welcome_page, "found-chosen", G_CALLBACK (on_found_chosen), self,
                               G_CONNECT_SWAPPED);
      office_window_update_actions (self);
    }
  return self->welcome_page;
}

OfficeJoinPage *
office_window_ensure_join_page (OfficeWindow *self)
{
  if (self->join_page == NULL)
    {
      self->join_page = add_page (self, OFFICE_TYPE_JOIN_PAGE);
      office_join_page_set_desk (self->join_page, self->desk);
      g_signal_connect_object (self->join_page, "entered", G_CALLBACK (on_entered), self, G_CONNECT_SWAPPED);
    }
  return self->join_page;
}

OfficeHostPage *
office_window_ensure_host_page (OfficeWindow *self)
{
  if (self->host_page == NULL)
    {
      self->host_page = add_page (self, OFFICE_TYPE_HOST_PAGE);
      office_host_page_set_desk (self->host_page, self->desk);
      g_signal_connect_object (self->host_page, "entered", G_CALLBACK (on_entered), self, G_CONNECT_SWAPPED);
    }
  return self->host_page;
}

void
office_window_show_page (OfficeWindow *self, GtkWidget *page)
{
  gtk_stack_set_visible_child (self->pages, page);
  if (OFFICE_IS_JOIN_PAGE (page))
    office_join_page_begin (OFFICE_JOIN_PAGE (page));
  else
    gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
}

void
office_window_show_error (OfficeWindow *self, const GError *error)
{
  office_window_show_toast (self, error->message);
}

/* Takes the office that is open out of the window: it is closed, or it stays open beside another one. */
static void
take_out (OfficeWindow *self, gboolean aside)
{
  if (self->session == NULL)
    return;
  remember_place (self);
  office_window_stop_fetching (self);
  office_window_forget_work (self);
  office_window_forget_panels (self);
  office_workspace_set_session (self->workspace, NULL, NULL);
  g_signal_handlers_disconnect_by_data (self->session, self);
  office_window_forget_status (self);
  /* A session that was given belongs to whoever gave it. */
  if (self->membership != NULL && aside)
    office_desk_set_aside (self->desk, self->membership, self->session);
  else if (self->membership != NULL)
    office_session_stop (self->session);
  g_clear_object (&self->membership);
  g_clear_object (&self->session);
  on_title_changed (self);
}

/* Stops the line of the office that is open and takes it out of the window. */
void
office_window_close_session (OfficeWindow *self)
{
  take_out (self, FALSE);
  office_window_follow_offices (self);
}

/* Put there after the window came, or shown and hidden again then, the focus would have all of it styled twice. */
static void
place_first_focus (OfficeWindow *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self)))
    return;
  gtk_window_set_focus_visible (GTK_WINDOW (self), FALSE);
  office_workspace_focus_view (self->workspace);
}

/* ---- public ---- */

/**
 * office_window_new:
 * @application: the program
 * @desk: (nullable): offices and the ways into them; %NULL: the window shows only the session that it is given
 *
 * Returns: (transfer floating): an empty window
 */
GtkWidget *
office_window_new (GtkApplication *application, OfficeDesk *desk)
{
  OfficeWindow *self;

  g_return_val_if_fail (desk == NULL || OFFICE_IS_DESK (desk), NULL);

  self = g_object_new (OFFICE_TYPE_WINDOW, "application", application, NULL);
  restore_size (self);
  if (g_str_has_suffix (OFFICE_APPLICATION_ID, ".Devel"))
    gtk_widget_add_css_class (GTK_WIDGET (self), "devel");
  if (desk != NULL)
    {
      self->desk = g_object_ref (desk);
      g_signal_connect_swapped (office_desk_get_memberships (desk), "items-changed",
                                G_CALLBACK (office_window_update_office_menu), self);
      office_window_watch_beside (self);
      on_page_changed (self);
    }
  office_window_update_office_menu (self);
  office_window_update_actions (self);
  return GTK_WIDGET (self);
}

/**
 * office_window_start:
 *
 * Opens the office that was used last; on a first start, or where it cannot be opened, the welcome page.
 */
void
office_window_start (OfficeWindow *self)
{
  GSettings *settings = office_settings_get_default ();
  g_autoptr (OfficeMembership) membership = NULL;

  g_return_if_fail (OFFICE_IS_WINDOW (self));

  if (self->session != NULL || self->desk == NULL)
    return;
  if (settings != NULL)
    {
      g_autofree char *last = g_settings_get_string (settings, "last-office");

      membership = find_membership (self, last);
    }
  if (membership == NULL)
    membership = g_list_model_get_item (office_desk_get_memberships (self->desk), 0);
  office_window_open_beside (self);
  if (membership != NULL && (office_window_open_membership (self, membership) || says_update (self)))
    return;
  office_window_show_page (self, GTK_WIDGET (office_window_ensure_welcome_page (self)));
}

/**
 * office_window_show_session:
 * @session: an office
 * @membership: (nullable): what it was opened by: the window then starts and stops its line
 */
void
office_window_show_session (OfficeWindow *self, OfficeSession *session, OfficeMembership *membership)
{
  g_autofree char *room = NULL;

  g_return_if_fail (OFFICE_IS_WINDOW (self));
  g_return_if_fail (OFFICE_IS_SESSION (session));

  if (session != self->session)
    {
      take_out (self, TRUE);
      room = dup_last_room (self, membership);
      self->session = g_object_ref (session);
      g_signal_handlers_disconnect_by_data (session, self); /* it may have been open beside another */
      g_set_object (&self->membership, membership);
      g_signal_connect_swapped (session, "notice", G_CALLBACK (office_window_say_notice), self);
      g_signal_connect_swapped (session, "undos-changed", G_CALLBACK (office_window_update_undo), self);
      g_signal_connect_swapped (session, "notify::name", G_CALLBACK (on_title_changed), self);
      g_signal_connect_swapped (session, "notify::state", G_CALLBACK (office_window_update_actions), self);
      g_signal_connect_swapped (session, "notify::n-refused", G_CALLBACK (office_window_update_actions), self);
      g_signal_connect_swapped (session, "notify::under-review", G_CALLBACK (on_review_changed), self);
      office_window_follow_status (self);
      office_workspace_set_session (self->workspace, session, room);
      remember_place (self);
      office_window_follow_offices (self);
    }
  on_title_changed (self);
  office_window_update_office_menu (self);
  office_window_update_actions (self);
  gtk_stack_set_visible_child (self->pages, GTK_WIDGET (self->workspace));
  place_first_focus (self);
}

/**
 * office_window_begin_with_room:
 * @room: a room's id
 *
 * Opens this room of the office that is shown: now, or in place of the first one when the rooms have come.
 */
void
office_window_begin_with_room (OfficeWindow *self, const char *room)
{
  g_return_if_fail (OFFICE_IS_WINDOW (self));
  g_return_if_fail (room != NULL);

  office_workspace_begin_with_room (self->workspace, room);
}

/* The icon comes with the page: at this size it is an SVG, and what reads that takes more memory than the rest of a window. */
static void
show_update_page (OfficeWindow *self)
{
  adw_status_page_set_icon_name (self->update_status, "software-update-available-symbolic");
  office_window_show_page (self, self->update_page);
}

/**
 * office_window_open_membership:
 * @membership: an office that one has joined
 *
 * Shows it from the replica at once and starts its line; the office that was shown stays open beside it. What fails is told
 * in a toast; that the replica is of a newer version of the program, on a page.
 *
 * Returns: whether it is open
 */
gboolean
office_window_open_membership (OfficeWindow *self, OfficeMembership *membership)
{
  g_autoptr (OfficeSession) session = NULL;
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (OFFICE_IS_WINDOW (self), FALSE);
  g_return_val_if_fail (self->desk != NULL, FALSE);

  if (self->session != NULL && membership == self->membership)
    {
      office_window_show_session (self, self->session, self->membership);
      return TRUE;
    }
  /* Never two books of the same office. */
  if (self->membership != NULL
      && g_str_equal (office_membership_get_office_id (self->membership), office_membership_get_office_id (membership)))
    office_window_close_session (self);
  self->switching = TRUE;
  session = office_desk_open (self->desk, membership, &error);
  if (session != NULL)
    office_window_show_session (self, session, membership);
  self->switching = FALSE;
  if (session != NULL)
    {
      office_window_follow_offices (self);
      return TRUE;
    }
  if (office_desk_is_newer_book (error))
    show_update_page (self);
  else
    office_window_show_error (self, error);
  return FALSE;
}

/**
 * office_window_show_welcome:
 *
 * Shows the ways into an office.
 */
void
office_window_show_welcome (OfficeWindow *self)
{
  g_return_if_fail (OFFICE_IS_WINDOW (self));

  if (self->desk != NULL)
    office_window_show_page (self, GTK_WIDGET (office_window_ensure_welcome_page (self)));
}

/**
 * office_window_open_link:
 * @link: a link to something in an office, or an invitation, as somebody sent it; anything else is shown where it can be
 *   corrected
 */
void
office_window_open_link (OfficeWindow *self, const char *link)
{
  g_autoptr (OfficeMembership) membership = NULL;

  g_return_if_fail (OFFICE_IS_WINDOW (self));
  g_return_if_fail (link != NULL);

  if (office_window_open_place_link (self, link) || self->desk == NULL)
    return;
  membership = find_membership_of_link (self, link);
  if (membership != NULL && office_window_open_membership (self, membership)
      && office_session_get_state (self->session) != OFFICE_LINE_STOPPED)
    {
      office_window_show_toast (self, _ ("You are in this office already"));
      return;
    }
  office_join_page_prepare_link (office_window_ensure_join_page (self), link);
  office_window_show_page (self, GTK_WIDGET (self->join_page));
}

/**
 * office_window_show_toast:
 * @text: one sentence, translated; plain text
 */
void
office_window_show_toast (OfficeWindow *self, const char *text)
{
  g_autofree char *escaped = NULL;

  g_return_if_fail (OFFICE_IS_WINDOW (self));

  escaped = g_markup_escape_text (text, -1);
  office_toast_bound_add (self->toasts, adw_toast_new (escaped), TOAST_HOVERED);
}

/**
 * office_window_save_state:
 *
 * Remembers size and place for the next start.
 */
void
office_window_save_state (OfficeWindow *self)
{
  GSettings *settings = office_settings_get_default ();
  gboolean maximized;
  int width = 0;
  int height = 0;

  g_return_if_fail (OFFICE_IS_WINDOW (self));

  remember_place (self);
  if (settings == NULL)
    return;
  maximized = gtk_window_is_maximized (GTK_WINDOW (self));
  g_settings_set_boolean (settings, "window-maximized", maximized);
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  if (width > 0 && height > 0 && !maximized)
    {
      g_settings_set_int (settings, "window-width", width);
      g_settings_set_int (settings, "window-height", height);
    }
}

/**
 * office_window_get_session:
 *
 * Returns: (transfer none) (nullable): the office that is open
 */
OfficeSession *
office_window_get_session (OfficeWindow *self)
{
  g_return_val_if_fail (OFFICE_IS_WINDOW (self), NULL);

  return self->session;
}
