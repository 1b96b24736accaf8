/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The anchor rule. A position in pixels means nothing in a box whose rows come and go above the reader. So the position
 * is kept as an anchor: "at the bottom", or a row and how far the top of what it says is from the top of the view. Whenever
 * the box or the view has another size after layout, the position is set from the anchor, still in the layout phase: GTK
 * lays out again within the same frame, and nothing is ever seen in a wrong place.
 *
 * The other way round, a new anchor is taken only when the position changes while both sizes are as they were when they
 * were last set from the anchor: only then was it the reader who moved, and not the viewport that clamped.
 */
#include "office-scroll-keeper.h"

#define NEAR_ENOUGH 1.0 /* pixels: positions are fractions while a finger moves */
#define ROOM_ABOVE  14  /* pixels over a row that is shown: for its bar, which stands out of it */
#define NEAR        2   /* pages from an end: rows come slowly enough for a fling to catch up with one */

struct _OfficeScrollKeeper {
  GObject parent_instance;

  GtkScrolledWindow *scroller; /* not owned: it owns the keeper's owner */
  GtkAdjustment *adjustment;
  GtkWidget *content; /* the viewport's child, in whose coordinates positions are */
  GtkWidget *box;
  GdkFrameClock *clock; /* nullable: not realized */

  gboolean sticky;
  gboolean at_bottom;
  OfficeMessageRow *row; /* the anchor, when not at the bottom; nullable: stay at the pixel */
  double offset;         /* from the view's top to the top of the row's body */
  double aim;            /* a share of the page that the offset is to be; < 0: none */

  double upper; /* as the anchor was last applied to */
  double page_size;
  gboolean pending;   /* the anchor is to be applied at the next layout, whatever the sizes */
  gboolean commanded; /* and it was set by a command: until then the reader's moves do not count */
};

G_DEFINE_FINAL_TYPE (OfficeScrollKeeper, office_scroll_keeper, G_TYPE_OBJECT)

enum { MOVED, N_SIGNALS };

static guint signals[N_SIGNALS];

static gboolean
get_place (OfficeScrollKeeper *self, OfficeMessageRow *row, double *top, double *bottom)
{
  graphene_rect_t bounds;

  if (!gtk_widget_compute_bounds (office_message_row_get_body (row), self->content, &bounds))
    return FALSE;
  *top = bounds.origin.y;
  *bottom = bounds.origin.y + bounds.size.height;
  return TRUE;
}

static double
get_end (OfficeScrollKeeper *self)
{
  return MAX (0, gtk_adjustment_get_upper (self->adjustment) - gtk_adjustment_get_page_size (self->adjustment));
}

static void
set_row (OfficeScrollKeeper *self, OfficeMessageRow *row, double offset)
{
  g_set_weak_pointer (&self->row, row);
  self->offset = offset;
  self->aim = -1;
}

/* The first row of which something can be read. */
static void
pick_anchor (OfficeScrollKeeper *self)
{
  const double value = gtk_adjustment_get_value (self->adjustment);

  self->at_bottom = self->sticky && value >= get_end (self) - NEAR_ENOUGH;
  set_row (self, NULL, 0);
  if (self->at_bottom)
    return;
  for (GtkWidget *child = gtk_widget_get_first_child (self->box); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      double top, bottom;

      if (!gtk_widget_get_visible (child) || !get_place (self, OFFICE_MESSAGE_ROW (child), &top, &bottom)
          || bottom <= value)
        continue;
      set_row (self, OFFICE_MESSAGE_ROW (child), top - value);
      return;
    }
}

static double
find_value (OfficeScrollKeeper *self)
{
  double top, bottom;

  if (self->at_bottom)
    return get_end (self);
  if (self->row == NULL || !get_place (self, self->row, &top, &bottom))
    return gtk_adjustment_get_value (self->adjustment);
  if (self->aim >= 0)
    set_row (self, self->row, self->aim * gtk_adjustment_get_page_size (self->adjustment));
  return CLAMP (top - self->offset, 0, get_end (self));
}

/* A fling would go on from where it was in the old box: it ends here. */
static void
end_fling (OfficeScrollKeeper *self)
{
  gtk_scrolled_window_set_kinetic_scrolling (self->scroller, FALSE);
  gtk_scrolled_window_set_kinetic_scrolling (self->scroller, TRUE);
}

static void
laid_out (OfficeScrollKeeper *self)
{
  const double upper = gtk_adjustment_get_upper (self->adjustment);
  const double page_size = gtk_adjustment_get_page_size (self->adjustment);
  double value;

  if (!self->pending && upper == self->upper && page_size == self->page_size)
    return;
  if (page_size <= 0)
    return;
  value = find_value (self);
  self->upper = upper;
  self->page_size = page_size;
  self->pending = self->commanded = FALSE;
  /* A row that stands at the end of everything is the bottom, however one came there. */
  if (self->sticky && !self->at_bottom && value >= get_end (self) - NEAR_ENOUGH)
    {
      self->at_bottom = TRUE;
      set_row (self, NULL, 0);
    }
  if (value != gtk_adjustment_get_value (self->adjustment))
    {
      end_fling (self);
      g_signal_handlers_block_matched (self->adjustment, G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL, self);
      gtk_adjustment_set_value (self->adjustment, value);
      g_signal_handlers_unblock_matched (self->adjustment, G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL, self);
    }
  g_signal_emit (self, signals[MOVED], 0);
}

static void
value_changed (OfficeScrollKeeper *self)
{
  if (self->commanded || gtk_adjustment_get_upper (self->adjustment) != self->upper
      || gtk_adjustment_get_page_size (self->adjustment) != self->page_size)
    return;
  pick_anchor (self);
  g_signal_emit (self, signals[MOVED], 0);
}

static void
forget_clock (OfficeScrollKeeper *self)
{
  if (self->clock != NULL)
    g_signal_handlers_disconnect_by_data (self->clock, self);
  g_clear_object (&self->clock);
}

static void
realized (OfficeScrollKeeper *self)
{
  forget_clock (self);
  self->clock = g_object_ref (gtk_widget_get_frame_clock (GTK_WIDGET (self->scroller)));
  g_signal_connect_object (self->clock, "layout", G_CALLBACK (laid_out), self, G_CONNECT_AFTER | G_CONNECT_SWAPPED);
}

static void
request_layout (OfficeScrollKeeper *self)
{
  self->pending = TRUE;
  gtk_widget_queue_allocate (self->content);
}

static void
office_scroll_keeper_dispose (GObject *object)
{
  OfficeScrollKeeper *self = OFFICE_SCROLL_KEEPER (object);

  forget_clock (self);
  g_clear_weak_pointer (&self->row);
  g_clear_object (&self->adjustment);

  G_OBJECT_CLASS (office_scroll_keeper_parent_class)->dispose (object);
}

static void
office_scroll_keeper_class_init (OfficeScrollKeeperClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = office_scroll_keeper_dispose;

  signals[MOVED] = g_signal_new ("moved", OFFICE_TYPE_SCROLL_KEEPER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
office_scroll_keeper_init (OfficeScrollKeeper *self)
{
  self->sticky = self->at_bottom = TRUE;
  self->aim = -1;
}

/**
 * office_scroll_keeper_new:
 * @scroller: what scrolls; it must outlive the keeper
 * @content: the viewport's child
 * @box: the parent of the rows, all of them #OfficeMessageRow, in @content; those that are hidden do not count
 *
 * Returns: (transfer full): a keeper that holds the bottom
 */
OfficeScrollKeeper *
office_scroll_keeper_new (GtkScrolledWindow *scroller, GtkWidget *content, GtkWidget *box)
{
  OfficeScrollKeeper *self = g_object_new (OFFICE_TYPE_SCROLL_KEEPER, NULL);

  self->scroller = scroller;
  self->content = content;
  self->box = box;
  self->adjustment = g_object_ref (gtk_scrolled_window_get_vadjustment (scroller));
  g_signal_connect_object (self->adjustment, "value-changed", G_CALLBACK (value_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (scroller, "realize", G_CALLBACK (realized), self, G_CONNECT_AFTER | G_CONNECT_SWAPPED);
  g_signal_connect_object (scroller, "unrealize", G_CALLBACK (forget_clock), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * office_scroll_keeper_set_sticky:
 * @sticky: whether the end of the box is the newest message; otherwise rows that come there must not pull the reader along
 */
void
office_scroll_keeper_set_sticky (OfficeScrollKeeper *self, gboolean sticky)
{
  g_return_if_fail (OFFICE_IS_SCROLL_KEEPER (self));

  sticky = !!sticky;
  if (sticky == self->sticky)
    return;
  self->sticky = sticky;
  if (!sticky && self->at_bottom)
    pick_anchor (self);
  else if (sticky)
    request_layout (self);
}

/**
 * office_scroll_keeper_apply:
 *
 * Sets the position from the anchor at the next layout, even if the box is as high as before: as many rows may have gone
 * below as have come above.
 */
void
office_scroll_keeper_apply (OfficeScrollKeeper *self)
{
  g_return_if_fail (OFFICE_IS_SCROLL_KEEPER (self));

  request_layout (self);
}

/**
 * office_scroll_keeper_is_at_bottom:
 *
 * Returns: whether the newest message is held in view
 */
gboolean
office_scroll_keeper_is_at_bottom (OfficeScrollKeeper *self)
{
  g_return_val_if_fail (OFFICE_IS_SCROLL_KEEPER (self), FALSE);

  return self->at_bottom;
}

/**
 * office_scroll_keeper_get_missing:
 *
 * Returns: px of the view that stay empty; 0: there is more than fits into it, or it has no size yet
 */
double
office_scroll_keeper_get_missing (OfficeScrollKeeper *self)
{
  g_return_val_if_fail (OFFICE_IS_SCROLL_KEEPER (self), 0);

  if (self->page_size <= 0 || self->upper > self->page_size + NEAR_ENOUGH)
    return 0;
  return MAX (self->page_size + NEAR_ENOUGH - gtk_widget_get_height (self->box), 0);
}

/**
 * office_scroll_keeper_get_pages:
 *
 * Returns: how many pages there are, at least one
 */
double
office_scroll_keeper_get_pages (OfficeScrollKeeper *self)
{
  g_return_val_if_fail (OFFICE_IS_SCROLL_KEEPER (self), 1);

  return self->page_size > 0 ? MAX (self->upper / self->page_size, 1) : 1;
}

/**
 * office_scroll_keeper_is_near_top:
 *
 * Returns: whether less than two pages are above the view
 */
gboolean
office_scroll_keeper_is_near_top (OfficeScrollKeeper *self)
{
  g_return_val_if_fail (OFFICE_IS_SCROLL_KEEPER (self), FALSE);

  return self->page_size > 0 && !self->pending && gtk_adjustment_get_value (self->adjustment) < NEAR * self->page_size;
}

/**
 * office_scroll_keeper_is_near_bottom:
 *
 * Returns: whether less than two pages are below the view
 */
gboolean
office_scroll_keeper_is_near_bottom (OfficeScrollKeeper *self)
{
  g_return_val_if_fail (OFFICE_IS_SCROLL_KEEPER (self), FALSE);

  return self->page_size > 0 && !self->pending
         && gtk_adjustment_get_value (self->adjustment) > get_end (self) - NEAR * self->page_size;
}

/**
 * office_scroll_keeper_go_to_bottom:
 *
 * Holds the bottom from the next layout on.
 */
void
office_scroll_keeper_go_to_bottom (OfficeScrollKeeper *self)
{
  g_return_if_fail (OFFICE_IS_SCROLL_KEEPER (self));

  set_row (self, NULL, 0);
  self->at_bottom = self->commanded = TRUE;
  request_layout (self);
}

/**
 * office_scroll_keeper_go_to_row:
 * @row: a row of the box; it need not be laid out yet
 */
void
office_scroll_keeper_go_to_row (OfficeScrollKeeper *self, OfficeMessageRow *row)
{
  g_return_if_fail (OFFICE_IS_SCROLL_KEEPER (self));
  g_return_if_fail (OFFICE_IS_MESSAGE_ROW (row));

  set_row (self, row, 0);
  self->aim = 1.0 / 3;
  self->at_bottom = FALSE;
  self->commanded = TRUE;
  request_layout (self);
}

/**
 * office_scroll_keeper_get_row:
 * @offset: (out): px from the top of the view to the row's body
 *
 * Returns: (transfer none) (nullable): the row that the position hangs on; %NULL: it is the bottom, or nothing is there
 */
OfficeMessageRow *
office_scroll_keeper_get_row (OfficeScrollKeeper *self, double *offset)
{
  g_return_val_if_fail (OFFICE_IS_SCROLL_KEEPER (self), NULL);

  *offset = self->offset;
  return self->at_bottom ? NULL : self->row;
}

/**
 * office_scroll_keeper_restore_row:
 * @row: a row of the box; it need not be laid out yet
 * @offset: px from the top of the view to the row's body
 */
void
office_scroll_keeper_restore_row (OfficeScrollKeeper *self, OfficeMessageRow *row, double offset)
{
  g_return_if_fail (OFFICE_IS_SCROLL_KEEPER (self));
  g_return_if_fail (OFFICE_IS_MESSAGE_ROW (row));

  set_row (self, row, offset);
  self->at_bottom = FALSE;
  self->commanded = TRUE;
  request_layout (self);
}

/**
 * office_scroll_keeper_show_row:
 * @row: a row of the box, laid out
 */
void
office_scroll_keeper_show_row (OfficeScrollKeeper *self, OfficeMessageRow *row)
{
  graphene_rect_t bounds;

  g_return_if_fail (OFFICE_IS_SCROLL_KEEPER (self));
  g_return_if_fail (OFFICE_IS_MESSAGE_ROW (row));

  if (gtk_widget_compute_bounds (GTK_WIDGET (row), self->content, &bounds))
    gtk_adjustment_clamp_page (self->adjustment, bounds.origin.y - ROOM_ABOVE, bounds.origin.y + bounds.size.height);
}

/**
 * office_scroll_keeper_leave_row:
 * @row: a row that is about to be removed
 * @neighbour: (nullable): a row that stays
 */
void
office_scroll_keeper_leave_row (OfficeScrollKeeper *self, OfficeMessageRow *row, OfficeMessageRow *neighbour)
{
  double top, bottom;

  g_return_if_fail (OFFICE_IS_SCROLL_KEEPER (self));

  if (self->row != row)
    return;
  if (neighbour == NULL || !get_place (self, neighbour, &top, &bottom))
    set_row (self, NULL, 0);
  else
    set_row (self, neighbour, top - gtk_adjustment_get_value (self->adjustment));
}
