/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-host-search-private.h"

#include "office-problem.h"
#include "office-session-private.h"

#define DELAY    300  /* ms that a text has to stand before the host is asked */
#define PAUSE    1000 /* ms until it is asked again where it had no time */
#define LIMIT    50   /* of one answer */
#define MOST_IDS 100  /* that the host takes */

typedef enum {
  RESTING, /* nothing is wanted, or nothing can be had */
  WAITING, /* for its time */
  ASKING,
} State;

struct _OfficeHostSearch {
  OfficeSession *session; /* NULL: ended, and only held by a question that is open */
  OfficeHostSearchFunc changed;
  gpointer data;

  char *text;
  char **people, **rooms; /* nullable */
  gint64 since, until;
  guint wanted;
  GPtrArray *found;  /* OfficeRecord: messages, of which some may have come by themselves meanwhile */
  GHashTable *files; /* id of a message → OfficeRecord: a file by whose name it was found */
  guint n_tasks;     /* that were stored since so much was wanted */
  char *mark;        /* nullable: from the newest */
  gboolean exhausted;
  State state;
  guint timeout;
  GCancellable *open; /* of the question; nullable */
};

static void wait_for (OfficeHostSearch *self, guint milliseconds);

static void
host_search_clear (gpointer data)
{
  OfficeHostSearch *self = data;

  g_clear_object (&self->session);
  g_clear_object (&self->open);
  g_ptr_array_unref (self->found);
  g_hash_table_unref (self->files);
  g_strfreev (self->people);
  g_strfreev (self->rooms);
  g_free (self->text);
  g_free (self->mark);
}

static void
host_search_unref (OfficeHostSearch *self)
{
  g_rc_box_release_full (self, host_search_clear);
}

static gboolean
is_away (OfficeHostSearch *self)
{
  OfficeLine *line = self->session->line;

  return line == NULL || office_line_get_state (line) < OFFICE_LINE_CATCHING_UP;
}

static gboolean
knows_all (OfficeHostSearch *self)
{
  OfficeReplica *replica = self->session->replica;

  return office_replica_is_complete (replica) && !office_replica_is_indexing (replica);
}

static gboolean
is_needed (OfficeHostSearch *self)
{
  g_autoptr (GPtrArray) have = NULL;

  if (self->exhausted || self->wanted == 0 || is_away (self) || knows_all (self))
    return FALSE;
  have = office_host_search_list (self);
  return have->len + self->n_tasks < self->wanted;
}

static void
set_state (OfficeHostSearch *self, State state)
{
  self->state = state;
  self->changed (self->data);
}

static gboolean
has_message (OfficeHostSearch *self, const char *id)
{
  for (guint i = 0; i < self->found->len; i++)
    if (g_strcmp0 (office_record_get_id (self->found->pdata[i]), id) == 0)
      return TRUE;
  return FALSE;
}

static void
take_one (OfficeHostSearch *self, OfficeRecord *record, GPtrArray *tasks)
{
  const char *kind = office_record_get_kind_name (record);
  const char *message = g_str_equal (kind, "file") ? office_record_get_text (record, "message") : NULL;

  if (message != NULL)
    g_hash_table_insert (self->files, g_strdup (message), office_record_ref (record));
  else if (g_str_equal (kind, "message") && !has_message (self, office_record_get_id (record)))
    g_ptr_array_add (self->found, office_record_ref (record));
  else if (g_strv_contains ((const char *const[]){ "task", "step", "file", NULL }, kind))
    g_ptr_array_add (tasks, record);
}

/*
 * Messages are only shown: alone in its conversation one would stand between others as if nothing had been said around it.
 * A task stands for itself, so it is stored ahead of its page; the search of this desk then finds it as any other.
 */
static void
take (OfficeHostSearch *self, GPtrArray *records)
{
  g_autoptr (GPtrArray) tasks = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < records->len; i++)
    take_one (self, records->pdata[i], tasks);
  self->n_tasks += tasks->len;
  if (tasks->len > 0 && !office_replica_apply_answer (self->session->replica, tasks, &error))
    g_warning ("What the host has found cannot be stored: %s", error->message);
}

/* What failed is asked again when something changes here, as it does when the line is back. */
static void
settle (OfficeHostSearch *self, GPtrArray *records, char *next, const GError *error)
{
  g_clear_object (&self->open);
  if (records != NULL)
    {
      take (self, records);
      g_free (self->mark);
      self->mark = g_strdup (next);
      self->exhausted = next == NULL;
    }
  if (g_error_matches (error, OFFICE_PROBLEM, OFFICE_PROBLEM_TOO_MANY))
    wait_for (self, PAUSE);
  else if (error == NULL && is_needed (self))
    wait_for (self, 0);
  else
    set_state (self, RESTING);
}

static void
on_found (GObject *line, GAsyncResult *result, gpointer data)
{
  OfficeHostSearch *self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *next = NULL;
  g_autoptr (GPtrArray) records = office_line_find_finish (OFFICE_LINE (line), result, &next, &error);

  /* A text that has changed, or a search that is over, has called it off. */
  if (self->session != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    settle (self, records, next, error);
  host_search_unref (self);
}

static gboolean
on_time (gpointer data)
{
  OfficeHostSearch *self = data;
  const OfficeFind find = { self->text, (const char *const *) self->people, (const char *const *) self->rooms,
                            self->since, self->until };

  self->timeout = 0;
  if (!is_needed (self))
    {
      set_state (self, RESTING);
      return G_SOURCE_REMOVE;
    }
  self->open = g_cancellable_new ();
  self->state = ASKING;
  office_line_find_async (self->session->line, &find, self->mark, LIMIT, self->open, on_found, g_rc_box_acquire (self));
  return G_SOURCE_REMOVE;
}

static void
wait_for (OfficeHostSearch *self, guint milliseconds)
{
  self->timeout = office_clock_add_timeout (self->session->clock, milliseconds, on_time, self, NULL);
  set_state (self, WAITING);
}

static void
call_off (OfficeHostSearch *self)
{
  office_clock_remove_timeout (self->session->clock, self->timeout);
  self->timeout = 0;
  if (self->open != NULL)
    g_cancellable_cancel (self->open);
  g_clear_object (&self->open);
  self->state = RESTING;
}

/**
 * office_host_search_new:
 * @session: an office
 * @changed: told when more was found, or that nothing more comes
 * @data: for @changed
 *
 * Returns: (transfer full): a search that asks for nothing yet
 */
OfficeHostSearch *
office_host_search_new (OfficeSession *session, OfficeHostSearchFunc changed, gpointer data)
{
  OfficeHostSearch *self = g_rc_box_new0 (OfficeHostSearch);

  self->session = g_object_ref (session);
  self->changed = changed;
  self->data = data;
  self->found = g_ptr_array_new_with_free_func ((GDestroyNotify) office_record_unref);
  self->files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) office_record_unref);
  return self;
}

void
office_host_search_free (OfficeHostSearch *self)
{
  call_off (self);
  g_clear_object (&self->session);
  host_search_unref (self);
}

/* As the host takes it: it would hang up on a text that is too long, or has something in it that is no text. */
static char *
make_sendable (const char *text)
{
  GString *sendable = g_string_new (NULL);
  guint n = 0;

  for (const char *at = text; *at != '\0' && n < OFFICE_QUERY_LENGTH; at = g_utf8_next_char (at), n++)
    {
      gunichar character = g_utf8_get_char (at);

      g_string_append_unichar (sendable, g_unichar_iscntrl (character) ? ' ' : character);
    }
  return g_string_free (sendable, FALSE);
}

/**
 * office_host_search_begin:
 * @self: a search
 * @text: what is typed; valid UTF-8
 */
void
office_host_search_begin (OfficeHostSearch *self, const char *text)
{
  call_off (self);
  g_ptr_array_set_size (self->found, 0);
  g_hash_table_remove_all (self->files);
  g_clear_pointer (&self->mark, g_free);
  g_free (self->text);
  self->text = make_sendable (text);
  self->exhausted = FALSE;
  self->wanted = 0;
}

static void
copy_ids (char ***to, const char *const *ids)
{
  g_autoptr (GStrvBuilder) some = g_strv_builder_new ();

  g_clear_pointer (to, g_strfreev);
  for (guint i = 0; ids != NULL && ids[i] != NULL && i < MOST_IDS; i++)
    g_strv_builder_add (some, ids[i]);
  if (ids != NULL)
    *to = g_strv_builder_end (some);
}

/**
 * office_host_search_want:
 * @self: a search
 * @query: the text as it is read here
 * @people: (nullable): ids that its from: means
 * @rooms: (nullable): ids that its in: means
 * @n: how many messages and tasks are wanted that are not here
 *
 * Asks the host where this desk does not have everything, and there is a line.
 */
void
office_host_search_want (OfficeHostSearch *self, const OfficeQuery *query, const char *const *people,
                         const char *const *rooms, guint n)
{
  copy_ids (&self->people, people);
  copy_ids (&self->rooms, rooms);
  self->since = query->since;
  self->until = query->until;
  self->wanted = n;
  self->n_tasks = 0;
  if (self->state == RESTING && is_needed (self))
    wait_for (self, DELAY);
}

/**
 * office_host_search_list:
 * @self: a search
 *
 * Returns: (transfer full) (element-type OfficeRecord): what the host has found and has not come here by itself meanwhile;
 *   while the index is built, also what has, for the search here may not know it
 */
GPtrArray *
office_host_search_list (OfficeHostSearch *self)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) office_record_unref);

  if (office_replica_is_indexing (self->session->replica))
    {
      g_ptr_array_extend (list, self->found, (GCopyFunc) (void (*) (void)) office_record_ref, NULL);
      return list;
    }
  for (guint i = 0; i < self->found->len; i++)
    {
      g_autoptr (OfficeRecord) here = office_replica_get (self->session->replica,
                                                          office_record_get_id (self->found->pdata[i]));

      if (here == NULL)
        g_ptr_array_add (list, office_record_ref (self->found->pdata[i]));
    }
  return list;
}

/**
 * office_host_search_find_file:
 * @self: a search
 * @message: id of a message that was found
 *
 * Returns: (transfer none) (nullable): the file by whose name it was found
 */
OfficeRecord *
office_host_search_find_file (OfficeHostSearch *self, const char *message)
{
  return g_hash_table_lookup (self->files, message);
}

gboolean
office_host_search_is_busy (OfficeHostSearch *self)
{
  return self->state != RESTING;
}

gboolean
office_host_search_has_more (OfficeHostSearch *self)
{
  return !self->exhausted && self->mark != NULL && !is_away (self);
}
