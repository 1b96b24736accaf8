/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-sequence-private.h"

#define PATIENCE 10000 /* ms: by then what was on its way when the first was put off has come */
#define MOST     1000

struct _OfficeSequence {
  char *last;          /* the operation that came last; NULL: none that the next has to follow */
  GHashTable *put_off; /* set of ids that have not come again */
  gint64 since;        /* monotonic: when there began to be any */
};

static void
start_anew (OfficeSequence *self)
{
  g_clear_pointer (&self->last, g_free);
  g_hash_table_remove_all (self->put_off);
}

OfficeSequence *
office_sequence_new (void)
{
  OfficeSequence *self = g_new0 (OfficeSequence, 1);

  self->put_off = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
office_sequence_free (OfficeSequence *self)
{
  g_free (self->last);
  g_hash_table_unref (self->put_off);
  g_free (self);
}

static gboolean
is_put_off (OfficeSequence *self, const char *operation)
{
  return operation != NULL && g_hash_table_contains (self->put_off, operation);
}

/**
 * office_sequence_follow:
 * @self: a sequence
 * @operation: the id of the one that has come
 * @now: monotonic, ms
 *
 * Returns: (transfer full) (nullable): the id of the operation that must have a result before this one is carried out;
 *   %NULL: none
 */
char *
office_sequence_follow (OfficeSequence *self, const char *operation, gint64 now)
{
  char *before;

  if (g_hash_table_size (self->put_off) > 0 && now - self->since >= PATIENCE)
    start_anew (self);
  /* The first of those that come again: what stands before it is itself to come again, after it. */
  if (is_put_off (self, self->last) && is_put_off (self, operation))
    g_clear_pointer (&self->last, g_free);
  g_hash_table_remove (self->put_off, operation);
  before = self->last;
  self->last = g_strdup (operation);
  return before;
}

/**
 * office_sequence_forget:
 * @self: a sequence
 * @operation: the id of one that has no result, and will come again only when its client is ready
 *
 * Nobody waits for it.
 */
void
office_sequence_forget (OfficeSequence *self, const char *operation)
{
  if (g_strcmp0 (self->last, operation) == 0)
    g_clear_pointer (&self->last, g_free);
  g_hash_table_remove (self->put_off, operation);
}

/**
 * office_sequence_settle:
 * @self: a sequence
 * @operation: the id of one that came
 * @put_off: whether it is to come again
 * @now: monotonic, ms
 */
void
office_sequence_settle (OfficeSequence *self, const char *operation, gboolean put_off, gint64 now)
{
  if (!put_off)
    {
      g_hash_table_remove (self->put_off, operation);
      return;
    }
  if (g_hash_table_size (self->put_off) >= MOST)
    start_anew (self);
  if (g_hash_table_size (self->put_off) == 0)
    self->since = now;
  g_hash_table_add (self->put_off, g_strdup (operation));
}
