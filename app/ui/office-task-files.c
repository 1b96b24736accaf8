/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-task-files.h"

#include "office-attaching.h"
#include "office-file-chips.h"
#include "office-file-picker.h"
#include "office-file-tile.h"

#include <glib/gi18n-lib.h>

struct _OfficeTaskFiles {
  GtkWidget parent_instance;

  OfficeSession *session;
  OfficeTask *task;
  GtkWidget *attach;
  GtkWidget *tiles;           /* nullable */
  GtkWidget *chips;           /* of what is being copied */
  OfficeAttaching *attaching; /* the place is a task's id; also of tasks that were shown before */
  GtkFileChooserNative *chooser;
};

G_DEFINE_FINAL_TYPE (OfficeTaskFiles, office_task_files, GTK_TYPE_WIDGET)

static void
show_attaching (OfficeTaskFiles *self)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);

  if (self->chips == NULL)
    return;
  if (self->task != NULL)
    office_attaching_list (self->attaching, self->session, office_task_get_id (self->task), files);
  office_file_chips_show (self->chips, files);
}

/* It goes to the task that it was meant for, whichever is shown by now. */
static void
attached (GtkWidget *widget, OfficeSession *session, const char *place, OfficeAttachment *file, const GError *error)
{
  g_autoptr (GError) refused = NULL;

  if (error == NULL)
    office_session_add_file (session, place, file, &refused);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    refused = g_error_copy (error);
  if (refused != NULL)
    g_signal_emit_by_name (session, "notice", refused->message, NULL);
  show_attaching (OFFICE_TASK_FILES (widget));
}

static void
take_away (GtkWidget *chips, OfficeAttachment *file)
{
  OfficeTaskFiles *self = OFFICE_TASK_FILES (gtk_widget_get_ancestor (chips, OFFICE_TYPE_TASK_FILES));

  office_attaching_call_off (self->attaching, file);
  show_attaching (self);
  gtk_widget_grab_focus (self->attach);
}

static void
take (GtkWidget *widget, GFile *file)
{
  office_task_files_attach (OFFICE_TASK_FILES (widget), file);
}

static void
choose (OfficeTaskFiles *self)
{
  g_clear_object (&self->chooser);
  self->chooser = office_file_picker_show (GTK_WIDGET (self), take);
}

static gboolean
on_drop (OfficeTaskFiles *self, const GValue *value, double x, double y)
{
  return office_file_picker_take_dropped (GTK_WIDGET (self), value, take);
}

static void
office_task_files_dispose (GObject *object)
{
  OfficeTaskFiles *self = OFFICE_TASK_FILES (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  self->chips = NULL;
  g_clear_object (&self->chooser);
  g_clear_object (&self->task);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (office_task_files_parent_class)->dispose (object);
}

static void
office_task_files_finalize (GObject *object)
{
  g_object_unref (OFFICE_TASK_FILES (object)->attaching);
  G_OBJECT_CLASS (office_task_files_parent_class)->finalize (object);
}

static void
office_task_files_class_init (OfficeTaskFilesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = office_task_files_dispose;
  G_OBJECT_CLASS (klass)->finalize = office_task_files_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
office_task_files_init (OfficeTaskFiles *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = gtk_label_new (_ ("Files"));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 4);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (title, "heading");
  self->attach = gtk_button_new_from_icon_name ("mail-attachment-symbolic");
  gtk_widget_add_css_class (self->attach, "flat");
  gtk_widget_set_tooltip_text (self->attach, _ ("Attach Files"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->attach), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Attach Files"), -1);
  g_signal_connect_swapped (self->attach, "clicked", G_CALLBACK (choose), self);
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), self->attach);
  gtk_widget_set_parent (head, GTK_WIDGET (self));
  self->attaching = office_attaching_new (GTK_WIDGET (self), attached);
  self->chips = office_file_chips_new (take_away);
  gtk_widget_set_parent (self->chips, GTK_WIDGET (self));
  g_signal_connect_swapped (drop, "drop", G_CALLBACK (on_drop), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
}

/**
 * office_task_files_set_task:
 * @self: the files
 * @session: (nullable): the office
 * @task: (nullable): the task; %NULL: nothing is shown
 */
void
office_task_files_set_task (OfficeTaskFiles *self, OfficeSession *session, OfficeTask *task)
{
  g_autoptr (GListModel) files = NULL;

  g_return_if_fail (OFFICE_IS_TASK_FILES (self));

  g_clear_pointer (&self->tiles, gtk_widget_unparent);
  g_set_object (&self->session, session);
  g_set_object (&self->task, task);
  gtk_widget_set_visible (GTK_WIDGET (self), task != NULL);
  show_attaching (self);
  if (task == NULL)
    return;
  files = office_session_list_files (session, office_task_get_id (task));
  self->tiles = office_file_tiles_new (session, files);
  gtk_widget_insert_before (self->tiles, GTK_WIDGET (self), self->chips);
}

/**
 * office_task_files_attach:
 * @self: the files of a task
 * @file: what to attach to it
 */
void
office_task_files_attach (OfficeTaskFiles *self, GFile *file)
{
  g_return_if_fail (OFFICE_IS_TASK_FILES (self));

  if (self->task == NULL)
    return;
  office_attaching_add_file (self->attaching, self->session, office_task_get_id (self->task), file);
  show_attaching (self);
}
