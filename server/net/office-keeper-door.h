/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-data-folder.h"
#include "office-host.h"

G_BEGIN_DECLS

/*
 * The way for the host's keeper while the host runs: a socket DATA/keeper, for the host's own user and root alone, as the
 * kernel tells who connects. What changes the book goes through the one writer, like everything else. A message of each
 * side is one JSON object; a connection serves one:
 *
 *   {"do":"invite","role":"member","uses":1,"hours":168}          → {"link":"office://…","expires_at":1750000000000}
 *   {"do":"reset","person":"ID","password":"HASH"}                → {"devices":2}
 *   anything else, and what fails                                 → {"problem":{"status":…,"title":…}}
 */
typedef struct _OfficeKeeperDoor OfficeKeeperDoor;

#define OFFICE_KEEPER_SOCKET  "keeper"
#define OFFICE_KEEPER_MESSAGE 16384 /* bytes at most */

OfficeKeeperDoor *office_keeper_door_open (OfficeHost *host, OfficeDataFolder *folder, GError **error);
void office_keeper_door_close (OfficeKeeperDoor *self); /* before the host's store; what is asked already is still done */

/* The address of DATA/keeper, however long DATA is: valid while *descriptor is open. */
GSocketAddress *office_keeper_address (const char *folder, int *descriptor, GError **error);

G_END_DECLS
