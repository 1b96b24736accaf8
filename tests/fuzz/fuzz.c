/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include <string.h>

/**
 * fuzz_input:
 * @data: (array length=size): what a target was given; must outlive the result
 * @size: its bytes
 *
 * Returns: the whole of it, to be taken piece by piece
 */
FuzzInput
fuzz_input (const guint8 *data, gsize size)
{
  return (FuzzInput){ (const char *) data, (const char *) data + size };
}

char *
fuzz_take (FuzzInput *self, char separator)
{
  const char *from = self->at, *found;

  if (self->at == self->end)
    return NULL;
  found = memchr (from, separator, (gsize) (self->end - from));
  self->at = found != NULL ? found + 1 : self->end;
  return g_strndup (from, (gsize) ((found != NULL ? found : self->end) - from));
}

char *
fuzz_take_rest (FuzzInput *self)
{
  const char *from = self->at;

  self->at = self->end;
  return g_strndup (from, (gsize) (self->end - from));
}

guint8
fuzz_take_byte (FuzzInput *self)
{
  return self->at < self->end ? (guint8) *self->at++ : 0;
}

/**
 * fuzz_fill_in:
 * @text: a text
 * @words: by ASCII character; %NULL where a character stands for nothing
 *
 * Lets inputs name what is made anew in each run, such as tokens.
 *
 * Returns: (transfer full): the text with the words in it
 */
char *
fuzz_fill_in (const char *text, const char *const words[128])
{
  GString *filled = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    {
      const char *word = p[0] == '$' && g_ascii_isalnum (p[1]) ? words[(guchar) p[1]] : NULL;

      if (word == NULL)
        {
          g_string_append_c (filled, *p);
          continue;
        }
      g_string_append (filled, word);
      p++;
    }
  return g_string_free (filled, FALSE);
}

void
fuzz_settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}
