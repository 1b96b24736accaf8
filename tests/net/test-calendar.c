/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-effects.h"
#include "office-fake-clock.h"
#include "office-id.h"
#include "office-net-fixture.h"

#define SECRET  "3q2-7wAAESIzRFVmd4iZqrvM3e7_ABEiM0RVZneImao"
#define OTHER   "3q2-7wAAESIzRFVmd4iZqrvM3e7_ABEiM0RVZneImaa"
#define TASK    "0190a000-0000-7000-8000-0000000000e1"
#define WATCHED "0190a000-0000-7000-8000-0000000000e2"
#define HIDDEN  "0190a000-0000-7000-8000-0000000000c9"

/* A calendar as a program for calendars reads it: over the line, with nothing but its address. */

typedef struct {
  NetFixture net;
  char *anna, *ben; /* people */
  char *room;
  gboolean has_many;
} Fixture;

typedef struct {
  OfficeOperation *operation;
  const char *person;
  gboolean done;
} Deed;

static gboolean
carry_out (OfficeTransaction *transaction, gpointer data, GError **error)
{
  Deed *deed = data;
  g_autoptr (OfficeEffects) effects = office_effects_of (deed->operation, OFFICE_BOOK (transaction), deed->person,
                                                         office_transaction_get_office_id (transaction),
                                                         office_transaction_get_now (transaction), error);

  return effects != NULL && office_transaction_write (transaction, effects, deed->person, error);
}

static void
carried_out (gpointer data, gint64 rev, const GError *error)
{
  g_assert_no_error (error);
  ((Deed *) data)->done = TRUE;
}

static void G_GNUC_PRINTF (4, 5) do_it (Fixture *self, const char *person, const char *intent, const char *format, ...)
{
  g_autofree char *json = NULL;
  g_autofree char *id = office_id_new (self->net.clock, self->net.random);
  g_autoptr (JsonNode) with = NULL;
  Deed deed = { NULL, person, FALSE };
  va_list arguments;

  va_start (arguments, format);
  json = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_strdelimit (json, "'", '"');
  with = json_from_string (json, NULL);
  deed.operation = office_operation_new (id, intent, 0, 0, json_node_get_object (with));
  office_store_submit (office_host_get_store (self->net.host), carry_out, carried_out, &deed, NULL);
  OFFICE_WAIT_UNTIL (deed.done);
  office_operation_unref (deed.operation);
}

static void
add_task (Fixture *self, const char *id, const char *person, const char *room, const char *more)
{
  g_autofree char *column = office_id_derive (room, "todo");

  do_it (self, person, "task.create", "{'id':'%s','room':'%s','column':'%s','title':'Call %.4s'%s}", id, room, column,
         id + 32, more);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (NetAnswer) anna = NULL;
  g_autoptr (NetAnswer) ben = NULL;
  g_autoptr (GPtrArray) rooms = NULL;

  net_fixture_set_up (&self->net, data);
  anna = net_fixture_join (&self->net, "Anna", "1");
  ben = net_fixture_join (&self->net, "Ben", "2");
  self->anna = g_strdup (json_object_get_string_member (anna->body, "person"));
  self->ben = g_strdup (json_object_get_string_member (ben->body, "person"));
  rooms = office_book_list (OFFICE_BOOK (office_host_get_store (self->net.host)), "room", NULL, NULL);
  g_assert_cmpuint (rooms->len, ==, 1);
  self->room = g_strdup (office_record_get_id (rooms->pdata[0]));
  do_it (self, self->anna, "feed.set", "{'secret':'" SECRET "'}");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  net_fixture_tear_down (&self->net, data);
  g_free (self->anna);
  g_free (self->ben);
  g_free (self->room);
}

static NetAnswer *
ask (Fixture *self, const char *secret, const char *tag)
{
  g_autofree char *path = g_strdup_printf ("/calendar/%s.ics", secret);
  SoupMessage *message = net_fixture_build (&self->net, "GET", path, NULL);

  if (tag != NULL)
    soup_message_headers_replace (soup_message_get_request_headers (message), "If-None-Match", tag);
  return net_fixture_send (&self->net, message);
}

static void
test_reads (Fixture *self, gconstpointer data)
{
  g_autoptr (NetAnswer) empty = ask (self, SECRET, NULL);
  g_autoptr (NetAnswer) full = NULL;
  g_autoptr (NetAnswer) same = NULL;
  g_autoptr (NetAnswer) changed = NULL;
  const char *tag;

  g_assert_cmpuint (empty->status, ==, 200);
  g_assert_cmpstr (soup_message_headers_get_content_type (empty->headers, NULL), ==, "text/calendar");
  g_assert_cmpstr (soup_message_headers_get_one (empty->headers, "Cache-Control"), ==, "no-store");
  g_assert_true (g_str_has_prefix (empty->text, "BEGIN:VCALENDAR\r\n"));
  g_assert_null (strstr (empty->text, "VEVENT"));

  add_task (self, TASK, self->anna, self->room,
            ",'due':'2030-03-02T09:00','zone':'Europe/Berlin','repeat':'FREQ=DAILY'");
  full = ask (self, SECRET, NULL);
  g_assert_nonnull (strstr (full->text, "SUMMARY:Call 00e1"));
  g_assert_nonnull (strstr (full->text, "DTSTART;TZID=Europe/Berlin:20300302T090000"));
  g_assert_nonnull (strstr (full->text, "BEGIN:VTIMEZONE"));
  g_assert_nonnull (strstr (full->text, "RRULE:FREQ=DAILY"));
  tag = soup_message_headers_get_one (full->headers, "ETag");
  same = ask (self, SECRET, tag);
  g_assert_cmpuint (same->status, ==, 304);
  g_assert_cmpstr (same->text, ==, "");
  do_it (self, self->anna, "patch", "{'kind':'task','id':'" TASK "','set':{'title':'Other'}}");
  changed = ask (self, SECRET, tag);
  g_assert_cmpuint (changed->status, ==, 200);
  g_assert_nonnull (strstr (changed->text, "SUMMARY:Other"));
}

/* Only what is theirs to do, is open, and is where they may look. */
static void
test_chooses (Fixture *self, gconstpointer data)
{
  g_autofree char *of_anna = g_strdup_printf (",'due':'2030-01-01','assignees':['%s']", self->anna);
  g_autofree char *of_ben = g_strdup_printf (",'due':'2030-01-01','assignees':['%s']", self->ben);
  g_autofree char *done = office_id_derive (self->room, "done");
  g_autoptr (NetAnswer) answer = NULL;
  g_autoptr (NetAnswer) later = NULL;
  static const char *const hidden[] = { "00e2", "00e3", "00e4", "00e5", "00e6", "00e7" };

  do_it (self, self->ben, "room.create", "{'id':'" HIDDEN "','name':'Hidden','visibility':'private','members':['%s']}",
         self->anna);
  add_task (self, TASK, self->ben, self->room, of_anna);
  add_task (self, WATCHED, self->anna, self->room, of_ben);
  add_task (self, "0190a000-0000-7000-8000-0000000000e3", self->ben, self->room, ",'due':'2030-01-01'");
  add_task (self, "0190a000-0000-7000-8000-0000000000e4", self->anna, self->room, "");
  add_task (self, "0190a000-0000-7000-8000-0000000000e5", self->anna, self->room, ",'due':'2030-01-01'");
  do_it (self, self->anna, "task.move", "{'id':'0190a000-0000-7000-8000-0000000000e5','column':'%s'}", done);
  add_task (self, "0190a000-0000-7000-8000-0000000000e6", self->anna, self->room, ",'due':'2030-01-01'");
  do_it (self, self->anna, "remove", "{'kind':'task','id':'0190a000-0000-7000-8000-0000000000e6'}");
  add_task (self, "0190a000-0000-7000-8000-0000000000e7", self->anna, self->room,
            ",'due':'2030-01-01','template':true");
  add_task (self, "0190a000-0000-7000-8000-0000000000e8", self->ben, HIDDEN, of_anna);
  answer = ask (self, SECRET, NULL);
  g_assert_nonnull (strstr (answer->text, "Call 00e1"));
  g_assert_nonnull (strstr (answer->text, "Call 00e8"));
  for (guint i = 0; i < G_N_ELEMENTS (hidden); i++)
    {
      g_autofree char *title = g_strconcat ("Call ", hidden[i], NULL);

      g_assert_null (strstr (answer->text, title));
    }
  do_it (self, self->ben, "member.remove", "{'room':'" HIDDEN "','person':'%s'}", self->anna);
  later = ask (self, SECRET, NULL);
  g_assert_null (strstr (later->text, "Call 00e8"));
}

#define MANY 320

/* In one commit: each syncs the disk. */
static gboolean
create_many (OfficeTransaction *transaction, gpointer data, GError **error)
{
  Fixture *self = data;
  g_autofree char *column = office_id_derive (self->room, "todo");

  for (guint i = 0; i < MANY; i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"id\":\"0190a000-0000-7000-8000-00000001%04x\",\"room\":\"%s\","
                                               "\"column\":\"%s\",\"title\":\"T\",\"due\":\"2030-01-01\"}",
                                               i, self->room, column);
      g_autofree char *id = office_id_new (self->net.clock, self->net.random);
      g_autoptr (JsonNode) with = json_from_string (json, NULL);
      g_autoptr (OfficeOperation) operation = office_operation_new (id, "task.create", 0, 0,
                                                                    json_node_get_object (with));
      Deed deed = { operation, i % 2 == 0 ? self->anna : self->ben, FALSE };

      if (!carry_out (transaction, &deed, error))
        return FALSE;
    }
  return TRUE;
}

static void
carried_out_many (gpointer data, gint64 rev, const GError *error)
{
  g_assert_no_error (error);
  ((Fixture *) data)->has_many = TRUE;
}

/* More than the host reads at a time, of two people in turns: it is one calendar all the same. */
static void
test_many (Fixture *self, gconstpointer data)
{
  g_autoptr (NetAnswer) answer = NULL;
  guint n = 0;

  office_store_submit (office_host_get_store (self->net.host), create_many, carried_out_many, self, NULL);
  OFFICE_WAIT_UNTIL (self->has_many);
  answer = ask (self, SECRET, NULL);
  g_assert_cmpuint (answer->status, ==, 200);
  for (const char *at = strstr (answer->text, "BEGIN:VEVENT"); at != NULL; at = strstr (at + 1, "BEGIN:VEVENT"))
    n++;
  g_assert_cmpuint (n, ==, MANY / 2);
  g_assert_true (g_str_has_suffix (answer->text, "END:VCALENDAR\r\n"));
}

static void
test_closes (Fixture *self, gconstpointer data)
{
  g_autoptr (NetAnswer) before = ask (self, SECRET, NULL);
  g_autoptr (NetAnswer) after = NULL;
  g_autoptr (NetAnswer) wrong = ask (self, OTHER, NULL);
  g_autoptr (NetAnswer) renewed = NULL;

  g_assert_cmpuint (before->status, ==, 200);
  net_assert_problem (wrong, 404, NULL);
  do_it (self, self->anna, "feed.set", "{'secret':'" OTHER "'}");
  after = ask (self, SECRET, NULL);
  net_assert_problem (after, 404, NULL);
  g_assert_cmpstr (after->text, ==, wrong->text);
  renewed = ask (self, OTHER, NULL);
  g_assert_cmpuint (renewed->status, ==, 200);
  do_it (self, self->anna, "feed.set", "{}");
  g_clear_pointer (&renewed, net_answer_free);
  renewed = ask (self, OTHER, NULL);
  net_assert_problem (renewed, 404, NULL);
}

/* Who guesses is stopped, also from what is right, and may come again later. */
static void
test_guesses (Fixture *self, gconstpointer data)
{
  static const char *const names[] = { "", "x", OTHER, "%20", OTHER "a", "x.ics", OTHER, OTHER, OTHER, OTHER };
  g_autoptr (NetAnswer) stopped = NULL;
  g_autoptr (NetAnswer) again = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (NetAnswer) answer = ask (self, names[i], NULL);

      g_assert_cmpuint (answer->status, ==, 404);
    }
  stopped = ask (self, SECRET, NULL);
  net_assert_problem (stopped, 429, NULL);
  office_fake_clock_advance (self->net.clock, 61000);
  again = ask (self, SECRET, NULL);
  g_assert_cmpuint (again->status, ==, 200);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define CALENDAR_TEST(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  CALENDAR_TEST ("/calendar/reads", test_reads);
  CALENDAR_TEST ("/calendar/chooses", test_chooses);
  CALENDAR_TEST ("/calendar/many", test_many);
  CALENDAR_TEST ("/calendar/closes", test_closes);
  CALENDAR_TEST ("/calendar/guesses", test_guesses);
  return g_test_run ();
}
