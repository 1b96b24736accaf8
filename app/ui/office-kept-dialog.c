/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-kept-dialog.h"

#include <glib/gi18n.h>

struct _OfficeKeptDialog {
  AdwWindow parent_instance;

  OfficeSession *session;
  char *task;
  char *mine;
  char *theirs;

  AdwToastOverlay *toasts;
  GtkLabel *mine_label;
  GtkLabel *theirs_label;
};

G_DEFINE_FINAL_TYPE (OfficeKeptDialog, office_kept_dialog, ADW_TYPE_WINDOW)

static void
choose (OfficeKeptDialog *self, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *escaped = NULL;

  if (office_session_choose_kept (self->session, self->task, text, &error))
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  escaped = g_markup_escape_text (error->message, -1);
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (escaped));
}

static void
on_use_mine (OfficeKeptDialog *self)
{
  choose (self, self->mine);
}

static void
on_use_theirs (OfficeKeptDialog *self)
{
  choose (self, self->theirs);
}

static void
on_keep_both (OfficeKeptDialog *self)
{
  choose (self, NULL);
}

static void
office_kept_dialog_finalize (GObject *object)
{
  OfficeKeptDialog *self = OFFICE_KEPT_DIALOG (object);

  g_clear_object (&self->session);
  g_free (self->task);
  g_free (self->mine);
  g_free (self->theirs);

  G_OBJECT_CLASS (office_kept_dialog_parent_class)->finalize (object);
}

static void
office_kept_dialog_class_init (OfficeKeptDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = office_kept_dialog_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Office/office-kept-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, OfficeKeptDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, OfficeKeptDialog, mine_label);
  gtk_widget_class_bind_template_child (widget_class, OfficeKeptDialog, theirs_label);
  gtk_widget_class_bind_template_callback (widget_class, on_use_mine);
  gtk_widget_class_bind_template_callback (widget_class, on_use_theirs);
  gtk_widget_class_bind_template_callback (widget_class, on_keep_both);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
office_kept_dialog_init (OfficeKeptDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * office_kept_dialog_new:
 * @session: the office
 * @task: a task with two texts, see office_session_dup_kept()
 *
 * Returns: (transfer floating): a dialog
 */
GtkWidget *
office_kept_dialog_new (OfficeSession *session, const char *task)
{
  OfficeKeptDialog *self;

  g_return_val_if_fail (OFFICE_IS_SESSION (session), NULL);
  g_return_val_if_fail (task != NULL, NULL);

  self = g_object_new (OFFICE_TYPE_KEPT_DIALOG, NULL);
  self->session = g_object_ref (session);
  self->task = g_strdup (task);
  if (office_session_dup_kept (session, task, &self->mine, &self->theirs))
    {
      gtk_label_set_text (self->mine_label, self->mine);
      gtk_label_set_text (self->theirs_label, self->theirs);
    }
  return GTK_WIDGET (self);
}
