/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-record.h"
#include "office-session.h"

G_BEGIN_DECLS

/* Whether a message concerns the person more than others. */
gboolean office_session_is_called (OfficeSession *self, OfficeRecord *message);  /* by name, or with the whole room */
gboolean office_session_takes_part (OfficeSession *self, OfficeRecord *message); /* in the thread that the message is of */

G_END_DECLS
