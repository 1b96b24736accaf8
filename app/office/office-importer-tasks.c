/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-importer-private.h"

#include "office-position.h"
#include "office-whereabouts.h"

#include <glib/gi18n.h>
#include <string.h>

#define MOST_STEP 300 /* characters, as kinds.c has them */

/* Where it goes; what that does not say any more is added to the words. */
static const char *
choose_column (OfficeImporter *self, const OfficeImportTask *task, GString *words)
{
  const OfficeImportColumn *named = task->column != OFFICE_IMPORT_NONE ? self->import->columns->pdata[task->column]
                                                                       : NULL;

  if (task->done && self->done_column != NULL && (named == NULL || !g_str_equal (named->state, "done")))
    {
      if (named != NULL)
        /* Translators: %s is the name of a column of a board */
        g_string_append_printf (words, _ ("\nColumn: %s"), named->name);
      return self->done_column;
    }
  return named != NULL ? self->columns->pdata[task->column] : self->open_column;
}

static char *
make_position (OfficeImporter *self, const char *column)
{
  char *position;

  if (!g_hash_table_contains (self->tops, column))
    {
      g_autoptr (GPtrArray) tasks = office_session_list_sorted (self->session, "task", "column", column);

      g_hash_table_insert (self->tops, g_strdup (column),
                           tasks->len > 0 ? g_strdup (office_record_get_text (tasks->pdata[0], "position")) : NULL);
    }
  position = office_position_between (NULL, g_hash_table_lookup (self->tops, column), NULL);
  g_hash_table_insert (self->tops, g_strdup (column), g_strdup (position));
  return position;
}

static void
add_ids (JsonObject *with, const char *name, GArray *places, GPtrArray *ids)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < places->len; i++)
    if (ids->pdata[g_array_index (places, guint, i)] != NULL)
      json_array_add_string_element (array, ids->pdata[g_array_index (places, guint, i)]);
  json_object_set_array_member (with, name, array);
}

/* Who is not in the office is named. */
static void
add_missing (OfficeImporter *self, const OfficeImportTask *task, GString *words)
{
  for (guint i = 0; i < task->people->len; i++)
    {
      const guint place = g_array_index (task->people, guint, i);
      const OfficeImportPerson *person = self->import->people->pdata[place];

      if (self->people->pdata[place] == NULL)
        /* Translators: %s is a person who is not in this office */
        g_string_append_printf (words, _ ("\nAssigned to: %s"), person->name);
    }
}

static void
add_date (JsonObject *with, const char *name, const char *date, gboolean *timed)
{
  if (date == NULL)
    return;
  json_object_set_string_member (with, name, date);
  *timed |= strchr (date, 'T') != NULL;
}

static void
add_text (JsonObject *with, const char *name, const char *text)
{
  if (text != NULL && *text != '\0')
    json_object_set_string_member (with, name, text);
}

/* Who is not in the office is named behind it. */
static char *
dup_step_text (OfficeImporter *self, const OfficeImportTask *task, const OfficeImportStep *step)
{
  const OfficeImportPerson *person;
  g_autofree char *named = NULL;

  if (step->person == OFFICE_IMPORT_NONE || self->people->pdata[step->person] != NULL)
    return g_strdup (step->text);
  person = self->import->people->pdata[step->person];
  named = g_strdup_printf ("%s (%s)", step->text, person->name);
  if (g_utf8_strlen (named, -1) <= MOST_STEP)
    return g_steal_pointer (&named);
  office_import_report (self->import, task->line, _ ("A step is too long to say that it is for %s: %s"), person->name,
                        task->title);
  return g_strdup (step->text);
}

static void
plan_steps (OfficeImporter *self, const OfficeImportTask *task, const char *id)
{
  g_auto (GStrv) positions = task->steps->len > 0 ? office_position_spread (task->steps->len) : NULL;

  for (guint i = 0; i < task->steps->len; i++)
    {
      const OfficeImportStep *step = task->steps->pdata[i];
      const char *person = step->person != OFFICE_IMPORT_NONE ? self->people->pdata[step->person] : NULL;
      g_autofree char *text = dup_step_text (self, task, step);
      g_autofree char *step_id = office_session_make_id (self->session);
      JsonObject *with = office_importer_make_put (self, "step", step_id);

      json_object_set_string_member (with, "task", id);
      json_object_set_string_member (with, "text", text);
      add_text (with, "assignee", person);
      json_object_set_string_member (with, "position", positions[i]);
      if (step->done)
        json_object_set_boolean_member (with, "done", TRUE);
      office_importer_add_job (self, "put", with, task);
    }
}

/* "Anna Berg, 12 June 2025 10:00", and what she said as a quote: it is the importer who says it here. */
static char *
make_comment (const OfficeImportComment *comment)
{
  g_autoptr (GDateTime) at = comment->at != 0 ? g_date_time_new_from_unix_local (comment->at / 1000) : NULL;
  g_autofree char *date = at != NULL ? g_date_time_format (at, "%-d %B %Y %H:%M") : NULL;
  g_auto (GStrv) lines = g_strsplit (comment->text, "\n", -1);
  g_autofree char *quoted = g_strjoinv ("\n> ", lines);
  const char *author = comment->author != NULL ? comment->author : _ ("Unknown");

  return date != NULL ? g_strdup_printf ("**%s**, %s:\n\n> %s", author, date, quoted)
                      : g_strdup_printf ("**%s**:\n\n> %s", author, quoted);
}

static void
plan_comments (OfficeImporter *self, const OfficeImportTask *task, const char *id)
{
  for (guint i = 0; i < task->comments->len; i++)
    {
      g_autofree char *message = office_session_make_id (self->session);
      g_autofree char *text = make_comment (task->comments->pdata[i]);
      JsonObject *with = json_object_new ();

      json_object_set_string_member (with, "id", message);
      json_object_set_string_member (with, "room", self->room);
      json_object_set_string_member (with, "task", id);
      json_object_set_string_member (with, "text", text);
      office_importer_add_job (self, "message.send", with, task);
    }
}

static void
add_watcher (OfficeImporter *self, JsonObject *with)
{
  JsonArray *watchers = json_array_new ();

  json_array_add_string_element (watchers, office_person_get_id (office_session_get_me (self->session)));
  json_object_set_array_member (with, "watchers", watchers);
}

/**
 * office_importer_plan_task:
 * @self: an importer whose columns and labels are planned
 * @task: of its import
 */
void
office_importer_plan_task (OfficeImporter *self, const OfficeImportTask *task)
{
  g_autofree char *id = office_session_make_id (self->session);
  g_autoptr (GString) words = g_string_new (task->description->str);
  const char *column = choose_column (self, task, words);
  g_autofree char *position = make_position (self, column);
  g_autofree char *zone = NULL;
  JsonObject *with = json_object_new ();
  gboolean timed = FALSE;

  add_missing (self, task, words);
  json_object_set_string_member (with, "id", id);
  json_object_set_string_member (with, "room", self->room);
  json_object_set_string_member (with, "column", column);
  json_object_set_string_member (with, "title", task->title);
  json_object_set_string_member (with, "position", position);
  add_text (with, "description", g_strstrip (words->str));
  add_date (with, "due", task->due, &timed);
  add_date (with, "start", task->start, &timed);
  if (timed)
    zone = office_zone_dup_local ();
  add_text (with, "zone", zone);
  add_text (with, "priority", task->priority);
  add_text (with, "repeat", task->repeat);
  if (task->repeat != NULL && task->from_completion)
    json_object_set_string_member (with, "repeat_from", "completion");
  if (task->estimate > 0)
    json_object_set_int_member (with, "estimate", task->estimate);
  if (task->is_template)
    json_object_set_boolean_member (with, "template", TRUE);
  add_ids (with, "assignees", task->people, self->people);
  add_ids (with, "labels", task->labels, self->labels);
  if (task->watched)
    add_watcher (self, with);
  office_importer_add_job (self, "task.create", with, task);
  plan_steps (self, task, id);
  plan_comments (self, task, id);
  if (task->archived)
    {
      JsonObject *archive = json_object_new ();

      json_object_set_string_member (archive, "id", id);
      json_object_set_boolean_member (archive, "archived", TRUE);
      office_importer_add_job (self, "task.archive", archive, task);
    }
}
