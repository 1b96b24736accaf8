/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-roster.h"

#include "office-name.h"

#include "office-problem.h"

#include <string.h>

#define PASSWORD_GROUPS 4
#define GROUP_LENGTH    4

void
office_roster_entry_free (OfficeRosterEntry *self)
{
  g_free (self->person);
  g_free (self->name);
  g_free (self->role);
  g_free (self);
}

#define ENTRIES                                                                                                        \
  "SELECT account.person, coalesce (record.body ->> '$.name', account.name_key),"                                      \
  "  coalesce (record.body ->> '$.role', 'member'), account.made_at,"                                                  \
  "  (SELECT count (*) FROM token WHERE token.person = account.person AND token.expires_at > ?1)"                      \
  " FROM account LEFT JOIN record ON record.id = account.person"

static OfficeRosterEntry *
read_entry (OfficeStatement *statement)
{
  OfficeRosterEntry *entry = g_new0 (OfficeRosterEntry, 1);

  entry->person = g_strdup (office_statement_get_text (statement, 0));
  entry->name = g_strdup (office_statement_get_text (statement, 1));
  entry->role = g_strdup (office_statement_get_text (statement, 2));
  entry->joined_at = office_statement_get_integer (statement, 3);
  entry->n_devices = (guint) office_statement_get_integer (statement, 4);
  return entry;
}

/**
 * office_roster_list:
 * @database: a handle on the book
 * @now: milliseconds; tokens that ended before are not counted
 * @error: return location for an OFFICE_SQL_ERROR
 *
 * Returns: (transfer full) (element-type OfficeRosterEntry): everybody with an account, by name; %NULL on failure
 */
GPtrArray *
office_roster_list (OfficeDatabase *database, gint64 now, GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) office_roster_entry_free);
  OfficeStatement *statement = office_database_prepare (database, ENTRIES " ORDER BY account.name_key", error);
  gboolean has_row;

  if (statement == NULL)
    return NULL;
  office_statement_bind_integer (statement, 1, now);
  while (office_statement_step (statement, &has_row, error))
    {
      if (!has_row)
        return g_steal_pointer (&entries);
      g_ptr_array_add (entries, read_entry (statement));
    }
  return NULL;
}

/**
 * office_roster_find:
 * @database: a handle on the book
 * @text: a name as it was typed, or a person's id
 * @now: milliseconds
 * @error: 404, or an OFFICE_SQL_ERROR
 *
 * Returns: (transfer full): whose it is, or %NULL
 */
OfficeRosterEntry *
office_roster_find (OfficeDatabase *database, const char *text, gint64 now, GError **error)
{
  g_autofree char *clean = office_name_clean (text, NULL);
  g_autofree char *key = clean != NULL ? office_name_dup_key (clean) : NULL;
  OfficeStatement *statement = office_database_prepare (
      database, ENTRIES " WHERE account.name_key = ?2 OR account.person = ?3", error);
  OfficeRosterEntry *entry;
  gboolean has_row;

  if (statement == NULL)
    return NULL;
  office_statement_bind_integer (statement, 1, now);
  office_statement_bind_text (statement, 2, key);
  office_statement_bind_text (statement, 3, text);
  if (!office_statement_step (statement, &has_row, error))
    return NULL;
  if (!has_row)
    {
      office_problem_set (error, OFFICE_PROBLEM_NOT_FOUND, "name", "Nobody in this office is called “%s”", text);
      return NULL;
    }
  entry = read_entry (statement);
  office_statement_reset (statement);
  return entry;
}

/* ---- a forgotten password ---- */

static gboolean
set_password (OfficeDatabase *database, const char *person, const char *password_hash, GError **error)
{
  OfficeStatement *statement = office_database_prepare (
      database, "UPDATE account SET password = ?2 WHERE person = ?1 RETURNING person", error);
  gboolean has_row;

  if (statement == NULL)
    return FALSE;
  office_statement_bind_text (statement, 1, person);
  office_statement_bind_text (statement, 2, password_hash);
  if (!office_statement_step (statement, &has_row, error))
    return FALSE;
  if (has_row)
    office_statement_reset (statement);
  else
    office_problem_set (error, OFFICE_PROBLEM_NOT_FOUND, "name", "There is no such person");
  return has_row;
}

static GPtrArray *
end_tokens (OfficeDatabase *database, const char *person, GError **error)
{
  g_autoptr (GPtrArray) devices = g_ptr_array_new_with_free_func (g_free);
  OfficeStatement *statement = office_database_prepare (database,
                                                        "DELETE FROM token WHERE person = ?1 RETURNING device", error);
  gboolean has_row;

  if (statement == NULL)
    return NULL;
  office_statement_bind_text (statement, 1, person);
  while (office_statement_step (statement, &has_row, error))
    {
      if (!has_row)
        return g_steal_pointer (&devices);
      g_ptr_array_add (devices, g_strdup (office_statement_get_text (statement, 0)));
    }
  return NULL;
}

/**
 * office_accounts_reset:
 * @transaction: a transaction
 * @person: a person's id
 * @password_hash: made by office_password_hash()
 * @devices: (out) (transfer full) (element-type utf8): the devices that were signed in
 * @error: 404, or an OFFICE_SQL_ERROR
 *
 * Gives the account another password and ends all its tokens. It makes no revision. Connections that use the tokens are
 * to be ended by the caller.
 *
 * Returns: %FALSE on failure
 */
gboolean
office_accounts_reset (OfficeTransaction *transaction, const char *person, const char *password_hash,
                       GPtrArray **devices, GError **error)
{
  OfficeDatabase *database = office_transaction_get_database (transaction);

  *devices = NULL;
  if (!set_password (database, person, password_hash, error))
    return FALSE;
  *devices = end_tokens (database, person, error);
  return *devices != NULL;
}

/**
 * office_roster_make_password:
 * @random: a source fit for secrets
 *
 * Returns: (transfer full): a password of 80 random bits that can be read out
 */
char *
office_roster_make_password (OfficeRandom *random)
{
  static const char alphabet[] = "0123456789abcdefghjkmnpqrstvwxyz";
  GString *password = g_string_new (NULL);

  for (guint group = 0; group < PASSWORD_GROUPS; group++)
    {
      if (group > 0)
        g_string_append_c (password, '-');
      for (guint i = 0; i < GROUP_LENGTH; i++)
        g_string_append_c (password, alphabet[office_random_between (random, 0, sizeof alphabet - 2)]);
    }
  return g_string_free (password, FALSE);
}
