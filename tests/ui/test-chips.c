/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tasks that a text names: by short id or by link they are shown as they stand now. OFFICE_PICTURES=FOLDER keeps pictures,
 * wide and as on a phone, light and dark.
 */
#include "office-fake-clock.h"
#include "office-in-place-text.h"
#include "office-message-body.h"
#include "office-message-list.h"
#include "office-test-scene.h"
#include "office-text.h"
#include "office-ui-fixture.h"
#include "office-workspace.h"

#include <adwaita.h>
#include <string.h>

#define WIDE  1200
#define PHONE 360

typedef struct {
  OfficeTestScene *scene;
  OfficeSession *session;
  OfficeUiFixture *ui;
  OfficeWorkspace *workspace;
} Fixture;

static void
number_task (Fixture *self, const char *id, gint64 number, const char *former)
{
  OfficeRecord *task = office_test_scene_get_record (self->scene, id);

  office_record_set_integer (task, "number", number);
  if (former != NULL)
    office_record_set_text (task, "former", former);
  if (g_str_equal (id, SCENE_LAMPS))
    office_record_set_text (task, "title", "Ask three quotes");
  office_test_scene_receive (self->scene, task, NULL);
}

static void
set_trashed (Fixture *self, gboolean trashed)
{
  OfficeRecord *task = office_test_scene_get_record (self->scene, SCENE_LAMPS);

  if (trashed)
    office_record_set_integer (task, "trashed_at", office_clock_now (office_test_scene_get_clock (self->scene)));
  else
    office_record_set_node (task, "trashed_at", NULL);
  office_test_scene_receive (self->scene, task, NULL);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  OfficeRecord *room;

  self->scene = office_test_scene_new ();
  self->session = office_test_scene_get_session (self->scene);
  office_session_start (self->session);
  office_test_scene_set_state (self->scene, OFFICE_LINE_LIVE);
  room = office_test_scene_get_record (self->scene, SCENE_LIBRARY);
  office_record_set_text (room, "key", "LIB");
  office_test_scene_receive (self->scene, room, NULL);
  number_task (self, SCENE_LAMPS, 12, "WEB-7");
  number_task (self, SCENE_SAMPLES, 4, NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_pointer (&self->ui, office_ui_fixture_free);
  office_test_scene_free (self->scene);
}

static void
open_window (Fixture *self, const char *room, int width)
{
  GtkWidget *workspace = office_workspace_new ();

  g_clear_pointer (&self->ui, office_ui_fixture_free);
  self->workspace = OFFICE_WORKSPACE (workspace);
  office_workspace_set_session (self->workspace, self->session, room);
  self->ui = office_ui_fixture_new (workspace, width, width == PHONE ? 640 : 800);
  office_workspace_open_room (self->workspace, room);
  office_ui_fixture_settle (self->ui);
}

static void
say (Fixture *self, const char *text)
{
  office_fake_clock_advance (office_test_scene_get_clock (self->scene), 60000);
  office_test_scene_say (self->scene, SCENE_GENERAL, NULL, SCENE_ANNA, text);
}

static gboolean
is_copied_as (GtkWidget *widget, gconstpointer data)
{
  g_autofree char *plain = office_text_dup_plain (OFFICE_TEXT (widget));

  return g_str_equal (plain, data);
}

/* The text that is copied as this. */
static OfficeText *
find_text (Fixture *self, const char *plain)
{
  return OFFICE_TEXT (office_ui_fixture_find_by (self->ui, OFFICE_TYPE_TEXT, is_copied_as, plain));
}

static char *
dup_spoken (OfficeText *text)
{
  return office_text_block_dup_spoken (office_text_get_block (text), 0, G_MAXUINT);
}

static gboolean
says (Fixture *self, const char *plain, const char *spoken)
{
  OfficeText *text = find_text (self, plain);
  g_autofree char *said = text != NULL ? dup_spoken (text) : NULL;

  return g_strcmp0 (said, spoken) == 0;
}

static const OfficeSpan *
find_chip (OfficeText *text)
{
  GArray *spans = office_text_get_block (text)->spans;

  for (guint i = 0; i < spans->len; i++)
    if (g_array_index (spans, OfficeSpan, i).chip != NULL)
      return &g_array_index (spans, OfficeSpan, i);
  return NULL;
}

/* ---- what is a chip ---- */

static void
test_short_id (Fixture *self, gconstpointer data)
{
  OfficeText *text;
  const OfficeSpan *chip;
  OfficeTextBlock *block;

  say (self, "Is **#lib-12** late?");
  open_window (self, SCENE_GENERAL, WIDE);
  text = find_text (self, "Is #lib-12 late?");
  g_assert_nonnull (text);
  block = office_text_get_block (text);
  chip = find_chip (text);
  g_assert_nonnull (chip);
  g_assert_cmpstr (chip->target, ==, SCENE_LAMPS);
  g_assert_nonnull (strstr (block->text, "LIB-12"));
  g_assert_true (g_str_has_suffix (block->text, " late?"));
  g_assert_cmpint (strncmp (block->text + chip->chip->sign, "\xe2\x80\xa2", OFFICE_TEXT_SIGN_LENGTH), ==, 0);
  g_assert_cmpstr (block->text + chip->end, ==, " late?");
  /* What is bold is the whole of it. */
  for (guint i = 0; i < block->spans->len; i++)
    {
      const OfficeSpan *span = &g_array_index (block->spans, OfficeSpan, i);

      g_assert_cmpuint (span->start, ==, chip->start);
      g_assert_cmpuint (span->end, ==, chip->end);
    }
  office_ui_fixture_check_names (self->ui);
}

static void
test_what_is_none (Fixture *self, gconstpointer data)
{
  static const char *const texts[] = {
    "Nobody has #LIB-999 yet",
    "Room #XYZ-12 is not here",
    "A colour is #12-12",
    "Not #LIB-12-b nor a#LIB-12",
    "#LIB-",
    "Too long: #LIBRARYROOMS-12 this",
    "#LIB-12345678901234",
    "##LIB-12",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    say (self, texts[i]);
  say (self, "In code: `#LIB-12` is typed");
  say (self, "    #LIB-12 in a block");
  say (self, "[a page about #LIB-12](https://example.org/)");
  open_window (self, SCENE_GENERAL, WIDE);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      OfficeText *text = find_text (self, texts[i]);

      if (g_str_has_prefix (texts[i], "##"))
        continue; /* not a heading either, but what is meant by it nobody knows */
      g_assert_nonnull (text);
      g_assert_null (find_chip (text));
    }
  g_assert_null (find_chip (find_text (self, "In code: #LIB-12 is typed")));
  g_assert_null (find_chip (find_text (self, "#LIB-12 in a block")));
  g_assert_null (find_chip (find_text (self, "a page about #LIB-12")));
}

static void
test_former_and_links (Fixture *self, gconstpointer data)
{
  OfficeText *text;

  say (self, "It was #WEB-7, 见#LIB-12。");
  say (self, "About [#Lamps](office:task/" SCENE_LAMPS ").");
  open_window (self, SCENE_GENERAL, WIDE);
  text = find_text (self, "It was #WEB-7, 见#LIB-12。");
  g_assert_nonnull (text);
  g_assert_true (says (self, "It was #WEB-7, 见#LIB-12。",
                       "It was LIB-12 Ask three quotes (Open), 见LIB-12 Ask three quotes (Open)。"));
  g_assert_true (says (self, "About #Lamps.", "About LIB-12 Ask three quotes (Open)."));
}

/* The room is called otherwise now: what was written before stays a chip, and says how the task is called now. */
static void
test_former_key (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  say (self, "See #LIB-12 before lunch");
  say (self, "But #RIV-12 after it");
  open_window (self, SCENE_GENERAL, WIDE);
  g_assert_true (says (self, "See #LIB-12 before lunch", "See LIB-12 Ask three quotes (Open) before lunch"));
  g_assert_null (find_chip (find_text (self, "But #RIV-12 after it")));
  g_assert_true (office_session_set_room_key (self->session, SCENE_LIBRARY, "RIV", &error));
  g_assert_no_error (error);
  g_assert_true (says (self, "See #LIB-12 before lunch", "See RIV-12 Ask three quotes (Open) before lunch"));
  g_assert_true (says (self, "But #RIV-12 after it", "But RIV-12 Ask three quotes (Open) after it"));
}

/* ---- it lives ---- */

static void
test_live (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const OfficeSpan *chip;

  say (self, "First #LIB-12, then lunch");
  open_window (self, SCENE_GENERAL, WIDE);
  g_assert_true (says (self, "First #LIB-12, then lunch", "First LIB-12 Ask three quotes (Open), then lunch"));
  office_session_complete_task (self->session, SCENE_LAMPS, TRUE, &error);
  g_assert_no_error (error);
  g_assert_true (says (self, "First #LIB-12, then lunch", "First LIB-12 Ask three quotes (Done), then lunch"));
  chip = find_chip (find_text (self, "First #LIB-12, then lunch"));
  g_assert_true (chip->chip->done);
  g_assert_true (office_session_edit_task (self->session, SCENE_LAMPS, "title", "Order lamps", &error));
  g_assert_true (says (self, "First #LIB-12, then lunch", "First LIB-12 Order lamps (Done), then lunch"));
  office_test_scene_answer (self->scene);
  set_trashed (self, TRUE);
  g_assert_true (says (self, "First #LIB-12, then lunch", "First #LIB-12, then lunch"));
  set_trashed (self, FALSE);
  g_assert_true (says (self, "First #LIB-12, then lunch", "First LIB-12 Order lamps (Done), then lunch"));
}

/* A message may come before the task that it names. */
static void
test_late (Fixture *self, gconstpointer data)
{
  say (self, "See #LIB-30");
  open_window (self, SCENE_GENERAL, WIDE);
  g_assert_true (says (self, "See #LIB-30", "See #LIB-30"));
  number_task (self, SCENE_PHOTOS, 30, NULL);
  office_ui_fixture_settle (self->ui);
  g_assert_null (strstr (office_text_get_block (find_text (self, "See #LIB-30"))->text, "#"));
}

static void
activated (OfficeText *text, int kind, const char *target, char **opened)
{
  g_assert_cmpint (kind, ==, OFFICE_SPAN_TASK);
  g_free (*opened);
  *opened = g_strdup (target);
}

static void
test_keys (Fixture *self, gconstpointer data)
{
  g_autofree char *opened = NULL;
  g_autofree char *part = NULL;
  const OfficeSpan *chip;
  OfficeText *text;

  say (self, "Ask Mei about #LIB-12");
  open_window (self, SCENE_GENERAL, WIDE);
  text = find_text (self, "Ask Mei about #LIB-12");
  g_signal_connect (text, "target-activated", G_CALLBACK (activated), &opened);
  g_assert_true (gtk_widget_child_focus (GTK_WIDGET (text), GTK_DIR_TAB_FORWARD));
  office_ui_fixture_press (self->ui, GDK_KEY_Return, 0);
  g_assert_cmpstr (opened, ==, SCENE_LAMPS);
  /* Of a chip that is selected in part, the whole is copied. */
  chip = find_chip (text);
  office_text_select (text, strlen ("Ask Mei "), chip->chip->sign + OFFICE_TEXT_SIGN_LENGTH);
  part = office_text_dup_selection (text);
  g_assert_cmpstr (part, ==, "about #LIB-12");
}

static void
test_description (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (office_session_edit_task (self->session, SCENE_DOORS, "description", "Waits for #LIB-12.", &error));
  open_window (self, SCENE_LIBRARY, WIDE);
  g_assert_true (office_workspace_open_task (self->workspace, SCENE_DOORS));
  office_ui_fixture_settle (self->ui);
  OFFICE_WAIT_UNTIL (find_text (self, "Waits for #LIB-12.") != NULL);
  g_assert_true (says (self, "Waits for #LIB-12.", "Waits for LIB-12 Ask three quotes (Open)."));
}

/* ---- selecting by the keyboard ---- */

static void
assert_selected (OfficeMessageRow *row, const char *expected)
{
  g_autofree char *selected = office_message_body_dup_selection (
      OFFICE_MESSAGE_BODY (office_message_row_get_body (row)));

  g_assert_cmpstr (selected, ==, expected);
}

static void
test_selecting (Fixture *self, gconstpointer data)
{
  const GdkModifierType word = GDK_SHIFT_MASK | GDK_CONTROL_MASK;
  OfficeMessageList *list;
  OfficeMessageRow *row;

  say (self, "One two #LIB-12 three\n\n- four\n- five");
  open_window (self, SCENE_GENERAL, WIDE);
  list = OFFICE_MESSAGE_LIST (office_ui_fixture_find (self->ui, OFFICE_TYPE_MESSAGE_LIST, NULL, NULL));
  row = office_message_list_get_row (list, office_message_list_get_n_rows (list) - 1);
  g_assert_true (gtk_widget_grab_focus (GTK_WIDGET (row)));
  office_ui_fixture_press (self->ui, GDK_KEY_Right, GDK_SHIFT_MASK);
  assert_selected (row, "O");
  office_ui_fixture_press (self->ui, GDK_KEY_Right, word);
  assert_selected (row, "One");
  office_ui_fixture_press (self->ui, GDK_KEY_Left, GDK_SHIFT_MASK);
  assert_selected (row, "On");
  office_ui_fixture_press (self->ui, GDK_KEY_End, GDK_SHIFT_MASK);
  assert_selected (row, "One two #LIB-12 three");
  office_ui_fixture_press (self->ui, GDK_KEY_Home, GDK_SHIFT_MASK);
  assert_selected (row, NULL);
  office_ui_fixture_press (self->ui, GDK_KEY_End, word);
  assert_selected (row, "One two #LIB-12 three\n• four\n• five");
  office_ui_fixture_press (self->ui, GDK_KEY_Up, GDK_SHIFT_MASK);
  assert_selected (row, "One two #LIB-12 three\n• four");
  office_ui_fixture_press (self->ui, GDK_KEY_Left, GDK_SHIFT_MASK);
  assert_selected (row, "One two #LIB-12 three\n• fou");
}

/* ---- pictures ---- */

static void
test_look (Fixture *self, gconstpointer data)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  const int widths[] = { PHONE, WIDE };
  g_autoptr (GError) error = NULL;

  if (g_getenv ("OFFICE_PICTURES") == NULL)
    return;
  number_task (self, SCENE_DOORS, 2, NULL);
  number_task (self, SCENE_PHOTOS, 30, NULL);
  office_session_edit_task (self->session, SCENE_PHOTOS, "title",
                            "Photographs of the reading room before the new shelves are put up", &error);
  office_session_complete_task (self->session, SCENE_LAMPS, TRUE, &error);
  say (self, "Morning! Before lunch I go on with #LIB-2, as #LIB-4 waits for the client.");
  say (self, "- #LIB-12 is done\n- #LIB-30 is next\n- #LIB-999 nobody knows, and `#LIB-12` is code");
  say (self, "About [#Lamps](office:task/" SCENE_LAMPS ") ask @Mei");
  say (self, "> #LIB-4 in a quote\n\nצריך לסיים את #LIB-2 היום");
  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      g_autofree char *name = g_strdup_printf ("chips-%d", widths[i]);

      open_window (self, SCENE_GENERAL, widths[i]);
      office_ui_fixture_keep_picture (self->ui, name);
      adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_FORCE_DARK);
      office_ui_fixture_settle (self->ui);
      office_ui_fixture_keep_picture (self->ui, name);
      adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_DEFAULT);
    }
}

#define ADD(path, test) g_test_add ("/ui/chips/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  office_ui_fixture_init (&argc, &argv);
  ADD ("short-id", test_short_id);
  ADD ("none", test_what_is_none);
  ADD ("former-and-links", test_former_and_links);
  ADD ("former-key", test_former_key);
  ADD ("live", test_live);
  ADD ("late", test_late);
  ADD ("keys", test_keys);
  ADD ("description", test_description);
  ADD ("selecting", test_selecting);
  ADD ("look", test_look);
  return g_test_run ();
}
