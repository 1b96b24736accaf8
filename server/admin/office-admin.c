/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-admin-private.h"

#include "office-problem.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#define EXIT_BAD_OPTIONS 2

typedef struct {
  const char *name;
  guint least, most; /* arguments */
  OfficeAdminCommand run;
} Command;

static const Command commands[] = {
  { "backup", 1, 1, office_admin_backup }, { "restore", 1, 1, office_admin_restore },
  { "check", 0, 1, office_admin_check },   { "digest", 0, 1, office_admin_digest },
  { "invite", 0, 0, office_admin_invite }, { "people", 0, 0, office_admin_people },
  { "reset", 1, 1, office_admin_reset },
};

static void
complain (const GError *error)
{
  gboolean ended = g_str_has_suffix (error->message, ".");

  fprintf (stderr, "office: %s%s\n", error->message, ended ? "" : ".");
}

static const Command *
find_command (const OfficeAdminOptions *options, GError **error)
{
  guint n = g_strv_length (options->arguments);

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      if (!g_str_equal (commands[i].name, options->command))
        continue;
      if (n >= commands[i].least && n <= commands[i].most)
        return &commands[i];
      office_problem_set (error, OFFICE_PROBLEM_INVALID, NULL,
                          n < commands[i].least ? "“%s” needs an argument; see office --admin help %s"
                                                : "“%s” takes no such arguments; see office --admin help %s",
                          options->command, options->command);
      return NULL;
    }
  office_problem_set (error, OFFICE_PROBLEM_INVALID, NULL, "There is no command “%s”; see office --admin help",
                      options->command);
  return NULL;
}

static int
print_help (const OfficeAdminOptions *options)
{
  gboolean about = options->command != NULL && g_str_equal (options->command, "help");
  const char *page = office_admin_help_get (about ? options->arguments[0] : options->command);

  if (page == NULL)
    {
      fprintf (stderr, "office: There is no command “%s”; see office --admin help.\n",
               about ? options->arguments[0] : options->command);
      return EXIT_BAD_OPTIONS;
    }
  fputs (page, stdout);
  return EXIT_SUCCESS;
}

/**
 * office_admin_main:
 * @argc: number of @argv
 * @argv: the program's arguments
 *
 * Runs one command. Results go to stdout; what goes wrong is one sentence on stderr.
 *
 * Returns: the exit status: 0; 1 when it could not be done, or something is wrong; 2 for wrong arguments
 */
int
office_admin_main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeAdminOptions) options = office_admin_options_parse (argc, argv, &error);
  const Command *command = NULL;
  gboolean sound = TRUE;

  if (options != NULL && (options->help || g_str_equal (options->command, "help")))
    return print_help (options);
  if (options != NULL)
    command = find_command (options, &error);
  if (command == NULL)
    {
      complain (error);
      return EXIT_BAD_OPTIONS;
    }
  signal (SIGPIPE, SIG_IGN);
  if (!command->run (options, &sound, &error))
    {
      complain (error);
      return EXIT_FAILURE;
    }
  return sound ? EXIT_SUCCESS : EXIT_FAILURE;
}
