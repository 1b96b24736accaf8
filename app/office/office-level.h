/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-session.h"

G_BEGIN_DECLS

/* What of a room a person is told of. */
typedef enum {
  OFFICE_LEVEL_ALL,      /* where nothing was chosen */
  OFFICE_LEVEL_MENTIONS, /* what calls the person, and answers in threads in which they take part */
  OFFICE_LEVEL_NONE,
} OfficeLevel;

OfficeLevel office_session_get_level (OfficeSession *self, const char *room);   /* NONE where the room is muted */
gboolean office_session_is_muted (OfficeSession *self, const char *room);
gboolean office_session_takes_part (OfficeSession *self, OfficeRecord *message); /* in the thread that the message is of */
gboolean office_session_is_called (OfficeSession *self, OfficeRecord *message);  /* by name, or with the whole room */

G_END_DECLS
