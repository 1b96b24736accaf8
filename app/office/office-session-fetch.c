/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-session-private.h"

#include "office-problem.h"

#include <glib/gi18n-lib.h>

#define A_SIDE         30  /* messages after the one that is wanted */
#define FIRST_LIMIT    60  /* it and what was said around it */
#define LIMIT          200 /* the host's highest */
#define MOST_QUESTIONS 10  /* so far back is the beginning of a thread looked for */

/*
 * A message that has not come yet is asked for with what was said around it, and stored as its page would be. The answer to
 * a thread is of use only with the message that began it, which may have been said long before.
 */
typedef struct {
  char *room;
  char *id;
  gint64 seq;
  gint64 before; /* the next question's */
  guint n_questions;
} Fetch;

static void ask (GTask *task);

static void
fetch_free (gpointer data)
{
  Fetch *self = data;

  g_free (self->room);
  g_free (self->id);
  g_free (self);
}

static gboolean
has_whole (OfficeSession *session, const char *id)
{
  g_autoptr (OfficeRecord) message = office_session_get_record (session, id, "message");
  g_autoptr (OfficeRecord) root = NULL;

  if (message == NULL)
    return FALSE;
  if (office_record_get_text (message, "thread") == NULL)
    return TRUE;
  root = office_session_get_record (session, office_record_get_text (message, "thread"), "message");
  return root != NULL;
}

static gint64
find_oldest (GPtrArray *records, gint64 before)
{
  gint64 oldest = before;

  for (guint i = 0; i < records->len; i++)
    {
      gint64 seq = office_record_get_integer (records->pdata[i], "seq");

      if (seq > 0 && seq < oldest)
        oldest = seq;
    }
  return oldest;
}

/* Returns: whether to ask for more. A message that is not among those around its place is no more. */
static gboolean
goes_on (OfficeSession *session, Fetch *fetch, GPtrArray *records)
{
  gint64 oldest = find_oldest (records, fetch->before);
  g_autoptr (OfficeRecord) message = office_session_get_record (session, fetch->id, "message");

  if (oldest == fetch->before || fetch->n_questions == MOST_QUESTIONS || (message == NULL && oldest <= fetch->seq))
    return FALSE;
  fetch->before = oldest;
  return TRUE;
}

static void
on_answer (GObject *line, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  OfficeSession *session = g_task_get_source_object (task);
  Fetch *fetch = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = office_line_history_finish (OFFICE_LINE (line), result, &error);

  if (records == NULL || !office_replica_apply_answer (session->replica, records, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else if (has_whole (session, fetch->id))
    g_task_return_boolean (task, TRUE);
  else if (goes_on (session, fetch, records))
    ask (task);
  else
    g_task_return_error (
        task, office_problem_new (OFFICE_PROBLEM_NOT_FOUND, NULL, "%s", _ ("This message is not there any more")));
}

static void
ask (GTask *task)
{
  OfficeSession *session = g_task_get_source_object (task);
  Fetch *fetch = g_task_get_task_data (task);
  guint limit = fetch->n_questions == 0 ? FIRST_LIMIT : LIMIT;

  fetch->n_questions++;
  office_line_history_async (session->line, fetch->room, fetch->before, limit, g_task_get_cancellable (task), on_answer,
                             g_object_ref (task));
}

/**
 * office_session_fetch_message_async:
 * @self: a session
 * @room: the room that it was said in
 * @id: a message's id
 * @seq: its place in the room
 * @cancellable: (nullable): to give up
 * @callback: called with office_session_fetch_message_finish() to be called
 * @data: for @callback
 *
 * Has a message that the host has found, and what was said around it, in the book; asks the host where its page has not
 * come yet.
 */
void
office_session_fetch_message_async (OfficeSession *self, const char *room, const char *id, gint64 seq,
                                    GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = NULL;
  Fetch *fetch;

  g_return_if_fail (OFFICE_IS_SESSION (self));
  g_return_if_fail (room != NULL && id != NULL);

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, office_session_fetch_message_async);
  if (has_whole (self, id))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  if (self->line == NULL || office_line_get_state (self->line) < OFFICE_LINE_CATCHING_UP)
    {
      g_task_return_error (task, office_problem_new (OFFICE_PROBLEM_UNAVAILABLE, NULL, "%s",
                                                     _ ("This message has not come to this computer yet, and there is "
                                                        "no line to the office")));
      return;
    }
  fetch = g_new0 (Fetch, 1);
  fetch->room = g_strdup (room);
  fetch->id = g_strdup (id);
  fetch->seq = seq;
  fetch->before = seq + A_SIDE + 1;
  g_task_set_task_data (task, fetch, fetch_free);
  ask (task);
}

/**
 * office_session_fetch_message_finish:
 * @self: a session
 * @result: what the callback got
 * @error: return location: UNAVAILABLE where there is no line, NOT_FOUND where the host has no such message any more
 *
 * Returns: whether the book has the message now
 */
gboolean
office_session_fetch_message_finish (OfficeSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
