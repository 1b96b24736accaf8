/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-layout-memory.h"

#include "office-settings.h"

#define KEY  "task-layouts"
#define MOST 500 /* rooms; of more than one office */

/**
 * office_layout_memory_find:
 * @room: a room's id
 * @layout: (out): how its tasks were looked at last; as a board where that is not known
 *
 * Returns: %FALSE where there are no settings, and nothing can be known
 */
gboolean
office_layout_memory_find (const char *room, OfficeTasksLayout *layout)
{
  GSettings *settings = office_settings_get_default ();
  g_autoptr (GVariant) layouts = NULL;
  const char *name;

  if (settings == NULL)
    return FALSE;
  layouts = g_settings_get_value (settings, KEY);
  *layout = g_variant_lookup (layouts, room, "&s", &name) ? office_tasks_layout_from_text (name) : OFFICE_TASKS_BOARD;
  return TRUE;
}

/**
 * office_layout_memory_keep:
 * @room: a room's id
 * @layout: how its tasks are looked at now
 */
void
office_layout_memory_keep (const char *room, OfficeTasksLayout layout)
{
  GSettings *settings = office_settings_get_default ();
  g_autoptr (GVariant) layouts = NULL;
  GVariantBuilder builder;
  GVariantIter iter;
  const char *other, *name;
  guint n = 1;

  if (settings == NULL)
    return;
  layouts = g_settings_get_value (settings, KEY);
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  if (layout != OFFICE_TASKS_BOARD)
    g_variant_builder_add (&builder, "{ss}", room, office_tasks_layout_to_text (layout));
  /* The newest stand first, so that those go that were not chosen for longest. */
  g_variant_iter_init (&iter, layouts);
  while (n < MOST && g_variant_iter_next (&iter, "{&s&s}", &other, &name))
    if (!g_str_equal (other, room))
      {
        g_variant_builder_add (&builder, "{ss}", other, name);
        n++;
      }
  g_settings_set_value (settings, KEY, g_variant_builder_end (&builder));
}
