/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-step-menu.h"

#include "office-avatar.h"
#include "office-drag.h"
#include "office-menu-label.h"
#include "office-touch-drag.h"

#include <glib/gi18n.h>

/* Owned by the widget that it belongs to. */
typedef struct {
  OfficeSession *session;
  OfficeTask *task;
  OfficeStep *step;
  GtkWidget *widget;
  GtkWidget *avatar;      /* of the button */
  OfficeTouchDrag *touch; /* of the row; nullable */
  double grip_x, grip_y;  /* where in it the row was taken hold of */
  gboolean is_edited;     /* the words were when the pointer or a finger was last pressed on them */
  gboolean is_button;     /* it was pressed on a button */
} Context;

static void
context_free (gpointer data)
{
  Context *self = data;

  g_signal_handlers_disconnect_by_data (self->step, self);
  g_object_unref (self->session);
  g_object_unref (self->task);
  g_object_unref (self->step);
  g_free (self);
}

static Context *
context_new (GtkWidget *widget, OfficeSession *session, OfficeTask *task, OfficeStep *step)
{
  Context *self = g_new0 (Context, 1);

  self->session = g_object_ref (session);
  self->task = g_object_ref (task);
  self->step = g_object_ref (step);
  self->widget = widget;
  g_object_set_data_full (G_OBJECT (widget), "office-step-context", self, context_free);
  return self;
}

static void
say (Context *self, GError *error)
{
  if (error != NULL)
    gtk_widget_activate_action (self->widget, "win.say", "s", error->message);
}

/* ---- moving ---- */

static int
find_index (Context *self, OfficeStep *step)
{
  GListModel *steps = office_task_get_steps (self->task);

  for (guint i = 0; i < g_list_model_get_n_items (steps); i++)
    {
      g_autoptr (OfficeStep) other = g_list_model_get_item (steps, i);

      if (other == step)
        return (int) i;
    }
  return -1;
}

/* index: where it stands afterwards; below 0 and behind the end: nothing happens */
static void
move_to (Context *self, OfficeStep *step, int index)
{
  GListModel *steps = office_task_get_steps (self->task);
  const int from = find_index (self, step);
  const int behind = index > from ? index : index - 1;
  g_autoptr (OfficeStep) after = behind >= 0 ? g_list_model_get_item (steps, (guint) behind) : NULL;
  g_autoptr (GError) error = NULL;

  if (from < 0 || index < 0 || index == from || index >= (int) g_list_model_get_n_items (steps))
    return;
  office_session_move_step (self->session, office_step_get_id (step), after != NULL ? office_step_get_id (after) : NULL,
                            &error);
  say (self, error);
}

static void
move_by (Context *self, int by)
{
  move_to (self, self->step, find_index (self, self->step) + by);
}

static gboolean
on_move_key (GtkWidget *row, GVariant *by, gpointer data)
{
  move_by (data, g_variant_get_int32 (by));
  return GDK_EVENT_STOP;
}

static GdkContentProvider *
take_hold (Context *self, double x, double y)
{
  self->grip_x = x;
  self->grip_y = y;
  return gdk_content_provider_new_typed (OFFICE_TYPE_STEP, self->step);
}

/* Whether what is there is of that type, or in something of the row that is. */
static gboolean
is_in_a (GType type, Context *self, double x, double y)
{
  GtkWidget *touched = gtk_widget_pick (self->widget, x, y, GTK_PICK_DEFAULT);

  while (touched != NULL && touched != self->widget && !G_TYPE_CHECK_INSTANCE_TYPE (touched, type))
    touched = gtk_widget_get_parent (touched);
  return touched != NULL && touched != self->widget;
}

/* Before the words hear of it, which with GTK 4.18 are edited from the press on. */
static void
on_pressed (GtkGestureClick *gesture, int n, double x, double y, Context *self)
{
  self->is_edited = is_in_a (GTK_TYPE_TEXT, self, x, y);
  self->is_button = is_in_a (GTK_TYPE_BUTTON, self, x, y) || is_in_a (GTK_TYPE_CHECK_BUTTON, self, x, y);
}

/* A finger that moves at once scrolls. What is being edited selects its words, and a button is pressed. */
static GdkContentProvider *
on_drag_prepare (GtkDragSource *source, double x, double y, Context *self)
{
  const gboolean is_finger = gtk_gesture_get_last_updated_sequence (GTK_GESTURE (source)) != NULL;

  return !self->is_edited && !self->is_button && !is_finger ? take_hold (self, x, y) : NULL;
}

/* The press that took hold has begun that, too, with GTK 4.18. */
static void
stop_editing (GtkWidget *row)
{
  for (GtkWidget *child = gtk_widget_get_first_child (row); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_EDITABLE_LABEL (child))
      gtk_editable_label_stop_editing (GTK_EDITABLE_LABEL (child), FALSE);
}

static void
begin (Context *self, GdkDrag *drag)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (self->widget);
  g_autoptr (GdkPaintable) image = gdk_paintable_get_current_image (paintable);
  GtkWidget *icon = gtk_picture_new_for_paintable (image);

  stop_editing (self->widget);
  gtk_widget_set_size_request (icon, gtk_widget_get_width (self->widget), gtk_widget_get_height (self->widget));
  gtk_drag_icon_set_child (GTK_DRAG_ICON (gtk_drag_icon_get_for_drag (drag)), icon);
  gdk_drag_set_hotspot (drag, (int) self->grip_x, (int) self->grip_y);
  office_drag_add_escape (drag);
}

static void
on_drag_begin (GtkDragSource *source, GdkDrag *drag, Context *self)
{
  begin (self, drag);
}

static GdkContentProvider *
on_touch_take (double x, double y, gpointer data)
{
  Context *self = data;

  return self->is_edited ? NULL : take_hold (self, x, y);
}

static void
on_touch_begun (GdkDrag *drag, gpointer data)
{
  begin (data, drag);
}

static void
on_touch_over (gboolean pressed, gpointer data)
{
  Context *self = data;

  if (pressed)
    stop_editing (self->widget);
  for (GtkWidget *child = gtk_widget_get_first_child (self->widget); pressed && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_MENU_BUTTON (child))
      gtk_menu_button_popup (GTK_MENU_BUTTON (child));
}

static void
on_row_gone (Context *self)
{
  g_clear_pointer (&self->touch, office_touch_drag_free);
}

static GdkDragAction
on_motion (GtkDropTarget *target, double x, double y, Context *self)
{
  GdkDrag *drag = office_drag_get_over (target);

  office_touch_drag_note_motion (drag, self->widget, x, y);
  return office_drag_is_over (drag) ? 0 : GDK_ACTION_MOVE;
}

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, Context *self)
{
  OfficeStep *dropped = g_value_get_object (value);
  const int to = find_index (self, self->step);

  if (dropped == NULL || find_index (self, dropped) < 0)
    return FALSE;
  if (!office_touch_drag_note_motion (office_drag_get_over (target), self->widget, x, y))
    move_to (self, dropped, to);
  return TRUE;
}

/**
 * office_step_make_movable:
 * @row: the step's row
 * @session: the office
 * @task: whose step it is
 * @step: the step
 *
 * Lets it be dragged over another of the same task, by a finger that has rested on it, too, and moved by Alt with the arrow
 * keys. A finger that only rests opens its menu.
 */
void
office_step_make_movable (GtkWidget *row, OfficeSession *session, OfficeTask *task, OfficeStep *step)
{
  Context *self = context_new (row, session, task, step);
  GtkDragSource *source = gtk_drag_source_new ();
  GtkGesture *press = gtk_gesture_click_new ();
  GtkDropTarget *target = gtk_drop_target_new (OFFICE_TYPE_STEP, GDK_ACTION_MOVE);
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (press), GTK_PHASE_CAPTURE);
  g_signal_connect (press, "pressed", G_CALLBACK (on_pressed), self);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (press));
  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  /* With 4.18 the words keep a press to themselves. With 4.8 they would begin a drag of their own beside one from here. */
  if (gtk_check_version (4, 18, 0) == NULL)
    gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (source), GTK_PHASE_CAPTURE);
  g_signal_connect (source, "prepare", G_CALLBACK (on_drag_prepare), self);
  g_signal_connect (source, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect (target, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect (target, "drop", G_CALLBACK (on_drop), self);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new_with_arguments (gtk_keyval_trigger_new (GDK_KEY_Up, GDK_ALT_MASK),
                                       gtk_callback_action_new (on_move_key, self, NULL), "i", -1));
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new_with_arguments (gtk_keyval_trigger_new (GDK_KEY_Down, GDK_ALT_MASK),
                                       gtk_callback_action_new (on_move_key, self, NULL), "i", 1));
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (source));
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (target));
  gtk_widget_add_controller (row, keys);
  /* Before the step's words, which a touch edits. */
  self->touch = office_touch_drag_new (row, GTK_PHASE_CAPTURE,
                                       &(OfficeTouchDragHands){ on_touch_take, on_touch_begun, on_touch_over }, self);
  g_signal_connect_swapped (row, "destroy", G_CALLBACK (on_row_gone), self);
}

/* ---- the menu ---- */

static void
on_move (GSimpleAction *action, GVariant *by, gpointer data)
{
  move_by (data, g_variant_get_int32 (by));
}

static void
on_promote (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  Context *self = data;
  g_autoptr (GError) error = NULL;

  office_session_promote_step (self->session, office_step_get_id (self->step), NULL, &error);
  say (self, error);
}

static void
on_assign (GSimpleAction *action, GVariant *person, gpointer data)
{
  Context *self = data;
  const char *id = g_variant_get_string (person, NULL);
  g_autoptr (GError) error = NULL;

  office_session_assign_step (self->session, office_step_get_id (self->step), *id != '\0' ? id : NULL, &error);
  say (self, error);
}

static void
on_remove (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  Context *self = data;
  g_autoptr (GError) error = NULL;

  office_session_remove_step (self->session, office_step_get_id (self->step), &error);
  say (self, error);
}

static GMenuModel *
make_people (Context *self)
{
  OfficeRoom *room = office_session_find_room (self->session, office_task_get_room_id (self->task));
  GListModel *people = room != NULL ? office_room_get_people (room) : office_session_get_people (self->session);
  GMenu *menu = g_menu_new ();

  g_menu_append (menu, _ ("Nobody"), "step.assign::");
  for (guint i = 0; i < g_list_model_get_n_items (people); i++)
    {
      g_autoptr (OfficePerson) person = g_list_model_get_item (people, i);
      g_autofree char *label = office_menu_dup_label (office_person_get_name (person));
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "step.assign", "s", office_person_get_id (person));
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (menu);
}

static void
make_menu (GtkMenuButton *button, gpointer data)
{
  Context *self = data;
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) moving = g_menu_new ();
  g_autoptr (GMenu) last = g_menu_new ();
  g_autoptr (GMenuModel) people = make_people (self);

  g_menu_append_submenu (menu, _ ("_Assign To"), people);
  g_menu_append (menu, _ ("_Make It a Task"), "step.promote");
  g_menu_append (moving, _ ("Move _Up"), "step.move(-1)");
  g_menu_append (moving, _ ("Move _Down"), "step.move(1)");
  g_menu_append (last, _ ("De_lete"), "step.remove");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (moving));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (last));
  gtk_menu_button_set_popover (button, gtk_popover_menu_new_from_model (G_MENU_MODEL (menu)));
}

static void
update_avatar (Context *self)
{
  OfficePerson *person = office_step_get_assignee (self->step);
  g_autofree char *name = person != NULL ? g_strdup_printf (_ ("Step menu, for %s"), office_person_get_name (person))
                                         : g_strdup (_ ("Step menu"));

  if (person != NULL)
    {
      GtkWidget *avatar = office_avatar_new (20);

      office_avatar_set_person (OFFICE_AVATAR (avatar), person);
      gtk_menu_button_set_child (GTK_MENU_BUTTON (self->widget), avatar);
      gtk_widget_remove_css_class (self->widget, "on-hover");
    }
  else
    {
      gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->widget), "view-more-symbolic");
      gtk_widget_add_css_class (self->widget, "on-hover");
    }
  gtk_widget_set_tooltip_text (self->widget, person != NULL ? office_person_get_name (person) : _ ("Step Menu"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/**
 * office_step_menu_button_new:
 * @session: the office
 * @task: whose step it is
 * @step: the step
 *
 * Returns: (transfer floating): a button that shows who is to do it and opens the step's menu
 */
GtkWidget *
office_step_menu_button_new (OfficeSession *session, OfficeTask *task, OfficeStep *step)
{
  static const GActionEntry entries[]
      = { { "assign", on_assign, "s" }, { "promote", on_promote }, { "move", on_move, "i" }, { "remove", on_remove } };
  GtkWidget *button = gtk_menu_button_new ();
  Context *self = context_new (button, session, task, step);
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (button, "step", G_ACTION_GROUP (actions));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "field");
  gtk_widget_add_css_class (button, "step-menu");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), make_menu, self, NULL);
  g_signal_connect_swapped (step, "notify::assignee", G_CALLBACK (update_avatar), self);
  update_avatar (self);
  return button;
}
