/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Code is colored by GtkSourceView: a buffer of it is filled, never shown, and what its tags say is read off. The library
 * (with libxml2 and ICU behind it) is some megabytes of which most people never see the use, so it is loaded with the first
 * code that names its language, by the types of its own headers; where it is not installed, code is shown in one color.
 */
#include "office-code-tints.h"

#include <string.h>

#include <gtksourceview/gtksource.h>

#include "office-late-library.h"

#define LIBRARY      "libgtksourceview-5.so.0"
#define LONGEST_CODE 20000 /* bytes; longer code takes too long */

#define FUNCTIONS(X)                                                                                                   \
  X (gtk_source_init)                                                                                                  \
  X (gtk_source_buffer_new)                                                                                            \
  X (gtk_source_buffer_set_language)                                                                                   \
  X (gtk_source_buffer_set_style_scheme)                                                                               \
  X (gtk_source_buffer_ensure_highlight)                                                                               \
  X (gtk_source_language_manager_get_default)                                                                          \
  X (gtk_source_language_manager_get_language)                                                                         \
  X (gtk_source_language_manager_guess_language)                                                                       \
  X (gtk_source_style_scheme_manager_get_default)                                                                      \
  X (gtk_source_style_scheme_manager_get_scheme)

typedef struct {
  FUNCTIONS (OFFICE_LATE_FUNCTION)
} Library;

static const Library *
get_library (void)
{
  static const char *const names[] = { FUNCTIONS (OFFICE_LATE_NAME) NULL };
  static Library library;
  static gboolean tried = FALSE, loaded = FALSE;

  if (tried)
    return loaded ? &library : NULL;
  tried = TRUE;
  loaded = office_late_library_load (LIBRARY, names, (gpointer *) &library);
  if (!loaded)
    return NULL;
  library.gtk_source_init ();
  return &library;
}

/* People name languages by ids, by short names, and by the ends of file names. */
static GtkSourceLanguage *
find_language (const Library *library, const char *name)
{
  static const char *const others[][2] = {
    { "bash", "sh" },       { "c++", "cpp" },       { "cs", "c-sharp" }, { "csharp", "c-sharp" }, { "golang", "go" },
    { "javascript", "js" }, { "md", "markdown" },   { "py", "python3" }, { "python", "python3" }, { "rs", "rust" },
    { "shell", "sh" },      { "ts", "typescript" }, { "yml", "yaml" },   { "console", "sh" },
  };
  GtkSourceLanguageManager *manager = library->gtk_source_language_manager_get_default ();
  g_autofree char *id = g_ascii_strdown (name, -1);
  g_autofree char *file = g_strdup_printf ("code.%s", id);
  GtkSourceLanguage *language;

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    if (g_str_equal (id, others[i][0]))
      {
        language = library->gtk_source_language_manager_get_language (manager, others[i][1]);
        if (language != NULL)
          return language;
      }
  language = library->gtk_source_language_manager_get_language (manager, id);
  return language != NULL ? language : library->gtk_source_language_manager_guess_language (manager, file, NULL);
}

static void
read_tag (GtkTextTag *tag, OfficeTint *tint)
{
  g_autoptr (GdkRGBA) color = NULL;
  gboolean colored, weighted, slanted;
  int weight;
  PangoStyle style;

  g_object_get (tag, "foreground-set", &colored, "foreground-rgba", &color, "weight-set", &weighted, "weight", &weight,
                "style-set", &slanted, "style", &style, NULL);
  if (colored && color != NULL)
    {
      tint->colored = TRUE;
      tint->color = *color;
    }
  if (weighted)
    tint->bold = weight >= PANGO_WEIGHT_BOLD;
  if (slanted)
    tint->italic = style != PANGO_STYLE_NORMAL;
}

/* What holds from @iter on, by the tags there: the later ones come first. */
static OfficeTint
read_tint (const GtkTextIter *iter)
{
  OfficeTint tint = { 0 };
  GSList *tags = gtk_text_iter_get_tags (iter);

  for (GSList *l = tags; l != NULL; l = l->next)
    read_tag (l->data, &tint);
  g_slist_free (tags);
  return tint;
}

static GArray *
read_tints (GtkTextBuffer *buffer, const char *code)
{
  GArray *tints = g_array_new (FALSE, FALSE, sizeof (OfficeTint));
  GtkTextIter iter;
  const char *p = code;
  int offset = 0;

  gtk_text_buffer_get_start_iter (buffer, &iter);
  while (!gtk_text_iter_is_end (&iter))
    {
      OfficeTint tint = read_tint (&iter);
      int next;

      if (!gtk_text_iter_forward_to_tag_toggle (&iter, NULL))
        gtk_text_iter_forward_to_end (&iter);
      next = gtk_text_iter_get_offset (&iter);
      tint.start = p - code;
      p = g_utf8_offset_to_pointer (p, next - offset);
      tint.end = p - code;
      offset = next;
      if (tint.colored || tint.bold || tint.italic)
        g_array_append_val (tints, tint);
    }
  return tints;
}

/**
 * office_code_tints_new:
 * @code: valid UTF-8
 * @language: as the author named it
 * @dark: for a dark background
 *
 * Main thread. The first call loads the library and its languages, some hundredths of a second: not before code was painted.
 *
 * Returns: (transfer full) (nullable) (element-type OfficeTint): what is colored; %NULL: nothing
 */
GArray *
office_code_tints_new (const char *code, const char *language, gboolean dark)
{
  const Library *library;
  GtkSourceLanguage *found;
  g_autoptr (GtkTextBuffer) buffer = NULL;
  GtkTextIter start, end;

  g_return_val_if_fail (code != NULL && language != NULL, NULL);

  if (strlen (code) > LONGEST_CODE || (library = get_library ()) == NULL)
    return NULL;
  found = find_language (library, language);
  if (found == NULL)
    return NULL;
  buffer = GTK_TEXT_BUFFER (library->gtk_source_buffer_new (NULL));
  library->gtk_source_buffer_set_language ((GtkSourceBuffer *) buffer, found);
  library->gtk_source_buffer_set_style_scheme (
      (GtkSourceBuffer *) buffer,
      library->gtk_source_style_scheme_manager_get_scheme (library->gtk_source_style_scheme_manager_get_default (),
                                                           dark ? "Adwaita-dark" : "Adwaita"));
  gtk_text_buffer_set_text (buffer, code, -1);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  library->gtk_source_buffer_ensure_highlight ((GtkSourceBuffer *) buffer, &start, &end);
  return read_tints (buffer, code);
}
