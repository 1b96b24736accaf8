/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Frames that have come and wait for their turn. The first is handed over at once; those that come close behind it one in a
 * turn of the main loop, only when nothing is to be painted, and when it fits between two frames (office-throttle.h): a window
 * stays alive while its desk catches up.
 */
typedef struct _OfficeInbox OfficeInbox;
typedef void (*OfficeInboxFunc) (GBytes *text, gpointer data); /* text NULL: the end, after all that came before */

OfficeInbox *office_inbox_new (OfficeInboxFunc function, gpointer data);
void office_inbox_free (OfficeInbox *self); /* not from within the function */
void office_inbox_put (OfficeInbox *self, GBytes *text);
void office_inbox_put_end (OfficeInbox *self);
/* Within the function: the same text comes once more, before any other, and not before so many milliseconds have passed. */
void office_inbox_again (OfficeInbox *self, guint ms);
gboolean office_inbox_clear (OfficeInbox *self); /* what waits is never handed over; whether the end was among it */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OfficeInbox, office_inbox_free)

G_END_DECLS
