/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-sidebar.h"

#include "office-work.h"

#include <glib/gi18n.h>

#include "office-activity.h"
#include "office-beside-button.h"
#include "office-late-menu.h"
#include "office-navigation.h"
#include "office-settings.h"
#include "office-sidebar-menu.h"
#include "office-sidebar-place.h"
#include "office-sidebar-row.h"
#include "office-sidebar-section.h"
#include "office-tile.h"
#include "office-unread-badge.h"

struct _OfficeSidebar {
  GtkWidget parent_instance;

  OfficeSession *session;
  char *room;
  char *page;
  OfficeNavigation *navigation;
  GListModel *items;
  guint counting;     /* source: what is overdue is to be counted */
  GListModel *beside; /* of OfficeBeside; nullable */

  GtkMenuButton *office_button;
  GtkMenuButton *main_button;
  GMenuModel *main_menu;
  GMenuModel *office_menu; /* nullable */
  GtkWidget *office_box;
  OfficeTile *tile;
  GtkLabel *name_label;
  GtkLabel *state_label;
  OfficeUnreadBadge *elsewhere_badge;
  GtkWidget *end_controls;
  GtkListBox *list;
  gboolean folded;
};

G_DEFINE_FINAL_TYPE (OfficeSidebar, office_sidebar, GTK_TYPE_WIDGET)

/* ---- the model ---- */

typedef struct {
  OfficeSidebar *sidebar;
  OfficeSidebarPlace *place;
} Counting;

static void
counting_free (gpointer data)
{
  Counting *counting = data;

  g_object_unref (counting->place);
  g_free (counting);
}

static gboolean
count_work (gpointer data)
{
  const Counting *counting = data;
  OfficeSidebar *self = counting->sidebar;

  self->counting = 0;
  g_object_bind_property (office_session_get_work (self->session), "n-late", counting->place, "badge",
                          G_BINDING_SYNC_CREATE);
  return G_SOURCE_REMOVE;
}

/* That goes through the tasks of all rooms: the window is painted before. */
static void
count_work_later (OfficeSidebar *self, OfficeSidebarPlace *place)
{
  Counting *counting = g_new (Counting, 1);

  *counting = (Counting){ self, g_object_ref (place) };
  self->counting = g_idle_add_full (G_PRIORITY_LOW, count_work, counting, counting_free);
}

static GListModel *
create_places (OfficeSidebar *self)
{
  g_autoptr (GListStore) places = g_list_store_new (OFFICE_TYPE_SIDEBAR_PLACE);
  g_autoptr (OfficeSidebarPlace) work = office_sidebar_place_new ("work", _ ("My Work"), "office-task-symbolic");
  g_autoptr (OfficeSidebarPlace) activity = office_sidebar_place_new ("activity", _ ("Activity"),
                                                                      "office-bell-symbolic");
  g_autoptr (OfficeSidebarPlace) saved = office_sidebar_place_new ("saved", _ ("Saved"), "user-bookmarks-symbolic");
  g_autoptr (OfficeSidebarPlace) people = office_sidebar_place_new ("people", _ ("People"), "system-users-symbolic");

  g_object_bind_property (office_session_get_activity (self->session), "n-unread", activity, "badge",
                          G_BINDING_SYNC_CREATE);
  office_sidebar_place_set_late (work, TRUE);
  count_work_later (self, work);
  g_list_store_append (places, work);
  g_list_store_append (places, activity);
  g_list_store_append (places, saved);
  g_list_store_append (places, people);
  return G_LIST_MODEL (g_steal_pointer (&places));
}

static GListModel *
create_items (OfficeSidebar *self)
{
  g_autoptr (GListStore) parts = g_list_store_new (G_TYPE_LIST_MODEL);
  g_autoptr (GListModel) places = create_places (self);

  g_list_store_append (parts, places);
  g_list_store_append (parts, self->navigation);
  return G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (g_steal_pointer (&parts))));
}

static GtkWidget *
create_row (gpointer item, gpointer data)
{
  if (OFFICE_IS_NAVIGATION_SECTION (item))
    return office_sidebar_section_new (item);
  if (OFFICE_IS_SIDEBAR_PLACE (item))
    return office_sidebar_place_create_row (item);
  if (OFFICE_IS_ROOM (item))
    return office_sidebar_row_new_room (item);
  return office_sidebar_row_new_person (item);
}

static GtkListBoxRow *
find_row (OfficeSidebar *self, const char *room)
{
  GtkListBoxRow *row;

  for (int i = 0; room != NULL && (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    {
      OfficeRoom *of_row = OFFICE_IS_SIDEBAR_ROW (row) ? office_sidebar_row_get_room (OFFICE_SIDEBAR_ROW (row)) : NULL;

      if (of_row != NULL && g_str_equal (office_room_get_id (of_row), room))
        return row;
    }
  return NULL;
}

static GtkListBoxRow *
find_place_row (OfficeSidebar *self, const char *page)
{
  GtkListBoxRow *row;

  for (int i = 0; page != NULL && (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    {
      OfficeSidebarPlace *place = office_sidebar_place_of_row (row);

      if (place != NULL && g_str_equal (office_sidebar_place_get_name (place), page))
        return row;
    }
  return NULL;
}

static GtkListBoxRow *
find_open_row (OfficeSidebar *self)
{
  return self->page != NULL ? find_place_row (self, self->page) : find_row (self, self->room);
}

/* The selected row tells which room or place is open; arrow keys move the focus alone. */
static void
select_open_room (OfficeSidebar *self)
{
  GtkListBoxRow *row = self->folded ? NULL : find_open_row (self);

  if (row != gtk_list_box_get_selected_row (self->list))
    gtk_list_box_select_row (self->list, row);
}

static void
on_row_activated (OfficeSidebar *self, GtkListBoxRow *row)
{
  OfficeSidebarPlace *place = office_sidebar_place_of_row (row);
  OfficeRoom *room;

  if (place != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-page", "s", office_sidebar_place_get_name (place));
  if (OFFICE_IS_SIDEBAR_SECTION (row) && office_sidebar_section_is_browse (OFFICE_SIDEBAR_SECTION (row)))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.browse-rooms", NULL);
  if (!OFFICE_IS_SIDEBAR_ROW (row))
    return;
  room = office_sidebar_row_get_room (OFFICE_SIDEBAR_ROW (row));
  if (room != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-room", "s", office_room_get_id (room));
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-person", "s",
                                office_person_get_id (office_sidebar_row_get_person (OFFICE_SIDEBAR_ROW (row))));
}

/* ---- what is folded away; kept as "OFFICE SECTION" ---- */

static char *
make_fold_name (OfficeSidebar *self, const char *section)
{
  return g_strconcat (office_session_get_office_id (self->session), " ", section, NULL);
}

static void
load_folds (OfficeSidebar *self)
{
  GSettings *settings = office_settings_get_default ();
  g_auto (GStrv) folded = settings != NULL ? g_settings_get_strv (settings, "folded-sections") : NULL;
  g_autofree char *prefix = make_fold_name (self, "");

  for (guint i = 0; folded != NULL && folded[i] != NULL; i++)
    if (g_str_has_prefix (folded[i], prefix))
      office_navigation_set_collapsed (self->navigation, folded[i] + strlen (prefix), TRUE);
}

static gboolean
is_folded (OfficeSidebar *self, const char *section)
{
  for (guint i = 0; i < g_list_model_get_n_items (self->items); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (self->items, i);

      if (OFFICE_IS_NAVIGATION_SECTION (item)
          && g_str_equal (office_navigation_section_get_id (OFFICE_NAVIGATION_SECTION (item)), section))
        return office_navigation_section_get_collapsed (OFFICE_NAVIGATION_SECTION (item));
    }
  return FALSE;
}

static void
keep_fold (OfficeSidebar *self, const char *section, gboolean folded)
{
  GSettings *settings = office_settings_get_default ();
  g_autofree char *name = make_fold_name (self, section);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) before = NULL;
  g_auto (GStrv) after = NULL;

  if (settings == NULL)
    return;
  before = g_settings_get_strv (settings, "folded-sections");
  for (guint i = 0; before[i] != NULL; i++)
    if (!g_str_equal (before[i], name))
      g_strv_builder_add (builder, before[i]);
  if (folded)
    g_strv_builder_add (builder, name);
  after = g_strv_builder_end (builder);
  g_settings_set_strv (settings, "folded-sections", (const char *const *) after);
}

static void
fold (GtkWidget *widget, const char *action, GVariant *target)
{
  OfficeSidebar *self = OFFICE_SIDEBAR (widget);
  const char *section = g_variant_get_string (target, NULL);
  gboolean folded;

  if (self->navigation == NULL)
    return;
  folded = !is_folded (self, section);
  office_navigation_set_collapsed (self->navigation, section, folded);
  keep_fold (self, section, folded);
}

/* ---- the office's button ---- */

/* How many messages are unread in the other offices, and how many of them call the person. */
static guint
count_elsewhere (OfficeSidebar *self, guint *calls)
{
  guint unread = 0;

  *calls = 0;
  for (guint i = 0; self->beside != NULL && i < g_list_model_get_n_items (self->beside); i++)
    {
      g_autoptr (OfficeBeside) beside = g_list_model_get_item (self->beside, i);

      *calls += office_beside_get_calls (beside);
      unread += office_beside_get_unread (beside);
    }
  return unread;
}

static char *
describe (const char *name, const char *state, guint calls, guint unread)
{
  /* Translators: what is unread in the offices that are not shown */
  g_autofree char *elsewhere = office_unread_badge_describe (_ ("other offices"), calls, unread);

  return unread > 0 ? g_strdup_printf ("%s, %s, %s", name, state, elsewhere) : g_strdup_printf ("%s, %s", name, state);
}

static void
update_state (OfficeSidebar *self)
{
  g_autofree char *state = office_session_dup_state_text (self->session);
  g_autofree char *description = NULL;
  const char *name = office_session_get_name (self->session);
  guint calls, unread = count_elsewhere (self, &calls);

  office_unread_badge_set (self->elsewhere_badge, calls, unread);
  if (name == NULL)
    name = "";
  office_tile_set_name (self->tile, name);
  gtk_label_set_label (self->name_label, name);
  gtk_label_set_label (self->state_label, state);
  description = describe (name, state, calls, unread);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->office_button), GTK_ACCESSIBLE_PROPERTY_LABEL, description, -1);
}

static void
on_elsewhere_changed (OfficeSidebar *self)
{
  if (self->session != NULL)
    update_state (self);
}

static void
follow_elsewhere (OfficeSidebar *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (self->beside); i++)
    {
      g_autoptr (OfficeBeside) beside = g_list_model_get_item (self->beside, i);

      g_signal_handlers_disconnect_by_func (beside, on_elsewhere_changed, self);
      g_signal_connect_object (beside, "changed", G_CALLBACK (on_elsewhere_changed), self, G_CONNECT_SWAPPED);
    }
  on_elsewhere_changed (self);
}

/* Where the menu leaves room for them. */
static void
add_offices (OfficeSidebar *self)
{
  GtkPopover *menu = gtk_menu_button_get_popover (self->office_button);

  for (guint i = 0; GTK_IS_POPOVER_MENU (menu) && self->beside != NULL && i < g_list_model_get_n_items (self->beside);
       i++)
    {
      g_autoptr (OfficeBeside) beside = g_list_model_get_item (self->beside, i);

      gtk_popover_menu_add_child (GTK_POPOVER_MENU (menu), office_beside_button_new (beside),
                                  office_membership_get_office_id (office_beside_get_membership (beside)));
    }
}

/* When it is first opened: its items are many widgets. */
static void
make_office_menu (GtkMenuButton *button, gpointer data)
{
  OfficeSidebar *self = data;

  if (gtk_menu_button_get_popover (button) != NULL)
    return;
  gtk_menu_button_set_menu_model (button, self->office_menu);
  add_offices (self);
}

static void
forget_session (OfficeSidebar *self)
{
  if (self->session == NULL)
    return;
  gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  office_sidebar_menu_set_session (self->list, NULL);
  g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->items);
  g_clear_handle_id (&self->counting, g_source_remove);
  g_clear_object (&self->navigation);
  g_clear_object (&self->session);
}

static void
office_sidebar_dispose (GObject *object)
{
  OfficeSidebar *self = OFFICE_SIDEBAR (object);
  GtkWidget *child;

  forget_session (self);
  office_sidebar_set_beside (self, NULL);
  g_clear_pointer (&self->room, g_free);
  g_clear_pointer (&self->page, g_free);
  g_clear_object (&self->office_menu);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (office_sidebar_parent_class)->dispose (object);
}

static void
office_sidebar_class_init (OfficeSidebarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = office_sidebar_dispose;
  gtk_widget_class_install_action (widget_class, "sidebar.fold", "s", fold);

  g_type_ensure (OFFICE_TYPE_TILE);
  g_type_ensure (OFFICE_TYPE_UNREAD_BADGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Office/office-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, OfficeSidebar, office_button);
  gtk_widget_class_bind_template_child (widget_class, OfficeSidebar, office_box);
  gtk_widget_class_bind_template_child (widget_class, OfficeSidebar, main_button);
  gtk_widget_class_bind_template_child (widget_class, OfficeSidebar, main_menu);
  gtk_widget_class_bind_template_child (widget_class, OfficeSidebar, tile);
  gtk_widget_class_bind_template_child (widget_class, OfficeSidebar, name_label);
  gtk_widget_class_bind_template_child (widget_class, OfficeSidebar, state_label);
  gtk_widget_class_bind_template_child (widget_class, OfficeSidebar, elsewhere_badge);
  gtk_widget_class_bind_template_child (widget_class, OfficeSidebar, end_controls);
  gtk_widget_class_bind_template_child (widget_class, OfficeSidebar, list);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, select_open_room);
}

/* A menu button centres its child in boxes of its own; the office's name begins at the start. */
static void
align_office_button (OfficeSidebar *self)
{
  GtkWidget *widget;

  for (widget = self->office_box; widget != GTK_WIDGET (self->office_button); widget = gtk_widget_get_parent (widget))
    {
      gtk_widget_set_halign (widget, GTK_ALIGN_FILL);
      gtk_widget_set_hexpand (widget, TRUE);
    }
}

static void
office_sidebar_init (OfficeSidebar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  align_office_button (self);
  office_late_menu_set (self->main_button, self->main_menu, GTK_ALIGN_FILL);
  office_sidebar_menu_watch (self->list);
}

/**
 * office_sidebar_set_session:
 * @session: (nullable): the office to show
 */
void
office_sidebar_set_session (OfficeSidebar *self, OfficeSession *session)
{
  g_return_if_fail (OFFICE_IS_SIDEBAR (self));
  g_return_if_fail (session == NULL || OFFICE_IS_SESSION (session));

  if (session == self->session)
    return;
  forget_session (self);
  office_sidebar_set_room (self, NULL);
  if (session == NULL)
    return;

  self->session = g_object_ref (session);
  self->navigation = office_navigation_new (session);
  load_folds (self);
  self->items = create_items (self);
  office_sidebar_menu_set_session (self->list, session);
  gtk_list_box_bind_model (self->list, self->items, create_row, self, NULL);
  /* After the list box's own handler: rows were made anew by then. */
  g_signal_connect_object (self->items, "items-changed", G_CALLBACK (select_open_room), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_swapped (session, "notify::name", G_CALLBACK (update_state), self);
  g_signal_connect_swapped (session, "notify::state-text", G_CALLBACK (update_state), self);
  update_state (self);
}

/**
 * office_sidebar_set_office_menu:
 * @menu: what the office's button opens
 */
void
office_sidebar_set_office_menu (OfficeSidebar *self, GMenuModel *menu)
{
  g_return_if_fail (OFFICE_IS_SIDEBAR (self));

  g_set_object (&self->office_menu, menu);
  gtk_menu_button_set_create_popup_func (self->office_button, make_office_menu, self, NULL);
  gtk_menu_button_set_popover (self->office_button, NULL);
}

/**
 * office_sidebar_set_beside:
 * @beside: (nullable): a model of OfficeBeside: the other offices, of which the button and its menu show what is unread
 */
void
office_sidebar_set_beside (OfficeSidebar *self, GListModel *beside)
{
  g_return_if_fail (OFFICE_IS_SIDEBAR (self));

  if (self->beside == beside)
    return;
  if (self->beside != NULL)
    g_signal_handlers_disconnect_by_data (self->beside, self);
  g_set_object (&self->beside, beside);
  if (beside == NULL)
    return;
  g_signal_connect_object (beside, "items-changed", G_CALLBACK (follow_elsewhere), self, G_CONNECT_SWAPPED);
  follow_elsewhere (self);
}

/**
 * office_sidebar_set_room:
 * @room: (nullable): the id of the room that is open
 */
void
office_sidebar_set_room (OfficeSidebar *self, const char *room)
{
  g_autofree char *copy = NULL;

  g_return_if_fail (OFFICE_IS_SIDEBAR (self));

  copy = g_strdup (room);
  g_free (self->room);
  self->room = g_steal_pointer (&copy);
  if (self->navigation != NULL)
    office_navigation_set_open_room (self->navigation, self->room);
  select_open_room (self);
}

/**
 * office_sidebar_set_page:
 * @page: (nullable): the name of the place that is open; %NULL: a room is, or nothing
 */
void
office_sidebar_set_page (OfficeSidebar *self, const char *page)
{
  g_autofree char *copy = NULL;

  g_return_if_fail (OFFICE_IS_SIDEBAR (self));

  copy = g_strdup (page);
  g_free (self->page);
  self->page = g_steal_pointer (&copy);
  select_open_room (self);
}

/**
 * office_sidebar_set_folded:
 * @folded: whether the sidebar fills the window: it then shows the window's buttons, and no room as open
 */
void
office_sidebar_set_folded (OfficeSidebar *self, gboolean folded)
{
  g_return_if_fail (OFFICE_IS_SIDEBAR (self));

  self->folded = folded;
  gtk_widget_set_visible (self->end_controls, folded);
  select_open_room (self);
}

/**
 * office_sidebar_get_neighbour:
 * @step: how many rooms further down; negative: up
 *
 * Returns: (transfer none) (nullable): the room there; the first or last one when no room is open; %NULL at either end
 */
OfficeRoom *
office_sidebar_get_neighbour (OfficeSidebar *self, int step)
{
  g_autoptr (GPtrArray) rooms = g_ptr_array_new ();
  int at = -1;
  int wanted;

  g_return_val_if_fail (OFFICE_IS_SIDEBAR (self), NULL);

  if (self->items == NULL)
    return NULL;
  for (guint i = 0; i < g_list_model_get_n_items (self->items); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (self->items, i);

      if (!OFFICE_IS_ROOM (item))
        continue;
      if (g_strcmp0 (office_room_get_id (OFFICE_ROOM (item)), self->room) == 0)
        at = (int) rooms->len;
      g_ptr_array_add (rooms, item);
    }
  wanted = at < 0 && step < 0 ? (int) rooms->len + step : at + step;
  return wanted >= 0 && wanted < (int) rooms->len ? g_ptr_array_index (rooms, wanted) : NULL;
}

/**
 * office_sidebar_focus_room:
 *
 * Puts the focus on the row of the open room; where it has none, on the office's button.
 *
 * Returns: whether the focus is there
 */
gboolean
office_sidebar_focus_room (OfficeSidebar *self)
{
  GtkListBoxRow *row;

  g_return_val_if_fail (OFFICE_IS_SIDEBAR (self), FALSE);

  row = find_open_row (self);
  return gtk_widget_grab_focus (row != NULL ? GTK_WIDGET (row) : GTK_WIDGET (self->office_button));
}
