/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-scheduled-dialog.h"

#include <glib/gi18n-lib.h>

#include "office-room-picker.h"
#include "office-scheduled-list.h"
#include "office-scheduled-row.h"
#include "office-when-dialog.h"

struct _OfficeScheduledDialog {
  AdwWindow parent_instance;

  OfficeSession *session;
  OfficeScheduledList *schedule;

  AdwToastOverlay *toasts;
  GtkStack *stack;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (OfficeScheduledDialog, office_scheduled_dialog, ADW_TYPE_WINDOW)

static void
say (OfficeScheduledDialog *self, const GError *error)
{
  g_autofree char *escaped = error != NULL ? g_markup_escape_text (error->message, -1) : NULL;

  if (escaped != NULL)
    adw_toast_overlay_add_toast (self->toasts, adw_toast_new (escaped));
}

static void
on_undo (OfficeScheduledDialog *self, AdwToast *toast)
{
  office_session_undo (self->session, g_object_get_data (G_OBJECT (toast), "undo"));
}

/* The window below says it too, but there it is covered. */
static void
on_notice (OfficeScheduledDialog *self, const char *text, GVariant *undo)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (escaped);

  if (undo != NULL)
    {
      adw_toast_set_button_label (toast, _ ("Undo"));
      g_object_set_data_full (G_OBJECT (toast), "undo", g_variant_ref (undo), (GDestroyNotify) g_variant_unref);
      g_signal_connect_swapped (toast, "button-clicked", G_CALLBACK (on_undo), self);
    }
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/* ---- what can be done with one ---- */

static void
on_chosen (OfficeScheduledDialog *self, gint64 when, const char *text, OfficeWhenDialog *dialog)
{
  const char *id = g_object_get_data (G_OBJECT (dialog), "id");
  g_autoptr (GError) error = NULL;

  office_session_edit_scheduled (self->session, id, text, office_when_dialog_get_files (dialog), when, &error);
  say (self, error);
}

/* borrowed; NULL: it has been sent, or is not to be any more */
static OfficeScheduled *
find (OfficeScheduledDialog *self, const char *id)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->schedule)); i++)
    {
      g_autoptr (OfficeScheduled) scheduled = g_list_model_get_item (G_LIST_MODEL (self->schedule), i);

      if (g_str_equal (office_scheduled_get_id (scheduled), id))
        return scheduled; /* the model holds it */
    }
  return NULL;
}

static void
edit (GtkWidget *widget, const char *action, GVariant *target)
{
  OfficeScheduledDialog *self = OFFICE_SCHEDULED_DIALOG (widget);
  const char *id = g_variant_get_string (target, NULL);
  OfficeScheduled *scheduled = find (self, id);
  g_autoptr (GListModel) files = NULL;
  g_autofree char *text = NULL;
  GtkWidget *dialog;

  if (scheduled == NULL)
    return;
  text = office_scheduled_dup_text (scheduled);
  files = office_session_list_files (self->session, id);
  dialog = office_when_dialog_new (self->session, GTK_WINDOW (self));
  office_when_dialog_edit (OFFICE_WHEN_DIALOG (dialog), text, files, office_scheduled_get_send_at (scheduled));
  g_object_set_data_full (G_OBJECT (dialog), "id", g_strdup (id), g_free);
  g_signal_connect_object (dialog, "chosen", G_CALLBACK (on_chosen), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
send_now (GtkWidget *widget, const char *action, GVariant *target)
{
  OfficeScheduledDialog *self = OFFICE_SCHEDULED_DIALOG (widget);
  g_autoptr (GError) error = NULL;

  office_session_send_scheduled_now (self->session, g_variant_get_string (target, NULL), &error);
  say (self, error);
}

static void
cancel (GtkWidget *widget, const char *action, GVariant *target)
{
  OfficeScheduledDialog *self = OFFICE_SCHEDULED_DIALOG (widget);
  g_autoptr (GError) error = NULL;

  office_session_cancel_scheduled (self->session, g_variant_get_string (target, NULL), &error);
  say (self, error);
}

static gboolean
send_there (OfficeRoomPicker *picker, OfficeSession *session, const char *room, GError **error)
{
  return office_session_reroute_scheduled (session, g_object_get_data (G_OBJECT (picker), "id"), room, error);
}

static void
reroute (GtkWidget *widget, const char *action, GVariant *target)
{
  OfficeScheduledDialog *self = OFFICE_SCHEDULED_DIALOG (widget);
  const char *id = g_variant_get_string (target, NULL);
  OfficeScheduled *scheduled = find (self, id);
  GtkWidget *picker;

  if (scheduled == NULL)
    return;
  picker = office_room_picker_new (
      self->session, _ ("Send to Another Room"),
      _ ("The message goes there with its files, when it was to be sent, or now if that is over."), send_there);
  office_room_picker_set_except (OFFICE_ROOM_PICKER (picker), office_scheduled_get_room_id (scheduled));
  g_object_set_data_full (G_OBJECT (picker), "id", g_strdup (id), g_free);
  gtk_window_set_transient_for (GTK_WINDOW (picker), GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (picker));
}

/* ---- undo and redo, as in the window below ---- */

static void
undo_last (GtkWidget *widget, const char *action, GVariant *target)
{
  office_session_undo_last (OFFICE_SCHEDULED_DIALOG (widget)->session);
}

static void
redo_last (GtkWidget *widget, const char *action, GVariant *target)
{
  office_session_redo_last (OFFICE_SCHEDULED_DIALOG (widget)->session);
}

/* ---- the list ---- */

static GtkWidget *
create_row (gpointer item, gpointer data)
{
  return office_scheduled_row_new (OFFICE_SCHEDULED_DIALOG (data)->session, item);
}

static void
update_page (OfficeScheduledDialog *self)
{
  const gboolean some = g_list_model_get_n_items (G_LIST_MODEL (self->schedule)) > 0;

  gtk_stack_set_visible_child_name (self->stack, some ? "some" : "none");
}

static void
office_scheduled_dialog_dispose (GObject *object)
{
  OfficeScheduledDialog *self = OFFICE_SCHEDULED_DIALOG (object);

  g_clear_object (&self->schedule);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (office_scheduled_dialog_parent_class)->dispose (object);
}

static void
office_scheduled_dialog_class_init (OfficeScheduledDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = office_scheduled_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Office/office-scheduled-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, OfficeScheduledDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, OfficeScheduledDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, OfficeScheduledDialog, list);
  gtk_widget_class_install_action (widget_class, "scheduled.edit", "s", edit);
  gtk_widget_class_install_action (widget_class, "scheduled.send-now", "s", send_now);
  gtk_widget_class_install_action (widget_class, "scheduled.reroute", "s", reroute);
  gtk_widget_class_install_action (widget_class, "scheduled.cancel", "s", cancel);
  gtk_widget_class_install_action (widget_class, "scheduled.undo", NULL, undo_last);
  gtk_widget_class_install_action (widget_class, "scheduled.redo", NULL, redo_last);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "scheduled.undo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "scheduled.redo",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_y, GDK_CONTROL_MASK, "scheduled.redo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
office_scheduled_dialog_init (OfficeScheduledDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * office_scheduled_dialog_new:
 * @session: the office
 *
 * Returns: (transfer floating): the list of what is sent later
 */
GtkWidget *
office_scheduled_dialog_new (OfficeSession *session)
{
  OfficeScheduledDialog *self = g_object_new (OFFICE_TYPE_SCHEDULED_DIALOG, NULL);

  self->session = g_object_ref (session);
  self->schedule = office_scheduled_list_new (session);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->schedule), create_row, self, NULL);
  g_signal_connect_object (self->schedule, "items-changed", G_CALLBACK (update_page), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notice", G_CALLBACK (on_notice), self, G_CONNECT_SWAPPED);
  update_page (self);
  return GTK_WIDGET (self);
}
