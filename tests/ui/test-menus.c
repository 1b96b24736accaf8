/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every item of a menu has a key of its own, in English. */
#include "office-column-menu.h"
#include "office-room-actions.h"
#include "office-task-menu.h"
#include "office-templates.h"
#include "office-test-scene.h"
#include "office-ui-fixture.h"
#include "office-window-private.h"

typedef struct {
  OfficeTestScene *scene;
  OfficeSession *session;
} Fixture;

static guint n_checked; /* menus */

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->scene = office_test_scene_new ();
  fixture->session = office_test_scene_get_session (fixture->scene);
  office_test_scene_set_state (fixture->scene, OFFICE_LINE_LIVE);
  n_checked = 0;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  office_test_scene_free (fixture->scene);
}

/* ---- models ---- */

/* 0: it has none. Two underscores are one that is shown. */
static gunichar
find_key (const char *label)
{
  for (const char *at = strchr (label, '_'); at != NULL && at[1] != '\0'; at = strchr (at + 2, '_'))
    if (at[1] != '_')
      return g_unichar_tolower (g_utf8_get_char (at + 1));
  return 0;
}

static void
note_label (GHashTable *keys, const char *menu, const char *label)
{
  const gunichar key = find_key (label);
  const char *other = key != 0 ? g_hash_table_lookup (keys, GUINT_TO_POINTER (key)) : NULL;

  if (other != NULL)
    g_error ("In the menu “%s”, “%s” and “%s” have the same key", menu, other, label);
  if (key != 0)
    g_hash_table_insert (keys, GUINT_TO_POINTER (key), g_strdup (label));
}

static void check_menu (GMenuModel *menu, const char *name);

/* Sections stand on the same page, submenus on one of their own. */
static void
note_items (GHashTable *keys, GMenuModel *menu, const char *name)
{
  for (int i = 0; i < g_menu_model_get_n_items (menu); i++)
    {
      g_autoptr (GMenuModel) section = g_menu_model_get_item_link (menu, i, G_MENU_LINK_SECTION);
      g_autoptr (GMenuModel) submenu = g_menu_model_get_item_link (menu, i, G_MENU_LINK_SUBMENU);
      g_autofree char *label = NULL;

      if (section != NULL)
        {
          note_items (keys, section, name);
          continue;
        }
      if (!g_menu_model_get_item_attribute (menu, i, G_MENU_ATTRIBUTE_LABEL, "s", &label))
        continue;
      note_label (keys, name, label);
      if (submenu != NULL)
        check_menu (submenu, label);
    }
}

static void
check_menu (GMenuModel *menu, const char *name)
{
  g_autoptr (GHashTable) keys = g_hash_table_new_full (NULL, NULL, NULL, g_free);

  note_items (keys, menu, name);
  n_checked++;
}

/* ---- in a window ---- */

static void
check_button (OfficeUiFixture *ui, GtkMenuButton *button)
{
  g_autofree char *name = g_strdup (gtk_widget_get_tooltip_text (GTK_WIDGET (button)));
  GtkPopover *popover;
  GMenuModel *menu;

  gtk_menu_button_popup (button);
  popover = gtk_menu_button_get_popover (button);
  menu = gtk_menu_button_get_menu_model (button);
  if (menu == NULL && GTK_IS_POPOVER_MENU (popover))
    menu = gtk_popover_menu_get_menu_model (GTK_POPOVER_MENU (popover));
  if (menu != NULL)
    check_menu (menu, name != NULL ? name : G_OBJECT_TYPE_NAME (button));
  gtk_menu_button_popdown (button);
  office_ui_fixture_settle (ui);
}

static void
gather_buttons (GtkWidget *widget, GPtrArray *buttons)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (GTK_IS_MENU_BUTTON (widget) && gtk_widget_is_sensitive (widget))
    g_ptr_array_add (buttons, g_object_ref (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gather_buttons (child, buttons);
}

static void
check_window (OfficeUiFixture *ui)
{
  g_autoptr (GPtrArray) buttons = g_ptr_array_new_with_free_func (g_object_unref);

  gather_buttons (GTK_WIDGET (office_ui_fixture_get_window (ui)), buttons);
  for (guint i = 0; i < buttons->len; i++)
    if (gtk_widget_get_mapped (buttons->pdata[i]))
      check_button (ui, buttons->pdata[i]);
}

/* Whatever opens a menu there: the office's, the room's, those of the columns, of the task, of what is being written. */
static void
test_window (Fixture *fixture, gconstpointer data)
{
  OfficeWindow *window = OFFICE_WINDOW (office_window_new (NULL, NULL));
  OfficeUiFixture *ui;

  gtk_window_set_default_size (GTK_WINDOW (window), 1200, 700);
  office_window_show_session (window, fixture->session, NULL);
  ui = office_ui_fixture_new_for_window (GTK_WINDOW (window));
  g_assert_true (office_session_save_as_template (fixture->session, SCENE_LAMPS, NULL, NULL));
  for (OfficeView view = OFFICE_VIEW_CONVERSATION; view <= OFFICE_VIEW_FILES; view++)
    {
      office_workspace_open_room (window->workspace, SCENE_LIBRARY);
      office_workspace_show_view (window->workspace, view);
      gtk_widget_activate_action (GTK_WIDGET (window), "win.open-task", "s", SCENE_DOORS);
      office_ui_fixture_settle (ui);
      check_window (ui);
    }
  gtk_widget_activate_action (GTK_WIDGET (window), "win.open-page", "s", "work");
  office_ui_fixture_settle (ui);
  check_window (ui);
  g_assert_cmpuint (n_checked, >, 20);
  office_ui_fixture_free (ui);
}

/* ---- as things may stand ---- */

static void
check_task_menu (Fixture *fixture, gboolean elsewhere)
{
  OfficeTask *task = office_session_find_task (fixture->session, SCENE_DOORS);
  GtkWidget *menu = g_object_ref_sink (elsewhere ? office_task_menu_new_elsewhere (fixture->session, task)
                                                 : office_task_menu_new (fixture->session, task));

  check_menu (gtk_popover_menu_get_menu_model (GTK_POPOVER_MENU (menu)), "Task");
  g_object_unref (menu);
}

static void
test_task (Fixture *fixture, gconstpointer data)
{
  for (guint states = 0; states < 16; states++)
    {
      g_assert_true (office_session_complete_task (fixture->session, SCENE_DOORS, (states & 1) != 0, NULL));
      g_assert_true (office_session_assign (fixture->session, SCENE_DOORS, SCENE_BEN, (states & 2) != 0, NULL));
      g_assert_true (office_session_watch_task (fixture->session, SCENE_DOORS, SCENE_BEN, (states & 4) != 0, NULL));
      g_assert_true (office_session_set_task_template (fixture->session, SCENE_DOORS, (states & 8) != 0, NULL));
      check_task_menu (fixture, FALSE);
      check_task_menu (fixture, TRUE);
    }
}

static void
test_column (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeBoard) board = office_session_open_board (fixture->session, SCENE_LIBRARY);

  g_assert_true (office_session_complete_task (fixture->session, SCENE_DOORS, TRUE, NULL));
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (board)); i++)
    for (guint folded = 0; folded < 2; folded++)
      {
        g_autoptr (OfficeColumn) column = g_list_model_get_item (G_LIST_MODEL (board), i);
        g_autoptr (GMenuModel) menu = office_column_menu_new (board, column, folded);

        check_menu (menu, office_column_get_name (column));
      }
}

static void
test_room (Fixture *fixture, gconstpointer data)
{
  const char *const rooms[] = { SCENE_LIBRARY, SCENE_GENERAL, office_test_scene_get_direct (fixture->scene) };

  for (guint i = 0; i < G_N_ELEMENTS (rooms); i++)
    for (guint states = 0; states < 2; states++)
      {
        g_autoptr (GMenuModel) menu = NULL;

        if (i < 2)
          g_assert_true (office_session_set_room_template (fixture->session, rooms[i], states, NULL));
        menu = office_room_actions_create_menu (fixture->session,
                                                office_session_find_room (fixture->session, rooms[i]));
        check_menu (menu, rooms[i]);
      }
}

static gboolean
has_item (GMenuModel *menu, const char *wanted)
{
  for (int i = 0; i < g_menu_model_get_n_items (menu); i++)
    {
      g_autoptr (GMenuModel) section = g_menu_model_get_item_link (menu, i, G_MENU_LINK_SECTION);
      g_autoptr (GMenuModel) submenu = g_menu_model_get_item_link (menu, i, G_MENU_LINK_SUBMENU);
      g_autofree char *label = NULL;

      g_menu_model_get_item_attribute (menu, i, G_MENU_ATTRIBUTE_LABEL, "s", &label);
      if (g_strcmp0 (label, wanted) == 0 || (section != NULL && has_item (section, wanted))
          || (submenu != NULL && has_item (submenu, wanted)))
        return TRUE;
    }
  return FALSE;
}

/* An underscore in what people have called something is seen, and gives no key. */
static void
test_names (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeBoard) board = office_session_open_board (fixture->session, SCENE_LIBRARY);
  g_autoptr (GMenuModel) menu = NULL;
  GtkWidget *popover;

  g_assert_true (
      office_session_create_column (fixture->session, SCENE_LIBRARY, "to_be_built", OFFICE_STATE_OPEN, NULL, NULL));
  popover = g_object_ref_sink (
      office_task_menu_new (fixture->session, office_session_find_task (fixture->session, SCENE_DOORS)));
  g_assert_true (has_item (gtk_popover_menu_get_menu_model (GTK_POPOVER_MENU (popover)), "to__be__built"));
  g_object_unref (popover);
  menu = office_column_menu_new (board, office_board_find_column (board, SCENE_TODO), FALSE);
  g_assert_true (has_item (menu, "to__be__built")); /* where its tasks go when it is deleted */
}

/* ---- menus of templates, whether they are shown or not ---- */

typedef struct {
  const char *file;
  GPtrArray *pages; /* GHashTable: keys of the menus around, NULL where an element is none */
  GString *label;   /* NULL: no label is being read */
} Reading;

static void
start_element (GMarkupParseContext *context, const char *element, const char **names, const char **values,
               gpointer data, GError **error)
{
  Reading *self = data;
  const gboolean page = g_str_equal (element, "menu") || g_str_equal (element, "submenu");

  if (g_str_equal (element, "attribute"))
    for (guint i = 0; names[i] != NULL; i++)
      if (g_str_equal (names[i], "name") && g_str_equal (values[i], "label") && self->pages->len > 0)
        self->label = g_string_new (NULL);
  if (page)
    g_ptr_array_add (self->pages, g_hash_table_new_full (NULL, NULL, NULL, g_free));
}

static void
end_element (GMarkupParseContext *context, const char *element, gpointer data, GError **error)
{
  Reading *self = data;

  if (g_str_equal (element, "attribute") && self->label != NULL)
    {
      /* What a submenu is called stands on the page around it. */
      const GSList *around = g_markup_parse_context_get_element_stack (context)->next;
      const guint above = around != NULL && g_str_equal (around->data, "submenu") ? 2 : 1;

      note_label (self->pages->pdata[self->pages->len - above], self->file, self->label->str);
      g_string_free (self->label, TRUE);
      self->label = NULL;
    }
  if (g_str_equal (element, "menu") || g_str_equal (element, "submenu"))
    {
      g_ptr_array_set_size (self->pages, (int) self->pages->len - 1);
      n_checked++;
    }
}

static void
take_text (GMarkupParseContext *context, const char *text, gsize length, gpointer data, GError **error)
{
  Reading *self = data;

  if (self->label != NULL)
    g_string_append_len (self->label, text, (gssize) length);
}

static void
check_file (const char *file)
{
  static const GMarkupParser parser = { .start_element = start_element, .end_element = end_element, .text = take_text };
  g_autofree char *path = g_strconcat ("/com/example/Office/", file, NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (GPtrArray) pages = g_ptr_array_new_with_free_func ((GDestroyNotify) g_hash_table_unref);
  Reading self = { .file = file, .pages = pages };
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, &self, NULL);
  g_autoptr (GError) error = NULL;
  gsize length;
  const char *text;

  g_assert_nonnull (bytes);
  text = g_bytes_get_data (bytes, &length);
  g_markup_parse_context_parse (context, text, (gssize) length, &error);
  g_assert_no_error (error);
}

static void
test_templates (Fixture *fixture, gconstpointer data)
{
  g_auto (GStrv) files = g_resources_enumerate_children ("/com/example/Office/", G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  for (guint i = 0; files[i] != NULL; i++)
    if (g_str_has_suffix (files[i], ".ui"))
      check_file (files[i]);
  g_assert_cmpuint (n_checked, >, 3);
}

int
main (int argc, char **argv)
{
  office_ui_fixture_init (&argc, &argv);
#define ADD(name) g_test_add ("/menus/" #name, Fixture, NULL, set_up, test_##name, tear_down)
  ADD (window);
  ADD (task);
  ADD (column);
  ADD (room);
  ADD (names);
  ADD (templates);
  return g_test_run ();
}
