/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-task-pane.h"

#include "office-conversation-view.h"
#include "office-due-zone.h"
#include "office-in-place-text.h"
#include "office-kept-dialog.h"
#include "office-label-chip.h"
#include "office-people-pile.h"
#include "office-state-icon.h"
#include "office-steps-view.h"
#include "office-task-fields.h"
#include "office-task-files.h"
#include "office-task-history-view.h"
#include "office-task-menu.h"
#include "office-task-parts.h"
#include "office-task-pickers.h"
#include "office-templates.h"
#include "office-text-markup.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _OfficeTaskPane {
  GtkWidget parent_instance;

  OfficeSession *session;
  OfficeTask *task;      /* NULL: nothing shown */
  OfficeMessage *source; /* the message it was made of; nullable */

  GtkButton *complete; /* of a template: makes a task like it */
  GtkWidget *template_mark;
  GtkMenuButton *menu_button;
  OfficeInPlaceText *title;
  GtkMenuButton *column_button;
  OfficeStateIcon *state;
  GtkLabel *column_label;
  GtkMenuButton *people_button;
  GtkBox *people_box;
  OfficePeoplePile *people;
  GtkLabel *people_label;
  GtkMenuButton *due_button;
  GtkWidget *due_icon;
  GtkLabel *due_label;
  GtkMenuButton *labels_button;
  GtkBox *labels_box;
  GtkMenuButton *priority_button;
  GtkLabel *priority_label;
  GtkWidget *kept; /* the banner that tells of two texts */
  OfficeInPlaceText *description;
  GtkWidget *source_button;
  GtkLabel *source_from;
  GtkLabel *source_text;
  OfficeStepsView *steps;
  OfficeTaskFields *more;
  OfficeTaskParts *parts;
  OfficeTaskFiles *files;
  OfficeTaskHistoryView *history;
  OfficeConversationView *discussion;
};

G_DEFINE_FINAL_TYPE (OfficeTaskPane, office_task_pane, GTK_TYPE_WIDGET)

static void
say (OfficeTaskPane *self, GError *error)
{
  if (error != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.say", "s", error->message);
}

/* Names the button for a screen reader: the field, then its value. */
static void
name_field (GtkMenuButton *button, const char *field, const char *value)
{
  g_autofree char *name = g_strdup_printf (_ ("%s: %s"), field, value);

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
set_faint (GtkWidget *widget, gboolean faint)
{
  if (faint)
    gtk_widget_add_css_class (widget, "field-name");
  else
    gtk_widget_remove_css_class (widget, "field-name");
}

static void
update_people (OfficeTaskPane *self)
{
  GListModel *assignees = office_task_get_assignees (self->task);
  guint n = g_list_model_get_n_items (assignees);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (OfficePerson) person = g_list_model_get_item (assignees, i);

      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", office_person_get_name (person));
    }
  gtk_label_set_text (self->people_label, n > 0 ? names->str : _ ("Nobody"));
  set_faint (GTK_WIDGET (self->people_label), n == 0);
  gtk_widget_set_visible (GTK_WIDGET (self->people), n > 0);
  name_field (self->people_button, _ ("Assigned"), gtk_label_get_text (self->people_label));
}

static void
update_labels (OfficeTaskPane *self)
{
  GListModel *labels = office_task_get_labels (self->task);
  guint n = g_list_model_get_n_items (labels);
  g_autoptr (GString) names = g_string_new (NULL);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->labels_box))) != NULL)
    gtk_box_remove (self->labels_box, child);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (OfficeLabel) label = g_list_model_get_item (labels, i);

      child = office_label_chip_new ();
      office_label_chip_set_label (OFFICE_LABEL_CHIP (child), label);
      gtk_box_append (self->labels_box, child);
      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", office_label_get_name (label));
    }
  if (n == 0)
    {
      child = gtk_label_new (_ ("None"));
      set_faint (child, TRUE);
      gtk_box_append (self->labels_box, child);
    }
  name_field (self->labels_button, _ ("Labels"), n > 0 ? names->str : _ ("None"));
}

static void
update_due (OfficeTaskPane *self)
{
  g_autofree char *due = office_task_dup_due_long_text (self->task);
  g_autofree char *hint = office_due_dup_zone_hint (office_task_get_due (self->task),
                                                    office_task_get_zone (self->task));
  g_autofree char *both = due != NULL && hint != NULL ? g_strdup_printf ("%s · %s", due, hint) : NULL;

  gtk_label_set_text (self->due_label, both != NULL ? both : due != NULL ? due : _ ("None"));
  set_faint (GTK_WIDGET (self->due_label), due == NULL);
  gtk_widget_set_visible (self->due_icon, due != NULL);
  name_field (self->due_button, _ ("Due"), gtk_label_get_text (self->due_label));
}

static void
update_priority (OfficeTaskPane *self)
{
  const char *const names[] = { _ ("None"), _ ("Low"), _ ("Medium"), _ ("High") };
  OfficePriority priority = office_task_get_priority (self->task);

  gtk_label_set_text (self->priority_label, names[priority]);
  set_faint (GTK_WIDGET (self->priority_label), priority == OFFICE_PRIORITY_NONE);
  name_field (self->priority_button, _ ("Priority"), names[priority]);
}

static void
update_source (OfficeTaskPane *self)
{
  g_autoptr (GDateTime) at = NULL;
  g_autofree char *time = NULL;
  g_autofree char *from = NULL;
  g_autofree char *plain = NULL;
  g_autofree char *quote = NULL;

  gtk_widget_set_visible (self->source_button, self->source != NULL);
  if (self->source == NULL)
    return;
  at = g_date_time_new_from_unix_local (office_message_get_at (self->source) / 1000);
  /* Translators: the time of day of a message, for g_date_time_format(). */
  time = g_date_time_format (at, _ ("%-H:%M"));
  from = g_strdup_printf (_ ("From a message of %s · %s"),
                          office_person_get_name (office_message_get_author (self->source)), time);
  plain = office_text_markup_dup_plain (office_message_get_text (self->source));
  quote = g_strdup_printf (_ ("“%s”"), g_strdelimit (plain, "\n", ' '));
  gtk_label_set_text (self->source_from, from);
  gtk_label_set_text (self->source_text, office_message_get_removed (self->source) ? _ ("Message deleted") : quote);
}

static void
update_kept (OfficeTaskPane *self)
{
  g_autofree char *mine = NULL;
  g_autofree char *theirs = NULL;

  gtk_widget_set_visible (
      self->kept,
      self->task != NULL && office_session_dup_kept (self->session, office_task_get_id (self->task), &mine, &theirs));
}

static void
update (OfficeTaskPane *self)
{
  gboolean done = office_task_get_state (self->task) == OFFICE_STATE_DONE;

  /* It may have gone to a room that one does not see. */
  if (office_task_get_trashed (self->task) || !office_task_is_present (self->task))
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "win.close-pane", NULL);
      return;
    }
  gtk_button_set_label (self->complete, office_task_get_template (self->task) ? _ ("_New Task from It")
                                        : done                                ? _ ("Mark as _Not Done")
                                                                              : _ ("Mark as _Done"));
  gtk_widget_set_visible (self->template_mark, office_task_get_template (self->task));
  office_in_place_text_set_text (self->title, office_task_get_title (self->task));
  office_in_place_text_set_text (self->description, office_task_get_description (self->task));
  office_state_icon_set_state (self->state, office_task_get_state (self->task));
  gtk_label_set_text (self->column_label, office_task_get_column_name (self->task));
  name_field (self->column_button, _ ("Column"), office_task_get_column_name (self->task));
  update_due (self);
  update_priority (self);
  update_people (self);
}

/* ---- acting ---- */

static gboolean
edit (OfficeTaskPane *self, const char *field, const char *value)
{
  g_autoptr (GError) error = NULL;
  gboolean done = office_session_edit_task (self->session, office_task_get_id (self->task), field, value, &error);

  say (self, error);
  return done;
}

static gboolean
on_title_committed (OfficeInPlaceText *text, const char *value, const char *base, OfficeTaskPane *self)
{
  return edit (self, "title", value);
}

static gboolean
on_description_committed (OfficeInPlaceText *text, const char *value, const char *base, OfficeTaskPane *self)
{
  g_autoptr (GError) error = NULL;
  gboolean done = office_session_edit_description (self->session, office_task_get_id (self->task), base, value, &error);

  say (self, error);
  return done;
}

/* ---- what is being typed ---- */

static char *
make_place (OfficeTaskPane *self, const char *kind)
{
  return g_strconcat (kind, office_task_get_id (self->task), NULL);
}

static void
keep (OfficeTaskPane *self, const char *kind, const char *text)
{
  g_autofree char *place = make_place (self, kind);

  office_session_set_draft (self->session, place, text);
}

static void
on_title_draft (OfficeInPlaceText *text, const char *typed, const char *base, OfficeTaskPane *self)
{
  keep (self, "base:title:", base);
  keep (self, "title:", typed);
}

static void
on_description_draft (OfficeInPlaceText *text, const char *typed, const char *base, OfficeTaskPane *self)
{
  keep (self, "base:description:", base);
  keep (self, "description:", typed);
}

static void
show_text (OfficeTaskPane *self, OfficeInPlaceText *widget, const char *kind, const char *base_kind, const char *text)
{
  g_autofree char *place = make_place (self, kind);
  g_autofree char *base_place = make_place (self, base_kind);
  g_autofree char *draft = office_session_dup_draft (self->session, place);
  g_autofree char *base = office_session_dup_draft (self->session, base_place);

  office_in_place_text_begin (widget, text, draft, base);
}

static void
on_complete (OfficeTaskPane *self)
{
  g_autoptr (GError) error = NULL;
  const char *id = office_task_get_id (self->task);

  if (office_task_get_template (self->task))
    office_session_make_from_template (self->session, id, NULL, NULL, &error);
  else
    office_session_complete_task (self->session, id, office_task_get_state (self->task) != OFFICE_STATE_DONE, &error);
  say (self, error);
}

static void
on_source (OfficeTaskPane *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-message", "s", office_message_get_id (self->source));
}

static void
on_choose_kept (OfficeTaskPane *self)
{
  GtkWidget *dialog = office_kept_dialog_new (self->session, office_task_get_id (self->task));
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (root));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
pane_priority (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OfficeTaskPane *self = OFFICE_TASK_PANE (widget);

  if (self->task != NULL)
    edit (self, "priority", g_variant_get_string (parameter, NULL));
}

static void
pane_transfer (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OfficeTaskPane *self = OFFICE_TASK_PANE (widget);

  if (self->task != NULL)
    gtk_widget_activate_action (widget, "win.transfer-task", "s", office_task_get_id (self->task));
}

/* The task has gone to another room, and its discussion with it. */
static void
show_discussion (OfficeTaskPane *self)
{
  office_conversation_view_set_place (self->discussion, self->session, office_task_get_room_id (self->task),
                                      office_task_get_id (self->task));
}

/* The menu says what can be done with the task as it is at that moment. */
static void
make_menu (GtkMenuButton *button, gpointer data)
{
  OfficeTaskPane *self = data;

  gtk_menu_button_set_popover (button, self->task != NULL ? office_task_menu_new (self->session, self->task) : NULL);
}

static void
follow (OfficeTaskPane *self)
{
  g_signal_connect_swapped (self->session, "kept-both", G_CALLBACK (update_kept), self);
  g_signal_connect_swapped (self->task, "notify", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->task, "notify::room-id", G_CALLBACK (show_discussion), self);
  g_signal_connect_swapped (office_task_get_assignees (self->task), "items-changed", G_CALLBACK (update_people), self);
  g_signal_connect_swapped (office_task_get_labels (self->task), "items-changed", G_CALLBACK (update_labels), self);
  if (office_task_get_source_id (self->task) != NULL)
    self->source = office_session_dup_message (self->session, office_task_get_source_id (self->task));
  if (self->source != NULL)
    g_signal_connect_swapped (self->source, "notify", G_CALLBACK (update_source), self);
}

static void
unfollow (OfficeTaskPane *self)
{
  if (self->task == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->session, self);
  g_signal_handlers_disconnect_by_data (self->task, self);
  g_signal_handlers_disconnect_by_data (office_task_get_assignees (self->task), self);
  g_signal_handlers_disconnect_by_data (office_task_get_labels (self->task), self);
  if (self->source != NULL)
    g_signal_handlers_disconnect_by_data (self->source, self);
  g_clear_object (&self->source);
  g_clear_object (&self->task);
}

static void
office_task_pane_dispose (GObject *object)
{
  OfficeTaskPane *self = OFFICE_TASK_PANE (object);
  GtkWidget *child;

  unfollow (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (office_task_pane_parent_class)->dispose (object);
}

static void
office_task_pane_class_init (OfficeTaskPaneClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = office_task_pane_dispose;

  g_type_ensure (OFFICE_TYPE_CONVERSATION_VIEW);
  g_type_ensure (OFFICE_TYPE_IN_PLACE_TEXT);
  g_type_ensure (OFFICE_TYPE_STATE_ICON);
  g_type_ensure (OFFICE_TYPE_STEPS_VIEW);
  g_type_ensure (OFFICE_TYPE_TASK_FIELDS);
  g_type_ensure (OFFICE_TYPE_TASK_FILES);
  g_type_ensure (OFFICE_TYPE_TASK_HISTORY_VIEW);
  g_type_ensure (OFFICE_TYPE_TASK_PARTS);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Office/office-task-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, OfficeTaskPane, complete);
  gtk_widget_class_bind_template_child (widget_class, OfficeTaskPane, menu_button);
  gtk_widget_class_bind_template_child (widget_class, OfficeTaskPane, template_mark);
  gtk_widget_class_bind_template_child (widget_class, OfficeTaskPane, title);
  gtk_widget_class_bind_template_child (widget_class, OfficeTaskPane, column_button);
  gtk_widget_class_bind_template_child (widget_class, OfficeTaskPane, state);
  gtk_widget_class_bind_template_child (widget_class, OfficeTaskPane, column_label);
  gtk_widget_class_bind_template_child (widget_class, OfficeTaskPane, people_button);
  gtk_widget_class_bind_template_child (widget_class, OfficeTaskPane, people_box);
  gtk_widget_class_bind_template_child (widget_class, OfficeTaskPane, people_label);
  gtk_widget_class_bind_template_child (widget_class, OfficeTaskPane, due_button);
  gtk_widget_class_bind_template_child (widget_class, OfficeTaskPane, due_icon);
  gtk_widget_class_bind_template_child (widget_class, OfficeTaskPane, due_label);
  gtk_widget_class_bind_template_child (widget_class, OfficeTaskPane, labels_button);
  gtk_widget_class_bind_template_child (widget_class, OfficeTaskPane, labels_box);
  gtk_widget_class_bind_template_child (widget_class, OfficeTaskPane, priority_button);
  gtk_widget_class_bind_template_child (widget_class, OfficeTaskPane, priority_label);
  gtk_widget_class_bind_template_child (widget_class, OfficeTaskPane, kept);
  gtk_widget_class_bind_template_child (widget_class, OfficeTaskPane, description);
  gtk_widget_class_bind_template_child_full (widget_class, "source", FALSE,
                                             G_STRUCT_OFFSET (OfficeTaskPane, source_button));
  gtk_widget_class_bind_template_child (widget_class, OfficeTaskPane, source_from);
  gtk_widget_class_bind_template_child (widget_class, OfficeTaskPane, source_text);
  gtk_widget_class_bind_template_child (widget_class, OfficeTaskPane, steps);
  gtk_widget_class_bind_template_child (widget_class, OfficeTaskPane, more);
  gtk_widget_class_bind_template_child (widget_class, OfficeTaskPane, parts);
  gtk_widget_class_bind_template_child (widget_class, OfficeTaskPane, files);
  gtk_widget_class_bind_template_child (widget_class, OfficeTaskPane, history);
  gtk_widget_class_bind_template_child (widget_class, OfficeTaskPane, discussion);
  gtk_widget_class_bind_template_callback (widget_class, on_title_committed);
  gtk_widget_class_bind_template_callback (widget_class, on_description_committed);
  gtk_widget_class_bind_template_callback (widget_class, on_title_draft);
  gtk_widget_class_bind_template_callback (widget_class, on_description_draft);
  gtk_widget_class_bind_template_callback (widget_class, on_complete);
  gtk_widget_class_bind_template_callback (widget_class, on_source);
  gtk_widget_class_bind_template_callback (widget_class, on_choose_kept);
  gtk_widget_class_install_action (widget_class, "pane.priority", "s", pane_priority);
  gtk_widget_class_install_action (widget_class, "pane.transfer", NULL, pane_transfer);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_m, GDK_CONTROL_MASK, "pane.transfer", NULL);
}

static void
office_task_pane_init (OfficeTaskPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->people = OFFICE_PEOPLE_PILE (office_people_pile_new (20));
  gtk_box_prepend (self->people_box, GTK_WIDGET (self->people));
  gtk_menu_button_set_create_popup_func (self->menu_button, make_menu, self, NULL);
}

/**
 * office_task_pane_new:
 *
 * Returns: (transfer floating): a pane that shows nothing yet
 */
GtkWidget *
office_task_pane_new (void)
{
  return g_object_new (OFFICE_TYPE_TASK_PANE, NULL);
}

/**
 * office_task_pane_set_task:
 * @self: a pane
 * @session: (nullable): the office
 * @task: (nullable): the task's id; one that is not there shows nothing
 *
 * What is being typed into the task before is saved there first; what was typed into this one and never saved, as when
 * the program was killed, stands there again.
 */
void
office_task_pane_set_task (OfficeTaskPane *self, OfficeSession *session, const char *task)
{
  if (self->task != NULL && g_strcmp0 (office_task_get_id (self->task), task) == 0 && self->session == session)
    return;

  if (self->task != NULL)
    {
      office_in_place_text_commit (self->title);
      office_in_place_text_commit (self->description);
    }
  unfollow (self);
  g_set_object (&self->session, session);
  if (session != NULL && task != NULL && office_session_find_task (session, task) != NULL)
    self->task = g_object_ref (office_session_find_task (session, task));

  office_in_place_text_set_session (self->description, session);
  office_steps_view_set_task (self->steps, session, self->task);
  office_task_fields_set_task (self->more, session, self->task);
  office_task_parts_set_task (self->parts, session, self->task);
  office_task_files_set_task (self->files, session, self->task);
  office_task_history_view_set_task (self->history, session, self->task);
  if (self->task == NULL)
    {
      office_conversation_view_set_place (self->discussion, NULL, NULL, NULL);
      return;
    }
  follow (self);
  show_discussion (self);
  office_people_pile_set_model (self->people, office_task_get_assignees (self->task));
  gtk_menu_button_set_popover (self->column_button, office_column_picker_new (session, self->task));
  gtk_menu_button_set_popover (self->people_button, office_people_picker_new (session, self->task));
  gtk_menu_button_set_popover (self->labels_button, office_label_picker_new (session, self->task));
  gtk_menu_button_set_popover (self->due_button, office_due_picker_new (session, self->task));
  show_text (self, self->title, "title:", "base:title:", office_task_get_title (self->task));
  show_text (self, self->description, "description:", "base:description:", office_task_get_description (self->task));
  update_kept (self);
  update_labels (self);
  update_source (self);
  update (self);
}

/**
 * office_task_pane_get_task_id:
 * @self: a pane
 *
 * Returns: (transfer none) (nullable): the id of the task it shows
 */
const char *
office_task_pane_get_task_id (OfficeTaskPane *self)
{
  return self->task != NULL ? office_task_get_id (self->task) : NULL;
}
