/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A file as an earlier version of the program wrote it: tests/support/old-books/NAME.sql. */
void office_old_book_write (const char *name, const char *path);
gint64 office_old_book_query (const char *path, const char *sql); /* one number out of a book, past the program */

G_END_DECLS
