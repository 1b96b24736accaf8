/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-search.h"

G_BEGIN_DECLS

OfficeSearchResult *office_search_result_new_room (OfficeRoom *room, const OfficeQuery *query);
OfficeSearchResult *office_search_result_new_person (OfficePerson *person, const OfficeQuery *query);
OfficeSearchResult *office_search_result_new_task (OfficeTask *task, OfficeRoom *room, OfficeRecord *found, const OfficeQuery *query); /* found: the task, or a step of it */
OfficeSearchResult *office_search_result_new_all_tasks (void);
OfficeSearchResult *office_search_result_new_message (OfficeRecord *message, OfficeRoom *room, OfficePerson *author, OfficeTask *task, OfficeRecord *file, const OfficeQuery *query); /* file: nullable, by whose name it was found */
gboolean office_search_result_looks_like (OfficeSearchResult *self, OfficeSearchResult *other); /* a row of one may stay for the other */

G_END_DECLS
