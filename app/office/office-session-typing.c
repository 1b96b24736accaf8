/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-session-private.h"

#include "office-sentence.h"

#include <glib/gi18n.h>

/*
 * Who is writing. A place is where: a message's id for its thread, a task's id for what is said on it, a room's id for its
 * own conversation. Nothing of this is stored, and each is forgotten when nothing was heard for six seconds.
 */

#define TYPING_MS 6000

static guint typing_changed_signal;

typedef struct {
  OfficeSession *session;
  char *place;
  char *person;
} Typing;

static void
typing_free (gpointer data)
{
  Typing *typing = data;

  g_free (typing->place);
  g_free (typing->person);
  g_free (typing);
}

static const char *
get_place (const char *room, const char *thread, const char *task)
{
  if (thread != NULL)
    return thread;
  return task != NULL ? task : room;
}

static void
office_session_tell_typing (OfficeSession *self, const char *place)
{
  OfficeRoom *room = office_session_find_room (self, place);

  if (room != NULL)
    {
      g_autofree char *text = office_session_dup_typing_text (self, place);

      office_room_set_typing (room, text);
    }
  g_signal_emit (self, typing_changed_signal, 0, place);
}

static gboolean
on_typing_over (gpointer data)
{
  Typing *typing = data;
  GHashTable *writers = g_hash_table_lookup (typing->session->typing, typing->place);

  if (writers != NULL && g_hash_table_remove (writers, typing->person))
    office_session_tell_typing (typing->session, typing->place);
  return G_SOURCE_REMOVE;
}

/* ---- inside app/office ---- */

/**
 * office_session_install_typing_signal:
 * @class: the session's class, while it is set up
 */
void
office_session_install_typing_signal (GObjectClass *class)
{
  /**
   * OfficeSession::typing-changed:
   * @self: the session
   * @place: the id of a room, of a task, or of the message that a thread answers
   *
   * See office_session_list_typing().
   */
  typing_changed_signal = g_signal_new ("typing-changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

/**
 * office_session_set_typing:
 * @self: a session
 * @room: where
 * @thread: (nullable): in the thread of this message
 * @task: (nullable): on this task
 * @person: who is writing; shown for six seconds
 */
void
office_session_set_typing (OfficeSession *self, const char *room, const char *thread, const char *task,
                           const char *person)
{
  const char *place = get_place (room, thread, task);
  GHashTable *writers = g_hash_table_lookup (self->typing, place);
  Typing *typing;
  guint timeout;

  if (g_strcmp0 (person, office_replica_get_person (self->replica)) == 0)
    return;
  if (writers == NULL)
    {
      writers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_hash_table_insert (self->typing, g_strdup (place), writers);
    }
  office_clock_remove_timeout (self->clock, GPOINTER_TO_UINT (g_hash_table_lookup (writers, person)));
  typing = g_new0 (Typing, 1);
  *typing = (Typing){ self, g_strdup (place), g_strdup (person) };
  timeout = office_clock_add_timeout (self->clock, TYPING_MS, on_typing_over, typing, typing_free);
  g_hash_table_insert (writers, g_strdup (person), GUINT_TO_POINTER (timeout));
  office_session_tell_typing (self, place);
}

/**
 * office_session_end_typing:
 * @self: a session
 * @room: (nullable): where
 * @thread: (nullable): in the thread of this message
 * @task: (nullable): on this task
 * @person: who has said it now
 */
void
office_session_end_typing (OfficeSession *self, const char *room, const char *thread, const char *task,
                           const char *person)
{
  const char *place = get_place (room, thread, task);
  GHashTable *writers = place != NULL ? g_hash_table_lookup (self->typing, place) : NULL;
  gpointer timeout;

  if (writers == NULL || !g_hash_table_lookup_extended (writers, person, NULL, &timeout))
    return;
  office_clock_remove_timeout (self->clock, GPOINTER_TO_UINT (timeout));
  g_hash_table_remove (writers, person);
  office_session_tell_typing (self, place);
}

/* ---- public ---- */

/**
 * office_session_list_typing:
 * @self: a session
 * @place: the id of a room, of a task, or of the message that a thread answers
 *
 * Returns: (transfer full) (element-type OfficePerson): who is writing there, by name; never %NULL
 */
GPtrArray *
office_session_list_typing (OfficeSession *self, const char *place)
{
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTable *writers;
  GHashTableIter iter;
  gpointer id;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), NULL);
  g_return_val_if_fail (place != NULL, NULL);

  writers = g_hash_table_lookup (self->typing, place);
  if (writers != NULL)
    {
      g_hash_table_iter_init (&iter, writers);
      while (g_hash_table_iter_next (&iter, &id, NULL))
        g_ptr_array_add (people, g_object_ref (office_session_find_person (self, id)));
    }
  g_ptr_array_sort (people, office_person_compare);
  return g_steal_pointer (&people);
}

/**
 * office_session_dup_typing_text:
 * @self: a session
 * @place: as in office_session_list_typing()
 *
 * Returns: (transfer full) (nullable): "Mei is writing…", translated; %NULL where nobody is
 */
char *
office_session_dup_typing_text (OfficeSession *self, const char *place)
{
  g_autoptr (GPtrArray) people = office_session_list_typing (self, place);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  if (people == NULL || people->len == 0)
    return NULL;
  first = office_sentence_dup_name (office_person_get_name (people->pdata[0]));
  if (people->len == 1)
    /* Translators: %s is a person's name */
    return office_sentence_direct (g_strdup_printf (_ ("%s is writing…"), first));
  second = office_sentence_dup_name (office_person_get_name (people->pdata[1]));
  if (people->len == 2)
    /* Translators: two people's names */
    return office_sentence_direct (g_strdup_printf (_ ("%s and %s are writing…"), first, second));
  return g_strdup (_ ("Several people are writing…"));
}

/**
 * office_session_typing_in:
 * @self: a session
 * @room: a room's id
 * @thread: (nullable): the message in whose thread the person is writing
 * @task: (nullable): the task on which they are
 *
 * Tells the others, at most every three seconds.
 */
void
office_session_typing_in (OfficeSession *self, const char *room, const char *thread, const char *task)
{
  g_return_if_fail (OFFICE_IS_SESSION (self));
  g_return_if_fail (room != NULL);

  if (self->line != NULL)
    office_line_send_typing (self->line, room, thread, task);
}
