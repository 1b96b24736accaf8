/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-problem.h"
#include "office-test-client.h"

#include <string.h>

static char *
hello (int protocol, const char *token, const char *device)
{
  return g_strdup_printf ("{\"frame\":\"hello\",\"protocol\":%d,\"token\":\"%s\",\"device\":\"%s\"}", protocol, token,
                          device);
}

/* Says one text as the first frame and expects to be sent away. */
static void
expect_bye (OfficeTestHost *host, const char *text, gssize length, int status, gboolean may_return)
{
  g_autoptr (OfficeTestClient) client = office_test_client_new (host, g_new0 (OfficeTicket, 1));
  OfficeFrame *bye;

  office_test_client_open (client);
  office_fake_transport_say (client->transport, text, length);
  office_test_client_read (client);
  office_test_client_assert_bye (client, status);
  bye = office_test_client_last (client, OFFICE_FRAME_BYE);
  g_assert_cmpint (bye->back_low, ==, may_return ? 1000 : -1);
  g_assert_cmpint (bye->back_high, ==, may_return ? 5000 : -1);
}

static void
test_first_start (void)
{
  g_autoptr (OfficeTestHost) host = office_test_host_new (1);
  g_autoptr (OfficeTestClient) anna = office_test_client_join (host, "Anna", "admin");
  OfficeFrame *welcome = office_test_client_last (anna, OFFICE_FRAME_WELCOME);

  g_assert_true (welcome->reset);
  g_assert_cmpstr (welcome->office_name, ==, "Atelier Nord");
  g_assert_cmpint (welcome->time, ==, OFFICE_TEST_NOW);
  g_assert_cmpint (welcome->cursor->rev, ==, office_test_host_get_head (host));
  g_assert_true (anna->live);
  g_assert_true (office_test_client_holds (anna, anna->ticket->person));
  office_test_client_assert_current (anna);
}

static void
test_resume (void)
{
  g_autoptr (OfficeTestHost) host = office_test_host_new (2);
  g_autoptr (OfficeTestClient) anna = office_test_client_join (host, "Anna", "admin");
  g_autoptr (OfficeTestClient) ben = office_test_client_join (host, "Ben", "member");
  g_autofree char *room = office_test_client_make_room (anna, "Lobby", "public");
  g_autofree char *task = NULL;

  office_test_client_read (ben);
  office_test_client_drop (ben);
  task = office_test_client_make_task (anna, room, "Call the printer");
  office_test_client_forget (ben);
  office_test_client_connect (ben);

  g_assert_false (office_test_client_last (ben, OFFICE_FRAME_WELCOME)->reset);
  g_assert_cmpuint (office_test_client_count (ben, OFFICE_FRAME_PAGE), ==, 0);
  g_assert_cmpuint (office_test_client_count (ben, OFFICE_FRAME_CHANGES), ==, 1);
  g_assert_true (ben->live);
  office_test_client_assert_current (ben);
}

static void
assert_reset (OfficeTestClient *client)
{
  office_test_client_forget (client);
  office_test_client_connect (client);
  g_assert_true (office_test_client_last (client, OFFICE_FRAME_WELCOME)->reset);
  g_assert_true (client->live);
  office_test_client_assert_current (client);
}

static void
test_reset (void)
{
  g_autoptr (OfficeTestHost) host = office_test_host_new (3);
  g_autoptr (OfficeTestClient) anna = office_test_client_join (host, "Anna", "admin");
  OfficeRecord *stray = office_record_new ("task", anna->ticket->device, "office");

  /* A record of a life that the host has forgotten is swept. */
  g_hash_table_insert (anna->records, g_strdup (anna->ticket->device), stray);
  g_free (anna->cursor->tag);
  anna->cursor->tag = g_strdup ("another");
  assert_reset (anna);

  g_free (anna->cursor->epoch);
  anna->cursor->epoch = g_strdup ("another");
  assert_reset (anna);

  anna->cursor->rev += 1000;
  assert_reset (anna);

  anna->cursor->rev = 0;
  assert_reset (anna);
}

static void
test_drop_and_gained (void)
{
  g_autoptr (OfficeTestHost) host = office_test_host_new (4);
  g_autoptr (OfficeTestClient) anna = office_test_client_join (host, "Anna", "admin");
  g_autoptr (OfficeTestClient) ben = office_test_client_join (host, "Ben", "member");
  g_autofree char *lost = office_test_client_make_room (anna, "Plans", "private");
  g_autofree char *won = office_test_client_make_room (anna, "Money", "private");
  g_autofree char *lost_scope = office_scope_for_room (lost);
  g_autofree char *won_scope = office_scope_for_room (won);
  OfficeFrame *welcome;

  office_test_client_did (anna, "member.add", "{'room':'%s','person':'%s'}", lost, ben->ticket->person);
  office_test_client_read (ben);
  g_assert_true (office_test_client_holds (ben, lost));

  office_test_client_drop (ben);
  office_test_client_did (anna, "member.remove", "{'room':'%s','person':'%s'}", lost, ben->ticket->person);
  office_test_client_did (anna, "member.add", "{'room':'%s','person':'%s'}", won, ben->ticket->person);
  office_test_client_connect (ben);
  welcome = office_test_client_last (ben, OFFICE_FRAME_WELCOME);
  g_assert_false (welcome->reset);
  g_assert_cmpuint (g_strv_length (welcome->drop), ==, 1);
  g_assert_cmpstr (welcome->drop[0], ==, lost_scope);
  g_assert_cmpuint (g_strv_length (welcome->gained), ==, 1);
  g_assert_cmpstr (welcome->gained[0], ==, won_scope);
  g_assert_false (office_test_client_holds (ben, lost));
  g_assert_true (office_test_client_holds (ben, won));
  office_test_client_assert_current (ben);
}

static void
test_half_done_pages (void)
{
  g_autoptr (OfficeTestHost) host = office_test_host_new (5);
  g_autoptr (OfficeTestClient) anna = office_test_client_join (host, "Anna", "admin");
  g_autoptr (OfficeTestClient) ben = office_test_client_new (host, office_test_host_join (host, "Ben", "member"));
  g_autofree char *room = office_test_client_make_room (anna, "Lobby", "public");
  g_autofree char *scope = office_scope_for_room (room);
  g_autofree char *words = g_strnfill (9000, 'w');
  guint pages;

  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *id = office_test_host_new_id (host);

      office_test_client_did (anna, "message.send", "{'id':'%s','room':'%s','text':'%s'}", id, room, words);
    }
  ben->silent = TRUE;
  office_test_client_connect (ben);
  g_assert_false (ben->live);
  g_assert_true (g_hash_table_contains (ben->half, scope));
  pages = office_test_client_count (ben, OFFICE_FRAME_PAGE);

  /* The line breaks; what is there need not come again. */
  ben->silent = FALSE;
  office_test_client_forget (ben);
  office_test_client_connect (ben);
  g_assert_false (office_test_client_last (ben, OFFICE_FRAME_WELCOME)->reset);
  g_assert_true (ben->live);
  g_assert_cmpuint (pages + office_test_client_count (ben, OFFICE_FRAME_PAGE), <=, 60 * 9100 / (40 * 1024) + 6);
  office_test_client_assert_current (ben);

  /* A mark that is none of the host's brings the scope from its start. */
  g_hash_table_remove (ben->scopes, scope);
  g_hash_table_insert (ben->half, g_strdup (scope), g_strdup ("nonsense"));
  office_test_client_connect (ben);
  g_assert_true (ben->live);
  office_test_client_assert_current (ben);
}

static void
test_refusals (void)
{
  g_autoptr (OfficeTestHost) host = office_test_host_new (6);
  g_autoptr (OfficeTestClient) anna = office_test_client_join (host, "Anna", "admin");
  g_autofree char *other_device = office_test_host_new_id (host);
  g_autofree char *unknown = hello (1, "0000", anna->ticket->device);
  g_autofree char *stolen = hello (1, anna->ticket->token, other_device);
  g_autofree char *older = hello (0, anna->ticket->token, anna->ticket->device);
  g_autofree char *newer = hello (2, anna->ticket->token, anna->ticket->device);
  g_autofree char *large = g_strnfill (OFFICE_LIMIT_CLIENT_FRAME + 1, ' ');
  g_autofree char *deep = g_strnfill (1000, '[');

  expect_bye (host, unknown, -1, OFFICE_PROBLEM_UNAUTHENTICATED, FALSE);
  expect_bye (host, stolen, -1, OFFICE_PROBLEM_UNAUTHENTICATED, FALSE);
  expect_bye (host, older, -1, OFFICE_PROBLEM_OUTDATED, FALSE);
  expect_bye (host, newer, -1, OFFICE_PROBLEM_OUTDATED, FALSE);
  expect_bye (host, "{\"frame\":\"ping\"}", -1, OFFICE_PROBLEM_INVALID, FALSE);
  expect_bye (host, "{\"frame\":\"hello\"}", -1, OFFICE_PROBLEM_INVALID, FALSE);
  expect_bye (host, "[]", -1, OFFICE_PROBLEM_INVALID, FALSE);
  expect_bye (host, "{\"frame\":", -1, OFFICE_PROBLEM_INVALID, FALSE);
  expect_bye (host, "", 0, OFFICE_PROBLEM_INVALID, FALSE);
  expect_bye (host, "{\"frame\":\"\xff\"}", -1, OFFICE_PROBLEM_INVALID, FALSE);
  expect_bye (host, "{\"frame\":\"he\0llo\"}", 18, OFFICE_PROBLEM_INVALID, FALSE);
  expect_bye (host, deep, -1, OFFICE_PROBLEM_INVALID, FALSE);
  expect_bye (host, large, -1, OFFICE_PROBLEM_TOO_LARGE, FALSE);

  /* Nobody else was disturbed. */
  g_assert_true (office_fake_transport_is_open (anna->transport));
  g_assert_cmpuint (office_fake_transport_count (anna->transport), ==, 0);
  g_assert_cmpuint (office_hub_count_peers (host->hub), ==, 1);
}

static void
test_later_malformed (void)
{
  g_autoptr (OfficeTestHost) host = office_test_host_new (7);
  g_autoptr (OfficeTestClient) anna = office_test_client_join (host, "Anna", "admin");
  g_autoptr (OfficeTestClient) ben = office_test_client_join (host, "Ben", "member");

  office_test_client_say (ben, g_strdup ("{\"frame\":\"dance\",\"with\":1}"));
  office_test_client_say (ben, g_strdup ("{\"frame\":\"live\",\"rev\":3}"));
  g_assert_true (office_fake_transport_is_open (ben->transport));

  office_test_client_say (ben, office_frame_received (1, ben->bytes + 1));
  office_test_client_read (ben);
  office_test_client_assert_bye (ben, OFFICE_PROBLEM_INVALID);

  office_test_client_connect (ben);
  office_test_client_say (ben, hello (1, ben->ticket->token, ben->ticket->device));
  office_test_client_read (ben);
  office_test_client_assert_bye (ben, OFFICE_PROBLEM_INVALID);
  g_assert_true (office_fake_transport_is_open (anna->transport));
}

static void
test_patience (void)
{
  g_autoptr (OfficeTestHost) host = office_test_host_new (8);
  g_autoptr (OfficeTestClient) first = office_test_client_new (host, g_new0 (OfficeTicket, 1));
  g_autoptr (OfficeTestClient) second = office_test_client_new (host, g_new0 (OfficeTicket, 1));

  office_test_client_open (first);
  office_test_host_advance (host, 4000);
  office_test_client_open (second);
  office_test_host_advance (host, 5999);
  g_assert_true (office_fake_transport_is_open (first->transport));
  office_test_host_advance (host, 1);
  office_test_client_read (first);
  office_test_client_assert_bye (first, OFFICE_PROBLEM_TIMEOUT);
  g_assert_cmpint (office_test_client_last (first, OFFICE_FRAME_BYE)->back_high, ==, 5000);
  g_assert_true (office_fake_transport_is_open (second->transport));
  office_test_host_advance (host, 4000);
  office_test_client_read (second);
  office_test_client_assert_bye (second, OFFICE_PROBLEM_TIMEOUT);
  g_assert_cmpuint (office_hub_count_peers (host->hub), ==, 0);

  /* With nobody there, nothing ticks. */
  office_test_host_advance (host, 60000);
  g_assert_cmpuint (office_fake_clock_count_timeouts (host->clock), ==, 0);
}

static void
test_replaced (void)
{
  g_autoptr (OfficeTestHost) host = office_test_host_new (9);
  g_autoptr (OfficeTestClient) old = office_test_client_join (host, "Anna", "admin");
  g_autoptr (OfficeTestClient) new = office_test_client_new (host, office_ticket_copy (old->ticket));
  g_autoptr (OfficeTestClient) desk = office_test_client_new (host, office_test_host_issue (host, old->ticket->person));

  office_test_client_connect (new);
  office_test_client_read (old);
  office_test_client_assert_bye (old, OFFICE_PROBLEM_CONFLICT);
  g_assert_cmpint (office_test_client_last (old, OFFICE_FRAME_BYE)->back_low, ==, -1);
  g_assert_nonnull (strstr (office_test_client_last (old, OFFICE_FRAME_BYE)->problem->message, "replaced"));
  g_assert_true (new->live);

  office_test_client_connect (desk);
  g_assert_true (desk->live);
  g_assert_true (office_fake_transport_is_open (new->transport));
}

static void
test_silence (void)
{
  g_autoptr (OfficeTestHost) host = office_test_host_new (10);
  g_autoptr (OfficeTestClient) quiet = office_test_client_join (host, "Anna", "admin");
  g_autoptr (OfficeTestClient) lively = office_test_client_join (host, "Ben", "member");

  quiet->silent = TRUE;
  for (guint i = 0; i < 6; i++)
    {
      office_test_host_advance (host, 5000);
      office_test_client_say (lively, office_frame_ping ());
    }
  office_test_client_read (quiet);
  office_test_client_read (lively);
  g_assert_cmpuint (office_test_client_count (quiet, OFFICE_FRAME_PING), ==, 1);
  g_assert_cmpuint (office_test_client_count (lively, OFFICE_FRAME_PING), ==, 0);
  g_assert_cmpuint (office_test_client_count (lively, OFFICE_FRAME_PONG), ==, 6);
  g_assert_cmpint (office_test_client_last (lively, OFFICE_FRAME_PONG)->rev, ==, office_test_host_get_head (host));

  for (guint i = 0; i < 7; i++)
    {
      office_test_host_advance (host, 5000);
      office_test_client_say (lively, office_frame_pong (0));
    }
  office_test_client_read (quiet);
  office_test_client_assert_bye (quiet, OFFICE_PROBLEM_TIMEOUT);
  g_assert_true (office_fake_transport_is_open (lively->transport));
}

static void
test_end_token (void)
{
  g_autoptr (OfficeTestHost) host = office_test_host_new (11);
  g_autoptr (OfficeTestClient) anna = office_test_client_join (host, "Anna", "admin");
  g_autoptr (OfficeTestClient) ben = office_test_client_join (host, "Ben", "member");

  office_hub_end_token (host->hub, ben->ticket->person, anna->ticket->device);
  g_assert_true (office_fake_transport_is_open (anna->transport));
  office_hub_end_token (host->hub, anna->ticket->person, anna->ticket->device);
  office_test_client_read (anna);
  office_test_client_assert_bye (anna, OFFICE_PROBLEM_UNAUTHENTICATED);
  g_assert_true (office_fake_transport_is_open (ben->transport));
}

static void
test_stop (void)
{
  g_autoptr (OfficeTestHost) host = office_test_host_new (12);
  g_autoptr (OfficeTestClient) anna = office_test_client_join (host, "Anna", "admin");
  g_autoptr (OfficeTestClient) greeting = office_test_client_new (host, g_new0 (OfficeTicket, 1));
  g_autoptr (OfficeTestClient) late = office_test_client_new (host, g_new0 (OfficeTicket, 1));

  office_test_client_open (greeting);
  office_hub_stop (host->hub);
  office_test_client_open (late);
  office_test_client_read (anna);
  office_test_client_read (greeting);
  office_test_client_read (late);
  office_test_client_assert_bye (anna, OFFICE_PROBLEM_UNAVAILABLE);
  office_test_client_assert_bye (greeting, OFFICE_PROBLEM_UNAVAILABLE);
  office_test_client_assert_bye (late, OFFICE_PROBLEM_UNAVAILABLE);
  g_assert_cmpint (office_test_client_last (anna, OFFICE_FRAME_BYE)->back_low, ==, 1000);
  g_assert_cmpuint (office_hub_count_peers (host->hub), ==, 0);
}

/* The line may break inside any send. */
static void
test_breaks (void)
{
  g_autoptr (OfficeTestHost) host = office_test_host_new (13);
  g_autoptr (OfficeTestClient) anna = office_test_client_join (host, "Anna", "admin");
  g_autofree char *room = office_test_client_make_room (anna, "Lobby", "public");
  g_autoptr (OfficeTestClient) ben = office_test_client_new (host, office_test_host_join (host, "Ben", "member"));

  for (guint i = 1; i < 12; i++)
    {
      g_autofree char *text = office_frame_hello (ben->ticket->token, ben->ticket->device, "A test", NULL, NULL, NULL);

      office_test_client_open (ben);
      office_fake_transport_break_at (ben->transport, i);
      office_fake_transport_say (ben->transport, text, -1);
      office_test_client_did (anna, "patch", "{'kind':'room','id':'%s','set':{'topic':'%u'}}", room, i);
      office_test_host_advance (host, 1000);
    }
  office_test_client_drop (ben);
  office_test_client_connect (ben);
  office_test_client_assert_current (ben);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/greeting/first-start", test_first_start);
  g_test_add_func ("/sync/greeting/resume", test_resume);
  g_test_add_func ("/sync/greeting/reset", test_reset);
  g_test_add_func ("/sync/greeting/drop-and-gained", test_drop_and_gained);
  g_test_add_func ("/sync/greeting/half-done-pages", test_half_done_pages);
  g_test_add_func ("/sync/greeting/refusals", test_refusals);
  g_test_add_func ("/sync/greeting/later-malformed", test_later_malformed);
  g_test_add_func ("/sync/greeting/patience", test_patience);
  g_test_add_func ("/sync/greeting/replaced", test_replaced);
  g_test_add_func ("/sync/greeting/silence", test_silence);
  g_test_add_func ("/sync/greeting/end-token", test_end_token);
  g_test_add_func ("/sync/greeting/stop", test_stop);
  g_test_add_func ("/sync/greeting/breaks", test_breaks);
  return g_test_run ();
}
