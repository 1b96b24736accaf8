/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-batch-private.h"

G_DEFINE_BOXED_TYPE (OfficeBatch, office_batch, office_batch_ref, office_batch_unref)

/**
 * office_change_new: (skip)
 * @record: (transfer none): with its revision; not changed any more
 * @body: (transfer full): its encoding, made once for all receivers
 *
 * Returns: (transfer full): a change
 */
OfficeChange *
office_change_new (OfficeRecord *record, char *body)
{
  OfficeChange *self = g_new0 (OfficeChange, 1);

  self->rev = office_record_get_rev (record);
  self->scope = g_strdup (office_record_get_scope (record));
  self->kind = g_strdup (office_record_get_kind_name (record));
  self->id = g_strdup (office_record_get_id (record));
  self->gone = office_record_is_gone (record);
  self->record = office_record_ref (record);
  self->body = body;
  self->length = strlen (body);
  return self;
}

void
office_change_free (OfficeChange *self)
{
  g_free (self->scope);
  g_free (self->kind);
  g_free (self->id);
  g_free (self->body);
  office_record_unref (self->record);
  g_free (self);
}

/**
 * office_batch_new: (skip)
 * @after: the revision before the first one covered
 * @rev: the last one covered
 * @tag: its tag
 * @changes: (transfer full) (element-type OfficeChange): in order of revision
 *
 * Returns: (transfer full): the batch of one commit
 */
OfficeBatch *
office_batch_new (gint64 after, gint64 rev, const char *tag, GPtrArray *changes)
{
  OfficeBatch *self = g_new0 (OfficeBatch, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->after = after;
  self->rev = rev;
  self->tag = g_strdup (tag);
  self->changes = changes;
  return self;
}

/**
 * office_batch_ref:
 * @self: a batch
 *
 * Any thread.
 *
 * Returns: (transfer full): @self
 */
OfficeBatch *
office_batch_ref (OfficeBatch *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * office_batch_unref:
 * @self: (transfer full): a batch
 *
 * Any thread.
 */
void
office_batch_unref (OfficeBatch *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_ptr_array_unref (self->changes);
  g_free (self->tag);
  g_free (self);
}
