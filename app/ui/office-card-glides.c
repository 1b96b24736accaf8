/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-card-glides.h"

#include <adwaita.h>

#define DURATION_US 200000

struct _OfficeCardGlides {
  /* OfficeTask → pixels; a task is only compared, so one that goes meanwhile does no harm */
  GHashTable *noted;     /* where its card stood when the tasks began to change; nullable */
  GHashTable *distances; /* how far from its place it begins; nullable */
  gint64 start;
};

/**
 * office_card_glides_new:
 *
 * Returns: (transfer full): nothing is on its way
 */
OfficeCardGlides *
office_card_glides_new (void)
{
  return g_new0 (OfficeCardGlides, 1);
}

void
office_card_glides_free (OfficeCardGlides *self)
{
  g_clear_pointer (&self->noted, g_hash_table_unref);
  g_clear_pointer (&self->distances, g_hash_table_unref);
  g_free (self);
}

/**
 * office_card_glides_note:
 * @task: a task with a card
 * @y: where that is seen now, in pixels from the top of the view
 */
void
office_card_glides_note (OfficeCardGlides *self, OfficeTask *task, int y)
{
  if (self->noted == NULL)
    self->noted = g_hash_table_new (NULL, NULL);
  g_hash_table_insert (self->noted, task, GINT_TO_POINTER (y));
}

/**
 * office_card_glides_has_notes:
 *
 * Returns: whether cards were noted that have not set out yet
 */
gboolean
office_card_glides_has_notes (OfficeCardGlides *self)
{
  return self->noted != NULL;
}

void
office_card_glides_forget_notes (OfficeCardGlides *self)
{
  g_clear_pointer (&self->noted, g_hash_table_unref);
}

/**
 * office_card_glides_begin:
 * @now: the time
 *
 * From now on; those of before are where they belong. The cards are set out one by one after this.
 */
void
office_card_glides_begin (OfficeCardGlides *self, gint64 now)
{
  g_clear_pointer (&self->distances, g_hash_table_unref);
  self->distances = g_hash_table_new (NULL, NULL);
  self->start = now;
}

/**
 * office_card_glides_set_out:
 * @task: a task with a card
 * @y: where it belongs, in pixels from the top of the view
 * @farthest: from as far it glides; from farther it is there at once
 */
void
office_card_glides_set_out (OfficeCardGlides *self, OfficeTask *task, int y, int farthest)
{
  gpointer before;
  int distance;

  if (self->noted == NULL || !g_hash_table_lookup_extended (self->noted, task, NULL, &before))
    return;
  distance = GPOINTER_TO_INT (before) - y;
  if (distance != 0 && ABS (distance) < farthest)
    g_hash_table_insert (self->distances, task, GINT_TO_POINTER (distance));
}

/**
 * office_card_glides_go_on:
 * @now: the time
 *
 * Returns: whether any is still on its way
 */
gboolean
office_card_glides_go_on (OfficeCardGlides *self, gint64 now)
{
  if (self->distances != NULL && now - self->start >= DURATION_US)
    g_clear_pointer (&self->distances, g_hash_table_unref);
  return self->distances != NULL;
}

/**
 * office_card_glides_get_offset:
 * @task: a task with a card
 * @now: the time
 *
 * Returns: how far below its place it is drawn, in pixels; negative above
 */
double
office_card_glides_get_offset (OfficeCardGlides *self, OfficeTask *task, gint64 now)
{
  const int distance = self->distances != NULL ? GPOINTER_TO_INT (g_hash_table_lookup (self->distances, task)) : 0;
  const double t = CLAMP ((double) (now - self->start) / DURATION_US, 0, 1);

  return distance * (1 - adw_easing_ease (ADW_EASE_OUT_CUBIC, t));
}
