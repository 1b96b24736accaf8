/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-template-menu.h"

#include <glib/gi18n.h>

#include "office-templates.h"

/* An underscore in a title is one, and no mnemonic. */
static char *
dup_label (OfficeTask *template)
{
  g_auto (GStrv) parts = g_strsplit (office_task_get_title (template), "_", -1);

  return g_strjoinv ("__", parts);
}

/* column NULL: to open them */
static GMenuModel *
make_list (GPtrArray *templates, const char *column)
{
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < templates->len; i++)
    {
      g_autofree char *label = dup_label (templates->pdata[i]);
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);
      const char *id = office_task_get_id (templates->pdata[i]);

      if (column != NULL)
        g_menu_item_set_action_and_target (item, "win.make-from-template", "(ss)", id, column);
      else
        g_menu_item_set_action_and_target (item, "win.open-task", "s", id);
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (menu);
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
  g_autoptr (GMenuModel) list = NULL;

  if (templates->len == 0)
    return;
  list = make_list (templates, column);
  g_menu_append_submenu (section, _ ("_New from Template"), list);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

/**
 * office_template_menu_new:
 * @session: the office
 * @room: the room's id
 *
 * Returns: (transfer full) (nullable): its tasks' templates, to be opened, changed and deleted as tasks; %NULL: there are none
 */
GMenuModel *
office_template_menu_new (OfficeSession *session, const char *room)
{
  g_autoptr (GPtrArray) templates = office_session_list_task_templates (session, room);

  return templates->len > 0 ? make_list (templates, NULL) : NULL;
}
