/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-act-private.h"

#include "office-id.h"
#include "office-parts.h"
#include "office-reason.h"

/* Messages that the host is to send later, and what it does when it is time. */

/* What is sent is a message with an id that anybody can tell from that of the scheduled one, so that it is sent once. */
static char *
derive_message (const char *scheduled)
{
  return office_id_derive (scheduled, "message");
}

/* Somebody may still change what has just been sent. */
static gboolean
check_not_sent (OfficeAct *self, GError **error)
{
  g_autofree char *id = NULL;
  g_autoptr (OfficeRecord) message = NULL;
  const char *scheduled;

  if (!office_json_get_id (self->with, "id", OFFICE_JSON_REQUIRED, &scheduled, error))
    return FALSE;
  id = derive_message (scheduled);
  message = office_act_get (self, id, "message");
  if (message == NULL)
    return TRUE;
  office_reason_set (error, OFFICE_REASON_ALREADY_SENT, "id");
  return FALSE;
}

static gboolean
take_fields (OfficeAct *self, OfficeRecord *scheduled, GError **error)
{
  gboolean with_files;

  return office_act_enclose (self, scheduled, &with_files, error)
         && office_act_take_text (self, scheduled, with_files, error)
         && office_act_take (self, scheduled, "thread", error) && office_act_take (self, scheduled, "task", error)
         && office_act_take (self, scheduled, "quote", error) && office_act_take (self, scheduled, "action", error)
         && office_act_take (self, scheduled, "send_at", error);
}

gboolean
office_act_message_schedule (OfficeAct *self, GError **error)
{
  g_autoptr (OfficeRecord) room = office_act_find_place (self, error);
  g_autoptr (OfficeRecord) probe = NULL;
  OfficeRecord *scheduled;

  if (room == NULL || !check_not_sent (self, error))
    return FALSE;
  scheduled = office_act_edit_own (self, "scheduled", error);
  if (scheduled == NULL || !take_fields (self, scheduled, error))
    return FALSE;
  /* What could not be sent now is refused now, while the person is there to hear it. */
  probe = office_record_new ("message", office_record_get_id (scheduled), office_record_get_scope (room));
  if (!office_act_take_place (self, probe, office_record_get_id (room), error))
    return FALSE;
  office_record_set_text (scheduled, "room", office_record_get_id (room));
  office_record_set_text (scheduled, "problem", NULL);
  office_record_set_text (scheduled, "reason", NULL);
  return TRUE;
}

/* ---- the host's part ---- */

static JsonObject *
make_with (OfficeRecord *scheduled, JsonArray *files)
{
  static const char *const fields[] = { "room", "thread", "task", "quote", "action", "text" };
  g_autofree char *id = derive_message (office_record_get_id (scheduled));
  JsonObject *with = json_object_new ();

  json_object_set_string_member (with, "id", id);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      JsonNode *value = office_record_get_node (scheduled, fields[i]);

      if (value != NULL)
        json_object_set_member (with, fields[i], json_node_copy (value));
    }
  if (files != NULL)
    json_object_set_array_member (with, "files", json_array_ref (files));
  return with;
}

static gboolean
is_sent (OfficeBook *book, OfficeRecord *scheduled)
{
  g_autofree char *id = derive_message (office_record_get_id (scheduled));
  g_autoptr (OfficeRecord) message = office_book_get (book, id);

  return message != NULL;
}

static void
drop (OfficeEffects *effects, OfficeRecord *scheduled)
{
  g_ptr_array_add (effects->gone,
                   office_record_new_gone (office_record_get_kind_name (scheduled), office_record_get_id (scheduled),
                                           office_record_get_scope (scheduled), 0));
}

static void
drop_with_files (OfficeEffects *effects, OfficeRecord *scheduled, OfficeBook *book)
{
  g_autoptr (GPtrArray) enclosures = office_parts_list (book, scheduled, OFFICE_PARTS_PERSONAL);

  for (guint i = 0; i < enclosures->len; i++)
    drop (effects, enclosures->pdata[i]);
  drop (effects, scheduled);
}

/* As if its author did it now, with the rights of now. */
static OfficeEffects *
send (OfficeRecord *scheduled, OfficeBook *book, const char *person, const char *office, gint64 now, GError **error)
{
  g_autoptr (JsonArray) files = office_act_list_enclosed (book, office_record_get_id (scheduled));
  g_autoptr (JsonObject) with = make_with (scheduled, files);
  const OfficeAct what = { .with = with, .book = book, .person = person, .office = office, .now = now };
  OfficeEffects *effects = is_sent (book, scheduled) ? office_effects_new ()
                                                     : office_act_carry_out (office_act_message_send, &what, error);

  if (effects != NULL)
    drop_with_files (effects, scheduled, book);
  return effects;
}

static OfficeEffects *
ring (OfficeRecord *reminder, OfficeBook *book, gint64 now)
{
  OfficeEffects *effects = office_effects_new ();
  OfficeRecord *rung;

  if (office_reminder_is_vain (reminder, book))
    {
      drop (effects, reminder);
      return effects;
    }
  rung = office_record_copy (reminder);

  office_record_set_integer (rung, "rang_at", now);
  g_ptr_array_add (effects->written, rung);
  return effects;
}

/**
 * office_effects_of_due:
 * @due: a `scheduled`, a `reminder` or a task, as the book has it now
 * @book: the host's book
 * @office: the office's id
 * @now: the host's time, ms
 * @error: an OFFICE_PROBLEM: a message cannot be sent
 *
 * Sends a message whose time has come, makes a reminder ring, and says that a task is overdue. What has been done, is not due yet, or could not be done
 * before, stays as it is.
 *
 * Returns: (transfer full): the effects, empty where nothing is to be done; %NULL where it is refused
 */
OfficeEffects *
office_effects_of_due (OfficeRecord *due, OfficeBook *book, const char *office, gint64 now, GError **error)
{
  const char *kind = office_record_get_kind_name (due);
  const char *person = office_scope_get_person (office_record_get_scope (due));

  if (person != NULL && g_str_equal (kind, "scheduled") && !office_record_has (due, "problem")
      && office_record_get_integer (due, "send_at") <= now)
    return send (due, book, person, office, now, error);
  if (g_str_equal (kind, "reminder") && !office_record_has (due, "rang_at")
      && office_record_get_integer (due, "remind_at") <= now)
    return ring (due, book, now);
  if (g_str_equal (kind, "task"))
    return office_effects_of_overdue (due, book, now);
  return office_effects_new ();
}

/**
 * office_effects_of_refusal:
 * @due: a `scheduled` that cannot be sent
 * @problem: why
 *
 * Returns: (transfer full): the effects: it says so, and is not tried again before its author has changed it
 */
OfficeEffects *
office_effects_of_refusal (OfficeRecord *due, const GError *problem)
{
  OfficeEffects *effects = office_effects_new ();
  OfficeRecord *refused = office_record_copy (due);
  const OfficeField *field = office_kind_find_field (office_record_get_kind (due), "problem");
  g_autofree char *text = g_utf8_substring (problem->message, 0,
                                            MIN (g_utf8_strlen (problem->message, -1), field->limit));

  office_record_set_text (refused, "problem", text);
  office_record_set_text (refused, "reason", office_problem_get_reason (problem));
  g_ptr_array_add (effects->written, refused);
  return effects;
}
