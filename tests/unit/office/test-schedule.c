/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-attachment-private.h"
#include "office-fake-clock.h"
#include "office-id.h"
#include "office-problem.h"
#include "office-scheduled-list.h"
#include "office-test-notice.h"
#include "office-test-scene.h"
#include "office-wait.h"

#define HOUR G_GINT64_CONSTANT (3600000)

typedef struct {
  OfficeTestScene *scene;
  OfficeSession *session;
  OfficeScheduledList *schedule;
  OfficeTestNotice notice;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->scene = office_test_scene_new ();
  self->session = office_test_scene_get_session (self->scene);
  self->schedule = office_scheduled_list_new (self->session);
  office_test_notice_watch (&self->notice, self->session);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_object_unref (self->schedule);
  office_test_scene_free (self->scene);
  office_test_notice_clear (&self->notice);
}

static char *
schedule (Fixture *self, const char *text, gint64 hours)
{
  const OfficeOutgoing outgoing = { .room = SCENE_LIBRARY, .text = text };
  g_autoptr (GError) error = NULL;
  char *id = NULL;

  office_session_schedule_message (self->session, &outgoing, office_session_get_now (self->session) + hours * HOUR, &id,
                                   &error);
  g_assert_no_error (error);
  office_test_scene_answer (self->scene);
  return id;
}

static OfficeScheduled *
get (Fixture *self, guint position)
{
  g_autoptr (OfficeScheduled) item = g_list_model_get_item (G_LIST_MODEL (self->schedule), position);

  return item; /* the model holds it */
}

static guint
count (Fixture *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->schedule));
}

static void
test_list (Fixture *self, gconstpointer data)
{
  g_autofree char *later = schedule (self, "Later, @Mei", 5);
  g_autofree char *sooner = schedule (self, "Sooner", 1);
  g_autofree char *text = NULL;
  g_autoptr (OfficeRecord) record = office_test_scene_get_record (self->scene, later);

  g_assert_cmpuint (count (self), ==, 2);
  g_assert_cmpstr (office_scheduled_get_id (get (self, 0)), ==, sooner);
  text = office_scheduled_dup_text (get (self, 1));
  g_assert_cmpstr (text, ==, "Later, @Mei");
  g_assert_cmpstr (office_record_get_text (record, "text"), ==, "Later, [@Mei](office:person/" SCENE_MEI ")");
  g_assert_cmpstr (self->notice.text, ==, "It is sent later: 11:00");
  office_test_notice_undo (&self->notice);
  g_assert_cmpuint (count (self), ==, 1);
}

static void
test_edit (Fixture *self, gconstpointer data)
{
  g_autofree char *id = schedule (self, "Good morning", 1);
  g_autofree char *text = NULL;
  const gint64 then = office_session_get_now (self->session) + 20 * HOUR;
  g_autoptr (GError) error = NULL;

  g_assert_true (office_session_edit_scheduled (self->session, id, "Good evening", NULL, then, NULL));
  office_test_scene_answer (self->scene);
  text = office_scheduled_dup_text (get (self, 0));
  g_assert_cmpstr (text, ==, "Good evening");
  g_assert_cmpint (office_scheduled_get_send_at (get (self, 0)), ==, then);
  g_assert_false (office_session_edit_scheduled (self->session, id, "Too late", NULL, then - 30 * HOUR, &error));
  g_assert_error (error, OFFICE_PROBLEM, OFFICE_PROBLEM_INVALID);
}

/* The host does it, and so not twice. */
static void
test_now (Fixture *self, gconstpointer data)
{
  g_autofree char *id = schedule (self, "Good morning", 1);
  g_autoptr (OfficeRecord) record = NULL;

  g_assert_true (office_session_send_scheduled_now (self->session, id, NULL));
  office_test_scene_answer (self->scene);
  record = office_test_scene_get_record (self->scene, id);
  g_assert_cmpint (office_record_get_integer (record, "send_at"), ==, office_session_get_now (self->session));
  g_assert_cmpstr (office_record_get_text (record, "text"), ==, "Good morning");
}

static void
test_cancel (Fixture *self, gconstpointer data)
{
  g_autofree char *id = schedule (self, "Good morning", 1);

  g_assert_true (office_session_cancel_scheduled (self->session, id, NULL));
  office_test_scene_answer (self->scene);
  g_assert_cmpuint (count (self), ==, 0);
  office_test_notice_undo (&self->notice);
  office_test_scene_answer (self->scene);
  g_assert_cmpuint (count (self), ==, 1);
}

/* ---- with files ---- */

#define HASH "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

#define FIRST  "0190a000-0000-7000-8000-000000000f01"
#define SECOND "0190a000-0000-7000-8000-000000000f02"

static char *
schedule_files_in (Fixture *self, const char *room, const char *text)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  const OfficeOutgoing outgoing = { .room = room, .text = text, .files = files };
  g_autoptr (GError) error = NULL;
  char *id = NULL;

  g_ptr_array_add (files, office_attachment_new (FIRST, "First.png", 7, "image/png", HASH));
  g_ptr_array_add (files, office_attachment_new (SECOND, "Second.png", 7, "image/png", HASH));
  office_session_schedule_message (self->session, &outgoing, office_session_get_now (self->session) + HOUR, &id,
                                   &error);
  g_assert_no_error (error);
  office_test_scene_answer (self->scene);
  return id;
}

static char *
schedule_files (Fixture *self, const char *text)
{
  return schedule_files_in (self, SCENE_LIBRARY, text);
}

static void
assert_files (Fixture *self, const char *parent, const char *first, const char *second)
{
  g_autoptr (GListModel) files = office_session_list_files (self->session, parent);
  const char *const names[] = { first, second };
  guint n = first == NULL ? 0 : second == NULL ? 1 : 2;

  OFFICE_WAIT_UNTIL (g_list_model_get_n_items (files) == n);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (OfficeAttachment) file = g_list_model_get_item (files, i);

      g_assert_cmpstr (office_attachment_get_name (file), ==, names[i]);
    }
}

static void
test_files (Fixture *self, gconstpointer data)
{
  g_autofree char *id = schedule_files (self, "");
  g_autofree char *text = office_scheduled_dup_text (get (self, 0));
  g_autoptr (GListModel) files = office_session_list_files (self->session, id);
  g_autoptr (GListModel) in_room = office_session_list_room_files (self->session, SCENE_LIBRARY);
  g_autoptr (GPtrArray) left = g_ptr_array_new_with_free_func (g_object_unref);
  const gint64 then = office_session_get_now (self->session) + 2 * HOUR;
  g_autoptr (OfficeRecord) record = office_test_scene_get_record (self->scene, id);

  g_assert_cmpstr (text, ==, "");
  g_assert_false (office_record_has (record, "text"));
  assert_files (self, id, "First.png", "Second.png");
  for (guint i = 0; i < g_list_model_get_n_items (in_room); i++)
    {
      g_autoptr (OfficeAttachment) file = g_list_model_get_item (in_room, i);

      g_assert_cmpstr (office_attachment_get_name (file), !=, "First.png");
    }

  /* Its words alone, and then its files. */
  g_assert_true (office_session_edit_scheduled (self->session, id, "See these", NULL, then, NULL));
  office_test_scene_answer (self->scene);
  assert_files (self, id, "First.png", "Second.png");
  g_ptr_array_add (left, g_list_model_get_item (files, 1));
  g_assert_true (office_session_edit_scheduled (self->session, id, "See this", left, then, NULL));
  office_test_scene_answer (self->scene);
  OFFICE_WAIT_UNTIL (g_list_model_get_n_items (files) == 1);
  assert_files (self, id, "Second.png", NULL);
}

static void
test_cancel_files (Fixture *self, gconstpointer data)
{
  g_autofree char *id = schedule_files (self, "See these");

  g_assert_true (office_session_cancel_scheduled (self->session, id, NULL));
  office_test_scene_answer (self->scene);
  g_assert_cmpuint (count (self), ==, 0);
  assert_files (self, id, NULL, NULL);
  office_test_notice_undo (&self->notice);
  office_test_scene_answer (self->scene);
  g_assert_cmpuint (count (self), ==, 1);
  assert_files (self, office_scheduled_get_id (get (self, 0)), "First.png", "Second.png");
}

/* ---- undo and redo ---- */

static void
assert_only (Fixture *self, const char *text, gint64 send_at)
{
  g_autofree char *said = NULL;

  office_test_scene_answer (self->scene);
  g_assert_cmpuint (office_session_get_n_refused (self->session), ==, 0);
  g_assert_cmpuint (count (self), ==, 1);
  said = office_scheduled_dup_text (get (self, 0));
  g_assert_cmpstr (said, ==, text);
  g_assert_cmpint (office_scheduled_get_send_at (get (self, 0)), ==, send_at);
}

static void
test_undo_edit (Fixture *self, gconstpointer data)
{
  g_autofree char *id = schedule (self, "Good morning, @Mei", 1);
  const gint64 now = office_session_get_now (self->session);

  g_assert_true (office_session_edit_scheduled (self->session, id, "Good evening", NULL, now + 9 * HOUR, NULL));
  for (guint i = 0; i < 2; i++)
    {
      assert_only (self, "Good evening", now + 9 * HOUR);
      office_session_undo_last (self->session);
      g_assert_cmpstr (self->notice.text, ==, "Undone: It is sent at another time");
      assert_only (self, "Good morning, @Mei", now + HOUR);
      office_session_redo_last (self->session);
      g_assert_cmpstr (self->notice.text, ==, "Redone: It is sent at another time");
    }
  office_session_undo_last (self->session);
  office_session_undo_last (self->session);
  office_test_scene_answer (self->scene);
  g_assert_cmpuint (count (self), ==, 0);
  office_session_redo_last (self->session);
  assert_only (self, "Good morning, @Mei", now + HOUR);
}

/* What is taken away and had again is in its old place. */
static void
test_undo_edit_of_files (Fixture *self, gconstpointer data)
{
  g_autofree char *id = schedule_files (self, "See these");
  g_autoptr (GPtrArray) left = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GListModel) files = office_session_list_files (self->session, id);
  const gint64 then = office_session_get_now (self->session) + HOUR;

  g_ptr_array_add (left, g_list_model_get_item (files, 1));
  g_assert_true (office_session_edit_scheduled (self->session, id, "See this", left, then, NULL));
  for (guint i = 0; i < 2; i++)
    {
      assert_only (self, "See this", then);
      assert_files (self, id, "Second.png", NULL);
      office_session_undo_last (self->session);
      g_assert_cmpstr (self->notice.text, ==, "Undone: Message edited");
      assert_only (self, "See these", then);
      assert_files (self, id, "First.png", "Second.png");
      office_session_redo_last (self->session);
    }
}

/* It has another id then; what was done to it before is undone there. */
static void
test_undo_cancel (Fixture *self, gconstpointer data)
{
  g_autofree char *id = schedule_files (self, "See these");
  const gint64 then = office_session_get_now (self->session) + HOUR;

  g_assert_true (office_session_edit_scheduled (self->session, id, "Look", NULL, then, NULL));
  g_assert_true (office_session_cancel_scheduled (self->session, id, NULL));
  for (guint i = 0; i < 2; i++)
    {
      office_test_scene_answer (self->scene);
      g_assert_cmpuint (count (self), ==, 0);
      office_session_undo_last (self->session);
      assert_only (self, "Look", then);
      assert_files (self, office_scheduled_get_id (get (self, 0)), "First.png", "Second.png");
      office_session_redo_last (self->session);
    }
  office_session_undo_last (self->session);
  office_session_undo_last (self->session);
  assert_only (self, "See these", then);
  assert_files (self, office_scheduled_get_id (get (self, 0)), "First.png", "Second.png");
}

/* While the host has not heard of it. */
static void
test_undo_now (Fixture *self, gconstpointer data)
{
  g_autofree char *id = schedule (self, "Good morning", 1);
  const gint64 now = office_session_get_now (self->session);

  g_assert_true (office_session_send_scheduled_now (self->session, id, NULL));
  g_assert_cmpstr (self->notice.text, ==, "It is sent as soon as you are online");
  office_session_undo_last (self->session);
  assert_only (self, "Good morning", now + HOUR);
  office_session_redo_last (self->session);
  assert_only (self, "Good morning", now);

  /* On the line it is sent, and that is all. */
  office_test_scene_set_state (self->scene, OFFICE_LINE_LIVE);
  office_session_undo_last (self->session);
  g_assert_true (office_session_send_scheduled_now (self->session, id, NULL));
  g_assert_cmpstr (self->notice.text, ==, "Undone: It is sent as soon as you are online");
}

/* The host was quicker: what was sent stays. */
static void
test_undo_of_sent (Fixture *self, gconstpointer data)
{
  g_autofree char *id = schedule (self, "Good morning", 1);
  g_autofree char *sent = office_id_derive (id, "message");
  g_autofree char *scope = office_scope_for_person (SCENE_BEN);
  OfficeRecord *message = office_record_new ("message", sent, "room:" SCENE_LIBRARY);

  g_assert_true (office_session_edit_scheduled (self->session, id, "Good evening", NULL,
                                                office_session_get_now (self->session) + 2 * HOUR, NULL));
  office_test_scene_answer (self->scene);
  office_record_set_text (message, "room", SCENE_LIBRARY);
  office_record_set_text (message, "text", "Good evening");
  office_record_set_text (message, "author", SCENE_BEN);
  office_record_set_integer (message, "seq", 40);
  office_record_set_integer (message, "at", office_session_get_now (self->session));
  office_test_scene_receive (self->scene, message, office_record_new_gone ("scheduled", id, scope, 0), NULL);
  office_session_undo_last (self->session);
  g_assert_cmpstr (self->notice.text, ==, "Not undone: it is sent already");
  g_assert_cmpuint (count (self), ==, 0);
}

/* ---- where its room is gone ---- */

static void
leave_partners (Fixture *self)
{
  office_test_scene_act (self->scene, SCENE_ANNA, "member.remove",
                         "{\"room\":\"" SCENE_PARTNERS "\",\"person\":\"" SCENE_BEN "\"}");
}

static void
assert_in (Fixture *self, const char *id, const char *room, gint64 send_at)
{
  g_autoptr (OfficeRecord) record = office_test_scene_get_record (self->scene, id);

  g_assert_cmpstr (office_record_get_text (record, "room"), ==, room);
  g_assert_cmpint (office_record_get_integer (record, "send_at"), ==, send_at);
  g_assert_cmpstr (office_record_get_text (record, "text"), ==, "See these, [@Anna](office:person/" SCENE_ANNA ")");
  g_assert_cmpuint (office_session_get_n_refused (self->session), ==, 0);
}

/* Offline, and told to the host afterwards; nobody can bring it back to where one is not any more. */
static void
test_reroute (Fixture *self, gconstpointer data)
{
  g_autofree char *id = schedule_files_in (self, SCENE_PARTNERS, "See these, @Anna");
  const gint64 then = office_scheduled_get_send_at (get (self, 0));
  g_autoptr (GError) error = NULL;

  g_assert_false (office_scheduled_is_stranded (get (self, 0)));
  leave_partners (self);
  g_assert_true (office_scheduled_is_stranded (get (self, 0)));
  g_assert_true (office_session_reroute_scheduled (self->session, id, SCENE_LIBRARY, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (self->notice.text, ==, "It is sent to Riverside Library");
  g_assert_null (self->notice.undo);
  g_assert_cmpstr (office_scheduled_get_room_id (get (self, 0)), ==, SCENE_LIBRARY);
  g_assert_false (office_scheduled_is_stranded (get (self, 0)));
  assert_files (self, id, "First.png", "Second.png");
  office_test_scene_answer (self->scene);
  assert_in (self, id, SCENE_LIBRARY, then);
  assert_files (self, id, "First.png", "Second.png");
}

/* The host could not send it when it was time. */
static void
test_reroute_late (Fixture *self, gconstpointer data)
{
  g_autofree char *id = schedule_files_in (self, SCENE_PARTNERS, "See these, @Anna");
  g_autoptr (OfficeRecord) record = office_test_scene_get_record (self->scene, id);
  OfficeRecord *refused = office_record_copy (record);

  leave_partners (self);
  office_fake_clock_advance (office_test_scene_get_clock (self->scene), 2 * HOUR);
  office_record_set_text (refused, "problem", "There is no such room");
  office_test_scene_receive (self->scene, refused, NULL);
  g_assert_nonnull (office_scheduled_get_problem (get (self, 0)));
  g_assert_true (office_session_reroute_scheduled (self->session, id, SCENE_LIBRARY, NULL));
  office_test_scene_answer (self->scene);
  g_assert_null (office_scheduled_get_problem (get (self, 0)));
  assert_in (self, id, SCENE_LIBRARY, office_session_get_now (self->session));
}

/* To a room that is not there it does not go, and stays with all that it has. */
static void
test_reroute_refused (Fixture *self, gconstpointer data)
{
  g_autofree char *id = schedule_files (self, "See these");
  g_autoptr (GError) error = NULL;

  leave_partners (self);
  g_assert_false (office_session_reroute_scheduled (self->session, id, SCENE_PARTNERS, &error));
  g_assert_nonnull (error);
  g_assert_cmpstr (office_scheduled_get_room_id (get (self, 0)), ==, SCENE_LIBRARY);
  assert_files (self, id, "First.png", "Second.png");
}

/* By choice, out of a thread: that can be undone. */
static void
test_reroute_undo (Fixture *self, gconstpointer data)
{
  const OfficeOutgoing outgoing = { .room = SCENE_LIBRARY, .thread = SCENE_MORNING, .text = "Good morning" };
  const gint64 then = office_session_get_now (self->session) + HOUR;
  g_autofree char *id = NULL;

  g_assert_true (office_session_schedule_message (self->session, &outgoing, then, &id, NULL));
  g_assert_true (office_session_reroute_scheduled (self->session, id, SCENE_GENERAL, NULL));
  assert_only (self, "Good morning", then);
  g_assert_cmpstr (office_scheduled_get_room_id (get (self, 0)), ==, SCENE_GENERAL);
  g_assert_null (office_scheduled_get_thread_id (get (self, 0)));
  office_session_undo_last (self->session);
  assert_only (self, "Good morning", then);
  g_assert_cmpstr (office_scheduled_get_room_id (get (self, 0)), ==, SCENE_LIBRARY);
  g_assert_cmpstr (office_scheduled_get_thread_id (get (self, 0)), ==, SCENE_MORNING);
  office_session_redo_last (self->session);
  assert_only (self, "Good morning", then);
  g_assert_cmpstr (office_scheduled_get_room_id (get (self, 0)), ==, SCENE_GENERAL);
}

static void
test_refused (Fixture *self, gconstpointer data)
{
  const OfficeOutgoing outgoing = { .room = SCENE_LIBRARY, .text = "Over" };
  g_autoptr (GError) error = NULL;

  g_assert_false (
      office_session_schedule_message (self->session, &outgoing, office_session_get_now (self->session), NULL, &error));
  g_assert_error (error, OFFICE_PROBLEM, OFFICE_PROBLEM_INVALID);
}

static void
assert_told (Fixture *self, const char *reason, const char *expected)
{
  g_autoptr (OfficeScheduled) scheduled = NULL;
  OfficeRecord *record = office_record_new ("scheduled", "0190a000-0000-7000-8000-0000000009f1", "person:" SCENE_BEN);

  office_record_set_text (record, "room", SCENE_LIBRARY);
  office_record_set_text (record, "text", "Tomorrow");
  office_record_set_integer (record, "send_at", 1);
  office_record_set_text (record, "problem", "In the host's words");
  office_record_set_text (record, "reason", reason);
  office_test_scene_receive (self->scene, record, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->schedule)), ==, 1);
  scheduled = g_list_model_get_item (G_LIST_MODEL (self->schedule), 0);
  g_assert_cmpstr (office_scheduled_get_problem (scheduled), ==, expected);
}

/* In the person's words where this version knows the reason. */
static void
test_reasons (Fixture *self, gconstpointer data)
{
  assert_told (self, NULL, "In the host's words");
  assert_told (self, "archived", "The room is archived");
  assert_told (self, "of-a-newer-version", "In the host's words");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/office/schedule/list", Fixture, NULL, set_up, test_list, tear_down);
  g_test_add ("/office/schedule/edit", Fixture, NULL, set_up, test_edit, tear_down);
  g_test_add ("/office/schedule/now", Fixture, NULL, set_up, test_now, tear_down);
  g_test_add ("/office/schedule/cancel", Fixture, NULL, set_up, test_cancel, tear_down);
  g_test_add ("/office/schedule/files", Fixture, NULL, set_up, test_files, tear_down);
  g_test_add ("/office/schedule/cancel-files", Fixture, NULL, set_up, test_cancel_files, tear_down);
  g_test_add ("/office/schedule/undo-edit", Fixture, NULL, set_up, test_undo_edit, tear_down);
  g_test_add ("/office/schedule/undo-edit-of-files", Fixture, NULL, set_up, test_undo_edit_of_files, tear_down);
  g_test_add ("/office/schedule/undo-cancel", Fixture, NULL, set_up, test_undo_cancel, tear_down);
  g_test_add ("/office/schedule/undo-now", Fixture, NULL, set_up, test_undo_now, tear_down);
  g_test_add ("/office/schedule/undo-of-sent", Fixture, NULL, set_up, test_undo_of_sent, tear_down);
  g_test_add ("/office/schedule/reroute", Fixture, NULL, set_up, test_reroute, tear_down);
  g_test_add ("/office/schedule/reroute-late", Fixture, NULL, set_up, test_reroute_late, tear_down);
  g_test_add ("/office/schedule/reroute-refused", Fixture, NULL, set_up, test_reroute_refused, tear_down);
  g_test_add ("/office/schedule/reroute-undo", Fixture, NULL, set_up, test_reroute_undo, tear_down);
  g_test_add ("/office/schedule/reasons", Fixture, NULL, set_up, test_reasons, tear_down);
  g_test_add ("/office/schedule/refused", Fixture, NULL, set_up, test_refused, tear_down);
  return g_test_run ();
}
