/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-alerts-private.h"

#include "office-text-markup.h"

/* What messages and reactions have in common: they are gathered, and told not too often. */

/**
 * office_alerts_take_due:
 * @self: the alerts
 * @pending: a table of things that begin with an #OfficePending
 * @interval: ms between two alerts on the same
 * @may_tell: whether a thing may be told now; else it never is
 * @compare: in which order; of pointers to things
 * @wait: (out): ms until something else is due; 0: nothing is
 *
 * Returns: (transfer container): the things that are to be told now, which count as told from then on
 */
GPtrArray *
office_alerts_take_due (OfficeAlerts *self, GHashTable *pending, gint64 interval, OfficePendingFunc may_tell,
                        GCompareFunc compare, gint64 *wait)
{
  GPtrArray *due = g_ptr_array_new ();
  const gint64 now = office_clock_monotonic (self->session->clock);
  GHashTableIter iter;
  gpointer value;

  *wait = 0;
  g_hash_table_iter_init (&iter, pending);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      OfficePending *thing = value;
      const gint64 rest = thing->told_at != 0 ? thing->told_at + interval - now : 0;

      if (!thing->unsaid)
        continue;
      if (!may_tell (self, thing))
        thing->unsaid = FALSE;
      else if (rest > 0)
        *wait = *wait == 0 ? rest : MIN (*wait, rest);
      else
        g_ptr_array_add (due, thing);
    }
  g_ptr_array_sort (due, compare);
  for (guint i = 0; i < due->len; i++)
    {
      OfficePending *thing = due->pdata[i];

      thing->unsaid = FALSE;
      thing->told_at = MAX (now, 1);
    }
  return due;
}

/**
 * office_alerts_shorten:
 * @text: a message's text
 * @most: characters
 *
 * Returns: (transfer full): its beginning as plain words; empty: it has none
 */
char *
office_alerts_shorten (const char *text, glong most)
{
  g_autofree char *plain = office_text_markup_dup_plain (text);
  g_autofree char *start = NULL;

  g_strstrip (plain);
  if (g_utf8_strlen (plain, -1) <= most)
    return g_steal_pointer (&plain);
  start = g_utf8_substring (plain, 0, most);
  return g_strconcat (start, "…", NULL);
}
