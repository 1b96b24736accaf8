/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-web-door.h"

#include "office-acceptor.h"
#include "office-invitation-link.h"
#include "office-listening-socket.h"
#include "office-problem.h"
#include "office-reason.h"
#include "office-web-certificate.h"

#define HTTPS_PORT 443

struct _OfficeWebDoor {
  OfficeWebCertificate *certificate;
  GSocket *socket;
  guint16 port;
  char *address;

  /* From the start on. */
  SoupServer *server;
  OfficeRouter *router;
  OfficeAcceptor *acceptor;
  guint16 desk_port;
};

/* ---- where it is ---- */

/**
 * office_web_door_make_address:
 * @text: HOST or HOST:PORT, an IPv6 address in brackets
 * @default_port: where @text has none
 * @host: (out) (optional) (transfer full): the HOST
 * @error: return location
 *
 * Returns: (transfer full) (nullable): "https://HOST:PORT", without the port where it is the usual one
 */
char *
office_web_door_make_address (const char *text, guint16 default_port, char **host, GError **error)
{
  g_autofree char *bracketed = g_hostname_is_ip_address (text) && strchr (text, ':') != NULL
                                   ? g_strdup_printf ("[%s]", text)
                                   : g_strdup (text);
  g_autofree char *with_port = g_strdup_printf ("%s:%u", bracketed, default_port);
  g_autoptr (OfficeInvitationLink) link = NULL;

  /* The same names as in invitations are names here; one that has a port has no place for another. */
  if (*text != '\0' && strpbrk (text, "/#") == NULL)
    {
      link = office_invitation_link_parse (with_port, NULL);
      if (link == NULL)
        link = office_invitation_link_parse (bracketed, NULL);
    }
  if (link == NULL || link->port == 0)
    {
      office_problem_set (error, OFFICE_PROBLEM_INVALID, NULL,
                          "“%s” is no address; give a name with --public-address, with or without a port, such as "
                          "office.example.org or office.example.org:8443.",
                          text);
      return NULL;
    }
  if (host != NULL)
    *host = g_strdup (link->host);
  if (link->port == HTTPS_PORT)
    return g_strdup_printf (strchr (link->host, ':') != NULL ? "https://[%s]" : "https://%s", link->host);
  return office_invitation_link_get_base (link);
}

static gboolean
find_address (OfficeWebDoor *self, const OfficeWebDoorOptions *options, GError **error)
{
  g_autofree char *name = options->public_address == NULL ? office_web_certificate_dup_name (self->certificate) : NULL;
  const char *text = options->public_address != NULL ? options->public_address : name;
  g_autofree char *host = NULL;

  if (text == NULL)
    {
      office_problem_set (error, OFFICE_PROBLEM_INVALID, NULL,
                          "The certificate “%s” names no single host; give the name by which this one is reached with "
                          "--public-address.",
                          options->certificate);
      return FALSE;
    }
  self->address = office_web_door_make_address (text, self->port, &host, error);
  return self->address != NULL && office_web_certificate_expect (self->certificate, host, error);
}

static gboolean
open_socket (OfficeWebDoor *self, const OfficeWebDoorOptions *options, GError **error)
{
  g_autoptr (GSocketAddress) address = NULL;

  self->socket = office_listening_socket_open (options->listen, options->port, "--web-port", error);
  address = self->socket != NULL ? g_socket_get_local_address (self->socket, error) : NULL;
  if (address == NULL)
    return FALSE;
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address));
  return TRUE;
}

/* ---- what is behind it ---- */

static void
show_desks_out (OfficeExchange *exchange, gpointer data)
{
  OfficeWebDoor *self = data;
  g_autoptr (GError) problem = office_problem_new (
      OFFICE_PROBLEM_NOT_FOUND, NULL, "This address is for browsers and calendars; desks come in on port %u",
      self->desk_port);

  office_reason_give (&problem, OFFICE_REASON_FOR_BROWSERS);
  office_exchange_refuse (exchange, problem);
}

static void
on_renewed (OfficeWebCertificate *certificate, OfficeWebDoor *self)
{
  if (self->acceptor != NULL)
    office_acceptor_set_certificate (self->acceptor, office_web_certificate_get (certificate));
}

/**
 * office_web_door_open:
 * @options: the door's
 * @clock: the host's
 * @error: return location: one sentence that names the cause and what to do
 *
 * Reads the certificate and listens; nobody is taken before office_web_door_start(). Blocking, some milliseconds. It belongs to
 * the caller's thread-default main context.
 *
 * Returns: (transfer full) (nullable): the door
 */
OfficeWebDoor *
office_web_door_open (const OfficeWebDoorOptions *options, OfficeClock *clock, GError **error)
{
  OfficeWebDoor *self = g_new0 (OfficeWebDoor, 1);

  self->certificate = office_web_certificate_open (options->certificate, options->key, clock, error);
  if (self->certificate == NULL || !open_socket (self, options, error) || !find_address (self, options, error))
    {
      office_web_door_free (self);
      return NULL;
    }
  g_signal_connect (self->certificate, "renewed", G_CALLBACK (on_renewed), self);
  return self;
}

/**
 * office_web_door_start:
 * @self: a door that is open
 * @endpoints: what answers; some of it only
 * @limit: how many may be in at once
 * @desk_port: where desks go
 */
void
office_web_door_start (OfficeWebDoor *self, OfficeEndpoints *endpoints, guint limit, guint16 desk_port)
{
  /* The first is what a desk asks before anything else: it is told before it has pinned what will not last. */
  static const OfficeRoute elsewhere[] = {
    { "/health", "GET", show_desks_out },       { "/join", "POST", show_desks_out },
    { "/sign-in", "POST", show_desks_out },     { "/sign-out", "POST", show_desks_out },
    { "/invitations", "POST", show_desks_out }, { "/sync", "GET", show_desks_out },
  };
  guint n_routes;
  const OfficeRoute *routes = office_endpoints_get_open_routes (&n_routes);

  self->desk_port = desk_port;
  self->server = soup_server_new ("server-header", "Office", NULL);
  self->router = office_router_new (self->server, "https");
  office_router_add (self->router, routes, n_routes, endpoints);
  office_router_add (self->router, elsewhere, G_N_ELEMENTS (elsewhere), self);
  self->acceptor = office_acceptor_new (self->server, self->socket, office_web_certificate_get (self->certificate),
                                        limit);
  office_acceptor_start (self->acceptor);
}

/**
 * office_web_door_stop:
 * @self: a door
 *
 * Who is in is answered; office_web_door_count_handshakes() tells when nobody is coming in any more.
 */
void
office_web_door_stop (OfficeWebDoor *self)
{
  office_web_certificate_close (self->certificate);
  if (self->acceptor != NULL)
    office_acceptor_stop (self->acceptor);
}

/**
 * office_web_door_free:
 * @self: (nullable) (transfer full): a door
 */
void
office_web_door_free (OfficeWebDoor *self)
{
  if (self == NULL)
    return;
  if (self->certificate != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->certificate, self);
      office_web_certificate_close (self->certificate);
    }
  if (self->acceptor != NULL)
    office_acceptor_stop (self->acceptor);
  if (self->server != NULL)
    soup_server_disconnect (self->server);
  g_clear_pointer (&self->router, office_router_free);
  g_clear_object (&self->acceptor);
  g_clear_object (&self->server);
  g_clear_object (&self->socket);
  g_clear_object (&self->certificate);
  g_free (self->address);
  g_free (self);
}

/**
 * office_web_door_count_handshakes:
 * @self: a door
 *
 * Returns: how many TLS handshakes are under way or awaited
 */
guint
office_web_door_count_handshakes (OfficeWebDoor *self)
{
  return self->acceptor != NULL ? office_acceptor_count_handshakes (self->acceptor) : 0;
}

/**
 * office_web_door_renew:
 * @self: a door
 *
 * Reads the certificate's files now. Who comes from here on sees what is in them; who is in goes on.
 */
void
office_web_door_renew (OfficeWebDoor *self)
{
  office_web_certificate_renew (self->certificate);
}

/**
 * office_web_door_get_address:
 * @self: a door
 *
 * Returns: (transfer none): with what links to it begin
 */
const char *
office_web_door_get_address (OfficeWebDoor *self)
{
  return self->address;
}

/**
 * office_web_door_get_port:
 * @self: a door
 *
 * Returns: the port it listens on
 */
guint16
office_web_door_get_port (OfficeWebDoor *self)
{
  return self->port;
}

/**
 * office_web_door_get_complaint:
 * @self: a door
 *
 * Returns: (transfer none) (nullable): what is wrong with its certificate
 */
const char *
office_web_door_get_complaint (OfficeWebDoor *self)
{
  return office_web_certificate_get_complaint (self->certificate);
}
