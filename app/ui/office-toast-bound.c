/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-toast-bound.h"

#define WAITING "office-toasts-waiting" /* of an overlay: how many of its toasts have not gone */

typedef struct {
  AdwToastOverlay *overlay; /* weak */
  guint end;                /* source */
} Bound;

static guint
count (AdwToastOverlay *overlay, int by)
{
  const guint waiting = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (overlay), WAITING)) + by;

  g_object_set_data (G_OBJECT (overlay), WAITING, GUINT_TO_POINTER (waiting));
  return waiting;
}

static void
bound_free (gpointer data, GClosure *closure)
{
  Bound *self = data;

  g_clear_handle_id (&self->end, g_source_remove);
  g_clear_weak_pointer (&self->overlay);
  g_free (self);
}

static void
on_dismissed (AdwToast *toast, Bound *self)
{
  g_clear_handle_id (&self->end, g_source_remove);
  if (self->overlay != NULL)
    count (self->overlay, -1);
}

static gboolean
dismiss (gpointer data)
{
  adw_toast_dismiss (data);
  return G_SOURCE_REMOVE;
}

/**
 * office_toast_bound_add:
 * @overlay: where it is shown, after those that are shown there already
 * @toast: (transfer full): what to show
 * @seconds: how much longer than its turn it may stay at most, for whoever points to it
 */
void
office_toast_bound_add (AdwToastOverlay *overlay, AdwToast *toast, guint seconds)
{
  Bound *self;

  g_return_if_fail (ADW_IS_TOAST_OVERLAY (overlay));
  g_return_if_fail (ADW_IS_TOAST (toast));

  self = g_new0 (Bound, 1);
  g_set_weak_pointer (&self->overlay, overlay);
  self->end = g_timeout_add_seconds (count (overlay, 1) * (adw_toast_get_timeout (toast) + seconds), dismiss, toast);
  g_signal_connect_data (toast, "dismissed", G_CALLBACK (on_dismissed), self, bound_free, 0);
  adw_toast_overlay_add_toast (overlay, toast);
}
