/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-list.h"

struct _OfficeList {
  GObject parent_instance;

  GType item_type;
  GPtrArray *items;
};

static void office_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (OfficeList, office_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, office_list_model_init))

static GType
office_list_get_item_type (GListModel *model)
{
  return OFFICE_LIST (model)->item_type;
}

static guint
office_list_get_n_items (GListModel *model)
{
  return OFFICE_LIST (model)->items->len;
}

static gpointer
office_list_get_item (GListModel *model, guint position)
{
  OfficeList *self = OFFICE_LIST (model);

  return position < self->items->len ? g_object_ref (self->items->pdata[position]) : NULL;
}

static void
office_list_finalize (GObject *object)
{
  g_ptr_array_unref (OFFICE_LIST (object)->items);
  G_OBJECT_CLASS (office_list_parent_class)->finalize (object);
}

static void
office_list_class_init (OfficeListClass *class)
{
  G_OBJECT_CLASS (class)->finalize = office_list_finalize;
}

static void
office_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = office_list_get_item_type;
  iface->get_n_items = office_list_get_n_items;
  iface->get_item = office_list_get_item;
}

static void
office_list_init (OfficeList *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * office_list_new:
 * @item_type: the type of what it holds
 *
 * Returns: (transfer full): an empty list
 */
OfficeList *
office_list_new (GType item_type)
{
  OfficeList *self = g_object_new (OFFICE_TYPE_LIST, NULL);

  self->item_type = item_type;
  return self;
}

/**
 * office_list_set:
 * @self: a list
 * @items: (element-type GObject): what it holds from now on, in order; not kept
 *
 * Emits items-changed once, for the range between the first and the last difference, or not at all.
 *
 * Returns: whether anything is different
 */
gboolean
office_list_set (OfficeList *self, GPtrArray *items)
{
  g_autoptr (GPtrArray) old = NULL;
  guint head = 0, tail = 0, shorter;

  g_return_val_if_fail (OFFICE_IS_LIST (self), FALSE);

  shorter = MIN (items->len, self->items->len);
  while (head < shorter && items->pdata[head] == self->items->pdata[head])
    head++;
  while (tail < shorter - head
         && items->pdata[items->len - 1 - tail] == self->items->pdata[self->items->len - 1 - tail])
    tail++;
  if (head + tail == items->len && items->len == self->items->len)
    return FALSE;

  old = g_steal_pointer (&self->items);
  self->items = g_ptr_array_new_full (items->len, g_object_unref);
  for (guint i = 0; i < items->len; i++)
    g_ptr_array_add (self->items, g_object_ref (items->pdata[i]));
  g_list_model_items_changed (G_LIST_MODEL (self), head, old->len - head - tail, items->len - head - tail);
  return TRUE;
}

/**
 * office_list_get_length:
 * @self: a list
 *
 * Returns: how many items it holds
 */
guint
office_list_get_length (OfficeList *self)
{
  return self->items->len;
}

/**
 * office_list_peek:
 * @self: a list
 * @index: below its length
 *
 * Returns: (transfer none): the item there
 */
gpointer
office_list_peek (OfficeList *self, guint index)
{
  g_return_val_if_fail (index < self->items->len, NULL);

  return self->items->pdata[index];
}

/**
 * office_list_forward:
 * @self: a list
 * @owner: a model that answers with the items of @self
 *
 * Has @owner emit items-changed whenever @self does.
 */
void
office_list_forward (OfficeList *self, GListModel *owner)
{
  g_signal_connect_object (self, "items-changed", G_CALLBACK (g_list_model_items_changed), owner, G_CONNECT_SWAPPED);
}
