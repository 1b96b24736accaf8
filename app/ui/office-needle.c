/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-needle.h"

#include <string.h>

char *
office_needle_new (const char *typed)
{
  g_autofree char *text = g_strstrip (g_strdup (typed));

  return *text != '\0' ? g_utf8_casefold (text, -1) : NULL;
}

gboolean
office_needle_is_in (const char *needle, const char *text)
{
  g_autofree char *folded = needle != NULL && text != NULL ? g_utf8_casefold (text, -1) : NULL;

  return needle == NULL || (folded != NULL && strstr (folded, needle) != NULL);
}
