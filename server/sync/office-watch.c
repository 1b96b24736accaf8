/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-hub-private.h"

#include <string.h>

#define INTERVAL       1000 /* ms between two frames of changes in a room */
#define GATHERING      100  /* ms to wait for more changes before the first; and whether the room stays in view */
#define PATIENCE       250  /* ms between two whole lists for one connection, however fast it goes from room to room */
#define PEOPLE_A_FRAME 2000

typedef struct {
  OfficeWatchBoard *board; /* NULL: nobody watches any more */
  char *room;
  char *scope;
  GPtrArray *peers;    /* OfficePeer, borrowed */
  GHashTable *readers; /* person → OfficeReader: all members; NULL: to be read from the book */
  GHashTable *changed; /* set of OfficeReader that is to be told */
  GPtrArray *whole;    /* GBytes: frames for one who comes; NULL: to be made */
  gint64 told;         /* monotonic: the last changes */
  gint64 due;          /* monotonic: of the timeout */
  guint timeout;
} Room;

struct _OfficeWatchBoard {
  OfficeHub *hub; /* owns this */
  OfficeClock *clock;
  GHashTable *rooms; /* id → Room */
};

static void
room_clear (gpointer data)
{
  Room *self = data;

  g_ptr_array_unref (self->peers);
  g_clear_pointer (&self->changed, g_hash_table_unref);
  g_clear_pointer (&self->readers, g_hash_table_unref);
  g_clear_pointer (&self->whole, g_ptr_array_unref);
  g_free (self->room);
  g_free (self->scope);
}

static void
room_unref (Room *self)
{
  g_rc_box_release_full (self, room_clear);
}

/* Nobody watches it any more; a tell that runs may still hold it. */
static void
room_end (gpointer data)
{
  Room *self = data;

  office_clock_remove_timeout (self->board->clock, self->timeout);
  self->timeout = 0;
  self->board = NULL;
  room_unref (self);
}

static Room *
room_new (OfficeWatchBoard *board, const char *id)
{
  Room *self = g_rc_box_new0 (Room);

  self->board = board;
  self->room = g_strdup (id);
  self->scope = office_scope_for_room (id);
  self->peers = g_ptr_array_new ();
  self->changed = g_hash_table_new (NULL, NULL);
  self->told = G_MININT64 / 2;
  return self;
}

/* ---- what is told ---- */

/* Also where nothing is left of what was known: the next who comes, and all who are there, are told anew. */
static void
forget (Room *self)
{
  g_hash_table_remove_all (self->changed);
  g_clear_pointer (&self->readers, g_hash_table_unref);
  g_clear_pointer (&self->whole, g_ptr_array_unref);
  for (guint i = 0; i < self->peers->len; i++)
    ((OfficePeer *) self->peers->pdata[i])->seen_missed = TRUE;
}

static gboolean
load (Room *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) readers = NULL;

  if (self->readers != NULL)
    return TRUE;
  readers = office_store_list_readers (self->board->hub->store, self->room, &error);
  if (readers == NULL)
    {
      g_warning ("Who has read a room cannot be told: %s", error->message);
      return FALSE;
    }
  self->readers = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) office_reader_free);
  while (readers->len > 0)
    {
      OfficeReader *reader = g_ptr_array_steal_index_fast (readers, readers->len - 1);

      g_hash_table_replace (self->readers, reader->person, reader);
    }
  return TRUE;
}

/* A crowd does not fit into one frame: the first starts afresh, the others add to it. */
static GPtrArray *
encode (Room *self, GPtrArray *people, gboolean whole)
{
  GPtrArray *frames = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  for (guint i = 0; i == 0 || i < people->len; i += PEOPLE_A_FRAME)
    {
      g_autoptr (GPtrArray) some = g_ptr_array_new ();
      char *text;

      for (guint j = i; j < MIN (people->len, i + PEOPLE_A_FRAME); j++)
        g_ptr_array_add (some, people->pdata[j]);
      text = office_frame_seen (self->room, whole && i == 0, some);
      g_ptr_array_add (frames, g_bytes_new_take (text, strlen (text)));
    }
  return frames;
}

static void
make_whole (Room *self)
{
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func ((GDestroyNotify) office_seen_free);
  GHashTableIter iter;
  OfficeReader *reader;

  if (self->whole != NULL)
    return;
  g_hash_table_iter_init (&iter, self->readers);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &reader))
    if (!reader->hidden && reader->seq > 0)
      g_ptr_array_add (people, office_seen_new (reader->person, reader->seq));
  self->whole = encode (self, people, TRUE);
}

/* Nullable: there are none. */
static GPtrArray *
take_changes (Room *self)
{
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func ((GDestroyNotify) office_seen_free);
  GHashTableIter iter;
  OfficeReader *reader;

  if (g_hash_table_size (self->changed) == 0)
    return NULL;
  g_hash_table_iter_init (&iter, self->changed);
  while (g_hash_table_iter_next (&iter, (gpointer *) &reader, NULL))
    g_ptr_array_add (people, office_seen_new (reader->person, reader->seq));
  g_hash_table_remove_all (self->changed);
  self->told = office_clock_monotonic (self->board->clock);
  return encode (self, people, FALSE);
}

static void
send_frames (OfficePeer *peer, GPtrArray *frames)
{
  for (guint i = 0; i < frames->len; i++)
    office_peer_send (peer, frames->pdata[i]);
}

/* What was read from the book may be newer than the newest batch, and so may what it says of rights. */
static gboolean
may_see (OfficeHub *hub, OfficePeer *peer, const char *scope, gboolean whole)
{
  return office_scopes_contains (peer->attendee->scopes, scope)
         && (!whole || office_access_may_see_scope (OFFICE_BOOK (hub->store), peer->person, scope));
}

/* changes: nullable */
static void
tell_peer (OfficeHub *hub, Room *self, OfficePeer *peer, GPtrArray *changes)
{
  if (peer->state != OFFICE_PEER_LIVE || (!peer->seen_missed && changes == NULL))
    return;
  if (office_peer_is_crowded (peer) || !may_see (hub, peer, self->scope, peer->seen_missed))
    {
      peer->seen_missed = TRUE;
      return;
    }
  if (!peer->seen_missed)
    {
      send_frames (peer, changes);
      return;
    }
  make_whole (self);
  peer->seen_missed = FALSE;
  peer->seen_at = office_clock_monotonic (hub->clock);
  send_frames (peer, self->whole);
}

static gboolean
tell (gpointer data)
{
  Room *self = g_rc_box_acquire (data);
  g_autoptr (OfficeHub) hub = g_object_ref (self->board->hub);
  g_autoptr (GPtrArray) peers = g_ptr_array_new_with_free_func ((GDestroyNotify) office_peer_unref);
  g_autoptr (GPtrArray) changes = NULL;

  self->timeout = 0;
  for (guint i = 0; i < self->peers->len; i++)
    g_ptr_array_add (peers, office_peer_ref (self->peers->pdata[i]));
  if (load (self))
    {
      changes = take_changes (self);
      /* Any send may take a connection away, and with the last one the room. */
      for (guint i = 0; i < peers->len; i++)
        {
          OfficePeer *peer = peers->pdata[i];

          if (self->board != NULL && g_strcmp0 (peer->watched, self->room) == 0)
            tell_peer (hub, self, peer, changes);
        }
    }
  room_unref (self);
  return G_SOURCE_REMOVE;
}

/* wait: ms */
static void
tell_in (Room *self, gint64 wait)
{
  gint64 due = office_clock_monotonic (self->board->clock) + wait;

  if (self->timeout != 0 && self->due <= due)
    return;
  office_clock_remove_timeout (self->board->clock, self->timeout);
  self->due = due;
  self->timeout = office_clock_add_timeout (self->board->clock, (guint) wait, tell, self, NULL);
}

static void
tell_changes (Room *self)
{
  tell_in (self, MAX (GATHERING, self->told + INTERVAL - office_clock_monotonic (self->board->clock)));
}

/* ---- what is committed ---- */

static void
follow_marker (OfficeWatchBoard *self, OfficeChange *change)
{
  const char *id = office_record_get_text (change->record, "room");
  const char *person = office_scope_get_person (change->scope);
  Room *room = id != NULL ? g_hash_table_lookup (self->rooms, id) : NULL;
  OfficeReader *reader = NULL;
  gint64 seq = office_record_get_integer (change->record, "seq");

  if (room == NULL || room->readers == NULL || person == NULL
      || office_record_get_text (change->record, "thread") != NULL)
    return;
  reader = g_hash_table_lookup (room->readers, person);
  if (reader == NULL || reader->seq == seq)
    return;
  reader->seq = seq;
  if (reader->hidden)
    return;
  g_clear_pointer (&room->whole, g_ptr_array_unref);
  g_hash_table_add (room->changed, reader);
  tell_changes (room);
}

/* Its members, or who may see it. */
static void
follow_room (OfficeWatchBoard *self, OfficeChange *change)
{
  const char *id = office_scope_get_room (change->scope);
  Room *room = id != NULL ? g_hash_table_lookup (self->rooms, id) : NULL;

  if (room == NULL)
    return;
  forget (room);
  tell_changes (room);
}

/* Whether they tell how far they have read; a person changes for many other reasons. */
static void
follow_person (OfficeWatchBoard *self, OfficeChange *change)
{
  gboolean hidden = office_record_get_boolean (change->record, "reading_hidden");
  GHashTableIter iter;
  Room *room;

  g_hash_table_iter_init (&iter, self->rooms);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &room))
    {
      OfficeReader *reader = room->readers != NULL ? g_hash_table_lookup (room->readers, change->id) : NULL;

      if (reader == NULL || reader->hidden == hidden)
        continue;
      forget (room);
      tell_changes (room);
    }
}

/* ---- the board ---- */

/**
 * office_watch_board_new:
 * @hub: (transfer none): the hub that owns it
 * @clock: (transfer none): time and timeouts
 *
 * Returns: (transfer full): a board that knows no room
 */
OfficeWatchBoard *
office_watch_board_new (OfficeHub *hub, OfficeClock *clock)
{
  OfficeWatchBoard *self = g_new0 (OfficeWatchBoard, 1);

  self->hub = hub;
  self->clock = g_object_ref (clock);
  self->rooms = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, room_end);
  return self;
}

void
office_watch_board_free (OfficeWatchBoard *self)
{
  g_hash_table_unref (self->rooms);
  g_object_unref (self->clock);
  g_free (self);
}

static void
leave (OfficeWatchBoard *self, OfficePeer *peer)
{
  Room *room = peer->watched != NULL ? g_hash_table_lookup (self->rooms, peer->watched) : NULL;

  g_clear_pointer (&peer->watched, g_free);
  if (room == NULL)
    return;
  g_ptr_array_remove_fast (room->peers, peer);
  if (room->peers->len == 0)
    g_hash_table_remove (self->rooms, room->room);
}

/**
 * office_watch_board_move:
 * @self: the board
 * @peer: a connection
 * @room: (nullable): the room that its client has in view now; nothing about it has to be true
 *
 * Tells it soon how far the members have read, and later what changes, as long as the person may see the room.
 */
void
office_watch_board_move (OfficeWatchBoard *self, OfficePeer *peer, const char *room)
{
  Room *watched;

  if (g_strcmp0 (peer->watched, room) == 0)
    return;
  leave (self, peer);
  if (room == NULL)
    return;
  watched = g_hash_table_lookup (self->rooms, room);
  if (watched == NULL)
    {
      watched = room_new (self, room);
      g_hash_table_insert (self->rooms, watched->room, watched);
    }
  g_ptr_array_add (watched->peers, peer);
  peer->watched = g_strdup (room);
  peer->seen_missed = TRUE;
  office_watch_board_wake (self, peer);
}

/**
 * office_watch_board_wake:
 * @self: the board
 * @peer: a connection that has become live, or has made room
 *
 * Tells it what it has missed.
 */
void
office_watch_board_wake (OfficeWatchBoard *self, OfficePeer *peer)
{
  Room *room = peer->watched != NULL && peer->seen_missed ? g_hash_table_lookup (self->rooms, peer->watched) : NULL;

  if (room == NULL || peer->state != OFFICE_PEER_LIVE || office_peer_is_crowded (peer)
      || !office_scopes_contains (peer->attendee->scopes, room->scope))
    return;
  tell_in (room, MAX (GATHERING, peer->seen_at + PATIENCE - office_clock_monotonic (self->clock)));
}

/**
 * office_watch_board_follow:
 * @self: the board
 * @batch: what was just committed
 *
 * Notes what it changes in who has read how far. Whoever came into a room or left it, hides it or hides it no longer, makes
 * the list of it be read anew.
 */
void
office_watch_board_follow (OfficeWatchBoard *self, OfficeBatch *batch)
{
  if (g_hash_table_size (self->rooms) == 0)
    return;
  for (guint i = 0; i < batch->changes->len; i++)
    {
      OfficeChange *change = batch->changes->pdata[i];

      if (g_str_equal (change->kind, "member") || g_str_equal (change->kind, "room"))
        follow_room (self, change);
      else if (change->gone || change->record == NULL)
        continue;
      else if (g_str_equal (change->kind, "read"))
        follow_marker (self, change);
      else if (g_str_equal (change->kind, "person"))
        follow_person (self, change);
    }
}
