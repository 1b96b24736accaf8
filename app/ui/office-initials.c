/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-initials.h"

#include <math.h>

#define N_COLORS 14 /* of libadwaita's avatars */
#define SMALL    24 /* up to here white letters, as in libadwaita */
/* Icon themes have their icons drawn at this size; smaller ones would have the library loaded that draws SVG. */
#define ICON_SIZE 16

struct _OfficeInitials {
  GtkWidget parent_instance;

  int size;
  guint color; /* from 1, as in the class; 0 before there is a name */
  char *letters;
  char *icon_name; /* in their place; nullable */
};

G_DEFINE_FINAL_TYPE (OfficeInitials, office_initials, GTK_TYPE_WIDGET)

/* The first letter of the first and of the last word. */
static char *
make_letters (const char *name)
{
  g_autofree char *upper = g_utf8_strup (name, -1);
  g_autofree char *composed = g_utf8_normalize (g_strstrip (upper), -1, G_NORMALIZE_DEFAULT_COMPOSE);
  GString *letters = g_string_new (NULL);
  const char *space;

  if (composed != NULL && *composed != '\0')
    {
      g_string_append_unichar (letters, g_utf8_get_char (composed));
      space = strrchr (composed, ' ');
      if (space != NULL)
        g_string_append_unichar (letters, g_utf8_get_char (space + 1));
    }
  return g_string_free (letters, FALSE);
}

static void
set_color (OfficeInitials *self, guint color)
{
  const guint colors[] = { self->color, color };

  if (color == self->color)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (colors); i++)
    {
      g_autofree char *class_name = g_strdup_printf ("color%u", colors[i]);

      if (i == 0)
        gtk_widget_remove_css_class (GTK_WIDGET (self), class_name);
      else
        gtk_widget_add_css_class (GTK_WIDGET (self), class_name);
    }
  self->color = color;
}

/* ---- drawing ---- */

static void
set_font_size (PangoLayout *layout, double pixels)
{
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_size_new_absolute ((int) (pixels * PANGO_SCALE)));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
}

/* In the square that fits into the circle, with some room round it, more in larger ones: as libadwaita sets them. */
static void
fit (OfficeInitials *self, PangoLayout *layout)
{
  const double side = self->size / G_SQRT2 - MAX (self->size * .4 - 5, 0);
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  set_font_size (layout, CLAMP (height * side / MAX (width, 1), 0, side));
}

static void
draw_letters (OfficeInitials *self, GtkSnapshot *snapshot, const GdkRGBA *color)
{
  GtkWidget *widget = GTK_WIDGET (self);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, self->letters);
  int width, height;

  fit (self, layout);
  pango_layout_get_pixel_size (layout, &width, &height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT (floorf ((float) (gtk_widget_get_width (widget) - width) / 2),
                                                floorf ((float) (gtk_widget_get_height (widget) - height) / 2)));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

static void
draw_icon (OfficeInitials *self, GtkSnapshot *snapshot, const GdkRGBA *color)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (widget));
  const double size = self->size / 2;
  g_autoptr (GtkIconPaintable) icon = gtk_icon_theme_lookup_icon (
      theme, self->icon_name, NULL, MAX (ICON_SIZE, (int) size), gtk_widget_get_scale_factor (widget),
      gtk_widget_get_direction (widget), 0);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) (gtk_widget_get_width (widget) - size) / 2,
                                                          (float) (gtk_widget_get_height (widget) - size) / 2));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (icon), snapshot, size, size, color, 1);
  gtk_snapshot_restore (snapshot);
}

/* ---- overrides ---- */

static void
office_initials_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                         int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = OFFICE_INITIALS (widget)->size;
}

static void
office_initials_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  OfficeInitials *self = OFFICE_INITIALS (widget);
  GdkRGBA color;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  if (self->icon_name != NULL)
    draw_icon (self, snapshot, &color);
  else if (self->letters != NULL && *self->letters != '\0')
    draw_letters (self, snapshot, &color);
}

static void
office_initials_finalize (GObject *object)
{
  OfficeInitials *self = OFFICE_INITIALS (object);

  g_free (self->letters);
  g_free (self->icon_name);

  G_OBJECT_CLASS (office_initials_parent_class)->finalize (object);
}

static void
office_initials_class_init (OfficeInitialsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = office_initials_finalize;
  widget_class->measure = office_initials_measure;
  widget_class->snapshot = office_initials_snapshot;

  gtk_widget_class_set_css_name (widget_class, "avatar");
  /* Whoever shows it says what it is. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
office_initials_init (OfficeInitials *self)
{
}

/**
 * office_initials_new:
 * @size: width and height, in pixels
 *
 * Returns: (transfer floating): a sign of nobody's name yet
 */
GtkWidget *
office_initials_new (int size)
{
  OfficeInitials *self = g_object_new (OFFICE_TYPE_INITIALS, NULL);

  office_initials_set_size (self, size);
  return GTK_WIDGET (self);
}

/**
 * office_initials_get_size:
 *
 * Returns: width and height, in pixels
 */
int
office_initials_get_size (OfficeInitials *self)
{
  g_return_val_if_fail (OFFICE_IS_INITIALS (self), 0);

  return self->size;
}

/**
 * office_initials_set_size:
 * @size: width and height, in pixels
 */
void
office_initials_set_size (OfficeInitials *self, int size)
{
  g_return_if_fail (OFFICE_IS_INITIALS (self));
  g_return_if_fail (size > 0);

  if (size == self->size)
    return;
  self->size = size;
  if (size <= SMALL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "contrasted");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "contrasted");
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * office_initials_set_name:
 * @name: (nullable): whose initials, and color
 * @icon_name: (nullable): a symbolic icon to show in place of the initials
 */
void
office_initials_set_name (OfficeInitials *self, const char *name, const char *icon_name)
{
  g_return_if_fail (OFFICE_IS_INITIALS (self));

  name = name != NULL ? name : "";
  set_color (self, g_str_hash (name) % N_COLORS + 1);
  g_free (self->letters);
  self->letters = make_letters (name);
  if (g_strcmp0 (icon_name, self->icon_name) != 0)
    {
      g_free (self->icon_name);
      self->icon_name = g_strdup (icon_name);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * office_initials_get_letters:
 *
 * Returns: (transfer none) (nullable): the initials of the name, also where an icon stands in their place; empty of an empty name
 */
const char *
office_initials_get_letters (OfficeInitials *self)
{
  g_return_val_if_fail (OFFICE_IS_INITIALS (self), NULL);

  return self->letters;
}
