/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What people write, cut into blocks and spans: **bold**, *italic*, _italic_, `code`, bare addresses, links to people and
 * tasks, and fenced code. Not Markdown as a whole, and made for text that somebody wrote to do harm: one pass forward,
 * no recursion, no markup strings, every span ends where the one around it ends or before.
 */
#include "office-text-markup.h"

#include <string.h>

#include <pango/pango.h>

#include "office-id.h"
#include "office-text-clean.h"

#define LONGEST_LABEL 600 /* bytes of what stands between the brackets of a link; a task's title is shorter */
#define DEEPEST       8

typedef struct {
  OfficeSpanKind kind;
  guint start;       /* in the text that is written */
  const char *close; /* where it ends in the text that is read */
  guint close_length;
} OpenSpan;

typedef struct {
  const char *begin;
  const char *at;
  const char *end;
  GString *text;
  GArray *spans;
  OpenSpan open[DEEPEST];
  guint n_open;
  const char *no_closer[3]; /* bold, star, underscore: up to here there is none to be found */
} Scanner;

static gunichar
char_before (const Scanner *self, const char *p)
{
  return p > self->begin ? g_utf8_get_char (g_utf8_prev_char (p)) : '\n';
}

static gunichar
char_at (const Scanner *self, const char *p)
{
  return p < self->end ? g_utf8_get_char (p) : '\n';
}

static gboolean
is_word (gunichar c)
{
  return g_unichar_isalnum (c) || office_text_is_mark (c);
}

/* Where the innermost open span ends, so that what is inside ends before it. */
static const char *
get_limit (const Scanner *self)
{
  return self->n_open > 0 ? self->open[self->n_open - 1].close : self->end;
}

static void
add_span (Scanner *self, OfficeSpanKind kind, guint start, char *target)
{
  OfficeSpan span = { kind, start, self->text->len, target };

  g_array_append_val (self->spans, span);
}

static gboolean
closes_here (const Scanner *self, const char *p, char mark, guint length)
{
  const gunichar before = char_before (self, p);

  if (g_unichar_isspace (before) || before == (gunichar) mark)
    return FALSE;
  if (length == 2)
    return p + 1 < self->end && p[1] == mark;
  return (p + 1 >= self->end || p[1] != mark) && !is_word (char_at (self, p + 1));
}

/* The closer of an emphasis in the same paragraph, or NULL. A search that found none is remembered: no later one can. */
static const char *
find_closer (Scanner *self, const char *from, char mark, guint length)
{
  const char **none = &self->no_closer[length == 2 ? 0 : mark == '*' ? 1 : 2];
  const char *p;

  if (from < *none)
    return NULL;
  for (p = from; p < self->end && *p != '\n'; p++)
    if (*p == mark && p > from && closes_here (self, p, mark, length))
      return p;
  *none = p;
  return NULL;
}

static gboolean
open_emphasis (Scanner *self)
{
  const char mark = *self->at;
  const guint length = mark == '*' && self->at + 1 < self->end && self->at[1] == '*' ? 2 : 1;
  const char *inside = self->at + length;
  const char *close;

  if (self->n_open == DEEPEST || g_unichar_isspace (char_at (self, inside))
      || char_at (self, inside) == (gunichar) mark)
    return FALSE;
  if (length == 1 && (is_word (char_before (self, self->at)) || char_before (self, self->at) == (gunichar) mark))
    return FALSE;
  close = find_closer (self, inside, mark, length);
  if (close == NULL || close + length > get_limit (self))
    return FALSE;
  self->open[self->n_open++] = (OpenSpan){ length == 2 ? OFFICE_SPAN_BOLD : OFFICE_SPAN_ITALIC, self->text->len, close,
                                           length };
  self->at = inside;
  return TRUE;
}

static gboolean
take_code (Scanner *self)
{
  const char *inside = self->at + 1;
  const char *limit = get_limit (self);
  const char *p = inside;
  const guint start = self->text->len;

  while (p < limit && *p != '`' && *p != '\n')
    p++;
  if (p >= limit || *p != '`' || p == inside)
    return FALSE;
  g_string_append_len (self->text, inside, p - inside);
  add_span (self, OFFICE_SPAN_CODE, start, NULL);
  self->at = p + 1;
  return TRUE;
}

static gsize
address_scheme_length (const char *p)
{
  if (g_ascii_strncasecmp (p, "https://", 8) == 0)
    return 8;
  return g_ascii_strncasecmp (p, "http://", 7) == 0 ? 7 : 0;
}

static gboolean
ends_address (gunichar c)
{
  return c <= ' ' || g_unichar_isspace (c) || office_text_is_bidi_control (c)
         || strchr ("<>\"`{}|\\^", c < 0x80 ? (int) c : 'a') != NULL;
}

/* What stands after an address in a sentence is not part of it, a closing bracket only where its opening one is. */
static const char *
trim_address (const char *begin, const char *end)
{
  int depth = 0;

  for (const char *p = begin; p < end; p++)
    depth += *p == '(' ? 1 : *p == ')' ? -1 : 0;
  while (end > begin)
    {
      const char last = end[-1];

      if (last == ')')
        {
          if (depth >= 0)
            return end;
          depth++;
        }
      else if (strchr (".,;:!?'*_]", last) == NULL)
        {
          return end;
        }
      end--;
    }
  return end;
}

static gboolean
take_address (Scanner *self)
{
  const gsize scheme = address_scheme_length (self->at);
  const char *limit = get_limit (self);
  const char *p = self->at + scheme;
  const guint start = self->text->len;

  if (scheme == 0 || is_word (char_before (self, self->at)))
    return FALSE;
  while (p < limit && !ends_address (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  p = trim_address (self->at + scheme, MIN (p, limit));
  if (p <= self->at + scheme)
    return FALSE;
  g_string_append_len (self->text, self->at, p - self->at);
  add_span (self, OFFICE_SPAN_LINK, start, g_strndup (self->at, p - self->at));
  self->at = p;
  return TRUE;
}

/* The bracket that closes the one at @open, or NULL. */
static const char *
find_label_end (const char *open, const char *limit)
{
  int depth = 0;

  for (const char *p = open; p < limit && *p != '\n' && p - open <= LONGEST_LABEL; p++)
    {
      depth += *p == '[' ? 1 : *p == ']' ? -1 : 0;
      if (depth == 0)
        return p;
    }
  return NULL;
}

/* Reads `[label](office:KIND/ID)`; gives the label's end, the kind, the id, and where the link ends. */
static const char *
read_office_link (const char *open, const char *limit, const char **label_end, OfficeSpanKind *kind, char **id)
{
  const char *p = *open == '[' ? find_label_end (open, limit) : NULL;
  const char *close;

  if (p == NULL || p == open + 1)
    return NULL;
  *label_end = p;
  if (g_str_has_prefix (p, "](office:person/"))
    {
      *kind = OFFICE_SPAN_PERSON;
      p += strlen ("](office:person/");
    }
  else if (g_str_has_prefix (p, "](office:task/"))
    {
      *kind = OFFICE_SPAN_TASK;
      p += strlen ("](office:task/");
    }
  else
    {
      return NULL;
    }
  close = memchr (p, ')', MIN (limit - p, 37));
  if (close == NULL)
    return NULL;
  *id = g_strndup (p, close - p);
  if (office_id_is_valid (*id))
    return close + 1;
  g_clear_pointer (id, g_free);
  return NULL;
}

static gboolean
take_office_link (Scanner *self)
{
  const guint start = self->text->len;
  OfficeSpanKind kind;
  const char *label_end, *end;
  char *id;

  end = read_office_link (self->at, get_limit (self), &label_end, &kind, &id);
  if (end == NULL)
    return FALSE;
  office_text_append_pill (self->text, self->at + 1, label_end);
  add_span (self, kind, start, id);
  self->at = end;
  return TRUE;
}

static void
close_spans (Scanner *self)
{
  while (self->n_open > 0 && self->at == self->open[self->n_open - 1].close)
    {
      const OpenSpan *open = &self->open[--self->n_open];

      add_span (self, open->kind, open->start, NULL);
      self->at += open->close_length;
    }
}

static gboolean
take_special (Scanner *self)
{
  switch (*self->at)
    {
    case '*':
    case '_':
      return open_emphasis (self);
    case '`':
      return take_code (self);
    case '[':
      return take_office_link (self);
    case 'h':
    case 'H':
      return take_address (self);
    default:
      return FALSE;
    }
}

static void
add_text_block (GPtrArray *blocks, const char *begin, const char *end)
{
  OfficeTextBlock *block = office_text_block_new (FALSE);
  Scanner self = { 0 };

  self.begin = self.at = begin;
  self.end = end;
  self.text = g_string_sized_new (end - begin);
  self.spans = block->spans;
  while (self.at < end)
    {
      close_spans (&self);
      if (self.at < end && !take_special (&self))
        {
          const char *next = g_utf8_next_char (self.at);

          g_string_append_len (self.text, self.at, next - self.at);
          self.at = next;
        }
    }
  close_spans (&self);
  block->text = g_string_free (self.text, FALSE);
  g_ptr_array_add (blocks, block);
}

/* Where the lines from @begin on turn round: the first line that runs against those before it, or @end. */
static const char *
find_turn (const char *begin, const char *end)
{
  PangoDirection direction = PANGO_DIRECTION_NEUTRAL;

  for (const char *line = begin; line < end;)
    {
      const char *newline = memchr (line, '\n', end - line);
      const PangoDirection here = pango_find_base_dir (line, (newline != NULL ? newline : end) - line);

      if (here != PANGO_DIRECTION_NEUTRAL && direction != PANGO_DIRECTION_NEUTRAL && here != direction)
        return line;
      if (here != PANGO_DIRECTION_NEUTRAL)
        direction = here;
      line = newline != NULL ? newline + 1 : end;
    }
  return end;
}

/* Lines of one direction are a block: Pango aligns those of another within the widest, far from their author. */
static void
add_text_blocks (GPtrArray *blocks, const char *begin, const char *end)
{
  while (begin < end && *begin == '\n')
    begin++;
  while (end > begin && g_ascii_isspace (end[-1]))
    end--;
  while (begin < end)
    {
      const char *turn = find_turn (begin, end);

      add_text_block (blocks, begin, turn < end ? turn - 1 : end);
      begin = turn;
    }
}

static void
add_code_block (GPtrArray *blocks, const char *begin, const char *end)
{
  OfficeTextBlock *block;

  if (end > begin && end[-1] == '\n')
    end--;
  if (begin == end)
    return;
  block = office_text_block_new (TRUE);
  block->text = g_strndup (begin, end - begin);
  g_ptr_array_add (blocks, block);
}

static const char *
next_line (const char *p)
{
  const char *newline = strchr (p, '\n');

  return newline != NULL ? newline + 1 : p + strlen (p);
}

/**
 * office_text_markup_parse:
 * @source: what somebody wrote; anything at all
 *
 * Cuts a text into blocks: text whose lines run one way, and code. Invalid UTF-8 is replaced, control characters and bidi overrides are dropped, floods of
 * combining marks and of empty lines are cut short.
 *
 * Returns: (transfer full) (element-type OfficeTextBlock): at least one block
 */
GPtrArray *
office_text_markup_parse (const char *source)
{
  GPtrArray *blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) office_text_block_unref);
  g_autofree char *clean = office_text_clean_dup (source);
  const char *begin = clean; /* of the block that is read now */
  const char *line = clean;
  gboolean code = FALSE;

  while (*line != '\0')
    {
      const char *next = next_line (line);

      if (g_str_has_prefix (line, "```"))
        {
          if (code)
            add_code_block (blocks, begin, line);
          else
            add_text_blocks (blocks, begin, line);
          code = !code;
          begin = next;
        }
      line = next;
    }
  if (code)
    add_code_block (blocks, begin, line);
  else
    add_text_blocks (blocks, begin, line);
  if (blocks->len == 0)
    {
      OfficeTextBlock *block = office_text_block_new (FALSE);

      block->text = g_strdup ("");
      g_ptr_array_add (blocks, block);
    }
  return blocks;
}

/**
 * office_text_markup_dup_plain:
 * @source: what somebody wrote
 *
 * Returns: (transfer full): its text without marks, blocks on lines of their own
 */
char *
office_text_markup_dup_plain (const char *source)
{
  g_autoptr (GPtrArray) blocks = office_text_markup_parse (source);
  GString *plain = g_string_new (NULL);

  for (guint i = 0; i < blocks->len; i++)
    {
      g_autofree char *text = office_text_block_dup_plain (blocks->pdata[i], 0, G_MAXUINT);

      if (i > 0)
        g_string_append_c (plain, '\n');
      g_string_append (plain, text);
    }
  return g_string_free (plain, FALSE);
}

/**
 * office_text_markup_dup_editable:
 * @source: a message's text as it is kept
 *
 * Returns: (transfer full): the text as its author typed it: `@Name` where a mention is kept as a link
 */
char *
office_text_markup_dup_editable (const char *source)
{
  g_autofree char *valid = g_utf8_make_valid (source != NULL ? source : "", -1);
  const char *limit = valid + strlen (valid);
  GString *text = g_string_new (NULL);

  for (const char *p = valid; p < limit;)
    {
      g_autofree char *id = NULL;
      const char *label_end, *end;
      OfficeSpanKind kind;

      end = read_office_link (p, limit, &label_end, &kind, &id);
      if (end != NULL && kind == OFFICE_SPAN_PERSON && p[1] == '@')
        {
          g_string_append_len (text, p + 1, label_end - p - 1);
          p = end;
        }
      else
        {
          const char *next = g_utf8_next_char (p);

          g_string_append_len (text, p, next - p);
          p = next;
        }
    }
  return g_string_free (text, FALSE);
}
