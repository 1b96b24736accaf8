/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a file that is imported, under each name: what is read fits the office. */
#include "fuzz.h"

#include "office-import-file.h"

#include <string.h>

static void
check_import (OfficeImport *import)
{
  if (import->description != NULL)
    {
      g_assert_true (g_utf8_validate (import->description, -1, NULL));
      g_assert_cmpint (g_utf8_strlen (import->description, -1), <=, 4000);
    }
  for (guint i = 0; i < import->tasks->len; i++)
    {
      OfficeImportTask *task = import->tasks->pdata[i];

      for (guint k = 0; k < task->steps->len; k++)
        g_assert_cmpint (((OfficeImportStep *) task->steps->pdata[k])->person, <, (int) import->people->len);
      g_assert_true (g_utf8_validate (task->title, -1, NULL));
      g_assert_true (g_utf8_validate (task->description->str, -1, NULL));
      g_assert_cmpint (g_utf8_strlen (task->title, -1), >=, 1);
      g_assert_cmpint (g_utf8_strlen (task->title, -1), <=, 500);
      g_assert_null (strpbrk (task->title, "\r\n"));
      g_assert_cmpint (task->column, <, (int) import->columns->len);
      for (guint k = 0; k < task->labels->len; k++)
        g_assert_cmpuint (g_array_index (task->labels, guint, k), <, import->labels->len);
      for (guint k = 0; k < task->people->len; k++)
        g_assert_cmpuint (g_array_index (task->people, guint, k), <, import->people->len);
    }
}

static void
check_table (OfficeCsv *csv)
{
  for (guint header = 0; header < 2; header++)
    {
      g_autofree OfficeCsvField *fields = office_csv_guess_fields (csv, header == 1);
      g_autoptr (OfficeImport) import = office_csv_to_import (csv, fields, header == 1,
                                                              office_csv_guess_order (csv, fields, header == 1));

      check_import (import);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static const char *const names[] = { "a.json", "todo.txt", "a.csv" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (data, (gssize) size, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (OfficeImportFile) file = office_import_file_read (stream, names[i], NULL, &error);

      g_assert_true ((file != NULL) == (error == NULL));
      if (file != NULL && file->import != NULL)
        check_import (file->import);
      else if (file != NULL)
        check_table (file->csv);
    }
  return 0;
}
