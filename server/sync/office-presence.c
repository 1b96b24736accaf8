/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-hub-private.h"

#include <string.h>

#define GRACE          30000 /* ms a person stays as they were after their last connection */
#define INTERVAL       1000  /* ms between two frames */
#define GATHERING      100   /* ms to wait for more changes before the first */
#define PEOPLE_A_FRAME 2000

typedef struct {
  char *person;
  guint here, away;          /* connections */
  OfficePresenceState shown; /* what everybody was told */
  OfficePresenceState last;  /* while connected: kept for the grace */
  gint64 leaves;             /* monotonic: end of the grace; 0: connected */
} Attendance;

typedef struct {
  char *person;
  gint64 due; /* monotonic */
} Departure;

struct _OfficePresenceBoard {
  OfficeHub *hub; /* owns this */
  OfficeClock *clock;
  GHashTable *people;  /* person → Attendance: everyone who is not offline */
  GHashTable *changed; /* set of Attendance that may have to be told */
  GQueue leaving;      /* Departure, one for each last connection that went, in order of time */
  GPtrArray *whole;    /* GBytes: frames for one who comes; NULL: to be made */
  gint64 told;         /* monotonic: the last frame */
  guint tell_timeout, leave_timeout;
};

static const char *const names[] = {
  [OFFICE_PRESENCE_OFFLINE] = "offline",
  [OFFICE_PRESENCE_AWAY] = "away",
  [OFFICE_PRESENCE_HERE] = "here",
};

static void update_leave_timeout (OfficePresenceBoard *self);

static void
attendance_free (gpointer data)
{
  Attendance *self = data;

  g_free (self->person);
  g_free (self);
}

static void
departure_free (gpointer data)
{
  Departure *self = data;

  g_free (self->person);
  g_free (self);
}

static OfficePresenceState
state_of (Attendance *attendance, gint64 now)
{
  if (attendance->here > 0)
    return OFFICE_PRESENCE_HERE;
  if (attendance->away > 0)
    return OFFICE_PRESENCE_AWAY;
  return attendance->leaves > now ? attendance->last : OFFICE_PRESENCE_OFFLINE;
}

/* A crowd does not fit into one frame: the first starts afresh, the others add to it. */
static GPtrArray *
encode (GPtrArray *people, gboolean whole)
{
  GPtrArray *frames = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  for (guint i = 0; i == 0 || i < people->len; i += PEOPLE_A_FRAME)
    {
      g_autoptr (GPtrArray) some = g_ptr_array_new ();
      char *text;

      for (guint j = i; j < MIN (people->len, i + PEOPLE_A_FRAME); j++)
        g_ptr_array_add (some, g_ptr_array_index (people, j));
      text = office_frame_presence (whole && i == 0, some);
      g_ptr_array_add (frames, g_bytes_new_take (text, strlen (text)));
    }
  return frames;
}

static void
send_frames (OfficePeer *peer, GPtrArray *frames)
{
  for (guint i = 0; i < frames->len; i++)
    office_peer_send (peer, g_ptr_array_index (frames, i));
}

static void
pass_on (OfficeHub *hub, OfficePeer *peer, gpointer data)
{
  if (peer->state != OFFICE_PEER_LIVE)
    return;
  if (office_peer_is_crowded (peer))
    peer->presence_missed = TRUE;
  else
    send_frames (peer, data);
}

/* Settles who changed, and lists what to tell. */
static GPtrArray *
take_changes (OfficePresenceBoard *self)
{
  GPtrArray *people = g_ptr_array_new_with_free_func ((GDestroyNotify) office_presence_free);
  gint64 now = office_clock_monotonic (self->clock);
  GHashTableIter iter;
  Attendance *attendance;

  g_hash_table_iter_init (&iter, self->changed);
  while (g_hash_table_iter_next (&iter, (gpointer *) &attendance, NULL))
    {
      OfficePresenceState state = state_of (attendance, now);

      g_hash_table_iter_remove (&iter);
      if (state != attendance->shown)
        g_ptr_array_add (people, office_presence_new (attendance->person, names[state]));
      attendance->shown = state;
      if (state == OFFICE_PRESENCE_OFFLINE)
        g_hash_table_remove (self->people, attendance->person);
    }
  return people;
}

static gboolean
tell (gpointer data)
{
  OfficePresenceBoard *self = data;
  g_autoptr (OfficeHub) keep = g_object_ref (self->hub);
  g_autoptr (GPtrArray) people = take_changes (self);
  g_autoptr (GPtrArray) frames = NULL;

  self->tell_timeout = 0;
  if (people->len == 0)
    return G_SOURCE_REMOVE;

  self->told = office_clock_monotonic (self->clock);
  frames = encode (people, FALSE);
  office_hub_each (self->hub, pass_on, frames);
  return G_SOURCE_REMOVE;
}

static void
note_change (OfficePresenceBoard *self, Attendance *attendance)
{
  gint64 wait;

  g_clear_pointer (&self->whole, g_ptr_array_unref);
  g_hash_table_add (self->changed, attendance);
  if (self->tell_timeout != 0)
    return;
  wait = MAX (GATHERING, self->told + INTERVAL - office_clock_monotonic (self->clock));
  self->tell_timeout = office_clock_add_timeout (self->clock, (guint) wait, tell, self, NULL);
}

static gboolean
end_grace (gpointer data)
{
  OfficePresenceBoard *self = data;
  gint64 now = office_clock_monotonic (self->clock);
  Departure *departure;

  self->leave_timeout = 0;
  while ((departure = g_queue_peek_head (&self->leaving)) != NULL && departure->due <= now)
    {
      Attendance *attendance = g_hash_table_lookup (self->people, departure->person);

      departure_free (g_queue_pop_head (&self->leaving));
      /* Unless they came back, or left once more later. */
      if (attendance != NULL && attendance->leaves != 0 && attendance->leaves <= now)
        note_change (self, attendance);
    }
  update_leave_timeout (self);
  return G_SOURCE_REMOVE;
}

static void
update_leave_timeout (OfficePresenceBoard *self)
{
  Departure *first = g_queue_peek_head (&self->leaving);
  gint64 wait;

  if (self->leave_timeout != 0 || first == NULL)
    return;
  wait = MAX (0, first->due - office_clock_monotonic (self->clock));
  self->leave_timeout = office_clock_add_timeout (self->clock, (guint) wait, end_grace, self, NULL);
}

static void
add_departure (OfficePresenceBoard *self, const char *person, gint64 due)
{
  Departure *departure = g_new0 (Departure, 1);

  departure->person = g_strdup (person);
  departure->due = due;
  g_queue_push_tail (&self->leaving, departure);
  update_leave_timeout (self);
}

static void
count (Attendance *attendance, OfficePresenceState state, int by)
{
  if (state == OFFICE_PRESENCE_HERE)
    attendance->here += by;
  else if (state == OFFICE_PRESENCE_AWAY)
    attendance->away += by;
}

/**
 * office_presence_board_new:
 * @hub: (transfer none): the hub that owns it
 * @clock: (transfer none): time and timeouts
 *
 * Returns: (transfer full): a board on which everyone is offline
 */
OfficePresenceBoard *
office_presence_board_new (OfficeHub *hub, OfficeClock *clock)
{
  OfficePresenceBoard *self = g_new0 (OfficePresenceBoard, 1);

  self->hub = hub;
  self->clock = g_object_ref (clock);
  self->people = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, attendance_free);
  self->changed = g_hash_table_new (NULL, NULL);
  self->told = G_MININT64 / 2;
  g_queue_init (&self->leaving);
  return self;
}

void
office_presence_board_free (OfficePresenceBoard *self)
{
  office_clock_remove_timeout (self->clock, self->tell_timeout);
  office_clock_remove_timeout (self->clock, self->leave_timeout);
  g_queue_clear_full (&self->leaving, departure_free);
  g_clear_pointer (&self->whole, g_ptr_array_unref);
  g_hash_table_unref (self->changed);
  g_hash_table_unref (self->people);
  g_object_unref (self->clock);
  g_free (self);
}

/**
 * office_presence_board_change:
 * @self: the board
 * @person: whose connection it is
 * @before: how that connection was; offline: it is new
 * @after: how it is; offline: it has gone
 *
 * Counts a connection. The others are told within a second.
 */
void
office_presence_board_change (OfficePresenceBoard *self, const char *person, OfficePresenceState before,
                              OfficePresenceState after)
{
  Attendance *attendance = g_hash_table_lookup (self->people, person);
  gint64 now = office_clock_monotonic (self->clock);
  OfficePresenceState old;

  if (before == after)
    return;
  if (attendance == NULL)
    {
      attendance = g_new0 (Attendance, 1);
      attendance->person = g_strdup (person);
      g_hash_table_insert (self->people, attendance->person, attendance);
    }

  old = state_of (attendance, now);
  count (attendance, before, -1);
  count (attendance, after, 1);
  if (attendance->here + attendance->away > 0)
    {
      attendance->leaves = 0;
    }
  else
    {
      attendance->last = old;
      attendance->leaves = now + GRACE;
      add_departure (self, person, attendance->leaves);
    }
  if (state_of (attendance, now) != old)
    note_change (self, attendance);
}

/**
 * office_presence_board_send_whole:
 * @self: the board
 * @peer: one who has become live, or missed changes
 *
 * Sends everyone who is not offline.
 */
void
office_presence_board_send_whole (OfficePresenceBoard *self, OfficePeer *peer)
{
  if (self->whole == NULL)
    {
      g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func ((GDestroyNotify) office_presence_free);
      gint64 now = office_clock_monotonic (self->clock);
      GHashTableIter iter;
      Attendance *attendance;

      g_hash_table_iter_init (&iter, self->people);
      while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &attendance))
        {
          OfficePresenceState state = state_of (attendance, now);

          if (state != OFFICE_PRESENCE_OFFLINE)
            g_ptr_array_add (people, office_presence_new (attendance->person, names[state]));
        }
      self->whole = encode (people, TRUE);
    }
  peer->presence_missed = FALSE;
  send_frames (peer, self->whole);
}
