/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-task-card.h"

#include "office-announce.h"
#include "office-card-marks.h"
#include "office-flow-layout.h"
#include "office-label-chip.h"
#include "office-picture.h"
#include "office-task-menu.h"

#include <glib/gi18n.h>

#define COVER_HEIGHT 112

struct _OfficeTaskCard {
  GtkWidget parent_instance;

  OfficeSession *session;
  OfficeTask *task;
  OfficeAttachment *cover_file; /* followed; nullable */
  GtkWidget *cover;             /* nullable */
  GtkWidget *menu;
  gboolean picked;

  OfficeCardMarks *marks;
  GtkWidget *labels;
  GtkLabel *title;
  GtkLabel *typing;
};

enum { PICKED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OfficeTaskCard, office_task_card, GTK_TYPE_WIDGET)

static void
set_class (GtkWidget *widget, const char *name, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

/* ---- labels ---- */

static void
update_labels (OfficeTaskCard *self)
{
  GListModel *labels = office_task_get_labels (self->task);
  const guint n = g_list_model_get_n_items (labels);
  GtkWidget *chip = gtk_widget_get_first_child (self->labels);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (OfficeLabel) label = g_list_model_get_item (labels, i);

      if (chip == NULL)
        {
          chip = office_label_chip_new ();
          gtk_widget_set_parent (chip, self->labels);
        }
      office_label_chip_set_label (OFFICE_LABEL_CHIP (chip), label);
      chip = gtk_widget_get_next_sibling (chip);
    }
  while (chip != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (chip);

      gtk_widget_unparent (chip);
      chip = next;
    }
  gtk_widget_set_visible (self->labels, n > 0);
}

/* ---- cover ---- */

static void
forget_cover (OfficeTaskCard *self)
{
  if (self->cover_file != NULL)
    g_signal_handlers_disconnect_by_data (self->cover_file, self);
  g_clear_object (&self->cover_file);
  g_clear_pointer (&self->cover, gtk_widget_unparent);
}

static void
load_cover (OfficeTaskCard *self)
{
  g_autofree char *path = NULL;

  if (office_attachment_get_state (self->cover_file) == OFFICE_ATTACHMENT_HERE
      || office_attachment_get_state (self->cover_file) == OFFICE_ATTACHMENT_SENDING)
    path = office_session_dup_file_path (self->session, self->cover_file);
  if (path != NULL)
    office_picture_load (OFFICE_PICTURE (self->cover), path);
}

static OfficeAttachment *
dup_cover_file (OfficeTaskCard *self)
{
  const char *id = office_task_get_cover (self->task);
  GListModel *files = office_card_marks_get_files (self->marks);

  for (guint i = 0; id != NULL && files != NULL && i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (OfficeAttachment) file = g_list_model_get_item (files, i);

      if (g_str_equal (office_attachment_get_id (file), id) && office_attachment_is_picture (file))
        return g_steal_pointer (&file);
    }
  return NULL;
}

static void
update_cover (OfficeTaskCard *self)
{
  g_autoptr (OfficeAttachment) file = dup_cover_file (self);

  if (file == self->cover_file)
    return;
  forget_cover (self);
  if (file == NULL)
    return;
  self->cover_file = g_steal_pointer (&file);
  /* As wide as the card; what is higher than its place is cut off. */
  self->cover = office_picture_new (380, COVER_HEIGHT);
  gtk_widget_add_css_class (self->cover, "cover");
  gtk_widget_set_size_request (self->cover, -1, COVER_HEIGHT);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->cover), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  office_attachment_get_name (self->cover_file), -1);
  gtk_widget_insert_after (self->cover, GTK_WIDGET (self), NULL);
  g_signal_connect_swapped (self->cover_file, "notify::state", G_CALLBACK (load_cover), self);
  if (office_attachment_get_state (self->cover_file) == OFFICE_ATTACHMENT_REMOTE)
    office_session_fetch_file (self->session, self->cover_file);
  load_cover (self);
}

/* ---- the rest ---- */

/* What a screen reader says of the card: its title and column, when it is due, and what is in the way. */
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
update_typing (OfficeTaskCard *self)
{
  g_autofree char *text = office_session_dup_typing_text (self->session, office_task_get_id (self->task));

  gtk_widget_set_visible (GTK_WIDGET (self->typing), text != NULL);
  gtk_label_set_text (self->typing, text != NULL ? text : "");
}

static void
on_typing_changed (OfficeTaskCard *self, const char *place)
{
  if (self->task != NULL && g_str_equal (place, office_task_get_id (self->task)))
    update_typing (self);
}

/* All but the marks. */
static void
update_words (OfficeTaskCard *self)
{
  gtk_label_set_text (self->title, office_task_get_title (self->task));
  set_class (GTK_WIDGET (self), "done", office_task_get_state (self->task) == OFFICE_STATE_DONE);
  update_cover (self);
  update_accessible (self);
}

static void
update (OfficeTaskCard *self)
{
  if (self->task == NULL)
    return;
  update_words (self);
  office_card_marks_update (self->marks);
}

static void
forget_task (OfficeTaskCard *self)
{
  forget_cover (self);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  if (self->task == NULL)
    return;
  if (office_card_marks_get_files (self->marks) != NULL)
    g_signal_handlers_disconnect_by_data (office_card_marks_get_files (self->marks), self);
  g_signal_handlers_disconnect_by_data (self->task, self);
  g_signal_handlers_disconnect_by_data (office_task_get_labels (self->task), self);
  g_signal_handlers_disconnect_by_data (office_task_get_assignees (self->task), self);
  g_clear_object (&self->task);
}

/* ---- acting ---- */

static void
open_task (OfficeTaskCard *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-task", "s", office_task_get_id (self->task));
}

static void
on_click_released (GtkGestureClick *gesture, int n_press, double x, double y, OfficeTaskCard *self)
{
  const GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (!gtk_widget_contains (GTK_WIDGET (self), x, y))
    return;
  if ((state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) != 0)
    g_signal_emit (self, signals[PICKED], 0, state);
  else if (n_press == 1)
    open_task (self);
}

static void
on_menu_pressed (GtkGestureClick *gesture, int n_press, double x, double y, OfficeTaskCard *self)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  office_task_card_show_menu (self, x, y);
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
  office_task_card_show_menu (OFFICE_TASK_CARD (widget), gtk_widget_get_width (widget) / 2,
                              gtk_widget_get_height (widget) / 2);
}

static void
card_pick (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[PICKED], 0, GDK_CONTROL_MASK);
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

  if (self->marks != NULL)
    forget_task (self);
  while (self->labels != NULL && (child = gtk_widget_get_first_child (self->labels)) != NULL)
    gtk_widget_unparent (child);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  self->labels = NULL;
  self->marks = NULL;
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

  /**
   * OfficeTaskCard::picked:
   * @state: the modifiers: with Shift all up to this one are meant
   */
  signals[PICKED] = g_signal_new ("picked", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, GDK_TYPE_MODIFIER_TYPE);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Office/office-task-card.ui");
  gtk_widget_class_bind_template_child (widget_class, OfficeTaskCard, labels);
  gtk_widget_class_bind_template_child (widget_class, OfficeTaskCard, title);
  gtk_widget_class_bind_template_child (widget_class, OfficeTaskCard, typing);
  gtk_widget_class_bind_template_callback (widget_class, on_click_released);
  gtk_widget_class_bind_template_callback (widget_class, on_menu_pressed);

  gtk_widget_class_install_action (widget_class, "card.open", NULL, card_open);
  gtk_widget_class_install_action (widget_class, "card.menu", NULL, card_menu);
  gtk_widget_class_install_action (widget_class, "card.pick", NULL, card_pick);
  gtk_widget_class_install_action (widget_class, "card.complete", NULL, card_complete);
  gtk_widget_class_install_action (widget_class, "card.transfer", NULL, card_transfer);
  gtk_widget_class_install_action (widget_class, "card.trash", NULL, card_trash);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, 0, "card.open", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, 0, "card.open", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_space, 0, "card.pick", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_d, GDK_CONTROL_MASK, "card.complete", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_m, GDK_CONTROL_MASK, "card.transfer", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "card.trash", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "card.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "card.menu", NULL);
}

static void
office_task_card_init (OfficeTaskCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (self->labels, office_flow_layout_new (6));
}

/**
 * office_task_card_new:
 * @session: the office
 * @task: (nullable): what it shows
 *
 * Returns: (transfer floating): the card
 */
GtkWidget *
office_task_card_new (OfficeSession *session, OfficeTask *task)
{
  OfficeTaskCard *self = g_object_new (OFFICE_TYPE_TASK_CARD, NULL);

  self->session = g_object_ref (session);
  self->marks = OFFICE_CARD_MARKS (office_card_marks_new (session));
  gtk_widget_set_parent (GTK_WIDGET (self->marks), GTK_WIDGET (self));
  g_signal_connect_swapped (session, "notify::state", G_CALLBACK (update), self);
  g_signal_connect_swapped (session, "typing-changed", G_CALLBACK (on_typing_changed), self);
  office_task_card_set_task (self, task);
  return GTK_WIDGET (self);
}

/**
 * office_task_card_get_task:
 * @self: a card
 *
 * Returns: (transfer none) (nullable): what it shows
 */
OfficeTask *
office_task_card_get_task (OfficeTaskCard *self)
{
  return self->task;
}

/**
 * office_task_card_set_task:
 * @self: a card
 * @task: (nullable): what it shows from now on
 */
void
office_task_card_set_task (OfficeTaskCard *self, OfficeTask *task)
{
  if (task == self->task)
    return;
  forget_task (self);
  office_card_marks_set_task (self->marks, task);
  if (task == NULL)
    return;
  self->task = g_object_ref (task);
  g_signal_connect_swapped (task, "notify", G_CALLBACK (update), self);
  g_signal_connect_swapped (office_task_get_labels (task), "items-changed", G_CALLBACK (update_labels), self);
  g_signal_connect_swapped (office_task_get_assignees (task), "items-changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (office_card_marks_get_files (self->marks), "items-changed", G_CALLBACK (update_cover),
                            self);
  gtk_accessible_reset_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
  update_labels (self);
  update_typing (self);
  update_words (self);
}

/**
 * office_task_card_set_selected:
 * @self: a card
 * @selected: whether the pane beside the board shows this task
 */
void
office_task_card_set_selected (OfficeTaskCard *self, gboolean selected)
{
  set_class (GTK_WIDGET (self), "selected", selected);
}

/**
 * office_task_card_set_picked:
 * @self: a card
 * @picked: whether it is one of those that something is done with at once
 */
void
office_task_card_set_picked (OfficeTaskCard *self, gboolean picked)
{
  if (self->picked == picked)
    return;
  self->picked = picked;
  set_class (GTK_WIDGET (self), "picked", picked);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_SELECTED, picked, -1);
}

/**
 * office_task_card_show_menu:
 * @self: a card
 * @x: where, in the card
 * @y: where, in the card
 */
void
office_task_card_show_menu (OfficeTaskCard *self, double x, double y)
{
  if (self->menu != NULL)
    gtk_widget_unparent (self->menu);
  self->menu = office_task_menu_new (self->session, self->task);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &(GdkRectangle){ (int) x, (int) y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

/**
 * office_task_card_announce:
 * @self: a card, that has the focus
 * @words: what has just happened to it
 */
void
office_task_card_announce (OfficeTaskCard *self, const char *words)
{
  office_announce (GTK_WIDGET (self), words);
}
