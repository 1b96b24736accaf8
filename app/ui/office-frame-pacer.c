/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-frame-pacer.h"

#include <time.h>

/*
 * What a key changes in a window may be more than can be done in a frame. It is cut into pieces, of which each frame does as
 * many as fit into it: at least one, so that it ends on any machine. A piece makes something that has to be styled, laid out and
 * drawn in the same frame; where the processor draws, that takes as long as the piece itself or some times longer. What was done for
 * the key itself is part of its first frame.
 *
 * Nothing is done while the widget is not seen: that is caught up with when it is seen again.
 */

#define USUAL_INTERVAL 16667 /* µs, where the display does not say */
#define KEY            "office-frame-pacer"

struct _OfficeFramePacer {
  GtkWidget *widget; /* owns it */
  OfficeFramePiece piece;
  gpointer data;
  guint share;  /* of a frame: this part of it is for the pieces; the rest is for what they make */
  gint64 begun; /* µs of this thread's processor time, when work came that no frame has seen yet; 0: there is none */
  gulong map_handler;
  guint tick; /* 0: not in a frame clock's hands */
  gboolean busy;
};

/* µs */
static gint64
get_processor_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

/* µs of the frame that are gone before its first piece: not what the thread waited for the display. */
static gint64
take_spent (OfficeFramePacer *self)
{
  const gint64 begun = self->begun;

  self->begun = 0;
  return begun > 0 ? get_processor_time () - begun : 0;
}

/* µs that a frame has for the pieces and for what they make */
static gint64
take_rest (OfficeFramePacer *self, GdkFrameClock *clock)
{
  gint64 interval = 0;

  gdk_frame_clock_get_refresh_info (clock, gdk_frame_clock_get_frame_time (clock), &interval, NULL);
  return (interval > 0 ? interval : USUAL_INTERVAL) - take_spent (self);
}

/* Returns: whether another one can be done at once */
static gboolean
do_piece (OfficeFramePacer *self)
{
  const OfficePace pace = self->busy ? self->piece (self->data) : OFFICE_PACE_DONE;

  self->busy = pace != OFFICE_PACE_DONE;
  return pace == OFFICE_PACE_MORE;
}

static void
do_pieces (OfficeFramePacer *self, gint64 rest)
{
  gint64 from = g_get_monotonic_time ();
  gboolean more;

  do
    {
      gint64 to;

      more = do_piece (self);
      to = g_get_monotonic_time ();
      rest -= (to - from) * self->share;
      from = to;
    }
  while (more && rest > 0);
}

static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  OfficeFramePacer *self = data;
  const gint64 rest = take_rest (self, clock);

  if (gtk_widget_get_mapped (widget))
    do_pieces (self, rest);
  if (self->busy && gtk_widget_get_mapped (widget))
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  return G_SOURCE_REMOVE;
}

static void
follow_clock (OfficeFramePacer *self)
{
  if (self->busy && self->tick == 0 && gtk_widget_get_mapped (self->widget))
    self->tick = gtk_widget_add_tick_callback (self->widget, on_tick, self, NULL);
}

/**
 * office_frame_pacer_new:
 * @widget: whose work it is; it has to outlive the pacer
 * @share: which part of a frame is for that: 3 for a third, the more has to be laid out and drawn the less
 * @piece: does a piece of it
 * @data: for @piece
 *
 * Returns: (transfer full): a pacer that has nothing to do yet
 */
OfficeFramePacer *
office_frame_pacer_new (GtkWidget *widget, guint share, OfficeFramePiece piece, gpointer data)
{
  OfficeFramePacer *self = g_new0 (OfficeFramePacer, 1);

  self->widget = widget;
  self->share = share;
  self->piece = piece;
  self->data = data;
  self->map_handler = g_signal_connect_swapped (widget, "map", G_CALLBACK (follow_clock), self);
  g_object_set_data (G_OBJECT (widget), KEY, self);
  return self;
}

void
office_frame_pacer_free (OfficeFramePacer *self)
{
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (self->widget, self->tick);
  g_signal_handler_disconnect (self->widget, self->map_handler);
  g_object_set_data (G_OBJECT (self->widget), KEY, NULL);
  g_free (self);
}

/**
 * office_frame_pacer_set_share:
 * @self: a pacer
 * @share: as office_frame_pacer_new() has it, for the piece that is being done and for those that follow
 */
void
office_frame_pacer_set_share (OfficeFramePacer *self, guint share)
{
  self->share = share;
}

/**
 * office_frame_pacer_begin:
 * @self: a pacer
 *
 * There is work: it is done from the next frame on, or from the one on in which the widget is seen. What is done from now until
 * then leaves less of that frame.
 */
void
office_frame_pacer_begin (OfficeFramePacer *self)
{
  self->busy = TRUE;
  if (self->begun == 0)
    self->begun = get_processor_time ();
  follow_clock (self);
}

/**
 * office_frame_pacer_finish:
 * @self: a pacer
 *
 * All that is left, and can be done before the next frame, is done now, for who cannot wait.
 */
void
office_frame_pacer_finish (OfficeFramePacer *self)
{
  while (do_piece (self))
    continue;
}

/**
 * office_frame_pacer_is_busy:
 * @self: a pacer
 *
 * Returns: whether something is left to do
 */
gboolean
office_frame_pacer_is_busy (OfficeFramePacer *self)
{
  return self->busy;
}

/**
 * office_frame_pacer_is_busy_in:
 * @widget: a widget
 *
 * Returns: whether it or a widget in it, that is seen, has work left: what is in view may not be complete
 */
gboolean
office_frame_pacer_is_busy_in (GtkWidget *widget)
{
  OfficeFramePacer *self = g_object_get_data (G_OBJECT (widget), KEY);

  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (self != NULL && self->busy)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (office_frame_pacer_is_busy_in (child))
      return TRUE;
  return FALSE;
}
