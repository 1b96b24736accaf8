/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-repeat-picker.h"

#include "office-repeat-rule.h"

#include <glib/gi18n.h>
#include <stdio.h>

#define N_DAYS 7

/* Which of the entries of the first choice. */
enum { NEVER, DAILY, WEEKDAYS, WEEKLY, MONTHLY, YEARLY };
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

static gboolean
read_rule (Picker *self, OfficeRepeatRule *rule)
{
  static const OfficeRepeatUnit units[] = { OFFICE_REPEAT_DAILY,  OFFICE_REPEAT_DAILY,   OFFICE_REPEAT_WEEKLY,
                                            OFFICE_REPEAT_WEEKLY, OFFICE_REPEAT_MONTHLY, OFFICE_REPEAT_YEARLY };
  const guint how = get_choice (self->how);
  OfficeRepeatRule before;

  *rule = (OfficeRepeatRule){ .unit = units[how], .interval = 1 };
  if (how == WEEKDAYS)
    rule->weekdays = OFFICE_REPEAT_WEEKDAYS;
  else
    rule->interval = (guint) gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->every));
  for (guint i = 0; how == WEEKLY && i < N_DAYS; i++)
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->days[i])))
      rule->weekdays |= 1u << i;
  /* "The second Tuesday" has no control of its own, and stays. */
  if (how == MONTHLY && office_repeat_rule_read (&before, office_task_get_repeat (self->task))
      && before.unit == OFFICE_REPEAT_MONTHLY)
    {
      rule->week = before.week;
      rule->weekdays = before.weekdays;
      rule->month_day = before.month_day;
    }
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

static GtkWidget *
add_number (Picker *self, GtkWidget *box, const char *label)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (1, 999, 1);

  name (spin, label);
  g_signal_connect_swapped (spin, "value-changed", G_CALLBACK (apply), self);
  gtk_box_append (GTK_BOX (box), spin);
  return spin;
}

static GtkWidget *
add_days (Picker *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (box, "linked");
  for (guint i = 0; i < N_DAYS; i++)
    {
      /* 6 January 2025 was a Monday. */
      g_autoptr (GDateTime) date = g_date_time_new_utc (2025, 1, 6 + (int) i, 0, 0, 0);
      g_autofree char *day = g_date_time_format (date, "%A");
      g_autofree char *letters = g_date_time_format (date, "%a");

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
add_end (Picker *self)
{
  const char *const ends[] = { _ ("Never ends"), _ ("Ends after, times"), _ ("Ends on a day"), NULL };
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->ends = add_choice (self, row, ends, _ ("End"));
  self->count = add_number (self, row, _ ("How many times"));
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
  self->every = add_number (self, self->every_row, _ ("Every so many"));
  self->unit = gtk_label_new ("");
  gtk_box_append (GTK_BOX (self->every_row), self->unit);
  gtk_box_append (GTK_BOX (self->details), self->every_row);
  self->days_row = add_days (self);
  gtk_box_append (GTK_BOX (self->details), self->days_row);
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
