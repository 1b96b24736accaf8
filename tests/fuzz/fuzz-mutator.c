/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Linked into fuzzers whose input is lines of JSON. libFuzzer's own changes break the JSON in most cases, and so never come
 * behind the parser. These change lines as wholes, and put one value, object or name in the place of another.
 */
#include "fuzz.h"

#include <string.h>

#define MOST_PIECES 512

gsize LLVMFuzzerMutate (guint8 *data, gsize size, gsize max_size); /* libFuzzer's own */
gsize LLVMFuzzerCustomMutator (guint8 *data, gsize size, gsize max_size, guint seed);
gsize LLVMFuzzerCustomCrossOver (const guint8 *one, gsize one_size, const guint8 *two, gsize two_size, guint8 *out,
                                 gsize max_size, guint seed);

typedef struct {
  const char *start;
  gsize length;
} Piece;

typedef struct {
  Piece pieces[MOST_PIECES];
  guint n;
} Pieces;

static void
add (Pieces *self, const char *start, const char *end)
{
  if (self->n < MOST_PIECES)
    self->pieces[self->n++] = (Piece){ start, (gsize) (end - start) };
}

static Piece
choose (GRand *random, const Pieces *pieces)
{
  return pieces->pieces[g_rand_int_range (random, 0, (gint32) pieces->n)];
}

/* ---- finding pieces ---- */

static void
find_lines (Pieces *lines, const char *text)
{
  const char *end;

  for (; *text != '\0'; text = *end != '\0' ? end + 1 : end)
    {
      end = strchrnul (text, '\n');
      add (lines, text, end);
    }
}

/* Behind a string, an object, an array, a number or a word; NULL: there is none, or it has no end. */
static const char *
skip_value (const char *p)
{
  int depth = 0;

  if (*p != '"' && *p != '{' && *p != '[')
    {
      gsize length = strspn (p, "-+.0123456789abcdefghijklmnopqrstuvwxyzE");

      return length > 0 ? p + length : NULL;
    }
  do
    {
      if (*p == '"')
        for (p++; *p != '"'; p++)
          {
            if (*p == '\\' && p[1] != '\0')
              p++;
            if (*p == '\0' || *p == '\n')
              return NULL;
          }
      else if (*p == '{' || *p == '[')
        depth++;
      else if (*p == '}' || *p == ']')
        depth--;
      if (*p == '\0' || *p == '\n')
        return NULL;
      p++;
    }
  while (depth > 0);
  return p;
}

static void
find_values (Pieces *values, Pieces *names, const char *text)
{
  for (const char *p = text; *p != '\0';)
    {
      const char *end = skip_value (p);

      if (end == NULL)
        {
          p++;
          continue;
        }
      add (*end == ':' ? names : values, p, end);
      p = *p == '{' || *p == '[' ? p + 1 : end;
    }
}

/* ---- changes ---- */

/* The text with something else in the place of a piece. */
static char *
replace (const char *text, Piece piece, const char *with, gsize length)
{
  GString *changed = g_string_new_len (text, piece.start - text);

  g_string_append_len (changed, with, (gssize) length);
  g_string_append (changed, piece.start + piece.length);
  return g_string_free (changed, FALSE);
}

static char *
change_lines (GRand *random, const char *text)
{
  Pieces lines = { .n = 0 };
  Piece one, two;
  g_autofree char *doubled = NULL;

  find_lines (&lines, text);
  if (lines.n == 0)
    return NULL;
  one = choose (random, &lines);
  two = choose (random, &lines);
  switch (g_rand_int_range (random, 0, 3))
    {
    case 0:
      return replace (text, (Piece){ one.start, one.length + (one.start[one.length] == '\n') }, "", 0);
    case 1:
      return replace (text, one, two.start, two.length);
    default:
      doubled = g_strdup_printf ("%.*s\n", (int) two.length, two.start);
      return replace (text, (Piece){ one.start, 0 }, doubled, strlen (doubled));
    }
}

static const char *
choose_word (GRand *random)
{
  static const char *const words[]
      = { "null",     "true",     "false",    "0",         "1",           "2",         "-1",     "9007199254740991",
          "0.5",      "\"\"",     "[]",       "{}",        "\"a\"",       "\"$a\"",    "\"$b\"", "\"$r\"",
          "\"$i11\"", "\"$i12\"", "\"$i21\"", "\"a\\nb\"", "\"room:$r\"", "\"office\"" };

  return words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))];
}

static char *
change_values (GRand *random, const char *text)
{
  Pieces values = { .n = 0 };
  Pieces names = { .n = 0 };
  Piece one, two;
  g_autofree char *added = NULL;
  const char *word;

  find_values (&values, &names, text);
  if (values.n == 0 || names.n == 0)
    return NULL;
  one = choose (random, &values);
  two = choose (random, &values);
  switch (g_rand_int_range (random, 0, 6))
    {
    case 0:
      word = choose_word (random);
      return replace (text, one, word, strlen (word));
    case 1:
      one = choose (random, &names);
      two = choose (random, &names);
      return replace (text, one, two.start, two.length);
    case 2: /* another element of an array */
      added = g_strdup_printf ("%.*s,", (int) two.length, two.start);
      return replace (text, (Piece){ one.start, 0 }, added, strlen (added));
    case 3: /* another member of an object */
      one = choose (random, &names);
      word = choose_word (random);
      added = g_strdup_printf ("%.*s:%s,", (int) one.length, one.start, word);
      return replace (text, (Piece){ choose (random, &names).start, 0 }, added, strlen (added));
    default:
      return replace (text, one, two.start, two.length);
    }
}

static gsize
hand_over (guint8 *data, gsize max_size, const char *text)
{
  gsize size = MIN (strlen (text), max_size);

  memcpy (data, text, size);
  return size;
}

gsize
LLVMFuzzerCustomMutator (guint8 *data, gsize size, gsize max_size, guint seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autofree char *text = g_strndup ((const char *) data, size);

  if (strlen (text) < size || g_rand_int_range (random, 0, 6) == 0)
    return LLVMFuzzerMutate (data, size, max_size);
  for (gint32 n = g_rand_int_range (random, 1, 4); n > 0; n--)
    {
      char *changed = g_rand_int_range (random, 0, 3) == 0 ? change_lines (random, text) : change_values (random, text);

      if (changed == NULL)
        return LLVMFuzzerMutate (data, size, max_size);
      g_free (text);
      text = changed;
    }
  return hand_over (data, max_size, text);
}

/* Lines of both, each in its order. */
gsize
LLVMFuzzerCustomCrossOver (const guint8 *one, gsize one_size, const guint8 *two, gsize two_size, guint8 *out,
                           gsize max_size, guint seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autofree char *first = g_strndup ((const char *) one, one_size);
  g_autofree char *second = g_strndup ((const char *) two, two_size);
  g_autoptr (GString) mixed = g_string_new (NULL);
  Pieces lines[2] = { { .n = 0 }, { .n = 0 } };
  guint at[2] = { 0, 0 };

  find_lines (&lines[0], first);
  find_lines (&lines[1], second);
  while (at[0] < lines[0].n || at[1] < lines[1].n)
    {
      guint which = g_rand_boolean (random) ? 1 : 0;
      Piece piece;

      if (at[which] == lines[which].n)
        which = 1 - which;
      piece = lines[which].pieces[at[which]++];
      if (which == 1 && g_rand_int_range (random, 0, 3) == 0)
        continue;
      g_string_append_len (mixed, piece.start, (gssize) piece.length);
      g_string_append_c (mixed, '\n');
    }
  return hand_over (out, max_size, mixed->str);
}
