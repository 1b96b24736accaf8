/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-settings.h"

#define SCHEMA "com.example.Office"

/**
 * office_settings_get_default:
 *
 * What the window remembers. g_settings_new() would abort the program where the schema is not installed, so it is looked
 * for first.
 *
 * Returns: (transfer none) (nullable): the settings; %NULL where there is no schema: nothing is remembered then
 */
GSettings *
office_settings_get_default (void)
{
  static GSettings *settings = NULL;
  static gboolean looked = FALSE;

  if (!looked)
    {
      GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
      g_autoptr (GSettingsSchema) schema = NULL;

      looked = TRUE;
      if (source != NULL)
        schema = g_settings_schema_source_lookup (source, SCHEMA, TRUE);
      if (schema != NULL)
        settings = g_settings_new_full (schema, NULL, NULL);
      else
        g_info ("No settings schema %s: the window remembers nothing", SCHEMA);
    }
  return settings;
}
