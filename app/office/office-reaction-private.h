/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-reaction.h"

G_BEGIN_DECLS

OfficeReaction *office_reaction_new (const char *emoji);
void office_reaction_set_people (OfficeReaction *self, GPtrArray *people); /* OfficePerson */

/* ---- records of reactions to one message ---- */
char *office_reaction_join_emoji (GPtrArray *records);         /* the emoji, each once, in their order; full */
guint office_reaction_count_people (GPtrArray *records);
char *office_reaction_describe (const char *name, GPtrArray *records); /* "Anna and 2 others reacted …"; name: of one of them; full */

G_END_DECLS
