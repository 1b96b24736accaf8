/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include "office-accounts.h"

#include <string.h>

#define HOUR G_GINT64_CONSTANT (3600000)

/* What is asked of the accounts inside one work, and what came of it. */
typedef struct {
  const char *role;
  gint64 uses, hours;
  const char *code, *name, *token;
  char *person;
  guint device;
  char *new_code;
  gint64 expires_at;
  OfficeTicket *ticket;
  gint64 rev;
  GError *error;
} Ask;

static void
ask_clear (Ask *ask)
{
  g_free (ask->new_code);
  g_free (ask->person);
  office_ticket_free (ask->ticket);
  g_clear_error (&ask->error);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Ask, ask_clear)

static void
on_asked (gpointer data, gint64 rev, const GError *error)
{
  Ask *ask = data;

  ask->rev = rev;
  ask->error = error != NULL ? g_error_copy (error) : NULL;
}

static void
do_ask (StoreFixture *fixture, OfficeStoreWork work, Ask *ask)
{
  office_store_submit (fixture->store, work, on_asked, ask, NULL);
  store_fixture_settle (fixture);
}

static gboolean
invite_work (OfficeTransaction *transaction, gpointer data, GError **error)
{
  Ask *ask = data;

  ask->new_code = office_accounts_invite (transaction, ask->role, ask->uses, ask->hours, NULL, &ask->expires_at, error);
  return ask->new_code != NULL;
}

static gboolean
join_work (OfficeTransaction *transaction, gpointer data, GError **error)
{
  Ask *ask = data;
  g_autofree char *device = store_id (ask->device);

  ask->ticket = office_accounts_join (transaction, ask->code, ask->name, "$y$hash", device, "Desk", error);
  return ask->ticket != NULL;
}

static gboolean
issue_work (OfficeTransaction *transaction, gpointer data, GError **error)
{
  Ask *ask = data;
  g_autofree char *device = store_id (ask->device);

  ask->ticket = office_accounts_issue (transaction, ask->person, device, NULL, error);
  return ask->ticket != NULL;
}

static gboolean
revoke_work (OfficeTransaction *transaction, gpointer data, GError **error)
{
  return office_accounts_revoke (transaction, ((Ask *) data)->token, error);
}

static gboolean
rename_work (OfficeTransaction *transaction, gpointer data, GError **error)
{
  const Ask *ask = data;
  g_autoptr (OfficeEffects) effects = office_effects_new ();
  g_autoptr (OfficeRecord) old = office_book_get (OFFICE_BOOK (transaction), ask->person);
  OfficeRecord *person = office_record_copy (old);

  office_record_set_text (person, "name", ask->name);
  g_ptr_array_add (effects->written, person);
  return office_transaction_write (transaction, effects, ask->person, error);
}

static char *
invite (StoreFixture *fixture, const char *role, gint64 uses)
{
  g_auto (Ask) ask = { .role = role, .uses = uses, .hours = 24 };

  do_ask (fixture, invite_work, &ask);
  g_assert_no_error (ask.error);
  g_assert_cmpint (ask.rev, ==, 0);
  g_assert_cmpint (ask.expires_at, ==, office_clock_now (fixture->clock) + 24 * HOUR);
  return g_steal_pointer (&ask.new_code);
}

static OfficeTicket *
join (StoreFixture *fixture, const char *code, const char *name, guint device)
{
  g_auto (Ask) ask = { .code = code, .name = name, .device = device };

  do_ask (fixture, join_work, &ask);
  g_assert_no_error (ask.error);
  return g_steal_pointer (&ask.ticket);
}

static void
assert_not_joined (StoreFixture *fixture, const char *code, const char *name, OfficeProblem status, const char *field)
{
  g_auto (Ask) ask = { .code = code, .name = name, .device = 99 };
  guint n_people = office_accounts_count_people (fixture->store);

  do_ask (fixture, join_work, &ask);
  g_assert_error (ask.error, OFFICE_PROBLEM, (int) status);
  g_assert_cmpstr (office_problem_get_field (ask.error), ==, field);
  g_assert_cmpint (ask.rev, ==, 0);
  g_assert_cmpuint (office_accounts_count_people (fixture->store), ==, n_people);
}

static void
assert_bad_terms (StoreFixture *fixture, const char *role, gint64 uses, gint64 hours, const char *field)
{
  g_auto (Ask) ask = { .role = role, .uses = uses, .hours = hours };

  do_ask (fixture, invite_work, &ask);
  g_assert_error (ask.error, OFFICE_PROBLEM, OFFICE_PROBLEM_INVALID);
  g_assert_cmpstr (office_problem_get_field (ask.error), ==, field);
}

static void
test_invite (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *one = invite (fixture, "member", 1);
  g_autofree char *other = invite (fixture, "guest", 1000);

  g_assert_cmpuint (strlen (one), ==, 16);
  g_assert_cmpuint (strspn (one, "0123456789abcdefghjkmnpqrstvwxyz"), ==, 16);
  g_assert_cmpstr (one, !=, other);
  assert_bad_terms (fixture, "keeper", 1, 1, "role");
  assert_bad_terms (fixture, NULL, 1, 1, "role");
  assert_bad_terms (fixture, "member", 0, 1, "uses");
  assert_bad_terms (fixture, "member", 1001, 1, "uses");
  assert_bad_terms (fixture, "member", 1, 0, "hours");
  assert_bad_terms (fixture, "member", 1, 8761, "hours");
}

/* Whoever comes first keeps the office, and does not stand in an empty one. */
static void
test_first_person (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *code = invite (fixture, "guest", 2);
  g_autoptr (OfficeTicket) ticket = NULL;
  g_autoptr (OfficeTicket) second = NULL;
  g_autoptr (GPtrArray) rooms = NULL;
  g_auto (GStrv) scopes = NULL;
  g_auto (GStrv) second_scopes = NULL;

  g_assert_false (office_accounts_have_people (fixture->store));
  ticket = join (fixture, code, "Anna", 1);
  g_assert_true (office_accounts_have_people (fixture->store));
  g_assert_cmpstr (ticket->role, ==, "admin");
  g_assert_cmpint (ticket->expires_at, ==, STORE_NOW + 365 * STORE_DAY);
  g_assert_cmpint (office_store_get_head (fixture->store)->rev, ==, 2);

  rooms = office_book_list (OFFICE_BOOK (fixture->store), "room", NULL, NULL);
  g_assert_cmpuint (rooms->len, ==, 1);
  g_assert_cmpstr (office_record_get_text (g_ptr_array_index (rooms, 0), "name"), ==, "General");
  {
    g_autoptr (GPtrArray) columns = office_book_list (OFFICE_BOOK (fixture->store), "column", "room",
                                                      office_record_get_id (g_ptr_array_index (rooms, 0)));

    g_assert_cmpuint (columns->len, ==, 3);
  }
  scopes = office_store_dup_scopes_of (fixture->store, ticket->person);
  g_assert_cmpuint (g_strv_length (scopes), ==, 3);

  second = join (fixture, code, "Ben", 2);
  g_assert_cmpstr (second->role, ==, "guest");
  g_assert_cmpuint (office_accounts_count_people (fixture->store), ==, 2);
  second_scopes = office_store_dup_scopes_of (fixture->store, second->person);
  g_assert_cmpuint (g_strv_length (second_scopes), ==, 2);
}

static guint
count_members (StoreFixture *fixture, const char *room)
{
  g_autoptr (GPtrArray) members = office_book_list (OFFICE_BOOK (fixture->store), "member", "room", room);

  return members->len;
}

/* Those who come later are where everyone is; guests are only where somebody brings them. */
static void
test_later_people (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *members = invite (fixture, "member", 2);
  g_autofree char *guests = invite (fixture, "guest", 1);
  g_autoptr (OfficeTicket) first = join (fixture, members, "Anna", 1);
  g_autoptr (OfficeTicket) second = NULL;
  g_autoptr (OfficeTicket) guest = NULL;
  g_autoptr (GPtrArray) rooms = office_book_list (OFFICE_BOOK (fixture->store), "room", NULL, NULL);
  const char *general = office_record_get_id (g_ptr_array_index (rooms, 0));

  g_assert_cmpuint (count_members (fixture, general), ==, 1);
  second = join (fixture, members, "Ben", 2);
  g_assert_cmpuint (count_members (fixture, general), ==, 2);
  guest = join (fixture, guests, "Libor", 3);
  g_assert_cmpuint (count_members (fixture, general), ==, 2);
}

static void
test_codes (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *code = invite (fixture, "member", 2);
  g_autofree char *upper = g_ascii_strup (code, -1);
  g_autofree char *typed = g_strdup_printf (" %.4s-%.4s-%.4s-%s ", upper, upper + 4, upper + 8, upper + 12);
  g_autofree char *late = NULL;
  g_autoptr (OfficeTicket) anna = NULL;
  g_autoptr (OfficeTicket) ben = NULL;

  assert_not_joined (fixture, "0123456789abcdef", "Anna", OFFICE_PROBLEM_FORBIDDEN, "code");
  assert_not_joined (fixture, "", "Anna", OFFICE_PROBLEM_FORBIDDEN, "code");
  assert_not_joined (fixture, NULL, "Anna", OFFICE_PROBLEM_FORBIDDEN, "code");
  anna = join (fixture, typed, "Anna", 1);
  /* Who is refused for another reason has not used the code up. */
  assert_not_joined (fixture, code, "Anna", OFFICE_PROBLEM_CONFLICT, "name");
  ben = join (fixture, code, "Ben", 2);
  assert_not_joined (fixture, code, "Cleo", OFFICE_PROBLEM_FORBIDDEN, "code");

  /* The daily clearing comes before its last moment, so that what refuses it afterwards is its time. */
  office_fake_clock_advance (fixture->clock, HOUR);
  late = invite (fixture, "member", 1);
  office_fake_clock_advance (fixture->clock, 24 * HOUR - 1);
  assert_not_joined (fixture, late, "Anna", OFFICE_PROBLEM_CONFLICT, "name");
  office_fake_clock_advance (fixture->clock, 1);
  assert_not_joined (fixture, late, "Cleo", OFFICE_PROBLEM_FORBIDDEN, "code");
}

static void
test_names (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *code = invite (fixture, "member", 100);
  g_autoptr (OfficeTicket) ticket = join (fixture, code, "  Zoë   Straße ", 1);
  g_autofree char *longest = g_strnfill (80, 'n');
  g_autofree char *too_long = g_strnfill (81, 'n');
  g_autoptr (OfficeTicket) long_named = join (fixture, code, longest, 2);
  g_autoptr (OfficeRecord) person = office_book_get (OFFICE_BOOK (fixture->store), ticket->person);
  static const char *const same[] = { "Zoë Straße", "ZOË STRASSE", "zoe\xcc\x88 strasse", "Ｚｏë Straße" };
  static const char *const bad[] = {
    "",
    "   ",
    NULL,
    "An\xe2\x80\x8bna" /* zero width */,
    "\xe2\x80\xae"
    "annA" /* right to left */,
    "An\nna",
    "An\x01na",
    "An\xff"
    "na",
    "\xef\xbb\xbf"
    "Anna" /* byte order mark */,
    "\xe3\x85\xa4" /* Hangul filler */,
  };

  g_assert_cmpstr (office_record_get_text (person, "name"), ==, "Zoë Straße");
  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_autofree char *found = NULL;

      assert_not_joined (fixture, code, same[i], OFFICE_PROBLEM_CONFLICT, "name");
      g_assert_true (office_accounts_find (fixture->store, same[i], &found, NULL));
      g_assert_cmpstr (found, ==, ticket->person);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    assert_not_joined (fixture, code, bad[i], OFFICE_PROBLEM_INVALID, "name");
  assert_not_joined (fixture, code, too_long, OFFICE_PROBLEM_INVALID, "name");
}

static void
test_find (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *code = invite (fixture, "member", 1);
  g_autoptr (OfficeTicket) ticket = join (fixture, code, "Anna", 1);
  g_autofree char *person = NULL;
  g_autofree char *hash = NULL;
  char *nobody = NULL, *no_hash = NULL;

  g_assert_true (office_accounts_find (fixture->store, " anna", &person, &hash));
  g_assert_cmpstr (person, ==, ticket->person);
  g_assert_cmpstr (hash, ==, "$y$hash");
  g_assert_false (office_accounts_find (fixture->store, "Ben", &nobody, &no_hash));
  g_assert_null (nobody);
  g_assert_null (no_hash);
  g_assert_false (office_accounts_find (fixture->store, "' OR 1 --", NULL, NULL));
  g_assert_false (office_accounts_find (fixture->store, NULL, NULL, NULL));
}

static void
assert_token (StoreFixture *fixture, const char *token, const char *person)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeTicket) ticket = office_accounts_check (fixture->store, token, &error);

  if (person != NULL)
    {
      g_assert_no_error (error);
      g_assert_cmpstr (ticket->person, ==, person);
      g_assert_null (ticket->token);
      return;
    }
  g_assert_null (ticket);
  g_assert_error (error, OFFICE_PROBLEM, OFFICE_PROBLEM_UNAUTHENTICATED);
}

static OfficeTicket *
issue (StoreFixture *fixture, const char *person, guint device)
{
  g_auto (Ask) ask = { .person = g_strdup (person), .device = device };

  do_ask (fixture, issue_work, &ask);
  g_assert_no_error (ask.error);
  return g_steal_pointer (&ask.ticket);
}

static void
test_tokens (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *code = invite (fixture, "member", 1);
  g_autoptr (OfficeTicket) first = join (fixture, code, "Anna", 1);
  g_autoptr (OfficeTicket) same_device = issue (fixture, first->person, 1);
  g_autoptr (OfficeTicket) other_device = issue (fixture, first->person, 2);
  g_auto (Ask) revoke = { .token = other_device->token };
  g_auto (Ask) again = { .token = other_device->token };

  g_assert_cmpuint (strlen (first->token), ==, 43);
  assert_token (fixture, first->token, NULL);
  assert_token (fixture, same_device->token, first->person);
  assert_token (fixture, other_device->token, first->person);
  assert_token (fixture, "nonsense", NULL);
  assert_token (fixture, "", NULL);
  assert_token (fixture, NULL, NULL);

  do_ask (fixture, revoke_work, &revoke);
  g_assert_no_error (revoke.error);
  assert_token (fixture, other_device->token, NULL);
  do_ask (fixture, revoke_work, &again);
  g_assert_error (again.error, OFFICE_PROBLEM, OFFICE_PROBLEM_UNAUTHENTICATED);

  store_fixture_close (fixture);
  store_fixture_open (fixture);
  assert_token (fixture, same_device->token, first->person);
  office_fake_clock_advance (fixture->clock, 365 * STORE_DAY - 1);
  assert_token (fixture, same_device->token, first->person);
  office_fake_clock_advance (fixture->clock, 1);
  assert_token (fixture, same_device->token, NULL);
}

static gboolean
issue_badly (OfficeTransaction *transaction, gpointer data, GError **error)
{
  g_autofree char *long_name = g_strnfill (1000, 'd');
  g_autofree char *device = store_id (1);
  const char *devices[] = { NULL, "", "my desk", device };
  const char *fields[] = { "device", "device", "device", "device_name" };

  for (guint i = 0; i < G_N_ELEMENTS (devices); i++)
    {
      g_autoptr (GError) own = NULL;

      g_assert_null (office_accounts_issue (transaction, "somebody", devices[i], long_name, &own));
      g_assert_error (own, OFFICE_PROBLEM, OFFICE_PROBLEM_INVALID);
      g_assert_cmpstr (office_problem_get_field (own), ==, fields[i]);
    }
  return TRUE;
}

static void
test_bad_device (StoreFixture *fixture, gconstpointer data)
{
  g_auto (Ask) ask = { 0 };

  do_ask (fixture, issue_badly, &ask);
  g_assert_no_error (ask.error);
}

/* Neither in the file nor in its journal. */
static void
test_secrets (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *code = invite (fixture, "member", 5);
  g_autoptr (OfficeTicket) ticket = join (fixture, code, "Anna", 1);
  const char *suffixes[] = { "", "-wal" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *path = g_strconcat (fixture->path, suffixes[i], NULL);
      g_autofree char *contents = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
      g_assert_null (memmem (contents, length, code, strlen (code)));
      g_assert_null (memmem (contents, length, ticket->token, strlen (ticket->token)));
      if (i == 1)
        g_assert_nonnull (memmem (contents, length, ticket->person, strlen (ticket->person)));
    }
}

static void
test_rename (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *code = invite (fixture, "member", 2);
  g_autoptr (OfficeTicket) anna = join (fixture, code, "Anna", 1);
  g_autoptr (OfficeTicket) ben = join (fixture, code, "Ben", 2);
  g_auto (Ask) taken = { .person = g_strdup (ben->person), .name = "ANNA" };
  g_auto (Ask) unseen = { .person = g_strdup (ben->person),
                          .name = "B\xe2\x80\x8b"
                                  "en" };
  g_auto (Ask) free_name = { .person = g_strdup (ben->person), .name = "Benjamin" };
  g_autofree char *found = NULL;

  do_ask (fixture, rename_work, &taken);
  g_assert_error (taken.error, OFFICE_PROBLEM, OFFICE_PROBLEM_CONFLICT);
  g_assert_cmpstr (office_problem_get_field (taken.error), ==, "name");
  do_ask (fixture, rename_work, &unseen);
  g_assert_error (unseen.error, OFFICE_PROBLEM, OFFICE_PROBLEM_INVALID);
  g_assert_true (office_accounts_find (fixture->store, "Ben", NULL, NULL));

  do_ask (fixture, rename_work, &free_name);
  g_assert_no_error (free_name.error);
  g_assert_true (office_accounts_find (fixture->store, "benjamin", &found, NULL));
  g_assert_cmpstr (found, ==, ben->person);
  g_assert_false (office_accounts_find (fixture->store, "Ben", NULL, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  STORE_TEST ("/accounts/invite", OFFICE_STORE_INLINE, test_invite);
  STORE_TEST ("/accounts/first-person", OFFICE_STORE_INLINE, test_first_person);
  STORE_TEST ("/accounts/later-people", OFFICE_STORE_INLINE, test_later_people);
  STORE_TEST ("/accounts/codes", OFFICE_STORE_INLINE, test_codes);
  STORE_TEST ("/accounts/names", OFFICE_STORE_INLINE, test_names);
  STORE_TEST ("/accounts/find", OFFICE_STORE_INLINE, test_find);
  STORE_TEST ("/accounts/tokens", OFFICE_STORE_THREADED, test_tokens);
  STORE_TEST ("/accounts/bad-device", OFFICE_STORE_INLINE, test_bad_device);
  STORE_TEST ("/accounts/secrets", OFFICE_STORE_INLINE, test_secrets);
  STORE_TEST ("/accounts/rename", OFFICE_STORE_INLINE, test_rename);
  return g_test_run ();
}
