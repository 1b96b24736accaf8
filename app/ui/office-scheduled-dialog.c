/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-scheduled-dialog.h"

#include <glib/gi18n-lib.h>

#include "office-file-tile.h"
#include "office-scheduled-list.h"
#include "office-when-dialog.h"
#include "office-when.h"

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

static void
edit (GtkWidget *widget, const char *action, GVariant *target)
{
  OfficeScheduledDialog *self = OFFICE_SCHEDULED_DIALOG (widget);
  const char *id = g_variant_get_string (target, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->schedule)); i++)
    {
      g_autoptr (OfficeScheduled) scheduled = g_list_model_get_item (G_LIST_MODEL (self->schedule), i);
      g_autoptr (GListModel) files = NULL;
      g_autofree char *text = NULL;
      GtkWidget *dialog;

      if (!g_str_equal (office_scheduled_get_id (scheduled), id))
        continue;
      text = office_scheduled_dup_text (scheduled);
      files = office_session_list_files (self->session, id);
      dialog = office_when_dialog_new (self->session, GTK_WINDOW (self));
      office_when_dialog_edit (OFFICE_WHEN_DIALOG (dialog), text, files, office_scheduled_get_send_at (scheduled));
      g_object_set_data_full (G_OBJECT (dialog), "id", g_strdup (id), g_free);
      g_signal_connect_object (dialog, "chosen", G_CALLBACK (on_chosen), self, G_CONNECT_SWAPPED);
      gtk_window_present (GTK_WINDOW (dialog));
    }
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

/* ---- rows ---- */

static GtkWidget *
new_button (const char *icon, const char *label, const char *action, const char *id)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", id);
  return button;
}

static char *
describe (OfficeScheduledDialog *self, OfficeScheduled *scheduled)
{
  OfficeRoom *room = office_session_find_room (self->session, office_scheduled_get_room_id (scheduled));
  const gint64 now = office_session_get_now (self->session);
  const gint64 send_at = office_scheduled_get_send_at (scheduled);
  g_autofree char *when = send_at > now ? office_when_to_text (send_at, now) : g_strdup (_ ("now"));
  const char *name = room != NULL ? office_room_get_name (room) : _ ("a room that is not here");

  /* Translators: a time and a room: "Tomorrow, 09:00 · General" */
  return g_strdup_printf (_ ("%s · %s"), when, name);
}

static GtkWidget *
new_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), 3);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
create_row (gpointer item, gpointer data)
{
  OfficeScheduledDialog *self = data;
  OfficeScheduled *scheduled = item;
  const char *id = office_scheduled_get_id (scheduled);
  const char *problem = office_scheduled_get_problem (scheduled);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *text = office_scheduled_dup_text (scheduled);
  g_autofree char *stamp = describe (self, scheduled);
  g_autoptr (GListModel) files = office_session_list_files (self->session, id);

  gtk_box_append (GTK_BOX (words), new_label (stamp, "stamp"));
  if (*text != '\0')
    gtk_box_append (GTK_BOX (words), new_label (text, NULL));
  if (problem != NULL)
    {
      /* Translators: %s is why, a sentence */
      g_autofree char *sentence = g_strdup_printf (_ ("It could not be sent: %s"), problem);

      gtk_box_append (GTK_BOX (words), new_label (sentence, "error"));
    }
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), new_button ("document-edit-symbolic", _ ("Edit"), "scheduled.edit", id));
  gtk_box_append (GTK_BOX (box), new_button ("office-send-symbolic", _ ("Send Now"), "scheduled.send-now", id));
  gtk_box_append (GTK_BOX (box), new_button ("user-trash-symbolic", _ ("Do Not Send"), "scheduled.cancel", id));
  gtk_box_append (GTK_BOX (column), box);
  gtk_box_append (GTK_BOX (column), office_file_tiles_new (self->session, files));
  gtk_widget_add_css_class (column, "scheduled-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), column);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  return row;
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
  gtk_widget_class_install_action (widget_class, "scheduled.cancel", "s", cancel);
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
