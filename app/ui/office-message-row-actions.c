/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-message-row-private.h"

#include <glib/gi18n-lib.h>

#include "office-message-body.h"
#include "office-message-menu.h"
#include "office-popup.h"
#include "office-readers.h"
#include "office-target.h"
#include "office-text-markup.h"

static void
say (OfficeMessageRow *self, GError *error)
{
  if (error != NULL)
    g_signal_emit_by_name (self->session, "notice", error->message, NULL);
}

static void
make_task (GtkWidget *widget, const char *action, GVariant *parameter)
{
  OfficeMessageRow *self = OFFICE_MESSAGE_ROW (widget);
  g_autoptr (GError) error = NULL;

  if (!office_message_can_make_task (self->message))
    return;
  if (office_session_create_task_from_message (self->session, office_message_get_id (self->message), NULL, &error))
    g_signal_emit_by_name (self->session, "notice", _ ("Task made"), NULL);
  say (self, error);
}

static void
open_task (GtkWidget *widget, const char *action, GVariant *parameter)
{
  OfficeTask *task = office_message_get_task (OFFICE_MESSAGE_ROW (widget)->message);

  if (task != NULL)
    gtk_widget_activate_action (widget, "win.open-task", "s", office_task_get_id (task));
}

/* The thread that it is in, or, with nothing said yet, the one that is to begin. */
static void
open_thread (GtkWidget *widget, const char *action, GVariant *parameter)
{
  OfficeMessageRow *self = OFFICE_MESSAGE_ROW (widget);

  if (office_message_can_answer (self->message) && !self->in_thread)
    gtk_widget_activate_action (widget, "win.open-thread", "s", office_message_get_id (self->message));
}

static void
open_what_hangs_on_it (GtkWidget *widget, const char *action, GVariant *parameter)
{
  if (office_message_get_task (OFFICE_MESSAGE_ROW (widget)->message) != NULL)
    open_task (widget, action, parameter);
  else
    open_thread (widget, action, parameter);
}

static void
copy_text (GtkWidget *widget, const char *action, GVariant *parameter)
{
  OfficeMessageRow *self = OFFICE_MESSAGE_ROW (widget);
  g_autofree char *text = office_text_markup_dup_editable (office_message_get_text (self->message));

  if (!office_message_get_removed (self->message))
    gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
}

static void
copy_selection (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autofree char *text = office_message_body_dup_selection (OFFICE_MESSAGE_BODY (OFFICE_MESSAGE_ROW (widget)->body));

  if (text != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
}

static void
copy_link (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), g_variant_get_string (parameter, NULL));
}

static void
open_link (GtkWidget *widget, const char *action, GVariant *parameter)
{
  office_target_open_address (widget, g_variant_get_string (parameter, NULL));
}

static void
edit (GtkWidget *widget, const char *action, GVariant *parameter)
{
  if (office_message_can_edit (OFFICE_MESSAGE_ROW (widget)->message))
    g_signal_emit_by_name (widget, "edit-requested");
}

static void
mark_unread (GtkWidget *widget, const char *action, GVariant *parameter)
{
  if (office_message_can_mark_unread (OFFICE_MESSAGE_ROW (widget)->message))
    g_signal_emit_by_name (widget, "unread-requested");
}

static void
remove_message (GtkWidget *widget, const char *action, GVariant *parameter)
{
  OfficeMessageRow *self = OFFICE_MESSAGE_ROW (widget);
  g_autoptr (GError) error = NULL;

  if (office_message_can_remove (self->message)
      && office_message_get_delivery (self->message) != OFFICE_DELIVERY_REFUSED)
    office_session_remove_message (self->session, office_message_get_id (self->message), &error);
  say (self, error);
}

static void
retry (GtkWidget *widget, const char *action, GVariant *parameter)
{
  OfficeMessageRow *self = OFFICE_MESSAGE_ROW (widget);
  g_autoptr (GError) error = NULL;

  office_session_retry_message (self->session, office_message_get_id (self->message), &error);
  say (self, error);
}

static void
discard (GtkWidget *widget, const char *action, GVariant *parameter)
{
  OfficeMessageRow *self = OFFICE_MESSAGE_ROW (widget);
  g_autoptr (GError) error = NULL;

  office_session_discard_message (self->session, office_message_get_id (self->message), &error);
  say (self, error);
}

/**
 * office_message_row_pop_up:
 * @popover: (transfer floating): what to show; it goes when it is closed
 * @x: pixels from the row's left edge
 * @y: pixels from its top
 */
void
office_message_row_pop_up (OfficeMessageRow *self, GtkWidget *popover, double x, double y)
{
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &(GdkRectangle){ x, y, 1, 1 });
  office_popup_show (popover, GTK_WIDGET (self));
}

static void
show_menu (GtkWidget *widget, const char *action, GVariant *parameter)
{
  OfficeMessageRow *self = OFFICE_MESSAGE_ROW (widget);
  double x, y;

  if (gtk_widget_translate_coordinates (self->body, widget, 0, gtk_widget_get_height (self->body), &x, &y))
    office_message_row_show_menu_at (self, x, y);
}

/* Only of the room's own conversation is it told how far people have read. */
static void
show_readers (GtkWidget *widget, const char *action, GVariant *parameter)
{
  OfficeMessageRow *self = OFFICE_MESSAGE_ROW (widget);

  office_popup_show (office_readers_new_popover (self->session, self->message), widget);
}

/**
 * office_message_row_install_actions:
 * @widget_class: the rows' class
 *
 * Installs "message.…" and their keys.
 */
void
office_message_row_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "message.make-task", NULL, make_task);
  gtk_widget_class_install_action (widget_class, "message.open-task", NULL, open_task);
  gtk_widget_class_install_action (widget_class, "message.open-thread", NULL, open_thread);
  gtk_widget_class_install_action (widget_class, "message.open", NULL, open_what_hangs_on_it);
  gtk_widget_class_install_action (widget_class, "message.copy", NULL, copy_text);
  gtk_widget_class_install_action (widget_class, "message.copy-selection", NULL, copy_selection);
  gtk_widget_class_install_action (widget_class, "message.copy-link", "s", copy_link);
  gtk_widget_class_install_action (widget_class, "message.open-link", "s", open_link);
  gtk_widget_class_install_action (widget_class, "message.edit", NULL, edit);
  gtk_widget_class_install_action (widget_class, "message.mark-unread", NULL, mark_unread);
  gtk_widget_class_install_action (widget_class, "message.remove", NULL, remove_message);
  gtk_widget_class_install_action (widget_class, "message.retry", NULL, retry);
  gtk_widget_class_install_action (widget_class, "message.discard", NULL, discard);
  gtk_widget_class_install_action (widget_class, "message.show-readers", NULL, show_readers);
  gtk_widget_class_install_action (widget_class, "message.menu", NULL, show_menu);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_t, 0, "message.make-task", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, 0, "message.open", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, 0, "message.open", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "message.copy", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_b, 0, "message.show-readers", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "message.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "message.menu", NULL);
}

/**
 * office_message_row_show_menu_at:
 * @x: pixels from the row's left edge
 * @y: pixels from its top
 *
 * Shows what can be done with the message, and with the link or the selection there.
 */
void
office_message_row_show_menu_at (OfficeMessageRow *self, double x, double y)
{
  g_autofree char *selection = office_message_body_dup_selection (OFFICE_MESSAGE_BODY (self->body));
  g_autofree char *link = NULL;
  g_autoptr (GMenuModel) menu = NULL;
  GtkWidget *popover;
  double body_x, body_y;

  if (gtk_widget_translate_coordinates (GTK_WIDGET (self), self->body, x, y, &body_x, &body_y))
    link = office_message_body_dup_link_at (OFFICE_MESSAGE_BODY (self->body), body_x, body_y);
  menu = office_message_menu_new (self->session, self->message, self->in_thread, selection != NULL, link);
  if (g_menu_model_get_n_items (menu) == 0)
    return;
  popover = gtk_popover_menu_new_from_model (menu);
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_widget_set_halign (popover, GTK_ALIGN_START);
  office_message_row_pop_up (self, popover, x, y);
}
