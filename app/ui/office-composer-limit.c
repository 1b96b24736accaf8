/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-composer-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "kinds.h"

#define NEAR 500  /* characters that are left when they begin to be counted */
#define WIDE 1000 /* bytes without a space that are no word any more */

/* The line above the text: how much room is left, why it cannot be sent as it is, and what can be done about that. */

static char *
describe (OfficeComposer *self, int length)
{
  const int over = length - OFFICE_LIMIT_TEXT;

  if (self->refusal != NULL)
    return g_strdup (self->refusal);
  if (self->hurried)
    return g_strdup (_ ("It can be sent when its files are copied."));
  if (over > 0)
    return g_strdup_printf (ngettext ("This is %'u character too long to be sent.",
                                      "This is %'u characters too long to be sent.", (guint) over),
                            (guint) over);
  if (over > -NEAR)
    return g_strdup_printf (ngettext ("%'u character left", "%'u characters left", (guint) -over), (guint) -over);
  return NULL;
}

static gboolean
has_endless_word (const char *text)
{
  for (gsize n; *text != '\0'; text += n + (text[n] != '\0' ? 1 : 0))
    {
      n = strcspn (text, " \n\t");
      if (n > WIDE)
        return TRUE;
    }
  return FALSE;
}

/* To find where a word of 50,000 characters breaks, which fits nowhere, takes Pango five seconds with every key. */
static void
update_wrapping (OfficeComposer *self, int length)
{
  g_autofree char *text = length > WIDE ? office_composer_dup_text (self) : NULL;
  const gboolean endless = text != NULL && has_endless_word (text);

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->view), endless ? GTK_WRAP_CHAR : GTK_WRAP_WORD_CHAR);
}

static void
ensure_notice (OfficeComposer *self)
{
  if (self->notice != NULL)
    return;
  self->notice = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->notice_text = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT, NULL);
  gtk_label_set_xalign (GTK_LABEL (self->notice_text), 0);
  gtk_label_set_wrap (GTK_LABEL (self->notice_text), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->notice_text), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (self->notice_text, TRUE);
  self->to_file = gtk_button_new_with_mnemonic (_ ("Attach as _File"));
  gtk_widget_set_valign (self->to_file, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->notice, "composer-notice");
  gtk_box_append (GTK_BOX (self->notice), self->notice_text);
  gtk_box_append (GTK_BOX (self->notice), self->to_file);
  g_signal_connect_swapped (self->to_file, "clicked", G_CALLBACK (office_composer_attach_text), self);
  office_composer_add_line (self, self->notice);
}

/**
 * office_composer_update_notice: (skip)
 * @self: a composer
 */
void
office_composer_update_notice (OfficeComposer *self)
{
  const int length = gtk_text_buffer_get_char_count (self->buffer);
  const gboolean over = length > OFFICE_LIMIT_TEXT;
  g_autofree char *text = describe (self, length);

  update_wrapping (self, length);
  if (text != NULL)
    ensure_notice (self);
  if (self->notice != NULL)
    gtk_widget_set_visible (self->notice, text != NULL);
  if (text == NULL)
    return;
  gtk_widget_set_visible (self->to_file, over && self->edited == NULL);
  gtk_label_set_label (GTK_LABEL (self->notice_text), text);
  if (over || self->refusal != NULL)
    gtk_widget_add_css_class (self->notice, "failed");
  else
    gtk_widget_remove_css_class (self->notice, "failed");
}

/**
 * office_composer_set_refusal: (skip)
 * @self: a composer
 * @text: (nullable): why what is written was not taken; it stays where it is. %NULL: the person goes on writing
 */
void
office_composer_set_refusal (OfficeComposer *self, const char *text)
{
  if (g_strcmp0 (text, self->refusal) == 0)
    return;
  g_free (self->refusal);
  self->refusal = g_strdup (text);
  office_composer_update_notice (self);
}

/**
 * office_composer_set_hurried: (skip)
 * @self: a composer
 * @hurried: whether the person wants to send what cannot be sent before its files are copied: then it says so
 */
void
office_composer_set_hurried (OfficeComposer *self, gboolean hurried)
{
  if (self->hurried == hurried)
    return;
  self->hurried = hurried;
  office_composer_update_notice (self);
}
