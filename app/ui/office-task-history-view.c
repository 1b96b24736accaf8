/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-task-history-view.h"

#include "office-task-change.h"

#include <glib/gi18n.h>

struct _OfficeTaskHistoryView {
  GtkWidget parent_instance;

  OfficeSession *session;
  OfficeTask *task;
  OfficeTaskHistory *history; /* NULL while it is folded away */
  GtkWidget *expander;
  GtkWidget *content; /* what it shows when it is open; owned */
  GtkWidget *rows;
  GtkWidget *older;
  GtkWidget *nothing;
};

G_DEFINE_FINAL_TYPE (OfficeTaskHistoryView, office_task_history_view, GTK_TYPE_WIDGET)

static void
on_before (GtkWidget *button)
{
  GtkWidget *text = gtk_widget_get_next_sibling (button);

  gtk_widget_set_visible (text, !gtk_widget_get_visible (text));
}

static void
add_before (GtkWidget *row, const char *before)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Show Earlier Text"));
  GtkWidget *text = gtk_label_new (before);

  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "field");
  gtk_widget_add_css_class (button, "meta");
  gtk_widget_add_css_class (button, "outdent");
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (text), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (text), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_selectable (GTK_LABEL (text), TRUE);
  gtk_widget_add_css_class (text, "quote");
  gtk_widget_set_visible (text, FALSE);
  g_signal_connect (button, "clicked", G_CALLBACK (on_before), NULL);
  gtk_box_append (GTK_BOX (row), button);
  gtk_box_append (GTK_BOX (row), text);
}

static GtkWidget *
make_row (OfficeTaskChange *change)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *text = gtk_label_new (office_task_change_get_text (change));
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_local (office_task_change_get_at (change) / 1000);
  /* Translators: when something was changed, as in "20 Jun 2026, 14:05" */
  g_autofree char *time = g_date_time_format (at, _ ("%-d %b %Y, %-H:%M"));
  GtkWidget *when = gtk_label_new (time);

  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (text), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (text), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_xalign (GTK_LABEL (when), 0);
  gtk_widget_add_css_class (when, "meta");
  gtk_box_append (GTK_BOX (row), text);
  gtk_box_append (GTK_BOX (row), when);
  if (office_task_change_get_before (change) != NULL)
    add_before (row, office_task_change_get_before (change));
  return row;
}

static GtkWidget *
get_row (OfficeTaskHistoryView *self, guint index)
{
  GtkWidget *row = gtk_widget_get_first_child (self->rows);

  while (row != NULL && index-- > 0)
    row = gtk_widget_get_next_sibling (row);
  return row;
}

static void
on_changed (GListModel *history, guint position, guint removed, guint added, OfficeTaskHistoryView *self)
{
  GtkWidget *before = position > 0 ? get_row (self, position - 1) : NULL;

  for (guint i = 0; i < removed; i++)
    gtk_box_remove (GTK_BOX (self->rows), get_row (self, position));
  for (guint i = 0; i < added; i++)
    {
      g_autoptr (OfficeTaskChange) change = g_list_model_get_item (history, position + i);
      GtkWidget *row = make_row (change);

      gtk_box_insert_child_after (GTK_BOX (self->rows), row, before);
      before = row;
    }
  gtk_widget_set_visible (self->nothing, g_list_model_get_n_items (history) == 0);
  gtk_widget_set_visible (self->older, office_task_history_has_older (self->history));
}

static void
forget (OfficeTaskHistoryView *self)
{
  GtkWidget *row;

  if (self->history != NULL)
    g_signal_handlers_disconnect_by_data (self->history, self);
  g_clear_object (&self->history);
  while (self->rows != NULL && (row = gtk_widget_get_first_child (self->rows)) != NULL)
    gtk_box_remove (GTK_BOX (self->rows), row);
}

static void
on_has_older (OfficeTaskHistoryView *self)
{
  gtk_widget_set_visible (self->older, office_task_history_has_older (self->history));
}

/* Read only when somebody looks. Without its content meanwhile, for GTK 4.18 moves the focus into what is folded away. */
static void
on_expanded (OfficeTaskHistoryView *self)
{
  const gboolean expanded = gtk_expander_get_expanded (GTK_EXPANDER (self->expander));

  forget (self);
  gtk_expander_set_child (GTK_EXPANDER (self->expander), expanded ? self->content : NULL);
  if (self->task == NULL || !expanded)
    return;
  self->history = office_task_history_new (self->session, office_task_get_id (self->task));
  g_signal_connect (self->history, "items-changed", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (self->history, "notify::has-older", G_CALLBACK (on_has_older), self);
  on_changed (G_LIST_MODEL (self->history), 0, 0, g_list_model_get_n_items (G_LIST_MODEL (self->history)), self);
}

static void
on_older (OfficeTaskHistoryView *self)
{
  office_task_history_show_older (self->history);
}

static void
office_task_history_view_dispose (GObject *object)
{
  OfficeTaskHistoryView *self = OFFICE_TASK_HISTORY_VIEW (object);

  forget (self);
  self->rows = NULL;
  g_clear_pointer (&self->expander, gtk_widget_unparent);
  g_clear_object (&self->content);
  g_clear_object (&self->task);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (office_task_history_view_parent_class)->dispose (object);
}

static void
office_task_history_view_class_init (OfficeTaskHistoryViewClass *class)
{
  G_OBJECT_CLASS (class)->dispose = office_task_history_view_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
}

static void
office_task_history_view_init (OfficeTaskHistoryView *self)
{
  GtkWidget *title = gtk_label_new (_ ("History"));

  self->content = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  self->expander = gtk_expander_new (NULL);
  gtk_widget_add_css_class (title, "heading");
  gtk_expander_set_label_widget (GTK_EXPANDER (self->expander), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->expander), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("History"), -1);
  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  self->nothing = gtk_label_new (_ ("Nothing has been changed yet"));
  gtk_label_set_xalign (GTK_LABEL (self->nothing), 0);
  gtk_widget_add_css_class (self->nothing, "field-name");
  self->older = gtk_button_new_with_label (_ ("Show Older"));
  gtk_widget_add_css_class (self->older, "flat");
  gtk_widget_set_halign (self->older, GTK_ALIGN_START);
  gtk_widget_set_margin_top (self->content, 6);
  gtk_box_append (GTK_BOX (self->content), self->rows);
  gtk_box_append (GTK_BOX (self->content), self->nothing);
  gtk_box_append (GTK_BOX (self->content), self->older);
  gtk_widget_set_parent (self->expander, GTK_WIDGET (self));
  g_signal_connect_swapped (self->expander, "notify::expanded", G_CALLBACK (on_expanded), self);
  g_signal_connect_swapped (self->older, "clicked", G_CALLBACK (on_older), self);
}

/**
 * office_task_history_view_set_task:
 * @self: the view
 * @session: (nullable): the office
 * @task: (nullable): whose history it is
 */
void
office_task_history_view_set_task (OfficeTaskHistoryView *self, OfficeSession *session, OfficeTask *task)
{
  g_return_if_fail (OFFICE_IS_TASK_HISTORY_VIEW (self));

  forget (self);
  g_set_object (&self->session, session);
  g_set_object (&self->task, task);
  gtk_expander_set_expanded (GTK_EXPANDER (self->expander), FALSE);
}
