/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-remind-menu.h"

#include <glib/gi18n.h>

#include "office-when.h"

#define HOUR    (60 * 60 * G_GINT64_CONSTANT (1000)) /* ms */
#define MORNING 9
#define EVENING 18

static void
append_time (GMenu *menu, const char *group, const char *label, gint64 at)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);
  g_autofree char *action = g_strconcat (group, ".remind", NULL);

  g_menu_item_set_action_and_target (item, action, "x", at);
  g_menu_append_item (menu, item);
}

/**
 * office_remind_menu_new:
 * @session: the office
 * @group: the name of the group of actions
 * @is_set: whether a reminder is set that can be taken away
 *
 * Returns: (transfer full): a menu
 */
GMenuModel *
office_remind_menu_new (OfficeSession *session, const char *group, gboolean is_set)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) times = g_menu_new ();
  g_autoptr (GMenu) other = g_menu_new ();
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  const gint64 now = office_session_get_now (session);
  const gint64 evening = office_when_on_day (now, zone, 0, EVENING);
  const gint64 tomorrow = office_when_on_day (now, zone, 1, MORNING);
  const gint64 monday = office_when_next_weekday (now, zone, 1, MORNING);
  g_autofree char *choose = g_strconcat (group, ".choose-reminder", NULL);
  g_autofree char *end = g_strconcat (group, ".end-reminder", NULL);

  append_time (times, group, _ ("In an Hour"), now + HOUR);
  if (evening > now + HOUR)
    append_time (times, group, _ ("This Evening"), evening);
  append_time (times, group, _ ("Tomorrow Morning"), tomorrow);
  if (monday != tomorrow)
    append_time (times, group, _ ("Next Monday"), monday);
  g_menu_append (other, _ ("Another Time…"), choose);
  if (is_set)
    g_menu_append (other, _ ("Remove Reminder"), end);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (times));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (other));
  return G_MENU_MODEL (menu);
}
