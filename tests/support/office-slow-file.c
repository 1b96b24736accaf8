/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-slow-file.h"

#include <string.h>

struct _OfficeSlowFile {
  GObject parent_instance;

  char *name;
  gint64 size;
  GMutex mutex;
  GCond changed;
  gint64 let; /* guarded by the mutex */
};

static void office_slow_file_iface_init (GFileIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (OfficeSlowFile, office_slow_file, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_FILE, office_slow_file_iface_init))

/* ---- what is read from it ---- */

#define OFFICE_TYPE_SLOW_STREAM (office_slow_stream_get_type ())
G_DECLARE_FINAL_TYPE (OfficeSlowStream, office_slow_stream, OFFICE, SLOW_STREAM, GFileInputStream)

struct _OfficeSlowStream {
  GFileInputStream parent_instance;

  OfficeSlowFile *file;
  gint64 at;
};

G_DEFINE_FINAL_TYPE (OfficeSlowStream, office_slow_stream, G_TYPE_FILE_INPUT_STREAM)

static void
on_cancelled (GCancellable *cancellable, OfficeSlowFile *file)
{
  g_mutex_lock (&file->mutex);
  g_cond_broadcast (&file->changed);
  g_mutex_unlock (&file->mutex);
}

static gssize
office_slow_stream_read (GInputStream *stream, void *buffer, gsize count, GCancellable *cancellable, GError **error)
{
  OfficeSlowStream *self = OFFICE_SLOW_STREAM (stream);
  OfficeSlowFile *file = self->file;
  gulong handler = cancellable != NULL ? g_cancellable_connect (cancellable, G_CALLBACK (on_cancelled), file, NULL) : 0;
  gsize length;

  g_mutex_lock (&file->mutex);
  while (self->at < file->size && file->let <= self->at && !g_cancellable_is_cancelled (cancellable))
    g_cond_wait (&file->changed, &file->mutex);
  length = (gsize) MIN ((gint64) count, MIN (file->let, file->size) - self->at);
  g_mutex_unlock (&file->mutex);
  g_cancellable_disconnect (cancellable, handler);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return -1;
  memset (buffer, 0, length);
  self->at += (gint64) length;
  return (gssize) length;
}

static void
office_slow_stream_finalize (GObject *object)
{
  g_object_unref (OFFICE_SLOW_STREAM (object)->file);
  G_OBJECT_CLASS (office_slow_stream_parent_class)->finalize (object);
}

static void
office_slow_stream_class_init (OfficeSlowStreamClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = office_slow_stream_finalize;
  G_INPUT_STREAM_CLASS (klass)->read_fn = office_slow_stream_read;
}

static void
office_slow_stream_init (OfficeSlowStream *self)
{
}

/* ---- the file ---- */

static GFile *
office_slow_file_dup (GFile *file)
{
  return g_object_ref (file);
}

static char *
office_slow_file_get_basename (GFile *file)
{
  return g_strdup (OFFICE_SLOW_FILE (file)->name);
}

static GFileInfo *
office_slow_file_query_info (GFile *file, const char *attributes, GFileQueryInfoFlags flags, GCancellable *cancellable,
                             GError **error)
{
  OfficeSlowFile *self = OFFICE_SLOW_FILE (file);
  GFileInfo *info = g_file_info_new ();

  g_file_info_set_display_name (info, self->name);
  g_file_info_set_file_type (info, G_FILE_TYPE_REGULAR);
  g_file_info_set_size (info, self->size);
  g_file_info_set_content_type (info, "application/octet-stream");
  return info;
}

static GFileInputStream *
office_slow_file_read (GFile *file, GCancellable *cancellable, GError **error)
{
  OfficeSlowStream *stream = g_object_new (OFFICE_TYPE_SLOW_STREAM, NULL);

  stream->file = g_object_ref (OFFICE_SLOW_FILE (file));
  return G_FILE_INPUT_STREAM (stream);
}

static void
office_slow_file_iface_init (GFileIface *iface)
{
  iface->dup = office_slow_file_dup;
  iface->get_basename = office_slow_file_get_basename;
  iface->query_info = office_slow_file_query_info;
  iface->read_fn = office_slow_file_read;
}

static void
office_slow_file_finalize (GObject *object)
{
  OfficeSlowFile *self = OFFICE_SLOW_FILE (object);

  g_free (self->name);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->changed);
  G_OBJECT_CLASS (office_slow_file_parent_class)->finalize (object);
}

static void
office_slow_file_class_init (OfficeSlowFileClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = office_slow_file_finalize;
}

static void
office_slow_file_init (OfficeSlowFile *self)
{
  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);
}

GFile *
office_slow_file_new (const char *name, gint64 size)
{
  OfficeSlowFile *self = g_object_new (OFFICE_TYPE_SLOW_FILE, NULL);

  self->name = g_strdup (name);
  self->size = size;
  return G_FILE (self);
}

void
office_slow_file_let (OfficeSlowFile *self, gint64 n)
{
  g_mutex_lock (&self->mutex);
  self->let = n;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
}
