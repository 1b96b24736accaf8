/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-session-private.h"

#include <glib/gi18n.h>

/*
 * What people say of themselves: status, place, do not disturb. It runs out by itself, on every desk at the same moment and
 * without an operation, so that the session looks again when the first of it does.
 */

#define LONGEST_NAP (15 * 60 * 1000) /* ms: a machine that slept must not show what is over by more */

static void office_session_wait_for_people (OfficeSession *self);

static gboolean
on_ran_out (gpointer data)
{
  OfficeSession *self = data;
  gint64 now = office_clock_now (self->clock);
  GHashTableIter iter;
  gpointer person;

  self->people_timeout = 0;
  self->people_due = 0;
  g_hash_table_iter_init (&iter, self->people);
  while (g_hash_table_iter_next (&iter, NULL, &person))
    if (office_person_get_next_change (person) != 0 && office_person_get_next_change (person) <= now)
      office_person_set_now (person, now);
  office_session_wait_for_people (self);
  return G_SOURCE_REMOVE;
}

static void
office_session_wait_until (OfficeSession *self, gint64 due)
{
  gint64 rest = due - office_clock_now (self->clock);

  if (due == 0 || (self->people_timeout != 0 && self->people_due <= due))
    return;
  office_clock_remove_timeout (self->clock, self->people_timeout);
  self->people_due = due;
  self->people_timeout = office_clock_add_timeout (self->clock, (guint) CLAMP (rest, 0, LONGEST_NAP), on_ran_out, self,
                                                   NULL);
}

static void
office_session_wait_for_people (OfficeSession *self)
{
  GHashTableIter iter;
  gpointer person;

  g_hash_table_iter_init (&iter, self->people);
  while (g_hash_table_iter_next (&iter, NULL, &person))
    office_session_wait_until (self, office_person_get_next_change (person));
}

static JsonObject *
make_patch (OfficeSession *self, JsonObject *set)
{
  JsonObject *with = json_object_new ();

  json_object_set_string_member (with, "kind", "person");
  json_object_set_string_member (with, "id", office_replica_get_person (self->replica));
  json_object_set_object_member (with, "set", set);
  return with;
}

static void
set_text (JsonObject *set, const char *field, const char *text)
{
  if (text != NULL && *text != '\0')
    json_object_set_string_member (set, field, text);
  else
    json_object_set_null_member (set, field);
}

static void
set_time (JsonObject *set, const char *field, gint64 time)
{
  if (time != 0)
    json_object_set_int_member (set, field, time);
  else
    json_object_set_null_member (set, field);
}

static void
office_session_tell_zone (OfficeSession *self)
{
  g_autofree char *zone = office_zone_dup_local ();
  g_autoptr (GError) error = NULL;
  JsonObject *set;

  if (zone == NULL || !office_person_is_known (self->me) || g_strcmp0 (zone, office_person_get_zone (self->me)) == 0)
    return;
  set = json_object_new ();
  json_object_set_string_member (set, "zone", zone);
  if (!office_session_perform (self, "patch", make_patch (self, set), &error))
    g_info ("The time zone cannot be told: %s", error->message);
}

/* ---- inside app/office ---- */

/**
 * office_session_update_person:
 * @self: a session
 * @record: a person's record as it is now, or a gone one
 */
void
office_session_update_person (OfficeSession *self, OfficeRecord *record)
{
  OfficePerson *person = office_session_find_person (self, office_record_get_id (record));

  office_person_update (person, office_record_is_gone (record) ? NULL : record, office_clock_now (self->clock));
  office_session_wait_until (self, office_person_get_next_change (person));
}

/**
 * office_session_stop_waiting_for_people:
 * @self: a session that goes
 */
void
office_session_stop_waiting_for_people (OfficeSession *self)
{
  office_clock_remove_timeout (self->clock, self->people_timeout);
  self->people_timeout = 0;
}

/**
 * office_session_people_state_changed:
 * @self: a session whose line is in another state
 */
void
office_session_people_state_changed (OfficeSession *self)
{
  if (self->state == OFFICE_LINE_LIVE && self->tells_zone)
    office_session_tell_zone (self);
}

/* ---- public ---- */

/**
 * office_session_follow_zone:
 * @self: a session
 *
 * From now on tells the others the time zone of this machine, whenever the line comes and it is another than before.
 */
void
office_session_follow_zone (OfficeSession *self)
{
  g_return_if_fail (OFFICE_IS_SESSION (self));

  self->tells_zone = TRUE;
  office_session_people_state_changed (self);
}

/**
 * office_session_set_whereabouts:
 * @self: a session
 * @whereabouts: what one says of oneself: emoji, status, place, site and until; the rest of it is not looked at
 * @error: return location
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_set_whereabouts (OfficeSession *self, const OfficeWhereabouts *whereabouts, GError **error)
{
  JsonObject *set;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);

  set = json_object_new ();
  set_text (set, "emoji", whereabouts->emoji);
  set_text (set, "status", whereabouts->status);
  set_text (set, "site", whereabouts->site);
  json_object_set_string_member (set, "place", office_place_to_key (whereabouts->place));
  set_time (set, "until", whereabouts->until);
  return office_session_do (self, "patch", make_patch (self, set), _ ("Status changed"), error);
}

/**
 * office_session_set_reading_hidden:
 * @self: a session
 * @hidden: whether the others are not to hear what one has read
 * @error: return location
 *
 * Returns: whether the book allowed it
 */
gboolean
office_session_set_reading_hidden (OfficeSession *self, gboolean hidden, GError **error)
{
  JsonObject *set;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);

  set = json_object_new ();
  json_object_set_boolean_member (set, "reading_hidden", hidden);
  return office_session_perform (self, "patch", make_patch (self, set), error);
}

/**
 * office_session_set_away:
 * @self: a session
 * @away: whether nobody sits at this desk
 *
 * Tells the host, which tells the others; a person is here as long as one of their desks is.
 */
void
office_session_set_away (OfficeSession *self, gboolean away)
{
  g_return_if_fail (OFFICE_IS_SESSION (self));

  if (self->line != NULL)
    office_line_set_away (self->line, away);
  if (self->state == OFFICE_LINE_LIVE)
    {
      office_person_set_presence (self->me, away ? OFFICE_PRESENCE_AWAY : OFFICE_PRESENCE_HERE);
      office_session_count_here (self);
    }
}
