/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-line-private.h"

#include "office-problem.h"

#include <glib/gi18n-lib.h>

#define N_STATES (OFFICE_LINE_LIVE + 1)
#define N_EVENTS (OFFICE_LINE_EVENT_END + 1)
#define NOTHING  -1

/* An event that means nothing in a state is ignored: a frame may come just after the line was stopped. */
static const gint8 transitions[N_STATES][N_EVENTS] = {
  /* START, TRY, OPENED, WELCOMED, CAUGHT_UP, LOST, END */
  [OFFICE_LINE_STOPPED] = { OFFICE_LINE_CONNECTING, NOTHING, NOTHING, NOTHING, NOTHING, NOTHING, NOTHING },
  [OFFICE_LINE_WAITING] = { NOTHING, OFFICE_LINE_CONNECTING, NOTHING, NOTHING, NOTHING, NOTHING, OFFICE_LINE_STOPPED },
  [OFFICE_LINE_CONNECTING] = { NOTHING, NOTHING, OFFICE_LINE_GREETING, NOTHING, NOTHING, OFFICE_LINE_WAITING,
                               OFFICE_LINE_STOPPED },
  [OFFICE_LINE_GREETING] = { NOTHING, NOTHING, NOTHING, OFFICE_LINE_CATCHING_UP, NOTHING, OFFICE_LINE_WAITING,
                             OFFICE_LINE_STOPPED },
  [OFFICE_LINE_CATCHING_UP] = { NOTHING, NOTHING, NOTHING, NOTHING, OFFICE_LINE_LIVE, OFFICE_LINE_WAITING,
                                OFFICE_LINE_STOPPED },
  [OFFICE_LINE_LIVE] = { NOTHING, NOTHING, NOTHING, NOTHING, NOTHING, OFFICE_LINE_WAITING, OFFICE_LINE_STOPPED },
};

static void
clear_timeout (OfficeLine *self, guint *source)
{
  office_clock_remove_timeout (self->clock, *source);
  *source = 0;
}

static gboolean
try_again (gpointer data)
{
  OfficeLine *self = data;

  self->try_source = 0;
  office_line_handle (self, OFFICE_LINE_EVENT_TRY);
  return G_SOURCE_REMOVE;
}

/* A line that breaks whenever it is live (a full disk here, a bad proxy between) must not come back every moment. */
static void
forgive_if_steady (OfficeLine *self)
{
  if (self->live_since >= 0 && office_clock_monotonic (self->clock) - self->live_since >= OFFICE_LINE_STEADY_MS)
    self->attempts = 0;
  self->live_since = -1;
}

static guint
choose_wait (OfficeLine *self)
{
  guint wait = office_line_jitter (self, self->attempts++, 0);
  gint64 low = CLAMP (self->back_low, 0, OFFICE_LINE_AWAY_MOST_MS);
  gint64 high = CLAMP (self->back_high, low, OFFICE_LINE_AWAY_MOST_MS);

  /* A host that asks for no time at all gets what every other failure gets. */
  if (self->back_low < 0 || high == 0)
    return wait;
  return (guint) office_random_between (self->random, (guint64) low, (guint64) high);
}

static void watch (OfficeLine *self, guint milliseconds);

static gboolean
on_watch (gpointer data)
{
  OfficeLine *self = data;
  gint64 now = office_clock_monotonic (self->clock);
  gint64 silence = now - self->last_heard;
  gint64 rest = now - self->last_sent;

  self->watch_source = 0;
  if (silence >= OFFICE_LINE_DEAD_MS)
    {
      office_line_lose (self,
                        office_problem_new (OFFICE_PROBLEM_UNAVAILABLE, NULL, "%s", _ ("The office does not answer")));
      return G_SOURCE_REMOVE;
    }
  if (MAX (silence, rest) >= OFFICE_LINE_PING_MS && self->state >= OFFICE_LINE_CATCHING_UP)
    {
      office_line_send (self, office_frame_ping ());
      rest = 0;
    }
  if (silence >= OFFICE_LINE_PING_MS)
    watch (self, (guint) MIN (OFFICE_LINE_PING_MS, OFFICE_LINE_DEAD_MS - silence));
  else
    watch (self, (guint) (OFFICE_LINE_PING_MS - CLAMP (MAX (silence, rest), 0, OFFICE_LINE_PING_MS - 1)));
  return G_SOURCE_REMOVE;
}

static void
watch (OfficeLine *self, guint milliseconds)
{
  clear_timeout (self, &self->watch_source);
  self->watch_source = office_clock_add_timeout (self->clock, milliseconds, on_watch, self, NULL);
}

void
office_line_open_socket (OfficeLine *self)
{
  if (self->socket_in_use)
    return;
  self->socket_in_use = TRUE;
  self->socket_leaving = FALSE;
  office_socket_open (self->socket);
}

void
office_line_leave_socket (OfficeLine *self)
{
  clear_timeout (self, &self->watch_source);
  clear_timeout (self, &self->resume_source);
  office_line_set_put_off (self, NULL);
  g_clear_pointer (&self->rest, office_frame_free);
  office_replica_line_lost (self->replica);
  office_line_forget_questions (self);
  if (!self->socket_in_use || self->socket_leaving)
    return;
  self->socket_leaving = TRUE;
  office_socket_close (self->socket);
}

static void
enter_waiting (OfficeLine *self)
{
  office_line_leave_socket (self);
  forgive_if_steady (self);
  self->try_source = office_clock_add_timeout (self->clock, choose_wait (self), try_again, self, NULL);
  self->back_low = -1;
}

static void
enter_stopped (OfficeLine *self)
{
  office_line_leave_socket (self);
  self->back_low = -1;
  self->live_since = -1;
  self->attempts = 0;
}

/* Being asked for the password of a keyring is no silence of the host's: what is watched begins afterwards. */
static void
enter_connecting (OfficeLine *self)
{
  if (self->token_told)
    office_line_connect (self);
}

/**
 * office_line_connect:
 * @self: a line that is connecting, and knows its token or that there is none
 */
void
office_line_connect (OfficeLine *self)
{
  if (self->token == NULL)
    {
      office_line_end (
          self, office_problem_new (OFFICE_PROBLEM_UNAUTHENTICATED, NULL, "%s", _ ("Sign in to this office again.")));
      return;
    }
  self->last_heard = self->last_sent = office_clock_monotonic (self->clock);
  watch (self, OFFICE_LINE_PING_MS);
  office_line_open_socket (self);
}

static void
enter_greeting (OfficeLine *self)
{
  g_auto (GStrv) scopes = office_replica_dup_scopes (self->replica);
  g_autoptr (GPtrArray) pages = office_replica_dup_pages (self->replica);

  self->received_bytes = 0;
  self->operations_limit = OFFICE_LIMIT_OPERATIONS;
  self->last_heard = office_clock_monotonic (self->clock);
  office_line_send (self, office_frame_hello (self->token, office_replica_get_device (self->replica),
                                              "Office " OFFICE_VERSION, office_replica_get_cursor (self->replica),
                                              (const char *const *) scopes, pages));
}

static void
enter_catching_up (OfficeLine *self)
{
  if (self->away)
    office_line_send (self, office_frame_state ("away"));
  office_line_send_operations (self);
}

static void
enter_live (OfficeLine *self)
{
  self->live_since = office_clock_monotonic (self->clock);
  g_clear_error (&self->problem);
  if (self->watched != NULL)
    office_line_send (self, office_frame_watch (self->watched));
}

static void
enter (OfficeLine *self, OfficeLineState state)
{
  static void (*const actions[N_STATES]) (OfficeLine *) = {
    [OFFICE_LINE_STOPPED] = enter_stopped,         [OFFICE_LINE_WAITING] = enter_waiting,
    [OFFICE_LINE_CONNECTING] = enter_connecting,   [OFFICE_LINE_GREETING] = enter_greeting,
    [OFFICE_LINE_CATCHING_UP] = enter_catching_up, [OFFICE_LINE_LIVE] = enter_live,
  };

  actions[state](self);
}

static void
set_problem (OfficeLine *self, GError *problem)
{
  g_clear_error (&self->problem);
  self->problem = problem;
}

/**
 * office_line_handle:
 * @self: a line
 * @event: what happened
 *
 * Looks the event up in the table of transitions, enters the new state and notifies.
 */
void
office_line_handle (OfficeLine *self, OfficeLineEvent event)
{
  g_autoptr (OfficeLine) alive = g_object_ref (self);
  int next = transitions[self->state][event];

  if (next == NOTHING)
    return;
  clear_timeout (self, &self->try_source);
  self->state = (OfficeLineState) next;
  enter (self, self->state);
  office_line_notify_state (self);
}

/**
 * office_line_lose:
 * @self: a line
 * @problem: (transfer full): why
 *
 * The connection is over; the line comes back by itself.
 */
void
office_line_lose (OfficeLine *self, GError *problem)
{
  if (self->state == OFFICE_LINE_STOPPED)
    {
      g_clear_error (&problem);
      return;
    }
  set_problem (self, problem);
  office_line_handle (self, OFFICE_LINE_EVENT_LOST);
}

/**
 * office_line_end:
 * @self: a line
 * @problem: (transfer full) (nullable): why, in words for a person
 *
 * The connection is over and the line stays away until it is started.
 */
void
office_line_end (OfficeLine *self, GError *problem)
{
  set_problem (self, problem);
  office_line_handle (self, OFFICE_LINE_EVENT_END);
}

/**
 * office_line_jitter:
 * @self: a line
 * @attempts: how many failed before
 * @least: ms
 *
 * Full jitter: evenly between @least and a bound that doubles from 1 s to 60 s, so that a hundred desks do not come
 * back at once (M. Brooker, "Exponential Backoff and Jitter").
 *
 * Returns: ms
 */
guint
office_line_jitter (OfficeLine *self, guint attempts, guint least)
{
  guint bound = MIN (OFFICE_LINE_BACK_OFF_LEAST_MS << MIN (attempts, 6), OFFICE_LINE_BACK_OFF_MOST_MS);

  return (guint) office_random_between (self->random, least, MAX (bound, least));
}
