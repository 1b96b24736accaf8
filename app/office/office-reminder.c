/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-reminder-private.h"

struct _OfficeReminder {
  GObject parent_instance;

  char *id;
  char *message;
  char *task;
  char *room;
  char *text;
  gint64 remind_at;
  gint64 rang_at;
  gboolean due;
};

enum { PROP_0, PROP_TEXT, PROP_REMIND_AT, PROP_RANG_AT, N_PROPS };

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (OfficeReminder, office_reminder, G_TYPE_OBJECT)

static void
office_reminder_finalize (GObject *object)
{
  OfficeReminder *self = OFFICE_REMINDER (object);

  g_free (self->id);
  g_free (self->message);
  g_free (self->task);
  g_free (self->room);
  g_free (self->text);
  G_OBJECT_CLASS (office_reminder_parent_class)->finalize (object);
}

static void
office_reminder_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  OfficeReminder *self = OFFICE_REMINDER (object);

  switch (id)
    {
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    case PROP_REMIND_AT:
      g_value_set_int64 (value, self->remind_at);
      break;
    case PROP_RANG_AT:
      g_value_set_int64 (value, self->rang_at);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
office_reminder_class_init (OfficeReminderClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = office_reminder_finalize;
  object_class->get_property = office_reminder_get_property;

  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  properties[PROP_REMIND_AT] = g_param_spec_int64 ("remind-at", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_RANG_AT] = g_param_spec_int64 ("rang-at", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
office_reminder_init (OfficeReminder *self)
{
}

/**
 * office_reminder_new:
 * @id: its id
 *
 * Returns: (transfer full): a reminder of nothing yet
 */
OfficeReminder *
office_reminder_new (const char *id)
{
  OfficeReminder *self = g_object_new (OFFICE_TYPE_REMINDER, NULL);

  self->id = g_strdup (id);
  return self;
}

static gboolean
take_text (char **place, OfficeRecord *record, const char *field)
{
  const char *text = office_record_get_text (record, field);

  if (g_strcmp0 (*place, text) == 0)
    return FALSE;
  g_free (*place);
  *place = g_strdup (text);
  return TRUE;
}

static void
take_time (OfficeReminder *self, gint64 *place, OfficeRecord *record, const char *field, guint property)
{
  gint64 at = office_record_get_integer (record, field);

  if (at == *place)
    return;
  *place = at;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/**
 * office_reminder_update:
 * @self: a reminder
 * @record: the record as it is now
 */
void
office_reminder_update (OfficeReminder *self, OfficeRecord *record)
{
  g_object_freeze_notify (G_OBJECT (self));
  take_text (&self->message, record, "message");
  take_text (&self->task, record, "task");
  take_text (&self->room, record, "room");
  self->due = office_record_get_boolean (record, "due");
  if (take_text (&self->text, record, "text"))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
  take_time (self, &self->remind_at, record, "remind_at", PROP_REMIND_AT);
  take_time (self, &self->rang_at, record, "rang_at", PROP_RANG_AT);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * office_reminder_compare:
 * @a: a pointer to a reminder
 * @b: a pointer to another
 *
 * Returns: as strcmp(): those that rang come first, then the next one
 */
int
office_reminder_compare (gconstpointer a, gconstpointer b)
{
  const OfficeReminder *first = *(OfficeReminder *const *) a;
  const OfficeReminder *second = *(OfficeReminder *const *) b;

  if ((first->rang_at > 0) != (second->rang_at > 0))
    return first->rang_at > 0 ? -1 : 1;
  if (first->remind_at != second->remind_at)
    return first->remind_at < second->remind_at ? -1 : 1;
  return g_strcmp0 (first->id, second->id);
}

/**
 * office_reminder_get_id:
 * @self: a reminder
 *
 * Returns: (transfer none): its id
 */
const char *
office_reminder_get_id (OfficeReminder *self)
{
  g_return_val_if_fail (OFFICE_IS_REMINDER (self), NULL);
  return self->id;
}

/**
 * office_reminder_get_message_id:
 * @self: a reminder
 *
 * Returns: (transfer none) (nullable): the message that it is about
 */
const char *
office_reminder_get_message_id (OfficeReminder *self)
{
  g_return_val_if_fail (OFFICE_IS_REMINDER (self), NULL);
  return self->message;
}

/**
 * office_reminder_get_due:
 * @self: a reminder
 *
 * Returns: whether the host made it of a task's due date
 */
gboolean
office_reminder_get_due (OfficeReminder *self)
{
  g_return_val_if_fail (OFFICE_IS_REMINDER (self), FALSE);
  return self->due;
}

/**
 * office_reminder_get_task_id:
 * @self: a reminder
 *
 * Returns: (transfer none) (nullable): the task that it is about
 */
const char *
office_reminder_get_task_id (OfficeReminder *self)
{
  g_return_val_if_fail (OFFICE_IS_REMINDER (self), NULL);
  return self->task;
}

/**
 * office_reminder_get_room_id:
 * @self: a reminder
 *
 * Returns: (transfer none) (nullable): the room that it is about, or in which that is
 */
const char *
office_reminder_get_room_id (OfficeReminder *self)
{
  g_return_val_if_fail (OFFICE_IS_REMINDER (self), NULL);
  return self->room;
}

/**
 * office_reminder_get_remind_at:
 * @self: a reminder
 *
 * Returns: when it rings, ms since 1970
 */
gint64
office_reminder_get_remind_at (OfficeReminder *self)
{
  g_return_val_if_fail (OFFICE_IS_REMINDER (self), 0);
  return self->remind_at;
}

/**
 * office_reminder_get_rang_at:
 * @self: a reminder
 *
 * Returns: when it rang, ms since 1970; 0: it has yet to
 */
gint64
office_reminder_get_rang_at (OfficeReminder *self)
{
  g_return_val_if_fail (OFFICE_IS_REMINDER (self), 0);
  return self->rang_at;
}
