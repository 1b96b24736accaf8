/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-refused-dialog.h"

#include <glib/gi18n.h>

#include "office-entry-row.h"

struct _OfficeRefusedDialog {
  AdwWindow parent_instance;

  OfficeSession *session;
  gboolean review;

  AdwToastOverlay *toasts;
  GtkStack *stack;
  GtkWidget *why;
  GtkWidget *send_all;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (OfficeRefusedDialog, office_refused_dialog, ADW_TYPE_WINDOW)

static void
say (OfficeRefusedDialog *self, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (escaped));
}

static void
on_undo (OfficeRefusedDialog *self, AdwToast *toast)
{
  office_session_undo (self->session, g_object_get_data (G_OBJECT (toast), "undo"));
}

static void
on_retry (OfficeRefusedDialog *self, const char *operation)
{
  g_autoptr (GError) error = NULL;

  if (!office_session_retry_refused (self->session, operation, &error))
    say (self, error->message);
}

static void
on_discard (OfficeRefusedDialog *self, const char *operation)
{
  g_autoptr (GError) error = NULL;
  GVariant *undo = NULL;
  AdwToast *toast;

  if (!office_session_discard_refused (self->session, operation, &undo, &error))
    {
      say (self, error->message);
      return;
    }
  toast = adw_toast_new (_ ("Discarded"));
  adw_toast_set_button_label (toast, _ ("Undo"));
  g_object_set_data_full (G_OBJECT (toast), "undo", undo, (GDestroyNotify) g_variant_unref);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (on_undo), self, G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
on_copied (OfficeRefusedDialog *self)
{
  say (self, _ ("Copied"));
}

static void
on_send_all (OfficeRefusedDialog *self)
{
  g_autoptr (GError) error = NULL;

  if (office_session_end_review (self->session, &error))
    gtk_window_close (GTK_WINDOW (self));
  else
    say (self, error->message);
}

static GtkWidget *
create_row (OfficeRefusedDialog *self, OfficeOutboxEntry *entry)
{
  GtkWidget *row = office_entry_row_new (self->session, entry);

  g_signal_connect_object (row, "retry", G_CALLBACK (on_retry), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "discard", G_CALLBACK (on_discard), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "copied", G_CALLBACK (on_copied), self, G_CONNECT_SWAPPED);
  return row;
}

static void
fill (OfficeRefusedDialog *self)
{
  g_autoptr (GPtrArray) entries = self->review ? office_session_list_waiting (self->session)
                                               : office_session_list_refused (self->session);
  GtkWidget *row;
  guint n = 0;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; i < entries->len; i++)
    {
      OfficeOutboxEntry *entry = g_ptr_array_index (entries, i);

      /* Nobody wants to look at that. */
      if (office_operation_is_quiet (entry->operation))
        continue;
      gtk_list_box_append (self->list, create_row (self, entry));
      n++;
    }
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "some" : "none");
  gtk_widget_set_sensitive (self->send_all, office_session_is_under_review (self->session));
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
  gtk_widget_class_bind_template_child (widget_class, OfficeRefusedDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, OfficeRefusedDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, OfficeRefusedDialog, why);
  gtk_widget_class_bind_template_child (widget_class, OfficeRefusedDialog, send_all);
  gtk_widget_class_bind_template_callback (widget_class, on_send_all);
  gtk_widget_class_bind_template_child (widget_class, OfficeRefusedDialog, list);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
office_refused_dialog_init (OfficeRefusedDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static GtkWidget *
create (OfficeSession *session, gboolean review)
{
  OfficeRefusedDialog *self = g_object_new (OFFICE_TYPE_REFUSED_DIALOG, NULL);

  self->session = g_object_ref (session);
  self->review = review;
  if (review)
    gtk_window_set_title (GTK_WINDOW (self), _ ("Review Before Sending"));
  gtk_widget_set_visible (self->why, review);
  gtk_widget_set_visible (self->send_all, review);
  /* The list holds what was pressed until the handler has returned. */
  g_signal_connect_object (session, review ? "notify::n-waiting" : "notify::n-refused", G_CALLBACK (fill), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::under-review", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  fill (self);
  return GTK_WIDGET (self);
}

/* ---- public ---- */

/**
 * office_refused_dialog_new:
 * @session: the office
 *
 * Returns: (transfer floating): what the host refused
 */
GtkWidget *
office_refused_dialog_new (OfficeSession *session)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (session), NULL);

  return create (session, FALSE);
}

/**
 * office_refused_dialog_new_for_review:
 * @session: the office
 *
 * Returns: (transfer floating): what waits since before a long absence
 */
GtkWidget *
office_refused_dialog_new_for_review (OfficeSession *session)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (session), NULL);

  return create (session, TRUE);
}
