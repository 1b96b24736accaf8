/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-attendance-private.h"

#include "office-id.h"

struct _OfficeAttendance {
  OfficeStore *store;
  GHashTable *people; /* person → OfficeAttendee */
};

static void
attendee_free (gpointer data)
{
  OfficeAttendee *self = data;

  g_free (self->person);
  g_clear_pointer (&self->scopes, office_scopes_unref);
  g_ptr_array_unref (self->peers);
  g_free (self);
}

static void
attendee_refresh (OfficeAttendance *self, OfficeAttendee *attendee)
{
  g_autoptr (OfficeScopes) scopes = office_scopes_new (office_store_dup_scopes_of (self->store, attendee->person));

  /* Everyone sees the office: a set without it means that the book could not be read, or that the person is gone. */
  attendee->unreadable = !office_scopes_contains (scopes, "office");

  if (attendee->scopes != NULL && office_scopes_equal (attendee->scopes, scopes))
    return;
  g_clear_pointer (&attendee->scopes, office_scopes_unref);
  attendee->scopes = g_steal_pointer (&scopes);
}

static void
concern_person (OfficeAttendance *self, GHashTable *concerned, const char *person, gint64 batch_rev)
{
  OfficeAttendee *attendee = person != NULL ? g_hash_table_lookup (self->people, person) : NULL;

  if (attendee == NULL)
    return;
  attendee->shaken = batch_rev;
  g_hash_table_add (concerned, attendee);
}

/* A removed member record names nobody any more, but its id is derived from the room and the person. */
static void
concern_former_member (OfficeAttendance *self, GHashTable *concerned, OfficeChange *change, gint64 batch_rev)
{
  const char *room = office_scope_get_room (change->scope);
  GHashTableIter iter;
  const char *person;

  if (room == NULL)
    return;

  g_hash_table_iter_init (&iter, self->people);
  while (g_hash_table_iter_next (&iter, (gpointer *) &person, NULL))
    {
      g_autofree char *id = office_id_derive (room, person);

      if (g_strcmp0 (id, change->id) == 0)
        concern_person (self, concerned, person, batch_rev);
    }
}

static void
concern_room (OfficeAttendance *self, GHashTable *concerned, OfficeChange *change)
{
  gboolean is_public = !change->gone && change->record != NULL
                       && g_strcmp0 (office_record_get_text (change->record, "visibility"), "public") == 0;
  GHashTableIter iter;
  OfficeAttendee *attendee;

  g_hash_table_iter_init (&iter, self->people);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &attendee))
    if (office_scopes_contains (attendee->scopes, change->scope) != is_public)
      g_hash_table_add (concerned, attendee);
}

/**
 * office_attendance_new:
 * @store: (transfer none): the book that says who may see what; outlives the result
 *
 * Returns: (transfer full): an empty attendance
 */
OfficeAttendance *
office_attendance_new (OfficeStore *store)
{
  OfficeAttendance *self = g_new0 (OfficeAttendance, 1);

  self->store = store;
  self->people = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, attendee_free);
  return self;
}

void
office_attendance_free (OfficeAttendance *self)
{
  g_hash_table_unref (self->people);
  g_free (self);
}

/**
 * office_attendance_enter:
 * @self: the attendance
 * @person: whose connection it is
 * @peer: (transfer none): the connection
 *
 * Counts a connection in. What the person may see is read from the book anew.
 *
 * Returns: (transfer none): the person; stays valid until @peer leaves
 */
OfficeAttendee *
office_attendance_enter (OfficeAttendance *self, const char *person, OfficePeer *peer)
{
  OfficeAttendee *attendee = g_hash_table_lookup (self->people, person);

  if (attendee == NULL)
    {
      attendee = g_new0 (OfficeAttendee, 1);
      attendee->person = g_strdup (person);
      attendee->peers = g_ptr_array_new ();
      g_hash_table_insert (self->people, attendee->person, attendee);
    }
  attendee_refresh (self, attendee);
  g_ptr_array_add (attendee->peers, peer);
  return attendee;
}

/**
 * office_attendance_leave:
 * @self: the attendance
 * @attendee: whose connection it is; freed when it was the last
 * @peer: the connection
 */
void
office_attendance_leave (OfficeAttendance *self, OfficeAttendee *attendee, OfficePeer *peer)
{
  g_ptr_array_remove_fast (attendee->peers, peer);
  if (attendee->peers->len == 0)
    g_hash_table_remove (self->people, attendee->person);
}

/**
 * office_attendance_follow:
 * @self: the attendance
 * @batch: what was just committed
 *
 * Brings the rights of everyone concerned up to date. Must run before anything of the batch is sent.
 */
void
office_attendance_follow (OfficeAttendance *self, OfficeBatch *batch)
{
  g_autoptr (GHashTable) concerned = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  OfficeAttendee *attendee;

  for (guint i = 0; i < batch->changes->len; i++)
    {
      OfficeChange *change = g_ptr_array_index (batch->changes, i);

      if (g_str_equal (change->kind, "member"))
        {
          if (change->gone || change->record == NULL)
            concern_former_member (self, concerned, change, batch->rev);
          else
            concern_person (self, concerned, office_record_get_text (change->record, "person"), batch->rev);
        }
      else if (g_str_equal (change->kind, "room"))
        concern_room (self, concerned, change);
      else if (g_str_equal (change->kind, "person"))
        concern_person (self, concerned, change->id, batch->rev);
    }

  g_hash_table_iter_init (&iter, concerned);
  while (g_hash_table_iter_next (&iter, (gpointer *) &attendee, NULL))
    attendee_refresh (self, attendee);
}
