/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-verdict.h"

#include "kinds.h"
#include "office-id.h"

#include <string.h>

/* What tasks are to each other, what became of their columns, their history, and what people noted down of them. */

static const char *
get_text (JsonObject *with, const char *member)
{
  return json_object_get_string_member_with_default (with, member, NULL);
}

/* ---- no circles ---- */

/* Whether one gets from the task back to it, going by `field`. All are of one book: id → record. */
static gboolean
is_in_circle (GHashTable *tasks, OfficeRecord *task, const char *field)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) ahead = g_ptr_array_new ();

  g_ptr_array_add (ahead, task);
  while (ahead->len > 0)
    {
      OfficeRecord *record = g_ptr_array_steal_index_fast (ahead, ahead->len - 1);
      const char *one = g_str_equal (field, "parent") ? office_record_get_text (record, field) : NULL;
      g_auto (GStrv) ids = one != NULL ? g_strsplit (one, " ", 1) : office_record_dup_ids (record, field);

      for (guint i = 0; ids[i] != NULL; i++)
        {
          OfficeRecord *next = g_hash_table_lookup (tasks, ids[i]);

          if (g_str_equal (ids[i], office_record_get_id (task)))
            return TRUE;
          if (next != NULL && g_hash_table_add (seen, g_strdup (ids[i])))
            g_ptr_array_add (ahead, next);
        }
    }
  return FALSE;
}

static void
check_circles (SimWorld *world, const char *whose, GPtrArray *tasks)
{
  static const char *const fields[] = { "parent", "blocked_by" };
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < tasks->len; i++)
    g_hash_table_insert (by_id, (gpointer) office_record_get_id (tasks->pdata[i]), tasks->pdata[i]);
  for (guint i = 0; i < tasks->len; i++)
    for (guint f = 0; f < G_N_ELEMENTS (fields); f++)
      if (office_record_has (tasks->pdata[i], fields[f]) && is_in_circle (by_id, tasks->pdata[i], fields[f]))
        sim_world_fail (world, "in the book of %s, task %s comes back to itself by %s", whose,
                        office_record_get_id (tasks->pdata[i]), fields[f]);
}

static void
check_all_circles (SimVerdict *self)
{
  g_autoptr (GPtrArray) tasks = office_book_list (self->book, "task", NULL, NULL);

  check_circles (self->world, "the host", tasks);
  for (guint i = 0; i < self->world->n_desks; i++)
    {
      SimDesk *desk = self->world->desks[i];
      g_autoptr (GPtrArray) shown = office_replica_list (desk->replica, "task", NULL, NULL);

      check_circles (self->world, desk->name, shown);
    }
}

/* ---- nothing is lost ---- */

static void
check_made (SimVerdict *self, const char *id, JsonObject *with, const char *person, gint64 rev, gpointer data)
{
  const char *made = get_text (with, "id");
  g_autoptr (OfficeRecord) record = office_book_get (self->book, made);

  if (record == NULL && !sim_verdict_was_taken_away (self->world, made))
    sim_world_fail (self->world, "%s was accepted, and what it made, %s, is not there", id, made);
}

/* All that stood in the column has gone to the other one, and from there nowhere but where somebody brought it. */
static void
check_emptied (SimVerdict *self, const char *id, JsonObject *with, const char *person, gint64 rev, gpointer data)
{
  g_autoptr (GPtrArray) left = NULL;

  if (g_strcmp0 (get_text (with, "kind"), "column") != 0 || get_text (with, "to") == NULL)
    return;
  left = office_book_list (self->book, "task", "column", get_text (with, "id"));
  if (left->len > 0)
    sim_world_fail (self->world, "column %s was removed with all in it sent to %s, and %u tasks stand in it",
                    get_text (with, "id"), get_text (with, "to"), left->len);
}

/* What is work stands on the board of its room. */
static void
check_places (SimVerdict *self)
{
  g_autoptr (GPtrArray) tasks = office_book_list (self->book, "task", NULL, NULL);

  for (guint i = 0; i < tasks->len; i++)
    {
      OfficeRecord *task = tasks->pdata[i];
      g_autoptr (OfficeRecord) column = office_book_get (self->book, office_record_get_text (task, "column"));

      if (!office_record_has (task, "trashed_at")
          && (column == NULL || g_strcmp0 (office_record_get_scope (column), office_record_get_scope (task)) != 0))
        sim_world_fail (self->world, "task %s stands in no column of its room", office_record_get_id (task));
    }
}

/* The parts of a task are where it is. */
static void
check_steps (SimVerdict *self)
{
  g_autoptr (GPtrArray) steps = office_book_list (self->book, "step", NULL, NULL);

  for (guint i = 0; i < steps->len; i++)
    {
      g_autoptr (OfficeRecord) task = office_book_get (self->book, office_record_get_text (steps->pdata[i], "task"));

      if (task == NULL || !g_str_equal (office_record_get_scope (task), office_record_get_scope (steps->pdata[i])))
        sim_world_fail (self->world, "step %s is not where its task is", office_record_get_id (steps->pdata[i]));
    }
}

/* ---- history ---- */

/* The field's value as a change tells it; NULL: none. Of fields that have one value and are told of whoever changes them. */
static char *
dup_value (OfficeRecord *task, const OfficeField *field)
{
  if (!office_record_has (task, field->name))
    return NULL;
  if (field->type == OFFICE_FIELD_INTEGER)
    return g_strdup_printf ("%" G_GINT64_FORMAT, office_record_get_integer (task, field->name));
  if (field->type == OFFICE_FIELD_BOOLEAN)
    return g_strdup (office_record_get_boolean (task, field->name) ? "true" : NULL);
  return g_strdup (office_record_get_text (task, field->name));
}

/* The newest change of a field; NULL: there is none. Borrowed. */
static OfficeRecord *
find_newest (GPtrArray *history, const char *field)
{
  OfficeRecord *newest = NULL;

  for (guint i = 0; i < history->len; i++)
    if (g_strcmp0 (office_record_get_text (history->pdata[i], "field"), field) == 0
        && (newest == NULL
            || office_record_get_integer (history->pdata[i], "at") > office_record_get_integer (newest, "at")))
      newest = history->pdata[i];
  return newest;
}

static void
check_field (SimVerdict *self, OfficeRecord *task, GPtrArray *history, const char *name)
{
  const OfficeField *field = office_kind_find_field (office_record_get_kind (task), name);
  OfficeRecord *newest = find_newest (history, name);
  g_autofree char *value = dup_value (task, field);

  if (newest != NULL && g_strcmp0 (office_record_get_text (newest, "became"), value) != 0)
    sim_world_fail (self->world, "the %s of task %s is %s, and the last in its history is that it became %s", name,
                    office_record_get_id (task), value, office_record_get_text (newest, "became"));
}

static void
check_history (SimVerdict *self)
{
  /* Not `repeat`, which comes and goes unsaid when the task is done; nor the column, which another room has others of. */
  static const char *const fields[] = { "title",  "priority", "due",         "start",    "zone",
                                        "parent", "estimate", "repeat_from", "template", "description" };
  g_autoptr (GPtrArray) tasks = office_book_list (self->book, "task", NULL, NULL);

  for (guint i = 0; i < tasks->len; i++)
    {
      g_autoptr (GPtrArray) history = office_book_list (self->book, "change", "task",
                                                        office_record_get_id (tasks->pdata[i]));

      if (history->len == 0)
        sim_world_fail (self->world, "task %s has no history", office_record_get_id (tasks->pdata[i]));
      for (guint c = 0; c < history->len; c++)
        if (!g_str_equal (office_record_get_scope (history->pdata[c]), office_record_get_scope (tasks->pdata[i])))
          sim_world_fail (self->world, "the change %s is seen by others than its task",
                          office_record_get_id (history->pdata[c]));
      for (guint f = 0; f < G_N_ELEMENTS (fields); f++)
        check_field (self, tasks->pdata[i], history, fields[f]);
    }
}

static void
check_changes (SimVerdict *self)
{
  g_autoptr (GPtrArray) changes = office_book_list (self->book, "change", NULL, NULL);

  for (guint i = 0; i < changes->len; i++)
    {
      g_autoptr (OfficeRecord) task = office_book_get (self->book, office_record_get_text (changes->pdata[i], "task"));

      if (task == NULL)
        sim_world_fail (self->world, "the change %s is of no task", office_record_get_id (changes->pdata[i]));
    }
}

/* ---- archive ---- */

static void
note_archived (SimVerdict *self, const char *id, JsonObject *with, const char *person, gint64 rev, gpointer words)
{
  const char *task = get_text (with, "id");
  SimLastWord *word = g_hash_table_lookup (words, task);

  if (sim_verdict_is_made_anew ("task", task) || (word != NULL && word->rev > rev))
    return;
  word = g_new0 (SimLastWord, 1);
  *word = (SimLastWord){ rev, json_object_get_boolean_member (with, "archived") };
  g_hash_table_insert (words, g_strdup (task), word);
}

static void
check_archive (SimVerdict *self)
{
  g_autoptr (GHashTable) words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer id, word;

  sim_verdict_each_done (self, "task.archive", note_archived, words);
  g_hash_table_iter_init (&iter, words);
  while (g_hash_table_iter_next (&iter, &id, &word))
    {
      g_autoptr (OfficeRecord) task = office_book_get (self->book, id);

      if (task != NULL && office_record_has (task, "archived_at") != ((SimLastWord *) word)->there)
        sim_world_fail (self->world, "task %s is %s the archive, and the last word on it was another",
                        (const char *) id, office_record_has (task, "archived_at") ? "in" : "not in");
    }
}

/* ---- templates ---- */

/* What is no work, or none any more, reminds nobody of its due date. */
static void
check_reminders (SimVerdict *self)
{
  g_autoptr (GPtrArray) reminders = office_book_list (self->book, "reminder", NULL, NULL);

  for (guint i = 0; i < reminders->len; i++)
    {
      const char *id = office_record_get_text (reminders->pdata[i], "task");
      g_autoptr (OfficeRecord) task = NULL;

      if (!office_record_get_boolean (reminders->pdata[i], "due"))
        continue;
      task = id != NULL ? office_book_get (self->book, id) : NULL;
      if (task == NULL || office_record_get_boolean (task, "template") || office_record_has (task, "completed_at")
          || office_record_has (task, "archived_at") || office_record_has (task, "trashed_at")
          || !office_record_has (task, "due"))
        sim_world_fail (self->world, "reminder %s is of a due date, and task %s has none to be reminded of",
                        office_record_get_id (reminders->pdata[i]), id);
    }
}

/* Rooms are, too; and on every desk each is what it is on the host, as the last said. */
static void
note_template (SimVerdict *self, const char *id, JsonObject *with, const char *person, gint64 rev, gpointer words)
{
  JsonObject *set = json_object_has_member (with, "set") ? json_object_get_object_member (with, "set") : NULL;
  const char *record = get_text (with, "id");
  SimLastWord *word;

  if (set == NULL || !json_object_has_member (set, "template"))
    return;
  word = g_hash_table_lookup (words, record);
  if (word != NULL && word->rev > rev)
    return;
  word = g_new0 (SimLastWord, 1);
  *word = (SimLastWord){ rev, json_object_get_boolean_member_with_default (set, "template", FALSE) };
  g_hash_table_insert (words, g_strdup (record), word);
}

static void
check_templates (SimVerdict *self)
{
  g_autoptr (GHashTable) words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer id, word;

  sim_verdict_each_done (self, "patch", note_template, words);
  g_hash_table_iter_init (&iter, words);
  while (g_hash_table_iter_next (&iter, &id, &word))
    {
      g_autoptr (OfficeRecord) record = office_book_get (self->book, id);
      const gboolean is = record != NULL && office_record_get_boolean (record, "template");

      if (record != NULL && !sim_verdict_is_made_anew (office_record_get_kind_name (record), id)
          && is != ((SimLastWord *) word)->there)
        sim_world_fail (self->world, "%s is %s template, and the last word on it was another", (const char *) id,
                        is ? "a" : "no");
    }
}

/* ---- what people noted down for themselves ---- */

static char *
derive_snooze (JsonObject *with, const char *person)
{
  g_autofree char *name = g_strconcat ("snooze ", get_text (with, "task"), NULL);

  return office_id_derive (person, name);
}

static void
note_existence (GHashTable *words, const char *id, gint64 rev, gboolean there)
{
  SimLastWord *word = g_hash_table_lookup (words, id);

  if (word != NULL && word->rev > rev)
    return;
  word = g_new0 (SimLastWord, 1);
  *word = (SimLastWord){ rev, there };
  g_hash_table_insert (words, g_strdup (id), word);
}

static void
note_snooze (SimVerdict *self, const char *id, JsonObject *with, const char *person, gint64 rev, gpointer words)
{
  g_autofree char *snooze = derive_snooze (with, person);

  note_existence (words, snooze, rev, !json_object_get_null_member (with, "until"));
}

static void
note_snooze_time (SimVerdict *self, const char *id, JsonObject *with, const char *person, gint64 rev, gpointer lasts)
{
  static const char *const fields[] = { "until", NULL };
  g_autofree char *snooze = derive_snooze (with, person);

  sim_verdict_note_words (self, with, snooze, fields, rev, id, lasts);
}

static void
note_feed (SimVerdict *self, const char *id, JsonObject *with, const char *person, gint64 rev, gpointer words)
{
  g_autofree char *feed = office_id_derive (person, "feed");

  note_existence (words, feed, rev, get_text (with, "secret") != NULL);
}

static void
note_secret (SimVerdict *self, const char *id, JsonObject *with, const char *person, gint64 rev, gpointer lasts)
{
  static const char *const fields[] = { "secret", NULL };
  g_autofree char *feed = office_id_derive (person, "feed");

  sim_verdict_note_words (self, with, feed, fields, rev, id, lasts);
}

/* On each desk: only its own person's. */
static void
check_private (SimVerdict *self)
{
  static const char *const kinds[] = { "snooze", "feed" };

  for (guint d = 0; d < self->world->n_desks; d++)
    for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
      {
        SimDesk *desk = self->world->desks[d];
        g_autoptr (GPtrArray) records = office_replica_list (desk->replica, kinds[k], NULL, NULL);

        for (guint i = 0; i < records->len; i++)
          if (g_strcmp0 (office_scope_get_person (office_record_get_scope (records->pdata[i])), desk->person) != 0)
            sim_world_fail (self->world, "%s has the %s %s of somebody else", desk->name, kinds[k],
                            office_record_get_id (records->pdata[i]));
      }
}

static void
check_own (SimVerdict *self)
{
  g_autoptr (GHashTable) lasts = sim_lasts_new ();

  sim_verdict_each_done (self, "task.snooze", note_snooze_time, lasts);
  sim_verdict_each_done (self, "feed.set", note_secret, lasts);
  sim_lasts_check (self->world, lasts);
  sim_verdict_check_existence (self, "task.snooze", note_snooze);
  sim_verdict_check_existence (self, "feed.set", note_feed);
  check_private (self);
}

/**
 * sim_verdict_on_plan:
 * @self: of a world at rest
 *
 * Tasks are parts of each other and wait for each other without circles, none was lost with its column, and their history
 * tells how they came to be as they are. That each that comes again makes one next is judged when it does, see sim-series.h.
 */
void
sim_verdict_on_plan (SimVerdict *self)
{
  check_all_circles (self);
  sim_verdict_each_done (self, "task.create", check_made, NULL);
  sim_verdict_each_done (self, "put", check_made, NULL);
  sim_verdict_each_done (self, "remove", check_emptied, NULL);
  check_places (self);
  check_steps (self);
  check_history (self);
  check_changes (self);
  check_archive (self);
  check_reminders (self);
  check_templates (self);
  check_own (self);
}
