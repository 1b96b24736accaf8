/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-message-list-private.h"

static void
focus_row (OfficeMessageList *self, guint index)
{
  gtk_widget_grab_focus (self->rows->pdata[index]);
  office_scroll_keeper_show_row (self->keeper, self->rows->pdata[index]);
}

static gboolean
key_pressed (OfficeMessageList *self, guint keyval, guint keycode, GdkModifierType state)
{
  OfficeMessageRow *row = office_message_list_find_row_of (
      self, gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self))));
  guint index;

  if (row == NULL || (state & gtk_accelerator_get_default_mod_mask ()) != 0
      || !g_ptr_array_find (self->rows, row, &index))
    return GDK_EVENT_PROPAGATE;
  switch (keyval)
    {
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      if (index > 0)
        focus_row (self, index - 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      if (index + 1 == self->rows->len)
        return GDK_EVENT_PROPAGATE;
      focus_row (self, index + 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      office_message_list_go_to_newest (self);
      if (self->rows->len > 0)
        gtk_widget_grab_focus (self->rows->pdata[self->rows->len - 1]);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* The newest row that is in view; the list may be scrolled up, and coming to it must not move it. */
static OfficeMessageRow *
find_newest_in_view (OfficeMessageList *self)
{
  for (guint i = self->rows->len; i > 0; i--)
    {
      OfficeMessageRow *row = self->rows->pdata[i - 1];
      graphene_rect_t bounds;

      if (gtk_widget_compute_bounds (office_message_row_get_body (row), self->scroller, &bounds)
          && bounds.size.height > 0 && bounds.origin.y < gtk_widget_get_height (self->scroller))
        return row;
    }
  return self->rows->pdata[self->rows->len - 1];
}

/**
 * office_message_list_focus:
 * @direction: as in #GtkWidgetClass.focus()
 *
 * From outside one comes to the newest message in view; from there Tab goes through its buttons and out.
 *
 * Returns: whether the focus is inside now
 */
gboolean
office_message_list_focus (GtkWidget *widget, GtkDirectionType direction)
{
  OfficeMessageList *self = OFFICE_MESSAGE_LIST (widget);
  OfficeMessageRow *row = office_message_list_find_row_of (self, gtk_root_get_focus (gtk_widget_get_root (widget)));

  if (row != NULL)
    return gtk_widget_child_focus (GTK_WIDGET (row), direction);
  if (self->rows->len == 0)
    return FALSE;
  return gtk_widget_grab_focus (GTK_WIDGET (find_newest_in_view (self)));
}

/**
 * office_message_list_watch_keys:
 *
 * Lets arrows go from message to message, and notes where one clicks.
 */
void
office_message_list_watch_keys (OfficeMessageList *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *press = gtk_gesture_click_new ();

  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  /* Before what is pressed, which may keep the press to itself. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (press), GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (press, "pressed", G_CALLBACK (office_message_list_pass_letters), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (press));
}

/* ---- letters ---- */

/*
 * A letter is a key of the row that the keyboard came to. Who clicks somewhere in a conversation and types means to write,
 * though the row has the focus then, too. Whether the focus is visible does not tell one from the other: GTK hides it after
 * some seconds, and when a key has not moved it.
 */

static gboolean
is_popped_up (OfficeMessageList *self, GtkWidget *focus)
{
  return focus != NULL && gtk_widget_get_native (focus) != GTK_NATIVE (self->root);
}

static gboolean
note_input (OfficeMessageList *self, GdkEvent *event)
{
  const GdkEventType type = gdk_event_get_event_type (event);

  if (type != GDK_BUTTON_PRESS && type != GDK_TOUCH_BEGIN && type != GDK_KEY_PRESS)
    return GDK_EVENT_PROPAGATE;
  self->pointed = type != GDK_KEY_PRESS;
  self->was_popped_up = is_popped_up (self, gtk_root_get_focus (self->root));
  return GDK_EVENT_PROPAGATE;
}

/*
 * Wherever the focus comes from, it is the last thing that the person did that brought it. What pops up takes it for a while
 * only: a menu that was opened by a click, and closed by Escape, leaves the message that it is of to the pointer, by whatever
 * ways the focus comes back.
 */
static void
note_focus (OfficeMessageList *self)
{
  GtkWidget *focus = gtk_root_get_focus (self->root);
  const gboolean was_inside = self->is_inside;

  if (focus == NULL)
    return;
  self->is_inside = office_message_list_find_row_of (self, focus) != NULL;
  if (was_inside && !self->is_inside)
    self->passed_when_left = self->passes_letters;
  if (!self->was_popped_up)
    self->passes_letters = self->pointed;
  self->was_popped_up = self->was_popped_up || is_popped_up (self, focus);
}

/**
 * office_message_list_watch_input:
 *
 * Notes from now on whether it is the keyboard or the pointer that brings the focus.
 */
void
office_message_list_watch_input (OfficeMessageList *self)
{
  self->input = gtk_event_controller_legacy_new ();
  gtk_event_controller_set_propagation_phase (self->input, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (self->input, "event", G_CALLBACK (note_input), self);
  gtk_widget_add_controller (GTK_WIDGET (self->root), self->input);
  g_signal_connect_swapped (self->root, "notify::focus-widget", G_CALLBACK (note_focus), self);
}

/**
 * office_message_list_leave_input:
 */
void
office_message_list_leave_input (OfficeMessageList *self)
{
  g_signal_handlers_disconnect_by_func (self->root, note_focus, self);
  gtk_widget_remove_controller (GTK_WIDGET (self->root), self->input);
  self->input = NULL;
}

/**
 * office_message_list_grab_focus:
 * @row: one of the list's rows
 *
 * Brings the focus to the row that the person went to. It may have been there already, for want of a better place.
 *
 * Returns: whether the row has it
 */
gboolean
office_message_list_grab_focus (OfficeMessageList *self, OfficeMessageRow *row)
{
  self->was_popped_up = FALSE;
  self->passes_letters = self->pointed;
  return gtk_widget_grab_focus (GTK_WIDGET (row));
}

/**
 * office_message_list_return_focus:
 * @row: one of the list's rows
 *
 * Brings the focus back to the row after what was opened from there is closed: by Escape often, but whoever clicked before that
 * has still not come to the message with the keyboard.
 *
 * Returns: whether the row has it
 */
gboolean
office_message_list_return_focus (OfficeMessageList *self, OfficeMessageRow *row)
{
  const gboolean passed = self->passed_when_left;
  const gboolean has_it = office_message_list_grab_focus (self, row);

  self->passes_letters = passed;
  return has_it;
}

/**
 * office_message_list_focus_at:
 * @x: in the list, in pixels
 * @y: likewise
 *
 * Brings the focus to the message there, or to the newest one in view. Without any it stays where it is.
 */
void
office_message_list_focus_at (OfficeMessageList *self, double x, double y)
{
  OfficeMessageRow *row;

  g_return_if_fail (OFFICE_IS_MESSAGE_LIST (self));

  if (self->rows->len == 0)
    return;
  row = office_message_list_find_row_of (self, gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT));
  office_message_list_grab_focus (self, row != NULL ? row : find_newest_in_view (self));
}

/**
 * office_message_list_pass_letters:
 *
 * Says that the focus is where it is only because it has to be somewhere: until the keyboard moves it, letters are not the keys
 * of the message there.
 */
void
office_message_list_pass_letters (OfficeMessageList *self)
{
  g_return_if_fail (OFFICE_IS_MESSAGE_LIST (self));

  self->passes_letters = TRUE;
}

/**
 * office_message_list_passes_letters:
 *
 * Returns: whether letters are not the keys of the message that has the focus, as the keyboard has not come to it
 */
gboolean
office_message_list_passes_letters (OfficeMessageList *self)
{
  g_return_val_if_fail (OFFICE_IS_MESSAGE_LIST (self), FALSE);

  return self->passes_letters;
}
