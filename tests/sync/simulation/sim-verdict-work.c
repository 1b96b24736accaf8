/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-verdict.h"

#include "kinds.h"
#include "office-check.h"
#include "office-id.h"

#include <string.h>

/* What was done, against what the host has of it. */

typedef struct {
  gint64 rev; /* 0: refused */
  char *problem;
} Outcome;

typedef struct {
  SimWorld *world;
  GHashTable *outcomes; /* operation → Outcome: as the host has stored them */
} Reading;

static void
outcome_free (gpointer data)
{
  g_free (((Outcome *) data)->problem);
  g_free (data);
}

static gboolean
look_up (OfficeTransaction *transaction, const char *id, GHashTable *outcomes, GError **error)
{
  g_autofree char *stored = office_transaction_find_result (transaction, id, error);
  g_autoptr (JsonNode) node = stored != NULL ? json_from_string (stored, NULL) : NULL;
  JsonObject *result;
  Outcome *outcome;

  if (node == NULL)
    return stored == NULL;
  result = json_object_get_object_member (json_node_get_object (node), "result");
  outcome = g_new0 (Outcome, 1);
  outcome->rev = json_object_get_int_member_with_default (result, "rev", 0);
  if (json_object_has_member (result, "problem"))
    outcome->problem = json_to_string (json_object_get_member (result, "problem"), FALSE);
  g_hash_table_insert (outcomes, g_strdup (id), outcome);
  return TRUE;
}

static gboolean
read_outcomes (OfficeTransaction *transaction, gpointer data, GError **error)
{
  Reading *reading = data;
  SimWorld *world = reading->world;
  g_autoptr (GList) ids = sim_ledger_list_operations (world->ledger);

  for (GList *l = ids; l != NULL; l = l->next)
    if (!look_up (transaction, l->data, reading->outcomes, error))
      return FALSE;
  for (guint d = 0; d < world->n_desks; d++)
    for (guint i = 0; i < world->desks[d]->entered->len; i++)
      if (!look_up (transaction, ((SimEntered *) world->desks[d]->entered->pdata[i])->id, reading->outcomes, error))
        return FALSE;
  return TRUE;
}

static GHashTable *
dup_outcomes (SimWorld *self)
{
  Reading reading = { .world = self };

  reading.outcomes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, outcome_free);
  office_store_submit (self->host->store, read_outcomes, NULL, &reading, NULL);
  office_store_flush (self->host->store);
  return reading.outcomes;
}

gint64
sim_outcomes_get_rev (GHashTable *outcomes, const char *operation)
{
  Outcome *outcome = g_hash_table_lookup (outcomes, operation);

  return outcome != NULL ? outcome->rev : 0;
}

static OfficeOutboxEntry *
find_refused (GPtrArray *refused, const char *id)
{
  for (guint i = 0; i < refused->len; i++)
    {
      OfficeOutboxEntry *entry = refused->pdata[i];

      if (g_str_equal (office_operation_get_id (entry->operation), id))
        return entry;
    }
  return NULL;
}

static const char *
get_set (JsonObject *with, const char *field)
{
  JsonObject *set = json_object_has_member (with, "set") ? json_object_get_object_member (with, "set") : NULL;
  JsonNode *node = set != NULL ? json_object_get_member (set, field) : NULL;

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

/* The text that it gives to a task; those are merged, and never replaced. */
static const char *
get_description (JsonObject *with)
{
  return g_strcmp0 (json_object_get_string_member_with_default (with, "kind", NULL), "task") == 0
             ? get_set (with, "description")
             : NULL;
}

/* A host that was set back refuses what stands on things that it has lost too. What it had acknowledged is done anew once
 * they are back. */
static void
check_not_brought_back (SimDesk *desk, OfficeOutboxEntry *entry)
{
  SimWorld *world = desk->world;
  const char *id = office_operation_get_id (entry->operation);
  g_autoptr (OfficeEffects) effects = NULL;

  if (!sim_ledger_was_promised (world->ledger, id))
    return;
  effects = office_effects_of (entry->operation, OFFICE_BOOK (world->host->store), desk->person, world->host->office_id,
                               0, NULL);
  if (effects != NULL && effects->written->len + effects->gone->len > 0)
    sim_world_fail (world, "%s's operation %s was acknowledged, is lost, and could be brought back", desk->name, id);
}

static gboolean
is_refused_anew (GPtrArray *refused, SimEntered *entered)
{
  for (guint i = 0; i < refused->len; i++)
    {
      OfficeOperation *operation = ((OfficeOutboxEntry *) refused->pdata[i])->operation;

      if (g_strcmp0 (office_operation_get_intent (operation), entered->intent) == 0
          && json_object_equal (office_operation_get_with (operation), entered->with))
        return TRUE;
    }
  return FALSE;
}

gboolean
sim_verdict_is_made_anew (const char *kind, const char *id)
{
  return (g_str_equal (kind, "task") || g_str_equal (kind, "step")) && office_id_is_derived (id);
}

/* What is not there may have been brought back and then taken away again, as it was the first time. */
gboolean
sim_verdict_was_taken_away (SimWorld *world, const char *id)
{
  for (guint d = 0; d < world->n_desks; d++)
    for (guint i = 0; i < world->desks[d]->entered->len; i++)
      {
        SimEntered *entered = world->desks[d]->entered->pdata[i];

        if (g_strcmp0 (entered->intent, "remove") == 0
            && g_strcmp0 (json_object_get_string_member (entered->with, "id"), id) == 0)
          return TRUE;
      }
  return FALSE;
}

/* Under another id, or by somebody else: what it made is there, or stands under that id among what was refused. What only
 * changes something may find it changed already. */
static gboolean
was_brought_back (SimDesk *desk, SimEntered *entered, GPtrArray *refused)
{
  static const char *const makers[] = { "message.send", "task.create", "put", "room.create", NULL };
  g_autoptr (OfficeRecord) made = NULL;
  const char *id;

  if (desk->world->host->epoch == 0)
    return FALSE;
  if (!g_strv_contains (makers, entered->intent))
    return TRUE;
  id = json_object_get_string_member (entered->with, "id");
  made = office_book_get (OFFICE_BOOK (desk->world->host->store), id);
  return made != NULL || is_refused_anew (refused, entered) || sim_verdict_was_taken_away (desk->world, id);
}

/* Done, or refused and shown; a long text that was refused lives on in a merged one. */
static void
check_entered (SimDesk *desk, SimEntered *entered, GHashTable *outcomes, GPtrArray *refused)
{
  Outcome *outcome = g_hash_table_lookup (outcomes, entered->id);

  if (entered->excused || get_description (entered->with) != NULL)
    return;
  /* Also where the life that refused it is over. */
  if (find_refused (refused, entered->id) != NULL)
    {
      check_not_brought_back (desk, find_refused (refused, entered->id));
      return;
    }
  if (g_hash_table_contains (desk->discarded, entered->id) || was_brought_back (desk, entered, refused))
    return;
  if (outcome == NULL)
    sim_world_fail (desk->world, "%s's operation %s (%s) has never reached the book", desk->name, entered->id,
                    entered->intent);
  else if (outcome->rev == 0)
    sim_world_fail (desk->world, "%s's operation %s (%s) was refused, %s, and nobody says so", desk->name, entered->id,
                    entered->intent, outcome->problem);
}

/* The word that this edit brought. */
static char *
dup_new_word (SimEntered *entered, SimDesk *desk)
{
  g_autofree char *prefix = g_strdup_printf ("w%ux", desk->number);
  g_auto (GStrv) lines = g_strsplit (get_description (entered->with), "\n", -1);
  gint64 newest = -1;

  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], prefix))
      newest = MAX (newest, g_ascii_strtoll (lines[i] + strlen (prefix), NULL, 10));
  return newest >= 0 ? g_strdup_printf ("%s%d", prefix, (int) newest) : NULL;
}

static gboolean
has_line (const char *text, const char *word)
{
  g_auto (GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", -1);

  return g_strv_contains ((const char *const *) lines, word);
}

static gboolean
is_among_refused (GPtrArray *refused, const char *word)
{
  for (guint i = 0; i < refused->len; i++)
    {
      OfficeOutboxEntry *entry = refused->pdata[i];

      if (has_line (get_description (office_operation_get_with (entry->operation)), word))
        return TRUE;
    }
  return FALSE;
}

static void
check_described (SimDesk *desk, SimEntered *entered, GPtrArray *refused)
{
  const char *task_id;
  g_autoptr (OfficeRecord) task = NULL;
  g_autofree char *word = NULL;

  if (entered->excused || get_description (entered->with) == NULL || g_hash_table_size (desk->discarded) > 0)
    return;
  task_id = json_object_get_string_member (entered->with, "id");
  if (sim_verdict_is_made_anew ("task", task_id))
    return;
  task = office_book_get (OFFICE_BOOK (desk->world->host->store), task_id);
  word = dup_new_word (entered, desk);
  if (word == NULL || (task != NULL && has_line (office_record_get_text (task, "description"), word)))
    return;
  if (!is_among_refused (refused, word))
    sim_world_fail (desk->world, "%s wrote “%s” into task %s with %s, and it is nowhere", desk->name, word, task_id,
                    entered->id);
}

/* The last in the host's order stands, for every single field. */
typedef struct {
  gint64 rev;
  const char *operation;
  char *value;
} Last;

static void
last_free (gpointer data)
{
  g_free (((Last *) data)->value);
  g_free (data);
}

GHashTable *
sim_lasts_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, last_free);
}

void
sim_lasts_note (GHashTable *lasts, const char *record, const char *field, JsonNode *value, gint64 rev,
                const char *operation)
{
  g_autofree char *key = g_strdup_printf ("%s %s", record, field);
  Last *last = g_hash_table_lookup (lasts, key);

  if (last != NULL && last->rev > rev)
    return;
  last = g_new0 (Last, 1);
  last->rev = rev;
  last->operation = operation;
  last->value = json_to_string (value, FALSE);
  g_hash_table_insert (lasts, g_steal_pointer (&key), last);
}

/* The rule of a task that comes again goes to the next one when it is done; who was to do a step may not see the room to
 * which its task goes. */
static gboolean
is_moved (const char *kind, const char *field)
{
  return (g_str_equal (kind, "task") && g_str_equal (field, "repeat"))
         || (g_str_equal (kind, "step") && g_str_equal (field, "assignee"));
}

/* The first of the choices is what is meant where nothing is said. */
static gboolean
is_default (const char *kind, const char *name, JsonNode *value)
{
  const OfficeField *field = office_kind_find_field (office_kind_find (kind), name);

  return field->type == OFFICE_FIELD_CHOICE && (field->flags & OFFICE_FIELD_REQUIRED) == 0
         && g_strcmp0 (JSON_NODE_HOLDS_NULL (value) ? NULL : json_node_get_string (value), field->choices[0]) == 0;
}

static void
note_patch (GHashTable *lasts, JsonObject *operation, gint64 rev)
{
  JsonObject *with = json_object_get_object_member (operation, "with");
  JsonObject *set = json_object_has_member (with, "set") ? json_object_get_object_member (with, "set") : NULL;
  const char *kind = json_object_get_string_member (with, "kind");
  const char *id = json_object_get_string_member (with, "id");
  g_autoptr (GList) fields = set != NULL ? json_object_get_members (set) : NULL;
  g_autoptr (JsonNode) none = json_node_new (JSON_NODE_NULL);

  for (GList *l = fields; l != NULL && !sim_verdict_is_made_anew (kind, id); l = l->next)
    {
      JsonNode *value = json_object_get_member (set, l->data);

      if (!is_moved (kind, l->data))
        sim_lasts_note (lasts, id, l->data, is_default (kind, l->data, value) ? none : value, rev,
                        json_object_get_string_member (operation, "id"));
    }
}

static void
check_last (SimWorld *self, const char *key, Last *last)
{
  g_auto (GStrv) parts = g_strsplit (key, " ", 2);
  g_autoptr (OfficeRecord) record = office_book_get (OFFICE_BOOK (self->host->store), parts[0]);
  JsonNode *node = record != NULL ? office_record_get_node (record, parts[1]) : NULL;
  g_autofree char *value = node != NULL ? json_to_string (node, FALSE) : g_strdup ("null");

  /* Taken away since, or a stub without text. */
  if (record == NULL || office_record_get_boolean (record, "removed"))
    return;
  if (g_strcmp0 (last->value, "false") == 0 && node == NULL)
    return;
  if (g_strcmp0 (value, last->value) != 0)
    sim_world_fail (self, "the field %s of %s is %s, but the last to set it, %s at %" G_GINT64_FORMAT ", said %s",
                    parts[1], parts[0], value, last->operation, last->rev, last->value);
}

void
sim_lasts_check (SimWorld *self, GHashTable *lasts)
{
  g_autoptr (GList) keys = g_list_sort (g_hash_table_get_keys (lasts), (GCompareFunc) g_strcmp0);

  for (GList *l = keys; l != NULL; l = l->next)
    check_last (self, l->data, g_hash_table_lookup (lasts, l->data));
}

static void
check_patches (SimWorld *self, GHashTable *outcomes)
{
  g_autoptr (GHashTable) lasts = sim_lasts_new ();
  g_autoptr (GList) ids = sim_ledger_list_operations (self->ledger);

  for (GList *l = ids; l != NULL; l = l->next)
    {
      JsonObject *operation = sim_ledger_find_operation (self->ledger, l->data);
      Outcome *outcome = g_hash_table_lookup (outcomes, l->data);

      if (outcome != NULL && outcome->rev > 0
          && g_strcmp0 (json_object_get_string_member (operation, "do"), "patch") == 0)
        note_patch (lasts, operation, outcome->rev);
    }
  sim_lasts_check (self, lasts);
}

/* Additions and removals of one member of a set: the last of them stands. */
static void
note_members (GHashTable *lasts, JsonObject *operation, gint64 rev, const char *group)
{
  JsonObject *with = json_object_get_object_member (operation, "with");
  JsonObject *members = json_object_has_member (with, group) ? json_object_get_object_member (with, group) : NULL;
  const char *id = json_object_get_string_member (with, "id");
  g_autoptr (GList) fields = members != NULL && !sim_verdict_is_made_anew ("task", id)
                                 ? json_object_get_members (members)
                                 : NULL;
  g_autoptr (JsonNode) said = json_node_init_string (json_node_alloc (), group);

  for (GList *l = fields; l != NULL; l = l->next)
    {
      JsonArray *ids = json_object_get_array_member (members, l->data);

      for (guint i = 0; i < json_array_get_length (ids); i++)
        {
          g_autofree char *field = g_strdup_printf ("%s %s", (const char *) l->data,
                                                    json_array_get_string_element (ids, i));

          sim_lasts_note (lasts, id, field, said, rev, json_object_get_string_member (operation, "id"));
        }
    }
}

static void
check_member (SimWorld *self, const char *key, Last *last)
{
  g_auto (GStrv) parts = g_strsplit (key, " ", 3);
  OfficeBook *book = OFFICE_BOOK (self->host->store);
  g_autoptr (OfficeRecord) record = office_book_get (book, parts[0]);
  g_autoptr (OfficeRecord) member = office_book_get (book, parts[2]);
  g_auto (GStrv) ids = record != NULL ? office_record_dup_ids (record, parts[1]) : g_new0 (char *, 1);
  gboolean wanted = g_strcmp0 (last->value, "\"add\"") == 0;

  if (record != NULL && member != NULL && g_strv_contains ((const char *const *) ids, parts[2]) != wanted)
    sim_world_fail (self, "%s %s the %s of %s, but the last word was %s", parts[2],
                    wanted ? "is not among" : "is among", parts[1], parts[0], last->value);
}

/* Tasks that went to another room, where labels have other ids and some people may not be: id → id. */
static GHashTable *
dup_transferred (SimWorld *self, GHashTable *outcomes)
{
  GHashTable *tasks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GList) ids = sim_ledger_list_operations (self->ledger);

  for (GList *l = ids; l != NULL; l = l->next)
    {
      JsonObject *operation = sim_ledger_find_operation (self->ledger, l->data);
      Outcome *outcome = g_hash_table_lookup (outcomes, l->data);

      if (outcome != NULL && outcome->rev > 0
          && g_strcmp0 (json_object_get_string_member (operation, "do"), "task.transfer") == 0)
        g_hash_table_add (
            tasks, g_strdup (json_object_get_string_member (json_object_get_object_member (operation, "with"), "id")));
    }
  return tasks;
}

static void
check_sets (SimWorld *self, GHashTable *outcomes)
{
  g_autoptr (GHashTable) transferred = dup_transferred (self, outcomes);
  g_autoptr (GHashTable) lasts = sim_lasts_new ();
  g_autoptr (GList) ids = sim_ledger_list_operations (self->ledger);
  g_autoptr (GList) keys = NULL;

  for (GList *l = ids; l != NULL; l = l->next)
    {
      JsonObject *operation = sim_ledger_find_operation (self->ledger, l->data);
      Outcome *outcome = g_hash_table_lookup (outcomes, l->data);

      if (outcome == NULL || outcome->rev == 0
          || g_strcmp0 (json_object_get_string_member (operation, "do"), "patch") != 0)
        continue;
      note_members (lasts, operation, outcome->rev, "add");
      note_members (lasts, operation, outcome->rev, "take");
    }
  keys = g_list_sort (g_hash_table_get_keys (lasts), (GCompareFunc) g_strcmp0);
  for (GList *l = keys; l != NULL; l = l->next)
    {
      g_autofree char *task = g_strndup (l->data, strcspn (l->data, " "));

      if (!g_hash_table_contains (transferred, task))
        check_member (self, l->data, g_hash_table_lookup (lasts, l->data));
    }
}

/* ---- messages ---- */

/* Each has a number of its own, and none is left out but where messages have gone to another room with their task. */
static void
check_messages (SimWorld *self, OfficeRecord *room, gboolean gapless)
{
  OfficeBook *book = OFFICE_BOOK (self->host->store);
  g_autoptr (GPtrArray) messages = office_book_list (book, "message", "room", office_record_get_id (room));
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < messages->len; i++)
    {
      gint64 seq = office_record_get_integer (messages->pdata[i], "seq");

      if (seq < 1 || (gapless && seq > messages->len) || !g_hash_table_add (seen, GINT_TO_POINTER (seq)))
        sim_world_fail (self, "room %s has %u messages, and one with the seq %" G_GINT64_FORMAT,
                        office_record_get_id (room), messages->len, seq);
    }
}

/* What was accepted is there, and it is its author's. */
static void
check_sent (SimWorld *self, JsonObject *operation)
{
  JsonObject *with = json_object_get_object_member (operation, "with");
  const char *id = json_object_get_string_member (with, "id");
  g_autoptr (OfficeRecord) message = office_book_get (OFFICE_BOOK (self->host->store), id);

  if (message == NULL)
    sim_world_fail (self, "message %s was accepted and is not there", id);
}

static void
check_all_messages (SimWorld *self, GHashTable *outcomes)
{
  g_autoptr (GPtrArray) rooms = office_book_list (OFFICE_BOOK (self->host->store), "room", NULL, NULL);
  g_autoptr (GHashTable) transferred = dup_transferred (self, outcomes);
  g_autoptr (GList) ids = sim_ledger_list_operations (self->ledger);

  for (guint i = 0; i < rooms->len; i++)
    check_messages (self, rooms->pdata[i], g_hash_table_size (transferred) == 0);
  for (GList *l = ids; l != NULL; l = l->next)
    {
      JsonObject *operation = sim_ledger_find_operation (self->ledger, l->data);
      Outcome *outcome = g_hash_table_lookup (outcomes, l->data);

      if (outcome != NULL && outcome->rev > 0
          && g_strcmp0 (json_object_get_string_member (operation, "do"), "message.send") == 0)
        check_sent (self, operation);
    }
}

/* Short ids: each task of a room has a number of its own, and none is left out but where tasks have gone to another room. */
static void
check_numbers (SimWorld *self, OfficeRecord *room, gboolean gapless)
{
  OfficeBook *book = OFFICE_BOOK (self->host->store);
  g_autoptr (GPtrArray) tasks = office_book_list (book, "task", "room", office_record_get_id (room));
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < tasks->len; i++)
    {
      gint64 number = office_record_get_integer (tasks->pdata[i], "number");

      if (number < 1 || (gapless && number > tasks->len) || !g_hash_table_add (seen, GINT_TO_POINTER (number)))
        sim_world_fail (self, "room %s has %u tasks, and one with the number %" G_GINT64_FORMAT,
                        office_record_get_id (room), tasks->len, number);
    }
}

static void
check_all_numbers (SimWorld *self, GHashTable *outcomes)
{
  g_autoptr (GPtrArray) rooms = office_book_list (OFFICE_BOOK (self->host->store), "room", NULL, NULL);
  g_autoptr (GHashTable) transferred = dup_transferred (self, outcomes);
  g_autoptr (GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < rooms->len; i++)
    {
      const char *key = office_record_get_text (rooms->pdata[i], "key");

      if (office_record_has (rooms->pdata[i], "name") != (key != NULL)
          || (key != NULL && !g_hash_table_add (keys, (gpointer) key)))
        sim_world_fail (self, "room %s has the key %s", office_record_get_id (rooms->pdata[i]), key);
      check_numbers (self, rooms->pdata[i], g_hash_table_size (transferred) == 0);
    }
}

/* Positions give every board one order. */
static void
check_boards (SimWorld *self)
{
  g_autoptr (GPtrArray) columns = office_book_list (OFFICE_BOOK (self->host->store), "column", NULL, NULL);

  for (guint c = 0; c < columns->len; c++)
    {
      g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);
      g_autoptr (GPtrArray) tasks = office_book_list (OFFICE_BOOK (self->host->store), "task", "column",
                                                      office_record_get_id (columns->pdata[c]));

      for (guint i = 0; i < tasks->len; i++)
        if (!office_record_has (tasks->pdata[i], "trashed_at")
            && !g_hash_table_add (places, (gpointer) office_record_get_text (tasks->pdata[i], "position")))
          sim_world_fail (self, "two tasks of column %s are at one position", office_record_get_id (columns->pdata[c]));
    }
}

/* What the keeper's check relies on is true of every book that came about as books do. */
static void
check_book (SimWorld *self)
{
  g_autoptr (OfficeFindings) findings = office_findings_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeDatabase) database = office_database_open (self->host->path, OFFICE_DATABASE_READ_ONLY, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  office_check_book (database, findings);
  text = office_findings_to_text (findings);
  if (*text != '\0')
    sim_world_fail (self, "the host's book is not sound: %s", text);
}

void
sim_verdict_on_work (SimWorld *self)
{
  g_autoptr (GHashTable) outcomes = dup_outcomes (self);
  SimVerdict verdict = { self, OFFICE_BOOK (self->host->store), outcomes };

  for (guint d = 0; d < self->n_desks; d++)
    {
      SimDesk *desk = self->desks[d];
      g_autoptr (GPtrArray) refused = office_replica_list_refused (desk->replica);

      for (guint i = 0; i < desk->entered->len; i++)
        {
          check_entered (desk, desk->entered->pdata[i], outcomes, refused);
          check_described (desk, desk->entered->pdata[i], refused);
        }
    }
  check_patches (self, outcomes);
  check_sets (self, outcomes);
  check_all_messages (self, outcomes);
  check_all_numbers (self, outcomes);
  check_boards (self);
  sim_verdict_on_talk (&verdict);
  sim_verdict_on_plan (&verdict);
  sim_verdict_on_names (&verdict);
  check_book (self);
}

static gboolean
is_there (SimDesk *desk, JsonObject *with, const char *member)
{
  const char *id = json_object_get_string_member_with_default (with, member, NULL);
  g_autoptr (OfficeRecord) record = id != NULL ? office_replica_get (desk->replica, id) : NULL;

  return id == NULL || (record != NULL && !office_record_get_boolean (record, "archived"));
}

/**
 * sim_verdict_on_words:
 * @desk: a desk that is up
 *
 * Whoever has said something goes on seeing it, unless it was refused, or is about to be since the place where it was said is
 * closed. A host that was set back gets it again, but takes its time.
 */
void
sim_verdict_on_words (SimDesk *desk)
{
  g_autoptr (GPtrArray) refused = NULL;

  if (desk->world->host->epoch > 0 || desk->copied || !sim_desk_is_whole (desk))
    return;
  for (guint i = 0; i < desk->entered->len; i++)
    {
      SimEntered *entered = desk->entered->pdata[i];

      if (entered->excused || !g_str_equal (entered->intent, "message.send")
          || sim_ledger_was_archived (desk->world->ledger, json_object_get_string_member (entered->with, "room"))
          || is_there (desk, entered->with, "id") || !is_there (desk, entered->with, "room")
          || !is_there (desk, entered->with, "task") || !is_there (desk, entered->with, "thread"))
        continue;
      if (refused == NULL)
        refused = office_replica_list_refused (desk->replica);
      if (find_refused (refused, entered->id) == NULL && !g_hash_table_contains (desk->discarded, entered->id))
        sim_world_fail (desk->world, "%s no longer sees its message %s of operation %s", desk->name,
                        json_object_get_string_member (entered->with, "id"), entered->id);
    }
}
