/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-transfer.h"

#include "office-problem.h"
#include "office-transfer-private.h"

#include <glib/gstdio.h>

#define BACK_OFF_LEAST_MS 1000
#define BACK_OFF_MOST_MS  60000
#define MOST_ATTEMPTS     4 /* of a download that somebody looks at */
#define FAILURES_UNSAID   1 /* that the host is busy for a moment is everyday */

typedef struct {
  char *hash;
  gint64 size;
  guint attempts;
} Wish;

/* One direction. */
typedef struct {
  OfficeTransfer *transfer;
  char *hash; /* what is under way; NULL: nothing */
  gint64 size;
  GCancellable *cancellable;
  guint retry; /* timeout */
  guint failures;
  GError *put_off; /* why it is tried again later; nullable */
} Lane;

struct _OfficeTransfer {
  GObject parent_instance;

  OfficeReplica *replica;
  OfficeReach *reach;
  char *token;
  char *folder;
  OfficeClock *clock;
  OfficeRandom *random;
  gboolean online;
  gboolean stopped;
  Lane up, down;
  GQueue wishes; /* Wish */
};

enum { PROGRESS, FETCHED, PUT_OFF, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OfficeTransfer, office_transfer, G_TYPE_OBJECT)

static void send_next (OfficeTransfer *self);
static void fetch_next (OfficeTransfer *self);

static void
wish_free (gpointer data)
{
  Wish *self = data;

  g_free (self->hash);
  g_free (self);
}

static gboolean
may_begin (OfficeTransfer *self, Lane *lane)
{
  return self->online && !self->stopped && lane->hash == NULL && lane->retry == 0;
}

static void
begin (Lane *lane, const char *hash, gint64 size)
{
  lane->hash = g_strdup (hash);
  lane->size = size;
  lane->cancellable = g_cancellable_new ();
}

static void
end (Lane *lane)
{
  g_clear_pointer (&lane->hash, g_free);
  g_clear_object (&lane->cancellable);
}

static char *
build_path (OfficeTransfer *self, const char *hash)
{
  return g_build_filename (self->folder, hash, NULL);
}

static void
on_progress (gint64 done, gpointer data)
{
  Lane *lane = data;

  if (lane->hash != NULL)
    g_signal_emit (lane->transfer, signals[PROGRESS], 0, lane->hash, done);
}

static gboolean
on_retry (gpointer data)
{
  Lane *lane = data;
  OfficeTransfer *self = lane->transfer;

  lane->retry = 0;
  if (lane == &self->up)
    send_next (self);
  else
    fetch_next (self);
  return G_SOURCE_REMOVE;
}

static void
set_put_off (Lane *lane, const GError *problem)
{
  if (problem == NULL && lane->put_off == NULL)
    return;
  g_clear_error (&lane->put_off);
  lane->put_off = problem != NULL ? g_error_copy (problem) : NULL;
  g_signal_emit (lane->transfer, signals[PUT_OFF], 0);
}

/* Full jitter, as the line's. */
static void
rest (Lane *lane)
{
  OfficeTransfer *self = lane->transfer;
  gint64 most = MIN ((gint64) BACK_OFF_LEAST_MS << MIN (lane->failures, 10), BACK_OFF_MOST_MS);
  guint wait = BACK_OFF_LEAST_MS / 2 + (guint) ((guint64) office_random_integer (self->random) % (guint64) most);

  lane->failures++;
  lane->retry = office_clock_add_timeout (self->clock, wait, on_retry, lane, NULL);
}

/* The same may go well later: no answer, a host that is busy or full, a token whose end the line will tell. */
static gboolean
may_pass (const GError *error)
{
  return error->domain != OFFICE_PROBLEM || office_problem_is_temporary (error)
         || error->code == OFFICE_PROBLEM_UNAUTHENTICATED || error->code == OFFICE_PROBLEM_FORBIDDEN
         || error->code == OFFICE_PROBLEM_CONFLICT;
}

/* ---- up ---- */

static void
settle_upload (OfficeTransfer *self, const char *hash, gint64 size, const GError *problem)
{
  g_autoptr (GError) error = NULL;
  gboolean noted;

  if (problem == NULL)
    noted = office_replica_set_blob (self->replica, hash, size, OFFICE_BLOB_KEPT, &error);
  else
    noted = office_replica_refuse_blob (self->replica, hash, problem, &error);
  if (noted)
    return;
  g_message ("What became of a file cannot be noted: %s", error->message);
  rest (&self->up);
}

static gboolean
is_waited_for (OfficeTransfer *self, const char *hash)
{
  return office_replica_get_blob (self->replica, hash) == OFFICE_BLOB_QUEUED
         && office_replica_awaits_blob (self->replica, hash);
}

static void
on_uploaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (OfficeTransfer) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *hash = g_strdup (self->up.hash);
  gboolean done = office_upload_finish (result, &error);
  const gint64 size = self->up.size;

  end (&self->up);
  if (self->stopped)
    return;
  if (done || !may_pass (error))
    {
      self->up.failures = 0;
      set_put_off (&self->up, NULL);
      if (is_waited_for (self, hash))
        settle_upload (self, hash, size, done ? NULL : error);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      rest (&self->up);
      if (self->up.failures > FAILURES_UNSAID && error->domain == OFFICE_PROBLEM && office_problem_is_temporary (error))
        set_put_off (&self->up, error);
    }
  send_next (self);
}

static void
send_next (OfficeTransfer *self)
{
  g_autofree char *hash = NULL;
  g_autofree char *path = NULL;
  gint64 size;

  if (!may_begin (self, &self->up))
    return;
  hash = office_replica_dup_upload (self->replica, &size);
  if (hash == NULL)
    return;
  begin (&self->up, hash, size);
  path = build_path (self, hash);
  office_upload_async (self->reach, self->token, path, hash, size, on_progress, &self->up, self->up.cancellable,
                       on_uploaded, g_object_ref (self));
}

/* ---- down ---- */

static void
settle_wish (OfficeTransfer *self, const GError *problem)
{
  g_autoptr (GError) error = NULL;
  Wish *wish = g_queue_pop_head (&self->wishes);

  self->down.failures = 0;
  if (problem == NULL && office_replica_get_blob (self->replica, wish->hash) == OFFICE_BLOB_NONE
      && !office_replica_set_blob (self->replica, wish->hash, wish->size, OFFICE_BLOB_KEPT, &error))
    g_message ("A file that has come cannot be noted: %s", error->message);
  g_signal_emit (self, signals[FETCHED], 0, wish->hash, problem != NULL ? problem : error);
  wish_free (wish);
}

static void
on_downloaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (OfficeTransfer) self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = office_download_finish (result, &error);
  Wish *wish = g_queue_peek_head (&self->wishes);

  /* What was asked for may have been called off, and something else stand first. */
  wish = wish != NULL && g_strcmp0 (wish->hash, self->down.hash) == 0 ? wish : NULL;
  end (&self->down);
  if (self->stopped)
    return;
  if (wish == NULL)
    {
      fetch_next (self);
      return;
    }
  if (done)
    settle_wish (self, NULL);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      if (!may_pass (error) || ++wish->attempts >= MOST_ATTEMPTS)
        settle_wish (self, error);
      else
        rest (&self->down);
    }
  fetch_next (self);
}

static void
fetch_next (OfficeTransfer *self)
{
  Wish *wish = g_queue_peek_head (&self->wishes);
  g_autofree char *path = NULL;

  if (wish == NULL || !may_begin (self, &self->down))
    return;
  begin (&self->down, wish->hash, wish->size);
  path = build_path (self, wish->hash);
  office_download_async (self->reach, self->token, path, wish->hash, wish->size, on_progress, &self->down,
                         self->down.cancellable, on_downloaded, g_object_ref (self));
}

/* What is on its way goes on later where it stopped, when something small is to go first. */
static void
give_way (OfficeTransfer *self)
{
  g_autofree char *next = NULL;
  gint64 size;

  if (self->up.hash == NULL)
    return;
  next = office_replica_dup_upload (self->replica, &size);
  if (next != NULL && !g_str_equal (next, self->up.hash))
    g_cancellable_cancel (self->up.cancellable);
}

static void
on_outbox_changed (OfficeTransfer *self)
{
  give_way (self);
  send_next (self);
}

/* ---- overrides ---- */

static void
office_transfer_dispose (GObject *object)
{
  OfficeTransfer *self = OFFICE_TRANSFER (object);

  if (self->clock != NULL)
    office_transfer_stop (self);
  G_OBJECT_CLASS (office_transfer_parent_class)->dispose (object);
}

static void
office_transfer_finalize (GObject *object)
{
  OfficeTransfer *self = OFFICE_TRANSFER (object);

  g_queue_clear_full (&self->wishes, wish_free);
  g_clear_object (&self->replica);
  g_clear_object (&self->reach);
  g_clear_object (&self->clock);
  g_clear_object (&self->random);
  g_clear_error (&self->up.put_off);
  g_clear_error (&self->down.put_off);
  g_free (self->token);
  g_free (self->folder);
  G_OBJECT_CLASS (office_transfer_parent_class)->finalize (object);
}

static void
office_transfer_class_init (OfficeTransferClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = office_transfer_dispose;
  G_OBJECT_CLASS (klass)->finalize = office_transfer_finalize;

  signals[PROGRESS] = g_signal_new ("progress", OFFICE_TYPE_TRANSFER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
  signals[FETCHED] = g_signal_new ("fetched", OFFICE_TYPE_TRANSFER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                   2, G_TYPE_STRING, G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
  signals[PUT_OFF] = g_signal_new ("put-off", OFFICE_TYPE_TRANSFER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                   0);
}

static void
office_transfer_init (OfficeTransfer *self)
{
  self->up.transfer = self->down.transfer = self;
  g_queue_init (&self->wishes);
}

/* ---- public ---- */

/**
 * office_transfer_new:
 * @replica: whose outbox says what goes up, and which is told
 * @connector: the way to the host, with its pinned certificate
 * @token: (nullable): this device's token; %NULL: office_transfer_set_token() tells it before the line is live
 * @folder: where files lie under their hashes; made when missing
 * @clock: for the back-off
 * @random: for the back-off
 *
 * Returns: (transfer full): a transfer that rests until the line is live
 */
OfficeTransfer *
office_transfer_new (OfficeReplica *replica, OfficeConnector *connector, const char *token, const char *folder,
                     OfficeClock *clock, OfficeRandom *random)
{
  OfficeTransfer *self = g_object_new (OFFICE_TYPE_TRANSFER, NULL);

  self->replica = g_object_ref (replica);
  self->reach = g_object_ref (office_connector_get_reach (connector));
  self->token = g_strdup (token);
  self->folder = g_strdup (folder);
  self->clock = g_object_ref (clock);
  self->random = g_object_ref (random);
  if (g_mkdir_with_parents (folder, 0700) != 0)
    g_message ("The folder “%s” cannot be made", folder);
  g_signal_connect_object (replica, "outbox-changed", G_CALLBACK (on_outbox_changed), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * office_transfer_set_token:
 * @self: a transfer that was made without a token
 * @token: (nullable): this device's token
 */
void
office_transfer_set_token (OfficeTransfer *self, const char *token)
{
  g_return_if_fail (OFFICE_IS_TRANSFER (self));
  g_return_if_fail (self->token == NULL);

  self->token = g_strdup (token);
}

static void
break_off (Lane *lane)
{
  office_clock_remove_timeout (lane->transfer->clock, lane->retry);
  lane->retry = 0;
  lane->failures = 0;
  set_put_off (lane, NULL);
  if (lane->cancellable != NULL)
    g_cancellable_cancel (lane->cancellable);
}

/**
 * office_transfer_set_online:
 * @self: a transfer
 * @online: whether the line is live
 */
void
office_transfer_set_online (OfficeTransfer *self, gboolean online)
{
  g_return_if_fail (OFFICE_IS_TRANSFER (self));

  if (self->online == online)
    return;
  self->online = online;
  if (!online)
    {
      break_off (&self->up);
      break_off (&self->down);
      return;
    }
  send_next (self);
  fetch_next (self);
}

static GList *
find_wish (OfficeTransfer *self, const char *hash)
{
  for (GList *link = self->wishes.head; link != NULL; link = link->next)
    if (g_str_equal (((Wish *) link->data)->hash, hash))
      return link;
  return NULL;
}

/**
 * office_transfer_fetch:
 * @self: a transfer
 * @hash: a file that a visible record names
 * @size: its bytes
 *
 * Brings it to this computer when the line is live; "fetched" tells.
 */
void
office_transfer_fetch (OfficeTransfer *self, const char *hash, gint64 size)
{
  Wish *wish;

  g_return_if_fail (OFFICE_IS_TRANSFER (self));
  g_return_if_fail (office_hash_is_valid (hash));

  if (find_wish (self, hash) != NULL)
    return;
  wish = g_new0 (Wish, 1);
  wish->hash = g_strdup (hash);
  wish->size = size;
  g_queue_push_tail (&self->wishes, wish);
  fetch_next (self);
}

static void
cancel_lane (Lane *lane, const char *hash)
{
  if (g_strcmp0 (lane->hash, hash) == 0)
    g_cancellable_cancel (lane->cancellable);
}

/**
 * office_transfer_cancel:
 * @self: a transfer
 * @hash: a file that is on its way, or waits for it
 *
 * Breaks it off in both directions. What has come or gone of it is kept, so that another time goes on from there. It goes up
 * again as long as an operation of the outbox waits for it: see office_replica_refuse_blob().
 */
void
office_transfer_cancel (OfficeTransfer *self, const char *hash)
{
  GList *wish;

  g_return_if_fail (OFFICE_IS_TRANSFER (self));
  g_return_if_fail (hash != NULL);

  wish = find_wish (self, hash);
  if (wish != NULL)
    {
      wish_free (wish->data);
      g_queue_delete_link (&self->wishes, wish);
    }
  cancel_lane (&self->up, hash);
  cancel_lane (&self->down, hash);
}

static void
try_lane (Lane *lane)
{
  if (lane->retry == 0)
    return;
  office_clock_remove_timeout (lane->transfer->clock, lane->retry);
  lane->failures = FAILURES_UNSAID;
  on_retry (lane);
}

/**
 * office_transfer_try_now:
 * @self: a transfer
 *
 * The person does not want to wait: what rests since it failed is tried again at once.
 */
void
office_transfer_try_now (OfficeTransfer *self)
{
  g_return_if_fail (OFFICE_IS_TRANSFER (self));

  try_lane (&self->up);
  try_lane (&self->down);
}

/**
 * office_transfer_get_put_off:
 * @self: a transfer
 *
 * Returns: (transfer none) (nullable): why the host does not take now the file that is to go up; %NULL where it does, or none is
 *   to; "put-off" tells
 */
const GError *
office_transfer_get_put_off (OfficeTransfer *self)
{
  g_return_val_if_fail (OFFICE_IS_TRANSFER (self), NULL);

  return self->up.put_off;
}

/**
 * office_transfer_stop:
 * @self: a transfer
 *
 * Breaks off what is under way; what has come or gone of it is kept.
 */
void
office_transfer_stop (OfficeTransfer *self)
{
  g_return_if_fail (OFFICE_IS_TRANSFER (self));

  self->stopped = TRUE;
  break_off (&self->up);
  break_off (&self->down);
}
