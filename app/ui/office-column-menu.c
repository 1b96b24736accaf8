/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-column-menu.h"

#include "office-entry-dialog.h"
#include "office-hue.h"
#include "office-menu-label.h"

#include <errno.h>
#include <glib/gi18n.h>

#define LIMIT_MOST 9999

static void
append_target (GMenu *menu, const char *label, const char *action, const char *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", target);
  g_menu_append_item (menu, item);
}

static void
append_section (GMenu *menu, GMenu *section)
{
  if (g_menu_model_get_n_items (G_MENU_MODEL (section)) > 0)
    g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

static GMenuModel *
make_states (void)
{
  GMenu *menu = g_menu_new ();

  append_target (menu, _ ("To Do"), "column.state", "open");
  append_target (menu, _ ("In Progress"), "column.state", "doing");
  append_target (menu, _ ("Done"), "column.state", "done");
  return G_MENU_MODEL (menu);
}

static GMenuModel *
make_hues (void)
{
  GMenu *menu = g_menu_new ();

  append_target (menu, _ ("None"), "column.hue", "");
  for (guint i = 0; i < OFFICE_N_HUES; i++)
    append_target (menu, office_hue_get_title (i), "column.hue", office_hue_get_name (i));
  return G_MENU_MODEL (menu);
}

/* The other columns, by name. */
static GMenuModel *
make_others (OfficeBoard *board, OfficeColumn *column, const char *action)
{
  GMenu *menu = g_menu_new ();
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (board));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (OfficeColumn) other = g_list_model_get_item (G_LIST_MODEL (board), i);

      g_autofree char *label = office_menu_dup_label (office_column_get_name (other));

      if (other != column)
        append_target (menu, label, action, office_column_get_id (other));
    }
  return G_MENU_MODEL (menu);
}

static void
append_removal (GMenu *menu, OfficeBoard *board, OfficeColumn *column)
{
  g_autoptr (GMenuModel) others = make_others (board, column, "column.remove-to");
  g_autoptr (GMenu) where = g_menu_new ();

  if (office_column_get_n_tasks (column) == 0)
    {
      g_menu_append (menu, _ ("_Delete Column"), "column.remove");
      return;
    }
  if (g_menu_model_get_n_items (others) == 0)
    return;
  g_menu_append_section (where, _ ("Its Tasks Go To"), others);
  g_menu_append_submenu (menu, _ ("_Delete Column"), G_MENU_MODEL (where));
}

/**
 * office_column_menu_new:
 * @board: the board
 * @column: a column of it
 * @collapsed: whether it is folded to a strip
 *
 * Returns: (transfer full): what can be done with it as it is now
 */
GMenuModel *
office_column_menu_new (OfficeBoard *board, OfficeColumn *column, gboolean collapsed)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) looks = g_menu_new ();
  g_autoptr (GMenu) tasks = g_menu_new ();
  g_autoptr (GMenu) place = g_menu_new ();
  g_autoptr (GMenu) away = g_menu_new ();
  g_autoptr (GMenu) last = g_menu_new ();
  g_autoptr (GMenuModel) states = make_states ();
  g_autoptr (GMenuModel) hues = make_hues ();

  g_menu_append (looks, _ ("_Rename"), "column.rename");
  g_menu_append_submenu (looks, _ ("_Tasks Here Are"), states);
  g_menu_append_submenu (looks, _ ("_Color"), hues);
  g_menu_append (looks, _ ("L_imit…"), "column.limit");
  if (office_column_get_n_tasks (column) > 0)
    {
      g_menu_append (tasks, _ ("_Select All"), "column.select-all");
      if (office_column_get_state (column) == OFFICE_STATE_DONE)
        g_menu_append (tasks, _ ("_Archive All Done"), "column.archive-all");
    }
  g_menu_append (place, _ ("Move _Left"), "column.left");
  g_menu_append (place, _ ("Move Ri_ght"), "column.right");
  g_menu_append (place, collapsed ? _ ("_Unfold") : _ ("_Fold"), "column.collapse");
  g_menu_append (away, _ ("Archi_ved Tasks"), "board.archive");
  g_menu_append (away, _ ("Tras_h"), "board.trash");
  g_menu_append (last, _ ("Add a Colu_mn…"), "board.add-column");
  append_removal (last, board, column);
  append_section (menu, looks);
  append_section (menu, tasks);
  append_section (menu, place);
  append_section (menu, away);
  append_section (menu, last);
  return G_MENU_MODEL (menu);
}

/* ---- the limit ---- */

typedef struct {
  GtkWidget *parent;
  OfficeSession *session;
  char *column;
} Asking;

static void
asking_free (gpointer data)
{
  Asking *asking = data;

  g_object_unref (asking->parent);
  g_object_unref (asking->session);
  g_free (asking->column);
  g_free (asking);
}

static void
on_limit_given (const char *text, gpointer data)
{
  Asking *asking = data;
  char *rest;
  gint64 limit;
  g_autoptr (GError) error = NULL;

  errno = 0;
  limit = g_ascii_strtoll (text, &rest, 10);
  if (errno != 0 || *rest != '\0' || limit < 0 || limit > LIMIT_MOST)
    {
      g_autofree char *words = g_strdup_printf (_ ("A limit is a number up to %d; 0 is none"), LIMIT_MOST);

      gtk_widget_activate_action (asking->parent, "win.say", "s", words);
      return;
    }
  if (!office_session_set_column_limit (asking->session, asking->column, limit, &error))
    gtk_widget_activate_action (asking->parent, "win.say", "s", error->message);
}

/**
 * office_column_ask_limit:
 * @parent: a widget of the board
 * @session: the office
 * @column: whose limit
 */
void
office_column_ask_limit (GtkWidget *parent, OfficeSession *session, OfficeColumn *column)
{
  Asking *asking = g_new0 (Asking, 1);
  g_autofree char *limit = g_strdup_printf ("%" G_GINT64_FORMAT, office_column_get_limit (column));

  asking->parent = g_object_ref (parent);
  asking->session = g_object_ref (session);
  asking->column = g_strdup (office_column_get_id (column));
  office_entry_dialog_ask (parent, _ ("Limit"), _ ("Tasks at most; 0 for no limit"), _ ("_Set"), limit, 4,
                           on_limit_given, asking, asking_free);
}
