/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-due-chip.h"

#include <glib/gi18n-lib.h>

struct _OfficeDueChip {
  GtkWidget parent_instance;

  OfficeTask *task;
  GtkWidget *box;
  GtkWidget *word;
};

G_DEFINE_FINAL_TYPE (OfficeDueChip, office_due_chip, GTK_TYPE_WIDGET)

static void
set_class (GtkWidget *widget, const char *css_class, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, css_class);
  else
    gtk_widget_remove_css_class (widget, css_class);
}

static void
update (OfficeDueChip *self)
{
  const gboolean due = self->task != NULL && office_task_get_due (self->task) != NULL;
  const OfficeDueState state = due ? office_task_get_due_state (self->task) : OFFICE_DUE_NONE;
  g_autofree char *text = due ? office_task_dup_due_text (self->task, FALSE) : NULL;
  g_autofree char *name = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), text != NULL);
  if (text == NULL)
    return;
  gtk_label_set_label (GTK_LABEL (self->word), text);
  set_class (self->box, "late", state == OFFICE_DUE_LATE);
  set_class (self->box, "today", state == OFFICE_DUE_TODAY);
  name = state == OFFICE_DUE_LATE ? g_strdup_printf (_ ("Overdue: %s"), text) : g_strdup_printf (_ ("Due: %s"), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
forget_task (OfficeDueChip *self)
{
  if (self->task != NULL)
    g_signal_handlers_disconnect_by_data (self->task, self);
  g_clear_object (&self->task);
}

static void
office_due_chip_dispose (GObject *object)
{
  OfficeDueChip *self = OFFICE_DUE_CHIP (object);

  forget_task (self);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (office_due_chip_parent_class)->dispose (object);
}

static void
office_due_chip_class_init (OfficeDueChipClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = office_due_chip_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GENERIC);
}

static void
office_due_chip_init (OfficeDueChip *self)
{
  GtkWidget *icon = gtk_image_new_from_icon_name ("office-calendar-symbolic");

  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  gtk_widget_add_css_class (self->box, "due");
  self->word = gtk_label_new (NULL);
  gtk_box_append (GTK_BOX (self->box), icon);
  gtk_box_append (GTK_BOX (self->box), self->word);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  update (self);
}

/**
 * office_due_chip_new:
 *
 * Returns: (transfer floating): a chip without a task, hidden
 */
GtkWidget *
office_due_chip_new (void)
{
  return g_object_new (OFFICE_TYPE_DUE_CHIP, NULL);
}

/**
 * office_due_chip_set_task:
 * @task: (nullable): whose date to show; it is followed
 */
void
office_due_chip_set_task (OfficeDueChip *self, OfficeTask *task)
{
  g_return_if_fail (OFFICE_IS_DUE_CHIP (self));
  g_return_if_fail (task == NULL || OFFICE_IS_TASK (task));

  if (task != self->task)
    {
      forget_task (self);
      if (task != NULL)
        {
          self->task = g_object_ref (task);
          g_signal_connect_swapped (task, "notify::due", G_CALLBACK (update), self);
          g_signal_connect_swapped (task, "notify::due-state", G_CALLBACK (update), self);
        }
    }
  update (self);
}
