/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-composer-private.h"

#include <glib/gi18n-lib.h>

/* What the same person writes here on another device: taken over, or offered where both were written at once. */

static void
forget (OfficeComposer *self)
{
  g_autofree char *place = office_composer_dup_place (self);

  office_session_forget_other_draft (self->session, place);
  office_composer_update_offer (self);
  gtk_widget_grab_focus (self->view);
}

/* As if it were typed: it is this device's own now, and undo brings back what stood here. */
static void
insert (OfficeComposer *self, gboolean in_place)
{
  g_autofree char *place = office_composer_dup_place (self);
  g_autofree char *other = office_session_dup_other_draft (self->session, place);
  GtkTextIter start, end;

  if (other != NULL)
    {
      gtk_text_buffer_get_bounds (self->buffer, &start, &end);
      gtk_text_buffer_begin_user_action (self->buffer);
      if (in_place)
        gtk_text_buffer_delete (self->buffer, &start, &end);
      else if (!gtk_text_iter_equal (&start, &end))
        gtk_text_buffer_insert (self->buffer, &end, "\n\n", -1);
      gtk_text_buffer_insert (self->buffer, &end, other, -1);
      gtk_text_buffer_end_user_action (self->buffer);
    }
  forget (self);
}

static void
use (OfficeComposer *self)
{
  insert (self, TRUE);
}

static void
keep_both (OfficeComposer *self)
{
  insert (self, FALSE);
}

static GtkWidget *
build_choices (OfficeComposer *self)
{
  const struct {
    const char *label;
    GCallback choose;
  } choices[] = { { N_ ("_Use It"), G_CALLBACK (use) }, { N_ ("Keep _Both"), G_CALLBACK (keep_both) } };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      GtkWidget *button = gtk_button_new_with_mnemonic (_ (choices[i].label));

      g_signal_connect_swapped (button, "clicked", choices[i].choose, self);
      gtk_box_append (GTK_BOX (box), button);
    }
  gtk_widget_add_css_class (box, "choices");
  return box;
}

static void
build_other (OfficeComposer *self)
{
  GtkWidget *title = gtk_label_new (_ ("From another device:"));
  GtkWidget *leave = gtk_button_new_from_icon_name ("window-close-symbolic");
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  self->other = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->other_text = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (self->other_text), 0);
  gtk_label_set_wrap (GTK_LABEL (self->other_text), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->other_text), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (self->other_text), 2);
  gtk_label_set_ellipsize (GTK_LABEL (self->other_text), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (self->other_text, "text");
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (texts), title);
  gtk_box_append (GTK_BOX (texts), self->other_text);
  gtk_box_append (GTK_BOX (texts), build_choices (self));
  gtk_widget_add_css_class (leave, "flat");
  gtk_widget_set_valign (leave, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (leave, _ ("Keep What Stands Here"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (leave), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Keep What Stands Here"),
                                  -1);
  gtk_widget_add_css_class (self->other, "composer-strip");
  gtk_widget_add_css_class (self->other, "other-draft");
  gtk_box_append (GTK_BOX (self->other), texts);
  gtk_box_append (GTK_BOX (self->other), leave);
  g_signal_connect_swapped (leave, "clicked", G_CALLBACK (forget), self);
  office_composer_add_line (self, self->other);
}

/**
 * office_composer_update_offer: (skip)
 * @self: a composer
 *
 * Shows what stands beside the draft; not while a message is edited.
 */
void
office_composer_update_offer (OfficeComposer *self)
{
  g_autofree char *place = self->session != NULL && self->edited == NULL ? office_composer_dup_place (self) : NULL;
  g_autofree char *other = place != NULL ? office_session_dup_other_draft (self->session, place) : NULL;

  if (other != NULL && self->other == NULL)
    build_other (self);
  if (self->other != NULL)
    gtk_widget_set_visible (self->other, other != NULL);
  if (other != NULL)
    {
      gtk_widget_set_tooltip_text (self->other_text, other);
      g_strdelimit (other, "\n", ' ');
      gtk_label_set_label (GTK_LABEL (self->other_text), other);
    }
}

static void
draft_changed (OfficeComposer *self, const char *place)
{
  g_autofree char *here = office_composer_dup_place (self);
  g_autofree char *text = NULL;
  g_autofree char *draft = NULL;

  if (!g_str_equal (place, here) || self->edited != NULL)
    return;
  text = office_composer_dup_text (self);
  draft = office_session_dup_draft (self->session, place);
  if (g_strcmp0 (text, draft != NULL ? draft : "") != 0)
    office_composer_fill (self, draft);
  office_composer_update_offer (self);
  office_composer_update (self);
}

/**
 * office_composer_follow_drafts: (skip)
 * @self: a composer that has another place, or none
 */
void
office_composer_follow_drafts (OfficeComposer *self)
{
  if (self->session != NULL)
    g_signal_connect_swapped (self->session, "draft-changed", G_CALLBACK (draft_changed), self);
  office_composer_update_offer (self);
}

/**
 * office_composer_leave_drafts: (skip)
 * @self: a composer whose place is left
 *
 * What was written there is told to the other devices at once.
 */
void
office_composer_leave_drafts (OfficeComposer *self)
{
  g_autofree char *place = NULL;

  if (self->session == NULL)
    return;
  place = office_composer_dup_place (self);
  g_signal_handlers_disconnect_by_func (self->session, draft_changed, self);
  office_session_push_draft (self->session, place);
}
