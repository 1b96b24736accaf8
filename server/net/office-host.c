/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-host-object.h"

#include <sys/resource.h>

/* Descriptors for the database, the sockets of the buses, a backup … */
#define KEPT_DESCRIPTORS  64
#define STOP_MILLISECONDS 3000
/* A calendar asks a few times an hour; desks stay. */
#define WEB_SHARE 4

G_DEFINE_FINAL_TYPE (OfficeHost, office_host, G_TYPE_OBJECT)

/* ---- starting ---- */

static guint
choose_connection_limit (void)
{
  struct rlimit limit;

  if (getrlimit (RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY || limit.rlim_cur > G_MAXINT)
    return G_MAXINT;
  return limit.rlim_cur > 2 * KEPT_DESCRIPTORS ? limit.rlim_cur - KEPT_DESCRIPTORS : KEPT_DESCRIPTORS;
}

static void
update_people (OfficeHost *self)
{
  if (self->announcer != NULL)
    office_announcer_set_people (self->announcer, office_accounts_count_people (self->store));
}

static void
start_server (OfficeHost *self)
{
  static const OfficeRoute sync_route = { "/sync", "GET", office_sync_door_answer };
  guint n_routes;
  const OfficeRoute *routes = office_endpoints_get_routes (&n_routes);
  guint n_file_routes;
  const OfficeRoute *file_routes = office_file_door_get_routes (&n_file_routes);
  guint n_open_routes;
  const OfficeRoute *open_routes = office_endpoints_get_open_routes (&n_open_routes);
  guint limit = choose_connection_limit ();

  self->server = soup_server_new ("server-header", "Office", NULL);
  soup_server_remove_websocket_extension (self->server, SOUP_TYPE_WEBSOCKET_EXTENSION_DEFLATE);
  self->door = office_sync_door_new (self->hub);
  self->endpoints = office_endpoints_new (self->store, self->hub, self->clock, self->fingerprint);
  g_signal_connect_object (self->endpoints, "joined", G_CALLBACK (update_people), self, G_CONNECT_SWAPPED);
  self->router = office_router_new (self->server, self->plain ? "http" : "https");
  office_router_add (self->router, open_routes, n_open_routes, self->endpoints);
  office_router_add (self->router, routes, n_routes, self->endpoints);
  office_router_add (self->router, &sync_route, 1, self->door);
  self->file_door = office_file_door_new (self->store, self->files);
  office_router_add (self->router, file_routes, n_file_routes, self->file_door);
  if (self->web_door != NULL)
    {
      office_web_door_start (self->web_door, self->endpoints, limit / WEB_SHARE, self->port);
      limit -= limit / WEB_SHARE;
    }
  self->acceptor = office_acceptor_new (self->server, self->socket, self->certificate, limit);
  office_acceptor_start (self->acceptor);
}

/* Without it the keeper has to stop the host first. */
static void
open_keeper_door (OfficeHost *self)
{
  g_autoptr (GError) error = NULL;

  self->keeper_door = office_keeper_door_open (self, self->folder, &error);
  if (self->keeper_door == NULL)
    g_message ("“office --admin” cannot speak to this host: %s", error->message);
}

static void
start_announcing (OfficeHost *self)
{
  g_autofree char *name = office_store_dup_office_name (self->store);
  OfficeAnnouncement announcement = {
    .id = office_store_get_office_id (self->store),
    .name = name,
    .fingerprint = self->fingerprint,
    .version = OFFICE_VERSION,
    .port = self->port,
  };

  self->announcer = office_announcer_new (NULL, &announcement);
  update_people (self);
  office_announcer_start (self->announcer);
}

/* ---- stopping ---- */

static gboolean
deadline_reached (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

static gboolean
is_quiet (OfficeHost *self)
{
  return office_sync_door_count (self->door) == 0 && office_endpoints_count_pending (self->endpoints) == 0
         && office_acceptor_count_handshakes (self->acceptor) == 0 && office_files_count_busy (self->files) == 0
         && office_file_door_count (self->file_door) == 0
         && (self->web_door == NULL || office_web_door_count_handshakes (self->web_door) == 0);
}

/* Turns the main context until those who were told to go are gone; who does not listen is not waited for. */
static void
wait_until_quiet (OfficeHost *self)
{
  gboolean late = FALSE;
  g_autoptr (GSource) deadline = g_timeout_source_new (STOP_MILLISECONDS);

  g_source_set_callback (deadline, deadline_reached, &late, NULL);
  g_source_attach (deadline, self->context);
  while (!late && !is_quiet (self))
    g_main_context_iteration (self->context, TRUE);
  g_source_destroy (deadline);
}

static void
stop_server (OfficeHost *self)
{
  office_acceptor_stop (self->acceptor);
  if (self->web_door != NULL)
    office_web_door_stop (self->web_door);
  office_endpoints_stop (self->endpoints);
  office_files_stop (self->files);
  office_sync_door_close (self->door);
  office_hub_stop (self->hub);
  wait_until_quiet (self);
  soup_server_disconnect (self->server);
  g_clear_pointer (&self->web_door, office_web_door_free);
  g_clear_pointer (&self->router, office_router_free);
  g_clear_pointer (&self->door, office_sync_door_free);
  g_clear_pointer (&self->file_door, office_file_door_free);
  g_clear_object (&self->server);
  g_clear_object (&self->acceptor);
}

static void
office_host_finalize (GObject *object)
{
  OfficeHost *self = OFFICE_HOST (object);

  office_host_stop (self);
  g_free (self->data);
  g_free (self->name);
  g_free (self->listen);
  g_free (self->certificate_path);
  g_free (self->key_path);
  g_free (self->public_address);
  g_clear_object (&self->clock);
  g_clear_object (&self->random);
  G_OBJECT_CLASS (office_host_parent_class)->finalize (object);
}

static void
office_host_class_init (OfficeHostClass *class)
{
  G_OBJECT_CLASS (class)->finalize = office_host_finalize;
}

static void
office_host_init (OfficeHost *self)
{
}

/**
 * office_host_new:
 * @options: copied
 * @clock: the host's only clock
 * @random: the host's only source of chance
 *
 * Returns: (transfer full): a host that is not started
 */
OfficeHost *
office_host_new (const OfficeHostOptions *options, OfficeClock *clock, OfficeRandom *random)
{
  OfficeHost *self = g_object_new (OFFICE_TYPE_HOST, NULL);

  self->data = g_strdup (options->data);
  self->name = g_strdup (options->name);
  self->listen = g_strdup (options->listen);
  self->port = options->port;
  self->plain = options->plain;
  self->announce = options->announce;
  self->file_limit = options->file_limit > 0 ? options->file_limit : OFFICE_LIMIT_FILE;
  self->certificate_path = g_strdup (options->certificate);
  self->key_path = g_strdup (options->key != NULL ? options->key : options->certificate);
  self->web_port = options->web_port;
  self->public_address = g_strdup (options->public_address);
  self->clock = g_object_ref (clock);
  self->random = g_object_ref (random);
  return self;
}

/**
 * office_host_set_socket:
 * @self: a host that is not started
 * @socket: a listening socket to use in place of an own one
 */
void
office_host_set_socket (OfficeHost *self, GSocket *socket)
{
  g_return_if_fail (self->store == NULL);

  g_set_object (&self->socket, socket);
}

/**
 * office_host_start:
 * @self: a host that is not running
 * @error: return location: an #OfficeProblem whose message is one sentence that names the cause and what to do
 *
 * Opens everything and listens. Blocking, some tens of milliseconds. From here to office_host_stop() the host belongs
 * to the thread-default main context of the caller.
 *
 * Returns: whether the host runs; if not, nothing of it is left open
 */
gboolean
office_host_start (OfficeHost *self, GError **error)
{
  g_return_val_if_fail (self->store == NULL, FALSE);

  self->context = g_main_context_ref_thread_default ();
  if (!office_host_open (self, error))
    {
      office_host_stop (self);
      return FALSE;
    }
  start_server (self);
  open_keeper_door (self);
  if (self->announce)
    start_announcing (self);
  return TRUE;
}

/**
 * office_host_stop:
 * @self: a host
 *
 * Says bye to all, finishes what is queued and closes. Turns the main context meanwhile, for at most some 3 s. A host
 * that does not run stays as it is.
 */
void
office_host_stop (OfficeHost *self)
{
  if (self->announcer != NULL)
    office_announcer_stop (self->announcer);
  g_clear_object (&self->announcer);
  g_clear_pointer (&self->keeper_door, office_keeper_door_close);
  if (self->server != NULL)
    stop_server (self);
  g_clear_pointer (&self->web_door, office_web_door_free);
  g_clear_pointer (&self->web_address, g_free);
  g_clear_object (&self->endpoints);
  g_clear_object (&self->socket);
  g_clear_object (&self->hub);
  g_clear_pointer (&self->trash, office_trash_free);
  if (self->files != NULL)
    office_files_stop (self->files);
  g_clear_object (&self->files);
  if (self->store != NULL)
    office_store_close (self->store);
  g_clear_object (&self->store);
  g_clear_object (&self->certificate);
  g_clear_pointer (&self->fingerprint, g_free);
  g_clear_pointer (&self->folder, office_data_folder_close);
  g_clear_pointer (&self->context, g_main_context_unref);
}

/**
 * office_host_get_port:
 * @self: a host
 *
 * Returns: the port it listens on; before the start the one that was asked for
 */
guint16
office_host_get_port (OfficeHost *self)
{
  return self->port;
}

/**
 * office_host_get_store:
 * @self: a host
 *
 * Returns: (transfer none) (nullable): its book while it runs
 */
OfficeStore *
office_host_get_store (OfficeHost *self)
{
  return self->store;
}

/**
 * office_host_get_hub:
 * @self: a host
 *
 * Returns: (transfer none) (nullable): its hub while it runs
 */
OfficeHub *
office_host_get_hub (OfficeHost *self)
{
  return self->hub;
}

/**
 * office_host_get_web_address:
 * @self: a host
 *
 * Returns: (transfer none) (nullable): with what links for browsers and calendars begin while it runs, where it shows those a
 *   certificate that they know
 */
const char *
office_host_get_web_address (OfficeHost *self)
{
  return self->web_address;
}

/**
 * office_host_get_web_door:
 * @self: a host
 *
 * Returns: (transfer none) (nullable): its door for browsers and calendars while it runs
 */
OfficeWebDoor *
office_host_get_web_door (OfficeHost *self)
{
  return self->web_door;
}

/**
 * office_host_renew_certificate:
 * @self: a host
 *
 * Reads the certificate for browsers anew, where it has one; the office's own stays for good.
 */
void
office_host_renew_certificate (OfficeHost *self)
{
  if (self->web_door != NULL)
    office_web_door_renew (self->web_door);
}

/**
 * office_host_get_fingerprint:
 * @self: a host
 *
 * Returns: (transfer none) (nullable): of its certificate while it runs; %NULL when plain
 */
const char *
office_host_get_fingerprint (OfficeHost *self)
{
  return self->fingerprint;
}

/**
 * office_host_get_data:
 * @self: a host
 *
 * Returns: (transfer none): its data folder; absolute while it runs
 */
const char *
office_host_get_data (OfficeHost *self)
{
  return self->folder != NULL ? office_data_folder_get_path (self->folder) : self->data;
}
