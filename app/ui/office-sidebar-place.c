/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-sidebar-place.h"

#include <glib/gi18n.h>

#define BADGE_MOST 99
#define PLACE_DATA "office-sidebar-place"

struct _OfficeSidebarPlace {
  GObject parent_instance;

  char *name;
  char *title;
  char *icon_name;
  guint badge;
  gboolean late;
};

enum { PROP_0, PROP_BADGE, N_PROPS };

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (OfficeSidebarPlace, office_sidebar_place, G_TYPE_OBJECT)

typedef struct {
  GtkWidget *row;
  GtkWidget *badge;
} Parts;

static void
update (OfficeSidebarPlace *self, GParamSpec *pspec, GtkWidget *row)
{
  Parts *parts = g_object_get_data (G_OBJECT (row), "parts");
  g_autofree char *count = self->badge > BADGE_MOST ? g_strdup (_ ("99+")) : g_strdup_printf ("%u", self->badge);
  g_autofree char *description = NULL;

  gtk_label_set_label (GTK_LABEL (parts->badge), count);
  gtk_widget_set_visible (parts->badge, self->badge > 0);
  if (self->badge > 0 && self->late)
    {
      gtk_widget_add_css_class (parts->badge, "late");
      description = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s, %u overdue", "%s, %u overdue", self->badge),
                                     self->title, self->badge);
    }
  else if (self->badge > 0)
    {
      gtk_widget_add_css_class (row, "unread");
      description = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s, %u new", "%s, %u new", self->badge),
                                     self->title, self->badge);
    }
  else
    {
      gtk_widget_remove_css_class (row, "unread");
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  description != NULL ? description : self->title, -1);
}

static void
office_sidebar_place_finalize (GObject *object)
{
  OfficeSidebarPlace *self = OFFICE_SIDEBAR_PLACE (object);

  g_free (self->name);
  g_free (self->title);
  g_free (self->icon_name);

  G_OBJECT_CLASS (office_sidebar_place_parent_class)->finalize (object);
}

static void
office_sidebar_place_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_BADGE)
    g_value_set_uint (value, OFFICE_SIDEBAR_PLACE (object)->badge);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
office_sidebar_place_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_BADGE)
    office_sidebar_place_set_badge (OFFICE_SIDEBAR_PLACE (object), g_value_get_uint (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
office_sidebar_place_class_init (OfficeSidebarPlaceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = office_sidebar_place_finalize;
  object_class->get_property = office_sidebar_place_get_property;
  object_class->set_property = office_sidebar_place_set_property;

  properties[PROP_BADGE] = g_param_spec_uint ("badge", NULL, NULL, 0, G_MAXUINT, 0,
                                              G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
office_sidebar_place_init (OfficeSidebarPlace *self)
{
}

/**
 * office_sidebar_place_new:
 * @name: the name of its page
 * @title: what it is called, translated
 * @icon_name: a symbolic icon
 *
 * Returns: (transfer full): the place, with nothing new
 */
OfficeSidebarPlace *
office_sidebar_place_new (const char *name, const char *title, const char *icon_name)
{
  OfficeSidebarPlace *self = g_object_new (OFFICE_TYPE_SIDEBAR_PLACE, NULL);

  self->name = g_strdup (name);
  self->title = g_strdup (title);
  self->icon_name = g_strdup (icon_name);
  return self;
}

/**
 * office_sidebar_place_get_name:
 *
 * Returns: (transfer none): the name of its page
 */
const char *
office_sidebar_place_get_name (OfficeSidebarPlace *self)
{
  g_return_val_if_fail (OFFICE_IS_SIDEBAR_PLACE (self), NULL);

  return self->name;
}

/**
 * office_sidebar_place_set_badge:
 * @badge: how much there is new; 0: nothing
 */
void
office_sidebar_place_set_badge (OfficeSidebarPlace *self, guint badge)
{
  g_return_if_fail (OFFICE_IS_SIDEBAR_PLACE (self));

  if (badge == self->badge)
    return;
  self->badge = badge;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BADGE]);
}

/**
 * office_sidebar_place_set_late:
 * @late: whether the badge counts what is overdue, and not what is new
 */
void
office_sidebar_place_set_late (OfficeSidebarPlace *self, gboolean late)
{
  g_return_if_fail (OFFICE_IS_SIDEBAR_PLACE (self));

  self->late = late;
}

/**
 * office_sidebar_place_create_row:
 *
 * Returns: (transfer floating): a row that follows the place
 */
GtkWidget *
office_sidebar_place_create_row (OfficeSidebarPlace *self)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *icon, *title;
  Parts *parts = g_new0 (Parts, 1);

  g_return_val_if_fail (OFFICE_IS_SIDEBAR_PLACE (self), NULL);

  icon = gtk_image_new_from_icon_name (self->icon_name);
  gtk_widget_add_css_class (icon, "lead");
  title = gtk_label_new (self->title);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (title, "name");
  *parts = (Parts){ row, gtk_label_new (NULL) };
  gtk_widget_set_valign (parts->badge, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (parts->badge, "badge");
  gtk_widget_add_css_class (parts->badge, "numeric");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), parts->badge);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);

  g_object_set_data_full (G_OBJECT (row), "parts", parts, g_free);
  g_object_set_data_full (G_OBJECT (row), PLACE_DATA, g_object_ref (self), g_object_unref);
  g_signal_connect_object (self, "notify::badge", G_CALLBACK (update), row, 0);
  update (self, NULL, row);
  return row;
}

/**
 * office_sidebar_place_of_row:
 * @row: any row of the sidebar
 *
 * Returns: (transfer none) (nullable): the place it stands for; %NULL: another kind of row
 */
OfficeSidebarPlace *
office_sidebar_place_of_row (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), PLACE_DATA);
}
