/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-task-calendar.h"

#include <glib/gi18n.h>
#include <langinfo.h>

#include "office-calendar-day.h"
#include "office-due.h"
#include "office-new-task.h"
#include "office-task-rows.h"
#include "office-work.h"

#define N_DAYS       42
#define CHIP_HEIGHT  24 /* with the space below, pixels */
#define DAY_HEAD     30 /* of a day, above its tasks */
#define MOST_A_DAY   60 /* in a week */
#define MOST_UNDATED 60
#define SIDE_WIDTH   212
#define SIDE_FROM    720 /* the width from which there is room for what has no date */

struct _OfficeTaskCalendar {
  GtkWidget parent_instance;

  OfficeSession *session;
  char *room;
  OfficeTaskList *list;
  gboolean weekly, narrow;
  guint chosen; /* as g_date_get_julian(), as all days here */
  guint most;   /* tasks that a day has room for */
  gboolean room_for_side;
  guint turn; /* source that fills anew */

  GtkWidget *box;
  GtkWidget *title;
  GtkWidget *side_button;
  GtkWidget *names[7];
  GtkWidget *grid_scroller;
  GtkWidget *grid;
  GtkWidget *days[N_DAYS];
  GtkWidget *side;
  GtkWidget *undated;
  GPtrArray *undated_tasks; /* that it shows; NULL: to be filled */
  GtkWidget *day_rows;      /* of the chosen day, on a phone */
  GListStore *day_tasks;
  GtkWidget *popover; /* in which a task is typed; nullable */
};

G_DEFINE_FINAL_TYPE (OfficeTaskCalendar, office_task_calendar, GTK_TYPE_WIDGET)

/* ---- days ---- */

static GDateTime *
day_to_time (guint day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  return g_date_time_new_local (g_date_get_year (&date), (int) g_date_get_month (&date), g_date_get_day (&date), 12, 0,
                                0);
}

static guint
find_today (OfficeTaskCalendar *self)
{
  gint64 now = self->session != NULL ? office_session_get_now (self->session) : g_get_real_time () / 1000;
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (now / 1000);
  g_autofree char *due = g_date_time_format (time, "%Y-%m-%d");

  return office_due_get_day (due);
}

/* With which day weeks begin here, 0: Sunday; as GtkCalendar finds it. */
static guint
get_week_start (void)
{
  const char *first = nl_langinfo (_NL_TIME_FIRST_WEEKDAY);
  union {
    char *string;
    unsigned int number;
  } origin = { .string = nl_langinfo (_NL_TIME_WEEK_1STDAY) };
  guint week_1stday = origin.number == 19971201 ? 1 : 0;

  return (week_1stday + (guint) (unsigned char) first[0] - 1) % 7;
}

/* The first day of the week of a day. */
static guint
begin_week (guint day)
{
  guint weekday = day % 7; /* 1 January of the year 1 was a Monday, and has the number 1 */

  return day - (weekday + 7 - get_week_start ()) % 7;
}

static guint
begin_month (guint day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  return day - g_date_get_day (&date) + 1;
}

static guint
get_first (OfficeTaskCalendar *self)
{
  return begin_week (self->weekly ? self->chosen : begin_month (self->chosen));
}

static guint
count_days (OfficeTaskCalendar *self)
{
  GDate date;
  guint first = get_first (self);

  if (self->weekly)
    return 7;
  g_date_clear (&date, 1);
  g_date_set_julian (&date, begin_month (self->chosen));
  g_date_add_months (&date, 1);
  return (g_date_get_julian (&date) - first + 6) / 7 * 7;
}

/* The same day of another month, or the last that it has. */
static guint
add_months (guint day, int months)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  if (months > 0)
    g_date_add_months (&date, (guint) months);
  else if (g_date_get_year (&date) > 1)
    g_date_subtract_months (&date, (guint) -months);
  return g_date_get_julian (&date);
}

/* ---- filling ---- */

static void
update_title (OfficeTaskCalendar *self)
{
  g_autoptr (GDateTime) time = day_to_time (self->weekly ? get_first (self) : self->chosen);
  g_autoptr (GDateTime) last = day_to_time (get_first (self) + 6);
  g_autofree char *title = NULL;

  if (self->weekly)
    {
      gboolean same = g_date_time_get_month (time) == g_date_time_get_month (last);
      /* Translators: the first day of a week, as in "9 – 15 June 2025", and "30 June – 6 July 2025" */
      g_autofree char *from = g_date_time_format (time, same ? "%-d" : _ ("%-d %B"));
      g_autofree char *to = g_date_time_format (last, _ ("%-d %B %Y"));

      title = g_strdup_printf ("%s – %s", from, to);
    }
  else
    /* Translators: a month, as in "June 2025" */
    title = g_date_time_format (time, _ ("%OB %Y"));
  gtk_label_set_text (GTK_LABEL (self->title), title);
}

static void
update_names (OfficeTaskCalendar *self)
{
  guint first = begin_week (self->chosen);

  for (guint i = 0; i < 7; i++)
    {
      g_autoptr (GDateTime) time = day_to_time (first + i);
      g_autofree char *name = g_date_time_format (time, "%a");

      gtk_label_set_text (GTK_LABEL (self->names[i]), name);
    }
}

static GHashTable *
group_by_day (OfficeTaskCalendar *self, GPtrArray *undated)
{
  GHashTable *groups = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  guint n = self->list != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->list)) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (self->list), i);
      guint day = OFFICE_IS_TASK (item) ? office_task_get_due_day (OFFICE_TASK (item)) : 0;
      GPtrArray *group = day == 0 ? undated : g_hash_table_lookup (groups, GUINT_TO_POINTER (day));

      if (!OFFICE_IS_TASK (item) || (day == 0 && office_task_get_state (OFFICE_TASK (item)) == OFFICE_STATE_DONE))
        continue;
      if (group == NULL)
        {
          group = g_ptr_array_new_with_free_func (g_object_unref);
          g_hash_table_insert (groups, GUINT_TO_POINTER (day), group);
        }
      g_ptr_array_add (group, g_object_ref (item));
    }
  return groups;
}

static void
fill_days (OfficeTaskCalendar *self, GHashTable *groups)
{
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();
  const guint first = get_first (self), n = count_days (self), today = find_today (self);
  const guint month = begin_month (self->chosen);

  for (guint i = 0; i < N_DAYS; i++)
    {
      guint day = first + i;
      GPtrArray *group = g_hash_table_lookup (groups, GUINT_TO_POINTER (day));
      OfficeCalendarDayFlags flags = (day == today ? OFFICE_CALENDAR_DAY_TODAY : 0)
                                     | (day == self->chosen ? OFFICE_CALENDAR_DAY_CHOSEN : 0)
                                     | (!self->weekly && begin_month (day) != month ? OFFICE_CALENDAR_DAY_OUTSIDE : 0);

      gtk_widget_set_visible (self->days[i], i < n);
      office_calendar_day_set (OFFICE_CALENDAR_DAY (self->days[i]), day, flags);
      office_calendar_day_set_tasks (OFFICE_CALENDAR_DAY (self->days[i]), self->session,
                                     i < n && group != NULL ? group : nothing, self->weekly ? MOST_A_DAY : self->most,
                                     self->narrow);
    }
}

/* Chips follow their tasks: only others are made anew. */
static gboolean
shows_undated (OfficeTaskCalendar *self, GPtrArray *undated)
{
  if (self->undated_tasks == NULL || self->undated_tasks->len != undated->len)
    return FALSE;
  for (guint i = 0; i < undated->len; i++)
    if (undated->pdata[i] != self->undated_tasks->pdata[i])
      return FALSE;
  return TRUE;
}

static void
fill_side (OfficeTaskCalendar *self, GPtrArray *undated)
{
  g_autofree char *label = g_strdup_printf (_ ("No date %u"), undated->len);
  GtkWidget *child;

  gtk_button_set_label (GTK_BUTTON (self->side_button), label);
  gtk_widget_set_visible (self->side_button, !self->narrow && self->room_for_side);
  gtk_widget_set_visible (self->side, !self->narrow && self->room_for_side
                                          && gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->side_button)));
  if (!gtk_widget_get_visible (self->side) || shows_undated (self, undated))
    return;
  g_clear_pointer (&self->undated_tasks, g_ptr_array_unref);
  self->undated_tasks = g_ptr_array_ref (undated);
  while ((child = gtk_widget_get_first_child (self->undated)) != NULL)
    gtk_box_remove (GTK_BOX (self->undated), child);
  for (guint i = 0; i < MIN (undated->len, MOST_UNDATED); i++)
    gtk_box_append (GTK_BOX (self->undated), office_calendar_chip_new (self->session, undated->pdata[i]));
  if (undated->len == 0 || undated->len > MOST_UNDATED)
    {
      const guint n = undated->len - MOST_UNDATED;
      g_autofree char *more = undated->len == 0 ? g_strdup (_ ("Drag a task here to take its date away."))
                                                : g_strdup_printf (ngettext ("+%u more", "+%u more", n), n);
      GtkWidget *hint = gtk_label_new (more);

      gtk_label_set_wrap (GTK_LABEL (hint), TRUE);
      gtk_label_set_xalign (GTK_LABEL (hint), 0);
      gtk_widget_add_css_class (hint, "stamp");
      gtk_box_append (GTK_BOX (self->undated), hint);
    }
}

static OfficeCalendarChip *
get_focused_chip (OfficeTaskCalendar *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && OFFICE_IS_CALENDAR_CHIP (focus) && gtk_widget_is_ancestor (focus, GTK_WIDGET (self))
             ? OFFICE_CALENDAR_CHIP (focus)
             : NULL;
}

static OfficeCalendarDay *
find_day (OfficeTaskCalendar *self, guint day)
{
  guint first = get_first (self);

  return day >= first && day < first + count_days (self) ? OFFICE_CALENDAR_DAY (self->days[day - first]) : NULL;
}

/* Chips are made anew: the focus goes with the task. */
static void
fill (OfficeTaskCalendar *self)
{
  g_autoptr (GPtrArray) undated = g_ptr_array_new_with_free_func (g_object_unref);
  OfficeCalendarChip *focused = get_focused_chip (self);
  g_autoptr (OfficeTask) task = focused != NULL ? g_object_ref (office_calendar_chip_get_task (focused)) : NULL;
  g_autoptr (GHashTable) groups = NULL;
  GPtrArray *chosen;

  g_clear_handle_id (&self->turn, g_source_remove);
  if (self->list == NULL)
    return;
  if (task != NULL && office_task_get_due_day (task) != 0)
    self->chosen = office_task_get_due_day (task);
  groups = group_by_day (self, undated);
  update_title (self);
  fill_days (self, groups);
  fill_side (self, undated);
  chosen = g_hash_table_lookup (groups, GUINT_TO_POINTER (self->chosen));
  g_list_store_splice (self->day_tasks, 0, g_list_model_get_n_items (G_LIST_MODEL (self->day_tasks)),
                       chosen != NULL && self->narrow ? chosen->pdata : NULL,
                       chosen != NULL && self->narrow ? chosen->len : 0);
  if (task != NULL && get_focused_chip (self) == NULL)
    {
      OfficeCalendarDay *day = find_day (self, self->chosen);
      OfficeCalendarChip *chip = day != NULL ? office_calendar_day_find_chip (day, task) : NULL;

      gtk_widget_grab_focus (chip != NULL ? GTK_WIDGET (chip) : GTK_WIDGET (day));
    }
}

static gboolean
on_turn (gpointer data)
{
  OfficeTaskCalendar *self = data;

  self->turn = 0;
  fill (self);
  return G_SOURCE_REMOVE;
}

/* ---- acting ---- */

static void
say (OfficeTaskCalendar *self, GError *error)
{
  if (error != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.say", "s", error->message);
}

static void
reschedule (OfficeTaskCalendar *self, OfficeTask *task, guint day)
{
  g_autoptr (GError) error = NULL;

  office_session_reschedule (self->session, task, day, &error);
  say (self, error);
}

static void
on_dropped (OfficeCalendarDay *day, OfficeTask *task, OfficeTaskCalendar *self)
{
  reschedule (self, task, office_calendar_day_get_day (day));
}

static gboolean
on_side_drop (GtkDropTarget *target, const GValue *value, double x, double y, OfficeTaskCalendar *self)
{
  if (g_value_get_object (value) != NULL)
    reschedule (self, g_value_get_object (value), 0);
  return TRUE;
}

static void
on_chosen (OfficeCalendarDay *day, OfficeTaskCalendar *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->chosen == office_calendar_day_get_day (day))
    return;
  /* The month stays where it is under the pointer, but for days of another one. */
  self->chosen = office_calendar_day_get_day (day);
  if (get_focused_chip (self) != NULL)
    gtk_root_set_focus (root, NULL);
  fill (self);
}

static void
on_title_typed (GtkWidget *entry, OfficeTaskCalendar *self)
{
  g_autofree char *title = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
  g_autofree char *due = office_due_new (self->chosen);
  OfficeNewTask task = { .room = self->room, .title = title, .due = due };
  g_autoptr (GError) error = NULL;

  if (*title == '\0' || self->room == NULL)
    return;
  office_session_make_tasks (self->session, &task, 1, NULL, &error);
  say (self, error);
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  if (self->popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static void
add_task (OfficeTaskCalendar *self)
{
  OfficeCalendarDay *day = find_day (self, self->chosen);
  GtkWidget *entry = gtk_entry_new ();

  if (day == NULL || self->room == NULL)
    return;
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  gtk_entry_set_max_length (GTK_ENTRY (entry), 500);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("New task on this day"));
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 28);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("New task on this day"),
                                  -1);
  g_signal_connect (entry, "activate", G_CALLBACK (on_title_typed), self);
  self->popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (self->popover), entry);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->popover), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("New Task"), -1);
  gtk_widget_set_parent (self->popover, GTK_WIDGET (day));
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static void
turn_page (OfficeTaskCalendar *self, int step)
{
  office_task_calendar_choose (self, self->weekly ? (guint) ((int) self->chosen + 7 * step)
                                                  : add_months (self->chosen, step));
}

static void
on_previous (OfficeTaskCalendar *self)
{
  turn_page (self, -1);
}

static void
on_next (OfficeTaskCalendar *self)
{
  turn_page (self, 1);
}

static void
on_today (OfficeTaskCalendar *self)
{
  office_task_calendar_choose (self, find_today (self));
}

/* ---- keys ---- */

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
    office_session_trash_task (self->session, office_task_get_id (task), &error);
  else
    office_session_complete_task (self->session, office_task_get_id (task),
                                  office_task_get_state (task) != OFFICE_STATE_DONE, &error);
  say (self, error);
}

/* With a task: up and down go through its day, and on to the day itself. */
static gboolean
press_on_chip (OfficeTaskCalendar *self, OfficeCalendarChip *chip, guint key, GdkModifierType state)
{
  OfficeTask *task = office_calendar_chip_get_task (chip);
  int step = get_step (self, key);
  guint day = office_task_get_due_day (task);
  GtkWidget *next;

  if (step != 0 && state == GDK_SHIFT_MASK)
    {
      g_autoptr (OfficeTask) held = g_object_ref (task);

      reschedule (self, held, (guint) ((int) (day != 0 ? day : self->chosen) + (day != 0 ? step : 0)));
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
      next = step > 0 ? gtk_widget_get_next_sibling (GTK_WIDGET (chip))
                      : gtk_widget_get_prev_sibling (GTK_WIDGET (chip));
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
  OfficeCalendarChip *chip = get_focused_chip (self);
  int step = get_step (self, key);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  state &= gtk_accelerator_get_default_mod_mask ();
  if (chip != NULL && press_on_chip (self, chip, key, state))
    return GDK_EVENT_STOP;
  if (focus == NULL || state != 0 || (!OFFICE_IS_CALENDAR_DAY (focus) && chip == NULL))
    return GDK_EVENT_PROPAGATE;
  if (step != 0)
    office_task_calendar_choose (self, (guint) ((int) self->chosen + step));
  else if (key == GDK_KEY_Page_Up || key == GDK_KEY_Page_Down)
    turn_page (self, key == GDK_KEY_Page_Up ? -1 : 1);
  else if (key == GDK_KEY_Home)
    on_today (self);
  else if (key == GDK_KEY_n)
    {
      add_task (self);
      return GDK_EVENT_STOP;
    }
  else if ((key == GDK_KEY_Return || key == GDK_KEY_KP_Enter) && OFFICE_IS_CALENDAR_DAY (focus))
    {
      OfficeCalendarChip *first = office_calendar_day_find_chip (OFFICE_CALENDAR_DAY (focus), NULL);

      if (first != NULL)
        gtk_widget_grab_focus (GTK_WIDGET (first));
      else if (self->narrow)
        office_task_rows_focus (OFFICE_TASK_ROWS (self->day_rows), NULL);
      else
        add_task (self);
      return GDK_EVENT_STOP;
    }
  else
    return GDK_EVENT_PROPAGATE;
  office_task_calendar_focus (self);
  return GDK_EVENT_STOP;
}

/* ---- the widget ---- */

static void
office_task_calendar_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                              int *minimum_baseline, int *natural_baseline)
{
  gtk_widget_measure (OFFICE_TASK_CALENDAR (widget)->box, orientation, for_size, minimum, natural, NULL, NULL);
}

static void
office_task_calendar_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  OfficeTaskCalendar *self = OFFICE_TASK_CALENDAR (widget);
  guint weeks = count_days (self) / 7, most;
  gboolean room_for_side = width >= SIDE_FROM;

  gtk_widget_size_allocate (self->box, &(GtkAllocation){ 0, 0, width, height }, baseline);
  most = (guint) MAX (gtk_widget_get_height (self->grid_scroller) / (int) weeks - DAY_HEAD, CHIP_HEIGHT) / CHIP_HEIGHT;
  if ((most != self->most || room_for_side != self->room_for_side) && self->turn == 0)
    self->turn = g_idle_add (on_turn, self);
  self->most = most;
  self->room_for_side = room_for_side;
}

static void
office_task_calendar_dispose (GObject *object)
{
  OfficeTaskCalendar *self = OFFICE_TASK_CALENDAR (object);

  g_clear_pointer (&self->popover, gtk_widget_unparent);
  if (self->box != NULL)
    office_task_calendar_set_list (self, NULL, NULL, NULL);
  g_clear_handle_id (&self->turn, g_source_remove);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->day_tasks);
  G_OBJECT_CLASS (office_task_calendar_parent_class)->dispose (object);
}

static void
office_task_calendar_class_init (OfficeTaskCalendarClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = office_task_calendar_dispose;
  widget_class->measure = office_task_calendar_measure;
  widget_class->size_allocate = office_task_calendar_size_allocate;
}

static GtkWidget *
add_button (GtkWidget *box, const char *icon, const char *label, const char *name, GCallback clicked,
            OfficeTaskCalendar *self)
{
  GtkWidget *button = icon != NULL ? gtk_button_new_from_icon_name (icon) : gtk_button_new_with_mnemonic (label);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_swapped (button, "clicked", clicked, self);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static GtkWidget *
build_head (OfficeTaskCalendar *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_add_css_class (head, "toolrow");
  gtk_widget_set_margin_start (head, 12);
  gtk_widget_set_margin_end (head, 12);
  gtk_widget_set_margin_bottom (head, 6);
  add_button (head, "go-previous-symbolic", NULL, _ ("Earlier (Page Up)"), G_CALLBACK (on_previous), self);
  add_button (head, "go-next-symbolic", NULL, _ ("Later (Page Down)"), G_CALLBACK (on_next), self);
  self->title = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->title, "heading");
  gtk_label_set_xalign (GTK_LABEL (self->title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (self->title, TRUE);
  gtk_box_append (GTK_BOX (head), self->title);
  add_button (head, "list-add-symbolic", NULL, _ ("New Task on the Chosen Day (N)"), G_CALLBACK (add_task), self);
  add_button (head, NULL, _ ("_Today"), _ ("Today (Home)"), G_CALLBACK (on_today), self);
  self->side_button = gtk_toggle_button_new ();
  gtk_widget_add_css_class (self->side_button, "flat");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->side_button), TRUE);
  gtk_widget_set_tooltip_text (self->side_button, _ ("Show Tasks Without a Date"));
  g_signal_connect_swapped (self->side_button, "toggled", G_CALLBACK (fill), self);
  gtk_box_append (GTK_BOX (head), self->side_button);
  return head;
}

static GtkWidget *
build_grid (OfficeTaskCalendar *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *names = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_box_set_homogeneous (GTK_BOX (names), TRUE);
  for (guint i = 0; i < 7; i++)
    {
      self->names[i] = gtk_label_new (NULL);
      gtk_widget_add_css_class (self->names[i], "stamp");
      gtk_label_set_ellipsize (GTK_LABEL (self->names[i]), PANGO_ELLIPSIZE_END);
      gtk_box_append (GTK_BOX (names), self->names[i]);
    }
  gtk_widget_set_margin_bottom (names, 4);
  self->grid = gtk_grid_new ();
  gtk_grid_set_row_homogeneous (GTK_GRID (self->grid), TRUE);
  gtk_grid_set_column_homogeneous (GTK_GRID (self->grid), TRUE);
  gtk_widget_add_css_class (self->grid, "calendar-grid");
  for (guint i = 0; i < N_DAYS; i++)
    {
      self->days[i] = office_calendar_day_new ();
      g_signal_connect (self->days[i], "chosen", G_CALLBACK (on_chosen), self);
      g_signal_connect (self->days[i], "dropped", G_CALLBACK (on_dropped), self);
      gtk_widget_set_hexpand (self->days[i], TRUE);
      gtk_widget_set_vexpand (self->days[i], TRUE);
      gtk_grid_attach (GTK_GRID (self->grid), self->days[i], (int) i % 7, (int) i / 7, 1, 1);
    }
  self->grid_scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->grid_scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->grid_scroller), self->grid);
  gtk_widget_set_vexpand (self->grid_scroller, TRUE);
  gtk_box_append (GTK_BOX (box), names);
  gtk_box_append (GTK_BOX (box), self->grid_scroller);
  gtk_widget_set_hexpand (box, TRUE);
  return box;
}

static GtkWidget *
build_side (OfficeTaskCalendar *self)
{
  GtkWidget *title = gtk_label_new (_ ("No date"));
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkDropTarget *target = gtk_drop_target_new (OFFICE_TYPE_TASK, GDK_ACTION_MOVE);

  self->side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_add_css_class (self->side, "calendar-side");
  gtk_widget_set_size_request (self->side, SIDE_WIDTH, -1);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "stamp");
  self->undated = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->undated);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (self->side), title);
  gtk_box_append (GTK_BOX (self->side), scroller);
  g_signal_connect (target, "drop", G_CALLBACK (on_side_drop), self);
  gtk_widget_add_controller (self->side, GTK_EVENT_CONTROLLER (target));
  return self->side;
}

static void
office_task_calendar_init (OfficeTaskCalendar *self)
{
  GtkWidget *body = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->most = 3;
  self->chosen = find_today (self);
  self->day_tasks = g_list_store_new (OFFICE_TYPE_TASK);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (self->box), build_head (self));
  gtk_box_append (GTK_BOX (body), build_grid (self));
  gtk_box_append (GTK_BOX (body), build_side (self));
  gtk_widget_set_margin_start (body, 12);
  gtk_widget_set_margin_end (body, 12);
  gtk_widget_set_margin_bottom (body, 12);
  gtk_box_append (GTK_BOX (self->box), body);
  self->day_rows = office_task_rows_new (NULL);
  office_task_rows_set_narrow (OFFICE_TASK_ROWS (self->day_rows), TRUE);
  gtk_widget_set_vexpand (self->day_rows, TRUE);
  gtk_widget_set_visible (self->day_rows, FALSE);
  gtk_box_append (GTK_BOX (self->box), self->day_rows);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  update_names (self);
}

/**
 * office_task_calendar_new:
 *
 * Returns: (transfer floating): the month of today, with no tasks
 */
GtkWidget *
office_task_calendar_new (void)
{
  return g_object_new (OFFICE_TYPE_TASK_CALENDAR, NULL);
}

/**
 * office_task_calendar_set_list:
 * @self: a calendar
 * @session: (nullable): the office
 * @room: (nullable): the room in which new tasks are made
 * @list: (nullable): the tasks, without groups and by date
 */
void
office_task_calendar_set_list (OfficeTaskCalendar *self, OfficeSession *session, const char *room, OfficeTaskList *list)
{
  g_return_if_fail (OFFICE_IS_TASK_CALENDAR (self));

  if (self->list == list && self->session == session)
    return;
  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_pointer (&self->undated_tasks, g_ptr_array_unref);
  if (session != self->session)
    {
      g_set_object (&self->session, session);
      self->chosen = find_today (self);
    }
  g_set_object (&self->list, list);
  g_free (self->room);
  self->room = g_strdup (room);
  office_task_rows_set_model (OFFICE_TASK_ROWS (self->day_rows), session,
                              session != NULL ? G_LIST_MODEL (self->day_tasks) : NULL);
  if (list == NULL)
    return;
  g_signal_connect_swapped (list, "updated", G_CALLBACK (fill), self);
  fill (self);
}

/**
 * office_task_calendar_set_weekly:
 * @self: a calendar
 * @weekly: whether a week is shown, and not a month
 */
void
office_task_calendar_set_weekly (OfficeTaskCalendar *self, gboolean weekly)
{
  g_return_if_fail (OFFICE_IS_TASK_CALENDAR (self));

  if (self->weekly == weekly)
    return;
  self->weekly = weekly;
  fill (self);
}

/**
 * office_task_calendar_set_narrow:
 * @self: a calendar
 * @narrow: whether there is room only for dots
 */
void
office_task_calendar_set_narrow (OfficeTaskCalendar *self, gboolean narrow)
{
  g_return_if_fail (OFFICE_IS_TASK_CALENDAR (self));

  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  gtk_widget_set_visible (self->day_rows, narrow);
  gtk_widget_set_vexpand (self->grid_scroller, !narrow);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->grid_scroller), GTK_POLICY_NEVER,
                                  narrow ? GTK_POLICY_NEVER : GTK_POLICY_AUTOMATIC);
  fill (self);
}

/**
 * office_task_calendar_choose:
 * @self: a calendar
 * @day: as g_date_get_julian()
 *
 * Turns to the month or week of the day.
 */
void
office_task_calendar_choose (OfficeTaskCalendar *self, guint day)
{
  g_return_if_fail (OFFICE_IS_TASK_CALENDAR (self));

  /* Years of four digits, and room for a page before and after. */
  self->chosen = CLAMP (day, 366, 3651000);
  if (get_focused_chip (self) != NULL)
    gtk_root_set_focus (gtk_widget_get_root (GTK_WIDGET (self)), NULL);
  fill (self);
}

/**
 * office_task_calendar_get_chosen:
 * @self: a calendar
 *
 * Returns: the day that is chosen, as g_date_get_julian()
 */
guint
office_task_calendar_get_chosen (OfficeTaskCalendar *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK_CALENDAR (self), 0);

  return self->chosen;
}

/**
 * office_task_calendar_focus:
 * @self: a calendar
 *
 * Puts the focus on the day that is chosen.
 */
void
office_task_calendar_focus (OfficeTaskCalendar *self)
{
  OfficeCalendarDay *day;

  g_return_if_fail (OFFICE_IS_TASK_CALENDAR (self));

  day = find_day (self, self->chosen);
  if (day != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (day));
}

/**
 * office_task_calendar_show_task:
 * @self: a calendar
 * @task: a task's id
 *
 * Turns to the day on which it is due.
 */
void
office_task_calendar_show_task (OfficeTaskCalendar *self, const char *task)
{
  OfficeTask *object = self->session != NULL ? office_session_find_task (self->session, task) : NULL;
  OfficeCalendarDay *day;
  OfficeCalendarChip *chip;

  if (object == NULL || office_task_get_due_day (object) == 0)
    return;
  office_task_calendar_choose (self, office_task_get_due_day (object));
  day = find_day (self, self->chosen);
  chip = day != NULL ? office_calendar_day_find_chip (day, object) : NULL;
  if (chip != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (chip));
  else
    office_task_calendar_focus (self);
}
