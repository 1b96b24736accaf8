/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-problem.h"

G_BEGIN_DECLS

/*
 * Why something was refused, as far as that happens to people in daily life: a word that travels with the problem
 * (PROTOCOL.md, section 8), so that whoever shows it can say it in the person's language. What has none is said in the
 * words of who refused it.
 */
typedef enum {
  OFFICE_REASON_GONE,
  OFFICE_REASON_ARCHIVED,
  OFFICE_REASON_REMOVED,
  OFFICE_REASON_TRASHED,
  OFFICE_REASON_COLUMN_GONE,
  OFFICE_REASON_TASK_MOVED,
  OFFICE_REASON_NEIGHBOUR_MOVED,
  OFFICE_REASON_NO_COLUMN,
  OFFICE_REASON_COLUMN_IN_USE,
  OFFICE_REASON_LAST_COLUMN,
  OFFICE_REASON_PART_OF_ITSELF,
  OFFICE_REASON_TOO_DEEP,
  OFFICE_REASON_WAITS_FOR_ITSELF,
  OFFICE_REASON_TOO_ENTANGLED,
  OFFICE_REASON_CHANGED_ELSEWHERE,
  OFFICE_REASON_ALREADY_SENT,
  OFFICE_REASON_NAME_TAKEN,
  OFFICE_REASON_KEY_TAKEN,
  OFFICE_REASON_KEY_RESERVED,
  OFFICE_REASON_TOO_MANY_KEYS,
  OFFICE_REASON_TOO_MANY_REACTIONS,
  OFFICE_REASON_ANOTHERS_MESSAGE,
  OFFICE_REASON_ANOTHERS_FILE,
  OFFICE_REASON_NOT_YOURS,
  OFFICE_REASON_GUEST,
  OFFICE_REASON_NOT_A_MEMBER,
  OFFICE_REASON_DIRECT_ROOM,
  OFFICE_REASON_KEY_FORM,
  OFFICE_REASON_TOO_LONG,
  OFFICE_REASON_EMPTY,
  OFFICE_REASON_TOO_MANY,
  OFFICE_REASON_NAME_UNSEEN,
  OFFICE_REASON_PASSWORD_LENGTH,
  OFFICE_REASON_FILE_TOO_LARGE,
  OFFICE_REASON_FILE_MISSING,
  OFFICE_REASON_FILE_NOT_KEPT,
  OFFICE_REASON_DISK_FULL,
  OFFICE_REASON_FOR_BROWSERS,
  OFFICE_REASON_BUSY,
  OFFICE_REASON_STOPPING,
  OFFICE_N_REASONS
} OfficeReason;

void office_reason_set (GError **error, OfficeReason reason, const char *field); /* a problem of that reason */
GError *office_reason_new (OfficeReason reason, const char *field);
gboolean office_reason_give (GError **error, OfficeReason reason);               /* to a problem that is set; FALSE */
void office_reason_mark_foreign (GError *problem); /* that came from the other side */
const char *office_reason_get_name (OfficeReason reason);
const char *office_reason_get_sentence (const char *name); /* English, to be translated; NULL: unknown */

G_END_DECLS
