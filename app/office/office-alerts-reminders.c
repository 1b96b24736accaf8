/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-alerts-private.h"

#include <glib/gi18n.h>

/*
 * Reminders ring by this desk's clock, with or without a line; that the host has rung too changes nothing. Which have rung
 * here is kept with the book, so that a reminder rings once on each device, after a restart too. One that is put off or done,
 * on whichever device, is withdrawn on all.
 */

#define LONGEST_NAP (15 * 60 * 1000) /* ms: a machine that slept must not be late by more */
#define START_MS    1000             /* after the program's start */
#define TEXT_LENGTH 240              /* characters */

static char *
make_id (const char *reminder)
{
  return g_strconcat ("reminder:", reminder, NULL);
}

static char *
make_place (const char *reminder)
{
  return g_strconcat ("rung:", reminder, NULL);
}

static gint64
get_rung (OfficeAlerts *self, const char *reminder)
{
  g_autofree char *place = make_place (reminder);
  g_autofree char *text = office_replica_dup_draft (self->session->replica, place);

  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
}

static void
set_rung (OfficeAlerts *self, const char *reminder, gint64 remind_at)
{
  g_autofree char *place = make_place (reminder);
  g_autofree char *text = remind_at != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, remind_at) : NULL;
  g_autoptr (GError) error = NULL;

  if (!office_replica_set_draft (self->session->replica, place, text, &error))
    g_info ("That a reminder has rung cannot be kept: %s", error->message);
}

static char *
dup_text (OfficeAlerts *self, OfficeRecord *reminder)
{
  g_autofree char *text = office_session_dup_reminder_text (self->session, reminder);

  if (g_utf8_strlen (text, -1) > TEXT_LENGTH)
    return g_utf8_substring (text, 0, TEXT_LENGTH);
  return g_steal_pointer (&text);
}

static void
ring (OfficeAlerts *self, OfficeRecord *reminder)
{
  const char *message = office_record_get_text (reminder, "message");
  const char *task = office_record_get_text (reminder, "task");
  const char *room = office_record_get_text (reminder, "room");
  g_autofree char *id = make_id (office_record_get_id (reminder));
  OfficeAlert *alert;

  if (message != NULL)
    alert = office_alert_new (OFFICE_ALERT_REMINDER, id, "open-message", message);
  else if (task != NULL)
    alert = office_alert_new (OFFICE_ALERT_REMINDER, id, "open-task", task);
  else if (room != NULL)
    alert = office_alert_new (OFFICE_ALERT_REMINDER, id, "open-room", room);
  else
    alert = office_alert_new (OFFICE_ALERT_REMINDER, id, "open-page", "activity");
  alert->title = g_strdup (_ ("Reminder"));
  alert->body = dup_text (self, reminder);
  alert->urgent = TRUE;
  if (office_record_get_boolean (reminder, "due"))
    office_alerts_word_due (self, reminder, alert);
  set_rung (self, office_record_get_id (reminder), office_record_get_integer (reminder, "remind_at"));
  office_alerts_tell (self, alert);
}

static gboolean
on_ring (gpointer data)
{
  OfficeAlerts *self = data;

  self->ring_timeout = 0;
  office_alerts_look_at_reminders (self);
  return G_SOURCE_REMOVE;
}

/**
 * office_alerts_look_at_reminders:
 * @self: the alerts
 *
 * Rings what is due and has not rung here, and waits for the next.
 */
void
office_alerts_look_at_reminders (OfficeAlerts *self)
{
  OfficeClock *clock = self->session->clock;
  g_autoptr (GPtrArray) reminders = office_replica_list (self->session->replica, "reminder", NULL, NULL);
  g_autoptr (GPtrArray) own = office_alerts_list_own (self);
  gint64 now = office_clock_now (clock);
  gint64 next = 0;

  g_ptr_array_extend (reminders, own, (GCopyFunc) office_record_ref, NULL);
  for (guint i = 0; i < reminders->len; i++)
    {
      OfficeRecord *reminder = reminders->pdata[i];
      gint64 at = office_record_get_integer (reminder, "remind_at");

      if (office_alerts_is_outdated (self, reminder))
        continue;
      if (at > now)
        next = next == 0 ? at : MIN (next, at);
      else if (self->enabled && !office_person_is_quiet (self->session->me)
               && get_rung (self, office_record_get_id (reminder)) != at)
        ring (self, reminder);
    }
  office_clock_remove_timeout (clock, self->ring_timeout);
  self->ring_timeout
      = next != 0 ? office_clock_add_timeout (clock, (guint) MIN (next - now, LONGEST_NAP), on_ring, self, NULL) : 0;
}

/**
 * office_alerts_take_task:
 * @self: the alerts
 *
 * A task has changed, and with it perhaps what is due.
 */
void
office_alerts_take_task (OfficeAlerts *self)
{
  office_clock_remove_timeout (self->session->clock, self->ring_timeout);
  office_alerts_wait_for_reminders (self);
}

/**
 * office_alerts_wait_for_reminders:
 * @self: alerts to which nobody listens yet
 *
 * Looks at the reminders in a moment: what rang while the program was not there is told when somebody listens.
 */
void
office_alerts_wait_for_reminders (OfficeAlerts *self)
{
  self->ring_timeout = office_clock_add_timeout (self->session->clock, START_MS, on_ring, self, NULL);
}

/**
 * office_alerts_take_reminder:
 * @self: the alerts
 * @reminder: a reminder's record as it is now, or a gone one
 */
void
office_alerts_take_reminder (OfficeAlerts *self, OfficeRecord *reminder)
{
  gboolean gone = office_record_is_gone (reminder);
  g_autofree char *id = make_id (office_record_get_id (reminder));

  if (gone || office_record_get_integer (reminder, "remind_at") > office_clock_now (self->session->clock))
    office_alerts_withdraw (self, id);
  if (gone)
    set_rung (self, office_record_get_id (reminder), 0);
  office_alerts_look_at_reminders (self);
}
