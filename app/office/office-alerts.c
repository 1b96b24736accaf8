/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-alerts-private.h"

#include "office-id.h"
#include "office-sentence.h"

#include <glib/gi18n.h>

/*
 * Only what comes while the program runs is told: what was said before the line first came, a month of it maybe, is what the
 * sidebar shows. After a break the line's catching up is told of at its end, together. Messages are gathered for a moment
 * and then by room, so that a burst is one alert that changes its words; what was read, here or on another device, is
 * withdrawn. Nothing is told of the place that the person looks at, nothing while they are not to be disturbed, and nothing
 * of what they do themselves.
 */

#define TOLERANCE_MS 60000 /* clocks of desk and host may differ by that much */

G_DEFINE_FINAL_TYPE (OfficeAlerts, office_alerts, G_TYPE_OBJECT)

enum { TELL, WITHDRAW, N_SIGNALS };

static guint signals[N_SIGNALS];

/* ---- assignments ---- */

static char *
make_assignment_id (const char *assignment)
{
  return g_strconcat ("assignment:", assignment, NULL);
}

gint64
office_alerts_get_seen_at (OfficeAlerts *self)
{
  g_autofree char *id = office_id_derive (office_replica_get_person (self->session->replica), "activity");
  g_autoptr (OfficeRecord) activity = office_session_get_record (self->session, id, "activity");

  return activity != NULL ? office_record_get_integer (activity, "seen_at") : 0;
}

static void
tell_assignment (OfficeAlerts *self, OfficeRecord *assignment, OfficeTask *task)
{
  const char *by = office_record_get_text (assignment, "by");
  OfficeRoom *room = office_session_find_room (self->session, office_task_get_room_id (task));
  g_autofree char *id = make_assignment_id (office_record_get_id (assignment));
  OfficeAlert *alert = office_alert_new (OFFICE_ALERT_ASSIGNMENT, id, "open-task", office_task_get_id (task));

  if (by != NULL)
    {
      g_autofree char *name = office_sentence_dup_name (
          office_person_get_name (office_session_find_person (self->session, by)));

      /* Translators: %s is a person's name */
      alert->title = office_sentence_direct (g_strdup_printf (_ ("%s gave you a task"), name));
    }
  else
    alert->title = g_strdup (_ ("You have a new task"));
  alert->body = room != NULL ? g_strdup_printf ("%s\n%s", office_task_get_title (task), office_room_get_name (room))
                             : g_strdup (office_task_get_title (task));
  alert->urgent = TRUE;
  office_alerts_tell (self, alert);
}

static void
take_assignment (OfficeAlerts *self, OfficeRecord *assignment)
{
  g_autofree char *id = make_assignment_id (office_record_get_id (assignment));
  OfficeTask *task;
  gint64 at;

  if (office_record_is_gone (assignment))
    {
      office_alerts_withdraw (self, id);
      return;
    }
  at = office_record_get_integer (assignment, "at");
  task = office_session_find_task (self->session, office_record_get_text (assignment, "task"));
  if (task == NULL || at < self->begun || at <= office_alerts_get_seen_at (self)
      || g_hash_table_contains (self->shown, id) || !office_alerts_may_tell (self, office_task_get_id (task)))
    return;
  tell_assignment (self, assignment, task);
}

/* The page that lists them was looked at, here or elsewhere. */
static void
take_activity (OfficeAlerts *self, OfficeRecord *activity)
{
  gint64 seen_at = office_record_is_gone (activity) ? 0 : office_record_get_integer (activity, "seen_at");
  g_autoptr (GPtrArray) over = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->shown);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      g_autoptr (OfficeRecord) assignment = NULL;

      if (!g_str_has_prefix (id, "assignment:"))
        continue;
      assignment = office_session_get_record (self->session, (char *) id + strlen ("assignment:"), "assignment");
      if (assignment == NULL || office_record_get_integer (assignment, "at") <= seen_at)
        g_ptr_array_add (over, g_strdup (id));
    }
  for (guint i = 0; i < over->len; i++)
    office_alerts_withdraw (self, over->pdata[i]);
  office_alerts_drop_reactions (self, NULL, seen_at);
}

/* ---- callbacks ---- */

/* What was told before this program started stays on the desktop until it was read. */
static void
take_marker (OfficeAlerts *self, OfficeRecord *marker)
{
  const char *thread = office_record_get_text (marker, "thread");
  const char *room = office_record_get_text (marker, "room");

  if (!office_record_is_gone (marker) && room != NULL)
    office_alerts_clear_talk (self, thread != NULL ? thread : room);
}

static void
take (OfficeAlerts *self, OfficeRecord *record, gboolean *markers, gboolean *tasks)
{
  const char *kind = office_record_get_kind_name (record);

  if (g_strcmp0 (kind, "reminder") == 0)
    office_alerts_take_reminder (self, record);
  else if (g_strcmp0 (kind, "task") == 0)
    *tasks = TRUE;
  else if (self->begun == 0)
    return;
  else if (g_strcmp0 (kind, "message") == 0)
    office_alerts_take_message (self, record);
  else if (g_strcmp0 (kind, "reaction") == 0)
    office_alerts_take_reaction (self, record);
  else if (g_strcmp0 (kind, "read") == 0)
    {
      *markers = TRUE;
      take_marker (self, record);
    }
  else if (g_strcmp0 (kind, "assignment") == 0)
    take_assignment (self, record);
  else if (g_strcmp0 (kind, "activity") == 0)
    take_activity (self, record);
}

static void
on_applied (OfficeAlerts *self, GPtrArray *records)
{
  gboolean markers = FALSE, tasks = FALSE;

  for (guint i = 0; i < records->len; i++)
    take (self, records->pdata[i], &markers, &tasks);
  if (tasks)
    office_alerts_take_task (self);
  if (markers)
    office_alerts_take_markers (self);
}

static void
on_state (OfficeAlerts *self)
{
  OfficeSession *session = self->session;

  if (office_session_get_state (session) != OFFICE_LINE_LIVE)
    return;
  if (self->begun == 0)
    self->begun = office_clock_now (session->clock) - TOLERANCE_MS
                  + (session->line != NULL ? office_line_get_clock_offset (session->line) : 0);
  office_alerts_tell_talks (self);
  office_alerts_tell_reactions (self);
}

/* What rang meanwhile is told when it is over; what was said meanwhile stands in the sidebar. */
static void
on_quiet (OfficeAlerts *self)
{
  office_alerts_look_at_reminders (self);
}

/* ---- overrides ---- */

static void
office_alerts_dispose (GObject *object)
{
  OfficeAlerts *self = OFFICE_ALERTS (object);

  if (self->session != NULL)
    {
      office_clock_remove_timeout (self->session->clock, self->timeout);
      office_clock_remove_timeout (self->session->clock, self->ring_timeout);
      office_clock_remove_timeout (self->session->clock, self->reactions_timeout);
      self->timeout = self->ring_timeout = self->reactions_timeout = 0;
    }
  g_clear_object (&self->session);
  G_OBJECT_CLASS (office_alerts_parent_class)->dispose (object);
}

static void
office_alerts_finalize (GObject *object)
{
  OfficeAlerts *self = OFFICE_ALERTS (object);

  g_strfreev (self->views);
  g_hash_table_unref (self->talks);
  g_hash_table_unref (self->echoes);
  g_hash_table_unref (self->dealt);
  g_hash_table_unref (self->shown);
  g_hash_table_unref (self->cleared);
  G_OBJECT_CLASS (office_alerts_parent_class)->finalize (object);
}

static void
office_alerts_class_init (OfficeAlertsClass *class)
{
  G_OBJECT_CLASS (class)->dispose = office_alerts_dispose;
  G_OBJECT_CLASS (class)->finalize = office_alerts_finalize;

  /**
   * OfficeAlerts::tell:
   * @self: the alerts
   * @alert: what to tell, in the place of one with the same id
   */
  signals[TELL] = g_signal_new ("tell", OFFICE_TYPE_ALERTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                OFFICE_TYPE_ALERT | G_SIGNAL_TYPE_STATIC_SCOPE);
  /**
   * OfficeAlerts::withdraw:
   * @self: the alerts
   * @id: of one that was told and is over
   */
  signals[WITHDRAW] = g_signal_new ("withdraw", OFFICE_TYPE_ALERTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                    1, G_TYPE_STRING);
}

static void
office_alerts_init (OfficeAlerts *self)
{
  self->enabled = TRUE;
  self->talks = office_alerts_make_talks ();
  self->echoes = office_alerts_make_echoes ();
  self->dealt = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->cleared = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/* ---- inside ---- */

/**
 * office_alerts_views:
 * @self: the alerts
 * @place: the id of a room, a thread or a task
 *
 * Returns: whether the person looks at it
 */
gboolean
office_alerts_views (OfficeAlerts *self, const char *place)
{
  return self->views != NULL && g_strv_contains ((const char *const *) self->views, place);
}

/**
 * office_alerts_may_tell:
 * @self: the alerts
 * @place: the id of a room, a thread or a task
 *
 * Returns: whether something of it may be told now
 */
gboolean
office_alerts_may_tell (OfficeAlerts *self, const char *place)
{
  return self->enabled && !office_person_is_quiet (self->session->me) && !office_alerts_views (self, place);
}

/**
 * office_alerts_tell:
 * @self: the alerts
 * @alert: (transfer full): what to tell
 */
void
office_alerts_tell (OfficeAlerts *self, OfficeAlert *alert)
{
  g_autoptr (OfficeAlert) owned = alert;

  g_hash_table_add (self->shown, g_strdup (alert->id));
  g_signal_emit (self, signals[TELL], 0, owned);
}

/**
 * office_alerts_withdraw:
 * @self: the alerts
 * @id: of an alert; nothing happens where it is not shown
 */
void
office_alerts_withdraw (OfficeAlerts *self, const char *id)
{
  g_autofree char *copy = g_strdup (id);

  if (g_hash_table_remove (self->shown, copy))
    g_signal_emit (self, signals[WITHDRAW], 0, copy);
}

/**
 * office_alerts_withdraw_for_sure:
 * @self: the alerts
 * @id: of an alert that may be shown since an earlier run
 */
void
office_alerts_withdraw_for_sure (OfficeAlerts *self, const char *id)
{
  g_hash_table_remove (self->shown, id);
  g_signal_emit (self, signals[WITHDRAW], 0, id);
}

/* ---- public ---- */

/**
 * office_alerts_new:
 * @session: the office
 *
 * Returns: (transfer full): alerts on what happens in it from now on, and on reminders that are due
 */
OfficeAlerts *
office_alerts_new (OfficeSession *session)
{
  OfficeAlerts *self;

  g_return_val_if_fail (OFFICE_IS_SESSION (session), NULL);

  self = g_object_new (OFFICE_TYPE_ALERTS, NULL);
  self->session = g_object_ref (session);
  g_signal_connect_object (session, "applied", G_CALLBACK (on_applied), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::state", G_CALLBACK (on_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session->me, "notify::quiet-until", G_CALLBACK (on_quiet), self, G_CONNECT_SWAPPED);
  on_state (self);
  office_alerts_wait_for_reminders (self);
  return self;
}

/**
 * office_alerts_set_enabled:
 * @self: the alerts
 * @enabled: whether the person wants to be told at all
 */
void
office_alerts_set_enabled (OfficeAlerts *self, gboolean enabled)
{
  g_return_if_fail (OFFICE_IS_ALERTS (self));

  self->enabled = enabled;
  office_alerts_look_at_reminders (self);
}

static void
look_at (OfficeAlerts *self, const char *place)
{
  g_autofree char *name = g_strconcat ("assignment ", office_replica_get_person (self->session->replica), NULL);
  g_autofree char *assignment = office_id_derive (place, name);

  office_alerts_clear_talk (self, place);
  office_alerts_drop_talk (self, place);
  office_alerts_drop_reactions (self, place, G_MAXINT64);
  if (assignment != NULL)
    {
      g_autofree char *id = make_assignment_id (assignment);

      office_alerts_withdraw (self, id);
    }
}

/**
 * office_alerts_set_views:
 * @self: the alerts
 * @places: (nullable) (array zero-terminated=1): the ids of the rooms, first messages of threads, and tasks that the person
 *   looks at; %NULL: they look elsewhere
 *
 * Nothing is told of these, and what was told of them is over.
 */
void
office_alerts_set_views (OfficeAlerts *self, const char *const *places)
{
  g_return_if_fail (OFFICE_IS_ALERTS (self));

  if (places != NULL && self->views != NULL && g_strv_equal (places, (const char *const *) self->views))
    return;
  g_strfreev (self->views);
  self->views = g_strdupv ((char **) places);
  for (guint i = 0; places != NULL && places[i] != NULL; i++)
    look_at (self, places[i]);
}
