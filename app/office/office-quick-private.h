/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-quick-parser.h"
#include "office-when-private.h"

G_BEGIN_DECLS

/* What the files that read a line share; see office-when-private.h for the reader. */

/* How many words from i on are a repetition, and its rule (full); marked: the first word had a star. 0: none. */
guint office_quick_read_repeat (OfficeWhenReader *reader, guint i, const char *first, gboolean marked, char **rule);
/* The days on which a rule happens, as bits from Monday on; 0: it does not say. */
guint office_quick_get_days (const char *rule);

/* Whom or what a word and those behind it name, without its mark; NULL: nobody, or several. */
const OfficeQuickName *office_quick_find_name (GPtrArray *names, OfficeWhenReader *reader, guint i, const char *word,
                                               guint *taken);

G_END_DECLS
