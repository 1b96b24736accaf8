/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *office_estimate_to_text (gint64 minutes); /* full: "45 min", "2 h", "1 h 30 min" */

G_END_DECLS
