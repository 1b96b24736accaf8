/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What of a text can be seen. */
gboolean office_letter_is_seen (gunichar letter); /* white space counts; what Unicode knows nothing of does not */
gboolean office_text_is_blank (const char *text); /* valid UTF-8: white space, and what cannot be seen */

G_END_DECLS
