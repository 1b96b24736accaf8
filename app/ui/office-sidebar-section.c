/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-sidebar-section.h"

struct _OfficeSidebarSection {
  GObject parent_instance;

  char *title;
  char *button_label;
  char *action;
};

G_DEFINE_FINAL_TYPE (OfficeSidebarSection, office_sidebar_section, G_TYPE_OBJECT)

static void
office_sidebar_section_finalize (GObject *object)
{
  OfficeSidebarSection *self = OFFICE_SIDEBAR_SECTION (object);

  g_free (self->title);
  g_free (self->button_label);
  g_free (self->action);

  G_OBJECT_CLASS (office_sidebar_section_parent_class)->finalize (object);
}

static void
office_sidebar_section_class_init (OfficeSidebarSectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = office_sidebar_section_finalize;
}

static void
office_sidebar_section_init (OfficeSidebarSection *self)
{
}

/**
 * office_sidebar_section_new:
 * @title: what stands over the group, translated
 * @button_label: what the button does, translated
 * @action: the action it activates
 *
 * Returns: (transfer full): the section
 */
OfficeSidebarSection *
office_sidebar_section_new (const char *title, const char *button_label, const char *action)
{
  OfficeSidebarSection *self = g_object_new (OFFICE_TYPE_SIDEBAR_SECTION, NULL);

  self->title = g_strdup (title);
  self->button_label = g_strdup (button_label);
  self->action = g_strdup (action);
  return self;
}

/**
 * office_sidebar_section_create_row:
 *
 * Returns: (transfer floating): a row that cannot be selected
 */
GtkWidget *
office_sidebar_section_create_row (OfficeSidebarSection *self)
{
  GtkWidget *row;
  GtkWidget *box;
  GtkWidget *title;
  GtkWidget *button;

  g_return_val_if_fail (OFFICE_IS_SIDEBAR_SECTION (self), NULL);

  title = gtk_label_new (self->title);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (title, "stamp");

  button = gtk_button_new_from_icon_name ("list-add-symbolic");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, self->button_label);
  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), self->action);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, self->button_label, -1);

  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), button);

  row = gtk_list_box_row_new ();
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_widget_add_css_class (row, "section");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, self->title, -1);
  return row;
}
