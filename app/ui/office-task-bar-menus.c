/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-task-bar-private.h"

#include <glib/gi18n.h>

#include "office-avatar.h"
#include "office-entry-dialog.h"
#include "office-label-chip.h"

/* Popovers of the bar. Each fills itself when it is shown; a choice is a term of the filter, and acts at once. */

#define HIGHEST 360 /* pixels */

static GtkWidget *
new_popover (const char *name, GtkWidget **box)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), HIGHEST);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), *box);
  gtk_popover_set_child (GTK_POPOVER (popover), scroller);
  gtk_accessible_update_property (GTK_ACCESSIBLE (popover), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (popover), "box", *box);
  return popover;
}

static GtkBox *
empty_box (GtkWidget *popover)
{
  GtkBox *box = g_object_get_data (G_OBJECT (popover), "box");
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
  return box;
}

static void
append_title (GtkBox *box, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "stamp");
  gtk_widget_set_margin_top (label, 6);
  gtk_box_append (box, label);
}

/* ---- terms ---- */

static void
on_term_toggled (GtkCheckButton *button, OfficeTaskBar *self)
{
  if (self->filter != NULL)
    office_task_filter_set_term (self->filter, g_object_get_data (G_OBJECT (button), "term"),
                                 gtk_check_button_get_active (button));
}

/* Any number of them. child: nullable, in place of the words */
static void
append_term (OfficeTaskBar *self, GtkBox *box, const char *term, const char *words, GtkWidget *child)
{
  GtkWidget *button = gtk_check_button_new_with_label (words);

  if (child != NULL)
    {
      GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
      GtkWidget *check = gtk_check_button_new ();

      g_object_ref_sink (button);
      g_object_unref (button);
      button = check;
      gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
      gtk_box_append (GTK_BOX (line), check);
      gtk_box_append (GTK_BOX (line), child);
      gtk_box_append (box, line);
    }
  else
    gtk_box_append (box, button);
  g_object_set_data_full (G_OBJECT (button), "term", g_strdup (term), g_free);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), office_task_filter_has_term (self->filter, term));
  g_signal_connect (button, "toggled", G_CALLBACK (on_term_toggled), self);
}

static void
on_one_toggled (GtkCheckButton *button, OfficeTaskBar *self)
{
  const char *prefix = g_object_get_data (G_OBJECT (button), "prefix");
  const char *term = g_object_get_data (G_OBJECT (button), "term");

  if (self->filter != NULL && gtk_check_button_get_active (button))
    office_task_filter_replace_term (self->filter, prefix, term);
}

/* One of several; term NULL: none of them */
static GtkWidget *
append_one (OfficeTaskBar *self, GtkBox *box, GtkWidget *group, const char *prefix, const char *term, const char *words)
{
  GtkWidget *button = gtk_check_button_new_with_label (words);
  g_autofree char *now = office_task_filter_dup_term (self->filter, prefix);

  gtk_check_button_set_group (GTK_CHECK_BUTTON (button), group != NULL ? GTK_CHECK_BUTTON (group) : NULL);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), g_strcmp0 (now, term) == 0);
  g_object_set_data_full (G_OBJECT (button), "prefix", g_strdup (prefix), g_free);
  g_object_set_data_full (G_OBJECT (button), "term", g_strdup (term), g_free);
  g_signal_connect (button, "toggled", G_CALLBACK (on_one_toggled), self);
  gtk_box_append (box, button);
  return button;
}

static void
fill_due (GtkWidget *popover, OfficeTaskBar *self)
{
  const struct {
    const char *term, *words;
  } choices[] = {
    { NULL, _ ("Any date or none") }, { "due:overdue", _ ("Overdue") },
    { "due:today", _ ("Today") },     { "due:<=1w", _ ("Within a week, or overdue") },
    { "due:any", _ ("With a date") }, { "due:none", _ ("Without a date") },
  };
  GtkBox *box = empty_box (popover);
  GtkWidget *group = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      GtkWidget *button = append_one (self, box, group, "due:", choices[i].term, choices[i].words);

      group = group != NULL ? group : button;
    }
}

static void
fill_labels (GtkWidget *popover, OfficeTaskBar *self)
{
  GtkBox *box = empty_box (popover);
  GListModel *labels = office_board_get_labels (self->board);

  for (guint i = 0; i < g_list_model_get_n_items (labels); i++)
    {
      g_autoptr (OfficeLabel) label = g_list_model_get_item (labels, i);
      g_autofree char *term = office_task_filter_make_term ("label:", office_label_get_name (label));
      GtkWidget *chip = office_label_chip_new ();

      office_label_chip_set_label (OFFICE_LABEL_CHIP (chip), label);
      gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
      append_term (self, box, term, office_label_get_name (label), chip);
    }
  append_term (self, box, "label:none", _ ("No label"), NULL);
}

static void
fill_priority (GtkWidget *popover, OfficeTaskBar *self)
{
  GtkBox *box = empty_box (popover);

  append_term (self, box, "priority:high", C_ ("priority", "High"), NULL);
  append_term (self, box, "priority:medium", C_ ("priority", "Medium"), NULL);
  append_term (self, box, "priority:low", C_ ("priority", "Low"), NULL);
  append_term (self, box, "priority:none", C_ ("priority", "None"), NULL);
}

static void
fill_people (GtkWidget *popover, OfficeTaskBar *self)
{
  GtkBox *box = empty_box (popover);
  OfficeRoom *room = office_session_find_room (self->session, self->room);
  GListModel *people = room != NULL ? office_room_get_people (room) : NULL;

  append_term (self, box, "assigned:me", _ ("Me"), NULL);
  append_term (self, box, "assigned:none", _ ("Nobody"), NULL);
  for (guint i = 0; people != NULL && i < g_list_model_get_n_items (people); i++)
    {
      g_autoptr (OfficePerson) person = g_list_model_get_item (people, i);
      g_autofree char *term = office_task_filter_make_term ("assigned:", office_person_get_name (person));

      if (!office_person_is_me (person))
        append_term (self, box, term, office_person_get_name (person), NULL);
    }
}

/* A popover that fills itself. */
static GtkWidget *
create (OfficeTaskBar *self, const char *name, GCallback fill)
{
  GtkWidget *box;
  GtkWidget *popover = new_popover (name, &box);

  g_signal_connect (popover, "show", fill, self);
  return popover;
}

GtkWidget *
office_task_bar_create_due (OfficeTaskBar *self)
{
  return create (self, _ ("Due"), G_CALLBACK (fill_due));
}

GtkWidget *
office_task_bar_create_labels (OfficeTaskBar *self)
{
  return create (self, _ ("Labels"), G_CALLBACK (fill_labels));
}

GtkWidget *
office_task_bar_create_priority (OfficeTaskBar *self)
{
  return create (self, _ ("Priority"), G_CALLBACK (fill_priority));
}

GtkWidget *
office_task_bar_create_people (OfficeTaskBar *self)
{
  return create (self, _ ("Assigned to"), G_CALLBACK (fill_people));
}

/* ---- groups and order ---- */

static void
on_order_toggled (GtkCheckButton *button, OfficeTaskBar *self)
{
  int value = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "value"));

  if (!gtk_check_button_get_active (button))
    return;
  if (g_object_get_data (G_OBJECT (button), "grouping") != NULL)
    self->order.grouping = (OfficeTaskGrouping) value;
  else
    self->order.sorting = (OfficeTaskSorting) value;
  office_task_bar_order_changed (self);
}

static void
on_descending_toggled (GtkCheckButton *button, OfficeTaskBar *self)
{
  self->order.descending = gtk_check_button_get_active (button);
  office_task_bar_order_changed (self);
}

static void
append_orders (OfficeTaskBar *self, GtkBox *box, gboolean grouping, const char *const *names, guint n)
{
  int now = grouping ? (int) self->order.grouping : (int) self->order.sorting;
  GtkWidget *group = NULL;

  for (guint i = 0; i < n; i++)
    {
      GtkWidget *button = gtk_check_button_new_with_label (names[i]);

      gtk_check_button_set_group (GTK_CHECK_BUTTON (button), group != NULL ? GTK_CHECK_BUTTON (group) : NULL);
      group = group != NULL ? group : button;
      gtk_check_button_set_active (GTK_CHECK_BUTTON (button), now == (int) i);
      g_object_set_data (G_OBJECT (button), "value", GINT_TO_POINTER (i));
      g_object_set_data (G_OBJECT (button), "grouping", grouping ? box : NULL);
      g_signal_connect (button, "toggled", G_CALLBACK (on_order_toggled), self);
      gtk_box_append (box, button);
    }
}

static void
fill_sort (GtkWidget *popover, OfficeTaskBar *self)
{
  const char *const groupings[]
      = { _ ("No groups"),          C_ ("group by", "Column"),   C_ ("group by", "Assigned to"),
          C_ ("group by", "Label"), C_ ("group by", "Priority"), C_ ("group by", "Due date") };
  const char *const sortings[] = { _ ("As on the board"),   C_ ("sort by", "Due date"), C_ ("sort by", "Priority"),
                                   C_ ("sort by", "Title"), C_ ("sort by", "Created"),  C_ ("sort by", "Number") };
  GtkBox *box = empty_box (popover);
  GtkWidget *descending = gtk_check_button_new_with_label (_ ("The other way round"));

  append_title (box, _ ("Group by"));
  append_orders (self, box, TRUE, groupings, G_N_ELEMENTS (groupings));
  append_title (box, _ ("Sort by"));
  append_orders (self, box, FALSE, sortings, G_N_ELEMENTS (sortings));
  gtk_box_append (box, gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (descending), self->order.descending);
  g_signal_connect (descending, "toggled", G_CALLBACK (on_descending_toggled), self);
  gtk_box_append (box, descending);
}

GtkWidget *
office_task_bar_create_sort (OfficeTaskBar *self)
{
  return create (self, _ ("Group and Sort"), G_CALLBACK (fill_sort));
}

/* ---- saved views ---- */

static void
say (OfficeTaskBar *self, GError *error)
{
  if (error != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.say", "s", error->message);
}

/* sort: filled */
static OfficeTaskLook
get_look (OfficeTaskBar *self, char **sort)
{
  *sort = office_task_order_dup_sort (&self->order);
  return (OfficeTaskLook){ self->layout, office_task_filter_get_text (self->filter),
                           office_task_grouping_to_text (self->order.grouping), *sort };
}

static void
view_named (const char *name, gpointer data)
{
  OfficeTaskBar *self = data;
  g_autofree char *sort = NULL;
  g_autoptr (GError) error = NULL;
  OfficeTaskLook look;

  if (self->room == NULL)
    return;
  look = get_look (self, &sort);
  office_session_save_view (self->session, self->room, name, &look, NULL, &error);
  say (self, error);
}

static void
close_views (OfficeTaskBar *self)
{
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->views_button));
}

static void
save_view (OfficeTaskBar *self)
{
  close_views (self);
  office_entry_dialog_ask (GTK_WIDGET (self), _ ("Save View"), _ ("Name"), _ ("_Save"), NULL, 60, view_named,
                           g_object_ref (self), g_object_unref);
}

static void
open_view (GtkWidget *button, OfficeTaskBar *self)
{
  OfficeTaskView *view = g_object_get_data (G_OBJECT (button), "view");
  const OfficeTaskLook *look = office_task_view_get_look (view);

  self->order.grouping = office_task_grouping_from_text (look->group);
  office_task_order_set_sort (&self->order, look->sort);
  close_views (self);
  office_task_filter_set_text (self->filter, look->query != NULL ? look->query : "");
  office_task_bar_set_layout (self, look->layout);
  office_task_bar_order_changed (self);
}

typedef struct {
  OfficeTaskBar *bar;
  char *view;
} Renaming;

static void
renaming_free (gpointer data)
{
  Renaming *self = data;

  g_object_unref (self->bar);
  g_free (self->view);
  g_free (self);
}

static void
view_renamed (const char *name, gpointer data)
{
  Renaming *self = data;
  g_autoptr (GError) error = NULL;

  if (self->bar->session == NULL)
    return;
  office_session_rename_view (self->bar->session, self->view, name, &error);
  say (self->bar, error);
}

static void
rename_view (GtkWidget *button, OfficeTaskBar *self)
{
  OfficeTaskView *view = g_object_get_data (G_OBJECT (button), "view");
  Renaming *renaming = g_new0 (Renaming, 1);

  renaming->bar = g_object_ref (self);
  renaming->view = g_strdup (office_task_view_get_id (view));
  office_entry_dialog_ask (GTK_WIDGET (self), _ ("Rename View"), _ ("Name"), _ ("_Rename"),
                           office_task_view_get_name (view), 60, view_renamed, renaming, renaming_free);
  close_views (self);
}

static void
update_view (GtkWidget *button, OfficeTaskBar *self)
{
  OfficeTaskView *view = g_object_get_data (G_OBJECT (button), "view");
  g_autofree char *sort = NULL;
  g_autoptr (GError) error = NULL;
  OfficeTaskLook look = get_look (self, &sort);

  office_session_change_view (self->session, office_task_view_get_id (view), &look, &error);
  say (self, error);
  close_views (self);
}

static void
remove_view (GtkWidget *button, OfficeTaskBar *self)
{
  OfficeTaskView *view = g_object_get_data (G_OBJECT (button), "view");
  g_autoptr (GError) error = NULL;

  office_session_remove_view (self->session, office_task_view_get_id (view), &error);
  say (self, error);
  close_views (self);
}

static GtkWidget *
append_button (OfficeTaskBar *self, GtkBox *line, OfficeTaskView *view, const char *icon, const char *name,
               GCallback clicked)
{
  GtkWidget *button = icon != NULL ? gtk_button_new_from_icon_name (icon) : gtk_button_new_with_label (name);

  gtk_widget_add_css_class (button, "flat");
  g_object_set_data_full (G_OBJECT (button), "view", g_object_ref (view), g_object_unref);
  if (icon != NULL)
    {
      gtk_widget_set_tooltip_text (button, name);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
    }
  g_signal_connect (button, "clicked", clicked, self);
  gtk_box_append (line, button);
  return button;
}

static void
fill_views (GtkWidget *popover, OfficeTaskBar *self)
{
  static const char *const icons[] = { "office-board-symbolic", "view-list-symbolic", "office-calendar-symbolic",
                                       "office-calendar-symbolic" };
  GtkBox *box = empty_box (popover);
  GtkWidget *save = gtk_button_new_with_mnemonic (_ ("_Save View…"));

  for (guint i = 0; i < g_list_model_get_n_items (self->views); i++)
    {
      g_autoptr (OfficeTaskView) view = g_list_model_get_item (self->views, i);
      GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
      GtkWidget *open, *label;

      open = append_button (self, GTK_BOX (line), view, NULL, office_task_view_get_name (view), G_CALLBACK (open_view));
      label = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
      gtk_box_append (GTK_BOX (label), gtk_image_new_from_icon_name (icons[office_task_view_get_look (view)->layout]));
      gtk_box_append (GTK_BOX (label), gtk_label_new (office_task_view_get_name (view)));
      gtk_label_set_ellipsize (GTK_LABEL (gtk_widget_get_last_child (label)), PANGO_ELLIPSIZE_END);
      gtk_label_set_max_width_chars (GTK_LABEL (gtk_widget_get_last_child (label)), 28);
      gtk_button_set_child (GTK_BUTTON (open), label);
      gtk_accessible_update_property (GTK_ACCESSIBLE (open), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      office_task_view_get_name (view), -1);
      gtk_widget_set_hexpand (open, TRUE);
      append_button (self, GTK_BOX (line), view, "document-save-symbolic", _ ("Save What Is Shown as This View"),
                     G_CALLBACK (update_view));
      append_button (self, GTK_BOX (line), view, "document-edit-symbolic", _ ("Rename"), G_CALLBACK (rename_view));
      append_button (self, GTK_BOX (line), view, "user-trash-symbolic", _ ("Remove"), G_CALLBACK (remove_view));
      gtk_box_append (box, line);
    }
  if (g_list_model_get_n_items (self->views) == 0)
    {
      GtkWidget *hint = gtk_label_new (
          _ ("A filter, its order and layout can be kept under a name, for everybody in this room."));

      gtk_label_set_wrap (GTK_LABEL (hint), TRUE);
      /* As wide as is asked for: in a narrower popover than was measured the last of it would be cut. */
      gtk_label_set_width_chars (GTK_LABEL (hint), 30);
      gtk_label_set_max_width_chars (GTK_LABEL (hint), 30);
      gtk_label_set_xalign (GTK_LABEL (hint), 0);
      gtk_widget_set_margin_start (hint, 6);
      gtk_widget_set_margin_end (hint, 6);
      gtk_widget_set_margin_top (hint, 4);
      gtk_widget_set_margin_bottom (hint, 6);
      gtk_widget_add_css_class (hint, "stamp");
      gtk_box_append (box, hint);
    }
  gtk_widget_add_css_class (save, "flat");
  g_signal_connect_swapped (save, "clicked", G_CALLBACK (save_view), self);
  gtk_box_append (box, save);
}

GtkWidget *
office_task_bar_create_views (OfficeTaskBar *self)
{
  return create (self, _ ("Saved Views"), G_CALLBACK (fill_views));
}
