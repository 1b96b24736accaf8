/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-import.h"

#include "kinds.h"

#include <glib/gi18n.h>
#include <string.h>

#define MOST_TITLE   500 /* characters, as kinds.c has them */
#define MOST_STEP    300
#define MOST_NAME    60
#define MOST_PERSON  80
#define MOST_LABEL   40
#define MOST_LABELS  20 /* of one task */
#define MOST_PEOPLE  50
#define MOST_ROOM    4000 /* of a room's description */
#define MOST_COMMENT (OFFICE_LIMIT_TEXT - 200)
#define MOST_REPORTS 1000

/**
 * office_import_problem_new:
 * @line: where in the file; 0: not known
 * @text: (transfer full): what could not be read, or was left out
 *
 * Returns: (transfer full): a problem
 */
OfficeImportProblem *
office_import_problem_new (guint line, char *text)
{
  OfficeImportProblem *problem = g_new0 (OfficeImportProblem, 1);

  problem->line = line;
  problem->text = text;
  return problem;
}

/**
 * office_import_problem_free:
 * @data: an #OfficeImportProblem
 */
void
office_import_problem_free (gpointer data)
{
  OfficeImportProblem *problem = data;

  g_free (problem->text);
  g_free (problem);
}

static void
column_free (gpointer data)
{
  OfficeImportColumn *column = data;

  g_free (column->name);
  g_free (column);
}

static void
label_free (gpointer data)
{
  OfficeImportLabel *label = data;

  g_free (label->name);
  g_free (label);
}

static void
person_free (gpointer data)
{
  OfficeImportPerson *person = data;

  g_free (person->name);
  g_free (person->username);
  g_free (person);
}

static void
step_free (gpointer data)
{
  OfficeImportStep *step = data;

  g_free (step->text);
  g_free (step);
}

static void
comment_free (gpointer data)
{
  OfficeImportComment *comment = data;

  g_free (comment->author);
  g_free (comment->text);
  g_free (comment);
}

static void
task_free (gpointer data)
{
  OfficeImportTask *task = data;

  g_free (task->title);
  g_string_free (task->description, TRUE);
  g_free (task->due);
  g_free (task->start);
  g_free (task->repeat);
  g_array_unref (task->labels);
  g_array_unref (task->people);
  g_ptr_array_unref (task->steps);
  g_ptr_array_unref (task->comments);
  g_free (task);
}

/**
 * office_import_new:
 *
 * Returns: (transfer full): an import of nothing yet
 */
OfficeImport *
office_import_new (void)
{
  OfficeImport *self = g_new0 (OfficeImport, 1);

  self->columns = g_ptr_array_new_with_free_func (column_free);
  self->labels = g_ptr_array_new_with_free_func (label_free);
  self->people = g_ptr_array_new_with_free_func (person_free);
  self->tasks = g_ptr_array_new_with_free_func (task_free);
  self->problems = g_ptr_array_new_with_free_func (office_import_problem_free);
  return self;
}

/**
 * office_import_free:
 * @self: (transfer full): an import
 */
void
office_import_free (OfficeImport *self)
{
  g_free (self->name);
  g_free (self->description);
  g_ptr_array_unref (self->columns);
  g_ptr_array_unref (self->labels);
  g_ptr_array_unref (self->people);
  g_ptr_array_unref (self->tasks);
  g_ptr_array_unref (self->problems);
  g_free (self);
}

/* ---- cutting ---- */

/*
 * The office takes no control characters but tabs and newlines (PROTOCOL.md, section 1); in files of other programs they are a slip
 * that is not to cost a column or a description. In place: the text becomes no longer. Valid UTF-8.
 */
static char *
blank_controls (char *text)
{
  char *to = text;

  for (const char *from = text; *from != '\0';)
    {
      const char *next = g_utf8_next_char (from);
      const gunichar character = g_utf8_get_char (from);

      if (character == '\r')
        *to++ = '\n';
      else if (g_unichar_iscntrl (character) && character != '\n' && character != '\t')
        *to++ = ' ';
      else
        for (const char *at = from; at < next; at++)
          *to++ = *at;
      from = character == '\r' && *next == '\n' ? next + 1 : next;
    }
  *to = '\0';
  return text;
}

/* One line, without spaces at its ends, and at most so many characters. */
static char *
make_line (const char *text, guint most, const char **rest)
{
  g_autofree char *line = g_strdelimit (blank_controls (g_utf8_make_valid (text, -1)), "\n\t", ' ');
  const char *end;

  *rest = NULL;
  g_strstrip (line);
  if (g_utf8_strlen (line, -1) <= (glong) most)
    return g_steal_pointer (&line);
  end = g_utf8_offset_to_pointer (line, most - 1);
  *rest = text;
  return g_strdup_printf ("%.*s…", (int) (end - line), line);
}

static char *
make_name (const char *text, guint most)
{
  const char *rest;

  return make_line (text, most, &rest);
}

/* ---- for readers ---- */

/**
 * office_import_report:
 * @self: an import
 * @line: where in the file; 0: not known
 * @format: what could not be read, or was left out; translated
 */
void
office_import_report (OfficeImport *self, guint line, const char *format, ...)
{
  va_list arguments;

  if (self->problems->len >= MOST_REPORTS)
    return;
  va_start (arguments, format);
  g_ptr_array_add (self->problems, office_import_problem_new (line, g_strdup_vprintf (format, arguments)));
  va_end (arguments);
  if (self->problems->len == MOST_REPORTS - 1)
    office_import_report (self, 0, "%s", _ ("There is more, which is not listed"));
}

/**
 * office_import_add_task:
 * @self: an import
 * @line: where in the file; 0: not known
 * @title: what is to be done
 *
 * Returns: (transfer none): the task
 */
OfficeImportTask *
office_import_add_task (OfficeImport *self, guint line, const char *title)
{
  OfficeImportTask *task = g_new0 (OfficeImportTask, 1);

  task->line = line;
  task->title = g_strdup (title);
  task->description = g_string_new (NULL);
  task->column = OFFICE_IMPORT_NONE;
  task->labels = g_array_new (FALSE, FALSE, sizeof (guint));
  task->people = g_array_new (FALSE, FALSE, sizeof (guint));
  task->steps = g_ptr_array_new_with_free_func (step_free);
  task->comments = g_ptr_array_new_with_free_func (comment_free);
  g_ptr_array_add (self->tasks, task);
  return task;
}

/* English and German, as people call the last list of a board. */
static const char *
guess_state (const char *name)
{
  static const char *const done[] = { "done", "complete", "closed", "finished", "erledigt", "fertig", "abgeschlossen" };
  static const char *const doing[] = { "doing", "progress", "arbeit", "working", "review", "bearbeitung" };
  g_autofree char *folded = g_utf8_casefold (name, -1);

  for (guint i = 0; i < G_N_ELEMENTS (done); i++)
    if (strstr (folded, done[i]) != NULL)
      return "done";
  for (guint i = 0; i < G_N_ELEMENTS (doing); i++)
    if (strstr (folded, doing[i]) != NULL)
      return "doing";
  return "open";
}

/**
 * office_import_add_column:
 * @self: an import
 * @name: its name
 * @state: (nullable): what it means; %NULL: as the name says
 *
 * Returns: its place in the list
 */
int
office_import_add_column (OfficeImport *self, const char *name, const char *state)
{
  OfficeImportColumn *column = g_new0 (OfficeImportColumn, 1);

  column->name = make_name (*name != '\0' ? name : "—", MOST_NAME);
  column->state = state != NULL ? state : guess_state (name);
  g_ptr_array_add (self->columns, column);
  return (int) self->columns->len - 1;
}

static gboolean
same_name (const char *a, const char *b)
{
  g_autofree char *first = g_utf8_casefold (a, -1);
  g_autofree char *second = g_utf8_casefold (b, -1);

  return g_str_equal (first, second);
}

int
office_import_find_column (OfficeImport *self, const char *name)
{
  g_autofree char *sought = make_name (name, MOST_NAME);

  for (guint i = 0; i < self->columns->len; i++)
    if (same_name (((OfficeImportColumn *) self->columns->pdata[i])->name, sought))
      return (int) i;
  return office_import_add_column (self, name, NULL);
}

/* One after the other, as they are declared; the first is what a label without a color has, and comes last. */
static const char *
choose_hue (guint index)
{
  const char *const *hues = office_kind_find_field (office_kind_find ("label"), "hue")->choices;

  return hues[(index + 1) % g_strv_length ((char **) hues)];
}

guint
office_import_find_label (OfficeImport *self, const char *name, const char *hue)
{
  g_autofree char *sought = make_name (name, MOST_LABEL);
  OfficeImportLabel *label;

  for (guint i = 0; i < self->labels->len; i++)
    {
      label = self->labels->pdata[i];
      if (same_name (label->name, sought) && (hue == NULL || g_str_equal (hue, label->hue)))
        return i;
    }
  label = g_new0 (OfficeImportLabel, 1);
  label->name = g_steal_pointer (&sought);
  label->hue = hue != NULL ? hue : choose_hue (self->labels->len);
  g_ptr_array_add (self->labels, label);
  return self->labels->len - 1;
}

guint
office_import_find_person (OfficeImport *self, const char *name, const char *username)
{
  g_autofree char *sought = make_name (name, MOST_PERSON);
  OfficeImportPerson *person;

  for (guint i = 0; i < self->people->len; i++)
    {
      person = self->people->pdata[i];
      if (same_name (person->name, sought) && g_strcmp0 (person->username, username) == 0)
        return i;
    }
  person = g_new0 (OfficeImportPerson, 1);
  person->name = g_steal_pointer (&sought);
  person->username = g_strdup (username);
  g_ptr_array_add (self->people, person);
  return self->people->len - 1;
}

static void
add_once (GArray *array, guint value)
{
  for (guint i = 0; i < array->len; i++)
    if (g_array_index (array, guint, i) == value)
      return;
  g_array_append_val (array, value);
}

void
office_import_task_add_label (OfficeImportTask *self, guint label)
{
  add_once (self->labels, label);
}

void
office_import_task_add_person (OfficeImportTask *self, guint person)
{
  add_once (self->people, person);
}

OfficeImportStep *
office_import_task_add_step (OfficeImportTask *self, const char *text, gboolean done)
{
  OfficeImportStep *step = g_new0 (OfficeImportStep, 1);

  step->text = g_strdup (text);
  step->done = done;
  step->person = OFFICE_IMPORT_NONE;
  g_ptr_array_add (self->steps, step);
  return step;
}

void
office_import_task_add_comment (OfficeImportTask *self, const char *author, gint64 at, const char *text)
{
  OfficeImportComment *comment = g_new0 (OfficeImportComment, 1);

  comment->author = g_strdup (author);
  comment->at = at;
  comment->text = g_strdup (text);
  g_ptr_array_add (self->comments, comment);
}

void
office_import_task_describe (OfficeImportTask *self, const char *format, ...)
{
  va_list arguments;

  if (self->description->len > 0)
    g_string_append_c (self->description, '\n');
  va_start (arguments, format);
  g_string_append_vprintf (self->description, format, arguments);
  va_end (arguments);
}

/* ---- fitting ---- */

static void
fit_title (OfficeImport *self, OfficeImportTask *task)
{
  const char *rest;
  char *title = make_line (task->title, MOST_TITLE, &rest);

  if (rest != NULL)
    {
      g_string_prepend (task->description, "\n\n");
      g_string_prepend (task->description, rest);
      office_import_report (self, task->line, _ ("A title is too long; all of it is in the description: %s"), title);
    }
  else if (*title == '\0')
    {
      g_free (title);
      title = g_strdup (_ ("Without a title"));
      office_import_report (self, task->line, "%s", _ ("A task has no title"));
    }
  g_free (task->title);
  task->title = title;
}

static void
fit_description (OfficeImport *self, OfficeImportTask *task)
{
  g_autofree char *text = blank_controls (g_utf8_make_valid (task->description->str, (gssize) task->description->len));

  if (g_utf8_strlen (text, -1) > OFFICE_LIMIT_TEXT)
    {
      *g_utf8_offset_to_pointer (text, OFFICE_LIMIT_TEXT - 1) = '\0';
      office_import_report (self, task->line, _ ("A description is too long and was cut: %s"), task->title);
    }
  g_strchomp (text);
  g_string_assign (task->description, text);
}

/* What does not become a step stands in the description. */
static void
fit_steps (OfficeImport *self, OfficeImportTask *task)
{
  for (guint i = 0; i < task->steps->len;)
    {
      OfficeImportStep *step = task->steps->pdata[i];
      const char *rest;
      g_autofree char *text = make_line (step->text, MOST_STEP, &rest);

      if (rest != NULL)
        {
          office_import_task_describe (task, "- %s", rest);
          office_import_report (self, task->line, _ ("A step is too long; all of it is in the description: %s"), text);
        }
      if (*text == '\0')
        {
          g_ptr_array_remove_index (task->steps, i);
          continue;
        }
      g_free (step->text);
      step->text = g_steal_pointer (&text);
      i++;
    }
}

static void
fit_comments (OfficeImport *self, OfficeImportTask *task)
{
  for (guint i = 0; i < task->comments->len; i++)
    {
      OfficeImportComment *comment = task->comments->pdata[i];

      blank_controls (comment->text);
      if (comment->author != NULL)
        g_strdelimit (blank_controls (comment->author), "\n\t", ' ');
      if (g_utf8_strlen (comment->text, -1) <= MOST_COMMENT)
        continue;
      *g_utf8_offset_to_pointer (comment->text, MOST_COMMENT) = '\0';
      office_import_report (self, task->line, _ ("A comment is too long and was cut: %s"), task->title);
    }
}

static void
fit_sets (OfficeImport *self, OfficeImportTask *task)
{
  if (task->labels->len > MOST_LABELS)
    {
      g_array_set_size (task->labels, MOST_LABELS);
      office_import_report (self, task->line, _ ("A task has too many labels; the first %d are kept: %s"), MOST_LABELS,
                            task->title);
    }
  if (task->people->len > MOST_PEOPLE)
    g_array_set_size (task->people, MOST_PEOPLE);
}

static void
fit_room (OfficeImport *self)
{
  g_autofree char *text = self->description != NULL ? blank_controls (g_utf8_make_valid (self->description, -1)) : NULL;

  if (text == NULL)
    return;
  if (g_utf8_strlen (text, -1) > MOST_ROOM)
    {
      *g_utf8_offset_to_pointer (text, MOST_ROOM) = '\0';
      office_import_report (self, 0, "%s", _ ("The description of the board is too long and was cut"));
    }
  g_strstrip (text);
  g_free (self->description);
  self->description = *text != '\0' ? g_steal_pointer (&text) : NULL;
}

/**
 * office_import_fit:
 * @self: an import that has been read
 */
void
office_import_fit (OfficeImport *self)
{
  fit_room (self);
  for (guint i = 0; i < self->tasks->len; i++)
    {
      OfficeImportTask *task = self->tasks->pdata[i];

      fit_title (self, task);
      fit_steps (self, task);
      fit_sets (self, task);
      fit_description (self, task);
      fit_comments (self, task);
    }
}

/* ---- counts ---- */

guint
office_import_count_steps (OfficeImport *self)
{
  guint n = 0;

  for (guint i = 0; i < self->tasks->len; i++)
    n += ((OfficeImportTask *) self->tasks->pdata[i])->steps->len;
  return n;
}

guint
office_import_count_comments (OfficeImport *self)
{
  guint n = 0;

  for (guint i = 0; i < self->tasks->len; i++)
    n += ((OfficeImportTask *) self->tasks->pdata[i])->comments->len;
  return n;
}
