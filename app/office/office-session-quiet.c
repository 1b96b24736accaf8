/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-session-private.h"

#include <glib/gi18n.h>

/*
 * Not to be disturbed. It holds in all offices of this machine: what is done in one of them, an undo too, is told, and whoever
 * has the others has them follow.
 */

#define FIELD "quiet_until"

static guint quiet_set_signal;

static JsonObject *
make_patch (OfficeSession *self, gint64 until)
{
  JsonObject *with = office_session_make_removal ("person", office_replica_get_person (self->replica));
  JsonObject *set = json_object_new ();

  if (until != 0)
    json_object_set_int_member (set, FIELD, until);
  else
    json_object_set_null_member (set, FIELD);
  json_object_set_object_member (with, "set", set);
  return with;
}

/* ---- inside app/office ---- */

/**
 * office_session_install_quiet_signal:
 * @class: the session's class, while it is set up
 */
void
office_session_install_quiet_signal (GObjectClass *class)
{
  /**
   * OfficeSession::quiet-set:
   * @self: the session
   * @until: ms since 1970, as office_session_set_quiet() takes it
   *
   * The person has set here, or undone it here, until when they are not to be disturbed.
   */
  quiet_set_signal = g_signal_new ("quiet-set", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_INT64);
}

/**
 * office_session_tell_quiet:
 * @self: a session
 * @intent: an operation that was done here
 * @with: its members
 *
 * Tells of it, where it is about not being disturbed.
 */
void
office_session_tell_quiet (OfficeSession *self, const char *intent, JsonObject *with)
{
  JsonObject *set = json_object_has_member (with, "set") ? json_object_get_object_member (with, "set") : NULL;
  gint64 until;

  if (!g_str_equal (intent, "patch") || set == NULL || !json_object_has_member (set, FIELD)
      || g_strcmp0 (json_object_get_string_member_with_default (with, "id", NULL),
                    office_replica_get_person (self->replica))
             != 0)
    return;
  until = json_object_get_int_member_with_default (set, FIELD, 0);
  g_signal_emit (self, quiet_set_signal, 0, until);
}

/* ---- public ---- */

/**
 * office_session_set_quiet:
 * @self: a session
 * @until: ms since 1970 until which one is not to be disturbed; %OFFICE_UNTIL_CHANGED: until it is switched off; 0: one
 *   may be
 * @error: return location
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_set_quiet (OfficeSession *self, gint64 until, GError **error)
{
  g_autoptr (JsonObject) with = NULL;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);

  if (until == office_person_get_quiet_until (self->me))
    return TRUE;
  with = make_patch (self, until);
  if (!office_session_do (self, "patch", json_object_ref (with),
                          until != 0 ? _ ("Do not disturb switched on") : _ ("Do not disturb switched off"), error))
    return FALSE;
  office_session_tell_quiet (self, "patch", with);
  return TRUE;
}

/**
 * office_session_follow_quiet:
 * @self: a session
 * @until: what was set in another office, as office_session_set_quiet() takes it
 *
 * Sets the same here, where it is not so already. It is undone there; what is over is not set any more.
 */
void
office_session_follow_quiet (OfficeSession *self, gint64 until)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (OFFICE_IS_SESSION (self));

  if (until != 0 && until <= office_clock_now (self->clock))
    until = 0;
  if (!office_person_is_known (self->me) || until == office_person_get_quiet_until (self->me))
    return;
  if (!office_session_perform (self, "patch", make_patch (self, until), &error))
    office_session_say (self, NULL, "%s", error->message);
}
