/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing: completion, formatting, commands, the limit, what is pasted and dropped. OFFICE_PICTURES=FOLDER keeps pictures. */
#include "office-completion-popover.h"
#include "office-composer.h"
#include "office-fake-clock.h"
#include "office-message-list.h"
#include "office-settings.h"
#include "office-slow-file.h"
#include "office-test-folder.h"
#include "office-test-scene.h"
#include "office-ui-fixture.h"
#include "office-window-private.h"
#include "office-workspace-private.h"

#include <adwaita.h>
#include <sys/stat.h>
#include <time.h>

typedef struct {
  OfficeTestScene *scene;
  OfficeSession *session;
  OfficeUiFixture *ui;
  OfficeWindow *window;
  OfficeComposer *composer;
  GtkTextBuffer *buffer;
  char *folder;
} Fixture;

/* ---- setting up ---- */

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *files = NULL;

  fixture->folder = g_dir_make_tmp ("office-composer-XXXXXX", NULL);
  files = g_build_filename (fixture->folder, "kept", NULL);
  fixture->scene = office_test_scene_new ();
  fixture->session = office_test_scene_get_session (fixture->scene);
  office_session_set_files (fixture->session, files, NULL);
  fixture->window = OFFICE_WINDOW (office_window_new (NULL, NULL));
  office_window_show_session (fixture->window, fixture->session, NULL);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1000, 700);
  fixture->ui = office_ui_fixture_new_for_window (GTK_WINDOW (fixture->window));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.open-room", "s", SCENE_LIBRARY);
  office_ui_fixture_settle (fixture->ui);
  fixture->composer = OFFICE_COMPOSER (office_ui_fixture_find (fixture->ui, OFFICE_TYPE_COMPOSER, NULL, NULL));
  fixture->buffer = office_composer_get_buffer (fixture->composer);
  office_composer_focus (fixture->composer);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  office_ui_fixture_free (fixture->ui);
  office_test_scene_free (fixture->scene);
  office_test_remove_tree (fixture->folder);
  g_free (fixture->folder);
}

/* ---- what a person does and sees ---- */

static void
press (Fixture *fixture, guint key, GdkModifierType modifiers)
{
  office_ui_fixture_press (fixture->ui, key, modifiers);
}

static void
set_text (Fixture *fixture, const char *text)
{
  GtkTextIter end;

  gtk_text_buffer_set_text (fixture->buffer, text, -1);
  gtk_text_buffer_get_end_iter (fixture->buffer, &end);
  gtk_text_buffer_place_cursor (fixture->buffer, &end);
  office_ui_fixture_settle (fixture->ui);
}

static void
assert_text (Fixture *fixture, const char *expected)
{
  g_autofree char *text = NULL;

  g_object_get (fixture->buffer, "text", &text, NULL);
  g_assert_cmpstr (text, ==, expected);
}

static void
select_range (Fixture *fixture, int from, int to)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_offset (fixture->buffer, &start, from);
  gtk_text_buffer_get_iter_at_offset (fixture->buffer, &end, to);
  gtk_text_buffer_select_range (fixture->buffer, &end, &start);
}

static gboolean
always (GtkWidget *widget, gconstpointer data)
{
  return TRUE;
}

static GtkWidget *
find_popover (Fixture *fixture)
{
  return office_ui_fixture_find_by (fixture->ui, OFFICE_TYPE_COMPLETION_POPOVER, always, NULL);
}

static gboolean
shows_text (GtkWidget *label, gconstpointer text)
{
  return strstr (gtk_label_get_text (GTK_LABEL (label)), text) != NULL;
}

static gboolean
shows (Fixture *fixture, const char *text)
{
  return office_ui_fixture_find_by (fixture->ui, GTK_TYPE_LABEL, shows_text, text) != NULL;
}

static OfficeMessageRow *
get_last_row (Fixture *fixture)
{
  OfficeMessageList *list = OFFICE_MESSAGE_LIST (
      office_ui_fixture_find (fixture->ui, OFFICE_TYPE_MESSAGE_LIST, NULL, NULL));

  return office_message_list_get_row (list, office_message_list_get_n_rows (list) - 1);
}

static OfficeMessage *
get_last (Fixture *fixture)
{
  return office_message_row_get_message (get_last_row (fixture));
}

static GFile *
make_file (Fixture *fixture, const char *name)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, "What is in it", -1, NULL));
  return g_file_new_for_path (path);
}

static GdkFileList *
make_files (Fixture *fixture)
{
  GSList *files = g_slist_prepend (g_slist_prepend (NULL, make_file (fixture, "plan.pdf")),
                                   make_file (fixture, "notes.txt"));
  GdkFileList *list = gdk_file_list_new_from_list (files);

  g_slist_free_full (files, g_object_unref);
  return list;
}

/* ---- completion ---- */

static void
test_people (Fixture *fixture, gconstpointer data)
{
  press (fixture, GDK_KEY_x, 0);
  set_text (fixture, "Ask @");
  g_assert_nonnull (find_popover (fixture));
  office_ui_fixture_check_names (fixture->ui);
  set_text (fixture, "Ask @sof");
  gtk_test_accessible_assert_relation (GTK_WIDGET (gtk_window_get_focus (GTK_WINDOW (fixture->window))),
                                       GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT,
                                       office_ui_fixture_find (fixture->ui, GTK_TYPE_LIST_BOX_ROW, "css-name", "row"));
  press (fixture, GDK_KEY_Escape, 0);
  g_assert_null (find_popover (fixture));
  set_text (fixture, "Ask @roo");
  press (fixture, GDK_KEY_Return, 0);
  assert_text (fixture, "Ask @room ");
  g_assert_null (find_popover (fixture));
  /* In the middle of a word it is an address. */
  set_text (fixture, "mail@an");
  g_assert_null (find_popover (fixture));
}

static void
test_tasks (Fixture *fixture, gconstpointer data)
{
  press (fixture, GDK_KEY_x, 0);
  set_text (fixture, "See #faç");
  g_assert_nonnull (find_popover (fixture));
  press (fixture, GDK_KEY_Tab, 0);
  assert_text (fixture, "See #Send façade samples to the client ");
  press (fixture, GDK_KEY_Return, 0);
  assert_text (fixture, "");
  g_assert_cmpstr (office_message_get_text (get_last (fixture)), ==,
                   "See [#Send façade samples to the client](office:task/" SCENE_SAMPLES ")");
  office_test_scene_answer (fixture->scene);
  press (fixture, GDK_KEY_Up, 0);
  assert_text (fixture, "See #Send façade samples to the client");
}

/* A task of another room is offered to who calls it by the room's key, and a number on the way to it. */
static void
test_tasks_elsewhere (Fixture *fixture, gconstpointer data)
{
  OfficeRecord *room = office_test_scene_get_record (fixture->scene, SCENE_LIBRARY);
  OfficeRecord *doors = office_test_scene_get_record (fixture->scene, SCENE_DOORS);

  office_record_set_text (room, "key", "LIB");
  office_record_set_integer (doors, "number", 3);
  office_test_scene_receive (fixture->scene, room, doors, NULL);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.open-room", "s", SCENE_GENERAL);
  office_ui_fixture_settle (fixture->ui);
  press (fixture, GDK_KEY_x, 0);
  set_text (fixture, "See #lib");
  g_assert_null (find_popover (fixture));
  set_text (fixture, "See #lib-");
  g_assert_nonnull (find_popover (fixture));
  set_text (fixture, "See #lib-3");
  g_assert_nonnull (find_popover (fixture));
  press (fixture, GDK_KEY_Tab, 0);
  assert_text (fixture, "See #LIB-3 ");
}

static void
test_emoji (Fixture *fixture, gconstpointer data)
{
  press (fixture, GDK_KEY_x, 0);
  set_text (fixture, "Hooray :ta");
  g_assert_nonnull (find_popover (fixture));
  press (fixture, GDK_KEY_Return, 0);
  assert_text (fixture, "Hooray 🎉");
  /* A whole name between colons, and the key that takes it back. */
  set_text (fixture, "Done :rocket");
  press (fixture, GDK_KEY_Escape, 0);
  press (fixture, GDK_KEY_colon, 0);
  assert_text (fixture, "Done 🚀");
  press (fixture, GDK_KEY_z, GDK_CONTROL_MASK);
  assert_text (fixture, "Done :rocket:");
  /* GTK's own names are known too. */
  set_text (fixture, ":hatching_ch");
  press (fixture, GDK_KEY_Tab, 0);
  assert_text (fixture, "🐣");
  /* A time, a face, and what nobody calls so. */
  set_text (fixture, "12:30");
  g_assert_null (find_popover (fixture));
  set_text (fixture, ":)");
  g_assert_null (find_popover (fixture));
  set_text (fixture, ":zzzz");
  g_assert_null (find_popover (fixture));
}

static void
test_choosing (Fixture *fixture, gconstpointer data)
{
  press (fixture, GDK_KEY_x, 0);
  set_text (fixture, "/");
  g_assert_nonnull (find_popover (fixture));
  /* Down and up, to one that must be scrolled to, and taken with the pointer's signal. */
  for (guint i = 0; i < 11; i++)
    press (fixture, GDK_KEY_Down, 0);
  press (fixture, GDK_KEY_Up, 0);
  press (fixture, GDK_KEY_Tab, 0);
  g_assert_null (find_popover (fixture));
  set_text (fixture, "/to");
  {
    GtkWidget *row = office_ui_fixture_find (fixture->ui, GTK_TYPE_LIST_BOX_ROW, NULL, NULL);

    row = office_ui_fixture_find (fixture->ui, GTK_TYPE_LABEL, "label", "/topic TEXT");
    g_assert_nonnull (row);
    row = gtk_widget_get_ancestor (row, GTK_TYPE_LIST_BOX_ROW);
    g_signal_emit_by_name (gtk_widget_get_parent (row), "row-activated", row);
  }
  assert_text (fixture, "/topic ");
  /* Elsewhere than at the start a slash is a slash. */
  set_text (fixture, "and/or /to");
  g_assert_null (find_popover (fixture));
}

/* ---- commands ---- */

static void
run (Fixture *fixture, const char *text)
{
  set_text (fixture, text);
  office_composer_send (fixture->composer);
  office_ui_fixture_settle (fixture->ui);
}

static void
test_commands (Fixture *fixture, gconstpointer data)
{
  OfficeRoom *room = office_session_find_room (fixture->session, SCENE_LIBRARY);
  g_autoptr (GPtrArray) tasks = NULL;

  run (fixture, "/task Order the lamps");
  assert_text (fixture, "");
  tasks = office_session_offer_tasks (fixture->session, SCENE_LIBRARY);
  g_assert_cmpstr (((OfficeOffer *) tasks->pdata[0])->title, ==, "Order the lamps");
  run (fixture, "/topic Everything about books");
  g_assert_cmpstr (office_room_get_topic (room), ==, "Everything about books");
  run (fixture, "/msg @Mei 梅琳 Hello there");
  g_assert_cmpstr (office_workspace_get_room_id (fixture->window->workspace), ==,
                   office_test_scene_get_direct (fixture->scene));
  g_assert_cmpstr (office_message_get_text (get_last (fixture)), ==, "Hello there");
  assert_text (fixture, "");
  run (fixture, "/join libr");
  g_assert_cmpstr (office_workspace_get_room_id (fixture->window->workspace), ==, SCENE_LIBRARY);
  run (fixture, "/search lamps");
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (fixture->window->search_panel)));
  press (fixture, GDK_KEY_Escape, 0);
  run (fixture, "/help");
  assert_text (fixture, "/");
}

/* Nothing is lost, and a word says why. */
static void
test_refused_commands (Fixture *fixture, gconstpointer data)
{
  run (fixture, "/tsk Order the lamps");
  assert_text (fixture, "/tsk Order the lamps");
  g_assert_true (shows (fixture, "There is no command /tsk."));
  office_ui_fixture_keep_picture (fixture->ui, "composer-refused");
  press (fixture, GDK_KEY_x, 0);
  g_assert_false (shows (fixture, "There is no command"));
  run (fixture, "/task");
  assert_text (fixture, "/task");
  g_assert_true (shows (fixture, "Something is missing: write /task TITLE."));
  run (fixture, "/invite @Nobody");
  assert_text (fixture, "/invite @Nobody");
  g_assert_true (shows (fixture, "There is nobody of that name"));
  run (fixture, "/invite @Mei");
  assert_text (fixture, "/invite @Mei");
  g_assert_true (shows (fixture, "They are in this room already."));
  run (fixture, "/topic");
  g_assert_true (shows (fixture, "Something is missing: write /topic TEXT."));
}

/* A command is for the program: as a message, now or later, it would tell everybody. */
static void
test_commands_stay_commands (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = make_file (fixture, "plan.pdf");
  g_autoptr (GPtrArray) scheduled = NULL;

  office_composer_attach (fixture->composer, file);
  OFFICE_WAIT_UNTIL (office_composer_can_send (fixture->composer));
  run (fixture, "/msg @Mei Only for you");
  assert_text (fixture, "/msg @Mei Only for you");
  g_assert_true (shows (fixture, "Files do not go with a command."));
  run (fixture, "//etc is a folder");
  g_assert_cmpstr (office_message_get_text (get_last (fixture)), ==, "/etc is a folder");

  set_text (fixture, "/remind tomorrow at nine");
  gtk_widget_activate_action (GTK_WIDGET (fixture->composer), "composer.send-later", "s", "tomorrow 9:00");
  assert_text (fixture, "/remind tomorrow at nine");
  g_assert_true (shows (fixture, "A command is not sent later."));
  set_text (fixture, "//etc is a folder");
  gtk_widget_activate_action (GTK_WIDGET (fixture->composer), "composer.send-later", "s", "tomorrow 9:00");
  assert_text (fixture, "");
  scheduled = office_replica_list (office_test_scene_get_replica (fixture->scene), "scheduled", NULL, NULL);
  g_assert_cmpuint (scheduled->len, ==, 1);
  g_assert_cmpstr (office_record_get_text (scheduled->pdata[0], "text"), ==, "/etc is a folder");
}

/* That it waits for its files would not be true. */
static void
test_command_while_copying (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) large = office_slow_file_new ("Site survey.tar", 1000);

  office_composer_attach (fixture->composer, large);
  run (fixture, "/msg @Mei Only for you");
  g_assert_false (office_composer_can_send (fixture->composer));
  assert_text (fixture, "/msg @Mei Only for you");
  g_assert_true (shows (fixture, "Files do not go with a command."));
  office_slow_file_let (OFFICE_SLOW_FILE (large), 1000);
  OFFICE_WAIT_UNTIL (office_composer_can_send (fixture->composer));
  assert_text (fixture, "/msg @Mei Only for you");
}

static OfficeRecord *
dup_task (Fixture *fixture, const char *title)
{
  g_autoptr (GPtrArray) tasks = office_replica_list (office_test_scene_get_replica (fixture->scene), "task", NULL,
                                                     NULL);

  for (guint i = 0; i < tasks->len; i++)
    if (g_str_equal (office_record_get_text (tasks->pdata[i], "title"), title))
      return office_record_ref (tasks->pdata[i]);
  return NULL;
}

/* Typed here, a task is read as anywhere; what stands below its first line describes it. */
static void
test_task_command (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeRecord) task = NULL;
  g_autoptr (OfficeRecord) plain = NULL;

  run (fixture, "/task Order the lamps tomorrow !high @Mei\nThe round ones,\nfrom Porto");
  assert_text (fixture, "");
  task = dup_task (fixture, "Order the lamps");
  g_assert_nonnull (task);
  g_assert_nonnull (office_record_get_text (task, "due"));
  g_assert_cmpstr (office_record_get_text (task, "priority"), ==, "high");
  g_assert_cmpstr (office_record_get_text (task, "description"), ==, "The round ones,\nfrom Porto");
  run (fixture, "/task !high");
  plain = dup_task (fixture, "!high");
  g_assert_nonnull (plain);
}

static void
test_slashes (Fixture *fixture, gconstpointer data)
{
  run (fixture, "//task is how one writes a command");
  g_assert_cmpstr (office_message_get_text (get_last (fixture)), ==, "/task is how one writes a command");
  run (fixture, "/usr/bin is full");
  g_assert_cmpstr (office_message_get_text (get_last (fixture)), ==, "/usr/bin is full");
  /* A message that is edited is one. */
  office_test_scene_answer (fixture->scene);
  set_text (fixture, "");
  press (fixture, GDK_KEY_Up, 0);
  run (fixture, "/task");
  g_assert_cmpstr (office_message_get_text (get_last (fixture)), ==, "/task");
}

/* ---- keys ---- */

static void
test_enter (Fixture *fixture, gconstpointer data)
{
  GSettings *settings = office_settings_get_default ();

  g_assert_nonnull (settings);
  press (fixture, GDK_KEY_a, 0);
  press (fixture, GDK_KEY_Return, GDK_SHIFT_MASK);
  assert_text (fixture, "a\n");
  press (fixture, GDK_KEY_Return, 0);
  assert_text (fixture, "");

  g_settings_set_boolean (settings, "enter-sends", FALSE);
  press (fixture, GDK_KEY_b, 0);
  press (fixture, GDK_KEY_Return, 0);
  assert_text (fixture, "b\n");
  press (fixture, GDK_KEY_Return, GDK_SHIFT_MASK);
  assert_text (fixture, "");
  press (fixture, GDK_KEY_c, 0);
  press (fixture, GDK_KEY_Return, GDK_CONTROL_MASK);
  assert_text (fixture, "");
  g_assert_cmpstr (office_message_get_text (get_last (fixture)), ==, "c");
  g_settings_reset (settings, "enter-sends");
}

static void
test_formatting (Fixture *fixture, gconstpointer data)
{
  set_text (fixture, "one two");
  select_range (fixture, 4, 7);
  press (fixture, GDK_KEY_b, GDK_CONTROL_MASK);
  assert_text (fixture, "one **two**");
  press (fixture, GDK_KEY_i, GDK_CONTROL_MASK);
  assert_text (fixture, "one ***two***");
  press (fixture, GDK_KEY_b, GDK_CONTROL_MASK);
  assert_text (fixture, "one *two*");
  press (fixture, GDK_KEY_z, GDK_CONTROL_MASK);
  assert_text (fixture, "one ***two***");
  press (fixture, GDK_KEY_z, GDK_CONTROL_MASK);
  press (fixture, GDK_KEY_z, GDK_CONTROL_MASK);
  assert_text (fixture, "one two");
  select_range (fixture, 4, 7);
  press (fixture, GDK_KEY_x, GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  assert_text (fixture, "one ~~two~~");
  press (fixture, GDK_KEY_e, GDK_CONTROL_MASK);
  assert_text (fixture, "one ~~`two`~~");
  press (fixture, GDK_KEY_9, GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  assert_text (fixture, "> one ~~`two`~~");
  set_text (fixture, "see this");
  select_range (fixture, 4, 8);
  press (fixture, GDK_KEY_k, GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  assert_text (fixture, "see [this](https://)");
  set_text (fixture, "a\nb");
  select_range (fixture, 0, 3);
  gtk_widget_activate_action (GTK_WIDGET (fixture->composer), "composer.format", "s", "list");
  assert_text (fixture, "- a\n- b");
}

/* Esc leaves the message as it was, and the draft stands there again. */
static void
test_edit_cancelled (Fixture *fixture, gconstpointer data)
{
  run (fixture, "First");
  office_test_scene_answer (fixture->scene);
  press (fixture, GDK_KEY_Up, 0);
  assert_text (fixture, "First");
  g_assert_true (shows (fixture, "Editing"));
  set_text (fixture, "Changed");
  press (fixture, GDK_KEY_Escape, 0);
  assert_text (fixture, "");
  g_assert_cmpstr (office_message_get_text (get_last (fixture)), ==, "First");
  set_text (fixture, "A draft");
  office_composer_edit (fixture->composer, get_last (fixture));
  assert_text (fixture, "First");
  {
    GdkFileList *files = make_files (fixture);

    gdk_clipboard_set (gtk_widget_get_clipboard (GTK_WIDGET (fixture->composer)), GDK_TYPE_FILE_LIST, files);
    press (fixture, GDK_KEY_v, GDK_CONTROL_MASK);
    OFFICE_WAIT_UNTIL (shows (fixture, "Files go with a new message."));
    assert_text (fixture, "First");
    g_boxed_free (GDK_TYPE_FILE_LIST, files);
  }
  press (fixture, GDK_KEY_Escape, 0);
  assert_text (fixture, "A draft");
}

/* ---- the limit ---- */

/* Processor time of this thread, which a busy machine does not change; s. */
static double
measure_setting (Fixture *fixture, const char *text)
{
  struct timespec before, after;

  set_text (fixture, "");
  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &before);
  set_text (fixture, text);
  press (fixture, GDK_KEY_x, 0);
  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &after);
  return (double) (after.tv_sec - before.tv_sec) + 1e-9 * (double) (after.tv_nsec - before.tv_nsec);
}

/* Somebody's own message may go while they make another of it, on another desk. What they write stays until they leave it. */
static void
test_edit_of_removed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  run (fixture, "First");
  office_test_scene_answer (fixture->scene);
  press (fixture, GDK_KEY_Up, 0);
  g_assert_true (office_session_remove_message (fixture->session, office_message_get_id (get_last (fixture)), &error));
  g_assert_no_error (error);
  run (fixture, "Changed");
  assert_text (fixture, "Changed");
  g_assert_true (shows (fixture, "This message was deleted meanwhile."));
}

static void
test_limit (Fixture *fixture, gconstpointer data)
{
  g_autofree char *near = g_strnfill (9900, 'a');
  g_autofree char *huge = g_strnfill (50000, 'b');
  GtkWidget *button;
  double once;

  measure_setting (fixture, near);
  once = measure_setting (fixture, near);
  set_text (fixture, near);
  g_assert_true (shows (fixture, "100 characters left"));
  g_assert_true (office_composer_can_send (fixture->composer));
  /* Five times as much text: broken like words, it took twenty-five times as long, and sixteen seconds. */
  g_assert_cmpfloat (measure_setting (fixture, huge), <, 15 * once);
  g_assert_true (shows (fixture, "This is 40001 characters too long to be sent."));
  press (fixture, GDK_KEY_Return, 0);
  g_assert_cmpint (gtk_text_buffer_get_char_count (fixture->buffer), ==, 50001);
  office_ui_fixture_keep_picture (fixture->ui, "composer-over-limit");
  button = office_ui_fixture_find (fixture->ui, GTK_TYPE_BUTTON, "label", "Attach as _File");
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  OFFICE_WAIT_UNTIL (gtk_text_buffer_get_char_count (fixture->buffer) == 0);
  g_assert_true (shows (fixture, "message.txt"));
  g_assert_true (office_composer_can_send (fixture->composer));
  /* The key that takes back brings the text again. */
  press (fixture, GDK_KEY_z, GDK_CONTROL_MASK);
  g_assert_cmpint (gtk_text_buffer_get_char_count (fixture->buffer), ==, 50001);
}

/* ---- pasting and dropping ---- */

static void
test_paste_files (Fixture *fixture, gconstpointer data)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (fixture->composer));
  GdkFileList *files = make_files (fixture);

  gdk_clipboard_set (clipboard, GDK_TYPE_FILE_LIST, files);
  press (fixture, GDK_KEY_v, GDK_CONTROL_MASK);
  OFFICE_WAIT_UNTIL (shows (fixture, "plan.pdf") && shows (fixture, "notes.txt"));
  assert_text (fixture, "");
  g_boxed_free (GDK_TYPE_FILE_LIST, files);
  OFFICE_WAIT_UNTIL (office_composer_can_send (fixture->composer));
  /* Addresses are text, though they come in the same form. */
  {
    g_autoptr (GFile) address = g_file_new_for_uri ("https://example.org/plan");
    g_autoptr (GSList) list = g_slist_prepend (NULL, address);
    GdkFileList *addresses = gdk_file_list_new_from_list (list);
    GdkContentProvider *parts[] = { gdk_content_provider_new_typed (GDK_TYPE_FILE_LIST, addresses),
                                    gdk_content_provider_new_typed (G_TYPE_STRING, "https://example.org/plan") };
    g_autoptr (GdkContentProvider) both = gdk_content_provider_new_union (parts, 2);

    gdk_clipboard_set_content (clipboard, both);
    press (fixture, GDK_KEY_v, GDK_CONTROL_MASK);
    OFFICE_WAIT_UNTIL (gtk_text_buffer_get_char_count (fixture->buffer) > 0);
    assert_text (fixture, "https://example.org/plan");
    g_boxed_free (GDK_TYPE_FILE_LIST, addresses);
  }
}

/* From a terminal, or from another system; and what shows nothing is nothing to send. */
static void
test_paste_controls (Fixture *fixture, gconstpointer data)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (fixture->composer));

  gdk_clipboard_set_text (clipboard, "\x1b[31mred\x1b[0m\x07 one\r\ntwo\rthree\x7f\tfour");
  press (fixture, GDK_KEY_v, GDK_CONTROL_MASK);
  OFFICE_WAIT_UNTIL (gtk_text_buffer_get_char_count (fixture->buffer) > 0);
  assert_text (fixture, "[31mred[0m one\ntwo\nthree\tfour");
  office_composer_send (fixture->composer);
  office_ui_fixture_settle (fixture->ui);
  assert_text (fixture, "");
  set_text (fixture, "\xe2\x80\x8b \xe3\x85\xa4");
  g_assert_false (office_composer_can_send (fixture->composer));
}

static void
test_paste_picture (Fixture *fixture, gconstpointer data)
{
  static const guint8 pixels[4 * 2 * 2] = { 0 };
  g_autoptr (GBytes) bytes = g_bytes_new_static (pixels, sizeof (pixels));
  g_autoptr (GdkTexture) texture = gdk_memory_texture_new (2, 2, GDK_MEMORY_DEFAULT, bytes, 8);

  gdk_clipboard_set_texture (gtk_widget_get_clipboard (GTK_WIDGET (fixture->composer)), texture);
  press (fixture, GDK_KEY_v, GDK_CONTROL_MASK);
  OFFICE_WAIT_UNTIL (shows (fixture, "Picture.png"));
}

/* With the pointer, from one widget to the text: the files go with the message, and no names of them into the text. */
static void
drop_files (Fixture *fixture, GtkWidget *from, GtkWidget *to)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GdkFileList *files = make_files (fixture);
  g_autoptr (GdkContentProvider) content = gdk_content_provider_new_typed (GDK_TYPE_FILE_LIST, files);

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (source), GTK_PHASE_CAPTURE);
  gtk_drag_source_set_content (source, content);
  gtk_widget_add_controller (from, GTK_EVENT_CONTROLLER (source));
  office_ui_fixture_drag (fixture->ui, from, to);
  OFFICE_WAIT_UNTIL (shows (fixture, "plan.pdf") && shows (fixture, "notes.txt"));
  assert_text (fixture, "");
  g_boxed_free (GDK_TYPE_FILE_LIST, files);
}

static void
test_drop_files (Fixture *fixture, gconstpointer data)
{
  drop_files (fixture, office_ui_fixture_find (fixture->ui, OFFICE_TYPE_MESSAGE_LIST, NULL, NULL),
              GTK_WIDGET (fixture->composer));
}

/* Who has files in hand need not aim at one line. */
static void
test_drop_files_on_messages (Fixture *fixture, gconstpointer data)
{
  drop_files (fixture, GTK_WIDGET (fixture->window->workspace->sidebar),
              office_ui_fixture_find (fixture->ui, OFFICE_TYPE_MESSAGE_LIST, NULL, NULL));
  g_assert_true (
      gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)), GTK_WIDGET (fixture->composer)));
}

static void
keep_notice (OfficeSession *session, const char *text, GVariant *undo, char **said)
{
  g_free (*said);
  *said = g_strdup (text);
}

static void
assert_refused (Fixture *fixture, GFile *file, const char *why)
{
  g_autofree char *said = NULL;
  gulong id = g_signal_connect (fixture->session, "notice", G_CALLBACK (keep_notice), &said);

  office_composer_attach (fixture->composer, file);
  OFFICE_WAIT_UNTIL (said != NULL);
  g_assert_nonnull (strstr (said, why));
  g_signal_handler_disconnect (fixture->session, id);
}

/* What is no file is refused in words; a pipe would be read for ever, and what an ended program has left is taken away. */
static void
test_odd_files (Fixture *fixture, gconstpointer data)
{
  g_autofree char *pipe = g_build_filename (fixture->folder, "pipe", NULL);
  g_autofree char *kept = g_build_filename (fixture->folder, "kept", NULL);
  g_autofree char *left = g_build_filename (kept, "attach-1-abcdef", NULL);
  g_autoptr (GFile) missing = g_file_new_build_filename (fixture->folder, "gone.txt", NULL);
  g_autoptr (GFile) special = g_file_new_for_path (pipe);
  g_autoptr (GFile) folder = g_file_new_for_path (fixture->folder);
  g_autoptr (GFile) file = make_file (fixture, "plan.pdf");

  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  g_assert_cmpint (g_mkdir_with_parents (kept, 0700), ==, 0);
  g_assert_true (g_file_set_contents (left, "Half of", -1, NULL));
  assert_refused (fixture, special, "“pipe” is no file that can be attached");
  assert_refused (fixture, missing, "“gone.txt” is not there any more");
  assert_refused (fixture, folder, "is a folder; attach a file");
  office_composer_attach (fixture->composer, file);
  OFFICE_WAIT_UNTIL (office_composer_can_send (fixture->composer));
  g_assert_true (shows (fixture, "plan.pdf"));
  g_assert_false (g_file_test (left, G_FILE_TEST_EXISTS));
}

/* ---- preferences ---- */

static OfficeUiFixture *
open_dialog (Fixture *fixture, const char *action, GType type)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->composer), action, NULL));
  return office_ui_fixture_new_for_type (type);
}

static void
test_preferences (Fixture *fixture, gconstpointer data)
{
  GSettings *settings = office_settings_get_default ();
  OfficePerson *me = office_session_get_me (fixture->session);
  OfficeUiFixture *ui = open_dialog (fixture, "win.preferences", ADW_TYPE_PREFERENCES_WINDOW);
  GtkWidget *toggle = office_ui_fixture_find (ui, GTK_TYPE_SWITCH, NULL, NULL);
  GtkWidget *row;

  g_assert_true (gtk_switch_get_active (GTK_SWITCH (toggle)));
  gtk_switch_set_active (GTK_SWITCH (toggle), FALSE);
  g_assert_false (g_settings_get_boolean (settings, "enter-sends"));
  g_settings_reset (settings, "enter-sends");
  g_assert_false (g_settings_get_boolean (settings, "link-previews"));
  g_assert_true (g_settings_get_boolean (settings, "notifications"));
  row = office_ui_fixture_find (ui, ADW_TYPE_ACTION_ROW, "title", "Tell Others What I Have _Read");
  adw_action_row_activate (ADW_ACTION_ROW (row));
  g_assert_true (office_person_hides_reading (me));
  adw_action_row_activate (ADW_ACTION_ROW (row));
  g_assert_false (office_person_hides_reading (me));
  office_ui_fixture_check_dialog (ui, "preferences");
  office_ui_fixture_free (ui);
}

/* ---- what is said ---- */

static gboolean
is_toast (GtkWidget *widget, gconstpointer data)
{
  return g_str_equal (G_OBJECT_TYPE_NAME (widget), "AdwToastWidget");
}

static void
assert_toast_above (Fixture *fixture)
{
  GtkWidget *root = GTK_WIDGET (fixture->window);
  GtkWidget *toast = office_ui_fixture_find_by (fixture->ui, GTK_TYPE_WIDGET, is_toast, NULL);
  graphene_rect_t above, below;

  g_assert_nonnull (toast);
  g_assert_true (gtk_widget_compute_bounds (toast, root, &above));
  g_assert_true (gtk_widget_compute_bounds (GTK_WIDGET (fixture->composer), root, &below));
  g_assert_cmpfloat (above.origin.y + above.size.height, <=, below.origin.y);
}

/* What is said hides nothing of what is being written. */
static void
test_toast_place (Fixture *fixture, gconstpointer data)
{
  run (fixture, "/away");
  assert_toast_above (fixture);
  office_ui_fixture_keep_picture (fixture->ui, "composer-toast");
}

/* ---- later ---- */

static gboolean
is_later (GtkWidget *widget, gconstpointer data)
{
  return gtk_widget_has_css_class (widget, "later");
}

/* Opens the menu, and closes it again. */
static int
count_times (Fixture *fixture)
{
  GtkMenuButton *button = GTK_MENU_BUTTON (
      office_ui_fixture_find_by (fixture->ui, GTK_TYPE_MENU_BUTTON, is_later, NULL));
  g_autoptr (GMenuModel) offered = NULL;

  gtk_menu_button_popup (button);
  office_ui_fixture_settle (fixture->ui);
  offered = g_menu_model_get_item_link (gtk_menu_button_get_menu_model (button), 0, G_MENU_LINK_SECTION);
  gtk_menu_button_popdown (button);
  office_ui_fixture_settle (fixture->ui);
  return g_menu_model_get_n_items (offered);
}

/* On a Sunday, "Monday" would say the same as "Tomorrow". */
static void
test_later_on_sunday (Fixture *fixture, gconstpointer data)
{
  const gint64 sunday = G_GINT64_CONSTANT (1749981600000); /* 15 June 2025, 10:00 UTC */
  int on_wednesday;

  set_text (fixture, "Good morning");
  on_wednesday = count_times (fixture);
  office_fake_clock_set_now (office_test_scene_get_clock (fixture->scene), sunday);
  g_assert_cmpint (count_times (fixture), ==, on_wednesday - 1);
}

static void
test_later (Fixture *fixture, gconstpointer data)
{
  OfficeUiFixture *ui;
  GtkWidget *button;

  set_text (fixture, "Good morning, the lamps are here");
  press (fixture, GDK_KEY_Return, GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  assert_text (fixture, "Good morning, the lamps are here");
  press (fixture, GDK_KEY_Escape, 0);
  gtk_widget_activate_action (GTK_WIDGET (fixture->composer), "composer.send-later", "s", "tomorrow 9:00");
  assert_text (fixture, "");
  g_assert_true (shows (fixture, "It is sent later: Tomorrow, 9:00"));
  run (fixture, "/later in two weeks How is it going, @Mei?");
  assert_text (fixture, "");
  office_test_scene_answer (fixture->scene);
  office_ui_fixture_settle (fixture->ui);
  g_assert_true (shows (fixture, "2 messages are sent later"));
  office_ui_fixture_keep_picture (fixture->ui, "composer-later");

  ui = open_dialog (fixture, "win.show-scheduled", ADW_TYPE_WINDOW);
  g_assert_nonnull (office_ui_fixture_find (ui, GTK_TYPE_LABEL, "label", "Tomorrow, 9:00 · Riverside Library"));
  g_assert_nonnull (office_ui_fixture_find (ui, GTK_TYPE_LABEL, "label", "How is it going, @Mei?"));
  office_ui_fixture_check_dialog (ui, "scheduled");
  button = office_ui_fixture_find (ui, GTK_TYPE_BUTTON, "tooltip-text", "Do Not Send");
  g_signal_emit_by_name (button, "clicked");
  office_ui_fixture_settle (ui);
  button = office_ui_fixture_find (ui, GTK_TYPE_BUTTON, "tooltip-text", "Do Not Send");
  g_signal_emit_by_name (button, "clicked");
  office_ui_fixture_settle (ui);
  g_assert_nonnull (office_ui_fixture_find (ui, ADW_TYPE_STATUS_PAGE, "title", "Nothing Is Sent Later"));
  office_ui_fixture_check_dialog (ui, "scheduled-empty");
  office_ui_fixture_free (ui);
  g_assert_false (shows (fixture, "are sent later"));
}

static void
test_when (Fixture *fixture, gconstpointer data)
{
  OfficeUiFixture *ui;
  GtkWidget *entry, *accept, *calendar;
  g_autoptr (GDateTime) day = NULL;

  set_text (fixture, "At another time");
  ui = open_dialog (fixture, "composer.choose-later", ADW_TYPE_WINDOW);
  entry = office_ui_fixture_find (ui, GTK_TYPE_ENTRY, NULL, NULL);
  accept = office_ui_fixture_find (ui, GTK_TYPE_BUTTON, "label", "Send _Later");
  calendar = office_ui_fixture_find (ui, GTK_TYPE_CALENDAR, NULL, NULL);
  g_assert_false (gtk_widget_get_sensitive (accept));
  gtk_editable_set_text (GTK_EDITABLE (entry), "friday at three");
  g_assert_nonnull (office_ui_fixture_find (ui, GTK_TYPE_LABEL, "label", "Friday 13 June 2025, 15:00"));
  g_assert_true (gtk_widget_get_sensitive (accept));
  office_ui_fixture_check_dialog (ui, "when");
  gtk_editable_set_text (GTK_EDITABLE (entry), "some day");
  g_assert_false (gtk_widget_get_sensitive (accept));
  gtk_editable_set_text (GTK_EDITABLE (entry), "friday at three");
  day = g_date_time_new_local (2025, 6, 20, 0, 0, 0);
  gtk_calendar_select_day (GTK_CALENDAR (calendar), day);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "2025-06-20 15:00");
  g_signal_emit_by_name (accept, "clicked");
  office_ui_fixture_settle (fixture->ui);
  assert_text (fixture, "");
  g_assert_true (shows (fixture, "1 message is sent later"));
  g_free (ui);
}

/* ---- other devices ---- */

static void
write_elsewhere (Fixture *fixture, const char *text)
{
  g_autofree char *with = g_strdup_printf ("{\"room\":\"" SCENE_LIBRARY "\",\"text\":\"%s\"}", text);

  office_test_scene_act (fixture->scene, SCENE_BEN, "draft.set", with);
  office_ui_fixture_settle (fixture->ui);
}

static void
test_other_device (Fixture *fixture, gconstpointer data)
{
  GtkWidget *button;

  office_test_scene_set_state (fixture->scene, OFFICE_LINE_LIVE);
  write_elsewhere (fixture, "Begun on the phone");
  assert_text (fixture, "Begun on the phone");
  set_text (fixture, "Begun on the phone, ended here");
  write_elsewhere (fixture, "Begun on the phone, and ended there");
  assert_text (fixture, "Begun on the phone, ended here");
  g_assert_true (shows (fixture, "Begun on the phone, and ended there"));
  office_ui_fixture_check_names (fixture->ui);
  office_ui_fixture_keep_picture (fixture->ui, "composer-other-device");
  if (g_getenv ("OFFICE_PICTURES") != NULL)
    {
      gtk_window_set_default_size (GTK_WINDOW (fixture->window), 360, 640);
      adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
      office_ui_fixture_keep_picture (fixture->ui, "composer-other-device-360");
      adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
      gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1000, 700);
      office_ui_fixture_settle (fixture->ui);
    }
  button = office_ui_fixture_find (fixture->ui, GTK_TYPE_BUTTON, "label", "_Use It");
  g_signal_emit_by_name (button, "clicked");
  assert_text (fixture, "Begun on the phone, and ended there");
  press (fixture, GDK_KEY_z, GDK_CONTROL_MASK);
  assert_text (fixture, "Begun on the phone, ended here");
  g_assert_false (shows (fixture, "From another device:"));
  write_elsewhere (fixture, "Said there");
  button = office_ui_fixture_find (fixture->ui, GTK_TYPE_BUTTON, "label", "Keep _Both");
  g_signal_emit_by_name (button, "clicked");
  assert_text (fixture, "Begun on the phone, ended here\n\nSaid there");
  g_assert_false (shows (fixture, "From another device:"));
  /* The room says that something is being written there, while another is open. */
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.open-room", "s", SCENE_GENERAL);
  office_ui_fixture_settle (fixture->ui);
  assert_text (fixture, "");
  g_assert_nonnull (office_ui_fixture_find (fixture->ui, GTK_TYPE_IMAGE, "icon-name", "document-edit-symbolic"));
  office_ui_fixture_keep_picture (fixture->ui, "composer-pencil");
}

static void
test_own_commands (Fixture *fixture, gconstpointer data)
{
  OfficePerson *me = office_session_get_me (fixture->session);
  OfficeRoom *room = office_session_find_room (fixture->session, SCENE_LIBRARY);
  g_autofree char *said = NULL;
  gulong id = g_signal_connect (fixture->session, "notice", G_CALLBACK (keep_notice), &said);
  g_autoptr (GPtrArray) reminders = NULL;

  run (fixture, "/status 🍕 At lunch");
  g_assert_cmpstr (office_person_get_status (me), ==, "At lunch");
  g_assert_cmpstr (office_person_get_emoji (me), ==, "🍕");
  run (fixture, "/status （开会）");
  g_assert_cmpstr (office_person_get_status (me), ==, "（开会）");
  g_assert_null (office_person_get_emoji (me));
  run (fixture, "/dnd until tomorrow 9:00");
  g_assert_true (office_person_is_quiet (me));
  g_assert_cmpstr (said, ==, "Do not disturb. /back ends it.");
  run (fixture, "/away");
  g_assert_cmpstr (said, ==, "Shown as away. /back ends it.");
  run (fixture, "/back");
  g_assert_false (office_person_is_quiet (me));
  g_assert_cmpstr (said, ==, "You are back");
  g_signal_handler_disconnect (fixture->session, id);
  run (fixture, "/mute");
  g_assert_true (office_room_get_muted (room));
  run (fixture, "/unmute");
  g_assert_false (office_room_get_muted (room));
  run (fixture, "Good morning");
  run (fixture, "/me waves");
  g_assert_cmpstr (office_message_get_text (get_last (fixture)), ==, "waves");
  g_assert_true (office_message_is_action (get_last (fixture)));
  g_assert_true (office_message_row_get_first (get_last_row (fixture))); /* "waves" alone is no sentence */
  office_ui_fixture_keep_picture (fixture->ui, "composer-action");
  run (fixture, "/remind me tomorrow at nine to call Anna");
  assert_text (fixture, "");
  reminders = office_replica_list (office_test_scene_get_replica (fixture->scene), "reminder", NULL, NULL);
  g_assert_cmpuint (reminders->len, ==, 1);
  g_assert_cmpstr (office_record_get_text (reminders->pdata[0], "text"), ==, "call Anna");
  run (fixture, "/remind me to call Anna");
  assert_text (fixture, "/remind me to call Anna");
  run (fixture, "/dnd for ever");
  assert_text (fixture, "/dnd for ever");
  g_assert_true (shows (fixture, "That is no time that is understood."));
}

int
main (int argc, char *argv[])
{
  static const struct {
    const char *path;
    void (*func) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/composer/people", test_people },
    { "/composer/tasks", test_tasks },
    { "/composer/tasks-elsewhere", test_tasks_elsewhere },
    { "/composer/emoji", test_emoji },
    { "/composer/choosing", test_choosing },
    { "/composer/commands", test_commands },
    { "/composer/refused-commands", test_refused_commands },
    { "/composer/commands-stay-commands", test_commands_stay_commands },
    { "/composer/command-while-copying", test_command_while_copying },
    { "/composer/task-command", test_task_command },
    { "/composer/slashes", test_slashes },
    { "/composer/enter", test_enter },
    { "/composer/formatting", test_formatting },
    { "/composer/edit-cancelled", test_edit_cancelled },
    { "/composer/edit-of-removed", test_edit_of_removed },
    { "/composer/limit", test_limit },
    { "/composer/paste-files", test_paste_files },
    { "/composer/paste-controls", test_paste_controls },
    { "/composer/paste-picture", test_paste_picture },
    { "/composer/odd-files", test_odd_files },
    { "/composer/drop-files", test_drop_files },
    { "/composer/drop-files-on-messages", test_drop_files_on_messages },
    { "/composer/preferences", test_preferences },
    { "/composer/toast-place", test_toast_place },
    { "/composer/later", test_later },
    { "/composer/later-on-sunday", test_later_on_sunday },
    { "/composer/when", test_when },
    { "/composer/other-device", test_other_device },
    { "/composer/own-commands", test_own_commands },
  };

  office_ui_fixture_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].func, tear_down);
  return g_test_run ();
}
