/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-hub.h"
#include "office-scopes-private.h"

G_BEGIN_DECLS

/* A person with at least one connection that was welcomed. */
typedef struct {
  char *person;
  OfficeScopes *scopes; /* what they may see: as of the newest batch, or newer */
  gboolean unreadable;  /* the book did not say what they may see: nothing may be sent */
  gint64 shaken;        /* the newest batch that changed their own rights; 0: none */
  GPtrArray *peers;     /* OfficePeer, borrowed */
} OfficeAttendee;

/*
 * Who is connected, by person. Rights are worked out anew only for people whom a batch concerns: the person named by a
 * member or person record, and those for whom a room's visibility may make a difference.
 */
typedef struct _OfficeAttendance OfficeAttendance;

OfficeAttendance *office_attendance_new (OfficeStore *store);
void office_attendance_free (OfficeAttendance *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OfficeAttendance, office_attendance_free)

OfficeAttendee *office_attendance_enter (OfficeAttendance *self, const char *person, OfficePeer *peer);
void office_attendance_leave (OfficeAttendance *self, OfficeAttendee *attendee, OfficePeer *peer);
void office_attendance_follow (OfficeAttendance *self, OfficeBatch *batch);

G_END_DECLS
