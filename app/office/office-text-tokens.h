/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-text-block.h"

G_BEGIN_DECLS

/*
 * What a Markdown parser must not take apart: links within the office, whose names are read literally, and bare addresses.
 * office_text_tokens_hide() replaces each by a sign that means nothing in Markdown, the parser's caller puts them back.
 * The signs are noncharacters of Unicode, which no cleaned text holds.
 */
typedef struct {
  OfficeSpanKind kind;
  char *source; /* as it was typed */
  char *label;  /* what is shown */
  char *target; /* nullable */
} OfficeTextToken;

/* In a text that is hidden. */
#define OFFICE_TEXT_GUARD  0xfdd0 /* keeps two characters from meaning something together */
#define OFFICE_TEXT_TOKEN  0xfdd1 /* then the number of a token, then: */
#define OFFICE_TEXT_END    0xfdd2
#define OFFICE_TEXT_BREAK  0xfdd3 /* the newline behind it was not typed */
#define OFFICE_TEXT_TILDES 0xfdd4 /* two tildes */

GPtrArray *office_text_tokens_new (void);                                 /* full, OfficeTextToken */
char *office_text_tokens_hide (GPtrArray *tokens, const char *clean);     /* full */
char *office_text_tokens_restore (GPtrArray *tokens, const char *hidden); /* full: as it was typed */
const OfficeTextToken *office_text_tokens_read (
    GPtrArray *tokens, const char **p); /* nullable; p behind OFFICE_TEXT_TOKEN; moved behind its end */

/* Reads `[label](office:KIND/ID)` at @open; label_end, kind and id (full) are set; NULL, or where the link ends. */
const char *office_text_read_office_link (const char *open, const char *limit, const char **label_end,
                                          OfficeSpanKind *kind, char **id);
gboolean office_text_is_address (const char *address); /* whether a link may lead there */

G_END_DECLS
