/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The new text as Pango markup: what it has more than the old one underlined, what it has less struck through where it stood. Transfer full. */
char *office_word_diff_to_markup (const char *before, const char *now, const char *added, const char *taken); /* colours, "#rrggbb" */

G_END_DECLS
