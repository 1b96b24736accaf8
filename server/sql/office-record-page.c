/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-id.h"
#include "office-problem.h"
#include "office-record-table-private.h"

/*
 * A scope's snapshot in pieces: all records that are not messages in order of id, then the messages from the newest.
 * Where a piece ended is a mark, "r:ID" or "m:SEQ", so that nothing is remembered between two pieces.
 */

typedef struct {
  GPtrArray *bodies;
  gsize bytes, max_bytes;
  char *mark; /* of the last one taken */
  gboolean full;
} Page;

/* FALSE when the row does not fit; a page takes at least one. */
static gboolean
page_take (Page *self, OfficeStatement *statement, const char *prefix)
{
  gsize length;
  g_autofree char *body = office_statement_dup_text (statement, 1, &length);

  if (self->bodies->len > 0 && self->bytes + length > self->max_bytes)
    {
      self->full = TRUE;
      return FALSE;
    }
  g_ptr_array_add (self->bodies, g_steal_pointer (&body));
  self->bytes += length;
  g_free (self->mark);
  self->mark = g_strconcat (prefix, office_statement_get_text (statement, 0), NULL);
  return TRUE;
}

static gboolean
page_fill (Page *self, OfficeStatement *statement, const char *prefix, GError **error)
{
  gboolean has_row;

  while (office_statement_step (statement, &has_row, error))
    {
      if (!has_row)
        return TRUE;
      if (!page_take (self, statement, prefix))
        {
          office_statement_reset (statement);
          return TRUE;
        }
    }
  return FALSE;
}

static gboolean
fill_from_records (Page *page, OfficeRecordTable *table, const char *scope, const char *after, GError **error)
{
  OfficeStatement *statement = office_record_table_prepare (
      table, "SELECT id, body FROM $T WHERE scope = ?1 AND kind <> 'message' AND id > ?2 ORDER BY id", error);

  if (statement == NULL)
    return FALSE;
  office_statement_bind_text (statement, 1, scope);
  office_statement_bind_text (statement, 2, after);
  return page_fill (page, statement, "r:", error);
}

static gboolean
fill_from_messages (Page *page, OfficeRecordTable *table, const char *scope, gint64 before, GError **error)
{
  OfficeStatement *statement = office_record_table_prepare (
      table, "SELECT f_seq, body FROM $T WHERE kind = 'message' AND scope = ?1 AND f_seq < ?2 ORDER BY f_seq DESC",
      error);

  if (statement == NULL)
    return FALSE;
  office_statement_bind_text (statement, 1, scope);
  office_statement_bind_integer (statement, 2, before);
  return page_fill (page, statement, "m:", error);
}

/**
 * office_record_page_is_message_mark:
 * @mark: the mark of a page
 *
 * Returns: whether only messages come after that page
 */
gboolean
office_record_page_is_message_mark (const char *mark)
{
  return g_str_has_prefix (mark, "m:");
}

/* Marks come back from clients. */
static gboolean
parse_mark (const char *mark, const char **after_id, gint64 *before_seq, GError **error)
{
  guint64 seq;

  *after_id = "";
  *before_seq = G_MAXINT64;
  if (mark == NULL)
    return TRUE;
  if (g_str_has_prefix (mark, "r:") && office_id_is_valid (mark + 2))
    {
      *after_id = mark + 2;
      return TRUE;
    }
  if (office_record_page_is_message_mark (mark) && g_ascii_string_to_unsigned (mark + 2, 10, 1, OFFICE_LIMIT_INTEGER, &seq, NULL))
    {
      *after_id = NULL;
      *before_seq = (gint64) seq;
      return TRUE;
    }
  office_problem_set (error, OFFICE_PROBLEM_INVALID, "pages", "The mark of a page is malformed");
  return FALSE;
}

/**
 * office_record_table_page:
 * @self: a table
 * @scope: a scope
 * @after: (nullable): the mark of the page before; %NULL for the first
 * @max_bytes: at most so many bytes of bodies, but at least one body
 * @next: (out) (transfer full) (nullable): this page's mark, or %NULL when it was the last
 * @error: return location for an OFFICE_SQL_ERROR, or an OFFICE_PROBLEM for a mark that is none
 *
 * Returns: (transfer full) (element-type utf8): bodies, or %NULL
 */
GPtrArray *
office_record_table_page (OfficeRecordTable *self, const char *scope, const char *after, gsize max_bytes, char **next,
                          GError **error)
{
  g_autoptr (GPtrArray) bodies = g_ptr_array_new_with_free_func (g_free);
  Page page = { .bodies = bodies, .max_bytes = max_bytes };
  const char *after_id;
  gint64 before_seq;
  gboolean reading, done;

  *next = NULL;
  if (!parse_mark (after, &after_id, &before_seq, error))
    return NULL;
  reading = office_database_begin_reading (self->database);
  done = (after_id == NULL || fill_from_records (&page, self, scope, after_id, error))
         && (page.full || fill_from_messages (&page, self, scope, before_seq, error));
  office_database_end_reading (self->database, reading);
  if (done && page.full)
    *next = g_steal_pointer (&page.mark);
  g_free (page.mark);
  return done ? g_steal_pointer (&bodies) : NULL;
}
