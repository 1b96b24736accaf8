/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-data-book.h"

#include "office-problem.h"

#include <errno.h>
#include <glib/gstdio.h>

#define DATABASE_FILE "office.db"

/**
 * office_data_book_find:
 * @data: a data folder
 * @error: return location: one sentence
 *
 * Returns: (transfer full): the path of its book; %NULL where there is none, or this user may not see it
 */
char *
office_data_book_find (const char *data, GError **error)
{
  g_autofree char *path = g_build_filename (data, DATABASE_FILE, NULL);
  GStatBuf status;

  if (g_stat (path, &status) == 0)
    return g_steal_pointer (&path);
  if (errno == ENOENT || errno == ENOTDIR)
    office_problem_set (error, OFFICE_PROBLEM_NOT_FOUND, NULL,
                        "There is no office in the folder “%s”; name its folder with --data", data);
  else
    office_problem_set (error, OFFICE_PROBLEM_FORBIDDEN, NULL,
                        "The office in the folder “%s” cannot be read: %s; do this as the user who hosts it", data,
                        g_strerror (errno));
  return NULL;
}

/**
 * office_data_book_open:
 * @data: a data folder
 * @error: return location: one sentence
 *
 * Returns: (transfer full): a read-only handle on its book, or %NULL
 */
OfficeDatabase *
office_data_book_open (const char *data, GError **error)
{
  g_autofree char *path = office_data_book_find (data, error);

  return path != NULL ? office_database_open (path, OFFICE_DATABASE_READ_ONLY, error) : NULL;
}
