/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-import.h"

#include "office-import-date.h"

#include <glib/gi18n.h>
#include <string.h>

/*
 * The format of todotxt.org: a task a line. "x 2025-06-11 2025-06-01 (A) Call the printer +website @phone due:2025-06-20 rec:1w".
 * Projects and contexts become labels. due:, t: (start) and rec: are the extensions that most programs know; "rec:+1w" counts from
 * the due date, "rec:1w" from when it was done.
 */

static gboolean
is_date (const char *word)
{
  g_autofree char *date = strlen (word) == strlen ("YYYY-MM-DD")
                              ? office_import_read_date (word, OFFICE_IMPORT_MONTH_FIRST)
                              : NULL;

  return date != NULL;
}

/* "(A)" */
static const char *
read_priority (const char *word)
{
  if (strlen (word) != 3 || word[0] != '(' || word[2] != ')' || word[1] < 'A' || word[1] > 'Z')
    return NULL;
  return word[1] == 'A' ? "high" : word[1] == 'B' ? "medium" : "low";
}

static char *
read_recurrence (const char *text, gboolean *from_completion)
{
  char *end;
  guint64 n;

  *from_completion = *text != '+';
  text += *text == '+' ? 1 : 0;
  n = g_ascii_strtoull (text, &end, 10);
  if (end == text || n < 1 || n > 999 || strlen (end) != 1)
    return NULL;
  switch (*end)
    {
    case 'd':
      return g_strdup_printf ("FREQ=DAILY;INTERVAL=%d", (int) n);
    case 'b':
      return n == 1 ? g_strdup ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR") : NULL;
    case 'w':
      return g_strdup_printf ("FREQ=WEEKLY;INTERVAL=%d", (int) n);
    case 'm':
      return g_strdup_printf ("FREQ=MONTHLY;INTERVAL=%d", (int) n);
    case 'y':
      return g_strdup_printf ("FREQ=YEARLY;INTERVAL=%d", (int) n);
    default:
      return NULL;
    }
}

static void
take_date (OfficeImport *import, OfficeImportTask *task, const char *text, char **date)
{
  g_autofree char *read = office_import_read_date (text, OFFICE_IMPORT_MONTH_FIRST);

  if (read == NULL)
    {
      office_import_report (import, task->line, _ ("“%s” is no date; it is in the description"), text);
      office_import_task_describe (task, "%s", text);
      return;
    }
  g_free (*date);
  *date = g_steal_pointer (&read);
}

/* FALSE: the word belongs to the title. */
static gboolean
take_pair (OfficeImport *import, OfficeImportTask *task, const char *word)
{
  if (g_str_has_prefix (word, "due:"))
    take_date (import, task, word + strlen ("due:"), &task->due);
  else if (g_str_has_prefix (word, "t:"))
    take_date (import, task, word + strlen ("t:"), &task->start);
  else if (g_str_has_prefix (word, "pri:") && strlen (word) == 5 && task->done)
    {
      g_autofree char *priority = g_strdup_printf ("(%c)", g_ascii_toupper (word[4]));

      task->priority = read_priority (priority);
    }
  else if (g_str_has_prefix (word, "rec:"))
    {
      g_free (task->repeat);
      task->repeat = read_recurrence (word + strlen ("rec:"), &task->from_completion);
      if (task->repeat == NULL)
        {
          office_import_report (import, task->line, _ ("“%s” is no repetition that is understood"), word);
          office_import_task_describe (task, "%s", word);
        }
    }
  else
    return FALSE;
  return TRUE;
}

static void
read_line (OfficeImport *import, guint line, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  g_autoptr (GString) title = g_string_new (NULL);
  OfficeImportTask *task = office_import_add_task (import, line, "");
  guint i = 0;

  if (words[i] != NULL && g_str_equal (words[i], "x"))
    {
      task->done = TRUE;
      i++;
    }
  if (words[i] != NULL && read_priority (words[i]) != NULL)
    task->priority = read_priority (words[i++]);
  /* When it was done and when it was made, which the office sets itself. */
  for (guint n = 0; n < (task->done ? 2u : 1u) && words[i] != NULL && is_date (words[i]); n++)
    i++;
  if (words[i] != NULL && task->priority == NULL && read_priority (words[i]) != NULL)
    task->priority = read_priority (words[i++]);
  for (; words[i] != NULL; i++)
    {
      if ((words[i][0] == '+' || words[i][0] == '@') && words[i][1] != '\0')
        office_import_task_add_label (task, office_import_find_label (import, words[i] + 1, NULL));
      else if (words[i][0] != '\0' && !take_pair (import, task, words[i]))
        g_string_append_printf (title, "%s%s", title->len > 0 ? " " : "", words[i]);
    }
  g_free (task->title);
  task->title = g_strdup (title->str);
}

/**
 * office_import_read_todo_txt:
 * @text: UTF-8
 *
 * Returns: (transfer full): the tasks
 */
OfficeImport *
office_import_read_todo_txt (const char *text)
{
  OfficeImport *import = office_import_new ();
  guint line = 0;

  for (const char *at = text; *at != '\0';)
    {
      const gsize length = strcspn (at, "\n");
      g_autofree char *words = g_strstrip (g_strndup (at, length));

      line++;
      if (*words != '\0')
        read_line (import, line, words);
      at += length + (at[length] == '\n' ? 1 : 0);
    }
  office_import_fit (import);
  return import;
}
