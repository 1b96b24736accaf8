/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-record-seeker.h"

#include "office-record-table-private.h"

/*
 * The thread has a handle of its own on the table's file, which reads only. Each question is one read transaction: it sees all
 * that was committed before it was asked, and nobody has to wait for it, but the journal cannot begin anew while it lasts. So
 * it looks at ROWS rows at most, and what is left is asked for again.
 *
 * A question that is not wanted any more, since another letter was typed, is interrupted where it is. SQLite forgets an
 * interruption between two statements, and it must not hit the next question: hence the flag and the lock.
 */

#define ROWS    20000                 /* some 200 ms at most */
#define REST_US (10 * G_USEC_PER_SEC) /* until the file is closed, and with it all that is kept of it in memory */
/* Rows lie on as many pages, and each is looked at once: to copy it costs more than what is done with it. As SQLite maps the head
 * of its journal anyway, a file that somebody else makes shorter is no worse than before. */
#define MAP "PRAGMA mmap_size = 1073741824"
#define FEW 0 /* rows that a turn in place looks at: as office_record_table_find() has it */

/* Shared by both threads. */
typedef struct {
  OfficeRecordSeeker *seeker; /* the owner's; not valid once it is stopped */
  guint number;
  OfficeQuery *query;
  char **people;
  char **rooms;
  char *me;
  guint limit;
  gint64 mark;
  gint stopped;      /* atomic */
  gboolean in_place; /* the owner's thread looks into its own table */
  OfficeRecordSeekerFunc func;
  gpointer data;
  GDestroyNotify destroy; /* of the data, in the owner's thread; nullable */
  GPtrArray *found;       /* whose turn it is */
  GError *error;
} Question;

struct _OfficeRecordSeeker {
  /* The owner's thread. */
  GThread *owner;
  OfficeRecordTable *table;
  GHashTable *waiting; /* number → Question */
  guint last;
  GThread *thread; /* NULL until there is a question, or where the table is asked in place */

  /* Both. */
  char *path; /* nullable: there is no file that could be read beside */
  char *name;
  GMainContext *context;
  GAsyncQueue *questions;
  GMutex lock;
  sqlite3 *handle; /* under the lock: of the thread, while it seeks */
  Question *asked; /* under the lock: what is sought */

  /* The seeker's thread. */
  OfficeDatabase *database;
  OfficeRecordTable *mirror; /* the table, as this handle sees it */
};

static char enough; /* in the queue: the thread ends */

static void
question_clear (gpointer data)
{
  Question *self = data;

  office_query_free (self->query);
  g_strfreev (self->people);
  g_strfreev (self->rooms);
  g_free (self->me);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_clear_error (&self->error);
}

static void
question_unref (gpointer question)
{
  g_atomic_rc_box_release_full (question, question_clear);
}

static Question *
question_new (OfficeRecordSeeker *seeker, const OfficeRecordSearchRequest *request)
{
  Question *self = g_atomic_rc_box_new0 (Question);

  self->seeker = seeker;
  self->query = office_query_copy (request->query);
  self->people = g_strdupv ((char **) request->people);
  self->rooms = g_strdupv ((char **) request->rooms);
  self->me = g_strdup (request->me);
  return self;
}

static void
seek (Question *question, OfficeRecordTable *table, guint rows)
{
  OfficeRecordSearchRequest request = { question->query,
                                        (const char *const *) question->people,
                                        (const char *const *) question->rooms,
                                        question->me,
                                        rows,
                                        &question->stopped };

  question->found = office_record_table_find (table, &request, question->limit, &question->mark, &question->error);
}

/* ---- answers, in the owner's thread ---- */

/* The owner is done with it. */
static void
let_go (gpointer data)
{
  Question *question = data;

  if (question->destroy != NULL)
    question->destroy (question->data);
  question_unref (question);
}

static void
attach (Question *question, GMainContext *context, GSourceFunc func)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_callback (source, func, g_atomic_rc_box_acquire (question), question_unref);
  g_source_set_static_name (source, "office-record-seeker");
  g_source_attach (source, context);
}

static gboolean on_turn (gpointer data);

static void
ask_in_place (OfficeRecordSeeker *self, Question *question)
{
  question->in_place = TRUE;
  attach (question, self->context, on_turn);
}

/* As where there are no more files to be opened: slower, but it is found. */
static void
ask_again (OfficeRecordSeeker *self, Question *question)
{
  g_message ("The window's thread searches itself: %s", question->error->message);
  g_clear_error (&question->error);
  ask_in_place (self, question);
}

static gboolean
on_answered (gpointer data)
{
  Question *question = data;
  OfficeRecordSeeker *self = question->seeker;

  if (g_atomic_int_get (&question->stopped))
    return G_SOURCE_REMOVE;
  g_assert (g_thread_self () == self->owner);
  if (question->error != NULL && !question->in_place)
    {
      ask_again (self, question);
      return G_SOURCE_REMOVE;
    }
  g_atomic_int_set (&question->stopped, TRUE);
  g_hash_table_steal (self->waiting, GUINT_TO_POINTER (question->number));
  question->func (g_steal_pointer (&question->found), question->mark, question->error, question->data);
  let_go (question);
  return G_SOURCE_REMOVE;
}

static gboolean
on_turn (gpointer data)
{
  Question *question = data;

  if (!g_atomic_int_get (&question->stopped))
    seek (question, question->seeker->table, FEW);
  return on_answered (question);
}

/* ---- the seeker's thread ---- */

static gboolean
open_mirror (OfficeRecordSeeker *self, GError **error)
{
  if (self->mirror != NULL)
    return TRUE;
  if (self->database == NULL)
    self->database = office_database_open (self->path, OFFICE_DATABASE_READ_ONLY, error);
  if (self->database == NULL || !office_database_execute (self->database, MAP, error))
    return FALSE;
  self->mirror = office_record_table_new (self->database, self->name, error);
  if (self->mirror != NULL && office_record_table_enable_search (self->mirror, error))
    return TRUE;
  g_clear_pointer (&self->mirror, office_record_table_free);
  return FALSE;
}

static void
set_asked (OfficeRecordSeeker *self, Question *question)
{
  g_mutex_lock (&self->lock);
  self->asked = question;
  self->handle = question != NULL ? office_database_get_handle (self->database) : NULL;
  g_mutex_unlock (&self->lock);
}

static void
answer (OfficeRecordSeeker *self, Question *question)
{
  gboolean begun;

  if (g_atomic_int_get (&question->stopped) || !open_mirror (self, &question->error))
    return;
  set_asked (self, question);
  begun = office_database_begin_reading (self->database);
  seek (question, self->mirror, ROWS);
  set_asked (self, NULL);
  office_database_end_reading (self->database, begun);
}

static void
close_mirror (OfficeRecordSeeker *self)
{
  g_clear_pointer (&self->mirror, office_record_table_free);
  g_clear_object (&self->database);
}

static gpointer
next_question (OfficeRecordSeeker *self)
{
  gpointer question = g_async_queue_timeout_pop (self->questions, REST_US);

  if (question != NULL)
    return question;
  close_mirror (self);
  return g_async_queue_pop (self->questions);
}

static gpointer
work (gpointer data)
{
  OfficeRecordSeeker *self = data;
  gpointer question;

  while ((question = next_question (self)) != &enough)
    {
      answer (self, question);
      attach (question, self->context, on_answered);
      question_unref (question);
    }
  close_mirror (self);
  return NULL;
}

/* ---- the owner's thread ---- */

/**
 * office_record_seeker_new:
 * @table: a table with a search index; borrowed
 *
 * Returns: (transfer full): its seeker
 */
OfficeRecordSeeker *
office_record_seeker_new (OfficeRecordTable *table)
{
  OfficeRecordSeeker *self;

  g_return_val_if_fail (table != NULL && table->search != NULL, NULL);

  self = g_new0 (OfficeRecordSeeker, 1);
  self->owner = g_thread_self ();
  self->table = table;
  self->waiting = g_hash_table_new_full (NULL, NULL, NULL, let_go);
  self->path = g_strdup (office_database_get_shared_path (table->database));
  self->name = g_strdup (table->name);
  self->context = g_main_context_ref_thread_default ();
  self->questions = g_async_queue_new_full (question_unref);
  g_mutex_init (&self->lock);
  return self;
}

static void
stop (OfficeRecordSeeker *self, Question *question)
{
  g_atomic_int_set (&question->stopped, TRUE);
  g_mutex_lock (&self->lock);
  if (self->asked == question)
    sqlite3_interrupt (self->handle);
  g_mutex_unlock (&self->lock);
}

/**
 * office_record_seeker_free:
 * @self: a seeker
 *
 * Nothing is answered any more. Waits for the thread, which stops where it is.
 */
void
office_record_seeker_free (OfficeRecordSeeker *self)
{
  GHashTableIter iter;
  gpointer question;

  g_return_if_fail (g_thread_self () == self->owner);

  g_hash_table_iter_init (&iter, self->waiting);
  while (g_hash_table_iter_next (&iter, NULL, &question))
    stop (self, question);
  if (self->thread != NULL)
    {
      g_async_queue_push (self->questions, &enough);
      g_thread_join (self->thread);
    }
  g_hash_table_unref (self->waiting);
  g_async_queue_unref (self->questions);
  g_main_context_unref (self->context);
  g_mutex_clear (&self->lock);
  g_free (self->path);
  g_free (self->name);
  g_free (self);
}

/**
 * office_record_seeker_ask:
 * @self: a seeker
 * @request: what is looked for; copied
 * @limit: at most so many
 * @mark: 0 from the newest; or where an answer said to go on
 * @func: called once, later, from the main context, unless the question is stopped
 * @data: for @func
 * @destroy: (nullable): called when @data is not needed any more
 *
 * An answer may hold less than @limit, or nothing, with more to come.
 *
 * Returns: the question's number
 */
guint
office_record_seeker_ask (OfficeRecordSeeker *self, const OfficeRecordSearchRequest *request, guint limit, gint64 mark,
                          OfficeRecordSeekerFunc func, gpointer data, GDestroyNotify destroy)
{
  Question *question;

  g_return_val_if_fail (g_thread_self () == self->owner, 0);
  g_return_val_if_fail (func != NULL, 0);

  question = question_new (self, request);
  question->number = ++self->last;
  question->limit = limit;
  question->mark = mark;
  question->func = func;
  question->data = data;
  question->destroy = destroy;
  g_hash_table_insert (self->waiting, GUINT_TO_POINTER (question->number), question);
  if (self->path == NULL)
    {
      ask_in_place (self, question);
      return question->number;
    }
  if (self->thread == NULL)
    self->thread = g_thread_new ("office-seeker", work, self);
  g_async_queue_push (self->questions, g_atomic_rc_box_acquire (question));
  return question->number;
}

/**
 * office_record_seeker_stop:
 * @self: a seeker
 * @number: a question's
 *
 * Its function is not called any more, and what is done for it ends.
 */
void
office_record_seeker_stop (OfficeRecordSeeker *self, guint number)
{
  Question *question = g_hash_table_lookup (self->waiting, GUINT_TO_POINTER (number));

  g_return_if_fail (g_thread_self () == self->owner);

  if (question == NULL)
    return;
  stop (self, question);
  g_hash_table_remove (self->waiting, GUINT_TO_POINTER (number));
}
