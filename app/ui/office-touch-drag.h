/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * Dragging by a finger: what it rests on for a moment is taken hold of, and dragged from there. A finger that moves at once
 * scrolls. Let go where it rested, it only pressed: that opens a menu. (A GtkDragSource drags what a finger wipes over.)
 */
typedef struct _OfficeTouchDrag OfficeTouchDrag;

typedef struct {
  GdkContentProvider *(*take) (double x, double y, gpointer data); /* what is there: full; NULL: nothing that can be dragged */
  void (*begun) (GdkDrag *drag, gpointer data);
  void (*over) (gboolean pressed, gpointer data); /* pressed: it only pressed */
} OfficeTouchDragHands;

OfficeTouchDrag *office_touch_drag_new (GtkWidget *area, GtkPropagationPhase phase, const OfficeTouchDragHands *hands, gpointer data);
void office_touch_drag_free (OfficeTouchDrag *self);

/* To be told by all onto which something is dragged or dropped. TRUE: a finger still holds it where it was, and only presses. */
gboolean office_touch_drag_note_motion (GdkDrag *drag, GtkWidget *where, double x, double y);

G_END_DECLS
