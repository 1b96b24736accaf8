/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * What the keeper changes in a book. A host is the only writer of its book, and keeps some of it in memory: where one runs it
 * is asked to do it (office-keeper-door.h); where none runs the book is opened here, under the host's own lock.
 */
typedef struct {
  const char *data; /* the data folder */
  const char *role;
  gint64 uses, hours;
  const char *address; /* nullable; this and port only where no host runs, which knows its own */
  guint16 port;
} OfficeKeeperInvitation;

char *office_keeper_invite (const OfficeKeeperInvitation *invitation, GError **error); /* the link */
gboolean office_keeper_reset (const char *data, const char *person, const char *password_hash, guint *n_devices, GError **error);

G_END_DECLS
