/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-accounts-private.h"
#include "office-secret-private.h"

#include "office-invitation-link.h"
#include "office-problem.h"

/* Codes are read out and typed, so they are short; 80 bits and ten attempts a minute keep them from being guessed. */

#define CODE_BYTES 10
#define MOST_USES  1000
#define MOST_HOURS 8760
#define HOUR_MS    G_GINT64_CONSTANT (3600000)

static char *
make_code (OfficeRandom *random)
{
  static const char alphabet[] = "0123456789abcdefghjkmnpqrstvwxyz";
  guint8 bytes[CODE_BYTES];
  char code[CODE_BYTES * 8 / 5 + 1] = "";
  guint bits = 0, n_bits = 0, n = 0;

  office_random_fill (random, bytes, sizeof bytes);
  for (guint i = 0; i < sizeof bytes; i++)
    {
      bits = (bits << 8 | bytes[i]) & 0xfff;
      for (n_bits += 8; n_bits >= 5; n_bits -= 5)
        code[n++] = alphabet[bits >> (n_bits - 5) & 31];
    }
  code[n] = '\0';
  return g_strdup (code);
}

static gboolean
is_role (const char *role)
{
  const OfficeField *field = office_kind_find_field (office_kind_find ("person"), "role");

  return role != NULL && g_strv_contains (field->choices, role);
}

static gboolean
check_terms (const char *role, gint64 uses, gint64 hours, GError **error)
{
  if (!is_role (role))
    office_problem_set (error, OFFICE_PROBLEM_INVALID, "role", "The role is none of admin, member and guest");
  else if (uses < 1 || uses > MOST_USES)
    office_problem_set (error, OFFICE_PROBLEM_INVALID, "uses", "An invitation serves 1 to %d people", MOST_USES);
  else if (hours < 1 || hours > MOST_HOURS)
    office_problem_set (error, OFFICE_PROBLEM_INVALID, "hours", "An invitation lasts 1 to %d hours", MOST_HOURS);
  else
    return TRUE;
  return FALSE;
}

/**
 * office_accounts_invite:
 * @transaction: a transaction
 * @role: what those who join will be: admin, member or guest
 * @uses: how many may join, 1 to 1000
 * @hours: for how long, 1 to 8760
 * @by: (nullable): the id of who invites; %NULL for the host itself
 * @expires_at: (out) (optional): milliseconds
 * @error: 422 that names what is out of range, or an OFFICE_SQL_ERROR
 *
 * Makes an invitation. Of its code only a hash is kept. It makes no revision.
 *
 * Returns: (transfer full): the code, or %NULL
 */
char *
office_accounts_invite (OfficeTransaction *transaction, const char *role, gint64 uses, gint64 hours, const char *by,
                        gint64 *expires_at, GError **error)
{
  gint64 now = office_transaction_get_now (transaction);
  g_autofree char *code = NULL;
  OfficeStatement *statement;

  if (!check_terms (role, uses, hours, error))
    return NULL;
  statement = office_database_prepare (
      office_transaction_get_database (transaction),
      "INSERT INTO invitation (hash, role, uses, made_by, made_at, expires_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)", error);
  if (statement == NULL)
    return NULL;
  code = make_code (office_transaction_get_random (transaction));
  office_secret_bind_hash (statement, 1, code);
  office_statement_bind_text (statement, 2, role);
  office_statement_bind_integer (statement, 3, uses);
  office_statement_bind_text (statement, 4, by);
  office_statement_bind_integer (statement, 5, now);
  office_statement_bind_integer (statement, 6, now + hours * HOUR_MS);
  if (!office_statement_run (statement, error))
    return NULL;
  if (expires_at != NULL)
    *expires_at = now + hours * HOUR_MS;
  return g_steal_pointer (&code);
}

/**
 * office_invitation_use: (skip)
 * @transaction: a transaction
 * @text: (nullable): a code as it was typed
 * @error: 403, or an OFFICE_SQL_ERROR
 *
 * Uses an invitation up by one.
 *
 * Returns: (transfer full): the role that it gives, or %NULL
 */
char *
office_invitation_use (OfficeTransaction *transaction, const char *text, GError **error)
{
  g_autofree char *code = text != NULL ? office_invitation_code_normalise (text, NULL) : NULL;
  OfficeStatement *statement;
  g_autofree char *role = NULL;
  gboolean has_row = FALSE;

  statement = office_database_prepare (office_transaction_get_database (transaction),
                                       "UPDATE invitation SET uses = uses - 1"
                                       "  WHERE hash = ?1 AND uses > 0 AND expires_at > ?2 RETURNING role",
                                       error);
  if (statement == NULL)
    return NULL;
  office_secret_bind_hash (statement, 1, code != NULL ? code : "");
  office_statement_bind_integer (statement, 2, office_transaction_get_now (transaction));
  if (!office_statement_step (statement, &has_row, error))
    return NULL;
  if (!has_row)
    {
      office_problem_set (error, OFFICE_PROBLEM_FORBIDDEN, "code", "The invitation code is wrong, used up or expired");
      return NULL;
    }
  role = g_strdup (office_statement_get_text (statement, 0));
  office_statement_reset (statement);
  return g_steal_pointer (&role);
}
