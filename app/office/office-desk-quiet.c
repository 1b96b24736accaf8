/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-desk-private.h"

#include "office-beside.h"

/*
 * Who is not to be disturbed is not, in any office of this machine. One that is not open when that is said (nobody is signed
 * in, or the keyring is locked) is told when it opens, as long as this program runs.
 */

static void
keep (OfficeDesk *self, OfficeBeside *beside, gint64 until)
{
  const char *office = office_membership_get_office_id (office_beside_get_membership (beside));

  g_hash_table_insert (self->quiet, g_strdup (office), g_memdup2 (&until, sizeof until));
}

/* ---- inside app/office ---- */

/**
 * office_desk_give_quiet:
 * @self: a desk
 * @membership: one of its offices
 * @session: its session, which opens
 *
 * What was said while it was not open holds there, too.
 */
void
office_desk_give_quiet (OfficeDesk *self, OfficeMembership *membership, OfficeSession *session)
{
  const char *office = office_membership_get_office_id (membership);
  const gint64 *until = g_hash_table_lookup (self->quiet, office);

  if (until == NULL)
    return;
  office_session_follow_quiet (session, *until);
  g_hash_table_remove (self->quiet, office);
}

/* ---- public ---- */

/**
 * office_desk_pass_quiet_on:
 * @self: a desk
 * @from: where the person has said that they are not to be disturbed, or may be again
 * @until: until when, as office_session_set_quiet() takes it
 *
 * It holds in all offices beside, too; in those that are not open now, from when they are.
 */
void
office_desk_pass_quiet_on (OfficeDesk *self, OfficeSession *from, gint64 until)
{
  g_return_if_fail (OFFICE_IS_DESK (self));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->beside)); i++)
    {
      g_autoptr (OfficeBeside) beside = g_list_model_get_item (G_LIST_MODEL (self->beside), i);
      OfficeSession *session = office_beside_get_session (beside);

      if (session == NULL)
        keep (self, beside, until);
      else if (session != from)
        office_session_follow_quiet (session, until);
    }
}
