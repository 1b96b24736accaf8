/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-reaction.h"

G_BEGIN_DECLS

OfficeReaction *office_reaction_new (const char *emoji);
void office_reaction_set_people (OfficeReaction *self, GPtrArray *people); /* OfficePerson */

G_END_DECLS
