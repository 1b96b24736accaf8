/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-id.h"
#include "office-test-client.h"

#include <string.h>

/* Nothing forbidden in any frame. The clients themselves judge every frame by the rights at the moment it is sent. */

static char *
say (OfficeTestClient *client, const char *room, const char *text)
{
  char *id = office_test_host_new_id (client->host);
  g_autofree char *operation = office_test_client_do (client, "message.send", "{'id':'%s','room':'%s','text':'%s'}", id,
                                                      room, text);

  return id;
}

static void
test_added_and_removed (void)
{
  g_autoptr (OfficeTestHost) host = office_test_host_new (1);
  g_autoptr (OfficeTestClient) anna = office_test_client_join (host, "Anna", "admin");
  g_autoptr (OfficeTestClient) ben = office_test_client_join (host, "Ben", "member");
  g_autoptr (OfficeTestClient) desk = office_test_client_new (host, office_test_host_issue (host, ben->ticket->person));
  g_autofree char *room = office_test_client_make_room (anna, "Plans", "private");
  g_autofree char *scope = office_scope_for_room (room);
  g_autofree char *before = say (anna, room, "early");
  g_autofree char *after = NULL;
  g_autofree char *marker = office_id_derive (ben->ticket->person, room);
  OfficeTestClient *const desks[] = { ben, desk };

  office_test_client_connect (desk);
  office_test_client_read (ben);
  g_assert_false (office_test_client_holds (ben, room));
  office_test_client_forget (ben);
  office_test_client_did (anna, "member.add", "{'room':'%s','person':'%s'}", room, ben->ticket->person);
  office_test_client_read (ben);
  g_assert_cmpstr (office_test_client_last (ben, OFFICE_FRAME_CHANGES)->gained[0], ==, scope);
  g_assert_true (office_test_client_holds (ben, before));
  office_test_client_assert_current (ben);
  office_test_client_read (desk);
  office_test_client_assert_current (desk);
  /* The scope comes by pages alone; beside it, each of their desks is told what is not unread there. */
  g_assert_cmpuint (office_test_client_last (ben, OFFICE_FRAME_CHANGES)->records->len, ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (desks); i++)
    g_assert_cmpint (office_record_get_integer (g_hash_table_lookup (desks[i]->records, marker), "joined"), ==, 1);

  office_test_client_forget (ben);
  office_test_client_did (anna, "member.remove", "{'room':'%s','person':'%s'}", room, ben->ticket->person);
  after = say (anna, room, "late");
  office_test_host_settle (host);
  office_test_client_read (ben);
  g_assert_cmpstr (office_test_client_last (ben, OFFICE_FRAME_CHANGES)->drop[0], ==, scope);
  g_assert_false (office_test_client_holds (ben, room));
  g_assert_false (office_test_client_holds (ben, after));
  office_test_client_assert_current (ben);
  office_test_client_read (desk);
  office_test_client_assert_current (desk);
}

/* Who joins the office is brought into the room where everyone is, and what was said there is nothing new to them. */
static void
test_comes_late (void)
{
  g_autoptr (OfficeTestHost) host = office_test_host_new (1);
  g_autoptr (OfficeTestClient) anna = office_test_client_join (host, "Anna", "admin");
  g_autoptr (GPtrArray) rooms = office_book_list (OFFICE_BOOK (host->store), "room", NULL, NULL);
  const char *general = office_record_get_id (rooms->pdata[0]);
  g_autofree char *one = say (anna, general, "one");
  g_autofree char *two = say (anna, general, "two");
  g_autoptr (OfficeTestClient) ben = office_test_client_join (host, "Ben", "member");
  g_autofree char *marker = office_id_derive (ben->ticket->person, general);
  OfficeRecord *read;

  office_test_client_read (ben);
  g_assert_true (office_test_client_holds (ben, one));
  read = g_hash_table_lookup (ben->records, marker);
  g_assert_nonnull (read);
  g_assert_cmpint (office_record_get_integer (read, "joined"), ==, 2);
  g_assert_false (office_record_has (read, "seq"));
}

/* Membership changes amid a group. */
static void
test_within_a_group (void)
{
  g_autoptr (OfficeTestHost) host = office_test_host_new (2);
  g_autoptr (OfficeTestClient) anna = office_test_client_join (host, "Anna", "admin");
  g_autoptr (OfficeTestClient) ben = office_test_client_join (host, "Ben", "member");
  g_autofree char *room = office_test_client_make_room (anna, "Plans", "private");
  g_autofree char *secret = NULL;

  office_test_client_did (anna, "member.add", "{'room':'%s','person':'%s'}", room, ben->ticket->person);
  office_test_client_read (ben);

  /* Removed, then something is said. */
  g_free (office_test_client_do (anna, "member.remove", "{'room':'%s','person':'%s'}", room, ben->ticket->person));
  g_free (say (anna, room, "BEHIND HIS BACK"));
  office_test_host_settle (host);
  office_test_client_read (ben);
  g_assert_null (strstr (ben->text->str, "BEHIND HIS BACK"));
  g_assert_false (office_test_client_holds (ben, room));

  /* Added after something was said that is taken back meanwhile. */
  secret = say (anna, room, "TAKEN BACK");
  g_free (office_test_client_do (anna, "remove", "{'kind':'message','id':'%s'}", secret));
  g_free (office_test_client_do (anna, "member.add", "{'room':'%s','person':'%s'}", room, ben->ticket->person));
  office_test_host_settle (host);
  office_test_client_read (ben);
  g_assert_null (strstr (ben->text->str, "TAKEN BACK"));
  office_test_client_assert_current (ben);

  /* Removed and added again, with the same in between. */
  g_free (secret);
  g_free (office_test_client_do (anna, "member.remove", "{'room':'%s','person':'%s'}", room, ben->ticket->person));
  secret = say (anna, room, "IN BETWEEN");
  g_free (office_test_client_do (anna, "remove", "{'kind':'message','id':'%s'}", secret));
  g_free (office_test_client_do (anna, "member.add", "{'room':'%s','person':'%s'}", room, ben->ticket->person));
  office_test_host_settle (host);
  office_test_client_read (ben);
  g_assert_null (strstr (ben->text->str, "IN BETWEEN"));
  office_test_client_assert_current (ben);
  office_test_client_read (anna);
  office_test_client_assert_current (anna);
}

static gboolean
do_nothing (OfficeTransaction *transaction, gpointer data, GError **error)
{
  return TRUE;
}

/* After the commit of the group, before its batch. */
static void
make_room (gpointer data, gint64 rev, const GError *error)
{
  office_test_client_acknowledge (data);
}

/* Rights are those of the newest commit, also where its batch has not come yet. */
static void
test_page_of_a_lost_room (void)
{
  g_autoptr (OfficeTestHost) host = office_test_host_new (3);
  g_autoptr (OfficeTestClient) anna = office_test_client_join (host, "Anna", "admin");
  g_autoptr (OfficeTestClient) ben = office_test_client_join (host, "Ben", "member");
  g_autofree char *room = office_test_client_make_room (anna, "Plans", "private");
  g_autofree char *words = g_strnfill (9000, 'w');
  g_autofree char *scope = office_scope_for_room (room);
  g_autofree char *removal = NULL;

  for (guint i = 0; i < 60; i++)
    g_free (say (anna, room, words));
  office_test_host_settle (host);
  ben->silent = TRUE;
  office_test_client_did (anna, "member.add", "{'room':'%s','person':'%s'}", room, ben->ticket->person);
  office_test_client_read (ben);
  g_assert_true (g_hash_table_contains (ben->half, scope));
  removal = office_test_client_do (anna, "member.remove", "{'room':'%s','person':'%s'}", room, ben->ticket->person);
  g_free (say (anna, room, "LATER"));
  office_store_submit (host->store, do_nothing, make_room, ben, NULL);
  ben->silent = FALSE;
  office_test_host_settle (host);
  office_test_client_read (ben);
  g_assert_false (g_hash_table_contains (ben->half, scope));
  g_assert_null (strstr (ben->text->str, "LATER"));
  office_test_client_assert_current (ben);
}

static gboolean
hide_room (OfficeTransaction *transaction, gpointer data, GError **error)
{
  g_autoptr (OfficeRecord) record = office_book_get (OFFICE_BOOK (transaction), data);
  g_autoptr (OfficeEffects) effects = office_effects_new ();
  OfficeRecord *hidden = office_record_copy (record);

  office_record_set_text (hidden, "visibility", "private");
  office_record_set_text (hidden, "topic", "HIDDEN");
  g_ptr_array_add (effects->written, hidden);
  return office_transaction_write (transaction, effects, NULL, error);
}

/* No operation does this yet; whatever comes to do it must not send the room's new words to those who lose it. */
static void
test_hidden_room (void)
{
  g_autoptr (OfficeTestHost) host = office_test_host_new (5);
  g_autoptr (OfficeTestClient) anna = office_test_client_join (host, "Anna", "admin");
  g_autoptr (OfficeTestClient) ben = office_test_client_join (host, "Ben", "member");
  g_autofree char *room = office_test_client_make_room (anna, "Lobby", "public");
  g_autofree char *scope = office_scope_for_room (room);

  office_test_client_read (ben);
  /* A scope that is gained comes by pages alone. */
  g_assert_cmpstr (office_test_client_last (ben, OFFICE_FRAME_CHANGES)->gained[0], ==, scope);
  g_assert_cmpuint (office_test_client_last (ben, OFFICE_FRAME_CHANGES)->records->len, ==, 0);

  office_store_submit (host->store, hide_room, NULL, room, NULL);
  office_test_host_settle (host);
  office_test_client_read (ben);
  g_assert_cmpstr (office_test_client_last (ben, OFFICE_FRAME_CHANGES)->drop[0], ==, scope);
  g_assert_null (strstr (ben->text->str, "HIDDEN"));
  office_test_client_assert_current (ben);
  office_test_client_read (anna);
  office_test_client_assert_current (anna);
}

static void
keep_all_kinds (OfficeTestClient *client, const char *room, const char *message)
{
  g_autofree char *scheduled = office_test_host_new_id (client->host);
  g_autofree char *reminder = office_test_host_new_id (client->host);
  g_autofree char *file = office_test_host_new_id (client->host);
  g_autofree char *hash = office_test_host_upload (client->host, client->ticket->person, "PLANS");

  office_test_client_did (client, "draft.set", "{'room':'%s','text':'FOR ME ALONE'}", room);
  office_test_client_did (client, "draft.set", "{'room':'%s','text':'FOR ME ALONE, too','was':'%s'}", room, room);
  office_test_client_did (client, "message.schedule",
                          "{'id':'%s','room':'%s','text':'FOR ME ALONE','send_at':1850000000000,'files':[{'id':'%s',"
                          "'name':'FOR ME ALONE','type':'a/b','size':5,'hash':'%s'}]}",
                          scheduled, room, file, hash);
  office_test_client_did (client, "reminder.set",
                          "{'id':'%s','message':'%s','text':'FOR ME ALONE','remind_at':1750000001000}", reminder,
                          message);
  office_test_client_did (client, "message.save", "{'message':'%s','saved':true}", message);
  office_test_client_did (client, "room.prefer", "{'room':'%s','group':'FOR ME ALONE'}", room);
  office_test_client_did (client, "read.mark", "{'room':'%s','seq':1}", room);
  office_test_client_did (client, "activity.mark", "{'at':1750000000000}");
  office_test_client_did (client, "feed.set", "{'secret':'0123456789abcdefghijklmnopqrstuvwxyzABCDEFG'}");
}

/* What people keep for themselves reaches all of their own devices and nobody else, admins neither. */
static void
test_one_persons_own (void)
{
  g_autoptr (OfficeTestHost) host = office_test_host_new (8);
  g_autoptr (OfficeTestClient) anna = office_test_client_join (host, "Anna", "admin");
  g_autoptr (OfficeTestClient) ben = office_test_client_join (host, "Ben", "member");
  g_autoptr (OfficeTestClient) desk = office_test_client_new (host, office_test_host_issue (host, ben->ticket->person));
  g_autoptr (OfficeTestClient) late = office_test_client_new (host,
                                                              office_test_host_issue (host, anna->ticket->person));
  g_autofree char *room = office_test_client_make_room (anna, "Lobby", "public");
  g_autofree char *message = say (anna, room, "early");
  g_autofree char *scope = office_scope_for_person (ben->ticket->person);
  g_autofree char *answer = NULL;
  guint n_kinds, n = 0;
  const OfficeKind *kinds = office_kinds_get (&n_kinds);

  office_test_client_connect (desk);
  office_test_host_settle (host);
  keep_all_kinds (ben, room, message);
  /* A mention and an assignment are made for him by what others do. */
  answer = g_strdup_printf ("[@Ben](office:person/%s)", ben->ticket->person);
  g_free (say (anna, room, answer));
  {
    g_autofree char *task = office_test_client_make_task (anna, room, "Plans");

    office_test_client_did (anna, "patch", "{'kind':'task','id':'%s','add':{'assignees':['%s']}}", task,
                            ben->ticket->person);
    office_test_client_did (ben, "task.snooze", "{'task':'%s','until':1750000000000}", task);
  }
  office_test_host_advance (host, 5000);
  office_test_host_settle (host);
  office_test_client_connect (late);

  for (guint i = 0; i < n_kinds; i++)
    {
      g_autoptr (GPtrArray) records = NULL;

      if (kinds[i].scope != OFFICE_SCOPE_PERSON)
        continue;
      records = office_book_list (OFFICE_BOOK (host->store), kinds[i].name, NULL, NULL);
      g_test_message ("%s", kinds[i].name);
      g_assert_cmpuint (records->len, ==, 1);
      g_assert_cmpstr (office_record_get_scope (records->pdata[0]), ==, scope);
      n++;
    }
  g_assert_cmpuint (n, ==, 13);
  office_test_client_read (anna);
  g_assert_null (strstr (anna->text->str, scope));
  g_assert_null (strstr (anna->text->str, "FOR ME ALONE"));
  g_assert_null (strstr (late->text->str, scope));
  office_test_client_read (ben);
  office_test_client_read (desk);
  g_assert_nonnull (strstr (desk->text->str, "FOR ME ALONE"));
  office_test_client_assert_current (anna);
  office_test_client_assert_current (late);
  office_test_client_assert_current (ben);
  office_test_client_assert_current (desk);
}

static void
test_public_and_guests (void)
{
  g_autoptr (OfficeTestHost) host = office_test_host_new (4);
  g_autoptr (OfficeTestClient) anna = office_test_client_join (host, "Anna", "admin");
  g_autoptr (OfficeTestClient) ben = office_test_client_join (host, "Ben", "member");
  g_autoptr (OfficeTestClient) gast = office_test_client_join (host, "Gast", "guest");
  g_autofree char *room = office_test_client_make_room (anna, "Lobby", "public");

  office_test_client_read (ben);
  office_test_client_read (gast);
  g_assert_true (office_test_client_holds (ben, room));
  g_assert_null (strstr (gast->text->str, room));

  office_test_client_did (anna, "member.add", "{'room':'%s','person':'%s'}", room, gast->ticket->person);
  office_test_client_read (gast);
  g_assert_true (office_test_client_holds (gast, room));
  office_test_client_did (anna, "member.remove", "{'room':'%s','person':'%s'}", room, gast->ticket->person);
  office_test_client_read (gast);
  g_assert_false (office_test_client_holds (gast, room));

  /* A guest who becomes a member gains what is public, and the other way round. */
  office_test_client_did (anna, "patch", "{'kind':'person','id':'%s','set':{'role':'member'}}", gast->ticket->person);
  office_test_client_read (gast);
  g_assert_true (office_test_client_holds (gast, room));
  office_test_client_did (anna, "patch", "{'kind':'person','id':'%s','set':{'role':'guest'}}", gast->ticket->person);
  office_test_client_read (gast);
  g_assert_false (office_test_client_holds (gast, room));
  office_test_client_read (ben);
  office_test_client_assert_current (gast);
  office_test_client_assert_current (ben);
}

#define N_CLIENTS 5
#define N_ROOMS   6

typedef struct {
  OfficeTestHost *host;
  GRand *rand;
  OfficeTestClient *clients[N_CLIENTS];
  char *rooms[N_ROOMS];
  GPtrArray *messages, *tasks;
} Story;

static const char *
pick (Story *story, GPtrArray *ids)
{
  return ids->len > 0 ? g_ptr_array_index (ids, g_rand_int_range (story->rand, 0, (gint32) ids->len)) : story->rooms[0];
}

/* Something, by whoever may and by whoever may not: refusals are part of it. */
static void
act (Story *story)
{
  OfficeTestClient *client = story->clients[g_rand_int_range (story->rand, 0, N_CLIENTS - 1)];
  const char *room = story->rooms[g_rand_int_range (story->rand, 0, N_ROOMS)];
  const char *person = story->clients[g_rand_int_range (story->rand, 0, N_CLIENTS - 1)]->ticket->person;
  g_autofree char *column = office_id_derive (room, "todo");
  g_autofree char *done = office_id_derive (room, "done");
  char *id = office_test_host_new_id (story->host);
  g_autofree char *operation = NULL;

  if (client->transport == NULL || !office_fake_transport_is_open (client->transport))
    {
      g_free (id);
      return;
    }
  switch (g_rand_int_range (story->rand, 0, 15))
    {
    case 0:
    case 1:
      operation = office_test_client_do (client, "member.add", "{'room':'%s','person':'%s'}", room, person);
      break;
    case 2:
      operation = office_test_client_do (client, "member.remove", "{'room':'%s','person':'%s'}", room, person);
      break;
    case 3:
      operation = office_test_client_do (client, "task.create", "{'id':'%s','room':'%s','column':'%s','title':'Do %s'}",
                                         id, room, column, room);
      g_ptr_array_add (story->tasks, g_strdup (id));
      break;
    case 4:
      operation = office_test_client_do (client, "task.move", "{'id':'%s','column':'%s'}", pick (story, story->tasks),
                                         done);
      break;
    case 5:
      operation = office_test_client_do (client, "remove", "{'kind':'message','id':'%s'}",
                                         pick (story, story->messages));
      break;
    case 6:
      operation = office_test_client_do (client, "read.mark", "{'room':'%s','seq':%d,'generation':0}", room,
                                         g_rand_int_range (story->rand, 1, 9));
      break;
    case 7:
      operation = office_test_client_do (client, "patch",
                                         "{'kind':'task','id':'%s','set':{'title':'New'},'add':{'assignees':['%s']}}",
                                         pick (story, story->tasks), person);
      break;
    case 8:
    case 9:
      /* Never to the public room: what tasks are called tells where they were made. */
      operation = office_test_client_do (client, "task.transfer", "{'id':'%s','room':'%s'}", pick (story, story->tasks),
                                         story->rooms[g_rand_int_range (story->rand, 1, N_ROOMS)]);
      break;
    case 10:
      operation = office_test_client_do (client, "message.send",
                                         "{'id':'%s','room':'%s','task':'%s','text':'[@Who](office:person/%s)?'}", id,
                                         room, pick (story, story->tasks), person);
      g_ptr_array_add (story->messages, g_strdup (id));
      break;
    default:
      operation = office_test_client_do (client, "message.send",
                                         "{'id':'%s','room':'%s','text':'[@Who](office:person/%s) of %s'}", id, room,
                                         person, room);
      g_ptr_array_add (story->messages, g_strdup (id));
      break;
    }
  g_free (id);
}

static void
disturb (Story *story)
{
  OfficeTestClient *client = story->clients[g_rand_int_range (story->rand, 0, N_CLIENTS)];

  switch (g_rand_int_range (story->rand, 0, 6))
    {
    case 0:
      office_test_client_drop (client);
      break;
    case 1:
      if (client->transport != NULL)
        office_fake_transport_break_at (client->transport, (guint) g_rand_int_range (story->rand, 1, 5));
      break;
    case 2:
      office_test_host_advance (story->host, 1000);
      break;
    case 3:
      if (client->transport != NULL)
        office_test_client_say (client, office_frame_history (1, story->rooms[1], 100, 50));
      break;
    default:
      break;
    }
  for (guint i = 0; i < N_CLIENTS; i++)
    if (story->clients[i]->transport == NULL || !office_fake_transport_is_open (story->clients[i]->transport))
      if (g_rand_int_range (story->rand, 0, 3) == 0)
        office_test_client_connect (story->clients[i]);
}

static void
tell_story (guint32 seed)
{
  static const char *const names[N_CLIENTS] = { "Anna", "Ben", "Cleo", "Dora", "Mallory" };
  static const char *const roles[N_CLIENTS] = { "admin", "member", "member", "guest", "member" };
  g_autoptr (OfficeTestHost) host = office_test_host_new (seed);
  Story story = { .host = host };

  story.rand = g_rand_new_with_seed (seed);
  story.messages = g_ptr_array_new_with_free_func (g_free);
  story.tasks = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < N_CLIENTS; i++)
    story.clients[i] = office_test_client_join (host, names[i], roles[i]);
  for (guint i = 0; i < N_ROOMS; i++)
    story.rooms[i] = office_test_client_make_room (story.clients[i % 2], "A room", i == 0 ? "public" : "private");

  for (guint step = 0; step < 150; step++)
    {
      for (gint32 n = g_rand_int_range (story.rand, 0, 6); n > 0; n--)
        act (&story);
      if (g_rand_int_range (story.rand, 0, 4) == 0)
        disturb (&story);
      office_test_host_settle (host);
      for (guint i = 0; i < N_CLIENTS; i++)
        if (g_rand_int_range (story.rand, 0, 3) != 0)
          office_test_client_read (story.clients[i]);
    }

  /* When all is quiet again, everyone has what they may see; Mallory never heard of a private room. */
  for (guint i = 0; i < N_CLIENTS; i++)
    {
      OfficeTestClient *client = story.clients[i];

      if (client->transport != NULL)
        office_fake_transport_break_at (client->transport, 0);
      if (client->transport == NULL || !office_fake_transport_is_open (client->transport))
        office_test_client_connect (client);
      office_test_client_read (client);
      office_test_client_assert_current (client);
    }
  for (guint i = 1; i < N_ROOMS; i++)
    g_assert_null (strstr (story.clients[4]->text->str, story.rooms[i]));

  for (guint i = 0; i < N_CLIENTS; i++)
    office_test_client_free (story.clients[i]);
  for (guint i = 0; i < N_ROOMS; i++)
    g_free (story.rooms[i]);
  g_ptr_array_unref (story.messages);
  g_ptr_array_unref (story.tasks);
  g_rand_free (story.rand);
}

static void
test_stories (void)
{
  for (guint32 seed = 1; seed <= 12; seed++)
    {
      g_test_message ("seed %u", seed);
      tell_story (seed);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/visibility/comes-late", test_comes_late);
  g_test_add_func ("/sync/visibility/added-and-removed", test_added_and_removed);
  g_test_add_func ("/sync/visibility/within-a-group", test_within_a_group);
  g_test_add_func ("/sync/visibility/page-of-a-lost-room", test_page_of_a_lost_room);
  g_test_add_func ("/sync/visibility/one-persons-own", test_one_persons_own);
  g_test_add_func ("/sync/visibility/public-and-guests", test_public_and_guests);
  g_test_add_func ("/sync/visibility/hidden-room", test_hidden_room);
  g_test_add_func ("/sync/visibility/stories", test_stories);
  return g_test_run ();
}
