/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-session-private.h"

#include "office-reason-words.h"
#include "office-until.h"

#include <glib/gi18n.h>

/* How the line of a session is, and what waits for it. */

/**
 * office_session_get_state:
 * @self: a session
 *
 * Returns: how the line is
 */
OfficeLineState
office_session_get_state (OfficeSession *self)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (self), OFFICE_LINE_STOPPED);
  return self->state;
}

/* A key is enough to silence the desktop: it has to be seen that it is. */
static char *
describe_quiet (OfficeSession *self)
{
  g_autofree char *until = office_until_to_text (office_person_get_quiet_until (self->me),
                                                 office_session_get_now (self));

  return until != NULL ? g_strdup_printf ("%s · %s", _ ("Do not disturb"), until) : g_strdup (_ ("Do not disturb"));
}

/**
 * office_session_dup_state_text:
 * @self: a session
 *
 * Returns: (transfer full): how the line is, in a few translated words, or that the person is not to be disturbed; property
 *   "state-text" notifies
 */
char *
office_session_dup_state_text (OfficeSession *self)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (self), NULL);

  switch (self->state)
    {
    case OFFICE_LINE_LIVE:
      if (self->n_refused > 0)
        return g_strdup_printf (ngettext ("%'u change not sent", "%'u changes not sent", self->n_refused),
                                self->n_refused);
      if (office_person_is_quiet (self->me))
        return describe_quiet (self);
      return g_strdup_printf (ngettext ("%u person here", "%u people here", self->n_here), self->n_here);
    case OFFICE_LINE_CONNECTING:
    case OFFICE_LINE_GREETING:
      return g_strdup (_ ("Connecting…"));
    case OFFICE_LINE_CATCHING_UP:
      return g_strdup (_ ("Catching up…"));
    case OFFICE_LINE_STOPPED:
    case OFFICE_LINE_WAITING:
    default:
      if (self->n_waiting == 0)
        return g_strdup (_ ("Offline"));
      return g_strdup_printf (ngettext ("Offline · %'u waiting", "Offline · %'u waiting", self->n_waiting),
                              self->n_waiting);
    }
}

/**
 * office_session_get_problem:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): why the line is not live, one sentence; %NULL where there is nothing to tell
 */
const char *
office_session_get_problem (OfficeSession *self)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (self), NULL);
  return self->problem;
}

/**
 * office_session_set_put_off: (skip)
 * @self: a session
 * @problem: (nullable): why the host does not take now what is sent
 */
void
office_session_set_put_off (OfficeSession *self, const GError *problem)
{
  g_free (self->put_off);
  self->put_off = problem != NULL ? g_strdup (office_reason_get_words_of (problem)) : NULL;
  office_session_notify (self, OFFICE_SESSION_PUT_OFF);
}

/**
 * office_session_update_put_off: (skip)
 * @self: a session whose host puts something off, or no longer
 */
void
office_session_update_put_off (OfficeSession *self)
{
  const GError *why = self->line != NULL ? office_line_get_put_off (self->line) : NULL;

  if (why == NULL && self->transfer != NULL)
    why = office_transfer_get_put_off (self->transfer);
  office_session_set_put_off (self, why);
}

/**
 * office_session_get_put_off:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): why the host does not take now what is sent, though the line is live; in words without a
 *   full stop
 */
const char *
office_session_get_put_off (OfficeSession *self)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (self), NULL);
  return self->put_off;
}

/**
 * office_session_get_trouble:
 * @self: a session
 *
 * Returns: why the line has stopped for good, and with it what can be done; notifies with "problem" and "state"
 */
OfficeTrouble
office_session_get_trouble (OfficeSession *self)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (self), OFFICE_TROUBLE_NONE);
  return self->trouble;
}

/**
 * office_session_get_n_waiting:
 * @self: a session
 *
 * Returns: how many changes the host has not acknowledged
 */
guint
office_session_get_n_waiting (OfficeSession *self)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (self), 0);
  return self->n_waiting;
}

/**
 * office_session_get_n_here:
 * @self: a session
 *
 * Returns: how many people are here, oneself included; 0 while offline
 */
guint
office_session_get_n_here (OfficeSession *self)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (self), 0);
  return self->n_here;
}

/**
 * office_session_has_content:
 * @self: a session
 *
 * Returns: whether a first sync was ever finished
 */
gboolean
office_session_has_content (OfficeSession *self)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);
  return self->has_content;
}

/**
 * office_session_try_now:
 * @self: a session
 *
 * Has a line that waits to come back do so at once, and has what the host puts off sent again.
 */
void
office_session_try_now (OfficeSession *self)
{
  g_return_if_fail (OFFICE_IS_SESSION (self));

  if (self->line != NULL)
    office_line_try_now (self->line);
  if (self->transfer != NULL)
    office_transfer_try_now (self->transfer);
}
