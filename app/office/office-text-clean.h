/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *office_text_clean_dup (const char *source); /* full; source nullable: valid, without what deceives or floods */
gboolean office_text_is_bidi_control (gunichar c);
gboolean office_text_is_mark (gunichar c);

G_END_DECLS
