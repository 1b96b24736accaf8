/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-accounts-private.h"
#include "office-name.h"
#include "office-secret-private.h"
#include "office-store-private.h"

#include "office-id.h"
#include "office-problem.h"
#include "office-reason.h"

#include <string.h>

#define TOKEN_BYTES         32
#define TOKEN_DAYS          365
#define DAY_MS              G_GINT64_CONSTANT (86400000)
#define LONGEST_DEVICE_NAME 200

void
office_secret_bind_hash (OfficeStatement *statement, int index, const char *secret)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize length = sizeof digest;

  g_checksum_update (checksum, (const guchar *) secret, -1);
  g_checksum_get_digest (checksum, digest, &length);
  office_statement_bind_blob (statement, index, digest, length);
}

/* Whether a statement with one bound text gives a row; FALSE on failure, too, then with an error. */
static gboolean
has_row_for (OfficeDatabase *database, const char *sql, const char *value, GError **error)
{
  OfficeStatement *statement = office_database_prepare (database, sql, error);
  gboolean has_row = FALSE;

  if (statement == NULL)
    return FALSE;
  if (value != NULL)
    office_statement_bind_text (statement, 1, value);
  if (office_statement_step (statement, &has_row, error) && has_row)
    office_statement_reset (statement);
  return has_row;
}

static gboolean
refuse_taken (GError **error)
{
  office_problem_set (error, OFFICE_PROBLEM_CONFLICT, "name", "Somebody in this office has that name");
  return FALSE;
}

static gboolean
check_name_is_free (OfficeTransaction *transaction, const char *key, GError **error)
{
  GError *own = NULL;

  if (has_row_for (office_transaction_get_database (transaction), "SELECT 1 FROM account WHERE name_key = ?1", key,
                   &own))
    return refuse_taken (error);
  if (own == NULL)
    return TRUE;
  g_propagate_error (error, own);
  return FALSE;
}

static gboolean
check_device (const char *device, const char *device_name, GError **error)
{
  if (!office_id_is_valid (device))
    office_problem_set (error, OFFICE_PROBLEM_INVALID, "device", "The device is not an id");
  else if (device_name != NULL
           && (!g_utf8_validate (device_name, -1, NULL) || strlen (device_name) > LONGEST_DEVICE_NAME))
    office_problem_set (error, OFFICE_PROBLEM_INVALID, "device_name", "The device's name is too long");
  else
    return TRUE;
  return FALSE;
}

static gboolean
write_person (OfficeTransaction *transaction, const char *person, const char *name, const char *role, GError **error)
{
  g_autoptr (OfficeEffects) effects = office_effects_new ();
  OfficeRecord *record = office_record_new ("person", person, "office");

  office_record_set_text (record, "name", name);
  office_record_set_text (record, "role", role);
  g_ptr_array_add (effects->written, record);
  return office_transaction_write (transaction, effects, person, error);
}

static gboolean
write_account (OfficeTransaction *transaction, const char *person, const char *key, const char *password_hash,
               GError **error)
{
  OfficeStatement *statement = office_database_prepare (
      office_transaction_get_database (transaction),
      "INSERT INTO account (person, name_key, password, made_at) VALUES (?1, ?2, ?3, ?4)", error);

  if (statement == NULL)
    return FALSE;
  office_statement_bind_text (statement, 1, person);
  office_statement_bind_text (statement, 2, key);
  office_statement_bind_text (statement, 3, password_hash);
  office_statement_bind_integer (statement, 4, office_transaction_get_now (transaction));
  return office_statement_run (statement, error);
}

static gboolean
act (OfficeTransaction *transaction, const char *person, const char *intent, JsonObject *with, GError **error)
{
  const char *office = office_transaction_get_office_id (transaction);
  gint64 now = office_transaction_get_now (transaction);
  g_autofree char *id = office_id_new (office_transaction_get_clock (transaction),
                                       office_transaction_get_random (transaction));
  g_autoptr (OfficeOperation) operation = office_operation_new (id, intent, 0, now, with);
  g_autoptr (OfficeEffects) effects = office_effects_of (operation, OFFICE_BOOK (transaction), person, office, now,
                                                         error);

  return effects != NULL && office_transaction_write (transaction, effects, person, error);
}

/* So that a new office is not an empty screen. */
static gboolean
make_general (OfficeTransaction *transaction, const char *person, GError **error)
{
  g_autoptr (JsonObject) with = json_object_new ();
  g_autofree char *room = office_id_new (office_transaction_get_clock (transaction),
                                         office_transaction_get_random (transaction));

  json_object_set_string_member (with, "id", room);
  json_object_set_string_member (with, "name", "General");
  json_object_set_string_member (with, "visibility", "public");
  return act (transaction, person, "room.create", with, error);
}

/* The oldest room that is for everyone: its id was made first. */
static OfficeRecord *
find_general (GPtrArray *rooms)
{
  OfficeRecord *oldest = NULL;

  for (guint i = 0; i < rooms->len; i++)
    if (g_strcmp0 (office_record_get_text (rooms->pdata[i], "visibility"), "public") == 0
        && !office_record_get_boolean (rooms->pdata[i], "archived")
        && (oldest == NULL || strcmp (office_record_get_id (rooms->pdata[i]), office_record_get_id (oldest)) < 0))
      oldest = rooms->pdata[i];
  return oldest;
}

/* Who comes later is where everyone is; other public rooms they join themselves. */
static gboolean
greet_later (OfficeTransaction *transaction, const char *person, const char *role, GError **error)
{
  g_autoptr (GPtrArray) rooms = office_book_list (OFFICE_BOOK (transaction), "room", NULL, NULL);
  OfficeRecord *general = g_strcmp0 (role, "guest") != 0 ? find_general (rooms) : NULL;
  g_autoptr (JsonObject) with = json_object_new ();

  if (general == NULL)
    return TRUE;
  json_object_set_string_member (with, "room", office_record_get_id (general));
  json_object_set_string_member (with, "person", person);
  return act (transaction, person, "member.add", with, error);
}

static gboolean
greet_first (OfficeTransaction *transaction, const char *person, GError **error)
{
  g_autoptr (GPtrArray) rooms = office_book_list (OFFICE_BOOK (transaction), "room", NULL, NULL);

  return rooms->len > 0 || make_general (transaction, person, error);
}

static gboolean
add_person (OfficeTransaction *transaction, const char *person, const char *name, const char *role,
            const char *password_hash, GError **error)
{
  g_autofree char *key = office_name_dup_key (name);
  GError *own = NULL;
  gboolean is_first = !has_row_for (office_transaction_get_database (transaction), "SELECT 1 FROM account LIMIT 1",
                                    NULL, &own);

  if (own != NULL)
    {
      g_propagate_error (error, own);
      return FALSE;
    }
  return check_name_is_free (transaction, key, error)
         && write_person (transaction, person, name, is_first ? "admin" : role, error)
         && write_account (transaction, person, key, password_hash, error)
         && (is_first ? greet_first (transaction, person, error) : greet_later (transaction, person, role, error));
}

/**
 * office_accounts_join:
 * @transaction: a transaction; on failure the work has to fail, so that nothing of it stays
 * @code: (nullable): an invitation code as it was typed
 * @name: (nullable): what the person wants to be called
 * @password_hash: made by office_password_hash()
 * @device: (nullable): the id of the installation
 * @device_name: (nullable): what people call it
 * @error: 403 for the code, 409 for the name, 422 that names what is malformed, or an OFFICE_SQL_ERROR
 *
 * Makes a person with an account and a token, and uses the code up by one. The first person of an office becomes its
 * admin whatever the code says, and finds a public room "General" where there is no room yet. Those who come later, and are
 * no guests, are members of the oldest public room.
 *
 * Returns: (transfer full): the token, or %NULL
 */
OfficeTicket *
office_accounts_join (OfficeTransaction *transaction, const char *code, const char *name, const char *password_hash,
                      const char *device, const char *device_name, GError **error)
{
  g_autofree char *role = office_invitation_use (transaction, code, error);
  g_autofree char *clean = NULL;
  g_autofree char *person = NULL;

  g_return_val_if_fail (password_hash != NULL, NULL);

  if (role == NULL || !check_device (device, device_name, error))
    return NULL;
  clean = office_name_clean (name, error);
  if (clean == NULL)
    return NULL;
  person = office_id_new (office_transaction_get_clock (transaction), office_transaction_get_random (transaction));
  if (!add_person (transaction, person, clean, role, password_hash, error))
    return NULL;
  return office_accounts_issue (transaction, person, device, device_name, error);
}

static OfficeTicket *
make_ticket (OfficeTransaction *transaction, const char *person, const char *device)
{
  g_autoptr (OfficeRecord) record = office_book_get (OFFICE_BOOK (transaction), person);
  OfficeTicket *ticket = g_new0 (OfficeTicket, 1);

  ticket->token = office_random_token (office_transaction_get_random (transaction), TOKEN_BYTES);
  ticket->person = g_strdup (person);
  ticket->device = g_strdup (device);
  ticket->role = g_strdup (record != NULL ? office_record_get_text (record, "role") : NULL);
  ticket->expires_at = office_transaction_get_now (transaction) + TOKEN_DAYS * DAY_MS;
  return ticket;
}

/**
 * office_accounts_issue:
 * @transaction: a transaction
 * @person: the id of a person whose password was verified
 * @device: (nullable): the id of the installation
 * @device_name: (nullable): what people call it
 * @error: 422 that names what is malformed, or an OFFICE_SQL_ERROR
 *
 * Makes a token for 365 days and ends the device's older one, whosever it was. Of the token only a hash is kept. It makes
 * no revision.
 *
 * Returns: (transfer full): the token, or %NULL
 */
OfficeTicket *
office_accounts_issue (OfficeTransaction *transaction, const char *person, const char *device, const char *device_name,
                       GError **error)
{
  g_autoptr (OfficeTicket) ticket = NULL;
  OfficeStatement *statement;

  if (!check_device (device, device_name, error))
    return NULL;
  ticket = make_ticket (transaction, person, device);
  statement = office_database_prepare (
      office_transaction_get_database (transaction),
      "INSERT OR REPLACE INTO token (hash, person, device, device_name, made_at, expires_at)"
      "  VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
      error);
  if (statement == NULL)
    return NULL;
  office_secret_bind_hash (statement, 1, ticket->token);
  office_statement_bind_text (statement, 2, person);
  office_statement_bind_text (statement, 3, device);
  office_statement_bind_text (statement, 4, device_name != NULL ? device_name : "");
  office_statement_bind_integer (statement, 5, office_transaction_get_now (transaction));
  office_statement_bind_integer (statement, 6, ticket->expires_at);
  return office_statement_run (statement, error) ? g_steal_pointer (&ticket) : NULL;
}

static gboolean
refuse_token (GError **error)
{
  office_problem_set (error, OFFICE_PROBLEM_UNAUTHENTICATED, "token",
                      "The token is unknown or has ended; sign in again");
  return FALSE;
}

/**
 * office_accounts_revoke:
 * @transaction: a transaction
 * @token: a token
 * @error: 401 for one that is not known, or an OFFICE_SQL_ERROR
 *
 * Ends a token. Its connection is to be ended by the caller.
 *
 * Returns: whether it was valid until now
 */
gboolean
office_accounts_revoke (OfficeTransaction *transaction, const char *token, GError **error)
{
  OfficeStatement *statement = office_database_prepare (office_transaction_get_database (transaction),
                                                        "DELETE FROM token WHERE hash = ?1 RETURNING person", error);
  gboolean has_row;

  if (statement == NULL)
    return FALSE;
  office_secret_bind_hash (statement, 1, token);
  if (!office_statement_step (statement, &has_row, error))
    return FALSE;
  if (!has_row)
    return refuse_token (error);
  office_statement_reset (statement);
  return TRUE;
}

gboolean
office_accounts_rename (OfficeTransaction *transaction, const char *person, const char *name, GError **error)
{
  OfficeDatabase *database = office_transaction_get_database (transaction);
  g_autofree char *clean = office_name_clean (name, error);
  g_autofree char *key = NULL;
  OfficeStatement *statement;
  GError *own = NULL;

  if (clean == NULL)
    return FALSE;
  key = office_name_dup_key (clean);
  statement = office_database_prepare (database, "UPDATE account SET name_key = ?2 WHERE person = ?1", error);
  if (statement == NULL)
    return FALSE;
  office_statement_bind_text (statement, 1, person);
  office_statement_bind_text (statement, 2, key);
  if (office_statement_run (statement, &own))
    return TRUE;
  if (!g_error_matches (own, OFFICE_SQL_ERROR, OFFICE_SQL_ERROR_CONSTRAINT))
    {
      g_propagate_error (error, own);
      return FALSE;
    }
  g_error_free (own);
  return refuse_taken (error);
}

/* ---- reading ---- */

static OfficeTicket *
read_ticket (OfficeStore *store, OfficeStatement *statement, const char *token, GError **error)
{
  g_autoptr (OfficeTicket) ticket = g_new0 (OfficeTicket, 1);
  g_autoptr (OfficeRecord) person = NULL;
  gboolean has_row;

  office_secret_bind_hash (statement, 1, token);
  office_statement_bind_integer (statement, 2, office_clock_now (store->clock));
  if (!office_statement_step (statement, &has_row, error))
    return NULL;
  if (!has_row)
    {
      refuse_token (error);
      return NULL;
    }
  ticket->person = g_strdup (office_statement_get_text (statement, 0));
  ticket->device = g_strdup (office_statement_get_text (statement, 1));
  ticket->expires_at = office_statement_get_integer (statement, 2);
  office_statement_reset (statement);
  person = office_book_get (OFFICE_BOOK (store), ticket->person);
  ticket->role = g_strdup (person != NULL ? office_record_get_text (person, "role") : "guest");
  return g_steal_pointer (&ticket);
}

/**
 * office_accounts_check:
 * @store: a store
 * @token: (nullable): what somebody holds for a token
 * @error: 401, or 5xx when the book could not be read
 *
 * Who a token speaks for, by the last commit. The ticket's token is %NULL, and the role is the one of this moment.
 *
 * Returns: (transfer full): whose it is, or %NULL
 */
OfficeTicket *
office_accounts_check (OfficeStore *store, const char *token, GError **error)
{
  OfficeStatement *statement = NULL;
  OfficeTicket *ticket = NULL;
  GError *own = NULL;

  g_return_val_if_fail (OFFICE_IS_STORE (store), NULL);

  if (store->database == NULL)
    own = office_reason_new (OFFICE_REASON_STOPPING, NULL);
  else
    statement = office_database_prepare (
        store->database, "SELECT person, device, expires_at FROM token WHERE hash = ?1 AND expires_at > ?2", &own);
  if (statement != NULL)
    ticket = read_ticket (store, statement, token != NULL ? token : "", &own);
  if (own != NULL)
    g_propagate_error (error, office_store_translate_error (own));
  return ticket;
}

/**
 * office_accounts_find:
 * @store: a store
 * @name: (nullable): a name as it was typed
 * @person: (out) (transfer full) (optional): the person's id
 * @password_hash: (out) (transfer full) (optional): for office_password_verify(), which is to be called without one, too
 *
 * Returns: %FALSE when nobody has that name; the results are %NULL then
 */
gboolean
office_accounts_find (OfficeStore *store, const char *name, char **person, char **password_hash)
{
  g_autofree char *clean = office_name_clean (name, NULL);
  g_autofree char *key = clean != NULL ? office_name_dup_key (clean) : NULL;
  g_autoptr (GError) error = NULL;
  OfficeStatement *statement = NULL;
  gboolean has_row = FALSE;

  g_return_val_if_fail (OFFICE_IS_STORE (store), FALSE);

  if (store->database != NULL && key != NULL)
    statement = office_database_prepare (store->database, "SELECT person, password FROM account WHERE name_key = ?1",
                                         &error);
  if (statement != NULL)
    {
      office_statement_bind_text (statement, 1, key);
      office_statement_step (statement, &has_row, &error);
    }
  if (error != NULL)
    g_warning ("An account could not be read: %s", error->message);
  if (person != NULL)
    *person = g_strdup (has_row ? office_statement_get_text (statement, 0) : NULL);
  if (password_hash != NULL)
    *password_hash = g_strdup (has_row ? office_statement_get_text (statement, 1) : NULL);
  if (has_row)
    office_statement_reset (statement);
  return has_row;
}

static gint64
count (OfficeStore *store, const char *sql)
{
  g_autoptr (GError) error = NULL;
  OfficeStatement *statement = NULL;
  gint64 n = 0;

  if (store->database != NULL)
    statement = office_database_prepare (store->database, sql, &error);
  if (statement != NULL && office_statement_step (statement, NULL, &error))
    {
      n = office_statement_get_integer (statement, 0);
      office_statement_reset (statement);
    }
  if (error != NULL)
    g_warning ("The people could not be counted: %s", error->message);
  return n;
}

/**
 * office_accounts_have_people:
 * @store: a store
 *
 * Returns: whether anybody has joined
 */
gboolean
office_accounts_have_people (OfficeStore *store)
{
  g_return_val_if_fail (OFFICE_IS_STORE (store), FALSE);

  return count (store, "SELECT EXISTS (SELECT 1 FROM account)") > 0;
}

/**
 * office_accounts_count_people:
 * @store: a store
 *
 * Returns: how many people the office has
 */
guint
office_accounts_count_people (OfficeStore *store)
{
  g_return_val_if_fail (OFFICE_IS_STORE (store), 0);

  return (guint) count (store, "SELECT count(*) FROM record WHERE kind = 'person' AND kind <> 'message'");
}
