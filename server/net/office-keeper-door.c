/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-keeper-door.h"

#include "office-accounts.h"
#include "office-host-private.h"
#include "office-json.h"
#include "office-problem.h"
#include "office-reason.h"
#include "office-roster.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define BACKLOG          8
#define MOST_USES        1000
#define MOST_HOURS       8760
#define LONGEST_HASH     512
#define PATIENCE_SECONDS 10

struct _OfficeKeeperDoor {
  OfficeHost *host; /* borrowed; NULL once closed */
  char *path;
  GSocket *socket;
  GSource *source;
  GHashTable *waiting; /* Visit: whose message has not come */
};

typedef struct {
  OfficeKeeperDoor *door; /* a reference */
  GSocket *socket;
  GSource *source; /* nullable: until the message is there */
  JsonObject *message;
  const char *role, *person, *hash; /* in the message */
  gint64 uses, hours, expires_at;
  char *code;
  GPtrArray *devices;
} Visit;

static void
door_clear (gpointer data)
{
  OfficeKeeperDoor *self = data;

  g_free (self->path);
  g_hash_table_unref (self->waiting);
}

static void
visit_free (gpointer data)
{
  Visit *self = data;

  if (self->source != NULL)
    g_source_destroy (self->source);
  g_clear_pointer (&self->source, g_source_unref);
  g_clear_object (&self->socket);
  g_clear_pointer (&self->message, json_object_unref);
  g_clear_pointer (&self->devices, g_ptr_array_unref);
  g_free (self->code);
  g_rc_box_release_full (self->door, door_clear);
  g_free (self);
}

/* ---- answers ---- */

static void
answer (Visit *self, const char *text)
{
  g_autoptr (GError) error = NULL;

  if (g_socket_send (self->socket, text, strlen (text), NULL, &error) < 0)
    g_debug ("The keeper has gone: %s", error->message);
}

static void
refuse (Visit *self, const GError *problem)
{
  g_autofree char *json = office_problem_to_json (problem);
  g_autofree char *text = g_strdup_printf ("{\"problem\":%s}", json);

  answer (self, text);
}

/* ---- inviting ---- */

static gboolean
invite_work (OfficeTransaction *transaction, gpointer data, GError **error)
{
  Visit *self = data;

  self->code = office_accounts_invite (transaction, self->role, self->uses, self->hours, NULL, &self->expires_at,
                                       error);
  return self->code != NULL;
}

static void
invite_done (gpointer data, gint64 rev, const GError *error)
{
  Visit *self = data;
  g_autoptr (OfficeInvitationLink) link = NULL;
  g_autofree char *address = NULL;
  g_autofree char *text = NULL;
  g_autofree char *json = NULL;

  if (error != NULL || self->door->host == NULL)
    {
      g_autoptr (GError) stopping = office_reason_new (OFFICE_REASON_STOPPING, NULL);

      refuse (self, error != NULL ? error : stopping);
      return;
    }
  address = office_host_dup_address (self->door->host);
  link = office_invitation_link_new (address, office_host_get_port (self->door->host), self->code,
                                     office_host_get_fingerprint (self->door->host),
                                     office_host_get_fingerprint (self->door->host) == NULL);
  text = office_invitation_link_to_string (link);
  json = g_strdup_printf ("{\"link\":\"%s\",\"expires_at\":%" G_GINT64_FORMAT "}", text, self->expires_at);
  answer (self, json);
}

/* ---- a forgotten password ---- */

static gboolean
reset_work (OfficeTransaction *transaction, gpointer data, GError **error)
{
  Visit *self = data;

  return office_accounts_reset (transaction, self->person, self->hash, &self->devices, error);
}

static void
reset_done (gpointer data, gint64 rev, const GError *error)
{
  Visit *self = data;
  g_autofree char *json = NULL;

  if (error != NULL)
    {
      refuse (self, error);
      return;
    }
  for (guint i = 0; self->door->host != NULL && i < self->devices->len; i++)
    office_hub_end_token (office_host_get_hub (self->door->host), self->person, self->devices->pdata[i]);
  json = g_strdup_printf ("{\"devices\":%u}", self->devices->len);
  answer (self, json);
}

/* ---- a message ---- */

static gboolean
read_invite (Visit *self, GError **error)
{
  return office_json_get_text (self->message, "role", OFFICE_JSON_REQUIRED, 16, &self->role, error)
         && office_json_get_integer (self->message, "uses", OFFICE_JSON_REQUIRED, 1, MOST_USES, 1, &self->uses, error)
         && office_json_get_integer (self->message, "hours", OFFICE_JSON_REQUIRED, 1, MOST_HOURS, 1, &self->hours,
                                     error);
}

static gboolean
read_reset (Visit *self, GError **error)
{
  return office_json_get_id (self->message, "person", OFFICE_JSON_REQUIRED, &self->person, error)
         && office_json_get_text (self->message, "password", OFFICE_JSON_REQUIRED, LONGEST_HASH, &self->hash, error);
}

static void
serve (Visit *self)
{
  static const struct {
    const char *name;
    gboolean (*read) (Visit *self, GError **error);
    OfficeStoreWork work;
    OfficeStoreDone done;
  } wishes[] = {
    { "invite", read_invite, invite_work, invite_done },
    { "reset", read_reset, reset_work, reset_done },
  };
  g_autoptr (GError) error = NULL;
  const char *name = NULL;

  office_json_get_text (self->message, "do", OFFICE_JSON_REQUIRED, 32, &name, &error);
  for (guint i = 0; error == NULL && i < G_N_ELEMENTS (wishes); i++)
    if (g_str_equal (name, wishes[i].name) && wishes[i].read (self, &error))
      {
        office_store_submit (office_host_get_store (self->door->host), wishes[i].work, wishes[i].done, self,
                             visit_free);
        return;
      }
  if (error == NULL)
    office_problem_set (&error, OFFICE_PROBLEM_NOT_FOUND, "do", "This host knows no “%s”; it has another version",
                        name);
  refuse (self, error);
  visit_free (self);
}

static gboolean
message_came (GSocket *socket, GIOCondition condition, gpointer data)
{
  Visit *self = data;
  g_autoptr (GError) error = NULL;
  char text[OFFICE_KEEPER_MESSAGE];
  gssize length = g_socket_receive (socket, text, sizeof text, NULL, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
    return G_SOURCE_CONTINUE;
  g_clear_pointer (&self->source, g_source_unref);
  g_hash_table_steal (self->door->waiting, self);
  if (length <= 0 || self->door->host == NULL)
    {
      visit_free (self);
      return G_SOURCE_REMOVE;
    }
  self->message = office_json_parse (text, (gsize) length, sizeof text - 1, &error);
  if (self->message != NULL)
    serve (self);
  else
    {
      refuse (self, error);
      visit_free (self);
    }
  return G_SOURCE_REMOVE;
}

/* ---- the door ---- */

static gboolean
is_keeper (GSocket *socket)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCredentials) credentials = g_socket_get_credentials (socket, &error);
  uid_t user = credentials != NULL ? g_credentials_get_unix_user (credentials, &error) : (uid_t) -1;

  if (error != NULL)
    g_debug ("Who knocks is not known: %s", error->message);
  return user == geteuid () || user == 0;
}

static gboolean
somebody_came (GSocket *socket, GIOCondition condition, gpointer data)
{
  OfficeKeeperDoor *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocket) visitor = g_socket_accept (socket, NULL, &error);
  Visit *visit;

  if (visitor == NULL || !is_keeper (visitor))
    return G_SOURCE_CONTINUE;
  g_socket_set_blocking (visitor, FALSE);
  g_socket_set_timeout (visitor, PATIENCE_SECONDS);
  visit = g_new0 (Visit, 1);
  visit->door = g_rc_box_acquire (self);
  visit->socket = g_steal_pointer (&visitor);
  visit->source = g_socket_create_source (visit->socket, G_IO_IN, NULL);
  g_source_set_callback (visit->source, G_SOURCE_FUNC (message_came), visit, NULL);
  g_source_attach (visit->source, g_main_context_get_thread_default ());
  g_hash_table_add (self->waiting, visit);
  return G_SOURCE_CONTINUE;
}

/**
 * office_keeper_address:
 * @folder: a data folder
 * @descriptor: (out): to be closed after the address was used
 * @error: return location
 *
 * A socket's address has at most 107 bytes, a folder's path may have more: it is named by its descriptor.
 *
 * Returns: (transfer full): the address, or %NULL
 */
GSocketAddress *
office_keeper_address (const char *folder, int *descriptor, GError **error)
{
  g_autofree char *path = NULL;

  *descriptor = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  if (*descriptor < 0)
    {
      g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));
      return NULL;
    }
  path = g_strdup_printf ("/proc/self/fd/%d/" OFFICE_KEEPER_SOCKET, *descriptor);
  return g_unix_socket_address_new (path);
}

static GSocket *
listen_in (const char *folder, const char *path, GError **error)
{
  g_autoptr (GSocket) socket = g_socket_new (G_SOCKET_FAMILY_UNIX, G_SOCKET_TYPE_SEQPACKET, G_SOCKET_PROTOCOL_DEFAULT,
                                             error);
  int descriptor = -1;
  g_autoptr (GSocketAddress) address = socket != NULL ? office_keeper_address (folder, &descriptor, error) : NULL;
  gboolean bound;

  /* The folder is held by this process: a socket in it is a dead one's. */
  if (address != NULL)
    g_unlink (path);
  bound = address != NULL && g_socket_bind (socket, address, FALSE, error);
  if (descriptor >= 0)
    close (descriptor);
  if (!bound)
    return NULL;
  if (g_chmod (path, 0600) != 0)
    g_debug ("The permissions of “%s” could not be narrowed: %s", path, g_strerror (errno));
  g_socket_set_blocking (socket, FALSE);
  g_socket_set_listen_backlog (socket, BACKLOG);
  return g_socket_listen (socket, error) ? g_steal_pointer (&socket) : NULL;
}

/**
 * office_keeper_door_open:
 * @host: a host that runs; it closes the door before it stops
 * @folder: its data folder
 * @error: return location
 *
 * Belongs to the thread-default main context of the caller.
 *
 * Returns: (transfer full): the door; %NULL where the folder's file system has no sockets
 */
OfficeKeeperDoor *
office_keeper_door_open (OfficeHost *host, OfficeDataFolder *folder, GError **error)
{
  g_autofree char *path = office_data_folder_build_path (folder, OFFICE_KEEPER_SOCKET);
  GSocket *socket = listen_in (office_data_folder_get_path (folder), path, error);
  OfficeKeeperDoor *self;

  if (socket == NULL)
    return NULL;
  self = g_rc_box_new0 (OfficeKeeperDoor);
  self->host = host;
  self->path = g_steal_pointer (&path);
  self->waiting = g_hash_table_new_full (NULL, NULL, visit_free, NULL);
  self->socket = socket;
  self->source = g_socket_create_source (socket, G_IO_IN, NULL);
  g_source_set_callback (self->source, G_SOURCE_FUNC (somebody_came), self, NULL);
  g_source_attach (self->source, g_main_context_get_thread_default ());
  return self;
}

/**
 * office_keeper_door_close:
 * @self: (nullable) (transfer full): a door
 */
void
office_keeper_door_close (OfficeKeeperDoor *self)
{
  if (self == NULL)
    return;
  self->host = NULL;
  g_source_destroy (self->source);
  g_clear_pointer (&self->source, g_source_unref);
  g_socket_close (self->socket, NULL);
  g_clear_object (&self->socket);
  g_unlink (self->path);
  g_hash_table_remove_all (self->waiting);
  g_rc_box_release_full (self, door_clear);
}
