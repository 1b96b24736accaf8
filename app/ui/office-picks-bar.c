/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-picks-bar.h"

#include "office-date-popover.h"
#include "office-menu-label.h"

#include <glib/gi18n.h>

struct _OfficePicksBar {
  GtkWidget parent_instance;

  OfficeSession *session;
  OfficeBoard *board;
  OfficeCardPicks *picks;
  GSimpleActionGroup *actions;

  GtkWidget *revealer;
  GtkWidget *count;
  GtkWidget *due;
  GtkWidget *calendar; /* nullable */
};

G_DEFINE_FINAL_TYPE (OfficePicksBar, office_picks_bar, GTK_TYPE_WIDGET)

static void
say (OfficePicksBar *self, GError *error)
{
  if (error != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.say", "s", error->message);
}

/* ---- what is done ---- */

static void
move_picked (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  OfficePicksBar *self = data;
  g_auto (GStrv) ids = office_card_picks_dup_ids (self->picks, self->board);
  g_autoptr (GError) error = NULL;

  office_session_move_tasks (self->session, (const char *const *) ids, g_variant_get_string (parameter, NULL), NULL,
                             &error);
  say (self, error);
}

static gboolean
holds (GListModel *list, const char *(*get_id) (gpointer item), const char *id)
{
  const guint n = g_list_model_get_n_items (list);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (list, i);

      if (g_str_equal (get_id (item), id))
        return TRUE;
    }
  return FALSE;
}

static const char *
get_person_id (gpointer person)
{
  return office_person_get_id (person);
}

static const char *
get_label_id (gpointer label)
{
  return office_label_get_id (label);
}

/* Whether all of them are for this person; then they are taken from them. */
static gboolean
all_are_for (OfficePicksBar *self, const char *person)
{
  g_autoptr (GPtrArray) tasks = office_card_picks_list (self->picks, self->board);

  for (guint i = 0; i < tasks->len; i++)
    if (!holds (office_task_get_assignees (tasks->pdata[i]), get_person_id, person))
      return FALSE;
  return TRUE;
}

static gboolean
all_have_label (OfficePicksBar *self, const char *label)
{
  g_autoptr (GPtrArray) tasks = office_card_picks_list (self->picks, self->board);

  for (guint i = 0; i < tasks->len; i++)
    if (!holds (office_task_get_labels (tasks->pdata[i]), get_label_id, label))
      return FALSE;
  return TRUE;
}

static void
assign_picked (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  OfficePicksBar *self = data;
  const char *person = g_variant_get_string (parameter, NULL);
  g_auto (GStrv) ids = office_card_picks_dup_ids (self->picks, self->board);
  g_autoptr (GError) error = NULL;

  office_session_assign_tasks (self->session, (const char *const *) ids, person, !all_are_for (self, person), &error);
  say (self, error);
}

static void
label_picked (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  OfficePicksBar *self = data;
  const char *label = g_variant_get_string (parameter, NULL);
  g_auto (GStrv) ids = office_card_picks_dup_ids (self->picks, self->board);
  g_autoptr (GError) error = NULL;

  office_session_label_tasks (self->session, (const char *const *) ids, label, !all_have_label (self, label), &error);
  say (self, error);
}

static void
set_due (OfficePicksBar *self, GDateTime *day)
{
  g_autofree char *due = day != NULL ? g_date_time_format (day, "%Y-%m-%d") : NULL;
  g_auto (GStrv) ids = office_card_picks_dup_ids (self->picks, self->board);
  g_autoptr (GError) error = NULL;

  office_session_edit_tasks (self->session, (const char *const *) ids, "due", due, &error);
  say (self, error);
}

/* "none", or days from today */
static void
due_picked (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  OfficePicksBar *self = data;
  const char *when = g_variant_get_string (parameter, NULL);
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (office_session_get_now (self->session) / 1000);
  g_autoptr (GDateTime) day = NULL;

  if (!g_str_equal (when, "none"))
    day = g_date_time_add_days (now, (int) g_ascii_strtoll (when, NULL, 10));
  set_due (self, day);
}

static void
on_day_chosen (OfficePicksBar *self, gint64 since)
{
  g_autoptr (GDateTime) day = g_date_time_new_from_unix_local (since / 1000);

  set_due (self, day);
}

static void
choose_day (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  OfficePicksBar *self = data;

  if (self->calendar == NULL)
    {
      self->calendar = office_date_popover_new_for_day ();
      gtk_widget_set_parent (self->calendar, GTK_WIDGET (self));
      g_signal_connect_swapped (self->calendar, "chosen", G_CALLBACK (on_day_chosen), self);
    }
  office_date_popover_open (OFFICE_DATE_POPOVER (self->calendar), self->due, office_session_get_now (self->session));
}

static void
archive_picked (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  OfficePicksBar *self = data;
  g_auto (GStrv) ids = office_card_picks_dup_ids (self->picks, self->board);
  g_autoptr (GError) error = NULL;

  office_session_archive_tasks (self->session, (const char *const *) ids, TRUE, &error);
  say (self, error);
}

static void
trash_picked (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  OfficePicksBar *self = data;
  g_auto (GStrv) ids = office_card_picks_dup_ids (self->picks, self->board);
  g_autoptr (GError) error = NULL;

  office_session_trash_tasks (self->session, (const char *const *) ids, &error);
  say (self, error);
}

/* ---- menus, made when they are opened ---- */

static void
append (GMenu *menu, const char *name, const char *action, const char *target)
{
  g_autofree char *label = office_menu_dup_label (name);
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", target);
  g_menu_append_item (menu, item);
}

static void
make_columns (GtkMenuButton *button, gpointer data)
{
  OfficePicksBar *self = data;
  g_autoptr (GMenu) menu = g_menu_new ();
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->board));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (OfficeColumn) column = g_list_model_get_item (G_LIST_MODEL (self->board), i);

      append (menu, office_column_get_name (column), "picks.move", office_column_get_id (column));
    }
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

static void
make_people (GtkMenuButton *button, gpointer data)
{
  OfficePicksBar *self = data;
  g_autoptr (GMenu) menu = g_menu_new ();
  OfficeRoom *room = office_session_find_room (self->session, office_board_get_room_id (self->board));
  GListModel *people = room != NULL ? office_room_get_people (room) : office_session_get_people (self->session);
  const guint n = g_list_model_get_n_items (people);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (OfficePerson) person = g_list_model_get_item (people, i);
      const char *id = office_person_get_id (person);
      /* Translators: %s is a person's name; the tasks are not theirs any more */
      g_autofree char *label = all_are_for (self, id) ? g_strdup_printf (_ ("Not %s"), office_person_get_name (person))
                                                      : g_strdup (office_person_get_name (person));

      append (menu, label, "picks.assign", id);
    }
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

static void
make_labels (GtkMenuButton *button, gpointer data)
{
  OfficePicksBar *self = data;
  g_autoptr (GMenu) menu = g_menu_new ();
  GListModel *labels = office_board_get_labels (self->board);
  const guint n = g_list_model_get_n_items (labels);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (OfficeLabel) label = g_list_model_get_item (labels, i);
      const char *id = office_label_get_id (label);
      /* Translators: %s is the name of a label, that the tasks lose */
      g_autofree char *text = all_have_label (self, id) ? g_strdup_printf (_ ("Not %s"), office_label_get_name (label))
                                                        : g_strdup (office_label_get_name (label));

      append (menu, text, "picks.label", id);
    }
  if (n == 0)
    append (menu, _ ("This room has no labels yet"), "picks.nothing", "");
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

static GMenuModel *
make_due (void)
{
  GMenu *menu = g_menu_new ();

  append (menu, _ ("Today"), "picks.due", "0");
  append (menu, _ ("Tomorrow"), "picks.due", "1");
  append (menu, _ ("In a Week"), "picks.due", "7");
  g_menu_append (menu, _ ("Choose a _Day…"), "picks.choose-day");
  append (menu, _ ("No Due Date"), "picks.due", "none");
  return G_MENU_MODEL (menu);
}

/* ---- the widget ---- */

static void
on_picks_changed (OfficePicksBar *self)
{
  const guint n = office_card_picks_get_n (self->picks);
  g_autofree char *text = g_strdup_printf (ngettext ("%'u selected", "%'u selected", n), n);

  if (n > 0)
    gtk_label_set_text (GTK_LABEL (self->count), text);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), n > 0);
}

static GtkWidget *
add_button (GtkWidget *box, GtkWidget *button, const char *icon, const char *name)
{
  if (GTK_IS_MENU_BUTTON (button))
    {
      gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), icon);
      gtk_menu_button_set_direction (GTK_MENU_BUTTON (button), GTK_ARROW_UP);
    }
  else
    gtk_button_set_icon_name (GTK_BUTTON (button), icon);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static void
add_menu (OfficePicksBar *self, GtkWidget *box, const char *icon, const char *name, GtkMenuButtonCreatePopupFunc fill)
{
  GtkWidget *button = add_button (box, gtk_menu_button_new (), icon, name);

  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), fill, self, NULL);
}

static void
add_action (GtkWidget *box, const char *icon, const char *name, const char *action)
{
  GtkWidget *button = add_button (box, gtk_button_new (), icon, name);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
}

static void
office_picks_bar_dispose (GObject *object)
{
  OfficePicksBar *self = OFFICE_PICKS_BAR (object);

  g_clear_pointer (&self->calendar, gtk_widget_unparent);
  if (self->picks != NULL)
    g_signal_handlers_disconnect_by_data (self->picks, self);
  g_clear_object (&self->picks);
  g_clear_object (&self->board);
  g_clear_object (&self->session);
  g_clear_object (&self->actions);
  g_clear_pointer (&self->revealer, gtk_widget_unparent);

  G_OBJECT_CLASS (office_picks_bar_parent_class)->dispose (object);
}

static void
office_picks_bar_class_init (OfficePicksBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = office_picks_bar_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
office_picks_bar_init (OfficePicksBar *self)
{
  static const GActionEntry entries[] = {
    { "move", move_picked, "s" }, { "assign", assign_picked, "s" }, { "label", label_picked, "s" },
    { "due", due_picked, "s" },   { "choose-day", choose_day },     { "archive", archive_picked },
    { "trash", trash_picked },
  };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  g_autoptr (GMenuModel) due = make_due ();

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "picks", G_ACTION_GROUP (self->actions));
  gtk_widget_add_css_class (box, "picks-bar");
  self->count = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->count), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->count), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (self->count, TRUE);
  gtk_widget_add_css_class (self->count, "heading");
  gtk_widget_add_css_class (self->count, "numeric");
  gtk_box_append (GTK_BOX (box), self->count);
  add_menu (self, box, "office-board-symbolic", _ ("Move To"), make_columns);
  add_menu (self, box, "avatar-default-symbolic", _ ("Assign"), make_people);
  add_menu (self, box, "office-tag-symbolic", _ ("Label"), make_labels);
  self->due = add_button (box, gtk_menu_button_new (), "office-calendar-symbolic", _ ("Due"));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->due), due);
  add_action (box, "package-x-generic-symbolic", _ ("Archive"), "picks.archive");
  add_action (box, "user-trash-symbolic", _ ("Move to the Trash"), "picks.trash");
  add_action (box, "window-close-symbolic", _ ("Select Nothing"), "board.clear-picks");

  self->revealer = gtk_revealer_new ();
  gtk_revealer_set_transition_type (GTK_REVEALER (self->revealer), GTK_REVEALER_TRANSITION_TYPE_SLIDE_UP);
  gtk_revealer_set_transition_duration (GTK_REVEALER (self->revealer), 150);
  gtk_revealer_set_child (GTK_REVEALER (self->revealer), box);
  gtk_widget_set_parent (self->revealer, GTK_WIDGET (self));
}

/**
 * office_picks_bar_set_picks:
 * @self: a bar
 * @picks: what it acts on
 */
void
office_picks_bar_set_picks (OfficePicksBar *self, OfficeCardPicks *picks)
{
  g_set_object (&self->picks, picks);
  g_signal_connect_swapped (picks, "changed", G_CALLBACK (on_picks_changed), self);
}

/**
 * office_picks_bar_set_board:
 * @self: a bar
 * @session: (nullable): the office
 * @board: (nullable): where the tasks stand
 */
void
office_picks_bar_set_board (OfficePicksBar *self, OfficeSession *session, OfficeBoard *board)
{
  g_set_object (&self->session, session);
  g_set_object (&self->board, board);
}
