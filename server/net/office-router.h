/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-exchange.h"

G_BEGIN_DECLS

/* Brings each request to its handler, and refuses what no handler should ever see: PROTOCOL.md section 3. */
typedef void (*OfficeRouteHandler) (OfficeExchange *exchange, gpointer data);

/* The headers have come: FALSE when the request was refused, before its body is taken. */
typedef gboolean (*OfficeRouteAdmit) (OfficeExchange *exchange, gpointer data);

typedef struct {
  const char *path;   /* one that ends in “/” is for all below it, but “/” itself */
  const char *method; /* GET answers to HEAD too */
  OfficeRouteHandler handler;
  OfficeRouteAdmit admit; /* nullable */
  gsize body_limit;       /* bytes; 0: those of a client's frame */
} OfficeRoute;

typedef struct _OfficeRouter OfficeRouter;

OfficeRouter *office_router_new (SoupServer *server, const char *scheme); /* scheme: "http" or "https" */
void office_router_free (OfficeRouter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OfficeRouter, office_router_free)

void office_router_add (OfficeRouter *self, const OfficeRoute *routes, guint n_routes, gpointer data);

G_END_DECLS
