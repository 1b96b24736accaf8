/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-card-picks.h"
#include "office-task-card.h"

G_BEGIN_DECLS

/*
 * The cards of a widget that has cards only for some tasks: which task has one, how each looks among the others, and those that
 * have no task for the moment and are used again. Main thread only.
 */
typedef struct _OfficeCardStock OfficeCardStock;

/* picked: handler of OfficeTaskCard::picked. The cards are children of widget, which owns the stock. */
OfficeCardStock *office_card_stock_new (GtkWidget *widget, GCallback picked);
void office_card_stock_free (OfficeCardStock *self);
void office_card_stock_forget (OfficeCardStock *self); /* the cards, which the widget then unparents */

void office_card_stock_set_session (OfficeCardStock *self, OfficeSession *session, OfficeCardPicks *picks); /* picks nullable */
void office_card_stock_set_selected (OfficeCardStock *self, const char *task); /* id; nullable */
void office_card_stock_set_left (OfficeCardStock *self, GHashTable *tasks);    /* a set of OfficeTask that are dragged away; nullable */
void office_card_stock_dress (OfficeCardStock *self);                          /* all anew: others are picked */

OfficeTaskCard *office_card_stock_find (OfficeCardStock *self, OfficeTask *task); /* nullable */
OfficeTaskCard *office_card_stock_make (OfficeCardStock *self, OfficeTask *task); /* for one that has none */
void office_card_stock_put_back (OfficeCardStock *self, OfficeTask *task);        /* one that has a card has none any more */
GPtrArray *office_card_stock_list_others (OfficeCardStock *self, GHashTable *wanted); /* OfficeTask that have a card and are not in that set; full */
void office_card_stock_put_in_order (OfficeCardStock *self, GPtrArray *cards);    /* the first children, from the top */
guint office_card_stock_get_n (OfficeCardStock *self);                            /* that have a task */
guint office_card_stock_get_n_made (OfficeCardStock *self);                       /* the spare ones too */

G_END_DECLS
