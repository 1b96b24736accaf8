/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-line-private.h"

#include "office-problem.h"

#include <glib/gi18n-lib.h>

/* Questions to the host, each answered by its number. A connection that breaks leaves none of them open. */

typedef struct {
  GPtrArray *records; /* OfficeRecord */
  char *next;         /* nullable */
} Answer;

static void
answer_free (gpointer data)
{
  Answer *self = data;

  g_ptr_array_unref (self->records);
  g_free (self->next);
  g_free (self);
}

static GError *
make_away (void)
{
  return office_problem_new (OFFICE_PROBLEM_UNAVAILABLE, NULL, "%s", _ ("The line to the office was lost"));
}

GHashTable *
office_line_make_questions (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
}

/* Returns the number that its answer will have; 0: nobody can be asked, and the task is told. */
static gint64
note_question (OfficeLine *self, GTask *task)
{
  gint64 number;

  if (self->state < OFFICE_LINE_CATCHING_UP)
    {
      g_task_return_error (task, make_away ());
      return 0;
    }
  number = ++self->last_question;
  g_hash_table_insert (self->questions, g_memdup2 (&number, sizeof number), g_object_ref (task));
  return number;
}

/**
 * office_line_find_async:
 * @self: a line
 * @find: what is looked for
 * @mark: (nullable): what came with the answer before; %NULL: from the newest
 * @limit: at most so many, 1 to 100
 * @cancellable: (nullable): to give up
 * @callback: called with office_line_find_finish() to be called
 * @data: for @callback
 *
 * Asks the host for what matches. It looks at a part of its book only, and tells where to go on.
 */
void
office_line_find_async (OfficeLine *self, const OfficeFind *find, const char *mark, guint limit,
                        GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = NULL;
  gint64 number;

  g_return_if_fail (OFFICE_IS_LINE (self));
  g_return_if_fail (find != NULL && find->text != NULL);

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, office_line_find_async);
  number = note_question (self, task);
  if (number > 0)
    office_line_send (self, office_frame_find (number, find, mark, limit));
}

/**
 * office_line_find_finish:
 * @self: a line
 * @result: what the callback got
 * @next: (out) (transfer full) (nullable): where to go on; %NULL: nothing is left
 * @error: return location for an OFFICE_PROBLEM, or a cancellation
 *
 * Returns: (transfer full) (element-type OfficeRecord): messages, tasks and steps, newest first; %NULL on failure
 */
GPtrArray *
office_line_find_finish (OfficeLine *self, GAsyncResult *result, char **next, GError **error)
{
  Answer *answer;
  GPtrArray *records;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  *next = NULL;
  answer = g_task_propagate_pointer (G_TASK (result), error);
  if (answer == NULL)
    return NULL;
  records = g_ptr_array_ref (answer->records);
  *next = g_steal_pointer (&answer->next);
  answer_free (answer);
  return records;
}

/**
 * office_line_history_async:
 * @self: a line
 * @room: a room's id
 * @before: a seq
 * @limit: at most so many, 1 to 200
 * @cancellable: (nullable): to give up
 * @callback: called with office_line_history_finish() to be called
 * @data: for @callback
 *
 * Asks the host for the messages of a room that were said before that one, those of its threads and tasks among them.
 */
void
office_line_history_async (OfficeLine *self, const char *room, gint64 before, guint limit, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = NULL;
  gint64 number;

  g_return_if_fail (OFFICE_IS_LINE (self));
  g_return_if_fail (room != NULL);

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, office_line_history_async);
  number = note_question (self, task);
  if (number > 0)
    office_line_send (self, office_frame_history (number, room, before, limit));
}

/**
 * office_line_history_finish:
 * @self: a line
 * @result: what the callback got
 * @error: return location for an OFFICE_PROBLEM, or a cancellation
 *
 * Returns: (transfer full) (element-type OfficeRecord): messages, newest first; none: there are no older ones; %NULL on failure
 */
GPtrArray *
office_line_history_finish (OfficeLine *self, GAsyncResult *result, GError **error)
{
  g_autofree char *next = NULL;

  return office_line_find_finish (self, result, &next, error);
}

/**
 * office_line_receive_answer:
 * @self: a line
 * @frame: an answer; one that nobody has asked for is ignored
 */
void
office_line_receive_answer (OfficeLine *self, OfficeFrame *frame)
{
  g_autofree gint64 *number = NULL;
  g_autoptr (GTask) task = NULL;
  Answer *answer;

  if (!g_hash_table_steal_extended (self->questions, &frame->number, (gpointer *) &number, (gpointer *) &task))
    return;
  if (frame->problem != NULL)
    {
      g_task_return_error (task, g_error_copy (frame->problem));
      return;
    }
  answer = g_new0 (Answer, 1);
  answer->records = g_ptr_array_ref (frame->records);
  answer->next = g_strdup (frame->next);
  g_task_return_pointer (task, answer, answer_free);
}

/**
 * office_line_forget_questions:
 * @self: a line whose connection is over
 */
void
office_line_forget_questions (OfficeLine *self)
{
  g_autoptr (GHashTable) taken = self->questions;
  GHashTableIter iter;
  gpointer task;

  /* Whoever is told may ask again. */
  self->questions = office_line_make_questions ();
  g_hash_table_iter_init (&iter, taken);
  while (g_hash_table_iter_next (&iter, NULL, &task))
    g_task_return_error (task, make_away ());
}
