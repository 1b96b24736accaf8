/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-database-private.h"

/*
 * When the journal begins anew.
 *
 * SQLite has a commit wait for the disk in two cases even where commits do not wait (synchronous = NORMAL): the first of all,
 * which makes the journal, and the first after all of the journal was moved into the file, which writes a new head over the old
 * one and has it written through. Without that an old head could be on the disk before new pages are, and after a power cut the
 * first of the old pages would be read over a newer file (sqlite.org, ticket ff5be73dee). So it cannot be left out. But it can be
 * had at a moment when nobody waits:
 *
 * - The journal grows until the person rests; nothing is moved before, so that nothing can begin anew.
 * - At rest a pin is put at its end, and the keeper moves all up to there on its own thread. If the person goes on in the
 *   meantime, what is committed is appended as before, for the pin is a reader that the journal must be kept for.
 * - When all was moved and nothing was committed since, the pin is taken out and a commit that changes nothing begins the journal
 *   anew. That one waits for the disk.
 *
 * Only a journal that has grown beyond MOST_PAGES without any rest is moved while somebody works, and may begin anew then.
 */

/* Pages of 4 KiB: from when it is worth it, 4 MB; when the keeper moves them whatever happens, 16 MB, for a journal must not be
 * what fills a small disk; and when the database's thread must help, since the journal can only begin anew when all of it was
 * moved, and a desk that takes in years never rests. */
#define ENOUGH_PAGES 1000
#define MOST_PAGES   4000
#define TOO_MANY     16000

/* Writes the first page as it is. */
static void
commit_nothing (OfficeDatabase *self)
{
  g_autoptr (GError) error = NULL;

  if (!office_database_execute (self, "PRAGMA application_id = " G_STRINGIFY (OFFICE_DATABASE_APPLICATION_ID), &error))
    g_debug ("%s", error->message);
}

/* After each commit, on the database's thread. */
void
office_database_note_pages (OfficeDatabase *self, int n_pages)
{
  self->n_pages = n_pages;
  if (n_pages < MOST_PAGES)
    return;
  office_database_pin_release (self->pin);
  if (n_pages >= TOO_MANY)
    sqlite3_wal_checkpoint_v2 (self->handle, "main", SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
  else
    office_database_keeper_checkpoint (self->keeper);
}

static gboolean
move_journal (OfficeDatabase *self)
{
  if (!office_database_pin_hold (self->pin))
    return FALSE;
  office_database_keeper_checkpoint (self->keeper);
  return TRUE;
}

/**
 * office_database_rest:
 * @self: a database
 *
 * To be called at a moment when nobody waits for this thread, after each time that somebody did something: takes the waits for
 * the disk that SQLite would otherwise have in a later commit. Does nothing but for a desk's own database, within a transaction,
 * or when there is nothing to be done.
 *
 * Returns: whether another thread is at work for it; then it is to be called again some moments later, if still nobody waits
 */
gboolean
office_database_rest (OfficeDatabase *self)
{
  g_return_val_if_fail (OFFICE_IS_DATABASE (self), FALSE);

  if (self->handle == NULL || self->keeper == NULL || office_database_is_in_transaction (self))
    return FALSE;
  if (self->n_pages == 0)
    commit_nothing (self);
  if (self->n_pages < ENOUGH_PAGES)
    return FALSE;
  if (office_database_keeper_is_moving (self->keeper))
    return TRUE;
  if (!office_database_pin_is_held (self->pin) || office_database_keeper_get_moved (self->keeper) != self->n_pages)
    return move_journal (self);
  office_database_pin_release (self->pin);
  commit_nothing (self);
  return FALSE;
}
