/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "office-desk.h"

G_BEGIN_DECLS

gboolean office_answer_do (OfficeSession *session, const char *what, const char *id, const char *until, GError **error);

/* Where there is no window. */
void office_answer_set_desk (GApplication *application, OfficeDesk *desk); /* nullable */
void office_answer_unseen (GApplication *application, const char *office, const char *what, const char *id, const char *until);

G_END_DECLS
