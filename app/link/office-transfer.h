/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-connector.h"
#include "office-replica.h"

G_BEGIN_DECLS

/*
 * Brings files to the host and from it, one each way at a time. What goes up is what operations in the replica's outbox wait
 * for; what comes down is asked for. It rests while the line is away, and comes back by itself.
 */
#define OFFICE_TYPE_TRANSFER (office_transfer_get_type ())
G_DECLARE_FINAL_TYPE (OfficeTransfer, office_transfer, OFFICE, TRANSFER, GObject)

/* folder: where the replica's files lie under their hashes. */
OfficeTransfer *office_transfer_new (OfficeReplica *replica, OfficeConnector *connector, const char *token,
                                     const char *folder, OfficeClock *clock, OfficeRandom *random);
void office_transfer_set_token (OfficeTransfer *self, const char *token); /* nullable: there is none */
void office_transfer_set_online (OfficeTransfer *self, gboolean online);
void office_transfer_fetch (OfficeTransfer *self, const char *hash,
                            gint64 size);         /* once, however often it is asked for */
void office_transfer_cancel (OfficeTransfer *self, const char *hash); /* what is under way; whoever asked is not told */
void office_transfer_try_now (OfficeTransfer *self);                  /* what rests after a failure */
const GError *office_transfer_get_put_off (OfficeTransfer *self);     /* why nothing goes up now; nullable */
void office_transfer_stop (OfficeTransfer *self); /* for good */

/* signal "progress" (const char *hash, gint64 done): so many bytes are over.
 * signal "fetched" (const char *hash, GError *error): it has come down; error: it has not, and nobody tries again.
 * signal "put-off" (): office_transfer_get_put_off() is another. */

G_END_DECLS
