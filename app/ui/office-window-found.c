/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-window-private.h"

#include <glib/gi18n.h>

/* What a search has found: it may be on the host only, and is fetched then before it is shown. */

typedef struct {
  OfficeWindow *window;
  char *message;
} Opening;

static void
opening_free (Opening *self)
{
  g_object_unref (self->window);
  g_free (self->message);
  g_free (self);
}

static void
on_fetched (GObject *source, GAsyncResult *result, gpointer data)
{
  Opening *self = data;
  OfficeSession *session = OFFICE_SESSION (source);
  g_autoptr (GError) error = NULL;
  gboolean there = office_session_fetch_message_finish (session, result, &error);

  /* Another search result was opened meanwhile, or another office. */
  if (self->window->session == session && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_clear_object (&self->window->fetching);
      if (!there)
        office_window_show_error (self->window, error);
      else if (!office_workspace_open_message (self->window->workspace, self->message))
        office_window_show_toast (self->window, _ ("This message is not there any more"));
    }
  opening_free (self);
}

/* ---- private to the window's files ---- */

/* Nothing that is still on its way is to be opened. */
void
office_window_stop_fetching (OfficeWindow *self)
{
  g_cancellable_cancel (self->fetching);
  g_clear_object (&self->fetching);
}

/* win.open-found: room, message and its seq; however old it is. */
void
office_window_open_found (GtkWidget *widget, const char *action, GVariant *target)
{
  OfficeWindow *self = OFFICE_WINDOW (widget);
  const char *room, *message;
  gint64 seq;
  Opening *opening;

  if (self->session == NULL)
    return;
  g_variant_get (target, "(&s&sx)", &room, &message, &seq);
  office_window_stop_fetching (self);
  self->fetching = g_cancellable_new ();
  opening = g_new0 (Opening, 1);
  opening->window = g_object_ref (self);
  opening->message = g_strdup (message);
  office_session_fetch_message_async (self->session, room, message, seq, self->fetching, on_fetched, opening);
}
