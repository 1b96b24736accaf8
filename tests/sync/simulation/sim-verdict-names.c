/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-verdict.h"

#include <string.h>

/* What tasks are called by: their short ids, also those that they had. */

typedef struct {
  SimWorld *world;
  const char *whose;
  GHashTable *meant; /* short id → id of the task */
} Names;

static char **
dup_words (OfficeRecord *record, const char *field)
{
  const char *words = office_record_get_text (record, field);

  return g_strsplit (words != NULL ? words : "", " ", -1);
}

static void
note (Names *self, OfficeRecord *task, char *short_id)
{
  const char *id = office_record_get_id (task);
  const char *other = g_hash_table_lookup (self->meant, short_id);

  if (other != NULL && !g_str_equal (other, id))
    sim_world_fail (self->world, "in the book of %s, %s is both task %s and task %s", self->whose, short_id, other, id);
  g_hash_table_insert (self->meant, short_id, (gpointer) id);
}

static void
note_task (Names *self, OfficeRecord *task, OfficeRecord *room)
{
  const char *key = office_record_get_text (room, "key");
  const gint64 number = office_record_get_integer (task, "number");
  g_auto (GStrv) keys = dup_words (room, "former_keys");
  g_auto (GStrv) left = dup_words (task, "former");

  if (key != NULL && number > 0)
    note (self, task, g_strdup_printf ("%s-%" G_GINT64_FORMAT, key, number));
  for (guint i = 0; keys[i] != NULL && number > 0; i++)
    note (self, task, g_strdup_printf ("%s-%" G_GINT64_FORMAT, keys[i], number));
  for (guint i = 0; left[i] != NULL; i++)
    note (self, task, g_strdup (left[i]));
}

/* No short id, by whichever key of the room it is made, is that of two tasks. */
static void
check_book (SimWorld *world, OfficeBook *book, const char *whose)
{
  g_autoptr (GPtrArray) tasks = office_book_list (book, "task", NULL, NULL);
  Names self = { world, whose, g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) };

  for (guint i = 0; i < tasks->len; i++)
    {
      g_autoptr (OfficeRecord) room = office_book_get (book, office_record_get_text (tasks->pdata[i], "room"));

      if (room != NULL)
        note_task (&self, tasks->pdata[i], room);
    }
  g_hash_table_unref (self.meant);
}

/* A room has, or had, each key that it was given. */
static void
check_key (SimVerdict *self, const char *id, JsonObject *with, const char *person, gint64 rev, gpointer data)
{
  JsonObject *set = json_object_has_member (with, "set") ? json_object_get_object_member (with, "set") : NULL;
  const char *key = set != NULL ? json_object_get_string_member_with_default (set, "key", NULL) : NULL;
  const char *room_id = json_object_get_string_member (with, "id");
  g_autoptr (OfficeRecord) room = key != NULL ? office_book_get (self->book, room_id) : NULL;
  g_auto (GStrv) keys = NULL;

  if (room == NULL)
    return;
  keys = dup_words (room, "former_keys");
  if (g_strcmp0 (office_record_get_text (room, "key"), key) != 0 && !g_strv_contains ((const char *const *) keys, key))
    sim_world_fail (self->world, "room %s was given the key %s by %s, and has forgotten it", room_id, key, id);
}

static void
check_keys (SimVerdict *self)
{
  g_autoptr (GHashTable) rooms_of = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) rooms = office_book_list (self->book, "room", NULL, NULL);

  for (guint i = 0; i < rooms->len; i++)
    {
      const char *key = office_record_get_text (rooms->pdata[i], "key");
      g_auto (GStrv) keys = dup_words (rooms->pdata[i], "former_keys");

      if (key != NULL && !g_hash_table_add (rooms_of, g_strdup (key)))
        sim_world_fail (self->world, "two rooms have, or had, the key %s", key);
      for (guint k = 0; keys[k] != NULL; k++)
        if (!g_hash_table_add (rooms_of, g_strdup (keys[k])))
          sim_world_fail (self->world, "two rooms have, or had, the key %s", keys[k]);
    }
  sim_verdict_each_done (self, "patch", check_key, NULL);
}

/**
 * sim_verdict_on_names:
 * @self: of a world at rest
 *
 * A key belongs to one room for good, and a short id to one task, in the host's book and on every desk.
 */
void
sim_verdict_on_names (SimVerdict *self)
{
  check_keys (self);
  check_book (self->world, self->book, "the host");
  for (guint d = 0; d < self->world->n_desks; d++)
    check_book (self->world, OFFICE_BOOK (self->world->desks[d]->replica), self->world->desks[d]->name);
}
