/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "office-message.h"

G_BEGIN_DECLS

gboolean office_message_can_make_task (OfficeMessage *message);
gboolean office_message_can_answer (OfficeMessage *message);
gboolean office_message_can_edit (OfficeMessage *message);
gboolean office_message_can_remove (OfficeMessage *message);
gboolean office_message_can_mark_unread (OfficeMessage *message);

GMenuModel *office_message_menu_new (OfficeMessage *message, gboolean selected, const char *link); /* full; of actions "message.…" */

G_END_DECLS
