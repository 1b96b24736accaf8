/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Where somebody is in an office. Two are the same place when all but the position is the same. */
typedef struct {
  char *room;     /* nullable: a page is open, or nothing */
  char *page;     /* in the place of a room; nullable */
  int view;       /* of the room's sides */
  char *task;     /* in the pane; nullable */
  char *thread;   /* in the pane; nullable */
  char *message;  /* that one has jumped to; nullable */
  char *position; /* the message at the top of what was in view; NULL: the newest was in view, or nobody looked */
  double offset;  /* px from the top of the view to that message */
} OfficeTrailPlace;

OfficeTrailPlace *office_trail_place_new (void);
OfficeTrailPlace *office_trail_place_copy (const OfficeTrailPlace *self);
void office_trail_place_free (OfficeTrailPlace *self);
gboolean office_trail_place_is_same (const OfficeTrailPlace *self, const OfficeTrailPlace *other);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OfficeTrailPlace, office_trail_place_free)

/*
 * The way somebody has gone through an office, as a browser keeps it: back and forward, at most OFFICE_TRAIL_MOST places.
 * Signal "changed": other ways are open than before.
 */
#define OFFICE_TYPE_TRAIL (office_trail_get_type ())
G_DECLARE_FINAL_TYPE (OfficeTrail, office_trail, OFFICE, TRAIL, GObject)

#define OFFICE_TRAIL_MOST 100

typedef gboolean (*OfficePlaceCheck) (const OfficeTrailPlace *place, gpointer data);

OfficeTrail *office_trail_new (void);
void office_trail_visit (OfficeTrail *self, const OfficeTrailPlace *place);
void office_trail_note_position (OfficeTrail *self, const char *position, double offset); /* of the place where one is */
const OfficeTrailPlace *office_trail_get_current (OfficeTrail *self); /* nullable, borrowed */
gboolean office_trail_can_go (OfficeTrail *self, int step); /* -1: back, 1: forward */
const OfficeTrailPlace *office_trail_go (OfficeTrail *self, int step, OfficePlaceCheck is_there, gpointer data); /* nullable, borrowed */
void office_trail_clear (OfficeTrail *self);
char **office_trail_dup_recent (OfficeTrail *self); /* ids of rooms, tasks where one was, the last first, each once */

G_END_DECLS
