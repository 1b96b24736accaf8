/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-conversation-keys.h"

#define PARTS "office-conversation-keys"

typedef struct {
  GtkWidget *view;
  OfficeMessageList *list;
  OfficeComposer *composer;
} Parts;

/* Of a text, or the beginning of one: accents that are typed before their letter, and what is composed of several keys. */
static gboolean
is_written (guint keyval, GdkModifierType state)
{
  if ((state & gtk_accelerator_get_default_mod_mask () & ~GDK_SHIFT_MASK) != 0)
    return FALSE;
  return g_unichar_isgraph (gdk_keyval_to_unicode (keyval)) || keyval == GDK_KEY_Multi_key
         || (keyval >= GDK_KEY_dead_grave && keyval <= GDK_KEY_dead_longsolidusoverlay);
}

/* The keys by which GTK pastes. */
static gboolean
is_pasted (guint keyval, GdkModifierType state)
{
  const GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();

  return (modifiers == GDK_CONTROL_MASK && gdk_keyval_to_lower (keyval) == GDK_KEY_v)
         || (modifiers == GDK_SHIFT_MASK && (keyval == GDK_KEY_Insert || keyval == GDK_KEY_KP_Insert));
}

/* Neither what one types into already, nor what has popped up and has keys of its own. */
static gboolean
can_lend_keys (Parts *self)
{
  GtkRoot *root = gtk_widget_get_root (self->view);
  GtkWidget *focus = gtk_root_get_focus (root);

  return focus != NULL && gtk_widget_get_native (focus) == GTK_NATIVE (root) && !GTK_IS_EDITABLE (focus)
         && !GTK_IS_TEXT_VIEW (focus);
}

/* Before the message that was clicked; where nothing can be said, what is typed does nothing. No message has a key for pasting. */
static gboolean
on_key (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, Parts *self)
{
  const gboolean lends = is_pasted (keyval, state)
                         || (is_written (keyval, state) && office_message_list_passes_letters (self->list));

  if (!lends || !can_lend_keys (self))
    return GDK_EVENT_PROPAGATE;
  if (gtk_widget_is_visible (GTK_WIDGET (self->composer)))
    office_composer_take_key (self->composer, controller);
  return GDK_EVENT_STOP;
}

/* Texts take the focus themselves. Beside them, too, one comes here from elsewhere in the window, say from a button of its header. */
static void
on_click (GtkGestureClick *gesture, int n, double x, double y, Parts *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (self->view));

  if (focus == NULL || !gtk_widget_is_ancestor (focus, self->view))
    office_message_list_focus_at (self->list, x, y);
}

/**
 * office_conversation_keys_watch:
 * @view: what the conversation is shown in, with all that is beside its messages
 * @list: the messages, in @view
 * @composer: where one writes, in @view
 *
 * A click among the messages brings the focus into the conversation, and letters that are typed then go to the composer.
 */
void
office_conversation_keys_watch (GtkWidget *view, OfficeMessageList *list, OfficeComposer *composer)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  Parts *self = g_new (Parts, 1);

  *self = (Parts){ view, list, composer };
  g_object_set_data_full (G_OBJECT (view), PARTS, self, g_free);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (view, keys);
  g_signal_connect (click, "released", G_CALLBACK (on_click), self);
  gtk_widget_add_controller (GTK_WIDGET (list), GTK_EVENT_CONTROLLER (click));
}

/**
 * office_conversation_keys_take:
 * @view: a conversation that is watched and in view
 * @controller: one that tells of a key
 * @keyval: the key
 * @state: its modifiers
 *
 * Begins to write with a key that was pressed outside of the conversation and means nothing there.
 *
 * Returns: whether it was taken: it is a letter or pastes, no text has the focus, and something can be said
 */
gboolean
office_conversation_keys_take (GtkWidget *view, GtkEventControllerKey *controller, guint keyval, GdkModifierType state)
{
  Parts *self = g_object_get_data (G_OBJECT (view), PARTS);

  g_return_val_if_fail (self != NULL, FALSE);

  if (!(is_written (keyval, state) || is_pasted (keyval, state)) || !can_lend_keys (self)
      || !gtk_widget_is_visible (GTK_WIDGET (self->composer)))
    return FALSE;
  office_composer_take_key (self->composer, controller);
  return TRUE;
}
