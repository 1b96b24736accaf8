/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-alerts-private.h"

#include "office-due.h"
#include "office-id.h"

#include <glib/gi18n.h>
#include <stdio.h>

/*
 * The host makes a reminder of each due date, and it rings here as any other, also without a line. Of a task that was changed
 * here and whose change is still on its way the host does not know: so this desk rings by itself. Both go by the same id and
 * time, so that it rings once when the host's reminder comes later.
 */

#define MORNING 9          /* o'clock: when a day without a time is told of */
#define LATEST  (86400000) /* ms: what is longer over is no news */

static gint64
to_time (const char *due, const char *zone_name)
{
  g_autoptr (GTimeZone) zone = zone_name != NULL ? g_time_zone_new_identifier (zone_name) : NULL;
  g_autoptr (GDateTime) time = NULL;
  int year, month, day, hour = MORNING, minute = 0;
  const int n = due != NULL ? sscanf (due, "%4d-%2d-%2dT%2d:%2d", &year, &month, &day, &hour, &minute) : 0;

  if (n != 3 && n != 5)
    return 0;
  if (zone == NULL || n == 3)
    {
      g_clear_pointer (&zone, g_time_zone_unref);
      zone = g_time_zone_new_local ();
    }
  time = g_date_time_new (zone, year, month, day, hour, minute, 0);
  return time != NULL ? g_date_time_to_unix (time) * 1000 : 0;
}

static gboolean
is_among (OfficeRecord *task, const char *field, const char *me, gboolean *any)
{
  g_auto (GStrv) ids = office_record_dup_ids (task, field);

  *any |= ids[0] != NULL;
  return g_strv_contains ((const char *const *) ids, me);
}

/* As the host would: the assigned and who watches, else who made it. */
static gboolean
is_mine (OfficeAlerts *self, OfficeRecord *task)
{
  const char *me = office_person_get_id (self->session->me);
  gboolean any = FALSE;

  return is_among (task, "assignees", me, &any) || is_among (task, "watchers", me, &any)
         || (!any && g_strcmp0 (office_record_get_text (task, "created_by"), me) == 0);
}

static gboolean
is_open (OfficeAlerts *self, OfficeRecord *task)
{
  OfficeRecord *column = office_session_find_column (self->session, office_record_get_text (task, "column"));

  return !office_record_has (task, "trashed_at") && !office_record_has (task, "archived_at")
         && !office_record_get_boolean (task, "template")
         && (column == NULL || g_strcmp0 (office_record_get_text (column, "state"), "done") != 0);
}

/* ms since 1970; 0: of this task the host knows all, or there is nothing to tell. */
static gint64
get_own_time (OfficeAlerts *self, OfficeRecord *task)
{
  if (!g_hash_table_contains (self->session->waiting, office_record_get_id (task)) || !is_open (self, task)
      || !is_mine (self, task))
    return 0;
  return to_time (office_record_get_text (task, "due"), office_record_get_text (task, "zone"));
}

static char *
derive_reminder (OfficeAlerts *self, OfficeRecord *task)
{
  g_autofree char *name = g_strconcat ("due ", office_person_get_id (self->session->me), NULL);

  return office_id_derive (office_record_get_id (task), name);
}

/**
 * office_alerts_is_outdated:
 * @self: the alerts
 * @reminder: a reminder's record
 *
 * Returns: whether the host made it of a due date that has been changed here since
 */
gboolean
office_alerts_is_outdated (OfficeAlerts *self, OfficeRecord *reminder)
{
  const char *id = office_record_get_text (reminder, "task");
  g_autoptr (OfficeRecord) task = NULL;

  if (!office_record_get_boolean (reminder, "due") || id == NULL || !g_hash_table_contains (self->session->waiting, id))
    return FALSE;
  task = office_session_get_record (self->session, id, "task");
  return task == NULL || get_own_time (self, task) != office_record_get_integer (reminder, "remind_at");
}

/**
 * office_alerts_list_own:
 * @self: the alerts
 *
 * Returns: (transfer full) (element-type OfficeRecord): reminders of due dates that the host does not know yet
 */
GPtrArray *
office_alerts_list_own (OfficeAlerts *self)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) office_record_unref);
  const gint64 now = office_clock_now (self->session->clock);
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->session->waiting);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      g_autoptr (OfficeRecord) task = office_session_get_record (self->session, id, "task");
      const gint64 at = task != NULL ? get_own_time (self, task) : 0;
      g_autofree char *reminder_id = NULL;
      g_autofree char *scope = NULL;
      OfficeRecord *reminder;

      if (at == 0 || at < now - LATEST)
        continue;
      reminder_id = derive_reminder (self, task);
      scope = office_scope_for_person (office_person_get_id (self->session->me));
      reminder = office_record_new ("reminder", reminder_id, scope);
      office_record_set_text (reminder, "task", id);
      office_record_set_integer (reminder, "remind_at", at);
      office_record_set_boolean (reminder, "due", TRUE);
      g_ptr_array_add (list, reminder);
    }
  return list;
}

/**
 * office_alerts_word_due:
 * @self: the alerts
 * @reminder: a reminder of a due date
 * @alert: what is told
 *
 * Says what is due, when and where.
 */
void
office_alerts_word_due (OfficeAlerts *self, OfficeRecord *reminder, OfficeAlert *alert)
{
  g_autoptr (OfficeRecord) task = office_session_get_record (self->session, office_record_get_text (reminder, "task"),
                                                             "task");
  const char *due = task != NULL ? office_record_get_text (task, "due") : NULL;
  OfficeRoom *room = task != NULL ? office_session_find_room (self->session, office_record_get_text (task, "room"))
                                  : NULL;
  g_autofree char *when = office_due_to_text (due, office_clock_now (self->session->clock), TRUE);

  if (task == NULL)
    return;
  alert->kind = OFFICE_ALERT_DUE;
  g_free (alert->title);
  g_free (alert->body);
  /* Translators: %s is the title of a task */
  alert->title = g_strdup_printf (_ ("Due: %s"), office_record_get_text (task, "title"));
  alert->body = when != NULL && room != NULL ? g_strdup_printf ("%s · %s", when, office_room_get_name (room))
                                             : g_steal_pointer (&when);
  if (alert->body == NULL)
    alert->body = g_strdup ("");
}
