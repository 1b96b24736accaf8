/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-calendar-side.h"

#include <glib/gi18n.h>

#include "office-calendar-chip.h"
#include "office-drag.h"
#include "office-touch-drag.h"

#define MOST    60
#define A_SLICE 6 /* chips that are made before the next frame can be painted */
#define WIDTH   212

struct _OfficeCalendarSide {
  GtkWidget parent_instance;

  GPtrArray *tasks; /* that it shows; NULL: to be filled */
  OfficeSession *session;
  guint n_made; /* chips */
  guint rest;   /* source that makes those that are missing */
  GtkWidget *box;
  GtkWidget *chips;
};

enum { DROPPED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OfficeCalendarSide, office_calendar_side, GTK_TYPE_WIDGET)

static GdkDragAction
on_motion (GtkDropTarget *target, double x, double y, OfficeCalendarSide *self)
{
  office_touch_drag_note_motion (office_drag_get_over (target), GTK_WIDGET (self), x, y);
  return GDK_ACTION_MOVE;
}

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, OfficeCalendarSide *self)
{
  if (!office_touch_drag_note_motion (office_drag_get_over (target), GTK_WIDGET (self), x, y)
      && g_value_get_object (value) != NULL)
    g_signal_emit (self, signals[DROPPED], 0, g_value_get_object (value));
  return TRUE;
}

static void
office_calendar_side_dispose (GObject *object)
{
  OfficeCalendarSide *self = OFFICE_CALENDAR_SIDE (object);

  g_clear_handle_id (&self->rest, g_source_remove);
  g_clear_object (&self->session);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->tasks, g_ptr_array_unref);
  G_OBJECT_CLASS (office_calendar_side_parent_class)->dispose (object);
}

static void
office_calendar_side_class_init (OfficeCalendarSideClass *class)
{
  G_OBJECT_CLASS (class)->dispose = office_calendar_side_dispose;
  signals[DROPPED] = g_signal_new ("dropped", OFFICE_TYPE_CALENDAR_SIDE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, OFFICE_TYPE_TASK);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
}

static void
office_calendar_side_init (OfficeCalendarSide *self)
{
  GtkWidget *title = gtk_label_new (_ ("No date"));
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkDropTarget *target = gtk_drop_target_new (OFFICE_TYPE_TASK, GDK_ACTION_MOVE);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_add_css_class (GTK_WIDGET (self), "calendar-side");
  gtk_widget_set_size_request (GTK_WIDGET (self), WIDTH, -1);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "stamp");
  self->chips = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->chips);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (self->box), title);
  gtk_box_append (GTK_BOX (self->box), scroller);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  g_signal_connect (target, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect (target, "drop", G_CALLBACK (on_drop), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/**
 * office_calendar_side_new:
 *
 * Returns: (transfer floating): a side with no tasks
 */
GtkWidget *
office_calendar_side_new (void)
{
  return g_object_new (OFFICE_TYPE_CALENDAR_SIDE, NULL);
}

/* Chips follow their tasks: only others are made anew. */
static gboolean
is_same (OfficeCalendarSide *self, GPtrArray *tasks)
{
  if (self->tasks == NULL || self->tasks->len != tasks->len)
    return FALSE;
  for (guint i = 0; i < tasks->len; i++)
    if (tasks->pdata[i] != self->tasks->pdata[i])
      return FALSE;
  return TRUE;
}

static void
append_hint (OfficeCalendarSide *self, guint n)
{
  const guint further = n - MIN (n, MOST);
  g_autofree char *text = n == 0 ? g_strdup (_ ("Drag a task here to take its date away."))
                                 : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "+%u more", "+%u more", further),
                                                    further);
  GtkWidget *hint = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (hint), TRUE);
  gtk_label_set_xalign (GTK_LABEL (hint), 0);
  gtk_widget_add_css_class (hint, "stamp");
  gtk_box_append (GTK_BOX (self->chips), hint);
}

static gboolean
on_rest (gpointer data)
{
  OfficeCalendarSide *self = data;
  const guint n = MIN (self->tasks->len, MOST);

  for (guint i = 0; i < A_SLICE && self->n_made < n; i++)
    gtk_box_append (GTK_BOX (self->chips),
                    office_calendar_chip_new (self->session, self->tasks->pdata[self->n_made++]));
  if (self->n_made < n)
    return G_SOURCE_CONTINUE;
  if (self->tasks->len == 0 || self->tasks->len > MOST)
    append_hint (self, self->tasks->len);
  self->rest = 0;
  return G_SOURCE_REMOVE;
}

/**
 * office_calendar_side_set_tasks:
 * @self: a side
 * @session: the office
 * @tasks: (element-type OfficeTask): what has no date
 */
void
office_calendar_side_set_tasks (OfficeCalendarSide *self, OfficeSession *session, GPtrArray *tasks)
{
  GtkWidget *child;

  g_return_if_fail (OFFICE_IS_CALENDAR_SIDE (self));

  if (is_same (self, tasks))
    return;
  g_clear_pointer (&self->tasks, g_ptr_array_unref);
  self->tasks = g_ptr_array_ref (tasks);
  while ((child = gtk_widget_get_first_child (self->chips)) != NULL)
    gtk_box_remove (GTK_BOX (self->chips), child);
  g_set_object (&self->session, session);
  self->n_made = 0;
  g_clear_handle_id (&self->rest, g_source_remove);
  /* The few of a small room at once. */
  if (on_rest (self) == G_SOURCE_CONTINUE)
    self->rest = g_idle_add (on_rest, self);
}

/**
 * office_calendar_side_clear:
 * @self: a side
 *
 * The next tasks are of another list.
 */
void
office_calendar_side_clear (OfficeCalendarSide *self)
{
  g_return_if_fail (OFFICE_IS_CALENDAR_SIDE (self));

  g_clear_handle_id (&self->rest, g_source_remove);
  g_clear_pointer (&self->tasks, g_ptr_array_unref);
}
