/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-replica-private.h"

#include "office-problem.h"

static gboolean
drop_and_gain (OfficeReplicaBatch *batch, OfficeFrame *frame, gboolean anew, GError **error)
{
  for (guint i = 0; frame->drop != NULL && frame->drop[i] != NULL; i++)
    if (!office_replica_purge_scope (batch, frame->drop[i], error))
      return FALSE;
  for (guint i = 0; frame->gained != NULL && frame->gained[i] != NULL; i++)
    if (!office_replica_begin_snapshot (batch, frame->gained[i], anew, error))
      return FALSE;
  return TRUE;
}

static gboolean
start_anew (OfficeReplicaBatch *batch, OfficeFrame *welcome, GError **error)
{
  return office_replica_suspect_all (batch, error) && drop_and_gain (batch, welcome, TRUE, error)
         && office_replica_sweep_strangers (batch, error)
         && office_replica_reopen_outbox (batch, welcome->cursor->rev, error)
         && office_replica_batch_set_cursor (batch, office_cursor_copy (welcome->cursor), error);
}

/*
 * A scope of which not even the first page has come was not named in the hello. If the host does not gain it again, this
 * person has lost it meanwhile, and what changes brought of it must go.
 */
static gboolean
drop_unnamed (OfficeReplicaBatch *batch, OfficeFrame *welcome, GError **error)
{
  g_autoptr (GPtrArray) scopes = office_replica_query_texts (batch->replica, 1, error,
                                                             "SELECT name FROM scope WHERE half AND next IS NULL", "");

  for (guint i = 0; scopes != NULL && i < scopes->len; i++)
    if ((welcome->gained == NULL || !g_strv_contains ((const char *const *) welcome->gained, scopes->pdata[i]))
        && !office_replica_purge_scope (batch, scopes->pdata[i], error))
      return FALSE;
  return scopes != NULL;
}

static gboolean
go_on (OfficeReplicaBatch *batch, OfficeFrame *welcome, GError **error)
{
  return drop_and_gain (batch, welcome, FALSE, error) && drop_unnamed (batch, welcome, error)
         && office_replica_doubt (batch, error);
}

static gboolean
check_welcome (OfficeReplica *self, OfficeFrame *welcome, GError **error)
{
  if (g_strcmp0 (welcome->office_id, self->office_id) != 0)
    {
      office_problem_set (error, OFFICE_PROBLEM_FORBIDDEN, "office", "Another office answers at this address");
      return FALSE;
    }
  if (g_strcmp0 (welcome->you, self->person) != 0)
    {
      office_problem_set (error, OFFICE_PROBLEM_FORBIDDEN, "you", "This sign-in belongs to another person");
      return FALSE;
    }
  if (welcome->cursor == NULL || (!welcome->reset && self->cursor == NULL))
    {
      office_problem_set (error, OFFICE_PROBLEM_INVALID, "reset", "The host does not say where to begin");
      return FALSE;
    }
  return TRUE;
}

/**
 * office_replica_apply_welcome:
 * @self: a replica
 * @welcome: the frame
 * @error: return location
 *
 * Drops what this person may no longer see and prepares for the pages to come. With `reset` everything has to be
 * confirmed by pages, the cursor is the welcome's, and operations acknowledged in the last 30 days are to be sent
 * again; what is shown stays until the pages replace it.
 *
 * Returns: whether it was stored; FORBIDDEN where it comes from another office or is for another person
 */
gboolean
office_replica_apply_welcome (OfficeReplica *self, OfficeFrame *welcome, GError **error)
{
  g_autoptr (OfficeReplicaBatch) batch = NULL;
  gboolean applied;

  g_return_val_if_fail (OFFICE_IS_REPLICA (self), FALSE);
  g_return_val_if_fail (welcome->kind == OFFICE_FRAME_WELCOME, FALSE);

  if (!check_welcome (self, welcome, error))
    return FALSE;
  batch = office_replica_batch_begin (self, error);
  if (batch == NULL)
    return FALSE;
  /* Before the cursor moves, which is a contact. */
  applied = office_replica_look_at_absence (batch, error)
            && (welcome->reset ? start_anew (batch, welcome, error) : go_on (batch, welcome, error))
            && office_replica_note_file_limit (batch, welcome->file_limit, error)
            && office_replica_note_web_address (batch, welcome->web_address, error)
            && office_replica_note_contact (batch, error) && office_replica_end_empty_review (batch, error);
  return applied && office_replica_settle (batch, error) && office_replica_batch_commit (batch, error);
}

/* The first n records; a page may bring only what is of its scope. */
static gboolean
receive_records (OfficeReplicaBatch *batch, OfficeFrame *frame, guint n, GError **error)
{
  for (guint i = 0; i < n; i++)
    {
      OfficeRecord *record = frame->records->pdata[i];

      if ((frame->kind != OFFICE_FRAME_PAGE || g_strcmp0 (office_record_get_scope (record), frame->scope) == 0)
          && !office_replica_receive (batch, record, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
receive_page (OfficeReplicaBatch *batch, OfficeFrame *page, GError **error)
{
  if (!receive_records (batch, page, page->records->len, error))
    return FALSE;
  if (page->last)
    return office_replica_finish_snapshot (batch, page->scope, error);
  return office_replica_run (batch->replica, error, "UPDATE scope SET next = coalesce(?, next) WHERE name = ? AND half",
                             "tt", page->next, page->scope);
}

/* There is something of every scope, be it the newest messages only. */
static gboolean
note_content (OfficeReplicaBatch *batch, GError **error)
{
  gint64 bare;

  if (batch->replica->has_content)
    return TRUE;
  if (!office_replica_query_integer (batch->replica, &bare, error,
                                     "SELECT EXISTS (SELECT 1 FROM scope WHERE half AND next IS NULL)", ""))
    return FALSE;
  batch->has_content = bare == 0;
  return !batch->has_content || office_replica_set_meta (batch->replica, "content", "1", error);
}

static gboolean
knows_scope (OfficeReplica *self, const char *scope, gboolean *known, GError **error)
{
  gint64 n;

  if (!office_replica_query_integer (self, &n, error, "SELECT count(*) FROM scope WHERE name = ?", "t", scope))
    return FALSE;
  *known = n > 0;
  return TRUE;
}

/**
 * office_replica_apply_page:
 * @self: a replica
 * @page: the frame
 * @error: return location
 *
 * Stores a piece of a scope's snapshot; after the last one the scope is held. A page of a scope that was dropped
 * meanwhile is ignored.
 *
 * Returns: whether it was stored
 */
gboolean
office_replica_apply_page (OfficeReplica *self, OfficeFrame *page, GError **error)
{
  g_autoptr (OfficeReplicaBatch) batch = NULL;
  gboolean known;

  g_return_val_if_fail (OFFICE_IS_REPLICA (self), FALSE);
  g_return_val_if_fail (page->kind == OFFICE_FRAME_PAGE, FALSE);

  batch = office_replica_batch_begin (self, error);
  if (batch == NULL || !knows_scope (self, page->scope, &known, error))
    return FALSE;
  if (!known)
    return TRUE;
  return receive_page (batch, page, error) && note_content (batch, error) && office_replica_settle (batch, error)
         && office_replica_batch_commit (batch, error);
}

/**
 * office_replica_apply_answer:
 * @self: a replica
 * @records: (element-type OfficeRecord): what the host has answered to a question
 * @error: return location
 *
 * Stores what somebody wants to see before its page has come. The page brings it once more; what is of a scope that is
 * not on its way here is left out, as nothing would tell when it changes.
 *
 * Returns: whether it was stored
 */
gboolean
office_replica_apply_answer (OfficeReplica *self, GPtrArray *records, GError **error)
{
  g_autoptr (OfficeReplicaBatch) batch = NULL;

  g_return_val_if_fail (OFFICE_IS_REPLICA (self), FALSE);
  g_return_val_if_fail (records != NULL, FALSE);

  batch = office_replica_batch_begin (self, error);
  if (batch == NULL)
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    {
      OfficeRecord *record = records->pdata[i];
      gboolean known = FALSE;

      if (office_record_is_gone (record))
        continue;
      if (!knows_scope (self, office_record_get_scope (record), &known, error)
          || (known && !office_replica_receive (batch, record, error)))
        return FALSE;
    }
  return office_replica_settle (batch, error) && office_replica_batch_commit (batch, error);
}

static gboolean
receive_changes (OfficeReplicaBatch *batch, OfficeFrame *changes, GError **error)
{
  OfficeReplica *self = batch->replica;

  if (!drop_and_gain (batch, changes, FALSE, error) || !receive_records (batch, changes, changes->records->len, error))
    return FALSE;
  return office_replica_batch_set_cursor (
      batch, office_cursor_new (self->cursor->epoch, changes->cursor->rev, changes->cursor->tag), error);
}

static gboolean
check_follows (OfficeReplica *self, OfficeFrame *changes, GError **error)
{
  if (self->cursor != NULL && changes->cursor != NULL && changes->after == self->cursor->rev
      && changes->cursor->rev >= changes->after)
    return TRUE;
  office_problem_set (error, OFFICE_PROBLEM_CONFLICT, "after", "The changes do not follow on what is stored");
  return FALSE;
}

/**
 * office_replica_apply_changes:
 * @self: a replica
 * @changes: the frame
 * @error: return location
 *
 * Stores what changed and moves the cursor, in one transaction.
 *
 * Returns: whether it was stored; CONFLICT where the frame does not follow on the cursor: say hello again
 */
gboolean
office_replica_apply_changes (OfficeReplica *self, OfficeFrame *changes, GError **error)
{
  g_autoptr (OfficeReplicaBatch) batch = NULL;

  g_return_val_if_fail (OFFICE_IS_REPLICA (self), FALSE);
  g_return_val_if_fail (changes->kind == OFFICE_FRAME_CHANGES, FALSE);

  if (!check_follows (self, changes, error))
    return FALSE;
  batch = office_replica_batch_begin (self, error);
  return batch != NULL && receive_changes (batch, changes, error) && office_replica_settle (batch, error)
         && office_replica_batch_commit (batch, error);
}

static gboolean
check_piece (OfficeReplica *self, OfficeFrame *frame, GError **error)
{
  return frame->kind == OFFICE_FRAME_PAGE || check_follows (self, frame, error);
}

static gboolean
receive_piece (OfficeReplicaBatch *batch, OfficeFrame *frame, guint n, GError **error)
{
  gboolean known = TRUE;

  if (frame->kind == OFFICE_FRAME_CHANGES && !drop_and_gain (batch, frame, FALSE, error))
    return FALSE;
  if (frame->kind == OFFICE_FRAME_PAGE && !knows_scope (batch->replica, frame->scope, &known, error))
    return FALSE;
  return !known || receive_records (batch, frame, n, error);
}

static void
clear_names (char ***names)
{
  if (*names == NULL)
    return;
  g_strfreev (*names);
  *names = g_new0 (char *, 1);
}

/**
 * office_replica_apply_piece:
 * @self: a replica
 * @frame: changes or a page
 * @n: so many records of it, fewer than it has
 * @error: return location
 *
 * Stores the first records and takes them out of the frame, whose rest is to be applied next. The cursor stays where it is,
 * and so does the end of a snapshot.
 *
 * Returns: whether they were stored; CONFLICT where the frame does not follow on the cursor: say hello again
 */
gboolean
office_replica_apply_piece (OfficeReplica *self, OfficeFrame *frame, guint n, GError **error)
{
  g_autoptr (OfficeReplicaBatch) batch = NULL;

  g_return_val_if_fail (OFFICE_IS_REPLICA (self), FALSE);
  g_return_val_if_fail (frame->kind == OFFICE_FRAME_CHANGES || frame->kind == OFFICE_FRAME_PAGE, FALSE);
  g_return_val_if_fail (n < frame->records->len, FALSE);

  if (!check_piece (self, frame, error))
    return FALSE;
  batch = office_replica_batch_begin (self, error);
  if (batch == NULL || !receive_piece (batch, frame, n, error) || !office_replica_settle (batch, error)
      || !office_replica_batch_commit (batch, error))
    return FALSE;
  g_ptr_array_remove_range (frame->records, 0, n);
  clear_names (&frame->drop);
  clear_names (&frame->gained);
  return TRUE;
}

/**
 * office_replica_note_live:
 * @self: a replica
 *
 * The line has everything up to the server's head: from now on there is content to show, also after a restart offline.
 * Mostly that was so before, when the first page of the last scope came.
 */
void
office_replica_note_live (OfficeReplica *self)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (OFFICE_IS_REPLICA (self));

  if (self->has_content)
    return;
  self->has_content = TRUE;
  if (!office_replica_set_meta (self, "content", "1", &error))
    g_warning ("The end of the first sync cannot be noted: %s", error->message);
}
