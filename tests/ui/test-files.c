/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sys/resource.h>

#include "office-attachment-private.h"
#include "office-composer.h"
#include "office-conversation-view.h"
#include "office-fake-clock.h"
#include "office-file-actions.h"
#include "office-file-icon.h"
#include "office-file-tile.h"
#include "office-message-row.h"
#include "office-picture-canvas.h"
#include "office-picture-decoder.h"
#include "office-picture-viewer.h"
#include "office-picture.h"
#include "office-scheduled-dialog.h"
#include "office-scheduled-list.h"
#include "office-session-save.h"
#include "office-slow-file.h"
#include "office-task-files.h"
#include "office-test-folder.h"
#include "office-test-scene.h"
#include "office-ui-fixture.h"
#include "office-when-dialog.h"

typedef struct {
  OfficeTestScene *scene;
  OfficeSession *session;
  OfficeUiFixture *window;
  GtkWidget *view;
  OfficeComposer *composer;
  char *folder;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *files = NULL;

  self->scene = office_test_scene_new ();
  self->session = office_test_scene_get_session (self->scene);
  self->folder = g_dir_make_tmp ("office-files-XXXXXX", NULL);
  files = g_build_filename (self->folder, "kept", NULL);
  office_session_set_files (self->session, files, NULL);
}

static void
open_conversation (Fixture *self, int width)
{
  self->view = office_conversation_view_new ();
  gtk_widget_add_css_class (self->view, "content-pane");
  office_conversation_view_set_place (OFFICE_CONVERSATION_VIEW (self->view), self->session, SCENE_LIBRARY, NULL);
  self->window = office_ui_fixture_new (self->view, width, 700);
  self->composer = OFFICE_COMPOSER (office_ui_fixture_find (self->window, OFFICE_TYPE_COMPOSER, NULL, NULL));
  g_assert_nonnull (self->composer);
}

static void
close_window (Fixture *self)
{
  g_clear_pointer (&self->window, office_ui_fixture_free);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  close_window (self);
  office_test_scene_free (self->scene);
  office_test_remove_tree (self->folder);
  g_free (self->folder);
}

static GFile *
write_text (Fixture *self, const char *name)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, "What is in it", -1, NULL));
  return g_file_new_for_path (path);
}

static GFile *
write_picture (Fixture *self, const char *name, int width, int height)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  g_autoptr (GError) error = NULL;

  gdk_pixbuf_fill (pixbuf, 0x3584e4ff);
  gdk_pixbuf_save (pixbuf, path, "png", &error, NULL);
  g_assert_no_error (error);
  return g_file_new_for_path (path);
}

static GFile *
write_gradient (Fixture *self, const char *name, int width, int height)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  guchar *pixels = gdk_pixbuf_get_pixels (pixbuf);

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        guchar *p = pixels + y * gdk_pixbuf_get_rowstride (pixbuf) + 3 * x;
        const gboolean dark = (x / 100 + y / 100) % 2 != 0;

        p[0] = (guchar) (255 * x / width);
        p[1] = dark ? 90 : 160;
        p[2] = (guchar) (255 * y / height);
      }
  g_assert_true (gdk_pixbuf_save (pixbuf, path, "png", NULL, NULL));
  return g_file_new_for_path (path);
}

static void
on_result (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static GdkTexture *
decode (const char *path, int most_width, int most_height)
{
  g_autoptr (GAsyncResult) result = NULL;

  office_picture_decode_async (path, most_width, most_height, NULL, on_result, &result);
  OFFICE_WAIT_UNTIL (result != NULL);
  return office_picture_decode_finish (result, NULL);
}

static gboolean
always (GtkWidget *widget, gconstpointer data)
{
  return TRUE;
}

static GtkWidget *
find (Fixture *self, GType type)
{
  return office_ui_fixture_find_by (self->window, type, always, NULL);
}

static gboolean
shows (Fixture *self, const char *text)
{
  return office_ui_fixture_find (self->window, GTK_TYPE_LABEL, "label", text) != NULL;
}

static gboolean
has_chip (Fixture *self, const char *name)
{
  g_autofree char *words = g_strdup_printf ("Remove %s", name);

  return office_ui_fixture_find (self->window, GTK_TYPE_BUTTON, "tooltip-text", words) != NULL;
}

static void
click (Fixture *self, const char *tooltip)
{
  GtkWidget *button = office_ui_fixture_find (self->window, GTK_TYPE_BUTTON, "tooltip-text", tooltip);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  office_ui_fixture_settle (self->window);
}

/* It goes with the message without words, and shows at once. */
static void
test_attach_and_send (Fixture *self, gconstpointer data)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFile) picture = NULL;

  open_conversation (self, 936);
  file = write_text (self, "Zeitplan – Entwurf.txt");
  picture = write_picture (self, "Plan.png", 600, 400);
  g_assert_false (office_composer_can_send (self->composer));
  office_composer_attach (self->composer, file);
  g_assert_false (office_composer_can_send (self->composer));
  OFFICE_WAIT_UNTIL (office_composer_can_send (self->composer));
  office_composer_attach (self->composer, picture);
  OFFICE_WAIT_UNTIL (has_chip (self, "Plan.png") && has_chip (self, "Zeitplan – Entwurf.txt")
                     && office_composer_can_send (self->composer));
  office_ui_fixture_settle (self->window);
  office_ui_fixture_check_names (self->window);
  office_ui_fixture_keep_picture (self->window, "files-chips");

  office_composer_send (self->composer);
  office_ui_fixture_settle (self->window);
  g_assert_false (has_chip (self, "Plan.png"));
  g_assert_false (office_composer_can_send (self->composer));
  OFFICE_WAIT_UNTIL (find (self, OFFICE_TYPE_PICTURE) != NULL
                     && office_picture_is_loaded (OFFICE_PICTURE (find (self, OFFICE_TYPE_PICTURE))));
  g_assert_nonnull (office_ui_fixture_find (self->window, GTK_TYPE_LABEL, "label", "Zeitplan – Entwurf.txt"));
  office_ui_fixture_settle (self->window);
  office_ui_fixture_check_names (self->window);
  office_ui_fixture_keep_picture (self->window, "files-message");
  office_ui_fixture_resize (self->window, 360, 600);
  office_ui_fixture_settle (self->window);
  office_ui_fixture_keep_picture (self->window, "files-message-narrow");
}

static void
test_draft (Fixture *self, gconstpointer data)
{
  g_autoptr (GFile) file = NULL;

  open_conversation (self, 936);
  file = write_text (self, "Notes.txt");
  office_composer_attach (self->composer, file);
  OFFICE_WAIT_UNTIL (has_chip (self, "Notes.txt") && office_composer_can_send (self->composer));
  close_window (self);
  office_test_scene_settle (self->scene);

  open_conversation (self, 936);
  OFFICE_WAIT_UNTIL (has_chip (self, "Notes.txt"));
  g_assert_true (office_composer_can_send (self->composer));
  click (self, "Remove Notes.txt");
  g_assert_false (has_chip (self, "Notes.txt"));
  close_window (self);
  open_conversation (self, 936);
  office_ui_fixture_settle (self->window);
  g_assert_false (has_chip (self, "Notes.txt"));
}

/* What claims to be larger than any screen is not decoded. */
static void
test_too_many_pixels (Fixture *self, gconstpointer data)
{
  static const guchar head[] = { 0x89, 'P',  'N',  'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I',  'H',  'D',  'R', 0,
                                 0,    0x75, 0x30, 0,   0,    0x75, 0x30, 8,    2, 0, 0, 0,  0xc5, 0x5d, 0xa9, 0x4e };
  g_autofree char *path = g_build_filename (self->folder, "bomb.png", NULL);
  GtkWidget *picture = g_object_ref_sink (office_picture_new (100, 100));
  int width, height;

  g_assert_true (g_file_set_contents (path, (const char *) head, sizeof head, NULL));
  g_assert_false (office_picture_measure (path, &width, &height));
  office_picture_load (OFFICE_PICTURE (picture), path);
  OFFICE_WAIT_UNTIL (office_picture_is_broken (OFFICE_PICTURE (picture)));
  g_object_unref (picture);

  /* In its message a tile says so, and it can still be saved. */
  picture = office_picture_new (900, 600);
  gtk_widget_set_halign (picture, GTK_ALIGN_START);
  gtk_widget_set_valign (picture, GTK_ALIGN_START);
  self->window = office_ui_fixture_new (picture, 420, 320);
  office_picture_load (OFFICE_PICTURE (picture), path);
  OFFICE_WAIT_UNTIL (office_picture_is_broken (OFFICE_PICTURE (picture)));
  g_assert_nonnull (office_ui_fixture_find (self->window, GTK_TYPE_LABEL, "label", "This picture cannot be shown"));
  office_ui_fixture_settle (self->window);
  office_ui_fixture_keep_picture (self->window, "files-bomb");
}

/* A JPEG file says in its EXIF part that it lies on its side: 40 x 20 pixels of it stand upright as 20 x 40. */
static void
test_orientation (Fixture *self, gconstpointer data)
{
  static const guchar exif[] = { 0xff, 0xe1, 0, 34,   'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8,
                                 0,    1,    1, 0x12, 0,   3,   0,   0,   0, 1, 0,   6,   0, 0,  0, 0, 0, 0 };
  g_autofree char *path = g_build_filename (self->folder, "turned.jpg", NULL);
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 40, 20);
  g_autofree char *plain = NULL;
  g_autoptr (GByteArray) turned = g_byte_array_new ();
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;
  int width, height;

  gdk_pixbuf_fill (pixbuf, 0x3584e4ff);
  gdk_pixbuf_save_to_buffer (pixbuf, &plain, &length, "jpeg", &error, NULL);
  g_assert_no_error (error);
  g_byte_array_append (turned, (const guint8 *) plain, 2);
  g_byte_array_append (turned, exif, sizeof exif);
  g_byte_array_append (turned, (const guint8 *) plain + 2, length - 2);
  g_assert_true (g_file_set_contents (path, (const char *) turned->data, turned->len, NULL));
  g_assert_true (office_picture_measure (path, &width, &height));
  g_assert_cmpint (width, ==, 20);
  g_assert_cmpint (height, ==, 40);
  texture = decode (path, 10, 10);
  g_assert_nonnull (texture);
  g_assert_cmpint (gdk_texture_get_width (texture), ==, 5);
  g_assert_cmpint (gdk_texture_get_height (texture), ==, 10);
}

/* Of an animation the first picture is shown: here a red one, of which the second is blue. */
static void
test_animation (Fixture *self, gconstpointer data)
{
  static const guchar animation[] = {
    0x47, 0x49, 0x46, 0x38, 0x39, 0x61, 0x14, 0x00, 0x0a, 0x00, 0xf0, 0x00, 0x00, 0xff, 0x00, 0x00, 0x00, 0x00, 0x00,
    0x21, 0xf9, 0x04, 0x00, 0x00, 0x00, 0x00, 0x00, 0x21, 0xff, 0x0b, 0x4e, 0x45, 0x54, 0x53, 0x43, 0x41, 0x50, 0x45,
    0x32, 0x2e, 0x30, 0x03, 0x01, 0x00, 0x00, 0x00, 0x2c, 0x00, 0x00, 0x00, 0x00, 0x14, 0x00, 0x0a, 0x00, 0x00, 0x02,
    0x0c, 0x84, 0x8f, 0xa9, 0xcb, 0xed, 0x0f, 0xa3, 0x9c, 0xb4, 0xda, 0xeb, 0x0a, 0x00, 0x21, 0xf9, 0x04, 0x00, 0x00,
    0x00, 0x00, 0x00, 0x2c, 0x00, 0x00, 0x00, 0x00, 0x14, 0x00, 0x0a, 0x00, 0x80, 0x00, 0x00, 0xff, 0x00, 0x00, 0x00,
    0x02, 0x0c, 0x84, 0x8f, 0xa9, 0xcb, 0xed, 0x0f, 0xa3, 0x9c, 0xb4, 0xda, 0xeb, 0x0a, 0x00, 0x3b,
  };
  g_autofree char *path = g_build_filename (self->folder, "two.gif", NULL);
  g_autoptr (GdkTexture) texture = NULL;
  guint32 pixels[20 * 10];
  int width, height;

  g_assert_true (g_file_set_contents (path, (const char *) animation, sizeof animation, NULL));
  g_assert_true (office_picture_measure (path, &width, &height));
  g_assert_cmpint (width, ==, 20);
  g_assert_cmpint (height, ==, 10);
  texture = decode (path, 100, 100);
  g_assert_nonnull (texture);
  gdk_texture_download (texture, (guchar *) pixels, 20 * sizeof pixels[0]);
  g_assert_cmphex (pixels[0], ==, 0xffff0000);
}

/* What is no picture of a known kind is not given to a decoder at all, whatever it is called; a torn one is broken. */
static void
test_bad_pictures (Fixture *self, gconstpointer data)
{
  static const char *const contents[] = {
    "<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'><rect width='10' height='10'/></svg>",
    "\x7f"
    "ELF and so on, and so on",
    "GIF89a\x01",
    "",
  };
  g_autoptr (GFile) whole = write_picture (self, "whole.png", 300, 200);
  g_autofree char *torn = g_build_filename (self->folder, "torn.png", NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (GdkTexture) none = NULL;
  gsize length;
  int width, height;

  for (gsize i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_autofree char *path = g_build_filename (self->folder, "picture.png", NULL);
      g_autoptr (GdkTexture) texture = NULL;

      g_assert_true (g_file_set_contents (path, contents[i], -1, NULL));
      g_assert_false (office_picture_measure (path, &width, &height));
      texture = decode (path, 100, 100);
      g_assert_null (texture);
    }
  g_assert_true (g_file_load_contents (whole, NULL, &bytes, &length, NULL, NULL));
  g_assert_true (g_file_set_contents (torn, bytes, (gssize) length / 2, NULL));
  none = decode (torn, 100, 100);
  g_assert_null (none);
}

static void
attach_and_send (Fixture *self, GFile *file)
{
  office_composer_attach (self->composer, file);
  OFFICE_WAIT_UNTIL (office_composer_can_send (self->composer));
  office_composer_send (self->composer);
  office_ui_fixture_settle (self->window);
  /* No two are sent in the same millisecond. */
  office_fake_clock_advance (office_test_scene_get_clock (self->scene), 1000);
}

static gboolean
has_action (GtkWidget *widget, gconstpointer action)
{
  return g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), action) == 0;
}

/* In the color of the text, as all others; what can be run looks so. GLib adds those in colors at the end. */
static void
check_program_icon (OfficeAttachment *file)
{
  g_autoptr (GIcon) icon = office_file_icon_new (file);
  const char *const *names = g_themed_icon_get_names (G_THEMED_ICON (icon));
  guint i;

  g_assert_cmpstr (names[0], ==, "application-x-executable-symbolic");
  for (i = 0; !g_str_equal (names[i], "text-x-generic-symbolic"); i++)
    g_assert_true (g_str_has_suffix (names[i], "-symbolic"));
}

static char *
lend (Fixture *self, OfficeAttachment *file, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  office_session_lend_file_async (self->session, file, on_result, &result);
  OFFICE_WAIT_UNTIL (result != NULL);
  return office_session_lend_file_finish (result, error);
}

/* It is offered to be saved and nothing else, whatever it says it is; and it is not handed out to be opened. */
static void
test_program (Fixture *self, gconstpointer data)
{
  g_autoptr (GFile) script = write_text (self, "photo.png.desktop");
  g_autoptr (GError) error = NULL;
  OfficeAttachment *file;
  g_autofree char *named = NULL;

  open_conversation (self, 600);
  attach_and_send (self, script);
  OFFICE_WAIT_UNTIL (find (self, OFFICE_TYPE_FILE_TILE) != NULL);
  file = office_file_tile_get_file (OFFICE_FILE_TILE (find (self, OFFICE_TYPE_FILE_TILE)));
  g_assert_true (office_attachment_is_program (file));
  check_program_icon (file);
  g_assert_null (office_ui_fixture_find_by (self->window, GTK_TYPE_BUTTON, has_action, "file.open"));
  g_assert_nonnull (office_ui_fixture_find_by (self->window, GTK_TYPE_BUTTON, has_action, "file.save"));
  OFFICE_WAIT_UNTIL (office_attachment_get_state (file) == OFFICE_ATTACHMENT_SENDING
                     || office_attachment_get_state (file) == OFFICE_ATTACHMENT_HERE);
  named = lend (self, file, &error);
  g_assert_null (named);
  g_assert_nonnull (error);
  office_ui_fixture_keep_picture (self->window, "files-program");
}

/* ---- opening and saving ---- */

static void
on_notice (char **last, const char *text)
{
  g_free (*last);
  *last = g_strdup (text);
}

/* One of so many bytes that hangs on a task; the list keeps it as it is. */
static OfficeAttachment *
attach_to_task (Fixture *self, gsize size, GListModel **files)
{
  g_autofree char *bytes = g_strnfill (size, 'x');
  g_autofree char *path = g_build_filename (self->folder, "Survey.txt", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (OfficeAttachment) attached = NULL;

  g_assert_true (g_file_set_contents (path, bytes, (gssize) size, NULL));
  office_session_attach_async (self->session, file, NULL, on_result, &result);
  OFFICE_WAIT_UNTIL (result != NULL);
  attached = office_session_attach_finish (self->session, result, NULL);
  g_assert_true (office_session_add_file (self->session, SCENE_DOORS, attached, NULL));
  *files = office_session_list_files (self->session, SCENE_DOORS);
  OFFICE_WAIT_UNTIL (g_list_model_get_n_items (*files) == 1);
  return g_list_model_get_item (*files, 0);
}

/* What other programs get can only be read: what they would write into it nobody would find again. */
static void
test_lent (Fixture *self, gconstpointer data)
{
  g_autoptr (GListModel) files = NULL;
  g_autoptr (OfficeAttachment) file = attach_to_task (self, 5000, &files);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = lend (self, file, &error);
  g_autofree char *name = path != NULL ? g_path_get_basename (path) : NULL;
  g_autofree char *again = NULL;
  GStatBuf status;

  g_assert_no_error (error);
  g_assert_cmpstr (name, ==, "Survey.txt");
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_size, ==, 5000);
  g_assert_cmphex (status.st_mode & 0777, ==, 0400);
  again = lend (self, file, &error);
  g_assert_cmpstr (again, ==, path);
}

static void
count_notice (guint *n, const char *text)
{
  *n += g_str_has_prefix (text, "This is a program.");
}

/* It opens when it has come, but not an hour later, when the line is back and something else is being done. What would be run is
 * refused, and nothing is started here. */
static void
test_open_when_here (Fixture *self, gconstpointer data)
{
  static const char script[] = "#!/bin/sh";
  g_autoptr (GBytes) bytes = g_bytes_new_static (script, strlen (script));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (OfficeAttachment) file = NULL;
  g_autofree char *lent = NULL;
  guint n_refused = 0;
  GtkWidget *tile;

  office_session_attach_bytes_async (self->session, bytes, "Notes.txt", "text/plain", NULL, on_result, &result);
  OFFICE_WAIT_UNTIL (result != NULL);
  file = office_session_attach_finish (self->session, result, NULL);
  office_attachment_set_state (file, OFFICE_ATTACHMENT_REMOTE, NULL);
  tile = office_file_tile_new (self->session, file);
  self->window = office_ui_fixture_new (tile, 400, 200);
  g_signal_connect_swapped (self->session, "notice", G_CALLBACK (count_notice), &n_refused);
  gtk_widget_activate_action (tile, "file.open", NULL);
  office_attachment_set_state (file, OFFICE_ATTACHMENT_FETCHING, "waits for the line");
  office_ui_fixture_settle (self->window);
  g_assert_true (shows (self, "9 bytes · waits for the line"));
  office_attachment_set_state (file, OFFICE_ATTACHMENT_FETCHING, NULL);
  office_attachment_set_state (file, OFFICE_ATTACHMENT_HERE, NULL);
  office_attachment_set_state (file, OFFICE_ATTACHMENT_REMOTE, NULL);
  gtk_widget_activate_action (tile, "file.open", NULL);
  office_attachment_set_state (file, OFFICE_ATTACHMENT_FETCHING, NULL);
  office_attachment_set_state (file, OFFICE_ATTACHMENT_HERE, NULL);
  OFFICE_WAIT_UNTIL (n_refused > 0);
  /* One more is asked for by this test: were the first opened, too, it would have been refused by then. */
  lent = lend (self, file, NULL);
  g_assert_null (lent);
  g_assert_cmpuint (n_refused, ==, 1);
  g_signal_handlers_disconnect_by_data (self->session, &n_refused);
}

/* It has the permissions of any new file, also where something that can be run stood. */
static void
test_saved (Fixture *self, gconstpointer data)
{
  g_autoptr (GListModel) files = NULL;
  g_autoptr (OfficeAttachment) file = attach_to_task (self, 5000, &files);
  g_autofree char *path = g_build_filename (self->folder, "saved", NULL);
  g_autofree char *nowhere = g_build_filename (self->folder, "gone", "saved", NULL);
  g_autoptr (GFile) target = g_file_new_for_path (path);
  g_autoptr (GFile) no_target = g_file_new_for_path (nowhere);
  g_autofree char *notice = NULL;
  GStatBuf status;

  g_assert_true (g_file_set_contents (path, "before", -1, NULL));
  g_assert_cmpint (g_chmod (path, 0755), ==, 0);
  g_signal_connect_swapped (self->session, "notice", G_CALLBACK (on_notice), &notice);
  office_file_save_to (self->session, file, target);
  OFFICE_WAIT_UNTIL (g_strcmp0 (notice, "File saved") == 0);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_size, ==, 5000);
  g_assert_cmphex (status.st_mode & 0111, ==, 0);
  office_file_save_to (self->session, file, no_target);
  OFFICE_WAIT_UNTIL (g_str_has_suffix (notice, "the folder is not there any more. Choose another place."));
  g_signal_handlers_disconnect_by_data (self->session, &notice);
}

/* As on a full disk: what stood there stands there still, and nothing that is torn looks like what was saved. */
static void
test_not_saved (Fixture *self, gconstpointer data)
{
  g_autoptr (GListModel) files = NULL;
  g_autoptr (OfficeAttachment) file = attach_to_task (self, 16 * 1024 * 1024, &files);
  g_autofree char *path = g_build_filename (self->folder, "saved", NULL);
  g_autofree char *new_path = g_build_filename (self->folder, "new", NULL);
  g_autoptr (GFile) target = g_file_new_for_path (path);
  g_autoptr (GFile) new_target = g_file_new_for_path (new_path);
  g_autofree char *notice = NULL;
  g_autofree char *left = NULL;
  struct rlimit before, limit;
  void (*handler) (int) = signal (SIGXFSZ, SIG_IGN);

  g_assert_true (g_file_set_contents (path, "before", -1, NULL));
  g_signal_connect_swapped (self->session, "notice", G_CALLBACK (on_notice), &notice);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  limit = (struct rlimit){ 8 * 1024 * 1024, before.rlim_max };
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  office_file_save_to (self->session, file, target);
  OFFICE_WAIT_UNTIL (notice != NULL);
  g_assert_true (g_str_has_prefix (notice, "“Survey.txt” was not saved: "));
  g_clear_pointer (&notice, g_free);
  office_file_save_to (self->session, file, new_target);
  OFFICE_WAIT_UNTIL (notice != NULL);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  signal (SIGXFSZ, handler);
  g_assert_true (g_file_get_contents (path, &left, NULL, NULL));
  g_assert_cmpstr (left, ==, "before");
  g_assert_false (g_file_test (new_path, G_FILE_TEST_EXISTS));
  g_signal_handlers_disconnect_by_data (self->session, &notice);
}

/* ---- the viewer ---- */

static OfficePictureViewer *
find_viewer (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (OFFICE_IS_PICTURE_VIEWER (window))
        return OFFICE_PICTURE_VIEWER (window);
    }
  return NULL;
}

static guint
count_room_files (Fixture *self)
{
  g_autoptr (GListModel) files = office_session_list_room_files (self->session, SCENE_LIBRARY);

  return g_list_model_get_n_items (files);
}

static void
test_viewer (Fixture *self, gconstpointer data)
{
  g_autoptr (GFile) first = write_gradient (self, "Façade – west.png", 1200, 800);
  g_autoptr (GFile) second = write_picture (self, "Detail.png", 80, 60);
  g_autoptr (GFile) third = write_gradient (self, "Model.png", 600, 400);
  OfficeUiFixture *viewer_window;
  OfficePictureViewer *viewer;
  OfficePictureCanvas *canvas;

  open_conversation (self, 700);
  attach_and_send (self, first);
  attach_and_send (self, second);
  OFFICE_WAIT_UNTIL (find (self, OFFICE_TYPE_FILE_TILE) != NULL);
  gtk_widget_activate_action (find (self, OFFICE_TYPE_FILE_TILE), "file.view", NULL);
  OFFICE_WAIT_UNTIL (find_viewer () != NULL);
  viewer = find_viewer ();
  viewer_window = office_ui_fixture_new_for_window (GTK_WINDOW (viewer));
  OFFICE_WAIT_UNTIL (office_picture_viewer_is_shown (viewer));
  office_ui_fixture_settle (viewer_window);
  office_ui_fixture_check_names (viewer_window);
  g_assert_cmpuint (office_picture_viewer_get_position (viewer), ==, 0);
  canvas = OFFICE_PICTURE_CANVAS (office_ui_fixture_find (viewer_window, OFFICE_TYPE_PICTURE_CANVAS, NULL, NULL));
  g_assert_true (office_picture_canvas_fits (canvas));
  g_assert_cmpfloat (office_picture_canvas_get_zoom (canvas), <, 1);
  office_ui_fixture_keep_picture (viewer_window, "viewer");

  office_ui_fixture_press (viewer_window, GDK_KEY_1, 0);
  g_assert_false (office_picture_canvas_fits (canvas));
  g_assert_cmpfloat_with_epsilon (office_picture_canvas_get_zoom (canvas), 1, 0.001);
  office_ui_fixture_press (viewer_window, GDK_KEY_Right, 0);
  g_assert_cmpuint (office_picture_viewer_get_position (viewer), ==, 0);
  office_ui_fixture_press (viewer_window, GDK_KEY_0, 0);
  g_assert_true (office_picture_canvas_fits (canvas));
  office_ui_fixture_press (viewer_window, GDK_KEY_c, GDK_CONTROL_MASK);
  g_assert_true (gdk_content_formats_contain_gtype (
      gdk_clipboard_get_formats (gtk_widget_get_clipboard (GTK_WIDGET (viewer))), GDK_TYPE_TEXTURE));
  office_ui_fixture_press (viewer_window, GDK_KEY_Right, 0);
  g_assert_cmpuint (office_picture_viewer_get_position (viewer), ==, 1);
  OFFICE_WAIT_UNTIL (office_picture_viewer_is_shown (viewer));
  office_ui_fixture_press (viewer_window, GDK_KEY_Page_Down, 0);
  g_assert_cmpuint (office_picture_viewer_get_position (viewer), ==, 1);
  office_ui_fixture_press (viewer_window, GDK_KEY_Left, 0);
  g_assert_cmpuint (office_picture_viewer_get_position (viewer), ==, 0);
  OFFICE_WAIT_UNTIL (office_picture_viewer_is_shown (viewer));
  /* One comes while it is open: what is looked at stays. */
  attach_and_send (self, third);
  OFFICE_WAIT_UNTIL (count_room_files (self) == 3);
  g_assert_cmpuint (office_picture_viewer_get_position (viewer), ==, 0);
  office_ui_fixture_press (viewer_window, GDK_KEY_Page_Down, 0);
  office_ui_fixture_press (viewer_window, GDK_KEY_Page_Down, 0);
  g_assert_cmpuint (office_picture_viewer_get_position (viewer), ==, 2);
  OFFICE_WAIT_UNTIL (office_picture_viewer_is_shown (viewer));
  office_ui_fixture_settle (viewer_window);
  office_ui_fixture_keep_picture (viewer_window, "viewer-third");
  if (g_getenv ("OFFICE_PICTURES") != NULL)
    {
      /* With its frame it is not exactly as wide as it is asked to be. */
      gtk_window_set_default_size (GTK_WINDOW (viewer), 370, 600);
      OFFICE_WAIT_UNTIL (gtk_widget_get_width (GTK_WIDGET (viewer)) <= 370);
      office_ui_fixture_keep_picture (viewer_window, "viewer-phone");
      adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
      office_ui_fixture_keep_picture (viewer_window, "viewer-phone");
      adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
    }
  g_object_ref (viewer);
  office_ui_fixture_press (viewer_window, GDK_KEY_Escape, 0);
  OFFICE_WAIT_UNTIL (find_viewer () == NULL);
  g_object_unref (viewer);
  g_free (viewer_window);
}

/* It tells why there is nothing to be seen yet, and shows the picture when it has come after all. */
static void
test_viewer_waits (Fixture *self, gconstpointer data)
{
  g_autoptr (GFile) picture = write_picture (self, "Plan.png", 300, 200);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (OfficeAttachment) file = NULL;
  g_autoptr (GListStore) files = g_list_store_new (OFFICE_TYPE_ATTACHMENT);
  OfficePictureViewer *viewer;

  office_session_attach_async (self->session, picture, NULL, on_result, &result);
  OFFICE_WAIT_UNTIL (result != NULL);
  file = office_session_attach_finish (self->session, result, NULL);
  office_attachment_set_state (file, OFFICE_ATTACHMENT_FETCHING, "waits for the line");
  g_list_store_append (files, file);
  viewer = office_picture_viewer_new (self->session, G_LIST_MODEL (files), 0);
  self->window = office_ui_fixture_new_for_window (GTK_WINDOW (viewer));
  g_assert_true (shows (self, "It comes when the line is back."));
  office_ui_fixture_keep_picture (self->window, "viewer-waits");
  office_attachment_set_state (file, OFFICE_ATTACHMENT_FETCHING, NULL);
  g_assert_false (shows (self, "It comes when the line is back."));
  office_attachment_set_state (file, OFFICE_ATTACHMENT_FAILED, "The disk of this computer is full");
  g_assert_true (shows (self, "The disk of this computer is full"));
  g_assert_nonnull (office_ui_fixture_find (self->window, GTK_TYPE_BUTTON, "label", "_Try Again"));
  office_ui_fixture_check_names (self->window);
  office_ui_fixture_keep_picture (self->window, "viewer-failed");
  office_attachment_set_state (file, OFFICE_ATTACHMENT_HERE, NULL);
  OFFICE_WAIT_UNTIL (office_picture_viewer_is_shown (viewer));
  g_assert_false (office_picture_viewer_is_broken (viewer));
}

/* A line of pixels keeps all of them: a limit to its length would leave a hair of it. */
static void
test_long_picture (Fixture *self, gconstpointer data)
{
  g_autoptr (GFile) picture = write_picture (self, "Panorama.png", 20000, 10);
  g_autofree char *path = g_file_get_path (picture);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) small = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (GdkTexture) smaller = NULL;

  office_picture_decode_large_async (path, 16777216, NULL, on_result, &result);
  office_picture_decode_large_async (path, 50000, NULL, on_result, &small);
  OFFICE_WAIT_UNTIL (result != NULL && small != NULL);
  texture = office_picture_decode_finish (result, NULL);
  g_assert_cmpint (gdk_texture_get_width (texture), ==, 20000);
  g_assert_cmpint (gdk_texture_get_height (texture), ==, 10);
  smaller = office_picture_decode_finish (small, NULL);
  g_assert_cmpint (gdk_texture_get_width (smaller), ==, 10000);
  g_assert_cmpint (gdk_texture_get_height (smaller), ==, 5);
}

static gboolean
is_tile_of (GtkWidget *widget, gconstpointer name)
{
  OfficeAttachment *file = office_file_tile_get_file (OFFICE_FILE_TILE (widget));

  return file != NULL && g_str_equal (office_attachment_get_name (file), name);
}

static GtkWidget *
find_tile (Fixture *self, const char *name)
{
  return office_ui_fixture_find_by (self->window, OFFICE_TYPE_FILE_TILE, is_tile_of, name);
}

/* What was sent long before the rows that there are is only a key away. */
static void
test_viewer_goes_back (Fixture *self, gconstpointer data)
{
  g_autoptr (GFile) first = write_gradient (self, "Long ago.png", 300, 200);
  g_autoptr (GFile) document = write_text (self, "Between.txt");
  g_autoptr (GFile) second = write_picture (self, "Now.png", 80, 60);
  OfficeUiFixture *viewer_window;
  OfficePictureViewer *viewer;

  open_conversation (self, 700);
  attach_and_send (self, first);
  attach_and_send (self, document);
  office_test_scene_answer (self->scene);
  close_window (self);
  office_test_scene_add_messages (self->scene, SCENE_LIBRARY, 400);
  open_conversation (self, 700);
  attach_and_send (self, second);
  OFFICE_WAIT_UNTIL (find_tile (self, "Now.png") != NULL);
  gtk_widget_activate_action (find_tile (self, "Now.png"), "file.view", NULL);
  OFFICE_WAIT_UNTIL (find_viewer () != NULL);
  viewer = find_viewer ();
  viewer_window = office_ui_fixture_new_for_window (GTK_WINDOW (viewer));
  g_assert_cmpuint (office_picture_viewer_get_position (viewer), ==, 1);
  office_ui_fixture_press (viewer_window, GDK_KEY_Left, 0);
  g_assert_cmpuint (office_picture_viewer_get_position (viewer), ==, 0);
  OFFICE_WAIT_UNTIL (office_picture_viewer_is_shown (viewer));
  office_ui_fixture_settle (viewer_window);
  office_ui_fixture_keep_picture (viewer_window, "viewer-back");
  g_object_ref (viewer);
  office_ui_fixture_press (viewer_window, GDK_KEY_Escape, 0);
  OFFICE_WAIT_UNTIL (find_viewer () == NULL);
  g_object_unref (viewer);
  g_free (viewer_window);
}

static void
test_task (Fixture *self, gconstpointer data)
{
  GtkWidget *files = g_object_new (OFFICE_TYPE_TASK_FILES, NULL);
  OfficeTask *task = office_session_find_task (self->session, SCENE_DOORS);
  g_autoptr (GFile) file = write_text (self, "Doors.txt");

  office_task_files_set_task (OFFICE_TASK_FILES (files), self->session, task);
  self->window = office_ui_fixture_new (files, 372, 300);
  g_assert_null (find (self, OFFICE_TYPE_FILE_TILE));
  office_task_files_attach (OFFICE_TASK_FILES (files), file);
  OFFICE_WAIT_UNTIL (find (self, OFFICE_TYPE_FILE_TILE) != NULL);
  office_ui_fixture_settle (self->window);
  office_ui_fixture_check_names (self->window);
  office_ui_fixture_keep_picture (self->window, "files-task");
  gtk_widget_activate_action (find (self, OFFICE_TYPE_FILE_TILE), "file.remove", NULL);
  OFFICE_WAIT_UNTIL (find (self, OFFICE_TYPE_FILE_TILE) == NULL);
}

static gboolean
is_refused (GtkWidget *row, gconstpointer data)
{
  OfficeMessage *message = office_message_row_get_message (OFFICE_MESSAGE_ROW (row));

  return office_message_get_delivery (message) == OFFICE_DELIVERY_REFUSED;
}

/* A sender's computer that could not read it has told no size: not even tried to be shown, and said so. */
static void
test_no_picture (Fixture *self, gconstpointer data)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *hash = NULL;

  open_conversation (self, 936);
  file = write_text (self, "liar.png");
  office_composer_attach (self->composer, file);
  OFFICE_WAIT_UNTIL (office_composer_can_send (self->composer));
  office_composer_send (self->composer);
  OFFICE_WAIT_UNTIL (shows (self, "liar.png"));
  /* It has gone up. */
  hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "What is in it", -1);
  g_assert_true (
      office_replica_set_blob (office_test_scene_get_replica (self->scene), hash, 13, OFFICE_BLOB_KEPT, NULL));
  office_test_scene_answer (self->scene);
  OFFICE_WAIT_UNTIL (shows (self, "13 bytes · cannot be shown as a picture"));
}

/* The message stands there as not sent; tried again, its file waits again. */
static void
test_cancel (Fixture *self, gconstpointer data)
{
  g_autoptr (GFile) file = NULL;
  GtkWidget *row;

  open_conversation (self, 936);
  file = write_text (self, "Wrong.txt");
  office_composer_attach (self->composer, file);
  OFFICE_WAIT_UNTIL (office_composer_can_send (self->composer));
  office_composer_send (self->composer);
  OFFICE_WAIT_UNTIL (shows (self, "Wrong.txt"));
  g_assert_cmpuint (office_session_get_n_waiting (self->session), ==, 1);

  click (self, "Cancel");
  OFFICE_WAIT_UNTIL (shows (self, "Not sent: You canceled this"));
  g_assert_cmpuint (office_session_get_n_waiting (self->session), ==, 0);
  g_assert_cmpuint (office_session_get_n_refused (self->session), ==, 1);
  g_assert_true (shows (self, "Wrong.txt"));
  g_assert_false (shows (self, "13 bytes · waiting to be sent"));
  office_ui_fixture_settle (self->window);
  office_ui_fixture_keep_picture (self->window, "files-cancelled");

  row = office_ui_fixture_find_by (self->window, OFFICE_TYPE_MESSAGE_ROW, is_refused, NULL);
  gtk_widget_activate_action (row, "message.retry", NULL);
  OFFICE_WAIT_UNTIL (office_session_get_n_waiting (self->session) == 1);
  g_assert_cmpuint (office_session_get_n_refused (self->session), ==, 0);
}

/* ---- while it is copied ---- */

#define MEBIBYTE (1024 * 1024)

static gboolean
has_half_copy (Fixture *self)
{
  g_autofree char *path = g_build_filename (self->folder, "kept", NULL);
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    if (g_str_has_prefix (name, "attach-"))
      return TRUE;
  return FALSE;
}

/* All of it where there is nothing done. */
static gboolean
shows_size (Fixture *self, guint64 done, guint64 size)
{
  g_autofree char *some = g_format_size (done);
  g_autofree char *all = g_format_size (size);
  g_autofree char *text = done > 0 ? g_strdup_printf ("%s of %s", some, all) : g_strdup (all);

  return shows (self, text);
}

static void
keep_copying_pictures (Fixture *self)
{
  static const int widths[] = { 936, 360 };

  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      g_autofree char *name = g_strdup_printf ("files-copying-%d", widths[i]);

      office_ui_fixture_resize (self->window, widths[i], 600);
      office_ui_fixture_settle (self->window);
      office_ui_fixture_keep_picture (self->window, name);
      adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
      office_ui_fixture_settle (self->window);
      office_ui_fixture_keep_picture (self->window, name);
      adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
    }
}

/* A large file is there at once, tells how far it is, and why the message cannot go yet. */
static void
test_copying (Fixture *self, gconstpointer data)
{
  g_autoptr (GFile) large = office_slow_file_new ("Site survey.tar", 8 * MEBIBYTE);
  g_autoptr (GFile) small = NULL;

  open_conversation (self, 936);
  small = write_text (self, "Notes.txt");
  office_composer_attach (self->composer, large);
  g_assert_true (has_chip (self, "Site survey.tar"));
  g_assert_true (shows (self, "copying"));
  office_composer_attach (self->composer, small);
  office_slow_file_let (OFFICE_SLOW_FILE (large), 2 * MEBIBYTE);
  OFFICE_WAIT_UNTIL (shows_size (self, 2 * MEBIBYTE, 8 * MEBIBYTE) && shows_size (self, 0, 13));
  g_assert_false (office_composer_can_send (self->composer));
  g_assert_false (shows (self, "It can be sent when its files are copied."));
  office_composer_send (self->composer);
  g_assert_true (shows (self, "It can be sent when its files are copied."));
  office_ui_fixture_settle (self->window);
  office_ui_fixture_check_names (self->window);
  keep_copying_pictures (self);

  office_slow_file_let (OFFICE_SLOW_FILE (large), 8 * MEBIBYTE);
  OFFICE_WAIT_UNTIL (office_composer_can_send (self->composer));
  g_assert_true (shows_size (self, 0, 8 * MEBIBYTE));
  g_assert_false (shows (self, "It can be sent when its files are copied."));
  office_composer_send (self->composer);
  OFFICE_WAIT_UNTIL (!has_chip (self, "Site survey.tar"));
  g_assert_cmpuint (office_session_get_n_waiting (self->session), ==, 1);
}

/* Taken away while it is copied it is gone at once, and so is what was copied; the other one stays. */
static void
test_copying_cancelled (Fixture *self, gconstpointer data)
{
  g_autoptr (GFile) large = office_slow_file_new ("Site survey.tar", 8 * MEBIBYTE);
  g_autoptr (GFile) small = NULL;
  g_autofree char *last = NULL;

  open_conversation (self, 936);
  g_signal_connect_swapped (self->session, "notice", G_CALLBACK (on_notice), &last);
  small = write_text (self, "Notes.txt");
  office_composer_attach (self->composer, small);
  OFFICE_WAIT_UNTIL (office_composer_can_send (self->composer));
  office_composer_attach (self->composer, large);
  office_slow_file_let (OFFICE_SLOW_FILE (large), MEBIBYTE);
  OFFICE_WAIT_UNTIL (has_half_copy (self) && shows_size (self, MEBIBYTE, 8 * MEBIBYTE));
  click (self, "Remove Site survey.tar");
  g_assert_false (has_chip (self, "Site survey.tar"));
  g_assert_true (has_chip (self, "Notes.txt"));
  g_assert_true (office_composer_can_send (self->composer));
  OFFICE_WAIT_UNTIL (!has_half_copy (self));
  close_window (self);
  open_conversation (self, 936);
  OFFICE_WAIT_UNTIL (has_chip (self, "Notes.txt"));
  g_assert_false (has_chip (self, "Site survey.tar"));
  g_assert_null (last);
}

/* It is of the room that it was begun in: another one can be written in meanwhile, and there it still stands afterwards. */
static void
test_copying_elsewhere (Fixture *self, gconstpointer data)
{
  OfficeConversationView *view;
  g_autoptr (GFile) large = office_slow_file_new ("Site survey.tar", 8 * MEBIBYTE);

  open_conversation (self, 936);
  view = OFFICE_CONVERSATION_VIEW (self->view);
  office_composer_attach (self->composer, large);
  office_conversation_view_set_place (view, self->session, SCENE_GENERAL, NULL);
  g_assert_false (has_chip (self, "Site survey.tar"));
  gtk_text_buffer_set_text (office_composer_get_buffer (self->composer), "Hello", -1);
  g_assert_true (office_composer_can_send (self->composer));
  office_conversation_view_set_place (view, self->session, SCENE_LIBRARY, NULL);
  g_assert_true (has_chip (self, "Site survey.tar"));
  g_assert_false (office_composer_can_send (self->composer));
  office_conversation_view_set_place (view, self->session, SCENE_GENERAL, NULL);
  OFFICE_WAIT_UNTIL (has_half_copy (self));
  office_slow_file_let (OFFICE_SLOW_FILE (large), 8 * MEBIBYTE);
  OFFICE_WAIT_UNTIL (!has_half_copy (self));
  office_ui_fixture_settle (self->window);
  g_assert_false (has_chip (self, "Site survey.tar"));
  office_conversation_view_set_place (view, self->session, SCENE_LIBRARY, NULL);
  OFFICE_WAIT_UNTIL (has_chip (self, "Site survey.tar") && office_composer_can_send (self->composer));
}

/* As in the composer: there at once, with how far it is; it goes to its task, also when another one is looked at meanwhile. */
static void
test_task_copying (Fixture *self, gconstpointer data)
{
  OfficeTaskFiles *files = g_object_new (OFFICE_TYPE_TASK_FILES, NULL);
  OfficeTask *doors = office_session_find_task (self->session, SCENE_DOORS);
  OfficeTask *other = office_session_find_task (self->session, SCENE_LAMPS);
  g_autoptr (GFile) large = office_slow_file_new ("Site survey.tar", 8 * MEBIBYTE);

  office_task_files_set_task (files, self->session, doors);
  self->window = office_ui_fixture_new (GTK_WIDGET (files), 372, 300);
  office_task_files_attach (files, large);
  g_assert_true (has_chip (self, "Site survey.tar"));
  office_slow_file_let (OFFICE_SLOW_FILE (large), 2 * MEBIBYTE);
  OFFICE_WAIT_UNTIL (shows_size (self, 2 * MEBIBYTE, 8 * MEBIBYTE));
  office_ui_fixture_settle (self->window);
  office_ui_fixture_check_names (self->window);
  office_ui_fixture_keep_picture (self->window, "files-task-copying");
  office_task_files_set_task (files, self->session, other);
  g_assert_false (has_chip (self, "Site survey.tar"));
  office_task_files_set_task (files, self->session, NULL);
  office_task_files_set_task (files, self->session, doors);
  g_assert_true (has_chip (self, "Site survey.tar"));
  office_task_files_set_task (files, self->session, other);
  office_slow_file_let (OFFICE_SLOW_FILE (large), 8 * MEBIBYTE);
  OFFICE_WAIT_UNTIL (office_session_get_n_waiting (self->session) == 1);
  g_assert_null (find_tile (self, "Site survey.tar"));
  office_task_files_set_task (files, self->session, doors);
  g_assert_false (has_chip (self, "Site survey.tar"));
  OFFICE_WAIT_UNTIL (find_tile (self, "Site survey.tar") != NULL);
}

/* Called off, nothing of it is left, neither at the task nor on the disk, and nothing is said. */
static void
test_task_copying_cancelled (Fixture *self, gconstpointer data)
{
  OfficeTaskFiles *files = g_object_new (OFFICE_TYPE_TASK_FILES, NULL);
  g_autoptr (GFile) large = office_slow_file_new ("Site survey.tar", 8 * MEBIBYTE);
  g_autofree char *last = NULL;

  g_signal_connect_swapped (self->session, "notice", G_CALLBACK (on_notice), &last);
  office_task_files_set_task (files, self->session, office_session_find_task (self->session, SCENE_DOORS));
  self->window = office_ui_fixture_new (GTK_WIDGET (files), 372, 300);
  office_task_files_attach (files, large);
  office_slow_file_let (OFFICE_SLOW_FILE (large), MEBIBYTE);
  OFFICE_WAIT_UNTIL (has_half_copy (self) && shows_size (self, MEBIBYTE, 8 * MEBIBYTE));
  click (self, "Remove Site survey.tar");
  g_assert_false (has_chip (self, "Site survey.tar"));
  OFFICE_WAIT_UNTIL (!has_half_copy (self));
  g_assert_null (find_tile (self, "Site survey.tar"));
  g_assert_cmpuint (office_session_get_n_waiting (self->session), ==, 0);
  g_assert_null (last);
}

static guint
count_draft_files (Fixture *self)
{
  g_autoptr (GPtrArray) files = office_session_list_draft_files (self->session, "room:" SCENE_LIBRARY);

  return files->len;
}

/* What comes while a message is edited joins the draft, and takes nothing out of it. */
static void
test_copying_while_editing (Fixture *self, gconstpointer data)
{
  g_autoptr (GFile) large = office_slow_file_new ("Site survey.tar", 8 * MEBIBYTE);
  g_autoptr (OfficeMessage) message = office_session_dup_message (self->session, SCENE_MORNING);
  g_autoptr (GFile) small = NULL;

  open_conversation (self, 936);
  small = write_text (self, "Notes.txt");
  office_composer_attach (self->composer, small);
  OFFICE_WAIT_UNTIL (office_composer_can_send (self->composer));
  office_composer_attach (self->composer, large);
  office_composer_edit (self->composer, message);
  g_assert_false (has_chip (self, "Notes.txt"));
  office_slow_file_let (OFFICE_SLOW_FILE (large), 8 * MEBIBYTE);
  OFFICE_WAIT_UNTIL (count_draft_files (self) == 2);
  g_assert_false (has_chip (self, "Site survey.tar"));
  click (self, "Cancel Editing");
  OFFICE_WAIT_UNTIL (has_chip (self, "Site survey.tar") && office_composer_can_send (self->composer));
  g_assert_true (has_chip (self, "Notes.txt"));
}

static void
limit_files (Fixture *self, gint64 limit)
{
  static const char *const none[] = { NULL };
  OfficeReplica *replica = office_test_scene_get_replica (self->scene);
  g_autofree char *text = office_frame_welcome (SCENE_OFFICE, "Atelier Nord", SCENE_BEN,
                                                office_replica_get_cursor (replica), FALSE, none, none,
                                                office_session_get_now (self->session), "0.1.0", limit, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeFrame) welcome = office_frame_parse (text, strlen (text), OFFICE_LIMIT_SERVER_FRAME, &error);

  g_assert_no_error (error);
  g_assert_true (office_replica_apply_welcome (replica, welcome, &error));
  g_assert_no_error (error);
}

/* The host's limit is asked before anything is copied, and without a line. */
static void
test_too_large (Fixture *self, gconstpointer data)
{
  g_autoptr (GFile) file = write_text (self, "Large.txt"); /* 13 bytes */
  g_autofree char *notice = NULL;
  gulong handler = g_signal_connect_swapped (self->session, "notice", G_CALLBACK (on_notice), &notice);

  limit_files (self, 12);
  open_conversation (self, 936);
  office_composer_attach (self->composer, file);
  OFFICE_WAIT_UNTIL (notice != NULL);
  g_assert_cmpstr (notice, ==, "“Large.txt” has 13 bytes; this office takes files of up to 12 bytes");
  g_assert_false (has_chip (self, "Large.txt"));
  limit_files (self, 13);
  office_composer_attach (self->composer, file);
  OFFICE_WAIT_UNTIL (has_chip (self, "Large.txt") && office_composer_can_send (self->composer));
  g_signal_handler_disconnect (self->session, handler);
}

/* ---- later ---- */

static void
click_in (OfficeUiFixture *ui, const char *property, const char *value)
{
  GtkWidget *button = office_ui_fixture_find (ui, GTK_TYPE_BUTTON, property, value);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  office_ui_fixture_settle (ui);
}

/* They leave the composer with the message, stand in the list of what waits, and can be taken away from it there. */
static void
test_later (Fixture *self, gconstpointer data)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFile) picture = NULL;
  g_autoptr (GListModel) files = NULL;
  g_autoptr (OfficeScheduledList) schedule = office_scheduled_list_new (self->session);
  g_autoptr (OfficeScheduled) scheduled = NULL;
  OfficeUiFixture *dialog, *when;

  open_conversation (self, 936);
  file = write_text (self, "Zeitplan – Entwurf.txt");
  picture = write_gradient (self, "Plan.png", 900, 600);
  office_composer_attach (self->composer, file);
  OFFICE_WAIT_UNTIL (has_chip (self, "Zeitplan – Entwurf.txt"));
  office_composer_attach (self->composer, picture);
  OFFICE_WAIT_UNTIL (has_chip (self, "Plan.png") && office_composer_can_send (self->composer));
  gtk_widget_activate_action (GTK_WIDGET (self->composer), "composer.send-later", "s", "tomorrow 9:00");
  office_ui_fixture_settle (self->window);
  g_assert_false (has_chip (self, "Plan.png"));
  g_assert_false (office_composer_can_send (self->composer));
  g_assert_null (find (self, OFFICE_TYPE_FILE_TILE));
  g_assert_nonnull (office_ui_fixture_find (self->window, GTK_TYPE_LABEL, "label", "1 message is sent later"));

  gtk_window_present (GTK_WINDOW (office_scheduled_dialog_new (self->session)));
  dialog = office_ui_fixture_new_for_type (OFFICE_TYPE_SCHEDULED_DIALOG);
  office_ui_fixture_settle (dialog);
  g_assert_nonnull (office_ui_fixture_find (dialog, GTK_TYPE_LABEL, "label", "Plan.png"));
  g_assert_nonnull (office_ui_fixture_find (dialog, GTK_TYPE_LABEL, "label", "Zeitplan – Entwurf.txt"));
  office_ui_fixture_check_dialog (dialog, "files-later");
  click_in (dialog, "tooltip-text", "Edit");
  when = office_ui_fixture_new_for_type (OFFICE_TYPE_WHEN_DIALOG);
  office_ui_fixture_settle (when);
  office_ui_fixture_check_dialog (when, "files-later-edit");
  click_in (when, "tooltip-text", "Remove Plan.png");
  g_assert_true (gtk_widget_get_sensitive (office_ui_fixture_find (when, GTK_TYPE_BUTTON, "label", "Send _Later")));
  g_signal_emit_by_name (office_ui_fixture_find (when, GTK_TYPE_BUTTON, "label", "Send _Later"), "clicked");
  g_free (when); /* its window is closed */
  office_ui_fixture_free (dialog);
  office_test_scene_answer (self->scene);

  scheduled = g_list_model_get_item (G_LIST_MODEL (schedule), 0);
  files = office_session_list_files (self->session, office_scheduled_get_id (scheduled));
  OFFICE_WAIT_UNTIL (g_list_model_get_n_items (files) == 1);
}

#define ADD(path, test) g_test_add ("/ui/files/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  office_ui_fixture_init (&argc, &argv);
  ADD ("attach-and-send", test_attach_and_send);
  ADD ("draft", test_draft);
  ADD ("later", test_later);
  ADD ("too-many-pixels", test_too_many_pixels);
  ADD ("orientation", test_orientation);
  ADD ("animation", test_animation);
  ADD ("bad-pictures", test_bad_pictures);
  ADD ("program", test_program);
  ADD ("lent", test_lent);
  ADD ("open-when-here", test_open_when_here);
  ADD ("saved", test_saved);
  ADD ("not-saved", test_not_saved);
  ADD ("viewer", test_viewer);
  ADD ("viewer-waits", test_viewer_waits);
  ADD ("long-picture", test_long_picture);
  ADD ("viewer-goes-back", test_viewer_goes_back);
  ADD ("task", test_task);
  ADD ("no-picture", test_no_picture);
  ADD ("copying", test_copying);
  ADD ("copying-cancelled", test_copying_cancelled);
  ADD ("copying-while-editing", test_copying_while_editing);
  ADD ("copying-elsewhere", test_copying_elsewhere);
  ADD ("task-copying", test_task_copying);
  ADD ("task-copying-cancelled", test_task_copying_cancelled);
  ADD ("cancel", test_cancel);
  ADD ("too-large", test_too_large);
  return g_test_run ();
}
