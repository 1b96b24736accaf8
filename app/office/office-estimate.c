/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-estimate.h"

#include <glib/gi18n.h>

/**
 * office_estimate_to_text:
 * @minutes: how long something will take, from 0
 *
 * Returns: (transfer full): the same as people read it
 */
char *
office_estimate_to_text (gint64 minutes)
{
  const int hours = (int) MIN (minutes / 60, G_MAXINT), rest = (int) (minutes % 60);

  if (hours == 0)
    /* Translators: minutes, short */
    return g_strdup_printf (_ ("%d min"), rest);
  if (rest == 0)
    /* Translators: hours, short */
    return g_strdup_printf (_ ("%d h"), hours);
  /* Translators: hours and minutes, short */
  return g_strdup_printf (_ ("%d h %d min"), hours, rest);
}
