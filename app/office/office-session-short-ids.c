/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-session-private.h"

#include <string.h>

/* Short ids, by which people name tasks: the room's key and the number of the task in it. */

#define MOST_DIGITS 9

static OfficeRecord *
office_session_find_room_by_key (OfficeSession *self, const char *key)
{
  g_autoptr (GPtrArray) rooms = office_replica_list (self->replica, "room", "key", key);

  return rooms->len > 0 ? office_record_ref (rooms->pdata[0]) : NULL;
}

/* It has left the room of its first short id; the ids it had stay its own. */
static OfficeTask *
office_session_find_by_former_id (OfficeSession *self, const char *id)
{
  GHashTableIter iter;
  gpointer task;

  g_hash_table_iter_init (&iter, self->tasks);
  while (g_hash_table_iter_next (&iter, NULL, &task))
    {
      const char *former = office_task_get_former (task);
      g_auto (GStrv) ids = former != NULL ? g_strsplit (former, " ", -1) : NULL;

      if (ids != NULL && g_strv_contains ((const char *const *) ids, id))
        return task;
    }
  return NULL;
}

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
  OfficeRoom *room;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), NULL);
  g_return_val_if_fail (OFFICE_IS_TASK (task), NULL);

  room = office_session_find_room (self, office_task_get_room_id (task));
  if (room == NULL || office_room_get_key (room) == NULL || office_task_get_number (task) == 0)
    return NULL;
  return g_strdup_printf ("%s-%" G_GINT64_FORMAT, office_room_get_key (room), office_task_get_number (task));
}

/**
 * office_session_find_task_by_short_id:
 * @self: a session
 * @text: "DES-12", in letters of either case; anything else names no task
 *
 * Returns: (transfer none) (nullable): the task that is called so, or was before it left that room
 */
OfficeTask *
office_session_find_task_by_short_id (OfficeSession *self, const char *text)
{
  g_autofree char *key = NULL;
  g_autofree char *id = NULL;
  g_autofree char *wanted = NULL;
  g_autoptr (OfficeRecord) room = NULL;
  g_autoptr (GPtrArray) tasks = NULL;
  gint64 number;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), NULL);

  if (text == NULL || !parse (text, &key, &number))
    return NULL;
  wanted = g_strdup_printf ("%" G_GINT64_FORMAT, number);
  id = g_strdup_printf ("%s-%s", key, wanted);
  room = office_session_find_room_by_key (self, key);
  tasks = room != NULL ? office_replica_list (self->replica, "task", "number", wanted) : NULL;
  for (guint i = 0; tasks != NULL && i < tasks->len; i++)
    if (g_strcmp0 (office_record_get_text (tasks->pdata[i], "room"), office_record_get_id (room)) == 0)
      return office_session_find_task (self, office_record_get_id (tasks->pdata[i]));
  return office_session_find_by_former_id (self, id);
}
