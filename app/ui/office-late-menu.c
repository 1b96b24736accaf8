/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-late-menu.h"

typedef struct {
  GMenuModel *menu;
  GtkAlign halign;
} LateMenu;

static void
late_menu_free (gpointer data)
{
  LateMenu *late = data;

  g_object_unref (late->menu);
  g_free (late);
}

static void
make_popover (GtkMenuButton *button, gpointer data)
{
  LateMenu *late = data;

  if (gtk_menu_button_get_popover (button) != NULL)
    return;
  gtk_menu_button_set_menu_model (button, late->menu);
  gtk_widget_set_halign (GTK_WIDGET (gtk_menu_button_get_popover (button)), late->halign);
}

/**
 * office_late_menu_set:
 * @button: a button
 * @menu: what it opens
 * @halign: where that stands over the button; %GTK_ALIGN_FILL: as GTK has it
 *
 * Gives the button its menu. A menu is some forty widgets, which are made when it is opened for the first time.
 */
void
office_late_menu_set (GtkMenuButton *button, GMenuModel *menu, GtkAlign halign)
{
  LateMenu *late;

  g_return_if_fail (GTK_IS_MENU_BUTTON (button));
  g_return_if_fail (G_IS_MENU_MODEL (menu));

  late = g_new0 (LateMenu, 1);
  late->menu = g_object_ref (menu);
  late->halign = halign;
  gtk_menu_button_set_create_popup_func (button, make_popover, late, late_menu_free);
}
