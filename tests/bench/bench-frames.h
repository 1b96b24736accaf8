/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What the frames of a window cost, from one that was painted to the next: the main loop's turns between them count too. */
typedef struct {
  guint n;
  guint missed;              /* frames of the display that passed without one of the window */
  guint missed_processor;    /* those that would have passed on an idle machine: by this thread's processor time */
  double worst_ms;           /* from painted to painted */
  double worst_processor_ms;
  double sum_processor_ms;
} BenchFrames;

typedef struct _BenchFrameWatch BenchFrameWatch;

/* The window draws a frame at every beat of its clock while it is watched. */
BenchFrameWatch *bench_frames_watch (GtkWindow *window);
BenchFrames bench_frames_end (BenchFrameWatch *self);
void bench_frames_report (const char *name, BenchFrames frames); /* lines NAME_frames, NAME_missed … */

void bench_paint (GtkWindow *window); /* until one more frame was painted */
void bench_settle (GtkWindow *window); /* and nothing is to be done at once */

double bench_get_ms (void);           /* monotonic */
double bench_get_processor_ms (void); /* of this thread */
double bench_get_pss_kib (void);
void bench_report (const char *name, double value);

G_END_DECLS
