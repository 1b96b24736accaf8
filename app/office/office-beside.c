/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-beside-private.h"

#include "office-desk-private.h"

#include <glib/gi18n.h>

struct _OfficeBeside {
  GObject parent_instance;

  OfficeMembership *membership;
  OfficeSession *session; /* nullable */
  OfficeBesideState state;
  guint calls, unread;
};

enum { CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OfficeBeside, office_beside, G_TYPE_OBJECT)

/* ---- what its session tells ---- */

static OfficeBesideState
state_of_trouble (OfficeTrouble trouble)
{
  switch (trouble)
    {
    case OFFICE_TROUBLE_NONE:
      return OFFICE_BESIDE_OPEN;
    case OFFICE_TROUBLE_ELSEWHERE:
      return OFFICE_BESIDE_ELSEWHERE;
    case OFFICE_TROUBLE_UPDATE:
      return OFFICE_BESIDE_UPDATE;
    case OFFICE_TROUBLE_SIGNED_OUT:
      return OFFICE_BESIDE_SIGNED_OUT;
    case OFFICE_TROUBLE_CERTIFICATE:
      return OFFICE_BESIDE_CERTIFICATE;
    case OFFICE_TROUBLE_OTHER:
    default:
      return OFFICE_BESIDE_STOPPED;
    }
}

/* Each new try would make what is said flicker: it stays until the host has answered. */
static OfficeBesideState
choose_state (OfficeBeside *self)
{
  switch (office_session_get_state (self->session))
    {
    case OFFICE_LINE_STOPPED:
      return state_of_trouble (office_session_get_trouble (self->session));
    case OFFICE_LINE_WAITING:
      return OFFICE_BESIDE_UNREACHED;
    case OFFICE_LINE_CONNECTING:
      return self->state == OFFICE_BESIDE_UNREACHED ? OFFICE_BESIDE_UNREACHED : OFFICE_BESIDE_OPEN;
    case OFFICE_LINE_GREETING:
    case OFFICE_LINE_CATCHING_UP:
    case OFFICE_LINE_LIVE:
    default:
      return OFFICE_BESIDE_OPEN;
    }
}

static void
update (OfficeBeside *self)
{
  OfficeBesideState state = choose_state (self);
  guint calls, unread = office_session_count_unread (self->session, &calls);

  if (state == self->state && calls == self->calls && unread == self->unread)
    return;
  self->state = state;
  self->calls = calls;
  self->unread = unread;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
follow (OfficeBeside *self)
{
  static const char *const told[] = { "notify::state", "notify::problem", "notify::name", "counted" };

  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    g_signal_connect_object (self->session, told[i], G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  /* An archived room counts no more. */
  g_signal_connect_object (office_session_get_rooms (self->session), "items-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (office_session_get_directs (self->session), "items-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
}

static void
unfollow (OfficeBeside *self)
{
  g_signal_handlers_disconnect_by_data (office_session_get_rooms (self->session), self);
  g_signal_handlers_disconnect_by_data (office_session_get_directs (self->session), self);
  g_signal_handlers_disconnect_by_data (self->session, self);
}

/* ---- overrides ---- */

static void
office_beside_dispose (GObject *object)
{
  OfficeBeside *self = OFFICE_BESIDE (object);

  if (self->session != NULL)
    unfollow (self);
  g_clear_object (&self->session);
  g_clear_object (&self->membership);
  G_OBJECT_CLASS (office_beside_parent_class)->dispose (object);
}

static void
office_beside_class_init (OfficeBesideClass *class)
{
  G_OBJECT_CLASS (class)->dispose = office_beside_dispose;

  /**
   * OfficeBeside::changed:
   * @self: the office
   *
   * It has another session or state, or other unread messages.
   */
  signals[CHANGED] = g_signal_new ("changed", OFFICE_TYPE_BESIDE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                   0);
}

static void
office_beside_init (OfficeBeside *self)
{
}

/* ---- inside app/office ---- */

/**
 * office_beside_new:
 * @membership: an office of this machine
 *
 * Returns: (transfer full): it, not open
 */
OfficeBeside *
office_beside_new (OfficeMembership *membership)
{
  OfficeBeside *self = g_object_new (OFFICE_TYPE_BESIDE, NULL);

  self->membership = g_object_ref (membership);
  return self;
}

/**
 * office_beside_set_session:
 * @self: an office
 * @session: (nullable): its open book; %NULL: it is not open. The line is neither started nor stopped
 */
void
office_beside_set_session (OfficeBeside *self, OfficeSession *session)
{
  if (self->session != NULL)
    unfollow (self);
  g_set_object (&self->session, session);
  self->state = OFFICE_BESIDE_CLOSED;
  self->calls = self->unread = 0;
  if (session == NULL)
    {
      g_signal_emit (self, signals[CHANGED], 0);
      return;
    }
  follow (self);
  update (self);
}

/**
 * office_beside_set_failure:
 * @self: an office that is not open
 * @error: why it cannot be opened
 */
void
office_beside_set_failure (OfficeBeside *self, const GError *error)
{
  self->state = office_desk_is_newer_book (error) ? OFFICE_BESIDE_UPDATE : OFFICE_BESIDE_UNREADABLE;
  g_signal_emit (self, signals[CHANGED], 0);
}

/* ---- public ---- */

/**
 * office_beside_get_membership:
 * @self: an office
 *
 * Returns: (transfer none): what it is opened by
 */
OfficeMembership *
office_beside_get_membership (OfficeBeside *self)
{
  g_return_val_if_fail (OFFICE_IS_BESIDE (self), NULL);

  return self->membership;
}

/**
 * office_beside_get_session:
 * @self: an office
 *
 * Returns: (transfer none) (nullable): its session; %NULL: it is closed, or it cannot be opened
 */
OfficeSession *
office_beside_get_session (OfficeBeside *self)
{
  g_return_val_if_fail (OFFICE_IS_BESIDE (self), NULL);

  return self->session;
}

/**
 * office_beside_get_name:
 * @self: an office
 *
 * Returns: (transfer none): what it is called
 */
const char *
office_beside_get_name (OfficeBeside *self)
{
  g_return_val_if_fail (OFFICE_IS_BESIDE (self), NULL);

  return self->session != NULL && office_session_has_content (self->session)
             ? office_session_get_name (self->session)
             : office_membership_get_office_name (self->membership);
}

/**
 * office_beside_get_state:
 * @self: an office
 *
 * Returns: whether it is open, and what is wrong with it
 */
OfficeBesideState
office_beside_get_state (OfficeBeside *self)
{
  g_return_val_if_fail (OFFICE_IS_BESIDE (self), OFFICE_BESIDE_CLOSED);

  return self->state;
}

/**
 * office_beside_dup_trouble:
 * @self: an office
 *
 * Returns: (transfer full) (nullable): what is wrong with it, one sentence with its name; %NULL: nothing
 */
char *
office_beside_dup_trouble (OfficeBeside *self)
{
  g_return_val_if_fail (OFFICE_IS_BESIDE (self), NULL);

  switch (self->state)
    {
    case OFFICE_BESIDE_UNREACHED:
      /* Translators: %s is an office; what is shown of it is what was known last */
      return g_strdup_printf (_ ("%s does not answer. Its tasks are as they were last seen."),
                              office_beside_get_name (self));
    case OFFICE_BESIDE_SIGNED_OUT:
      /* Translators: %s is an office */
      return g_strdup_printf (_ ("You are signed out of %s."), office_beside_get_name (self));
    case OFFICE_BESIDE_CERTIFICATE:
      /* Translators: %s is an office */
      return g_strdup_printf (_ ("%s shows another certificate than before."), office_beside_get_name (self));
    case OFFICE_BESIDE_UPDATE:
      if (self->session == NULL)
        /* Translators: %s is an office */
        return g_strdup_printf (_ ("%s was opened by a newer version of this program."), office_beside_get_name (self));
      return g_strdup_printf ("%s: %s", office_beside_get_name (self), office_session_get_problem (self->session));
    case OFFICE_BESIDE_ELSEWHERE:
      /* Translators: %s is an office */
      return g_strdup_printf (_ ("%s was opened elsewhere with the same sign-in."), office_beside_get_name (self));
    case OFFICE_BESIDE_UNREADABLE:
      /* Translators: %s is an office */
      return g_strdup_printf (_ ("The copy of %s on this computer cannot be read."), office_beside_get_name (self));
    case OFFICE_BESIDE_STOPPED:
      return g_strdup_printf ("%s: %s", office_beside_get_name (self), office_session_get_problem (self->session));
    case OFFICE_BESIDE_CLOSED:
    case OFFICE_BESIDE_OPEN:
    default:
      return NULL;
    }
}

/**
 * office_beside_get_calls:
 * @self: an office
 *
 * Returns: how many unread messages call the person; see office_session_count_unread()
 */
guint
office_beside_get_calls (OfficeBeside *self)
{
  g_return_val_if_fail (OFFICE_IS_BESIDE (self), 0);

  return self->calls;
}

/**
 * office_beside_get_unread:
 * @self: an office
 *
 * Returns: how many messages are unread, those that call the person too
 */
guint
office_beside_get_unread (OfficeBeside *self)
{
  g_return_val_if_fail (OFFICE_IS_BESIDE (self), 0);

  return self->unread;
}
