/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-file-icon.h"

#define PROGRAM "application-x-executable-symbolic"
#define ANY     "text-x-generic-symbolic"

/**
 * office_file_icon_new:
 * @file: a file
 *
 * For a type without a symbolic icon GLib would also take one in colors; among the others it would look like a warning. What can be
 * run looks so, whatever it says that it is.
 *
 * Returns: (transfer full): the icon of the file's type
 */
GIcon *
office_file_icon_new (OfficeAttachment *file)
{
  g_autoptr (GPtrArray) symbolic = g_ptr_array_new ();
  g_autofree char *type = g_content_type_from_mime_type (office_attachment_get_media_type (file));
  g_autoptr (GIcon) icon = g_content_type_get_symbolic_icon (type != NULL ? type : "application/octet-stream");
  const char *const *names = G_IS_THEMED_ICON (icon) ? g_themed_icon_get_names (G_THEMED_ICON (icon)) : NULL;

  if (office_attachment_is_program (file))
    g_ptr_array_add (symbolic, (gpointer) PROGRAM);
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    if (g_str_has_suffix (names[i], "-symbolic"))
      g_ptr_array_add (symbolic, (gpointer) names[i]);
  g_ptr_array_add (symbolic, (gpointer) ANY);
  return g_themed_icon_new_from_names ((char **) symbolic->pdata, (int) symbolic->len);
}
