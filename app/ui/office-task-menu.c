/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-task-menu.h"

#include <glib/gi18n.h>

#include "office-menu-label.h"
#include "office-remind-menu.h"
#include "office-reschedule-menu.h"

/* The menu's actions live in a group of their own on the popover, so that it needs nothing from where it is shown. */
typedef struct {
  OfficeSession *session;
  gboolean elsewhere; /* the window shows another office */
  gboolean in_calendar;
  OfficeTask *task;
  GtkWidget *popover; /* owns this */
} TaskMenu;

static void
task_menu_free (gpointer data)
{
  TaskMenu *self = data;

  g_object_unref (self->session);
  g_object_unref (self->task);
  g_free (self);
}

static void
say (TaskMenu *self, GError *error)
{
  if (error != NULL)
    gtk_widget_activate_action (self->popover, "win.say", "s", error->message);
}

static void
on_open (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  TaskMenu *self = data;

  office_task_open (self->popover, self->session, self->task, self->elsewhere);
}

static void
on_complete (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  TaskMenu *self = data;
  g_autoptr (GError) error = NULL;

  office_session_complete_task (self->session, office_task_get_id (self->task),
                                office_task_get_state (self->task) != OFFICE_STATE_DONE, &error);
  say (self, error);
}

static void
on_trash (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  TaskMenu *self = data;
  g_autoptr (GError) error = NULL;

  office_session_trash_task (self->session, office_task_get_id (self->task), &error);
  say (self, error);
}

static void
on_move (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  TaskMenu *self = data;
  g_autoptr (GError) error = NULL;

  office_session_move_task (self->session, office_task_get_id (self->task), g_variant_get_string (parameter, NULL),
                            NULL, &error);
  say (self, error);
}

static void
on_transfer (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  TaskMenu *self = data;

  gtk_widget_activate_action (self->popover, "win.transfer-task", "s", office_task_get_id (self->task));
}

static void
on_priority (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  TaskMenu *self = data;
  g_autoptr (GError) error = NULL;

  office_session_edit_task (self->session, office_task_get_id (self->task), "priority",
                            g_variant_get_string (parameter, NULL), &error);
  say (self, error);
}

static void
on_remind (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  TaskMenu *self = data;
  g_autoptr (GError) error = NULL;

  office_session_remind (self->session, office_task_get_id (self->task), NULL, g_variant_get_int64 (parameter), NULL,
                         &error);
  say (self, error);
}

static void
on_choose_reminder (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  TaskMenu *self = data;

  gtk_widget_activate_action (self->popover, "win.remind-task", "s", office_task_get_id (self->task));
}

static void
on_end_reminder (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  TaskMenu *self = data;
  OfficeReminder *reminder = office_session_find_reminder_of (self->session, office_task_get_id (self->task));
  g_autoptr (GError) error = NULL;

  if (reminder != NULL)
    office_session_remove_reminder (self->session, office_reminder_get_id (reminder), &error);
  say (self, error);
}

static void
on_duplicate (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  TaskMenu *self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *copy = NULL;

  if (office_session_duplicate_task (self->session, office_task_get_id (self->task), &copy, &error))
    gtk_widget_activate_action (self->popover, "win.open-task", "s", copy);
  say (self, error);
}

static void
on_template (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  TaskMenu *self = data;
  g_autoptr (GError) error = NULL;

  office_session_set_task_template (self->session, office_task_get_id (self->task),
                                    !office_task_get_template (self->task), &error);
  say (self, error);
}

static gboolean
is_watched_by (OfficeTask *task, OfficePerson *person)
{
  GListModel *watchers = office_task_get_watchers (task);

  for (guint i = 0; i < g_list_model_get_n_items (watchers); i++)
    {
      g_autoptr (OfficePerson) watcher = g_list_model_get_item (watchers, i);

      if (watcher == person)
        return TRUE;
    }
  return FALSE;
}

static void
on_watch (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  TaskMenu *self = data;
  OfficePerson *me = office_session_get_me (self->session);
  g_autoptr (GError) error = NULL;

  office_session_watch_task (self->session, office_task_get_id (self->task), office_person_get_id (me),
                             !is_watched_by (self->task, me), &error);
  say (self, error);
}

static gboolean
is_assigned_to (OfficeTask *task, OfficePerson *person)
{
  GListModel *assignees = office_task_get_assignees (task);

  for (guint i = 0; i < g_list_model_get_n_items (assignees); i++)
    {
      g_autoptr (OfficePerson) assignee = g_list_model_get_item (assignees, i);

      if (assignee == person)
        return TRUE;
    }
  return FALSE;
}

static void
on_assign_me (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  TaskMenu *self = data;
  OfficePerson *me = office_session_get_me (self->session);
  g_autoptr (GError) error = NULL;

  office_session_assign (self->session, office_task_get_id (self->task), office_person_get_id (me),
                         !is_assigned_to (self->task, me), &error);
  say (self, error);
}

static GMenuModel *
make_columns (TaskMenu *self)
{
  g_autoptr (OfficeBoard) board = office_session_open_board (self->session, office_task_get_room_id (self->task));
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (board)); i++)
    {
      g_autoptr (OfficeColumn) column = g_list_model_get_item (G_LIST_MODEL (board), i);
      g_autofree char *label = office_menu_dup_label (office_column_get_name (column));
      g_autoptr (GMenuItem) item = NULL;

      if (g_str_equal (office_column_get_id (column), office_task_get_column_id (self->task)))
        continue;
      item = g_menu_item_new (label, NULL);
      g_menu_item_set_action_and_target (item, "task.move", "s", office_column_get_id (column));
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (menu);
}

static GMenuModel *
make_priorities (void)
{
  GMenu *menu = g_menu_new ();

  g_menu_append (menu, _ ("High"), "task.priority::high");
  g_menu_append (menu, _ ("Medium"), "task.priority::medium");
  g_menu_append (menu, _ ("Low"), "task.priority::low");
  g_menu_append (menu, _ ("None"), "task.priority::none");
  return G_MENU_MODEL (menu);
}

static void
append_with_task (TaskMenu *self, GMenu *menu, const char *label, const char *action, const char *column)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);
  const char *id = office_task_get_id (self->task);

  if (column != NULL)
    g_menu_item_set_action_and_target (item, action, "(ss)", id, column);
  else
    g_menu_item_set_action_and_target (item, action, "s", id);
  g_menu_append_item (menu, item);
}

/* A template is no work: it is not done, but used. */
static void
append_first (TaskMenu *self, GMenu *menu)
{
  const gboolean done = office_task_get_state (self->task) == OFFICE_STATE_DONE;

  g_menu_append (menu, _ ("_Open"), "task.open");
  if (!office_task_get_template (self->task))
    g_menu_append (menu, done ? _ ("Mark as _Not Done") : _ ("Mark as _Done"), "task.complete");
  else if (!self->elsewhere)
    append_with_task (self, menu, _ ("_New Task from It"), "win.make-from-template", "");
}

static void
append_template (TaskMenu *self, GMenu *menu)
{
  if (!office_task_get_template (self->task))
    append_with_task (self, menu, _ ("Save as _Template"), "win.save-template", NULL);
  g_menu_append (menu, office_task_get_template (self->task) ? _ ("Make a Tas_k of It Again") : _ ("U_se as Template"),
                 "task.template");
}

static GMenuModel *
make_menu (TaskMenu *self)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) first = g_menu_new ();
  g_autoptr (GMenu) second = g_menu_new ();
  g_autoptr (GMenu) last = g_menu_new ();
  g_autoptr (GMenuModel) columns = make_columns (self);
  g_autoptr (GMenuModel) priorities = make_priorities ();
  g_autoptr (GMenuModel) reminders = office_remind_menu_new (
      self->session, "task", office_session_find_reminder_of (self->session, office_task_get_id (self->task)) != NULL);
  g_autoptr (GMenuModel) days = office_reschedule_menu_new (self->session, self->task, self->in_calendar);

  append_first (self, first);
  g_menu_append (second,
                 is_assigned_to (self->task, office_session_get_me (self->session)) ? _ ("_Unassign Me")
                                                                                    : _ ("_Assign to Me"),
                 "task.assign-me");
  g_menu_append (second,
                 is_watched_by (self->task, office_session_get_me (self->session)) ? _ ("Do Not _Watch") : _ ("_Watch"),
                 "task.watch");
  g_menu_append_submenu (second, _ ("_Priority"), priorities);
  if (!office_task_get_template (self->task))
    g_menu_append_submenu (second, _ ("Resc_hedule"), days);
  if (g_menu_model_get_n_items (columns) > 0)
    g_menu_append_submenu (second, _ ("_Move To"), columns);
  /* These go on in the window, which knows only its own office. */
  if (!self->elsewhere)
    {
      g_menu_append (second, _ ("Move to _Room…"), "task.transfer");
      g_menu_append_submenu (second, _ ("Remind M_e"), reminders);
      append_template (self, last);
      g_menu_append (second, _ ("Dupli_cate"), "task.duplicate");
    }
  g_menu_append (last, _ ("De_lete"), "task.trash");
  g_menu_append (last, _ ("Undo Last Chan_ge"), "win.undo");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (first));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (second));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (last));
  return G_MENU_MODEL (menu);
}

static GtkWidget *
create (OfficeSession *session, OfficeTask *task, gboolean elsewhere, gboolean in_calendar)
{
  static const GActionEntry entries[] = {
    { "duplicate", on_duplicate },       { "watch", on_watch },         { "open", on_open },
    { "complete", on_complete },         { "trash", on_trash },         { "move", on_move, "s" },
    { "priority", on_priority, "s" },    { "assign-me", on_assign_me }, { "transfer", on_transfer },
    { "template", on_template },         { "remind", on_remind, "x" },  { "choose-reminder", on_choose_reminder },
    { "end-reminder", on_end_reminder },
  };
  TaskMenu *self = g_new0 (TaskMenu, 1);
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autoptr (GMenuModel) menu = NULL;

  self->session = g_object_ref (session);
  self->task = g_object_ref (task);
  self->elsewhere = elsewhere;
  self->in_calendar = in_calendar;
  menu = make_menu (self);
  self->popover = gtk_popover_menu_new_from_model (menu);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_widget_set_halign (self->popover, GTK_ALIGN_START);
  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (self->popover, "task", G_ACTION_GROUP (actions));
  g_object_set_data_full (G_OBJECT (self->popover), "office-task-menu", self, task_menu_free);
  office_reschedule_menu_add_actions (self->popover, session, task);
  return self->popover;
}

/**
 * office_task_menu_new:
 * @session: the office
 * @task: the task; the menu says what can be done with it as it is now
 *
 * Returns: (transfer floating): a #GtkPopoverMenu without a parent
 */
GtkWidget *
office_task_menu_new (OfficeSession *session, OfficeTask *task)
{
  return create (session, task, FALSE, FALSE);
}

/**
 * office_task_menu_new_in_calendar:
 * @session: the office
 * @task: the task
 *
 * Returns: (transfer floating): as office_task_menu_new(), with the keys that a calendar has
 */
GtkWidget *
office_task_menu_new_in_calendar (OfficeSession *session, OfficeTask *task)
{
  return create (session, task, FALSE, TRUE);
}

/**
 * office_task_menu_new_elsewhere:
 * @session: an office that the window does not show
 * @task: a task of it
 *
 * Returns: (transfer floating): a #GtkPopoverMenu without a parent, of what can be done with the task from here
 */
GtkWidget *
office_task_menu_new_elsewhere (OfficeSession *session, OfficeTask *task)
{
  return create (session, task, TRUE, FALSE);
}

/**
 * office_task_open:
 * @from: a widget in the window that is to show it
 * @session: the office
 * @task: a task of it
 * @elsewhere: whether the window shows another office: only a link says in which one the task is
 */
void
office_task_open (GtkWidget *from, OfficeSession *session, OfficeTask *task, gboolean elsewhere)
{
  const char *id = office_task_get_id (task);
  g_autofree char *link = elsewhere ? office_session_dup_link (session, OFFICE_PLACE_LINK_TASK, id) : NULL;

  if (elsewhere)
    gtk_widget_activate_action (from, "win.open-link", "s", link);
  else
    gtk_widget_activate_action (from, "win.open-task", "s", id);
}
