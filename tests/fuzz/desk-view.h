/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-session.h"

G_BEGIN_DECLS

/* What windows show of a session, as text: its rooms, its people, a board. Transfer full. */
char *desk_view_describe (OfficeSession *session, OfficeBoard *board);
/* The newest messages of a conversation, at most so many. Transfer full. */
char *desk_view_describe_talk (OfficeConversation *conversation, guint most);

G_END_DECLS
