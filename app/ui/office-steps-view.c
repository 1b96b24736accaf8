/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-steps-view.h"

#include "office-step-menu.h"

#include <glib/gi18n.h>
#include <string.h>

#define LABEL_STAYS_MS 1000

struct _OfficeStepsView {
  GtkWidget parent_instance;

  OfficeSession *session;
  OfficeTask *task;

  GtkLabel *count;
  GtkProgressBar *progress;
  GtkBox *rows;
  GtkEditable *add;
  gboolean filling; /* its text is set by the program */
};

G_DEFINE_FINAL_TYPE (OfficeStepsView, office_steps_view, GTK_TYPE_WIDGET)

static void
say (OfficeStepsView *self, GError *error)
{
  if (error != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.say", "s", error->message);
}

static void
update_count (OfficeStepsView *self)
{
  guint n = office_task_get_n_steps (self->task);
  guint n_done = office_task_get_n_steps_done (self->task);
  g_autofree char *count = g_strdup_printf (_ ("%u of %u"), n_done, n);

  gtk_label_set_text (self->count, count);
  gtk_widget_set_visible (GTK_WIDGET (self->count), n > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), n > 0);
  gtk_progress_bar_set_fraction (self->progress, n > 0 ? (double) n_done / n : 0);
}

/* ---- what is being typed ---- */

static void
keep (OfficeStepsView *self, const char *kind, const char *id, const char *text)
{
  g_autofree char *place = g_strconcat (kind, id, NULL);

  office_session_set_draft (self->session, place, text);
}

static char *
dup_kept (OfficeStepsView *self, const char *kind, const char *id)
{
  g_autofree char *place = g_strconcat (kind, id, NULL);

  return office_session_dup_draft (self->session, place);
}

static void
on_add_changed (OfficeStepsView *self)
{
  if (self->task != NULL && !self->filling)
    keep (self, "step:", office_task_get_id (self->task), gtk_editable_get_text (self->add));
}

/* ---- one row ---- */

static OfficeStep *
get_step (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), "office-step");
}

static void
update_row (OfficeStep *step, GParamSpec *spec, GtkWidget *row)
{
  GtkWidget *check = gtk_widget_get_first_child (row);
  GtkWidget *label = gtk_widget_get_next_sibling (check);
  gboolean done = office_step_get_done (step);

  g_signal_handlers_block_matched (check, G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL, row);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), done);
  g_signal_handlers_unblock_matched (check, G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL, row);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, office_step_get_text (step),
                                  -1);
  if (!gtk_editable_label_get_editing (GTK_EDITABLE_LABEL (label))
      && !g_str_equal (gtk_editable_get_text (GTK_EDITABLE (label)), office_step_get_text (step)))
    gtk_editable_set_text (GTK_EDITABLE (label), office_step_get_text (step));
  if (done)
    gtk_widget_add_css_class (label, "done-text");
  else
    gtk_widget_remove_css_class (label, "done-text");
}

static void
on_toggled (GtkCheckButton *check, GtkWidget *row)
{
  OfficeStepsView *self = OFFICE_STEPS_VIEW (gtk_widget_get_ancestor (row, OFFICE_TYPE_STEPS_VIEW));
  g_autoptr (GError) error = NULL;

  office_session_set_step_done (self->session, office_step_get_id (get_step (row)), gtk_check_button_get_active (check),
                                &error);
  say (self, error);
}

/* An emptied step goes. */
static void
on_edited (GtkEditableLabel *label, GParamSpec *spec, GtkWidget *row)
{
  OfficeStepsView *self = OFFICE_STEPS_VIEW (gtk_widget_get_ancestor (row, OFFICE_TYPE_STEPS_VIEW));
  OfficeStep *step = get_step (row);
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (label))));
  g_autoptr (GError) error = NULL;

  if (self == NULL || gtk_editable_label_get_editing (label))
    return;
  if (*text == '\0')
    office_session_remove_step (self->session, office_step_get_id (step), &error);
  else if (!g_str_equal (text, office_step_get_text (step)))
    office_session_edit_step (self->session, office_step_get_id (step), text, &error);
  if (error == NULL)
    keep (self, "step-text:", office_step_get_id (step), NULL);
  say (self, error);
}

static void
on_typed (GtkEditableLabel *label, GtkWidget *row)
{
  OfficeStepsView *self = OFFICE_STEPS_VIEW (gtk_widget_get_ancestor (row, OFFICE_TYPE_STEPS_VIEW));

  if (self != NULL && gtk_editable_label_get_editing (label))
    keep (self, "step-text:", office_step_get_id (get_step (row)), gtk_editable_get_text (GTK_EDITABLE (label)));
}

/* What was being made of it when the program ended. */
static void
resume (OfficeStepsView *self, GtkWidget *row)
{
  GtkWidget *label = gtk_widget_get_next_sibling (gtk_widget_get_first_child (row));
  g_autofree char *draft = dup_kept (self, "step-text:", office_step_get_id (get_step (row)));

  if (draft == NULL)
    return;
  gtk_editable_label_start_editing (GTK_EDITABLE_LABEL (label));
  gtk_editable_set_text (GTK_EDITABLE (label), draft);
}

static void
on_remove (GtkButton *button, GtkWidget *row)
{
  OfficeStepsView *self = OFFICE_STEPS_VIEW (gtk_widget_get_ancestor (row, OFFICE_TYPE_STEPS_VIEW));
  g_autoptr (GError) error = NULL;

  office_session_remove_step (self->session, office_step_get_id (get_step (row)), &error);
  say (self, error);
}

/* Its label would take all of its line; a step may be longer than the pane is wide. */
static void
let_wrap (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    {
      gtk_label_set_wrap (GTK_LABEL (widget), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (widget), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_max_width_chars (GTK_LABEL (widget), 1);
      gtk_widget_set_hexpand (widget, TRUE);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (!GTK_IS_EDITABLE (child))
      let_wrap (child);
}

static GtkWidget *
make_row (OfficeStepsView *self, OfficeStep *step)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *label = gtk_editable_label_new (office_step_get_text (step));
  GtkWidget *remove = gtk_button_new_from_icon_name ("window-close-symbolic");

  gtk_widget_add_css_class (row, "step");
  gtk_widget_add_css_class (check, "round");
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_editable_set_width_chars (GTK_EDITABLE (label), 1);
  let_wrap (label);
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_add_css_class (remove, "circular");
  gtk_widget_add_css_class (remove, "remove");
  gtk_widget_set_tooltip_text (remove, _ ("Remove Step"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Remove step"), -1);
  gtk_box_append (GTK_BOX (row), check);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (row), remove);
  gtk_box_append (GTK_BOX (row), office_step_menu_button_new (self->session, self->task, step));
  office_step_make_movable (row, self->session, self->task, step);

  g_object_set_data_full (G_OBJECT (row), "office-step", g_object_ref (step), g_object_unref);
  g_signal_connect (check, "toggled", G_CALLBACK (on_toggled), row);
  g_signal_connect (label, "notify::editing", G_CALLBACK (on_edited), row);
  g_signal_connect (label, "changed", G_CALLBACK (on_typed), row);
  g_signal_connect (remove, "clicked", G_CALLBACK (on_remove), row);
  g_signal_connect_object (step, "notify", G_CALLBACK (update_row), row, 0);
  update_row (step, NULL, row);
  return row;
}

static gboolean
let_go (gpointer label)
{
  return G_SOURCE_REMOVE;
}

static GtkWidget *
get_row (OfficeStepsView *self, guint index)
{
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows));

  while (row != NULL && index-- > 0)
    row = gtk_widget_get_next_sibling (row);
  return row;
}

/* GTK 4.8 looks at the label a tenth of a second after the focus has left it, whether it is still there or not. */
static void
remove_row (OfficeStepsView *self, GtkWidget *row)
{
  GtkWidget *label = gtk_widget_get_next_sibling (gtk_widget_get_first_child (row));

  g_signal_handlers_disconnect_by_data (label, row);
  g_timeout_add_full (G_PRIORITY_DEFAULT, LABEL_STAYS_MS, let_go, g_object_ref (label), g_object_unref);
  gtk_box_remove (self->rows, row);
}

static void
on_steps_changed (GListModel *steps, guint position, guint removed, guint added, OfficeStepsView *self)
{
  GtkWidget *before = position > 0 ? get_row (self, position - 1) : NULL;

  for (guint i = 0; i < removed; i++)
    remove_row (self, get_row (self, position));
  for (guint i = 0; i < added; i++)
    {
      g_autoptr (OfficeStep) step = g_list_model_get_item (steps, position + i);
      GtkWidget *row = make_row (self, step);

      gtk_box_insert_child_after (self->rows, row, before);
      resume (self, row);
      before = row;
    }
  update_count (self);
}

static void
on_add (OfficeStepsView *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->add)));
  g_autoptr (GError) error = NULL;

  if (*text != '\0' && office_session_create_step (self->session, office_task_get_id (self->task), text, NULL, &error))
    gtk_editable_set_text (self->add, "");
  say (self, error);
}

/* ---- pasting ---- */

static void
on_clipboard (GObject *clipboard, GAsyncResult *result, gpointer data)
{
  g_autoptr (OfficeStepsView) self = data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, NULL);
  g_autofree char *stripped = text != NULL ? g_strstrip (g_strdup (text)) : NULL;
  g_autoptr (GError) error = NULL;
  int position;

  if (stripped == NULL || self->task == NULL)
    return;
  if (strpbrk (stripped, "\n\r") != NULL)
    {
      office_session_create_steps (self->session, office_task_get_id (self->task), stripped, &error);
      say (self, error);
      return;
    }
  gtk_editable_delete_selection (self->add);
  position = gtk_editable_get_position (self->add);
  gtk_editable_insert_text (self->add, text, -1, &position);
  gtk_editable_set_position (self->add, position);
}

/* Several lines are several steps. */
static void
on_paste (GtkText *entry, OfficeStepsView *self)
{
  g_signal_stop_emission_by_name (entry, "paste-clipboard");
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (entry)), NULL, on_clipboard,
                                 g_object_ref (self));
}

static void
office_steps_view_dispose (GObject *object)
{
  OfficeStepsView *self = OFFICE_STEPS_VIEW (object);
  GtkWidget *child;

  if (self->task != NULL)
    office_steps_view_set_task (self, NULL, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (office_steps_view_parent_class)->dispose (object);
}

static void
office_steps_view_class_init (OfficeStepsViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = office_steps_view_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Office/office-steps-view.ui");
  gtk_widget_class_bind_template_child (widget_class, OfficeStepsView, count);
  gtk_widget_class_bind_template_child (widget_class, OfficeStepsView, progress);
  gtk_widget_class_bind_template_child (widget_class, OfficeStepsView, rows);
  gtk_widget_class_bind_template_child (widget_class, OfficeStepsView, add);
  gtk_widget_class_bind_template_callback (widget_class, on_add);
  gtk_widget_class_bind_template_callback (widget_class, on_add_changed);
}

static void
office_steps_view_init (OfficeStepsView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self->add, "paste-clipboard", G_CALLBACK (on_paste), self);
}

/**
 * office_steps_view_set_task:
 * @self: the view
 * @session: (nullable): the office
 * @task: (nullable): whose steps to show
 */
void
office_steps_view_set_task (OfficeStepsView *self, OfficeSession *session, OfficeTask *task)
{
  g_autofree char *draft = NULL;
  GtkWidget *row;

  if (self->task != NULL)
    g_signal_handlers_disconnect_by_data (office_task_get_steps (self->task), self);
  if (self->task != NULL)
    g_signal_handlers_disconnect_by_data (self->task, self);
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    remove_row (self, row);

  g_set_object (&self->session, session);
  g_set_object (&self->task, task);
  if (task == NULL)
    return;
  draft = dup_kept (self, "step:", office_task_get_id (task));
  self->filling = TRUE;
  gtk_editable_set_text (self->add, draft != NULL ? draft : "");
  self->filling = FALSE;
  g_signal_connect (office_task_get_steps (task), "items-changed", G_CALLBACK (on_steps_changed), self);
  g_signal_connect_swapped (task, "notify::n-steps-done", G_CALLBACK (update_count), self);
  g_signal_connect_swapped (task, "notify::n-steps", G_CALLBACK (update_count), self);
  on_steps_changed (office_task_get_steps (task), 0, 0, g_list_model_get_n_items (office_task_get_steps (task)), self);
}
