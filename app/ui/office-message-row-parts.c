/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-message-row-private.h"

#include <glib/gi18n-lib.h>

#include "office-avatar.h"

static GtkWidget *
new_stamp (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_add_css_class (label, css_class);
  gtk_widget_add_css_class (label, "numeric");
  return label;
}

static GtkWidget *
new_waiting (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *icon = gtk_image_new_from_icon_name ("office-clock-symbolic");
  GtkWidget *word = gtk_label_new (_ ("waiting"));

  gtk_image_set_pixel_size (GTK_IMAGE (icon), 13);
  gtk_widget_add_css_class (word, "stamp");
  gtk_widget_set_valign (word, GTK_ALIGN_BASELINE);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), word);
  return box;
}

/**
 * office_message_row_ensure_header:
 *
 * Makes the avatar and the line with author and time, for a message that opens a group.
 */
void
office_message_row_ensure_header (OfficeMessageRow *self)
{
  if (self->header != NULL)
    return;
  self->avatar = office_avatar_new (self->avatar_size);
  gtk_widget_set_valign (self->avatar, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (self->gutter), self->avatar);

  self->header = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gtk_widget_add_css_class (self->header, "head");
  self->author = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->author), PANGO_ELLIPSIZE_END);
  gtk_widget_set_valign (self->author, GTK_ALIGN_BASELINE);
  gtk_widget_add_css_class (self->author, "author");
  self->time = new_stamp ("stamp");
  gtk_widget_set_valign (self->time, GTK_ALIGN_BASELINE);
  gtk_box_append (GTK_BOX (self->header), self->author);
  gtk_box_append (GTK_BOX (self->header), self->time);
  gtk_box_append (GTK_BOX (self->column), self->header);
  office_message_row_put_parts (self);
}

static gboolean
query_waiting (GtkWidget *clock, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  gtk_tooltip_set_text (tooltip, _ ("waiting"));
  return TRUE;
}

/**
 * office_message_row_ensure_gutter:
 *
 * Makes the time that stands in the place of the avatar, for a message that continues a group.
 */
void
office_message_row_ensure_gutter (OfficeMessageRow *self)
{
  if (self->gutter_time != NULL)
    return;
  self->gutter_time = new_stamp ("gutter-time");
  gtk_widget_set_valign (self->gutter_time, GTK_ALIGN_START);
  gtk_widget_set_hexpand (self->gutter_time, TRUE);
  gtk_box_append (GTK_BOX (self->gutter), self->gutter_time);
}

/**
 * office_message_row_ensure_waiting:
 *
 * Makes what tells that a message waits to be sent, in the header and in the gutter, so far as those are there.
 */
void
office_message_row_ensure_waiting (OfficeMessageRow *self)
{
  if (self->header != NULL && self->waiting == NULL)
    {
      self->waiting = new_waiting ();
      gtk_widget_set_valign (self->waiting, GTK_ALIGN_BASELINE);
      gtk_box_append (GTK_BOX (self->header), self->waiting);
    }
  if (self->gutter_time == NULL || self->gutter_clock != NULL)
    return;
  self->gutter_clock = gtk_image_new_from_icon_name ("office-clock-symbolic");
  gtk_image_set_pixel_size (GTK_IMAGE (self->gutter_clock), 13);
  gtk_widget_set_valign (self->gutter_clock, GTK_ALIGN_START);
  gtk_widget_set_hexpand (self->gutter_clock, TRUE);
  gtk_widget_set_margin_top (self->gutter_clock, 4);
  /* To set a text asks the display where the pointer is: each row would wait for that. */
  gtk_widget_set_has_tooltip (self->gutter_clock, TRUE);
  g_signal_connect (self->gutter_clock, "query-tooltip", G_CALLBACK (query_waiting), NULL);
  gtk_box_append (GTK_BOX (self->gutter), self->gutter_clock);
}

static GtkWidget *
new_small_button (const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  return button;
}

/**
 * office_message_row_ensure_failure:
 *
 * Makes the line that tells why a message was not sent.
 */
void
office_message_row_ensure_failure (OfficeMessageRow *self)
{
  GtkWidget *icon;

  if (self->failure != NULL)
    return;
  self->failure = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_add_css_class (self->failure, "fail-row");
  icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  self->reason = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->reason), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (self->failure), icon);
  gtk_box_append (GTK_BOX (self->failure), self->reason);
  gtk_box_append (GTK_BOX (self->failure), new_small_button (_ ("Try Again"), "message.retry"));
  gtk_box_append (GTK_BOX (self->failure), new_small_button (_ ("Delete"), "message.discard"));
  gtk_box_append (GTK_BOX (self->column), self->failure);
  office_message_row_put_parts (self);
}
