/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-scheduled.h"

#include "office-mentions.h"
#include "office-session-private.h"

struct _OfficeScheduled {
  GObject parent_instance;

  OfficeRecord *record;
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

static OfficeScheduled *
office_scheduled_new (OfficeRecord *record)
{
  OfficeScheduled *self = g_object_new (OFFICE_TYPE_SCHEDULED, NULL);

  self->record = office_record_ref (record);
  return self;
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

  return office_record_get_text (self->record, "problem");
}

/* ---- all of them ---- */

struct _OfficeSchedule {
  GObject parent_instance;

  OfficeSession *session;
  OfficeList *list;
};

static GType
get_item_type (GListModel *model)
{
  return OFFICE_TYPE_SCHEDULED;
}

static guint
get_n_items (GListModel *model)
{
  return office_list_get_length (OFFICE_SCHEDULE (model)->list);
}

static gpointer
get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (OFFICE_SCHEDULE (model)->list), position);
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (OfficeSchedule, office_schedule, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static int
compare_time (gconstpointer a, gconstpointer b)
{
  OfficeRecord *first = *(OfficeRecord **) a, *second = *(OfficeRecord **) b;
  const gint64 difference = office_record_get_integer (first, "send_at")
                            - office_record_get_integer (second, "send_at");

  if (difference != 0)
    return difference < 0 ? -1 : 1;
  return g_strcmp0 (office_record_get_id (first), office_record_get_id (second));
}

/* The object that shows just this, so that only what changed is told of. */
static OfficeScheduled *
dup_shown (OfficeSchedule *self, OfficeRecord *record)
{
  for (guint i = 0; i < office_list_get_length (self->list); i++)
    {
      OfficeScheduled *shown = office_list_peek (self->list, i);

      if (g_str_equal (office_scheduled_get_id (shown), office_record_get_id (record))
          && g_strcmp0 (office_record_get_text (shown->record, "text"), office_record_get_text (record, "text")) == 0
          && g_strcmp0 (office_record_get_text (shown->record, "problem"), office_record_get_text (record, "problem"))
                 == 0
          && office_scheduled_get_send_at (shown) == office_record_get_integer (record, "send_at"))
        return g_object_ref (shown);
    }
  return office_scheduled_new (record);
}

static void
reload (OfficeSchedule *self)
{
  g_autoptr (GPtrArray) records = office_replica_list (self->session->replica, "scheduled", NULL, NULL);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_sort (records, compare_time);
  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (items, dup_shown (self, records->pdata[i]));
  office_list_set (self->list, items);
}

static void
on_applied (OfficeSchedule *self, GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    if (g_strcmp0 (office_record_get_kind_name (records->pdata[i]), "scheduled") == 0)
      {
        reload (self);
        return;
      }
}

static void
office_schedule_finalize (GObject *object)
{
  OfficeSchedule *self = OFFICE_SCHEDULE (object);

  g_clear_object (&self->list);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (office_schedule_parent_class)->finalize (object);
}

static void
office_schedule_class_init (OfficeScheduleClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = office_schedule_finalize;
}

static void
office_schedule_init (OfficeSchedule *self)
{
  self->list = office_list_new (OFFICE_TYPE_SCHEDULED);
  office_list_forward (self->list, G_LIST_MODEL (self));
}

/**
 * office_schedule_new:
 * @session: a session
 *
 * Returns: (transfer full): all that this person has scheduled, the next first
 */
OfficeSchedule *
office_schedule_new (OfficeSession *session)
{
  OfficeSchedule *self;

  g_return_val_if_fail (OFFICE_IS_SESSION (session), NULL);

  self = g_object_new (OFFICE_TYPE_SCHEDULE, NULL);
  self->session = g_object_ref (session);
  g_signal_connect_object (session, "applied", G_CALLBACK (on_applied), self, G_CONNECT_SWAPPED);
  reload (self);
  return self;
}
