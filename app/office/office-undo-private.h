/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-record.h"
#include "office-session.h"

G_BEGIN_DECLS

/*
 * An undo is the inverse operation, worked out from the state before, with what the fields that it writes must still say for
 * it: where somebody changed one of them since, undoing would take away their work.
 *
 * As a variant, so that it can travel as the target of a toast's action: (intent, members as JSON, record, an object of
 * fields with what they must say as JSON); record is empty where nothing is asked.
 */
#define OFFICE_UNDO_TYPE "(ssss)"

/* In place of an operation's name. */
#define OFFICE_UNDO_DELETE    "delete"  /* a message or file is deleted, see office-session-removing.c */
#define OFFICE_UNDO_KEEP      "keep"    /* a deletion that has not been made yet */
#define OFFICE_UNDO_SEVERAL   "several" /* many undos that are one */
#define OFFICE_UNDO_TAKE_BACK "discard" /* one that was discarded is had again */
#define OFFICE_UNDO_DISCARD   "again"   /* and is discarded again */

/* A member of several: what is done when they were undone for good. */
#define OFFICE_UNDO_ENDS "ends"

/* A member of an undo: the id that the record had which it makes anew. */
#define OFFICE_UNDO_FORMERLY "formerly"

/* ---- to make one; all floating ---- */
GVariant *office_undo_new (const char *intent, JsonObject *with, const char *record, const char *field,
                           JsonNode *expected); /* takes with */
GVariant *office_undo_new_guarded (
    const char *intent, JsonObject *with, OfficeRecord *record,
    GList *fields); /* takes with; fields: names, that are to say what they say in record */
GVariant *office_undo_new_all (GPtrArray *undos); /* of GVariant, in the order in which they are to be done */
GVariant *office_undo_new_all_ending (GPtrArray *undos, JsonArray *ends); /* ends: as that undo has them; nullable */
GVariant *office_undo_new_several (
    GPtrArray *deeds); /* OfficeDeed: the inverse operations, in the order in which they are done */
GVariant *office_undo_new_ending (GPtrArray *deeds, GPtrArray *ends); /* ends: OfficeDeed, done when it is not to be done again any more */
GVariant *office_undo_new_of (const char *intent, const char *id); /* that says nothing but an id */
GVariant *office_undo_new_move (OfficeRecord *before, const char *column);

/* ---- the members of one, as they are to be done now: office-session-made-anew.c ---- */
char *office_session_dup_renamed (OfficeSession *self, const char *text);           /* text: JSON or an id */
JsonObject *office_session_make_current (OfficeSession *self, JsonObject *with);    /* full */
JsonObject *office_session_make_put_of (OfficeSession *self, OfficeRecord *record); /* made anew; full */

/* ---- to work one out: office-session-inverse.c ---- */

/* What an operation is about, before it is done. */
typedef struct {
  OfficeRecord *record; /* nullable: there is none yet */
  JsonArray *files;     /* of a message that is sent later, as they are named to have them again; nullable */
} OfficeBefore;

OfficeBefore *office_session_look_before (OfficeSession *self, const char *intent,
                                          JsonObject *with); /* full, never NULL */
void office_before_free (OfficeBefore *before);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OfficeBefore, office_before_free)

GVariant *office_session_invert (OfficeSession *self, const char *intent, JsonObject *with,
                                 const OfficeBefore *before); /* floating, nullable */
GVariant *office_session_perform_and_invert (OfficeSession *self, const char *intent, JsonObject *with,
                                             GError **error); /* takes with; floating, nullable; not noted */
gboolean office_session_do (OfficeSession *self, const char *intent, JsonObject *with, const char *words,
                            GError **error); /* takes with; noted with its inverse */
gboolean office_session_do_and_say (OfficeSession *self, const char *intent, JsonObject *with, const char *words,
                                    GError **error); /* takes with; said with its inverse */

/* ---- transfers, which take with them what is lost on the way: office-session-transfer.c ---- */
gboolean office_session_take_transfer_back (OfficeSession *self, JsonObject *with, GError **error); /* takes with */
GVariant *office_session_undo_transfer (OfficeSession *self, OfficeRecord *before, OfficeRecord *after); /* floating */

/* ---- to do one ---- */
gboolean office_session_take_back (OfficeSession *self, GVariant *undo, gboolean again,
                                   GVariant **inverse); /* inverse: full, nullable */
gboolean office_session_undo_one (OfficeSession *self, const char *intent, JsonObject *members, const char *record,
                                  const char *expected, GVariant **inverse, GError **error);
void office_session_end_undone (OfficeSession *self, GVariant *undo); /* undone for good */
gboolean office_session_undo_several (OfficeSession *self, JsonObject *with, GVariant **inverse);
gboolean office_session_check_unchanged (OfficeSession *self, const char *record, const char *expected,
                                         GError **error); /* office-session-undo-guard.c */

G_END_DECLS
