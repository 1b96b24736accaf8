/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-invite-dialog.h"

#include <glib/gi18n.h>

#include "office-problem-text.h"

struct _OfficeInviteDialog {
  AdwWindow parent_instance;

  OfficeDesk *desk;
  OfficeMembership *membership;
  GCancellable *cancellable;

  AdwComboRow *role_row;
  GtkStack *stack;
  GtkSpinner *spinner;
  GtkLabel *link_label;
  GtkLabel *error_label;
};

G_DEFINE_FINAL_TYPE (OfficeInviteDialog, office_invite_dialog, ADW_TYPE_WINDOW)

static void
show_page (OfficeInviteDialog *self, const char *page)
{
  gtk_stack_set_visible_child_name (self->stack, page);
  gtk_spinner_set_spinning (self->spinner, g_str_equal (page, "busy"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->role_row), !g_str_equal (page, "busy"));
}

static void
on_invited (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (OfficeInviteDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *link = office_desk_invite_finish (OFFICE_DESK (source), result, &error);
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (link != NULL)
    {
      gtk_label_set_label (self->link_label, link);
      show_page (self, "link");
      return;
    }
  text = office_problem_dup_text (error);
  gtk_label_set_label (self->error_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), TRUE);
  show_page (self, "make");
}

static void
on_make (OfficeInviteDialog *self)
{
  static const char *const roles[] = { "member", "guest", "admin" };
  guint selected = MIN (adw_combo_row_get_selected (self->role_row), G_N_ELEMENTS (roles) - 1);

  gtk_widget_set_visible (GTK_WIDGET (self->error_label), FALSE);
  show_page (self, "busy");
  office_desk_invite_async (self->desk, self->membership, roles[selected], self->cancellable, on_invited,
                            g_object_ref (self));
}

/* A link that was made before is one for another role. */
static void
on_role_changed (OfficeInviteDialog *self)
{
  if (self->stack != NULL)
    show_page (self, "make");
}

static void
on_copy (OfficeInviteDialog *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), gtk_label_get_label (self->link_label));
}

static void
office_invite_dialog_dispose (GObject *object)
{
  OfficeInviteDialog *self = OFFICE_INVITE_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->membership);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (office_invite_dialog_parent_class)->dispose (object);
}

static gboolean
office_invite_dialog_close_request (GtkWindow *window)
{
  g_cancellable_cancel (OFFICE_INVITE_DIALOG (window)->cancellable);
  return GTK_WINDOW_CLASS (office_invite_dialog_parent_class)->close_request (window);
}

static void
office_invite_dialog_class_init (OfficeInviteDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = office_invite_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = office_invite_dialog_close_request;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Office/office-invite-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, OfficeInviteDialog, role_row);
  gtk_widget_class_bind_template_child (widget_class, OfficeInviteDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, OfficeInviteDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, OfficeInviteDialog, link_label);
  gtk_widget_class_bind_template_child (widget_class, OfficeInviteDialog, error_label);
  gtk_widget_class_bind_template_callback (widget_class, on_make);
  gtk_widget_class_bind_template_callback (widget_class, on_copy);
  gtk_widget_class_bind_template_callback (widget_class, on_role_changed);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
office_invite_dialog_init (OfficeInviteDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * office_invite_dialog_new:
 * @desk: by which the host is asked
 * @membership: whose office to invite to
 *
 * Returns: (transfer floating): a dialog
 */
GtkWidget *
office_invite_dialog_new (OfficeDesk *desk, OfficeMembership *membership)
{
  OfficeInviteDialog *self;

  g_return_val_if_fail (OFFICE_IS_DESK (desk), NULL);
  g_return_val_if_fail (OFFICE_IS_MEMBERSHIP (membership), NULL);

  self = g_object_new (OFFICE_TYPE_INVITE_DIALOG, NULL);
  self->desk = g_object_ref (desk);
  self->membership = g_object_ref (membership);
  return GTK_WIDGET (self);
}
