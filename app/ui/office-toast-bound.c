/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-toast-bound.h"

#define WAITING "office-toasts-waiting" /* of an overlay: a GPtrArray of its toasts that have not gone, borrowed */

typedef struct {
  AdwToastOverlay *overlay; /* weak */
  guint end;                /* source */
} Bound;

static GPtrArray *
ensure_waiting (AdwToastOverlay *overlay)
{
  GPtrArray *waiting = g_object_get_data (G_OBJECT (overlay), WAITING);

  if (waiting == NULL)
    {
      waiting = g_ptr_array_new ();
      g_object_set_data_full (G_OBJECT (overlay), WAITING, waiting, (GDestroyNotify) g_ptr_array_unref);
    }
  return waiting;
}

/* What offers nothing is news for a moment only: kept behind it, what happened next would be told when it is over. */
static void
dismiss_plain (AdwToastOverlay *overlay)
{
  GPtrArray *waiting = ensure_waiting (overlay);

  for (guint i = waiting->len; i > 0; i--)
    if (adw_toast_get_button_label (waiting->pdata[i - 1]) == NULL)
      adw_toast_dismiss (waiting->pdata[i - 1]);
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
    g_ptr_array_remove (ensure_waiting (self->overlay), toast);
}

static gboolean
dismiss (gpointer data)
{
  adw_toast_dismiss (data);
  return G_SOURCE_REMOVE;
}

/**
 * office_toast_bound_add:
 * @overlay: where it is shown: after those with a button, in place of those without
 * @toast: (transfer full): what to show
 * @seconds: how much longer than its turn it may stay at most, for whoever points to it
 */
void
office_toast_bound_add (AdwToastOverlay *overlay, AdwToast *toast, guint seconds)
{
  Bound *self;
  GPtrArray *waiting;

  g_return_if_fail (ADW_IS_TOAST_OVERLAY (overlay));
  g_return_if_fail (ADW_IS_TOAST (toast));

  dismiss_plain (overlay);
  waiting = ensure_waiting (overlay);
  g_ptr_array_add (waiting, toast);
  self = g_new0 (Bound, 1);
  g_set_weak_pointer (&self->overlay, overlay);
  self->end = g_timeout_add_seconds (waiting->len * (adw_toast_get_timeout (toast) + seconds), dismiss, toast);
  g_signal_connect_data (toast, "dismissed", G_CALLBACK (on_dismissed), self, bound_free, 0);
  adw_toast_overlay_add_toast (overlay, toast);
}
