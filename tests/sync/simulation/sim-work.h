/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim-world.h"

G_BEGIN_DECLS

/* What the files of people's work share. */
typedef struct {
  guint weight;
  void (*act) (SimDesk *desk);
} SimHabit;

const SimHabit *sim_work_get_talk (guint *n); /* what is done with messages, see sim-work-talk.c */
const SimHabit *sim_work_get_plan (guint *n); /* what is done with tasks beside writing and moving them, see sim-work-plan.c */

JsonObject *sim_work_make (const char *first, ...); /* names and texts, NULL at the end; a text that is NULL is left out */
OfficeRecord *sim_work_pick (SimDesk *desk, const char *kind, const char *field, const char *value); /* one of them; NULL: there is none */
void sim_work_patch (SimDesk *desk, OfficeRecord *record, const char *group, JsonObject *members); /* group: set, add, take; takes members */
char *sim_work_new_id (SimDesk *desk);
void sim_work_set_text (SimDesk *desk, OfficeRecord *record, const char *field, const char *text);

G_END_DECLS
