/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-csv.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

/* What the columns of a table mean, and the tasks in its rows. */

/* How other programs, and this one, call a field, in English and German; folded. */
static const struct {
  OfficeCsvField field;
  const char *names[10];
} known[] = {
  { OFFICE_CSV_TITLE,
    { "title", "task", "task name", "name", "summary", "titel", "aufgabe", "betreff", "subject", "content" } },
  { OFFICE_CSV_DESCRIPTION, { "description", "notes", "note", "details", "beschreibung", "notizen", "text", "body" } },
  { OFFICE_CSV_COLUMN,
    { "column", "status", "list", "section", "section/column", "state", "spalte", "liste", "bucket", "stage" } },
  { OFFICE_CSV_LABELS, { "labels", "label", "tags", "tag", "categories", "schlagwörter", "etiketten", "kategorie" } },
  { OFFICE_CSV_ASSIGNEES,
    { "assignees", "assignee", "assigned to", "owner", "members", "zuständig", "verantwortlich", "zugewiesen an",
      "responsible", "person" } },
  { OFFICE_CSV_START, { "start", "start date", "startdatum", "beginn" } },
  { OFFICE_CSV_DUE,
    { "due", "due date", "deadline", "date", "fällig", "fälligkeitsdatum", "termin", "end date", "fällig am",
      "datum" } },
  { OFFICE_CSV_PRIORITY, { "priority", "priorität", "prio", "wichtigkeit" } },
  { OFFICE_CSV_ESTIMATE, { "estimate", "estimate (minutes)", "aufwand", "schätzung", "duration", "estimated time" } },
  { OFFICE_CSV_STEPS, { "steps", "checklist", "subtasks", "schritte", "checkliste", "unteraufgaben" } },
  { OFFICE_CSV_REPEAT, { "repeat", "rrule", "recurrence", "wiederholung" } },
  { OFFICE_CSV_DONE, { "done", "completed", "complete", "erledigt", "fertig", "completed at" } },
};

static const char *
get_cell (const OfficeCsvRow *row, guint i)
{
  return i < row->cells->len ? row->cells->pdata[i] : "";
}

static OfficeCsvField
guess_field (const char *name)
{
  g_autofree char *stripped = g_strstrip (g_strdup (name));
  g_autofree char *folded = g_utf8_casefold (stripped, -1);

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    for (guint k = 0; k < G_N_ELEMENTS (known[i].names) && known[i].names[k] != NULL; k++)
      if (g_str_equal (known[i].names[k], folded))
        return known[i].field;
  return OFFICE_CSV_IGNORED;
}

/**
 * office_csv_guess_header:
 * @self: a table
 *
 * Returns: whether the first row has the names of columns, and no task
 */
gboolean
office_csv_guess_header (OfficeCsv *self)
{
  if (self->rows->len == 0)
    return FALSE;
  for (guint i = 0; i < self->n_columns; i++)
    if (guess_field (get_cell (self->rows->pdata[0], i)) != OFFICE_CSV_IGNORED)
      return TRUE;
  return FALSE;
}

/**
 * office_csv_guess_fields:
 * @self: a table
 * @header: whether the first row names the columns
 *
 * Returns: (transfer full) (array): what each of n_columns seems to mean; one is always the title
 */
OfficeCsvField *
office_csv_guess_fields (OfficeCsv *self, gboolean header)
{
  OfficeCsvField *fields = g_new0 (OfficeCsvField, self->n_columns + 1);
  gboolean taken[OFFICE_CSV_N_FIELDS] = { FALSE };

  for (guint i = 0; header && self->rows->len > 0 && i < self->n_columns; i++)
    {
      const OfficeCsvField field = guess_field (get_cell (self->rows->pdata[0], i));

      if (taken[field])
        continue;
      fields[i] = field;
      taken[field] = field != OFFICE_CSV_IGNORED;
    }
  for (guint i = 0; !taken[OFFICE_CSV_TITLE] && i < self->n_columns; i++)
    if (fields[i] == OFFICE_CSV_IGNORED)
      {
        fields[i] = OFFICE_CSV_TITLE;
        taken[OFFICE_CSV_TITLE] = TRUE;
      }
  return fields;
}

/**
 * office_csv_field_get_name:
 * @field: a meaning
 *
 * Returns: (transfer none): what it is called; translated
 */
const char *
office_csv_field_get_name (OfficeCsvField field)
{
  static const char *const names[] = {
    [OFFICE_CSV_IGNORED] = N_ ("Leave out"),
    [OFFICE_CSV_TITLE] = N_ ("Title"),
    [OFFICE_CSV_DESCRIPTION] = N_ ("Description"),
    [OFFICE_CSV_COLUMN] = N_ ("Column"),
    [OFFICE_CSV_LABELS] = N_ ("Labels"),
    [OFFICE_CSV_ASSIGNEES] = N_ ("Assigned to"),
    [OFFICE_CSV_START] = N_ ("Start"),
    [OFFICE_CSV_DUE] = N_ ("Due"),
    [OFFICE_CSV_PRIORITY] = N_ ("Priority"),
    [OFFICE_CSV_ESTIMATE] = N_ ("Estimate"),
    [OFFICE_CSV_STEPS] = N_ ("Steps"),
    [OFFICE_CSV_REPEAT] = N_ ("Repetition"),
    [OFFICE_CSV_DONE] = N_ ("Done"),
  };

  return _ (names[field]);
}

/**
 * office_csv_guess_order:
 * @self: a table
 * @fields: what its columns mean
 * @header: whether the first row names them
 *
 * Returns: in which order its dates with slashes are written; the month first, unless one of them cannot be so
 */
OfficeImportOrder
office_csv_guess_order (OfficeCsv *self, const OfficeCsvField *fields, gboolean header)
{
  for (guint i = header ? 1 : 0; i < self->rows->len; i++)
    for (guint k = 0; k < self->n_columns; k++)
      {
        const char *cell = get_cell (self->rows->pdata[i], k);

        if ((fields[k] == OFFICE_CSV_DUE || fields[k] == OFFICE_CSV_START) && strchr (cell, '/') != NULL
            && atoi (cell) > 12 && atoi (cell) < 32)
          return OFFICE_IMPORT_DAY_FIRST;
      }
  return OFFICE_IMPORT_MONTH_FIRST;
}

/* ---- rows ---- */

typedef struct {
  OfficeImport *import;
  OfficeImportTask *task;
  OfficeImportOrder order;
} Row;

static void
take_date (Row *row, const char *text, char **date)
{
  *date = office_import_read_date (text, row->order);
  if (*date != NULL)
    return;
  office_import_report (row->import, row->task->line, _ ("“%s” is no date; it is in the description"), text);
  office_import_task_describe (row->task, "%s", text);
}

static void
take_list (Row *row, const char *text, OfficeCsvField field)
{
  g_auto (GStrv) parts = g_strsplit_set (text, field == OFFICE_CSV_STEPS ? "\n" : ",;|\n", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *part = g_strstrip (parts[i]);
      const gboolean done = g_str_has_prefix (part, "[x] ") || g_str_has_prefix (part, "[X] ");

      if (*part == '\0')
        continue;
      if (field == OFFICE_CSV_LABELS)
        office_import_task_add_label (row->task, office_import_find_label (row->import, part, NULL));
      else if (field == OFFICE_CSV_ASSIGNEES)
        office_import_task_add_person (row->task, office_import_find_person (row->import, part, NULL));
      else
        office_import_task_add_step (row->task, part + (done || g_str_has_prefix (part, "[ ] ") ? 4 : 0), done);
    }
}

static gboolean
is_any (const char *text, const char *const *words)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);

  return g_strv_contains (words, folded);
}

static void
take_priority (Row *row, const char *text)
{
  static const char *const high[]
      = { "high", "highest", "urgent", "critical", "1", "p1", "a", "hoch", "dringend", NULL };
  static const char *const medium[] = { "medium", "normal", "2", "p2", "b", "mittel", NULL };
  static const char *const low[] = { "low", "lowest", "3", "4", "p3", "p4", "c", "niedrig", "gering", NULL };
  static const char *const none[] = { "none", "0", "-", "keine", NULL };

  row->task->priority = is_any (text, high)     ? "high"
                        : is_any (text, medium) ? "medium"
                        : is_any (text, low)    ? "low"
                                                : NULL;
  if (row->task->priority == NULL && !is_any (text, none))
    office_import_report (row->import, row->task->line, _ ("“%s” is no priority that is known"), text);
}

/* Minutes, or "2:30", or "2h 30m". */
static void
take_estimate (Row *row, const char *text)
{
  double minutes = 0;
  const char *at = text;

  if (strchr (text, ':') != NULL)
    minutes = atoi (text) * 60 + atoi (strchr (text, ':') + 1);
  else
    while (*at != '\0')
      {
        char *end;
        const double number = g_ascii_strtod (at, &end);

        if (end == at)
          {
            minutes = 0;
            break;
          }
        at = end + strspn (end, " ");
        minutes += *at == 'h' || *at == 'H' ? number * 60 : number;
        while (g_ascii_isalpha (*at) || *at == ' ' || *at == '.')
          at++;
      }
  if (minutes >= 1 && minutes < 1000000)
    row->task->estimate = (int) minutes;
  else if (!g_str_equal (text, "0"))
    office_import_report (row->import, row->task->line, _ ("“%s” is no estimate that is understood"), text);
}

static void
take_cell (Row *row, OfficeCsvField field, const char *text)
{
  static const char *const no[] = { "no", "false", "0", "nein", "falsch", "open", "offen", NULL };

  switch (field)
    {
    case OFFICE_CSV_TITLE:
      g_free (row->task->title);
      row->task->title = g_strdup (text);
      break;
    case OFFICE_CSV_DESCRIPTION:
      office_import_task_describe (row->task, "%s", text);
      break;
    case OFFICE_CSV_COLUMN:
      row->task->column = office_import_find_column (row->import, text);
      break;
    case OFFICE_CSV_LABELS:
    case OFFICE_CSV_ASSIGNEES:
    case OFFICE_CSV_STEPS:
      take_list (row, text, field);
      break;
    case OFFICE_CSV_START:
      take_date (row, text, &row->task->start);
      break;
    case OFFICE_CSV_DUE:
      take_date (row, text, &row->task->due);
      break;
    case OFFICE_CSV_PRIORITY:
      take_priority (row, text);
      break;
    case OFFICE_CSV_ESTIMATE:
      take_estimate (row, text);
      break;
    case OFFICE_CSV_REPEAT:
      row->task->repeat = g_strdup (text);
      break;
    case OFFICE_CSV_DONE:
      row->task->done = !is_any (text, no);
      break;
    case OFFICE_CSV_IGNORED:
    case OFFICE_CSV_N_FIELDS:
    default:
      break;
    }
}

static void
take_row (OfficeCsv *self, OfficeImport *import, const OfficeCsvRow *cells, const OfficeCsvField *fields,
          OfficeImportOrder order)
{
  Row row = { .import = import, .order = order };
  gboolean any = FALSE;

  for (guint i = 0; i < cells->cells->len; i++)
    any |= fields[i] != OFFICE_CSV_IGNORED && *get_cell (cells, i) != '\0';
  if (!any)
    return;
  row.task = office_import_add_task (import, cells->line, "");
  for (guint i = 0; i < cells->cells->len; i++)
    {
      g_autofree char *text = g_strstrip (g_strdup (get_cell (cells, i)));

      if (*text != '\0')
        take_cell (&row, fields[i], text);
    }
}

/**
 * office_csv_to_import:
 * @self: a table
 * @fields: (array): what each of its n_columns means
 * @header: whether the first row names them
 * @order: of dates with slashes
 *
 * Returns: (transfer full): the tasks in its rows
 */
OfficeImport *
office_csv_to_import (OfficeCsv *self, const OfficeCsvField *fields, gboolean header, OfficeImportOrder order)
{
  OfficeImport *import = office_import_new ();

  for (guint i = 0; i < self->problems->len; i++)
    {
      const OfficeImportProblem *problem = self->problems->pdata[i];

      office_import_report (import, problem->line, "%s", problem->text);
    }
  for (guint i = header ? 1 : 0; i < self->rows->len; i++)
    take_row (self, import, self->rows->pdata[i], fields, order);
  office_import_fit (import);
  return import;
}
