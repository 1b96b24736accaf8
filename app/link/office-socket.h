/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What carries the line's frames: a WebSocket of libsoup, or a queue in a test.
 * signals: "opened" (), "text" (const char *text, guint64 length), "closed" (GError *reason, nullable): once, also when opening fails. */
#define OFFICE_TYPE_SOCKET (office_socket_get_type ())
G_DECLARE_INTERFACE (OfficeSocket, office_socket, OFFICE, SOCKET, GObject)

struct _OfficeSocketInterface {
  GTypeInterface parent_iface;

  void (*open) (OfficeSocket *self); /* may be called again after "closed" */
  void (*send) (OfficeSocket *self, const char *text);
  void (*close) (OfficeSocket *self);
  gboolean (*again) (OfficeSocket *self, guint ms); /* nullable: never */
};

void office_socket_open (OfficeSocket *self);
void office_socket_send (OfficeSocket *self, const char *text);
void office_socket_close (OfficeSocket *self);
gboolean office_socket_again (OfficeSocket *self, guint ms);

G_END_DECLS
