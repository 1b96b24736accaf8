/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-session-private.h"

#include <string.h>

/* Short ids, by which people name tasks: the room's key and the number of the task in it. */

#define MOST_DIGITS  9
#define MOST_ANSWERS 5000 /* that are kept */

/* ---- keys of rooms ---- */

static char **
dup_former_keys (OfficeRecord *room)
{
  const char *former = office_record_get_text (room, "former_keys");

  return g_strsplit (former != NULL ? former : "", " ", -1);
}

static const char *
office_session_find_room_by_former_key (OfficeSession *self, const char *key)
{
  g_autoptr (GPtrArray) rooms = NULL;

  if (self->former_keys == NULL)
    {
      rooms = office_replica_list (self->replica, "room", NULL, NULL);
      self->former_keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
    }
  for (guint i = 0; rooms != NULL && i < rooms->len; i++)
    {
      g_auto (GStrv) keys = dup_former_keys (rooms->pdata[i]);

      for (guint k = 0; keys[k] != NULL; k++)
        g_hash_table_insert (self->former_keys, g_strdup (keys[k]), g_strdup (office_record_get_id (rooms->pdata[i])));
    }
  return g_hash_table_lookup (self->former_keys, key);
}

/* A room keeps the keys that it had. Nullable. */
static OfficeRecord *
office_session_find_room_by_key (OfficeSession *self, const char *key)
{
  g_autoptr (GPtrArray) rooms = office_replica_list (self->replica, "room", "key", key);
  const char *id;

  if (rooms->len > 0)
    return office_record_ref (rooms->pdata[0]);
  id = office_session_find_room_by_former_key (self, key);
  return id != NULL ? office_session_get_record (self, id, "room") : NULL;
}

/* ---- of rooms that tasks have left ---- */

static void
office_session_note_former (OfficeSession *self, OfficeRecord *task)
{
  const char *former = office_record_get_text (task, "former");
  g_auto (GStrv) ids = former != NULL ? g_strsplit (former, " ", -1) : NULL;

  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    g_hash_table_insert (self->former_ids, g_strdup (ids[i]), g_strdup (office_record_get_id (task)));
}

static GHashTable *
office_session_get_former_ids (OfficeSession *self)
{
  if (self->former_ids == NULL)
    {
      g_autoptr (GPtrArray) tasks = office_replica_list_transferred (self->replica);

      self->former_ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      for (guint i = 0; i < tasks->len; i++)
        office_session_note_former (self, tasks->pdata[i]);
    }
  return self->former_ids;
}

static const char *
office_session_find_former (OfficeSession *self, const char *key, const char *number)
{
  g_autofree char *short_id = g_strdup_printf ("%s-%s", key, number);

  return g_hash_table_lookup (office_session_get_former_ids (self), short_id);
}

/* A task has left the room under one of its keys, and may be called by another. Nullable. */
static const char *
office_session_find_left (OfficeSession *self, OfficeRecord *room, const char *number)
{
  const char *key = office_record_get_text (room, "key");
  const char *id = key != NULL ? office_session_find_former (self, key, number) : NULL;
  g_auto (GStrv) keys = dup_former_keys (room);

  for (guint i = 0; id == NULL && keys[i] != NULL; i++)
    id = office_session_find_former (self, keys[i], number);
  return id;
}

/* This key, and the others that its room has or had. */
static char **
office_session_list_keys (OfficeSession *self, const char *key)
{
  g_autoptr (OfficeRecord) room = office_session_find_room_by_key (self, key);
  g_autoptr (GStrvBuilder) keys = g_strv_builder_new ();
  g_auto (GStrv) former = room != NULL ? dup_former_keys (room) : NULL;

  g_strv_builder_add (keys, key);
  if (room != NULL && g_strcmp0 (office_record_get_text (room, "key"), key) != 0
      && office_record_get_text (room, "key") != NULL)
    g_strv_builder_add (keys, office_record_get_text (room, "key"));
  for (guint i = 0; former != NULL && former[i] != NULL; i++)
    if (!g_str_equal (former[i], key))
      g_strv_builder_add (keys, former[i]);
  return g_strv_builder_end (keys);
}

/* "DES-12" → "DES"; nullable */
static char *
dup_key (const char *short_id)
{
  const char *dash = strrchr (short_id, '-');

  return dash != NULL && dash > short_id ? g_strndup (short_id, (gsize) (dash - short_id)) : NULL;
}

static gboolean
has_key_of (const char *short_id, char **keys)
{
  g_autofree char *key = dup_key (short_id);

  return key != NULL && g_strv_contains ((const char *const *) keys, key);
}

/**
 * office_session_list_left:
 * @self: a session
 * @key: a key, in capitals
 *
 * Returns: (transfer full) (element-type OfficeRecord): the tasks that have left the room that has or had the key, each once, in
 *   no order
 */
GPtrArray *
office_session_list_left (OfficeSession *self, const char *key)
{
  GPtrArray *tasks = g_ptr_array_new_with_free_func ((GDestroyNotify) office_record_unref);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_auto (GStrv) keys = office_session_list_keys (self, key);
  GHashTableIter iter;
  gpointer short_id, id;

  g_hash_table_iter_init (&iter, office_session_get_former_ids (self));
  while (g_hash_table_iter_next (&iter, &short_id, &id))
    {
      OfficeRecord *task = has_key_of (short_id, keys) && g_hash_table_add (seen, id)
                               ? office_session_get_record (self, id, "task")
                               : NULL;

      if (task != NULL)
        g_ptr_array_add (tasks, task);
    }
  return tasks;
}

/* What it was called in rooms that it has left, by each of their keys. */
static void
office_session_append_left (OfficeSession *self, GString *ids, const char *left)
{
  g_auto (GStrv) each = g_strsplit (left, " ", -1);

  for (guint i = 0; each[i] != NULL; i++)
    {
      g_autofree char *key = dup_key (each[i]);
      g_auto (GStrv) keys = key != NULL ? office_session_list_keys (self, key) : NULL;

      for (guint k = 0; keys != NULL && keys[k] != NULL; k++)
        g_string_append_printf (ids, " %s%s", keys[k], each[i] + strlen (key));
    }
}

/* ---- of the rooms where tasks are ---- */

/* "des-12" → "DES" and 12; FALSE: it is no short id */
static gboolean
parse (const char *text, char **key, gint64 *number)
{
  const char *dash = strrchr (text, '-');
  gsize n_digits = dash != NULL ? strspn (dash + 1, "0123456789") : 0;

  if (n_digits == 0 || n_digits > MOST_DIGITS || dash[1 + n_digits] != '\0' || dash == text)
    return FALSE;
  for (const char *at = text; at < dash; at++)
    if (!g_ascii_isalnum (*at))
      return FALSE;
  *key = g_ascii_strup (text, dash - text);
  *number = g_ascii_strtoll (dash + 1, NULL, 10);
  return TRUE;
}

static char *
office_session_ask_for_short_id (OfficeSession *self, const char *key, const char *number)
{
  g_autoptr (OfficeRecord) room = office_session_find_room_by_key (self, key);
  g_autoptr (GPtrArray) tasks = room != NULL ? office_replica_list (self->replica, "task", "number", number) : NULL;
  const char *former;

  for (guint i = 0; tasks != NULL && i < tasks->len; i++)
    if (g_strcmp0 (office_record_get_text (tasks->pdata[i], "room"), office_record_get_id (room)) == 0)
      return g_strdup (office_record_get_id (tasks->pdata[i]));
  former = office_session_find_former (self, key, number);
  if (former == NULL && room != NULL)
    former = office_session_find_left (self, room, number);
  return g_strdup (former);
}

/* What was asked for is kept, as a text that is scrolled by asks again and again, and what is not there costs most. */
static const char *
office_session_look_up_short_id (OfficeSession *self, const char *key, gint64 n)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, n);
  g_autofree char *short_id = g_strdup_printf ("%s-%s", key, number);
  const char *known = g_hash_table_lookup (self->short_ids, short_id);
  char *id;

  if (known != NULL)
    return known;
  id = office_session_ask_for_short_id (self, key, number);
  if (id == NULL)
    id = g_strdup ("");
  if (g_hash_table_size (self->short_ids) >= MOST_ANSWERS)
    g_hash_table_remove_all (self->short_ids);
  g_hash_table_insert (self->short_ids, g_steal_pointer (&short_id), id);
  return id;
}

/**
 * office_session_receive_short_ids:
 * @self: a session
 * @records: (element-type OfficeRecord): a batch of what the book changed
 *
 * Forgets what short ids meant where the batch may have changed that.
 */
void
office_session_receive_short_ids (OfficeSession *self, GPtrArray *records)
{
  gboolean stale = FALSE;

  for (guint i = 0; i < records->len; i++)
    {
      const char *kind = office_record_get_kind_name (records->pdata[i]);

      if (g_strcmp0 (kind, "task") == 0 && self->former_ids != NULL && !office_record_is_gone (records->pdata[i]))
        office_session_note_former (self, records->pdata[i]);
      if (g_strcmp0 (kind, "room") == 0)
        g_clear_pointer (&self->former_keys, g_hash_table_unref);
      stale = stale || g_strcmp0 (kind, "task") == 0 || g_strcmp0 (kind, "room") == 0;
    }
  if (stale)
    g_hash_table_remove_all (self->short_ids);
}

/**
 * office_session_make_short_id:
 * @self: a session
 * @room: (nullable): the id of a task's room
 * @number: its number there; 0: none yet
 *
 * Returns: (transfer full) (nullable): "DES-12"; %NULL until the host has given room and task theirs
 */
char *
office_session_make_short_id (OfficeSession *self, const char *room, gint64 number)
{
  OfficeRoom *object = office_session_find_room (self, room);

  if (object == NULL || office_room_get_key (object) == NULL || number == 0)
    return NULL;
  return g_strdup_printf ("%s-%" G_GINT64_FORMAT, office_room_get_key (object), number);
}

/**
 * office_session_dup_former_ids:
 * @self: a session
 * @room: (nullable): the id of a task's room
 * @number: its number there; 0: none yet
 * @left: (nullable): what it was called in rooms that it has left
 *
 * Returns: (transfer full): what else it can be called by, with a space before each: " OLD-12 WEB-3"; "" as a rule
 */
char *
office_session_dup_former_ids (OfficeSession *self, const char *room, gint64 number, const char *left)
{
  OfficeRoom *object = office_session_find_room (self, room);
  const char *former = object != NULL && number > 0 ? office_room_get_former_keys (object) : NULL;
  g_auto (GStrv) keys = g_strsplit (former != NULL ? former : "", " ", -1);
  GString *ids = g_string_new (NULL);

  for (guint i = 0; keys[i] != NULL; i++)
    g_string_append_printf (ids, " %s-%" G_GINT64_FORMAT, keys[i], number);
  if (left != NULL)
    office_session_append_left (self, ids, left);
  return g_string_free (ids, FALSE);
}

/**
 * office_session_dup_short_id:
 * @self: a session
 * @task: a task
 *
 * Returns: (transfer full) (nullable): "DES-12"; %NULL until the host has given room and task theirs
 */
char *
office_session_dup_short_id (OfficeSession *self, OfficeTask *task)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (self), NULL);
  g_return_val_if_fail (OFFICE_IS_TASK (task), NULL);

  return office_session_make_short_id (self, office_task_get_room_id (task), office_task_get_number (task));
}

/**
 * office_session_find_task_by_short_id:
 * @self: a session
 * @text: "DES-12", in letters of either case; anything else names no task
 *
 * Returns: (transfer none) (nullable): the task that is called so, or was before it left that room or the room got
 *   another key
 */
OfficeTask *
office_session_find_task_by_short_id (OfficeSession *self, const char *text)
{
  g_autofree char *key = NULL;
  const char *id;
  gint64 number;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), NULL);

  if (text == NULL || !parse (text, &key, &number))
    return NULL;
  id = office_session_look_up_short_id (self, key, number);
  return *id != '\0' ? office_session_find_task (self, id) : NULL;
}

/**
 * office_session_dup_room_id_called:
 * @self: a session
 * @key: a key, in capitals
 *
 * Returns: (transfer full) (nullable): the id of the room that has or had it; %NULL: there is none
 */
char *
office_session_dup_room_id_called (OfficeSession *self, const char *key)
{
  g_autoptr (OfficeRecord) room = office_session_find_room_by_key (self, key);

  return room != NULL ? g_strdup (office_record_get_id (room)) : NULL;
}

/* A room that this person does not see may have had it. */
static gboolean
office_session_has_left (OfficeSession *self, const char *key)
{
  char *const keys[] = { (char *) key, NULL };
  GHashTableIter iter;
  gpointer short_id;

  g_hash_table_iter_init (&iter, office_session_get_former_ids (self));
  while (g_hash_table_iter_next (&iter, &short_id, NULL))
    if (has_key_of (short_id, (char **) keys))
      return TRUE;
  return FALSE;
}

/**
 * office_session_dup_key_called:
 * @self: a session
 * @typed: what may be the beginning of a short id, in any case
 *
 * Returns: (transfer full) (nullable): the key before the dash, in capitals, where a room has or had it or a task was called
 *   by it; %NULL: there is none
 */
char *
office_session_dup_key_called (OfficeSession *self, const char *typed)
{
  const char *dash = strchr (typed, '-');
  g_autofree char *key = NULL;
  g_autoptr (OfficeRecord) room = NULL;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), NULL);

  if (dash == NULL || dash == typed)
    return NULL;
  key = g_ascii_strup (typed, dash - typed);
  room = office_session_find_room_by_key (self, key);
  return room != NULL || office_session_has_left (self, key) ? g_steal_pointer (&key) : NULL;
}
