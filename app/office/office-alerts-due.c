/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-alerts-private.h"

#include "office-due.h"
#include "office-effects.h"

#include <glib/gi18n.h>

/*
 * The host makes a reminder of each due date, and it rings here as any other, also without a line. Of a task that was changed
 * here and whose change is still on its way the host does not know: so this desk rings by itself. Both go by the same id and
 * time, so that it rings once when the host's reminder comes later.
 */

#define LATEST (86400000) /* ms: what is longer over is no news */

static const char *
get_me (OfficeAlerts *self)
{
  return office_person_get_id (self->session->me);
}

/* ms since 1970; 0: of this task the host knows all, or there is nothing to tell. */
static gint64
get_own_time (OfficeAlerts *self, OfficeRecord *task)
{
  if (!g_hash_table_contains (self->session->waiting, office_record_get_id (task)))
    return 0;
  return office_task_get_reminder_at (task, OFFICE_BOOK (self->session->replica), get_me (self));
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
      reminder_id = office_task_derive_reminder (task, get_me (self));
      scope = office_scope_for_person (get_me (self));
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
