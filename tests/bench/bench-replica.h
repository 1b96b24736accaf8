/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-replica.h"

G_BEGIN_DECLS

/* A desk's book as a first sync leaves it, made without a host, and what a host would send it afterwards. */
#define BENCH_OFFICE "0190a000-0000-7000-8000-0000000000a1"
#define BENCH_ME     "0190a000-0000-7000-8000-0000000000b1"

OfficeReplica *bench_replica_open (const char *folder);
char *bench_replica_make_room_id (guint room);
gint64 bench_replica_get_time (guint seq); /* when the message was said, ms since 1970 */
char *bench_replica_make_person_id (guint person); /* 0: the one whose desk it is */

/* Makes the book in a child process, so that its making counts neither as time nor as memory: one room for each number of
 * messages, the first of them called General. */
void bench_replica_fill (const char *folder, const guint *n_messages, guint n_rooms);

/* As that, with one room whose board has so many tasks in BENCH_COLUMNS columns, the last of which says that they are done. */
#define BENCH_COLUMNS 5
void bench_replica_fill_board (const char *folder, guint n_tasks);
void bench_replica_fill_office (const char *folder, guint n_tasks, guint n_messages); /* and so many messages in its room */
double bench_replica_measure_fill (const char *folder, guint n_tasks); /* the same in this process: how long it took, ms */
char *bench_replica_make_column_id (guint column);
char *bench_replica_make_task_id (guint task);
/* A frame in which somebody else has moved that task on top of a column. */
OfficeFrame *bench_replica_make_move (OfficeReplica *replica, guint task, guint column, const char *position);

/* A frame with the next messages of others in that room, as the pump sends what was missed. */
char *bench_replica_make_changes_text (gint64 rev, guint room, guint first_seq, guint n); /* that follow on that revision */
OfficeFrame *bench_replica_make_changes (OfficeReplica *replica, guint room, guint first_seq, guint n);

G_END_DECLS
