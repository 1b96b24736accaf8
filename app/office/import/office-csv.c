/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-csv.h"

#include <glib/gi18n.h>
#include <string.h>

/*
 * Quotes may be broken: text behind a closing quote is kept as it stands, and a quote that nothing closes takes only its own line,
 * not the rest of the file. Both are reported with the line.
 */

#define LONGEST_CELL (64 * 1024) /* bytes, of one over several lines: more is a quote that was never closed */

static void
row_free (gpointer data)
{
  OfficeCsvRow *row = data;

  g_ptr_array_unref (row->cells);
  g_free (row);
}

static void
report (OfficeCsv *self, guint line, const char *text)
{
  g_ptr_array_add (self->problems, office_import_problem_new (line, g_strdup (text)));
}

/**
 * office_csv_guess_delimiter:
 * @text: a table
 *
 * Returns: the one of , ; tab | that parts the first lines into the same number of cells, more than one
 */
char
office_csv_guess_delimiter (const char *text)
{
  static const char candidates[] = ",;\t|";
  char best = ',';
  guint best_score = 0;

  for (guint i = 0; candidates[i] != '\0'; i++)
    {
      guint counts[10] = { 0 }, n = 0, same = 0;
      gboolean quoted = FALSE;

      for (const char *at = text; *at != '\0' && n < G_N_ELEMENTS (counts); at++)
        {
          quoted ^= *at == '"';
          if (!quoted && *at == candidates[i])
            counts[n]++;
          else if (!quoted && *at == '\n')
            n++;
        }
      n = MIN (n + 1, G_N_ELEMENTS (counts));
      for (guint k = 0; k < n; k++)
        same += counts[k] == counts[0] ? 1 : 0;
      if (counts[0] > 0 && same * 100 + counts[0] > best_score)
        {
          best_score = same * 100 + counts[0];
          best = candidates[i];
        }
    }
  return best;
}

/* ---- reading ---- */

typedef struct {
  OfficeCsv *csv;
  const char *at;
  guint line;
} Reader;

static gboolean
ends_cell (const Reader *self)
{
  return *self->at == '\0' || *self->at == self->csv->delimiter || *self->at == '\n' || *self->at == '\r';
}

/* Where the quote that opens here is closed; NULL: nowhere near. */
static const char *
find_closing (const char *from)
{
  for (const char *at = from; *at != '\0' && at - from < LONGEST_CELL; at++)
    if (*at == '"')
      {
        if (at[1] != '"')
          return at;
        at++;
      }
  return NULL;
}

static void
read_plain (Reader *self, GString *cell)
{
  while (!ends_cell (self))
    g_string_append_c (cell, *self->at++);
}

static void
read_quoted (Reader *self, GString *cell)
{
  const char *closing = find_closing (self->at + 1);

  if (closing == NULL)
    {
      report (self->csv, self->line, _ ("A quote is opened and never closed; it was taken as it stands"));
      read_plain (self, cell);
      return;
    }
  for (self->at++; self->at < closing; self->at++)
    {
      if (*self->at == '\r' && self->at[1] == '\n')
        continue;
      if (*self->at == '\n')
        self->line++;
      g_string_append_c (cell, *self->at);
      if (*self->at == '"')
        self->at++;
    }
  self->at++;
  if (!ends_cell (self))
    {
      report (self->csv, self->line, _ ("There is text behind a closing quote; it was kept"));
      read_plain (self, cell);
    }
}

static void
read_row (Reader *self)
{
  OfficeCsvRow *row = g_new0 (OfficeCsvRow, 1);
  gboolean any = FALSE;

  row->line = self->line;
  row->cells = g_ptr_array_new_with_free_func (g_free);
  for (;;)
    {
      GString *cell = g_string_new (NULL);

      if (*self->at == '"')
        read_quoted (self, cell);
      else
        read_plain (self, cell);
      any |= cell->len > 0;
      g_ptr_array_add (row->cells, g_string_free (cell, FALSE));
      if (*self->at != self->csv->delimiter)
        break;
      self->at++;
    }
  if (*self->at == '\r')
    self->at += self->at[1] == '\n' ? 2 : 1;
  else if (*self->at == '\n')
    self->at++;
  self->line++;
  if (!any)
    {
      row_free (row);
      return;
    }
  self->csv->n_columns = MAX (self->csv->n_columns, row->cells->len);
  g_ptr_array_add (self->csv->rows, row);
}

/**
 * office_csv_parse:
 * @text: a table, UTF-8
 * @delimiter: what parts its cells; 0: what it seems to be
 *
 * Returns: (transfer full): its rows, without empty ones
 */
OfficeCsv *
office_csv_parse (const char *text, char delimiter)
{
  OfficeCsv *self = g_new0 (OfficeCsv, 1);
  Reader reader = { .csv = self, .at = text, .line = 1 };

  self->delimiter = delimiter != 0 ? delimiter : office_csv_guess_delimiter (text);
  self->rows = g_ptr_array_new_with_free_func (row_free);
  self->problems = g_ptr_array_new_with_free_func (office_import_problem_free);
  while (*reader.at != '\0')
    read_row (&reader);
  return self;
}

/**
 * office_csv_free:
 * @self: (transfer full): a table
 */
void
office_csv_free (OfficeCsv *self)
{
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->problems);
  g_free (self);
}

static void
append_cell (GString *text, const char *cell)
{
  if (strpbrk (cell, ",;\"\r\n") == NULL && !g_ascii_isspace (*cell))
    {
      g_string_append (text, cell);
      return;
    }
  g_string_append_c (text, '"');
  for (; *cell != '\0'; cell++)
    {
      if (*cell == '"')
        g_string_append_c (text, '"');
      g_string_append_c (text, *cell);
    }
  g_string_append_c (text, '"');
}

/**
 * office_csv_append_row:
 * @text: a table that is being written
 * @cells: (array length=n): the row's cells; %NULL: an empty one
 * @n: how many
 */
void
office_csv_append_row (GString *text, const char *const *cells, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (text, ',');
      if (cells[i] != NULL)
        append_cell (text, cells[i]);
    }
  g_string_append (text, "\r\n");
}
