/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * A text as search sees it: words of letters and digits in lower case, without accents, one space between two words.
 * Full width and half width, ligatures and the like are one; punctuation and symbols part words, and what has no width
 * is not there. Emoji stay: each is a word that needs no space.
 *
 * Scripts that are written without spaces, and emoji, are called dense: any one of their characters can be looked for.
 */
typedef struct {
  char *text;
  GArray *origins; /* gsize: for each byte of `text`, and for its end, where in the original its character begins */
} OfficeFoldedText;

char *office_text_fold (const char *text); /* transfer full */
OfficeFoldedText *office_folded_text_new (const char *text); /* also tells where each character came from */
void office_folded_text_free (OfficeFoldedText *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OfficeFoldedText, office_folded_text_free)

gboolean office_character_is_dense (gunichar character);

/*
 * Where `words`, a folded text, stands in the folded text `text` from `from` on; NULL: nowhere. It stands anywhere, also
 * within a word; but a single letter or two must begin a word, else they would be everywhere.
 */
const char *office_folded_find (const char *text, const char *from, const char *words);

G_END_DECLS
