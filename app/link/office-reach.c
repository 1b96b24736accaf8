/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-reach.h"

#include "office-problem.h"

#include <glib/gi18n-lib.h>

#define TIMEOUT_SECONDS 20
#define CONNECTIONS     6 /* the line, a file each way, and what a person asks for */

struct _OfficeReach {
  GObject parent_instance;

  OfficeInvitationLink *where;
  SoupSession *session;
  char *fingerprint;
};

G_DEFINE_FINAL_TYPE (OfficeReach, office_reach, G_TYPE_OBJECT)

static G_DEFINE_QUARK (office - wrong - certificate, wrong_certificate)

    static char *compute_fingerprint (GTlsCertificate *certificate)
{
  g_autoptr (GByteArray) der = NULL;

  g_object_get (certificate, "certificate", &der, NULL);
  return der != NULL ? g_compute_checksum_for_data (G_CHECKSUM_SHA256, der->data, der->len) : NULL;
}

/* Without a pin the first certificate becomes the pin. */
static gboolean
is_the_one (OfficeReach *self, GTlsCertificate *certificate)
{
  g_autofree char *seen = certificate != NULL ? compute_fingerprint (certificate) : NULL;

  if (seen == NULL)
    return FALSE;
  if (self->fingerprint == NULL)
    self->fingerprint = g_steal_pointer (&seen);
  else if (g_ascii_strcasecmp (self->fingerprint, seen) != 0)
    return FALSE;
  return TRUE;
}

static char *
dup_place (OfficeReach *self)
{
  gboolean is_ipv6 = strchr (self->where->host, ':') != NULL;

  return g_strdup_printf (is_ipv6 ? "[%s]:%u" : "%s:%u", self->where->host, self->where->port);
}

static GError *
wrong_certificate (OfficeReach *self)
{
  g_autofree char *place = dup_place (self);

  /* TRANSLATORS: %s is an address such as 192.168.1.2:8765 */
  return office_problem_new (OFFICE_PROBLEM_FORBIDDEN, "fingerprint",
                             _ ("The host at %s does not show the certificate of this office"), place);
}

static gboolean
on_accept_certificate (SoupMessage *message, GTlsCertificate *certificate, GTlsCertificateFlags errors,
                       OfficeReach *self)
{
  if (is_the_one (self, certificate))
    return TRUE;
  g_object_set_qdata (G_OBJECT (message), wrong_certificate_quark (), GINT_TO_POINTER (TRUE));
  return FALSE;
}

static void
office_reach_finalize (GObject *object)
{
  OfficeReach *self = OFFICE_REACH (object);

  g_clear_pointer (&self->where, office_invitation_link_free);
  g_clear_object (&self->session);
  g_clear_pointer (&self->fingerprint, g_free);

  G_OBJECT_CLASS (office_reach_parent_class)->finalize (object);
}

static void
office_reach_class_init (OfficeReachClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = office_reach_finalize;
}

static void
office_reach_init (OfficeReach *self)
{
  self->session = soup_session_new_with_options ("timeout", TIMEOUT_SECONDS, "max-conns-per-host", CONNECTIONS,
                                                 "user-agent", "Office/" OFFICE_VERSION, NULL);
  /* No authority vouches for a host in the next room: without a database every certificate comes before our own eyes.
   */
  soup_session_set_tls_database (self->session, NULL);
  /* The office is near; a proxy is not on the way to it. */
  soup_session_set_proxy_resolver (self->session, NULL);
}

/**
 * office_reach_new:
 * @where: host, port, and the fingerprint where it is known
 *
 * Returns: (transfer full): the way there
 */
OfficeReach *
office_reach_new (const OfficeInvitationLink *where)
{
  OfficeReach *self;

  g_return_val_if_fail (where != NULL, NULL);

  self = g_object_new (OFFICE_TYPE_REACH, NULL);
  self->where = office_invitation_link_copy (where);
  self->fingerprint = g_strdup (where->fingerprint);
  return self;
}

const OfficeInvitationLink *
office_reach_get_link (OfficeReach *self)
{
  g_return_val_if_fail (OFFICE_IS_REACH (self), NULL);
  return self->where;
}

SoupSession *
office_reach_get_session (OfficeReach *self)
{
  g_return_val_if_fail (OFFICE_IS_REACH (self), NULL);
  return self->session;
}

const char *
office_reach_get_fingerprint (OfficeReach *self)
{
  g_return_val_if_fail (OFFICE_IS_REACH (self), NULL);
  return self->fingerprint;
}

/**
 * office_reach_make_message:
 * @self: a way
 * @method: the HTTP method
 * @path: the path, with a slash in front
 *
 * Returns: (transfer full) (nullable): a message that accepts the pinned certificate only and follows no redirection;
 * %NULL where the host's name makes no address
 */
SoupMessage *
office_reach_make_message (OfficeReach *self, const char *method, const char *path)
{
  g_autofree char *base = NULL;
  g_autofree char *uri = NULL;
  SoupMessage *message;

  g_return_val_if_fail (OFFICE_IS_REACH (self), NULL);

  base = office_invitation_link_get_base (self->where);
  uri = g_strconcat (base, path, NULL);
  message = soup_message_new (method, uri);
  if (message == NULL)
    return NULL;
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  g_signal_connect_object (message, "accept-certificate", G_CALLBACK (on_accept_certificate), self, 0);
  return message;
}

/**
 * office_reach_check:
 * @self: a way
 * @message: a message of its, connected
 * @error: return location
 *
 * Looks at the certificate again: a connection from the pool does not ask whether it is accepted.
 *
 * Returns: whether it is the pinned one, or the way is a plain one; FORBIDDEN with the field "fingerprint" where not
 */
gboolean
office_reach_check (OfficeReach *self, SoupMessage *message, GError **error)
{
  g_return_val_if_fail (OFFICE_IS_REACH (self), FALSE);

  if (self->where->plain || is_the_one (self, soup_message_get_tls_peer_certificate (message)))
    return TRUE;
  g_propagate_error (error, wrong_certificate (self));
  return FALSE;
}

/**
 * office_reach_translate:
 * @self: a way
 * @message: (nullable): what was sent
 * @error: (transfer full): what came of it
 *
 * Returns: (transfer full): an OFFICE_PROBLEM with a sentence for a person; a cancellation stays what it is
 */
GError *
office_reach_translate (OfficeReach *self, SoupMessage *message, GError *error)
{
  g_autoptr (GError) owned = error;
  g_autofree char *place = NULL;

  g_return_val_if_fail (OFFICE_IS_REACH (self), g_steal_pointer (&owned));

  if (owned->domain == OFFICE_PROBLEM || g_error_matches (owned, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_steal_pointer (&owned);
  if (message != NULL && g_object_get_qdata (G_OBJECT (message), wrong_certificate_quark ()) != NULL)
    return wrong_certificate (self);
  place = dup_place (self);
  g_debug ("No answer at %s: %s", place, owned->message);
  /* TRANSLATORS: %s is an address such as 192.168.1.2:8765 */
  return office_problem_new (OFFICE_PROBLEM_UNAVAILABLE, NULL, _ ("The office does not answer at %s"), place);
}
