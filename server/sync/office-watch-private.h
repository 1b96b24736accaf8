/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-hub.h"

G_BEGIN_DECLS

/*
 * Who has read how far in the rooms that are in view somewhere. A connection watches one room at most, and a room is known
 * here only while somebody watches it, so that this is bounded by the connections. Read from the book when a room comes
 * into view, then followed from what is committed.
 */
typedef struct _OfficeWatchBoard OfficeWatchBoard;

OfficeWatchBoard *office_watch_board_new (OfficeHub *hub, OfficeClock *clock);
void office_watch_board_free (OfficeWatchBoard *self);

void office_watch_board_move (OfficeWatchBoard *self, OfficePeer *peer, const char *room); /* NULL: none */
void office_watch_board_wake (OfficeWatchBoard *self, OfficePeer *peer);     /* live, or with room again */
void office_watch_board_follow (OfficeWatchBoard *self, OfficeBatch *batch); /* when rights are up to date */

G_END_DECLS
