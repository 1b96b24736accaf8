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
 * Lets arrows go from message to message.
 */
void
office_message_list_watch_keys (OfficeMessageList *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
