/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-forward-dialog.h"

#include <glib/gi18n-lib.h>

#include "office-quote-block.h"
#include "office-room-chooser.h"

struct _OfficeForwardDialog {
  AdwWindow parent_instance;

  OfficeSession *session;
  OfficeMessage *message;
  GtkWidget *box;
  GtkWidget *send;
  GtkWidget *word;
  GtkWidget *error;
  GtkWidget *chooser;
};

G_DEFINE_FINAL_TYPE (OfficeForwardDialog, office_forward_dialog, ADW_TYPE_WINDOW)

static void
update (OfficeForwardDialog *self)
{
  g_auto (GStrv) rooms = office_room_chooser_dup_chosen (OFFICE_ROOM_CHOOSER (self->chooser));

  gtk_widget_set_sensitive (self->send, rooms[0] != NULL);
}

static void
say_done (OfficeForwardDialog *self, char **rooms)
{
  const guint n = g_strv_length (rooms);
  OfficeRoom *room = office_session_find_room (self->session, rooms[0]);
  g_autofree char *text = NULL;

  if (n == 1 && room != NULL)
    text = g_strdup_printf (_ ("Forwarded to %s"), office_room_get_name (room));
  else
    text = g_strdup_printf (ngettext ("Forwarded to %u room", "Forwarded to %u rooms", n), n);
  g_signal_emit_by_name (self->session, "notice", text, NULL);
}

static void
forward (OfficeForwardDialog *self)
{
  g_auto (GStrv) rooms = office_room_chooser_dup_chosen (OFFICE_ROOM_CHOOSER (self->chooser));
  const char *word = gtk_editable_get_text (GTK_EDITABLE (self->word));
  g_autoptr (GError) error = NULL;

  if (rooms[0] == NULL)
    return;
  for (guint i = 0; rooms[i] != NULL; i++)
    if (!office_session_forward_message (self->session, office_message_get_id (self->message), rooms[i], word, &error))
      {
        gtk_label_set_label (GTK_LABEL (self->error), error->message);
        gtk_widget_set_visible (self->error, TRUE);
        return;
      }
  say_done (self, rooms);
  gtk_window_close (GTK_WINDOW (self));
}

static void
office_forward_dialog_dispose (GObject *object)
{
  OfficeForwardDialog *self = OFFICE_FORWARD_DIALOG (object);

  g_clear_object (&self->message);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (office_forward_dialog_parent_class)->dispose (object);
}

static void
office_forward_dialog_class_init (OfficeForwardDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = office_forward_dialog_dispose;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static GtkWidget *
build_header (OfficeForwardDialog *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));

  self->send = gtk_button_new_with_mnemonic (_ ("_Forward"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  gtk_widget_add_css_class (self->send, "suggested-action");
  gtk_widget_set_sensitive (self->send, FALSE);
  g_signal_connect_swapped (self->send, "clicked", G_CALLBACK (forward), self);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->send);
  return header;
}

static void
office_forward_dialog_init (OfficeForwardDialog *self)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_set_margin_start (self->box, 18);
  gtk_widget_set_margin_end (self->box, 18);
  gtk_widget_set_margin_top (self->box, 12);
  gtk_widget_set_margin_bottom (self->box, 18);
  self->word = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->word), _ ("A word about it"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->word), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("A word about it"),
                                  -1);
  g_signal_connect_swapped (self->word, "activate", G_CALLBACK (forward), self);
  self->error = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->error), TRUE);
  gtk_widget_add_css_class (self->error, "error");
  gtk_widget_set_visible (self->error, FALSE);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->box);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (column), build_header (self));
  gtk_box_append (GTK_BOX (column), scroller);
  adw_window_set_content (ADW_WINDOW (self), column);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Forward Message"));
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (self), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self), 400, 560);
  gtk_widget_set_size_request (GTK_WIDGET (self), 340, -1);
}

/**
 * office_forward_dialog_new:
 * @session: the office
 * @message: what is to be said once more
 *
 * Returns: (transfer floating): a dialog
 */
GtkWidget *
office_forward_dialog_new (OfficeSession *session, OfficeMessage *message)
{
  OfficeForwardDialog *self;
  GtkWidget *quote;

  g_return_val_if_fail (OFFICE_IS_SESSION (session), NULL);
  g_return_val_if_fail (OFFICE_IS_MESSAGE (message), NULL);

  self = g_object_new (OFFICE_TYPE_FORWARD_DIALOG, NULL);
  self->session = g_object_ref (session);
  self->message = g_object_ref (message);
  quote = office_quote_block_new (session, office_message_get_id (message));
  gtk_widget_set_can_target (quote, FALSE);
  gtk_widget_set_focusable (quote, FALSE);
  self->chooser = office_room_chooser_new (session);
  g_signal_connect_swapped (self->chooser, "changed", G_CALLBACK (update), self);
  gtk_box_append (GTK_BOX (self->box), quote);
  gtk_box_append (GTK_BOX (self->box), self->word);
  gtk_box_append (GTK_BOX (self->box), self->error);
  gtk_box_append (GTK_BOX (self->box), self->chooser);
  gtk_window_set_focus (GTK_WINDOW (self), office_room_chooser_get_entry (OFFICE_ROOM_CHOOSER (self->chooser)));
  return GTK_WIDGET (self);
}
