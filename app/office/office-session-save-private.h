/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-session-save.h"

G_BEGIN_DECLS

/* What the files of a session and those that leave it share. */
char *office_session_build_path (OfficeSession *self, const char *hash); /* full: where its bytes are, if they are here */
char *office_session_build_lent (OfficeSession *self, const char *hash); /* full: the folder of what others got of it */
void office_session_save_arrived (OfficeSession *self, const char *hash, const GError *error);
void office_session_save_called_off (OfficeSession *self, const char *hash); /* NULL: all */

G_END_DECLS
