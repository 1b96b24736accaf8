/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-keyring.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <libsecret/secret.h>

/*
 * The fallback file is a GKeyFile: a group for each office, in it a key for each person. Its folder has mode 0700 and
 * the file 0600, and it is replaced whole.
 */

static const SecretSchema schema = {
  "com.example.Office",
  SECRET_SCHEMA_NONE,
  {
      { "office", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "person", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { NULL, 0 },
  },
};

static char *
dup_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "office", NULL);
}

static GKeyFile *
read_file (GError **error)
{
  g_autofree char *folder = dup_folder ();
  g_autofree char *path = g_build_filename (folder, "tokens", NULL);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) local = NULL;

  if (g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, &local)
      || g_error_matches (local, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    return g_steal_pointer (&file);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

static gboolean
write_file (GKeyFile *file, GError **error)
{
  g_autofree char *folder = dup_folder ();
  g_autofree char *path = g_build_filename (folder, "tokens", NULL);
  gsize length;
  g_autofree char *data = g_key_file_to_data (file, &length, NULL);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), _ ("The folder %s cannot be made: %s"), folder,
                   g_strerror (errno));
      return FALSE;
    }
  return g_file_set_contents_full (path, data, (gssize) length,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, error);
}

static gboolean
store_in_file (const char *office_id, const char *person, const char *token, GError **error)
{
  g_autoptr (GKeyFile) file = read_file (NULL);

  /* A file that cannot be read holds nothing that could be kept. */
  if (file == NULL)
    file = g_key_file_new ();
  g_key_file_set_string (file, office_id, person, token);
  return write_file (file, error);
}

static gboolean
forget_in_file (const char *office_id, const char *person, GError **error)
{
  g_autoptr (GKeyFile) file = read_file (error);

  if (file == NULL)
    return FALSE;
  if (!g_key_file_has_key (file, office_id, person, NULL))
    return TRUE;
  g_key_file_remove_key (file, office_id, person, NULL);
  return write_file (file, error);
}

/**
 * office_keyring_store:
 * @office_id: the office
 * @person: the person
 * @office_name: as the keyring's own window shows it
 * @token: the token
 * @error: return location
 *
 * Keeps the token with the desktop's secrets; where no service answers, in a file that only this user can read.
 *
 * Returns: whether it is kept
 */
gboolean
office_keyring_store (const char *office_id, const char *person, const char *office_name, const char *token,
                      GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *label = NULL;

  g_return_val_if_fail (office_id != NULL && person != NULL && office_name != NULL && token != NULL, FALSE);

  /* TRANSLATORS: the label of a secret in the keyring; %s is the office's name */
  label = g_strdup_printf (_ ("Office: %s"), office_name);
  if (secret_password_store_sync (&schema, SECRET_COLLECTION_DEFAULT, label, token, NULL, &local, "office", office_id,
                                  "person", person, NULL))
    {
      forget_in_file (office_id, person, NULL);
      return TRUE;
    }
  g_debug ("No keyring, so the token goes into a file: %s", local != NULL ? local->message : "it refused");
  return store_in_file (office_id, person, token, error);
}

typedef struct {
  char *office_id;
  char *person;
} Wanted;

static void
wanted_free (gpointer data)
{
  Wanted *wanted = data;

  g_free (wanted->office_id);
  g_free (wanted->person);
  g_free (wanted);
}

static void
on_looked_up (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  const Wanted *wanted = g_task_get_task_data (task);
  g_autoptr (GError) local = NULL;
  g_autoptr (GKeyFile) file = NULL;
  GError *error = NULL;
  char *secret = secret_password_lookup_finish (result, &local);

  if (secret != NULL)
    {
      g_task_return_pointer (task, g_strdup (secret), g_free);
      secret_password_free (secret);
      return;
    }
  if (local != NULL)
    g_debug ("No keyring, so the token is looked for in a file: %s", local->message);
  file = read_file (&error);
  if (file == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_key_file_get_string (file, wanted->office_id, wanted->person, NULL), g_free);
}

/**
 * office_keyring_look_up_async:
 * @office_id: the office
 * @person: the person
 * @cancellable: (nullable): to give up
 * @callback: calls office_keyring_look_up_finish()
 * @data: for @callback
 *
 * Looks among the desktop's secrets, then in the file. The desktop may first ask the person for the password of the keyring.
 */
void
office_keyring_look_up_async (const char *office_id, const char *person, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer data)
{
  GTask *task;
  Wanted *wanted;

  g_return_if_fail (office_id != NULL && person != NULL);

  task = g_task_new (NULL, cancellable, callback, data);
  wanted = g_new0 (Wanted, 1);
  *wanted = (Wanted){ g_strdup (office_id), g_strdup (person) };
  g_task_set_task_data (task, wanted, wanted_free);
  secret_password_lookup (&schema, cancellable, on_looked_up, task, "office", office_id, "person", person, NULL);
}

/**
 * office_keyring_look_up_finish:
 * @result: of office_keyring_look_up_async()
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the token; %NULL without an error where there is none
 */
char *
office_keyring_look_up_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
on_forgotten (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!secret_password_clear_finish (result, &error) && error != NULL)
    g_debug ("No keyring to forget the token: %s", error->message);
}

/**
 * office_keyring_forget:
 * @office_id: the office
 * @person: the person
 * @error: return location
 *
 * Removes the token wherever it is kept; the keyring is not waited for.
 *
 * Returns: whether it is gone from the file
 */
gboolean
office_keyring_forget (const char *office_id, const char *person, GError **error)
{
  g_return_val_if_fail (office_id != NULL && person != NULL, FALSE);

  secret_password_clear (&schema, NULL, on_forgotten, NULL, "office", office_id, "person", person, NULL);
  return forget_in_file (office_id, person, error);
}
