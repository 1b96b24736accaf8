/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-importer-private.h"

#include "office-folded-text.h"
#include "office-id.h"
#include "office-position.h"

#include <glib/gi18n.h>

void
office_importer_add_job (OfficeImporter *self, const char *intent, JsonObject *with, const OfficeImportTask *task)
{
  const OfficeImportJob job = { office_deed_new (intent, with), task };

  g_array_append_val (self->jobs, job);
}

JsonObject *
office_importer_make_put (OfficeImporter *self, const char *kind, const char *id)
{
  JsonObject *with = json_object_new ();

  json_object_set_string_member (with, "kind", kind);
  json_object_set_string_member (with, "id", id);
  json_object_set_string_member (with, "room", self->room);
  return with;
}

static gboolean
same_name (const char *a, const char *b)
{
  g_autofree char *first = office_text_fold (a);
  g_autofree char *second = office_text_fold (b);

  return g_str_equal (first, second);
}

static char *
find_named (GPtrArray *records, const char *name)
{
  for (guint i = 0; i < records->len; i++)
    if (same_name (office_record_get_text (records->pdata[i], "name"), name))
      return g_strdup (office_record_get_id (records->pdata[i]));
  return NULL;
}

static void
note_state (OfficeImporter *self, const char *column, const char *state)
{
  if (g_strcmp0 (state, "done") == 0 && self->done_column == NULL)
    self->done_column = g_strdup (column);
  if (g_strcmp0 (state, "open") == 0 && self->open_column == NULL)
    self->open_column = g_strdup (column);
}

static void
plan_columns (OfficeImporter *self)
{
  g_autoptr (GPtrArray) standing = office_session_list_sorted (self->session, "column", "room", self->room);
  g_autofree char *position = NULL;

  if (standing->len > 0)
    position = g_strdup (office_record_get_text (standing->pdata[standing->len - 1], "position"));
  for (guint i = 0; i < self->import->columns->len; i++)
    {
      const OfficeImportColumn *column = self->import->columns->pdata[i];
      char *id = self->new_room ? NULL : find_named (standing, column->name);

      if (id == NULL)
        {
          g_autofree char *before = g_steal_pointer (&position);
          JsonObject *with;

          id = office_session_make_id (self->session);
          position = office_position_between (before, NULL, NULL);
          with = office_importer_make_put (self, "column", id);
          json_object_set_string_member (with, "name", column->name);
          json_object_set_string_member (with, "state", column->state);
          json_object_set_string_member (with, "position", position);
          if (column->hue != NULL)
            json_object_set_string_member (with, "hue", column->hue);
          if (column->limit > 0)
            json_object_set_int_member (with, "limit", column->limit);
          office_importer_add_job (self, "put", with, NULL);
          g_ptr_array_add (self->made_columns, g_strdup (id));
          note_state (self, id, column->state);
        }
      g_ptr_array_add (self->columns, id);
    }
  for (guint i = 0; i < standing->len && !(self->new_room && self->import->columns->len > 0); i++)
    note_state (self, office_record_get_id (standing->pdata[i]), office_record_get_text (standing->pdata[i], "state"));
  if (self->open_column == NULL && self->columns->len > 0)
    self->open_column = g_strdup (self->columns->pdata[0]);
  if (self->open_column == NULL && standing->len > 0)
    self->open_column = g_strdup (office_record_get_id (standing->pdata[0]));
}

/* A new room came with columns of its own, which make way for those of the import. */
static void
plan_removals (OfficeImporter *self)
{
  static const char *const names[] = { "todo", "doing", "done" };

  for (guint i = 0; self->new_room && self->import->columns->len > 0 && i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *id = office_id_derive (self->room, names[i]);

      office_importer_add_job (self, "remove", office_session_make_removal ("column", id), NULL);
    }
}

static void
plan_labels (OfficeImporter *self)
{
  g_autoptr (GPtrArray) standing = office_replica_list (self->session->replica, "label", "room", self->room);

  for (guint i = 0; i < self->import->labels->len; i++)
    {
      const OfficeImportLabel *label = self->import->labels->pdata[i];
      char *id = find_named (standing, label->name);

      if (id == NULL)
        {
          JsonObject *with;

          id = office_session_make_id (self->session);
          with = office_importer_make_put (self, "label", id);
          json_object_set_string_member (with, "name", label->name);
          json_object_set_string_member (with, "hue", label->hue);
          office_importer_add_job (self, "put", with, NULL);
          g_ptr_array_add (self->made_labels, g_strdup (id));
        }
      g_ptr_array_add (self->labels, id);
    }
}

/* A room that is there has words of its own. */
static void
plan_room (OfficeImporter *self)
{
  JsonObject *with, *set;

  if (self->import->description == NULL)
    return;
  if (!self->new_room)
    {
      office_import_report (self->import, 0, "%s", _ ("The description of the board was left out"));
      return;
    }
  with = office_session_make_removal ("room", self->room);
  set = json_object_new ();
  json_object_set_string_member (set, "description", self->import->description);
  json_object_set_object_member (with, "set", set);
  office_importer_add_job (self, "patch", with, NULL);
}

/**
 * office_importer_plan:
 * @self: an importer whose room there is
 *
 * Makes up all operations.
 */
void
office_importer_plan (OfficeImporter *self)
{
  plan_room (self);
  plan_columns (self);
  plan_removals (self);
  plan_labels (self);
  /* The last first: each stands on top of the one before. */
  for (guint i = self->import->tasks->len; i-- > 0;)
    office_importer_plan_task (self, self->import->tasks->pdata[i]);
}
