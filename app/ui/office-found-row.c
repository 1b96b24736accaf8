/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-found-row.h"

#include <glib/gi18n.h>

#include "office-tile.h"

struct _OfficeFoundRow {
  AdwActionRow parent_instance;

  OfficeFound *found;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (OfficeFoundRow, office_found_row, ADW_TYPE_ACTION_ROW)

/* An office that does not answer stays in the list: its host may be back before one presses the button. */
static void
on_looked (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (OfficeFoundRow) self = data;
  g_autofree char *name = NULL;
  g_autofree char *people_text = NULL;
  g_autofree char *subtitle = NULL;
  gint64 people = 0;

  name = office_desk_look_finish (OFFICE_DESK (source), result, &people, NULL, NULL);
  if (name == NULL)
    return;
  people_text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u person", "%u people", (guint) people),
                                 (guint) people);
  /* TRANSLATORS: the machine that hosts an office, and how many people are in it */
  subtitle = g_markup_printf_escaped (_ ("On %s · %s"), office_found_get_machine (self->found), people_text);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
}

static void
office_found_row_dispose (GObject *object)
{
  OfficeFoundRow *self = OFFICE_FOUND_ROW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->found);

  G_OBJECT_CLASS (office_found_row_parent_class)->dispose (object);
}

static void
office_found_row_class_init (OfficeFoundRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = office_found_row_dispose;
}

static void
office_found_row_init (OfficeFoundRow *self)
{
  self->cancellable = g_cancellable_new ();
}

static void
on_button_clicked (OfficeFoundRow *self)
{
  gtk_widget_activate (GTK_WIDGET (self));
}

static void
add_button (OfficeFoundRow *self, const char *name, gboolean first)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Join"));
  g_autofree char *description = g_strdup_printf (_ ("Join %s"), name);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  if (first)
    gtk_widget_add_css_class (button, "suggested-action");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, description, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_button_clicked), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), button);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), TRUE);
}

/* What the network says, until the office itself has answered. */
static void
look (OfficeFoundRow *self, OfficeDesk *desk)
{
  g_autoptr (OfficeInvitationLink) link = NULL;

  link = office_invitation_link_new (office_found_get_address (self->found), office_found_get_port (self->found), NULL,
                                     office_found_get_fingerprint (self->found),
                                     office_found_get_fingerprint (self->found) == NULL);
  office_desk_look_async (desk, link, self->cancellable, on_looked, g_object_ref (self));
}

/**
 * office_found_row_new:
 * @desk: to look with
 * @found: an office on the network
 * @first: whether its button is the one that stands out
 *
 * Returns: (transfer floating): its row
 */
GtkWidget *
office_found_row_new (OfficeDesk *desk, OfficeFound *found, gboolean first)
{
  OfficeFoundRow *self;
  g_autofree char *title = NULL;
  g_autofree char *subtitle = NULL;

  g_return_val_if_fail (OFFICE_IS_DESK (desk), NULL);
  g_return_val_if_fail (OFFICE_IS_FOUND (found), NULL);

  self = g_object_new (OFFICE_TYPE_FOUND_ROW, NULL);
  self->found = g_object_ref (found);
  title = g_markup_escape_text (office_found_get_name (found), -1);
  subtitle = g_markup_printf_escaped (_ ("On %s"), office_found_get_machine (found));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), office_tile_new (office_found_get_name (found)));
  add_button (self, office_found_get_name (found), first);
  look (self, desk);
  return GTK_WIDGET (self);
}

/**
 * office_found_row_get_found:
 *
 * Returns: (transfer none): the office
 */
OfficeFound *
office_found_row_get_found (OfficeFoundRow *self)
{
  g_return_val_if_fail (OFFICE_IS_FOUND_ROW (self), NULL);

  return self->found;
}
