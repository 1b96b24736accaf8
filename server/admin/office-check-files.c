/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-check.h"

#include "office-certificate.h"
#include "office-data-files.h"
#include "office-record.h"

#include <string.h>

#define HASH_DIGITS 64

/**
 * office_check_is_hash:
 * @text: (nullable): any text
 *
 * Returns: whether it is a SHA-256 in lower-case hex digits
 */
gboolean
office_check_is_hash (const char *text)
{
  return text != NULL && strlen (text) == HASH_DIGITS && strspn (text, "0123456789abcdef") == HASH_DIGITS;
}

/* ---- what records name ---- */

/* A file is named by its hash, wherever the record's kind puts it; words that people wrote are no names. */
static gboolean
may_name_files (const char *member)
{
  static const char *const members[] = { "file", "files", "hash", "sha256", "preview", NULL };

  return g_strv_contains (members, member);
}

static void collect_from_node (GHashTable *names, JsonNode *node);

static void
collect_from_member (JsonObject *object, const char *member, JsonNode *value, gpointer names)
{
  if (may_name_files (member))
    collect_from_node (names, value);
}

static void
collect_from_element (JsonArray *array, guint index, JsonNode *element, gpointer names)
{
  collect_from_node (names, element);
}

static void
collect_from_node (GHashTable *names, JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    json_object_foreach_member (json_node_get_object (node), collect_from_member, names);
  else if (JSON_NODE_HOLDS_ARRAY (node))
    json_array_foreach_element (json_node_get_array (node), collect_from_element, names);
  else if (JSON_NODE_HOLDS_VALUE (node) && office_check_is_hash (json_node_get_string (node)))
    g_hash_table_add (names, g_strdup (json_node_get_string (node)));
}

/**
 * office_check_list_named_files:
 * @database: a handle on the book
 * @error: return location for an OFFICE_SQL_ERROR
 *
 * Returns: (transfer full) (element-type utf8 utf8): a set of the SHA-256 of all files that records name; %NULL on failure
 */
GHashTable *
office_check_list_named_files (OfficeDatabase *database, GError **error)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  /* Few records name files, and only they are parsed. */
  OfficeStatement *statement = office_database_prepare (
      database,
      "SELECT body FROM record WHERE body GLOB '*\"file*' OR body GLOB '*\"hash\"*' OR body GLOB '*\"sha256\"*'",
      error);
  gboolean has_row;

  if (statement == NULL)
    return NULL;
  while (office_statement_step (statement, &has_row, error))
    {
      g_autoptr (JsonNode) node = NULL;

      if (!has_row)
        return g_steal_pointer (&names);
      node = json_from_string (office_statement_get_text (statement, 0), NULL);
      if (node != NULL)
        collect_from_node (names, node);
    }
  return NULL;
}

/* ---- the data folder ---- */

static void
check_content (const char *folder, const OfficeDataFile *file, OfficeFindings *findings)
{
  g_autofree char *name = g_path_get_basename (file->name);
  g_autofree char *path = g_build_filename (folder, file->name, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *hash = NULL;

  if (!office_check_is_hash (name))
    return;
  hash = office_data_file_hash (path, &error);
  if (hash == NULL)
    office_findings_add_error (findings, &error);
  else if (strcmp (hash, name) != 0)
    office_findings_add (findings, "file content", "The file “%s” does not have the content that its name says.", path);
}

static void
check_files (OfficeDatabase *database, const char *folder, OfficeFindings *findings)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) files = NULL;
  g_autoptr (GHashTable) named = office_check_list_named_files (database, &error);
  GHashTableIter iterator;
  gpointer hash;

  if (named != NULL)
    files = office_data_files_list (folder, &error);
  if (files == NULL)
    {
      office_findings_add_error (findings, &error);
      return;
    }
  for (guint i = 0; i < files->len; i++)
    {
      const OfficeDataFile *file = g_ptr_array_index (files, i);
      g_autofree char *name = g_path_get_basename (file->name);

      check_content (folder, file, findings);
      g_hash_table_remove (named, name);
    }
  g_hash_table_iter_init (&iterator, named);
  while (g_hash_table_iter_next (&iterator, &hash, NULL))
    office_findings_add (findings, "missing file", "The attached file %s is missing.", (const char *) hash);
}

static void
check_certificate (const char *folder, OfficeFindings *findings)
{
  g_autofree char *key = g_build_filename (folder, "key.pem", NULL);
  g_autofree char *certificate = g_build_filename (folder, "certificate.pem", NULL);
  g_autoptr (OfficeClock) clock = NULL;
  g_autoptr (OfficeRandom) random = NULL;
  g_autoptr (GTlsCertificate) pair = NULL;
  g_autoptr (GError) error = NULL;

  /* A host that was only ever started with --plain has none. */
  if (!g_file_test (key, G_FILE_TEST_EXISTS) && !g_file_test (certificate, G_FILE_TEST_EXISTS))
    return;
  clock = office_system_clock_new ();
  random = office_system_random_new ();
  pair = office_certificate_open (folder, "", clock, random, FALSE, &error);
  if (pair == NULL)
    office_findings_add (findings, "certificate", "%s", error->message);
}

/**
 * office_check_folder:
 * @database: a handle on the folder's book
 * @folder: a data folder
 * @findings: gets what is wrong
 *
 * Reads every attached file.
 */
void
office_check_folder (OfficeDatabase *database, const char *folder, OfficeFindings *findings)
{
  check_files (database, folder, findings);
  check_certificate (folder, findings);
}
