/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-hub.h"
#include "office-invitation-link.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * A whole host: data folder, store, hub, certificate, HTTP server, announcement. `office --serve` runs one, the demo runs one
 * inside the window's process.
 */
#define OFFICE_TYPE_HOST (office_host_get_type ())
G_DECLARE_FINAL_TYPE (OfficeHost, office_host, OFFICE, HOST, GObject)

typedef struct {
  const char *data;    /* folder; made with 0700 when missing */
  const char *name;    /* of a new office; NULL: "Office on HOSTNAME" */
  const char *listen;  /* address; NULL: all */
  guint16 port;        /* 0: any */
  gboolean plain;      /* no TLS */
  gboolean announce;   /* by Avahi where it runs */
  gint64 file_limit;   /* bytes of the largest file; 0: 1 GiB */
  const char *certificate;    /* PEM file of one that browsers know; NULL: no door for them */
  const char *key;            /* its key; NULL: in the same file */
  guint16 web_port;           /* of that door; 0: any */
  const char *public_address; /* HOST or HOST:PORT where browsers reach it; NULL: as the certificate says */
} OfficeHostOptions;

OfficeHost *office_host_new (const OfficeHostOptions *options, OfficeClock *clock, OfficeRandom *random);
gboolean office_host_start (OfficeHost *self, GError **error); /* blocking, some tens of ms; every failure is one sentence that says what to do */
void office_host_stop (OfficeHost *self);                      /* bye to all, finishes the queue, closes */
guint16 office_host_get_port (OfficeHost *self);
OfficeStore *office_host_get_store (OfficeHost *self);
OfficeHub *office_host_get_hub (OfficeHost *self);
const char *office_host_get_web_address (OfficeHost *self); /* "https://HOST[:PORT]" under a certificate that browsers know; nullable */
void office_host_renew_certificate (OfficeHost *self);      /* reads that certificate anew */
const char *office_host_get_fingerprint (OfficeHost *self); /* NULL when plain */
OfficeInvitationLink *office_host_invite (OfficeHost *self, const char *role, gint64 uses, gint64 hours, GError **error); /* blocking; link with an address others can reach */

/* `office --serve …`: parses, runs until SIGTERM or SIGINT, returns the exit status. */
int office_serve_main (int argc, char **argv);

G_END_DECLS
