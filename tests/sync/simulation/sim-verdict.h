/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim-world.h"

G_BEGIN_DECLS

/* What the files of the verdict on work share. Outcomes: what the host has stored of operations, in this life of it. */
gint64 sim_outcomes_get_rev (GHashTable *outcomes, const char *operation); /* 0: refused, or never done */

/* The last in the host's order stands, for every single field. */
GHashTable *sim_lasts_new (void);
void sim_lasts_note (GHashTable *lasts, const char *record, const char *field, JsonNode *value, gint64 rev, const char *operation);
void sim_lasts_check (SimWorld *self, GHashTable *lasts); /* of records that are still there */

/* A look at all that was done. */
typedef struct {
  SimWorld *world;
  OfficeBook *book; /* the host's */
  GHashTable *outcomes;
} SimVerdict;

typedef void (*SimExamine) (SimVerdict *self, const char *id, JsonObject *with, const char *person, gint64 rev,
                            gpointer data);
void sim_verdict_each_done (SimVerdict *self, const char *intent, SimExamine examine, gpointer data); /* in the order of ids */

/* Of records that are there or not as the last operation on them says: `note` inserts those by id. */
typedef struct {
  gint64 rev;
  gboolean there;
} SimLastWord;
void sim_verdict_check_existence (SimVerdict *self, const char *intent, SimExamine note);
void sim_verdict_note_words (SimVerdict *self, JsonObject *with, const char *record, const char *const *fields, gint64 rev, const char *id, GHashTable *lasts); /* see sim_lasts_note() */

gboolean sim_verdict_was_taken_away (SimWorld *self, const char *id); /* somebody has removed it, at some time */
gboolean sim_verdict_is_made_anew (const char *kind, const char *id); /* the host fills it in whenever the task before it is done */

void sim_verdict_on_talk (SimVerdict *self);
void sim_verdict_on_drafts (SimVerdict *self);
void sim_verdict_on_files (SimVerdict *self);
void sim_verdict_on_plan (SimVerdict *self);
void sim_verdict_on_names (SimVerdict *self);

G_END_DECLS
