/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-message-list-private.h"

#include "office-hover-bar.h"

static void
put_bar (OfficeMessageList *self, OfficeMessageRow *row)
{
  if (row == self->bar_row || office_hover_bar_is_open (OFFICE_HOVER_BAR (self->bar)))
    return;
  if (self->bar_row != NULL)
    office_message_row_take_bar (self->bar_row, self->bar);
  self->bar_row = row;
  if (row != NULL)
    office_message_row_put_bar (row, self->bar);
}

/**
 * office_message_list_find_row_of:
 * @widget: (nullable): anything
 *
 * Returns: (transfer none) (nullable): the row that it is, or is in
 */
OfficeMessageRow *
office_message_list_find_row_of (OfficeMessageList *self, GtkWidget *widget)
{
  GtkWidget *row = widget != NULL ? gtk_widget_get_ancestor (widget, OFFICE_TYPE_MESSAGE_ROW) : NULL;

  return row != NULL && gtk_widget_get_parent (row) == self->box ? OFFICE_MESSAGE_ROW (row) : NULL;
}

/**
 * office_message_list_follow_pointer:
 *
 * Puts the bar into the row under the pointer; also when rows have moved under one that stands still. While the keyboard
 * goes from row to row a pointer that rests on the list takes nothing from it.
 */
void
office_message_list_follow_pointer (OfficeMessageList *self)
{
  if (self->pointer_x >= 0 && !self->bar_is_keyboards)
    put_bar (self, office_message_list_find_row_of (
                       self, gtk_widget_pick (self->scroller, self->pointer_x, self->pointer_y, GTK_PICK_DEFAULT)));
}

static void
pointer_moved (OfficeMessageList *self, double x, double y)
{
  /* GTK also tells of a motion when what lies under a pointer that rests has changed. */
  if (x == self->pointer_x && y == self->pointer_y)
    return;
  self->pointer_x = x;
  self->pointer_y = y;
  self->bar_is_keyboards = FALSE;
  office_message_list_follow_pointer (self);
}

static void
pointer_left (OfficeMessageList *self)
{
  self->pointer_x = -1;
  if (!self->bar_is_keyboards)
    put_bar (self, NULL);
}

/**
 * office_message_list_focus_moved:
 *
 * Puts the bar into the row that has the focus.
 */
void
office_message_list_focus_moved (OfficeMessageList *self)
{
  OfficeMessageRow *row = office_message_list_find_row_of (self, gtk_root_get_focus (self->root));

  if (row != NULL && !gtk_window_get_focus_visible (GTK_WINDOW (self->root)))
    return;
  self->bar_is_keyboards = row != NULL;
  put_bar (self, row);
}

/**
 * office_message_list_renew_bar:
 * @message: a message whose actions have changed
 *
 * Gives it its bar anew.
 */
void
office_message_list_renew_bar (OfficeMessage *message, GParamSpec *pspec, OfficeMessageList *self)
{
  OfficeMessageRow *row = self->bar_row;

  if (row == NULL || office_message_row_get_message (row) != message)
    return;
  put_bar (self, NULL);
  put_bar (self, row);
}

/**
 * office_message_list_watch_pointer:
 *
 * Lets the bar follow the pointer.
 */
void
office_message_list_watch_pointer (OfficeMessageList *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();

  self->pointer_x = -1;
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (pointer_moved), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (pointer_left), self);
  gtk_widget_add_controller (self->scroller, motion);
}
