/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-composer-private.h"

#include <glib/gi18n-lib.h>

#include "office-quote-block.h"

/* What is being answered: shown over the text, kept with the draft, and sent with the message. */

static char *
dup_quote_place (OfficeComposer *self)
{
  g_autofree char *place = office_composer_dup_place (self);

  return g_strconcat ("quote:", place, NULL);
}

static void
forget_quote (OfficeComposer *self)
{
  office_composer_set_quote (self, NULL);
  office_composer_focus (self);
}

static GtkWidget *
build_bar (OfficeComposer *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *icon = gtk_image_new_from_icon_name ("office-reply-symbolic");
  GtkWidget *block = office_quote_block_new (self->session, self->quote_id);
  GtkWidget *cancel = gtk_button_new_from_icon_name ("window-close-symbolic");

  gtk_widget_set_valign (icon, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (block, TRUE);
  gtk_widget_set_valign (cancel, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (cancel, "flat");
  gtk_widget_set_tooltip_text (cancel, _ ("Answer Nothing"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (cancel), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Answer Nothing"), -1);
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (forget_quote), self);
  gtk_widget_add_css_class (bar, "edit-bar");
  gtk_widget_add_css_class (bar, "quote-bar");
  gtk_box_append (GTK_BOX (bar), icon);
  gtk_box_append (GTK_BOX (bar), block);
  gtk_box_append (GTK_BOX (bar), cancel);
  return bar;
}

static void
show_quote (OfficeComposer *self)
{
  if (self->quote_bar != NULL)
    gtk_box_remove (GTK_BOX (self->box), self->quote_bar);
  self->quote_bar = NULL;
  if (self->quote_id == NULL)
    return;
  self->quote_bar = build_bar (self);
  gtk_box_prepend (GTK_BOX (self->box), self->quote_bar);
}

/**
 * office_composer_load_quote: (skip)
 *
 * Brings what was being answered in this place; while a message is edited there, nothing.
 */
void
office_composer_load_quote (OfficeComposer *self)
{
  g_autofree char *place = self->session != NULL && self->edited == NULL ? dup_quote_place (self) : NULL;

  g_free (self->quote_id);
  self->quote_id = place != NULL ? office_session_dup_draft (self->session, place) : NULL;
  show_quote (self);
}

/**
 * office_composer_set_quote:
 * @message: (nullable): the id of the message that is to be answered; %NULL: none
 */
void
office_composer_set_quote (OfficeComposer *self, const char *message)
{
  g_autofree char *place = NULL;

  g_return_if_fail (OFFICE_IS_COMPOSER (self));

  if (self->session == NULL)
    return;
  if (self->edited != NULL)
    office_composer_cancel_edit (self);
  place = dup_quote_place (self);
  office_session_set_draft (self->session, place, message);
  office_composer_load_quote (self);
}
