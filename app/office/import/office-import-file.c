/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-import-file.h"

#include "office-problem.h"

#include <glib/gi18n.h>
#include <string.h>

#define PIECE (256 * 1024) /* bytes that are read at once */

/**
 * office_import_file_free:
 * @self: (transfer full): what was read
 */
void
office_import_file_free (OfficeImportFile *self)
{
  g_free (self->name);
  g_free (self->text);
  g_clear_pointer (&self->import, office_import_free);
  g_clear_pointer (&self->csv, office_csv_free);
  g_free (self);
}

/* ---- encodings ---- */

/* How many of the first bytes at odd or even places are 0: text in UTF-16 has many. */
static guint
count_zeros (const char *bytes, gsize length, guint from)
{
  guint n = 0;

  for (gsize i = from; i < MIN (length, 2000); i += 2)
    n += bytes[i] == '\0' ? 1 : 0;
  return n;
}

static const char *
guess_encoding (const char *bytes, gsize length)
{
  const gsize looked = MIN (length, 2000) / 2;

  if (length >= 2 && memcmp (bytes, "\xff\xfe", 2) == 0)
    return "UTF-16LE";
  if (length >= 2 && memcmp (bytes, "\xfe\xff", 2) == 0)
    return "UTF-16BE";
  if (looked > 0 && count_zeros (bytes, length, 1) * 2 > looked)
    return "UTF-16LE";
  if (looked > 0 && count_zeros (bytes, length, 0) * 2 > looked)
    return "UTF-16BE";
  return g_utf8_validate (bytes, (gssize) length, NULL) ? "UTF-8" : "WINDOWS-1252";
}

/**
 * office_import_decode:
 * @bytes: (array length=length): a text in some encoding
 * @length: bytes
 * @encoding: (out): which it was taken for
 *
 * Returns: (transfer full): UTF-8, without a byte order mark; what cannot be read is replaced
 */
char *
office_import_decode (const char *bytes, gsize length, const char **encoding)
{
  g_autofree char *text = NULL;

  *encoding = guess_encoding (bytes, length);
  if (!g_str_equal (*encoding, "UTF-8"))
    text = g_convert_with_fallback (bytes, (gssize) length, "UTF-8", *encoding, "?", NULL, NULL, NULL);
  /* Windows-1252 has holes; Latin-1 has none. */
  if (text == NULL && !g_str_equal (*encoding, "UTF-8"))
    text = g_convert (bytes, (gssize) length, "UTF-8", "ISO-8859-1", NULL, NULL, NULL);
  if (text == NULL)
    text = g_utf8_make_valid (bytes, (gssize) length);
  return g_strdup (g_str_has_prefix (text, "\xef\xbb\xbf") ? text + 3 : text);
}

/* ---- reading ---- */

static void
refuse_size (GError **error)
{
  g_autofree char *most = g_format_size_full (OFFICE_IMPORT_LIMIT, G_FORMAT_SIZE_IEC_UNITS);

  office_problem_set (error, OFFICE_PROBLEM_TOO_LARGE, NULL,
                      /* Translators: %s is a size, as in "64.0 MiB" */
                      _ ("This file is too large to be imported: it may have %s. Nothing was read."), most);
}

static GByteArray *
read_all (GInputStream *stream, GCancellable *cancellable, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree guint8 *piece = g_malloc (PIECE);
  gssize n;

  while ((n = g_input_stream_read (stream, piece, PIECE, cancellable, error)) > 0)
    {
      if (bytes->len + n > OFFICE_IMPORT_LIMIT)
        {
          refuse_size (error);
          return NULL;
        }
      g_byte_array_append (bytes, piece, (guint) n);
    }
  return n < 0 ? NULL : g_steal_pointer (&bytes);
}

static gboolean
looks_like_json (const char *text)
{
  text += strspn (text, " \t\r\n");
  return *text == '{' || *text == '[';
}

static char *
make_name (const char *name, const char **ending)
{
  char *made = g_strdup (name != NULL ? name : "");
  char *dot = strrchr (made, '.');

  *ending = "";
  if (dot != NULL && dot != made)
    {
      *ending = name + (dot - made) + 1;
      *dot = '\0';
    }
  return made;
}

/**
 * office_import_file_read:
 * @stream: the file
 * @name: (nullable): what it is called; by its ending, and by what is in it, one tells what it is
 * @cancellable: (nullable): to stop it
 * @error: return location
 *
 * Any thread.
 *
 * Returns: (transfer full) (nullable): what was in it
 */
OfficeImportFile *
office_import_file_read (GInputStream *stream, const char *name, GCancellable *cancellable, GError **error)
{
  g_autoptr (OfficeImportFile) self = g_new0 (OfficeImportFile, 1);
  g_autoptr (GByteArray) bytes = read_all (stream, cancellable, error);
  g_autofree char *text = NULL;
  const char *ending;

  if (bytes == NULL)
    return NULL;
  self->name = make_name (name, &ending);
  text = office_import_decode (bytes->len > 0 ? (const char *) bytes->data : "", bytes->len, &self->encoding);
  if (g_ascii_strcasecmp (ending, "json") == 0 || looks_like_json (text))
    self->import = office_import_read_trello (text, strlen (text), error);
  else if (g_ascii_strcasecmp (ending, "txt") == 0)
    self->import = office_import_read_todo_txt (text);
  else
    {
      self->csv = office_csv_parse (text, 0);
      self->text = g_steal_pointer (&text);
    }
  if (self->import == NULL && self->csv == NULL)
    return NULL;
  if ((self->import != NULL && self->import->tasks->len == 0) || (self->csv != NULL && self->csv->rows->len == 0))
    {
      office_problem_set (error, OFFICE_PROBLEM_INVALID, NULL, "%s", _ ("There are no tasks in this file."));
      return NULL;
    }
  return g_steal_pointer (&self);
}

/* ---- in a thread ---- */

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GFile *file = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info (
      file, G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_DISPLAY_NAME, 0, cancellable, &error);
  g_autoptr (GFileInputStream) stream = NULL;
  OfficeImportFile *read = NULL;

  if (info != NULL && g_file_info_get_size (info) > OFFICE_IMPORT_LIMIT)
    refuse_size (&error);
  else if (info != NULL)
    stream = g_file_read (file, cancellable, &error);
  if (stream != NULL)
    read = office_import_file_read (G_INPUT_STREAM (stream), g_file_info_get_display_name (info), cancellable, &error);
  if (read != NULL)
    g_task_return_pointer (task, read, (GDestroyNotify) office_import_file_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * office_import_file_read_async:
 * @file: the file
 * @cancellable: (nullable): to stop it
 * @done: called when it has been read
 * @data: for @done
 */
void
office_import_file_read_async (GFile *file, GCancellable *cancellable, GAsyncReadyCallback done, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, done, data);

  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  g_task_run_in_thread (task, read_in_thread);
}

/**
 * office_import_file_read_finish:
 * @result: what came to the callback
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what was in the file
 */
OfficeImportFile *
office_import_file_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
