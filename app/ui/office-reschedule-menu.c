/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-reschedule-menu.h"

#include <glib/gi18n.h>

#include "office-task-span.h"
#include "office-work.h"

typedef enum { WHOLE, START, DUE, NEW_DATE, NO_DATE } What;

typedef struct {
  const char *action;
  const char *label;
  What what;
  int days;        /* how far; of a new date: from today */
  const char *key; /* in a calendar, written from left to right; nullable */
} Step;

static const Step steps[] = {
  { "day-earlier", N_ ("Move a Day Earlier"), WHOLE, -1, "<Shift>Left" },
  { "day-later", N_ ("Move a Day Later"), WHOLE, 1, "<Shift>Right" },
  { "week-earlier", N_ ("Move a Week Earlier"), WHOLE, -7, "<Shift>Up" },
  { "week-later", N_ ("Move a Week Later"), WHOLE, 7, "<Shift>Down" },
  { "start-earlier", N_ ("Start a Day Earlier"), START, -1, "<Control><Shift>Left" },
  { "start-later", N_ ("Start a Day Later"), START, 1, "<Control><Shift>Right" },
  { "due-earlier", N_ ("Due a Day Earlier"), DUE, -1, "<Alt><Shift>Left" },
  { "due-later", N_ ("Due a Day Later"), DUE, 1, "<Alt><Shift>Right" },
  { "today", N_ ("Due Today"), NEW_DATE, 0, NULL },
  { "tomorrow", N_ ("Due Tomorrow"), NEW_DATE, 1, NULL },
  { "no-date", N_ ("Remove Due Date"), NO_DATE, 0, NULL },
};

/* The actions live on the popover, in a group of their own. */
typedef struct {
  OfficeSession *session;
  OfficeTask *task;
  GtkWidget *popover; /* owns this */
} RescheduleMenu;

static void
reschedule_menu_free (gpointer data)
{
  RescheduleMenu *self = data;

  g_object_unref (self->session);
  g_object_unref (self->task);
  g_free (self);
}

/* ---- what a step does ---- */

static guint
find_today (OfficeSession *session)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (office_session_get_now (session) / 1000);
  GDate today;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, (GDateDay) g_date_time_get_day_of_month (now), g_date_time_get_month (now),
                  (GDateYear) g_date_time_get_year (now));
  return g_date_get_julian (&today);
}

/* The day that it is moved to, as g_date_get_julian(); 0: none. */
static guint
find_day (const Step *step, OfficeSession *session, OfficeTask *task)
{
  const guint due = office_task_get_due_day (task), start = office_task_get_start_day (task);

  switch (step->what)
    {
    case WHOLE:
    case DUE:
      return due + (guint) step->days;
    case START:
      return (start != 0 ? start : due) + (guint) step->days;
    case NEW_DATE:
      return find_today (session) + (guint) step->days;
    case NO_DATE:
    default:
      return 0;
    }
}

static gboolean
is_possible (const Step *step, OfficeSession *session, OfficeTask *task)
{
  if (step->what == START || step->what == DUE)
    return office_task_can_move_end (task, step->what == START ? OFFICE_TASK_START : OFFICE_TASK_DUE,
                                     find_day (step, session, task));
  return TRUE;
}

static void
on_step (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  RescheduleMenu *self = data;
  const Step *step = steps;
  g_autoptr (GError) error = NULL;
  guint day;

  while (!g_str_equal (step->action, g_action_get_name (G_ACTION (action))))
    step++;
  day = find_day (step, self->session, self->task);
  if (step->what == START || step->what == DUE)
    office_session_move_task_end (self->session, self->task, step->what == START ? OFFICE_TASK_START : OFFICE_TASK_DUE,
                                  day, &error);
  else
    office_session_reschedule (self->session, self->task, day, &error);
  if (error != NULL)
    gtk_widget_activate_action (self->popover, "win.say", "s", error->message);
}

/* ---- the menu ---- */

/* Later is where one reads on. */
static char *
dup_key (const Step *step)
{
  g_autoptr (GString) key = g_string_new (step->key);

  if (gtk_widget_get_default_direction () != GTK_TEXT_DIR_RTL)
    return g_strdup (key->str);
  if (g_string_replace (key, "Left", "Right", 0) == 0)
    g_string_replace (key, "Right", "Left", 0);
  return g_strdup (key->str);
}

/**
 * office_reschedule_menu_new:
 * @session: the office
 * @task: a task
 * @in_calendar: whether keys do the same where the menu is shown
 *
 * Returns: (transfer full): a menu; of what has no date, of dates that it can get
 */
GMenuModel *
office_reschedule_menu_new (OfficeSession *session, OfficeTask *task, gboolean in_calendar)
{
  const gboolean dated = office_task_get_due_day (task) != 0;
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) section = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autofree char *action = g_strconcat ("reschedule.", steps[i].action, NULL);
      g_autoptr (GMenuItem) item = g_menu_item_new (_ (steps[i].label), action);

      if (dated == (steps[i].what == NEW_DATE))
        continue;
      if (in_calendar && steps[i].key != NULL)
        {
          g_autofree char *key = dup_key (&steps[i]);

          g_menu_item_set_attribute (item, "accel", "s", key);
        }
      if (section == NULL || steps[i].what != steps[i - 1].what)
        {
          g_clear_object (&section);
          section = g_menu_new ();
          g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
        }
      g_menu_append_item (section, item);
    }
  return G_MENU_MODEL (menu);
}

/**
 * office_reschedule_menu_add_actions:
 * @popover: what shows the menu, or one that it is part of
 * @session: the office
 * @task: the task
 */
void
office_reschedule_menu_add_actions (GtkWidget *popover, OfficeSession *session, OfficeTask *task)
{
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  RescheduleMenu *self = g_new0 (RescheduleMenu, 1);

  self->session = g_object_ref (session);
  self->task = g_object_ref (task);
  self->popover = popover;
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (GSimpleAction) action = g_simple_action_new (steps[i].action, NULL);

      g_simple_action_set_enabled (action, is_possible (&steps[i], session, task));
      g_signal_connect (action, "activate", G_CALLBACK (on_step), self);
      g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (action));
    }
  gtk_widget_insert_action_group (popover, "reschedule", G_ACTION_GROUP (actions));
  g_object_set_data_full (G_OBJECT (popover), "office-reschedule-menu", self, reschedule_menu_free);
}
