/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-picture.h"

#include <glib/gi18n-lib.h>

#define MOST_WIDTH  380
#define MOST_HEIGHT 280
#define LEAST       48
#define RADIUS      12
#define SCALE       2 /* pixels of the screen a pixel of the window, at most */

struct _OfficePicture {
  GtkWidget parent_instance;

  int width, height; /* as it is shown */
  GdkTexture *texture;
  GCancellable *cancellable;
  gboolean broken;
  GtkWidget *notice; /* nullable: that it is broken */
};

G_DEFINE_FINAL_TYPE (OfficePicture, office_picture, GTK_TYPE_WIDGET)

/* Instead of the picture, in its place. */
static void
show_broken (OfficePicture *self)
{
  const char *words = _ ("This picture cannot be shown");
  GtkWidget *label = gtk_label_new (words);

  self->notice = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_box_append (GTK_BOX (self->notice), gtk_image_new_from_icon_name ("image-missing-symbolic"));
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_box_append (GTK_BOX (self->notice), label);
  gtk_widget_add_css_class (self->notice, "stamp");
  gtk_widget_set_valign (self->notice, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (self->notice, GTK_ALIGN_CENTER);
  gtk_widget_set_overflow (self->notice, GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_parent (self->notice, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (OfficePicture) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = office_picture_decode_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  self->broken = texture == NULL;
  g_set_object (&self->texture, texture);
  if (self->broken)
    show_broken (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* ---- the widget ---- */

static int
get_height_for (OfficePicture *self, int width)
{
  return width < self->width ? MAX (self->height * width / self->width, 1) : self->height;
}

static void
office_picture_measure_widget (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                               int *minimum_baseline, int *natural_baseline)
{
  OfficePicture *self = OFFICE_PICTURE (widget);
  const int least = MIN (self->width, LEAST);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = least;
      *natural = self->width;
      return;
    }
  *natural = for_size >= 0 ? get_height_for (self, for_size) : self->height;
  /* Of any width: the least that it ever needs. GTK 4.18 warns where it is given less. */
  *minimum = for_size >= 0 ? *natural : get_height_for (self, least);
}

static GtkSizeRequestMode
office_picture_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
office_picture_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  OfficePicture *self = OFFICE_PICTURE (widget);
  const int width = gtk_widget_get_width (widget);
  const int height = gtk_widget_get_height (widget);
  double scale;
  GskRoundedRect clip;

  if (self->notice != NULL)
    gtk_widget_snapshot_child (widget, self->notice, snapshot);
  if (self->texture == NULL)
    return;
  gsk_rounded_rect_init_from_rect (&clip, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height), RADIUS);
  gtk_snapshot_push_rounded_clip (snapshot, &clip);
  /* It fills the place; where record and picture disagree, its edges are cut off. */
  scale = MAX ((double) width / gdk_texture_get_width (self->texture),
               (double) height / gdk_texture_get_height (self->texture));
  gtk_snapshot_append_texture (
      snapshot, self->texture,
      &GRAPHENE_RECT_INIT ((float) (width - scale * gdk_texture_get_width (self->texture)) / 2,
                           (float) (height - scale * gdk_texture_get_height (self->texture)) / 2,
                           (float) (scale * gdk_texture_get_width (self->texture)),
                           (float) (scale * gdk_texture_get_height (self->texture))));
  gtk_snapshot_pop (snapshot);
}

static void
office_picture_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  OfficePicture *self = OFFICE_PICTURE (widget);
  int least_width, least_height;

  if (self->notice == NULL)
    return;
  /* In a place that is too small for the words they are cut off. */
  gtk_widget_measure (self->notice, GTK_ORIENTATION_HORIZONTAL, -1, &least_width, NULL, NULL, NULL);
  gtk_widget_measure (self->notice, GTK_ORIENTATION_VERTICAL, MAX (width, least_width), &least_height, NULL, NULL,
                      NULL);
  gtk_widget_size_allocate (self->notice,
                            &(GtkAllocation){ 0, 0, MAX (width, least_width), MAX (height, least_height) }, -1);
}

static void
office_picture_dispose (GObject *object)
{
  OfficePicture *self = OFFICE_PICTURE (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->texture);
  g_clear_pointer (&self->notice, gtk_widget_unparent);
  G_OBJECT_CLASS (office_picture_parent_class)->dispose (object);
}

static void
office_picture_class_init (OfficePictureClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = office_picture_dispose;
  widget_class->measure = office_picture_measure_widget;
  widget_class->get_request_mode = office_picture_get_request_mode;
  widget_class->snapshot = office_picture_snapshot;
  widget_class->size_allocate = office_picture_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "officepicture");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
office_picture_init (OfficePicture *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (GTK_WIDGET (self), "picture");
}

/**
 * office_picture_new:
 * @width: of the picture, px
 * @height: of the picture, px
 *
 * Returns: (transfer floating): an empty place, as large as the picture will be
 */
GtkWidget *
office_picture_new (int width, int height)
{
  OfficePicture *self = g_object_new (OFFICE_TYPE_PICTURE, NULL);
  double scale = MIN (1, MIN (MOST_WIDTH / (double) MAX (width, 1), MOST_HEIGHT / (double) MAX (height, 1)));

  self->width = MAX ((int) (width * scale), LEAST);
  self->height = MAX ((int) (height * scale), LEAST);
  return GTK_WIDGET (self);
}

/**
 * office_picture_load:
 * @self: a picture
 * @path: its file
 *
 * Decodes it in a thread.
 */
void
office_picture_load (OfficePicture *self, const char *path)
{
  g_return_if_fail (OFFICE_IS_PICTURE (self));

  if (self->texture != NULL || self->cancellable != NULL || self->broken)
    return;
  self->cancellable = g_cancellable_new ();
  office_picture_decode_async (path, MOST_WIDTH * SCALE, MOST_HEIGHT * SCALE, self->cancellable, on_loaded,
                               g_object_ref (self));
}

/**
 * office_picture_show:
 * @self: a picture
 * @texture: what to show in its place
 */
void
office_picture_show (OfficePicture *self, GdkTexture *texture)
{
  g_return_if_fail (OFFICE_IS_PICTURE (self));

  g_set_object (&self->texture, texture);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

gboolean
office_picture_is_loaded (OfficePicture *self)
{
  g_return_val_if_fail (OFFICE_IS_PICTURE (self), FALSE);
  return self->texture != NULL;
}

gboolean
office_picture_is_broken (OfficePicture *self)
{
  g_return_val_if_fail (OFFICE_IS_PICTURE (self), FALSE);
  return self->broken;
}
