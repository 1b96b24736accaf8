/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-verdict.h"

#include "office-files-private.h"
#include "office-id.h"

/*
 * Files go with the messages that they were put to, and with no others; before a message is said they are its author's alone.
 * Which they are, the last word on it says.
 */

typedef struct {
  gint64 rev;
  char *id, *person; /* of what is scheduled, and whose it is */
  JsonArray *files;  /* nullable: as before */
  gboolean removed;
} Step;

static void
step_free (gpointer data)
{
  Step *self = data;

  g_free (self->id);
  g_free (self->person);
  g_clear_pointer (&self->files, json_array_unref);
  g_free (self);
}

static const char *
get_text (JsonObject *with, const char *member)
{
  return json_object_get_string_member_with_default (with, member, NULL);
}

static JsonArray *
dup_files (JsonObject *with)
{
  return json_object_has_member (with, "files") ? json_array_ref (json_object_get_array_member (with, "files")) : NULL;
}

static void
take_step (SimVerdict *self, const char *id, JsonObject *with, const char *person, gint64 rev, gpointer steps)
{
  const gboolean removed = json_object_has_member (with, "kind");
  Step *step;

  if (removed && g_strcmp0 (get_text (with, "kind"), "scheduled") != 0)
    return;
  step = g_new0 (Step, 1);
  *step = (Step){ rev, g_strdup (get_text (with, "id")), g_strdup (person), removed ? NULL : dup_files (with),
                  removed };
  g_ptr_array_add (steps, step);
}

static int
compare_revs (gconstpointer a, gconstpointer b)
{
  const Step *first = *(Step *const *) a, *second = *(Step *const *) b;

  return first->rev < second->rev ? -1 : first->rev > second->rev;
}

/* ---- against the book ---- */

static gboolean
names (JsonArray *files, const char *id)
{
  for (guint i = 0; files != NULL && i < json_array_get_length (files); i++)
    if (g_strcmp0 (get_text (json_array_get_object_element (files, i), "id"), id) == 0)
      return TRUE;
  return FALSE;
}

static void
check_set (SimVerdict *self, const char *whole, GPtrArray *records, JsonArray *files)
{
  const guint n = files != NULL ? json_array_get_length (files) : 0;

  if (records->len != n)
    sim_world_fail (self->world, "%s goes with %u files instead of %u", whole, records->len, n);
  for (guint i = 0; i < records->len; i++)
    {
      OfficeRecord *record = records->pdata[i];
      const char *file = office_record_get_text (record, "file");

      if (!names (files, file != NULL ? file : office_record_get_id (record)))
        sim_world_fail (self->world, "%s goes with a file that was not put to it", whole);
    }
}

/* Whoever removes a message removes its files; so does the trash when it is emptied. */
static void
check_message (SimVerdict *self, const char *id, JsonArray *files)
{
  g_autoptr (OfficeRecord) message = office_book_get (self->book, id);
  g_autoptr (GPtrArray) records = office_book_list (self->book, "file", "message", id);
  const gboolean gone = message == NULL || office_record_get_boolean (message, "removed");

  check_set (self, id, records, gone ? NULL : files);
  for (guint i = 0; i < records->len; i++)
    if (g_strcmp0 (office_record_get_scope (records->pdata[i]), office_record_get_scope (message)) != 0)
      sim_world_fail (self->world, "a file of the message %s is elsewhere", id);
}

static void
check_sent (SimVerdict *self, const char *id, JsonObject *with, const char *person, gint64 rev, gpointer data)
{
  g_autoptr (JsonArray) files = dup_files (with);

  check_message (self, get_text (with, "id"), files);
}

static void
check_scheduled (SimVerdict *self, const Step *step)
{
  g_autofree char *message_id = office_id_derive (step->id, "message");
  g_autofree char *scope = office_scope_for_person (step->person);
  g_autoptr (OfficeRecord) scheduled = office_book_get (self->book, step->id);
  g_autoptr (OfficeRecord) message = office_book_get (self->book, message_id);
  g_autoptr (GPtrArray) enclosures = office_book_list (self->book, "enclosure", "scheduled", step->id);

  check_set (self, step->id, enclosures, scheduled != NULL ? step->files : NULL);
  for (guint i = 0; i < enclosures->len; i++)
    if (g_strcmp0 (office_record_get_scope (enclosures->pdata[i]), scope) != 0)
      sim_world_fail (self->world, "a file of what %s says later is not theirs alone", step->person);
  if (message != NULL)
    check_message (self, message_id, step->files);
}

static void
check_all_scheduled (SimVerdict *self)
{
  g_autoptr (GPtrArray) steps = g_ptr_array_new_with_free_func (step_free);
  g_autoptr (GHashTable) lasts = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer last;

  sim_verdict_each_done (self, "message.schedule", take_step, steps);
  sim_verdict_each_done (self, "remove", take_step, steps);
  g_ptr_array_sort (steps, compare_revs);
  for (guint i = 0; i < steps->len; i++)
    {
      Step *step = steps->pdata[i];
      Step *before = g_hash_table_lookup (lasts, step->id);

      if (step->files == NULL && !step->removed && before != NULL && before->files != NULL)
        step->files = json_array_ref (before->files);
      g_hash_table_insert (lasts, step->id, step);
    }
  g_hash_table_iter_init (&iter, lasts);
  while (g_hash_table_iter_next (&iter, NULL, &last))
    check_scheduled (self, last);
}

/* What is named is there. */
static void
check_bytes (SimVerdict *self, const char *kind)
{
  g_autoptr (GPtrArray) records = office_book_list (self->book, kind, NULL, NULL);
  g_autofree char *folder = g_build_filename (self->world->host->folder, "files", NULL);

  for (guint i = 0; i < records->len; i++)
    {
      g_autofree char *path = office_files_folder_build (folder, office_record_get_text (records->pdata[i], "hash"));

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        sim_world_fail (self->world, "the %s %s has no bytes", kind, office_record_get_id (records->pdata[i]));
    }
}

/**
 * sim_verdict_on_files:
 * @self: of a world at rest
 */
void
sim_verdict_on_files (SimVerdict *self)
{
  sim_verdict_each_done (self, "message.send", check_sent, NULL);
  check_all_scheduled (self);
  check_bytes (self, "file");
  check_bytes (self, "enclosure");
}
