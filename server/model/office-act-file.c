/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-act-private.h"

#include "office-reason.h"

/*
 * Files of messages and tasks. Here only what is said of them is looked at; whether the host has the bytes is asked where
 * the operation is carried out.
 */

/* The entry stands in for the operation's members while it is read. */
gboolean
office_act_take_file (OfficeAct *self, OfficeRecord *file, JsonObject *entry, GError **error)
{
  static const char *const fields[] = { "name", "size", "type", "hash", "width", "height" };
  JsonObject *with = self->with;
  gboolean taken = TRUE;

  self->with = entry;
  for (guint i = 0; taken && i < G_N_ELEMENTS (fields); i++)
    taken = office_act_take (self, file, fields[i], error);
  self->with = with;
  return taken;
}

gboolean
office_act_get_new_file (OfficeAct *self, JsonObject *entry, const char **id, GError **error)
{
  JsonObject *with = self->with;
  gboolean is_new;

  self->with = entry;
  is_new = office_act_get_new_id (self, id, error);
  self->with = with;
  if (!is_new || !g_hash_table_contains (self->written, *id))
    return is_new;
  office_problem_set (error, OFFICE_PROBLEM_CONFLICT, "id", "Two things in the operation have the same id");
  return FALSE;
}

/* `parent` is the message or the task that it belongs to. */
static gboolean
add_file (OfficeAct *self, OfficeRecord *parent, JsonObject *entry, GError **error)
{
  OfficeRecord *file;
  const char *id;

  if (!office_act_get_new_file (self, entry, &id, error))
    return FALSE;
  file = office_act_add (self, "file", id, office_record_get_scope (parent));
  office_record_set_text (file, "room", office_record_get_text (parent, "room"));
  office_record_set_text (file, office_record_get_kind_name (parent), office_record_get_id (parent));
  if (!office_act_take_file (self, file, entry, error))
    return FALSE;
  office_record_set_text (file, "author", self->person);
  office_record_set_integer (file, "at", self->now);
  return TRUE;
}

gboolean
office_act_add_files (OfficeAct *self, OfficeRecord *message, JsonArray *files, GError **error)
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
      if (!add_file (self, message, json_node_get_object (entry), error))
        return FALSE;
    }
  return TRUE;
}

gboolean
office_act_file_add (OfficeAct *self, GError **error)
{
  g_autoptr (OfficeRecord) task = office_act_find (self, "task", "task", error);

  if (task == NULL || !office_act_check_open (self, task, error))
    return FALSE;
  if (office_record_has (task, "trashed_at"))
    {
      office_reason_set (error, OFFICE_REASON_TRASHED, "task");
      return FALSE;
    }
  return add_file (self, task, self->with, error);
}

/* Without words and without files nothing is left of a message. */
static void
erase_if_empty (OfficeAct *self, OfficeRecord *file)
{
  const char *id = office_record_get_text (file, "message");
  g_autoptr (OfficeRecord) message = id != NULL ? office_act_get (self, id, "message") : NULL;
  g_autoptr (GPtrArray) files = NULL;

  if (message == NULL || office_record_has (message, "text") || office_record_get_boolean (message, "removed"))
    return;
  files = office_book_list (self->book, "file", "message", id);
  if (files->len == 1)
    office_act_erase_message (self, message);
}

static void
take_off_cover (OfficeAct *self, OfficeRecord *file)
{
  const char *id = office_record_get_text (file, "task");
  g_autoptr (OfficeRecord) task = id != NULL ? office_act_get (self, id, "task") : NULL;

  if (task != NULL && g_strcmp0 (office_record_get_text (task, "cover"), office_record_get_id (file)) == 0)
    office_record_set_text (office_act_edit (self, task), "cover", NULL);
}

gboolean
office_act_remove_file (OfficeAct *self, OfficeRecord *file, GError **error)
{
  if (g_strcmp0 (office_record_get_text (file, "author"), self->person) != 0 && !office_act_is_admin (self))
    {
      office_reason_set (error, OFFICE_REASON_ANOTHERS_FILE, "id");
      return FALSE;
    }
  erase_if_empty (self, file);
  take_off_cover (self, file);
  office_act_drop (self, file);
  return TRUE;
}

void
office_act_drop_files (OfficeAct *self, OfficeRecord *message)
{
  g_autoptr (GPtrArray) files = office_book_list (self->book, "file", "message", office_record_get_id (message));

  for (guint i = 0; i < files->len; i++)
    office_act_drop (self, g_ptr_array_index (files, i));
}
