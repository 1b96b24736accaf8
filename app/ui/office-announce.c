/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-announce.h"

/**
 * office_announce:
 * @focused: a widget that has the focus
 * @words: what has just happened to it, translated
 *
 * GTK before 4.14 has no way to say something; a screen reader tells when the description of what has the focus changes.
 */
void
office_announce (GtkWidget *focused, const char *words)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (focused), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
#if GTK_CHECK_VERSION(4, 14, 0)
  gtk_accessible_announce (GTK_ACCESSIBLE (focused), words, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
#endif
}
