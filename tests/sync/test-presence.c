/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-test-client.h"

/* What a frame says of a person; "none" where it says nothing. */
static const char *
state_in (OfficeFrame *frame, OfficeTestClient *whose)
{
  for (guint i = 0; frame != NULL && i < frame->people->len; i++)
    {
      OfficePresence *presence = g_ptr_array_index (frame->people, i);

      if (g_str_equal (presence->person, whose->ticket->person))
        return presence->state;
    }
  return "none";
}

static void
assert_told (OfficeTestClient *client, OfficeTestClient *of, const char *state)
{
  office_test_client_forget (client);
  office_test_client_read (client);
  g_assert_cmpuint (office_test_client_count (client, OFFICE_FRAME_PRESENCE), ==, 1);
  g_assert_false (office_test_client_last (client, OFFICE_FRAME_PRESENCE)->whole);
  g_assert_cmpstr (state_in (office_test_client_last (client, OFFICE_FRAME_PRESENCE), of), ==, state);
}

static void
assert_told_nothing (OfficeTestClient *client)
{
  office_test_client_forget (client);
  office_test_client_read (client);
  g_assert_cmpuint (office_test_client_count (client, OFFICE_FRAME_PRESENCE), ==, 0);
}

static void
test_presence (void)
{
  g_autoptr (OfficeTestHost) host = office_test_host_new (1);
  g_autoptr (OfficeTestClient) anna = office_test_client_join (host, "Anna", "admin");
  g_autoptr (OfficeTestClient) ben = office_test_client_new (host, office_test_host_join (host, "Ben", "member"));

  g_assert_true (office_test_client_last (anna, OFFICE_FRAME_PRESENCE)->whole);
  g_assert_cmpstr (state_in (office_test_client_last (anna, OFFICE_FRAME_PRESENCE), anna), ==, "here");
  g_assert_cmpstr (state_in (office_test_client_last (anna, OFFICE_FRAME_PRESENCE), ben), ==, "none");
  office_test_host_advance (host, 2000);
  office_test_client_read (anna);

  office_test_client_connect (ben);
  g_assert_true (office_test_client_last (ben, OFFICE_FRAME_PRESENCE)->whole);
  g_assert_cmpstr (state_in (office_test_client_last (ben, OFFICE_FRAME_PRESENCE), anna), ==, "here");
  assert_told_nothing (anna);
  office_test_host_advance (host, 1000);
  assert_told (anna, ben, "here");

  office_test_client_say (ben, office_frame_state ("away"));
  office_test_host_advance (host, 1000);
  assert_told (anna, ben, "away");

  /* To and fro within a second is nothing to tell. */
  office_test_client_say (ben, office_frame_state ("here"));
  office_test_client_say (ben, office_frame_state ("away"));
  office_test_host_advance (host, 1000);
  assert_told_nothing (anna);
}

/* A line that comes back within the grace is not seen to go. */
static void
test_grace (void)
{
  g_autoptr (OfficeTestHost) host = office_test_host_new (2);
  g_autoptr (OfficeTestClient) anna = office_test_client_join (host, "Anna", "admin");
  g_autoptr (OfficeTestClient) ben = office_test_client_join (host, "Ben", "member");

  office_test_host_advance (host, 2000);
  office_test_client_read (anna);
  office_test_client_drop (ben);
  office_test_host_advance (host, 29000);
  assert_told_nothing (anna);
  office_test_client_connect (ben);
  office_test_client_say (anna, office_frame_ping ());
  office_test_host_advance (host, 20000);
  assert_told_nothing (anna);

  office_test_client_drop (ben);
  office_test_client_say (anna, office_frame_ping ());
  office_test_host_advance (host, 20000);
  assert_told_nothing (anna);
  office_test_host_advance (host, 12000);
  assert_told (anna, ben, "offline");

  /* Two desks: the better state counts, and one that goes changes nothing. */
  {
    g_autoptr (OfficeTestClient) desk = office_test_client_new (host,
                                                                office_test_host_issue (host, ben->ticket->person));

    office_test_client_connect (ben);
    office_test_client_connect (desk);
    office_test_host_advance (host, 2000);
    assert_told (anna, ben, "here");
    office_test_client_say (ben, office_frame_state ("away"));
    office_test_host_advance (host, 2000);
    assert_told_nothing (anna);
    office_test_client_drop (desk);
    office_test_host_advance (host, 2000);
    assert_told (anna, ben, "away");
  }
}

static void
test_one_frame_a_second (void)
{
  g_autoptr (OfficeTestHost) host = office_test_host_new (3);
  g_autoptr (OfficeTestClient) anna = office_test_client_join (host, "Anna", "admin");
  g_autoptr (OfficeTestClient) ben = office_test_client_join (host, "Ben", "member");

  office_test_host_advance (host, 2000);
  office_test_client_read (anna);
  office_test_client_forget (anna);
  for (guint i = 0; i < 50; i++)
    {
      office_test_client_say (ben, office_frame_state (i % 2 ? "here" : "away"));
      office_test_host_advance (host, 100);
    }
  office_test_client_read (anna);
  g_assert_cmpuint (office_test_client_count (anna, OFFICE_FRAME_PRESENCE), <=, 5);
  g_assert_cmpuint (office_test_client_count (anna, OFFICE_FRAME_PRESENCE), >=, 1);
}

static void
say_typing (OfficeTestClient *client, const char *room)
{
  office_test_client_say (client, office_frame_typing (room, NULL, NULL, NULL));
}

static guint
count_typing (OfficeTestClient *client)
{
  office_test_client_forget (client);
  office_test_client_read (client);
  return office_test_client_count (client, OFFICE_FRAME_TYPING);
}

static void
test_typing (void)
{
  g_autoptr (OfficeTestHost) host = office_test_host_new (4);
  g_autoptr (OfficeTestClient) anna = office_test_client_join (host, "Anna", "admin");
  g_autoptr (OfficeTestClient) ben = office_test_client_join (host, "Ben", "member");
  g_autoptr (OfficeTestClient) cleo = office_test_client_join (host, "Cleo", "member");
  g_autoptr (OfficeTestClient) desk = office_test_client_new (host,
                                                              office_test_host_issue (host, anna->ticket->person));
  g_autofree char *lobby = office_test_client_make_room (anna, "Lobby", "public");
  g_autofree char *plans = office_test_client_make_room (anna, "Plans", "private");

  office_test_client_connect (desk);
  office_test_client_did (anna, "member.add", "{'room':'%s','person':'%s'}", plans, ben->ticket->person);
  office_test_client_read (ben);
  office_test_client_read (cleo);

  say_typing (anna, plans);
  g_assert_cmpuint (count_typing (ben), ==, 1);
  g_assert_cmpstr (office_test_client_last (ben, OFFICE_FRAME_TYPING)->room, ==, plans);
  g_assert_cmpstr (office_test_client_last (ben, OFFICE_FRAME_TYPING)->person, ==, anna->ticket->person);
  g_assert_cmpuint (count_typing (anna), ==, 0);
  g_assert_cmpuint (count_typing (desk), ==, 0);
  g_assert_cmpuint (count_typing (cleo), ==, 0);

  /* Too soon in this room, not in another. */
  office_test_host_advance (host, 1000);
  say_typing (anna, plans);
  say_typing (anna, lobby);
  g_assert_cmpuint (count_typing (ben), ==, 1);
  g_assert_cmpuint (count_typing (cleo), ==, 1);
  office_test_host_advance (host, 1000);
  say_typing (anna, plans);
  g_assert_cmpuint (count_typing (ben), ==, 1);

  /* Where in the room is passed on. */
  office_test_host_advance (host, 2000);
  office_test_client_say (anna, office_frame_typing (plans, lobby, NULL, NULL));
  g_assert_cmpuint (count_typing (ben), ==, 1);
  g_assert_cmpstr (office_test_client_last (ben, OFFICE_FRAME_TYPING)->thread, ==, lobby);
  g_assert_null (office_test_client_last (ben, OFFICE_FRAME_TYPING)->task);
  office_test_host_advance (host, 2000);
  office_test_client_say (anna, office_frame_typing (plans, NULL, lobby, ben->ticket->person));
  g_assert_cmpuint (count_typing (ben), ==, 1);
  g_assert_cmpstr (office_test_client_last (ben, OFFICE_FRAME_TYPING)->task, ==, lobby);
  g_assert_cmpstr (office_test_client_last (ben, OFFICE_FRAME_TYPING)->person, ==, anna->ticket->person);

  /* Whoever may not see a room cannot be heard in it. */
  say_typing (cleo, plans);
  g_assert_cmpuint (count_typing (anna), ==, 0);
  g_assert_true (office_fake_transport_is_open (cleo->transport));
}

/* A window that is over half full gets neither; who is here is told when there is room again. */
static void
test_crowded (void)
{
  g_autoptr (OfficeTestHost) host = office_test_host_new (5);
  g_autoptr (OfficeTestClient) anna = office_test_client_join (host, "Anna", "admin");
  g_autoptr (OfficeTestClient) ben = office_test_client_join (host, "Ben", "member");
  g_autofree char *room = office_test_client_make_room (anna, "Lobby", "public");
  g_autofree char *words = g_strnfill (9000, 'w');

  office_test_host_advance (host, 2000);
  office_test_client_read (ben);
  ben->silent = TRUE;
  for (guint i = 0; i < 16; i++)
    {
      g_autofree char *id = office_test_host_new_id (host);

      office_test_client_did (anna, "message.send", "{'id':'%s','room':'%s','text':'%s'}", id, room, words);
    }
  say_typing (anna, room);
  office_test_client_say (anna, office_frame_state ("away"));
  office_test_host_advance (host, 2000);
  g_assert_cmpuint (count_typing (ben), ==, 0);
  g_assert_cmpuint (office_test_client_count (ben, OFFICE_FRAME_PRESENCE), ==, 0);

  ben->silent = FALSE;
  office_test_client_acknowledge (ben);
  office_test_client_read (ben);
  g_assert_cmpuint (office_test_client_count (ben, OFFICE_FRAME_PRESENCE), ==, 1);
  g_assert_true (office_test_client_last (ben, OFFICE_FRAME_PRESENCE)->whole);
  g_assert_cmpstr (state_in (office_test_client_last (ben, OFFICE_FRAME_PRESENCE), anna), ==, "away");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/presence/states", test_presence);
  g_test_add_func ("/sync/presence/grace", test_grace);
  g_test_add_func ("/sync/presence/one-frame-a-second", test_one_frame_a_second);
  g_test_add_func ("/sync/presence/typing", test_typing);
  g_test_add_func ("/sync/presence/crowded", test_crowded);
  return g_test_run ();
}
