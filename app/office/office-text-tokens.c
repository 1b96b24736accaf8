/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-text-tokens.h"

#include <string.h>

#include "office-id.h"
#include "office-text-clean.h"

#define LONGEST_LABEL 600 /* bytes of what stands between the brackets of a link; a task's title is shorter */
#define LONGEST_LOCAL 64  /* bytes before the @ of a mail address */
#define LONGEST_KEY   10  /* of a room, in the short ids of its tasks */
#define MOST_DIGITS   9   /* of a task's number */

static const struct {
  const char *name; /* as in office:NAME/ID */
  OfficeSpanKind kind;
} office_kinds[] = {
  { "person", OFFICE_SPAN_PERSON },
  { "task", OFFICE_SPAN_TASK },
  { "room", OFFICE_SPAN_ROOM },
  { "message", OFFICE_SPAN_MESSAGE },
};

typedef struct {
  GPtrArray *tokens;
  const char *begin;
  const char *at;
  const char *end;
  GString *out;
} Scanner;

static void
token_free (gpointer data)
{
  OfficeTextToken *token = data;

  g_free (token->source);
  g_free (token->label);
  g_free (token->target);
  g_free (token);
}

/* ---- what is recognized ---- */

static gunichar
char_before (const Scanner *self, const char *p)
{
  return p > self->begin ? g_utf8_get_char (g_utf8_prev_char (p)) : '\n';
}

static gboolean
is_word (gunichar c)
{
  return g_unichar_isalnum (c) || office_text_is_mark (c);
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

/* Reads `office:KIND/ID` at @p; gives kind and id, and where it ends; or NULL. */
static const char *
read_office_target (const char *p, const char *limit, OfficeSpanKind *kind, char **id)
{
  if (!g_str_has_prefix (p, "office:"))
    return NULL;
  p += strlen ("office:");
  for (gsize i = 0; i < G_N_ELEMENTS (office_kinds); i++)
    {
      const gsize length = strlen (office_kinds[i].name);

      if (!g_str_has_prefix (p, office_kinds[i].name) || p[length] != '/'
          || limit - p < (gssize) length + 1 + OFFICE_ID_LENGTH)
        continue;
      *kind = office_kinds[i].kind;
      *id = g_strndup (p + length + 1, OFFICE_ID_LENGTH);
      if (office_id_is_valid (*id))
        return p + length + 1 + OFFICE_ID_LENGTH;
      g_clear_pointer (id, g_free);
    }
  return NULL;
}

/**
 * office_text_read_office_link:
 * @open: where it may begin
 * @limit: the end of the text
 * @label_end: (out): the bracket behind the label
 * @kind: (out): what it leads to
 * @id: (out) (transfer full): whose id
 *
 * Reads `[label](office:KIND/ID)`.
 *
 * Returns: (nullable): where the link ends; %NULL: there is none, and nothing was set
 */
const char *
office_text_read_office_link (const char *open, const char *limit, const char **label_end, OfficeSpanKind *kind,
                              char **id)
{
  const char *p = *open == '[' ? find_label_end (open, limit) : NULL;
  const char *end;

  if (p == NULL || p == open + 1 || p[1] != '(')
    return NULL;
  *label_end = p;
  end = read_office_target (p + 2, limit, kind, id);
  if (end == NULL)
    return NULL;
  if (*end == ')')
    return end + 1;
  g_clear_pointer (id, g_free);
  return NULL;
}

static gsize
scheme_length (const char *p)
{
  static const char *const schemes[] = { "https://", "http://", "office://", "mailto:" };

  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (g_ascii_strncasecmp (p, schemes[i], strlen (schemes[i])) == 0)
      return strlen (schemes[i]);
  return 0;
}

/* Spaces, what no address holds, and the full stops and brackets of scripts that are written without spaces. */
static gboolean
ends_address (gunichar c)
{
  return c <= ' ' || g_unichar_isspace (c) || office_text_is_bidi_control (c)
         || strchr ("<>\"`{}|\\^", c < 0x80 ? (int) c : 'a') != NULL || (c >= 0x3000 && c < 0x3040)
         || (c >= 0xff00 && c < 0xff10) || (c >= 0xff1a && c < 0xff21);
}

/* What stands after an address in a sentence is not part of it. */
static const char *
trim_address (const char *begin, const char *end)
{
  while (end > begin && strchr (".,;:!?'*_~", end[-1]) != NULL)
    end--;
  return end;
}

/* The end of what may be an address from @p on: a closing bracket belongs to it only where its opening one does. */
static const char *
find_address_end (const char *p, const char *limit)
{
  const char *begin = p;
  int round = 0, square = 0;

  for (; p < limit && !ends_address (g_utf8_get_char (p)); p = g_utf8_next_char (p))
    {
      round += *p == '(' ? 1 : *p == ')' ? -1 : 0;
      square += *p == '[' ? 1 : *p == ']' ? -1 : 0;
      if (round < 0 || square < 0)
        break;
    }
  return trim_address (begin, MIN (p, limit));
}

/**
 * office_text_is_address:
 * @address: where a link leads
 *
 * Returns: whether it is one that may be followed: to the web, to write a mail, or to an office
 */
gboolean
office_text_is_address (const char *address)
{
  const gsize scheme = scheme_length (address);
  const char *p = address + scheme;

  if (scheme == 0 || *p == '\0')
    return FALSE;
  while (*p != '\0' && !ends_address (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  return *p == '\0';
}

/* ---- hiding ---- */

static void
hide (Scanner *self, const char *end, OfficeSpanKind kind, char *label, char *target)
{
  OfficeTextToken *token = g_new0 (OfficeTextToken, 1);

  *token = (OfficeTextToken){ kind, g_strndup (self->at, end - self->at), label, target };
  g_string_append_unichar (self->out, OFFICE_TEXT_TOKEN);
  g_string_append_printf (self->out, "%u", self->tokens->len);
  g_string_append_unichar (self->out, OFFICE_TEXT_END);
  g_ptr_array_add (self->tokens, token);
  self->at = end;
}

static gboolean
take_office_link (Scanner *self)
{
  OfficeSpanKind kind;
  const char *label_end, *end;
  char *id;

  end = office_text_read_office_link (self->at, self->end, &label_end, &kind, &id);
  if (end == NULL)
    return FALSE;
  hide (self, end, kind, g_strndup (self->at + 1, label_end - self->at - 1), id);
  return TRUE;
}

/* An address, bare or in pointed brackets. */
static gboolean
take_address (Scanner *self)
{
  const gboolean pointed = *self->at == '<';
  const char *begin = self->at + pointed;
  const gsize scheme = scheme_length (begin);
  const char *end;

  if (scheme == 0 || (!pointed && is_word (char_before (self, begin))))
    return FALSE;
  end = find_address_end (begin + scheme, self->end);
  if (end <= begin + scheme || (pointed && *end != '>'))
    return FALSE;
  hide (self, end + pointed, OFFICE_SPAN_LINK, g_strndup (begin, end - begin), g_strndup (begin, end - begin));
  return TRUE;
}

/* `office:KIND/ID` alone. */
static gboolean
take_office_target (Scanner *self)
{
  OfficeSpanKind kind;
  char *id;
  const char *end;

  if (is_word (char_before (self, self->at)) || char_before (self, self->at) == '(')
    return FALSE;
  end = read_office_target (self->at, self->end, &kind, &id);
  if (end == NULL)
    return FALSE;
  hide (self, end, kind, g_strndup (self->at, end - self->at), id);
  return TRUE;
}

static gboolean
is_local_part (char c)
{
  return g_ascii_isalnum (c) || (c != '\0' && strchr (".+-_%", c) != NULL);
}

/* name@host.domain; looked for only where a word begins, so that each character is read a bounded number of times. */
static gboolean
take_mail (Scanner *self)
{
  const gunichar before = char_before (self, self->at);
  const char *p = self->at, *host;
  const char *dot;

  if (!g_ascii_isalnum (*p) || is_word (before) || (before < 0x80 && is_local_part ((char) before)) || before == '@')
    return FALSE;
  while (p < self->end && is_local_part (*p) && p - self->at <= LONGEST_LOCAL)
    p++;
  if (p >= self->end || *p != '@')
    return FALSE;
  host = ++p;
  while (p < self->end && (g_ascii_isalnum (*p) || *p == '-' || *p == '.'))
    p++;
  while (p[-1] == '.' || p[-1] == '-')
    p--;
  dot = g_strrstr_len (host, p - host, ".");
  if (dot == NULL || dot == host || dot + 2 >= p)
    return FALSE;
  hide (self, p, OFFICE_SPAN_LINK, g_strndup (self->at, p - self->at),
        g_strdup_printf ("mailto:%.*s", (int) (p - self->at), self->at));
  return TRUE;
}

/* Where no word goes on: a script that is written without spaces has a word's end everywhere. */
static gboolean
ends_word (gunichar c)
{
  return c >= 0x2e80 || (!is_word (c) && c != '_');
}

/* `#DES-12`: a task by its short id. Whether there is one only a session knows. */
static gboolean
take_short_id (Scanner *self)
{
  const gunichar before = char_before (self, self->at);
  const char *key = self->at + 1, *number, *end;

  if (!ends_word (before) || before == '#' || before == '&' || before == '/' || !g_ascii_isalpha (*key))
    return FALSE;
  for (number = key; g_ascii_isalnum (*number) && number - key <= LONGEST_KEY;)
    number++;
  if (*number != '-' || number - key > LONGEST_KEY)
    return FALSE;
  for (end = ++number; g_ascii_isdigit (*end) && end - number <= MOST_DIGITS;)
    end++;
  if (end == number || end - number > MOST_DIGITS || !ends_word (g_utf8_get_char (end))
      || (*end == '-' && g_ascii_isalnum (end[1])))
    return FALSE;
  hide (self, end, OFFICE_SPAN_SHORT_ID, g_strndup (self->at, end - self->at), NULL);
  return TRUE;
}

/* Whether only the marks of quotes and lists stand before @p in its line. */
static gboolean
begins_line (const Scanner *self, const char *p)
{
  while (p > self->begin && p[-1] != '\n' && strchr (" \t>-+*.)0123456789", p[-1]) != NULL)
    p--;
  return p == self->begin || p[-1] == '\n';
}

/*
 * In a chat a line of "-----" under another parts what is above from what is below; in Markdown it would make a title of
 * what is above, as would a line of "=" or a single "-".
 */
static void
guard_underline (Scanner *self)
{
  const char *newline = self->at; /* the one before the line */
  const char *p = newline + 1;
  const char mark = *p;
  const char *above = newline;
  gssize length;

  while (above > self->begin && above[-1] != '\n')
    above--;
  if (*above == '-' && above[1] == ' ')
    return; /* the next of a list's items */
  if ((mark != '-' && mark != '=') || newline == self->begin || newline[-1] == '\n')
    return;
  while (*p == mark)
    p++;
  length = p - newline - 1;
  while (*p == ' ' || *p == '\t')
    p++;
  if (*p != '\n' && *p != '\0')
    return;
  if (mark == '-' && length >= 3)
    {
      g_string_append_unichar (self->out, OFFICE_TEXT_BREAK);
      g_string_append_c (self->out, '\n');
    }
  else
    {
      g_string_append_c (self->out, '\n');
      g_string_append_unichar (self->out, OFFICE_TEXT_GUARD);
      self->at++;
    }
}

static void
guard_backslash (Scanner *self)
{
  const char next = self->at[1];

  g_string_append_c (self->out, '\\');
  self->at++;
  if (next != '\0' && strchr ("*_`~#[]()<>-+.!&", next) != NULL)
    {
      g_string_append_c (self->out, next);
      self->at++;
    }
  /* In an address cmark reads entities before it reads backslashes. */
  if (self->at[-1] == '\\' || next == '&' || next == '<')
    g_string_append_unichar (self->out, OFFICE_TEXT_GUARD);
}

static gboolean
take_tildes (Scanner *self)
{
  if (self->at[1] != '~' || self->at[2] == '~' || char_before (self, self->at) == '~')
    return FALSE;
  g_string_append_unichar (self->out, OFFICE_TEXT_TILDES);
  self->at += 2;
  return TRUE;
}

static gboolean
take_special (Scanner *self)
{
  switch (*self->at)
    {
    case '[':
      return take_office_link (self);
    case '<':
      return take_address (self);
    case '#':
      return take_short_id (self);
    case '~':
      return take_tildes (self);
    case '\\':
      guard_backslash (self);
      return TRUE;
    case '\n':
      {
        const char *before = self->at;

        guard_underline (self);
        return self->at != before;
      }
    default:
      return g_ascii_isalnum (*self->at) && (take_address (self) || take_office_target (self) || take_mail (self));
    }
}

/* HTML, entities and definitions of references are no part of what people write here: shown as typed, none hides anything. */
static void
copy_character (Scanner *self, gboolean definitions)
{
  const char *next = g_utf8_next_char (self->at);
  const char c = *self->at;

  if (c == '[' && definitions && begins_line (self, self->at))
    g_string_append_unichar (self->out, OFFICE_TEXT_GUARD);
  g_string_append_len (self->out, self->at, next - self->at);
  if (c == '<' || c == '&')
    g_string_append_unichar (self->out, OFFICE_TEXT_GUARD);
  self->at = next;
}

/**
 * office_text_tokens_new:
 *
 * Returns: (transfer full) (element-type OfficeTextToken): no tokens
 */
GPtrArray *
office_text_tokens_new (void)
{
  return g_ptr_array_new_with_free_func (token_free);
}

/**
 * office_text_tokens_hide:
 * @tokens: (element-type OfficeTextToken): what is found is appended
 * @clean: a text that office_text_clean_dup() gave
 *
 * Returns: (transfer full): the text for the parser
 */
char *
office_text_tokens_hide (GPtrArray *tokens, const char *clean)
{
  Scanner self = { tokens, clean, clean, clean + strlen (clean), g_string_sized_new (strlen (clean) + 64) };
  const gboolean definitions = strstr (clean, "]:") != NULL;

  while (self.at < self.end)
    if (!take_special (&self))
      copy_character (&self, definitions);
  return g_string_free (self.out, FALSE);
}

/**
 * office_text_tokens_read:
 * @p: (inout): behind an OFFICE_TEXT_TOKEN; then behind its end
 *
 * Returns: (transfer none) (nullable): the token; %NULL: this is none
 */
const OfficeTextToken *
office_text_tokens_read (GPtrArray *tokens, const char **p)
{
  char *end;
  const guint64 number = g_ascii_isdigit (**p) ? g_ascii_strtoull (*p, &end, 10) : G_MAXUINT64;

  if (number >= tokens->len || g_utf8_get_char (end) != OFFICE_TEXT_END)
    return NULL;
  *p = g_utf8_next_char (end);
  return tokens->pdata[number];
}

/**
 * office_text_tokens_restore:
 * @hidden: a piece of what office_text_tokens_hide() gave
 *
 * Returns: (transfer full): the piece as it was typed
 */
char *
office_text_tokens_restore (GPtrArray *tokens, const char *hidden)
{
  GString *text = g_string_sized_new (strlen (hidden));

  for (const char *p = hidden; *p != '\0';)
    {
      const gunichar c = g_utf8_get_char (p);
      const char *next = g_utf8_next_char (p);
      const OfficeTextToken *token = NULL;

      if (c == OFFICE_TEXT_TOKEN)
        token = office_text_tokens_read (tokens, &next);
      if (token != NULL)
        g_string_append (text, token->source);
      else if (c == OFFICE_TEXT_TILDES)
        g_string_append (text, "~~");
      else if (c == OFFICE_TEXT_BREAK)
        next += *next == '\n';
      else if (c < OFFICE_TEXT_GUARD || c > OFFICE_TEXT_TILDES)
        g_string_append_unichar (text, c);
      p = next;
    }
  return g_string_free (text, FALSE);
}
