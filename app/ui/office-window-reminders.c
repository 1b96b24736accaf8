/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-window-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "office-answer.h"
#include "office-when-dialog.h"

/* Reminders of tasks, set from anywhere; and what the buttons of reminders do, in the window and on the desktop. */

typedef struct {
  OfficeSession *session;
  GtkWidget *window;
  char *task;
} Asking;

static void
asking_free (gpointer data, GClosure *closure)
{
  Asking *self = data;

  g_object_unref (self->session);
  g_object_unref (self->window);
  g_free (self->task);
  g_free (self);
}

static void
on_chosen (GtkWidget *dialog, gint64 when, const char *text, Asking *self)
{
  g_autoptr (GError) error = NULL;

  if (!office_session_remind (self->session, self->task, NULL, when, NULL, &error))
    office_window_show_error (OFFICE_WINDOW (self->window), error);
}

/* Target: the task; "": the one in the pane. */
void
office_window_remind_task (GtkWidget *widget, const char *action, GVariant *target)
{
  OfficeWindow *self = OFFICE_WINDOW (widget);
  const char *named = g_variant_get_string (target, NULL);
  const char *task = *named != '\0' ? named : office_workspace_get_task_id (self->workspace);
  GtkWidget *dialog;
  Asking *asking;

  if (self->session == NULL || task == NULL)
    return;
  dialog = office_when_dialog_new (self->session, GTK_WINDOW (self));
  office_when_dialog_ask_reminder (OFFICE_WHEN_DIALOG (dialog));
  asking = g_new0 (Asking, 1);
  asking->session = g_object_ref (self->session);
  asking->window = g_object_ref (widget);
  asking->task = g_strdup (task);
  g_signal_connect_data (dialog, "chosen", G_CALLBACK (on_chosen), asking, asking_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* ---- answers ---- */

/**
 * office_window_answer: (skip)
 * @self: a window
 * @office: (nullable): the office that the reminder is of; %NULL: the one that is shown
 * @what: "snooze-reminder", "end-reminder", "snooze-due" or "complete-task"; anything else is nothing
 * @id: the reminder; of the latter two, the task
 * @until: "hour" or "tomorrow": for how long it is snoozed
 *
 * What is done is done without leaving the office that is shown.
 */
void
office_window_answer (OfficeWindow *self, const char *office, const char *what, const char *id, const char *until)
{
  OfficeSession *session = office_window_find_session (self, office);
  g_autoptr (GError) error = NULL;

  if (session != NULL && !office_answer_do (session, what, id, until, &error))
    office_window_show_error (self, error);
}

/* Target: the reminder or task, and where it is snoozed, "hour" or "tomorrow". */
void
office_window_answer_reminder (GtkWidget *widget, const char *action, GVariant *target)
{
  const char *id, *until = "";

  if (g_variant_is_of_type (target, G_VARIANT_TYPE ("(ss)")))
    g_variant_get (target, "(&s&s)", &id, &until);
  else
    id = g_variant_get_string (target, NULL);
  office_window_answer (OFFICE_WINDOW (widget), NULL, action + strlen ("win."), id, until);
}
