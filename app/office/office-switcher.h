/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-session.h"
#include "office-switcher-item.h"

G_BEGIN_DECLS

/*
 * The quick switcher: a GListModel of OfficeSwitcherItem for what is typed, matched fuzzily (office-fuzzy.h), in groups of
 * which the one with the best match comes first. A text that begins with @, # or > asks for people, tasks or commands alone.
 * Without a text: what is unread, and where one was last.
 */
#define OFFICE_TYPE_SWITCHER (office_switcher_get_type ())
G_DECLARE_FINAL_TYPE (OfficeSwitcher, office_switcher, OFFICE, SWITCHER, GObject)

OfficeSwitcher *office_switcher_new (OfficeSession *session);
void office_switcher_begin (OfficeSwitcher *self); /* takes in what there is to be found now; the text is empty */
void office_switcher_set_recent (OfficeSwitcher *self, const char *const *ids, const char *current); /* of rooms and tasks, the last first */
void office_switcher_set_commands (OfficeSwitcher *self, GPtrArray *commands); /* OfficeSwitcherItem */
void office_switcher_set_text (OfficeSwitcher *self, const char *text);
gboolean office_switcher_is_loading (OfficeSwitcher *self); /* "loading": tasks are still being taken in */

G_END_DECLS
