/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What somebody writes for a time, read at several moments: what is understood is to come, and what is left is what was written. */
#include "fuzz.h"

#include "office-when.h"

#include <string.h>

/* Before and after the clocks of Berlin are changed, at the end of a year, and in the far past and future. */
static const gint64 moments[] = { 0, 1743289200000, 1761436800000, 1767222000000, 4102444800000, 253370764800000 };

static void
check (const char *text, gint64 now, GTimeZone *zone)
{
  g_autoptr (GError) parse_error = NULL;
  g_autoptr (GError) split_error = NULL;
  g_autofree char *rest = NULL;
  gint64 when = 0, split = 0;

  if (office_when_parse (text, now, zone, &when, &parse_error))
    g_assert_cmpint (when, >, now);
  else
    g_assert_nonnull (parse_error);
  if (!office_when_split (text, now, zone, &split, &rest, &split_error))
    {
      g_assert_nonnull (split_error);
      return;
    }
  g_assert_cmpint (split, >, now);
  g_assert_nonnull (rest);
  g_assert_nonnull (strstr (text, rest));
  g_assert_true (g_utf8_validate (rest, -1, NULL));
  if (parse_error == NULL)
    g_assert_cmpint (when, ==, split);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  FuzzInput input = fuzz_input (data, size);
  g_autofree char *rest = fuzz_take_rest (&input);
  g_autofree char *text = g_utf8_make_valid (rest, -1);
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");

  for (guint i = 0; zone != NULL && i < G_N_ELEMENTS (moments); i++)
    check (text, moments[i], zone);
  return 0;
}
