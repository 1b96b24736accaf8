/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-welcome-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "office-found-row.h"

struct _OfficeWelcomePage {
  GtkWidget parent_instance;

  OfficeDesk *desk;

  GtkWidget *back_button;
  AdwPreferencesGroup *network_group;
  AdwPreferencesGroup *elsewhere_group;
  GtkWidget *looking;
  GtkListBox *found_list;
};

G_DEFINE_FINAL_TYPE (OfficeWelcomePage, office_welcome_page, GTK_TYPE_WIDGET)

enum { FOUND_CHOSEN, N_SIGNALS };

static guint signals[N_SIGNALS];

/* Without Avahi and without offices the group would be a heading over nothing. */
static void
update_network (OfficeWelcomePage *self)
{
  OfficeFinder *finder = office_desk_get_finder (self->desk);
  gboolean looking = office_finder_is_looking (finder);
  gboolean some = g_list_model_get_n_items (G_LIST_MODEL (finder)) > 0;

  gtk_widget_set_visible (GTK_WIDGET (self->network_group), looking || some);
  adw_preferences_group_set_title (self->elsewhere_group, looking || some ? _ ("Somewhere Else") : "");
  gtk_widget_set_visible (GTK_WIDGET (self->found_list), some);
  gtk_widget_set_visible (self->looking, looking);
}

static GtkWidget *
create_row (gpointer item, gpointer data)
{
  OfficeWelcomePage *self = data;
  g_autoptr (OfficeFound) first = g_list_model_get_item (G_LIST_MODEL (office_desk_get_finder (self->desk)), 0);

  return office_found_row_new (self->desk, item, item == first);
}

static void
on_row_activated (OfficeWelcomePage *self, GtkListBoxRow *row)
{
  if (OFFICE_IS_FOUND_ROW (row))
    g_signal_emit (self, signals[FOUND_CHOSEN], 0, office_found_row_get_found (OFFICE_FOUND_ROW (row)));
}

static void
forget_desk (OfficeWelcomePage *self)
{
  if (self->desk == NULL)
    return;
  gtk_list_box_bind_model (self->found_list, NULL, NULL, NULL, NULL);
  g_signal_handlers_disconnect_by_data (office_desk_get_finder (self->desk), self);
  g_clear_object (&self->desk);
}

static void
office_welcome_page_dispose (GObject *object)
{
  OfficeWelcomePage *self = OFFICE_WELCOME_PAGE (object);
  GtkWidget *child;

  forget_desk (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (office_welcome_page_parent_class)->dispose (object);
}

static void
office_welcome_page_class_init (OfficeWelcomePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = office_welcome_page_dispose;

  signals[FOUND_CHOSEN] = g_signal_new ("found-chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 1, OFFICE_TYPE_FOUND);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Office/office-welcome-page.ui");
  gtk_widget_class_bind_template_child (widget_class, OfficeWelcomePage, back_button);
  gtk_widget_class_bind_template_child (widget_class, OfficeWelcomePage, network_group);
  gtk_widget_class_bind_template_child (widget_class, OfficeWelcomePage, elsewhere_group);
  gtk_widget_class_bind_template_child (widget_class, OfficeWelcomePage, looking);
  gtk_widget_class_bind_template_child (widget_class, OfficeWelcomePage, found_list);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
}

static void
office_welcome_page_init (OfficeWelcomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * office_welcome_page_set_desk:
 * @desk: whose finder tells what is on the network
 */
void
office_welcome_page_set_desk (OfficeWelcomePage *self, OfficeDesk *desk)
{
  OfficeFinder *finder;

  g_return_if_fail (OFFICE_IS_WELCOME_PAGE (self));
  g_return_if_fail (OFFICE_IS_DESK (desk));

  forget_desk (self);
  self->desk = g_object_ref (desk);
  finder = office_desk_get_finder (desk);
  gtk_list_box_bind_model (self->found_list, G_LIST_MODEL (finder), create_row, self, NULL);
  g_signal_connect_swapped (finder, "notify::looking", G_CALLBACK (update_network), self);
  g_signal_connect_swapped (finder, "items-changed", G_CALLBACK (update_network), self);
  update_network (self);
}

/**
 * office_welcome_page_get_back_button:
 *
 * Returns: (transfer none): the button that leads back to the office that is open
 */
GtkWidget *
office_welcome_page_get_back_button (OfficeWelcomePage *self)
{
  g_return_val_if_fail (OFFICE_IS_WELCOME_PAGE (self), NULL);

  return self->back_button;
}
