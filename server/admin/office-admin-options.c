/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-admin-private.h"

#include "office-invitation-link.h"
#include "office-problem.h"

#include <string.h>

#define DATA_FOLDER  "office-server"
#define INVITE_HOURS 168

static GOptionContext *
build_context (OfficeAdminOptions *self, gboolean *admin)
{
  const GOptionEntry entries[] = {
    { "admin", 0, 0, G_OPTION_ARG_NONE, admin, NULL, NULL },
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &self->data, NULL, "DIR" },
    { "role", 0, 0, G_OPTION_ARG_STRING, &self->role, NULL, "ROLE" },
    { "uses", 0, 0, G_OPTION_ARG_INT, &self->uses, NULL, "N" },
    { "hours", 0, 0, G_OPTION_ARG_INT, &self->hours, NULL, "N" },
    { "address", 0, 0, G_OPTION_ARG_STRING, &self->address, NULL, "ADDRESS" },
    { "port", 0, 0, G_OPTION_ARG_INT, &self->port, NULL, "PORT" },
    { "replace", 0, 0, G_OPTION_ARG_NONE, &self->replace, NULL, NULL },
    { "password", 0, 0, G_OPTION_ARG_NONE, &self->read_password, NULL, NULL },
    { "help", 'h', 0, G_OPTION_ARG_NONE, &self->help, NULL, NULL },
    { NULL },
  };
  GOptionContext *context = g_option_context_new (NULL);

  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_translate_func (context, NULL, NULL, NULL);
  g_option_context_add_main_entries (context, entries, NULL);
  return context;
}

static gboolean
check (OfficeAdminOptions *self, GError **error)
{
  if (self->data != NULL && *self->data == '\0')
    office_problem_set (error, OFFICE_PROBLEM_INVALID, NULL, "--data must name a folder");
  else if (self->port < 1 || self->port > G_MAXUINT16)
    office_problem_set (error, OFFICE_PROBLEM_INVALID, NULL, "--port must be between 1 and 65535");
  else
    return TRUE;
  return FALSE;
}

/**
 * office_admin_options_parse:
 * @argc: number of @argv
 * @argv: the program's arguments as they came
 * @error: return location: one sentence for the person who typed them
 *
 * Returns: (transfer full) (nullable): the options, defaults filled in; without a command they ask for help
 */
OfficeAdminOptions *
office_admin_options_parse (int argc, char **argv, GError **error)
{
  g_autoptr (OfficeAdminOptions) self = g_new0 (OfficeAdminOptions, 1);
  g_auto (GStrv) words = g_new0 (char *, argc + 1);
  g_autoptr (GOptionContext) context = NULL;
  g_autoptr (GError) local_error = NULL;
  gboolean admin = FALSE;

  for (int i = 0; i < argc; i++)
    words[i] = g_strdup (argv[i]);
  self->uses = 1;
  self->hours = INVITE_HOURS;
  self->port = OFFICE_DEFAULT_PORT;
  context = build_context (self, &admin);
  if (!g_option_context_parse_strv (context, &words, &local_error))
    {
      office_problem_set (error, OFFICE_PROBLEM_INVALID, NULL, "%s; see office --admin help", local_error->message);
      return NULL;
    }
  if (!check (self, error))
    return NULL;
  if (self->data == NULL)
    self->data = g_build_filename (g_get_user_data_dir (), DATA_FOLDER, NULL);
  if (self->role == NULL)
    self->role = g_strdup ("member");
  self->arguments = g_strdupv (words[0] != NULL && words[1] != NULL ? words + 2 : (char *[]){ NULL });
  self->command = g_strdup (words[0] != NULL ? words[1] : NULL);
  self->help = self->help || self->command == NULL;
  return g_steal_pointer (&self);
}

/**
 * office_admin_options_free:
 * @self: (transfer full): options
 */
void
office_admin_options_free (OfficeAdminOptions *self)
{
  g_free (self->command);
  g_strfreev (self->arguments);
  g_free (self->data);
  g_free (self->role);
  g_free (self->address);
  g_free (self);
}
