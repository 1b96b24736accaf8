/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-beside-button.h"

#include "office-unread-badge.h"

/* The rows that a menu makes of its model show a name alone: this one stands among them and looks as they do. */

struct _OfficeBesideButton {
  GtkButton parent_instance;

  OfficeBeside *beside;
  GtkLabel *name;
  OfficeUnreadBadge *badge;
};

G_DEFINE_FINAL_TYPE (OfficeBesideButton, office_beside_button, GTK_TYPE_BUTTON)

static void
update (OfficeBesideButton *self)
{
  const char *name = office_beside_get_name (self->beside);
  guint calls = office_beside_get_calls (self->beside), unread = office_beside_get_unread (self->beside);
  g_autofree char *description = office_unread_badge_describe (name, calls, unread);

  gtk_label_set_label (self->name, name);
  office_unread_badge_set (self->badge, calls, unread);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, description, -1);
}

static void
office_beside_button_clicked (GtkButton *button)
{
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (button), GTK_TYPE_POPOVER);

  if (popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (popover));
}

static void
office_beside_button_dispose (GObject *object)
{
  g_clear_object (&OFFICE_BESIDE_BUTTON (object)->beside);
  G_OBJECT_CLASS (office_beside_button_parent_class)->dispose (object);
}

static void
office_beside_button_class_init (OfficeBesideButtonClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = office_beside_button_dispose;
  GTK_BUTTON_CLASS (class)->clicked = office_beside_button_clicked;
  gtk_widget_class_set_css_name (widget_class, "modelbutton");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_MENU_ITEM);
}

static void
office_beside_button_init (OfficeBesideButton *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->name = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->name, 0);
  gtk_label_set_ellipsize (self->name, PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (self->name, 30);
  gtk_widget_set_hexpand (GTK_WIDGET (self->name), TRUE);
  self->badge = OFFICE_UNREAD_BADGE (office_unread_badge_new ());
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->name));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->badge));
  gtk_button_set_child (GTK_BUTTON (self), box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "flat");
}

/**
 * office_beside_button_new:
 * @beside: an office beside the one that is shown
 *
 * Returns: (transfer floating): a row of a menu that follows it
 */
GtkWidget *
office_beside_button_new (OfficeBeside *beside)
{
  OfficeBesideButton *self;

  g_return_val_if_fail (OFFICE_IS_BESIDE (beside), NULL);

  self = g_object_new (OFFICE_TYPE_BESIDE_BUTTON, NULL);
  self->beside = g_object_ref (beside);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self), "win.switch-office");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self), "s",
                                    office_membership_get_office_id (office_beside_get_membership (beside)));
  g_signal_connect_object (beside, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}
