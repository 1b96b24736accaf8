/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-switcher.h"

G_BEGIN_DECLS

/* typed: folded; its letters are marked in the title. */
OfficeSwitcherItem *office_switcher_item_new_room (OfficeRoom *room, OfficeSwitcherGroup group, const char *typed);
OfficeSwitcherItem *office_switcher_item_new_person (OfficePerson *person, OfficeSwitcherGroup group, const char *typed);
OfficeSwitcherItem *office_switcher_item_new_task (OfficeTask *task, OfficeRoom *room, OfficeSwitcherGroup group, const char *typed);
OfficeSwitcherItem *office_switcher_item_copy_command (OfficeSwitcherItem *command, const char *typed);
OfficeSwitcherItem *office_switcher_item_new_search (const char *text); /* as it was typed */
gboolean office_switcher_item_looks_like (OfficeSwitcherItem *self, OfficeSwitcherItem *other);

G_END_DECLS
