/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-serve-options.h"

#include "office-problem.h"

#include <string.h>

#define DATA_FOLDER      "office-server"
#define WEB_PORT         8766
#define NO_WEB_PORT      G_MININT /* none was given; one that was is between 0 and 65535 */
#define NO_ARGUMENT_LEFT 1        /* only the program's own name */

static GOptionContext *
build_context (OfficeServeOptions *self, gboolean *serve)
{
  const GOptionEntry entries[] = {
    { "serve", 0, 0, G_OPTION_ARG_NONE, serve, "Host an office, without a window", NULL },
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &self->data,
      "Folder of the office’s data; default: $XDG_DATA_HOME/" DATA_FOLDER, "DIR" },
    { "name", 0, 0, G_OPTION_ARG_STRING, &self->name,
      "Name of a new office; default: Office on and this machine’s name", "NAME" },
    { "listen", 0, 0, G_OPTION_ARG_STRING, &self->listen, "Numeric address to listen on; default: all of them",
      "ADDRESS" },
    { "port", 0, 0, G_OPTION_ARG_INT, &self->port,
      "Port; 0 takes any that is free; default: " G_STRINGIFY (OFFICE_DEFAULT_PORT), "PORT" },
    { "plain", 0, 0, G_OPTION_ARG_NONE, &self->plain, "No TLS: everybody on the network can read along", NULL },
    { "no-announce", 0, 0, G_OPTION_ARG_NONE, &self->silent, "Do not tell the network of this office (DNS-SD)", NULL },
    { "file-limit", 0, 0, G_OPTION_ARG_STRING, &self->file_limit_text,
      "Size of the largest file that is taken, in MiB; default: 1024", "MIB" },
    { "certificate", 0, 0, G_OPTION_ARG_FILENAME, &self->certificate,
      "Certificate for browsers and calendars, with its chain (PEM); desks keep to the office’s own", "FILE" },
    { "key", 0, 0, G_OPTION_ARG_FILENAME, &self->key, "Its key (PEM); default: in the same file", "FILE" },
    { "web-port", 0, 0, G_OPTION_ARG_INT, &self->web_port,
      "Port for browsers and calendars; default: " G_STRINGIFY (WEB_PORT), "PORT" },
    { "public-address", 0, 0, G_OPTION_ARG_STRING, &self->public_address,
      "Where browsers and calendars reach this host; default: what the certificate names, and the port",
      "HOST[:PORT]" },
    { "help", 'h', 0, G_OPTION_ARG_NONE, &self->help, "Print this and stop", NULL },
    { NULL },
  };
  GOptionContext *context = g_option_context_new (NULL);

  g_option_context_set_summary (
      context,
      "Hosts an office. The data folder, the database, the certificate and the first invitation are made as needed.");
  /* GLib's own --help would end the process in the middle of a library call. */
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_translate_func (context, NULL, NULL, NULL);
  g_option_context_add_main_entries (context, entries, NULL);
  return context;
}

/* More than any disk has room for is a slip of the hand. */
#define LARGEST_FILE_LIMIT (1024 * 1024)

static gboolean
read_file_limit (OfficeServeOptions *self)
{
  guint64 mebibytes;

  self->file_limit = OFFICE_LIMIT_FILE;
  if (self->file_limit_text == NULL)
    return TRUE;
  if (!g_ascii_string_to_unsigned (self->file_limit_text, 10, 1, LARGEST_FILE_LIMIT, &mebibytes, NULL))
    return FALSE;
  self->file_limit = (gint64) mebibytes * 1024 * 1024;
  return TRUE;
}

static gboolean
check (OfficeServeOptions *self, char **rest, GError **error)
{
  if (g_strv_length (rest) > NO_ARGUMENT_LEFT)
    office_problem_set (error, OFFICE_PROBLEM_INVALID, NULL,
                        "“%s” is no option of office --serve; see office --serve --help.", rest[1]);
  else if (self->port < 0 || self->port > G_MAXUINT16)
    office_problem_set (error, OFFICE_PROBLEM_INVALID, NULL, "--port must be between 0 and 65535.");
  else if (!read_file_limit (self))
    office_problem_set (error, OFFICE_PROBLEM_INVALID, NULL, "--file-limit must be between 1 and %d (MiB).",
                        LARGEST_FILE_LIMIT);
  else if (self->web_port != NO_WEB_PORT && (self->web_port < 0 || self->web_port > G_MAXUINT16))
    office_problem_set (error, OFFICE_PROBLEM_INVALID, NULL, "--web-port must be between 0 and 65535.");
  else if (self->certificate == NULL && (self->key != NULL || self->web_port != NO_WEB_PORT))
    office_problem_set (error, OFFICE_PROBLEM_INVALID, NULL, "%s is of no use without --certificate.",
                        self->key != NULL ? "--key" : "--web-port");
  else if (self->data != NULL && *self->data == '\0')
    office_problem_set (error, OFFICE_PROBLEM_INVALID, NULL, "--data must name a folder.");
  else
    return TRUE;
  return FALSE;
}

/**
 * office_serve_options_parse:
 * @argc: number of @argv
 * @argv: the program's arguments as they came
 * @error: return location: one sentence for the person who typed them
 *
 * Returns: (transfer full) (nullable): the options, defaults filled in
 */
OfficeServeOptions *
office_serve_options_parse (int argc, char **argv, GError **error)
{
  g_autoptr (OfficeServeOptions) self = g_new0 (OfficeServeOptions, 1);
  g_auto (GStrv) arguments = g_new0 (char *, argc + 1);
  g_autoptr (GOptionContext) context = NULL;
  g_autoptr (GError) local_error = NULL;
  gboolean serve = FALSE;

  for (int i = 0; i < argc; i++)
    arguments[i] = g_strdup (argv[i]);
  self->port = OFFICE_DEFAULT_PORT;
  self->web_port = NO_WEB_PORT;
  context = build_context (self, &serve);
  if (!g_option_context_parse_strv (context, &arguments, &local_error))
    {
      office_problem_set (error, OFFICE_PROBLEM_INVALID, NULL, "%s; see office --serve --help.", local_error->message);
      return NULL;
    }
  if (!check (self, arguments, error))
    return NULL;
  if (self->web_port == NO_WEB_PORT)
    self->web_port = WEB_PORT;
  if (self->data == NULL)
    self->data = g_build_filename (g_get_user_data_dir (), DATA_FOLDER, NULL);
  if (self->help)
    self->help_text = g_option_context_get_help (context, TRUE, NULL);
  return g_steal_pointer (&self);
}

/**
 * office_serve_options_free:
 * @self: (nullable) (transfer full): options
 */
void
office_serve_options_free (OfficeServeOptions *self)
{
  if (self == NULL)
    return;
  g_free (self->data);
  g_free (self->name);
  g_free (self->listen);
  g_free (self->file_limit_text);
  g_free (self->certificate);
  g_free (self->key);
  g_free (self->public_address);
  g_free (self->help_text);
  g_free (self);
}
