/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-world.h"

#include "office-id.h"

#include <string.h>

/* One desk's book against the host's. */

static void
check_no_rows (SimDesk *desk, const char *what, const char *sql, const char *scopes)
{
  gint64 n = sim_desk_count (desk, sql, scopes);

  if (n > 0)
    sim_world_fail (desk->world, "%s keeps %" G_GINT64_FORMAT " %s", desk->name, n, what);
}

/* With a handle of its own, so that the replica cannot look away. */
static void
check_file (SimDesk *desk, char **scopes)
{
  g_autofree char *joined = g_strjoinv ("\",\"", scopes);
  g_autofree char *array = g_strdup_printf ("[\"%s\"]", joined);

#define FOREIGN(table, name) "SELECT count(*) FROM " table " WHERE " name " NOT IN (SELECT value FROM json_each (?1))"
  check_no_rows (desk, "records that are not for them", FOREIGN ("record", "scope"), array);
  check_no_rows (desk, "shadows that are not for them", FOREIGN ("shadow", "scope"), array);
  check_no_rows (desk, "scopes that are not for them", FOREIGN ("scope", "name"), array);
  check_no_rows (desk, "drafts of rooms that are not for them", FOREIGN ("draft", "place") " AND place LIKE 'room:%'",
                 array);
  check_no_rows (desk, "suspects", "SELECT count(*) FROM suspect", NULL);
#undef FOREIGN
}

/* A host's body begins with its id. */
#define ID_PREFIX "{\"id\":\""

static void
check_shown (SimDesk *desk, const char *wanted, GHashTable *bodies)
{
  g_autofree char *id = g_str_has_prefix (wanted, ID_PREFIX) ? g_strndup (wanted + strlen (ID_PREFIX), 36) : NULL;
  const char *body = id != NULL ? g_hash_table_lookup (bodies, id) : NULL;
  g_autoptr (OfficeRecord) record = NULL;
  g_autoptr (OfficeRecord) shown = NULL;
  g_autofree char *wanted_text = NULL;
  g_autofree char *shown_text = NULL;

  if (g_strcmp0 (body, wanted) == 0)
    return;
  /* The same may be written in another way. */
  record = office_record_new_from_body (wanted, -1, NULL);
  g_assert (record != NULL);
  shown = office_replica_get (desk->replica, office_record_get_id (record));
  wanted_text = office_record_to_body (record);
  shown_text = shown != NULL ? office_record_to_body (shown) : NULL;
  if (g_strcmp0 (shown_text, wanted_text) != 0)
    sim_world_fail (desk->world, "%s shows %s, but the host has %s", desk->name, shown_text, wanted_text);
}

/* What the window shows; nothing waits any more. */
static void
check_visible (SimDesk *desk, const char *scope)
{
  OfficeStore *store = desk->world->host->store;
  g_autoptr (GHashTable) bodies = sim_desk_dup_bodies (desk, scope);
  g_autofree char *after = NULL;

  do
    {
      g_autoptr (GError) error = NULL;
      char *next = NULL;
      g_autoptr (GPtrArray) page = office_store_page (store, scope, after, 100000, &next, &error);

      g_assert_no_error (error);
      for (guint i = 0; i < page->len; i++)
        check_shown (desk, page->pdata[i], bodies);
      g_free (after);
      after = next;
    }
  while (after != NULL);
}

/* Counted by hand from the host's book. */
static void
check_unread (SimDesk *desk, OfficeRecord *room)
{
  OfficeBook *book = OFFICE_BOOK (desk->world->host->store);
  const char *room_id = office_record_get_id (room);
  g_autofree char *marker_id = office_id_derive (desk->person, room_id);
  g_autoptr (OfficeRecord) marker = office_book_get (book, marker_id);
  g_autoptr (GPtrArray) messages = office_book_list (book, "message", "room", room_id);
  g_autofree char *member_id = office_id_derive (room_id, desk->person);
  g_autoptr (OfficeRecord) member = office_book_get (book, member_id);
  gint64 seq = marker != NULL ? office_record_get_integer (marker, "seq") : 0;
  gint64 joined = marker != NULL ? office_record_get_integer (marker, "joined") : 0;
  guint unread = 0;
  guint mentions = 0;

  for (guint i = 0; i < messages->len; i++)
    {
      OfficeRecord *message = messages->pdata[i];
      g_autofree char *mention_id = office_id_derive (office_record_get_id (message), desk->person);
      g_autoptr (OfficeRecord) mention = office_book_get (book, mention_id);

      if (office_record_get_integer (message, "seq") <= seq || office_record_get_boolean (message, "removed"))
        continue;
      /* One that was read before its task came to this room has no number. */
      mentions += mention != NULL && office_record_get_integer (mention, "seq") > seq;
      unread += member != NULL && office_record_get_integer (message, "seq") > joined
                && !office_record_has (message, "thread") && !office_record_has (message, "task")
                && g_strcmp0 (office_record_get_text (message, "author"), desk->person) != 0;
    }
  if (office_replica_count_unread (desk->replica, room_id) != unread)
    sim_world_fail (desk->world, "%s counts %u unread in %s, which has %u", desk->name,
                    office_replica_count_unread (desk->replica, room_id), room_id, unread);
  if (office_replica_count_mentions (desk->replica, room_id) != mentions)
    sim_world_fail (desk->world, "%s counts %u mentions in %s, which has %u", desk->name,
                    office_replica_count_mentions (desk->replica, room_id), room_id, mentions);
}

void
sim_verdict_on_desk (SimDesk *desk)
{
  OfficeStore *store = desk->world->host->store;
  g_auto (GStrv) scopes = office_store_dup_scopes_of (store, desk->person);
  g_autoptr (GError) error = NULL;
  g_autofree char *host = office_store_digest (store, (const char *const *) scopes, &error);
  g_autofree char *mine = office_replica_digest (desk->replica);
  g_autoptr (GPtrArray) rooms = office_replica_list (desk->replica, "room", NULL, NULL);

  g_assert_no_error (error);
  for (guint i = 0; scopes[i] != NULL; i++)
    check_visible (desk, scopes[i]);
  check_file (desk, scopes);
  if (g_strcmp0 (host, mine) != 0)
    sim_world_fail (desk->world, "%s's book and the host's differ", desk->name);
  for (guint i = 0; i < rooms->len; i++)
    check_unread (desk, rooms->pdata[i]);
}
