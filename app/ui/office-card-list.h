/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-card-flights.h"
#include "office-card-picks.h"
#include "office-frame-pacer.h"
#include "office-task-card.h"

G_BEGIN_DECLS

/*
 * The cards of a column, one below the other, in a scrolled window. There are only as many as are seen and a few more; see
 * the head of the source.
 * signal "focus-lost" (const char *task): a focused card goes
 * signal "picked" (OfficeTaskCard *card, GdkModifierType state)
 */
#define OFFICE_TYPE_CARD_LIST (office_card_list_get_type ())
G_DECLARE_FINAL_TYPE (OfficeCardList, office_card_list, OFFICE, CARD_LIST, GtkWidget)

void office_card_list_set_session (OfficeCardList *self, OfficeSession *session, OfficeCardPicks *picks);
void office_card_list_set_flights (OfficeCardList *self, OfficeCardFlights *flights); /* once */
void office_card_list_set_model (OfficeCardList *self, GListModel *tasks);            /* OfficeTask; nullable */
OfficeTaskCard *office_card_list_get_card (OfficeCardList *self, guint index);        /* NULL: not made */
OfficeTaskCard *office_card_list_find_card (OfficeCardList *self, OfficeTask *task);  /* NULL: not made */
OfficeTaskCard *office_card_list_show (OfficeCardList *self,
                                       guint index);                      /* brings it into view; NULL: there is none */
int office_card_list_find_index (OfficeCardList *self, OfficeTask *task); /* -1: not here */
void office_card_list_hold (OfficeCardList *self);                         /* cards are made when it catches up */
OfficePace office_card_list_catch_up (OfficeCardList *self);               /* by one card */
guint office_card_list_get_n_made (OfficeCardList *self);                 /* cards that there are, spare ones too */
void office_card_list_set_selected (OfficeCardList *self, const char *task); /* nullable */
void office_card_list_set_left (OfficeCardList *self,
                                GHashTable *tasks); /* that are being dragged, OfficeTask; nullable */
void office_card_list_glide (
    OfficeCardList *self); /* to be called before the tasks change: cards glide to their new places */

/* ---- where a dragged card would land ---- */
guint office_card_list_find_place (OfficeCardList *self,
                                   double y); /* how many cards stand above that point of the list */
void office_card_list_show_slot (OfficeCardList *self, guint place, int height);
void office_card_list_hide_slot (OfficeCardList *self);
gboolean office_card_list_scroll_by (OfficeCardList *self, double pixels); /* FALSE: it is at its end */

G_END_DECLS
