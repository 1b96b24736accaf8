/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-fake-transport.h"

#include <string.h>

struct _OfficeFakeTransport {
  GObject parent_instance;

  OfficeHub *hub;
  OfficePeer *peer; /* NULL: not open */
  GQueue sent;      /* GBytes */
  guint16 code;
  guint break_at;
  OfficeFakeTransportWatch watch;
  gpointer watch_data;
};

static void office_fake_transport_iface_init (OfficeTransportInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (OfficeFakeTransport, office_fake_transport, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (OFFICE_TYPE_TRANSPORT, office_fake_transport_iface_init))

static void
office_fake_transport_send (OfficeTransport *transport, GBytes *text)
{
  OfficeFakeTransport *self = OFFICE_FAKE_TRANSPORT (transport);

  if (self->code != 0)
    g_error ("Something was sent after the close");
  if (self->break_at > 0 && --self->break_at == 0)
    {
      office_fake_transport_drop (self);
      return;
    }
  g_queue_push_tail (&self->sent, g_bytes_ref (text));
  if (self->watch != NULL)
    self->watch (text, self->watch_data);
}

static void
office_fake_transport_close (OfficeTransport *transport, guint16 code, const char *reason)
{
  OfficeFakeTransport *self = OFFICE_FAKE_TRANSPORT (transport);

  self->code = code;
  office_fake_transport_drop (self);
}

static void
office_fake_transport_iface_init (OfficeTransportInterface *iface)
{
  iface->send = office_fake_transport_send;
  iface->close = office_fake_transport_close;
}

static void
office_fake_transport_finalize (GObject *object)
{
  OfficeFakeTransport *self = OFFICE_FAKE_TRANSPORT (object);

  g_queue_clear_full (&self->sent, (GDestroyNotify) g_bytes_unref);
  G_OBJECT_CLASS (office_fake_transport_parent_class)->finalize (object);
}

static void
office_fake_transport_class_init (OfficeFakeTransportClass *class)
{
  G_OBJECT_CLASS (class)->finalize = office_fake_transport_finalize;
}

static void
office_fake_transport_init (OfficeFakeTransport *self)
{
  g_queue_init (&self->sent);
}

OfficeFakeTransport *
office_fake_transport_new (OfficeHub *hub)
{
  OfficeFakeTransport *self = g_object_new (OFFICE_TYPE_FAKE_TRANSPORT, NULL);

  self->hub = hub;
  return self;
}

void
office_fake_transport_open (OfficeFakeTransport *self)
{
  self->peer = office_hub_add (self->hub, OFFICE_TRANSPORT (self));
  if (self->code != 0)
    office_fake_transport_drop (self);
}

void
office_fake_transport_drop (OfficeFakeTransport *self)
{
  OfficePeer *peer = g_steal_pointer (&self->peer);

  if (peer != NULL)
    office_hub_remove (self->hub, peer);
}

void
office_fake_transport_say (OfficeFakeTransport *self, const char *text, gssize length)
{
  if (self->peer != NULL)
    office_hub_receive (self->hub, self->peer, text, length < 0 ? strlen (text) : (gsize) length);
}

GBytes *
office_fake_transport_pop (OfficeFakeTransport *self)
{
  return g_queue_pop_head (&self->sent);
}

guint
office_fake_transport_count (OfficeFakeTransport *self)
{
  return g_queue_get_length (&self->sent);
}

gboolean
office_fake_transport_is_open (OfficeFakeTransport *self)
{
  return self->peer != NULL;
}

guint16
office_fake_transport_get_code (OfficeFakeTransport *self)
{
  return self->code;
}

void
office_fake_transport_break_at (OfficeFakeTransport *self, guint n)
{
  self->break_at = n;
}

void
office_fake_transport_watch (OfficeFakeTransport *self, OfficeFakeTransportWatch watch, gpointer data)
{
  self->watch = watch;
  self->watch_data = data;
}
