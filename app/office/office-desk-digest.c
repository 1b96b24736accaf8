/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-desk-digest.h"

#include "office-replica-digest.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EXIT_BAD_OPTIONS 2

static const char help[] = "Usage:\n"
                           "  office --digest [OFFICE]\n"
                           "\n"
                           "Prints for each office of this desk, or for the one with the id OFFICE, its id, how far "
                           "the copy on this desk has\n"
                           "come (epoch, revision, tag), and a line for each scope with the number of its records and "
                           "SHA-256 over them. On\n"
                           "the host, “office --admin digest NAME” prints the same of its book: the copy is complete "
                           "where diff says nothing.\n"
                           "What waits to be sent does not count. Nothing is changed; the window may be open.\n";

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Files are named OFFICE-PERSON.db; journals, and what was set aside, end otherwise. */
static GPtrArray *
list_files (const char *folder, const char *office)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".db") && (office == NULL || g_str_has_prefix (name, office)))
      g_ptr_array_add (files, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (files, compare_names);
  return files;
}

static int
print_all (const char *folder, const char *office)
{
  g_autoptr (GPtrArray) files = list_files (folder, office);
  int status = EXIT_SUCCESS;

  if (files->len == 0)
    {
      fprintf (stderr,
               office != NULL ? "office: This desk has no office %s.\n" : "office: This desk is in no office.\n",
               office);
      return EXIT_FAILURE;
    }
  for (guint i = 0; i < files->len; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = office_replica_digest_file (files->pdata[i], &error);

      if (text != NULL)
        fputs (text, stdout);
      else
        {
          fprintf (stderr, "office: %s.\n", error->message);
          status = EXIT_FAILURE;
        }
    }
  return status;
}

/**
 * office_desk_digest_main:
 * @argc: number of @argv
 * @argv: the program's arguments
 *
 * Returns: the exit status: 0; 1 when a copy cannot be read, or there is none; 2 for wrong arguments
 */
int
office_desk_digest_main (int argc, char **argv)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "office", "replicas", NULL);
  const char *office = NULL;

  for (int i = 1; i < argc; i++)
    {
      if (g_str_equal (argv[i], "--digest"))
        continue;
      if (g_str_equal (argv[i], "--help") || g_str_equal (argv[i], "-h"))
        {
          fputs (help, stdout);
          return EXIT_SUCCESS;
        }
      if (office != NULL || argv[i][0] == '-')
        {
          fprintf (stderr, "office: “%s” is no argument of office --digest; see office --digest --help.\n", argv[i]);
          return EXIT_BAD_OPTIONS;
        }
      office = argv[i];
    }
  return print_all (folder, office);
}
