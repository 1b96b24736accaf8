/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-task-bar-private.h"

#include <glib/gi18n.h>

enum { CHANGED, LEFT, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OfficeTaskBar, office_task_bar, GTK_TYPE_WIDGET)

/* ---- one state ---- */

static void
show_on (GtkWidget *button, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (button, "on");
  else
    gtk_widget_remove_css_class (button, "on");
}

static gboolean
has_prefix (OfficeTaskBar *self, const char *prefix)
{
  g_autofree char *term = self->filter != NULL ? office_task_filter_dup_term (self->filter, prefix) : NULL;

  return term != NULL;
}

/* From the filter to the buttons and the field. */
static void
update (OfficeTaskBar *self)
{
  const char *text = self->filter != NULL ? office_task_filter_get_text (self->filter) : "";
  gboolean mine = self->filter != NULL && office_task_filter_has_term (self->filter, "assigned:me");
  g_autofree char *problem = self->filter != NULL ? office_task_filter_dup_problem (self->filter) : NULL;

  self->filling = TRUE;
  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self->entry)), text))
    {
      gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
      gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
    }
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->mine), mine);
  self->filling = FALSE;
  show_on (self->mine, mine);
  show_on (self->people, has_prefix (self, "assigned:") && !mine);
  show_on (self->due, has_prefix (self, "due:"));
  show_on (self->labels, has_prefix (self, "label:"));
  show_on (self->priority, has_prefix (self, "priority:"));
  gtk_label_set_text (GTK_LABEL (self->problem), problem != NULL ? problem : "");
  gtk_widget_set_visible (self->problem, problem != NULL);
  if (problem != NULL)
    gtk_widget_add_css_class (self->entry, "error");
  else
    gtk_widget_remove_css_class (self->entry, "error");
}

static void
on_typed (OfficeTaskBar *self)
{
  if (!self->filling && self->filter != NULL)
    office_task_filter_set_text (self->filter, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
}

static void
on_mine (OfficeTaskBar *self)
{
  if (!self->filling && self->filter != NULL)
    office_task_filter_set_term (self->filter, "assigned:me",
                                 gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->mine)));
}

static void
on_stop (OfficeTaskBar *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  g_signal_emit (self, signals[LEFT], 0);
}

static void
update_layout (OfficeTaskBar *self)
{
  self->filling = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (self->layouts); i++)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->layouts[i]), i == (guint) self->layout);
  self->filling = FALSE;
  gtk_widget_set_visible (self->sort, self->layout == OFFICE_TASKS_LIST);
}

static void
on_layout (GtkToggleButton *button, OfficeTaskBar *self)
{
  if (self->filling || !gtk_toggle_button_get_active (button))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (self->layouts); i++)
    if (self->layouts[i] == GTK_WIDGET (button))
      office_task_bar_set_layout (self, (OfficeTasksLayout) i);
}

/* ---- the widget ---- */

static void
office_task_bar_dispose (GObject *object)
{
  OfficeTaskBar *self = OFFICE_TASK_BAR (object);

  office_task_bar_set_room (self, NULL, NULL, NULL);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (office_task_bar_parent_class)->dispose (object);
}

static void
office_task_bar_class_init (OfficeTaskBarClass *class)
{
  G_OBJECT_CLASS (class)->dispose = office_task_bar_dispose;
  signals[CHANGED] = g_signal_new ("changed", OFFICE_TYPE_TASK_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                   0);
  signals[LEFT] = g_signal_new ("left", OFFICE_TYPE_TASK_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
new_content (const char *icon, const char *words)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (icon));
  gtk_box_append (GTK_BOX (box), gtk_label_new (words));
  return box;
}

static GtkWidget *
add_menu (OfficeTaskBar *self, const char *icon, const char *words, const char *name, GtkWidget *popover)
{
  GtkWidget *button = gtk_menu_button_new ();

  if (words != NULL)
    gtk_menu_button_set_child (GTK_MENU_BUTTON (button), new_content (icon, words));
  else
    gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), icon);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "filter");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_box_append (GTK_BOX (self->line), button);
  return button;
}

static void
add_layouts (OfficeTaskBar *self)
{
  const struct {
    const char *icon, *name;
  } layouts[] = {
    { "office-board-symbolic", _ ("Board (Alt+Shift+1)") },
    { "view-list-symbolic", _ ("List (Alt+Shift+2)") },
    { "office-calendar-symbolic", _ ("Month (Alt+Shift+3)") },
    { "office-week-symbolic", _ ("Week (Alt+Shift+4)") },
  };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (box, "linked");
  for (guint i = 0; i < G_N_ELEMENTS (layouts); i++)
    {
      GtkWidget *button = gtk_toggle_button_new ();

      gtk_button_set_icon_name (GTK_BUTTON (button), layouts[i].icon);
      gtk_widget_set_tooltip_text (button, layouts[i].name);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, layouts[i].name, -1);
      if (i > 0)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (self->layouts[0]));
      self->layouts[i] = button;
      gtk_box_append (GTK_BOX (box), button);
    }
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->layouts[0]), TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (layouts); i++)
    g_signal_connect (self->layouts[i], "toggled", G_CALLBACK (on_layout), self);
  gtk_box_append (GTK_BOX (self->line), box);
}

static void
add_filters (OfficeTaskBar *self)
{
  self->mine = gtk_toggle_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->mine), new_content ("avatar-default-symbolic", C_ ("filter", "Mine")));
  gtk_widget_add_css_class (self->mine, "flat");
  gtk_widget_add_css_class (self->mine, "filter");
  gtk_widget_set_tooltip_text (self->mine, _ ("Only Tasks Assigned to Me"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->mine), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Only tasks assigned to me"), -1);
  g_signal_connect_swapped (self->mine, "toggled", G_CALLBACK (on_mine), self);
  gtk_box_append (GTK_BOX (self->line), self->mine);

  self->due = add_menu (self, "office-calendar-symbolic", C_ ("filter", "Due"), _ ("Filter by Due Date"),
                        office_task_bar_create_due (self));
  self->labels = add_menu (self, "office-tag-symbolic", C_ ("filter", "Labels"), _ ("Filter by Label"),
                           office_task_bar_create_labels (self));
  self->priority = add_menu (self, "office-high-symbolic", NULL, _ ("Filter by Priority"),
                             office_task_bar_create_priority (self));
  self->people = add_menu (self, "system-users-symbolic", NULL, _ ("Filter by Person"),
                           office_task_bar_create_people (self));
  self->sort = add_menu (self, "view-sort-descending-symbolic", NULL, _ ("Group and Sort"),
                         office_task_bar_create_sort (self));
  self->views_button = add_menu (self, "user-bookmarks-symbolic", NULL, _ ("Saved Views"),
                                 office_task_bar_create_views (self));
}

static void
office_task_bar_init (OfficeTaskBar *self)
{
  self->order.grouping = OFFICE_GROUPING_COLUMN;
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_widget_add_css_class (self->box, "toolrow");
  gtk_widget_set_margin_start (self->box, 12);
  gtk_widget_set_margin_end (self->box, 12);
  gtk_widget_set_margin_top (self->box, 4);
  gtk_widget_set_margin_bottom (self->box, 10);
  self->line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  add_layouts (self);
  add_filters (self);
  self->entry = gtk_search_entry_new ();
  g_object_set (self->entry, "placeholder-text", _ ("Filter tasks"), NULL);
  gtk_widget_set_tooltip_text (self->entry,
                               _ ("Words, or assigned:me label:ui due:<7d is:open priority:high; - in front excludes"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Filter tasks"), -1);
  gtk_widget_set_hexpand (self->entry, TRUE);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (on_typed), self);
  g_signal_connect_swapped (self->entry, "stop-search", G_CALLBACK (on_stop), self);

  /* On a phone the buttons are wider than the window: they are pushed along. */
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_EXTERNAL, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->line);
  gtk_box_append (GTK_BOX (self->line), self->entry);
  gtk_box_append (GTK_BOX (self->box), self->scroller);
  self->problem = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->problem), 1);
  gtk_label_set_wrap (GTK_LABEL (self->problem), TRUE);
  gtk_widget_add_css_class (self->problem, "fail-row");
  gtk_widget_set_visible (self->problem, FALSE);
  gtk_box_append (GTK_BOX (self->box), self->problem);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  update_layout (self);
}

/**
 * office_task_bar_new:
 *
 * Returns: (transfer floating): a bar of no room
 */
GtkWidget *
office_task_bar_new (void)
{
  return g_object_new (OFFICE_TYPE_TASK_BAR, NULL);
}

/**
 * office_task_bar_set_room:
 * @self: a bar
 * @session: (nullable): the office
 * @room: (nullable): a room's id
 * @filter: (nullable): which of its tasks are shown
 */
void
office_task_bar_set_room (OfficeTaskBar *self, OfficeSession *session, const char *room, OfficeTaskFilter *filter)
{
  g_return_if_fail (OFFICE_IS_TASK_BAR (self));

  if (self->filter != NULL)
    g_signal_handlers_disconnect_by_data (self->filter, self);
  g_set_object (&self->session, session);
  g_set_object (&self->filter, filter);
  g_clear_object (&self->board);
  g_clear_object (&self->views);
  g_free (self->room);
  self->room = g_strdup (room);
  if (filter == NULL || room == NULL)
    return;
  self->board = office_session_open_board (session, room);
  self->views = office_session_open_views (session, room);
  g_signal_connect_swapped (filter, "changed", G_CALLBACK (update), self);
  update (self);
}

/**
 * office_task_bar_set_narrow:
 * @self: a bar
 * @narrow: whether the field stands below the buttons
 */
void
office_task_bar_set_narrow (OfficeTaskBar *self, gboolean narrow)
{
  GtkWidget *place;

  g_return_if_fail (OFFICE_IS_TASK_BAR (self));

  place = narrow ? self->box : self->line;
  if (gtk_widget_get_parent (self->entry) == place)
    return;
  g_object_ref (self->entry);
  gtk_box_remove (GTK_BOX (gtk_widget_get_parent (self->entry)), self->entry);
  if (narrow)
    gtk_box_insert_child_after (GTK_BOX (self->box), self->entry, self->scroller);
  else
    gtk_box_append (GTK_BOX (self->line), self->entry);
  g_object_unref (self->entry);
}

/**
 * office_task_bar_get_layout:
 * @self: a bar
 *
 * Returns: how the tasks are looked at
 */
OfficeTasksLayout
office_task_bar_get_layout (OfficeTaskBar *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK_BAR (self), OFFICE_TASKS_BOARD);

  return self->layout;
}

/**
 * office_task_bar_set_layout:
 * @self: a bar
 * @layout: how to look at the tasks
 */
void
office_task_bar_set_layout (OfficeTaskBar *self, OfficeTasksLayout layout)
{
  g_return_if_fail (OFFICE_IS_TASK_BAR (self));

  if (self->layout == layout)
    return;
  self->layout = layout;
  update_layout (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * office_task_bar_get_order:
 * @self: a bar
 *
 * Returns: (transfer none): groups and order of a list
 */
const OfficeTaskOrder *
office_task_bar_get_order (OfficeTaskBar *self)
{
  g_return_val_if_fail (OFFICE_IS_TASK_BAR (self), NULL);

  return &self->order;
}

void
office_task_bar_order_changed (OfficeTaskBar *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * office_task_bar_focus_filter:
 * @self: a bar
 *
 * Lets a filter be typed.
 */
void
office_task_bar_focus_filter (OfficeTaskBar *self)
{
  g_return_if_fail (OFFICE_IS_TASK_BAR (self));

  gtk_widget_grab_focus (self->entry);
}
