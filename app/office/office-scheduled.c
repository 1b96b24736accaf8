/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-scheduled-private.h"

#include "office-mentions.h"
#include "office-reason-words.h"

struct _OfficeScheduled {
  GObject parent_instance;

  OfficeRecord *record;
  gboolean stranded;
};

G_DEFINE_FINAL_TYPE (OfficeScheduled, office_scheduled, G_TYPE_OBJECT)

static void
office_scheduled_finalize (GObject *object)
{
  office_record_unref (OFFICE_SCHEDULED (object)->record);

  G_OBJECT_CLASS (office_scheduled_parent_class)->finalize (object);
}

static void
office_scheduled_class_init (OfficeScheduledClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = office_scheduled_finalize;
}

static void
office_scheduled_init (OfficeScheduled *self)
{
}

/**
 * office_scheduled_new:
 * @record: what is scheduled
 * @stranded: whether there is nowhere to send it any more
 *
 * Returns: (transfer full): it, as it stands
 */
OfficeScheduled *
office_scheduled_new (OfficeRecord *record, gboolean stranded)
{
  OfficeScheduled *self = g_object_new (OFFICE_TYPE_SCHEDULED, NULL);

  self->record = office_record_ref (record);
  self->stranded = stranded;
  return self;
}

static const char *const texts[] = { "room", "thread", "task", "quote", "text" };

/**
 * office_scheduled_make_again:
 * @record: what is scheduled
 * @id: its id, or that of another one that is to be the same
 *
 * For a change of it or to have it again; its files stay as they are where nothing is said of them.
 *
 * Returns: (transfer full): the members of a `message.schedule` with all that it says
 */
JsonObject *
office_scheduled_make_again (OfficeRecord *record, const char *id)
{
  JsonObject *with = json_object_new ();

  json_object_set_string_member (with, "id", id);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (office_record_get_text (record, texts[i]) != NULL)
      json_object_set_string_member (with, texts[i], office_record_get_text (record, texts[i]));
  if (office_record_get_boolean (record, "action"))
    json_object_set_boolean_member (with, "action", TRUE);
  json_object_set_int_member (with, "send_at", office_record_get_integer (record, "send_at"));
  return with;
}

/**
 * office_scheduled_list_fields:
 *
 * Returns: (transfer container) (element-type utf8): the fields that a `message.schedule` writes
 */
GList *
office_scheduled_list_fields (void)
{
  GList *fields = g_list_prepend (NULL, (gpointer) "send_at");

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    fields = g_list_prepend (fields, (gpointer) texts[i]);
  return fields;
}

/**
 * office_scheduled_get_id:
 * @self: a message that is sent later
 *
 * Returns: (transfer none): its id, which the message will not have
 */
const char *
office_scheduled_get_id (OfficeScheduled *self)
{
  g_return_val_if_fail (OFFICE_IS_SCHEDULED (self), NULL);

  return office_record_get_id (self->record);
}

/**
 * office_scheduled_get_room_id:
 * @self: a message that is sent later
 *
 * Returns: (transfer none): where it is sent
 */
const char *
office_scheduled_get_room_id (OfficeScheduled *self)
{
  g_return_val_if_fail (OFFICE_IS_SCHEDULED (self), NULL);

  return office_record_get_text (self->record, "room");
}

/**
 * office_scheduled_get_thread_id:
 * @self: a message that is sent later
 *
 * Returns: (transfer none) (nullable): the message in whose thread it is sent
 */
const char *
office_scheduled_get_thread_id (OfficeScheduled *self)
{
  g_return_val_if_fail (OFFICE_IS_SCHEDULED (self), NULL);

  return office_record_get_text (self->record, "thread");
}

/**
 * office_scheduled_get_task_id:
 * @self: a message that is sent later
 *
 * Returns: (transfer none) (nullable): the task in whose discussion it is sent
 */
const char *
office_scheduled_get_task_id (OfficeScheduled *self)
{
  g_return_val_if_fail (OFFICE_IS_SCHEDULED (self), NULL);

  return office_record_get_text (self->record, "task");
}

/**
 * office_scheduled_dup_text:
 * @self: a message that is sent later
 *
 * Returns: (transfer full): its text as it was typed
 */
char *
office_scheduled_dup_text (OfficeScheduled *self)
{
  const char *text;

  g_return_val_if_fail (OFFICE_IS_SCHEDULED (self), NULL);

  text = office_record_get_text (self->record, "text");
  return office_mentions_unlink (text != NULL ? text : "");
}

/**
 * office_scheduled_get_send_at:
 * @self: a message that is sent later
 *
 * Returns: when, ms since 1970
 */
gint64
office_scheduled_get_send_at (OfficeScheduled *self)
{
  g_return_val_if_fail (OFFICE_IS_SCHEDULED (self), 0);

  return office_record_get_integer (self->record, "send_at");
}

/**
 * office_scheduled_get_problem:
 * @self: a message that is sent later
 *
 * Returns: (transfer none) (nullable): why the host could not send it when it was time
 */
const char *
office_scheduled_get_problem (OfficeScheduled *self)
{
  g_return_val_if_fail (OFFICE_IS_SCHEDULED (self), NULL);

  return office_reason_get_words (office_record_get_text (self->record, "reason"),
                                  office_record_get_text (self->record, "problem"));
}

/**
 * office_scheduled_is_stranded:
 * @self: a message that is sent later
 *
 * Returns: whether its room is gone, or put away, or not the person's any more: see office_session_reroute_scheduled()
 */
gboolean
office_scheduled_is_stranded (OfficeScheduled *self)
{
  g_return_val_if_fail (OFFICE_IS_SCHEDULED (self), FALSE);

  return self->stranded;
}

/**
 * office_scheduled_shows:
 * @self: a message that is sent later
 * @record: what is scheduled, perhaps another
 * @stranded: whether there is nowhere to send that any more
 *
 * Returns: whether that is just what @self shows
 */
gboolean
office_scheduled_shows (OfficeScheduled *self, OfficeRecord *record, gboolean stranded)
{
  return stranded == self->stranded && g_str_equal (office_record_get_id (self->record), office_record_get_id (record))
         && g_strcmp0 (office_record_get_text (self->record, "text"), office_record_get_text (record, "text")) == 0
         && g_strcmp0 (office_record_get_text (self->record, "room"), office_record_get_text (record, "room")) == 0
         && g_strcmp0 (office_record_get_text (self->record, "problem"), office_record_get_text (record, "problem"))
                == 0
         && g_strcmp0 (office_record_get_text (self->record, "reason"), office_record_get_text (record, "reason")) == 0
         && office_record_get_integer (self->record, "send_at") == office_record_get_integer (record, "send_at");
}
