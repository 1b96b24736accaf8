/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-line-private.h"

#include "office-problem.h"

#include <glib/gi18n-lib.h>

enum {
  PRESENCE,
  TYPING,
  SEEN,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

enum {
  PROP_0,
  PROP_STATE,
  PROP_PUT_OFF,
  N_PROPERTIES,
};
static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (OfficeLine, office_line, G_TYPE_OBJECT)

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
is_for_good (const GError *reason)
{
  if (g_error_matches (reason, OFFICE_PROBLEM, OFFICE_PROBLEM_OUTDATED))
    return TRUE;
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
        office_line_open_socket (self);
    }
  else if (is_for_good (reason))
    office_line_end (self, g_error_copy (reason));
  else if (reason != NULL)
    office_line_lose (self, g_error_copy (reason));
  else
    office_line_lose (
        self, office_problem_new (OFFICE_PROBLEM_UNAVAILABLE, NULL, "%s", _ ("The line to the office was lost")));
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

    case PROP_PUT_OFF:
      g_value_set_boxed (value, self->put_off);
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
      office_clock_remove_timeout (self->clock, self->try_source);
      office_line_leave_socket (self);
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
  g_clear_error (&self->put_off);
  g_clear_pointer (&self->rest, office_frame_free);
  g_clear_pointer (&self->typing, g_hash_table_unref);
  g_clear_pointer (&self->watched, g_free);
  g_clear_pointer (&self->questions, g_hash_table_unref);

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
  /**
   * OfficeLine:put-off:
   *
   * Why the host does not take now what is sent: its disk is full, or it is busy. What it has put off waits, and is sent again
   * after a while.
   */
  properties[PROP_PUT_OFF] = g_param_spec_boxed ("put-off", NULL, NULL, G_TYPE_ERROR,
                                                 G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
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
   * @thread: (nullable): in the thread of this message
   * @task: (nullable): on this task
   * @person: who; to be shown for 6 s
   */
  signals[TYPING] = g_signal_new ("typing", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 4, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING);
  /**
   * OfficeLine::seen:
   * @self: the line
   * @room: the room that is watched
   * @whole: who is not named has read nothing, or does not tell
   * @people: (element-type OfficeSeen): valid during the emission
   */
  signals[SEEN] = g_signal_new ("seen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                3, G_TYPE_STRING, G_TYPE_BOOLEAN, G_TYPE_PTR_ARRAY);
}

static void
office_line_init (OfficeLine *self)
{
  self->back_low = -1;
  self->live_since = -1;
  self->typing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->questions = office_line_make_questions ();
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

void
office_line_notify_state (OfficeLine *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

void
office_line_emit_presence (OfficeLine *self, OfficeFrame *frame)
{
  g_signal_emit (self, signals[PRESENCE], 0, frame->whole, frame->people);
}

void
office_line_emit_typing (OfficeLine *self, OfficeFrame *frame)
{
  g_signal_emit (self, signals[TYPING], 0, frame->room, frame->thread, frame->task, frame->person);
}

void
office_line_emit_seen (OfficeLine *self, OfficeFrame *frame)
{
  g_signal_emit (self, signals[SEEN], 0, frame->room, frame->whole, frame->people);
}

/**
 * office_line_new:
 * @replica: what is fed, and whose outbox is sent
 * @socket: what carries the frames; this line's alone
 * @token: (nullable): the person's token; %NULL: office_line_set_token() is still to tell
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

  g_return_val_if_fail (OFFICE_IS_REPLICA (replica) && OFFICE_IS_SOCKET (socket), NULL);
  g_return_val_if_fail (OFFICE_IS_CLOCK (clock) && OFFICE_IS_RANDOM (random), NULL);

  self = g_object_new (OFFICE_TYPE_LINE, NULL);
  self->replica = g_object_ref (replica);
  self->socket = g_object_ref (socket);
  self->token = g_strdup (token);
  self->token_told = token != NULL;
  self->clock = g_object_ref (clock);
  self->random = g_object_ref (random);
  g_signal_connect (socket, "opened", G_CALLBACK (on_opened), self);
  g_signal_connect (socket, "text", G_CALLBACK (on_text), self);
  g_signal_connect (socket, "closed", G_CALLBACK (on_closed), self);
  g_signal_connect (replica, "outbox-changed", G_CALLBACK (on_outbox_changed), self);
  return self;
}

/**
 * office_line_set_token:
 * @self: a line that was made without a token
 * @token: (nullable): the person's token; %NULL: there is none, so that it ends as one that is signed out
 *
 * A line that was started meanwhile connects now.
 */
void
office_line_set_token (OfficeLine *self, const char *token)
{
  g_return_if_fail (OFFICE_IS_LINE (self));
  g_return_if_fail (!self->token_told);

  self->token = g_strdup (token);
  self->token_told = TRUE;
  if (self->state == OFFICE_LINE_CONNECTING)
    office_line_connect (self);
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
 * The person does not want to wait: forgets the back-off, and sends at once what the host has put off. A line that stopped with a
 * problem is started again.
 */
void
office_line_try_now (OfficeLine *self)
{
  g_return_if_fail (OFFICE_IS_LINE (self));

  self->attempts = 0;
  if (self->state == OFFICE_LINE_STOPPED && self->problem != NULL)
    office_line_start (self);
  else if (self->resume_source != 0)
    office_line_resume (self);
  else
    office_line_handle (self, OFFICE_LINE_EVENT_TRY);
}

/**
 * office_line_set_put_off: (skip)
 * @self: a line
 * @problem: (nullable): why the host does not take what was sent; %NULL: it does
 */
void
office_line_set_put_off (OfficeLine *self, const GError *problem)
{
  if (problem == NULL && self->put_off == NULL)
    return;
  g_clear_error (&self->put_off);
  self->put_off = problem != NULL ? g_error_copy (problem) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PUT_OFF]);
}

/**
 * office_line_get_put_off:
 * @self: a line
 *
 * Returns: (transfer none) (nullable): why the host does not take now what is sent; %NULL where it does, or nothing is sent
 */
const GError *
office_line_get_put_off (OfficeLine *self)
{
  g_return_val_if_fail (OFFICE_IS_LINE (self), NULL);
  return self->put_off;
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
 * @thread: (nullable): in the thread of this message
 * @task: (nullable): on this task
 *
 * Tells the others, at most once in 3 s a room; forgotten where the line is not open.
 */
void
office_line_send_typing (OfficeLine *self, const char *room, const char *thread, const char *task)
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
  office_line_send (self, office_frame_typing (room, thread, task, NULL));
}

/**
 * office_line_watch:
 * @self: a line
 * @room: (nullable): the room that is in view; %NULL: none
 *
 * Asks to be told how far its members have read, on every new connection too.
 */
void
office_line_watch (OfficeLine *self, const char *room)
{
  g_return_if_fail (OFFICE_IS_LINE (self));

  if (g_strcmp0 (self->watched, room) == 0)
    return;
  g_free (self->watched);
  self->watched = g_strdup (room);
  if (self->state == OFFICE_LINE_LIVE)
    office_line_send (self, office_frame_watch (room));
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

/**
 * office_line_make_outdated:
 * @here: whether it is this side that speaks the older language
 *
 * Returns: (transfer full): an OUTDATED problem that says which side is to be updated; its field is "device" or "host"
 */
GError *
office_line_make_outdated (gboolean here)
{
  return here ? office_problem_new (OFFICE_PROBLEM_OUTDATED, "device", "%s",
                                    _ ("Update Office on this computer: the host speaks a newer language."))
              : office_problem_new (OFFICE_PROBLEM_OUTDATED, "host", "%s",
                                    _ ("Update Office on the host: this computer speaks a newer language."));
}
