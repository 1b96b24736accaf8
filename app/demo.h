/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-session.h"

G_BEGIN_DECLS

/*
 * The demo office of `office --demo`: a real host inside this process, on loopback, with throw-away data; people who really
 * connect, and a session of one of them for the window.
 */
#define OFFICE_TYPE_DEMO (office_demo_get_type ())
G_DECLARE_FINAL_TYPE (OfficeDemo, office_demo, OFFICE, DEMO, GObject)

OfficeDemo *office_demo_new (OfficeClock *clock, OfficeRandom *random);
gboolean office_demo_start (OfficeDemo *self, GError **error);
OfficeSession *office_demo_get_session (OfficeDemo *self); /* borrowed; NULL before the start */
const char *office_demo_get_room (OfficeDemo *self); /* the id of the room to begin with; borrowed, NULL before the start */
void office_demo_stop (OfficeDemo *self);

G_END_DECLS
