/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "faults-load.h"

#include "office-id.h"
#include "office-problem.h"

#include <string.h>

/* Recent ones of all desks: enough to meet in, few enough to be listed at every step. */
#define MOST_TASKS  40
#define MOST_LABELS 8
#define MOST_MOVED  5000 /* where nothing but moves is entered: all */
/* Until the host sends what it is to send later. */
#define LATEST_MS 2000

struct _FaultsLoad {
  OfficeReplica *replica;
  OfficeClock *clock;
  OfficeRandom *random;
  GRand *dice;
  guint32 seed;
  guint n_characters;
  guint n_entered;
  gboolean moves_only;
  char *room;
  GPtrArray *tasks; /* ids, from the oldest */
  GPtrArray *labels;
};

static void
remember (GPtrArray *ids, const char *id, guint most)
{
  if (g_ptr_array_find_with_equal_func (ids, id, g_str_equal, NULL))
    return;
  if (ids->len >= most)
    g_ptr_array_remove_index (ids, 0);
  g_ptr_array_add (ids, g_strdup (id));
}

static void
look_at (FaultsLoad *self, OfficeRecord *record)
{
  const char *kind = office_record_get_kind_name (record);
  guint index;

  if (g_str_equal (kind, "task") && !office_record_is_gone (record))
    remember (self->tasks, office_record_get_id (record), self->moves_only ? MOST_MOVED : MOST_TASKS);
  else if (g_str_equal (kind, "label") && !office_record_is_gone (record))
    remember (self->labels, office_record_get_id (record), MOST_LABELS);
  else if (g_ptr_array_find_with_equal_func (self->labels, office_record_get_id (record), g_str_equal, &index))
    g_ptr_array_remove_index (self->labels, index);
}

static void
on_changed (OfficeReplica *replica, GPtrArray *records, FaultsLoad *self)
{
  for (guint i = 0; i < records->len; i++)
    look_at (self, records->pdata[i]);
}

static void
look_round (FaultsLoad *self)
{
  static const char *const kinds[] = { "task", "label" };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GPtrArray) records = office_replica_list (self->replica, kinds[i], NULL, NULL);

      on_changed (self->replica, records, self);
    }
}

static const char *
pick (FaultsLoad *self, GPtrArray *ids)
{
  return ids->pdata[g_rand_int_range (self->dice, 0, (gint32) ids->len)];
}

static const char *
get_room (FaultsLoad *self, GError **error)
{
  g_autoptr (GPtrArray) rooms = NULL;

  if (self->room != NULL)
    return self->room;
  rooms = office_replica_list (self->replica, "room", NULL, NULL);
  if (rooms->len > 0)
    self->room = g_strdup (office_record_get_id (rooms->pdata[0]));
  else
    office_problem_set (error, OFFICE_PROBLEM_NOT_FOUND, "room", "There is no room yet");
  return self->room;
}

static JsonObject *
make_with (FaultsLoad *self, const char *room)
{
  JsonObject *with = json_object_new ();
  g_autofree char *id = office_id_new (self->clock, self->random);

  json_object_set_string_member (with, "id", id);
  json_object_set_string_member (with, "room", room);
  return with;
}

static gboolean
perform (FaultsLoad *self, const char *intent, JsonObject *with, char **operation, const char **name, GError **error)
{
  g_autoptr (JsonObject) owned = with;

  *name = intent;
  return office_replica_perform (self->replica, intent, owned, operation, error);
}

static JsonObject *
make_message (FaultsLoad *self, const char *room)
{
  JsonObject *with = make_with (self, room);
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_printf (text, "%u-%u", self->seed, self->n_entered);
  while (text->len < self->n_characters)
    g_string_append_c (text, (char) g_rand_int_range (self->dice, 'a', 'z' + 1));
  json_object_set_string_member (with, "text", text->str);
  return with;
}

static gboolean
send_message (FaultsLoad *self, const char *room, char **operation, const char **intent, GError **error)
{
  return perform (self, "message.send", make_message (self, room), operation, intent, error);
}

/* The host sends it soon, unless it is down then. */
static gboolean
schedule_message (FaultsLoad *self, const char *room, char **operation, const char **intent, GError **error)
{
  JsonObject *with = make_message (self, room);

  json_object_set_int_member (with, "send_at",
                              office_clock_now (self->clock) + g_rand_int_range (self->dice, 0, LATEST_MS));
  return perform (self, "message.schedule", with, operation, intent, error);
}

static char *
pick_column (FaultsLoad *self, const char *room)
{
  static const char *const columns[] = { "todo", "doing", "done" };

  return office_id_derive (room, columns[g_rand_int_range (self->dice, 0, G_N_ELEMENTS (columns))]);
}

static gboolean
make_task (FaultsLoad *self, const char *room, char **operation, const char **intent, GError **error)
{
  JsonObject *with = make_with (self, room);
  g_autofree char *column = pick_column (self, room);
  g_autofree char *title = g_strdup_printf ("Task %u-%u", self->seed, self->n_entered);

  json_object_set_string_member (with, "column", column);
  json_object_set_string_member (with, "title", title);
  return perform (self, "task.create", with, operation, intent, error);
}

static gboolean
move_task (FaultsLoad *self, const char *room, char **operation, const char **intent, GError **error)
{
  JsonObject *with = json_object_new ();
  g_autofree char *column = pick_column (self, room);
  g_autoptr (OfficeRecord) other = office_replica_get (self->replica, pick (self, self->tasks));

  json_object_set_string_member (with, "id", pick (self, self->tasks));
  if (other != NULL && g_rand_boolean (self->dice))
    {
      json_object_set_string_member (with, "after", office_record_get_id (other));
      json_object_set_string_member (with, "column", office_record_get_text (other, "column"));
    }
  else
    json_object_set_string_member (with, "column", column);
  return perform (self, "task.move", with, operation, intent, error);
}

static gboolean
put_label (FaultsLoad *self, const char *room, char **operation, const char **intent, GError **error)
{
  JsonObject *with = make_with (self, room);
  g_autofree char *name = g_strdup_printf ("Label %u-%u", self->seed, self->n_entered);

  json_object_set_string_member (with, "kind", "label");
  json_object_set_string_member (with, "name", name);
  json_object_set_string_member (with, "hue", "teal");
  return perform (self, "put", with, operation, intent, error);
}

static gboolean
change_label (FaultsLoad *self, gboolean away, char **operation, const char **intent, GError **error)
{
  JsonObject *with = json_object_new ();

  json_object_set_string_member (with, "kind", "label");
  json_object_set_string_member (with, "id", pick (self, self->labels));
  if (!away)
    {
      JsonObject *set = json_object_new ();
      g_autofree char *name = g_strdup_printf ("Renamed %u-%u", self->seed, self->n_entered);

      json_object_set_string_member (set, "name", name);
      json_object_set_object_member (with, "set", set);
    }
  return perform (self, away ? "remove" : "patch", with, operation, intent, error);
}

/**
 * faults_load_enter:
 * @self: a load
 * @operation: (out) (transfer full) (nullable): its id; %NULL where nothing had to change
 * @intent: (out): what was entered
 * @error: return location
 *
 * Returns: whether it is in the book
 */
gboolean
faults_load_enter (FaultsLoad *self, char **operation, const char **intent, GError **error)
{
  const char *room = get_room (self, error);
  gint32 dice = g_rand_int_range (self->dice, 0, 100);

  *operation = NULL;
  *intent = "";
  if (room == NULL)
    return FALSE;
  self->n_entered++;
  if (self->moves_only && self->tasks->len > 0)
    return move_task (self, room, operation, intent, error);
  if (dice >= 90 && self->labels->len > 0)
    return change_label (self, dice >= 95, operation, intent, error);
  if (dice >= 82)
    return put_label (self, room, operation, intent, error);
  if (dice >= 70 && self->tasks->len > 0)
    return move_task (self, room, operation, intent, error);
  if (dice >= 60)
    return make_task (self, room, operation, intent, error);
  if (dice >= 54)
    return schedule_message (self, room, operation, intent, error);
  return send_message (self, room, operation, intent, error);
}

/**
 * faults_load_say:
 * @self: a load
 * @text: a message
 * @operation: (out) (transfer full): its id
 * @error: return location
 *
 * Returns: whether it is in the book
 */
gboolean
faults_load_say (FaultsLoad *self, const char *text, char **operation, GError **error)
{
  const char *room = get_room (self, error);
  const char *intent;
  JsonObject *with;

  *operation = NULL;
  if (room == NULL)
    return FALSE;
  with = make_with (self, room);
  json_object_set_string_member (with, "text", text);
  return perform (self, "message.send", with, operation, &intent, error);
}

FaultsLoad *
faults_load_new (OfficeReplica *replica, OfficeClock *clock, OfficeRandom *random)
{
  FaultsLoad *self = g_new0 (FaultsLoad, 1);

  self->replica = g_object_ref (replica);
  self->clock = g_object_ref (clock);
  self->random = g_object_ref (random);
  self->dice = g_rand_new_with_seed (0);
  self->tasks = g_ptr_array_new_with_free_func (g_free);
  self->labels = g_ptr_array_new_with_free_func (g_free);
  g_signal_connect (replica, "changed", G_CALLBACK (on_changed), self);
  return self;
}

void
faults_load_free (FaultsLoad *self)
{
  g_signal_handlers_disconnect_by_data (self->replica, self);
  g_clear_object (&self->replica);
  g_clear_object (&self->clock);
  g_clear_object (&self->random);
  g_clear_pointer (&self->dice, g_rand_free);
  g_clear_pointer (&self->room, g_free);
  g_clear_pointer (&self->tasks, g_ptr_array_unref);
  g_clear_pointer (&self->labels, g_ptr_array_unref);
  g_free (self);
}

/**
 * faults_load_set:
 * @self: a load
 * @seed: says what is entered; no two desks and no two lives of one have the same
 * @n_characters: how long a message is at least
 */
void
faults_load_set (FaultsLoad *self, guint32 seed, guint n_characters)
{
  self->seed = seed;
  self->n_characters = n_characters;
  g_rand_set_seed (self->dice, seed);
  look_round (self);
}

/**
 * faults_load_move_only:
 * @self: a load
 *
 * From the next faults_load_set() on only cards are moved, of all that there are.
 */
void
faults_load_move_only (FaultsLoad *self)
{
  self->moves_only = TRUE;
}
