/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-answer.h"

#include <gtk/gtk.h>

#include "office-beside.h"
#include "office-until.h"

#include <string.h>

/*
 * What the buttons of a reminder do, in the window and on the desktop. A notification outlives the program that it comes from:
 * pressed then, its button starts the program without a window. It opens the book of that office, does what is to be done, stays
 * until the host has it, and ends. What cannot be sent meanwhile is kept, and sent when the office is opened next.
 */

#define PATIENCE 20 /* s: for the host */

/* ---- what is done ---- */

static gint64
choose_time (OfficeSession *session, const char *until)
{
  return office_until_choose (g_str_equal (until, "tomorrow") ? OFFICE_UNTIL_MORNING : OFFICE_UNTIL_HOUR,
                              office_session_get_now (session));
}

static gboolean
put_off (OfficeSession *session, const char *id, const char *until, GError **error)
{
  return office_session_change_reminder (session, id, choose_time (session, until), error);
}

static gboolean
end (OfficeSession *session, const char *id, const char *until, GError **error)
{
  return office_session_remove_reminder (session, id, error);
}

static gboolean
put_off_due (OfficeSession *session, const char *id, const char *until, GError **error)
{
  return office_session_remind (session, id, NULL, choose_time (session, until), NULL, error);
}

static gboolean
complete (OfficeSession *session, const char *id, const char *until, GError **error)
{
  return office_session_complete_task (session, id, TRUE, error);
}

static const struct {
  const char *what;
  gboolean (*do_it) (OfficeSession *session, const char *id, const char *until, GError **error);
} answers[] = {
  { "snooze-reminder", put_off },
  { "end-reminder", end },
  { "snooze-due", put_off_due },
  { "complete-task", complete },
};

static gboolean
is_answer (const char *what)
{
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    if (g_str_equal (answers[i].what, what))
      return TRUE;
  return FALSE;
}

/**
 * office_answer_do:
 * @session: the office that the reminder is of
 * @what: "snooze-reminder", "end-reminder", "snooze-due" or "complete-task"; anything else is nothing
 * @id: the reminder; of the latter two, the task
 * @until: "hour" or "tomorrow": for how long it is snoozed
 * @error: return location
 *
 * Returns: %FALSE where it was not done
 */
gboolean
office_answer_do (OfficeSession *session, const char *what, const char *id, const char *until, GError **error)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (session), FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    if (g_str_equal (answers[i].what, what))
      return answers[i].do_it (session, id, until, error);
  return TRUE;
}

/* ---- without a window ---- */

typedef struct {
  GApplication *application; /* held */
  OfficeDesk *desk;
  OfficeSession *session;
  gulong following;
  guint patience, ending; /* sources */
} Sending;

/* A window that has come meanwhile has taken the office over. */
static void
end_sending (Sending *self)
{
  OfficeBeside *beside = office_desk_find_beside (self->desk, office_session_get_office_id (self->session));

  g_clear_handle_id (&self->patience, g_source_remove);
  g_clear_handle_id (&self->ending, g_source_remove);
  g_signal_handler_disconnect (self->session, self->following);
  if (gtk_application_get_windows (GTK_APPLICATION (self->application)) == NULL && beside != NULL
      && office_beside_get_session (beside) == self->session)
    office_desk_close_beside (self->desk, beside);
  g_object_unref (self->session);
  g_object_unref (self->desk);
  g_application_release (self->application);
  g_free (self);
}

static gboolean
on_sent (gpointer data)
{
  Sending *self = data;

  self->ending = 0;
  if (office_session_get_n_waiting (self->session) == 0)
    end_sending (self);
  return G_SOURCE_REMOVE;
}

/* The line is at work still. */
static void
on_waiting_changed (Sending *self)
{
  if (office_session_get_n_waiting (self->session) == 0 && self->ending == 0)
    self->ending = g_idle_add (on_sent, self);
}

static gboolean
on_patience_over (gpointer data)
{
  Sending *self = data;

  self->patience = 0;
  end_sending (self);
  return G_SOURCE_REMOVE;
}

static void
stay_until_sent (GApplication *application, OfficeDesk *desk, OfficeSession *session)
{
  Sending *self = g_new0 (Sending, 1);

  g_application_hold (application);
  *self = (Sending){ .application = application, .desk = g_object_ref (desk), .session = g_object_ref (session) };
  self->following = g_signal_connect_swapped (session, "notify::n-waiting", G_CALLBACK (on_waiting_changed), self);
  self->patience = g_timeout_add_seconds (PATIENCE, on_patience_over, self);
}

/**
 * office_answer_set_desk:
 * @application: the program
 * @desk: (nullable): the offices of which somebody may answer while there is no window
 */
void
office_answer_set_desk (GApplication *application, OfficeDesk *desk)
{
  g_return_if_fail (G_IS_APPLICATION (application));
  g_return_if_fail (desk == NULL || OFFICE_IS_DESK (desk));

  g_object_set_data_full (G_OBJECT (application), "office-answer-desk", desk != NULL ? g_object_ref (desk) : NULL,
                          g_object_unref);
}

/**
 * office_answer_unseen:
 * @application: the program, which has no window
 * @office: an office's id
 * @what: as office_answer_do() takes it
 * @id: likewise
 * @until: likewise
 *
 * Does it in an office that is opened for that. Of an office in which one is not any more, nothing.
 */
void
office_answer_unseen (GApplication *application, const char *office, const char *what, const char *id,
                      const char *until)
{
  OfficeDesk *desk = g_object_get_data (G_OBJECT (application), "office-answer-desk");
  OfficeBeside *beside = desk != NULL && is_answer (what) ? office_desk_find_beside (desk, office) : NULL;
  OfficeSession *session = beside != NULL ? office_desk_open_beside (desk, beside) : NULL;
  g_autoptr (GError) error = NULL;

  if (session == NULL)
    return;
  if (!office_answer_do (session, what, id, until, &error))
    g_message ("What was answered to a notification was not done: %s", error->message);
  if (office_session_get_n_waiting (session) > 0)
    stay_until_sent (application, desk, session);
  else
    office_desk_close_beside (desk, beside);
}
