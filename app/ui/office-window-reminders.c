/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-window-private.h"

#include <glib/gi18n.h>

#include "office-until.h"
#include "office-when-dialog.h"

/* Reminders of tasks: set from anywhere, and what the desktop's notifications of due dates activate. */

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

/* Target: the task, and "hour" or "tomorrow". */
void
office_window_snooze_due (GtkWidget *widget, const char *action, GVariant *target)
{
  OfficeWindow *self = OFFICE_WINDOW (widget);
  g_autoptr (GError) error = NULL;
  const char *task, *until;
  OfficeUntilChoice choice;

  g_variant_get (target, "(&s&s)", &task, &until);
  choice = g_str_equal (until, "tomorrow") ? OFFICE_UNTIL_MORNING : OFFICE_UNTIL_HOUR;
  if (self->session != NULL
      && !office_session_remind (self->session, task, NULL,
                                 office_until_choose (choice, office_session_get_now (self->session)), NULL, &error))
    office_window_show_error (self, error);
}

void
office_window_complete_task (GtkWidget *widget, const char *action, GVariant *target)
{
  OfficeWindow *self = OFFICE_WINDOW (widget);
  g_autoptr (GError) error = NULL;

  if (self->session != NULL
      && !office_session_complete_task (self->session, g_variant_get_string (target, NULL), TRUE, &error))
    office_window_show_error (self, error);
}
