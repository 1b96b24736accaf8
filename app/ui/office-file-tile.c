/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-file-tile.h"

#include "office-file-actions.h"
#include "office-file-icon.h"
#include "office-file-progress.h"
#include "office-picture-viewer.h"
#include "office-picture.h"

#include <glib/gi18n-lib.h>

/* Pictures up to this size come without being asked for. */
#define FETCHED_UNASKED (10 * 1024 * 1024)
#define SPACING         6

struct _OfficeFileTile {
  GtkWidget parent_instance;

  OfficeSession *session;
  OfficeAttachment *file;
  GtkWidget *picture; /* nullable */
  OfficeFileProgress progress;
  gboolean open_when_here;
};

G_DEFINE_FINAL_TYPE (OfficeFileTile, office_file_tile, GTK_TYPE_WIDGET)

static void
say (OfficeFileTile *self, const char *text)
{
  g_signal_emit_by_name (self->session, "notice", text, NULL);
}

/* ---- opening and saving ---- */

static void
open_file (GtkWidget *widget, const char *action, GVariant *parameter)
{
  OfficeFileTile *self = OFFICE_FILE_TILE (widget);

  if (office_file_is_here (self->file))
    {
      office_file_open (self->session, self->file);
      return;
    }
  self->open_when_here = TRUE;
  office_session_fetch_file (self->session, self->file);
}

static void
save_file (GtkWidget *widget, const char *action, GVariant *parameter)
{
  OfficeFileTile *self = OFFICE_FILE_TILE (widget);

  office_file_save (widget, self->session, self->file);
}

static void
view_file (GtkWidget *widget, const char *action, GVariant *parameter)
{
  office_picture_viewer_show_from (OFFICE_FILE_TILE (widget));
}

static void
remove_file (GtkWidget *widget, const char *action, GVariant *parameter)
{
  OfficeFileTile *self = OFFICE_FILE_TILE (widget);
  g_autoptr (GError) error = NULL;

  if (!office_session_remove_file (self->session, office_attachment_get_id (self->file), &error))
    say (self, error->message);
}

static void
retry_file (GtkWidget *widget, const char *action, GVariant *parameter)
{
  office_session_fetch_file (OFFICE_FILE_TILE (widget)->session, OFFICE_FILE_TILE (widget)->file);
}

static void
cancel_file (GtkWidget *widget, const char *action, GVariant *parameter)
{
  OfficeFileTile *self = OFFICE_FILE_TILE (widget);

  self->open_when_here = FALSE;
  office_session_cancel_file (self->session, self->file);
}

/* ---- what is shown ---- */

static char *
dup_at_rest (OfficeFileTile *self)
{
  g_autofree char *size = office_file_progress_dup_size (self->file);

  /* Its sender's computer could not read how large it is, or it is larger than is ever decoded. */
  if (g_str_has_prefix (office_attachment_get_media_type (self->file), "image/")
      && !office_attachment_is_picture (self->file))
    /* Translators: of a picture that is broken or much too large; %s is a size, such as 2.1 MB */
    return g_strdup_printf (_ ("%s · cannot be shown as a picture"), size);
  return g_steal_pointer (&size);
}

static void
show_picture (OfficeFileTile *self)
{
  g_autofree char *path = NULL;

  if (self->picture == NULL)
    return;
  path = office_file_is_here (self->file) ? office_session_dup_file_path (self->session, self->file) : NULL;
  if (path != NULL)
    office_picture_load (OFFICE_PICTURE (self->picture), path);
}

static void
update (OfficeFileTile *self)
{
  g_autofree char *at_rest = dup_at_rest (self);

  office_file_progress_show (&self->progress, self->file, at_rest);
  show_picture (self);
  /* Not an hour later, when the line is back and something else is being done. */
  self->open_when_here = self->open_when_here && office_attachment_get_problem (self->file) == NULL;
  if (self->open_when_here && office_attachment_get_state (self->file) == OFFICE_ATTACHMENT_HERE)
    {
      self->open_when_here = FALSE;
      office_file_open (self->session, self->file);
    }
}

/* The task whose card may show this picture; NULL: none. */
static OfficeTask *
find_task (OfficeFileTile *self)
{
  const char *task = office_attachment_get_task_id (self->file);

  return task != NULL && self->picture != NULL ? office_session_find_task (self->session, task) : NULL;
}

static gboolean
is_cover (OfficeFileTile *self)
{
  OfficeTask *task = find_task (self);

  return task != NULL && g_strcmp0 (office_task_get_cover (task), office_attachment_get_id (self->file)) == 0;
}

static void
toggle_cover (GtkWidget *widget, const char *action, GVariant *parameter)
{
  OfficeFileTile *self = OFFICE_FILE_TILE (widget);
  OfficeTask *task = find_task (self);
  g_autoptr (GError) error = NULL;

  if (task != NULL
      && !office_session_set_task_cover (self->session, office_task_get_id (task),
                                         is_cover (self) ? NULL : office_attachment_get_id (self->file), &error))
    say (self, error->message);
}

static GMenuModel *
make_menu (OfficeFileTile *self)
{
  GMenu *menu = g_menu_new ();
  const char *author = office_attachment_get_author_id (self->file);
  OfficePerson *me = office_session_get_me (self->session);

  if (self->picture != NULL)
    g_menu_append (menu, _ ("_View"), "file.view");
  if (!office_attachment_is_program (self->file))
    g_menu_append (menu, _ ("_Open"), "file.open");
  g_menu_append (menu, _ ("_Save As…"), "file.save");
  if (find_task (self) != NULL)
    g_menu_append (menu, is_cover (self) ? _ ("_No Cover Any More") : _ ("Use as _Cover"), "file.cover");
  if (author != NULL
      && (g_strcmp0 (author, office_person_get_id (me)) == 0 || g_strcmp0 (office_person_get_role (me), "admin") == 0))
    g_menu_append (menu, _ ("_Remove"), "file.remove");
  return G_MENU_MODEL (menu);
}

/* Made anew each time: whether it is the cover changes. */
static void
fill_menu (GtkMenuButton *button, gpointer data)
{
  g_autoptr (GMenuModel) menu = make_menu (data);

  gtk_menu_button_set_menu_model (button, menu);
}

static GtkWidget *
new_menu (OfficeFileTile *self)
{
  GtkWidget *button = gtk_menu_button_new ();

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  fill_menu (GTK_MENU_BUTTON (button), self);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), fill_menu, self, NULL);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("File Menu"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("File Menu"), -1);
  return button;
}

static GtkWidget *
new_words (OfficeFileTile *self)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *name = gtk_label_new (office_attachment_get_name (self->file));

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_set_tooltip_text (name, office_attachment_get_name (self->file));
  gtk_box_append (GTK_BOX (words), name);
  gtk_box_append (GTK_BOX (words), self->progress.words);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  return words;
}

static GtkWidget *
new_open_button (OfficeFileTile *self, GtkWidget *child)
{
  GtkWidget *button = gtk_button_new ();
  const gboolean view = self->picture != NULL, save = office_attachment_is_program (self->file);
  /* Translators: %s is the name of a file */
  g_autofree char *name = g_strdup_printf (view   ? _ ("View %s")
                                           : save ? _ ("Save %s")
                                                  : _ ("Open %s"),
                                           office_attachment_get_name (self->file));

  gtk_button_set_child (GTK_BUTTON (button), child);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), view ? "file.view" : save ? "file.save" : "file.open");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "file-open");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

static GtkWidget *
new_line (OfficeFileTile *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, SPACING);
  GtkWidget *inner = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  g_autoptr (GIcon) icon = office_file_icon_new (self->file);
  GtkWidget *open;

  gtk_box_append (GTK_BOX (inner), gtk_image_new_from_gicon (icon));
  gtk_box_append (GTK_BOX (inner), new_words (self));
  open = new_open_button (self, inner);
  gtk_widget_set_hexpand (open, TRUE);
  office_file_progress_build_buttons (&self->progress);
  gtk_button_set_label (GTK_BUTTON (self->progress.retry), _ ("Try Again"));
  gtk_box_append (GTK_BOX (line), open);
  gtk_box_append (GTK_BOX (line), self->progress.retry);
  gtk_box_append (GTK_BOX (line), self->progress.cancel);
  gtk_box_append (GTK_BOX (line), new_menu (self));
  return line;
}

static void
add_picture (OfficeFileTile *self)
{
  GtkWidget *button;

  self->picture = office_picture_new (office_attachment_get_width (self->file),
                                      office_attachment_get_height (self->file));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->picture), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  office_attachment_get_name (self->file), -1);
  button = new_open_button (self, self->picture);
  gtk_widget_add_css_class (button, "picture-open");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_set_parent (button, GTK_WIDGET (self));
}

static void
office_file_tile_dispose (GObject *object)
{
  OfficeFileTile *self = OFFICE_FILE_TILE (object);
  GtkWidget *child;

  if (self->file != NULL)
    g_signal_handlers_disconnect_by_data (self->file, self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->file);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (office_file_tile_parent_class)->dispose (object);
}

static void
office_file_tile_class_init (OfficeFileTileClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = office_file_tile_dispose;
  gtk_widget_class_install_action (widget_class, "file.open", NULL, open_file);
  gtk_widget_class_install_action (widget_class, "file.save", NULL, save_file);
  gtk_widget_class_install_action (widget_class, "file.view", NULL, view_file);
  gtk_widget_class_install_action (widget_class, "file.remove", NULL, remove_file);
  gtk_widget_class_install_action (widget_class, "file.cover", NULL, toggle_cover);
  gtk_widget_class_install_action (widget_class, "file.retry", NULL, retry_file);
  gtk_widget_class_install_action (widget_class, "file.cancel", NULL, cancel_file);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
office_file_tile_init (OfficeFileTile *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 4);
}

/**
 * office_file_tile_new:
 * @session: where it comes from
 * @file: what to show; all of it is followed
 *
 * A picture of moderate size is fetched without being asked for.
 *
 * Returns: (transfer floating): a tile
 */
GtkWidget *
office_file_tile_new (OfficeSession *session, OfficeAttachment *file)
{
  OfficeFileTile *self;
  GtkWidget *frame;

  g_return_val_if_fail (OFFICE_IS_SESSION (session) && OFFICE_IS_ATTACHMENT (file), NULL);

  self = g_object_new (OFFICE_TYPE_FILE_TILE, NULL);
  self->session = g_object_ref (session);
  self->file = g_object_ref (file);
  if (office_attachment_is_picture (file) && !office_attachment_is_program (file))
    add_picture (self);
  frame = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_widget_add_css_class (frame, "file");
  gtk_widget_set_halign (frame, GTK_ALIGN_START); /* as wide as its words */
  office_file_progress_build (&self->progress);
  gtk_box_append (GTK_BOX (frame), new_line (self));
  gtk_box_append (GTK_BOX (frame), self->progress.bar);
  gtk_widget_set_parent (frame, GTK_WIDGET (self));
  g_signal_connect_swapped (file, "notify", G_CALLBACK (update), self);
  if (self->picture != NULL && office_attachment_get_state (file) == OFFICE_ATTACHMENT_REMOTE
      && office_attachment_get_size (file) <= FETCHED_UNASKED)
    office_session_fetch_file (session, file);
  update (self);
  return GTK_WIDGET (self);
}

/**
 * office_file_tile_get_picture:
 * @self: a tile
 *
 * Returns: (transfer none) (nullable): the #OfficePicture in it
 */
GtkWidget *
office_file_tile_get_picture (OfficeFileTile *self)
{
  g_return_val_if_fail (OFFICE_IS_FILE_TILE (self), NULL);
  return self->picture;
}

/**
 * office_file_tile_get_file:
 * @self: a tile
 *
 * Returns: (transfer none): what it shows
 */
OfficeAttachment *
office_file_tile_get_file (OfficeFileTile *self)
{
  g_return_val_if_fail (OFFICE_IS_FILE_TILE (self), NULL);
  return self->file;
}

/**
 * office_file_tile_get_session:
 * @self: a tile
 *
 * Returns: (transfer none): where its file comes from
 */
OfficeSession *
office_file_tile_get_session (OfficeFileTile *self)
{
  g_return_val_if_fail (OFFICE_IS_FILE_TILE (self), NULL);
  return self->session;
}

/* ---- several ---- */

static void
fill_box (GListModel *files, guint position, guint removed, guint added, GtkWidget *box)
{
  OfficeSession *session = g_object_get_data (G_OBJECT (box), "session");
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (OfficeAttachment) file = g_list_model_get_item (files, i);

      gtk_box_append (GTK_BOX (box), office_file_tile_new (session, file));
    }
  gtk_widget_set_visible (box, g_list_model_get_n_items (files) > 0);
}

/**
 * office_file_tiles_new:
 * @session: where they come from
 * @files: a model of OfficeAttachment; kept
 *
 * Returns: (transfer floating): a box of tiles
 */
GtkWidget *
office_file_tiles_new (OfficeSession *session, GListModel *files)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, SPACING);

  gtk_widget_add_css_class (box, "files");
  g_object_set_data_full (G_OBJECT (box), "session", g_object_ref (session), g_object_unref);
  g_object_set_data_full (G_OBJECT (box), "files", g_object_ref (files), g_object_unref);
  g_signal_connect_object (files, "items-changed", G_CALLBACK (fill_box), box, 0);
  fill_box (files, 0, 0, 0, box);
  return box;
}
