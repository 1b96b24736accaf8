/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-calendar-week.h"

G_BEGIN_DECLS

/*
 * A bar as it would be in a row of days when what is dragged were let go: above all else there, and where the task stands now
 * it is faint. Nothing makes way for it before it is let go.
 */
typedef struct _OfficeCalendarGhost OfficeCalendarGhost;

OfficeCalendarGhost *office_calendar_ghost_new (OfficeCalendarWeek *week); /* which has it */
void office_calendar_ghost_free (OfficeCalendarGhost *self);
void office_calendar_ghost_set_span (OfficeCalendarGhost *self, OfficeSession *session, const OfficeSpan *span); /* of an OfficeTask; NULL: none */
void office_calendar_ghost_update (OfficeCalendarGhost *self); /* the chips of the row are others */
void office_calendar_ghost_allocate (OfficeCalendarGhost *self, int width); /* when the days of the row have their places */

G_END_DECLS
