/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-import-rows.h"

#include <glib/gi18n.h>

#define MOST_TASKS    50 /* rows: a look, not a list */
#define MOST_PROBLEMS 200

static void
add_row (GtkWidget *group, const char *title, const char *subtitle, const char *icon)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title_markup = g_markup_escape_text (title, -1);
  g_autofree char *subtitle_markup = subtitle != NULL ? g_markup_escape_text (subtitle, -1) : NULL;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title_markup);
  if (subtitle_markup != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle_markup);
  if (icon != NULL)
    adw_action_row_add_prefix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name (icon));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
}

static char *
join_names (GPtrArray *names, guint most)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < names->len && i < most; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", (const char *) names->pdata[i]);
  if (names->len > most)
    g_string_append (text, ", …");
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
join_columns (OfficeImport *import)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < import->columns->len; i++)
    g_ptr_array_add (names, ((OfficeImportColumn *) import->columns->pdata[i])->name);
  return join_names (names, 8);
}

static char *
join_labels (OfficeImport *import)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < import->labels->len; i++)
    g_ptr_array_add (names, ((OfficeImportLabel *) import->labels->pdata[i])->name);
  return join_names (names, 8);
}

/* title: taken */
static void
add (GtkWidget *group, guint n, char *title, const char *subtitle, const char *icon)
{
  g_autofree char *owned = title;

  if (n > 0)
    add_row (group, title, subtitle, icon);
}

static guint
count_archived (OfficeImport *import)
{
  guint n = 0;

  for (guint i = 0; i < import->tasks->len; i++)
    n += ((OfficeImportTask *) import->tasks->pdata[i])->archived ? 1 : 0;
  return n;
}

/**
 * office_import_rows_new_counts:
 * @importer: an importer that has not begun
 *
 * Returns: (transfer floating): how much of what will come
 */
GtkWidget *
office_import_rows_new_counts (OfficeImporter *importer)
{
  OfficeImport *import = office_importer_get_import (importer);
  g_autoptr (GPtrArray) missing = office_importer_list_missing (importer);
  g_autofree char *columns = join_columns (import);
  g_autofree char *labels = join_labels (import);
  g_autofree char *people = join_names (missing, 8);
  GtkWidget *group = adw_preferences_group_new ();
  guint n;
  const guint n_archived = count_archived (import);
  g_autofree char *archived = n_archived > 0
                                  ? g_strdup_printf (g_dngettext (NULL, "%'u of them goes to the archive",
                                                                  "%'u of them go to the archive", n_archived),
                                                     n_archived)
                                  : NULL;

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("What Will Come"));
  n = import->tasks->len;
  add (group, n, g_strdup_printf (g_dngettext (NULL, "%'u task", "%'u tasks", n), n), archived, "office-task-symbolic");
  n = import->columns->len;
  add (group, n, g_strdup_printf (g_dngettext (NULL, "%u column", "%u columns", n), n), columns,
       "office-board-symbolic");
  n = import->labels->len;
  add (group, n, g_strdup_printf (g_dngettext (NULL, "%u label", "%u labels", n), n), labels, "office-tag-symbolic");
  n = office_import_count_steps (import);
  add (group, n, g_strdup_printf (g_dngettext (NULL, "%'u step", "%'u steps", n), n), NULL, "office-steps-symbolic");
  n = office_import_count_comments (import);
  add (group, n, g_strdup_printf (g_dngettext (NULL, "%'u comment", "%'u comments", n), n),
       _ ("As messages of you, with the author’s name"), "office-chat-symbolic");
  n = missing->len;
  add (
      group, n,
      g_strdup_printf (g_dngettext (NULL, "%u person is not in this office", "%u people are not in this office", n), n),
      people, "system-users-symbolic");
  return group;
}

/**
 * office_import_rows_new_tasks:
 * @import: what was read
 *
 * Returns: (transfer floating): the first tasks, as a look at what will come
 */
GtkWidget *
office_import_rows_new_tasks (OfficeImport *import)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group),
                                   import->tasks->len > MOST_TASKS ? _ ("The First Tasks") : _ ("Tasks"));
  for (guint i = 0; i < import->tasks->len && i < MOST_TASKS; i++)
    {
      const OfficeImportTask *task = import->tasks->pdata[i];
      const char *column = task->column != OFFICE_IMPORT_NONE
                               ? ((OfficeImportColumn *) import->columns->pdata[task->column])->name
                               : NULL;
      g_autofree char *subtitle = task->due != NULL && column != NULL ? g_strdup_printf ("%s · %s", column, task->due)
                                                                      : g_strdup (column != NULL ? column : task->due);

      add_row (group, task->title, subtitle, NULL);
    }
  return group;
}

/**
 * office_import_rows_new_problems:
 * @import: what was read, or made
 *
 * Returns: (transfer floating) (nullable): what could not be read or made, line by line; %NULL: all could
 */
GtkWidget *
office_import_rows_new_problems (OfficeImport *import)
{
  GtkWidget *group;

  if (import->problems->len == 0)
    return NULL;
  group = adw_preferences_group_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("What Is Different"));
  for (guint i = 0; i < import->problems->len && i < MOST_PROBLEMS; i++)
    {
      const OfficeImportProblem *problem = import->problems->pdata[i];
      /* Translators: of a file */
      g_autofree char *line = problem->line > 0 ? g_strdup_printf (_ ("Line %u"), problem->line) : NULL;

      add_row (group, problem->text, line, "dialog-warning-symbolic");
    }
  return group;
}
