/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-host-process.h"

#include "office-problem.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

/*
 * The host is no child of the window: GLib forks twice, and the host leads a session of its own, so that neither closing
 * the window nor a terminal's hang-up ends it. Its first lines are read through a pipe; what it says later goes nowhere.
 */

typedef struct {
  GDataInputStream *output;
  GDataInputStream *complaints;
} Start;

static void
start_free (gpointer data)
{
  Start *start = data;

  g_clear_object (&start->output);
  g_clear_object (&start->complaints);
  g_free (start);
}

static gboolean
is_free (guint16 port)
{
  g_autoptr (GSocket) socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);
  g_autoptr (GInetAddress) any = g_inet_address_new_any (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (any, port);

  return socket != NULL && g_socket_bind (socket, address, TRUE, NULL);
}

static GDataInputStream *
read_lines_of (int descriptor)
{
  g_autoptr (GInputStream) stream = g_unix_input_stream_new (descriptor, TRUE);

  return g_data_input_stream_new (stream);
}

/* Runs between fork and exec: only what is safe in a signal handler. */
static void
leave_session (gpointer data)
{
  setsid ();
}

static void
on_complaint (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autofree char *line = g_data_input_stream_read_line_finish_utf8 (G_DATA_INPUT_STREAM (source), result, NULL, NULL);
  const char *sentence = line;

  if (sentence != NULL && g_str_has_prefix (sentence, "office: "))
    sentence += strlen ("office: ");
  g_task_return_error (
      task,
      office_problem_new (OFFICE_PROBLEM_UNAVAILABLE, NULL, "%s",
                          sentence != NULL && *sentence != '\0' ? sentence : _ ("The host ended without a word")));
}

static void read_next_line (GTask *task);

static void
on_line (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Start *start = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeInvitationLink) link = NULL;
  g_autofree char *line = g_data_input_stream_read_line_finish_utf8 (G_DATA_INPUT_STREAM (source), result, NULL,
                                                                     &error);

  if (error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (line == NULL)
    {
      g_data_input_stream_read_line_async (start->complaints, G_PRIORITY_DEFAULT, NULL, on_complaint,
                                           g_steal_pointer (&task));
      return;
    }
  if (!g_str_has_prefix (line, "office://"))
    {
      read_next_line (g_steal_pointer (&task));
      return;
    }
  link = office_invitation_link_parse (line, &error);
  if (link == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, g_steal_pointer (&link), (GDestroyNotify) office_invitation_link_free);
}

static void
read_next_line (GTask *task)
{
  Start *start = g_task_get_task_data (task);

  g_data_input_stream_read_line_async (start->output, G_PRIORITY_DEFAULT, g_task_get_cancellable (task), on_line, task);
}

static char *
dup_own_program (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);

  return program != NULL ? g_steal_pointer (&program) : g_find_program_in_path ("office");
}

static gboolean
spawn (const char *program, const char *data, const char *name, guint16 port, int *output, int *complaints,
       GError **error)
{
  g_autofree char *own = program == NULL ? dup_own_program () : NULL;
  g_autofree char *number = g_strdup_printf ("%u", port);
  const char *arguments[] = { program != NULL ? program : own, "--serve", "--data", data, "--port", number,
                              name != NULL ? "--name" : NULL,  name,      NULL };

  if (arguments[0] == NULL)
    {
      office_problem_set (error, OFFICE_PROBLEM_UNAVAILABLE, NULL, "%s", _ ("The program of the host is not found"));
      return FALSE;
    }
  return g_spawn_async_with_pipes (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, leave_session, NULL, NULL,
                                   NULL, output, complaints, error);
}

/**
 * office_host_process_start_async:
 * @program: (nullable): the executable; %NULL: this one
 * @data: the data folder; made when missing
 * @name: (nullable): of a new office
 * @port: its port; 0: the usual one, or any other where that is taken
 * @cancellable: (nullable): stops waiting; the process goes on
 * @callback: called when it is ready, or has ended
 * @user_data: for @callback
 */
void
office_host_process_start_async (const char *program, const char *data, const char *name, guint16 port,
                                 GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Start *start = g_new0 (Start, 1);
  GError *error = NULL;
  int output, complaints;

  if (port == 0 && is_free (OFFICE_DEFAULT_PORT))
    port = OFFICE_DEFAULT_PORT;
  g_task_set_task_data (task, start, start_free);
  if (!spawn (program, data, name, port, &output, &complaints, &error))
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  start->output = read_lines_of (output);
  start->complaints = read_lines_of (complaints);
  read_next_line (task);
}

/**
 * office_host_process_start_finish:
 * @result: of office_host_process_start_async()
 * @error: return location: what the host said was wrong
 *
 * Returns: (transfer full): the invitation that it printed
 */
OfficeInvitationLink *
office_host_process_start_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
