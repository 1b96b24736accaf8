/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-acceptor.h"
#include "office-announcer.h"
#include "office-data-folder.h"
#include "office-endpoints.h"
#include "office-file-door.h"
#include "office-host-private.h"
#include "office-keeper-door.h"
#include "office-sync-door.h"
#include "office-trash.h"

G_BEGIN_DECLS

/* What the files of OfficeHost share, and nobody else looks into. */
struct _OfficeHost {
  GObject parent_instance;

  char *data;
  char *name;   /* nullable */
  char *listen; /* nullable */
  guint16 port; /* asked for; after the start the real one */
  gboolean plain;
  gboolean announce;
  gint64 file_limit;
  char *certificate_path, *key_path; /* nullable */
  guint16 web_port;
  char *public_address; /* nullable */
  OfficeClock *clock;
  OfficeRandom *random;

  /* From here on: what runs. All belongs to `context`, and all is NULL when stopped. */
  GMainContext *context;
  OfficeDataFolder *folder;
  GTlsCertificate *certificate; /* nullable */
  char *fingerprint;            /* nullable */
  GSocket *socket;
  OfficeStore *store;
  OfficeTrash *trash;
  OfficeFiles *files;
  OfficeHub *hub;
  SoupServer *server;
  OfficeRouter *router;
  OfficeEndpoints *endpoints;
  OfficeSyncDoor *door;
  OfficeFileDoor *file_door;
  OfficeAcceptor *acceptor;
  OfficeKeeperDoor *keeper_door; /* nullable */
  OfficeAnnouncer *announcer;    /* nullable */
  OfficeWebDoor *web_door;       /* nullable */
  char *web_address;             /* nullable */
};

/* office-host-open.c: all that has to be there before anybody is let in. Blocking; what is open is closed by office_host_stop(). */
gboolean office_host_open (OfficeHost *self, GError **error);

G_END_DECLS
