/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-link-card.h"

#include <glib/gi18n-lib.h>

#include "office-link-preview.h"
#include "office-picture.h"
#include "office-settings.h"
#include "office-target.h"
#include "office-text-clean.h"

#define IMAGE_SIZE 64  /* pixels */
#define SCALE      2   /* pixels of the screen a pixel of the window, at most */
#define MOST_WIDTH 500 /* pixels, as a task's */

struct _OfficeLinkCard {
  GtkWidget parent_instance;

  OfficeLinkPreview *preview;
  GCancellable *cancellable; /* of its image */
  GtkWidget *overlay;
  GtkWidget *image;
  GtkWidget *site;
  GtkWidget *title;
  GtkWidget *description;
};

G_DEFINE_FINAL_TYPE (OfficeLinkCard, office_link_card, GTK_TYPE_WIDGET)

/* What was put away stays away while the program runs. */
static GHashTable *
get_removed (void)
{
  static GHashTable *removed = NULL;

  if (removed == NULL)
    removed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return removed;
}

/* Without words there is only the picture, which may turn out to be none. */
static gboolean
has_words (OfficeLinkCard *self)
{
  return office_link_preview_get_title (self->preview) != NULL
         || office_link_preview_get_description (self->preview) != NULL;
}

static void
on_decoded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (OfficeLinkCard) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = office_picture_decode_finish (result, &error);

  if (texture == NULL)
    return;
  office_picture_show (OFFICE_PICTURE (self->image), texture);
  gtk_widget_set_visible (self->image, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

static void
set_words (GtkWidget *label, const char *foreign)
{
  g_autofree char *clean = office_text_clean_dup (foreign);

  gtk_label_set_text (GTK_LABEL (label), clean);
  gtk_widget_set_visible (label, *clean != '\0');
}

static void
update (OfficeLinkCard *self)
{
  GBytes *image;
  const char *title = office_link_preview_get_title (self->preview);

  gtk_widget_set_visible (GTK_WIDGET (self), office_link_preview_is_there (self->preview) && has_words (self));
  if (!office_link_preview_is_there (self->preview))
    return;
  set_words (self->site, office_link_preview_get_site (self->preview));
  set_words (self->title, title != NULL ? title : office_link_preview_get_address (self->preview));
  set_words (self->description, office_link_preview_get_description (self->preview));
  image = office_link_preview_get_image (self->preview);
  if (image != NULL && self->cancellable == NULL)
    {
      self->cancellable = g_cancellable_new ();
      office_picture_decode_bytes_async (image, IMAGE_SIZE * SCALE * 2, IMAGE_SIZE * SCALE * 2, self->cancellable,
                                         on_decoded, g_object_ref (self));
    }
}

/* ---- actions ---- */

static void
open_page (GtkWidget *widget, const char *action, GVariant *parameter)
{
  office_target_open_address (widget, office_link_preview_get_address (OFFICE_LINK_CARD (widget)->preview));
}

static void
remove_card (GtkWidget *widget, const char *action, GVariant *parameter)
{
  OfficeLinkCard *self = OFFICE_LINK_CARD (widget);

  g_hash_table_add (get_removed (), g_strdup (office_link_preview_get_address (self->preview)));
  g_signal_handlers_disconnect_by_data (self->preview, self);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  gtk_widget_set_visible (widget, FALSE);
}

/* ---- parts ---- */

static GtkWidget *
new_label (const char *css_class, int lines)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (lines > 1)
    {
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_lines (GTK_LABEL (label), lines);
    }
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
new_content (OfficeLinkCard *self)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);

  self->site = new_label ("stamp", 1);
  self->title = new_label ("author", 2);
  self->description = new_label ("meta", 2);
  self->image = office_picture_new (IMAGE_SIZE, IMAGE_SIZE);
  gtk_widget_set_size_request (self->image, IMAGE_SIZE, IMAGE_SIZE);
  gtk_widget_set_valign (self->image, GTK_ALIGN_START);
  gtk_widget_set_visible (self->image, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->image), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Picture of the page"), -1);
  gtk_box_append (GTK_BOX (words), self->site);
  gtk_box_append (GTK_BOX (words), self->title);
  gtk_box_append (GTK_BOX (words), self->description);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (content), words);
  gtk_box_append (GTK_BOX (content), self->image);
  return content;
}

static GtkWidget *
new_remove_button (void)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "link.remove");
  gtk_widget_set_tooltip_text (button, _ ("Remove Preview"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Remove Preview"), -1);
  gtk_widget_add_css_class (button, "link-remove");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_set_halign (button, GTK_ALIGN_END);
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  return button;
}

static GtkSizeRequestMode
office_link_card_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
office_link_card_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                          int *minimum_baseline, int *natural_baseline)
{
  OfficeLinkCard *self = OFFICE_LINK_CARD (widget);

  if (orientation == GTK_ORIENTATION_VERTICAL && for_size > MOST_WIDTH)
    for_size = MOST_WIDTH;
  gtk_widget_measure (self->overlay, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *natural = CLAMP (*natural, *minimum, MAX (*minimum, MOST_WIDTH));
}

static void
office_link_card_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  OfficeLinkCard *self = OFFICE_LINK_CARD (widget);
  int natural, used;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  used = MIN (width, natural);
  gtk_widget_size_allocate (
      self->overlay,
      &(GtkAllocation){ gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL ? width - used : 0, 0, used, height },
      -1);
}

static void
office_link_card_dispose (GObject *object)
{
  OfficeLinkCard *self = OFFICE_LINK_CARD (object);

  if (self->preview != NULL)
    g_signal_handlers_disconnect_by_data (self->preview, self);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->preview);
  g_clear_pointer (&self->overlay, gtk_widget_unparent);
  G_OBJECT_CLASS (office_link_card_parent_class)->dispose (object);
}

static void
office_link_card_class_init (OfficeLinkCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = office_link_card_dispose;
  widget_class->get_request_mode = office_link_card_get_request_mode;
  widget_class->measure = office_link_card_measure;
  widget_class->size_allocate = office_link_card_size_allocate;
  gtk_widget_class_install_action (widget_class, "link.open", NULL, open_page);
  gtk_widget_class_install_action (widget_class, "link.remove", NULL, remove_card);
  gtk_widget_class_set_css_name (widget_class, "linkcard");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
office_link_card_init (OfficeLinkCard *self)
{
  GtkWidget *button = gtk_button_new ();

  gtk_button_set_child (GTK_BUTTON (button), new_content (self));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "link.open");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "link-card");
  self->overlay = gtk_overlay_new ();
  gtk_overlay_set_child (GTK_OVERLAY (self->overlay), button);
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), new_remove_button ());
  gtk_widget_set_parent (self->overlay, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * office_link_card_new:
 * @address: one that may be shown; its page is asked
 *
 * Returns: (transfer floating): a card
 */
GtkWidget *
office_link_card_new (const char *address)
{
  OfficeLinkCard *self = g_object_new (OFFICE_TYPE_LINK_CARD, NULL);

  self->preview = office_link_preview_get (address);
  g_signal_connect_swapped (self->preview, "notify::there", G_CALLBACK (update), self);
  update (self);
  return GTK_WIDGET (self);
}

/**
 * office_link_card_may_show:
 * @address: where a link leads
 *
 * Returns: whether the person allows previews, and has not put this one away
 */
gboolean
office_link_card_may_show (const char *address)
{
  GSettings *settings = office_settings_get_default ();

  return settings != NULL && g_settings_get_boolean (settings, "link-previews")
         && (g_ascii_strncasecmp (address, "https://", 8) == 0 || g_ascii_strncasecmp (address, "http://", 7) == 0)
         && !g_hash_table_contains (get_removed (), address);
}
