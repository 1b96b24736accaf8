/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-replica-private.h"

#include "office-merge.h"
#include "office-problem.h"

/*
 * Long texts that two people change at once. A patch of a field that merges three ways keeps, beside the operation, the
 * text that it started from. Where the host refuses it because somebody else changed that field, it is held: it goes on
 * waiting and covering, but is not sent again. Once the host's newer version of the record is here, a new operation with
 * the merged text takes its place.
 *
 * All patches of one field that wait stand on the oldest one's base, so that none of them passes the host when the first
 * of them did not; each names the one before it, by which the host tells them from a change that was made elsewhere. Where
 * a later one waits, it inherits what the refused one started from, for it contains its words.
 */

/* The members of `set` that merge three ways, as a list of fields; empty for everything but such patches. */
static GPtrArray *
list_fields (const char *intent, JsonObject *with)
{
  GPtrArray *fields = g_ptr_array_new ();
  const OfficeKind *kind;
  JsonNode *set = json_object_get_member (with, "set");

  if (g_strcmp0 (intent, "patch") != 0 || set == NULL || !JSON_NODE_HOLDS_OBJECT (set))
    return fields;
  kind = office_kind_find (json_object_get_string_member_with_default (with, "kind", NULL));
  for (guint i = 0; kind != NULL && i < kind->n_fields; i++)
    if (kind->fields[i].merge == OFFICE_MERGE_THREE_WAY
        && json_object_has_member (json_node_get_object (set), kind->fields[i].name))
      g_ptr_array_add (fields, (gpointer) kind->fields[i].name);
  return fields;
}

static const char *
get_record_id (JsonObject *with)
{
  return json_object_get_string_member_with_default (with, "id", NULL);
}

static JsonObject *
parse_texts (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonObject *texts = office_json_parse (text, strlen (text), OFFICE_LIMIT_SERVER_FRAME, &error);

  if (texts != NULL)
    return texts;
  g_warning ("What a text started from cannot be read: %s", error->message);
  return json_object_new ();
}

static char *
write_texts (JsonObject *texts)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), texts);

  return json_to_string (node, FALSE);
}

/* The newest outstanding operation that sets the field. */
static gboolean
find_last (OfficeReplica *self, const char *record, const char *field, char **operation, GError **error)
{
  g_autoptr (GPtrArray) ids = office_replica_query_texts (
      self, 1, error,
      "SELECT id FROM outbox WHERE state IN (0, 1) AND texts IS NOT NULL"
      " AND json_extract(operation, '$.with.id') = ?1 AND json_type(texts, '$.' || ?2) IS NOT NULL"
      " ORDER BY position DESC LIMIT 1",
      "tt", record, field);

  if (ids != NULL && ids->len > 0)
    {
      g_free (*operation);
      *operation = g_strdup (ids->pdata[0]);
    }
  return ids != NULL;
}

/**
 * office_replica_look_at_base:
 * @batch: a batch
 * @intent: what is to be done
 * @with: its members
 * @base: (out): the revision that the operation stands on
 * @follows: (out) (nullable) (transfer full): the outstanding operation whose long text it goes on from
 * @texts: (out) (nullable) (transfer full): the long texts that it starts from, as JSON; %NULL where it changes none
 * @error: return location
 *
 * Returns: whether it succeeded
 */
gboolean
office_replica_look_at_base (OfficeReplicaBatch *batch, const char *intent, JsonObject *with, gint64 *base,
                             char **follows, char **texts, GError **error)
{
  OfficeReplica *self = batch->replica;
  const OfficeCursor *cursor = batch->cursor != NULL ? batch->cursor : self->cursor;
  g_autoptr (GPtrArray) fields = list_fields (intent, with);
  g_autoptr (OfficeRecord) record = NULL;
  g_autoptr (JsonObject) started_from = NULL;

  *base = cursor != NULL ? cursor->rev : 0;
  *follows = NULL;
  *texts = NULL;
  if (fields->len == 0)
    return TRUE;
  record = office_replica_get (self, get_record_id (with));
  started_from = json_object_new ();
  for (guint i = 0; i < fields->len; i++)
    {
      const char *text = record != NULL ? office_record_get_text (record, fields->pdata[i]) : NULL;
      gint64 oldest;

      json_object_set_string_member (started_from, fields->pdata[i], text != NULL ? text : "");
      if (!office_replica_query_integer (self, &oldest, error,
                                         "SELECT coalesce(min(json_extract(operation, '$.base')), ?1) FROM outbox"
                                         " WHERE state = 0 AND texts IS NOT NULL"
                                         " AND json_extract(operation, '$.with.id') = ?2"
                                         " AND json_type(texts, '$.' || ?3) IS NOT NULL",
                                         "itt", *base, get_record_id (with), (const char *) fields->pdata[i]))
        return FALSE;
      *base = MIN (*base, oldest);
      if (!find_last (self, get_record_id (with), fields->pdata[i], follows, error))
        return FALSE;
    }
  *texts = write_texts (started_from);
  return TRUE;
}

/**
 * office_replica_hold:
 * @batch: a batch
 * @result: a refusal for good of an operation that waits, or is sent again
 * @held: (out): whether the operation now waits to be merged and is not refused
 * @error: return location
 *
 * Returns: whether it succeeded
 */
gboolean
office_replica_hold (OfficeReplicaBatch *batch, OfficeResult *result, gboolean *held, GError **error)
{
  OfficeReplica *self = batch->replica;
  const char *field = office_problem_get_field (result->problem);
  gint64 mergeable = 0;

  *held = FALSE;
  if (field == NULL || !g_error_matches (result->problem, OFFICE_PROBLEM, OFFICE_PROBLEM_CONFLICT))
    return TRUE;
  if (!office_replica_query_integer (self, &mergeable, error,
                                     "SELECT EXISTS (SELECT 1 FROM outbox, json_each(texts)"
                                     " WHERE outbox.id = ? AND json_each.key = ?)",
                                     "tt", result->id, field))
    return FALSE;
  *held = mergeable != 0;
  return !*held
         || office_replica_run (self, error,
                                "UPDATE outbox SET state = 0, merge_after = json_extract(operation, '$.base')"
                                " WHERE id = ?",
                                "t", result->id);
}

/* Whether a later patch that waits sets the field too. */
static gboolean
is_set_later (OfficeReplica *self, gint64 position, const char *record, const char *field, gboolean *later,
              GError **error)
{
  gint64 found;

  if (!office_replica_query_integer (self, &found, error,
                                     "SELECT EXISTS (SELECT 1 FROM outbox WHERE state = 0 AND position > ?1"
                                     " AND json_extract(operation, '$.with.id') = ?2"
                                     " AND json_type(operation, '$.with.set.' || ?3) IS NOT NULL)",
                                     "itt", position, record, field))
    return FALSE;
  *later = found != 0;
  return TRUE;
}

static gboolean
hand_down (OfficeReplica *self, gint64 position, const char *record, const char *field, const char *text,
           GError **error)
{
  return office_replica_run (self, error,
                             "UPDATE outbox SET texts = json_set(texts, '$.' || ?3, ?4) WHERE position ="
                             " (SELECT min(position) FROM outbox WHERE state = 0 AND position > ?1"
                             " AND json_extract(operation, '$.with.id') = ?2"
                             " AND json_type(texts, '$.' || ?3) IS NOT NULL)",
                             "ittt", position, record, field, text);
}

static void
set_text (JsonObject *set, const char *field, const char *text)
{
  if (*text != '\0')
    json_object_set_string_member (set, field, text);
  else
    json_object_set_null_member (set, field);
}

/* Puts the merged text in the place of mine; what the window shows without the refused operation is theirs. */
static gboolean
merge_field (OfficeReplicaBatch *batch, JsonObject *set, const char *record_id, const char *field, const char *base,
             GError **error)
{
  g_autoptr (OfficeRecord) record = office_replica_get (batch->replica, record_id);
  const char *theirs = record != NULL ? office_record_get_text (record, field) : NULL;
  const char *mine = json_object_get_string_member_with_default (set, field, "");
  g_autofree char *merged = office_merge_texts (base, mine, theirs);

  if (merged == NULL)
    {
      merged = office_merge_keep_both (mine, theirs);
      /* Where one of them is empty there is nothing to choose. */
      if (*mine == '\0' || theirs == NULL || *theirs == '\0')
        {
          set_text (set, field, merged);
          return TRUE;
        }
      g_ptr_array_add (batch->kept_both, g_strdup (record_id));
      if (!office_replica_set_kept (batch->replica, record_id, mine, theirs, error))
        return FALSE;
    }
  set_text (set, field, merged);
  return TRUE;
}

/* Makes `set` what is still to be done of it. */
static gboolean
merge_fields (OfficeReplicaBatch *batch, gint64 position, const char *record, JsonObject *set, JsonObject *texts,
              GError **error)
{
  g_autoptr (GList) fields = json_object_get_members (set);

  for (GList *l = fields; l != NULL; l = l->next)
    {
      const char *field = l->data;
      const char *base = json_object_get_string_member_with_default (texts, field, NULL);
      gboolean later;

      if (!is_set_later (batch->replica, position, record, field, &later, error))
        return FALSE;
      if (later && base != NULL && !hand_down (batch->replica, position, record, field, base, error))
        return FALSE;
      if (later)
        json_object_remove_member (set, field);
      else if (base != NULL && !merge_field (batch, set, record, field, base, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
merge_shown (OfficeReplicaBatch *batch, const char *record, JsonObject *set, JsonObject *texts, GError **error)
{
  g_autoptr (GList) fields = json_object_get_members (set);

  for (GList *l = fields; l != NULL; l = l->next)
    {
      const char *base = json_object_get_string_member_with_default (texts, l->data, NULL);

      if (base != NULL && !merge_field (batch, set, record, l->data, base, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_empty (JsonObject *with)
{
  return json_object_get_size (json_object_get_object_member (with, "set")) == 0
         && !json_object_has_member (with, "add") && !json_object_has_member (with, "take");
}

/* Does it anew. Where the book or a limit does not allow that, the refused one stays, with the words in it. */
static gboolean
act_anew (OfficeReplicaBatch *batch, gint64 position, JsonObject *with, guint n_kept_before, GError **error)
{
  OfficeReplica *self = batch->replica;
  g_autoptr (GError) local = NULL;
  g_autofree char *anew = NULL;
  g_autofree char *problem = NULL;

  if (is_empty (with))
    return office_replica_run (self, error, "DELETE FROM outbox WHERE position = ?", "i", position);
  if (office_replica_act (batch, "patch", with, &anew, &local))
    return office_replica_replace (batch, position, anew, error);
  if (local->domain != OFFICE_PROBLEM)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (batch->kept_both->len > n_kept_before && !office_replica_set_kept (self, get_record_id (with), NULL, NULL, error))
    return FALSE;
  g_ptr_array_set_size (batch->kept_both, (gint) n_kept_before);
  problem = office_problem_to_json (local);
  return office_replica_run (self, error, "UPDATE outbox SET problem = ? WHERE position = ?", "ti", problem, position);
}

static gboolean
merge_operation (OfficeReplicaBatch *batch, gint64 position, OfficeOperation *operation, JsonObject *texts,
                 GError **error)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), office_operation_get_with (operation));
  g_autoptr (JsonNode) copy = office_json_copy_node (node);
  JsonObject *with = json_node_get_object (copy);
  guint n_kept_before = batch->kept_both->len;

  batch->outbox_changed = TRUE;
  batch->stale = TRUE;
  return office_replica_run (batch->replica, error,
                             "UPDATE outbox SET state = 2, merge_after = NULL WHERE position = ?", "i", position)
         && office_replica_rebase (batch, error)
         && merge_fields (batch, position, get_record_id (with), json_object_get_object_member (with, "set"), texts,
                          error)
         && act_anew (batch, position, with, n_kept_before, error);
}

/* Reads it only now: what stood before it may have handed its base down to it. */
static gboolean
merge_position (OfficeReplicaBatch *batch, gint64 position, GError **error)
{
  g_autoptr (GPtrArray) row = office_replica_query_texts (
      batch->replica, 2, error, "SELECT operation, texts FROM outbox WHERE position = ?", "i", position);
  g_autoptr (OfficeOperation) operation = NULL;
  g_autoptr (JsonObject) texts = NULL;

  if (row == NULL)
    return FALSE;
  operation = row->len > 0 ? office_replica_parse_operation (row->pdata[0]) : NULL;
  if (operation == NULL)
    return TRUE;
  texts = parse_texts (row->pdata[1]);
  return merge_operation (batch, position, operation, texts, error);
}

/**
 * office_replica_merge_again:
 * @batch: a batch
 * @operation: a refused one that is done again
 * @with: its members
 * @error: return location
 *
 * What others wrote into a long text since stays: with the members goes what is merged of both.
 *
 * Returns: (transfer full): the members to do it with; @with itself where it sets no long text; %NULL on failure
 */
JsonObject *
office_replica_merge_again (OfficeReplicaBatch *batch, const char *operation, JsonObject *with, GError **error)
{
  g_autoptr (GPtrArray) row = office_replica_query_texts (
      batch->replica, 1, error, "SELECT texts FROM outbox WHERE id = ? AND texts IS NOT NULL", "t", operation);
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), with);
  g_autoptr (JsonNode) copy = NULL;
  g_autoptr (JsonObject) texts = NULL;

  if (row == NULL)
    return NULL;
  if (row->len == 0)
    return json_object_ref (with);
  copy = office_json_copy_node (node);
  texts = parse_texts (row->pdata[0]);
  /* What waits was written later, or done anew before: it is among what is shown, and not to be merged with twice. */
  if (!merge_shown (batch, get_record_id (with), json_object_get_object_member (json_node_get_object (copy), "set"),
                    texts, error))
    return NULL;
  return json_object_ref (json_node_get_object (copy));
}

/**
 * office_replica_merge_held:
 * @batch: a batch that is settled
 * @error: return location
 *
 * Merges what is held and for which the host's newer version has come.
 *
 * Returns: whether it succeeded
 */
gboolean
office_replica_merge_held (OfficeReplicaBatch *batch, GError **error)
{
  g_autoptr (GPtrArray) positions = office_replica_query_texts (
      batch->replica, 1, error,
      "SELECT position FROM outbox WHERE merge_after IS NOT NULL AND NOT EXISTS (SELECT 1 FROM shadow"
      " LEFT JOIN scope ON scope.name = shadow.scope WHERE shadow.id = json_extract(operation, '$.with.id')"
      " AND (shadow.rev <= merge_after OR scope.half))"
      /* One that is sent again may cover nothing, for what is shown has its words still: until the snapshot is whole. */
      " AND NOT EXISTS (SELECT 1 FROM record JOIN scope ON scope.name = record.scope"
      " WHERE record.id = json_extract(operation, '$.with.id') AND scope.half) ORDER BY position",
      "");

  for (guint i = 0; positions != NULL && i < positions->len; i++)
    if (!merge_position (batch, g_ascii_strtoll (positions->pdata[i], NULL, 10), error))
      return FALSE;
  return positions != NULL;
}
