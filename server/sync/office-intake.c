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

/* Writer's thread. */
static gboolean
apply (OfficeTransaction *transaction, gpointer data, GError **error)
{
  Submission *self = data;

  self->result = office_hub_apply (transaction, self->operation, self->person, self->device);
  if (self->result->problem == NULL || !office_problem_is_temporary (self->result->problem))
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
  group->results->pdata[self->index] = g_steal_pointer (&self->result);
  group->peer->waiting--;
  if (--group->waiting == 0)
    finish_group (group);
}

/* The operation to carry out; or NULL, with its result in place. */
static OfficeOperation *
take_operation (OfficePeer *peer, JsonObject *object, OfficeResult **result)
{
  g_autoptr (GError) error = NULL;
  OfficeOperation *operation = office_operation_new_from_object (object, &error);

  if (operation == NULL)
    {
      /* A frame with an operation without an id is malformed, so there is one. */
      *result = office_result_new (json_object_get_string_member (object, "id"), 0, g_steal_pointer (&error));
      return NULL;
    }
  if (peer->waiting >= WAITING_LIMIT)
    {
      *result = office_result_new (
          office_operation_get_id (operation), 0,
          office_problem_new (OFFICE_PROBLEM_TOO_MANY, NULL, "Too many operations are waiting"));
      office_operation_unref (operation);
      return NULL;
    }
  peer->waiting++;
  return operation;
}

/**
 * office_intake_receive:
 * @hub: the hub
 * @peer: who sent them
 * @operations: (element-type JsonObject): emptied, so that nothing of them is held here when the writer's thread begins
 *
 * Hands operations to the store, in order; one that is malformed is refused alone.
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
    g_ptr_array_add (
        taken, take_operation (peer, g_ptr_array_index (operations, i), (OfficeResult **) &group->results->pdata[i]));
  g_ptr_array_set_size (operations, 0);

  for (guint i = 0; i < n; i++)
    group->waiting += g_ptr_array_index (taken, i) != NULL;
  if (group->waiting == 0)
    finish_group (group);

  for (guint i = 0; i < n; i++)
    {
      Submission *submission;

      if (g_ptr_array_index (taken, i) == NULL)
        continue;
      submission = g_new0 (Submission, 1);
      submission->operation = g_ptr_array_index (taken, i);
      submission->person = g_strdup (peer->person);
      submission->device = g_strdup (peer->device);
      submission->group = g_rc_box_acquire (group);
      submission->index = i;
      office_store_submit (hub->store, apply, on_applied, submission, submission_free);
    }
  group_unref (group);
}
