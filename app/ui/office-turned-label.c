/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-turned-label.h"

struct _OfficeTurnedLabel {
  GtkWidget parent_instance;

  GtkWidget *label;
};

G_DEFINE_FINAL_TYPE (OfficeTurnedLabel, office_turned_label, GTK_TYPE_WIDGET)

/* Its width is the height of the line, and the other way round; the line is never broken. */
static void
office_turned_label_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                             int *minimum_baseline, int *natural_baseline)
{
  const GtkOrientation other = orientation == GTK_ORIENTATION_HORIZONTAL ? GTK_ORIENTATION_VERTICAL
                                                                         : GTK_ORIENTATION_HORIZONTAL;

  gtk_widget_measure (OFFICE_TURNED_LABEL (widget)->label, other, -1, minimum, natural, NULL, NULL);
}

static void
office_turned_label_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GskTransform *turned = gsk_transform_rotate (gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT ((float) width, 0)),
                                               90);

  gtk_widget_allocate (OFFICE_TURNED_LABEL (widget)->label, height, width, -1, turned);
}

static void
office_turned_label_dispose (GObject *object)
{
  g_clear_pointer (&OFFICE_TURNED_LABEL (object)->label, gtk_widget_unparent);

  G_OBJECT_CLASS (office_turned_label_parent_class)->dispose (object);
}

static void
office_turned_label_class_init (OfficeTurnedLabelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = office_turned_label_dispose;
  widget_class->measure = office_turned_label_measure;
  widget_class->size_allocate = office_turned_label_size_allocate;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GENERIC);
}

static void
office_turned_label_init (OfficeTurnedLabel *self)
{
  self->label = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
}

/**
 * office_turned_label_set_text:
 * @self: a label
 * @text: one line
 */
void
office_turned_label_set_text (OfficeTurnedLabel *self, const char *text)
{
  gtk_label_set_text (GTK_LABEL (self->label), text);
}
