/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-versions-dialog.h"

#include <glib/gi18n-lib.h>

#include "office-when.h"
#include "office-word-diff.h"

struct _OfficeVersionsDialog {
  AdwWindow parent_instance;

  OfficeSession *session;
  OfficeMessage *message;
  GtkWidget *box;
};

G_DEFINE_FINAL_TYPE (OfficeVersionsDialog, office_versions_dialog, ADW_TYPE_WINDOW)

static GtkWidget *
add_label (GtkWidget *box, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static char *
dup_title (OfficeVersionsDialog *self, const OfficeVersion *version, gboolean first, gboolean last)
{
  g_autofree char *when = office_when_to_text (version->at, office_session_get_now (self->session));

  if (first)
    /* Translators: the text of a message as it is now; %s is since when. */
    return g_strdup_printf (_ ("Now, since %s"), when);
  if (last)
    /* Translators: the first text of a message; %s is when it was said. */
    return g_strdup_printf (_ ("First said, %s"), when);
  /* Translators: a text that a message had for a while; %s is since when. */
  return g_strdup_printf (_ ("Since %s"), when);
}

/* One text, with what it took from and added to the one before it. */
static void
add_version (OfficeVersionsDialog *self, const OfficeVersion *version, const OfficeVersion *before, gboolean first)
{
  const gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  GtkWidget *part = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  g_autofree char *title = dup_title (self, version, first, before == NULL);
  g_autofree char *text = office_text_to_plain (version->text);
  GtkWidget *label;

  add_label (part, title, "stamp");
  label = add_label (part, text, NULL);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  if (before != NULL)
    {
      g_autofree char *old = office_text_to_plain (before->text);
      g_autofree char *markup = office_word_diff_to_markup (old, text, dark ? "#8ff0a4" : "#19693b",
                                                            dark ? "#ff9d94" : "#a51d2d");

      gtk_label_set_markup (GTK_LABEL (label), markup);
    }
  gtk_widget_add_css_class (part, "version");
  gtk_box_append (GTK_BOX (self->box), part);
}

static void
update (OfficeVersionsDialog *self)
{
  g_autoptr (GPtrArray) versions = office_session_list_versions (self->session, office_message_get_id (self->message));
  GtkWidget *child;

  /* It was taken back, and all that it said with it. */
  if (versions->len == 0)
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  for (guint i = 0; i < versions->len; i++)
    add_version (self, versions->pdata[i], i + 1 < versions->len ? versions->pdata[i + 1] : NULL, i == 0);
}

static void
office_versions_dialog_dispose (GObject *object)
{
  OfficeVersionsDialog *self = OFFICE_VERSIONS_DIALOG (object);

  if (self->message != NULL)
    g_signal_handlers_disconnect_by_data (self->message, self);
  g_clear_object (&self->message);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (office_versions_dialog_parent_class)->dispose (object);
}

static void
office_versions_dialog_class_init (OfficeVersionsDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = office_versions_dialog_dispose;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
office_versions_dialog_init (OfficeVersionsDialog *self)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_set_margin_start (self->box, 18);
  gtk_widget_set_margin_end (self->box, 18);
  gtk_widget_set_margin_top (self->box, 6);
  gtk_widget_set_margin_bottom (self->box, 18);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->box);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_widget_add_css_class (header, "flat");
  gtk_box_append (GTK_BOX (column), header);
  gtk_box_append (GTK_BOX (column), scroller);
  adw_window_set_content (ADW_WINDOW (self), column);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Earlier Versions"));
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (self), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self), 460, 480);
  gtk_widget_set_size_request (GTK_WIDGET (self), 340, -1);
  /* The first text would come up selected. */
  gtk_widget_set_focusable (scroller, TRUE);
  gtk_window_set_focus (GTK_WINDOW (self), scroller);
}

/**
 * office_versions_dialog_new:
 * @session: the office
 * @message: a message that was edited; followed
 *
 * Returns: (transfer floating): a dialog
 */
GtkWidget *
office_versions_dialog_new (OfficeSession *session, OfficeMessage *message)
{
  OfficeVersionsDialog *self;

  g_return_val_if_fail (OFFICE_IS_SESSION (session), NULL);
  g_return_val_if_fail (OFFICE_IS_MESSAGE (message), NULL);

  self = g_object_new (OFFICE_TYPE_VERSIONS_DIALOG, NULL);
  self->session = g_object_ref (session);
  self->message = g_object_ref (message);
  g_signal_connect_swapped (message, "notify::text", G_CALLBACK (update), self);
  g_signal_connect_swapped (message, "notify::removed", G_CALLBACK (update), self);
  update (self);
  return GTK_WIDGET (self);
}
