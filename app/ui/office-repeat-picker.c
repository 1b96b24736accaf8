/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-repeat-picker.h"

#include "office-repeat-rule.h"

#include <glib/gi18n.h>
#include <stdio.h>

#define N_DAYS 7

/* Which of the entries of the first choice. */
enum { NEVER, DAILY, WEEKDAYS, WEEKLY, MONTHLY, YEARLY };
/* On which day of the month: that of the due date, a number, or one of the weekdays. */
enum { ON_DUE, ON_DAY, ON_FIRST, ON_SECOND, ON_THIRD, ON_FOURTH, ON_LAST };
enum { ENDS_NEVER, ENDS_AFTER, ENDS_ON };

/* Owned by its popover. */
typedef struct {
  OfficeSession *session;
  OfficeTask *task;
  GtkWidget *popover;
  GtkWidget *how;
  GtkWidget *details; /* all but the first choice */
  GtkWidget *every_row, *every, *unit;
  GtkWidget *days_row, *days[N_DAYS];
  GtkWidget *month_row, *month, *month_day, *month_weekday;
  GtkWidget *from;
  GtkWidget *ends, *count, *until;
  GtkWidget *words;
  gboolean filling;
} Picker;

static void
picker_free (gpointer data)
{
  Picker *self = data;

  g_object_unref (self->session);
  g_object_unref (self->task);
  g_free (self);
}

static guint
get_choice (GtkWidget *drop_down)
{
  return gtk_drop_down_get_selected (GTK_DROP_DOWN (drop_down));
}

static void
name (GtkWidget *widget, const char *text)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

/* ---- from the rule to the controls ---- */

static guint
find_choice (const OfficeRepeatRule *rule)
{
  switch (rule->unit)
    {
    case OFFICE_REPEAT_DAILY:
      return DAILY;
    case OFFICE_REPEAT_WEEKLY:
      return rule->weekdays == OFFICE_REPEAT_WEEKDAYS && rule->interval == 1 ? WEEKDAYS : WEEKLY;
    case OFFICE_REPEAT_MONTHLY:
      return MONTHLY;
    case OFFICE_REPEAT_YEARLY:
    default:
      return YEARLY;
    }
}

static guint
find_month_choice (const OfficeRepeatRule *rule)
{
  if (rule->week != 0)
    return rule->week < 0 ? ON_LAST : ON_FIRST + (guint) rule->week - 1;
  return rule->month_day > 0 ? ON_DAY : ON_DUE;
}

/* The due date, or today. */
static void
get_day (Picker *self, GDate *day)
{
  const char *due = office_task_get_due (self->task);
  guint year, month, number;

  g_date_clear (day, 1);
  if (due != NULL && sscanf (due, "%4u-%2u-%2u", &year, &month, &number) == 3
      && g_date_valid_dmy ((GDateDay) number, month, (GDateYear) year))
    g_date_set_dmy (day, (GDateDay) number, month, (GDateYear) year);
  else
    g_date_set_time_t (day, (time_t) (g_get_real_time () / G_USEC_PER_SEC));
}

/* Where nothing was chosen yet, what is offered is the day that the task is due. */
static void
fill_month (Picker *self, const OfficeRepeatRule *rule)
{
  GDate day;
  guint weekday;

  get_day (self, &day);
  weekday = (guint) g_date_get_weekday (&day) - 1;
  for (guint i = 0; rule->week != 0 && i < N_DAYS; i++)
    if ((rule->weekdays & (1u << i)) != 0)
      weekday = i;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->month), find_month_choice (rule));
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->month_day),
                             rule->month_day > 0 ? rule->month_day : g_date_get_day (&day));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->month_weekday), weekday);
}

static void
show_parts (Picker *self)
{
  static const char *const units[] = { "", N_ ("days"), "", N_ ("weeks"), N_ ("months"), N_ ("years") };
  const guint how = get_choice (self->how);
  const char *rule = office_task_get_repeat (self->task);
  g_autofree char *words = rule != NULL ? office_repeat_to_text (rule, office_task_get_repeat_from (self->task)) : NULL;

  gtk_widget_set_visible (self->details, how != NEVER);
  gtk_widget_set_visible (self->every_row, how != NEVER && how != WEEKDAYS);
  if (how != NEVER && how != WEEKDAYS)
    gtk_label_set_text (GTK_LABEL (self->unit), _ (units[how]));
  gtk_widget_set_visible (self->days_row, how == WEEKLY);
  gtk_widget_set_visible (self->month_row, how == MONTHLY);
  gtk_widget_set_visible (self->month_day, get_choice (self->month) == ON_DAY);
  gtk_widget_set_visible (self->month_weekday, get_choice (self->month) >= ON_FIRST);
  gtk_widget_set_visible (self->count, get_choice (self->ends) == ENDS_AFTER);
  gtk_widget_set_visible (self->until, get_choice (self->ends) == ENDS_ON);
  gtk_widget_set_visible (self->words, words != NULL);
  gtk_label_set_text (GTK_LABEL (self->words), words != NULL ? words : "");
}

static void
fill (Picker *self)
{
  OfficeRepeatRule rule;
  const gboolean plain = office_repeat_rule_read (&rule, office_task_get_repeat (self->task));

  if (!plain)
    rule = (OfficeRepeatRule){ .interval = 1 };
  self->filling = TRUE;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->how), plain ? find_choice (&rule) : NEVER);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->every), rule.interval);
  for (guint i = 0; i < N_DAYS; i++)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->days[i]), (rule.weekdays & (1u << i)) != 0);
  fill_month (self, &rule);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->from),
                               office_task_get_repeat_from (self->task) == OFFICE_REPEAT_FROM_COMPLETION);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->ends), rule.count > 0        ? ENDS_AFTER
                                                          : *rule.until != '\0' ? ENDS_ON
                                                                                : ENDS_NEVER);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->count), rule.count > 0 ? rule.count : 10);
  gtk_editable_set_text (GTK_EDITABLE (self->until), rule.until);
  gtk_widget_remove_css_class (self->until, "error");
  self->filling = FALSE;
  show_parts (self);
}

/* ---- from the controls to the rule ---- */

/* FALSE: it ends on a day that is not written yet */
static gboolean
read_end (Picker *self, OfficeRepeatRule *rule)
{
  guint year, month, day;
  char rest;

  gtk_widget_remove_css_class (self->until, "error");
  if (get_choice (self->ends) == ENDS_AFTER)
    rule->count = (guint) gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->count));
  if (get_choice (self->ends) != ENDS_ON)
    return TRUE;
  if (sscanf (gtk_editable_get_text (GTK_EDITABLE (self->until)), "%4u-%2u-%2u%c", &year, &month, &day, &rest) != 3
      || !g_date_valid_dmy ((GDateDay) day, month, (GDateYear) year))
    {
      if (*gtk_editable_get_text (GTK_EDITABLE (self->until)) != '\0')
        gtk_widget_add_css_class (self->until, "error");
      return FALSE;
    }
  g_snprintf (rule->until, sizeof rule->until, "%04u-%02u-%02u", year % 10000, month % 100, day % 100);
  return TRUE;
}

static void
read_month (Picker *self, OfficeRepeatRule *rule)
{
  const guint choice = get_choice (self->month);

  if (choice == ON_DAY)
    rule->month_day = (guint) gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->month_day));
  if (choice < ON_FIRST)
    return;
  rule->week = choice == ON_LAST ? -1 : (int) (choice - ON_FIRST) + 1;
  rule->weekdays = 1u << get_choice (self->month_weekday);
}

static gboolean
read_rule (Picker *self, OfficeRepeatRule *rule)
{
  static const OfficeRepeatUnit units[] = { OFFICE_REPEAT_DAILY,  OFFICE_REPEAT_DAILY,   OFFICE_REPEAT_WEEKLY,
                                            OFFICE_REPEAT_WEEKLY, OFFICE_REPEAT_MONTHLY, OFFICE_REPEAT_YEARLY };
  const guint how = get_choice (self->how);

  *rule = (OfficeRepeatRule){ .unit = units[how], .interval = 1 };
  if (how == WEEKDAYS)
    rule->weekdays = OFFICE_REPEAT_WEEKDAYS;
  else
    rule->interval = (guint) gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->every));
  for (guint i = 0; how == WEEKLY && i < N_DAYS; i++)
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->days[i])))
      rule->weekdays |= 1u << i;
  if (how == MONTHLY)
    read_month (self, rule);
  return read_end (self, rule);
}

static void
apply (Picker *self)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  OfficeRepeatRule rule;
  const gboolean never = get_choice (self->how) == NEVER;

  if (self->filling)
    return;
  if (!never && !read_rule (self, &rule))
    {
      show_parts (self);
      return;
    }
  text = never ? NULL : office_repeat_rule_to_rule (&rule);
  office_session_set_task_repeat (self->session, office_task_get_id (self->task), text,
                                  gtk_check_button_get_active (GTK_CHECK_BUTTON (self->from))
                                      ? OFFICE_REPEAT_FROM_COMPLETION
                                      : OFFICE_REPEAT_FROM_DUE,
                                  &error);
  if (error != NULL)
    gtk_widget_activate_action (self->popover, "win.say", "s", error->message);
  show_parts (self);
}

/* ---- building ---- */

static GtkWidget *
add_choice (Picker *self, GtkWidget *box, const char *const *words, const char *label)
{
  GtkWidget *drop_down = gtk_drop_down_new_from_strings (words);

  name (drop_down, label);
  g_signal_connect_swapped (drop_down, "notify::selected", G_CALLBACK (apply), self);
  gtk_box_append (GTK_BOX (box), drop_down);
  return drop_down;
}

/* GTK 4.8 gives the spin button's name to nothing in it. */
static void
name_parts (GtkWidget *spin, const char *label)
{
  const char *const buttons[] = { _ ("Less"), _ ("More") };
  guint n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (spin); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_BUTTON (child) && n < G_N_ELEMENTS (buttons))
      name (child, buttons[n++]);
    else
      name (child, label);
}

static GtkWidget *
add_number (Picker *self, GtkWidget *box, const char *label, double most)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (1, most, 1);

  name (spin, label);
  name_parts (spin, label);
  g_signal_connect_swapped (spin, "value-changed", G_CALLBACK (apply), self);
  gtk_box_append (GTK_BOX (box), spin);
  return spin;
}

/* index: 0 is Monday */
static char *
dup_weekday (guint index, const char *format)
{
  /* 6 January 2025 was one. */
  g_autoptr (GDateTime) date = g_date_time_new_utc (2025, 1, 6 + (int) index, 0, 0, 0);

  return g_date_time_format (date, format);
}

static GtkWidget *
add_days (Picker *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (box, "linked");
  for (guint i = 0; i < N_DAYS; i++)
    {
      g_autofree char *day = dup_weekday (i, "%A");
      g_autofree char *letters = dup_weekday (i, "%a");

      self->days[i] = gtk_toggle_button_new_with_label (letters);
      gtk_widget_set_hexpand (self->days[i], TRUE);
      gtk_widget_add_css_class (self->days[i], "weekday");
      name (self->days[i], day);
      g_signal_connect_swapped (self->days[i], "toggled", G_CALLBACK (apply), self);
      gtk_box_append (GTK_BOX (box), self->days[i]);
    }
  return box;
}

static void
add_month (Picker *self)
{
  /* Translators: which day of a month; all but the first two stand before the name of a weekday */
  const char *const choices[] = { _ ("On its due day"), _ ("On day"),        _ ("On the first"), _ ("On the second"),
                                  _ ("On the third"),   _ ("On the fourth"), _ ("On the last"),  NULL };
  char *days[N_DAYS + 1] = { NULL };

  for (guint i = 0; i < N_DAYS; i++)
    days[i] = dup_weekday (i, "%A");
  self->month_row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->month = add_choice (self, self->month_row, choices, _ ("Day of the month"));
  self->month_day = add_number (self, self->month_row, _ ("Number of the day"), 31);
  self->month_weekday = add_choice (self, self->month_row, (const char *const *) days, _ ("Weekday"));
  gtk_box_append (GTK_BOX (self->details), self->month_row);
  for (guint i = 0; i < N_DAYS; i++)
    g_free (days[i]);
}

static void
add_end (Picker *self)
{
  const char *const ends[] = { _ ("Never ends"), _ ("Ends after, times"), _ ("Ends on a day"), NULL };
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->ends = add_choice (self, row, ends, _ ("End"));
  self->count = add_number (self, row, _ ("How many times"), 999);
  self->until = gtk_entry_new ();
  gtk_editable_set_width_chars (GTK_EDITABLE (self->until), 10);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->until), "2027-12-31");
  name (self->until, _ ("Last day"));
  g_signal_connect_swapped (self->until, "changed", G_CALLBACK (apply), self);
  gtk_box_append (GTK_BOX (row), self->until);
  gtk_box_append (GTK_BOX (self->details), row);
}

static void
build (Picker *self, GtkWidget *box)
{
  const char *const how[] = {
    _ ("Never"), _ ("Every day"), _ ("Every weekday"), _ ("Every week"), _ ("Every month"), _ ("Every year"), NULL
  };

  self->how = add_choice (self, box, how, _ ("Repeats"));
  self->details = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  gtk_box_append (GTK_BOX (box), self->details);
  self->every_row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_box_append (GTK_BOX (self->every_row), gtk_label_new (_ ("Every")));
  self->every = add_number (self, self->every_row, _ ("Every so many"), 999);
  self->unit = gtk_label_new ("");
  gtk_box_append (GTK_BOX (self->every_row), self->unit);
  gtk_box_append (GTK_BOX (self->details), self->every_row);
  self->days_row = add_days (self);
  gtk_box_append (GTK_BOX (self->details), self->days_row);
  add_month (self);
  self->from = gtk_check_button_new_with_label (_ ("Counted from when it is done"));
  g_signal_connect_swapped (self->from, "toggled", G_CALLBACK (apply), self);
  gtk_box_append (GTK_BOX (self->details), self->from);
  add_end (self);
  self->words = gtk_label_new ("");
  gtk_label_set_wrap (GTK_LABEL (self->words), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->words), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (self->words), 34);
  gtk_widget_add_css_class (self->words, "meta");
  gtk_box_append (GTK_BOX (box), self->words);
}

/**
 * office_repeat_picker_new:
 * @session: the office
 * @task: the task
 *
 * Returns: (transfer floating): a popover that says how the task comes again
 */
GtkWidget *
office_repeat_picker_new (OfficeSession *session, OfficeTask *task)
{
  Picker *self = g_new0 (Picker, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  self->session = g_object_ref (session);
  self->task = g_object_ref (task);
  self->popover = gtk_popover_new ();
  name (self->popover, _ ("Repeats"));
  self->filling = TRUE;
  build (self, box);
  gtk_popover_set_child (GTK_POPOVER (self->popover), box);
  g_object_set_data_full (G_OBJECT (self->popover), "office-picker", self, picker_free);
  fill (self);
  g_signal_connect_swapped (self->popover, "show", G_CALLBACK (fill), self);
  return self->popover;
}
