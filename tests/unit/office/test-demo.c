/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo.h"

#include "office-random.h"

#define PATIENCE_S 30

/* The people of the demo think for seconds; here they do not. */
#define TEST_TYPE_FAST_CLOCK (test_fast_clock_get_type ())
G_DECLARE_FINAL_TYPE (TestFastClock, test_fast_clock, TEST, FAST_CLOCK, OfficeClock)

struct _TestFastClock {
  OfficeClock parent_instance;

  OfficeClock *system;
};

G_DEFINE_FINAL_TYPE (TestFastClock, test_fast_clock, OFFICE_TYPE_CLOCK)

static gint64
fast_now (OfficeClock *clock)
{
  return office_clock_now (TEST_FAST_CLOCK (clock)->system);
}

static gint64
fast_monotonic (OfficeClock *clock)
{
  return office_clock_monotonic (TEST_FAST_CLOCK (clock)->system);
}

static guint
fast_add_timeout (OfficeClock *clock, guint milliseconds, GSourceFunc callback, gpointer data, GDestroyNotify destroy)
{
  gboolean thinking = milliseconds == 1500 || milliseconds == 3000;

  return office_clock_add_timeout (TEST_FAST_CLOCK (clock)->system, thinking ? 10 : milliseconds, callback, data,
                                   destroy);
}

static void
fast_remove_timeout (OfficeClock *clock, guint id)
{
  office_clock_remove_timeout (TEST_FAST_CLOCK (clock)->system, id);
}

static void
test_fast_clock_finalize (GObject *object)
{
  g_object_unref (TEST_FAST_CLOCK (object)->system);
  G_OBJECT_CLASS (test_fast_clock_parent_class)->finalize (object);
}

static void
test_fast_clock_class_init (TestFastClockClass *class)
{
  OfficeClockClass *clock_class = OFFICE_CLOCK_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = test_fast_clock_finalize;
  clock_class->now = fast_now;
  clock_class->monotonic = fast_monotonic;
  clock_class->add_timeout = fast_add_timeout;
  clock_class->remove_timeout = fast_remove_timeout;
}

static void
test_fast_clock_init (TestFastClock *self)
{
  self->system = office_system_clock_new ();
}

typedef struct {
  OfficeDemo *demo;
  OfficeSession *session;
} Fixture;

static gboolean
on_tick (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

#define WAIT_UNTIL(condition)                                                                                          \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    gint64 deadline = g_get_monotonic_time () + PATIENCE_S * G_TIME_SPAN_SECOND;                                       \
    guint tick = g_timeout_add (100, on_tick, NULL);                                                                   \
    while (!(condition) && g_get_monotonic_time () < deadline)                                                         \
      g_main_context_iteration (NULL, TRUE);                                                                           \
    g_source_remove (tick);                                                                                            \
    g_assert_true (condition);                                                                                         \
  }                                                                                                                    \
  G_STMT_END

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeClock) clock = g_object_new (TEST_TYPE_FAST_CLOCK, NULL);
  g_autoptr (OfficeRandom) random = office_system_random_new ();
  g_autoptr (GError) error = NULL;

  fixture->demo = office_demo_new (clock, random);
  office_demo_start (fixture->demo, &error);
  g_assert_no_error (error);
  fixture->session = g_object_ref (office_demo_get_session (fixture->demo));
  WAIT_UNTIL (office_session_get_state (fixture->session) == OFFICE_LINE_LIVE);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->session);
  office_demo_stop (fixture->demo);
  g_object_unref (fixture->demo);
}

static OfficeRoom *
find_room (GListModel *rooms, const char *name)
{
  for (guint i = 0; i < g_list_model_get_n_items (rooms); i++)
    {
      g_autoptr (OfficeRoom) room = g_list_model_get_item (rooms, i);

      if (g_strcmp0 (office_room_get_name (room), name) == 0)
        return room;
    }
  return NULL;
}

static char *
dup_names (GListModel *model)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (model, i);
      g_autofree char *name = NULL;

      g_object_get (item, "name", &name, NULL);
      g_string_append_printf (names, "%s%s", i > 0 ? " | " : "", name);
    }
  return g_string_free (names, FALSE);
}

static void
test_side_bar (Fixture *fixture, gconstpointer data)
{
  GListModel *rooms = office_session_get_rooms (fixture->session);
  OfficeRoom *lyon = find_room (rooms, "Competition Lyon");
  OfficeRoom *website = find_room (rooms, "Website");
  OfficeRoom *library = find_room (rooms, "Riverside Library");
  OfficeRoom *mei = find_room (office_session_get_directs (fixture->session), "Mei 梅琳");
  g_autofree char *directs = dup_names (office_session_get_directs (fixture->session));

  g_assert_cmpstr (office_session_get_name (fixture->session), ==, "Atelier Nord");
  g_assert_cmpuint (g_list_model_get_n_items (rooms), ==, 7);
  g_assert_nonnull (find_room (rooms, "General"));
  g_assert_nonnull (find_room (rooms, "مدرسة حلب"));
  g_assert_nonnull (find_room (rooms, "Kitchen & plants 🌿"));
  g_assert_cmpint (office_room_get_visibility (find_room (rooms, "Partners")), ==, OFFICE_ROOM_PRIVATE);
  /* What arrives in pieces is counted room after room. */
  WAIT_UNTIL (office_room_get_mentions (lyon) == 2);
  WAIT_UNTIL (office_room_get_unread (website) > 0);
  WAIT_UNTIL (office_room_get_unread (library) == 2);
  WAIT_UNTIL (office_room_get_mentions (mei) == 1);
  g_assert_cmpuint (office_room_get_mentions (website), ==, 0);
  g_assert_cmpuint (office_room_get_unread (find_room (rooms, "General")), ==, 0);
  g_assert_cmpstr (office_demo_get_room (fixture->demo), ==, office_room_get_id (library));
  g_assert_cmpstr (office_room_get_topic (library), ==, "Stage 3");
  g_assert_cmpuint (office_room_get_n_people (library), ==, 8);
  g_assert_cmpstr (directs, ==, "Anna Lindqvist | Mei 梅琳 | Youssef Haddad | Anna, Mei, Sofía | Sofía Ribeiro");
}

static void
test_people_are_here (Fixture *fixture, gconstpointer data)
{
  WAIT_UNTIL (office_session_get_n_here (fixture->session) == 6);
}

static void
test_board (Fixture *fixture, gconstpointer data)
{
  OfficeRoom *library = find_room (office_session_get_rooms (fixture->session), "Riverside Library");
  g_autoptr (OfficeBoard) board = office_session_open_board (fixture->session, office_room_get_id (library));
  g_autofree char *columns = dup_names (G_LIST_MODEL (board));
  g_autoptr (OfficeColumn) todo = g_list_model_get_item (G_LIST_MODEL (board), 0);
  g_autoptr (OfficeColumn) doing = g_list_model_get_item (G_LIST_MODEL (board), 1);
  g_autoptr (OfficeTask) doors = g_list_model_get_item (G_LIST_MODEL (todo), 0);
  g_autoptr (OfficeTask) samples = g_list_model_get_item (G_LIST_MODEL (doing), 0);
  g_autoptr (OfficeMessage) source = NULL;

  g_assert_cmpstr (columns, ==, "To do | In progress | In review | Done");
  g_assert_cmpuint (office_column_get_n_tasks (todo), ==, 4);
  g_assert_cmpuint (office_column_get_n_tasks (doing), ==, 4);
  g_assert_cmpstr (office_task_get_title (doors), ==, "Door schedule, level 2");
  g_assert_cmpint (office_task_get_due_state (doors), ==, OFFICE_DUE_TODAY);
  g_assert_cmpuint (office_task_get_n_steps (doors), ==, 5);
  g_assert_cmpuint (office_task_get_n_steps_done (doors), ==, 2);
  g_assert_cmpstr (office_task_get_title (samples), ==, "Send façade samples to the client");
  g_assert_cmpuint (office_task_get_n_messages (samples), ==, 6);
  source = office_session_dup_message (fixture->session, office_task_get_source_id (samples));
  g_assert_nonnull (source);
  g_assert_true (office_message_get_task (source) == samples);
}

static gboolean
is_answered (OfficeConversation *talk, guint before)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (talk));
  g_autoptr (OfficeMessage) last = g_list_model_get_item (G_LIST_MODEL (talk), n - 1);

  return n == before + 2 && !office_message_is_mine (last) && office_message_get_seq (last) > 0;
}

static void
test_somebody_answers (Fixture *fixture, gconstpointer data)
{
  OfficeRoom *library = find_room (office_session_get_rooms (fixture->session), "Riverside Library");
  g_autoptr (OfficeConversation) talk = office_session_open_conversation (fixture->session,
                                                                          office_room_get_id (library), NULL);
  guint before = g_list_model_get_n_items (G_LIST_MODEL (talk));
  g_autoptr (GError) error = NULL;

  WAIT_UNTIL (office_session_get_n_here (fixture->session) == 6);
  WAIT_UNTIL (office_room_get_typing (library) != NULL);
  office_session_send (fixture->session, office_room_get_id (library), NULL, "I call him at once, @Anna.", NULL,
                       &error);
  g_assert_no_error (error);
  WAIT_UNTIL (is_answered (talk, before));
}

static void
on_copied (GObject *source, GAsyncResult *result, gpointer copied)
{
  *(GAsyncResult **) copied = g_object_ref (result);
}

/* As in an office that stays; its bytes go with the rest. */
static void
test_file (Fixture *fixture, gconstpointer data)
{
  OfficeRoom *library = find_room (office_session_get_rooms (fixture->session), "Riverside Library");
  g_autoptr (GBytes) bytes = g_bytes_new_static ("larch", 5);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GListModel) listed = NULL;
  g_autoptr (OfficeAttachment) sent = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GAsyncResult) copied = NULL;

  office_session_attach_bytes_async (fixture->session, bytes, "Larch.txt", "text/plain", NULL, on_copied, &copied);
  WAIT_UNTIL (copied != NULL);
  g_ptr_array_add (files, office_session_attach_finish (fixture->session, copied, &error));
  g_assert_no_error (error);
  office_session_send_files (fixture->session, office_room_get_id (library), NULL, "", files, &id, &error);
  g_assert_no_error (error);
  listed = office_session_list_files (fixture->session, id);
  WAIT_UNTIL (g_list_model_get_n_items (listed) == 1);
  sent = g_list_model_get_item (listed, 0);
  WAIT_UNTIL (office_attachment_get_state (sent) == OFFICE_ATTACHMENT_HERE);
  path = office_session_dup_file_path (fixture->session, sent);
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
  office_demo_stop (fixture->demo);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/office/demo/side-bar", test_side_bar);
  ADD ("/office/demo/people", test_people_are_here);
  ADD ("/office/demo/board", test_board);
  ADD ("/office/demo/answers", test_somebody_answers);
  ADD ("/office/demo/file", test_file);

  return g_test_run ();
}
