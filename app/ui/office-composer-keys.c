/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-composer-private.h"

#include "office-completion-popover.h"
#include "office-settings.h"

/* Enter, in all its forms, the keys of completion, and those that begin and end editing. */

static gboolean
is_enter (guint keyval)
{
  return keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_ISO_Enter;
}

/* Of Enter and Shift+Enter one sends and the other breaks the line, as the person likes it. Ctrl+Enter always sends. */
static gboolean
press_enter (OfficeComposer *self, GdkModifierType modifiers)
{
  GSettings *settings = office_settings_get_default ();
  const gboolean plain_sends = settings == NULL || g_settings_get_boolean (settings, "enter-sends");

  if (modifiers == GDK_CONTROL_MASK || (modifiers == 0 && plain_sends) || (modifiers == GDK_SHIFT_MASK && !plain_sends))
    {
      office_composer_send (self);
      return GDK_EVENT_STOP;
    }
  if (modifiers == (GDK_CONTROL_MASK | GDK_SHIFT_MASK))
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "composer.show-later", NULL);
      return GDK_EVENT_STOP;
    }
  if (modifiers == GDK_SHIFT_MASK)
    {
      gtk_text_buffer_delete_selection (self->buffer, TRUE, TRUE);
      gtk_text_buffer_insert_interactive_at_cursor (self->buffer, "\n", 1, TRUE);
      gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (self->view), gtk_text_buffer_get_insert (self->buffer));
      return GDK_EVENT_STOP;
    }
  return GDK_EVENT_PROPAGATE;
}

static gboolean
press (OfficeComposer *self, guint keyval, GdkModifierType modifiers)
{
  if (modifiers == 0 && office_completion_popover_press (OFFICE_COMPLETION_POPOVER (self->completion), keyval))
    return GDK_EVENT_STOP;
  if (is_enter (keyval))
    return press_enter (self, modifiers);
  if (keyval == GDK_KEY_Escape && modifiers == 0 && self->edited != NULL)
    {
      office_composer_cancel_edit (self);
      return GDK_EVENT_STOP;
    }
  if (keyval == GDK_KEY_Escape && modifiers == 0 && self->quote_id != NULL)
    {
      office_composer_set_quote (self, NULL);
      return GDK_EVENT_STOP;
    }
  if (keyval == GDK_KEY_Up && modifiers == 0 && self->edited == NULL
      && gtk_text_buffer_get_char_count (self->buffer) == 0)
    {
      g_signal_emit_by_name (self, "edit-last");
      return GDK_EVENT_STOP;
    }
  return GDK_EVENT_PROPAGATE;
}

static guint
find_bare (OfficeComposer *self, guint keycode)
{
  guint keyval = 0;

  gdk_display_translate_key (gtk_widget_get_display (self->view), keycode, 0, 0, &keyval, NULL, NULL, NULL);
  return keyval;
}

static gboolean
key_pressed (OfficeComposer *self, guint keyval, guint keycode, GdkModifierType state,
             GtkEventControllerKey *controller)
{
  const GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (controller));

  if (modifiers == (GDK_CONTROL_MASK | GDK_SHIFT_MASK)
      && office_composer_press_format (self, keyval, find_bare (self, keycode), modifiers))
    return GDK_EVENT_STOP;
  if (!is_enter (keyval) && keyval != GDK_KEY_Up && keyval != GDK_KEY_Down && keyval != GDK_KEY_Tab
      && keyval != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  /* Somebody who composes Chinese uses these keys to choose. */
  if (event != NULL && gtk_text_view_im_context_filter_keypress (GTK_TEXT_VIEW (self->view), event))
    return GDK_EVENT_STOP;
  return press (self, keyval, modifiers);
}

/**
 * office_composer_connect_keys: (skip)
 * @self: a composer whose widgets are made
 */
void
office_composer_connect_keys (OfficeComposer *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed), self);
  gtk_widget_add_controller (self->view, keys);
}

/**
 * office_composer_take_key:
 * @controller: one that tells of a key
 *
 * Takes the focus, and the key as if it had been pressed here: whoever composes Chinese begins with it.
 */
void
office_composer_take_key (OfficeComposer *self, GtkEventControllerKey *controller)
{
  g_return_if_fail (OFFICE_IS_COMPOSER (self));

  office_composer_focus (self);
  gtk_event_controller_key_forward (controller, self->view);
}
