/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-direct-dialog.h"

#include <glib/gi18n.h>

#include "office-people-chooser.h"

struct _OfficeDirectDialog {
  AdwWindow parent_instance;

  OfficeSession *session;

  GtkWidget *accept_button;
  GtkLabel *error_label;
  OfficePeopleChooser *chooser;
};

G_DEFINE_FINAL_TYPE (OfficeDirectDialog, office_direct_dialog, ADW_TYPE_WINDOW)

static void
on_changed (OfficeDirectDialog *self)
{
  gtk_widget_set_sensitive (self->accept_button, office_people_chooser_get_n_chosen (self->chooser) > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), FALSE);
}

static void
on_accept (OfficeDirectDialog *self)
{
  g_auto (GStrv) people = office_people_chooser_dup_chosen (self->chooser);
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;

  if (!office_session_open_direct (self->session, (const char *const *) people, &id, &error))
    {
      gtk_label_set_label (self->error_label, error->message);
      gtk_widget_set_visible (GTK_WIDGET (self->error_label), TRUE);
      return;
    }
  gtk_widget_activate_action (GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (self))), "win.open-room", "s", id);
  gtk_window_close (GTK_WINDOW (self));
}

static void
office_direct_dialog_dispose (GObject *object)
{
  g_clear_object (&OFFICE_DIRECT_DIALOG (object)->session);

  G_OBJECT_CLASS (office_direct_dialog_parent_class)->dispose (object);
}

static void
office_direct_dialog_class_init (OfficeDirectDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = office_direct_dialog_dispose;

  g_type_ensure (OFFICE_TYPE_PEOPLE_CHOOSER);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Office/office-direct-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, OfficeDirectDialog, accept_button);
  gtk_widget_class_bind_template_child (widget_class, OfficeDirectDialog, error_label);
  gtk_widget_class_bind_template_child (widget_class, OfficeDirectDialog, chooser);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_accept);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
office_direct_dialog_init (OfficeDirectDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * office_direct_dialog_new:
 * @session: the office
 *
 * Returns: (transfer floating): a dialog; its parent window opens the room with the people that were chosen
 */
GtkWidget *
office_direct_dialog_new (OfficeSession *session)
{
  OfficeDirectDialog *self;

  g_return_val_if_fail (OFFICE_IS_SESSION (session), NULL);

  self = g_object_new (OFFICE_TYPE_DIRECT_DIALOG, NULL);
  self->session = g_object_ref (session);
  office_people_chooser_set_session (self->chooser, session);
  on_changed (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->chooser));
  return GTK_WIDGET (self);
}
