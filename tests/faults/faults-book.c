/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The host's book while no host runs, for the tests of this folder. DATA is the host's data folder.
 *
 *   faults-book DATA seats N              N people with a device each; a line "TOKEN DEVICE PERSON" for each
 *   faults-book DATA messages N LENGTH    N messages of LENGTH characters by one of the people
 *   faults-book DATA digest PERSON        "digest HEX" of all that this person may see
 */
#include "office-accounts.h"
#include "office-hub.h"
#include "office-id.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define A_GROUP 500 /* works a commit */

typedef struct {
  OfficeStore *store;
  OfficeClock *clock;
  OfficeRandom *random;
  GPtrArray *people; /* ids, of those that were made here */
} Book;

typedef struct {
  OfficeOperation *operation;
  char *person;
} Saying;

static void
on_done (gpointer data, gint64 rev, const GError *error)
{
  if (error != NULL)
    g_error ("%s", error->message);
}

/* ---- people ---- */

static gboolean
make_seat (OfficeTransaction *transaction, gpointer data, GError **error)
{
  Book *book = data;
  g_autofree char *code = office_accounts_invite (transaction, "member", 1, 1, NULL, NULL, error);
  g_autofree char *device = office_id_new (book->clock, book->random);
  g_autofree char *name = g_strdup_printf ("Person %u", book->people->len + 1);
  g_autoptr (OfficeTicket) ticket = NULL;

  if (code != NULL)
    ticket = office_accounts_join (transaction, code, name, "x", device, "light", error);
  if (ticket == NULL)
    return FALSE;
  printf ("%s %s %s\n", ticket->token, device, ticket->person);
  g_ptr_array_add (book->people, g_strdup (ticket->person));
  return TRUE;
}

static void
make_seats (Book *book, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      office_store_submit (book->store, make_seat, on_done, book, NULL);
      if (i % A_GROUP == A_GROUP - 1 || i == n - 1)
        office_store_flush (book->store);
    }
}

/* ---- messages ---- */

static gboolean
say (OfficeTransaction *transaction, gpointer data, GError **error)
{
  Saying *saying = data;
  g_autoptr (OfficeResult) result = office_hub_apply (transaction, saying->operation, saying->person, NULL);

  if (result->problem != NULL)
    g_error ("%s", result->problem->message);
  return TRUE;
}

static void
saying_free (gpointer data)
{
  Saying *saying = data;

  office_operation_unref (saying->operation);
  g_free (saying->person);
  g_free (saying);
}

static void
submit_saying (Book *book, const char *person, const char *room, guint number, guint length)
{
  Saying *saying = g_new0 (Saying, 1);
  g_autoptr (JsonObject) with = json_object_new ();
  g_autofree char *id = office_id_new (book->clock, book->random);
  g_autofree char *operation = office_id_new (book->clock, book->random);
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_printf (text, "Message %u ", number);
  while (text->len < length)
    g_string_append (text, "the door schedule is checked on every save now ");
  g_string_truncate (text, MAX (length, 10));
  json_object_set_string_member (with, "id", id);
  json_object_set_string_member (with, "room", room);
  json_object_set_string_member (with, "text", text->str);
  saying->operation = office_operation_new (operation, "message.send", 0, 0, with);
  saying->person = g_strdup (person);
  office_store_submit (book->store, say, on_done, saying, saying_free);
}

static char *
find_one (Book *book, const char *kind)
{
  g_autoptr (GPtrArray) records = office_book_list (OFFICE_BOOK (book->store), kind, NULL, NULL);

  if (records->len == 0)
    g_error ("The office has no %s", kind);
  return g_strdup (office_record_get_id (records->pdata[0]));
}

static void
say_much (Book *book, guint n, guint length)
{
  g_autofree char *person = find_one (book, "person");
  g_autofree char *room = find_one (book, "room");

  for (guint i = 0; i < n; i++)
    {
      submit_saying (book, person, room, i, length);
      if (i % A_GROUP == A_GROUP - 1 || i == n - 1)
        office_store_flush (book->store);
    }
}

static void
print_digest (Book *book, const char *person)
{
  g_auto (GStrv) scopes = office_store_dup_scopes_of (book->store, person);
  g_autoptr (GError) error = NULL;
  g_autofree char *digest = office_store_digest (book->store, (const char *const *) scopes, &error);

  if (digest == NULL)
    g_error ("%s", error->message);
  printf ("digest %s\n", digest);
}

int
main (int argc, char **argv)
{
  Book book = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  const char *what = argc > 2 ? argv[2] : "";

  if (!(argc == 4 && (g_str_equal (what, "seats") || g_str_equal (what, "digest")))
      && !(argc == 5 && g_str_equal (what, "messages")))
    {
      fprintf (stderr, "faults-book DATA seats N | messages N LENGTH | digest PERSON\n");
      return 2;
    }
  g_mkdir_with_parents (argv[1], 0700);
  path = g_build_filename (argv[1], "office.db", NULL);
  book.clock = office_system_clock_new ();
  book.random = office_system_random_new ();
  book.people = g_ptr_array_new_with_free_func (g_free);
  book.store = office_store_open (path, "Faults", OFFICE_STORE_INLINE, book.clock, book.random, &error);
  if (book.store == NULL)
    g_error ("%s", error->message);
  if (g_str_equal (what, "seats"))
    make_seats (&book, (guint) atoi (argv[3]));
  else if (g_str_equal (what, "digest"))
    print_digest (&book, argv[3]);
  else
    say_much (&book, (guint) atoi (argv[3]), (guint) atoi (argv[4]));
  office_store_close (book.store);
  g_clear_object (&book.store);
  g_ptr_array_unref (book.people);
  g_object_unref (book.random);
  g_object_unref (book.clock);
  return fflush (stdout) == 0 ? 0 : 1;
}
