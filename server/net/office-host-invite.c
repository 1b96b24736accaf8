/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-host-object.h"

#include "office-interfaces.h"

/* Where others find the host, and the links that lead them there. */

/**
 * office_host_dup_address:
 * @self: a host
 *
 * Returns: (transfer full): a numeric address that others can reach it by
 */
char *
office_host_dup_address (OfficeHost *self)
{
  g_autoptr (GInetAddress) listen = self->listen != NULL ? g_inet_address_new_from_string (self->listen) : NULL;

  if (listen == NULL || g_inet_address_get_is_any (listen))
    return office_interfaces_dup_best ();
  return g_inet_address_to_string (listen);
}

typedef struct {
  const char *role;
  gint64 uses, hours;
  char *code;
  GError *error;
  gboolean done;
} Invitation;

static gboolean
invite_work (OfficeTransaction *transaction, gpointer data, GError **error)
{
  Invitation *invitation = data;
  gint64 expires_at;

  invitation->code = office_accounts_invite (transaction, invitation->role, invitation->uses, invitation->hours, NULL,
                                             &expires_at, error);
  return invitation->code != NULL;
}

static void
invite_done (gpointer data, gint64 rev, const GError *error)
{
  Invitation *invitation = data;

  invitation->error = error != NULL ? g_error_copy (error) : NULL;
  invitation->done = TRUE;
}

/**
 * office_host_invite:
 * @self: a host that runs
 * @role: `admin`, `member` or `guest`
 * @uses: how many may join with it, 1 to 1000
 * @hours: how long it lasts, 1 to 8760
 * @error: return location
 *
 * Blocking; turns the main context until the invitation is on disk.
 *
 * Returns: (transfer full) (nullable): the link, with an address that others can reach
 */
OfficeInvitationLink *
office_host_invite (OfficeHost *self, const char *role, gint64 uses, gint64 hours, GError **error)
{
  Invitation invitation = { .role = role, .uses = uses, .hours = hours };
  g_autofree char *address = NULL;
  g_autofree char *code = NULL;

  g_return_val_if_fail (self->store != NULL, NULL);

  office_store_submit (self->store, invite_work, invite_done, &invitation, NULL);
  while (!invitation.done)
    g_main_context_iteration (self->context, TRUE);
  code = invitation.code;
  if (invitation.error != NULL)
    {
      g_propagate_error (error, invitation.error);
      return NULL;
    }
  address = office_host_dup_address (self);
  return office_invitation_link_new (address, self->port, code, self->fingerprint, self->plain);
}
