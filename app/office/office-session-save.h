/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-session.h"

G_BEGIN_DECLS

/* Files leave the office as copies: to where a person wants one, or lent to other programs. See office-session-save.c. */
void office_session_save_file_async (OfficeSession *self, OfficeAttachment *file, GFile *target,
                                     GAsyncReadyCallback callback,
                                     gpointer data); /* fetched first where it is not here */
gboolean office_session_save_file_finish (GAsyncResult *result, GError **error);
void office_session_lend_file_async (OfficeSession *self, OfficeAttachment *file, GAsyncReadyCallback callback,
                                     gpointer data); /* to be opened by others; never a program */
char *office_session_lend_file_finish (GAsyncResult *result, GError **error); /* full: a path */

G_END_DECLS
