/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-attachment-private.h"

#include "office-file-name.h"

#include <string.h>

struct _OfficeAttachment {
  GObject parent_instance;

  char *id, *name, *type, *hash, *author;
  char *message, *task; /* where one that was sent came from; nullable */
  gint64 at;
  gint64 size;
  int width, height;
  OfficeAttachmentState state;
  double progress;
  char *problem;
};

enum { PROP_0, PROP_STATE, PROP_PROGRESS, PROP_PROBLEM, N_PROPS };
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (OfficeAttachment, office_attachment, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (OfficeAttachmentState, office_attachment_state,
                    G_DEFINE_ENUM_VALUE (OFFICE_ATTACHMENT_REMOTE, "remote"),
                    G_DEFINE_ENUM_VALUE (OFFICE_ATTACHMENT_FETCHING, "fetching"),
                    G_DEFINE_ENUM_VALUE (OFFICE_ATTACHMENT_FAILED, "failed"),
                    G_DEFINE_ENUM_VALUE (OFFICE_ATTACHMENT_SENDING, "sending"),
                    G_DEFINE_ENUM_VALUE (OFFICE_ATTACHMENT_HERE, "here"),
                    G_DEFINE_ENUM_VALUE (OFFICE_ATTACHMENT_COPYING, "copying"))

static void
office_attachment_finalize (GObject *object)
{
  OfficeAttachment *self = OFFICE_ATTACHMENT (object);

  g_free (self->id);
  g_free (self->message);
  g_free (self->task);
  g_free (self->name);
  g_free (self->type);
  g_free (self->hash);
  g_free (self->author);
  g_free (self->problem);
  G_OBJECT_CLASS (office_attachment_parent_class)->finalize (object);
}

static void
office_attachment_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  OfficeAttachment *self = OFFICE_ATTACHMENT (object);

  switch (id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_PROGRESS:
      g_value_set_double (value, self->progress);
      break;
    case PROP_PROBLEM:
      g_value_set_string (value, self->problem);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
office_attachment_class_init (OfficeAttachmentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = office_attachment_finalize;
  object_class->get_property = office_attachment_get_property;
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, OFFICE_TYPE_ATTACHMENT_STATE,
                                              OFFICE_ATTACHMENT_REMOTE, flags);
  properties[PROP_PROGRESS] = g_param_spec_double ("progress", NULL, NULL, 0, 1, 0, flags);
  properties[PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
office_attachment_init (OfficeAttachment *self)
{
}

OfficeAttachment *
office_attachment_new (const char *id, const char *name, gint64 size, const char *type, const char *hash)
{
  OfficeAttachment *self = g_object_new (OFFICE_TYPE_ATTACHMENT, NULL);

  self->id = g_strdup (id);
  self->name = office_file_name_dup_shown (name);
  self->size = size;
  self->type = g_strdup (type != NULL ? type : "application/octet-stream");
  self->hash = g_strdup (hash);
  return self;
}

/**
 * office_attachment_get_file_id:
 * @record: what names a file
 *
 * Returns: (transfer none): the id that the file has, or will have when what it goes along with is said
 */
const char *
office_attachment_get_file_id (OfficeRecord *record)
{
  const char *file = office_record_get_text (record, "file");

  return file != NULL ? file : office_record_get_id (record);
}

OfficeAttachment *
office_attachment_new_from_record (OfficeRecord *record)
{
  OfficeAttachment *self = office_attachment_new (
      office_attachment_get_file_id (record), office_record_get_text (record, "name"),
      office_record_get_integer (record, "size"), office_record_get_text (record, "type"),
      office_record_get_text (record, "hash"));

  self->author = g_strdup (office_record_get_text (record, "author"));
  self->message = g_strdup (office_record_get_text (record, "message"));
  self->task = g_strdup (office_record_get_text (record, "task"));
  self->at = office_record_get_integer (record, "at");
  office_attachment_set_picture_size (self, (int) MIN (office_record_get_integer (record, "width"), G_MAXINT),
                                      (int) MIN (office_record_get_integer (record, "height"), G_MAXINT));
  return self;
}

OfficeAttachment *
office_attachment_new_from_entry (JsonObject *entry)
{
  const char *id = json_object_get_string_member_with_default (entry, "id", NULL);
  const char *hash = json_object_get_string_member_with_default (entry, "hash", NULL);
  OfficeAttachment *self;

  if (id == NULL || !office_hash_is_valid (hash))
    return NULL;
  self = office_attachment_new (id, json_object_get_string_member_with_default (entry, "name", NULL),
                                json_object_get_int_member_with_default (entry, "size", 0),
                                json_object_get_string_member_with_default (entry, "type", NULL), hash);
  office_attachment_set_picture_size (self, (int) json_object_get_int_member_with_default (entry, "width", 0),
                                      (int) json_object_get_int_member_with_default (entry, "height", 0));
  return self;
}

JsonObject *
office_attachment_to_entry (OfficeAttachment *self)
{
  JsonObject *entry = json_object_new ();

  json_object_set_string_member (entry, "id", self->id);
  json_object_set_string_member (entry, "name", self->name);
  json_object_set_int_member (entry, "size", self->size);
  json_object_set_string_member (entry, "type", self->type);
  json_object_set_string_member (entry, "hash", self->hash);
  if (self->width > 0 && self->height > 0)
    {
      json_object_set_int_member (entry, "width", self->width);
      json_object_set_int_member (entry, "height", self->height);
    }
  return entry;
}

void
office_attachment_set_state (OfficeAttachment *self, OfficeAttachmentState state, const char *problem)
{
  if (self->state == state && g_strcmp0 (self->problem, problem) == 0)
    return;
  g_object_freeze_notify (G_OBJECT (self));
  if (self->state != state)
    office_attachment_set_progress (self, 0);
  self->state = state;
  g_free (self->problem);
  self->problem = g_strdup (problem);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
  g_object_thaw_notify (G_OBJECT (self));
}

void
office_attachment_set_progress (OfficeAttachment *self, double progress)
{
  if (self->progress >= progress && self->progress <= progress)
    return;
  self->progress = CLAMP (progress, 0, 1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);
}

/**
 * office_attachment_set_copied:
 * @self: a file that is being copied
 * @done: bytes that are here
 * @size: bytes that it has, as far as anybody knows
 */
void
office_attachment_set_copied (OfficeAttachment *self, gint64 done, gint64 size)
{
  self->size = MAX (size, done);
  office_attachment_set_progress (self, self->size > 0 ? (double) done / (double) self->size : 0);
}

/**
 * office_attachment_be_copied:
 * @self: a file that was being copied
 * @name: its name
 * @size: its bytes
 * @type: (nullable): its media type
 * @hash: its hash
 */
void
office_attachment_be_copied (OfficeAttachment *self, const char *name, gint64 size, const char *type, const char *hash)
{
  g_free (self->name);
  self->name = office_file_name_dup_shown (name);
  self->size = size;
  if (type != NULL)
    {
      g_free (self->type);
      self->type = g_strdup (type);
    }
  g_free (self->hash);
  self->hash = g_strdup (hash);
  office_attachment_set_state (self, OFFICE_ATTACHMENT_HERE, NULL);
}

void
office_attachment_set_picture_size (OfficeAttachment *self, int width, int height)
{
  self->width = MAX (width, 0);
  self->height = MAX (height, 0);
}

const char *
office_attachment_get_id (OfficeAttachment *self)
{
  return self->id;
}

const char *
office_attachment_get_name (OfficeAttachment *self)
{
  return self->name;
}

gint64
office_attachment_get_size (OfficeAttachment *self)
{
  return self->size;
}

const char *
office_attachment_get_media_type (OfficeAttachment *self)
{
  return self->type;
}

const char *
office_attachment_get_hash (OfficeAttachment *self)
{
  return self->hash;
}

const char *
office_attachment_get_author_id (OfficeAttachment *self)
{
  return self->author;
}

int
office_attachment_get_width (OfficeAttachment *self)
{
  return self->width;
}

int
office_attachment_get_height (OfficeAttachment *self)
{
  return self->height;
}

/**
 * office_attachment_is_program:
 * @self: a file
 *
 * Returns: whether its name or its type says that it would be run when it is opened; the bytes may say so, too
 */
gboolean
office_attachment_is_program (OfficeAttachment *self)
{
  return office_file_name_is_program (self->name, self->type);
}

/**
 * office_attachment_is_picture:
 * @self: a file
 *
 * Returns: whether it is a picture of a kind that is shown in place, with its size known
 */
gboolean
office_attachment_is_picture (OfficeAttachment *self)
{
  static const char *const types[] = { "image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp", NULL };

  return self->width > 0 && self->height > 0 && g_strv_contains (types, self->type);
}

OfficeAttachmentState
office_attachment_get_state (OfficeAttachment *self)
{
  return self->state;
}

double
office_attachment_get_progress (OfficeAttachment *self)
{
  return self->progress;
}

const char *
office_attachment_get_problem (OfficeAttachment *self)
{
  return self->problem;
}

gint64
office_attachment_get_at (OfficeAttachment *self)
{
  g_return_val_if_fail (OFFICE_IS_ATTACHMENT (self), 0);
  return self->at;
}

const char *
office_attachment_get_message_id (OfficeAttachment *self)
{
  g_return_val_if_fail (OFFICE_IS_ATTACHMENT (self), NULL);
  return self->message;
}

const char *
office_attachment_get_task_id (OfficeAttachment *self)
{
  g_return_val_if_fail (OFFICE_IS_ATTACHMENT (self), NULL);
  return self->task;
}
