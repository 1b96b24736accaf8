/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-message-list-private.h"

#include <math.h>

#define LEAST_A_FRAME 3 /* rows that come in one frame: how many is found out, see adapt() */
#define MOST_A_FRAME  9
#define MOST_PAGES    7 /* that are kept: two on each side of the view are near, see office-scroll-keeper.c */

static gboolean
wants_older (OfficeMessageList *self)
{
  return office_conversation_has_older (self->conversation) && office_scroll_keeper_is_near_top (self->keeper);
}

static gboolean
wants_newer (OfficeMessageList *self)
{
  return office_conversation_has_newer (self->conversation) && office_scroll_keeper_is_near_bottom (self->keeper);
}

/* A row costs more or less by what it shows and by the computer: after a frame that came late half as many come, after one
 * in time one more. */
static void
adapt (OfficeMessageList *self, GdkFrameClock *clock)
{
  const gint64 now = g_get_monotonic_time ();
  gint64 interval;

  gdk_frame_clock_get_refresh_info (clock, now, &interval, NULL);
  if (self->paged_at > 0)
    self->a_frame = CLAMP (now - self->paged_at > interval * 3 / 2 ? self->a_frame / 2 : self->a_frame + 1,
                           LEAST_A_FRAME, MOST_A_FRAME);
  self->paged_at = now;
}

/* Each row that is loaded costs a little in every frame. What is near must stay all the same, lest one end is trimmed to be
 * loaded again when the other was: that is five pages, which are many rows in a high window with short messages. */
static guint
get_most (OfficeMessageList *self)
{
  return MAX (OFFICE_CONVERSATION_MOST,
              (guint) (MOST_PAGES * self->rows->len / office_scroll_keeper_get_pages (self->keeper)));
}

/* The far end goes first, so that its rows can show what comes at the near one. */
static guint
load_older (OfficeMessageList *self, guint n, guint most)
{
  if (self->rows->len + n > most)
    office_conversation_trim (self->conversation, TRUE, most - n);
  return office_conversation_load_older (self->conversation, n);
}

static guint
load_newer (OfficeMessageList *self, guint n, guint most)
{
  if (self->rows->len + n > most)
    office_conversation_trim (self->conversation, FALSE, most - n);
  return office_conversation_load_newer (self->conversation, n);
}

/* Returns: how many of @n rows have come */
static guint
load (OfficeMessageList *self, guint n)
{
  guint loaded = 0;

  self->loading = TRUE; /* what comes is not news */
  if (self->conversation != NULL && wants_older (self))
    loaded = load_older (self, n, get_most (self));
  else if (self->conversation != NULL && wants_newer (self))
    loaded = load_newer (self, n, get_most (self));
  self->loading = FALSE;
  office_message_list_hide_spare (self);
  return loaded;
}

static gboolean
page (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  OfficeMessageList *self = OFFICE_MESSAGE_LIST (widget);

  adapt (self, clock);
  if (load (self, self->a_frame) > 0)
    return G_SOURCE_CONTINUE;
  self->paging = 0;
  return G_SOURCE_REMOVE;
}

/* How many rows like those that are there the view has room for. */
static guint
count_missing (OfficeMessageList *self)
{
  const double missing = office_scroll_keeper_get_missing (self->keeper);
  const double height = gtk_widget_get_height (self->box) / MAX (self->rows->len, 1.0);

  return height > 0 ? MIN ((guint) ceil (missing / height), OFFICE_CONVERSATION_MOST) : 0;
}

/*
 * A room opens with few rows, so that they are there in one frame. Where they are so short, or the window so high, that
 * something would stay empty, more come before it is painted: once a frame, for each time the window is laid out anew. GTK does
 * that four times a frame at most, and paints then: a window that still is not laid out is not painted, and GTK 4.8 holds it
 * for painted all the same, so that it stays as it is for good. What was estimated too low comes in the next frames.
 */
static void
fill (OfficeMessageList *self)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self));
  const guint missing = clock != NULL && wants_older (self) ? count_missing (self) : 0;

  if (missing == 0 || gdk_frame_clock_get_frame_counter (clock) == self->filled)
    return;
  self->filled = gdk_frame_clock_get_frame_counter (clock);
  load (self, MAX (missing, self->a_frame));
}

/* What is above the fold can wait for the next frames. */
static void
begin_paging (OfficeMessageList *self)
{
  self->paged_at = 0;
  self->a_frame = MAX (self->a_frame, LEAST_A_FRAME);
  self->paging = gtk_widget_add_tick_callback (GTK_WIDGET (self), page, NULL, NULL);
}

static void
trim_at_bottom (OfficeMessageList *self)
{
  const guint most = get_most (self);

  if (self->rows->len > most + MOST_A_FRAME && !office_scroll_keeper_is_near_top (self->keeper))
    office_conversation_trim (self->conversation, FALSE, most);
}

/**
 * office_message_list_moved:
 *
 * The reader is elsewhere: loads more rows near an end, and tells whether the newest is in view.
 */
void
office_message_list_moved (OfficeMessageList *self)
{
  const gboolean at_bottom = office_scroll_keeper_is_at_bottom (self->keeper);

  if (self->conversation == NULL)
    return;
  office_message_list_follow_pointer (self);
  fill (self);
  if (self->paging == 0 && (wants_older (self) || wants_newer (self)))
    begin_paging (self);
  if (at_bottom)
    {
      office_message_list_set_n_new (self, 0);
      trim_at_bottom (self);
    }
  if (at_bottom != self->was_at_bottom)
    {
      self->was_at_bottom = at_bottom;
      g_object_notify (G_OBJECT (self), "at-bottom");
    }
  g_signal_emit_by_name (self, "moved");
}

/**
 * office_message_list_is_unread_above:
 *
 * Returns: whether the first unread message lies above what is in view, loaded or not
 */
gboolean
office_message_list_is_unread_above (OfficeMessageList *self)
{
  g_return_val_if_fail (OFFICE_IS_MESSAGE_LIST (self), FALSE);

  if (self->conversation == NULL || self->first_unread <= 0)
    return FALSE;
  for (guint i = 0; i < self->rows->len; i++)
    {
      graphene_rect_t bounds;

      if (!office_message_row_get_unread (self->rows->pdata[i]))
        continue;
      return gtk_widget_compute_bounds (self->rows->pdata[i], self->scroller, &bounds) && bounds.origin.y < 0;
    }
  return office_conversation_has_older (self->conversation);
}
