/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-id.h"
#include "office-test-client.h"

static void
talk (OfficeTestClient *client, const char *room, guint n, gsize length)
{
  g_autofree char *words = g_strnfill (length, 'w');

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = office_test_host_new_id (client->host);

      office_test_client_did (client, "message.send", "{'id':'%s','room':'%s','text':'%s'}", id, room, words);
    }
}

/* One who never says what they have received costs a window, and catches up when they do. */
static void
test_stalled_reader (void)
{
  g_autoptr (OfficeTestHost) host = office_test_host_new (1);
  g_autoptr (OfficeTestClient) anna = office_test_client_join (host, "Anna", "admin");
  g_autoptr (OfficeTestClient) ben = office_test_client_join (host, "Ben", "member");
  g_autofree char *room = office_test_client_make_room (anna, "Lobby", "public");

  office_test_client_read (ben);
  ben->silent = TRUE;
  talk (anna, room, 100, 8000);
  office_test_client_read (ben);
  g_assert_cmpint (ben->cursor->rev, <, anna->cursor->rev);
  g_assert_cmpint (ben->most_unreceived, >, OFFICE_LIMIT_UNRECEIVED / 2);

  ben->silent = FALSE;
  office_test_client_acknowledge (ben);
  office_test_client_read (ben);
  g_assert_cmpint (ben->cursor->rev, ==, anna->cursor->rev);
  office_test_client_assert_current (ben);

  /* And it is live again. */
  office_test_client_forget (ben);
  talk (anna, room, 1, 10);
  office_test_client_read (ben);
  g_assert_cmpuint (office_test_client_count (ben, OFFICE_FRAME_CHANGES), ==, 1);
}

/* The same while the first pages are on their way: pages and changes share the window. */
static void
test_stalled_first_start (void)
{
  g_autoptr (OfficeTestHost) host = office_test_host_new (2);
  g_autoptr (OfficeTestClient) anna = office_test_client_join (host, "Anna", "admin");
  g_autoptr (OfficeTestClient) ben = office_test_client_new (host, office_test_host_join (host, "Ben", "member"));
  g_autofree char *room = office_test_client_make_room (anna, "Lobby", "public");

  talk (anna, room, 60, 9000);
  ben->silent = TRUE;
  office_test_client_connect (ben);
  g_assert_false (ben->live);
  talk (anna, room, 60, 9000);
  while (!ben->live)
    {
      gint64 before = ben->bytes;

      office_test_client_acknowledge (ben);
      talk (anna, room, 1, 100);
      office_test_client_read (ben);
      g_assert_cmpint (ben->bytes, >, before);
    }
  g_assert_cmpuint (office_test_client_count (ben, OFFICE_FRAME_LIVE), ==, 1);
  office_test_client_acknowledge (ben);
  office_test_client_read (ben);
  office_test_client_assert_current (ben);
}

static gboolean
has_kind (OfficeFrame *page, const char *kind)
{
  for (guint i = 0; i < page->records->len; i++)
    if (g_strcmp0 (office_record_get_kind_name (page->records->pdata[i]), kind) == 0)
      return TRUE;
  return FALSE;
}

/* A new desk has something of every room, tasks and newest messages, before older messages of any come. */
static void
test_every_room_first (void)
{
  g_autoptr (OfficeTestHost) host = office_test_host_new (6);
  g_autoptr (OfficeTestClient) anna = office_test_client_join (host, "Anna", "admin");
  g_autoptr (OfficeTestClient) ben = office_test_client_new (host, office_test_host_join (host, "Ben", "member"));
  g_autoptr (GHashTable) begun = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_scopes, n_older = 0;

  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *room = office_test_client_make_room (anna, "Room", "public");
      g_autofree char *task = office_test_client_make_task (anna, room, "To do");

      talk (anna, room, 20, 8000);
    }
  office_test_client_connect (ben);
  g_assert_true (ben->live);
  n_scopes = g_hash_table_size (ben->scopes);
  for (guint i = 0; i < ben->seen->len; i++)
    {
      OfficeFrame *frame = ben->seen->pdata[i];

      if (frame->kind != OFFICE_FRAME_PAGE)
        continue;
      if (g_hash_table_add (begun, frame->scope))
        {
          g_assert_cmpuint (n_older, ==, 0);
          continue;
        }
      g_assert_false (has_kind (frame, "task"));
      n_older++;
    }
  g_assert_cmpuint (g_hash_table_size (begun), ==, n_scopes);
  g_assert_cmpuint (n_older, >=, 8);
  office_test_client_assert_current (ben);
}

/* Members of a room share one encoded frame; those who see less share another. */
static void
test_encoded_once (void)
{
  g_autoptr (OfficeTestHost) host = office_test_host_new (3);
  g_autoptr (OfficeTestClient) anna = office_test_client_join (host, "Anna", "admin");
  g_autoptr (OfficeTestClient) ben = office_test_client_join (host, "Ben", "member");
  g_autoptr (OfficeTestClient) cleo = office_test_client_join (host, "Cleo", "member");
  g_autoptr (OfficeTestClient) dora = office_test_client_join (host, "Dora", "guest");
  g_autofree char *lobby = office_test_client_make_room (anna, "Lobby", "public");
  g_autofree char *plans = office_test_client_make_room (anna, "Plans", "private");
  GPtrArray *frames[4];
  OfficeTestClient *clients[] = { anna, ben, cleo, dora };
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  office_test_client_did (anna, "member.add", "{'room':'%s','person':'%s'}", plans, cleo->ticket->person);
  office_test_host_advance (host, 5000); /* all cursors are moved to one place */
  for (guint i = 0; i < 4; i++)
    {
      office_test_client_read (clients[i]);
      g_assert_cmpint (clients[i]->cursor->rev, ==, office_test_host_get_head (host));
      frames[i] = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
    }

  first = office_test_client_do (ben, "patch", "{'kind':'room','id':'%s','set':{'topic':'One'}}", lobby);
  second = office_test_client_do (cleo, "patch", "{'kind':'room','id':'%s','set':{'topic':'Two'}}", plans);
  office_test_host_settle (host);
  for (guint i = 0; i < 4; i++)
    while (office_fake_transport_count (clients[i]->transport) > 0)
      {
        g_autoptr (GBytes) frame = office_fake_transport_pop (clients[i]->transport);

        if (g_str_has_prefix (g_bytes_get_data (frame, NULL), "{\"frame\":\"changes\""))
          g_ptr_array_add (frames[i], g_steal_pointer (&frame));
      }

  g_assert_cmpuint (frames[0]->len, ==, 1);
  g_assert_cmpuint (frames[1]->len, ==, 1);
  g_assert_cmpuint (frames[2]->len, ==, 1);
  g_assert_cmpuint (frames[3]->len, ==, 0);
  g_assert_true (g_ptr_array_index (frames[0], 0) == g_ptr_array_index (frames[2], 0));
  g_assert_true (g_ptr_array_index (frames[0], 0) != g_ptr_array_index (frames[1], 0));
  for (guint i = 0; i < 4; i++)
    g_ptr_array_unref (frames[i]);
}

/* A group larger than a frame, and than the window, goes out in pieces. */
static void
test_large_group (void)
{
  g_autoptr (OfficeTestHost) host = office_test_host_new (4);
  g_autoptr (OfficeTestClient) anna = office_test_client_join (host, "Anna", "admin");
  g_autoptr (OfficeTestClient) ben = office_test_client_join (host, "Ben", "member");
  g_autofree char *room = office_test_client_make_room (anna, "Lobby", "public");
  g_autofree char *words = g_strnfill (9000, 'w');
  gint64 before;

  office_test_client_read (ben);
  before = ben->cursor->rev;
  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *message = office_test_host_new_id (host);
      g_autofree char *id = office_test_client_do (anna, "message.send", "{'id':'%s','room':'%s','text':'%s'}", message,
                                                   room, words);
    }
  ben->silent = TRUE;
  office_test_host_settle (host);
  office_test_client_read (anna);
  office_test_client_read (ben);
  g_assert_cmpint (ben->cursor->rev, >, before);
  g_assert_cmpint (ben->cursor->rev, <, office_test_host_get_head (host));

  /* The line breaks amid the group, and the client goes on from there. */
  ben->silent = FALSE;
  office_test_client_connect (ben);
  g_assert_false (office_test_client_last (ben, OFFICE_FRAME_WELCOME)->reset);
  g_assert_cmpint (ben->cursor->rev, ==, office_test_host_get_head (host));
  office_test_client_assert_current (anna);
  office_test_client_assert_current (ben);
}

static gboolean
write_large (OfficeTransaction *transaction, gpointer data, GError **error)
{
  const char *room = data;
  g_autoptr (OfficeEffects) effects = office_effects_new ();
  g_autofree char *scope = office_scope_for_room (room);
  g_autofree char *words = g_strnfill (9000, 'd');
  g_autofree char *column = office_id_derive (room, "todo");

  for (guint i = 0; i < 70; i++)
    {
      g_autofree char *name = g_strdup_printf ("task %u", i);
      g_autofree char *id = office_id_derive (room, name);
      OfficeRecord *task = office_record_new ("task", id, scope);

      office_record_set_text (task, "room", room);
      office_record_set_text (task, "column", column);
      office_record_set_text (task, "position", "a0");
      office_record_set_text (task, "title", name);
      office_record_set_text (task, "description", words);
      g_ptr_array_add (effects->written, task);
    }
  return office_transaction_write (transaction, effects, NULL, error);
}

/* One revision larger than the window. */
static void
test_large_revision (void)
{
  g_autoptr (OfficeTestHost) host = office_test_host_new (5);
  g_autoptr (OfficeTestClient) anna = office_test_client_join (host, "Anna", "admin");
  g_autoptr (OfficeTestClient) ben = office_test_client_join (host, "Ben", "member");
  g_autofree char *room = office_test_client_make_room (anna, "Lobby", "public");
  g_autofree char *task = office_id_derive (room, "task 2");
  gint64 before;

  office_test_client_read (ben);
  before = ben->cursor->rev;
  ben->silent = TRUE;
  office_store_submit (host->store, write_large, NULL, room, NULL);
  office_test_host_settle (host);
  office_test_client_read (anna);
  office_test_client_read (ben);
  g_assert_cmpint (ben->cursor->rev, ==, before);
  office_test_client_assert_current (anna);

  /* Meanwhile one of the records that were sent changes, and so leaves the revision. */
  office_test_client_did (anna, "patch", "{'kind':'task','id':'%s','set':{'title':'New'}}", task);
  ben->silent = FALSE;
  office_test_client_acknowledge (ben);
  office_test_client_read (ben);
  g_assert_cmpint (ben->cursor->rev, ==, office_test_host_get_head (host));
  office_test_client_assert_current (ben);
}

/* A cursor goes over what it does not see, but not at every commit. */
static void
test_quiet (void)
{
  g_autoptr (OfficeTestHost) host = office_test_host_new (6);
  g_autoptr (OfficeTestClient) anna = office_test_client_join (host, "Anna", "admin");
  g_autoptr (OfficeTestClient) ben = office_test_client_join (host, "Ben", "member");
  g_autofree char *plans = office_test_client_make_room (anna, "Plans", "private");
  g_autofree char *lobby = NULL;

  office_test_host_advance (host, 5000);
  office_test_client_read (ben);
  office_test_client_forget (ben);
  talk (anna, plans, 10, 10);
  office_test_client_read (ben);
  g_assert_cmpuint (office_test_client_count (ben, OFFICE_FRAME_CHANGES), ==, 0);
  g_assert_cmpint (ben->cursor->rev, <, office_test_host_get_head (host));

  office_test_host_advance (host, 5000);
  office_test_client_read (ben);
  g_assert_cmpuint (office_test_client_count (ben, OFFICE_FRAME_CHANGES), ==, 1);
  g_assert_cmpuint (office_test_client_last (ben, OFFICE_FRAME_CHANGES)->records->len, ==, 0);
  g_assert_cmpint (ben->cursor->rev, ==, office_test_host_get_head (host));
  office_test_host_advance (host, 5000);
  office_test_client_read (ben);
  g_assert_cmpuint (office_test_client_count (ben, OFFICE_FRAME_CHANGES), ==, 1);

  /* A visible change after invisible ones follows on the client's cursor. */
  talk (anna, plans, 3, 10);
  lobby = office_test_client_make_room (anna, "Lobby", "public");
  office_test_client_read (ben);
  g_assert_true (office_test_client_holds (ben, lobby));
  office_test_client_assert_current (ben);
}

/* At most 32 catch up at once; one that stalls does not keep the others waiting for ever. */
static void
test_herd (void)
{
  g_autoptr (OfficeTestHost) host = office_test_host_new (7);
  g_autoptr (OfficeTestClient) anna = office_test_client_join (host, "Anna", "admin");
  g_autofree char *room = office_test_client_make_room (anna, "Lobby", "public");
  g_autoptr (GPtrArray) herd = g_ptr_array_new_with_free_func ((GDestroyNotify) office_test_client_free);

  talk (anna, room, 60, 9000);
  for (guint i = 0; i < 40; i++)
    {
      OfficeTestClient *client = office_test_client_new (host, office_test_host_issue (host, anna->ticket->person));

      g_ptr_array_add (herd, client);
      client->silent = TRUE;
      office_test_client_connect (client);
      g_assert_cmpuint (office_test_client_count (client, OFFICE_FRAME_WELCOME), ==, 1);
      g_assert_false (client->live);
      if (i < 32)
        g_assert_cmpint (client->bytes, >, 0);
      else
        g_assert_cmpint (client->bytes, ==, 0);
    }

  /* A turn that ends is the next one's. */
  {
    OfficeTestClient *first = g_ptr_array_index (herd, 0);
    OfficeTestClient *next = g_ptr_array_index (herd, 32);

    first->silent = FALSE;
    office_test_client_acknowledge (first);
    office_test_client_read (first);
    g_assert_true (first->live);
    office_test_client_read (next);
    g_assert_cmpint (next->bytes, >, 0);
  }
  /* Those who stall let the others go first. */
  {
    OfficeTestClient *last = g_ptr_array_index (herd, 39);

    office_test_host_advance (host, 10000);
    last->silent = FALSE;
    office_test_client_read (last);
    g_assert_true (last->live);
    office_test_client_assert_current (last);
  }
  /* And have their turn again. */
  for (guint i = 1; i < 39; i++)
    {
      OfficeTestClient *client = g_ptr_array_index (herd, i);

      client->silent = FALSE;
      office_test_client_read (client);
      office_test_client_acknowledge (client);
    }
  office_test_host_advance (host, 10000);
  for (guint i = 1; i < 39; i++)
    office_test_client_read (g_ptr_array_index (herd, i));
  for (guint i = 0; i < 40; i++)
    g_assert_true (((OfficeTestClient *) g_ptr_array_index (herd, i))->live);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/pump/stalled-reader", test_stalled_reader);
  g_test_add_func ("/sync/pump/stalled-first-start", test_stalled_first_start);
  g_test_add_func ("/sync/pump/every-room-first", test_every_room_first);
  g_test_add_func ("/sync/pump/encoded-once", test_encoded_once);
  g_test_add_func ("/sync/pump/large-group", test_large_group);
  g_test_add_func ("/sync/pump/large-revision", test_large_revision);
  g_test_add_func ("/sync/pump/quiet", test_quiet);
  g_test_add_func ("/sync/pump/herd", test_herd);
  return g_test_run ();
}
