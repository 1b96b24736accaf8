/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-importer.h"

#include "office-folded-text.h"
#include "office-id.h"
#include "office-position.h"
#include "office-problem.h"
#include "office-session-private.h"
#include "office-whereabouts.h"

#include <glib/gi18n.h>
#include <string.h>

/*
 * All operations are made up first; then they are done, some in one transaction, whenever the main loop has nothing else to do. Where
 * the book refuses one of such a piece, the piece is done one by one: a field that is refused is left out of its task, so that the
 * task is not lost, and all that is left out is reported.
 */

#define AT_ONCE 40 /* operations in one transaction: a few ms */

typedef struct {
  OfficeDeed *deed;
  const OfficeImportTask *task; /* that it is about; nullable */
} Job;

struct _OfficeImporter {
  GObject parent_instance;

  OfficeSession *session;
  OfficeImport *import;
  char *room;
  gboolean new_room;
  GArray *jobs;          /* of Job */
  GHashTable *refused;   /* OfficeImportTask that could not be made */
  GPtrArray *made_tasks; /* ids, as the two below */
  GPtrArray *made_columns;
  GPtrArray *made_labels;
  GPtrArray *columns; /* ids, one for each of the import */
  GPtrArray *labels;
  GPtrArray *people; /* ids; NULL: is not in the office */
  char *open_column;
  char *done_column;
  GHashTable *tops; /* column → the key above which the next task goes */
  guint done;
  guint source;
};

enum { PROP_0, PROP_DONE, PROP_TOTAL, N_PROPS };
enum { FINISHED, N_SIGNALS };

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OfficeImporter, office_importer, G_TYPE_OBJECT)

/* ---- people ---- */

static gboolean
is_called (OfficePerson *person, const char *name)
{
  g_autofree char *folded = name != NULL ? office_text_fold (name) : NULL;
  g_autofree char *called = office_text_fold (office_person_get_name (person));
  g_autofree char *joined = g_strdelimit (g_strdup (called), " ", '.');
  char *to = joined;

  if (folded == NULL || *folded == '\0')
    return FALSE;
  if (g_str_equal (folded, called) || g_str_equal (folded, joined))
    return TRUE;
  for (const char *from = called; *from != '\0'; from++)
    if (*from != ' ')
      *to++ = *from;
  *to = '\0';
  return g_str_equal (folded, joined);
}

/* By name, or by the user's name there; NULL: nobody, or several. */
static char *
match_person (OfficeImporter *self, const OfficeImportPerson *person)
{
  GListModel *people = office_session_get_people (self->session);
  const char *found = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (people); i++)
    {
      g_autoptr (OfficePerson) candidate = g_list_model_get_item (people, i);

      if (!is_called (candidate, person->name) && !is_called (candidate, person->username))
        continue;
      if (found != NULL)
        return NULL;
      found = office_person_get_id (candidate);
    }
  return g_strdup (found);
}

static void
match_people (OfficeImporter *self)
{
  for (guint i = 0; i < self->import->people->len; i++)
    g_ptr_array_add (self->people, match_person (self, self->import->people->pdata[i]));
}

static char **
dup_found_people (OfficeImporter *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < self->people->len; i++)
    if (self->people->pdata[i] != NULL)
      g_strv_builder_add (builder, self->people->pdata[i]);
  return g_strv_builder_end (builder);
}

/* ---- what is to be done ---- */

static void
add_job (OfficeImporter *self, const char *intent, JsonObject *with, const OfficeImportTask *task)
{
  const Job job = { office_deed_new (intent, with), task };

  g_array_append_val (self->jobs, job);
}

static JsonObject *
make_put (OfficeImporter *self, const char *kind, const char *id)
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
          with = make_put (self, "column", id);
          json_object_set_string_member (with, "name", column->name);
          json_object_set_string_member (with, "state", column->state);
          json_object_set_string_member (with, "position", position);
          add_job (self, "put", with, NULL);
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

      add_job (self, "remove", office_session_make_removal ("column", id), NULL);
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
          with = make_put (self, "label", id);
          json_object_set_string_member (with, "name", label->name);
          json_object_set_string_member (with, "hue", label->hue);
          add_job (self, "put", with, NULL);
          g_ptr_array_add (self->made_labels, g_strdup (id));
        }
      g_ptr_array_add (self->labels, id);
    }
}

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

static void
plan_steps (OfficeImporter *self, const OfficeImportTask *task, const char *id)
{
  g_auto (GStrv) positions = task->steps->len > 0 ? office_position_spread (task->steps->len) : NULL;

  for (guint i = 0; i < task->steps->len; i++)
    {
      const OfficeImportStep *step = task->steps->pdata[i];
      g_autofree char *step_id = office_session_make_id (self->session);
      JsonObject *with = make_put (self, "step", step_id);

      json_object_set_string_member (with, "task", id);
      json_object_set_string_member (with, "text", step->text);
      json_object_set_string_member (with, "position", positions[i]);
      if (step->done)
        json_object_set_boolean_member (with, "done", TRUE);
      add_job (self, "put", with, task);
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
      add_job (self, "message.send", with, task);
    }
}

static void
plan_task (OfficeImporter *self, const OfficeImportTask *task)
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
  add_job (self, "task.create", with, task);
  plan_steps (self, task, id);
  plan_comments (self, task, id);
  if (task->archived)
    {
      JsonObject *archive = json_object_new ();

      json_object_set_string_member (archive, "id", id);
      json_object_set_boolean_member (archive, "archived", TRUE);
      add_job (self, "task.archive", archive, task);
    }
}

static void
plan (OfficeImporter *self)
{
  plan_columns (self);
  plan_removals (self);
  plan_labels (self);
  /* The last first: each stands on top of the one before. */
  for (guint i = self->import->tasks->len; i-- > 0;)
    plan_task (self, self->import->tasks->pdata[i]);
}

/* ---- doing it ---- */

static void
note_made (OfficeImporter *self, const Job *job)
{
  if (g_str_equal (job->deed->intent, "task.create"))
    g_ptr_array_add (self->made_tasks, g_strdup (json_object_get_string_member (job->deed->with, "id")));
}

/* A field without which the task can be made; NULL: there is none that is to blame. */
static const char *
get_field_to_blame (const Job *job, const GError *error)
{
  static const char *const optional[] = { "due",      "start",     "repeat", "repeat_from", "zone", "estimate",
                                          "priority", "assignees", "labels", "description", NULL };
  const char *field = g_str_equal (job->deed->intent, "task.create") ? office_problem_get_field (error) : NULL;

  return field != NULL && g_strv_contains (optional, field) && json_object_has_member (job->deed->with, field) ? field
                                                                                                               : NULL;
}

static void
do_one (OfficeImporter *self, const Job *job)
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
    g_ptr_array_add (deeds, g_array_index (self->jobs, Job, i).deed);
  if (g_hash_table_size (self->refused) == 0 && office_session_perform_all (self->session, deeds, NULL))
    {
      for (guint i = from; i < to; i++)
        note_made (self, &g_array_index (self->jobs, Job, i));
      return;
    }
  for (guint i = from; i < to; i++)
    do_one (self, &g_array_index (self->jobs, Job, i));
}

/* ---- the end ---- */

static JsonObject *
make_column_removal (OfficeImporter *self, const char *column)
{
  g_autoptr (GPtrArray) standing = office_session_list_sorted (self->session, "column", "room", self->room);
  JsonObject *with = office_session_make_removal ("column", column);

  for (guint i = 0; i < standing->len; i++)
    if (!g_ptr_array_find_with_equal_func (self->made_columns, office_record_get_id (standing->pdata[i]), g_str_equal,
                                           NULL))
      {
        json_object_set_string_member (with, "to", office_record_get_id (standing->pdata[i]));
        break;
      }
  return with;
}

static void
add_departure (OfficeImporter *self, GPtrArray *back, OfficePerson *person)
{
  JsonObject *with = json_object_new ();

  json_object_set_string_member (with, "room", self->room);
  json_object_set_string_member (with, "person", office_person_get_id (person));
  g_ptr_array_add (back, office_deed_new ("member.remove", with));
}

/*
 * Rooms are never removed (PROTOCOL.md, room). But the one that was made is private: it is archived, and all leave it, so that
 * nobody sees it any more. Oneself last, for who has left cannot act there.
 */
static void
add_end_of_room (OfficeImporter *self, GPtrArray *back)
{
  OfficeRoom *room = office_session_find_room (self->session, self->room);
  OfficePerson *me = office_session_get_me (self->session);
  GListModel *people = room != NULL ? office_room_get_people (room) : NULL;
  JsonObject *with = office_session_make_removal ("room", self->room);
  JsonObject *set = json_object_new ();

  json_object_set_boolean_member (set, "archived", TRUE);
  json_object_set_object_member (with, "set", set);
  g_ptr_array_add (back, office_deed_new ("patch", with));
  for (guint i = 0; people != NULL && i < g_list_model_get_n_items (people); i++)
    {
      g_autoptr (OfficePerson) person = g_list_model_get_item (people, i);

      if (person != me)
        add_departure (self, back, person);
    }
  add_departure (self, back, me);
}

static GVariant *
make_undo (OfficeImporter *self)
{
  g_autoptr (GPtrArray) back = g_ptr_array_new_with_free_func ((GDestroyNotify) office_deed_free);

  for (guint i = 0; i < self->made_tasks->len; i++)
    g_ptr_array_add (back,
                     office_deed_new ("remove", office_session_make_removal ("task", self->made_tasks->pdata[i])));
  for (guint i = 0; !self->new_room && i < self->made_labels->len; i++)
    g_ptr_array_add (back,
                     office_deed_new ("remove", office_session_make_removal ("label", self->made_labels->pdata[i])));
  for (guint i = 0; !self->new_room && i < self->made_columns->len; i++)
    g_ptr_array_add (back, office_deed_new ("remove", make_column_removal (self, self->made_columns->pdata[i])));
  if (self->new_room)
    add_end_of_room (self, back);
  return office_undo_new_several (back);
}

static void
finish (OfficeImporter *self)
{
  const guint n = self->made_tasks->len;

  if (self->room != NULL)
    office_session_say (self->session, make_undo (self), g_dngettext (NULL, "%u task imported", "%u tasks imported", n),
                        n);
  g_signal_emit (self, signals[FINISHED], 0);
}

static gboolean
on_idle (gpointer data)
{
  OfficeImporter *self = data;
  const guint to = MIN (self->done + AT_ONCE, self->jobs->len);

  do_piece (self, self->done, to);
  self->done = to;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DONE]);
  if (self->done < self->jobs->len)
    return G_SOURCE_CONTINUE;
  self->source = 0;
  finish (self);
  return G_SOURCE_REMOVE;
}

/* Who does not see the room cannot be assigned there, and is named as others who are missing. */
static void
forget_outsiders (OfficeImporter *self)
{
  OfficeRoom *room = office_session_find_room (self->session, self->room);
  GListModel *members = room != NULL ? office_room_get_people (room) : NULL;

  for (guint i = 0; members != NULL && i < self->people->len; i++)
    {
      gboolean sees = FALSE;

      for (guint k = 0; self->people->pdata[i] != NULL && k < g_list_model_get_n_items (members); k++)
        {
          g_autoptr (OfficePerson) member = g_list_model_get_item (members, k);

          sees |= g_str_equal (office_person_get_id (member), self->people->pdata[i]);
        }
      if (!sees)
        g_clear_pointer (&self->people->pdata[i], g_free);
    }
}

static void
begin (OfficeImporter *self)
{
  forget_outsiders (self);
  plan (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TOTAL]);
  /* Behind drawing and typing. */
  self->source = g_idle_add_full (G_PRIORITY_LOW, on_idle, self, NULL);
}

/* ---- overrides ---- */

static void
job_clear (gpointer data)
{
  office_deed_free (((Job *) data)->deed);
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
  self->jobs = g_array_new (FALSE, FALSE, sizeof (Job));
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
  match_people (self);
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
  members = dup_found_people (self);
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
