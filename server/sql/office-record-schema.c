/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-record-table-private.h"

/*
 * The table keeps `number`, the order of insertion, under an update too: a search index may point at it, and messages
 * that wait for their seq are shown in it.
 *
 * The fields are VIRTUAL generated columns: they cost no room in the row, can be added to a table that is there, and are
 * computed when an index entry is made.
 *
 * Messages are nearly all of a book, so they have the few indexes that the conversation needs (each is one more entry a
 * message) instead of one a field, and stay out of the indexes of all other kinds.
 */
static const char record_columns_sql[] = "number INTEGER PRIMARY KEY,"
                                         "id TEXT NOT NULL UNIQUE,"
                                         "kind TEXT NOT NULL,"
                                         "scope TEXT NOT NULL,"
                                         "rev INTEGER NOT NULL,"
                                         "body TEXT NOT NULL";
static const char others_sql[] = "CREATE TABLE IF NOT EXISTS $T_gone ("
                                 "  number INTEGER PRIMARY KEY,"
                                 "  id TEXT NOT NULL,"
                                 "  kind TEXT NOT NULL,"
                                 "  scope TEXT NOT NULL,"
                                 "  rev INTEGER NOT NULL,"
                                 "  body TEXT NOT NULL,"
                                 "  UNIQUE (id, scope));"
                                 "CREATE INDEX IF NOT EXISTS $T_gone_scope_rev ON $T_gone (scope, rev);"
                                 "CREATE INDEX IF NOT EXISTS $T_scope_rev ON $T (scope, rev);"
                                 "CREATE INDEX IF NOT EXISTS $T_scope_id ON $T (scope, id) WHERE kind <> 'message';"
                                 "CREATE INDEX IF NOT EXISTS $T_kind ON $T (kind) WHERE kind <> 'message';";

/* The unread count is answered from the first of these alone, so that it holds the author and what was removed. */
static const char message_indexes_sql[]
    = "CREATE INDEX IF NOT EXISTS $T_conversation ON $T (f_room, f_seq, f_author, f_removed)"
      "  WHERE kind = 'message' AND f_thread IS NULL AND f_task IS NULL;"
      "CREATE INDEX IF NOT EXISTS $T_message_seq ON $T (scope, f_seq) WHERE kind = 'message';"
      "CREATE INDEX IF NOT EXISTS $T_message_thread ON $T (f_thread, f_seq)"
      "  WHERE kind = 'message' AND f_thread IS NOT NULL;"
      "CREATE INDEX IF NOT EXISTS $T_message_thread_at ON $T (f_at)"
      "  WHERE kind = 'message' AND f_thread IS NOT NULL;"
      "CREATE INDEX IF NOT EXISTS $T_message_pinned ON $T (f_room, f_pinned_at)"
      "  WHERE kind = 'message' AND f_pinned_at IS NOT NULL;"
      "CREATE INDEX IF NOT EXISTS $T_message_task ON $T (f_task, f_seq) WHERE kind = 'message' AND f_task IS NOT NULL;";

/* A task that is placed needs its neighbours, and not the thousand others of the column. */
static const char task_indexes_sql[]
    = "CREATE INDEX IF NOT EXISTS $T_task_order ON $T (f_column, f_position, id) WHERE kind = 'task';";

/* Of messages; beyond those that kinds.c marks as indexed. */
static const char *const unread_fields[] = { "author", "removed", "at" };

static gboolean
is_text (OfficeFieldType type)
{
  return type != OFFICE_FIELD_INTEGER && type != OFFICE_FIELD_BOOLEAN && type != OFFICE_FIELD_TIME;
}

static gboolean
is_message (const OfficeKind *kind)
{
  return strcmp (kind->name, "message") == 0;
}

static gboolean
execute (OfficeDatabase *database, const char *name, const char *template, GError **error)
{
  g_autofree char *sql = office_record_table_expand (name, template);

  return office_database_execute (database, sql, error);
}

/* ---- columns ---- */

/* Of a kind whose fields are looked for; those of messages are more than kinds.c marks as indexed. */
static gboolean
has_column (const OfficeKind *kind, const OfficeField *field)
{
  if ((field->flags & OFFICE_FIELD_INDEXED) != 0)
    return TRUE;
  if (strcmp (kind->name, "task") == 0)
    return strcmp (field->name, "position") == 0; /* what is moved needs its neighbours */
  if (!is_message (kind))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (unread_fields); i++)
    if (strcmp (field->name, unread_fields[i]) == 0)
      return TRUE;
  return FALSE;
}

/* Of all kinds, each name once, in the order of kinds.c. */
static GPtrArray *
list_fields (void)
{
  GPtrArray *fields = g_ptr_array_new ();
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_kinds;
  const OfficeKind *kinds = office_kinds_get (&n_kinds);

  for (guint k = 0; k < n_kinds; k++)
    for (guint i = 0; i < kinds[k].n_fields; i++)
      if (has_column (&kinds[k], &kinds[k].fields[i]) && g_hash_table_add (names, (gpointer) kinds[k].fields[i].name))
        g_ptr_array_add (fields, (gpointer) &kinds[k].fields[i]);
  return fields;
}

static char *
dup_column_sql (const OfficeField *field)
{
  return g_strdup_printf ("f_%s %s GENERATED ALWAYS AS (body ->> '$.%s') VIRTUAL", field->name,
                          is_text (field->type) ? "TEXT" : "INTEGER", field->name);
}

/* With all of them at once: to add them one by one, each time the whole schema is read anew, is most of making a book. */
static gboolean
ensure_table (OfficeDatabase *database, const char *name, GPtrArray *fields, GError **error)
{
  g_autoptr (GString) sql = g_string_new ("CREATE TABLE IF NOT EXISTS ");

  g_string_append_printf (sql, "%s (%s", name, record_columns_sql);
  for (guint i = 0; i < fields->len; i++)
    {
      g_autofree char *column = dup_column_sql (g_ptr_array_index (fields, i));

      g_string_append_printf (sql, ",%s", column);
    }
  g_string_append (sql, ")");
  return office_database_execute (database, sql->str, error);
}

static GHashTable *
find_columns (OfficeDatabase *database, const char *name, GError **error)
{
  g_autoptr (GHashTable) columns = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  OfficeStatement *statement = office_database_prepare (database, "SELECT name FROM pragma_table_xinfo (?1)", error);
  gboolean has_row;

  if (statement == NULL)
    return NULL;
  office_statement_bind_text (statement, 1, name);
  while (office_statement_step (statement, &has_row, error))
    {
      if (!has_row)
        return g_steal_pointer (&columns);
      g_hash_table_add (columns, g_strdup (office_statement_get_text (statement, 0)));
    }
  return NULL;
}

/* A table that an older version made may lack some. */
static gboolean
ensure_columns (OfficeDatabase *database, const char *name, GPtrArray *fields, GError **error)
{
  g_autoptr (GHashTable) columns = find_columns (database, name, error);

  if (columns == NULL)
    return FALSE;
  for (guint i = 0; i < fields->len; i++)
    {
      const OfficeField *field = g_ptr_array_index (fields, i);
      g_autofree char *column = g_strconcat ("f_", field->name, NULL);
      g_autofree char *column_sql = dup_column_sql (field);
      g_autofree char *sql = g_strdup_printf ("ALTER TABLE %s ADD COLUMN %s", name, column_sql);

      if (!g_hash_table_contains (columns, column) && !office_database_execute (database, sql, error))
        return FALSE;
    }
  return TRUE;
}

/* ---- indexes ---- */

static gboolean
ensure_index (OfficeDatabase *database, const char *name, const OfficeKind *kind, const OfficeField *field,
              GError **error)
{
  g_autofree char *sql = g_strdup_printf ("CREATE INDEX IF NOT EXISTS %s_%s_%s ON %s (f_%s) WHERE kind = '%s'", name,
                                          kind->name, field->name, name, field->name, kind->name);

  return office_database_execute (database, sql, error);
}

static gboolean
ensure_indexes (OfficeDatabase *database, const char *name, const OfficeKind *kind, GError **error)
{
  for (guint i = 0; !is_message (kind) && i < kind->n_fields; i++)
    if ((kind->fields[i].flags & OFFICE_FIELD_INDEXED) != 0
        && !ensure_index (database, name, kind, &kind->fields[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
ensure (OfficeDatabase *database, const char *name, GError **error)
{
  g_autoptr (GPtrArray) fields = list_fields ();
  guint n_kinds;
  const OfficeKind *kinds = office_kinds_get (&n_kinds);

  if (!ensure_table (database, name, fields, error) || !ensure_columns (database, name, fields, error)
      || !execute (database, name, others_sql, error))
    return FALSE;
  for (guint i = 0; i < n_kinds; i++)
    if (!ensure_indexes (database, name, &kinds[i], error))
      return FALSE;
  return execute (database, name, message_indexes_sql, error) && execute (database, name, task_indexes_sql, error);
}

/**
 * office_record_schema_ensure: (skip)
 * @database: a database that can be written
 * @name: the table's name, a constant
 * @error: return location for an OFFICE_SQL_ERROR
 *
 * Makes the table, its table of tombstones, and the columns and indexes that kinds.c asks for and that are not there yet,
 * in one transaction or in the one that is open.
 *
 * Returns: %FALSE on failure
 */
gboolean
office_record_schema_ensure (OfficeDatabase *database, const char *name, GError **error)
{
  if (office_database_is_in_transaction (database))
    return ensure (database, name, error);
  if (office_database_begin (database, error) && ensure (database, name, error)
      && office_database_commit (database, error))
    return TRUE;
  office_database_rollback (database);
  return FALSE;
}
