/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-verdict.h"

#include "kinds.h"
#include "office-id.h"

/* What was done with messages, and what people noted down for themselves, against what the host has of it. */

/* Every operation of that sort that the host has done, in the order of ids. */
void
sim_verdict_each_done (SimVerdict *self, const char *intent, SimExamine examine, gpointer data)
{
  SimLedger *ledger = self->world->ledger;
  g_autoptr (GList) ids = sim_ledger_list_operations (ledger);

  for (GList *l = ids; l != NULL; l = l->next)
    {
      JsonObject *operation = sim_ledger_find_operation (ledger, l->data);
      gint64 rev = sim_outcomes_get_rev (self->outcomes, l->data);

      if (rev > 0 && g_strcmp0 (json_object_get_string_member (operation, "do"), intent) == 0)
        examine (self, l->data, json_object_get_object_member (operation, "with"),
                 sim_ledger_find_doer (ledger, l->data), rev, data);
    }
}

static const char *
get_text (JsonObject *with, const char *member)
{
  return json_object_get_string_member_with_default (with, member, NULL);
}

static OfficeRecord *
find_message (SimVerdict *self, OfficeRecord *part)
{
  return office_book_get (self->book, office_record_get_text (part, "message"));
}

/* ---- what hangs on a message ---- */

static void
check_hangs (SimVerdict *self, OfficeRecord *part)
{
  g_autoptr (OfficeRecord) message = find_message (self, part);

  if (message == NULL || office_record_get_boolean (message, "removed"))
    sim_world_fail (self->world, "%s %s hangs on a message that is not there any more",
                    office_record_get_kind_name (part), office_record_get_id (part));
  else if (!g_str_equal (office_record_get_scope (part), office_record_get_scope (message))
           || g_strcmp0 (office_record_get_text (part, "room"), office_record_get_text (message, "room")) != 0)
    sim_world_fail (self->world, "%s %s is in another room than its message", office_record_get_kind_name (part),
                    office_record_get_id (part));
}

/* By each person at most once with an emoji: the id says so. */
static void
check_reactions (SimVerdict *self)
{
  g_autoptr (GPtrArray) reactions = office_book_list (self->book, "reaction", NULL, NULL);

  for (guint i = 0; i < reactions->len; i++)
    {
      OfficeRecord *reaction = reactions->pdata[i];
      g_autofree char *name = g_strconcat (office_record_get_text (reaction, "person"), " ",
                                           office_record_get_text (reaction, "emoji"), NULL);
      g_autofree char *id = office_id_derive (office_record_get_text (reaction, "message"), name);

      check_hangs (self, reaction);
      if (!g_str_equal (id, office_record_get_id (reaction)))
        sim_world_fail (self->world, "reaction %s may stand beside another like it", office_record_get_id (reaction));
    }
}

static void
note_reaction (SimVerdict *self, JsonObject *with, const char *person, gint64 rev, gboolean there, GHashTable *words)
{
  g_autofree char *name = g_strconcat (person, " ", get_text (with, "emoji"), NULL);
  g_autofree char *id = office_id_derive (get_text (with, "message"), name);
  g_autofree char *key = g_strconcat (get_text (with, "message"), " ", id, NULL);
  SimLastWord *word = g_hash_table_lookup (words, key);

  if (word != NULL && word->rev > rev)
    return;
  word = g_new0 (SimLastWord, 1);
  *word = (SimLastWord){ rev, there };
  g_hash_table_insert (words, g_steal_pointer (&key), word);
}

static void
note_added (SimVerdict *self, const char *id, JsonObject *with, const char *person, gint64 rev, gpointer words)
{
  note_reaction (self, with, person, rev, TRUE, words);
}

static void
note_taken (SimVerdict *self, const char *id, JsonObject *with, const char *person, gint64 rev, gpointer words)
{
  note_reaction (self, with, person, rev, FALSE, words);
}

/* The person's last word stands, until the message is removed. */
static void
check_last_reactions (SimVerdict *self)
{
  g_autoptr (GHashTable) words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer key, value;

  sim_verdict_each_done (self, "reaction.add", note_added, words);
  sim_verdict_each_done (self, "reaction.remove", note_taken, words);
  g_hash_table_iter_init (&iter, words);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      g_auto (GStrv) ids = g_strsplit (key, " ", 2);
      SimLastWord *word = value;
      g_autoptr (OfficeRecord) message = office_book_get (self->book, ids[0]);
      g_autoptr (OfficeRecord) reaction = office_book_get (self->book, ids[1]);

      if (message != NULL && !office_record_get_boolean (message, "removed") && (reaction != NULL) != word->there)
        sim_world_fail (self->world, "reaction %s is %s, but the last word on it was another", ids[1],
                        reaction != NULL ? "there" : "not there");
    }
}

static void
count_edit (SimVerdict *self, const char *id, JsonObject *with, const char *person, gint64 rev, gpointer edits)
{
  JsonObject *set = json_object_has_member (with, "set") ? json_object_get_object_member (with, "set") : NULL;
  const char *message = get_text (with, "id");

  if (g_strcmp0 (get_text (with, "kind"), "message") == 0 && set != NULL && json_object_has_member (set, "text"))
    g_hash_table_insert (edits, g_strdup (message),
                         GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (edits, message)) + 1));
}

/* As many as there were edits; none of a message that was removed. */
static void
check_versions (SimVerdict *self)
{
  g_autoptr (GHashTable) edits = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) versions = office_book_list (self->book, "version", NULL, NULL);
  g_autoptr (GPtrArray) messages = office_book_list (self->book, "message", NULL, NULL);

  for (guint i = 0; i < versions->len; i++)
    check_hangs (self, versions->pdata[i]);
  sim_verdict_each_done (self, "patch", count_edit, edits);
  for (guint i = 0; i < messages->len; i++)
    {
      const char *id = office_record_get_id (messages->pdata[i]);
      const guint n = MIN (GPOINTER_TO_UINT (g_hash_table_lookup (edits, id)), OFFICE_LIMIT_VERSIONS);
      g_autoptr (GPtrArray) of_this = office_book_list (self->book, "version", "message", id);

      if (!office_record_get_boolean (messages->pdata[i], "removed") && of_this->len != n)
        sim_world_fail (self->world, "message %s was edited %u times and has %u earlier versions", id, n, of_this->len);
    }
}

static void
note_pin (SimVerdict *self, const char *id, JsonObject *with, const char *person, gint64 rev, gpointer words)
{
  const char *message = get_text (with, "id");
  SimLastWord *word = g_hash_table_lookup (words, message);

  if (word != NULL && word->rev > rev)
    return;
  word = g_new0 (SimLastWord, 1);
  *word = (SimLastWord){ rev, json_object_get_boolean_member (with, "pinned") };
  g_hash_table_insert (words, g_strdup (message), word);
}

static void
check_pins (SimVerdict *self)
{
  g_autoptr (GHashTable) words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GPtrArray) messages = office_book_list (self->book, "message", NULL, NULL);

  sim_verdict_each_done (self, "message.pin", note_pin, words);
  for (guint i = 0; i < messages->len; i++)
    {
      OfficeRecord *message = messages->pdata[i];
      SimLastWord *word = g_hash_table_lookup (words, office_record_get_id (message));
      const gboolean pinned = word != NULL && word->there && !office_record_get_boolean (message, "removed");

      if (office_record_has (message, "pinned_at") != pinned || office_record_has (message, "pinned_by") != pinned)
        sim_world_fail (self->world, "message %s is %s, but the last word on it was another",
                        office_record_get_id (message), pinned ? "not pinned" : "pinned");
    }
}

/* ---- who is told ---- */

/* At most one for a person and message, and of a message that is there. */
static void
check_mentions (SimVerdict *self)
{
  g_autoptr (GPtrArray) mentions = office_book_list (self->book, "mention", NULL, NULL);

  for (guint i = 0; i < mentions->len; i++)
    {
      OfficeRecord *mention = mentions->pdata[i];
      const char *person = office_scope_get_person (office_record_get_scope (mention));
      g_autoptr (OfficeRecord) message = find_message (self, mention);
      g_autofree char *id = office_id_derive (office_record_get_text (mention, "message"), person);

      if (message == NULL || office_record_get_boolean (message, "removed")
          || g_strcmp0 (office_record_get_text (message, "author"), person) == 0)
        sim_world_fail (self->world, "mention %s means nothing", office_record_get_id (mention));
      if (!g_str_equal (id, office_record_get_id (mention)))
        sim_world_fail (self->world, "mention %s may stand beside another like it", office_record_get_id (mention));
    }
}

/* @room: each who was a member when it was said, and goes on seeing it. */
static void
check_whole_room (SimVerdict *self, const char *id, JsonObject *with, const char *person, gint64 rev, gpointer data)
{
  SimWorld *world = self->world;
  const char *room = get_text (with, "room");
  g_autofree char *link = g_strdup_printf ("(office:room/%s)", room);
  g_autoptr (OfficeRecord) message = office_book_get (self->book, get_text (with, "id"));

  if (get_text (with, "text") == NULL || strstr (get_text (with, "text"), link) == NULL || message == NULL
      || office_record_get_boolean (message, "removed") || office_record_has (message, "task"))
    return;
  for (guint i = 0; i < world->n_desks; i++)
    {
      const char *other = world->desks[i]->person;
      g_autofree char *mention_id = office_id_derive (office_record_get_id (message), other);
      g_autofree char *member_id = office_id_derive (room, other);
      g_autoptr (OfficeRecord) mention = office_book_get (self->book, mention_id);
      g_autoptr (OfficeRecord) member = office_book_get (self->book, member_id);

      if (mention == NULL && member != NULL && !g_str_equal (other, person)
          && sim_ledger_was_member (world->ledger, room, other, rev))
        sim_world_fail (world, "message %s meant the whole room, but not %s", office_record_get_id (message), other);
    }
}

static void
check_assignments (SimVerdict *self)
{
  g_autoptr (GPtrArray) assignments = office_book_list (self->book, "assignment", NULL, NULL);

  for (guint i = 0; i < assignments->len; i++)
    {
      OfficeRecord *assignment = assignments->pdata[i];
      const char *person = office_scope_get_person (office_record_get_scope (assignment));
      g_autofree char *name = g_strconcat ("assignment ", person, NULL);
      g_autofree char *id = office_id_derive (office_record_get_text (assignment, "task"), name);
      g_autoptr (OfficeRecord) task = office_book_get (self->book, office_record_get_text (assignment, "task"));
      g_auto (GStrv) assignees = task != NULL ? office_record_dup_ids (task, "assignees") : NULL;

      if (task == NULL || !g_strv_contains ((const char *const *) assignees, person)
          || g_strcmp0 (office_record_get_text (assignment, "by"), person) == 0
          || !g_str_equal (id, office_record_get_id (assignment)))
        sim_world_fail (self->world, "assignment %s tells %s of a task that nobody gave them",
                        office_record_get_id (assignment), person);
    }
}

/* task and person → who last gave it, in the order of revisions; NULL: taken off */
typedef struct {
  gint64 rev;
  const char *by;
} Given;

static JsonObject *
get_object (JsonObject *with, const char *member)
{
  return json_object_has_member (with, member) ? json_object_get_object_member (with, member) : NULL;
}

/* sets: where its assignees are; nullable */
static void
note_given (SimVerdict *self, JsonObject *with, JsonObject *sets, const char *by, gint64 rev, GHashTable *given)
{
  JsonArray *people = sets != NULL && json_object_has_member (sets, "assignees")
                          ? json_object_get_array_member (sets, "assignees")
                          : NULL;

  for (guint i = 0; people != NULL && i < json_array_get_length (people); i++)
    {
      g_autofree char *key = g_strconcat (get_text (with, "id"), " ", json_array_get_string_element (people, i), NULL);
      GArray *all = g_hash_table_lookup (given, key);
      const Given one = { rev, by };

      if (all == NULL)
        {
          all = g_array_new (FALSE, FALSE, sizeof (Given));
          g_hash_table_insert (given, g_steal_pointer (&key), all);
        }
      g_array_append_val (all, one);
    }
}

static void
note_assigning (SimVerdict *self, const char *id, JsonObject *with, const char *person, gint64 rev, gpointer given)
{
  note_given (self, with, get_object (with, "add"), person, rev, given);
  note_given (self, with, get_object (with, "take"), NULL, rev, given);
}

static void
note_given_first (SimVerdict *self, const char *id, JsonObject *with, const char *person, gint64 rev, gpointer given)
{
  note_given (self, with, with, person, rev, given);
}

static void
note_transfer (SimVerdict *self, const char *id, JsonObject *with, const char *person, gint64 rev, gpointer tasks)
{
  g_hash_table_add (tasks, g_strdup (get_text (with, "id")));
}

/* task → Turn, in the order of ids */
typedef struct {
  gint64 rev;
  gboolean template;
  const char *by;
} Turn;

/* sets: where it says whether it is one; nullable */
static void
note_turn (JsonObject *with, JsonObject *sets, const char *by, gint64 rev, GHashTable *turns)
{
  GArray *all = g_hash_table_lookup (turns, get_text (with, "id"));
  Turn one = { rev, FALSE, by };

  if (sets == NULL || !json_object_has_member (sets, "template"))
    return;
  one.template = json_object_get_boolean_member_with_default (sets, "template", FALSE);
  if (all == NULL)
    {
      all = g_array_new (FALSE, FALSE, sizeof (Turn));
      g_hash_table_insert (turns, g_strdup (get_text (with, "id")), all);
    }
  g_array_append_val (all, one);
}

static void
note_template (SimVerdict *self, const char *id, JsonObject *with, const char *person, gint64 rev, gpointer turns)
{
  note_turn (with, get_object (with, "set"), person, rev, turns);
}

static void
note_made_template (SimVerdict *self, const char *id, JsonObject *with, const char *person, gint64 rev, gpointer turns)
{
  note_turn (with, with, person, rev, turns);
}

static int
compare_given (gconstpointer a, gconstpointer b)
{
  const Given *first = a, *second = b;

  return first->rev < second->rev ? -1 : first->rev > second->rev;
}

static int
compare_turns (gconstpointer a, gconstpointer b)
{
  const Turn *first = a, *second = b;

  return first->rev < second->rev ? -1 : first->rev > second->rev;
}

/*
 * Who gave it when they did not have it yet. A template is nobody's work, whoever it names: who makes it one takes it from all of
 * them, and who makes it a task gives it to all of them. turns: nullable.
 */
static const char *
find_giver (GArray *all, GArray *turns)
{
  const char *giver = NULL;
  gboolean named = FALSE, template = FALSE;
  guint i = 0, t = 0;

  g_array_sort (all, compare_given);
  if (turns != NULL)
    g_array_sort (turns, compare_turns);
  while (i < all->len || (turns != NULL && t < turns->len))
    {
      const Given *one = i < all->len ? &g_array_index (all, Given, i) : NULL;
      const Turn *turn = turns != NULL && t < turns->len ? &g_array_index (turns, Turn, t) : NULL;
      const char *by;

      /* One operation may do both. */
      if (turn != NULL && (one == NULL || turn->rev <= one->rev))
        {
          template = turn->template;
          by = turn->by;
          t++;
        }
      else
        {
          named = one->by != NULL;
          by = one->by;
          i++;
        }
      giver = !named || template ? NULL : giver != NULL ? giver : by;
    }
  return giver;
}

/* Of tasks that stayed in their room and were not made by another: counted by hand from all that was done. */
static void
check_all_told (SimVerdict *self)
{
  g_autoptr (GHashTable) given = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                        (GDestroyNotify) g_array_unref);
  g_autoptr (GHashTable) turns = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                        (GDestroyNotify) g_array_unref);
  g_autoptr (GHashTable) others = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer key, all;

  sim_verdict_each_done (self, "task.create", note_given_first, given);
  sim_verdict_each_done (self, "patch", note_assigning, given);
  sim_verdict_each_done (self, "task.transfer", note_transfer, others);
  sim_verdict_each_done (self, "task.create", note_made_template, turns);
  sim_verdict_each_done (self, "patch", note_template, turns);
  g_hash_table_iter_init (&iter, given);
  while (g_hash_table_iter_next (&iter, &key, &all))
    {
      g_auto (GStrv) ids = g_strsplit (key, " ", 2);
      const char *giver;
      g_autofree char *name = g_strconcat ("assignment ", ids[1], NULL);
      g_autofree char *id = office_id_derive (ids[0], name);
      g_autoptr (OfficeRecord) task = office_book_get (self->book, ids[0]);
      g_autoptr (OfficeRecord) assignment = office_book_get (self->book, id);

      if (task == NULL || g_hash_table_contains (others, ids[0]) || office_id_is_derived (ids[0]))
        continue;
      giver = find_giver (all, g_hash_table_lookup (turns, ids[0]));
      if ((assignment != NULL) != (giver != NULL && !g_str_equal (giver, ids[1])))
        sim_world_fail (self->world, "%s was %s task %s by %s, and is %s of it", ids[1],
                        giver != NULL ? "given" : "relieved of", ids[0], giver != NULL ? giver : "somebody",
                        assignment != NULL ? "told" : "not told");
    }
}

/* ---- what people noted down for themselves ---- */

void
sim_verdict_note_words (SimVerdict *self, JsonObject *with, const char *record, const char *const *fields, gint64 rev,
                        const char *id, GHashTable *lasts)
{
  for (guint i = 0; fields[i] != NULL; i++)
    if (json_object_has_member (with, fields[i]))
      sim_lasts_note (lasts, record, fields[i], json_object_get_member (with, fields[i]), rev, id);
}

static void
note_preference (SimVerdict *self, const char *id, JsonObject *with, const char *person, gint64 rev, gpointer lasts)
{
  static const char *const fields[] = { "favourite", "muted", "level", "group", NULL };
  g_autofree char *name = g_strconcat ("preference ", get_text (with, "room"), NULL);
  g_autofree char *record = office_id_derive (person, name);
  g_autoptr (JsonNode) none = json_node_new (JSON_NODE_NULL);

  if (g_strcmp0 (get_text (with, "level"), "all") == 0) /* as when nothing is said */
    sim_lasts_note (lasts, record, "level", none, rev, id);
  else
    sim_verdict_note_words (self, with, record, fields, rev, id, lasts);
}

static void
note_reminder (SimVerdict *self, const char *id, JsonObject *with, const char *person, gint64 rev, gpointer lasts)
{
  static const char *const fields[] = { "remind_at", "text", NULL };

  /* Those of due dates follow their tasks, whatever somebody has made of them before. */
  if (!office_id_is_derived (get_text (with, "id")))
    sim_verdict_note_words (self, with, get_text (with, "id"), fields, rev, id, lasts);
}

static void
note_seen (SimVerdict *self, const char *id, JsonObject *with, const char *person, gint64 rev, gpointer seen)
{
  gint64 at = json_object_get_int_member (with, "at");
  gint64 *most = g_hash_table_lookup (seen, person);

  if (most == NULL || *most < at)
    g_hash_table_insert (seen, g_strdup (person), g_memdup2 (&at, sizeof at));
}

static void
check_activity (SimVerdict *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer person, at;

  sim_verdict_each_done (self, "activity.mark", note_seen, seen);
  g_hash_table_iter_init (&iter, seen);
  while (g_hash_table_iter_next (&iter, &person, &at))
    {
      g_autofree char *id = office_id_derive (person, "activity");
      g_autoptr (OfficeRecord) record = office_book_get (self->book, id);

      if (record == NULL || office_record_get_integer (record, "seen_at") != *(gint64 *) at)
        sim_world_fail (self->world, "%s has seen more of the activity than the book says", (const char *) person);
    }
}

static void
note_saved (SimVerdict *self, const char *id, JsonObject *with, const char *person, gint64 rev, gpointer words)
{
  g_autofree char *name = g_strconcat ("saved ", get_text (with, "message"), NULL);
  g_autofree char *record = office_id_derive (person, name);
  g_autoptr (OfficeRecord) message = office_book_get (self->book, get_text (with, "message"));
  SimLastWord *word = g_hash_table_lookup (words, record);

  if (message == NULL || (word != NULL && word->rev > rev))
    return;
  word = g_new0 (SimLastWord, 1);
  *word = (SimLastWord){ rev, json_object_get_boolean_member (with, "saved") };
  g_hash_table_insert (words, g_steal_pointer (&record), word);
}

void
sim_verdict_check_existence (SimVerdict *self, const char *intent, SimExamine note)
{
  g_autoptr (GHashTable) words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer id, word;

  sim_verdict_each_done (self, intent, note, words);
  g_hash_table_iter_init (&iter, words);
  while (g_hash_table_iter_next (&iter, &id, &word))
    {
      g_autoptr (OfficeRecord) record = office_book_get (self->book, id);

      if ((record != NULL) != ((SimLastWord *) word)->there)
        sim_world_fail (self->world, "after the last %s, %s is %s", intent, (const char *) id,
                        record != NULL ? "there" : "not there");
    }
}

static void
check_own (SimVerdict *self)
{
  g_autoptr (GHashTable) lasts = sim_lasts_new ();

  sim_verdict_each_done (self, "room.prefer", note_preference, lasts);
  sim_verdict_each_done (self, "reminder.set", note_reminder, lasts);
  sim_lasts_check (self->world, lasts);
  sim_verdict_check_existence (self, "message.save", note_saved);
  check_activity (self);
}

/* ---- what is sent later ---- */

static void
note_removal (SimVerdict *self, const char *id, JsonObject *with, const char *person, gint64 rev, gpointer removed)
{
  if (g_strcmp0 (get_text (with, "kind"), "scheduled") == 0)
    g_hash_table_add (removed, g_strdup (get_text (with, "id")));
}

/* Once: as long as it waits it is not said, and when it is said it waits no more. */
static void
check_scheduled (SimVerdict *self, const char *id, JsonObject *with, const char *person, gint64 rev, gpointer removed)
{
  const char *scheduled_id = get_text (with, "id");
  g_autofree char *message_id = office_id_derive (scheduled_id, "message");
  g_autoptr (OfficeRecord) scheduled = office_book_get (self->book, scheduled_id);
  g_autoptr (OfficeRecord) message = office_book_get (self->book, message_id);

  if (scheduled != NULL && message != NULL)
    sim_world_fail (self->world, "message %s was said, and is scheduled still", scheduled_id);
  if (scheduled == NULL && message == NULL && !g_hash_table_contains (removed, scheduled_id))
    sim_world_fail (self->world, "message %s was scheduled, and is neither said nor waiting", scheduled_id);
  if (message != NULL && g_strcmp0 (office_record_get_text (message, "author"), person) != 0)
    sim_world_fail (self->world, "message %s was said by somebody else than who scheduled it", scheduled_id);
}

/**
 * sim_verdict_on_talk:
 * @self: of a world at rest
 *
 * What was done with messages is there, once, and nothing else.
 */
void
sim_verdict_on_talk (SimVerdict *self)
{
  g_autoptr (GHashTable) removed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  check_reactions (self);
  check_last_reactions (self);
  check_versions (self);
  check_pins (self);
  check_mentions (self);
  sim_verdict_each_done (self, "message.send", check_whole_room, NULL);
  check_assignments (self);
  check_all_told (self);
  check_own (self);
  sim_verdict_on_drafts (self);
  sim_verdict_on_files (self);
  sim_verdict_each_done (self, "remove", note_removal, removed);
  sim_verdict_each_done (self, "message.schedule", check_scheduled, removed);
}
