/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-task-chooser.h"

#include "office-offer.h"
#include "office-search-escape.h"
#include "office-state-icon.h"

#include <glib/gi18n.h>

#define MOST_ROWS 30

/* Owned by its popover. */
typedef struct {
  OfficeSession *session;
  OfficeTask *task;
  gboolean parent; /* else what it waits for */
  GtkWidget *popover;
  GtkWidget *entry;
  GtkWidget *list;
  GtkWidget *nothing;
} Chooser;

static void
chooser_free (gpointer data)
{
  Chooser *self = data;

  g_object_unref (self->session);
  g_object_unref (self->task);
  g_free (self);
}

static gboolean
is_chosen (Chooser *self, const char *id)
{
  if (self->parent)
    return g_strcmp0 (office_task_get_parent_id (self->task), id) == 0;
  return g_strv_contains (office_task_get_blocked_by (self->task), id);
}

static void
add_row (Chooser *self, OfficeTask *task)
{
  g_autofree char *short_id = office_session_dup_short_id (self->session, task);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *icon = office_state_icon_new ();
  GtkWidget *title = gtk_label_new (office_task_get_title (task));
  GtkWidget *id = gtk_label_new (short_id);
  GtkWidget *check = gtk_image_new_from_icon_name ("object-select-symbolic");
  const gboolean chosen = is_chosen (self, office_task_get_id (task));

  office_state_icon_set_state (OFFICE_STATE_ICON (icon), office_task_get_state (task));
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (id, "meta");
  gtk_widget_set_visible (id, short_id != NULL);
  gtk_widget_set_opacity (check, chosen ? 1 : 0);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), id);
  gtk_box_append (GTK_BOX (box), check);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, office_task_get_title (task),
                                  -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_CHECKED, chosen, -1);
  g_object_set_data_full (G_OBJECT (row), "office-task", g_object_ref (task), g_object_unref);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
}

static gboolean
may_be_shown (Chooser *self, OfficeTask *task)
{
  return task != NULL && task != self->task && !office_task_get_trashed (task) && !office_task_get_template (task);
}

static void
add_chosen (Chooser *self)
{
  const char *const one[] = { office_task_get_parent_id (self->task), NULL };
  const char *const *ids = self->parent ? one : office_task_get_blocked_by (self->task);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      OfficeTask *task = office_session_find_task (self->session, ids[i]);

      if (may_be_shown (self, task))
        add_row (self, task);
    }
}

static void
fill (Chooser *self)
{
  g_autofree char *typed = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
  const char *words = *typed == '#' ? typed + 1 : typed;
  OfficeTask *named = office_session_find_task_by_short_id (self->session, words);
  g_autoptr (GPtrArray) offers = office_session_offer_tasks (self->session, office_task_get_room_id (self->task));
  g_autoptr (GPtrArray) fitting = office_offer_filter (offers, words, MOST_ROWS);
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
  if (*words == '\0')
    add_chosen (self);
  if (may_be_shown (self, named))
    add_row (self, named);
  for (guint i = 0; i < fitting->len; i++)
    {
      OfficeOffer *offer = fitting->pdata[i];
      OfficeTask *task = office_session_find_task (self->session, offer->id);

      if (may_be_shown (self, task) && task != named && (*words != '\0' || !is_chosen (self, offer->id)))
        add_row (self, task);
    }
  gtk_widget_set_visible (self->nothing, gtk_widget_get_first_child (self->list) == NULL);
}

static void
on_chosen (Chooser *self, GtkListBoxRow *row)
{
  OfficeTask *other = g_object_get_data (G_OBJECT (row), "office-task");
  const char *id = office_task_get_id (other);
  const gboolean chosen = is_chosen (self, id);
  g_autoptr (GError) error = NULL;

  if (self->parent)
    office_session_set_task_parent (self->session, office_task_get_id (self->task), chosen ? NULL : id, &error);
  else
    office_session_set_task_blocked (self->session, office_task_get_id (self->task), id, !chosen, &error);
  if (error != NULL)
    gtk_widget_activate_action (self->popover, "win.say", "s", error->message);
  if (self->parent)
    gtk_popover_popdown (GTK_POPOVER (self->popover));
  else
    fill (self);
}

static void
on_activate (Chooser *self)
{
  GtkListBoxRow *first = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0);

  if (first != NULL && *gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0')
    on_chosen (self, first);
}

static void
on_show (Chooser *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  fill (self);
  gtk_widget_grab_focus (self->entry);
}

static GtkWidget *
chooser_new (OfficeSession *session, OfficeTask *task, gboolean parent, const char *name)
{
  Chooser *self = g_new0 (Chooser, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->session = g_object_ref (session);
  self->task = g_object_ref (task);
  self->parent = parent;
  self->popover = gtk_popover_new ();
  self->entry = gtk_search_entry_new ();
  self->list = gtk_list_box_new ();
  self->nothing = gtk_label_new (_ ("No task found"));
  g_object_set (self->entry, "placeholder-text", _ ("Words or number"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->popover), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Find a task"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "picker");
  gtk_widget_add_css_class (self->nothing, "field-name");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 300);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->list);
  gtk_widget_set_size_request (scroller, 280, -1);
  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_box_append (GTK_BOX (box), self->nothing);
  gtk_popover_set_child (GTK_POPOVER (self->popover), box);
  g_object_set_data_full (G_OBJECT (self->popover), "office-chooser", self, chooser_free);
  g_signal_connect_swapped (self->popover, "show", G_CALLBACK (on_show), self);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (fill), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (on_activate), self);
  office_search_escape_watch (self->entry);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (on_chosen), self);
  return self->popover;
}

/**
 * office_parent_picker_new:
 * @session: the office
 * @task: the task
 *
 * Returns: (transfer floating): a popover that makes the task a part of another, or of none any more
 */
GtkWidget *
office_parent_picker_new (OfficeSession *session, OfficeTask *task)
{
  return chooser_new (session, task, TRUE, _ ("Part of"));
}

/**
 * office_blocked_picker_new:
 * @session: the office
 * @task: the task
 *
 * Returns: (transfer floating): a popover that chooses what the task waits for
 */
GtkWidget *
office_blocked_picker_new (OfficeSession *session, OfficeTask *task)
{
  return chooser_new (session, task, FALSE, _ ("Waits for"));
}
