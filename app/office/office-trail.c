/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-trail.h"

struct _OfficeTrail {
  GObject parent_instance;

  GPtrArray *places; /* OfficeTrailPlace, never the same twice in a row */
  int at;            /* where one is; -1: nowhere yet */
};

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OfficeTrail, office_trail, G_TYPE_OBJECT)

/* ---- places ---- */

/**
 * office_trail_place_new:
 *
 * Returns: (transfer full): nowhere
 */
OfficeTrailPlace *
office_trail_place_new (void)
{
  return g_new0 (OfficeTrailPlace, 1);
}

/**
 * office_trail_place_copy:
 * @self: a place
 *
 * Returns: (transfer full): another of its kind
 */
OfficeTrailPlace *
office_trail_place_copy (const OfficeTrailPlace *self)
{
  OfficeTrailPlace *copy = office_trail_place_new ();

  copy->room = g_strdup (self->room);
  copy->page = g_strdup (self->page);
  copy->view = self->view;
  copy->task = g_strdup (self->task);
  copy->thread = g_strdup (self->thread);
  copy->message = g_strdup (self->message);
  copy->position = g_strdup (self->position);
  copy->offset = self->offset;
  return copy;
}

/**
 * office_trail_place_free:
 * @self: (transfer full): a place
 */
void
office_trail_place_free (OfficeTrailPlace *self)
{
  g_free (self->room);
  g_free (self->page);
  g_free (self->task);
  g_free (self->thread);
  g_free (self->message);
  g_free (self->position);
  g_free (self);
}

/**
 * office_trail_place_is_same:
 * @self: a place
 * @other: another
 *
 * Returns: whether they are one, wherever in it somebody looks
 */
gboolean
office_trail_place_is_same (const OfficeTrailPlace *self, const OfficeTrailPlace *other)
{
  return g_strcmp0 (self->room, other->room) == 0 && g_strcmp0 (self->page, other->page) == 0
         && self->view == other->view && g_strcmp0 (self->task, other->task) == 0
         && g_strcmp0 (self->thread, other->thread) == 0 && g_strcmp0 (self->message, other->message) == 0;
}

/* ---- the trail ---- */

static void
office_trail_finalize (GObject *object)
{
  g_ptr_array_unref (OFFICE_TRAIL (object)->places);

  G_OBJECT_CLASS (office_trail_parent_class)->finalize (object);
}

static void
office_trail_class_init (OfficeTrailClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = office_trail_finalize;

  signals[CHANGED] = g_signal_new ("changed", OFFICE_TYPE_TRAIL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                   0);
}

static void
office_trail_init (OfficeTrail *self)
{
  self->places = g_ptr_array_new_with_free_func ((GDestroyNotify) office_trail_place_free);
  self->at = -1;
}

static void
drop (OfficeTrail *self, int index)
{
  g_ptr_array_remove_index (self->places, (guint) index);
  if (index < self->at)
    self->at--;
}

/* What has gone may have parted a place from itself. */
static void
drop_twin (OfficeTrail *self, int index)
{
  if (index > 0 && index < (int) self->places->len
      && office_trail_place_is_same (self->places->pdata[index - 1], self->places->pdata[index]))
    drop (self, index == self->at ? index - 1 : index);
}

/**
 * office_trail_new:
 *
 * Returns: (transfer full): a trail without places
 */
OfficeTrail *
office_trail_new (void)
{
  return g_object_new (OFFICE_TYPE_TRAIL, NULL);
}

/**
 * office_trail_visit:
 * @self: a trail
 * @place: where somebody is now
 *
 * What lay ahead is forgotten, unless it is the place where one was anyway.
 */
void
office_trail_visit (OfficeTrail *self, const OfficeTrailPlace *place)
{
  g_return_if_fail (OFFICE_IS_TRAIL (self));
  g_return_if_fail (place != NULL);

  if (self->at >= 0 && office_trail_place_is_same (self->places->pdata[self->at], place))
    return;
  g_ptr_array_set_size (self->places, self->at + 1);
  g_ptr_array_add (self->places, office_trail_place_copy (place));
  if (self->places->len > OFFICE_TRAIL_MOST)
    g_ptr_array_remove_index (self->places, 0);
  self->at = (int) self->places->len - 1;
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * office_trail_note_position:
 * @self: a trail
 * @position: (nullable): the id of the message at the top of what is in view; %NULL: the newest is in view
 * @offset: px from there to it
 *
 * Where in the place one looks, to be found again on the way back.
 */
void
office_trail_note_position (OfficeTrail *self, const char *position, double offset)
{
  OfficeTrailPlace *place;

  g_return_if_fail (OFFICE_IS_TRAIL (self));

  if (self->at < 0)
    return;
  place = self->places->pdata[self->at];
  g_free (place->position);
  place->position = g_strdup (position);
  place->offset = offset;
}

/**
 * office_trail_get_current:
 * @self: a trail
 *
 * Returns: (transfer none) (nullable): where one is
 */
const OfficeTrailPlace *
office_trail_get_current (OfficeTrail *self)
{
  g_return_val_if_fail (OFFICE_IS_TRAIL (self), NULL);

  return self->at >= 0 ? self->places->pdata[self->at] : NULL;
}

/**
 * office_trail_can_go:
 * @self: a trail
 * @step: -1: back, 1: forward
 *
 * Returns: whether there is a way, as far as one knows without looking
 */
gboolean
office_trail_can_go (OfficeTrail *self, int step)
{
  g_return_val_if_fail (OFFICE_IS_TRAIL (self), FALSE);

  return self->at + step >= 0 && self->at + step < (int) self->places->len;
}

/**
 * office_trail_go:
 * @self: a trail
 * @step: -1: back, 1: forward
 * @is_there: (scope call): whether a place still is
 * @data: for it
 *
 * Goes to the next place of that way that still is; those that are no more are forgotten.
 *
 * Returns: (transfer none) (nullable): that place, where one is now; %NULL: there is none
 */
const OfficeTrailPlace *
office_trail_go (OfficeTrail *self, int step, OfficePlaceCheck is_there, gpointer data)
{
  gboolean found = FALSE;

  g_return_val_if_fail (OFFICE_IS_TRAIL (self), NULL);
  g_return_val_if_fail (step == -1 || step == 1, NULL);

  while (office_trail_can_go (self, step) && !found)
    {
      found = is_there (self->places->pdata[self->at + step], data);
      if (found)
        self->at += step;
      else
        {
          int gone = self->at + step;

          drop (self, gone);
          drop_twin (self, gone);
        }
    }
  g_signal_emit (self, signals[CHANGED], 0);
  return found ? self->places->pdata[self->at] : NULL;
}

/**
 * office_trail_clear:
 * @self: a trail
 */
void
office_trail_clear (OfficeTrail *self)
{
  g_return_if_fail (OFFICE_IS_TRAIL (self));

  g_ptr_array_set_size (self->places, 0);
  self->at = -1;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
add_once (GPtrArray *ids, const char *id)
{
  if (id != NULL && !g_ptr_array_find_with_equal_func (ids, id, g_str_equal, NULL))
    g_ptr_array_add (ids, g_strdup (id));
}

/**
 * office_trail_dup_recent:
 * @self: a trail
 *
 * Returns: (transfer full): ids of the rooms and tasks where one was, the last first, each once; %NULL-terminated
 */
char **
office_trail_dup_recent (OfficeTrail *self)
{
  GPtrArray *ids = g_ptr_array_new ();

  g_return_val_if_fail (OFFICE_IS_TRAIL (self), NULL);

  for (int i = self->at; i >= 0; i--)
    {
      const OfficeTrailPlace *place = self->places->pdata[i];

      add_once (ids, place->task);
      add_once (ids, place->room);
    }
  for (guint i = (guint) (self->at + 1); i < self->places->len; i++)
    {
      add_once (ids, ((OfficeTrailPlace *) self->places->pdata[i])->task);
      add_once (ids, ((OfficeTrailPlace *) self->places->pdata[i])->room);
    }
  g_ptr_array_add (ids, NULL);
  return (char **) g_ptr_array_free (ids, FALSE);
}
