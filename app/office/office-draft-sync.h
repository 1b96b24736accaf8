/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-session.h"

G_BEGIN_DECLS

/* Keeps what is being written here and on the person's other devices the same; see office-draft-sync.c. */
typedef struct _OfficeDraftSync OfficeDraftSync;

OfficeDraftSync *office_draft_sync_new (OfficeSession *session); /* which outlives it */
void office_draft_sync_free (OfficeDraftSync *self);
void office_draft_sync_written (OfficeDraftSync *self, const char *place); /* the text of a place is another now */
void office_draft_sync_push (OfficeDraftSync *self, const char *place);    /* now, if it was written; NULL: all */
char *office_draft_sync_dup_other (OfficeDraftSync *self, const char *place); /* written elsewhere at the same time; nullable */
void office_draft_sync_forget_other (OfficeDraftSync *self, const char *place); /* the person has chosen */

G_END_DECLS
