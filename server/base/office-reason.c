/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-reason.h"

/* For xgettext alone: this side speaks English, and the window translates. */
#define N_(text) text

/* A name is never given another meaning: what an older side has stored is still read. */
static const struct {
  const char *name;
  OfficeProblem status;
  const char *sentence;
} reasons[] = {
  [OFFICE_REASON_GONE] = { "gone", OFFICE_PROBLEM_NOT_FOUND, N_ ("It is not there any more, or not for you") },
  [OFFICE_REASON_ARCHIVED] = { "archived", OFFICE_PROBLEM_CONFLICT, N_ ("The room is archived") },
  [OFFICE_REASON_REMOVED] = { "removed", OFFICE_PROBLEM_CONFLICT, N_ ("The message was removed") },
  [OFFICE_REASON_TRASHED] = { "trashed", OFFICE_PROBLEM_CONFLICT, N_ ("The task is in the trash") },
  [OFFICE_REASON_COLUMN_GONE] = { "column-gone", OFFICE_PROBLEM_CONFLICT, N_ ("The column is gone") },
  [OFFICE_REASON_TASK_MOVED] = { "task-moved", OFFICE_PROBLEM_CONFLICT, N_ ("The task is in another room by now") },
  [OFFICE_REASON_NEIGHBOUR_MOVED] = { "neighbour-moved", OFFICE_PROBLEM_CONFLICT,
                                      N_ ("The task that it was to stand behind has left the column") },
  [OFFICE_REASON_NO_COLUMN] = { "no-column", OFFICE_PROBLEM_CONFLICT,
                                N_ ("The room has no column to put the task into") },
  [OFFICE_REASON_COLUMN_IN_USE] = { "column-in-use", OFFICE_PROBLEM_CONFLICT, N_ ("There are tasks in the column") },
  [OFFICE_REASON_LAST_COLUMN] = { "last-column", OFFICE_PROBLEM_CONFLICT, N_ ("The last column of a board stays") },
  [OFFICE_REASON_PART_OF_ITSELF] = { "part-of-itself", OFFICE_PROBLEM_CONFLICT,
                                     N_ ("The task would be a part of itself") },
  [OFFICE_REASON_TOO_DEEP] = { "too-deep", OFFICE_PROBLEM_CONFLICT,
                               N_ ("Too many tasks would be parts of each other") },
  [OFFICE_REASON_WAITS_FOR_ITSELF] = { "waits-for-itself", OFFICE_PROBLEM_CONFLICT,
                                       N_ ("The task would wait for itself") },
  [OFFICE_REASON_TOO_ENTANGLED] = { "too-entangled", OFFICE_PROBLEM_CONFLICT,
                                    N_ ("Too many tasks would wait for each other") },
  [OFFICE_REASON_CHANGED_ELSEWHERE] = { "changed-elsewhere", OFFICE_PROBLEM_CONFLICT,
                                        N_ ("Somebody else has changed this meanwhile") },
  [OFFICE_REASON_ALREADY_SENT] = { "already-sent", OFFICE_PROBLEM_CONFLICT, N_ ("The message has been sent already") },
  [OFFICE_REASON_NAME_TAKEN] = { "name-taken", OFFICE_PROBLEM_CONFLICT,
                                 N_ ("Somebody else in the office has this name") },
  [OFFICE_REASON_KEY_TAKEN] = { "key-taken", OFFICE_PROBLEM_CONFLICT, N_ ("Another room has this key") },
  [OFFICE_REASON_KEY_RESERVED] = { "key-reserved", OFFICE_PROBLEM_CONFLICT,
                                   N_ ("Another room had this key, and its tasks are still found by it") },
  [OFFICE_REASON_TOO_MANY_KEYS] = { "too-many-keys", OFFICE_PROBLEM_CONFLICT,
                                    N_ ("The room has had too many keys already") },
  [OFFICE_REASON_TOO_MANY_REACTIONS] = { "too-many-reactions", OFFICE_PROBLEM_CONFLICT,
                                         N_ ("There are too many reactions of yours to the message already") },
  [OFFICE_REASON_ANOTHERS_MESSAGE] = { "anothers-message", OFFICE_PROBLEM_FORBIDDEN,
                                       N_ ("A message can be removed only by its author and by admins") },
  [OFFICE_REASON_ANOTHERS_FILE] = { "anothers-file", OFFICE_PROBLEM_FORBIDDEN,
                                    N_ ("A file can be removed only by its author and by admins") },
  [OFFICE_REASON_NOT_YOURS] = { "not-yours", OFFICE_PROBLEM_FORBIDDEN, N_ ("You may not change this") },
  [OFFICE_REASON_GUEST] = { "guest", OFFICE_PROBLEM_FORBIDDEN, N_ ("Guests cannot do this") },
  [OFFICE_REASON_NOT_A_MEMBER] = { "not-a-member", OFFICE_PROBLEM_FORBIDDEN,
                                   N_ ("You are not a member of this office") },
  [OFFICE_REASON_DIRECT_ROOM] = { "direct-room", OFFICE_PROBLEM_FORBIDDEN,
                                  N_ ("A direct room has no name, no key and always the same people") },
  [OFFICE_REASON_KEY_FORM] = { "key-form", OFFICE_PROBLEM_INVALID,
                               N_ ("The key of a room is 2 to 10 capital letters and digits, a letter first") },
  [OFFICE_REASON_TOO_LONG] = { "too-long", OFFICE_PROBLEM_INVALID, N_ ("This is longer than it may be") },
  [OFFICE_REASON_EMPTY] = { "empty", OFFICE_PROBLEM_INVALID, N_ ("Something is empty that has to be filled in") },
  [OFFICE_REASON_TOO_MANY] = { "too-many", OFFICE_PROBLEM_INVALID, N_ ("There are more of them than there may be") },
  [OFFICE_REASON_NAME_UNSEEN] = { "name-unseen", OFFICE_PROBLEM_INVALID,
                                  N_ ("The name has characters that cannot be seen") },
  [OFFICE_REASON_PASSWORD_LENGTH] = { "password-length", OFFICE_PROBLEM_INVALID,
                                      N_ ("A password has 8 to 200 characters") },
  [OFFICE_REASON_FILE_TOO_LARGE] = { "file-too-large", OFFICE_PROBLEM_TOO_LARGE,
                                     N_ ("The file is larger than this host takes") },
  [OFFICE_REASON_FILE_MISSING] = { "file-missing", OFFICE_PROBLEM_CONFLICT,
                                   N_ ("A file of it has not come to the host; attach it again") },
  [OFFICE_REASON_FILE_NOT_KEPT] = { "file-not-kept", OFFICE_PROBLEM_INTERNAL, N_ ("The host could not keep the file") },
  [OFFICE_REASON_DISK_FULL] = { "disk-full", OFFICE_PROBLEM_UNAVAILABLE, N_ ("The host’s disk is full") },
  [OFFICE_REASON_FOR_BROWSERS] = { "for-browsers", OFFICE_PROBLEM_NOT_FOUND,
                                   N_ ("This address is for browsers and calendars; come in by an invitation") },
  [OFFICE_REASON_BUSY] = { "busy", OFFICE_PROBLEM_UNAVAILABLE, N_ ("The host is busy; try again in a moment") },
  [OFFICE_REASON_STOPPING] = { "stopping", OFFICE_PROBLEM_UNAVAILABLE, N_ ("The host is stopping") },
};

/**
 * office_reason_set:
 * @error: (out) (nullable): where to put it
 * @reason: why
 * @field: (nullable): the member at fault
 *
 * Sets the problem that belongs to that reason.
 */
void
office_reason_set (GError **error, OfficeReason reason, const char *field)
{
  office_problem_set (error, reasons[reason].status, field, "%s", reasons[reason].sentence);
  office_reason_give (error, reason);
}

/**
 * office_reason_new:
 * @reason: why
 * @field: (nullable): the member at fault
 *
 * Returns: (transfer full): the problem that belongs to that reason
 */
GError *
office_reason_new (OfficeReason reason, const char *field)
{
  GError *error = NULL;

  office_reason_set (&error, reason, field);
  return error;
}

/**
 * office_reason_mark_foreign:
 * @problem: what the other side has said
 *
 * One without a reason gets the word "other": whoever shows it knows then that its sentence is the other side's, in English, and
 * says what its status means in the reader's language.
 */
void
office_reason_mark_foreign (GError *problem)
{
  if (office_problem_get_reason (problem) == NULL)
    office_problem_set_reason (problem, "other");
}

/**
 * office_reason_give:
 * @error: (nullable): where a problem was set in words of its own
 * @reason: why
 *
 * Returns: %FALSE
 */
gboolean
office_reason_give (GError **error, OfficeReason reason)
{
  if (error != NULL && *error != NULL)
    office_problem_set_reason (*error, reasons[reason].name);
  return FALSE;
}

/**
 * office_reason_get_name:
 * @reason: why
 *
 * Returns: (transfer none): the word for it
 */
const char *
office_reason_get_name (OfficeReason reason)
{
  g_return_val_if_fail (reason < OFFICE_N_REASONS, NULL);

  return reasons[reason].name;
}

/**
 * office_reason_get_sentence:
 * @name: (nullable): a problem's reason, perhaps of a newer version
 *
 * Returns: (transfer none) (nullable): what it says, in English and to be translated; %NULL where it is not known here
 */
const char *
office_reason_get_sentence (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (g_strcmp0 (reasons[i].name, name) == 0)
      return reasons[i].sentence;
  return NULL;
}
