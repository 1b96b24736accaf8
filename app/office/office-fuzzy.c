/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-fuzzy.h"

#include "office-folded-text.h"

#include <string.h>

/*
 * The alignment is that of fzy (John Hawthorn, https://github.com/jhawthorn/fzy, ALGORITHM.md): two tables over the
 * letters typed and those of the name. D holds the best score of an alignment whose last letter is matched just there, M the
 * best of any that ends there or before. It is Gotoh's variant of Needleman and Wunsch, where a gap costs what it is long.
 */
#define SCORE_FOLLOWS      200 /* right behind the letter before it */
#define SCORE_BEGINS_WORD  160
#define SCORE_LEADING      (-1) /* for each letter before the first match */
#define SCORE_INNER        (-2) /* for each letter between two */
#define SCORE_WHOLE        300  /* the name is what was typed */
#define SCORE_LEAST_LOOSE  40   /* a letter, on average */
#define SCORE_LEAST_STRICT 120
#define NEVER              (G_MININT / 2)

typedef struct {
  gunichar letters[OFFICE_FUZZY_LENGTH];
  gsize bytes[OFFICE_FUZZY_LENGTH]; /* where each is in the folded text */
  int bonus[OFFICE_FUZZY_LENGTH];
  guint n;
} Name;

static void
name_init (Name *name, const char *folded)
{
  gboolean begins = TRUE;

  name->n = 0;
  for (const char *p = folded; *p != '\0' && name->n < OFFICE_FUZZY_LENGTH; p = g_utf8_next_char (p))
    {
      gunichar letter = g_utf8_get_char (p);

      name->letters[name->n] = letter;
      name->bytes[name->n] = (gsize) (p - folded);
      name->bonus[name->n] = begins || office_character_is_dense (letter) ? SCORE_BEGINS_WORD : 0;
      begins = letter == ' ' || letter == '\n';
      name->n++;
    }
}

/* The next word of what was typed; 0: there is none. */
static guint
read_word (const char **typed, gunichar *word)
{
  guint n = 0;

  while (**typed == ' ')
    (*typed)++;
  for (; **typed != '\0' && **typed != ' '; *typed = g_utf8_next_char (*typed))
    if (n < OFFICE_FUZZY_TYPED)
      word[n++] = g_utf8_get_char (*typed);
  return n;
}

/* Most names do not have the letters at all: that is seen without a table. */
static gboolean
has_letters (const char *folded, const char *typed)
{
  while (*typed == ' ')
    typed++;
  while (*typed != '\0')
    {
      const char *at = folded;

      for (; *typed != '\0' && *typed != ' '; typed = g_utf8_next_char (typed))
        {
          gunichar letter = g_utf8_get_char (typed);

          while (*at != '\0' && g_utf8_get_char (at) != letter)
            at = g_utf8_next_char (at);
          if (*at == '\0')
            return FALSE;
          at = g_utf8_next_char (at);
        }
      while (*typed == ' ')
        typed++;
    }
  return TRUE;
}

typedef int Table[OFFICE_FUZZY_TYPED][OFFICE_FUZZY_LENGTH];

static int
score_match (const Name *name, Table best, Table ending, guint i, guint j)
{
  if (i == 0)
    return (int) j * SCORE_LEADING + name->bonus[j];
  if (j == 0)
    return NEVER;
  return MAX (best[i - 1][j - 1] + name->bonus[j], ending[i - 1][j - 1] + SCORE_FOLLOWS);
}

/* Fills both tables; gives the score of the best alignment. */
static int
align (const Name *name, const gunichar *word, guint n, Table best, Table ending)
{
  if (name->n == 0)
    return NEVER;
  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < name->n; j++)
      {
        int before = j > 0 ? best[i][j - 1] : NEVER;

        ending[i][j] = name->letters[j] == word[i] ? score_match (name, best, ending, i, j) : NEVER;
        best[i][j] = MAX (ending[i][j], i + 1 < n ? before + SCORE_INNER : before);
        best[i][j] = MAX (best[i][j], NEVER);
      }
  return best[n - 1][name->n - 1];
}

/* Marks the letters of the best alignment, from its end. */
static void
trace (const Name *name, guint n, Table best, Table ending, gboolean *matched)
{
  int j = (int) name->n - 1;
  gboolean required = FALSE; /* the letter behind was taken as following this one */

  for (int i = (int) n - 1; i >= 0; i--)
    for (; j >= 0; j--)
      if (ending[i][j] > NEVER && (required || ending[i][j] == best[i][j]))
        {
          required = i > 0 && j > 0 && ending[i][j] == ending[i - 1][j - 1] + SCORE_FOLLOWS;
          matched[j--] = TRUE;
          break;
        }
}

/**
 * office_fuzzy_score:
 * @folded: a name, folded
 * @typed: what was typed, folded; "" matches nothing
 * @fuzziness: how well it has to fit
 *
 * Returns: how well it matches; 0: not at all
 */
int
office_fuzzy_score (const char *folded, const char *typed, OfficeFuzziness fuzziness)
{
  const int least = fuzziness == OFFICE_FUZZY_LOOSE ? SCORE_LEAST_LOOSE : SCORE_LEAST_STRICT;
  Table best, ending;
  gunichar word[OFFICE_FUZZY_TYPED];
  const char *rest = typed;
  int total = 0;
  Name name;
  guint n;

  g_return_val_if_fail (folded != NULL && typed != NULL, 0);

  if (*typed == '\0' || !has_letters (folded, typed))
    return 0;
  name_init (&name, folded);
  while ((n = read_word (&rest, word)) > 0)
    {
      int score = align (&name, word, n, best, ending);

      if (score < (int) n * least)
        return 0;
      total += score;
    }
  if (strcmp (folded, typed) == 0)
    total += SCORE_WHOLE;
  return MAX (total, 0);
}

/**
 * office_fuzzy_make_snippet:
 * @text: a name, as it is
 * @typed: what was typed, folded
 *
 * Returns: (transfer full): the name, with the typed letters in it
 */
OfficeSnippet *
office_fuzzy_make_snippet (const char *text, const char *typed)
{
  g_autoptr (OfficeFoldedText) folded = office_folded_text_new (text);
  OfficeSnippet *snippet = g_new0 (OfficeSnippet, 1);
  gboolean matched[OFFICE_FUZZY_LENGTH] = { FALSE };
  gunichar word[OFFICE_FUZZY_TYPED];
  Table best, ending;
  Name name;
  guint n;

  snippet->text = g_strdup (text);
  snippet->matches = g_array_new (FALSE, FALSE, sizeof (OfficeMatch));
  if (*typed == '\0' || !has_letters (folded->text, typed))
    return snippet;
  name_init (&name, folded->text);
  while ((n = read_word (&typed, word)) > 0)
    if (align (&name, word, n, best, ending) > NEVER)
      trace (&name, n, best, ending, matched);
  for (guint j = 0; j < name.n; j++)
    {
      gsize start = g_array_index (folded->origins, gsize, name.bytes[j]);
      gsize end = (gsize) (g_utf8_next_char (text + start) - text);
      OfficeMatch *last = snippet->matches->len > 0
                              ? &g_array_index (snippet->matches, OfficeMatch, snippet->matches->len - 1)
                              : NULL;

      if (!matched[j])
        continue;
      /* An accent that was written as a character of its own belongs to the letter before it. */
      while (g_unichar_ismark (g_utf8_get_char (text + end)))
        end = (gsize) (g_utf8_next_char (text + end) - text);
      if (last != NULL && start <= last->end)
        last->end = MAX (last->end, end);
      else
        g_array_append_vals (snippet->matches, &(OfficeMatch){ start, end }, 1);
    }
  return snippet;
}
