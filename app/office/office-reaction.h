/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-person.h"

G_BEGIN_DECLS

/* One emoji under a message, and everybody who put it there. "people" is all of it: its items-changed says when it changes. */
#define OFFICE_TYPE_REACTION (office_reaction_get_type ())
G_DECLARE_FINAL_TYPE (OfficeReaction, office_reaction, OFFICE, REACTION, GObject)

const char *office_reaction_get_emoji (OfficeReaction *self);
GListModel *office_reaction_get_people (OfficeReaction *self); /* OfficePerson, in the order that they came */
gboolean office_reaction_is_mine (OfficeReaction *self);       /* "mine": one of them is oneself */
char *office_reaction_dup_names (OfficeReaction *self);        /* "You, Anna and Mei"; translated */

G_END_DECLS
