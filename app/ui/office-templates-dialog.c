/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-templates-dialog.h"

#include <glib/gi18n.h>

#include "office-estimate.h"
#include "office-record.h"
#include "office-templates.h"
#include "office-ui.h"

struct _OfficeTemplatesDialog {
  AdwWindow parent_instance;

  OfficeSession *session;
  char *room;
  guint fill_source;

  GtkStack *stack;
  GtkListBox *list;
  GtkWidget *entry;
  GtkWidget *add_button;
};

G_DEFINE_FINAL_TYPE (OfficeTemplatesDialog, office_templates_dialog, ADW_TYPE_WINDOW)

static void
say (OfficeTemplatesDialog *self, const GError *error)
{
  if (error != NULL)
    g_signal_emit_by_name (self->session, "notice", error->message, NULL);
}

static const char *
get_template (gpointer widget)
{
  return g_object_get_data (G_OBJECT (widget), "office-template");
}

/* ---- acting ---- */

static void
on_changed (OfficeTemplatesDialog *self)
{
  g_autofree char *title = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));

  gtk_widget_set_sensitive (self->add_button, *title != '\0');
}

static void
on_new (OfficeTemplatesDialog *self)
{
  g_autofree char *title = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
  g_autoptr (GError) error = NULL;

  if (*title == '\0')
    return;
  if (office_session_make_template (self->session, self->room, title, NULL, &error))
    gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  say (self, error);
}

static void
on_use (GtkButton *button, OfficeTemplatesDialog *self)
{
  g_autoptr (GError) error = NULL;

  office_session_make_from_template (self->session, get_template (button), NULL, NULL, &error);
  say (self, error);
}

static void
on_delete (GtkButton *button, OfficeTemplatesDialog *self)
{
  g_autoptr (GError) error = NULL;

  office_session_trash_task (self->session, get_template (button), &error);
  say (self, error);
}

static void
open_template (GtkListBox *list, GtkListBoxRow *row, OfficeTemplatesDialog *self)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.open-task", "s", get_template (row));
  gtk_window_close (GTK_WINDOW (self));
}

/* ---- rows ---- */

static void
append (GString *text, const char *part)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", part);
}

/* "Anna Lindqvist · 4 steps · 2 h"; "" where it has a title only */
static char *
dup_summary (OfficeTask *template)
{
  const guint n_steps = office_task_get_n_steps (template);
  const int estimate = office_task_get_estimate (template);
  GListModel *people = office_task_get_assignees (template);
  g_autofree char *steps = g_strdup_printf (ngettext ("%u step", "%u steps", n_steps), n_steps);
  g_autofree char *effort = office_estimate_to_text (estimate);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (people); i++)
    {
      g_autoptr (OfficePerson) person = g_list_model_get_item (people, i);

      append (text, office_person_get_name (person));
    }
  if (n_steps > 0)
    append (text, steps);
  if (estimate > 0)
    append (text, effort);
  return g_string_free (text, FALSE);
}

static void
add_button (OfficeTemplatesDialog *self, GtkWidget *row, const char *icon, const char *tooltip, OfficeTask *template,
            GCallback clicked)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);
  g_autofree char *name = g_strdup_printf ("%s: %s", tooltip, office_task_get_title (template));

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "office-template", g_strdup (office_task_get_id (template)), g_free);
  g_signal_connect (button, "clicked", clicked, self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static GtkWidget *
create_row (OfficeTemplatesDialog *self, OfficeTask *template)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = g_markup_escape_text (office_task_get_title (template), -1);
  g_autofree char *summary = dup_summary (template);
  g_autofree char *subtitle = g_markup_escape_text (summary, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "office-template", g_strdup (office_task_get_id (template)), g_free);
  add_button (self, row, "list-add-symbolic", _ ("New Task from It"), template, G_CALLBACK (on_use));
  add_button (self, row, "user-trash-symbolic", _ ("Delete"), template, G_CALLBACK (on_delete));
  return row;
}

static void
fill (OfficeTemplatesDialog *self)
{
  g_autoptr (GPtrArray) templates = office_session_list_task_templates (self->session, self->room);
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; i < templates->len; i++)
    gtk_list_box_append (self->list, create_row (self, templates->pdata[i]));
  gtk_stack_set_visible_child_name (self->stack, templates->len > 0 ? "some" : "none");
}

static gboolean
fill_now (gpointer data)
{
  OfficeTemplatesDialog *self = data;

  self->fill_source = 0;
  fill (self);
  return G_SOURCE_REMOVE;
}

/* Not at once: the row in which something was pressed would go while it is pressed. */
static void
on_applied (OfficeTemplatesDialog *self, GPtrArray *records)
{
  for (guint i = 0; i < records->len && self->fill_source == 0; i++)
    {
      const char *kind = office_record_get_kind_name (records->pdata[i]);

      if (g_strcmp0 (kind, "task") == 0 || g_strcmp0 (kind, "step") == 0)
        self->fill_source = g_idle_add (fill_now, self);
    }
}

/* ---- overrides ---- */

static void
office_templates_dialog_dispose (GObject *object)
{
  OfficeTemplatesDialog *self = OFFICE_TEMPLATES_DIALOG (object);

  g_clear_handle_id (&self->fill_source, g_source_remove);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (office_templates_dialog_parent_class)->dispose (object);
}

static void
office_templates_dialog_finalize (GObject *object)
{
  g_free (OFFICE_TEMPLATES_DIALOG (object)->room);

  G_OBJECT_CLASS (office_templates_dialog_parent_class)->finalize (object);
}

static void
office_templates_dialog_class_init (OfficeTemplatesDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = office_templates_dialog_dispose;
  object_class->finalize = office_templates_dialog_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Office/office-templates-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, OfficeTemplatesDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, OfficeTemplatesDialog, list);
  gtk_widget_class_bind_template_child (widget_class, OfficeTemplatesDialog, entry);
  gtk_widget_class_bind_template_child (widget_class, OfficeTemplatesDialog, add_button);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_new);
  gtk_widget_class_bind_template_callback (widget_class, open_template);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
office_templates_dialog_init (OfficeTemplatesDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  office_ui_name_entry_rows (GTK_WIDGET (self));
}

/**
 * office_templates_dialog_new:
 * @session: the office
 * @room: the id of the room whose templates they are
 *
 * Returns: (transfer floating): the dialog
 */
GtkWidget *
office_templates_dialog_new (OfficeSession *session, const char *room)
{
  OfficeTemplatesDialog *self;

  g_return_val_if_fail (OFFICE_IS_SESSION (session), NULL);
  g_return_val_if_fail (room != NULL, NULL);

  self = g_object_new (OFFICE_TYPE_TEMPLATES_DIALOG, NULL);
  self->session = g_object_ref (session);
  self->room = g_strdup (room);
  g_signal_connect_swapped (session, "applied", G_CALLBACK (on_applied), self);
  fill (self);
  return GTK_WIDGET (self);
}
