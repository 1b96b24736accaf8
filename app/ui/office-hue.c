/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-hue.h"

#include <glib/gi18n-lib.h>

static const struct {
  const char *name;
  const char *title;
} hues[OFFICE_N_HUES] = {
  { "blue", N_ ("Blue") }, { "green", N_ ("Green") },   { "yellow", N_ ("Yellow") }, { "orange", N_ ("Orange") },
  { "red", N_ ("Red") },   { "purple", N_ ("Purple") }, { "teal", N_ ("Teal") },     { "slate", N_ ("Slate") },
};

/**
 * office_hue_get_name:
 * @index: any number
 *
 * Returns: (transfer none): one of the hues; neighbours differ
 */
const char *
office_hue_get_name (guint index)
{
  return hues[index % OFFICE_N_HUES].name;
}

/**
 * office_hue_get_title:
 * @index: any number
 *
 * Returns: (transfer none): the same, as people call it
 */
const char *
office_hue_get_title (guint index)
{
  return g_dgettext (GETTEXT_PACKAGE, hues[index % OFFICE_N_HUES].title);
}
