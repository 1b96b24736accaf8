/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-exchange.h"

G_BEGIN_DECLS

/* Brings each request to its handler, and refuses what no handler should ever see: PROTOCOL.md section 3. */
typedef void (*OfficeRouteHandler) (OfficeExchange *exchange, gpointer data);

typedef struct {
  const char *path;
  const char *method; /* GET answers to HEAD too */
  OfficeRouteHandler handler;
} OfficeRoute;

typedef struct _OfficeRouter OfficeRouter;

OfficeRouter *office_router_new (SoupServer *server);
void office_router_free (OfficeRouter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OfficeRouter, office_router_free)

void office_router_add (OfficeRouter *self, const OfficeRoute *routes, guint n_routes, gpointer data);

G_END_DECLS
