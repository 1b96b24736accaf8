/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-calendar-chip.h"

#include <glib/gi18n.h>
#include <string.h>

#include "office-calendar-grip.h"
#include "office-drag.h"
#include "office-hue.h"
#include "office-task-menu.h"
#include "office-touch-drag.h"

#define DAYS_HELD "office-calendar-days-held"

struct _OfficeCalendarChip {
  GtkWidget parent_instance;

  OfficeSession *session;
  OfficeTask *task;
  GtkWidget *time;
  GtkWidget *title;
  GtkWidget *start;
  GtkWidget *end;
  GtkWidget *menu; /* nullable */
  gboolean has_bar;
  gboolean cut_start, cut_end; /* it goes on in another row */
  guint n_days;                /* that it stands over here */
  guint n_days_beyond;         /* on which it goes on */
  double grip_x;               /* where it is held */
  OfficeTouchDrag *touch;
  OfficeCalendarGrip *held; /* the end that a finger holds; nullable: the whole */
};

G_DEFINE_FINAL_TYPE (OfficeCalendarChip, office_calendar_chip, GTK_TYPE_WIDGET)

static void
set_class (OfficeCalendarChip *self, const char *name, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (GTK_WIDGET (self), name);
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), name);
}

/* The colour of the first label is the colour of the task, as far as a calendar has room for one. */
static void
update_hue (OfficeCalendarChip *self)
{
  g_autoptr (OfficeLabel) label = g_list_model_get_item (office_task_get_labels (self->task), 0);

  for (guint i = 0; i < OFFICE_N_HUES; i++)
    set_class (self, office_hue_get_name (i),
               label != NULL && g_str_equal (office_label_get_hue (label), office_hue_get_name (i)));
}

static char *
dup_label (OfficeCalendarChip *self)
{
  g_autofree char *span = office_task_dup_span_text (self->task);
  g_autofree char *due = office_task_dup_due_text (self->task, TRUE);

  if (span != NULL)
    /* Translators: a task, its column, and from when to when it goes */
    return g_strdup_printf (_ ("%s, %s, from %s"), office_task_get_title (self->task),
                            office_task_get_column_name (self->task), span);
  if (due != NULL)
    return g_strdup_printf (_ ("%s, %s, due %s"), office_task_get_title (self->task),
                            office_task_get_column_name (self->task), due);
  return g_strdup_printf (_ ("%s, %s"), office_task_get_title (self->task), office_task_get_column_name (self->task));
}

static void
update (OfficeCalendarChip *self)
{
  const char *due = office_task_get_local_due (self->task);
  const char *time = due != NULL ? strchr (due, 'T') : NULL;
  gboolean done = office_task_get_state (self->task) == OFFICE_STATE_DONE;
  g_autofree char *label = dup_label (self);

  gtk_label_set_text (GTK_LABEL (self->time), time != NULL ? time + 1 : "");
  gtk_widget_set_visible (self->time, time != NULL && !self->has_bar);
  gtk_label_set_text (GTK_LABEL (self->title), office_task_get_title (self->task));
  /* A task that only is due has no end but a start to be given. */
  office_calendar_grip_set_usable (OFFICE_CALENDAR_GRIP (self->start), due != NULL && !self->cut_start);
  office_calendar_grip_set_usable (OFFICE_CALENDAR_GRIP (self->end),
                                   due != NULL && !self->cut_end && office_task_get_start_day (self->task) != 0);
  set_class (self, "done", done);
  set_class (self, "late", !done && office_task_get_due_state (self->task) == OFFICE_DUE_LATE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/* Made when it is asked for: a text that is set asks the X server each time where the pointer is. */
static gboolean
office_calendar_chip_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  OfficeCalendarChip *self = OFFICE_CALENDAR_CHIP (widget);
  g_autofree char *span = office_task_dup_span_text (self->task);
  g_autofree char *text = g_strjoin ("\n", office_task_get_title (self->task), span, NULL);

  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static void
on_released (GtkGesture *gesture, int n_press, double x, double y, OfficeCalendarChip *self)
{
  if (n_press == 1 && gtk_widget_contains (GTK_WIDGET (self), x, y))
    office_calendar_chip_open (self);
}

/* The focus comes back from the menu, whether it was here before or not. */
static void
on_menu_closed (OfficeCalendarChip *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (root != NULL && (focus == NULL || gtk_widget_is_ancestor (focus, self->menu)))
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
on_menu_pressed (GtkGesture *gesture, int n_press, double x, double y, OfficeCalendarChip *self)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  office_calendar_chip_open_menu (self);
}

/* The end that is there; NULL: it is the whole that is held. */
static OfficeCalendarGrip *
find_grip (OfficeCalendarChip *self, double x, double y)
{
  GtkWidget *held = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);

  return held != NULL && OFFICE_IS_CALENDAR_GRIP (held) ? OFFICE_CALENDAR_GRIP (held) : NULL;
}

/* An end is dragged alone. A finger that moves at once scrolls. */
static GdkContentProvider *
on_drag_prepare (GtkDragSource *source, double x, double y, OfficeCalendarChip *self)
{
  self->grip_x = x;
  if (gtk_gesture_get_last_updated_sequence (GTK_GESTURE (source)) != NULL || find_grip (self, x, y) != NULL)
    return NULL;
  return gdk_content_provider_new_typed (OFFICE_TYPE_TASK, self->task);
}

/* From the day on which it is held to the one on which it is due. */
static guint
count_days_held (OfficeCalendarChip *self)
{
  const int width = MAX (gtk_widget_get_width (GTK_WIDGET (self)), 1);
  const gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  const double left = CLAMP (mirrored ? self->grip_x : width - self->grip_x, 0, width - 1);

  return self->has_bar ? (guint) (left * self->n_days / width) + self->n_days_beyond : 0;
}

static void
on_drag_begin (GtkDragSource *source, GdkDrag *drag, OfficeCalendarChip *self)
{
  GtkWidget *icon = office_calendar_chip_new (self->session, self->task);

  g_object_set_data (G_OBJECT (drag), DAYS_HELD, GUINT_TO_POINTER (count_days_held (self)));

  gtk_widget_add_css_class (icon, "dragged");
  gtk_widget_set_size_request (icon, MAX (gtk_widget_get_width (GTK_WIDGET (self)), 120), -1);
  gtk_drag_icon_set_child (GTK_DRAG_ICON (gtk_drag_icon_get_for_drag (drag)), icon);
  gdk_drag_set_hotspot (drag, (int) self->grip_x, gtk_widget_get_height (GTK_WIDGET (self)) / 2);
  office_drag_add_escape (drag);
  gtk_widget_add_css_class (GTK_WIDGET (self), "left");
}

static void
on_drag_end (GtkDragSource *source, GdkDrag *drag, gboolean delete_data, OfficeCalendarChip *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self), "left");
}

/* ---- by a finger ---- */

static GdkContentProvider *
on_touch_take (double x, double y, gpointer data)
{
  OfficeCalendarChip *self = data;

  self->grip_x = x;
  g_set_object (&self->held, find_grip (self, x, y));
  return self->held != NULL ? gdk_content_provider_new_typed (OFFICE_TYPE_CALENDAR_GRIP, self->held)
                            : gdk_content_provider_new_typed (OFFICE_TYPE_TASK, self->task);
}

static void
on_touch_begun (GdkDrag *drag, gpointer data)
{
  OfficeCalendarChip *self = data;

  if (self->held != NULL)
    office_calendar_grip_begin (self->held, drag);
  else
    on_drag_begin (NULL, drag, self);
}

static void
on_touch_over (gboolean pressed, gpointer data)
{
  OfficeCalendarChip *self = data;

  on_drag_end (NULL, NULL, FALSE, self);
  if (self->held != NULL)
    office_calendar_grip_end (self->held);
  g_clear_object (&self->held);
  if (pressed)
    office_calendar_chip_open_menu (self);
}

/* ---- the widget ---- */

static void
office_calendar_chip_dispose (GObject *object)
{
  OfficeCalendarChip *self = OFFICE_CALENDAR_CHIP (object);

  g_clear_pointer (&self->touch, office_touch_drag_free);
  g_clear_object (&self->held);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  if (self->task != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->task, self);
      g_signal_handlers_disconnect_by_data (office_task_get_labels (self->task), self);
    }
  g_clear_pointer (&self->start, gtk_widget_unparent);
  g_clear_pointer (&self->end, gtk_widget_unparent);
  g_clear_pointer (&self->time, gtk_widget_unparent);
  g_clear_pointer (&self->title, gtk_widget_unparent);
  g_clear_object (&self->task);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (office_calendar_chip_parent_class)->dispose (object);
}

static void
office_calendar_chip_class_init (OfficeCalendarChipClass *class)
{
  G_OBJECT_CLASS (class)->dispose = office_calendar_chip_dispose;
  GTK_WIDGET_CLASS (class)->query_tooltip = office_calendar_chip_query_tooltip;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (class), "calchip");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (class), GTK_ACCESSIBLE_ROLE_BUTTON);
}

static void
add_gestures (OfficeCalendarChip *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *menu = gtk_gesture_click_new ();
  GtkDragSource *drag = gtk_drag_source_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_PRIMARY);
  g_signal_connect (click, "released", G_CALLBACK (on_released), self);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (menu), GDK_BUTTON_SECONDARY);
  g_signal_connect (menu, "pressed", G_CALLBACK (on_menu_pressed), self);
  gtk_drag_source_set_actions (drag, GDK_ACTION_MOVE);
  /* GTK keeps what drags until it is let go, also when the chip is made anew meanwhile. */
  g_signal_connect_object (drag, "prepare", G_CALLBACK (on_drag_prepare), self, 0);
  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (on_drag_begin), self, 0);
  g_signal_connect_object (drag, "drag-end", G_CALLBACK (on_drag_end), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (menu));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  self->touch = office_touch_drag_new (GTK_WIDGET (self), GTK_PHASE_BUBBLE,
                                       &(OfficeTouchDragHands){ on_touch_take, on_touch_begun, on_touch_over }, self);
}

static void
office_calendar_chip_init (OfficeCalendarChip *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  self->time = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->time, "numeric");
  gtk_widget_add_css_class (self->time, "time");
  gtk_widget_set_margin_end (self->time, 4);
  self->title = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (self->title, TRUE);
  gtk_widget_set_parent (self->time, GTK_WIDGET (self));
  gtk_widget_set_parent (self->title, GTK_WIDGET (self));
  add_gestures (self);
}

/**
 * office_calendar_chip_new:
 * @session: the office
 * @task: a task
 *
 * Returns: (transfer floating): a chip that follows the task
 */
GtkWidget *
office_calendar_chip_new (OfficeSession *session, OfficeTask *task)
{
  OfficeCalendarChip *self = g_object_new (OFFICE_TYPE_CALENDAR_CHIP, NULL);
 

  self->session = g_object_ref (session);
  self->task = g_object_ref (task);
  self->start = office_calendar_grip_new (task, OFFICE_TASK_START);
  self->end = office_calendar_grip_new (task, OFFICE_TASK_DUE);
  gtk_widget_insert_after (self->start, GTK_WIDGET (self), NULL);
  gtk_widget_insert_before (self->end, GTK_WIDGET (self), NULL);
  g_signal_connect_swapped (task, "notify", G_CALLBACK (update), self);
  g_signal_connect_swapped (office_task_get_labels (task), "items-changed", G_CALLBACK (update_hue), self);
  update (self);
  update_hue (self);
  return GTK_WIDGET (self);
}

/**
 * office_calendar_chip_set_bar:
 * @self: a chip
 * @bar: what is seen of its task in a row of a week
 * @narrow: whether there is room only for a line
 *
 * It stands over several days from now on.
 */
void
office_calendar_chip_set_bar (OfficeCalendarChip *self, const OfficeWeekBar *bar, gboolean narrow)
{
  g_return_if_fail (OFFICE_IS_CALENDAR_CHIP (self));

  self->has_bar = TRUE;
  self->cut_start = bar->from_before;
  self->cut_end = bar->beyond;
  self->n_days = bar->last - bar->first + 1;
  self->n_days_beyond = bar->n_beyond;
  set_class (self, "bar", TRUE);
  set_class (self, "cut-start", bar->from_before);
  set_class (self, "cut-end", bar->beyond);
  set_class (self, "line", narrow);
  gtk_widget_set_visible (self->title, !narrow);
  gtk_widget_set_visible (self->start, !narrow);
  gtk_widget_set_visible (self->end, !narrow);
  gtk_widget_set_can_target (GTK_WIDGET (self), !narrow);
  gtk_widget_set_focusable (GTK_WIDGET (self), !narrow);
  update (self);
}

/**
 * office_calendar_chip_get_task:
 * @self: a chip
 *
 * Returns: (transfer none): its task
 */
OfficeTask *
office_calendar_chip_get_task (OfficeCalendarChip *self)
{
  g_return_val_if_fail (OFFICE_IS_CALENDAR_CHIP (self), NULL);

  return self->task;
}

/**
 * office_calendar_chip_get_days_held:
 * @drag: a drag of a task that began in this program
 *
 * Returns: how many days there are from the one on which the chip is held to the one on which its task is due
 */
guint
office_calendar_chip_get_days_held (GdkDrag *drag)
{
  g_return_val_if_fail (GDK_IS_DRAG (drag), 0);

  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (drag), DAYS_HELD));
}

/**
 * office_calendar_chip_open:
 * @self: a chip
 *
 * Opens the task's pane.
 */
void
office_calendar_chip_open (OfficeCalendarChip *self)
{
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_POPOVER);

  g_return_if_fail (OFFICE_IS_CALENDAR_CHIP (self));

  if (popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (popover));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-task", "s", office_task_get_id (self->task));
}

/**
 * office_calendar_chip_open_menu:
 * @self: a chip
 *
 * Shows what can be done with the task.
 */
void
office_calendar_chip_open_menu (OfficeCalendarChip *self)
{
  g_return_if_fail (OFFICE_IS_CALENDAR_CHIP (self));

  g_clear_pointer (&self->menu, gtk_widget_unparent);
  self->menu = office_task_menu_new_in_calendar (self->session, self->task);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
  g_signal_connect_object (self->menu, "closed", G_CALLBACK (on_menu_closed), self, G_CONNECT_SWAPPED);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}
