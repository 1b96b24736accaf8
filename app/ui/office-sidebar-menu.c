/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-sidebar-menu.h"

#include "office-popup.h"
#include "office-room-actions.h"
#include "office-sidebar-row.h"
#include "office-sidebar-section.h"

#include <glib/gi18n.h>

#define SESSION "office-session"

/* The button that opened it was let go in the menu: GTK would show the row as pressed from then on. */
static void
on_closed (GtkWidget *popover)
{
  gtk_widget_unset_state_flags (gtk_widget_get_parent (popover), GTK_STATE_FLAG_ACTIVE);
}

static void
append_of_group (GMenu *menu, const char *label, const char *action, const char *group)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", group);
  g_menu_append_item (menu, item);
}

/* What the menu of a row holds; NULL: it has none. @actions: of the group "room", nullable. Both transfer full. */
static GMenuModel *
create_menu (OfficeSession *session, GtkListBoxRow *row, GActionGroup **actions)
{
  OfficeRoom *room = OFFICE_IS_SIDEBAR_ROW (row) ? office_sidebar_row_get_room (OFFICE_SIDEBAR_ROW (row)) : NULL;
  const char *group = OFFICE_IS_SIDEBAR_SECTION (row) ? office_sidebar_section_get_group (OFFICE_SIDEBAR_SECTION (row))
                                                      : NULL;
  GMenu *menu;

  if (room != NULL)
    {
      *actions = office_room_actions_new (session, room);
      return office_room_actions_create_menu (session, room);
    }
  if (group == NULL)
    return NULL;
  menu = g_menu_new ();
  append_of_group (menu, _ ("_Rename Group…"), "win.rename-group", group);
  append_of_group (menu, _ ("Remo_ve Group"), "win.remove-group", group);
  return G_MENU_MODEL (menu);
}

static gboolean
open_menu (GtkListBoxRow *row, const GdkRectangle *at)
{
  GtkWidget *list = gtk_widget_get_parent (GTK_WIDGET (row));
  OfficeSession *session = g_object_get_data (G_OBJECT (list), SESSION);
  GActionGroup *actions = NULL;
  g_autoptr (GMenuModel) menu = session != NULL ? create_menu (session, row, &actions) : NULL;
  GtkWidget *popover;

  if (menu == NULL)
    return FALSE;
  popover = gtk_popover_menu_new_from_model (menu);
  gtk_widget_insert_action_group (popover, "room", actions);
  g_clear_object (&actions);
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_widget_set_halign (popover, GTK_ALIGN_START);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), at);
  g_signal_connect (popover, "closed", G_CALLBACK (on_closed), NULL);
  office_popup_show (popover, GTK_WIDGET (row));
  return TRUE;
}

static gboolean
open_at (GtkListBox *list, double x, double y)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_y (list, (int) y);
  double in_x, in_y;

  if (row == NULL || !gtk_widget_translate_coordinates (GTK_WIDGET (list), GTK_WIDGET (row), x, y, &in_x, &in_y))
    return FALSE;
  return open_menu (row, &(GdkRectangle){ (int) in_x, (int) in_y, 1, 1 });
}

static void
on_pressed (GtkListBox *list, int n_press, double x, double y, GtkGesture *gesture)
{
  if (open_at (list, x, y))
    gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
on_held (GtkListBox *list, double x, double y, GtkGesture *gesture)
{
  if (open_at (list, x, y))
    gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

static gboolean
on_menu_key (GtkWidget *list, GVariant *arguments, gpointer data)
{
  GtkWidget *row = gtk_widget_get_focus_child (list);

  return GTK_IS_LIST_BOX_ROW (row)
         && open_menu (GTK_LIST_BOX_ROW (row), &(GdkRectangle){ 24, gtk_widget_get_height (row) - 4, 1, 1 });
}

static void
add_key (GtkEventController *keys, guint key, GdkModifierType modifiers)
{
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (key, modifiers), gtk_callback_action_new (on_menu_key, NULL, NULL)));
}

/**
 * office_sidebar_menu_watch:
 * @list: a list with rows of rooms and headings of groups
 */
void
office_sidebar_menu_watch (GtkListBox *list)
{
  GtkGesture *press = gtk_gesture_click_new ();
  GtkGesture *hold = gtk_gesture_long_press_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (press), GDK_BUTTON_SECONDARY);
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (hold), TRUE);
  g_signal_connect_object (press, "pressed", G_CALLBACK (on_pressed), list, G_CONNECT_SWAPPED);
  g_signal_connect_object (hold, "pressed", G_CALLBACK (on_held), list, G_CONNECT_SWAPPED);
  add_key (keys, GDK_KEY_Menu, 0);
  add_key (keys, GDK_KEY_F10, GDK_SHIFT_MASK);
  gtk_widget_add_controller (GTK_WIDGET (list), GTK_EVENT_CONTROLLER (press));
  gtk_widget_add_controller (GTK_WIDGET (list), GTK_EVENT_CONTROLLER (hold));
  gtk_widget_add_controller (GTK_WIDGET (list), keys);
}

/**
 * office_sidebar_menu_set_session:
 * @list: a list that is watched
 * @session: (nullable): the office whose rooms are in it
 */
void
office_sidebar_menu_set_session (GtkListBox *list, OfficeSession *session)
{
  g_object_set_data_full (G_OBJECT (list), SESSION, session != NULL ? g_object_ref (session) : NULL, g_object_unref);
}
