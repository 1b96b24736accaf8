/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-public-address.h"

#include <string.h>

/* ---- which addresses ---- */

typedef struct {
  guint8 bytes[4];
  guint bits;
} Range;

/* IANA's registry of addresses for special purposes: none of them is a server of somebody in the internet. */
static gboolean
is_special_v4 (const guint8 *bytes)
{
  static const Range ranges[] = {
    { { 0, 0, 0, 0 }, 8 },      { { 10, 0, 0, 0 }, 8 },     { { 100, 64, 0, 0 }, 10 }, { { 127, 0, 0, 0 }, 8 },
    { { 169, 254, 0, 0 }, 16 }, { { 172, 16, 0, 0 }, 12 },  { { 192, 0, 0, 0 }, 24 },  { { 192, 0, 2, 0 }, 24 },
    { { 192, 88, 99, 0 }, 24 }, { { 192, 168, 0, 0 }, 16 }, { { 198, 18, 0, 0 }, 15 }, { { 198, 51, 100, 0 }, 24 },
    { { 203, 0, 113, 0 }, 24 }, { { 224, 0, 0, 0 }, 4 },    { { 240, 0, 0, 0 }, 4 },
  };
  const guint32 address = (guint32) bytes[0] << 24 | (guint32) bytes[1] << 16 | (guint32) bytes[2] << 8 | bytes[3];

  for (gsize i = 0; i < G_N_ELEMENTS (ranges); i++)
    {
      const guint8 *b = ranges[i].bytes;
      const guint32 range = (guint32) b[0] << 24 | (guint32) b[1] << 16 | (guint32) b[2] << 8 | b[3];

      if ((address ^ range) >> (32 - ranges[i].bits) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Only 2000::/3 is given out, and of that not what stands for an IPv4 address or for documents. */
static gboolean
is_special_v6 (const guint8 *bytes)
{
  if ((bytes[0] & 0xe0) != 0x20)
    return TRUE;
  if (bytes[0] == 0x20 && bytes[1] == 0x01)
    return bytes[2] < 0x02 || (bytes[2] == 0x0d && bytes[3] == 0xb8);
  return (bytes[0] == 0x20 && bytes[1] == 0x02) || (bytes[0] == 0x3f && bytes[1] == 0xff);
}

/**
 * office_address_is_public:
 * @address: an address
 *
 * Returns: whether it is one of the internet at large
 */
gboolean
office_address_is_public (GInetAddress *address)
{
  const guint8 *bytes = g_inet_address_to_bytes (address);

  switch (g_inet_address_get_family (address))
    {
    case G_SOCKET_FAMILY_IPV4:
      return !is_special_v4 (bytes);
    case G_SOCKET_FAMILY_IPV6:
      return !is_special_v6 (bytes);
    case G_SOCKET_FAMILY_INVALID:
    case G_SOCKET_FAMILY_UNIX:
    default:
      return FALSE;
    }
}

/* ---- the addresses of a name that pass ---- */

#define OFFICE_TYPE_FILTERED_ADDRESSES (office_filtered_addresses_get_type ())
G_DECLARE_FINAL_TYPE (OfficeFilteredAddresses, office_filtered_addresses, OFFICE, FILTERED_ADDRESSES,
                      GSocketAddressEnumerator)

struct _OfficeFilteredAddresses {
  GSocketAddressEnumerator parent_instance;

  GSocketAddressEnumerator *all;
  OfficeAddressFilter filter;
  gboolean any; /* has passed */
};

G_DEFINE_FINAL_TYPE (OfficeFilteredAddresses, office_filtered_addresses, G_TYPE_SOCKET_ADDRESS_ENUMERATOR)

static gboolean
passes (OfficeFilteredAddresses *self, GSocketAddress *address)
{
  const gboolean passed = G_IS_INET_SOCKET_ADDRESS (address)
                          && self->filter (g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address)));

  self->any |= passed;
  return passed;
}

/* At the end: who asks takes it for an error of his own when there was none at all. */
static void
set_end (OfficeFilteredAddresses *self, GError **error)
{
  if (!self->any)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NETWORK_UNREACHABLE, "This is no public address");
}

static GSocketAddress *
next (GSocketAddressEnumerator *enumerator, GCancellable *cancellable, GError **error)
{
  OfficeFilteredAddresses *self = OFFICE_FILTERED_ADDRESSES (enumerator);
  GError *inner = NULL;
  GSocketAddress *address;

  while ((address = g_socket_address_enumerator_next (self->all, cancellable, &inner)) != NULL
         && !passes (self, address))
    g_object_unref (address);
  if (inner != NULL)
    g_propagate_error (error, inner);
  else if (address == NULL)
    set_end (self, error);
  return address;
}

static void
on_next (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  OfficeFilteredAddresses *self = g_task_get_source_object (task);
  GError *error = NULL;
  GSocketAddress *address = g_socket_address_enumerator_next_finish (G_SOCKET_ADDRESS_ENUMERATOR (source), result,
                                                                     &error);

  if (error == NULL && address == NULL)
    set_end (self, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else if (address == NULL || passes (self, address))
    g_task_return_pointer (task, address, g_object_unref);
  else
    {
      g_object_unref (address);
      g_socket_address_enumerator_next_async (self->all, g_task_get_cancellable (task), on_next, g_object_ref (task));
    }
}

static void
next_async (GSocketAddressEnumerator *enumerator, GCancellable *cancellable, GAsyncReadyCallback callback,
            gpointer data)
{
  GTask *task = g_task_new (enumerator, cancellable, callback, data);

  g_socket_address_enumerator_next_async (OFFICE_FILTERED_ADDRESSES (enumerator)->all, cancellable, on_next, task);
}

static GSocketAddress *
next_finish (GSocketAddressEnumerator *enumerator, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
office_filtered_addresses_finalize (GObject *object)
{
  g_clear_object (&OFFICE_FILTERED_ADDRESSES (object)->all);
  G_OBJECT_CLASS (office_filtered_addresses_parent_class)->finalize (object);
}

static void
office_filtered_addresses_class_init (OfficeFilteredAddressesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = office_filtered_addresses_finalize;
  G_SOCKET_ADDRESS_ENUMERATOR_CLASS (klass)->next = next;
  G_SOCKET_ADDRESS_ENUMERATOR_CLASS (klass)->next_async = next_async;
  G_SOCKET_ADDRESS_ENUMERATOR_CLASS (klass)->next_finish = next_finish;
}

static void
office_filtered_addresses_init (OfficeFilteredAddresses *self)
{
}

/* ---- the name ---- */

struct _OfficePublicAddress {
  GNetworkAddress parent_instance;

  OfficeAddressFilter filter;
};

static GSocketConnectableIface *parent_interface;

static GSocketAddressEnumerator *
enumerate (GSocketConnectable *connectable)
{
  OfficeFilteredAddresses *addresses = g_object_new (OFFICE_TYPE_FILTERED_ADDRESSES, NULL);

  addresses->all = parent_interface->enumerate (connectable);
  addresses->filter = OFFICE_PUBLIC_ADDRESS (connectable)->filter;
  return G_SOCKET_ADDRESS_ENUMERATOR (addresses);
}

static void
connectable_init (GSocketConnectableIface *interface)
{
  parent_interface = g_type_interface_peek_parent (interface);
  interface->enumerate = enumerate;
  interface->proxy_enumerate = enumerate;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (OfficePublicAddress, office_public_address, G_TYPE_NETWORK_ADDRESS,
                               G_IMPLEMENT_INTERFACE (G_TYPE_SOCKET_CONNECTABLE, connectable_init))

static void
office_public_address_class_init (OfficePublicAddressClass *klass)
{
}

static void
office_public_address_init (OfficePublicAddress *self)
{
}

/**
 * office_public_address_new:
 * @host: a name or an address
 * @port: a port
 * @filter: which of its addresses may be connected to
 *
 * Returns: (transfer full): where to connect
 */
GSocketConnectable *
office_public_address_new (const char *host, guint16 port, OfficeAddressFilter filter)
{
  OfficePublicAddress *self;

  g_return_val_if_fail (host != NULL && filter != NULL, NULL);

  self = g_object_new (OFFICE_TYPE_PUBLIC_ADDRESS, "hostname", host, "port", (guint) port, NULL);
  self->filter = filter;
  return G_SOCKET_CONNECTABLE (self);
}
