/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-person.h"

G_BEGIN_DECLS

/* people: OfficePerson, who may be meant. "@Anna" becomes "[@Anna](office:person/ID)". Transfer full. */
char *office_mentions_link (const char *text, GListModel *people);
char *office_mentions_link_room (const char *text, const char *room); /* "@room" becomes "[@room](office:room/ID)" */
char *office_mentions_link_tasks (const char *text,
                                  GPtrArray *tasks); /* OfficeOffer; "#Title": "[#Title](office:task/ID)" */
char *office_mentions_unlink (const char *text);     /* as it was typed; other links stay. Transfer full. */

G_END_DECLS
