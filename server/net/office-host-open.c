/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-host-object.h"

#include "office-certificate.h"
#include "office-listening-socket.h"
#include "office-problem.h"

#define DATABASE_FILE "office.db"
#define LONGEST_NAME  80
#define HTTPS_PORT    443

static gboolean
check_name (OfficeHost *self, GError **error)
{
  if (self->name == NULL)
    return TRUE;
  if (g_utf8_validate (self->name, -1, NULL) && *self->name != '\0' && g_utf8_strlen (self->name, -1) <= LONGEST_NAME
      && strpbrk (self->name, "\n\r\t") == NULL)
    return TRUE;
  office_problem_set (error, OFFICE_PROBLEM_INVALID, "name",
                      "The office’s name must be one line of 1 to %d characters; give another with --name.",
                      LONGEST_NAME);
  return FALSE;
}

/* The store speaks of SQLite; who starts a host wants to know which file it is and what to do. */
static void
explain_store (GError **error, const GError *cause, const char *path)
{
  if (g_error_matches (cause, OFFICE_SQL_ERROR, OFFICE_SQL_ERROR_DAMAGED))
    office_problem_set (error, OFFICE_PROBLEM_INTERNAL, NULL,
                        "The database “%s” is damaged (%s); put a backup back with “office --admin restore”, or choose "
                        "another folder with "
                        "--data.",
                        path, cause->message);
  else if (g_error_matches (cause, OFFICE_SQL_ERROR, OFFICE_SQL_ERROR_NEWER))
    office_problem_set (error, OFFICE_PROBLEM_OUTDATED, NULL, "%s.", cause->message);
  else if (g_error_matches (cause, OFFICE_SQL_ERROR, OFFICE_SQL_ERROR_FULL))
    office_problem_set (error, OFFICE_PROBLEM_UNAVAILABLE, NULL,
                        "The disk of the database “%s” is full; make room and start again.", path);
  else if (g_error_matches (cause, OFFICE_SQL_ERROR, OFFICE_SQL_ERROR_PERMISSION))
    office_problem_set (error, OFFICE_PROBLEM_FORBIDDEN, NULL,
                        "The database “%s” may not be written by this user; change its permissions, or choose another "
                        "folder with --data.",
                        path);
  else if (g_error_matches (cause, OFFICE_SQL_ERROR, OFFICE_SQL_ERROR_BUSY))
    office_problem_set (error, OFFICE_PROBLEM_CONFLICT, NULL,
                        "The database “%s” is held by another program; close that one and start again.", path);
  else
    office_problem_set (error, OFFICE_PROBLEM_INTERNAL, NULL, "The database “%s” cannot be opened: %s.", path,
                        cause->message);
}

static gboolean
open_books (OfficeHost *self, GError **error)
{
  g_autofree char *path = office_data_folder_build_path (self->folder, DATABASE_FILE);
  g_autofree char *default_name = g_strdup_printf ("Office on %s", g_get_host_name ());
  const char *name = self->name != NULL ? self->name : default_name;
  gboolean fresh = !g_file_test (path, G_FILE_TEST_EXISTS);
  g_autoptr (GError) local_error = NULL;

  /* The certificate first: where a database is, there was a whole certificate once. */
  if (!self->plain)
    {
      self->certificate = office_certificate_open (office_data_folder_get_path (self->folder), name, self->clock,
                                                   self->random, fresh, error);
      if (self->certificate == NULL)
        return FALSE;
      self->fingerprint = office_certificate_dup_fingerprint (self->certificate);
    }
  self->store = office_store_open (path, name, OFFICE_STORE_THREADED, self->clock, self->random, &local_error);
  if (self->store == NULL)
    {
      explain_store (error, local_error, path);
      return FALSE;
    }
  self->files = office_files_new (self->store, self->clock, self->file_limit, error);
  if (self->files == NULL)
    return FALSE;
  self->hub = office_hub_new (self->store, self->clock, self->random);
  office_hub_set_file_limit (self->hub, self->file_limit);
  office_hub_set_web_address (self->hub, self->web_address);
  self->trash = office_trash_new (self->store, self->clock);
  return TRUE;
}

static gboolean
open_socket (OfficeHost *self, GError **error)
{
  g_autoptr (GSocketAddress) address = NULL;

  if (self->socket == NULL)
    self->socket = office_listening_socket_open (self->listen, self->port, "--port", error);
  if (self->socket == NULL)
    return FALSE;
  address = g_socket_get_local_address (self->socket, error);
  if (address == NULL)
    return FALSE;
  if (G_IS_INET_SOCKET_ADDRESS (address))
    self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address));
  return TRUE;
}

/* Where browsers and calendars come: through a door of its own, or through a proxy that somebody else keeps. */
static gboolean
open_web_door (OfficeHost *self, GError **error)
{
  OfficeWebDoorOptions options = {
    .certificate = self->certificate_path,
    .key = self->key_path,
    .listen = self->listen,
    .port = self->web_port,
    .public_address = self->public_address,
  };

  if (self->certificate_path != NULL)
    {
      self->web_door = office_web_door_open (&options, self->clock, error);
      self->web_address = self->web_door != NULL ? g_strdup (office_web_door_get_address (self->web_door)) : NULL;
    }
  else if (self->public_address != NULL)
    self->web_address = office_web_door_make_address (self->public_address, HTTPS_PORT, NULL, error);
  else
    return TRUE;
  return self->web_address != NULL;
}

/**
 * office_host_open:
 * @self: a host that does not run
 * @error: return location: one sentence that names the cause and what to do
 *
 * Returns: whether all is open
 */
gboolean
office_host_open (OfficeHost *self, GError **error)
{
  if (check_name (self, error))
    self->folder = office_data_folder_open (self->data, error);
  return self->folder != NULL && open_socket (self, error) && open_web_door (self, error) && open_books (self, error);
}
