/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-picture-decoder.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "office-problem.h"

#define CHUNK        65536
#define MOST_HEAD    (2 * 1024 * 1024) /* bytes that are read to find out the size */
#define MOST_THREADS 2
#define LARGE        8000000 /* pixels; of such pictures one at a time */

typedef struct {
  char *path;
  GBytes *bytes; /* instead of a path */
  int most_width, most_height;
  gint64 most_pixels; /* instead of both */
} Job;

/* Set by the decoder's signals while a file is read. */
typedef struct {
  int most_width, most_height; /* 0: as small as it can be, only its size is wanted */
  int width, height;           /* what the file says */
  gboolean prepared;
  gboolean refused;
  gboolean jpeg;
  int top, bottom; /* which of its lines have come, -1: none */
} Reading;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->path);
  g_clear_pointer (&job->bytes, g_bytes_unref);
  g_free (job);
}

static GInputStream *
open_file (const char *path, GBytes *bytes, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = bytes == NULL ? g_file_new_for_path (path) : NULL;

  if (bytes != NULL)
    return g_memory_input_stream_new_from_bytes (bytes);
  return G_INPUT_STREAM (g_file_read (file, cancellable, error));
}

/* ---- any thread ---- */

/* By what it is, not by what it is called; other formats of the decoding library are not for files of other people. */
static gboolean
is_known_format (const guchar *head, gsize length)
{
  if (length < 16)
    return FALSE;
  return memcmp (head, "\x89PNG\r\n\x1a\n", 8) == 0 || memcmp (head, "\xff\xd8\xff", 3) == 0
         || memcmp (head, "GIF8", 4) == 0 || (memcmp (head, "RIFF", 4) == 0 && memcmp (head + 8, "WEBP", 4) == 0)
         || memcmp (head, "BM", 2) == 0;
}

static gboolean
is_turned (GdkPixbuf *pixbuf)
{
  const char *orientation = gdk_pixbuf_get_option (pixbuf, "orientation");

  return orientation != NULL && *orientation >= '5' && *orientation <= '8';
}

static void
size_prepared (GdkPixbufLoader *loader, int width, int height, Reading *reading)
{
  double scale = 1;

  reading->width = width;
  reading->height = height;
  if (width <= 0 || height <= 0 || (gint64) width * height > OFFICE_PICTURE_MOST_PIXELS)
    {
      reading->refused = TRUE;
      gdk_pixbuf_loader_set_size (loader, 0, 0); /* nothing is decoded */
      return;
    }
  /*
   * Only JPEG is smaller while it is decoded, and of the others the loader would not tell what is missing any more. It may
   * be turned yet, so that both sides have to fit either way.
   */
  if (reading->most_width > 0 && reading->jpeg)
    scale = MIN (1, MAX ((double) reading->most_width, reading->most_height) / MAX (width, height));
  if (scale < 1)
    gdk_pixbuf_loader_set_size (loader, MAX ((int) (width * scale), 1), MAX ((int) (height * scale), 1));
}

static void
area_prepared (GdkPixbufLoader *loader, Reading *reading)
{
  reading->prepared = TRUE;
}

static void
area_updated (GdkPixbufLoader *loader, int x, int y, int width, int height, Reading *reading)
{
  reading->top = reading->bottom < 0 ? y : MIN (reading->top, y);
  reading->bottom = MAX (reading->bottom, y + height);
}

/* Of a torn file the loader gives a picture whose last lines are whatever lay in memory. */
static gboolean
is_torn (const Reading *reading, GdkPixbuf *pixbuf)
{
  const int height = gdk_pixbuf_get_height (pixbuf);

  return reading->bottom >= 0 && (reading->top > height / 50 + 1 || reading->bottom < height - height / 50 - 1);
}

static gboolean
refuse (GError **error)
{
  office_problem_set (error, OFFICE_PROBLEM_INVALID, NULL, "%s",
                      _ ("This is no picture of a kind and size that is shown"));
  return FALSE;
}

/* Feeds the loader with the file, or only with as much of it as tells its size. */
static gboolean
feed (GdkPixbufLoader *loader, GInputStream *stream, Reading *reading, GCancellable *cancellable, GError **error)
{
  const gboolean head_only = reading->most_width == 0;
  g_autofree guchar *buffer = g_malloc (CHUNK);
  gint64 total = 0;

  while (TRUE)
    {
      const gssize length = g_input_stream_read (stream, buffer, CHUNK, cancellable, error);

      if (length < 0)
        return FALSE;
      if (length == 0)
        return TRUE;
      if (total == 0 && !is_known_format (buffer, (gsize) length))
        return refuse (error);
      if (total == 0)
        reading->jpeg = buffer[0] == 0xff;
      total += length;
      if (total > OFFICE_PICTURE_MOST_BYTES || (head_only && total > MOST_HEAD))
        return refuse (error);
      if (!gdk_pixbuf_loader_write (loader, buffer, (gsize) length, error))
        return FALSE;
      if (reading->refused)
        return refuse (error);
      if (head_only && reading->prepared)
        return TRUE;
    }
}

/* What was read of the file: its first picture, not turned yet. */
static GdkPixbuf *
read_file (const char *path, GBytes *bytes, Reading *reading, GCancellable *cancellable, GError **error)
{
  g_autoptr (GInputStream) stream = open_file (path, bytes, cancellable, error);
  g_autoptr (GdkPixbufLoader) loader = NULL;
  GdkPixbuf *pixbuf;
  gboolean read;

  if (stream == NULL)
    return NULL;
  loader = gdk_pixbuf_loader_new ();
  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared), reading);
  g_signal_connect (loader, "area-prepared", G_CALLBACK (area_prepared), reading);
  g_signal_connect (loader, "area-updated", G_CALLBACK (area_updated), reading);
  read = feed (loader, stream, reading, cancellable, error);
  if (!read || reading->most_width == 0)
    gdk_pixbuf_loader_close (loader, NULL);
  else
    read = gdk_pixbuf_loader_close (loader, error);
  pixbuf = read ? gdk_pixbuf_loader_get_pixbuf (loader) : NULL;
  if (pixbuf != NULL && reading->most_width > 0 && is_torn (reading, pixbuf))
    pixbuf = NULL;
  if (pixbuf == NULL && read)
    refuse (error);
  return pixbuf != NULL ? g_object_ref (pixbuf) : NULL;
}

static gboolean
measure (const char *path, GBytes *bytes, int *width, int *height)
{
  Reading reading = { .bottom = -1 };
  g_autoptr (GdkPixbuf) pixbuf = read_file (path, bytes, &reading, NULL, NULL);

  if (pixbuf == NULL)
    return FALSE;
  *width = is_turned (pixbuf) ? reading.height : reading.width;
  *height = is_turned (pixbuf) ? reading.width : reading.height;
  return TRUE;
}

/**
 * office_picture_measure:
 * @path: a file
 * @width: (out): its pixels
 * @height: (out): its pixels
 *
 * Any thread; reads only the beginning of the file.
 *
 * Returns: whether it is a picture of a kind and size that is shown
 */
gboolean
office_picture_measure (const char *path, int *width, int *height)
{
  return measure (path, NULL, width, height);
}

/* ---- the decoding threads ---- */

static GdkTexture *
make_texture (GdkPixbuf *pixbuf)
{
  g_autoptr (GBytes) bytes = gdk_pixbuf_read_pixel_bytes (pixbuf);

  return gdk_memory_texture_new (gdk_pixbuf_get_width (pixbuf), gdk_pixbuf_get_height (pixbuf),
                                 gdk_pixbuf_get_has_alpha (pixbuf) ? GDK_MEMORY_R8G8B8A8 : GDK_MEMORY_R8G8B8, bytes,
                                 gdk_pixbuf_get_rowstride (pixbuf));
}

static GdkPixbuf *
fit (GdkPixbuf *pixbuf, const Job *job)
{
  const int width = gdk_pixbuf_get_width (pixbuf), height = gdk_pixbuf_get_height (pixbuf);
  const double scale = job->most_pixels > 0
                           ? MIN (1, sqrt ((double) job->most_pixels / ((double) width * height)))
                           : MIN (1, MIN ((double) job->most_width / width, (double) job->most_height / height));

  if (scale >= 1)
    return g_object_ref (pixbuf);
  return gdk_pixbuf_scale_simple (pixbuf, MAX ((int) (width * scale), 1), MAX ((int) (height * scale), 1),
                                  GDK_INTERP_BILINEAR);
}

static GdkTexture *
decode (const Job *job, GCancellable *cancellable, GError **error)
{
  Reading reading = { .most_width = job->most_width, .most_height = job->most_height, .bottom = -1 };
  g_autoptr (GdkPixbuf) pixbuf = read_file (job->path, job->bytes, &reading, cancellable, error);
  g_autoptr (GdkPixbuf) upright = NULL;
  g_autoptr (GdkPixbuf) fitting = NULL;

  if (pixbuf == NULL)
    return NULL;
  upright = gdk_pixbuf_apply_embedded_orientation (pixbuf);
  fitting = upright != NULL ? fit (upright, job) : NULL;
  if (fitting == NULL)
    {
      refuse (error);
      return NULL;
    }
  return make_texture (fitting);
}

/* A large picture takes some hundred megabytes while it is decoded, so that no two are at once. */
static void
run (gpointer data, gpointer pool)
{
  static GMutex large;
  g_autoptr (GTask) task = data;
  const Job *job = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;
  GdkTexture *texture = NULL;
  int width, height;
  gboolean is_large;

  if (g_task_return_error_if_cancelled (task))
    return;
  if (!measure (job->path, job->bytes, &width, &height))
    {
      refuse (&error);
      g_task_return_error (task, error);
      return;
    }
  is_large = (gint64) width * height > LARGE;
  if (is_large)
    g_mutex_lock (&large);
  if (!g_cancellable_set_error_if_cancelled (cancellable, &error))
    texture = decode (job, cancellable, &error);
  if (is_large)
    g_mutex_unlock (&large);
  if (texture != NULL)
    g_task_return_pointer (task, texture, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
push (Job job, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  static GThreadPool *pool = NULL;
  GTask *task = g_task_new (NULL, cancellable, callback, data);

  if (pool == NULL)
    pool = g_thread_pool_new (run, NULL, MOST_THREADS, FALSE, NULL);
  g_task_set_task_data (task, g_memdup2 (&job, sizeof job), job_free);
  g_thread_pool_push (pool, task, NULL);
}

/**
 * office_picture_decode_async:
 * @path: a file
 * @most_width: pixels of the texture
 * @most_height: pixels of the texture
 * @cancellable: (nullable)
 * @callback: called in this thread
 */
void
office_picture_decode_async (const char *path, int most_width, int most_height, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer data)
{
  g_return_if_fail (path != NULL && most_width > 0 && most_height > 0);

  push ((Job){ .path = g_strdup (path), .most_width = most_width, .most_height = most_height }, cancellable, callback,
        data);
}

/**
 * office_picture_decode_large_async:
 * @path: a file
 * @most_pixels: of the texture, however long its sides are
 * @cancellable: (nullable)
 * @callback: called in this thread
 */
void
office_picture_decode_large_async (const char *path, gint64 most_pixels, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer data)
{
  g_return_if_fail (path != NULL && most_pixels > 0);

  push ((Job){ .path = g_strdup (path), .most_width = G_MAXINT, .most_height = G_MAXINT, .most_pixels = most_pixels },
        cancellable, callback, data);
}

/**
 * office_picture_decode_bytes_async:
 * @bytes: what stands in a file
 * @most_width: pixels of the texture
 * @most_height: pixels of the texture
 * @cancellable: (nullable)
 * @callback: called in this thread
 */
void
office_picture_decode_bytes_async (GBytes *bytes, int most_width, int most_height, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer data)
{
  g_return_if_fail (bytes != NULL && most_width > 0 && most_height > 0);

  push ((Job){ .bytes = g_bytes_ref (bytes), .most_width = most_width, .most_height = most_height }, cancellable,
        callback, data);
}

/**
 * office_picture_decode_finish:
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the picture
 */
GdkTexture *
office_picture_decode_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
