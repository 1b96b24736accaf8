/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-desk-private.h"

#include "office-keyring.h"
#include "office-session-private.h"

/*
 * The tokens of the offices: those of this run are kept in memory, the others come from the keyring. The keyring may ask the
 * person for its password, or not answer at all: nothing waits for it. An office is open with what is known of it, and its line
 * connects when the token is there.
 */

static const char *
find_known (OfficeDesk *self, OfficeMembership *membership)
{
  return g_hash_table_lookup (self->tokens, office_membership_get_office_id (membership));
}

/* token: nullable. Whoever signed in again meanwhile has a newer one. */
static void
note (OfficeDesk *self, OfficeMembership *membership, const char *token)
{
  if (token != NULL && find_known (self, membership) == NULL)
    g_hash_table_insert (self->tokens, g_strdup (office_membership_get_office_id (membership)), g_strdup (token));
}

static char *
finish (GAsyncResult *result, OfficeMembership *membership)
{
  g_autoptr (GError) error = NULL;
  char *token = office_keyring_look_up_finish (result, &error);

  if (error != NULL)
    g_message ("The sign-in to %s cannot be read: %s", office_membership_get_office_name (membership), error->message);
  return token;
}

/* ---- for a session ---- */

/* An office that is left meanwhile, and a desk that goes, are not held. */
typedef struct {
  GWeakRef desk, session;
  OfficeMembership *membership;
} Asking;

static void
on_answer (GObject *source, GAsyncResult *result, gpointer data)
{
  Asking *asking = data;
  g_autofree char *token = finish (result, asking->membership);
  g_autoptr (OfficeDesk) desk = g_weak_ref_get (&asking->desk);
  g_autoptr (OfficeSession) session = g_weak_ref_get (&asking->session);

  if (desk != NULL && !office_membership_is_leaving (asking->membership))
    note (desk, asking->membership, token);
  if (session != NULL)
    office_session_set_token (session, token);
  g_weak_ref_clear (&asking->desk);
  g_weak_ref_clear (&asking->session);
  g_object_unref (asking->membership);
  g_free (asking);
}

/**
 * office_desk_give_token:
 * @self: a desk
 * @membership: what @session is opened by
 * @session: a session that has no token yet
 *
 * Gives it its token, or says that there is none: now, or when the keyring has answered.
 */
void
office_desk_give_token (OfficeDesk *self, OfficeMembership *membership, OfficeSession *session)
{
  Asking *asking;

  if (find_known (self, membership) != NULL)
    {
      office_session_set_token (session, find_known (self, membership));
      return;
    }
  asking = g_new0 (Asking, 1);
  g_weak_ref_init (&asking->desk, self);
  g_weak_ref_init (&asking->session, session);
  asking->membership = g_object_ref (membership);
  office_keyring_look_up_async (office_membership_get_office_id (membership), office_membership_get_person (membership),
                                NULL, on_answer, asking);
}

/* ---- for a question to the host ---- */

static void
on_found (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  OfficeMembership *membership = g_task_get_task_data (task);
  char *token = finish (result, membership);

  if (!office_membership_is_leaving (membership))
    note (g_task_get_source_object (task), membership, token);
  g_task_return_pointer (task, token, g_free);
}

/**
 * office_desk_find_token_async:
 * @self: a desk
 * @membership: a membership
 * @cancellable: (nullable): to give up
 * @callback: calls office_desk_find_token_finish()
 * @data: for @callback
 */
void
office_desk_find_token_async (OfficeDesk *self, OfficeMembership *membership, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);

  g_task_set_task_data (task, g_object_ref (membership), g_object_unref);
  if (find_known (self, membership) != NULL)
    {
      g_task_return_pointer (task, g_strdup (find_known (self, membership)), g_free);
      g_object_unref (task);
      return;
    }
  office_keyring_look_up_async (office_membership_get_office_id (membership), office_membership_get_person (membership),
                                cancellable, on_found, task);
}

/**
 * office_desk_find_token_finish:
 * @self: a desk
 * @result: of office_desk_find_token_async()
 *
 * Returns: (transfer full) (nullable): the token; %NULL: sign in again
 */
char *
office_desk_find_token_finish (OfficeDesk *self, GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}
