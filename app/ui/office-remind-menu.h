/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "office-session.h"

G_BEGIN_DECLS

/* When one can be reminded. Activates in `group`: remind (x, ms since 1970), choose-reminder, and, where one is set, end-reminder. full */
GMenuModel *office_remind_menu_new (OfficeSession *session, const char *group, gboolean is_set);

G_END_DECLS
