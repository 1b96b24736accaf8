/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Where the cards of a column stand: their heights, known or guessed, one above the other with a gap between, and perhaps a
 * slot that is held open between two of them. All lengths are pixels, from the top of the whole column. Of one thread.
 */
typedef struct _OfficeCardPlaces OfficeCardPlaces;

OfficeCardPlaces *office_card_places_new (int spacing);
void              office_card_places_free (OfficeCardPlaces *self);
void              office_card_places_splice (OfficeCardPlaces *self, guint position, guint removed, const int *heights, guint added);
guint             office_card_places_get_n (OfficeCardPlaces *self);
int               office_card_places_get_height (OfficeCardPlaces *self, guint index);
void              office_card_places_set_height (OfficeCardPlaces *self, guint index, int height);
int               office_card_places_get_top (OfficeCardPlaces *self, guint index); /* index: up to n, there the column ends */
int               office_card_places_get_step (OfficeCardPlaces *self, guint index); /* from its top to the next one's */
int               office_card_places_get_total (OfficeCardPlaces *self);
guint             office_card_places_find (OfficeCardPlaces *self, int y, int *top);
guint             office_card_places_find_gap (OfficeCardPlaces *self, double y);
void              office_card_places_set_slot (OfficeCardPlaces *self, int place, int height);
gboolean          office_card_places_has_slot (OfficeCardPlaces *self, guint place, int height);
int               office_card_places_get_slot (OfficeCardPlaces *self, int *height);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OfficeCardPlaces, office_card_places_free)

G_END_DECLS
