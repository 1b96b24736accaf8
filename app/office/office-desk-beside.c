/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-desk-private.h"

#include "office-beside-private.h"

/*
 * The offices of this machine beside the one that is shown: all memberships but that one, each open or still to be opened.
 * There is never a second book of an office: whoever opens one that stands here is given its session, and what was shown is
 * set aside here.
 */

static OfficeBeside *
get_beside (OfficeDesk *self, guint index)
{
  g_autoptr (OfficeBeside) beside = g_list_model_get_item (G_LIST_MODEL (self->beside), index);

  return beside; /* the list holds it */
}

static const char *
get_id (OfficeBeside *beside)
{
  return office_membership_get_office_id (office_beside_get_membership (beside));
}

static guint
get_n_beside (OfficeDesk *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->beside));
}

static void
close_beside (OfficeDesk *self, guint index)
{
  g_autoptr (OfficeBeside) beside = g_object_ref (get_beside (self, index));
  g_autoptr (OfficeSession) session = NULL;

  g_set_object (&session, office_beside_get_session (beside));
  office_beside_set_session (beside, NULL);
  g_list_store_remove (self->beside, index);
  if (session != NULL)
    office_session_stop (session);
}

/* Whoever follows the list sees that it has a session now, or none any more. */
static void
set_session (OfficeDesk *self, OfficeBeside *beside, OfficeSession *session)
{
  guint index;

  office_beside_set_session (beside, session);
  if (g_list_store_find (self->beside, beside, &index))
    g_list_model_items_changed (G_LIST_MODEL (self->beside), index, 1, 1);
}

static gboolean
belongs_beside (OfficeDesk *self, OfficeMembership *membership)
{
  return g_list_store_find (self->memberships, membership, NULL) && !office_membership_is_leaving (membership)
         && g_strcmp0 (office_membership_get_office_id (membership), self->shown) != 0;
}

static OfficeBeside *
find_of_membership (OfficeDesk *self, OfficeMembership *membership)
{
  for (guint i = 0; i < get_n_beside (self); i++)
    if (office_beside_get_membership (get_beside (self, i)) == membership)
      return get_beside (self, i);
  return NULL;
}

/* ---- inside app/office ---- */

/**
 * office_desk_update_beside:
 * @self: a desk whose memberships, or whose shown office, are other ones
 *
 * An office that was left is closed; one that was signed in to again too, for its line has the old token.
 */
void
office_desk_update_beside (OfficeDesk *self)
{
  for (guint i = get_n_beside (self); i > 0; i--)
    if (!belongs_beside (self, office_beside_get_membership (get_beside (self, i - 1))))
      close_beside (self, i - 1);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->memberships)); i++)
    {
      g_autoptr (OfficeMembership) membership = g_list_model_get_item (G_LIST_MODEL (self->memberships), i);
      g_autoptr (OfficeBeside) beside = NULL;

      if (!belongs_beside (self, membership) || find_of_membership (self, membership) != NULL)
        continue;
      beside = office_beside_new (membership);
      g_list_store_append (self->beside, beside);
    }
}

/**
 * office_desk_take_beside:
 * @self: a desk
 * @membership: a membership of this desk
 *
 * Returns: (transfer full) (nullable): its session, if it was open beside; it is the caller's now
 */
OfficeSession *
office_desk_take_beside (OfficeDesk *self, OfficeMembership *membership)
{
  OfficeBeside *beside = find_of_membership (self, membership);
  OfficeSession *session = NULL;

  if (beside == NULL)
    return NULL;
  g_set_object (&session, office_beside_get_session (beside));
  if (session != NULL)
    set_session (self, beside, NULL);
  return session;
}

/* ---- public ---- */

/**
 * office_desk_get_beside:
 * @self: a desk
 *
 * Returns: (transfer none): a model of OfficeBeside: all offices of this machine but the one that is shown; an item changes
 *   when its session comes or goes
 */
GListModel *
office_desk_get_beside (OfficeDesk *self)
{
  g_return_val_if_fail (OFFICE_IS_DESK (self), NULL);

  return G_LIST_MODEL (self->beside);
}

/**
 * office_desk_find_beside:
 * @self: a desk
 * @office_id: (nullable): an office
 *
 * Returns: (transfer none) (nullable): it, where it is one of those beside the one that is shown
 */
OfficeBeside *
office_desk_find_beside (OfficeDesk *self, const char *office_id)
{
  g_return_val_if_fail (OFFICE_IS_DESK (self), NULL);

  for (guint i = 0; i < get_n_beside (self); i++)
    if (g_strcmp0 (get_id (get_beside (self, i)), office_id) == 0)
      return get_beside (self, i);
  return NULL;
}

/**
 * office_desk_open_beside:
 * @self: a desk
 * @beside: one of its offices
 *
 * Opens it from its replica and starts its line, where it is not open; why it cannot be is what its state says then.
 *
 * Returns: (transfer none) (nullable): its session
 */
OfficeSession *
office_desk_open_beside (OfficeDesk *self, OfficeBeside *beside)
{
  g_autoptr (OfficeSession) session = NULL;
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (OFFICE_IS_DESK (self), NULL);
  g_return_val_if_fail (OFFICE_IS_BESIDE (beside), NULL);

  if (office_beside_get_session (beside) != NULL)
    return office_beside_get_session (beside);
  session = office_desk_open_quietly (self, office_beside_get_membership (beside), &error);
  if (session == NULL)
    {
      g_debug ("%s is not opened: %s", office_beside_get_name (beside), error->message);
      office_beside_set_failure (beside, error);
      return NULL;
    }
  set_session (self, beside, session);
  return session; /* the list holds it */
}

/**
 * office_desk_try_beside:
 * @self: a desk
 * @beside: one of its offices
 *
 * Has it come back at once; a host of it on this computer that does not run is started.
 */
void
office_desk_try_beside (OfficeDesk *self, OfficeBeside *beside)
{
  OfficeSession *session = office_desk_open_beside (self, beside);

  if (session == NULL)
    return;
  office_session_try_now (session);
  office_desk_wake_host (session, office_beside_get_membership (beside));
}

/**
 * office_desk_open_next:
 * @self: a desk
 *
 * Opens one of the offices that are still closed, so that the caller can do something else between two.
 *
 * Returns: whether there was one
 */
gboolean
office_desk_open_next (OfficeDesk *self)
{
  g_return_val_if_fail (OFFICE_IS_DESK (self), FALSE);

  for (guint i = 0; i < get_n_beside (self); i++)
    if (office_beside_get_state (get_beside (self, i)) == OFFICE_BESIDE_CLOSED)
      {
        office_desk_open_beside (self, get_beside (self, i));
        return TRUE;
      }
  return FALSE;
}

/**
 * office_desk_set_aside:
 * @self: a desk
 * @membership: the office that was shown
 * @session: its session
 *
 * It stays open beside the one that is shown now. Where one is not in it any more, it is closed.
 */
void
office_desk_set_aside (OfficeDesk *self, OfficeMembership *membership, OfficeSession *session)
{
  OfficeBeside *beside;

  g_return_if_fail (OFFICE_IS_DESK (self));
  g_return_if_fail (OFFICE_IS_SESSION (session));

  beside = find_of_membership (self, membership);
  if (beside != NULL && office_beside_get_session (beside) == NULL)
    set_session (self, beside, session);
  else
    office_session_stop (session);
}

/**
 * office_desk_close_beside:
 * @self: a desk
 * @beside: one of its offices
 *
 * Stops its line and closes its book, if it is open; it stays in the list, to be opened again.
 */
void
office_desk_close_beside (OfficeDesk *self, OfficeBeside *beside)
{
  g_autoptr (OfficeSession) session = NULL;

  g_return_if_fail (OFFICE_IS_DESK (self));
  g_return_if_fail (OFFICE_IS_BESIDE (beside));

  g_set_object (&session, office_beside_get_session (beside));
  if (session == NULL)
    return;
  set_session (self, beside, NULL);
  office_session_stop (session);
}

/**
 * office_desk_close_all_beside:
 * @self: a desk
 *
 * Stops the lines of all offices that are open beside the one that is shown.
 */
void
office_desk_close_all_beside (OfficeDesk *self)
{
  g_return_if_fail (OFFICE_IS_DESK (self));

  while (get_n_beside (self) > 0)
    close_beside (self, get_n_beside (self) - 1);
}
