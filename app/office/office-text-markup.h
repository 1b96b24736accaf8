/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-text-block.h"

G_BEGIN_DECLS

GPtrArray *office_text_markup_parse (const char *source); /* full, OfficeTextBlock, never empty */
char *office_text_markup_dup_plain (const char *source);    /* full: for names, copying and reading aloud */
char *office_text_markup_dup_editable (const char *source); /* full: as it was typed: mentions are @Name again */

G_END_DECLS
