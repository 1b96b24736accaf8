/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-task-calendar-private.h"

static int
get_step (OfficeTaskCalendar *self, guint key)
{
  int forward = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? -1 : 1;

  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      return -forward;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      return forward;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      return -7;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      return 7;
    default:
      return 0;
    }
}

static void
act_on (OfficeTaskCalendar *self, OfficeTask *task, guint key)
{
  g_autoptr (GError) error = NULL;

  if (key == GDK_KEY_Delete)
    office_session_trash_task (office_task_calendar_get_session (self), office_task_get_id (task), &error);
  else
    office_session_complete_task (office_task_calendar_get_session (self), office_task_get_id (task),
                                  office_task_get_state (task) != OFFICE_STATE_DONE, &error);
  office_task_calendar_say (self, error);
}

/* The chip above or below, of its day or of those without a date. */
static GtkWidget *
find_beside (OfficeTaskCalendar *self, OfficeCalendarChip *chip, gboolean below)
{
  g_autoptr (GPtrArray) chips = NULL;
  guint index;

  if (office_task_get_due_day (office_calendar_chip_get_task (chip)) == 0)
    return below ? gtk_widget_get_next_sibling (GTK_WIDGET (chip)) : gtk_widget_get_prev_sibling (GTK_WIDGET (chip));
  chips = office_calendar_grid_list_chips (office_task_calendar_get_grid (self),
                                           office_task_calendar_get_chosen (self));
  if (!g_ptr_array_find (chips, chip, &index) || (below ? index + 1 == chips->len : index == 0))
    return NULL;
  return chips->pdata[below ? index + 1 : index - 1];
}

/* With a task: up and down go through its day, and on to the day itself. */
static gboolean
press_on_chip (OfficeTaskCalendar *self, OfficeCalendarChip *chip, guint key, GdkModifierType state)
{
  OfficeTask *task = office_calendar_chip_get_task (chip);
  int step = get_step (self, key);
  guint day = office_task_get_due_day (task);

  if (step != 0 && state == GDK_SHIFT_MASK)
    {
      g_autoptr (OfficeTask) held = g_object_ref (task);

      office_task_calendar_reschedule (
          self, held,
          (guint) ((int) (day != 0 ? day : office_task_calendar_get_chosen (self)) + (day != 0 ? step : 0)));
      return TRUE;
    }
  if (step != 0 && day != 0 && state == (GDK_CONTROL_MASK | GDK_SHIFT_MASK))
    {
      g_autoptr (OfficeTask) held = g_object_ref (task);
      const guint start = office_task_get_start_day (task);

      office_task_calendar_move_end (self, held, OFFICE_TASK_START, (guint) ((int) (start != 0 ? start : day) + step));
      return TRUE;
    }
  if (step != 0 && day != 0 && state == (GDK_ALT_MASK | GDK_SHIFT_MASK))
    {
      g_autoptr (OfficeTask) held = g_object_ref (task);

      office_task_calendar_move_end (self, held, OFFICE_TASK_DUE, (guint) ((int) day + step));
      return TRUE;
    }
  if (key == GDK_KEY_Menu || (key == GDK_KEY_F10 && state == GDK_SHIFT_MASK))
    {
      office_calendar_chip_open_menu (chip);
      return TRUE;
    }
  if (state != 0)
    return FALSE;
  if (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter)
    office_calendar_chip_open (chip);
  else if (key == GDK_KEY_space || key == GDK_KEY_Delete)
    act_on (self, task, key);
  else if (step == 7 || step == -7)
    {
      GtkWidget *next = find_beside (self, chip, step > 0);

      if (next != NULL)
        gtk_widget_grab_focus (next);
      else if (step < 0 && day != 0)
        office_task_calendar_focus (self);
    }
  else if (key == GDK_KEY_Escape && day != 0)
    office_task_calendar_focus (self);
  else
    return FALSE;
  return TRUE;
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
                OfficeTaskCalendar *self)
{
  OfficeCalendarChip *chip = office_task_calendar_get_focused_chip (self);
  int step = get_step (self, key);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  state &= gtk_accelerator_get_default_mod_mask ();
  if (chip != NULL && press_on_chip (self, chip, key, state))
    return GDK_EVENT_STOP;
  if (focus == NULL || state != 0 || (!OFFICE_IS_CALENDAR_DAY (focus) && chip == NULL))
    return GDK_EVENT_PROPAGATE;
  if (step != 0)
    office_task_calendar_choose (self, (guint) ((int) office_task_calendar_get_chosen (self) + step));
  else if (key == GDK_KEY_Page_Up || key == GDK_KEY_Page_Down)
    office_task_calendar_turn_page (self, key == GDK_KEY_Page_Up ? -1 : 1);
  else if (key == GDK_KEY_Home)
    office_task_calendar_turn_to_today (self);
  else if (key == GDK_KEY_n)
    {
      office_task_calendar_add_task (self);
      return GDK_EVENT_STOP;
    }
  else if ((key == GDK_KEY_Return || key == GDK_KEY_KP_Enter) && OFFICE_IS_CALENDAR_DAY (focus))
    {
      OfficeCalendarChip *first = office_calendar_grid_find_chip (office_task_calendar_get_grid (self),
                                                                  office_task_calendar_get_chosen (self), NULL);

      if (first != NULL)
        gtk_widget_grab_focus (GTK_WIDGET (first));
      else if (!office_task_calendar_focus_rows (self))
        office_task_calendar_add_task (self);
      return GDK_EVENT_STOP;
    }
  else
    return GDK_EVENT_PROPAGATE;
  office_task_calendar_focus (self);
  return GDK_EVENT_STOP;
}

/* Before the grid and its scroller take arrows. */
void
office_task_calendar_add_keys (OfficeTaskCalendar *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
