/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-hub-private.h"

#include <string.h>

/*
 * One batch to all. What a connection gets depends on which of the batch's scopes it may see, on which scopes it gains and
 * loses, and on its cursor. Connections that agree in all of these share one frame, encoded once: in a team's room that
 * is everybody.
 *
 * A record goes only to those who were told the scope before and may see it after the batch. A scope gained is brought
 * by pages, a scope lost is dropped. Whoever's own rights the batch changed is served by the pump from the newest state:
 * within the batch they may have lost and regained a scope, and must not get what was said in between.
 */

typedef struct {
  gint64 after;
  GBytes *frame; /* NULL: larger than a frame may be */
} Encoded;

/* A set of the batch's scopes, with what comes and goes beside it. */
typedef struct {
  char *visible; /* one '0' or '1' for each of the batch's scopes */
  char **gained, **drop;
  gboolean empty;
  GArray *encoded; /* Encoded; mostly one */
} Selection;

typedef struct {
  OfficeScopes *told, *allowed; /* borrowed */
  Selection *selection;
} Choice;

typedef struct {
  OfficeBatch *batch;
  GPtrArray *scopes;      /* char *, borrowed: each scope of the batch once */
  guint *scope_of;        /* index into scopes, for each change */
  GHashTable *selections; /* key → Selection */
  Choice last;            /* connections come in runs of equal ones */
  GPtrArray *kept;        /* OfficeScopes: so that `last` is never compared with a freed one's address */
} Fanout;

static void
encoded_clear (gpointer data)
{
  g_clear_pointer (&((Encoded *) data)->frame, g_bytes_unref);
}

static void
selection_free (gpointer data)
{
  Selection *self = data;

  g_free (self->visible);
  g_strfreev (self->gained);
  g_strfreev (self->drop);
  g_array_unref (self->encoded);
  g_free (self);
}

static void
index_scopes (Fanout *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->batch->changes->len; i++)
    {
      OfficeChange *change = g_ptr_array_index (self->batch->changes, i);
      gpointer index;

      if (!g_hash_table_lookup_extended (seen, change->scope, NULL, &index))
        {
          index = GUINT_TO_POINTER (self->scopes->len);
          g_hash_table_insert (seen, change->scope, index);
          g_ptr_array_add (self->scopes, change->scope);
        }
      self->scope_of[i] = GPOINTER_TO_UINT (index);
    }
}

static char *
dup_visible (Fanout *self, OfficeScopes *told, OfficeScopes *allowed)
{
  char *visible = g_malloc (self->scopes->len + 1);

  for (guint i = 0; i < self->scopes->len; i++)
    {
      const char *scope = g_ptr_array_index (self->scopes, i);
      gboolean both = office_scopes_contains (told, scope)
                      && (told == allowed || office_scopes_contains (allowed, scope));

      visible[i] = both ? '1' : '0';
    }
  visible[self->scopes->len] = '\0';
  return visible;
}

static Selection *
select_for (Fanout *self, OfficeScopes *told, OfficeScopes *allowed)
{
  g_autofree char *visible = dup_visible (self, told, allowed);
  g_auto (GStrv) gained = office_scopes_dup_missing_from (allowed, told);
  g_auto (GStrv) drop = office_scopes_dup_missing_from (told, allowed);
  g_autofree char *gained_text = g_strjoinv (" ", gained);
  g_autofree char *drop_text = g_strjoinv (" ", drop);
  g_autofree char *key = g_strjoin ("|", visible, gained_text, drop_text, NULL);
  Selection *selection = g_hash_table_lookup (self->selections, key);

  if (selection != NULL)
    return selection;

  selection = g_new0 (Selection, 1);
  selection->empty = strchr (visible, '1') == NULL && gained[0] == NULL && drop[0] == NULL;
  selection->visible = g_steal_pointer (&visible);
  selection->gained = g_steal_pointer (&gained);
  selection->drop = g_steal_pointer (&drop);
  selection->encoded = g_array_new (FALSE, FALSE, sizeof (Encoded));
  g_array_set_clear_func (selection->encoded, encoded_clear);
  g_hash_table_insert (self->selections, g_steal_pointer (&key), selection);
  return selection;
}

static Selection *
get_selection (Fanout *self, OfficeScopes *told, OfficeScopes *allowed)
{
  if (self->last.selection == NULL || self->last.told != told || self->last.allowed != allowed)
    {
      self->last.selection = select_for (self, told, allowed);
      self->last.told = told;
      self->last.allowed = allowed;
      g_ptr_array_add (self->kept, office_scopes_ref (told));
      g_ptr_array_add (self->kept, office_scopes_ref (allowed));
    }
  return self->last.selection;
}

static GBytes *
encode (Fanout *self, Selection *selection, gint64 after)
{
  g_autoptr (GPtrArray) bodies = g_ptr_array_new ();
  gsize size = 0;
  gsize length;
  char *text;

  for (guint i = 0; i < self->batch->changes->len; i++)
    {
      OfficeChange *change = g_ptr_array_index (self->batch->changes, i);

      if (selection->visible[self->scope_of[i]] != '1')
        continue;
      size += change->length + 1;
      if (size > OFFICE_LIMIT_SERVER_FRAME)
        return NULL;
      g_ptr_array_add (bodies, change->body);
    }

  text = office_frame_changes (after, self->batch->rev, self->batch->tag, bodies,
                               (const char *const *) selection->gained, (const char *const *) selection->drop);
  length = strlen (text);
  if (length > OFFICE_LIMIT_SERVER_FRAME)
    {
      g_free (text);
      return NULL;
    }
  return g_bytes_new_take (text, length);
}

static GBytes *
get_frame (Fanout *self, Selection *selection, gint64 after)
{
  Encoded encoded;

  for (guint i = 0; i < selection->encoded->len; i++)
    if (g_array_index (selection->encoded, Encoded, i).after == after)
      return g_array_index (selection->encoded, Encoded, i).frame;

  encoded.after = after;
  encoded.frame = encode (self, selection, after);
  g_array_append_val (selection->encoded, encoded);
  return encoded.frame;
}

static void
send_frame (Fanout *self, OfficeHub *hub, OfficePeer *peer, Selection *selection)
{
  GBytes *frame = get_frame (self, selection, peer->cursor);

  /* It falls behind, and the pump takes over: at once where the frame was too large, else when it has made room. */
  if (frame == NULL || !office_peer_fits (peer, g_bytes_get_size (frame)))
    {
      office_pump_run (hub, peer);
      return;
    }

  peer->cursor = peer->clear = self->batch->rev;
  office_peer_tell_scopes (peer, peer->attendee->scopes);
  office_peer_drop_pages (peer, (const char *const *) selection->drop);
  office_peer_want_pages (peer, (const char *const *) selection->gained);
  office_peer_send_records (peer, frame);
  if (!g_queue_is_empty (&peer->pages))
    office_pump_run (hub, peer);
}

static void
visit (OfficeHub *hub, OfficePeer *peer, gpointer data)
{
  Fanout *self = data;
  Selection *selection;

  if (peer->attendee != NULL && peer->attendee->unreadable)
    {
      office_peer_end (peer, office_problem_new (OFFICE_PROBLEM_INTERNAL, NULL, "The host could not read its book"),
                       TRUE);
      return;
    }
  if (!office_peer_is_fed (peer) || peer->clear >= self->batch->rev)
    return;
  if (peer->clear != self->batch->after || peer->attendee->shaken == self->batch->rev)
    {
      office_pump_run (hub, peer);
      return;
    }

  selection = get_selection (self, peer->told, peer->attendee->scopes);
  if (selection->empty && peer->own_rev <= peer->cursor)
    {
      office_peer_tell_scopes (peer, peer->attendee->scopes);
      peer->clear = self->batch->rev;
    }
  else
    {
      send_frame (self, hub, peer, selection);
    }
}

/**
 * office_fanout_batch:
 * @hub: the hub
 * @batch: the newest commit group
 *
 * Brings rights up to date, then gives every connection its part of the batch.
 */
void
office_fanout_batch (OfficeHub *hub, OfficeBatch *batch)
{
  g_autoptr (OfficeHub) keep = g_object_ref (hub);
  Fanout self = { .batch = office_batch_ref (batch) };

  office_cursor_free (hub->head);
  hub->head = office_cursor_new (office_store_get_head (hub->store)->epoch, batch->rev, batch->tag);
  office_attendance_follow (hub->attendance, batch);
  office_watch_board_follow (hub->watch, batch);

  self.scopes = g_ptr_array_new ();
  self.scope_of = g_new (guint, batch->changes->len + 1);
  self.selections = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, selection_free);
  self.kept = g_ptr_array_new_with_free_func ((GDestroyNotify) office_scopes_unref);
  index_scopes (&self);

  office_hub_each (hub, visit, &self);
  if (hub->timekeeper != NULL)
    office_timekeeper_follow (hub->timekeeper, batch);

  g_ptr_array_unref (self.kept);
  g_hash_table_unref (self.selections);
  g_free (self.scope_of);
  g_ptr_array_unref (self.scopes);
  office_batch_unref (batch);
}
