/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-hub-private.h"

#include <string.h>

/*
 * The pump: what one connection lacks, read from the book as far as its window has room. First sync, catch-up and slow
 * clients all come through here; a live client comes here when its own rights change, when it gains a scope, and when it
 * has fallen behind the fan-out. Nothing is queued: what could not be sent is read again from the cursor.
 */

/* About the bytes of records in a frame: small enough that several are on their way while the client writes one. */
#define STEP (48 * 1024)
/* Of a scope's first page: some records and the newest messages, so that a new desk soon has something of every room. */
#define FIRST_STEP (16 * 1024)
/* Scopes whose pages take turns: the hello of a client that comes back has to name all that are half done. */
#define MOST_TURNS 500
/* What a frame of changes has beside its records, generously; scopes gained or dropped come on top. */
#define FRAME_OVERHEAD 512

static void
fail (OfficePeer *peer, const GError *error)
{
  g_warning ("The book cannot be read: %s", error->message);
  office_peer_end (peer, office_hub_problem_of (error), TRUE);
}

static gboolean
has_turn (OfficePeer *peer)
{
  gint64 room = office_peer_get_room (peer);

  return office_peer_is_fed (peer) && (peer->sent == peer->received || room >= MAX (peer->need, STEP + FRAME_OVERHEAD));
}

/* Sends a frame if the window takes it; else remembers how much room it needs. */
static gboolean
send_or_wait (OfficePeer *peer, char *text)
{
  gsize length = strlen (text);
  g_autoptr (GBytes) frame = g_bytes_new_take (text, length);

  if (!office_peer_fits (peer, length))
    {
      peer->need = (gint64) length;
      return FALSE;
    }
  office_peer_send_records (peer, frame);
  return TRUE;
}

static char *
encode_empty (gint64 after, gint64 rev, const char *tag)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  return office_frame_changes (after, rev, tag, none, NULL, NULL);
}

static char *
dup_tag (OfficeHub *hub, gint64 rev)
{
  return rev == hub->head->rev ? g_strdup (hub->head->tag) : office_store_find_tag (hub->store, rev);
}

static GPtrArray *
read_changes (OfficeHub *hub, OfficePeer *peer, OfficeScopes *scopes, gint64 *reached, GError **error)
{
  *reached = hub->head->rev;
  if (peer->clear >= hub->head->rev)
    return g_ptr_array_new ();
  return office_store_changes (hub->store, office_scopes_get_names (scopes), peer->clear, hub->head->rev, STEP, reached,
                               error);
}

static gsize
measure (GPtrArray *bodies)
{
  gsize length = 0;

  for (guint i = 0; i < bodies->len; i++)
    length += strlen (g_ptr_array_index (bodies, i)) + 1;
  return length;
}

/* A body that changed meanwhile has left the revision, and those behind it have moved up. */
static gboolean
is_begun (OfficePeer *peer, GPtrArray *bodies)
{
  return peer->parts.after == peer->clear && peer->parts.sent > 0 && peer->parts.sent <= bodies->len
         && g_str_hash (g_ptr_array_index (bodies, peer->parts.sent - 1)) == peer->parts.last;
}

/*
 * One revision can be larger than a frame (a long board that gets new positions), and then goes out in parts. Takes from
 * `bodies` what was sent before and what has to wait; returns whether this leaves a part that is not the last.
 */
static gboolean
take_part (OfficePeer *peer, GPtrArray *bodies)
{
  gsize length = 0;
  guint n = 0;

  if (!is_begun (peer, bodies))
    peer->parts.sent = 0;
  g_ptr_array_remove_range (bodies, 0, peer->parts.sent);
  if (measure (bodies) <= OFFICE_LIMIT_SERVER_FRAME / 2)
    return FALSE;

  while (n == 0 || length <= STEP)
    length += strlen (g_ptr_array_index (bodies, n++)) + 1;
  g_ptr_array_set_size (bodies, (int) n);
  return TRUE;
}

static void
note_part (OfficePeer *peer, GPtrArray *bodies)
{
  peer->parts.after = peer->clear;
  peer->parts.sent += bodies->len;
  peer->parts.last = g_str_hash (g_ptr_array_index (bodies, bodies->len - 1));
}

/*
 * A part goes ahead in a frame that leaves the cursor where it is; only the last one moves it. Should the connection break
 * in between, the client comes back with the old cursor and gets all of them again.
 */
static gboolean
send_changes (OfficeHub *hub, OfficePeer *peer)
{
  g_autoptr (OfficeScopes) allowed = office_scopes_ref (peer->attendee->scopes);
  gboolean settled = office_scopes_equal (peer->told, allowed);
  g_autoptr (OfficeScopes) common = office_scopes_intersect (peer->told, allowed);
  g_auto (GStrv) gained = office_scopes_dup_missing_from (allowed, peer->told);
  g_auto (GStrv) drop = office_scopes_dup_missing_from (peer->told, allowed);
  g_autoptr (GError) error = NULL;
  gint64 reached;
  g_autoptr (GPtrArray) bodies = read_changes (hub, peer, common, &reached, &error);
  g_autofree char *tag = NULL;
  gint64 cursor;
  gboolean is_part;

  if (bodies == NULL)
    {
      fail (peer, error);
      return FALSE;
    }
  if (bodies->len == 0 && settled)
    {
      office_peer_tell_scopes (peer, allowed);
      peer->clear = reached;
      return TRUE;
    }

  is_part = take_part (peer, bodies);
  cursor = is_part ? peer->cursor : reached;
  tag = dup_tag (hub, cursor);
  if (!send_or_wait (peer, office_frame_changes (peer->cursor, cursor, tag, bodies, (const char *const *) gained,
                                                 (const char *const *) drop)))
    return FALSE;

  peer->cursor = cursor;
  if (is_part)
    note_part (peer, bodies);
  else
    peer->clear = reached;
  office_peer_tell_scopes (peer, allowed);
  office_peer_drop_pages (peer, (const char *const *) drop);
  office_peer_want_pages (peer, (const char *const *) gained);
  return TRUE;
}

/* The page was read from the newest state of the book, which may already say that the person has lost the scope. */
static gboolean
may_still_see (OfficeHub *hub, OfficePeer *peer, const char *scope)
{
  g_autoptr (OfficeScopes) now = office_scopes_new (office_store_dup_scopes_of (hub->store, peer->person));

  return office_scopes_contains (now, scope);
}

/*
 * First all records of every scope with its newest messages, then older messages of all of them in turn, so that whoever
 * syncs for the first time can work long before the last old message has come.
 */
static void
give_next_turn (OfficePeer *peer)
{
  OfficePagesHeld *held = g_queue_peek_head (&peer->pages);

  if (!office_store_is_message_mark (held->after))
    return;
  g_queue_pop_head (&peer->pages);
  g_queue_push_nth (&peer->pages, held, MOST_TURNS - 1);
}

static gboolean
send_page (OfficeHub *hub, OfficePeer *peer)
{
  OfficePagesHeld *held = g_queue_peek_head (&peer->pages);
  g_autoptr (GPtrArray) bodies = NULL;
  g_autofree char *next = NULL;
  g_autoptr (GError) error = NULL;

  bodies = office_store_page (hub->store, held->scope, held->after, held->after == NULL ? FIRST_STEP : STEP, &next,
                              &error);
  if (bodies == NULL && held->after != NULL && error != NULL && error->domain == OFFICE_PROBLEM)
    {
      /* A mark that is none of ours: the scope is brought from its start. */
      g_clear_pointer (&held->after, g_free);
      g_clear_error (&error);
      bodies = office_store_page (hub->store, held->scope, NULL, FIRST_STEP, &next, &error);
    }
  if (bodies == NULL)
    {
      fail (peer, error);
      return FALSE;
    }
  /* The batch that takes the scope away is on its way, and runs the pump again. */
  if (!may_still_see (hub, peer, held->scope))
    return FALSE;
  if (!send_or_wait (peer, office_frame_page (held->scope, bodies, next, next == NULL)))
    return FALSE;

  g_free (held->after);
  held->after = g_steal_pointer (&next);
  if (held->after == NULL)
    {
      const char *const done[] = { held->scope, NULL };

      office_peer_drop_pages (peer, done);
    }
  else
    give_next_turn (peer);
  return TRUE;
}

static gboolean
become_live (OfficeHub *hub, OfficePeer *peer)
{
  if (peer->cursor < peer->clear)
    {
      g_autofree char *tag = dup_tag (hub, peer->clear);

      if (!send_or_wait (peer, encode_empty (peer->cursor, peer->clear, tag)))
        return FALSE;
      peer->cursor = peer->clear;
    }
  if (peer->state == OFFICE_PEER_CLOSING)
    return FALSE;

  office_peer_move (peer, OFFICE_PEER_LIVE);
  hub->n_catching_up--;
  office_peer_send_text (peer, office_frame_live (peer->cursor));
  office_presence_board_send_whole (hub->presence, peer);
  office_watch_board_wake (hub->watch, peer);
  office_hub_start_queued (hub);
  return TRUE;
}

static gboolean
step (OfficeHub *hub, OfficePeer *peer)
{
  gboolean behind;

  if (!has_turn (peer))
    return FALSE;

  behind = peer->clear < hub->head->rev || peer->told != peer->attendee->scopes;
  if (behind && (!peer->page_next || g_queue_is_empty (&peer->pages)))
    {
      peer->page_next = TRUE;
      return send_changes (hub, peer);
    }
  peer->page_next = FALSE;
  if (!g_queue_is_empty (&peer->pages))
    return send_page (hub, peer);
  return peer->state == OFFICE_PEER_CATCHING_UP && become_live (hub, peer);
}

/**
 * office_pump_run:
 * @hub: the hub
 * @peer: a connection
 *
 * Sends what it lacks until it lacks nothing or its window is full. Hold a reference of @peer: sending may remove it.
 */
void
office_pump_run (OfficeHub *hub, OfficePeer *peer)
{
  while (step (hub, peer))
    ;
  if (peer->own_rev > peer->cursor)
    office_pump_advance (hub, peer);
}

/**
 * office_pump_advance:
 * @hub: the hub
 * @peer: a connection
 *
 * Moves the cursor of a client over revisions of which it sees nothing, so that it need not go over them again when it
 * comes back.
 */
void
office_pump_advance (OfficeHub *hub, OfficePeer *peer)
{
  if (!office_peer_is_fed (peer) || peer->cursor >= peer->clear || peer->clear != hub->head->rev)
    return;
  if (send_or_wait (peer, encode_empty (peer->cursor, peer->clear, hub->head->tag)))
    peer->cursor = peer->clear;
}
