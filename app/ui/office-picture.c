/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-picture.h"

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
};

G_DEFINE_FINAL_TYPE (OfficePicture, office_picture, GTK_TYPE_WIDGET)

/* ---- the loading thread ---- */

/**
 * office_picture_measure:
 * @path: a file
 * @width: (out): its pixels
 * @height: (out): its pixels
 *
 * Any thread; reads only the beginning of the file.
 *
 * Returns: whether it is a picture of a size that is shown
 */
gboolean
office_picture_measure (const char *path, int *width, int *height)
{
  return gdk_pixbuf_get_file_info (path, width, height) != NULL && *width > 0 && *height > 0
         && (gint64) *width * *height <= OFFICE_PICTURE_MOST_PIXELS;
}

static GdkTexture *
make_texture (GdkPixbuf *pixbuf)
{
  g_autoptr (GBytes) bytes = gdk_pixbuf_read_pixel_bytes (pixbuf);

  return gdk_memory_texture_new (gdk_pixbuf_get_width (pixbuf), gdk_pixbuf_get_height (pixbuf),
                                 gdk_pixbuf_get_has_alpha (pixbuf) ? GDK_MEMORY_R8G8B8A8 : GDK_MEMORY_R8G8B8, bytes,
                                 gdk_pixbuf_get_rowstride (pixbuf));
}

static void
load (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const char *path = data;
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  g_autoptr (GdkPixbuf) upright = NULL;
  GError *error = NULL;
  int width, height;

  if (g_cancellable_set_error_if_cancelled (cancellable, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (!office_picture_measure (path, &width, &height))
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                               "This is no picture of a size that is shown");
      return;
    }
  if (width > MOST_WIDTH * SCALE || height > MOST_HEIGHT * SCALE)
    pixbuf = gdk_pixbuf_new_from_file_at_scale (path, MOST_WIDTH * SCALE, MOST_HEIGHT * SCALE, TRUE, &error);
  else
    pixbuf = gdk_pixbuf_new_from_file (path, &error);
  if (pixbuf == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  upright = gdk_pixbuf_apply_embedded_orientation (pixbuf);
  g_task_return_pointer (task, make_texture (upright), g_object_unref);
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (OfficePicture) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  self->broken = texture == NULL;
  g_set_object (&self->texture, texture);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* ---- the widget ---- */

static void
office_picture_measure_widget (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                               int *minimum_baseline, int *natural_baseline)
{
  OfficePicture *self = OFFICE_PICTURE (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MIN (self->width, LEAST);
      *natural = self->width;
    }
  else
    *minimum = *natural = for_size >= 0 && for_size < self->width ? MAX (self->height * for_size / self->width, 1)
                                                                  : self->height;
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
office_picture_dispose (GObject *object)
{
  OfficePicture *self = OFFICE_PICTURE (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->texture);
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
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (OFFICE_IS_PICTURE (self));

  if (self->texture != NULL || self->cancellable != NULL || self->broken)
    return;
  self->cancellable = g_cancellable_new ();
  task = g_task_new (NULL, self->cancellable, on_loaded, g_object_ref (self));
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, load);
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
