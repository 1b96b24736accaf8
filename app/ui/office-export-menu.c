/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-export-menu.h"

#include <glib/gi18n.h>

static void
append_export (GMenu *menu, const char *label, const char *room, const char *ending)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "win.export", "(ss)", room, ending);
  g_menu_append_item (menu, item);
}

/**
 * office_export_menu_new:
 * @room: the room's id; "": mine
 *
 * Returns: (transfer full): as what its tasks can be exported
 */
GMenuModel *
office_export_menu_new (const char *room)
{
  GMenu *menu = g_menu_new ();

  append_export (menu, _ ("_Table (CSV)…"), room, "csv");
  append_export (menu, _ ("_JSON…"), room, "json");
  append_export (menu, _ ("_Calendar (iCalendar)…"), room, "ics");
  return G_MENU_MODEL (menu);
}
