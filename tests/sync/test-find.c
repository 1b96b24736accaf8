/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-id.h"
#include "office-problem.h"
#include "office-test-client.h"
#include "office-wait.h"

#include <string.h>

/* Searches that the host answers. */

static char *
say (OfficeTestClient *client, const char *room, const char *text)
{
  char *id = office_test_host_new_id (client->host);

  office_test_client_did (client, "message.send", "{'id':'%s','room':'%s','text':'%s'}", id, room, text);
  return id;
}

static void
ask_with (OfficeTestClient *client, const OfficeFind *find, const char *mark, gint64 limit)
{
  office_test_client_say (client, office_frame_find (7, find, mark, limit));
}

static void
ask (OfficeTestClient *client, const char *text, const char *mark, gint64 limit)
{
  const OfficeFind find = { text, NULL, NULL, 0, G_MAXINT64 };

  ask_with (client, &find, mark, limit);
}

/* The answer that has come. */
static OfficeFrame *
read_answer (OfficeTestClient *client)
{
  OfficeFrame *answer;

  office_test_client_forget (client);
  office_test_client_read (client);
  answer = office_test_client_last (client, OFFICE_FRAME_ANSWER);
  g_assert_nonnull (answer);
  g_assert_cmpint (answer->number, ==, 7);
  return answer;
}

static OfficeFrame *
find (OfficeTestClient *client, const char *text)
{
  ask (client, text, NULL, 100);
  return read_answer (client);
}

static void
assert_found (OfficeFrame *answer, const char *const *ids)
{
  g_assert_no_error (answer->problem);
  g_assert_cmpuint (answer->records->len, ==, g_strv_length ((char **) ids));
  for (guint i = 0; i < answer->records->len; i++)
    g_assert_cmpstr (office_record_get_id (answer->records->pdata[i]), ==, ids[i]);
}

static void
test_words (void)
{
  g_autoptr (OfficeTestHost) host = office_test_host_new (1);
  g_autoptr (OfficeTestClient) anna = office_test_client_join (host, "Anna", "admin");
  g_autoptr (OfficeTestClient) ben = office_test_client_join (host, "Ben", "member");
  g_autofree char *room = office_test_client_make_room (anna, "Lobby", "public");
  g_autofree char *plans = say (anna, room, "The plans of the Façade are here");
  g_autofree char *tender = say (ben, room, "[Tender](https://example.com) for the façade");
  g_autofree char *task = office_test_client_make_task (anna, room, "Order façade samples");
  g_autofree char *gone = say (anna, room, "A façade nobody wants");
  const char *const rooms[] = { room, NULL };
  const char *const people[] = { ben->ticket->person, NULL };
  const char *const strangers[] = { anna->ticket->person, NULL };

  office_test_client_did (anna, "remove", "{'kind':'message','id':'%s'}", gone);
  office_test_client_read (ben);
  assert_found (find (ben, "FACADE"), (const char *const[]){ task, tender, plans, NULL });
  assert_found (find (ben, "facade is:message"), (const char *const[]){ tender, plans, NULL });
  assert_found (find (ben, "\"of the facade\""), (const char *const[]){ plans, NULL });
  assert_found (find (ben, "facade -plans is:message"), (const char *const[]){ tender, NULL });
  assert_found (find (ben, "has:link"), (const char *const[]){ tender, NULL });
  assert_found (find (ben, "is:mine"), (const char *const[]){ tender, NULL });
  assert_found (find (ben, "nowhere"), (const char *const[]){ NULL });
  assert_found (find (ben, ""), (const char *const[]){ NULL });
  /* Nothing says who is meant. */
  assert_found (find (ben, "from:ben facade"), (const char *const[]){ NULL });

  ask_with (ben, &(OfficeFind){ "from:ben facade", people, NULL, 0, G_MAXINT64 }, NULL, 100);
  assert_found (read_answer (ben), (const char *const[]){ tender, NULL });
  ask_with (ben, &(OfficeFind){ "in:lobby plans", NULL, rooms, 0, G_MAXINT64 }, NULL, 100);
  assert_found (read_answer (ben), (const char *const[]){ plans, NULL });
  ask_with (ben, &(OfficeFind){ "in:lobby plans", NULL, strangers, 0, G_MAXINT64 }, NULL, 100);
  assert_found (read_answer (ben), (const char *const[]){ NULL });
  ask_with (ben, &(OfficeFind){ "plans", NULL, NULL, 0, OFFICE_TEST_NOW }, NULL, 100);
  assert_found (read_answer (ben), (const char *const[]){ NULL });
  ask_with (ben, &(OfficeFind){ "plans", NULL, NULL, OFFICE_TEST_NOW, G_MAXINT64 }, NULL, 100);
  assert_found (read_answer (ben), (const char *const[]){ plans, NULL });
}

/* Each file that is found by its name comes behind what it hangs on, whom that may see. */
static void
test_files (void)
{
  g_autoptr (OfficeTestHost) host = office_test_host_new (5);
  g_autoptr (OfficeTestClient) anna = office_test_client_join (host, "Anna", "admin");
  g_autoptr (OfficeTestClient) gus = office_test_client_join (host, "Gus", "guest");
  g_autofree char *room = office_test_client_make_room (anna, "Lobby", "public");
  g_autofree char *hash = office_test_host_upload (host, anna->ticket->person, "PLANS");
  g_autofree char *message = office_test_host_new_id (host);
  g_autofree char *file = office_test_host_new_id (host);

  office_test_client_did (anna, "message.send",
                          "{'id':'%s','room':'%s','text':'Here','files':[{'id':'%s','name':'big2.bin','size':5,"
                          "'type':'text/plain','hash':'%s'}]}",
                          message, room, file, hash);
  office_test_client_read (gus);
  assert_found (find (anna, "big2"), (const char *const[]){ message, file, NULL });
  assert_found (find (anna, "here"), (const char *const[]){ message, NULL });
  assert_found (find (gus, "big2"), (const char *const[]){ NULL });
  office_test_client_did (anna, "remove", "{'kind':'message','id':'%s'}", message);
  assert_found (find (anna, "big2"), (const char *const[]){ NULL });
}

/* Everybody finds what they may see: the client judges every frame by the rights at the moment. */
static void
test_rights (void)
{
  g_autoptr (OfficeTestHost) host = office_test_host_new (2);
  g_autoptr (OfficeTestClient) anna = office_test_client_join (host, "Anna", "admin");
  g_autoptr (OfficeTestClient) ben = office_test_client_join (host, "Ben", "member");
  g_autoptr (OfficeTestClient) gus = office_test_client_join (host, "Gus", "guest");
  g_autofree char *plans = office_test_client_make_room (anna, "Plans", "private");
  g_autofree char *lobby = office_test_client_make_room (anna, "Lobby", "public");
  g_autofree char *secret = say (anna, plans, "The budget of the plans");
  g_autofree char *open = say (anna, lobby, "A budget for all");
  const char *const rooms[] = { plans, NULL };

  office_test_client_did (anna, "draft.set", "{'room':'%s','text':'budget budget'}", lobby);
  office_test_client_did (anna, "member.add", "{'room':'%s','person':'%s'}", plans, ben->ticket->person);
  office_test_client_read (ben);
  office_test_client_read (gus);
  assert_found (find (ben, "budget"), (const char *const[]){ open, secret, NULL });
  assert_found (find (anna, "budget"), (const char *const[]){ open, secret, NULL });
  assert_found (find (gus, "budget"), (const char *const[]){ NULL });
  office_test_client_did (anna, "member.remove", "{'room':'%s','person':'%s'}", plans, ben->ticket->person);
  assert_found (find (ben, "budget"), (const char *const[]){ open, NULL });
  ask_with (ben, &(OfficeFind){ "budget in:plans", NULL, rooms, 0, G_MAXINT64 }, NULL, 100);
  assert_found (read_answer (ben), (const char *const[]){ NULL });
}

/* Page by page, until there is no `next`: each once. */
static guint
count_all (OfficeTestClient *client, const char *text, gint64 limit)
{
  g_autoptr (GHashTable) found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *mark = NULL;

  do
    {
      OfficeFrame *answer;

      ask (client, text, mark, limit);
      answer = read_answer (client);
      g_assert_no_error (answer->problem);
      g_assert_cmpint (answer->records->len, <=, limit);
      for (guint i = 0; i < answer->records->len; i++)
        g_assert_true (g_hash_table_add (found, g_strdup (office_record_get_id (answer->records->pdata[i]))));
      g_free (mark);
      mark = g_strdup (answer->next);
    }
  while (mark != NULL);
  return g_hash_table_size (found);
}

static void
test_pages (void)
{
  g_autoptr (OfficeTestHost) host = office_test_host_new (3);
  g_autoptr (OfficeTestClient) anna = office_test_client_join (host, "Anna", "admin");
  g_autofree char *room = office_test_client_make_room (anna, "Lobby", "public");
  g_autofree char *words = g_strnfill (9000, 'w');
  OfficeFrame *answer;

  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *text = g_strdup_printf ("%s %s", i % 2 ? "odd" : "even", words);

      g_free (say (anna, room, text));
    }
  g_assert_cmpuint (count_all (anna, "odd", 7), ==, 25);
  g_assert_cmpuint (count_all (anna, "odd", 25), ==, 25);
  /* What does not fit into a frame comes with the next answer. */
  g_assert_cmpuint (count_all (anna, "wwww", 100), ==, 50);

  ask (anna, "odd", "the next", 1);
  answer = read_answer (anna);
  g_assert_error (answer->problem, OFFICE_PROBLEM, OFFICE_PROBLEM_INVALID);
  ask (anna, "odd", "1", 1);
  assert_found (read_answer (anna), (const char *const[]){ NULL });
}

static gboolean
has_answers (OfficeTestClient *client, guint n)
{
  office_test_client_read (client);
  return office_test_client_count (client, OFFICE_FRAME_ANSWER) >= n;
}

/* Beside the main loop: the others go on, and nobody can ask for too much at once. */
static void
test_at_once (void)
{
  g_autoptr (OfficeTestHost) host = office_test_host_new_threaded (4);
  g_autoptr (OfficeTestClient) anna = office_test_client_join (host, "Anna", "admin");
  g_autoptr (OfficeTestClient) ben = office_test_client_join (host, "Ben", "member");
  g_autofree char *room = office_test_client_make_room (anna, "Lobby", "public");
  g_autofree char *id = say (anna, room, "A needle");

  office_test_client_read (ben);
  office_test_client_forget (anna);
  office_test_client_forget (ben);
  for (guint i = 0; i < 3; i++)
    ask (anna, "needle", NULL, 10);
  ask (ben, "needle", NULL, 10);
  OFFICE_WAIT_UNTIL (has_answers (anna, 3));
  OFFICE_WAIT_UNTIL (has_answers (ben, 1));
  {
    guint refused = 0;

    for (guint i = 0; i < anna->seen->len; i++)
      {
        OfficeFrame *frame = anna->seen->pdata[i];

        if (frame->kind != OFFICE_FRAME_ANSWER)
          continue;
        if (frame->problem != NULL)
          {
            g_assert_error (frame->problem, OFFICE_PROBLEM, OFFICE_PROBLEM_TOO_MANY);
            refused++;
          }
        else
          assert_found (frame, (const char *const[]){ id, NULL });
      }
    g_assert_cmpuint (refused, ==, 1);
  }
  assert_found (office_test_client_last (ben, OFFICE_FRAME_ANSWER), (const char *const[]){ id, NULL });

  /* Rights are those of the moment of the answer. */
  office_test_client_did (anna, "room.create", "{'id':'%s','name':'Plans','visibility':'private','members':['%s']}",
                          ben->ticket->device, ben->ticket->person);
  g_free (say (anna, ben->ticket->device, "A needle in the plans"));
  office_test_client_read (ben);
  office_test_client_forget (ben);
  ask (ben, "needle", NULL, 10);
  g_free (office_test_client_do (anna, "member.remove", "{'room':'%s','person':'%s'}", ben->ticket->device,
                                 ben->ticket->person));
  office_store_flush (host->store);
  OFFICE_WAIT_UNTIL (has_answers (ben, 1));

  /* One who goes, and a host that stops, with questions open. */
  ask (ben, "needle", NULL, 10);
  office_test_client_drop (ben);
  ask (anna, "needle", NULL, 10);
  ask (anna, "needle", NULL, 10);
  office_test_client_drop (anna);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/find/words", test_words);
  g_test_add_func ("/sync/find/files", test_files);
  g_test_add_func ("/sync/find/rights", test_rights);
  g_test_add_func ("/sync/find/pages", test_pages);
  g_test_add_func ("/sync/find/at-once", test_at_once);
  return g_test_run ();
}
