/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-hub.h"

G_BEGIN_DECLS

/*
 * Who is here, away or offline, counted from connections and never stored. A person stays as they were for 30 s after
 * their last connection, so that a line that comes back by itself does not flicker on every other desk.
 */
typedef struct _OfficePresenceBoard OfficePresenceBoard;

typedef enum {
  OFFICE_PRESENCE_OFFLINE,
  OFFICE_PRESENCE_AWAY,
  OFFICE_PRESENCE_HERE,
} OfficePresenceState;

OfficePresenceBoard *office_presence_board_new (OfficeHub *hub, OfficeClock *clock);
void office_presence_board_free (OfficePresenceBoard *self);

void office_presence_board_change (OfficePresenceBoard *self, const char *person, OfficePresenceState before, OfficePresenceState after);
void office_presence_board_send_whole (OfficePresenceBoard *self, OfficePeer *peer);

G_END_DECLS
