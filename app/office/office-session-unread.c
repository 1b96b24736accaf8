/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-session-private.h"

/* What is unread in the whole office: of the rooms, as a sidebar shows them. */

static guint counted_signal;

static void
add_room (OfficeRoom *room, guint *calls, guint *unread)
{
  gboolean direct = office_room_get_visibility (room) == OFFICE_ROOM_DIRECT;
  guint mentions = office_room_get_mentions (room);

  /* A muted one is quiet, unless it calls by name; where one has not come in, the rest is not one's own. */
  if (office_room_get_muted (room))
    mentions = direct ? 0 : mentions;
  *calls += mentions;
  if (!office_room_get_muted (room) && (direct || office_room_get_joined (room)))
    *unread += MAX (office_room_get_unread (room), mentions);
  else
    *unread += mentions;
}

static void
add_rooms (GListModel *rooms, guint *calls, guint *unread)
{
  for (guint i = 0; i < g_list_model_get_n_items (rooms); i++)
    {
      g_autoptr (OfficeRoom) room = g_list_model_get_item (rooms, i);

      add_room (room, calls, unread);
    }
}

/* ---- inside app/office ---- */

/**
 * office_session_install_counted_signal:
 * @class: the session's class, while it is set up
 */
void
office_session_install_counted_signal (GObjectClass *class)
{
  /**
   * OfficeSession::counted:
   * @self: the session
   *
   * Unread messages of some rooms were counted anew: see office_session_count_unread().
   */
  counted_signal = g_signal_new ("counted", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

/**
 * office_session_counted:
 * @self: a session whose rooms have counts that may be other ones
 */
void
office_session_counted (OfficeSession *self)
{
  g_signal_emit (self, counted_signal, 0);
}

/* ---- public ---- */

/**
 * office_session_count_unread:
 * @self: a session
 * @calls: (out) (optional): how many of them call the person: by name, or in a direct room
 *
 * Returns: how many messages in one's rooms are unread; "counted" is emitted when it may be another number
 */
guint
office_session_count_unread (OfficeSession *self, guint *calls)
{
  guint n_calls = 0, unread = 0;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), 0);

  add_rooms (G_LIST_MODEL (self->room_list), &n_calls, &unread);
  add_rooms (G_LIST_MODEL (self->direct_list), &n_calls, &unread);
  if (calls != NULL)
    *calls = n_calls;
  return unread;
}
