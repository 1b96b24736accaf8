/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-composer-private.h"

#include <glib/gi18n-lib.h>

#define MOST_LINES 8

static void
set_name (GtkWidget *button, const char *name)
{
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static GtkWidget *
build_edit_bar (OfficeComposer *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new_from_icon_name ("document-edit-symbolic");
  GtkWidget *word = gtk_label_new (_ ("Editing"));
  GtkWidget *cancel = gtk_button_new_from_icon_name ("window-close-symbolic");

  gtk_widget_add_css_class (bar, "edit-bar");
  gtk_widget_set_hexpand (word, TRUE);
  gtk_label_set_xalign (GTK_LABEL (word), 0);
  gtk_widget_add_css_class (cancel, "flat");
  set_name (cancel, _ ("Cancel Editing"));
  gtk_box_append (GTK_BOX (bar), icon);
  gtk_box_append (GTK_BOX (bar), word);
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (office_composer_cancel_edit), self);
  gtk_box_append (GTK_BOX (bar), cancel);
  return bar;
}

static int
measure_lines (GtkWidget *widget, int n)
{
  PangoFontMetrics *metrics = pango_context_get_metrics (gtk_widget_get_pango_context (widget), NULL, NULL);
  const int height = PANGO_PIXELS_CEIL (pango_font_metrics_get_height (metrics));

  pango_font_metrics_unref (metrics);
  return n * height;
}

static GtkWidget *
build_text (OfficeComposer *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *overlay = gtk_overlay_new ();

  self->view = gtk_text_view_new ();
  self->buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self->view), FALSE);
  gtk_text_view_set_input_hints (GTK_TEXT_VIEW (self->view), GTK_INPUT_HINT_SPELLCHECK | GTK_INPUT_HINT_EMOJI);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (self->view), 6);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (self->view), 6);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller),
                                              measure_lines (self->view, MOST_LINES) + 12);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->view);

  self->placeholder = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->placeholder), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (self->placeholder), 0);
  gtk_widget_set_can_target (self->placeholder, FALSE);
  gtk_widget_add_css_class (self->placeholder, "dim-label");
  gtk_overlay_set_child (GTK_OVERLAY (overlay), scroller);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), self->placeholder);
  gtk_widget_set_hexpand (overlay, TRUE);
  gtk_widget_set_valign (overlay, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_start (overlay, 9);
  return overlay;
}

static GtkWidget *
build_emoji (void)
{
  GtkWidget *button = gtk_menu_button_new ();

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "office-react-symbolic");
  gtk_menu_button_set_direction (GTK_MENU_BUTTON (button), GTK_ARROW_UP);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_END);
  set_name (button, _ ("Insert Emoji"));
  return button;
}

static GtkWidget *
build_send (void)
{
  GtkWidget *send = gtk_button_new_from_icon_name ("office-send-symbolic");

  gtk_widget_add_css_class (send, "send");
  gtk_widget_set_valign (send, GTK_ALIGN_END);
  set_name (send, _ ("Send"));
  return send;
}

/**
 * office_composer_show_edit_bar:
 * @shown: whether a message is edited
 */
void
office_composer_show_edit_bar (OfficeComposer *self, gboolean shown)
{
  if (shown && self->edit_bar == NULL)
    {
      self->edit_bar = build_edit_bar (self);
      office_composer_add_line (self, self->edit_bar);
    }
  if (self->edit_bar != NULL)
    gtk_widget_set_visible (self->edit_bar, shown);
}

/**
 * office_composer_add_line:
 * @line: one of the lines over the text, which was just made
 *
 * Puts it into its place among those that are there.
 */
void
office_composer_add_line (OfficeComposer *self, GtkWidget *line)
{
  GtkWidget *const lines[] = { self->waiting, self->other, self->edit_bar, self->notice, self->chips };
  guint at = 0;

  while (lines[at] != line)
    at++;
  do
    at++;
  while (lines[at] == NULL); /* the chips are always there */
  gtk_box_insert_child_after (GTK_BOX (self->box), line, gtk_widget_get_prev_sibling (lines[at]));
}

/**
 * office_composer_build:
 *
 * Makes the widgets; nothing is connected yet.
 */
void
office_composer_build (OfficeComposer *self)
{
  GtkWidget *field = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->send = build_send ();
  self->emoji = build_emoji ();
  gtk_widget_add_css_class (field, "composer");
  gtk_box_append (GTK_BOX (field), build_text (self));
  gtk_box_append (GTK_BOX (field), self->emoji);
  office_composer_build_formats (self, field);
  gtk_box_append (GTK_BOX (field), self->send);
  office_composer_build_files (self, field);

  office_composer_build_later (self, field);
  gtk_box_append (GTK_BOX (self->box), self->chips);
  gtk_box_append (GTK_BOX (self->box), field);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  office_composer_build_completion (self);
}
