/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-template-menu.h"

#include <glib/gi18n.h>

#include "office-menu-label.h"
#include "office-templates.h"

/* column NULL: the action's target is the template alone */
static GMenu *
make_list (GPtrArray *templates, const char *action, const char *column)
{
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < templates->len; i++)
    {
      g_autofree char *label = office_menu_dup_label (office_task_get_title (templates->pdata[i]));
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);
      const char *id = office_task_get_id (templates->pdata[i]);

      if (column != NULL)
        g_menu_item_set_action_and_target (item, action, "(ss)", id, column);
      else
        g_menu_item_set_action_and_target (item, action, "s", id);
      g_menu_append_item (menu, item);
    }
  return menu;
}

/**
 * office_template_menu_append:
 * @menu: a menu
 * @session: the office
 * @room: the room's id
 * @column: the column's id
 */
void
office_template_menu_append (GMenu *menu, OfficeSession *session, const char *room, const char *column)
{
  g_autoptr (GPtrArray) templates = office_session_list_task_templates (session, room);
  g_autoptr (GMenu) section = g_menu_new ();
  g_autoptr (GMenu) all = g_menu_new ();
  g_autoptr (GMenu) manage = g_menu_new ();
  g_autoptr (GMenu) list = NULL;
  g_autoptr (GMenuItem) item = g_menu_item_new (_ ("_Manage Templates…"), NULL);

  if (templates->len == 0)
    return;
  list = make_list (templates, "win.make-from-template", column);
  g_menu_item_set_action_and_target (item, "win.task-templates", "s", room);
  g_menu_append_item (manage, item);
  g_menu_append_section (all, NULL, G_MENU_MODEL (list));
  g_menu_append_section (all, NULL, G_MENU_MODEL (manage));
  g_menu_append_submenu (section, _ ("_New from Template"), G_MENU_MODEL (all));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

/**
 * office_template_menu_new:
 * @session: the office
 * @room: the room's id
 * @action: what is done with one; its target is the template's id
 *
 * Returns: (transfer full) (nullable): its tasks' templates; %NULL: there are none
 */
GMenuModel *
office_template_menu_new (OfficeSession *session, const char *room, const char *action)
{
  g_autoptr (GPtrArray) templates = office_session_list_task_templates (session, room);

  return templates->len > 0 ? G_MENU_MODEL (make_list (templates, action, NULL)) : NULL;
}
