/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-password.h"

#include <crypt.h>
#include <errno.h>
#include <string.h>

#define PREFIX "$y$"
#define COST   7
/* Each takes some 30 MiB and a core for 0.3 s: a host that is flooded with passwords goes on serving the others. */
#define MOST_AT_ONCE 2

static gint cost = COST; /* atomic */

typedef struct {
  char *password;
  char *hash; /* to be verified; nullable */
} Job;

static char *
wipe (char *secret)
{
  if (secret != NULL)
    explicit_bzero (secret, strlen (secret));
  return secret;
}

static void
job_free (Job *self)
{
  g_free (wipe (self->password));
  g_free (self->hash);
  g_free (self);
}

/* Returns: (transfer full): NULL with errno */
static char *
encrypt (const char *password, const char *setting)
{
  struct crypt_data *data = g_new0 (struct crypt_data, 1);
  char *hash = g_strdup (crypt_rn (password, setting, data, sizeof *data));
  int number = errno;

  explicit_bzero (data, sizeof *data);
  g_free (data);
  errno = number;
  return hash;
}

static gboolean
is_equal_in_constant_time (const char *a, const char *b)
{
  gsize length = strlen (a);
  volatile guint8 difference = 0;

  if (strlen (b) != length)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    difference |= (guint8) a[i] ^ (guint8) b[i];
  return difference == 0;
}

/**
 * office_password_set_cost:
 * @value: 1 to 11, yescrypt's logarithmic scale
 *
 * For tests, which use 1: what is hashed from now on is as strong as that. Hashes that exist keep theirs.
 */
void
office_password_set_cost (guint value)
{
  g_return_if_fail (value >= 1 && value <= 11);

  g_atomic_int_set (&cost, (int) value);
}

/**
 * office_password_hash:
 * @password: any text
 * @error: return location for a GIOError: there was no memory or no randomness
 *
 * Blocks for about 0.3 s. Any thread.
 *
 * Returns: (transfer full): what crypt(5) stores, salt and cost included; %NULL on failure
 */
char *
office_password_hash (const char *password, GError **error)
{
  char setting[CRYPT_GENSALT_OUTPUT_SIZE];
  char *hash = NULL;

  g_return_val_if_fail (password != NULL, NULL);

  if (crypt_gensalt_rn (PREFIX, (unsigned long) g_atomic_int_get (&cost), NULL, 0, setting, sizeof setting) != NULL)
    hash = encrypt (password, setting);
  if (hash == NULL)
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "A password could not be hashed: %s",
                 g_strerror (errno));
  return hash;
}

/**
 * office_password_verify:
 * @password: any text
 * @hash: (nullable): what office_password_hash() gave, with whatever cost; %NULL for nobody's, which takes the same time
 *
 * Blocks for about 0.3 s. Any thread.
 *
 * Returns: whether the password is the one
 */
gboolean
office_password_verify (const char *password, const char *hash)
{
  g_autofree char *given = NULL;

  g_return_val_if_fail (password != NULL, FALSE);

  given = hash != NULL ? encrypt (password, hash) : office_password_hash (password, NULL);
  return given != NULL && hash != NULL && is_equal_in_constant_time (given, hash);
}

static void
run_hash (GTask *task, const Job *job)
{
  GError *error = NULL;
  char *hash = office_password_hash (job->password, &error);

  if (hash != NULL)
    g_task_return_pointer (task, hash, g_free);
  else
    g_task_return_error (task, error);
}

static void
run_job (gpointer data, gpointer user_data)
{
  g_autoptr (GTask) task = data;
  const Job *job = g_task_get_task_data (task);

  if (g_task_return_error_if_cancelled (task))
    return;
  if (g_task_get_source_tag (task) == office_password_hash_async)
    run_hash (task, job);
  else
    g_task_return_boolean (task, office_password_verify (job->password, job->hash));
}

static GThreadPool *
get_pool (void)
{
  static GThreadPool *pool;

  if (g_once_init_enter (&pool))
    g_once_init_leave (&pool, g_thread_pool_new (run_job, NULL, MOST_AT_ONCE, FALSE, NULL));
  return pool;
}

static void
start (gpointer tag, const char *password, const char *hash, GCancellable *cancellable, GAsyncReadyCallback callback,
       gpointer data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, data);
  Job *job = g_new0 (Job, 1);

  job->password = g_strdup (password);
  job->hash = g_strdup (hash);
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_thread_pool_push (get_pool (), task, NULL);
}

/**
 * office_password_hash_async:
 * @password: any text; copied, and wiped afterwards
 * @cancellable: (nullable): ends the waiting before it has begun
 * @callback: called in the thread-default main context of the caller
 * @data: for @callback
 *
 * As office_password_hash(), in a worker thread; two at a time, with verifications.
 */
void
office_password_hash_async (const char *password, GCancellable *cancellable, GAsyncReadyCallback callback,
                            gpointer data)
{
  g_return_if_fail (password != NULL);

  start (office_password_hash_async, password, NULL, cancellable, callback, data);
}

/**
 * office_password_hash_finish:
 * @result: what the callback got
 * @error: return location for a GIOError
 *
 * Returns: (transfer full): the hash, or %NULL
 */
char *
office_password_hash_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, office_password_hash_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * office_password_verify_async:
 * @password: any text; copied, and wiped afterwards
 * @hash: (nullable): as in office_password_verify()
 * @cancellable: (nullable): ends the waiting before it has begun
 * @callback: called in the thread-default main context of the caller
 * @data: for @callback
 *
 * As office_password_verify(), in a worker thread; two at a time, with hashing.
 */
void
office_password_verify_async (const char *password, const char *hash, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer data)
{
  g_return_if_fail (password != NULL);

  start (office_password_verify_async, password, hash, cancellable, callback, data);
}

/**
 * office_password_verify_finish:
 * @result: what the callback got
 * @error: G_IO_ERROR_CANCELLED
 *
 * Returns: whether the password is the one; %FALSE without an error: it is not
 */
gboolean
office_password_verify_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, office_password_verify_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
