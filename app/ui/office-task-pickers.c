/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-task-pickers.h"

#include "office-avatar.h"
#include "office-due-zone.h"
#include "office-hue.h"
#include "office-label-editor.h"
#include "office-state-icon.h"

#include <glib/gi18n.h>

/* What every picker has; owned by its popover. */
typedef struct {
  OfficeSession *session;
  OfficeTask *task;
  GtkWidget *popover;
  GtkWidget *list;  /* of rows, filled when shown */
  GtkWidget *entry; /* labels: a new one's name; due: the time */
  GtkWidget *calendar;
  GtkWidget *stack, *editor; /* labels: the list, and one of them */
  gboolean filling;
  gboolean start;    /* a day: the start in place of the due date */
  gboolean watchers; /* people: who watch, in place of who do it */
} Picker;

static void
picker_free (gpointer data)
{
  Picker *self = data;

  g_object_unref (self->session);
  g_object_unref (self->task);
  g_free (self);
}

static Picker *
picker_new (OfficeSession *session, OfficeTask *task, const char *name)
{
  Picker *self = g_new0 (Picker, 1);

  self->session = g_object_ref (session);
  self->task = g_object_ref (task);
  self->popover = gtk_popover_new ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->popover), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (self->popover), "office-picker", self, picker_free);
  return self;
}

static void
say (Picker *self, GError *error)
{
  if (error != NULL)
    gtk_widget_activate_action (self->popover, "win.say", "s", error->message);
}

static const char *
get_task_id (Picker *self)
{
  return office_task_get_id (self->task);
}

static gboolean
holds (GListModel *list, gpointer item)
{
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GObject) other = g_list_model_get_item (list, i);

      if (other == item)
        return TRUE;
    }
  return FALSE;
}

/* ---- a list of rows, each with something in front, a name, and a check where it applies ---- */

static void
make_list (Picker *self, const char *name)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "picker");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 320);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->list);
  gtk_widget_set_size_request (scroller, 220, -1);
  gtk_popover_set_child (GTK_POPOVER (self->popover), scroller);
}

static void
clear_list (Picker *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
}

/* Returns what is in the row. */
static GtkWidget *
add_row (Picker *self, GtkWidget *lead, const char *name, gboolean checked, GObject *what)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = gtk_label_new (name);
  GtkWidget *check = gtk_image_new_from_icon_name ("object-select-symbolic");

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_opacity (check, checked ? 1 : 0);
  gtk_box_append (GTK_BOX (box), lead);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), check);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_CHECKED, checked, -1);
  g_object_set_data_full (G_OBJECT (row), "office-what", g_object_ref (what), g_object_unref);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
  return box;
}

static gpointer
get_what (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "office-what");
}

/* ---- column ---- */

static void
fill_columns (Picker *self)
{
  g_autoptr (OfficeBoard) board = office_session_open_board (self->session, office_task_get_room_id (self->task));

  clear_list (self);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (board)); i++)
    {
      g_autoptr (OfficeColumn) column = g_list_model_get_item (G_LIST_MODEL (board), i);
      GtkWidget *icon = office_state_icon_new ();

      office_state_icon_set_state (OFFICE_STATE_ICON (icon), office_column_get_state (column));
      add_row (self, icon, office_column_get_name (column),
               g_strcmp0 (office_column_get_id (column), office_task_get_column_id (self->task)) == 0,
               G_OBJECT (column));
    }
}

static void
choose_column (Picker *self, GtkListBoxRow *row)
{
  OfficeColumn *column = get_what (row);
  g_autoptr (GError) error = NULL;

  if (g_strcmp0 (office_column_get_id (column), office_task_get_column_id (self->task)) != 0)
    office_session_move_task (self->session, get_task_id (self), office_column_get_id (column), NULL, &error);
  say (self, error);
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

/**
 * office_column_picker_new:
 * @session: the office
 * @task: the task
 *
 * Returns: (transfer floating): a popover that moves the task to another column
 */
GtkWidget *
office_column_picker_new (OfficeSession *session, OfficeTask *task)
{
  Picker *self = picker_new (session, task, _ ("Column"));

  make_list (self, _ ("Column"));
  g_signal_connect_swapped (self->popover, "show", G_CALLBACK (fill_columns), self);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (choose_column), self);
  return self->popover;
}

/* ---- people ---- */

static GListModel *
get_people (Picker *self)
{
  return self->watchers ? office_task_get_watchers (self->task) : office_task_get_assignees (self->task);
}

static void
fill_people (Picker *self)
{
  OfficeRoom *room = office_session_find_room (self->session, office_task_get_room_id (self->task));
  GListModel *people = room != NULL ? office_room_get_people (room) : office_session_get_people (self->session);

  clear_list (self);
  for (guint i = 0; i < g_list_model_get_n_items (people); i++)
    {
      g_autoptr (OfficePerson) person = g_list_model_get_item (people, i);
      GtkWidget *avatar = office_avatar_new (24);

      office_avatar_set_person (OFFICE_AVATAR (avatar), person);
      add_row (self, avatar, office_person_get_name (person), holds (get_people (self), person), G_OBJECT (person));
    }
}

static void
choose_person (Picker *self, GtkListBoxRow *row)
{
  OfficePerson *person = get_what (row);
  g_autoptr (GError) error = NULL;

  if (self->watchers)
    office_session_watch_task (self->session, get_task_id (self), office_person_get_id (person),
                               !holds (get_people (self), person), &error);
  else
    office_session_assign (self->session, get_task_id (self), office_person_get_id (person),
                           !holds (get_people (self), person), &error);
  say (self, error);
  fill_people (self);
}

/**
 * office_people_picker_new:
 * @session: the office
 * @task: the task
 *
 * Returns: (transfer floating): a popover that assigns the task to people who may see it
 */
GtkWidget *
office_people_picker_new (OfficeSession *session, OfficeTask *task)
{
  Picker *self = picker_new (session, task, _ ("Assigned"));

  make_list (self, _ ("People"));
  g_signal_connect_swapped (self->popover, "show", G_CALLBACK (fill_people), self);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (choose_person), self);
  return self->popover;
}

/**
 * office_watchers_picker_new:
 * @session: the office
 * @task: the task
 *
 * Returns: (transfer floating): a popover that chooses who is told of what happens to the task
 */
GtkWidget *
office_watchers_picker_new (OfficeSession *session, OfficeTask *task)
{
  Picker *self = picker_new (session, task, _ ("Watchers"));

  self->watchers = TRUE;
  make_list (self, _ ("People"));
  g_signal_connect_swapped (self->popover, "show", G_CALLBACK (fill_people), self);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (choose_person), self);
  return self->popover;
}

/* ---- labels ---- */

static void
edit_label (GtkButton *button, Picker *self)
{
  gtk_stack_set_visible_child (GTK_STACK (self->stack), self->editor);
  office_label_editor_set_label (OFFICE_LABEL_EDITOR (self->editor),
                                 g_object_get_data (G_OBJECT (button), "office-what"));
}

static GtkWidget *
make_edit_button (Picker *self, OfficeLabel *label)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("document-edit-symbolic");
  /* Translators: %s is the name of a label */
  g_autofree char *name = g_strdup_printf (_ ("Edit %s"), office_label_get_name (label));

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "small");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "office-what", g_object_ref (label), g_object_unref);
  g_signal_connect (button, "clicked", G_CALLBACK (edit_label), self);
  return button;
}

static void
fill_labels (Picker *self)
{
  g_autoptr (OfficeBoard) board = office_session_open_board (self->session, office_task_get_room_id (self->task));
  GListModel *labels = office_board_get_labels (board);

  clear_list (self);
  for (guint i = 0; i < g_list_model_get_n_items (labels); i++)
    {
      g_autoptr (OfficeLabel) label = g_list_model_get_item (labels, i);
      GtkWidget *dot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

      gtk_widget_add_css_class (dot, "chip");
      gtk_widget_add_css_class (dot, "hue-dot");
      gtk_widget_add_css_class (dot, office_label_get_hue (label));
      gtk_widget_set_valign (dot, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (add_row (self, dot, office_label_get_name (label),
                                        holds (office_task_get_labels (self->task), label), G_OBJECT (label))),
                      make_edit_button (self, label));
    }
  gtk_widget_set_visible (gtk_widget_get_ancestor (self->list, GTK_TYPE_SCROLLED_WINDOW),
                          g_list_model_get_n_items (labels) > 0);
}

static void
choose_label (Picker *self, GtkListBoxRow *row)
{
  OfficeLabel *label = get_what (row);
  g_autoptr (GError) error = NULL;

  office_session_set_label (self->session, get_task_id (self), office_label_get_id (label),
                            !holds (office_task_get_labels (self->task), label), &error);
  say (self, error);
  fill_labels (self);
}

static void
show_labels (Picker *self)
{
  fill_labels (self);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "list");
}

/* A new label takes the next of the eight hues, so that neighbours differ. */
static void
add_label (Picker *self)
{
  g_autoptr (OfficeBoard) board = office_session_open_board (self->session, office_task_get_room_id (self->task));
  guint n = g_list_model_get_n_items (office_board_get_labels (board));
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;

  if (*name == '\0')
    return;
  if (office_session_create_label (self->session, office_task_get_room_id (self->task), name,
                                   office_hue_get_name (n), &id, &error)
      && office_session_set_label (self->session, get_task_id (self), id, TRUE, &error))
    gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  say (self, error);
  fill_labels (self);
}

/**
 * office_label_picker_new:
 * @session: the office
 * @task: the task
 *
 * Returns: (transfer floating): a popover that puts the room's labels on the task, changes them, and makes new ones
 */
GtkWidget *
office_label_picker_new (OfficeSession *session, OfficeTask *task)
{
  Picker *self = picker_new (session, task, _ ("Labels"));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_autoptr (GtkWidget) scroller = NULL;

  make_list (self, _ ("Labels"));
  scroller = g_object_ref (gtk_popover_get_child (GTK_POPOVER (self->popover)));
  gtk_popover_set_child (GTK_POPOVER (self->popover), NULL);
  self->entry = gtk_entry_new ();
  gtk_entry_set_max_length (GTK_ENTRY (self->entry), 40);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _ ("New label"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("New label"), -1);
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_box_append (GTK_BOX (box), self->entry);
  self->editor = office_label_editor_new (session);
  self->stack = gtk_stack_new ();
  gtk_stack_set_vhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_stack_add_named (GTK_STACK (self->stack), box, "list");
  gtk_stack_add_named (GTK_STACK (self->stack), self->editor, "edit");
  gtk_popover_set_child (GTK_POPOVER (self->popover), self->stack);

  g_signal_connect_swapped (self->popover, "show", G_CALLBACK (show_labels), self);
  g_signal_connect_swapped (self->editor, "closed", G_CALLBACK (show_labels), self);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (choose_label), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (add_label), self);
  return self->popover;
}

/* ---- due ---- */

static void
set_due (Picker *self, const char *due)
{
  g_autoptr (GError) error = NULL;

  office_session_set_task_time (self->session, get_task_id (self), self->start ? "start" : "due", due, &error);
  say (self, error);
}

/* "9", "9:30", "0930" and "17.00" are times; anything else is none. */
static char *
parse_time (const char *text)
{
  int hour = -1, minute = 0;
  char rest;
  g_autofree char *trimmed = g_strstrip (g_strdup (text));

  if (sscanf (trimmed, "%2d%*1[:.h]%2d%c", &hour, &minute, &rest) != 2
      && sscanf (trimmed, "%2d%2d%c", &hour, &minute, &rest) != 2)
    {
      minute = 0;
      if (sscanf (trimmed, "%2d%c", &hour, &rest) != 1)
        return NULL;
    }
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59)
    return NULL;
  return g_strdup_printf ("%02d:%02d", hour, minute);
}

static void
apply_date (Picker *self)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (GTK_CALENDAR (self->calendar));
  g_autofree char *day = g_date_time_format (date, "%Y-%m-%d");
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autofree char *time = parse_time (typed);
  g_autofree char *due = time != NULL ? g_strdup_printf ("%sT%s", day, time) : g_strdup (day);

  if (self->filling)
    return;
  if (time == NULL && *typed != '\0')
    gtk_widget_add_css_class (self->entry, "error");
  else
    {
      gtk_widget_remove_css_class (self->entry, "error");
      set_due (self, due);
    }
}

static void
apply_and_close (Picker *self)
{
  apply_date (self);
  if (!gtk_widget_has_css_class (self->entry, "error"))
    gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static void
choose_days_ahead (Picker *self, int days)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) day = g_date_time_add_days (now, days);

  gtk_calendar_select_day (GTK_CALENDAR (self->calendar), day);
  apply_and_close (self);
}

static void
choose_today (Picker *self)
{
  choose_days_ahead (self, 0);
}

static void
choose_tomorrow (Picker *self)
{
  choose_days_ahead (self, 1);
}

static void
choose_none (Picker *self)
{
  set_due (self, NULL);
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static void
fill_due (Picker *self)
{
  g_autofree char *due = office_due_to_zone (self->start ? office_task_get_start (self->task)
                                                         : office_task_get_due (self->task),
                                             office_task_get_zone (self->task), NULL);
  int year, month, day;

  self->filling = TRUE;
  if (due != NULL && sscanf (due, "%4d-%2d-%2d", &year, &month, &day) == 3)
    {
      g_autoptr (GDateTime) date = g_date_time_new_local (year, month, day, 0, 0, 0);

      if (date != NULL)
        gtk_calendar_select_day (GTK_CALENDAR (self->calendar), date);
    }
  gtk_editable_set_text (GTK_EDITABLE (self->entry), due != NULL && strlen (due) > 11 ? due + 11 : "");
  gtk_widget_remove_css_class (self->entry, "error");
  self->filling = FALSE;
}

static void
add_button (Picker *self, GtkWidget *box, const char *label, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_hexpand (button, TRUE);
  g_signal_connect_swapped (button, "clicked", clicked, self);
  gtk_box_append (GTK_BOX (box), button);
}

static GtkWidget *
day_picker_new (OfficeSession *session, OfficeTask *task, gboolean start)
{
  Picker *self = picker_new (session, task, start ? _ ("Start") : _ ("Due"));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->start = start;
  add_button (self, buttons, _ ("_Today"), G_CALLBACK (choose_today));
  add_button (self, buttons, _ ("T_omorrow"), G_CALLBACK (choose_tomorrow));
  add_button (self, buttons, _ ("_None"), G_CALLBACK (choose_none));
  self->calendar = gtk_calendar_new ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->calendar), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Day"), -1);
  self->entry = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _ ("Time, such as 9:30"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Time"), -1);
  gtk_box_append (GTK_BOX (box), buttons);
  gtk_box_append (GTK_BOX (box), self->calendar);
  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_popover_set_child (GTK_POPOVER (self->popover), box);

  g_signal_connect_swapped (self->popover, "show", G_CALLBACK (fill_due), self);
  g_signal_connect_swapped (self->calendar, "day-selected", G_CALLBACK (apply_date), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (apply_and_close), self);
  return self->popover;
}

/**
 * office_due_picker_new:
 * @session: the office
 * @task: the task
 *
 * Returns: (transfer floating): a popover that sets the day, and if wished the time, the task is due
 */
GtkWidget *
office_due_picker_new (OfficeSession *session, OfficeTask *task)
{
  return day_picker_new (session, task, FALSE);
}

/**
 * office_start_picker_new:
 * @session: the office
 * @task: the task
 *
 * Returns: (transfer floating): a popover that sets the day, and if wished the time, the task begins
 */
GtkWidget *
office_start_picker_new (OfficeSession *session, OfficeTask *task)
{
  return day_picker_new (session, task, TRUE);
}

/* ---- estimate ---- */

/* "2h", "1h 30m", "1:30", "90m", "90", "1.5h" → minutes; -1: none of these */
static gint64
parse_estimate (const char *text)
{
  int hours = 0, minutes = 0;
  double part;
  char unit, rest;
  g_autofree char *trimmed = g_strstrip (g_ascii_strdown (text, -1));

  if (*trimmed == '\0')
    return 0;
  g_strdelimit (trimmed, ",", '.');
  if (sscanf (trimmed, "%4d:%2d%c", &hours, &minutes, &rest) == 2 && hours >= 0 && minutes >= 0 && minutes < 60)
    return hours * 60 + minutes;
  if (sscanf (trimmed, "%4dh%*[ ]%4d", &hours, &minutes) == 2 || sscanf (trimmed, "%4d h %4d", &hours, &minutes) == 2
      || sscanf (trimmed, "%4dh%4d", &hours, &minutes) == 2)
    return hours >= 0 && minutes >= 0 ? hours * 60 + minutes : -1;
  part = g_ascii_strtod (trimmed, NULL);
  if (!g_ascii_isdigit (*trimmed) || part < 0 || part > 99999)
    return -1;
  if (sscanf (trimmed, "%*[0-9.]%*[ ]%c", &unit) != 1 && sscanf (trimmed, "%*[0-9.]%c", &unit) != 1)
    return (gint64) part;
  if (unit == 'h')
    return (gint64) (part * 60 + .5);
  return unit == 'm' ? (gint64) part : unit == 'd' ? (gint64) (part * 8 * 60 + .5) : -1;
}

static void
apply_estimate (Picker *self)
{
  const gint64 minutes = parse_estimate (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  g_autoptr (GError) error = NULL;

  if (minutes < 0)
    {
      gtk_widget_add_css_class (self->entry, "error");
      return;
    }
  office_session_set_task_estimate (self->session, get_task_id (self), minutes, &error);
  say (self, error);
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static void
fill_estimate (Picker *self)
{
  const gint64 minutes = office_task_get_estimate (self->task);
  g_autofree char *text = minutes > 0 ? g_strdup_printf ("%d:%02d", (int) (minutes / 60), (int) (minutes % 60)) : NULL;

  gtk_widget_remove_css_class (self->entry, "error");
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text != NULL ? text : "");
  gtk_widget_grab_focus (self->entry);
}

/**
 * office_estimate_picker_new:
 * @session: the office
 * @task: the task
 *
 * Returns: (transfer floating): a popover that says how long the task should take
 */
GtkWidget *
office_estimate_picker_new (OfficeSession *session, OfficeTask *task)
{
  Picker *self = picker_new (session, task, _ ("Estimate"));

  self->entry = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _ ("Such as 2h or 45m"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Estimate"), -1);
  gtk_popover_set_child (GTK_POPOVER (self->popover), self->entry);
  g_signal_connect_swapped (self->popover, "show", G_CALLBACK (fill_estimate), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (apply_estimate), self);
  return self->popover;
}
