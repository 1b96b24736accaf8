/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-people-pile.h"

#include <glib/gi18n-lib.h>

#include "office-avatar.h"

/* More than these are told as a number, so that a pile never takes the room of a title. */
#define MOST 3

struct _OfficePeoplePile {
  GtkWidget parent_instance;

  GListModel *people;
  GtkWidget *box;
  GtkWidget *rest;
  int size;
};

G_DEFINE_FINAL_TYPE (OfficePeoplePile, office_people_pile, GTK_TYPE_WIDGET)

static GtkWidget *
add_avatar (OfficePeoplePile *self)
{
  GtkWidget *avatar = office_avatar_new (self->size);

  if (self->size < 24)
    gtk_widget_add_css_class (avatar, "small");
  gtk_box_append (GTK_BOX (self->box), avatar);
  return avatar;
}

/* Asked for, not set: a tooltip that is set goes over the bus to a screen reader, for every avatar of every card. */
static gboolean
on_query_tooltip (GtkWidget *widget, int x, int y, gboolean by_keyboard, GtkTooltip *tooltip)
{
  GtkWidget *at = by_keyboard ? NULL : gtk_widget_pick (widget, x, y, GTK_PICK_DEFAULT);
  GtkWidget *avatar = at != NULL ? gtk_widget_get_ancestor (at, OFFICE_TYPE_AVATAR) : NULL;

  if (avatar == NULL)
    return FALSE;
  gtk_tooltip_set_text (tooltip, office_person_get_name (office_avatar_get_person (OFFICE_AVATAR (avatar))));
  return TRUE;
}

static void
update_name (OfficePeoplePile *self, guint n)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (OfficePerson) person = g_list_model_get_item (self->people, i);

      g_string_append_printf (names, i == 0 ? "%s" : ", %s", office_person_get_name (person));
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, names->str, -1);
}

/* Avatars stay for who comes next: a card that is scrolled or filtered into view shows another task, and to make them anew
 * was half the time of that. */
static void
update (OfficePeoplePile *self)
{
  const guint n = self->people != NULL ? g_list_model_get_n_items (self->people) : 0;
  const guint shown = n > MOST ? MOST - 1 : n;
  GtkWidget *avatar = gtk_widget_get_first_child (self->box);

  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
  if (n == 0)
    return;
  for (guint i = 0; i < shown; i++)
    {
      g_autoptr (OfficePerson) person = g_list_model_get_item (self->people, i);

      if (avatar == NULL)
        avatar = add_avatar (self);
      office_avatar_set_person (OFFICE_AVATAR (avatar), person);
      gtk_widget_set_visible (avatar, TRUE);
      avatar = gtk_widget_get_next_sibling (avatar);
    }
  for (; avatar != NULL; avatar = gtk_widget_get_next_sibling (avatar))
    gtk_widget_set_visible (avatar, FALSE);
  gtk_widget_set_visible (self->rest, n > shown);
  if (n > shown)
    {
      g_autofree char *text = g_strdup_printf ("+%u", n - shown);

      gtk_label_set_label (GTK_LABEL (self->rest), text);
    }
  update_name (self, n);
}

static void
people_changed (OfficePeoplePile *self, guint position, guint removed, guint added, GListModel *people)
{
  update (self);
}

static void
forget_model (OfficePeoplePile *self)
{
  if (self->people != NULL)
    g_signal_handlers_disconnect_by_data (self->people, self);
  g_clear_object (&self->people);
}

static void
office_people_pile_dispose (GObject *object)
{
  OfficePeoplePile *self = OFFICE_PEOPLE_PILE (object);

  forget_model (self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->rest, gtk_widget_unparent);

  G_OBJECT_CLASS (office_people_pile_parent_class)->dispose (object);
}

static void
office_people_pile_class_init (OfficePeoplePileClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = office_people_pile_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
office_people_pile_init (OfficePeoplePile *self)
{
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 4);
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (self->box, "pile");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->rest = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->rest, "stamp");
  gtk_widget_add_css_class (self->rest, "numeric");
  gtk_widget_set_parent (self->rest, GTK_WIDGET (self));
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (on_query_tooltip), NULL);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * office_people_pile_new:
 * @size: width and height of an avatar, in pixels
 *
 * Returns: (transfer floating): a pile of nobody, hidden
 */
GtkWidget *
office_people_pile_new (int size)
{
  OfficePeoplePile *self;

  g_return_val_if_fail (size > 0, NULL);

  self = g_object_new (OFFICE_TYPE_PEOPLE_PILE, NULL);
  self->size = size;
  return GTK_WIDGET (self);
}

/**
 * office_people_pile_set_model:
 * @people: (nullable): a model of OfficePerson; it is followed
 */
void
office_people_pile_set_model (OfficePeoplePile *self, GListModel *people)
{
  g_return_if_fail (OFFICE_IS_PEOPLE_PILE (self));
  g_return_if_fail (people == NULL || G_IS_LIST_MODEL (people));

  if (people != self->people)
    {
      forget_model (self);
      if (people != NULL)
        {
          self->people = g_object_ref (people);
          g_signal_connect_swapped (people, "items-changed", G_CALLBACK (people_changed), self);
        }
    }
  update (self);
}
