/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * Spreads the work of a widget over frames, so that none of them is late; see the head of the source. Of the thread of GTK.
 */
typedef struct _OfficeFramePacer OfficeFramePacer;

typedef enum {
  OFFICE_PACE_DONE, /* nothing is left */
  OFFICE_PACE_MORE, /* there is more */
  OFFICE_PACE_WAIT, /* there may be more when this frame is laid out */
} OfficePace;

/* Does one piece, as small as can be. */
typedef OfficePace (*OfficeFramePiece) (gpointer data);

OfficeFramePacer *office_frame_pacer_new (GtkWidget *widget, guint share, OfficeFramePiece piece, gpointer data);
void              office_frame_pacer_free (OfficeFramePacer *self);
void              office_frame_pacer_set_share (OfficeFramePacer *self, guint share);
void              office_frame_pacer_begin (OfficeFramePacer *self);
void              office_frame_pacer_finish (OfficeFramePacer *self);
gboolean          office_frame_pacer_is_busy (OfficeFramePacer *self);
gboolean          office_frame_pacer_is_busy_in (GtkWidget *widget);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OfficeFramePacer, office_frame_pacer_free)

G_END_DECLS
