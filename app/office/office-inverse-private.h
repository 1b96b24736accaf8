/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-undo-private.h"

G_BEGIN_DECLS

/*
 * The inverse of one operation each, floating, or NULL: it cannot be taken back. before: as office_session_look_before() has
 * it; after: the record now, nullable.
 */
typedef GVariant *(*OfficeInvert) (OfficeSession *self, JsonObject *with, const OfficeBefore *before,
                                   OfficeRecord *after);

/* ---- records: office-session-inverse-records.c ---- */
GVariant *office_invert_patch (OfficeSession *self, JsonObject *with, const OfficeBefore *before, OfficeRecord *after);
GVariant *office_invert_put (OfficeSession *self, JsonObject *with, const OfficeBefore *before, OfficeRecord *after);
GVariant *office_invert_remove (OfficeSession *self, JsonObject *with, const OfficeBefore *before, OfficeRecord *after);
GVariant *office_invert_move (OfficeSession *self, JsonObject *with, const OfficeBefore *before, OfficeRecord *after);
GVariant *office_invert_transfer (OfficeSession *self, JsonObject *with, const OfficeBefore *before,
                                  OfficeRecord *after);
GVariant *office_invert_creation (OfficeSession *self, JsonObject *with, const OfficeBefore *before,
                                  OfficeRecord *after);
GVariant *office_invert_file (OfficeSession *self, JsonObject *with, const OfficeBefore *before, OfficeRecord *after);

/* ---- what the person does for themselves: office-session-inverse-own.c ---- */
GVariant *office_invert_archive (OfficeSession *self, JsonObject *with, const OfficeBefore *before,
                                 OfficeRecord *after);
GVariant *office_invert_pin (OfficeSession *self, JsonObject *with, const OfficeBefore *before, OfficeRecord *after);
GVariant *office_invert_save (OfficeSession *self, JsonObject *with, const OfficeBefore *before, OfficeRecord *after);
GVariant *office_invert_snooze (OfficeSession *self, JsonObject *with, const OfficeBefore *before, OfficeRecord *after);
GVariant *office_invert_preference (OfficeSession *self, JsonObject *with, const OfficeBefore *before,
                                    OfficeRecord *after);
GVariant *office_invert_reminder (OfficeSession *self, JsonObject *with, const OfficeBefore *before,
                                  OfficeRecord *after);
GVariant *office_invert_schedule (OfficeSession *self, JsonObject *with, const OfficeBefore *before,
                                  OfficeRecord *after);
GVariant *office_invert_feed (OfficeSession *self, JsonObject *with, const OfficeBefore *before, OfficeRecord *after);
GVariant *office_invert_reading (OfficeSession *self, JsonObject *with, const OfficeBefore *before,
                                 OfficeRecord *after);
GVariant *office_invert_reaction (OfficeSession *self, JsonObject *with, const OfficeBefore *before,
                                  OfficeRecord *after);
GVariant *office_invert_no_reaction (OfficeSession *self, JsonObject *with, const OfficeBefore *before,
                                     OfficeRecord *after);
GVariant *office_invert_joining (OfficeSession *self, JsonObject *with, const OfficeBefore *before,
                                 OfficeRecord *after);
GVariant *office_invert_leaving (OfficeSession *self, JsonObject *with, const OfficeBefore *before,
                                 OfficeRecord *after);

/* ---- for these ---- */
const char *office_inverse_get_text (JsonObject *with, const char *member); /* "": there is none */
void office_inverse_copy_former (JsonObject *to, OfficeRecord *before, const char *field,
                                 JsonNode *now); /* before, now: nullable; what it said, so that it says so again */
GVariant *office_invert_removal_of_reminder (OfficeRecord *reminder);
GVariant *office_invert_removal_of_scheduled (OfficeSession *self, const OfficeBefore *before);

G_END_DECLS
