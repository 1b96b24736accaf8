/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-frames.h"

#include <string.h>
#include <time.h>

#define REFRESH_MS (1000.0 / 60)

struct _BenchFrameWatch {
  GtkWindow *window;
  GdkFrameClock *clock;
  gulong handler;
  guint tick;
  double last_ms, last_processor_ms;
  BenchFrames frames;
};

double
bench_get_ms (void)
{
  return (double) g_get_monotonic_time () / 1000;
}

double
bench_get_processor_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double) now.tv_sec * 1000 + (double) now.tv_nsec / 1e6;
}

double
bench_get_pss_kib (void)
{
  g_autofree char *rollup = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/smaps_rollup", &rollup, NULL, NULL)
      || (line = strstr (rollup, "\nPss:")) == NULL)
    return 0;
  return g_ascii_strtod (line + 5, NULL);
}

void
bench_report (const char *name, double value)
{
  g_print ("%s %.6g\n", name, value);
}

static guint
count_missed (double ms)
{
  return ms > 1.5 * REFRESH_MS ? (guint) (ms / REFRESH_MS - .5) : 0;
}

static void
painted (GdkFrameClock *clock, BenchFrameWatch *self)
{
  const double now = bench_get_ms (), processor = bench_get_processor_ms ();
  const double ms = now - self->last_ms, processor_ms = processor - self->last_processor_ms;

  if (self->last_ms > 0)
    {
      self->frames.n++;
      self->frames.missed += count_missed (ms);
      self->frames.missed_processor += processor_ms > REFRESH_MS ? (guint) (processor_ms / REFRESH_MS) : 0;
      self->frames.worst_ms = MAX (self->frames.worst_ms, ms);
      self->frames.worst_processor_ms = MAX (self->frames.worst_processor_ms, processor_ms);
      self->frames.sum_processor_ms += processor_ms;
    }
  self->last_ms = now;
  self->last_processor_ms = processor;
}

/* As an animation does: all of the window is drawn, so that both kinds of window draw as much. */
static gboolean
beat (GtkWidget *window, GdkFrameClock *clock, gpointer data)
{
  gtk_widget_queue_draw (window);
  return G_SOURCE_CONTINUE;
}

BenchFrameWatch *
bench_frames_watch (GtkWindow *window)
{
  BenchFrameWatch *self = g_new0 (BenchFrameWatch, 1);

  self->window = g_object_ref (window);
  self->clock = g_object_ref (gtk_widget_get_frame_clock (GTK_WIDGET (window)));
  self->handler = g_signal_connect (self->clock, "after-paint", G_CALLBACK (painted), self);
  self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (window), beat, NULL, NULL);
  return self;
}

BenchFrames
bench_frames_end (BenchFrameWatch *self)
{
  const BenchFrames frames = self->frames;

  g_signal_handler_disconnect (self->clock, self->handler);
  gtk_widget_remove_tick_callback (GTK_WIDGET (self->window), self->tick);
  g_object_unref (self->clock);
  g_object_unref (self->window);
  g_free (self);
  return frames;
}

void
bench_frames_report (const char *name, BenchFrames frames)
{
  const struct {
    const char *what;
    double value;
  } figures[] = {
    { "frames", frames.n },
    { "missed", frames.missed },
    { "missed_processor", frames.missed_processor },
    { "worst_ms", frames.worst_ms },
    { "worst_processor_ms", frames.worst_processor_ms },
    { "mean_processor_ms", frames.n > 0 ? frames.sum_processor_ms / frames.n : 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    {
      g_autofree char *line = g_strdup_printf ("%s_%s", name, figures[i].what);

      bench_report (line, figures[i].value);
    }
}

static void
set (GdkFrameClock *clock, gboolean *flag)
{
  *flag = TRUE;
}

void
bench_paint (GtkWindow *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (window));
  gboolean done = FALSE;
  gulong handler = g_signal_connect (clock, "after-paint", G_CALLBACK (set), &done);

  gtk_widget_queue_draw (GTK_WIDGET (window));
  while (!done || !gtk_widget_get_mapped (GTK_WIDGET (window)))
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (clock, handler);
}

void
bench_settle (GtkWindow *window)
{
  for (int i = 0; i < 5; i++)
    {
      bench_paint (window);
      while (g_main_context_pending (NULL))
        g_main_context_iteration (NULL, FALSE);
    }
}
