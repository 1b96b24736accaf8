/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-text-tasks.h"

G_BEGIN_DECLS

/* The tasks that one text names: shown in it as they stand, and followed as long as the text is shown. */
typedef struct _OfficeMessageChips OfficeMessageChips;
typedef void (*OfficeMessageChipsFunc) (gpointer data); /* the text is to be shown anew, which may free the chips */

OfficeMessageChips *office_message_chips_new (OfficeSession *session, GPtrArray *blocks, OfficeMessageChipsFunc changed,
                                              gpointer data); /* full; blocks: of OfficeTextBlock, changed */
void office_message_chips_free (OfficeMessageChips *self);

G_END_DECLS
