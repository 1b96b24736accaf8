/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The window with what real offices have: long threads, many people, every script, texts that are too long, a month that was
 * missed. OFFICE_PICTURES=FOLDER keeps pictures of each, wide and as on a phone, light and dark.
 */
#include "office-completion-popover.h"
#include "office-composer.h"
#include "office-fake-clock.h"
#include "office-message-list.h"
#include "office-room-people-dialog.h"
#include "office-test-scene.h"
#include "office-ui-fixture.h"
#include "office-workspace.h"

#include "kinds.h"

#include <adwaita.h>

#define MINUTE 60000
#define WIDE   1200
#define PHONE  360

typedef struct {
  OfficeTestScene *scene;
  OfficeSession *session;
  OfficeUiFixture *ui;
  OfficeWorkspace *workspace;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->scene = office_test_scene_new ();
  self->session = office_test_scene_get_session (self->scene);
  office_session_start (self->session);
  office_test_scene_set_state (self->scene, OFFICE_LINE_LIVE);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  if (self->ui != NULL)
    office_ui_fixture_free (self->ui);
  office_test_scene_free (self->scene);
}

static void
open_window (Fixture *self, const char *room, int width)
{
  GtkWidget *workspace = office_workspace_new ();

  self->workspace = OFFICE_WORKSPACE (workspace);
  office_workspace_set_session (self->workspace, self->session, room);
  self->ui = office_ui_fixture_new (workspace, width, width == PHONE ? 640 : 800);
  office_workspace_open_room (self->workspace, room);
  office_ui_fixture_settle (self->ui);
}

typedef void (*Prepare) (Fixture *self);

/* In windows of their own; prepare (nullable) brings each to what is to be seen. */
static void
keep_pictures (Fixture *self, const char *name, const char *room, Prepare prepare)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  const int widths[] = { PHONE, WIDE };

  if (g_getenv ("OFFICE_PICTURES") == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      g_autofree char *full = g_strdup_printf ("real-%s-%d", name, widths[i]);

      g_clear_pointer (&self->ui, office_ui_fixture_free);
      open_window (self, room, widths[i]);
      if (prepare != NULL)
        prepare (self);
      office_ui_fixture_settle (self->ui);
      office_ui_fixture_keep_picture (self->ui, full);
      adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_FORCE_DARK);
      office_ui_fixture_settle (self->ui);
      office_ui_fixture_keep_picture (self->ui, full);
      adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_DEFAULT);
    }
}

static void
say (Fixture *self, const char *room, const char *author, const char *text)
{
  office_fake_clock_advance (office_test_scene_get_clock (self->scene), MINUTE);
  office_test_scene_say (self->scene, room, NULL, author, text);
}

static GtkWidget *
find (Fixture *self, GType type)
{
  return office_ui_fixture_find (self->ui, type, NULL, NULL);
}

/* The room's; a thread's stands behind it. */
static OfficeMessageList *
get_list (Fixture *self)
{
  return OFFICE_MESSAGE_LIST (find (self, OFFICE_TYPE_MESSAGE_LIST));
}

static gboolean
shows_thread (GtkWidget *list, gconstpointer root)
{
  OfficeConversation *conversation = office_message_list_get_conversation (OFFICE_MESSAGE_LIST (list));

  return conversation != NULL && g_strcmp0 (office_conversation_get_thread_id (conversation), root) == 0;
}

/* ---- many answers ---- */

static void
open_thread (Fixture *self)
{
  g_assert_true (office_workspace_open_thread (self->workspace, SCENE_MORNING));
  office_ui_fixture_settle (self->ui);
}

static void
test_long_thread (Fixture *self, gconstpointer data)
{
  OfficeMessageList *list;
  OfficeMessageRow *last;
  OfficeConversation *thread;

  for (guint i = 1; i <= 500; i++)
    {
      g_autofree char *with = g_strdup_printf (
          "{\"id\":\"0190a000-0000-7000-8000-0000000e%04x\",\"room\":\"" SCENE_LIBRARY "\",\"thread\":\"" SCENE_MORNING
          "\",\"text\":\"Answer %u of many%s\"}",
          i, i,
          i % 9 == 0 ? ", with so much to say that it takes more than the one line "
                       "that a pane beside the conversation has"
                     : "");

      office_fake_clock_advance (office_test_scene_get_clock (self->scene), MINUTE);
      office_test_scene_act (self->scene, i % 3 == 0 ? SCENE_ANNA : SCENE_MEI, "message.send", with);
    }
  open_window (self, SCENE_LIBRARY, WIDE);
  open_thread (self);
  list = OFFICE_MESSAGE_LIST (
      office_ui_fixture_find_by (self->ui, OFFICE_TYPE_MESSAGE_LIST, shows_thread, SCENE_MORNING));
  g_assert_nonnull (list);
  thread = office_message_list_get_conversation (list);
  g_assert_true (office_conversation_has_older (thread));
  g_assert_true (office_message_list_is_at_bottom (list));
  g_assert_cmpuint (office_message_list_get_n_rows (list), <, 120);
  last = office_message_list_get_row (list, office_message_list_get_n_rows (list) - 1);
  g_assert_true (g_str_has_prefix (office_message_get_text (office_message_row_get_message (last)), "Answer 500 of"));
  keep_pictures (self, "long-thread", SCENE_LIBRARY, open_thread);
}

/* ---- every script ---- */

static void
test_scripts (Fixture *self, gconstpointer data)
{
  say (self, SCENE_GENERAL, SCENE_YOUSSEF,
       "صباح الخير! هل يمكنكم مراجعة **جدول الأبواب** قبل الساعة 15:00؟ الملف هو `L2-doors.ods` والرابط "
       "https://example.com/plans ، وشكراً لـ [@Mei](office:person/" SCENE_MEI ")");
  say (self, SCENE_GENERAL, SCENE_YOUSSEF, "- أولاً: الباب رقم 12\n- ثانياً: Door 14\n\n> هذا ما قاله المهندس");
  say (self, SCENE_GENERAL, SCENE_YOUSSEF,
       "1. שלום לכולם\n2. Door 14\n3. הדלת `L2`\n\n> ציטוט של המהנדס\n\n```c\nint main (void);\n```");
  say (self, SCENE_GENERAL, SCENE_MEI,
       "会议改到星期四下午三点，请把图纸、样品和预算表都带来。「板岩」要深灰色的那一款，不要绿色的。");
  say (self, SCENE_GENERAL, SCENE_MEI,
       "図面を確認しました。ドアの高さは二千百ミリです。 회의는 목요일 오후 3시입니다.");
  say (self, SCENE_GENERAL, SCENE_ANNA,
       "👩‍🚀 👨‍👩‍👧‍👦 👍🏽 🇩🇪🇨🇭🇵🇹 🏳️‍🌈 1️⃣ ❤️‍🔥");
  say (self, SCENE_GENERAL, SCENE_ANNA, "👍🏽");
  say (self, SCENE_GENERAL, SCENE_SOFIA, "नमस्ते, สวัสดี, שלום לכולם, Γειά σας, Привет, Xin chào mọi người, ñandú");
  open_window (self, SCENE_GENERAL, WIDE);
  g_assert_true (office_message_list_is_at_bottom (get_list (self)));
  g_clear_pointer (&self->ui, office_ui_fixture_free);
  open_window (self, SCENE_GENERAL, PHONE);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (self->workspace)), <=, PHONE);
  g_assert_true (office_message_list_is_at_bottom (get_list (self)));
  keep_pictures (self, "scripts", SCENE_GENERAL, NULL);
}

/* ---- a text that is too long ---- */

static char *
dup_text (GtkTextBuffer *buffer)
{
  char *text;

  g_object_get (buffer, "text", &text, NULL);
  return text;
}

/* It is said while the text still stands there, it is not sent, and it is kept. */
static void
test_too_long (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *kept = NULL;
  OfficeComposer *composer;
  guint n;

  while (g_utf8_strlen (text->str, -1) < 50000)
    g_string_append (text, "The whole specification, chapter by chapter. 第一章。\n");
  open_window (self, SCENE_GENERAL, WIDE);
  composer = OFFICE_COMPOSER (find (self, OFFICE_TYPE_COMPOSER));
  n = g_list_model_get_n_items (G_LIST_MODEL (office_message_list_get_conversation (get_list (self))));
  gtk_text_buffer_set_text (office_composer_get_buffer (composer), text->str, -1);
  office_ui_fixture_settle (self->ui);
  g_assert_false (office_composer_can_send (composer));
  office_composer_send (composer);
  office_ui_fixture_settle (self->ui);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (office_message_list_get_conversation (get_list (self)))),
                    ==, n);
  g_assert_cmpuint (office_session_get_n_waiting (self->session), ==, 0);
  kept = dup_text (office_composer_get_buffer (composer));
  g_assert_cmpstr (kept, ==, text->str);
  /* In another room and back. */
  office_workspace_open_room (self->workspace, SCENE_LIBRARY);
  office_ui_fixture_settle (self->ui);
  office_workspace_open_room (self->workspace, SCENE_GENERAL);
  office_ui_fixture_settle (self->ui);
  g_free (kept);
  kept = dup_text (office_composer_get_buffer (composer));
  g_assert_cmpstr (kept, ==, text->str);
  keep_pictures (self, "too-long", SCENE_GENERAL, NULL);
}

/* ---- two hundred people ---- */

static void
bring_people (Fixture *self)
{
  static const char *const given[] = { "Amélie", "Björn", "Chidi", "Daria",  "Émile", "Fatima", "Giorgos",  "Hạnh",
                                       "Ingrid", "João",  "凯",    "Łukasz", "محمد",  "Nívea",  "Oluwaseun" };
  static const char *const family[] = { "Abegunde",
                                        "Brückner-Hohenlohe",
                                        "Czerny",
                                        "Dąbrowski",
                                        "Eriksen",
                                        "Fontaine",
                                        "García Márquez de la Concepción",
                                        "Håkansson",
                                        "Ivanova",
                                        "Jørgensen" };

  for (guint i = 0; i < 194; i++)
    {
      g_autofree char *id = g_strdup_printf ("0190a000-0000-7000-8000-0000000f%04x", i);
      g_autofree char *name = g_strdup_printf ("%s %s %u", given[i % G_N_ELEMENTS (given)],
                                               family[i / G_N_ELEMENTS (given) % G_N_ELEMENTS (family)], i);
      OfficeRecord *person = office_record_new ("person", id, "office");

      office_record_set_text (person, "name", name);
      office_record_set_text (person, "role", "member");
      office_test_scene_receive (self->scene, person, NULL);
    }
}

static gboolean
always (GtkWidget *widget, gconstpointer data)
{
  return TRUE;
}

static void
complete_name (Fixture *self)
{
  OfficeComposer *composer = OFFICE_COMPOSER (find (self, OFFICE_TYPE_COMPOSER));

  office_composer_focus (composer);
  gtk_text_buffer_set_text (office_composer_get_buffer (composer), "", -1);
  gtk_text_buffer_insert_interactive_at_cursor (office_composer_get_buffer (composer), "@ing", -1, TRUE);
  office_ui_fixture_settle (self->ui);
}

static void
test_crowd (Fixture *self, gconstpointer data)
{
  OfficeRoom *room = office_session_find_room (self->session, SCENE_GENERAL);
  GtkWidget *popover;
  guint mentions;

  bring_people (self);
  g_assert_cmpuint (g_list_model_get_n_items (office_session_get_people (self->session)), ==, 200);
  open_window (self, SCENE_LIBRARY, WIDE);
  /* All are meant: so am I. */
  mentions = office_room_get_mentions (room);
  office_test_scene_act (self->scene, SCENE_ANNA, "message.send",
                         "{\"id\":\"0190a000-0000-7000-8000-0000000eff01\",\"room\":\"" SCENE_GENERAL
                         "\",\"text\":\"[@room](office:room/" SCENE_GENERAL ") Lunch is here\"}");
  office_ui_fixture_settle (self->ui);
  g_assert_cmpuint (office_room_get_mentions (room), ==, mentions + 1);
  for (guint i = 0; i < 30; i++)
    {
      g_autofree char *author = g_strdup_printf ("0190a000-0000-7000-8000-0000000f%04x", i * 6);

      say (self, SCENE_GENERAL, author, "Thank you, on my way.");
    }
  office_workspace_open_room (self->workspace, SCENE_GENERAL);
  office_ui_fixture_settle (self->ui);
  keep_pictures (self, "crowd", SCENE_GENERAL, NULL);
  complete_name (self);
  popover = office_ui_fixture_find_by (self->ui, OFFICE_TYPE_COMPLETION_POPOVER, always, NULL);
  g_assert_nonnull (popover);
  g_assert_true (gtk_widget_get_mapped (popover));
  keep_pictures (self, "crowd-completion", SCENE_GENERAL, complete_name);
}

static void
test_crowd_list (Fixture *self, gconstpointer data)
{
  GtkWidget *dialog;

  bring_people (self);
  dialog = office_room_people_dialog_new (self->session, office_session_find_room (self->session, SCENE_PARTNERS));
  self->ui = office_ui_fixture_new_for_window (GTK_WINDOW (dialog));
  office_ui_fixture_settle (self->ui);
  office_ui_fixture_check_names (self->ui);
  office_ui_fixture_keep_picture (self->ui, "real-crowd-members");
}

/* ---- a month away ---- */

/* The window is open on the room when all of it arrives: the reader stays where they were, the line over what is new is the
 * next thing below, the counts are right, and one jump is at the end. */
static void
test_month_away (Fixture *self, gconstpointer data)
{
  OfficeRoom *general = office_session_find_room (self->session, SCENE_GENERAL);
  OfficeRoom *library = office_session_find_room (self->session, SCENE_LIBRARY);
  OfficeConversation *conversation;
  OfficeMessageList *list;
  gint64 before;
  gboolean divided = FALSE;

  say (self, SCENE_GENERAL, SCENE_ANNA, "See you in a month, Ben!");
  before = office_replica_get_max_seq (office_test_scene_get_replica (self->scene), SCENE_GENERAL);
  g_assert_true (office_session_mark_read (self->session, SCENE_GENERAL, NULL, before, NULL));
  open_window (self, SCENE_GENERAL, WIDE);
  list = get_list (self);
  conversation = office_message_list_get_conversation (list);
  office_fake_clock_advance (office_test_scene_get_clock (self->scene), G_GINT64_CONSTANT (30) * 24 * 60 * MINUTE);
  office_test_scene_add_messages (self->scene, SCENE_LIBRARY, 3000);
  office_test_scene_add_messages (self->scene, SCENE_GENERAL, 5000);
  office_ui_fixture_settle (self->ui);

  g_assert_cmpint (office_conversation_get_first_unread (conversation), ==, before + 1);
  g_assert_true (office_conversation_has_newer (conversation));
  g_assert_false (office_message_list_is_at_bottom (list));
  g_assert_cmpuint (office_message_list_get_n_rows (list), <=, 2 * OFFICE_CONVERSATION_MOST);
  /* Of two rooms that much comes to, one is counted some frames later. */
  OFFICE_WAIT_UNTIL (office_room_get_unread (general) > 4900);
  OFFICE_WAIT_UNTIL (office_room_get_unread (library) > 2900);
  for (guint i = 0; i < office_message_list_get_n_rows (list); i++)
    divided |= office_message_row_get_unread (office_message_list_get_row (list, i));
  g_assert_true (divided);
  office_ui_fixture_keep_picture (self->ui, "real-month-away-1200");

  office_message_list_go_to_newest (list);
  office_ui_fixture_settle (self->ui);
  g_assert_true (office_message_list_is_at_bottom (list));
  OFFICE_WAIT_UNTIL (office_room_get_unread (general) == 0);
  g_assert_cmpuint (office_room_get_unread (library), >, 2900);
  keep_pictures (self, "month-away-room", SCENE_LIBRARY, NULL); /* another one, when it is opened */
}

int
main (int argc, char **argv)
{
  office_ui_fixture_init (&argc, &argv);

#define ADD(path, test) g_test_add ("/ui/real/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("long-thread", test_long_thread);
  ADD ("scripts", test_scripts);
  ADD ("too-long", test_too_long);
  ADD ("crowd", test_crowd);
  ADD ("crowd-list", test_crowd_list);
  ADD ("month-away", test_month_away);
#undef ADD

  return g_test_run ();
}
