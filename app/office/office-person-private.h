/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-person.h"
#include "office-record.h"

G_BEGIN_DECLS

OfficePerson *office_person_new (const char *id, gboolean me);
void office_person_update (OfficePerson *self, OfficeRecord *record, gint64 now); /* NULL: a stranger */
void office_person_set_now (OfficePerson *self, gint64 now);         /* ms: what has run out is absent from now on */
gint64 office_person_get_next_change (OfficePerson *self);           /* ms: when something runs out; 0: never */
void office_person_set_presence (OfficePerson *self, OfficePresenceState presence);
gboolean office_person_is_known (OfficePerson *self); /* has a record */
char *office_person_dup_first_name (OfficePerson *self);
int office_person_compare (gconstpointer a, gconstpointer b); /* of OfficePerson**; by name, then id */

G_END_DECLS
