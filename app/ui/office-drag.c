/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-drag.h"

#define OVER "office-drag-over"

#ifdef GDK_WINDOWING_X11
#include <X11/extensions/XInput2.h>
#include <gdk/x11/gdkx.h>

/*
 * GTK 4.8 grabs Escape on the root window of the X server, which is no surface that it knows: the key is taken from everybody,
 * and lost. GTK 4.18 grabs nothing, and gives the key to the window, which knows of no drag. Elsewhere the compositor sees to it.
 */

static gboolean
is_escape (GdkDisplay *display, guint keycode)
{
  g_autofree GdkKeymapKey *keys = NULL;
  int n_keys = 0;

  if (!gdk_display_map_keyval (display, GDK_KEY_Escape, &keys, &n_keys))
    return FALSE;
  for (int i = 0; i < n_keys; i++)
    if (keys[i].keycode == keycode)
      return TRUE;
  return FALSE;
}

static gboolean
on_event (GdkX11Display *display, gpointer data, GdkDrag *drag)
{
  const XEvent *event = data;
  const XIDeviceEvent *key = event->type == GenericEvent && event->xcookie.evtype == XI_KeyPress ? event->xcookie.data
                                                                                                 : NULL;

  if (key == NULL || !is_escape (GDK_DISPLAY (display), (guint) key->detail))
    return GDK_EVENT_PROPAGATE;
  g_object_ref (drag);
  g_signal_emit_by_name (drag, "cancel", GDK_DRAG_CANCEL_USER_CANCELLED);
  g_object_unref (drag);
  return GDK_EVENT_STOP;
}

#endif

static void
on_over (GdkDrag *drag)
{
#ifdef GDK_WINDOWING_X11
  g_signal_handlers_disconnect_by_data (gdk_drag_get_display (drag), drag);
#endif
  g_object_set_data (G_OBJECT (drag), OVER, GINT_TO_POINTER (TRUE));
}

static void
on_cancelled (GdkDrag *drag, GdkDragCancelReason reason)
{
  on_over (drag);
}

/*
 * On X11 GTK lets what was taken back fly to where it came from, for half a second. Whoever took hold of that again meanwhile
 * pressed on what flies, and nothing was dragged.
 */
static void
let_pointer_through (GdkDrag *drag)
{
  cairo_region_t *nothing = cairo_region_create ();

  gdk_surface_set_input_region (gdk_drag_get_drag_surface (drag), nothing);
  cairo_region_destroy (nothing);
}

/**
 * office_drag_add_escape:
 * @drag: what has just begun
 *
 * Escape takes it back from now on, as "cancel" of #GdkDrag, and at once something can be taken hold of again.
 */
void
office_drag_add_escape (GdkDrag *drag)
{
  let_pointer_through (drag);
#ifdef GDK_WINDOWING_X11
  if (GDK_IS_X11_DISPLAY (gdk_drag_get_display (drag)))
    g_signal_connect_object (gdk_drag_get_display (drag), "xevent", G_CALLBACK (on_event), drag, 0);
#endif
  g_signal_connect (drag, "dnd-finished", G_CALLBACK (on_over), NULL);
  g_signal_connect (drag, "cancel", G_CALLBACK (on_cancelled), NULL);
}

/**
 * office_drag_is_over:
 * @drag: (nullable): what is or was dragged
 *
 * Returns: whether it was let go or taken back; that onto which it could be dropped may hear of its motions still
 */
gboolean
office_drag_is_over (GdkDrag *drag)
{
  return drag != NULL && g_object_get_data (G_OBJECT (drag), OVER) != NULL;
}

/**
 * office_drag_get_over:
 * @target: where something may be dropped
 *
 * Returns: (transfer none) (nullable): what is dragged over it, unless that is of another program
 */
GdkDrag *
office_drag_get_over (GtkDropTarget *target)
{
  GdkDrop *drop = gtk_drop_target_get_current_drop (target);

  return drop != NULL ? gdk_drop_get_drag (drop) : NULL;
}
