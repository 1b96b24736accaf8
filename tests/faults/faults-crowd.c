/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * faults-crowd PORT N HELD <SEATS: N light desks in one process, on real sockets without TLS, that stay connected as
 * PROTOCOL.md section 4 says: a lost one comes back after a random time between 0 and n s, n doubling from 1 to 60. Those
 * that come back say nothing about what they have received until HELD of them are in the middle of their catch-up.
 *
 * The lines of faults-book's "seats" come on stdin; the crowd goes when stdin closes. Each time all are live it prints
 *
 *   live MS           since the first of them was lost (or since the start)
 *   attempts N        to connect
 *   slot I N          attempts due in the I-th tenth of a second since each one's own loss; only those with any
 *   catching-up N     how many at most were in the middle of their catch-up at once
 *   messages LOW HIGH how many each has got since it was lost
 *   done
 */
#include "office-random.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <unistd.h>

#define BACK_OFF_LEAST_MS 1000
#define BACK_OFF_MOST_MS  60000
#define SLOT_MS           100
#define MOST_SLOTS        1200
#define STDIN_MARK        G_MAXUINT32

typedef enum { AWAY, CONNECTING, SHAKING_HANDS, GREETING, WELCOMED, CATCHING_UP, LIVE } State;

typedef struct {
  char *token, *device;
  State state;
  int socket;
  gint64 lost; /* monotonic ms: when it was live last, or the start */
  gint64 due;  /* monotonic ms: the next attempt, while away */
  guint n_failed;
  GByteArray *in;
  guint64 received, told; /* bytes of changes and pages */
  char *scopes;           /* JSON; held whole; NULL before the first sync */
  char *epoch, *tag;
  gint64 rev;
  guint n_messages; /* since it was lost */
} Client;

typedef struct {
  Client *clients;
  guint n_clients;
  int epoll;
  struct sockaddr_in address;
  OfficeRandom *random;
  guint n_live;
  gint64 began; /* monotonic ms: when the first of them was lost */
  gboolean told;
  guint n_attempts, slots[MOST_SLOTS];
  guint most_catching_up;
  guint held;       /* how many have to be seen catching up at once */
  gboolean holding; /* not so many were yet */
} Crowd;

static gint64
get_ms (void)
{
  return g_get_monotonic_time () / 1000;
}

static void
begin_round (Crowd *self)
{
  self->began = get_ms ();
  self->told = FALSE;
  self->n_attempts = self->most_catching_up = 0;
  memset (self->slots, 0, sizeof self->slots);
  for (guint i = 0; i < self->n_clients; i++)
    self->clients[i].n_messages = 0;
}

/* ---- coming and going ---- */

static void
lose (Crowd *self, Client *client, gint64 low, gint64 high)
{
  guint bound = MIN (BACK_OFF_LEAST_MS << MIN (client->n_failed, 6), BACK_OFF_MOST_MS);

  if (client->state == LIVE && self->n_live-- == self->n_clients)
    {
      begin_round (self);
      self->holding = self->held > 0;
    }
  if (client->state == LIVE)
    client->lost = get_ms ();
  if (client->socket >= 0)
    close (client->socket);
  client->socket = -1;
  client->state = AWAY;
  client->n_failed++;
  client->due = get_ms ()
                + (gint64) office_random_between (self->random, (guint64) low, (guint64) (high >= 0 ? high : bound));
  g_byte_array_set_size (client->in, 0);
  client->received = client->told = 0;
}

static void
come (Crowd *self, guint index)
{
  Client *client = &self->clients[index];
  struct epoll_event event = { .events = EPOLLIN | EPOLLOUT, .data.u32 = index };
  guint slot = (guint) ((client->due - client->lost) / SLOT_MS); /* as it was chosen: a busy machine does not count */
  int one = 1;

  self->n_attempts++;
  self->slots[MIN (slot, MOST_SLOTS - 1)]++;
  client->socket = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (client->socket < 0)
    g_error ("socket: %s", g_strerror (errno));
  setsockopt (client->socket, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  client->state = CONNECTING;
  if (connect (client->socket, (struct sockaddr *) &self->address, sizeof self->address) != 0 && errno != EINPROGRESS)
    lose (self, client, 0, -1);
  else
    epoll_ctl (self->epoll, EPOLL_CTL_ADD, client->socket, &event);
}

/* What a light desk says is so little that a socket which does not take it is one that is broken. */
static gboolean
send_bytes (Client *client, const void *bytes, gsize length)
{
  return send (client->socket, bytes, length, MSG_NOSIGNAL) == (gssize) length;
}

static gboolean
send_text (Client *client, const char *text)
{
  gsize length = strlen (text);
  g_autoptr (GByteArray) frame = g_byte_array_new ();
  guint8 head[4] = { 0x81, 0x80 | 126, (guint8) (length >> 8), (guint8) length };

  if (length < 126)
    head[1] = (guint8) (0x80 | length);
  g_byte_array_append (frame, head, length < 126 ? 2 : 4);
  g_byte_array_append (frame, (const guint8[]){ 0, 0, 0, 0 }, 4); /* a mask of zeros changes nothing */
  g_byte_array_append (frame, (const guint8 *) text, (guint) length);
  return send_bytes (client, frame->data, frame->len);
}

static gboolean
connected (Crowd *self, guint index)
{
  static const char request[] = "GET /sync HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                                "Sec-WebSocket-Protocol: office.v1\r\n\r\n";
  Client *client = &self->clients[index];
  struct epoll_event event = { .events = EPOLLIN, .data.u32 = index };

  client->state = SHAKING_HANDS;
  epoll_ctl (self->epoll, EPOLL_CTL_MOD, client->socket, &event);
  return send_bytes (client, request, sizeof request - 1);
}

static gboolean
greet (Client *client)
{
  g_autofree char *cursor = NULL;
  g_autofree char *hello = NULL;

  if (client->scopes != NULL)
    cursor = g_strdup_printf (",\"cursor\":{\"epoch\":\"%s\",\"rev\":%" G_GINT64_FORMAT ",\"tag\":\"%s\"}",
                              client->epoch, client->rev, client->tag);
  hello = g_strdup_printf ("{\"frame\":\"hello\",\"protocol\":1,\"token\":\"%s\",\"device\":\"%s\",\"agent\":\"crowd\","
                           "\"replica\":\"full\"%s,\"scopes\":%s,\"pages\":[]}",
                           client->token, client->device, cursor != NULL ? cursor : "",
                           client->scopes != NULL ? client->scopes : "[]");
  client->state = GREETING;
  return send_text (client, hello);
}

/* ---- frames ---- */

/* The host writes members in the order of PROTOCOL.md, so that a light desk need not parse them. */
static char *
dup_member (const char *text, gsize length, const char *name, char begin, char end)
{
  g_autofree char *start = g_strdup_printf ("\"%s\":%c", name, begin);
  const char *found = memmem (text, length, start, strlen (start));
  const char *stop;

  if (found == NULL)
    g_error ("No member “%s” in %.*s", name, (int) MIN (length, 200), text);
  found += strlen (start);
  stop = memchr (found, end, length - (gsize) (found - text));
  return g_strndup (found, (gsize) (stop - found));
}

static void
note_cursor (Client *client, const char *text, gsize length, const char *rev)
{
  const char *at = memmem (text, length, rev, strlen (rev));

  g_free (client->tag);
  client->tag = dup_member (text, length, "tag", '"', '"');
  client->rev = g_ascii_strtoll (at + strlen (rev), NULL, 10);
}

static void
on_welcome (Client *client, const char *text, gsize length)
{
  client->state = WELCOMED;
  if (memmem (text, length, "\"reset\":true", 12) == NULL)
    return;
  if (client->scopes != NULL)
    g_error ("The host does not know the cursor any more");
  g_free (client->epoch);
  client->epoch = dup_member (text, length, "epoch", '"', '"');
  note_cursor (client, text, length, "\"head\":");
}

static void
on_live (Crowd *self, Client *client)
{
  client->state = LIVE;
  client->n_failed = 0;
  self->n_live++;
}

static guint
count_messages (const char *text, gsize length)
{
  static const char word[] = "\"kind\":\"message\"";
  const char *end = text + length;
  guint n = 0;

  for (const char *at = text; (at = memmem (at, (gsize) (end - at), word, sizeof word - 1)) != NULL;
       at += sizeof word - 1)
    n++;
  return n;
}

static gboolean
begins (const char *text, gsize length, const char *kind)
{
  g_autofree char *start = g_strdup_printf ("{\"frame\":\"%s\"", kind);

  return length >= strlen (start) && memcmp (text, start, strlen (start)) == 0;
}

static void
on_records (Client *client, const char *text, gsize length, gboolean is_changes)
{
  client->received += length;
  client->n_messages += count_messages (text, length);
  if (is_changes)
    note_cursor (client, text, length, "\"rev\":");
  if (client->state == WELCOMED)
    client->state = CATCHING_UP;
}

static void
on_text (Crowd *self, Client *client, const char *text, gsize length)
{
  if (begins (text, length, "changes") || begins (text, length, "page"))
    on_records (client, text, length, begins (text, length, "changes"));
  else if (begins (text, length, "live"))
    on_live (self, client);
  else if (begins (text, length, "ping"))
    send_text (client, "{\"frame\":\"pong\"}");
  else if (begins (text, length, "bye"))
    {
      g_autofree char *after = dup_member (text, length, "after", '[', ',');
      gint64 low = g_ascii_strtoll (after, NULL, 10);

      lose (self, client, low, 5 * low);
    }
  else if (begins (text, length, "welcome"))
    {
      on_welcome (client, text, length);
      if (client->scopes == NULL)
        {
          g_autofree char *gained = dup_member (text, length, "gained", '[', ']');

          client->scopes = g_strdup_printf ("[%s]", gained);
        }
    }
}

static gboolean
take_answer (Client *client)
{
  const char *data = (const char *) client->in->data;
  const char *end = client->in->len > 0 ? memmem (data, client->in->len, "\r\n\r\n", 4) : NULL;

  if (end == NULL)
    return TRUE;
  if (!g_str_has_prefix (data, "HTTP/1.1 101 "))
    g_error ("The host answers “%.*s”", (int) MIN (client->in->len, 100), data);
  g_byte_array_remove_range (client->in, 0, (guint) (end + 4 - data));
  return greet (client);
}

static void
take_frames (Crowd *self, Client *client)
{
  gsize at = 0;

  while (client->state >= GREETING && client->in->len - at >= 2)
    {
      const guint8 *data = client->in->data + at;
      gsize length = client->in->len - at;
      gsize size = data[1], head = size == 126 ? 4 : size == 127 ? 10 : 2;

      if (length < head)
        break;
      for (gsize i = 2, n = size = head == 2 ? size : 0; i < head; i++)
        size = n = n << 8 | data[i];
      if (length < head + size)
        break;
      at += head + size;
      if ((data[0] & 15) == 1)
        on_text (self, client, (const char *) data + head, size);
      else if ((data[0] & 15) == 8)
        lose (self, client, 0, -1);
    }
  /* A lost one has let go of its buffer. */
  if (at > 0 && client->in->len >= at)
    g_byte_array_remove_range (client->in, 0, (guint) at);
}

/* ---- a cut through all connections ---- */

static gboolean
read_socket (Client *client)
{
  static guint8 buffer[1 << 18];

  for (;;)
    {
      gssize n = recv (client->socket, buffer, sizeof buffer, 0);

      if (n <= 0)
        return n < 0 && (errno == EAGAIN || errno == EINTR);
      g_byte_array_append (client->in, buffer, (guint) n);
    }
}

/*
 * Reads until nothing more comes, and does nothing about it meanwhile: at that moment all that the host had said is here,
 * so that who has begun to catch up and who has ended can be counted. Returns whether stdin is still open.
 */
static gboolean
gather (Crowd *self, int timeout)
{
  struct epoll_event events[512];
  int n;

  while ((n = epoll_wait (self->epoll, events, G_N_ELEMENTS (events), timeout)) > 0)
    {
      timeout = 0;
      for (int i = 0; i < n; i++)
        {
          guint index = events[i].data.u32;
          Client *client;

          if (index == STDIN_MARK)
            return FALSE;
          client = &self->clients[index];
          if (client->state == CONNECTING ? (events[i].events & (EPOLLERR | EPOLLHUP)) || !connected (self, index)
                                          : client->socket >= 0 && !read_socket (client))
            lose (self, client, 0, -1);
        }
    }
  return TRUE;
}

static void
look (Crowd *self)
{
  guint n_catching_up = 0;

  for (guint i = 0; i < self->n_clients; i++)
    {
      Client *client = &self->clients[i];

      if (client->state == SHAKING_HANDS && !take_answer (client))
        lose (self, client, 0, -1);
      take_frames (self, client);
      n_catching_up += client->state == CATCHING_UP;
    }
  self->most_catching_up = MAX (self->most_catching_up, n_catching_up);
  self->holding = self->holding && n_catching_up < self->held;
}

static void
answer (Crowd *self)
{
  for (guint i = 0; i < self->n_clients; i++)
    {
      Client *client = &self->clients[i];
      g_autofree char *text = NULL;

      if (self->holding || client->told == client->received)
        continue;
      client->told = client->received;
      text = g_strdup_printf ("{\"frame\":\"received\",\"rev\":%" G_GINT64_FORMAT ",\"bytes\":%" G_GUINT64_FORMAT "}",
                              client->rev, client->received);
      if (!send_text (client, text))
        lose (self, client, 0, -1);
    }
}

static int
start_due (Crowd *self)
{
  gint64 now = get_ms (), next = now + BACK_OFF_MOST_MS;

  for (guint i = 0; i < self->n_clients; i++)
    if (self->clients[i].state == AWAY && self->clients[i].due <= now)
      come (self, i);
    else if (self->clients[i].state == AWAY)
      next = MIN (next, self->clients[i].due);
  return (int) (next - now);
}

static void
tell (Crowd *self)
{
  guint low = G_MAXUINT, high = 0;

  self->told = TRUE;
  for (guint i = 0; i < self->n_clients; i++)
    {
      low = MIN (low, self->clients[i].n_messages);
      high = MAX (high, self->clients[i].n_messages);
    }
  printf ("live %" G_GINT64_FORMAT "\nattempts %u\n", get_ms () - self->began, self->n_attempts);
  for (guint i = 0; i < MOST_SLOTS; i++)
    if (self->slots[i] > 0)
      printf ("slot %u %u\n", i, self->slots[i]);
  printf ("catching-up %u\nmessages %u %u\ndone\n", self->most_catching_up, low, high);
  fflush (stdout);
}

static void
read_seats (Crowd *self)
{
  for (guint i = 0; i < self->n_clients; i++)
    {
      Client *client = &self->clients[i];

      if (scanf ("%ms %ms %*s", &client->token, &client->device) != 2)
        g_error ("There are only %u seats", i);
      client->in = g_byte_array_new ();
      client->socket = -1;
      client->lost = get_ms ();
      client->due = client->lost + (gint64) office_random_between (self->random, 0, BACK_OFF_LEAST_MS);
    }
}

static void
client_clear (Client *client)
{
  if (client->socket >= 0)
    close (client->socket);
  free (client->token);
  free (client->device);
  g_byte_array_unref (client->in);
  g_free (client->scopes);
  g_free (client->epoch);
  g_free (client->tag);
}

int
main (int argc, char **argv)
{
  Crowd self = { .address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl (INADDR_LOOPBACK) } };
  struct epoll_event event = { .events = 0, .data.u32 = STDIN_MARK }; /* a pipe that was closed is told anyway */
  struct rlimit limit;

  if (argc != 4)
    {
      fprintf (stderr, "faults-crowd PORT N HELD <SEATS\n");
      return 2;
    }
  getrlimit (RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit (RLIMIT_NOFILE, &limit);
  self.address.sin_port = htons ((guint16) atoi (argv[1]));
  self.n_clients = (guint) atoi (argv[2]);
  self.held = (guint) atoi (argv[3]);
  self.clients = g_new0 (Client, self.n_clients);
  self.random = office_system_random_new ();
  self.epoll = epoll_create1 (EPOLL_CLOEXEC);
  begin_round (&self);
  read_seats (&self);
  epoll_ctl (self.epoll, EPOLL_CTL_ADD, STDIN_FILENO, &event);
  while (gather (&self, start_due (&self)))
    {
      look (&self);
      answer (&self);
      if (self.n_live == self.n_clients && !self.told)
        tell (&self);
    }
  for (guint i = 0; i < self.n_clients; i++)
    client_clear (&self.clients[i]);
  g_free (self.clients);
  g_object_unref (self.random);
  close (self.epoll);
  return 0;
}
