/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-keeper.h"

#include "office-accounts.h"
#include "office-certificate.h"
#include "office-data-book.h"
#include "office-data-folder.h"
#include "office-frame.h"
#include "office-interfaces.h"
#include "office-invitation-link.h"
#include "office-json.h"
#include "office-keeper-door.h"
#include "office-problem.h"
#include "office-roster.h"

#include <unistd.h>

#define DATABASE_FILE    "office.db"
#define PATIENCE_SECONDS 30
#define LONGEST_LINK     1024
#define MOST_DEVICES     1000000

/* ---- the host is asked ---- */

static GSocket *
knock (const char *data, GError **error)
{
  g_autoptr (GSocket) socket = g_socket_new (G_SOCKET_FAMILY_UNIX, G_SOCKET_TYPE_SEQPACKET, G_SOCKET_PROTOCOL_DEFAULT,
                                             error);
  int descriptor = -1;
  g_autoptr (GSocketAddress) address = socket != NULL ? office_keeper_address (data, &descriptor, error) : NULL;
  gboolean connected = address != NULL && g_socket_connect (socket, address, NULL, error);

  if (descriptor >= 0)
    close (descriptor);
  if (!connected)
    return NULL;
  g_socket_set_timeout (socket, PATIENCE_SECONDS);
  return g_steal_pointer (&socket);
}

static JsonObject *
exchange (GSocket *socket, const char *message, GError **error)
{
  char text[OFFICE_KEEPER_MESSAGE];
  gssize length;

  if (g_socket_send (socket, message, strlen (message), NULL, error) < 0)
    return NULL;
  length = g_socket_receive (socket, text, sizeof text, NULL, error);
  if (length < 0)
    return NULL;
  if (length > 0)
    return office_json_parse (text, (gsize) length, sizeof text, error);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CLOSED, "it does not answer this user");
  return NULL;
}

static JsonObject *
ask_host (const char *data, const char *message, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (GSocket) socket = knock (data, &cause);
  g_autoptr (JsonObject) answer = socket != NULL ? exchange (socket, message, &cause) : NULL;
  JsonObject *problem = NULL;

  if (answer == NULL)
    {
      office_problem_set (
          error, OFFICE_PROBLEM_UNAVAILABLE, NULL,
          "The host that runs on “%s” cannot be asked (%s); do this as the user who runs it, or stop it "
          "first",
          data, cause->message);
      return NULL;
    }
  if (!office_json_get_object (answer, "problem", OFFICE_JSON_OPTIONAL, &problem, error))
    return NULL;
  if (problem == NULL)
    return g_steal_pointer (&answer);
  g_propagate_error (error, office_problem_from_object (problem));
  return NULL;
}

/* ---- or the book is opened here ---- */

typedef struct {
  const OfficeKeeperInvitation *invitation;
  const char *person, *hash;
  char *code;
  GPtrArray *devices;
  GError *error;
} Work;

static gboolean
invite_work (OfficeTransaction *transaction, gpointer data, GError **error)
{
  Work *work = data;

  work->code = office_accounts_invite (transaction, work->invitation->role, work->invitation->uses,
                                       work->invitation->hours, NULL, NULL, error);
  return work->code != NULL;
}

static gboolean
reset_work (OfficeTransaction *transaction, gpointer data, GError **error)
{
  Work *work = data;

  return office_accounts_reset (transaction, work->person, work->hash, &work->devices, error);
}

static void
work_done (gpointer data, gint64 rev, const GError *error)
{
  Work *work = data;

  work->error = error != NULL ? g_error_copy (error) : NULL;
}

static gboolean
do_here (OfficeDataFolder *folder, OfficeStoreWork function, Work *work, GError **error)
{
  g_autoptr (OfficeClock) clock = office_system_clock_new ();
  g_autoptr (OfficeRandom) random = office_system_random_new ();
  g_autofree char *path = office_data_folder_build_path (folder, DATABASE_FILE);
  g_autoptr (OfficeStore) store = office_store_open (path, "Office", OFFICE_STORE_INLINE, clock, random, error);

  if (store == NULL)
    return FALSE;
  office_store_submit (store, function, work_done, work, NULL);
  office_store_flush (store);
  office_store_close (store);
  if (work->error == NULL)
    return TRUE;
  g_propagate_error (error, work->error);
  return FALSE;
}

/* Where a host, or another tool, holds the folder: *folder is NULL without an error. */
static gboolean
hold_folder (const char *data, OfficeDataFolder **folder, GError **error)
{
  g_autofree char *path = office_data_book_find (data, error);

  *folder = NULL;
  if (path == NULL)
    return FALSE;
  if (office_data_folder_is_held (data))
    return TRUE;
  *folder = office_data_folder_open (data, error);
  return *folder != NULL;
}

/* ---- inviting ---- */

static char *
build_link (const OfficeKeeperInvitation *invitation, const char *code, GError **error)
{
  g_autofree char *key = g_build_filename (invitation->data, "key.pem", NULL);
  gboolean plain = !g_file_test (key, G_FILE_TEST_EXISTS);
  g_autofree char *address = invitation->address != NULL ? g_strdup (invitation->address)
                                                         : office_interfaces_dup_best ();
  g_autofree char *fingerprint = NULL;
  g_autoptr (OfficeInvitationLink) link = NULL;

  if (!plain)
    {
      g_autoptr (OfficeClock) clock = office_system_clock_new ();
      g_autoptr (OfficeRandom) random = office_system_random_new ();
      g_autoptr (GTlsCertificate) certificate = office_certificate_open (invitation->data, "", clock, random, FALSE,
                                                                         error);

      if (certificate == NULL)
        return NULL;
      fingerprint = office_certificate_dup_fingerprint (certificate);
    }
  link = office_invitation_link_new (address, invitation->port, code, fingerprint, plain);
  return office_invitation_link_to_string (link);
}

static char *
invite_through_host (const OfficeKeeperInvitation *invitation, GError **error)
{
  g_autoptr (GString) message = g_string_new ("{\"do\":\"invite\",\"role\":");
  g_autoptr (JsonObject) answer = NULL;
  const char *link;

  office_json_append_text (message, invitation->role);
  g_string_append_printf (message, ",\"uses\":%" G_GINT64_FORMAT ",\"hours\":%" G_GINT64_FORMAT "}", invitation->uses,
                          invitation->hours);
  answer = ask_host (invitation->data, message->str, error);
  if (answer == NULL || !office_json_get_text (answer, "link", OFFICE_JSON_REQUIRED, LONGEST_LINK, &link, error))
    return NULL;
  return g_strdup (link);
}

/**
 * office_keeper_invite:
 * @invitation: what it is to be
 * @error: return location: one sentence
 *
 * Returns: (transfer full): the link, or %NULL
 */
char *
office_keeper_invite (const OfficeKeeperInvitation *invitation, GError **error)
{
  g_autoptr (OfficeDataFolder) folder = NULL;
  Work work = { .invitation = invitation };
  g_autofree char *code = NULL;

  if (!g_utf8_validate (invitation->role, -1, NULL))
    {
      office_problem_set (error, OFFICE_PROBLEM_INVALID, "role", "The role is none of admin, member and guest");
      return NULL;
    }
  if (!hold_folder (invitation->data, &folder, error))
    return NULL;
  if (folder == NULL)
    return invite_through_host (invitation, error);
  if (!do_here (folder, invite_work, &work, error))
    return NULL;
  code = work.code;
  return build_link (invitation, code, error);
}

/* ---- a forgotten password ---- */

static gboolean
reset_through_host (const char *data, const char *person, const char *hash, guint *n_devices, GError **error)
{
  g_autoptr (GString) message = g_string_new ("{\"do\":\"reset\",\"person\":");
  g_autoptr (JsonObject) answer = NULL;
  gint64 n;

  office_json_append_text (message, person);
  g_string_append (message, ",\"password\":");
  office_json_append_text (message, hash);
  g_string_append_c (message, '}');
  answer = ask_host (data, message->str, error);
  if (answer == NULL
      || !office_json_get_integer (answer, "devices", OFFICE_JSON_REQUIRED, 0, MOST_DEVICES, 0, &n, error))
    return FALSE;
  *n_devices = (guint) n;
  return TRUE;
}

/**
 * office_keeper_reset:
 * @data: a data folder
 * @person: a person's id
 * @password_hash: made by office_password_hash()
 * @n_devices: (out): how many devices were signed out
 * @error: return location: one sentence
 *
 * Returns: whether the account has the new password
 */
gboolean
office_keeper_reset (const char *data, const char *person, const char *password_hash, guint *n_devices, GError **error)
{
  g_autoptr (OfficeDataFolder) folder = NULL;
  Work work = { .person = person, .hash = password_hash };

  if (!hold_folder (data, &folder, error))
    return FALSE;
  if (folder == NULL)
    return reset_through_host (data, person, password_hash, n_devices, error);
  if (!do_here (folder, reset_work, &work, error))
    return FALSE;
  *n_devices = work.devices->len;
  g_ptr_array_unref (work.devices);
  return TRUE;
}
