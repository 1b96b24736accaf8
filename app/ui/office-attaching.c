/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-attaching.h"

#include "office-picture-decoder.h"

struct _OfficeAttaching {
  GObject parent_instance;

  GtkWidget *widget; /* borrowed; it holds this, and each copy holds it */
  OfficeAttachedFunc attached;
  GPtrArray *copies; /* Copy; each is of its callback */
};

/* The place that it is meant for may be left meanwhile. */
typedef struct {
  OfficeAttaching *attaching;
  GtkWidget *widget;
  OfficeSession *session;
  char *place;
  OfficeAttachment *file; /* as it is being copied */
  GCancellable *cancellable;
} Copy;

G_DEFINE_FINAL_TYPE (OfficeAttaching, office_attaching, G_TYPE_OBJECT)

static void
copy_free (Copy *self)
{
  g_object_unref (self->attaching);
  g_object_unref (self->widget);
  g_object_unref (self->session);
  g_free (self->place);
  g_clear_object (&self->file);
  g_object_unref (self->cancellable);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Copy, copy_free)

static Copy *
begin (OfficeAttaching *self, OfficeSession *session, const char *place)
{
  Copy *copy = g_new0 (Copy, 1);

  copy->attaching = g_object_ref (self);
  copy->widget = g_object_ref (self->widget);
  copy->session = g_object_ref (session);
  copy->place = g_strdup (place);
  copy->cancellable = g_cancellable_new ();
  return copy;
}

static OfficeAttachment *
follow (Copy *copy, OfficeAttachment *file)
{
  copy->file = g_object_ref (file);
  g_ptr_array_add (copy->attaching->copies, copy);
  return file;
}

static void
measure_picture (OfficeSession *session, OfficeAttachment *file)
{
  g_autofree char *path = office_session_dup_file_path (session, file);
  int width, height;

  if (path != NULL && g_str_has_prefix (office_attachment_get_media_type (file), "image/")
      && office_picture_measure (path, &width, &height))
    office_attachment_set_picture_size (file, width, height);
}

static void
on_copied (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Copy) copy = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeAttachment) file = office_session_attach_finish (copy->session, result, &error);

  g_ptr_array_remove (copy->attaching->copies, copy);
  if (file != NULL)
    measure_picture (copy->session, file);
  copy->attaching->attached (copy->widget, copy->session, copy->place, copy->file, error);
}

/* ---- overrides ---- */

static void
office_attaching_finalize (GObject *object)
{
  g_ptr_array_unref (OFFICE_ATTACHING (object)->copies);
  G_OBJECT_CLASS (office_attaching_parent_class)->finalize (object);
}

static void
office_attaching_class_init (OfficeAttachingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = office_attaching_finalize;
}

static void
office_attaching_init (OfficeAttaching *self)
{
  self->copies = g_ptr_array_new ();
}

/* ---- public ---- */

/**
 * office_attaching_new:
 * @widget: who holds it; lives until all is copied
 * @attached: called when a file is copied, or is not going to be
 *
 * Returns: (transfer full): without anything
 */
OfficeAttaching *
office_attaching_new (GtkWidget *widget, OfficeAttachedFunc attached)
{
  OfficeAttaching *self;

  g_return_val_if_fail (GTK_IS_WIDGET (widget) && attached != NULL, NULL);

  self = g_object_new (OFFICE_TYPE_ATTACHING, NULL);
  self->widget = widget;
  self->attached = attached;
  return self;
}

/**
 * office_attaching_add_file:
 * @self: what is being copied
 * @session: the office it is for
 * @place: what it is to be attached to; only the widget knows what that means
 * @file: what is to be attached
 *
 * Returns: (transfer none): the file, to be shown while it is copied; see office_session_attach_async()
 */
OfficeAttachment *
office_attaching_add_file (OfficeAttaching *self, OfficeSession *session, const char *place, GFile *file)
{
  Copy *copy;

  g_return_val_if_fail (OFFICE_IS_ATTACHING (self) && place != NULL, NULL);

  copy = begin (self, session, place);
  return follow (copy, office_session_attach_async (session, file, copy->cancellable, on_copied, copy));
}

/**
 * office_attaching_add_bytes:
 * @self: what is being copied
 * @session: the office it is for
 * @place: what it is to be attached to
 * @bytes: what is to be attached
 * @name: its name
 * @type: its media type
 *
 * Returns: (transfer none): as office_attaching_add_file()
 */
OfficeAttachment *
office_attaching_add_bytes (OfficeAttaching *self, OfficeSession *session, const char *place, GBytes *bytes,
                            const char *name, const char *type)
{
  Copy *copy;

  g_return_val_if_fail (OFFICE_IS_ATTACHING (self) && place != NULL, NULL);

  copy = begin (self, session, place);
  return follow (copy,
                 office_session_attach_bytes_async (session, bytes, name, type, copy->cancellable, on_copied, copy));
}

/**
 * office_attaching_call_off:
 * @self: what is being copied
 * @file: one that is not wanted any more; nothing happens where it is none that is being copied
 */
void
office_attaching_call_off (OfficeAttaching *self, OfficeAttachment *file)
{
  g_return_if_fail (OFFICE_IS_ATTACHING (self));

  for (guint i = 0; i < self->copies->len; i++)
    {
      Copy *copy = self->copies->pdata[i];

      if (copy->file == file)
        g_cancellable_cancel (copy->cancellable);
    }
}

/**
 * office_attaching_list:
 * @self: what is being copied
 * @session: the office
 * @place: what it is to be attached to
 * @files: (element-type OfficeAttachment): takes what is on its way there
 */
void
office_attaching_list (OfficeAttaching *self, OfficeSession *session, const char *place, GPtrArray *files)
{
  g_return_if_fail (OFFICE_IS_ATTACHING (self));

  for (guint i = 0; i < self->copies->len; i++)
    {
      Copy *copy = self->copies->pdata[i];

      if (copy->session == session && g_str_equal (copy->place, place)
          && !g_cancellable_is_cancelled (copy->cancellable))
        g_ptr_array_add (files, g_object_ref (copy->file));
    }
}
