/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * Cards on their way from one column to another; see the head of the source. Within a column a card glides by itself
 * (office-card-list.c).
 */
#define OFFICE_TYPE_CARD_FLIGHTS (office_card_flights_get_type ())
G_DECLARE_FINAL_TYPE (OfficeCardFlights, office_card_flights, OFFICE, CARD_FLIGHTS, GObject)

OfficeCardFlights *office_card_flights_new (GtkWidget *area); /* not kept */
void office_card_flights_take_off (OfficeCardFlights *self, OfficeTask *task,
                                   GtkWidget *card); /* it goes from where it is seen */
void office_card_flights_set_hand (OfficeCardFlights *self,
                                   const graphene_point_t *point); /* nullable: set out from there instead */
gboolean office_card_flights_has (OfficeCardFlights *self, OfficeTask *task);
gboolean office_card_flights_find (OfficeCardFlights *self, OfficeTask *task,
                                   graphene_point_t *place); /* where it is drawn now */
gboolean office_card_flights_carry (OfficeCardFlights *self, OfficeTask *task, GtkWidget *card, GskRenderNode *node);
void office_card_flights_snapshot (OfficeCardFlights *self, GtkSnapshot *snapshot); /* over all else in the area */

G_END_DECLS
