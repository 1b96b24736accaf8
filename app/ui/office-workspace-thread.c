/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-workspace-private.h"

#include "office-pins-popover.h"

/* The pane has a task in it, or a thread; one takes the place of the other. */

gboolean
office_workspace_has_pane (OfficeWorkspace *self)
{
  return self->task != NULL || self->thread != NULL;
}

/* What is in the pane, or was last. */
GtkWidget *
office_workspace_get_pane (OfficeWorkspace *self)
{
  return gtk_stack_get_visible_child (self->panes);
}

void
office_workspace_reveal_pane (OfficeWorkspace *self)
{
  office_workspace_update_frame (self);
  adw_flap_set_reveal_flap (self->flap, TRUE);
  office_workspace_focus_pane_that_covers (self);
}

void
office_workspace_let_go_of_thread (OfficeWorkspace *self)
{
  office_conversation_view_set_opened (self->conversation, NULL);
  office_thread_pane_set_message (self->thread_pane, NULL, NULL);
}

static OfficeMessage *
dup_root (OfficeWorkspace *self, const char *message)
{
  g_autoptr (OfficeMessage) found = office_session_dup_message (self->session, message);

  if (found == NULL || office_message_get_thread_id (found) == NULL)
    return g_steal_pointer (&found);
  return office_session_dup_message (self->session, office_message_get_thread_id (found));
}

static void
let_go_of_task (OfficeWorkspace *self)
{
  if (self->task == NULL)
    return;
  g_clear_pointer (&self->task, g_free);
  office_task_pane_set_task (self->task_pane, NULL, NULL);
}

/**
 * office_workspace_is_pane_open:
 *
 * Returns: whether a task or a thread is shown beside the room; notifies as "task-id"
 */
gboolean
office_workspace_is_pane_open (OfficeWorkspace *self)
{
  g_return_val_if_fail (OFFICE_IS_WORKSPACE (self), FALSE);

  return office_workspace_has_pane (self);
}

/**
 * office_workspace_open_thread:
 * @message: a message's id, or that of an answer to it
 *
 * Opens what was answered to the message in the pane, beside its room.
 *
 * Returns: %FALSE where the book has no such message
 */
gboolean
office_workspace_open_thread (OfficeWorkspace *self, const char *message)
{
  g_autoptr (OfficeMessage) root = NULL;

  g_return_val_if_fail (OFFICE_IS_WORKSPACE (self), FALSE);
  g_return_val_if_fail (message != NULL, FALSE);

  root = self->session != NULL ? dup_root (self, message) : NULL;
  if (root == NULL || !office_workspace_show_room (self, office_message_get_room_id (root)))
    return FALSE;
  office_workspace_go_to_content (self);
  gtk_stack_set_visible_child (self->panes, GTK_WIDGET (office_workspace_ensure_thread_pane (self)));
  let_go_of_task (self);
  if (g_strcmp0 (self->thread, office_message_get_id (root)) != 0)
    {
      g_free (self->thread);
      self->thread = g_strdup (office_message_get_id (root));
      office_thread_pane_set_message (self->thread_pane, self->session, self->thread);
      office_conversation_view_set_opened (self->conversation, self->thread);
      g_object_notify (G_OBJECT (self), "task-id");
    }
  office_workspace_reveal_pane (self);
  if (self->layout < OFFICE_LAYOUT_FOLDED)
    office_thread_pane_focus_composer (self->thread_pane);
  return TRUE;
}

/* Shows what was answered where it stands: in the thread, beside the message that it answers. */
gboolean
office_workspace_open_reply (OfficeWorkspace *self, OfficeMessage *reply)
{
  const char *root = office_message_get_thread_id (reply);

  if (!office_workspace_open_thread (self, root))
    return FALSE;
  if (self->layout == OFFICE_LAYOUT_WIDE)
    office_conversation_view_show_message (self->conversation, root);
  office_thread_pane_show_message (self->thread_pane, office_message_get_id (reply));
  return TRUE;
}

/**
 * office_workspace_get_thread_id:
 *
 * Returns: (transfer none) (nullable): the message whose thread is in the pane; notifies as "task-id"
 */
const char *
office_workspace_get_thread_id (OfficeWorkspace *self)
{
  g_return_val_if_fail (OFFICE_IS_WORKSPACE (self), NULL);

  return self->thread;
}

/* ---- what is pinned ---- */

void
office_workspace_drop_pins (OfficeWorkspace *self)
{
  /* Closed first: a surface that goes while the pointer is asked for would be missed. */
  if (self->pins != NULL)
    gtk_widget_set_visible (self->pins, FALSE);
  g_clear_pointer (&self->pins, gtk_widget_unparent);
}

/**
 * office_workspace_show_pinned:
 *
 * Shows what is pinned in the open room.
 */
void
office_workspace_show_pinned (OfficeWorkspace *self)
{
  GtkWidget *button;
  graphene_rect_t bounds;

  g_return_if_fail (OFFICE_IS_WORKSPACE (self));

  if (self->room == NULL)
    return;
  office_workspace_go_to_content (self);
  button = gtk_widget_get_visible (self->pin_button) ? self->pin_button : GTK_WIDGET (self->room_button);
  /* The one before is not needed any more, and may show another room. */
  office_workspace_drop_pins (self);
  self->pins = office_pins_popover_new (self->session, office_room_get_id (self->room));
  gtk_widget_set_parent (self->pins, self->content);
  if (gtk_widget_compute_bounds (button, self->content, &bounds))
    gtk_popover_set_pointing_to (GTK_POPOVER (self->pins),
                                 &(GdkRectangle){ (int) bounds.origin.x, (int) bounds.origin.y, (int) bounds.size.width,
                                                  (int) bounds.size.height });
  gtk_popover_set_position (GTK_POPOVER (self->pins), GTK_POS_BOTTOM);
  gtk_popover_popup (GTK_POPOVER (self->pins));
}
