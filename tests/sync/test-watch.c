/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-id.h"
#include "office-test-client.h"

/* Who has read how far in the room that is in view. */

static char *
say (OfficeTestClient *client, const char *room, const char *text)
{
  char *id = office_test_host_new_id (client->host);

  office_test_client_did (client, "message.send", "{'id':'%s','room':'%s','text':'%s'}", id, room, text);
  return id;
}

static void
mark (OfficeTestClient *client, const char *room, gint64 seq)
{
  office_test_client_did (client, "read.mark", "{'room':'%s','seq':%" G_GINT64_FORMAT "}", room, seq);
}

static void
watch (OfficeTestClient *client, const char *room)
{
  office_test_client_say (client, office_frame_watch (room));
}

/* How many `seen` frames have come since the last look. */
static guint
count_seen (OfficeTestClient *client)
{
  office_test_client_forget (client);
  office_test_client_read (client);
  return office_test_client_count (client, OFFICE_FRAME_SEEN);
}

/* -1: not named in the last frame */
static gint64
seq_of (OfficeTestClient *client, OfficeTestClient *reader)
{
  OfficeFrame *frame = office_test_client_last (client, OFFICE_FRAME_SEEN);

  g_assert_nonnull (frame);
  for (guint i = 0; i < frame->people->len; i++)
    {
      OfficeSeen *seen = frame->people->pdata[i];

      if (g_str_equal (seen->person, reader->ticket->person))
        return seen->seq;
    }
  return -1;
}

static gboolean
is_whole (OfficeTestClient *client)
{
  return office_test_client_last (client, OFFICE_FRAME_SEEN)->whole;
}

static void
test_whole_then_changes (void)
{
  g_autoptr (OfficeTestHost) host = office_test_host_new (1);
  g_autoptr (OfficeTestClient) anna = office_test_client_join (host, "Anna", "admin");
  g_autoptr (OfficeTestClient) ben = office_test_client_join (host, "Ben", "member");
  g_autoptr (OfficeTestClient) cleo = office_test_client_join (host, "Cleo", "member");
  g_autofree char *room = office_test_client_make_room (anna, "Lobby", "public");
  g_autofree char *one = say (anna, room, "one");
  g_autofree char *two = say (anna, room, "two");

  office_test_client_did (anna, "member.add", "{'room':'%s','person':'%s'}", room, ben->ticket->person);
  mark (ben, room, 1);
  /* Cleo reads along, but is no member. */
  mark (cleo, room, 2);

  g_assert_cmpuint (count_seen (anna), ==, 0);
  watch (anna, room);
  office_test_host_advance (host, 100);
  g_assert_cmpuint (count_seen (anna), ==, 1);
  g_assert_true (is_whole (anna));
  g_assert_cmpstr (office_test_client_last (anna, OFFICE_FRAME_SEEN)->room, ==, room);
  g_assert_cmpint (seq_of (anna, ben), ==, 1);
  g_assert_cmpint (seq_of (anna, cleo), ==, -1);
  g_assert_cmpuint (count_seen (ben), ==, 0);

  mark (ben, room, 2);
  office_test_host_advance (host, 100);
  g_assert_cmpuint (count_seen (anna), ==, 1);
  g_assert_false (is_whole (anna));
  g_assert_cmpint (seq_of (anna, ben), ==, 2);

  /* Nothing but what is watched. */
  watch (anna, NULL);
  mark (ben, room, 2);
  office_test_host_advance (host, 2000);
  g_assert_cmpuint (count_seen (anna), ==, 0);
}

static void
test_one_frame_a_second (void)
{
  g_autoptr (OfficeTestHost) host = office_test_host_new (2);
  g_autoptr (OfficeTestClient) anna = office_test_client_join (host, "Anna", "admin");
  g_autoptr (OfficeTestClient) ben = office_test_client_join (host, "Ben", "member");
  g_autofree char *room = office_test_client_make_room (anna, "Lobby", "public");

  office_test_client_did (anna, "member.add", "{'room':'%s','person':'%s'}", room, ben->ticket->person);
  watch (anna, room);
  office_test_host_advance (host, 2000);
  g_assert_cmpuint (count_seen (anna), ==, 1);
  for (guint i = 1; i <= 50; i++)
    {
      g_free (say (anna, room, "on and on"));
      mark (ben, room, i);
      office_test_host_advance (host, 100);
    }
  office_test_host_advance (host, 1000);
  g_assert_cmpuint (count_seen (anna), <=, 7);
  g_assert_cmpint (seq_of (anna, ben), ==, 50);

  /* Nor does it help to go from room to room. */
  for (guint i = 0; i < 40; i++)
    {
      watch (anna, i % 2 ? room : NULL);
      office_test_host_advance (host, 50);
    }
  g_assert_cmpuint (count_seen (anna), <=, 8);
}

static void
hide_reading (OfficeTestClient *client, gboolean hidden)
{
  office_test_client_did (client, "patch", "{'kind':'person','id':'%s','set':{'reading_hidden':%s}}",
                          client->ticket->person, hidden ? "true" : "false");
}

static void
test_hidden (void)
{
  g_autoptr (OfficeTestHost) host = office_test_host_new (3);
  g_autoptr (OfficeTestClient) anna = office_test_client_join (host, "Anna", "admin");
  g_autoptr (OfficeTestClient) ben = office_test_client_join (host, "Ben", "member");
  g_autofree char *room = office_test_client_make_room (anna, "Lobby", "public");
  g_autofree char *one = say (anna, room, "one");
  g_autofree char *two = say (anna, room, "two");

  office_test_client_did (anna, "member.add", "{'room':'%s','person':'%s'}", room, ben->ticket->person);
  mark (ben, room, 1);
  watch (anna, room);
  office_test_host_advance (host, 100);
  g_assert_cmpuint (count_seen (anna), ==, 1);
  g_assert_cmpint (seq_of (anna, ben), ==, 1);

  office_test_client_did (ben, "patch", "{'kind':'person','id':'%s','set':{'status':'Reading'}}", ben->ticket->person);
  office_test_host_advance (host, 1000);
  g_assert_cmpuint (count_seen (anna), ==, 0);

  hide_reading (ben, TRUE);
  office_test_host_advance (host, 1000);
  g_assert_cmpuint (count_seen (anna), ==, 1);
  g_assert_true (is_whole (anna));
  g_assert_cmpint (seq_of (anna, ben), ==, -1);

  mark (ben, room, 2);
  office_test_host_advance (host, 1000);
  g_assert_cmpuint (count_seen (anna), ==, 0);

  hide_reading (ben, FALSE);
  office_test_host_advance (host, 1000);
  g_assert_cmpuint (count_seen (anna), ==, 1);
  g_assert_true (is_whole (anna));
  g_assert_cmpint (seq_of (anna, ben), ==, 2);
}

/* Whoever loses the room is told nothing more of it, and all when they have it again; who never had it, nothing. */
static void
test_rights (void)
{
  g_autoptr (OfficeTestHost) host = office_test_host_new (4);
  g_autoptr (OfficeTestClient) anna = office_test_client_join (host, "Anna", "admin");
  g_autoptr (OfficeTestClient) ben = office_test_client_join (host, "Ben", "member");
  g_autoptr (OfficeTestClient) cleo = office_test_client_join (host, "Cleo", "member");
  g_autofree char *room = office_test_client_make_room (anna, "Plans", "private");
  g_autofree char *one = say (anna, room, "one");
  g_autofree char *unknown = office_test_host_new_id (host);

  office_test_client_did (anna, "member.add", "{'room':'%s','person':'%s'}", room, ben->ticket->person);
  watch (ben, room);
  watch (cleo, room);
  watch (anna, unknown);
  office_test_host_advance (host, 1000);
  g_assert_cmpuint (count_seen (ben), ==, 1);
  g_assert_cmpuint (count_seen (cleo), ==, 0);
  g_assert_cmpuint (count_seen (anna), ==, 0);

  mark (anna, room, 1);
  office_test_client_did (anna, "member.remove", "{'room':'%s','person':'%s'}", room, ben->ticket->person);
  office_test_host_advance (host, 2000);
  g_assert_cmpuint (count_seen (ben), ==, 0);
  g_assert_cmpuint (count_seen (cleo), ==, 0);

  office_test_client_did (anna, "member.add", "{'room':'%s','person':'%s'}", room, ben->ticket->person);
  office_test_host_advance (host, 2000);
  g_assert_cmpuint (count_seen (ben), ==, 1);
  g_assert_true (is_whole (ben));
  g_assert_cmpint (seq_of (ben, anna), ==, 1);
}

static void
test_crowded_and_gone (void)
{
  g_autoptr (OfficeTestHost) host = office_test_host_new (5);
  g_autoptr (OfficeTestClient) anna = office_test_client_join (host, "Anna", "admin");
  g_autoptr (OfficeTestClient) ben = office_test_client_join (host, "Ben", "member");
  g_autofree char *room = office_test_client_make_room (anna, "Lobby", "public");
  g_autofree char *words = g_strnfill (9000, 'w');

  office_test_client_did (anna, "member.add", "{'room':'%s','person':'%s'}", room, ben->ticket->person);
  watch (ben, room);
  office_test_host_advance (host, 2000);
  office_test_client_read (ben);
  ben->silent = TRUE;
  for (guint i = 0; i < 16; i++)
    g_free (say (anna, room, words));
  mark (anna, room, 16);
  office_test_host_advance (host, 2000);
  g_assert_cmpuint (count_seen (ben), ==, 0);

  ben->silent = FALSE;
  office_test_client_acknowledge (ben);
  office_test_host_advance (host, 2000);
  g_assert_cmpuint (count_seen (ben), ==, 1);
  g_assert_true (is_whole (ben));
  g_assert_cmpint (seq_of (ben, anna), ==, 16);

  /* The room goes with the last who watches it, also while something is to be told. */
  mark (anna, room, 15);
  office_test_client_did (anna, "read.mark", "{'room':'%s','seq':3,'generation':1}", room);
  office_test_client_drop (ben);
  office_test_host_advance (host, 2000);

  /* On a new connection nothing is watched. */
  office_test_client_connect (ben);
  office_test_host_advance (host, 2000);
  g_assert_cmpuint (count_seen (ben), ==, 0);
  watch (ben, room);
  office_test_host_advance (host, 2000);
  g_assert_cmpuint (count_seen (ben), ==, 1);
  g_assert_cmpint (seq_of (ben, anna), ==, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/watch/whole-then-changes", test_whole_then_changes);
  g_test_add_func ("/sync/watch/one-frame-a-second", test_one_frame_a_second);
  g_test_add_func ("/sync/watch/hidden", test_hidden);
  g_test_add_func ("/sync/watch/rights", test_rights);
  g_test_add_func ("/sync/watch/crowded-and-gone", test_crowded_and_gone);
  return g_test_run ();
}
