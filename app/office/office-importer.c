/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-importer-private.h"

#include "office-problem.h"

#include <glib/gi18n.h>

/*
 * All operations are made up first; then they are done, some in one transaction, whenever the main loop has nothing else to do. Where
 * the book refuses one of such a piece, the piece is done one by one: a field that is refused is left out of its task, so that the
 * task is not lost, and all that is left out is reported.
 */

#define AT_ONCE 40 /* operations in one transaction: a few ms */

enum { PROP_0, PROP_DONE, PROP_TOTAL, N_PROPS };
enum { FINISHED, N_SIGNALS };

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OfficeImporter, office_importer, G_TYPE_OBJECT)

/* ---- doing it ---- */

static void
note_made (OfficeImporter *self, const OfficeImportJob *job)
{
  if (g_str_equal (job->deed->intent, "task.create"))
    g_ptr_array_add (self->made_tasks, g_strdup (json_object_get_string_member (job->deed->with, "id")));
}

/* A field without which the task can be made; NULL: there is none that is to blame. */
static const char *
get_field_to_blame (const OfficeImportJob *job, const GError *error)
{
  static const char *const optional[] = { "due",      "start",     "repeat", "repeat_from", "zone",        "estimate",
                                          "priority", "assignees", "labels", "watchers",    "description", NULL };
  const char *field = g_str_equal (job->deed->intent, "task.create") ? office_problem_get_field (error) : NULL;

  return field != NULL && g_strv_contains (optional, field) && json_object_has_member (job->deed->with, field) ? field
                                                                                                               : NULL;
}

static void
do_one (OfficeImporter *self, const OfficeImportJob *job)
{
  if (job->task != NULL && g_hash_table_contains (self->refused, job->task))
    return;
  for (;;)
    {
      g_autoptr (GError) error = NULL;
      const char *field;

      if (office_session_perform (self->session, job->deed->intent, json_object_ref (job->deed->with), &error))
        {
          note_made (self, job);
          return;
        }
      field = get_field_to_blame (job, error);
      office_import_report (self->import, job->task != NULL ? job->task->line : 0, "%s: %s",
                            job->task != NULL ? job->task->title : job->deed->intent, error->message);
      if (field == NULL)
        break;
      json_object_remove_member (job->deed->with, field);
    }
  if (g_str_equal (job->deed->intent, "task.create"))
    g_hash_table_add (self->refused, (gpointer) job->task);
}

static void
do_piece (OfficeImporter *self, guint from, guint to)
{
  g_autoptr (GPtrArray) deeds = g_ptr_array_new ();

  for (guint i = from; i < to; i++)
    g_ptr_array_add (deeds, g_array_index (self->jobs, OfficeImportJob, i).deed);
  if (g_hash_table_size (self->refused) == 0 && office_session_perform_all (self->session, deeds, NULL))
    {
      for (guint i = from; i < to; i++)
        note_made (self, &g_array_index (self->jobs, OfficeImportJob, i));
      return;
    }
  for (guint i = from; i < to; i++)
    do_one (self, &g_array_index (self->jobs, OfficeImportJob, i));
}

static void
finish (OfficeImporter *self)
{
  const guint n = self->made_tasks->len;

  if (self->room != NULL)
    office_session_say (self->session, office_importer_make_undo (self),
                        g_dngettext (NULL, "%'u task imported", "%'u tasks imported", n), n);
  g_signal_emit (self, signals[FINISHED], 0);
}

static gboolean
is_behind (OfficeImporter *self)
{
  /* Where the office was closed meanwhile, the pieces are refused. */
  return self->session->replica != NULL && office_replica_is_behind (self->session->replica);
}

static void wait_for_turn (OfficeImporter *self, guint ms);

static gboolean
on_turn (gpointer data)
{
  OfficeImporter *self = data;
  const guint to = MIN (self->done + AT_ONCE, self->jobs->len);

  if (is_behind (self))
    {
      wait_for_turn (self, OFFICE_REPLICA_BEHIND_MS);
      return G_SOURCE_REMOVE;
    }
  do_piece (self, self->done, to);
  self->done = to;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DONE]);
  if (self->done < self->jobs->len)
    wait_for_turn (self, 0);
  else
    {
      self->source = 0;
      finish (self);
    }
  return G_SOURCE_REMOVE;
}

/* Behind drawing and typing. */
static void
wait_for_turn (OfficeImporter *self, guint ms)
{
  self->source = g_timeout_add_full (G_PRIORITY_LOW, ms, on_turn, self, NULL);
}

static void
begin (OfficeImporter *self)
{
  office_importer_forget_outsiders (self);
  office_importer_plan (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TOTAL]);
  wait_for_turn (self, 0);
}

/* ---- overrides ---- */

static void
job_clear (gpointer data)
{
  office_deed_free (((OfficeImportJob *) data)->deed);
}

static void
office_importer_dispose (GObject *object)
{
  OfficeImporter *self = OFFICE_IMPORTER (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (office_importer_parent_class)->dispose (object);
}

static void
office_importer_finalize (GObject *object)
{
  OfficeImporter *self = OFFICE_IMPORTER (object);

  g_array_unref (self->jobs);
  g_hash_table_unref (self->refused);
  g_hash_table_unref (self->tops);
  g_ptr_array_unref (self->made_tasks);
  g_ptr_array_unref (self->made_columns);
  g_ptr_array_unref (self->made_labels);
  g_ptr_array_unref (self->columns);
  g_ptr_array_unref (self->labels);
  g_ptr_array_unref (self->people);
  g_free (self->open_column);
  g_free (self->done_column);
  g_free (self->room);
  office_import_free (self->import);

  G_OBJECT_CLASS (office_importer_parent_class)->finalize (object);
}

static void
office_importer_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  OfficeImporter *self = OFFICE_IMPORTER (object);

  switch (id)
    {
    case PROP_DONE:
      g_value_set_uint (value, self->done);
      break;
    case PROP_TOTAL:
      g_value_set_uint (value, self->jobs->len);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
office_importer_class_init (OfficeImporterClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = office_importer_dispose;
  object_class->finalize = office_importer_finalize;
  object_class->get_property = office_importer_get_property;

  properties[PROP_DONE] = g_param_spec_uint ("done", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_TOTAL] = g_param_spec_uint ("total", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[FINISHED] = g_signal_new ("finished", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 0);
}

static void
office_importer_init (OfficeImporter *self)
{
  self->jobs = g_array_new (FALSE, FALSE, sizeof (OfficeImportJob));
  g_array_set_clear_func (self->jobs, job_clear);
  self->refused = g_hash_table_new (NULL, NULL);
  self->tops = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->made_tasks = g_ptr_array_new_with_free_func (g_free);
  self->made_columns = g_ptr_array_new_with_free_func (g_free);
  self->made_labels = g_ptr_array_new_with_free_func (g_free);
  self->columns = g_ptr_array_new_with_free_func (g_free);
  self->labels = g_ptr_array_new_with_free_func (g_free);
  self->people = g_ptr_array_new_with_free_func (g_free);
}

/* ---- public ---- */

/**
 * office_importer_new:
 * @session: the office
 * @import: (transfer full): what was read
 *
 * Returns: (transfer full): an importer that has not begun
 */
OfficeImporter *
office_importer_new (OfficeSession *session, OfficeImport *import)
{
  OfficeImporter *self = g_object_new (OFFICE_TYPE_IMPORTER, NULL);

  self->session = g_object_ref (session);
  self->import = import;
  office_importer_match_people (self);
  return self;
}

/**
 * office_importer_get_import:
 * @self: an importer
 *
 * Returns: (transfer none): what was read
 */
OfficeImport *
office_importer_get_import (OfficeImporter *self)
{
  g_return_val_if_fail (OFFICE_IS_IMPORTER (self), NULL);

  return self->import;
}

/**
 * office_importer_list_missing:
 * @self: an importer
 *
 * Returns: (transfer full) (element-type utf8): who is not in the office, by name; they are named in the descriptions
 */
GPtrArray *
office_importer_list_missing (OfficeImporter *self)
{
  GPtrArray *missing = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (OFFICE_IS_IMPORTER (self), missing);

  for (guint i = 0; i < self->people->len; i++)
    if (self->people->pdata[i] == NULL)
      g_ptr_array_add (missing, g_strdup (((OfficeImportPerson *) self->import->people->pdata[i])->name));
  return missing;
}

/**
 * office_importer_start:
 * @self: an importer that has not begun
 * @room: the id of the room that the tasks go to
 */
void
office_importer_start (OfficeImporter *self, const char *room)
{
  g_return_if_fail (OFFICE_IS_IMPORTER (self));
  g_return_if_fail (room != NULL && self->room == NULL);

  self->room = g_strdup (room);
  begin (self);
}

/**
 * office_importer_start_in_new:
 * @self: an importer that has not begun
 * @name: what the room is to be called
 *
 * Its members are those of the board who are in the office. Where it cannot be made, the importer finishes at once and says why.
 */
void
office_importer_start_in_new (OfficeImporter *self, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) members = NULL;

  g_return_if_fail (OFFICE_IS_IMPORTER (self));
  g_return_if_fail (name != NULL && self->room == NULL);

  self->new_room = TRUE;
  members = office_importer_dup_found_people (self);
  if (office_session_create_room (self->session, name, NULL, OFFICE_ROOM_PRIVATE, (const char *const *) members,
                                  &self->room, &error))
    {
      begin (self);
      return;
    }
  office_import_report (self->import, 0, "%s", error->message);
  finish (self);
}

/**
 * office_importer_stop:
 * @self: an importer
 *
 * It finishes with what is made by now.
 */
void
office_importer_stop (OfficeImporter *self)
{
  g_return_if_fail (OFFICE_IS_IMPORTER (self));

  if (self->source == 0)
    return;
  g_clear_handle_id (&self->source, g_source_remove);
  office_import_report (self->import, 0, "%s", _ ("The import was stopped"));
  finish (self);
}

guint
office_importer_get_done (OfficeImporter *self)
{
  g_return_val_if_fail (OFFICE_IS_IMPORTER (self), 0);

  return self->done;
}

guint
office_importer_get_total (OfficeImporter *self)
{
  g_return_val_if_fail (OFFICE_IS_IMPORTER (self), 0);

  return self->jobs->len;
}

guint
office_importer_get_n_made (OfficeImporter *self)
{
  g_return_val_if_fail (OFFICE_IS_IMPORTER (self), 0);

  return self->made_tasks->len;
}

const char *
office_importer_get_room (OfficeImporter *self)
{
  g_return_val_if_fail (OFFICE_IS_IMPORTER (self), NULL);

  return self->room;
}
