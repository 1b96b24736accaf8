/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-picture-viewer.h"

#include <glib/gi18n-lib.h>

#include "office-file-actions.h"
#include "office-picture-canvas.h"
#include "office-picture-decoder.h"
#include "office-room-pictures.h"

#define MOST_PIXELS G_GINT64_CONSTANT (16777216) /* of what is decoded: 64 MB at most */
#define STEP        1.25
#define MOVE        60 /* pixels an arrow moves a picture that does not fit */

struct _OfficePictureViewer {
  AdwWindow parent_instance;

  OfficeSession *session;
  GListModel *files; /* OfficeAttachment, all pictures */
  guint position;
  OfficeAttachment *file; /* the one that is shown */
  GCancellable *cancellable;
  GdkTexture *texture; /* nullable: not there yet, or broken */
  gboolean broken;

  AdwToastOverlay *toasts;
  AdwWindowTitle *title;
  GtkStack *stack;       /* waiting, picture, notice */
  AdwStatusPage *notice; /* why there is no picture */
  GtkWidget *retry;
  OfficePictureCanvas *canvas;
  GtkWidget *spinner;
};

G_DEFINE_FINAL_TYPE (OfficePictureViewer, office_picture_viewer, ADW_TYPE_WINDOW)

/* ---- the picture ---- */

static void
update_actions (OfficePictureViewer *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const gboolean here = office_file_is_here (self->file);

  gtk_widget_action_set_enabled (widget, "viewer.previous", self->position > 0);
  gtk_widget_action_set_enabled (widget, "viewer.next", self->position + 1 < g_list_model_get_n_items (self->files));
  gtk_widget_action_set_enabled (widget, "viewer.open", here && !office_attachment_is_program (self->file));
  gtk_widget_action_set_enabled (widget, "viewer.copy", self->texture != NULL);
  gtk_widget_action_set_enabled (widget, "viewer.zoom-in", self->texture != NULL);
  gtk_widget_action_set_enabled (widget, "viewer.zoom-out", self->texture != NULL);
  gtk_widget_action_set_enabled (widget, "viewer.zoom-fit", self->texture != NULL);
  gtk_widget_action_set_enabled (widget, "viewer.zoom-full", self->texture != NULL);
}

static void
show_page (OfficePictureViewer *self, const char *name)
{
  gtk_stack_set_visible_child_name (self->stack, name);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), g_str_equal (name, "waiting"));
  update_actions (self);
}

static void
show_notice (OfficePictureViewer *self, const char *title, const char *words)
{
  g_autofree char *escaped = g_markup_escape_text (words, -1);

  adw_status_page_set_title (self->notice, title);
  adw_status_page_set_description (self->notice, escaped);
  gtk_widget_set_visible (self->retry, office_attachment_get_state (self->file) == OFFICE_ATTACHMENT_FAILED);
  show_page (self, "notice");
}

/* On its way, or why it is not. */
static void
show_absent (OfficePictureViewer *self)
{
  const char *problem = office_attachment_get_problem (self->file);

  if (office_attachment_get_state (self->file) == OFFICE_ATTACHMENT_FAILED)
    show_notice (self, _ ("This Picture Did Not Come"), problem);
  else if (problem != NULL)
    show_notice (self, _ ("This Picture Is Not Here Yet"), _ ("It comes when the line is back."));
  else
    show_page (self, "waiting");
}

static void
on_decoded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (OfficePictureViewer) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = office_picture_decode_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  g_set_object (&self->texture, texture);
  self->broken = texture == NULL;
  office_picture_canvas_set_texture (self->canvas, texture);
  if (self->broken)
    show_notice (self, _ ("This Picture Cannot Be Shown"),
                 _ ("It is broken, too large, or no picture. You can save it."));
  else
    show_page (self, "picture");
}

/* Decodes it when it is here, asks for it when it is not. */
static void
update_file (OfficePictureViewer *self)
{
  g_autofree char *path = NULL;

  if (self->texture != NULL || self->cancellable != NULL || self->broken)
    {
      update_actions (self);
      return;
    }
  path = office_file_is_here (self->file) ? office_session_dup_file_path (self->session, self->file) : NULL;
  if (path != NULL)
    {
      self->cancellable = g_cancellable_new ();
      office_picture_decode_large_async (path, MOST_PIXELS, self->cancellable, on_decoded, g_object_ref (self));
      show_page (self, "waiting");
      return;
    }
  if (office_attachment_get_state (self->file) == OFFICE_ATTACHMENT_REMOTE)
    office_session_fetch_file (self->session, self->file);
  show_absent (self);
}

static void
update_title (OfficePictureViewer *self)
{
  const guint n = g_list_model_get_n_items (self->files);
  g_autofree char *size = g_format_size ((guint64) MAX (office_attachment_get_size (self->file), 0));
  /* Translators: of several pictures: which one, of how many, and its size, as in "2 of 5 · 1.3 MB" */
  g_autofree char *subtitle = n > 1 ? g_strdup_printf (_ ("%u of %u · %s"), self->position + 1, n, size)
                                    : g_strdup (size);

  adw_window_title_set_title (self->title, office_attachment_get_name (self->file));
  adw_window_title_set_subtitle (self->title, subtitle);
  gtk_window_set_title (GTK_WINDOW (self), office_attachment_get_name (self->file));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->canvas), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  office_attachment_get_name (self->file), -1);
}

static void
forget_file (OfficePictureViewer *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->texture);
  if (self->file != NULL)
    g_signal_handlers_disconnect_by_data (self->file, self);
  g_clear_object (&self->file);
  self->broken = FALSE;
}

static void
show_position (OfficePictureViewer *self, guint position)
{
  if (position >= g_list_model_get_n_items (self->files))
    return;
  forget_file (self);
  self->position = position;
  self->file = g_list_model_get_item (self->files, position);
  g_signal_connect_swapped (self->file, "notify::state", G_CALLBACK (update_file), self);
  office_picture_canvas_set_texture (self->canvas, NULL);
  update_title (self);
  update_file (self);
}

/* Pictures come and go while one is looked at: it stays, as long as it is there. */
static void
on_files_changed (OfficePictureViewer *self, guint position, guint removed, guint added)
{
  const guint n = g_list_model_get_n_items (self->files);
  guint found = office_room_pictures_find (self->files, self->file);

  if (n == 0)
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  if (found == GTK_INVALID_LIST_POSITION)
    {
      show_position (self, MIN (self->position, n - 1));
      return;
    }
  self->position = found;
  update_title (self);
  update_actions (self);
}

/* ---- actions ---- */

static void
go (GtkWidget *widget, const char *action, GVariant *parameter)
{
  OfficePictureViewer *self = OFFICE_PICTURE_VIEWER (widget);

  if (g_str_equal (action, "viewer.next"))
    show_position (self, self->position + 1);
  else if (self->position > 0)
    show_position (self, self->position - 1);
}

static void
zoom (GtkWidget *widget, const char *action, GVariant *parameter)
{
  OfficePictureCanvas *canvas = OFFICE_PICTURE_VIEWER (widget)->canvas;

  if (g_str_equal (action, "viewer.zoom-in"))
    office_picture_canvas_zoom_by (canvas, STEP);
  else if (g_str_equal (action, "viewer.zoom-out"))
    office_picture_canvas_zoom_by (canvas, 1 / STEP);
  else if (g_str_equal (action, "viewer.zoom-fit"))
    office_picture_canvas_zoom_to_fit (canvas);
  else
    office_picture_canvas_zoom_to (canvas, 1);
}

static void
open_file (GtkWidget *widget, const char *action, GVariant *parameter)
{
  OfficePictureViewer *self = OFFICE_PICTURE_VIEWER (widget);

  office_file_open (self->session, self->file);
}

static void
save_file (GtkWidget *widget, const char *action, GVariant *parameter)
{
  OfficePictureViewer *self = OFFICE_PICTURE_VIEWER (widget);

  office_file_save (widget, self->session, self->file);
}

static void
retry (GtkWidget *widget, const char *action, GVariant *parameter)
{
  OfficePictureViewer *self = OFFICE_PICTURE_VIEWER (widget);

  office_session_fetch_file (self->session, self->file);
}

static void
copy (GtkWidget *widget, const char *action, GVariant *parameter)
{
  OfficePictureViewer *self = OFFICE_PICTURE_VIEWER (widget);

  if (self->texture != NULL)
    gdk_clipboard_set_texture (gtk_widget_get_clipboard (widget), self->texture);
}

/* Arrows go from picture to picture, or over one that does not fit. */
static gboolean
key_pressed (OfficePictureViewer *self, guint key, guint code, GdkModifierType state)
{
  const gboolean fits = office_picture_canvas_fits (self->canvas);
  const int dx = key == GDK_KEY_Left ? MOVE : key == GDK_KEY_Right ? -MOVE : 0;
  const int dy = key == GDK_KEY_Up ? MOVE : key == GDK_KEY_Down ? -MOVE : 0;

  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0 || (dx == 0 && dy == 0))
    return GDK_EVENT_PROPAGATE;
  if (!fits)
    office_picture_canvas_move (self->canvas, dx, dy);
  else if (dx != 0)
    gtk_widget_activate_action (GTK_WIDGET (self), dx > 0 ? "viewer.previous" : "viewer.next", NULL);
  return GDK_EVENT_STOP;
}

static void
swiped (OfficePictureViewer *self, int step)
{
  gtk_widget_activate_action (GTK_WIDGET (self), step > 0 ? "viewer.next" : "viewer.previous", NULL);
}

/* ---- parts ---- */

/* What is said of saving and opening; the window behind says it, too, but cannot be seen. */
static void
on_notice (OfficePictureViewer *self, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (escaped));
}

static GtkWidget *
new_button (const char *icon, const char *action, const char *name)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

static GtkWidget *
new_menu_button (void)
{
  static const struct {
    const char *label, *action;
    gboolean begins_section;
  } entries[] = {
    { N_ ("_Open"), "viewer.open", FALSE },
    { N_ ("_Save As…"), "viewer.save", FALSE },
    { N_ ("_Copy"), "viewer.copy", FALSE },
    { N_ ("Zoom _In"), "viewer.zoom-in", TRUE },
    { N_ ("Zoom O_ut"), "viewer.zoom-out", FALSE },
    { N_ ("_Fit"), "viewer.zoom-fit", FALSE },
    { N_ ("_Actual Size"), "viewer.zoom-full", FALSE },
    { N_ ("_Previous Picture"), "viewer.previous", TRUE },
    { N_ ("_Next Picture"), "viewer.next", FALSE },
  };
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) section = g_menu_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      if (entries[i].begins_section)
        {
          g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
          g_object_unref (section);
          section = g_menu_new ();
        }
      g_menu_append (section, _ (entries[i].label), entries[i].action);
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_menu_button_set_primary (GTK_MENU_BUTTON (button), TRUE);
  gtk_widget_set_tooltip_text (button, _ ("Picture Menu"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Picture Menu"), -1);
  return button;
}

static GtkWidget *
new_header (OfficePictureViewer *self)
{
  GtkWidget *header = adw_header_bar_new ();

  self->title = ADW_WINDOW_TITLE (adw_window_title_new ("", ""));
  gtk_widget_add_css_class (header, "flat");
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), GTK_WIDGET (self->title));
  adw_header_bar_pack_start (ADW_HEADER_BAR (header),
                             new_button ("document-save-symbolic", "viewer.save", _ ("Save As")));
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), new_menu_button ());
  return header;
}

/* There only while there is a picture on that side. */
static GtkWidget *
new_side_button (const char *icon, const char *action, const char *name, GtkAlign align)
{
  GtkWidget *button = new_button (icon, action, name);

  gtk_widget_add_css_class (button, "osd");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_set_halign (button, align);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_start (button, 12);
  gtk_widget_set_margin_end (button, 12);
  g_object_bind_property (button, "sensitive", button, "visible", G_BINDING_SYNC_CREATE);
  return button;
}

static GtkWidget *
new_notice (OfficePictureViewer *self)
{
  self->notice = ADW_STATUS_PAGE (adw_status_page_new ());
  adw_status_page_set_icon_name (self->notice, "image-missing-symbolic");
  gtk_widget_add_css_class (GTK_WIDGET (self->notice), "compact");
  self->retry = gtk_button_new_with_mnemonic (_ ("_Try Again"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->retry), "viewer.retry");
  gtk_widget_add_css_class (self->retry, "pill");
  gtk_widget_set_halign (self->retry, GTK_ALIGN_CENTER);
  adw_status_page_set_child (self->notice, self->retry);
  return GTK_WIDGET (self->notice);
}

static GtkWidget *
new_content (OfficePictureViewer *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *overlay = gtk_overlay_new ();

  self->stack = GTK_STACK (gtk_stack_new ());
  self->canvas = OFFICE_PICTURE_CANVAS (office_picture_canvas_new ());
  self->spinner = gtk_spinner_new ();
  gtk_widget_set_size_request (self->spinner, 32, 32);
  gtk_widget_set_halign (self->spinner, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->spinner, GTK_ALIGN_CENTER);
  gtk_stack_add_named (self->stack, self->spinner, "waiting");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->canvas), "picture");
  gtk_stack_add_named (self->stack, new_notice (self), "notice");
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  g_signal_connect_swapped (self->canvas, "swiped", G_CALLBACK (swiped), self);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), GTK_WIDGET (self->stack));
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), new_side_button ("go-previous-symbolic", "viewer.previous",
                                                                   _ ("Previous Picture"), GTK_ALIGN_START));
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay),
                           new_side_button ("go-next-symbolic", "viewer.next", _ ("Next Picture"), GTK_ALIGN_END));
  gtk_box_append (GTK_BOX (box), new_header (self));
  gtk_box_append (GTK_BOX (box), overlay);
  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  adw_toast_overlay_set_child (self->toasts, box);
  return GTK_WIDGET (self->toasts);
}

/* ---- the window ---- */

static void
office_picture_viewer_dispose (GObject *object)
{
  OfficePictureViewer *self = OFFICE_PICTURE_VIEWER (object);

  forget_file (self);
  if (self->files != NULL)
    g_signal_handlers_disconnect_by_data (self->files, self);
  g_clear_object (&self->files);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (office_picture_viewer_parent_class)->dispose (object);
}

static void
add_bindings (GtkWidgetClass *widget_class)
{
  static const struct {
    guint key;
    GdkModifierType modifiers;
    const char *action;
  } bindings[] = {
    { GDK_KEY_Escape, 0, "window.close" },
    { GDK_KEY_w, GDK_CONTROL_MASK, "window.close" },
    { GDK_KEY_Page_Up, 0, "viewer.previous" },
    { GDK_KEY_Page_Down, 0, "viewer.next" },
    { GDK_KEY_plus, 0, "viewer.zoom-in" },
    { GDK_KEY_plus, GDK_CONTROL_MASK, "viewer.zoom-in" },
    { GDK_KEY_equal, 0, "viewer.zoom-in" },
    { GDK_KEY_KP_Add, 0, "viewer.zoom-in" },
    { GDK_KEY_minus, 0, "viewer.zoom-out" },
    { GDK_KEY_minus, GDK_CONTROL_MASK, "viewer.zoom-out" },
    { GDK_KEY_KP_Subtract, 0, "viewer.zoom-out" },
    { GDK_KEY_0, 0, "viewer.zoom-fit" },
    { GDK_KEY_0, GDK_CONTROL_MASK, "viewer.zoom-fit" },
    { GDK_KEY_1, 0, "viewer.zoom-full" },
    { GDK_KEY_1, GDK_CONTROL_MASK, "viewer.zoom-full" },
    { GDK_KEY_s, GDK_CONTROL_MASK, "viewer.save" },
    { GDK_KEY_o, GDK_CONTROL_MASK, "viewer.open" },
    { GDK_KEY_c, GDK_CONTROL_MASK, "viewer.copy" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bindings); i++)
    gtk_widget_class_add_binding_action (widget_class, bindings[i].key, bindings[i].modifiers, bindings[i].action,
                                         NULL);
}

static void
office_picture_viewer_class_init (OfficePictureViewerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = office_picture_viewer_dispose;
  gtk_widget_class_install_action (widget_class, "viewer.previous", NULL, go);
  gtk_widget_class_install_action (widget_class, "viewer.next", NULL, go);
  gtk_widget_class_install_action (widget_class, "viewer.zoom-in", NULL, zoom);
  gtk_widget_class_install_action (widget_class, "viewer.zoom-out", NULL, zoom);
  gtk_widget_class_install_action (widget_class, "viewer.zoom-fit", NULL, zoom);
  gtk_widget_class_install_action (widget_class, "viewer.zoom-full", NULL, zoom);
  gtk_widget_class_install_action (widget_class, "viewer.open", NULL, open_file);
  gtk_widget_class_install_action (widget_class, "viewer.save", NULL, save_file);
  gtk_widget_class_install_action (widget_class, "viewer.copy", NULL, copy);
  gtk_widget_class_install_action (widget_class, "viewer.retry", NULL, retry);
  add_bindings (widget_class);
}

static void
office_picture_viewer_init (OfficePictureViewer *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  /* Before a button that has the focus takes the arrows. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_set_size_request (GTK_WIDGET (self), 360, 294);
  gtk_widget_add_css_class (GTK_WIDGET (self), "picture-viewer");
  adw_window_set_content (ADW_WINDOW (self), new_content (self));
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->canvas));
}

/**
 * office_picture_viewer_new:
 * @session: where they come from
 * @files: a model of OfficeAttachment, pictures only, in the order of the conversation; it may change
 * @position: which one to show
 *
 * Returns: (transfer none): a window that is not shown yet; GTK owns it
 */
OfficePictureViewer *
office_picture_viewer_new (OfficeSession *session, GListModel *files, guint position)
{
  OfficePictureViewer *self;

  g_return_val_if_fail (OFFICE_IS_SESSION (session), NULL);
  g_return_val_if_fail (G_IS_LIST_MODEL (files) && position < g_list_model_get_n_items (files), NULL);

  self = g_object_new (OFFICE_TYPE_PICTURE_VIEWER, NULL);
  self->session = g_object_ref (session);
  self->files = g_object_ref (files);
  g_signal_connect_swapped (files, "items-changed", G_CALLBACK (on_files_changed), self);
  g_signal_connect_object (session, "notice", G_CALLBACK (on_notice), self, G_CONNECT_SWAPPED);
  show_position (self, position);
  return self;
}

/* The pictures below a widget, in the order in which they are seen. */
static void
collect (GtkWidget *widget, GListStore *files)
{
  if (OFFICE_IS_FILE_TILE (widget))
    {
      if (office_file_tile_get_picture (OFFICE_FILE_TILE (widget)) != NULL)
        g_list_store_append (files, office_file_tile_get_file (OFFICE_FILE_TILE (widget)));
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, files);
}

static OfficePictureViewer *
show (GtkWidget *from, OfficeSession *session, GListModel *files, guint position)
{
  OfficePictureViewer *self = office_picture_viewer_new (session, files, position);
  GtkRoot *root = gtk_widget_get_root (from);

  if (GTK_IS_WINDOW (root))
    {
      gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));
      gtk_window_set_destroy_with_parent (GTK_WINDOW (self), TRUE);
      gtk_window_set_default_size (GTK_WINDOW (self), gtk_widget_get_width (GTK_WIDGET (root)),
                                   gtk_widget_get_height (GTK_WIDGET (root)));
    }
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_present (GTK_WINDOW (self));
  return self;
}

/**
 * office_picture_viewer_show:
 * @from: where it is shown small
 * @session: where it comes from
 * @file: a picture
 *
 * Shows it large, among all pictures of its room; alone where it has none yet.
 *
 * Returns: (transfer none): the window
 */
OfficePictureViewer *
office_picture_viewer_show (GtkWidget *from, OfficeSession *session, OfficeAttachment *file)
{
  g_autoptr (GListModel) pictures = NULL;
  g_autoptr (GListStore) alone = NULL;
  guint position;

  g_return_val_if_fail (GTK_IS_WIDGET (from), NULL);
  g_return_val_if_fail (OFFICE_IS_ATTACHMENT (file), NULL);

  pictures = office_room_pictures_new (session, file);
  position = pictures != NULL ? office_room_pictures_find (pictures, file) : GTK_INVALID_LIST_POSITION;
  if (position != GTK_INVALID_LIST_POSITION)
    return show (from, session, pictures, position);
  alone = g_list_store_new (OFFICE_TYPE_ATTACHMENT);
  g_list_store_append (alone, file);
  return show (from, session, G_LIST_MODEL (alone), 0);
}

/**
 * office_picture_viewer_show_from:
 * @tile: a picture that is shown somewhere
 *
 * Shows it large, among all pictures of its room; where it was not sent, among those that stand beside it.
 *
 * Returns: (transfer none): the window
 */
OfficePictureViewer *
office_picture_viewer_show_from (OfficeFileTile *tile)
{
  OfficeSession *session;
  OfficeAttachment *file;
  g_autoptr (GListStore) files = NULL;
  guint position;

  g_return_val_if_fail (OFFICE_IS_FILE_TILE (tile), NULL);

  session = office_file_tile_get_session (tile);
  file = office_file_tile_get_file (tile);
  if (office_attachment_get_author_id (file) != NULL)
    return office_picture_viewer_show (GTK_WIDGET (tile), session, file);
  files = g_list_store_new (OFFICE_TYPE_ATTACHMENT);
  collect (gtk_widget_get_parent (GTK_WIDGET (tile)), files);
  return g_list_store_find (files, file, &position) ? show (GTK_WIDGET (tile), session, G_LIST_MODEL (files), position)
                                                    : NULL;
}

/**
 * office_picture_viewer_get_position:
 *
 * Returns: which of the files is shown
 */
guint
office_picture_viewer_get_position (OfficePictureViewer *self)
{
  g_return_val_if_fail (OFFICE_IS_PICTURE_VIEWER (self), 0);

  return self->position;
}

/**
 * office_picture_viewer_is_shown:
 *
 * Returns: whether the picture has been decoded
 */
gboolean
office_picture_viewer_is_shown (OfficePictureViewer *self)
{
  g_return_val_if_fail (OFFICE_IS_PICTURE_VIEWER (self), FALSE);

  return self->texture != NULL;
}

/**
 * office_picture_viewer_is_broken:
 *
 * Returns: whether it was tried, and cannot be shown
 */
gboolean
office_picture_viewer_is_broken (OfficePictureViewer *self)
{
  g_return_val_if_fail (OFFICE_IS_PICTURE_VIEWER (self), FALSE);

  return self->broken;
}
