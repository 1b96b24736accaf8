/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-unread-badge.h"

#include <glib/gi18n.h>

#define BADGE_MOST 99

struct _OfficeUnreadBadge {
  GtkWidget parent_instance;

  GtkWidget *count;
  GtkWidget *dot;
};

G_DEFINE_FINAL_TYPE (OfficeUnreadBadge, office_unread_badge, GTK_TYPE_WIDGET)

static void
office_unread_badge_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (office_unread_badge_parent_class)->dispose (object);
}

static void
office_unread_badge_class_init (OfficeUnreadBadgeClass *class)
{
  G_OBJECT_CLASS (class)->dispose = office_unread_badge_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (class), GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
office_unread_badge_init (OfficeUnreadBadge *self)
{
  self->count = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->count, "badge");
  gtk_widget_add_css_class (self->count, "numeric");
  gtk_widget_set_parent (self->count, GTK_WIDGET (self));
  self->dot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_halign (self->dot, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->dot, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->dot, "unread-dot");
  gtk_widget_set_parent (self->dot, GTK_WIDGET (self));
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * office_unread_badge_new:
 *
 * Returns: (transfer floating): a badge that is not seen: nothing is unread
 */
GtkWidget *
office_unread_badge_new (void)
{
  return g_object_new (OFFICE_TYPE_UNREAD_BADGE, NULL);
}

/**
 * office_unread_badge_set:
 * @self: a badge
 * @calls: how many unread messages call the person
 * @unread: how many are unread
 */
void
office_unread_badge_set (OfficeUnreadBadge *self, guint calls, guint unread)
{
  g_autofree char *text = calls > BADGE_MOST ? g_strdup (_ ("99+")) : g_strdup_printf ("%u", calls);

  g_return_if_fail (OFFICE_IS_UNREAD_BADGE (self));

  gtk_label_set_label (GTK_LABEL (self->count), text);
  gtk_widget_set_visible (self->count, calls > 0);
  gtk_widget_set_visible (self->dot, calls == 0);
  gtk_widget_set_visible (GTK_WIDGET (self), calls > 0 || unread > 0);
}

/**
 * office_unread_badge_describe:
 * @name: what the badge stands by
 * @calls: how many unread messages call the person
 * @unread: how many are unread
 *
 * Returns: (transfer full): the name, and what the badge shows
 */
char *
office_unread_badge_describe (const char *name, guint calls, guint unread)
{
  if (calls > 0)
    /* Translators: a name, then how many messages call the person by name */
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s, %'u mention", "%s, %'u mentions", calls), name, calls);
  if (unread > 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s, %'u unread", "%s, %'u unread", unread), name, unread);
  return g_strdup (name);
}
