/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-inverse-private.h"
#include "office-scheduled-private.h"
#include "office-session-private.h"

/* What takes back what a person did for themselves, and what is on or off. */

/* ---- how one has rooms and tasks ---- */

GVariant *
office_invert_snooze (OfficeSession *self, JsonObject *with, const OfficeBefore *before, OfficeRecord *after)
{
  JsonObject *back = json_object_new ();

  json_object_set_string_member (back, "task", office_inverse_get_text (with, "task"));
  office_inverse_copy_former (back, before->record, "until", NULL);
  return office_undo_new ("task.snooze", back, NULL, NULL, NULL);
}

GVariant *
office_invert_preference (OfficeSession *self, JsonObject *with, const OfficeBefore *before, OfficeRecord *after)
{
  g_autoptr (GList) members = json_object_get_members (with);
  JsonObject *back = json_object_new ();

  json_object_set_string_member (back, "room", office_inverse_get_text (with, "room"));
  for (GList *member = members; member != NULL; member = member->next)
    if (!g_str_equal (member->data, "room"))
      office_inverse_copy_former (back, before->record, member->data, json_object_get_member (with, member->data));
  return office_undo_new_guarded ("room.prefer", back, after, members);
}

/* Unread is what is above the marker; the marker of a later generation counts, and nothing else then. */
GVariant *
office_invert_reading (OfficeSession *self, JsonObject *with, const OfficeBefore *before, OfficeRecord *after)
{
  const gint64 seq = before->record != NULL ? MAX (office_record_get_integer (before->record, "seq"),
                                                   office_record_get_integer (before->record, "joined"))
                                            : 0;
  const gint64 generation = after != NULL ? office_record_get_integer (after, "generation") : 0;
  JsonObject *back = json_object_new ();

  json_object_set_string_member (back, "room", office_inverse_get_text (with, "room"));
  if (json_object_has_member (with, "thread"))
    json_object_set_string_member (back, "thread", office_inverse_get_text (with, "thread"));
  json_object_set_int_member (back, "seq", seq);
  json_object_set_int_member (back, "generation",
                              seq > json_object_get_int_member (with, "seq") ? generation : generation + 1);
  return office_undo_new ("read.mark", back, NULL, NULL, NULL);
}

GVariant *
office_invert_feed (OfficeSession *self, JsonObject *with, const OfficeBefore *before, OfficeRecord *after)
{
  JsonObject *back = json_object_new ();

  office_inverse_copy_former (back, before->record, "secret", NULL);
  return office_undo_new ("feed.set", back, NULL, NULL, NULL);
}

/* ---- reminders ---- */

GVariant *
office_invert_removal_of_reminder (OfficeRecord *reminder)
{
  return office_undo_new ("reminder.set",
                          office_session_make_reminder (reminder, office_record_get_integer (reminder, "remind_at")),
                          NULL, NULL, NULL);
}

/* Its time alone is changed. */
GVariant *
office_invert_reminder (OfficeSession *self, JsonObject *with, const OfficeBefore *before, OfficeRecord *after)
{
  g_autoptr (GList) fields = g_list_append (NULL, (gpointer) "remind_at");

  if (before->record != NULL)
    return office_undo_new_guarded (
        "reminder.set",
        office_session_make_reminder (before->record, office_record_get_integer (before->record, "remind_at")), after,
        fields);
  return office_undo_new ("remove", office_session_make_removal ("reminder", office_inverse_get_text (with, "id")),
                          NULL, NULL, NULL);
}

/* ---- messages that are sent later ---- */

/* files: nullable */
static JsonObject *
make_scheduled_of (OfficeRecord *scheduled, const char *id, JsonArray *files)
{
  JsonObject *with = office_scheduled_make_again (scheduled, id);

  if (files != NULL)
    json_object_set_array_member (with, "files", json_array_ref (files));
  return with;
}

/* The ids of what is gone are used up. */
GVariant *
office_invert_removal_of_scheduled (OfficeSession *self, const OfficeBefore *before)
{
  g_autofree char *id = office_session_make_id (self);
  JsonObject *with = make_scheduled_of (before->record, id, before->files);

  json_object_set_string_member (with, OFFICE_UNDO_FORMERLY, office_record_get_id (before->record));
  return office_undo_new ("message.schedule", with, NULL, NULL, NULL);
}

/* Its files stay as they are where nothing is said of them. */
GVariant *
office_invert_schedule (OfficeSession *self, JsonObject *with, const OfficeBefore *before, OfficeRecord *after)
{
  g_autoptr (GList) fields = NULL;
  g_autoptr (JsonArray) none = json_array_new ();
  JsonArray *files = before->files != NULL ? before->files : none;
  const char *id = office_inverse_get_text (with, "id");

  if (before->record == NULL)
    return office_undo_new ("remove", office_session_make_removal ("scheduled", id), NULL, NULL, NULL);
  fields = office_scheduled_list_fields ();
  return office_undo_new_guarded (
      "message.schedule", make_scheduled_of (before->record, id, json_object_has_member (with, "files") ? files : NULL),
      after, fields);
}

/* ---- reactions and members ---- */

static GVariant *
swap (const char *intent, JsonObject *with)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), with);
  g_autofree char *text = json_to_string (node, FALSE);
  g_autoptr (JsonNode) copy = json_from_string (text, NULL);

  return office_undo_new (intent, json_object_ref (json_node_get_object (copy)), NULL, NULL, NULL);
}

GVariant *
office_invert_reaction (OfficeSession *self, JsonObject *with, const OfficeBefore *before, OfficeRecord *after)
{
  return swap ("reaction.remove", with);
}

GVariant *
office_invert_no_reaction (OfficeSession *self, JsonObject *with, const OfficeBefore *before, OfficeRecord *after)
{
  return swap ("reaction.add", with);
}

GVariant *
office_invert_joining (OfficeSession *self, JsonObject *with, const OfficeBefore *before, OfficeRecord *after)
{
  return swap ("member.remove", with);
}

/* Into a room that is not public nobody comes back by themselves. */
GVariant *
office_invert_leaving (OfficeSession *self, JsonObject *with, const OfficeBefore *before, OfficeRecord *after)
{
  OfficeRoom *room = office_session_find_room (self, office_inverse_get_text (with, "room"));
  gboolean oneself = g_str_equal (office_inverse_get_text (with, "person"), office_person_get_id (self->me));

  return oneself && (room == NULL || office_room_get_visibility (room) != OFFICE_ROOM_PUBLIC)
             ? NULL
             : swap ("member.add", with);
}

/* ---- flags ---- */

static GVariant *
flip (const char *intent, const char *flag, JsonObject *with)
{
  static const char *const names[] = { "id", "message" };
  JsonObject *back = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (json_object_has_member (with, names[i]))
      json_object_set_string_member (back, names[i], office_inverse_get_text (with, names[i]));
  json_object_set_boolean_member (back, flag, !json_object_get_boolean_member_with_default (with, flag, FALSE));
  return office_undo_new (intent, back, NULL, NULL, NULL);
}

GVariant *
office_invert_archive (OfficeSession *self, JsonObject *with, const OfficeBefore *before, OfficeRecord *after)
{
  return flip ("task.archive", "archived", with);
}

GVariant *
office_invert_pin (OfficeSession *self, JsonObject *with, const OfficeBefore *before, OfficeRecord *after)
{
  return flip ("message.pin", "pinned", with);
}

GVariant *
office_invert_save (OfficeSession *self, JsonObject *with, const OfficeBefore *before, OfficeRecord *after)
{
  return flip ("message.save", "saved", with);
}
