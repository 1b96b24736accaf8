/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-refused-dialog.h"

#include <glib/gi18n.h>

struct _OfficeRefusedDialog {
  AdwWindow parent_instance;

  OfficeSession *session;

  GtkStack *stack;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (OfficeRefusedDialog, office_refused_dialog, ADW_TYPE_WINDOW)

/* The row keeps what it is about: the list is made anew with every change, and there are few. */
static const char *
operation_of (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (button), "operation");
}

static void
on_retry (OfficeRefusedDialog *self, GtkWidget *button)
{
  office_session_retry_refused (self->session, operation_of (button), NULL);
}

static void
on_discard (OfficeRefusedDialog *self, GtkWidget *button)
{
  office_session_discard_refused (self->session, operation_of (button), NULL);
}

static void
on_copy (OfficeRefusedDialog *self, GtkWidget *button)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), g_object_get_data (G_OBJECT (button), "text"));
}

static void
add_button (OfficeRefusedDialog *self, GtkWidget *box, const char *label, const char *operation, const char *text,
            GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  g_object_set_data_full (G_OBJECT (button), "operation", g_strdup (operation), g_free);
  g_object_set_data_full (G_OBJECT (button), "text", g_strdup (text), g_free);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), button);
}

static GtkWidget *
create_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), 6);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
create_row (OfficeRefusedDialog *self, OfficeOutboxEntry *entry)
{
  const char *operation = office_operation_get_id (entry->operation);
  g_autofree char *text = office_session_dup_refused_text (self->session, entry);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 12);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_box_append (GTK_BOX (box), create_label (*text != '\0' ? text : _ ("A change without words"), NULL));
  if (entry->problem != NULL)
    gtk_box_append (GTK_BOX (box), create_label (entry->problem->message, "fail-row"));
  add_button (self, buttons, _ ("_Send Again"), operation, text, G_CALLBACK (on_retry));
  if (*text != '\0')
    add_button (self, buttons, _ ("_Copy"), operation, text, G_CALLBACK (on_copy));
  add_button (self, buttons, _ ("_Discard"), operation, text, G_CALLBACK (on_discard));
  gtk_box_append (GTK_BOX (box), buttons);

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  return row;
}

static void
fill (OfficeRefusedDialog *self)
{
  g_autoptr (GPtrArray) refused = office_session_list_refused (self->session);
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; i < refused->len; i++)
    gtk_list_box_append (self->list, create_row (self, g_ptr_array_index (refused, i)));
  gtk_stack_set_visible_child_name (self->stack, refused->len > 0 ? "some" : "none");
}

static void
office_refused_dialog_dispose (GObject *object)
{
  g_clear_object (&OFFICE_REFUSED_DIALOG (object)->session);

  G_OBJECT_CLASS (office_refused_dialog_parent_class)->dispose (object);
}

static void
office_refused_dialog_class_init (OfficeRefusedDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = office_refused_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Office/office-refused-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, OfficeRefusedDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, OfficeRefusedDialog, list);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
office_refused_dialog_init (OfficeRefusedDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * office_refused_dialog_new:
 * @session: the office
 *
 * Returns: (transfer floating): a dialog
 */
GtkWidget *
office_refused_dialog_new (OfficeSession *session)
{
  OfficeRefusedDialog *self;

  g_return_val_if_fail (OFFICE_IS_SESSION (session), NULL);

  self = g_object_new (OFFICE_TYPE_REFUSED_DIALOG, NULL);
  self->session = g_object_ref (session);
  /* The list holds what was pressed until the handler has returned. */
  g_signal_connect_object (session, "notify::n-refused", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  fill (self);
  return GTK_WIDGET (self);
}
