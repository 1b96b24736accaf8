/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * 1,000 real lines whose host is gone: when they try, on a clock that is turned by hand. What test-crowd.py does with real
 * sockets, over as long a time as it takes.
 */
#include "office-fake-clock.h"
#include "office-fake-random.h"
#include "office-id.h"
#include "office-line.h"

#define N_LINES  1000
#define SLOT_MS  100
#define N_SLOTS  3000 /* five minutes */
#define A_MOMENT 1    /* ms until a host that is not there has refused */
#define WIDE     (60000 / SLOT_MS)
#define PER_MIN  (N_LINES * 2) /* at a mean of 30 s */

/* ---- a socket that never opens ---- */

#define TYPE_DEAD_SOCKET (dead_socket_get_type ())
G_DECLARE_FINAL_TYPE (DeadSocket, dead_socket, DEAD, SOCKET, GObject)

struct _DeadSocket {
  GObject parent_instance;
  OfficeClock *clock;
  guint *slots;
};

static void dead_socket_iface_init (OfficeSocketInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (DeadSocket, dead_socket, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (OFFICE_TYPE_SOCKET, dead_socket_iface_init))

static gboolean
refuse (gpointer data)
{
  g_signal_emit_by_name (data, "closed", NULL);
  return G_SOURCE_REMOVE;
}

static void
dead_socket_open (OfficeSocket *socket)
{
  DeadSocket *self = DEAD_SOCKET (socket);
  gint64 slot = office_clock_monotonic (self->clock) / SLOT_MS;

  if (slot < N_SLOTS)
    self->slots[slot]++;
  office_clock_add_timeout (self->clock, A_MOMENT, refuse, g_object_ref (self), g_object_unref);
}

static void
dead_socket_send (OfficeSocket *socket, const char *text)
{
  g_assert_not_reached ();
}

static void
dead_socket_close (OfficeSocket *socket)
{
}

static void
dead_socket_iface_init (OfficeSocketInterface *iface)
{
  iface->open = dead_socket_open;
  iface->send = dead_socket_send;
  iface->close = dead_socket_close;
}

static void
dead_socket_class_init (DeadSocketClass *class)
{
}

static void
dead_socket_init (DeadSocket *self)
{
}

/* ---- the crowd ---- */

static OfficeLine *
make_line (OfficeReplica *replica, OfficeClock *clock, OfficeRandom *random, guint *slots)
{
  g_autoptr (DeadSocket) socket = g_object_new (TYPE_DEAD_SOCKET, NULL);

  socket->clock = clock;
  socket->slots = slots;
  return office_line_new (replica, OFFICE_SOCKET (socket), "TOKEN", clock, random);
}

static guint
sum (const guint *slots, guint from, guint to)
{
  guint n = 0;

  for (guint i = from; i < to; i++)
    n += slots[i];
  return n;
}

static guint
find_most (const guint *slots, guint from, guint to)
{
  guint most = 0;

  for (guint i = from; i < to; i++)
    most = MAX (most, slots[i]);
  return most;
}

static void
check_spread (const guint *slots)
{
  g_test_message ("attempts in the first ten tenths of a second: %u %u %u %u %u %u %u %u %u %u", slots[0] - N_LINES,
                  slots[1], slots[2], slots[3], slots[4], slots[5], slots[6], slots[7], slots[8], slots[9]);
  g_test_message ("most in a tenth of a second: %u in the first second, %u in the rest of the first minute, %u later",
                  find_most (slots, 1, 10), find_most (slots, 10, WIDE), find_most (slots, WIDE, N_SLOTS));
  g_test_message ("attempts in each minute: %u %u %u %u %u", sum (slots, 0, WIDE), sum (slots, WIDE, 2 * WIDE),
                  sum (slots, 2 * WIDE, 3 * WIDE), sum (slots, 3 * WIDE, 4 * WIDE), sum (slots, 4 * WIDE, N_SLOTS));

  /* All at once only where all were started at once; then over the whole second, evenly but for chance. */
  g_assert_cmpuint (slots[0], >=, N_LINES);
  for (guint i = 1; i < 10; i++)
    {
      g_assert_cmpuint (slots[i], >, N_LINES / 20);
      g_assert_cmpuint (slots[i], <, N_LINES / 5);
    }
  g_assert_cmpuint (find_most (slots, 10, N_SLOTS), <, N_LINES / 10);
  /* A host that stays away is asked seldom: 60 s at most, 30 s on average, and never by many together. */
  for (guint minute = 2; minute < 5; minute++)
    {
      g_assert_cmpuint (sum (slots, minute * WIDE, (minute + 1) * WIDE), <, PER_MIN * 5 / 4);
      g_assert_cmpuint (sum (slots, minute * WIDE, (minute + 1) * WIDE), >, PER_MIN * 3 / 4);
    }
  g_assert_cmpuint (find_most (slots, 2 * WIDE, N_SLOTS), <, N_LINES / 50);
}

static void
test_spread (void)
{
  g_autoptr (OfficeClock) clock = office_fake_clock_new (1750000000000);
  g_autoptr (OfficeRandom) random = office_fake_random_new (7);
  g_autofree char *office = office_id_new (clock, random);
  g_autofree char *person = office_id_new (clock, random);
  g_autofree guint *slots = g_new0 (guint, N_SLOTS);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeReplica) replica = office_replica_open (":memory:", office, person, clock, random, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < N_LINES; i++)
    g_ptr_array_add (lines, make_line (replica, clock, random, slots));
  for (guint i = 0; i < N_LINES; i++)
    office_line_start (lines->pdata[i]);
  office_fake_clock_advance (clock, N_SLOTS * SLOT_MS);
  check_spread (slots);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/back-off/spread", test_spread);
  return g_test_run ();
}
