/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-desk-private.h"

#include "office-host-process.h"
#include "office-problem.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#define INVITATION_HOURS (7 * 24)
#define INVITATION_USES  10
#define FOLDERS_MOST     100
#define ELSEWHERE        "192.0.2.1" /* of RFC 5737: nobody's address */

/* Joining, signing in, hosting here, looking, inviting, leaving: everything of a desk that asks a host. */

typedef struct {
  OfficeInvitationLink *link;
  OfficeConnector *connector;
  char *name;
  char *password;
  char *hosted_in; /* nullable */
} Entering;

static void
entering_free (gpointer data)
{
  Entering *entering = data;

  g_clear_pointer (&entering->link, office_invitation_link_free);
  g_clear_object (&entering->connector);
  g_free (entering->name);
  g_free (entering->password);
  g_free (entering->hosted_in);
  g_free (entering);
}

static GTask *
make_task (OfficeDesk *self, const char *name, const char *password, GCancellable *cancellable,
           GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);
  Entering *entering = g_new0 (Entering, 1);

  entering->name = g_strdup (name);
  entering->password = g_strdup (password);
  g_task_set_task_data (task, entering, entering_free);
  return task;
}

static void
on_entered (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  OfficeDesk *self = g_task_get_source_object (task);
  Entering *entering = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (OfficeWelcomeCard) card = office_connector_enter_finish (entering->connector, result, &error);
  g_autoptr (OfficeInvitationLink) where = NULL;
  OfficeMembership *membership;

  if (card == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  where = office_invitation_link_new (entering->link->host, entering->link->port, NULL,
                                      office_connector_get_seen_fingerprint (entering->connector),
                                      entering->link->plain);
  membership = office_membership_new (card->office_id, card->office_name, card->person, where, entering->hosted_in);
  if (office_desk_keep (self, membership, card->token, &error))
    {
      g_task_return_pointer (task, membership, g_object_unref);
      return;
    }
  g_object_unref (membership);
  g_task_return_error (task, error);
}

static void
enter (GTask *task, const OfficeInvitationLink *link, gboolean with_code)
{
  OfficeDesk *self = g_task_get_source_object (task);
  Entering *entering = g_task_get_task_data (task);

  entering->link = office_invitation_link_copy (link);
  entering->connector = office_connector_new (link);
  if (with_code)
    office_connector_join_async (entering->connector, link->code, entering->name, entering->password, self->device,
                                 g_task_get_cancellable (task), on_entered, task);
  else
    office_connector_sign_in_async (entering->connector, entering->name, entering->password, self->device,
                                    g_task_get_cancellable (task), on_entered, task);
}

/**
 * office_desk_join_async:
 * @self: a desk
 * @link: an invitation with a code
 * @name: how one is called there, 1 to 80 characters
 * @password: 8 to 200 characters
 * @cancellable: (nullable): to give up
 * @callback: calls office_desk_enter_finish()
 * @data: for @callback
 *
 * Joins an office and keeps membership and token.
 */
void
office_desk_join_async (OfficeDesk *self, const OfficeInvitationLink *link, const char *name, const char *password,
                        GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task;

  g_return_if_fail (OFFICE_IS_DESK (self));
  g_return_if_fail (link != NULL && name != NULL && password != NULL);

  task = make_task (self, name, password, cancellable, callback, data);
  if (link->code != NULL)
    {
      enter (task, link, TRUE);
      return;
    }
  g_task_return_error (task, office_problem_new (OFFICE_PROBLEM_INVALID, "code", "%s",
                                                 _ ("The invitation has no code; ask for a whole link.")));
  g_object_unref (task);
}

/**
 * office_desk_sign_in_async:
 * @self: a desk
 * @link: where the office is
 * @name: how one is called there
 * @password: the password
 * @cancellable: (nullable): to give up
 * @callback: calls office_desk_enter_finish()
 * @data: for @callback
 *
 * Signs in to an office that one has joined before, and keeps membership and token.
 */
void
office_desk_sign_in_async (OfficeDesk *self, const OfficeInvitationLink *link, const char *name, const char *password,
                           GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_return_if_fail (OFFICE_IS_DESK (self));
  g_return_if_fail (link != NULL && name != NULL && password != NULL);

  enter (make_task (self, name, password, cancellable, callback, data), link, FALSE);
}

/**
 * office_desk_enter_finish:
 * @self: a desk
 * @result: of joining, signing in or opening here
 * @error: return location: one sentence
 *
 * Returns: (transfer full): the membership, for office_desk_open()
 */
OfficeMembership *
office_desk_enter_finish (OfficeDesk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- hosting here ---- */

static gboolean
is_unused (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  return dir == NULL ? !g_file_test (folder, G_FILE_TEST_EXISTS) : g_dir_read_name (dir) == NULL;
}

/* The folder that `office --serve` takes by itself; the next ones where an office lives there already. */
static char *
office_desk_find_host_folder (OfficeDesk *self)
{
  g_autofree char *folder = g_build_filename (self->host_folder, "office-server", NULL);

  for (guint i = 2; !is_unused (folder) && i < FOLDERS_MOST; i++)
    {
      g_autofree char *name = g_strdup_printf ("office-server-%u", i);

      g_free (folder);
      folder = g_build_filename (self->host_folder, name, NULL);
    }
  return g_steal_pointer (&folder);
}

static void
on_host_started (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  GError *error = NULL;
  g_autoptr (OfficeInvitationLink) link = office_host_process_start_finish (result, &error);

  if (link == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  /* This computer's address may be another tomorrow; from here the host is always to be found. */
  g_free (link->host);
  link->host = g_strdup ("127.0.0.1");
  enter (task, link, TRUE);
}

/**
 * office_desk_open_here_async:
 * @self: a desk
 * @program: (nullable): the executable; %NULL: this one
 * @office_name: the new office's name
 * @name: how one is called there
 * @password: 8 to 200 characters
 * @cancellable: (nullable): to give up; a host that was started goes on
 * @callback: calls office_desk_enter_finish()
 * @data: for @callback
 *
 * Has this computer host a new office, in a process that outlives this one, and joins it as its first admin.
 */
void
office_desk_open_here_async (OfficeDesk *self, const char *program, const char *office_name, const char *name,
                             const char *password, GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer data)
{
  GTask *task;
  Entering *entering;

  g_return_if_fail (OFFICE_IS_DESK (self));
  g_return_if_fail (office_name != NULL && name != NULL && password != NULL);

  task = make_task (self, name, password, cancellable, callback, data);
  entering = g_task_get_task_data (task);
  entering->hosted_in = office_desk_find_host_folder (self);
  office_host_process_start_async (program, entering->hosted_in, office_name, 0, cancellable, on_host_started, task);
}

/* ---- looking ---- */

typedef struct {
  char *name;
  char *fingerprint;
  gint64 people;
} Look;

static void
look_free (gpointer data)
{
  Look *look = data;

  g_free (look->name);
  g_free (look->fingerprint);
  g_free (look);
}

static void
on_looked (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  g_autoptr (OfficeHealth) health = office_connector_health_finish (OFFICE_CONNECTOR (source), result, &error);
  Look *look;

  if (health == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  look = g_new0 (Look, 1);
  look->name = g_strdup (health->office_name);
  look->people = health->people;
  look->fingerprint = g_strdup (office_connector_get_seen_fingerprint (OFFICE_CONNECTOR (source)));
  g_task_return_pointer (task, look, look_free);
}

/**
 * office_desk_look_async:
 * @self: a desk
 * @link: where to look
 * @cancellable: (nullable): to give up
 * @callback: calls office_desk_look_finish()
 * @data: for @callback
 */
void
office_desk_look_async (OfficeDesk *self, const OfficeInvitationLink *link, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (OfficeConnector) connector = NULL;

  g_return_if_fail (OFFICE_IS_DESK (self));
  g_return_if_fail (link != NULL);

  connector = office_connector_new (link);
  office_connector_health_async (connector, cancellable, on_looked, g_task_new (self, cancellable, callback, data));
}

/**
 * office_desk_look_finish:
 * @self: a desk
 * @result: of office_desk_look_async()
 * @people: (out) (optional): how many people the office has
 * @fingerprint: (out) (optional) (nullable) (transfer full): of the certificate that was seen; %NULL: without TLS
 * @error: return location
 *
 * Returns: (transfer full): the office's name
 */
char *
office_desk_look_finish (OfficeDesk *self, GAsyncResult *result, gint64 *people, char **fingerprint, GError **error)
{
  Look *look;
  char *name;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  look = g_task_propagate_pointer (G_TASK (result), error);
  if (look == NULL)
    return NULL;
  if (people != NULL)
    *people = look->people;
  if (fingerprint != NULL)
    *fingerprint = g_steal_pointer (&look->fingerprint);
  name = g_steal_pointer (&look->name);
  look_free (look);
  return name;
}

/* ---- inviting ---- */

/* The address of this machine by which others reach it: the one that a packet to elsewhere would be sent from. */
static char *
dup_own_address (void)
{
  g_autoptr (GSocket) socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_DATAGRAM, G_SOCKET_PROTOCOL_UDP, NULL);
  g_autoptr (GSocketAddress) elsewhere = g_inet_socket_address_new_from_string (ELSEWHERE, 9);
  g_autoptr (GSocketAddress) own = NULL;

  /* A datagram socket sends nothing to connect. */
  if (socket != NULL && g_socket_connect (socket, elsewhere, NULL, NULL))
    own = g_socket_get_local_address (socket, NULL);
  return own != NULL ? g_inet_address_to_string (g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (own)))
                     : g_strdup_printf ("%s.local", g_get_host_name ());
}

typedef struct {
  OfficeMembership *membership;
  char *role;
} Inviting;

static void
inviting_free (gpointer data)
{
  Inviting *inviting = data;

  g_object_unref (inviting->membership);
  g_free (inviting->role);
  g_free (inviting);
}

static void
on_invited (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  const Inviting *inviting = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (OfficeInvitationLink) link = office_connector_invite_finish (OFFICE_CONNECTOR (source), result, &error);

  if (link == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (office_membership_get_hosted_in (inviting->membership)
      != NULL) /* hosted here: to others, this computer is not 127.0.0.1 */
    {
      g_free (link->host);
      link->host = dup_own_address ();
    }
  g_task_return_pointer (task, office_invitation_link_to_string (link), g_free);
}

static void
invite (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  const Inviting *inviting = g_task_get_task_data (task);
  g_autofree char *token = office_desk_find_token_finish (OFFICE_DESK (source), result);
  g_autoptr (OfficeConnector) connector = NULL;

  if (token == NULL)
    {
      g_task_return_error (
          task, office_problem_new (OFFICE_PROBLEM_UNAUTHENTICATED, NULL, "%s", _ ("Sign in to this office again.")));
      g_object_unref (task);
      return;
    }
  connector = office_connector_new (office_membership_get_where (inviting->membership));
  office_connector_invite_async (connector, token, inviting->role,
                                 g_strcmp0 (inviting->role, "admin") == 0 ? 1 : INVITATION_USES, INVITATION_HOURS,
                                 g_task_get_cancellable (task), on_invited, task);
}

/**
 * office_desk_invite_async:
 * @self: a desk
 * @membership: a membership of this desk, as an admin
 * @role: "member", "admin" or "guest"
 * @cancellable: (nullable): to give up
 * @callback: calls office_desk_invite_finish()
 * @data: for @callback
 *
 * Makes an invitation for ten people that is good for a week; for an admin, for one.
 */
void
office_desk_invite_async (OfficeDesk *self, OfficeMembership *membership, const char *role, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer data)
{
  GTask *task;
  Inviting *inviting;

  g_return_if_fail (OFFICE_IS_DESK (self));
  g_return_if_fail (OFFICE_IS_MEMBERSHIP (membership));

  task = g_task_new (self, cancellable, callback, data);
  inviting = g_new0 (Inviting, 1);
  *inviting = (Inviting){ g_object_ref (membership), g_strdup (role) };
  g_task_set_task_data (task, inviting, inviting_free);
  office_desk_find_token_async (self, membership, cancellable, invite, task);
}

/**
 * office_desk_invite_finish:
 * @self: a desk
 * @result: of office_desk_invite_async()
 * @error: return location
 *
 * Returns: (transfer full): the invitation link
 */
char *
office_desk_invite_finish (OfficeDesk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- leaving ---- */

static void
forget (GTask *task)
{
  GError *error = NULL;

  if (office_desk_forget (g_task_get_source_object (task), g_task_get_task_data (task), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
  g_object_unref (task);
}

static void
on_signed_out (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  /* A host that does not answer keeps nobody here; the token ends there when it expires. */
  if (!office_connector_sign_out_finish (OFFICE_CONNECTOR (source), result, &error))
    g_message ("The office was left without telling it: %s", error->message);
  forget (data);
}

static void
sign_out (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  OfficeMembership *membership = g_task_get_task_data (task);
  g_autofree char *token = office_desk_find_token_finish (OFFICE_DESK (source), result);
  g_autoptr (OfficeConnector) connector = NULL;

  if (token == NULL)
    {
      forget (task);
      return;
    }
  connector = office_connector_new (office_membership_get_where (membership));
  office_connector_sign_out_async (connector, token, NULL, on_signed_out, task);
}

/**
 * office_desk_leave_async:
 * @self: a desk
 * @membership: a membership of this desk, its session stopped and let go
 * @callback: calls office_desk_leave_finish()
 * @data: for @callback
 *
 * Signs out and forgets token, replica and membership.
 */
void
office_desk_leave_async (OfficeDesk *self, OfficeMembership *membership, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task;

  g_return_if_fail (OFFICE_IS_DESK (self));
  g_return_if_fail (OFFICE_IS_MEMBERSHIP (membership));

  office_membership_set_leaving (membership);
  office_desk_update_beside (self);
  task = g_task_new (self, NULL, callback, data);
  g_task_set_task_data (task, g_object_ref (membership), g_object_unref);
  office_desk_find_token_async (self, membership, NULL, sign_out, task);
}

/**
 * office_desk_leave_finish:
 * @self: a desk
 * @result: of office_desk_leave_async()
 * @error: return location
 *
 * Returns: whether everything was forgotten
 */
gboolean
office_desk_leave_finish (OfficeDesk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
