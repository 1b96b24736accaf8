/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-calendar-grip.h"

#include <glib/gi18n.h>

#include "office-drag.h"

struct _OfficeCalendarGrip {
  GtkWidget parent_instance;

  OfficeTask *task;
  OfficeTaskEnd end;
  GtkLabel *icon; /* of the drag, weak; nullable */
};

G_DEFINE_FINAL_TYPE (OfficeCalendarGrip, office_calendar_grip, GTK_TYPE_WIDGET)

/* A finger that moves at once scrolls. */
static GdkContentProvider *
on_drag_prepare (GtkDragSource *source, double x, double y, OfficeCalendarGrip *self)
{
  if (gtk_gesture_get_last_updated_sequence (GTK_GESTURE (source)) != NULL)
    return NULL;
  return gdk_content_provider_new_typed (OFFICE_TYPE_CALENDAR_GRIP, self);
}

static void
on_drag_begin (GtkDragSource *source, GdkDrag *drag, OfficeCalendarGrip *self)
{
  office_calendar_grip_begin (self, drag);
}

static void
on_drag_end (GtkDragSource *source, GdkDrag *drag, gboolean delete_data, OfficeCalendarGrip *self)
{
  office_calendar_grip_end (self);
}

static gboolean
office_calendar_grip_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  gtk_tooltip_set_text (tooltip, OFFICE_CALENDAR_GRIP (widget)->end == OFFICE_TASK_START
                                     ? _ ("Drag to change the start")
                                     : _ ("Drag to change the due date"));
  return TRUE;
}

/* What is dragged may be gone from the screen before it is dropped: the task stays until then. */
static void
office_calendar_grip_finalize (GObject *object)
{
  g_clear_weak_pointer (&OFFICE_CALENDAR_GRIP (object)->icon);
  g_object_unref (OFFICE_CALENDAR_GRIP (object)->task);
  G_OBJECT_CLASS (office_calendar_grip_parent_class)->finalize (object);
}

static void
office_calendar_grip_class_init (OfficeCalendarGripClass *class)
{
  G_OBJECT_CLASS (class)->finalize = office_calendar_grip_finalize;
  GTK_WIDGET_CLASS (class)->query_tooltip = office_calendar_grip_query_tooltip;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (class), "calgrip");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (class), GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
office_calendar_grip_init (OfficeCalendarGrip *self)
{
}

static void
add_drag (OfficeCalendarGrip *self)
{
  GtkDragSource *drag = gtk_drag_source_new ();

  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "ew-resize");
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_drag_source_set_actions (drag, GDK_ACTION_MOVE);
  g_signal_connect_object (drag, "prepare", G_CALLBACK (on_drag_prepare), self, 0);
  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (on_drag_begin), self, 0);
  g_signal_connect_object (drag, "drag-end", G_CALLBACK (on_drag_end), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}

/**
 * office_calendar_grip_new:
 * @task: a task
 * @end: which of its ends
 *
 * Returns: (transfer floating): space, until it is made usable
 */
GtkWidget *
office_calendar_grip_new (OfficeTask *task, OfficeTaskEnd end)
{
  OfficeCalendarGrip *self = g_object_new (OFFICE_TYPE_CALENDAR_GRIP, NULL);

  self->task = g_object_ref (task);
  self->end = end;
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
  return GTK_WIDGET (self);
}

/**
 * office_calendar_grip_get_task:
 * @self: a grip
 *
 * Returns: (transfer none): whose end it is
 */
OfficeTask *
office_calendar_grip_get_task (OfficeCalendarGrip *self)
{
  g_return_val_if_fail (OFFICE_IS_CALENDAR_GRIP (self), NULL);

  return self->task;
}

/**
 * office_calendar_grip_get_end:
 * @self: a grip
 *
 * Returns: which end it is
 */
OfficeTaskEnd
office_calendar_grip_get_end (OfficeCalendarGrip *self)
{
  g_return_val_if_fail (OFFICE_IS_CALENDAR_GRIP (self), OFFICE_TASK_DUE);

  return self->end;
}

/**
 * office_calendar_grip_begin:
 * @self: a grip
 * @drag: by which it is dragged from now on
 */
void
office_calendar_grip_begin (OfficeCalendarGrip *self, GdkDrag *drag)
{
  GtkWidget *icon = gtk_label_new (NULL), *chip = gtk_widget_get_parent (GTK_WIDGET (self));

  g_return_if_fail (OFFICE_IS_CALENDAR_GRIP (self));

  gtk_widget_add_css_class (icon, "calendar-end");
  gtk_drag_icon_set_child (GTK_DRAG_ICON (gtk_drag_icon_get_for_drag (drag)), icon);
  g_set_weak_pointer (&self->icon, GTK_LABEL (icon));
  office_drag_add_escape (drag);
  office_calendar_grip_name_day (self, 0);
  if (chip != NULL)
    gtk_widget_add_css_class (chip, "held");
}

/**
 * office_calendar_grip_end:
 * @self: a grip that was dragged
 */
void
office_calendar_grip_end (OfficeCalendarGrip *self)
{
  GtkWidget *chip;

  g_return_if_fail (OFFICE_IS_CALENDAR_GRIP (self));

  chip = gtk_widget_get_parent (GTK_WIDGET (self));
  if (chip != NULL)
    gtk_widget_remove_css_class (chip, "held");
}

/**
 * office_calendar_grip_name_day:
 * @self: a grip that is dragged
 * @day: the day that this end would have, as g_date_get_julian(); 0: none
 */
void
office_calendar_grip_name_day (OfficeCalendarGrip *self, guint day)
{
  g_autofree char *text = NULL;

  g_return_if_fail (OFFICE_IS_CALENDAR_GRIP (self));

  text = day != 0 ? office_task_dup_end_text (self->task, self->end, day) : NULL;
  if (text == NULL)
    text = g_strdup (self->end == OFFICE_TASK_START ? _ ("Start") : _ ("Due"));
  if (self->icon != NULL)
    gtk_label_set_text (self->icon, text);
}

/**
 * office_calendar_grip_set_usable:
 * @self: a grip
 * @usable: whether this end is seen here, and can be dragged
 */
void
office_calendar_grip_set_usable (OfficeCalendarGrip *self, gboolean usable)
{
  g_return_if_fail (OFFICE_IS_CALENDAR_GRIP (self));

  if (gtk_widget_get_can_target (GTK_WIDGET (self)) == usable)
    return;
  gtk_widget_set_can_target (GTK_WIDGET (self), usable);
  if (usable)
    gtk_widget_add_css_class (GTK_WIDGET (self), "usable");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "usable");
  /* Most are never looked at closely; a gesture of its own is only for those that can be. */
  if (usable && gtk_widget_get_cursor (GTK_WIDGET (self)) == NULL)
    add_drag (self);
}
