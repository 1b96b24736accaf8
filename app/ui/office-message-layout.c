/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Gutter and column side by side. A GtkBox would do, but it looks for the narrowest width at each height, and with it breaks
 * the lines of a text a dozen times.
 */
#include "office-message-layout.h"

static GtkSizeRequestMode
get_content_mode (GtkWidget *content)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static int
get_gutter_width (GtkWidget *content)
{
  int width;

  gtk_widget_measure (gtk_widget_get_first_child (content), GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  return width + OFFICE_MESSAGE_GAP;
}

static void
measure_content (GtkWidget *content, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                 int *minimum_baseline, int *natural_baseline)
{
  GtkWidget *gutter = gtk_widget_get_first_child (content);
  GtkWidget *column = gtk_widget_get_last_child (content);
  const int indent = get_gutter_width (content);
  int gutter_height;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      gtk_widget_measure (column, orientation, -1, minimum, natural, NULL, NULL);
      *minimum += indent;
      *natural += indent;
      return;
    }
  gtk_widget_measure (gutter, orientation, -1, NULL, &gutter_height, NULL, NULL);
  gtk_widget_measure (column, orientation, for_size < 0 ? -1 : MAX (0, for_size - indent), minimum, natural, NULL,
                      NULL);
  *minimum = *natural = MAX (*natural, gutter_height);
}

static void
allocate_content (GtkWidget *content, int width, int height, int baseline)
{
  const gboolean mirrored = gtk_widget_get_direction (content) == GTK_TEXT_DIR_RTL;
  const int indent = get_gutter_width (content);
  const int left = mirrored ? width - indent + OFFICE_MESSAGE_GAP : 0;

  gtk_widget_allocate (gtk_widget_get_first_child (content), indent - OFFICE_MESSAGE_GAP, height, -1,
                       gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT (left, 0)));
  gtk_widget_allocate (gtk_widget_get_last_child (content), MAX (0, width - indent), height, -1,
                       gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT (mirrored ? 0 : indent, 0)));
}

/**
 * office_message_layout_new:
 *
 * Returns: (transfer full): a layout for a widget whose first child is the gutter and whose last is the column
 */
GtkLayoutManager *
office_message_layout_new (void)
{
  return gtk_custom_layout_new (get_content_mode, measure_content, allocate_content);
}
