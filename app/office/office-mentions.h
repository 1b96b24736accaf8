/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-person.h"

G_BEGIN_DECLS

/* people: OfficePerson, who may be meant. "@Anna" becomes "[@Anna](office:person/ID)". Transfer full. */
char *office_mentions_link (const char *text, GListModel *people);

G_END_DECLS
