/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-session.h"

G_BEGIN_DECLS

/*
 * A small office without a network: a session on a replica in memory, and a host of a few lines that feeds it with real
 * frames. The clock stands at Wednesday 11 June 2025, 10:00 UTC, until a test turns it (office-fake-clock.h). The session is
 * offline at first; nothing answers what it does until office_test_scene_answer().
 */
typedef struct _OfficeTestScene OfficeTestScene;

/* People: I am Ben Okafor. Anna is an admin, Libor a guest who is in Partners only. */
#define SCENE_OFFICE "0190a000-0000-7000-8000-0000000000a1"
#define SCENE_BEN "0190a000-0000-7000-8000-0000000000b1"
#define SCENE_ANNA "0190a000-0000-7000-8000-0000000000b2"
#define SCENE_MEI "0190a000-0000-7000-8000-0000000000b3"
#define SCENE_YOUSSEF "0190a000-0000-7000-8000-0000000000b4"
#define SCENE_SOFIA "0190a000-0000-7000-8000-0000000000b5"
#define SCENE_LIBOR "0190a000-0000-7000-8000-0000000000b6"

/* Rooms: General and the Library are public, Partners is private (Ben, Anna, Libor). */
#define SCENE_GENERAL "0190a000-0000-7000-8000-0000000000c1"
#define SCENE_LIBRARY "0190a000-0000-7000-8000-0000000000c2"
#define SCENE_PARTNERS "0190a000-0000-7000-8000-0000000000c3"
const char *office_test_scene_get_direct (OfficeTestScene *self); /* of Ben and Mei */
const char *office_test_scene_get_group (OfficeTestScene *self);  /* of Ben, Anna and Sofía */

/* The Library's board: To do (three tasks), In progress (one), Done (none); two labels. */
#define SCENE_TODO "0190a000-0000-7000-8000-0000000000e1"
#define SCENE_DOING "0190a000-0000-7000-8000-0000000000e2"
#define SCENE_DONE "0190a000-0000-7000-8000-0000000000e3"
#define SCENE_FACADE "0190a000-0000-7000-8000-0000000000f1"
#define SCENE_CLIENT "0190a000-0000-7000-8000-0000000000f2"
#define SCENE_DOORS "0190a000-0000-7000-8000-000000000101"   /* To do, for Ben, due today 17:00, high, two steps */
#define SCENE_LAMPS "0190a000-0000-7000-8000-000000000102"   /* To do */
#define SCENE_PHOTOS "0190a000-0000-7000-8000-000000000103"  /* To do */
#define SCENE_SAMPLES "0190a000-0000-7000-8000-000000000104" /* In progress, for Anna, due Friday, made of SCENE_MORNING */
#define SCENE_MORNING "0190a000-0000-7000-8000-000000000201" /* Ben's message in the Library, seq 2, read up to here */

OfficeTestScene *office_test_scene_new (void);
void office_test_scene_free (OfficeTestScene *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OfficeTestScene, office_test_scene_free)

/* Fills the replica of any office, in memory or a file, with the same rooms and tasks; of an office of this name. It is not followed. */
void office_test_scene_fill (OfficeTestScene *self, OfficeReplica *replica, const char *name);

/* From now on the host speaks to this session, of a replica that was filled; NULL: to the scene's own again. Its line is stopped. */
void office_test_scene_turn_to (OfficeTestScene *self, OfficeSession *session);

OfficeSession *office_test_scene_get_session (OfficeTestScene *self);
OfficeReplica *office_test_scene_get_replica (OfficeTestScene *self);
OfficeClock *office_test_scene_get_clock (OfficeTestScene *self);
OfficeRandom *office_test_scene_get_random (OfficeTestScene *self);

/* ---- the host speaks ---- */
void office_test_scene_set_web_address (OfficeTestScene *self, const char *address); /* welcomes the session once more; NULL: it has none */
/* Makes records true on the host, all in one batch, and tells the session; each gets the next revision. Takes the records. */
void office_test_scene_receive (OfficeTestScene *self, OfficeRecord *first, ...) G_GNUC_NULL_TERMINATED;
/* Somebody says something now; the id is borrowed until the next call. */
const char *office_test_scene_say (OfficeTestScene *self, const char *room, const char *task, const char *author, const char *text);
/* n messages of different people, one a minute, ending now; in frames of 200. */
void office_test_scene_add_messages (OfficeTestScene *self, const char *room, guint n);
/* n tasks at the end of a column of the Library, "Task 0" and on, of which a third has labels, people and a date; in frames of 200. */
void office_test_scene_add_tasks (OfficeTestScene *self, const char *column, guint n);
/* The id of one of them, counted over all calls; borrowed until the next call. */
const char *office_test_scene_get_task (OfficeTestScene *self, guint index);
/* Another person does an operation (PROTOCOL.md section 7); with: its members as JSON. Refused by the host: the test fails. */
void office_test_scene_act (OfficeTestScene *self, const char *person, const char *intent, const char *with);
/* The record as the host has it; NULL: none. transfer full */
OfficeRecord *office_test_scene_get_record (OfficeTestScene *self, const char *id);

/* ---- the line ---- */
void office_test_scene_set_state (OfficeTestScene *self, OfficeLineState state);
void office_test_scene_set_put_off (OfficeTestScene *self, const GError *problem); /* nullable */
void office_test_scene_set_presence (OfficeTestScene *self, const char *person, const char *state); /* "here", "away", "offline" */
void office_test_scene_set_typing (OfficeTestScene *self, const char *room, const char *person);
/* The host applies what waits, in order, and sends results and changes. How many operations there were. */
guint office_test_scene_answer (OfficeTestScene *self);
/* The host refuses all that waits with this status. */
guint office_test_scene_refuse (OfficeTestScene *self, int status, const char *title);
/* Runs the main loop until nothing is left to do at once. */
void office_test_scene_settle (OfficeTestScene *self);

G_END_DECLS
