/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-file-progress.h"

#include <glib/gi18n-lib.h>

static gboolean
is_on_its_way (OfficeAttachment *file)
{
  const OfficeAttachmentState state = office_attachment_get_state (file);

  return state == OFFICE_ATTACHMENT_FETCHING || state == OFFICE_ATTACHMENT_SENDING
         || state == OFFICE_ATTACHMENT_COPYING;
}

/**
 * office_file_progress_dup_size:
 * @file: a file
 *
 * Returns: (transfer full): how large it is, and that it is a program where it is one
 */
char *
office_file_progress_dup_size (OfficeAttachment *file)
{
  g_autofree char *size = g_format_size ((guint64) MAX (office_attachment_get_size (file), 0));

  if (!office_attachment_is_program (file))
    return g_steal_pointer (&size);
  /* Translators: of a file that would be run; %s is a size, such as 2.1 MB */
  return g_strdup_printf (_ ("Program · %s"), size);
}

/* NULL: it rests. */
static char *
dup_words (OfficeAttachment *file)
{
  const gint64 size = MAX (office_attachment_get_size (file), 0);
  const double progress = office_attachment_get_progress (file);
  g_autofree char *done = g_format_size ((guint64) (progress * (double) size));
  g_autofree char *whole = g_format_size ((guint64) size);
  g_autofree char *named = office_file_progress_dup_size (file);

  if (office_attachment_get_state (file) == OFFICE_ATTACHMENT_FAILED)
    return g_strdup (office_attachment_get_problem (file));
  if (!is_on_its_way (file))
    return NULL;
  if (office_attachment_get_problem (file) != NULL)
    return g_strdup_printf ("%s · %s", named, office_attachment_get_problem (file));
  if (progress > 0)
    /* Translators: of a file on its way: how much of it has gone, as in 12 MB of 900 MB */
    return g_strdup_printf (_ ("%s of %s"), done, whole);
  if (office_attachment_get_state (file) == OFFICE_ATTACHMENT_COPYING)
    return g_strdup (_ ("copying"));
  if (office_attachment_get_state (file) == OFFICE_ATTACHMENT_FETCHING)
    /* Translators: %s is a size, such as 2.1 MB */
    return g_strdup_printf (_ ("%s · fetching"), named);
  /* Translators: %s is a size, such as 2.1 MB */
  return g_strdup_printf (_ ("%s · waiting to be sent"), named);
}

/**
 * office_file_progress_build:
 * @self: nothing yet
 *
 * Makes the label and the bar. Whoever shows them puts them into its own layout.
 */
void
office_file_progress_build (OfficeFileProgress *self)
{
  self->words = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->words), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->words), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (self->words, "stamp");
  self->bar = gtk_progress_bar_new ();
  gtk_widget_set_visible (self->bar, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Progress"), -1);
}

static GtkWidget *
new_button (const char *icon, const char *name, const char *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

/**
 * office_file_progress_build_buttons:
 * @self: one that is built
 *
 * Makes the buttons; what they stand in has the actions "file.cancel" and "file.retry".
 */
void
office_file_progress_build_buttons (OfficeFileProgress *self)
{
  self->cancel = new_button ("window-close-symbolic", _ ("Cancel"), "file.cancel");
  self->retry = new_button ("view-refresh-symbolic", _ ("Try Again"), "file.retry");
}

/**
 * office_file_progress_show:
 * @self: one that is built
 * @file: what to tell of
 * @at_rest: what the label says while nothing is under way
 */
void
office_file_progress_show (OfficeFileProgress *self, OfficeAttachment *file, const char *at_rest)
{
  const gboolean on_its_way = is_on_its_way (file);
  const gboolean failed = office_attachment_get_state (file) == OFFICE_ATTACHMENT_FAILED;
  const double progress = office_attachment_get_progress (file);
  g_autofree char *words = dup_words (file);

  gtk_label_set_label (GTK_LABEL (self->words), words != NULL ? words : at_rest);
  gtk_widget_set_tooltip_text (self->words, failed ? words : NULL);
  gtk_widget_set_visible (self->bar, on_its_way && progress > 0);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar), progress);
  if (self->cancel != NULL)
    gtk_widget_set_visible (self->cancel, on_its_way);
  if (self->retry != NULL)
    gtk_widget_set_visible (self->retry, failed);
  if (failed)
    gtk_widget_add_css_class (self->words, "error");
  else
    gtk_widget_remove_css_class (self->words, "error");
}
