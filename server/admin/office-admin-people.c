/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-admin-private.h"

#include "office-data-book.h"
#include "office-keeper.h"
#include "office-password.h"
#include "office-problem.h"
#include "office-roster.h"
#include "office-scope-digest.h"
#include "office-store-schema.h"
#include "office-visible-scopes.h"

#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

/* people, invite, reset, digest. What only reads uses a handle of its own; what writes goes through office-keeper.h. */

#define SHORTEST_PASSWORD 8
#define LONGEST_PASSWORD  200

static gint64
now (void)
{
  g_autoptr (OfficeClock) clock = office_system_clock_new ();

  return office_clock_now (clock);
}

/* ---- people ---- */

gboolean
office_admin_people (const OfficeAdminOptions *options, gboolean *sound, GError **error)
{
  g_autoptr (OfficeDatabase) database = office_data_book_open (options->data, error);
  g_autoptr (GPtrArray) people = database != NULL ? office_roster_list (database, now (), error) : NULL;

  for (guint i = 0; people != NULL && i < people->len; i++)
    {
      const OfficeRosterEntry *person = g_ptr_array_index (people, i);
      g_autoptr (GDateTime) joined = g_date_time_new_from_unix_local (person->joined_at / 1000);
      g_autofree char *day = g_date_time_format (joined, "%Y-%m-%d");

      printf ("%s\t%s\t%u\t%s\t%s\n", person->name, person->role, person->n_devices, day, person->person);
    }
  return people != NULL;
}

/* ---- invite ---- */

gboolean
office_admin_invite (const OfficeAdminOptions *options, gboolean *sound, GError **error)
{
  g_autofree char *link = office_keeper_invite (&(OfficeKeeperInvitation){ .data = options->data,
                                                                           .role = options->role,
                                                                           .uses = options->uses,
                                                                           .hours = options->hours,
                                                                           .address = options->address,
                                                                           .port = (guint16) options->port },
                                                error);

  if (link == NULL)
    return FALSE;
  printf ("%s\n", link);
  return TRUE;
}

/* ---- reset ---- */

/* A terminal does not show it. */
static char *
read_password (GError **error)
{
  struct termios before, quiet;
  gboolean terminal = isatty (STDIN_FILENO) && tcgetattr (STDIN_FILENO, &before) == 0;
  char line[LONGEST_PASSWORD * 4 + 2];
  char *read;

  if (terminal)
    {
      fputs ("New password: ", stderr);
      quiet = before;
      quiet.c_lflag &= ~(tcflag_t) ECHO;
      tcsetattr (STDIN_FILENO, TCSAFLUSH, &quiet);
    }
  read = fgets (line, sizeof line, stdin);
  if (terminal)
    {
      tcsetattr (STDIN_FILENO, TCSAFLUSH, &before);
      fputc ('\n', stderr);
    }
  if (read != NULL)
    line[strcspn (line, "\n")] = '\0';
  if (read != NULL && g_utf8_validate (line, -1, NULL) && g_utf8_strlen (line, -1) >= SHORTEST_PASSWORD
      && g_utf8_strlen (line, -1) <= LONGEST_PASSWORD)
    return g_strdup (line);
  office_problem_set (error, OFFICE_PROBLEM_INVALID, "password", "A password has %d to %d characters",
                      SHORTEST_PASSWORD, LONGEST_PASSWORD);
  return NULL;
}

static char *
choose_password (const OfficeAdminOptions *options, GError **error)
{
  g_autoptr (OfficeRandom) random = office_system_random_new ();

  return options->read_password ? read_password (error) : office_roster_make_password (random);
}

gboolean
office_admin_reset (const OfficeAdminOptions *options, gboolean *sound, GError **error)
{
  g_autoptr (OfficeDatabase) database = office_data_book_open (options->data, error);
  g_autoptr (OfficeRosterEntry) person = NULL;
  g_autofree char *password = NULL;
  g_autofree char *hash = NULL;
  guint n_devices;

  if (database != NULL)
    person = office_roster_find (database, options->arguments[0], now (), error);
  g_clear_object (&database);
  if (person == NULL)
    return FALSE;
  password = choose_password (options, error);
  if (password != NULL)
    hash = office_password_hash (password, error);
  if (hash == NULL || !office_keeper_reset (options->data, person->person, hash, &n_devices, error))
    return FALSE;
  if (options->read_password)
    printf ("%s has a new password. Devices signed out: %u.\n", person->name, n_devices);
  else
    printf ("%s signs in with this password now. Devices signed out: %u.\n%s\n", person->name, n_devices, password);
  return TRUE;
}

/* ---- digest ---- */

static void
keep_only (GPtrArray *digests, char **scopes)
{
  for (guint i = digests->len; i > 0; i--)
    {
      const OfficeScopeDigest *digest = g_ptr_array_index (digests, i - 1);

      if (!g_strv_contains ((const char *const *) scopes, digest->scope))
        g_ptr_array_remove_index (digests, i - 1);
    }
}

static gboolean
print_digest (OfficeDatabase *database, const char *name, GError **error)
{
  OfficeStatement *statement = office_database_prepare (
      database, "SELECT id, CAST (rev AS TEXT), body, scope FROM record ORDER BY id", error);
  g_autoptr (GPtrArray) digests = statement != NULL ? office_scope_digest_collect (statement, error) : NULL;
  g_autoptr (OfficeRosterEntry) person = NULL;
  g_auto (GStrv) scopes = NULL;
  g_autofree char *tag = NULL;
  g_autofree char *text = NULL;
  OfficeStoreIdentity identity = { 0 };
  gint64 rev;

  if (digests == NULL || !office_store_schema_read_head (database, &rev, &tag, error)
      || !office_store_schema_read_identity (database, &identity, error))
    return FALSE;
  if (name != NULL)
    {
      person = office_roster_find (database, name, now (), error);
      scopes = person != NULL ? office_visible_scopes_dup (database, person->person, person->role) : NULL;
      if (scopes != NULL)
        keep_only (digests, scopes);
    }
  if (name == NULL || scopes != NULL)
    text = office_scope_digest_print (digests, identity.office_id, identity.epoch, rev, tag);
  office_store_identity_clear (&identity);
  if (text != NULL)
    fputs (text, stdout);
  return text != NULL;
}

gboolean
office_admin_digest (const OfficeAdminOptions *options, gboolean *sound, GError **error)
{
  g_autoptr (OfficeDatabase) database = office_data_book_open (options->data, error);
  gboolean reading, done;

  if (database == NULL)
    return FALSE;
  reading = office_database_begin_reading (database);
  done = print_digest (database, options->arguments[0], error);
  office_database_end_reading (database, reading);
  return done;
}
