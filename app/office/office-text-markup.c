/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What people write, cut into blocks and spans: Markdown, read by cmark. The text may have been made to do harm, so nothing
 * here recurses, the depth of spans, quotes and lists and the number of blocks are bounded, no markup strings are made, and
 * nothing that was typed disappears but marks that mean something: HTML, entities and definitions of references are
 * guarded from the parser (office-text-tokens.h), a link that may not be followed is shown as typed.
 */
#include "office-text-markup.h"

#include <string.h>

#include <cmark.h>
#include <pango/pango.h>

#include "office-mentions.h"
#include "office-text-clean.h"
#include "office-text-tokens.h"

#define DEEPEST       8   /* spans within spans */
#define MOST_BLOCKS   200 /* each is a widget; what follows joins the last */
#define LONGEST_NAME  20  /* of a language of code */
#define STRIKE_OPENS  0xfdd5
#define STRIKE_CLOSES 0xfdd6

typedef struct {
  OfficeSpanKind kind;
  guint start;
} OpenSpan;

typedef struct {
  gboolean ordered;
  gboolean tight;
  gboolean begun; /* an item of it was shown */
  int number;
  const char *delimiter;
} List;

typedef struct {
  const char *hidden; /* what the parser read */
  GArray *lines;      /* where its lines begin, gsize */
  GPtrArray *tokens;
  GPtrArray *blocks;
  GString *text; /* of the block that is being made */
  GArray *spans; /* OfficeSpan, likewise */
  guint heading;
  OpenSpan open[DEEPEST];
  guint n_open;  /* may be more than DEEPEST; those are not shown */
  guint n_links; /* that are open */
  GArray *lists; /* List, the innermost last */
  guint n_quotes;
  char *marker;   /* nullable: of the item whose first block has not come yet */
  gboolean close; /* of the next block */
} Walk;

static void
clear_target (gpointer data)
{
  g_clear_pointer (&((OfficeSpan *) data)->target, g_free);
}

static GArray *
new_spans (void)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (OfficeSpan));

  g_array_set_clear_func (spans, clear_target);
  return spans;
}

/* ---- blocks ---- */

static OfficeTextBlock *
new_block (Walk *self)
{
  OfficeTextBlock *block = office_text_block_new (FALSE);

  block->quotes = MIN (self->n_quotes, OFFICE_TEXT_MOST_LEVELS);
  block->indent = MIN (self->lists->len, OFFICE_TEXT_MOST_LEVELS);
  block->marker = g_steal_pointer (&self->marker);
  block->close = self->close && self->blocks->len > 0;
  self->close = FALSE;
  return block;
}

/* There are enough blocks: this one is lines at the end of the last, without its spans. */
static void
join_to_last (Walk *self, OfficeTextBlock *block)
{
  OfficeTextBlock *last = self->blocks->pdata[self->blocks->len - 1];
  g_autofree char *lead = office_text_block_dup_lead (block);
  char *text = g_strconcat (last->rule ? "---" : last->text, "\n", lead, block->rule ? "---" : block->text, NULL);

  g_free (last->text);
  last->text = text;
  last->rule = FALSE;
  office_text_block_unref (block);
}

static void
add_block (Walk *self, OfficeTextBlock *block)
{
  if (self->blocks->len < MOST_BLOCKS)
    g_ptr_array_add (self->blocks, block);
  else
    join_to_last (self, block);
}

/* Where the lines from @begin on turn round: the first line that runs against those before it, or @end. */
static const char *
find_turn (const char *begin, const char *end)
{
  PangoDirection direction = PANGO_DIRECTION_NEUTRAL;

  for (const char *line = begin; line < end;)
    {
      const char *newline = memchr (line, '\n', end - line);
      G_GNUC_BEGIN_IGNORE_DEPRECATIONS /* nothing takes its place */
      const PangoDirection here = pango_find_base_dir (line, (newline != NULL ? newline : end) - line);
      G_GNUC_END_IGNORE_DEPRECATIONS

      if (here != PANGO_DIRECTION_NEUTRAL && direction != PANGO_DIRECTION_NEUTRAL && here != direction)
        return line;
      if (here != PANGO_DIRECTION_NEUTRAL)
        direction = here;
      line = newline != NULL ? newline + 1 : end;
    }
  return end;
}

/* The spans of the text between two of its bytes, cut at both. */
static void
copy_spans (const GArray *spans, guint start, guint end, GArray *copy)
{
  for (guint i = 0; i < spans->len; i++)
    {
      OfficeSpan span = g_array_index (spans, OfficeSpan, i);

      if (span.end <= start || span.start >= end)
        continue;
      span.start = MAX (span.start, start) - start;
      span.end = MIN (span.end, end) - start;
      span.target = g_strdup (span.target);
      g_array_append_val (copy, span);
    }
}

/* Lines of one direction are a block: Pango aligns those of another within the widest, far from their author. */
static void
flush (Walk *self)
{
  const char *text = self->text->str;
  const char *begin = text, *end = text + self->text->len;

  while (begin < end && *begin == '\n')
    begin++;
  while (end > begin && g_ascii_isspace (end[-1]))
    end--;
  while (begin < end)
    {
      const char *turn = find_turn (begin, end);
      const char *last = turn;
      OfficeTextBlock *block = new_block (self);

      while (last > begin && last[-1] == '\n')
        last--;
      block->heading = self->heading;
      block->text = g_strndup (begin, last - begin);
      copy_spans (self->spans, begin - text, last - text, block->spans);
      add_block (self, block);
      self->close = turn < end;
      begin = turn;
    }
  g_string_truncate (self->text, 0);
  g_array_set_size (self->spans, 0);
  self->heading = 0;
  self->close = FALSE;
}

/* ---- spans ---- */

static void
add_span (Walk *self, OfficeSpanKind kind, guint start, const char *target)
{
  OfficeSpan span = { kind, start, self->text->len, NULL, NULL };

  if (span.start >= span.end)
    return;
  span.target = g_strdup (target);
  g_array_append_val (self->spans, span);
}

static void
open_span (Walk *self, OfficeSpanKind kind)
{
  if (self->n_open < DEEPEST)
    self->open[self->n_open] = (OpenSpan){ kind, self->text->len };
  self->n_open++;
}

static void
close_span (Walk *self, const char *target)
{
  if (self->n_open == 0)
    return;
  self->n_open--;
  if (self->n_open < DEEPEST)
    add_span (self, self->open[self->n_open].kind, self->open[self->n_open].start, target);
}

static void
append_token (Walk *self, const OfficeTextToken *token)
{
  const guint start = self->text->len;
  OfficeSpan span = { token->kind, start, 0, NULL, NULL };

  if (self->n_links == 0 && office_span_is_pill (&span))
    office_text_append_pill (self->text, token->label, token->label + strlen (token->label));
  else
    g_string_append (self->text, token->label);
  if (self->n_links == 0)
    add_span (self, token->kind, start, token->target);
}

static void
append_text (Walk *self, const char *hidden)
{
  for (const char *p = hidden; *p != '\0';)
    {
      const gunichar c = g_utf8_get_char (p);
      const OfficeTextToken *token = NULL;

      p = g_utf8_next_char (p);
      if (c == OFFICE_TEXT_TOKEN)
        token = office_text_tokens_read (self->tokens, &p);
      if (token != NULL)
        append_token (self, token);
      else if (c == STRIKE_OPENS)
        open_span (self, OFFICE_SPAN_STRIKE);
      else if (c == STRIKE_CLOSES)
        close_span (self, NULL);
      else if (c == OFFICE_TEXT_TILDES)
        g_string_append (self->text, "~~");
      else if (c < OFFICE_TEXT_GUARD || c > STRIKE_CLOSES)
        g_string_append_unichar (self->text, c);
    }
}

static void
append_code (Walk *self, const char *hidden)
{
  const guint start = self->text->len;
  g_autofree char *code = office_text_tokens_restore (self->tokens, hidden);

  g_string_append (self->text, code);
  add_span (self, OFFICE_SPAN_CODE, start, NULL);
}

/* ---- links ---- */

/* The name of the host in an address, or in a text that looks like one; NULL: it does not. */
static char *
dup_host (const char *address)
{
  const char *p = strstr (address, "://");
  gsize length;
  const char *at;

  p = p != NULL ? p + 3 : address;
  length = strcspn (p, "/?#: \n");
  if (p == address && (memchr (p, '.', length) == NULL || p[length] == ' ' || length < 4 || p[length - 1] == '.'))
    return NULL;
  at = memchr (p, '@', length);
  if (at != NULL)
    {
      length -= at + 1 - p;
      p = at + 1;
    }
  if (length >= 4 && g_ascii_strncasecmp (p, "www.", 4) == 0)
    return g_utf8_strdown (p + 4, length - 4);
  return g_utf8_strdown (p, length);
}

/* A link whose words name another host than the one it leads to says so. */
static void
tell_host (Walk *self, const char *words, const char *address)
{
  g_autofree char *said = dup_host (words);
  g_autofree char *meant = g_str_has_prefix (address, "mailto:") ? NULL : dup_host (address);

  if (said != NULL && meant != NULL && !g_str_equal (said, meant))
    g_string_append_printf (self->text, " (%s)", meant);
}

static char *
dup_address (Walk *self, cmark_node *node)
{
  g_autofree char *address = office_text_tokens_restore (self->tokens, cmark_node_get_url (node));

  if (g_str_has_prefix (address, "<") && g_str_has_suffix (address, ">"))
    return g_strndup (address + 1, strlen (address) - 2);
  return g_steal_pointer (&address);
}

static void
open_link (Walk *self, cmark_node *node)
{
  g_autofree char *address = dup_address (self, node);

  self->n_links++;
  if (office_text_is_address (address))
    open_span (self, OFFICE_SPAN_LINK);
  else
    g_string_append (self->text, cmark_node_get_type (node) == CMARK_NODE_IMAGE ? "![" : "[");
}

static void
close_link (Walk *self, cmark_node *node)
{
  g_autofree char *address = dup_address (self, node);

  if (!office_text_is_address (address))
    {
      g_string_append_printf (self->text, "](%s)", address);
    }
  else
    {
      if (self->n_open <= DEEPEST && self->open[self->n_open - 1].start == self->text->len) /* it has no words */
        g_string_append (self->text, address);
      else if (self->n_open <= DEEPEST)
        tell_host (self, self->text->str + self->open[self->n_open - 1].start, address);
      /* Within a link another one, as an image can be: only the outer one leads somewhere. */
      if (self->n_links == 1)
        close_span (self, address);
      else
        self->n_open--;
    }
  self->n_links--;
}

/* ---- struck text ---- */

/* Cmark knows no strikethrough: two tildes that open and two that close, in the same span, become signs of their own. */
typedef struct {
  cmark_node *node;
  gsize offset; /* in its literal */
} Tildes;

static void
set_sign (cmark_node *node, gsize offset, gunichar sign)
{
  g_autofree char *literal = g_strdup (cmark_node_get_literal (node));

  g_unichar_to_utf8 (sign, literal + offset); /* as long as what it replaces: all are of U+FDDx */
  cmark_node_set_literal (node, literal);
}

static gboolean
is_space_before (const char *literal, const char *p)
{
  return p > literal && g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (p)));
}

static void
pair_tildes_in (cmark_node *node, Tildes *opener)
{
  g_autofree char *literal = g_strdup (cmark_node_get_literal (node));

  for (const char *p = literal; *p != '\0'; p = g_utf8_next_char (p))
    {
      const char *next = g_utf8_next_char (p);

      if (g_utf8_get_char (p) != OFFICE_TEXT_TILDES)
        continue;
      if (opener->node != NULL && !is_space_before (literal, p))
        {
          set_sign (opener->node, opener->offset, STRIKE_OPENS);
          set_sign (node, p - literal, STRIKE_CLOSES);
          opener->node = NULL;
        }
      else if (*next == '\0' || !g_unichar_isspace (g_utf8_get_char (next)))
        {
          *opener = (Tildes){ node, p - literal };
        }
    }
}

static void
pair_tildes (cmark_node *document)
{
  cmark_iter *iter = cmark_iter_new (document);

  while (cmark_iter_next (iter) != CMARK_EVENT_DONE)
    {
      Tildes opener = { NULL, 0 };

      if (cmark_iter_get_event_type (iter) != CMARK_EVENT_ENTER)
        continue;
      for (cmark_node *child = cmark_node_first_child (cmark_iter_get_node (iter)); child != NULL;
           child = cmark_node_next (child))
        if (cmark_node_get_type (child) == CMARK_NODE_TEXT)
          pair_tildes_in (child, &opener);
    }
  cmark_iter_free (iter);
}

/* ---- the walk ---- */

static gboolean
is_language (const char *name)
{
  gsize length = 0;

  for (; name[length] != '\0'; length++)
    if (!g_ascii_isalnum (name[length]) && strchr ("+#._-", name[length]) == NULL)
      return FALSE;
  return length > 0 && length <= LONGEST_NAME;
}

/* An item that has no text, or begins with something else: its marker stands for itself. */
static void
add_marker (Walk *self)
{
  if (self->marker != NULL)
    {
      OfficeTextBlock *block = new_block (self);

      block->text = g_strdup ("");
      add_block (self, block);
    }
}

/* What stands behind the fence is a language, or else the first line of what somebody meant as code. */
static void
add_code_block (Walk *self, cmark_node *node)
{
  const char *fence = cmark_node_get_fence_info (node);
  g_autofree char *info = office_text_tokens_restore (self->tokens, fence != NULL ? fence : "");
  g_autofree char *code = office_text_tokens_restore (self->tokens, cmark_node_get_literal (node));
  OfficeTextBlock *block;

  if (g_str_has_suffix (code, "\n"))
    code[strlen (code) - 1] = '\0';
  if (*code == '\0' && *info == '\0')
    return;
  add_marker (self);
  block = new_block (self);
  block->code = TRUE;
  if (is_language (info) && *code != '\0')
    {
      block->language = g_steal_pointer (&info);
      block->text = g_steal_pointer (&code);
    }
  else
    block->text = *info == '\0' ? g_steal_pointer (&code) : g_strconcat (info, *code != '\0' ? "\n" : "", code, NULL);
  add_block (self, block);
}

static void
add_rule (Walk *self)
{
  OfficeTextBlock *block = new_block (self);

  block->rule = TRUE;
  block->text = g_strdup ("");
  add_block (self, block);
}

static void
begin_list (Walk *self, cmark_node *node)
{
  List list = { 0 };

  list.ordered = cmark_node_get_list_type (node) == CMARK_ORDERED_LIST;
  list.tight = cmark_node_get_list_tight (node);
  list.number = cmark_node_get_list_start (node);
  list.delimiter = cmark_node_get_list_delim (node) == CMARK_PAREN_DELIM ? ")" : ".";
  g_array_append_val (self->lists, list);
}

/* The number that was typed: Markdown counts on from the first, people mean what they write. */
static int
read_number (Walk *self, cmark_node *item, int otherwise)
{
  const guint line = cmark_node_get_start_line (item) - 1;
  const char *p;

  if (line >= self->lines->len)
    return otherwise;
  p = self->hidden + g_array_index (self->lines, gsize, line) + cmark_node_get_start_column (item) - 1;
  return g_ascii_isdigit (*p) ? (int) g_ascii_strtoll (p, NULL, 10) : otherwise;
}

static void
begin_item (Walk *self, cmark_node *node)
{
  static const char *const bullets[] = { "•", "◦", "▪" };
  List *list = &g_array_index (self->lists, List, self->lists->len - 1);

  g_free (self->marker);
  if (list->ordered)
    list->number = read_number (self, node, list->number);
  self->marker = list->ordered ? g_strdup_printf ("%d%s", list->number++, list->delimiter)
                               : g_strdup (bullets[(self->lists->len - 1) % G_N_ELEMENTS (bullets)]);
  self->close = list->tight && (list->begun || self->lists->len > 1);
  list->begun = TRUE;
}

/* Paragraphs that follow each other are one text, so that most messages are one widget. */
static void
begin_paragraph (Walk *self, cmark_node *node)
{
  cmark_node *previous = cmark_node_previous (node);

  if (self->text->len > 0 && previous != NULL && cmark_node_get_type (previous) == CMARK_NODE_PARAGRAPH)
    g_string_append (self->text, "\n\n");
}

static void
enter (Walk *self, cmark_node *node)
{
  const cmark_node_type type = cmark_node_get_type (node);

  if (type < CMARK_NODE_FIRST_INLINE && type != CMARK_NODE_PARAGRAPH)
    flush (self);
  switch (type)
    {
    case CMARK_NODE_BLOCK_QUOTE:
      self->n_quotes++;
      break;
    case CMARK_NODE_LIST:
      begin_list (self, node);
      break;
    case CMARK_NODE_ITEM:
      begin_item (self, node);
      break;
    case CMARK_NODE_CODE_BLOCK:
      add_code_block (self, node);
      break;
    case CMARK_NODE_PARAGRAPH:
      begin_paragraph (self, node);
      break;
    case CMARK_NODE_HEADING:
      self->heading = cmark_node_get_heading_level (node);
      break;
    case CMARK_NODE_THEMATIC_BREAK:
      add_rule (self);
      break;
    case CMARK_NODE_TEXT:
    case CMARK_NODE_HTML_BLOCK:
    case CMARK_NODE_HTML_INLINE:
      append_text (self, cmark_node_get_literal (node));
      break;
    case CMARK_NODE_SOFTBREAK:
    case CMARK_NODE_LINEBREAK:
      g_string_append_c (self->text, '\n');
      break;
    case CMARK_NODE_CODE:
      append_code (self, cmark_node_get_literal (node));
      break;
    case CMARK_NODE_EMPH:
      open_span (self, OFFICE_SPAN_ITALIC);
      break;
    case CMARK_NODE_STRONG:
      open_span (self, OFFICE_SPAN_BOLD);
      break;
    case CMARK_NODE_LINK:
    case CMARK_NODE_IMAGE:
      open_link (self, node);
      break;
    default:
      break;
    }
}

static void
leave (Walk *self, cmark_node *node)
{
  const cmark_node_type type = cmark_node_get_type (node);

  if (type < CMARK_NODE_FIRST_INLINE && type != CMARK_NODE_PARAGRAPH)
    flush (self);
  switch (type)
    {
    case CMARK_NODE_BLOCK_QUOTE:
      self->n_quotes--;
      break;
    case CMARK_NODE_ITEM:
      add_marker (self);
      break;
    case CMARK_NODE_LIST:
      g_array_set_size (self->lists, self->lists->len - 1);
      break;
    case CMARK_NODE_EMPH:
    case CMARK_NODE_STRONG:
      close_span (self, NULL);
      break;
    case CMARK_NODE_LINK:
    case CMARK_NODE_IMAGE:
      close_link (self, node);
      break;
    default:
      break;
    }
}

static void
walk (Walk *self, cmark_node *document)
{
  cmark_iter *iter = cmark_iter_new (document);
  cmark_event_type event;

  while ((event = cmark_iter_next (iter)) != CMARK_EVENT_DONE)
    if (event == CMARK_EVENT_ENTER)
      enter (self, cmark_iter_get_node (iter));
    else
      leave (self, cmark_iter_get_node (iter));
  flush (self);
  cmark_iter_free (iter);
}

static GArray *
find_lines (const char *text)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (gsize));
  gsize begin = 0;

  g_array_append_val (lines, begin);
  for (const char *p = text; *p != '\0'; p++)
    if (*p == '\n')
      {
        begin = p + 1 - text;
        g_array_append_val (lines, begin);
      }
  return lines;
}

static gboolean
says_something (GPtrArray *blocks)
{
  for (guint i = 0; i < blocks->len; i++)
    if (*((OfficeTextBlock *) blocks->pdata[i])->text != '\0')
      return TRUE;
  return FALSE;
}

/* What is nothing but marks is shown as it was typed. */
static void
set_literal (GPtrArray *blocks, const char *clean)
{
  OfficeTextBlock *block = office_text_block_new (FALSE);

  block->text = g_strstrip (g_strdup (clean));
  g_ptr_array_set_size (blocks, 0);
  g_ptr_array_add (blocks, block);
}

/**
 * office_text_markup_parse:
 * @source: what somebody wrote; anything at all
 *
 * Cuts a text into blocks: text whose lines run one way, code, and lines across. Invalid UTF-8 is replaced, control
 * characters and bidi overrides are dropped, floods of combining marks and of empty lines are cut short.
 *
 * Returns: (transfer full) (element-type OfficeTextBlock): at least one block
 */
GPtrArray *
office_text_markup_parse (const char *source)
{
  GPtrArray *blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) office_text_block_unref);
  g_autoptr (GPtrArray) tokens = office_text_tokens_new ();
  g_autofree char *clean = office_text_clean_dup (source);
  g_autofree char *hidden = office_text_tokens_hide (tokens, clean);
  cmark_node *document = cmark_parse_document (hidden, strlen (hidden), CMARK_OPT_DEFAULT);
  g_autoptr (GArray) lines = find_lines (hidden);
  Walk self = { .hidden = hidden, .lines = lines, .tokens = tokens, .blocks = blocks };

  self.text = g_string_new (NULL);
  self.spans = new_spans ();
  self.lists = g_array_new (FALSE, FALSE, sizeof (List));
  cmark_consolidate_text_nodes (document);
  pair_tildes (document);
  walk (&self, document);
  if (!says_something (blocks))
    set_literal (blocks, clean);
  cmark_node_free (document);
  g_string_free (self.text, TRUE);
  g_array_unref (self.spans);
  g_array_unref (self.lists);
  g_free (self.marker);
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
      g_autofree char *lead = office_text_block_dup_lead (blocks->pdata[i]);
      g_autofree char *text = office_text_block_dup_plain (blocks->pdata[i], 0, G_MAXUINT);

      if (i > 0)
        g_string_append_c (plain, '\n');
      g_string_append (plain, lead);
      g_string_append (plain, text);
    }
  return g_string_free (plain, FALSE);
}

/**
 * office_text_markup_dup_editable:
 * @source: a message's text as it is kept
 *
 * Returns: (transfer full): the text as its author typed it: `@Name` and `#Title` where they are kept as links
 */
char *
office_text_markup_dup_editable (const char *source)
{
  g_autofree char *valid = g_utf8_make_valid (source != NULL ? source : "", -1);

  return office_mentions_unlink (valid);
}
