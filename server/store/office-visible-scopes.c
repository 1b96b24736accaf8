/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-visible-scopes.h"

#include "office-record.h"

#include <string.h>

/* Adds "room:ID" for each row. A damaged book shows less, never more. */
static void
add_rooms (OfficeDatabase *database, const char *sql, const char *person, GHashTable *scopes)
{
  g_autoptr (GError) error = NULL;
  OfficeStatement *statement = office_database_prepare (database, sql, &error);
  gboolean has_row;

  if (statement != NULL && person != NULL)
    office_statement_bind_text (statement, 1, person);
  while (statement != NULL && office_statement_step (statement, &has_row, &error) && has_row)
    g_hash_table_add (scopes, office_scope_for_room (office_statement_get_text (statement, 0)));
  if (error != NULL)
    g_warning ("The rooms of a person could not be read: %s", error->message);
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char **
to_sorted_strv (GHashTable *scopes)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  GHashTableIter iterator;
  gpointer scope;

  g_hash_table_iter_init (&iterator, scopes);
  while (g_hash_table_iter_next (&iterator, &scope, NULL))
    g_ptr_array_add (sorted, g_strdup (scope));
  g_ptr_array_sort (sorted, compare_texts);
  g_ptr_array_add (sorted, NULL);
  return (char **) g_ptr_array_steal (sorted, NULL);
}

/**
 * office_visible_scopes_dup:
 * @database: a handle on the book
 * @person: a person's id
 * @role: (nullable): the person's role
 *
 * Returns: (transfer full) (array zero-terminated=1): all scopes that the person may see now, sorted as bytes
 */
char **
office_visible_scopes_dup (OfficeDatabase *database, const char *person, const char *role)
{
  g_autoptr (GHashTable) scopes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_hash_table_add (scopes, g_strdup ("office"));
  g_hash_table_add (scopes, office_scope_for_person (person));
  if (g_strcmp0 (role, "guest") != 0)
    add_rooms (database,
               "SELECT id FROM record WHERE kind = 'room' AND kind <> 'message'"
               "  AND coalesce (body ->> '$.visibility', 'public') = 'public'",
               NULL, scopes);
  add_rooms (database, "SELECT f_room FROM record WHERE kind = 'member' AND f_person = ?1", person, scopes);
  return to_sorted_strv (scopes);
}
