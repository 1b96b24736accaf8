/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bench-fanout SERVER CLIENTS IN-FLIGHT SECONDS FOLDER: frames delivered per second of the server's processor time.
 *
 * SERVER is "office": a real host with a durable book, plain on loopback, everyone in one room; or "floor": an epoll loop
 * that sends one frame to each connection with one send(), and keeps nothing. The server is a child process, pinned to one
 * processor where there are two; the load comes from this one, on another: WebSocket frames read and written by hand, so
 * that the load costs little. Prints lines "name value".
 */
#include "office-accounts.h"
#include "office-host.h"
#include "office-id.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define TEXT       "The door schedule is checked on every save now: three doors of level two fail."
#define DEADLINE_S 120

static double
get_seconds (void)
{
  return (double) g_get_monotonic_time () / G_USEC_PER_SEC;
}

static void
pin_to (int processor)
{
  cpu_set_t set;

  if (sysconf (_SC_NPROCESSORS_ONLN) < 2)
    return;
  CPU_ZERO (&set);
  CPU_SET (processor, &set);
  sched_setaffinity (0, sizeof set, &set);
}

static void
raise_file_limit (void)
{
  struct rlimit limit;

  getrlimit (RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit (RLIMIT_NOFILE, &limit);
}

/* ---- the floor: one send() a connection and frame ---- */

static void
answer_handshake (int socket)
{
  static const char answer[] = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n";
  char request[4096];

  if (recv (socket, request, sizeof request, 0) <= 0 || send (socket, answer, sizeof answer - 1, MSG_NOSIGNAL) < 0)
    g_error ("handshake: %s", g_strerror (errno));
}

/* Every byte that comes in is one frame to publish: the load sends single bytes to the floor. */
static void
publish (GArray *sockets, guint n_frames)
{
  static char frame[4 + 300];

  frame[0] = (char) 0x81;
  frame[1] = 126;
  frame[2] = 300 >> 8;
  frame[3] = 300 & 255;
  memset (frame + 4, 'x', 300);
  for (guint f = 0; f < n_frames; f++)
    for (guint i = 0; i < sockets->len; i++)
      while (send (g_array_index (sockets, int, i), frame, sizeof frame, MSG_NOSIGNAL) < 0)
        if (errno != EAGAIN && errno != EINTR)
          return;
}

static void
run_floor (int port_pipe)
{
  g_autoptr (GArray) sockets = g_array_new (FALSE, FALSE, sizeof (int));
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  socklen_t length = sizeof address;
  int listener = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  int epoll = epoll_create1 (EPOLL_CLOEXEC);
  struct epoll_event event = { .events = EPOLLIN, .data.fd = listener }, events[64];
  guint16 port;

  if (bind (listener, (struct sockaddr *) &address, sizeof address) != 0 || listen (listener, 4096) != 0)
    g_error ("listen: %s", g_strerror (errno));
  getsockname (listener, (struct sockaddr *) &address, &length);
  port = ntohs (address.sin_port);
  if (write (port_pipe, &port, sizeof port) != sizeof port)
    g_error ("pipe: %s", g_strerror (errno));
  epoll_ctl (epoll, EPOLL_CTL_ADD, listener, &event);

  for (;;)
    {
      int n = epoll_wait (epoll, events, G_N_ELEMENTS (events), -1);

      for (int i = 0; i < n; i++)
        {
          char bytes[256];
          int client = events[i].data.fd, one = 1;
          gssize got;

          if (client == listener)
            {
              client = accept4 (listener, NULL, NULL, SOCK_CLOEXEC);
              answer_handshake (client);
              setsockopt (client, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
              fcntl (client, F_SETFL, O_NONBLOCK);
              event.data.fd = client;
              epoll_ctl (epoll, EPOLL_CTL_ADD, client, &event);
              g_array_append_val (sockets, client);
              continue;
            }
          got = recv (client, bytes, sizeof bytes, 0);
          if (got == 0)
            epoll_ctl (epoll, EPOLL_CTL_DEL, client, NULL);
          else if (got > 0)
            publish (sockets, (guint) got);
        }
    }
}

/* ---- the office ---- */

typedef struct {
  OfficeClock *clock;
  OfficeRandom *random;
  guint n_clients;
  GPtrArray *tokens; /* "TOKEN DEVICE" */
  char *person;
  char *room;
  gboolean done;
} Office;

static gboolean
make_accounts (OfficeTransaction *transaction, gpointer data, GError **error)
{
  Office *office = data;
  g_autofree char *code = office_accounts_invite (transaction, "member", 1, 1, NULL, NULL, error);
  g_autofree char *first = office_id_new (office->clock, office->random);
  g_autoptr (OfficeTicket) person = NULL;

  if (code != NULL)
    person = office_accounts_join (transaction, code, "Bench", "x", first, "bench", error);
  for (guint i = 0; person != NULL && i < office->n_clients; i++)
    {
      g_autofree char *device = office_id_new (office->clock, office->random);
      g_autoptr (OfficeTicket) ticket = office_accounts_issue (transaction, person->person, device, "bench", error);

      if (ticket == NULL)
        return FALSE;
      g_ptr_array_add (office->tokens, g_strdup_printf ("%s %s", ticket->token, device));
    }
  if (person == NULL)
    return FALSE;
  office->person = g_strdup (person->person);
  return TRUE;
}

static void
accounts_made (gpointer data, gint64 rev, const GError *error)
{
  if (error != NULL)
    g_error ("%s", error->message);
  ((Office *) data)->done = TRUE;
}

static char *
find_room (OfficeStore *store, const char *person)
{
  g_auto (GStrv) scopes = office_store_dup_scopes_of (store, person);

  for (guint i = 0; scopes[i] != NULL; i++)
    if (office_scope_get_room (scopes[i]) != NULL)
      return g_strdup (office_scope_get_room (scopes[i]));
  g_error ("The office has no room");
}

static void
run_office (int port_pipe, const char *folder, guint n_clients)
{
  Office office = { .n_clients = n_clients, .tokens = g_ptr_array_new_with_free_func (g_free) };
  OfficeHostOptions options = { .data = folder, .name = "Bench", .listen = "127.0.0.1", .port = 0, .plain = TRUE };
  OfficeHost *host;
  OfficeStore *store;
  g_autoptr (GError) error = NULL;
  g_autofree char *tokens = NULL;
  g_autofree char *path = g_build_filename (folder, "tokens", NULL);
  guint16 port;

  office.clock = office_system_clock_new ();
  office.random = office_system_random_new ();
  host = office_host_new (&options, office.clock, office.random);
  if (!office_host_start (host, &error))
    g_error ("%s", error->message);
  store = office_host_get_store (host);
  office_store_submit (store, make_accounts, accounts_made, &office, NULL);
  while (!office.done)
    g_main_context_iteration (NULL, TRUE);

  office.room = find_room (store, office.person);
  g_ptr_array_add (office.tokens, g_strdup (office.room));
  g_ptr_array_add (office.tokens, NULL);
  tokens = g_strjoinv ("\n", (char **) office.tokens->pdata);
  if (!g_file_set_contents (path, tokens, -1, &error))
    g_error ("%s", error->message);
  port = office_host_get_port (host);
  if (write (port_pipe, &port, sizeof port) != sizeof port)
    g_error ("pipe: %s", g_strerror (errno));
  for (;;)
    g_main_context_iteration (NULL, TRUE);
}

/* ---- the load ---- */

typedef struct {
  int socket;
  GByteArray *in;
  gsize n_received; /* bytes of changes and page frames */
  gboolean live;
  guint64 n_frames; /* that carried a message */
} Client;

typedef struct {
  gboolean floor;
  Client *clients;
  guint n_clients;
  int epoll;
  char **tokens;
  const char *room;
  OfficeClock *clock;
  OfficeRandom *random;
  guint in_flight;
  guint n_sent;      /* operations sent by client 0 */
  guint64 delivered; /* frames with messages, all clients */
  guint64 messages;  /* messages in them */
} Load;

static void
send_text (Client *client, const char *text)
{
  gsize length = strlen (text);
  g_autoptr (GByteArray) frame = g_byte_array_new ();
  guint8 head[8] = { 0x81 };
  guint n_head = 2;
  gsize sent = 0;

  if (length < 126)
    head[1] = (guint8) (0x80 | length);
  else
    {
      head[1] = 0x80 | 126;
      head[2] = (guint8) (length >> 8);
      head[3] = (guint8) length;
      n_head = 4;
    }
  g_byte_array_append (frame, head, n_head);
  g_byte_array_append (frame, (const guint8[]){ 0, 0, 0, 0 }, 4); /* a mask of zeros changes nothing */
  g_byte_array_append (frame, (const guint8 *) text, (guint) length);
  while (sent < frame->len)
    {
      gssize n = send (client->socket, frame->data + sent, frame->len - sent, MSG_NOSIGNAL);

      if (n > 0)
        sent += (gsize) n;
      else if (errno != EAGAIN && errno != EINTR)
        g_error ("send: %s", g_strerror (errno));
    }
}

static void
send_message (Load *load)
{
  g_autofree char *operation = NULL, *id = NULL, *text = NULL;

  load->n_sent++;
  if (load->floor)
    {
      if (send (load->clients[0].socket, "x", 1, MSG_NOSIGNAL) != 1)
        g_error ("send: %s", g_strerror (errno));
      return;
    }
  operation = office_id_new (load->clock, load->random);
  id = office_id_new (load->clock, load->random);
  text = g_strdup_printf (
      "{\"frame\":\"operations\",\"operations\":[{\"id\":\"%s\",\"do\":\"message.send\",\"base\":0,\"at\":0,"
      "\"with\":{\"id\":\"%s\",\"room\":\"%s\",\"text\":\"" TEXT "\"}}]}",
      operation, id, load->room);
  send_text (&load->clients[0], text);
}

static guint
count_in (const char *text, gsize length, const char *word)
{
  guint n = 0;
  gsize size = strlen (word);

  for (const char *at = memmem (text, length, word, size); at != NULL;
       at = memmem (at + size, length - (gsize) (at + size - text), word, size))
    n++;
  return n;
}

static void
on_text (Load *load, Client *client, const char *text, gsize length)
{
  guint n;

  if (!load->floor && length > 14
      && (memcmp (text, "{\"frame\":\"changes\"", 18) == 0 || memcmp (text, "{\"frame\":\"page\"", 15) == 0))
    {
      client->n_received += length;
      /* Says so now and then, as a client does, so that the window stays open. */
      if (client->n_received % 131072 < length)
        {
          g_autofree char *received = g_strdup_printf (
              "{\"frame\":\"received\",\"rev\":1,\"bytes\":%" G_GSIZE_FORMAT "}", client->n_received);
          send_text (client, received);
        }
    }
  else if (!load->floor && length >= 15 && memcmp (text, "{\"frame\":\"live\"", 15) == 0)
    client->live = TRUE;
  n = load->floor ? 1 : count_in (text, length, "\"text\":\"The door");
  if (n == 0)
    return;
  client->n_frames++;
  load->delivered += n;
  if (client == &load->clients[0])
    load->messages += n;
}

static void
take_frames (Load *load, Client *client)
{
  guint8 *data = client->in->data;
  gsize length = client->in->len, at = 0;

  while (length - at >= 2)
    {
      gsize size = data[at + 1] & 127, head = 2;

      if (size == 126)
        head = 4;
      else if (size == 127)
        head = 10;
      if (length - at < head)
        break;
      if (size >= 126)
        {
          size = 0;
          for (gsize i = 2; i < head; i++)
            size = size << 8 | data[at + i];
        }
      if (length - at < head + size)
        break;
      on_text (load, client, (const char *) data + at + head, size);
      at += head + size;
    }
  if (at > 0)
    g_byte_array_remove_range (client->in, 0, (guint) at);
}

static void
read_some (Load *load, int timeout)
{
  struct epoll_event events[256];
  static guint8 buffer[1 << 16];
  int n = epoll_wait (load->epoll, events, G_N_ELEMENTS (events), timeout);

  for (int i = 0; i < n; i++)
    {
      Client *client = &load->clients[events[i].data.u32];
      gssize got = recv (client->socket, buffer, sizeof buffer, MSG_DONTWAIT);

      if (got == 0)
        g_error ("The server closed a connection");
      if (got > 0)
        {
          g_byte_array_append (client->in, buffer, (guint) got);
          take_frames (load, client);
        }
    }
}

static void
connect_client (Load *load, guint index, guint16 port)
{
  static const char request[] = "GET /sync HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                                "Sec-WebSocket-Protocol: office.v1\r\n\r\n";
  Client *client = &load->clients[index];
  struct sockaddr_in address
      = { .sin_family = AF_INET, .sin_addr.s_addr = htonl (INADDR_LOOPBACK), .sin_port = htons (port) };
  struct epoll_event event = { .events = EPOLLIN, .data.u32 = index };
  char byte;
  int one = 1, matched = 0;

  client->socket = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  client->in = g_byte_array_new ();
  if (connect (client->socket, (struct sockaddr *) &address, sizeof address) != 0
      || send (client->socket, request, sizeof request - 1, MSG_NOSIGNAL) < 0)
    g_error ("connect: %s", g_strerror (errno));
  setsockopt (client->socket, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  while (matched < 4 && recv (client->socket, &byte, 1, 0) == 1)
    matched = byte == "\r\n\r\n"[matched] ? matched + 1 : byte == '\r';
  if (matched < 4)
    g_error ("The handshake failed");
  epoll_ctl (load->epoll, EPOLL_CTL_ADD, client->socket, &event);

  if (load->floor)
    client->live = TRUE;
  else
    {
      g_auto (GStrv) words = g_strsplit (load->tokens[index], " ", 2);
      g_autofree char *hello = g_strdup_printf (
          "{\"frame\":\"hello\",\"protocol\":1,\"token\":\"%s\",\"device\":\"%s\",\"agent\":"
          "\"bench\",\"replica\":\"full\",\"scopes\":[],\"pages\":[]}",
          words[0], words[1]);

      send_text (client, hello);
    }
}

static double
get_processor_seconds (pid_t pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/stat", pid);
  g_autofree char *stat = NULL;
  unsigned long user = 0, system = 0;

  if (!g_file_get_contents (path, &stat, NULL, NULL)
      || sscanf (strrchr (stat, ')') + 2, "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &system) != 2)
    g_error ("%s cannot be read", path);
  return (double) (user + system) / (double) sysconf (_SC_CLK_TCK);
}

static void
connect_all (Load *load, guint16 port)
{
  double end = get_seconds () + DEADLINE_S;

  for (guint i = 0; i < load->n_clients; i++)
    {
      connect_client (load, i, port);
      read_some (load, 0);
    }
  for (guint i = 0; i < load->n_clients; i++)
    while (!load->clients[i].live)
      {
        if (get_seconds () > end)
          g_error ("Client %u did not get live", i);
        read_some (load, 100);
      }
}

static void
run_load (Load *load, pid_t server, double seconds)
{
  double start = get_seconds (), end = start + seconds, processor = get_processor_seconds (server);
  guint64 wanted;

  load->delivered = load->messages = 0;
  load->n_sent = 0;
  while (get_seconds () < end)
    {
      while (load->n_sent - load->messages < load->in_flight)
        send_message (load);
      read_some (load, 100);
    }
  wanted = (guint64) load->n_sent * load->n_clients;
  for (end = get_seconds () + DEADLINE_S; load->delivered < wanted;)
    {
      if (get_seconds () > end)
        g_error ("%" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT " deliveries are missing", wanted - load->delivered,
                 wanted);
      read_some (load, 100);
    }
  processor = get_processor_seconds (server) - processor;
  seconds = get_seconds () - start;
  g_print ("deliveries_per_core_s %.6g\n", (double) load->delivered / MAX (processor, .001));
  g_print ("deliveries_per_s %.6g\n", (double) load->delivered / seconds);
  g_print ("messages_per_s %.6g\n", (double) load->messages / seconds);
}

int
main (int argc, char **argv)
{
  Load load = { 0 };
  guint16 port;
  pid_t server;
  int pipes[2];
  g_autofree char *path = NULL, *tokens = NULL;

  if (argc != 6)
    g_error ("usage: bench-fanout office|floor CLIENTS IN-FLIGHT SECONDS FOLDER");
  load.floor = g_str_equal (argv[1], "floor");
  load.n_clients = (guint) atoi (argv[2]);
  load.in_flight = (guint) atoi (argv[3]);
  raise_file_limit ();
  if (pipe (pipes) != 0)
    g_error ("pipe: %s", g_strerror (errno));

  server = fork ();
  if (server == 0)
    {
      close (pipes[0]);
      pin_to (0);
      if (load.floor)
        run_floor (pipes[1]);
      else
        run_office (pipes[1], argv[5], load.n_clients);
    }
  close (pipes[1]);
  pin_to (1);
  if (read (pipes[0], &port, sizeof port) != sizeof port)
    g_error ("The server did not start");

  load.clock = office_system_clock_new ();
  load.random = office_system_random_new ();
  load.clients = g_new0 (Client, load.n_clients);
  load.epoll = epoll_create1 (EPOLL_CLOEXEC);
  if (!load.floor)
    {
      path = g_build_filename (argv[5], "tokens", NULL);
      if (!g_file_get_contents (path, &tokens, NULL, NULL))
        g_error ("%s is missing", path);
      load.tokens = g_strsplit (tokens, "\n", -1);
      load.room = load.tokens[load.n_clients];
    }
  connect_all (&load, port);
  run_load (&load, server, atof (argv[4]));

  kill (server, SIGKILL);
  waitpid (server, NULL, 0);
  return EXIT_SUCCESS;
}
