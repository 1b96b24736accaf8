/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-replica-private.h"

#include "office-id.h"
#include "office-problem.h"
#include "office-record-search.h"

enum {
  CHANGED,
  INDEXED,
  OUTBOX_CHANGED,
  OVERWRITTEN,
  KEPT_BOTH,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static OfficeRecord *
book_get (OfficeBook *book, const char *id)
{
  return office_replica_get (OFFICE_REPLICA (book), id);
}

static GPtrArray *
book_list (OfficeBook *book, const char *kind, const char *field, const char *value)
{
  return office_replica_list (OFFICE_REPLICA (book), kind, field, value);
}

static OfficeRecord *
book_next_task (OfficeBook *book, const char *column, const char *position, const char *id)
{
  OfficeReplica *self = OFFICE_REPLICA (book);
  g_autoptr (GError) error = NULL;
  OfficeRecord *record = NULL;

  if (self->visible != NULL)
    record = office_record_table_next_task (self->visible, column, position, id, &error);
  if (error != NULL)
    g_warning ("Records cannot be read: %s", error->message);
  return record;
}

/* Numbers of messages and tasks and the revisions of fields are the host's to know. */
static gint64
book_next_seq (OfficeBook *book, const char *room)
{
  return 0;
}

static gint64
book_newest_seq (OfficeBook *book, const char *room)
{
  return office_replica_get_max_seq (OFFICE_REPLICA (book), room);
}

static gint64
book_next_number (OfficeBook *book, const char *room)
{
  return 0;
}

static gint64
book_field_rev (OfficeBook *book, const char *id, const char *field, char **by, char **operation)
{
  if (by != NULL)
    *by = NULL;
  if (operation != NULL)
    *operation = NULL;
  return 0;
}

static void
book_iface_init (OfficeBookInterface *iface)
{
  iface->get = book_get;
  iface->list = book_list;
  iface->next_task = book_next_task;
  iface->next_seq = book_next_seq;
  iface->newest_seq = book_newest_seq;
  iface->next_number = book_next_number;
  iface->field_rev = book_field_rev;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (OfficeReplica, office_replica, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (OFFICE_TYPE_BOOK, book_iface_init))

/* One value that the file must say; written when it says none. */
static gboolean
claim (OfficeReplica *self, const char *name, const char *value, const char *refusal, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *found = office_replica_dup_meta (self, name, &local);

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (found == NULL)
    return office_replica_set_meta (self, name, value, error);
  if (strcmp (found, value) == 0)
    return TRUE;
  office_problem_set (error, OFFICE_PROBLEM_CONFLICT, name, "%s", refusal);
  return FALSE;
}

static gboolean
claim_device (OfficeReplica *self, GError **error)
{
  g_autofree char *kept = office_replica_dup_meta (self, "device", NULL);

  if (self->device == NULL)
    self->device = office_id_new (self->clock, self->random);
  /* Nothing is written that is there already: a book can be read from a full disk. */
  return g_strcmp0 (kept, self->device) == 0 || office_replica_set_meta (self, "device", self->device, error);
}

/* Where there is no room for that, it can wait. */
static void
forget_old_operations (OfficeReplica *self)
{
  g_autoptr (GError) error = NULL;

  if (!office_replica_run (self, &error, "DELETE FROM outbox WHERE state = 5 OR (state = 3 AND done_at < ?)", "i",
                           office_clock_now (self->clock) - OFFICE_OUTBOX_KEPT_MS))
    g_message ("Old operations are kept for now: %s", error->message);
}

static gboolean
set_up (OfficeReplica *self, GError **error)
{
  self->visible = office_record_table_new (self->database, "record", error);
  if (self->visible == NULL || !office_record_table_enable_search (self->visible, error))
    return FALSE;
  self->shadow = office_record_table_new (self->database, "shadow", error);
  if (self->shadow == NULL || !claim (self, "office", self->office_id, "This file holds another office", error)
      || !claim (self, "person", self->person, "This file holds another person's copy of the office", error)
      || !claim_device (self, error) || !office_replica_load_cursor (self, error))
    return FALSE;
  forget_old_operations (self);
  return TRUE;
}

static void
office_replica_finalize (GObject *object)
{
  OfficeReplica *self = OFFICE_REPLICA (object);

  office_replica_close (self);
  g_clear_object (&self->clock);
  g_clear_object (&self->random);
  g_clear_pointer (&self->office_id, g_free);
  g_clear_pointer (&self->person, g_free);
  g_clear_pointer (&self->device, g_free);
  g_clear_pointer (&self->cursor, office_cursor_free);
  g_clear_pointer (&self->in_flight, g_hash_table_unref);

  G_OBJECT_CLASS (office_replica_parent_class)->finalize (object);
}

static void
office_replica_class_init (OfficeReplicaClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = office_replica_finalize;

  /**
   * OfficeReplica::changed:
   * @self: the replica
   * @records: (element-type OfficeRecord): what the window shows differently now; gone ones are to be taken away
   *
   * Emitted once a batch, after its transaction.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);
  /**
   * OfficeReplica::outbox-changed:
   * @self: the replica
   *
   * Operations were queued, sent again, acknowledged, refused or let go.
   */
  signals[OUTBOX_CHANGED] = g_signal_new ("outbox-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 0);
  /**
   * OfficeReplica::overwritten:
   * @self: the replica
   * @result: an #OfficeResult, valid during the emission
   *
   * An operation of this person's replaced what another had written meanwhile.
   */
  signals[OVERWRITTEN] = g_signal_new ("overwritten", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_POINTER);
  /**
   * OfficeReplica::indexed:
   * @self: the replica
   *
   * The search finds everything from now on.
   */
  signals[INDEXED] = g_signal_new ("indexed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  /**
   * OfficeReplica::kept-both:
   * @self: the replica
   * @record: the record's id
   *
   * Somebody else changed the same lines of a long text of the record; it holds both texts now, theirs first.
   */
  signals[KEPT_BOTH] = g_signal_new ("kept-both", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
office_replica_init (OfficeReplica *self)
{
  self->thread = g_thread_self ();
  self->in_flight = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * office_replica_emit:
 * @self: a replica
 * @records: (nullable) (element-type OfficeRecord): what changed
 * @outbox_changed: whether the outbox did
 * @overwritten: (nullable) (element-type OfficeResult): results that tell of replaced fields
 * @kept_both: (nullable) (element-type utf8): ids of records with a text that could not be merged
 */
void
office_replica_emit (OfficeReplica *self, GPtrArray *records, gboolean outbox_changed, GPtrArray *overwritten,
                     GPtrArray *kept_both)
{
  g_autoptr (OfficeReplica) alive = g_object_ref (self);

  if (records != NULL && records->len > 0)
    g_signal_emit (self, signals[CHANGED], 0, records);
  if (outbox_changed)
    g_signal_emit (self, signals[OUTBOX_CHANGED], 0);
  for (guint i = 0; overwritten != NULL && i < overwritten->len; i++)
    g_signal_emit (self, signals[OVERWRITTEN], 0, overwritten->pdata[i]);
  for (guint i = 0; kept_both != NULL && i < kept_both->len; i++)
    g_signal_emit (self, signals[KEPT_BOTH], 0, kept_both->pdata[i]);
}

/**
 * office_replica_open:
 * @path: the file, made when missing; ":memory:" for a book that is not kept
 * @office_id: the office that it must belong to
 * @person: the person whose copy it must be
 * @clock: the clock
 * @random: for ids
 * @damaged: (out) (optional): whether a damaged file was set aside as PATH.damaged-SECONDS and a fresh one made
 * @error: return location
 *
 * Opens the book. It belongs to the calling thread from now on.
 *
 * Returns: (transfer full): the replica; %NULL on failure: CONFLICT where the file belongs to another office or person
 */
OfficeReplica *
office_replica_open (const char *path, const char *office_id, const char *person, OfficeClock *clock,
                     OfficeRandom *random, gboolean *damaged, GError **error)
{
  g_autoptr (OfficeReplica) self = NULL;
  gboolean was_damaged;

  g_return_val_if_fail (path != NULL && office_id != NULL && person != NULL, NULL);
  g_return_val_if_fail (OFFICE_IS_CLOCK (clock) && OFFICE_IS_RANDOM (random), NULL);

  self = g_object_new (OFFICE_TYPE_REPLICA, NULL);
  self->clock = g_object_ref (clock);
  self->random = g_object_ref (random);
  self->office_id = g_strdup (office_id);
  self->person = g_strdup (person);
  self->database = office_replica_open_file (path, clock, &self->device, &was_damaged, error);
  if (self->database == NULL || !set_up (self, error))
    return NULL;
  if (damaged != NULL)
    *damaged = was_damaged;
  return g_steal_pointer (&self);
}

/**
 * office_replica_close:
 * @self: a replica
 *
 * Closes the file at once. Reading then finds nothing, and acting is refused.
 */
void
office_replica_close (OfficeReplica *self)
{
  g_return_if_fail (OFFICE_IS_REPLICA (self));

  g_clear_pointer (&self->seeker, office_record_seeker_free);
  g_clear_pointer (&self->visible, office_record_table_free);
  g_clear_pointer (&self->shadow, office_record_table_free);
  if (self->database != NULL)
    office_database_close (self->database);
  g_clear_object (&self->database);
}

/**
 * office_replica_get:
 * @self: a replica
 * @id: a record's id
 *
 * Returns: (transfer full) (nullable): the record as the window shows it; %NULL: none
 */
OfficeRecord *
office_replica_get (OfficeReplica *self, const char *id)
{
  g_autoptr (GError) error = NULL;
  OfficeRecord *record;

  g_return_val_if_fail (OFFICE_IS_REPLICA (self), NULL);

  if (self->visible == NULL || id == NULL)
    return NULL;
  record = office_record_table_get (self->visible, id, &error);
  if (error != NULL)
    g_warning ("A record cannot be read: %s", error->message);
  return record;
}

/**
 * office_replica_list:
 * @self: a replica
 * @kind: the kind
 * @field: (nullable): an indexed field
 * @value: (nullable): its value
 *
 * Returns: (transfer full) (element-type OfficeRecord): the records as the window shows them, in no order; never %NULL
 */
GPtrArray *
office_replica_list (OfficeReplica *self, const char *kind, const char *field, const char *value)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *records = NULL;

  g_return_val_if_fail (OFFICE_IS_REPLICA (self), NULL);

  if (self->visible != NULL)
    records = office_record_table_list (self->visible, kind, field, value, &error);
  if (error != NULL)
    g_warning ("Records cannot be read: %s", error->message);
  return records != NULL ? records : g_ptr_array_new_with_free_func ((GDestroyNotify) office_record_unref);
}

const char *
office_replica_get_office_id (OfficeReplica *self)
{
  g_return_val_if_fail (OFFICE_IS_REPLICA (self), NULL);
  return self->office_id;
}

const char *
office_replica_get_person (OfficeReplica *self)
{
  g_return_val_if_fail (OFFICE_IS_REPLICA (self), NULL);
  return self->person;
}

/**
 * office_replica_get_device:
 * @self: a replica
 *
 * Returns: (transfer none): the id of this installation, made with the file and kept where the file had to be made anew
 */
const char *
office_replica_get_device (OfficeReplica *self)
{
  g_return_val_if_fail (OFFICE_IS_REPLICA (self), NULL);
  return self->device;
}

/**
 * office_replica_set_device:
 * @self: a replica
 * @device: an id
 * @error: return location
 *
 * Has this book speak for a device that the host already knows: a token belongs to the device that it was given to.
 *
 * Returns: whether it is written
 */
gboolean
office_replica_set_device (OfficeReplica *self, const char *device, GError **error)
{
  g_return_val_if_fail (OFFICE_IS_REPLICA (self), FALSE);
  g_return_val_if_fail (office_id_is_valid (device), FALSE);

  if (g_strcmp0 (self->device, device) == 0)
    return TRUE;
  if (!office_replica_set_meta (self, "device", device, error))
    return FALSE;
  g_free (self->device);
  self->device = g_strdup (device);
  return TRUE;
}

/**
 * office_replica_get_cursor:
 * @self: a replica
 *
 * Returns: (transfer none) (nullable): up to where everything is stored; %NULL before the first welcome
 */
const OfficeCursor *
office_replica_get_cursor (OfficeReplica *self)
{
  g_return_val_if_fail (OFFICE_IS_REPLICA (self), NULL);
  return self->cursor;
}

/**
 * office_replica_has_content:
 * @self: a replica
 *
 * Returns: whether a first sync has brought something of every scope once, so that there is something to show without a
 *   line; what is older may still be on its way
 */
gboolean
office_replica_has_content (OfficeReplica *self)
{
  g_return_val_if_fail (OFFICE_IS_REPLICA (self), FALSE);
  return self->has_content;
}
