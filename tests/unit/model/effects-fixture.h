/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-effects.h"
#include "office-id.h"
#include "office-memory-book.h"
#include "office-problem.h"

/*
 * An office with people and a room, and a few words to say what somebody does in it. JSON is written with ' for ".
 * Every accepted operation is applied to the book.
 */

#define ID(number) "0190a000-0000-7000-8000-0000000000" number
#define NOBODY ID ("ff")
#define OFFICE ID ("a0")
#define ADA ID ("a1")  /* admin */
#define BEN ID ("a2")  /* member */
#define CAT ID ("a3")  /* member */
#define GUS ID ("a4")  /* guest */
#define OPEN ID ("b1") /* public room; Ada made it, Gus is in it */
#define SHUT ID ("b2") /* private room of Ada and Ben */

typedef struct {
  OfficeMemoryBook *book;
  OfficeEffects *last; /* of the last accepted operation */
  gint64 now;
  gint64 base; /* of the next operations */
  const char *id, *follows; /* theirs too; nullable */
} Office;

void office_set_up (Office *office, gconstpointer data);
void office_tear_down (Office *office, gconstpointer data);

gint64 do_it (Office *office, const char *person, const char *intent, const char *format, ...) G_GNUC_PRINTF (4, 5); /* must be accepted; its revision */
void refuse (Office *office, const char *person, const char *intent, OfficeProblem status, const char *field, const char *format, ...) G_GNUC_PRINTF (6, 7);

guint count_written (Office *office); /* records that the last accepted operation wrote, without the history of tasks */
OfficeRecord *record_of (Office *office, const char *id); /* borrowed until the next call of it for this id; NULL: none */
const char *text_of (Office *office, const char *id, const char *field);
char *column_of (const char *room, const char *name); /* "todo", "doing", "done" */
char *order_of (Office *office, const char *column);  /* last two digits of the tasks' ids, in order */

#define ADD(path, test) g_test_add (path, Office, NULL, office_set_up, test, office_tear_down)
