/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-query.h"

G_BEGIN_DECLS

/*
 * Fuzzy matching of names, as people type them in a hurry: the letters of each typed word stand in the name in their order,
 * with others between them. Everything is folded (office-folded-text.h): case, accents and width do not matter, and words
 * may come in any order. How good a match is, is a score: higher where letters follow each other or begin words.
 */
#define OFFICE_FUZZY_LENGTH 200 /* characters of a name that are looked at */
#define OFFICE_FUZZY_TYPED  32  /* characters of each typed word */

typedef enum {
  OFFICE_FUZZY_LOOSE,  /* of a few short names: abbreviations of any sort */
  OFFICE_FUZZY_STRICT, /* of many long ones, in which the letters of any word can be found somewhere */
} OfficeFuzziness;

int office_fuzzy_score (const char *folded, const char *typed,
                        OfficeFuzziness fuzziness); /* both folded; 0: no match */
OfficeSnippet *office_fuzzy_make_snippet (
    const char *text, const char *typed); /* the text as it is, and the letters in it that were typed (folded) */

G_END_DECLS
