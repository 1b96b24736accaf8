/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-quote-block.h"

#include <glib/gi18n-lib.h>

#include "office-text-markup.h"

#define MOST_LINES   2
#define MOST_LETTERS 240

struct _OfficeQuoteBlock {
  GtkButton parent_instance;

  OfficeSession *session;
  OfficeMessage *message; /* nullable: this person does not see it */
  GListModel *files;      /* of the message */
  GtkWidget *name;
  GtkWidget *text;
};

G_DEFINE_FINAL_TYPE (OfficeQuoteBlock, office_quote_block, GTK_TYPE_BUTTON)

/* Its first words in one paragraph; of a message without words, what it brings. */
static char *
dup_words (OfficeQuoteBlock *self)
{
  g_autofree char *plain = NULL;
  g_autoptr (OfficeAttachment) file = NULL;

  if (self->message == NULL)
    return g_strdup (_ ("A message that you do not see"));
  if (office_message_get_removed (self->message))
    return g_strdup (_ ("Message deleted"));
  if (*office_message_get_text (self->message) == '\0')
    {
      file = g_list_model_get_item (self->files, 0);
      return g_strdup (file != NULL ? office_attachment_get_name (file) : "");
    }
  plain = office_text_markup_dup_plain (office_message_get_text (self->message));
  g_strdelimit (g_strstrip (plain), "\n\t", ' ');
  if (g_utf8_strlen (plain, -1) > MOST_LETTERS)
    *g_utf8_offset_to_pointer (plain, MOST_LETTERS) = '\0';
  return g_steal_pointer (&plain);
}

static void
update (OfficeQuoteBlock *self)
{
  g_autofree char *words = dup_words (self);
  g_autofree char *shown = NULL;
  g_autofree char *name = NULL;
  const char *author = self->message != NULL ? office_person_get_name (office_message_get_author (self->message)) : "";

  if (self->message != NULL && office_message_get_edited (self->message) && !office_message_get_removed (self->message))
    /* Translators: the words of a message that was changed after it was said. */
    shown = g_strdup_printf (_ ("%s (edited)"), words);
  gtk_label_set_label (GTK_LABEL (self->name), author);
  gtk_widget_set_visible (self->name, *author != '\0');
  gtk_label_set_label (GTK_LABEL (self->text), shown != NULL ? shown : words);
  /* Translators: what a message answers, as a screen reader says it: author, words. */
  name = g_strdup_printf (_ ("In answer to %s: %s"), author, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->message != NULL ? name : words, -1);
  gtk_widget_set_sensitive (GTK_WIDGET (self), self->message != NULL);
}

static void
forget_message (OfficeQuoteBlock *self)
{
  if (self->message != NULL)
    {
      g_signal_handlers_disconnect_by_data (office_message_get_author (self->message), self);
      g_signal_handlers_disconnect_by_data (self->message, self);
    }
  if (self->files != NULL)
    g_signal_handlers_disconnect_by_data (self->files, self);
  g_clear_object (&self->files);
  g_clear_object (&self->message);
}

static void
office_quote_block_dispose (GObject *object)
{
  OfficeQuoteBlock *self = OFFICE_QUOTE_BLOCK (object);

  forget_message (self);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (office_quote_block_parent_class)->dispose (object);
}

static void
office_quote_block_class_init (OfficeQuoteBlockClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = office_quote_block_dispose;
}

static void
office_quote_block_init (OfficeQuoteBlock *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->name = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->name), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (self->name, "q-name");
  self->text = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->text), 0);
  gtk_label_set_wrap (GTK_LABEL (self->text), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->text), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (self->text), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_lines (GTK_LABEL (self->text), MOST_LINES);
  gtk_label_set_ellipsize (GTK_LABEL (self->text), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), self->name);
  gtk_box_append (GTK_BOX (box), self->text);
  gtk_button_set_child (GTK_BUTTON (self), box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "flat");
  gtk_widget_add_css_class (GTK_WIDGET (self), "quote-block");
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_START);
}

/**
 * office_quote_block_new:
 * @session: the office
 * @message: the id of the message that is answered
 *
 * Returns: (transfer floating): a block that follows what the message says
 */
GtkWidget *
office_quote_block_new (OfficeSession *session, const char *message)
{
  OfficeQuoteBlock *self;

  g_return_val_if_fail (OFFICE_IS_SESSION (session), NULL);
  g_return_val_if_fail (message != NULL, NULL);

  self = g_object_new (OFFICE_TYPE_QUOTE_BLOCK, NULL);
  self->session = g_object_ref (session);
  self->message = office_session_dup_message (session, message);
  if (self->message != NULL)
    {
      self->files = office_session_list_files (session, message);
      g_signal_connect_swapped (self->message, "notify::text", G_CALLBACK (update), self);
      g_signal_connect_swapped (self->message, "notify::edited", G_CALLBACK (update), self);
      g_signal_connect_swapped (self->message, "notify::removed", G_CALLBACK (update), self);
      g_signal_connect_swapped (self->files, "items-changed", G_CALLBACK (update), self);
      g_signal_connect_swapped (office_message_get_author (self->message), "notify::name", G_CALLBACK (update), self);
      gtk_actionable_set_action_target (GTK_ACTIONABLE (self), "s", message);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self), "win.open-message");
    }
  update (self);
  return GTK_WIDGET (self);
}
