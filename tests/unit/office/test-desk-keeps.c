/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The desk keeps what was done and says what became of it: not sent, replaced, two texts, after a long absence. */
#include "office-fake-clock.h"
#include "office-problem.h"
#include "office-replica-private.h"
#include "office-session-private.h"
#include "office-test-scene.h"

#include <string.h>

#define DAY (G_GINT64_CONSTANT (24) * 60 * 60 * 1000)

typedef struct {
  OfficeTestScene *scene;
  OfficeSession *session;
  char *notice;
  GVariant *undo;
  guint n_notices;
} Fixture;

static void
note (OfficeSession *session, const char *text, GVariant *undo, Fixture *fixture)
{
  g_free (fixture->notice);
  g_clear_pointer (&fixture->undo, g_variant_unref);
  fixture->notice = g_strdup (text);
  fixture->undo = undo != NULL ? g_variant_ref (undo) : NULL;
  fixture->n_notices++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->scene = office_test_scene_new ();
  fixture->session = office_test_scene_get_session (fixture->scene);
  g_signal_connect (fixture->session, "notice", G_CALLBACK (note), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  office_test_scene_free (fixture->scene);
  g_free (fixture->notice);
  g_clear_pointer (&fixture->undo, g_variant_unref);
}

/* The program is started again on the same book. */
static OfficeSession *
start_again (Fixture *fixture)
{
  return office_session_new (office_test_scene_get_replica (fixture->scene), NULL,
                             office_test_scene_get_clock (fixture->scene),
                             office_test_scene_get_random (fixture->scene));
}

static void
assert_entry (Fixture *fixture, guint index, const char *title, const char *text, const char *reason)
{
  g_autoptr (GPtrArray) entries = office_session_list_refused (fixture->session);
  g_autofree char *its_title = NULL, *its_text = NULL, *its_reason = NULL;

  g_assert_cmpuint (index, <, entries->len);
  its_title = office_session_dup_entry_title (fixture->session, entries->pdata[index]);
  its_text = office_session_dup_entry_text (fixture->session, entries->pdata[index]);
  its_reason = office_session_dup_entry_reason (fixture->session, entries->pdata[index]);
  g_assert_cmpstr (its_title, ==, title);
  g_assert_cmpstr (its_text, ==, text);
  g_assert_cmpstr (its_reason, ==, reason);
}

static char *
dup_refused (Fixture *fixture, guint index)
{
  g_autoptr (GPtrArray) entries = office_session_list_refused (fixture->session);
  OfficeOutboxEntry *entry;

  g_assert_cmpuint (index, <, entries->len);
  entry = entries->pdata[index];
  return g_strdup (office_operation_get_id (entry->operation));
}

/* ---- not sent ---- */

static void
test_all_stand_there (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeSession) again = NULL;

  office_session_send (fixture->session, SCENE_LIBRARY, NULL, "Said", NULL, NULL);
  office_session_send (fixture->session, SCENE_LIBRARY, SCENE_DOORS, "Said on it", NULL, NULL);
  office_session_create_task (fixture->session, SCENE_LIBRARY, NULL, "Paint", NULL, NULL);
  office_session_edit_task (fixture->session, SCENE_LAMPS, "due", "2025-07-01", NULL);
  office_session_assign (fixture->session, SCENE_LAMPS, SCENE_MEI, TRUE, NULL);
  office_session_move_task (fixture->session, SCENE_LAMPS, SCENE_DONE, NULL, NULL);
  office_session_mark_read (fixture->session, SCENE_LIBRARY, NULL, 6, NULL);
  g_assert_cmpuint (office_session_get_n_waiting (fixture->session), ==, 6);
  office_test_scene_refuse (fixture->scene, 409, "The room is archived");
  office_test_scene_settle (fixture->scene);

  g_assert_cmpuint (office_session_get_n_waiting (fixture->session), ==, 0);
  g_assert_cmpuint (office_session_get_n_refused (fixture->session), ==, 6);
  assert_entry (fixture, 0, "Message in Riverside Library", "Said", "The room is archived");
  assert_entry (fixture, 1, "Message on “Door schedule, level 2”", "Said on it", "The room is archived");
  assert_entry (fixture, 2, "New task in Riverside Library", "Paint", "The room is archived");
  assert_entry (fixture, 3, "Change of the due date of “Ask three quotes for the reading-room lamps”", "2025-07-01",
                "The room is archived");
  assert_entry (fixture, 4, "Change of the people of “Ask three quotes for the reading-room lamps”", "",
                "The room is archived");
  assert_entry (fixture, 5, "Move of “Ask three quotes for the reading-room lamps” to Done", "",
                "The room is archived");
  g_assert_cmpstr (fixture->notice, ==, "4 changes were not accepted");

  again = start_again (fixture);
  g_assert_cmpuint (office_session_get_n_refused (again), ==, 6);
}

static void
test_discard_and_undo (Fixture *fixture, gconstpointer data)
{
  g_autofree char *operation = NULL;
  g_autofree char *other = NULL;
  g_autoptr (GVariant) undo = NULL;

  office_session_send (fixture->session, SCENE_LIBRARY, NULL, "One", NULL, NULL);
  office_session_send (fixture->session, SCENE_LIBRARY, NULL, "Two", NULL, NULL);
  office_test_scene_refuse (fixture->scene, 403, "Not here");
  operation = dup_refused (fixture, 0);
  other = dup_refused (fixture, 1);

  g_assert_true (office_session_discard_refused (fixture->session, operation, NULL, NULL));
  g_assert_cmpuint (office_session_get_n_refused (fixture->session), ==, 1);
  g_assert_cmpstr (fixture->notice, ==, "Discarded");
  office_session_undo (fixture->session, fixture->undo);
  g_assert_cmpuint (office_session_get_n_refused (fixture->session), ==, 2);
  assert_entry (fixture, 0, "Message in Riverside Library", "One", "Not here");

  /* Asked for, the undo comes without a notice. */
  fixture->n_notices = 0;
  g_assert_true (office_session_discard_refused (fixture->session, other, &undo, NULL));
  g_assert_cmpuint (fixture->n_notices, ==, 0);
  office_session_undo (fixture->session, undo);
  assert_entry (fixture, 1, "Message in Riverside Library", "Two", "Not here");
  /* Once taken back, there is nothing to take back. */
  office_session_undo (fixture->session, undo);
  g_assert_nonnull (strstr (fixture->notice, "Not undone"));
  g_assert_cmpuint (office_session_get_n_refused (fixture->session), ==, 2);
}

static void
test_send_again (Fixture *fixture, gconstpointer data)
{
  g_autofree char *operation = NULL;
  g_autofree char *message = NULL;
  g_autoptr (OfficeRecord) record = NULL;

  office_session_send (fixture->session, SCENE_LIBRARY, NULL, "Again", &message, NULL);
  office_test_scene_refuse (fixture->scene, 403, "Not now");
  operation = dup_refused (fixture, 0);
  g_assert_true (office_session_retry_refused (fixture->session, operation, NULL));
  g_assert_cmpuint (office_session_get_n_refused (fixture->session), ==, 0);
  g_assert_cmpuint (office_session_get_n_waiting (fixture->session), ==, 1);
  {
    g_autoptr (GPtrArray) waiting = office_session_list_waiting (fixture->session);
    OfficeOutboxEntry *entry = waiting->pdata[0];

    g_assert_cmpstr (office_operation_get_id (entry->operation), !=, operation);
  }
  g_assert_cmpuint (office_test_scene_answer (fixture->scene), ==, 1);
  record = office_test_scene_get_record (fixture->scene, message);
  g_assert_cmpstr (office_record_get_text (record, "text"), ==, "Again");
}

static void
test_room_lost (Fixture *fixture, gconstpointer data)
{
  g_autofree char *operation = NULL;
  g_autoptr (GError) error = NULL;

  office_session_send (fixture->session, SCENE_PARTNERS, NULL, "For partners", NULL, NULL);
  office_test_scene_refuse (fixture->scene, 404, "There is no such room");
  office_test_scene_receive (fixture->scene, office_record_new_gone ("room", SCENE_PARTNERS, "room:" SCENE_PARTNERS, 0),
                             NULL);
  assert_entry (fixture, 0, "Message in a room", "For partners", "You are not in this room any more");
  operation = dup_refused (fixture, 0);
  g_assert_false (office_session_retry_refused (fixture->session, operation, &error));
  g_assert_error (error, OFFICE_PROBLEM, OFFICE_PROBLEM_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "Copy the text"));
  assert_entry (fixture, 0, "Message in a room", "For partners", "You are not in this room any more");
}

/* ---- replaced ---- */

static void
act_on_doors (Fixture *fixture, const char *set)
{
  g_autofree char *with = g_strdup_printf ("{\"kind\":\"task\",\"id\":\"" SCENE_DOORS "\",\"set\":%s}", set);

  office_test_scene_act (fixture->scene, SCENE_ANNA, "patch", with);
}

static void
assert_host_says (Fixture *fixture, const char *field, const char *expected)
{
  g_autoptr (OfficeRecord) record = office_test_scene_get_record (fixture->scene, SCENE_DOORS);

  g_assert_cmpstr (office_record_get_text (record, field), ==, expected);
}

static void
test_every_field (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *field, *mine, *set, *theirs, *notice;
  } cases[] = {
    { "title", "Mine", "{\"title\":\"Hers\"}", "Hers", "Anna’s change of the title was replaced" },
    { "due", "2025-07-01", "{\"due\":\"2025-08-01\"}", "2025-08-01",
      "Anna’s change of the due date of “Hers” was replaced" },
    { "due", "2025-07-02", "{\"due\":null}", NULL, "Anna’s change of the due date of “Hers” was replaced" },
    { "priority", "low", "{\"priority\":\"medium\"}", "medium",
      "Anna’s change of the priority of “Hers” was replaced" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_true (office_session_edit_task (fixture->session, SCENE_DOORS, cases[i].field, cases[i].mine, NULL));
      act_on_doors (fixture, cases[i].set);
      office_test_scene_answer (fixture->scene);
      assert_host_says (fixture, cases[i].field, cases[i].mine);
      g_assert_cmpstr (fixture->notice, ==, cases[i].notice);
      g_assert_nonnull (fixture->undo);
      office_session_undo (fixture->session, fixture->undo);
      office_test_scene_answer (fixture->scene);
      assert_host_says (fixture, cases[i].field, cases[i].theirs);
    }
}

static void
test_column (Fixture *fixture, gconstpointer data)
{
  g_assert_true (office_session_move_task (fixture->session, SCENE_DOORS, SCENE_DONE, NULL, NULL));
  office_test_scene_act (fixture->scene, SCENE_ANNA, "task.move",
                         "{\"id\":\"" SCENE_DOORS "\",\"column\":\"" SCENE_DOING "\"}");
  office_test_scene_answer (fixture->scene);
  assert_host_says (fixture, "column", SCENE_DONE);
  g_assert_cmpstr (fixture->notice, ==, "Anna’s change of the column of “Door schedule, level 2” was replaced");
  office_session_undo (fixture->session, fixture->undo);
  office_test_scene_answer (fixture->scene);
  assert_host_says (fixture, "column", SCENE_DOING);
}

/* I take it to the Yard while Anna takes it to the Shop: mine is the later one, and undoing takes it where she had it. */
static void
test_room (Fixture *fixture, gconstpointer data)
{
  g_autofree char *yard = NULL;
  g_autofree char *shop = NULL;
  g_autofree char *with = NULL;

  g_assert_true (office_session_create_room (fixture->session, "Yard", NULL, OFFICE_ROOM_PUBLIC, NULL, &yard, NULL)
                 && office_session_create_room (fixture->session, "Shop", NULL, OFFICE_ROOM_PUBLIC, NULL, &shop, NULL));
  office_test_scene_answer (fixture->scene);
  g_assert_true (office_session_transfer_task (fixture->session, SCENE_DOORS, yard, NULL));
  with = g_strdup_printf ("{\"id\":\"" SCENE_DOORS "\",\"room\":\"%s\"}", shop);
  office_test_scene_act (fixture->scene, SCENE_ANNA, "task.transfer", with);
  office_test_scene_answer (fixture->scene);
  assert_host_says (fixture, "room", yard);
  g_assert_cmpstr (fixture->notice, ==, "Anna’s change of the room of “Door schedule, level 2” was replaced");
  g_assert_nonnull (fixture->undo);
  office_session_undo (fixture->session, fixture->undo);
  office_test_scene_answer (fixture->scene);
  assert_host_says (fixture, "room", shop);
}

/* Offline for days, and the program was started again before the line came back. */
static void
test_after_a_restart (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeSession) again = NULL;

  g_assert_true (office_session_edit_task (fixture->session, SCENE_DOORS, "due", "2025-07-01", NULL));
  again = start_again (fixture);
  g_signal_handlers_disconnect_by_data (fixture->session, fixture);
  g_signal_connect (again, "notice", G_CALLBACK (note), fixture);
  act_on_doors (fixture, "{\"due\":\"2025-08-01\"}");
  office_test_scene_answer (fixture->scene);
  g_assert_nonnull (fixture->undo);
  office_session_undo (again, fixture->undo);
  office_test_scene_answer (fixture->scene);
  assert_host_says (fixture, "due", "2025-08-01");
}

static void
test_undo_skipped (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GVariant) undo = NULL;

  g_assert_true (office_session_edit_task (fixture->session, SCENE_DOORS, "title", "Mine", NULL));
  act_on_doors (fixture, "{\"title\":\"Hers\"}");
  office_test_scene_answer (fixture->scene);
  undo = g_steal_pointer (&fixture->undo);
  act_on_doors (fixture, "{\"title\":\"Hers again\"}");
  office_session_undo (fixture->session, undo);
  g_assert_cmpstr (fixture->notice, ==, "Not undone: Anna has changed the title since");
  assert_host_says (fixture, "title", "Hers again");
  g_assert_cmpuint (office_session_get_n_waiting (fixture->session), ==, 0);
}

/* ---- two texts ---- */

static void
keep_two_texts (Fixture *fixture)
{
  office_session_edit_task (fixture->session, SCENE_DOORS, "description", "Mine", NULL);
  act_on_doors (fixture, "{\"description\":\"Hers\"}");
  while (office_test_scene_answer (fixture->scene) > 0)
    office_test_scene_settle (fixture->scene);
  assert_host_says (fixture, "description", "Hers\n――――――――\nMine");
}

static void
assert_kept (OfficeSession *session, const char *mine, const char *theirs)
{
  g_autofree char *my_text = NULL, *their_text = NULL;

  g_assert_cmpint (office_session_dup_kept (session, SCENE_DOORS, &my_text, &their_text), ==, mine != NULL);
  g_assert_cmpstr (my_text, ==, mine);
  g_assert_cmpstr (their_text, ==, theirs);
}

static void
count (OfficeSession *session, const char *task, guint *n)
{
  g_assert_cmpstr (task, ==, SCENE_DOORS);
  ++*n;
}

static void
test_two_texts (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *choice, *expected;
  } cases[] = { { "Mine", "Mine" }, { "Hers", "Hers" }, { NULL, "Hers\n――――――――\nMine" } };
  guint n = 0;

  g_signal_connect (fixture->session, "kept-both", G_CALLBACK (count), &n);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (OfficeSession) again = NULL;

      n = 0;
      keep_two_texts (fixture);
      g_assert_cmpuint (n, ==, 1);
      again = start_again (fixture);
      assert_kept (again, "Mine", "Hers");
      g_assert_true (office_session_choose_kept (fixture->session, SCENE_DOORS, cases[i].choice, NULL));
      g_assert_cmpuint (n, ==, 2);
      assert_kept (fixture->session, NULL, NULL);
      office_test_scene_answer (fixture->scene);
      assert_host_says (fixture, "description", cases[i].expected);
      office_session_edit_task (fixture->session, SCENE_DOORS, "description", NULL, NULL);
      office_test_scene_answer (fixture->scene);
    }
}

/* What somebody added below the two texts stays when one of them is chosen. */
static void
test_two_texts_and_a_third (Fixture *fixture, gconstpointer data)
{
  keep_two_texts (fixture);
  act_on_doors (fixture, "{\"description\":\"P.S.\\nHers\\n――――――――\\nMine\"}");
  g_assert_true (office_session_choose_kept (fixture->session, SCENE_DOORS, "Hers", NULL));
  office_test_scene_answer (fixture->scene);
  assert_host_says (fixture, "description", "P.S.\nHers");
}

/* Somebody wrote while I was typing in the pane: the same two texts, without the host. */
static void
test_two_texts_while_typing (Fixture *fixture, gconstpointer data)
{
  act_on_doors (fixture, "{\"description\":\"Hers\"}");
  g_assert_true (office_session_edit_description (fixture->session, SCENE_DOORS, "", "Mine", NULL));
  assert_kept (fixture->session, "Mine", "Hers");
  g_assert_nonnull (strstr (fixture->notice, "Both texts"));
}

/* ---- after a long absence ---- */

static void
test_review (Fixture *fixture, gconstpointer data)
{
  g_autofree char *message = NULL;
  g_autofree char *operation = NULL;
  g_autoptr (GVariant) undo = NULL;
  g_autoptr (OfficeReplicaBatch) batch = NULL;
  g_autoptr (OfficeRecord) record = NULL;
  g_autoptr (GPtrArray) held = NULL;

  office_session_edit_task (fixture->session, SCENE_DOORS, "title", "Old idea", NULL);
  office_session_send (fixture->session, SCENE_LIBRARY, NULL, "Still true", &message, NULL);
  batch = office_replica_batch_begin (office_test_scene_get_replica (fixture->scene), NULL);
  g_assert_true (office_replica_begin_review (batch, NULL));
  g_assert_true (office_replica_batch_commit (batch, NULL));
  g_assert_true (office_session_is_under_review (fixture->session));
  held = office_replica_take_operations (office_test_scene_get_replica (fixture->scene), 10, 10000);
  g_assert_cmpuint (held->len, ==, 0);
  {
    g_autoptr (GPtrArray) waiting = office_session_list_waiting (fixture->session);

    operation = g_strdup (office_operation_get_id (((OfficeOutboxEntry *) waiting->pdata[0])->operation));
  }
  g_assert_true (office_session_discard_refused (fixture->session, operation, &undo, NULL));
  g_assert_cmpuint (office_session_get_n_waiting (fixture->session), ==, 1);
  g_assert_cmpstr (office_task_get_title (office_session_find_task (fixture->session, SCENE_DOORS)), ==,
                   "Door schedule, level 2");
  office_session_undo (fixture->session, undo);
  g_assert_cmpstr (office_task_get_title (office_session_find_task (fixture->session, SCENE_DOORS)), ==, "Old idea");
  g_assert_true (office_session_discard_refused (fixture->session, operation, NULL, NULL));

  g_assert_true (office_session_end_review (fixture->session, NULL));
  g_assert_false (office_session_is_under_review (fixture->session));
  g_assert_cmpuint (office_test_scene_answer (fixture->scene), ==, 1);
  record = office_test_scene_get_record (fixture->scene, message);
  g_assert_cmpstr (office_record_get_text (record, "text"), ==, "Still true");
  assert_host_says (fixture, "title", "Door schedule, level 2");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/office/keeps/all-stand-there", test_all_stand_there);
  ADD ("/office/keeps/discard-and-undo", test_discard_and_undo);
  ADD ("/office/keeps/send-again", test_send_again);
  ADD ("/office/keeps/room-lost", test_room_lost);
  ADD ("/office/keeps/every-field", test_every_field);
  ADD ("/office/keeps/column", test_column);
  ADD ("/office/keeps/room", test_room);
  ADD ("/office/keeps/after-a-restart", test_after_a_restart);
  ADD ("/office/keeps/undo-skipped", test_undo_skipped);
  ADD ("/office/keeps/two-texts", test_two_texts);
  ADD ("/office/keeps/two-texts-and-a-third", test_two_texts_and_a_third);
  ADD ("/office/keeps/two-texts-while-typing", test_two_texts_while_typing);
  ADD ("/office/keeps/review", test_review);

  return g_test_run ();
}
