/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-thread-pane.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "office-conversation-view.h"

struct _OfficeThreadPane {
  GtkWidget parent_instance;

  OfficeRoom *room; /* nullable */
  OfficeTask *task; /* nullable: the message was said on it */
  GtkWidget *header;
  GtkWidget *back;
  GtkWidget *place;
  GtkWidget *view;
};

G_DEFINE_FINAL_TYPE (OfficeThreadPane, office_thread_pane, GTK_TYPE_WIDGET)

static void
update_place (OfficeThreadPane *self)
{
  const char *name = self->room != NULL ? office_room_get_name (self->room) : "";

  gtk_label_set_label (GTK_LABEL (self->place), self->task != NULL ? office_task_get_title (self->task) : name);
}

static void
forget_place (OfficeThreadPane *self)
{
  if (self->room != NULL)
    g_signal_handlers_disconnect_by_data (self->room, self);
  if (self->task != NULL)
    g_signal_handlers_disconnect_by_data (self->task, self);
  g_clear_object (&self->room);
  g_clear_object (&self->task);
}

static void
follow_place (OfficeThreadPane *self, OfficeSession *session, OfficeConversation *thread)
{
  const char *task = office_conversation_get_task_id (thread);

  g_set_object (&self->room, office_session_find_room (session, office_conversation_get_room_id (thread)));
  if (task != NULL)
    g_set_object (&self->task, office_session_find_task (session, task));
  if (self->room != NULL)
    g_signal_connect_swapped (self->room, "notify::name", G_CALLBACK (update_place), self);
  if (self->task != NULL)
    g_signal_connect_swapped (self->task, "notify::title", G_CALLBACK (update_place), self);
}

static void
go_back (OfficeThreadPane *self)
{
  if (self->task != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-task", "s", office_task_get_id (self->task));
}

static void
office_thread_pane_dispose (GObject *object)
{
  OfficeThreadPane *self = OFFICE_THREAD_PANE (object);

  forget_place (self);
  g_clear_pointer (&self->header, gtk_widget_unparent);
  g_clear_pointer (&self->view, gtk_widget_unparent);

  G_OBJECT_CLASS (office_thread_pane_parent_class)->dispose (object);
}

static void
office_thread_pane_class_init (OfficeThreadPaneClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = office_thread_pane_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "threadpane");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkWidget *
new_button (const char *icon, const char *name)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

static GtkWidget *
new_title (OfficeThreadPane *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title = g_object_new (GTK_TYPE_LABEL, "label", _ ("Thread"), "xalign", 0.0f, "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_HEADING, NULL);

  self->place = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->place), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->place), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (title, "heading");
  gtk_widget_add_css_class (self->place, "stamp");
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (box, TRUE);
  gtk_widget_set_margin_start (box, 4);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), self->place);
  return box;
}

static void
build_header (OfficeThreadPane *self)
{
  GtkWidget *close = new_button ("window-close-symbolic", _ ("Close Pane"));

  self->header = adw_header_bar_new ();
  gtk_widget_add_css_class (self->header, "flat");
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (self->header), FALSE);
  /* As the title, and not at the start, where a header bar gives at most half. */
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (self->header), new_title (self));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (close), "win.close-pane");
  self->back = new_button ("go-previous-symbolic", _ ("Back to the Task"));
  g_signal_connect_swapped (self->back, "clicked", G_CALLBACK (go_back), self);
  adw_header_bar_pack_start (ADW_HEADER_BAR (self->header), close);
  adw_header_bar_pack_start (ADW_HEADER_BAR (self->header), self->back);
  gtk_widget_set_parent (self->header, GTK_WIDGET (self));
}

static void
office_thread_pane_init (OfficeThreadPane *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                                  GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "side-pane");
  gtk_widget_add_css_class (GTK_WIDGET (self), "edge-start");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Thread"), -1);
  build_header (self);
  self->view = office_conversation_view_new ();
  gtk_widget_set_vexpand (self->view, TRUE);
  gtk_widget_set_parent (self->view, GTK_WIDGET (self));
}

/**
 * office_thread_pane_new:
 *
 * Returns: (transfer floating): a pane that shows nothing yet
 */
GtkWidget *
office_thread_pane_new (void)
{
  return g_object_new (OFFICE_TYPE_THREAD_PANE, NULL);
}

/**
 * office_thread_pane_set_message:
 * @session: (nullable): the office; %NULL lets go of everything
 * @message: (nullable): the id of the message that was answered, with a session
 *
 * Returns: whether the book has such a message
 */
gboolean
office_thread_pane_set_message (OfficeThreadPane *self, OfficeSession *session, const char *message)
{
  OfficeConversationView *view;
  OfficeConversation *thread;

  g_return_val_if_fail (OFFICE_IS_THREAD_PANE (self), FALSE);
  g_return_val_if_fail ((session != NULL) == (message != NULL), FALSE);

  view = OFFICE_CONVERSATION_VIEW (self->view);
  forget_place (self);
  if (session == NULL)
    office_conversation_view_set_place (view, NULL, NULL, NULL);
  else if (!office_conversation_view_set_thread (view, session, message))
    return FALSE;
  thread = office_conversation_view_get_conversation (view);
  if (thread != NULL)
    follow_place (self, session, thread);
  gtk_widget_set_visible (self->back, self->task != NULL);
  update_place (self);
  return TRUE;
}

/**
 * office_thread_pane_show_message:
 * @id: the id of a message of the thread
 *
 * Scrolls there and marks it.
 */
void
office_thread_pane_show_message (OfficeThreadPane *self, const char *id)
{
  g_return_if_fail (OFFICE_IS_THREAD_PANE (self));

  office_conversation_view_show_message (OFFICE_CONVERSATION_VIEW (self->view), id);
}

/**
 * office_thread_pane_focus_composer:
 */
void
office_thread_pane_focus_composer (OfficeThreadPane *self)
{
  g_return_if_fail (OFFICE_IS_THREAD_PANE (self));

  office_conversation_view_focus_composer (OFFICE_CONVERSATION_VIEW (self->view));
}
