/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo-scene.h"
#include "office-connector.h"
#include "office-line.h"

G_BEGIN_DECLS

/* A person of the demo at a desk without a window: a replica in memory and a real line to the host. */
#define OFFICE_TYPE_DEMO_PEER (office_demo_peer_get_type ())
G_DECLARE_FINAL_TYPE (OfficeDemoPeer, office_demo_peer, OFFICE, DEMO_PEER, GObject)

OfficeDemoPeer *office_demo_peer_new (OfficeDemoPerson *person, const char *office_id, const OfficeInvitationLink *where, OfficeClock *clock, OfficeRandom *random, GError **error);
OfficeDemoPerson *office_demo_peer_get_person (OfficeDemoPeer *self);
OfficeReplica *office_demo_peer_get_replica (OfficeDemoPeer *self);
void office_demo_peer_stop (OfficeDemoPeer *self);
void office_demo_peer_type (OfficeDemoPeer *self, const char *room);
void office_demo_peer_say (OfficeDemoPeer *self, const char *room, const char *text);

G_END_DECLS
