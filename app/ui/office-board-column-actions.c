/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the menu and the keys of a column do with it. */
#include "office-board-column-private.h"

#include "office-column-menu.h"
#include "office-quick-add.h"
#include "office-template-menu.h"

void
office_board_column_move (OfficeBoardColumn *self, int step)
{
  GListModel *columns = G_LIST_MODEL (self->board);
  guint n = g_list_model_get_n_items (columns), index = 0;
  int after;
  g_autoptr (OfficeColumn) neighbour = NULL;
  g_autoptr (GError) error = NULL;

  for (; index < n; index++)
    {
      g_autoptr (OfficeColumn) column = g_list_model_get_item (columns, index);

      if (column == self->column)
        break;
    }
  after = step > 0 ? (int) index + 1 : (int) index - 2;
  if ((step < 0 && index == 0) || after >= (int) n)
    return;
  neighbour = after >= 0 ? g_list_model_get_item (columns, (guint) after) : NULL;
  office_session_move_column (self->session, office_column_get_id (self->column),
                              neighbour != NULL ? office_column_get_id (neighbour) : NULL, &error);
  office_board_column_say (self, error);
}

/* ---- the quick add ---- */

static void
on_quick_closed (OfficeQuickAdd *quick, OfficeBoardColumn *self)
{
  gtk_box_remove (self->quick_place, GTK_WIDGET (quick));
  gtk_widget_set_visible (GTK_WIDGET (self->quick_place), FALSE);
  office_board_column_focus_index (self, 0);
}

GtkWidget *
office_board_column_open_quick_add (OfficeBoardColumn *self)
{
  GtkWidget *quick = gtk_widget_get_first_child (GTK_WIDGET (self->quick_place));

  if (quick != NULL)
    return quick;
  quick = office_quick_add_new (self->session, office_board_get_room_id (self->board),
                                office_column_get_id (self->column));
  g_signal_connect (quick, "closed", G_CALLBACK (on_quick_closed), self);
  gtk_box_append (self->quick_place, quick);
  gtk_widget_set_visible (GTK_WIDGET (self->quick_place), TRUE);
  return quick;
}

/* ---- the menu ---- */

static void
add_task (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  office_board_column_add_task (data);
}

static void
rename_column (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  office_board_column_rename (data);
}

static void
ask_limit (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  OfficeBoardColumn *self = data;

  office_column_ask_limit (GTK_WIDGET (self), self->session, self->column);
}

static void
change_hue (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  OfficeBoardColumn *self = data;
  const char *hue = g_variant_get_string (parameter, NULL);
  g_autoptr (GError) error = NULL;

  office_session_edit_column (self->session, office_column_get_id (self->column), "hue", *hue != '\0' ? hue : NULL,
                              &error);
  office_board_column_say (self, error);
}

static void
select_all (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  OfficeBoardColumn *self = data;

  office_card_picks_add_all (self->picks, self->tasks);
}

static void
archive_all (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  OfficeBoardColumn *self = data;
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->column));
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) ids = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (OfficeTask) task = g_list_model_get_item (G_LIST_MODEL (self->column), i);

      g_strv_builder_add (builder, office_task_get_id (task));
    }
  ids = g_strv_builder_end (builder);
  office_session_archive_tasks (self->session, (const char *const *) ids, TRUE, &error);
  office_board_column_say (self, error);
}

static void
collapse (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  office_board_column_toggle_collapsed (data);
}

static void
change_state (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  OfficeBoardColumn *self = data;
  g_autoptr (GError) error = NULL;

  office_session_edit_column (self->session, office_column_get_id (self->column), "state",
                              g_variant_get_string (parameter, NULL), &error);
  office_board_column_say (self, error);
}

static void
move_left (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  office_board_column_move (data, -1);
}

static void
move_right (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  office_board_column_move (data, 1);
}

static void
remove_column (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  OfficeBoardColumn *self = data;
  const char *to = parameter != NULL ? g_variant_get_string (parameter, NULL) : NULL;
  g_autoptr (GError) error = NULL;

  office_session_remove_column (self->session, office_column_get_id (self->column), to, &error);
  office_board_column_say (self, error);
}

/* Made anew each time: it names the other columns, and what can be done with these tasks. */
void
office_board_column_make_menu (GtkMenuButton *button, gpointer data)
{
  OfficeBoardColumn *self = data;

  office_board_column_update_menu (self);
  /* Which templates there are is nothing that a column notices. */
  office_template_menu_append (G_MENU (gtk_menu_button_get_menu_model (self->menu_button)), self->session,
                               office_board_get_room_id (self->board), office_column_get_id (self->column));
}

void
office_board_column_make_actions (OfficeBoardColumn *self)
{
  static const GActionEntry entries[] = {
    { "add-task", add_task },
    { "rename", rename_column },
    { "limit", ask_limit },
    { "state", NULL, "s", "'open'", change_state },
    { "hue", NULL, "s", "''", change_hue },
    { "select-all", select_all },
    { "archive-all", archive_all },
    { "collapse", collapse },
    { "left", move_left },
    { "right", move_right },
    { "remove", remove_column },
    { "remove-to", remove_column, "s" },
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "column", G_ACTION_GROUP (self->actions));
}
