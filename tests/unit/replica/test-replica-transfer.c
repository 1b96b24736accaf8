/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk-fixture.h"

#include "office-id.h"

/* A task goes from ROOM to DEN: here and now, as the host tells it, and amid the pages of both. */

#define ROOM_SCOPE "room:" ROOM
#define DEN_SCOPE  "room:" DEN

typedef struct {
  Desk *desk;
  char *task, *step, *said, *mention;
} Scene;

static void
scene_init (Scene *scene, Desk *desk)
{
  scene->desk = desk;
  scene->task = make_id (1);
  scene->step = make_id (2);
  scene->said = make_id (3);
  scene->mention = office_id_derive (scene->said, ME);
}

static void
scene_clear (Scene *scene)
{
  desk_free (scene->desk);
  g_free (scene->task);
  g_free (scene->step);
  g_free (scene->said);
  g_free (scene->mention);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Scene, scene_clear)

static void
add_step (Scene *scene, GPtrArray *bodies, gint64 rev, const char *room)
{
  g_autofree char *scope = office_scope_for_room (room);
  OfficeRecord *record = office_record_new ("step", scene->step, scope);

  office_record_set_text (record, "room", room);
  office_record_set_text (record, "task", scene->task);
  office_record_set_text (record, "text", "Look");
  office_record_set_text (record, "position", "a0");
  add_record (bodies, record, rev);
}

static void
add_said (Scene *scene, GPtrArray *bodies, gint64 rev, const char *room, const char *id, gint64 seq)
{
  g_autofree char *scope = office_scope_for_room (room);
  OfficeRecord *record = office_record_new ("message", id, scope);

  office_record_set_text (record, "room", room);
  office_record_set_integer (record, "seq", seq);
  office_record_set_text (record, "author", BEN);
  office_record_set_integer (record, "at", START);
  office_record_set_text (record, "text", "On it");
  office_record_set_text (record, "task", scene->task);
  add_record (bodies, record, rev);
}

static void
add_mention (Scene *scene, GPtrArray *bodies, gint64 rev, const char *room, gint64 seq)
{
  OfficeRecord *record = office_record_new ("mention", scene->mention, "person:" ME);

  office_record_set_text (record, "room", room);
  office_record_set_text (record, "message", scene->said);
  office_record_set_text (record, "by", BEN);
  office_record_set_integer (record, "seq", seq);
  add_record (bodies, record, rev);
}

/* The task and what hangs on it, as the host has it in that room. */
static void
add_whole (Scene *scene, GPtrArray *bodies, gint64 rev, const char *room, gint64 seq)
{
  add_task (bodies, rev, room, scene->task, "Roof");
  add_step (scene, bodies, rev, room);
  add_said (scene, bodies, rev, room, scene->said, seq);
}

static void
add_all_gone (Scene *scene, GPtrArray *bodies, gint64 rev, const char *scope)
{
  add_gone (bodies, rev, "task", scope, scene->task);
  add_gone (bodies, rev, "step", scope, scene->step);
  add_gone (bodies, rev, "message", scope, scene->said);
}

/* Both rooms are held; the task is in ROOM, its message has the number 80 there, and DEN has two messages. */
static void
furnish (Scene *scene)
{
  GPtrArray *bodies = bodies_new ();
  GPtrArray *den = bodies_new ();
  g_autofree char *one = make_id (11);
  g_autofree char *two = make_id (12);

  scene_init (scene, desk_new ());
  desk_settle_in (scene->desk);
  g_assert_true (desk_try_changes (scene->desk, 10, 11, bodies_new (), DEN_SCOPE, NULL, NULL));
  add_room (den, 11, DEN, "private", TRUE);
  add_message (den, 11, DEN, one, 1, BEN, "One");
  add_message (den, 11, DEN, two, 2, BEN, "Two");
  desk_page (scene->desk, DEN_SCOPE, NULL, den);
  add_whole (scene, bodies, 12, ROOM, 80);
  add_mention (scene, bodies, 12, ROOM, 80);
  desk_changes (scene->desk, 11, 12, bodies);
}

static char *
transfer (Scene *scene, const char *room)
{
  g_autoptr (JsonObject) with = json_object_new ();
  g_autoptr (GError) error = NULL;
  char *operation = NULL;

  json_object_set_string_member (with, "id", scene->task);
  json_object_set_string_member (with, "room", room);
  office_replica_perform (scene->desk->replica, "task.transfer", with, &operation, &error);
  g_assert_no_error (error);
  return operation;
}

static void
assert_one_in (Scene *scene, const char *id, const char *room)
{
  g_autoptr (OfficeRecord) record = office_replica_get (scene->desk->replica, id);
  g_autofree char *scope = room != NULL ? office_scope_for_room (room) : NULL;

  if (room == NULL)
    {
      g_assert_null (record);
      return;
    }
  g_assert_nonnull (record);
  g_assert_cmpstr (office_record_get_scope (record), ==, scope);
  g_assert_cmpstr (office_record_get_text (record, "room"), ==, room);
}

static void
assert_in (Scene *scene, const char *room)
{
  const char *const rooms[] = { ROOM, DEN };

  assert_one_in (scene, scene->task, room);
  assert_one_in (scene, scene->step, room);
  assert_one_in (scene, scene->said, room);
  for (guint i = 0; i < G_N_ELEMENTS (rooms); i++)
    {
      g_autoptr (GPtrArray) tasks = office_replica_list (scene->desk->replica, "task", "room", rooms[i]);
      g_autoptr (GPtrArray) said = office_replica_messages (scene->desk->replica, rooms[i], NULL, scene->task, 0, 9);

      g_assert_cmpuint (tasks->len, ==, g_strcmp0 (rooms[i], room) == 0);
      g_assert_cmpuint (said->len, ==, g_strcmp0 (rooms[i], room) == 0);
    }
}

static void
assert_mentions (Scene *scene, guint room, guint den)
{
  g_assert_cmpuint (office_replica_count_mentions (scene->desk->replica, ROOM), ==, room);
  g_assert_cmpuint (office_replica_count_mentions (scene->desk->replica, DEN), ==, den);
}

static gint64
seq_of (Scene *scene, const char *id)
{
  g_autoptr (OfficeRecord) record = office_replica_get (scene->desk->replica, id);

  return office_record_get_integer (record, "seq");
}

static void
test_at_once (void)
{
  g_auto (Scene) scene = { 0 };
  g_autofree char *operation = NULL;
  g_autofree char *before = NULL, *meanwhile = NULL;
  GPtrArray *bodies = bodies_new ();

  furnish (&scene);
  before = office_replica_digest (scene.desk->replica);
  operation = transfer (&scene, DEN);
  assert_in (&scene, DEN);
  assert_mentions (&scene, 0, 1);
  /* Others' words keep their order; what they count says nothing about DEN. */
  g_assert_cmpint (seq_of (&scene, scene.said), ==, 80);
  g_assert_cmpint (office_replica_get_max_seq (scene.desk->replica, DEN), ==, 2);
  g_assert_cmpuint (office_replica_count_unread (scene.desk->replica, DEN), ==, 2);
  meanwhile = office_replica_digest (scene.desk->replica);
  g_assert_cmpstr (meanwhile, ==, before);

  desk_accept (scene.desk, operation, 13);
  add_all_gone (&scene, bodies, 13, ROOM_SCOPE);
  add_whole (&scene, bodies, 13, DEN, 3);
  add_mention (&scene, bodies, 13, DEN, 3);
  desk_changes (scene.desk, 12, 13, bodies);
  assert_in (&scene, DEN);
  assert_mentions (&scene, 0, 1);
  g_assert_cmpint (seq_of (&scene, scene.said), ==, 3);
  g_assert_cmpint (office_replica_get_max_seq (scene.desk->replica, DEN), ==, 3);
  g_assert_cmpuint (office_replica_count_unread (scene.desk->replica, DEN), ==, 2);
  g_assert_cmpuint (office_replica_count_waiting (scene.desk->replica), ==, 0);
}

static void
test_after_a_restart (void)
{
  g_auto (Scene) scene = { 0 };
  g_autofree char *operation = NULL;

  furnish (&scene);
  operation = transfer (&scene, DEN);
  desk_close (scene.desk);
  desk_open (scene.desk, NULL);
  assert_in (&scene, DEN);
  desk_refuse (scene.desk, operation, OFFICE_PROBLEM_CONFLICT);
  assert_in (&scene, ROOM);
  assert_mentions (&scene, 1, 0);
  g_assert_cmpint (seq_of (&scene, scene.said), ==, 80);
}

/* The host has not heard of it yet, and tells what others do in the old room: it shows in the new one. */
static void
test_others_meanwhile (void)
{
  g_auto (Scene) scene = { 0 };
  g_autofree char *operation = NULL;
  g_autofree char *late = make_id (4);
  g_autofree char *title = NULL;
  GPtrArray *bodies = bodies_new ();

  furnish (&scene);
  operation = transfer (&scene, DEN);
  add_task (bodies, 13, ROOM, scene.task, "Roof and gutter");
  add_said (&scene, bodies, 13, ROOM, late, 81);
  desk_changes (scene.desk, 12, 13, bodies);
  assert_one_in (&scene, scene.task, DEN);
  assert_one_in (&scene, late, DEN);
  title = desk_dup_text (scene.desk, scene.task, "title");
  g_assert_cmpstr (title, ==, "Roof and gutter");
  desk_refuse (scene.desk, operation, OFFICE_PROBLEM_CONFLICT);
  assert_one_in (&scene, late, ROOM);
}

/* One's own words that wait: first said, then taken along; and taken along by another. */
static void
test_waiting_words (void)
{
  g_auto (Scene) scene = { 0 };
  g_autofree char *mine = make_id (5);
  g_autofree char *operation = NULL;
  g_autoptr (JsonObject) with = json_object_new ();
  GPtrArray *bodies = bodies_new ();

  furnish (&scene);
  json_object_set_string_member (with, "id", mine);
  json_object_set_string_member (with, "room", ROOM);
  json_object_set_string_member (with, "task", scene.task);
  json_object_set_string_member (with, "text", "Mine");
  g_assert_true (office_replica_perform (scene.desk->replica, "message.send", with, NULL, NULL));
  operation = transfer (&scene, DEN);
  assert_one_in (&scene, mine, DEN);
  g_assert_cmpint (seq_of (&scene, mine), ==, 0);
  desk_refuse (scene.desk, operation, OFFICE_PROBLEM_CONFLICT);
  assert_one_in (&scene, mine, ROOM);

  add_whole (&scene, bodies, 13, DEN, 3);
  add_all_gone (&scene, bodies, 13, ROOM_SCOPE);
  desk_changes (scene.desk, 12, 13, bodies);
  assert_one_in (&scene, mine, DEN);
  bodies = bodies_new ();
  add_all_gone (&scene, bodies, 14, DEN_SCOPE);
  desk_changes (scene.desk, 13, 14, bodies);
  assert_one_in (&scene, mine, NULL);
  g_assert_cmpuint (office_replica_count_waiting (scene.desk->replica), ==, 1);
}

/* The new room is lost while the move waits: the task is where the host has it. */
static void
test_room_lost (void)
{
  g_auto (Scene) scene = { 0 };
  g_autofree char *operation = NULL;

  furnish (&scene);
  operation = transfer (&scene, DEN);
  g_assert_true (desk_try_changes (scene.desk, 12, 13, bodies_new (), NULL, DEN_SCOPE, NULL));
  assert_in (&scene, ROOM);
  desk_refuse (scene.desk, operation, OFFICE_PROBLEM_NOT_FOUND);
  assert_in (&scene, ROOM);
}

/* In either order within the frame; and what says that it is gone from a room where it is not says nothing. */
static void
test_from_the_host (void)
{
  for (guint gone_first = 0; gone_first < 2; gone_first++)
    for (guint waits = 0; waits < 2; waits++)
      {
        g_auto (Scene) scene = { 0 };
        g_autofree char *renaming = NULL;
        g_autofree char *title = NULL;
        GPtrArray *bodies = bodies_new ();

        furnish (&scene);
        if (waits)
          renaming = desk_rename_task (scene.desk, scene.task, "Mine");
        if (gone_first)
          add_all_gone (&scene, bodies, 13, ROOM_SCOPE);
        add_whole (&scene, bodies, 13, DEN, 3);
        if (!gone_first)
          add_all_gone (&scene, bodies, 13, ROOM_SCOPE);
        add_mention (&scene, bodies, 13, DEN, 3);
        desk_changes (scene.desk, 12, 13, bodies);
        assert_in (&scene, DEN);
        assert_mentions (&scene, 0, 1);
        title = desk_dup_text (scene.desk, scene.task, "title");
        g_assert_cmpstr (title, ==, waits ? "Mine" : "Roof");

        bodies = bodies_new ();
        add_all_gone (&scene, bodies, 14, ROOM_SCOPE);
        desk_changes (scene.desk, 13, 14, bodies);
        assert_in (&scene, DEN);

        bodies = bodies_new ();
        add_all_gone (&scene, bodies, 15, DEN_SCOPE);
        desk_changes (scene.desk, 14, 15, bodies);
        assert_in (&scene, NULL);
      }
}

/* ---- amid the pages ---- */

typedef enum { ROOM_PAGE, DEN_PAGE, CHANGES, N_STEPS } Step;

typedef struct {
  Step order[N_STEPS];
  gboolean room_after; /* the page was read after the move */
  gboolean den_after;
  gboolean gone_first;
  const char *held; /* in which room the task was before a reset; NULL: a first start */
} Story;

static void
page (Scene *scene, const char *room, gboolean has_task, gint64 rev, gint64 seq)
{
  g_autofree char *scope = office_scope_for_room (room);
  GPtrArray *bodies = bodies_new ();

  add_room (bodies, 5, room, "public", TRUE);
  if (has_task)
    add_whole (scene, bodies, rev, room, seq);
  desk_page (scene->desk, scope, NULL, bodies);
}

static void
tell_changes (Scene *scene, gboolean gone_first)
{
  GPtrArray *bodies = bodies_new ();

  if (gone_first)
    add_all_gone (scene, bodies, 21, ROOM_SCOPE);
  add_whole (scene, bodies, 21, DEN, 3);
  if (!gone_first)
    add_all_gone (scene, bodies, 21, ROOM_SCOPE);
  desk_changes (scene->desk, 20, 21, bodies);
}

static void
tell (const Story *story)
{
  g_auto (Scene) scene = { 0 };
  GPtrArray *office = bodies_new ();

  scene_init (&scene, desk_new_in_memory ());
  if (story->held != NULL)
    {
      GPtrArray *bodies = bodies_new ();

      desk_settle_in (scene.desk);
      g_assert_true (desk_try_changes (scene.desk, 10, 11, bodies_new (), DEN_SCOPE, NULL, NULL));
      page (&scene, DEN, FALSE, 0, 0);
      /* A life in which revisions were higher. */
      add_whole (&scene, bodies, 90, story->held, 1);
      desk_changes (scene.desk, 11, 90, bodies);
      assert_in (&scene, story->held);
    }
  desk_welcome (scene.desk, "TWO", 20, TRUE, NULL, "office person:" ME " " ROOM_SCOPE " " DEN_SCOPE);
  add_office (office, 1);
  add_person (office, 2, ME, "Ada");
  add_person (office, 3, BEN, "Ben");
  desk_page (scene.desk, "office", NULL, office);
  for (guint i = 0; i < N_STEPS; i++)
    if (story->order[i] == ROOM_PAGE)
      page (&scene, ROOM, !story->room_after, 15, 80);
    else if (story->order[i] == DEN_PAGE)
      page (&scene, DEN, story->den_after, 21, 3);
    else
      tell_changes (&scene, story->gone_first);
  assert_in (&scene, DEN);
  g_assert_cmpint (seq_of (&scene, scene.said), ==, 3);
}

/* A page is read when it is sent, from the newest state of the book: behind the changes it never is from before them. */
static gboolean
is_possible (const Story *story)
{
  gboolean told = FALSE, after = FALSE;

  for (guint i = 0; i < N_STEPS; i++)
    {
      gboolean is_page = story->order[i] != CHANGES;
      gboolean page_after = story->order[i] == ROOM_PAGE ? story->room_after : story->den_after;

      if (is_page && (told || after) && !page_after)
        return FALSE;
      after |= is_page && page_after;
      told |= !is_page;
    }
  return TRUE;
}

static void
test_amid_pages (void)
{
  static const Step orders[][N_STEPS] = {
    { ROOM_PAGE, DEN_PAGE, CHANGES }, { DEN_PAGE, ROOM_PAGE, CHANGES }, { ROOM_PAGE, CHANGES, DEN_PAGE },
    { DEN_PAGE, CHANGES, ROOM_PAGE }, { CHANGES, ROOM_PAGE, DEN_PAGE }, { CHANGES, DEN_PAGE, ROOM_PAGE },
  };
  const char *const held[] = { NULL, ROOM, DEN };
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    for (guint bits = 0; bits < 8; bits++)
      for (guint h = 0; h < G_N_ELEMENTS (held); h++)
        {
          Story story = {
            .room_after = bits & 1, .den_after = (bits & 2) != 0, .gone_first = (bits & 4) != 0, .held = held[h]
          };

          memcpy (story.order, orders[i], sizeof story.order);
          if (!is_possible (&story))
            continue;
          g_test_message ("order %u, bits %u, held %u", i, bits, h);
          tell (&story);
          n++;
        }
  g_assert_cmpuint (n, >=, 60);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/replica/transfer/at-once", test_at_once);
  g_test_add_func ("/replica/transfer/after-a-restart", test_after_a_restart);
  g_test_add_func ("/replica/transfer/others-meanwhile", test_others_meanwhile);
  g_test_add_func ("/replica/transfer/waiting-words", test_waiting_words);
  g_test_add_func ("/replica/transfer/room-lost", test_room_lost);
  g_test_add_func ("/replica/transfer/from-the-host", test_from_the_host);
  g_test_add_func ("/replica/transfer/amid-pages", test_amid_pages);
  return g_test_run ();
}
