/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-text.h"

G_BEGIN_DECLS

/* Blocking, main thread: how code in a language is colored. full, OfficeTint; nullable: the language is not known. */
GArray *office_code_tints_new (const char *code, const char *language, gboolean dark);

G_END_DECLS
