/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-session-private.h"

#include <glib/gi18n.h>

#define PATIENCE_MS 1000 /* how long a message may be on its way before it is shown as waiting */

typedef struct {
  OfficeSession *session;
  char *message;
} Delivery;

static void
delivery_free (gpointer data)
{
  Delivery *delivery = data;

  g_free (delivery->message);
  g_free (delivery);
}

/* ---- how far one's own messages have come ---- */

static gboolean
on_patience_over (gpointer data)
{
  Delivery *delivery = data;
  OfficeSession *self = delivery->session;
  OfficeMessage *message = office_session_peek_message (self, delivery->message);

  g_hash_table_insert (self->deliveries, g_strdup (delivery->message), GUINT_TO_POINTER (0));
  if (message != NULL && office_message_get_delivery (message) == OFFICE_DELIVERY_SENDING)
    office_message_set_delivery (message, OFFICE_DELIVERY_WAITING, NULL);
  return G_SOURCE_REMOVE;
}

static void
office_session_begin_to_wait (OfficeSession *self, OfficeMessage *message)
{
  Delivery *delivery = g_new0 (Delivery, 1);
  guint timeout;

  *delivery = (Delivery){ self, g_strdup (office_message_get_id (message)) };
  timeout = office_clock_add_timeout (self->clock, PATIENCE_MS, on_patience_over, delivery, delivery_free);
  g_hash_table_insert (self->deliveries, g_strdup (delivery->message), GUINT_TO_POINTER (timeout));
  office_message_set_delivery (message, OFFICE_DELIVERY_SENDING, NULL);
}

/**
 * office_session_end_delivery:
 * @self: a session
 * @id: a message that arrived, or was refused, or cannot arrive now
 */
void
office_session_end_delivery (OfficeSession *self, const char *id)
{
  gpointer timeout;

  if (!g_hash_table_lookup_extended (self->deliveries, id, NULL, &timeout))
    return;
  office_clock_remove_timeout (self->clock, GPOINTER_TO_UINT (timeout));
  g_hash_table_remove (self->deliveries, id);
}

/**
 * office_session_refresh_delivery:
 * @self: a session
 * @message: a message whose record came or changed
 */
void
office_session_refresh_delivery (OfficeSession *self, OfficeMessage *message)
{
  const char *id = office_message_get_id (message);
  gpointer timeout;

  if (office_message_get_seq (message) > 0)
    {
      office_session_end_delivery (self, id);
      office_message_set_delivery (message, OFFICE_DELIVERY_SENT, NULL);
    }
  else if (self->state != OFFICE_LINE_LIVE)
    {
      office_session_end_delivery (self, id);
      office_message_set_delivery (message, OFFICE_DELIVERY_WAITING, NULL);
    }
  else if (!g_hash_table_lookup_extended (self->deliveries, id, NULL, &timeout))
    {
      /* One that has stood there as waiting while the line was down goes on doing so until it is through. */
      if (office_message_get_delivery (message) != OFFICE_DELIVERY_WAITING)
        office_session_begin_to_wait (self, message);
    }
}

/**
 * office_session_delivery_state_changed:
 * @self: a session
 *
 * The line came or went: what is on its way is shown as waiting at once when it went.
 */
void
office_session_delivery_state_changed (OfficeSession *self)
{
  g_autoptr (GPtrArray) sending = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer id, timeout;

  if (self->state == OFFICE_LINE_LIVE)
    return;
  g_hash_table_iter_init (&iter, self->deliveries);
  while (g_hash_table_iter_next (&iter, &id, &timeout))
    {
      OfficeMessage *message = office_session_peek_message (self, id);

      office_clock_remove_timeout (self->clock, GPOINTER_TO_UINT (timeout));
      if (message != NULL && office_message_get_delivery (message) == OFFICE_DELIVERY_SENDING)
        g_ptr_array_add (sending, g_object_ref (message));
    }
  g_hash_table_remove_all (self->deliveries);
  for (guint i = 0; i < sending->len; i++)
    office_message_set_delivery (sending->pdata[i], OFFICE_DELIVERY_WAITING, NULL);
}

/* ---- the outbox as a whole ---- */

static gboolean
is_message (OfficeOutboxEntry *entry)
{
  return g_strcmp0 (office_operation_get_intent (entry->operation), "message.send") == 0;
}

static void
office_session_say_refused (OfficeSession *self, OfficeOutboxEntry *first, guint n)
{
  g_autofree char *title = office_session_dup_entry_title (self, first);
  g_autofree char *reason = office_session_dup_entry_reason (self, first);

  if (n > 1)
    office_session_say (self, NULL, ngettext ("%'u change was not accepted", "%'u changes were not accepted", n), n);
  else
    /* Translators: what was done, for example "Message in General", then the host's reason */
    office_session_say (self, NULL, _ ("Not sent: %s. %s"), title, reason != NULL ? reason : "");
}

/* All stand under "Not Sent" until the person lets them go, but for what nobody did on purpose. A message tells it where it
 * stands. */
static void
office_session_tell_refused (OfficeSession *self)
{
  g_autoptr (GPtrArray) entries = office_replica_list_refused (self->replica);
  OfficeOutboxEntry *first = NULL;
  guint n = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      OfficeOutboxEntry *entry = entries->pdata[i];
      const char *id = office_operation_get_id (entry->operation);

      if (office_operation_is_quiet (entry->operation))
        office_replica_discard (self->replica, id, NULL);
      else if (g_hash_table_add (self->refused, g_strdup (id)) && !is_message (entry))
        {
          first = first != NULL ? first : entry;
          n++;
        }
    }
  if (first != NULL)
    office_session_say_refused (self, first, n);
}

static void
add_waiting (OfficeSession *self, const char *record, const char *of_task)
{
  OfficeStep *step = record != NULL ? g_hash_table_lookup (self->steps, record) : NULL;

  if (record != NULL)
    g_hash_table_add (self->waiting, g_strdup (record));
  /* A step is marked by its task. */
  if (step != NULL && of_task == NULL)
    of_task = office_step_get_task_id (step);
  if (of_task != NULL)
    g_hash_table_add (self->waiting, g_strdup (of_task));
}

/* An import puts thousands into the outbox, one piece after the other: where nothing has left it, only what is new is read. */
static void
office_session_mark_waiting (OfficeSession *self)
{
  gboolean whole;
  g_autoptr (GPtrArray) ids = office_replica_list_waiting_ids (self->replica, &self->waiting_place, &self->waiting_sum,
                                                               &whole);
  GHashTableIter iter;
  gpointer id, task;

  if (whole)
    g_hash_table_remove_all (self->waiting);
  for (guint i = 0; i + 1 < ids->len; i += 2)
    add_waiting (self, ids->pdata[i], ids->pdata[i + 1]);
  g_hash_table_iter_init (&iter, self->tasks);
  while (g_hash_table_iter_next (&iter, &id, &task))
    office_task_set_waiting (task, g_hash_table_contains (self->waiting, id));
}

static void
office_session_show_refused (OfficeSession *self)
{
  g_autoptr (GPtrArray) conversations = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->conversations->len; i++)
    g_ptr_array_add (conversations, g_object_ref (self->conversations->pdata[i]));
  for (guint i = 0; i < conversations->len; i++)
    office_conversation_refresh_refused (conversations->pdata[i]);
}

/**
 * office_session_outbox_changed:
 * @self: a session
 *
 * Entries of the outbox came, went, were acknowledged or refused.
 */
void
office_session_outbox_changed (OfficeSession *self)
{
  guint n = office_replica_count_waiting (self->replica);

  if (self->n_waiting != n)
    {
      self->n_waiting = n;
      office_session_notify (self, OFFICE_SESSION_N_WAITING);
      office_session_notify (self, OFFICE_SESSION_STATE_TEXT);
    }
  office_session_count_refused (self);
  office_session_look_at_review (self);
  office_session_show_refused (self);
  self->outbox_stale = TRUE;
  office_session_turn_later (self);
}

/**
 * office_session_outbox_turn:
 * @self: a session
 *
 * What need not be known before the main loop turns: which tasks wait, and what was refused.
 */
void
office_session_outbox_turn (OfficeSession *self)
{
  office_session_mark_waiting (self);
  office_session_tell_refused (self);
  office_session_refresh_files (self);
  self->files_stale |= self->files_named;
}

/* ---- what a change of one's own replaced ---- */

/**
 * office_session_field_to_words:
 * @field: a field's name
 *
 * Returns: (transfer none): what it is called within a sentence, translated
 */
const char *
office_session_field_to_words (const char *field)
{
  static const struct {
    const char *field;
    const char *words;
  } table[] = {
    { "title", N_ ("the title") },       { "description", N_ ("the description") },
    { "due", N_ ("the due date") },      { "priority", N_ ("the priority") },
    { "name", N_ ("the name") },         { "topic", N_ ("the topic") },
    { "text", N_ ("the text") },         { "done", N_ ("a step") },
    { "state", N_ ("the column") },      { "column", N_ ("the column") },
    { "position", N_ ("the order") },    { "hue", N_ ("the color") },
    { "archived", N_ ("the archive") },  { "room", N_ ("the room") },
    { "assignees", N_ ("the people") },  { "labels", N_ ("the labels") },
    { "status", N_ ("the status") },     { "emoji", N_ ("the status") },
    { "place", N_ ("the status") },      { "site", N_ ("the status") },
    { "until", N_ ("the status") },      { "start", N_ ("the start") },
    { "repeat", N_ ("the repetition") }, { "repeat_from", N_ ("the repetition") },
    { "estimate", N_ ("the estimate") }, { "parent", N_ ("the parent task") },
    { "cover", N_ ("the cover") },       { "limit", N_ ("the limit") },
    { "key", N_ ("the key") },           { "send_at", N_ ("the time") },
    { "remind_at", N_ ("the time") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    if (g_strcmp0 (table[i].field, field) == 0)
      return _ (table[i].words);
  return _ ("a field");
}

static JsonNode *
dup_value (JsonNode *value)
{
  return value != NULL ? json_node_copy (value) : json_node_new (JSON_NODE_NULL);
}

static GVariant *
make_undo_of_patch (OfficeRecord *record, OfficeOverwritten *overwritten)
{
  JsonObject *with = json_object_new ();
  JsonObject *set = json_object_new ();

  json_object_set_member (set, overwritten->field, dup_value (overwritten->was));
  json_object_set_string_member (with, "kind", office_record_get_kind_name (record));
  json_object_set_string_member (with, "id", office_record_get_id (record));
  json_object_set_object_member (with, "set", set);
  return office_undo_new ("patch", with, office_record_get_id (record), overwritten->field,
                          office_record_get_node (record, overwritten->field));
}

/* Back on top of the column, or into the room, that they had put it in. */
static GVariant *
make_undo_of_move (OfficeRecord *record, OfficeOverwritten *overwritten, const char *intent)
{
  JsonObject *with = json_object_new ();

  json_object_set_string_member (with, "id", office_record_get_id (record));
  json_object_set_member (with, overwritten->field, json_node_copy (overwritten->was));
  return office_undo_new (intent, with, office_record_get_id (record), overwritten->field,
                          office_record_get_node (record, overwritten->field));
}

static GVariant *
make_undo (OfficeRecord *record, OfficeOverwritten *overwritten)
{
  const OfficeKind *kind = record != NULL ? office_record_get_kind (record) : NULL;
  const OfficeField *field = kind != NULL ? office_kind_find_field (kind, overwritten->field) : NULL;
  gboolean named = overwritten->was != NULL && JSON_NODE_HOLDS_VALUE (overwritten->was);

  if (field == NULL)
    return NULL;
  if (named && g_str_equal (kind->name, "task") && g_str_equal (field->name, "column"))
    return make_undo_of_move (record, overwritten, "task.move");
  if (named && g_str_equal (kind->name, "task") && g_str_equal (field->name, "room"))
    return make_undo_of_move (record, overwritten, "task.transfer");
  return field->writer != OFFICE_WRITER_HOST ? make_undo_of_patch (record, overwritten) : NULL;
}

static OfficeRecord *
office_session_get_subject (OfficeSession *self, const char *operation)
{
  g_autoptr (OfficeOperation) done = office_replica_dup_operation (self->replica, operation);
  const char *id = done != NULL
                       ? json_object_get_string_member_with_default (office_operation_get_with (done), "id", NULL)
                       : NULL;

  return id != NULL ? office_replica_get (self->replica, id) : NULL;
}

/**
 * office_session_overwritten:
 * @self: a session
 * @result: the host's result of an operation of this person's, which replaced what others wrote
 *
 * Says so, with an undo where the field can be set back. The operation may have been done before the program was started.
 */
void
office_session_overwritten (OfficeSession *self, OfficeResult *result)
{
  g_autoptr (OfficeRecord) record = office_session_get_subject (self, result->id);
  const char *title = record != NULL ? office_record_get_text (record, "title") : NULL;

  for (guint i = 0; result->overwritten != NULL && i < result->overwritten->len; i++)
    {
      OfficeOverwritten *overwritten = result->overwritten->pdata[i];
      OfficePerson *by = overwritten->by != NULL ? office_session_find_person (self, overwritten->by) : NULL;
      g_autofree char *name = by != NULL ? office_person_dup_first_name (by) : g_strdup (_ ("Somebody"));
      const char *field = office_session_field_to_words (overwritten->field);

      /* Where a task stands is decided by who moved it last; nobody would miss it. */
      if (g_strcmp0 (overwritten->field, "position") == 0)
        continue;
      if (title != NULL && !g_str_equal (overwritten->field, "title"))
        /* Translators: a person's first name, then for example "the due date", then a task's title */
        office_session_say (self, make_undo (record, overwritten), _ ("%s’s change of %s of “%s” was replaced"), name,
                            field, title);
      else
        /* Translators: a person's first name, then for example "the title" */
        office_session_say (self, make_undo (record, overwritten), _ ("%s’s change of %s was replaced"), name, field);
    }
}

/**
 * office_session_kept_both:
 * @self: a session
 * @record: the id of a task whose description another person changed in the same place
 *
 * Says that it holds both texts now.
 */
void
office_session_kept_both (OfficeSession *self, const char *record)
{
  g_autoptr (OfficeRecord) task = office_session_get_record (self, record, "task");

  if (task == NULL)
    return;
  /* Translators: %s is the title of a task */
  office_session_kept_changed (self, record);
  office_session_say (self, NULL, _ ("Somebody else changed the description of “%s” too. Both texts are in it now"),
                      office_record_get_text (task, "title"));
}
