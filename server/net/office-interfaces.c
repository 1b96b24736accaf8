/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-interfaces.h"

#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>

/* Bridges and tunnels of virtual machines and containers have addresses that nobody outside can reach. */
static const char *const virtual_prefixes[] = { "docker", "br-", "veth", "virbr", "vnet", "lxc",  "lxdbr",
                                                "podman", "cni", "tun",  "tap",   "wg",   "vbox", "vmnet" };

typedef struct {
  GInetAddress *address;
  guint rank; /* smaller is better */
} Candidate;

static void
candidate_free (gpointer data)
{
  Candidate *self = data;

  g_object_unref (self->address);
  g_free (self);
}

static int
compare_candidates (gconstpointer a, gconstpointer b)
{
  const Candidate *left = *(Candidate *const *) a;
  const Candidate *right = *(Candidate *const *) b;

  return (left->rank > right->rank) - (left->rank < right->rank);
}

static gboolean
is_virtual (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (virtual_prefixes); i++)
    {
      if (g_str_has_prefix (name, virtual_prefixes[i]))
        return TRUE;
    }
  return FALSE;
}

/* A private IPv4 address of a real interface is what a desk in the same room can type. */
static guint
rank (GInetAddress *address, const char *interface)
{
  guint result = is_virtual (interface) ? 4 : 0;

  if (g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV6)
    result += 2;
  if (!g_inet_address_get_is_site_local (address))
    result += 1;
  return result;
}

static GInetAddress *
address_from_native (const struct sockaddr *native)
{
  if (native == NULL)
    return NULL;
  if (native->sa_family == AF_INET)
    return g_inet_address_new_from_bytes ((const guint8 *) &((const struct sockaddr_in *) native)->sin_addr,
                                          G_SOCKET_FAMILY_IPV4);
  if (native->sa_family == AF_INET6)
    return g_inet_address_new_from_bytes ((const guint8 *) &((const struct sockaddr_in6 *) native)->sin6_addr,
                                          G_SOCKET_FAMILY_IPV6);
  return NULL;
}

/**
 * office_interfaces_list:
 *
 * Addresses of the interfaces that are up. Loopback and link-local ones are left out: the former lead others to
 * themselves, the latter need a zone that differs on each machine.
 *
 * Returns: (transfer container) (element-type GInetAddress): the one others most likely reach first
 */
GPtrArray *
office_interfaces_list (void)
{
  g_autoptr (GPtrArray) candidates = g_ptr_array_new_with_free_func (candidate_free);
  GPtrArray *addresses = g_ptr_array_new_with_free_func (g_object_unref);
  struct ifaddrs *list = NULL;

  if (getifaddrs (&list) != 0)
    return addresses;
  for (struct ifaddrs *each = list; each != NULL; each = each->ifa_next)
    {
      g_autoptr (GInetAddress) address = (each->ifa_flags & IFF_UP) ? address_from_native (each->ifa_addr) : NULL;
      Candidate *candidate;

      if (address == NULL || g_inet_address_get_is_loopback (address) || g_inet_address_get_is_link_local (address))
        continue;
      candidate = g_new0 (Candidate, 1);
      candidate->rank = rank (address, each->ifa_name);
      candidate->address = g_steal_pointer (&address);
      g_ptr_array_add (candidates, candidate);
    }
  freeifaddrs (list);

  g_ptr_array_sort (candidates, compare_candidates);
  for (guint i = 0; i < candidates->len; i++)
    g_ptr_array_add (addresses, g_object_ref (((Candidate *) g_ptr_array_index (candidates, i))->address));
  return addresses;
}

/**
 * office_interfaces_dup_best:
 *
 * Returns: (transfer full): the numeric address that others most likely reach; 127.0.0.1 without a network
 */
char *
office_interfaces_dup_best (void)
{
  g_autoptr (GPtrArray) addresses = office_interfaces_list ();

  if (addresses->len == 0)
    return g_strdup ("127.0.0.1");
  return g_inet_address_to_string (g_ptr_array_index (addresses, 0));
}
