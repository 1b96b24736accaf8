/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be undone, and done again: each, so that none is forgotten. */
#include "office-scene-fixture.h"
#include "office-session-private.h"
#include "office-task-view.h"
#include "office-templates.h"
#include "office-whereabouts.h"
#include "office-work.h"

typedef OfficeSceneFixture Fixture;

typedef struct {
  const char *words; /* NULL: they tell the time */
  gboolean (*act) (OfficeSession *session);
  gboolean (*holds) (OfficeSession *session); /* what was done */
} Act;

static OfficeRoom *
get_library (OfficeSession *session)
{
  return office_session_find_room (session, SCENE_LIBRARY);
}

static gboolean
rename_room (OfficeSession *session)
{
  return office_session_edit_room (session, SCENE_LIBRARY, "name", "Books", NULL);
}

static gboolean
is_renamed (OfficeSession *session)
{
  return g_str_equal (office_room_get_name (get_library (session)), "Books");
}

static gboolean
like_room (OfficeSession *session)
{
  return office_session_set_favourite (session, SCENE_LIBRARY, TRUE, NULL);
}

static gboolean
is_liked (OfficeSession *session)
{
  return office_room_get_favourite (get_library (session));
}

static gboolean
group_room (OfficeSession *session)
{
  return office_session_set_room_group (session, SCENE_LIBRARY, "Sites", NULL);
}

static gboolean
is_grouped (OfficeSession *session)
{
  return g_strcmp0 (office_room_get_group (get_library (session)), "Sites") == 0;
}

static gboolean
mute_room (OfficeSession *session)
{
  return office_session_set_muted (session, SCENE_LIBRARY, TRUE, NULL);
}

static gboolean
is_muted (OfficeSession *session)
{
  return office_room_get_muted (get_library (session));
}

static gboolean
make_template (OfficeSession *session)
{
  return office_session_set_room_template (session, SCENE_LIBRARY, TRUE, NULL);
}

static gboolean
is_template (OfficeSession *session)
{
  return office_session_is_room_template (session, SCENE_LIBRARY);
}

static gboolean
describe (OfficeSession *session)
{
  return office_session_edit_description (session, SCENE_LAMPS, NULL, "Ask *Ben* first", NULL);
}

static gboolean
is_described (OfficeSession *session)
{
  return g_strcmp0 (office_task_get_description (office_session_find_task (session, SCENE_LAMPS)), "Ask *Ben* first")
         == 0;
}

static gboolean
say_status (OfficeSession *session)
{
  const OfficeWhereabouts here = { .status = (char *) "At the dentist", .place = OFFICE_PLACE_HOME };

  return office_session_set_whereabouts (session, &here, NULL);
}

static gboolean
is_status_said (OfficeSession *session)
{
  return g_strcmp0 (office_person_get_status (office_session_get_me (session)), "At the dentist") == 0;
}

static OfficeMessage *
get_morning (OfficeSession *session)
{
  return office_session_peek_message (session, SCENE_MORNING);
}

static gboolean
edit_message (OfficeSession *session)
{
  return office_session_edit_message (session, SCENE_MORNING, "Good evening", NULL);
}

static gboolean
is_edited (OfficeSession *session)
{
  return g_str_equal (office_message_get_text (get_morning (session)), "Good evening");
}

static gboolean
pin_message (OfficeSession *session)
{
  return office_session_pin_message (session, SCENE_MORNING, TRUE, NULL);
}

static gboolean
is_pinned (OfficeSession *session)
{
  return office_message_get_pinned_at (get_morning (session)) != 0;
}

static gboolean
save_message (OfficeSession *session)
{
  return office_session_save_message (session, SCENE_MORNING, TRUE, NULL);
}

static gboolean
is_saved (OfficeSession *session)
{
  return office_message_get_saved (get_morning (session));
}

static gboolean
react (OfficeSession *session)
{
  return office_session_react (session, SCENE_MORNING, "👍", TRUE, NULL);
}

static gboolean
is_reacted_to (OfficeSession *session)
{
  GListModel *reactions = office_message_get_reactions (get_morning (session));

  return reactions != NULL && g_list_model_get_n_items (reactions) > 0;
}

/* Its text is erased only some seconds later. */
static gboolean
delete_message (OfficeSession *session)
{
  return office_session_remove_message (session, SCENE_MORNING, NULL);
}

static gboolean
is_deleted (OfficeSession *session)
{
  return office_session_is_removing (session, SCENE_MORNING);
}

static gboolean
snooze (OfficeSession *session)
{
  return office_session_snooze_task (session, SCENE_LAMPS, office_session_get_now (session) + G_TIME_SPAN_HOUR, NULL);
}

static gboolean
is_snoozed (OfficeSession *session)
{
  g_autoptr (GPtrArray) records = office_replica_list (session->replica, "snooze", "task", SCENE_LAMPS);

  return records->len > 0 && office_record_get_integer (records->pdata[0], "until") > 0;
}

static gboolean
remind (OfficeSession *session)
{
  return office_session_remind (session, SCENE_LAMPS, "Look up", office_session_get_now (session) + G_TIME_SPAN_HOUR,
                                NULL, NULL);
}

static gboolean
is_reminded (OfficeSession *session)
{
  return office_session_find_reminder_of (session, SCENE_LAMPS) != NULL;
}

static gboolean
save_view (OfficeSession *session)
{
  const OfficeTaskLook look = { .layout = OFFICE_TASKS_LIST, .query = (char *) "is:mine" };

  return office_session_save_view (session, SCENE_LIBRARY, "Mine", &look, NULL, NULL);
}

static gboolean
is_view_saved (OfficeSession *session)
{
  g_autoptr (GPtrArray) views = office_replica_list (session->replica, "view", "room", SCENE_LIBRARY);

  return views->len > 0;
}

/* ---- what is one's own ---- */

static gboolean
mark_unread (OfficeSession *session)
{
  return office_session_mark_unread (session, SCENE_LIBRARY, NULL, 1, NULL);
}

/* As it is in the book; the count of the room comes when the main loop turns. */
static gboolean
is_unread (OfficeSession *session)
{
  g_autoptr (GPtrArray) markers = office_replica_list (session->replica, "read", "room", SCENE_LIBRARY);

  for (guint i = 0; i < markers->len; i++)
    if (!office_record_has (markers->pdata[i], "thread"))
      return office_record_get_integer (markers->pdata[i], "seq") == 0;
  return FALSE;
}

static gboolean
be_quiet (OfficeSession *session)
{
  return office_session_set_quiet (session, office_session_get_now (session) + G_TIME_SPAN_HOUR, NULL);
}

static gboolean
is_quiet (OfficeSession *session)
{
  return office_person_is_quiet (office_session_get_me (session));
}

static gboolean
stop_feed (OfficeSession *session)
{
  return office_session_stop_feed (session, NULL);
}

static gboolean
is_stopped (OfficeSession *session)
{
  g_autofree char *path = office_session_dup_feed_path (session);

  return path == NULL;
}

/* Rooms are never removed: it is put away. */
static gboolean
make_room (OfficeSession *session)
{
  g_autofree char *id = NULL;

  if (!office_session_create_room (session, "Roof", NULL, OFFICE_ROOM_PUBLIC, NULL, &id, NULL))
    return FALSE;
  office_session_note_room_made (session, id);
  return TRUE;
}

static gboolean
is_room_made (OfficeSession *session)
{
  GListModel *rooms = office_session_get_rooms (session);

  for (guint i = 0; i < g_list_model_get_n_items (rooms); i++)
    {
      g_autoptr (OfficeRoom) room = g_list_model_get_item (rooms, i);

      if (g_str_equal (office_room_get_name (room), "Roof"))
        return TRUE;
    }
  return FALSE;
}

/* ---- tasks ---- */

static guint
count_tasks (OfficeSession *session, const char *title)
{
  g_autoptr (GPtrArray) tasks = office_replica_list (session->replica, "task", "room", SCENE_LIBRARY);
  guint n = 0;

  for (guint i = 0; i < tasks->len; i++)
    n += g_str_equal (office_record_get_text (tasks->pdata[i], "title"), title)
         && !office_record_has (tasks->pdata[i], "trashed_at");
  return n;
}

static gboolean
make_task (OfficeSession *session)
{
  return office_session_create_task (session, SCENE_LIBRARY, NULL, "Ask the city", NULL, NULL);
}

static gboolean
is_made (OfficeSession *session)
{
  return count_tasks (session, "Ask the city") == 1;
}

static gboolean
restore_task (OfficeSession *session)
{
  return office_session_restore_task (session, SCENE_PHOTOS, NULL);
}

static gboolean
is_restored (OfficeSession *session)
{
  return !office_task_get_trashed (office_session_find_task (session, SCENE_PHOTOS));
}

#define HASH "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

static gboolean
add_file (OfficeSession *session)
{
  g_autofree char *id = office_session_make_id (session);
  g_autoptr (OfficeAttachment) file = office_attachment_new (id, "Plan.png", 7, "image/png", HASH);

  return office_session_add_file (session, SCENE_LAMPS, file, NULL);
}

static gboolean
has_file (OfficeSession *session)
{
  g_autoptr (GListModel) files = office_session_list_files (session, SCENE_LAMPS);

  return g_list_model_get_n_items (files) == 1;
}

/* Each is done, undone, done again and undone; the host has the same each time. */
static void
test_acts (Fixture *fixture, gconstpointer data)
{
  static const Act acts[] = {
    { "Room changed", rename_room, is_renamed },
    { "Room made a favorite", like_room, is_liked },
    { "Group changed", group_room, is_grouped },
    { "Room muted", mute_room, is_muted },
    { "Room is a template", make_template, is_template },
    { "Description changed", describe, is_described },
    { "Status changed", say_status, is_status_said },
    { "Message edited", edit_message, is_edited },
    { "Message pinned", pin_message, is_pinned },
    { "Saved for later", save_message, is_saved },
    { "Reaction added", react, is_reacted_to },
    { "Message deleted", delete_message, is_deleted },
    { "Task snoozed", snooze, is_snoozed },
    { NULL, remind, is_reminded },
    { "View saved", save_view, is_view_saved },
    { "Room made", make_room, is_room_made },
    { "Marked unread", mark_unread, is_unread },
    { "Do not disturb switched on", be_quiet, is_quiet },
    { "The calendar’s link is stopped", stop_feed, is_stopped },
    { "Task made: Ask the city", make_task, is_made },
    { "Task taken out of the trash", restore_task, is_restored },
    { "File added", add_file, has_file },
  };
  OfficeSession *session = fixture->session;

  /* What some of them begin with. */
  g_assert_true (office_session_renew_feed (session, NULL));
  office_test_scene_act (fixture->scene, SCENE_ANNA, "remove", "{\"kind\":\"task\",\"id\":\"" SCENE_PHOTOS "\"}");
  office_test_scene_answer (fixture->scene);
  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      g_autofree char *undone = g_strdup_printf ("Undone: %s", acts[i].words);
      g_autofree char *redone = g_strdup_printf ("Redone: %s", acts[i].words);

      g_assert_false (acts[i].holds (session));
      g_assert_true (acts[i].act (session));
      g_assert_true (acts[i].holds (session));
      office_session_undo_last (session);
      if (acts[i].words != NULL)
        g_assert_cmpstr (fixture->notice.text, ==, undone);
      g_assert_false (acts[i].holds (session));
      office_session_redo_last (session);
      if (acts[i].words != NULL)
        g_assert_cmpstr (fixture->notice.text, ==, redone);
      g_assert_true (acts[i].holds (session));
      office_test_scene_answer (fixture->scene);
      g_assert_true (acts[i].holds (session));
      office_session_undo_last (session);
      office_test_scene_answer (fixture->scene);
      g_assert_false (acts[i].holds (session));
      g_assert_cmpuint (office_session_get_n_refused (session), ==, 0);
    }
  g_assert_false (office_session_can_undo (session));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  OFFICE_SCENE_FIXTURE_ADD ("/office/undo-acts/all", test_acts);

  return g_test_run ();
}
