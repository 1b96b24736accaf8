/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-scheduled-list.h"

#include "office-scheduled-private.h"
#include "office-session-private.h"

struct _OfficeScheduledList {
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
  return office_list_get_length (OFFICE_SCHEDULED_LIST (model)->list);
}

static gpointer
get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (OFFICE_SCHEDULED_LIST (model)->list), position);
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (OfficeScheduledList, office_scheduled_list, G_TYPE_OBJECT,
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
dup_shown (OfficeScheduledList *self, OfficeRecord *record)
{
  const gboolean stranded = !office_session_can_write_in (self->session, office_record_get_text (record, "room"));

  for (guint i = 0; i < office_list_get_length (self->list); i++)
    {
      OfficeScheduled *shown = office_list_peek (self->list, i);

      if (office_scheduled_shows (shown, record, stranded))
        return g_object_ref (shown);
    }
  return office_scheduled_new (record, stranded);
}

static void
reload (OfficeScheduledList *self)
{
  g_autoptr (GPtrArray) records = office_replica_list (self->session->replica, "scheduled", NULL, NULL);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_sort (records, compare_time);
  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (items, dup_shown (self, records->pdata[i]));
  office_list_set (self->list, items);
}

static void
on_applied (OfficeScheduledList *self, GPtrArray *records)
{
  static const char *const kinds[] = { "scheduled", "room", "member", NULL };

  for (guint i = 0; i < records->len; i++)
    if (g_strv_contains (kinds, office_record_get_kind_name (records->pdata[i])))
      {
        reload (self);
        return;
      }
}

static void
office_scheduled_list_finalize (GObject *object)
{
  OfficeScheduledList *self = OFFICE_SCHEDULED_LIST (object);

  g_clear_object (&self->list);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (office_scheduled_list_parent_class)->finalize (object);
}

static void
office_scheduled_list_class_init (OfficeScheduledListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = office_scheduled_list_finalize;
}

static void
office_scheduled_list_init (OfficeScheduledList *self)
{
  self->list = office_list_new (OFFICE_TYPE_SCHEDULED);
  office_list_forward (self->list, G_LIST_MODEL (self));
}

/**
 * office_scheduled_list_new:
 * @session: a session
 *
 * Returns: (transfer full): all that this person has scheduled, the next first
 */
OfficeScheduledList *
office_scheduled_list_new (OfficeSession *session)
{
  OfficeScheduledList *self;

  g_return_val_if_fail (OFFICE_IS_SESSION (session), NULL);

  self = g_object_new (OFFICE_TYPE_SCHEDULED_LIST, NULL);
  self->session = g_object_ref (session);
  g_signal_connect_object (session, "applied", G_CALLBACK (on_applied), self, G_CONNECT_SWAPPED);
  reload (self);
  return self;
}
