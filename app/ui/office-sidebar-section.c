/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-sidebar-section.h"

#include <glib/gi18n.h>

struct _OfficeSidebarSection {
  GtkListBoxRow parent_instance;

  OfficeNavigationSection *section;
  GtkWidget *fold_button;
  GtkWidget *arrow;
};

G_DEFINE_FINAL_TYPE (OfficeSidebarSection, office_sidebar_section, GTK_TYPE_LIST_BOX_ROW)

static const char *
get_title (OfficeNavigationSection *section)
{
  switch (office_navigation_section_get_kind (section))
    {
    case OFFICE_SECTION_FAVOURITES:
      return _ ("Favorites");
    case OFFICE_SECTION_GROUP:
      return office_navigation_section_get_name (section);
    case OFFICE_SECTION_PEOPLE:
      return _ ("People");
    case OFFICE_SECTION_BROWSE:
      return _ ("Browse Rooms…");
    case OFFICE_SECTION_ROOMS:
    default:
      return _ ("Rooms");
    }
}

static void
update (OfficeSidebarSection *self)
{
  gboolean collapsed = office_navigation_section_get_collapsed (self->section);

  gtk_image_set_from_icon_name (GTK_IMAGE (self->arrow), collapsed ? "pan-end-symbolic" : "pan-down-symbolic");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->fold_button), GTK_ACCESSIBLE_STATE_EXPANDED, !collapsed, -1);
  if (collapsed)
    gtk_widget_add_css_class (GTK_WIDGET (self), "folded");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "folded");
}

static void
add_button (GtkWidget *box, const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("list-add-symbolic");

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, label);
  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_box_append (GTK_BOX (box), button);
}

static GtkWidget *
create_title (OfficeSidebarSection *self, const char *title)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "stamp");
  self->arrow = gtk_image_new ();
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), self->arrow);
  self->fold_button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->fold_button), box);
  gtk_widget_add_css_class (self->fold_button, "flat");
  gtk_widget_add_css_class (self->fold_button, "fold");
  gtk_widget_set_halign (self->fold_button, GTK_ALIGN_START);
  gtk_widget_set_hexpand (self->fold_button, TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->fold_button), "sidebar.fold");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->fold_button), "s",
                                    office_navigation_section_get_id (self->section));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->fold_button), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  return self->fold_button;
}

static void
build_heading (OfficeSidebarSection *self, const char *title)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (box), create_title (self, title));
  if (office_navigation_section_get_kind (self->section) == OFFICE_SECTION_ROOMS)
    add_button (box, _ ("New Room"), "win.new-room");
  else if (office_navigation_section_get_kind (self->section) == OFFICE_SECTION_PEOPLE)
    add_button (box, _ ("Write to People"), "win.new-direct");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "section");
  g_signal_connect_object (self->section, "notify::collapsed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

static void
build_browse (OfficeSidebarSection *self, const char *title)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *lead = gtk_image_new_from_icon_name ("system-search-symbolic");
  GtkWidget *label = gtk_label_new (title);

  gtk_widget_add_css_class (lead, "lead");
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (box), lead);
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "browse");
}

static void
office_sidebar_section_dispose (GObject *object)
{
  g_clear_object (&OFFICE_SIDEBAR_SECTION (object)->section);

  G_OBJECT_CLASS (office_sidebar_section_parent_class)->dispose (object);
}

static void
office_sidebar_section_class_init (OfficeSidebarSectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = office_sidebar_section_dispose;
}

static void
office_sidebar_section_init (OfficeSidebarSection *self)
{
}

/**
 * office_sidebar_section_new:
 * @section: what it stands for; followed from now on
 *
 * Returns: (transfer floating): its row
 */
GtkWidget *
office_sidebar_section_new (OfficeNavigationSection *section)
{
  OfficeSidebarSection *self;
  const char *title;

  g_return_val_if_fail (OFFICE_IS_NAVIGATION_SECTION (section), NULL);

  self = g_object_new (OFFICE_TYPE_SIDEBAR_SECTION, NULL);
  self->section = g_object_ref (section);
  title = get_title (section);
  if (office_navigation_section_get_kind (section) == OFFICE_SECTION_BROWSE)
    build_browse (self, title);
  else
    build_heading (self, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  return GTK_WIDGET (self);
}

/**
 * office_sidebar_section_is_browse:
 *
 * Returns: whether it leads to the rooms that are not there
 */
gboolean
office_sidebar_section_is_browse (OfficeSidebarSection *self)
{
  g_return_val_if_fail (OFFICE_IS_SIDEBAR_SECTION (self), FALSE);

  return office_navigation_section_get_kind (self->section) == OFFICE_SECTION_BROWSE;
}

/**
 * office_sidebar_section_get_group:
 *
 * Returns: (transfer none) (nullable): the name of the group of rooms that it stands over; %NULL: it is no such group
 */
const char *
office_sidebar_section_get_group (OfficeSidebarSection *self)
{
  g_return_val_if_fail (OFFICE_IS_SIDEBAR_SECTION (self), NULL);

  return office_navigation_section_get_kind (self->section) == OFFICE_SECTION_GROUP
             ? office_navigation_section_get_name (self->section)
             : NULL;
}
