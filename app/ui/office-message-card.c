/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-message-card.h"

#include <glib/gi18n-lib.h>

#include "office-avatar.h"
#include "office-text-markup.h"
#include "office-when.h"

#define AVATAR_SIZE  28
#define MOST_LINES   2
#define MOST_LETTERS 300

struct _OfficeMessageCard {
  GtkListBoxRow parent_instance;

  OfficeSession *session;
  OfficeMessage *message;
  gboolean with_room;
  GtkWidget *box;
  GtkWidget *avatar;
  GtkWidget *author;
  GtkWidget *stamp;
  GtkWidget *text;
};

G_DEFINE_FINAL_TYPE (OfficeMessageCard, office_message_card, GTK_TYPE_LIST_BOX_ROW)

static char *
dup_words (OfficeMessageCard *self)
{
  g_autofree char *plain = NULL;

  if (office_message_get_removed (self->message))
    return g_strdup (_ ("Message deleted"));
  plain = office_text_markup_dup_plain (office_message_get_text (self->message));
  g_strdelimit (g_strstrip (plain), "\n\t", ' ');
  if (g_utf8_strlen (plain, -1) > MOST_LETTERS)
    *g_utf8_offset_to_pointer (plain, MOST_LETTERS) = '\0';
  if (*plain == '\0')
    {
      g_autoptr (GListModel) files = office_session_list_files (self->session, office_message_get_id (self->message));
      g_autoptr (OfficeAttachment) file = g_list_model_get_item (files, 0);

      return g_strdup (file != NULL ? office_attachment_get_name (file) : "");
    }
  return g_steal_pointer (&plain);
}

static char *
dup_stamp (OfficeMessageCard *self)
{
  OfficeRoom *room = office_session_find_room (self->session, office_message_get_room_id (self->message));
  g_autofree char *when = office_when_to_text (office_message_get_at (self->message),
                                               office_session_get_now (self->session));

  if (!self->with_room || room == NULL)
    return g_steal_pointer (&when);
  /* Translators: where a message was said, and when: "General · 9:05". */
  return g_strdup_printf (_ ("%s · %s"), office_room_get_name (room), when);
}

static void
update (OfficeMessageCard *self)
{
  const char *author = office_person_get_name (office_message_get_author (self->message));
  g_autofree char *words = dup_words (self);
  g_autofree char *stamp = dup_stamp (self);
  /* Translators: a message as a screen reader says it: author, where and when, text. */
  g_autofree char *name = g_strdup_printf (_ ("%s, %s: %s"), author, stamp, words);

  office_avatar_set_person (OFFICE_AVATAR (self->avatar), office_message_get_author (self->message));
  gtk_label_set_label (GTK_LABEL (self->author), author);
  gtk_label_set_label (GTK_LABEL (self->stamp), stamp);
  gtk_label_set_label (GTK_LABEL (self->text), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
office_message_card_dispose (GObject *object)
{
  OfficeMessageCard *self = OFFICE_MESSAGE_CARD (object);

  if (self->message != NULL)
    g_signal_handlers_disconnect_by_data (self->message, self);
  g_clear_object (&self->message);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (office_message_card_parent_class)->dispose (object);
}

static void
office_message_card_class_init (OfficeMessageCardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = office_message_card_dispose;
}

static GtkWidget *
new_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
office_message_card_init (OfficeMessageCard *self)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->avatar = office_avatar_new (AVATAR_SIZE);
  gtk_widget_set_valign (self->avatar, GTK_ALIGN_START);
  self->author = new_label ("author");
  self->stamp = new_label ("stamp");
  self->text = new_label (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->text), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->text), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (self->text), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_lines (GTK_LABEL (self->text), MOST_LINES);
  gtk_box_append (GTK_BOX (head), self->author);
  gtk_box_append (GTK_BOX (head), self->stamp);
  gtk_box_append (GTK_BOX (column), head);
  gtk_box_append (GTK_BOX (column), self->text);
  gtk_widget_set_hexpand (column, TRUE);
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  gtk_box_append (GTK_BOX (self->box), self->avatar);
  gtk_box_append (GTK_BOX (self->box), column);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), self->box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "message-card");
}

/**
 * office_message_card_new:
 * @session: the office
 * @message: followed
 * @with_room: whether to say where it was said
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
office_message_card_new (OfficeSession *session, OfficeMessage *message, gboolean with_room)
{
  OfficeMessageCard *self;

  g_return_val_if_fail (OFFICE_IS_SESSION (session), NULL);
  g_return_val_if_fail (OFFICE_IS_MESSAGE (message), NULL);

  self = g_object_new (OFFICE_TYPE_MESSAGE_CARD, NULL);
  self->session = g_object_ref (session);
  self->message = g_object_ref (message);
  self->with_room = with_room;
  g_signal_connect_swapped (message, "notify::text", G_CALLBACK (update), self);
  g_signal_connect_swapped (message, "notify::removed", G_CALLBACK (update), self);
  update (self);
  return GTK_WIDGET (self);
}

/**
 * office_message_card_get_message:
 *
 * Returns: (transfer none): the message that it shows
 */
OfficeMessage *
office_message_card_get_message (OfficeMessageCard *self)
{
  g_return_val_if_fail (OFFICE_IS_MESSAGE_CARD (self), NULL);

  return self->message;
}

/**
 * office_message_card_open:
 *
 * Goes to the message where it was said; for the list's "row-activated", which a row with an action would not emit.
 */
void
office_message_card_open (OfficeMessageCard *self)
{
  g_return_if_fail (OFFICE_IS_MESSAGE_CARD (self));

  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-message", "s", office_message_get_id (self->message));
}

/**
 * office_message_card_add_button:
 * @icon_name: its icon
 * @name: what it does
 *
 * Returns: (transfer none): a button at the row's end
 */
GtkWidget *
office_message_card_add_button (OfficeMessageCard *self, const char *icon_name, const char *name)
{
  GtkWidget *button;

  g_return_val_if_fail (OFFICE_IS_MESSAGE_CARD (self), NULL);

  button = gtk_button_new_from_icon_name (icon_name);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_box_append (GTK_BOX (self->box), button);
  return button;
}
