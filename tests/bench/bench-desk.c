/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bench-desk LINK TOKEN DEVICE PERSON OFFICE BOOK [ROOMS TASKS FRONT MESSAGES]: a desk without a window, all but that (session,
 * replica, line), that syncs with a host until it is live, and ends when stdin closes. Prints lines "name value", each at
 * once: milliseconds since it began to connect, and what had to come.
 *
 * With the last four it also tells when there was enough for a first screen: so many rooms and tasks, and the newest
 * 50 of the MESSAGES of the room FRONT.
 */
#include "office-connector.h"
#include "office-session.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

#define A_SCREEN 50 /* messages */

typedef struct {
  GMainLoop *loop;
  OfficeSession *session;
  gint64 began; /* monotonic µs */
  guint n_rooms, n_tasks, n_messages;
  const char *front; /* nullable: nobody asks for the screen */
  gint64 front_seq;  /* messages behind it are on the first screen */
  guint n_seen_rooms, n_seen_tasks, n_seen_messages;
  guint64 n_records, n_frames, n_bytes;
  gboolean told_screen, told_content;
} Desk;

static void
report (const char *name, double value)
{
  printf ("%s %.12g\n", name, value);
  fflush (stdout);
}

static void
report_moment (Desk *self, const char *name)
{
  report (name, (double) (g_get_monotonic_time () - self->began) / 1000);
}

static double
get_processor_seconds (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
         + (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / G_USEC_PER_SEC;
}

static void
see (Desk *self, OfficeRecord *record)
{
  const char *kind = office_record_get_kind_name (record);

  if (office_record_is_gone (record))
    return;
  if (g_str_equal (kind, "room"))
    self->n_seen_rooms++;
  else if (g_str_equal (kind, "task"))
    self->n_seen_tasks++;
  else if (g_str_equal (kind, "message") && g_strcmp0 (office_record_get_text (record, "room"), self->front) == 0
           && office_record_get_integer (record, "seq") > self->front_seq)
    self->n_seen_messages++;
}

static void
on_changed (OfficeReplica *replica, GPtrArray *records, Desk *self)
{
  self->n_records += records->len;
  if (self->front == NULL || self->told_screen)
    return;
  for (guint i = 0; i < records->len; i++)
    see (self, records->pdata[i]);
  if (self->n_seen_rooms < self->n_rooms || self->n_seen_tasks < self->n_tasks
      || self->n_seen_messages < self->n_messages)
    return;
  self->told_screen = TRUE;
  report_moment (self, "screen_ms");
}

static void
on_content (OfficeSession *session, GParamSpec *pspec, Desk *self)
{
  if (self->told_content || !office_session_has_content (session))
    return;
  self->told_content = TRUE;
  report_moment (self, "content_ms");
}

static void
on_text (OfficeSocket *socket, const char *text, guint64 length, Desk *self)
{
  self->n_frames++;
  self->n_bytes += length;
}

static void
on_state (OfficeLine *line, GParamSpec *pspec, Desk *self)
{
  const GError *problem = office_line_get_problem (line);

  if (problem != NULL)
    g_error ("%s", problem->message);
  if (office_line_get_state (line) != OFFICE_LINE_LIVE)
    return;
  report_moment (self, "live_ms");
  report ("records", (double) self->n_records);
  report ("frames", (double) self->n_frames);
  report ("bytes", (double) self->n_bytes);
  report ("processor_s", get_processor_seconds ());
  report ("done", 1);
}

static gboolean
on_input (GIOChannel *channel, GIOCondition condition, gpointer data)
{
  g_main_loop_quit (((Desk *) data)->loop);
  return G_SOURCE_REMOVE;
}

static void
run (Desk *self, OfficeReplica *replica, OfficeSocket *socket, OfficeLine *line)
{
  g_autoptr (GIOChannel) input = g_io_channel_unix_new (0);

  g_signal_connect (socket, "text", G_CALLBACK (on_text), self);
  g_signal_connect (self->session, "notify::has-content", G_CALLBACK (on_content), self);
  /* The session has laid the records onto its objects by then. */
  g_signal_connect_after (replica, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect_after (line, "notify::state", G_CALLBACK (on_state), self);
  g_io_add_watch (input, G_IO_HUP | G_IO_IN, on_input, self);
  self->began = g_get_monotonic_time ();
  office_session_start (self->session);
  g_main_loop_run (self->loop);
  office_session_stop (self->session);
}

int
main (int argc, char **argv)
{
  g_autoptr (OfficeClock) clock = office_system_clock_new ();
  g_autoptr (OfficeRandom) random = office_system_random_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeInvitationLink) link = NULL;
  g_autoptr (OfficeConnector) connector = NULL;
  g_autoptr (OfficeReplica) replica = NULL;
  g_autoptr (OfficeSocket) socket = NULL;
  g_autoptr (OfficeLine) line = NULL;
  Desk self = { 0 };

  if (argc != 7 && argc != 11)
    g_error ("usage: bench-desk LINK TOKEN DEVICE PERSON OFFICE BOOK [ROOMS TASKS FRONT MESSAGES]");
  link = office_invitation_link_parse (argv[1], &error);
  if (link == NULL)
    g_error ("%s", error->message);
  replica = office_replica_open (argv[6], argv[5], argv[4], clock, random, NULL, &error);
  if (replica == NULL || !office_replica_set_device (replica, argv[3], &error))
    g_error ("%s", error->message);
  if (argc == 11)
    {
      self.n_rooms = (guint) atoi (argv[7]);
      self.n_tasks = (guint) atoi (argv[8]);
      self.front = argv[9];
      self.n_messages = MIN ((guint) atoi (argv[10]), A_SCREEN);
      self.front_seq = atoi (argv[10]) - (gint64) self.n_messages;
    }
  connector = office_connector_new (link);
  socket = office_connector_make_socket (connector);
  line = office_line_new (replica, socket, argv[2], clock, random);
  self.loop = g_main_loop_new (NULL, FALSE);
  self.session = office_session_new (replica, line, clock, random);
  run (&self, replica, socket, line);
  g_signal_handlers_disconnect_by_data (replica, &self);
  g_signal_handlers_disconnect_by_data (line, &self);
  g_signal_handlers_disconnect_by_data (socket, &self);
  g_object_unref (self.session);
  g_main_loop_unref (self.loop);
  return EXIT_SUCCESS;
}
