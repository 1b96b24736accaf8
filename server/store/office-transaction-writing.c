/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-transaction-private.h"

#include "office-accounts-private.h"
#include "office-batch-private.h"
#include "office-problem.h"

/* What a work does to the records, as one revision: rows, tombstones, who changed which field, and the batch. */

static char *
make_key (const char *id, const char *scope)
{
  return g_strconcat (id, " ", scope, NULL);
}

static guint
find_change (GPtrArray *changes, guint first, const char *id, const char *scope)
{
  for (guint i = first; i < changes->len; i++)
    {
      const OfficeChange *change = g_ptr_array_index (changes, i);

      if (strcmp (change->id, id) == 0 && strcmp (change->scope, scope) == 0)
        return i;
    }
  return changes->len;
}

/*
 * One revision says only one thing of a record in a scope: the last. keys: a set of what is there from `first` on, for a work
 * may write thousands of records, and seldom one of them twice.
 */
static void
put_change (GPtrArray *changes, GHashTable *keys, guint first, OfficeChange *change)
{
  if (!g_hash_table_add (keys, make_key (change->id, change->scope)))
    g_ptr_array_remove_index (changes, find_change (changes, first, change->id, change->scope));
  g_ptr_array_add (changes, change);
}

static void
add_change (OfficeTransaction *self, OfficeRecord *record, char *body)
{
  put_change (self->pending, self->pended, 0, office_change_new (record, body));
}

static gboolean
write_field_revision (OfficeTransaction *self, const char *id, const char *field, const char *person,
                      const char *operation, GError **error)
{
  OfficeStatement *statement = office_database_prepare (
      self->database,
      "INSERT OR REPLACE INTO field_revision (id, field, rev, person, operation)"
      " VALUES (?1, ?2, ?3, ?4, ?5)",
      error);

  if (statement == NULL)
    return FALSE;
  office_statement_bind_text (statement, 1, id);
  office_statement_bind_text (statement, 2, field);
  office_statement_bind_integer (statement, 3, self->rev);
  office_statement_bind_text (statement, 4, person);
  office_statement_bind_text (statement, 5, operation);
  return office_statement_run (statement, error);
}

static gboolean
is_changed (OfficeRecord *old, OfficeRecord *record, const char *field)
{
  JsonNode *before = office_record_get_node (old, field);
  JsonNode *after = office_record_get_node (record, field);

  if (before == NULL || after == NULL)
    return before != after;
  return !json_node_equal (before, after);
}

static gboolean
write_field_revisions (OfficeTransaction *self, OfficeRecord *old, OfficeRecord *record, const char *person,
                       const char *operation, GError **error)
{
  const OfficeKind *kind = office_record_get_kind (record);

  for (guint i = 0; kind != NULL && i < kind->n_fields; i++)
    if (is_changed (old, record, kind->fields[i].name)
        && !write_field_revision (self, office_record_get_id (record), kind->fields[i].name, person, operation, error))
      return FALSE;
  return TRUE;
}

static gboolean
forget_field_revisions (OfficeTransaction *self, const char *id, GError **error)
{
  OfficeStatement *statement = office_database_prepare (self->database, "DELETE FROM field_revision WHERE id = ?1",
                                                        error);

  if (statement == NULL)
    return FALSE;
  office_statement_bind_text (statement, 1, id);
  return office_statement_run (statement, error);
}

static gboolean
use_up (OfficeTransaction *self, OfficeRecord *record, const char *sql, gint64 number, GError **error)
{
  OfficeStatement *statement;

  if (number == 0)
    return TRUE;
  statement = office_database_prepare (self->database, sql, error);
  if (statement == NULL)
    return FALSE;
  office_statement_bind_text (statement, 1, office_record_get_text (record, "room"));
  office_statement_bind_integer (statement, 2, number);
  return office_statement_run (statement, error);
}

/* What the host notes beside the record. */
static gboolean
note_aside (OfficeTransaction *self, OfficeRecord *record, GError **error)
{
  const char *kind = office_record_get_kind_name (record);

  if (strcmp (kind, "message") == 0)
    return use_up (self, record,
                   "INSERT INTO room_seq (room, seq) VALUES (?1, ?2)"
                   "  ON CONFLICT (room) DO UPDATE SET seq = max (seq, excluded.seq)",
                   office_record_get_integer (record, "seq"), error);
  if (strcmp (kind, "task") == 0)
    return office_transaction_keep_overdue (self, record, error)
           && use_up (self, record,
                      "INSERT INTO room_number (room, number) VALUES (?1, ?2)"
                      "  ON CONFLICT (room) DO UPDATE SET number = max (number, excluded.number)",
                      office_record_get_integer (record, "number"), error);
  return TRUE;
}

static gboolean
bury (OfficeTransaction *self, OfficeRecord *gone, GError **error)
{
  office_transaction_forget (self, office_record_get_id (gone));
  if (!office_record_table_bury (self->records, gone, error))
    return FALSE;
  add_change (self, gone, office_record_to_body (gone));
  return TRUE;
}

static gboolean
leave_scope (OfficeTransaction *self, OfficeRecord *old, GError **error)
{
  g_autoptr (OfficeRecord) gone = office_record_new_gone (office_record_get_kind_name (old), office_record_get_id (old),
                                                          office_record_get_scope (old), self->rev);

  return bury (self, gone, error);
}

static gboolean
follow_change (OfficeTransaction *self, OfficeRecord *old, OfficeRecord *record, const char *person, GError **error)
{
  if (!write_field_revisions (self, old, record, person, self->operation, error))
    return FALSE;
  if (strcmp (office_record_get_kind_name (record), "person") == 0 && is_changed (old, record, "name")
      && !office_accounts_rename (self, office_record_get_id (record), office_record_get_text (record, "name"), error))
    return FALSE;
  return strcmp (office_record_get_scope (old), office_record_get_scope (record)) == 0
         || leave_scope (self, old, error);
}

static gboolean
write_record (OfficeTransaction *self, OfficeRecord *record, const char *person, GError **error)
{
  g_autoptr (GError) own = NULL;
  g_autoptr (OfficeRecord) old = office_transaction_read (self, office_record_get_id (record), &own);
  g_autofree char *body = NULL;

  if (own != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&own));
      return FALSE;
    }
  office_record_set_rev (record, self->rev);
  body = office_record_to_body (record);
  if (strlen (body) > OFFICE_LIMIT_RECORD)
    {
      office_problem_set (error, OFFICE_PROBLEM_TOO_LARGE, NULL, "The %s is too large",
                          office_record_get_kind_name (record));
      return FALSE;
    }
  if (old != NULL && !follow_change (self, old, record, person, error))
    return FALSE;
  if (!note_aside (self, record, error))
    return FALSE;
  office_transaction_forget (self, office_record_get_id (record));
  if (!office_record_table_put_body (self->records, record, body, error))
    return FALSE;
  add_change (self, record, g_steal_pointer (&body));
  return TRUE;
}

/* A record that this revision has moved out of the scope has its tombstone there already. */
static gboolean
is_buried (OfficeTransaction *self, OfficeRecord *gone)
{
  const char *id = office_record_get_id (gone);
  const char *scope = office_record_get_scope (gone);
  g_autofree char *key = make_key (id, scope);
  const OfficeChange *change;

  if (!g_hash_table_contains (self->pended, key))
    return FALSE;
  change = g_ptr_array_index (self->pending, find_change (self->pending, 0, id, scope));
  return change->gone;
}

static gboolean
write_gone (OfficeTransaction *self, OfficeRecord *gone, GError **error)
{
  g_autoptr (OfficeRecord) left = NULL;

  if (is_buried (self, gone))
    return TRUE;
  office_record_set_rev (gone, self->rev);
  if (!bury (self, gone, error))
    return FALSE;
  left = office_record_table_get (self->records, office_record_get_id (gone), NULL);
  return left != NULL
         || (forget_field_revisions (self, office_record_get_id (gone), error)
             && office_transaction_forget_overdue (self, office_record_get_id (gone), error));
}

static gboolean
write_effects (OfficeTransaction *self, OfficeEffects *effects, const char *person, GError **error)
{
  for (guint i = 0; i < effects->written->len; i++)
    if (!write_record (self, g_ptr_array_index (effects->written, i), person, error))
      return FALSE;
  for (guint i = 0; i < effects->gone->len; i++)
    if (!write_gone (self, g_ptr_array_index (effects->gone, i), error))
      return FALSE;
  return TRUE;
}

static void
keep_changes (OfficeTransaction *self)
{
  gsize n_pending;
  g_autofree gpointer *pending = g_ptr_array_steal (self->pending, &n_pending);

  for (gsize i = 0; i < n_pending; i++)
    put_change (self->changes, self->changed, self->first_change, pending[i]);
}

/**
 * office_transaction_write:
 * @self: a transaction
 * @effects: what changes; its records get the work's revision and are shared with the batch, so that they must not be
 *   changed any more
 * @person: (nullable): who is remembered as the changer of the fields, beside the operation that the effects name
 * @error: 413 for a record that is too large, 409 for a person's name that is taken, or an OFFICE_SQL_ERROR
 *
 * Writes records, tombstones and field revisions; all of them or, on failure, none. A record that comes with another
 * scope leaves a tombstone in its old one. After an OFFICE_PROBLEM the work may go on and say that it refuses; an
 * OFFICE_SQL_ERROR fails it in any case.
 *
 * Returns: %FALSE on failure
 */
gboolean
office_transaction_write (OfficeTransaction *self, OfficeEffects *effects, const char *person, GError **error)
{
  gint64 rev = self->rev;
  GError *own = NULL;

  g_ptr_array_set_size (self->pending, 0);
  g_hash_table_remove_all (self->pended);
  self->operation = effects->operation;
  if (!office_database_savepoint (self->database, &own))
    return office_transaction_fail (self, own, error);
  office_transaction_take_revision (self, NULL);
  if (write_effects (self, effects, person, &own) && office_database_release (self->database, &own))
    {
      keep_changes (self);
      return TRUE;
    }
  office_database_rollback_to (self->database);
  office_transaction_forget (self, NULL);
  if (rev == 0)
    self->head--;
  self->rev = rev;
  return office_transaction_fail (self, own, error);
}
