/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-hover-bar.h"

#include <glib/gi18n-lib.h>

#include "office-reactions.h"

struct _OfficeHoverBar {
  GtkWidget parent_instance;

  GtkWidget *recent[2];
  GtkWidget *react;
  GtkWidget *reply;
  GtkWidget *make_task;
  GtkWidget *more;
};

G_DEFINE_FINAL_TYPE (OfficeHoverBar, office_hover_bar, GTK_TYPE_WIDGET)

static void
set_name (GtkWidget *button, const char *name)
{
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static GtkWidget *
add_button (OfficeHoverBar *self, const char *icon, const char *action, const char *name)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_add_css_class (button, "flat");
  set_name (button, name);
  gtk_widget_set_parent (button, GTK_WIDGET (self));
  return button;
}

static GtkWidget *
add_recent (OfficeHoverBar *self)
{
  GtkWidget *button = gtk_button_new ();

  gtk_button_set_child (GTK_BUTTON (button), gtk_label_new (NULL));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_parent (button, GTK_WIDGET (self));
  return button;
}

/* The two emoji that were used last. */
static void
update_recent (OfficeHoverBar *self)
{
  g_auto (GStrv) emoji = office_reactions_dup_recent ();

  for (guint i = 0; i < G_N_ELEMENTS (self->recent); i++)
    {
      GtkWidget *label = gtk_button_get_child (GTK_BUTTON (self->recent[i]));
      g_autofree char *name = NULL;

      if (g_str_equal (gtk_label_get_label (GTK_LABEL (label)), emoji[i]))
        continue;
      name = g_strdup_printf (_ ("React with %s"), emoji[i]);
      gtk_label_set_label (GTK_LABEL (label), emoji[i]);
      gtk_actionable_set_action_target (GTK_ACTIONABLE (self->recent[i]), "s", emoji[i]);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->recent[i]), "message.react");
      set_name (self->recent[i], name);
    }
}

static void
office_hover_bar_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (office_hover_bar_parent_class)->dispose (object);
}

static void
office_hover_bar_class_init (OfficeHoverBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = office_hover_bar_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_TOOLBAR);
}

static void
office_hover_bar_init (OfficeHoverBar *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "hover-bar");
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_END);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Message Actions"), -1);

  for (guint i = 0; i < G_N_ELEMENTS (self->recent); i++)
    self->recent[i] = add_recent (self);
  self->react = add_button (self, "office-react-symbolic", "message.pick-reaction", _ ("React"));
  self->reply = add_button (self, "office-reply-symbolic", "message.reply", _ ("Reply with Quote"));
  self->make_task = add_button (self, "office-task-symbolic", "message.make-task", _ ("Make a Task"));
  self->more = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->more), "view-more-horizontal-symbolic");
  gtk_widget_add_css_class (self->more, "flat");
  set_name (self->more, _ ("More"));
  gtk_widget_set_parent (self->more, GTK_WIDGET (self));
}

/**
 * office_hover_bar_new:
 *
 * Returns: (transfer floating): a bar; its buttons are the actions "message.…" of the row that it is put into
 */
GtkWidget *
office_hover_bar_new (void)
{
  return g_object_new (OFFICE_TYPE_HOVER_BAR, NULL);
}

/**
 * office_hover_bar_set_actions:
 * @react: whether one can react to the message
 * @answer: whether it can be answered
 * @make_task: whether it can become a task
 * @more: the menu of everything
 */
void
office_hover_bar_set_actions (OfficeHoverBar *self, gboolean react, gboolean answer, gboolean make_task,
                              GMenuModel *more)
{
  g_return_if_fail (OFFICE_IS_HOVER_BAR (self));

  update_recent (self);
  for (guint i = 0; i < G_N_ELEMENTS (self->recent); i++)
    gtk_widget_set_visible (self->recent[i], react);
  gtk_widget_set_visible (self->react, react);
  gtk_widget_set_visible (self->reply, react && answer);
  gtk_widget_set_visible (self->make_task, make_task);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->more), more);
}

/**
 * office_hover_bar_is_open:
 *
 * Returns: whether its menu is shown, so that the bar must stay where it is
 */
gboolean
office_hover_bar_is_open (OfficeHoverBar *self)
{
  GtkPopover *popover;

  g_return_val_if_fail (OFFICE_IS_HOVER_BAR (self), FALSE);

  popover = gtk_menu_button_get_popover (GTK_MENU_BUTTON (self->more));
  return popover != NULL && gtk_widget_get_visible (GTK_WIDGET (popover));
}
