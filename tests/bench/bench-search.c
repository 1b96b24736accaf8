/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bench-search FOLDER N: what search costs in a book of N messages. Prints lines "name value".
 *
 * The messages are made of words whose frequencies fall as those of a language do, in 40 rooms of very different sizes;
 * one in eight is Chinese. Each sort of question is asked many times, with other words each time, over the whole office
 * and within one room, where the room is drawn evenly so that most are small: the hard case for an index of the whole.
 */
#include "office-record-seeker.h"

#include <math.h>
#include <stdlib.h>
#include <time.h>

#define N_WORDS  40000
#define N_ROOMS  40
#define N_PEOPLE 60
#define N_GROUP  500
#define N_ASKED  300
#define PAGE     50
#define START    G_GINT64_CONSTANT (1700000000000)
#define APART_MS 30000 /* two messages, on average */

/* Of every question, in ms. */
typedef struct {
  double all[16 * N_ASKED];       /* until the page is there */
  double processor[16 * N_ASKED]; /* of both threads */
  double window[16 * N_ASKED];    /* of the thread that asks, which is the window's */
  guint n;
} Figures;

typedef struct {
  gboolean answered;
  gint64 mark;
  guint n;
} Asking;

typedef struct {
  GRand *random;
  OfficeDatabase *database;
  OfficeRecordTable *table;
  GPtrArray *words; /* char *, the most frequent first */
  char *rooms[N_ROOMS];
  char *people[N_PEOPLE];
  gint64 now;
  OfficeRecordSeeker *seeker;
  Figures figures;
} Bench;

static double
get_seconds (void)
{
  return (double) g_get_monotonic_time () / G_USEC_PER_SEC;
}

/* On a busy machine what a question costs is seen in this, not in the time until its answer. */
static double
get_processor_seconds (clockid_t clock)
{
  struct timespec now;

  clock_gettime (clock, &now);
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

static char *
make_id (guint sort, guint number)
{
  return g_strdup_printf ("%08x-%04x-7000-8000-000000000000", number, sort);
}

/* By Zipf's law: the word of rank r is drawn about as often as 1/r. */
static const char *
draw_word (Bench *bench)
{
  double rank = exp (g_rand_double (bench->random) * log (N_WORDS)) - 1;

  return bench->words->pdata[MIN ((guint) rank, N_WORDS - 1)];
}

static void
make_words (Bench *bench)
{
  static const char *const syllables[] = { "a",    "an",  "be",  "con", "de", "der", "di",  "e",  "en", "er",  "ex",
                                           "fi",   "ge",  "gra", "hi",  "in", "ing", "ka",  "la", "le", "li",  "lo",
                                           "ma",   "me",  "mi",  "mo",  "na", "ne",  "no",  "o",  "ou", "pa",  "per",
                                           "pla",  "po",  "pro", "qui", "ra", "re",  "ri",  "ro", "sa", "sch", "se",
                                           "sion", "so",  "sta", "ta",  "te", "ter", "the", "ti", "to", "tra", "tu",
                                           "un",   "ver", "vi",  "wa",  "we", "wo",  "x",   "y",  "zu" };

  bench->words = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < N_WORDS; i++)
    {
      /* Frequent words are short. */
      int n = i < 60 ? 1 + (int) (i / 30) : g_rand_int_range (bench->random, 2, 6);
      GString *word = g_string_new (NULL);

      while (n-- > 0)
        g_string_append (word, syllables[g_rand_int_range (bench->random, 0, G_N_ELEMENTS (syllables))]);
      g_ptr_array_add (bench->words, g_string_free (word, FALSE));
    }
}

static gunichar
draw_character (Bench *bench)
{
  return 0x4e00 + (gunichar) (exp (g_rand_double (bench->random) * log (3000)) - 1);
}

static char *
make_text (Bench *bench)
{
  GString *text = g_string_new (NULL);

  if (g_rand_int_range (bench->random, 0, 8) == 0)
    for (int n = g_rand_int_range (bench->random, 5, 40); n > 0; n--)
      g_string_append_unichar (text, draw_character (bench));
  else
    for (int n = g_rand_int_range (bench->random, 3, 20); n > 0; n--)
      g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", draw_word (bench));
  return g_string_free (text, FALSE);
}

static const char *
draw_room (Bench *bench)
{
  return bench->rooms[(guint) (N_ROOMS * pow (g_rand_double (bench->random), 3))];
}

static void
put_message (Bench *bench, guint number)
{
  const char *room = draw_room (bench);
  g_autofree char *id = make_id (3, number);
  g_autofree char *scope = office_scope_for_room (room);
  g_autofree char *text = make_text (bench);
  g_autoptr (OfficeRecord) record = office_record_new ("message", id, scope);
  g_autoptr (GError) error = NULL;

  bench->now += g_rand_int_range (bench->random, 0, 2 * APART_MS);
  office_record_set_text (record, "room", room);
  office_record_set_integer (record, "seq", number + 1);
  office_record_set_text (record, "author", bench->people[g_rand_int_range (bench->random, 0, N_PEOPLE)]);
  office_record_set_integer (record, "at", bench->now);
  office_record_set_text (record, "text", text);
  office_record_set_rev (record, number + 1);
  if (!office_record_table_put (bench->table, record, &error))
    g_error ("%s", error->message);
}

static double
fill (Bench *bench, guint from, guint n)
{
  g_autoptr (GError) error = NULL;
  double start = get_processor_seconds (CLOCK_THREAD_CPUTIME_ID);

  for (guint i = 0; i < n; i += N_GROUP)
    {
      if (!office_database_begin (bench->database, &error))
        g_error ("%s", error->message);
      for (guint k = i; k < MIN (i + N_GROUP, n); k++)
        put_message (bench, from + k);
      if (!office_database_commit (bench->database, &error))
        g_error ("%s", error->message);
    }
  return n / (get_processor_seconds (CLOCK_THREAD_CPUTIME_ID) - start);
}

/* ---- questions ---- */

typedef char *(*Question) (Bench *bench);

static char *
ask_any_word (Bench *bench)
{
  return g_strdup (draw_word (bench));
}

static char *
ask_rare_word (Bench *bench)
{
  return g_strdup (bench->words->pdata[g_rand_int_range (bench->random, N_WORDS / 10, N_WORDS)]);
}

static char *
ask_part (Bench *bench)
{
  const char *word = bench->words->pdata[g_rand_int_range (bench->random, 100, N_WORDS)];
  gsize length = strlen (word);

  return length < 5 ? g_strdup (word) : g_strndup (word + 1, MIN (length - 1, 4));
}

static char *
ask_beginning (Bench *bench)
{
  return g_strndup (draw_word (bench), (gsize) g_rand_int_range (bench->random, 1, 3));
}

static char *
ask_two_words (Bench *bench)
{
  return g_strdup_printf ("%s %s", draw_word (bench), draw_word (bench));
}

static char *
ask_phrase (Bench *bench)
{
  return g_strdup_printf ("\"%s %s\"", draw_word (bench), draw_word (bench));
}

static char *
ask_chinese (Bench *bench)
{
  GString *text = g_string_new (NULL);

  for (int n = g_rand_int_range (bench->random, 1, 4); n > 0; n--)
    g_string_append_unichar (text, draw_character (bench));
  return g_string_free (text, FALSE);
}

static char *
ask_nonsense (Bench *bench)
{
  return g_strdup_printf ("%s%s%s", ask_part (bench), "q", (const char *) draw_word (bench));
}

static void
on_answer (GPtrArray *found, gint64 mark, const GError *error, gpointer data)
{
  Asking *asking = data;

  if (error != NULL)
    g_error ("%s", error->message);
  asking->n += found->len;
  asking->mark = mark;
  asking->answered = TRUE;
  g_ptr_array_unref (found);
}

/* As a window does: until there is a page or nothing is left. */
static void
seek (Bench *bench, const OfficeRecordSearchRequest *request)
{
  Asking asking = { 0 };

  do
    {
      asking.answered = FALSE;
      office_record_seeker_ask (bench->seeker, request, PAGE - asking.n, asking.mark, on_answer, &asking, NULL);
      while (!asking.answered)
        g_main_context_iteration (NULL, TRUE);
    }
  while (asking.mark != 0 && asking.n < PAGE);
}

static void
ask (Bench *bench, const char *text, const char *room)
{
  const char *const rooms[] = { room, NULL };
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  double start = get_seconds (), processor_start = get_processor_seconds (CLOCK_PROCESS_CPUTIME_ID);
  double window_start = get_processor_seconds (CLOCK_THREAD_CPUTIME_ID);
  g_autoptr (OfficeQuery) query = office_query_parse (text, bench->now, zone);
  OfficeRecordSearchRequest request = { query, NULL, room != NULL ? rooms : NULL, bench->people[0], 0, NULL };
  Figures *figures = &bench->figures;
  guint n = figures->n;

  seek (bench, &request);
  figures->all[n] = 1000 * (get_seconds () - start);
  figures->processor[n] = 1000 * (get_processor_seconds (CLOCK_PROCESS_CPUTIME_ID) - processor_start);
  figures->window[n] = 1000 * (get_processor_seconds (CLOCK_THREAD_CPUTIME_ID) - window_start);
  if (g_getenv ("OFFICE_BENCH_SLOW") != NULL && figures->processor[n] > 5)
    g_printerr ("“%s”%s took %.1f ms\n", text, room != NULL ? " in a room" : "", figures->processor[n]);
  figures->n++;
}

static void
report_quantiles (const char *name, const char *place, const char *what, double *values, guint n)
{
  g_autofree char *p50 = g_strdup_printf ("%s%s_p50_%sms", name, place, what);
  g_autofree char *p99 = g_strdup_printf ("%s%s_p99_%sms", name, place, what);

  report (p50, get_quantile (values, n, .5));
  report (p99, get_quantile (values, n, .99));
}

static void
measure (Bench *bench, const char *name, Question question, gboolean in_room)
{
  const char *place = in_room ? "_in_room" : "";
  guint first = bench->figures.n;

  for (guint i = 0; i < N_ASKED; i++)
    {
      g_autofree char *text = question (bench);

      ask (bench, text, in_room ? bench->rooms[g_rand_int_range (bench->random, 0, N_ROOMS)] : NULL);
    }
  report_quantiles (name, place, "", bench->figures.all + first, N_ASKED);
  report_quantiles (name, place, "processor_", bench->figures.processor + first, N_ASKED);
}

static void
measure_all (Bench *bench)
{
  static const struct {
    const char *name;
    Question question;
  } questions[] = {
    { "word", ask_any_word },       { "rare", ask_rare_word },      { "part", ask_part },
    { "beginning", ask_beginning }, { "two_words", ask_two_words }, { "phrase", ask_phrase },
    { "chinese", ask_chinese },     { "nonsense", ask_nonsense },
  };

  bench->seeker = office_record_seeker_new (bench->table);
  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    measure (bench, questions[i].name, questions[i].question, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    measure (bench, questions[i].name, questions[i].question, TRUE);
  report_quantiles ("all", "", "", bench->figures.all, bench->figures.n);
  report_quantiles ("all", "", "processor_", bench->figures.processor, bench->figures.n);
  report_quantiles ("window", "", "processor_", bench->figures.window, bench->figures.n);
  office_record_seeker_free (bench->seeker);
}

static void
open_book (Bench *bench, const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  bench->database = office_database_open (path, OFFICE_DATABASE_NORMAL, &error);
  if (bench->database != NULL)
    bench->table = office_record_table_new (bench->database, "record", &error);
  if (bench->table == NULL)
    g_error ("%s", error->message);
}

static void
close_book (Bench *bench)
{
  office_record_table_free (bench->table);
  g_object_unref (bench->database);
}

static void
report_size (Bench *bench, guint n)
{
  g_autoptr (GError) error = NULL;
  OfficeStatement *statement = office_database_prepare (
      bench->database,
      "SELECT (SELECT sum (length (block)) FROM record_search_data)"
      " + (SELECT sum (length (CAST (folded AS BLOB)) + 16) FROM record_search_entry)",
      &error);

  if (statement == NULL || !office_statement_step (statement, NULL, &error))
    g_error ("%s", error->message);
  report ("index_bytes_per_message", (double) office_statement_get_integer (statement, 0) / n);
  office_statement_reset (statement);
}

/* As a book of a version whose index was another: what the window waits for when it opens, and how long it is held up later. */
static void
measure_building (Bench *bench, const char *folder)
{
  g_autoptr (GError) error = NULL;
  double begun, begun_processor, longest = 0, longest_processor = 0, all;

  office_database_execute (bench->database, "UPDATE record_search_scheme SET scheme = 'another'", &error);
  close_book (bench);
  open_book (bench, folder, "with.db");
  begun = get_seconds ();
  begun_processor = get_processor_seconds (CLOCK_THREAD_CPUTIME_ID);
  if (!office_record_table_enable_search (bench->table, &error))
    g_error ("%s", error->message);
  report ("index_begin_ms", (get_seconds () - begun) * 1000);
  report ("index_begin_processor_ms", (get_processor_seconds (CLOCK_THREAD_CPUTIME_ID) - begun_processor) * 1000);
  all = get_seconds ();
  while (!office_record_table_is_search_whole (bench->table))
    {
      begun = get_seconds ();
      begun_processor = get_processor_seconds (CLOCK_THREAD_CPUTIME_ID);
      if (!office_record_table_build_search (bench->table, &error))
        g_error ("%s", error->message);
      longest = MAX (longest, get_seconds () - begun);
      longest_processor = MAX (longest_processor, get_processor_seconds (CLOCK_THREAD_CPUTIME_ID) - begun_processor);
    }
  report ("index_slice_longest_ms", longest * 1000);
  report ("index_slice_longest_processor_ms", longest_processor * 1000);
  report ("index_build_s", get_seconds () - all);
}

static void
open_indexed (Bench *bench, const char *folder)
{
  g_autoptr (GError) error = NULL;

  open_book (bench, folder, "with.db");
  if (!office_record_table_enable_search (bench->table, &error))
    g_error ("%s", error->message);
}

/* To look into what is slow, a folder may be kept: then its book is asked again. */
static gboolean
has_book (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "with.db", NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
make_book (Bench *bench, const char *folder, guint n)
{
  open_book (bench, folder, "without.db");
  report ("put_without_index_per_core_s", fill (bench, 0, MIN (n, 50000)));
  close_book (bench);
  bench->now = START;
  open_indexed (bench, folder);
  report ("put_with_index_per_core_s", fill (bench, 0, MIN (n, 50000)));
  if (n > 50000)
    fill (bench, 50000, n - 50000);
}

int
main (int argc, char **argv)
{
  Bench bench = { .random = g_rand_new_with_seed (1), .now = START };
  guint n = argc == 3 ? (guint) atoi (argv[2]) : 0;

  if (n < 1000)
    g_error ("usage: bench-search FOLDER N");
  make_words (&bench);
  for (guint i = 0; i < N_ROOMS; i++)
    bench.rooms[i] = make_id (1, i);
  for (guint i = 0; i < N_PEOPLE; i++)
    bench.people[i] = make_id (2, i);

  if (!has_book (argv[1]))
    make_book (&bench, argv[1], n);
  else
    open_indexed (&bench, argv[1]);
  /* Whatever was drawn before, the same is asked. */
  g_rand_set_seed (bench.random, 2);
  report_size (&bench, n);
  measure_all (&bench);
  measure_building (&bench, argv[1]);

  close_book (&bench);
  g_ptr_array_unref (bench.words);
  g_rand_free (bench.random);
  return EXIT_SUCCESS;
}
