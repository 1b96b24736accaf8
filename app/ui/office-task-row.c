/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-task-row.h"

#include <glib/gi18n.h>

#include "office-calendar-chip.h"
#include "office-drag.h"
#include "office-due-chip.h"
#include "office-label-chip.h"
#include "office-people-pile.h"
#include "office-task-menu.h"
#include "office-task-pickers.h"
#include "office-when.h"

#define DRAGGED_WIDTH 180
#define DUE_WIDTH     92 /* so that the calendars align */
#define MOST_LABELS   3

struct _OfficeTaskRow {
  GtkWidget parent_instance;

  OfficeWork *work; /* nullable */
  OfficeSession *session;
  OfficeTask *task;
  OfficeTaskGroup *group;
  gboolean narrow;
  gboolean filling;
  GtkWidget *popover; /* the last one; nullable */

  GtkWidget *group_box; /* NULL until it is needed */
  GtkWidget *arrow;
  GtkWidget *group_title;
  GtkWidget *group_count;

  GtkWidget *task_box;
  GtkWidget *check;
  GtkWidget *texts;
  GtkWidget *title;
  GtkWidget *priority;
  GtkWidget *place;
  GtkWidget *labels;
  GtkWidget *steps;
  GtkWidget *steps_label;
  GtkWidget *due;
  GtkWidget *due_frame;
  GtkWidget *people;
  GtkWidget *snooze; /* NULL but in one's own work */
};

enum { SNOOZE, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OfficeTaskRow, office_task_row, GTK_TYPE_WIDGET)

static void
say (OfficeTaskRow *self, GError *error)
{
  if (error != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.say", "s", error->message);
}

/* ---- what is shown ---- */

static void
set_class (GtkWidget *widget, const char *name, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
update_priority (OfficeTaskRow *self)
{
  OfficePriority priority = office_task_get_priority (self->task);
  gboolean high = priority == OFFICE_PRIORITY_HIGH;
  const char *words = high ? _ ("High priority") : _ ("Medium priority");

  gtk_widget_set_visible (self->priority, high || priority == OFFICE_PRIORITY_MEDIUM);
  /* With a new tooltip GTK asks where the pointer is, and tells a screen reader: a row is used for many tasks. */
  if (!gtk_widget_get_visible (self->priority) || g_strcmp0 (gtk_widget_get_tooltip_text (self->priority), words) == 0)
    return;
  gtk_image_set_from_icon_name (GTK_IMAGE (self->priority), high ? "office-high-symbolic" : "office-medium-symbolic");
  gtk_widget_set_tooltip_text (self->priority, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->priority), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  set_class (self->priority, "prio-high", high);
}

/* The room, and which office where there are several; until when it is put off. */
static char *
dup_place (OfficeTaskRow *self)
{
  OfficeRoom *room = office_session_find_room (self->session, office_task_get_room_id (self->task));
  gint64 until = office_task_get_state (self->task) == OFFICE_STATE_DONE
                     ? 0
                     : office_work_get_snoozed_until (self->work, self->task);
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  if (room != NULL)
    g_ptr_array_add (parts, g_strdup (office_room_get_name (room)));
  if (office_work_has_several (self->work))
    g_ptr_array_add (parts, g_strdup (office_session_get_name (self->session)));
  if (until > 0)
    {
      g_autofree char *when = office_when_to_text (until, office_session_get_now (self->session));

      /* Translators: until when a task is snoozed */
      g_ptr_array_add (parts, g_strdup_printf (_ ("until %s"), when));
    }
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}

static void
update_accessible (OfficeTaskRow *self)
{
  g_autofree char *due = office_task_dup_due_text (self->task, TRUE);
  g_autofree char *label = due != NULL ? g_strdup_printf (_ ("%s, %s, due %s"), office_task_get_title (self->task),
                                                          office_task_get_column_name (self->task), due)
                                       : g_strdup_printf (_ ("%s, %s"), office_task_get_title (self->task),
                                                          office_task_get_column_name (self->task));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
update_task (OfficeTaskRow *self)
{
  gboolean done = office_task_get_state (self->task) == OFFICE_STATE_DONE;
  g_autofree char *steps = g_strdup_printf ("%u/%u", office_task_get_n_steps_done (self->task),
                                            office_task_get_n_steps (self->task));
  g_autofree char *place = self->work != NULL ? dup_place (self) : NULL;

  self->filling = TRUE;
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->check), done);
  self->filling = FALSE;
  gtk_label_set_text (GTK_LABEL (self->title), office_task_get_title (self->task));
  set_class (self->title, "done-text", done);
  gtk_label_set_text (GTK_LABEL (self->place), place != NULL ? place : "");
  gtk_widget_set_visible (self->place, place != NULL);
  gtk_label_set_text (GTK_LABEL (self->steps_label), steps);
  if (self->snooze != NULL)
    gtk_widget_set_visible (self->snooze, !done);
  gtk_widget_set_visible (self->steps, office_task_get_n_steps (self->task) > 0 && !self->narrow);
  update_priority (self);
  update_accessible (self);
}

static void
update_labels (OfficeTaskRow *self)
{
  GListModel *labels = office_task_get_labels (self->task);
  guint n = MIN (g_list_model_get_n_items (labels), MOST_LABELS);
  GtkWidget *chip = gtk_widget_get_first_child (self->labels);

  /* A row is used again and again while one scrolls: so are its chips. */
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (OfficeLabel) label = g_list_model_get_item (labels, i);

      if (chip == NULL)
        {
          chip = office_label_chip_new ();
          gtk_box_append (GTK_BOX (self->labels), chip);
        }
      office_label_chip_set_label (OFFICE_LABEL_CHIP (chip), label);
      gtk_widget_set_visible (chip, TRUE);
      chip = gtk_widget_get_next_sibling (chip);
    }
  for (; chip != NULL; chip = gtk_widget_get_next_sibling (chip))
    {
      office_label_chip_set_label (OFFICE_LABEL_CHIP (chip), NULL);
      gtk_widget_set_visible (chip, FALSE);
    }
  gtk_widget_set_visible (self->labels, n > 0 && !self->narrow);
}

/* In one's own work it is always oneself. */
static void
update_people (OfficeTaskRow *self)
{
  office_people_pile_set_model (OFFICE_PEOPLE_PILE (self->people),
                                self->work == NULL && !self->narrow ? office_task_get_assignees (self->task) : NULL);
}

/* words: what a screen reader says of it */
static char *
dup_count (OfficeTaskGroup *group, gboolean over, char **words)
{
  const gint64 limit = office_task_group_get_limit (group);
  const guint n = limit > 0 ? office_task_group_get_n_all (group) : office_task_group_get_n_tasks (group);

  *words = over ? g_strdup_printf (_ ("%u tasks, over the limit of %d"), n, (int) limit)
                : g_strdup_printf (ngettext ("%'u task", "%'u tasks", n), n);
  return limit > 0 ? g_strdup_printf ("%u/%" G_GINT64_FORMAT, n, limit) : g_strdup_printf ("%'u", n);
}

static void
update_group (OfficeTaskRow *self)
{
  const gint64 limit = office_task_group_get_limit (self->group);
  const gboolean over = limit > 0 && office_task_group_get_n_all (self->group) > limit;
  const gboolean folded = office_task_group_get_folded (self->group);
  g_autofree char *words = NULL;
  g_autofree char *count = dup_count (self->group, over, &words);
  g_autofree char *label = g_strdup_printf (_ ("%s, %s"), office_task_group_get_title (self->group), words);

  gtk_label_set_text (GTK_LABEL (self->group_title), office_task_group_get_title (self->group));
  gtk_label_set_text (GTK_LABEL (self->group_count), count);
  gtk_widget_set_tooltip_text (self->group_count, limit > 0 ? words : NULL);
  set_class (self->group_count, "over", over);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->arrow), folded ? "pan-end-symbolic" : "pan-down-symbolic");
  set_class (self->group_title, "late", office_task_group_get_late (self->group));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/* ---- what can be done ---- */

static void
on_toggled (OfficeTaskRow *self)
{
  g_autoptr (GError) error = NULL;

  if (self->filling || self->task == NULL)
    return;
  office_session_complete_task (self->session, office_task_get_id (self->task),
                                gtk_check_button_get_active (GTK_CHECK_BUTTON (self->check)), &error);
  say (self, error);
  if (error != NULL)
    update_task (self);
}

static gboolean
unparent_popover (gpointer popover)
{
  gtk_widget_unparent (popover);
  return G_SOURCE_REMOVE;
}

static void
on_popover_closed (GtkWidget *popover, OfficeTaskRow *self)
{
  if (self->popover != popover)
    return;
  self->popover = NULL;
  /* Its action may be under way still. */
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, unparent_popover, g_object_ref (popover), g_object_unref);
}

static void
show_popover (OfficeTaskRow *self, GtkWidget *popover, double x, double y)
{
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  self->popover = popover;
  gtk_widget_set_parent (popover, GTK_WIDGET (self));
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &(GdkRectangle){ (int) x, (int) y, 1, 1 });
  g_signal_connect (popover, "closed", G_CALLBACK (on_popover_closed), self);
  gtk_popover_popup (GTK_POPOVER (popover));
}

static GtkWidget *
make_menu (OfficeTaskRow *self)
{
  return self->work != NULL && office_work_is_elsewhere (self->work, self->task)
             ? office_task_menu_new_elsewhere (self->session, self->task)
             : office_task_menu_new (self->session, self->task);
}

static void
on_menu_pressed (GtkGesture *gesture, int n_press, double x, double y, OfficeTaskRow *self)
{
  if (self->task == NULL)
    return;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  show_popover (self, make_menu (self), x, y);
}

static void
on_long_pressed (GtkGesture *gesture, double x, double y, OfficeTaskRow *self)
{
  on_menu_pressed (gesture, 1, x, y, self);
}

static GdkContentProvider *
on_drag_prepare (GtkDragSource *source, double x, double y, OfficeTaskRow *self)
{
  /* A finger that moves at once scrolls. */
  if (self->task == NULL || gtk_gesture_get_last_updated_sequence (GTK_GESTURE (source)) != NULL)
    return NULL;
  return gdk_content_provider_new_typed (OFFICE_TYPE_TASK, self->task);
}

/* As it is on the day onto which it is dropped. */
static void
on_drag_begin (GtkDragSource *source, GdkDrag *drag, OfficeTaskRow *self)
{
  GtkWidget *icon = office_calendar_chip_new (self->session, self->task);

  gtk_widget_add_css_class (icon, "dragged");
  gtk_widget_set_size_request (icon, DRAGGED_WIDTH, -1);
  gtk_drag_icon_set_child (GTK_DRAG_ICON (gtk_drag_icon_get_for_drag (drag)), icon);
  office_drag_add_escape (drag);
}

/* ---- the widget ---- */

static void
let_go (OfficeTaskRow *self)
{
  if (self->task != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->task, self);
      g_signal_handlers_disconnect_by_data (office_task_get_labels (self->task), self);
      office_due_chip_set_task (OFFICE_DUE_CHIP (self->due), NULL);
      office_people_pile_set_model (OFFICE_PEOPLE_PILE (self->people), NULL);
    }
  if (self->group != NULL)
    g_signal_handlers_disconnect_by_data (self->group, self);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_object (&self->task);
  g_clear_object (&self->group);
  g_clear_object (&self->session);
}

static void
office_task_row_dispose (GObject *object)
{
  OfficeTaskRow *self = OFFICE_TASK_ROW (object);

  let_go (self);
  g_clear_object (&self->work);
  g_clear_pointer (&self->group_box, gtk_widget_unparent);
  g_clear_pointer (&self->task_box, gtk_widget_unparent);
  G_OBJECT_CLASS (office_task_row_parent_class)->dispose (object);
}

static void
office_task_row_class_init (OfficeTaskRowClass *class)
{
  G_OBJECT_CLASS (class)->dispose = office_task_row_dispose;
  signals[SNOOZE] = g_signal_new ("snooze", OFFICE_TYPE_TASK_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                  0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (class), "taskrow");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (class), GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkWidget *
new_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
build_group (OfficeTaskRow *self)
{
  self->group_box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  self->group_title = new_label ("title-4");
  gtk_widget_add_css_class (self->group_title, "group-title");
  self->group_count = new_label ("stamp");
  gtk_widget_add_css_class (self->group_count, "numeric");
  self->arrow = gtk_image_new ();
  gtk_widget_add_css_class (self->arrow, "dim-label");
  gtk_box_append (GTK_BOX (self->group_box), self->group_title);
  gtk_box_append (GTK_BOX (self->group_box), self->group_count);
  gtk_box_append (GTK_BOX (self->group_box), self->arrow);
  gtk_widget_add_css_class (self->group_box, "task-group");
  gtk_widget_set_parent (self->group_box, GTK_WIDGET (self));
}

static GtkWidget *
build_texts (OfficeTaskRow *self)
{
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->title = new_label (NULL);
  self->priority = gtk_image_new ();
  self->place = new_label ("stamp");
  gtk_box_append (GTK_BOX (line), self->title);
  gtk_box_append (GTK_BOX (line), self->priority);
  gtk_box_append (GTK_BOX (texts), line);
  gtk_box_append (GTK_BOX (texts), self->place);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  return texts;
}

static void
on_snooze_clicked (OfficeTaskRow *self)
{
  g_signal_emit (self, signals[SNOOZE], 0);
}

static GtkWidget *
build_snooze (OfficeTaskRow *self)
{
  self->snooze = gtk_button_new_from_icon_name ("office-moon-symbolic");
  gtk_widget_add_css_class (self->snooze, "flat");
  gtk_widget_add_css_class (self->snooze, "snooze");
  gtk_widget_set_valign (self->snooze, GTK_ALIGN_CENTER);
  gtk_widget_set_focusable (self->snooze, FALSE);
  gtk_widget_set_visible (self->snooze, FALSE);
  gtk_widget_set_tooltip_text (self->snooze, _ ("Snooze (S)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->snooze), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Snooze"), -1);
  g_signal_connect_swapped (self->snooze, "clicked", G_CALLBACK (on_snooze_clicked), self);
  return self->snooze;
}

static void
build_task (OfficeTaskRow *self)
{
  GtkWidget *image = gtk_image_new_from_icon_name ("office-steps-symbolic");

  self->task_box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->check = gtk_check_button_new ();
  gtk_widget_add_css_class (self->check, "round");
  gtk_widget_set_valign (self->check, GTK_ALIGN_CENTER);
  gtk_widget_set_focusable (self->check, FALSE);
  gtk_widget_set_tooltip_text (self->check, _ ("Done"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Done"), -1);
  g_signal_connect_swapped (self->check, "toggled", G_CALLBACK (on_toggled), self);
  self->labels = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_set_valign (self->labels, GTK_ALIGN_CENTER);
  self->steps = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  gtk_widget_add_css_class (self->steps, "meta");
  self->steps_label = new_label ("numeric");
  gtk_box_append (GTK_BOX (self->steps), image);
  gtk_box_append (GTK_BOX (self->steps), self->steps_label);
  self->people = office_people_pile_new (22);
  gtk_widget_set_valign (self->people, GTK_ALIGN_CENTER);
  self->due = office_due_chip_new ();
  gtk_widget_set_valign (self->due, GTK_ALIGN_CENTER);

  gtk_box_append (GTK_BOX (self->task_box), self->check);
  self->texts = build_texts (self);
  gtk_box_append (GTK_BOX (self->task_box), self->texts);
  gtk_box_append (GTK_BOX (self->task_box), self->labels);
  gtk_box_append (GTK_BOX (self->task_box), self->steps);
  gtk_box_append (GTK_BOX (self->task_box), self->people);
  /* Chips without a date are hidden, and would let the columns slip. */
  self->due_frame = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_size_request (self->due_frame, DUE_WIDTH, -1);
  gtk_box_append (GTK_BOX (self->due_frame), self->due);
  gtk_box_append (GTK_BOX (self->task_box), self->due_frame);
  gtk_widget_set_parent (self->task_box, GTK_WIDGET (self));
}

static void
office_task_row_init (OfficeTaskRow *self)
{
  GtkGesture *menu = gtk_gesture_click_new ();
  GtkGesture *hold = gtk_gesture_long_press_new ();
  GtkDragSource *drag = gtk_drag_source_new ();

  build_task (self);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (menu), GDK_BUTTON_SECONDARY);
  g_signal_connect (menu, "pressed", G_CALLBACK (on_menu_pressed), self);
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (hold), TRUE);
  g_signal_connect (hold, "pressed", G_CALLBACK (on_long_pressed), self);
  gtk_drag_source_set_actions (drag, GDK_ACTION_MOVE);
  g_signal_connect (drag, "prepare", G_CALLBACK (on_drag_prepare), self);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (menu));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (hold));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}

/**
 * office_task_row_new:
 * @work: (nullable): what the tasks are part of, where they are of several rooms
 *
 * Returns: (transfer floating): a row without a task
 */
GtkWidget *
office_task_row_new (OfficeWork *work)
{
  OfficeTaskRow *self = g_object_new (OFFICE_TYPE_TASK_ROW, NULL);

  self->work = work != NULL ? g_object_ref (work) : NULL;
  if (work != NULL)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self), "with-place");
      gtk_box_insert_child_after (GTK_BOX (self->task_box), build_snooze (self), self->texts);
    }
  return GTK_WIDGET (self);
}

/**
 * office_task_row_set_task:
 * @self: a row
 * @session: the office of the task
 * @task: a task
 */
void
office_task_row_set_task (OfficeTaskRow *self, OfficeSession *session, OfficeTask *task)
{
  g_return_if_fail (OFFICE_IS_TASK_ROW (self));

  let_go (self);
  self->session = g_object_ref (session);
  self->task = g_object_ref (task);
  if (self->group_box != NULL)
    gtk_widget_set_visible (self->group_box, FALSE);
  gtk_widget_set_visible (self->task_box, TRUE);
  office_due_chip_set_task (OFFICE_DUE_CHIP (self->due), task);
  update_people (self);
  g_signal_connect_swapped (task, "notify", G_CALLBACK (update_task), self);
  g_signal_connect_swapped (office_task_get_labels (task), "items-changed", G_CALLBACK (update_labels), self);
  update_task (self);
  update_labels (self);
}

/**
 * office_task_row_set_group:
 * @self: a row
 * @group: what the tasks below have in common
 */
void
office_task_row_set_group (OfficeTaskRow *self, OfficeTaskGroup *group)
{
  g_return_if_fail (OFFICE_IS_TASK_ROW (self));

  let_go (self);
  self->group = g_object_ref (group);
  /* Most rows never are a title. */
  if (self->group_box == NULL)
    build_group (self);
  gtk_widget_set_visible (self->group_box, TRUE);
  gtk_widget_set_visible (self->task_box, FALSE);
  g_signal_connect_swapped (group, "notify", G_CALLBACK (update_group), self);
  update_group (self);
}

/**
 * office_task_row_clear:
 * @self: a row
 *
 * Lets go of what it shows.
 */
void
office_task_row_clear (OfficeTaskRow *self)
{
  g_return_if_fail (OFFICE_IS_TASK_ROW (self));

  let_go (self);
}

/**
 * office_task_row_refresh:
 * @self: a row
 *
 * Fills it anew, where it shows a task: what it shows beside the task has changed.
 */
void
office_task_row_refresh (OfficeTaskRow *self)
{
  g_return_if_fail (OFFICE_IS_TASK_ROW (self));

  if (self->task != NULL)
    update_task (self);
}

/**
 * office_task_row_set_narrow:
 * @self: a row
 * @narrow: whether there is room for little more than the title
 */
void
office_task_row_set_narrow (OfficeTaskRow *self, gboolean narrow)
{
  g_return_if_fail (OFFICE_IS_TASK_ROW (self));

  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  gtk_widget_set_size_request (self->due_frame, narrow ? -1 : DUE_WIDTH, -1);
  if (self->task == NULL)
    return;
  update_people (self);
  update_task (self);
  update_labels (self);
}

/**
 * office_task_row_get_task:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the task that it shows
 */
OfficeTask *
office_task_row_get_task (OfficeTaskRow *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK_ROW (self), NULL);

  return self->task;
}

/**
 * office_task_row_get_group:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the group that it shows
 */
OfficeTaskGroup *
office_task_row_get_group (OfficeTaskRow *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK_ROW (self), NULL);

  return self->group;
}

static void
complete (OfficeTaskRow *self)
{
  g_autoptr (GError) error = NULL;

  office_session_complete_task (self->session, office_task_get_id (self->task),
                                office_task_get_state (self->task) != OFFICE_STATE_DONE, &error);
  say (self, error);
}

static void
put_into_trash (OfficeTaskRow *self)
{
  g_autoptr (GError) error = NULL;

  office_session_trash_task (self->session, office_task_get_id (self->task), &error);
  say (self, error);
}

/**
 * office_task_row_act:
 * @self: a row
 * @key: a key
 * @state: what is held with it
 *
 * Space completes, D, A and L set the date, people and labels, Delete puts it into the trash, Menu opens its menu.
 *
 * Returns: whether the key means something here
 */
gboolean
office_task_row_act (OfficeTaskRow *self, guint key, GdkModifierType state)
{
  const double x = gtk_widget_get_width (GTK_WIDGET (self)) / 2.0;
  const double y = gtk_widget_get_height (GTK_WIDGET (self)) - 4;

  g_return_val_if_fail (OFFICE_IS_TASK_ROW (self), FALSE);

  state &= gtk_accelerator_get_default_mod_mask ();
  if (self->task == NULL || (state & ~GDK_SHIFT_MASK) != 0)
    return FALSE;
  if (key == GDK_KEY_Menu || (key == GDK_KEY_F10 && state == GDK_SHIFT_MASK))
    show_popover (self, make_menu (self), x, y);
  else if (state != 0)
    return FALSE;
  else if (key == GDK_KEY_space || key == GDK_KEY_KP_Space)
    complete (self);
  else if (key == GDK_KEY_Delete)
    put_into_trash (self);
  else if (key == GDK_KEY_d)
    show_popover (self, office_due_picker_new (self->session, self->task), x, y);
  else if (key == GDK_KEY_a)
    show_popover (self, office_people_picker_new (self->session, self->task), x, y);
  else if (key == GDK_KEY_l)
    show_popover (self, office_label_picker_new (self->session, self->task), x, y);
  else
    return FALSE;
  return TRUE;
}
