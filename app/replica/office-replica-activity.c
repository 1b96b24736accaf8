/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-replica-private.h"

/*
 * What is new for this person, each kind newest first and a page at a time. The reads go along indexes on the time; where
 * most of what an index holds is of others, only its newest part is looked through, so that no read costs what the office
 * holds.
 */

#define LOOKED_THROUGH "2000"

/* A message that mentions the person; one's own never does. */
#define MENTIONS                                                                                                       \
  "SELECT message.body FROM record AS mention JOIN record AS message ON message.id = mention.f_message"                \
  " WHERE mention.kind = 'mention' AND message.f_removed IS NOT TRUE AND message.f_at < ?2"                            \
  " AND message.f_author IS NOT ?1 ORDER BY message.f_at DESC LIMIT ?3"

/* Said by others in threads that the person began or has written in. */
#define REPLIES                                                                                                        \
  "SELECT body FROM (SELECT body, f_thread, f_author, f_removed, f_at FROM record WHERE kind = 'message'"              \
  " AND f_thread IS NOT NULL AND f_at < ?2 ORDER BY f_at DESC LIMIT " LOOKED_THROUGH ") AS reply"                      \
  " WHERE f_author IS NOT ?1 AND f_removed IS NOT TRUE"                                                                \
  " AND (EXISTS (SELECT 1 FROM record AS root WHERE root.id = reply.f_thread AND root.f_author = ?1)"                  \
  " OR EXISTS (SELECT 1 FROM record AS own WHERE own.kind = 'message' AND own.f_thread = reply.f_thread"               \
  " AND own.f_thread IS NOT NULL AND own.f_author = ?1)) ORDER BY f_at DESC LIMIT ?3"

/* Of others in one thread; those that mention the person are told as mentions. */
#define COUNT_REPLIES                                                                                                  \
  "SELECT count(*) FROM record WHERE kind = 'message' AND f_thread = ?1 AND f_thread IS NOT NULL"                      \
  " AND f_at >= ?3 AND f_at < ?4 AND f_author IS NOT ?2 AND f_removed IS NOT TRUE"                                     \
  " AND id NOT IN (SELECT f_message FROM record WHERE kind = 'mention' AND f_message IS NOT NULL)"

/* Of others to what the person has said. */
#define REACTIONS                                                                                                      \
  "SELECT reaction.body FROM (SELECT body, f_message, f_at FROM record WHERE kind = 'reaction' AND f_at < ?2"          \
  " ORDER BY f_at DESC LIMIT " LOOKED_THROUGH                                                                          \
  ") AS reaction JOIN record AS message ON message.id = reaction.f_message"                                            \
  " WHERE message.f_author = ?1 AND message.f_removed IS NOT TRUE AND reaction.body ->> '$.person' <> ?1"              \
  " ORDER BY reaction.f_at DESC LIMIT ?3"

#define ASSIGNMENTS                                                                                                    \
  "SELECT body FROM record WHERE ?1 IS NOT NULL AND kind = 'assignment' AND f_at < ?2 ORDER BY f_at DESC LIMIT ?3"

/* Those whose time has come. */
#define REMINDERS                                                                                                      \
  "SELECT body FROM record WHERE ?1 IS NOT NULL AND kind = 'reminder' AND f_remind_at < ?2"                            \
  " ORDER BY f_remind_at DESC LIMIT ?3"

static const char *const queries[] = {
  [OFFICE_ACTIVITY_MENTION] = MENTIONS,   [OFFICE_ACTIVITY_REPLY] = REPLIES,
  [OFFICE_ACTIVITY_REACTION] = REACTIONS, [OFFICE_ACTIVITY_ASSIGNMENT] = ASSIGNMENTS,
  [OFFICE_ACTIVITY_REMINDER] = REMINDERS,
};

/**
 * office_replica_list_activity:
 * @self: a replica
 * @kind: of what
 * @before: ms since 1970: only what is older
 * @limit: at most so many
 *
 * Returns: (transfer full) (element-type OfficeRecord): newest first; for mentions and replies the messages; never %NULL
 */
GPtrArray *
office_replica_list_activity (OfficeReplica *self, OfficeActivityKind kind, gint64 before, guint limit)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) bodies = NULL;
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) office_record_unref);

  g_return_val_if_fail (OFFICE_IS_REPLICA (self), records);

  if (self->database == NULL)
    return records;
  bodies = office_replica_query_texts (self, 1, &error, queries[kind], "tii", self->person, before, (gint64) limit);
  for (guint i = 0; bodies != NULL && error == NULL && i < bodies->len; i++)
    {
      OfficeRecord *record = office_record_new_from_body (bodies->pdata[i], -1, &error);

      if (record != NULL)
        g_ptr_array_add (records, record);
    }
  if (error != NULL)
    g_warning ("What is new cannot be read: %s", error->message);
  return records;
}

/**
 * office_replica_count_replies:
 * @self: a replica
 * @thread: the message whose thread it is
 * @from: ms since 1970: only what was said then or later
 * @before: ms since 1970: only what was said before
 *
 * Returns: how many answers of others stand there that do not mention the person
 */
guint
office_replica_count_replies (OfficeReplica *self, const char *thread, gint64 from, gint64 before)
{
  g_autoptr (GError) error = NULL;
  gint64 n = 0;

  g_return_val_if_fail (OFFICE_IS_REPLICA (self), 0);
  g_return_val_if_fail (thread != NULL, 0);

  if (self->database == NULL)
    return 0;
  if (!office_replica_query_integer (self, &n, &error, COUNT_REPLIES, "ttii", thread, self->person, from, before))
    g_warning ("The answers of a day cannot be counted: %s", error->message);
  return (guint) n;
}
