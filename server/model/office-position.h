/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Fractional index keys (the scheme of rocicorp/fractional-indexing, CC0): a key strictly between two others. */
char *office_position_between (const char *before, const char *after, GError **error); /* either may be NULL: an end. Transfer full */
gboolean office_position_is_valid (const char *key);
char **office_position_spread (guint n); /* n fresh keys in ascending order, evenly apart; NULL-terminated */
#define OFFICE_POSITION_REBALANCE 48     /* keys longer than this make the host spread the column anew */

G_END_DECLS
