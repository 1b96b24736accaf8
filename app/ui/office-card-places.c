/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-card-places.h"

struct _OfficeCardPlaces {
  GArray *heights; /* int, of each card */
  int spacing;
  int slot; /* how many cards stand above it; -1: none */
  int slot_height;
};

static int *
height_at (OfficeCardPlaces *self, guint index)
{
  return &g_array_index (self->heights, int, index);
}

/* What the slot takes above that card. */
static int
slot_before (OfficeCardPlaces *self, guint index)
{
  return self->slot >= 0 && self->slot <= (int) index ? self->slot_height + self->spacing : 0;
}

/**
 * office_card_places_new:
 * @spacing: between two cards
 *
 * Returns: (transfer full): of no card yet
 */
OfficeCardPlaces *
office_card_places_new (int spacing)
{
  OfficeCardPlaces *self = g_new0 (OfficeCardPlaces, 1);

  self->heights = g_array_new (FALSE, FALSE, sizeof (int));
  self->spacing = spacing;
  self->slot = -1;
  return self;
}

void
office_card_places_free (OfficeCardPlaces *self)
{
  g_array_unref (self->heights);
  g_free (self);
}

/**
 * office_card_places_splice:
 * @position: the first card that goes, and where the new ones come
 * @removed: how many go
 * @heights: (array length=added): of those that come
 * @added: how many come
 */
void
office_card_places_splice (OfficeCardPlaces *self, guint position, guint removed, const int *heights, guint added)
{
  g_return_if_fail (position + removed <= self->heights->len);

  if (removed > 0)
    g_array_remove_range (self->heights, position, removed);
  if (added > 0)
    g_array_insert_vals (self->heights, position, heights, added);
}

guint
office_card_places_get_n (OfficeCardPlaces *self)
{
  return self->heights->len;
}

int
office_card_places_get_height (OfficeCardPlaces *self, guint index)
{
  g_return_val_if_fail (index < self->heights->len, 0);

  return *height_at (self, index);
}

void
office_card_places_set_height (OfficeCardPlaces *self, guint index, int height)
{
  g_return_if_fail (index < self->heights->len);

  *height_at (self, index) = height;
}

int
office_card_places_get_top (OfficeCardPlaces *self, guint index)
{
  int top = slot_before (self, index);

  g_return_val_if_fail (index <= self->heights->len, 0);

  for (guint i = 0; i < index; i++)
    top += *height_at (self, i) + self->spacing;
  return top;
}

int
office_card_places_get_step (OfficeCardPlaces *self, guint index)
{
  g_return_val_if_fail (index < self->heights->len, 0);

  return *height_at (self, index) + self->spacing + slot_before (self, index + 1) - slot_before (self, index);
}

/**
 * office_card_places_get_total:
 *
 * Returns: the height of the column, with the slot
 */
int
office_card_places_get_total (OfficeCardPlaces *self)
{
  return MAX (office_card_places_get_top (self, self->heights->len) - self->spacing, 0);
}

/**
 * office_card_places_find:
 * @y: a height
 * @top: (out) (optional): where the card stands
 *
 * Returns: the card at that height or in whose gap it is; the last one if it is below all; 0 if there is none
 */
guint
office_card_places_find (OfficeCardPlaces *self, int y, int *top)
{
  int at = slot_before (self, 0);
  guint i = 0;

  for (; i + 1 < self->heights->len; i++)
    {
      const int next = at + office_card_places_get_step (self, i);

      if (next > y)
        break;
      at = next;
    }
  if (top != NULL)
    *top = at;
  return i;
}

/**
 * office_card_places_find_gap:
 * @y: a height
 *
 * Returns: how many cards stand above it, by their middles
 */
guint
office_card_places_find_gap (OfficeCardPlaces *self, double y)
{
  int top = slot_before (self, 0);
  guint i = 0;

  for (; i < self->heights->len; i++)
    {
      if (y < top + *height_at (self, i) / 2.0)
        break;
      top += office_card_places_get_step (self, i);
    }
  return i;
}

/**
 * office_card_places_set_slot:
 * @place: how many cards stand above it; -1: there is none
 * @height: its own, without a gap
 */
void
office_card_places_set_slot (OfficeCardPlaces *self, int place, int height)
{
  self->slot = MIN (place, (int) self->heights->len);
  self->slot_height = height;
}

gboolean
office_card_places_has_slot (OfficeCardPlaces *self, guint place, int height)
{
  return self->slot == (int) place && self->slot_height == height;
}

/**
 * office_card_places_get_slot:
 * @height: (out): its height
 *
 * Returns: where it stands; -1: there is none
 */
int
office_card_places_get_slot (OfficeCardPlaces *self, int *height)
{
  if (self->slot < 0)
    return -1;
  *height = self->slot_height;
  return office_card_places_get_top (self, (guint) self->slot) - self->slot_height - self->spacing;
}
