/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-act-private.h"

#include "office-id.h"
#include "office-parts.h"

/*
 * Files that go along with a scheduled message. Until it is said each is an `enclosure` in the scope of its author, so that
 * the host keeps its bytes and nobody else can get at them; then it becomes a `file` of the message, under the id that
 * the author's device has chosen for it.
 */

static char *
derive_enclosure (const char *file)
{
  return office_id_derive (file, "enclosure");
}

/* One that is enclosed already stays as it is. */
static gboolean
enclose_file (OfficeAct *self, OfficeRecord *scheduled, JsonObject *entry, GHashTable *kept, GError **error)
{
  g_autoptr (OfficeRecord) old = NULL;
  OfficeRecord *enclosure;
  const char *file;
  char *id;

  if (!office_act_get_new_file (self, entry, &file, error))
    return FALSE;
  id = derive_enclosure (file);
  if (!g_hash_table_add (kept, id))
    {
      office_problem_set (error, OFFICE_PROBLEM_CONFLICT, "id", "Two files in the operation have the same id");
      return FALSE;
    }
  old = office_book_get (self->book, id);
  if (old != NULL && g_strcmp0 (office_record_get_text (old, "scheduled"), office_record_get_id (scheduled)) == 0)
    return TRUE;
  if (old != NULL)
    {
      office_problem_set (error, OFFICE_PROBLEM_CONFLICT, "id", "There is a record with this id already");
      return FALSE;
    }
  enclosure = office_act_add (self, "enclosure", id, office_record_get_scope (scheduled));
  office_record_set_text (enclosure, "scheduled", office_record_get_id (scheduled));
  office_record_set_text (enclosure, "file", file);
  return office_act_take_file (self, enclosure, entry, error);
}

static gboolean
enclose_all (OfficeAct *self, OfficeRecord *scheduled, JsonArray *files, GHashTable *kept, GError **error)
{
  for (guint i = 0; i < json_array_get_length (files); i++)
    {
      JsonNode *entry = json_array_get_element (files, i);

      if (!JSON_NODE_HOLDS_OBJECT (entry))
        {
          office_problem_set (error, OFFICE_PROBLEM_INVALID, "files",
                              "The member “files” has something that is not an object");
          return FALSE;
        }
      if (!enclose_file (self, scheduled, json_node_get_object (entry), kept, error))
        return FALSE;
    }
  return TRUE;
}

/* `files` says all that it has from now on; without it they stay, so that who knows nothing of them takes none away. */
gboolean
office_act_enclose (OfficeAct *self, OfficeRecord *scheduled, gboolean *any, GError **error)
{
  g_autoptr (GPtrArray) enclosures = office_parts_list (self->book, scheduled, OFFICE_PARTS_PERSONAL);
  g_autoptr (GHashTable) kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  JsonArray *files;

  if (!office_json_get_array (self->with, "files", OFFICE_JSON_OPTIONAL, OFFICE_LIMIT_FILES, &files, error))
    return FALSE;
  *any = files != NULL ? json_array_get_length (files) > 0 : enclosures->len > 0;
  if (files == NULL)
    return TRUE;
  if (!enclose_all (self, scheduled, files, kept, error))
    return FALSE;
  for (guint i = 0; i < enclosures->len; i++)
    if (!g_hash_table_contains (kept, office_record_get_id (enclosures->pdata[i])))
      office_act_drop (self, enclosures->pdata[i]);
  return TRUE;
}

void
office_act_drop_enclosures (OfficeAct *self, OfficeRecord *scheduled)
{
  g_autoptr (GPtrArray) enclosures = office_parts_list (self->book, scheduled, OFFICE_PARTS_PERSONAL);

  for (guint i = 0; i < enclosures->len; i++)
    office_act_drop (self, enclosures->pdata[i]);
}

/* ---- when it is said ---- */

static JsonObject *
make_entry (OfficeRecord *enclosure)
{
  static const char *const fields[] = { "name", "size", "type", "hash", "width", "height" };
  JsonObject *entry = json_object_new ();

  json_object_set_string_member (entry, "id", office_record_get_text (enclosure, "file"));
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      JsonNode *value = office_record_get_node (enclosure, fields[i]);

      if (value != NULL)
        json_object_set_member (entry, fields[i], json_node_copy (value));
    }
  return entry;
}

/* In the order in which the author put them. */
static int
compare_files (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (office_record_get_text (*(OfficeRecord *const *) a, "file"),
                    office_record_get_text (*(OfficeRecord *const *) b, "file"));
}

JsonArray *
office_act_list_enclosed (OfficeBook *book, const char *scheduled)
{
  g_autoptr (GPtrArray) enclosures = office_book_list (book, "enclosure", "scheduled", scheduled);
  JsonArray *files = enclosures->len > 0 ? json_array_new () : NULL;

  g_ptr_array_sort (enclosures, compare_files);
  for (guint i = 0; i < enclosures->len; i++)
    json_array_add_object_element (files, make_entry (enclosures->pdata[i]));
  return files;
}
