/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-line-private.h"

#include "office-problem.h"

#include <glib/gi18n-lib.h>

enum {
  PRESENCE,
  TYPING,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

enum {
  PROP_0,
  PROP_STATE,
  N_PROPERTIES,
};
static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (OfficeLine, office_line, G_TYPE_OBJECT)

#define N_STATES (OFFICE_LINE_LIVE + 1)
#define N_EVENTS (OFFICE_LINE_EVENT_END + 1)
#define NOTHING -1

/* An event that means nothing in a state is ignored: a frame may come just after the line was stopped. */
static const gint8 transitions[N_STATES][N_EVENTS] = {
  /* START, TRY, OPENED, WELCOMED, CAUGHT_UP, LOST, END */
  [OFFICE_LINE_STOPPED] = { OFFICE_LINE_CONNECTING, NOTHING, NOTHING, NOTHING, NOTHING, NOTHING, NOTHING },
  [OFFICE_LINE_WAITING] = { NOTHING, OFFICE_LINE_CONNECTING, NOTHING, NOTHING, NOTHING, NOTHING, OFFICE_LINE_STOPPED },
  [OFFICE_LINE_CONNECTING]
  = { NOTHING, NOTHING, OFFICE_LINE_GREETING, NOTHING, NOTHING, OFFICE_LINE_WAITING, OFFICE_LINE_STOPPED },
  [OFFICE_LINE_GREETING]
  = { NOTHING, NOTHING, NOTHING, OFFICE_LINE_CATCHING_UP, NOTHING, OFFICE_LINE_WAITING, OFFICE_LINE_STOPPED },
  [OFFICE_LINE_CATCHING_UP]
  = { NOTHING, NOTHING, NOTHING, NOTHING, OFFICE_LINE_LIVE, OFFICE_LINE_WAITING, OFFICE_LINE_STOPPED },
  [OFFICE_LINE_LIVE] = { NOTHING, NOTHING, NOTHING, NOTHING, NOTHING, OFFICE_LINE_WAITING, OFFICE_LINE_STOPPED },
};

GType
office_line_state_get_type (void)
{
  static GType type;
  static const GEnumValue values[] = {
    { OFFICE_LINE_STOPPED, "OFFICE_LINE_STOPPED", "stopped" },
    { OFFICE_LINE_WAITING, "OFFICE_LINE_WAITING", "waiting" },
    { OFFICE_LINE_CONNECTING, "OFFICE_LINE_CONNECTING", "connecting" },
    { OFFICE_LINE_GREETING, "OFFICE_LINE_GREETING", "greeting" },
    { OFFICE_LINE_CATCHING_UP, "OFFICE_LINE_CATCHING_UP", "catching-up" },
    { OFFICE_LINE_LIVE, "OFFICE_LINE_LIVE", "live" },
    { 0, NULL, NULL },
  };

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("OfficeLineState", values));
  return type;
}

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

static guint
choose_wait (OfficeLine *self)
{
  if (self->back_low >= 0)
    {
      gint64 low = CLAMP (self->back_low, 0, OFFICE_LINE_AWAY_MOST_MS);
      gint64 high = CLAMP (self->back_high, low, OFFICE_LINE_AWAY_MOST_MS);

      return (guint) office_random_between (self->random, (guint64) low, (guint64) high);
    }
  return office_line_jitter (self, self->attempts++, 0);
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
                        office_problem_new (OFFICE_PROBLEM_UNAVAILABLE, NULL, "%s", _("The office does not answer")));
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

static void
open_socket (OfficeLine *self)
{
  if (self->socket_in_use)
    return;
  self->socket_in_use = TRUE;
  self->socket_leaving = FALSE;
  office_socket_open (self->socket);
}

static void
leave_socket (OfficeLine *self)
{
  clear_timeout (self, &self->watch_source);
  clear_timeout (self, &self->resume_source);
  office_replica_line_lost (self->replica);
  if (!self->socket_in_use || self->socket_leaving)
    return;
  self->socket_leaving = TRUE;
  office_socket_close (self->socket);
}

static void
enter_waiting (OfficeLine *self)
{
  leave_socket (self);
  self->try_source = office_clock_add_timeout (self->clock, choose_wait (self), try_again, self, NULL);
  self->back_low = -1;
}

static void
enter_stopped (OfficeLine *self)
{
  leave_socket (self);
  self->back_low = -1;
  self->attempts = 0;
}

static void
enter_connecting (OfficeLine *self)
{
  self->last_heard = self->last_sent = office_clock_monotonic (self->clock);
  watch (self, OFFICE_LINE_PING_MS);
  open_socket (self);
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
  self->attempts = 0;
  g_clear_error (&self->problem);
}

static void
enter (OfficeLine *self, OfficeLineState state)
{
  static void (*const actions[N_STATES]) (OfficeLine *) = {
    [OFFICE_LINE_STOPPED] = enter_stopped,           [OFFICE_LINE_WAITING] = enter_waiting,
    [OFFICE_LINE_CONNECTING] = enter_connecting,     [OFFICE_LINE_GREETING] = enter_greeting,
    [OFFICE_LINE_CATCHING_UP] = enter_catching_up,   [OFFICE_LINE_LIVE] = enter_live,
  };

  actions[state](self);
}

static void
set_problem (OfficeLine *self, GError *problem)
{
  g_clear_error (&self->problem);
  self->problem = problem;
}

static void
on_opened (OfficeSocket *socket, OfficeLine *self)
{
  if (!self->socket_leaving)
    office_line_handle (self, OFFICE_LINE_EVENT_OPENED);
}

static void
on_text (OfficeSocket *socket, const char *text, guint64 length, OfficeLine *self)
{
  if (self->socket_leaving || self->state < OFFICE_LINE_GREETING)
    return;
  self->last_heard = office_clock_monotonic (self->clock);
  office_line_receive (self, text, length);
}

static gboolean
is_wrong_certificate (const GError *reason)
{
  return g_error_matches (reason, OFFICE_PROBLEM, OFFICE_PROBLEM_FORBIDDEN)
         && g_strcmp0 (office_problem_get_field (reason), "fingerprint") == 0;
}

static void
on_closed (OfficeSocket *socket, const GError *reason, OfficeLine *self)
{
  gboolean was_leaving = self->socket_leaving;

  self->socket_in_use = FALSE;
  self->socket_leaving = FALSE;
  if (was_leaving)
    {
      if (self->state == OFFICE_LINE_CONNECTING)
        open_socket (self);
    }
  else if (is_wrong_certificate (reason))
    office_line_end (self, g_error_copy (reason));
  else if (reason != NULL)
    office_line_lose (self, g_error_copy (reason));
  else
    office_line_lose (self, office_problem_new (OFFICE_PROBLEM_UNAVAILABLE, NULL, "%s",
                                                _("The line to the office was lost")));
}

static void
on_outbox_changed (OfficeReplica *replica, OfficeLine *self)
{
  office_line_send_operations (self);
}

static void
on_network_changed (GNetworkMonitor *monitor, gboolean available, OfficeLine *self)
{
  /* Only a hint: a desk without a way to the internet may well reach the office. */
  office_line_handle (self, OFFICE_LINE_EVENT_TRY);
  office_line_send (self, office_frame_ping ());
}

static void
office_line_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  OfficeLine *self = OFFICE_LINE (object);

  switch (id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
office_line_dispose (GObject *object)
{
  OfficeLine *self = OFFICE_LINE (object);

  if (self->socket != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->socket, self);
      g_signal_handlers_disconnect_by_data (self->replica, self);
      clear_timeout (self, &self->try_source);
      leave_socket (self);
    }
  if (self->monitor != NULL)
    g_signal_handlers_disconnect_by_data (self->monitor, self);
  g_clear_object (&self->monitor);
  g_clear_object (&self->socket);
  g_clear_object (&self->replica);

  G_OBJECT_CLASS (office_line_parent_class)->dispose (object);
}

static void
office_line_finalize (GObject *object)
{
  OfficeLine *self = OFFICE_LINE (object);

  g_clear_object (&self->clock);
  g_clear_object (&self->random);
  g_clear_pointer (&self->token, g_free);
  g_clear_error (&self->problem);
  g_clear_pointer (&self->typing, g_hash_table_unref);

  G_OBJECT_CLASS (office_line_parent_class)->finalize (object);
}

static void
office_line_class_init (OfficeLineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = office_line_get_property;
  object_class->dispose = office_line_dispose;
  object_class->finalize = office_line_finalize;

  /**
   * OfficeLine:state:
   *
   * Where the line stands. Notifies after the problem has been set.
   */
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, OFFICE_TYPE_LINE_STATE, OFFICE_LINE_STOPPED,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  /**
   * OfficeLine::presence:
   * @self: the line
   * @whole: who is not named is offline
   * @people: (element-type OfficePresence): valid during the emission
   */
  signals[PRESENCE] = g_signal_new ("presence", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 2, G_TYPE_BOOLEAN, G_TYPE_PTR_ARRAY);
  /**
   * OfficeLine::typing:
   * @self: the line
   * @room: where
   * @person: who; to be shown for 6 s
   */
  signals[TYPING] = g_signal_new ("typing", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
office_line_init (OfficeLine *self)
{
  self->back_low = -1;
  self->typing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
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
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
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
 * office_line_send:
 * @self: a line
 * @frame: (transfer full): the frame
 *
 * Sends it where the line is open, else forgets it.
 */
void
office_line_send (OfficeLine *self, char *frame)
{
  g_autofree char *owned = frame;

  if (self->state < OFFICE_LINE_GREETING)
    return;
  self->last_sent = office_clock_monotonic (self->clock);
  office_socket_send (self->socket, owned);
}

/**
 * office_line_jitter:
 * @self: a line
 * @attempts: how many failed before
 * @least: ms
 *
 * Full jitter: evenly between @least and a bound that doubles from 1 s to 60 s, so that a hundred desks do not come back
 * at once (M. Brooker, "Exponential Backoff and Jitter").
 *
 * Returns: ms
 */
guint
office_line_jitter (OfficeLine *self, guint attempts, guint least)
{
  guint bound = MIN (OFFICE_LINE_BACK_OFF_LEAST_MS << MIN (attempts, 6), OFFICE_LINE_BACK_OFF_MOST_MS);

  return (guint) office_random_between (self->random, least, MAX (bound, least));
}

void
office_line_emit_presence (OfficeLine *self, OfficeFrame *frame)
{
  g_signal_emit (self, signals[PRESENCE], 0, frame->whole, frame->people);
}

void
office_line_emit_typing (OfficeLine *self, OfficeFrame *frame)
{
  g_signal_emit (self, signals[TYPING], 0, frame->room, frame->person);
}

/**
 * office_line_new:
 * @replica: what is fed, and whose outbox is sent
 * @socket: what carries the frames; this line's alone
 * @token: the person's token
 * @clock: the clock
 * @random: for the jitter
 *
 * Returns: (transfer full): a line that is stopped
 */
OfficeLine *
office_line_new (OfficeReplica *replica, OfficeSocket *socket, const char *token, OfficeClock *clock,
                 OfficeRandom *random)
{
  OfficeLine *self;

  g_return_val_if_fail (OFFICE_IS_REPLICA (replica) && OFFICE_IS_SOCKET (socket) && token != NULL, NULL);
  g_return_val_if_fail (OFFICE_IS_CLOCK (clock) && OFFICE_IS_RANDOM (random), NULL);

  self = g_object_new (OFFICE_TYPE_LINE, NULL);
  self->replica = g_object_ref (replica);
  self->socket = g_object_ref (socket);
  self->token = g_strdup (token);
  self->clock = g_object_ref (clock);
  self->random = g_object_ref (random);
  g_signal_connect (socket, "opened", G_CALLBACK (on_opened), self);
  g_signal_connect (socket, "text", G_CALLBACK (on_text), self);
  g_signal_connect (socket, "closed", G_CALLBACK (on_closed), self);
  g_signal_connect (replica, "outbox-changed", G_CALLBACK (on_outbox_changed), self);
  return self;
}

/**
 * office_line_watch_network:
 * @self: a line
 * @monitor: tells of networks that come and go
 *
 * Tries at once when the network changes, in place of waiting for the back-off.
 */
void
office_line_watch_network (OfficeLine *self, GNetworkMonitor *monitor)
{
  g_return_if_fail (OFFICE_IS_LINE (self));
  g_return_if_fail (G_IS_NETWORK_MONITOR (monitor));
  g_return_if_fail (self->monitor == NULL);

  self->monitor = g_object_ref (monitor);
  g_signal_connect (monitor, "network-changed", G_CALLBACK (on_network_changed), self);
}

/**
 * office_line_start:
 * @self: a line
 *
 * Connects and stays connected. Does nothing where it is started already.
 */
void
office_line_start (OfficeLine *self)
{
  g_return_if_fail (OFFICE_IS_LINE (self));

  if (self->state == OFFICE_LINE_STOPPED)
    g_clear_error (&self->problem);
  office_line_handle (self, OFFICE_LINE_EVENT_START);
}

/**
 * office_line_stop:
 * @self: a line
 *
 * Disconnects and stays away.
 */
void
office_line_stop (OfficeLine *self)
{
  g_return_if_fail (OFFICE_IS_LINE (self));

  if (self->state != OFFICE_LINE_STOPPED)
    office_line_end (self, NULL);
}

/**
 * office_line_try_now:
 * @self: a line
 *
 * The person does not want to wait: forgets the back-off. A line that stopped with a problem is started again.
 */
void
office_line_try_now (OfficeLine *self)
{
  g_return_if_fail (OFFICE_IS_LINE (self));

  self->attempts = 0;
  if (self->state == OFFICE_LINE_STOPPED && self->problem != NULL)
    office_line_start (self);
  else
    office_line_handle (self, OFFICE_LINE_EVENT_TRY);
}

OfficeLineState
office_line_get_state (OfficeLine *self)
{
  g_return_val_if_fail (OFFICE_IS_LINE (self), OFFICE_LINE_STOPPED);
  return self->state;
}

/**
 * office_line_get_problem:
 * @self: a line
 *
 * Returns: (transfer none) (nullable): why the line is not live; %NULL where it is, or was told to stop
 */
const GError *
office_line_get_problem (OfficeLine *self)
{
  g_return_val_if_fail (OFFICE_IS_LINE (self), NULL);
  return self->problem;
}

/**
 * office_line_send_typing:
 * @self: a line
 * @room: where the person types
 *
 * Tells the others, at most once in 3 s a room; forgotten where the line is not open.
 */
void
office_line_send_typing (OfficeLine *self, const char *room)
{
  gint64 now;
  gint64 *last;

  g_return_if_fail (OFFICE_IS_LINE (self));
  g_return_if_fail (room != NULL);

  if (self->state < OFFICE_LINE_CATCHING_UP)
    return;
  now = office_clock_monotonic (self->clock);
  last = g_hash_table_lookup (self->typing, room);
  if (last != NULL && now - *last < OFFICE_LINE_TYPING_MS)
    return;
  g_hash_table_replace (self->typing, g_strdup (room), g_memdup2 (&now, sizeof now));
  office_line_send (self, office_frame_typing (room, NULL));
}

/**
 * office_line_set_away:
 * @self: a line
 * @away: whether the person is away from the desk; also told on every new connection
 */
void
office_line_set_away (OfficeLine *self, gboolean away)
{
  g_return_if_fail (OFFICE_IS_LINE (self));

  if (self->away == away)
    return;
  self->away = away;
  if (self->state >= OFFICE_LINE_CATCHING_UP)
    office_line_send (self, office_frame_state (away ? "away" : "here"));
}

/**
 * office_line_get_clock_offset:
 * @self: a line
 *
 * Returns: the host's clock minus ours at the last welcome, ms; 0 before the first
 */
gint64
office_line_get_clock_offset (OfficeLine *self)
{
  g_return_val_if_fail (OFFICE_IS_LINE (self), 0);
  return self->clock_offset;
}
