/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-attempts.h"

typedef struct {
  char *key;                              /* owned by the table */
  gint64 failures[OFFICE_ATTEMPTS_LIMIT]; /* monotonic milliseconds; a ring */
  guint next;                             /* where the next failure goes: the oldest one when the ring is full */
  guint n_failures;
  GList link; /* in the order of last use */
} Entry;

struct _OfficeAttempts {
  OfficeClock *clock;
  GHashTable *entries; /* key → Entry */
  GQueue order;        /* the longest untouched first */
};

static gint64
oldest_failure (const Entry *entry)
{
  return entry->failures[entry->n_failures < OFFICE_ATTEMPTS_LIMIT ? 0 : entry->next];
}

static void
drop_longest_untouched (OfficeAttempts *self)
{
  Entry *entry = g_queue_peek_head (&self->order);

  g_queue_unlink (&self->order, &entry->link);
  g_hash_table_remove (self->entries, entry->key);
}

static Entry *
ensure_entry (OfficeAttempts *self, const char *key)
{
  Entry *entry = g_hash_table_lookup (self->entries, key);

  if (entry != NULL)
    {
      g_queue_unlink (&self->order, &entry->link);
    }
  else
    {
      if (g_hash_table_size (self->entries) >= OFFICE_ATTEMPTS_KEYS)
        drop_longest_untouched (self);
      entry = g_new0 (Entry, 1);
      entry->key = g_strdup (key);
      entry->link.data = entry;
      g_hash_table_insert (self->entries, entry->key, entry);
    }
  g_queue_push_tail_link (&self->order, &entry->link);
  return entry;
}

/**
 * office_attempts_new:
 * @clock: its monotonic time counts
 *
 * Returns: (transfer full): an empty table
 */
OfficeAttempts *
office_attempts_new (OfficeClock *clock)
{
  OfficeAttempts *self = g_new0 (OfficeAttempts, 1);

  self->clock = g_object_ref (clock);
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_queue_init (&self->order);
  return self;
}

/**
 * office_attempts_free:
 * @self: (nullable) (transfer full): a table
 */
void
office_attempts_free (OfficeAttempts *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->entries);
  g_object_unref (self->clock);
  g_free (self);
}

/**
 * office_attempts_get_wait:
 * @self: a table
 * @key: an address or a name
 *
 * Returns: the seconds that @key has to wait before its next attempt, 1 to 60; 0 when it may try now
 */
guint
office_attempts_get_wait (OfficeAttempts *self, const char *key)
{
  Entry *entry = g_hash_table_lookup (self->entries, key);
  gint64 left;

  if (entry == NULL || entry->n_failures < OFFICE_ATTEMPTS_LIMIT)
    return 0;
  left = oldest_failure (entry) + OFFICE_ATTEMPTS_MINUTE - office_clock_monotonic (self->clock);
  return left > 0 ? (guint) ((left + 999) / 1000) : 0;
}

/**
 * office_attempts_count:
 * @self: a table
 * @key: an address or a name
 *
 * Returns: the failures of the last minute
 */
guint
office_attempts_count (OfficeAttempts *self, const char *key)
{
  Entry *entry = g_hash_table_lookup (self->entries, key);
  gint64 since = office_clock_monotonic (self->clock) - OFFICE_ATTEMPTS_MINUTE;
  guint count = 0;

  for (guint i = 0; entry != NULL && i < entry->n_failures; i++)
    count += entry->failures[i] > since;
  return count;
}

/**
 * office_attempts_add_failure:
 * @self: a table
 * @key: an address or a name
 */
void
office_attempts_add_failure (OfficeAttempts *self, const char *key)
{
  Entry *entry = ensure_entry (self, key);

  entry->failures[entry->next] = office_clock_monotonic (self->clock);
  entry->next = (entry->next + 1) % OFFICE_ATTEMPTS_LIMIT;
  entry->n_failures = MIN (entry->n_failures + 1, OFFICE_ATTEMPTS_LIMIT);
}
