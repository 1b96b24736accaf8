/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-flow-layout.h"

struct _OfficeFlowLayout {
  GtkLayoutManager parent_instance;

  int spacing;
};

G_DEFINE_FINAL_TYPE (OfficeFlowLayout, office_flow_layout, GTK_TYPE_LAYOUT_MANAGER)

static GtkSizeRequestMode
office_flow_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
measure_child (GtkWidget *child, int most, int *width, int *height)
{
  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, width, NULL, NULL);
  *width = MIN (*width, most);
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, *width, NULL, height, NULL, NULL);
}

static void
place_child (GtkWidget *widget, GtkWidget *child, int x, int y, int width, int height, int total)
{
  const gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;

  gtk_widget_allocate (child, width, height, -1,
                       gsk_transform_translate (NULL,
                                                &GRAPHENE_POINT_INIT (mirrored ? total - x - width : x, y)));
}

/* Goes through the lines; gives the children their places where @place. Returns the height. */
static int
flow (OfficeFlowLayout *self, GtkWidget *widget, int total, gboolean place)
{
  int x = 0, y = 0, line = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int width, height;

      if (!gtk_widget_should_layout (child))
        continue;
      measure_child (child, total, &width, &height);
      if (x > 0 && x + width > total)
        {
          y += line + self->spacing;
          x = line = 0;
        }
      if (place)
        place_child (widget, child, x, y, width, height, total);
      x += width + self->spacing;
      line = MAX (line, height);
    }
  return y + line;
}

static void
office_flow_layout_measure (GtkLayoutManager *manager, GtkWidget *widget, GtkOrientation orientation, int for_size,
                            int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  OfficeFlowLayout *self = OFFICE_FLOW_LAYOUT (manager);
  int widest = 0, all = 0;

  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum = *natural = flow (self, widget, for_size < 0 ? G_MAXINT / 2 : for_size, FALSE);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int smallest, width;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &smallest, &width, NULL, NULL);
      widest = MAX (widest, smallest);
      all += width + (all > 0 ? self->spacing : 0);
    }
  *minimum = widest;
  *natural = all;
}

static void
office_flow_layout_allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  flow (OFFICE_FLOW_LAYOUT (manager), widget, width, TRUE);
}

static void
office_flow_layout_class_init (OfficeFlowLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = office_flow_layout_get_request_mode;
  layout_class->measure = office_flow_layout_measure;
  layout_class->allocate = office_flow_layout_allocate;
}

static void
office_flow_layout_init (OfficeFlowLayout *self)
{
}

/**
 * office_flow_layout_new:
 * @spacing: pixels between children, and between lines
 *
 * Returns: (transfer full): a layout
 */
GtkLayoutManager *
office_flow_layout_new (int spacing)
{
  OfficeFlowLayout *self = g_object_new (OFFICE_TYPE_FLOW_LAYOUT, NULL);

  self->spacing = spacing;
  return GTK_LAYOUT_MANAGER (self);
}
