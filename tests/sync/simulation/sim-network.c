/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-world.h"

#include "office-problem.h"

#include <string.h>

/*
 * Frames of one direction stay in order; each takes its time. A wire that is cut loses what is on its way, and each end
 * learns of that at a time of its own, or never: then the desk comes back on a second connection while the host still
 * believes in the first.
 */

#define TYPE_SIM_SOCKET (sim_socket_get_type ())
G_DECLARE_FINAL_TYPE (SimSocket, sim_socket, SIM, SOCKET, GObject)
#define TYPE_SIM_TRANSPORT (sim_transport_get_type ())
G_DECLARE_FINAL_TYPE (SimTransport, sim_transport, SIM, TRANSPORT, GObject)

struct _SimWire {
  SimWorld *world;
  SimDesk *desk;           /* lives as long as the world */
  SimSocket *socket;       /* borrowed; NULL: the desk's end is closed */
  SimTransport *transport; /* a reference; NULL: the host's end is closed, or not yet open */
  gboolean cut;
  gboolean again;     /* the desk wants the text that it was just given once more */
  GBytes *held;       /* that text; nullable */
  GQueue behind_held; /* GBytes: came since */
  gint64 up_due, down_due;
};

struct _SimSocket {
  GObject parent_instance;

  SimWorld *world;
  SimDesk *desk;
};

struct _SimTransport {
  GObject parent_instance;

  SimWire *wire;
  OfficePeer *peer; /* NULL: the hub has let it go */
  gboolean closed;  /* the hub has hung up */
};

static void sim_socket_iface_init (OfficeSocketInterface *iface);
static void sim_transport_iface_init (OfficeTransportInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SimSocket, sim_socket, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (OFFICE_TYPE_SOCKET, sim_socket_iface_init))
G_DEFINE_FINAL_TYPE_WITH_CODE (SimTransport, sim_transport, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (OFFICE_TYPE_TRANSPORT, sim_transport_iface_init))

static void
drop_held (SimWire *wire)
{
  g_clear_pointer (&wire->held, g_bytes_unref);
  g_queue_clear_full (&wire->behind_held, (GDestroyNotify) g_bytes_unref);
}

static void
wire_clear (gpointer data)
{
  drop_held (data);
}

static void
wire_unref (gpointer data)
{
  g_rc_box_release_full (data, wire_clear);
}

/* ---- what is on its way ---- */

typedef enum { FLIGHT_UP, FLIGHT_DOWN, FLIGHT_OPENED, FLIGHT_DOWN_END, FLIGHT_UP_END } FlightKind;

typedef struct {
  FlightKind kind;
  SimWire *wire; /* a reference */
  GBytes *text;
} Flight;

static void
flight_free (gpointer data)
{
  Flight *self = data;

  self->wire->world->n_flying--;
  g_clear_pointer (&self->text, g_bytes_unref);
  wire_unref (self->wire);
  g_free (self);
}

static void socket_closed (SimWire *wire, const char *why);
static void host_end_closed (SimWire *wire);

static void
arrive_up (SimWire *wire, GBytes *text)
{
  gsize length;
  const char *data = g_bytes_get_data (text, &length);

  if (wire->transport == NULL || wire->transport->peer == NULL)
    return;
  sim_ledger_note_up (wire->world->ledger, wire->desk, data, length);
  office_hub_receive (wire->world->host->hub, wire->transport->peer, data, length);
  sim_host_wake (wire->world->host);
}

static gboolean on_held (gpointer data);

/* A desk that takes a frame in pieces gets the same once more, before any other; meanwhile the person goes on. */
static void
hold_if_asked (SimWire *wire, GBytes *text)
{
  if (!wire->again || wire->socket == NULL)
    return;
  wire->again = FALSE;
  wire->held = g_bytes_ref (text);
  sim_world_after (wire->world, sim_world_choose (wire->world, 0, 200), on_held, g_rc_box_acquire (wire), wire_unref);
}

static void
give_down (SimWire *wire, GBytes *text)
{
  gsize length;
  const char *data = g_bytes_get_data (text, &length);
  g_autofree char *copy = g_strndup (data, length);
  SimDesk *desk = wire->desk;

  wire->again = FALSE;
  g_signal_emit_by_name (wire->socket, "text", copy, (guint64) length);
  hold_if_asked (wire, text);
  sim_desk_die_if_due (desk);
}

static gboolean
on_held (gpointer data)
{
  SimWire *wire = data;
  g_autoptr (GBytes) text = g_steal_pointer (&wire->held);

  while (text != NULL && wire->socket != NULL && !wire->cut)
    {
      give_down (wire, text);
      g_clear_pointer (&text, g_bytes_unref);
      if (wire->held == NULL)
        text = g_queue_pop_head (&wire->behind_held);
    }
  return G_SOURCE_REMOVE;
}

static void
arrive_down (SimWire *wire, GBytes *text)
{
  if (wire->socket == NULL)
    return;
  if (wire->held != NULL)
    g_queue_push_tail (&wire->behind_held, g_bytes_ref (text));
  else
    give_down (wire, text);
}

static gboolean
on_arrival (gpointer data)
{
  Flight *self = data;
  SimWire *wire = self->wire;

  if (wire->cut)
    return G_SOURCE_REMOVE;
  switch (self->kind)
    {
    case FLIGHT_UP:
      arrive_up (wire, self->text);
      break;
    case FLIGHT_DOWN:
      arrive_down (wire, self->text);
      break;
    case FLIGHT_OPENED:
      if (wire->socket != NULL)
        g_signal_emit_by_name (wire->socket, "opened");
      break;
    case FLIGHT_DOWN_END:
      socket_closed (wire, "The host has hung up");
      break;
    case FLIGHT_UP_END:
    default:
      host_end_closed (wire);
      break;
    }
  return G_SOURCE_REMOVE;
}

static void
fly (SimWire *wire, FlightKind kind, GBytes *text)
{
  SimWorld *world = wire->world;
  gboolean up = kind == FLIGHT_UP || kind == FLIGHT_UP_END;
  gint64 *last = up ? &wire->up_due : &wire->down_due;
  gint64 now = sim_world_get_time (world);
  gint64 delay = sim_world_choose (world, 0, sim_world_happens (world, 10) ? 3000 : 60);
  Flight *flight = g_new0 (Flight, 1);

  /* A desk that does not read: what comes waits for it. */
  if (!up && wire->desk->stalled)
    delay += sim_world_choose (world, 1000, 20000);
  *last = MAX (*last, now + delay);
  flight->kind = kind;
  flight->wire = g_rc_box_acquire (wire);
  flight->text = text != NULL ? g_bytes_ref (text) : NULL;
  world->n_flying++;
  sim_world_after (world, *last - now, on_arrival, flight, flight_free);
}

/* ---- the host's end ---- */

static void
host_end_closed (SimWire *wire)
{
  SimTransport *transport = g_steal_pointer (&wire->transport);
  OfficePeer *peer;

  if (transport == NULL)
    return;
  g_ptr_array_remove (wire->world->host->wires, wire);
  peer = g_steal_pointer (&transport->peer);
  if (peer != NULL)
    office_hub_remove (wire->world->host->hub, peer);
  g_object_unref (transport);
}

static gboolean
on_host_end_closed (gpointer data)
{
  host_end_closed (data);
  return G_SOURCE_REMOVE;
}

static void
sim_transport_send (OfficeTransport *transport, GBytes *text)
{
  SimTransport *self = SIM_TRANSPORT (transport);
  SimWire *wire = self->wire;

  if (self->closed)
    sim_world_fail (wire->world, "the host sends after it has hung up");
  if (wire->cut)
    return;
  sim_ledger_check_frame (wire->world->ledger, wire->desk, text);
  fly (wire, FLIGHT_DOWN, text);
}

static void
sim_transport_close (OfficeTransport *transport, guint16 code, const char *reason)
{
  SimTransport *self = SIM_TRANSPORT (transport);
  SimWire *wire = self->wire;

  if (self->closed)
    return;
  self->closed = TRUE;
  sim_world_after (wire->world, 0, on_host_end_closed, g_rc_box_acquire (wire), wire_unref);
  if (!wire->cut)
    fly (wire, FLIGHT_DOWN_END, NULL);
}

static void
sim_transport_iface_init (OfficeTransportInterface *iface)
{
  iface->send = sim_transport_send;
  iface->close = sim_transport_close;
}

static void
sim_transport_finalize (GObject *object)
{
  wire_unref (SIM_TRANSPORT (object)->wire);
  G_OBJECT_CLASS (sim_transport_parent_class)->finalize (object);
}

static void
sim_transport_class_init (SimTransportClass *class)
{
  G_OBJECT_CLASS (class)->finalize = sim_transport_finalize;
}

static void
sim_transport_init (SimTransport *self)
{
}

/* ---- the desk's end ---- */

static void
socket_closed (SimWire *wire, const char *why)
{
  g_autoptr (GError) reason = office_problem_new (OFFICE_PROBLEM_UNAVAILABLE, NULL, "%s", why);
  SimSocket *socket = g_steal_pointer (&wire->socket);

  if (socket == NULL)
    return;
  wire->desk->wire = NULL;
  drop_held (wire);
  g_signal_emit_by_name (socket, "closed", reason);
  wire_unref (wire); /* the socket's */
}

static gboolean
on_socket_closed (gpointer data)
{
  socket_closed (data, "The line is broken");
  return G_SOURCE_REMOVE;
}

/* The handshake has reached the host, or has not. */
static gboolean
on_knock (gpointer data)
{
  SimWire *wire = data;
  SimWorld *world = wire->world;
  SimHost *host = world->host;

  if (wire->cut || wire->socket == NULL)
    return G_SOURCE_REMOVE;
  if (host->hub == NULL || wire->desk->cut_off)
    {
      gint64 wait = wire->desk->cut_off ? sim_world_choose (world, 1000, 20000) : sim_world_choose (world, 0, 100);

      wire->cut = TRUE;
      sim_world_after (world, wait, on_socket_closed, g_rc_box_acquire (wire), wire_unref);
      return G_SOURCE_REMOVE;
    }
  wire->transport = g_object_new (TYPE_SIM_TRANSPORT, NULL);
  wire->transport->wire = g_rc_box_acquire (wire);
  g_ptr_array_add (host->wires, wire);
  wire->transport->peer = office_hub_add (host->hub, OFFICE_TRANSPORT (wire->transport));
  fly (wire, FLIGHT_OPENED, NULL);
  return G_SOURCE_REMOVE;
}

static void
sim_socket_open (OfficeSocket *socket)
{
  SimSocket *self = SIM_SOCKET (socket);
  SimWire *wire = g_rc_box_new0 (SimWire);

  g_assert (self->desk->wire == NULL);
  wire->world = self->world;
  wire->desk = self->desk;
  wire->socket = self;
  self->desk->wire = wire;
  sim_world_after (self->world, sim_world_choose (self->world, 0, 100), on_knock, g_rc_box_acquire (wire), wire_unref);
}

static void
sim_socket_send (OfficeSocket *socket, const char *text)
{
  SimSocket *self = SIM_SOCKET (socket);
  SimWire *wire = self->desk->wire;
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  g_assert (wire != NULL);
  if (!wire->cut)
    fly (wire, FLIGHT_UP, bytes);
}

static void
sim_socket_close (OfficeSocket *socket)
{
  SimSocket *self = SIM_SOCKET (socket);
  SimWire *wire = self->desk->wire;

  if (wire == NULL)
    return; /* a line that goes with its desk */
  drop_held (wire);
  wire->again = FALSE;
  if (!wire->cut)
    fly (wire, FLIGHT_UP_END, NULL);
  sim_world_after (self->world, sim_world_choose (self->world, 0, 50), on_socket_closed, g_rc_box_acquire (wire),
                   wire_unref);
}

static gboolean
sim_socket_again (OfficeSocket *socket, guint ms)
{
  SimSocket *self = SIM_SOCKET (socket);

  if (self->desk->wire == NULL || sim_world_happens (self->world, 50))
    return FALSE;
  self->desk->wire->again = TRUE;
  return TRUE;
}

static void
sim_socket_iface_init (OfficeSocketInterface *iface)
{
  iface->open = sim_socket_open;
  iface->send = sim_socket_send;
  iface->close = sim_socket_close;
  iface->again = sim_socket_again;
}

static void
sim_socket_class_init (SimSocketClass *class)
{
}

static void
sim_socket_init (SimSocket *self)
{
}

OfficeSocket *
sim_socket_new (SimWorld *world, SimDesk *desk)
{
  SimSocket *self = g_object_new (TYPE_SIM_SOCKET, NULL);

  self->world = world;
  self->desk = desk;
  return OFFICE_SOCKET (self);
}

/* ---- breaking ---- */

/* Soon, late, or never: then only the silence tells. */
static void
tell_later (SimWire *wire, GSourceFunc callback, gboolean quick)
{
  SimWorld *world = wire->world;

  if (quick || sim_world_happens (world, 65))
    sim_world_after (world, sim_world_choose (world, 0, quick ? 100 : 40000), callback, g_rc_box_acquire (wire),
                     wire_unref);
}

/* Frames of a process that has died still arrive, if it sent them, unless the wire is cut. */
void
sim_socket_abandon (OfficeSocket *socket, gboolean quick)
{
  SimSocket *self = SIM_SOCKET (socket);
  SimWire *wire = g_steal_pointer (&self->desk->wire);

  if (wire == NULL)
    return;
  wire->socket = NULL;
  if (quick && !wire->cut && sim_world_happens (self->world, 50))
    {
      fly (wire, FLIGHT_UP_END, NULL);
    }
  else
    {
      wire->cut = TRUE;
      tell_later (wire, on_host_end_closed, quick);
    }
  wire_unref (wire);
}

static void
cut (SimWire *wire)
{
  if (wire->cut)
    return;
  wire->cut = TRUE;
  tell_later (wire, on_socket_closed, FALSE);
  tell_later (wire, on_host_end_closed, FALSE);
}

void
sim_network_cut (SimWorld *self, SimDesk *desk)
{
  GPtrArray *wires = self->host->wires;

  if (desk->wire != NULL)
    cut (desk->wire);
  for (guint i = 0; i < wires->len; i++)
    if (((SimWire *) wires->pdata[i])->desk == desk)
      cut (wires->pdata[i]);
}

/* What it had sent may still arrive. */
void
sim_network_host_died (SimWorld *self)
{
  GPtrArray *wires = self->host->wires;

  while (wires->len > 0)
    {
      SimWire *wire = wires->pdata[wires->len - 1];

      g_rc_box_acquire (wire);
      host_end_closed (wire);
      if (!wire->cut && sim_world_happens (self, 50))
        {
          fly (wire, FLIGHT_DOWN_END, NULL);
        }
      else
        {
          wire->cut = TRUE;
          tell_later (wire, on_socket_closed, FALSE);
        }
      wire_unref (wire);
    }
}
