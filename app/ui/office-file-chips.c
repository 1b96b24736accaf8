/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-file-chips.h"

#include "office-file-progress.h"

#include <glib/gi18n-lib.h>

#include "kinds.h"

/* What a chip holds of its file; lives with the chip. */
typedef struct {
  OfficeAttachment *file;
  GtkWidget *name;
  OfficeFileProgress progress;
} Chip;

static void
chip_free (gpointer data)
{
  Chip *self = data;

  g_object_unref (self->file);
  g_free (self);
}

static Chip *
get_chip (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), "chip");
}

static void
on_clicked (GtkButton *button, GtkWidget *chip)
{
  GtkWidget *chips = gtk_widget_get_ancestor (chip, GTK_TYPE_FLOW_BOX);
  OfficeFileChipFunc taken_away = (OfficeFileChipFunc) g_object_get_data (G_OBJECT (chips), "taken-away");
  g_autoptr (OfficeAttachment) file = g_object_ref (get_chip (chip)->file);

  taken_away (chips, file);
}

/* Its name, too, may be another than was guessed. */
static void
update (GtkWidget *widget)
{
  Chip *chip = get_chip (widget);
  g_autofree char *size = g_format_size ((guint64) MAX (office_attachment_get_size (chip->file), 0));

  gtk_label_set_label (GTK_LABEL (chip->name), office_attachment_get_name (chip->file));
  gtk_widget_set_tooltip_text (chip->name, office_attachment_get_name (chip->file));
  office_file_progress_show (&chip->progress, chip->file, size);
}

static GtkWidget *
new_remove_button (GtkWidget *chip, OfficeAttachment *file)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");
  /* Translators: %s is the name of a file */
  g_autofree char *words = g_strdup_printf (_ ("Remove %s"), office_attachment_get_name (file));

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_signal_connect (button, "clicked", G_CALLBACK (on_clicked), chip);
  return button;
}

static GtkWidget *
new_chip (OfficeAttachment *file)
{
  GtkWidget *widget = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *name = gtk_label_new (NULL);
  Chip *chip = g_new0 (Chip, 1);

  chip->file = g_object_ref (file);
  g_object_set_data_full (G_OBJECT (widget), "chip", chip, chip_free);
  chip->name = name;
  office_file_progress_build (&chip->progress);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_max_width_chars (GTK_LABEL (name), 24);
  gtk_widget_add_css_class (widget, "file-chip");
  gtk_widget_add_css_class (chip->progress.bar, "thin");
  gtk_widget_set_halign (widget, GTK_ALIGN_START);
  gtk_widget_set_valign (chip->progress.bar, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (widget), name);
  gtk_box_append (GTK_BOX (widget), chip->progress.bar);
  gtk_box_append (GTK_BOX (widget), chip->progress.words);
  gtk_box_append (GTK_BOX (widget), new_remove_button (widget, file));
  g_signal_connect_object (file, "notify", G_CALLBACK (update), widget, G_CONNECT_SWAPPED);
  update (widget);
  return widget;
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

/* Those that stay keep their chips, and a button in one of them its focus. */
static void
drop_others (GtkWidget *chips, GPtrArray *files)
{
  GtkWidget *next;

  for (GtkWidget *child = gtk_widget_get_first_child (chips); child != NULL; child = next)
    {
      Chip *chip = get_chip (gtk_flow_box_child_get_child (GTK_FLOW_BOX_CHILD (child)));

      next = gtk_widget_get_next_sibling (child);
      if (!g_ptr_array_find (files, chip->file, NULL))
        gtk_flow_box_remove (GTK_FLOW_BOX (chips), child);
    }
}

/**
 * office_file_chips_show:
 * @chips: a box of chips
 * @files: (element-type OfficeAttachment): what to show, each followed from now on
 */
void
office_file_chips_show (GtkWidget *chips, GPtrArray *files)
{
  GtkFlowBoxChild *left;

  drop_others (chips, files);
  for (guint i = 0; i < files->len; i++)
    {
      GtkFlowBoxChild *child = gtk_flow_box_get_child_at_index (GTK_FLOW_BOX (chips), (int) i);

      if (child != NULL && get_chip (gtk_flow_box_child_get_child (child))->file == files->pdata[i])
        continue;
      gtk_flow_box_insert (GTK_FLOW_BOX (chips), new_chip (files->pdata[i]), (int) i);
      gtk_widget_set_focusable (GTK_WIDGET (gtk_flow_box_get_child_at_index (GTK_FLOW_BOX (chips), (int) i)), FALSE);
    }
  while ((left = gtk_flow_box_get_child_at_index (GTK_FLOW_BOX (chips), (int) files->len)) != NULL)
    gtk_flow_box_remove (GTK_FLOW_BOX (chips), GTK_WIDGET (left));
  gtk_widget_set_visible (chips, files->len > 0);
}
