/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Why something was refused, in the person's language where this version knows the reason; else in the host's English. */
const char *office_reason_get_words (const char *reason, const char *otherwise); /* reason: nullable */
const char *office_reason_get_words_of (const GError *error);

G_END_DECLS
