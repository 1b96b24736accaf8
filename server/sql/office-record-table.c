/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-record-search-private.h"

char *
office_record_table_expand (const char *name, const char *template)
{
  g_auto (GStrv) parts = g_strsplit (template, "$T", -1);

  return g_strjoinv (name, parts);
}

gboolean
office_record_table_execute (OfficeRecordTable *self, const char *template, GError **error)
{
  g_autofree char *sql = office_record_table_expand (self->name, template);

  return office_database_execute (self->database, sql, error);
}

OfficeStatement *
office_record_table_prepare (OfficeRecordTable *self, const char *template, GError **error)
{
  char *sql = g_hash_table_lookup (self->texts, template);

  if (sql == NULL)
    {
      sql = office_record_table_expand (self->name, template);
      g_hash_table_insert (self->texts, (gpointer) template, sql);
    }
  return office_database_prepare (self->database, sql, error);
}

/* Kind and field are constants of kinds.c; only a constant kind lets SQLite use the partial index. */
static OfficeStatement *
prepare_list (OfficeRecordTable *self, const OfficeKind *kind, const OfficeField *field, GError **error)
{
  char *sql = g_hash_table_lookup (self->texts, field);

  if (sql == NULL)
    {
      sql = g_strdup_printf ("SELECT body FROM %s WHERE kind = '%s' AND f_%s = ?1", self->name, kind->name,
                             field->name);
      g_hash_table_insert (self->texts, (gpointer) field, sql);
    }
  return office_database_prepare (self->database, sql, error);
}

static OfficeRecord *
read_record (OfficeStatement *statement, GError **error)
{
  gsize length;
  const char *body = office_statement_get_blob (statement, 0, &length);

  return office_record_new_from_body (body, (gssize) length, error);
}

GPtrArray *
office_record_table_collect (OfficeStatement *statement, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) office_record_unref);
  gboolean has_row;

  while (office_statement_step (statement, &has_row, error))
    {
      OfficeRecord *record;

      if (!has_row)
        return g_steal_pointer (&records);
      record = read_record (statement, error);
      if (record == NULL)
        {
          office_statement_reset (statement);
          return NULL;
        }
      g_ptr_array_add (records, record);
    }
  return NULL;
}

static gboolean
look_for_tombstones (OfficeRecordTable *self, GError **error)
{
  OfficeStatement *statement = office_record_table_prepare (self, "SELECT EXISTS (SELECT 1 FROM $T_gone)", error);

  if (statement == NULL || !office_statement_step (statement, NULL, error))
    return FALSE;
  self->may_have_gone = office_statement_get_integer (statement, 0) != 0;
  office_statement_reset (statement);
  return TRUE;
}

/**
 * office_record_table_new:
 * @database: a database; the table keeps a reference
 * @name: the table's name, a constant
 * @error: return location for an OFFICE_SQL_ERROR
 *
 * Makes the table where it is missing, and the columns and indexes that the table of kinds has come to ask for. On a
 * read-only handle everything must be there already. Belongs to the database's thread. Tombstones are written through one
 * table at a time: another one would not know of them.
 *
 * Returns: (transfer full): the table, or %NULL
 */
OfficeRecordTable *
office_record_table_new (OfficeDatabase *database, const char *name, GError **error)
{
  g_autoptr (OfficeRecordTable) self = NULL;

  g_return_val_if_fail (OFFICE_IS_DATABASE (database), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  if (!sqlite3_db_readonly (office_database_get_handle (database), "main")
      && !office_record_schema_ensure (database, name, error))
    return NULL;
  self = g_new0 (OfficeRecordTable, 1);
  self->database = g_object_ref (database);
  self->name = g_strdup (name);
  self->texts = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  return look_for_tombstones (self, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * office_record_table_free:
 * @self: (transfer full) (nullable): a table
 */
void
office_record_table_free (OfficeRecordTable *self)
{
  if (self == NULL)
    return;
  office_record_search_free (self->search);
  g_hash_table_unref (self->texts);
  g_free (self->name);
  g_object_unref (self->database);
  g_free (self);
}

static gboolean
forget_tombstone (OfficeRecordTable *self, OfficeRecord *record, GError **error)
{
  OfficeStatement *statement;

  /* A desk has none at all, and is spared a search for each record that it is sent. */
  if (!self->may_have_gone)
    return TRUE;
  statement = office_record_table_prepare (self, "DELETE FROM $T_gone WHERE id = ?1 AND scope = ?2", error);
  if (statement == NULL)
    return FALSE;
  office_statement_bind_text (statement, 1, office_record_get_id (record));
  office_statement_bind_text (statement, 2, office_record_get_scope (record));
  return office_statement_run (statement, error);
}

static gboolean
write_row (OfficeStatement *statement, OfficeRecord *record, const char *body, GError **error)
{
  if (statement == NULL)
    return FALSE;
  office_statement_bind_text (statement, 1, office_record_get_id (record));
  office_statement_bind_text (statement, 2, office_record_get_kind_name (record));
  office_statement_bind_text (statement, 3, office_record_get_scope (record));
  office_statement_bind_integer (statement, 4, office_record_get_rev (record));
  office_statement_bind_text (statement, 5, body);
  return office_statement_run (statement, error);
}

static gboolean
put_body (OfficeRecordTable *self, OfficeRecord *record, const char *body, GError **error)
{
  g_auto (OfficeRecordSearchChange) change = { 0 };
  OfficeStatement *statement;

  if (!office_record_search_before_put (self->search, record, &change, error))
    return FALSE;
  statement = office_record_table_prepare (
      self,
      "INSERT INTO $T (id, kind, scope, rev, body) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (id) DO UPDATE"
      "  SET kind = excluded.kind, scope = excluded.scope, rev = excluded.rev, body = excluded.body",
      error);
  return write_row (statement, record, body, error) && office_record_search_after_put (self->search, &change, error)
         && forget_tombstone (self, record, error);
}

/**
 * office_record_table_put_body:
 * @self: a table
 * @record: a record that is not gone
 * @body: what office_record_to_body() made of it
 * @error: return location for an OFFICE_SQL_ERROR
 *
 * As office_record_table_put(), where the caller has the body already.
 *
 * Returns: %FALSE on failure
 */
gboolean
office_record_table_put_body (OfficeRecordTable *self, OfficeRecord *record, const char *body, GError **error)
{
  gboolean begun;

  if (!office_record_search_begin (self->search, &begun, error))
    return FALSE;
  return office_record_search_end (self->search, begun, put_body (self, record, body, error), error);
}

/**
 * office_record_table_put:
 * @self: a table
 * @record: a record that is not gone
 * @error: return location for an OFFICE_SQL_ERROR
 *
 * Inserts the record or replaces the one with its id, whatever that one's scope, and takes its tombstone in the
 * record's scope away.
 *
 * Returns: %FALSE on failure
 */
gboolean
office_record_table_put (OfficeRecordTable *self, OfficeRecord *record, GError **error)
{
  g_autofree char *body = office_record_to_body (record);

  return office_record_table_put_body (self, record, body, error);
}

/* scope NULL: any. */
static gboolean
remove_row (OfficeRecordTable *self, const char *id, const char *scope, GError **error)
{
  OfficeStatement *statement;

  if (!office_record_search_before_remove (self->search, id, scope, error))
    return FALSE;
  statement = scope != NULL ? office_record_table_prepare (self, "DELETE FROM $T WHERE id = ?1 AND scope = ?2", error)
                            : office_record_table_prepare (self, "DELETE FROM $T WHERE id = ?1", error);
  if (statement == NULL)
    return FALSE;
  office_statement_bind_text (statement, 1, id);
  if (scope != NULL)
    office_statement_bind_text (statement, 2, scope);
  return office_statement_run (statement, error);
}

/**
 * office_record_table_remove:
 * @self: a table
 * @id: a record's id; none such is no failure
 * @error: return location for an OFFICE_SQL_ERROR
 *
 * Removes a record without a trace.
 *
 * Returns: %FALSE on failure
 */
gboolean
office_record_table_remove (OfficeRecordTable *self, const char *id, GError **error)
{
  gboolean begun;

  if (!office_record_search_begin (self->search, &begun, error))
    return FALSE;
  return office_record_search_end (self->search, begun, remove_row (self, id, NULL, error), error);
}

static gboolean
bury (OfficeRecordTable *self, OfficeRecord *gone, GError **error)
{
  g_autofree char *body = office_record_to_body (gone);
  OfficeStatement *statement;

  if (!remove_row (self, office_record_get_id (gone), office_record_get_scope (gone), error))
    return FALSE;
  self->may_have_gone = TRUE;
  statement = office_record_table_prepare (
      self, "INSERT OR REPLACE INTO $T_gone (id, kind, scope, rev, body) VALUES (?1, ?2, ?3, ?4, ?5)", error);
  return write_row (statement, gone, body, error);
}

/**
 * office_record_table_bury:
 * @self: a table
 * @gone: made by office_record_new_gone()
 * @error: return location for an OFFICE_SQL_ERROR
 *
 * Removes the record if it still is in the scope that @gone names, and writes a tombstone there in any case.
 *
 * Returns: %FALSE on failure
 */
gboolean
office_record_table_bury (OfficeRecordTable *self, OfficeRecord *gone, GError **error)
{
  gboolean begun;

  if (!office_record_search_begin (self->search, &begun, error))
    return FALSE;
  return office_record_search_end (self->search, begun, bury (self, gone, error), error);
}

/**
 * office_record_table_get:
 * @self: a table
 * @id: an id
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the record; %NULL without an error when there is none
 */
OfficeRecord *
office_record_table_get (OfficeRecordTable *self, const char *id, GError **error)
{
  OfficeStatement *statement = office_record_table_prepare (self, "SELECT body FROM $T WHERE id = ?1", error);
  g_autoptr (OfficeRecord) record = NULL;
  gboolean has_row;

  if (statement == NULL)
    return NULL;
  office_statement_bind_text (statement, 1, id);
  if (!office_statement_step (statement, &has_row, error) || !has_row)
    return NULL;
  record = read_record (statement, error);
  office_statement_reset (statement);
  return g_steal_pointer (&record);
}

/**
 * office_record_table_get_body:
 * @self: a table
 * @id: an id
 * @error: return location for an OFFICE_SQL_ERROR
 *
 * Returns: (transfer full) (nullable): the record as it is stored; %NULL without an error when there is none
 */
char *
office_record_table_get_body (OfficeRecordTable *self, const char *id, GError **error)
{
  OfficeStatement *statement = office_record_table_prepare (self, "SELECT body FROM $T WHERE id = ?1", error);
  g_autofree char *body = NULL;
  gboolean has_row;

  if (statement == NULL)
    return NULL;
  office_statement_bind_text (statement, 1, id);
  if (!office_statement_step (statement, &has_row, error) || !has_row)
    return NULL;
  body = g_strdup (office_statement_get_text (statement, 0));
  office_statement_reset (statement);
  return g_steal_pointer (&body);
}

static OfficeStatement *
prepare_list_of_kind (OfficeRecordTable *self, const char *kind, GError **error)
{
  OfficeStatement *statement = strcmp (kind, "message") == 0
                                   ? office_record_table_prepare (self, "SELECT body FROM $T WHERE kind = ?1", error)
                                   : office_record_table_prepare (
                                       self, "SELECT body FROM $T WHERE kind = ?1 AND kind <> 'message'", error);

  if (statement != NULL)
    office_statement_bind_text (statement, 1, kind);
  return statement;
}

/* A message always is in its room's scope (kinds.c), and that is what has an index. */
static OfficeStatement *
prepare_list_of_messages (OfficeRecordTable *self, const char *room, GError **error)
{
  OfficeStatement *statement = office_record_table_prepare (
      self, "SELECT body FROM $T WHERE kind = 'message' AND scope = 'room:' || ?1 AND f_room = ?1", error);

  if (statement != NULL)
    office_statement_bind_text (statement, 1, room);
  return statement;
}

/* What else is in the scope is looked at, too; what is of the kind in all others is not. */
static OfficeStatement *
prepare_list_of_scope (OfficeRecordTable *self, const char *kind, const char *scope, GError **error)
{
  OfficeStatement *statement = office_record_table_prepare (
      self, "SELECT body FROM $T WHERE scope = ?1 AND kind <> 'message' AND +kind = ?2", error);

  if (statement != NULL)
    {
      office_statement_bind_text (statement, 1, scope);
      office_statement_bind_text (statement, 2, kind);
    }
  return statement;
}

static OfficeStatement *
prepare_list_of_field (OfficeRecordTable *self, const char *kind_name, const char *field_name, const char *value,
                       GError **error)
{
  const OfficeKind *kind = office_kind_find (kind_name);
  const OfficeField *field = kind != NULL ? office_kind_find_field (kind, field_name) : NULL;
  OfficeStatement *statement;

  if (field == NULL || (field->flags & OFFICE_FIELD_INDEXED) == 0)
    {
      g_set_error (error, OFFICE_SQL_ERROR, OFFICE_SQL_ERROR_FAILED, "The field “%s” of “%s” is not indexed",
                   field_name, kind_name);
      return NULL;
    }
  statement = prepare_list (self, kind, field, error);
  if (statement != NULL)
    office_statement_bind_text (statement, 1, value);
  return statement;
}

/**
 * office_record_table_list:
 * @self: a table
 * @kind: a kind's name, known to this version or not
 * @field: (nullable): an indexed field of that kind; `scope`, but not of messages; or %NULL for all of the kind
 * @value: (nullable): the field's value as text; nothing equals %NULL
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type OfficeRecord): the records, in no order; %NULL on failure
 */
GPtrArray *
office_record_table_list (OfficeRecordTable *self, const char *kind, const char *field, const char *value,
                          GError **error)
{
  OfficeStatement *statement;

  if (field == NULL)
    statement = prepare_list_of_kind (self, kind, error);
  else if (strcmp (kind, "message") == 0 && strcmp (field, "room") == 0)
    statement = prepare_list_of_messages (self, value, error);
  else if (strcmp (field, "scope") == 0)
    statement = prepare_list_of_scope (self, kind, value, error);
  else
    statement = prepare_list_of_field (self, kind, field, value, error);
  return statement != NULL ? office_record_table_collect (statement, error) : NULL;
}

/**
 * office_record_table_next_task:
 * @self: a table
 * @column: a column's id
 * @position: a place in it
 * @id: the id of what stands there
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the task that stands next behind it; %NULL without an error when there is none
 */
OfficeRecord *
office_record_table_next_task (OfficeRecordTable *self, const char *column, const char *position, const char *id,
                               GError **error)
{
  OfficeStatement *statement = office_record_table_prepare (
      self,
      "SELECT body FROM $T WHERE kind = 'task' AND f_column = ?1 AND (f_position, id) > (?2, ?3)"
      "  ORDER BY f_position, id LIMIT 1",
      error);
  g_autoptr (OfficeRecord) record = NULL;
  gboolean has_row;

  if (statement == NULL)
    return NULL;
  office_statement_bind_text (statement, 1, column);
  office_statement_bind_text (statement, 2, position);
  office_statement_bind_text (statement, 3, id);
  if (!office_statement_step (statement, &has_row, error) || !has_row)
    return NULL;
  record = read_record (statement, error);
  office_statement_reset (statement);
  return g_steal_pointer (&record);
}

static gboolean
purge (OfficeRecordTable *self, const char *scope, GError **error)
{
  OfficeStatement *statement;

  if (!office_record_search_before_purge (self->search, scope, error))
    return FALSE;
  statement = office_record_table_prepare (self, "DELETE FROM $T WHERE scope = ?1", error);
  if (statement == NULL)
    return FALSE;
  office_statement_bind_text (statement, 1, scope);
  if (!office_statement_run (statement, error))
    return FALSE;
  statement = office_record_table_prepare (self, "DELETE FROM $T_gone WHERE scope = ?1", error);
  if (statement == NULL)
    return FALSE;
  office_statement_bind_text (statement, 1, scope);
  return office_statement_run (statement, error);
}

/**
 * office_record_table_purge_scope:
 * @self: a table
 * @scope: a scope
 * @error: return location for an OFFICE_SQL_ERROR
 *
 * Removes all records and tombstones of a scope without a trace.
 *
 * Returns: %FALSE on failure
 */
gboolean
office_record_table_purge_scope (OfficeRecordTable *self, const char *scope, GError **error)
{
  gboolean begun;

  if (!office_record_search_begin (self->search, &begun, error))
    return FALSE;
  return office_record_search_end (self->search, begun, purge (self, scope, error), error);
}

static void
add_to_digest (GChecksum *checksum, OfficeStatement *statement)
{
  for (int column = 0; column < 3; column++)
    {
      gsize length;
      gconstpointer bytes = office_statement_get_blob (statement, column, &length);

      g_checksum_update (checksum, bytes, (gssize) length);
      g_checksum_update (checksum, (const guchar *) "\n", 1);
    }
}

/**
 * office_record_table_digest:
 * @self: a table
 * @scopes: (array zero-terminated=1): scopes
 * @error: return location for an OFFICE_SQL_ERROR
 *
 * Tells whether two books are equal: SHA-256 over id, revision (in decimal) and body, each followed by a newline, of all
 * records of the scopes in order of id. Reads the whole table.
 *
 * Returns: (transfer full): 64 hex digits, or %NULL
 */
char *
office_record_table_digest (OfficeRecordTable *self, const char *const *scopes, GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  OfficeStatement *statement = office_record_table_prepare (
      self, "SELECT id, CAST (rev AS TEXT), body, scope FROM $T ORDER BY id", error);
  gboolean has_row;

  if (statement == NULL)
    return NULL;
  while (office_statement_step (statement, &has_row, error))
    {
      if (!has_row)
        return g_strdup (g_checksum_get_string (checksum));
      if (g_strv_contains (scopes, office_statement_get_text (statement, 3)))
        add_to_digest (checksum, statement);
    }
  return NULL;
}
