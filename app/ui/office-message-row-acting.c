/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-message-row-private.h"

#include <glib/gi18n-lib.h>

#include "office-forward-dialog.h"
#include "office-message-menu.h"
#include "office-reactions.h"
#include "office-text.h"
#include "office-versions-dialog.h"
#include "office-when-dialog.h"

/* What one does with a message: react, answer, keep, pass on. Each is an action with a key, and an entry of the menu. */

static void
say (OfficeMessageRow *self, GError *error)
{
  if (error != NULL)
    g_signal_emit_by_name (self->session, "notice", error->message, NULL);
}

static const char *
get_id (OfficeMessageRow *self)
{
  return office_message_get_id (self->message);
}

static void
present (OfficeMessageRow *self, GtkWidget *dialog)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (root));
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Below the words. */
static void
pop_up_below (OfficeMessageRow *self, GtkWidget *popover)
{
  double x, y;

  if (gtk_widget_translate_coordinates (self->body, GTK_WIDGET (self), 0, gtk_widget_get_height (self->body), &x, &y))
    office_message_row_pop_up (self, popover, x + 8, y);
}

/* ---- reacting ---- */

static void
toggle (OfficeMessageRow *self, const char *emoji)
{
  g_autoptr (GError) error = NULL;

  if (!office_message_can_react (self->message))
    return;
  if (office_session_toggle_reaction (self->session, self->message, emoji, &error))
    office_reactions_note_used (emoji);
  say (self, error);
}

static void
react (GtkWidget *widget, const char *action, GVariant *parameter)
{
  toggle (OFFICE_MESSAGE_ROW (widget), g_variant_get_string (parameter, NULL));
}

static void
pick_reaction (GtkWidget *widget, const char *action, GVariant *parameter)
{
  OfficeMessageRow *self = OFFICE_MESSAGE_ROW (widget);
  GtkWidget *chooser;

  if (!office_message_can_react (self->message))
    return;
  chooser = gtk_emoji_chooser_new ();
  g_signal_connect_swapped (chooser, "emoji-picked", G_CALLBACK (toggle), self);
  pop_up_below (self, chooser);
}

/* ---- answering ---- */

static void
reply (GtkWidget *widget, const char *action, GVariant *parameter)
{
  OfficeMessageRow *self = OFFICE_MESSAGE_ROW (widget);

  if (office_message_can_answer (self->message) && !office_message_get_removed (self->message))
    g_signal_emit_by_name (self, "quote-requested");
}

/* Right goes into the pane beside; from the row and its words, on which one clicks. Its buttons go on with the arrows too. */
static gboolean
go_beside (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return (focus == widget || OFFICE_IS_TEXT (focus))
         && gtk_widget_activate_action (widget, "message.open-thread", NULL);
}

/* ---- keeping ---- */

static void
pin (GtkWidget *widget, const char *action, GVariant *parameter)
{
  OfficeMessageRow *self = OFFICE_MESSAGE_ROW (widget);
  g_autoptr (GError) error = NULL;

  if (office_message_can_react (self->message))
    office_session_pin_message (self->session, get_id (self), office_message_get_pinned_at (self->message) == 0,
                                &error);
  say (self, error);
}

static void
save (GtkWidget *widget, const char *action, GVariant *parameter)
{
  OfficeMessageRow *self = OFFICE_MESSAGE_ROW (widget);
  g_autoptr (GError) error = NULL;

  if (office_message_can_react (self->message))
    office_session_save_message (self->session, get_id (self), !office_message_get_saved (self->message), &error);
  say (self, error);
}

static void
remind (GtkWidget *widget, const char *action, GVariant *parameter)
{
  OfficeMessageRow *self = OFFICE_MESSAGE_ROW (widget);
  g_autoptr (GError) error = NULL;

  office_session_remind (self->session, get_id (self), NULL, g_variant_get_int64 (parameter), NULL, &error);
  say (self, error);
}

static void
on_time_chosen (OfficeMessageRow *self, gint64 when)
{
  g_autoptr (GError) error = NULL;

  office_session_remind (self->session, get_id (self), NULL, when, NULL, &error);
  say (self, error);
}

static void
choose_reminder (GtkWidget *widget, const char *action, GVariant *parameter)
{
  OfficeMessageRow *self = OFFICE_MESSAGE_ROW (widget);
  GtkWidget *dialog = office_when_dialog_new (self->session, NULL);

  office_when_dialog_ask_reminder (OFFICE_WHEN_DIALOG (dialog));
  g_signal_connect_object (dialog, "chosen", G_CALLBACK (on_time_chosen), self, G_CONNECT_SWAPPED);
  present (self, dialog);
}

static void
end_reminder (GtkWidget *widget, const char *action, GVariant *parameter)
{
  OfficeMessageRow *self = OFFICE_MESSAGE_ROW (widget);
  OfficeReminder *reminder = office_session_find_reminder_of (self->session, get_id (self));
  g_autoptr (GError) error = NULL;

  if (reminder != NULL)
    office_session_remove_reminder (self->session, office_reminder_get_id (reminder), &error);
  say (self, error);
}

static void
show_reminders (GtkWidget *widget, const char *action, GVariant *parameter)
{
  OfficeMessageRow *self = OFFICE_MESSAGE_ROW (widget);
  g_autoptr (GMenuModel) menu = NULL;

  if (!office_message_can_react (self->message))
    return;
  menu = office_message_menu_new_reminders (self->session, self->message);
  pop_up_below (self, gtk_popover_menu_new_from_model (menu));
}

/* ---- passing on ---- */

static void
forward (GtkWidget *widget, const char *action, GVariant *parameter)
{
  OfficeMessageRow *self = OFFICE_MESSAGE_ROW (widget);

  if (office_message_can_react (self->message))
    present (self, office_forward_dialog_new (self->session, self->message));
}

static void
copy_place (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "win.copy-message-link", "s", get_id (OFFICE_MESSAGE_ROW (widget)));
}

/* ---- looking back ---- */

static void
show_versions (GtkWidget *widget, const char *action, GVariant *parameter)
{
  OfficeMessageRow *self = OFFICE_MESSAGE_ROW (widget);

  if (office_message_has_versions (self->message))
    present (self, office_versions_dialog_new (self->session, self->message));
}

static void
bind (GtkWidgetClass *widget_class, guint key, GdkModifierType modifiers, const char *action)
{
  gtk_widget_class_add_binding_action (widget_class, key, modifiers, action, NULL);
}

/**
 * office_message_row_install_acting:
 * @widget_class: the rows' class
 *
 * Installs these actions and their keys.
 */
void
office_message_row_install_acting (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "message.react", "s", react);
  gtk_widget_class_install_action (widget_class, "message.pick-reaction", NULL, pick_reaction);
  gtk_widget_class_install_action (widget_class, "message.reply", NULL, reply);
  gtk_widget_class_install_action (widget_class, "message.pin", NULL, pin);
  gtk_widget_class_install_action (widget_class, "message.save", NULL, save);
  gtk_widget_class_install_action (widget_class, "message.remind", "x", remind);
  gtk_widget_class_install_action (widget_class, "message.choose-reminder", NULL, choose_reminder);
  gtk_widget_class_install_action (widget_class, "message.end-reminder", NULL, end_reminder);
  gtk_widget_class_install_action (widget_class, "message.show-reminders", NULL, show_reminders);
  gtk_widget_class_install_action (widget_class, "message.forward", NULL, forward);
  gtk_widget_class_install_action (widget_class, "message.copy-place", NULL, copy_place);
  gtk_widget_class_install_action (widget_class, "message.show-versions", NULL, show_versions);

  bind (widget_class, GDK_KEY_plus, 0, "message.pick-reaction");
  bind (widget_class, GDK_KEY_KP_Add, 0, "message.pick-reaction");
  bind (widget_class, GDK_KEY_r, 0, "message.reply");
  bind (widget_class, GDK_KEY_e, 0, "message.edit");
  bind (widget_class, GDK_KEY_p, 0, "message.pin");
  bind (widget_class, GDK_KEY_s, 0, "message.save");
  bind (widget_class, GDK_KEY_m, 0, "message.show-reminders");
  bind (widget_class, GDK_KEY_f, 0, "message.forward");
  bind (widget_class, GDK_KEY_l, 0, "message.copy-place");
  bind (widget_class, GDK_KEY_u, 0, "message.mark-unread");
  bind (widget_class, GDK_KEY_h, 0, "message.show-versions");
  bind (widget_class, GDK_KEY_Delete, 0, "message.remove");
  bind (widget_class, GDK_KEY_KP_Delete, 0, "message.remove");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Right, 0, go_beside, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Right, 0, go_beside, NULL);
}
