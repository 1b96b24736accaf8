/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-desk-private.h"

/*
 * Offices that are open beside the one that is shown, for what the person has to do in them. There is never a second book of
 * an office: whoever opens one that stands here is given its session.
 */

typedef struct {
  OfficeMembership *membership;
  OfficeSession *session;
} OfficeDeskBeside;

static void
beside_free (OfficeDeskBeside *beside)
{
  g_object_unref (beside->membership);
  g_clear_object (&beside->session);
  g_free (beside);
}

static OfficeDeskBeside *
find_beside (OfficeDesk *self, const char *office_id, guint *index)
{
  for (guint i = 0; i < self->beside->len; i++)
    {
      OfficeDeskBeside *beside = self->beside->pdata[i];

      if (g_strcmp0 (office_membership_get_office_id (beside->membership), office_id) != 0)
        continue;
      if (index != NULL)
        *index = i;
      return beside;
    }
  return NULL;
}

static void
close_beside (OfficeDesk *self, guint index)
{
  OfficeDeskBeside *beside = g_ptr_array_remove_index (self->beside, index);

  office_session_stop (beside->session);
  beside_free (beside);
}

static gboolean
is_member (OfficeDesk *self, OfficeMembership *membership)
{
  return g_list_store_find (self->memberships, membership, NULL);
}

/* Left since, or signed in to again: then the line has an old token. */
static void
close_outdated (OfficeDesk *self, const char *shown)
{
  for (guint i = self->beside->len; i > 0; i--)
    {
      OfficeDeskBeside *beside = self->beside->pdata[i - 1];

      if (!is_member (self, beside->membership)
          || g_strcmp0 (office_membership_get_office_id (beside->membership), shown) == 0)
        close_beside (self, i - 1);
    }
}

/* ---- inside app/office ---- */

/**
 * office_desk_take_beside:
 * @self: a desk
 * @membership: a membership of this desk
 *
 * The office does not stand beside any more. A session of an earlier sign-in is stopped.
 *
 * Returns: (transfer full) (nullable): its session, if it was open beside
 */
OfficeSession *
office_desk_take_beside (OfficeDesk *self, OfficeMembership *membership)
{
  guint index;
  OfficeDeskBeside *beside = find_beside (self, office_membership_get_office_id (membership), &index);
  OfficeSession *session;

  if (beside == NULL)
    return NULL;
  if (beside->membership != membership)
    {
      close_beside (self, index);
      return NULL;
    }
  g_ptr_array_remove_index (self->beside, index);
  session = g_steal_pointer (&beside->session);
  beside_free (beside);
  return session;
}

/* ---- public ---- */

/**
 * office_desk_open_others:
 * @self: a desk
 * @office_id: (nullable): the office that is shown, and open already
 * @missing: (out) (optional) (transfer full): of OfficeMembership, those that cannot be opened now: one has to sign in again,
 *   or their copy on this computer cannot be read
 *
 * Opens the other offices of this machine, from their replicas and with their lines; those that are open are left as they are.
 *
 * Returns: (transfer full) (element-type OfficeSession): their sessions
 */
GPtrArray *
office_desk_open_others (OfficeDesk *self, const char *office_id, GPtrArray **missing)
{
  GPtrArray *sessions = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *memberships = office_desk_get_memberships (self);

  g_return_val_if_fail (OFFICE_IS_DESK (self), sessions);

  if (missing != NULL)
    *missing = g_ptr_array_new_with_free_func (g_object_unref);
  close_outdated (self, office_id);
  for (guint i = 0; i < g_list_model_get_n_items (memberships); i++)
    {
      g_autoptr (OfficeMembership) membership = g_list_model_get_item (memberships, i);
      const char *id = office_membership_get_office_id (membership);
      OfficeDeskBeside *beside = find_beside (self, id, NULL);
      g_autoptr (GError) error = NULL;

      if (g_strcmp0 (id, office_id) == 0)
        continue;
      if (beside == NULL)
        {
          OfficeSession *session = office_desk_open_quietly (self, membership, &error);

          if (session == NULL)
            {
              g_debug ("%s is not opened: %s", office_membership_get_office_name (membership), error->message);
              if (missing != NULL)
                g_ptr_array_add (*missing, g_object_ref (membership));
              continue;
            }
          beside = g_new0 (OfficeDeskBeside, 1);
          *beside = (OfficeDeskBeside){ g_object_ref (membership), session };
          g_ptr_array_add (self->beside, beside);
        }
      g_ptr_array_add (sessions, g_object_ref (beside->session));
    }
  return sessions;
}

/**
 * office_desk_close_others:
 * @self: a desk
 *
 * Stops the lines of all offices that are open beside.
 */
void
office_desk_close_others (OfficeDesk *self)
{
  g_return_if_fail (OFFICE_IS_DESK (self));

  while (self->beside->len > 0)
    close_beside (self, self->beside->len - 1);
}
