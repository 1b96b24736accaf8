/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-task-private.h"

#include <string.h>

struct _OfficeLabel {
  GObject parent_instance;

  char *id;
  char *name;
  char *hue;
  char *collation;
};

enum { PROP_0, PROP_ID, PROP_NAME, PROP_HUE, N_PROPS };

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (OfficeLabel, office_label, G_TYPE_OBJECT)

static void
office_label_set_text (OfficeLabel *self, char **place, const char *value, guint property)
{
  if (g_strcmp0 (*place, value) == 0)
    return;
  g_free (*place);
  *place = g_strdup (value);
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
office_label_finalize (GObject *object)
{
  OfficeLabel *self = OFFICE_LABEL (object);

  g_free (self->id);
  g_free (self->name);
  g_free (self->hue);
  g_free (self->collation);
  G_OBJECT_CLASS (office_label_parent_class)->finalize (object);
}

static void
office_label_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  OfficeLabel *self = OFFICE_LABEL (object);

  switch (id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_HUE:
      g_value_set_string (value, self->hue);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
office_label_class_init (OfficeLabelClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = office_label_finalize;
  object_class->get_property = office_label_get_property;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_HUE] = g_param_spec_string ("hue", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
office_label_init (OfficeLabel *self)
{
  self->name = g_strdup ("");
  self->hue = g_strdup ("slate");
  self->collation = g_strdup ("");
}

/**
 * office_label_new:
 * @id: the label's id
 *
 * Returns: (transfer full): a label without a name
 */
OfficeLabel *
office_label_new (const char *id)
{
  OfficeLabel *self = g_object_new (OFFICE_TYPE_LABEL, NULL);

  self->id = g_strdup (id);
  return self;
}

/**
 * office_label_update:
 * @self: a label
 * @record: the record as it is now
 */
void
office_label_update (OfficeLabel *self, OfficeRecord *record)
{
  const char *name = office_record_get_text (record, "name");
  const char *hue = office_record_get_text (record, "hue");
  g_autofree char *folded = g_utf8_casefold (name != NULL ? name : "", -1);

  g_free (self->collation);
  self->collation = g_utf8_collate_key (folded, -1);
  office_label_set_text (self, &self->name, name != NULL ? name : "", PROP_NAME);
  office_label_set_text (self, &self->hue, hue != NULL ? hue : "slate", PROP_HUE);
}

/**
 * office_label_compare:
 * @a: (type gpointer): an OfficeLabel**
 * @b: (type gpointer): an OfficeLabel**
 *
 * For g_ptr_array_sort(): by name as a reader expects it, then by id.
 *
 * Returns: as strcmp()
 */
int
office_label_compare (gconstpointer a, gconstpointer b)
{
  OfficeLabel *first = *(OfficeLabel *const *) a;
  OfficeLabel *second = *(OfficeLabel *const *) b;
  int order = strcmp (first->collation, second->collation);

  return order != 0 ? order : strcmp (first->id, second->id);
}

/**
 * office_label_get_id:
 * @self: a label
 *
 * Returns: (transfer none): the id
 */
const char *
office_label_get_id (OfficeLabel *self)
{
  g_return_val_if_fail (OFFICE_IS_LABEL (self), NULL);
  return self->id;
}

/**
 * office_label_get_name:
 * @self: a label
 *
 * Returns: (transfer none): the name
 */
const char *
office_label_get_name (OfficeLabel *self)
{
  g_return_val_if_fail (OFFICE_IS_LABEL (self), NULL);
  return self->name;
}

/**
 * office_label_get_hue:
 * @self: a label
 *
 * Returns: (transfer none): one of the eight hues; also the style class
 */
const char *
office_label_get_hue (OfficeLabel *self)
{
  g_return_val_if_fail (OFFICE_IS_LABEL (self), NULL);
  return self->hue;
}
