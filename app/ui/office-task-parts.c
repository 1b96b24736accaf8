/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-task-parts.h"

#include "office-state-icon.h"
#include "office-task-relations.h"

#include <glib/gi18n.h>

struct _OfficeTaskParts {
  GtkWidget parent_instance;

  OfficeSession *session;
  OfficeTask *task;
  OfficeTaskRelations *relations;
  GtkWidget *head;
  GtkWidget *count;
  GtkWidget *parts; /* a row each */
  GtkWidget *entry;
  GtkWidget *waiting_head;
  GtkWidget *waiting; /* a row each */
};

G_DEFINE_FINAL_TYPE (OfficeTaskParts, office_task_parts, GTK_TYPE_WIDGET)

static void
say (OfficeTaskParts *self, GError *error)
{
  if (error != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.say", "s", error->message);
}

static OfficeTask *
get_task (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), "office-task");
}

static void
on_checked (GtkWidget *check, OfficeTaskParts *self)
{
  OfficeTask *part = get_task (check);
  g_autoptr (GError) error = NULL;

  office_session_complete_task (self->session, office_task_get_id (part),
                                office_task_get_state (part) != OFFICE_STATE_DONE, &error);
  say (self, error);
}

static void
on_open (GtkWidget *button, OfficeTaskParts *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-task", "s", office_task_get_id (get_task (button)));
}

static GtkWidget *
make_row (OfficeTaskParts *self, OfficeTask *task)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *check = gtk_button_new ();
  GtkWidget *icon = office_state_icon_new ();
  GtkWidget *open = gtk_button_new ();
  GtkWidget *title = gtk_label_new (office_task_get_title (task));
  const gboolean done = office_task_get_state (task) == OFFICE_STATE_DONE;
  g_autofree char *due = office_task_dup_due_text (task, FALSE);
  GtkWidget *day = gtk_label_new (due);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  office_state_icon_set_state (OFFICE_STATE_ICON (icon), office_task_get_state (task));
  gtk_button_set_child (GTK_BUTTON (check), icon);
  gtk_widget_add_css_class (check, "flat");
  gtk_widget_add_css_class (check, "circular");
  gtk_widget_add_css_class (check, "part-check");
  gtk_widget_set_tooltip_text (check, done ? _ ("Mark as Not Done") : _ ("Mark as Done"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  done ? _ ("Mark as not done") : _ ("Mark as done"), -1);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_set_hexpand (title, TRUE);
  if (done)
    gtk_widget_add_css_class (title, "done-text");
  gtk_widget_add_css_class (day, "meta");
  gtk_widget_set_visible (day, due != NULL && !done);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), day);
  gtk_button_set_child (GTK_BUTTON (open), box);
  gtk_widget_add_css_class (open, "flat");
  gtk_widget_add_css_class (open, "field");
  gtk_widget_set_hexpand (open, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (open), GTK_ACCESSIBLE_PROPERTY_LABEL, office_task_get_title (task),
                                  -1);
  g_object_set_data_full (G_OBJECT (check), "office-task", g_object_ref (task), g_object_unref);
  g_object_set_data_full (G_OBJECT (open), "office-task", g_object_ref (task), g_object_unref);
  g_signal_connect (check, "clicked", G_CALLBACK (on_checked), self);
  g_signal_connect (open, "clicked", G_CALLBACK (on_open), self);
  gtk_box_append (GTK_BOX (row), check);
  gtk_box_append (GTK_BOX (row), open);
  return row;
}

static guint
fill (OfficeTaskParts *self, GtkWidget *box, GListModel *tasks)
{
  guint n_done = 0;
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), row);
  for (guint i = 0; i < g_list_model_get_n_items (tasks); i++)
    {
      g_autoptr (OfficeTask) task = g_list_model_get_item (tasks, i);

      n_done += office_task_get_state (task) == OFFICE_STATE_DONE ? 1 : 0;
      gtk_box_append (GTK_BOX (box), make_row (self, task));
    }
  return n_done;
}

static void
update (OfficeTaskParts *self)
{
  GListModel *parts = office_task_relations_get_parts (self->relations);
  GListModel *waiting = office_task_relations_get_waiting (self->relations);
  const guint n = g_list_model_get_n_items (parts);
  const guint n_done = fill (self, self->parts, parts);
  g_autofree char *count = g_strdup_printf (_ ("%u of %u"), n_done, n);

  fill (self, self->waiting, waiting);
  gtk_label_set_text (GTK_LABEL (self->count), count);
  gtk_widget_set_visible (self->head, n > 0);
  gtk_widget_set_visible (self->waiting_head, g_list_model_get_n_items (waiting) > 0);
}

static void
on_add (OfficeTaskParts *self)
{
  g_autofree char *title = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
  g_autoptr (GError) error = NULL;

  if (*title != '\0'
      && office_session_create_part (self->session, office_task_get_id (self->task), title, NULL, &error))
    gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  say (self, error);
}

static GtkWidget *
add_box (OfficeTaskParts *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_set_parent (box, GTK_WIDGET (self));
  return box;
}

static GtkWidget *
add_head (OfficeTaskParts *self, const char *words, GtkWidget **count)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *title = gtk_label_new (words);

  gtk_widget_add_css_class (title, "heading");
  gtk_box_append (GTK_BOX (head), title);
  if (count != NULL)
    {
      *count = gtk_label_new (NULL);
      gtk_widget_add_css_class (*count, "meta");
      gtk_widget_add_css_class (*count, "numeric");
      gtk_box_append (GTK_BOX (head), *count);
    }
  gtk_widget_set_parent (head, GTK_WIDGET (self));
  return head;
}

static void
add_entry (OfficeTaskParts *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *plus = gtk_image_new_from_icon_name ("list-add-symbolic");

  gtk_widget_add_css_class (plus, "field-name");
  gtk_widget_set_margin_start (row, 2);
  self->entry = gtk_text_new ();
  gtk_text_set_placeholder_text (GTK_TEXT (self->entry), _ ("Add a task as a part"));
  gtk_text_set_max_length (GTK_TEXT (self->entry), 500);
  gtk_widget_set_hexpand (self->entry, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Add a task as a part"), -1);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (on_add), self);
  gtk_box_append (GTK_BOX (row), plus);
  gtk_box_append (GTK_BOX (row), self->entry);
  gtk_widget_set_parent (row, GTK_WIDGET (self));
}

static void
unfollow (OfficeTaskParts *self)
{
  if (self->relations != NULL)
    g_signal_handlers_disconnect_by_data (self->relations, self);
  g_clear_object (&self->relations);
}

static void
office_task_parts_dispose (GObject *object)
{
  OfficeTaskParts *self = OFFICE_TASK_PARTS (object);
  GtkWidget *child;

  unfollow (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->task);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (office_task_parts_parent_class)->dispose (object);
}

static void
office_task_parts_class_init (OfficeTaskPartsClass *class)
{
  G_OBJECT_CLASS (class)->dispose = office_task_parts_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BOX_LAYOUT);
}

static void
office_task_parts_init (OfficeTaskParts *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 4);
  self->head = add_head (self, _ ("Parts"), &self->count);
  self->parts = add_box (self);
  add_entry (self);
  self->waiting_head = add_head (self, _ ("Wait for This"), NULL);
  self->waiting = add_box (self);
}

/**
 * office_task_parts_set_task:
 * @self: the parts
 * @session: (nullable): the office
 * @task: (nullable): whose they are
 */
void
office_task_parts_set_task (OfficeTaskParts *self, OfficeSession *session, OfficeTask *task)
{
  g_return_if_fail (OFFICE_IS_TASK_PARTS (self));

  unfollow (self);
  g_set_object (&self->session, session);
  g_set_object (&self->task, task);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  if (task == NULL)
    return;
  self->relations = office_task_relations_new (session, task);
  g_signal_connect_swapped (self->relations, "changed", G_CALLBACK (update), self);
  update (self);
}
