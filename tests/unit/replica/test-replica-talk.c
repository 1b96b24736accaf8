/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk-fixture.h"

#include "office-id.h"

static void
talk (Desk *desk, guint n)
{
  GPtrArray *bodies = bodies_new ();

  for (guint i = 1; i <= n; i++)
    {
      g_autofree char *id = make_id (i);
      g_autofree char *text = g_strdup_printf ("%u", i);

      add_message (bodies, 10 + i, ROOM, id, i, BEN, text);
    }
  desk_changes (desk, 10, 10 + n, bodies);
}

static void
assert_seqs (GPtrArray *messages, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < messages->len; i++)
    g_string_append_printf (text, "%" G_GINT64_FORMAT " ", office_record_get_integer (messages->pdata[i], "seq"));
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_paging (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (GPtrArray) newest = NULL;
  g_autoptr (GPtrArray) older = NULL;
  g_autoptr (GPtrArray) newer = NULL;

  desk_settle_in (desk);
  talk (desk, 9);
  newest = office_replica_messages (desk->replica, ROOM, NULL, NULL, 0, 3);
  assert_seqs (newest, "9 8 7 ");
  older = office_replica_messages (desk->replica, ROOM, NULL, NULL, 7, 3);
  assert_seqs (older, "6 5 4 ");
  newer = office_replica_messages_after (desk->replica, ROOM, NULL, NULL, 7, 3);
  assert_seqs (newer, "8 9 ");
  g_assert_cmpint (office_replica_get_max_seq (desk->replica, ROOM), ==, 9);
}

static void
test_waiting_come_first (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *one = make_id (101);
  g_autofree char *two = make_id (102);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *text = NULL;
  g_autofree char *rebased = NULL;
  g_autoptr (GPtrArray) older = NULL;
  GPtrArray *bodies = bodies_new ();

  desk_settle_in (desk);
  talk (desk, 2);
  first = desk_send_message (desk, ROOM, one, "Mine");
  second = desk_send_message (desk, ROOM, two, "Mine too");
  text = desk_show_messages (desk, ROOM);
  g_assert_cmpstr (text, ==, "Mine too\nMine\n2\n1\n");
  older = office_replica_messages (desk->replica, ROOM, NULL, NULL, 2, 10);
  assert_seqs (older, "1 ");
  add_message (bodies, 13, ROOM, one, 3, ME, "Mine");
  desk_changes (desk, 12, 13, bodies);
  rebased = desk_show_messages (desk, ROOM);
  g_assert_cmpstr (rebased, ==, "Mine too\nMine\n2\n1\n");
}

static void
mark_read (Desk *desk, gint64 seq, gint64 generation)
{
  g_autoptr (JsonObject) with = json_object_new ();
  g_autoptr (GError) error = NULL;

  json_object_set_string_member (with, "room", ROOM);
  json_object_set_int_member (with, "seq", seq);
  json_object_set_int_member (with, "generation", generation);
  office_replica_perform (desk->replica, "read.mark", with, NULL, &error);
  g_assert_no_error (error);
}

static void
test_unread (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *mine = make_id (101);
  GPtrArray *bodies = bodies_new ();

  desk_settle_in (desk);
  talk (desk, 5);
  g_assert_cmpuint (office_replica_count_unread (desk->replica, ROOM), ==, 5);
  add_message (bodies, 16, ROOM, mine, 6, ME, "Mine");
  desk_changes (desk, 15, 16, bodies);
  g_assert_cmpuint (office_replica_count_unread (desk->replica, ROOM), ==, 5);
  mark_read (desk, 3, 0);
  g_assert_cmpint (office_replica_get_marker (desk->replica, ROOM), ==, 3);
  g_assert_cmpuint (office_replica_count_unread (desk->replica, ROOM), ==, 2);
  mark_read (desk, 2, 0);
  g_assert_cmpint (office_replica_get_marker (desk->replica, ROOM), ==, 3);
  mark_read (desk, 1, 1);
  g_assert_cmpuint (office_replica_count_unread (desk->replica, ROOM), ==, 4);
}

/* What was there before they came is not unread; nor is anything where they have not come in. */
static void
test_unread_of_newcomers (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *id = office_id_derive (ME, ROOM);
  g_autofree char *member = office_id_derive (ROOM, ME);
  OfficeRecord *read = office_record_new ("read", id, "person:" ME);
  GPtrArray *bodies = bodies_new ();

  desk_settle_in (desk);
  talk (desk, 5);
  office_record_set_text (read, "room", ROOM);
  office_record_set_integer (read, "joined", 3);
  add_record (bodies, read, 16);
  desk_changes (desk, 15, 16, bodies);
  g_assert_cmpint (office_replica_get_read_seq (desk->replica, ROOM, NULL), ==, 3);
  g_assert_cmpint (office_replica_get_marker (desk->replica, ROOM), ==, 0);
  g_assert_cmpuint (office_replica_count_unread (desk->replica, ROOM), ==, 2);
  mark_read (desk, 4, 0);
  g_assert_cmpint (office_replica_get_read_seq (desk->replica, ROOM, NULL), ==, 4);
  g_assert_cmpuint (office_replica_count_unread (desk->replica, ROOM), ==, 1);
  mark_read (desk, 0, 1);
  g_assert_cmpint (office_replica_get_read_seq (desk->replica, ROOM, NULL), ==, 0);
  g_assert_cmpuint (office_replica_count_unread (desk->replica, ROOM), ==, 5);

  bodies = bodies_new ();
  add_gone (bodies, 17, "member", "room:" ROOM, member);
  desk_changes (desk, 16, 17, bodies);
  g_assert_false (office_replica_is_member (desk->replica, ROOM));
  g_assert_cmpuint (office_replica_count_unread (desk->replica, ROOM), ==, 0);
}

static void
add_mention (GPtrArray *bodies, gint64 rev, const char *message, gint64 seq)
{
  g_autofree char *id = office_id_derive (ME, message);
  OfficeRecord *record = office_record_new ("mention", id, "person:" ME);

  office_record_set_text (record, "room", ROOM);
  office_record_set_text (record, "message", message);
  office_record_set_text (record, "by", BEN);
  office_record_set_integer (record, "seq", seq);
  add_record (bodies, record, rev);
}

static void
test_mentions (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *two = make_id (2);
  g_autofree char *four = make_id (4);
  g_autofree char *five = make_id (5);
  OfficeRecord *removed;
  GPtrArray *bodies = bodies_new ();

  desk_settle_in (desk);
  talk (desk, 5);
  add_mention (bodies, 16, two, 2);
  add_mention (bodies, 16, four, 4);
  add_mention (bodies, 16, five, 5);
  desk_changes (desk, 15, 16, bodies);
  g_assert_cmpuint (office_replica_count_mentions (desk->replica, ROOM), ==, 3);
  mark_read (desk, 2, 0);
  g_assert_cmpuint (office_replica_count_mentions (desk->replica, ROOM), ==, 2);

  removed = office_replica_get (desk->replica, four);
  office_record_set_text (removed, "text", NULL);
  office_record_set_boolean (removed, "removed", TRUE);
  bodies = bodies_new ();
  add_record (bodies, removed, 17);
  desk_changes (desk, 16, 17, bodies);
  g_assert_cmpuint (office_replica_count_mentions (desk->replica, ROOM), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/replica/talk/paging", test_paging);
  g_test_add_func ("/replica/talk/waiting-come-first", test_waiting_come_first);
  g_test_add_func ("/replica/talk/unread", test_unread);
  g_test_add_func ("/replica/talk/unread-of-newcomers", test_unread_of_newcomers);
  g_test_add_func ("/replica/talk/mentions", test_mentions);
  return g_test_run ();
}
