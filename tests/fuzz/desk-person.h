/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-session.h"

G_BEGIN_DECLS

/* The person at a fuzzed desk, who has one room and one board open. */
typedef struct {
  OfficeSession *session;
  OfficeReplica *replica;
  OfficeConversation *conversation;
  OfficeBoard *board;
  GVariant *undo; /* of the last notice that has one; nullable, owned */
} DeskPerson;

gboolean desk_person_act (DeskPerson *self, char what, const char *text); /* FALSE: there is nothing of this letter */

G_END_DECLS
