/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-alerts-private.h"

#include "office-calls.h"
#include "office-sentence.h"

#include <glib/gi18n.h>

/* Messages, gathered by where they were said. */

#define GATHERING_MS 300  /* from the first message to the alert */
#define INTERVAL_MS  4000 /* between two alerts on the same place */
#define MOST_AT_ONCE 3    /* alerts on more places than these become one */
#define BODY_LENGTH  240  /* characters */
#define MOST_KEPT    500  /* messages of a place: of more, the first are not told apart */
#define SUMMARY      "talks"

typedef struct {
  char *id;
  gint64 seq;
  OfficePerson *author;
  char *text; /* as it is told */
  gboolean called;
} Said;

typedef struct {
  OfficePending pending;
  char *room;
  gboolean thread;
  gboolean task;
  GPtrArray *said; /* Said, oldest first: not read */
} Talk;

static void
said_free (gpointer data)
{
  Said *said = data;

  g_free (said->id);
  g_clear_object (&said->author);
  g_free (said->text);
  g_free (said);
}

static void
talk_free (gpointer data)
{
  Talk *talk = data;

  g_free (talk->pending.place);
  g_free (talk->room);
  g_ptr_array_unref (talk->said);
  g_free (talk);
}

static char *
make_alert_id (const char *place)
{
  return g_strconcat ("talk:", place, NULL);
}

static Talk *
ensure_talk (OfficeAlerts *self, OfficeRecord *message)
{
  const char *thread = office_record_get_text (message, "thread");
  const char *task = office_record_get_text (message, "task");
  const char *room = office_record_get_text (message, "room");
  const char *place = thread != NULL ? thread : task != NULL ? task : room;
  Talk *talk = g_hash_table_lookup (self->talks, place);

  if (talk != NULL)
    return talk;
  talk = g_new0 (Talk, 1);
  *talk = (Talk){ { g_strdup (place) },
                  g_strdup (room),
                  thread != NULL,
                  thread == NULL && task != NULL,
                  g_ptr_array_new_with_free_func (said_free) };
  g_hash_table_insert (self->talks, talk->pending.place, talk);
  return talk;
}

/* ---- words ---- */

static char *
shorten (const char *text)
{
  g_autofree char *words = office_alerts_shorten (text, BODY_LENGTH);

  return *words != '\0' ? g_steal_pointer (&words) : g_strdup (_ ("Sent a file"));
}

static char *
title_of_one (Talk *talk, OfficeRoom *room, Said *said)
{
  const char *author = office_person_get_name (said->author);
  g_autofree char *who = office_sentence_dup_name (author);
  g_autofree char *where = office_sentence_dup_name (office_room_get_name (room));

  if (office_room_get_visibility (room) == OFFICE_ROOM_DIRECT && office_room_get_partner (room) != NULL
      && !talk->thread)
    return g_strdup (author);
  if (said->called)
    /* Translators: a person's name, then a room's */
    return office_sentence_direct (g_strdup_printf (_ ("%s mentioned you in %s"), who, where));
  if (talk->thread)
    /* Translators: a person's name, then a room's: said in a thread in which the reader takes part */
    return office_sentence_direct (g_strdup_printf (_ ("%s replied in %s"), who, where));
  /* Translators: a person's name, then a room's: who says something where */
  return office_sentence_direct (g_strdup_printf (C_ ("message", "%s in %s"), who, where));
}

static char *
title_of_many (Talk *talk, OfficeRoom *room)
{
  guint n = talk->said->len;
  g_autofree char *where = office_sentence_dup_name (office_room_get_name (room));

  if (office_room_get_partner (room) != NULL)
    /* Translators: how many, then a person's name */
    return office_sentence_direct (
        g_strdup_printf (ngettext ("%'u new message from %s", "%'u new messages from %s", n), n, where));
  /* Translators: how many, then a room's name */
  return office_sentence_direct (
      g_strdup_printf (ngettext ("%'u new message in %s", "%'u new messages in %s", n), n, where));
}

static OfficeAlert *
describe (Talk *talk, OfficeRoom *room)
{
  Said *last = talk->said->pdata[talk->said->len - 1];
  g_autofree char *id = make_alert_id (talk->pending.place);
  OfficeAlert *alert = office_alert_new (OFFICE_ALERT_MESSAGES, id, talk->task ? "open-task" : "open-message",
                                         talk->task ? talk->pending.place : last->id);

  for (guint i = 0; i < talk->said->len; i++)
    alert->urgent |= ((Said *) talk->said->pdata[i])->called;
  if (talk->said->len == 1)
    {
      alert->title = title_of_one (talk, room, last);
      alert->body = g_strdup (last->text);
      return alert;
    }
  alert->title = title_of_many (talk, room);
  /* Translators: a person's name, then what they said last */
  alert->body = office_room_get_partner (room) != NULL
                    ? g_strdup (last->text)
                    : g_strdup_printf (C_ ("message", "%s: %s"), office_person_get_name (last->author), last->text);
  return alert;
}

/* Many places at once: after a break, or where everybody talks. */
static OfficeAlert *
describe_all (OfficeAlerts *self, GPtrArray *talks)
{
  OfficeAlert *alert = office_alert_new (OFFICE_ALERT_MESSAGES, SUMMARY, "open-page", "activity");
  GString *rooms = g_string_new (NULL);
  g_autofree char *messages = NULL;
  guint n = 0;

  for (guint i = 0; i < talks->len; i++)
    {
      Talk *talk = talks->pdata[i];

      n += talk->said->len;
      if (i > 0)
        /* Translators: between the names of rooms */
        g_string_append (rooms, C_ ("list of names", ", "));
      g_string_append (rooms, office_room_get_name (office_session_find_room (self->session, talk->room)));
    }
  messages = g_strdup_printf (ngettext ("%'u new message", "%'u new messages", n), n);
  /* Translators: "12 new messages", then in how many places they are */
  alert->title = g_strdup_printf (ngettext ("%s in %u place", "%s in %u places", talks->len), messages, talks->len);
  alert->body = g_string_free (rooms, FALSE);
  return alert;
}

/* ---- telling ---- */

static gboolean
on_due (gpointer data)
{
  OfficeAlerts *self = data;

  self->timeout = 0;
  office_alerts_tell_talks (self);
  return G_SOURCE_REMOVE;
}

static void
wait_for_due (OfficeAlerts *self, gint64 milliseconds)
{
  if (self->timeout == 0)
    self->timeout = office_clock_add_timeout (self->session->clock, (guint) milliseconds, on_due, self, NULL);
}

static void
tell_talk (OfficeAlerts *self, Talk *talk)
{
  OfficeRoom *room = office_session_find_room (self->session, talk->room);

  if (room != NULL)
    office_alerts_tell (self, describe (talk, room));
}

static gboolean
may_tell (OfficeAlerts *self, const OfficePending *talk)
{
  return office_alerts_may_tell (self, talk->place)
         && office_session_find_room (self->session, ((const Talk *) talk)->room) != NULL;
}

static int
compare_talks (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 ((*(Talk *const *) a)->pending.place, (*(Talk *const *) b)->pending.place);
}

/**
 * office_alerts_tell_talks:
 * @self: the alerts
 *
 * Tells what was gathered, unless the line is still catching up.
 */
void
office_alerts_tell_talks (OfficeAlerts *self)
{
  g_autoptr (GPtrArray) due = NULL;
  gint64 wait;

  if (office_session_get_state (self->session) == OFFICE_LINE_CATCHING_UP)
    return;
  due = office_alerts_take_due (self, self->talks, INTERVAL_MS, may_tell, compare_talks, &wait);
  if (due->len > MOST_AT_ONCE)
    {
      self->summed_up = TRUE;
      office_alerts_tell (self, describe_all (self, due));
    }
  else
    {
      for (guint i = 0; i < due->len; i++)
        tell_talk (self, due->pdata[i]);
    }
  if (wait > 0)
    wait_for_due (self, wait);
}

/* ---- messages come ---- */

static gboolean
is_new (OfficeAlerts *self, OfficeRecord *message)
{
  const char *room = office_record_get_text (message, "room");
  gint64 seq = office_record_get_integer (message, "seq");
  gint64 *dealt = room != NULL ? g_hash_table_lookup (self->dealt, room) : NULL;

  if (room == NULL || seq == 0 || (dealt != NULL && seq <= *dealt))
    return FALSE;
  g_hash_table_insert (self->dealt, g_strdup (room), g_memdup2 (&seq, sizeof seq));
  return office_record_get_integer (message, "at") >= self->begun;
}

/* What was said before one came into the room is nothing to be told of, but for what calls one by name. */
static gboolean
is_read (OfficeAlerts *self, Talk *talk, gint64 seq, gboolean called)
{
  OfficeReplica *replica = self->session->replica;
  const char *thread = talk->thread ? talk->pending.place : NULL;

  return seq <= (called ? office_replica_get_marker (replica, thread != NULL ? thread : talk->room)
                        : office_replica_get_read_seq (replica, talk->room, thread));
}

static gboolean
is_first_read (OfficeAlerts *self, Talk *talk)
{
  const Said *first = talk->said->len > 0 ? talk->said->pdata[0] : NULL;

  return first != NULL && is_read (self, talk, first->seq, first->called);
}

/* What is said on a task concerns who has to do it. */
static gboolean
concerns_me (OfficeAlerts *self, OfficeRecord *message)
{
  OfficeTask *task = office_session_find_task (self->session, office_record_get_text (message, "task"));
  GListModel *assignees = task != NULL ? office_task_get_assignees (task) : NULL;

  for (guint i = 0; assignees != NULL && i < g_list_model_get_n_items (assignees); i++)
    {
      g_autoptr (OfficePerson) person = g_list_model_get_item (assignees, i);

      if (office_person_is_me (person))
        return TRUE;
    }
  return FALSE;
}

static gboolean
wants (OfficeAlerts *self, OfficeRecord *message, gboolean called)
{
  OfficeRoom *room = office_session_find_room (self->session, office_record_get_text (message, "room"));

  if (room == NULL || office_room_get_muted (room))
    return FALSE;
  switch (office_room_get_level (room))
    {
    case OFFICE_ROOM_LEVEL_NONE:
      return FALSE;
    case OFFICE_ROOM_LEVEL_MENTIONS:
      return called || office_session_takes_part (self->session, message);
    case OFFICE_ROOM_LEVEL_ALL:
    default:
      if (called)
        return TRUE;
      if (!office_room_get_joined (room))
        return FALSE; /* it may be seen, but one has not come in */
      if (office_record_has (message, "thread"))
        return office_session_takes_part (self->session, message);
      return !office_record_has (message, "task") || concerns_me (self, message);
    }
}

static void
forget_message (OfficeAlerts *self, const char *id)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->talks);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Talk *talk = value;

      for (guint i = 0; i < talk->said->len; i++)
        if (g_str_equal (((Said *) talk->said->pdata[i])->id, id))
          {
            g_ptr_array_remove_index (talk->said, i);
            if (talk->said->len == 0)
              {
                g_autofree char *place = g_strdup (talk->pending.place);

                office_alerts_drop_talk (self, place);
              }
            return;
          }
    }
}

/**
 * office_alerts_take_message:
 * @self: the alerts
 * @message: a message's record as it is now, or a gone one
 */
void
office_alerts_take_message (OfficeAlerts *self, OfficeRecord *message)
{
  const char *author;
  gboolean called;
  Said *said;
  Talk *talk;

  if (office_record_is_gone (message) || office_record_get_boolean (message, "removed"))
    {
      forget_message (self, office_record_get_id (message));
      return;
    }
  author = office_record_get_text (message, "author");
  if (!is_new (self, message) || author == NULL
      || g_str_equal (author, office_replica_get_person (self->session->replica)))
    return;
  called = office_session_is_called (self->session, message);
  if (!wants (self, message, called))
    return;
  talk = ensure_talk (self, message);
  if (is_read (self, talk, office_record_get_integer (message, "seq"), called)
      || office_alerts_views (self, talk->pending.place))
    {
      if (talk->said->len == 0)
        g_hash_table_remove (self->talks, talk->pending.place);
      return;
    }
  said = g_new0 (Said, 1);
  *said = (Said){ g_strdup (office_record_get_id (message)), office_record_get_integer (message, "seq"),
                  g_object_ref (office_session_find_person (self->session, author)),
                  shorten (office_record_get_text (message, "text")), called };
  g_ptr_array_add (talk->said, said);
  if (talk->said->len > MOST_KEPT)
    g_ptr_array_remove_index (talk->said, 0);
  talk->pending.unsaid = TRUE;
  wait_for_due (self, GATHERING_MS);
}

/* ---- and are read ---- */

/**
 * office_alerts_clear_talk:
 * @self: the alerts
 * @place: the id of a room, a thread or a task that was read
 *
 * Withdraws what an earlier run of the program may have told of it, once.
 */
void
office_alerts_clear_talk (OfficeAlerts *self, const char *place)
{
  g_autofree char *id = make_alert_id (place);

  if (!g_hash_table_contains (self->talks, place) && g_hash_table_add (self->cleared, g_strdup (place)))
    office_alerts_withdraw_for_sure (self, id);
}

/**
 * office_alerts_drop_talk:
 * @self: the alerts
 * @place: the id of a room, a thread or a task of which all is read
 */
void
office_alerts_drop_talk (OfficeAlerts *self, const char *place)
{
  g_autofree char *id = make_alert_id (place);

  g_hash_table_add (self->cleared, g_strdup (place));
  g_hash_table_remove (self->talks, place);
  office_alerts_withdraw (self, id);
  if (self->summed_up && g_hash_table_size (self->talks) == 0)
    {
      self->summed_up = FALSE;
      office_alerts_withdraw (self, SUMMARY);
    }
}

/**
 * office_alerts_take_markers:
 * @self: the alerts
 *
 * Lets go of what was read, here or elsewhere.
 */
void
office_alerts_take_markers (OfficeAlerts *self)
{
  g_autoptr (GPtrArray) over = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->talks);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Talk *talk = value;

      while (is_first_read (self, talk))
        g_ptr_array_remove_index (talk->said, 0);
      if (talk->said->len == 0)
        g_ptr_array_add (over, g_strdup (talk->pending.place));
    }
  for (guint i = 0; i < over->len; i++)
    office_alerts_drop_talk (self, over->pdata[i]);
}

/**
 * office_alerts_make_talks:
 *
 * Returns: (transfer full): a table for them, by place
 */
GHashTable *
office_alerts_make_talks (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, NULL, talk_free);
}
