/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Three-way merging of texts, line by line. */
char *office_merge_texts (const char *base, const char *mine, const char *theirs); /* NULL: both changed the same lines */
char *office_merge_keep_both (const char *mine, const char *theirs);

G_END_DECLS
