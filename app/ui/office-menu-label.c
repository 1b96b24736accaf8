/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-menu-label.h"

/**
 * office_menu_dup_label:
 * @name: what people have called a column, a person, a template …
 *
 * An underscore in a label of a menu marks the key of its item; one in a name is a letter as others.
 *
 * Returns: (transfer full): the label of an item that is called so
 */
char *
office_menu_dup_label (const char *name)
{
  g_auto (GStrv) parts = NULL;

  g_return_val_if_fail (name != NULL, NULL);

  parts = g_strsplit (name, "_", -1);
  return g_strjoinv ("__", parts);
}
