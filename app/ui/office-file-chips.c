/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-file-chips.h"

#include <glib/gi18n-lib.h>

#include "kinds.h"

static void
on_clicked (GtkButton *button, GtkWidget *chips)
{
  OfficeFileChipFunc taken_away = (OfficeFileChipFunc) g_object_get_data (G_OBJECT (chips), "taken-away");
  g_autoptr (OfficeAttachment) file = g_object_ref (g_object_get_data (G_OBJECT (button), "file"));

  taken_away (chips, file);
}

static GtkWidget *
new_chip (GtkWidget *chips, OfficeAttachment *file)
{
  GtkWidget *chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *name = gtk_label_new (office_attachment_get_name (file));
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");
  g_autofree char *size = g_format_size ((guint64) office_attachment_get_size (file));
  GtkWidget *stamp = gtk_label_new (size);
  /* Translators: %s is the name of a file */
  g_autofree char *words = g_strdup_printf (_ ("Remove %s"), office_attachment_get_name (file));

  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_max_width_chars (GTK_LABEL (name), 24);
  gtk_widget_add_css_class (stamp, "stamp");
  gtk_widget_add_css_class (chip, "file-chip");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_object_set_data_full (G_OBJECT (button), "file", g_object_ref (file), g_object_unref);
  g_signal_connect (button, "clicked", G_CALLBACK (on_clicked), chips);
  gtk_box_append (GTK_BOX (chip), name);
  gtk_box_append (GTK_BOX (chip), stamp);
  gtk_box_append (GTK_BOX (chip), button);
  return chip;
}

/**
 * office_file_chips_new:
 * @taken_away: called when the person takes one away; what is shown stays until office_file_chips_show() says otherwise
 *
 * Returns: (transfer floating): a box without any, hidden
 */
GtkWidget *
office_file_chips_new (OfficeFileChipFunc taken_away)
{
  GtkWidget *chips = gtk_flow_box_new ();

  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (chips), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (chips), OFFICE_LIMIT_FILES);
  gtk_widget_add_css_class (chips, "file-chips");
  gtk_widget_set_visible (chips, FALSE);
  g_object_set_data (G_OBJECT (chips), "taken-away", (gpointer) taken_away);
  return chips;
}

/**
 * office_file_chips_show:
 * @chips: a box of chips
 * @files: (element-type OfficeAttachment): what to show
 */
void
office_file_chips_show (GtkWidget *chips, GPtrArray *files)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (chips)) != NULL)
    gtk_flow_box_remove (GTK_FLOW_BOX (chips), child);
  for (guint i = 0; i < files->len; i++)
    {
      gtk_flow_box_insert (GTK_FLOW_BOX (chips), new_chip (chips, files->pdata[i]), -1);
      gtk_widget_set_focusable (gtk_widget_get_last_child (chips), FALSE);
    }
  gtk_widget_set_visible (chips, files->len > 0);
}
