/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-files.h"
#include "office-id.h"
#include "office-problem.h"
#include "office-store-schema.h"
#include "office-test-client.h"

#include <string.h>

/* What the host does by itself when the time has come. */

#define SOON G_GINT64_CONSTANT (10000) /* ms: nobody who is silent is sent away so soon */

static char *
schedule (OfficeTestClient *client, const char *room, const char *text, gint64 in)
{
  char *id = office_test_host_new_id (client->host);

  office_test_client_did (client, "message.schedule",
                          "{'id':'%s','room':'%s','text':'%s','send_at':%" G_GINT64_FORMAT "}", id, room, text,
                          office_clock_now (client->host->clock) + in);
  return id;
}

static char *
remind (OfficeTestClient *client, const char *text, gint64 in)
{
  char *id = office_test_host_new_id (client->host);

  office_test_client_did (client, "reminder.set", "{'id':'%s','text':'%s','remind_at':%" G_GINT64_FORMAT "}", id, text,
                          office_clock_now (client->host->clock) + in);
  return id;
}

static void
pass (OfficeTestHost *host, gint64 milliseconds)
{
  office_test_host_advance (host, milliseconds);
  office_test_host_settle (host);
}

/* The host stops, time goes by, and it starts again; nobody is connected then. */
static void
sleep_over (OfficeTestHost *host, gint64 milliseconds)
{
  g_assert_finalize_object (g_steal_pointer (&host->hub));
  office_fake_clock_advance (host->clock, milliseconds);
  host->hub = office_hub_new (host->store, host->clock, host->random);
  office_test_host_settle (host);
}

static OfficeRecord *
get (OfficeTestHost *host, const char *id)
{
  return office_book_get (OFFICE_BOOK (host->store), id);
}

static OfficeRecord *
get_sent (OfficeTestHost *host, const char *scheduled)
{
  g_autofree char *id = office_id_derive (scheduled, "message");

  return get (host, id);
}

static void
assert_sent (OfficeTestHost *host, const char *scheduled, const char *text)
{
  g_autoptr (OfficeRecord) message = get_sent (host, scheduled);
  g_autoptr (OfficeRecord) left = get (host, scheduled);

  g_assert_nonnull (message);
  g_assert_cmpstr (office_record_get_text (message, "text"), ==, text);
  g_assert_null (left);
}

static void
assert_waits (OfficeTestHost *host, const char *scheduled)
{
  g_autoptr (OfficeRecord) message = get_sent (host, scheduled);
  g_autoptr (OfficeRecord) left = get (host, scheduled);

  g_assert_null (message);
  g_assert_nonnull (left);
}

static void
test_sends_at_its_time (void)
{
  g_autoptr (OfficeTestHost) host = office_test_host_new (1);
  g_autoptr (OfficeTestClient) anna = office_test_client_join (host, "Anna", "admin");
  g_autoptr (OfficeTestClient) ben = office_test_client_join (host, "Ben", "member");
  g_autofree char *room = office_test_client_make_room (anna, "Lobby", "public");
  g_autofree char *words = g_strdup_printf ("[@Ben](office:person/%s) good morning", ben->ticket->person);
  g_autofree char *id = schedule (anna, room, words, SOON);
  g_autofree char *sent = office_id_derive (id, "message");
  g_autofree char *mention = office_id_derive (sent, ben->ticket->person);
  g_autoptr (OfficeRecord) message = NULL;

  office_test_client_read (anna);
  office_test_client_read (ben);
  g_assert_true (office_test_client_holds (anna, id));
  g_assert_false (office_test_client_holds (ben, id));
  pass (host, SOON - 1);
  assert_waits (host, id);
  pass (host, 1);
  assert_sent (host, id, words);
  message = get (host, sent);
  g_assert_cmpstr (office_record_get_text (message, "author"), ==, anna->ticket->person);
  g_assert_cmpint (office_record_get_integer (message, "at"), ==, OFFICE_TEST_NOW + SOON);
  g_assert_cmpint (office_record_get_integer (message, "seq"), ==, 1);
  office_test_client_read (anna);
  office_test_client_read (ben);
  g_assert_true (office_test_client_holds (anna, sent));
  g_assert_false (office_test_client_holds (anna, id));
  g_assert_true (office_test_client_holds (ben, sent));
  g_assert_true (office_test_client_holds (ben, mention));
  office_test_client_assert_current (anna);
  office_test_client_assert_current (ben);
}

/* An earlier one wakes the host, a later one does not, and what is removed is not sent. */
static void
test_changes_of_mind (void)
{
  g_autoptr (OfficeTestHost) host = office_test_host_new (2);
  g_autoptr (OfficeTestClient) anna = office_test_client_join (host, "Anna", "admin");
  g_autofree char *room = office_test_client_make_room (anna, "Lobby", "public");
  g_autofree char *late = schedule (anna, room, "late", 3 * SOON);
  g_autofree char *early = schedule (anna, room, "early", SOON);
  g_autofree char *never = schedule (anna, room, "never", SOON);
  g_autofree char *moved = schedule (anna, room, "moved", SOON);
  g_autofree char *operation = NULL;

  office_test_client_did (anna, "remove", "{'kind':'scheduled','id':'%s'}", never);
  office_test_client_did (anna, "message.schedule",
                          "{'id':'%s','room':'%s','text':'moved on','send_at':%" G_GINT64_FORMAT "}", moved, room,
                          OFFICE_TEST_NOW + 2 * SOON);
  pass (host, SOON);
  assert_sent (host, early, "early");
  assert_waits (host, moved);
  assert_waits (host, late);
  g_assert_null (get (host, never));
  g_assert_null (get_sent (host, never));
  pass (host, SOON);
  assert_sent (host, moved, "moved on");
  assert_waits (host, late);
  pass (host, SOON);
  assert_sent (host, late, "late");

  /* It is too late to change what was sent. */
  operation = office_test_client_do (anna, "message.schedule",
                                     "{'id':'%s','room':'%s','text':'again','send_at':%" G_GINT64_FORMAT "}", late,
                                     room, OFFICE_TEST_NOW + 9 * SOON);
  office_test_host_settle (host);
  office_test_client_read (anna);
  g_assert_error (office_test_client_get_result (anna, operation)->problem, OFFICE_PROBLEM, OFFICE_PROBLEM_CONFLICT);
  g_assert_cmpuint (office_fake_clock_count_timeouts (host->clock), <=, 2);
}

static void
test_refused (void)
{
  g_autoptr (OfficeTestHost) host = office_test_host_new (3);
  g_autoptr (OfficeTestClient) anna = office_test_client_join (host, "Anna", "admin");
  g_autoptr (OfficeTestClient) ben = office_test_client_join (host, "Ben", "member");
  g_autofree char *plans = office_test_client_make_room (anna, "Plans", "private");
  g_autofree char *lobby = office_test_client_make_room (anna, "Lobby", "public");
  g_autofree char *id = NULL;
  g_autofree char *other = NULL;
  g_autoptr (OfficeRecord) refused = NULL;

  office_test_client_did (anna, "member.add", "{'room':'%s','person':'%s'}", plans, ben->ticket->person);
  id = schedule (ben, plans, "SECRET PLANS", SOON);
  other = schedule (ben, lobby, "Hello", SOON + 1);
  office_test_client_did (anna, "member.remove", "{'room':'%s','person':'%s'}", plans, ben->ticket->person);
  pass (host, SOON);
  assert_waits (host, id);
  refused = get (host, id);
  g_assert_cmpstr (office_record_get_text (refused, "problem"), ==, "There is no such room");
  g_assert_cmpstr (office_record_get_text (refused, "reason"), ==, "gone");
  pass (host, 1);
  assert_sent (host, other, "Hello");
  pass (host, 100 * SOON);
  {
    g_autoptr (OfficeRecord) still = get (host, id);

    g_assert_cmpint (office_record_get_rev (still), ==, office_record_get_rev (refused));
  }
  office_test_client_connect (anna);
  office_test_client_connect (ben);
  office_test_client_read (ben);
  office_test_client_assert_current (ben);

  office_test_client_did (anna, "member.add", "{'room':'%s','person':'%s'}", plans, ben->ticket->person);
  office_test_client_did (ben, "message.schedule",
                          "{'id':'%s','room':'%s','text':'Plans','send_at':%" G_GINT64_FORMAT "}", id, plans,
                          office_clock_now (host->clock) + SOON);
  pass (host, SOON);
  assert_sent (host, id, "Plans");
}

/* ---- with files ---- */

typedef struct {
  char *id, *file, *enclosure, *hash;
} Letter;

static void
letter_clear (Letter *self)
{
  g_free (self->id);
  g_free (self->file);
  g_free (self->enclosure);
  g_free (self->hash);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Letter, letter_clear)

static Letter
enclose (OfficeTestClient *client, const char *room, const char *bytes, gint64 in)
{
  Letter self = { office_test_host_new_id (client->host), office_test_host_new_id (client->host) };

  self.enclosure = office_id_derive (self.file, "enclosure");
  self.hash = office_test_host_upload (client->host, client->ticket->person, bytes);
  office_test_client_did (client, "message.schedule",
                          "{'id':'%s','room':'%s','send_at':%" G_GINT64_FORMAT
                          ",'files':[{'id':'%s','name':'Plan.png','size':%d,'type':'image/png','hash':'%s'}]}",
                          self.id, room, office_clock_now (client->host->clock) + in, self.file, (int) strlen (bytes),
                          self.hash);
  return self;
}

static gboolean
has_file (OfficeTestHost *host, const char *hash)
{
  g_autofree char *path = office_files_dup_path (host->files, hash, &(gint64){ 0 });

  return path != NULL;
}

static gboolean
may_read (OfficeTestHost *host, OfficeTestClient *client, const char *hash)
{
  g_autoptr (OfficeRecord) record = office_files_find_record (OFFICE_BOOK (host->store), hash, client->ticket->person);

  return record != NULL;
}

/* Two days, in which the host looks twice for what nobody needs. */
static void
let_it_sweep (OfficeTestHost *host)
{
  for (guint i = 0; i < 49; i++)
    {
      pass (host, 3600000);
      while (office_files_count_busy (host->files) > 0)
        {
          office_test_host_settle (host);
          g_main_context_iteration (NULL, FALSE);
        }
    }
}

static void
test_with_files (void)
{
  g_autoptr (OfficeTestHost) host = office_test_host_new (20);
  g_autoptr (OfficeTestClient) anna = office_test_client_join (host, "Anna", "admin");
  g_autoptr (OfficeTestClient) ben = office_test_client_join (host, "Ben", "member");
  g_autofree char *room = office_test_client_make_room (anna, "Lobby", "public");
  g_auto (Letter) letter = enclose (anna, room, "THE PLANS", 72 * G_GINT64_CONSTANT (3600000));
  g_autofree char *message = office_id_derive (letter.id, "message");
  g_autoptr (OfficeRecord) file = NULL;
  g_autoptr (OfficeRecord) enclosure = NULL;

  office_test_client_read (anna);
  office_test_client_read (ben);
  g_assert_true (office_test_client_holds (anna, letter.enclosure));
  g_assert_true (may_read (host, anna, letter.hash));
  g_assert_false (may_read (host, ben, letter.hash));
  office_test_client_drop (anna);
  office_test_client_drop (ben);
  let_it_sweep (host);
  assert_waits (host, letter.id);
  g_assert_true (has_file (host, letter.hash));
  g_assert_null (strstr (ben->text->str, "Plan.png"));

  pass (host, 24 * 3600000);
  file = get (host, letter.file);
  enclosure = get (host, letter.enclosure);
  g_assert_nonnull (file);
  g_assert_null (enclosure);
  g_assert_cmpstr (office_record_get_text (file, "message"), ==, message);
  g_assert_cmpstr (office_record_get_text (file, "room"), ==, room);
  g_assert_cmpstr (office_record_get_text (file, "author"), ==, anna->ticket->person);
  g_assert_cmpstr (office_record_get_text (file, "hash"), ==, letter.hash);
  g_assert_true (may_read (host, ben, letter.hash));
  office_test_client_connect (anna);
  office_test_client_connect (ben);
  office_test_client_read (anna);
  office_test_client_read (ben);
  g_assert_true (office_test_client_holds (ben, letter.file));
  g_assert_false (office_test_client_holds (anna, letter.enclosure));
  office_test_client_assert_current (anna);
  office_test_client_assert_current (ben);
}

/* The operation waits for its file, as one that says something now; and nobody gets at a file by its hash. */
static void
test_waits_for_files (void)
{
  g_autoptr (OfficeTestHost) host = office_test_host_new (21);
  g_autoptr (OfficeTestClient) anna = office_test_client_join (host, "Anna", "admin");
  g_autoptr (OfficeTestClient) ben = office_test_client_join (host, "Ben", "member");
  g_autofree char *room = office_test_client_make_room (anna, "Lobby", "public");
  g_autofree char *id = office_test_host_new_id (host);
  g_autofree char *file = office_test_host_new_id (host);
  g_autofree char *operation = office_test_host_new_id (host);
  g_autofree char *hash = office_test_host_upload (host, ben->ticket->person, "BEN'S");
  g_autofree char *with = g_strdup_printf ("{'id':'%s','room':'%s','send_at':%" G_GINT64_FORMAT
                                           ",'files':[{'id':'%s','name':'P','size':5,'type':'a/b','hash':'%s'}]}",
                                           id, room, OFFICE_TEST_NOW + SOON, file, hash);

  office_test_client_send (anna, operation, "message.schedule", with);
  office_test_host_settle (host);
  office_test_client_read (anna);
  g_assert_true (office_problem_is_missing_file (office_test_client_get_result (anna, operation)->problem));
  g_assert_false (office_test_client_holds (anna, id));
  g_free (office_test_host_upload (host, anna->ticket->person, "BEN'S"));
  office_test_client_send (anna, operation, "message.schedule", with);
  office_test_host_settle (host);
  office_test_client_read (anna);
  g_assert_no_error (office_test_client_get_result (anna, operation)->problem);
  pass (host, SOON);
  {
    g_autoptr (OfficeRecord) said = get (host, file);

    g_assert_nonnull (said);
  }
}

/* What is taken away, or called off, lets its file go; but not at once, for people take back what they did. */
static void
test_lets_files_go (void)
{
  g_autoptr (OfficeTestHost) host = office_test_host_new (22);
  g_autoptr (OfficeTestClient) anna = office_test_client_join (host, "Anna", "admin");
  g_autofree char *room = office_test_client_make_room (anna, "Lobby", "public");
  const gint64 never = 400 * 24 * G_GINT64_CONSTANT (3600000);
  g_auto (Letter) edited = enclose (anna, room, "TAKEN AWAY", never);
  g_auto (Letter) cancelled = enclose (anna, room, "CALLED OFF", never);
  g_auto (Letter) back = enclose (anna, room, "BACK AGAIN", never);
  g_autofree char *again = office_test_host_new_id (host);
  g_autofree char *file = office_test_host_new_id (host);
  const gint64 month = 31 * 24 * G_GINT64_CONSTANT (3600000);

  office_test_client_drop (anna);
  office_fake_clock_advance (host->clock, month); /* nobody remembers any more who uploaded them */
  let_it_sweep (host);
  office_test_client_connect (anna);
  office_test_client_did (anna, "message.schedule",
                          "{'id':'%s','room':'%s','text':'Without','send_at':4000000000000,'files':[]}", edited.id,
                          room);
  office_test_client_did (anna, "remove", "{'kind':'scheduled','id':'%s'}", cancelled.id);
  office_test_client_did (anna, "remove", "{'kind':'scheduled','id':'%s'}", back.id);
  office_test_client_did (anna, "message.schedule",
                          "{'id':'%s','room':'%s','send_at':4000000000000,'files':[{'id':'%s','name':'P','size':10,"
                          "'type':'a/b','hash':'%s'}]}",
                          again, room, file, back.hash);
  g_assert_true (has_file (host, edited.hash));
  office_test_client_drop (anna);
  let_it_sweep (host);
  g_assert_false (has_file (host, edited.hash));
  g_assert_false (has_file (host, cancelled.hash));
  g_assert_true (has_file (host, back.hash));
}

/* Who may not write there any more has it all still, and may say it elsewhere. */
static void
test_refused_with_files (void)
{
  g_autoptr (OfficeTestHost) host = office_test_host_new (23);
  g_autoptr (OfficeTestClient) anna = office_test_client_join (host, "Anna", "admin");
  g_autoptr (OfficeTestClient) ben = office_test_client_join (host, "Ben", "member");
  g_autofree char *plans = office_test_client_make_room (anna, "Plans", "private");
  g_autofree char *lobby = office_test_client_make_room (anna, "Lobby", "public");
  g_auto (Letter) letter = { NULL };
  g_autoptr (OfficeRecord) refused = NULL;
  g_autoptr (OfficeRecord) enclosure = NULL;
  g_autoptr (OfficeRecord) said = NULL;

  office_test_client_did (anna, "member.add", "{'room':'%s','person':'%s'}", plans, ben->ticket->person);
  letter = enclose (ben, plans, "BEN'S PLANS", SOON);
  office_test_client_did (anna, "member.remove", "{'room':'%s','person':'%s'}", plans, ben->ticket->person);
  pass (host, SOON);
  assert_waits (host, letter.id);
  refused = get (host, letter.id);
  enclosure = get (host, letter.enclosure);
  g_assert_cmpstr (office_record_get_text (refused, "reason"), ==, "gone");
  g_assert_nonnull (enclosure);
  g_assert_true (may_read (host, ben, letter.hash));
  g_assert_false (may_read (host, anna, letter.hash));
  office_test_client_did (ben, "message.schedule", "{'id':'%s','room':'%s','send_at':%" G_GINT64_FORMAT "}", letter.id,
                          lobby, office_clock_now (host->clock));
  office_test_host_settle (host);
  said = get (host, letter.file);
  g_assert_nonnull (said);
  g_assert_cmpstr (office_record_get_text (said, "room"), ==, lobby);
  office_test_client_read (ben);
  office_test_client_assert_current (ben);
}

/* More than fit into one transaction, in the order of their times, whatever the order in which they were made. */
static void
test_catches_up (void)
{
  g_autoptr (OfficeTestHost) host = office_test_host_new (4);
  g_autoptr (OfficeTestClient) anna = office_test_client_join (host, "Anna", "admin");
  g_autofree char *room = office_test_client_make_room (anna, "Lobby", "public");
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *later = schedule (anna, room, "later", 500 * SOON);

  for (guint i = 0; i < 50; i++)
    g_ptr_array_add (ids, schedule (anna, room, "one of many", ((i * 17) % 50 + 1) * SOON));
  office_test_client_drop (anna);
  sleep_over (host, 100 * SOON);
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (OfficeRecord) message = get_sent (host, ids->pdata[i]);

      g_assert_nonnull (message);
      g_assert_cmpint (office_record_get_integer (message, "seq"), ==, (i * 17) % 50 + 1);
    }
  assert_waits (host, later);
  sleep_over (host, 1000 * SOON);
  assert_sent (host, later, "later");
}

/* The clock is set: back, and nothing is sent twice or too early; forth, and it is sent within a minute. */
static void
test_clock_is_set (void)
{
  g_autoptr (OfficeTestHost) host = office_test_host_new (5);
  g_autoptr (OfficeTestClient) anna = office_test_client_join (host, "Anna", "admin");
  g_autofree char *room = office_test_client_make_room (anna, "Lobby", "public");
  g_autofree char *one = schedule (anna, room, "one", SOON);
  g_autofree char *two = schedule (anna, room, "two", 10 * SOON);
  g_autofree char *bell = remind (anna, "Ring", SOON);
  g_autoptr (OfficeRecord) rung = NULL;
  g_autoptr (OfficeRecord) still = NULL;

  pass (host, SOON);
  assert_sent (host, one, "one");
  rung = get (host, bell);
  office_fake_clock_set_now (host->clock, OFFICE_TEST_NOW);
  pass (host, 5 * SOON);
  assert_waits (host, two);
  still = get (host, bell);
  g_assert_cmpint (office_record_get_rev (still), ==, office_record_get_rev (rung));
  office_fake_clock_set_now (host->clock, OFFICE_TEST_NOW + 20 * SOON);
  pass (host, 60000);
  assert_sent (host, two, "two");
}

static void
test_rings (void)
{
  g_autoptr (OfficeTestHost) host = office_test_host_new (6);
  g_autoptr (OfficeTestClient) anna = office_test_client_join (host, "Anna", "admin");
  g_autoptr (OfficeTestClient) ben = office_test_client_join (host, "Ben", "member");
  g_autofree char *bell = remind (anna, "CALL THE BANK", SOON);
  OfficeRecord *mine;

  pass (host, SOON - 1);
  office_test_client_read (anna);
  mine = g_hash_table_lookup (anna->records, bell);
  g_assert_cmpint (office_record_get_integer (mine, "rang_at"), ==, 0);
  pass (host, 1);
  office_test_client_read (anna);
  office_test_client_read (ben);
  mine = g_hash_table_lookup (anna->records, bell);
  g_assert_cmpint (office_record_get_integer (mine, "rang_at"), ==, OFFICE_TEST_NOW + SOON);
  g_assert_null (strstr (ben->text->str, "CALL THE BANK"));

  /* Once more. */
  office_test_client_did (anna, "reminder.set", "{'id':'%s','text':'CALL THE BANK','remind_at':%" G_GINT64_FORMAT "}",
                          bell, OFFICE_TEST_NOW + 2 * SOON);
  mine = g_hash_table_lookup (anna->records, bell);
  g_assert_cmpint (office_record_get_integer (mine, "rang_at"), ==, 0);
  pass (host, SOON);
  office_test_client_read (anna);
  mine = g_hash_table_lookup (anna->records, bell);
  g_assert_cmpint (office_record_get_integer (mine, "rang_at"), ==, OFFICE_TEST_NOW + 2 * SOON);
  office_test_client_assert_current (anna);
}

/* Two hosts on one book, as after one that died with its work half done: what each finds to do is done once. */
static void
test_exactly_once (void)
{
  g_autoptr (OfficeTestHost) host = office_test_host_new (7);
  g_autoptr (OfficeTestClient) anna = office_test_client_join (host, "Anna", "admin");
  g_autofree char *room = office_test_client_make_room (anna, "Lobby", "public");
  g_autofree char *id = schedule (anna, room, "once", SOON);
  g_autofree char *next = schedule (anna, room, "after it", SOON + 5000);
  g_autoptr (OfficeHub) other = office_hub_new (host->store, host->clock, host->random);
  g_autoptr (GPtrArray) messages = NULL;

  pass (host, SOON);
  assert_sent (host, id, "once");
  pass (host, 5000);
  assert_sent (host, next, "after it");
  messages = office_store_messages (host->store, room, 0, 10, NULL);
  g_assert_cmpuint (messages->len, ==, 2);
  g_assert_finalize_object (g_steal_pointer (&other));
}

/* A hub that goes while something is on its way. */
static void
test_stops (void)
{
  g_autoptr (OfficeTestHost) host = office_test_host_new (8);
  g_autoptr (OfficeTestClient) anna = office_test_client_join (host, "Anna", "admin");
  g_autofree char *room = office_test_client_make_room (anna, "Lobby", "public");
  g_autofree char *id = schedule (anna, room, "on its way", SOON);
  g_autofree char *late = schedule (anna, room, "late", 2 * SOON);

  office_test_host_advance (host, SOON);
  g_assert_cmpuint (office_store_get_queued (host->store), ==, 1);
  office_test_client_drop (anna);
  g_assert_finalize_object (g_steal_pointer (&host->hub));
  office_test_host_settle (host);
  assert_sent (host, id, "on its way");
  pass (host, 5 * SOON);
  assert_waits (host, late);
  host->hub = office_hub_new (host->store, host->clock, host->random);
  office_hub_stop (host->hub);
  office_test_host_settle (host);
  g_assert_cmpuint (office_fake_clock_count_timeouts (host->clock), ==, 0);
}

static gboolean
begin_epoch (OfficeTransaction *transaction, gpointer data, GError **error)
{
  return office_store_schema_begin_epoch (office_transaction_get_database (transaction), data, error);
}

/* Put back from a backup: what was called off in the time that was lost can be called off again. */
static void
test_after_a_backup (void)
{
  g_autoptr (OfficeTestHost) host = office_test_host_new (9);
  g_autoptr (OfficeTestClient) anna = office_test_client_join (host, "Anna", "admin");
  g_autofree char *room = office_test_client_make_room (anna, "Lobby", "public");
  g_autofree char *id = schedule (anna, room, "wanted", SOON);
  g_autofree char *cancelled = schedule (anna, room, "not wanted", SOON);

  office_test_client_drop (anna);
  office_store_submit (host->store, begin_epoch, NULL, host->random, NULL);
  office_test_host_settle (host);
  sleep_over (host, 2 * SOON);
  assert_waits (host, id);
  office_test_client_connect (anna);
  office_test_client_did (anna, "remove", "{'kind':'scheduled','id':'%s'}", cancelled);
  pass (host, 10 * 60000);
  assert_sent (host, id, "wanted");
  g_assert_null (get_sent (host, cancelled));

  /* That was that. */
  {
    g_autofree char *next = NULL;

    office_test_client_connect (anna);
    next = schedule (anna, room, "next", SOON);
    office_test_client_drop (anna);
    sleep_over (host, 2 * SOON);
    assert_sent (host, next, "next");
  }
}

/* ---- due dates; the host's clock begins at 15:06:40 UTC ---- */

#define DUE_IN G_GINT64_CONSTANT (20000) /* until 15:07 */

static char *
make_task (OfficeTestClient *client, const char *room, const char *due)
{
  g_autofree char *column = office_id_derive (room, "todo");
  char *id = office_test_host_new_id (client->host);

  office_test_client_did (client, "task.create",
                          "{'id':'%s','room':'%s','column':'%s','title':'Oak','zone':'UTC','due':'%s'}", id, room,
                          column, due);
  return id;
}

static guint
count_said (OfficeTestHost *host, const char *task)
{
  g_autoptr (GPtrArray) messages = office_book_list (OFFICE_BOOK (host->store), "message", NULL, NULL);
  guint n = 0;

  for (guint i = 0; i < messages->len; i++)
    n += g_strcmp0 (office_record_get_text (messages->pdata[i], "about"), task) == 0
         && g_strcmp0 (office_record_get_text (messages->pdata[i], "event"), "overdue") == 0;
  return n;
}

static void
let_room_say (OfficeTestClient *client, const char *room)
{
  office_test_client_did (client, "patch", "{'kind':'room','id':'%s','set':{'says_overdue':true}}", room);
}

static void
test_rings_when_due (void)
{
  g_autoptr (OfficeTestHost) host = office_test_host_new (20);
  g_autoptr (OfficeTestClient) anna = office_test_client_join (host, "Anna", "admin");
  g_autofree char *room = office_test_client_make_room (anna, "Lobby", "public");
  g_autofree char *task = make_task (anna, room, "2025-06-15T15:07");
  g_autofree char *done = make_task (anna, room, "2025-06-15T15:07");
  g_autofree char *column = office_id_derive (room, "done");
  g_autofree char *name = g_strconcat ("due ", anna->ticket->person, NULL);
  g_autofree char *id = office_id_derive (task, name);
  g_autofree char *other = office_id_derive (done, name);
  g_autoptr (OfficeRecord) reminder = NULL;
  g_autoptr (OfficeRecord) gone = NULL;

  office_test_client_did (anna, "task.move", "{'id':'%s','column':'%s'}", done, column);
  pass (host, DUE_IN);
  reminder = get (host, id);
  g_assert_cmpint (office_record_get_integer (reminder, "rang_at"), ==, OFFICE_TEST_NOW + DUE_IN);
  gone = get (host, other);
  g_assert_null (gone);
  office_test_client_read (anna);
  g_assert_true (office_test_client_holds (anna, id));
  office_test_client_assert_current (anna);
}

static void
test_says_overdue (void)
{
  g_autoptr (OfficeTestHost) host = office_test_host_new (21);
  g_autoptr (OfficeTestClient) anna = office_test_client_join (host, "Anna", "admin");
  g_autofree char *room = office_test_client_make_room (anna, "Lobby", "public");
  g_autofree char *quiet = office_test_client_make_room (anna, "Quiet", "public");
  g_autofree char *task = make_task (anna, room, "2025-06-15T15:07");
  g_autofree char *unsaid = make_task (anna, quiet, "2025-06-15T15:07");
  g_autofree char *past = make_task (anna, room, "2025-06-01");
  g_autofree char *put_off = make_task (anna, room, "2025-06-15T15:07");

  let_room_say (anna, room);
  office_test_client_did (anna, "patch", "{'kind':'task','id':'%s','set':{'due':'2025-06-15T15:08'}}", put_off);
  pass (host, DUE_IN);
  g_assert_cmpuint (count_said (host, task), ==, 1);
  g_assert_cmpuint (count_said (host, unsaid), ==, 0);
  g_assert_cmpuint (count_said (host, past), ==, 0);
  g_assert_cmpuint (count_said (host, put_off), ==, 0);
  office_test_client_did (anna, "patch", "{'kind':'task','id':'%s','set':{'title':'Elm'}}", task);
  pass (host, 2 * SOON);
  g_assert_cmpuint (count_said (host, task), ==, 1);
  pass (host, 4 * SOON);
  g_assert_cmpuint (count_said (host, put_off), ==, 1);
  /* Nor when the room wants it only later. */
  office_test_client_drop (anna);
  office_test_client_connect (anna);
  let_room_say (anna, quiet);
  pass (host, SOON);
  g_assert_cmpuint (count_said (host, unsaid), ==, 0);
  /* Nor again after a stop. */
  office_test_client_drop (anna);
  sleep_over (host, SOON);
  g_assert_cmpuint (count_said (host, task), ==, 1);
}

static void
test_says_overdue_later (void)
{
  g_autoptr (OfficeTestHost) host = office_test_host_new (22);
  g_autoptr (OfficeTestClient) anna = office_test_client_join (host, "Anna", "admin");
  g_autofree char *room = office_test_client_make_room (anna, "Lobby", "public");
  g_autofree char *task = make_task (anna, room, "2025-06-15");
  const gint64 midnight = G_GINT64_CONSTANT (1750032000000); /* the end of that day */

  let_room_say (anna, room);
  office_test_client_drop (anna);
  sleep_over (host, midnight - office_clock_now (host->clock) - 1);
  g_assert_cmpuint (count_said (host, task), ==, 0);
  sleep_over (host, 10 * SOON);
  g_assert_cmpuint (count_said (host, task), ==, 1);
  sleep_over (host, SOON);
  g_assert_cmpuint (count_said (host, task), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/schedule/sends-at-its-time", test_sends_at_its_time);
  g_test_add_func ("/sync/schedule/changes-of-mind", test_changes_of_mind);
  g_test_add_func ("/sync/schedule/refused", test_refused);
  g_test_add_func ("/sync/schedule/with-files", test_with_files);
  g_test_add_func ("/sync/schedule/waits-for-files", test_waits_for_files);
  g_test_add_func ("/sync/schedule/lets-files-go", test_lets_files_go);
  g_test_add_func ("/sync/schedule/refused-with-files", test_refused_with_files);
  g_test_add_func ("/sync/schedule/catches-up", test_catches_up);
  g_test_add_func ("/sync/schedule/clock-is-set", test_clock_is_set);
  g_test_add_func ("/sync/schedule/rings", test_rings);
  g_test_add_func ("/sync/schedule/exactly-once", test_exactly_once);
  g_test_add_func ("/sync/schedule/stops", test_stops);
  g_test_add_func ("/sync/schedule/rings-when-due", test_rings_when_due);
  g_test_add_func ("/sync/schedule/says-overdue", test_says_overdue);
  g_test_add_func ("/sync/schedule/says-overdue-later", test_says_overdue_later);
  g_test_add_func ("/sync/schedule/after-a-backup", test_after_a_backup);
  return g_test_run ();
}
