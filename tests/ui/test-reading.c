/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a conversation says, as it is read: text of every kind, code, links, and what people select of it. */
#include <adwaita.h>

#include "office-code-block.h"
#include "office-code-tints.h"
#include "office-conversation-view.h"
#include "office-fake-clock.h"
#include "office-link-card.h"
#include "office-link-preview.h"
#include "office-message-body.h"
#include "office-message-list.h"
#include "office-picture.h"
#include "office-settings.h"
#include "office-test-scene.h"
#include "office-text.h"
#include "office-ui-fixture.h"

#define MINUTE 60000

typedef struct {
  OfficeTestScene *scene;
  OfficeSession *session;
  OfficeUiFixture *window;
  OfficeMessageList *list;
  GtkWidget *view;
  char *opened; /* the last action and what it named */
} Fixture;

/* ---- setting up ---- */

static void
set_up (Fixture *self, gconstpointer data)
{
  self->scene = office_test_scene_new ();
  self->session = office_test_scene_get_session (self->scene);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  if (self->window != NULL)
    office_ui_fixture_free (self->window);
  office_test_scene_free (self->scene);
  g_free (self->opened);
}

static void
on_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  Fixture *self = data;

  g_free (self->opened);
  self->opened = g_strdup_printf ("%s %s", g_action_get_name (G_ACTION (action)),
                                  g_variant_get_string (parameter, NULL));
}

static void
add_actions (Fixture *self)
{
  const GActionEntry entries[] = { { "open-task", on_action, "s" },    { "open-room", on_action, "s" },
                                   { "open-message", on_action, "s" }, { "open-person", on_action, "s" },
                                   { "open-link", on_action, "s" },    { "say", on_action, "s" } };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (office_ui_fixture_get_window (self->window)), "win",
                                  G_ACTION_GROUP (group));
}

static void
say (Fixture *self, const char *author, const char *text)
{
  office_fake_clock_advance (office_test_scene_get_clock (self->scene), MINUTE);
  office_test_scene_say (self->scene, SCENE_GENERAL, NULL, author, text);
}

static void
open_window (Fixture *self, int width, int height)
{
  self->view = office_conversation_view_new ();
  gtk_widget_add_css_class (self->view, "content-pane");
  office_conversation_view_set_place (OFFICE_CONVERSATION_VIEW (self->view), self->session, SCENE_GENERAL, NULL);
  self->window = office_ui_fixture_new (self->view, width, height);
  add_actions (self);
  self->list = OFFICE_MESSAGE_LIST (office_ui_fixture_find (self->window, OFFICE_TYPE_MESSAGE_LIST, NULL, NULL));
  office_ui_fixture_settle (self->window);
}

static GtkWidget *
get_last_row (Fixture *self)
{
  return GTK_WIDGET (office_message_list_get_row (self->list, office_message_list_get_n_rows (self->list) - 1));
}

static void
collect (GtkWidget *widget, GType type, GPtrArray *found)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    g_ptr_array_add (found, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, type, found);
}

/* The nth widget of a type in the newest message. */
static GtkWidget *
find (Fixture *self, GType type, guint n)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  collect (get_last_row (self), type, found);
  return n < found->len ? found->pdata[n] : NULL;
}

static gboolean
all_colored (Fixture *self)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  collect (GTK_WIDGET (self->list), OFFICE_TYPE_CODE_BLOCK, found);
  for (guint i = 0; i < found->len; i++)
    if (!office_code_block_is_colored (found->pdata[i]))
      return FALSE;
  return TRUE;
}

static char *
read_clipboard (Fixture *self)
{
  GdkContentProvider *provider = gdk_clipboard_get_content (
      gtk_widget_get_clipboard (GTK_WIDGET (office_ui_fixture_get_window (self->window))));
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, G_TYPE_STRING);
  if (provider == NULL || !gdk_content_provider_get_value (provider, &value, NULL))
    return NULL;
  return g_value_dup_string (&value);
}

static void
set_dark (gboolean dark)
{
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      dark ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_DEFAULT);
}

static void
keep_pictures (Fixture *self, const char *name, int height)
{
  static const struct {
    const char *name;
    int width;
    gboolean dark;
  } looks[] = { { "wide", 936, FALSE }, { "phone", 360, FALSE }, { "wide", 936, TRUE }, { "phone", 360, TRUE } };

  if (g_getenv ("OFFICE_PICTURES") == NULL)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      g_autofree char *full = g_strdup_printf ("reading-%s-%s", name, looks[i].name);

      set_dark (looks[i].dark);
      office_ui_fixture_resize (self->window, looks[i].width, height);
      office_ui_fixture_keep_picture (self->window, full);
    }
  set_dark (FALSE);
}

/* ---- looking ---- */

/* Everything that Markdown has, as people use it. */
static void
test_markdown (Fixture *self, gconstpointer data)
{
  say (self, SCENE_ANNA,
       "# Site meeting, level 2\n**Here:** Mei, Youssef, *and the fire officer by phone*. ~~Postponed~~ Took place.\n\n"
       "1. Doors\n   - marks are checked `on save`\n   - three still fail, see [Door schedule](office:task/" SCENE_DOORS
       ")\n"
       "2. Lamps: [@Mei](office:person/" SCENE_MEI
       ") asks the maker\n10. Anything else is for [the meeting on Friday](https://example.com/agenda)\n\n"
       "---\nWrite to anna@atelier.example before then.");
  say (self, SCENE_MEI,
       "> The doors on level 2 have to be rated E 30, because the stair beside them is the second way out of the "
       "reading "
       "room, and that of the archive.\n>\n>> Since when?\n>\n> Since the change in May.\n\nThat is what they wrote. "
       "好的。");
  say (self, SCENE_YOUSSEF,
       "Line one\nline two\n\nA paragraph later: <b>not bold</b> &amp; [bank.example](https://evil.example/login), "
       "C:\\plans\\L2");
  open_window (self, 936, 900);
  keep_pictures (self, "markdown", 900);
  office_ui_fixture_check_names (self->window);
}

static void
test_code (Fixture *self, gconstpointer data)
{
  GString *wall = g_string_new ("A wall of it:\n```c\n");

  say (self, SCENE_YOUSSEF,
       "The check runs on every save now:\n```python\ndef check(schedule):\n    \"\"\"Doors without a rating.\"\"\"\n"
       "    for door in schedule.rows(\"L2\"):\n        if not door.fire_rating:  # E 30 at least\n"
       "            report.add(door.mark, \"no fire rating, and this line is so long that it goes on beyond the edge "
       "of every window that there is\")\n"
       "    return len(report) == 0\n```\nand without a language:\n```\nnothing to see\n```");
  for (guint i = 0; i < 60; i++)
    g_string_append_printf (wall, "static const int value_%u = %u; /* the %uth of many */\n", i, i * i, i);
  g_string_append (wall, "```");
  say (self, SCENE_BEN, wall->str);
  open_window (self, 936, 900);
  if (g_getenv ("OFFICE_PICTURES") != NULL)
    OFFICE_WAIT_UNTIL (office_code_block_is_colored (OFFICE_CODE_BLOCK (find (self, OFFICE_TYPE_CODE_BLOCK, 0))));
  keep_pictures (self, "code", 900);
  gtk_window_set_focus_visible (office_ui_fixture_get_window (self->window), TRUE);
  gtk_widget_grab_focus (office_ui_fixture_find (self->window, GTK_TYPE_BUTTON, "tooltip-text", "Copy Code"));
  office_ui_fixture_keep_picture (self->window, "reading-code-tools");
  office_ui_fixture_check_names (self->window);
  g_string_free (wall, TRUE);
}

/* Of a list or quote its frame is moved in, and the code in the frame is not once more. */
static void
test_code_moved_in (Fixture *self, gconstpointer data)
{
  double x[3];

  say (self, SCENE_YOUSSEF, "```\nfree\n```\n1. ```\n   in a list\n   ```\n\n> ```\n> in a quote\n> ```");
  open_window (self, 936, 500);
  for (guint i = 0; i < G_N_ELEMENTS (x); i++)
    {
      OfficeCodeBlock *block = OFFICE_CODE_BLOCK (find (self, OFFICE_TYPE_CODE_BLOCK, i));
      GtkWidget *text = GTK_WIDGET (office_code_block_get_text (block));
      graphene_rect_t frame, within;

      g_assert_true (
          gtk_widget_compute_bounds (gtk_widget_get_ancestor (text, GTK_TYPE_SCROLLED_WINDOW), self->view, &frame));
      g_assert_true (gtk_widget_compute_bounds (text, self->view, &within));
      x[i] = frame.origin.x;
      g_assert_cmpfloat (within.origin.x - frame.origin.x, <, 20);
    }
  g_assert_cmpfloat (x[1], >, x[0]);
  g_assert_cmpfloat (x[2], >, x[0]);
  keep_pictures (self, "code-moved-in", 500);
}

/* Text that deceives, floods or breaks: shown as it is, within its row, and nothing else is hurt. */
static void
test_hostile (Fixture *self, gconstpointer data)
{
  GString *storm = g_string_new ("Storm: Z");
  GString *nested = g_string_new (NULL);
  GString *word = g_string_new (NULL);

  for (guint i = 0; i < 400; i++)
    g_string_append (storm, i % 2 != 0 ? "\xcc\x81" : "\xcd\x9d");
  for (guint i = 0; i < 60; i++)
    g_string_append (nested, "> ");
  for (guint i = 0; i < 300; i++)
    g_string_append (word, "Wand");
  g_string_append (nested, "deep");
  say (self, SCENE_ANNA,
       "Open invoice_\xe2\x80\xae"
       "fdp.exe and \xe2\x81\xa6isolated\xe2\x81\xa9 te\xe2\x80\x8bxt \xef\xbb\xbf <span "
       "foreground='red'>&lt;b></span> &#0; %s %n");
  say (self, SCENE_MEI, storm->str);
  say (self, SCENE_MEI,
       "👩‍👩‍👧‍👦 🏳️‍🌈 👍🏽 🇩🇪 ✅ 1️⃣ and "
       "中文字符和标点，「引号」。日本語、한국어 "
       "ไทย "
       "हिन्दी");
  say (self, SCENE_YOUSSEF,
       "مرحبا بالجميع، هذا نص طويل يكفي لأن ينكسر على أكثر من سطر واحد في نافذة ضيقة، ومعه رقم 42 وكلمة English في "
       "وسطه.\n"
       "- أولاً: **الأبواب**\n- ثانياً: `L2`\n\n> اقتباس");
  say (self, SCENE_BEN, nested->str);
  say (self, SCENE_BEN, word->str);
  open_window (self, 936, 900);
  keep_pictures (self, "hostile", 900);
  office_ui_fixture_resize (self->window, 360, 640);
  g_assert_cmpint (gtk_widget_get_width (self->view), ==, 360);
  g_string_free (storm, TRUE);
  g_string_free (nested, TRUE);
  g_string_free (word, TRUE);
}

/* ---- code ---- */

static void
test_colors (Fixture *self, gconstpointer data)
{
  static const char code[] = "int über = 1; // ü\nreturn über;\n";
  g_autoptr (GArray) light = office_code_tints_new (code, "C", FALSE);
  g_autoptr (GArray) dark = office_code_tints_new (code, "c", TRUE);
  const OfficeTint *tint;

  if (light == NULL)
    {
      g_test_skip ("GtkSourceView is not installed");
      return;
    }
  g_assert_null (office_code_tints_new (code, "no-such-language", FALSE));
  g_assert_cmpuint (light->len, >, 2);
  tint = &g_array_index (light, OfficeTint, 0);
  g_assert_cmpuint (tint->start, ==, 0);
  g_assert_cmpuint (tint->end, ==, 3);
  for (guint i = 0; i < light->len; i++)
    {
      tint = &g_array_index (light, OfficeTint, i);
      g_assert_true (g_utf8_validate_len (code + tint->start, tint->end - tint->start, NULL));
    }
  g_assert_false (gdk_rgba_equal (&tint->color, &g_array_index (dark, OfficeTint, dark->len - 1).color));

  say (self, SCENE_BEN, "```c\nint a = 1;\n```");
  open_window (self, 600, 500);
  OFFICE_WAIT_UNTIL (all_colored (self));
}

static void
test_long_code (Fixture *self, gconstpointer data)
{
  GString *code = g_string_new (NULL);
  g_autofree char *text = NULL;
  g_autofree char *copied = NULL;
  GtkWidget *block;
  int short_height;

  for (guint i = 0; i < 100; i++)
    g_string_append_printf (code, "%sline %u", i > 0 ? "\n" : "", i);
  text = g_strdup_printf ("```\n%s\n```", code->str);
  say (self, SCENE_BEN, text);
  open_window (self, 600, 500);
  block = find (self, OFFICE_TYPE_CODE_BLOCK, 0);
  short_height = gtk_widget_get_height (block);
  g_assert_cmpint (short_height, <, 500);
  gtk_widget_activate_action (block, "code.copy", NULL);
  copied = read_clipboard (self);
  g_assert_cmpstr (copied, ==, code->str);
  g_assert_cmpstr (self->opened, ==, "say Code copied");
  g_assert_nonnull (office_ui_fixture_find (self->window, GTK_TYPE_BUTTON, "label", "Show All 100 Lines"));
  gtk_widget_activate_action (block, "code.show-all", NULL);
  OFFICE_WAIT_UNTIL (gtk_widget_get_height (block) > 4 * short_height);
  g_assert_null (office_ui_fixture_find (self->window, GTK_TYPE_BUTTON, "label", "Show All 100 Lines"));
  g_string_free (code, TRUE);
}

/* ---- selecting ---- */

static void
test_select (Fixture *self, gconstpointer data)
{
  OfficeMessageBody *body;
  g_autofree char *dragged = NULL;
  g_autofree char *all = NULL;
  g_autofree char *copied = NULL;

  say (self, SCENE_BEN,
       "First words, and so many more that they go over the middle of the window\n- an item\n- another "
       "one\n\n```\ncode\n```\n> said");
  open_window (self, 600, 500);
  body = OFFICE_MESSAGE_BODY (find (self, OFFICE_TYPE_MESSAGE_BODY, 0));
  g_assert_null (office_message_body_dup_selection (body));
  office_ui_fixture_drag (self->window, find (self, OFFICE_TYPE_TEXT, 0), find (self, OFFICE_TYPE_TEXT, 2));
  dragged = office_message_body_dup_selection (body);
  g_assert_nonnull (dragged);
  g_assert_nonnull (strstr (dragged, "window\n• an item\n• an"));
  g_assert_false (g_str_has_prefix (dragged, "First words"));
  office_ui_fixture_press (self->window, GDK_KEY_c, GDK_CONTROL_MASK);
  copied = read_clipboard (self);
  g_assert_cmpstr (copied, ==, dragged);
  office_ui_fixture_keep_picture (self->window, "reading-selection");
  office_ui_fixture_press (self->window, GDK_KEY_a, GDK_CONTROL_MASK);
  all = office_message_body_dup_selection (body);
  g_assert_cmpstr (all, ==,
                   "First words, and so many more that they go over the middle of the window\n• an item\n• another "
                   "one\ncode\n> said");
}

/* ---- links ---- */

static void
activate_next (Fixture *self)
{
  office_ui_fixture_press (self->window, GDK_KEY_Tab, 0);
  office_ui_fixture_press (self->window, GDK_KEY_Return, 0);
}

/* Tab goes from the row to its links, Enter follows them, each to where it leads. */
static void
test_links (Fixture *self, gconstpointer data)
{
  say (self, SCENE_ANNA,
       "[@Ben](office:person/" SCENE_BEN ") [Doors](office:task/" SCENE_DOORS ") [here](office:message/" SCENE_MORNING
       ") [@room](office:room/" SCENE_GENERAL ")\n- office://" SCENE_OFFICE "/message/" SCENE_MORNING
       "\n- office://10.0.0.1:8765/join/abc#def");
  open_window (self, 600, 500);
  gtk_widget_grab_focus (get_last_row (self));
  activate_next (self);
  g_assert_cmpstr (self->opened, ==, "open-person " SCENE_BEN);
  activate_next (self);
  g_assert_cmpstr (self->opened, ==, "open-task " SCENE_DOORS);
  gtk_window_set_focus_visible (office_ui_fixture_get_window (self->window), TRUE);
  office_ui_fixture_keep_picture (self->window, "reading-link-focus");
  activate_next (self);
  g_assert_cmpstr (self->opened, ==, "open-message " SCENE_MORNING);
  activate_next (self);
  g_assert_cmpstr (self->opened, ==, "open-room " SCENE_GENERAL);
  activate_next (self);
  g_assert_cmpstr (self->opened, ==, "open-link office://" SCENE_OFFICE "/message/" SCENE_MORNING);
  activate_next (self);
  g_assert_cmpstr (self->opened, ==, "open-link office://10.0.0.1:8765/join/abc#def");
  office_ui_fixture_press (self->window, GDK_KEY_Tab, GDK_SHIFT_MASK);
  office_ui_fixture_press (self->window, GDK_KEY_Return, 0);
  g_assert_cmpstr (self->opened, ==, "open-link office://" SCENE_OFFICE "/message/" SCENE_MORNING);
}

/* ---- previews of links ---- */

static GBytes *
make_image (void)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 120, 63);
  char *bytes;
  gsize length;

  gdk_pixbuf_fill (pixbuf, 0x2ec27eff);
  g_assert_true (gdk_pixbuf_save_to_buffer (pixbuf, &bytes, &length, "png", NULL, NULL));
  return g_bytes_new_take (bytes, length);
}

static gboolean
shows_card (Fixture *self, guint n)
{
  GtkWidget *card = find (self, OFFICE_TYPE_LINK_CARD, n);

  return card != NULL && gtk_widget_get_mapped (card);
}

/* Nothing is asked and nothing shown until the person allows it; then a card, which can be put away. */
static void
test_previews (Fixture *self, gconstpointer data)
{
  GSettings *settings = office_settings_get_default ();
  g_autoptr (GBytes) image = make_image ();

  g_assert_nonnull (settings);
  office_link_preview_set_said (
      "https://news.example/library",
      "The new library opens in spring – with a roof of glass & "
      "larch that the whole quarter waits for",
      "After four years of planning the reading room gets its roof this week. A visit to the site, "
      "with the architects.",
      "The Riverside \xe2\x80\xaeNews", image);
  office_link_preview_set_said ("https://b.example", "Only a title", NULL, NULL, NULL);
  say (self, SCENE_ANNA,
       "They wrote about us: https://news.example/library and [here](https://b.example), to anna@a.example");
  open_window (self, 700, 600);
  g_assert_null (find (self, OFFICE_TYPE_LINK_CARD, 0));
  g_settings_set_boolean (settings, "link-previews", TRUE);
  OFFICE_WAIT_UNTIL (shows_card (self, 0) && shows_card (self, 1));
  g_assert_null (find (self, OFFICE_TYPE_LINK_CARD, 2));
  g_assert_nonnull (office_ui_fixture_find (self->window, GTK_TYPE_LABEL, "label", "The Riverside News"));
  OFFICE_WAIT_UNTIL (gtk_widget_get_mapped (find (self, OFFICE_TYPE_PICTURE, 0)));
  office_ui_fixture_settle (self->window);
  office_ui_fixture_check_names (self->window);
  keep_pictures (self, "previews", 600);
  gtk_widget_activate_action (find (self, OFFICE_TYPE_LINK_CARD, 1), "link.remove", NULL);
  g_assert_false (shows_card (self, 1));
  g_settings_set_boolean (settings, "link-previews", FALSE);
  g_assert_null (find (self, OFFICE_TYPE_LINK_CARD, 0));
  g_settings_set_boolean (settings, "link-previews", TRUE);
  g_assert_true (find (self, OFFICE_TYPE_LINK_CARD, 0) != NULL && find (self, OFFICE_TYPE_LINK_CARD, 1) == NULL);
  g_settings_set_boolean (settings, "link-previews", FALSE);
}

/* A link to a picture itself has no words: where that is none that is shown there is nothing to be told of it. */
static void
test_preview_of_picture (Fixture *self, gconstpointer data)
{
  GSettings *settings = office_settings_get_default ();
  g_autoptr (GBytes) image = make_image ();
  g_autoptr (GBytes) none = g_bytes_new_static ("This is no picture, whatever its server says.", 45);

  office_link_preview_set_said ("https://c.example/a.png", NULL, NULL, "c.example", none);
  office_link_preview_set_said ("https://d.example/b.png", NULL, NULL, "d.example", image);
  say (self, SCENE_ANNA, "https://c.example/a.png and https://d.example/b.png");
  open_window (self, 700, 600);
  g_settings_set_boolean (settings, "link-previews", TRUE);
  OFFICE_WAIT_UNTIL (shows_card (self, 1));
  g_assert_nonnull (office_ui_fixture_find (self->window, GTK_TYPE_LABEL, "label", "https://d.example/b.png"));
  g_assert_false (shows_card (self, 0));
  g_settings_set_boolean (settings, "link-previews", FALSE);
}

#define ADD(path, test) g_test_add ("/reading/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  office_ui_fixture_init (&argc, &argv);
  ADD ("markdown", test_markdown);
  ADD ("code", test_code);
  ADD ("code-moved-in", test_code_moved_in);
  ADD ("hostile", test_hostile);
  ADD ("colors", test_colors);
  ADD ("long-code", test_long_code);
  ADD ("select", test_select);
  ADD ("links", test_links);
  ADD ("previews", test_previews);
  ADD ("preview-of-picture", test_preview_of_picture);
  return g_test_run ();
}
