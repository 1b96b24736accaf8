/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-window-private.h"

#include "office-work.h"

/* My Work is of all offices of this machine: when it is first looked at, those that are not shown are opened beside. */

static void
add_session (OfficeWindow *self, OfficeSession *session)
{
  g_signal_handlers_disconnect_by_func (session, office_window_say_notice, self);
  g_signal_connect_object (session, "notice", G_CALLBACK (office_window_say_notice), self, G_CONNECT_SWAPPED);
  office_work_add_session (office_session_get_work (self->session), session);
}

static void
say_missing (OfficeWindow *self, GPtrArray *memberships)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < memberships->len; i++)
    g_string_append_printf (names, i == 0 ? "%s" : ", %s", office_membership_get_office_name (memberships->pdata[i]));
  office_work_set_missing (office_session_get_work (self->session), names->len > 0 ? names->str : NULL);
}

static gboolean
gather (gpointer data)
{
  OfficeWindow *self = data;
  g_autoptr (GPtrArray) sessions = NULL, missing = NULL;

  self->gathering = 0;
  sessions = office_desk_open_others (self->desk, office_session_get_office_id (self->session), &missing);
  for (guint i = 0; i < sessions->len; i++)
    add_session (self, sessions->pdata[i]);
  say_missing (self, missing);
  return G_SOURCE_REMOVE;
}

/* Once the page is painted: it has this office's tasks already. */
static void
on_page_changed (OfficeWindow *self)
{
  if (self->gathering == 0 && self->desk != NULL && self->session != NULL
      && g_strcmp0 (office_workspace_get_page (self->workspace), "work") == 0)
    self->gathering = g_idle_add_full (G_PRIORITY_LOW, gather, self, NULL);
}

/**
 * office_window_watch_work: (skip)
 * @self: a window that is being made
 */
void
office_window_watch_work (OfficeWindow *self)
{
  g_signal_connect_object (self->workspace, "notify::page", G_CALLBACK (on_page_changed), self, G_CONNECT_SWAPPED);
}

/**
 * office_window_stop_gathering: (skip)
 * @self: a window whose office is about to be closed
 */
void
office_window_stop_gathering (OfficeWindow *self)
{
  g_clear_handle_id (&self->gathering, g_source_remove);
}
