/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-beside.h"
#include "office-database.h"
#include "office-desk.h"
#include "office-host.h"
#include "office-password.h"
#include "office-problem.h"
#include "office-test-folder.h"

#include <signal.h>

#define PATIENCE_S 30

typedef struct {
  OfficeClock *clock;
  OfficeRandom *random;
  char *folder;
  OfficeHost *host;
  OfficeDesk *desk;
} Fixture;

static gboolean
on_tick (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

#define WAIT_UNTIL(condition)                                                                                          \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    gint64 deadline = g_get_monotonic_time () + PATIENCE_S * G_TIME_SPAN_SECOND;                                       \
    guint tick = g_timeout_add (100, on_tick, NULL);                                                                   \
    while (!(condition) && g_get_monotonic_time () < deadline)                                                         \
      g_main_context_iteration (NULL, TRUE);                                                                           \
    g_source_remove (tick);                                                                                            \
    g_assert_true (condition);                                                                                         \
  }                                                                                                                    \
  G_STMT_END

static void
on_done (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *host_folder = NULL, *desk_folder = NULL;

  office_password_set_cost (1);
  fixture->clock = office_system_clock_new ();
  fixture->random = office_system_random_new ();
  fixture->folder = g_dir_make_tmp ("office-desk-XXXXXX", &error);
  g_assert_no_error (error);
  host_folder = g_build_filename (fixture->folder, "host", NULL);
  desk_folder = g_build_filename (fixture->folder, "desk", NULL);
  fixture->host = office_host_new (
      &(OfficeHostOptions){ .data = host_folder, .name = "Werkstatt Süd", .listen = "127.0.0.1" }, fixture->clock,
      fixture->random);
  office_host_start (fixture->host, &error);
  g_assert_no_error (error);
  fixture->desk = office_desk_new (desk_folder, fixture->clock, fixture->random);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->desk);
  office_host_stop (fixture->host);
  g_object_unref (fixture->host);
  g_object_unref (fixture->clock);
  g_object_unref (fixture->random);
  office_test_remove_tree (fixture->folder);
  g_free (fixture->folder);
}

static OfficeInvitationLink *
invite (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  OfficeInvitationLink *link = office_host_invite (fixture->host, "member", 5, 24, &error);

  g_assert_no_error (error);
  g_free (link->host);
  link->host = g_strdup ("127.0.0.1");
  return link;
}

static OfficeMembership *
finish_entering (Fixture *fixture, GAsyncResult **result, GError **error)
{
  g_autoptr (GAsyncResult) done = NULL;

  WAIT_UNTIL (*result != NULL);
  done = g_steal_pointer (result);
  return office_desk_enter_finish (fixture->desk, done, error);
}

static OfficeMembership *
join (Fixture *fixture, const char *name)
{
  g_autoptr (OfficeInvitationLink) link = invite (fixture);
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL;
  OfficeMembership *membership;

  office_desk_join_async (fixture->desk, link, name, "correct horse", NULL, on_done, &result);
  membership = finish_entering (fixture, &result, &error);
  g_assert_no_error (error);
  return membership;
}

static OfficeSession *
open_live (Fixture *fixture, OfficeDesk *desk, OfficeMembership *membership)
{
  g_autoptr (GError) error = NULL;
  OfficeSession *session = office_desk_open (desk, membership, &error);

  g_assert_no_error (error);
  WAIT_UNTIL (office_session_get_state (session) == OFFICE_LINE_LIVE);
  return session;
}

static void
test_join_and_open (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeMembership) membership = join (fixture, "Ben");
  g_autoptr (OfficeSession) session = NULL;
  GListModel *memberships = office_desk_get_memberships (fixture->desk);

  g_assert_cmpuint (g_list_model_get_n_items (memberships), ==, 1);
  g_assert_cmpstr (office_membership_get_office_name (membership), ==, "Werkstatt Süd");
  session = open_live (fixture, fixture->desk, membership);
  g_assert_true (office_session_has_content (session));
  g_assert_cmpstr (office_session_get_name (session), ==, "Werkstatt Süd");
  g_assert_cmpstr (office_person_get_name (office_session_get_me (session)), ==, "Ben");
  office_session_stop (session);
}

static void
test_next_start (Fixture *fixture, gconstpointer data)
{
  g_autofree char *desk_folder = g_build_filename (fixture->folder, "desk", NULL);
  g_autoptr (OfficeMembership) membership = join (fixture, "Ben");
  g_autoptr (OfficeSession) session = open_live (fixture, fixture->desk, membership);
  g_autoptr (OfficeDesk) later = NULL;
  g_autoptr (OfficeMembership) kept = NULL;
  g_autoptr (GError) error = NULL;

  office_session_stop (session);
  g_clear_object (&session);
  office_host_stop (fixture->host);
  /* Another process: only what was written counts. The host is away, the content is there all the same. */
  later = office_desk_new (desk_folder, fixture->clock, fixture->random);
  g_assert_cmpuint (g_list_model_get_n_items (office_desk_get_memberships (later)), ==, 1);
  kept = g_list_model_get_item (office_desk_get_memberships (later), 0);
  g_assert_cmpstr (office_membership_get_person (kept), ==, office_membership_get_person (membership));
  session = office_desk_open (later, kept, &error);
  g_assert_no_error (error);
  g_assert_true (office_session_has_content (session));
  g_assert_cmpuint (g_list_model_get_n_items (office_session_get_rooms (session)), ==, 1);
  office_session_stop (session);
}

static char *
find_book (Fixture *fixture)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "desk", "replicas", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".db"))
      return g_build_filename (folder, name, NULL);
  g_assert_not_reached ();
}

static void
test_book_of_a_newer_version (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeMembership) membership = join (fixture, "Ben");
  g_autoptr (OfficeSession) session = open_live (fixture, fixture->desk, membership);
  g_autoptr (OfficeDatabase) database = NULL;
  g_autofree char *book = find_book (fixture);
  g_autoptr (GError) error = NULL;

  office_session_stop (session);
  g_clear_object (&session);
  database = office_database_open (book, OFFICE_DATABASE_NORMAL, &error);
  g_assert_no_error (error);
  g_assert_true (office_database_execute (database, "PRAGMA user_version = 99", NULL));
  office_database_close (database);
  g_assert_null (office_desk_open (fixture->desk, membership, &error));
  g_assert_true (office_desk_is_newer_book (error));
}

static void
keep_notice (OfficeSession *session, const char *text, GVariant *undo, char **kept)
{
  g_free (*kept);
  *kept = g_strdup (text);
}

static void
test_damaged_book_is_told (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeMembership) membership = join (fixture, "Ben");
  g_autoptr (OfficeSession) session = open_live (fixture, fixture->desk, membership);
  g_autofree char *book = find_book (fixture);
  g_autofree char *notice = NULL;
  g_autoptr (GError) error = NULL;

  office_session_stop (session);
  g_clear_object (&session);
  g_file_set_contents (book, "This is no database, and never was one.", -1, &error);
  g_assert_no_error (error);
  session = office_desk_open (fixture->desk, membership, &error);
  g_assert_no_error (error);
  g_signal_connect (session, "notice", G_CALLBACK (keep_notice), &notice);
  WAIT_UNTIL (notice != NULL);
  g_assert_nonnull (strstr (notice, "damaged"));
  WAIT_UNTIL (office_session_get_state (session) == OFFICE_LINE_LIVE);
  g_assert_cmpuint (g_list_model_get_n_items (office_session_get_rooms (session)), ==, 1);
  office_session_stop (session);
}

/* Another office on this machine; it is stopped by the caller. */
static OfficeHost *
start_other_host (Fixture *fixture)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "other-host", NULL);
  g_autoptr (GError) error = NULL;
  OfficeHost *host = office_host_new (
      &(OfficeHostOptions){ .data = folder, .name = "Schachklub", .listen = "127.0.0.1" }, fixture->clock,
      fixture->random);

  office_host_start (host, &error);
  g_assert_no_error (error);
  return host;
}

static OfficeMembership *
join_host (Fixture *fixture, OfficeHost *host, const char *name)
{
  OfficeHost *first = fixture->host;
  OfficeMembership *membership;

  fixture->host = host;
  membership = join (fixture, name);
  fixture->host = first;
  return membership;
}

/* Over real sockets: the office that was shown stays live beside the next one, and is given back as it is. */
static void
test_beside (Fixture *fixture, gconstpointer data)
{
  OfficeHost *other_host = start_other_host (fixture);
  g_autoptr (OfficeMembership) membership = join (fixture, "Ben");
  g_autoptr (OfficeMembership) other = join_host (fixture, other_host, "Ben");
  g_autoptr (OfficeSession) session = open_live (fixture, fixture->desk, membership);
  g_autoptr (OfficeSession) shown = NULL, again = NULL;
  OfficeBeside *beside = office_desk_find_beside (fixture->desk, office_membership_get_office_id (other));
  GAsyncResult *result = NULL;

  g_assert_cmpint (office_beside_get_state (beside), ==, OFFICE_BESIDE_CLOSED);
  g_assert_true (office_desk_open_next (fixture->desk));
  g_assert_false (office_desk_open_next (fixture->desk));
  WAIT_UNTIL (office_session_get_state (office_beside_get_session (beside)) == OFFICE_LINE_LIVE);

  shown = open_live (fixture, fixture->desk, other);
  office_desk_set_aside (fixture->desk, membership, session);
  g_assert_cmpuint (g_list_model_get_n_items (office_desk_get_beside (fixture->desk)), ==, 1);
  beside = office_desk_find_beside (fixture->desk, office_membership_get_office_id (membership));
  g_assert_true (office_beside_get_session (beside) == session);
  g_assert_cmpint (office_session_get_state (session), ==, OFFICE_LINE_LIVE);

  office_host_stop (fixture->host);
  WAIT_UNTIL (office_beside_get_state (beside) == OFFICE_BESIDE_UNREACHED);
  g_assert_cmpint (office_session_get_state (shown), ==, OFFICE_LINE_LIVE);
  again = office_desk_open (fixture->desk, membership, NULL);
  g_assert_true (again == session);
  office_session_stop (again);

  /* The one that is beside now is left. */
  office_desk_set_aside (fixture->desk, other, shown);
  office_desk_leave_async (fixture->desk, other, on_done, &result);
  g_assert_cmpuint (g_list_model_get_n_items (office_desk_get_beside (fixture->desk)), ==, 0);
  g_assert_cmpint (office_session_get_state (shown), ==, OFFICE_LINE_STOPPED);
  WAIT_UNTIL (result != NULL);
  g_assert_true (office_desk_leave_finish (fixture->desk, result, NULL));
  g_object_unref (result);
  office_host_stop (other_host);
  g_object_unref (other_host);
}

static void
test_newer_membership_replaces (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeMembership) first = join (fixture, "Ben");
  g_autoptr (OfficeMembership) second = join (fixture, "Anna");
  g_autoptr (OfficeMembership) kept = NULL;

  g_assert_cmpuint (g_list_model_get_n_items (office_desk_get_memberships (fixture->desk)), ==, 1);
  kept = g_list_model_get_item (office_desk_get_memberships (fixture->desk), 0);
  g_assert_true (kept == second);
}

static void
test_wrong_password (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeMembership) membership = join (fixture, "Ben");
  g_autoptr (OfficeMembership) none = NULL;
  g_autoptr (OfficeMembership) again = NULL;
  g_autoptr (OfficeInvitationLink) link = invite (fixture);
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL;

  office_desk_sign_in_async (fixture->desk, link, "Ben", "wrong horse", NULL, on_done, &result);
  none = finish_entering (fixture, &result, &error);
  g_assert_null (none);
  g_assert_error (error, OFFICE_PROBLEM, OFFICE_PROBLEM_UNAUTHENTICATED);
  g_clear_error (&error);
  office_desk_sign_in_async (fixture->desk, link, "ben", "correct horse", NULL, on_done, &result);
  again = finish_entering (fixture, &result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (office_membership_get_person (again), ==, office_membership_get_person (membership));
}

static void
test_look (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeMembership) membership = join (fixture, "Ben");
  g_autoptr (OfficeInvitationLink) link = office_invitation_link_new ("127.0.0.1", office_host_get_port (fixture->host),
                                                                      NULL, NULL, FALSE);
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL, *fingerprint = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  gint64 people = 0;

  office_desk_look_async (fixture->desk, link, NULL, on_done, &result);
  WAIT_UNTIL (result != NULL);
  name = office_desk_look_finish (fixture->desk, result, &people, &fingerprint, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (name, ==, "Werkstatt Süd");
  g_assert_cmpint (people, ==, 1);
  g_assert_cmpstr (fingerprint, ==, office_host_get_fingerprint (fixture->host));
}

static void
test_leave (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeMembership) membership = join (fixture, "Ben");
  g_autoptr (OfficeSession) session = open_live (fixture, fixture->desk, membership);
  g_autofree char *replicas = g_build_filename (fixture->folder, "desk", "replicas", NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GDir) dir = NULL;
  g_autoptr (GError) error = NULL;

  office_session_stop (session);
  g_clear_object (&session);
  office_desk_leave_async (fixture->desk, membership, on_done, &result);
  WAIT_UNTIL (result != NULL);
  g_assert_true (office_desk_leave_finish (fixture->desk, result, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (office_desk_get_memberships (fixture->desk)), ==, 0);
  dir = g_dir_open (replicas, 0, NULL);
  g_assert_nonnull (dir);
  g_assert_null (g_dir_read_name (dir));
}

/* ---- a host of its own ---- */

/* The host is no child of ours: it is found by the data folder on its command line. */
static GPid
find_host (const char *data)
{
  g_autoptr (GDir) proc = g_dir_open ("/proc", 0, NULL);
  const char *name;

  while (proc != NULL && (name = g_dir_read_name (proc)) != NULL)
    {
      g_autofree char *path = g_build_filename ("/proc", name, "cmdline", NULL);
      g_autofree char *line = NULL;
      gsize length;

      if (!g_ascii_isdigit (*name) || !g_file_get_contents (path, &line, &length, NULL))
        continue;
      for (gsize i = 0; i + 1 < length; i += strlen (line + i) + 1)
        if (g_str_equal (line + i, data))
          return (GPid) g_ascii_strtoll (name, NULL, 10);
    }
  return 0;
}

/* Under test a host is for nobody else, and in nobody's way. */
static char *
make_quiet_program (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->folder, "office", NULL);
  g_autofree char *script = g_strdup_printf ("#!/bin/sh\nexec '%s' \"$@\" --listen 127.0.0.1 --port 0 --no-announce\n",
                                             g_getenv ("OFFICE_PROGRAM"));
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full (path, script, -1, G_FILE_SET_CONTENTS_NONE, 0700, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&path);
}

static void
test_open_here (Fixture *fixture, gconstpointer data)
{
  g_autofree char *program = make_quiet_program (fixture);
  g_autofree char *folder = g_build_filename (fixture->folder, "desk", "office-server", NULL);
  g_autoptr (OfficeMembership) membership = NULL;
  g_autoptr (OfficeSession) session = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL;
  GPid host;

  office_desk_open_here_async (fixture->desk, program, "At Home", "Ben", "correct horse", NULL, on_done, &result);
  membership = finish_entering (fixture, &result, &error);
  host = find_host (folder);
  g_assert_no_error (error);
  g_assert_cmpint (host, >, 0);
  g_assert_cmpstr (office_membership_get_office_name (membership), ==, "At Home");
  session = open_live (fixture, fixture->desk, membership);
  g_assert_cmpstr (office_person_get_role (office_session_get_me (session)), ==, "admin");
  office_session_stop (session);
  kill (host, SIGTERM);
  WAIT_UNTIL (find_host (folder) == 0);
}

static void
test_open_here_fails (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OfficeMembership) membership = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL;

  office_desk_open_here_async (fixture->desk, "/bin/false", "At Home", "Ben", "correct horse", NULL, on_done, &result);
  membership = finish_entering (fixture, &result, &error);
  g_assert_null (membership);
  g_assert_error (error, OFFICE_PROBLEM, OFFICE_PROBLEM_UNAVAILABLE);
  g_assert_cmpuint (g_list_model_get_n_items (office_desk_get_memberships (fixture->desk)), ==, 0);
}

int
main (int argc, char **argv)
{
  g_autofree char *home = g_dir_make_tmp ("office-home-XXXXXX", NULL);
  int status;

  /* Tokens are kept in the user's data folder; G_TEST_OPTION_ISOLATE_DIRS does the same but leaks. */
  g_assert_nonnull (home);
  g_setenv ("XDG_DATA_HOME", home, TRUE);
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/office/desk/beside", test_beside);
  ADD ("/office/desk/book-of-a-newer-version", test_book_of_a_newer_version);
  ADD ("/office/desk/damaged-book", test_damaged_book_is_told);
  ADD ("/office/desk/join", test_join_and_open);
  ADD ("/office/desk/next-start", test_next_start);
  ADD ("/office/desk/newer-replaces", test_newer_membership_replaces);
  ADD ("/office/desk/wrong-password", test_wrong_password);
  ADD ("/office/desk/look", test_look);
  ADD ("/office/desk/leave", test_leave);
  ADD ("/office/desk/open-here", test_open_here);
  ADD ("/office/desk/open-here-fails", test_open_here_fails);

  status = g_test_run ();
  office_test_remove_tree (home);
  return status;
}
