/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-status-emoji.h"

#include "office-text-clean.h"

struct _OfficeStatusEmoji {
  GtkWidget parent_instance;

  OfficePerson *person;
  GtkWidget *label;
};

G_DEFINE_FINAL_TYPE (OfficeStatusEmoji, office_status_emoji, GTK_TYPE_WIDGET)

/* Most people have none. */
static GtkWidget *
ensure_label (OfficeStatusEmoji *self)
{
  if (self->label != NULL)
    return self->label;
  self->label = gtk_label_new (NULL);
  /* The field holds more than one: what is too much is not to push the name away. */
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (self->label), 3);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  return self->label;
}

static void
update (OfficeStatusEmoji *self)
{
  const char *emoji = self->person != NULL ? office_person_get_emoji (self->person) : NULL;
  g_autofree char *status = self->person != NULL ? office_person_dup_status_text (self->person) : NULL;
  g_autofree char *clean = office_text_clean_dup (status);
  g_autofree char *shown = office_text_clean_dup (emoji);

  if (*shown != '\0')
    gtk_label_set_label (GTK_LABEL (ensure_label (self)), shown);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), *clean != '\0' ? clean : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), *shown != '\0');
}

static void
forget_person (OfficeStatusEmoji *self)
{
  if (self->person != NULL)
    g_signal_handlers_disconnect_by_data (self->person, self);
  g_clear_object (&self->person);
}

static void
office_status_emoji_dispose (GObject *object)
{
  OfficeStatusEmoji *self = OFFICE_STATUS_EMOJI (object);

  forget_person (self);
  g_clear_pointer (&self->label, gtk_widget_unparent);

  G_OBJECT_CLASS (office_status_emoji_parent_class)->dispose (object);
}

static void
office_status_emoji_class_init (OfficeStatusEmojiClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = office_status_emoji_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
office_status_emoji_init (OfficeStatusEmoji *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * office_status_emoji_new:
 *
 * Returns: (transfer floating): of nobody, hidden
 */
GtkWidget *
office_status_emoji_new (void)
{
  return g_object_new (OFFICE_TYPE_STATUS_EMOJI, NULL);
}

/**
 * office_status_emoji_set_person:
 * @person: (nullable): whose; followed from now on
 */
void
office_status_emoji_set_person (OfficeStatusEmoji *self, OfficePerson *person)
{
  g_return_if_fail (OFFICE_IS_STATUS_EMOJI (self));
  g_return_if_fail (person == NULL || OFFICE_IS_PERSON (person));

  if (person == self->person)
    return;
  forget_person (self);
  if (person != NULL)
    {
      self->person = g_object_ref (person);
      g_signal_connect_swapped (person, "notify::emoji", G_CALLBACK (update), self);
      g_signal_connect_swapped (person, "notify::status", G_CALLBACK (update), self);
    }
  update (self);
}
