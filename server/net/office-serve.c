/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-accounts.h"
#include "office-host-private.h"
#include "office-listening-socket.h"
#include "office-problem.h"
#include "office-serve-options.h"
#include "office-supervisor.h"

#include <glib-unix.h>
#include <stdio.h>
#include <sys/resource.h>

#define EXIT_BAD_OPTIONS 2
#define INVITATION_HOURS (7 * 24)
#define MEMBER_USES      50

static void G_GNUC_PRINTF (1, 2) complain (const char *format, ...)
{
  g_autofree char *sentence = NULL;
  va_list arguments;

  va_start (arguments, format);
  sentence = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  fprintf (stderr, "office: %s\n", sentence);
}

/* Each desk is a descriptor; the usual soft limit of 1024 is for programs that use select(). */
static void
raise_descriptor_limit (void)
{
  struct rlimit limit;

  if (getrlimit (RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= limit.rlim_max)
    return;
  limit.rlim_cur = limit.rlim_max;
  if (setrlimit (RLIMIT_NOFILE, &limit) != 0)
    g_debug ("The limit of open files stays: %s", g_strerror (errno));
}

/* The first person becomes the admin; afterwards the line invites members, so that it is of use at every start. */
static OfficeInvitationLink *
invite (OfficeHost *host, GError **error)
{
  if (office_accounts_have_people (office_host_get_store (host)))
    return office_host_invite (host, "member", MEMBER_USES, INVITATION_HOURS, error);
  return office_host_invite (host, "admin", 1, INVITATION_HOURS, error);
}

static gboolean
print_welcome (OfficeHost *host, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (OfficeInvitationLink) link = invite (host, &cause);
  g_autofree char *name = office_store_dup_office_name (office_host_get_store (host));
  g_autofree char *base = NULL;
  g_autofree char *text = NULL;

  if (link == NULL)
    {
      office_problem_set (error, (OfficeProblem) cause->code, NULL,
                          "Nothing can be written to “%s”: %s; put that right and start again.",
                          office_host_get_data (host), cause->message);
      return FALSE;
    }
  base = office_invitation_link_get_base (link);
  text = office_invitation_link_to_string (link);
  printf ("Office \"%s\" is open on %s, its data is in %s, and this link invites to it:\n%s\n", name, base,
          office_host_get_data (host), text);
  if (office_host_get_web_address (host) != NULL)
    printf ("Calendars and browsers reach it on %s\n", office_host_get_web_address (host));
  fflush (stdout);
  return TRUE;
}

static gboolean
asked_to_stop (gpointer data)
{
  g_main_loop_quit (data);
  return G_SOURCE_CONTINUE;
}

/* A daemon has no terminal that could hang up: the signal asks it to look at its files again, daemon(7). */
static gboolean
asked_to_reload (gpointer data)
{
  office_supervisor_tell ("RELOADING=1");
  office_host_renew_certificate (data);
  office_supervisor_tell ("READY=1");
  return G_SOURCE_CONTINUE;
}

static int
run (OfficeHost *host)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GError) error = NULL;
  guint terminate = g_unix_signal_add (SIGTERM, asked_to_stop, loop);
  guint interrupt = g_unix_signal_add (SIGINT, asked_to_stop, loop);
  guint reload = 0;
  int status = EXIT_SUCCESS;

  if (office_host_start (host, &error) && print_welcome (host, &error))
    {
      /* Without such files it ends the host as ever: what a desk starts goes with the terminal that it was started in. */
      if (office_host_get_web_door (host) != NULL)
        reload = g_unix_signal_add (SIGHUP, asked_to_reload, host);
      office_supervisor_tell ("READY=1");
      g_main_loop_run (loop);
      office_supervisor_tell ("STOPPING=1");
    }
  else
    {
      complain ("%s", error->message);
      status = EXIT_FAILURE;
    }
  if (reload != 0)
    g_source_remove (reload);
  office_host_stop (host);
  g_source_remove (terminate);
  g_source_remove (interrupt);
  return status;
}

/**
 * office_serve_main:
 * @argc: number of @argv
 * @argv: the program's arguments
 *
 * Hosts an office until SIGTERM or SIGINT. On stdout come two lines when it is ready: that it is open and where, and an
 * invitation link. What goes wrong is one sentence on stderr.
 *
 * Returns: the exit status: 0; 1 when the host cannot start; 2 for wrong options
 */
int
office_serve_main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeServeOptions) options = office_serve_options_parse (argc, argv, &error);
  g_autoptr (OfficeClock) clock = office_system_clock_new ();
  g_autoptr (OfficeRandom) random = office_system_random_new ();
  g_autoptr (OfficeHost) host = NULL;
  g_autoptr (GSocket) socket = NULL;

  if (options == NULL)
    {
      complain ("%s", error->message);
      return EXIT_BAD_OPTIONS;
    }
  if (options->help)
    {
      fputs (options->help_text, stdout);
      return EXIT_SUCCESS;
    }
  signal (SIGPIPE, SIG_IGN);
  raise_descriptor_limit ();
  if (options->plain)
    complain ("Without TLS everybody on the network can read passwords and messages; use --plain only behind a proxy "
              "or for trying out.");

  socket = office_listening_socket_inherit (&error);
  if (error != NULL)
    {
      complain ("%s", error->message);
      return EXIT_FAILURE;
    }
  host = office_host_new (
      &(OfficeHostOptions){
          .data = options->data,
          .name = options->name,
          .listen = options->listen,
          .port = options->port,
          .plain = options->plain,
          .announce = !options->silent,
          .file_limit = options->file_limit,
          .certificate = options->certificate,
          .key = options->key,
          .web_port = options->web_port,
          .public_address = options->public_address,
      },
      clock, random);
  if (socket != NULL)
    office_host_set_socket (host, socket);
  return run (host);
}
