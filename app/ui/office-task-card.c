/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-task-card.h"

#include "office-due-chip.h"
#include "office-label-chip.h"
#include "office-people-pile.h"
#include "office-task-menu.h"

#include <glib/gi18n.h>

struct _OfficeTaskCard {
  GtkWidget parent_instance;

  OfficeSession *session;
  OfficeTask *task;
  GtkWidget *menu;
  int grip_x, grip_y; /* where it was taken hold of for dragging */

  GtkBox *labels;
  GtkLabel *title;
  GtkBox *meta;
  GtkImage *priority;
  OfficeDueChip *due;
  GtkWidget *steps;
  GtkLabel *steps_label;
  GtkWidget *replies;
  GtkLabel *replies_label;
  GtkWidget *waiting;
};

G_DEFINE_FINAL_TYPE (OfficeTaskCard, office_task_card, GTK_TYPE_WIDGET)

static void
update_labels (OfficeTaskCard *self)
{
  GListModel *labels = office_task_get_labels (self->task);
  guint n = g_list_model_get_n_items (labels);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->labels))) != NULL)
    gtk_box_remove (self->labels, child);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (OfficeLabel) label = g_list_model_get_item (labels, i);
      GtkWidget *chip = office_label_chip_new ();

      office_label_chip_set_label (OFFICE_LABEL_CHIP (chip), label);
      gtk_box_append (self->labels, chip);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->labels), n > 0);
}

static void
update_priority (OfficeTaskCard *self)
{
  OfficePriority priority = office_task_get_priority (self->task);
  GtkWidget *image = GTK_WIDGET (self->priority);
  gboolean high = priority == OFFICE_PRIORITY_HIGH;

  gtk_widget_set_visible (image, high || priority == OFFICE_PRIORITY_MEDIUM);
  gtk_image_set_from_icon_name (self->priority, high ? "office-high-symbolic" : "office-medium-symbolic");
  gtk_widget_set_tooltip_text (image, high ? _ ("High priority") : _ ("Medium priority"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (image), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  high ? _ ("High priority") : _ ("Medium priority"), -1);
  if (high)
    gtk_widget_add_css_class (image, "prio-high");
  else
    gtk_widget_remove_css_class (image, "prio-high");
}

static void
update_counts (OfficeTaskCard *self)
{
  guint n_steps = office_task_get_n_steps (self->task);
  guint n_messages = office_task_get_n_messages (self->task);
  g_autofree char *steps = g_strdup_printf ("%u/%u", office_task_get_n_steps_done (self->task), n_steps);
  g_autofree char *messages = g_strdup_printf ("%u", n_messages);

  gtk_label_set_text (self->steps_label, steps);
  gtk_widget_set_visible (self->steps, n_steps > 0);
  gtk_label_set_text (self->replies_label, messages);
  gtk_widget_set_visible (self->replies, n_messages > 0);
}

/* What a screen reader says of the card: its title and column, then when it is due. */
static void
update_accessible (OfficeTaskCard *self)
{
  g_autofree char *due = office_task_dup_due_text (self->task, TRUE);
  g_autofree char *label = NULL;

  if (due != NULL)
    label = g_strdup_printf (_ ("%s, %s, due %s"), office_task_get_title (self->task),
                             office_task_get_column_name (self->task), due);
  else
    label = g_strdup_printf (_ ("%s, %s"), office_task_get_title (self->task),
                             office_task_get_column_name (self->task));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
update (OfficeTaskCard *self)
{
  GListModel *assignees = office_task_get_assignees (self->task);

  gtk_label_set_text (self->title, office_task_get_title (self->task));
  if (office_task_get_state (self->task) == OFFICE_STATE_DONE)
    gtk_widget_add_css_class (GTK_WIDGET (self), "done");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "done");

  update_priority (self);
  update_counts (self);
  update_accessible (self);
  /* On a line that works a change waits for some milliseconds: to show that would only flicker. */
  gtk_widget_set_visible (self->waiting, office_task_get_waiting (self->task)
                                             && office_session_get_state (self->session) != OFFICE_LINE_LIVE);

  /* An empty line of meta takes no room. */
  gtk_widget_set_visible (GTK_WIDGET (self->meta),
                          gtk_widget_get_visible (GTK_WIDGET (self->priority))
                              || office_task_get_due (self->task) != NULL || gtk_widget_get_visible (self->steps)
                              || gtk_widget_get_visible (self->replies) || gtk_widget_get_visible (self->waiting)
                              || g_list_model_get_n_items (assignees) > 0);
}

static void
open_task (OfficeTaskCard *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-task", "s", office_task_get_id (self->task));
}

static void
show_menu (OfficeTaskCard *self, double x, double y)
{
  if (self->menu != NULL)
    gtk_widget_unparent (self->menu);
  self->menu = office_task_menu_new (self->session, self->task);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &(GdkRectangle){ (int) x, (int) y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
on_click_released (GtkGestureClick *gesture, int n_press, double x, double y, OfficeTaskCard *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (n_press == 1 && gtk_widget_contains (GTK_WIDGET (self), x, y))
    open_task (self);
}

static void
on_menu_pressed (GtkGestureClick *gesture, int n_press, double x, double y, OfficeTaskCard *self)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  show_menu (self, x, y);
}

static void
on_long_pressed (GtkGestureLongPress *gesture, double x, double y, OfficeTaskCard *self)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  show_menu (self, x, y);
}

static GdkContentProvider *
on_drag_prepare (GtkDragSource *source, double x, double y, OfficeTaskCard *self)
{
  self->grip_x = (int) x;
  self->grip_y = (int) y;
  return gdk_content_provider_new_typed (OFFICE_TYPE_TASK, self->task);
}

static void
on_drag_begin (GtkDragSource *source, GdkDrag *drag, OfficeTaskCard *self)
{
  GtkWidget *icon = office_task_card_new (self->session, self->task);

  gtk_widget_add_css_class (icon, "dragged");
  gtk_widget_set_size_request (icon, gtk_widget_get_width (GTK_WIDGET (self)), -1);
  gtk_drag_icon_set_child (GTK_DRAG_ICON (gtk_drag_icon_get_for_drag (drag)), icon);
  gdk_drag_set_hotspot (drag, self->grip_x, self->grip_y);
  gtk_widget_add_css_class (GTK_WIDGET (self), "left");
}

static void
on_drag_end (GtkDragSource *source, GdkDrag *drag, gboolean delete_data, OfficeTaskCard *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self), "left");
}

static void
card_open (GtkWidget *widget, const char *name, GVariant *parameter)
{
  open_task (OFFICE_TASK_CARD (widget));
}

static void
card_transfer (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "win.transfer-task", "s", office_task_get_id (OFFICE_TASK_CARD (widget)->task));
}

static void
card_menu (GtkWidget *widget, const char *name, GVariant *parameter)
{
  show_menu (OFFICE_TASK_CARD (widget), gtk_widget_get_width (widget) / 2, gtk_widget_get_height (widget) / 2);
}

static void
card_complete (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OfficeTaskCard *self = OFFICE_TASK_CARD (widget);
  g_autoptr (GError) error = NULL;

  if (!office_session_complete_task (self->session, office_task_get_id (self->task),
                                     office_task_get_state (self->task) != OFFICE_STATE_DONE, &error))
    gtk_widget_activate_action (widget, "win.say", "s", error->message);
}

static void
card_trash (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OfficeTaskCard *self = OFFICE_TASK_CARD (widget);
  g_autoptr (GError) error = NULL;

  if (!office_session_trash_task (self->session, office_task_get_id (self->task), &error))
    gtk_widget_activate_action (widget, "win.say", "s", error->message);
}

static void
office_task_card_dispose (GObject *object)
{
  OfficeTaskCard *self = OFFICE_TASK_CARD (object);
  GtkWidget *child;

  g_clear_pointer (&self->menu, gtk_widget_unparent);
  if (self->task != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->task, self);
      g_signal_handlers_disconnect_by_data (office_task_get_labels (self->task), self);
      g_signal_handlers_disconnect_by_data (office_task_get_assignees (self->task), self);
    }
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->task);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (office_task_card_parent_class)->dispose (object);
}

static void
office_task_card_class_init (OfficeTaskCardClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = office_task_card_dispose;

  gtk_widget_class_set_css_name (widget_class, "card");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_ITEM);

  g_type_ensure (OFFICE_TYPE_DUE_CHIP);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Office/office-task-card.ui");
  gtk_widget_class_bind_template_child (widget_class, OfficeTaskCard, labels);
  gtk_widget_class_bind_template_child (widget_class, OfficeTaskCard, title);
  gtk_widget_class_bind_template_child (widget_class, OfficeTaskCard, meta);
  gtk_widget_class_bind_template_child (widget_class, OfficeTaskCard, priority);
  gtk_widget_class_bind_template_child (widget_class, OfficeTaskCard, due);
  gtk_widget_class_bind_template_child (widget_class, OfficeTaskCard, steps);
  gtk_widget_class_bind_template_child (widget_class, OfficeTaskCard, steps_label);
  gtk_widget_class_bind_template_child (widget_class, OfficeTaskCard, replies);
  gtk_widget_class_bind_template_child (widget_class, OfficeTaskCard, replies_label);
  gtk_widget_class_bind_template_child (widget_class, OfficeTaskCard, waiting);
  gtk_widget_class_bind_template_callback (widget_class, on_click_released);
  gtk_widget_class_bind_template_callback (widget_class, on_menu_pressed);
  gtk_widget_class_bind_template_callback (widget_class, on_long_pressed);
  gtk_widget_class_bind_template_callback (widget_class, on_drag_prepare);
  gtk_widget_class_bind_template_callback (widget_class, on_drag_begin);
  gtk_widget_class_bind_template_callback (widget_class, on_drag_end);

  gtk_widget_class_install_action (widget_class, "card.open", NULL, card_open);
  gtk_widget_class_install_action (widget_class, "card.menu", NULL, card_menu);
  gtk_widget_class_install_action (widget_class, "card.complete", NULL, card_complete);
  gtk_widget_class_install_action (widget_class, "card.transfer", NULL, card_transfer);
  gtk_widget_class_install_action (widget_class, "card.trash", NULL, card_trash);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, 0, "card.open", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, 0, "card.open", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_space, 0, "card.complete", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_m, GDK_CONTROL_MASK, "card.transfer", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "card.trash", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "card.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "card.menu", NULL);
}

static void
office_task_card_init (OfficeTaskCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * office_task_card_new:
 * @session: the office
 * @task: what it shows
 *
 * Returns: (transfer floating): the card
 */
GtkWidget *
office_task_card_new (OfficeSession *session, OfficeTask *task)
{
  OfficeTaskCard *self = g_object_new (OFFICE_TYPE_TASK_CARD, NULL);
  GtkWidget *people = office_people_pile_new (22);

  self->session = g_object_ref (session);
  self->task = g_object_ref (task);
  office_due_chip_set_task (self->due, task);
  office_people_pile_set_model (OFFICE_PEOPLE_PILE (people), office_task_get_assignees (task));
  gtk_widget_set_hexpand (people, TRUE);
  gtk_widget_set_halign (people, GTK_ALIGN_END);
  gtk_box_append (self->meta, people);
  g_signal_connect_swapped (task, "notify", G_CALLBACK (update), self);
  g_signal_connect_swapped (session, "notify::state", G_CALLBACK (update), self);
  g_signal_connect_swapped (office_task_get_labels (task), "items-changed", G_CALLBACK (update_labels), self);
  g_signal_connect_swapped (office_task_get_assignees (task), "items-changed", G_CALLBACK (update), self);
  update_labels (self);
  update (self);
  return GTK_WIDGET (self);
}

/**
 * office_task_card_get_task:
 * @self: a card
 *
 * Returns: (transfer none): what it shows
 */
OfficeTask *
office_task_card_get_task (OfficeTaskCard *self)
{
  return self->task;
}

/**
 * office_task_card_set_selected:
 * @self: a card
 * @selected: whether the pane beside the board shows this task
 */
void
office_task_card_set_selected (OfficeTaskCard *self, gboolean selected)
{
  if (selected)
    gtk_widget_add_css_class (GTK_WIDGET (self), "selected");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "selected");
}
