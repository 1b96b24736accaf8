/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "office-session.h"

G_BEGIN_DECLS

/* What can be done with a message, as it is now. */
gboolean office_message_can_make_task (OfficeMessage *message);
gboolean office_message_can_answer (OfficeMessage *message); /* in its thread; with a quote where it is not removed */
gboolean office_message_can_react (OfficeMessage *message);  /* and pin it, save it, be reminded of it, pass it on */
gboolean office_message_can_edit (OfficeMessage *message);
gboolean office_message_can_remove (OfficeMessage *message);
gboolean office_message_can_mark_unread (OfficeMessage *message);
gboolean office_message_has_versions (OfficeMessage *message);

GMenuModel *office_message_menu_new (OfficeSession *session, OfficeMessage *message, gboolean in_thread,
                                     gboolean selected, const char *link); /* full; link: nullable */
GMenuModel *office_message_menu_new_reminders (OfficeSession *session, OfficeMessage *message); /* full */

G_END_DECLS
