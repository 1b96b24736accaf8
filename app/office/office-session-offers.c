/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-session-private.h"

#include "office-offer.h"

#include <glib/gi18n.h>
#include <string.h>

#define RECENT     60   /* messages of the room that tell who was here lately */
#define MOST_TASKS 5000 /* of all rooms */

/* What can be meant where somebody writes. The same lists are offered for completion and looked through when it is sent. */

static GPtrArray *
list_members (OfficeRoom *room)
{
  GListModel *people = office_room_get_people (room);
  GPtrArray *members = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (people); i++)
    g_ptr_array_add (members, g_list_model_get_item (people, i));
  return members;
}

/* Those who wrote lately, who may have gone meanwhile, come before all others. */
static GPtrArray *
list_likely (OfficeSession *self, OfficeRoom *room)
{
  g_autoptr (GPtrArray) members = list_members (room);
  g_autoptr (GPtrArray) messages = office_replica_messages (self->replica, office_room_get_id (room), NULL, NULL, 0,
                                                            RECENT);
  GPtrArray *likely = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < messages->len; i++)
    {
      const char *author = office_record_get_text (messages->pdata[i], "author");
      OfficePerson *person = author != NULL ? g_hash_table_lookup (self->people, author) : NULL;

      if (person != NULL && g_ptr_array_remove (members, person))
        g_ptr_array_add (likely, g_object_ref (person));
    }
  for (guint i = 0; i < members->len; i++)
    g_ptr_array_add (likely, g_object_ref (members->pdata[i]));
  return likely;
}

static void
add_person (GPtrArray *offers, OfficePerson *person)
{
  g_autofree char *insert = g_strdup_printf ("@%s ", office_person_get_name (person));
  OfficeOffer *offer;

  if (office_person_is_me (person))
    return;
  offer = office_offer_new (office_person_get_name (person), NULL, insert);
  offer->id = g_strdup (office_person_get_id (person));
  offer->person = g_object_ref (person);
  g_ptr_array_add (offers, offer);
}

/**
 * office_session_offer_people:
 * @self: a session
 * @room: a room's id
 *
 * Returns: (transfer full) (element-type OfficeOffer): who can be mentioned there, those who wrote lately first, and the
 *   whole room
 */
GPtrArray *
office_session_offer_people (OfficeSession *self, const char *room)
{
  GPtrArray *offers = g_ptr_array_new_with_free_func ((GDestroyNotify) office_offer_free);
  g_autoptr (GPtrArray) likely = NULL;
  OfficeRoom *object;
  OfficeOffer *everybody;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), offers);

  object = office_session_find_room (self, room);
  if (object == NULL)
    return offers;
  likely = list_likely (self, object);
  for (guint i = 0; i < likely->len; i++)
    add_person (offers, likely->pdata[i]);
  if (offers->len == 0)
    return offers;
  everybody = office_offer_new ("room", "all everybody alle", "@room ");
  everybody->detail = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "Everybody: %u person", "Everybody: %u people", offers->len), offers->len);
  everybody->icon = "system-users-symbolic";
  g_ptr_array_add (offers, everybody);
  return offers;
}

static int
by_likelihood (gconstpointer a, gconstpointer b)
{
  OfficeRecord *first = *(OfficeRecord **) a, *second = *(OfficeRecord **) b;
  const gboolean first_done = office_record_has (first, "completed_at");
  const gboolean second_done = office_record_has (second, "completed_at");

  if (first_done != second_done)
    return first_done ? 1 : -1;
  /* The ids of records made by people are ordered by time. */
  return -g_strcmp0 (office_record_get_id (first), office_record_get_id (second));
}

/* One can be called by its number in the room, too: "DES-12", or "12" where the room is clear; or as it was `formerly`. */
static OfficeOffer *
add_task (GPtrArray *offers, const char *id, const char *title, const char *short_id, const char *formerly,
          gboolean done)
{
  const char *number = short_id != NULL ? strrchr (short_id, '-') + 1 : NULL;
  g_autofree char *words = short_id != NULL ? g_strconcat (short_id, " ", number, formerly, NULL) : NULL;
  g_autofree char *insert = NULL;
  OfficeOffer *offer;

  if (title == NULL || *title == '\0')
    return NULL;
  insert = g_strdup_printf ("#%s ", title);
  offer = office_offer_new (title, words, insert);
  offer->id = g_strdup (id);
  offer->icon = done ? "office-done-symbolic" : "office-open-symbolic";
  if (short_id != NULL)
    {
      offer->words_insert = g_strdup_printf ("#%s ", short_id);
      offer->tag = g_strdup (short_id);
    }
  g_ptr_array_add (offers, offer);
  return offer;
}

/* A direct room has few tasks of its own, and its people talk about those of all rooms; the newest come first. */
static void
add_tasks_of_all_rooms (GPtrArray *offers, OfficeSession *self)
{
  gint64 mark = 0;
  g_autoptr (GPtrArray) names = office_replica_list_task_names (self->replica, MOST_TASKS, &mark);

  for (guint i = names->len; i > 0; i--)
    {
      OfficeTaskName *name = names->pdata[i - 1];
      g_autofree char *short_id = office_session_make_short_id (self, name->room, name->number);
      g_autofree char *formerly = office_session_dup_former_ids (self, name->room, name->number, name->former);

      if (!name->done)
        add_task (offers, name->id, name->title, short_id, formerly, FALSE);
    }
}

static gboolean
is_direct (OfficeSession *self, const char *room)
{
  OfficeRoom *object = office_session_find_room (self, room);

  return object != NULL && office_room_get_visibility (object) == OFFICE_ROOM_DIRECT;
}

/* Returns: the offer; NULL where it lies in the trash, is a template and so no work, or has no title */
static OfficeOffer *
add_record (GPtrArray *offers, OfficeSession *self, OfficeRecord *task)
{
  const char *room = office_record_get_text (task, "room");
  const gint64 number = office_record_get_integer (task, "number");
  g_autofree char *short_id = office_session_make_short_id (self, room, number);
  g_autofree char *formerly = office_session_dup_former_ids (self, room, number,
                                                             office_record_get_text (task, "former"));

  if (office_record_has (task, "trashed_at") || office_record_get_boolean (task, "template"))
    return NULL;
  return add_task (offers, office_record_get_id (task), office_record_get_text (task, "title"), short_id, formerly,
                   office_record_has (task, "completed_at"));
}

/* Where somebody writes the room's own tasks are offered anyway, in a direct room the open ones of all. */
static gboolean
is_offered (OfficeSession *self, const char *room, OfficeRecord *task)
{
  return g_strcmp0 (office_record_get_text (task, "room"), room) == 0
         || (is_direct (self, room) && !office_record_has (task, "completed_at"));
}

static void
add_by_number (GPtrArray *offers, OfficeSession *self, const char *room, GPtrArray *tasks)
{
  for (guint i = 0; i < tasks->len; i++)
    {
      OfficeOffer *offer = !is_offered (self, room, tasks->pdata[i]) ? add_record (offers, self, tasks->pdata[i])
                                                                     : NULL;

      if (offer != NULL)
        offer->only_words = TRUE;
    }
}

static gboolean
is_of_other_room (OfficeRecord *task, const char *room)
{
  return g_strcmp0 (office_record_get_text (task, "room"), room) != 0;
}

/* Those that are called so though they stand elsewhere now. */
static void
add_left (GPtrArray *offers, OfficeSession *self, const char *room, const char *called, const char *key)
{
  g_autoptr (GPtrArray) tasks = office_session_list_left (self, key);

  for (guint i = tasks->len; i > 0; i--)
    if (!is_of_other_room (tasks->pdata[i - 1], called))
      g_ptr_array_remove_index (tasks, i - 1);
  g_ptr_array_sort (tasks, by_likelihood);
  add_by_number (offers, self, room, tasks);
}

/**
 * office_session_offer_tasks_by_number:
 * @self: a session
 * @room: the id of the room in which somebody writes
 * @key: the key that was typed, from office_session_dup_key_called()
 * @offers: (element-type OfficeOffer): what office_session_offer_tasks() gave for @room; more are appended
 *
 * Offers the tasks of another room, done ones too, and those that have left the room of the key, to who calls them by their
 * short id.
 */
void
office_session_offer_tasks_by_number (OfficeSession *self, const char *room, const char *key, GPtrArray *offers)
{
  g_autofree char *called = NULL;
  g_autoptr (GPtrArray) tasks = NULL;

  g_return_if_fail (OFFICE_IS_SESSION (self));

  called = office_session_dup_room_id_called (self, key);
  if (called != NULL)
    {
      tasks = office_replica_list (self->replica, "task", "room", called);
      add_by_number (offers, self, room, tasks);
    }
  add_left (offers, self, room, called, key);
}

/**
 * office_session_offer_tasks:
 * @self: a session
 * @room: a room's id
 *
 * Returns: (transfer full) (element-type OfficeOffer): the tasks of the room, open ones first, the newest first; in a direct
 *   room the open ones of all others too
 */
GPtrArray *
office_session_offer_tasks (OfficeSession *self, const char *room)
{
  GPtrArray *offers = g_ptr_array_new_with_free_func ((GDestroyNotify) office_offer_free);
  g_autoptr (GPtrArray) tasks = NULL;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), offers);
  g_return_val_if_fail (room != NULL, offers);

  tasks = office_replica_list (self->replica, "task", "room", room);
  g_ptr_array_sort (tasks, by_likelihood);
  for (guint i = 0; i < tasks->len; i++)
    add_record (offers, self, tasks->pdata[i]);
  if (is_direct (self, room))
    add_tasks_of_all_rooms (offers, self);
  return offers;
}
