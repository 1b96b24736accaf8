/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-task-files.h"

#include "office-file-picker.h"
#include "office-file-tile.h"
#include "office-picture.h"

#include <glib/gi18n-lib.h>

struct _OfficeTaskFiles {
  GtkWidget parent_instance;

  OfficeSession *session;
  OfficeTask *task;
  GtkWidget *attach;
  GtkWidget *tiles; /* nullable */
  GtkFileChooserNative *chooser;
};

G_DEFINE_FINAL_TYPE (OfficeTaskFiles, office_task_files, GTK_TYPE_WIDGET)

/* One that is being copied; the pane may show another task when it is done. */
typedef struct {
  OfficeSession *session;
  char *task;
} Attaching;

static void
measure_picture (OfficeSession *session, OfficeAttachment *file)
{
  g_autofree char *path = office_session_dup_file_path (session, file);
  int width, height;

  if (path != NULL && g_str_has_prefix (office_attachment_get_media_type (file), "image/")
      && office_picture_measure (path, &width, &height))
    office_attachment_set_picture_size (file, width, height);
}

static void
on_attached (GObject *source, GAsyncResult *result, gpointer data)
{
  Attaching *attaching = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeAttachment) file = office_session_attach_finish (attaching->session, result, &error);

  if (file != NULL)
    {
      measure_picture (attaching->session, file);
      office_session_add_file (attaching->session, attaching->task, file, &error);
    }
  if (error != NULL)
    g_signal_emit_by_name (attaching->session, "notice", error->message, NULL);
  g_object_unref (attaching->session);
  g_free (attaching->task);
  g_free (attaching);
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
  g_clear_object (&self->chooser);
  g_clear_object (&self->task);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (office_task_files_parent_class)->dispose (object);
}

static void
office_task_files_class_init (OfficeTaskFilesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = office_task_files_dispose;
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
  if (task == NULL)
    return;
  files = office_session_list_files (session, office_task_get_id (task));
  self->tiles = office_file_tiles_new (session, files);
  gtk_widget_set_parent (self->tiles, GTK_WIDGET (self));
}

/**
 * office_task_files_attach:
 * @self: the files of a task
 * @file: what to attach to it
 */
void
office_task_files_attach (OfficeTaskFiles *self, GFile *file)
{
  Attaching *attaching;

  g_return_if_fail (OFFICE_IS_TASK_FILES (self));

  if (self->task == NULL)
    return;
  attaching = g_new0 (Attaching, 1);
  attaching->session = g_object_ref (self->session);
  attaching->task = g_strdup (office_task_get_id (self->task));
  office_session_attach_async (self->session, file, NULL, on_attached, attaching);
}
