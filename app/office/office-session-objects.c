/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-session-private.h"

#include "office-calls.h"
#include "office-reason-words.h"

/* From records to the objects that windows hold: made when somebody asks, one for an id. */

typedef struct {
  GHashTable *messages;
  char *id;
} Forgetting;

static void
on_message_finalized (gpointer data, GObject *where_it_was)
{
  Forgetting *forgetting = data;

  g_hash_table_remove (forgetting->messages, forgetting->id);
  g_hash_table_unref (forgetting->messages);
  g_free (forgetting->id);
  g_free (forgetting);
}

static void
office_session_remember_message (OfficeSession *self, OfficeMessage *message)
{
  Forgetting *forgetting = g_new0 (Forgetting, 1);

  forgetting->messages = g_hash_table_ref (self->messages);
  forgetting->id = g_strdup (office_message_get_id (message));
  g_hash_table_insert (self->messages, g_strdup (office_message_get_id (message)), message);
  g_object_weak_ref (G_OBJECT (message), on_message_finalized, forgetting);
}

static OfficeMessage *
office_session_make_message (OfficeSession *self, const char *id, const char *room, const char *task,
                             const char *author)
{
  OfficeMessage *message = office_session_peek_message (self, id);

  if (message != NULL)
    return g_object_ref (message);
  message = office_message_new (id, room != NULL ? room : "", task,
                                office_session_find_person (self, author != NULL ? author : ""));
  office_session_remember_message (self, message);
  return message;
}

static GPtrArray *
office_session_find_people (OfficeSession *self, OfficeRecord *record, const char *field)
{
  g_auto (GStrv) ids = office_record_dup_ids (record, field);
  GPtrArray *people = g_ptr_array_new ();

  for (guint i = 0; ids[i] != NULL; i++)
    g_ptr_array_add (people, office_session_find_person (self, ids[i]));
  return people;
}

static GPtrArray *
office_session_find_labels (OfficeSession *self, OfficeRecord *record)
{
  g_auto (GStrv) ids = office_record_dup_ids (record, "labels");
  GPtrArray *labels = g_ptr_array_new ();

  for (guint i = 0; ids[i] != NULL; i++)
    {
      OfficeLabel *label = office_session_find_label (self, ids[i]);

      if (label != NULL)
        g_ptr_array_add (labels, label);
    }
  return labels;
}

static OfficeStep *
office_session_take_step (OfficeSession *self, OfficeRecord *record)
{
  const char *id = office_record_get_id (record);
  const char *assignee = office_record_get_text (record, "assignee");
  OfficeStep *step = g_hash_table_lookup (self->steps, id);

  if (step == NULL)
    {
      step = office_step_new (id);
      g_hash_table_insert (self->steps, g_strdup (id), step);
    }
  office_step_update (step, record);
  office_step_set_assignee (step, assignee != NULL ? office_session_find_person (self, assignee) : NULL);
  return step;
}

static void
office_session_set_steps (OfficeSession *self, OfficeTask *task, GPtrArray *records)
{
  g_autoptr (GPtrArray) steps = g_ptr_array_new ();

  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (steps, office_session_take_step (self, records->pdata[i]));
  g_ptr_array_sort (steps, office_step_compare);
  office_task_set_steps (task, steps);
}

/**
 * office_session_get_record:
 * @self: a session
 * @id: (nullable): a record's id, from anywhere
 * @kind: what it must be
 *
 * Returns: (transfer full) (nullable): the visible record, if there is one of that kind
 */
OfficeRecord *
office_session_get_record (OfficeSession *self, const char *id, const char *kind)
{
  g_autoptr (OfficeRecord) record = id != NULL ? office_replica_get (self->replica, id) : NULL;

  if (record == NULL || g_strcmp0 (office_record_get_kind_name (record), kind) != 0)
    return NULL;
  return g_steal_pointer (&record);
}

/**
 * office_session_find_label:
 * @self: a session
 * @id: a label's id
 *
 * Returns: (transfer none) (nullable): that label
 */
OfficeLabel *
office_session_find_label (OfficeSession *self, const char *id)
{
  OfficeLabel *label = g_hash_table_lookup (self->labels, id);
  g_autoptr (OfficeRecord) record = NULL;

  if (label != NULL)
    return label;
  record = office_session_get_record (self, id, "label");
  if (record == NULL)
    return NULL;
  label = office_label_new (id);
  office_label_update (label, record);
  g_hash_table_insert (self->labels, g_strdup (id), label);
  return label;
}

/**
 * office_session_find_column:
 * @self: a session
 * @id: (nullable): a column's id
 *
 * Returns: (transfer none) (nullable): the record of that column
 */
OfficeRecord *
office_session_find_column (OfficeSession *self, const char *id)
{
  OfficeRecord *column = id != NULL ? g_hash_table_lookup (self->columns, id) : NULL;

  if (column == NULL && id != NULL)
    {
      column = office_session_get_record (self, id, "column");
      if (column != NULL)
        g_hash_table_insert (self->columns, g_strdup (id), column);
    }
  return column;
}

/**
 * office_session_reload_steps:
 * @self: a session
 * @task: a task
 *
 * Reads the task's steps from the book.
 */
void
office_session_reload_steps (OfficeSession *self, OfficeTask *task)
{
  g_autoptr (GPtrArray) records = office_replica_list (self->replica, "step", "task", office_task_get_id (task));

  office_session_set_steps (self, task, records);
}

/**
 * office_session_count_discussion:
 * @self: a session
 * @task: a task
 *
 * Counts the messages of the task's discussion anew.
 */
void
office_session_count_discussion (OfficeSession *self, OfficeTask *task)
{
  office_task_set_n_messages (task, office_replica_count_discussion (self->replica, office_task_get_id (task)));
}

/**
 * office_session_take_task:
 * @self: a session
 * @record: a task's record as it is now
 * @steps: (nullable) (element-type OfficeRecord): its steps where they were read already, for a task that is new
 *
 * Returns: (transfer none): the task's object, which says what @record says
 */
OfficeTask *
office_session_take_task (OfficeSession *self, OfficeRecord *record, GPtrArray *steps)
{
  const char *id = office_record_get_id (record);
  OfficeTask *task = g_hash_table_lookup (self->tasks, id);
  g_autoptr (GPtrArray) people = office_session_find_people (self, record, "assignees");
  g_autoptr (GPtrArray) watchers = office_session_find_people (self, record, "watchers");
  g_autoptr (GPtrArray) labels = office_session_find_labels (self, record);
  gboolean anew = task == NULL || !office_task_is_present (task);

  if (task == NULL)
    {
      task = office_task_new (id);
      g_hash_table_insert (self->tasks, g_strdup (id), task);
    }
  office_task_set_present (task, TRUE);
  office_task_update (task, record, office_clock_now (self->clock));
  office_task_set_column (task, office_session_find_column (self, office_task_get_column_id (task)));
  office_task_set_assignees (task, people);
  office_task_set_watchers (task, watchers);
  office_task_set_labels (task, labels);
  if (!anew)
    return task;

  if (steps != NULL)
    office_session_set_steps (self, task, steps);
  else
    office_session_reload_steps (self, task);
  office_session_count_discussion (self, task);
  office_task_set_waiting (task, g_hash_table_contains (self->waiting, id));
  return task;
}

/**
 * office_session_peek_message:
 * @self: a session
 * @id: (nullable): a message's id
 *
 * Returns: (transfer none) (nullable): that message, if somebody holds it
 */
OfficeMessage *
office_session_peek_message (OfficeSession *self, const char *id)
{
  return id != NULL ? g_hash_table_lookup (self->messages, id) : NULL;
}

/**
 * office_session_link_message:
 * @self: a session
 * @message: a message
 *
 * Looks which task was made of it. Of several the first made counts; one in the trash does not.
 */
void
office_session_link_message (OfficeSession *self, OfficeMessage *message)
{
  g_autoptr (GPtrArray) records = office_replica_list (self->replica, "task", "source",
                                                       office_message_get_id (message));
  OfficeRecord *first = NULL;

  for (guint i = 0; i < records->len; i++)
    {
      OfficeRecord *record = records->pdata[i];

      if (!office_record_has (record, "trashed_at")
          && (first == NULL
              || office_record_get_integer (record, "created_at") < office_record_get_integer (first, "created_at")))
        first = record;
    }
  office_message_set_task (message, first != NULL ? office_session_take_task (self, first, NULL) : NULL);
}

/* What the person of this session has done with it for themselves. */
static void
office_session_link_own (OfficeSession *self, OfficeMessage *message)
{
  const char *id = office_message_get_id (message);

  office_message_set_saved (message, office_session_is_saved (self, id));
  office_message_set_removing (message, office_session_is_removing (self, id));
  if (g_hash_table_size (self->reminders) > 0)
    office_session_link_reminder (self, id);
}

/**
 * office_session_take_message:
 * @self: a session
 * @record: a message's record as it is now
 *
 * Returns: (transfer full): the message's object, which says what @record says
 */
OfficeMessage *
office_session_take_message (OfficeSession *self, OfficeRecord *record)
{
  const char *id = office_record_get_id (record);
  const char *pinned_by = office_record_get_text (record, "pinned_by");
  gboolean anew = office_session_peek_message (self, id) == NULL;
  OfficeMessage *message = office_session_make_message (self, id, office_record_get_text (record, "room"),
                                                        office_record_get_text (record, "task"),
                                                        office_record_get_text (record, "author"));

  office_message_update (message, record);
  office_message_set_pinned (message, office_record_get_integer (record, "pinned_at"),
                             pinned_by != NULL ? office_session_find_person (self, pinned_by) : NULL);
  office_message_set_mentions_me (message, office_session_is_called (self, record));
  if (anew)
    {
      office_session_link_message (self, message);
      office_session_link_thread (self, message);
      office_session_link_reactions (self, message);
      office_session_link_own (self, message);
    }
  office_session_refresh_delivery (self, message);
  return message;
}

/**
 * office_session_take_refused:
 * @self: a session
 * @entry: a refused message.send of the outbox
 *
 * Returns: (transfer full) (nullable): the message's object, as it was to be sent; %NULL where the operation says too little
 */
OfficeMessage *
office_session_take_refused (OfficeSession *self, OfficeOutboxEntry *entry)
{
  JsonObject *with = office_operation_get_with (entry->operation);
  const char *id = json_object_get_string_member_with_default (with, "id", NULL);
  const char *text = json_object_get_string_member_with_default (with, "text", "");
  OfficeMessage *message;

  if (id == NULL)
    return NULL;
  message = office_session_make_message (self, id, json_object_get_string_member_with_default (with, "room", NULL),
                                         json_object_get_string_member_with_default (with, "task", NULL),
                                         office_replica_get_person (self->replica));
  office_session_end_delivery (self, id);
  office_message_set_thread_id (message, json_object_get_string_member_with_default (with, "thread", NULL));
  office_message_set_quote_id (message, json_object_get_string_member_with_default (with, "quote", NULL));
  office_message_set_draft (message, text, office_operation_get_at (entry->operation));
  office_message_set_delivery (message, OFFICE_DELIVERY_REFUSED,
                               entry->problem != NULL ? office_reason_get_words_of (entry->problem) : "");
  return message;
}
