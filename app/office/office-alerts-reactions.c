/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-alerts-private.h"

#include "office-reaction-private.h"

#include <glib/gi18n.h>

/*
 * What others put under what the person has said: one alert a message, which changes its words while more people come. It
 * is quieter than messages, calls nobody, and follows the level of the room: where one wants to hear nothing there is none.
 */

#define GATHERING_MS 1000 /* from the first reaction to the alert */
#define INTERVAL_MS  8000 /* between two alerts on the same message */
#define MOST_AT_ONCE 3    /* alerts on more messages than these become one */
#define BODY_LENGTH  120  /* characters of the message */
#define SUMMARY      "reactions"

typedef struct {
  OfficePending pending; /* where the message stands */
  char *message;
  GPtrArray *records; /* OfficeRecord: reactions, the last one last */
} Echo;

static void
echo_free (gpointer data)
{
  Echo *echo = data;

  g_free (echo->message);
  g_free (echo->pending.place);
  g_ptr_array_unref (echo->records);
  g_free (echo);
}

static char *
make_alert_id (const char *message)
{
  return g_strconcat ("reaction:", message, NULL);
}

static const char *
place_of (OfficeRecord *message)
{
  if (office_record_has (message, "thread"))
    return office_record_get_text (message, "thread");
  return office_record_has (message, "task") ? office_record_get_text (message, "task")
                                             : office_record_get_text (message, "room");
}

/* ---- words ---- */

static char *
make_title (OfficeAlerts *self, Echo *echo)
{
  OfficeRecord *last = echo->records->pdata[echo->records->len - 1];
  OfficePerson *person = office_session_find_person (self->session, office_record_get_text (last, "person"));

  return office_reaction_describe (office_person_get_name (person), echo->records);
}

static void
tell (OfficeAlerts *self, Echo *echo)
{
  g_autoptr (OfficeRecord) message = office_session_get_record (self->session, echo->message, "message");
  g_autofree char *id = make_alert_id (echo->message);
  gboolean on_task;
  OfficeAlert *alert;

  if (message == NULL)
    return;
  on_task = office_record_has (message, "task") && !office_record_has (message, "thread");
  alert = office_alert_new (OFFICE_ALERT_REACTIONS, id, on_task ? "open-task" : "open-message",
                            on_task ? echo->pending.place : echo->message);
  alert->title = make_title (self, echo);
  alert->body = g_strdelimit (office_alerts_shorten (office_record_get_text (message, "text"), BODY_LENGTH), "\n", ' ');
  office_alerts_tell (self, alert);
}

/* Many messages at once: after a break, or where everybody likes everything. */
static void
tell_all (OfficeAlerts *self, GPtrArray *due)
{
  OfficeAlert *alert = office_alert_new (OFFICE_ALERT_REACTIONS, SUMMARY, "open-page", "activity");
  g_autoptr (GPtrArray) records = g_ptr_array_new ();
  guint n;

  for (guint i = 0; i < due->len; i++)
    g_ptr_array_extend (records, ((Echo *) due->pdata[i])->records, NULL, NULL);
  n = office_reaction_count_people (records);
  alert->title = g_strdup_printf (
      ngettext ("%u person reacted to what you said", "%u people reacted to what you said", n), n);
  alert->body = office_reaction_join_emoji (records);
  office_alerts_tell (self, alert);
}

/* ---- telling ---- */

static gboolean
on_due (gpointer data)
{
  OfficeAlerts *self = data;

  self->reactions_timeout = 0;
  office_alerts_tell_reactions (self);
  return G_SOURCE_REMOVE;
}

static void
wait_for_due (OfficeAlerts *self, gint64 milliseconds)
{
  if (self->reactions_timeout == 0)
    self->reactions_timeout = office_clock_add_timeout (self->session->clock, (guint) milliseconds, on_due, self, NULL);
}

static int
compare_echoes (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 ((*(Echo *const *) a)->message, (*(Echo *const *) b)->message);
}

static gboolean
may_tell (OfficeAlerts *self, const OfficePending *echo)
{
  return office_alerts_may_tell (self, echo->place);
}

/**
 * office_alerts_tell_reactions:
 * @self: the alerts
 *
 * Tells what was gathered, unless the line is still catching up.
 */
void
office_alerts_tell_reactions (OfficeAlerts *self)
{
  g_autoptr (GPtrArray) due = NULL;
  gint64 wait;

  if (office_session_get_state (self->session) == OFFICE_LINE_CATCHING_UP)
    return;
  due = office_alerts_take_due (self, self->echoes, INTERVAL_MS, may_tell, compare_echoes, &wait);
  if (due->len > MOST_AT_ONCE)
    tell_all (self, due);
  else
    {
      for (guint i = 0; i < due->len; i++)
        tell (self, due->pdata[i]);
    }
  if (wait > 0)
    wait_for_due (self, wait);
}

/* ---- reactions come and go ---- */

static void
drop (OfficeAlerts *self, const char *message)
{
  g_autofree char *id = make_alert_id (message);

  g_hash_table_remove (self->echoes, message);
  office_alerts_withdraw (self, id);
  if (g_hash_table_size (self->echoes) == 0)
    office_alerts_withdraw (self, SUMMARY);
}

static void
forget (OfficeAlerts *self, const char *reaction)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->echoes);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Echo *echo = value;

      for (guint i = 0; i < echo->records->len; i++)
        if (g_str_equal (office_record_get_id (echo->records->pdata[i]), reaction))
          {
            g_ptr_array_remove_index (echo->records, i);
            if (echo->records->len == 0)
              {
                g_autofree char *message = g_strdup (echo->message);

                drop (self, message);
              }
            return;
          }
    }
}

static gboolean
wants (OfficeAlerts *self, OfficeRecord *reaction, OfficeRecord *message)
{
  const char *me = office_replica_get_person (self->session->replica);
  const char *by = office_record_get_text (reaction, "person");
  OfficeRoom *room = office_session_find_room (self->session, office_record_get_text (message, "room"));

  return by != NULL && !g_str_equal (by, me) && g_strcmp0 (office_record_get_text (message, "author"), me) == 0
         && !office_record_get_boolean (message, "removed") && room != NULL && !office_room_get_muted (room)
         && office_room_get_level (room) != OFFICE_ROOM_LEVEL_NONE
         && office_record_get_integer (reaction, "at") >= self->begun
         && !office_alerts_views (self, place_of (message));
}

static gboolean
has_reaction (Echo *echo, const char *reaction)
{
  for (guint i = 0; i < echo->records->len; i++)
    if (g_str_equal (office_record_get_id (echo->records->pdata[i]), reaction))
      return TRUE;
  return FALSE;
}

/**
 * office_alerts_take_reaction:
 * @self: the alerts
 * @reaction: a reaction's record as it is now, or a gone one
 */
void
office_alerts_take_reaction (OfficeAlerts *self, OfficeRecord *reaction)
{
  g_autoptr (OfficeRecord) message = NULL;
  Echo *echo;

  if (office_record_is_gone (reaction))
    {
      forget (self, office_record_get_id (reaction));
      return;
    }
  message = office_session_get_record (self->session, office_record_get_text (reaction, "message"), "message");
  if (message == NULL || office_record_get_integer (reaction, "at") <= office_alerts_get_seen_at (self)
      || !wants (self, reaction, message))
    return;
  echo = g_hash_table_lookup (self->echoes, office_record_get_id (message));
  if (echo == NULL)
    {
      echo = g_new0 (Echo, 1);
      echo->message = g_strdup (office_record_get_id (message));
      echo->pending.place = g_strdup (place_of (message));
      echo->records = g_ptr_array_new_with_free_func ((GDestroyNotify) office_record_unref);
      g_hash_table_insert (self->echoes, echo->message, echo);
    }
  if (has_reaction (echo, office_record_get_id (reaction)))
    return;
  g_ptr_array_add (echo->records, office_record_ref (reaction));
  echo->pending.unsaid = TRUE;
  wait_for_due (self, GATHERING_MS);
}

/**
 * office_alerts_drop_reactions:
 * @self: the alerts
 * @place: (nullable): the id of a room, a thread or a task that is looked at; %NULL: any
 * @until: ms since 1970: only those until then
 *
 * They were seen.
 */
void
office_alerts_drop_reactions (OfficeAlerts *self, const char *place, gint64 until)
{
  g_autoptr (GPtrArray) over = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->echoes);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Echo *echo = value;
      OfficeRecord *last = echo->records->pdata[echo->records->len - 1];

      if ((place == NULL || g_str_equal (echo->pending.place, place))
          && office_record_get_integer (last, "at") <= until)
        g_ptr_array_add (over, g_strdup (echo->message));
    }
  for (guint i = 0; i < over->len; i++)
    drop (self, over->pdata[i]);
}

/**
 * office_alerts_make_echoes:
 *
 * Returns: (transfer full): what the alerts on reactions are kept in
 */
GHashTable *
office_alerts_make_echoes (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, NULL, echo_free);
}
