/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-effects.h"

#include "office-json.h"

/**
 * office_overwritten_new:
 * @field: a field's name
 * @by: (nullable): who had changed it
 * @was: (nullable): what it was, copied
 *
 * Returns: (transfer full): a field that was replaced
 */
OfficeOverwritten *
office_overwritten_new (const char *field, const char *by, JsonNode *was)
{
  OfficeOverwritten *self = g_new0 (OfficeOverwritten, 1);

  self->field = g_strdup (field);
  self->by = g_strdup (by);
  self->was = was != NULL ? office_json_copy_node (was) : NULL;
  return self;
}

/**
 * office_overwritten_free:
 * @self: (nullable) (transfer full): a field that was replaced
 */
void
office_overwritten_free (OfficeOverwritten *self)
{
  if (self == NULL)
    return;
  g_free (self->field);
  g_free (self->by);
  g_clear_pointer (&self->was, json_node_unref);
  g_free (self);
}

/**
 * office_effects_new:
 *
 * Returns: (transfer full): no effects
 */
OfficeEffects *
office_effects_new (void)
{
  OfficeEffects *self = g_new0 (OfficeEffects, 1);

  self->written = g_ptr_array_new_with_free_func ((GDestroyNotify) office_record_unref);
  self->gone = g_ptr_array_new_with_free_func ((GDestroyNotify) office_record_unref);
  self->overwritten = g_ptr_array_new_with_free_func ((GDestroyNotify) office_overwritten_free);
  return self;
}

/**
 * office_effects_free:
 * @self: (nullable) (transfer full): effects
 */
void
office_effects_free (OfficeEffects *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->written);
  g_ptr_array_unref (self->gone);
  g_ptr_array_unref (self->overwritten);
  g_free (self);
}
