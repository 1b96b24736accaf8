/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-transaction-private.h"

#include "office-batch-private.h"
#include "office-problem.h"
#include "office-store-schema.h"

/* People, rooms and members are asked for with every operation; to read one costs more than to write a message. */
#define LARGEST_CACHE 2000
#define TAG_FORMAT    "%016" G_GINT64_MODIFIER "x"

typedef struct {
  GObjectClass parent_class;
} OfficeTransactionClass;

static void office_transaction_book_init (OfficeBookInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (OfficeTransaction, office_transaction, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (OFFICE_TYPE_BOOK, office_transaction_book_init))

static void
keep_failure (OfficeTransaction *self, const GError *error)
{
  if (error != NULL && self->failure == NULL)
    self->failure = g_error_copy (error);
}

gboolean
office_transaction_fail (OfficeTransaction *self, GError *own, GError **error)
{
  if (own->domain == OFFICE_SQL_ERROR)
    keep_failure (self, own);
  g_propagate_error (error, own);
  return FALSE;
}

static gboolean
is_worth_keeping (OfficeRecord *record)
{
  return strcmp (office_record_get_kind_name (record), "message") != 0;
}

OfficeRecord *
office_transaction_read (OfficeTransaction *self, const char *id, GError **error)
{
  OfficeRecord *record = g_hash_table_lookup (self->cache, id);

  if (record != NULL)
    return office_record_ref (record);
  record = office_record_table_get (self->records, id, error);
  if (record == NULL || !is_worth_keeping (record))
    return record;
  if (g_hash_table_size (self->cache) >= LARGEST_CACHE)
    g_hash_table_remove_all (self->cache);
  g_hash_table_insert (self->cache, g_strdup (id), office_record_ref (record));
  return record;
}

void
office_transaction_forget (OfficeTransaction *self, const char *id)
{
  if (id != NULL)
    g_hash_table_remove (self->cache, id);
  else
    g_hash_table_remove_all (self->cache);
}

/* ---- the book ---- */

static OfficeRecord *
office_transaction_get (OfficeBook *book, const char *id)
{
  OfficeTransaction *self = (OfficeTransaction *) book;
  g_autoptr (GError) error = NULL;
  OfficeRecord *record = office_transaction_read (self, id, &error);

  keep_failure (self, error);
  return record;
}

static GPtrArray *
office_transaction_list (OfficeBook *book, const char *kind, const char *field, const char *value)
{
  OfficeTransaction *self = (OfficeTransaction *) book;
  g_autoptr (GError) error = NULL;
  GPtrArray *records = office_record_table_list (self->records, kind, field, value, &error);

  keep_failure (self, error);
  return records != NULL ? records : g_ptr_array_new_with_free_func ((GDestroyNotify) office_record_unref);
}

static OfficeRecord *
office_transaction_next_task (OfficeBook *book, const char *column, const char *position, const char *id)
{
  OfficeTransaction *self = (OfficeTransaction *) book;
  g_autoptr (GError) error = NULL;
  OfficeRecord *record = office_record_table_next_task (self->records, column, position, id, &error);

  keep_failure (self, error);
  return record;
}

/* A number is used up when a record that bears it is written, so that a refused operation leaves no gap. */
static gint64
find_next (OfficeBook *book, const char *sql, const char *room)
{
  OfficeTransaction *self = (OfficeTransaction *) book;
  g_autoptr (GError) error = NULL;
  OfficeStatement *statement = office_database_prepare (self->database, sql, &error);
  gboolean has_row = FALSE;
  gint64 last = 0;

  if (statement != NULL)
    {
      office_statement_bind_text (statement, 1, room);
      office_statement_step (statement, &has_row, &error);
    }
  keep_failure (self, error);
  if (has_row)
    {
      last = office_statement_get_integer (statement, 0);
      office_statement_reset (statement);
    }
  return last + 1;
}

static gint64
office_transaction_next_seq (OfficeBook *book, const char *room)
{
  return find_next (book, "SELECT seq FROM room_seq WHERE room = ?1", room);
}

static gint64
office_transaction_next_number (OfficeBook *book, const char *room)
{
  return find_next (book, "SELECT number FROM room_number WHERE room = ?1", room);
}

static gint64
office_transaction_field_rev (OfficeBook *book, const char *id, const char *field, char **by, char **operation)
{
  OfficeTransaction *self = (OfficeTransaction *) book;
  g_autoptr (GError) error = NULL;
  OfficeStatement *statement = office_database_prepare (
      self->database, "SELECT rev, person, operation FROM field_revision WHERE id = ?1 AND field = ?2", &error);
  gboolean has_row = FALSE;
  gint64 rev = 0;

  if (by != NULL)
    *by = NULL;
  if (operation != NULL)
    *operation = NULL;
  if (statement != NULL)
    {
      office_statement_bind_text (statement, 1, id);
      office_statement_bind_text (statement, 2, field);
      office_statement_step (statement, &has_row, &error);
    }
  keep_failure (self, error);
  if (!has_row)
    return 0;
  rev = office_statement_get_integer (statement, 0);
  if (by != NULL)
    *by = g_strdup (office_statement_get_text (statement, 1));
  if (operation != NULL)
    *operation = g_strdup (office_statement_get_text (statement, 2));
  office_statement_reset (statement);
  return rev;
}

static void
office_transaction_book_init (OfficeBookInterface *iface)
{
  iface->get = office_transaction_get;
  iface->list = office_transaction_list;
  iface->next_task = office_transaction_next_task;
  iface->next_seq = office_transaction_next_seq;
  iface->next_number = office_transaction_next_number;
  iface->field_rev = office_transaction_field_rev;
}

static void
office_transaction_finalize (GObject *object)
{
  OfficeTransaction *self = (OfficeTransaction *) object;

  g_clear_pointer (&self->cache, g_hash_table_unref);
  g_clear_pointer (&self->changes, g_ptr_array_unref);
  g_clear_pointer (&self->pending, g_ptr_array_unref);
  g_clear_pointer (&self->changed, g_hash_table_unref);
  g_clear_pointer (&self->pended, g_hash_table_unref);
  g_clear_pointer (&self->office_id, g_free);
  g_clear_error (&self->failure);
  g_clear_object (&self->clock);
  g_clear_object (&self->random);
  g_clear_object (&self->database);

  G_OBJECT_CLASS (office_transaction_parent_class)->finalize (object);
}

static void
office_transaction_class_init (OfficeTransactionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = office_transaction_finalize;
}

static void
office_transaction_init (OfficeTransaction *self)
{
  self->cache = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) office_record_unref);
  self->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) office_change_free);
  self->pending = g_ptr_array_new_with_free_func ((GDestroyNotify) office_change_free);
  self->changed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->pended = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/* ---- the writer's side ---- */

/**
 * office_transaction_new: (skip)
 * @database: the writing handle
 * @records: (transfer none): its table of records, which must outlive the transaction
 * @clock: read from the writer's thread
 * @random: read from the writer's thread
 * @office_id: the office's id
 * @error: return location for an OFFICE_SQL_ERROR
 *
 * Returns: (transfer full): the transaction, not begun; %NULL when the head could not be read
 */
OfficeTransaction *
office_transaction_new (OfficeDatabase *database, OfficeRecordTable *records, OfficeClock *clock, OfficeRandom *random,
                        const char *office_id, GError **error)
{
  OfficeTransaction *self;
  g_autofree char *tag = NULL;
  gint64 head;

  if (!office_store_schema_read_head (database, &head, &tag, error))
    return NULL;
  self = g_object_new (OFFICE_TYPE_TRANSACTION, NULL);
  self->database = g_object_ref (database);
  self->records = records;
  self->clock = g_object_ref (clock);
  self->random = g_object_ref (random);
  self->office_id = g_strdup (office_id);
  self->committed = self->head = head;
  return self;
}

gboolean
office_transaction_begin (OfficeTransaction *self, GError **error)
{
  self->broken = FALSE;
  g_ptr_array_set_size (self->changes, 0);
  return office_database_begin (self->database, error);
}

gboolean
office_transaction_is_broken (OfficeTransaction *self)
{
  return self->broken;
}

/* The first cause counts: a work may have gone on after a failure, or have made another error of it. */
static gboolean
settle_work (OfficeTransaction *self, gboolean done, GError *own, GError **error)
{
  if (self->failure != NULL)
    {
      g_clear_error (&own);
      own = g_steal_pointer (&self->failure);
      done = FALSE;
    }
  if (done && office_database_release (self->database, &own))
    return TRUE;
  if (own == NULL)
    own = office_problem_new (OFFICE_PROBLEM_INTERNAL, NULL, "The host could not say what went wrong");
  self->broken = g_error_matches (own, OFFICE_SQL_ERROR, OFFICE_SQL_ERROR_FULL)
                 || !office_database_is_in_transaction (self->database);
  office_database_rollback_to (self->database);
  office_transaction_forget (self, NULL);
  g_propagate_error (error, own);
  return FALSE;
}

gboolean
office_transaction_run (OfficeTransaction *self, OfficeStoreWork work, gpointer data, gint64 *rev, GError **error)
{
  gint64 head = self->head;
  GError *own = NULL;
  gboolean done;

  self->rev = 0;
  self->first_change = self->changes->len;
  g_hash_table_remove_all (self->changed);
  if (!office_database_savepoint (self->database, error))
    {
      self->broken = TRUE;
      return FALSE;
    }
  done = work (self, data, &own);
  if (!done || own != NULL || self->failure != NULL)
    done = FALSE;
  if (!settle_work (self, done, own, error))
    {
      self->head = head;
      g_ptr_array_set_size (self->changes, (int) self->first_change);
      *rev = 0;
      return FALSE;
    }
  *rev = self->rev;
  return TRUE;
}

static gboolean
write_revision (OfficeTransaction *self, const char *tag, GError **error)
{
  OfficeStatement *statement = office_database_prepare (
      self->database, "INSERT INTO revision (rev, tag, at) VALUES (?1, ?2, ?3)", error);

  if (statement == NULL)
    return FALSE;
  office_statement_bind_integer (statement, 1, self->head);
  office_statement_bind_text (statement, 2, tag);
  office_statement_bind_integer (statement, 3, office_clock_now (self->clock));
  return office_statement_run (statement, error);
}

gboolean
office_transaction_commit (OfficeTransaction *self, OfficeBatch **batch, GError **error)
{
  g_autofree char *tag = g_strdup_printf (TAG_FORMAT, office_random_integer (self->random));

  *batch = NULL;
  if (self->head > self->committed && !write_revision (self, tag, error))
    return FALSE;
  if (!office_database_commit (self->database, error))
    return FALSE;
  if (self->head > self->committed)
    {
      *batch = office_batch_new (self->committed, self->head, tag, self->changes);
      self->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) office_change_free);
      self->committed = self->head;
    }
  return TRUE;
}

void
office_transaction_rollback (OfficeTransaction *self)
{
  office_database_rollback (self->database);
  office_transaction_forget (self, NULL);
  g_ptr_array_set_size (self->changes, 0);
  self->head = self->committed;
}

/* ---- the work's side ---- */

/**
 * office_transaction_get_database:
 * @self: a transaction
 *
 * Returns: (transfer none): the writing handle, for tables beside the records
 */
OfficeDatabase *
office_transaction_get_database (OfficeTransaction *self)
{
  return self->database;
}

/**
 * office_transaction_get_now:
 * @self: a transaction
 *
 * Returns: the host's time in milliseconds
 */
gint64
office_transaction_get_now (OfficeTransaction *self)
{
  return office_clock_now (self->clock);
}

/**
 * office_transaction_get_random:
 * @self: a transaction
 *
 * Returns: (transfer none): the source of secrets and ids
 */
OfficeRandom *
office_transaction_get_random (OfficeTransaction *self)
{
  return self->random;
}

/**
 * office_transaction_get_clock:
 * @self: a transaction
 *
 * Returns: (transfer none): the host's clock
 */
OfficeClock *
office_transaction_get_clock (OfficeTransaction *self)
{
  return self->clock;
}

/**
 * office_transaction_get_office_id:
 * @self: a transaction
 *
 * Returns: (transfer none): the office's id
 */
const char *
office_transaction_get_office_id (OfficeTransaction *self)
{
  return self->office_id;
}

/**
 * office_transaction_take_revision:
 * @self: a transaction
 * @error: unused; a revision is only counted
 *
 * Returns: the revision of the work that runs, the same at each call
 */
gint64
office_transaction_take_revision (OfficeTransaction *self, GError **error)
{
  if (self->rev == 0)
    self->rev = ++self->head;
  return self->rev;
}

/**
 * office_transaction_find_result:
 * @self: a transaction
 * @operation: an operation's id
 * @error: return location for an OFFICE_SQL_ERROR
 *
 * Returns: (transfer full) (nullable): the result that was stored for it; %NULL when it was not seen yet, or on failure
 */
char *
office_transaction_find_result (OfficeTransaction *self, const char *operation, GError **error)
{
  GError *own = NULL;
  OfficeStatement *statement = office_database_prepare (self->database, "SELECT result FROM operation WHERE id = ?1",
                                                        &own);
  char *result = NULL;
  gboolean has_row = FALSE;

  if (statement != NULL)
    {
      office_statement_bind_text (statement, 1, operation);
      office_statement_step (statement, &has_row, &own);
    }
  if (own != NULL)
    office_transaction_fail (self, own, error);
  if (!has_row)
    return NULL;
  result = g_strdup (office_statement_get_text (statement, 0));
  office_statement_reset (statement);
  return result;
}

/**
 * office_transaction_store_result:
 * @self: a transaction
 * @operation: an operation's id that has no result yet
 * @device: (nullable): whose it was
 * @rev: its revision; 0 when it was refused
 * @result: JSON, given again to whoever repeats the operation, for 400 days
 * @error: return location for an OFFICE_SQL_ERROR
 *
 * Returns: %FALSE on failure
 */
gboolean
office_transaction_store_result (OfficeTransaction *self, const char *operation, const char *device, gint64 rev,
                                 const char *result, GError **error)
{
  GError *own = NULL;
  OfficeStatement *statement = office_database_prepare (
      self->database, "INSERT INTO operation (id, device, rev, result, at) VALUES (?1, ?2, ?3, ?4, ?5)", &own);

  if (statement == NULL)
    return office_transaction_fail (self, own, error);
  office_statement_bind_text (statement, 1, operation);
  office_statement_bind_text (statement, 2, device != NULL ? device : "");
  office_statement_bind_integer (statement, 3, rev);
  office_statement_bind_text (statement, 4, result);
  office_statement_bind_integer (statement, 5, office_clock_now (self->clock));
  return office_statement_run (statement, &own) || office_transaction_fail (self, own, error);
}
