/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-endpoints.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * The door for browsers and programs of calendars, on a port of its own, under a certificate that they know.
 *
 * Desks do not come through it. A desk trusts one certificate, the office's own: its fingerprint is in the invitation, it lasts 20
 * years, and no authority has a say in who the host is. A certificate that browsers know is another one every few weeks, so
 * that whoever was away at one renewal would be locked out of the office by the pin. The ways around that were looked at:
 *
 * - Announcing the next one beforehand, over the pinned line: who is away for longer than the overlap is locked out all the same.
 * - Pinning the key in place of the certificate: programs that renew make another key by default, and a key that cannot change
 *   is one that cannot be replaced when it leaks.
 * - A signature of the office's own key over the new fingerprint, which desks check: sound, but every desk of before would have to be
 *   updated first, and it gains nothing that a desk wants.
 * - Both on one port, chosen by the name that the client asks for (SNI): a desk that was invited by name asks for the same one as a
 *   browser, and what it offers (ALPN) is the same, too. GIO has no place for such a choice either.
 *
 * On a port of its own each client gets the certificate that it can judge, neither knows of the other, and a renewal touches no
 * desk. And what an office opens to the internet for its calendars is this door alone, which has nothing behind it that takes a
 * password or tells how many people there are: a desk that is led here by mistake is told so when it asks which office this is.
 */
typedef struct _OfficeWebDoor OfficeWebDoor;

typedef struct {
  const char *certificate, *key; /* PEM files */
  const char *listen;            /* numeric address; NULL: all */
  guint16 port;                  /* 0: any */
  const char *public_address;    /* HOST or HOST:PORT as others reach it; NULL: as the certificate and the port say */
} OfficeWebDoorOptions;

OfficeWebDoor *office_web_door_open (const OfficeWebDoorOptions *options, OfficeClock *clock, GError **error);
void office_web_door_start (OfficeWebDoor *self, OfficeEndpoints *endpoints, guint limit, guint16 desk_port);
void office_web_door_stop (OfficeWebDoor *self); /* takes nobody any more */
void office_web_door_free (OfficeWebDoor *self);
guint office_web_door_count_handshakes (OfficeWebDoor *self);
void office_web_door_renew (OfficeWebDoor *self);
const char *office_web_door_get_address (OfficeWebDoor *self); /* "https://HOST[:PORT]" */
guint16 office_web_door_get_port (OfficeWebDoor *self);
const char *office_web_door_get_complaint (OfficeWebDoor *self); /* about its certificate; nullable */

/* "https://HOST[:PORT]" of HOST or HOST:PORT; one sentence that names --public-address where it is neither. */
char *office_web_door_make_address (const char *text, guint16 default_port, char **host, GError **error);

G_END_DECLS
