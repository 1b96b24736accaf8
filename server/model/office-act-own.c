/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-act-private.h"

#include "office-id.h"

#include <string.h>

#define SECRET_CHARACTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

/*
 * What people note down for themselves, in the scope that only they see: how far they have read, what they have saved,
 * what they want to be reminded of, how they want to have a room, what they are writing.
 */

/* The person's record of a kind that has one for each `name`; it is made when there is none. Borrowed. */
static OfficeRecord *
edit_of (OfficeAct *self, const char *person, const char *kind, const char *name)
{
  g_autofree char *id = office_id_derive (person, name);
  g_autoptr (OfficeRecord) old = office_act_get (self, id, kind);
  g_autofree char *scope = NULL;

  if (old != NULL)
    return office_act_edit (self, old);
  scope = office_scope_for_person (person);
  return office_act_add (self, kind, id, scope);
}

static OfficeRecord *
edit_own (OfficeAct *self, const char *kind, const char *name)
{
  return edit_of (self, self->person, kind, name);
}

static gboolean
has_own (OfficeAct *self, const char *kind, const char *name)
{
  g_autofree char *id = office_id_derive (self->person, name);
  g_autoptr (OfficeRecord) old = office_act_get (self, id, kind);

  return old != NULL;
}

static void
drop_own (OfficeAct *self, const char *kind, const char *name)
{
  g_autofree char *id = office_id_derive (self->person, name);
  g_autoptr (OfficeRecord) old = office_act_get (self, id, kind);

  if (old != NULL)
    office_act_drop (self, old);
}

/* with[member], if it is there, names a record that the actor sees; it is noted in the record. */
static gboolean
take_visible (OfficeAct *self, OfficeRecord *record, const char *member, const char *kind, GError **error)
{
  g_autoptr (OfficeRecord) named = NULL;
  const char *id;

  if (!office_json_get_id (self->with, member, OFFICE_JSON_OPTIONAL, &id, error))
    return FALSE;
  named = id != NULL ? office_act_find (self, member, kind, error) : NULL;
  if (id != NULL && named == NULL)
    return FALSE;
  office_record_set_text (record, member, id);
  return TRUE;
}

/* ---- reading ---- */

/* The message whose thread with.thread means, if it means one; of the room, and no reply itself. */
static gboolean
find_thread (OfficeAct *self, OfficeRecord *room, OfficeRecord **thread, GError **error)
{
  GError *local_error = NULL;

  *thread = office_act_find_in_room (self, "thread", "message", office_record_get_id (room), &local_error);
  if (*thread != NULL && office_record_has (*thread, "thread"))
    {
      g_clear_pointer (thread, office_record_unref);
      office_problem_set (&local_error, OFFICE_PROBLEM_INVALID, "thread",
                          "The member “thread” names a message that is a reply itself");
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

static gboolean
is_behind (OfficeRecord *read, gint64 generation, gint64 seq)
{
  gint64 old = read != NULL ? office_record_get_integer (read, "generation") : 0;

  return generation > old || (generation == old && seq > (read != NULL ? office_record_get_integer (read, "seq") : 0));
}

/*
 * Whoever comes into a room can read all that was said there before, but it is nothing new to them. It is noted beside what
 * they have read, and not as read: others are told who has read how far, and somebody who was called by name before they came
 * is to find that. What others have read a client does not know; for oneself it goes by the messages that it has.
 */
void
office_act_note_joined (OfficeAct *self, const char *room, const char *person)
{
  gint64 newest = office_book_newest_seq (self->book, room);
  OfficeRecord *read;

  if (newest == 0 || (!g_str_equal (person, self->person) && !office_act_is_host (self)))
    return;
  read = edit_of (self, person, "read", room);
  office_record_set_text (read, "room", room);
  office_record_set_integer (read, "joined", newest);
}

gboolean
office_act_read_mark (OfficeAct *self, GError **error)
{
  g_autoptr (OfficeRecord) room = office_act_find (self, "room", "room", error);
  g_autoptr (OfficeRecord) thread = NULL;
  g_autoptr (OfficeRecord) old = NULL;
  g_autofree char *id = NULL;
  const char *place;
  gint64 seq, generation;
  OfficeRecord *read;

  if (room == NULL
      || !office_json_get_integer (self->with, "seq", OFFICE_JSON_REQUIRED, 0, OFFICE_LIMIT_INTEGER, 0, &seq, error)
      || !office_json_get_integer (self->with, "generation", OFFICE_JSON_OPTIONAL, 0, OFFICE_LIMIT_INTEGER, 0,
                                   &generation, error)
      || !find_thread (self, room, &thread, error))
    return FALSE;
  place = office_record_get_id (thread != NULL ? thread : room);
  id = office_id_derive (self->person, place);
  old = office_act_get (self, id, "read");
  if (!is_behind (old, generation, seq))
    return TRUE;
  read = edit_own (self, "read", place);
  /* Who marks something as unread says it for what was there before them, too. */
  if (generation > office_record_get_integer (read, "generation"))
    office_record_set_integer (read, "joined", 0);
  office_record_set_text (read, "room", office_record_get_id (room));
  office_record_set_integer (read, "generation", generation);
  office_record_set_integer (read, "seq", seq);
  office_record_set_text (read, "thread", thread != NULL ? place : NULL);
  return TRUE;
}

gboolean
office_act_activity_mark (OfficeAct *self, GError **error)
{
  g_autofree char *id = office_id_derive (self->person, "activity");
  g_autoptr (OfficeRecord) old = office_act_get (self, id, "activity");
  gint64 at;

  if (!office_json_get_integer (self->with, "at", OFFICE_JSON_REQUIRED, 0, OFFICE_LIMIT_INTEGER, 0, &at, error))
    return FALSE;
  if (old == NULL || at > office_record_get_integer (old, "seen_at"))
    office_record_set_integer (edit_own (self, "activity", "activity"), "seen_at", at);
  return TRUE;
}

/* ---- what is kept for later ---- */

gboolean
office_act_message_save (OfficeAct *self, GError **error)
{
  g_autoptr (OfficeRecord) message = office_act_find (self, "message", "message", error);
  g_autofree char *name = NULL;
  OfficeRecord *record;
  gboolean saved;

  if (message == NULL || !office_json_get_boolean (self->with, "saved", OFFICE_JSON_REQUIRED, &saved, error))
    return FALSE;
  name = g_strconcat ("saved ", office_record_get_id (message), NULL);
  if (!saved)
    {
      drop_own (self, "saved", name);
      return TRUE;
    }
  if (has_own (self, "saved", name))
    return TRUE;
  record = edit_own (self, "saved", name);
  office_record_set_text (record, "message", office_record_get_id (message));
  office_record_set_integer (record, "at", self->now);
  return TRUE;
}

/* The actor's own record with the id with.id, to be changed, or a new one. Borrowed; NULL when the id is another's. */
OfficeRecord *
office_act_edit_own (OfficeAct *self, const char *kind, GError **error)
{
  g_autoptr (OfficeRecord) old = NULL;
  g_autofree char *scope = office_scope_for_person (self->person);
  const char *id;

  if (!office_json_get_id (self->with, "id", OFFICE_JSON_REQUIRED, &id, error))
    return NULL;
  old = office_act_get (self, id, kind);
  if (old != NULL && g_str_equal (office_record_get_scope (old), scope))
    return office_act_edit (self, old);
  return office_act_get_new_id (self, &id, error) ? office_act_add (self, kind, id, scope) : NULL;
}

/* The host keeps those of due dates with their task: one that told of something else would go with it, or be written over. */
static gboolean
check_task_of_due (OfficeRecord *reminder, const char *before, GError **error)
{
  if (!office_record_get_boolean (reminder, "due")
      || (g_strcmp0 (office_record_get_text (reminder, "task"), before) == 0 && !office_record_has (reminder, "message")
          && !office_record_has (reminder, "room")))
    return TRUE;
  office_problem_set (error, OFFICE_PROBLEM_INVALID, "task",
                      "A reminder of a due date stays with its task; make another one");
  return FALSE;
}

gboolean
office_act_reminder_set (OfficeAct *self, GError **error)
{
  OfficeRecord *reminder = office_act_edit_own (self, "reminder", error);
  g_autofree char *task = reminder != NULL ? g_strdup (office_record_get_text (reminder, "task")) : NULL;

  if (reminder == NULL || !take_visible (self, reminder, "room", "room", error)
      || !take_visible (self, reminder, "message", "message", error)
      || !take_visible (self, reminder, "task", "task", error) || !check_task_of_due (reminder, task, error)
      || !office_act_take (self, reminder, "text", error) || !office_act_take (self, reminder, "remind_at", error))
    return FALSE;
  office_record_set_integer (reminder, "rang_at", 0);
  return TRUE;
}

gboolean
office_act_task_snooze (OfficeAct *self, GError **error)
{
  g_autoptr (OfficeRecord) task = office_act_find (self, "task", "task", error);
  g_autofree char *name = NULL;
  gint64 until;
  OfficeRecord *snooze;

  if (task == NULL
      || !office_json_get_integer (self->with, "until", OFFICE_JSON_OPTIONAL, 0, OFFICE_LIMIT_INTEGER, 0, &until,
                                   error))
    return FALSE;
  name = g_strconcat ("snooze ", office_record_get_id (task), NULL);
  if (until == 0)
    {
      drop_own (self, "snooze", name);
      return TRUE;
    }
  snooze = edit_own (self, "snooze", name);
  office_record_set_text (snooze, "task", office_record_get_id (task));
  office_record_set_integer (snooze, "until", until);
  return TRUE;
}

/* Who knows the secret reads the calendar: one that could be guessed is refused. */
gboolean
office_act_feed_set (OfficeAct *self, GError **error)
{
  const char *secret;
  OfficeRecord *feed;

  if (!office_json_get_text (self->with, "secret", OFFICE_JSON_OPTIONAL, G_MAXSIZE, &secret, error))
    return FALSE;
  if (secret == NULL)
    {
      drop_own (self, "feed", "feed");
      return TRUE;
    }
  if (strlen (secret) != OFFICE_FEED_SECRET_LENGTH || strspn (secret, SECRET_CHARACTERS) != OFFICE_FEED_SECRET_LENGTH)
    {
      office_problem_set (error, OFFICE_PROBLEM_INVALID, "secret",
                          "The secret of a calendar is 43 characters of base64url, which are 32 random bytes");
      return FALSE;
    }
  feed = edit_own (self, "feed", "feed");
  office_record_set_text (feed, "secret", secret);
  office_record_set_integer (feed, "at", self->now);
  return TRUE;
}

/* ---- rooms ---- */

gboolean
office_act_room_prefer (OfficeAct *self, GError **error)
{
  static const char *const fields[] = { "favourite", "muted", "level", "group" };
  g_autoptr (OfficeRecord) room = office_act_find (self, "room", "room", error);
  g_autofree char *name = NULL;
  OfficeRecord *preference;

  if (room == NULL)
    return FALSE;
  name = g_strconcat ("preference ", office_record_get_id (room), NULL);
  preference = edit_own (self, "preference", name);
  office_record_set_text (preference, "room", office_record_get_id (room));
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (json_object_has_member (self->with, fields[i]) && !office_act_take (self, preference, fields[i], error))
      return FALSE;
  return TRUE;
}

/* ---- writing ---- */

/*
 * Nothing that was written is lost to what the same person wrote elsewhere at the same time: where the text that goes is not
 * the one that the writer knew of, it is kept as a spare. `was` names that one by the id that it has, or had, as a spare.
 */
static void
keep_spare (OfficeAct *self, OfficeRecord *draft, const char *id)
{
  static const char *const fields[] = { "room", "thread", "task", "text" };
  g_autofree char *scope = office_scope_for_person (self->person);
  g_autoptr (OfficeRecord) old = office_act_get (self, id, "spare");
  OfficeRecord *spare;

  if (old != NULL)
    return;
  spare = office_act_add (self, "spare", id, scope);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    office_record_set_text (spare, fields[i], office_record_get_text (draft, fields[i]));
  office_record_set_integer (spare, "at", self->now);
}

/* What the writer goes on from, or is done with, is no choice any more. */
static void
drop_spare (OfficeAct *self, const char *id)
{
  g_autoptr (OfficeRecord) spare = office_act_get (self, id, "spare");
  g_autofree char *scope = office_scope_for_person (self->person);

  if (spare != NULL && g_str_equal (office_record_get_scope (spare), scope))
    office_act_drop (self, spare);
}

/* The room may have been archived, and what is on a task be in another room by now: a draft is kept all the same. */
gboolean
office_act_draft_set (OfficeAct *self, GError **error)
{
  g_autoptr (OfficeRecord) room = office_act_find (self, "room", "room", error);
  g_autofree char *name = NULL;
  g_autofree char *id = NULL;
  g_autoptr (OfficeRecord) old = NULL;
  g_autofree char *there = NULL;
  const char *thread, *task, *text, *was;
  gboolean known;
  OfficeRecord *draft;

  if (room == NULL || !office_json_get_id (self->with, "thread", OFFICE_JSON_OPTIONAL, &thread, error)
      || !office_json_get_id (self->with, "task", OFFICE_JSON_OPTIONAL, &task, error)
      || !office_json_get_id (self->with, "was", OFFICE_JSON_OPTIONAL, &was, error)
      || !office_json_get_text (self->with, "text", OFFICE_JSON_OPTIONAL, G_MAXSIZE, &text, error))
    return FALSE;
  name = g_strconcat ("draft ", thread != NULL ? thread : task != NULL ? task : office_record_get_id (room), NULL);
  id = office_id_derive (self->person, name);
  old = office_act_get (self, id, "draft");
  there = old != NULL ? office_id_derive (id, office_record_get_text (old, "text")) : NULL;
  known = was == NULL || there == NULL || g_str_equal (was, there);
  if (was != NULL)
    drop_spare (self, was);
  if (text == NULL || *text == '\0')
    {
      /* Who is done with another text has not seen this one: it stays what is being written. */
      if (known)
        drop_own (self, "draft", name);
      return TRUE;
    }
  if (!known && !g_str_equal (text, office_record_get_text (old, "text")))
    keep_spare (self, old, there);
  draft = edit_own (self, "draft", name);
  office_record_set_text (draft, "room", office_record_get_id (room));
  office_record_set_text (draft, "thread", thread);
  office_record_set_text (draft, "task", task);
  office_record_set_integer (draft, "at", self->now);
  return office_act_take (self, draft, "text", error);
}
