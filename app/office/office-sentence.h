/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Sentences of the window in which names of people, rooms and things stand. A name may be written the other way round than the
 * sentence, and what shows a text takes its direction from the first letter: a sentence that begins with an Arabic name would be
 * turned round as a whole. Such a name is isolated (UAX #9), and the sentence begins with a mark of its own direction.
 */
char *office_sentence_dup_name (const char *name); /* nullable: as it has to stand in a sentence; transfer full */
char *office_sentence_direct (char *sentence);     /* transfer full, both ways: a sentence with such names */

G_END_DECLS
