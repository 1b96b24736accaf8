/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-label-chip.h"

struct _OfficeLabelChip {
  GtkWidget parent_instance;

  OfficeLabel *label;
  GtkWidget *name;
  char *hue; /* the CSS class that is set now */
};

G_DEFINE_FINAL_TYPE (OfficeLabelChip, office_label_chip, GTK_TYPE_WIDGET)

static void
update (OfficeLabelChip *self)
{
  const char *hue = self->label != NULL ? office_label_get_hue (self->label) : NULL;

  if (hue == NULL)
    hue = "slate";
  if (g_strcmp0 (hue, self->hue) != 0)
    {
      if (self->hue != NULL)
        gtk_widget_remove_css_class (self->name, self->hue);
      g_free (self->hue);
      self->hue = g_strdup (hue);
      gtk_widget_add_css_class (self->name, hue);
    }
  gtk_label_set_label (GTK_LABEL (self->name), self->label != NULL ? office_label_get_name (self->label) : "");
}

static void
forget_label (OfficeLabelChip *self)
{
  if (self->label != NULL)
    g_signal_handlers_disconnect_by_data (self->label, self);
  g_clear_object (&self->label);
}

static void
office_label_chip_dispose (GObject *object)
{
  OfficeLabelChip *self = OFFICE_LABEL_CHIP (object);

  forget_label (self);
  g_clear_pointer (&self->hue, g_free);
  g_clear_pointer (&self->name, gtk_widget_unparent);

  G_OBJECT_CLASS (office_label_chip_parent_class)->dispose (object);
}

static void
office_label_chip_class_init (OfficeLabelChipClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = office_label_chip_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GENERIC);
}

static void
office_label_chip_init (OfficeLabelChip *self)
{
  self->name = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->name), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (self->name), 24);
  gtk_widget_add_css_class (self->name, "chip");
  gtk_widget_set_parent (self->name, GTK_WIDGET (self));
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

/**
 * office_label_chip_new:
 *
 * Returns: (transfer floating): a chip without a label
 */
GtkWidget *
office_label_chip_new (void)
{
  return g_object_new (OFFICE_TYPE_LABEL_CHIP, NULL);
}

/**
 * office_label_chip_set_label:
 * @label: (nullable): the label to show; its name and hue are followed
 */
void
office_label_chip_set_label (OfficeLabelChip *self, OfficeLabel *label)
{
  g_return_if_fail (OFFICE_IS_LABEL_CHIP (self));
  g_return_if_fail (label == NULL || OFFICE_IS_LABEL (label));

  if (label != self->label)
    {
      forget_label (self);
      if (label != NULL)
        {
          self->label = g_object_ref (label);
          g_signal_connect_swapped (label, "notify", G_CALLBACK (update), self);
        }
    }
  update (self);
}
