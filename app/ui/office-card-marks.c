/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-card-marks.h"

#include "office-due-chip.h"
#include "office-estimate.h"
#include "office-flow-layout.h"
#include "office-people-pile.h"

#include <glib/gi18n.h>

/* In the order in which they stand. Most cards have few of them: each is made when a task first has it. */
typedef enum {
  MARK_NUMBER,
  MARK_PRIORITY,
  MARK_DUE,
  MARK_BLOCKED,
  MARK_REPEAT,
  MARK_ESTIMATE,
  MARK_STEPS,
  MARK_REPLIES,
  MARK_FILES,
  MARK_WAITING,
  N_MARKS
} Mark;

struct _OfficeCardMarks {
  GtkWidget parent_instance;

  OfficeSession *session;
  OfficeTask *task;
  GListModel *files;
  GPtrArray *blockers; /* OfficeTask, followed */

  GtkWidget *flow;
  GtkWidget *people;
  GtkWidget *marks[N_MARKS];
};

G_DEFINE_FINAL_TYPE (OfficeCardMarks, office_card_marks, GTK_TYPE_WIDGET)

/* ---- one mark ---- */

static void
place_mark (OfficeCardMarks *self, Mark mark, GtkWidget *widget)
{
  GtkWidget *before = NULL;

  for (guint i = 0; i < (guint) mark; i++)
    before = self->marks[i] != NULL ? self->marks[i] : before;
  self->marks[mark] = widget;
  gtk_widget_set_valign (widget, GTK_ALIGN_CENTER);
  gtk_widget_insert_after (widget, self->flow, before);
}

static void
hide_mark (OfficeCardMarks *self, Mark mark)
{
  if (self->marks[mark] != NULL)
    gtk_widget_set_visible (self->marks[mark], FALSE);
}

/* text: nullable; name: what a screen reader and the tooltip say */
static void
show_mark (OfficeCardMarks *self, Mark mark, const char *icon, const char *text, const char *name)
{
  GtkWidget *box = self->marks[mark];

  if (box == NULL)
    {
      box = g_object_new (GTK_TYPE_BOX, "spacing", 4, "accessible-role", GTK_ACCESSIBLE_ROLE_GENERIC, NULL);
      gtk_box_append (GTK_BOX (box),
                      g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
      gtk_box_append (GTK_BOX (box), gtk_label_new (NULL));
      gtk_widget_add_css_class (gtk_widget_get_last_child (box), "numeric");
      place_mark (self, mark, box);
    }
  gtk_image_set_from_icon_name (GTK_IMAGE (gtk_widget_get_first_child (box)), icon);
  gtk_widget_set_visible (gtk_widget_get_first_child (box), icon != NULL);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_last_child (box)), text != NULL ? text : "");
  gtk_widget_set_visible (gtk_widget_get_last_child (box), text != NULL);
  gtk_widget_set_visible (box, TRUE);
  /* Each goes over the bus to a screen reader, and most cards of a column say the same. */
  if (g_strcmp0 (gtk_widget_get_tooltip_text (box), name) == 0)
    return;
  gtk_widget_set_tooltip_text (box, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* ---- what the task has ---- */

static void
show_number (OfficeCardMarks *self)
{
  OfficeRoom *room = office_session_find_room (self->session, office_task_get_room_id (self->task));
  const char *key = room != NULL ? office_room_get_key (room) : NULL;
  g_autofree char *text = NULL;

  if (key == NULL || office_task_get_number (self->task) == 0)
    {
      hide_mark (self, MARK_NUMBER);
      return;
    }
  text = g_strdup_printf ("%s-%" G_GINT64_FORMAT, key, office_task_get_number (self->task));
  show_mark (self, MARK_NUMBER, NULL, text, NULL);
}

static void
show_priority (OfficeCardMarks *self)
{
  OfficePriority priority = office_task_get_priority (self->task);
  gboolean high = priority == OFFICE_PRIORITY_HIGH;

  if (!high && priority != OFFICE_PRIORITY_MEDIUM)
    {
      hide_mark (self, MARK_PRIORITY);
      return;
    }
  show_mark (self, MARK_PRIORITY, high ? "office-high-symbolic" : "office-medium-symbolic", NULL,
             high ? _ ("High priority") : _ ("Medium priority"));
  if (high)
    gtk_widget_add_css_class (self->marks[MARK_PRIORITY], "prio-high");
  else
    gtk_widget_remove_css_class (self->marks[MARK_PRIORITY], "prio-high");
}

/* task: nullable */
static void
show_due_of (OfficeCardMarks *self, OfficeTask *task)
{
  if (self->marks[MARK_DUE] == NULL && task != NULL && office_task_get_due (task) != NULL)
    place_mark (self, MARK_DUE, office_due_chip_new ());
  if (self->marks[MARK_DUE] != NULL)
    office_due_chip_set_task (OFFICE_DUE_CHIP (self->marks[MARK_DUE]), task);
}

static void
show_estimate (OfficeCardMarks *self)
{
  const gint64 minutes = office_task_get_estimate (self->task);
  g_autofree char *text = minutes > 0 ? office_estimate_to_text (minutes) : NULL;
  g_autofree char *name = NULL;

  if (text == NULL)
    {
      hide_mark (self, MARK_ESTIMATE);
      return;
    }
  /* Translators: how long a task should take */
  name = g_strdup_printf (_ ("Estimate: %s"), text);
  show_mark (self, MARK_ESTIMATE, "office-estimate-symbolic", text, name);
}

static void
show_steps (OfficeCardMarks *self)
{
  const guint n = office_task_get_n_steps (self->task), n_done = office_task_get_n_steps_done (self->task);
  g_autofree char *text = g_strdup_printf ("%u/%u", n_done, n);
  g_autofree char *name = g_strdup_printf (ngettext ("%u of %u step done", "%u of %u steps done", n), n_done, n);

  if (n > 0)
    show_mark (self, MARK_STEPS, "office-steps-symbolic", text, name);
  else
    hide_mark (self, MARK_STEPS);
}

static void
show_replies (OfficeCardMarks *self)
{
  const guint n = office_task_get_n_messages (self->task);
  g_autofree char *text = g_strdup_printf ("%u", n);
  g_autofree char *name = g_strdup_printf (ngettext ("%'u reply", "%'u replies", n), n);

  if (n > 0)
    show_mark (self, MARK_REPLIES, "office-chat-symbolic", text, name);
  else
    hide_mark (self, MARK_REPLIES);
}

static void
show_files (OfficeCardMarks *self)
{
  const guint n = self->files != NULL ? g_list_model_get_n_items (self->files) : 0;
  g_autofree char *text = g_strdup_printf ("%u", n);
  g_autofree char *name = g_strdup_printf (ngettext ("%u file", "%u files", n), n);

  if (n > 0)
    show_mark (self, MARK_FILES, "mail-attachment-symbolic", text, name);
  else
    hide_mark (self, MARK_FILES);
}

static void
show_signs (OfficeCardMarks *self)
{
  /* On a line that works a change waits for some milliseconds: to show that would only flicker. */
  const gboolean waiting = office_task_get_waiting (self->task)
                           && office_session_get_state (self->session) != OFFICE_LINE_LIVE;

  if (office_card_marks_is_blocked (self))
    show_mark (self, MARK_BLOCKED, "office-blocked-symbolic", NULL, _ ("Blocked: another task comes first"));
  else
    hide_mark (self, MARK_BLOCKED);
  if (office_task_get_repeat (self->task) != NULL)
    show_mark (self, MARK_REPEAT, "media-playlist-repeat-symbolic", NULL, _ ("Repeats"));
  else
    hide_mark (self, MARK_REPEAT);
  if (waiting)
    show_mark (self, MARK_WAITING, "office-clock-symbolic", NULL, _ ("Waiting for the line"));
  else
    hide_mark (self, MARK_WAITING);
}

/* ---- what it follows ---- */

static void
forget_blockers (OfficeCardMarks *self)
{
  for (guint i = 0; i < self->blockers->len; i++)
    g_signal_handlers_disconnect_by_func (self->blockers->pdata[i], office_card_marks_update, self);
  g_ptr_array_set_size (self->blockers, 0);
}

static void
follow_blockers (OfficeCardMarks *self)
{
  const char *const *ids = office_task_get_blocked_by (self->task);

  forget_blockers (self);
  for (guint i = 0; ids[i] != NULL; i++)
    {
      OfficeTask *task = office_session_find_task (self->session, ids[i]);

      if (task == NULL || task == self->task)
        continue;
      g_ptr_array_add (self->blockers, g_object_ref (task));
      g_signal_connect_swapped (task, "notify::state", G_CALLBACK (office_card_marks_update), self);
      g_signal_connect_swapped (task, "notify::trashed", G_CALLBACK (office_card_marks_update), self);
      g_signal_connect_swapped (task, "notify::present", G_CALLBACK (office_card_marks_update), self);
    }
}

static void
on_blocked_by_changed (OfficeCardMarks *self)
{
  follow_blockers (self);
  office_card_marks_update (self);
}

static void
forget_task (OfficeCardMarks *self)
{
  forget_blockers (self);
  if (self->files != NULL)
    g_signal_handlers_disconnect_by_data (self->files, self);
  g_clear_object (&self->files);
  if (self->task != NULL)
    g_signal_handlers_disconnect_by_data (self->task, self);
  g_clear_object (&self->task);
}

static void
office_card_marks_dispose (GObject *object)
{
  OfficeCardMarks *self = OFFICE_CARD_MARKS (object);
  GtkWidget *mark;

  forget_task (self);
  while (self->flow != NULL && (mark = gtk_widget_get_first_child (self->flow)) != NULL)
    gtk_widget_unparent (mark);
  g_clear_pointer (&self->flow, gtk_widget_unparent);
  g_clear_pointer (&self->people, gtk_widget_unparent);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (office_card_marks_parent_class)->dispose (object);
}

static void
office_card_marks_finalize (GObject *object)
{
  g_ptr_array_unref (OFFICE_CARD_MARKS (object)->blockers);

  G_OBJECT_CLASS (office_card_marks_parent_class)->finalize (object);
}

static void
office_card_marks_class_init (OfficeCardMarksClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = office_card_marks_dispose;
  object_class->finalize = office_card_marks_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
office_card_marks_init (OfficeCardMarks *self)
{
  self->blockers = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 8);
  gtk_widget_add_css_class (GTK_WIDGET (self), "meta");
  gtk_widget_set_size_request (GTK_WIDGET (self), -1, 22);
  self->flow = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_layout_manager (self->flow, office_flow_layout_new (10));
  gtk_widget_set_hexpand (self->flow, TRUE);
  gtk_widget_set_valign (self->flow, GTK_ALIGN_CENTER);
  gtk_widget_set_parent (self->flow, GTK_WIDGET (self));
  self->people = office_people_pile_new (22);
  gtk_widget_set_valign (self->people, GTK_ALIGN_END);
  gtk_widget_set_parent (self->people, GTK_WIDGET (self));
}

/**
 * office_card_marks_new:
 * @session: the office
 *
 * Returns: (transfer floating): the line, of no task yet
 */
GtkWidget *
office_card_marks_new (OfficeSession *session)
{
  OfficeCardMarks *self = g_object_new (OFFICE_TYPE_CARD_MARKS, NULL);

  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}

/**
 * office_card_marks_set_task:
 * @self: the line
 * @task: (nullable): whose
 */
void
office_card_marks_set_task (OfficeCardMarks *self, OfficeTask *task)
{
  forget_task (self);
  office_people_pile_set_model (OFFICE_PEOPLE_PILE (self->people),
                                task != NULL ? office_task_get_assignees (task) : NULL);
  if (task == NULL)
    {
      show_due_of (self, NULL);
      return;
    }
  self->task = g_object_ref (task);
  self->files = office_session_list_files (self->session, office_task_get_id (task));
  g_signal_connect_swapped (self->files, "items-changed", G_CALLBACK (office_card_marks_update), self);
  g_signal_connect_swapped (task, "notify::blocked-by", G_CALLBACK (on_blocked_by_changed), self);
  follow_blockers (self);
  office_card_marks_update (self);
}

/**
 * office_card_marks_update:
 * @self: the line
 *
 * Shows what its task says now.
 */
void
office_card_marks_update (OfficeCardMarks *self)
{
  gboolean any = FALSE;

  if (self->task == NULL)
    return;
  show_number (self);
  show_priority (self);
  show_due_of (self, self->task);
  show_signs (self);
  show_estimate (self);
  show_steps (self);
  show_replies (self);
  show_files (self);
  for (guint i = 0; i < N_MARKS; i++)
    any = any || (self->marks[i] != NULL && gtk_widget_get_visible (self->marks[i]));
  gtk_widget_set_visible (self->flow, any);
  /* An empty line takes no room. */
  gtk_widget_set_visible (GTK_WIDGET (self),
                          any || g_list_model_get_n_items (office_task_get_assignees (self->task)) > 0);
  gtk_widget_set_halign (self->people, any ? GTK_ALIGN_FILL : GTK_ALIGN_END);
  gtk_widget_set_hexpand (self->people, !any);
}

/**
 * office_card_marks_get_files:
 * @self: the line
 *
 * Returns: (transfer none) (nullable): a model of the task's OfficeAttachment
 */
GListModel *
office_card_marks_get_files (OfficeCardMarks *self)
{
  return self->files;
}

/**
 * office_card_marks_is_blocked:
 * @self: the line
 *
 * Returns: whether another task has to be done before this one
 */
gboolean
office_card_marks_is_blocked (OfficeCardMarks *self)
{
  if (self->task == NULL || office_task_get_state (self->task) == OFFICE_STATE_DONE)
    return FALSE;
  for (guint i = 0; i < self->blockers->len; i++)
    {
      OfficeTask *task = self->blockers->pdata[i];

      if (office_task_is_present (task) && !office_task_get_trashed (task)
          && office_task_get_state (task) != OFFICE_STATE_DONE)
        return TRUE;
    }
  return FALSE;
}
