/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-accounts.h"

/**
 * office_ticket_copy:
 * @self: a ticket
 *
 * Returns: (transfer full): a copy
 */
OfficeTicket *
office_ticket_copy (const OfficeTicket *self)
{
  OfficeTicket *copy = g_new0 (OfficeTicket, 1);

  copy->token = g_strdup (self->token);
  copy->person = g_strdup (self->person);
  copy->device = g_strdup (self->device);
  copy->role = g_strdup (self->role);
  copy->expires_at = self->expires_at;
  return copy;
}

/**
 * office_ticket_free:
 * @self: (transfer full) (nullable): a ticket
 */
void
office_ticket_free (OfficeTicket *self)
{
  if (self == NULL)
    return;
  g_free (self->token);
  g_free (self->person);
  g_free (self->device);
  g_free (self->role);
  g_free (self);
}
