/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-desk-private.h"

#include "office-beside.h"
#include "office-database.h"
#include "office-host-process.h"
#include "office-id.h"
#include "office-keyring.h"
#include "office-problem.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#define DESK_GROUP "desk"

G_DEFINE_FINAL_TYPE (OfficeDesk, office_desk, G_TYPE_OBJECT)

/* ---- the list of memberships ---- */

static gboolean
make_folder (const char *path, GError **error)
{
  if (g_mkdir_with_parents (path, 0700) == 0)
    return TRUE;
  office_problem_set (error, OFFICE_PROBLEM_UNAVAILABLE, NULL, _ ("The folder %s cannot be made: %s"), path,
                      g_strerror (errno));
  return FALSE;
}

static gboolean
office_desk_save (OfficeDesk *self, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *folder = g_path_get_dirname (self->list_path);
  g_autofree char *text = NULL;
  gsize length;

  g_key_file_set_string (file, DESK_GROUP, "device", self->device);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->memberships)); i++)
    {
      g_autoptr (OfficeMembership) membership = g_list_model_get_item (G_LIST_MODEL (self->memberships), i);

      office_membership_save (membership, file);
    }
  text = g_key_file_to_data (file, &length, NULL);
  return make_folder (folder, error)
         && g_file_set_contents_full (self->list_path, text, (gssize) length,
                                      G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, error);
}

static int
compare_used (gconstpointer a, gconstpointer b, gpointer data)
{
  gint64 first = office_membership_get_used ((OfficeMembership *) a);
  gint64 second = office_membership_get_used ((OfficeMembership *) b);

  return first > second ? -1 : first < second ? 1 : 0;
}

static void
office_desk_load (OfficeDesk *self)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) groups = NULL;

  if (!g_key_file_load_from_file (file, self->list_path, G_KEY_FILE_NONE, &error)
      && !g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    g_message ("The list of offices cannot be read: %s", error->message);
  self->device = g_key_file_get_string (file, DESK_GROUP, "device", NULL);
  if (!office_id_is_valid (self->device))
    {
      g_free (self->device);
      self->device = office_id_new (self->clock, self->random);
    }
  groups = g_key_file_get_groups (file, NULL);
  for (guint i = 0; groups[i] != NULL; i++)
    {
      g_autoptr (OfficeMembership) membership = office_membership_new_from_key_file (file, groups[i]);

      if (membership != NULL)
        g_list_store_insert_sorted (self->memberships, membership, compare_used, NULL);
    }
}

static void
office_desk_take_out (OfficeDesk *self, const char *office_id)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->memberships)); i++)
    {
      g_autoptr (OfficeMembership) membership = g_list_model_get_item (G_LIST_MODEL (self->memberships), i);

      if (g_strcmp0 (office_membership_get_office_id (membership), office_id) == 0)
        {
          g_list_store_remove (self->memberships, i);
          return;
        }
    }
}

/* ---- a host on this computer that is not running ---- */

typedef struct {
  OfficeSession *session;
  OfficeMembership *membership;
} Waking;

static void
waking_free (Waking *waking)
{
  g_object_unref (waking->session);
  g_object_unref (waking->membership);
  g_free (waking);
}

static void
on_host_awake (GObject *source, GAsyncResult *result, gpointer data)
{
  Waking *waking = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeInvitationLink) link = office_host_process_start_finish (result, &error);

  if (link == NULL)
    g_message ("The host on this computer did not start: %s", error->message);
  else
    office_session_try_now (waking->session);
  waking_free (waking);
}

static void
on_host_looked_at (GObject *source, GAsyncResult *result, gpointer data)
{
  Waking *waking = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeHealth) health = office_connector_health_finish (OFFICE_CONNECTOR (source), result, &error);

  if (health == NULL && g_error_matches (error, OFFICE_PROBLEM, OFFICE_PROBLEM_UNAVAILABLE))
    office_host_process_start_async (NULL, office_membership_get_hosted_in (waking->membership), NULL,
                                     office_membership_get_where (waking->membership)->port, NULL, on_host_awake,
                                     waking);
  else
    waking_free (waking);
}

/**
 * office_desk_wake_host:
 * @session: the office, its line started
 * @membership: what it was opened by
 *
 * Starts its host, where that is on this computer and does not run, and has the line try again then.
 */
void
office_desk_wake_host (OfficeSession *session, OfficeMembership *membership)
{
  g_autoptr (OfficeConnector) connector = NULL;
  Waking *waking;

  if (office_membership_get_hosted_in (membership) == NULL)
    return;
  connector = office_connector_new (office_membership_get_where (membership));
  waking = g_new0 (Waking, 1);
  *waking = (Waking){ g_object_ref (session), g_object_ref (membership) };
  office_connector_health_async (connector, NULL, on_host_looked_at, waking);
}

/* ---- opening ---- */

static OfficeReplica *
office_desk_open_replica (OfficeDesk *self, OfficeMembership *membership, gboolean *damaged, GError **error)
{
  g_autofree char *path = office_desk_dup_replica_path (self, membership);
  g_autoptr (OfficeReplica) replica = NULL;

  if (!make_folder (self->replica_folder, error))
    return NULL;
  replica = office_replica_open (path, office_membership_get_office_id (membership),
                                 office_membership_get_person (membership), self->clock, self->random, damaged, error);
  if (replica == NULL || !office_replica_set_device (replica, self->device, error))
    return NULL;
  if (*damaged)
    g_message ("The local copy of %s was damaged; it is fetched anew", office_membership_get_office_name (membership));
  return g_steal_pointer (&replica);
}

/* Beside the replica, and its alone: two offices do not share what one of them may have to forget. */
static char *
office_desk_build_files_folder (const char *replica_path)
{
  return g_strconcat (replica_path, ".files", NULL);
}

/* Folders of two levels, as sessions make them. */
static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);

      if (g_file_test (inner, G_FILE_TEST_IS_DIR) && !g_file_test (inner, G_FILE_TEST_IS_SYMLINK))
        remove_folder (inner);
      else
        g_unlink (inner);
    }
  g_rmdir (path);
}

static OfficeSession *
office_desk_make_session (OfficeDesk *self, OfficeMembership *membership, OfficeReplica *replica)
{
  g_autoptr (OfficeConnector) connector = office_connector_new (office_membership_get_where (membership));
  g_autoptr (OfficeSocket) socket = office_connector_make_socket (connector);
  g_autoptr (OfficeLine) line = office_line_new (replica, socket, NULL, self->clock, self->random);

  g_autoptr (OfficeSession) session = NULL;
  g_autofree char *path = office_desk_dup_replica_path (self, membership);
  g_autofree char *files = office_desk_build_files_folder (path);
  g_autoptr (OfficeTransfer) transfer = office_transfer_new (replica, connector, NULL, files, self->clock,
                                                             self->random);

  office_line_watch_network (line, g_network_monitor_get_default ());
  session = office_session_new (replica, line, self->clock, self->random);
  office_session_set_files (session, files, transfer);
  office_session_follow_zone (session);
  office_desk_give_quiet (self, membership, session);
  return g_steal_pointer (&session);
}

/* Once somebody listens. */
static gboolean
say_damaged (gpointer session)
{
  g_signal_emit_by_name (session, "notice",
                         _ ("The copy of this office on this computer was damaged and is fetched anew. What was not "
                            "sent may be missing."),
                         NULL);
  return G_SOURCE_REMOVE;
}

/* ---- overrides ---- */

static void
office_desk_finalize (GObject *object)
{
  OfficeDesk *self = OFFICE_DESK (object);

  office_desk_close_all_beside (self);
  g_object_unref (self->beside);
  g_object_unref (self->clock);
  g_object_unref (self->random);
  g_object_unref (self->memberships);
  g_object_unref (self->finder);
  g_free (self->shown);
  g_hash_table_unref (self->tokens);
  g_hash_table_unref (self->quiet);
  g_free (self->list_path);
  g_free (self->replica_folder);
  g_free (self->host_folder);
  g_free (self->device);
  G_OBJECT_CLASS (office_desk_parent_class)->finalize (object);
}

static void
office_desk_class_init (OfficeDeskClass *class)
{
  G_OBJECT_CLASS (class)->finalize = office_desk_finalize;
}

static void
office_desk_init (OfficeDesk *self)
{
  self->memberships = g_list_store_new (OFFICE_TYPE_MEMBERSHIP);
  self->finder = office_finder_new (NULL);
  self->tokens = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->quiet = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->beside = g_list_store_new (OFFICE_TYPE_BESIDE);
}

/* ---- inside app/office ---- */

/**
 * office_desk_keep:
 * @self: a desk
 * @membership: a membership; replaces one of the same office
 * @token: (nullable): its token, if it is new
 * @error: return location
 *
 * Returns: whether the list was written
 */
gboolean
office_desk_keep (OfficeDesk *self, OfficeMembership *membership, const char *token, GError **error)
{
  const char *office = office_membership_get_office_id (membership);
  g_autoptr (OfficeMembership) kept = g_object_ref (membership);
  g_autoptr (GError) problem = NULL;

  office_membership_set_used (membership, office_clock_now (self->clock));
  office_desk_take_out (self, office);
  g_list_store_insert (self->memberships, 0, kept);
  office_desk_update_beside (self);
  if (token != NULL)
    {
      g_hash_table_insert (self->tokens, g_strdup (office), g_strdup (token));
      /* Whoever just joined is let in; only the next start will ask for the password. */
      if (!office_keyring_store (office, office_membership_get_person (membership),
                                 office_membership_get_office_name (membership), token, &problem))
        g_message ("The sign-in is not kept for the next start: %s", problem->message);
    }
  return office_desk_save (self, error);
}

/* With its journal and all that was ever set aside of it. */
static void
remove_replica (OfficeDesk *self, OfficeMembership *membership)
{
  g_autofree char *path = office_desk_dup_replica_path (self, membership);
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (GDir) folder = g_dir_open (self->replica_folder, 0, NULL);
  const char *entry;

  while (folder != NULL && (entry = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *file = g_build_filename (self->replica_folder, entry, NULL);

      if (g_str_has_prefix (entry, name) && g_file_test (file, G_FILE_TEST_IS_DIR))
        remove_folder (file); /* attachments */
      else if (g_str_has_prefix (entry, name))
        g_unlink (file);
    }
}

/**
 * office_desk_forget:
 * @self: a desk
 * @membership: a membership
 * @error: return location
 *
 * Removes the token, the replica and the membership.
 *
 * Returns: whether the list was written
 */
gboolean
office_desk_forget (OfficeDesk *self, OfficeMembership *membership, GError **error)
{
  g_autoptr (OfficeMembership) kept = g_object_ref (membership);

  office_membership_set_leaving (kept);
  office_desk_update_beside (self); /* nobody has its book open when it is removed */
  g_hash_table_remove (self->tokens, office_membership_get_office_id (kept));
  office_keyring_forget (office_membership_get_office_id (kept), office_membership_get_person (kept), NULL);
  remove_replica (self, kept);
  office_desk_take_out (self, office_membership_get_office_id (kept));
  return office_desk_save (self, error);
}

/**
 * office_desk_dup_replica_path:
 * @self: a desk
 * @membership: a membership
 *
 * Returns: (transfer full): the file of its replica
 */
char *
office_desk_dup_replica_path (OfficeDesk *self, OfficeMembership *membership)
{
  g_autofree char *name = g_strdup_printf ("%s-%s.db", office_membership_get_office_id (membership),
                                           office_membership_get_person (membership));

  return g_build_filename (self->replica_folder, name, NULL);
}

/**
 * office_desk_open_quietly:
 * @self: a desk
 * @membership: a membership of this desk
 * @error: return location
 *
 * Opens the replica and starts the line, which connects when the token is there; neither is the office now the one that was used
 * last, nor its host woken.
 *
 * Returns: (transfer full) (nullable): the session
 */
OfficeSession *
office_desk_open_quietly (OfficeDesk *self, OfficeMembership *membership, GError **error)
{
  g_autoptr (OfficeReplica) replica = NULL;
  g_autoptr (OfficeSession) session = NULL;
  gboolean damaged = FALSE;

  replica = office_desk_open_replica (self, membership, &damaged, error);
  if (replica == NULL)
    return NULL;
  session = office_desk_make_session (self, membership, replica);
  office_session_start (session);
  office_desk_give_token (self, membership, session);
  if (damaged)
    g_idle_add_full (G_PRIORITY_DEFAULT, say_damaged, g_object_ref (session), g_object_unref);
  return g_steal_pointer (&session);
}

/* ---- public ---- */

/**
 * office_desk_new:
 * @folder: (nullable): where everything lives; %NULL: the user's XDG folders
 * @clock: for times
 * @random: for ids
 *
 * Returns: (transfer full): a desk with the memberships of this machine
 */
OfficeDesk *
office_desk_new (const char *folder, OfficeClock *clock, OfficeRandom *random)
{
  OfficeDesk *self = g_object_new (OFFICE_TYPE_DESK, NULL);
  g_autofree char *config = folder != NULL ? g_strdup (folder)
                                           : g_build_filename (g_get_user_config_dir (), "office", NULL);
  g_autofree char *data = folder != NULL ? g_strdup (folder)
                                         : g_build_filename (g_get_user_data_dir (), "office", NULL);

  self->clock = g_object_ref (clock);
  self->random = g_object_ref (random);
  self->list_path = g_build_filename (config, "offices.ini", NULL);
  self->replica_folder = g_build_filename (data, "replicas", NULL);
  self->host_folder = g_strdup (folder != NULL ? folder : g_get_user_data_dir ());
  office_desk_load (self);
  office_desk_update_beside (self);
  return self;
}

/**
 * office_desk_get_memberships:
 * @self: a desk
 *
 * Returns: (transfer none): a model of OfficeMembership, last used first
 */
GListModel *
office_desk_get_memberships (OfficeDesk *self)
{
  g_return_val_if_fail (OFFICE_IS_DESK (self), NULL);
  return G_LIST_MODEL (self->memberships);
}

/**
 * office_desk_get_finder:
 * @self: a desk
 *
 * Returns: (transfer none): what looks for offices on the network; not started
 */
OfficeFinder *
office_desk_get_finder (OfficeDesk *self)
{
  g_return_val_if_fail (OFFICE_IS_DESK (self), NULL);
  return self->finder;
}

/**
 * office_desk_open:
 * @self: a desk
 * @membership: a membership of this desk
 * @error: return location
 *
 * Opens the replica and starts the line, where it is not open beside another office already. It is the one that is shown from
 * now on: what was shown before may be set aside, see office_desk_set_aside(). A host on this computer that does not run is
 * started again.
 *
 * Returns: (transfer full) (nullable): the session, with what the replica has; where no token is kept its line soon says so
 */
OfficeSession *
office_desk_open (OfficeDesk *self, OfficeMembership *membership, GError **error)
{
  g_autoptr (OfficeSession) session = NULL;
  g_autoptr (GError) problem = NULL;

  g_return_val_if_fail (OFFICE_IS_DESK (self), NULL);
  g_return_val_if_fail (OFFICE_IS_MEMBERSHIP (membership), NULL);

  session = office_desk_take_beside (self, membership);
  if (session == NULL)
    session = office_desk_open_quietly (self, membership, error);
  if (session == NULL)
    return NULL;
  g_free (self->shown);
  self->shown = g_strdup (office_membership_get_office_id (membership));
  /* Only the order of the list is lost; with a full disk one can still read. */
  if (!office_desk_keep (self, membership, NULL, &problem))
    g_message ("The list of offices is not kept: %s", problem->message);
  office_desk_wake_host (session, membership);
  return g_steal_pointer (&session);
}

/**
 * office_desk_is_newer_book:
 * @error: why office_desk_open() failed
 *
 * Returns: whether a newer version of this program has written the replica; it is as it was
 */
gboolean
office_desk_is_newer_book (const GError *error)
{
  return g_error_matches (error, OFFICE_SQL_ERROR, OFFICE_SQL_ERROR_NEWER);
}
