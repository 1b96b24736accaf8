/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bench-book FOLDER: what the host's book costs. Prints lines "name value"; bench.py makes ratios of them.
 * The folder must lie on a real disk, else a commit costs nothing.
 */
#include "office-accounts.h"
#include "office-hub.h"
#include "office-id.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define N_SYNCS    300
#define N_SINGLE   300
#define N_GROUPED  20000
#define N_CATCH_UP 10000
#define N_ROUNDS   31
#define A_FRAME    (48 * 1024) /* bytes of bodies, as the pump has it */

typedef struct {
  OfficeStore *store;
  OfficeClock *clock;
  OfficeRandom *random;
  char *person;
  char *device;
  char *room;
  guint n_done;
} Bench;

typedef struct {
  Bench *bench;
  OfficeOperation *operation;
} Sending;

static double
get_seconds (void)
{
  return (double) g_get_monotonic_time () / G_USEC_PER_SEC;
}

/* Of this thread: what a read costs wherever others want the processor too. */
static double
get_processor_seconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double one = *(const double *) a, other = *(const double *) b;

  return one < other ? -1 : one > other;
}

static double
get_quantile (double *values, guint n, double quantile)
{
  qsort (values, n, sizeof *values, compare_doubles);
  return values[MIN ((guint) (quantile * n), n - 1)];
}

static void
report (const char *name, double value)
{
  g_print ("%s %.6g\n", name, value);
}

static double
measure_fdatasync (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "sync-floor", NULL);
  static char block[4096];
  double start;
  int file = open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

  if (file < 0)
    g_error ("%s: %s", path, g_strerror (errno));
  start = get_seconds ();
  for (guint i = 0; i < N_SYNCS; i++)
    if (write (file, block, sizeof block) != sizeof block || fdatasync (file) != 0)
      g_error ("%s: %s", path, g_strerror (errno));
  start = get_seconds () - start;
  close (file);
  return N_SYNCS / start;
}

static gboolean
join (OfficeTransaction *transaction, gpointer data, GError **error)
{
  Bench *bench = data;
  g_autofree char *code = office_accounts_invite (transaction, "admin", 1, 1, NULL, NULL, error);
  g_autoptr (OfficeTicket) ticket = NULL;

  if (code != NULL)
    ticket = office_accounts_join (transaction, code, "Bench", "x", bench->device, "bench", error);
  if (ticket == NULL)
    return FALSE;
  bench->person = g_strdup (ticket->person);
  return TRUE;
}

static char *
find_room (OfficeStore *store, const char *person)
{
  g_auto (GStrv) scopes = office_store_dup_scopes_of (store, person);

  for (guint i = 0; scopes[i] != NULL; i++)
    if (office_scope_get_room (scopes[i]) != NULL)
      return g_strdup (office_scope_get_room (scopes[i]));
  g_error ("The office has no room");
}

static void
count_done (gpointer data, gint64 rev, const GError *error)
{
  if (error != NULL)
    g_error ("%s", error->message);
  ((Bench *) data)->n_done++;
}

static gboolean
send_message (OfficeTransaction *transaction, gpointer data, GError **error)
{
  Sending *sending = data;
  OfficeResult *result = office_hub_apply (transaction, sending->operation, sending->bench->person,
                                           sending->bench->device);

  if (result->problem != NULL)
    g_error ("%s", result->problem->message);
  office_result_free (result);
  return TRUE;
}

static void
message_sent (gpointer data, gint64 rev, const GError *error)
{
  count_done (((Sending *) data)->bench, rev, error);
}

static void
free_sending (gpointer data)
{
  Sending *sending = data;

  office_operation_unref (sending->operation);
  g_free (sending);
}

static void
submit_message (Bench *bench, guint number)
{
  g_autoptr (JsonObject) with = json_object_new ();
  g_autofree char *id = office_id_new (bench->clock, bench->random);
  g_autofree char *operation = office_id_new (bench->clock, bench->random);
  g_autofree char *text = g_strdup_printf (
      "Message %u: the door schedule is checked on every save now, three doors of level "
      "two fail, see the note of the fire officer.",
      number);
  Sending *sending = g_new (Sending, 1);

  json_object_set_string_member (with, "id", id);
  json_object_set_string_member (with, "room", bench->room);
  json_object_set_string_member (with, "text", text);
  sending->bench = bench;
  sending->operation = office_operation_new (operation, "message.send", 0, 0, with);
  office_store_submit (bench->store, send_message, message_sent, sending, free_sending);
}

static void
wait_for (Bench *bench, guint n)
{
  while (bench->n_done < n)
    g_main_context_iteration (NULL, TRUE);
  bench->n_done = 0;
}

static double
measure_single (Bench *bench)
{
  double start = get_seconds ();

  for (guint i = 0; i < N_SINGLE; i++)
    {
      submit_message (bench, i);
      wait_for (bench, 1);
    }
  return N_SINGLE / (get_seconds () - start);
}

static double
measure_grouped (Bench *bench)
{
  double start;

  start = get_seconds ();
  for (guint i = 0; i < N_GROUPED; i++)
    submit_message (bench, i);
  wait_for (bench, N_GROUPED);
  return N_GROUPED / (get_seconds () - start);
}

static void
measure_catch_up (Bench *bench)
{
  g_auto (GStrv) scopes = office_store_dup_scopes_of (bench->store, bench->person);
  gint64 head = office_store_get_head (bench->store)->rev;
  double seconds[N_ROUNDS], copies[N_ROUNDS];

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      gint64 reached = 0;
      double start = get_processor_seconds ();
      g_autoptr (GPtrArray) bodies = office_store_changes (bench->store, (const char *const *) scopes,
                                                           head - N_CATCH_UP, head, G_MAXSIZE, &reached, NULL);
      g_autoptr (GString) copy = NULL;

      seconds[i] = get_processor_seconds () - start;
      if (bodies == NULL || bodies->len < N_CATCH_UP)
        g_error ("A catch-up brought %u records", bodies != NULL ? bodies->len : 0);
      /* The floor: the same bytes brought together once. */
      start = get_processor_seconds ();
      copy = g_string_new (NULL);
      for (guint b = 0; b < bodies->len; b++)
        g_string_append (copy, g_ptr_array_index (bodies, b));
      copies[i] = get_processor_seconds () - start;
    }
  report ("catch_up_10000_ms", 1000 * get_quantile (seconds, N_ROUNDS, .5));
  report ("concatenate_10000_ms", 1000 * get_quantile (copies, N_ROUNDS, .5));
}

/* As the pump does it for one who comes back: frame after frame, each with the tag that its cursor needs. */
static gsize
write_frames (Bench *bench, const char *const *scopes, gint64 after, gint64 until)
{
  gsize length = 0;

  while (after < until)
    {
      gint64 reached = 0;
      g_autoptr (GPtrArray) bodies = office_store_changes (bench->store, scopes, after, until, A_FRAME, &reached, NULL);
      g_autofree char *tag = office_store_find_tag (bench->store, reached);
      g_autofree char *frame = bodies != NULL ? office_frame_changes (after, reached, tag, bodies, NULL, NULL) : NULL;

      if (frame == NULL)
        g_error ("The changes after %" G_GINT64_FORMAT " cannot be read", after);
      length += strlen (frame);
      after = reached;
    }
  return length;
}

static void
measure_frames (Bench *bench)
{
  g_auto (GStrv) scopes = office_store_dup_scopes_of (bench->store, bench->person);
  gint64 head = office_store_get_head (bench->store)->rev;
  double seconds[N_ROUNDS];
  gsize length = 0;

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      double start = get_processor_seconds ();

      length = write_frames (bench, (const char *const *) scopes, head - N_CATCH_UP, head);
      seconds[i] = get_processor_seconds () - start;
    }
  report ("frames_10000_ms", 1000 * get_quantile (seconds, N_ROUNDS, .5));
  report ("frames_10000_bytes", (double) length);
}

static void
measure_newest (Bench *bench)
{
  static double seconds[2000];

  for (guint i = 0; i < G_N_ELEMENTS (seconds); i++)
    {
      double start = get_seconds ();
      g_autoptr (GPtrArray) newest = office_store_message_bodies (bench->store, bench->room, 0, 50, NULL);

      seconds[i] = get_seconds () - start;
      if (newest == NULL || newest->len != 50)
        g_error ("The newest 50 are missing");
    }
  report ("newest_50_p50_ms", 1000 * get_quantile (seconds, G_N_ELEMENTS (seconds), .5));
  report ("newest_50_p99_ms", 1000 * get_quantile (seconds, G_N_ELEMENTS (seconds), .99));
}

int
main (int argc, char **argv)
{
  Bench bench = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  if (argc != 2)
    g_error ("usage: bench-book FOLDER");
  bench.clock = office_system_clock_new ();
  bench.random = office_system_random_new ();
  bench.device = office_id_new (bench.clock, bench.random);
  path = g_build_filename (argv[1], "office.db", NULL);
  bench.store = office_store_open (path, "Bench", OFFICE_STORE_THREADED, bench.clock, bench.random, &error);
  if (bench.store == NULL)
    g_error ("%s", error->message);
  office_store_submit (bench.store, join, count_done, &bench, NULL);
  wait_for (&bench, 1);
  bench.room = find_room (bench.store, bench.person);

  report ("fdatasync_per_s", measure_fdatasync (argv[1]));
  report ("single_commits_per_s", measure_single (&bench));
  report ("grouped_messages_per_s", measure_grouped (&bench));
  measure_catch_up (&bench);
  measure_frames (&bench);
  measure_newest (&bench);

  office_store_close (bench.store);
  g_object_unref (bench.store);
  g_object_unref (bench.clock);
  g_object_unref (bench.random);
  g_free (bench.person);
  g_free (bench.device);
  g_free (bench.room);
  return EXIT_SUCCESS;
}
