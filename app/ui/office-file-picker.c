/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-file-picker.h"

#include <glib/gi18n-lib.h>

static void
on_chosen (GtkWidget *widget, int response, GtkFileChooserNative *chooser)
{
  OfficeFileTake take = (OfficeFileTake) g_object_get_data (G_OBJECT (chooser), "take");
  g_autoptr (GListModel) files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (chooser));

  for (guint i = 0; response == GTK_RESPONSE_ACCEPT && i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      take (widget, file);
    }
}

/**
 * office_file_picker_show:
 * @widget: whose window the dialog belongs to
 * @take: called with @widget for each file that was chosen, while @widget lives
 *
 * Returns: (transfer full): the dialog; letting go of it closes it
 */
GtkFileChooserNative *
office_file_picker_show (GtkWidget *widget, OfficeFileTake take)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (
      _ ("Attach Files"), GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Attach"),
      _ ("_Cancel"));

  g_object_set_data (G_OBJECT (chooser), "take", (gpointer) take);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (on_chosen), widget, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
  return chooser;
}

/**
 * office_file_picker_take_dropped:
 * @widget: where they were dropped
 * @files: what a #GtkDropTarget for %GDK_TYPE_FILE_LIST gives
 * @take: called with @widget for each
 *
 * Returns: whether there was one
 */
gboolean
office_file_picker_take_dropped (GtkWidget *widget, const GValue *files, OfficeFileTake take)
{
  GSList *list = g_value_get_boxed (files);

  for (GSList *l = list; l != NULL; l = l->next)
    take (widget, l->data);
  return list != NULL;
}
