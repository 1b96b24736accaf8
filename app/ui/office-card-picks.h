/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-session.h"

G_BEGIN_DECLS

/*
 * The tasks of a board with which something is done at once. A task that goes from the board is not one of them any more.
 * signal "changed" ()
 */
#define OFFICE_TYPE_CARD_PICKS (office_card_picks_get_type ())
G_DECLARE_FINAL_TYPE (OfficeCardPicks, office_card_picks, OFFICE, CARD_PICKS, GObject)

OfficeCardPicks *office_card_picks_new (void);
guint office_card_picks_get_n (OfficeCardPicks *self);
gboolean office_card_picks_has (OfficeCardPicks *self, OfficeTask *task);
void office_card_picks_toggle (OfficeCardPicks *self, OfficeTask *task);
void office_card_picks_add_range (OfficeCardPicks *self, GListModel *tasks, OfficeTask *to); /* from the one picked last */
void office_card_picks_add_all (OfficeCardPicks *self, GListModel *tasks);
void office_card_picks_clear (OfficeCardPicks *self);
char **office_card_picks_dup_ids (OfficeCardPicks *self, OfficeBoard *board); /* as they stand on the board; full */
GPtrArray *office_card_picks_list (OfficeCardPicks *self, OfficeBoard *board); /* OfficeTask, in that order; full */

G_END_DECLS
