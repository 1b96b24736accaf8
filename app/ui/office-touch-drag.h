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

/* Where something is dropped, before it is done: TRUE: nothing was dragged by the finger, it only pressed. */
gboolean office_touch_drag_note_drop (GdkDrag *drag, GtkWidget *where, double x, double y);

G_END_DECLS
