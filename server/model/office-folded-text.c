/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-folded-text.h"

#include <string.h>

#define LONGEST_DECOMPOSITION 18 /* of Unicode: U+FDFA */

typedef struct {
  GString *text;
  GArray *origins; /* nullable */
  gsize position;  /* in the original */
  gboolean parted; /* a space is due before the next character */
} Folding;

/**
 * office_character_is_dense:
 * @character: a character of a folded text
 *
 * Returns: whether it is of a script that is written without spaces between words, or a symbol such as an emoji
 */
gboolean
office_character_is_dense (gunichar character)
{
  static const struct {
    gunichar first, last;
  } blocks[] = {
    { 0x0e00, 0x0fff },   /* Thai, Lao, Tibetan */
    { 0x1000, 0x109f },   /* Myanmar */
    { 0x1100, 0x11ff },   /* Hangul jamo */
    { 0x1780, 0x17ff },   /* Khmer */
    { 0x2e80, 0x9fff },   /* radicals, kana, bopomofo, Han */
    { 0xa000, 0xa4cf },   /* Yi */
    { 0xac00, 0xd7ff },   /* Hangul */
    { 0xf900, 0xfaff },   /* Han */
    { 0x20000, 0x3ffff }, /* Han */
  };

  if (character < blocks[0].first)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (blocks); i++)
    if (character >= blocks[i].first && character <= blocks[i].last)
      return TRUE;
  return g_unichar_type (character) == G_UNICODE_OTHER_SYMBOL;
}

static void
append (Folding *self, gunichar character)
{
  gsize before = self->text->len;

  if (self->parted && before > 0)
    g_string_append_c (self->text, ' ');
  self->parted = FALSE;
  if (character < 0x80)
    g_string_append_c (self->text, (char) character);
  else
    g_string_append_unichar (self->text, character);
  for (; self->origins != NULL && before < self->text->len; before++)
    g_array_append_val (self->origins, self->position);
}

static gboolean
is_accent (gunichar character)
{
  return character >= 0x0300 && character <= 0x036f;
}

/* A character that is whole: nothing is left to decompose in it. */
static void
fold_simple (Folding *self, gunichar character)
{
  if (is_accent (character))
    return;
  switch (g_unichar_type (character))
    {
    case G_UNICODE_LOWERCASE_LETTER:
    case G_UNICODE_UPPERCASE_LETTER:
    case G_UNICODE_TITLECASE_LETTER:
      if (character == 0x00df || character == 0x1e9e)
        {
          append (self, 's');
          character = 's';
        }
      append (self, g_unichar_tolower (character));
      break;
    case G_UNICODE_MODIFIER_LETTER:
    case G_UNICODE_OTHER_LETTER:
    case G_UNICODE_DECIMAL_NUMBER:
    case G_UNICODE_LETTER_NUMBER:
    case G_UNICODE_OTHER_NUMBER:
    case G_UNICODE_SPACING_MARK:
    case G_UNICODE_ENCLOSING_MARK:
    case G_UNICODE_OTHER_SYMBOL:
      append (self, character);
      break;
    case G_UNICODE_NON_SPACING_MARK:
      /* Variation selectors choose a look, not a meaning. */
      if (character < 0xfe00 || character > 0xfe0f)
        append (self, character);
      break;
    case G_UNICODE_FORMAT:
      break;
    case G_UNICODE_MODIFIER_SYMBOL:
      /* The tones of skin of an emoji; the others are punctuation. */
      self->parted |= character < 0x1f3fb || character > 0x1f3ff;
      break;
    default:
      self->parted = TRUE;
      break;
    }
}

/* Marks that are no accents belong to the meaning (in kana, in the scripts of India): such a character stays whole. */
static void
fold_decomposed (Folding *self, gunichar character)
{
  gunichar parts[LONGEST_DECOMPOSITION];
  gsize n_parts = g_unichar_fully_decompose (character, TRUE, parts, G_N_ELEMENTS (parts));

  n_parts = MIN (n_parts, G_N_ELEMENTS (parts));
  for (gsize i = 1; i < n_parts; i++)
    if (g_unichar_ismark (parts[i]) && !is_accent (parts[i]))
      {
        fold_simple (self, character);
        return;
      }
  for (gsize i = 0; i < n_parts; i++)
    fold_simple (self, parts[i]);
}

static void
fold_character (Folding *self, gunichar character)
{
  if (character < 0x80)
    {
      if (g_ascii_isalnum ((char) character))
        append (self, (gunichar) g_ascii_tolower ((char) character));
      else
        self->parted = TRUE;
    }
  else if ((character >= 0x3400 && character <= 0x9fff) || (character >= 0xac00 && character <= 0xd7ff))
    append (self, character); /* a syllable of Hangul would come apart */
  else
    fold_decomposed (self, character);
}

static void
fold (Folding *self, const char *text)
{
  for (const char *from = text; *from != '\0'; from = g_utf8_next_char (from))
    {
      self->position = (gsize) (from - text);
      fold_character (self, g_utf8_get_char (from));
    }
  self->position = strlen (text);
  if (self->origins != NULL)
    g_array_append_val (self->origins, self->position);
}

/**
 * office_text_fold:
 * @text: valid UTF-8
 *
 * Returns: (transfer full): the text as search sees it; "" where it has no words
 */
char *
office_text_fold (const char *text)
{
  Folding folding = { .text = g_string_sized_new (strlen (text)) };

  fold (&folding, text);
  return g_string_free (folding.text, FALSE);
}

/**
 * office_folded_text_new:
 * @text: valid UTF-8
 *
 * Returns: (transfer full): the folded text, with the way back to @text
 */
OfficeFoldedText *
office_folded_text_new (const char *text)
{
  OfficeFoldedText *self = g_new0 (OfficeFoldedText, 1);
  Folding folding = { .text = g_string_new (NULL), .origins = g_array_new (FALSE, FALSE, sizeof (gsize)) };

  fold (&folding, text);
  self->text = g_string_free (folding.text, FALSE);
  self->origins = folding.origins;
  return self;
}

/**
 * office_folded_text_free:
 * @self: (transfer full): a folded text
 */
void
office_folded_text_free (OfficeFoldedText *self)
{
  g_free (self->text);
  g_array_unref (self->origins);
  g_free (self);
}

static gboolean
begins_word (const char *text, const char *at)
{
  return at == text || at[-1] == ' ' || at[-1] == '\n'
         || office_character_is_dense (g_utf8_get_char (g_utf8_prev_char (at)));
}

/* Whether its first word is of a letter or two. */
static gboolean
is_short (const char *words)
{
  guint n = 0;

  for (; *words != '\0' && *words != ' '; words = g_utf8_next_char (words))
    {
      if (office_character_is_dense (g_utf8_get_char (words)))
        break;
      if (++n == 3)
        return FALSE;
    }
  return n > 0;
}

/**
 * office_folded_find:
 * @text: a folded text, or several with newlines between them
 * @from: where in @text to begin
 * @words: a folded text that is not empty
 *
 * Returns: (transfer none) (nullable): where @words stand next
 */
const char *
office_folded_find (const char *text, const char *from, const char *words)
{
  gboolean must_begin = is_short (words);

  for (const char *at = strstr (from, words); at != NULL; at = strstr (g_utf8_next_char (at), words))
    if (!must_begin || at[0] == ' ' || begins_word (text, at))
      return at;
  return NULL;
}
