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

void sim_verdict_on_talk (SimWorld *self, GHashTable *outcomes);

G_END_DECLS
