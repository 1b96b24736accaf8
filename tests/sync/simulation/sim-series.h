/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim-world.h"

G_BEGIN_DECLS

/*
 * Tasks that come again, watched as the host commits: in the revision in which one is done there is exactly one next, with an
 * id that anybody can tell, and no such task ever comes about by anything else. The rule goes along with it.
 */
typedef struct _SimSeries SimSeries;

SimSeries *sim_series_new (void);
SimSeries *sim_series_copy (SimSeries *self); /* as it was in that life of the host */
void sim_series_free (SimSeries *self);
void sim_series_note_batch (SimSeries *self, SimWorld *world, OfficeBatch *batch);
void sim_series_forget_after (SimSeries *self, gint64 rev); /* the host has lost it */

G_END_DECLS
