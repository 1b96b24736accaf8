/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-sequence-private.h"

#define PATIENCE 10000 /* ms: one that has not come again by then, when another does, is not to come any more */
#define MOST     1000

typedef struct {
  char *before;     /* the operation that must have a result before this one is carried out; NULL: none */
  gboolean put_off; /* it is to come again, and has not */
} Place;

struct _OfficeSequence {
  char *last;         /* of those that came for the first time; NULL: none that the next has to follow */
  GHashTable *places; /* id → Place, of the operations that have no result */
  guint n_put_off;
  gint64 since; /* monotonic: when there began to be any, or the first of them came again */
};

static void
place_free (gpointer data)
{
  Place *self = data;

  g_free (self->before);
  g_free (self);
}

static void
set_name (char **name, const char *value)
{
  g_free (*name);
  *name = g_strdup (value);
}

static gboolean
is_put_off (gpointer operation, gpointer place, gpointer data)
{
  return ((Place *) place)->put_off;
}

/* Without those that were put off. */
static void
start_anew (OfficeSequence *self)
{
  g_hash_table_foreach_remove (self->places, is_put_off, NULL);
  self->n_put_off = 0;
  if (self->last != NULL && !g_hash_table_contains (self->places, self->last))
    g_clear_pointer (&self->last, g_free);
}

OfficeSequence *
office_sequence_new (void)
{
  OfficeSequence *self = g_new0 (OfficeSequence, 1);

  self->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, place_free);
  return self;
}

void
office_sequence_free (OfficeSequence *self)
{
  g_free (self->last);
  g_hash_table_unref (self->places);
  g_free (self);
}

static Place *
append (OfficeSequence *self, const char *operation)
{
  Place *place = g_new0 (Place, 1);

  place->before = self->last;
  self->last = g_strdup (operation);
  g_hash_table_insert (self->places, g_strdup (operation), place);
  return place;
}

static gboolean
is_first (OfficeSequence *self, Place *place)
{
  return place->before == NULL || !g_hash_table_contains (self->places, place->before);
}

static void
set_put_off (OfficeSequence *self, Place *place, gboolean put_off)
{
  if (place->put_off == put_off)
    return;
  place->put_off = put_off;
  self->n_put_off += put_off ? 1 : -1u;
}

/* Those that were put off and should have come again before this one. */
static void
give_up_before (OfficeSequence *self, Place *place)
{
  Place *gone;

  while (place->before != NULL && (gone = g_hash_table_lookup (self->places, place->before)) != NULL && gone->put_off)
    {
      g_autofree char *name = g_steal_pointer (&place->before);

      place->before = g_steal_pointer (&gone->before);
      set_put_off (self, gone, FALSE);
      g_hash_table_remove (self->places, name);
    }
}

/* Who sends it again has had its answer, and that of the one before it, which was sent before. */
static void
come_again (OfficeSequence *self, Place *place, gint64 now)
{
  if (!is_first (self, place) && now - self->since >= PATIENCE)
    give_up_before (self, place);
  if (is_first (self, place))
    self->since = now;
  set_put_off (self, place, FALSE);
}

/**
 * office_sequence_follow:
 * @self: a sequence
 * @operation: the id of the one that has come
 * @now: monotonic, ms
 *
 * One that comes again has the place that it had, whatever came since. What comes for the first time waits however long: it may
 * have been sent before its client heard of anything that was put off.
 *
 * Returns: (transfer full) (nullable): the id of the operation that must have a result before this one is carried out;
 *   %NULL: none
 */
char *
office_sequence_follow (OfficeSequence *self, const char *operation, gint64 now)
{
  Place *place = g_hash_table_lookup (self->places, operation);

  if (place == NULL)
    place = append (self, operation);
  else if (place->put_off)
    come_again (self, place, now);
  return g_strdup (place->before);
}

/**
 * office_sequence_forget:
 * @self: a sequence
 * @operation: the id of one that has no result, and will come again only when its client is ready
 *
 * Nobody waits for it: what came behind it follows on what was before it.
 */
void
office_sequence_forget (OfficeSequence *self, const char *operation)
{
  Place *gone = g_hash_table_lookup (self->places, operation);
  GHashTableIter iter;
  gpointer place;

  if (gone == NULL)
    return;
  set_put_off (self, gone, FALSE);
  g_hash_table_iter_init (&iter, self->places);
  while (g_hash_table_iter_next (&iter, NULL, &place))
    if (g_strcmp0 (((Place *) place)->before, operation) == 0)
      set_name (&((Place *) place)->before, gone->before);
  if (g_strcmp0 (self->last, operation) == 0)
    set_name (&self->last, gone->before);
  g_hash_table_remove (self->places, operation);
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
  Place *place = g_hash_table_lookup (self->places, operation);

  if (place == NULL)
    return;
  if (!put_off)
    {
      set_put_off (self, place, FALSE);
      g_hash_table_remove (self->places, operation);
      return;
    }
  if (self->n_put_off == 0)
    self->since = now;
  set_put_off (self, place, TRUE);
  if (self->n_put_off > MOST)
    start_anew (self);
}
