/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bench-conversation MESSAGES MISSED FOLDER: how a window behaves in a room of so many messages, against an empty libadwaita
 * window in the same process: going to other rooms, scrolling up, writing, and while a desk whose person was away takes in
 * what was MISSED. Prints lines "name value".
 *
 * Times until something is painted are those of a display of 60 Hz; beside them stands the processor time of the window's
 * thread, which a busy machine does not change.
 */
#include "bench-frames.h"
#include "bench-replica.h"
#include "kinds.h"
#include "office-composer.h"
#include "office-inbox.h"
#include "office-message-list.h"
#include "office-throttle.h"
#include "office-ui.h"
#include "office-workspace.h"

#include <adwaita.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define N_ROOMS      4
#define SMALL_ROOM   3000
#define N_FRAMES     300
#define N_KEYS       200
#define KEY_APART_MS 40
#define SPEED        300  /* pixels a frame: 18,000 a second, a hard fling */
#define FLUNG        5000 /* messages */
#define SCROLLED     10000
#define N_DAYS       10  /* to which one goes, over all of the first room */
#define A_FRAME      120 /* messages: some 48 KiB, as the pump sends them */
#define A_PIECE      40  /* of a frame, as the line takes it in */

typedef struct {
  guint n_messages[N_ROOMS];
  OfficeReplica *replica;
  OfficeSession *session;
  GtkWindow *window;
  GtkWidget *workspace;
} Bench;

static GtkWidget *
find (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && gtk_widget_get_mapped (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static OfficeMessageList *
get_list (Bench *bench)
{
  return OFFICE_MESSAGE_LIST (find (bench->workspace, OFFICE_TYPE_MESSAGE_LIST));
}

static GtkWindow *
make_window (GtkWidget *content)
{
  GtkWindow *window = GTK_WINDOW (adw_window_new ());

  gtk_window_set_default_size (window, 1200, 800);
  adw_window_set_content (ADW_WINDOW (window), content);
  gtk_window_present (window);
  bench_settle (window);
  return window;
}

static BenchFrames
watch_idle (GtkWindow *window)
{
  BenchFrameWatch *watch = bench_frames_watch (window);

  for (guint i = 0; i < N_FRAMES; i++)
    bench_paint (window);
  return bench_frames_end (watch);
}

static void
measure_empty (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWindow *window;

  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  window = make_window (box);
  bench_frames_report ("empty", watch_idle (window));
  gtk_window_destroy (window);
}

static void
open_window (Bench *bench, const char *folder)
{
  g_autoptr (OfficeClock) clock = office_system_clock_new ();
  g_autoptr (OfficeRandom) random = office_system_random_new ();
  g_autofree char *room = bench_replica_make_room_id (0);

  bench->replica = bench_replica_open (folder);
  bench->session = office_session_new (bench->replica, NULL, clock, random);
  office_session_start (bench->session);
  bench->workspace = office_workspace_new ();
  office_workspace_set_session (OFFICE_WORKSPACE (bench->workspace), bench->session, room);
  bench->window = make_window (bench->workspace);
}

/* ---- going to another room ---- */

/* Whether the newest message of the room stands at the bottom, and the view is full of what came before it. */
static gboolean
is_newest_screen (Bench *bench, guint room)
{
  OfficeMessageList *list = get_list (bench);
  g_autofree char *id = bench_replica_make_room_id (room);
  GtkAdjustment *adjustment = office_message_list_get_adjustment (list);
  const double end = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);
  OfficeConversation *conversation = office_message_list_get_conversation (list);
  guint n = office_message_list_get_n_rows (list);
  OfficeMessage *last;

  if (n == 0 || g_strcmp0 (office_conversation_get_room_id (conversation), id) != 0)
    return FALSE;
  last = office_message_row_get_message (office_message_list_get_row (list, n - 1));
  return office_message_get_seq (last) == bench->n_messages[room] && end > 0
         && gtk_adjustment_get_value (adjustment) >= end - 1;
}

typedef struct {
  guint n;
  guint most_paints; /* until the newest screen stood there */
  double worst_ms, worst_processor_ms, sum_processor_ms;
} Visits;

static void
go_to_room (Bench *bench, guint room, Visits *visits)
{
  g_autofree char *id = bench_replica_make_room_id (room);
  const double start = bench_get_ms (), start_processor = bench_get_processor_ms ();
  double processor_ms;
  guint paints = 0;

  office_workspace_open_room (OFFICE_WORKSPACE (bench->workspace), id);
  do
    {
      bench_paint (bench->window);
      paints++;
    }
  while (!is_newest_screen (bench, room) && paints < 100);
  processor_ms = bench_get_processor_ms () - start_processor;
  visits->n++;
  visits->most_paints = MAX (visits->most_paints, paints);
  visits->worst_ms = MAX (visits->worst_ms, bench_get_ms () - start);
  visits->worst_processor_ms = MAX (visits->worst_processor_ms, processor_ms);
  visits->sum_processor_ms += processor_ms;
  bench_settle (bench->window);
}

static void
report_visits (const char *name, Visits *visits)
{
  const struct {
    const char *what;
    double value;
  } figures[] = {
    { "paints", visits->most_paints },
    { "worst_ms", visits->worst_ms },
    { "worst_processor_ms", visits->worst_processor_ms },
    { "mean_processor_ms", visits->sum_processor_ms / visits->n },
  };

  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    {
      g_autofree char *line = g_strdup_printf ("%s_%s", name, figures[i].what);

      bench_report (line, figures[i].value);
    }
}

/* Every room but the first was never open: first all of them once, then again, some times. */
static void
measure_switches (Bench *bench)
{
  Visits first = { 0 }, next = { 0 };

  for (guint room = 1; room < N_ROOMS; room++)
    go_to_room (bench, room, &first);
  for (guint i = 0; i < 5 * N_ROOMS; i++)
    go_to_room (bench, i % N_ROOMS, &next);
  report_visits ("first_visit", &first);
  report_visits ("next_visit", &next);
}

/* ---- scrolling up ---- */

static gboolean
scroll (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  GtkAdjustment *adjustment = data;

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) - SPEED);
  return G_SOURCE_CONTINUE;
}

/* Scrolls up from the newest message of the first room until `n` messages are behind. */
static BenchFrames
scroll_up (Bench *bench, guint n, guint *most_rows)
{
  OfficeMessageList *list = get_list (bench);
  BenchFrameWatch *watch = bench_frames_watch (bench->window);
  guint tick = gtk_widget_add_tick_callback (GTK_WIDGET (list), scroll, office_message_list_get_adjustment (list),
                                             NULL);
  gint64 seq;

  *most_rows = 0;
  do
    {
      bench_paint (bench->window);
      seq = office_message_get_seq (office_message_row_get_message (office_message_list_get_row (list, 0)));
      *most_rows = MAX (*most_rows, office_message_list_get_n_rows (list));
    }
  while (seq + n > bench->n_messages[0] && seq > 1);
  gtk_widget_remove_tick_callback (GTK_WIDGET (list), tick);
  return bench_frames_end (watch);
}

static void
measure_scrolling (Bench *bench)
{
  Visits visits = { 0 };
  guint most_rows;

  go_to_room (bench, 0, &visits);
  bench_report ("before_pss_kib", bench_get_pss_kib ());
  bench_frames_report ("still", watch_idle (bench->window));
  bench_frames_report ("fling", scroll_up (bench, FLUNG, &most_rows));
  bench_report ("fling_pss_kib", bench_get_pss_kib ());
  scroll_up (bench, SCROLLED, &most_rows);
  bench_report ("scrolled_pss_kib", bench_get_pss_kib ());
  bench_report ("scrolled_most_rows", most_rows);
  office_message_list_go_to_newest (get_list (bench));
  bench_settle (bench->window);
}

/* ---- any day ---- */

/* Whether a message of that time, or one next to it, is in sight. */
static gboolean
stands_at (Bench *bench, gint64 at)
{
  OfficeMessageList *list = get_list (bench);
  guint n = office_message_list_get_n_rows (list);
  gint64 first, last;

  if (n == 0)
    return FALSE;
  first = office_message_get_at (office_message_row_get_message (office_message_list_get_row (list, 0)));
  last = office_message_get_at (office_message_row_get_message (office_message_list_get_row (list, n - 1)));
  return first <= at && at <= last;
}

static void
measure_days (Bench *bench)
{
  Visits jumps = { 0 };
  Visits visit = { 0 };

  go_to_room (bench, 0, &visit);
  for (guint i = 1; i <= N_DAYS; i++)
    {
      const gint64 at = bench_replica_get_time (1 + bench->n_messages[0] / (N_DAYS + 1) * ((i * 3) % (N_DAYS + 1)));
      const double start = bench_get_ms (), start_processor = bench_get_processor_ms ();
      guint paints = 0;

      office_workspace_open_day (OFFICE_WORKSPACE (bench->workspace), at);
      do
        {
          bench_paint (bench->window);
          paints++;
        }
      while (!stands_at (bench, at) && paints < 100);
      jumps.n++;
      jumps.most_paints = MAX (jumps.most_paints, paints);
      jumps.worst_ms = MAX (jumps.worst_ms, bench_get_ms () - start);
      jumps.worst_processor_ms = MAX (jumps.worst_processor_ms, bench_get_processor_ms () - start_processor);
      jumps.sum_processor_ms += bench_get_processor_ms () - start_processor;
      bench_settle (bench->window);
    }
  report_visits ("day", &jumps);
  office_message_list_go_to_newest (get_list (bench));
  bench_settle (bench->window);
}

/* ---- catching up and writing ---- */

typedef struct {
  Bench *bench;
  OfficeInbox *inbox;
  guint left;              /* messages that are not stored */
  OfficeFrame *rest;       /* of the text that comes again */
  guint n;                 /* pieces that were taken in */
  double sum_ms, worst_ms; /* of one of them */
  double sum_processor_ms, worst_processor_ms;
} Arrival;

static void
take_in (Arrival *self, OfficeFrame *frame)
{
  OfficeReplica *replica = self->bench->replica;
  const guint n = MIN (frame->records->len, A_PIECE);
  g_autoptr (GError) error = NULL;
  gboolean done;

  if (frame->records->len > A_PIECE)
    {
      done = office_replica_apply_piece (replica, frame, A_PIECE, &error);
      self->rest = frame;
      office_inbox_again (self->inbox, 0);
    }
  else
    {
      done = office_replica_apply_changes (replica, frame, &error);
      office_frame_free (frame);
    }
  if (!done)
    g_error ("%s", error->message);
  self->left -= n;
}

/* A piece of a frame, as office-line-frames.c takes it in. */
static void
arrive (GBytes *text, gpointer data)
{
  Arrival *self = data;
  const double start = bench_get_ms (), start_processor = bench_get_processor_ms ();
  OfficeFrame *frame = g_steal_pointer (&self->rest);
  g_autoptr (GError) error = NULL;

  if (frame == NULL)
    frame = office_frame_parse (g_bytes_get_data (text, NULL), g_bytes_get_size (text) - 1, OFFICE_LIMIT_SERVER_FRAME,
                                &error);
  if (frame == NULL)
    g_error ("%s", error->message);
  if (office_replica_is_behind (self->bench->replica))
    {
      self->rest = frame;
      office_inbox_again (self->inbox, OFFICE_REPLICA_BEHIND_MS);
      return;
    }
  take_in (self, frame);
  self->n++;
  self->sum_ms += bench_get_ms () - start;
  self->worst_ms = MAX (self->worst_ms, bench_get_ms () - start);
  self->sum_processor_ms += bench_get_processor_ms () - start_processor;
  self->worst_processor_ms = MAX (self->worst_processor_ms, bench_get_processor_ms () - start_processor);
}

/* What was said meanwhile, as the host's frames bring it: some in each room in turn. */
static GPtrArray *
make_frames (Bench *bench, guint n_messages)
{
  GPtrArray *frames = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  gint64 rev = office_replica_get_cursor (bench->replica)->rev;

  for (guint i = 1; n_messages > 0; i++)
    {
      const guint n = MIN (n_messages, A_FRAME), room = i % N_ROOMS;
      char *text = bench_replica_make_changes_text (rev, room, bench->n_messages[room] + 1, n);

      g_ptr_array_add (frames, g_bytes_new_take (text, strlen (text) + 1));
      bench->n_messages[room] += n;
      rev += n;
      n_messages -= n;
    }
  return frames;
}

static void
begin_arrivals (Arrival *self, GPtrArray *frames)
{
  self->inbox = office_inbox_new (arrive, self);
  for (guint i = 0; i < frames->len; i++)
    office_inbox_put (self->inbox, frames->pdata[i]);
}

static void
finish_arrivals (Arrival *self)
{
  while (self->left > 0)
    bench_paint (self->bench->window);
  g_clear_pointer (&self->inbox, office_inbox_free);
}

static void
measure_catch_up (Bench *bench, guint missed)
{
  Arrival arrival = { .bench = bench, .left = missed };
  g_autoptr (GPtrArray) frames = make_frames (bench, missed);
  BenchFrameWatch *watch = bench_frames_watch (bench->window);
  const double start = bench_get_ms (), start_processor = bench_get_processor_ms ();

  begin_arrivals (&arrival, frames);
  finish_arrivals (&arrival);
  bench_frames_report ("catch_up", bench_frames_end (watch));
  bench_report ("catch_up_ms", bench_get_ms () - start);
  bench_report ("catch_up_processor_ms", bench_get_processor_ms () - start_processor);
  bench_report ("take_in_mean_ms", arrival.sum_ms / arrival.n);
  bench_report ("take_in_worst_ms", arrival.worst_ms);
  bench_report ("take_in_mean_processor_ms", arrival.sum_processor_ms / arrival.n);
  bench_report ("take_in_worst_processor_ms", arrival.worst_processor_ms);
}

typedef struct {
  GtkTextView *view;
  guint left;
} Typist;

static gboolean
press (gpointer data)
{
  Typist *self = data;

  office_throttle_expect_painting (office_throttle_get_default (),
                                   g_get_monotonic_time ()); /* as the workspace does for a key */
  g_signal_emit_by_name (self->view, "insert-at-cursor", self->left % 7 == 0 ? " " : "a");
  self->left--;
  return G_SOURCE_REMOVE;
}

/* A key is due at a moment of the clock; it is handled when the main loop comes to it, and seen when a frame is painted. */
static void
measure_typing (Bench *bench, const char *name, guint missed)
{
  Arrival arrival = { .bench = bench, .left = missed };
  g_autoptr (GPtrArray) frames = make_frames (bench, missed);
  Typist typist = { GTK_TEXT_VIEW (find (find (bench->workspace, OFFICE_TYPE_COMPOSER), GTK_TYPE_TEXT_VIEW)), N_KEYS };
  g_autofree char *worst_name = g_strdup_printf ("%s_worst_ms", name);
  g_autofree char *median_name = g_strdup_printf ("%s_p50_ms", name);
  g_autofree char *processor_name = g_strdup_printf ("%s_worst_processor_ms", name);
  double ms[N_KEYS], worst = 0, worst_processor = 0;

  begin_arrivals (&arrival, frames);
  for (guint i = 0; i < N_KEYS; i++)
    {
      const double due = bench_get_ms () + KEY_APART_MS;
      const guint left = typist.left;
      double processor = bench_get_processor_ms ();

      g_timeout_add_full (GDK_PRIORITY_EVENTS, KEY_APART_MS, press, &typist, NULL);
      while (typist.left == left)
        {
          processor = bench_get_processor_ms ();
          g_main_context_iteration (NULL, TRUE);
        }
      bench_paint (bench->window);
      ms[i] = bench_get_ms () - due;
      worst = MAX (worst, ms[i]);
      worst_processor = MAX (worst_processor, bench_get_processor_ms () - processor);
    }
  for (guint i = 1; i < N_KEYS; i++)
    for (guint k = i; k > 0 && ms[k] < ms[k - 1]; k--)
      {
        const double swapped = ms[k];

        ms[k] = ms[k - 1];
        ms[k - 1] = swapped;
      }
  bench_report (worst_name, worst);
  bench_report (median_name, ms[N_KEYS / 2]);
  bench_report (processor_name, worst_processor);
  finish_arrivals (&arrival);
}

int
main (int argc, char **argv)
{
  Bench bench = { .n_messages = { 0, SMALL_ROOM, SMALL_ROOM, SMALL_ROOM } };
  guint missed;

  if (argc != 4)
    g_error ("usage: bench-conversation MESSAGES MISSED FOLDER");
  bench.n_messages[0] = (guint) atoi (argv[1]);
  missed = (guint) atoi (argv[2]);
  bench_replica_fill (argv[3], bench.n_messages, N_ROOMS);

  gtk_init ();
  office_ui_init ();
  measure_empty ();
  open_window (&bench, argv[3]);
  measure_switches (&bench);
  measure_scrolling (&bench);
  measure_days (&bench);
  measure_typing (&bench, "key", 0);
  measure_typing (&bench, "key_in_sync", missed);
  measure_catch_up (&bench, missed);
  _exit (EXIT_SUCCESS);
}
