/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-hub-private.h"

#include <string.h>

#define WAITING_LIMIT 1000 /* operations of one connection whose result is not there yet */

/* The operations of one frame: their results go out together, in their order. Main context only. */
typedef struct {
  OfficePeer *peer;
  GPtrArray *results; /* OfficeResult, NULL while it is waited for */
  guint waiting;
} Group;

/* One operation on its way through the writer's thread, which touches only what stands above the line. */
typedef struct {
  OfficeOperation *operation;
  char *person, *device;
  char *before; /* the operation that must have a result first; nullable */
  OfficeResult *result;
  /* ---- */
  Group *group;
  guint index;
} Submission;

static void
group_clear (gpointer data)
{
  Group *self = data;

  office_peer_unref (self->peer);
  g_ptr_array_unref (self->results);
}

static void
group_unref (Group *self)
{
  g_rc_box_release_full (self, group_clear);
}

static void
free_result (gpointer data)
{
  if (data != NULL)
    office_result_free (data);
}

static void
submission_free (gpointer data)
{
  Submission *self = data;

  g_clear_pointer (&self->operation, office_operation_unref);
  g_clear_pointer (&self->result, office_result_free);
  g_clear_pointer (&self->group, group_unref);
  g_free (self->person);
  g_free (self->device);
  g_free (self->before);
  g_free (self);
}

/* A frame has a limit too: many results with long overwritten values go out in several. */
static void
send_results (OfficePeer *peer, OfficeResult **results, guint n)
{
  g_autoptr (GPtrArray) some = g_ptr_array_new ();
  char *text;

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (some, results[i]);
  text = office_frame_results (some);
  if (strlen (text) <= OFFICE_LIMIT_SERVER_FRAME || n < 2)
    {
      office_peer_send_text (peer, text);
      return;
    }
  g_free (text);
  send_results (peer, results, n / 2);
  send_results (peer, results + n / 2, n - n / 2);
}

static void
finish_group (Group *self)
{
  OfficePeer *peer = self->peer;

  if (peer->state == OFFICE_PEER_CLOSING)
    return;

  for (guint i = 0; i < self->results->len; i++)
    {
      OfficeResult *result = g_ptr_array_index (self->results, i);

      peer->own_rev = MAX (peer->own_rev, result->rev);
    }
  send_results (peer, (OfficeResult **) self->results->pdata, self->results->len);
  /* Of a repeat, the revision may long be passed. */
  if (peer->hub != NULL && peer->own_rev > peer->cursor)
    office_pump_advance (peer->hub, peer);
}

static gboolean
is_put_off (OfficeResult *result)
{
  return result->problem != NULL && office_problem_is_temporary (result->problem);
}

/* It may be hours until the file is there. */
static gboolean
is_short_of_a_file (OfficeResult *result)
{
  return result->problem != NULL && office_problem_is_missing_file (result->problem);
}

/* Writer's thread. */
static gboolean
is_in_turn (OfficeTransaction *transaction, Submission *self, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *stored = NULL;

  if (self->before == NULL)
    return TRUE;
  stored = office_transaction_find_result (transaction, self->before, &local);
  if (stored != NULL)
    return TRUE;
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else
    office_problem_set (error, OFFICE_PROBLEM_UNAVAILABLE, NULL,
                        "What was done before this has to be sent again first");
  return FALSE;
}

/* Writer's thread. */
static gboolean
apply (OfficeTransaction *transaction, gpointer data, GError **error)
{
  Submission *self = data;

  if (!is_in_turn (transaction, self, error))
    return FALSE;
  self->result = office_hub_apply (transaction, self->operation, self->person, self->device);
  if (self->result->problem == NULL || office_hub_is_final (self->result->problem))
    return TRUE;
  g_propagate_error (error, g_error_copy (self->result->problem));
  return FALSE;
}

static void
on_applied (gpointer data, gint64 rev, const GError *error)
{
  Submission *self = data;
  Group *group = self->group;

  /* Where the commit failed, the result that the work had come to is void. */
  if (error != NULL)
    {
      g_clear_pointer (&self->result, office_result_free);
      self->result = office_result_new (office_operation_get_id (self->operation), 0, office_hub_problem_of (error));
    }
  if (group->peer->hub != NULL && is_short_of_a_file (self->result))
    office_sequence_forget (group->peer->sequence, self->result->id);
  else if (group->peer->hub != NULL)
    office_sequence_settle (group->peer->sequence, self->result->id, is_put_off (self->result),
                            office_clock_monotonic (group->peer->hub->clock));
  group->results->pdata[self->index] = g_steal_pointer (&self->result);
  group->peer->waiting--;
  if (--group->waiting == 0)
    finish_group (group);
}

/* What is to be carried out; or NULL, with its result in place. */
static Submission *
take_submission (OfficeHub *hub, OfficePeer *peer, JsonObject *object, OfficeResult **result)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeOperation) operation = office_operation_new_from_object (object, &error);
  gint64 now = office_clock_monotonic (hub->clock);
  g_autofree char *before = NULL;
  Submission *submission;

  if (operation == NULL)
    {
      /* A frame with an operation without an id is malformed, so there is one. */
      *result = office_result_new (json_object_get_string_member (object, "id"), 0, g_steal_pointer (&error));
      return NULL;
    }
  before = office_sequence_follow (peer->sequence, office_operation_get_id (operation), now);
  if (peer->waiting >= WAITING_LIMIT)
    {
      office_sequence_settle (peer->sequence, office_operation_get_id (operation), TRUE, now);
      *result = office_result_new (
          office_operation_get_id (operation), 0,
          office_problem_new (OFFICE_PROBLEM_TOO_MANY, NULL, "Too many operations are waiting"));
      return NULL;
    }
  peer->waiting++;
  submission = g_new0 (Submission, 1);
  submission->operation = g_steal_pointer (&operation);
  submission->before = g_steal_pointer (&before);
  submission->person = g_strdup (peer->person);
  submission->device = g_strdup (peer->device);
  return submission;
}

/**
 * office_intake_receive:
 * @hub: the hub
 * @peer: who sent them
 * @operations: (element-type JsonObject): emptied, so that nothing of them is held here when the writer's thread begins
 *
 * Hands operations to the store, in order; one that is malformed is refused alone. What stands behind one that has to be
 * put off is put off as well.
 */
void
office_intake_receive (OfficeHub *hub, OfficePeer *peer, GPtrArray *operations)
{
  Group *group = g_rc_box_new0 (Group);
  guint n = operations->len;
  g_autoptr (GPtrArray) taken = g_ptr_array_new ();

  group->peer = office_peer_ref (peer);
  group->results = g_ptr_array_new_with_free_func (free_result);
  g_ptr_array_set_size (group->results, (int) n);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (taken, take_submission (hub, peer, g_ptr_array_index (operations, i),
                                             (OfficeResult **) &group->results->pdata[i]));
  g_ptr_array_set_size (operations, 0);

  for (guint i = 0; i < n; i++)
    group->waiting += g_ptr_array_index (taken, i) != NULL;
  if (group->waiting == 0)
    finish_group (group);

  for (guint i = 0; i < n; i++)
    {
      Submission *submission = g_ptr_array_index (taken, i);

      if (submission == NULL)
        continue;
      submission->group = g_rc_box_acquire (group);
      submission->index = i;
      office_store_submit (hub->store, apply, on_applied, submission, submission_free);
    }
  group_unref (group);
}
