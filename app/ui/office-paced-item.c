/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-paced-item.h"

struct _OfficePacedItem {
  GObject parent_instance;

  GObject *item;
};

enum { PROP_0, PROP_ITEM, N_PROPERTIES };

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (OfficePacedItem, office_paced_item, G_TYPE_OBJECT)

static void
office_paced_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  if (id == PROP_ITEM)
    g_value_set_object (value, OFFICE_PACED_ITEM (object)->item);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
office_paced_item_dispose (GObject *object)
{
  g_clear_object (&OFFICE_PACED_ITEM (object)->item);
  G_OBJECT_CLASS (office_paced_item_parent_class)->dispose (object);
}

static void
office_paced_item_class_init (OfficePacedItemClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->get_property = office_paced_item_get_property;
  object_class->dispose = office_paced_item_dispose;
  properties[PROP_ITEM] = g_param_spec_object ("item", NULL, NULL, G_TYPE_OBJECT,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
office_paced_item_init (OfficePacedItem *self)
{
}

/**
 * office_paced_item_new:
 * @item: (type GObject) (transfer none): what stands there
 *
 * Returns: (transfer full): the place
 */
OfficePacedItem *
office_paced_item_new (gpointer item)
{
  OfficePacedItem *self = g_object_new (OFFICE_TYPE_PACED_ITEM, NULL);

  self->item = g_object_ref (item);
  return self;
}

gpointer
office_paced_item_get_item (OfficePacedItem *self)
{
  return self->item;
}

void
office_paced_item_set_item (OfficePacedItem *self, gpointer item)
{
  if (g_set_object (&self->item, item))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ITEM]);
}
