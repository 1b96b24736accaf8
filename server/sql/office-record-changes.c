/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-record-table-private.h"

/*
 * What changed, over many scopes, in order of revision: a merge of one stream a scope and table. The index (scope, rev)
 * gives each stream in order, so that the cost is a seek a stream plus what is delivered, whatever else has happened in
 * the office meanwhile. A stream reads ahead by its share of the wanted bytes; bodies are copied once and never parsed.
 */

#define LEAST_SHARE 4096

typedef struct {
  gint64 rev;
  gint64 number; /* of the row: what was written earlier comes first within a revision and a table */
  char *body;
  gsize length;
} Change;

typedef struct {
  const char *scope;
  gboolean gone; /* reads tombstones */
  GArray *ahead; /* Change, read and not yet taken from `next` on */
  guint next;
  gint64 rev, number; /* of the last one read */
  gboolean ended;     /* nothing more in the table */
} Stream;

typedef struct {
  OfficeRecordTable *table;
  gint64 until;
  gsize share;
  GPtrArray *heap; /* Stream with something ahead, the smallest first */
} Merge;

static void
change_clear (Change *self)
{
  g_free (self->body);
}

static Stream *
stream_new (const char *scope, gboolean gone, gint64 after)
{
  Stream *self = g_new0 (Stream, 1);

  self->scope = scope;
  self->gone = gone;
  self->ahead = g_array_new (FALSE, FALSE, sizeof (Change));
  g_array_set_clear_func (self->ahead, (GDestroyNotify) change_clear);
  self->rev = after;
  self->number = G_MAXINT64;
  return self;
}

static void
stream_free (Stream *self)
{
  g_array_unref (self->ahead);
  g_free (self);
}

static const Change *
stream_peek (Stream *self)
{
  return &g_array_index (self->ahead, Change, self->next);
}

/* In two halves, as an index ends with the row's number only for what is equal: a large revision is not gone over again. */
#define STREAM(table)                                                                                                  \
  "SELECT rev, number, body FROM " table " WHERE scope = ?1 AND rev = ?2 AND number > ?3 UNION ALL"                    \
  " SELECT rev, number, body FROM " table " WHERE scope = ?1 AND rev > ?2 AND rev <= ?4 ORDER BY 1, 2"

static gsize
stream_append (Stream *self, OfficeStatement *statement)
{
  Change change;

  change.rev = self->rev = office_statement_get_integer (statement, 0);
  change.number = self->number = office_statement_get_integer (statement, 1);
  change.body = office_statement_dup_text (statement, 2, &change.length);
  g_array_append_val (self->ahead, change);
  return change.length;
}

static gboolean
stream_read_ahead (Stream *self, Merge *merge, GError **error)
{
  OfficeStatement *statement = office_record_table_prepare (merge->table,
                                                            self->gone ? STREAM ("$T_gone") : STREAM ("$T"), error);
  gsize bytes = 0;

  if (statement == NULL)
    return FALSE;
  g_array_set_size (self->ahead, 0);
  self->next = 0;
  office_statement_bind_text (statement, 1, self->scope);
  office_statement_bind_integer (statement, 2, self->rev);
  office_statement_bind_integer (statement, 3, self->number);
  office_statement_bind_integer (statement, 4, merge->until);
  while (bytes < merge->share)
    {
      gboolean has_row;

      if (!office_statement_step (statement, &has_row, error))
        return FALSE;
      if (!has_row)
        {
          self->ended = TRUE;
          return TRUE;
        }
      bytes += stream_append (self, statement);
    }
  office_statement_reset (statement);
  return TRUE;
}

/* Within a revision what is there comes before what is gone, so that a record that changed its scope is never missing. */
static gboolean
stream_is_before (Stream *a, Stream *b)
{
  const Change *first = stream_peek (a);
  const Change *second = stream_peek (b);

  if (first->rev != second->rev)
    return first->rev < second->rev;
  if (a->gone != b->gone)
    return b->gone;
  return first->number < second->number;
}

static void
merge_swap (Merge *self, guint a, guint b)
{
  gpointer stream = self->heap->pdata[a];

  self->heap->pdata[a] = self->heap->pdata[b];
  self->heap->pdata[b] = stream;
}

static gboolean
merge_is_before (Merge *self, guint a, guint b)
{
  return stream_is_before (self->heap->pdata[a], self->heap->pdata[b]);
}

static void
merge_sift_up (Merge *self, guint i)
{
  while (i > 0 && merge_is_before (self, i, (i - 1) / 2))
    {
      merge_swap (self, i, (i - 1) / 2);
      i = (i - 1) / 2;
    }
}

static void
merge_sift_down (Merge *self)
{
  guint i = 0;

  for (;;)
    {
      guint smallest = i;

      for (guint child = 2 * i + 1; child <= 2 * i + 2 && child < self->heap->len; child++)
        if (merge_is_before (self, child, smallest))
          smallest = child;
      if (smallest == i)
        return;
      merge_swap (self, i, smallest);
      i = smallest;
    }
}

static gboolean
merge_add (Merge *self, Stream *stream, GError **error)
{
  if (!stream_read_ahead (stream, self, error))
    {
      stream_free (stream);
      return FALSE;
    }
  if (stream->ahead->len == 0)
    {
      stream_free (stream);
      return TRUE;
    }
  g_ptr_array_add (self->heap, stream);
  merge_sift_up (self, self->heap->len - 1);
  return TRUE;
}

static gboolean
merge_open (Merge *self, const char *const *scopes, gint64 after, GError **error)
{
  for (guint i = 0; scopes[i] != NULL; i++)
    if (!merge_add (self, stream_new (scopes[i], FALSE, after), error)
        || !merge_add (self, stream_new (scopes[i], TRUE, after), error))
      return FALSE;
  return TRUE;
}

/* Takes the body of the smallest change. */
static gboolean
merge_take (Merge *self, char **body, GError **error)
{
  Stream *stream = g_ptr_array_index (self->heap, 0);

  *body = g_steal_pointer (&g_array_index (stream->ahead, Change, stream->next).body);
  stream->next++;
  if (stream->next == stream->ahead->len && !stream->ended && !stream_read_ahead (stream, self, error))
    {
      g_clear_pointer (body, g_free);
      return FALSE;
    }
  if (stream->next == stream->ahead->len)
    g_ptr_array_remove_index_fast (self->heap, 0);
  merge_sift_down (self);
  return TRUE;
}

/* Takes one whole revision after the other until the next would not fit. */
static gboolean
merge_deliver (Merge *self, gsize max_bytes, GPtrArray *bodies, gint64 *reached, GError **error)
{
  gint64 rev = 0;
  guint n_whole = 0;
  gsize bytes = 0;

  while (self->heap->len > 0)
    {
      const Change *change = stream_peek (g_ptr_array_index (self->heap, 0));
      char *body;

      if (change->rev != rev)
        n_whole = bodies->len;
      rev = change->rev;
      bytes += change->length;
      if (bytes > max_bytes && n_whole > 0)
        {
          g_ptr_array_set_size (bodies, (int) n_whole);
          *reached = rev - 1;
          return TRUE;
        }
      if (!merge_take (self, &body, error))
        return FALSE;
      g_ptr_array_add (bodies, body);
    }
  *reached = self->until;
  return TRUE;
}

/**
 * office_record_table_changes:
 * @self: a table
 * @scopes: (array zero-terminated=1): each once
 * @after: changes of later revisions …
 * @until: … up to this one
 * @max_bytes: at most about so many bytes of bodies, but whole revisions and at least one
 * @reached: (out): the last revision covered; @until when nothing is left
 * @error: return location for an OFFICE_SQL_ERROR
 *
 * Bodies of records, and of tombstones behind them, in order of revision.
 *
 * Returns: (transfer full) (element-type utf8): bodies, or %NULL
 */
GPtrArray *
office_record_table_changes (OfficeRecordTable *self, const char *const *scopes, gint64 after, gint64 until,
                             gsize max_bytes, gint64 *reached, GError **error)
{
  g_autoptr (GPtrArray) bodies = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) heap = g_ptr_array_new_with_free_func ((GDestroyNotify) stream_free);
  Merge merge = { .table = self, .until = until, .heap = heap };
  gboolean reading = office_database_begin_reading (self->database);
  gboolean done;

  merge.share = MAX (max_bytes / MAX (g_strv_length ((char **) scopes), 1), LEAST_SHARE);
  done = merge_open (&merge, scopes, after, error) && merge_deliver (&merge, max_bytes, bodies, reached, error);
  office_database_end_reading (self->database, reading);
  return done ? g_steal_pointer (&bodies) : NULL;
}
