/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-window-private.h"

#include "office-beside.h"
#include "office-notifier.h"
#include "office-work.h"

/*
 * The offices of this machine beside the one that is shown. They are opened once the window was painted, one after the other
 * with what else there is to do between, and stay open: their tasks stand in My Work, what happens in them is told on the
 * desktop, and the office that was shown before is one of them.
 */

/* ---- opening ---- */

static gboolean
open_next (gpointer data)
{
  OfficeWindow *self = data;

  if (self->session != NULL && self->work == NULL)
    {
      /* It goes through the tasks of all rooms, and so does each of the others. */
      self->work = g_object_ref (office_session_get_work (self->session));
      office_work_follow (self->work, office_desk_get_beside (self->desk));
      office_window_update_undo (self);
    }
  if (office_desk_open_next (self->desk))
    return G_SOURCE_CONTINUE;
  self->gathering = 0;
  return G_SOURCE_REMOVE;
}

static gboolean
on_first_frame (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  OfficeWindow *self = OFFICE_WINDOW (widget);

  self->first_frame = 0;
  self->painted = TRUE;
  office_window_open_beside (self);
  return G_SOURCE_REMOVE;
}

/**
 * office_window_open_beside: (skip)
 * @self: a window
 *
 * Opens those that are closed, as soon as there is nothing better to do.
 */
void
office_window_open_beside (OfficeWindow *self)
{
  if (self->desk == NULL || self->gathering != 0 || self->first_frame != 0)
    return;
  if (self->painted)
    self->gathering = g_idle_add_full (G_PRIORITY_LOW, open_next, self, NULL);
  else
    self->first_frame = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_first_frame, NULL, NULL);
}

/* ---- following those that are open ---- */

static GtkApplication *
get_application (OfficeWindow *self)
{
  return gtk_window_get_application (GTK_WINDOW (self));
}

/* Away at this desk, though the program goes on: in all offices. */
static OfficeAbsence *
require_absence (OfficeWindow *self)
{
  if (self->absence == NULL && get_application (self) != NULL)
    {
      self->absence = office_absence_new (NULL, NULL);
      office_absence_find_buses (self->absence);
    }
  return self->absence;
}

/* before: nullable */
static void
follow_session (OfficeWindow *self, OfficeSession *session, GHashTable *before)
{
  gpointer key = NULL, notifier = NULL;

  if (before != NULL && g_hash_table_steal_extended (before, session, &key, &notifier))
    g_hash_table_insert (self->notifiers, key, notifier);
  else
    g_hash_table_insert (self->notifiers, g_object_ref (session),
                         office_notifier_new (self, session, require_absence (self)));
}

static void
follow_beside (OfficeWindow *self, OfficeSession *session, GHashTable *before)
{
  follow_session (self, session, before);
  g_signal_handlers_disconnect_by_data (session, self);
  g_signal_connect_object (session, "notice", G_CALLBACK (office_window_say_notice), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "undos-changed", G_CALLBACK (office_window_update_undo), self, G_CONNECT_SWAPPED);
  office_window_follow_quiet (self, session);
}

/* What a notifier has told is over only with its office: those that stay are kept. */
static void
update_notifiers (OfficeWindow *self)
{
  g_autoptr (GHashTable) before = self->notifiers;
  GListModel *model = self->desk != NULL ? office_desk_get_beside (self->desk) : NULL;
  GHashTableIter iter;
  gpointer notifier;

  self->notifiers = g_hash_table_new_full (NULL, NULL, g_object_unref, g_object_unref);
  if (self->session != NULL)
    {
      follow_session (self, self->session, before);
      office_window_follow_quiet (self, self->session);
    }
  for (guint i = 0; model != NULL && i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (OfficeBeside) beside = g_list_model_get_item (model, i);

      if (office_beside_get_session (beside) != NULL)
        follow_beside (self, office_beside_get_session (beside), before);
    }
  g_hash_table_iter_init (&iter, self->notifiers);
  while (g_hash_table_iter_next (&iter, NULL, &notifier))
    office_notifier_update_views (notifier);
}

/**
 * office_window_follow_offices: (skip)
 * @self: a window with another office than before, or with other ones beside it
 */
void
office_window_follow_offices (OfficeWindow *self)
{
  if (self->switching || self->workspace == NULL)
    return;
  update_notifiers (self);
  office_window_update_undo (self);
  office_window_open_beside (self);
}

static void
on_beside_changed (OfficeWindow *self, guint position, guint removed, guint added)
{
  office_window_follow_offices (self);
  /* That one of them was opened changes nothing in the menu, which may be open. */
  if (removed != added)
    office_window_update_office_menu (self);
}

/**
 * office_window_watch_beside: (skip)
 * @self: a window that has got its desk
 */
void
office_window_watch_beside (OfficeWindow *self)
{
  GListModel *beside = office_desk_get_beside (self->desk);

  g_signal_connect_object (beside, "items-changed", G_CALLBACK (on_beside_changed), self, G_CONNECT_SWAPPED);
  office_workspace_set_beside (self->workspace, beside);
}

/**
 * office_window_forget_work: (skip)
 * @self: a window whose office is about to be closed or set aside
 *
 * Its work is of that office alone again: two of them would hold each other.
 */
void
office_window_forget_work (OfficeWindow *self)
{
  if (self->work != NULL)
    office_work_follow (self->work, NULL);
  g_clear_object (&self->work);
}

/**
 * office_window_close_beside: (skip)
 * @self: a window that goes, its office closed
 */
void
office_window_close_beside (OfficeWindow *self)
{
  g_clear_handle_id (&self->gathering, g_source_remove);
  if (self->first_frame != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->first_frame);
  self->first_frame = 0;
  if (self->desk != NULL)
    {
      g_signal_handlers_disconnect_by_data (office_desk_get_beside (self->desk), self);
      office_desk_close_all_beside (self->desk);
    }
  g_clear_pointer (&self->notifiers, g_hash_table_unref);
  g_clear_object (&self->absence);
}

/* ---- finding ---- */

static OfficeBeside *
find_beside (OfficeWindow *self, const char *office)
{
  return office != NULL && self->desk != NULL ? office_desk_find_beside (self->desk, office) : NULL;
}

/**
 * office_window_find_session: (skip)
 * @self: a window
 * @office: (nullable): an office's id; %NULL: the one that is shown
 *
 * Returns: (transfer none) (nullable): its session; one beside that is not open yet is opened
 */
OfficeSession *
office_window_find_session (OfficeWindow *self, const char *office)
{
  OfficeBeside *beside;

  if (self->session != NULL && (office == NULL || g_str_equal (office_session_get_office_id (self->session), office)))
    return self->session;
  beside = find_beside (self, office);
  return beside != NULL ? office_desk_open_beside (self->desk, beside) : NULL;
}

/**
 * office_window_has_several: (skip)
 * @self: a window
 *
 * Returns: whether the person is in more than one office on this machine
 */
gboolean
office_window_has_several (OfficeWindow *self)
{
  return self->desk != NULL && g_list_model_get_n_items (office_desk_get_memberships (self->desk)) > 1;
}

/* ---- what can be done about one that is not well ---- */

void
office_window_try_office (GtkWidget *widget, const char *action, GVariant *target)
{
  OfficeBeside *beside = find_beside (OFFICE_WINDOW (widget), g_variant_get_string (target, NULL));

  if (beside != NULL)
    office_desk_try_beside (OFFICE_WINDOW (widget)->desk, beside);
}

void
office_window_sign_in_office (GtkWidget *widget, const char *action, GVariant *target)
{
  OfficeWindow *self = OFFICE_WINDOW (widget);
  OfficeBeside *beside = find_beside (self, g_variant_get_string (target, NULL));
  OfficeSession *session;

  if (beside == NULL)
    return;
  session = office_beside_get_session (beside);
  office_join_page_prepare_sign_in (office_window_ensure_join_page (self),
                                    office_membership_get_where (office_beside_get_membership (beside)),
                                    session != NULL ? office_person_get_name (office_session_get_me (session)) : NULL);
  office_window_show_page (self, GTK_WIDGET (self->join_page));
}
