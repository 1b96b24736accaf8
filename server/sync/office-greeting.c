/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-hub-private.h"

#include "office-accounts.h"
#include "office-rules.h"

static GError *
check_protocol (OfficeFrame *hello)
{
  if (hello->protocol < OFFICE_PROTOCOL)
    return office_problem_new (OFFICE_PROBLEM_OUTDATED, "protocol",
                               "Update Office on this device: the host no longer speaks its language");
  if (hello->protocol > OFFICE_PROTOCOL)
    return office_problem_new (OFFICE_PROBLEM_OUTDATED, "protocol",
                               "Update Office on the host: this device speaks a newer language");
  return NULL;
}

static gboolean
is_known_cursor (OfficeHub *hub, const OfficeCursor *cursor)
{
  g_autofree char *tag = NULL;

  if (cursor == NULL || g_strcmp0 (cursor->epoch, hub->head->epoch) != 0)
    return FALSE;
  if (cursor->rev < 1 || cursor->rev > hub->head->rev || cursor->rev < office_store_get_floor (hub->store))
    return FALSE;

  tag = office_store_find_tag (hub->store, cursor->rev);
  if (!office_rule_holds (OFFICE_RULE_FORK))
    return TRUE;
  return tag != NULL && g_strcmp0 (tag, cursor->tag) == 0;
}

/* The scopes whose snapshot is half done, each with where it goes on. */
static OfficeScopes *
half_done (OfficeFrame *hello)
{
  g_autoptr (GStrvBuilder) scopes = g_strv_builder_new ();

  for (guint i = 0; hello->pages != NULL && i < hello->pages->len; i++)
    g_strv_builder_add (scopes, ((OfficePagesHeld *) g_ptr_array_index (hello->pages, i))->scope);
  return office_scopes_new (g_strv_builder_end (scopes));
}

static void
resume_pages (OfficePeer *peer, OfficeFrame *hello)
{
  for (guint i = 0; hello->pages != NULL && i < hello->pages->len; i++)
    {
      OfficePagesHeld *half = g_ptr_array_index (hello->pages, i);

      for (GList *l = peer->pages.head; l != NULL; l = l->next)
        {
          OfficePagesHeld *page = l->data;

          if (!g_str_equal (page->scope, half->scope))
            continue;
          g_free (page->after);
          page->after = g_strdup (half->after);
        }
    }
}

static void
end_older (OfficeHub *hub, const char *device)
{
  OfficePeer *older = g_hash_table_lookup (hub->devices, device);

  if (older != NULL)
    office_peer_end (older,
                     office_problem_new (OFFICE_PROBLEM_CONFLICT, "device",
                                         "This connection was replaced by a newer one of the same device"),
                     FALSE);
}

static void
welcome (OfficeHub *hub, OfficePeer *peer, OfficeFrame *hello)
{
  gboolean reset = !is_known_cursor (hub, hello->cursor);
  OfficeScopes *allowed = peer->attendee->scopes;
  g_autoptr (OfficeScopes) whole = office_scopes_new (g_strdupv (hello->scopes));
  g_autoptr (OfficeScopes) half = half_done (hello);
  g_autofree char *name = office_store_dup_office_name (hub->store);
  g_autoptr (GStrvBuilder) drop = g_strv_builder_new ();
  g_auto (GStrv) drop_whole = office_scopes_dup_missing_from (whole, allowed);
  g_auto (GStrv) drop_half = office_scopes_dup_missing_from (half, allowed);
  g_auto (GStrv) dropped = NULL;
  g_auto (GStrv) gained = NULL;

  g_strv_builder_addv (drop, (const char **) drop_whole);
  g_strv_builder_addv (drop, (const char **) drop_half);
  dropped = g_strv_builder_end (drop);
  gained = reset ? g_strdupv ((char **) office_scopes_get_names (allowed))
                 : office_scopes_dup_missing_from (allowed, whole);

  office_peer_tell_scopes (peer, allowed);
  peer->cursor = peer->clear = reset ? hub->head->rev : hello->cursor->rev;
  office_peer_want_pages (peer, (const char *const *) gained);
  if (!reset)
    resume_pages (peer, hello);

  office_peer_send_text (peer, office_frame_welcome (office_store_get_office_id (hub->store), name, peer->person,
                                                     hub->head, reset, (const char *const *) dropped,
                                                     (const char *const *) gained, office_clock_now (hub->clock),
                                                     OFFICE_VERSION, hub->file_limit, hub->web_address));
}

/**
 * office_greeting_receive:
 * @hub: the hub
 * @peer: a connection that has not greeted yet
 * @hello: its first frame, of any kind
 *
 * Checks who it is, tells it where its copy of the book stands, and lets it catch up when its turn comes.
 */
void
office_greeting_receive (OfficeHub *hub, OfficePeer *peer, OfficeFrame *hello)
{
  g_autoptr (OfficeTicket) ticket = NULL;
  GError *error = NULL;

  if (hello->kind == OFFICE_FRAME_UNKNOWN)
    return;
  if (hello->kind != OFFICE_FRAME_HELLO)
    error = office_problem_new (OFFICE_PROBLEM_INVALID, "frame", "The first frame has to be hello");
  else
    error = check_protocol (hello);
  if (error == NULL)
    ticket = office_accounts_check (hub->store, hello->token, &error);
  if (ticket != NULL && g_strcmp0 (ticket->device, hello->device) != 0)
    error = office_problem_new (OFFICE_PROBLEM_UNAUTHENTICATED, "device", "The token belongs to another device");
  if (error != NULL)
    {
      g_autoptr (GError) inner = error;
      GError *problem = office_hub_problem_of (inner);

      office_peer_end (peer, problem, office_problem_is_temporary (problem));
      return;
    }

  end_older (hub, ticket->device);
  g_queue_unlink (&hub->greeting, &peer->link);
  office_peer_move (peer, OFFICE_PEER_QUEUED);
  g_queue_push_tail_link (&hub->queued, &peer->link);

  peer->person = g_strdup (ticket->person);
  peer->device = g_strdup (ticket->device);
  peer->expires_at = ticket->expires_at;
  peer->attendee = office_attendance_enter (hub->attendance, peer->person, peer);
  g_hash_table_insert (hub->devices, peer->device, peer);
  office_presence_board_change (hub->presence, peer->person, OFFICE_PRESENCE_OFFLINE, OFFICE_PRESENCE_HERE);

  if (peer->attendee->unreadable)
    {
      office_peer_end (peer, office_problem_new (OFFICE_PROBLEM_INTERNAL, NULL, "The host could not read its book"),
                       TRUE);
      return;
    }
  welcome (hub, peer, hello);
  office_hub_start_queued (hub);
}
